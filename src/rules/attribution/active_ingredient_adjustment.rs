//! SC04: what a share by gross weight is by weight of the active ingredient.

use crate::dossier::{AssumptionName, Role};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Adjustment, Amount};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::step::{about_step, assumed, list, percents, same_share, supposed};
use crate::stats::{break_even_purity_ratio, pure_share};
use crate::vocabulary::Dimension;

declare_rule! {
    /// ## What it checks
    /// For a share of weight or volume of what is sold diluted: what the share is of the active ingredient.
    ///
    /// ## Why it matters
    /// A kilogram is not a kilogram: where the goods of one origin are pure and those of another cut, the gross weights
    /// say little of how much of the substance came from where.
    ///
    /// ## How
    /// With gross share `s` and purities `p` of the part and `q` of the rest the share of the ingredient is
    /// `s·p/(s·p + (1 − s)·q)`, over every value of both purities. Exact. A warning where it differs from the gross
    /// share by the factor of the option `factor` at least, whatever the purities are within their ranges, or where a
    /// threshold of the conclusion holds for the gross share and not, or not surely, for the pure one; a note where only
    /// some of the purities make it differ so much.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[assume]]
    /// name   = "purity_part"
    /// for    = "seized"
    /// value  = "90 %"
    /// source = "laboratory reports"
    ///
    /// [[assume]]
    /// name   = "purity_rest"
    /// for    = "seized"
    /// value  = "5 % to 10 %"
    /// source = "laboratory reports"
    ///
    /// [[conclusion]]
    /// id      = "little"
    /// from    = "seized"
    /// asserts = "share < 1/10"
    /// ```
    ///
    /// ## Clean
    /// Both are about as pure: gross and pure shares are nearly the same, and on the same side of the threshold.
    /// ```toml
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "heroin"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[assume]]
    /// name   = "purity_part"
    /// for    = "seized"
    /// value  = "40 % to 50 %"
    /// source = "laboratory reports"
    ///
    /// [[assume]]
    /// name   = "purity_rest"
    /// for    = "seized"
    /// value  = "35 % to 45 %"
    /// source = "laboratory reports"
    ///
    /// [[conclusion]]
    /// id      = "little"
    /// from    = "seized"
    /// asserts = "share < 1/10"
    /// ```
    ///
    /// The weights are of the pure substance already.
    /// ```toml
    /// [[claim]]
    /// id         = "seized"
    /// share      = { part = "5 kg", whole = "536 kg" }
    /// of         = "fentanyl"
    /// adjustment = "purity-adjusted"
    ///
    /// [[assume]]
    /// name   = "purity_part"
    /// for    = "seized"
    /// value  = "90 %"
    /// source = "laboratory reports"
    ///
    /// [[conclusion]]
    /// id         = "little"
    /// from       = "seized"
    /// asserts    = "share < 1/10"
    /// adjustment = "purity-adjusted"
    /// ```
    ///
    /// ## Limits
    /// Silent where nobody speaks of purity. A purity is that of all the part, or of all the rest, weighted by weight: the
    /// purity of a typical lot is not it, so a range says more than a number. Potency is another thing again: a milligram
    /// of one opioid is not a milligram of another, and where substances are mixed, adjust each before adding them.
    ///
    /// ## Sources
    /// UNODC, *World Drug Report*, methodology, on seizures adjusted for purity. US Drug Enforcement Administration
    /// (2018), *National Drug Threat Assessment*, for the purities of the example.
    "SC04", "active-ingredient-adjustment", "attribution", since "0.1.0", Warning,
    "by weight of the active ingredient the share is very different",
    Step(check),
    options [("factor", "2", "how many times larger one of the two shares must be than the other")]
}

/// The name of how much purer the part must be for the pure share to reach a threshold.
const NEEDED: &str = "purity ratio needed for {}";

