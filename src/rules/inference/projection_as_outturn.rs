//! IN11: a projection or target is concluded as something that happened.

use crate::claim::Mood;
use crate::claim::relation::MemberKind;
use crate::dossier::{Member, Role};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Amount, Component, Flow, Measure, PeriodValue, Slot, Status};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::about_step;
use crate::rules::trend::MOST_POINTS;
use crate::vocabulary::{Period, SetRelation};

declare_rule! {
    /// ## What it checks
    /// Whether a figure that is a projection or a target, or is for a time after the text, is concluded as observed.
    ///
    /// ## Why it matters
    /// "Debt fell by 2.1 billion" and "debt is forecast to fall by 2.1 billion by 2029" have the same figure, and one
    /// of them has not happened.
    ///
    /// ## How
    /// A figure is foretold if its `status` is `projection` or `target`, or if its period begins after the `date` of the
    /// text; a conclusion, if its own period does. It fires where the conclusion's status is `observed` or
    /// `provisional`, with the time from the text to the end of the period (half-open; years of 365.25 days) and with the
    /// interval printed beside the figure. A count or sum stated as `observed` of a period that ends after the text fires
    /// as well. If the conclusion states no status, it is asked for.
    ///
    /// ## Fires
    /// ```toml
    /// date = "2026"
    ///
    /// [[claim]]
    /// id     = "forecast"
    /// figure = { value = "-$2.1 billion", status = "projection", interval = ["-$4.0 billion", "-$0.2 billion"] }
    /// of     = "change of debt"
    /// period = "2029"
    ///
    /// [[conclusion]]
    /// id     = "debt-fell"
    /// from   = "forecast"
    /// status = "observed"
    /// ```
    ///
    /// ## Clean
    /// Told as what it is.
    /// ```toml
    /// date = "2026"
    ///
    /// [[claim]]
    /// id     = "forecast"
    /// figure = { value = "-$2.1 billion", status = "projection" }
    /// of     = "change of debt"
    /// period = "2029"
    ///
    /// [[conclusion]]
    /// id     = "debt-will-fall"
    /// from   = "forecast"
    /// status = "projection"
    /// ```
    /// An estimate of a quarter that is over, before the accounts are in.
    /// ```toml
    /// date = "2026-04-20"
    ///
    /// [[claim]]
    /// id     = "nowcast"
    /// figure = { value = "0.3 %", status = "estimate", measure = "change" }
    /// of     = "output"
    /// period = "2026-Q1"
    ///
    /// [[conclusion]]
    /// id     = "grew"
    /// from   = "nowcast"
    /// status = "observed"
    /// ```
    /// A rate "in 2019", printed in September: of the months so far.
    /// ```toml
    /// date = "2019-09-03"
    ///
    /// [[claim]]
    /// id     = "unemployed"
    /// figure = { value = "3.7 %", measure = "share" }
    /// of     = "unemployed"
    /// period = "2019"
    ///
    /// [[conclusion]]
    /// id     = "low"
    /// from   = "unemployed"
    /// status = "observed"
    /// ```
    ///
    /// ## Limits
    /// Whether a forecast is good is not judged, only whether it is told as one. Looks at the first 1,000 figures of a series. Silent where a period has begun and the
    /// figure is not stated to be an observed count or sum of it, and of conclusions that are put as what may be. Without
    /// a status and without the text's date it says nothing, but where the conclusion is stated as observed.
    ///
    /// ## Sources
    /// SDMX, *Code list for observation status* (CL_OBS_STATUS: forecast, estimated and provisional values are marked apart
    /// from normal ones). Office for Budget Responsibility, *Forecast Evaluation Report* (yearly): outturn against
    /// forecast.
    "IN11", "projection-as-outturn", "inference", since "0.1.0", Warning,
    "a projection or target is concluded as something that happened",
    Step(check)
}

/// Why a figure cannot have been observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Its status says so.
    Status(Status),
    /// Its period had not begun.
    NotBegun,
    /// Its period was not over, and it is said to be a count or sum of it.
    NotOver,
}

/// A figure that was foretold: why, of which period, and which figure, where it is the evidence's.
struct Foretold<'d> {
    why: Why,
    period: PeriodValue,
    member: Option<&'d Member<'d>>,
}

