//! A resolved dossier as the text that proofs speak about: what it prints, and what it states.

pub(crate) mod ceilings;
pub(crate) mod crossed;
pub(crate) mod joint;
pub(crate) mod linked;
pub(crate) mod ranges;
pub(crate) mod relations;
pub(crate) mod screening;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::proof::{Expression, Operator, Printed, PrintedAmount, Statement};
use crate::bridge::{self, Fit};
use crate::claim::relation::MemberKind;
use crate::claim::{Comparator, Mood, Quantified, Relation};
use crate::dossier::{MemberShape, Reported, Resolved, ResolvedClaim, Role};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Flow, Measure, Overall, Slot};
use crate::vocabulary::{KindRelation, Taxonomy, Unit, kinds_is_a};

impl Printed for Resolved<'_> {
    fn amount(&self, pointer: &str) -> Option<PrintedAmount> {
        let reported = reported(self, pointer);
        let amount = match pointer.strip_prefix("/frame/") {
            Some(field) => screening::amount_of_frame(self, field)?,
            None => reported.map(|one| &one.amount).or_else(|| relations::size(self, pointer))?,
        };
        // "2 children" on average may be 2.3 of them.
        let measure = reported.map(|one| self.scope(one.scope).subject.measure);
        let is_average = matches!(measure, Some(Slot::Known(Measure::Mean | Measure::Median)));
        let unit = amount.unit();
        Some(PrintedAmount {
            text: amount.to_string(),
            figure: amount.figure().clone(),
            factor: unit.factor().clone(),
            counted: unit.is_counted() && unit.per().is_none() && !is_average,
            dimension: unit.dimension()?.exponents(),
            base_unit: unit.base_symbol().into_owned(),
        })
    }

    fn asserts(&self, statement: &Statement) -> bool {
        match statement {
            Statement::PartOfWhole { part, whole } => part_of_whole(self, part, whole),
            Statement::SameQuantity { a: Expression::Figure(a), b: Expression::Figure(b) } => {
                same_quantity(self, a, b)
            }
            Statement::SameQuantity { .. }
            | Statement::PartsOfWhole { .. }
            | Statement::Formula { .. }
            | Statement::Average { .. } => relations::holds(self, statement),
            Statement::Ratio { top, bottom, stated } => {
                ratio(self, top, bottom, stated) || relations::holds(self, statement)
            }
            Statement::SameDimension { a, b } => same_dimension(self, a, b),
            Statement::Ceiling { of, ceiling } => ceilings::holds(self, of, ceiling),
            Statement::Range { of, within } => ranges::holds(self, of, within),
            Statement::Conclusion { at, .. } => conclusion_statement(self, at).as_ref() == Some(statement),
            Statement::Law { .. } => {
                joint::holds(self, statement)
                    || crossed::holds(self, statement)
                    || relations::holds(self, statement)
                    || screening::holds(self, statement)
            }
            // What no relation of a dossier states.
            _ => false,
        }
    }
}

/// The amount at a pointer: looked for only in the claim or reference that the pointer leads into.
fn reported<'a>(resolved: &'a Resolved<'_>, pointer: &str) -> Option<&'a Reported> {
    let (kind, rest) = pointer.strip_prefix('/')?.split_once('/')?;
    let (position, field) = rest.split_once('/')?;
    let position = position.parse::<u32>().ok()?;
    let members = match kind {
        "claim" if resolved.members_of(resolved.claim(position)?).len() > WALKED => {
            let at = resolved.places(places_of_figures).get(pointer)?;
            return resolved.quantities().get(usize::try_from(*at).ok()?);
        }
        "claim" => resolved.members_of(resolved.claim(position)?),
        "reference" => resolved.members_of_reference(position),
        _ => return None,
    };
    let amounts =
        || members.iter().flat_map(|member| resolved.amounts_of(member).iter().map(move |one| (member, one)));
    let named = amounts().find(|(member, reported)| member.figure_field(reported.role) == field);
    let by_place = || amounts().find(|(member, reported)| member.field_of(reported.role) == field);
    named.or_else(by_place).map(|(_, reported)| reported)
}

