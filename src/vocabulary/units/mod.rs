//! Units: what a figure is measured or counted in.
//!
//! A [`Unit`] is read from the text after a figure. It is
//!
//! * a unit of the built-in table (`kg`, `tons`, `%`, `US$`), with an exact factor and a source; a name that means
//!   several units keeps *all* its [definitions](Unit::definitions), unless the country or language of the text
//!   settles it ([`TextConventions`]);
//! * any other noun, as the *kind* of thing counted: `busts`, `live births`. Singular and plural are one kind. A word
//!   that misses a name of the table by one letter is an error instead, with the suggestion;
//! * or made of these: `kg/day`, `deaths per 1,000 births`, `person-years`, `2015 USD`.
//!
//! ```
//! use saltgrain::vocabulary::{KindRelation, TextConventions, Unit};
//!
//! let text = TextConventions::default();
//! let kilograms = Unit::parse("kg", &text)?;
//! let busts = Unit::parse("busts", &text)?;
//! assert_eq!(kilograms.comparable(&busts), KindRelation::UnequalDimension);
//! assert_eq!(busts, Unit::parse("bust", &text)?);
//!
//! let error = Unit::parse("kilogrms", &text).unwrap_err();
//! assert_eq!(error.suggestion(), Some("kilograms"));
//! # Ok::<(), saltgrain::vocabulary::UnitError>(())
//! ```
//!
//! What it does not do: arithmetic on units beyond a quotient, exchange rates, and the conversion of temperatures.

mod base;
mod dimension;
mod lookup;
mod misspelt;
mod money;
mod parse;
mod reader;
mod real_words;
mod relation;
mod table;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

pub use dimension::Dimension;
pub use lookup::Definition;
pub use parse::UnitError;
pub(crate) use reader::UnitReader;
pub use relation::KindRelation;

use super::TextConventions;
use crate::number::{ArithmeticError, Exact, Interval};
use lookup::{Sense, TABLE, Word};

/// What a figure is measured or counted in, as printed and with its meaning.
///
/// Cheap to clone (24 bytes, at most one reference count). Two units are equal if they mean the same: `kilograms` and
/// `kg`, `busts` and `Bust`; an ambiguous name is equal to itself alone, for one text is taken to use a name in one
/// sense.
///
/// ```
/// use saltgrain::vocabulary::{TextConventions, Unit};
///
/// let text = TextConventions::default();
/// assert_eq!(Unit::parse("kilograms", &text)?, Unit::parse("kg", &text)?);
/// assert_eq!(Unit::parse("kilograms", &text)?.symbol(), "kilograms");
/// assert_eq!(Unit::parse("people", &text)?.kind(), Some("person"));
/// assert_eq!(Unit::parse("%", &text)?.fraction().map(|f| f.to_string()), Some("1/100".to_owned()));
/// # Ok::<(), saltgrain::vocabulary::UnitError>(())
/// ```
#[derive(Clone)]
pub struct Unit(Repr);

#[derive(Clone)]
enum Repr {
    /// A number without a unit.
    One,
    Table {
        word: &'static Word,
        sense: &'static Sense,
    },
    Counted(Counted),
    Compound(Arc<Compound>),
}

/// A kind of thing counted. The text is the noun as printed, then its singular where that is not its beginning.
#[derive(Clone)]
struct Counted {
    text: Arc<str>,
    printed: u8,
    /// Start and end of the singular in the text.
    lemma: (u8, u8),
    /// Known to be no unit of measure.
    known: bool,
}

impl Counted {
    fn printed(&self) -> &str {
        self.text.get(..usize::from(self.printed)).unwrap_or_default()
    }

    fn lemma(&self) -> &str {
        self.text.get(usize::from(self.lemma.0)..usize::from(self.lemma.1)).unwrap_or_default()
    }
}

/// A unit made of others: `top × times / (n × per × per_too)`.
struct Compound {
    printed: Box<str>,
    top: Unit,
    /// The second factor of a product: the years of person-years.
    times: Option<Unit>,
    /// The denominator, as printed: "per 1,000 births" has (1000, births).
    per: Option<(Exact, Unit)>,
    /// A second denominator: "per 100,000 people per year".
    per_too: Option<Unit>,
    /// The year whose prices the money is in.
    prices_of: Option<u16>,
    factor: Interval,
    dimension: Option<Dimension>,
}

