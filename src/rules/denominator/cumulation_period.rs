//! DN14: the sum of several years is told of one.

use crate::bridge::Fit;
use crate::claim::Assertion;
use crate::claim::relation::MemberKind;
use crate::dossier::{Member, MemberShape, Reported, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Component, Flow, Measure, PeriodValue, SetRelation, Slot};
use crate::rule::step::threshold;
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::step::about_step;
use crate::vocabulary::{Period, Unit};

declare_rule! {
    /// ## What it checks
    /// Whether an amount that came together over a longer time is concluded for a shorter one.
    ///
    /// ## Why it matters
    /// "£14 billion for schools" and "£2,000 more tax" are heard as what a year brings. Summed over four years they are four
    /// times as much, and nothing in the number says so.
    ///
    /// ## How
    /// The periods of claim and conclusion are compared: of an amount or count that is no stock (`flow`), and of an amount
    /// for each that is `flow = "cumulative"`. It fires where the claim's period is more than one and a half times as long
    /// as the one that the conclusion states for itself. What is concluded is the same figure, or an assertion about it
    /// that does not hold for the average of such a time, `amount · T₂/T₁`. If the claim is a `total` whose parts have
    /// periods of their own, what they make for the conclusion's period stands beside the average, and may bear the
    /// assertion out as well: what grows from year to year lies far from it.
    ///
    /// ## Fires
    /// More money for schools in England, each year's increase counted from 2019–20: £14 billion is what three years bring.
    /// ```toml
    /// [[claim]]
    /// id     = "schools"
    /// period = "2020-04/2023-03"
    /// flow   = "flow"
    ///
    /// [claim.total]
    /// whole = "£14 billion"
    ///
    /// [claim.total.parts]
    /// first  = { value = "£2.6 billion", period = "2020-04/2021-03" }
    /// second = { value = "£4.8 billion", period = "2021-04/2022-03" }
    /// third  = { value = "£7.1 billion", period = "2022-04/2023-03" }
    ///
    /// [[conclusion]]
    /// id     = "a-year"
    /// from   = "schools"
    /// period = "2022-04/2023-03"
    /// ```
    /// What a tax is said to cost a household, by a dossier that added four years.
    /// ```toml
    /// [[claim]]
    /// id     = "tax"
    /// figure = "£2,094 per household"
    /// period = "2025-04/2029-03"
    /// flow   = "cumulative"
    ///
    /// [[conclusion]]
    /// id     = "a-year"
    /// from   = "tax"
    /// period = "2025-04/2026-03"
    /// ```
    ///
    /// ## Clean
    /// The same, told of the four years.
    /// ```toml
    /// [[claim]]
    /// id     = "tax"
    /// figure = "£2,094 per household"
    /// period = "2025-04/2029-03"
    /// flow   = "cumulative"
    ///
    /// [[conclusion]]
    /// id     = "in-four-years"
    /// from   = "tax"
    /// period = "2025-04/2029-03"
    /// ```
    /// A debt of several years is a debt in each.
    /// ```toml
    /// [[claim]]
    /// id     = "debt"
    /// figure = "£2,690 billion"
    /// period = "2020/2023"
    /// flow   = "stock"
    ///
    /// [[conclusion]]
    /// id     = "in-2021"
    /// from   = "debt"
    /// period = "2021"
    /// ```
    ///
    /// ## Limits
    /// It asks for the claim's period and for `flow` where the conclusion has a period of its own. What a text leaves its
    /// readers to think is written down as a conclusion; a text that says "over four years" concludes nothing else. Shares,
    /// means, rates per unit of time, and an amount for each that nobody calls cumulative are the same in a shorter time,
    /// and not judged; nor is what is told of a longer time than it was counted in. What money of later years is worth
    /// today needs a discount rate, and is not reckoned.
    ///
    /// ## Sources
    /// UK Statistics Authority (2019), *Statement on school funding information in Labour and Conservative manifestos*;
    /// Hansard, House of Commons, 3 September 2019, *Education Funding*. Office for Statistics Regulation, statement of
    /// 6 June 2024 on a sum over four years (reported by LBC that day).
    "DN14", "cumulation-period", "denominator", since "0.1.0", Warning,
    "the sum of several years is told of one",
    Step(check)
}

