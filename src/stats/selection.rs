//! What selection can do to a share.

use super::within_share;
use crate::number::{ArithmeticError, Exact, Interval};

/// How many times likelier a unit of the rest must be detected than a unit of the part, for the part's true share to
/// be `threshold`: `k = T/(1 − T) · rest/part`.
///
/// Domain: `part > 0`, `rest ≥ 0` (detected amounts), `0 < threshold < 1`; exact. With `d` the probability of
/// detection, `k = d(rest)/d(part)`, the true share of the part is `part·k / (part·k + rest)`; the tipping point solves
/// it for the threshold. The logic of Cornfield et al. (1959), *Journal of the National Cancer Institute* 22:173, and of
/// Rosenbaum (2002), *Observational Studies*, ch. 4.
///
/// ```
/// use saltgrain::{number::Exact, stats::detection_tipping_point};
/// let k = detection_tipping_point(&5.into(), &531.into(), &Exact::new(1, 2)?)?;
/// assert_eq!(k, Exact::new(531, 5)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for a part of zero or a threshold of one.
pub fn detection_tipping_point(
    part: &Exact,
    rest: &Exact,
    threshold: &Exact,
) -> Result<Exact, ArithmeticError> {
    let odds = (threshold / &(&Exact::ONE - threshold)?)?;
    odds * (rest / part)?
}

/// The true share of a part that is `observed` among what was detected, if a unit of the rest is `ratio` times as likely
/// to be detected as a unit of the part: `s·k / (s·k + 1 − s)` over every value of the two.
///
/// Domain: a share within [0, 1], a ratio above 0 (what lies outside is cut off; without a positive ratio nothing is
/// known of the share); exact, as the map rises in both. The inverse of [`detection_tipping_point`].
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::share_at_detection_ratio};
/// let detected = Interval::point(Exact::new(5, 536)?);
/// let true_share = share_at_detection_ratio(&detected, &Interval::point(Exact::new(531, 5)?))?;
/// assert_eq!(true_share, Interval::point(Exact::new(1, 2)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn share_at_detection_ratio(observed: &Interval, ratio: &Interval) -> Result<Interval, ArithmeticError> {
    let observed = within_share(observed);
    let at = |share: &Exact, ratio: &Exact| -> Result<Exact, ArithmeticError> {
        let weighed = (share * ratio)?;
        &weighed / &(&weighed + &(&Exact::ONE - share)?)?
    };
    let low = match (observed.low_value(), ratio.low_value()) {
        (Some(share), Some(ratio)) if ratio.is_positive() => at(share, ratio)?,
        _ => Exact::ZERO,
    };
    let high = match (observed.high_value(), ratio.high_value()) {
        (Some(share), Some(ratio)) if ratio.is_positive() => at(share, ratio)?,
        (Some(share), None) if share.is_zero() => Exact::ZERO,
        _ => Exact::ONE,
    };
    Ok(Interval::closed(low, high).unwrap_or_else(Interval::share))
}

/// What the share in the whole can be, if it is `share` in the observed fraction `observed` and `unobserved` in the
/// rest: `s·f + u·(1 − f)` over every value of the three.
///
/// Domain: all three within [0, 1]; exact. With `unobserved` = [0, 1] these are the worst-case bounds of Manski (1989),
/// *Journal of Human Resources* 24:343; with limits, those of Horowitz and Manski (1998).
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::worst_case_bounds};
/// let share = Interval::point(Exact::new(5, 536)?);
/// let tenth = Interval::point(Exact::new(1, 10)?);
/// let bounds = worst_case_bounds(&share, &tenth, &Interval::share())?;
/// assert_eq!(bounds, Interval::closed(Exact::new(1, 1072)?, Exact::new(4829, 5360)?).unwrap());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn worst_case_bounds(
    share: &Interval,
    observed: &Interval,
    unobserved: &Interval,
) -> Result<Interval, ArithmeticError> {
    let [share, observed, unobserved] = [share, observed, unobserved].map(within_share);
    let end = |end: Option<&Exact>, open: Exact| end.cloned().unwrap_or(open);
    let (least, most) = (end(observed.low_value(), Exact::ZERO), end(observed.high_value(), Exact::ONE));
    // It grows with both shares; with the fraction where the observed share is the larger, else against it.
    let whole = |s: &Exact, u: &Exact, f: &Exact| u + &((s - u)? * f)?;
    let (s, u) = (end(share.low_value(), Exact::ZERO), end(unobserved.low_value(), Exact::ZERO));
    let low = whole(&s, &u, if s >= u { &least } else { &most })?;
    let (s, u) = (end(share.high_value(), Exact::ONE), end(unobserved.high_value(), Exact::ONE));
    let high = whole(&s, &u, if s >= u { &most } else { &least })?;
    Ok(Interval::closed(low, high).unwrap_or_else(Interval::share))
}

/// The share that the unobserved must have for the whole to have `threshold`: `(T − s·f)/(1 − f)`. Outside [0, 1] no
/// unobserved share does it.
///
/// Domain: `0 ≤ observed < 1`; exact. Cochran (1977), *Sampling Techniques*, 3rd ed., section 13.2.
///
/// ```
/// use saltgrain::{number::Exact, stats::break_even_unobserved};
/// let needed = break_even_unobserved(&Exact::new(5, 536)?, &Exact::new(1, 10)?, &Exact::new(1, 2)?)?;
/// assert_eq!(needed.to_decimal(3), "0.555");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] where everything was observed.
pub fn break_even_unobserved(
    share: &Exact,
    observed: &Exact,
    threshold: &Exact,
) -> Result<Exact, ArithmeticError> {
    (threshold - &(share * observed)?)? / (&Exact::ONE - observed)?
}
