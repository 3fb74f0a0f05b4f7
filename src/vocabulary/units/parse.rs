//! Reading a unit from the text after a figure.

use std::fmt;
use std::sync::Arc;

use super::dimension::Dimension;
use super::lookup::TABLE;
use super::table::SAME_AS;
use super::{Compound, Counted, Repr, Unit};
use crate::number::{ArithmeticError, Exact, Figure};
use crate::vocabulary::{TextConventions, kinds, plural};

/// No unit is longer; it keeps hostile texts from costing time, and lengths in a byte.
const LONGEST: usize = 100;

/// Why a text is no unit.
///
/// ```
/// use saltgrain::vocabulary::{TextConventions, Unit};
///
/// let error = Unit::parse("tonns", &TextConventions::default()).unwrap_err();
/// assert_eq!(error.to_string(), "'tonns' is no unit: did you mean 'tonnes'?");
/// assert_eq!(error.suggestion(), Some("tonnes"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitError(Box<Reason>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Misspelt { text: String, suggestion: String },
    NumberWord { word: String, rest: String },
    OfWhat { unit: String, rest: String },
    TwoUnits { text: String },
    NotANoun { text: String },
    TooLong { bytes: usize },
    Denominator { text: String, why: String },
    Arithmetic(ArithmeticError),
}

impl UnitError {
    /// The name of the table that was probably meant.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        match &*self.0 {
            Reason::Misspelt { suggestion, .. } => Some(suggestion),
            _ => None,
        }
    }
}

impl From<Reason> for UnitError {
    #[cold]
    fn from(reason: Reason) -> Self {
        UnitError(Box::new(reason))
    }
}

impl From<ArithmeticError> for UnitError {
    #[cold]
    fn from(error: ArithmeticError) -> Self {
        Reason::Arithmetic(error).into()
    }
}

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Reason::Misspelt { text, suggestion } => {
                write!(f, "'{text}' is no unit: did you mean '{suggestion}'?")
            }
            Reason::NumberWord { word, rest } => {
                let example = if rest.is_empty() { "people" } else { rest };
                write!(
                    f,
                    "'{word}' belongs to the figure, not to the unit: write it after the digits, as in '1.2 million {example}'"
                )
            }
            Reason::OfWhat { unit, rest } => write!(
                f,
                "'{unit} of {rest}' is a unit and what it measures: the unit is '{unit}', and '{rest}' belongs in the field 'of'"
            ),
            Reason::TwoUnits { text } => write!(
                f,
                "'{text}' goes on with a second figure: print one figure in one unit ('90 minutes' or '1.5 hours', not '1 hour 30 minutes'), or a fraction such as '3/4'"
            ),
            Reason::NotANoun { text } => write!(
                f,
                "'{text}' is neither a unit nor a noun: expected a unit such as 'kg', '%' or 'USD', or what is counted, such as 'busts'"
            ),
            Reason::TooLong { bytes } => {
                write!(f, "a unit of {bytes} bytes is too long to be one: at most {LONGEST} are read")
            }
            Reason::Denominator { text, why } => write!(
                f,
                "'{text}' is no denominator ({why}): expected a number, a unit or both, as in 'per 100,000 people' or 'per day'"
            ),
            Reason::Arithmetic(error) => write!(f, "the unit's factor: {error}"),
        }
    }
}

impl std::error::Error for UnitError {}

pub(super) fn parse(text: &str, conventions: &TextConventions) -> Result<Unit, UnitError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Unit::none());
    }
    if let Some(unit) = Unit::of_table(text, conventions) {
        return Ok(unit);
    }
    if text.len() > LONGEST {
        return Err(Reason::TooLong { bytes: text.len() }.into());
    }
    let same = SAME_AS.iter().find(|(short, _)| *short == text).map_or(text, |(_, long)| *long);
    if !same.bytes().any(|b| b == b'/' || b.is_ascii_whitespace()) {
        return atom(same, conventions);
    }
    let compact = same.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(unit) = table_name(&compact, conventions) {
        return Ok(unit);
    }
    match split_rate(&compact, conventions) {
        Some((top, below)) => rate(text, top, below, conventions),
        None => atom(&compact, conventions),
    }
}

