//! IN12: how strong something unmeasured would have to be to explain a risk ratio.

use crate::claim::relation::MemberKind;
use crate::claim::{Mood, Relation};
use crate::dossier::{Assigned, Details, Member, MemberShape, Reported, Resolved};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Measure, Slot};
use crate::rule::step::is_plain;
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::step::about_step;
use crate::stats::e_value;

declare_rule! {
    /// ## What it checks
    /// For a risk, odds or hazard ratio from which a cause is concluded (`because`): how strongly something that nobody
    /// measured would have to go with both the supposed cause and the outcome to explain the ratio away (the E-value).
    ///
    /// ## Why it matters
    /// "18 % more risk" is explained by a hidden factor that raises exposure and risk by 64 %. Habits, income and age often
    /// do as much.
    ///
    /// ## How
    /// `E = RR + √(RR·(RR − 1))`, for ratios below 1 of their reciprocal; the same for the limit of the printed interval
    /// (or margin) that is nearest to 1, and 1 if the interval holds 1. Two groups of "x of n" or of rates are divided, the
    /// larger by the smaller. It is a note; a warning where the limit's E-value is below the option `weak`, decided exactly
    /// (`RR < w²/(2w − 1)`). Odds and hazard ratios are taken as risk ratios: where the outcome is common they exaggerate,
    /// so the E-value is told as "at most"; where both printed groups have it in 15 % or more, the rule is silent.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.cohort]
    /// assigned = "self"
    ///
    /// [[claim]]
    /// id     = "meat"
    /// figure = { value = "1.18", interval = ["1.05", "1.32"], measure = "risk-ratio" }
    /// frame  = "cohort"
    ///
    /// [[conclusion]]
    /// id      = "causes"
    /// from    = "meat"
    /// because = { what = "red meat" }
    /// ```
    /// Smoking and lung cancer: it would take a factor of 20, and nobody knows one. A note.
    /// ```toml
    /// [frame.cohort]
    /// assigned = "self"
    ///
    /// [[claim]]
    /// id     = "smoking"
    /// figure = { value = "10.73", interval = ["8.02", "14.36"], measure = "risk-ratio" }
    /// frame  = "cohort"
    ///
    /// [[conclusion]]
    /// id      = "causes"
    /// from    = "smoking"
    /// because = { what = "smoking" }
    /// ```
    ///
    /// ## Clean
    /// Chance decided who was treated.
    /// ```toml
    /// [frame.trial]
    /// assigned = "randomised"
    ///
    /// [[claim]]
    /// id     = "aspirin"
    /// figure = { value = "0.85", interval = ["0.74", "0.97"], measure = "risk-ratio" }
    /// frame  = "trial"
    ///
    /// [[conclusion]]
    /// id      = "helps"
    /// from    = "aspirin"
    /// because = { what = "aspirin" }
    /// ```
    ///
    /// ## Limits
    /// A high E-value shows no cause, and a low one no confounding: it says how much it would take. What was measured and
    /// allowed for counts no more. It covers neither selection nor errors of measurement. It asks how units were assigned
    /// (`assigned`), as it has nothing to say of experiments, and for the interval where that decides between note and
    /// warning.
    ///
    /// ## Sources
    /// Cornfield, J. et al. (1959), *Journal of the National Cancer Institute* 22:173. Ding, P. & VanderWeele, T. J.
    /// (2016), *Epidemiology* 27:368. VanderWeele, T. J. & Ding, P. (2017), *Annals of Internal Medicine* 167:268 (odds
    /// and hazard ratios of outcomes below 15 % as risk ratios).
    "IN12", "confounding-tipping-point", "inference", since "0.1.0", Warning,
    "how strong something unmeasured would have to be to explain a risk ratio",
    Step(check),
    options [("weak", "3/2", "below this E-value of the limit nearest to 1 the note is a warning")]
}

