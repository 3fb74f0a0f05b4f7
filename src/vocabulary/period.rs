//! Periods: which days a number speaks of.
//!
//! A [`Period`] is a set of civil days without gaps, each end of which may be open. What a text names is included
//! whole: `2018-10/2019-03` runs from 1 October 2018 to the end of 31 March 2019. Two periods are compared as sets
//! of days, exactly.
//!
//! Accepted are
//!
//! | written | days |
//! |---|---|
//! | `2019`, `2018-10`, `2018-10-03` | a year, a month, a day (ISO 8601-1:2019) |
//! | `2019-Q1`, `2019-H2`, `2019-W05` | a quarter, a half, an ISO week (Monday to Sunday) |
//! | `October 2018`, `3 Oct 2018`, `October 3, 2018` | the same in English words |
//! | `FY2019`, `FY2018-19` | a government's fiscal year ([`FiscalYear`]); needs the country |
//! | `2018-10/2019-03` | from the first day of the first to the last day of the last |
//! | `2012/..`, `../2019-09-03`, `../..` | open at one end, or at both |
//!
//! There are no times of day and no time zones here: a reported figure names days.

mod fiscal;
mod parse;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;

pub use fiscal::{FiscalNaming, FiscalYear};
pub use parse::PeriodError;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::SetRelation;
use crate::number::Exact;

/// The day that has number 0.
const EPOCH: Date = Date::constant(1970, 1, 1);
const SECONDS_PER_DAY: i64 = 86_400;
/// Marks an open beginning; no civil date of jiff (years −9999 to 9999) comes near it.
const OPEN_START: i32 = i32::MIN;
/// Marks an open end.
const OPEN_END: i32 = i32::MAX;

/// A gapless set of civil days, never empty; either end may be open. Eight bytes.
///
/// Ordered by first day, then by last: the order a sweep over nested periods wants.
///
/// ```
/// use saltgrain::vocabulary::{Period, SetRelation};
/// let seizures: Period = "2018-10/2019-03".parse()?;
/// assert_eq!(seizures.days(), Some(182));
/// assert_eq!(seizures.to_string(), "2018-10/2019-03");
///
/// let before: Period = "../2019-09-03".parse()?;
/// assert_eq!(seizures.relation(&before), SetRelation::Within);
/// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// The first day's number, or `OPEN_START`.
    start: i32,
    /// The number of the day after the last, or `OPEN_END`.
    end: i32,
}

impl Period {
    /// All of time, `../..`.
    pub const ALL: Period = Period { start: OPEN_START, end: OPEN_END };

    /// Reads a period as written (see the [module](self)); `country` (ISO 3166-1 alpha-2) is needed for fiscal years
    /// only, and is the `country` of the dossier's `[text]`.
    ///
    /// # Errors
    /// Says what of the text names no day, and what would be accepted.
    ///
    /// ```
    /// use saltgrain::vocabulary::Period;
    /// assert_eq!(Period::parse("FY2019", Some("US"))?, "2018-10/2019-09".parse()?);
    /// assert!(Period::parse("FY2019", None).unwrap_err().to_string().contains("[text] country"));
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    pub fn parse(text: &str, country: Option<&str>) -> Result<Self, PeriodError> {
        parse::period(text, country)
    }

    /// From the first day to the last, both included; `None` stands for an open end.
    ///
    /// Returns `None` if the last day comes before the first.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use saltgrain::vocabulary::Period;
    /// let period = Period::new(Some(date(2019, 5, 1)), Some(date(2019, 9, 2))).unwrap();
    /// assert_eq!(period.days(), Some(125));
    /// ```
    #[must_use]
    pub fn new(first: Option<Date>, last: Option<Date>) -> Option<Self> {
        let start = first.map_or(OPEN_START, day_number);
        let end = last.map_or(OPEN_END, |last| day_number(last).saturating_add(1));
        Period::from_bounds(start, end)
    }

    /// One day.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use saltgrain::vocabulary::Period;
    /// assert_eq!(Period::day(date(2019, 9, 3)).to_string(), "2019-09-03");
    /// ```
    #[must_use]
    pub fn day(date: Date) -> Self {
        let start = day_number(date);
        Period { start, end: start.saturating_add(1) }
    }

    fn from_bounds(start: i32, end: i32) -> Option<Self> {
        (start < end).then_some(Period { start, end })
    }

