//! SA07: what was caught, clicked or sent in is taken for what exists.

use crate::quantity::{Component, SetRelation};
use crate::rule::{Field, Finding, Outcome, StepCase, Verdict, declare_rule};
use crate::rules::step::{about_step, relation, words};

declare_rule! {
    /// ## What it checks
    /// Whether a conclusion about one population is drawn from units that were selected into the data in another way
    /// than by chance: seizures, volunteers, referrals, cases chosen by their outcome.
    ///
    /// ## Why it matters
    /// What gets caught says as much about the catching as about what is there. No sample size repairs that.
    ///
    /// ## How
    /// The base of the evidence (the set its frame observed) is compared with the base of the conclusion. Where the
    /// conclusion's is not the same or part of it, and the frame's design is neither a complete count nor a sample with
    /// known chances of selection, the rule fires.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// frame = "seizures"
    ///
    /// [[conclusion]]
    /// id   = "source"
    /// from = "seized"
    /// base = "supply"
    /// ```
    ///
    /// ## Clean
    /// The same figures, and a conclusion about what was seized.
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// frame = "seizures"
    ///
    /// [[conclusion]]
    /// id      = "little-seized"
    /// from    = "seized"
    /// asserts = "share < 1/10"
    /// ```
    ///
    /// ## Limits
    /// Does not say which way the selection pulls. A hedged conclusion gets a note. How far selection would have to go
    /// to turn the conclusion is SA08's and SA09's matter.
    ///
    /// ## Sources
    /// Groves, R. M. et al. (2009), *Survey Methodology*, 2nd ed., ch. 3, Wiley. Heckman, J. (1979), *Econometrica*
    /// 47:153. Baker, R. et al. (2013), *Report of the AAPOR Task Force on Non-Probability Sampling*.
    "SA07", "selection-frame-mismatch", "sampling", since "0.1.0", Warning,
    "what was selected into the data is taken for what exists",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let Some(relation) = relation(case, Component::Base) else { return Ok(Outcome::passed()) };
    if relation == SetRelation::Contains {
        return Ok(Outcome::not_applicable("the conclusion is about a part of what was observed"));
    }
    let Some(frame) = case.frame() else {
        return Ok(Outcome::missing(Field::FRAME, Some(case.written.id())));
    };
    let Some(design) = frame.design else {
        return Ok(Outcome::missing(Field::DESIGN, Some(frame.name)));
    };
    if !design.is_selective() {
        return Ok(Outcome::passed());
    }
    if relation == SetRelation::Unknown {
        let field = if frame.stands_for.is_none() { Field::STANDS_FOR } else { Field::RELATION_OF_NAMES };
        return Ok(Outcome::missing(field, Some(frame.name)));
    }
    let (set, target) = words(case, Component::Base);
    let finding = Finding::warning(
        "the figure is about {set}, the conclusion about {target}",
        "{set} were selected by {design}, not drawn by chance: how they differ from the rest of {target} is not known",
        "limit the conclusion to {set}, or show why selection had nothing to do with it",
    );
    let finding = finding
        .word("set", set)
        .word("target", target)
        .word("design", selected_by(design))
        .ask(Field::COVERAGE);
    Ok(about_step(case, finding, "base").into())
}

fn selected_by(design: crate::dossier::Design) -> &'static str {
    use crate::dossier::Design;
    match design {
        Design::Enforcement => "enforcement (what was caught)",
        Design::Volunteer => "themselves (volunteers)",
        Design::Referral => "referral (who was sent on)",
        Design::ByOutcome => "their outcome",
        Design::SingleCase => "picking one case",
        _ => "convenience (who was at hand)",
    }
}

#[cfg(test)]
mod tests;
