//! The bridge: evidence carried to a conclusion, step by step.
//!
//! Each component in which evidence and conclusion differ is one step: a monotone map of an interval with one named
//! assumption, or the vacuous one where nothing is assumed. The order is fixed: attribution and stage inside the
//! observed population, then the population, then what is counted, place and period. Bounds for the unobserved follow
//! Manski (1989, 2003); attribution along a chain is the same bound taken over stages.

use crate::claim::{Assertion, Quantified};
use crate::dossier::{
    AssumptionName, Design, Member, MemberShape, Resolved, ResolvedClaim, ResolvedFrame, Role, Step,
};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Comparison, Component, Flow, Measure, SetRelation, Slot, Value};
use crate::stats;
use crate::vocabulary::{Dimension, Unit};

/// One step: why it is needed, what was assumed, and where it leads.
///
/// ```
/// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
/// use saltgrain::{number::Reading, quantity::Component};
/// # let dossier = Dossier::new("busts")
/// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
/// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
/// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
/// # let resolved = dossier.resolve()?;
/// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
/// # let comparison = resolved.compare_step(claim, step);
/// // 17 of 229 busts, concluded of the whole supply.
/// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
/// assert_eq!(way.steps[0].component, Component::Base);
/// assert_eq!(way.steps[0].assumed, None);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeStep {
    /// The component in which evidence and conclusion differ.
    pub component: Component,
    /// The assumption that was declared for it; none: the vacuous one.
    pub assumed: Option<Box<(AssumptionName, Interval)>>,
    /// What the figure can be after it; before it, what it was after the step before.
    pub after: Interval,
}

/// The evidence of one claim, carried to one conclusion.
///
/// ```
/// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
/// use saltgrain::number::{Exact, Interval, Reading};
/// # let dossier = Dossier::new("busts")
/// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
/// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
/// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
/// # let resolved = dossier.resolve()?;
/// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
/// # let comparison = resolved.compare_step(claim, step);
/// // 17 of 229 busts, concluded of the whole supply, with nothing said of what was not seized.
/// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
/// assert_eq!(way.evidence, Interval::point(Exact::new(17, 229)?));
/// assert_eq!(*way.concluded(), Interval::share());
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    /// What the evidence says in its own scope: the printed figure, with the margin or interval printed beside it.
    pub evidence: Interval,
    /// The steps, in their fixed order.
    pub steps: Vec<BridgeStep>,
    sort: Sort,
}

impl Bridge {
    /// What the figure can be in the conclusion's scope.
    ///
    /// ```
    /// # use saltgrain::{Assumption, Claim, Conclusion, Design, Dossier, Frame, bridge, dossier::AssumptionName};
    /// use saltgrain::number::{Exact, Reading};
    /// # let dossier = Dossier::new("busts")
    /// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
    /// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
    /// #     .assume(Assumption::new(AssumptionName::Coverage, "seizures", "50 % to 100 %", "supposed")?)
    /// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
    /// # let resolved = dossier.resolve()?;
    /// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
    /// # let comparison = resolved.compare_step(claim, step);
    /// // 17 of 229 busts, concluded of a supply of which at least half was seized.
    /// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
    /// // None of the other half, or all of it.
    /// assert_eq!(way.concluded().low_value(), Some(&Exact::new(17, 2 * 229)?));
    /// assert_eq!(way.concluded().high_value(), Some(&Exact::new(17 + 229, 2 * 229)?));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn concluded(&self) -> &Interval {
        self.steps.last().map_or(&self.evidence, |step| &step.after)
    }

    /// What a figure of this kind can be at all: where a step would lead of which nothing is known.
    ///
    /// ```
    /// # use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge};
    /// use saltgrain::number::{Interval, Reading};
    /// # let dossier = Dossier::new("busts")
    /// #     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
    /// #     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
    /// #     .conclusion("supply", Conclusion::from_claims(["cases"]).base("supply"));
    /// # let resolved = dossier.resolve()?;
    /// # let (claim, step) = (&resolved.claims()[0], &resolved.steps()[0]);
    /// # let comparison = resolved.compare_step(claim, step);
    /// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
    /// assert_eq!(way.anything(), Interval::share());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn anything(&self) -> Interval {
        self.sort.anything()
    }

    /// Takes a step to what the figure can be after it.
    fn take(&mut self, component: Component, assumed: Option<(AssumptionName, Interval)>, after: Interval) {
        self.steps.push(BridgeStep { component, assumed: assumed.map(Box::new), after });
    }
}

