//! DN01: what is counted on top of a ratio is not part of what it is divided by.

use crate::dossier::{MemberShape, Resolved};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Basis, Component, Measure, Scope, SetRelation, Slot, Value};
use crate::rule::{Finding, Outcome, QuantityCase, Severity, Verdict, declare_rule};
use crate::rules::denominators::Fraction;
use crate::rules::fields;
use crate::vocabulary::{NodeId, Taxonomy};

declare_rule! {
    /// ## What it checks
    /// Whether the people, cases or goods on top of a share or rate are among those it is divided by: of the same
    /// population, the same place, and assigned to their group in the same way.
    ///
    /// ## Why it matters
    /// Whoever can add to the top and is missing below makes the ratio too large, and it is no chance of anybody's.
    ///
    /// ## How
    /// What the claim says of its ratio holds for top and bottom, but for what `denominator` says of the bottom (or `which`
    /// of the top). Populations (`base`), places and attributions of the two are compared in the declared taxonomies. The
    /// top's within the bottom's, or the same, passes; wider, overlapping or disjoint fires, and so do two different bases
    /// of attribution. A share fires as well where what is counted (`of`) was declared to have nothing in common with what
    /// it is a share of (`base`). Where both are named and nothing is declared, the relation is asked for. The population
    /// of a frame that observed all of it, or a sample drawn by chance, is what the frame `stands_for`. A ratio by design
    /// says so (`measure = "ratio"`), and gets a note.
    ///
    /// ## Fires
    /// Offences by everybody who is there, visitors included, for each resident.
    /// ```toml
    /// [taxonomy]
    /// is_a = { residents = "people-present" }
    ///
    /// [[claim]]
    /// id          = "per-head"
    /// rate        = "608 offences per 455 residents"
    /// of          = "offences"
    /// base        = "people-present"
    /// denominator = { base = "residents" }
    /// ```
    /// Suspects by their passport, residents by where they were born.
    /// ```toml
    /// [[claim]]
    /// id          = "suspects"
    /// rate        = "1,204 suspects per 86,320 residents"
    /// of          = "suspects"
    /// origin      = { basis = "nationality", value = "PL" }
    /// denominator = { origin = { basis = "birth", value = "PL" } }
    /// ```
    ///
    /// ## Clean
    /// Of those who voted all were registered.
    /// ```toml
    /// [taxonomy]
    /// is_a = { registered = "adults" }
    ///
    /// [[claim]]
    /// id          = "turnout"
    /// share       = "31,221 of 46,843 people"
    /// of          = "voted"
    /// base        = "registered"
    /// denominator = { base = "adults" }
    /// ```
    /// The part may be of a smaller place: that is what makes it a part.
    /// ```toml
    /// [taxonomy.place]
    /// part_of = { London = "GB" }
    ///
    /// [[claim]]
    /// id    = "londoners"
    /// share = "8.8 million of 67.0 million people"
    /// of    = "residents"
    /// place = "GB"
    /// which = { place = "London" }
    /// ```
    ///
    /// ## Limits
    /// Judges what is declared: where nobody says that the bottom is of others than the top, a share says itself that its
    /// part lies within the whole. That the bottom holds some who never could be on top is DN06's matter, its date DN02's,
    /// its unit AR10's.
    ///
    /// ## Sources
    /// Last, J. M. (ed.) (2001), *A Dictionary of Epidemiology*, 4th ed., "proportion", "rate", "ratio", Oxford University
    /// Press. Rosenberg, H. M. et al. (1999), *Quality of death rates by race and Hispanic origin*, NCHS Vital and Health
    /// Statistics 2:128. Bundeskriminalamt, *Polizeiliche Kriminalstatistik 2010*, section 2.3.3 (suspects who are tourists,
    /// in transit or commute across the border are in no count of residents).
    "DN01", "numerator-not-in-denominator", "denominator", since "0.1.0", Warning,
    "what is counted on top of a ratio is not part of what it is divided by",
    Quantity(check)
}

