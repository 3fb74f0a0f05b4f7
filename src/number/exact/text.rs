//! [`Exact`] as text: `FromStr`, `Display`, serde.

use super::{ArithmeticError, Exact, Repr};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Num;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The longest text that is read, in bytes: a little more than [`Exact::MAX_BITS`] can need.
const MAX_TEXT: usize = 1300;

/// The largest decimal exponent that is read: 10^1233 has 4096 bits.
const MAX_EXPONENT: i64 = 1233;

/// Why a text is not an [`Exact`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseExactError {
    /// The text is not a number in one of the three accepted notations.
    #[error(
        "`{found}` is not an exact number: expected a whole number, a decimal such as -1.50, or a fraction such as 3/4"
    )]
    Syntax {
        /// The text, shortened if it is long.
        found: String,
    },
    /// The text is a number, but one that arithmetic refuses.
    #[error("the number cannot be used: {0}")]
    Arithmetic(#[from] ArithmeticError),
}

impl FromStr for Exact {
    type Err = ParseExactError;

    /// Reads `12`, `-1.50`, `1.5e-3` and `3/4`; surrounding space is not part of a number.
    fn from_str(text: &str) -> Result<Exact, ParseExactError> {
        if text.len() > MAX_TEXT {
            return Err(ArithmeticError::TooLarge.into());
        }
        let syntax = || ParseExactError::Syntax { found: shortened(text) };
        let (negative, unsigned) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let value = match unsigned.split_once('/') {
            Some((numer, denom)) => {
                let (numer, denom) = (integer(numer).ok_or_else(syntax)?, integer(denom).ok_or_else(syntax)?);
                (numer / denom)?
            }
            None => decimal(unsigned, &syntax)?,
        };
        Ok(if negative { -value } else { value })
    }
}

/// A whole number without sign.
fn integer(digits: &str) -> Option<Exact> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.parse::<i64>() {
        Ok(small) => Some(Exact::from(small)),
        Err(_) => {
            let big = BigInt::from_str_radix(digits, 10).ok()?;
            // The length of the text bounds the size; the cap is checked by the operation that follows.
            Some(Exact::from_big_uncapped(BigRational::from_integer(big)))
        }
    }
}

/// A decimal number without sign, perhaps with an exponent.
fn decimal(text: &str, syntax: &dyn Fn() -> ParseExactError) -> Result<Exact, ParseExactError> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_value(exponent).ok_or_else(syntax)?),
        None => (text, 0),
    };
    let (digits, scale) = match mantissa.split_once('.') {
        None => (integer(mantissa).ok_or_else(syntax)?, 0),
        Some((whole, fraction)) => {
            if whole.is_empty() || fraction.is_empty() {
                return Err(syntax());
            }
            let mut digits = String::with_capacity(mantissa.len());
            digits.push_str(whole);
            digits.push_str(fraction);
            (integer(&digits).ok_or_else(syntax)?, i64::try_from(fraction.len()).unwrap_or(i64::MAX))
        }
    };
    if digits.is_zero() {
        return Ok(Exact::ZERO);
    }
    let exponent = exponent.saturating_sub(scale);
    let exponent = i32::try_from(exponent).map_err(|_| ArithmeticError::TooLarge)?;
    let value = match digits.to_i64() {
        Some(mantissa) => Exact::from_decimal(mantissa, exponent)?,
        None => (digits * Exact::pow10(exponent)?)?,
    };
    Ok(value)
}

/// The exponent after `e`; absurd ones are clamped to where they are refused, zero mantissas aside.
fn exponent_value(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(i64::MAX).min(2 * MAX_EXPONENT);
    Some(if negative { -size } else { size })
}

/// The start of a text, for a message.
fn shortened(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

/// As `12` or `531/5`: the notation that [`FromStr`] reads back without loss.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, d) if d.get() == 1 => fmt::Display::fmt(n, f),
            Repr::Small(n, d) => f.pad(&format!("{n}/{}", d.get())),
            Repr::Big(big) => f.pad(&big.to_string()),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({self})")
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Exact, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Exact;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an exact number in quotes, such as \"12\", \"-1.50\" or \"3/4\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Exact, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Exact, E> {
                Ok(Exact::from(value))
            }
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Exact, E> {
                Ok(Exact::from(value))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
