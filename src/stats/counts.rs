//! Counts of events: how far chance moves them.

use super::approximate::{Approximate, Bounds};
use super::binomial::{binomial_at_least, binomial_at_most};
use super::intervals::clopper_pearson_odds;
use super::limit::{Split, mean_limit};
use super::normal::{ln_half, rest_of_level};
use super::tail::{Gamma, Side};
use crate::number::{ArithmeticError, Exact, Interval};

/// The exact interval for the mean number of events, of which `count` were seen: the means that an exact test at
/// `(1 − level)/2` on each side does not reject.
///
/// Domain: `0 ≤ count ≤ 10¹⁸`, not necessarily whole (gamma quantiles with this parameter), at least 10⁻⁶ if not zero;
/// a level with `1 − level` at least 10⁻³⁰⁰. The events are independent of one another. Error: below 10⁻¹² relative,
/// proven by the tails on both sides of each limit; for a broken count below 0.01 up to 10⁻¹⁴ divided by it, as told. A
/// limit below 10⁻²⁹⁸ is told as 0 with this error. The lower limit of none is 0. Method: Newton's on the logarithm of
/// the tail over that of the mean. Garwood (1936), *Biometrika* 28:437.
///
/// ```
/// use saltgrain::{number::Exact, stats::garwood};
/// let bounds = garwood(&Exact::from(15), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.1} to {:.1}", bounds.low.value(), bounds.high.value()), "8.4 to 24.7");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn garwood(count: &Exact, level: &Exact) -> Result<Bounds, ArithmeticError> {
    if count.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let ln_tail = ln_half(&rest_of_level(level)?)?;
    let low = match count.is_positive() {
        true => mean_limit(&Gamma::new(count)?, Side::Lower, ln_tail)?,
        false => Approximate::ZERO,
    };
    let high = mean_limit(&Gamma::new(&(count + &Exact::ONE)?)?, Side::Upper, ln_tail)?;
    Ok(Bounds { low, high })
}

/// How two counts of events compare: what [`two_counts`] finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoCounts {
    /// How probable it is, if both rates are equal, that the counts differ as much as they do or more: two-sided.
    pub p: Approximate,
    /// The lower limit of the second rate divided by the first.
    pub ratio_low: Approximate,
    /// The upper limit, if there is one: without first events there is none.
    pub ratio_high: Option<Approximate>,
}

impl TwoCounts {
    /// The interval of the second rate divided by the first, rounded outwards.
    ///
    /// ```
    /// use saltgrain::{number::Exact, stats::two_counts};
    /// let one = Exact::ONE;
    /// let from_none = two_counts(&Exact::ZERO, &one, &Exact::from(5), &one, &Exact::new(19, 20)?)?;
    /// assert!(from_none.ratio().high_value().is_none());
    /// // Of five, at least 47.8 % are of the second kind: odds of 0.916.
    /// assert_eq!(from_none.ratio().low_value().unwrap().to_decimal(3), "0.916");
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn ratio(&self) -> Interval {
        let low = self.ratio_low.interval();
        let unbounded = || Interval::at_least(low.low_value().cloned().unwrap_or(Exact::ZERO));
        self.ratio_high.map_or_else(unbounded, |high| low.hull(&high.interval()))
    }
}

/// Whether two counts of independent events, over their exposures, differ by more than chance: the test of the first
/// count given their sum, and the interval of the ratio of the rates, second to first.
///
/// Domain: whole counts from 0 to 10¹⁸, positive exposures (person-years, days) in one unit; a level as in
/// [`clopper_pearson`](super::clopper_pearson). Method: given the sum, the first count is binomial with the share of
/// its exposure. The two-sided `p` is twice the smaller tail, at most 1; the ratio is the Clopper–Pearson interval of
/// that share carried to odds. Error: below 10⁻¹² relative for both, for counts up to 10¹⁵. Without any event `p` is 1
/// and the ratio unknown. Przyborowski and Wilenski (1940), *Biometrika* 31:313.
///
/// ```
/// use saltgrain::{number::Exact, stats::two_counts};
/// let year = Exact::ONE;
/// let compared = two_counts(&Exact::from(9), &year, &Exact::from(15), &year, &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.2}", compared.p.value()), "0.31");
/// assert!(compared.ratio().contains(&Exact::ONE));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn two_counts(
    first: &Exact,
    first_exposure: &Exact,
    second: &Exact,
    second_exposure: &Exact,
    level: &Exact,
) -> Result<TwoCounts, ArithmeticError> {
    let counts = [first, second].iter().all(|count| count.is_integer() && !count.is_negative());
    if !counts || !first_exposure.is_positive() || !second_exposure.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let total = (first + second)?;
    if total.is_zero() {
        rest_of_level(level)?;
        return Ok(TwoCounts { p: Approximate::ONE, ratio_low: Approximate::ZERO, ratio_high: None });
    }
    let share = (first_exposure / &(first_exposure + second_exposure)?)?;
    let tails = [binomial_at_most(first, &total, &share)?, binomial_at_least(first, &total, &share)?];
    let [below, above] = tails;
    let smaller = if below.value() <= above.value() { below } else { above };
    let scale = Approximate::of(&(first_exposure / second_exposure)?)?;
    let ratio = |limit: Split| limit.share().div(limit.rest())?.mul(scale);
    let (low, high) = clopper_pearson_odds(second, &total, level)?;
    Ok(TwoCounts {
        p: smaller.double().at_most_one(),
        ratio_low: low.map_or(Ok(Approximate::ZERO), ratio)?,
        ratio_high: high.map(ratio).transpose()?,
    })
}
