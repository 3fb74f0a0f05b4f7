//! The operators, powers and order of [`Exact`].

use super::{ArithmeticError, Denom, Exact, Repr};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Pow};
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Greatest common divisor; the 64-bit one where it can, as it is several times faster.
pub(super) fn gcd(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => u128::from(a.gcd(&b)),
        _ if a == 0 => b,
        _ if b == 0 => a,
        // One Euclidean step first: usually only one of the two is wide.
        _ if a >= b => gcd(b, a % b),
        _ => gcd(a, b % a),
    }
}

/// Greatest common divisor of two inline parts, the second positive: no larger than the second.
fn gcd_small(a: i64, b: i64) -> i64 {
    match (a, b) {
        (_, 1) | (1 | -1, _) => 1,
        (0, _) => b,
        // Half a digit to each side: what a figure rounded to the nearest can be.
        (a, 2) => 2 - (a & 1),
        _ => i64::try_from(a.unsigned_abs().gcd(&b.unsigned_abs())).unwrap_or(1),
    }
}

impl Exact {
    /// Ten to the power `exponent`.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] beyond about 10¹²³².
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact};
    ///
    /// assert_eq!(Exact::pow10(-2)?, Exact::new(1, 100)?);
    /// assert_eq!(Exact::pow10(i32::MAX), Err(ArithmeticError::TooLarge));
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    pub fn pow10(exponent: i32) -> Result<Exact, ArithmeticError> {
        match 10_i64.checked_pow(exponent.unsigned_abs()) {
            Some(power) if exponent >= 0 => Ok(Exact::from(power)),
            Some(power) => Exact::from_reduced(1, i128::from(power)),
            None => Exact::from(10).pow(exponent),
        }
    }

    /// The decimal number `mantissa · 10^exponent`.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] beyond the cap.
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact};
    ///
    /// assert_eq!(Exact::from_decimal(1250, -2)?, Exact::new(25, 2)?);
    /// assert_eq!(Exact::from_decimal(25, 8)?, Exact::from(2_500_000_000_u64));
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    pub fn from_decimal(mantissa: i64, exponent: i32) -> Result<Exact, ArithmeticError> {
        if mantissa == 0 {
            return Ok(Exact::ZERO);
        }
        match 10_i64.checked_pow(exponent.unsigned_abs()) {
            Some(power) if exponent >= 0 => Exact::from_reduced(i128::from(mantissa) * i128::from(power), 1),
            Some(power) => {
                // Only twos and fives can cancel: cheaper than a general common divisor.
                let places = exponent.unsigned_abs();
                let twos = mantissa.trailing_zeros().min(places);
                let (mut numer, mut denom) = (mantissa >> twos, power >> twos);
                for _ in 0..places {
                    if numer % 5 != 0 {
                        break;
                    }
                    (numer, denom) = (numer / 5, denom / 5);
                }
                Exact::from_reduced(i128::from(numer), i128::from(denom))
            }
            None => Exact::from(mantissa) * Exact::pow10(exponent)?,
        }
    }

    /// The number raised to a whole power; `x⁰` is 1 for every `x`, zero included.
    ///
    /// The size of the result is bounded by its logarithm before anything is multiplied, so an enormous exponent
    /// is refused at once.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] beyond the cap; [`ArithmeticError::DivisionByZero`] for a negative power of 0.
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact};
    ///
    /// let growth = Exact::new(103, 100)?;
    /// assert_eq!(growth.pow(24)?.to_decimal(4), "2.033"); // 3 % a year doubles in 24 years
    /// assert_eq!(growth.pow(1_000_000), Err(ArithmeticError::TooLarge));
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    pub fn pow(&self, exponent: i32) -> Result<Exact, ArithmeticError> {
        if exponent < 0 {
            return self.recip()?.pow_unsigned(exponent.unsigned_abs());
        }
        self.pow_unsigned(exponent.unsigned_abs())
    }

    /// The least whole number above this one. Uncapped: it is at most one bit longer than the value.
    pub(in crate::number) fn next_integer(&self) -> Exact {
        match self.floor().0 {
            Repr::Small(n, _) if n < i64::MAX => Exact::from(n + 1),
            floor => Exact::from_big_uncapped(Exact(floor).to_big() + BigRational::one()),
        }
    }

    fn pow_unsigned(&self, exponent: u32) -> Result<Exact, ArithmeticError> {
        if exponent == 0 {
            return Ok(Exact::ONE);
        }
        if let Repr::Small(n, d) = &self.0 {
            if let (Some(numer), Some(denom)) = (n.checked_pow(exponent), d.get().checked_pow(exponent)) {
                return Exact::from_reduced(i128::from(numer), i128::from(denom));
            }
        }
        let big = self.to_big();
        // |n| ≥ 2^(bits − 1), so n^k has at least (bits − 1)·k + 1 bits.
        let bits = (big.numer().bits() - 1).saturating_add(big.denom().bits() - 1);
        if bits.saturating_mul(u64::from(exponent)) > Exact::MAX_BITS {
            return Err(ArithmeticError::TooLarge);
        }
        // Powers of coprime numbers are coprime.
        let (numer, denom) = big.into();
        Exact::from_big(BigRational::new_raw(Pow::pow(numer, exponent), Pow::pow(denom, exponent)))
    }
}

