//! The bridge: evidence carried to a conclusion, step by step.
//!
//! Each component in which evidence and conclusion differ is one step: a monotone map of an interval with one named
//! assumption, or the vacuous one where nothing is assumed. The order is fixed: attribution and stage inside the
//! observed population, then the population, then what is counted, place and period. Bounds for the unobserved follow
//! Manski (1989, 2003); attribution along a chain is the same bound taken over stages.

use crate::dossier::{AssumptionName, Resolved, Role, Step};
use crate::number::{ArithmeticError, End, Interval, Reading};
use crate::quantity::{Comparison, Component, Measure, SetRelation, Slot};
use crate::stats;

/// One step: why it is needed, what was assumed, and the interval before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeStep {
    /// The component in which evidence and conclusion differ.
    pub component: Component,
    /// The assumption that was declared for it; none: the vacuous one.
    pub assumed: Option<(AssumptionName, Interval)>,
    /// What the figure can be before.
    pub before: Interval,
    /// What it can be after.
    pub after: Interval,
}

/// The evidence of one claim, carried to one conclusion.
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    /// What the evidence says in its own scope.
    pub evidence: Interval,
    /// The steps, in their fixed order.
    pub steps: Vec<BridgeStep>,
    /// What the figure can be in the conclusion's scope.
    pub concluded: Interval,
}

/// Carries the evidence of a step to its conclusion under the declared assumptions; nothing where the claim has no
/// single result. A component of which nothing is known is no step: whoever needs it asks for it.
///
/// # Errors
/// Where the ends are too large to decide exactly.
pub fn carry(
    resolved: &Resolved<'_>,
    step: &Step,
    comparison: &Comparison,
    reading: Reading,
) -> Result<Option<Bridge>, ArithmeticError> {
    let Some(claim) = resolved.claim(step.claim) else { return Ok(None) };
    let evidence = match resolved.result(claim, reading) {
        Ok(Some(evidence)) => evidence,
        Ok(None) | Err(ArithmeticError::DivisionByZero) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_share = is_share(resolved, step);
    let about = |name: AssumptionName| {
        let frame =
            claim.scope.method.frame.and_then(|frame| resolved.frame(frame)).map_or("", |frame| frame.name);
        let claim = resolved.written(claim).map_or("", |claim| claim.id());
        let conclusion =
            resolved.written_conclusion(step.conclusion).map_or("", |conclusion| conclusion.id());
        [conclusion, claim, frame].into_iter().find_map(|about| resolved.assumed(name, about))
    };
    let mut steps: Vec<BridgeStep> = Vec::new();
    let mut now = evidence.clone();
    let mut take =
        |component, assumed: Option<(AssumptionName, Interval)>, after: Interval, now: &mut Interval| {
            steps.push(BridgeStep { component, assumed, before: now.clone(), after: after.clone() });
            *now = after;
        };

    if let Some(component) = attribution_step(comparison) {
        let assumed = about(AssumptionName::UpstreamShare);
        let share = assumed.map(|amount| amount.interval(reading)).transpose()?;
        let covered = covers_evidence(comparison);
        let after = match (is_share, covered) {
            (true, true) => stats::any_stage_share(&now, share.as_ref().unwrap_or(&Interval::share()))?,
            (true, false) => Interval::share(),
            (false, true) => at_least_observed(&now),
            (false, false) => Interval::all(),
        };
        let assumed =
            share.filter(|_| is_share && covered).map(|share| (AssumptionName::UpstreamShare, share));
        take(component, assumed, after, &mut now);
    }
    if let Some(relation) = comparison.set(Component::Base) {
        if comparison.is_beyond(Component::Base) {
            let declared = about(AssumptionName::Coverage).or_else(|| {
                let frame = claim.scope.method.frame.and_then(|frame| resolved.frame(frame));
                frame.and_then(|frame| frame.amount("coverage"))
            });
            let coverage = declared.map(|amount| amount.interval(reading)).transpose()?;
            let ratio =
                about(AssumptionName::DetectionRatio).map(|amount| amount.interval(reading)).transpose()?;
            let observed_part = matches!(relation, SetRelation::Within);
            let (assumed, after) = match (is_share, observed_part, coverage, ratio) {
                (true, true, Some(coverage), _) => {
                    let after = stats::worst_case_bounds(&now, &coverage, &Interval::share())?;
                    (Some((AssumptionName::Coverage, coverage)), after)
                }
                (true, true, None, Some(ratio)) => {
                    let after = stats::share_at_detection_ratio(&now, &ratio)?;
                    (Some((AssumptionName::DetectionRatio, ratio)), after)
                }
                (true, _, _, _) => (None, Interval::share()),
                (false, true, _, _) => (None, at_least_observed(&now)),
                (false, false, _, _) => (None, Interval::all()),
            };
            take(Component::Base, assumed, after, &mut now);
        }
    }
    for component in [Component::Of, Component::Origin, Component::Place, Component::Period] {
        match comparison.set(component) {
            None | Some(SetRelation::Equal | SetRelation::Unknown) => {}
            Some(relation) => {
                let after = match (is_share, relation) {
                    (true, _) => Interval::share(),
                    (false, SetRelation::Within) => at_least_observed(&now),
                    (false, _) => Interval::all(),
                };
                take(component, None, after, &mut now);
            }
        }
    }
    Ok(Some(Bridge { evidence, steps, concluded: now }))
}

/// Whether the evidence is a share: then nothing unobserved can push it outside [0, 1].
fn is_share(resolved: &Resolved<'_>, step: &Step) -> bool {
    let Some(claim) = resolved.claim(step.claim) else { return false };
    claim.scope.subject.measure == Slot::Known(Measure::Share)
        || resolved.members_of(claim).iter().any(|member| {
            resolved.amount_of(member, Role::Top).is_some()
                && member.scope.subject.measure == Slot::Known(Measure::Share)
        })
}

/// Whether the conclusion covers the stage and basis of the evidence and more. At another stage altogether, the share of
/// this one bounds nothing.
fn covers_evidence(comparison: &Comparison) -> bool {
    let mut beyond = ATTRIBUTION.into_iter().filter(|component| comparison.is_beyond(*component));
    beyond.all(|component| comparison.set(component) == Some(SetRelation::Within))
}

const ATTRIBUTION: [Component; 2] = [Component::Stage, Component::OriginBasis];

/// The component that asks for the attribution step: the stage, or else the basis of attribution.
fn attribution_step(comparison: &Comparison) -> Option<Component> {
    ATTRIBUTION.into_iter().find(|component| comparison.is_beyond(*component))
}

/// A count or sum over more than was observed: no less than what was.
fn at_least_observed(observed: &Interval) -> Interval {
    match observed.low() {
        End::Closed(low) | End::Open(low) if !low.is_negative() => Interval::at_least(low.clone()),
        _ => Interval::all(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;
