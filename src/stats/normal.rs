//! The standard normal law.

use super::approximate::{Approximate, ROUNDING, TINY};
use super::double_double::Wide;
use super::limit::normal_limit;
use super::tail::normal_tail;
use crate::number::{ArithmeticError, Exact};

/// How many standard deviations a normal variable stays within with probability `level`: `z` with P(|Z| < z) = level,
/// 1.959964 at 95 %.
///
/// Domain: `0 < level < 1`, and `1 − level` at least 10⁻³⁰⁰. Error: below 10⁻¹³ relative, as told with the value;
/// proven by the tail on both sides. Method: Newton's on the logarithm of the tail, from the start of Hastings
/// (Abramowitz and Stegun 1964, *Handbook of Mathematical Functions*, 26.2.22); at levels below 1/2 on the series
/// 26.2.11.
///
/// ```
/// use saltgrain::{number::Exact, stats::normal_quantile};
/// let z = normal_quantile(&Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.6}", z.value()), "1.959964");
/// assert!(z.error() < 1e-14);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn normal_quantile(level: &Exact) -> Result<Approximate, ArithmeticError> {
    let rest = rest_of_level(level)?;
    if (level + level)? >= Exact::ONE {
        return normal_limit(ln_half(&rest)?);
    }
    let target = Wide::of(level)?;
    // P(|Z| < z) ≈ z √(2/π) for small z: Newton's on the logarithm of the central probability.
    let mut z = target.hi * std::f64::consts::FRAC_PI_2.sqrt();
    for _ in 0..12 {
        let series = central_series(z);
        let log = (z * series / target.hi).ln() - 0.5 * (z * z + std::f64::consts::FRAC_PI_2.ln());
        z *= (-log * series).exp();
    }
    // The derivative of the logarithm by that of z is 1/series, and at least 0.8 here.
    Approximate::new(z, z * 32.0 * ROUNDING + TINY)
}

/// `1 + z²/3 + z⁴/15 + …`, for z below 0.7.
fn central_series(z: f64) -> f64 {
    (1..=20).rev().fold(1.0, |sum, k| 1.0 + z * z / f64::from(2 * k + 1) * sum)
}

/// The probability that a normal variable deviates by `z` standard deviations or more, to either side: P(|Z| ≥ z), 0.05
/// at 1.959964.
///
/// Domain: `z ≥ 0`. Error: below 10⁻¹³ relative, as told with the value; from z = 37 on, where the probability is below
/// 10⁻²⁹⁰, 10⁻³⁰⁷ is added. Method: the density times an integral (Takahasi and Mori 1974, *Publications of the
/// Research Institute for Mathematical Sciences* 9:721), relative to the density at `z`.
///
/// ```
/// use saltgrain::{number::Exact, stats::normal_two_sided};
/// let p = normal_two_sided(&"2.08".parse().unwrap())?;
/// assert_eq!(format!("{:.4}", p.value()), "0.0375");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`] for a negative number.
pub fn normal_two_sided(z: &Exact) -> Result<Approximate, ArithmeticError> {
    if z.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    if z > &Exact::from(40) {
        return Approximate::new(0.0, TINY);
    }
    if z < &Exact::pow10(-200)? {
        // 1 − 0.8 z is one, as far as doubles go.
        return Approximate::new(1.0, if z.is_zero() { 0.0 } else { TINY });
    }
    Ok(normal_tail(Wide::of(z)?)?.value()?.double().at_most_one())
}

/// `1 − level`, for a level within (0, 1).
pub(super) fn rest_of_level(level: &Exact) -> Result<Exact, ArithmeticError> {
    let rest = (&Exact::ONE - level)?;
    if level.is_positive() && rest >= Exact::pow10(-300)? {
        Ok(rest)
    } else {
        Err(ArithmeticError::OutOfDomain)
    }
}

/// The logarithm of half a probability: of each of two equal tails.
pub(super) fn ln_half(rest: &Exact) -> Result<Wide, ArithmeticError> {
    Ok((Wide::of(rest)? * Wide::from(0.5)).ln())
}