fn add(a: &Exact, b: &Exact) -> Result<Exact, ArithmeticError> {
    add_signed(a, b, 1)
}

fn sub(a: &Exact, b: &Exact) -> Result<Exact, ArithmeticError> {
    add_signed(a, b, -1)
}

/// `a + sign · b`, `sign` being 1 or −1.
fn add_signed(a: &Exact, b: &Exact, sign: i128) -> Result<Exact, ArithmeticError> {
    let (Repr::Small(an, ad), Repr::Small(bn, bd)) = (&a.0, &b.0) else {
        return match sign {
            1 => Exact::from_big(a.to_big() + b.to_big()),
            _ => Exact::from_big(a.to_big() - b.to_big()),
        };
    };
    if *bn == 0 {
        return Ok(a.clone());
    }
    let wide = |n: i64| i128::from(n);
    let bn = wide(*bn) * sign;
    if ad == bd {
        return Exact::from_parts(wide(*an) + bn, wide(ad.get()));
    }
    // Knuth, The Art of Computer Programming 2, 4.5.1: dividing by the common divisor of the denominators first
    // keeps every intermediate below 2¹²⁷ and leaves one small divisor to look for.
    let (ad, bd) = (ad.get(), bd.get());
    let shared = gcd_small(ad, bd);
    let sum = wide(*an) * wide(bd / shared) + bn * wide(ad / shared);
    if shared == 1 {
        return Exact::from_reduced(sum, wide(ad) * wide(bd));
    }
    let rest = i64::try_from(gcd(sum.unsigned_abs(), wide(shared).unsigned_abs())).unwrap_or(1);
    let sum = if rest == 1 { sum } else { sum / wide(rest) };
    Exact::from_reduced(sum, wide(ad / shared) * wide(bd / rest))
}

fn mul(a: &Exact, b: &Exact) -> Result<Exact, ArithmeticError> {
    let (Repr::Small(an, ad), Repr::Small(bn, bd)) = (&a.0, &b.0) else {
        if a.is_zero() || b.is_zero() {
            return Ok(Exact::ZERO);
        }
        return Exact::from_big(a.to_big() * b.to_big());
    };
    let (an, bn, ad, bd) = (*an, *bn, ad.get(), bd.get());
    match ((an, ad), (bn, bd)) {
        ((0, _), _) | (_, (0, _)) => return Ok(Exact::ZERO),
        ((1, 1), _) => return Ok(b.clone()),
        (_, (1, 1)) => return Ok(a.clone()),
        _ => {}
    }
    let (left, right) = (gcd_small(an, bd), gcd_small(bn, ad));
    // Most divisors are one, and a division costs more than all the rest.
    let (an, bd) = if left == 1 { (an, bd) } else { (an / left, bd / left) };
    let (bn, ad) = if right == 1 { (bn, ad) } else { (bn / right, ad / right) };
    // What is printed seldom needs more than one word.
    if let (Some(numer), Some(denom)) = (an.checked_mul(bn), ad.checked_mul(bd).and_then(Denom::of)) {
        return Ok(Exact(Repr::Small(numer, denom)));
    }
    Exact::from_reduced(i128::from(an) * i128::from(bn), i128::from(ad) * i128::from(bd))
}

fn div(a: &Exact, b: &Exact) -> Result<Exact, ArithmeticError> {
    mul(a, &b.recip()?)
}

/// The four combinations of values and references.
macro_rules! operator {
    ($trait:ident, $method:ident, $function:ident) => {
        impl $trait<&Exact> for &Exact {
            type Output = Result<Exact, ArithmeticError>;
            fn $method(self, other: &Exact) -> Self::Output {
                $function(self, other)
            }
        }
        impl $trait<Exact> for &Exact {
            type Output = Result<Exact, ArithmeticError>;
            fn $method(self, other: Exact) -> Self::Output {
                $function(self, &other)
            }
        }
        impl $trait<&Exact> for Exact {
            type Output = Result<Exact, ArithmeticError>;
            fn $method(self, other: &Exact) -> Self::Output {
                $function(&self, other)
            }
        }
        impl $trait<Exact> for Exact {
            type Output = Result<Exact, ArithmeticError>;
            fn $method(self, other: Exact) -> Self::Output {
                $function(&self, &other)
            }
        }
    };
}

operator!(Add, add, add);
operator!(Sub, sub, sub);
operator!(Mul, mul, mul);
operator!(Div, div, div);

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        if let Repr::Small(n, d) = &self.0 {
            if let Some(negated) = n.checked_neg() {
                return Exact(Repr::Small(negated, *d));
            }
        }
        Exact::from_big_uncapped(-self.to_big())
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        -&self
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(an, ad), Repr::Small(bn, bd)) if ad == bd => an.cmp(bn),
            (Repr::Small(an, ad), Repr::Small(bn, bd)) => {
                (i128::from(*an) * i128::from(bd.get())).cmp(&(i128::from(*bn) * i128::from(ad.get())))
            }
            _ => {
                // Cross products, as `Ratio` compares by continued fractions: one division per partial quotient.
                let ((an, ad), (bn, bd)) = (self.numer_denom(), other.numer_denom());
                (an * bd).cmp(&(bn * ad))
            }
        }
    }
}
