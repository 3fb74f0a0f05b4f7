//! What a claim states of several shares or chances taken together, and what then holds between its figures.

use crate::claim::relation::{JointKind, MemberKind};
use crate::claim::{Claim, Relation};
use crate::dossier::{Design, Details, Member, MemberShape, Resolved, ResolvedClaim, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Adjustment, Amount, Component, Sameness, Scope, SetRelation, Status, Value};
use crate::rule::proof::{Expression, Operator, Statement};
use crate::vocabulary::EdgeKind;

/// The figures of a claim about shares or chances taken together.
#[derive(Debug)]
pub(crate) struct Joint<'a, 'd> {
    resolved: &'a Resolved<'d>,
    pub(crate) kind: JointKind,
    pub(crate) factors: Vec<&'a Member<'d>>,
    /// What is stated of all of them together.
    pub(crate) all: Option<&'a Member<'d>>,
    /// What is stated of at least one.
    pub(crate) any: Option<&'a Member<'d>>,
    pub(crate) trials: Option<&'a Member<'d>>,
}

/// Why the figures are not known to be taken out of one population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apart {
    Several,
    /// Nobody says whether it is the same in this component.
    Unknown(Component),
    /// Nor how two of the names lie to each other.
    Names,
}

/// How two groups lie to each other in their population, where the dossier declares both as parts of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// The first of them, by position, lies within the second.
    Within(usize, usize),
    Exclusive,
}

/// What holds between the figures of one population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Law {
    /// Those in all are at most those in this one.
    AllAtMost(usize),
    /// Those in all are at least the sum less the whole for each but one.
    AllAtLeast,
    /// Those in any are at least those in this one.
    AnyAtLeast(usize),
    AnyAtMostSum,
    AnyAtMostWhole,
    /// Of two: those in any and those in both add up to the sum.
    AnyAndAll,
    /// This one lies within the other: then it is in both.
    AllHoldsInner(usize),
    /// This one holds the other: then there is nothing beside it.
    AnyIsOuter(usize),
    NoneInBoth,
    AnyIsSum,
}

impl Law {
    const NAMES: [&'static str; 10] = [
        "what is in all of them is in each (Fréchet 1935)",
        "what is in all of them holds at least what does not fit beside the rest (Bonferroni 1936, Fréchet 1935)",
        "what is in any of them holds each (Fréchet 1935)",
        "what is in any of them is at most their sum (Boole 1854)",
        "what is in any of them is at most the whole",
        "what is in either of two and what is in both add up to their sum",
        "what lies within the other is in both",
        "what lies within the other adds nothing to it",
        "what excludes one another has nothing in both",
        "what excludes one another adds up",
    ];

    fn name(self) -> &'static str {
        let at = match self {
            Law::AllAtMost(_) => 0,
            Law::AllAtLeast => 1,
            Law::AnyAtLeast(_) => 2,
            Law::AnyAtMostSum => 3,
            Law::AnyAtMostWhole => 4,
            Law::AnyAndAll => 5,
            Law::AllHoldsInner(_) => 6,
            Law::AnyIsOuter(_) => 7,
            Law::NoneInBoth => 8,
            Law::AnyIsSum => 9,
        };
        Self::NAMES.get(at).copied().unwrap_or_default()
    }
}

impl<'a, 'd> Joint<'a, 'd> {
    /// The figures of a claim; none where it is another relation.
    pub(crate) fn of(resolved: &'a Resolved<'d>, claim: &ResolvedClaim) -> Option<Self> {
        let Some(Relation::Joint(written)) = resolved.written(claim).map(Claim::relation) else {
            return None;
        };
        let members = resolved.members_of(claim);
        let only = |kind| members.iter().find(|member| member.kind == kind);
        Some(Joint {
            resolved,
            kind: written.kind,
            factors: members.iter().filter(|member| member.kind == MemberKind::Factor).collect(),
            all: only(MemberKind::Result),
            any: only(MemberKind::Union),
            trials: only(MemberKind::Trials),
        })
    }