/// A ratio of risks, or what is taken as one.
struct Ratio<'d> {
    value: Exact,
    /// The limits printed beside it.
    interval: Option<Interval>,
    /// Whether it is an odds or hazard ratio of an outcome that may be common.
    may_exaggerate: bool,
    /// Where it is printed; of two groups the first.
    at: &'d Reported,
    /// What it is.
    measure: &'static str,
}

fn check(case: &StepCase<'_>) -> Verdict {
    let Some(cause) = case.conclusion.cause() else {
        return Ok(Outcome::not_applicable("the conclusion names no cause"));
    };
    if case.conclusion.mood == Mood::NotShown {
        return Ok(Outcome::not_applicable("no effect is asserted"));
    }
    let ratio = match stated(case)? {
        Some(ratio) => ratio,
        None => {
            of_groups(case)?.ok_or_else(|| Outcome::not_applicable("the evidence is no ratio of risks"))?
        }
    };
    let frame = case.frame();
    let assigned = frame.and_then(|frame| frame.assigned);
    if assigned == Some(Assigned::Randomised) {
        return Ok(Outcome::not_applicable("chance decided who was exposed"));
    }
    let weak = case.settings.get("weak");
    let point = e_value(&ratio.value)?;
    let limit = ratio.interval.as_ref().map(nearest_to_one);
    let limit_value = limit.as_ref().map(e_value).transpose()?;
    let e_values = |ratio: &Ratio<'_>| -> Vec<NamedValue> {
        let limit = limit_value.as_ref().map(|limit| number("E-value of the limit", limit));
        [NamedValue::new("ratio", ratio.value.clone()), number("E-value", &point)]
            .into_iter()
            .chain(limit)
            .collect()
    };
    if assigned.is_none() {
        let missing = match frame {
            Some(frame) => Outcome::missing(Field::ASSIGNED, Some(frame.name)),
            None => Outcome::missing(Field::FRAME, Some(case.written.id())),
        };
        return Ok(missing.so_far(e_values(&ratio)));
    }
    // The limit lies between the ratio and 1: if the ratio itself is weak, so is the limit.
    let is_weak = is_below(limit.as_ref().unwrap_or(&ratio.value), &weak)?;
    if !is_weak && limit.is_none() {
        return Ok(Outcome::missing(Field::INTERVAL, Some(case.written.id())).so_far(e_values(&ratio)));
    }
    let values = e_values(&ratio);
    let (what, measure, may_exaggerate) = (cause.what.clone(), ratio.measure, ratio.may_exaggerate);
    let holds_one = limit.as_ref().is_some_and(|limit| *limit == Exact::ONE);
    let has_limit = limit.is_some();
    let printed_interval = ratio.interval.clone();
    let severity = if is_weak { Severity::Warning } else { Severity::Note };
    let finding = Finding::told_when_read(severity, move || {
        let fact = match (has_limit, holds_one) {
            (_, true) => {
                "the {measure} of {ratio} has an interval that holds 1: nothing unmeasured is needed to explain it"
            }
            (true, false) => {
                "something unmeasured that goes with {what} and with the outcome by a factor of {most}{E-value} each could explain the {measure} of {ratio}; {E-value of the limit} would do for the limit of its interval"
            }
            (false, false) => {
                "something unmeasured that goes with {what} and with the outcome by a factor of {most}{E-value} each could explain the {measure} of {ratio}"
            }
        };
        let reason = match is_weak {
            true if holds_one => {
                "who was exposed was not decided by chance, and no effect at all would fit the figures too"
            }
            true => "who was exposed was not decided by chance, and so weak a factor is easily overlooked",
            false => "who was exposed was not decided by chance; a weaker factor could not explain it alone",
        };
        let finding = Finding::warning(
            fact,
            reason,
            "say what was allowed for, and whether a factor of that strength is known that was not",
        );
        let limits = printed_interval.clone().map(|interval| NamedValue::range("interval", interval));
        Ok(finding
            .with_all(values.clone())
            .with_all(limits)
            .word("what", what.clone())
            .word("measure", measure)
            .word("most", if may_exaggerate { "at most " } else { "" }))
    });
    let finding = finding.at(case.resolved.pointer(ratio.at));
    Ok(about_step(case, finding, "because").into())
}