/// A claim with more quantities than this has its figures found by a table: each of its many proofs names some, and
/// walking to each would cost the square of their number.
const WALKED: usize = 8;

/// The pointers of the figures of all claims with many quantities, as [`reported`] understands them.
fn places_of_figures(resolved: &Resolved<'_>) -> HashMap<Box<str>, u32> {
    let mut places = HashMap::new();
    let many = resolved.claims().iter().map(|claim| (claim, resolved.members_of(claim)));
    let many = many.filter(|(_, members)| members.len() > WALKED);
    let mut by_place = Vec::new();
    for (claim, member) in many.flat_map(|(claim, members)| members.iter().map(move |member| (claim, member)))
    {
        let pointer = |field: &str| format!("/claim/{}/{field}", claim.position).into_boxed_str();
        for (at, reported) in (resolved.first_amount(member)..).zip(resolved.amounts_of(member)) {
            places.entry(pointer(&member.figure_field(reported.role))).or_insert(at);
            by_place.push((pointer(&member.field_of(reported.role)), at));
        }
    }
    for (pointer, at) in by_place {
        places.entry(pointer).or_insert(at);
    }
    places
}

/// Whether a margin is printed with this very figure, which is an estimate then: what estimates come to is not impossible.
pub(crate) fn is_estimated(resolved: &Resolved<'_>, reported: &Reported) -> bool {
    reported.role == Role::Value && resolved.has_margin(reported)
}

/// A relation says so, or one scope, fully stated, lies within the other.
fn part_of_whole(resolved: &Resolved<'_>, part: &str, whole: &str) -> bool {
    let (Some(part), Some(whole)) = (reported(resolved, part), reported(resolved, whole)) else {
        return false;
    };
    if !part.unit().is_nonnegative() || part.unit().dimension() != whole.unit().dimension() {
        return false;
    }
    if !part.amount.is_counted_like(&whole.amount) {
        return false;
    }
    if is_estimated(resolved, part) || is_estimated(resolved, whole) {
        return false;
    }
    // A change or balance has signs, whatever its unit: then a part may exceed its whole.
    let negative = |reported: &Reported| reported.amount.figure().value().is_negative();
    if !is_kind_within(resolved, part, whole) || negative(part) || negative(whole) {
        return false;
    }
    if resolved.scope(whole.scope).subject.flow == Slot::Known(Flow::Net) {
        return false;
    }
    let (Some(of_part), Some(of_whole)) = (resolved.member_of(part), resolved.member_of(whole)) else {
        return false;
    };
    if part.member == whole.member {
        let is_share = of_part.shape == MemberShape::Ratio(RatioKind::Share);
        return is_share && part.role == Role::Top && whole.role == Role::Bottom;
    }
    if of_part.owner == of_whole.owner && of_whole.kind == MemberKind::Whole {
        return of_part.kind == MemberKind::Part && !is_net(resolved, of_whole.owner);
    }
    let comparison = resolved.compare(part.scope, whole.scope);
    // Of what nobody says whether it is a flow, a stock or a balance, a part may be more than the rest leaves.
    let told = matches!(resolved.scope(whole.scope).subject.flow, Slot::Known(flow) if flow != Flow::Net);
    told && matches!(comparison.overall, Overall::Within | Overall::Equal)
        && comparison.method.is_empty()
        && firm(resolved, part)
        && firm(resolved, whole)
}

fn is_net(resolved: &Resolved<'_>, owner: crate::dossier::Owner) -> bool {
    let crate::dossier::Owner::Claim(position) = owner else { return false };
    let written = resolved.claim(position).and_then(|claim: &ResolvedClaim| resolved.written(claim));
    written.is_some_and(|claim| matches!(claim.relation(), Relation::Total(total) if total.net == Some(true)))
}

