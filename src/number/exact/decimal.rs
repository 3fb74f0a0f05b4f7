//! [`Exact`] for display: as a rounded decimal, and as the nearest binary float.

use super::{Exact, Repr};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Pow, ToPrimitive, Zero};

/// Decimals whose first digit stands further than this from the units are written with an exponent.
const PLAIN: i64 = 21;

impl Exact {
    /// The nearest binary floating-point number, correctly rounded unless it is subnormal (then within one unit
    /// of the last place). Infinite beyond the range of `f64`.
    ///
    /// For display and for statistics that are floating-point by nature; never for a decision about figures.
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact};
    ///
    /// assert!((Exact::new(1, 3)?.to_f64() - 1.0 / 3.0).abs() < f64::EPSILON);
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // Below 2⁵³ both parts are floats, and a division of floats is correctly rounded (IEEE 754).
        const EXACT_BELOW: u64 = 1 << 53;
        if let Repr::Small(n, d) = &self.0 {
            if n.unsigned_abs() <= EXACT_BELOW && d.get().unsigned_abs() <= EXACT_BELOW {
                #[expect(clippy::cast_precision_loss, reason = "both are at most 2^53")]
                return *n as f64 / d.get() as f64;
            }
        }
        let (numer, denom) = self.numer_denom();
        let size = quotient_f64(numer.magnitude(), denom.magnitude());
        if self.is_negative() { -size } else { size }
    }

    /// The number as a decimal with `significant` significant digits (at least 1), rounded half to even, without
    /// trailing zeros after the point.
    ///
    /// Plain notation; an exponent only where the first digit would stand more than 21 places from the units.
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact};
    ///
    /// assert_eq!(Exact::new(531, 5)?.to_decimal(6), "106.2");
    /// assert_eq!(Exact::new(9, 1073)?.to_decimal(2), "0.0084");
    /// assert_eq!(Exact::from(123_456).to_decimal(2), "120000");
    /// assert_eq!(Exact::pow10(-30)?.to_decimal(2), "1e-30");
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn to_decimal(&self, significant: usize) -> String {
        // No reader needs more digits than the largest value has.
        let significant = i64::try_from(significant).unwrap_or(i64::MAX).clamp(1, 2000);
        if self.is_zero() {
            return "0".to_owned();
        }
        let (numer, denom) = self.numer_denom();
        let (digits, first) = significant_digits(&numer, &denom, significant);
        let sign = if self.is_negative() { "-" } else { "" };
        format!("{sign}{}", laid_out(&digits, first))
    }
}

/// The significant digits of `|numer / denom|` without trailing zeros, and the power of ten of the first.
fn significant_digits(numer: &BigInt, denom: &BigInt, significant: i64) -> (String, i64) {
    let (numer, denom) = (numer.magnitude(), denom.magnitude());
    // From the bit lengths, off by at most one; then exactly.
    let mut first = (bits(numer) - bits(denom)) * 30_103 / 100_000;
    while !reaches(numer, denom, first) {
        first -= 1;
    }
    while reaches(numer, denom, first + 1) {
        first += 1;
    }
    let digits = rounded(numer, denom, significant - 1 - first).to_string();
    // `999.6` to three digits is `1000`: one digit more, all of which are trimmed.
    let carried = i64::try_from(digits.len()).unwrap_or(i64::MAX) - significant;
    (digits.trim_end_matches('0').to_owned(), first + carried)
}

/// Whether `numer / denom ≥ 10^exponent`.
fn reaches(numer: &BigUint, denom: &BigUint, exponent: i64) -> bool {
    let power = BigUint::from(10_u32).pow(exponent.unsigned_abs());
    if exponent >= 0 { *numer >= denom * power } else { numer * power >= *denom }
}

fn bits(value: &BigUint) -> i64 {
    i64::try_from(value.bits()).unwrap_or(i64::MAX)
}

/// `numer / denom · 10^scale`, rounded to a whole number, half to even.
fn rounded(numer: &BigUint, denom: &BigUint, scale: i64) -> BigUint {
    let power = BigUint::from(10_u32).pow(scale.unsigned_abs());
    let (numer, denom) =
        if scale >= 0 { (numer * power, denom.clone()) } else { (numer.clone(), denom * power) };
    let (quotient, rest) = numer.div_rem(&denom);
    let twice: BigUint = rest << 1_u32;
    if twice > denom || (twice == denom && quotient.is_odd()) { quotient + 1_u32 } else { quotient }
}

/// Digits whose first stands at 10^`first`, written out.
fn laid_out(digits: &str, first: i64) -> String {
    let length = i64::try_from(digits.len()).unwrap_or(i64::MAX);
    if first.abs() > PLAIN {
        let (lead, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{lead}{point}{rest}e{first}");
    }
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    if first < 0 {
        return format!("0.{}{digits}", zeros(-first - 1));
    }
    if length <= first + 1 {
        return format!("{digits}{}", zeros(first + 1 - length));
    }
    let (whole, fraction) =
        digits.split_at_checked(usize::try_from(first + 1).unwrap_or(0)).unwrap_or((digits, ""));
    format!("{whole}.{fraction}")
}

/// A quotient of 64 or 65 bits with a sticky last bit, rounded once by the conversion to `f64`, then scaled.
fn quotient_f64(numer: &BigUint, denom: &BigUint) -> f64 {
    let shift = 64 - (bits(numer) - bits(denom));
    let by = shift.unsigned_abs();
    let (numer, denom) = if shift >= 0 { (numer << by, denom.clone()) } else { (numer.clone(), denom << by) };
    let (quotient, rest) = numer.div_rem(&denom);
    let sticky = u128::from(!rest.is_zero());
    let mantissa = quotient.to_u128().unwrap_or(u128::MAX) | sticky;
    #[expect(clippy::cast_precision_loss, reason = "this is the one rounding")]
    let mantissa = mantissa as f64;
    // Two steps, as 2^-shift alone can be outside the range when the result is not.
    let power = i32::try_from(-shift).unwrap_or(i32::MAX);
    let half = power / 2;
    mantissa * 2.0_f64.powi(half) * 2.0_f64.powi(power - half)
}

/// The least whole number whose digits are grouped, in digits: 1855 may be a year, 22680 is better read as 22,680.
const GROUPED_DIGITS: usize = 5;

/// Thousands apart, in the whole part of a decimal.
pub(crate) fn grouped(number: String) -> String {
    let start = usize::from(number.starts_with(['-', '−']));
    let end = number.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(number.len());
    let (Some(sign), Some(whole), Some(rest)) =
        (number.get(..start), number.get(start..end), number.get(end..))
    else {
        return number;
    };
    if whole.len() < GROUPED_DIGITS || rest.starts_with('/') {
        return number;
    }
    let mut text = String::from(sign);
    for (i, digit) in whole.char_indices() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}