    fn members(&self) -> impl Iterator<Item = &'a Member<'d>> + '_ {
        self.factors.iter().copied().chain(self.all).chain(self.any)
    }

    /// Whether all figures are shares of one population, or chances under one condition.
    pub(crate) fn population(&self) -> Result<(), Apart> {
        population(self.resolved, self.members(), self.kind == JointKind::Probabilities)
    }

    /// Whether no estimate stands between the figures.
    pub(crate) fn is_firm(&self) -> bool {
        is_firm(self.resolved, self.members())
    }

    /// Whether it could have happened several times: what is then stated may be the chance of all those times, and no
    /// chance of one of them limits it.
    pub(crate) fn is_repeated(&self) -> bool {
        self.trials.is_some()
    }

    /// How two groups lie to each other. That cats are no dogs does not keep a household from having both: only names
    /// of parts of the population itself say who is in both.
    pub(crate) fn nesting(&self) -> Option<Nesting> {
        let [first, second] = self.factors.as_slice() else { return None };
        let [first, second] = [first, second].map(|member| self.resolved.scope(member.scope).subject);
        let concept = &self.resolved.names().concept;
        let (Value::Node(base), Value::Node(a), Value::Node(b)) = (first.base, first.of, second.of) else {
            return None;
        };
        // A kind of car, and not a piece of one: a car has an engine and tyres.
        let is_part = |group| {
            let kinds = concept.chain(group, base);
            kinds.is_some_and(|chain| chain.steps().iter().all(|step| step.kind != EdgeKind::PartOf))
                && matches!(concept.relation(group, base), SetRelation::Within)
        };
        if self.kind != JointKind::Shares || !is_part(a) || !is_part(b) {
            return None;
        }
        match concept.relation(a, b) {
            SetRelation::Within => Some(Nesting::Within(0, 1)),
            SetRelation::Contains => Some(Nesting::Within(1, 0)),
            SetRelation::Disjoint => Some(Nesting::Exclusive),
            _ => None,
        }
    }

    /// What the law says of these figures; nothing where it says nothing of them.
    pub(crate) fn law(&self, law: Law) -> Option<Statement> {
        let factor = |at: usize| self.expression(self.factors.get(at)?);
        let all = || self.expression(self.all?);
        let any = || self.expression(self.any?);
        let sum = || -> Option<Expression> {
            let factors = self.factors.iter().map(|member| self.expression(member));
            Some(Expression::Sum(factors.collect::<Option<Vec<_>>>()?))
        };
        let rest = || i64::try_from(self.factors.len()).ok()?.checked_sub(1);
        let (left, operator, right) = match law {
            Law::AllAtMost(at) => (all()?, Operator::AtMost, factor(at)?),
            Law::AllAtLeast => (all()?, Operator::AtLeast, sum()?.minus(rest()?)),
            Law::AnyAtLeast(at) => (any()?, Operator::AtLeast, factor(at)?),
            Law::AnyAtMostSum => (any()?, Operator::AtMost, sum()?),
            Law::AnyAtMostWhole => (any()?, Operator::AtMost, Expression::from(1)),
            Law::AnyAndAll if self.factors.len() == 2 => (any()?.plus(all()?), Operator::Equal, sum()?),
            Law::AnyAndAll => return None,
            Law::AllHoldsInner(at) => match self.nesting()? {
                Nesting::Within(inner, _) if inner == at => (all()?, Operator::AtLeast, factor(at)?),
                _ => return None,
            },
            Law::AnyIsOuter(at) => match self.nesting()? {
                Nesting::Within(_, outer) if outer == at => (any()?, Operator::AtMost, factor(at)?),
                _ => return None,
            },
            Law::NoneInBoth => match self.nesting()? {
                Nesting::Exclusive => (all()?, Operator::AtMost, Expression::from(0)),
                Nesting::Within(..) => return None,
            },
            Law::AnyIsSum => match self.nesting()? {
                Nesting::Exclusive => (any()?, Operator::AtLeast, sum()?),
                Nesting::Within(..) => return None,
            },
        };
        Some(Statement::Law { name: law.name().to_owned(), left, operator, right })
    }

    fn expression(&self, member: &Member<'_>) -> Option<Expression> {
        expression(self.resolved, member)
    }

    /// The printed share, as a number; none where it is no share or chance.
    pub(crate) fn value(&self, member: &Member<'_>) -> Result<Option<Exact>, ArithmeticError> {
        value(self.resolved, member)
    }

    pub(crate) fn interval(
        &self,
        member: &Member<'_>,
        reading: Reading,
    ) -> Result<Interval, ArithmeticError> {
        self.resolved.member_interval(member, reading)
    }
}

/// Of one population nobody prints shares of more kinds of things.
const KINDS: usize = 8;

