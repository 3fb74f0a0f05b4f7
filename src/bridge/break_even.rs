//! What would settle an open conclusion: the number at which a step, taken alone, would bring the figure to a threshold.

use super::{Assumed, Bridge};
use crate::dossier::AssumptionName;
use crate::number::{ArithmeticError, Exact, Interval};
use crate::stats;

/// The number on which a step of the bridge turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parameter {
    /// How many times purer the part is than the rest.
    PurityRatio,
    /// The share of the rest that has the origin at an earlier stage.
    UpstreamShare,
    /// How many times likelier a unit of the rest is detected than one of the part.
    DetectionRatio,
    /// The share among those that were not observed.
    UnobservedShare,
}

impl Parameter {
    /// Its name in reports.
    ///
    /// ```
    /// assert_eq!(saltgrain::bridge::Parameter::UpstreamShare.word(), "upstream share");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Parameter::PurityRatio => "purity ratio",
            Parameter::UpstreamShare => "upstream share",
            Parameter::DetectionRatio => "detection ratio",
            Parameter::UnobservedShare => "unobserved share",
        }
    }

    /// Whether it is a part of something, and no ratio.
    #[must_use]
    pub fn is_share(self) -> bool {
        matches!(self, Parameter::UpstreamShare | Parameter::UnobservedShare)
    }
}

/// The value of a parameter at which the figure would reach a threshold, the other steps apart.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakEven {
    /// Which parameter.
    pub of: Parameter,
    /// Where the figure reaches the threshold, over all that the evidence can be.
    pub at: Interval,
    /// What is supposed of the parameter.
    pub supposed: Option<Interval>,
    /// Of an unobserved share: the fraction that was observed.
    pub observed: Option<Exact>,
}

impl BreakEven {
    /// How far what is supposed lies from the break-even value: in between, as a difference of shares or as a factor of
    /// ratios. Nothing where nothing is supposed, or where the break-even value lies inside of it.
    ///
    /// ```
    /// use saltgrain::{bridge::{BreakEven, Parameter}, number::{Exact, Interval}};
    /// let supposed = Interval::closed(Exact::ZERO, Exact::new(1, 10)?);
    /// let at = Interval::point(Exact::new(1, 2)?);
    /// let break_even = BreakEven { of: Parameter::UpstreamShare, at, supposed, observed: None };
    /// assert_eq!(break_even.distance()?, Some(Exact::new(2, 5)?));
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    ///
    /// # Errors
    /// Where the numbers are too large to decide exactly.
    pub fn distance(&self) -> Result<Option<Exact>, ArithmeticError> {
        let Some(supposed) = &self.supposed else { return Ok(None) };
        let gap = |low: &Exact, high: &Exact| match self.of.is_share() {
            true => high - low,
            false => high / low,
        };
        if supposed.is_below(&self.at) {
            let ends = supposed.high_value().zip(self.at.low_value());
            return ends
                .filter(|(low, _)| self.of.is_share() || low.is_positive())
                .map(|(low, high)| gap(low, high))
                .transpose();
        }
        if self.at.is_below(supposed) {
            let ends = self.at.high_value().zip(supposed.low_value());
            return ends
                .filter(|(low, _)| self.of.is_share() || low.is_positive())
                .map(|(low, high)| gap(low, high))
                .transpose();
        }
        Ok(None)
    }
}

