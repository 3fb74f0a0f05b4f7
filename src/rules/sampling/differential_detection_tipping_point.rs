//! SA08: how differently must things be detected for the conclusion to flip.

use crate::dossier::AssumptionName;
use crate::number::{Exact, Reading};
use crate::quantity::{Component, SetRelation};
use crate::rule::{Field, Finding, NamedValue, Outcome, StepCase, Verdict, declare_rule};
use crate::rules::step::{about_step, assumed, relation, share, share_assertions, threshold};
use crate::stats::detection_tipping_point;

declare_rule! {
    /// ## What it checks
    /// For a share among detected units that is concluded of all units: how many times likelier the others would have
    /// to be detected for the true share to reach each threshold.
    ///
    /// ## Why it matters
    /// It turns "selection may matter" into a number that somebody who knows the trade can judge.
    ///
    /// ## How
    /// With `a` detected of the class, `b` of the rest, and `k` the ratio of their chances of detection (rest over
    /// class), the true share is `a·k / (a·k + b)`; it reaches `T` at `k* = T/(1 − T) · b/a`. Exact. A declared range
    /// of `detection_ratio` that contains `k*` makes it a warning.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// frame = "seizures"
    ///
    /// [[conclusion]]
    /// id      = "minority"
    /// from    = "seized"
    /// asserts = "share < 1/2"
    /// base    = "supply"
    /// ```
    ///
    /// ## Clean
    /// A census of the population that is spoken about detects everything.
    /// ```toml
    /// [frame.census]
    /// design     = "census"
    /// stands_for = "people"
    ///
    /// [[claim]]
    /// id    = "women"
    /// share = "510 of 1,000 people"
    /// of    = "women"
    /// frame = "census"
    ///
    /// [[conclusion]]
    /// id      = "majority"
    /// from    = "women"
    /// asserts = "share > 1/2"
    /// base    = "people"
    /// ```
    ///
    /// ## Limits
    /// A tipping point is sensitivity, not evidence. Detection must refer to the unit of the share: of a kilogram for a
    /// share by mass, of a case for a share of cases. Without a declared range it stays a note, however near the
    /// tipping point lies to one: what is plausible is for somebody who knows the trade to say.
    ///
    /// ## Sources
    /// Cornfield, J. et al. (1959), *Journal of the National Cancer Institute* 22:173. Rosenbaum, P. (2002),
    /// *Observational Studies*, 2nd ed., ch. 4, Springer.
    "SA08", "differential-detection-tipping-point", "sampling", since "0.1.0", Warning,
    "how differently things must be detected for the conclusion to flip",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let share = share(case)?;
    match relation(case, Component::Base) {
        Some(SetRelation::Within) => {}
        None => return Ok(Outcome::not_applicable("the conclusion is about what was detected")),
        Some(_) => {
            return Ok(Outcome::not_applicable(
                "what was detected is not known to be part of what is concluded about",
            ));
        }
    }
    if !case.frame().and_then(|frame| frame.design).is_some_and(|design| design.is_selective()) {
        return Ok(Outcome::not_applicable("the data are no selection by detection"));
    }
    let assertions = share_assertions(case);
    if assertions.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let (part, rest) = (share.part_value()?, share.rest_value()?);
    if part.is_zero() || !rest.is_positive() {
        return Ok(Outcome::not_applicable(
            "one of the two classes was never detected: no ratio of detection flips it",
        ));
    }
    let declared = assumed(case, AssumptionName::DetectionRatio)
        .map(|range| range.interval(Reading::Nearest))
        .transpose()?;
    let mut values = Vec::new();
    let mut decisive = false;
    for assertion in &assertions {
        let threshold = threshold(assertion);
        let tipping = detection_tipping_point(&part, &rest, &threshold)?;
        decisive |= declared.as_ref().is_some_and(|range| range.contains(&tipping));
        values.push(NamedValue::new(format!("tipping point at {threshold}"), tipping));
    }
    let likelier = |value: &&NamedValue| value.exact.as_ref().is_some_and(|times| *times > Exact::ONE);
    let (how, times) = match values.iter().filter(likelier).count() {
        0 => ("less likely", "times as likely"),
        some if some == values.len() => ("likelier", "times"),
        _ => ("more or less likely", "times as likely"),
    };
    let list = values.iter().zip(&assertions).map(|(value, assertion)| {
        let share = NamedValue::percent("", threshold(assertion));
        format!("{} {times} for a share of {}", value.shown(), share.shown())
    });
    let list = list.collect::<Vec<_>>().join(", ");
    let finding = if decisive {
        Finding::warning(
            "the conclusion flips within the range of detection that is supposed here",
            "were the rest {how} to be detected, {list}",
            "ask how detection differs between the two, by this unit of count",
        )
    } else {
        Finding::note(
            "the conclusion flips if the rest is {how} to be detected: {list}",
            "the share among what was detected is {share}; the true share depends on how likely each kind is to be detected",
            "ask how detection differs between the two, by this unit of count",
        )
    };
    let value: Exact = share.value()?;
    let finding = finding
        .value(NamedValue::percent("share", value))
        .values(values)
        .word("list", list)
        .word("how", how)
        .ask(Field::DETECTION_RATIO);
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.part)).into())
}

#[cfg(test)]
mod tests;
