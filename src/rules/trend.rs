//! What the rules about a development have in common: its earlier and later figure, and which way it is said to go.

use std::cmp::Ordering;

use crate::claim::relation::{Direction, MemberKind};
use crate::claim::{Claim, Comparator, Quantified, Relation};
use crate::dossier::{Member, MemberShape, Reported, Resolved, ResolvedClaim};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{PeriodValue, Status};
use crate::rule::step::is_plain;
use crate::rule::{Field, Outcome, StepCase};
use crate::vocabulary::Period;

/// Nobody prints a longer series in a text; of a longer one nothing is said.
pub(crate) const MOST_POINTS: usize = 1_000;

/// The earlier and the later figure of a change; of a series the first and the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends<'d> {
    pub first: &'d Member<'d>,
    pub last: &'d Member<'d>,
}

/// The dated figures of a series, in order of time; nothing where there are none, or more than anybody prints.
pub(crate) fn points<'d>(resolved: &'d Resolved<'d>, claim: &ResolvedClaim) -> Vec<(Period, &'d Member<'d>)> {
    let members = resolved.members_of(claim);
    if members.len() > MOST_POINTS {
        return Vec::new();
    }
    let points = members.iter().filter(|member| member.kind == MemberKind::Point);
    let dated = points.filter_map(|member| match resolved.scope(member.scope).subject.period {
        PeriodValue::Period(period) => Some((period, member)),
        _ => None,
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(period, _)| *period);
    dated
}

/// The two figures between which a change lies.
pub(crate) fn ends<'d>(resolved: &'d Resolved<'d>, claim: &ResolvedClaim) -> Option<Ends<'d>> {
    let members = resolved.members_of(claim);
    if members.len() > MOST_POINTS {
        return None;
    }
    let of_kind = |kind| members.iter().find(|member| member.kind == kind);
    if let (Some(first), Some(last)) = (of_kind(MemberKind::From), of_kind(MemberKind::To)) {
        return Some(Ends { first, last });
    }
    let points = points(resolved, claim);
    match (points.first(), points.last()) {
        (Some((before, first)), Some((after, last))) if before != after => Some(Ends { first, last }),
        _ => None,
    }
}

/// The number as printed, or the ratio of the two; all it can be where the text says no more than a limit or a range.
pub(crate) fn printed(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<Interval, Outcome> {
    let amounts = resolved.amounts_of(member);
    let value = |reported: &Reported| -> Result<Option<Exact>, ArithmeticError> {
        if is_plain(&reported.amount) { reported.amount.value() } else { Ok(None) }
    };
    match (member.shape, amounts) {
        (MemberShape::Value, [own, ..]) => {
            if let Some(value) = value(own)? {
                return Ok(Interval::point(value));
            }
        }
        (MemberShape::Ratio(_), [top, bottom, ..]) => {
            if let (Some(top), Some(bottom)) = (value(top)?, value(bottom)?) {
                return Ok(Interval::point((&top / &bottom)?));
            }
        }
        _ => {}
    }
    Ok(resolved.member_interval(member, Reading::Nearest)?)
}

/// Whether both are amounts of one kind, so that one less the other means something.
pub(crate) fn is_one_measure(resolved: &Resolved<'_>, one: &Member<'_>, other: &Member<'_>) -> bool {
    let unit = |member: &Member<'_>| {
        let unit = resolved.amounts_of(member).first()?.unit();
        Some((unit.dimension()?, unit.is_counted(), unit.is_percentage_points()))
    };
    one.shape == other.shape && unit(one).is_some() && unit(one) == unit(other)
}

/// On which side of zero all of an interval lies; nothing where it lies on both.
pub(crate) fn side(interval: &Interval) -> Option<Ordering> {
    if interval.is_point().is_some_and(Exact::is_zero) {
        Some(Ordering::Equal)
    } else if interval.is_subset(&Interval::more_than(Exact::ZERO)) {
        Some(Ordering::Greater)
    } else if interval.is_subset(&Interval::less_than(Exact::ZERO)) {
        Some(Ordering::Less)
    } else {
        None
    }
}

