//! What a dossier declares to be the ceiling of a claim's figures, as a statement for proofs.

use super::is_kind_within;
use super::relations::claim_of;
use crate::claim::Yardstick;
use crate::claim::relation::MemberKind;
use crate::dossier::{Member, MemberShape, Owner, Reported, Resolved, ResolvedClaim, Role};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Component, Flow, PeriodValue, ScopeId, SetRelation, Slot, Status};
use crate::rule::Field;

/// How a declared ceiling lies to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lies {
    /// Over it: for the same place and period, or for wider ones.
    Over,
    /// It says nothing of it, and why.
    Beside(&'static str),
    /// Nobody says for which place or period the one or the other holds, or how the two lie to each other.
    Unknown(Component),
    /// Nobody says that what the figure counts is of the kind that the ceiling counts.
    OtherKind,
}

/// The figures of a claim that its ceilings limit: what it counts or measures, and the top of a ratio. A change or a
/// ratio as such has another unit, and a figure of a series counts only where it says when it was taken.
pub(crate) fn limited<'a>(
    resolved: &'a Resolved<'_>,
    claim: &ResolvedClaim,
) -> impl Iterator<Item = &'a Reported> {
    let is_change = |member: &Member<'_>| member.kind == MemberKind::Result && member.is_stated_change();
    let members = resolved.members_of(claim).iter().filter(move |member| !is_change(member));
    let is_limited = |member: &Member<'_>, reported: &Reported| match member.kind {
        MemberKind::Result | MemberKind::Whole => matches!(reported.role, Role::Value | Role::Top),
        MemberKind::From | MemberKind::To | MemberKind::Point => {
            let dated = matches!(
                resolved.scope(reported.scope).subject.period,
                PeriodValue::Period(_) | PeriodValue::Any
            );
            reported.role == Role::Value && dated
        }
        _ => false,
    };
    members.flat_map(move |member| {
        resolved.amounts_of(member).iter().filter(move |reported| is_limited(member, reported))
    })
}

/// The one figure of a claim or reference that can be a ceiling.
pub(crate) fn ceiling<'a>(resolved: &'a Resolved<'_>, owner: Owner) -> Option<&'a Reported> {
    let members = match owner {
        Owner::Claim(position) => resolved.members_of(resolved.claim(position)?),
        Owner::Reference(position) => resolved.members_of_reference(position),
    };
    let result =
        members.iter().find(|member| matches!(member.kind, MemberKind::Result | MemberKind::Whole))?;
    match (result.shape, resolved.amounts_of(result)) {
        (MemberShape::Value, [value, ..]) if !result.is_stated_change() => Some(value),
        // All of whom a share is taken are themselves a number of people.
        (MemberShape::Ratio(RatioKind::Share), [_, whole, ..]) => Some(whole),
        _ => None,
    }
}

/// How a ceiling lies to a figure that is about `scope`.
pub(crate) fn lies(resolved: &Resolved<'_>, figure: &Reported, scope: ScopeId, ceiling: &Reported) -> Lies {
    let dimensions = (figure.unit().dimension(), ceiling.unit().dimension());
    let fractions = (super::is_relative(figure), super::is_relative(ceiling));
    if dimensions.0 != dimensions.1 || fractions.0 != fractions.1 {
        return Lies::Beside("the figure and its ceiling are of different dimensions");
    }
    let comparison = resolved.compare(scope, ceiling.scope);
    for component in [Component::Place, Component::Period] {
        match comparison.set(component) {
            None | Some(SetRelation::Equal | SetRelation::Within) => {}
            Some(SetRelation::Unknown) => return Lies::Unknown(component),
            Some(_) => return Lies::Beside("the ceiling is of another place or period than the figure"),
        }
    }
    if is_kind_within(resolved, figure, ceiling) { Lies::Over } else { Lies::OtherKind }
}

