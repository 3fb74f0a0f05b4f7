//! AR10: kilograms are added to, or compared with, cases.

use crate::claim::Relation;
use crate::claim::relation::MemberKind;
use crate::dossier::{MemberShape, Reported, Role};
use crate::number::Reading;
use crate::quantity::shape::RatioKind;
use crate::rule::printed::are_related;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    ClaimCase, Field, Finding, Missing, NamedValue, Outcome, Severity, SoFar, Verdict, declare_rule,
    is_relative,
};
use crate::vocabulary::{Dimension, KindRelation, Unit};

declare_rule! {
    /// ## What it checks
    /// Figures that a relation adds or compares (part and whole of a share, parts and whole of a total, the figures of a
    /// change, the groups of a comparison): whether they measure the same kind of thing.
    ///
    /// ## Why it matters
    /// Kilograms, cases and tips cannot be added, and which is more has no answer.
    ///
    /// ## How
    /// Of the figures side by side, one of each unit is held against one of each other. Unequal dimensions (mass, length, time, money, number
    /// of things) are an error, where no reading of the words agrees. Two currencies, prices of two years and two scales
    /// of temperature are a warning, and so is an amount beside a fraction, except in a total, where "20 %" is taken to
    /// be a part of the whole. Different things counted pass where one is a kind of the other or both are of a third,
    /// by `taxonomy.is_a` or the built-in kinds of people, and are asked about otherwise; a name that leaves open what
    /// is measured ("pounds", "sacks") is asked about too.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "share"
    /// share = { part = "5 kg", whole = "229 people" }
    /// ```
    ///
    /// ## Clean
    /// Nurses and doctors are staff, and kilograms a case are a rate.
    /// ```toml
    /// [[claim]]
    /// id    = "ward"
    /// total = { whole = "7 staff", parts = { a = "3 nurses", b = "4 doctors" } }
    ///
    /// [[claim]]
    /// id    = "size"
    /// rate  = { events = "536 kg", exposure = "229 busts" }
    /// ```
    ///
    /// ## Limits
    /// Says nothing of what is divided: a rate may be of anything per anything. A bare number is taken to be in the unit
    /// of the figures beside it, and a rate that leaves out what it is per ("12 deaths per 100,000") to be per the same. Of
    /// ratios side by side the tops are compared with the tops and the bottoms with the bottoms, with a warning at most.
    /// It converts no currencies.
    ///
    /// ## Sources
    /// JCGM 200:2012, *International vocabulary of metrology* (VIM), 3rd ed., 1.2 kind of quantity, 1.7 quantity
    /// dimension.
    "AR10", "dimensional-homogeneity", "arithmetic", since "0.1.0", Error,
    "unlike quantities are added or compared",
    Claim(check)
}

/// Two figures that are added or compared.
struct Pair<'d> {
    first: &'d Reported,
    second: &'d Reported,
    /// Whether the text states that of the two figures themselves, so that a proof may rest on it.
    is_stated: bool,
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let pairs = pairs(case);
    if pairs.is_empty() {
        return Ok(Outcome::not_applicable("nothing is added or compared"));
    }
    let is_total = matches!(case.written.relation(), Relation::Total(_));
    let mut warning: Option<(&Pair<'_>, Unlike)> = None;
    let mut missing: Vec<Field> = Vec::new();
    for pair in &pairs {
        match judge(case, pair, is_total) {
            Judged::Alike => {}
            Judged::Ask(field) if missing.contains(&field) => {}
            Judged::Ask(field) => missing.push(field),
            Judged::Unlike(unlike) if unlike.proof.is_some() => return Ok(finding(case, pair, unlike).into()),
            Judged::Unlike(unlike) => warning = warning.or(Some((pair, unlike))),
        }
    }
    if let Some((pair, unlike)) = warning {
        return Ok(finding(case, pair, unlike).into());
    }
    if missing.is_empty() {
        return Ok(Outcome::Passed);
    }
    let missing = missing.into_iter().map(|field| Missing { field, of: Some(case.written.id().into()) });
    Ok(Outcome::Undecidable { missing: missing.collect(), because: "".into(), so_far: SoFar::default() })
}

