//! AR04: a percentage that its kind of quantity cannot have.

use std::cmp::Ordering;

use crate::claim::Relation;
use crate::claim::relation::MemberKind;
use crate::dossier::{Member, Reported, Resolved};
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::{Component, Measure, Slot};
use crate::rule::printed::is_relative;
use crate::rule::printed::ranges::{Fall, Part, part_of_one, range};
use crate::rule::printed::relations::single;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Style, Verdict, contradiction, declare_rule,
};
use crate::rules::trend::{Ends, ends, side};
use crate::vocabulary::{Dimension, Unit};

declare_rule! {
    /// ## What it checks
    /// Shares, risks and probabilities outside 0 to 100 %; a fall by more than all there was; and a percentage of something
    /// that has no percentages: of nothing, of an amount below zero, of a temperature.
    ///
    /// ## Why it matters
    /// Twenty degrees are not twice as hot as ten. A cost that fell "by 250 %" would be paid out to whoever buys.
    ///
    /// ## How
    /// A probability, risk or survival (`measure`) that lies outside `[0, 1]` in its widest reading is an error, but for a
    /// survival above it, which may be a relative one: that is a warning. An error, too, is a fall
    /// by more than 100 % of what was counted or weighed (`from` or `to` in such a unit); if the figure tells by how much the
    /// earlier one exceeds the later, it was a fall by `p/(1 + p)`. A share outside `[0, 1]` is a warning, as it may be one of
    /// a balance, whose parts have signs. Of money, and where nobody says what fell, a fall by more than 100 % is a note.
    /// A change in per cent, or by a factor, is a warning where it starts from exactly nothing, or from below zero to above.
    /// From above zero to below it is a note. So is it a warning in degrees Celsius or Fahrenheit; in kelvin it is given.
    /// Differences of temperatures have a true zero, so before it warns it asks for the `measure` of the two.
    ///
    /// ## Fires
    /// A chance of more than certain.
    /// ```toml
    /// [[claim]]
    /// id      = "relapse"
    /// figure  = "112 %"
    /// measure = "risk"
    /// ```
    /// More taken away than there was.
    /// ```toml
    /// [[claim]]
    /// id     = "accidents"
    /// change = { from = "412 accidents", stated = "-250 %" }
    /// ```
    /// Is it twice as warm? In kelvin it is 1.035 times.
    /// ```toml
    /// [[claim]]
    /// id     = "july"
    /// change = { from = { value = "10 °C", measure = "mean" }, to = { value = "20 °C", measure = "mean" }, stated = "100 %" }
    /// ```
    /// From a loss to a profit.
    /// ```toml
    /// [[claim]]
    /// id     = "profit"
    /// change = { from = "EUR -2 million", to = "EUR 1 million", stated = "+150 %" }
    /// ```
    ///
    /// ## Clean
    /// Growth and ratios may pass 100 %.
    /// ```toml
    /// [[claim]]
    /// id      = "debt"
    /// figure  = "112 %"
    /// measure = "ratio"
    /// of      = "debt-to-product"
    /// ```
    /// ```toml
    /// [[claim]]
    /// id     = "cases"
    /// change = { from = "40 cases", to = "140 cases", stated = "250 %" }
    /// ```
    /// Two warmings can be set against each other.
    /// ```toml
    /// [[claim]]
    /// id     = "warming"
    /// change = { from = { value = "0.5 °C", measure = "change" }, to = { value = "1.0 °C", measure = "change" }, stated = "100 %" }
    /// ```
    ///
    /// ## Limits
    /// Judges what `measure` or the relation says that a figure is, and asks where a percentage beyond the limits says neither.
    /// A share printed with its two figures is AR01's and AR03's matter, a change with both of its figures AR05's, one between
    /// two percentages AR06's, correlations are FX08's. A bare number above one, called a share, may have lost its per cent sign.
    /// A loss that grows from 2 to 3 million is 50 % larger, whatever its sign. No power of ten is proposed as a repair: many
    /// would fit.
    ///
    /// ## Sources
    /// Stevens, S. S. (1946), On the theory of scales of measurement, *Science* 103, 677–680. Kelvin and degree Celsius: BIPM
    /// (2019), *The International System of Units*, 9th ed., 2.3.1.
    "AR04", "impossible-percentage", "arithmetic", since "0.1.0", Error,
    "a percentage that its kind of quantity cannot have",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let mut is_judged = false;
    let mut is_open = false;
    let mut worst: Option<(Severity, Part, &Reported)> = None;
    for reported in case.members().iter().flat_map(|member| case.resolved.amounts_of(member)) {
        let outside = |reading| Ok(reported.interval(reading)?.is_disjoint(&Interval::share()));
        let Some(part) = part_of_one(case.resolved, reported) else {
            is_open |= is_unsaid(case, reported) && outside(Reading::AsWritten)?;
            continue;
        };
        is_judged = true;
        let Some(severity) = contradiction(outside)? else { continue };
        let is_firm = part != Part::Share && !may_be_relative(case.resolved, reported);
        let severity = if is_firm { severity } else { severity.min(Severity::Warning) };
        if worst.is_none_or(|(before, ..)| severity > before) {
            worst = Some((severity, part, reported));
        }
    }
    if let Some((severity, part, reported)) = worst {
        return Ok(beyond(case, severity, part, reported).into());
    }
    if let Some(fall) = Fall::of(case.resolved, case.claim) {
        return fallen(case, fall);
    }
    match base(case)? {
        Base::Sound => return Ok(Outcome::Passed),
        Base::Fired(finding) => return Ok((*finding).into()),
        Base::Asks => return Ok(Outcome::missing(Field::MEASURE, Some(case.written.id()))),
        Base::None => {}
    }
    if is_open {
        return Ok(Outcome::missing(Field::MEASURE, Some(case.written.id())));
    }
    match is_judged {
        true => Ok(Outcome::Passed),
        false => Ok(Outcome::not_applicable("nothing says that a figure has limits that it could pass")),
    }
}

