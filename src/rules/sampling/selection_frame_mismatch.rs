//! SA07: what was caught, clicked or sent in is taken for what exists.

use crate::dossier::{Assigned, Design, ResolvedFrame};
use crate::quantity::{Adjustment, Component, Measure, SetRelation, Slot, Value};
use crate::rule::{Field, Finding, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::step::{about_step, compares, is_of_all_observed, relation, unknown};

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
    /// known chances of selection, the rule fires. A complete count or such a sample passes for the population that its
    /// frame `stands_for`, and for what lies within it; it fires for a population known to be wider or another, and where
    /// the figure states another `base` than the set observed, and the conclusion's is wider. A comparison of groups that
    /// were assigned by chance gets a note: who took part does not make the groups unlike.
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
    /// Does not say which way the selection pulls, and does not judge figures that were weighted or modelled to
    /// speak of a population, nor odds ratios of cases and controls (`assigned = "matched"`). A hedged conclusion gets a note. How far selection would have to go
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
    let target = case.concluded().subject.base;
    if target == Value::NotApplicable {
        return Ok(Outcome::not_applicable("the conclusion is about no population"));
    }
    let relation = match relation(case, Component::Base) {
        Some(SetRelation::Contains) => {
            return Ok(Outcome::not_applicable("the conclusion is about a part of what was observed"));
        }
        Some(relation) => relation,
        None if target == Value::Unknown => return Ok(Outcome::not_applicable("no population is stated")),
        None => return Ok(Outcome::Passed),
    };
    if matches!(case.evidence().method.adjustment, Some(Adjustment::Weighted | Adjustment::Model)) {
        return Ok(Outcome::not_applicable("the figure was weighted or modelled to speak of a population"));
    }
    let Some(frame) = case.frame() else {
        return Ok(Outcome::missing(Field::FRAME, Some(case.written.id())));
    };
    let Some(design) = frame.design else {
        return Ok(Outcome::missing(Field::DESIGN, Some(frame.name)));
    };
    if !design.is_selective() {
        return representative(case, frame, design);
    }
    if relation == SetRelation::Unknown {
        let nodes = [case.evidence().subject.base, target].iter().all(|base| *base != Value::Unknown);
        return Ok(match frame.stands_for {
            None if nodes => Outcome::missing(Field::STANDS_FOR, Some(frame.name)),
            _ => unknown(case, Component::Base),
        });
    }
    let measure = case.evidence().subject.measure;
    if measure == Slot::Known(Measure::OddsRatio) && frame.assigned == Some(Assigned::Matched) {
        return Ok(Outcome::not_applicable("cases and controls are selected by their outcome on purpose"));
    }
    let is_trial = frame.assigned == Some(Assigned::Randomised) && compares(measure);
    let sides = case.sides();
    let severity = if is_trial { Severity::Note } else { Severity::Warning };
    let finding = Finding::told_when_read(severity, move || {
        let (reason, advice) = match is_trial {
            true => (
                "those in {set} were selected by {design}, and only then assigned to groups by chance: whether others among {target} would respond alike is not known",
                "say who took part, and in what others among {target} differ from them",
            ),
            false => (
                "those in {set} were selected by {design}, not drawn by chance: how they differ from the rest of {target} is not known",
                "limit the conclusion to {set}, or show why selection had nothing to do with it",
            ),
        };
        let finding =
            Finding::warning("the figure is about {set}, the conclusion about {target}", reason, advice);
        Ok(finding
            .word("set", sides.first(Component::Base))
            .word("target", sides.second(Component::Base))
            .word("design", selected_by(design)))
    });
    let finding = if is_trial { finding } else { finding.ask(Field::COVERAGE) };
    Ok(about_step(case, finding, "base").into())
}

/// A complete count or a sample drawn by chance speaks for the population it was taken of, and for no other.
fn representative(case: &StepCase<'_>, frame: &ResolvedFrame<'_>, design: Design) -> Verdict {
    if design == Design::Model {
        return Ok(Outcome::not_applicable("the figure was modelled to speak of a population"));
    }
    let Some(population) = frame.stands_for else {
        return Ok(Outcome::missing(Field::STANDS_FOR, Some(frame.name)));
    };
    let concepts = &case.resolved.names().concept;
    let relation = match (concepts.id(population), case.concluded().subject.base) {
        (Some(population), Value::Node(target)) => concepts.relation(population, target),
        (Some(_), Value::Any) => SetRelation::Within,
        _ => SetRelation::Unknown,
    };
    // Drawn of everybody, told of some: the rest of the target was observed, and is not counted in the figure.
    let by_name = case.comparison.set(Component::Base);
    let is_wider = matches!(by_name, Some(SetRelation::Within | SetRelation::Overlaps));
    if is_wider && !is_of_all_observed(case, frame) {
        return Ok(about_step(case, of_some(case), "base").into());
    }
    let reason = match relation {
        SetRelation::Equal | SetRelation::Contains => return Ok(Outcome::Passed),
        SetRelation::Unknown => return Ok(unknown(case, Component::Base)),
        SetRelation::Disjoint => "{population} and {target} share nothing",
        SetRelation::Within | SetRelation::Overlaps => {
            "the {design} was taken of {population}: who else belongs to {target} had no chance to be in it"
        }
    };
    let (population, sides) = (Box::<str>::from(population), case.sides());
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let finding = Finding::warning(
            "the figure speaks for {population}, the conclusion is about {target}",
            reason,
            "limit the conclusion to {population}, or bring a figure for {target}",
        );
        let design = match design {
            Design::Census => "census",
            Design::Administrative => "register",
            _ => "sample",
        };
        Ok(finding
            .word("population", population.clone())
            .word("target", sides.second(Component::Base))
            .word("design", design))
    });
    Ok(about_step(case, finding, "base").into())
}

/// A figure of some of those observed, taken for more of them.
fn of_some(case: &StepCase<'_>) -> Finding {
    let sides = case.sides();
    Finding::told_when_read(Severity::Warning, move || {
        let finding = Finding::warning(
            "the figure is about {set}, the conclusion about {target}",
            "the figure leaves out who of {target} is not of {set}, however well the data were drawn",
            "limit the conclusion to {set}, or bring a figure for {target}; if {set} are all who were observed, leave out the claim's `base`",
        );
        Ok(finding.word("set", sides.first(Component::Base)).word("target", sides.second(Component::Base)))
    })
}

fn selected_by(design: Design) -> &'static str {
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
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