impl Compound {
    /// Everything but the text.
    #[expect(clippy::type_complexity, reason = "private, and each part is named in the struct")]
    fn meaning(&self) -> (&Unit, &Option<Unit>, &Option<(Exact, Unit)>, &Option<Unit>, Option<u16>) {
        (&self.top, &self.times, &self.per, &self.per_too, self.prices_of)
    }
}

impl Unit {
    /// No unit: a bare number.
    #[must_use]
    pub const fn none() -> Unit {
        Unit(Repr::One)
    }

    /// The percent.
    #[must_use]
    pub fn percent() -> Unit {
        Unit::of_table("%", &TextConventions::default()).unwrap_or_default()
    }

    /// Things of a kind, counted: `Unit::counted("busts")`.
    ///
    /// Unlike [`parse`](Unit::parse) it takes the noun at its word, be it next to the name of a unit or one.
    ///
    /// # Errors
    /// An empty noun, one of more than 100 bytes, or one that has no letter.
    pub fn counted(kind: &str) -> Result<Unit, UnitError> {
        parse::counted(kind)
    }

    fn of_table(text: &str, conventions: &TextConventions) -> Option<Unit> {
        TABLE.exact(text, conventions).map(|(word, sense)| Unit(Repr::Table { word, sense }))
    }

    /// Reads what stands after a figure.
    ///
    /// Symbols are read as they are (`Mb` is not `MB`), names in any letter case, singular or plural. `per`, `/`, and
    /// "a day" make rates; the number after `per` is read in the conventions of the text.
    ///
    /// # Errors
    /// A text that is no unit: a misspelt name of the table (with the suggestion), a number word ("million" belongs to
    /// the figure), a unit with what it measures ("kg of heroin": the substance belongs to the scope), or one with
    /// characters no noun has.
    ///
    /// ```
    /// use saltgrain::vocabulary::{TextConventions, Unit};
    ///
    /// let text = TextConventions::default();
    /// let rate = Unit::parse("deaths per 1,000 births", &text)?;
    /// assert_eq!(rate.factor().to_string(), "[0.001, 0.001]");
    /// assert_eq!(rate.per().map(|(n, births)| (n.to_string(), births.kind())), Some(("1000".into(), Some("birth"))));
    ///
    /// let error = Unit::parse("million people", &text).unwrap_err();
    /// assert_eq!(error.to_string(), "'million' belongs to the figure, not to the unit: write it after the digits, as in '1.2 million people'");
    /// # Ok::<(), saltgrain::vocabulary::UnitError>(())
    /// ```
    pub fn parse(text: &str, conventions: &TextConventions) -> Result<Unit, UnitError> {
        parse::parse(text, conventions)
    }

    /// The unit as printed; empty where there is none. A name of the table is in the table's letter case.
    #[must_use]
    pub fn symbol(&self) -> &str {
        match &self.0 {
            Repr::One => "",
            Repr::Table { word, .. } => &word.text,
            Repr::Counted(counted) => counted.printed(),
            Repr::Compound(compound) => &compound.printed,
        }
    }

    /// The dimension; `None` where the definitions of an ambiguous unit differ in it ("pounds": mass or money).
    #[must_use]
    pub fn dimension(&self) -> Option<Dimension> {
        match &self.0 {
            Repr::One => Some(Dimension::NONE),
            Repr::Table { sense, .. } => sense.dimension,
            Repr::Counted(_) => Some(Dimension::COUNT),
            Repr::Compound(compound) => compound.dimension,
        }
    }

