//! Where a tail has a given probability: the limits of exact confidence intervals.
//!
//! On the logarithmic scales of [`tail`](super::tail) the logarithm of a tail is concave, so that Newton's steps come
//! to the root from one side after the first, wherever they start. What they end at is then proven: the tail, with its
//! own error, is above the target on one side of the limit and below on the other.

use super::approximate::{Approximate, ROUNDING};
use super::double_double::Wide;
use super::tail::{Beta, Gamma, Side, Tail, normal_tail};
use crate::number::ArithmeticError;

/// Far more steps than any start needs.
const STEPS: usize = 100;

/// How often the width of the proven interval is doubled, from about 10⁻¹⁵, before giving up.
const WIDENINGS: usize = 40;

/// The greatest logarithm of the odds or the mean.
const FARTHEST: f64 = 690.0;

/// A limit below this is told as 0, give or take this.
const LEAST: f64 = 1e-298;

/// A share known by its smaller part, so that neither it nor its rest loses digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    /// At most 1/2.
    part: Approximate,
    /// Whether the part is the rest.
    is_rest: bool,
}

impl Split {
    fn at(odds: f64) -> Result<Split, ArithmeticError> {
        let is_rest = odds > 1.0;
        let small = if is_rest { 1.0 / odds } else { odds };
        Ok(Split { part: Approximate::new(small / (1.0 + small), 0.0)?, is_rest })
    }

    fn odds(&self) -> f64 {
        let small = self.part.value() / (1.0 - self.part.value());
        if self.is_rest { 1.0 / small } else { small }
    }

    /// The share and the rest, with a part in place of this one's.
    fn both(&self, part: f64) -> (Wide, Wide) {
        let (part, rest) = (Wide::from(part), Wide::ONE - Wide::from(part));
        if self.is_rest { (rest, part) } else { (part, rest) }
    }

    /// The share itself.
    pub(super) fn share(&self) -> Approximate {
        if self.is_rest { self.part.complement() } else { self.part }
    }

    /// One minus the share.
    pub(super) fn rest(&self) -> Approximate {
        if self.is_rest { self.part } else { self.part.complement() }
    }
}

/// The share beyond which one of several tails (their mean, where there are two) has a probability whose logarithm is
/// `ln_target`, at most ln(1/2).
pub(super) fn share_limit(laws: &[Beta], side: Side, ln_target: Wide) -> Result<Split, ArithmeticError> {
    let excess = |x: Wide, y: Wide| mean_excess(laws, side, x, y, ln_target);
    let first = laws.first().ok_or(ArithmeticError::OutOfDomain)?;
    let (a, b) = (first.a.hi, first.b.hi);
    let start = (a / b).ln() + deviation(side, ln_target) * (1.0 / a + 1.0 / b).sqrt();
    let mut logit = start.clamp(-FARTHEST, FARTHEST);
    let mut split = Split::at(logit.exp())?;
    for _ in 0..STEPS {
        let (x, y) = split.both(split.part.value());
        let now = excess(x, y)?;
        let step = now.step(side);
        logit = (logit + step).clamp(-FARTHEST, FARTHEST);
        // Small steps multiply the odds, as the logit itself is not known as closely.
        let odds = if step.abs() < 0.1 { split.odds() * step.exp() } else { logit.exp() };
        logit = odds.ln();
        split = Split::at(odds)?;
        if step.abs() <= now.resolution() {
            break;
        }
    }
    let part = split.part.value();
    let (x, y) = split.both(part);
    if part < LEAST && excess(x, y)?.is_above() {
        return Ok(Split { part: Approximate::new(0.0, LEAST)?, ..split });
    }
    let error = proven(excess(x, y)?.resolution(), |shift| {
        let (x, y) = split.both(part * (1.0 + shift));
        excess(x, y)
    })?;
    Ok(Split { part: Approximate::new(part, part * error)?, ..split })
}

/// The mean beyond which a tail has a probability whose logarithm is `ln_target`, at most ln(1/2).
pub(super) fn mean_limit(law: &Gamma, side: Side, ln_target: Wide) -> Result<Approximate, ArithmeticError> {
    let excess = |x: f64| Excess::of(&law.tail(side, Wide::from(x))?, ln_target);
    let start = law.mean().ln() + deviation(side, ln_target) / law.mean().sqrt();
    let mut mean = start.clamp(-FARTHEST, FARTHEST).exp();
    for _ in 0..STEPS {
        let now = excess(mean)?;
        let step = now.step(side);
        mean = if step.abs() < 0.1 {
            mean * step.exp()
        } else {
            (mean.ln() + step).clamp(-FARTHEST, FARTHEST).exp()
        };
        if step.abs() <= now.resolution() {
            break;
        }
    }
    if mean < LEAST && excess(mean)?.is_above() {
        return Approximate::new(0.0, LEAST);
    }
    let error = proven(excess(mean)?.resolution(), |shift| excess(mean * (1.0 + shift)))?;
    Approximate::new(mean, mean * error)
}

