//! DN05: a bare number is told as a risk, a rate or a share, and nothing says out of how many.

use crate::claim::Quantified;
use crate::claim::relation::MemberKind;
use crate::dossier::{Member, MemberShape};
use crate::quantity::{Component, Measure, PeriodValue, Scope, Slot, Value};
use crate::rule::{Field, Finding, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::fields;
use crate::rules::step::about_step;

declare_rule! {
    /// ## What it checks
    /// A conclusion about a risk, a rate or a share that is drawn from numbers alone: whether anything says out of how many, or
    /// for how long.
    ///
    /// ## Why it matters
    /// More people are bitten by dogs than by sharks, as more people meet dogs. Which of the two is the more dangerous the two
    /// numbers do not say.
    ///
    /// ## How
    /// The conclusion states a `measure` that has a denominator (`share`, `rate`, `risk`, `probability`, `survival`, or an `odds-ratio`,
    /// `risk-ratio` or `hazard-ratio`), or asserts a `share` or `rate`. Evidence that is a share or rate has one; so has a number with its
    /// `n`, one whose frame states the `population`, and one beside which another claim of the conclusion counts something
    /// else, or states a share or rate. A number of a stated `period` is a rate a year, unless the conclusion states its
    /// `base`. Counts and sums without any of that are a warning. Of a claim beside them that does not say what it counts, the rule
    /// asks it.
    ///
    /// ## Fires
    /// Deaths are counted, and a danger is concluded.
    /// ```toml
    /// [[claim]]
    /// id      = "deaths"
    /// of      = "deaths-on-the-road"
    /// compare = { by = "vehicle", groups = { bicycle = "445 deaths", motorcycle = "612 deaths" } }
    ///
    /// [[conclusion]]
    /// id      = "more-dangerous"
    /// from    = "deaths"
    /// measure = "risk-ratio"
    /// asserts = "ratio > 1"
    /// ```
    ///
    /// ## Clean
    /// The same numbers are told as what they are.
    /// ```toml
    /// [[claim]]
    /// id      = "deaths"
    /// of      = "deaths-on-the-road"
    /// compare = { by = "vehicle", groups = { bicycle = "445 deaths", motorcycle = "612 deaths" } }
    ///
    /// [[conclusion]]
    /// id      = "more-died"
    /// from    = "deaths"
    /// asserts = "ratio > 1"
    /// ```
    /// Another claim says out of how many.
    /// ```toml
    /// [[claim]]
    /// id     = "deaths"
    /// of     = "deaths-on-the-road"
    /// figure = "445 deaths"
    ///
    /// [[claim]]
    /// id     = "riders"
    /// of     = "cyclists"
    /// figure = "7.2 million people"
    ///
    /// [[conclusion]]
    /// id      = "rare"
    /// from    = ["deaths", "riders"]
    /// measure = "risk"
    /// ```
    /// So many in a year.
    /// ```toml
    /// [[claim]]
    /// id     = "tips"
    /// of     = "tips"
    /// period = "2019"
    /// figure = "6 tips"
    ///
    /// [[conclusion]]
    /// id      = "seldom"
    /// from    = "tips"
    /// measure = "rate"
    /// ```
    ///
    /// ## Limits
    /// Silent where nothing but a number is concluded, on a rank, and on the parts of a total, whose shares can be
    /// computed. Whether the denominator beside it is the right one other rules ask. Groups may be known to be of one size: that
    /// is an answer (`allow`). A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// Gigerenzer, G., Gaissmaier, W., Kurz-Milcke, E., Schwartz, L. M. & Woloshin, S. (2007), Helping doctors and patients make sense of
    /// health statistics, *Psychological Science in the Public Interest* 8, 53–96, on reference classes.
    "DN05", "missing-denominator", "denominator", since "0.1.0", Warning,
    "a number is told as a risk, rate or share without saying out of how many",
    Step(check)
}

/// How many figures a finding shows.
const SHOWN: usize = 2;

fn check(case: &StepCase<'_>) -> Verdict {
    let Some((told, field)) = told_as(case) else {
        return Ok(Outcome::not_applicable("no risk, rate or share is concluded"));
    };
    let members = figures(case);
    if members.is_empty() {
        return Ok(Outcome::not_applicable("the evidence has no figures of its own to be out of something"));
    }
    let has_denominator = |member: &&Member<'_>| {
        let measure = case.resolved.scope(member.scope).subject.measure;
        member.shape != MemberShape::Value
            || measure.known().is_some_and(is_out_of_something)
            || member.details.as_ref().is_some_and(|details| details.n.is_some())
    };
    if members.iter().all(has_denominator) {
        return Ok(Outcome::Passed);
    }
    if !members.iter().all(|member| is_number(case, member)) {
        return Ok(Outcome::not_applicable("the evidence is neither counts and sums nor shares and rates"));
    }
    if is_over_time(case, told) || is_out_of(case, &members) {
        return Ok(Outcome::Passed);
    }
    if let Some((component, claim)) = case.left_open(&[Component::Of, Component::Kind, Component::Measure]) {
        return Ok(Outcome::missing(fields::of(component), Some(claim)));
    }
    let amounts = members.iter().flat_map(|member| case.resolved.amounts_of(member));
    let shown: Vec<String> = amounts.take(SHOWN).map(|reported| reported.amount.to_string()).collect();
    let finding = Finding::told_when_read(Severity::Warning, move || {
        Ok(Finding::warning(
            "{figures} stand without saying out of how many; the conclusion is about {measure}",
            "more happens where there is more that it can happen to: a number alone does not tell how likely it is",
            "say out of how many, or in how much time, or conclude of the number",
        )
        .word("figures", shown.join(" and "))
        .word("measure", with_article(told)))
    });
    Ok(about_step(case, finding.ask(Field::OUT_OF_HOW_MANY), field).into())
}

