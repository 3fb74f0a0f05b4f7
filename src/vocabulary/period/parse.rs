//! Reading a period as written.

use jiff::ToSpan as _;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::{FiscalYear, Period};

/// Why a text names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// Not one of the accepted forms.
    #[error(
        "'{0}' is not a period: write a year, month or day (2019, 2018-10, 2018-10-03), a quarter (2019-Q1), \
         or two of them with a slash (2018-10/2019-03, 2012/.., ../2019-09-03)"
    )]
    Unreadable(String),
    /// Two years of which the second is cut short: a range, a fiscal year and a season are all written so.
    #[error(
        "'{text}' can mean several periods: write {first}/{second} for the calendar years{}", if *second == *first + 1 { format!(", or FY{first}-{short} for one fiscal year") } else { String::new() }
    )]
    TwoYears {
        /// As written.
        text: String,
        /// The first year.
        first: i16,
        /// The second year, completed.
        second: i16,
        /// The second year, as written.
        short: String,
    },
    /// The right form, but no such day in the calendar.
    #[error("'{text}' is not in the calendar: {reason}")]
    NoSuchDay {
        /// As written.
        text: String,
        /// What the calendar has instead.
        reason: String,
    },
    /// The end comes before the beginning.
    #[error("'{0}' ends before it begins: write the earlier date first")]
    Reversed(String),
    /// A fiscal year, and nothing says whose.
    #[error(
        "'{0}' is a fiscal year, which begins in other months in other countries: give [text] country, or write its months (2018-10/2019-09)"
    )]
    FiscalYearOfWhom(String),
    /// A fiscal year of a country, or a time, that the table does not have.
    #[error("the fiscal year '{text}' of {country} is not known here: write its months (2018-10/2019-09)")]
    FiscalYearUnknown {
        /// As written.
        text: String,
        /// The country of the text.
        country: String,
    },
    /// A fiscal year named by one year, where usage differs on which.
    #[error("'{text}' may begin or end in {year} in {country}: write FY{year}-{next} or FY{before}-{short}")]
    FiscalYearNaming {
        /// As written.
        text: String,
        /// The year named.
        year: i16,
        /// The country of the text.
        country: String,
        /// The last two digits of the year after.
        next: String,
        /// The year before.
        before: i16,
        /// The last two digits of the year named.
        short: String,
    },
    /// The two years of a fiscal year do not follow each other.
    #[error("'{0}' does not name two years that follow each other: write FY2018-19")]
    FiscalYearNotOneYear(String),
}

/// Longer texts are named by their beginning; no period needs more characters.
const SHOWN: usize = 40;
/// No accepted form comes near this; longer texts are not looked at.
const MAX_BYTES: usize = 100;

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

pub(super) fn period(text: &str, country: Option<&str>) -> Result<Period, PeriodError> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return Err(PeriodError::Unreadable(shown(text)));
    }
    let Some((from, to)) = text.split_once('/') else { return unit(text, country) };
    // A fiscal year may have a slash of its own: FY2018/19.
    let is_year = |text: &str| digits(text, 2).or_else(|| digits(text, 4)).is_some();
    if fiscal_label(from).is_some_and(is_year) && is_year(to) {
        return unit(text, country);
    }
    let (from, to) = (from.trim(), to.trim());
    if let (Some(first), Some(_)) = (digits(from, 4), digits(to, 2)) {
        return Err(two_years(text, first, to));
    }
    let start = if from == ".." { Period::ALL } else { unit(from, country)? };
    let end = if to == ".." { Period::ALL } else { unit(to, country)? };
    Period::from_bounds(start.start, end.end).ok_or_else(|| PeriodError::Reversed(shown(text)))
}

/// One named stretch of time.
fn unit(text: &str, country: Option<&str>) -> Result<Period, PeriodError> {
    if let Some(label) = fiscal_label(text) {
        return fiscal(text, label, country);
    }
    let unreadable = || PeriodError::Unreadable(shown(text));
    let first_and_last = if text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(' ') {
        iso(text)?
    } else {
        in_words(text)
    };
    let (first, last) = first_and_last.ok_or_else(unreadable)?;
    match (first, last) {
        (Some(first), Some(last)) => Period::new(Some(first), Some(last)).ok_or_else(unreadable),
        _ => Err(PeriodError::NoSuchDay { text: shown(text), reason: nearest_in_calendar(text) }),
    }
}

