//! Numbers of about 106 bits, each held as the sum of two doubles.
//!
//! A probability is the exponential of a sum of logarithms, and what these have in common cancels: among 10¹² trials
//! the terms are 10¹³ and their sum is 10. With 53 bits nothing is left of it; with 106 there is more than a double
//! shows. Dekker (1971), *Numerische Mathematik* 18:224; Hida, Li and Bailey (2001), *15th IEEE Symposium on Computer
//! Arithmetic*.

use std::f64::consts::LN_2;
use std::ops::{Add, Div, Mul, Neg, Sub};

use super::approximate::exact;
use crate::number::{ArithmeticError, Exact};

/// The sum `hi + lo`, `lo` at most half a unit in the last place of `hi`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wide {
    pub(super) hi: f64,
    pub(super) lo: f64,
}

/// The relative error of one operation, generously.
const OPERATION: f64 = f64::EPSILON * f64::EPSILON;

/// `a + b` and what rounding took from it, exactly (Knuth).
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

/// Two halves of 26 bits.
fn split(a: f64) -> (f64, f64) {
    const FACTOR: f64 = 134_217_729.0;
    let scaled = FACTOR * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

/// `a · b` and what rounding took from it, exactly (Dekker).
fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let ((a_high, a_low), (b_high, b_low)) = (split(a), split(b));
    let rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    (product, rest)
}

/// 2^k for `−1022 ≤ k ≤ 1023`, cut off there.
fn power_of_two(k: i32) -> f64 {
    let biased = u64::try_from((k + 1023).clamp(1, 2046)).unwrap_or(1);
    f64::from_bits(biased << 52)
}

impl Wide {
    pub(super) const ZERO: Wide = Wide { hi: 0.0, lo: 0.0 };
    pub(super) const ONE: Wide = Wide { hi: 1.0, lo: 0.0 };
    /// ln 2.
    const LN_2: Wide = Wide { hi: LN_2, lo: 2.319_046_813_846_299_6e-17 };
    /// ln(2π)/2.
    pub(super) const HALF_LN_TWO_PI: Wide =
        Wide { hi: 0.918_938_533_204_672_8, lo: -3.878_294_158_067_242e-17 };

    /// Closer to one than this, logarithms are found by their series.
    pub(super) const NEAR_ONE: f64 = 1.0 / 1024.0;

    /// The bound on the error of [`Wide::ln`], relative to its result.
    pub(super) const LN_ERROR: f64 = 4096.0 * OPERATION;

    fn renormalized(hi: f64, lo: f64) -> Wide {
        let sum = hi + lo;
        Wide { hi: sum, lo: lo - (sum - hi) }
    }

    /// The nearest, right to 2⁻¹⁰³; out of the domain beyond 10^±300.
    pub(super) fn of(number: &Exact) -> Result<Wide, ArithmeticError> {
        if number.is_zero() {
            return Ok(Wide::ZERO);
        }
        if let Some((numer, denom)) = number.to_small() {
            return Ok(Wide::whole(numer) / Wide::whole(denom));
        }
        let hi = number.to_f64();
        if !(1e-300..=1e300).contains(&hi.abs()) {
            return Err(ArithmeticError::OutOfDomain);
        }
        let rest = (number - &exact(hi)?)?.to_f64();
        Ok(Wide::renormalized(hi, rest))
    }

    fn whole(number: i64) -> Wide {
        // In halves, as doubles hold neither every i64 nor its rounding error by conversion.
        let high = i32::try_from(number >> 32).unwrap_or(0);
        let low = u32::try_from(number & 0xffff_ffff).unwrap_or(0);
        let (hi, lo) = two_sum(f64::from(high) * 4_294_967_296.0, f64::from(low));
        Wide { hi, lo }
    }

    /// Exactly, as a rational.
    pub(super) fn to_exact(self) -> Result<Exact, ArithmeticError> {
        exact(self.hi)? + exact(self.lo)?
    }

    pub(super) fn is_finite(self) -> bool {
        self.hi.is_finite() && self.lo.is_finite()
    }

    /// Times a power of two, exactly unless it leaves the range of doubles.
    fn scaled(self, k: i32) -> Wide {
        let (half, rest) = (power_of_two(k / 2), power_of_two(k - k / 2));
        Wide { hi: self.hi * half * rest, lo: self.lo * half * rest }
    }

    /// The natural logarithm of a positive number within 10^±300, right to [`Wide::LN_ERROR`].
    pub(super) fn ln(self) -> Wide {
        let k = exponent(self.hi);
        let mantissa = self.scaled(-k);
        let above = Wide::from(mantissa.hi - 1.0) + Wide::from(mantissa.lo);
        // Near one the logarithm is small itself, and must be right relative to itself.
        let log = if above.hi.abs() < Wide::NEAR_ONE {
            (above / (mantissa + Wide::ONE)).double_artanh()
        } else {
            // The double's logarithm, and that of what it leaves, which is 1 + 10⁻¹⁶.
            let first = mantissa.hi.ln();
            let rest = mantissa * Wide::from(-first).exp() - Wide::ONE;
            Wide::from(first) + (rest - rest * rest * Wide::from(0.5))
        };
        log + Wide::LN_2 * Wide::from(f64::from(k))
    }

