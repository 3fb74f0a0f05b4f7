//! IN01: none was found, and it is concluded that there is none.

use crate::number::{Exact, Reading};
use crate::quantity::{Component, Measure, PeriodValue, SetRelation, Slot};
use crate::rule::{Field, Finding, NamedValue, Outcome, StepCase, Verdict, declare_rule};
use crate::rules::step::{about_step, relation};
use crate::stats::{none_found_probability, zero_count_upper_bound};

declare_rule! {
    /// ## What it checks
    /// A count of zero that is concluded of more than what was searched: it stopped, there is none.
    ///
    /// ## Why it matters
    /// Not found is not the same as not there. How many could be there depends on how hard somebody looked.
    ///
    /// ## How
    /// At 95 %, finding none leaves room for up to −ln 0.05 = 3.00 cases of the kind that would have been found; a year's
    /// rate follows from the length of the period. Of `k` real cases, each found with probability `d`, none is found with
    /// probability `(1 − d)^k`; with no sensitivity stated, the number is shown for the option's cases and detection.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.controls]
    /// design     = "enforcement"
    /// stands_for = "traffic"
    ///
    /// [[claim]]
    /// id     = "none-since"
    /// figure = "0 cases"
    /// of     = "fentanyl"
    /// period = "2019-05-01/2019-09-02"
    /// frame  = "controls"
    ///
    /// [[conclusion]]
    /// id      = "it-stopped"
    /// from    = "none-since"
    /// asserts = "count = 0"
    /// base    = "traffic"
    /// ```
    ///
    /// ## Clean
    /// Every item is opened, and the test finds nearly all.
    /// ```toml
    /// [frame.controls]
    /// design      = "enforcement"
    /// stands_for  = "parcels"
    /// coverage    = "100 %"
    /// sensitivity = "99 %"
    ///
    /// [[claim]]
    /// id     = "none-since"
    /// figure = "0 cases"
    /// of     = "fentanyl"
    /// period = "2019-05-01/2019-09-02"
    /// frame  = "controls"
    ///
    /// [[conclusion]]
    /// id      = "none"
    /// from    = "none-since"
    /// asserts = "count = 0"
    /// base    = "parcels"
    /// ```
    ///
    /// ## Limits
    /// Assumes that cases come and are found independently. Silent where the conclusion is limited to what was found.
    ///
    /// ## Sources
    /// Altman, D. & Bland, J. M. (1995), *BMJ* 311:485. Hanley, J. & Lippman-Hand, A. (1983), *JAMA* 249:1743. Garwood, F.
    /// (1936), *Biometrika* 28:437.
    "IN01", "absence-of-evidence", "inference", since "0.1.0", Warning,
    "none was found, and it is concluded that there is none",
    Step(check),
    options [
        ("cases", "20", "how many real cases the chance of finding none is shown for"),
        ("detection", "1/20", "the chance of finding one that is supposed while none is stated"),
        ("enough", "19/20", "the sensitivity from which, with full coverage, none found does mean none"),
    ]
}

fn check(case: &StepCase<'_>) -> Verdict {
    let members = case.resolved.members_of(case.claim);
    let zero = members.first().and_then(|member| case.resolved.amounts_of(member).first());
    let Some(zero) = zero else { return Ok(Outcome::not_applicable("the claim has no figure")) };
    let is_count = zero.scope.subject.measure == Slot::Known(Measure::Count);
    if !is_count || zero.interval(Reading::Nearest)?.is_point() != Some(&Exact::ZERO) {
        return Ok(Outcome::not_applicable("something was found"));
    }
    match relation(case, Component::Base) {
        None => return Ok(Outcome::not_applicable("the conclusion is about what was searched")),
        Some(SetRelation::Contains) => return Ok(Outcome::passed()),
        Some(SetRelation::Unknown) => return Ok(Outcome::missing(Field::BASE, Some(case.written.id()))),
        Some(_) => {}
    }
    let amount = |field| -> Result<Option<Exact>, Outcome> {
        let amount = case.frame().and_then(|frame| frame.amount(field));
        Ok(amount.map(|amount| amount.value()).transpose()?.flatten())
    };
    let (sensitivity, coverage) = (amount("sensitivity")?, amount("coverage")?);
    let enough = case.settings.get("enough");
    let thorough = sensitivity.as_ref().is_some_and(|found| *found >= enough);
    if thorough && coverage.as_ref().is_some_and(|share| *share >= enough) {
        return Ok(Outcome::passed());
    }
    let bound = zero_count_upper_bound(&Exact::new(19, 20)?)?;
    let middle = bound.high_value().cloned().unwrap_or(Exact::ZERO);
    let cases = case.settings.get("cases");
    let count = cases.to_i64().and_then(|cases| u32::try_from(cases).ok()).unwrap_or(0);
    let detection = sensitivity.clone().unwrap_or_else(|| case.settings.get("detection"));
    let missed = none_found_probability(count, &detection)?;
    let mut values = vec![
        NamedValue::new("upper bound", middle.clone()).within(bound),
        NamedValue::new("cases", cases),
        NamedValue::percent("detection", detection),
        NamedValue::percent("chance of finding none", missed),
    ];
    let days = match case.evidence().subject.period {
        PeriodValue::Period(period) => period.days(),
        _ => None,
    };
    let rate = match days {
        Some(days) if days > 0 => {
            // A rate per year of 365.25 days, as in person-years.
            let yearly = (&(&middle * &Exact::new(36_525, 100)?)? / &Exact::from(days))?;
            values.push(NamedValue::new("days", days.into()));
            values.push(NamedValue::new("upper bound a year", yearly));
            " in {days} days, {upper bound a year} a year"
        }
        _ => "",
    };
    let field = if sensitivity.is_none() { Field::SENSITIVITY } else { Field::EFFORT };
    let supposed = if sensitivity.is_none() {
        "if each is found with a chance of"
    } else {
        "each being found with a chance of"
    };
    let finding = Finding::warning(
        format!(
            "none found leaves room for {{upper bound}} cases of the kind that would have been found{rate}"
        ),
        format!(
            "of {{cases}} real cases none is found with a chance of {{chance of finding none}}, {supposed} {{detection}}"
        ),
        "ask how many were searched, and how many of those that are there a search finds",
    );
    let finding = finding.values(values).ask(field).at(case.resolved.pointer(zero));
    Ok(about_step(case, finding, "base").into())
}

#[cfg(test)]
mod tests;