/// The first and last day of what is named; `None` for each that is not in the calendar.
type Days = (Option<Date>, Option<Date>);

/// Exactly so many ASCII digits.
fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn small(text: &str, count: usize) -> Option<i8> {
    digits(text, count).and_then(|n| i8::try_from(n).ok())
}

fn iso(text: &str) -> Result<Option<Days>, PeriodError> {
    let Some((year, rest)) = text.split_at_checked(4) else { return Ok(None) };
    let Some(year) = digits(year, 4) else { return Ok(None) };
    if rest.is_empty() {
        return Ok(Some(months(year, 1, 12)));
    }
    // "2019Q1" is as common as "2019-Q1".
    let rest = rest.strip_prefix('-').unwrap_or(if rest.starts_with(['Q', 'H', 'W']) { rest } else { "" });
    let mut parts = rest.split('-');
    let (Some(part), day, None) = (parts.next(), parts.next(), parts.next()) else { return Ok(None) };
    if let Some(month) = small(part, 2) {
        return match day {
            Some(day) => Ok(small(day, 2).map(|day| one_day(year, month, day))),
            // "2018-19" is two years, unless there is such a month; nobody writes 2019-13 for 2019 to 2113.
            None if month > 12 && completed(year, part) - year < 50 => Err(two_years(text, year, part)),
            None => Ok(Some(months(year, month, 1))),
        };
    }
    if day.is_some() {
        return Ok(None);
    }
    let letter = part.get(..1).unwrap_or_default();
    let number = part.get(1..).unwrap_or_default();
    Ok(match letter {
        "Q" | "q" => small(number, 1).map(|q| stretch(year, q, 4)),
        "H" | "h" => small(number, 1).map(|h| stretch(year, h, 2)),
        "W" | "w" => small(number, 2).map(|week| {
            let day = |weekday| ISOWeekDate::new(year, week, weekday).ok().map(ISOWeekDate::date);
            (day(Weekday::Monday), day(Weekday::Sunday))
        }),
        _ => None,
    })
}

/// What the calendar has where a period of the right form names nothing in it.
fn nearest_in_calendar(text: &str) -> String {
    if let [_, _, _] = *text.split_whitespace().collect::<Vec<_>>().as_slice() {
        return "that month has no such day".to_owned();
    }
    let number = |piece: Option<&str>| piece.and_then(|piece| small(piece, 2));
    let mut pieces = text.split('-');
    let year = pieces.next().and_then(|year| digits(year, 4));
    let (month, day) = (pieces.next(), pieces.next());
    match (year, number(month), number(day)) {
        (Some(0), ..) => "the years are counted from 0001".to_owned(),
        (Some(_), Some(month), _) if !(1..=12).contains(&month) => {
            format!("there is no month {month:02}; write the month as 01 to 12, as in 2019-03")
        }
        (Some(year), Some(month), Some(_)) => match months(year, month, 1) {
            (_, Some(last)) => format!("the last day of that month is {last}"),
            _ => "there is no such month".to_owned(),
        },
        _ => "a year has the quarters Q1 to Q4, the halves H1 and H2, and the weeks W01 to W52 or W53"
            .to_owned(),
    }
}

/// The `nth` of so many equal stretches of a year.
fn stretch(year: i16, nth: i8, of: i8) -> Days {
    if (1..=of).contains(&nth) {
        let length = 12 / of;
        months(year, (nth - 1) * length + 1, length)
    } else {
        (None, None)
    }
}

fn one_day(year: i16, month: i8, day: i8) -> Days {
    let date = year_in_range(year).and_then(|year| Date::new(year, month, day).ok());
    (date, date)
}

