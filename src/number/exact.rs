//! Exact rational numbers: two machine words for what newspapers print, big integers beyond.
//!
//! Most figures have a numerator below 2⁶³ and a denominator below 2⁵⁶. They are held inline and combined
//! through 128-bit intermediates without touching the allocator; what outgrows that is held as a
//! [`BigRational`]. Every value has one representation (lowest terms, inline whenever it fits),
//! so equality and hashing are those of the numbers themselves.
//!
//! Results are capped at [`Exact::MAX_BITS`], so that no input can make a check run out of time or memory.
//!
//! What it does not do: roots, logarithms, rounding to nearest. Figures state how they were rounded through
//! their readings, never by changing the value.

mod convert;
pub(super) mod decimal;
mod ops;
#[cfg(test)]
mod tests;
mod text;

pub use text::ParseExactError;

use num_bigint::BigInt;
use num_rational::BigRational;
use std::cmp::Ordering;

/// Why exact arithmetic has no answer.
///
/// All are ordinary outcomes of arithmetic on figures that somebody else printed: a rule that meets one is
/// undecidable or not applicable, never wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ArithmeticError {
    /// The result would need more than [`Exact::MAX_BITS`] bits.
    #[error("too large to decide exactly")]
    TooLarge,
    /// Division by zero, or by a set whose only element is zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A statistic is not defined for these figures (a share above one, a level of zero), or cannot be computed for them
    /// (more than 10¹⁸ trials); its documentation states the domain.
    #[error("outside the domain of the statistic")]
    OutOfDomain,
}

/// A rational number, exact, always in lowest terms.
///
/// Sixteen bytes; values whose numerator fits in an `i64` and whose denominator is below 2⁵⁶ never allocate. The
/// operators `+ - * /`
/// work on values and on references, and return a [`Result`] because the size of a value is capped
/// ([`Exact::MAX_BITS`]) and because of division by zero. Negation cannot fail.
///
/// ```
/// use saltgrain::number::Exact;
///
/// let by_mass = Exact::new(5, 536)?;
/// let by_case = Exact::new(17, 229)?;
/// assert_eq!((&by_case / &by_mass)?.to_decimal(3), "7.96");
///
/// // Exact means exact: ten times a tenth is one.
/// let tenth: Exact = "0.1".parse().unwrap();
/// assert_eq!((&tenth * &Exact::from(10))?, Exact::ONE);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// The one representation of each value: `Small` whenever both parts fit.
///
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// Lowest terms, denominator positive.
    Small(i64, Denom),
    /// Lowest terms, denominator positive, and at least one part too wide for `Small`.
    Big(Box<BigRational>),
}

/// A positive denominator below 2⁵⁶.
///
/// Seven bytes leave the eighth to the discriminant, and its unused values to whatever encloses an [`Exact`]:
/// an `Option<Exact>` is two words as well. 10¹⁶ still fits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Denom([u8; 7]);

impl Denom {
    /// The denominator of whole numbers.
    const ONE: Denom = Denom([1, 0, 0, 0, 0, 0, 0]);

    fn new(value: i128) -> Option<Denom> {
        Denom::of(i64::try_from(value).ok()?)
    }

    fn of(value: i64) -> Option<Denom> {
        let [a, b, c, d, e, f, g, 0] = value.to_le_bytes() else {
            return None;
        };
        if value == 0 { None } else { Some(Denom([a, b, c, d, e, f, g])) }
    }

    fn get(self) -> i64 {
        let [a, b, c, d, e, f, g] = self.0;
        i64::from_le_bytes([a, b, c, d, e, f, g, 0])
    }
}

impl Exact {
    /// The number 0.
    pub const ZERO: Exact = Exact(Repr::Small(0, Denom::ONE));

    /// The number 1.
    pub const ONE: Exact = Exact(Repr::Small(1, Denom::ONE));

    /// The most bits that numerator and denominator may have together.
    ///
    /// 4096 bits hold any ratio of two numbers of 600 digits: far beyond what is printed, and beyond what the
    /// exact power of a hundred growth factors needs, while a single operation stays well under a millisecond.
    pub const MAX_BITS: u64 = 4096;

