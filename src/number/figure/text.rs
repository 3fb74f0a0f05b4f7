//! [`Figure`] as text and in files.
//!
//! A figure is written as its text. Two kinds say a little more, so that what is read back means the same: one in
//! another format than `1,234.5` names it (`1.234 [1.234,5]`), and an exact value is marked (`= 531/5`).

use super::Figure;
use crate::number::{Exact, NumberFormat};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The text as printed.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Figure({:?})", self.text)
    }
}

impl Figure {
    /// Whether it was made by [`Figure::exact`].
    fn is_exact(&self) -> bool {
        self.digit.is_zero() && self.readings.is_none()
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_exact() {
            serializer.collect_str(&format_args!("= {}", self.text))
        } else if self.format == NumberFormat::default() {
            serializer.serialize_str(&self.text)
        } else {
            serializer.collect_str(&format_args!("{} [{}]", self.text, self.format))
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Figure;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a figure in quotes, such as \"12.50\", \"about 40\" or \"1 in 5\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Figure, E> {
                if let Some(value) = text.strip_prefix("= ") {
                    return value.parse::<Exact>().map(Figure::exact).map_err(E::custom);
                }
                if let Some((figure, sample)) = text.strip_suffix(']').and_then(|t| t.rsplit_once(" [")) {
                    let format = sample.parse().map_err(E::custom)?;
                    return Figure::parse(figure, &format).map_err(E::custom);
                }
                Figure::parse(text, &NumberFormat::default()).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
