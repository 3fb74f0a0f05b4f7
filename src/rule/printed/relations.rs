//! What a total, a change and an average state about their figures, as statements for proofs.

use super::{are_related, is_estimated, is_kind_within, is_relative};
use crate::claim::relation::{Direction, MemberKind, Response, Weights};
use crate::claim::{Claim, Relation};
use crate::dossier::{Member, MemberShape, Reported, Resolved, ResolvedClaim, Role};
use crate::number::{Exact, Form};
use crate::quantity::{Adjustment, Amount, Flow, Measure, ScopeId, Slot};
use crate::rule::proof::{Expression, Operator, Statement};
use crate::vocabulary::{Dimension, Unit};

/// The claim in which a figure stands.
pub(super) fn claim_of<'a>(resolved: &'a Resolved<'_>, pointer: &str) -> Option<&'a ResolvedClaim> {
    let position = pointer.strip_prefix("/claim/")?.split('/').next()?.parse().ok()?;
    resolved.claim(position)
}

/// Whether a statement about parts, a change or an average is what its claim states.
pub(super) fn holds(resolved: &Resolved<'_>, statement: &Statement) -> bool {
    let figures = statement.figures();
    let Some(claim) = figures.first().and_then(|at| claim_of(resolved, at)) else { return false };
    let same = |stated: Option<Statement>| stated.as_ref() == Some(statement);
    match statement {
        Statement::PartsOfWhole { .. } => same(parts_of_whole(resolved, claim)),
        Statement::Law { .. } => same(shares_of_all(resolved, claim)),
        Statement::Formula { .. } => same(change(resolved, claim)),
        Statement::SameQuantity { .. } => {
            same(size_of_change(resolved, claim)) || same(balanced_average(resolved, claim))
        }
        Statement::Average { .. } => same(average(resolved, claim)),
        Statement::Ratio { top, .. } => {
            let members = resolved.members_of(claim);
            members.iter().any(|part| {
                let share = share_of_part(resolved, claim, part);
                share.is_some_and(|share| &share == statement && figure(resolved, part).as_ref() == Some(top))
            })
        }
        _ => false,
    }
}

fn relation<'d>(resolved: &Resolved<'d>, claim: &ResolvedClaim) -> Option<&'d Relation> {
    resolved.written(claim).map(Claim::relation)
}

/// Parts of a total add up to it, as far as the text says that they exclude one another or leave nothing out. Not said of
/// averages and rates, of a balance whose parts have signs, of answers of which one may give several, of estimates with
/// a margin each, nor where part and whole were made in different ways.
pub(crate) fn parts_of_whole(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Option<Statement> {
    let Some(Relation::Total(total)) = relation(resolved, claim) else { return None };
    let (exclusive, exhaustive) = (total.exclusive == Some(true), total.exhaustive == Some(true));
    if !(exclusive || exhaustive) || total.response == Some(Response::Multiple) {
        return None;
    }
    let (parts, whole) = whole_and_parts(resolved, claim)?;
    if parts.iter().chain([&whole]).any(|reported| is_estimated(resolved, reported)) {
        return None;
    }
    // Of a balance the parts add up to it all the same, but some of them may exceed it.
    let only_one = exclusive != exhaustive;
    let is_net = total.net == Some(true);
    if !is_net && carries_forward(resolved, &parts, whole) {
        return None;
    }
    let signed = |reported: &Reported| {
        !reported.unit().is_nonnegative() || reported.amount.figure().value().is_negative()
    };
    if only_one && (is_net || signed(whole) || parts.iter().any(|part| signed(part))) {
        return None;
    }
    let pointer = |reported: &Reported| resolved.figure_pointer(reported).to_string();
    let whole = pointer(whole);
    let parts = parts.into_iter().map(pointer).collect();
    Some(Statement::PartsOfWhole { parts, whole, exclusive, exhaustive })
}

/// Whether a stock is made of an earlier one and of what came and went since. Tables print "487 deaths" among the latter,
/// and only `net` says that minus signs are in the figures.
pub(crate) fn carries_forward(resolved: &Resolved<'_>, parts: &[&Reported], whole: &Reported) -> bool {
    let flow = |reported: &Reported| resolved.scope(reported.scope).subject.flow;
    let moves = |part: &&Reported| matches!(flow(part), Slot::Known(Flow::Flow | Flow::Gross | Flow::Net));
    flow(whole) == Slot::Known(Flow::Stock) && parts.iter().any(moves)
}

/// The figures of a total that can be added up: of one kind, made in one way, and no averages or rates.
pub(crate) fn whole_and_parts<'a>(
    resolved: &'a Resolved<'_>,
    claim: &ResolvedClaim,
) -> Option<(Vec<&'a Reported>, &'a Reported)> {
    let members = resolved.members_of(claim);
    let whole = members.iter().find(|member| member.kind == MemberKind::Whole)?;
    let whole = single(resolved, whole)?;
    let parts: Vec<&Reported> = members
        .iter()
        .filter(|member| member.kind == MemberKind::Part)
        .map(|part| single(resolved, part))
        .collect::<Option<_>>()?;
    let adds_up = |part: &&Reported| {
        part.unit().dimension() == whole.unit().dimension()
            && is_relative(part) == is_relative(whole)
            && is_kind_within(resolved, part, whole)
            && made_alike(resolved, part.scope, whole.scope)
            && is_additive(resolved, part)
    };
    let can = !parts.is_empty() && is_additive(resolved, whole) && parts.iter().all(adds_up);
    can.then_some((parts, whole))
}

