//! A group's share of an outcome beside its share of the population: which of two printed shares is which.

use crate::claim::relation::MemberKind;
use crate::claim::{Claim, Relation};
use crate::dossier::{Member, MemberShape, Reported, Resolved, ResolvedClaim};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::Value;
use crate::rule::{Field, Outcome};
use crate::vocabulary::{kinds_is_a, lemma};

/// Two shares of one group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Represented<'d> {
    /// The share of the outcome, and where it stands.
    pub outcome: (&'d Member<'d>, &'d Reported),
    /// The share of the population.
    pub population: (&'d Member<'d>, &'d Reported),
}

/// Of a comparison of two groups, the one whose name is a kind of people is the population; where both are, or neither
/// is, the one that is the claim's `base`.
pub(crate) fn represented<'d>(
    resolved: &'d Resolved<'d>,
    claim: &ResolvedClaim,
) -> Result<Represented<'d>, Outcome> {
    let written = resolved.written(claim);
    if !matches!(written.map(Claim::relation), Some(Relation::Compare(_))) {
        return Err(Outcome::not_applicable("the claim compares no groups"));
    }
    let mut groups = resolved.members_of(claim).iter().filter(|member| member.kind == MemberKind::Group);
    let (Some(one), Some(other), None) = (groups.next(), groups.next(), groups.next()) else {
        return Err(Outcome::not_applicable("the claim does not compare two shares"));
    };
    let is_base = |member: &Member<'_>| {
        let base = resolved.scope(claim.scope).subject.base;
        matches!(base, Value::Node(_)) && resolved.scope(member.scope).subject.of == base
    };
    let share = |member| share(resolved, member);
    let (outcome, population) = match (is_base(one), is_base(other), is_population(one), is_population(other))
    {
        (false, true, ..) | (false, false, false, true) => (one, other),
        (true, false, ..) | (false, false, true, false) => (other, one),
        // Prisoners and residents: the quotient the one way is the inverse of that the other way.
        (false, false, true, true) if share(one).is_some() && share(other).is_some() => {
            return Err(Outcome::missing(Field::BASE, written.map(Claim::id)));
        }
        _ => {
            return Err(Outcome::not_applicable("neither or both of the groups are a share of a population"));
        }
    };
    match (share(outcome), share(population)) {
        (Some(a), Some(b)) => Ok(Represented { outcome: (outcome, a), population: (population, b) }),
        _ => Err(Outcome::not_applicable("the groups are not shares")),
    }
}

/// Whether a group's name is a kind of people.
fn is_population(member: &Member<'_>) -> bool {
    let Some(name) = member.name else { return false };
    let lemma = lemma(name);
    matches!(&*lemma, "person" | "population" | "inhabitant" | "household")
        || kinds_is_a().iter().any(|(kind, _)| *kind == lemma)
}

/// The one printed share of a quantity.
fn share<'d>(resolved: &'d Resolved<'d>, member: &Member<'_>) -> Option<&'d Reported> {
    match (member.shape, resolved.amounts_of(member)) {
        (MemberShape::Value, [value]) => value.unit().fraction().map(|_| value),
        _ => None,
    }
}

/// The part over the rest.
pub(crate) fn odds(share: &Exact) -> Result<Exact, ArithmeticError> {
    share / &(&Exact::ONE - share)?
}

/// The same of all that a share can be: without end where it may be all.
pub(crate) fn odds_of(shares: &Interval) -> Result<Interval, ArithmeticError> {
    Interval::ONE.sub(shares)?.recip()?.sub(&Interval::ONE)
}
