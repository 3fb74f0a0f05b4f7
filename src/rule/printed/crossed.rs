//! Two shares of one population, of a group and of an outcome, and a conclusion about the outcome within the group.

use super::joint::{Apart, expression, is_firm, population, value};
use crate::claim::relation::{Compare, MemberKind};
use crate::claim::{Assertion, Claim, Comparator, Mood, Quantified, Relation};
use crate::dossier::{Member, MemberShape, Resolved, ResolvedClaim, Role, Step};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Component, Measure, SetRelation, Slot, Value};
use crate::rule::proof::{Expression, Operator, Statement};
use crate::rule::step::threshold;
use crate::stats::Area;

/// The shares of a group and of an outcome, in one area or in several.
#[derive(Debug)]
pub(crate) struct Crossed<'a, 'd> {
    resolved: &'a Resolved<'d>,
    /// Group and outcome of each area.
    pub(crate) areas: Vec<[&'a Member<'d>; 2]>,
    /// Whether they are areas of a larger whole, whose sizes matter.
    pub(crate) is_stratified: bool,
}

/// Why the figures are not two shares of one population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// An area lacks one of the two.
    Incomplete,
    NoShare,
    Apart(Apart),
    /// Nobody says of whom they are shares.
    NoBase,
}

impl<'a, 'd> Crossed<'a, 'd> {
    /// The shares that the step crosses: it concludes of the one's `of` among the other's. None where it is no such step.
    pub(crate) fn of(
        resolved: &'a Resolved<'d>,
        claim: &ResolvedClaim,
        step: &Step,
    ) -> Option<Result<Self, Unfit>> {
        let Some(Relation::Compare(compare)) = resolved.written(claim).map(Claim::relation) else {
            return None;
        };
        let concluded = resolved.scope(step.scope).subject;
        let (Value::Node(_), Value::Node(_)) = (concluded.base, concluded.of) else { return None };
        if compare.by.as_deref() != Some("of") || concluded.base == concluded.of {
            return None;
        }
        let members = resolved.members_of(claim);
        Crossed::among(resolved, members, [concluded.base, concluded.of], compare)
    }

