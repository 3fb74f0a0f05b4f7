//! Confidence intervals for a share.

use super::approximate::{Approximate, Bounds};
use super::double_double::Wide;
use super::limit::share_limit;
use super::normal::{ln_half, normal_quantile, rest_of_level};
use super::tail::{Beta, Side};
use crate::number::{ArithmeticError, Exact};

/// The Wilson score interval for a share: the shares that a normal test at the level does not reject.
///
/// Domain: `0 ≤ successes ≤ trials`, `trials > 0`, both within 10^±150 and not necessarily whole (effective numbers); a
/// level as in [`normal_quantile`]. Error: below 10⁻¹³ relative for both limits; none of the terms cancel. Wilson
/// (1927), *Journal of the American Statistical Association* 22:209; recommended by Brown, Cai and DasGupta (2001),
/// *Statistical Science* 16:101.
///
/// ```
/// use saltgrain::{number::Exact, stats::wilson};
/// let bounds = wilson(&Exact::from(120), &Exact::from(200), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.3} to {:.3}", bounds.low.value(), bounds.high.value()), "0.531 to 0.665");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn wilson(successes: &Exact, trials: &Exact, level: &Exact) -> Result<Bounds, ArithmeticError> {
    let score = Score::of(successes, trials, level)?;
    let (none, all) = (successes.is_zero(), score.failures.is_zero());
    let (x, n) = (Approximate::of(successes)?, Approximate::of(trials)?);
    let reach = x.add(score.half_square)?.add(score.root)?;
    // The two limits are the roots of a quadratic whose constant term is x²/n.
    let low = if none { Approximate::ZERO } else { x.mul(x)?.div(n.mul(reach)?)? };
    let high = if all { Approximate::ONE } else { reach.div(n.add(score.square)?)? };
    Ok(Bounds { low, high: high.at_most_one() })
}

/// What the score interval is made of.
#[derive(Debug)]
pub(super) struct Score {
    /// z².
    pub(super) square: Approximate,
    /// z²/2.
    half_square: Approximate,
    /// z √(x (n − x)/n + z²/4).
    root: Approximate,
    failures: Exact,
    share: Exact,
    trials: Exact,
}

impl Score {
    pub(super) fn of(successes: &Exact, trials: &Exact, level: &Exact) -> Result<Score, ArithmeticError> {
        let failures = failures(successes, trials)?;
        let share = (successes / trials)?;
        let z = normal_quantile(level)?;
        let square = z.mul(z)?;
        let half = Approximate::of(&Exact::new(1, 2)?)?;
        let half_square = square.mul(half)?;
        let variance = Approximate::of(&(&share * &failures)?)?;
        let root = z.mul(variance.add(half_square.mul(half)?)?.sqrt()?)?;
        Ok(Score { square, half_square, root, failures, share, trials: trials.clone() })
    }

    /// How far the upper limit lies above the share, and the lower one below.
    pub(super) fn distances(&self) -> Result<[Approximate; 2], ArithmeticError> {
        let rest = (&Exact::ONE - &self.share)?;
        let half = Exact::new(1, 2)?;
        // The limit nearer to an end of [0, 1] is found from the other, so that nothing cancels.
        let offset = self.square.mul(Approximate::of(&(&half - &self.share)?.abs())?)?;
        let reach = self.root.add(offset)?;
        let far = reach.div(Approximate::of(&self.trials)?.add(self.square)?)?;
        let near = self.square.mul(Approximate::of(&(&self.share * &rest)?)?)?.div(reach)?;
        Ok(if self.share <= half { [far, near] } else { [near, far] })
    }
}

/// `trials − successes`, if the two are a count and a number of trials.
fn failures(successes: &Exact, trials: &Exact) -> Result<Exact, ArithmeticError> {
    let failures = (trials - successes)?;
    let size = trials.to_f64();
    let small = !successes.is_zero() && successes.to_f64() < 1e-150;
    if successes.is_negative() || failures.is_negative() || !(1e-150..=1e150).contains(&size) || small {
        return Err(ArithmeticError::OutOfDomain);
    }
    Ok(failures)
}

