//! CT13: the latest figures are not all in, or end before what they are to judge began.

use std::cmp::Ordering;

use crate::claim::Relation;
use crate::dossier::{Assigned, AssumptionName};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Adjustment, Measure, Status};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, assumed, supposed};
use crate::rules::trend::{Ends, Order, asserted, ends, is_one_measure, order, printed, side, word};
use crate::vocabulary::Period;

declare_rule! {
    /// ## What it checks
    /// Whether the figures behind a conclusion reach as far in time as it does: past the beginning of the cause that
    /// they are to judge, and with all of the latest period counted.
    ///
    /// ## Why it matters
    /// Reports come in late: the last months of a register nearly always show a fall that is gone a year later. And
    /// what was counted before something began cannot tell what it did.
    ///
    /// ## How
    /// Figures whose last period ends before `because.since` fire with the days between the two (half-open: data up to
    /// 2018 end before 1 January 2019). A later figure that is `provisional`, or of which the assumption `completeness`
    /// says what share `c` is in, is divided by `c`; it fires where the change so adjusted does not go the asserted way
    /// for every `c`. Exact. A fall from `a` to `b` is gone at `c = b/a`.
    ///
    /// ## Fires
    /// Deaths up to 2018, and a control that began in May 2019.
    /// ```toml
    /// [[claim]]
    /// id     = "deaths"
    /// change = { series = { 2016 = "19,413 deaths", 2017 = "28,466 deaths", 2018 = "31,335 deaths" } }
    /// of     = "overdose-death"
    ///
    /// [[conclusion]]
    /// id      = "no-use"
    /// from    = "deaths"
    /// because = { what = "the control", since = "2019-05-01" }
    /// ```
    /// A fall by a tenth in figures of which five in six are in.
    /// ```toml
    /// [[claim]]
    /// id = "deaths"
    /// of = "overdose-death"
    /// [claim.change]
    /// from = "1,000 deaths"
    /// to   = { value = "900 deaths", status = "provisional" }
    ///
    /// [[assume]]
    /// name   = "completeness"
    /// for    = "deaths"
    /// value  = "80 % to 85 %"
    /// source = "earlier years, half a year after their end"
    ///
    /// [[conclusion]]
    /// id      = "fewer"
    /// from    = "deaths"
    /// asserts = "change < 0"
    /// ```
    ///
    /// ## Clean
    /// Provisional, but what is missing can only add to the rise.
    /// ```toml
    /// [[claim]]
    /// id = "deaths"
    /// of = "overdose-death"
    /// [claim.change]
    /// from = "1,000 deaths"
    /// to   = { value = "1,100 deaths", status = "provisional" }
    ///
    /// [[conclusion]]
    /// id      = "more"
    /// from    = "deaths"
    /// asserts = "change > 0"
    /// ```
    /// One claim shows the time before, another the time after.
    /// ```toml
    /// [[claim]]
    /// id     = "before"
    /// figure = "31,335 deaths"
    /// period = "2018"
    ///
    /// [[claim]]
    /// id     = "after"
    /// figure = "36,359 deaths"
    /// period = "2019"
    ///
    /// [[conclusion]]
    /// id      = "no-use"
    /// from    = ["before", "after"]
    /// because = { what = "the control", since = "2019-05-01" }
    /// ```
    ///
    /// ## Limits
    /// Silent where the producer has adjusted the figure (`adjustment`, or status `estimate`), of shares, means and
    /// indices, which late reports may move either way, of conclusions about the future, and of experiments and groups
    /// side by side, which show an effect wherever it is used later. That figures reach past a beginning shows no effect:
    /// that is IN05's question.
    ///
    /// ## Sources
    /// Lawless, J. F. (1994), Adjustments for reporting delays and the prediction of occurred but not reported events,
    /// *Canadian Journal of Statistics* 22:15. Rossen, L. M. et al. (2018), *Methods to Adjust Provisional Counts of Drug
    /// Overdose Deaths for Underreporting*, NCHS Vital Statistics Rapid Release 6 (on average 83 % complete after six
    /// months).
    "CT13", "incomplete-recent-period", "comparison", since "0.1.0", Warning,
    "the latest figures are not all in, or end before what they are to judge began",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let reaches = reaches_past_beginning(case)?;
    match reaches {
        Some(Reaches::Not(finding)) => return Ok(about_step(case, finding, "because").into()),
        Some(Reaches::Past) | None => {}
    }
    match incomplete(case) {
        // That the latest figure may be all in says nothing against what was checked before.
        Err(Outcome::NotApplicable { .. }) if reaches.is_some() => Ok(Outcome::Passed),
        verdict => verdict,
    }
}

/// The name of the completeness at which nothing is left of the change.
const GONE: &str = "completeness at which the change is gone";

enum Reaches {
    Past,
    Not(Finding),
}