/// An E-value: the upper end of its enclosure, which is right to more digits than are shown, and the enclosure.
fn number(name: &'static str, value: &Interval) -> NamedValue {
    match value.high_value() {
        Some(high) => NamedValue::new(name, high.clone()).within(value.clone()),
        None => NamedValue::range(name, value.clone()),
    }
}

/// Whether the E-value of a ratio is below `weak`: `r + √(r² − r) < w` where `r·(2w − 1) < w²`, as both sides of
/// `√(r² − r) < w − r` are positive there.
fn is_below(ratio: &Exact, weak: &Exact) -> Result<bool, ArithmeticError> {
    if *weak <= Exact::ONE {
        return Ok(false);
    }
    let ratio = if *ratio < Exact::ONE { ratio.recip()? } else { ratio.clone() };
    let factor = ((weak + weak)? - Exact::ONE)?;
    Ok((&ratio * &factor)? < (weak * weak)?)
}

/// The end of an interval that is nearest to 1; 1 where the interval holds it.
fn nearest_to_one(interval: &Interval) -> Exact {
    match (interval.low_value(), interval.high_value()) {
        (Some(low), _) if *low > Exact::ONE => low.clone(),
        (_, Some(high)) if *high < Exact::ONE => high.clone(),
        _ => Exact::ONE,
    }
}

/// A ratio that is printed as one: a figure, or what is stated of a comparison.
fn stated<'d>(case: &StepCase<'d>) -> Result<Option<Ratio<'d>>, Outcome> {
    let resolved = case.resolved;
    for member in resolved.members_of(case.claim) {
        let (MemberKind::Result, MemberShape::Value) = (member.kind, member.shape) else { continue };
        let measure = match resolved.scope(member.scope).subject.measure {
            Slot::Known(measure @ (Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio)) => {
                measure
            }
            _ => continue,
        };
        let Some(at) = resolved.amounts_of(member).first() else { continue };
        let Some(value) = pure(&at.amount)? else {
            return Err(Outcome::not_applicable("the ratio is no plain positive number"));
        };
        let interval = match member.details.as_deref() {
            Some(details) => printed_interval(details, &value)?,
            None => None,
        };
        if interval.as_ref().is_some_and(|interval| !interval.contains(&value)) {
            return Err(Outcome::not_applicable("the ratio lies outside its own interval"));
        }
        let is_common = if measure == Measure::RiskRatio { Some(false) } else { is_common(case)? };
        if is_common == Some(true) {
            return Err(Outcome::not_applicable("of so common an outcome the ratio is no risk ratio"));
        }
        let measure = match measure {
            Measure::OddsRatio => "odds ratio",
            Measure::HazardRatio => "hazard ratio",
            _ => "risk ratio",
        };
        return Ok(Some(Ratio { value, interval, may_exaggerate: is_common.is_none(), at, measure }));
    }
    Ok(None)
}

/// The interval printed beside a ratio, or the one that its margin makes; nothing where it makes no sense.
fn printed_interval(details: &Details, value: &Exact) -> Result<Option<Interval>, ArithmeticError> {
    let ends = match (&details.interval, &details.margin) {
        (Some([low, high]), _) => pure(low)?.zip(pure(high)?),
        (None, Some(margin)) => match pure(margin)? {
            Some(margin) => Some(((value - &margin)?, (value + &margin)?)),
            None => None,
        },
        (None, None) => None,
    };
    Ok(ends.and_then(|(low, high)| Interval::closed(low, high)))
}

/// A plain positive number without a unit.
fn pure(amount: &Amount) -> Result<Option<Exact>, ArithmeticError> {
    let is_pure = amount.unit().dimension().is_some_and(|dimension| dimension.is_none());
    if !is_pure || amount.unit().is_counted() || !is_plain(amount) {
        return Ok(None);
    }
    Ok(amount.value()?.filter(Exact::is_positive))
}