/// The Clopper–Pearson interval for a share: the shares that an exact test at `(1 − level)/2` on each side does not
/// reject. It holds the true share at least as often as it says.
///
/// Domain: `0 ≤ successes ≤ trials ≤ 10¹⁸`, `trials > 0`, not necessarily whole (effective numbers, as beta quantiles
/// with these parameters: Korn and Graubard 1998, *Survey Methodology* 24:193); what is not zero of successes and
/// failures at least 10⁻⁶; `1 − level` at least 10⁻³⁰⁰. Error: below 10⁻¹² relative up to 10¹⁵ trials (10⁻⁹ at 10¹⁸),
/// proven by the tails on both sides of each limit; for a broken count below 0.01 up to 10⁻¹⁴ divided by it, as told. A
/// limit below 10⁻²⁹⁸ is told as 0 with this error. The limits are 0 for no success and 1 for no failure. Method:
/// Newton's on the logarithm of the tail over the log-odds. Clopper and Pearson (1934), *Biometrika* 26:404.
///
/// ```
/// use saltgrain::{number::Exact, stats::clopper_pearson};
/// let bounds = clopper_pearson(&Exact::from(12), &Exact::from(20), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.3} to {:.3}", bounds.low.value(), bounds.high.value()), "0.361 to 0.809");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn clopper_pearson(successes: &Exact, trials: &Exact, level: &Exact) -> Result<Bounds, ArithmeticError> {
    let (low, high) = clopper_pearson_odds(successes, trials, level)?;
    Ok(Bounds {
        low: low.map_or(Approximate::ZERO, |low| low.share()),
        high: high.map_or(Approximate::ONE, |high| high.share()),
    })
}

/// The lower Clopper–Pearson limit of the least number of successes, and the upper one of the most: every share that some
/// number between them does not reject.
///
/// Domain, error and method as those of [`clopper_pearson`], which it is where the two are equal.
///
/// ```
/// use saltgrain::{number::Exact, stats::{clopper_pearson, clopper_pearson_of_any}};
/// let (trials, level) = (Exact::from(20), Exact::new(19, 20)?);
/// let any = clopper_pearson_of_any([&Exact::from(11), &Exact::from(12)], &trials, &level)?;
/// assert_eq!(any.low, clopper_pearson(&Exact::from(11), &trials, &level)?.low);
/// assert_eq!(any.high, clopper_pearson(&Exact::from(12), &trials, &level)?.high);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn clopper_pearson_of_any(
    [least, most]: [&Exact; 2],
    trials: &Exact,
    level: &Exact,
) -> Result<Bounds, ArithmeticError> {
    let ln_tail = ln_half(&rest_of_level(level)?)?;
    let low = match lower_law(least, trials)? {
        Some(law) => share_limit(&[law], Side::Lower, ln_tail)?.share(),
        None => Approximate::ZERO,
    };
    let high = match upper_law(most, trials)? {
        Some(law) => share_limit(&[law], Side::Upper, ln_tail)?.share(),
        None => Approximate::ONE,
    };
    Ok(Bounds { low, high })
}

/// Whether a share certainly lies outside of [`clopper_pearson_of_any`], by one tail instead of two limits; `false` also
/// where it lies too near to a limit to tell.
///
/// Domain as that of [`clopper_pearson`], and `0 < share < 1`.
///
/// ```
/// use saltgrain::{number::Exact, stats::clopper_pearson_excludes};
/// // 36.1 % to 80.9 %.
/// let (twelve, trials, level) = (Exact::from(12), Exact::from(20), Exact::new(19, 20)?);
/// let excludes = |share: Exact| clopper_pearson_excludes([&twelve, &twelve], &trials, &level, &share);
/// assert!(excludes(Exact::new(36, 100)?)? && excludes(Exact::new(81, 100)?)?);
/// assert!(!excludes(Exact::new(37, 100)?)? && !excludes(Exact::new(80, 100)?)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn clopper_pearson_excludes(
    [least, most]: [&Exact; 2],
    trials: &Exact,
    level: &Exact,
    share: &Exact,
) -> Result<bool, ArithmeticError> {
    let ln_tail = ln_half(&rest_of_level(level)?)?;
    let expected = (share * trials)?;
    let (law, side) = if expected < *least {
        (lower_law(least, trials)?, Side::Lower)
    } else if expected > *most {
        (upper_law(most, trials)?, Side::Upper)
    } else {
        return Ok(false);
    };
    let Some(law) = law else { return Ok(false) };
    let rest = (&Exact::ONE - share)?;
    if !share.is_positive() || !rest.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let (log, error) = law.tail(side, Wide::of(share)?, Wide::of(&rest)?)?.excess(ln_tail);
    // The limit itself is known to 10⁻⁹ at worst.
    Ok(log < -error.max(1e-6))
}

/// The law whose lower tail gives the lower limit; none where that is 0.
fn lower_law(successes: &Exact, trials: &Exact) -> Result<Option<Beta>, ArithmeticError> {
    let failures = failures(successes, trials)?;
    let law = || Beta::new(successes, &(&failures + &Exact::ONE)?);
    successes.is_positive().then(law).transpose()
}