/// Carries the evidence of a step to its conclusion under the declared assumptions; nothing where the claim has no
/// single result. A component of which it is not known how it differs makes no step: `comparison` names it.
///
/// # Errors
/// Where the ends are too large to decide exactly.
///
/// ```
/// use saltgrain::{Claim, Conclusion, Dossier, bridge, number::Reading};
/// let dossier = Dossier::new("busts")
///     .claim("cases", Claim::share_of("17 of 229 busts")?.place("US"))
///     .conclusion("elsewhere", Conclusion::from_claims(["cases"]).place("MX"));
/// let resolved = dossier.resolve()?;
/// let step = &resolved.steps()[0];
/// let comparison = resolved.compare_step(&resolved.claims()[0], step);
/// let way = bridge::carry(&resolved, step, &comparison, Reading::Nearest)?.expect("one result");
/// assert_eq!(*way.concluded(), way.anything());
/// # Ok::<(), saltgrain::Error>(())
/// ```
pub fn carry(
    resolved: &Resolved<'_>,
    step: &Step,
    comparison: &Comparison,
    reading: Reading,
) -> Result<Option<Bridge>, ArithmeticError> {
    let Some(claim) = resolved.claim(step.claim) else { return Ok(None) };
    let Some(member) = resolved.result_member(claim) else { return Ok(None) };
    let evidence = match evidence(resolved, member, reading) {
        Ok(evidence) => evidence,
        Err(ArithmeticError::DivisionByZero) => return Ok(None),
        Err(error) => return Err(error),
    };
    let sort = Sort::of(resolved, member, &evidence);
    let frame = resolved.frame_of(claim.scope);
    let about = |name: AssumptionName| resolved.assumed(name, step);
    let steps = Vec::with_capacity(comparison.differences.len() + comparison.method.len());
    let mut way = Bridge { evidence, steps, sort };

    if let Some(component) = attribution_step(comparison) {
        // Only from one stage to any, and from one basis to any, is what was attributed still part of it.
        let kept = |component| {
            !comparison.is_beyond(component) || comparison.set(component) == Some(SetRelation::Within)
        };
        let kept = kept(Component::Stage) && kept(Component::OriginBasis);
        if kept && sort == Sort::Fraction && origin_sets_the_part_apart(resolved, member) {
            let assumed = about(AssumptionName::UpstreamShare);
            let assumed = assumed.map(|amount| amount.interval(reading)).transpose()?;
            let rest = assumed.clone().unwrap_or_else(Interval::share);
            let after = stats::any_stage_share(way.concluded(), &rest)?;
            way.take(component, assumed.map(|share| (AssumptionName::UpstreamShare, share)), after);
        } else {
            let after = sort.carried(way.concluded(), kept.then_some(SetRelation::Within));
            way.take(component, None, after);
        }
    }
    if comparison.is_beyond(Component::Origin) {
        let relation = comparison.set(Component::Origin);
        let after = match (sort, relation) {
            (Sort::Fraction, Some(relation)) if origin_sets_the_part_apart(resolved, member) => {
                nested_part(way.concluded(), relation)
            }
            _ => sort.carried(way.concluded(), relation),
        };
        way.take(Component::Origin, None, after);
    }
    if comparison.is_beyond(Component::Base) && !speaks_for_all(resolved, step, frame, member) {
        let relation = comparison.set(Component::Base);
        let declared =
            about(AssumptionName::Coverage).or_else(|| frame.and_then(|frame| frame.amount("coverage")));
        let coverage = declared.map(|amount| amount.interval(reading)).transpose()?;
        let ratio =
            about(AssumptionName::DetectionRatio).map(|amount| amount.interval(reading)).transpose()?;
        let observed_part = sort == Sort::Fraction && relation == Some(SetRelation::Within);
        match (coverage, ratio) {
            (Some(coverage), _) if observed_part => {
                let after = stats::worst_case_bounds(way.concluded(), &coverage, &Interval::share())?;
                way.take(Component::Base, Some((AssumptionName::Coverage, coverage)), after);
            }
            (None, Some(ratio)) if observed_part => {
                let after = stats::share_at_detection_ratio(way.concluded(), &ratio)?;
                way.take(Component::Base, Some((AssumptionName::DetectionRatio, ratio)), after);
            }
            _ => way.take(Component::Base, None, sort.carried(way.concluded(), relation)),
        }
    }
    let stock = resolved.scope(claim.scope).subject.flow == Slot::Known(Flow::Stock);
    // `differences` has the decisive ones first; the way has a fixed order.
    let following = |after: Option<Component>| {
        let components = comparison.differences.iter().map(|difference| difference.component);
        components.filter(|component| after.is_none_or(|after| *component > after)).min()
    };
    let mut next = following(None);
    while let Some(component) = next {
        next = following(Some(component));
        let relation = comparison.set(component);
        let after = match component {
            Component::Stage | Component::OriginBasis | Component::Origin | Component::Base => continue,
            _ if !comparison.is_beyond(component) => continue,
            // Another kind of number, or of thing: nothing of the figure is left.
            Component::Measure | Component::Kind => Interval::all(),
            // What there is on one day says nothing of the sum over a longer time.
            Component::Period if stock => sort.carried(way.concluded(), None),
            Component::Of | Component::Place | Component::Period | Component::Extra(_) => {
                sort.carried(way.concluded(), relation)
            }
            _ => sort.carried(way.concluded(), None),
        };
        way.take(component, None, after);
    }
    let (made, wanted) = (&resolved.scope(claim.scope).method, &resolved.scope(step.scope).method);
    let differing = [
        (Component::Adjustment, made.adjustment.is_some() && made.adjustment != wanted.adjustment),
        (Component::Status, made.status.is_some() && made.status != wanted.status),
        (Component::Vintage, made.vintage.is_some() && made.vintage != wanted.vintage),
    ];
    for (component, differs) in differing {
        // A conclusion does not take the method over: only what it states of it can differ.
        if differs && comparison.method.contains(&component) {
            let after = sort.carried(way.concluded(), None);
            way.take(component, None, after);
        }
    }
    Ok(Some(way))
}

