//! IN07: what was done is counted, and what it was for is concluded.

use crate::claim::Claim;
use crate::claim::relation::MemberKind;
use crate::dossier::{Design, Member, MemberShape};
use crate::number::{ArithmeticError, Exact, Reading};
use crate::quantity::{Component, Flow, Measure, PeriodValue, Slot, Value};
use crate::rule::step::is_plain;
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::step::about_step;
use crate::rules::trend::MOST_POINTS;
use crate::vocabulary::ResultClass;

declare_rule! {
    /// ## What it checks
    /// Whether what is counted stands as late in the chain of results (input, activity, output, outcome) as what is
    /// concluded: tips, tests, arrests or seizures that are to show how much there is.
    ///
    /// ## Why it matters
    /// More tests find more cases, and fewer tips may mean that nobody rang. Such figures measure effort first; what
    /// the effort was for may go the other way.
    ///
    /// ## How
    /// Both classes come from `taxonomy.class`, down the taxonomy where a name has none of its own. It fires where the
    /// conclusion's is the later one. A count over a period is also told per year (of 365.25 days). If only one side has
    /// a class, it asks for the other's.
    ///
    /// ## Fires
    /// Six tips in nearly eight years.
    /// ```toml
    /// [taxonomy]
    /// class = { tip = "activity", supply = "outcome" }
    ///
    /// [[claim]]
    /// id     = "tips"
    /// figure = "six tips"
    /// of     = "tip"
    /// period = "2012/2019-08"
    ///
    /// [[conclusion]]
    /// id   = "little"
    /// from = "tips"
    /// of   = "supply"
    /// ```
    ///
    /// ## Clean
    /// Every parcel is opened: what is found is what there is, but for a known rest.
    /// ```toml
    /// [taxonomy]
    /// class = { find = "output", smuggled-goods = "outcome" }
    ///
    /// [frame.opened]
    /// design      = "census"
    /// sensitivity = "99 %"
    ///
    /// [[claim]]
    /// id     = "finds"
    /// figure = "6 parcels"
    /// of     = "find"
    /// frame  = "opened"
    ///
    /// [[conclusion]]
    /// id   = "little"
    /// from = "finds"
    /// of   = "smuggled-goods"
    /// ```
    /// As many tests in both years: the effort did not change.
    /// ```toml
    /// [taxonomy]
    /// class = { positive-test = "output", infection = "outcome" }
    ///
    /// [frame.spring]
    /// effort = "10,000 tests"
    ///
    /// [frame.autumn]
    /// effort = "10,000 tests"
    ///
    /// [[claim]]
    /// id = "positive"
    /// of = "positive-test"
    /// [claim.change]
    /// from = { value = "200 tests", frame = "spring" }
    /// to   = { value = "400 tests", frame = "autumn" }
    ///
    /// [[conclusion]]
    /// id   = "more"
    /// from = "positive"
    /// of   = "infection"
    /// ```
    /// The patrols are there to say what changed; the burglaries are counted, too.
    /// ```toml
    /// [taxonomy]
    /// class = { patrol = "activity", burglary = "outcome" }
    ///
    /// [[claim]]
    /// id     = "patrols"
    /// figure = "300 patrols"
    /// of     = "patrol"
    ///
    /// [[claim]]
    /// id     = "burglaries"
    /// figure = "88 burglaries"
    /// of     = "burglary"
    ///
    /// [[conclusion]]
    /// id   = "fewer"
    /// from = ["patrols", "burglaries"]
    /// of   = "burglary"
    /// ```
    ///
    /// ## Limits
    /// Silent where nothing has a class, where another claim of the conclusion counts what is concluded, where every
    /// unit was inspected with a stated sensitivity, and where each figure of a change or comparison states the same
    /// `effort`. A constant effort keeps a change comparable; whether those reached are like the rest is SA07's question.
    ///
    /// ## Sources
    /// Donabedian, A. (1966), Evaluating the quality of medical care, *Milbank Memorial Fund Quarterly* 44(3, part 2):166.
    /// OECD DAC (2002), *Glossary of Key Terms in Evaluation and Results Based Management* (results chain). Campbell, D. T.
    /// (1979), Assessing the impact of planned social change, *Evaluation and Program Planning* 2:67.
    "IN07", "process-indicator-as-outcome", "inference", since "0.1.0", Warning,
    "what was done is counted, and what it was for is concluded",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let (counted, concluded) = (case.evidence().subject.of, case.concluded().subject.of);
    let (Value::Node(_), Value::Node(_)) = (counted, concluded) else {
        return Ok(Outcome::not_applicable("what is counted or what is concluded has no name"));
    };
    let classes = [case.claim.scope, case.step.scope].map(|scope| case.resolved.class_of(scope));
    if classes == [None, None] {
        return Ok(Outcome::not_applicable("no class in the chain of results is declared"));
    }
    if counted == concluded {
        return Ok(Outcome::Passed);
    }
    let [own, wanted] = classes;
    // What the other class could be at worst.
    let is_later = own.unwrap_or(ResultClass::Input) < wanted.unwrap_or(ResultClass::Outcome);
    let is_measured = || case.chain().latest >= wanted;
    if !is_later || (wanted.is_some() && is_measured()) || finds_all(case) || is_effort_constant(case)? {
        return Ok(Outcome::Passed);
    }
    let (Some(own), Some(wanted)) = (own, wanted) else {
        let lacks_class = if own.is_none() { case.written.id() } else { case.conclusion.id() };
        return Ok(Outcome::missing(Field::CLASS, Some(lacks_class)));
    };
    if let Some(other) = case.chain().unknown.and_then(|position| case.resolved.claim(position)) {
        // It may be the one that counts what is concluded.
        let is_named = matches!(case.resolved.scope(other.scope).subject.of, Value::Node(_));
        let id = case.resolved.written(other).map(Claim::id);
        return Ok(Outcome::missing(if is_named { Field::CLASS } else { Field::OF }, id));
    }
    let yearly = yearly(case)?;
    let sides = case.sides();
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let fact = match yearly {
            Some(_) => {
                "{counted}, {a class} ({rate} a year), is to show something of {concluded}, {a wanted class}"
            }
            None => "{counted}, {a class}, is to show something of {concluded}, {a wanted class}",
        };
        let finding = Finding::warning(
            fact,
            "such a figure shows first how much was done: with another effort it is another figure, whatever happens to {concluded}",
            "give a figure of {concluded}, or say how much was done each time",
        );
        Ok(finding
            .word("counted", sides.first(Component::Of))
            .word("concluded", sides.second(Component::Of))
            .word("a class", with_article(own))
            .word("a wanted class", with_article(wanted))
            .with_all(yearly.clone().map(|rate| NamedValue::new("rate", rate))))
    });
    let effort = case.frame().and_then(|frame| frame.amount("effort"));
    let finding = if effort.is_none() { finding.ask(Field::EFFORT) } else { finding };
    Ok(about_step(case, finding, "of").into())
}