/// Whether all figures are shares of one population, or chances under one condition.
///
/// That they are is what the relation says; but "of the overweight half are inactive" is a share of the overweight,
/// and what is given with one half of a year is not given with the other. Events may differ in time and place.
pub(crate) fn population<'m, 'd: 'm>(
    resolved: &Resolved<'_>,
    members: impl Iterator<Item = &'m Member<'d>>,
    events: bool,
) -> Result<(), Apart> {
    let (mut first, mut unknown, mut whole) = (None, None, None);
    let mut kinds: Vec<&Scope> = Vec::new();
    for member in members {
        let other = resolved.scope(member.scope);
        // Each with each, as not every figure says what is counted: a percentage lies between busts and kilograms.
        if matches!(other.subject.kind, Value::Node(_))
            && kinds.iter().all(|own| own.subject.kind != other.subject.kind)
        {
            let differs = |own: &&Scope| {
                let differences = own.compare(other, resolved.names()).differences;
                let mut kinds = differences.iter().filter(|one| one.component == Component::Kind);
                kinds.any(|one| one.sameness == Sameness::Differs)
            };
            if kinds.len() == KINDS || kinds.iter().any(differs) {
                return Err(Apart::Several);
            }
            kinds.push(other);
        }
        let own: &Scope = first.get_or_insert(other);
        for difference in own.compare(other, resolved.names()).differences {
            match is_same(resolved, difference.component, difference.sameness, (own, other), events) {
                Some(true) => {}
                Some(false) => return Err(Apart::Several),
                None => {
                    let component = difference.component;
                    let named = [own, other].iter().all(|scope| names(scope, component));
                    unknown = unknown.or(Some(if named { Apart::Names } else { Apart::Unknown(component) }));
                }
            }
        }
        // "60 of 100" and "30 of 80" have different wholes; 100 kg and 100,000 g are one.
        if let Some(bottom) = resolved.amount_of(member, Role::Bottom) {
            let own = (bottom.unit().dimension(), in_base(&bottom.amount));
            if *whole.get_or_insert_with(|| own.clone()) != own && !events {
                return Err(Apart::Several);
            }
        }
    }
    unknown.map_or(Ok(()), Err)
}

/// Whether a difference between two of its scopes leaves the population the same; nothing where nobody says.
fn is_same(
    resolved: &Resolved<'_>,
    component: Component,
    sameness: Sameness,
    (own, other): (&Scope, &Scope),
    events: bool,
) -> Option<bool> {
    match component {
        Component::Of => return Some(true),
        Component::Extra(at) => {
            let name = resolved.names().extra.get(usize::from(at)).map(|(name, _)| &**name);
            if name == Some("union") {
                return Some(true);
            }
        }
        Component::Kind => return Some(true),
        Component::Base => {}
        // Rain on Monday and rain on Tuesday are two events under one condition.
        _ if events => return Some(true),
        _ => {}
    }
    match sameness {
        Sameness::Unknown | Sameness::Set(SetRelation::Unknown) => {
            let unstated = |scope: &Scope| !scope.is_stated(component);
            (unstated(own) && unstated(other)).then_some(true)
        }
        _ => Some(false),
    }
}

/// Whether the figures are what they are said to be, so that no estimate stands between them: the same method for
/// all, no sample or model, no margin, the same number left out, and the same number counted: of percentages, what is
/// printed with one alone may not hold for the rest.
pub(crate) fn is_firm<'m, 'd: 'm>(
    resolved: &Resolved<'_>,
    mut members: impl Iterator<Item = &'m Member<'d>>,
) -> bool {
    let mut first = None;
    let (mut size, mut left_out, mut is_sized) = (None, None, None);
    members.all(|member| {
        let method = &resolved.scope(member.scope).method;
        let design = resolved.frame_of(member.scope).and_then(|frame| frame.design);
        let sampled = matches!(
            design,
            Some(Design::Probability | Design::Model | Design::Convenience | Design::Volunteer)
        );
        let observed = match method.status {
            None | Some(Status::Observed) => true,
            Some(Status::Provisional) => method.vintage.is_some(),
            _ => false,
        };
        let raw = matches!(method.adjustment, None | Some(Adjustment::None));
        let details = member.details.as_deref();
        let exact = details.is_none_or(|details| details.margin.is_none() && details.interval.is_none());
        let whole = resolved.amount_of(member, Role::Bottom).map(|bottom| &bottom.amount);
        let n = details.and_then(|own| own.n.as_ref());
        let excluded = details.and_then(|own| own.other("excluded/n")).map(|own| own.figure().value());
        let same_base = *left_out.get_or_insert(excluded) == excluded
            && (whole.is_some() || *is_sized.get_or_insert(n.is_some()) == n.is_some())
            && n.or(whole)
                .and_then(in_base)
                .is_none_or(|own| *size.get_or_insert_with(|| own.clone()) == own);
        *first.get_or_insert(method) == method && !sampled && observed && raw && exact && same_base
    })
}

/// A number in its base unit: as many grams as kilograms are another number of the same.
fn in_base(amount: &Amount) -> Option<Exact> {
    amount.value().ok().flatten()
}

