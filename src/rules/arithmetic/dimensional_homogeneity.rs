//! AR10: kilograms are added to, or compared with, cases.

use crate::claim::relation::MemberKind;
use crate::dossier::{MemberShape, Reported};
use crate::quantity::shape::RatioKind;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{ClaimCase, Field, Finding, Outcome, Verdict, declare_rule};
use crate::vocabulary::KindRelation;

declare_rule! {
    /// ## What it checks
    /// Figures that a relation adds or compares (part and whole of a share, parts and whole of a total, the figures of a
    /// change, the groups of a comparison): whether they measure the same kind of thing.
    ///
    /// ## Why it matters
    /// Kilograms, cases and tips cannot be added, and which is more has no answer.
    ///
    /// ## How
    /// Unequal dimensions (mass, length, time, money, number of things) are an error: no reading of the digits makes
    /// kilograms a number of cases. Different things counted pass where one is declared to be a kind of the other or
    /// both of a third (`taxonomy.is_a`), and are asked about otherwise.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "share"
    /// share = { part = "5 kg", whole = "229 people" }
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [taxonomy]
    /// is_a = { nurse = "staff", doctor = "staff" }
    ///
    /// [[claim]]
    /// id    = "ward"
    /// total = { whole = "7 staff", parts = { a = "3 nurses", b = "4 doctors" } }
    /// ```
    ///
    /// ## Limits
    /// Says nothing of ratios of unlike things (kilograms a case): they are rates. Currencies and temperature scales are
    /// kinds, not dimensions.
    ///
    /// ## Sources
    /// JCGM 200:2012, *International vocabulary of metrology* (VIM), 1.2 kind of quantity, 1.7 quantity dimension.
    "AR10", "dimensional-homogeneity", "arithmetic", since "0.1.0", Error,
    "unlike quantities are added or compared",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let pairs = pairs(case);
    if pairs.is_empty() {
        return Ok(Outcome::not_applicable("nothing is added or compared"));
    }
    let mut open = false;
    for (a, b) in pairs {
        match a.unit().comparable(b.unit()) {
            KindRelation::UnequalDimension => return Ok(finding(case, a, b).into()),
            _ => open |= unrelated(case, a, b),
        }
    }
    if open {
        return Ok(Outcome::missing(Field::IS_A, Some(case.written.id())));
    }
    Ok(Outcome::passed())
}

/// The figures that the claim's relation adds or compares, each with the first of its kind.
fn pairs<'d>(case: &ClaimCase<'d>) -> Vec<(&'d Reported, &'d Reported)> {
    let resolved = case.resolved;
    let mut pairs = Vec::new();
    let mut first: Option<&'d Reported> = None;
    for member in case.members() {
        if let (MemberShape::Ratio(RatioKind::Share), [top, bottom, ..]) =
            (member.shape, resolved.amounts_of(member))
        {
            pairs.push((top, bottom));
        }
        use MemberKind::{From, Group, Part, Point, To, Whole};
        let compared = matches!(member.kind, From | To | Point | Part | Whole | Group);
        if let (true, MemberShape::Value, [value]) = (compared, member.shape, resolved.amounts_of(member)) {
            match first {
                Some(first) => pairs.push((first, value)),
                None => first = Some(value),
            }
        }
    }
    pairs
}

/// Whether two different kinds of things are counted that nothing declared brings together.
fn unrelated(case: &ClaimCase<'_>, a: &Reported, b: &Reported) -> bool {
    let (Some(one), Some(other)) = (a.unit().kind(), b.unit().kind()) else { return false };
    if one == other || !(a.unit().is_counted() && b.unit().is_counted()) {
        return false;
    }
    let kinds = &case.resolved.names().kind;
    let (Some(one), Some(other)) = (kinds.id(one), kinds.id(other)) else { return true };
    if kinds.relation(one, other) != crate::quantity::SetRelation::Unknown {
        return false;
    }
    let above: Vec<_> = kinds.ancestors(one, WIDER).collect();
    !kinds.ancestors(other, WIDER).any(|wider| above.contains(&wider))
}

/// How many wider kinds are looked through for a common one.
const WIDER: usize = 64;

fn finding(case: &ClaimCase<'_>, a: &Reported, b: &Reported) -> Finding {
    let pointers = [a, b].map(|reported| case.resolved.pointer(reported));
    let [at_a, at_b] = &pointers;
    let dimension = |reported: &Reported| match reported.unit().dimension() {
        Some(dimension) if dimension.is_none() => "pure number".to_string(),
        dimension => dimension.map_or_else(String::new, |dimension| dimension.to_string()),
    };
    let (fact, advice) = (
        "{a} and {b} are set side by side as if they measured the same",
        "compare figures of one kind, or say what one is divided by the other",
    );
    let reason = "the one is a {dimension of a}, the other a {dimension of b}: neither can be part of, or more than, the other";
    let proof = Argument::unequal_dimensions(at_a, at_b, case.resolved)
        .map(|argument| Proof::new(argument, case.resolved));
    let finding = match proof {
        Some(Ok(proof)) => Finding::error(fact, reason, advice, proof),
        _ => Finding::warning(fact, reason, advice),
    };
    let finding = finding
        .word("a", a.amount.to_string())
        .word("b", b.amount.to_string())
        .word("dimension of a", dimension(a))
        .word("dimension of b", dimension(b));
    pointers.into_iter().fold(finding, Finding::at)
}

#[cfg(test)]
mod tests;