/// How many times as long a time may be: a fiscal year of five quarters, a season.
const LONGER: (i64, i64) = (3, 2);

fn check(case: &StepCase<'_>) -> Verdict {
    let PeriodValue::Period(told) = case.concluded().subject.period else {
        return Ok(Outcome::not_applicable("the conclusion is of no certain time"));
    };
    if !case.concluded().is_stated(Component::Period) {
        return Ok(Outcome::not_applicable("the conclusion is of the same time as its evidence"));
    }
    let Some((member, figure)) = amount(case) else {
        return Ok(Outcome::not_applicable("the evidence is no amount that adds up over time"));
    };
    // Without an assertion it is the same figure that is concluded, unless a cause is.
    let is_of_it = match case.asserts() {
        [] => case.conclusion.cause().is_none(),
        _ => case.fits().any(|(_, fit)| fit == Fit::Same),
    };
    if !is_of_it {
        return Ok(Outcome::not_applicable("the conclusion asserts something else than the amount"));
    }
    let flow = case.evidence().subject.flow;
    // A rate of several years may be what each of them had.
    let each = figure.role != Role::Value || figure.unit().per().is_some();
    match flow {
        Slot::Known(Flow::Stock) => {
            return Ok(Outcome::not_applicable("a stock is as large in a part of the time"));
        }
        Slot::Known(flow) if each && flow != Flow::Cumulative => {
            return Ok(Outcome::not_applicable("an amount for each may be that of one year of several"));
        }
        _ => {}
    }
    let own = match case.evidence().subject.period {
        PeriodValue::Period(own) => own,
        PeriodValue::Unknown => return Ok(Outcome::missing(Field::PERIOD, Some(case.written.id()))),
        _ => return Ok(Outcome::not_applicable("the evidence is of no certain time")),
    };
    let concluded = case.concluded().subject.flow;
    if told.is_day() && told.bounds().1 == own.bounds().1 && concluded == Slot::Known(Flow::Cumulative) {
        return Ok(Outcome::not_applicable("it is what had come together by that day"));
    }
    let (Some(own_days), Some(told_days)) = (own.days(), told.days()) else {
        return Ok(Outcome::not_applicable("one of the two times has no beginning or no end"));
    };
    let times = Exact::new(i64::from(own_days), i64::from(told_days))?;
    if times <= Exact::new(LONGER.0, LONGER.1)? {
        return Ok(Outcome::Passed);
    }
    let parts = parts(case, told)?;
    let values = match figure.role {
        Role::Top => case.resolved.member_interval(member, Reading::Nearest)?,
        _ => figure.interval(Reading::Nearest)?,
    };
    // What never happened in four years did not happen in one of them, unless comings and goings cancelled out.
    if values == Interval::point(Exact::ZERO) && flow != Slot::Known(Flow::Net) {
        return Ok(Outcome::Passed);
    }
    let average = values.scale(&times.recip()?)?;
    if bears_out(case, &average)
        || parts.clone().is_some_and(|parts| bears_out(case, &Interval::point(parts)))
    {
        return Ok(Outcome::Passed);
    }
    if !matches!(flow, Slot::Known(_)) {
        return Ok(Outcome::missing(Field::FLOW, Some(case.written.id())));
    }
    let unit = figure.unit();
    let average = (figure.amount.figure().value() / &times)?;
    let average = NamedValue::new("average", average).unit(unit.symbol().to_string());
    let parts = match (parts, unit.factor().is_point()) {
        (Some(parts), Some(factor)) => {
            Some(NamedValue::new("parts", (&parts / factor)?).unit(unit.symbol().to_string()))
        }
        _ => None,
    };
    let (amount, times) = (figure.amount.clone(), NamedValue::new("times", times));
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let reason = match parts {
            Some(_) => {
                "that is {times} times as long: on average {average}, and {parts} in the parts that are printed for it"
            }
            None => "that is {times} times as long: on average {average}",
        };
        let advice = match parts {
            Some(_) => "say over which time it was summed, or conclude {parts}",
            None => "say over which time it was summed, or conclude the average",
        };
        let finding = Finding::warning(
            "{amount} is what came together in {own}, and is concluded for {told}",
            reason,
            advice,
        );
        Ok(finding
            .with_all([times.clone(), average.clone()])
            .with_all(parts.clone())
            .word("amount", amount.to_string())
            .word("own", own.to_string())
            .word("told", told.to_string()))
    });
    Ok(about_step(case, finding, "period").at(case.resolved.pointer(figure)).into())
}