    /// The first day, unless the beginning is open.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use saltgrain::vocabulary::Period;
    /// assert_eq!("2019-Q2/..".parse::<Period>()?.first_day(), Some(date(2019, 4, 1)));
    /// assert_eq!("../2019".parse::<Period>()?.first_day(), None);
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        (self.start != OPEN_START).then(|| civil(self.start)).flatten()
    }

    /// The last day, unless the end is open.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use saltgrain::vocabulary::Period;
    /// assert_eq!("2020-02".parse::<Period>()?.last_day(), Some(date(2020, 2, 29)));
    /// assert_eq!("2012/..".parse::<Period>()?.last_day(), None);
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        (self.end != OPEN_END).then(|| civil(self.end.saturating_sub(1))).flatten()
    }

    /// The number of the first day and of the day after the last, counted from 1 January 1970; `i32::MIN` and
    /// `i32::MAX` where an end is open. For sorting and sweeping.
    ///
    /// ```
    /// use saltgrain::vocabulary::Period;
    /// assert_eq!("1970-01".parse::<Period>()?.bounds(), (0, 31));
    /// assert_eq!("../1969".parse::<Period>()?.bounds(), (i32::MIN, 0));
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn bounds(&self) -> (i32, i32) {
        (self.start, self.end)
    }

    /// How many days, unless an end is open.
    ///
    /// ```
    /// use saltgrain::vocabulary::Period;
    /// assert_eq!("2019-H1".parse::<Period>()?.days(), Some(31 + 28 + 31 + 30 + 31 + 30));
    /// assert_eq!(Period::ALL.days(), None);
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn days(&self) -> Option<u32> {
        let bounded = self.start != OPEN_START && self.end != OPEN_END;
        bounded.then(|| self.end.abs_diff(self.start))
    }

    /// The length in years of 365.25 days, exactly; `None` if an end is open.
    ///
    /// The Julian year (IAU Style Manual 1989, table 5) is what person-years are reckoned in. A calendar year differs
    /// from it by at most 0.75 days, 0.21 %, less than any figure per year is printed to.
    ///
    /// ```
    /// use saltgrain::vocabulary::Period;
    /// let four: Period = "2016/2019".parse()?;
    /// assert_eq!(four.years().unwrap().to_string(), "4");
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn years(&self) -> Option<Exact> {
        // 365.25 days are 1461/4; both parts stay far below the cap of `Exact`.
        self.days().and_then(|days| Exact::new(4 * i64::from(days), 1461).ok())
    }

    /// Whether it is a single day.
    ///
    /// ```
    /// use saltgrain::vocabulary::Period;
    /// assert!("3 Oct 2018".parse::<Period>()?.is_day());
    /// assert!(!"October 2018".parse::<Period>()?.is_day());
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn is_day(&self) -> bool {
        self.days() == Some(1)
    }

    /// Whether the day belongs to it.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use saltgrain::vocabulary::Period;
    /// let winter: Period = "2018-10/2019-03".parse()?;
    /// assert!(winter.contains(date(2019, 3, 31)));
    /// assert!(!winter.contains(date(2019, 4, 1)));
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        let day = day_number(date);
        self.start <= day && day < self.end
    }

    /// How it lies to another period, as sets of days; never [`SetRelation::Unknown`].
    ///
    /// ```
    /// use saltgrain::vocabulary::{Period, SetRelation};
    /// let fiscal = Period::parse("FY2019", Some("US"))?;
    /// assert_eq!(fiscal.relation(&"2019".parse()?), SetRelation::Overlaps);
    /// assert_eq!(fiscal.relation(&"2019-Q1".parse()?), SetRelation::Contains);
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn relation(&self, other: &Period) -> SetRelation {
        if self == other {
            SetRelation::Equal
        } else if self.end <= other.start || other.end <= self.start {
            SetRelation::Disjoint
        } else if other.start <= self.start && self.end <= other.end {
            SetRelation::Within
        } else if self.start <= other.start && other.end <= self.end {
            SetRelation::Contains
        } else {
            SetRelation::Overlaps
        }
    }

    /// The days that belong to both.
    ///
    /// ```
    /// use saltgrain::vocabulary::Period;
    /// let fiscal = Period::parse("FY2019", Some("US"))?;
    /// assert_eq!(fiscal.intersection(&"2018".parse()?), Some("2018-Q4".parse()?));
    /// assert_eq!(fiscal.intersection(&"2020".parse()?), None);
    /// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
    /// ```
    #[must_use]
    pub fn intersection(&self, other: &Period) -> Option<Period> {
        Period::from_bounds(self.start.max(other.start), self.end.min(other.end))
    }
}

/// Seconds between midnights are whole days, and the range of civil dates fits in 24 bits of days.
fn day_number(date: Date) -> i32 {
    let days = date.duration_since(EPOCH).as_secs() / SECONDS_PER_DAY;
    i32::try_from(days).unwrap_or(OPEN_END)
}

fn civil(day: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::SignedDuration::from_hours(24 * i64::from(day))).ok()
}

/// How coarsely a boundary between days can be named; ordered from coarse to fine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Year,
    Month,
    Day,
}

impl Grain {
    /// The coarsest name for a boundary that lies just before this day.
    fn of_boundary(day_after: Date) -> Self {
        match (day_after.month(), day_after.day()) {
            (1, 1) => Grain::Year,
            (_, 1) => Grain::Month,
            _ => Grain::Day,
        }
    }

    fn write(self, date: Option<Date>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(date) = date else { return f.write_str("..") };
        match self {
            Grain::Year => write!(f, "{:04}", date.year()),
            Grain::Month => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Grain::Day => write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day()),
        }
    }
}

/// The shortest ISO form that reads back as the same days.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first_day();
        let last = self.last_day();
        let from = first.map_or(Grain::Year, Grain::of_boundary);
        // The last civil date of all has no day after it; it ends a year.
        let to = last.map_or(Grain::Year, |last| last.tomorrow().map_or(Grain::Year, Grain::of_boundary));
        let grain = from.max(to);
        let whole = match (first, last) {
            (Some(first), Some(last)) => match grain {
                Grain::Year => first.year() == last.year(),
                Grain::Month => (first.year(), first.month()) == (last.year(), last.month()),
                Grain::Day => first == last,
            },
            _ => false,
        };
        grain.write(first, f)?;
        if whole {
            return Ok(());
        }
        f.write_str("/")?;
        grain.write(last, f)
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Period({self})")
    }
}

/// Reads everything but fiscal years, which need a country ([`Period::parse`]).
impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Period::parse(text, None)
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Period;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a period, such as \"2018-10/2019-03\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Period, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}
