//! SA09: what the share can be, given what was not observed.

use crate::dossier::{AssumptionName, Design};
use crate::number::{Exact, Interval};
use crate::rule::{Field, Finding, NamedValue, Outcome, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{
    about_step, assumed, is_open, observed_part, percent, same_share, share, share_assertions, supposed,
    threshold,
};
use crate::stats::{break_even_unobserved, worst_case_bounds};

declare_rule! {
    /// ## What it checks
    /// For a share of what was observed that is concluded of a larger whole: the lowest and highest share of the whole,
    /// if nothing is assumed of the part nobody saw.
    ///
    /// ## Why it matters
    /// Where a tenth was observed, nine tenths decide.
    ///
    /// ## How
    /// With share `s` in the observed fraction `f`, the whole's share lies in `[s·f, s·f + 1 − f]`. A threshold of the
    /// conclusion inside makes it a warning; the unobserved share that would reach it is `(T − s·f)/(1 − f)`. The
    /// fraction comes from the assumption `coverage`, or from the frame's own.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[assume]]
    /// name   = "coverage"
    /// for    = "seizures"
    /// value  = "10 %"
    /// source = "supposed"
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
    /// Nearly everything was observed: whatever the rest is, the majority stands.
    /// ```toml
    /// [frame.returns]
    /// design     = "administrative"
    /// stands_for = "firms"
    /// coverage   = "95 %"
    ///
    /// [[claim]]
    /// id    = "small"
    /// share = "800 of 950 firms"
    /// of    = "small-firms"
    /// frame = "returns"
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "small"
    /// asserts = "share > 1/2"
    /// base    = "firms"
    /// ```
    ///
    /// ## Limits
    /// The bounds assume nothing of what was not observed; real limits narrow them. They say nothing of chance, and
    /// without a declared fraction the rule is silent where the data are a complete count or a sample drawn by chance. The
    /// fraction observed must be of the unit of the share.
    ///
    /// ## Sources
    /// Manski, C. F. (1989), *Journal of Human Resources* 24:343; (2003), *Partial Identification of Probability
    /// Distributions*, Springer. Horowitz, J. & Manski, C. F. (1998), *Journal of Econometrics* 84:37. Cochran, W. G.
    /// (1977), *Sampling Techniques*, 3rd ed., section 13.2.
    "SA09", "worst-case-bounds", "sampling", since "0.1.0", Warning,
    "what was not observed could reverse the conclusion",
    Step(check)
}

/// The fractions for which bounds are shown while the real one is asked for, in percent.
const SHOWN: [i64; 4] = [5, 10, 25, 50];

fn check(case: &StepCase<'_>) -> Verdict {
    let share = share(case)?;
    let assertions = share_assertions(case);
    if assertions.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    same_share(case)?;
    let bounds_at = |coverage: &Exact| -> Result<NamedValue, Outcome> {
        let bounds =
            worst_case_bounds(&share.interval, &Interval::point(coverage.clone()), &Interval::share())?;
        Ok(NamedValue::range(format!("bounds at {}", percent(coverage)), bounds).style(Style::Percent))
    };
    let some = || -> Result<Vec<NamedValue>, Outcome> {
        SHOWN.iter().map(|coverage| bounds_at(&Exact::new(*coverage, 100)?)).collect()
    };
    let declared = assumed(case, AssumptionName::Coverage)
        .or_else(|| case.frame().and_then(|frame| frame.amount("coverage")));
    if let Err(outcome) = observed_part(case) {
        return Ok(outcome.so_far(some()?));
    }
    let Some(declared) = declared else {
        return Ok(match case.frame().and_then(|frame| frame.design) {
            Some(Design::Census | Design::Administrative) => {
                Outcome::not_applicable("the data are a complete count")
            }
            Some(Design::Probability) => Outcome::not_applicable("whom the sample left out, chance decided"),
            Some(Design::Model) => {
                Outcome::not_applicable("the figure was modelled to speak of a population")
            }
            _ => Outcome::missing(Field::COVERAGE, case.frame().map(|frame| frame.name)).so_far(some()?),
        });
    };
    let Some(range) = supposed(declared)?.intersect(&Interval::share()) else {
        return Ok(Outcome::not_applicable("the fraction observed is not between 0 and 1"));
    };
    let low = range.low_value().cloned().unwrap_or(Exact::ZERO);
    let high = range.high_value().cloned().unwrap_or(Exact::ONE);
    let mut coverages = vec![low];
    coverages.extend(Some(high).filter(|high| !coverages.contains(high)));
    let mut values = coverages.iter().map(bounds_at).collect::<Result<Vec<_>, _>>()?;
    // The lowest coverage has the widest bounds: what they decide, all decide.
    let Some(widest) = values.first().and_then(|bounds| bounds.interval.clone()) else {
        return Ok(Outcome::passed());
    };
    let mut open: Vec<Exact> =
        assertions.iter().filter(|assertion| is_open(assertion, &widest)).map(threshold).collect();
    open.dedup();
    if open.is_empty() {
        return Ok(Outcome::Passed { values });
    }
    let mut list = Vec::new();
    let mut needed = Vec::new();
    for coverage in coverages.iter().filter(|coverage| **coverage < Exact::ONE) {
        for threshold in &open {
            let share = break_even_unobserved(&share.value, coverage, threshold)?;
            // Beyond these no unobserved share reaches the threshold.
            if share.is_negative() || share > Exact::ONE {
                continue;
            }
            let name = format!("unobserved share needed for {threshold} at {}", percent(coverage));
            let value = NamedValue::percent(name, share);
            if Some(coverage) == coverages.first() {
                let of_it = if list.is_empty() { " of it is of this kind" } else { "" };
                list.push(format!("{} if {}{of_it}", percent(threshold), value.shown()));
            }
            needed.push(value);
        }
    }
    let limits = coverages.iter().zip(&values).map(|(coverage, bounds)| {
        format!("{} if {} of the whole was observed", bounds.shown_range(), percent(coverage))
    });
    let limits = limits.collect::<Vec<_>>().join(", ");
    let finding = Finding::warning(
        "the share of the whole lies anywhere from {limits}",
        "among what was observed it is {share}, and nothing is known of the rest; the limits are on both sides of {open}",
        "say what is known of the rest: with {least} observed, the share of the whole is {list}",
    );
    values.insert(0, NamedValue::percent("share", share.value.clone()));
    values.extend(needed);
    let finding = finding
        .values(values)
        .word("limits", limits)
        .word("least", coverages.first().map(percent).unwrap_or_default())
        .word("list", list.join(", "))
        .word("open", open.iter().map(percent).collect::<Vec<_>>().join(", "));
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.at)).into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