/// The figure of the claim that adds up over time: its amount, what there is for each, or what is divided among them.
fn amount<'d>(case: &StepCase<'d>) -> Option<(&'d Member<'d>, &'d Reported)> {
    let member = case.resolved.result_member(case.claim).filter(|member| !member.is_stated_change())?;
    let amounts = case.resolved.amounts_of(member);
    let figure = match (member.shape, amounts) {
        (MemberShape::Value, [value]) => value,
        (MemberShape::Ratio(RatioKind::Rate), [top, bottom]) if !is_of_time(bottom.unit()) => top,
        (MemberShape::Ratio(RatioKind::Rate), [_, bottom, stated]) if !is_of_time(bottom.unit()) => stated,
        _ => return None,
    };
    let measure = case.resolved.scope(figure.scope).subject.measure;
    let adds_up = match measure {
        Slot::Known(Measure::Count | Measure::Sum | Measure::Rate) => true,
        Slot::Known(measure) => measure == Measure::Ratio && figure.unit().per().is_some(),
        _ => figure.unit().per().is_some(),
    };
    let (above, below) = (figure.unit().numerator(), figure.unit().per());
    let is_amount = figure.unit().fraction().is_none() && !is_of_time(above);
    let is_rate = below.is_some_and(|(_, below)| is_of_time(below));
    (adds_up && is_amount && !is_rate).then_some((member, figure))
}

/// Ages and person-years, and degrees: they are no amounts that come together over a time.
fn is_of_time(unit: &Unit) -> bool {
    unit.dimension().is_none_or(|dimension| match dimension.exponents() {
        [0, 0, time, temperature, 0, 0, _] => time != 0 || temperature != 0,
        _ => false,
    })
}

/// Whether all that is asserted of the amount holds for these values.
fn bears_out(case: &StepCase<'_>, values: &Interval) -> bool {
    let mut asserted = case.fits().filter(|(_, fit)| *fit == Fit::Same).peekable();
    let is_said = asserted.peek().is_some();
    let holds = |assertion: &Assertion| values.is_subset(&assertion.comparator.set(threshold(assertion)));
    is_said && asserted.all(|(assertion, _)| holds(assertion))
}

/// What the parts of a total make that have periods within the conclusion's, where every part has one.
fn parts(case: &StepCase<'_>, told: Period) -> Result<Option<Exact>, ArithmeticError> {
    let members = case.resolved.members_of(case.claim);
    let mut sum = None;
    for part in members.iter().filter(|member| member.kind == MemberKind::Part) {
        let scope = case.resolved.scope(part.scope);
        let (PeriodValue::Period(period), true) = (scope.subject.period, scope.is_stated(Component::Period))
        else {
            return Ok(None);
        };
        if !matches!(period.relation(&told), SetRelation::Equal | SetRelation::Within) {
            continue;
        }
        let Some(amount) = case.resolved.amount_of(part, Role::Value) else { return Ok(None) };
        let Some(value) = amount.amount.value()? else { return Ok(None) };
        sum = Some((sum.unwrap_or(Exact::ZERO) + &value)?);
    }
    Ok(sum)
}

#[cfg(test)]
mod tests;