    /// What keeps quantities of one dimension apart: the singular of what is counted (`"bust"`), the ISO 4217 code of a
    /// currency, the scale of a temperature, `"percentage point"`. Of a rate, the kind of its numerator. `None` where
    /// there is none, or where an ambiguous name leaves it open (`$`).
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        match &self.0 {
            Repr::One => None,
            Repr::Table { sense, .. } => sense.kind,
            Repr::Counted(counted) => Some(counted.lemma()),
            Repr::Compound(compound) => compound.top.kind(),
        }
    }

    /// Whether figures in it count whole things (not a rate of them, nor person-years).
    #[must_use]
    pub fn is_counted(&self) -> bool {
        matches!(self.0, Repr::Counted(_))
    }

    /// Whether figures in it count whole things that are known as such: deaths, road deaths; not points or sacks, which
    /// may be a measure.
    pub(crate) fn is_known_count(&self) -> bool {
        let Repr::Counted(counted) = &self.0 else { return false };
        let head = counted.lemma().rsplit(' ').next().unwrap_or_default();
        counted.known || super::kinds::is_known(head)
    }

    /// Whether it is a difference of percentages (percentage points, basis points).
    #[must_use]
    pub fn is_percentage_points(&self) -> bool {
        matches!(&self.0, Repr::Table { sense, .. } if sense.kind == Some("percentage point"))
    }

    /// The exact value of one of it where it is a pure fraction: 1 for a bare number, 1/100 for `%`, 1/100,000 for
    /// `per 100,000`; `None` for all else, percentage points included, which are differences.
    #[must_use]
    pub fn fraction(&self) -> Option<Exact> {
        match &self.0 {
            Repr::One => Some(Exact::ONE),
            Repr::Table { sense, .. } if sense.dimension == Some(Dimension::NONE) && sense.kind.is_none() => {
                sense.factor.is_point().cloned()
            }
            Repr::Compound(compound) => match (compound.meaning(), &compound.top.0) {
                ((_, None, Some((_, Unit(Repr::One))), None, None), Repr::One) => {
                    compound.factor.is_point().cloned()
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What its name can mean: one definition normally, several where the name is ambiguous and the conventions of the
    /// text leave it open, none for things counted and bare numbers. Of a compound, those of its first ambiguous part,
    /// else of its numerator.
    pub fn definitions(&self) -> impl Iterator<Item = &'static Definition> + use<> {
        self.open_part().into_iter().flat_map(Sense::definitions)
    }

    /// Whether its name has more than one meaning left.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.open_part().is_some_and(Sense::is_ambiguous)
    }

    fn open_part(&self) -> Option<&'static Sense> {
        match &self.0 {
            Repr::One | Repr::Counted(_) => None,
            Repr::Table { sense, .. } => Some(*sense),
            Repr::Compound(compound) => {
                let parts = compound.parts().filter_map(|(_, part)| part.open_part());
                let open = parts.clone().find(|sense| sense.is_ambiguous());
                open.or_else(|| parts.into_iter().next())
            }
        }
    }

    /// Every factor to the coherent base unit that it may have: a point, unless the name is ambiguous (then the hull of
    /// its definitions) or the calendar leaves its length open (a year has 365 or 366 days).
    #[must_use]
    pub fn factor(&self) -> &Interval {
        static ONE: Interval = Interval::ONE;
        match &self.0 {
            Repr::One | Repr::Counted(_) => &ONE,
            Repr::Table { sense, .. } => &sense.factor,
            Repr::Compound(compound) => &compound.factor,
        }
    }

    /// The denominator of a rate: `(1000, births)` of "deaths per 1,000 births", `(1, day)` of "kg/day".
    #[must_use]
    pub fn per(&self) -> Option<(&Exact, &Unit)> {
        match &self.0 {
            Repr::Compound(compound) => compound.per.as_ref().map(|(n, unit)| (n, unit)),
            _ => None,
        }
    }

    /// What a rate or product is of: deaths in "deaths per 1,000 births", persons in "person-years"; itself for all else.
    #[must_use]
    pub fn numerator(&self) -> &Unit {
        match &self.0 {
            Repr::Compound(compound) => &compound.top,
            _ => self,
        }
    }

    /// The year whose prices an amount of money is in: 2015 of "2015 USD".
    #[must_use]
    pub fn price_base(&self) -> Option<u16> {
        match &self.0 {
            Repr::Compound(compound) => compound.prices_of.or_else(|| compound.top.price_base()),
            _ => None,
        }
    }

    /// The unit of a ratio: kilograms by busts are `kg per bust`; equal units cancel to a bare number.
    ///
    /// # Errors
    /// A factor or an exponent that is too large.
    ///
    /// ```
    /// use saltgrain::vocabulary::{TextConventions, Unit};
    ///
    /// let text = TextConventions::default();
    /// let (kg, busts) = (Unit::parse("kg", &text)?, Unit::parse("busts", &text)?);
    /// assert_eq!(kg.quotient(&busts)?.symbol(), "kg per bust");
    /// assert_eq!(kg.quotient(&busts)?, Unit::parse("kg per bust", &text)?);
    /// assert_eq!(kg.quotient(&kg)?, Unit::none());
    /// # Ok::<(), saltgrain::vocabulary::UnitError>(())
    /// ```
    pub fn quotient(&self, other: &Unit) -> Result<Unit, UnitError> {
        if self == other {
            return Ok(Unit::none());
        }
        if *other == Unit::none() {
            return Ok(self.clone());
        }
        let below = match &other.0 {
            Repr::Counted(counted) => counted.lemma(),
            _ => other.symbol(),
        };
        let printed = match self.symbol() {
            "" => format!("per {below}"),
            above => format!("{above} per {below}"),
        };
        Compound::rate(printed, self.clone(), (Exact::ONE, other.clone()), None)
    }

    /// Every definition of the built-in table, for lists and documentation.
    pub fn table() -> impl Iterator<Item = &'static Definition> {
        lookup::definitions()
    }
}

