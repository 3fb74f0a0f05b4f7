//! An amount: one figure with its unit, `"5 kg"` (the *quantity value* of VIM 1.19).

use std::borrow::Cow;
use std::fmt;

use crate::error::Error;
use crate::number::{ArithmeticError, Exact, Figure, Form, Interval, Reading};
use crate::vocabulary::{Dimension, TextConventions, Unit, UnitReader};

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
        Amount::read(text, &UnitReader::new(conventions))
    }

    /// As [`Amount::parse`], for many amounts of one text.
    pub(crate) fn read(text: &str, units: &UnitReader<'_>) -> Result<Self, Error> {
        let (amount, rest) = Amount::split(text, units)?;
        // Most units are one word, and are not searched for several.
        let spaced = rest.contains(' ');
        if let Some((unit, upper)) = spaced.then(|| rest.split_once(" to ")).flatten() {
            // "10 % to 25 %": the unit stands at both ends of the range.
            let range = format!("{} to {upper}", amount.figure);
            let range = Amount::read(&range, units)?;
            if units.unit(unit)? == range.unit {
                return Ok(range);
            }
        }
        amount.followed_by(rest, units)
    }

    /// The figure at the start of a text, with a currency that stands before it, and what follows.
    pub(crate) fn split<'t>(text: &'t str, units: &UnitReader<'_>) -> Result<(Self, &'t str), Error> {
        let text = text.trim();
        let conventions = units.conventions();
        if let Some(open) = conventions.open_number(text) {
            return Err(Error::message(conventions.open_message(open)));
        }
        let numbers = &conventions.format();
        let Some(currency) = leading_currency(text) else {
            let (figure, rest) = Figure::split(text, numbers)?;
            let rest = if figure.form() == Form::Fraction { without_article(rest, units) } else { rest };
            return Ok((Amount { figure, unit: Unit::none() }, rest));
        };
        let unit = units.unit(currency)?;
        let bare = text.replacen(currency, "", 1);
        // "$10 to $15": the sign stands at both ends of the range, unless what follows is another amount.
        for bare in [without_second(&bare, currency), Some(bare)].into_iter().flatten() {
            let (figure, rest) = Figure::split(bare.trim(), numbers)?;
            if let Some(rest) =
                text.len().checked_sub(rest.len()).and_then(|at| text.get(at..)).filter(|own| *own == rest)
            {
                return Ok((Amount { figure, unit }, rest));
            }
        }
        Err(Error::message(format!("'{text}' has a currency in the middle of a figure")))
    }

    /// With the unit that follows the figure; of money also what it is per ("$5 a barrel").
    pub(crate) fn followed_by(self, unit: &str, units: &UnitReader<'_>) -> Result<Self, Error> {
        if unit.is_empty() {
            return Ok(self);
        }
        if self.unit == Unit::none() {
            return Ok(self.with_unit(units.unit(unit)?));
        }
        let article = unit.strip_prefix("a ").or_else(|| unit.strip_prefix("an "));
        let per = article.map_or_else(|| unit.to_string(), |below| format!("per {below}"));
        match units.unit(&format!("{} {per}", self.unit.symbol())) {
            Ok(rate) if rate.per().is_some() && *rate.numerator() == self.unit => Ok(self.with_unit(rate)),
            _ => Err(Error::message(format!(
                "'{self}' is in a unit already, and '{unit}' after it is neither a part of it nor what it is per"
            ))),
        }
    }

    /// As it is printed, put together in one piece: many findings name the amounts they are about.
    pub(crate) fn printed(&self) -> Cow<'_, str> {
        let (figure, symbol) = (self.figure.text(), self.unit.symbol());
        // "Half" of 14 patients is not "half patients".
        if symbol.is_empty() || self.figure.form() == Form::OfWhole {
            return Cow::Borrowed(figure);
        }
        let joint = self.figure.joint(self.unit.is_counted());
        // Where the comma is the decimal sign, the currency stands last.
        let signs_first = self.figure.format().decimal() == '.';
        Cow::Owned(match signs_first {
            true => before_or_after(figure, joint, symbol),
            false => [figure, joint, symbol].concat(),
        })
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
            return Ok(if self.is_average() { printed } else { printed.integers().unwrap_or(printed) });
        }
        let printed = self.figure.reading(reading);
        match self.unit.factor().is_point() {
            Some(factor) if *factor == Exact::ONE => Ok(printed),
            Some(factor) => printed.scale(factor),
            None => printed.mul(self.unit.factor()),
        }
    }

    /// Whether things are counted and the figure is printed finer than one of them ("3.0 children"): an average,
    /// whatever its unit says.
    pub(crate) fn is_average(&self) -> bool {
        self.unit.is_counted() && self.figure.last_digit().is_some_and(|digit| !digit.is_integer())
    }

    /// Whether both are counts of whole things or neither is: beside an average, be it printed or a value that a program
    /// holds (12/5), "2 people" may be an average too.
    pub(crate) fn is_counted_like(&self, other: &Amount) -> bool {
        self.may_be_average() == other.may_be_average()
    }

    /// Whether it is no count of whole things, as it was printed or is held.
    pub(crate) fn may_be_average(&self) -> bool {
        let held = || self.figure.form() == Form::Number && !self.figure.value().is_integer();
        self.is_average() || (self.unit.is_counted() && held())
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

/// "Half a kilogram" is half a kilogram: what follows the article, where it is a unit of measure. "Half a day" may be a
/// rate.
fn without_article<'t>(rest: &'t str, units: &UnitReader<'_>) -> &'t str {
    let Some(after) = rest.strip_prefix("a ").or_else(|| rest.strip_prefix("an ")) else { return rest };
    let is_measure = units.unit(after).is_ok_and(|unit| {
        !unit.is_counted() && unit.per().is_none() && unit.dimension() != Some(Dimension::TIME)
    });
    if is_measure { after } else { rest }
}

/// Signs of currencies that stand before the number, alone or after letters ("A$").
const SIGNS: [char; 7] = ['$', '€', '£', '¥', '₹', '₽', '₩'];

/// The currency before the first digit of `"US$5"`, `"-€5"`, `"about $5m"`, `"EUR 5"`.
fn leading_currency(text: &str) -> Option<&str> {
    let head = text.get(..text.find(|c: char| c.is_ascii_digit())?)?;
    // A sign of the number may stand on either side, and a number may begin with its point.
    let head = head.trim_end_matches(['-', '−', '.', ' ']);
    let start = head.rfind(|c: char| !c.is_ascii_alphabetic() && !SIGNS.contains(&c) && c != '.');
    let token = head.get(
        start.map_or(0, |at| {
            at + head.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        })..,
    )?;
    let is_coded = token.len() == 3 && token.bytes().all(|b| b.is_ascii_uppercase());
    (token.contains(SIGNS) || is_coded).then_some(token)
}

/// The text without a currency after the joint of a range.
fn without_second(text: &str, currency: &str) -> Option<String> {
    let at = text.match_indices(currency).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).unwrap_or_default();
        let after = text.get(at + currency.len()..).unwrap_or_default().trim_start();
        let joins = [" to ", " and ", "-", "–", "—"].iter().any(|joint| {
            before.ends_with(joint) || before.strip_suffix(' ').is_some_and(|before| before.ends_with(joint))
        });
        joins && after.starts_with(|c: char| c.is_ascii_digit())
    })?;
    Some(format!("{}{}", text.get(..at)?, text.get(at + currency.len()..)?.trim_start()))
}

