//! AR11: more digits are printed than the figure can have.

use crate::dossier::{Design, Details, Reported, Role};
use crate::number::{ArithmeticError, Exact, Form, Reading, grouped};
use crate::quantity::{Adjustment, Amount, Measure, Slot, Status, before_or_after};
use crate::rule::{Field, Finding, NamedValue, Outcome, QuantityCase, Severity, Verdict, declare_rule};

declare_rule! {
    /// ## What it checks
    /// Whether the last printed digit of a figure is lost in the margin printed with it, and whether a percentage of a few
    /// has digits that no number of them could need.
    ///
    /// ## Why it matters
    /// Digits are read as knowledge. Those that nobody has make a guess look measured, and hide the ones that count.
    ///
    /// ## How
    /// The uncertainty is the printed margin, half of the printed interval, else the printed standard error. It is a note
    /// where the last digit is worth at most a hundredth of that: then the uncertainty, written down to that place, has three
    /// digits, and two suffice, as the guide to its expression says. What remains is the figure rounded to the place where
    /// the uncertainty has two. Open zeros of a whole number ("49,000") are no digits, and the uncertainty is the smallest
    /// that its own digits allow.
    ///
    /// A percentage of counted things moves in steps of one of them. It is a note where the last digit is worth at most a
    /// hundredth of a step. (Two digits below the step are left to it: "39.5 %" of 43 is how shares of small groups
    /// are printed, and does no harm.)
    ///
    /// ## Fires
    /// An odds ratio that Cole takes as his example; he prints 23.
    /// ```toml
    /// [[claim]]
    /// id      = "side-effects"
    /// figure  = { value = "22.68", interval = ["7.51", "73.67"], level = "95 %" }
    /// measure = "odds-ratio"
    /// ```
    /// One of 229 cases more is 0.44 %.
    /// ```toml
    /// [[claim]]
    /// id    = "cases"
    /// share = { part = "17 cases", whole = "229 cases", stated = "7.4236 %" }
    /// ```
    ///
    /// ## Clean
    /// Half the interval is 0.5, fifty times the last digit.
    /// ```toml
    /// [[claim]]
    /// id      = "ratio"
    /// figure  = { value = "1.52", interval = ["1.10", "2.10"], level = "95 %" }
    /// measure = "odds-ratio"
    /// ```
    /// One of 43 is 2.3 %.
    /// ```toml
    /// [[claim]]
    /// id    = "few"
    /// share = { part = "17 patients", whole = "43 patients", stated = "39.5 %" }
    /// ```
    ///
    /// ## Limits
    /// Only a note: tables that others reckon with keep further digits on purpose. A count is exact, whatever interval is
    /// printed with it for what it is a sign of: of one with an interval it asks whether it was counted (`status`). What was
    /// computed from figures that the text rounds may have been computed before they were, and is not judged; nor is
    /// a figure without a margin, and what is rounded to a word.
    ///
    /// ## Sources
    /// JCGM 100:2008, *Guide to the expression of uncertainty in measurement*, 7.2.6. Cole, T. J. (2015), Too many digits,
    /// *Archives of Disease in Childhood* 100:608. Ehrenberg, A. S. C. (1977), Rudiments of numeracy, *Journal of the Royal
    /// Statistical Society* A 140:277.
    "AR11", "false-precision", "arithmetic", since "0.1.0", Note,
    "more digits are printed than the figure can have",
    Quantity(check)
}

/// How many of the last digit its uncertainty may be: it has two digits then.
const MOST: i64 = 100;

fn check(case: &QuantityCase<'_>) -> Verdict {
    let reported = case.reported;
    let figure = reported.amount.figure();
    let no_digits = || Outcome::not_applicable("the figure is no number with digits of its own");
    if figure.form() != Form::Number || figure.is_vague() || figure.value().is_zero() {
        return Ok(no_digits());
    }
    let (Some(digit), Some(factor)) = (figure.loosest_digit(), reported.unit().factor().is_point()) else {
        return Ok(no_digits());
    };
    let digit_in_base = (&digit * factor)?;
    let Some(member) = case.member() else { return Ok(no_digits()) };
    let blurred = match (reported.role, member.details.as_deref()) {
        (Role::Value, Some(details)) => match uncertainty(details)? {
            Some(known) => Some(known),
            None => step_of_n(case, details)?,
        },
        (Role::Stated, _) => step_of_whole(case)?,
        _ => None,
    };
    let Some(Blurred { by, shown, what }) = blurred else {
        return Ok(Outcome::not_applicable("nothing is printed that says how well the figure is known"));
    };
    let method = &case.resolved.scope(reported.scope).method;
    let raw = matches!(method.adjustment, None | Some(Adjustment::None));
    if matches!(what, What::StepOfWhole | What::StepOfN) && !raw {
        return Ok(Outcome::not_applicable("an adjusted share has no steps of one"));
    }
    if by < (&digit_in_base * &Exact::from(MOST))? {
        return Ok(Outcome::Passed);
    }
    // Of "an estimated 12,345" the interval is of the figure; of 12,345 that were counted, of what made them so many.
    let is_count = what == What::Interval && reported.unit().is_known_count();
    let is_sampled = case
        .resolved
        .frame_of(reported.scope)
        .and_then(|frame| frame.design)
        .is_some_and(|design| design.is_selective() || design == Design::Probability);
    match method.status {
        Some(Status::Observed | Status::Provisional) if is_count && !is_sampled => {
            return Ok(Outcome::not_applicable("a count is exact, whatever interval is printed with it"));
        }
        None if is_count && !is_sampled => {
            return Ok(Outcome::missing(Field::STATUS, Some(case.resolved.owner_id(member.owner))));
        }
        _ => {}
    }

    let in_unit = (&shown / factor)?;
    let place = place(&in_unit)?;
    let half = Exact::new(1, 2)?;
    let rounded = ((&(figure.value() / &place)? + &half)?.floor() * &place)?;
    let amount = reported.amount.clone();
    let whole = case.resolved.amount_of(member, Role::Bottom).map(|bottom| bottom.amount.clone());
    let n = member.details.as_deref().and_then(|details| details.n.clone());
    let finding = Finding::told_when_read(Severity::Note, move || {
        let symbol = amount.unit().symbol();
        let reason = match what {
            What::StepOfWhole | What::StepOfN => {
                "the last digit is worth a hundredth of that at most, and says nothing that the number of them does not"
            }
            _ => "the last digit is worth a hundredth of that at most, and nobody knows it",
        };
        let fact = match what {
            What::Margin => "{figure} is printed to {digit}, with a margin of {uncertainty}",
            What::Interval => "{figure} is printed to {digit}, and half of its interval is {uncertainty}",
            What::StandardError => "{figure} is printed to {digit}, and its standard error is {uncertainty}",
            What::StepOfWhole | What::StepOfN => {
                "{figure} is printed to {digit}, and one of {whole} more or less is {uncertainty}"
            }
        };
        let printed = before_or_after(&grouped(rounded.to_decimal(DIGITS)), " ", symbol);
        let value = |name, value: &Exact| NamedValue::new(name, value.clone()).unit(symbol.to_string());
        Ok(Finding::note(
            fact,
            reason,
            "print no more than {rounded}; keep further digits for a table that others reckon with",
        )
        .with_all([value("digit", &digit), value("uncertainty", &in_unit), value("supported", &rounded)])
        .word("figure", amount.to_string())
        .word("rounded", printed.trim_end().to_string())
        .word("whole", whole.iter().chain(&n).next().map(ToString::to_string).unwrap_or_default()))
    });
    Ok(finding.at(case.pointer()).into())
}

