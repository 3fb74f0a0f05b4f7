//! DN04: the number is about one category, the sentence about another.

use crate::quantity::{Component, SetRelation, Value};
use crate::rule::{Field, Finding, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::fields;
use crate::rules::step::{about_step, because, relation};

declare_rule! {
    /// ## What it checks
    /// Whether the conclusion speaks of the category that the figure counts.
    ///
    /// ## Why it matters
    /// A figure about a narrow category is not one about the broad category that contains it, nor the reverse.
    ///
    /// ## How
    /// `of` of the evidence is compared with `of` of the conclusion in the declared taxonomy. Equal passes; a narrower,
    /// broader, overlapping or disjoint category fires; where nothing is declared, the relation is asked for.
    ///
    /// ## Fires
    /// ```toml
    /// [taxonomy]
    /// disjoint = [["illicit-fentanyl", "prescription-opioid"]]
    ///
    /// [[claim]]
    /// id     = "prescriptions"
    /// figure = "80 %"
    /// of     = "prescription-opioid"
    ///
    /// [[conclusion]]
    /// id   = "own-demand"
    /// from = "prescriptions"
    /// of   = "illicit-fentanyl"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [[claim]]
    /// id     = "prescriptions"
    /// figure = "80 %"
    /// of     = "prescription-opioid"
    ///
    /// [[conclusion]]
    /// id   = "prescribed"
    /// from = "prescriptions"
    /// ```
    ///
    /// ## Limits
    /// Names are what the encoder declared: two words that the source uses for one thing should be one name. A hedged
    /// conclusion gets a note.
    ///
    /// ## Sources
    /// Best, J. (2001), *Damned Lies and Statistics*, ch. 2, University of California Press. ISO 704:2009, *Terminology
    /// work: principles and methods*, on relations of concepts.
    "DN04", "category-mismatch", "denominator", since "0.1.0", Warning,
    "the number is about one category, the conclusion about another",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    if !case.concluded().is_stated(Component::Of) {
        return Ok(Outcome::not_applicable("the conclusion takes over from the evidence what is counted"));
    }
    if case.written.relation().as_members().contrast() == Some("of") {
        return Ok(Outcome::not_applicable("the claim sets figures of several things side by side"));
    }
    let Some(relation) = relation(case, Component::Of) else { return Ok(Outcome::Passed) };
    let reason = match relation {
        SetRelation::Equal => return Ok(Outcome::Passed),
        SetRelation::Within => {
            "{from} is only a part of {to}{because}: what holds for the part need not hold for the whole"
        }
        SetRelation::Contains => {
            "{to} is only a part of {from}{because}: what holds for the whole need not hold for the part"
        }
        SetRelation::Overlaps => "{from} and {to} share something, and neither contains the other",
        SetRelation::Disjoint => {
            "{from} and {to} share nothing{because}: what is counted in the one is never counted in the other"
        }
        SetRelation::Unknown => {
            return Ok(match (case.evidence().subject.of, case.concluded().subject.of) {
                (Value::Unknown, _) => Outcome::missing(Field::OF, Some(case.written.id())),
                (_, Value::Unknown) => Outcome::missing(Field::OF, Some(case.conclusion.id())),
                _ => fields::names(case, Component::Of).into(),
            });
        }
    };
    let sides = case.sides();
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let finding = Finding::warning(
            "the figure is about {from}, the conclusion about {to}",
            reason,
            "conclude of {from}, or bring a figure about {to}",
        );
        Ok(finding
            .word("because", because(&sides, Component::Of))
            .word("from", sides.first(Component::Of))
            .word("to", sides.second(Component::Of)))
    });
    Ok(about_step(case, finding, "of").into())
}

#[cfg(test)]
mod tests;