fn table_name(text: &str, conventions: &TextConventions) -> Option<Unit> {
    Unit::of_table(text, conventions).or_else(|| {
        let lower = plural::normal(text);
        if lower == text {
            return None; // looked up above
        }
        TABLE.any_case(&lower, conventions).map(|(word, sense)| Unit(Repr::Table { word, sense }))
    })
}

/// Cuts a rate at its first divider: "per", "/" before a number or a unit, "a" or "each" before a unit of time.
fn split_rate<'t>(text: &'t str, conventions: &TextConventions) -> Option<(&'t str, &'t str)> {
    let cut = |at: usize, divider: usize| Some((text.get(..at)?.trim(), text.get(at + divider..)?.trim()));
    let slash = text.match_indices('/').map(|(at, _)| at).find(|at| {
        let after = text.get(at + 1..).unwrap_or_default().trim();
        let first = after.split(['/', ' ']).next().unwrap_or_default();
        after.starts_with(|c: char| c.is_ascii_digit())
            || table_name(after, conventions).is_some()
            || table_name(first, conventions).is_some()
    });
    let mut at = 0;
    for word in text.split(' ') {
        if slash.is_some_and(|slash| slash < at + word.len()) {
            break;
        }
        let divides = match word {
            "per" => true,
            "a" | "an" | "each" | "every" => {
                is_time(text.get(at + word.len()..).unwrap_or_default().trim(), conventions)
            }
            _ => false,
        };
        if divides && at + word.len() < text.len() {
            return cut(at, word.len());
        }
        at += word.len() + 1;
    }
    slash.and_then(|at| cut(at, 1))
}

fn is_time(text: &str, conventions: &TextConventions) -> bool {
    table_name(text, conventions).is_some_and(|unit| unit.dimension() == Some(Dimension::TIME))
}

fn rate(printed: &str, top: &str, below: &str, conventions: &TextConventions) -> Result<Unit, UnitError> {
    let no_denominator = |why: &str| Reason::Denominator { text: below.to_owned(), why: why.to_owned() };
    let (first, second) = match split_rate(below, conventions) {
        Some((first, second)) => (first, Some(second)),
        None => (below, None),
    };
    let top = if top.is_empty() { Unit::none() } else { atom(top, conventions)? };
    let per = denominator(first, conventions)?;
    let per_too = match second {
        None => None,
        Some(second) if split_rate(second, conventions).is_some() => {
            return Err(no_denominator("more than two are not read").into());
        }
        Some(second) => match denominator(second, conventions)? {
            (n, unit) if n == Exact::ONE => Some(unit),
            _ => return Err(no_denominator("only the first may have a number").into()),
        },
    };
    Compound::rate(printed.to_owned(), top, per, per_too)
}

/// Number words that may open a denominator without a figure before them: "per million".
const POWERS_OF_TEN: &[(&str, i32)] = &[
    ("ten", 1),
    ("hundred", 2),
    ("thousand", 3),
    ("lakh", 5),
    ("million", 6),
    ("crore", 7),
    ("billion", 9),
    ("trillion", 12),
];

