//! What the rules about a step have in common: how evidence and conclusion lie to each other, and how it is told.

use crate::claim::Mood;
use crate::dossier::{AssumptionName, Design, Owner, Pointer, ResolvedFrame};
use crate::number::{Exact, Interval, Reading};
use crate::quantity::{Amount, Component, Measure, Scope, SetRelation, Sides, Slot, Value};
use crate::rule::step::{Threshold, is_plain};
use crate::rule::{Finding, NamedValue, Outcome, Severity, StepCase};
use crate::rules::fields;

/// The values of those thresholds at which the assertion is open, each once.
pub(crate) fn open_at(thresholds: &[Threshold], values: &Interval) -> Box<[Exact]> {
    let open = thresholds.iter().filter(|threshold| threshold.is_open(values));
    let mut open: Vec<Exact> = open.map(|threshold| threshold.value.clone()).collect();
    open.dedup();
    open.into()
}

/// A list in words: the numbers in the names of the values of one pattern, each as a percentage, and with what the value
/// is: "50 % if 12.3 %, 25 % if 4 %".
pub(crate) fn list(
    finding: &Finding,
    pattern: &'static str,
    line: impl Fn(usize, &str, &NamedValue) -> String,
) -> String {
    let lines = finding.values_of(pattern).enumerate().map(|(i, value)| {
        let at = value.name.numbers().first().map(percent).unwrap_or_default();
        line(i, &at, value)
    });
    lines.collect::<Vec<_>>().join(", ")
}

/// Numbers as percentages: "50 %, 25 %".
pub(crate) fn percents(numbers: &[Exact]) -> String {
    numbers.iter().map(percent).collect::<Vec<_>>().join(", ")
}

/// A fraction as a message shows it: "25 %".
pub(crate) fn percent(fraction: &Exact) -> String {
    NamedValue::percent("", fraction.clone()).shown()
}

/// How a component of the evidence relates to the conclusion's; nothing where it is the same.
///
/// A figure taken at one place of a declared order was not taken at another, whatever else is known of the two names.
pub(crate) fn relation(case: &StepCase<'_>, component: Component) -> Option<SetRelation> {
    match case.comparison.set(component) {
        Some(SetRelation::Unknown) if component == Component::Stage && stand_apart(case) => {
            Some(SetRelation::Disjoint)
        }
        relation => relation,
    }
}

fn stand_apart(case: &StepCase<'_>) -> bool {
    let stages = &case.resolved.names().stage;
    let position = |scope| match node(scope, Component::Stage) {
        Value::Node(node) => stages.position(node),
        _ => None,
    };
    let (evidence, concluded) = (position(case.evidence()), position(case.concluded()));
    evidence.is_some() && concluded.is_some() && evidence != concluded
}

/// Whether the figure speaks for what is concluded about, though it was taken of the units in its frame: after a complete
/// count of that population, or a sample of it with known chances of selection.
pub(crate) fn speaks_for_population(case: &StepCase<'_>) -> bool {
    let Some(frame) = case.frame() else { return false };
    if !is_of_all_observed(case, frame) {
        return false;
    }
    let represents = frame.design.is_some_and(|design| !design.is_selective() && design != Design::Model);
    let concepts = &case.resolved.names().concept;
    let population = frame.stands_for.filter(|_| represents).and_then(|name| concepts.id(name));
    match (population, case.concluded().subject.base) {
        (Some(population), Value::Node(target)) => {
            matches!(concepts.relation(population, target), SetRelation::Equal | SetRelation::Contains)
        }
        _ => false,
    }
}

/// Whether the figure is of the set that its frame observed, and not of another: of the labour force among all who were
/// asked, say.
pub(crate) fn is_of_all_observed(case: &StepCase<'_>, frame: &ResolvedFrame<'_>) -> bool {
    match case.evidence().subject.base {
        Value::Node(base) => case.resolved.names().concept.name(base) == frame.name,
        _ => true,
    }
}

/// Whether a measure compares groups, so that what they have in common falls out of it.
pub(crate) fn compares(measure: Slot<Measure>) -> bool {
    matches!(
        measure,
        Slot::Known(
            Measure::Change | Measure::Ratio | Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio
        )
    )
}

