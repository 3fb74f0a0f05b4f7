//! Conversions between [`Exact`] and the number types of Rust and of `num-rational`.

use super::{ArithmeticError, Denom, Exact, Repr};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

impl From<i64> for Exact {
    fn from(value: i64) -> Exact {
        Exact(Repr::Small(value, Denom::ONE))
    }
}

impl From<i32> for Exact {
    fn from(value: i32) -> Exact {
        Exact::from(i64::from(value))
    }
}

impl From<u32> for Exact {
    fn from(value: u32) -> Exact {
        Exact::from(i64::from(value))
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Exact {
        Exact::from_big_uncapped(BigRational::from_integer(value.into()))
    }
}

impl TryFrom<(i64, i64)> for Exact {
    type Error = ArithmeticError;

    /// The number `numer / denom`, as [`Exact::new`].
    fn try_from((numer, denom): (i64, i64)) -> Result<Exact, ArithmeticError> {
        Exact::new(numer, denom)
    }
}

impl TryFrom<BigInt> for Exact {
    type Error = ArithmeticError;

    fn try_from(value: BigInt) -> Result<Exact, ArithmeticError> {
        Exact::from_big(BigRational::from_integer(value))
    }
}

impl TryFrom<BigRational> for Exact {
    type Error = ArithmeticError;

    /// Reduces first, as `Ratio::new_raw` can make values that are not in lowest terms.
    fn try_from(value: BigRational) -> Result<Exact, ArithmeticError> {
        if value.denom().is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        if value.numer().bits() + value.denom().bits() > 4 * Exact::MAX_BITS {
            return Err(ArithmeticError::TooLarge);
        }
        let (numer, denom) = value.into();
        Exact::from_big(BigRational::new(numer, denom))
    }
}

impl From<Exact> for BigRational {
    fn from(value: Exact) -> BigRational {
        match value.0 {
            Repr::Big(big) => *big,
            Repr::Small(..) => value.to_big(),
        }
    }
}

impl From<&Exact> for BigRational {
    fn from(value: &Exact) -> BigRational {
        value.to_big()
    }
}
