//! IN05: a change is put down to a cause, and nothing shows what would have happened without it.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::claim::relation::Direction;
use crate::claim::{Mood, Relation};
use crate::dossier::{Assigned, Design, Reported, Resolved, ResolvedClaim};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Adjustment, Amount, Measure, PeriodValue, Slot};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::about_step;
use crate::rules::trend::{
    Ends, Order, asserted, ends, foretells, is_one_measure, order, points, side, word,
};
use crate::stats::{StraightLine, difference_in_differences};
use crate::vocabulary::{Period, Unit};

declare_rule! {
    /// ## What it checks
    /// Whether a change that a conclusion puts down to a cause (`because`) is set against what happened without the cause.
    ///
    /// ## Why it matters
    /// That it came after does not show that it came of it. What falls everywhere also falls where something was done.
    ///
    /// ## How
    /// With a control (`because.control`, the same change where the cause was absent) it computes the difference in
    /// differences, of the numbers and of the relative changes, over the rounding of all four figures: against the asserted
    /// direction in both it fires; on one side in one and on the other in the other, or where rounding leaves it open, it
    /// is a note. Without a control, a series of three or more figures before `because.since` is carried on in a straight
    /// line (least squares, months taken as equally long): later figures that do not all lie on the asserted side of it make a warning, others a note.
    /// Without both it fires. Figures that end before the cause began fire with the days between. Exact.
    ///
    /// ## Fires
    /// With cameras burglaries fell by 10 %, and by 12 % in a town without.
    /// ```toml
    /// [[claim]]
    /// id     = "cameras"
    /// change = { from = "100 burglaries", to = "90 burglaries" }
    /// of     = "burglary"
    ///
    /// [[claim]]
    /// id     = "none"
    /// change = { from = "100 burglaries", to = "88 burglaries" }
    /// of     = "burglary"
    ///
    /// [[conclusion]]
    /// id      = "they-work"
    /// from    = "cameras"
    /// asserts = "change < 0"
    /// because = { what = "the cameras", control = "none" }
    /// ```
    /// It fell before, as fast as after.
    /// ```toml
    /// [[claim]]
    /// id     = "burglaries"
    /// change = { series = { 2015 = "130 burglaries", 2016 = "120 burglaries", 2017 = "110 burglaries", 2018 = "100 burglaries", 2019 = "90 burglaries" } }
    /// of     = "burglary"
    ///
    /// [[conclusion]]
    /// id      = "they-work"
    /// from    = "burglaries"
    /// asserts = "change < 0"
    /// because = { what = "the cameras", since = "2019" }
    /// ```
    ///
    /// ## Clean
    /// It fell by 10 %, and rose elsewhere.
    /// ```toml
    /// [[claim]]
    /// id     = "cameras"
    /// change = { from = "100 burglaries", to = "90 burglaries" }
    ///
    /// [[claim]]
    /// id     = "none"
    /// change = { from = "100 burglaries", to = "104 burglaries" }
    ///
    /// [[conclusion]]
    /// id      = "they-work"
    /// from    = "cameras"
    /// asserts = "change < 0"
    /// because = { what = "the cameras", control = "none" }
    /// ```
    /// Chance decided who was treated.
    /// ```toml
    /// [frame.trial]
    /// design   = "volunteer"
    /// assigned = "randomised"
    ///
    /// [[claim]]
    /// id     = "treated"
    /// change = { from = "150 mmHg", to = "140 mmHg" }
    /// frame  = "trial"
    ///
    /// [[conclusion]]
    /// id      = "it-works"
    /// from    = "treated"
    /// because = { what = "the tablet" }
    /// ```
    ///
    /// ## Limits
    /// It judges changes and series, not single figures and not groups side by side (of which it passes those of a
    /// randomised or matched design), no modelled change, no forecast, and nothing where no effect "was shown". A control
    /// of another time is none. The two ways of comparing rest on one assumption each, that both would have changed by as
    /// much, or in proportion, and on neither chance nor season.
    ///
    /// ## Sources
    /// Hill, A. B. (1965), *Proceedings of the Royal Society of Medicine* 58:295. Angrist, J. D. & Pischke, J.-S. (2009),
    /// *Mostly Harmless Econometrics*, section 5.2. Bernal, J. L., Cummins, S. & Gasparrini, A. (2017), *International
    /// Journal of Epidemiology* 46:348.
    "IN05", "trend-as-cause", "inference", since "0.1.0", Warning,
    "a change is put down to a cause, and nothing shows what would have happened without it",
    Step(check)
}

