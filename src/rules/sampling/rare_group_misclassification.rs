//! SA12: a group so small that wrong answers of the others can make it up.

use crate::claim::{Assertion, Quantified};
use crate::dossier::{AssumptionName, Design};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Adjustment, Component, SetRelation, Value};
use crate::rule::{Field, Finding, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::observed::{Size, one_or_range, size};
use crate::rules::step::{about_step, assumed, relation, same_share, supposed, unknown};
use crate::stats::{contamination_bounds, false_member_share};

declare_rule! {
    /// ## What it checks
    /// A small share of those who were asked, concluded of the population or used as a group to speak about: how many of
    /// the group others put into it by mistake can be.
    ///
    /// ## Why it matters
    /// One wrong tick in two hundred makes no difference to a half, and more than half of a group of 0.8 %.
    ///
    /// ## How
    /// With `g` counted in the group and `e` of the others put into it by mistake, `e·(1 − g)/((1 − e)·g)` of it are
    /// others. Above `false` it is a warning. The error comes from the assumption `misclassification`, or is what a
    /// survey's `specificity` leaves. Without it, a share below `rare` in a survey gets a note: an error as large as the
    /// share explains all of it. What is asserted of the share passes where it is true of every share that the
    /// error allows, between `(g − e)/(1 − e)` and `g/(1 − e)`.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.pupils-asked]
    /// design     = "probability"
    /// stands_for = "pupils"
    ///
    /// [[assume]]
    /// name   = "misclassification"
    /// for    = "pupils-asked"
    /// value  = "0.5 %"
    /// source = "answers to a question that nobody can honestly affirm"
    ///
    /// [[claim]]
    /// id    = "limbs"
    /// share = "80 of 10,000 pupils"
    /// of    = "artificial-limb"
    /// frame = "pupils-asked"
    ///
    /// [[conclusion]]
    /// id   = "one-in-125"
    /// from = "limbs"
    /// base = "pupils"
    /// ```
    /// The group as a base of its own, and no error known.
    /// ```toml
    /// [frame.panel]
    /// design     = "volunteer"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id    = "no-citizens"
    /// share = "339 of 32,800 people"
    /// of    = "non-citizens"
    /// frame = "panel"
    ///
    /// [[conclusion]]
    /// id      = "they-vote"
    /// from    = "no-citizens"
    /// asserts = "share > 0"
    /// of      = "voters"
    /// base    = "non-citizens"
    /// ```
    ///
    /// ## Clean
    /// A register is no answer to a question.
    /// ```toml
    /// [frame.register]
    /// design     = "administrative"
    /// stands_for = "pupils"
    ///
    /// [[claim]]
    /// id    = "limbs"
    /// share = "8 of 10,000 pupils"
    /// of    = "artificial-limb"
    /// frame = "register"
    ///
    /// [[conclusion]]
    /// id   = "one-in-1250"
    /// from = "limbs"
    /// base = "pupils"
    /// ```
    /// That they are few stands, whoever ticked by mistake.
    /// ```toml
    /// [frame.pupils-asked]
    /// design     = "probability"
    /// stands_for = "pupils"
    ///
    /// [[claim]]
    /// id    = "limbs"
    /// share = "80 of 10,000 pupils"
    /// of    = "artificial-limb"
    /// frame = "pupils-asked"
    ///
    /// [[conclusion]]
    /// id      = "few"
    /// from    = "limbs"
    /// asserts = "share < 1/50"
    /// base    = "pupils"
    /// ```
    ///
    /// ## Limits
    /// Says what an error would do, not that there is one. Takes it that all members are counted; where some are missed
    /// too, the group is larger and fewer of it are others. `rare` and `false` are conventions. Silent on registers and
    /// complete counts without a stated error, on what was caught, referred or chosen, on masses and modelled figures, and
    /// where nobody says how the units got into the data. A membership that was verified has a `specificity` of 100 %.
    ///
    /// ## Sources
    /// Ansolabehere, S., Luks, S. & Schaffner, B. F. (2015), *Electoral Studies* 40:409. Hemenway, D. (1997), *Journal of
    /// Criminal Law and Criminology* 87:1430. Savin-Williams, R. C. & Joyner, K. (2014), *Archives of Sexual Behavior*
    /// 43:413. Rogan, W. J. & Gladen, B. (1978), *American Journal of Epidemiology* 107:71. Horowitz, J. & Manski, C. F.
    /// (1995), *Econometrica* 63:281.
    "SA12", "rare-group-misclassification", "sampling", since "0.1.0", Warning,
    "a group so small that wrong answers of the others can make it up",
    Step(check),
    options [
        ("rare", "1/50", "below which share a group is asked about where no error is stated"),
        ("false", "1/10", "which share of the group may be others without a warning")
    ]
}

/// What is known of the error.
enum Known {
    /// Between these limits.
    Error(Interval),
    /// Nothing.
    Nothing,
}

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    if share.part.is_zero() || share.interval.high_value().is_none_or(|high| !high.is_positive()) {
        return Ok(Outcome::not_applicable("nobody is counted in the group"));
    }
    let counted = case.resolved.member_of(share.at).map(|member| size(case, member)).transpose()?;
    if matches!(counted, None | Some(Size::Measured)) {
        return Ok(Outcome::not_applicable("the share is of a measure, not of units that were classified"));
    }
    if !matches!(case.evidence().method.adjustment, None | Some(Adjustment::None | Adjustment::Weighted)) {
        return Ok(Outcome::not_applicable("the figure was modelled or standardised"));
    }
    let known = error(case)?;
    let allowed = match &known {
        Known::Error(error) => contamination_bounds(&share.interval, error)?,
        // All of the group may be a mistake.
        Known::Nothing => share.interval.hull(&Interval::point(Exact::ZERO)),
    };
    let group = is_about_group(case);
    if !group && !is_open(case, &allowed)? {
        return Ok(Outcome::Passed);
    }
    let finding = match known {
        Known::Error(error) => match with_error(case, &share.interval, error, allowed)? {
            Some(finding) => finding,
            None => return Ok(Outcome::Passed),
        },
        Known::Nothing => {
            let rare = case.settings.get("rare");
            if share.interval.high_value().is_none_or(|high| *high >= rare) {
                return Ok(Outcome::Passed);
            }
            without_error(case, share.interval.clone())
        }
    };
    if !group {
        about_all(case)?;
    }
    // Said only where the answer turns silence into this finding.
    if assumed(case, AssumptionName::Misclassification).is_none() {
        if let Some(frame) = case.frame().filter(|frame| frame.design.is_none()) {
            return Ok(Outcome::missing(Field::DESIGN, Some(frame.name)));
        }
    }
    let field = if case.asserts().is_empty() { "base" } else { "asserts" };
    Ok(about_step(case, finding, field).at(case.resolved.pointer(share.at)).into())
}

