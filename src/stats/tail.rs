//! Tail probabilities of three laws by one method: the density at the point times the tail relative to that density.
//!
//! The density comes from logarithms of 106 bits ([`Wide`]). The rest is an integral of positive terms over the
//! logarithm of the odds (binomial and beta), of the mean (Poisson and gamma) or the deviation (normal). On these
//! scales every density is log-concave and analytic, for whole and broken parameters alike, and each tail falls at
//! least exponentially: the trapezoidal rule after `t = λ exp(v − e^(−v))` converges doubly exponentially (Takahasi and
//! Mori 1974, *Publications of the Research Institute for Mathematical Sciences* 9:721), at a cost that does not grow
//! with the number of trials. The step is halved until two results agree; their difference is the error told, though it
//! is that of the coarser one.

use super::approximate::{Approximate, ROUNDING, TINY};
use super::double_double::{Wide, ln_gamma, two_sum};
use crate::number::{ArithmeticError, Exact};

/// Which tail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}

impl Side {
    pub(super) fn other(self) -> Side {
        match self {
            Side::Lower => Side::Upper,
            Side::Upper => Side::Lower,
        }
    }

    /// The sign of a step into this tail.
    fn sign(self) -> f64 {
        match self {
            Side::Lower => -1.0,
            Side::Upper => 1.0,
        }
    }
}

/// A tail as the product of a density, which may be too small for a double, and an integral.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    ln_density: Wide,
    /// Absolute, of the logarithm.
    ln_error: f64,
    /// The tail divided by the density: the reciprocal of the hazard.
    pub(super) ratio: f64,
    /// The relative error of the ratio.
    pub(super) ratio_error: f64,
}

impl Tail {
    /// The probability.
    pub(super) fn value(&self) -> Result<Approximate, ArithmeticError> {
        let value = self.ln_density.exp_times(Wide::from(self.ratio)).hi;
        let relative = self.ln_error.exp_m1() + self.ratio_error + 4.0 * ROUNDING;
        let lost = if value < 1e-290 { TINY } else { 0.0 };
        Ok(Approximate::new(value, value * relative + lost)?.at_most_one())
    }

    /// The logarithm of the tail divided by a target, and a bound on its error.
    pub(super) fn excess(&self, ln_target: Wide) -> (f64, f64) {
        let difference = (self.ln_density - ln_target).hi;
        let log = self.ratio.ln();
        let rounding = ROUNDING * (log.abs() + (difference + log).abs());
        (difference + log, self.ln_error + self.ratio_error + rounding + Wide::LN_ERROR * ln_target.hi.abs())
    }
}

/// The probability on one side of a point, whichever tail is the smaller, from a law's tails.
pub(super) fn probability(
    side: Side,
    likely_small: Side,
    tail: impl Fn(Side) -> Result<Tail, ArithmeticError>,
) -> Result<Approximate, ArithmeticError> {
    if side != likely_small {
        let other = tail(side.other())?.value()?;
        if other.value() <= 0.5 {
            return Ok(other.complement());
        }
    }
    tail(side)?.value()
}

/// The law of a share with density `x^(a−1) (1−x)^(b−1) / B(a, b)`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beta {
    pub(super) a: Wide,
    pub(super) b: Wide,
    ln_beta: Wide,
    ln_error: f64,
}

/// The least and the greatest parameter of a beta or gamma law: beyond, the logarithms have too few digits left, or the
/// tails are too long.
pub(super) const PARAMETERS: std::ops::RangeInclusive<f64> = 1e-6..=1e18;

impl Beta {
    pub(super) fn new(a: &Exact, b: &Exact) -> Result<Beta, ArithmeticError> {
        let (a, b) = (Wide::of(a)?, Wide::of(b)?);
        if !PARAMETERS.contains(&a.hi) || !PARAMETERS.contains(&b.hi) {
            return Err(ArithmeticError::OutOfDomain);
        }
        let [(of_a, a_error), (of_b, b_error), (of_sum, sum_error)] = [a, b, a + b].map(ln_gamma);
        Ok(Beta { a, b, ln_beta: of_a + of_b - of_sum, ln_error: a_error + b_error + sum_error })
    }

