//! SA08: how differently must things be detected for the conclusion to flip.

use crate::dossier::AssumptionName;
use crate::number::{ArithmeticError, Exact};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::step::{about_step, assumed, list, observed_part, open_at, percents, same_share, supposed};
use crate::stats::{detection_tipping_point, share_at_detection_ratio};

declare_rule! {
    /// ## What it checks
    /// For a share among detected units that is concluded of all units: how many times likelier the others would have
    /// to be detected for the true share to reach each threshold.
    ///
    /// ## Why it matters
    /// It turns "selection may matter" into a number that somebody who knows the trade can judge.
    ///
    /// ## How
    /// With `a` detected of the class, `b` of the rest, and `k` the ratio of their chances of detection (rest over
    /// class), the true share is `a·k / (a·k + b)`; it reaches `T` at `k* = T/(1 − T) · b/a`. Exact. Under a
    /// declared range of `detection_ratio`, a true share on both sides of a threshold makes it a warning.
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
    /// id      = "minority"
    /// from    = "seized"
    /// asserts = "share < 1/2"
    /// base    = "supply"
    /// ```
    ///
    /// ## Clean
    /// A census of the population that is spoken about detects everything.
    /// ```toml
    /// [frame.census]
    /// design     = "census"
    /// stands_for = "people"
    ///
    /// [[claim]]
    /// id    = "women"
    /// share = "510 of 1,000 people"
    /// of    = "women"
    /// frame = "census"
    ///
    /// [[conclusion]]
    /// id      = "majority"
    /// from    = "women"
    /// asserts = "share > 1/2"
    /// base    = "people"
    /// ```
    ///
    /// ## Limits
    /// A tipping point is sensitivity, not evidence. Detection must refer to the unit of the share: of a kilogram for a
    /// share by mass, of a case for a share of cases. Without a declared range it stays a note, however near the
    /// tipping point lies to one: what is plausible is for somebody who knows the trade to say.
    ///
    /// ## Sources
    /// Cornfield, J. et al. (1959), *Journal of the National Cancer Institute* 22:173. Rosenbaum, P. (2002),
    /// *Observational Studies*, 2nd ed., ch. 4, Springer.
    "SA08", "differential-detection-tipping-point", "sampling", since "0.1.0", Warning,
    "how differently things must be detected for the conclusion to flip",
    Step(check)
}

/// The name of a tipping point, at its threshold.
const TIPPING_POINT: &str = "tipping point at {}";

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    let asserted = case.thresholds();
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    same_share(case)?;
    if share.part.is_zero() || !share.rest.is_positive() {
        return Ok(Outcome::not_applicable(
            "one of the two classes was never detected: no ratio of detection flips it",
        ));
    }
    let distinct = || {
        let mut distinct: Vec<Exact> = asserted.iter().map(|threshold| threshold.value.clone()).collect();
        distinct.dedup();
        distinct
    };
    match selected_part(case) {
        Err(outcome @ Outcome::Undecidable { .. }) => {
            return Ok(outcome.so_far(values(&share.part, &share.rest, &share.value, &distinct())?));
        }
        Err(outcome) => return Ok(outcome),
        Ok(()) => {}
    }
    let declared = assumed(case, AssumptionName::DetectionRatio).map(|declared| -> Result<_, Outcome> {
        let true_share = share_at_detection_ratio(&share.interval, &supposed(declared)?)?;
        let open = open_at(asserted, &true_share);
        Ok(Box::new((declared.clone(), true_share, open)))
    });
    let declared = declared.transpose()?;
    let decides = declared.as_ref().is_some_and(|declared| !declared.2.is_empty());
    let severity = if decides { Severity::Warning } else { Severity::Note };
    let (at, distinct) = (share.at, distinct());
    let (part, rest, value) = (share.part.clone(), share.rest.clone(), share.value.clone());
    let finding = Finding::told_when_read(severity, move || {
        let advice = "ask how detection differs between the two, by this unit of count";
        let among = "among what was detected it is {share}; among all it";
        let finding = if decides {
            Finding::warning(
                "with detection as supposed ({supposed}), the true share lies from {true share:range}, on both sides of {open}",
                format!("{among} is {{list}}"),
                advice,
            )
        } else {
            Finding::note(
                "the true share is {list}",
                format!("{among} depends on how likely each kind is to be detected"),
                advice,
            )
        };
        let finding = match declared.as_deref() {
            Some((declared, true_share, open)) => finding
                .with(NamedValue::range("true share", true_share.clone()).style(Style::Percent))
                .word("supposed", format!("a ratio of {declared}"))
                .word("open", percents(open)),
            None => finding,
        };
        Ok(finding.with_all(values(&part, &rest, &value, &distinct)?).made("list", tipping_points))
    });
    let finding = finding.ask(Field::DETECTION_RATIO);
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(at)).into())
}

/// The share, and the tipping point at each threshold.
fn values(
    part: &Exact,
    rest: &Exact,
    share: &Exact,
    thresholds: &[Exact],
) -> Result<Vec<NamedValue>, ArithmeticError> {
    let mut values = vec![NamedValue::percent("share", share.clone())];
    for threshold in thresholds {
        let tipping = detection_tipping_point(part, rest, threshold)?;
        values.push(NamedValue::new(Name::at(TIPPING_POINT, [threshold.clone()]), tipping));
    }
    Ok(values)
}

fn tipping_points(finding: &Finding) -> String {
    list(finding, TIPPING_POINT, |i, at, value| match i {
        0 => format!("{at} if the rest is {} times as likely to be detected", value.shown()),
        _ => format!("{at} if {} times", value.shown()),
    })
}

/// What was detected must be a part of what is concluded about, selected by being detected.
fn selected_part(case: &StepCase<'_>) -> Result<(), Outcome> {
    observed_part(case)?;
    let Some(frame) = case.frame() else {
        return Err(Outcome::missing(Field::FRAME, Some(case.written.id())));
    };
    match frame.design {
        None => Err(Outcome::missing(Field::DESIGN, Some(frame.name))),
        Some(design) if design.is_selective() => Ok(()),
        Some(_) => Err(Outcome::not_applicable("the data are no selection by detection")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