fn denominator(text: &str, conventions: &TextConventions) -> Result<(Exact, Unit), UnitError> {
    let wrong = |why: String| UnitError::from(Reason::Denominator { text: text.to_owned(), why });
    let text = text.trim();
    if text.is_empty() {
        return Err(wrong("it is empty".to_owned()));
    }
    let (first, after) = text.split_once(' ').unwrap_or((text, ""));
    let (n, rest) = if let Some((_, power)) = POWERS_OF_TEN.iter().find(|(word, _)| *word == first) {
        (Exact::pow10(*power)?, after)
    } else if first.starts_with(|c: char| c.is_ascii_digit()) {
        let (figure, rest) =
            Figure::split(text, &conventions.format()).map_err(|error| wrong(error.to_string()))?;
        if figure.is_vague() || !figure.value().is_positive() {
            return Err(wrong("the number must be exact and above zero".to_owned()));
        }
        (figure.value().clone(), rest)
    } else {
        (Exact::ONE, text)
    };
    let unit = match rest.trim() {
        "" => Unit::none(),
        rest => population(rest).map_or_else(|| atom(rest, conventions), Ok)?,
    };
    Ok((n, unit))
}

/// What a denominator calls people.
fn population(text: &str) -> Option<Unit> {
    let people = matches!(
        plural::normal(text).as_ref(),
        "capita"
            | "head"
            | "head of population"
            | "population"
            | "of population"
            | "of the population"
            | "inhabitants"
    );
    if people { named(text, "person").ok() } else { None }
}

/// A unit that is no rate.
fn atom(text: &str, conventions: &TextConventions) -> Result<Unit, UnitError> {
    if let Some(unit) = table_name(text, conventions) {
        return Ok(unit);
    }
    if let Some((money, year)) = price_base(text) {
        if let Some(unit) =
            table_name(money, conventions).filter(|unit| unit.dimension() == Some(Dimension::MONEY))
        {
            return Compound::prices(text.to_owned(), unit, year);
        }
    }
    if let Some(unit) = product(text, conventions)? {
        return Ok(unit);
    }
    noun(text, conventions)
}

/// "2015 USD", "constant 2015 USD", "USD (2015)", "USD in 2015 prices": the money and the year.
fn price_base(text: &str) -> Option<(&str, u16)> {
    let year = |digits: &str| -> Option<u16> {
        (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
    };
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let bare = text.strip_prefix("constant ").or_else(|| text.strip_prefix("real ")).unwrap_or(text);
    if let Some((digits, money)) = bare.split_once(' ') {
        if let Some(year) = year(digits) {
            return Some((money, year));
        }
    }
    let bare = text.strip_suffix(')').map_or(text, |open| open);
    let bare = bare.strip_suffix(" prices").unwrap_or(bare);
    let (money, digits) = bare.rsplit_once([' ', '('])?;
    let money =
        money.trim().trim_end_matches(" in").trim_end_matches(" at").trim_end_matches(" (").trim_end();
    Some((money, year(digits)?))
}

/// "person-years", "vehicle miles", "tonne-kilometres".
fn product(text: &str, conventions: &TextConventions) -> Result<Option<Unit>, UnitError> {
    let Some((left, right)) = text.rsplit_once(['-', ' ', '·']) else { return Ok(None) };
    let Some(times) = table_name(right, conventions) else { return Ok(None) };
    if !matches!(times.dimension(), Some(Dimension::TIME | Dimension::LENGTH)) {
        return Ok(None);
    }
    let top = match table_name(left, conventions) {
        Some(unit) if unit.dimension() == Some(Dimension::MASS) => unit,
        Some(_) => return Ok(None),
        None => {
            let lemma = kinds::singular(left);
            if !kinds::is_exposed(&lemma) {
                return Ok(None);
            }
            named(left, &lemma)?
        }
    };
    Compound::product(text.to_owned(), top, times).map(Some)
}

/// Number words that a text may wrongly leave to the unit.
fn is_scale(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    matches!(one, "hundred" | "thousand" | "million" | "billion" | "trillion" | "lakh" | "crore" | "dozen")
        || matches!(word, "mn" | "bn" | "tn")
}

fn noun(text: &str, conventions: &TextConventions) -> Result<Unit, UnitError> {
    let lower = plural::normal(text);
    if lower.ends_with("per") && lower.split(' ').next_back() == Some("per") {
        return Err(Reason::Denominator { text: String::new(), why: "it is empty".to_owned() }.into());
    }
    let (first, rest) = lower.split_once(' ').unwrap_or((&lower, ""));
    if is_scale(first) {
        let rest = rest.strip_prefix("of ").unwrap_or(rest);
        return Err(Reason::NumberWord { word: first.to_owned(), rest: rest.to_owned() }.into());
    }
    if !rest.is_empty() {
        if goes_on_in_another_unit(text, first, rest, conventions) {
            return Err(Reason::TwoUnits { text: text.to_owned() }.into());
        }
        if let Some((unit, rest)) = lower.split_once(" of ") {
            if table_name(text.get(..unit.len()).unwrap_or(unit), conventions).is_some() {
                return Err(Reason::OfWhat { unit: unit.to_owned(), rest: rest.to_owned() }.into());
            }
            misspelt(unit)?;
        }
    }
    let lemma = kinds::singular(&lower);
    let known = kinds::is_known(&lemma);
    if !known {
        misspelt(&lower)?;
    }
    counted_as(text, &lemma, known)
}

/// Whether a unit is followed by a figure in a unit: "hour 10 minutes", "ft and 2½ in". Taken for a noun, only the first
/// figure would be counted.
fn goes_on_in_another_unit(text: &str, first: &str, rest: &str, conventions: &TextConventions) -> bool {
    let head = text.get(..first.len()).unwrap_or(first).trim_end_matches(',');
    if table_name(head, conventions).is_none() {
        return false;
    }
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    Figure::split(rest, &conventions.format()).is_ok_and(|(_, unit)| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            || unit.is_empty()
            || table_name(unit, conventions).is_some()
    })
}