    fn among(
        resolved: &'a Resolved<'d>,
        members: &'a [Member<'d>],
        wanted: [Value; 2],
        compare: &Compare,
    ) -> Option<Result<Self, Unfit>> {
        let is_stratified = !compare.strata.is_empty();
        let kind = if is_stratified { MemberKind::Stratum } else { MemberKind::Group };
        let mut areas: Vec<[Option<&'a Member<'d>>; 2]> = Vec::new();
        let mut current = None;
        for member in members.iter().filter(|member| member.kind == kind) {
            // The members of one stratum stand together.
            let stratum = Some(member.stratum());
            if current != stratum {
                current = stratum;
                areas.push([None, None]);
            }
            let own = resolved.scope(member.scope).subject.of;
            if let Some(area) = areas.last_mut() {
                for (slot, wanted) in area.iter_mut().zip(wanted) {
                    if own == wanted {
                        slot.get_or_insert(member);
                    }
                }
            }
        }
        let pair = |area: &[Option<&'a Member<'d>>; 2]| match area {
            [Some(group), Some(outcome)] => Some([*group, *outcome]),
            _ => None,
        };
        areas.iter().find_map(pair)?;
        let Some(areas) = areas.iter().map(pair).collect::<Option<Vec<_>>>() else {
            return Some(Err(Unfit::Incomplete));
        };
        let crossed = Crossed { resolved, areas, is_stratified };
        Some(crossed.unfit().map_or(Ok(crossed), Err))
    }

    fn unfit(&self) -> Option<Unfit> {
        let mut no_base = false;
        for pair in &self.areas {
            for member in pair {
                let subject = self.resolved.scope(member.scope).subject;
                let measure = match subject.measure {
                    Slot::Known(measure) => {
                        matches!(measure, Measure::Share | Measure::Probability | Measure::Risk)
                    }
                    Slot::Unknown => true,
                    Slot::NotApplicable => false,
                };
                let share = value(self.resolved, member);
                if !measure || !matches!(share, Ok(Some(share)) if share <= Exact::ONE) {
                    return Some(Unfit::NoShare);
                }
                no_base |= !matches!(subject.base, Value::Node(_));
            }
            if let Err(apart) = population(self.resolved, pair.iter().copied(), false) {
                return Some(Unfit::Apart(apart));
            }
        }
        no_base.then_some(Unfit::NoBase)
    }

    /// What is known of each area under a reading, and whether each one's size is.
    pub(crate) fn read(&self, reading: Reading) -> Result<(Vec<Area>, bool), ArithmeticError> {
        let mut sized = true;
        let mut areas = Vec::with_capacity(self.areas.len());
        for pair in &self.areas {
            let size = match self.size(pair, reading)? {
                _ if !self.is_stratified => Interval::point(Exact::ONE),
                Some(size) => size,
                None => {
                    sized = false;
                    Interval::at_least(Exact::ZERO)
                }
            };
            let [group, outcome] = pair.map(|member| self.resolved.member_interval(member, reading));
            areas.push(Area { size, group: group?, outcome: outcome? });
        }
        Ok((areas, sized))
    }

    /// How many units an area has: the `n` of either share, or the whole that it is printed of.
    fn size(&self, pair: &[&Member<'_>; 2], reading: Reading) -> Result<Option<Interval>, ArithmeticError> {
        for member in pair {
            let whole = self.resolved.amount_of(member, Role::Bottom).map(|bottom| &bottom.amount);
            let n = member.details.as_deref().and_then(|details| details.n.as_ref());
            if let Some(size) = n.or(whole) {
                return size.interval(reading).map(Some);
            }
        }
        Ok(None)
    }

    /// Whether both figures are known to be shares.
    fn is_measure_known(&self) -> bool {
        self.areas.iter().flatten().all(|member| {
            matches!(member.shape, MemberShape::Ratio(_))
                || self.resolved.scope(member.scope).subject.measure == Slot::Known(Measure::Share)
        })
    }

    /// Whether everybody of the group is one of those of whom the shares are taken: who lives there and did not vote is
    /// in no share of voters, and is one of the women there.
    pub(crate) fn holds_all_of(&self, group: Value) -> bool {
        let base = |member: &Member<'_>| self.resolved.scope(member.scope).subject.base;
        let concept = &self.resolved.names().concept;
        self.areas.iter().flatten().all(|member| match (group, base(member)) {
            (Value::Node(group), Value::Node(base)) => concept.relation(group, base) == SetRelation::Within,
            _ => false,
        })
    }

    /// What an assertion about the share within the group says of the two printed shares; none where an estimate, a
    /// rounded number or the size of several areas stands between them, or where more may belong to the group.
    fn law(&self, at: &str, assertion: &Assertion) -> Option<Statement> {
        let [[group, outcome]] = self.areas.as_slice() else { return None };
        let firm = is_firm(self.resolved, [*group, *outcome].into_iter()) && self.is_measure_known();
        let firm = firm && self.holds_all_of(self.resolved.scope(group.scope).subject.of);
        if self.is_stratified || !firm || assertion.quantified != Quantified::Share {
            return None;
        }
        // Of a group that may have nobody nothing can be said.
        let widest = self.resolved.member_interval(group, Reading::Widest).ok()?;
        if !widest.low_value().is_some_and(Exact::is_positive) {
            return None;
        }
        let (x, y) = (expression(self.resolved, group)?, expression(self.resolved, outcome)?);
        let share = threshold(assertion);
        let rest = (&Exact::ONE - &share).ok()?;
        let (left, operator, right) = match assertion.comparator {
            Comparator::Greater => (y, Operator::Greater, x.times(share)),
            Comparator::GreaterOrEqual => (y, Operator::AtLeast, x.times(share)),
            Comparator::Less => (x.times(rest).plus(y), Operator::Less, Expression::from(1)),
            Comparator::LessOrEqual => (x.times(rest).plus(y), Operator::AtMost, Expression::from(1)),
            // What is said to be a number was rounded to it.
            Comparator::Equal => return None,
        };
        Some(Statement::Law { name: law_name(at), left, operator, right })
    }
}

const BEFORE: &str = "what ";

const AFTER: &str = " asserts of a group, in its share and that of the outcome (Duncan and Davis 1953)";

fn law_name(at: &str) -> String {
    [BEFORE, at, AFTER].concat()
}

/// Whether a law is what a conclusion asserts of two printed shares.
pub(super) fn holds(resolved: &Resolved<'_>, statement: &Statement) -> bool {
    let Statement::Law { name, .. } = statement else { return false };
    let at = name.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(AFTER));
    at.and_then(|at| crossed_statement(resolved, at)).as_ref() == Some(statement)
}

/// What a conclusion asserts of the two printed shares behind it: one assertion, put flatly, from one claim, with whose
/// scope it agrees in all but what is counted out of what.
///
/// With the group's share `x`, the outcome's `y` and `s` within the group, `s·x` are of both, and
/// `x + y − 1 ≤ s·x ≤ y`. So `s > T` says `y > T·x`, and `s < T` says `x·(1 − T) + y < 1`.
pub(crate) fn crossed_statement(resolved: &Resolved<'_>, at: &str) -> Option<Statement> {
    let position = at.strip_prefix("/conclusion/")?.parse::<u32>().ok()?;
    let written = resolved.written_conclusion(position)?;
    let [assertion] = resolved.asserts(position) else { return None };
    let conclusion = resolved.conclusions().get(usize::try_from(position).ok()?)?;
    let [step] = resolved.steps_of(conclusion) else { return None };
    let claim = resolved.claim(step.claim)?;
    let mut differences = resolved.compare_step(claim, step).differences.into_iter();
    let crossed = |component| matches!(component, Component::Of | Component::Base);
    if written.mood != Mood::Flat || !differences.all(|one| crossed(one.component)) {
        return None;
    }
    Crossed::of(resolved, claim, step)?.ok()?.law(at, assertion)
}