/// Whether the conclusion limits itself: then a warning about the step is a note.
pub(crate) fn is_hedged(case: &StepCase<'_>) -> bool {
    case.conclusion.mood != Mood::Flat
}

/// A finding about a step: a note where the conclusion is hedged, and at the conclusion's field.
pub(crate) fn about_step(case: &StepCase<'_>, finding: Finding, field: &'static str) -> Finding {
    let finding = if is_hedged(case) { finding.at_most(Severity::Note) } else { finding };
    finding.at(case.pointer(field)).at(Pointer::to(Owner::Claim(case.claim.position), ""))
}

/// What the checker supposes in the step.
pub(crate) fn assumed<'d>(case: &StepCase<'d>, name: AssumptionName) -> Option<&'d Amount> {
    case.resolved.assumed(name, case.step)
}

/// An amount as the checker supposes it: the number itself or the two ends of the range, without rounding added.
pub(crate) fn supposed(amount: &Amount) -> Result<Interval, Outcome> {
    match amount.value()? {
        Some(value) if is_plain(amount) => Ok(Interval::point(value)),
        _ => Ok(amount.interval(Reading::Nearest)?),
    }
}

/// A number and nothing else: neither "at least" nor "about" nor a range.
pub(crate) fn is_plain_number(amount: &Amount) -> bool {
    is_plain(amount)
}

/// A component of a scope that is a node.
fn node(scope: &Scope, component: Component) -> Value {
    match component {
        Component::Of => scope.subject.of,
        Component::Base => scope.subject.base,
        Component::Place => scope.subject.place,
        Component::Stage => scope.subject.stage,
        Component::Origin => scope.subject.origin,
        _ => Value::NotApplicable,
    }
}

/// What to ask where a component's relation is not known: the side that leaves it open, else how the names lie to each
/// other.
pub(crate) fn unknown(case: &StepCase<'_>, component: Component) -> Outcome {
    if node(case.evidence(), component) == Value::Unknown {
        Outcome::missing(fields::of(component), Some(case.written.id()))
    } else if node(case.concluded(), component) == Value::Unknown {
        Outcome::missing(fields::of(component), Some(case.conclusion.id()))
    } else {
        fields::names(case, component).into()
    }
}

/// A share of one thing and one origin says nothing of another's.
pub(crate) fn same_share(case: &StepCase<'_>) -> Result<(), Outcome> {
    for component in [Component::Of, Component::Origin] {
        match relation(case, component) {
            None => {}
            Some(SetRelation::Unknown) => return Err(unknown(case, component)),
            Some(_) => {
                return Err(Outcome::not_applicable("the conclusion is about the share of something else"));
            }
        }
    }
    Ok(())
}

/// What was observed must be a part of what is concluded about: only then is there a part that nobody saw.
pub(crate) fn observed_part(case: &StepCase<'_>) -> Result<(), Outcome> {
    match relation(case, Component::Base) {
        Some(SetRelation::Within) => Ok(()),
        None => Err(Outcome::not_applicable("the conclusion is about what was observed")),
        Some(SetRelation::Contains) => {
            Err(Outcome::not_applicable("the conclusion is about a part of what was observed"))
        }
        Some(SetRelation::Unknown) => Err(unknown(case, Component::Base)),
        Some(_) => Err(Outcome::not_applicable("what was observed is not part of what is concluded about")),
    }
}

/// What was declared of a component that relates the two sides, where that says more than their names; in brackets.
pub(crate) fn because(sides: &Sides, component: Component) -> String {
    let names = match component {
        Component::Place => &*sides.names().place,
        Component::Stage => &sides.names().stage,
        _ => &sides.names().concept,
    };
    let (Value::Node(from), Value::Node(to)) = (node(sides.one(), component), node(sides.other(), component))
    else {
        return String::new();
    };
    let chain = names.chain(from, to).or_else(|| names.chain(to, from)).map(|chain| chain.to_string());
    let chain = chain.or_else(|| {
        let (one, other) = names.disjoint_because(from, to)?;
        let is_news = one != from || other != to;
        is_news.then(|| {
            format!("{} and {} were declared to exclude each other", names.name(one), names.name(other))
        })
    });
    chain.map(|chain| format!(" ({chain})")).unwrap_or_default()
}