/// The two groups of a comparison by a factor, each a ratio of the same kind.
fn groups<'d>(case: &StepCase<'d>) -> Option<[&'d Member<'d>; 2]> {
    let Relation::Compare(compare) = case.written.relation() else { return None };
    // Parts of different things, or of different times, are no two risks of one outcome.
    let by = compare.by.as_deref()?;
    if ["of", "base", "stage", "origin", "period"].contains(&by) {
        return None;
    }
    let members = case.resolved.members_of(case.claim);
    let mut groups = members.iter().filter(|member| member.kind == MemberKind::Group);
    match (groups.next(), groups.next(), groups.next()) {
        (Some(one), Some(other), None) => Some([one, other]),
        _ => None,
    }
}

/// The printed figures of a group, divided as they stand.
fn quotient(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<Option<Exact>, ArithmeticError> {
    let (MemberShape::Ratio(_), [top, bottom, ..]) = (member.shape, resolved.amounts_of(member)) else {
        return Ok(None);
    };
    let value = |reported: &Reported| {
        let figure = reported.amount.figure();
        is_plain(&reported.amount).then(|| figure.value().clone())
    };
    match (value(top), value(bottom)) {
        (Some(top), Some(bottom)) if bottom.is_positive() => Ok(Some((&top / &bottom)?)),
        _ => Ok(None),
    }
}

/// The risk or rate of a group.
fn risk(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<Option<Exact>, ArithmeticError> {
    let (MemberShape::Ratio(_), [top, bottom, ..]) = (member.shape, resolved.amounts_of(member)) else {
        return Ok(None);
    };
    if !is_plain(&top.amount) || !is_plain(&bottom.amount) {
        return Ok(None);
    }
    match (top.amount.value()?, bottom.amount.value()?) {
        (Some(top), Some(bottom)) if bottom.is_positive() => Ok(Some((&top / &bottom)?)),
        _ => Ok(None),
    }
}

/// Whether the outcome is common in both of the printed groups; nothing where they are not printed as risks, and where
/// it is common in one.
fn is_common(case: &StepCase<'_>) -> Result<Option<bool>, ArithmeticError> {
    let Some([one, other]) = groups(case) else { return Ok(None) };
    let share = MemberShape::Ratio(RatioKind::Share);
    if one.shape != share || other.shape != share {
        return Ok(None);
    }
    let (Some(one), Some(other)) = (risk(case.resolved, one)?, risk(case.resolved, other)?) else {
        return Ok(None);
    };
    // VanderWeele & Ding (2017): 15 %.
    let rare = Exact::new(3, 20)?;
    match (one < rare, other < rare) {
        (true, true) => Ok(Some(false)),
        (false, false) => Ok(Some(true)),
        _ => Ok(None),
    }
}

/// The ratio of two printed risks or rates, the larger by the smaller.
fn of_groups<'d>(case: &StepCase<'d>) -> Result<Option<Ratio<'d>>, Outcome> {
    let Some([one, other]) = groups(case) else { return Ok(None) };
    if one.shape != other.shape {
        return Ok(None);
    }
    let units = [one, other].map(|group| case.resolved.amounts_of(group).iter().map(Reported::unit));
    let [one_units, other_units] = units;
    // In one unit the figures divide, however long a year is.
    let same = one_units.eq(other_units);
    let risk = if same { quotient } else { risk };
    let (Some(first), Some(second)) = (risk(case.resolved, one)?, risk(case.resolved, other)?) else {
        return Ok(None);
    };
    if !first.is_positive() || !second.is_positive() {
        return Err(Outcome::not_applicable("in one of the groups there are none: the ratio has no bound"));
    }
    let Some(at) = case.resolved.amounts_of(one).first() else { return Ok(None) };
    let value = if first < second { (&second / &first)? } else { (&first / &second)? };
    let measure = if one.shape == MemberShape::Ratio(RatioKind::Rate) { "rate ratio" } else { "risk ratio" };
    Ok(Some(Ratio { value, interval: None, may_exaggerate: false, at, measure }))
}

#[cfg(test)]
mod tests;