/// So many figures before make a line.
const BEFORE: usize = 3;

fn check(case: &StepCase<'_>) -> Verdict {
    let Some(cause) = case.conclusion.cause() else {
        return Ok(Outcome::not_applicable("the conclusion names no cause"));
    };
    if case.conclusion.mood == Mood::NotShown {
        return Ok(Outcome::not_applicable("no effect is asserted"));
    }
    let assigned = case.frame().and_then(|frame| frame.assigned);
    if assigned == Some(Assigned::Randomised) {
        return Ok(Outcome::Passed);
    }
    if !is_change(case) {
        let is_compared = matches!(case.written.relation(), Relation::Compare(_));
        if is_compared && assigned == Some(Assigned::Matched) {
            return Ok(Outcome::Passed);
        }
        return Ok(Outcome::not_applicable("the evidence is no change in time"));
    }
    let is_modelled = case.evidence().method.adjustment == Some(Adjustment::Model)
        || case.frame().is_some_and(|frame| frame.design == Some(Design::Model));
    if is_modelled {
        return Ok(Outcome::not_applicable("a model may have allowed for what else changed"));
    }
    if foretells(case) {
        return Ok(Outcome::not_applicable("the conclusion is about what is to come"));
    }
    let what = cause.what.clone();
    let since = case.concluded_from().and_then(|conclusion| conclusion.since);
    match order(case)? {
        Order::Before { last, gap } => return Ok(too_early(case, what, last, gap)),
        Order::Earlier => {
            return Ok(Outcome::not_applicable("figures of another claim reach further"));
        }
        Order::Past => match case.resolved.last_period(case.claim) {
            PeriodValue::Unknown => return Ok(Outcome::missing(Field::PERIOD, Some(case.written.id()))),
            PeriodValue::Period(own) if since.is_some_and(|since| own.bounds().1 <= since.bounds().0) => {
                return Ok(Outcome::not_applicable("another claim shows the time after the beginning"));
            }
            _ => {}
        },
        Order::Open => {}
    }
    let control = case.concluded_from().and_then(|conclusion| conclusion.control);
    if let Some(control) = control.and_then(|position| case.resolved.claim(position)) {
        return controlled(case, control, what);
    }
    let way = asserted(case)?;
    if let Some(interrupted) = interrupted(case, since, way, &what)? {
        return Ok(interrupted);
    }
    let figure = case.resolved.result_member(case.claim);
    let figure = figure.and_then(|member| case.resolved.amounts_of(member).last());
    let between = ends(case.resolved, case.claim).map(|Ends { first, last }| {
        [first, last].map(|member| case.resolved.amounts_of(member).first().map(|own| own.amount.clone()))
    });
    let stated = figure.map(|figure| figure.amount.clone());
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let fact = match (&between, &stated) {
            (Some([Some(_), Some(_)]), _) => {
                "the change from {from} to {to} is put down to {what}, and nothing shows what happened without it"
            }
            (_, Some(_)) => {
                "the change of {stated} is put down to {what}, and nothing shows what happened without it"
            }
            _ => "the change is put down to {what}, and nothing shows what happened without it",
        };
        let finding = Finding::warning(
            fact,
            "that it came after does not show that it came of it: it may have changed as much anyway",
            "give the same change from elsewhere, without {what}, or say no more than that it came after",
        );
        let text = |amount: Option<&Amount>| amount.map(ToString::to_string).unwrap_or_default();
        let [from, to] = between.clone().unwrap_or([None, None]);
        Ok(finding
            .word("what", what.clone())
            .word("from", text(from.as_ref()))
            .word("to", text(to.as_ref()))
            .word("stated", text(stated.as_ref())))
    });
    Ok(about_step(case, finding.ask(Field::CONTROL), "because").into())
}

