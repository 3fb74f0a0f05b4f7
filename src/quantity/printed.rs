//! A figure with its unit before the conventions of the text are known, or given by a program.

use std::fmt;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::Amount;
use crate::error::Error;
use crate::number::{Exact, Figure};
use crate::vocabulary::{TextConventions, Unit, UnitReader};

/// What stands in a field for one amount: the text as printed, or a value that a program holds.
///
/// Serialized as text; a program's value with an equals sign before it, `"= 5/536 kg"`, which reads back as itself:
/// without the sign it would be a figure that somebody rounded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Printed {
    /// As printed in the source; read under the dossier's `[text]` conventions.
    Text(Box<str>),
    /// Held by a program: nothing was rounded.
    Given(Box<Amount>),
}

impl Printed {
    /// A field as it stands in a file: printed text, or the value that a program wrote with an equals sign.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        let Some(exact) = text.strip_prefix('=') else { return Ok(Printed::Text(text.into())) };
        let (number, unit) = exact.trim().split_once(' ').unwrap_or((exact.trim(), ""));
        let value: Exact = number.parse().map_err(|error| {
            Error::message(format!("'{text}': after '=' stands an exact number and its unit: {error}"))
        })?;
        let unit = Unit::parse(unit, &TextConventions::default())?;
        Ok(Printed::Given(Box::new(Amount::new(Figure::exact(value), unit))))
    }

    /// The amount, read under the conventions of the text.
    ///
    /// # Errors
    /// What of the text could not be read, and what is expected there.
    pub fn amount(&self, conventions: &TextConventions) -> Result<Amount, Error> {
        self.amount_in(&UnitReader::new(conventions))
    }

    /// As [`Printed::amount`], for many amounts of one text.
    pub(crate) fn amount_in(&self, units: &UnitReader<'_>) -> Result<Amount, Error> {
        match self {
            Printed::Text(text) => Amount::read(text, units),
            Printed::Given(amount) => Ok((**amount).clone()),
        }
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Printed::Text(text) => f.write_str(text),
            Printed::Given(amount) => write!(f, "{amount}"),
        }
    }
}

impl Serialize for Printed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Printed::Text(text) => serializer.serialize_str(text),
            Printed::Given(amount) => serializer.collect_str(&format_args!("= {amount}")),
        }
    }
}

impl<'de> Deserialize<'de> for Printed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Printed;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a figure with its unit, such as \"5 kg\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Printed, E> {
                Printed::read(text).map_err(E::custom)
            }
            // From a reader that has already turned the text into a number: its shortest form is all that is left.
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Printed, E> {
                Ok(Printed::Text(value.to_string().into()))
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Printed, E> {
                Ok(Printed::Text(value.to_string().into()))
            }
            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Printed, E> {
                Err(E::custom(format!(
                    "{value} has lost its printed digits on the way here: write it in quotes, or read the file with saltgrain"
                )))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl From<&str> for Printed {
    fn from(text: &str) -> Self {
        Printed::Text(text.into())
    }
}

impl From<String> for Printed {
    fn from(text: String) -> Self {
        Printed::Text(text.into())
    }
}

impl From<Amount> for Printed {
    fn from(amount: Amount) -> Self {
        Printed::Given(Box::new(amount))
    }
}

impl From<Exact> for Printed {
    fn from(value: Exact) -> Self {
        Amount::new(Figure::exact(value), Unit::none()).into()
    }
}