/// The law whose upper tail gives the upper limit; none where that is 1.
fn upper_law(successes: &Exact, trials: &Exact) -> Result<Option<Beta>, ArithmeticError> {
    let failures = failures(successes, trials)?;
    let law = || Beta::new(&(successes + &Exact::ONE)?, &failures);
    failures.is_positive().then(law).transpose()
}

/// The two limits, where they are not 0 and 1.
pub(super) fn clopper_pearson_odds(
    successes: &Exact,
    trials: &Exact,
    level: &Exact,
) -> Result<(Option<super::limit::Split>, Option<super::limit::Split>), ArithmeticError> {
    let ln_tail = ln_half(&rest_of_level(level)?)?;
    let limit = |law: Option<Beta>, side| law.map(|law| share_limit(&[law], side, ln_tail)).transpose();
    let low = limit(lower_law(successes, trials)?, Side::Lower)?;
    let high = limit(upper_law(successes, trials)?, Side::Upper)?;
    Ok((low, high))
}

/// The mid-P interval for a share: as [`clopper_pearson`], but what was observed counts only half in each tail. It
/// holds the true share about as often as it says, sometimes less.
///
/// Domain and error as those of [`clopper_pearson`]. Method: the mean of the tails with and without what was observed.
/// Lancaster (1961), *Journal of the American Statistical Association* 56:223; Berry and Armitage (1995), *The
/// Statistician* 44:417.
///
/// ```
/// use saltgrain::{number::Exact, stats::mid_p};
/// // (1 − p)^10 / 2 = 0.025.
/// let bounds = mid_p(&Exact::ZERO, &Exact::from(10), &Exact::new(19, 20)?)?;
/// assert!((bounds.high.value() - (1.0 - 0.05_f64.powf(0.1))).abs() <= bounds.high.error() + 1e-15);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn mid_p(successes: &Exact, trials: &Exact, level: &Exact) -> Result<Bounds, ArithmeticError> {
    let failures = failures(successes, trials)?;
    let rest = rest_of_level(level)?;
    let mut laws = Vec::with_capacity(2);
    if successes.is_positive() {
        laws.push(Beta::new(successes, &(&failures + &Exact::ONE)?)?);
    }
    if failures.is_positive() {
        laws.push(Beta::new(&(successes + &Exact::ONE)?, &failures)?);
    }
    let limit = |side: Side| {
        if laws.len() == 2 {
            return share_limit(&laws, side, ln_half(&rest)?);
        }
        // Of one tail, all of it counts: half of it is half the rest. Beyond a half it is found from the other side.
        let (side, probability) = if rest > *level { (side.other(), level) } else { (side, &rest) };
        share_limit(&laws, side, Wide::of(probability)?.ln())
    };
    let low = if successes.is_positive() { limit(Side::Lower)?.share() } else { Approximate::ZERO };
    let high = if failures.is_positive() { limit(Side::Upper)?.share() } else { Approximate::ONE };
    Ok(Bounds { low, high })
}

/// The Agresti–Coull interval for a share: the Wald interval after z²/2 successes and as many failures are added. The
/// limits may lie outside [0, 1]; [`Bounds::within_share`] cuts them.
///
/// Domain as that of [`wilson`]. Error: below 10⁻¹³ of the upper limit for both, as told with them (the lower one may
/// be near zero). Agresti and Coull (1998), *The American Statistician* 52:119.
///
/// ```
/// use saltgrain::{number::Exact, stats::agresti_coull};
/// let bounds = agresti_coull(&Exact::from(12), &Exact::from(20), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.3} to {:.3}", bounds.low.value(), bounds.high.value()), "0.386 to 0.782");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`].
pub fn agresti_coull(successes: &Exact, trials: &Exact, level: &Exact) -> Result<Bounds, ArithmeticError> {
    let score = Score::of(successes, trials, level)?;
    let total = Approximate::of(trials)?.add(score.square)?;
    let added = |count: &Exact| Approximate::of(count)?.add(score.half_square);
    let (hits, misses) = (added(successes)?, added(&score.failures)?);
    let centre = hits.div(total)?;
    // z √(c (1 − c)/total).
    let variance = centre.mul(misses.div(total)?)?.div(total)?;
    let reach = score.square.mul(variance)?.sqrt()?;
    Ok(Bounds { low: centre.sub(reach)?, high: centre.add(reach)? })
}