fn misspelt(lower: &str) -> Result<(), UnitError> {
    match TABLE.misspelt.nearest(lower) {
        Some(name) => Err(Reason::Misspelt { text: lower.to_owned(), suggestion: name.to_owned() }.into()),
        None => Ok(()),
    }
}

pub(super) fn counted(kind: &str) -> Result<Unit, UnitError> {
    let kind = kind.trim();
    if kind.len() > LONGEST {
        return Err(Reason::TooLong { bytes: kind.len() }.into());
    }
    named(kind, &kinds::singular(kind))
}

/// A counted unit from the noun as printed and its singular.
fn named(printed: &str, lemma: &str) -> Result<Unit, UnitError> {
    counted_as(printed, lemma, kinds::is_known(lemma))
}

fn counted_as(printed: &str, lemma: &str, known: bool) -> Result<Unit, UnitError> {
    let not_a_noun = || UnitError::from(Reason::NotANoun { text: printed.to_owned() });
    let starts = match printed.split_once('-') {
        // "18-year-olds"
        Some((age, _)) if !age.is_empty() && age.bytes().all(|b| b.is_ascii_digit()) => true,
        _ => printed.starts_with(char::is_alphabetic),
    };
    let in_nouns = |c: char| c.is_alphanumeric() || " -–'’ʼ.,&()/+:‐‑".contains(c);
    if !starts || !printed.chars().all(in_nouns) || !printed.contains(char::is_alphabetic) {
        return Err(not_a_noun());
    }
    let too_long = |_| UnitError::from(Reason::TooLong { bytes: printed.len() + lemma.len() });
    let length = u8::try_from(printed.len()).map_err(too_long)?;
    let lemma_length = u8::try_from(lemma.len()).map_err(too_long)?;
    let counted = if printed.starts_with(lemma) {
        Counted { text: Arc::from(printed), printed: length, lemma: (0, lemma_length), known }
    } else {
        let end = u8::try_from(printed.len() + lemma.len()).map_err(too_long)?;
        let both = [printed, lemma].concat();
        Counted { text: Arc::from(both), printed: length, lemma: (length, end), known }
    };
    Ok(Unit(Repr::Counted(counted)))
}
