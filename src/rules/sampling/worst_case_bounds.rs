//! SA09: what the share can be, given what was not observed.

use crate::dossier::AssumptionName;
use crate::number::{Exact, Interval, Reading};
use crate::quantity::{Component, SetRelation};
use crate::rule::{Field, Finding, Missing, NamedValue, Outcome, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, assumed, relation, share, share_assertions, threshold};
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
    /// The bounds assume nothing of what was not observed; real limits narrow them. They say nothing of chance. The
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
    match relation(case, Component::Base) {
        Some(SetRelation::Within) => {}
        None => return Ok(Outcome::not_applicable("the conclusion is about what was observed")),
        Some(_) => {
            return Ok(Outcome::not_applicable(
                "what was observed is not known to be part of what is concluded about",
            ));
        }
    }
    let assertions = share_assertions(case);
    if assertions.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let observed = share.value()?;
    let point = Interval::point(observed.clone());
    let bounds_at = |coverage: &Exact| -> Result<NamedValue, Outcome> {
        let bounds = worst_case_bounds(&point, &Interval::point(coverage.clone()), &Interval::share())?;
        let name = format!("bounds at {}", NamedValue::percent("", coverage.clone()).shown());
        Ok(NamedValue::range(name, bounds).style(Style::Percent))
    };
    let declared = assumed(case, AssumptionName::Coverage)
        .or_else(|| case.frame().and_then(|frame| frame.amount("coverage")));
    let Some(declared) = declared else {
        let percent =
            |percent: &i64| -> Result<NamedValue, Outcome> { bounds_at(&Exact::new(*percent, 100)?) };
        let so_far = SHOWN.iter().map(percent).collect::<Result<Vec<_>, _>>()?;
        let of = case.frame().map(|frame| frame.name.into());
        let missing = vec![Missing { field: Field::COVERAGE, of }];
        return Ok(Outcome::Undecidable { missing, because: "".into(), so_far });
    };
    let range = printed_range(declared)?;
    let Some(range) = range.intersect(&Interval::share()) else {
        return Ok(Outcome::not_applicable("the fraction observed is not between 0 and 1"));
    };
    let (low, high) = match (range.low_value(), range.high_value()) {
        (Some(low), Some(high)) => (low.clone(), high.clone()),
        _ => return Ok(Outcome::not_applicable("the fraction observed has no limits")),
    };
    let mut values = vec![bounds_at(&low)?];
    if low != high {
        values.push(bounds_at(&high)?);
    }
    // The lowest coverage has the widest bounds: what lies outside these lies outside all.
    let widest = worst_case_bounds(&point, &Interval::point(low.clone()), &Interval::share())?;
    let inside: Vec<Exact> =
        assertions.iter().map(threshold).filter(|threshold| widest.contains(threshold)).collect();
    let Some(first) = inside.first().cloned() else { return Ok(Outcome::Passed { values }) };
    let needed = break_even_unobserved(&observed, &low, &first)?;
    let thresholds: Vec<String> =
        inside.iter().map(|threshold| NamedValue::percent("", threshold.clone()).shown()).collect();
    let shown: Vec<String> = values
        .iter()
        .map(|value| format!("{} ({})", value.shown_range(), value.name.trim_start_matches("bounds at ")))
        .collect();
    let finding = Finding::warning(
        "the share of the whole can be anywhere between these limits, by the fraction observed: {limits}",
        "among what was observed it is {share}, and nothing is known of the rest; a share of {thresholds} is not excluded",
        "say what is known of the rest: for {first} of the whole, {needed} of it would have to be of this kind",
    );
    let finding = finding
        .value(NamedValue::percent("share", observed))
        .values(values)
        .value(NamedValue::percent(format!("unobserved share needed for {first}"), needed.clone()))
        .word("needed", NamedValue::percent("", needed).shown())
        .word("first", NamedValue::percent("", first).shown())
        .word("limits", shown.join(", "))
        .word("thresholds", thresholds.join(", "));
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.part)).into())
}

/// A fraction as the checker gave it: the number itself, or the two ends of the range, without rounding added.
fn printed_range(amount: &crate::quantity::Amount) -> Result<Interval, Outcome> {
    use crate::number::Form;
    if amount.figure().form() == Form::Range {
        return Ok(amount.interval(Reading::Nearest)?);
    }
    match amount.value()? {
        Some(value) => Ok(Interval::point(value)),
        None => Ok(amount.interval(Reading::Nearest)?),
    }
}

#[cfg(test)]
mod tests;
