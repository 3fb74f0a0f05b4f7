//! Margins of shares, and of differences between them.

use super::approximate::{Approximate, Bounds};
use super::intervals::Score;
use super::normal::normal_quantile;
use super::roots::root;
use crate::number::{ArithmeticError, Exact, Interval};

/// Newcombe's interval for the difference of two independent shares, the second minus the first: from the score
/// intervals of both (method 10, without continuity correction).
///
/// Domain: each share as in [`wilson`](super::wilson). Error: below 10⁻¹⁴ absolute; each distance from the observed
/// difference is right to 10⁻¹³ of itself, the difference to 10⁻¹⁶. Newcombe (1998), *Statistics in Medicine* 17:873.
///
/// ```
/// use saltgrain::{number::Exact, stats::newcombe};
/// // His example (a) the other way round: 48 of 80, then 56 of 70.
/// let [x1, n1, x2, n2] = [48, 80, 56, 70].map(Exact::from);
/// let bounds = newcombe(&x1, &n1, &x2, &n2, &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.4} to {:.4}", bounds.low.value(), bounds.high.value()), "0.0524 to 0.3339");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn newcombe(
    first: &Exact,
    first_trials: &Exact,
    second: &Exact,
    second_trials: &Exact,
    level: &Exact,
) -> Result<Bounds, ArithmeticError> {
    let [up1, down1] = Score::of(first, first_trials, level)?.distances()?;
    let [up2, down2] = Score::of(second, second_trials, level)?.distances()?;
    let difference = Approximate::of(&((second / second_trials)? - (first / first_trials)?)?)?;
    let both = |a: Approximate, b: Approximate| a.mul(a)?.add(b.mul(b)?)?.sqrt();
    Ok(Bounds { low: difference.sub(both(down2, up1)?)?, high: difference.add(both(up2, down1)?)? })
}

/// The margin of error of a share in a simple random sample: `z √(p (1 − p)/n)`, 3.1 points for a half of 1,015 at 95
/// %.
///
/// Domain: `0 ≤ share ≤ 1`, `trials > 0`, not necessarily whole (an effective size); a level as in [`normal_quantile`].
/// Error: below 10⁻¹³ relative. Cochran (1977), *Sampling Techniques*, 3rd ed., section 3.2.
///
/// ```
/// use saltgrain::{number::Exact, stats::margin};
/// let poll = margin(&Exact::new(1, 2)?, &Exact::from(1015), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.4}", poll.value()), "0.0308");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn margin(share: &Exact, trials: &Exact, level: &Exact) -> Result<Approximate, ArithmeticError> {
    check_share(share)?;
    margin_of(&(share * &(&Exact::ONE - share)?)?, trials, level)
}

/// The margin of error of the difference of two shares in *one* simple random sample, such as a lead in a poll:
/// `z √((p₁ + p₂ − (p₁ − p₂)²)/n)`.
///
/// Domain: both shares within [0, 1], `trials > 0`, not necessarily whole (an effective size); a level as in
/// [`normal_quantile`]. Error: below 10⁻¹³ relative. The variance of a difference of multinomial shares: Franklin
/// (2007), *The "Margin of Error" for Differences in Polls*; Scott and Seber (1983), *The American Statistician*
/// 37:319.
///
/// ```
/// use saltgrain::{number::Exact, stats::lead_margin};
/// // 44 % against 41 % of 1,000: a lead of 3 points, give or take 5.7.
/// let lead = lead_margin(&Exact::new(44, 100)?, &Exact::new(41, 100)?, &Exact::from(1000), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.3}", lead.value()), "0.057");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn lead_margin(
    first: &Exact,
    second: &Exact,
    trials: &Exact,
    level: &Exact,
) -> Result<Approximate, ArithmeticError> {
    check_share(first)?;
    check_share(second)?;
    let lead = (first - second)?;
    margin_of(&((first + second)? - (&lead * &lead)?)?, trials, level)
}

fn margin_of(variance: &Exact, trials: &Exact, level: &Exact) -> Result<Approximate, ArithmeticError> {
    if !trials.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let z = normal_quantile(level)?;
    z.mul(Approximate::of(&(variance / trials)?)?.sqrt()?)
}

fn check_share(share: &Exact) -> Result<(), ArithmeticError> {
    if share.is_negative() || *share > Exact::ONE { Err(ArithmeticError::OutOfDomain) } else { Ok(()) }
}

/// The margin (or standard error) of a difference of two estimates, from the margins of both at one level:
/// `√(m₁² + m₂² − 2 ρ m₁ m₂)` over every correlation ρ of the interval.
///
/// Domain: margins of 0 or more; correlations are cut to [−1, 1]. Exact but for the roots, whose enclosures are right
/// to 10⁻¹⁸ relative, rounded outwards. The variance of a difference of correlated estimates: Kish (1965),
/// *Survey Sampling*, chapter 12.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::difference_margin};
/// let [three, four] = [3, 4].map(Exact::from);
/// let independent = difference_margin(&three, &four, &Interval::point(Exact::ZERO))?;
/// assert_eq!(independent, Interval::point(Exact::from(5)));
/// // A panel: the same people were asked twice.
/// assert_eq!(difference_margin(&three, &four, &Interval::share())?.to_string(), "[1, 5]");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`] for a negative margin, or if no correlation of the interval is possible;
/// [`ArithmeticError::TooLarge`].
pub fn difference_margin(
    first: &Exact,
    second: &Exact,
    correlation: &Interval,
) -> Result<Interval, ArithmeticError> {
    let possible = Interval::closed(-Exact::ONE, Exact::ONE).and_then(|all| correlation.intersect(&all));
    let ends = possible.as_ref().and_then(|possible| possible.low_value().zip(possible.high_value()));
    let Some((least, most)) = ends else {
        return Err(ArithmeticError::OutOfDomain);
    };
    if first.is_negative() || second.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let squares = ((first * first)? + (second * second)?)?;
    let product = (&Exact::from(2) * &(first * second)?)?;
    // It falls as the correlation grows.
    let at = |rho: &Exact| root(&(&squares - &(rho * &product)?)?);
    Ok(at(most)?.hull(&at(least)?))
}
