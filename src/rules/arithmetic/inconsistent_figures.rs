//! AR13: figures of several claims that cannot all be true, though each claim by itself can.

use std::borrow::Cow;

use crate::number::{ArithmeticError, Exact, Reading};
use crate::quantity::Amount;
use crate::ranges::in_unit;
use crate::rule::printed::linked::{Conflict, Linked, enumerated};
use crate::rule::proof::Proof;
use crate::rule::{DossierCase, Finding, Name, NamedValue, Outcome, Severity, SoFar, Verdict, declare_rule};

declare_rule! {
    /// ## What it checks
    /// All figures of a dossier that name each other, together: whether there are true values that fit every printed
    /// ratio, total and change at once, where several claims speak of the same things.
    ///
    /// ## Why it matters
    /// Each table of a report may add up while the tables contradict one another. Nobody sees it who checks one claim after
    /// the other.
    ///
    /// ## How
    /// The true values behind the figures are unknowns; figures of several claims are one unknown where every subject
    /// component is stated and equal, frame, adjustment, status and vintage agree, and both are counts or sums of observed
    /// units (the conditions of IN03). A printed ratio is two inequalities, `low · bottom ≤ top ≤ high · bottom`, and so is
    /// a relative change; a total or a difference is an equation or inequality; a scope within another gives
    /// `part ≤ whole` (the conditions of AR03). So all is linear and is solved exactly. Where nothing fits, relations and figures
    /// are taken out until none is left that could be missed, and a smaller conflict of up to four relations is looked for.
    /// No fit even in the widest reading of all figures is an error, none as written a warning, none to nearest a note. It may err
    /// as AR01, AR02, AR03, AR05 and IN03 may: the statements are theirs, taken from several claims, and so is the kind of
    /// proof, multipliers under which the inequalities add up to an impossible one. Then each figure is let go in turn: where
    /// the rest has a fit, that figure alone may be the wrong one, and the range is told in
    /// which it would have to lie.
    ///
    /// ## Fires
    /// By the first table 1,224 are employed, by the second some 1,199; both print 1,200.
    /// ```toml
    /// [[claim]]
    /// id     = "by-shift"
    /// total  = { whole = "1,200 people", parts = { day = "707 people", night = "517 people" }, exclusive = true, exhaustive = true }
    /// of     = "staff"
    /// base   = "none"
    /// place  = "NZ"
    /// period = "2019"
    /// stage  = "none"
    /// origin = { basis = "any", value = "none" }
    /// flow   = "stock"
    ///
    /// [[claim]]
    /// id     = "by-age"
    /// share  = { part = "403 people", whole = "1,200 people", stated = "33.6 %" }
    /// like   = "by-shift"
    /// which  = { of = "staff-under-30" }
    /// ```
    ///
    /// ## Clean
    /// 403 of 1,224 are 32.9 %.
    /// ```toml
    /// [[claim]]
    /// id     = "by-shift"
    /// total  = { whole = "1,200 people", parts = { day = "707 people", night = "517 people" }, exclusive = true, exhaustive = true }
    /// of     = "staff"
    /// base   = "none"
    /// place  = "NZ"
    /// period = "2019"
    /// stage  = "none"
    /// origin = { basis = "any", value = "none" }
    /// flow   = "stock"
    ///
    /// [[claim]]
    /// id     = "by-age"
    /// share  = { part = "403 people", whole = "1,200 people", stated = "32.9 %" }
    /// like   = "by-shift"
    /// which  = { of = "staff-under-30" }
    /// ```
    ///
    /// ## Limits
    /// Quiet about what one claim contradicts by itself, or two figures for one thing: those are AR01, AR02, AR03, AR05 and IN03,
    /// and what they find is taken out first. Counts need not be whole numbers here. Averages are left out, as no two claims can
    /// be known to share one, and so are the ratios stated of a comparison, of which nobody says what stands above the
    /// line. Scopes within others are looked up among the nearest 48. One conflict is told; the others of the dossier are
    /// counted. Where neither a fit nor a contradiction is found exactly, because figures touch at an edge or the system is
    /// too large, it is undecided, never an error.
    ///
    /// ## Sources
    /// Farkas, J. (1902), *Journal für die reine und angewandte Mathematik* 124:1–27. Fellegi, I. P. & Holt, D. (1976),
    /// *Journal of the American Statistical Association* 71:17–35. Neumaier, A. & Shcherbina, O. (2004), *Mathematical
    /// Programming* 99:283–296.
    "AR13", "inconsistent-figures", "arithmetic", since "0.1.0", Error,
    "figures of several claims cannot all be true",
    Dossier(check)
}

/// How many figures, relations and repairs of one conflict a message shows.
const SHOWN: usize = 8;

