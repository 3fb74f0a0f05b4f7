//! AR06: a difference in percentage points is printed as per cent, or the reverse.

use crate::claim::Relation;
use crate::claim::relation::MemberKind;
use crate::dossier::{Reported, Role};
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::{Adjustment, Measure};
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Style, Verdict, declare_rule};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// A change from one printed percentage to another: whether the change is printed in the unit it was computed in,
    /// per cent or percentage points.
    ///
    /// ## Why it matters
    /// From 3 % to 6 % are 3 percentage points, and twice as much. Printed as "3 %", a doubling reads as next to nothing.
    ///
    /// ## How
    /// From `a` to `b` the difference is `b − a` percentage points and the change `b/a − 1`. A change printed in `%` that
    /// `b/a − 1` cannot give, however the figures were rounded or cut, fires where `b − a`, rounded to nearest, gives it. A
    /// change printed in percentage points or basis points fires the other way round. A fall may be printed without its
    /// sign ("down 2 %"). Growth rates are no levels: from 2 % to 4 % growth the factor, 1.04 for 1.02, does go up by 2 %.
    /// So before it says that `%` is wrong it asks for the `measure` (`share`, `rate`…), where neither figure nor the claim
    /// states one; a mean may be of either.
    ///
    /// ## Fires
    /// Turnout in the United Kingdom, 2001 and 2005: 2 percentage points, but 3.4 % more.
    /// ```toml
    /// [[claim]]
    /// id = "turnout"
    /// [claim.change]
    /// from   = { value = "59.4 %", measure = "share" }
    /// to     = "61.4 %"
    /// stated = "2 %"
    /// ```
    ///
    /// ## Clean
    /// From nearly all to nearly all, the two units give the same figure.
    /// ```toml
    /// [[claim]]
    /// id = "vaccinated"
    /// [claim.change]
    /// from   = { value = "97.1 %", measure = "share" }
    /// to     = "99.1 %"
    /// stated = "2 %"
    /// ```
    /// Growth that goes up from 2 % to 4 %.
    /// ```toml
    /// [[claim]]
    /// id = "prices"
    /// [claim.change]
    /// from   = { value = "2.0 %", measure = "change" }
    /// to     = { value = "4.0 %", measure = "change" }
    /// stated = "2.0 %"
    /// ```
    ///
    /// ## Limits
    /// Judges no change that is neither of the two, and no limit ("over 2 %"). Silent where an adjustment of the change is
    /// not that of its figures, at zero and below, of indices, and where a percentage is not printed as one. Where the text
    /// itself says that the per cent are absolute, write percentage points.
    ///
    /// ## Sources
    /// Iverson, C. et al. (2007), *AMA Manual of Style*, 10th ed., 19.7.2, Oxford University Press. Woloshin, S., Schwartz,
    /// L. M. & Welch, H. G. (2008), *Know Your Chances*, University of California Press. Relative change: Törnqvist, L.,
    /// Vartia, P. & Vartia, Y. O. (1985), *The American Statistician* 39, 43–46. Example: UK Parliament (2013),
    /// *General election turnout*.
    "AR06", "percentage-point-confusion", "arithmetic", since "0.1.0", Warning,
    "a difference in percentage points is printed as per cent, or the reverse",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Change(change) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim states no change"));
    };
    if change.times.is_some() {
        return Ok(Outcome::not_applicable("the stated change is that of one step of several"));
    }
    let figures = [MemberKind::From, MemberKind::To, MemberKind::Result].map(|kind| figure(case, kind));
    let [Some(from), Some(to), Some(stated)] = figures else {
        return Ok(Outcome::not_applicable("earlier figure, later figure and change are not all printed"));
    };
    let in_points = stated.unit().is_percentage_points();
    if !is_percent(from) || !is_percent(to) || !(in_points || is_percent(stated)) {
        return Ok(Outcome::not_applicable("not all three are percentages"));
    }
    let printed = [from, to, stated];
    if printed.iter().any(|reported| reported.amount.figure().is_sharp()) {
        return Ok(Outcome::not_applicable("one of the three is a limit, not a number"));
    }
    let value = |reported: &Reported| reported.amount.figure().value().clone();
    if !value(from).is_positive() || !value(to).is_positive() {
        return Ok(Outcome::not_applicable("one of the two percentages is zero or below"));
    }
    let [adjusted, same @ ..] = printed
        .map(|reported| case.resolved.scope(reported.scope).method.adjustment.unwrap_or(Adjustment::None));
    if same.iter().any(|other| *other != adjusted) {
        return Ok(Outcome::not_applicable("the change is not adjusted as its figures are"));
    }

    let points = |reading| to.interval(reading)?.sub(&from.interval(reading)?);
    let relative = |reading| to.interval(reading)?.div(&from.interval(reading)?)?.sub(&Interval::ONE);
    let as_written = stated.interval(Reading::AsWritten)?;
    let own = if in_points { points(Reading::AsWritten)? } else { relative(Reading::AsWritten)? };
    // Whichever way it is said to go: a wrong direction is another fault than a wrong unit.
    if !as_written.is_disjoint(&own) || !as_written.neg().is_disjoint(&own) {
        return Ok(Outcome::Passed);
    }
    let nearest = stated.interval(Reading::Nearest)?;
    let other = if in_points { relative(Reading::Nearest)? } else { points(Reading::Nearest)? };
    let is_size = !value(stated).is_negative() && !nearest.is_disjoint(&other.neg());
    if nearest.is_disjoint(&other) && !is_size {
        return Ok(Outcome::not_applicable(
            "the stated change is neither the difference nor the relative change",
        ));
    }

    let values = values(from, to, points(Reading::Nearest)?, relative(Reading::Nearest)?)?;
    let finding = if in_points {
        Finding::warning(
            "{stated} is the change from {from} to {to} in per cent; the difference is {points}",
            "a percentage point is a hundredth of the whole, not of the first figure: the two are {points:range} apart",
            "print the change as {relative change}, or the difference as {points}",
        )
    } else {
        match is_level(case, [from, to]) {
            Some(true) => {}
            Some(false) => {
                return Ok(Outcome::not_applicable(
                    "the two percentages are themselves changes, or an index",
                ));
            }
            None => return Err(Outcome::missing(Field::MEASURE, Some(case.written.id())).so_far(values)),
        }
        Finding::warning(
            "{stated} is the difference of {from} and {to} in percentage points; the change in per cent is {relative change}",
            "a change in per cent is read as a part of the first figure, and of {from} it is {relative change:range}",
            "print the difference as {points}, or the change as {relative change}",
        )
    };
    let finding = finding
        .with_all(values)
        .word("from", from.amount.to_string())
        .word("to", to.amount.to_string())
        .word("stated", stated.amount.to_string());
    let pointers = [stated, from, to].map(|reported| case.resolved.pointer(reported));
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

