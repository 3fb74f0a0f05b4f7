//! SA11: only those with one outcome were looked at, and the conclusion is about all.

use crate::claim::relation::MemberKind;
use crate::claim::{Assertion, Quantified, Relation};
use crate::dossier::{Assigned, Design, Member, MemberShape, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Measure, Slot};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::observed::{covers_left_out, left_out, one_or_range};
use crate::rules::step::{about_step, is_plain_number, open_at};
use crate::stats::{break_even_unobserved, mean_of_all, needed_mean_of_left_out, worst_case_bounds};
use crate::vocabulary::{KindRelation, Unit};

declare_rule! {
    /// ## What it checks
    /// A share or a mean of units that are in the data because of their outcome (only survivors, only failures, only
    /// hits), and that is concluded of all: what it is with the others, or what they would have to be.
    ///
    /// ## Why it matters
    /// Of the funds that still exist the returns are good: the others were closed.
    ///
    /// ## How
    /// Applies to frames of the design `by-outcome`. Where the groups are printed with their sizes (`average`, `compare`),
    /// the mean of all is `Σ n·m / Σ n`; a printed overall figure, or an assertion, that it contradicts fires. Where only
    /// the number of those left out is known (`excluded`, `e` of all), a share `s` is between `s·(1 − e)` and
    /// `s·(1 − e) + e`; to reach `T` those left out need a share or mean of `(T − m·(1 − e))/e`. Where not even that is
    /// known the rule asks for it. A conclusion about those who were kept passes.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.alive]
    /// design     = "by-outcome"
    /// stands_for = "funds"
    ///
    /// [[claim]]
    /// id    = "returns"
    /// of    = "return"
    /// frame = "alive"
    /// [claim.compare.groups]
    /// alive  = { mean = "9 %", n = "70 funds" }
    /// closed = { mean = "2 %", n = "30 funds" }
    ///
    /// [[conclusion]]
    /// id      = "funds-return"
    /// from    = "returns"
    /// asserts = "mean > 8 %"
    /// base    = "funds"
    /// ```
    /// Only the number of those closed is known.
    /// ```toml
    /// [frame.alive]
    /// design     = "by-outcome"
    /// stands_for = "funds"
    ///
    /// [[claim]]
    /// id     = "returns"
    /// of     = "return"
    /// frame  = "alive"
    /// figure = { mean = "9 %", n = "70 funds", excluded = { n = "30 funds", why = "closed" } }
    ///
    /// [[conclusion]]
    /// id      = "funds-return"
    /// from    = "returns"
    /// asserts = "mean > 8 %"
    /// base    = "funds"
    /// ```
    ///
    /// ## Clean
    /// The conclusion is about those that still exist.
    /// ```toml
    /// [frame.alive]
    /// design     = "by-outcome"
    /// stands_for = "funds"
    ///
    /// [[claim]]
    /// id     = "returns"
    /// of     = "return"
    /// frame  = "alive"
    /// figure = { mean = "9 %", n = "70 funds" }
    ///
    /// [[conclusion]]
    /// id      = "those-left"
    /// from    = "returns"
    /// asserts = "mean > 8 %"
    /// ```
    /// A case-control study selects by outcome to estimate an odds ratio.
    /// ```toml
    /// [frame.cases-and-controls]
    /// design     = "by-outcome"
    /// assigned   = "matched"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id    = "smokers"
    /// of    = "smokers"
    /// frame = "cases-and-controls"
    /// share = { part = "688 patients", whole = "709 patients" }
    ///
    /// [[conclusion]]
    /// id      = "more-likely"
    /// from    = "smokers"
    /// asserts = "ratio > 1"
    /// base    = "adults"
    /// ```
    ///
    /// ## Limits
    /// Judges shares and means, not whether a cause is shown. Silent on case-control studies (`assigned = "matched"`, odds
    /// ratios). Of a mean without the figures of those left out nothing is known but what they would have to be. Groups
    /// are taken together by the numbers printed for them.
    ///
    /// ## Sources
    /// Wald, A. (1943), *A Method of Estimating Plane Vulnerability Based on Damage of Survivors*, Statistical Research
    /// Group, Columbia University. Elton, E. J., Gruber, M. J. & Blake, C. R. (1996), *Review of Financial Studies* 9:1097.
    /// King, G., Keohane, R. O. & Verba, S. (1994), *Designing Social Inquiry*, section 4.3, Princeton University Press.
    "SA11", "selection-on-outcome", "sampling", since "0.1.0", Warning,
    "only those with one outcome were looked at, and the conclusion is about all",
    Step(check),
    options [("least", "1/20", "which share of all may be left out without a warning where nothing is asserted")]
}