fn months(year: i16, month: i8, count: i8) -> Days {
    let first = year_in_range(year).and_then(|year| Date::new(year, month, 1).ok());
    let last = first.and_then(|first| first.checked_add((count - 1).months()).ok()).map(Date::last_of_month);
    (first, last)
}

/// There is no year 0 in the reckoning that newspapers use.
fn year_in_range(year: i16) -> Option<i16> {
    (year >= 1).then_some(year)
}

/// English names of the months; their first three letters are accepted as well, and `Sept`.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month_named(word: &str) -> Option<i8> {
    let word = word.trim_end_matches(['.', ',']).to_ascii_lowercase();
    let position = MONTHS.iter().position(|name| {
        *name == word
            || (word.len() == 3 && name.starts_with(&word))
            || (word == "sept" && *name == "september")
    })?;
    i8::try_from(position + 1).ok()
}

/// `October 2018`, `3 October 2018`, `October 3, 2018`, `Q1 2019`.
fn in_words(text: &str) -> Option<Days> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let day = |word: &str| {
        let word = word.trim_end_matches(',');
        small(word, 1).or_else(|| small(word, 2))
    };
    match *words.as_slice() {
        [part, year] => {
            let year = digits(year, 4)?;
            if let Some(month) = month_named(part) {
                return Some(months(year, month, 1));
            }
            let number = small(part.get(1..)?, 1)?;
            match part.get(..1)? {
                "Q" | "q" => Some(stretch(year, number, 4)),
                "H" | "h" => Some(stretch(year, number, 2)),
                _ => None,
            }
        }
        [one, two, year] => {
            let year = digits(year, 4)?;
            let (day, month) = match (day(one), month_named(two)) {
                (Some(day), Some(month)) => (day, month),
                _ => (day(two)?, month_named(one)?),
            };
            Some(one_day(year, month, day))
        }
        _ => None,
    }
}

fn two_years(text: &str, first: i16, short: &str) -> PeriodError {
    PeriodError::TwoYears {
        text: shown(text),
        first,
        second: completed(first, short),
        short: short.to_owned(),
    }
}

/// The next year that ends in these two digits.
fn completed(first: i16, short: &str) -> i16 {
    let short: i16 = short.parse().unwrap_or_default();
    let same_century = first - first % 100 + short;
    if same_century > first { same_century } else { same_century + 100 }
}

/// What stands after `FY`.
fn fiscal_label(text: &str) -> Option<&str> {
    let head = text.get(..2)?;
    head.eq_ignore_ascii_case("fy").then(|| text.get(2..).unwrap_or_default().trim_start())
}

fn fiscal(text: &str, label: &str, country: Option<&str>) -> Result<Period, PeriodError> {
    let country = country.ok_or_else(|| PeriodError::FiscalYearOfWhom(shown(text)))?;
    let unknown = || PeriodError::FiscalYearUnknown { text: shown(text), country: shown(country) };
    let year = label
        .get(..4)
        .and_then(|year| digits(year, 4))
        .ok_or_else(|| PeriodError::Unreadable(shown(text)))?;
    let rules = FiscalYear::of(country).ok_or_else(unknown)?;
    let rest = label.get(4..).unwrap_or_default();
    if rest.is_empty() {
        let Some(first_year) = rules.first_year(year) else {
            return Err(PeriodError::FiscalYearNaming {
                text: shown(text),
                year,
                country: shown(country),
                next: format!("{:02}", (year + 1) % 100),
                before: year - 1,
                short: format!("{:02}", year % 100),
            });
        };
        return rules.beginning_in(first_year).ok_or_else(unknown);
    }
    let second = rest.strip_prefix(['-', '/', '–']).ok_or_else(|| PeriodError::Unreadable(shown(text)))?;
    let second = digits(second, 4)
        .or_else(|| digits(second, 2).map(|_| completed(year, second)))
        .ok_or_else(|| PeriodError::Unreadable(shown(text)))?;
    if second != year + 1 || rules.is_calendar_year() {
        return Err(PeriodError::FiscalYearNotOneYear(shown(text)));
    }
    rules.beginning_in(year).ok_or_else(unknown)
}
