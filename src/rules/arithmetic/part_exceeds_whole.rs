//! AR03: a part is larger than the whole it belongs to.

use crate::claim::{Claim, Relation};
use crate::dossier::{Owner, Reported, Resolved};
use crate::number::Reading;
use crate::quantity::{Component, Flow, Overall, Sides, Slot};
use crate::rule::printed::{is_estimated, is_kind_within};
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    Field, Finding, NamedValue, Outcome, PairCase, PairKind, Severity, Verdict, contradiction, declare_rule,
};
use crate::rules::fields;
use crate::vocabulary::Dimension;

declare_rule! {
    /// ## What it checks
    /// Whether a part is larger than its whole: the part of a share, a part of a total, and any quantity whose scope
    /// lies within that of another (one case of 30 kg within a half-year's 5 kg).
    ///
    /// ## Why it matters
    /// Counting and weighing are monotone: less cannot hold more.
    ///
    /// ## How
    /// The part's lowest value is compared with the whole's highest, in every reading. Beyond the relations that say
    /// so themselves, one quantity is a part of another only if every component of its scope is equal or lies within
    /// (one scope comparison decides), both are counts or sums of observed units, and frame, adjustment, status and
    /// vintage agree; the periods of a stock must be equal, and where nobody says whether it is one (`flow`), a shorter
    /// period's larger figure is a warning. So is an amount that may as well be an average ("85.1 kg", "390 points"),
    /// until `measure` says that it is a sum.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "cases"
    /// share = { part = "30 kg", whole = "5 kg" }
    /// ```
    ///
    /// ## Clean
    /// Printed to the kilogram, 5 kg may be part of 5 kg.
    /// ```toml
    /// [[claim]]
    /// id    = "cases"
    /// share = { part = "5.2 kg", whole = "5 kg" }
    /// ```
    ///
    /// ## Limits
    /// A ratio that may pass 100 % (debt to GDP, imports to exports) is no share: as a `rate` it is not judged. Says
    /// nothing of rates and means (a state's rate may lie above the country's), of temperatures and ages, of balances with
    /// signed parts, or of money, which can be negative. Of a figure that lies within another by its scope alone it is an
    /// error only where somebody says that the wider one is a flow or a stock: a balance may be less than one of its parts.
    ///
    /// ## Sources
    /// Monotonicity of measures. As a validation rule: Di Zio, M. et al. (2016), *Methodology for data validation
    /// 1.0*, ESSnet ValiDat Foundation.
    "AR03", "part-exceeds-whole", "arithmetic", since "0.1.0", Error,
    "a part is larger than its whole",
    Pair[PairKind::PartWhole](check)
}