fn with_article(class: ResultClass) -> &'static str {
    match class {
        ResultClass::Input => "an input",
        ResultClass::Activity => "an activity",
        ResultClass::Output => "an output",
        ResultClass::Outcome => "an outcome",
    }
}

/// Whether every unit was looked at, and it is known how many of those that are there a look finds.
fn finds_all(case: &StepCase<'_>) -> bool {
    let complete = case.frame().filter(|frame| frame.design == Some(Design::Census));
    complete.is_some_and(|frame| frame.amount("sensitivity").is_some())
}

/// Whether the figures set side by side each state the effort behind them, and it was the same.
fn is_effort_constant(case: &StepCase<'_>) -> Result<bool, ArithmeticError> {
    let is_compared = |member: &&Member<'_>| {
        matches!(member.kind, MemberKind::From | MemberKind::To | MemberKind::Point | MemberKind::Group)
    };
    let members = case.resolved.members_of(case.claim);
    if members.len() > MOST_POINTS {
        return Ok(false);
    }
    let mut first = None;
    let mut count = 0;
    for member in members.iter().filter(is_compared) {
        // One effort stated for the claim as a whole says nothing of each figure.
        let scope = case.resolved.scope(member.scope);
        let frame = scope.method.frame.filter(|_| scope.is_stated(Component::Frame));
        let frame = frame.and_then(|frame| case.resolved.frame(frame));
        let own_frame = frame.filter(|_| scope.method.frame != case.evidence().method.frame);
        let Some(effort) = own_frame.and_then(|frame| frame.amount("effort")) else { return Ok(false) };
        let effort = (effort.interval(Reading::Nearest)?, effort.unit());
        count += 1;
        match &first {
            None => first = Some(effort),
            Some(first) if *first == effort => {}
            Some(_) => return Ok(false),
        }
    }
    Ok(count > 1)
}

/// A count over a period, per year.
fn yearly(case: &StepCase<'_>) -> Result<Option<Exact>, ArithmeticError> {
    let Some(member) = case.resolved.result_member(case.claim) else { return Ok(None) };
    let (MemberShape::Value, [count]) = (member.shape, case.resolved.amounts_of(member)) else {
        return Ok(None);
    };
    let subject = case.resolved.scope(count.scope).subject;
    let is_count = subject.measure == Slot::Known(Measure::Count)
        && subject.flow != Slot::Known(Flow::Stock)
        && is_plain(&count.amount);
    let PeriodValue::Period(period) = subject.period else { return Ok(None) };
    match (period.years(), count.amount.value()?) {
        (Some(years), Some(value)) if is_count => Ok(Some((&value / &years)?)),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests;