/// How the top stands outside the bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outside {
    /// In a component: disjoint, overlapping or wider.
    In(Component, SetRelation),
    /// Nothing that is counted is one of those it is a share of.
    Kind,
    /// Assigned to the group in two ways.
    Basis,
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let fraction = Fraction::of(case)?;
    if case.reported.amount.figure().value().is_zero() {
        return Ok(Outcome::not_applicable("nothing is counted on top"));
    }
    let (top, bottom) = (fraction.top, fraction.bottom);
    let is_ratio = case.resolved.scope(fraction.member.scope).subject.measure == Slot::Known(Measure::Ratio);
    let outside = match judge(case, &fraction)? {
        Judged::Outside(outside) => outside,
        Judged::Inside => return Ok(Outcome::Passed),
        Judged::Open(_) if is_ratio => {
            return Ok(Outcome::not_applicable("it is a ratio of two things by design"));
        }
        Judged::Open([one, other]) => return Ok(fields::two_names(one, other).into()),
        Judged::OfOne => {
            return Ok(Outcome::not_applicable("nothing says that top and bottom are of two populations"));
        }
    };
    let bases = [top.subject.basis, bottom.subject.basis];
    let sides = fraction.sides(case);
    let severity = if is_ratio { Severity::Note } else { Severity::Warning };
    let finding = Finding::told_when_read(severity, move || {
        let (fact, reason) = outside.told();
        let (reason, advice) = match is_ratio {
            true => (
                "as a ratio of the two it may be what is wanted, but it is no share, and nobody's chance",
                "do not read it as how likely it is for one of those below",
            ),
            false => (
                reason,
                "count on top only what belongs to the bottom, divide by all who can be on top, or call it a ratio of the two (`measure = \"ratio\"`)",
            ),
        };
        let finding = Finding::warning(fact, reason, advice);
        let [from, to] = match outside {
            Outside::In(component, _) => [sides.first(component), sides.second(component)],
            Outside::Kind => [sides.first(Component::Of), sides.first(Component::Base)],
            Outside::Basis => bases.map(|basis| basis.known().map_or("", Basis::word).to_string()),
        };
        Ok(finding.word("top", from).word("bottom", to))
    });
    let finding = finding.at(case.pointer());
    Ok(match fraction.printed_bottom(case) {
        Some(below) => finding.at(case.resolved.pointer(below)),
        None => finding,
    }
    .into())
}

impl Outside {
    /// Fact and reason.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Outside::In(Component::Place, SetRelation::Disjoint) => (
                "what is counted is of {top}, and is divided by what is of {bottom}",
                "{top} and {bottom} share nothing, so nothing on top is part of the bottom",
            ),
            Outside::In(Component::Place, _) => (
                "what is counted is of {top}, and is divided by what is of {bottom}",
                "some of {top} lies outside {bottom}: what is counted there has nothing below it",
            ),
            Outside::In(Component::Origin, _) => (
                "on top is counted what is attributed to {top}, below what is attributed to {bottom}",
                "what belongs to {top} and not to {bottom} is counted on top and missing below",
            ),
            Outside::In(_, SetRelation::Disjoint) => (
                "what is counted is of {top}, and is divided by {bottom}",
                "{top} and {bottom} share nothing: nobody on top is among those it is divided by",
            ),
            Outside::In(_, SetRelation::Contains) => (
                "what is counted is of {top}, and is divided by {bottom}, who are only some of them",
                "what the others add on top has nobody below it, so the ratio is too large by as much as they add",
            ),
            Outside::In(..) => (
                "what is counted is of {top}, and is divided by {bottom}",
                "some of {top} are none of {bottom}: they can be on top, and are missing below",
            ),
            Outside::Kind => (
                "{top} are said to be a share of {bottom}",
                "{top} and {bottom} share nothing: what is the one is never the other",
            ),
            Outside::Basis => (
                "the top is attributed by {top}, the bottom by {bottom}",
                "the same one can belong to the group on top and not below, or the other way round",
            ),
        }
    }
}

