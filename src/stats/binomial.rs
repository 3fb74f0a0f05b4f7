//! Tails of the binomial law.

use super::approximate::Approximate;
use super::double_double::Wide;
use super::tail::{Beta, Side, probability};
use crate::number::{ArithmeticError, Exact};

/// The probability of at most `k` successes in `n` independent trials that succeed with probability `p` each.
///
/// Domain: `k` and `n` whole, `0 ≤ n ≤ 10¹⁸`, `0 ≤ p ≤ 1`, neither `p` nor `1 − p` within 10⁻³⁰⁰ of 0 without being it.
/// Error: below 10⁻¹² relative for `n` up to 10¹², as told with the value; it grows in proportion to `n` beyond, to
/// 10⁻⁷ at 10¹⁸. Below 10⁻²⁹⁰ another 10⁻³⁰⁷ is added. Method: the incomplete beta function (Abramowitz and Stegun
/// 1964, *Handbook of Mathematical Functions*, 26.5.24) on the scale of log-odds, by doubly exponential quadrature
/// (Takahasi and Mori 1974,
/// *Publications of the Research Institute for Mathematical Sciences* 9:721); the time does not grow with `n`.
///
/// ```
/// use saltgrain::{number::Exact, stats::binomial_at_most};
/// // (1 + 10 + 45) / 2^10
/// let p = binomial_at_most(&Exact::from(2), &Exact::from(10), &Exact::new(1, 2)?)?;
/// assert!((p.value() - 56.0 / 1024.0).abs() <= p.error());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn binomial_at_most(k: &Exact, n: &Exact, p: &Exact) -> Result<Approximate, ArithmeticError> {
    tail(&(k + &Exact::ONE)?, n, p, Side::Upper)
}

/// The probability of `k` or more successes in `n` independent trials that succeed with probability `p` each.
///
/// Domain, error and method as those of [`binomial_at_most`]; computed by itself, not as the rest of it.
///
/// ```
/// use saltgrain::{number::Exact, stats::binomial_at_least};
/// // 10 of 10: one in 1024.
/// let p = binomial_at_least(&Exact::from(10), &Exact::from(10), &Exact::new(1, 2)?)?;
/// assert!((p.value() - 1.0 / 1024.0).abs() <= p.error());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn binomial_at_least(k: &Exact, n: &Exact, p: &Exact) -> Result<Approximate, ArithmeticError> {
    tail(k, n, p, Side::Lower)
}

/// `I_p(k, n − k + 1)`, the probability of `k` or more (the lower tail of the share), or the rest.
fn tail(k: &Exact, n: &Exact, p: &Exact, side: Side) -> Result<Approximate, ArithmeticError> {
    let q = (&Exact::ONE - p)?;
    let whole = k.is_integer() && n.is_integer();
    if !whole || n.is_negative() || p.is_negative() || q.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    // Without chance: nothing, or everything, is on one side.
    let reached = !k.is_positive() || q.is_zero() && k <= n;
    if reached || k > n || p.is_zero() {
        return Ok(if reached == (side == Side::Lower) { Approximate::ONE } else { Approximate::ZERO });
    }
    let law = Beta::new(k, &(&(n - k)? + &Exact::ONE)?)?;
    let (x, y) = (Wide::of(p)?, Wide::of(&q)?);
    probability(side, law.smaller_side(x, y), |side| law.tail(side, x, y))
}