/// The name of what those left out would have to be for a threshold.
const NEEDED: &str = "needed of those left out for {}";

fn check(case: &StepCase<'_>) -> Verdict {
    let Some(frame) = case.frame().filter(|frame| frame.design == Some(Design::ByOutcome)) else {
        return Ok(Outcome::not_applicable("the units were not selected by their outcome"));
    };
    let odds = Slot::Known(Measure::OddsRatio);
    let is_odds = [case.evidence().subject.measure, case.concluded().subject.measure].contains(&odds);
    if is_odds || frame.assigned == Some(Assigned::Matched) {
        return Ok(Outcome::not_applicable("cases and controls are selected by their outcome on purpose"));
    }
    let asserts = case.asserts();
    let about: Vec<&Assertion> =
        asserts.iter().filter(|one| matches!(one.quantified, Quantified::Mean | Quantified::Share)).collect();
    if about.is_empty() && !asserts.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share or the mean"));
    }
    match case.written.relation() {
        Relation::Average(_) | Relation::Compare(_) => groups(case, &about),
        _ => one_figure(case, &about),
    }
}

/// The unit of a share or a mean; nothing of another figure.
fn unit_of(case: &StepCase<'_>, member: &Member<'_>) -> Option<Unit> {
    match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Ratio(RatioKind::Share), _) => Some(Unit::none()),
        (MemberShape::Value, [value, ..]) => {
            let measure = case.resolved.scope(member.scope).subject.measure;
            let is_mean = member.value_field() == "mean"
                || matches!(measure, Slot::Known(Measure::Mean | Measure::Share));
            is_mean.then(|| value.unit().clone())
        }
        _ => None,
    }
}

/// A share or mean as printed, in its own unit: "9 %" is nine.
fn printed(case: &StepCase<'_>, member: &Member<'_>, reading: Reading) -> Result<Interval, ArithmeticError> {
    match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Value, [value, ..]) => Ok(value.amount.figure().reading(reading)),
        _ => case.resolved.member_interval(member, reading),
    }
}

/// What an assertion compares with, in the unit of the figure; nothing where the two do not convert.
fn threshold(assertion: &Assertion, unit: &Unit) -> Result<Option<Exact>, ArithmeticError> {
    let (value, own) = (&assertion.threshold.value, &assertion.threshold.unit);
    if own == unit || (value.is_zero() && *own == Unit::none()) {
        return Ok(Some(value.clone()));
    }
    match (own.comparable(unit), own.factor().is_point(), unit.factor().is_point()) {
        (KindRelation::Equal, Some(from), Some(to)) => (&(value * from)? / to).map(Some),
        _ => Ok(None),
    }
}

/// A number of the figure's unit as a message shows it.
fn shown(name: impl Into<Name>, value: Interval, unit: &Unit) -> NamedValue {
    let named = match value.is_point() {
        Some(point) => NamedValue::new(name, point.clone()),
        None => NamedValue::range(name, value),
    };
    match unit.fraction() {
        Some(one) if one == Exact::ONE => named.style(Style::Percent),
        _ => named.unit(unit.symbol().to_string()),
    }
}

