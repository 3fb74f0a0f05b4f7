//! What is known of a figure by what it is, and so what is left of it one component further.

use crate::dossier::{Member, Resolved, Role};
use crate::number::{Exact, Interval};
use crate::quantity::{Measure, SetRelation, Slot};
use crate::vocabulary::Unit;

/// What is known of a figure by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
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
    pub(super) fn of(resolved: &Resolved<'_>, member: &Member<'_>, evidence: &Interval) -> Self {
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
            Slot::Known(Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio) => Sort::Positive,
            _ => Sort::Other,
        }
    }

    pub(super) fn anything(self) -> Interval {
        match self {
            Sort::Fraction => Interval::share(),
            Sort::Additive | Sort::Positive => Interval::at_least(Exact::ZERO),
            Sort::Other => Interval::all(),
        }
    }

    /// One component further, with nothing assumed: a count or sum is monotone, all else is left open.
    pub(super) fn carried(self, now: &Interval, relation: Option<SetRelation>) -> Interval {
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
