//! SC02: the share of an origin depends on the stage that is called the origin.

use crate::dossier::AssumptionName;
use crate::number::{Exact, Interval};
use crate::quantity::{Component, SetRelation, Value};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::fields;
use crate::rules::step::{
    about_step, assumed, list, open_at, percent, relation, same_share, supposed, unknown,
};
use crate::stats::{any_stage_share, break_even_upstream};

declare_rule! {
    /// ## What it checks
    /// For a share attributed to an origin at one stage, and a conclusion about the origin at any stage or on any
    /// basis: between which limits the share lies, and what share of the rest would have to come from there upstream.
    ///
    /// ## Why it matters
    /// Goods shipped from one country may be made of another's ingredients: one figure cannot speak for both.
    ///
    /// ## How
    /// With direct share `s` and a share `p` of the rest that has the origin at another stage, the share of any stage
    /// is `s + (1 − s)·p`. It reaches `T` at `p* = (T − s)/(1 − s)`. Exact. The assumption `upstream_share` narrows
    /// `p`; a threshold inside the interval makes it a warning.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// stage = "transit"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[conclusion]]
    /// id      = "source"
    /// from    = "seized"
    /// asserts = "share < 1/2"
    /// stage   = "any"
    /// ```
    ///
    /// ## Clean
    /// With at most a tenth of the rest made from that country's precursors, half is out of reach.
    /// ```toml
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// stage = "transit"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[assume]]
    /// name   = "upstream_share"
    /// for    = "seized"
    /// value  = "0 to 10 %"
    /// source = "supposed"
    ///
    /// [[conclusion]]
    /// id      = "source"
    /// from    = "seized"
    /// asserts = "share < 1/2"
    /// stage   = "any"
    /// ```
    ///
    /// ## Limits
    /// Applies where the conclusion covers the figure's own stage or basis and more: at another stage altogether
    /// the direct share bounds nothing. Shares of different stages must not be added up. The interval is for what was observed; the step to what exists
    /// is SA07's to SA09's.
    ///
    /// ## Sources
    /// Manski, C. F. (2003), *Partial Identification of Probability Distributions*, Springer. Koopman, R., Wang, Z. &
    /// Wei, S.-J. (2014), *American Economic Review* 104:459, for origin by value added.
    "SC02", "origin-attribution-interval", "attribution", since "0.1.0", Warning,
    "the share depends on which stage is called the origin",
    Step(check)
}

/// The name of the share of the rest that would reach a threshold.
const NEEDED: &str = "upstream share needed for {}";

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    if !matches!(case.concluded().subject.origin, Value::Node(_)) {
        return Ok(Outcome::not_applicable("the conclusion names no origin"));
    }
    let asserted = case.thresholds();
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let stages = is_wider(case, Component::Stage)?;
    let bases = is_wider(case, Component::OriginBasis)?;
    if !stages && !bases {
        return Ok(Outcome::not_applicable("the conclusion attributes the share as the figure does"));
    }
    same_share(case)?;
    if share.value >= Exact::ONE {
        return Ok(Outcome::not_applicable("all of it has this origin directly"));
    }
    let declared = assumed(case, AssumptionName::UpstreamShare);
    let upstream = declared.map(supposed).transpose()?.unwrap_or_else(Interval::share);
    let interval = any_stage_share(&share.interval, &upstream)?;
    let open = open_at(asserted, &interval);
    if open.is_empty() {
        return Ok(Outcome::Passed);
    }
    let sides = case.sides();
    let (at, value) = (share.at, share.value.clone());
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let mut values = vec![
            NamedValue::percent("direct share", value.clone()),
            NamedValue::range("share of any stage", interval.clone()).style(Style::Percent),
        ];
        for threshold in &open {
            let needed = break_even_upstream(&value, threshold)?;
            values.push(NamedValue::percent(Name::at(NEEDED, [threshold.clone()]), needed));
        }
        let (how, elsewhere) = if stages {
            ("at every stage", "at another stage")
        } else {
            ("on every basis", "on another basis")
        };
        let end = |value: Option<&Exact>| value.map(percent).unwrap_or_default();
        let needed =
            |finding: &Finding| list(finding, NEEDED, |_, at, value| format!("{at} if {}", value.shown()));
        let finding = Finding::warning(
            "counted {how}, the share of {origin} lies between {low} and {high}",
            "{direct share} is attributed to it directly; how much of the rest comes from {origin} {where} decides: {list}",
            "say which is meant, and ask what share of the rest comes from there",
        );
        Ok(finding
            .word("how", how)
            .word("where", elsewhere)
            .word("low", end(interval.low_value()))
            .word("high", end(interval.high_value()))
            .word("origin", sides.second(Component::Origin))
            .made("list", needed)
            .with_all(values))
    });
    let finding = finding.ask(Field::UPSTREAM_SHARE);
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(at)).into())
}

/// Whether the conclusion covers the evidence's stage (or basis) and more: only then is the direct share a part of what
/// is concluded about. At another stage altogether it bounds nothing.
fn is_wider(case: &StepCase<'_>, component: Component) -> Result<bool, Outcome> {
    let other = || {
        Outcome::not_applicable(
            "the conclusion is about another stage or basis: the direct share is no part of it",
        )
    };
    match relation(case, component) {
        Some(SetRelation::Within) => Ok(true),
        Some(SetRelation::Unknown) => Err(unknown(case, component)),
        Some(SetRelation::Equal) => Ok(false),
        Some(_) => Err(other()),
        None if case.comparison.is_beyond(component) => Err(other()),
        None if case.comparison.concerns(component) => {
            Err(Outcome::missing(fields::of(component), Some(case.written.id())))
        }
        None => Ok(false),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
