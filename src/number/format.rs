//! How a text writes its digits: which sign is the decimal one, which groups the thousands.
//!
//! Three digits after a comma are a thousand in London and a thousandth in Berlin. Nothing in a single figure tells
//! which, so the reader of a text says it once, by an example: `1.234,5`. Figures that do not fit are refused rather
//! than guessed at.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// What separates the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Decimal {
    Point,
    Comma,
}

/// What separates the groups of digits in front of the decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Group {
    Nothing,
    Comma,
    Point,
    Space,
    Apostrophe,
    /// Commas after the thousands and then after every two digits: 12,34,567.
    Indian,
}

/// The number format of a text, named by an example of it.
///
/// ```
/// use saltgrain::number::{Exact, Figure, NumberFormat};
///
/// let german: NumberFormat = "1.234,5".parse()?;
/// assert_eq!(Figure::parse("1.234", &german)?.value(), &Exact::from(1234));
/// assert_eq!(Figure::parse("1.234", &NumberFormat::default())?.value(), &"1.234".parse().unwrap());
/// assert_eq!(german.to_string(), "1.234,5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NumberFormat {
    pub(super) decimal: Decimal,
    pub(super) group: Group,
}

/// Every format, under the example that names it.
const FORMATS: [(&str, NumberFormat); 9] = [
    ("1,234.5", NumberFormat::ENGLISH),
    ("1.234,5", NumberFormat::CONTINENTAL),
    ("1 234,5", NumberFormat::SPACED),
    ("1 234.5", NumberFormat { decimal: Decimal::Point, group: Group::Space }),
    ("1'234.5", NumberFormat::SWISS),
    ("1'234,5", NumberFormat { decimal: Decimal::Comma, group: Group::Apostrophe }),
    ("1234.5", NumberFormat { decimal: Decimal::Point, group: Group::Nothing }),
    ("1234,5", NumberFormat { decimal: Decimal::Comma, group: Group::Nothing }),
    ("12,34,567.8", NumberFormat::INDIAN),
];

impl NumberFormat {
    /// Every format, the default first.
    pub fn all() -> impl Iterator<Item = NumberFormat> {
        FORMATS.iter().map(|(_, format)| *format)
    }

    /// `1,234.5`, the default.
    pub const ENGLISH: NumberFormat = NumberFormat { decimal: Decimal::Point, group: Group::Comma };
    /// `1.234,5`
    pub const CONTINENTAL: NumberFormat = NumberFormat { decimal: Decimal::Comma, group: Group::Point };
    /// `1 234,5`, with any kind of space.
    pub const SPACED: NumberFormat = NumberFormat { decimal: Decimal::Comma, group: Group::Space };
    /// `1'234.5`
    pub const SWISS: NumberFormat = NumberFormat { decimal: Decimal::Point, group: Group::Apostrophe };
    /// `12,34,567.8`
    pub const INDIAN: NumberFormat = NumberFormat { decimal: Decimal::Point, group: Group::Indian };

    /// The decimal sign, `.` or `,`.
    #[must_use]
    pub fn decimal(&self) -> char {
        match self.decimal {
            Decimal::Point => '.',
            Decimal::Comma => ',',
        }
    }

    /// The example that names the format.
    #[must_use]
    pub fn sample(&self) -> &'static str {
        FORMATS.iter().find(|(_, format)| format == self).map_or("1,234.5", |(sample, _)| sample)
    }
}

impl Default for NumberFormat {
    fn default() -> NumberFormat {
        NumberFormat::ENGLISH
    }
}

impl fmt::Display for NumberFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.sample())
    }
}

/// A text that names no number format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a number format: expected one of {}", samples())]
pub struct ParseNumberFormatError {
    found: String,
}

fn samples() -> String {
    FORMATS.map(|(sample, _)| format!("\"{sample}\"")).join(", ")
}

impl FromStr for NumberFormat {
    type Err = ParseNumberFormatError;

    /// Reads one of the examples; every kind of space and of apostrophe will do.
    fn from_str(text: &str) -> Result<NumberFormat, ParseNumberFormatError> {
        let plain: String = text
            .chars()
            .take(40)
            .map(|c| match c {
                '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
                '\u{2019}' => '\'',
                c => c,
            })
            .collect();
        match FORMATS.iter().find(|(sample, _)| *sample == plain) {
            Some((_, format)) => Ok(*format),
            None => Err(ParseNumberFormatError { found: plain }),
        }
    }
}

impl Serialize for NumberFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.sample())
    }
}

impl<'de> Deserialize<'de> for NumberFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NumberFormat, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = NumberFormat;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an example of the number format in quotes, one of {}", samples())
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<NumberFormat, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn every_sample_names_its_format() {
        for (sample, format) in FORMATS {
            assert_eq!(sample.parse::<NumberFormat>().unwrap(), format);
            assert_eq!(format.to_string(), sample);
            let json = serde_json::to_string(&format).unwrap();
            assert_eq!(json, format!("\"{sample}\""));
            assert_eq!(serde_json::from_str::<NumberFormat>(&json).unwrap(), format);
        }
        assert_eq!("1\u{202f}234,5".parse::<NumberFormat>().unwrap(), NumberFormat::SPACED);
        assert_eq!("1’234.5".parse::<NumberFormat>().unwrap(), NumberFormat::SWISS);
    }

    #[test]
    fn what_is_no_format_is_told_the_formats() {
        for text in ["", "german", "1.234.5", "1,234,5", &"9".repeat(100_000)] {
            let message = text.parse::<NumberFormat>().unwrap_err().to_string();
            assert!(message.contains("expected one of \"1,234.5\", \"1.234,5\""), "{message}");
            assert!(message.len() < 250, "{message}");
        }
    }
}