/// How many different units of one claim are compared two by two; each further one is compared with the first.
const UNITS: usize = 12;

/// The figures that the claim's relation adds or compares, one of each unit with one of each other.
fn pairs<'d>(case: &ClaimCase<'d>) -> Vec<Pair<'d>> {
    use MemberKind::{From, Group, Part, Point, To, Whole};
    let resolved = case.resolved;
    let compared =
        || case.members().iter().filter(|m| matches!(m.kind, From | To | Point | Part | Whole | Group));
    let mut pairs = Vec::new();
    for member in case.members() {
        if let (MemberShape::Ratio(RatioKind::Share), [top, bottom, ..]) =
            (member.shape, resolved.amounts_of(member))
        {
            pairs.push(Pair { first: top, second: bottom, is_stated: true });
            // A share is a number; what it is printed as must be one, too.
            let stated = resolved.amount_of(member, Role::Stated);
            pairs.extend(stated.map(|stated| Pair { first: top, second: stated, is_stated: false }));
        }
    }
    let shapes = [
        (MemberShape::Value, Role::Value),
        (MemberShape::Ratio(RatioKind::Share), Role::Top),
        (MemberShape::Ratio(RatioKind::Share), Role::Bottom),
        (MemberShape::Ratio(RatioKind::Rate), Role::Top),
        (MemberShape::Ratio(RatioKind::Rate), Role::Bottom),
    ];
    if compared().nth(1).is_none() {
        return pairs;
    }
    for (shape, role) in shapes {
        let alike = || compared().filter(move |member| member.shape == shape);
        let figures = || alike().filter_map(move |member| resolved.amount_of(member, role));
        // Every two units that differ, whichever is printed first; of each, one figure is enough.
        let mut units: Vec<&Reported> = Vec::new();
        for figure in figures() {
            if units.iter().any(|known| known.unit() == figure.unit()) {
                continue;
            }
            let others =
                if units.len() < UNITS { units.as_slice() } else { units.get(..1).unwrap_or_default() };
            let is_stated = role == Role::Value;
            pairs.extend(others.iter().map(|first| Pair { first, second: figure, is_stated }));
            if units.len() < UNITS {
                units.push(figure);
            }
        }
        // Of figures in one unit there is nothing to find, but there was something to check.
        if let (true, [first, ..], Some(second)) = (pairs.is_empty(), units.as_slice(), figures().nth(1)) {
            pairs.push(Pair { first, second, is_stated: role == Role::Value });
        }
    }
    pairs
}

enum Judged {
    Alike,
    Ask(Field),
    Unlike(Unlike),
}