/// Whether the evidence is a change in time: as a relation, or as a figure that is one.
fn is_change(case: &StepCase<'_>) -> bool {
    match case.written.relation() {
        Relation::Change(_) => true,
        Relation::Compare(compare) => compare.by.as_deref() == Some("period"),
        Relation::Figure(_) => case.evidence().subject.measure == Slot::Known(Measure::Change),
        _ => false,
    }
}

fn too_early(case: &StepCase<'_>, what: Box<str>, last: Period, gap: i64) -> Outcome {
    let gap = Exact::from(gap);
    let last = last.last_day().map(Period::day);
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let fact = match gap.is_zero() {
            true => "the change is put down to {what}, which began the day after the figures end",
            false => "the change is put down to {what}, which began {gap} after the figures end",
        };
        let finding = Finding::warning(
            fact,
            "what was there before a cause began did not come of it: the figures run to {last}",
            "give figures from after the beginning, and the same without {what}",
        );
        Ok(finding
            .with(NamedValue::new("gap", gap.clone()).unit("days").style(Style::Whole))
            .word("what", what.clone())
            .word("last", last.map(|day| day.to_string()).unwrap_or_default()))
    });
    about_step(case, finding, "because").into()
}

/// What a claim says of its change: both figures, or the relative change alone.
struct Moved {
    figures: Option<[Interval; 2]>,
    relative: Option<Interval>,
}