/// What has to be said of a figure above its ceiling before it is known to be impossible; nothing where all of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Open {
    /// Said, and then it is not impossible: an estimate, a projection, a sample, an average.
    NotCounted,
    /// Said: the one is a flow and the other a stock, of which over a time more can come than are there at once.
    ComesAndGoes,
    /// Said: the two are of different releases, of which the later one may have found more.
    Revised,
    /// Not said.
    Unsaid(&'static Field),
}

/// Why a figure above a ceiling that lies over it is not impossible, so far as is known. What did not happen ("averted")
/// may be more than ever happened, so that somebody has to say that what is counted was observed.
pub(crate) fn open(resolved: &Resolved<'_>, figure: &Reported, ceiling: &Reported) -> Option<Open> {
    let negative = |reported: &Reported| reported.amount.figure().value().is_negative();
    if negative(figure) || negative(ceiling) || !figure.amount.is_counted_like(&ceiling.amount) {
        return Some(Open::NotCounted);
    }
    let vintages = [figure, ceiling].map(|one| resolved.scope(one.scope).method.vintage);
    if matches!(vintages, [Some(one), Some(other)] if one != other) {
        return Some(Open::Revised);
    }
    let flows = [figure, ceiling].map(|one| resolved.scope(one.scope).subject.flow);
    if matches!(flows, [Slot::Known(Flow::Flow | Flow::Gross | Flow::Cumulative), Slot::Known(Flow::Stock)]) {
        return Some(Open::ComesAndGoes);
    }
    // What was there on average over a year may be less than what was there on one of its days.
    let subject = resolved.scope(ceiling.scope).subject;
    let is_average = matches!(subject.flow, Slot::Known(Flow::Stock | Flow::Net))
        && matches!(subject.period, PeriodValue::Period(_))
        && resolved.compare(figure.scope, ceiling.scope).set(Component::Period) == Some(SetRelation::Within);
    if is_average {
        return Some(Open::NotCounted);
    }
    let measured = [figure, ceiling].into_iter().all(|one| resolved.is_observed(one));
    let status = resolved.scope(figure.scope).method.status;
    if !measured || !matches!(status, None | Some(Status::Observed | Status::Provisional)) {
        return Some(Open::NotCounted);
    }
    if status.is_none() {
        return Some(Open::Unsaid(&Field::STATUS));
    }
    let unsaid =
        |component| [figure, ceiling].iter().any(|one| !resolved.scope(one.scope).is_stated(component));
    if unsaid(Component::Place) {
        return Some(Open::Unsaid(&Field::PLACE));
    }
    if unsaid(Component::Period) {
        return Some(Open::Unsaid(&Field::PERIOD));
    }
    let known = [figure, ceiling].into_iter().all(|one| resolved.is_measure_known(one));
    (!known).then_some(Open::Unsaid(&Field::MEASURE))
}

/// Whether the dossier declares the second figure to be the ceiling of the first, and nothing is left open between them.
pub(super) fn holds(resolved: &Resolved<'_>, of: &str, ceiling: &str) -> bool {
    let (Some(claim), Some(figure)) = (claim_of(resolved, of), super::reported(resolved, of)) else {
        return false;
    };
    let Some(bound) = super::reported(resolved, ceiling) else { return false };
    let is_declared = resolved
        .measured_by(claim, Yardstick::Ceiling)
        .any(|owner| self::ceiling(resolved, owner).is_some_and(|own| std::ptr::eq(own, bound)));
    is_declared
        && limited(resolved, claim).any(|own| std::ptr::eq(own, figure))
        && lies(resolved, figure, figure.scope, bound) == Lies::Over
        && open(resolved, figure, bound).is_none()
        && is_sourced(resolved, bound)
}

/// A printed figure is in the text; a checker's own has to say where it is from.
pub(crate) fn is_sourced(resolved: &Resolved<'_>, ceiling: &Reported) -> bool {
    match resolved.member_of(ceiling).map(|member| member.owner) {
        Some(Owner::Claim(_)) => true,
        Some(Owner::Reference(position)) => {
            let reference =
                usize::try_from(position).ok().and_then(|at| resolved.dossier().reference.get(at));
            reference.is_some_and(|reference| !reference.source().trim().is_empty())
        }
        None => false,
    }
}