    /// The number `numer / denom`, reduced.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] if `denom` is zero.
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact};
    ///
    /// assert_eq!(Exact::new(6, -8)?, Exact::new(-3, 4)?);
    /// assert_eq!(Exact::new(1, 0), Err(ArithmeticError::DivisionByZero));
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    pub fn new(numer: i64, denom: i64) -> Result<Exact, ArithmeticError> {
        Exact::from_parts(i128::from(numer), i128::from(denom))
    }

    /// Whether the number is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether the number is greater than 0.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.signum() > 0
    }

    /// Whether the number is less than 0.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.signum() < 0
    }

    /// Whether the number is whole.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => d.get() == 1,
            Repr::Big(big) => big.is_integer(),
        }
    }

    /// The sign: −1, 0 or 1.
    #[must_use]
    pub fn signum(&self) -> i8 {
        let sign = match &self.0 {
            Repr::Small(n, _) => n.cmp(&0),
            Repr::Big(big) => big.numer().cmp(&BigInt::ZERO),
        };
        match sign {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }
    }

    /// The absolute value.
    #[must_use]
    pub fn abs(&self) -> Exact {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// One divided by the number.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] for 0.
    pub fn recip(&self) -> Result<Exact, ArithmeticError> {
        match &self.0 {
            Repr::Small(n, d) if *n > 0 => match Denom::of(*n) {
                Some(denom) => Ok(Exact(Repr::Small(d.get(), denom))),
                None => Exact::from_reduced(i128::from(d.get()), i128::from(*n)),
            },
            Repr::Small(n, d) => Exact::from_reduced(i128::from(d.get()), i128::from(*n)),
            Repr::Big(big) => Exact::from_big(big.recip()),
        }
    }

    /// The greatest whole number that is not above this one.
    #[must_use]
    pub fn floor(&self) -> Exact {
        match &self.0 {
            Repr::Small(n, d) => Exact::from(n.div_euclid(d.get())),
            Repr::Big(big) => Exact::from_big_uncapped(big.floor()),
        }
    }

    /// The least whole number that is not below this one.
    #[must_use]
    pub fn ceil(&self) -> Exact {
        -(-self).floor()
    }

    /// Numerator and denominator in lowest terms; the denominator is positive.
    #[must_use]
    pub fn numer_denom(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(n, d) => (BigInt::from(*n), BigInt::from(d.get())),
            Repr::Big(big) => (big.numer().clone(), big.denom().clone()),
        }
    }

    /// Numerator and denominator of a value that is held inline (numerator in `i64`, denominator below 2⁵⁶); the
    /// denominator is positive.
    #[must_use]
    pub fn to_small(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Repr::Small(n, d) => Some((*n, d.get())),
            Repr::Big(_) => None,
        }
    }

    /// The number as an `i64`, if it is whole and fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(n, d) if d.get() == 1 => Some(*n),
            _ => None,
        }
    }

    /// `numer / denom` for any signs, not necessarily reduced; both below 2¹²⁷ in size.
    fn from_parts(numer: i128, denom: i128) -> Result<Exact, ArithmeticError> {
        if denom == 0 {
            return Err(ArithmeticError::DivisionByZero);
        }
        if denom == 1 {
            return Exact::from_reduced(numer, 1);
        }
        let divisor = ops::gcd(numer.unsigned_abs(), denom.unsigned_abs());
        match i128::try_from(divisor) {
            Ok(divisor) => Exact::from_reduced(numer / divisor, denom / divisor),
            Err(_) => Err(ArithmeticError::TooLarge),
        }
    }

    /// `numer / denom` in lowest terms but with any signs; both below 2¹²⁷ in size.
    fn from_reduced(numer: i128, denom: i128) -> Result<Exact, ArithmeticError> {
        let (numer, denom) = if denom < 0 { (-numer, -denom) } else { (numer, denom) };
        if denom == 0 {
            return Err(ArithmeticError::DivisionByZero);
        }
        if let (Ok(n), Some(d)) = (i64::try_from(numer), Denom::new(denom)) {
            return Ok(Exact(Repr::Small(n, d)));
        }
        Ok(Exact(Repr::Big(Box::new(BigRational::new_raw(numer.into(), denom.into())))))
    }

    /// A reduced big value, inline if it fits.
    fn from_big(big: BigRational) -> Result<Exact, ArithmeticError> {
        if big.numer().bits() + big.denom().bits() > Exact::MAX_BITS {
            return Err(ArithmeticError::TooLarge);
        }
        Ok(Exact::from_big_uncapped(big))
    }

    /// As [`Exact::from_big`], for results that cannot be larger than an operand by more than one bit.
    fn from_big_uncapped(big: BigRational) -> Exact {
        let small = (i64::try_from(big.numer()), i128::try_from(big.denom()).ok().and_then(Denom::new));
        match small {
            (Ok(n), Some(d)) => Exact(Repr::Small(n, d)),
            _ => Exact(Repr::Big(Box::new(big))),
        }
    }

    /// The value as a [`BigRational`], for the operations that have no inline path.
    fn to_big(&self) -> BigRational {
        let (numer, denom) = self.numer_denom();
        BigRational::new_raw(numer, denom)
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}
