//! What a figure can be by what it is said to be: a probability lies between 0 and 1, and what is counted cannot fall by
//! more than all of it.

use super::relations::single;
use crate::claim::relation::{Direction, MemberKind};
use crate::claim::{Claim, Relation};
use crate::dossier::{MemberShape, Owner, Reported, Resolved, ResolvedClaim, Role};
use crate::number::{End, Exact, Interval};
use crate::quantity::{Flow, Measure, Slot};
use crate::rule::proof::Statement;
use crate::vocabulary::Unit;

/// Whether the text says this of its figure: only what holds whatever the figure is of.
pub(super) fn holds(resolved: &Resolved<'_>, of: &str, within: &Interval) -> bool {
    let Some(reported) = super::reported(resolved, of) else { return false };
    if part_of_one(resolved, reported) == Some(Part::Chance) {
        return *within == Interval::share();
    }
    let claim = super::relations::claim_of(resolved, of);
    let fall = claim.and_then(|claim| Fall::of(resolved, claim));
    fall.is_some_and(|fall| {
        fall.is_firm && std::ptr::eq(fall.stated, reported) && fall.within().as_ref() == Some(within)
    })
}

/// The statement that a figure lies within an interval.
pub(crate) fn range(resolved: &Resolved<'_>, of: &Reported, within: Interval) -> Statement {
    Statement::Range { of: resolved.figure_pointer(of).to_string(), within }
}

/// What makes a figure a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The chance of an event.
    Chance,
    /// A share; perhaps of a balance, whose parts have signs.
    Share,
}

/// Whether a figure is a part of one by its measure. A bare number above one has perhaps lost its per cent sign.
pub(crate) fn part_of_one(resolved: &Resolved<'_>, reported: &Reported) -> Option<Part> {
    let unit = reported.unit();
    let is_bare = *unit == Unit::none() && *reported.amount.figure().value() > Exact::ONE;
    if reported.role != Role::Value || unit.fraction().is_none() || is_bare {
        return None;
    }
    let subject = &resolved.scope(reported.scope).subject;
    let is_net = || subject.flow == Slot::Known(Flow::Net) || is_in_balance(resolved, reported);
    match subject.measure {
        Slot::Known(Measure::Probability | Measure::Risk | Measure::Survival) => Some(Part::Chance),
        Slot::Known(Measure::Share) if !is_net() => Some(Part::Share),
        _ => None,
    }
}

/// Whether a figure stands in a total whose parts have signs.
fn is_in_balance(resolved: &Resolved<'_>, reported: &Reported) -> bool {
    let Some(Owner::Claim(position)) = resolved.member_of(reported).map(|member| member.owner) else {
        return false;
    };
    let relation = resolved.claim(position).and_then(|claim| resolved.written(claim)).map(Claim::relation);
    matches!(relation, Some(Relation::Total(total)) if total.net == Some(true) || resolved.has_signs(position))
}

/// A fall that is stated in per cent of what was there before, where the later figure is not printed beside the earlier.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fall<'a> {
    pub(crate) stated: &'a Reported,
    /// Whether it is printed with a minus sign.
    is_signed: bool,
    /// Whether what fell cannot be negative.
    pub(crate) is_firm: bool,
}

impl<'a> Fall<'a> {
    pub(crate) fn of(resolved: &'a Resolved<'_>, claim: &ResolvedClaim) -> Option<Self> {
        let members = resolved.members_of(claim);
        let stated = members.iter().find(|member| member.kind == MemberKind::Result)?;
        let stated = single(resolved, stated)?;
        let is_change = resolved.scope(stated.scope).subject.measure == Slot::Known(Measure::Change);
        if !is_change || *stated.unit() != Unit::percent() {
            return None;
        }
        let is_negative = stated.amount.figure().value().is_negative();
        let direction = match resolved.written(claim).map(Claim::relation)? {
            Relation::Change(change) => change.direction,
            Relation::Figure(_) => None,
            _ => return None,
        };
        let is_signed = match (is_negative, direction) {
            (true, None | Some(Direction::Falling)) => true,
            (false, Some(Direction::Falling)) => false,
            _ => return None,
        };
        let mut ends = members
            .iter()
            .filter(|member| matches!(member.kind, MemberKind::From | MemberKind::To | MemberKind::Point));
        let end = ends.next();
        if ends.next().is_some() {
            return None;
        }
        let is_firm = end.is_some_and(|end| {
            end.shape == MemberShape::Value
                && resolved.amount_of(end, Role::Value).is_some_and(|end| never_negative(resolved, end))
        });
        Some(Fall { stated, is_signed, is_firm })
    }

    /// What the printed figure can be, if what fell cannot be negative.
    pub(crate) fn within(&self) -> Option<Interval> {
        Some(match self.is_signed {
            true => Interval::new(End::Closed((&Exact::ZERO - &Exact::ONE).ok()?), End::Unbounded)?,
            false => Interval::new(End::Unbounded, End::Closed(Exact::ONE))?,
        })
    }

    /// Whether what fell is a balance.
    pub(crate) fn is_net(&self, resolved: &Resolved<'_>) -> bool {
        resolved.scope(self.stated.scope).subject.flow == Slot::Known(Flow::Net)
    }
}

/// Whether an amount is one of which there can be none, but not less: things counted, or weighed.
fn never_negative(resolved: &Resolved<'_>, reported: &Reported) -> bool {
    let subject = &resolved.scope(reported.scope).subject;
    let unit = reported.unit();
    let kind = if unit.is_counted() { unit.is_known_count() } else { unit.is_nonnegative() };
    kind && !reported.amount.figure().value().is_negative()
        && subject.flow != Slot::Known(Flow::Net)
        && subject.measure != Slot::Known(Measure::Change)
}
