//! An amount: one figure with its unit, `"5 kg"` (the *quantity value* of VIM 1.19).

use std::fmt;

use crate::error::Error;
use crate::number::{ArithmeticError, Exact, Figure, Interval, Reading};
use crate::vocabulary::{TextConventions, Unit};

/// A figure with its unit.
///
/// ```
/// use saltgrain::{Amount, number::Reading};
///
/// let seized: Amount = "5.0 kg".parse()?;
/// assert_eq!(seized.to_string(), "5.0 kg");
/// assert_eq!(seized.interval(Reading::Nearest)?.to_string(), "[4.95, 5.05]");
/// // A count of whole things printed to the unit is exact: the only whole number between 16 and 18 is 17.
/// let cases: Amount = "17 busts".parse()?;
/// assert_eq!(cases.interval(Reading::Widest)?.to_string(), "[17, 17]");
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Amount {
    figure: Figure,
    unit: Unit,
}

impl Amount {
    /// An amount from its parts.
    #[must_use]
    pub fn new(figure: Figure, unit: Unit) -> Self {
        Amount { figure, unit }
    }

    /// Reads `"5 kg"`, `"$1.2 million"`, `"12½ %"`: a figure, then its unit; a currency may stand first.
    ///
    /// # Errors
    /// Names the part that could not be read, and what is expected there.
    pub fn parse(text: &str, conventions: &TextConventions) -> Result<Self, Error> {
        let (amount, rest) = Amount::split(text, conventions)?;
        if let Some((unit, upper)) = rest.split_once(" to ") {
            // "10 % to 25 %": the unit stands at both ends of the range.
            let range = format!("{} to {upper}", amount.figure);
            let range = Amount::parse(&range, conventions)?;
            if Unit::parse(unit, conventions)? == range.unit {
                return Ok(range);
            }
        }
        let unit = Unit::parse(rest, conventions)?;
        match (amount.unit == Unit::none(), rest.is_empty()) {
            (_, true) => Ok(amount),
            (true, false) => Ok(Amount { unit, ..amount }),
            (false, false) => Err(Error::message(format!(
                "'{text}' has a unit before the figure and another, '{rest}', after it"
            ))),
        }
    }

    /// The figure at the start of a text, with a currency that stands before it, and what follows.
    pub(crate) fn split<'t>(text: &'t str, conventions: &TextConventions) -> Result<(Self, &'t str), Error> {
        let text = text.trim();
        let (currency, printed) = leading_currency(text);
        let (figure, rest) = Figure::split(printed, &conventions.numbers)?;
        let unit = if currency.is_empty() { Unit::none() } else { Unit::parse(currency, conventions)? };
        Ok((Amount { figure, unit }, rest))
    }

    pub(crate) fn with_unit(self, unit: Unit) -> Self {
        Amount { unit, ..self }
    }

    /// The figure as printed.
    #[must_use]
    pub fn figure(&self) -> &Figure {
        &self.figure
    }

    /// The unit as printed.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The true values that could have been printed this way, in the coherent base unit of the dimension (kilograms,
    /// metres, seconds, one). An ambiguous unit gives the hull over its definitions. Counts of whole things are
    /// tightened to whole numbers.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] where the ends are too large to decide exactly.
    pub fn interval(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        if self.unit.is_counted() {
            if self.figure.is_whole() && reading != Reading::Widest {
                return Ok(Interval::point(self.figure.value().clone()));
            }
            let printed = self.figure.reading(reading);
            // Printed finer than the unit ("3.0 children"), it is an average, whatever its unit says.
            let to_the_unit = self.figure.last_digit().is_none_or(|digit| digit.is_integer());
            return Ok(if to_the_unit { printed.integers().unwrap_or(printed) } else { printed });
        }
        let printed = self.figure.reading(reading);
        match self.unit.factor().is_point() {
            Some(factor) if *factor == Exact::ONE => Ok(printed),
            Some(factor) => printed.scale(factor),
            None => printed.mul(self.unit.factor()),
        }
    }

    /// The printed number in the base unit, where the unit has one definition.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] where the product is too large to decide exactly.
    pub fn value(&self) -> Result<Option<Exact>, ArithmeticError> {
        match self.unit.factor().is_point() {
            Some(factor) if *factor == Exact::ONE => Ok(Some(self.figure.value().clone())),
            Some(factor) => Ok(Some((self.figure.value() * factor)?)),
            None => Ok(None),
        }
    }
}

/// `"US$5"`, `"€5"`, `"EUR 5"`: what stands before the first digit, where it is a currency rather than a word or a sign.
fn leading_currency(text: &str) -> (&str, &str) {
    let end =
        text.find(|c: char| c.is_ascii_digit() || c == '-' || c == '−' || c == '.').unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let head = head.trim_end();
    let signed = head.chars().any(|c| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩'));
    let coded = head.len() == 3 && head.bytes().all(|b| b.is_ascii_uppercase());
    // A qualifier may stand before the currency ("about $5m"): the sign is taken out from between them.
    if signed && !head.contains(' ') || coded { (head, rest) } else { ("", text) }
}

impl std::str::FromStr for Amount {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Amount::parse(text, &TextConventions::default())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = self.unit.symbol();
        write!(f, "{}", self.figure)?;
        match symbol {
            "" => Ok(()),
            symbol => write!(f, " {symbol}"),
        }
    }
}
