//! [`Interval`] as text and in files.

use super::{End, Interval};
use crate::number::Exact;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Significant digits of an end that has no short decimal.
const DIGITS: usize = 6;

/// Ends with at most this many significant digits are shown in full.
const FULL_DIGITS: usize = 15;

/// As mathematicians write it: `[0.0084, 0.0103]`, `(25, ∞)`; a point as `[17, 17]`.
///
/// Short decimals are shown in full, others to 6 significant digits; `{:.3}` asks for 3 throughout. Ends are
/// rounded to nearest, so what is shown can lie inside the set: show, never compute with it.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimal = |value: &Exact| match f.precision() {
            Some(digits) => value.to_decimal(digits),
            None => {
                let full = value.to_decimal(FULL_DIGITS);
                match full.parse::<Exact>() {
                    Ok(back) if back == *value => full,
                    _ => value.to_decimal(DIGITS),
                }
            }
        };
        let low = match &self.low {
            End::Open(value) => format!("({}", decimal(value)),
            End::Closed(value) => format!("[{}", decimal(value)),
            End::Unbounded => "(−∞".to_owned(),
        };
        let high = match &self.high {
            End::Open(value) => format!("{})", decimal(value)),
            End::Closed(value) => format!("{}]", decimal(value)),
            End::Unbounded => "∞)".to_owned(),
        };
        write!(f, "{low}, {high}")
    }
}

/// The shape in files: `{ low = "1/2", high = "3", high_open = true }`. An absent end is unbounded, an absent flag
/// is closed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    low: Option<Exact>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    high: Option<Exact>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    low_open: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    high_open: bool,
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shape = Shape {
            low: self.low.value().cloned(),
            high: self.high.value().cloned(),
            low_open: matches!(self.low, End::Open(_)),
            high_open: matches!(self.high, End::Open(_)),
        };
        shape.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Interval, D::Error> {
        let shape = Shape::deserialize(deserializer)?;
        let end = |value: Option<Exact>, open: bool, side: &str| match value {
            Some(value) => Ok(End::at(value, !open)),
            None if open => {
                Err(D::Error::custom(format!("`{side}_open` says nothing where `{side}` is absent")))
            }
            None => Ok(End::Unbounded),
        };
        let low = end(shape.low, shape.low_open, "low")?;
        let high = end(shape.high, shape.high_open, "high")?;
        Interval::new(low, high).ok_or_else(|| {
            D::Error::custom("the interval is empty: expected `low` below `high`, or both equal and closed")
        })
    }
}