/// A share as what is printed of it: one figure, or part and whole.
pub(super) fn expression(resolved: &Resolved<'_>, member: &Member<'_>) -> Option<Expression> {
    let figure = |role| -> Option<Expression> {
        let reported = resolved.amount_of(member, role)?;
        Some(Expression::Figure(resolved.figure_pointer(reported).to_string()))
    };
    match member.shape {
        MemberShape::Value => figure(Role::Value),
        MemberShape::Ratio(RatioKind::Share) => Some(figure(Role::Top)?.over(figure(Role::Bottom)?)),
        MemberShape::Ratio(RatioKind::Rate) => None,
    }
}

/// The printed share, as a number; none where it is no share or chance, whatever its size. A bare "110" is rather a
/// forgotten per cent than a share above the whole.
pub(crate) fn value(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<Option<Exact>, ArithmeticError> {
    let amount = |role| resolved.amount_of(member, role);
    Ok(match (member.shape, amount(Role::Value), amount(Role::Top), amount(Role::Bottom)) {
        (MemberShape::Value, Some(value), ..) => match (value.unit().fraction(), value.amount.value()?) {
            (Some(one), Some(share)) if !share.is_negative() && (one < Exact::ONE || share <= Exact::ONE) => {
                Some(share)
            }
            _ => None,
        },
        // Cases are no share of kilograms.
        (MemberShape::Ratio(RatioKind::Share), _, Some(top), Some(bottom))
            if top.unit().dimension().is_some() && top.unit().dimension() == bottom.unit().dimension() =>
        {
            match (top.amount.value()?, bottom.amount.value()?) {
                (Some(top), Some(bottom)) if bottom.is_positive() && !top.is_negative() => {
                    Some((top / bottom)?).filter(|share| *share <= Exact::ONE)
                }
                _ => None,
            }
        }
        _ => None,
    })
}

/// Whether a scope names a value of a component.
fn names(scope: &Scope, component: Component) -> bool {
    let subject = &scope.subject;
    let value = match component {
        Component::Base => subject.base,
        Component::Place => subject.place,
        Component::Stage => subject.stage,
        Component::Origin => subject.origin,
        _ => Value::Unknown,
    };
    matches!(value, Value::Node(_))
}

/// Whether a share was counted or estimated as such, rather than worked out from others: it is printed with what it
/// was counted in, or with the error it has.
pub(crate) fn is_measured(member: &Member<'_>) -> bool {
    let told = |details: &Details| {
        details.n.is_some() || details.margin.is_some() || details.interval.is_some() || details.p.is_some()
    };
    matches!(member.shape, MemberShape::Ratio(_)) || member.details.as_deref().is_some_and(told)
}

/// Whether a law is one that holds between the figures of a claim about shares or chances taken together.
pub(super) fn holds(resolved: &Resolved<'_>, statement: &Statement) -> bool {
    let Statement::Law { name, left, right, .. } = statement else { return false };
    let figures = [left.figures(), right.figures()].concat();
    let Some(claim) = figures.first().and_then(|at| claim_at(resolved, at)) else { return false };
    let Some(joint) = Joint::of(resolved, claim) else { return false };
    let is_limited = joint.kind != JointKind::PValues && !joint.is_repeated();
    if !is_limited || joint.population().is_err() || !joint.is_firm() {
        return false;
    }
    // People are no share of people.
    if !joint.members().all(|member| matches!(joint.value(member), Ok(Some(_)))) {
        return false;
    }
    // The law speaks of one factor: of which, its figures say.
    let about = || {
        let is_right = |member: &&Member<'_>| joint.expression(member).as_ref() == Some(right);
        joint.factors.iter().position(is_right)
    };
    let indexed = [Law::AllAtMost, Law::AnyAtLeast, Law::AllHoldsInner, Law::AnyIsOuter];
    let plain = [
        Law::AllAtLeast,
        Law::AnyAtMostSum,
        Law::AnyAtMostWhole,
        Law::AnyAndAll,
        Law::NoneInBoth,
        Law::AnyIsSum,
    ];
    let law = match indexed.into_iter().find(|law| law(0).name() == name) {
        Some(law) => about().map(law),
        None => plain.into_iter().find(|law| law.name() == name),
    };
    law.and_then(|law| joint.law(law)).as_ref() == Some(statement)
}

/// The claim that a figure's pointer leads into.
fn claim_at<'a>(resolved: &'a Resolved<'_>, pointer: &str) -> Option<&'a ResolvedClaim> {
    let (position, _) = pointer.strip_prefix("/claim/")?.split_once('/')?;
    resolved.claim(position.parse().ok()?)
}