/// A percentage of which nobody says what it is.
fn is_unsaid(case: &ClaimCase<'_>, reported: &Reported) -> bool {
    *reported.unit() == Unit::percent()
        && case.resolved.scope(reported.scope).subject.measure == Slot::Unknown
}

/// Of a survival above all: registers of cancer set that of the ill against that of people of their age, and where the ill
/// are looked after better it is more than all of it.
fn may_be_relative(resolved: &Resolved<'_>, reported: &Reported) -> bool {
    resolved.scope(reported.scope).subject.measure == Slot::Known(Measure::Survival)
        && !reported.amount.figure().value().is_negative()
}

/// A share or chance that is less than none or more than all.
fn beyond(case: &ClaimCase<'_>, severity: Severity, part: Part, reported: &Reported) -> Finding {
    let proof = match severity {
        Severity::Error => {
            let is_below = reported.amount.figure().value().is_negative();
            let statement = range(case.resolved, reported, Interval::share());
            Proof::new(Argument::refuted(statement, usize::from(!is_below)), case.resolved).ok()
        }
        _ => None,
    };
    let measure = case.resolved.scope(reported.scope).subject.measure;
    let severity = if proof.is_some() { severity } else { severity.min(Severity::Warning) };
    let amount = reported.amount.clone();
    let may_be_relative = may_be_relative(case.resolved, reported);
    let finding = Finding::told_when_read(severity, move || {
        let reason = match part {
            Part::Chance if may_be_relative => {
                "a survival lies between 0 and 100 %, and this can only be {share:range}, unless it is relative to that of people of the same age"
            }
            Part::Chance => "a {measure} lies between 0 and 100 %, and this can only be {share:range}",
            Part::Share => {
                "a part is between none and all of its whole, and this can only be {share:range}, unless it is a share of a balance, whose parts have signs"
            }
        };
        let finding = Finding::warning(
            "{figure} is given as a {measure}",
            reason,
            "check the figure; what may pass 100 % is a `ratio` or `rate` (debt to GDP, use of capacity) or a `change`",
        );
        Ok(finding
            .with(NamedValue::range("share", amount.interval(Reading::Nearest)?).style(Style::Percent))
            .word("measure", measure.known().map_or("share", Measure::word).to_string())
            .word("figure", amount.to_string()))
    });
    let finding = finding.at(case.resolved.pointer(reported));
    match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    }
}

