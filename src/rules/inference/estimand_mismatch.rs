//! IN02: the evidence answers another question than the conclusion.

use crate::quantity::{Component, Difference, Sameness, SetRelation};
use crate::rule::{Finding, NamedValue, Outcome, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::about_step;

declare_rule! {
    /// ## What it checks
    /// All components in which a conclusion goes beyond its evidence, in one line, each with the rule that judges it.
    ///
    /// ## Why it matters
    /// A change of one component is easily seen; four at once pass as "the same thing, roughly".
    ///
    /// ## How
    /// The scope of the evidence is compared with the scope that the conclusion states. Components that have a rule of
    /// their own (what is counted: DN04, place: DN03, period: DN02, population: SA07, stage: SC01, attribution: SC05,
    /// stock or flow: DN08) are listed in a note; a component without one (measure, kind of thing counted, adjustment,
    /// status) makes it a warning.
    ///
    /// ## Fires
    /// ```toml
    /// [taxonomy.place]
    /// part_of = { London = "GB" }
    ///
    /// [[claim]]
    /// id     = "london"
    /// figure = "52 deaths"
    /// of     = "cyclist-deaths"
    /// place  = "London"
    /// period = "2019"
    ///
    /// [[conclusion]]
    /// id     = "country"
    /// from   = "london"
    /// place  = "GB"
    /// period = "2020"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [[claim]]
    /// id     = "london"
    /// figure = "52 deaths"
    /// of     = "cyclist-deaths"
    /// place  = "GB"
    /// period = "2019"
    ///
    /// [[conclusion]]
    /// id     = "same"
    /// from   = "london"
    /// period = "2019"
    /// ```
    ///
    /// ## Limits
    /// Lists; how much a component matters is for the rule of that component. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// Lundberg, I., Johnson, R. & Stewart, B. M. (2021), *American Sociological Review* 86:532. ICH E9(R1) (2019),
    /// *Addendum on estimands and sensitivity analysis in clinical trials*.
    "IN02", "estimand-mismatch", "inference", since "0.1.0", Warning,
    "the evidence answers another question than the conclusion",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    // What the evidence contains, the conclusion may speak of; what nobody stated is asked by the component's own rule.
    let beyond: Vec<&Difference> = case
        .comparison
        .differences
        .iter()
        .filter(|difference| match difference.sameness {
            Sameness::Set(SetRelation::Contains | SetRelation::Unknown) | Sameness::Unknown => false,
            Sameness::Set(_) | Sameness::Differs => true,
        })
        .collect();
    if beyond.is_empty() {
        return Ok(Outcome::passed());
    }
    let line = |difference: &&Difference| {
        let component = difference.component;
        let (from, to) = case.resolved.names().values(component, case.evidence(), case.concluded());
        match judge(component) {
            Some(code) => format!("{}: {from} becomes {to} ({code})", component.name()),
            None => format!("{}: {from} becomes {to}", component.name()),
        }
    };
    let lines: Vec<String> = beyond.iter().map(line).collect();
    let count = i64::try_from(beyond.len()).unwrap_or(i64::MAX);
    let fact = match count {
        1 => "the conclusion goes beyond its evidence in {count} component: {lines}",
        _ => "the conclusion goes beyond its evidence in {count} components: {lines}",
    };
    let reason = "a figure answers the question it was taken for, and no other without a further step";
    let advice = "say of the conclusion what it shares with the evidence, or bring evidence for the rest";
    let unjudged = beyond.iter().any(|difference| judge(difference.component).is_none());
    let finding =
        if unjudged { Finding::warning(fact, reason, advice) } else { Finding::note(fact, reason, advice) };
    let finding = finding
        .value(NamedValue::new("count", count.into()).style(Style::Whole))
        .word("lines", lines.join("; "));
    Ok(about_step(case, finding, "").into())
}

/// The rule that judges a difference in this component.
fn judge(component: Component) -> Option<&'static str> {
    match component {
        Component::Of => Some("DN04"),
        Component::Base => Some("SA07"),
        Component::Place => Some("DN03"),
        Component::Period => Some("DN02"),
        Component::Stage => Some("SC01"),
        Component::Origin | Component::OriginBasis => Some("SC05"),
        Component::Flow => Some("DN08"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
