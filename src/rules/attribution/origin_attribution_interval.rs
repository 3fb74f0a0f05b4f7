//! SC02: the share of an origin depends on the stage that is called the origin.

use crate::dossier::AssumptionName;
use crate::number::{Interval, Reading};
use crate::quantity::Component;
use crate::rule::{Field, Finding, NamedValue, Outcome, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, assumed, share, share_assertions, threshold};
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
    /// Shares of different stages must not be added up. The interval is for what was observed; the step to what exists
    /// is SA07's to SA09's.
    ///
    /// ## Sources
    /// Manski, C. F. (2003), *Partial Identification of Probability Distributions*, Springer. Koopman, R., Wang, Z. &
    /// Wei, S.-J. (2014), *American Economic Review* 104:459, for origin by value added.
    "SC02", "origin-attribution-interval", "attribution", since "0.1.0", Warning,
    "the share depends on which stage is called the origin",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let share = share(case)?;
    let attributed = matches!(case.concluded().subject.origin, crate::quantity::Value::Node(_));
    let either = [(Component::Stage, Field::STAGE), (Component::OriginBasis, Field::ORIGIN_BASIS)];
    let differs = either.iter().any(|(component, _)| case.comparison.is_beyond(*component));
    let open = either.into_iter().find(|(component, _)| case.comparison.concerns(*component));
    if let (true, false, Some((_, field))) = (attributed, differs, open) {
        return Ok(Outcome::missing(field, Some(case.written.id())));
    }
    if !attributed || !differs {
        return Ok(Outcome::not_applicable("the conclusion attributes the share as the figure does"));
    }
    let assertions = share_assertions(case);
    if assertions.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let direct = share.value()?;
    if direct >= crate::number::Exact::ONE {
        return Ok(Outcome::not_applicable("all of it has this origin directly"));
    }
    let declared = assumed(case, AssumptionName::UpstreamShare);
    let upstream =
        declared.map(|amount| amount.interval(Reading::Nearest)).transpose()?.unwrap_or_else(Interval::share);
    let interval = any_stage_share(&Interval::point(direct.clone()), &upstream)?;
    let any_stage = NamedValue::range("share of any stage", interval.clone()).style(Style::Percent);
    let inside: Vec<_> =
        assertions.iter().map(threshold).filter(|threshold| interval.contains(threshold)).collect();
    if inside.is_empty() {
        return Ok(Outcome::Passed { values: vec![any_stage] });
    }
    let mut values = vec![NamedValue::percent("direct share", direct.clone()), any_stage];
    let mut list = Vec::new();
    for threshold in &inside {
        let needed = NamedValue::percent(
            format!("upstream share needed for {threshold}"),
            break_even_upstream(&direct, threshold)?,
        );
        list.push(format!("{} for {}", needed.shown(), NamedValue::percent("", threshold.clone()).shown()));
        values.push(needed);
    }
    let origin = case.resolved.names().value(Component::Origin, case.concluded());
    let finding = Finding::warning(
        "counted at every stage, the share of {origin} lies between {low} and {high}",
        "{direct share} is attributed to it directly; the rest reaches these shares if so much of it comes from {origin} at another stage: {list}",
        "say which stage is meant, and ask what share of the rest comes from there",
    );
    let end = |value: Option<&crate::number::Exact>| {
        value.map(|value| NamedValue::percent("", value.clone()).shown()).unwrap_or_default()
    };
    let finding = finding
        .word("low", end(interval.low_value()))
        .word("high", end(interval.high_value()))
        .word("origin", origin)
        .word("list", list.join(", "))
        .values(values)
        .ask(Field::UPSTREAM_SHARE);
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.part)).into())
}

#[cfg(test)]
mod tests;
