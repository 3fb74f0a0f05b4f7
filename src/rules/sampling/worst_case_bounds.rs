//! SA09: what the share can be, given what was not observed.

use crate::dossier::{AssumptionName, Design};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::step::{
    about_step, assumed, list, observed_part, open_at, percent, percents, same_share, supposed,
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

/// The name of the bounds at a fraction observed.
const BOUNDS: &str = "bounds at {%}";

/// The name of the unobserved share that would reach a threshold at a fraction observed.
const NEEDED: &str = "unobserved share needed for {} at {%}";

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    let asserted = case.thresholds();
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    same_share(case)?;
    // Only where the rule is undecided: they say what the missing fraction would decide.
    let so_far = |outcome: Outcome| -> Verdict {
        if !matches!(outcome, Outcome::Undecidable { .. }) {
            return Ok(outcome);
        }
        let shown = SHOWN.iter().map(|coverage| -> Result<_, Outcome> {
            Ok(bounds_at(&share.interval, &Exact::new(*coverage, 100)?)?)
        });
        Ok(outcome.so_far(shown.collect::<Result<_, _>>()?))
    };
    if let Err(outcome) = observed_part(case) {
        return so_far(outcome);
    }
    let declared = assumed(case, AssumptionName::Coverage)
        .or_else(|| case.frame().and_then(|frame| frame.amount("coverage")));
    let Some(declared) = declared else {
        return match case.frame().and_then(|frame| frame.design) {
            Some(Design::Census | Design::Administrative) => {
                Ok(Outcome::not_applicable("the data are a complete count"))
            }
            Some(Design::Probability) => {
                Ok(Outcome::not_applicable("whom the sample left out, chance decided"))
            }
            Some(Design::Model) => {
                Ok(Outcome::not_applicable("the figure was modelled to speak of a population"))
            }
            _ => so_far(Outcome::missing(Field::COVERAGE, case.frame().map(|frame| frame.name))),
        };
    };
    let Some(range) = supposed(declared)?.intersect(&Interval::share()) else {
        return Ok(Outcome::not_applicable("the fraction observed is not between 0 and 1"));
    };
    let low = range.low_value().cloned().unwrap_or(Exact::ZERO);
    let high = range.high_value().cloned().unwrap_or(Exact::ONE);
    if low == Exact::ONE {
        return Ok(Outcome::Passed);
    }
    // The lowest coverage has the widest bounds: what they decide, all decide.
    let widest = worst_case_bounds(&share.interval, &Interval::point(low.clone()), &Interval::share())?;
    let open = open_at(asserted, &widest);
    if open.is_empty() {
        return Ok(Outcome::Passed);
    }
    let (at, value, interval) = (share.at, share.value.clone(), share.interval.clone());
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let mut coverages = vec![low.clone()];
        coverages.extend(Some(&high).filter(|high| **high != low).cloned());
        let values = values(&value, &interval, &coverages, &open)?;
        // "At least 5 of 536" may be on both sides of a threshold that the printed 5 does not reach.
        let is_reached = values.iter().any(|value| is_needed_at(value, coverages.first()));
        let finding = Finding::warning(
            "the share of the whole lies anywhere from {limits}",
            "among what was observed it is {share}, and nothing is known of the rest; the limits are on both sides of {open}",
            match is_reached {
                true => {
                    "say what is known of the rest: with {least} observed, the share of the whole is {list}"
                }
                false => "say what is known of the rest",
            },
        );
        let limits = |finding: &Finding| {
            list(finding, BOUNDS, |_, at, bounds| {
                format!("{} if {at} of the whole was observed", bounds.shown_range())
            })
        };
        Ok(finding
            .with_all(values)
            .made("limits", limits)
            .made("least", |finding| least(finding).map(percent).unwrap_or_default())
            .made("list", at_least)
            .word("open", percents(&open)))
    });
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(at)).into())
}

fn bounds_at(share: &Interval, coverage: &Exact) -> Result<NamedValue, ArithmeticError> {
    let bounds = worst_case_bounds(share, &Interval::point(coverage.clone()), &Interval::share())?;
    Ok(NamedValue::range(Name::at(BOUNDS, [coverage.clone()]), bounds).style(Style::Percent))
}

/// The share, its bounds at each fraction observed, and what the unobserved share would have to be.
fn values(
    share: &Exact,
    interval: &Interval,
    coverages: &[Exact],
    thresholds: &[Exact],
) -> Result<Vec<NamedValue>, ArithmeticError> {
    let mut values = vec![NamedValue::percent("share", share.clone())];
    for coverage in coverages {
        values.push(bounds_at(interval, coverage)?);
    }
    for coverage in coverages.iter().filter(|coverage| **coverage < Exact::ONE) {
        for threshold in thresholds {
            let needed = break_even_unobserved(share, coverage, threshold)?;
            // Beyond these no unobserved share reaches the threshold.
            if needed.is_negative() || needed > Exact::ONE {
                continue;
            }
            let name = Name::at(NEEDED, [threshold.clone(), coverage.clone()]);
            values.push(NamedValue::percent(name, needed));
        }
    }
    Ok(values)
}

/// Whether it is what the unobserved share would have to be, at this fraction observed.
fn is_needed_at(value: &NamedValue, coverage: Option<&Exact>) -> bool {
    value.name.pattern() == NEEDED && value.name.numbers().get(1) == coverage
}

/// The smallest fraction observed.
fn least(finding: &Finding) -> Option<&Exact> {
    finding.values_of(BOUNDS).next()?.name.numbers().first()
}

/// What the unobserved share would have to be for each threshold, at the smallest fraction observed.
fn at_least(finding: &Finding) -> String {
    let least = least(finding);
    let own = finding.values_of(NEEDED).filter(|value| is_needed_at(value, least));
    let lines = own.enumerate().map(|(i, value)| {
        let of_it = if i == 0 { " of the rest is of this kind" } else { "" };
        let at = value.name.numbers().first().map(percent).unwrap_or_default();
        format!("{at} if {}{of_it}", value.shown())
    });
    lines.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
