//! The numbers of a finding: their names, and how messages show them.

use std::borrow::Cow;

use crate::number::{ArithmeticError, Exact, Interval, grouped};
use crate::quantity::before_or_after;

/// How many significant digits messages show.
const SHOWN_DIGITS: usize = 3;

/// How a value is shown in a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// As a decimal with its unit.
    #[default]
    Plain,
    /// As a percentage; the value itself stays a fraction.
    Percent,
    /// As it is, every digit: a fraction or a whole number.
    Whole,
}

/// The name of a value: a text, and the numbers it is the value for ("tipping point at 1/2").
///
/// The numbers are kept as numbers and put into words when somebody reads the name. `{}` in the text stands for the next
/// of them as it is, `{%}` as a percentage.
///
/// ```
/// use saltgrain::{number::Exact, rule::Name};
/// let name = Name::at("bounds at {%}", [Exact::new(1, 10)?]);
/// assert_eq!(name.to_string(), "bounds at 10 %");
/// assert_eq!(Name::from("share").to_string(), "share");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Name {
    text: Cow<'static, str>,
    of: Option<Box<[Exact]>>,
}

impl Name {
    /// A name with numbers in it.
    #[must_use]
    pub fn at(text: &'static str, of: impl Into<Box<[Exact]>>) -> Self {
        Name { text: Cow::Borrowed(text), of: Some(of.into()) }
    }

    /// The name in words.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        if self.of.is_some() { Cow::Owned(self.to_string()) } else { Cow::Borrowed(&self.text) }
    }

    /// The text with its slots, before the numbers are put in.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.text
    }

    /// The numbers in it.
    #[must_use]
    pub fn numbers(&self) -> &[Exact] {
        self.of.as_deref().unwrap_or_default()
    }

    /// Whether it reads like this.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        match (&self.of, self.text.split_once('{')) {
            (Some(_), Some((start, _))) => name.starts_with(start) && self.to_string().as_str() == name,
            _ => self.text == name,
        }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(numbers) = &self.of else { return f.write_str(&self.text) };
        let mut numbers = numbers.iter();
        let mut rest: &str = &self.text;
        while let Some((before, after)) = rest.split_once('{') {
            f.write_str(before)?;
            let (slot, tail) = after.split_once('}').unwrap_or((after, ""));
            match numbers.next() {
                Some(number) if slot == "%" => {
                    f.write_str(&NamedValue::percent("", number.clone()).shown())?
                }
                Some(number) => write!(f, "{number}")?,
                None => {}
            }
            rest = tail;
        }
        f.write_str(rest)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.text() == other.text()
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.is(other)
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.is(other)
    }
}

impl From<&'static str> for Name {
    fn from(text: &'static str) -> Name {
        Name { text: Cow::Borrowed(text), of: None }
    }
}

impl From<String> for Name {
    fn from(text: String) -> Name {
        Name { text: Cow::Owned(text), of: None }
    }
}

impl From<Cow<'static, str>> for Name {
    fn from(text: Cow<'static, str>) -> Name {
        Name { text, of: None }
    }
}

/// A named number of a finding: exact, with the interval of its readings, and its unit.
///
/// ```
/// use saltgrain::{number::Exact, rule::NamedValue};
/// let share = NamedValue::percent("share", Exact::new(5, 536)?);
/// assert_eq!(share.shown(), "0.933 %");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct NamedValue {
    /// What the number is.
    pub name: Name,
    /// The number, where it is one.
    pub exact: Option<Exact>,
    /// All it can be, where it is known only between limits.
    pub interval: Option<Interval>,
    /// Its unit; empty for a pure number.
    pub unit: Cow<'static, str>,
    /// How messages show it.
    pub style: Style,
    /// What it is compared with: it is shown with as many digits as it takes to see on which side it lies.
    pub beside: Vec<Exact>,
}

impl NamedValue {
    /// A number without a unit.
    #[must_use]
    pub fn new(name: impl Into<Name>, exact: Exact) -> Self {
        let unit = Cow::Borrowed("");
        let (exact, interval) = (Some(exact), None);
        NamedValue { name: name.into(), exact, interval, unit, style: Style::Plain, beside: Vec::new() }
    }

    /// A fraction shown as a percentage.
    #[must_use]
    pub fn percent(name: impl Into<Name>, exact: Exact) -> Self {
        NamedValue { style: Style::Percent, ..NamedValue::new(name, exact) }
    }