fn check(case: &StepCase<'_>) -> Verdict {
    let concluded = case.concluded();
    let wanted = concluded.method.status;
    let is_outturn = matches!(wanted, Some(Status::Observed | Status::Provisional));
    let mut foretold = foretold(case);
    if foretold.is_none() && is_outturn && has_not_begun(case, concluded.subject.period) {
        let period = concluded.subject.period;
        foretold = Some(Foretold { why: Why::NotBegun, period, member: None });
    }
    let Some(foretold) = foretold else { return Ok(happened(case, is_outturn)) };
    let period = match foretold.period {
        PeriodValue::Period(period) => Some(period),
        _ => None,
    };
    let horizon = horizon(case, period)?;
    match wanted {
        Some(Status::Projection | Status::Target | Status::Estimate | Status::Disputed) => {
            return Ok(Outcome::Passed);
        }
        // Incomplete is what a figure of a period that is not over is.
        Some(Status::Provisional) if foretold.why == Why::NotOver => return Ok(Outcome::Passed),
        None if foretold.why != Why::NotOver => {
            if case.conclusion.mood != Mood::Flat {
                return Ok(Outcome::Passed);
            }
            let so_far = horizon.iter().map(years).collect::<Result<Vec<_>, _>>()?;
            return Ok(Outcome::missing(Field::STATUS, Some(case.conclusion.id())).so_far(so_far));
        }
        Some(Status::Observed | Status::Provisional) | None => {}
    }
    let printed = foretold.member.and_then(|member| {
        let amount = |role| case.resolved.amount_of(member, role);
        amount(Role::Value).or_else(|| amount(Role::Stated)).or_else(|| amount(Role::Top))
    });
    let told = Told {
        why: foretold.why,
        figure: printed.map(|reported| reported.amount.clone()),
        period,
        date: case.resolved.date(),
        horizon,
        interval: foretold.member.and_then(|member| member.details.as_deref()?.interval.clone()),
        margin: foretold.member.and_then(|member| member.details.as_deref()?.margin.clone()),
    };
    let finding = Finding::told_when_read(Severity::Warning, move || told.tell());
    let finding = match printed {
        Some(reported) => finding.at(case.resolved.pointer(reported)),
        None => finding,
    };
    Ok(about_step(case, finding, "status").into())
}

/// The first figure of the evidence that is foretold.
fn foretold<'d>(case: &StepCase<'d>) -> Option<Foretold<'d>> {
    let resolved = case.resolved;
    let is_foretold = |status: Option<Status>| {
        status.filter(|status| matches!(status, Status::Projection | Status::Target)).map(Why::Status)
    };
    let members = resolved.members_of(case.claim);
    let looked_at = members.get(..MOST_POINTS).unwrap_or(members);
    let shown = || resolved.result_member(case.claim).or_else(|| members.last());
    if let Some(why) = is_foretold(case.evidence().method.status) {
        return Some(Foretold { why, period: resolved.last_period(case.claim), member: shown() });
    }
    // What a change was from may be a projection: then it is told what came of it.
    let counts = |member: &&Member<'_>| member.kind != MemberKind::From && is_concluded(case, member);
    for member in looked_at.iter().filter(counts) {
        let scope = resolved.scope(member.scope);
        if let Some(why) = is_foretold(scope.method.status) {
            let period = match scope.subject.period {
                PeriodValue::Period(period) => PeriodValue::Period(period),
                _ => resolved.last_period(case.claim),
            };
            return Some(Foretold { why, period, member: Some(member) });
        }
    }
    let mut is_dated = false;
    for member in looked_at.iter().filter(counts) {
        let period = resolved.scope(member.scope).subject.period;
        is_dated |= matches!(period, PeriodValue::Period(_));
        if has_not_begun(case, period) {
            return Some(Foretold { why: Why::NotBegun, period, member: Some(member) });
        }
    }
    let own = case.evidence().subject.period;
    if !is_dated && has_not_begun(case, own) {
        return Some(Foretold { why: Why::NotBegun, period: own, member: shown() });
    }
    let member = resolved.result_member(case.claim)?;
    let scope = resolved.scope(member.scope);
    let is_whole_flow = scope.method.status == Some(Status::Observed)
        && matches!(scope.subject.measure, Slot::Known(Measure::Count | Measure::Sum))
        && !matches!(scope.subject.flow, Slot::Known(Flow::Stock | Flow::Cumulative));
    let (PeriodValue::Period(period), Some(date)) = (scope.subject.period, resolved.date()) else {
        return None;
    };
    let (_, end) = period.bounds();
    let is_running = end != i32::MAX && end > date.bounds().1;
    // A conclusion may limit itself to what is over.
    let same_period = case.concluded().subject.period == scope.subject.period;
    (is_whole_flow && is_running && same_period).then_some(Foretold {
        why: Why::NotOver,
        period: scope.subject.period,
        member: Some(member),
    })
}

