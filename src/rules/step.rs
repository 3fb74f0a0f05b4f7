//! What the rules about a step share: the observed share, the thresholds asserted, and how the conclusion is put.

use crate::claim::{Assertion, Mood, Quantified};
use crate::dossier::{AssumptionName, MemberShape, Reported};
use crate::number::Exact;
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Component, SetRelation};
use crate::rule::{Finding, Outcome, Severity, StepCase};

/// Vague words are tested at these shares where the conclusion asserts none of its own.
const CUSTOMARY: [(i64, i64); 3] = [(1, 2), (1, 4), (1, 10)];

/// The share that a step's evidence is: its part and its whole.
pub(crate) struct Share<'d> {
    pub part: &'d Reported,
    pub whole: &'d Reported,
}

impl Share<'_> {
    /// The printed part, in base units.
    pub(crate) fn part_value(&self) -> Result<Exact, Outcome> {
        single(self.part)
    }

    /// The printed whole less the part, in base units.
    pub(crate) fn rest_value(&self) -> Result<Exact, Outcome> {
        Ok((&single(self.whole)? - &single(self.part)?)?)
    }

    /// The printed share.
    pub(crate) fn value(&self) -> Result<Exact, Outcome> {
        Ok((&single(self.part)? / &single(self.whole)?)?)
    }
}

fn single(reported: &Reported) -> Result<Exact, Outcome> {
    reported.amount.value()?.ok_or_else(|| Outcome::not_applicable("the unit has several definitions"))
}

/// The share behind a step; a rule about shares has nothing to say of another measure.
pub(crate) fn share<'d>(case: &StepCase<'d>) -> Result<Share<'d>, Outcome> {
    let members = case.resolved.members_of(case.claim);
    let member = members.iter().find(|member| member.shape == MemberShape::Ratio(RatioKind::Share));
    let found = member.and_then(|member| match case.resolved.amounts_of(member) {
        [part, whole, ..] => Some(Share { part, whole }),
        _ => None,
    });
    found.ok_or_else(|| Outcome::not_applicable("the evidence is not a share of two printed figures"))
}

/// The assertions about a share; customary thresholds for "below" where there is none.
pub(crate) fn share_assertions(case: &StepCase<'_>) -> Vec<Assertion> {
    let about_share =
        case.conclusion.asserts.iter().filter(|assertion| assertion.quantified == Quantified::Share);
    let mut assertions: Vec<Assertion> = about_share.cloned().collect();
    if assertions.is_empty() && case.conclusion.asserts.is_empty() {
        let customary = CUSTOMARY.iter().filter_map(|(n, d)| Exact::new(*n, *d).ok());
        assertions.extend(customary.map(|threshold| Quantified::Share.below(threshold)));
    }
    assertions.retain(|assertion| {
        let value = threshold(assertion);
        value.is_positive() && value < Exact::ONE
    });
    assertions.sort_by_key(|assertion| std::cmp::Reverse(threshold(assertion)));
    assertions
}

/// The threshold as a pure number.
pub(crate) fn threshold(assertion: &Assertion) -> Exact {
    let factor = assertion.threshold.unit.factor().is_point().cloned().unwrap_or(Exact::ONE);
    (&assertion.threshold.value * &factor).unwrap_or_else(|_| assertion.threshold.value.clone())
}

/// How a component of the evidence relates to the conclusion's; nothing where it is the same.
pub(crate) fn relation(case: &StepCase<'_>, component: Component) -> Option<SetRelation> {
    case.comparison.set(component)
}

/// Whether the conclusion limits itself: then a warning about the step is a note.
pub(crate) fn is_hedged(case: &StepCase<'_>) -> bool {
    case.conclusion.mood != Mood::Flat
}

/// A finding about a step: a note where the conclusion is hedged, and at the conclusion's field.
pub(crate) fn about_step(case: &StepCase<'_>, finding: Finding, field: &str) -> Finding {
    let finding = if is_hedged(case) { finding.at_most(Severity::Note) } else { finding };
    finding.at(case.pointer(field)).at(format!("/claim/{}", case.claim.position))
}

/// What the checker supposes of a conclusion, a claim or its frame, in this order.
pub(crate) fn assumed<'d>(case: &StepCase<'d>, name: AssumptionName) -> Option<&'d Amount> {
    let frame = case.frame().map_or("", |frame| frame.name);
    [case.conclusion.id(), case.written.id(), frame]
        .into_iter()
        .find_map(|about| case.resolved.assumed(name, about))
}

/// The value of a component on either side, as words.
pub(crate) fn words(case: &StepCase<'_>, component: Component) -> (String, String) {
    case.resolved.names().values(component, case.evidence(), case.concluded())
}