/// How many digits of a rounded figure are shown.
const DIGITS: usize = 12;

/// What a figure is known to, in the base unit.
struct Blurred {
    /// At least.
    by: Exact,
    /// As printed.
    shown: Exact,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Margin,
    Interval,
    StandardError,
    StepOfWhole,
    StepOfN,
}

/// The uncertainty that is printed with the figure.
fn uncertainty(details: &Details) -> Result<Option<Blurred>, ArithmeticError> {
    let least = |amount: &Amount| Ok(amount.interval(Reading::Nearest)?.low_value().cloned());
    let found = |by: Option<Exact>, shown: Option<Exact>, what| {
        let known = by.zip(shown).filter(|(by, shown)| by.is_positive() && shown >= by);
        known.map(|(by, shown)| Blurred { by, shown, what })
    };
    if let Some(margin) = &details.margin {
        return Ok(found(least(margin)?, margin.value()?, What::Margin));
    }
    if let Some([low, high]) = &details.interval {
        let half = |low: Option<&Exact>, high: Option<&Exact>| match (low, high) {
            (Some(low), Some(high)) => Ok(Some(((high - low)? / &Exact::from(2))?)),
            _ => Ok::<_, ArithmeticError>(None),
        };
        let ends = (low.interval(Reading::Nearest)?, high.interval(Reading::Nearest)?);
        let shown = half(low.value()?.as_ref(), high.value()?.as_ref())?;
        return Ok(found(half(ends.0.high_value(), ends.1.low_value())?, shown, What::Interval));
    }
    match details.other("se") {
        Some(error) => Ok(found(least(error)?, error.value()?, What::StandardError)),
        None => Ok(None),
    }
}

/// What one unit more or less makes of a percentage, at least.
fn step(of: &Reported, n: Option<&Exact>, what: What) -> Result<Option<Blurred>, ArithmeticError> {
    let Some(n) = n.filter(|n| n.is_positive() && of.unit().fraction().is_some()) else { return Ok(None) };
    let by = n.recip()?;
    Ok(Some(Blurred { shown: by.clone(), by, what }))
}

fn step_of_n(case: &QuantityCase<'_>, details: &Details) -> Result<Option<Blurred>, ArithmeticError> {
    // A mean of percentages, or a growth in per cent, has no such steps.
    let measure = case.resolved.scope(case.reported.scope).subject.measure;
    let Some(n) = details.n.as_ref().filter(|_| measure == Slot::Known(Measure::Share)) else {
        return Ok(None);
    };
    step(case.reported, n.interval(Reading::AsWritten)?.high_value(), What::StepOfN)
}

fn step_of_whole(case: &QuantityCase<'_>) -> Result<Option<Blurred>, ArithmeticError> {
    let amount = |role| case.resolved.amount_of(case.member()?, role);
    let (Some(top), Some(bottom)) = (amount(Role::Top), amount(Role::Bottom)) else { return Ok(None) };
    // An average is no count: "2.3 children" of so many.
    if ![top, bottom].iter().all(|one| one.unit().is_counted() && !one.amount.is_average()) {
        return Ok(None);
    }
    step(case.reported, bottom.interval(Reading::AsWritten)?.high_value(), What::StepOfWhole)
}

/// The smallest power of ten of which the uncertainty is less than a hundred.
fn place(uncertainty: &Exact) -> Result<Exact, ArithmeticError> {
    let mut power = 0;
    while *uncertainty >= (&Exact::pow10(power)? * &Exact::from(MOST))? {
        power += 1;
    }
    while *uncertainty < Exact::pow10(power + 1)? {
        power -= 1;
    }
    Exact::pow10(power)
}

#[cfg(test)]
mod tests;