/// The error as supposed, else as a survey's specificity leaves it; nothing known only of surveys.
fn error(case: &StepCase<'_>) -> Result<Known, Outcome> {
    if let Some(supposed_error) = assumed(case, AssumptionName::Misclassification) {
        return within(&supposed(supposed_error)?);
    }
    let Some(frame) = case.frame() else {
        return Err(Outcome::not_applicable("nobody says how the units got into the data"));
    };
    match frame.design {
        None | Some(Design::Probability | Design::Volunteer | Design::Convenience) => {}
        Some(_) => return Err(Outcome::not_applicable("the units were not asked in a survey")),
    }
    match frame.amount("specificity") {
        Some(specificity) => within(&Interval::ONE.sub(&supposed(specificity)?)?),
        None => Ok(Known::Nothing),
    }
}

fn within(error: &Interval) -> Result<Known, Outcome> {
    match error.intersect(&Interval::share()) {
        Some(error) if error.low_value() != Some(&Exact::ONE) => Ok(Known::Error(error)),
        _ => Err(Outcome::not_applicable("the share of the others put into the group is not below 1")),
    }
}

/// Whether the conclusion is about the group itself.
fn is_about_group(case: &StepCase<'_>) -> bool {
    match (case.evidence().subject.of, case.concluded().subject.base) {
        (Value::Node(group), Value::Node(base)) => {
            case.resolved.names().concept.relation(group, base) == SetRelation::Equal
        }
        _ => false,
    }
}