/// Shares that exclude one another and leave nothing out are together all of it: not a figure that somebody rounded.
pub(crate) fn shares_of_all(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Option<Statement> {
    let Some(Relation::Total(total)) = relation(resolved, claim) else { return None };
    let flags = (total.exclusive, total.exhaustive);
    if flags != (Some(true), Some(true)) || total.response == Some(Response::Multiple) {
        return None;
    }
    let members = resolved.members_of(claim);
    let whole = single(resolved, members.iter().find(|member| member.kind == MemberKind::Whole)?)?;
    if is_relative(whole) && !is_all(whole) {
        return None;
    }
    let parts: Vec<&Reported> = members
        .iter()
        .filter(|member| member.kind == MemberKind::Part)
        .map(|part| single(resolved, part))
        .collect::<Option<_>>()?;
    let is_share = |part: &&Reported| {
        *part.unit() == Unit::percent()
            && is_additive(resolved, part)
            && made_alike(resolved, part.scope, whole.scope)
            && !is_estimated(resolved, part)
    };
    if parts.is_empty() || !parts.iter().all(is_share) {
        return None;
    }
    let figure = |part: &Reported| Expression::Figure(resolved.figure_pointer(part).to_string());
    Some(Statement::Law {
        name: "shares that leave nothing out and do not overlap are together all of it".into(),
        left: Expression::Sum(parts.into_iter().map(figure).collect()),
        operator: Operator::Equal,
        right: Exact::ONE.into(),
    })
}

/// Whether the figure is 100 %: all of it, and not some 100 rounded.
pub(crate) fn is_all(whole: &Reported) -> bool {
    let figure = whole.amount.figure();
    is_relative(whole)
        && *whole.unit() != Unit::none()
        && figure.form() == Form::Number
        && !figure.is_vague()
        && !figure.qualifier().is_sharp()
        && whole.amount.value().is_ok_and(|all| all == Some(Exact::ONE))
}

/// The share of the whole that is stated beside a part.
pub(crate) fn share_of_part(
    resolved: &Resolved<'_>,
    claim: &ResolvedClaim,
    part: &Member<'_>,
) -> Option<Statement> {
    let Some(Relation::Total(_)) = relation(resolved, claim) else { return None };
    if part.kind != MemberKind::Part {
        return None;
    }
    let whole = resolved.members_of(claim).iter().find(|member| member.kind == MemberKind::Whole)?;
    let (top, bottom) = (single(resolved, part)?, single(resolved, whole)?);
    let stated = resolved.amount_of(part, Role::Stated)?;
    let counted = top.unit().is_counted() && bottom.unit().is_counted();
    let is_share = stated.unit().fraction().is_some()
        && top.unit().dimension() == bottom.unit().dimension()
        && is_relative(top) == is_relative(bottom)
        && (!counted || are_related(resolved, top.unit(), bottom.unit()));
    if !is_share || !made_alike(resolved, top.scope, bottom.scope) {
        return None;
    }
    let [top, bottom, stated] =
        [top, bottom, stated].map(|reported| resolved.figure_pointer(reported).to_string());
    Some(Statement::Ratio { top, bottom, stated })
}

/// How a stated change follows from its two figures: where the unit says it, and the sign as well.
pub(crate) fn change(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Option<Statement> {
    let change = Changed::of(resolved, claim)?;
    let sign = change.sign()?;
    let stated = resolved.figure_pointer(change.stated).to_string();
    let expression = change.expression()?;
    let expression = if sign { expression } else { Expression::from(0).minus(expression) };
    Some(Statement::Formula { stated, expression })
}

/// The same where only the size is printed and nobody says which way it went: the squares are equal.
pub(crate) fn size_of_change(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Option<Statement> {
    let change = Changed::of(resolved, claim)?;
    if change.sign().is_some() {
        return None;
    }
    let stated = Expression::Figure(resolved.figure_pointer(change.stated).to_string());
    Some(Statement::SameQuantity { a: stated.to_the(2), b: change.expression()?.to_the(2) })
}

/// What a change is stated as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatedAs {
    /// Part of the first figure.
    Relative,
    /// A difference, in the unit of the two figures or in percentage points.
    Difference,
}

/// The figures of a stated change of two amounts.
pub(crate) struct Changed<'a, 'd> {
    resolved: &'a Resolved<'d>,
    pub(crate) from: &'a Reported,
    pub(crate) to: &'a Reported,
    pub(crate) stated: &'a Reported,
    pub(crate) stated_as: StatedAs,
    direction: Option<Direction>,
}

impl<'a, 'd> Changed<'a, 'd> {
    /// Only where the three figures can be nothing else than two amounts of one kind and their change: a percentage
    /// beside two percentages may be points, and an adjusted change is not that of unadjusted figures.
    pub(crate) fn of(resolved: &'a Resolved<'d>, claim: &ResolvedClaim) -> Option<Self> {
        let Some(Relation::Change(written)) = relation(resolved, claim) else { return None };
        // What is stated of each of several steps is not the change over all of them.
        if written.times.is_some() {
            return None;
        }
        let members = resolved.members_of(claim);
        let figure = |kind| single(resolved, members.iter().find(|member| member.kind == kind)?);
        let [from, to, stated] = [MemberKind::From, MemberKind::To, MemberKind::Result].map(figure);
        let (from, to, stated) = (from?, to?, stated?);
        let levels = is_relative(from) && is_relative(to);
        let alike = from.unit().dimension() == to.unit().dimension()
            && is_relative(from) == is_relative(to)
            && (from.unit().kind() == to.unit().kind() || are_related(resolved, from.unit(), to.unit()));
        let stated_as = if stated.unit().is_percentage_points() {
            levels.then_some(StatedAs::Difference)?
        } else if stated.unit().fraction().is_some() {
            (!levels).then_some(StatedAs::Relative)?
        } else {
            // "Three times" is in no unit of theirs.
            let same = stated.unit().dimension().is_some_and(|own| !own.is_none())
                && stated.unit().dimension() == from.unit().dimension()
                && (stated.unit().kind() == from.unit().kind()
                    || are_related(resolved, stated.unit(), from.unit()));
            same.then_some(StatedAs::Difference)?
        };
        // Something is in a percentage of what was there before only where that is a positive amount.
        let positive = stated_as == StatedAs::Difference
            || (from.amount.figure().value().is_positive() && !to.amount.figure().value().is_negative());
        let unadjusted = [from, to, stated].iter().all(|reported| {
            let adjustment = resolved.scope(reported.scope).method.adjustment;
            adjustment.is_none_or(|adjustment| adjustment == Adjustment::None)
        });
        // Twenty degrees are not twice as hot as ten.
        let has_zero =
            stated_as == StatedAs::Difference || from.unit().dimension() != Some(Dimension::TEMPERATURE);
        if !alike || !has_zero || !positive || !unadjusted || !made_alike(resolved, from.scope, to.scope) {
            return None;
        }
        let limited = |reported: &Reported| reported.amount.figure().form() != Form::Number;
        if limited(stated) {
            return None;
        }
        Some(Changed { resolved, from, to, stated, stated_as, direction: written.direction })
    }

    /// Whether the printed change has the sign that it was reckoned with; false where a fall is printed without one, and
    /// none where the text does not say which way it went.
    fn sign(&self) -> Option<bool> {
        let text = self.stated.amount.figure().text();
        let has_sign = text.trim_start().starts_with(['+', '-', '−', '–']);
        match self.direction {
            _ if has_sign => Some(true),
            Some(Direction::Falling) => Some(false),
            Some(Direction::Rising) => Some(true),
            _ => None,
        }
    }

    fn expression(&self) -> Option<Expression> {
        let [from, to] =
            [self.from, self.to].map(|one| Expression::Figure(self.resolved.figure_pointer(one).to_string()));
        Some(match self.stated_as {
            StatedAs::Relative => to.over(from).minus(Exact::ONE),
            StatedAs::Difference => to.minus(from),
        })
    }
}

/// An average over all lies between those of groups that leave nobody out and do not overlap, or whose weights are given.
pub(crate) fn average(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Option<Statement> {
    let Some(Relation::Average(average)) = relation(resolved, claim) else { return None };
    let is_mixture = average.exclusive == Some(true)
        || (average.weights.is_some() && average.exclusive != Some(false))
        || average.weights == Some(Weights::Equal);
    if average.exhaustive != Some(true) || !is_mixture {
        return None;
    }
    let members = resolved.members_of(claim);
    let overall = members.iter().find(|member| member.kind == MemberKind::Result)?;
    let (measure, scope) = (measure(resolved, overall.scope), overall.scope);
    if !is_averaged(measure) && measure != Slot::Known(Measure::Median) {
        return None;
    }
    let overall = printed(resolved, overall)?;
    let groups: Vec<&Member<'_>> = members.iter().filter(|member| member.kind == MemberKind::Group).collect();
    let unlike = |group: &&&Member<'_>| {
        self::measure(resolved, group.scope) != measure || !made_alike(resolved, group.scope, scope)
    };
    if groups.is_empty() || groups.iter().find(unlike).is_some() {
        return None;
    }
    let groups: Vec<&Reported> =
        groups.into_iter().map(|group| printed(resolved, group)).collect::<Option<_>>()?;
    if groups.iter().chain([&overall]).any(|reported| is_estimated(resolved, reported)) {
        return None;
    }
    let alike = |group: &&Reported| {
        group.unit().dimension() == overall.unit().dimension()
            && (group.unit().kind() == overall.unit().kind()
                || are_related(resolved, group.unit(), overall.unit()))
    };
    if !groups.iter().all(alike) {
        return None;
    }
    let pointer = |reported: &Reported| resolved.figure_pointer(reported).to_string();
    Some(Statement::Average { overall: pointer(overall), groups: groups.into_iter().map(pointer).collect() })
}

/// Whether an average over all is that of its groups, each by its weight: not medians, and not ratios of risks or odds.
pub(crate) fn is_averaged(measure: Slot<Measure>) -> bool {
    use Measure::{Change, Mean, Probability, Rate, Share};
    matches!(measure, Slot::Known(Mean | Share | Rate | Probability | Change))
}

/// Of an average with given weights: what the groups are above it and below it, each by its weight, comes to nothing. The
/// difference, and not the average itself, so that no figure but the average stands in it twice.
pub(crate) fn balanced_average(resolved: &Resolved<'_>, claim: &ResolvedClaim) -> Option<Statement> {
    let Some(Relation::Average(average)) = relation(resolved, claim) else { return None };
    let by_size = match average.weights? {
        Weights::Size if average.exclusive != Some(false) => true,
        Weights::Equal => false,
        Weights::Size => return None,
    };
    let members = resolved.members_of(claim);
    if average.exhaustive != Some(true) || members.len() > MOST_GROUPS {
        return None;
    }
    let overall = members.iter().find(|member| member.kind == MemberKind::Result)?;
    let groups: Vec<&Member<'_>> = members.iter().filter(|member| member.kind == MemberKind::Group).collect();
    if by_size && !have_sizes(resolved, &groups) {
        return None;
    }
    let (over_all, first) = (number(resolved, overall)?, resolved.amounts_of(overall).first()?);
    let mut terms = Vec::new();
    for group in &groups {
        let one = resolved.amounts_of(group).first()?;
        let alike = is_averaged(measure(resolved, group.scope))
            && is_averaged(measure(resolved, overall.scope))
            && made_alike(resolved, group.scope, overall.scope)
            && (group.shape != overall.shape
                || (one.unit().dimension() == first.unit().dimension()
                    && are_related(resolved, one.unit(), first.unit())));
        if !alike {
            return None;
        }
        let at = |role| resolved.amount_of(group, role).map(|one| resolved.figure_pointer(one).to_string());
        terms.push(match (by_size, at(Role::Top).zip(at(Role::Bottom))) {
            (true, Some((top, bottom))) => {
                Expression::Figure(top).minus(Expression::Figure(bottom).times(over_all.clone()))
            }
            (true, None) => {
                let size = Expression::Figure(group.pointer("n").to_string());
                size.times(number(resolved, group)?.minus(over_all.clone()))
            }
            (false, _) => number(resolved, group)?.minus(over_all.clone()),
        });
    }
    (!terms.is_empty()).then(|| Statement::same_quantity(Expression::Sum(terms), 0))
}

/// Whether the size of every group is printed, all in one unit.
pub(crate) fn have_sizes(resolved: &Resolved<'_>, groups: &[&Member<'_>]) -> bool {
    let unit = |group: &&Member<'_>| size_of(resolved, group).map(|size| size.unit().clone());
    let Some(units) = groups.iter().map(unit).collect::<Option<Vec<_>>>() else { return false };
    units.windows(2).all(|pair| match pair {
        [one, other] => one.dimension() == other.dimension() && are_related(resolved, one, other),
        _ => true,
    })
}

/// How many are in a group: what its ratio is out of, else the `n` of its quantity.
pub(crate) fn size_of<'a>(resolved: &'a Resolved<'_>, group: &'a Member<'_>) -> Option<&'a Amount> {
    match resolved.amount_of(group, Role::Bottom) {
        Some(bottom) => Some(&bottom.amount),
        None => group.details.as_deref()?.n.as_ref(),
    }
}

/// The size of a group of an average, where it is the `n` of its quantity.
pub(super) fn size<'a>(resolved: &'a Resolved<'_>, pointer: &str) -> Option<&'a Amount> {
    pointer.strip_suffix("/n")?;
    let members = resolved.members_of(claim_of(resolved, pointer)?);
    if members.len() > MOST_GROUPS {
        return None;
    }
    let group =
        members.iter().find(|member| member.kind == MemberKind::Group && member.pointer("n") == *pointer)?;
    group.details.as_deref()?.n.as_ref()
}

/// Of an average over more groups nothing is proven: each group is looked up in all of them.
const MOST_GROUPS: usize = 64;

/// The number that a member is: as printed, else the ratio of its two figures.
fn number(resolved: &Resolved<'_>, member: &Member<'_>) -> Option<Expression> {
    let at = |role| resolved.amount_of(member, role).map(|one| resolved.figure_pointer(one).to_string());
    if let Some(stated) = printed(resolved, member) {
        return Some(Expression::Figure(resolved.figure_pointer(stated).to_string()));
    }
    Some(Expression::Figure(at(Role::Top)?).over(Expression::Figure(at(Role::Bottom)?)))
}

fn measure(resolved: &Resolved<'_>, scope: ScopeId) -> Slot<Measure> {
    resolved.scope(scope).subject.measure
}

/// The one figure that a member is.
pub(crate) fn single<'a>(resolved: &'a Resolved<'_>, member: &Member<'_>) -> Option<&'a Reported> {
    (member.shape == MemberShape::Value).then(|| resolved.amount_of(member, Role::Value))?
}