/// A fall by more than all there was.
fn fallen(case: &ClaimCase<'_>, fall: Fall<'_>) -> Verdict {
    let Some(within) = fall.within() else {
        return Ok(Outcome::not_applicable("the figure is too large to tell"));
    };
    let beyond = |reading| Ok(fall.stated.interval(reading)?.is_disjoint(&within));
    let Some(severity) = contradiction(beyond)? else { return Ok(Outcome::Passed) };
    if fall.is_net(case.resolved) {
        return Ok(Outcome::not_applicable("a balance can fall by more than all of it"));
    }
    let proof = match severity {
        Severity::Error if fall.is_firm => {
            let statement = range(case.resolved, fall.stated, within);
            Proof::new(Argument::refuted(statement, 0), case.resolved).ok()
        }
        _ => None,
    };
    let is_firm = fall.is_firm;
    let severity = match (is_firm, proof.is_some()) {
        (false, _) => Severity::Note,
        (true, false) => severity.min(Severity::Warning),
        (true, true) => severity,
    };
    let amount = fall.stated.amount.clone();
    let finding = Finding::told_when_read(severity, move || {
        let reason = match is_firm {
            true => "what is counted or weighed can fall by all of it, and by no more",
            false => {
                "only what can be less than nothing, such as a profit or a balance, can fall by more than all of it"
            }
        };
        let finding = Finding::warning(
            "{stated} is a fall by more than all there was",
            reason,
            "say by how much of the earlier figure it fell: if the earlier one is {size} more than the later, by {swapped}",
        );
        // Of p per cent more the fall is p/(1 + p).
        let size = amount.interval(Reading::Nearest)?;
        let size = if amount.figure().value().is_negative() { size.neg() } else { size };
        let one = Interval::ONE;
        let swapped = one.sub(&one.div(&one.add(&size)?)?)?;
        let printed = amount.value()?.map(|value| value.abs()).filter(|value| size.contains(value));
        let exact = match &printed {
            Some(value) => Some((value / &(&Exact::ONE + value)?)?),
            None => None,
        };
        let percent = |name, exact: Option<Exact>, range: Interval| {
            let value = NamedValue::range(name, range).style(Style::Percent);
            NamedValue { exact, ..value }
        };
        Ok(finding
            .with_all([percent("size", printed, size), percent("swapped", exact, swapped)])
            .word("stated", amount.to_string()))
    });
    let finding = finding.at(case.resolved.pointer(fall.stated));
    Ok(match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    }
    .into())
}

/// What a stated percentage or factor is of.
enum Base {
    /// No change in per cent, or not of two figures.
    None,
    /// Of something that has percentages.
    Sound,
    /// It depends on what the two temperatures are.
    Asks,
    Fired(Box<Finding>),
}

fn base(case: &ClaimCase<'_>) -> Result<Base, Outcome> {
    let Some(stated) = stated(case) else { return Ok(Base::None) };
    let two = match case.written.relation() {
        Relation::Change(_) => ends(case.resolved, case.claim).map(|Ends { first, last }| [first, last]),
        Relation::Compare(_) => {
            let groups: Vec<&Member<'_>> =
                case.members().iter().filter(|member| member.kind == MemberKind::Group).collect();
            <[&Member<'_>; 2]>::try_from(groups).ok()
        }
        _ => None,
    };
    let Some(two) = two else { return Ok(Base::None) };
    let [Some(first), Some(last)] = two.map(|member| single(case.resolved, member)) else {
        return Ok(Base::None);
    };
    // A percentage beside percentages may be points.
    if is_relative(first) || is_relative(last) {
        return Ok(Base::None);
    }
    let scales = [first, last].map(|one| Scale::of(one.unit()));
    if let [Some(one), Some(other)] = scales {
        return Ok(match of_degrees(case, [first, last]) {
            Some(true) => Base::Fired(Box::new(degrees(case, stated, [(first, one), (last, other)])?)),
            Some(false) => Base::Sound,
            None => Base::Asks,
        });
    }
    if matches!(case.written.relation(), Relation::Compare(_)) {
        return Ok(Base::None);
    }
    from_below(case, stated, [first, last])
}

/// The change or ratio as stated, where it is relative: in per cent, or by a factor.
fn stated<'d>(case: &ClaimCase<'d>) -> Option<&'d Reported> {
    let results = case.members().iter().filter(|member| member.kind == MemberKind::Result);
    results.filter_map(|member| single(case.resolved, member)).find(|stated| {
        let (unit, form) = (stated.unit(), stated.amount.figure().form());
        match case.resolved.scope(stated.scope).subject.measure {
            Slot::Known(Measure::Ratio) if *unit == Unit::none() => true,
            Slot::Known(Measure::Change | Measure::Ratio) => {
                let is_times = unit.is_counted() && unit.symbol().split(' ').next() == Some("times");
                *unit == Unit::percent() || is_times || matches!(form, Form::Fold | Form::Fraction)
            }
            _ => false,
        }
    })
}

