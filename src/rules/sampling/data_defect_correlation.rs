//! SA10: how little selection it takes to turn a large sample that was not drawn by chance.

use crate::dossier::Design;
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Adjustment, SetRelation, Value};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::fields;
use crate::rules::observed::{Size, size};
use crate::rules::step::{about_step, is_plain_number, list, observed_part, open_at, same_share};
use crate::stats::{defect_correlation, defect_effective_size, worst_case_bounds};

declare_rule! {
    /// ## What it checks
    /// A share of units that got into the data in another way than by chance, concluded of a population of known size: which
    /// correlation between belonging to the share and being in the data turns what is asserted.
    ///
    /// ## Why it matters
    /// A quarter of a million volunteers can tell as much as 39 people drawn by chance. Large is not representative.
    ///
    /// ## How
    /// With `f = n/N` of the population in the data, the observed share is off by `ρ·√((1 − f)/f)·σ`, where `σ² = T(1 − T)`
    /// if the true share is `T`. Solved for `ρ` at each threshold. Data with the correlation `ρ` are worth `f/(1 − f)/ρ²`
    /// units drawn by chance. A warning where `|ρ|` is below `small` and less than a tenth of the population is in the data,
    /// else a note. It passes where so much of the population is in the data that no selection turns what is asserted.
    /// Decided by `ρ²`, which is rational.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.volunteers]
    /// design     = "volunteer"
    /// stands_for = "adults"
    /// population = "255 million people"
    ///
    /// [[claim]]
    /// id    = "vaccinated"
    /// of    = "vaccinated-adults"
    /// frame = "volunteers"
    /// share = "132,500 of 250,000 people"
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "vaccinated"
    /// asserts = "share > 1/2"
    /// base    = "adults"
    /// ```
    ///
    /// ## Clean
    /// Nearly all are in the data: whoever the others are, it is most of them.
    /// ```toml
    /// [frame.volunteers]
    /// design     = "volunteer"
    /// stands_for = "members"
    /// population = "1,000 people"
    ///
    /// [[claim]]
    /// id    = "in-favour"
    /// of    = "members-in-favour"
    /// frame = "volunteers"
    /// share = "700 of 900 people"
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "in-favour"
    /// asserts = "share > 1/2"
    /// base    = "members"
    /// ```
    ///
    /// ## Limits
    /// Says what a correlation would do, not that there is one. For shares that count units, not for masses; for figures
    /// as they were counted, not for weighted or modelled ones; for what was caught or sent on only where the size of the
    /// population is stated; where the population whose size is stated is the one that is
    /// concluded about. `small` is a convention: in a large
    /// survey of voters a correlation of about 0.005 was found (Meng 2018).
    ///
    /// ## Sources
    /// Meng, X.-L. (2018), *Annals of Applied Statistics* 12:685. Bradley, V. C. et al. (2021), *Nature* 600:695.
    "SA10", "data-defect-correlation", "sampling", since "0.1.0", Warning,
    "how little selection it takes to turn a large sample that was not drawn by chance",
    Step(check),
    options [("small", "1/100", "below which correlation the selection that turns it is called small")]
}

/// The name of the correlation that makes the true share a threshold.
const NEEDED: &str = "correlation for {}";

/// The name of what the data are worth at a correlation.
const WORTH: &str = "worth at {}";

