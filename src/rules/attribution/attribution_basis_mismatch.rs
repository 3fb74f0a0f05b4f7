//! SC05: figures attributed on different bases, in one conclusion.

use crate::claim::{Assertion, Mood, Quantified};
use crate::dossier::{Owner, Pointer, ResolvedClaim, Step};
use crate::number::{ArithmeticError, Reading};
use crate::quantity::{Basis, Component, Value};
use crate::rule::{ConclusionCase, Finding, Outcome, Severity, Verdict, declare_rule};

declare_rule! {
    /// ## What it checks
    /// For a conclusion about an origin: whether the figures it is drawn from are attributed on one basis, and on the
    /// conclusion's.
    ///
    /// ## Why it matters
    /// The smuggler's passport is not the parcel's postmark. Where a thing was sent from, where it was made, who carried
    /// it and who owned it are four questions, and the answer to one is not the answer to another.
    ///
    /// ## How
    /// The basis of each figure that is attributed to an origin, and the conclusion's. A warning where two figures have
    /// different ones, or where the conclusion names one that a figure does not have. A conclusion on `any` basis covers
    /// all of them; that each figure covers only its own is a matter of two figures with different ones. A note where the
    /// conclusion names no basis and each figure, by its own, shows what is asserted.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "by-mass"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[claim]]
    /// id    = "by-case"
    /// share = "17 of 229 busts"
    /// which = { origin = { basis = "nationality", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id      = "minor"
    /// from    = ["by-mass", "by-case"]
    /// asserts = "share < 1/10"
    /// which   = { origin = { basis = "any", value = "CN" } }
    /// ```
    ///
    /// The conclusion is about the makers, the figure about the senders.
    /// ```toml
    /// [[claim]]
    /// id    = "by-mass"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id      = "minor"
    /// from    = "by-mass"
    /// asserts = "share < 1/10"
    /// which   = { origin = { basis = "manufacture", value = "CN" } }
    /// ```
    ///
    /// ## Clean
    /// Both figures count by the same basis, and so does the conclusion.
    /// ```toml
    /// [[claim]]
    /// id    = "by-mass"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[claim]]
    /// id    = "by-parcel"
    /// share = "17 of 229 parcels"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id      = "minor"
    /// from    = ["by-mass", "by-parcel"]
    /// asserts = "share < 1/10"
    /// which   = { origin = { basis = "shipment", value = "CN" } }
    /// ```
    ///
    /// One figure for a conclusion on any basis: between which limits that lies is for SC02 to say.
    /// ```toml
    /// [[claim]]
    /// id    = "by-mass"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id      = "minor"
    /// from    = "by-mass"
    /// asserts = "share < 1/10"
    /// which   = { origin = { basis = "any", value = "CN" } }
    /// ```
    ///
    /// ## Limits
    /// Bases that coincide by construction (all residents are citizens) cannot be declared: `allow` says so. Figures that
    /// are only compared, and in no conclusion, are not judged.
    ///
    /// ## Sources
    /// International Monetary Fund (2009), *Balance of Payments Manual*, 6th ed., ch. 4, on residence against
    /// nationality. United Nations (2011), *International Merchandise Trade Statistics: Concepts and Definitions 2010*,
    /// on country of origin against country of consignment.
    "SC05", "attribution-basis-mismatch", "attribution", since "0.1.0", Warning,
    "figures of one conclusion are attributed on different bases",
    Conclusion(check)
}

/// A figure that is attributed to an origin.
struct Attributed<'d> {
    claim: &'d ResolvedClaim,
    step: &'d Step,
    basis: Basis,
}

fn check(case: &ConclusionCase<'_>) -> Verdict {
    let resolved = case.resolved;
    let mut first: Option<Attributed<'_>> = None;
    let mut other: Option<Attributed<'_>> = None;
    let mut beyond: Option<Attributed<'_>> = None;
    let mut own = None;
    let mut compared = false;
    let mut of_several = false;
    for step in case.steps() {
        let Some(claim) = resolved.claim(step.claim) else { continue };
        let evidence = resolved.scope(claim.scope);
        if !matches!(evidence.subject.origin, Value::Node(_)) {
            continue;
        }
        let concluded = resolved.scope(step.scope);
        let stated = concluded.is_stated(Component::Origin);
        // A conclusion about no origin, or about all of them, says nothing of how one is found.
        if stated && !matches!(concluded.subject.origin, Value::Node(_)) {
            return Ok(Outcome::not_applicable("the conclusion is about no one origin"));
        }
        // Who names an origin names a basis; a figure on any of them is on none in particular.
        let Some(basis) = evidence.subject.basis.known().filter(|basis| *basis != Basis::Any) else {
            continue;
        };
        let this = || Attributed { claim, step, basis };
        of_several |= first.is_some();
        if first.as_ref().is_some_and(|first| first.basis != basis) {
            other.get_or_insert_with(this);
        }
        first.get_or_insert_with(this);
        if stated {
            own = concluded.subject.basis.known();
            compared |= own.is_some_and(|own| own != Basis::Any);
            if own.is_some_and(|own| own != Basis::Any && own != basis) {
                beyond.get_or_insert_with(this);
            }
        }
    }
    let Some(first) = first else {
        return Ok(Outcome::not_applicable("no figure is attributed to an origin on one basis"));
    };
    if let Some(other) = other {
        let supported = own.is_none() && each_shows(case)?;
        let severity = if supported { Severity::Note } else { Severity::Warning };
        return Ok(between(case, severity, &first, &other));
    }
    if let (Some(beyond), Some(own)) = (beyond, own) {
        return Ok(against_own(case, &beyond, own));
    }
    if compared || of_several {
        return Ok(Outcome::Passed);
    }
    Ok(Outcome::not_applicable("one figure, and the conclusion names no basis of its own"))
}

