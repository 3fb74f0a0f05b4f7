//! IN08: a mean that is far from its own median.

use crate::dossier::{Owner, Role};
use crate::number::Reading;
use crate::rule::{Finding, NamedValue, Outcome, QuantityCase, Verdict, declare_rule};

declare_rule! {
    /// ## What it checks
    /// A quantity of a claim that gives both its mean and its median: how far apart the two are.
    ///
    /// ## Why it matters
    /// An average is read as what is typical. Where a few values pull it, most are on one side of it, and some far on the
    /// other.
    ///
    /// ## How
    /// `mean / median`, from the two printed figures, exactly. It fires where the ratio is above `factor` (6/5) or below its
    /// inverse (5/6), and shows what the rounding of the two figures leaves open. Two figures with one unit are divided as
    /// they stand; others are first converted.
    ///
    /// ## Fires
    /// Household income in the United States, 2022.
    /// ```toml
    /// [[claim]]
    /// id     = "income"
    /// figure = { mean = "106,400 dollars", median = "74,580 dollars" }
    /// place  = "US"
    /// period = "2022"
    /// ```
    ///
    /// ## Clean
    /// Mean and median are close: either may stand for the middle.
    /// ```toml
    /// [[claim]]
    /// id     = "height"
    /// figure = { mean = "176 cm", median = "175 cm" }
    /// ```
    ///
    /// ## Limits
    /// Silent where only one of the two is given, where one is not positive, and on reference figures. The factor is a
    /// convention. Which of the two is larger does not settle the shape of a distribution, least of all with few distinct
    /// values (von Hippel 2005). A mean is the right figure for totals, whatever the median.
    ///
    /// ## Sources
    /// OECD, *Income Distribution Database*, methodology. von Hippel, P. T. (2005), *Journal of Statistics Education*
    /// 13(2).
    "IN08", "mean-as-typical", "inference", since "0.1.0", Warning,
    "the mean is far from the median: a few values pull it",
    Quantity(check),
    options [("factor", "6/5", "how many times the median the mean may be, or the median the mean")]
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let Some(member) = case.member().filter(|member| matches!(member.owner, Owner::Claim(_))) else {
        return Ok(Outcome::not_applicable("the figure is not a claim's"));
    };
    let details = member.details.iter().flat_map(|details| &details.others);
    let median = details.filter(|(field, _)| *field == "median").map(|(_, amount)| amount).next();
    let Some(median) = median.filter(|_| case.reported.role == Role::Value) else {
        return Ok(Outcome::not_applicable("there is no mean beside a median"));
    };
    if member.value_field() != "mean" {
        return Ok(Outcome::not_applicable("the figure beside the median is not its mean"));
    }
    let mean = &case.reported.amount;
    if mean.figure().is_vague() || median.figure().is_vague() {
        return Ok(Outcome::not_applicable("mean or median is a word without a number"));
    }
    // With one unit the ratio needs no conversion, even where the unit has several definitions ("dollars").
    let (top, bottom, limits) = if mean.unit() == median.unit() {
        let limits = (mean.figure().reading(Reading::Nearest), median.figure().reading(Reading::Nearest));
        (mean.figure().value().clone(), median.figure().value().clone(), limits)
    } else {
        let (one, other) = (mean.unit().dimension(), median.unit().dimension());
        if one.is_none() || one != other || mean.unit().base_symbol() != median.unit().base_symbol() {
            return Ok(Outcome::not_applicable("mean and median are in units that do not convert"));
        }
        let (Some(top), Some(bottom)) = (mean.value()?, median.value()?) else {
            return Ok(Outcome::not_applicable("mean or median is in a unit with several definitions"));
        };
        (top, bottom, (mean.interval(Reading::Nearest)?, median.interval(Reading::Nearest)?))
    };
    if !top.is_positive() || !bottom.is_positive() {
        return Ok(Outcome::not_applicable("mean or median is not positive"));
    }
    let factor = case.settings.get("factor");
    let ratio = (&top / &bottom)?;
    let (above, below) = (ratio > factor, ratio < factor.recip()?);
    if !above && !below {
        return Ok(Outcome::Passed);
    }
    let values = vec![
        NamedValue::new("ratio", ratio).within(limits.0.div(&limits.1)?),
        NamedValue::new("mean", mean.figure().value().clone()).unit(mean.unit().to_string()),
        NamedValue::new("median", median.figure().value().clone()).unit(median.unit().to_string()),
    ];
    let reason = if above {
        "half are at or below {printed median}; a few far above the middle pull the mean up"
    } else {
        "half are at or above {printed median}; a few far below the middle pull the mean down"
    };
    let finding = Finding::warning(
        "the mean of {printed mean} is {ratio} times the median of {printed median}",
        reason,
        "for what is typical, quote the median, or both",
    );
    let finding = finding
        .with_all(values)
        .word("printed mean", mean.to_string())
        .word("printed median", median.to_string())
        .at(case.pointer())
        .at(member.pointer("median"));
    Ok(finding.into())
}

#[cfg(test)]
mod tests;
