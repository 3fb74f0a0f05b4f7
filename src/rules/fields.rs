//! The field behind each component of a scope: what a rule asks for when the component is not known.

use crate::dossier::Reported;
use crate::quantity::{Component, PeriodValue, Scope, Slot, Value};
use crate::rule::{Field, Missing, Outcome, PairCase, SoFar, StepCase};

/// The field that states a component.
pub(crate) fn of(component: Component) -> Field {
    match component {
        Component::Of => Field::OF,
        Component::Base => Field::BASE,
        Component::Place => Field::PLACE,
        Component::Period => Field::PERIOD,
        Component::Stage => Field::STAGE,
        Component::Origin => Field::ORIGIN,
        Component::OriginBasis => Field::ORIGIN_BASIS,
        Component::Measure => Field::MEASURE,
        Component::Flow => Field::FLOW,
        Component::Kind => Field::KIND,
        Component::Extra(_) => Field::EXTRA,
        Component::Frame => Field::FRAME,
        Component::Adjustment => Field::ADJUSTMENT,
        Component::Status => Field::STATUS,
        Component::Vintage => Field::VINTAGE,
    }
}

/// What a step lacks where it is not known how its two sides lie to each other in a component: the value itself, of the
/// claim or else of the conclusion, or how two names relate.
pub(crate) fn missing(case: &StepCase<'_>, component: Component) -> Missing {
    if is_open(component, case.evidence()) {
        Missing { field: of(component), of: Some(case.written.id().into()) }
    } else if is_open(component, case.concluded()) {
        Missing { field: of(component), of: Some(case.conclusion.id().into()) }
    } else if matches!(component, Component::Flow | Component::Extra(_)) {
        Missing { field: of(component), of: Some(case.written.id().into()) }
    } else {
        names(case, component)
    }
}

/// How the names of the two sides of a step lie to each other.
pub(crate) fn names(case: &StepCase<'_>, component: Component) -> Missing {
    let sides = case.sides();
    two_names(&sides.first(component), &sides.second(component))
}

/// How two names lie to each other: the question says which two.
pub(crate) fn two_names(one: &str, other: &str) -> Missing {
    Missing { field: Field::RELATION_OF_NAMES, of: Some(format!("{one} and {other}").into()) }
}

/// Undecidable for want of these components, each field asked for once.
pub(crate) fn undecidable(case: &StepCase<'_>, components: impl Iterator<Item = Component>) -> Outcome {
    let mut all: Vec<Missing> = Vec::new();
    for component in components {
        let one = missing(case, component);
        if !all.contains(&one) {
            all.push(one);
        }
    }
    Outcome::Undecidable { missing: all, because: "".into(), so_far: SoFar::default() }
}

/// What two figures lack where it is not known whether they are about one thing: the value itself, of whichever side
/// leaves it open, or how two names relate.
pub(crate) fn undecidable_pair(case: &PairCase<'_>) -> Outcome {
    let owner = |reported: &Reported| {
        case.resolved.member_of(reported).map(|member| case.resolved.owner_id(member.owner).into())
    };
    let mut all: Vec<Missing> = Vec::new();
    for component in case.comparison().unknown() {
        let sides = [case.first, case.second];
        let mut open: Vec<Missing> = sides
            .into_iter()
            .filter(|side| is_open(component, case.resolved.scope(side.scope)))
            .map(|side| Missing { field: of(component), of: owner(side) })
            .collect();
        if open.is_empty() {
            open.push(match component {
                Component::Flow | Component::Extra(_) => {
                    Missing { field: of(component), of: owner(case.second) }
                }
                _ => {
                    let sides = case.resolved.sides(case.first.scope, case.second.scope);
                    two_names(&sides.first(component), &sides.second(component))
                }
            });
        }
        open.retain(|one| !all.contains(one));
        all.extend(open);
    }
    Outcome::Undecidable { missing: all, because: "".into(), so_far: SoFar::default() }
}

/// Whether nobody said what the component is.
pub(crate) fn is_open(component: Component, scope: &Scope) -> bool {
    let subject = &scope.subject;
    match component {
        Component::Of => subject.of == Value::Unknown,
        Component::Base => subject.base == Value::Unknown,
        Component::Place => subject.place == Value::Unknown,
        Component::Stage => subject.stage == Value::Unknown,
        Component::Origin => subject.origin == Value::Unknown,
        Component::Kind => subject.kind == Value::Unknown,
        Component::Period => subject.period == PeriodValue::Unknown,
        Component::OriginBasis => subject.basis == Slot::Unknown,
        Component::Measure => subject.measure == Slot::Unknown,
        Component::Flow => subject.flow == Slot::Unknown,
        Component::Extra(_) => false,
        Component::Frame => scope.method.frame.is_none(),
        Component::Adjustment => scope.method.adjustment.is_none(),
        Component::Status => scope.method.status.is_none(),
        Component::Vintage => scope.method.vintage.is_none(),
    }
}