    /// A number known only between limits.
    #[must_use]
    pub fn range(name: impl Into<Name>, interval: Interval) -> Self {
        let unit = Cow::Borrowed("");
        let (exact, interval) = (None, Some(interval));
        NamedValue { name: name.into(), exact, interval, unit, style: Style::Plain, beside: Vec::new() }
    }

    /// The same with the limits between which it lies.
    #[must_use]
    pub fn within(mut self, interval: Interval) -> Self {
        self.interval = Some(interval);
        self
    }

    /// The same with a unit.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<Cow<'static, str>>) -> Self {
        self.unit = unit.into();
        self
    }

    /// The same, shown in another style.
    #[must_use]
    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// The same, compared with these numbers.
    ///
    /// ```
    /// use saltgrain::{number::Exact, rule::NamedValue};
    /// let share = NamedValue::percent("share", Exact::new(501, 1003)?);
    /// assert_eq!(share.shown(), "50 %");
    /// assert_eq!(share.beside([Exact::new(1, 2)?]).shown(), "49.95 %");
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn beside(mut self, numbers: impl IntoIterator<Item = Exact>) -> Self {
        self.beside.extend(numbers);
        self
    }

    /// The value as a message shows it: three significant digits, or all of them where they are fewer.
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.exact, &self.interval) {
            (Some(exact), _) => self.with_unit(self.number(exact)),
            (None, Some(_)) => self.shown_range(),
            (None, None) => String::new(),
        }
    }

    /// The limits as a message shows them.
    #[must_use]
    pub fn shown_range(&self) -> String {
        let end = |value: Option<&Exact>, unbounded: &str| match value {
            Some(value) => self.number(value),
            None => unbounded.to_string(),
        };
        match &self.interval {
            None => self.shown(),
            Some(interval) => {
                let (low, high) = (interval.low_value(), interval.high_value());
                match (low, high) {
                    (Some(low), Some(high)) if low == high => self.with_unit(self.number(low)),
                    // 49.75 to 49.85 % must not become 49.8 to 49.8 %.
                    (Some(low), Some(high)) if self.exact.is_none() => self.with_unit(self.apart(low, high)),
                    (Some(low), None) => self.with_unit(format!("at least {}", self.number(low))),
                    (None, Some(high)) => self.with_unit(format!("at most {}", self.number(high))),
                    _ => {
                        let (low, high) = (end(low, "-∞"), end(high, "∞"));
                        // No wider than the digits shown.
                        self.with_unit(if low == high { low } else { format!("{low} to {high}") })
                    }
                }
            }
        }
    }

    fn number(&self, value: &Exact) -> String {
        self.number_to(self.usual_digits(value), value)
    }

    /// Percentages are shown a hundredfold.
    fn scaled(&self, value: &Exact) -> Result<Exact, ArithmeticError> {
        if self.style == Style::Percent { value * &Exact::from(100) } else { Ok(value.clone()) }
    }

    fn usual_digits(&self, value: &Exact) -> usize {
        self.scaled(value).map_or(SHOWN_DIGITS, |scaled| digits(&scaled))
    }

    /// The number to so many digits, or to as many more as it takes to see on which side it lies of what it is compared
    /// with; as a fraction where no digits show that it is equal.
    fn number_to(&self, least: usize, value: &Exact) -> String {
        let Ok(scaled) = self.scaled(value) else { return value.to_string() };
        if self.style == Style::Whole {
            return grouped(scaled.to_string());
        }
        let is_percentage = self.style == Style::Percent || self.unit == "%";
        let all = is_percentage.then(|| Exact::from(100));
        let beside = self.beside.iter().filter_map(|number| self.scaled(number).ok());
        let beside: Vec<Exact> = beside.chain(all).collect();
        let is_told = |text: &String| {
            text.parse::<Exact>()
                .is_ok_and(|shown| beside.iter().all(|one| shown.cmp(one) == scaled.cmp(one)))
        };
        // No digits tell 1/3 from what it is equal to.
        let most = if beside.contains(&scaled) { least + MORE_DIGITS } else { MOST_DIGITS };
        let mut shown = (least..=most).map(|digits| scaled.to_decimal(digits));
        shown.find(is_told).map_or_else(|| self.fraction(&scaled), grouped)
    }

    /// "33 1/3" of a percentage, "1/3" of a number.
    fn fraction(&self, scaled: &Exact) -> String {
        let whole = scaled.floor();
        match scaled - &whole {
            Ok(rest) if self.style == Style::Percent && whole.is_positive() => format!("{whole} {rest}"),
            _ => scaled.to_string(),
        }
    }

    /// Two different ends with as many digits as it takes to tell them apart.
    fn apart(&self, low: &Exact, high: &Exact) -> String {
        let most = self.usual_digits(low).max(self.usual_digits(high));
        let longer = |more: usize| (self.number_to(most + more, low), self.number_to(most + more, high));
        let usual = (self.number(low), self.number(high));
        let (low, high) = match usual.0 == usual.1 {
            true => (1..=MORE_DIGITS).map(longer).find(|(low, high)| low != high).unwrap_or(usual),
            false => usual,
        };
        format!("{low} to {high}")
    }

    fn with_unit(&self, number: String) -> String {
        match (self.style, &*self.unit) {
            (Style::Percent, _) => number + " %",
            (_, "") => number,
            (_, unit) => before_or_after(&number, " ", unit),
        }
    }
}