/// From nothing, from below zero, or to below zero.
fn from_below(
    case: &ClaimCase<'_>,
    stated: &Reported,
    [first, last]: [&Reported; 2],
) -> Result<Base, Outcome> {
    let is_nothing = first.interval(Reading::Widest)?.is_point().is_some_and(Exact::is_zero);
    let sides = [side(&first.interval(Reading::AsWritten)?), side(&last.interval(Reading::AsWritten)?)];
    let (severity, reason) = match sides {
        _ if is_nothing => {
            (Severity::Warning, "{first} is nothing, and no change is a percentage or a multiple of nothing")
        }
        [Some(Ordering::Less), Some(Ordering::Greater)] => (
            Severity::Warning,
            "{first} is below zero: of a smaller amount below zero the same rise would be a larger percentage",
        ),
        [Some(Ordering::Greater), Some(Ordering::Less)] => {
            (Severity::Note, "below zero a percentage no longer says what is left of the earlier figure")
        }
        [Some(Ordering::Greater), Some(_)] => return Ok(Base::Sound),
        _ => return Ok(Base::None),
    };
    let amounts = [first, last, stated].map(|reported| reported.amount.clone());
    let finding = Finding::told_when_read(severity, move || {
        let [first, last, stated] = &amounts;
        let finding = Finding::warning(
            "from {first} to {last} is said to be {stated}",
            reason,
            "give the two amounts, or their difference",
        );
        Ok(finding
            .word("first", first.to_string())
            .word("last", last.to_string())
            .word("stated", stated.to_string()))
    });
    Ok(Base::Fired(Box::new(at(case, finding, [stated, first, last]))))
}

fn at(case: &ClaimCase<'_>, finding: Finding, figures: [&Reported; 3]) -> Finding {
    figures.into_iter().fold(finding, |finding, reported| finding.at(case.resolved.pointer(reported)))
}

/// A scale of temperature whose zero is not that of heat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Celsius,
    Fahrenheit,
}

impl Scale {
    fn of(unit: &Unit) -> Option<Self> {
        match unit.kind() {
            _ if unit.dimension() != Some(Dimension::TEMPERATURE) => None,
            Some("degree Celsius") => Some(Scale::Celsius),
            Some("degree Fahrenheit") => Some(Scale::Fahrenheit),
            _ => None,
        }
    }

    /// Its zero in kelvin.
    fn zero(self) -> Result<Exact, ArithmeticError> {
        match self {
            Scale::Celsius => Exact::new(27_315, 100),
            Scale::Fahrenheit => &Exact::new(45_967, 100)? * &Exact::new(5, 9)?,
        }
    }
}

/// Whether the two are temperatures, not differences of temperatures; nothing where nobody says. One may say it for the
/// other.
fn of_degrees(case: &ClaimCase<'_>, two: [&Reported; 2]) -> Option<bool> {
    let says = two.map(|reported| {
        let scope = case.resolved.scope(reported.scope);
        scope.is_stated(Component::Measure).then_some(scope.subject.measure).and_then(Slot::known)
    });
    let mut says = says.into_iter().flatten().peekable();
    says.peek()?;
    Some(says.all(|measure| measure != Measure::Change))
}

fn degrees(
    case: &ClaimCase<'_>,
    stated: &Reported,
    [(first, one), (last, other)]: [(&Reported, Scale); 2],
) -> Result<Finding, ArithmeticError> {
    let kelvin = |reported: &Reported, scale: Scale| {
        let zero = scale.zero()?;
        let value = reported.amount.value()?.map(|value| &value + &zero).transpose()?;
        let range = reported.interval(Reading::Nearest)?.add(&Interval::point(zero))?;
        Ok::<_, ArithmeticError>((value, range))
    };
    let ((below, below_range), (above, above_range)) = (kelvin(first, one)?, kelvin(last, other)?);
    let is_positive = below_range.is_subset(&Interval::more_than(Exact::ZERO));
    let ratio = match is_positive {
        true => {
            let exact = match (above, below) {
                (Some(above), Some(below)) => Some((&above / &below)?),
                _ => None,
            };
            let value = NamedValue::range("ratio", above_range.div(&below_range)?);
            Some(NamedValue { exact, ..value })
        }
        false => None,
    };
    let amounts = [first, last, stated].map(|reported| reported.amount.clone());
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let [first, last, stated] = &amounts;
        let reason = match &ratio {
            Some(_) => {
                "at zero degrees there is still heat, so neither is a multiple of the other; from absolute zero, {last} is {ratio} times {first}"
            }
            None => "at zero degrees there is still heat, so neither is a multiple of the other",
        };
        let finding = Finding::warning(
            "{first} and {last} are set in proportion: {stated}",
            reason,
            "give the difference in degrees",
        );
        Ok(finding
            .with_all(ratio.clone())
            .word("first", first.to_string())
            .word("last", last.to_string())
            .word("stated", stated.to_string()))
    });
    Ok(at(case, finding, [stated, first, last]))
}

#[cfg(test)]
mod tests;