/// The groups with their sizes: those left out stand beside those who were kept.
fn groups(case: &StepCase<'_>, about: &[&Assertion]) -> Verdict {
    let members = case.resolved.members_of(case.claim);
    let groups = || members.iter().filter(|member| member.kind == MemberKind::Group);
    let Some(first) = groups().next().filter(|_| groups().nth(1).is_some()) else {
        return Ok(Outcome::not_applicable("there are not two groups"));
    };
    let Some(unit) = unit_of(case, first) else {
        return Ok(Outcome::not_applicable("the groups are given neither as means nor as shares"));
    };
    let mut sized = Vec::new();
    for group in groups() {
        if unit_of(case, group).as_ref() != Some(&unit) {
            return Ok(Outcome::not_applicable("the groups are given in different units"));
        }
        let stated = group.details.as_deref().and_then(|details| details.n.as_ref());
        let whole = case.resolved.amount_of(group, Role::Bottom).filter(|whole| whole.unit().is_counted());
        match plain(stated.or(whole.map(|whole| &whole.amount)))?.filter(Exact::is_positive) {
            Some(size) => sized.push((printed(case, group, Reading::AsWritten)?, size)),
            None => return Ok(Outcome::missing(Field::N, Some(case.written.id()))),
        }
    }
    let all = mean_of_all(&sized)?;
    let is_average = matches!(case.written.relation(), Relation::Average(_));
    let result = members.iter().find(|member| is_average && member.kind == MemberKind::Result);
    let overall = result.filter(|result| unit_of(case, result).as_ref() == Some(&unit));
    let said = overall.map(|overall| printed(case, overall, Reading::AsWritten)).transpose()?;
    // What is asserted is true of a group and not of all.
    let mut turned = false;
    for assertion in about {
        if let Some(value) = threshold(assertion, &unit)? {
            let asserted = assertion.comparator.set(value);
            let of_one = sized.iter().any(|(mean, _)| mean.is_subset(&asserted));
            turned = turned || (of_one && asserted.is_disjoint(&all));
        }
    }
    let is_another = said.as_ref().is_some_and(|said| said.is_disjoint(&all));
    if !(is_another || turned) || !covers_left_out(case, false)? {
        return Ok(Outcome::Passed);
    }
    let mut nearest = Vec::with_capacity(sized.len());
    for (group, (_, size)) in groups().zip(&sized) {
        let (group, size) = (printed(case, group, Reading::Nearest)?, size.clone());
        nearest.push((middle(&group)?, size));
    }
    let mean = mean_of_all(&nearest)?;
    let parts = groups().zip(&sized).map(|(group, (_, size))| {
        let amount = case.resolved.amounts_of(group).first().map(|first| first.amount.to_string());
        format!("{} ({size}) {}", group.name.unwrap_or_default(), amount.unwrap_or_default())
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    let overall = overall.and_then(|overall| case.resolved.amounts_of(overall).first());
    let overall = overall.map(|overall| overall.amount.to_string());
    let at = case.resolved.amounts_of(first).first().map(|reported| case.resolved.pointer(reported));
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let fact = match overall {
            Some(_) => "over all of them it is {mean of all}, not {overall}",
            None => "over all of them it is {mean of all}",
        };
        let mean = shown("mean of all", mean.clone(), &unit).within(all.clone());
        let reason = "the units are in the figure by their outcome; with every group by its size: {parts}";
        let advice = "give the figure of all, or say which group it is of";
        Ok(Finding::warning(fact, reason, advice)
            .with(mean)
            .word("parts", parts.clone())
            .word("overall", overall.clone().unwrap_or_default()))
    });
    let finding = about_step(case, finding, field(case));
    Ok(at.into_iter().fold(finding, Finding::at).into())
}