/// Which way the change is said to go: by the conclusion, else by the claim's word, else by its figures.
pub(crate) fn asserted(case: &StepCase<'_>) -> Result<Option<Ordering>, Outcome> {
    let mut changes = case.asserts().iter().filter(|own| own.quantified == Quantified::Change).peekable();
    if changes.peek().is_some() {
        return Ok(changes.find_map(|own| {
            let sign = own.threshold.value.cmp(&Exact::ZERO);
            match (own.comparator, sign) {
                (Comparator::Less, Ordering::Less | Ordering::Equal)
                | (Comparator::LessOrEqual, Ordering::Less) => Some(Ordering::Less),
                (Comparator::Greater, Ordering::Greater | Ordering::Equal)
                | (Comparator::GreaterOrEqual, Ordering::Greater) => Some(Ordering::Greater),
                (Comparator::Equal, sign) => Some(sign),
                _ => None,
            }
        }));
    }
    if let Relation::Change(change) = case.written.relation() {
        match change.direction {
            Some(Direction::Rising) => return Ok(Some(Ordering::Greater)),
            Some(Direction::Falling) => return Ok(Some(Ordering::Less)),
            Some(Direction::Unchanged) => return Ok(Some(Ordering::Equal)),
            None => {}
        }
    }
    if let Some(Ends { first, last }) = ends(case.resolved, case.claim) {
        let moved = printed(case.resolved, last)?.sub(&printed(case.resolved, first)?)?;
        return Ok(side(&moved));
    }
    // A fall may be printed without its sign: only a sign that is printed says which way.
    let stated = case.resolved.result_member(case.claim).and_then(|member| {
        case.resolved.amounts_of(member).first().map(|stated| stated.amount.figure().value().is_negative())
    });
    Ok(stated.and_then(|is_negative| is_negative.then_some(Ordering::Less)))
}

/// How the figures of a step lie to the beginning of the asserted cause.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Order {
    /// When it began is not said, or the figures need not reach so far.
    Open,
    /// Figures of the conclusion reach past it.
    Past,
    /// All of them end before it: the period of these ends last, so many days before.
    Before { last: Period, gap: i64 },
    /// All of them end before it, and those of another claim later than these.
    Earlier,
}

/// Whether the figures reach past the beginning of the asserted cause.
pub(crate) fn order(case: &StepCase<'_>) -> Result<Order, Outcome> {
    let Some(since) = case.concluded_from().and_then(|conclusion| conclusion.since) else {
        return Ok(Order::Open);
    };
    let (start, _) = since.bounds();
    if start == i32::MIN || foretells(case) {
        return Ok(Order::Open);
    }
    let reach = case.reach();
    if reach.latest.is_some_and(|latest| latest.bounds().1 > start) {
        return Ok(Order::Past);
    }
    if let Some(claim) = reach.unknown.and_then(|position| case.resolved.claim(position)) {
        return Err(Outcome::missing(Field::PERIOD, case.resolved.written(claim).map(Claim::id)));
    }
    let PeriodValue::Period(last) = case.resolved.last_period(case.claim) else { return Ok(Order::Open) };
    let (_, end) = last.bounds();
    if reach.latest.is_some_and(|latest| latest.bounds().1 > end) {
        return Ok(Order::Earlier);
    }
    Ok(Order::Before { last, gap: i64::from(start) - i64::from(end) })
}

/// Whether the conclusion is about what is to come: its status says so, or a cause that begins after the text.
pub(crate) fn foretells(case: &StepCase<'_>) -> bool {
    let since = case.concluded_from().and_then(|conclusion| conclusion.since);
    let is_to_come = |(since, date): (Period, Period)| date.bounds().1 <= since.bounds().0;
    matches!(case.concluded().method.status, Some(Status::Projection | Status::Target))
        || since.zip(case.resolved.date()).is_some_and(is_to_come)
}

/// The word for a change of this direction.
pub(crate) fn word(way: Ordering) -> &'static str {
    match way {
        Ordering::Greater => "a rise",
        Ordering::Less => "a fall",
        Ordering::Equal => "no change",
    }
}