fn check(case: &PairCase<'_>) -> Verdict {
    let (part, whole) = (case.first, case.second);
    if part.unit().dimension() != whole.unit().dimension() || !is_kind_within(case.resolved, part, whole) {
        return Ok(Outcome::not_applicable("part and whole are not counted in the same unit"));
    }
    if is_net(case.resolved, whole) {
        return Ok(Outcome::not_applicable("the whole is a balance: its parts have signs"));
    }
    let negative = |reported: &Reported| reported.amount.figure().value().is_negative();
    if negative(part) || negative(whole) {
        return Ok(Outcome::not_applicable("a figure is negative: what has signs has no largest part"));
    }
    let own = |reported, reading| case.resolved.interval_with_margin(reported, reading);
    let exceeds = |reading| -> Result<bool, _> { Ok(own(whole, reading)?.is_below(&own(part, reading)?)) };
    let Some(mut severity) = contradiction(exceeds)? else { return Ok(Outcome::Passed) };
    if [part, whole].into_iter().any(|reported| is_estimated(case.resolved, reported)) {
        severity = severity.min(Severity::Warning);
    }

    // Which of them nobody ruled out: a stock above the average of its year, a balance below what came in.
    let (mut maybe_stock, mut maybe_balance) = (false, false);
    if !case.asserted {
        let adds_up = |dimension| !matches!(dimension, Some(Dimension::TEMPERATURE | Dimension::TIME));
        if !adds_up(part.unit().dimension()) {
            // The heat of a day in the heat of a year, the age of some in the age of all.
            return Ok(Outcome::not_applicable(
                "temperatures and lengths of time are not parts of one another",
            ));
        }
        match case.comparison().overall {
            // Equal: the only part of a partition is all of it, and still no more.
            Overall::Within | Overall::Equal => {}
            Overall::Unknown => return Err(fields::undecidable_pair(case)),
            _ => return Ok(Outcome::not_applicable("neither scope lies within the other")),
        }
        match (case.resolved.scope(whole.scope).subject.flow, case.comparison().set(Component::Period)) {
            (Slot::Known(Flow::Stock), Some(_)) => {
                return Ok(Outcome::not_applicable(
                    "a stock on one day may exceed the average of a longer period",
                ));
            }
            (Slot::Known(_), _) => {}
            (_, period) => {
                (maybe_stock, maybe_balance) = (period.is_some(), period.is_none());
                severity = severity.min(Severity::Warning);
            }
        }
        let firm = |reported: &Reported| {
            case.resolved.is_fully_stated(reported) && case.resolved.is_observed(reported)
        };
        if !(firm(part) && firm(whole) && case.comparison().method.is_empty()) {
            severity = severity.min(Severity::Warning);
        }
    }
    // "2.3 people" is an average; then "2 people" beside it may be one, too, and is no exact count.
    if !part.amount.is_counted_like(&whole.amount) {
        severity = severity.min(Severity::Warning);
    }
    // Money, balances and temperatures can be negative: then a part may exceed its whole.
    if !part.unit().is_counted() && !part.unit().is_nonnegative() {
        severity = severity.min(Severity::Warning);
    }
    let excess = match (
        part.interval(Reading::Nearest)?.low_value(),
        whole.interval(Reading::Nearest)?.high_value(),
    ) {
        (Some(low), Some(high)) => (low - high)?,
        _ => return Ok(Outcome::Passed),
    };
    let fact = match case.asserted {
        true => "{part} is said to be part of {whole}",
        false => "{part} is more than the {whole} that it is part of",
    };
    // A relation `share` says that the part lies within; what does not is another relation.
    let is_share = part.member == whole.member;
    let reason = if is_share {
        "a `share` says that the part lies within the whole; then it cannot be larger, and this one is, by at least {excess}"
    } else if case.asserted {
        "a part cannot be larger than its whole, and this one is, by at least {excess}"
    } else if maybe_stock {
        "unless it is a stock, which may stand above the average of a longer period, it cannot be larger, and it is, by at least {excess}{within}"
    } else if maybe_balance {
        "unless it is a balance of what came and went (net), it cannot be larger than what holds it, and it is, by at least {excess}{within}"
    } else if [part, whole].into_iter().any(|reported| !case.resolved.is_measure_known(reported)) {
        "every component of its scope lies within the other's; unless one of them is an average, it cannot be larger, and it is, by at least {excess}{within}"
    } else {
        "every component of its scope lies within the other's, so it cannot be larger, and it is, by at least {excess}{within}"
    };
    let advice = match is_share {
        true => {
            "check both figures and their units; a ratio that may pass 100 %, such as debt to GDP or sales to a target, is no share: write it as `rate`, with `events` and `exposure`"
        }
        false if case.asserted => {
            "check both figures and their units; where the whole is a balance of what came in and what went out, say `net = true`"
        }
        false => "check both figures, their units, and whether the one really contains the other",
    };
    let proof = match severity {
        Severity::Error => {
            let [part, whole] = [part, whole].map(|one| case.resolved.figure_pointer(one).to_string());
            Proof::new(Argument::part_exceeds_whole(&part, &whole), case.resolved).ok()
        }
        _ => None,
    };
    let maybe_average = severity < Severity::Error
        && [part, whole].into_iter().any(|reported| !case.resolved.is_measure_known(reported));
    let severity = if proof.is_some() { severity } else { severity.min(Severity::Warning) };
    let amounts = [part, whole].map(|reported| reported.amount.clone());
    let sides = (!case.asserted).then(|| case.resolved.sides(part.scope, whole.scope));
    let finding = Finding::told_when_read(severity, move || {
        let finding = match severity {
            Severity::Note => Finding::note(fact, reason, "say how the two figures were rounded"),
            _ => Finding::warning(fact, reason, advice),
        };
        let [part, whole] = &amounts;
        Ok(finding
            .with(NamedValue::new("excess", excess.clone()).unit(part.unit().base_symbol()))
            .word("part", part.to_string())
            .word("whole", whole.to_string())
            .word("within", sides.as_ref().map(within).unwrap_or_default()))
    });
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    let finding = match (maybe_stock || maybe_balance, case.asserted) {
        (true, _) => finding.ask(Field::FLOW),
        (false, false) if maybe_average => finding.ask(Field::MEASURE),
        _ => finding,
    };
    // First the one that it is found at: of figures that nest, the whole.
    let figures = if case.asserted { [part, whole] } else { [whole, part] };
    let pointers = figures.map(|reported| case.resolved.pointer(reported));
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

/// Whether the whole is a balance: it says so, or a part is printed with a minus sign.
fn is_net(resolved: &Resolved<'_>, whole: &Reported) -> bool {
    if resolved.scope(whole.scope).subject.flow == Slot::Known(Flow::Net) {
        return true;
    }
    let Some(Owner::Claim(position)) = resolved.member_of(whole).map(|member| member.owner) else {
        return false;
    };
    let Some(claim) = resolved.claim(position) else { return false };
    let Some(Relation::Total(total)) = resolved.written(claim).map(Claim::relation) else { return false };
    total.net == Some(true) || resolved.has_signs(position)
}

fn within(sides: &Sides) -> String {
    let lines = sides.explain();
    if lines.is_empty() { String::new() } else { format!(" ({})", lines.join("; ")) }
}

#[cfg(test)]
mod tests;