/// Whole numbers are shown whole: "22,680 kg" must not become 22,700.
fn digits(value: &Exact) -> usize {
    let whole = value.abs().floor().to_string().len();
    if whole > SHOWN_DIGITS { whole } else { SHOWN_DIGITS }
}

/// How many more digits are tried to tell two ends apart: one in a billion.
const MORE_DIGITS: usize = 9;

/// How many digits are tried to tell a number from what it is compared with, before it is shown as a fraction.
const MOST_DIGITS: usize = 60;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap_or(Exact::ZERO)
    }

    fn shown(value: &str, beside: &str) -> String {
        NamedValue::percent("", exact(value)).beside([exact(beside)]).shown()
    }

    #[test]
    fn what_is_compared_is_shown_on_its_side() {
        // 501/1,003 = 49.9501... %, 502/1,003 = 50.0498... %.
        assert_eq!(shown("501/1003", "1/2"), "49.95 %");
        assert_eq!(shown("502/1003", "1/2"), "50.05 %");
        assert_eq!(shown("501/1003", "1/4"), "50 %");
        assert_eq!(shown("1/2", "1/2"), "50 %");
        // 33.3 % would lie below a third.
        assert_eq!(shown("3334/10000", "1/3"), "33.34 %");
        assert_eq!(shown("1/3", "1/3"), "33 1/3 %");
        // 30 digits before the first that tells.
        let near = format!("0.5{}1", "0".repeat(30));
        assert_eq!(shown(&near, "1/2"), format!("50.{}1 %", "0".repeat(29)));
    }

    #[test]
    fn a_range_narrower_than_its_digits_is_one_number() {
        let range = Interval::closed(exact("1330/1000"), exact("1331/1000")).unwrap_or_else(Interval::all);
        let value = NamedValue::new("", exact("21257/15980")).within(range.clone());
        assert_eq!(value.shown_range(), "1.33");
        assert_eq!(NamedValue::range("", range).shown_range(), "1.33 to 1.331");
    }

    #[test]
    fn the_ends_of_a_range_are_shown_each_on_its_side() {
        let range = Interval::closed(exact("4996/10000"), exact("5096/10000")).unwrap_or_else(Interval::all);
        let value = NamedValue::range("", range).style(Style::Percent);
        assert_eq!(value.shown_range(), "50 to 51 %");
        assert_eq!(value.beside([exact("1/2")]).shown_range(), "49.96 to 51 %");
    }

    proptest! {
        /// Whatever is shown lies on the side on which the number lies.
        #[test]
        fn no_shown_number_hides_its_side(n in 1..2_000i64, d in 1..2_000i64, t in 1..200i64, u in 1..200i64, near in 0..3i64) {
            let threshold = Exact::new(t, u).unwrap_or(Exact::ONE);
            // Most fractions are far from most thresholds: some are put beside it.
            let value = match near {
                0 => Exact::new(n, d),
                side => Exact::new(2 * side - 3, n * d * 1_000).and_then(|by| &threshold + &by),
            };
            let value = value.unwrap_or(Exact::ONE);
            let text = NamedValue::new("", value.clone()).beside([threshold.clone()]).shown();
            let shown = exact(&text.replace(',', ""));
            prop_assert_eq!(shown.cmp(&threshold), value.cmp(&threshold), "{}", text);
        }
    }
}