/// A number with its unit, as a text prints the two: a currency's sign stands before the digits.
pub(crate) fn before_or_after(number: &str, joint: &str, unit: &str) -> String {
    let sign = unit.split(' ').next().unwrap_or_default();
    let at = if sign.contains(SIGNS) { number.find(|c: char| c.is_ascii_digit()) } else { None };
    match at.and_then(|at| number.split_at_checked(at)) {
        Some((before, digits)) => {
            let rest = unit.get(sign.len()..).unwrap_or_default();
            [before, sign, digits, rest].concat()
        }
        _ => [number, joint, unit].concat(),
    }
}

impl std::str::FromStr for Amount {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Amount::parse(text, &TextConventions::default())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::unwrap_used, reason = "tests")]
    fn a_count_beside_an_average_may_be_one() {
        let text = TextConventions::default();
        let read = |printed: &str| Amount::parse(printed, &text).unwrap();
        let held = |value: Exact| Amount::new(Figure::exact(value), Unit::counted("people").unwrap());
        for (one, other, alike) in [
            (read("2 people"), read("3 people"), true),
            (read("2 people"), read("2.3 people"), false),
            (read("2.0 people"), read("2.3 people"), true),
            // A program's 12/5 is as little a count as a printed 2.4; its 2 is one.
            (read("2 people"), held(Exact::new(12, 5).unwrap()), false),
            (read("2.3 people"), held(Exact::new(12, 5).unwrap()), true),
            (read("2 people"), held(2.into()), true),
            // Half of the people may be any number of them.
            (read("2 people"), read("half of people"), true),
            (read("2 kg"), read("2.3 kg"), true),
        ] {
            assert_eq!(one.is_counted_like(&other), alike, "{one} beside {other}");
            assert_eq!(other.is_counted_like(&one), alike, "{other} beside {one}");
        }
    }
}
