//! IN04: the figures, carried to the conclusion, allow the opposite.

use std::borrow::Cow;

use crate::bridge::{self, Bridge, BridgeStep};
use crate::claim::{Assertion, Quantified};
use crate::number::{Interval, Reading};
use crate::quantity::{Measure, Slot};
use crate::rule::printed::conclusion_statement;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{Finding, Missing, NamedValue, Outcome, StepCase, Style, Verdict, declare_rule};
use crate::rules::fields;
use crate::rules::step::about_step;

declare_rule! {
    /// ## What it checks
    /// Whether what is asserted follows from the figure, once the figure is carried to the conclusion's scope: proven,
    /// refuted or undetermined, at each threshold.
    ///
    /// ## Why it matters
    /// Correct figures and a true conclusion are two things; only the step between them makes one evidence for the
    /// other.
    ///
    /// ## How
    /// The bridge carries the interval of the evidence through each component in which the conclusion differs, with the
    /// declared assumption or the vacuous one. The assertion true on the whole interval is proven, false on all of it
    /// refuted, else undetermined (Kleene 1952). A refuted assertion is an error only without any step, at a single
    /// threshold that the text itself states, for counts and sums of observed units or the ratio of two printed
    /// figures. Several assertions are thresholds for a vague word. Without one, the conclusion asserts the same figure
    /// in its own scope.
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
    /// Limited to what was seized, it is proven.
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
    /// ```
    ///
    /// ## Limits
    /// Judges one claim's evidence at a time. An assertion about another measure than the figure's (a change drawn from
    /// one count) is not judged. Hedged conclusions get a note.
    ///
    /// ## Sources
    /// Kleene, S. C. (1952), *Introduction to Metamathematics*, section 64. Manski, C. F. (2003), *Partial
    /// Identification of Probability Distributions*, Springer.
    "IN04", "conclusion-not-entailed", "inference", since "0.1.0", Error,
    "the figures allow the opposite of what is concluded",
    Step(check)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    Proven,
    Refuted,
    Undetermined,
}

/// Judges the step as far as it is known: an unknown component may turn what was found.
fn check(case: &StepCase<'_>) -> Verdict {
    let outcome = judge_step(case)?;
    let missing: Vec<Missing> = case
        .comparison
        .unknown()
        .map(|component| Missing { field: fields::of(component), of: Some(case.written.id().into()) })
        .collect();
    match outcome {
        Outcome::Passed { values } if !missing.is_empty() => {
            Ok(Outcome::Undecidable { missing, because: Cow::Borrowed(""), so_far: values })
        }
        // A further step may widen a figure into what is asserted: what looks refuted may be shown.
        Outcome::Fired(finding) if !missing.is_empty() => {
            let so_far = finding.all_values().to_vec();
            Ok(Outcome::Undecidable { missing, because: Cow::Borrowed(""), so_far })
        }
        outcome => Ok(outcome),
    }
}

fn judge_step(case: &StepCase<'_>) -> Verdict {
    let carried = bridge::carry(case.resolved, case.step, case.comparison, Reading::Nearest)?;
    let Some(bridge) = carried else {
        return Ok(Outcome::not_applicable("the claim has no single result to conclude from"));
    };
    let percent = case.claim.scope.subject.measure == Slot::Known(Measure::Share);
    let asserted = &case.conclusion.asserts;
    if asserted.is_empty() {
        return the_same_figure(case, &bridge, percent);
    }
    let judged: Vec<(&Assertion, Judgement)> = asserted
        .iter()
        .filter(|assertion| speaks_of(assertion, case))
        .map(|assertion| Ok((assertion, judge(&set(assertion)?, &bridge.concluded))))
        .collect::<Result<_, Outcome>>()?;
    if judged.is_empty() {
        return Ok(Outcome::not_applicable("what is asserted is not of the figure's measure"));
    }
    let values = values(&bridge, percent);
    let of = |wanted: Judgement| -> Vec<String> {
        judged
            .iter()
            .filter(|(_, judgement)| *judgement == wanted)
            .map(|(assertion, _)| assertion.to_string())
            .collect()
    };
    let (proven, refuted, open) =
        (of(Judgement::Proven), of(Judgement::Refuted), of(Judgement::Undetermined));
    if refuted.is_empty() && open.is_empty() {
        return Ok(Outcome::Passed { values });
    }
    let shown = shown(&bridge.concluded, percent);
    let steps = steps(&bridge, percent);
    let finding = if open.is_empty() {
        refutation(case, &bridge, judged.len(), &refuted)
    } else {
        let mut fact = format!("the figures decide neither for nor against: {}", open.join(", "));
        if !proven.is_empty() {
            fact.push_str(&format!("; they do show: {}", proven.join(", ")));
        }
        Finding::warning(
            fact,
            format!("carried to what is concluded, the figure can be {shown}{steps}"),
            "limit the conclusion to what the figure is about, or bring a figure for what is missing",
        )
    };
    Ok(about_step(case, finding.values(values), "asserts").into())
}