    /// `ln(1 − self)` for a positive number below [`Wide::NEAR_ONE`], right to [`Wide::LN_ERROR`].
    pub(super) fn ln_of_rest(self) -> Wide {
        -(self / (Wide::from(2.0) - self)).double_artanh()
    }

    /// `2 artanh self` for at most half of [`Wide::NEAR_ONE`]: `ln((1 + y)/(1 − y))`.
    fn double_artanh(self) -> Wide {
        let square = self * self;
        let mut series = Wide::ZERO;
        for odd in [13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
            series = series * square + Wide::ONE / Wide::from(odd);
        }
        self * series * Wide::from(2.0)
    }

    /// The exponential, as a mantissa near 1 and a power of two; right to 2⁻⁹⁵ (1 + |x|).
    fn exp_parts(self) -> (Wide, i32) {
        let k = (self.hi / LN_2).round();
        let reduced = self - Wide::LN_2 * Wide::from(k);
        let mut sum = Wide::ONE;
        for i in (1..=26).rev() {
            sum = Wide::ONE + reduced * sum / Wide::from(f64::from(i));
        }
        (sum, nearest(k))
    }

    /// The exponential; 0 below −745.
    pub(super) fn exp(self) -> Wide {
        self.exp_times(Wide::ONE)
    }

    /// `e^self · factor` without underflow on the way.
    pub(super) fn exp_times(self, factor: Wide) -> Wide {
        if self.hi < -3000.0 {
            return Wide::ZERO;
        }
        let (mantissa, k) = Wide { hi: self.hi.min(3000.0), lo: self.lo }.exp_parts();
        let product = mantissa * factor;
        if k < -2000 { Wide::ZERO } else { product.scaled(k) }
    }
}

/// `k` with `|x|/2^k` about one.
fn exponent(x: f64) -> i32 {
    nearest(x.abs().log2())
}

fn nearest(x: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "exponents of doubles; a cast cuts off at the ends")]
    let whole = x.round() as i32;
    whole
}

/// `ln Γ(x)` for `x > 0`, and a bound on the error.
///
/// Stirling's series from 30 upwards, where the first term left out is below 10⁻²³ (Abramowitz & Stegun 1964, 6.1.41),
/// and `Γ(x + 1) = x Γ(x)` below.
pub(super) fn ln_gamma(x: Wide) -> (Wide, f64) {
    let (mut x, mut product) = (x, Wide::ONE);
    while x.hi < 30.0 {
        product = product * x;
        x = x + Wide::ONE;
    }
    let inverse = 1.0 / x.hi;
    let square = inverse * inverse;
    let terms = [
        1.0 / 156.0,
        -691.0 / 360_360.0,
        1.0 / 1188.0,
        -1.0 / 1680.0,
        1.0 / 1260.0,
        -1.0 / 360.0,
        1.0 / 12.0,
    ];
    let series = inverse * terms.iter().fold(0.0, |sum, term| sum * square + term);
    let main = (x - Wide::from(0.5)) * x.ln();
    let shift = product.ln();
    let log = main - x + Wide::HALF_LN_TWO_PI + Wide::from(series) - shift;
    // What the argument lost by rounding is a relative error of the first term, too.
    (log, Wide::LN_ERROR * (main.hi + x.hi + shift.hi.abs()) + 1e-18)
}

impl From<f64> for Wide {
    fn from(hi: f64) -> Wide {
        Wide { hi, lo: 0.0 }
    }
}

impl Add for Wide {
    type Output = Wide;
    fn add(self, other: Wide) -> Wide {
        let (hi, rest) = two_sum(self.hi, other.hi);
        let (lo, rest_lo) = two_sum(self.lo, other.lo);
        let sum = Wide::renormalized(hi, rest + lo);
        Wide::renormalized(sum.hi, sum.lo + rest_lo)
    }
}

impl Neg for Wide {
    type Output = Wide;
    fn neg(self) -> Wide {
        Wide { hi: -self.hi, lo: -self.lo }
    }
}

impl Sub for Wide {
    type Output = Wide;
    fn sub(self, other: Wide) -> Wide {
        self + -other
    }
}

impl Mul for Wide {
    type Output = Wide;
    fn mul(self, other: Wide) -> Wide {
        let (hi, rest) = two_product(self.hi, other.hi);
        Wide::renormalized(hi, rest + (self.hi * other.lo + self.lo * other.hi))
    }
}

impl Div for Wide {
    type Output = Wide;
    fn div(self, other: Wide) -> Wide {
        let first = self.hi / other.hi;
        let rest = self - other * Wide::from(first);
        let second = rest.hi / other.hi;
        let third = (rest - other * Wide::from(second)).hi / other.hi;
        let sum = Wide::renormalized(first, second);
        Wide::renormalized(sum.hi, sum.lo + third)
    }
}