impl Bridge {
    /// The break-even values of a share's steps for one threshold: what each step would have to turn on, taken alone, for
    /// the share to reach it. Values that no share can have are left out.
    ///
    /// ```
    /// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
    /// use saltgrain::{bridge::Parameter, number::{Exact, Interval, Reading}};
    /// # let dossier = Dossier::new("busts")
    /// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
    /// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
    /// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
    /// # let resolved = dossier.resolve()?;
    /// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
    /// # let comparison = resolved.compare_step(claim, step);
    /// // 17 of 229 busts, concluded of the whole supply.
    /// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
    /// let settles = way.break_even(&Exact::new(1, 2)?)?;
    /// assert_eq!(settles[0].of, Parameter::DetectionRatio);
    /// assert_eq!(settles[0].at, Interval::point(Exact::new(212, 17)?));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the numbers are too large to decide exactly.
    pub fn break_even(&self, threshold: &Exact) -> Result<Vec<BreakEven>, ArithmeticError> {
        let mut found = Vec::new();
        let is_inside = threshold.is_positive() && *threshold < Exact::ONE;
        let ends = self.evidence.low_value().zip(self.evidence.high_value());
        let (Some((low, high)), true) = (ends, is_inside) else { return Ok(found) };
        if low.is_negative() || *high > Exact::ONE {
            return Ok(found);
        }
        for step in &self.steps {
            let Some(parameter) = step.turns_on else { continue };
            let declared = |wanted| match step.assumed.as_deref() {
                Some(Assumed::Declared(name, range)) if *name == wanted => Some(range.clone()),
                _ => None,
            };
            match parameter {
                Parameter::UpstreamShare => {
                    let supposed = declared(AssumptionName::UpstreamShare);
                    found.extend(upstream(low, high, threshold)?.map(|at| BreakEven {
                        of: parameter,
                        at,
                        supposed,
                        observed: None,
                    }));
                }
                Parameter::PurityRatio => {
                    let supposed = match step.assumed.as_deref() {
                        Some(Assumed::Purity(range)) => Some(range.clone()),
                        _ => None,
                    };
                    found.extend(ratio(low, high, threshold)?.map(|at| BreakEven {
                        of: parameter,
                        at,
                        supposed,
                        observed: None,
                    }));
                }
                Parameter::DetectionRatio | Parameter::UnobservedShare => {
                    let supposed = declared(AssumptionName::DetectionRatio);
                    found.extend(ratio(low, high, threshold)?.map(|at| BreakEven {
                        of: Parameter::DetectionRatio,
                        at,
                        supposed,
                        observed: None,
                    }));
                    let Some(coverage) = declared(AssumptionName::Coverage) else { continue };
                    let (least, most) = (coverage.low_value(), coverage.high_value());
                    for observed in [least, most.filter(|most| least != Some(*most))].into_iter().flatten() {
                        found.extend(unobserved(low, high, observed, threshold)?.map(|at| BreakEven {
                            of: Parameter::UnobservedShare,
                            at,
                            supposed: None,
                            observed: Some(observed.clone()),
                        }));
                    }
                }
            }
        }
        Ok(found)
    }
}

/// Two ends, in whichever order, as far as a share can be there.
fn share_between(one: Exact, other: Exact) -> Option<Interval> {
    let (low, high) = if one <= other { (one, other) } else { (other, one) };
    Interval::closed(low, high)?.intersect(&Interval::share())
}

/// `(T - s)/(1 - s)` over every share of the evidence; nothing where no share of the rest does it.
fn upstream(low: &Exact, high: &Exact, threshold: &Exact) -> Result<Option<Interval>, ArithmeticError> {
    if *high >= *threshold {
        // Where the direct share alone may reach it, from nothing on.
        if *low >= *threshold {
            return Ok(None);
        }
        return Ok(share_between(Exact::ZERO, stats::break_even_upstream(low, threshold)?));
    }
    let (one, other) =
        (stats::break_even_upstream(low, threshold)?, stats::break_even_upstream(high, threshold)?);
    Ok(share_between(one, other))
}

/// `T/(1 - T) · (1 - s)/s` over every share of the evidence, without an upper end where the evidence may be zero.
fn ratio(low: &Exact, high: &Exact, threshold: &Exact) -> Result<Option<Interval>, ArithmeticError> {
    if high.is_zero() || *low == Exact::ONE {
        return Ok(None);
    }
    let at = |share: &Exact| stats::detection_tipping_point(share, &(&Exact::ONE - share)?, threshold);
    let least = at(high)?;
    if low.is_zero() {
        return Ok(Some(Interval::at_least(least)));
    }
    Ok(Interval::closed(least, at(low)?))
}

/// `(T - s·f)/(1 - f)` over every share of the evidence, at one fraction observed.
fn unobserved(
    low: &Exact,
    high: &Exact,
    observed: &Exact,
    threshold: &Exact,
) -> Result<Option<Interval>, ArithmeticError> {
    if observed.is_negative() || *observed >= Exact::ONE {
        return Ok(None);
    }
    let at = |share: &Exact| stats::break_even_unobserved(share, observed, threshold);
    Ok(share_between(at(low)?, at(high)?))
}
