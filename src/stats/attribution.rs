//! Shares of an origin along a chain.

use super::within_share;
use crate::number::{ArithmeticError, Exact, Interval};

/// The share that has an origin at some stage, if `direct` has it at the observed stage and a share `upstream` of the
/// rest has it at another: `s + (1 − s)·p`.
///
/// Domain: both within [0, 1]; exact. The bound of Manski (2003), *Partial Identification of Probability
/// Distributions*, taken over stages; the trade analogue is value added by origin (Koopman, Wang & Wei 2014, *American
/// Economic Review* 104:459).
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::any_stage_share};
/// let direct = Interval::point(Exact::new(5, 536)?);
/// let share = any_stage_share(&direct, &Interval::share())?;
/// assert_eq!(share, Interval::closed(Exact::new(5, 536)?, Exact::ONE).unwrap());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn any_stage_share(direct: &Interval, upstream: &Interval) -> Result<Interval, ArithmeticError> {
    let [direct, upstream] = [direct, upstream].map(within_share);
    // It grows with both.
    let at = |s: Option<&Exact>, p: Option<&Exact>, open: &Exact| {
        let (s, p) = (s.unwrap_or(open), p.unwrap_or(open));
        s + &((&Exact::ONE - s)? * p)?
    };
    let low = at(direct.low_value(), upstream.low_value(), &Exact::ZERO)?;
    let high = at(direct.high_value(), upstream.high_value(), &Exact::ONE)?;
    Ok(Interval::closed(low, high).unwrap_or_else(Interval::share))
}

/// The share of the rest that must have the origin upstream for the whole to have `threshold`: `(T − s)/(1 − s)`.
///
/// Domain: `0 ≤ direct < 1`; exact; negative where the direct share alone is beyond the threshold.
///
/// ```
/// use saltgrain::{number::Exact, stats::break_even_upstream};
/// let p = break_even_upstream(&Exact::new(5, 536)?, &Exact::new(1, 2)?)?;
/// assert_eq!(p, Exact::new(263, 531)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] where the direct share is one.
pub fn break_even_upstream(direct: &Exact, threshold: &Exact) -> Result<Exact, ArithmeticError> {
    (threshold - direct)? / (&Exact::ONE - direct)?
}
