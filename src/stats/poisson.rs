//! Tails of the Poisson law.

use super::approximate::{Approximate, TINY};
use super::double_double::Wide;
use super::tail::{Gamma, Side, probability};
use crate::number::{ArithmeticError, Exact};

/// The probability of at most `k` events where `mean` are expected, independent of one another.
///
/// Domain: `k` whole and at most 10¹⁸, `0 ≤ mean ≤ 10³⁰⁰`. Error: below 10⁻¹² relative for means and counts up to 10¹²,
/// as told with the value; it grows in proportion to them beyond. Below 10⁻²⁹⁰ another 10⁻³⁰⁷ is added. Method: the
/// incomplete gamma function (Abramowitz and Stegun 1964, *Handbook of Mathematical Functions*, 26.4.21) on the
/// logarithmic scale, by doubly exponential quadrature (Takahasi and Mori 1974, *Publications of the Research Institute
/// for Mathematical Sciences* 9:721).
///
/// ```
/// use saltgrain::{number::Exact, stats::poisson_at_most};
/// // e^(−2) (1 + 2)
/// let p = poisson_at_most(&Exact::ONE, &Exact::from(2))?;
/// assert!((p.value() - 3.0 * (-2.0_f64).exp()).abs() <= p.error() + 1e-16);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn poisson_at_most(k: &Exact, mean: &Exact) -> Result<Approximate, ArithmeticError> {
    tail(&(k + &Exact::ONE)?, mean, Side::Upper)
}

/// The probability of `k` or more events where `mean` are expected, independent of one another.
///
/// Domain, error and method as those of [`poisson_at_most`]; computed by itself, not as the rest of it.
///
/// ```
/// use saltgrain::{number::Exact, stats::poisson_at_least};
/// let p = poisson_at_least(&Exact::ONE, &Exact::new(1, 1_000_000)?)?;
/// assert!((p.value() + (-1e-6_f64).exp_m1()).abs() <= p.error() + 1e-21);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn poisson_at_least(k: &Exact, mean: &Exact) -> Result<Approximate, ArithmeticError> {
    tail(k, mean, Side::Lower)
}

/// The lower tail at `mean` of the gamma law with parameter `k` (the probability of `k` or more), or the rest.
fn tail(k: &Exact, mean: &Exact, side: Side) -> Result<Approximate, ArithmeticError> {
    if !k.is_integer() || mean.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    if !k.is_positive() || mean.is_zero() {
        let reached = !k.is_positive();
        return Ok(if reached == (side == Side::Lower) { Approximate::ONE } else { Approximate::ZERO });
    }
    upper_or_lower(k, Wide::of(mean)?, side)
}

/// A tail of the gamma law with a parameter within the domain.
pub(super) fn upper_or_lower(k: &Exact, mean: Wide, side: Side) -> Result<Approximate, ArithmeticError> {
    let law = Gamma::new(k)?;
    if mean.hi > 1e20 {
        // More than 10¹⁸ would be thousands of standard deviations away.
        return Approximate::new(if side == Side::Lower { 1.0 } else { 0.0 }, TINY);
    }
    probability(side, law.smaller_side(mean), |side| law.tail(side, mean))
}