/// What is known of a figure by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Within [0, 1].
    Fraction,
    /// A count or sum in which nothing is negative: what holds more is no smaller.
    Additive,
    /// Not negative.
    Positive,
    /// Anything else.
    Other,
}

impl Sort {
    fn of(resolved: &Resolved<'_>, member: &Member<'_>, evidence: &Interval) -> Self {
        let units = resolved.amounts_of(member).iter().filter(|reported| reported.role != Role::Stated);
        let nonnegative = units.clone().next().is_some()
            && units.map(|reported| reported.unit()).all(Unit::is_nonnegative)
            && !evidence.low_value().is_some_and(Exact::is_negative);
        match resolved.scope(member.scope).subject.measure {
            Slot::Known(Measure::Share | Measure::Risk | Measure::Probability | Measure::Survival) => {
                Sort::Fraction
            }
            Slot::Known(Measure::Count | Measure::Sum) if nonnegative => Sort::Additive,
            Slot::Known(Measure::Rate) if nonnegative => Sort::Positive,
            _ => Sort::Other,
        }
    }

    fn anything(self) -> Interval {
        match self {
            Sort::Fraction => Interval::share(),
            Sort::Additive | Sort::Positive => Interval::at_least(Exact::ZERO),
            Sort::Other => Interval::all(),
        }
    }

