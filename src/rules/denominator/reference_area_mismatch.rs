//! DN03: the figure is for one place, the conclusion about another.

use crate::bridge::Fit;
use crate::claim::{Comparator, Quantified};
use crate::dossier::{Assigned, AssumptionName, Owner};
use crate::quantity::{Component, Flow, Measure, SetRelation, Slot, Value};
use crate::rule::step::Spread;
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::fields;
use crate::rules::step::{about_step, assumed, because, compares, relation, supposed, unknown};

declare_rule! {
    /// ## What it checks
    /// Whether the conclusion speaks of the place that the figure is for.
    ///
    /// ## Why it matters
    /// A city is not its country, and one country not the next. What is true here may be otherwise there, and the figure
    /// does not say.
    ///
    /// ## How
    /// `place` of the evidence is compared with the `place` that the conclusion states. Equal passes; a smaller, larger,
    /// overlapping or disjoint place fires. A total is at least what a part of it holds, and at most what holds it: a count
    /// or sum of a smaller place passes for "at least so many" in the larger, one of a larger place for "at most". Where the
    /// conclusion draws on the same number for the whole place as well, or for all parts of a declared `partition`, it
    /// passes; for several places it asks whether they are all of it (`exhaustive`, in a `partition` of the place). How much
    /// of the place the evidence is from (`[[assume]] coverage`) is told where it is supposed.
    ///
    /// ## Fires
    /// A rate of London, told of England and Wales.
    /// ```toml
    /// [taxonomy.place]
    /// part_of = { London = "England and Wales" }
    ///
    /// [[claim]]
    /// id     = "london"
    /// rate   = "12.1 knife offences per 10,000 people"
    /// of     = "knife-offence"
    /// place  = "London"
    ///
    /// [[assume]]
    /// name   = "coverage"
    /// for    = "london"
    /// value  = "14.8 %"
    /// source = "8.8 of 59.6 million people, census of 2021"
    ///
    /// [[conclusion]]
    /// id    = "country"
    /// from  = "london"
    /// place = "England and Wales"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [taxonomy.place]
    /// part_of = { London = "England and Wales" }
    ///
    /// [[claim]]
    /// id     = "london"
    /// rate   = "12.1 knife offences per 10,000 people"
    /// of     = "knife-offence"
    /// place  = "London"
    ///
    /// [[conclusion]]
    /// id    = "city"
    /// from  = "london"
    /// place = "London"
    /// ```
    /// At least as many in the whole as in its part.
    /// ```toml
    /// [taxonomy.place]
    /// part_of = { London = "England and Wales" }
    ///
    /// [[claim]]
    /// id     = "london"
    /// figure = "10,733 offences"
    /// of     = "knife-offence"
    /// place  = "London"
    ///
    /// [[conclusion]]
    /// id      = "ten-thousand"
    /// from    = "london"
    /// place   = "England and Wales"
    /// asserts = "count > 10000"
    /// ```
    ///
    /// ## Limits
    /// Names are what the encoder declared: "the UK", "Great Britain" and "England and Wales" are three places, and a country
    /// may have had other borders then. A conclusion that states no place takes over that of its evidence. A hedged
    /// conclusion gets a note, and so does a comparison of groups that chance assigned. Top and bottom of one ratio are
    /// DN01's matter.
    ///
    /// ## Sources
    /// SDMX (2016), *Content-Oriented Guidelines: Cross-Domain Concepts*, "reference area". ISO 3166-1:2020.
    "DN03", "reference-area-mismatch", "denominator", since "0.1.0", Warning,
    "the figure is for one place, the conclusion about another",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    if !case.concluded().is_stated(Component::Place) {
        return Ok(Outcome::not_applicable("the conclusion takes over the place of the evidence"));
    }
    if case.written.relation().as_members().contrast() == Some("place") {
        return Ok(Outcome::not_applicable("the claim sets figures of several places side by side"));
    }
    let is_nowhere = |place| place == Value::NotApplicable;
    if is_nowhere(case.evidence().subject.place) || is_nowhere(case.concluded().subject.place) {
        return Ok(Outcome::not_applicable("figure or conclusion is of no place in particular"));
    }
    let Some(relation) = relation(case, Component::Place) else { return Ok(Outcome::Passed) };
    if relation == SetRelation::Equal || bounds(case, relation) {
        return Ok(Outcome::Passed);
    }
    if relation == SetRelation::Unknown {
        return Ok(unknown(case, Component::Place));
    }
    match case.spread() {
        Spread::All => return Ok(Outcome::Passed),
        Spread::Open(Some((claim, component))) => {
            let claim = case.resolved.owner_id(Owner::Claim(claim));
            return Ok(Outcome::missing(fields::of(component), Some(claim)));
        }
        Spread::Open(None) if relation == SetRelation::Within => {
            return Ok(Outcome::missing(Field::EXHAUSTIVE, Some(case.conclusion.id())));
        }
        Spread::Open(None) | Spread::Part => {}
    }
    let coverage = match assumed(case, AssumptionName::Coverage) {
        Some(coverage) if relation == SetRelation::Within => Some(supposed(coverage)?),
        _ => None,
    };
    let reason = match (relation, &coverage) {
        (SetRelation::Within, Some(_)) => {
            "what holds in a part of {to}, here {coverage text}, need not hold in the rest{because}"
        }
        (SetRelation::Within, None) => "what holds in a part of {to} need not hold in the rest{because}",
        (SetRelation::Contains, _) => "what holds in all of {from} need not hold in a part of it{because}",
        (SetRelation::Overlaps, _) => "the two share something, and neither contains the other",
        _ => "the two share nothing{because}",
    };
    let is_trial = case.frame().is_some_and(|frame| frame.assigned == Some(Assigned::Randomised))
        && compares(case.evidence().subject.measure);
    let asks = relation == SetRelation::Within && coverage.is_none();
    let sides = case.sides();
    let severity = if is_trial { Severity::Note } else { Severity::Warning };
    let finding = Finding::told_when_read(severity, move || {
        let value = coverage.as_ref().map(|coverage| {
            let range = NamedValue::range("coverage", coverage.clone()).style(Style::Percent);
            NamedValue { exact: coverage.is_point().cloned(), ..range }
        });
        let text = value.as_ref().map(NamedValue::shown_range).unwrap_or_default();
        let finding = Finding::warning(
            "the figure is for {from}, the conclusion about {to}",
            reason,
            "conclude of {from}, or bring a figure for {to}",
        );
        Ok(finding
            .with_all(value)
            .word("coverage text", text)
            .word("because", because(&sides, Component::Place))
            .word("from", sides.first(Component::Place))
            .word("to", sides.second(Component::Place)))
    });
    let finding = if asks { finding.ask(Field::COVERAGE) } else { finding };
    Ok(about_step(case, finding, "place").into())
}