/// What the conclusion speaks of that has a denominator, and the field that says so.
fn told_as(case: &StepCase<'_>) -> Option<(Measure, &'static str)> {
    let concluded = case.concluded();
    let stated = concluded.subject.measure.known().filter(|_| concluded.is_stated(Component::Measure));
    match stated {
        Some(measure) => is_out_of_something(measure).then_some((measure, "measure")),
        None => case.asserts().iter().find_map(|one| Some((asserted(one.quantified)?, "asserts"))),
    }
}

/// The measure with a denominator that is asserted.
fn asserted(quantified: Quantified) -> Option<Measure> {
    match quantified {
        Quantified::Share => Some(Measure::Share),
        Quantified::Rate => Some(Measure::Rate),
        _ => None,
    }
}

/// Whether a conclusion of one measure from another is for this rule to judge.
pub(crate) fn is_judged(evidence: &Scope, concluded: &Scope, asserted_as: Option<Quantified>) -> bool {
    let is_number = matches!(evidence.subject.measure, Slot::Known(Measure::Count | Measure::Sum));
    let told = match asserted_as {
        Some(quantified) => asserted(quantified),
        None => concluded.subject.measure.known(),
    };
    is_number && told.is_some_and(is_out_of_something)
}

fn is_out_of_something(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Share
            | Measure::Rate
            | Measure::Risk
            | Measure::Probability
            | Measure::Survival
            | Measure::OddsRatio
            | Measure::RiskRatio
            | Measure::HazardRatio
    )
}

/// The figures that the evidence states: of a change its two or its series, of a comparison its groups, else its result.
fn figures<'d>(case: &StepCase<'d>) -> Vec<&'d Member<'d>> {
    let of = |kinds: &[MemberKind]| {
        case.resolved.members_of(case.claim).iter().filter(|member| kinds.contains(&member.kind)).collect()
    };
    let levels: Vec<_> = of(&[MemberKind::From, MemberKind::To, MemberKind::Point, MemberKind::Group]);
    if levels.is_empty() { of(&[MemberKind::Result]) } else { levels }
}

/// A count or a sum.
fn is_number(case: &StepCase<'_>, member: &Member<'_>) -> bool {
    let measure = case.resolved.scope(member.scope).subject.measure;
    member.shape == MemberShape::Value && matches!(measure, Slot::Known(Measure::Count | Measure::Sum))
}

/// A number of a known period is a rate a year; not so one out of a population.
fn is_over_time(case: &StepCase<'_>, told: Measure) -> bool {
    let is_dated = matches!(case.evidence().subject.period, PeriodValue::Period(_));
    let is_of_base = matches!(case.concluded().subject.base, Value::Node(_))
        && case.concluded().is_stated(Component::Base);
    told == Measure::Rate && is_dated && !is_of_base
}

/// Whether the frame says how many there are, or another claim of the conclusion is a share or rate, or counts something
/// else.
fn is_out_of(case: &StepCase<'_>, members: &[&Member<'_>]) -> bool {
    let is_counted = case.frame().is_some_and(|frame| frame.amount("population").is_some());
    let kinds = || members.iter().map(|member| case.resolved.scope(member.scope).subject.kind);
    let is_beside = case.drawn().is_out_of(is_out_of_something)
        || case.drawn().counts_else(case.evidence().subject.of, kinds());
    is_counted || is_beside
}

fn with_article(measure: Measure) -> String {
    match measure {
        Measure::Survival => "survival".to_string(),
        Measure::OddsRatio => "an odds ratio".to_string(),
        _ => format!("a {}", measure.word().replace('-', " ")),
    }
}

#[cfg(test)]
mod tests;
