//! The numbers of a finding: their names, and how messages show them.

use std::borrow::Cow;

use crate::number::{Exact, Interval, grouped};
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
}

impl NamedValue {
    /// A number without a unit.
    #[must_use]
    pub fn new(name: impl Into<Name>, exact: Exact) -> Self {
        let unit = Cow::Borrowed("");
        NamedValue { name: name.into(), exact: Some(exact), interval: None, unit, style: Style::Plain }
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
        NamedValue { name: name.into(), exact: None, interval: Some(interval), unit, style: Style::Plain }
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
                    _ => self.with_unit(format!("{} to {}", end(low, "-∞"), end(high, "∞"))),
                }
            }
        }
    }

    fn number(&self, value: &Exact) -> String {
        match self.style {
            Style::Plain if self.unit == "%" => grouped(less_than_all(value)),
            Style::Plain => grouped(value.to_decimal(digits(value))),
            Style::Whole => grouped(value.to_string()),
            Style::Percent => match value * &Exact::from(100) {
                Ok(percent) => grouped(less_than_all(&percent)),
                Err(_) => value.to_string(),
            },
        }
    }

    /// Two different ends with as many digits as it takes to tell them apart.
    fn apart(&self, low: &Exact, high: &Exact) -> String {
        let scale = if self.style == Style::Percent { Exact::from(100) } else { Exact::ONE };
        if let (Style::Plain | Style::Percent, Ok(low), Ok(high)) = (self.style, low * &scale, high * &scale)
        {
            let most = digits(&low).max(digits(&high));
            let shown = |more: usize| (low.to_decimal(most + more), high.to_decimal(most + more));
            let (short_low, short_high) = shown(0);
            if short_low == short_high {
                if let Some((low, high)) = (1..=MORE_DIGITS).map(shown).find(|(low, high)| low != high) {
                    return format!("{} to {}", grouped(low), grouped(high));
                }
            }
        }
        format!("{} to {}", self.number(low), self.number(high))
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

/// 2,999 of 3,000 are not 100 %: as many digits as it takes to say so.
fn less_than_all(percent: &Exact) -> String {
    let all = Exact::from(100);
    let shown = |more: usize| percent.to_decimal(digits(percent) + more);
    match *percent == all {
        true => shown(0),
        false => (0..MORE_DIGITS).map(shown).find(|text| text != "100").unwrap_or_else(|| shown(0)),
    }
}

/// How many more digits are tried: one in a billion is told from all.
const MORE_DIGITS: usize = 9;