/// Whether all that is asserted is that the whole holds at least what its part does, or the part at most what its whole
/// does.
fn bounds(case: &StepCase<'_>, relation: SetRelation) -> bool {
    let subject = &case.evidence().subject;
    let adds_up = matches!(subject.measure, Slot::Known(Measure::Count | Measure::Sum))
        && !matches!(subject.flow, Slot::Known(Flow::Net));
    let member = case.resolved.result_member(case.claim);
    let is_amount =
        member.and_then(|member| case.resolved.amounts_of(member).first()).is_some_and(|amount| {
            (amount.unit().is_counted() || amount.unit().is_nonnegative())
                && !amount.amount.is_average()
                && !amount.amount.figure().value().is_negative()
        });
    let mut fits = case.fits().peekable();
    if !adds_up || !is_amount || fits.peek().is_none() {
        return false;
    }
    fits.all(|(assertion, fit)| {
        let is_total = matches!(assertion.quantified, Quantified::Count | Quantified::Sum);
        let way = match relation {
            SetRelation::Within => {
                matches!(assertion.comparator, Comparator::Greater | Comparator::GreaterOrEqual)
            }
            SetRelation::Contains => {
                matches!(assertion.comparator, Comparator::Less | Comparator::LessOrEqual)
            }
            _ => false,
        };
        fit == Fit::Same && is_total && way
    })
}

#[cfg(test)]
mod tests;
