//! What the rules about a step share: the observed share, the thresholds asserted, and how the conclusion is put.

use crate::claim::relation::MemberKind;
use crate::claim::{Assertion, Comparator, Mood, Quantified};
use crate::dossier::{AssumptionName, MemberShape, Owner, Pointer, Reported};
use crate::number::{Exact, Form, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Component, Measure, Scope, SetRelation, Slot, Value};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase};
use crate::rules::fields;

/// Vague words are tested at these shares where the conclusion asserts none of its own.
const CUSTOMARY: [(i64, i64); 3] = [(1, 2), (1, 4), (1, 10)];

/// The share that a step's evidence is: of two printed figures, or printed as one.
pub(crate) struct Share<'d> {
    /// Where it is printed: the part, or the share itself.
    pub at: &'d Reported,
    /// The part, in base units; the share itself where it is printed as one figure.
    pub part: Exact,
    /// The whole less the part.
    pub rest: Exact,
    /// The printed share, between 0 and 1.
    pub value: Exact,
    /// The same number where it is printed plainly; all it can be where the text says no more ("at least", "most").
    pub interval: Interval,
}

fn single(reported: &Reported) -> Result<Exact, Outcome> {
    reported.amount.value()?.ok_or_else(|| Outcome::not_applicable("the unit has several definitions"))
}

/// The share behind a step; a rule about shares has nothing to say of another measure.
pub(crate) fn share<'d>(case: &StepCase<'d>) -> Result<Share<'d>, Outcome> {
    let no_share = || Outcome::not_applicable("the evidence is no share");
    let members = case.resolved.members_of(case.claim);
    let member = members.iter().find(|member| member.kind == MemberKind::Result).ok_or_else(no_share)?;
    let (at, part, whole, plain) = match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Ratio(RatioKind::Share), [part, whole, ..]) => {
            (part, single(part)?, single(whole)?, is_plain(&part.amount) && is_plain(&whole.amount))
        }
        (MemberShape::Value, [value]) if member.scope.subject.measure == Slot::Known(Measure::Share) => {
            let is_pure = value.unit().dimension().is_some_and(|dimension| dimension.is_none());
            if !is_pure || value.unit().is_counted() {
                return Err(no_share());
            }
            (value, single(value)?, Exact::ONE, is_plain(&value.amount))
        }
        _ => return Err(no_share()),
    };
    let value = (&part / &whole)?;
    if value.is_negative() || value > Exact::ONE {
        return Err(Outcome::not_applicable("the figures make no share between 0 and 1"));
    }
    let interval = if plain {
        Interval::point(value.clone())
    } else {
        let readings = case.resolved.member_interval(member, Reading::Nearest)?;
        readings.intersect(&Interval::share()).unwrap_or_else(Interval::share)
    };
    Ok(Share { at, rest: (&whole - &part)?, part, value, interval })
}

/// A number and nothing else: neither "at least" nor "about" nor a range.
fn is_plain(amount: &Amount) -> bool {
    let figure = amount.figure();
    figure.form() == Form::Number && !figure.is_vague() && !figure.is_sharp()
}

/// What is asserted of a share, as a pure number.
pub(crate) struct Threshold {
    pub value: Exact,
    comparator: Comparator,
}

/// The thresholds asserted of a share, the highest first; customary ones for "below" where nothing is asserted.
pub(crate) fn thresholds(case: &StepCase<'_>) -> Vec<Threshold> {
    let below = |value| Threshold { value, comparator: Comparator::Less };
    let mut thresholds: Vec<Threshold> = if case.asserts().is_empty() {
        CUSTOMARY.iter().filter_map(|(n, d)| Exact::new(*n, *d).ok()).map(below).collect()
    } else {
        let about_share = case.asserts().iter().filter(|assertion| assertion.quantified == Quantified::Share);
        about_share
            .map(|assertion| Threshold { value: threshold(assertion), comparator: assertion.comparator })
            .collect()
    };
    thresholds.retain(|threshold| threshold.value.is_positive() && threshold.value < Exact::ONE);
    thresholds.sort_by(|one, other| other.value.cmp(&one.value));
    thresholds
}

/// The threshold as a pure number.
fn threshold(assertion: &Assertion) -> Exact {
    let value = &assertion.threshold.value;
    match assertion.threshold.unit.factor().is_point() {
        Some(factor) => (value * factor).unwrap_or_else(|_| value.clone()),
        None => value.clone(),
    }
}

impl Threshold {
    /// Whether the assertion is true for some of the values and false for others.
    pub fn is_open(&self, values: &Interval) -> bool {
        let asserted = self.comparator.set(self.value.clone());
        !values.is_subset(&asserted) && !values.is_disjoint(&asserted)
    }
}

/// The values of those thresholds at which the assertion is open, each once.
pub(crate) fn open_at(thresholds: &[Threshold], values: &Interval) -> Vec<Exact> {
    let open = thresholds.iter().filter(|threshold| threshold.is_open(values));
    let mut open: Vec<Exact> = open.map(|threshold| threshold.value.clone()).collect();
    open.dedup();
    open
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

/// Whether the conclusion limits itself: then a warning about the step is a note.
pub(crate) fn is_hedged(case: &StepCase<'_>) -> bool {
    case.conclusion.mood != Mood::Flat
}

/// A finding about a step: a note where the conclusion is hedged, and at the conclusion's field.
pub(crate) fn about_step(case: &StepCase<'_>, finding: Finding, field: &'static str) -> Finding {
    let finding = if is_hedged(case) { finding.at_most(Severity::Note) } else { finding };
    finding.at(case.pointer(field)).at(Pointer::to(Owner::Claim(case.claim.position), ""))
}

/// What the checker supposes of a conclusion, a claim or its frame, in this order.
pub(crate) fn assumed<'d>(case: &StepCase<'d>, name: AssumptionName) -> Option<&'d Amount> {
    let frame = case.frame().map_or("", |frame| frame.name);
    [case.conclusion.id(), case.written.id(), frame]
        .into_iter()
        .find_map(|about| case.resolved.assumed(name, about))
}

/// An amount as the checker supposes it: the number itself or the two ends of the range, without rounding added.
pub(crate) fn supposed(amount: &Amount) -> Result<Interval, Outcome> {
    match amount.value()? {
        Some(value) if is_plain(amount) => Ok(Interval::point(value)),
        _ => Ok(amount.interval(Reading::Nearest)?),
    }
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
        Outcome::missing(Field::RELATION_OF_NAMES, Some(case.conclusion.id()))
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
