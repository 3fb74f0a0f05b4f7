//! Several chances together: p-values combined, cases found, trials needed.

use super::approximate::{Approximate, ROUNDING, TINY};
use super::double_double::Wide;
use super::normal::rest_of_level;
use super::poisson::upper_or_lower;
use super::tail::Side;
use crate::number::{ArithmeticError, Exact};

/// The combined p-value of independent tests by Fisher's method: how probable so small a product of p-values is if all
/// null hypotheses hold.
///
/// Domain: at least one p-value, each from 10⁻³⁰⁰ to 1. Error: below 10⁻¹² relative, as told with the value; below
/// 10⁻²⁹⁰ another 10⁻³⁰⁷ is added. Method: −2 times the sum of the logarithms has a chi-square law with an even number
/// of degrees of freedom, whose tail is that of a Poisson law. Fisher (1932), *Statistical Methods for Research
/// Workers*, 4th ed., section 21.1.
///
/// ```
/// use saltgrain::{number::Exact, stats::fisher_combination};
/// let p = ["0.05", "0.2", "0.1"].map(|p| p.parse().unwrap());
/// assert_eq!(format!("{:.3}", fisher_combination(&p)?.value()), "0.032");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn fisher_combination(p: &[Exact]) -> Result<Approximate, ArithmeticError> {
    let mut half_sum = Wide::ZERO;
    for p in p {
        if !p.is_positive() || *p > Exact::ONE {
            return Err(ArithmeticError::OutOfDomain);
        }
        half_sum = half_sum - ln_of_share(p)?;
    }
    if p.is_empty() {
        return Err(ArithmeticError::OutOfDomain);
    }
    if half_sum.hi < 1e-290 {
        return Approximate::new(1.0, if half_sum.hi > 0.0 { TINY } else { 0.0 });
    }
    let tests = u32::try_from(p.len()).map_err(|_| ArithmeticError::OutOfDomain)?;
    upper_or_lower(&Exact::from(tests), half_sum, Side::Upper)
}

/// The logarithm of a number within (0, 1], right relative to itself.
fn ln_of_share(number: &Exact) -> Result<Wide, ArithmeticError> {
    let rest = (&Exact::ONE - number)?;
    if rest.is_zero() {
        return Ok(Wide::ZERO);
    }
    // Through the rest, as 1 − 10⁻²⁰ has no room for its digits.
    if rest.to_f64() < Wide::NEAR_ONE {
        Ok(Wide::of(&rest)?.ln_of_rest())
    } else {
        Ok(Wide::of(number)?.ln())
    }
}

/// The probability that at least one of `cases` is found if each is found with probability `detection`:
/// `1 − (1 − d)^k`.
///
/// Domain: `cases ≥ 0`, not necessarily whole, `0 ≤ detection ≤ 1`, both within 10^±300 or zero; `1 − detection` at
/// least 10⁻³⁰⁰ or zero. The cases are found independently of one another. Error: below 10⁻¹³ relative, for very many
/// cases and tiny chances, too. The rest of [`none_found_probability`](super::none_found_probability).
///
/// ```
/// use saltgrain::{number::Exact, stats::detection_power};
/// let found = detection_power(&Exact::from(20), &Exact::new(1, 20)?)?;
/// assert_eq!(format!("{:.3}", found.value()), "0.642");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn detection_power(cases: &Exact, detection: &Exact) -> Result<Approximate, ArithmeticError> {
    let rest = (&Exact::ONE - detection)?;
    if cases.is_negative() || detection.is_negative() || rest.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    if cases.is_zero() || detection.is_zero() {
        return Ok(Approximate::ZERO);
    }
    if rest.is_zero() {
        return Ok(Approximate::ONE);
    }
    let (each, cases) = (ln_of_share(&rest)?, Wide::of(cases)?);
    if cases.hi * each.hi < -1e4 {
        return Approximate::new(1.0, TINY);
    }
    let ln_none = cases * each;
    let value = if ln_none.hi > -1e-3 {
        // Five terms leave 10⁻¹⁸ of the sum.
        let series = (2..=6).rev().fold(1.0, |sum, i| 1.0 + ln_none.hi / f64::from(i) * sum);
        -ln_none.hi * series
    } else {
        (Wide::ONE - ln_none.exp()).hi
    };
    Approximate::new(value, 16.0 * ROUNDING * value + if value < 1e-270 { TINY } else { 0.0 })
}

/// How many must be looked at, without finding one, for the upper bound of the share at the level to be below a
/// threshold: the least `n` with `(1 − T)^n < 1 − level`, 2,995 for one in a thousand at 95 %.
///
/// Domain: `0 < threshold ≤ 1`, `0 < level < 1` with `1 − level` at least 10⁻³⁰⁰. The result is exact: it is found with
/// logarithms of 106 bits, and where these leave two possible the power itself is compared. It belongs to
/// [`zero_share_upper_bound`](super::zero_share_upper_bound). Hanley and Lippman-Hand (1983), *JAMA* 249:1743.
///
/// ```
/// use saltgrain::{number::Exact, stats::trials_needed};
/// assert_eq!(trials_needed(&Exact::new(1, 1000)?, &Exact::new(19, 20)?)?, Exact::from(2995));
/// // Exactly a quarter after two: not below it.
/// assert_eq!(trials_needed(&Exact::new(1, 2)?, &Exact::new(3, 4)?)?, Exact::from(3));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`]; [`ArithmeticError::TooLarge`] where it cannot be decided exactly: beyond about
/// 10²⁵, or where the two sides are nearly equal and the power is too large.
pub fn trials_needed(threshold: &Exact, level: &Exact) -> Result<Exact, ArithmeticError> {
    let rest = rest_of_level(level)?;
    let spared = (&Exact::ONE - threshold)?;
    if !threshold.is_positive() || spared.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    if spared.is_zero() {
        return Ok(Exact::ONE);
    }
    let n = ln_of_share(&rest)? / ln_of_share(&spared)?;
    if !n.is_finite() || n.hi > 1e30 {
        return Err(ArithmeticError::TooLarge);
    }
    let error = Wide::from(n.hi * 4.0 * Wide::LN_ERROR);
    let (least, most) = ((n - error).to_exact()?.floor(), (n + error).to_exact()?.floor());
    if least == most {
        return &least + &Exact::ONE;
    }
    let exponent =
        most.to_i64().and_then(|most| i32::try_from(most).ok()).ok_or(ArithmeticError::TooLarge)?;
    if (&least + &Exact::ONE)? != most {
        return Err(ArithmeticError::TooLarge);
    }
    if spared.pow(exponent)? < rest { Ok(most) } else { &most + &Exact::ONE }
}