/// The one figure that is printed for a member: its value, or its ratio where the two parts are printed too.
fn figure<'d>(case: &ClaimCase<'d>, kind: MemberKind) -> Option<&'d Reported> {
    let member = case.members().iter().find(|member| member.kind == kind)?;
    let amount = |role| case.resolved.amount_of(member, role);
    amount(Role::Value).or_else(|| amount(Role::Stated))
}

fn is_percent(reported: &Reported) -> bool {
    *reported.unit() == Unit::percent()
}

/// Whether the two figures are levels, of which a change in per cent is a part; nothing where nobody says. One may say it
/// for the other, and the claim for both.
fn is_level(case: &ClaimCase<'_>, figures: [&Reported; 2]) -> Option<bool> {
    use Measure::{Mean, Median, Probability, Rate, Ratio, Risk, Share, Survival};
    let says = |measure: Measure| match measure {
        Share | Rate | Ratio | Risk | Survival | Probability => Some(true),
        // Of levels or of growth rates.
        Mean | Median => None,
        _ => Some(false),
    };
    let says = |scope| case.resolved.scope(scope).subject.measure.known().and_then(says);
    let said = figures.map(|reported| says(reported.scope));
    if said.contains(&Some(false)) {
        return Some(false);
    }
    // A claim's measure is that of its result: "change" there says nothing about the two figures.
    let claimed = || says(case.claim.scope).filter(|is_level| *is_level);
    said.into_iter().flatten().next().or_else(claimed)
}

/// Difference and relative change, within all that the rounding of the two figures leaves open.
fn values(
    from: &Reported,
    to: &Reported,
    points: Interval,
    relative: Interval,
) -> Result<Vec<NamedValue>, ArithmeticError> {
    let hundred = Exact::from(100);
    let (limits, unit) = (points.scale(&hundred)?, "percentage points");
    let (from, to) = (from.amount.figure(), to.amount.figure());
    // A range ("10 to 12 %") has no one difference.
    if from.form() != Form::Number || to.form() != Form::Number {
        let relative = NamedValue::range("relative change", relative).style(Style::Percent);
        return Ok(vec![NamedValue::range("points", limits).unit(unit), relative]);
    }
    let points = (to.value() - from.value())?;
    let change = (&points / from.value())?;
    Ok(vec![
        NamedValue::new("points", points).within(limits).unit(unit),
        NamedValue::percent("relative change", change).within(relative),
    ])
}

#[cfg(test)]
mod tests;