    /// The tail beyond `x`, where `y = 1 − x`; both within (10⁻³⁰⁰, 1).
    pub(super) fn tail(&self, side: Side, x: Wide, y: Wide) -> Result<Tail, ArithmeticError> {
        if x.hi > 0.5 {
            let mirrored = Beta { a: self.b, b: self.a, ..*self };
            return mirrored.tail_of_small(side.other(), y, x);
        }
        self.tail_of_small(side, x, y)
    }

    fn tail_of_small(&self, side: Side, x: Wide, y: Wide) -> Result<Tail, ArithmeticError> {
        let (from_x, from_y) = (self.a * x.ln(), self.b * y.ln());
        let size = self.a.hi + self.b.hi;
        let (share, sign) = (x.hi, side.sign());
        let slope = -sign * (self.a * y - self.b * x).hi;
        let (ratio, ratio_error) =
            relative_tail(slope, size * share * y.hi, |t| size * odds_drop(share, sign * t))?;
        Ok(Tail {
            ln_density: from_x + from_y - self.ln_beta,
            ln_error: self.ln_error + Wide::LN_ERROR * (from_x.hi.abs() + from_y.hi.abs()),
            ratio,
            ratio_error,
        })
    }

    /// The tail that the mean does not lie in.
    pub(super) fn smaller_side(&self, x: Wide, y: Wide) -> Side {
        if (self.a * y - self.b * x).hi > 0.0 { Side::Lower } else { Side::Upper }
    }
}

/// The law of a mean with density `x^(a−1) e^(−x) / Γ(a)`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gamma {
    a: Wide,
    ln_gamma: Wide,
    ln_error: f64,
}

impl Gamma {
    pub(super) fn new(a: &Exact) -> Result<Gamma, ArithmeticError> {
        let a = Wide::of(a)?;
        if !PARAMETERS.contains(&a.hi) {
            return Err(ArithmeticError::OutOfDomain);
        }
        let (ln_gamma, ln_error) = ln_gamma(a);
        Ok(Gamma { a, ln_gamma, ln_error })
    }

    /// The tail beyond `x` within 10^±300.
    pub(super) fn tail(&self, side: Side, x: Wide) -> Result<Tail, ArithmeticError> {
        let from_x = self.a * x.ln();
        let (mean, sign) = (x.hi, side.sign());
        let slope = -sign * (self.a - x).hi;
        let (ratio, ratio_error) = relative_tail(slope, mean, |t| mean * exponential_drop(sign * t))?;
        Ok(Tail {
            ln_density: from_x - x - self.ln_gamma,
            ln_error: self.ln_error + Wide::LN_ERROR * (from_x.hi.abs() + mean),
            ratio,
            ratio_error,
        })
    }

    /// The tail that the mean does not lie in.
    pub(super) fn smaller_side(&self, x: Wide) -> Side {
        if (self.a - x).hi > 0.0 { Side::Lower } else { Side::Upper }
    }

    pub(super) fn mean(&self) -> f64 {
        self.a.hi
    }
}

/// The upper tail of the standard normal law, for `0 ≤ z ≤ 10⁶`.
pub(super) fn normal_tail(z: Wide) -> Result<Tail, ArithmeticError> {
    let (ratio, ratio_error) = relative_tail(z.hi, 1.0, |t| 0.5 * t * t)?;
    let half_square = z * z * Wide::from(0.5);
    Ok(Tail {
        ln_density: -half_square - Wide::HALF_LN_TWO_PI,
        ln_error: Wide::LN_ERROR * (1.0 + half_square.hi),
        ratio,
        ratio_error,
    })
}

/// `ln(1 − x + x e^d) − x d` for `0 < x ≤ 1/2`: how far the log-density of the odds falls below its tangent.
fn odds_drop(x: f64, d: f64) -> f64 {
    if d.abs() <= 1.0 {
        return x * exponential_drop(d) - logarithmic_drop(x * d.exp_m1());
    }
    if d > 40.0 {
        // e^d may be beyond the doubles while x e^d is not.
        let log = d + x.ln();
        let soft = if log > 0.0 { log + (-log).exp().ln_1p() } else { log.exp().ln_1p() };
        return soft - x * d;
    }
    (x * d.exp_m1()).ln_1p() - x * d
}