fn check(case: &DossierCase<'_>) -> Verdict {
    let linked = Linked::of(case.resolved);
    if linked.is_empty() {
        return Ok(held(0));
    }
    let nearest = linked.judge(Reading::Nearest);
    // Each reading contains the one before: what fits in one fits in every wider one.
    if nearest.conflicts.is_empty() && nearest.open == 0 && !nearest.is_left_to_others {
        return Ok(held(nearest.parts));
    }
    // What is one claim's own in a narrow reading may take several claims in a wide one, so the gravest is sought first.
    let wider = [(Reading::Widest, Severity::Error), (Reading::AsWritten, Severity::Warning)]
        .into_iter()
        .map(|(reading, severity)| (linked.judge(reading), severity));
    let (mut is_open, mut is_left_to_others, mut parts) = (false, false, 0);
    for (found, severity) in wider.chain([(nearest, Severity::Note)]) {
        is_open |= found.open > 0;
        if severity == Severity::Error {
            (is_left_to_others, parts) = (found.is_left_to_others, found.parts);
        }
        let others = found.conflicts.len().saturating_sub(1);
        if let Some(conflict) = found.conflicts.first() {
            return Ok(told(&linked, conflict, severity, others)?.into());
        }
    }
    Ok(match (is_open, is_left_to_others) {
        (true, _) => undecided(),
        (false, true) => {
            Outcome::not_applicable("what does not fit lies in one claim, or in two figures for one thing")
        }
        (false, false) => held(parts),
    })
}

fn held(parts: usize) -> Outcome {
    match parts {
        0 => Outcome::not_applicable("no two claims state anything of the same figures"),
        _ => Outcome::Passed,
    }
}

fn undecided() -> Outcome {
    let because =
        "whether all figures can be true together is not decided: they touch at an edge, or are too many";
    Outcome::Undecidable { missing: Vec::new(), because: Cow::Borrowed(because), so_far: SoFar::default() }
}

fn told(
    linked: &Linked<'_, '_>,
    conflict: &Conflict,
    found: Severity,
    others: usize,
) -> Result<Finding, ArithmeticError> {
    let proof: Option<Proof> = linked.proof(conflict);
    let severity = if proof.is_some() { found } else { found.min(Severity::Warning) };
    let figures = linked.figures_of(conflict);
    let repairs = linked.repairs(conflict);
    let is_alone = conflict.is_irreducible;

    let fact = match severity {
        Severity::Note => "{figures} fit together only if one of them was cut off or rounded up",
        _ => "{figures} cannot all be true",
    };
    let reason = match (found, severity) {
        (Severity::Error, Severity::Error) => {
            "{stated}: nothing fits all of this, however the figures were rounded, though each claim by itself may be right{least}{others}"
        }
        (Severity::Error, _) => "{stated}: nothing fits all of this{least}{others}",
        (Severity::Warning, _) => {
            "{stated}: nothing fits all of this, unless one of the round figures stands for a wider range{least}{others}"
        }
        (Severity::Note, _) => {
            "{stated}: with figures rounded to nearest, nothing fits all of this{least}{others}"
        }
    };
    let advice = match (severity, repairs.found.is_empty(), repairs.is_decided) {
        (Severity::Note, ..) => "say how the figures were rounded",
        (_, false, _) => {
            "check them all; which one is wrong the text does not say, but the rest would stand if only {repairs}"
        }
        (_, true, true) => "check them all: no single one of them, changed, would let the rest stand",
        (_, true, false) => "check them all: at least one of them is wrong, or not about the same thing",
    };
    let mut finding = match (severity, proof) {
        (_, Some(proof)) => Finding::error(fact, reason, advice, proof),
        (Severity::Note, None) => Finding::note(fact, reason, advice),
        (_, None) => Finding::warning(fact, reason, advice),
    };
    let labels: Vec<String> = figures.iter().map(|(figure, id)| labelled(&figure.amount, id)).collect();
    finding = finding.word("figures", enumerated(&shortened(&labels)));
    finding = finding.word("stated", shortened(&linked.told(conflict)).join("; "));
    let least = match (is_alone, conflict.is_smallest) {
        (true, true) => "; no fewer of these statements contradict each other",
        (true, false) => "; without any one of them the others fit",
        _ => "",
    };
    finding = finding.word("least", least);
    if others > 0 {
        let count = Exact::from(i64::try_from(others).unwrap_or(i64::MAX));
        finding = finding.with(NamedValue::new("further conflicts", count));
    }
    finding = finding.made("others", |finding| match finding.value("further conflicts") {
        Some(count) => format!("; among other figures there are further conflicts: {}", count.shown()),
        None => String::new(),
    });
    for (number, (figure, _)) in (1i64..).zip(&figures) {
        let value =
            in_unit(Name::at("figure {}", [Exact::from(number)]), &figure.amount, None, conflict.reading())?;
        finding = finding.with(value);
    }
    let mut lines = Vec::new();
    for repair in &repairs.found {
        let place = figures.iter().position(|(figure, _)| std::ptr::eq(*figure, repair.figure));
        let (Some(place), Some((_, id))) = (place, place.and_then(|place| figures.get(place))) else {
            continue;
        };
        let number = Exact::from(i64::try_from(place).unwrap_or(i64::MAX).saturating_add(1));
        let name = Name::at("figure {} would be", [number]);
        let value = in_unit(name, &repair.figure.amount, Some(&repair.range), conflict.reading())?;
        lines.push(format!("{} were {}", labelled(&repair.figure.amount, id), value.shown_range()));
        finding = finding.with(value);
    }
    finding = finding.word("repairs", shortened(&lines).join(", or "));
    Ok(figures.iter().fold(finding, |finding, (figure, _)| finding.at(linked.resolved().pointer(figure))))
}

fn labelled(amount: &Amount, id: &str) -> String {
    format!("{amount} ('{id}')")
}

/// As many as a message shows.
fn shortened(list: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = list.iter().take(SHOWN).cloned().collect();
    if let Some(rest) = list.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        shown.push(format!("{rest} more"));
    }
    shown
}

#[cfg(test)]
mod tests;