/// Whether the figures reach past the beginning of the asserted cause; nothing where they need not.
fn reaches_past_beginning(case: &StepCase<'_>) -> Result<Option<Reaches>, Outcome> {
    // Groups side by side show an effect, not a development.
    let side_by_side = matches!(case.written.relation(), Relation::Compare(compare)
        if compare.by.as_deref() != Some("period"));
    let is_experiment = case.frame().is_some_and(|frame| frame.assigned == Some(Assigned::Randomised));
    if side_by_side || is_experiment {
        return Ok(None);
    }
    let (own, gap) = match order(case)? {
        // Of several that end too early it is told of the one that reaches furthest.
        Order::Open | Order::Earlier => return Ok(None),
        Order::Past => return Ok(Some(Reaches::Past)),
        Order::Before { last, gap } => (last, Exact::from(gap)),
    };
    let since = case.concluded_from().and_then(|conclusion| conclusion.since);
    let beginning = since.and_then(|since| since.first_day()).map(Period::day);
    let what = case.conclusion.cause().map(|cause| cause.what.clone()).unwrap_or_default();
    let last = own.last_day().map(Period::day);
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let fact = match gap.is_zero() {
            true => "the figures end on the day before what they are to judge began",
            false => "the figures end {gap} before what they are to judge began",
        };
        let finding = Finding::warning(
            fact,
            "they run to {last}, and {what} began on {beginning}: no figure is from after it",
            "give figures from after {beginning}, or leave these out of the judgement",
        );
        Ok(finding
            .with(NamedValue::new("gap", gap.clone()).unit("days").style(Style::Whole))
            .word("last", last.map(|day| day.to_string()).unwrap_or_default())
            .word("what", what.clone())
            .word("beginning", beginning.map(|day| day.to_string()).unwrap_or_default()))
    });
    Ok(Some(Reaches::Not(finding)))
}

/// Whether the change goes the asserted way when all of the latest period is in.
fn incomplete(case: &StepCase<'_>) -> Verdict {
    let Relation::Change(_) = case.written.relation() else {
        return Err(Outcome::not_applicable("the evidence is no change"));
    };
    let Some(Ends { first, last }) = ends(case.resolved, case.claim) else {
        return Err(Outcome::not_applicable("earlier and later figure are not both printed"));
    };
    let scope = case.resolved.scope(last.scope);
    let declared = assumed(case, AssumptionName::Completeness);
    match (scope.method.status, declared) {
        (Some(Status::Estimate | Status::Projection | Status::Target), _) => {
            return Err(Outcome::not_applicable("the latest figure is an estimate of the whole"));
        }
        (Some(Status::Provisional), _) | (_, Some(_)) => {}
        (Some(Status::Observed), None) => return Ok(Outcome::Passed),
        _ => return Err(Outcome::not_applicable("nothing says that the latest figure is incomplete")),
    }
    if matches!(scope.method.adjustment, Some(Adjustment::Model | Adjustment::Weighted)) {
        return Err(Outcome::not_applicable("the producer has adjusted the latest figure"));
    }
    let adds_up =
        matches!(scope.subject.measure.known(), Some(Measure::Count | Measure::Sum | Measure::Rate));
    if !adds_up || !is_one_measure(case.resolved, first, last) {
        return Err(Outcome::not_applicable("late reports need not make such a figure larger"));
    }
    let (before, after) = (printed(case.resolved, first)?, printed(case.resolved, last)?);
    let positive = Interval::more_than(Exact::ZERO);
    if !before.is_subset(&positive) || !after.is_subset(&positive) {
        return Err(Outcome::not_applicable("one of the two figures need not be above zero"));
    }
    let Some(way) = asserted(case)? else {
        return Err(Outcome::not_applicable("no direction is asserted"));
    };
    let change = relative(&before, &after)?;
    if side(&change) != Some(way) {
        return Err(Outcome::not_applicable("the printed figures do not go the asserted way"));
    }
    if way == Ordering::Greater {
        // What is still to come only adds to a rise.
        return Ok(Outcome::Passed);
    }
    let gone = after.div(&before)?;
    let Some(declared) = declared else {
        let gone = range(GONE, &gone);
        return Ok(Outcome::missing(Field::COMPLETENESS, Some(case.written.id())).so_far(vec![gone]));
    };
    let share =
        Interval::new(Interval::more_than(Exact::ZERO).low().clone(), Interval::share().high().clone());
    let complete = supposed(declared)?;
    let Some(complete) = share.and_then(|share| complete.intersect(&share)) else {
        return Err(Outcome::not_applicable("the completeness is not between 0 and 1"));
    };
    let adjusted = relative(&before, &after.div(&complete)?)?;
    if side(&adjusted) == Some(way) {
        return Ok(Outcome::Passed);
    }
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let finding = Finding::warning(
            "with {completeness:range} of the latest period in, the change is {adjusted change:range}, not {change:range}",
            match way {
                Ordering::Equal => "{way} is asserted; whatever is still to come is a rise",
                _ => {
                    "{way} is asserted; of a latest figure that is only {completeness at which the change is gone:range} complete nothing of it is left"
                }
            },
            "give the figure that is expected once all is in, or wait for it",
        );
        Ok(finding
            .with(range("change", &change))
            .with(range("completeness", &complete))
            .with(range("adjusted change", &adjusted))
            .with(range(GONE, &gone))
            .word("way", word(way)))
    });
    let finding = match case.resolved.amounts_of(last).first() {
        Some(latest) => finding.at(case.resolved.pointer(latest)),
        None => finding,
    };
    Ok(about_step(case, finding, "asserts").into())
}

fn relative(before: &Interval, after: &Interval) -> Result<Interval, ArithmeticError> {
    after.div(before)?.sub(&Interval::ONE)
}

/// A fraction: the number where it is one, else its limits.
fn range(name: &'static str, interval: &Interval) -> NamedValue {
    match interval.is_point() {
        Some(value) => NamedValue::percent(name, value.clone()).within(interval.clone()),
        None => NamedValue::range(name, interval.clone()).style(Style::Percent),
    }
}

#[cfg(test)]
mod tests;
