//! What the rules about the two sides of one ratio have in common.

use crate::dossier::{Member, MemberShape, Reported, Resolved, Role};
use crate::quantity::{Measure, Scope, ScopeId, Sides, Slot};
use crate::rule::{Outcome, QuantityCase};
use crate::vocabulary::{Unit, kinds_is_a};

/// A ratio: what its top is about, and its bottom.
pub(crate) struct Fraction<'d> {
    pub(crate) member: &'d Member<'d>,
    pub(crate) top: &'d Scope,
    pub(crate) bottom: &'d Scope,
    ids: [ScopeId; 2],
}

impl<'d> Fraction<'d> {
    /// The ratio that a printed quantity is, or is the top of; it is judged once.
    pub(crate) fn of(case: &QuantityCase<'d>) -> Result<Self, Outcome> {
        let member = match case.reported.role {
            Role::Top | Role::Value => case.member(),
            Role::Bottom | Role::Stated => None,
        };
        let Some(member) = member else {
            return Err(Outcome::not_applicable("it is judged with the figure above it"));
        };
        let Some(ids) = case.resolved.top_and_bottom(member) else {
            return Err(Outcome::not_applicable(
                "it is no ratio, or nothing is said of what it was divided by",
            ));
        };
        let [top, bottom] = ids.map(|id| case.resolved.scope(id));
        Ok(Fraction { member, top, bottom, ids })
    }

    /// Top and bottom with the names in them.
    pub(crate) fn sides(&self, case: &QuantityCase<'_>) -> Sides {
        case.resolved.sides(self.ids[0], self.ids[1])
    }

    /// The bottom as printed.
    pub(crate) fn printed_bottom(&self, case: &QuantityCase<'d>) -> Option<&'d Reported> {
        case.resolved.amount_of(self.member, Role::Bottom)
    }

    /// The id of the claim or reference it stands in.
    pub(crate) fn id(&self, case: &QuantityCase<'d>) -> &'d str {
        case.resolved.owner_id(self.member.owner)
    }
}

/// Whether a member is something per something.
pub(crate) fn is_rate(resolved: &Resolved<'_>, member: &Member<'_>) -> bool {
    let is_per = || resolved.amounts_of(member).first().is_some_and(|one| one.unit().per().is_some());
    let measure = resolved.scope(member.scope).subject.measure;
    member.shape != MemberShape::Value
        || is_per()
        || matches!(
            measure,
            Slot::Known(Measure::Share | Measure::Rate | Measure::Risk | Measure::Probability)
        )
}

/// The unit of what a rate is taken per, where it is printed.
pub(crate) fn taken_per<'a>(resolved: &'a Resolved<'_>, member: &Member<'_>) -> Option<&'a Unit> {
    match (member.shape, resolved.amounts_of(member)) {
        (MemberShape::Ratio(_), [_, bottom, ..]) => Some(bottom.unit()),
        (_, [value, ..]) => value.unit().per().map(|(_, unit)| unit),
        (_, []) => None,
    }
}

/// Whether a rate is taken per so many people, or per nobody knows what.
pub(crate) fn counts_people(per: Option<&Unit>) -> bool {
    let is_person = |kind: &str| kind == "person" || kinds_is_a().iter().any(|(own, _)| *own == kind);
    match per {
        None => true,
        Some(unit) => match unit.numerator().kind() {
            Some(kind) => is_person(kind),
            None => unit.dimension().is_none_or(|dimension| dimension.is_none()),
        },
    }
}