/// Without an assertion, the figure itself is concluded of another scope.
fn the_same_figure(case: &StepCase<'_>, bridge: &Bridge, percent: bool) -> Verdict {
    let values = values(bridge, percent);
    if bridge.concluded.is_subset(&bridge.evidence) {
        return Ok(Outcome::Passed { values });
    }
    let (before, after) = (shown(&bridge.evidence, percent), shown(&bridge.concluded, percent));
    let finding = Finding::warning(
        format!("the figure, {before}, is concluded of something else than it is about"),
        format!("there it can be {after}{}", steps(bridge, percent)),
        "limit the conclusion to what the figure is about, or bring a figure for what is missing",
    );
    Ok(about_step(case, finding.values(values), "").into())
}

fn refutation(case: &StepCase<'_>, bridge: &Bridge, asserted: usize, refuted: &[String]) -> Finding {
    let percent = case.claim.scope.subject.measure == Slot::Known(Measure::Share);
    let fact = format!("the figures say the opposite of what is asserted: {}", refuted.join(", "));
    let advice = "check the figure and what is concluded from it: one of the two is wrong";
    if bridge.steps.is_empty() && asserted == 1 {
        let pointer = case.pointer("");
        if let Some(statement) = conclusion_statement(case.resolved, &pointer) {
            if let Ok(proof) = Proof::new(Argument::refuted(statement, 0), case.resolved) {
                let reason = format!(
                    "the figure is {}, in every reading of its digits",
                    shown(&bridge.concluded, percent)
                );
                return Finding::error(fact, reason, advice, proof);
            }
        }
    }
    let reason = format!("the figure is {}{}", shown(&bridge.concluded, percent), steps(bridge, percent));
    Finding::warning(fact, reason, advice)
}

/// Whether the assertion speaks of the kind of number that the evidence is.
fn speaks_of(assertion: &Assertion, case: &StepCase<'_>) -> bool {
    let Slot::Known(measure) = case.claim.scope.subject.measure else { return false };
    let same_measure = match assertion.quantified {
        Quantified::Share => matches!(measure, Measure::Share | Measure::Probability | Measure::Risk),
        Quantified::Rate => measure == Measure::Rate,
        Quantified::Ratio => {
            matches!(measure, Measure::Ratio | Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio)
        }
        Quantified::Change => measure == Measure::Change,
        Quantified::Count => measure == Measure::Count,
        Quantified::Sum => measure == Measure::Sum,
        Quantified::Mean => measure == Measure::Mean,
        Quantified::Rank => measure == Measure::Rank,
    };
    // "sum > 100 kg" of a figure in tonnes, but not of one in dollars.
    let dimension = assertion.threshold.unit.dimension();
    let own = case
        .resolved
        .members_of(case.claim)
        .first()
        .and_then(|member| case.resolved.amounts_of(member).first());
    let same_dimension = match (assertion.quantified, own) {
        (Quantified::Sum, Some(own)) => dimension == own.unit().dimension(),
        _ => true,
    };
    same_measure && same_dimension
}

/// The values for which the assertion is true, in base units.
fn set(assertion: &Assertion) -> Result<Interval, Outcome> {
    let factor = assertion.threshold.unit.factor().is_point().cloned();
    let factor =
        factor.ok_or_else(|| Outcome::not_applicable("the unit of the threshold has several definitions"))?;
    Ok(assertion.comparator.set((&assertion.threshold.value * &factor)?))
}

fn judge(set: &Interval, can_be: &Interval) -> Judgement {
    if can_be.is_subset(set) {
        Judgement::Proven
    } else if can_be.is_disjoint(set) {
        Judgement::Refuted
    } else {
        Judgement::Undetermined
    }
}

fn style(percent: bool) -> Style {
    if percent { Style::Percent } else { Style::Plain }
}

fn shown(interval: &Interval, percent: bool) -> String {
    if *interval == Interval::all() {
        return "anything".to_string();
    }
    NamedValue::range("", interval.clone()).style(style(percent)).shown_range()
}

fn values(bridge: &Bridge, percent: bool) -> Vec<NamedValue> {
    let value = |name: Cow<'static, str>, interval: &Interval| {
        NamedValue::range(name, interval.clone()).style(style(percent))
    };
    let mut values = vec![value("evidence".into(), &bridge.evidence)];
    values.extend(
        bridge.steps.iter().map(|step| value(format!("after {}", step.component.name()).into(), &step.after)),
    );
    values.push(value("concluded".into(), &bridge.concluded));
    values
}

/// Each step with its interval before and after.
fn steps(bridge: &Bridge, percent: bool) -> String {
    let line = |step: &BridgeStep| {
        let assumed = match &step.assumed {
            Some((name, interval)) => format!("{name} {}", shown(interval, true)),
            None => "nothing is known of the rest".to_string(),
        };
        let (before, after) = (shown(&step.before, percent), shown(&step.after, percent));
        format!("{}: {before} becomes {after} ({assumed})", step.component.name())
    };
    let lines: Vec<String> = bridge.steps.iter().map(line).collect();
    if lines.is_empty() { String::new() } else { format!("; step by step: {}", lines.join("; ")) }
}

#[cfg(test)]
mod tests;