impl Compound {
    /// The parts, those of the numerator with `true`; the first is the top.
    fn parts(&self) -> impl Iterator<Item = (bool, &Unit)> + Clone {
        let above = std::iter::once(&self.top).chain(self.times.as_ref()).map(|unit| (true, unit));
        let below = self.per.as_ref().map(|(_, unit)| unit).into_iter().chain(self.per_too.as_ref());
        above.chain(below.map(|unit| (false, unit)))
    }

    fn rate(
        printed: String,
        top: Unit,
        per: (Exact, Unit),
        per_too: Option<Unit>,
    ) -> Result<Unit, UnitError> {
        let plain = Compound {
            printed: printed.into(),
            top,
            times: None,
            per: Some(per),
            per_too,
            prices_of: None,
            factor: Interval::point(Exact::ONE),
            dimension: None,
        };
        plain.complete()
    }

    fn product(printed: String, top: Unit, times: Unit) -> Result<Unit, UnitError> {
        let plain = Compound {
            printed: printed.into(),
            top,
            times: Some(times),
            per: None,
            per_too: None,
            prices_of: None,
            factor: Interval::point(Exact::ONE),
            dimension: None,
        };
        plain.complete()
    }

    fn prices(printed: String, top: Unit, year: u16) -> Result<Unit, UnitError> {
        let plain = Compound {
            printed: printed.into(),
            top,
            times: None,
            per: None,
            per_too: None,
            prices_of: Some(year),
            factor: Interval::point(Exact::ONE),
            dimension: None,
        };
        plain.complete()
    }

    /// Fills in factor and dimension from the parts.
    fn complete(mut self) -> Result<Unit, UnitError> {
        let mut factor = self.top.factor().clone();
        let mut dimension = self.top.dimension();
        if let Some((n, _)) = self.per.as_ref().filter(|(n, _)| *n != Exact::ONE) {
            factor = factor.div(&Interval::point(n.clone()))?;
        }
        for (above, part) in self.parts().skip(1) {
            let size = part.factor();
            factor = if above { factor.mul(size) } else { factor.div(size) }?;
            dimension = match (dimension, part.dimension()) {
                (Some(so_far), Some(more)) => {
                    let next = if above { so_far.product(more) } else { so_far.quotient(more) };
                    Some(next.ok_or(ArithmeticError::TooLarge)?)
                }
                _ => None,
            };
        }
        self.factor = factor;
        self.dimension = dimension;
        Ok(Unit(Repr::Compound(Arc::new(self))))
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        match (&self.0, &other.0) {
            (Repr::One, Repr::One) => true,
            (Repr::Table { sense: a, .. }, Repr::Table { sense: b, .. }) => a.id == b.id,
            (Repr::Counted(a), Repr::Counted(b)) => a.lemma() == b.lemma(),
            (Repr::Compound(a), Repr::Compound(b)) => Arc::ptr_eq(a, b) || a.meaning() == b.meaning(),
            _ => false,
        }
    }
}

impl Eq for Unit {}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::One => 0_u8.hash(state),
            Repr::Table { sense, .. } => (1_u8, sense.id).hash(state),
            Repr::Counted(counted) => (2_u8, counted.lemma()).hash(state),
            Repr::Compound(compound) => (3_u8, compound.meaning()).hash(state),
        }
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({:?}", self.symbol())?;
        if self.is_ambiguous() {
            f.write_str(", ambiguous")?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

impl Default for Unit {
    fn default() -> Self {
        Unit::none()
    }
}

/// Under the default conventions: 1,234.5, no country, no language.
impl FromStr for Unit {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        Unit::parse(text, &TextConventions::default())
    }
}

#[cfg(test)]
mod tests;
