//! SC01: a figure from one stage of a chain is concluded of another.

use crate::quantity::{Component, SetRelation, Value};
use crate::rule::{Field, Finding, NamedValue, Outcome, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, relation, words};

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
    /// same nor part of it, the rule fires and names the stages of the declared order that the conclusion covers and
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
    /// upstream. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// OECD (2013), *Trade in Value Added*, for origin by stage in trade. U.S. Drug Enforcement Administration (2020),
    /// *2019 National Drug Threat Assessment*, for the chain of the example.
    "SC01", "stage-of-chain-mismatch", "attribution", since "0.1.0", Warning,
    "a figure from one stage of a chain is concluded of another",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let evidence = case.evidence().subject.stage;
    match relation(case, Component::Stage) {
        None | Some(SetRelation::Contains) => return Ok(Outcome::passed()),
        Some(SetRelation::Unknown) => {
            let field = if evidence == Value::Unknown { Field::STAGE } else { Field::RELATION_OF_NAMES };
            return Ok(Outcome::missing(field, Some(case.written.id())));
        }
        Some(_) => {}
    }
    let (from, to) = words(case, Component::Stage);
    let uncovered = uncovered(case);
    let count = i64::try_from(uncovered.len()).unwrap_or(i64::MAX);
    let reason = match count {
        0 => "what holds at one stage need not hold at another",
        1 => "one stage that the conclusion covers is not covered by the figure: {stages}",
        _ => "{count} stages that the conclusion covers are not covered by the figure: {stages}",
    };
    let finding = Finding::warning(
        "the figure was taken at stage {from}, the conclusion is about {to}",
        reason,
        "say at which stage the origin is meant, and ask for figures from there",
    );
    let finding = finding
        .value(NamedValue::new("count", count.into()).style(Style::Whole))
        .word("from", from)
        .word("to", if to == "any" { "all stages".to_string() } else { format!("stage {to}") })
        .word("stages", uncovered.join(", "))
        .ask(Field::UPSTREAM_SHARE);
    Ok(about_step(case, finding, "stage").into())
}

/// The declared stages that the conclusion covers and the evidence does not.
fn uncovered(case: &StepCase<'_>) -> Vec<String> {
    let stages = &case.resolved.names().stage;
    let evidence = case.evidence().subject.stage;
    let concluded = case.concluded().subject.stage;
    let is_attribution = matches!(case.concluded().subject.origin, Value::Node(_));
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
    beyond.map(|(_, node)| stages.name(node).to_string()).collect()
}

#[cfg(test)]
mod tests;