/// Whether the conclusion may be drawn from this figure: of a series only those of the period that it states.
fn is_concluded(case: &StepCase<'_>, member: &Member<'_>) -> bool {
    let concluded = case.concluded();
    match (case.resolved.scope(member.scope).subject.period, concluded.subject.period) {
        (PeriodValue::Period(own), PeriodValue::Period(stated))
            if member.kind == MemberKind::Point && concluded.is_stated(Component::Period) =>
        {
            own.relation(&stated) != SetRelation::Disjoint
        }
        _ => true,
    }
}

fn has_not_begun(case: &StepCase<'_>, period: PeriodValue) -> bool {
    match (period, case.resolved.date()) {
        (PeriodValue::Period(period), Some(date)) => period.bounds().0 >= date.bounds().1,
        _ => false,
    }
}

/// What is said of a figure that nothing shows to be foretold.
fn happened(case: &StepCase<'_>, is_outturn: bool) -> Outcome {
    let own = case.evidence().method.status;
    match (case.resolved.last_period(case.claim), case.resolved.date()) {
        (PeriodValue::Period(_), Some(_)) => Outcome::Passed,
        (PeriodValue::Period(period), None) if is_outturn && period.bounds().0 != i32::MIN => match own {
            Some(Status::Observed | Status::Provisional) => Outcome::Passed,
            _ => Outcome::missing(Field::DATE, None),
        },
        _ => Outcome::not_applicable("nothing says whether the figure is of a time after the text"),
    }
}

/// How many days after the text the period ends; negative where it was over.
fn horizon(case: &StepCase<'_>, period: Option<Period>) -> Result<Option<Exact>, ArithmeticError> {
    let (Some(period), Some(date)) = (period, case.resolved.date()) else { return Ok(None) };
    let (end, date) = (period.bounds().1, date.bounds().1);
    if end == i32::MAX || date == i32::MAX {
        return Ok(None);
    }
    Ok(Some(Exact::from(i64::from(end) - i64::from(date))))
}

/// In years of 365.25 days.
fn years(days: &Exact) -> Result<NamedValue, ArithmeticError> {
    Ok(NamedValue::new("horizon", (days * &Exact::new(4, 1461)?)?).unit("years"))
}

/// What is told of a foretold figure.
struct Told {
    why: Why,
    figure: Option<Amount>,
    period: Option<Period>,
    date: Option<Period>,
    horizon: Option<Exact>,
    interval: Option<[Amount; 2]>,
    margin: Option<Amount>,
}

impl Told {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let fact = match (self.why, self.period) {
            (Why::Status(_), Some(_)) => {
                "{figure} is a {status} for {period}, and is concluded as if it had happened"
            }
            (Why::Status(_), None) => "{figure} is a {status}, and is concluded as if it had happened",
            (Why::NotBegun, _) => "{figure} is for {period}, which had not begun when the text appeared",
            (Why::NotOver, _) => {
                "{figure} is told as observed for {period}, which was not over when the text appeared"
            }
        };
        let reason = match &self.horizon {
            Some(days) if days.is_positive() && self.why == Why::NotOver => {
                "of {period} {days} were still to come"
            }
            Some(days) if days.is_positive() => {
                "the period ends {horizon} after the text, and what is expected need not come about"
            }
            Some(_) => {
                "the period was over when the text appeared, and the figure is what was expected of it"
            }
            None => "what is expected need not come about",
        };
        let advice = match (self.why, &self.interval, &self.margin) {
            (Why::NotOver, ..) => "say up to which day was counted",
            (_, Some(_), _) => "say that it is expected, with its printed interval: {low} to {high}",
            (_, None, Some(_)) => "say that it is expected, with its printed margin: {margin}",
            _ => "say that it is expected, by whom, and how far such figures were off before",
        };
        let mut finding = Finding::warning(fact, reason, advice);
        if let Some(days) = &self.horizon {
            finding = finding
                .with(years(days)?)
                .with(NamedValue::new("days", days.clone()).unit("days").style(Style::Whole));
        }
        if let Some([low, high]) = &self.interval {
            if low.unit() == high.unit() {
                let ends = (low.figure().value().clone(), high.figure().value().clone());
                if let Some(printed) = Interval::closed(ends.0, ends.1) {
                    finding = finding
                        .with(NamedValue::range("printed interval", printed).unit(low.unit().to_string()));
                }
            }
            finding = finding.word("low", low.to_string()).word("high", high.to_string());
        }
        let figure = self.figure.as_ref().map_or_else(|| "the conclusion".to_string(), Amount::to_string);
        let status = match self.why {
            Why::Status(status) => status.word(),
            _ => "",
        };
        let text = |period: Option<Period>| period.map(|period| period.to_string()).unwrap_or_default();
        Ok(finding
            .word("figure", figure)
            .word("status", status)
            .word("period", text(self.period))
            .word("date", text(self.date))
            .word("margin", self.margin.as_ref().map(Amount::to_string).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests;