fn check(case: &StepCase<'_>) -> Verdict {
    let part = assumed(case, AssumptionName::PurityPart);
    let rest = assumed(case, AssumptionName::PurityRest);
    let concluded = case.concluded().method.adjustment;
    if part.is_none() && rest.is_none() && concluded != Some(Adjustment::Purity) {
        return Ok(Outcome::not_applicable("nobody speaks of purity"));
    }
    let share = case.share()?;
    if !matches!(share.at.unit().dimension(), Some(Dimension::MASS | Dimension::VOLUME))
        || share.at.role != Role::Top
    {
        return Ok(Outcome::not_applicable("the share is not of a weight or a volume"));
    }
    match case.evidence().method.adjustment {
        None | Some(Adjustment::None) => {}
        Some(Adjustment::Purity) => {
            return Ok(Outcome::not_applicable("the weights are of the active ingredient already"));
        }
        Some(_) => {
            return Ok(Outcome::not_applicable("the figure is adjusted: it is not the ratio of two weights"));
        }
    }
    if concluded == Some(Adjustment::None) {
        return Ok(Outcome::not_applicable("the conclusion is about gross weight"));
    }
    same_share(case)?;
    if share.value.is_zero() || !share.rest.is_positive() {
        return Ok(Outcome::not_applicable("all of it is of one kind: no purity changes the share"));
    }
    let asserted = case.thresholds();
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let (Some(part), Some(rest)) = (part, rest) else {
        let lacking = if part.is_none() { Field::PURITY_PART } else { Field::PURITY_REST };
        let mut values = vec![NamedValue::percent("gross share", share.value.clone())];
        values.extend(needed(&share.value, asserted.iter().map(|threshold| &threshold.value))?);
        return Ok(Outcome::missing(lacking, Some(case.written.id())).so_far(values));
    };
    let (Some(purity_part), Some(purity_rest)) = (purity(part)?, purity(rest)?) else {
        return Ok(Outcome::not_applicable("a purity is not between 0 and 1"));
    };
    let pure = pure_share(&share.interval, &purity_part, &purity_rest)?;
    let gross = Interval::point(share.value.clone());
    let times = pure_share(&gross, &purity_part, &purity_rest)?.scale(&share.value.recip()?)?;
    let factor = case.settings.get("factor");
    let is_far = |times: &Exact| -> Result<bool, ArithmeticError> {
        Ok(*times >= factor || (times * &factor)? <= Exact::ONE)
    };
    let ends = [times.low_value(), times.high_value()].into_iter().flatten();
    let far = ends.map(is_far).collect::<Result<Vec<_>, _>>()?;
    // Between an end far below and one far above lie those that are not far.
    let one_way = times.low_value().is_some_and(|low| *low >= factor)
        || times.high_value().is_some_and(|high| (high * &factor).is_ok_and(|high| high <= Exact::ONE));
    let span = share.interval.hull(&pure);
    let crossed = asserted.iter().filter(|one| one.is_open(&span) && !one.is_open(&share.interval));
    let mut crossed: Vec<Exact> = crossed.map(|threshold| threshold.value.clone()).collect();
    crossed.dedup();
    let severity = if one_way || !crossed.is_empty() {
        Severity::Warning
    } else if far.contains(&true) {
        Severity::Note
    } else {
        return Ok(Outcome::Passed);
    };
    let told = Told {
        gross: share.value.clone(),
        pure,
        times,
        crossed: crossed.into(),
        purities: [part.to_string().into(), rest.to_string().into()],
    };
    let finding = Finding::told_when_read(severity, move || told.tell());
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.at)).into())
}

/// What is supposed of a purity; nothing where it is none.
fn purity(amount: &Amount) -> Result<Option<Interval>, Outcome> {
    let purity = supposed(amount)?;
    Ok(if purity.is_subset(&Interval::share()) { Some(purity) } else { None })
}

/// How many times purer the part would have to be for each threshold.
fn needed<'t>(
    share: &Exact,
    thresholds: impl Iterator<Item = &'t Exact>,
) -> Result<Vec<NamedValue>, ArithmeticError> {
    let mut values: Vec<NamedValue> = Vec::new();
    for threshold in thresholds {
        let name = Name::at(NEEDED, [threshold.clone()]);
        if values.iter().all(|value| value.name != name) {
            values.push(NamedValue::new(name, break_even_purity_ratio(share, threshold)?));
        }
    }
    Ok(values)
}

/// The two shares, as a finding keeps them.
struct Told {
    gross: Exact,
    pure: Interval,
    times: Interval,
    /// The thresholds that hold for the gross share and not surely for the pure one.
    crossed: Box<[Exact]>,
    /// As declared: of the part, of the rest.
    purities: [Box<str>; 2],
}

impl Told {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let [part, rest] = &self.purities;
        let reason = match self.crossed.is_empty() {
            true => {
                "with a purity of {part} in the part and {rest} in the rest, a gross kilogram is not as much of the substance in both"
            }
            false => {
                "with a purity of {part} in the part and {rest} in the rest the pure share is not surely on the side of {crossed} on which the gross share is: it is {list}"
            }
        };
        let list = |finding: &Finding| {
            list(finding, NEEDED, |i, at, value| match i {
                0 => format!("{at} if the part is {} times as pure as the rest", value.shown()),
                _ => format!("{at} if {} times", value.shown()),
            })
        };
        let finding = Finding::warning(
            "by weight of the active ingredient the share is {pure share:range}, by gross weight {gross share}: {times:range} times as much",
            reason,
            "say whether gross or pure weight is meant, and give both shares",
        );
        Ok(finding
            .with(NamedValue::percent("gross share", self.gross.clone()))
            .with(NamedValue::range("pure share", self.pure.clone()).style(Style::Percent))
            .with(NamedValue::range("times", self.times.clone()))
            .with_all(needed(&self.gross, self.crossed.iter())?)
            .made("list", list)
            .word("part", part.clone())
            .word("rest", rest.clone())
            .word("crossed", percents(&self.crossed)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