    /// One component further, with nothing assumed: a count or sum is monotone, all else is left open.
    fn carried(self, now: &Interval, relation: Option<SetRelation>) -> Interval {
        match (self, relation, now.low_value(), now.high_value()) {
            (Sort::Additive, Some(SetRelation::Within), Some(low), _) if !low.is_negative() => {
                Interval::at_least(low.clone())
            }
            (Sort::Additive, Some(SetRelation::Contains), _, Some(high)) => {
                Interval::closed(Exact::ZERO, high.clone()).unwrap_or_else(|| self.anything())
            }
            _ => self.anything(),
        }
    }
}

/// The printed figure, widened to the interval or margin that is printed beside it.
fn evidence(
    resolved: &Resolved<'_>,
    member: &Member<'_>,
    reading: Reading,
) -> Result<Interval, ArithmeticError> {
    let printed = resolved.member_interval(member, reading)?;
    let Some(details) = member.details.as_deref() else { return Ok(printed) };
    if let Some([low, high]) = &details.interval {
        return Ok(printed.hull(&low.interval(reading)?).hull(&high.interval(reading)?));
    }
    let (Some(margin), [figure, ..]) = (&details.margin, resolved.amounts_of(member)) else {
        return Ok(printed);
    };
    // "200 people ± 5 %" is a part of the figure, "20 % ± 5 %" is points.
    let relative = margin.unit().fraction().is_some()
        && figure.unit().fraction().is_none()
        && *margin.unit() != Unit::none();
    let margin = margin.interval(reading)?.abs();
    let reach = if relative { margin.mul(&printed.abs())? } else { margin };
    Ok(printed.add(&reach)?.hull(&printed.sub(&reach)?))
}

/// Whether the origin is what sets the part of a share apart from its whole: then a wider origin can only add to it.
fn origin_sets_the_part_apart(resolved: &Resolved<'_>, member: &Member<'_>) -> bool {
    let origin = |scope| resolved.scope(scope).subject.origin;
    let named = matches!(origin(member.scope), Value::Node(_));
    let whole = resolved.amount_of(member, Role::Bottom);
    named && whole.is_some_and(|whole| origin(whole.scope) != origin(member.scope))
}

/// A share of which the part is known to grow or shrink.
fn nested_part(share: &Interval, relation: SetRelation) -> Interval {
    let within = |low: Option<&Exact>, high: Option<&Exact>| {
        let (low, high) = (low.cloned().unwrap_or(Exact::ZERO), high.cloned().unwrap_or(Exact::ONE));
        Interval::closed(low, high).unwrap_or_else(Interval::share)
    };
    match relation {
        SetRelation::Equal => share.clone(),
        SetRelation::Within => within(share.low_value(), None),
        SetRelation::Contains => within(None, share.high_value()),
        _ => Interval::share(),
    }
}

/// Whether the figure holds for the whole population that its frame stands for: after a census, or after a probability
/// sample whose printed margin is part of the evidence already.
fn speaks_for_all(
    resolved: &Resolved<'_>,
    step: &Step,
    frame: Option<&ResolvedFrame<'_>>,
    member: &Member<'_>,
) -> bool {
    let Some(frame) = frame else { return false };
    let base = |scope| match resolved.scope(scope).subject.base {
        Value::Node(base) => Some(resolved.names().concept.name(base)),
        _ => None,
    };
    let population = base(step.scope);
    // The figure may already be about another set than the one observed.
    let observed = base(member.scope) == Some(frame.name);
    let margin = member
        .details
        .as_deref()
        .is_some_and(|details| details.margin.is_some() || details.interval.is_some());
    let complete = match frame.design {
        Some(Design::Census) => true,
        Some(Design::Probability) => margin,
        _ => false,
    };
    complete && observed && frame.stands_for.is_some() && frame.stands_for == population
}

/// Whether an assertion speaks of the number that is the evidence.
///
/// ```
/// use saltgrain::{Claim, Dossier, bridge::{Fit, fit}, quantity::Measure};
/// let dossier = Dossier::new("weights").claim("seized", Claim::figure("25 kg")?.measure(Measure::Sum));
/// let resolved = dossier.resolve()?;
/// let fits = |text: &str| Ok::<_, saltgrain::Error>(fit(&resolved, &resolved.claims()[0], &text.parse()?));
/// assert_eq!(fits("sum > 20 kg")?, Fit::Same);
/// assert_eq!(fits("mean > 20 kg")?, Fit::OtherMeasure);
/// assert_eq!(fits("sum > 20 litres")?, Fit::OtherUnit);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It does: a number of the same measure, in a comparable unit.
    Same,
    /// It speaks of another measure.
    OtherMeasure,
    /// It speaks of another kind of thing, or of another dimension.
    OtherUnit,
    /// The claim does not say what measure its figure is.
    Unknown,
}