fn same_quantity(resolved: &Resolved<'_>, a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (reported(resolved, a), reported(resolved, b)) else { return false };
    // What has a minus sign is a change or a balance, and the other may be its size.
    let negative = |reported: &Reported| reported.amount.figure().value().is_negative();
    if negative(a) != negative(b) {
        return false;
    }
    let comparison = resolved.compare(a.scope, b.scope);
    // Of what nobody says whether it is a flow, a stock or a balance, one figure may be the gains and one what is left.
    let told = matches!(resolved.scope(a.scope).subject.flow, Slot::Known(_));
    told && comparison.overall == Overall::Equal
        && comparison.method.is_empty()
        && firm(resolved, a)
        && firm(resolved, b)
}

/// Figures between which a difference is no misunderstanding: fully stated, and of observed units.
fn firm(resolved: &Resolved<'_>, reported: &Reported) -> bool {
    resolved.is_fully_stated(reported) && resolved.is_observed(reported)
}

fn ratio(resolved: &Resolved<'_>, top: &str, bottom: &str, stated: &str) -> bool {
    let amounts = (reported(resolved, top), reported(resolved, bottom), reported(resolved, stated));
    let (Some(top), Some(bottom), Some(stated)) = amounts else { return false };
    let roles = (top.role, bottom.role, stated.role) == (Role::Top, Role::Bottom, Role::Stated);
    roles
        && is_ratio_of_its_figures(resolved, top, bottom)
        && top.member == bottom.member
        && bottom.member == stated.member
}

/// Whether the printed ratio can only be that of the two digits: three crates may hold a fifth of forty bottles, so the
/// things counted in a share are of one kind, or of kinds known to be of a wider one.
fn is_ratio_of_its_figures(resolved: &Resolved<'_>, top: &Reported, bottom: &Reported) -> bool {
    let is_share =
        resolved.member_of(top).is_some_and(|member| member.shape == MemberShape::Ratio(RatioKind::Share));
    let counted = top.unit().is_counted() && bottom.unit().is_counted();
    !is_share || !counted || are_related(resolved, top.unit(), bottom.unit())
}

/// Whether the part is in the whole's unit, or counts what is known to be of the whole's kind: women among people.
pub(crate) fn is_kind_within(resolved: &Resolved<'_>, part: &Reported, whole: &Reported) -> bool {
    match (part.unit().kind(), whole.unit().kind()) {
        (one, other) if one == other => true,
        (Some(part_kind), Some(whole_kind)) => {
            part.unit().is_counted()
                && whole.unit().is_counted()
                && wider(&resolved.names().kind, part_kind).contains(whole_kind)
        }
        _ => false,
    }
}

/// Whether what the two units count, above and below the line, is known to be of one wider kind.
pub(crate) fn are_related(resolved: &Resolved<'_>, a: &Unit, b: &Unit) -> bool {
    let kinds = &resolved.names().kind;
    let related = |a: &Unit, b: &Unit| match (a.kind(), b.kind()) {
        (Some(one), Some(other)) => one == other || !wider(kinds, one).is_disjoint(&wider(kinds, other)),
        _ => true,
    };
    let below = match (a.per(), b.per()) {
        (Some((_, one)), Some((_, other))) => related(one, other),
        _ => true,
    };
    below && related(a.numerator(), b.numerator())
}

/// How many wider kinds are looked through for a common one.
const WIDER: usize = 64;

/// A kind and the kinds above it, declared or built in.
fn wider<'t>(kinds: &'t Taxonomy, kind: &'t str) -> HashSet<&'t str> {
    let mut found = HashSet::from_iter([kind]);
    let mut open = vec![kind];
    while let Some(kind) = open.pop() {
        let declared =
            kinds.id(kind).into_iter().flat_map(|node| kinds.parents(node)).map(|node| kinds.name(node));
        let built_in = kinds_is_a().iter().filter(|(child, _)| *child == kind).map(|(_, parent)| *parent);
        for parent in declared.chain(built_in) {
            if found.len() < WIDER && found.insert(parent) {
                open.push(parent);
            }
        }
    }
    found
}