/// Whether each figure that is attributed, taken for itself, shows all that is asserted of a share.
fn each_shows(case: &ConclusionCase<'_>) -> Result<bool, ArithmeticError> {
    for claim in case.steps().iter().filter_map(|step| case.resolved.claim(step.claim)) {
        let is_attributed = matches!(case.resolved.scope(claim.scope).subject.origin, Value::Node(_));
        if is_attributed && !shows(case, claim)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn shows(case: &ConclusionCase<'_>, claim: &ResolvedClaim) -> Result<bool, ArithmeticError> {
    let asserts = &case.conclusion.asserts;
    let Some(value) = case.resolved.result(claim, Reading::Nearest)? else { return Ok(false) };
    let holds = |assertion: &Assertion| -> Result<bool, ArithmeticError> {
        let Some(unit) = assertion.threshold.unit.fraction() else { return Ok(false) };
        let set = assertion.comparator.set((&assertion.threshold.value * &unit)?);
        Ok(assertion.quantified == Quantified::Share && value.is_subset(&set))
    };
    if asserts.is_empty() {
        return Ok(false);
    }
    for assertion in asserts.iter() {
        if !holds(assertion)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Two figures on different bases.
fn between(
    case: &ConclusionCase<'_>,
    severity: Severity,
    one: &Attributed<'_>,
    other: &Attributed<'_>,
) -> Outcome {
    let id = |figure: &Attributed<'_>| -> Box<str> {
        case.resolved.owner_id(Owner::Claim(figure.claim.position)).into()
    };
    let ids = [id(one), id(other)];
    let (first_basis, second_basis) = (one.basis, other.basis);
    let sides = case.resolved.sides(one.claim.scope, other.claim.scope);
    let finding = Finding::told_when_read(severity, move || {
        let [first, second] = &ids;
        let (one, two) = (sides.first(Component::Origin), sides.second(Component::Origin));
        let fact = match one == two {
            true => {
                "{first} is attributed to {origin} by {first basis}, {second} by {second basis}, and the conclusion is drawn from both"
            }
            false => {
                "{first} is attributed to {origin} by {first basis}, {second} to {other origin} by {second basis}, and the conclusion is drawn from both"
            }
        };
        let finding = Finding::warning(
            fact,
            match severity {
                Severity::Note => {
                    "each of the two shows it by its own basis; by {first basis} and by {second basis} not the same things are counted"
                }
                _ => {
                    "what is attributed by {first basis} need not be attributed by {second basis}: the two do not count the same things"
                }
            },
            "say which basis is meant, and draw the conclusion from figures on that one",
        );
        Ok(finding
            .word("first", first.clone())
            .word("second", second.clone())
            .word("origin", one)
            .word("other origin", two)
            .word("first basis", first_basis.word())
            .word("second basis", second_basis.word()))
    });
    placed(case, finding, [one, other].into_iter()).into()
}

/// A figure on another basis than the conclusion's own.
fn against_own(case: &ConclusionCase<'_>, figure: &Attributed<'_>, own: Basis) -> Outcome {
    let basis = figure.basis;
    let id: Box<str> = case.resolved.owner_id(Owner::Claim(figure.claim.position)).into();
    let sides = case.resolved.sides(figure.claim.scope, figure.step.scope);
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let finding = Finding::warning(
            "{figure} is attributed to {origin} by {basis}, the conclusion is about {own}",
            "what is attributed by {basis} need not be attributed by {own}",
            "limit the conclusion to {basis}, or bring a figure by {own}",
        );
        Ok(finding
            .word("figure", id.clone())
            .word("origin", sides.first(Component::Origin))
            .word("basis", basis.word())
            .word("own", own.word()))
    });
    placed(case, finding, std::iter::once(figure)).into()
}

/// A note where the conclusion is hedged; at the conclusion, and at the figures.
fn placed<'f, 'd: 'f>(
    case: &ConclusionCase<'_>,
    finding: Finding,
    figures: impl Iterator<Item = &'f Attributed<'d>>,
) -> Finding {
    let hedged = case.written.mood != Mood::Flat;
    let finding = if hedged { finding.at_most(Severity::Note) } else { finding };
    let finding = finding.at(case.pointer("from"));
    figures.fold(finding, |finding, figure| finding.at(Pointer::to(Owner::Claim(figure.claim.position), "")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