/// The deviation beyond which the upper normal tail has a probability whose logarithm is `ln_target`, at most ln(1/4).
pub(super) fn normal_limit(ln_target: Wide) -> Result<Approximate, ArithmeticError> {
    let excess = |z: f64| Excess::of(&normal_tail(Wide::from(z))?, ln_target);
    let mut z = deviation(Side::Upper, ln_target);
    let mut last = f64::INFINITY;
    for _ in 0..STEPS {
        let now = excess(z)?;
        let step = now.step(Side::Upper);
        z = (z + step).max(0.0);
        if step.abs() <= now.resolution() * z || step.abs() >= last && step.abs() < 1e-12 {
            break;
        }
        last = step.abs();
    }
    let error = proven(4.0 * ROUNDING, |shift| excess(z * (1.0 + shift)))?;
    Approximate::new(z, z * error)
}

/// About how many standard deviations into a tail it has the target (Abramowitz & Stegun 1964, 26.2.22): a start.
fn deviation(side: Side, ln_target: Wide) -> f64 {
    let root = (-2.0 * ln_target.hi).max(0.0).sqrt();
    let z = root - (2.30753 + 0.27061 * root) / (1.0 + root * (0.99229 + 0.04481 * root));
    match side {
        Side::Lower => -z.max(0.0),
        Side::Upper => z.max(0.0),
    }
}

/// The logarithm of a tail over its target, its error, and the reciprocal of its hazard.
#[derive(Debug, Clone, Copy)]
struct Excess {
    log: f64,
    error: f64,
    ratio: f64,
}

impl Excess {
    fn of(tail: &Tail, ln_target: Wide) -> Result<Excess, ArithmeticError> {
        let (log, error) = tail.excess(ln_target);
        if log.is_finite() && error.is_finite() {
            Ok(Excess { log, error, ratio: tail.ratio })
        } else {
            Err(ArithmeticError::OutOfDomain)
        }
    }

    /// Newton's step: a lower tail grows with the point, an upper one falls.
    fn step(&self, side: Side) -> f64 {
        let inwards = -self.log * self.ratio;
        match side {
            Side::Lower => inwards,
            Side::Upper => -inwards,
        }
    }

    /// Whether the tail is certainly more than the target.
    fn is_above(&self) -> bool {
        self.log > self.error
    }

    /// The change of the point below which nothing can be told.
    fn resolution(&self) -> f64 {
        1.25 * self.error * self.ratio + 4.0 * ROUNDING
    }
}

fn mean_excess(
    laws: &[Beta],
    side: Side,
    x: Wide,
    y: Wide,
    ln_target: Wide,
) -> Result<Excess, ArithmeticError> {
    if let [law] = laws {
        return Excess::of(&law.tail(side, x, y)?, ln_target);
    }
    // ln of the mean of e^log, by the greatest; the hazard of a sum is the mean of the hazards, weighed by the tails.
    let each = laws.iter().map(|law| Excess::of(&law.tail(side, x, y)?, ln_target));
    let each = each.collect::<Result<Vec<_>, _>>()?;
    let greatest = each.iter().map(|one| one.log).fold(f64::NEG_INFINITY, f64::max);
    let weight = |one: &Excess| (one.log - greatest).exp();
    let sum: f64 = each.iter().map(weight).sum();
    let hazard: f64 = each.iter().map(|one| weight(one) / one.ratio).sum::<f64>() / sum;
    let log = greatest + (sum / f64::from(u32::try_from(each.len()).unwrap_or(u32::MAX))).ln();
    let error = each.iter().map(|one| weight(one) * one.error).sum::<f64>() / sum
        + 8.0 * ROUNDING * (1.0 + log.abs());
    Ok(Excess { log, error, ratio: 1.0 / hazard })
}

/// The relative distance on both sides at which the target is proven to lie between.
fn proven(
    least: f64,
    excess: impl Fn(f64) -> Result<Excess, ArithmeticError>,
) -> Result<f64, ArithmeticError> {
    let mut shift = least.max(4.0 * ROUNDING);
    for _ in 0..WIDENINGS {
        if shift >= 1.0 {
            break;
        }
        let (below, above) = (excess(-shift)?, excess(shift)?);
        let decided = below.log.abs() > below.error && above.log.abs() > above.error;
        if decided && below.log.is_sign_positive() != above.log.is_sign_positive() {
            // 1 ± shift is itself rounded.
            return Ok(shift + 2.0 * ROUNDING);
        }
        shift *= 2.0;
    }
    Err(ArithmeticError::OutOfDomain)
}