/// `e^d − 1 − d`, right to a few units in the last place.
fn exponential_drop(d: f64) -> f64 {
    if d.abs() > 1.0 {
        return d.exp_m1() - d;
    }
    let series = (3..=20).rev().fold(1.0, |sum, i| 1.0 + d / f64::from(i) * sum);
    0.5 * d * d * series
}

/// `w − ln(1 + w)`, right to a few units in the last place.
fn logarithmic_drop(w: f64) -> f64 {
    if !(-0.5..=1.0).contains(&w) {
        return w - w.ln_1p();
    }
    // ln(1 + w) = 2 artanh r.
    let r = w / (2.0 + w);
    let square = r * r;
    let series = (1..=17).rev().fold(0.0, |sum, i| sum * square + 1.0 / f64::from(2 * i + 1));
    r * w - 2.0 * r * square * series
}

/// `∫ exp(−slope·t − convex(t)) dt` from 0 to infinity, and its relative error; `convex` starts with
/// `curvature·t²/2`.
fn relative_tail(
    slope: f64,
    curvature: f64,
    convex: impl Fn(f64) -> f64,
) -> Result<(f64, f64), ArithmeticError> {
    /// Below these exponents a term is nothing beside the sum.
    const NOTHING: f64 = -46.0;
    const START: f64 = -4.0;
    const STEP: f64 = 0.125;
    /// More nodes than any law within the domain needs before its tail has fallen off.
    const NODES: u32 = 400;
    const HALVINGS: u32 = 5;

    // Where the exponent is about −1.
    let root = (slope * slope + 2.0 * curvature).sqrt();
    let scale = if slope > 0.0 { 2.0 / (slope + root) } else { (root - slope) / curvature };
    if !(scale.is_finite() && scale > 0.0) {
        return Err(ArithmeticError::OutOfDomain);
    }
    let node = |v: f64| {
        let damped = (-v).exp();
        let t = (v - damped).exp();
        let (linear, convex) = (slope * scale * t, convex(scale * t));
        let exponent = -linear - convex;
        let term = exponent.exp() * t * (1.0 + damped);
        (term, term * (linear.abs() + convex.abs()), exponent)
    };
    let (mut sum, mut rounding) = (Sum::default(), 0.0);
    let mut count = 0;
    while count < NODES {
        let (term, weighed, exponent) = node(START + STEP * f64::from(count));
        if !term.is_finite() {
            return Err(ArithmeticError::OutOfDomain);
        }
        sum.add(term);
        rounding += weighed;
        count += 1;
        if exponent < NOTHING {
            break;
        }
    }
    if count == NODES {
        return Err(ArithmeticError::OutOfDomain);
    }
    let mut step = STEP;
    let mut difference = f64::INFINITY;
    for _ in 0..HALVINGS {
        let mut between = Sum::default();
        for i in 0..count {
            let (term, weighed, _) = node(START + step * (f64::from(i) + 0.5));
            between.add(term);
            rounding += weighed;
        }
        difference = ((between.value() - sum.value()) / (between.value() + sum.value())).abs();
        sum.add(between.value());
        (count, step) = (2 * count, step / 2.0);
        if difference <= 4.0 * ROUNDING {
            break;
        }
    }
    let value = sum.value();
    // In units of half a rounding: the exponent takes 3 from the slope and its products, up to 12 from what it falls
    // below the tangent (4, tripled where x is near 1/2), and up to 8 from the node; the weight 10.
    let relative = difference + ROUNDING * (5.0 + 12.0 * rounding / value);
    Ok((value * step * scale, relative))
}

/// A sum that keeps what rounding takes (Neumaier 1974).
#[derive(Debug, Default)]
struct Sum {
    sum: f64,
    rest: f64,
}

impl Sum {
    fn add(&mut self, term: f64) {
        let (sum, rest) = two_sum(self.sum, term);
        self.sum = sum;
        self.rest += rest;
    }

    fn value(&self) -> f64 {
        self.sum + self.rest
    }
}
