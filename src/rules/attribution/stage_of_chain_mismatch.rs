//! SC01: a figure from one stage of a chain is concluded of another.

use crate::dossier::AssumptionName;
use crate::quantity::{Component, Scope, SetRelation, Sides, Value};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, assumed, relation, unknown};

declare_rule! {
    /// ## What it checks
    /// Whether the conclusion speaks of stages of a chain (precursor, synthesis, transit, use) at which the figure was
    /// not taken.
    ///
    /// ## Why it matters
    /// Where a thing was caught last is not where it was made, or where its ingredients came from.
    ///
    /// ## How
    /// The stage of the evidence is compared with the stage of the conclusion. Where the conclusion's is neither the
    /// same nor part of it, or stands elsewhere in the declared order, the rule fires and names the stages of the declared order that the conclusion covers and
    /// the figure does not; for an attribution to an origin only those before the figure's stage, at which origin is
    /// decided.
    ///
    /// ## Fires
    /// ```toml
    /// [taxonomy.stage]
    /// order = ["precursor", "synthesis", "transit", "use"]
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// stage = "transit"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id    = "source"
    /// from  = "seized"
    /// stage = "any"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [taxonomy.stage]
    /// order = ["precursor", "synthesis", "transit", "use"]
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// stage = "transit"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id   = "shipped-directly"
    /// from = "seized"
    /// ```
    ///
    /// ## Limits
    /// Says nothing of how much passes from stage to stage; SC02 says what share of the rest would have to come from
    /// upstream. A hedged conclusion gets a note, and so does one for which that share is supposed (`upstream_share`).
    ///
    /// ## Sources
    /// OECD (2013), *Trade in Value Added*, for origin by stage in trade. U.S. Drug Enforcement Administration (2020),
    /// *2019 National Drug Threat Assessment*, for the chain of the example.
    "SC01", "stage-of-chain-mismatch", "attribution", since "0.1.0", Warning,
    "a figure from one stage of a chain is concluded of another",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let (evidence, concluded) = (case.evidence().subject.stage, case.concluded().subject.stage);
    match relation(case, Component::Stage) {
        _ if concluded == Value::NotApplicable => {
            return Ok(Outcome::not_applicable("the conclusion is about no stage"));
        }
        None if concluded == Value::Unknown => return Ok(Outcome::not_applicable("no stage is stated")),
        None | Some(SetRelation::Contains) => return Ok(Outcome::Passed),
        Some(SetRelation::Unknown) => return Ok(unknown(case, Component::Stage)),
        Some(_) if evidence == Value::NotApplicable => {
            return Ok(Outcome::not_applicable("the figure was taken at no stage"));
        }
        Some(_) => {}
    }
    let sides = case.sides();
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let (from, to) = (sides.first(Component::Stage), sides.second(Component::Stage));
        let uncovered = uncovered(&sides);
        let count = i64::try_from(uncovered.len()).unwrap_or(i64::MAX);
        let reason = match count {
            0 => "what holds at one stage need not hold at another",
            1 => "{uncovered stages} stage that the conclusion covers is not covered by the figure: {stages}",
            _ => {
                "{uncovered stages} stages that the conclusion covers are not covered by the figure: {stages}"
            }
        };
        let mut finding = Finding::warning(
            "the figure was taken at stage {from}, the conclusion is about {to}",
            reason,
            "say which stage is meant, and bring figures from there",
        );
        if count > 0 {
            finding = finding.with(NamedValue::new("uncovered stages", count.into()).style(Style::Whole));
        }
        Ok(finding
            .word("from", from)
            .word("to", if to == "any" { "all stages".to_string() } else { format!("stage {to}") })
            .word("stages", uncovered.join(", ")))
    });
    let is_attribution = is_attribution(case.concluded());
    // How much comes from there at other stages is supposed: what the conclusion rests on is said.
    let is_supposed = is_attribution && assumed(case, AssumptionName::UpstreamShare).is_some();
    let finding = match is_attribution {
        _ if is_supposed => finding.at_most(Severity::Note),
        true => finding.ask(Field::UPSTREAM_SHARE),
        false => finding.ask(Field::STAGE),
    };
    Ok(about_step(case, finding, "stage").into())
}

/// Whether the conclusion names an origin, which is decided before the thing is found.
fn is_attribution(concluded: &Scope) -> bool {
    matches!(concluded.subject.origin, Value::Node(_))
}

/// The declared stages that the conclusion covers and the evidence does not.
fn uncovered(sides: &Sides) -> Vec<&str> {
    let stages = &sides.names().stage;
    let evidence = sides.one().subject.stage;
    let concluded = sides.other().subject.stage;
    let is_attribution = is_attribution(sides.other());
    let at = match evidence {
        Value::Node(node) => stages.position(node),
        _ => None,
    };
    let covered = |node| match concluded {
        Value::Any => true,
        Value::Node(concluded) => concluded == node || stages.relation(node, concluded).is_inside(),
        _ => false,
    };
    let order = stages.order().iter().copied().enumerate();
    let beyond = order.filter(|(position, node)| {
        Value::Node(*node) != evidence
            && covered(*node)
            && (!is_attribution || at.is_none_or(|at| *position < at))
    });
    beyond.map(|(_, node)| stages.name(node)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