fn moved(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Result<Option<Moved>, Outcome> {
    if let Some(Ends { first, last }) = ends(resolved, claim) {
        if !is_one_measure(resolved, first, last) {
            return Ok(None);
        }
        let figures = [
            resolved.member_interval(first, Reading::Nearest)?,
            resolved.member_interval(last, Reading::Nearest)?,
        ];
        let [before, after] = &figures;
        let relative = match before.is_subset(&Interval::more_than(Exact::ZERO)) {
            true => Some(after.div(before)?.sub(&Interval::ONE)?),
            false => None,
        };
        return Ok(Some(Moved { figures: Some(figures), relative }));
    }
    let stated: Option<&Reported> =
        resolved.result_member(claim).and_then(|member| resolved.amounts_of(member).last());
    let Some(stated) = stated.filter(|stated| *stated.unit() == Unit::percent()) else { return Ok(None) };
    let printed = stated.interval(Reading::Nearest)?;
    let direction = match resolved.written(claim).map(crate::claim::Claim::relation) {
        Some(Relation::Change(change)) => change.direction,
        _ => None,
    };
    let is_negative = stated.amount.figure().value().is_negative();
    let relative = match direction {
        // "Fell by 10 %" is printed without a sign; without a word for the direction nobody knows.
        Some(Direction::Falling) if !is_negative => printed.neg(),
        None if !is_negative => return Ok(None),
        _ => printed,
    };
    Ok(Some(Moved { figures: None, relative: Some(relative) }))
}

/// Whether a difference from what happened without the cause is on the asserted side. That something stayed as it was
/// may be an effect either way.
fn is_supported(difference: &Interval, way: Ordering) -> Option<bool> {
    side(difference).map(|side| match way {
        Ordering::Equal => side != Ordering::Equal,
        way => side == way,
    })
}

/// Set against the same change where the cause was absent.
fn controlled(case: &StepCase<'_>, control: &ResolvedClaim, what: Box<str>) -> Verdict {
    let resolved = case.resolved;
    let times = [case.claim, control].map(|claim| resolved.last_period(claim));
    if let [PeriodValue::Period(own), PeriodValue::Period(other)] = times {
        if own != other {
            return Ok(Outcome::not_applicable("the control is of another time"));
        }
    }
    let (Some(own), Some(other)) = (moved(resolved, case.claim)?, moved(resolved, control)?) else {
        return Ok(Outcome::not_applicable("the two changes are not both printed"));
    };
    let Some(way) = asserted(case)? else {
        return Ok(Outcome::not_applicable("no direction is asserted"));
    };
    let firsts = [case.claim, control].map(|claim| ends(resolved, claim).map(|ends| ends.first));
    let same_unit = match firsts {
        [Some(own), Some(other)] => is_one_measure(resolved, own, other),
        _ => false,
    };
    let absolute = match (&own.figures, &other.figures) {
        (Some([before, after]), Some([other_before, other_after])) if same_unit => {
            Some(after.sub(before)?.sub(&other_after.sub(other_before)?)?)
        }
        _ => None,
    };
    let relative = match (&own.figures, &other.figures, &own.relative, &other.relative) {
        (Some([before, after]), Some([other_before, other_after]), Some(_), Some(_)) => {
            Some(difference_in_differences([before, after], [other_before, other_after])?.relative)
        }
        (_, _, Some(own), Some(other)) => Some(own.sub(other)?),
        _ => None,
    };
    let judged: Vec<Option<bool>> = [&relative, &absolute]
        .into_iter()
        .flatten()
        .map(|difference| is_supported(difference, way))
        .collect();
    if judged.is_empty() {
        return Ok(Outcome::not_applicable("the two changes cannot be set side by side"));
    }
    if judged.iter().all(|supported| *supported == Some(true)) {
        return Ok(Outcome::Passed);
    }
    let is_contrary = judged.iter().all(|supported| *supported == Some(false));
    let is_open = judged.contains(&None);
    let unit = match firsts {
        [Some(first), _] => resolved.amounts_of(first).first().map(|first| first.unit().clone()),
        _ => None,
    };
    let severity = if is_contrary { Severity::Warning } else { Severity::Note };
    let finding = Finding::told_when_read(severity, move || {
        let fact = match (&own.relative, &other.relative) {
            (Some(_), Some(_)) => {
                "here the change was {change}, and {control change} elsewhere, without {what}"
            }
            _ => {
                "elsewhere, without {what}, the number changed as well: the difference is {absolute difference}"
            }
        };
        let reason = if is_contrary {
            "it is said that {what} brought {way}; set against the change elsewhere (difference in differences) there remains {difference}: without it as much happened, or more"
        } else if is_open {
            "it is said that {what} brought {way}; set against the change elsewhere (difference in differences) there remains {difference}: the figures are too coarse to say which way that points"
        } else {
            "it is said that {what} brought {way}; set against the change elsewhere (difference in differences) there remains {difference}: in per cent it points one way, and in numbers the other"
        };
        let advice = if is_contrary {
            "do not call it an effect of {what}, or say what else set the two apart"
        } else {
            "print both changes, and say how the two are compared"
        };
        let mut finding =
            Finding::warning(fact, reason, advice).word("what", what.clone()).word("way", word(way));
        for (name, change) in [("change", &own.relative), ("control change", &other.relative)] {
            finding = finding.with_all(change.as_ref().map(|change| percent(name, change)));
        }
        let mut said = Vec::new();
        if let Some(relative) = &relative {
            let relative = in_points("relative difference", relative)?;
            said.push(relative.shown());
            finding = finding.with(relative);
        }
        if let Some(absolute) = &absolute {
            let absolute = in_unit("absolute difference", absolute, unit.as_ref())?;
            said.push(absolute.shown());
            finding = finding.with(absolute);
        }
        said.dedup();
        Ok(finding.word("difference", said.join(" or ")))
    });
    Ok(about_step(case, finding, "because").into())
}

fn percent(name: &'static str, interval: &Interval) -> NamedValue {
    named(name, interval.clone()).style(Style::Percent)
}

fn in_points(name: &'static str, interval: &Interval) -> Result<NamedValue, ArithmeticError> {
    Ok(named(name, interval.scale(&Exact::from(100))?).unit("percentage points"))
}

fn in_unit(
    name: &'static str,
    interval: &Interval,
    unit: Option<&Unit>,
) -> Result<NamedValue, ArithmeticError> {
    match unit {
        Some(unit) if *unit == Unit::percent() => in_points(name, interval),
        Some(unit) => Ok(named(name, interval.clone()).unit(unit.base_symbol())),
        None => Ok(named(name, interval.clone())),
    }
}

/// The number where it is one, else its limits.
fn named(name: &'static str, interval: Interval) -> NamedValue {
    match interval.is_point() {
        Some(value) => NamedValue::new(name, value.clone()).within(interval),
        None => NamedValue::range(name, interval),
    }
}

/// A series that goes on before and after the beginning, set against the straight line of the time before; nothing where
/// there is none.
fn interrupted(
    case: &StepCase<'_>,
    since: Option<Period>,
    way: Option<Ordering>,
    what: &str,
) -> Result<Option<Outcome>, Outcome> {
    let Some(way) = way else { return Ok(None) };
    let points = points(case.resolved, case.claim);
    let Some((_, first)) = points.first() else { return Ok(None) };
    let is_one = points.iter().all(|(_, point)| is_one_measure(case.resolved, first, point));
    if points.len() <= BEFORE || !is_one {
        return Ok(None);
    }
    let Some(since) = since else {
        // Where it began decides how many figures are from before.
        return Err(Outcome::missing(Field::SINCE, Some(case.conclusion.id())));
    };
    let (start, _) = since.bounds();
    let dated: Vec<_> = points.iter().filter(|(period, _)| period.days().is_some()).collect();
    let periods: Vec<Period> = dated.iter().map(|(period, _)| *period).collect();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for ((period, point), time) in dated.into_iter().zip(middles(&periods)) {
        let value = || case.resolved.member_interval(point, Reading::Nearest);
        match period.bounds() {
            (_, end) if end <= start => before.push((time, value()?)),
            (first, _) if first >= start => after.push((time, value()?)),
            // What began in the middle of it is in both.
            _ => {}
        }
    }
    let (true, Some((time, latest))) = (before.len() >= BEFORE, after.last()) else { return Ok(None) };
    let line = StraightLine::through(before)?;
    let mut departs = true;
    for (time, value) in &after {
        let departure = value.sub(&line.at(time)?)?;
        departs = is_supported(&departure, way) == Some(true);
        if !departs {
            break;
        }
    }
    let line = line.at(time)?;
    let departure = latest.sub(&line)?;
    let unit = case.resolved.amounts_of(first).first().map(|first| first.unit().clone());
    let (latest, what) = (latest.clone(), Box::<str>::from(what));
    let severity = if departs { Severity::Note } else { Severity::Warning };
    let finding = Finding::told_when_read(severity, move || {
        let (reason, advice) = match departs {
            true => (
                "the later figures depart from the line by {departure} in the end; what else changed at that time is not shown",
                "give the same series from elsewhere, without {what}",
            ),
            false => (
                "it is said that {what} brought {way}, and not all of the later figures are on that side of the line",
                "say how it developed before {what}, and give the same series from elsewhere",
            ),
        };
        let finding = Finding::warning(
            "the straight line of the time before {what} leads to {projection}, and the last figure is {latest}",
            reason,
            advice,
        );
        Ok(finding
            .with(in_unit("projection", &line, unit.as_ref())?)
            .with(in_unit("latest", &latest, unit.as_ref())?)
            .with(in_unit("departure", &departure, unit.as_ref())?)
            .word("what", what.clone())
            .word("way", word(way)))
    });
    Ok(Some(about_step(case, finding.ask(Field::CONTROL), "because").into()))
}

/// Twice the middles of periods: in months where all of them begin and end with one, so that years are equally far apart,
/// else in days. The line does not depend on the unit of time.
fn middles(periods: &[Period]) -> Vec<Exact> {
    let months = |period: &Period| {
        let first = period.first_day()?;
        let after = period.last_day()?.tomorrow().ok()?;
        let month = |day: Date| (day.day() == 1).then(|| i64::from(day.year()) * 12 + i64::from(day.month()));
        Some(Exact::from(month(first)? + month(after)?))
    };
    let days = |period: &Period| {
        let (start, end) = period.bounds();
        Exact::from(i64::from(start) + i64::from(end))
    };
    let in_months: Option<Vec<Exact>> = periods.iter().map(months).collect();
    in_months.unwrap_or_else(|| periods.iter().map(days).collect())
}

#[cfg(test)]
mod tests;
