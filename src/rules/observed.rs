//! What the rules about surveys and selections have in common: of how many units a share is, and whether a conclusion
//! covers those units that are not in it.

use crate::dossier::{Member, MemberShape};
use crate::number::{Exact, Form, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Component, SetRelation, Value};
use crate::rule::{Field, NamedValue, Outcome, StepCase, Style};
use crate::rules::step::{is_plain_number, relation, supposed, unknown};
use crate::stats::left_out_fraction;
use crate::vocabulary::{KindRelation, Unit};

/// Of how many units a share is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Size {
    /// Of so many.
    Of(Exact),
    /// Nobody says of how many.
    Unstated,
    /// Its whole is measured, not counted.
    Measured,
}

/// Of how many units a share is: its counted whole, else the number stated beside it.
pub(crate) fn size(case: &StepCase<'_>, member: &Member<'_>) -> Result<Size, Outcome> {
    let stated = || match member.details.as_deref().and_then(|details| details.n.as_ref()) {
        Some(n) if is_plain_number(n) => Ok(n.value()?.filter(Exact::is_positive)),
        _ => Ok(None),
    };
    let of = |n: Option<Exact>| n.map_or(Size::Unstated, Size::Of);
    match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Ratio(RatioKind::Share), [_, whole, ..]) => {
            if !whole.unit().is_counted() {
                return Ok(Size::Measured);
            }
            // Of "7 % of people" no number of people is known.
            let counted = is_plain_number(&whole.amount).then(|| whole.amount.value()).transpose()?.flatten();
            match counted.filter(Exact::is_positive) {
                Some(n) => Ok(Size::Of(n)),
                None => stated().map(of),
            }
        }
        _ => stated().map(of),
    }
}

/// Whether the conclusion covers units that are not in the figure; it does where its base is wider than the figure's. Where
/// the two are one, it does if that base is the whole population of the figure's frame, or, `in_frame`, all that the frame
/// observed: for those who gave no answer, who were observed and left out. A base that nobody wrote is asked for there.
pub(crate) fn covers_left_out(case: &StepCase<'_>, in_frame: bool) -> Result<bool, Outcome> {
    match relation(case, Component::Base) {
        Some(SetRelation::Within) => return Ok(true),
        Some(SetRelation::Contains) => {
            return Err(Outcome::not_applicable("the conclusion is about a part of what was observed"));
        }
        Some(SetRelation::Unknown) => return Err(unknown(case, Component::Base)),
        Some(SetRelation::Overlaps | SetRelation::Disjoint) => {
            return Err(Outcome::not_applicable("what was observed is not part of what is concluded about"));
        }
        Some(SetRelation::Equal) | None => {}
    }
    let base = match case.evidence().subject.base {
        Value::Node(base) => base,
        Value::Any => return Ok(true),
        Value::Unknown => return Err(Outcome::missing(Field::BASE, Some(case.conclusion.id()))),
        Value::NotApplicable => return Err(Outcome::not_applicable("the conclusion is about no population")),
    };
    let concepts = &case.resolved.names().concept;
    let Some(frame) = case.frame() else { return Ok(false) };
    if concepts.id(frame.name) == Some(base) {
        // Where nobody wrote a base, it is not known whether that of a figure without them is meant.
        let is_written = case.written.scope.components().base.is_some()
            || case.conclusion.scope.components().base.is_some();
        return match in_frame && !is_written {
            true => Err(Outcome::missing(Field::BASE, Some(case.written.id()))),
            false => Ok(in_frame),
        };
    }
    let population = frame.stands_for.and_then(|population| concepts.id(population));
    Ok(population.is_some_and(|population| concepts.relation(population, base).is_inside()))
}

/// The fraction of all that was left out: as printed, or of those counted.
pub(crate) fn left_out(
    case: &StepCase<'_>,
    member: &Member<'_>,
    excluded: &Amount,
) -> Result<Interval, Outcome> {
    let (printed, unit) = (excluded.interval(Reading::Nearest)?, excluded.unit());
    let is_bare = *unit == Unit::none() && excluded.figure().form() != Form::Fraction;
    if unit.fraction().is_some() && !is_bare {
        let plain = supposed(excluded)?;
        return match plain.intersect(&Interval::share()) {
            Some(fraction) => Ok(fraction),
            None => Err(Outcome::not_applicable("those left out are no share of all")),
        };
    }
    let kept = match size(case, member)? {
        Size::Of(kept) => kept,
        Size::Unstated => return Err(Outcome::missing(Field::N, Some(case.written.id()))),
        Size::Measured => {
            return Err(Outcome::not_applicable("the whole of the share is measured, not counted"));
        }
    };
    // What the share is a share of: "690 people", and of a printed percentage the number beside it.
    let amounts = case.resolved.amounts_of(member);
    let counted = amounts.get(1).map(|whole| whole.unit()).filter(|unit| unit.is_counted());
    let stated = member.details.as_deref().and_then(|details| details.n.as_ref()).map(Amount::unit);
    match counted.or(stated).map(|own| own.comparable(unit)) {
        Some(KindRelation::Equal) => {}
        _ if is_bare => {}
        Some(KindRelation::UnequalDimension) => {
            return Err(Outcome::not_applicable("those left out are not in the unit of the share"));
        }
        _ => return Err(Outcome::missing(Field::KIND, Some(case.written.id()))),
    }
    Ok(left_out_fraction(&kept, &printed)?)
}

/// A share as it is, or within its limits.
pub(crate) fn one_or_range(name: &'static str, share: &Interval) -> NamedValue {
    match share.is_point() {
        Some(point) => NamedValue::percent(name, point.clone()),
        None => NamedValue::range(name, share.clone()).style(Style::Percent),
    }
}