/// What a conclusion asserts, where the text itself says it and the figures alone decide it: one assertion, drawn from
/// one or more claims whose scope it takes over whole, about a count or sum of observed units or the ratio of two
/// printed figures.
pub(crate) fn conclusion_statement(resolved: &Resolved<'_>, at: &str) -> Option<Statement> {
    let position = at.strip_prefix("/conclusion/")?.parse::<u32>().ok()?;
    let written = resolved.written_conclusion(position)?;
    let [assertion] = resolved.asserts(position) else { return None };
    if written.mood != Mood::Flat {
        return None;
    }
    let conclusion = resolved.conclusions().get(usize::try_from(position).ok()?)?;
    // What is said to be a number was rounded to it.
    if assertion.comparator == Comparator::Equal && !assertion.is_exact_count() {
        return None;
    }
    let [step] = resolved.steps_of(conclusion) else { return None };
    let claim = resolved.claim(step.claim)?;
    let comparison = resolved.compare_step(claim, step);
    if comparison.overall != Overall::Equal || !comparison.method.is_empty() {
        return None;
    }
    let member = resolved.members_of(claim).iter().find(|member| member.kind == MemberKind::Result)?;
    // What was attributed to nobody may belong to the part.
    if member.details.as_deref().is_some_and(|details| details.other("unattributed").is_some()) {
        return None;
    }
    if bridge::fit(resolved, claim, assertion) != Fit::Same {
        return None;
    }
    let figure = |reported: &Reported| Expression::Figure(resolved.figure_pointer(reported).to_string());
    let left = match (member.shape, resolved.amounts_of(member), assertion.quantified) {
        (MemberShape::Ratio(RatioKind::Share), [top, bottom, ..], Quantified::Share)
        | (MemberShape::Ratio(RatioKind::Rate), [top, bottom, ..], Quantified::Rate) => {
            let observed = resolved.is_observed(top) && resolved.is_observed(bottom);
            if !observed || !is_ratio_of_its_figures(resolved, top, bottom) {
                return None;
            }
            figure(top).over(figure(bottom))
        }
        (MemberShape::Value, [value], Quantified::Count | Quantified::Sum) if resolved.is_observed(value) => {
            figure(value)
        }
        _ => return None,
    };
    let factor = assertion.threshold.unit.factor().is_point()?.clone();
    let operator = match assertion.comparator {
        Comparator::Less => Operator::Less,
        Comparator::LessOrEqual => Operator::AtMost,
        Comparator::Equal => Operator::Equal,
        Comparator::GreaterOrEqual => Operator::AtLeast,
        Comparator::Greater => Operator::Greater,
    };
    let right = Expression::Constant((&assertion.threshold.value * &factor).ok()?);
    Some(Statement::Conclusion { at: at.to_string(), left, operator, right })
}

/// Part and whole of a share, and the single figures of a total, a change or a comparison, are added or compared: their
/// dimensions must agree. Not stated of units that leave their dimension open, or of an amount and a fraction ("536 kg,
/// 20 % of them heroin"), which may be a fraction of that amount.
fn same_dimension(resolved: &Resolved<'_>, a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (reported(resolved, a), reported(resolved, b)) else { return false };
    let (Some(of_a), Some(of_b)) = (resolved.member_of(a), resolved.member_of(b)) else { return false };
    if a.unit().comparable(b.unit()) == KindRelation::Undecided || is_relative(a) != is_relative(b) {
        return false;
    }
    if a.member == b.member {
        let is_share = of_a.shape == MemberShape::Ratio(RatioKind::Share);
        return is_share && a.role != Role::Stated && b.role != Role::Stated;
    }
    let compared = |kind| {
        use MemberKind::{From, Group, Part, Point, To, Whole};
        matches!(kind, From | To | Point | Part | Whole | Group)
    };
    let single = |reported: &Reported| reported.role == Role::Value;
    of_a.owner == of_b.owner && compared(of_a.kind) && compared(of_b.kind) && single(a) && single(b)
}

/// Whether the figure is a fraction, or a difference of percentages, rather than an amount of something.
pub(crate) fn is_relative(reported: &Reported) -> bool {
    reported.unit().fraction().is_some() || reported.unit().is_percentage_points()
}