/// Correlations, in thousandths, for which it is shown what the data are worth.
const SHOWN: [i64; 3] = [1, 5, 50];

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    let asserted = if case.asserts().is_empty() { &[] } else { case.thresholds() };
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let Some(observed) = share.interval.is_point().cloned() else {
        return Ok(Outcome::not_applicable("the share is a limit, not a number"));
    };
    let counted = case.resolved.member_of(share.at).map(|member| size(case, member)).transpose()?;
    if matches!(counted, None | Some(Size::Measured)) {
        return Ok(Outcome::not_applicable("the share is of a measure, not of units"));
    }
    if !matches!(case.evidence().method.adjustment, None | Some(Adjustment::None)) {
        return Ok(Outcome::not_applicable("the share is not that of the units as counted"));
    }
    same_share(case)?;
    observed_part(case)?;
    let Some(frame) = case.frame() else {
        return Ok(Outcome::missing(Field::FRAME, Some(case.written.id())));
    };
    match frame.design {
        Some(Design::Volunteer | Design::Convenience) => {}
        // How many there are of what was not caught or sent on, nobody can be asked.
        Some(Design::Enforcement | Design::Referral) if frame.amount("population").is_some() => {}
        None => return Ok(Outcome::missing(Field::DESIGN, Some(frame.name))),
        Some(_) => return Ok(Outcome::not_applicable("the units did not select themselves")),
    }
    is_population(case)?;
    if asserted.iter().all(|threshold| threshold.value == observed) {
        return Ok(Outcome::not_applicable("the share lies on what is asserted"));
    }
    let Some(Size::Of(units)) = counted else {
        return Ok(Outcome::missing(Field::N, Some(case.written.id())));
    };
    let stated = frame.amount("population").filter(|population| is_plain_number(population));
    let Some(population) = stated.map(|population| population.value()).transpose()?.flatten() else {
        return Ok(Outcome::missing(Field::POPULATION, Some(frame.name))
            .so_far(vec![NamedValue::new("units", units).style(Style::Whole)]));
    };
    let fraction = match population.is_positive() {
        true => (&units / &population)?,
        false => return Ok(Outcome::not_applicable("the population has no units")),
    };
    if fraction > Exact::ONE {
        return Ok(Outcome::not_applicable("there are more units in the data than in the population"));
    }
    let bounds = worst_case_bounds(&share.interval, &Interval::point(fraction.clone()), &Interval::share())?;
    let mut open = open_at(asserted, &bounds).into_vec();
    open.retain(|threshold| *threshold != observed);
    if open.is_empty() || fraction == Exact::ONE {
        return Ok(Outcome::Passed);
    }
    let small = case.settings.get("small");
    let mut is_small = false;
    if fraction < Exact::new(1, 10)? {
        for threshold in &open {
            is_small = is_small || squared(&observed, threshold, &fraction)? < (&small * &small)?;
        }
    }
    let severity = if is_small { Severity::Warning } else { Severity::Note };
    let open = Box::<[Exact]>::from(open);
    let finding = Finding::told_when_read(severity, move || {
        let mut values = vec![
            NamedValue::percent("share", observed.clone()),
            NamedValue::new("units", units.clone()).style(Style::Whole),
            NamedValue::new("population", population.clone()),
        ];
        for threshold in &open {
            let error = (&observed - threshold)?.abs();
            let needed = defect_correlation(&error, threshold, &fraction)?;
            let name = Name::at(NEEDED, [threshold.clone()]);
            let low = needed.low_value().cloned().unwrap_or(Exact::ZERO);
            values.push(NamedValue::new(name, low).within(needed));
        }
        for thousandths in SHOWN {
            let rho = Exact::new(thousandths, 1_000)?;
            let worth = defect_effective_size(&rho, &fraction)?;
            values.push(NamedValue::new(Name::at(WORTH, [rho]), worth));
        }
        let needed = |finding: &Finding| {
            list(finding, NEEDED, |i, at, value| match i {
                0 => format!("{at} at a correlation of {}", value.shown()),
                _ => format!("{at} at {}", value.shown()),
            })
        };
        let worth = |finding: &Finding| {
            let middle = finding.values_of(WORTH).nth(1);
            middle.map(NamedValue::shown).unwrap_or_default()
        };
        Ok(Finding::warning(
            "the true share would be {needed} between belonging to it and being in the data",
            "{units} of {population} are in the data, and not by chance: at a correlation of 0.005 they tell as much as {worth} drawn by chance",
            "number does not make up for selection: compare with a sample drawn by chance, or with what is known of the population",
        )
        .with_all(values)
        .made("needed", needed)
        .made("worth", worth))
    });
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.at)).into())
}

/// The square of the correlation that makes the true share a threshold.
fn squared(observed: &Exact, threshold: &Exact, fraction: &Exact) -> Result<Exact, ArithmeticError> {
    let error = (observed - threshold)?;
    let spread = (threshold * &(&Exact::ONE - threshold)?)?;
    let odds = (fraction / &(&Exact::ONE - fraction)?)?;
    &(&(&error * &error)? * &odds)? / &spread
}

/// The population whose size the frame states must be the one that is concluded about.
fn is_population(case: &StepCase<'_>) -> Result<(), Outcome> {
    let Some(frame) = case.frame() else { return Ok(()) };
    let concepts = &case.resolved.names().concept;
    let Some(population) = frame.stands_for.and_then(|population| concepts.id(population)) else {
        return Err(Outcome::missing(Field::STANDS_FOR, Some(frame.name)));
    };
    let relation = match case.concluded().subject.base {
        Value::Node(base) => concepts.relation(population, base),
        _ => SetRelation::Unknown,
    };
    match relation {
        SetRelation::Equal => Ok(()),
        SetRelation::Unknown => Err(match case.concluded().subject.base {
            Value::Node(base) => fields::two_names(concepts.name(population), concepts.name(base)).into(),
            _ => Outcome::missing(Field::BASE, Some(case.conclusion.id())),
        }),
        _ => Err(Outcome::not_applicable("the conclusion is about another population than the frame's")),
    }
}

#[cfg(test)]
mod tests;