/// The figure printed for a member: its value, or its ratio where that is printed.
fn printed<'a>(resolved: &'a Resolved<'_>, member: &Member<'_>) -> Option<&'a Reported> {
    match member.shape {
        MemberShape::Value => resolved.amount_of(member, Role::Value),
        MemberShape::Ratio(_) => resolved.amount_of(member, Role::Stated),
    }
}

fn figure(resolved: &Resolved<'_>, member: &Member<'_>) -> Option<String> {
    single(resolved, member).map(|reported| resolved.figure_pointer(reported).to_string())
}

/// Frame, adjustment, status and vintage are the same.
fn made_alike(resolved: &Resolved<'_>, one: ScopeId, other: ScopeId) -> bool {
    resolved.compare(one, other).method.is_empty()
}

/// Whether figures of its kind can be added up: counts, sums and shares of one whole, not averages and rates.
fn is_additive(resolved: &Resolved<'_>, reported: &Reported) -> bool {
    let measure = resolved.scope(reported.scope).subject.measure;
    let adds = match measure {
        Slot::Known(measure) => matches!(measure, Measure::Count | Measure::Sum | Measure::Share),
        Slot::Unknown => true,
        Slot::NotApplicable => false,
    };
    adds && reported.unit().per().is_none() && !reported.amount.is_average()
}
