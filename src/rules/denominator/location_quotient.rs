//! DN09: over-representation from two shares of one group.

use crate::number::{Exact, Interval, Reading};
use crate::rule::{ClaimCase, Finding, NamedValue, Outcome, Severity, Verdict, declare_rule};
use crate::rules::represented::{Represented, odds, odds_of, represented};

declare_rule! {
    /// ## What it checks
    /// A group's share of an outcome beside its share of the population: how over-represented it is, by the two standard
    /// ratios.
    ///
    /// ## Why it matters
    /// Two shares side by side are read as a ratio. There are two ratios, and they can be far apart.
    ///
    /// ## How
    /// For a share `a` of the outcome and `b` of the population the location quotient is `a/b` (it cannot exceed `1/b`);
    /// the rate against everybody else is `(a/(1 − a)) / (b/(1 − b))`. Both over the rounding of the two shares. In a
    /// `compare` of two groups, the one whose name is a kind of people (`people`, `population`, `inhabitants`, `voters`…)
    /// is the population; where both are, or neither is, the one that is the claim's `base`.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id      = "consumption"
    /// compare = { by = "of", groups = { opioids = "80 %", people = "5 %" } }
    /// ```
    ///
    /// ## Clean
    /// Two outcomes side by side are no over-representation.
    /// ```toml
    /// [[claim]]
    /// id      = "two-drugs"
    /// compare = { by = "of", groups = { opioids = "80 %", stimulants = "5 %" } }
    /// ```
    ///
    /// ## Limits
    /// Groups of different size should be compared by the second ratio. Both inherit whatever separates recording of the
    /// outcome from counting of the population.
    ///
    /// ## Sources
    /// Florence, P. S. (1939), *Report on the Location of Industry*, Political and Economic Planning. Isard, W. (1960),
    /// *Methods of Regional Analysis*, ch. 7, MIT Press.
    "DN09", "location-quotient", "denominator", since "0.1.0", Note,
    "two shares of one group, as the two standard ratios",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Represented { outcome: (outcome, a), population: (population, b) } =
        represented(case.resolved, case.claim)?;
    let (of_outcome, of_population) = (a.interval(Reading::Nearest)?, b.interval(Reading::Nearest)?);
    let inside = |interval: &Interval| {
        interval.low_value().is_some_and(Exact::is_positive)
            && interval.high_value().is_some_and(|high| *high < Exact::ONE)
    };
    if !inside(&of_outcome) || !inside(&of_population) {
        return Ok(Outcome::not_applicable("a share of none or all has no such ratio"));
    }
    let (Some(a_value), Some(b_value)) = (a.amount.value()?, b.amount.value()?) else {
        return Ok(Outcome::not_applicable("the unit has several definitions"));
    };
    let [of_one, of_other] = [outcome, population].map(|member| member.name.map(Box::<str>::from));
    let finding = Finding::told_when_read(Severity::Note, move || {
        let quotient = (&a_value / &b_value)?;
        let rate = (&odds(&a_value)? / &odds(&b_value)?)?;
        let finding = Finding::note(
            "{outcome share} of {outcome} for {population share} of {population} is {location quotient} times its share ({location quotient:range})",
            "against everybody else it is {rate against the rest} times as much for each ({rate against the rest:range})",
            "say which of the two is meant",
        );
        let name = |name: &Option<Box<str>>, unnamed: &str| name.as_deref().unwrap_or(unnamed).to_string();
        Ok(finding
            .with_all([
                NamedValue::new("location quotient", quotient).within(of_outcome.div(&of_population)?),
                NamedValue::new("rate against the rest", rate)
                    .within(odds_of(&of_outcome)?.div(&odds_of(&of_population)?)?),
                NamedValue::percent("outcome share", a_value.clone()),
                NamedValue::percent("population share", b_value.clone()),
            ])
            .word("outcome", name(&of_one, "the outcome"))
            .word("population", name(&of_other, "the population")))
    });
    Ok(finding.at(case.resolved.pointer(a)).at(case.resolved.pointer(b)).into())
}

#[cfg(test)]
mod tests;