fn field(case: &StepCase<'_>) -> &'static str {
    if case.asserts().is_empty() { "base" } else { "asserts" }
}

/// A number that was printed plainly.
fn plain(amount: Option<&Amount>) -> Result<Option<Exact>, ArithmeticError> {
    match amount {
        Some(amount) if is_plain_number(amount) => amount.value(),
        _ => Ok(None),
    }
}

/// The middle of an interval with two ends, else all of it.
fn middle(interval: &Interval) -> Result<Interval, ArithmeticError> {
    match (interval.low_value(), interval.high_value()) {
        (Some(low), Some(high)) => Ok(Interval::point((&(low + high)? / &Exact::from(2))?)),
        _ => Ok(interval.clone()),
    }
}

/// One figure of those who were kept; of the others at most their number is known.
fn one_figure(case: &StepCase<'_>, about: &[&Assertion]) -> Verdict {
    let members = case.resolved.members_of(case.claim);
    let result = members.iter().find(|member| member.kind == MemberKind::Result);
    let Some((member, unit)) = result.and_then(|member| Some((member, unit_of(case, member)?))) else {
        return Ok(Outcome::not_applicable("the figure is neither a share nor a mean"));
    };
    if !covers_left_out(case, false)? {
        return Ok(Outcome::Passed);
    }
    let details = member.details.as_deref();
    let Some(excluded) = details.and_then(|details| details.other("excluded/n")) else {
        return Ok(Outcome::missing(Field::EXCLUDED, Some(case.written.id())));
    };
    let left_out = left_out(case, member, excluded)?;
    let most = left_out.high_value().cloned().unwrap_or(Exact::ONE);
    if most.is_zero() {
        return Ok(Outcome::Passed);
    }
    let severity = if most > case.settings.get("least") { Severity::Warning } else { Severity::Note };
    let why = details.and_then(|details| details.excluded_because.clone()).unwrap_or_default();
    let excluded = excluded.to_string();
    let at = case.resolved.amounts_of(member).first().map(|reported| case.resolved.pointer(reported));
    let finding = match case.share() {
        Ok(share) => {
            let kept = Interval::ONE.sub(&left_out)?;
            let bounds = worst_case_bounds(&share.interval, &kept, &Interval::share())?;
            let asserted = if about.is_empty() { &[] } else { case.thresholds() };
            let open = open_at(asserted, &bounds);
            if open.is_empty() && !about.is_empty() {
                return Ok(Outcome::Passed);
            }
            let severity = if open.is_empty() { severity } else { Severity::Warning };
            let (share, value) = (share.interval.clone(), share.value.clone());
            Finding::told_when_read(severity, move || {
                let mut values = vec![
                    one_or_range("share", &share),
                    one_or_range("left out", &left_out),
                    NamedValue::range("share of all", bounds.clone()).style(Style::Percent),
                ];
                let kept = (&Exact::ONE - &most)?;
                for threshold in &open {
                    let needed = break_even_unobserved(&value, &kept, threshold)?;
                    let name = Name::at(NEEDED, [threshold.clone()]);
                    values.push(NamedValue::percent(name, needed));
                }
                Ok(told(&excluded, &why, "the share of all lies anywhere from {share of all}", "{share}")
                    .with_all(values))
            })
        }
        Err(_) => {
            let Some(mean) = middle(&printed(case, member, Reading::Nearest)?)?.is_point().cloned() else {
                return Ok(Outcome::not_applicable("the mean is a limit, not a number"));
            };
            let mut needed = Vec::new();
            for assertion in about {
                if let Some(value) = threshold(assertion, &unit)? {
                    let of_rest = needed_mean_of_left_out(&mean, &most, &value)?;
                    needed.push((value, of_rest));
                }
            }
            if needed.is_empty() && !about.is_empty() {
                return Ok(Outcome::not_applicable("the mean and what is asserted are in different units"));
            }
            Finding::told_when_read(severity, move || {
                let mut values = vec![
                    shown("mean", Interval::point(mean.clone()), &unit),
                    one_or_range("left out", &left_out),
                ];
                for (threshold, of_rest) in &needed {
                    let name = Name::at(NEEDED, [threshold.clone()]);
                    values.push(shown(name, Interval::point(of_rest.clone()), &unit));
                }
                let fact = match needed.is_empty() {
                    true => "the mean of all is {mean} only if that of those left out is",
                    false => "the mean of all depends on those left out: {needed}",
                };
                let unit = unit.clone();
                let list = move |finding: &Finding| {
                    let line = |value: &NamedValue| {
                        let at = value.name.numbers().first().cloned().unwrap_or(Exact::ZERO);
                        format!(
                            "{} if theirs is {}",
                            shown("", Interval::point(at), &unit).shown(),
                            value.shown()
                        )
                    };
                    finding.values_of(NEEDED).map(line).collect::<Vec<_>>().join(", ")
                };
                Ok(told(&excluded, &why, fact, "{mean}").with_all(values).made("needed", list))
            })
        }
    };
    let finding = about_step(case, finding, field(case)).at(member.pointer("excluded"));
    Ok(at.into_iter().fold(finding, Finding::at).into())
}

fn told(excluded: &str, why: &str, fact: &'static str, figure: &str) -> Finding {
    Finding::warning(
        fact,
        format!(
            "{figure} is that of units that are in the data by their outcome; {{left out}} of all are not: {{excluded}} ({{why}})"
        ),
        "bring the figures of those left out, or limit the conclusion to those that were kept",
    )
    .word("excluded", excluded.to_string())
    .word("why", why.to_string())
}

#[cfg(test)]
mod tests;
