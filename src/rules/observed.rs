//! What the rules about surveys and selections have in common: of how many units a share is, and whether a conclusion
//! covers those units that are not in it.

use crate::dossier::{Member, MemberShape};
use crate::number::Exact;
use crate::quantity::shape::RatioKind;
use crate::quantity::{Component, SetRelation, Value};
use crate::rule::{Field, Outcome, StepCase};
use crate::rules::step::{is_plain_number, relation, unknown};

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
/// observed: for those who gave no answer, who were observed and left out.
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
        return Ok(in_frame);
    }
    let population = frame.stands_for.and_then(|population| concepts.id(population));
    Ok(population.is_some_and(|population| concepts.relation(population, base).is_inside()))
}