enum Judged<'d> {
    Outside(Outside),
    /// Something is said of both, and the top lies within the bottom.
    Inside,
    /// Both are named, and how they lie to each other is not declared.
    Open([&'d str; 2]),
    /// Nothing sets them apart.
    OfOne,
}

fn judge<'d>(case: &QuantityCase<'d>, fraction: &Fraction<'_>) -> Result<Judged<'d>, Outcome> {
    let names = case.resolved.names();
    let (top, bottom) = (&fraction.top.subject, &fraction.bottom.subject);
    let populations = [fraction.top, fraction.bottom].map(|scope| population(case.resolved, scope));
    let compared: [(Component, [Value; 2], &Taxonomy); 3] = [
        (Component::Base, populations, &names.concept),
        (Component::Place, [top.place, bottom.place], &names.place),
        (Component::Origin, [top.origin, bottom.origin], &names.origin),
    ];
    let mut judged = Judged::OfOne;
    for (component, [one, other], taxonomy) in compared {
        match relation(one, other, taxonomy) {
            None | Some(SetRelation::Equal) => {}
            Some(SetRelation::Within) => judged = keep(judged, Judged::Inside),
            Some(SetRelation::Unknown) => {
                let name = |value| match value {
                    Value::Node(node) => taxonomy.name(node),
                    _ => "",
                };
                judged = keep(judged, Judged::Open([name(one), name(other)]));
            }
            Some(relation) => return Ok(Judged::Outside(Outside::In(component, relation))),
        }
    }
    if let (Value::Node(_), Value::Node(_), Slot::Known(one), Slot::Known(other)) =
        (top.origin, bottom.origin, top.basis, bottom.basis)
    {
        if one != other && one != Basis::Any && other != Basis::Any {
            return Ok(Judged::Outside(Outside::Basis));
        }
    }
    let is_share = fraction.member.shape == MemberShape::Ratio(RatioKind::Share);
    if let (true, Value::Node(of), Value::Node(base)) = (is_share, top.of, bottom.of) {
        let relation = names.concept.relation(of, base);
        if bottom.of == bottom.base && relation == SetRelation::Disjoint {
            return Ok(Judged::Outside(Outside::Kind));
        }
        if matches!(relation, SetRelation::Within | SetRelation::Overlaps | SetRelation::Contains) {
            judged = keep(judged, Judged::Inside);
        }
    }
    Ok(judged)
}

/// What is open in one component stays open, whatever the others show.
fn keep<'d>(before: Judged<'d>, now: Judged<'d>) -> Judged<'d> {
    if matches!(before, Judged::Open(_)) { before } else { now }
}

/// How two named values lie to each other; every value contains each.
fn relation(one: Value, other: Value, taxonomy: &Taxonomy) -> Option<SetRelation> {
    match (one, other) {
        (Value::Node(one), Value::Node(other)) => Some(taxonomy.relation(one, other)),
        (Value::Node(_), Value::Any) => Some(SetRelation::Within),
        (Value::Any, Value::Node(_)) => Some(SetRelation::Contains),
        _ => None,
    }
}

/// Of whom a figure is: of the set that its frame observed, those it stands for, if that set is all of them or was drawn by
/// chance.
fn population(resolved: &Resolved<'_>, scope: &Scope) -> Value {
    let concepts = &resolved.names().concept;
    let frame = scope.method.frame.and_then(|frame| resolved.frame(frame));
    let observed = |node: NodeId| frame.filter(|frame| concepts.name(node) == frame.name);
    let Value::Node(node) = scope.subject.base else { return scope.subject.base };
    let stands_for = observed(node).and_then(|frame| {
        let represents = frame.design.is_some_and(|design| !design.is_selective());
        frame.stands_for.filter(|_| represents).and_then(|population| concepts.id(population))
    });
    Value::Node(stands_for.unwrap_or(node))
}

#[cfg(test)]
mod tests;