/// Why two figures have no sum: fact, reason and advice, and the proof where there is one.
struct Unlike {
    told: [&'static str; 3],
    proof: Option<Box<Proof>>,
}

impl Unlike {
    fn unproven(told: [&'static str; 3]) -> Self {
        Unlike { told, proof: None }
    }
}

fn judge(case: &ClaimCase<'_>, pair: &Pair<'_>, is_total: bool) -> Judged {
    let (a, b) = (pair.first, pair.second);
    let unlike = |told| Judged::Unlike(Unlike::unproven(told));
    if b.role == Role::Stated {
        let is_number = b.unit().dimension().is_none_or(|dimension| dimension.is_none());
        // "1 in 5 people" is a fraction of people.
        if is_number || b.unit().is_counted() || b.unit().is_ambiguous() {
            return Judged::Alike;
        }
        return unlike([
            "{second} is printed as the share that {first} is of its whole",
            "a share is a number: {second} is of dimension {second dimension}",
            "check what {second} is, and print the share as a percentage",
        ]);
    }
    if is_relative(a) != is_relative(b) {
        // A bare number has its unit from the figures beside it.
        if is_total || *a.unit() == Unit::none() || *b.unit() == Unit::none() {
            return Judged::Alike;
        }
        return unlike([
            "{first} and {second} are set side by side, one a fraction and one an amount",
            "a fraction is of something, and of what is not printed: neither is more than the other",
            "print both as amounts, or both as fractions of one whole",
        ]);
    }
    match a.unit().comparable(b.unit()) {
        KindRelation::Equal => Judged::Alike,
        KindRelation::UnequalDimension => Judged::Unlike(unequal(case, pair)),
        KindRelation::SameDimensionOtherKind => match other_kind(a.unit(), b.unit()) {
            Some(told) => unlike(told),
            None if are_related(case.resolved, a.unit(), b.unit()) => Judged::Alike,
            None => Judged::Ask(Field::IS_A),
        },
        KindRelation::Undecided if a.unit().is_ambiguous() || b.unit().is_ambiguous() => {
            Judged::Ask(Field::UNIT_DEFINITION)
        }
        // What a bare number or a rate leaves out is taken to be what stands beside it.
        KindRelation::Undecided if left_out(a.unit()) || left_out(b.unit()) => Judged::Alike,
        KindRelation::Undecided => Judged::Ask(Field::KIND),
    }
}

fn left_out(unit: &Unit) -> bool {
    *unit == Unit::none() || unit.per().is_some()
}

/// With a proof where the text itself sets the two figures side by side.
fn unequal(case: &ClaimCase<'_>, pair: &Pair<'_>) -> Unlike {
    let [first, second] =
        [pair.first, pair.second].map(|figure| case.resolved.figure_pointer(figure).to_string());
    let argument = Argument::unequal_dimensions(&first, &second, case.resolved).filter(|_| pair.is_stated);
    let proof = argument.and_then(|argument| Proof::new(argument, case.resolved).ok());
    let told = [
        "{first} and {second} are set side by side as if they measured the same",
        "the one is of dimension {first dimension}, the other of dimension {second dimension}: they have no sum, and neither is more than the other",
        "compare figures of one kind, or say what the one is per unit of the other",
    ];
    Unlike { told, proof: proof.map(Box::new) }
}

/// Of one dimension, and yet neither more nor less than each other without a rate, an index or a formula.
fn other_kind(a: &Unit, b: &Unit) -> Option<[&'static str; 3]> {
    let dimension = a.numerator().dimension()?;
    if dimension == Dimension::MONEY && a.price_base() != b.price_base() && a.kind() == b.kind() {
        return Some([
            "{first} and {second} are not at the prices of one year",
            "prices changed in between, so the same money bought another amount",
            "put both at the prices of one year, and say by which index",
        ]);
    }
    if a.kind() == b.kind() {
        return None;
    }
    if dimension == Dimension::MONEY {
        return Some([
            "{first} and {second} are set side by side, in two currencies",
            "they add up and compare only at an exchange rate, and none is printed",
            "convert both into one currency, and say at which rate",
        ]);
    }
    (dimension == Dimension::TEMPERATURE).then_some([
        "{first} and {second} are set side by side, on two scales",
        "the scales have different degrees and different zeros",
        "convert both to one scale",
    ])
}

/// What is wrong with two figures, with both in words and as values, and where they stand.
fn finding(case: &ClaimCase<'_>, pair: &Pair<'_>, unlike: Unlike) -> Finding {
    let Unlike { told: [fact, reason, advice], proof } = unlike;
    let amounts = [pair.first, pair.second].map(|figure| figure.amount.clone());
    let severity = if proof.is_some() { Severity::Error } else { Severity::Warning };
    let finding = Finding::told_when_read(severity, move || {
        let mut finding = Finding::warning(fact, reason, advice);
        let names =
            [("first figure", "first", "first dimension"), ("second figure", "second", "second dimension")];
        for ((value, word, dimension), amount) in names.into_iter().zip(&amounts) {
            let unit = amount.unit();
            let range = NamedValue::range(value, amount.interval(Reading::Nearest)?).unit(unit.base_symbol());
            finding = finding
                .with(NamedValue { exact: amount.value()?, ..range })
                .word(word, amount.to_string())
                .word(
                    dimension,
                    unit.dimension().map_or_else(String::new, |dimension| dimension.to_string()),
                );
        }
        Ok(finding)
    });
    let finding = match proof {
        Some(proof) => finding.proven_by(*proof),
        None => finding,
    };
    [pair.first, pair.second].into_iter().fold(finding, |finding, one| finding.at(case.resolved.pointer(one)))
}

#[cfg(test)]
mod tests;