/// Whether an assertion speaks of the number that the claim's result is.
///
/// ```
/// use saltgrain::{Claim, Dossier, bridge::{Fit, fit}, claim::Quantified};
/// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
/// let resolved = dossier.resolve()?;
/// let claim = &resolved.claims()[0];
/// assert_eq!(fit(&resolved, claim, &Quantified::Share.above(0)), Fit::Same);
/// assert_eq!(fit(&resolved, claim, &Quantified::Count.above(0)), Fit::OtherMeasure);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[must_use]
pub fn fit(resolved: &Resolved<'_>, claim: &ResolvedClaim, assertion: &Assertion) -> Fit {
    let Some(member) = resolved.result_member(claim) else {
        // Two figures and no printed difference: it is their change, whose size nothing here computes.
        let is_change = resolved.scope(claim.scope).subject.measure == Slot::Known(Measure::Change);
        let asserted = assertion.quantified == Quantified::Change;
        return if is_change && asserted { Fit::Same } else { Fit::OtherMeasure };
    };
    let measure = match resolved.scope(member.scope).subject.measure {
        Slot::Known(measure) => measure,
        Slot::Unknown => return Fit::Unknown,
        Slot::NotApplicable => return Fit::OtherMeasure,
    };
    let same_measure = match assertion.quantified {
        Quantified::Share => {
            matches!(measure, Measure::Share | Measure::Probability | Measure::Risk | Measure::Survival)
        }
        Quantified::Rate => measure == Measure::Rate,
        Quantified::Ratio => {
            matches!(measure, Measure::Ratio | Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio)
        }
        Quantified::Change => measure == Measure::Change,
        Quantified::Count => measure == Measure::Count,
        Quantified::Sum => measure == Measure::Sum,
        Quantified::Mean => measure == Measure::Mean,
        Quantified::Rank => measure == Measure::Rank,
    };
    if !same_measure {
        return Fit::OtherMeasure;
    }
    let threshold = &assertion.threshold.unit;
    let own = match (member.shape, resolved.amounts_of(member)) {
        (MemberShape::Ratio(_), [top, bottom, ..]) => top.unit().quotient(bottom.unit()).ok(),
        (_, [value, ..]) => Some(value.unit().clone()),
        (_, []) => None,
    };
    let Some(own) = own else { return Fit::OtherUnit };
    // Zero is zero in every unit, and a bare number of things needs none.
    let bare = *threshold == Unit::none()
        && (assertion.threshold.value.is_zero() || assertion.quantified == Quantified::Count);
    let share = assertion.quantified == Quantified::Share && threshold.fraction().is_some();
    // "59 per 10,000" says of a rate of deaths to houses no more than a bare fraction does.
    let same_kind = threshold.kind() == own.kind()
        || assertion.quantified == Quantified::Rate && threshold.fraction().is_some();
    let comparable = threshold.dimension().is_some() && threshold.dimension() == own.dimension() && same_kind;
    // "More than 3 a day", of deaths: what is counted on top is left out.
    let with_count = threshold.dimension().and_then(|dimension| dimension.product(Dimension::COUNT));
    let left_out = assertion.quantified == Quantified::Rate
        && threshold.kind().is_none()
        && own.numerator().is_counted()
        && with_count.is_some()
        && with_count == own.dimension();
    if bare || share || comparable || left_out { Fit::Same } else { Fit::OtherUnit }
}

/// The component that asks for the attribution step: the stage, or else the basis of attribution.
fn attribution_step(comparison: &Comparison) -> Option<Component> {
    [Component::Stage, Component::OriginBasis].into_iter().find(|component| comparison.is_beyond(*component))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;