/// Whether the conclusion is about the share of the same group in the same population or a wider one.
fn about_all(case: &StepCase<'_>) -> Result<(), Outcome> {
    same_share(case)?;
    match relation(case, Component::Base) {
        None | Some(SetRelation::Equal | SetRelation::Within) => Ok(()),
        Some(SetRelation::Unknown) => Err(unknown(case, Component::Base)),
        Some(_) => Err(Outcome::not_applicable("the conclusion is about another population")),
    }
}

/// Whether something asserted is true of some of the shares that the error allows and false of others; the figure itself
/// is, if nothing is asserted.
fn is_open(case: &StepCase<'_>, allowed: &Interval) -> Result<bool, Outcome> {
    let asserts = case.asserts();
    let about = |quantified: &[Quantified]| asserts.iter().any(|one| quantified.contains(&one.quantified));
    if asserts.is_empty() || about(&[Quantified::Count, Quantified::Sum]) {
        return Ok(true);
    }
    if !about(&[Quantified::Share]) {
        return Err(Outcome::not_applicable("nothing is asserted about the share or the number"));
    }
    for assertion in asserts.iter().filter(|one| one.quantified == Quantified::Share) {
        let asserted = assertion.comparator.set(threshold(assertion)?);
        if !allowed.is_subset(&asserted) && !allowed.is_disjoint(&asserted) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn threshold(assertion: &Assertion) -> Result<Exact, ArithmeticError> {
    let value = &assertion.threshold.value;
    match assertion.threshold.unit.factor().is_point() {
        Some(factor) => value * factor,
        None => Ok(value.clone()),
    }
}

/// What the error makes of the group; nothing where it is too small to tell.
fn with_error(
    case: &StepCase<'_>,
    share: &Interval,
    error: Interval,
    allowed: Interval,
) -> Result<Option<Finding>, Outcome> {
    let end = |value: Option<&Exact>, open: Exact| value.cloned().unwrap_or(open);
    let at = |share: &Exact, error: &Exact| match share.is_zero() || *error >= Exact::ONE {
        true => Ok(Exact::ONE),
        false => false_member_share(share, error),
    };
    // It grows with the error, and falls with the share.
    let least = at(&end(share.high_value(), Exact::ONE), &end(error.low_value(), Exact::ZERO))?;
    let most = at(&end(share.low_value(), Exact::ZERO), &end(error.high_value(), Exact::ONE))?;
    let limit = case.settings.get("false");
    let severity = match (least > limit, most > limit) {
        (true, _) => Severity::Warning,
        (false, true) => Severity::Note,
        (false, false) => return Ok(None),
    };
    let (share, sides) = (share.clone(), case.sides());
    Ok(Some(Finding::told_when_read(severity, move || {
        let others = Interval::closed(least.clone(), most.clone()).unwrap_or_else(Interval::share);
        Ok(Finding::warning(
            "{others} of those counted as {group} are others, if {error} of the others are put there by mistake",
            "the group is {share} of all, and the others are many: with that error the true share lies from {share with the error}",
            "establish membership in a second way, or give the group's size with that error",
        )
        .word("group", sides.first(Component::Of))
        .with_all([
            one_or_range("share", &share),
            one_or_range("error", &error),
            one_or_range("others", &others),
            one_or_range("share with the error", &allowed),
        ]))
    })))
}

fn without_error(case: &StepCase<'_>, share: Interval) -> Finding {
    let sides = case.sides();
    let finding = Finding::told_when_read(Severity::Note, move || {
        Ok(Finding::note(
            "{error that explains all} of the others, counted by mistake, would explain all of {group}",
            "the group is {share} of all: nearly all are others, and few of them need to be put into it by mistake",
            "establish membership in a second way, or ask how often others are counted in it",
        )
        .word("group", sides.first(Component::Of))
        .with_all([one_or_range("share", &share), one_or_range("error that explains all", &share)]))
    });
    finding.ask(Field::MISCLASSIFICATION)
}

#[cfg(test)]
mod tests;
