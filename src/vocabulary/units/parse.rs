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
    let spaced;
    let compact = if same.contains("  ") || same.contains(|c: char| c.is_whitespace() && c != ' ') {
        spaced = same.split_whitespace().collect::<Vec<_>>().join(" ");
        &spaced
    } else {
        same
    };
    if compact.contains([' ', '/']) || compact.starts_with("per ") {
        if let Some(unit) = table_name(compact, conventions) {
            return Ok(unit);
        }
        if let Some((top, below)) = split_rate(compact, conventions) {
            return rate(text, top, below, conventions);
        }
    }
    atom(compact, conventions)
}

fn table_name(text: &str, conventions: &TextConventions) -> Option<Unit> {
    let lower = plural::normal(text);
    Unit::of_table(text, conventions).or_else(|| {
        TABLE.any_case(&lower, conventions).map(|(word, sense)| Unit(Repr::Table { word, sense }))
    })
}

/// Cuts a rate at its first divider: "per", "/" before a number or a unit, "a" or "each" before a unit of time.
fn split_rate<'t>(text: &'t str, conventions: &TextConventions) -> Option<(&'t str, &'t str)> {
    let cut =
        |at: usize, divider: &str| Some((text.get(..at)?.trim(), text.get(at + divider.len()..)?.trim()));
    if text.starts_with("per ") {
        return cut(0, "per ");
    }
    for article in ["a ", "an ", "each ", "every "] {
        if text.starts_with(article) && is_time(text.get(article.len()..)?, conventions) {
            return cut(0, article);
        }
    }
    let per = text.find(" per ").map(|at| (at, " per "));
    let slash = text.match_indices('/').find_map(|(at, divider)| {
        let after = text.get(at + 1..)?.trim();
        let first = after.split(['/', ' ']).next()?;
        let unit = after.starts_with(|c: char| c.is_ascii_digit())
            || table_name(after, conventions).is_some()
            || table_name(first, conventions).is_some();
        unit.then_some((at, divider))
    });
    let article = [" a ", " an ", " each ", " every "].into_iter().find_map(|article| {
        let at = text.find(article)?;
        is_time(text.get(at + article.len()..)?, conventions).then_some((at, article))
    });
    let (at, divider) = [per, slash, article].into_iter().flatten().min_by_key(|(at, _)| *at)?;
    cut(at, divider)
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

/// Number words that may open a denominator; every other one starts with a digit.
const NUMBER_WORDS: &[&str] =
    &["ten", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"];

fn denominator(text: &str, conventions: &TextConventions) -> Result<(Exact, Unit), UnitError> {
    let wrong = |why: String| UnitError::from(Reason::Denominator { text: text.to_owned(), why });
    let text = text.trim();
    let first = text.split(' ').next().unwrap_or_default();
    let numbered = first.starts_with(|c: char| c.is_ascii_digit()) || NUMBER_WORDS.contains(&first);
    if !numbered {
        if text.is_empty() {
            return Err(wrong("it is empty".to_owned()));
        }
        return Ok((Exact::ONE, population(text).map_or_else(|| atom(text, conventions), Ok)?));
    }
    let (figure, rest) =
        Figure::split(text, &conventions.numbers).map_err(|error| wrong(error.to_string()))?;
    if figure.is_vague() || !figure.value().is_positive() {
        return Err(wrong("the number must be exact and above zero".to_owned()));
    }
    let unit = match rest.trim() {
        "" => Unit::none(),
        rest => population(rest).map_or_else(|| atom(rest, conventions), Ok)?,
    };
    Ok((figure.value().clone(), unit))
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
            let lemma = kinds::lemma(left);
            if !kinds::is_exposed(&lemma) {
                return Ok(None);
            }
            named(left, &lemma)?
        }
    };
    Compound::product(text.to_owned(), top, times).map(Some)
}

/// Number words that a text may wrongly leave to the unit.
const SCALES: &[&str] = &[
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "trillions",
    "mn",
    "bn",
    "tn",
    "lakh",
    "lakhs",
    "crore",
    "crores",
    "dozen",
    "dozens",
];

fn noun(text: &str, conventions: &TextConventions) -> Result<Unit, UnitError> {
    let lower = plural::normal(text);
    if lower == "per" || lower.ends_with(" per") {
        return Err(Reason::Denominator { text: String::new(), why: "it is empty".to_owned() }.into());
    }
    let (first, rest) = lower.split_once(' ').unwrap_or((&lower, ""));
    if SCALES.contains(&first) {
        let rest = rest.strip_prefix("of ").unwrap_or(rest);
        return Err(Reason::NumberWord { word: first.to_owned(), rest: rest.to_owned() }.into());
    }
    if let Some((unit, rest)) = lower.split_once(" of ") {
        if table_name(text.get(..unit.len()).unwrap_or(unit), conventions).is_some() {
            return Err(Reason::OfWhat { unit: unit.to_owned(), rest: rest.to_owned() }.into());
        }
        misspelt(unit)?;
    }
    let lemma = kinds::lemma(&lower);
    if !kinds::is_known(&lemma) {
        misspelt(&lower)?;
    }
    named(text, &lemma)
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
    named(kind, &kinds::lemma(kind))
}

/// A counted unit from the noun as printed and its singular.
fn named(printed: &str, lemma: &str) -> Result<Unit, UnitError> {
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
    let known = kinds::is_known(lemma);
    let counted = if printed.starts_with(lemma) {
        Counted { text: Arc::from(printed), printed: length, lemma: (0, lemma_length), known }
    } else {
        let end = u8::try_from(printed.len() + lemma.len()).map_err(too_long)?;
        let both = [printed, lemma].concat();
        Counted { text: Arc::from(both), printed: length, lemma: (length, end), known }
    };
    Ok(Unit(Repr::Counted(counted)))
}
