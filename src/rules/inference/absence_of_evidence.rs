//! IN01: none was found, and it is concluded that there is none.

use crate::claim::{Assertion, Mood, Quantified};
use crate::dossier::{Design, MemberShape, Reported};
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Component, Measure, PeriodValue, SetRelation, Slot, Value};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::fields;
use crate::rules::step::{about_step, relation};
use crate::stats::{none_found_probability, zero_count_upper_bound, zero_share_upper_bound};

declare_rule! {
    /// ## What it checks
    /// A count or share of zero that is concluded of more than what was searched: it stopped, there is none.
    ///
    /// ## Why it matters
    /// Not found is not the same as not there. How many could be there depends on how hard somebody looked.
    ///
    /// ## How
    /// Its subject is the step, not the claim: that none was found may be said; that there is none is a conclusion. It
    /// fires where none is concluded, as the same figure, `count = 0` or `share = 0`, of more than what was searched.
    /// At 95 %, finding none leaves room for up to −ln 0.05 = 3.00 cases of the kind that would have been found; a year's
    /// rate follows from the length of the period (365.25 days to the year). Of `k` real cases, each found with
    /// probability `d`, none is found with probability `(1 − d)^k`; with no sensitivity stated, the number is shown for
    /// the option's cases and detection. None among a known number `n` leaves room for a share of up to `1 − 0.05^(1/n)`
    /// (exact binomial; about `3/n`), divided by the sensitivity where that is stated. A stated sensitivity with which
    /// finding none would have been improbable (5 % or less) makes it a note.
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
    /// Assumes that cases come and are found independently, and that those searched are like the rest. Silent where the
    /// conclusion is limited to what was searched or says only that none was shown. Kilograms and money are no searches:
    /// of a share of them it asks how many were searched.
    ///
    /// ## Sources
    /// Altman, D. & Bland, J. M. (1995), *BMJ* 311:485. Hanley, J. & Lippman-Hand, A. (1983), *JAMA* 249:1743. Garwood, F.
    /// (1936), *Biometrika* 28:437. Clopper, C. & Pearson, E. (1934), *Biometrika* 26:404.
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
    let no_number = || Outcome::not_applicable("the claim is not a number of things found");
    let Some(member) = case.resolved.result_member(case.claim) else { return Ok(no_number()) };
    let (zero, whole) = match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Value, [value, ..]) => (value, None),
        (MemberShape::Ratio(RatioKind::Share), [part, whole, ..]) => (part, Some(&whole.amount)),
        _ => return Ok(no_number()),
    };
    // Most figures need no interval: a plain number that is not zero is not none.
    let figure = zero.amount.figure();
    let is_number = figure.form() == Form::Number && !figure.is_sharp() && !figure.is_vague();
    if (is_number && !figure.value().is_zero())
        || zero.interval(Reading::Nearest)?.is_point() != Some(&Exact::ZERO)
    {
        return Ok(Outcome::not_applicable("the claim is not that none was found"));
    }
    if !case.asserts().is_empty() && !case.asserts().iter().any(says_none) {
        return Ok(Outcome::not_applicable("the conclusion is not that there is none"));
    }
    if case.conclusion.mood == Mood::NotShown {
        return Ok(Outcome::Passed);
    }
    if let Some(outcome) = limited(case) {
        return Ok(outcome);
    }
    let is_share = match case.resolved.scope(member.scope).subject.measure {
        Slot::Known(Measure::Count) => false,
        Slot::Known(Measure::Share) => true,
        Slot::Unknown => return Ok(Outcome::missing(Field::MEASURE, Some(case.written.id()))),
        _ => return Ok(no_number()),
    };
    let frame = case.frame();
    let amount = |field| frame.and_then(|frame| frame.amount(field)).map(cautious).transpose();
    let (sensitivity, coverage) = (amount("sensitivity")?.flatten(), amount("coverage")?.flatten());
    let census = frame.is_some_and(|frame| frame.design == Some(Design::Census));
    let enough = case.settings.get("enough");
    let complete = census || coverage.as_ref().is_some_and(|share| *share >= enough);
    if complete && sensitivity.as_ref().is_some_and(|found| *found >= enough) {
        return Ok(Outcome::Passed);
    }
    let level = Exact::new(19, 20)?;
    if is_share {
        let searched = whole.or(member.details.as_ref().and_then(|details| details.n.as_ref()));
        return none_among(case, zero, searched, sensitivity.as_ref(), &level);
    }
    let bound = zero_count_upper_bound(&level)?;
    let cases = case.settings.get("cases");
    let count =
        cases.to_i64().and_then(|cases| u32::try_from(cases).ok()).ok_or(ArithmeticError::TooLarge)?;
    let detection = sensitivity.clone().unwrap_or_else(|| case.settings.get("detection"));
    let missed = none_found_probability(count, &detection)?;
    // A search that would hardly have missed so many says something; what it says is a bound, not that there is none.
    let says_something = sensitivity.is_some() && missed <= (&Exact::ONE - &level)?;
    let severity = if says_something { Severity::Note } else { Severity::Warning };
    let effort = frame.and_then(|frame| frame.amount("effort"));
    let found = Found {
        bound,
        cases,
        is_stated: sensitivity.is_some(),
        detection,
        missed,
        period: case.evidence().subject.period,
        effort: effort.map(|effort| effort.printed().into()),
    };
    let finding = Finding::told_when_read(severity, move || found.tell());
    let unknown = [
        (Field::EFFORT, effort.is_none()),
        (Field::SENSITIVITY, sensitivity.is_none()),
        (Field::COVERAGE, !complete),
    ];
    let finding = match unknown.into_iter().find(|(_, unknown)| *unknown) {
        Some((field, _)) => finding.ask(field),
        None => finding,
    };
    Ok(about_step(case, finding.at(case.resolved.pointer(zero)), "").into())
}

/// None found, and how many there may be all the same.
struct Found {
    /// How many detectable cases there may be.
    bound: Interval,
    /// The real cases of which none is found with the chance `missed`, each being found with the chance `detection`.
    cases: Exact,
    detection: Exact,
    /// Whether that chance is stated, or supposed.
    is_stated: bool,
    missed: Exact,
    period: PeriodValue,
    effort: Option<Box<str>>,
}

impl Found {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let upper = self.bound.high_value().cloned().unwrap_or(Exact::ZERO);
        let mut values = vec![
            NamedValue::new("upper bound", upper.clone()).within(self.bound.clone()),
            NamedValue::new("cases", self.cases.clone()),
            NamedValue::percent("detection", self.detection.clone()),
            NamedValue::percent("chance of finding none", self.missed.clone()),
        ];
        let mut fact =
            "none found leaves room for at most {bound} detectable cases, at 95 % confidence".to_string();
        let mut rate = None;
        if let PeriodValue::Period(period) = self.period {
            if let (Some(days), Some(years)) = (period.days(), period.years()) {
                let yearly = (&upper / &years)?;
                values.push(NamedValue::new("days", days.into()).style(Style::Whole));
                values.push(
                    NamedValue::new("upper bound a year", yearly.clone())
                        .within(self.bound.scale(&years.recip()?)?),
                );
                fact = "none found in {days} days leaves room for at most {bound} detectable cases ({rate} a year), at 95 % confidence".into();
                rate = Some(two_places(&yearly)?);
            }
        }
        if let (None, Some(effort)) = (&rate, &self.effort) {
            fact = format!(
                "none found among {effort} leaves room for at most {{bound}} detectable cases, at 95 % confidence"
            );
        }
        let reason = if self.is_stated {
            "of {cases} real cases, each found with the stated chance of {detection}, none is found with a chance of {chance of finding none}"
        } else {
            "how likely a case is to be found is not stated: if it were {detection}, none of {cases} real cases would be found with a chance of {chance of finding none}"
        };
        let finding = Finding::warning(
            fact,
            reason,
            "say that none was found, and how hard was looked: how many were searched, and how many of those that are there a search finds",
        );
        Ok(finding.with_all(values).word("bound", two_places(&upper)?).word("rate", rate.unwrap_or_default()))
    }
}

/// None found among a known number: an upper limit of the share.
fn none_among(
    case: &StepCase<'_>,
    zero: &Reported,
    searched: Option<&Amount>,
    sensitivity: Option<&Exact>,
    level: &Exact,
) -> Verdict {
    // Of a vague number the least: fewer leave more room.
    let number = match searched {
        Some(searched) if searched.unit().is_counted() => {
            searched.interval(Reading::Nearest)?.low_value().cloned()
        }
        _ => None,
    };
    let (Some(searched), Some(n)) = (searched, number.filter(|n| *n >= Exact::ONE)) else {
        let whose = case.frame().map_or(case.written.id(), |frame| frame.name);
        return Ok(Outcome::missing(Field::EFFORT, Some(whose)));
    };
    let found = zero_share_upper_bound(&n, level)?;
    let designed = case.frame().is_some_and(|frame| frame.design.is_some());
    let asked = match (sensitivity, designed) {
        (None, _) => Some(Field::SENSITIVITY),
        (Some(_), false) => Some(Field::DESIGN),
        (Some(_), true) => None,
    };
    let (among, sensitivity) = (searched.printed().into_owned(), sensitivity.cloned());
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let found_at_most = found.high_value().cloned().unwrap_or(Exact::ONE);
        let mut values = vec![NamedValue::new("searched", n.clone())];
        let reason = match &sensitivity {
            Some(chance) => {
                // Of those that are there only so many are found.
                let share = match chance.is_positive() {
                    true => (&found_at_most / chance)?.min(Exact::ONE),
                    false => Exact::ONE,
                };
                values.push(NamedValue::percent("upper bound", share));
                values.push(
                    NamedValue::percent("upper bound of what a search finds", found_at_most)
                        .within(found.clone()),
                );
                values.push(NamedValue::percent("detection", chance.clone()));
                "if the share were {upper bound}, and a search finds {detection} of those that are there, {among} drawn by chance would still show none one time in 20"
            }
            None => {
                values.push(NamedValue::percent("upper bound", found_at_most).within(found.clone()));
                "if the share were {upper bound}, {among} drawn by chance would still show none one time in 20, even to a search that misses nothing"
            }
        };
        let finding = Finding::warning(
            "none found among {among} leaves room for a share of up to {upper bound}, at 95 % confidence",
            reason,
            "say that none was found among {among}, and give the limit with it",
        );
        Ok(finding.with_all(values).word("among", among.clone()))
    });
    let finding = match asked {
        Some(field) => finding.ask(field),
        None => finding,
    };
    Ok(about_step(case, finding.at(case.resolved.pointer(zero)), "").into())
}

/// Whether an assertion leaves nothing but zero: `count = 0`, `share <= 0`, `count < 1`.
fn says_none(assertion: &Assertion) -> bool {
    let set = assertion.comparator.set(assertion.threshold.value.clone());
    let set = set.intersect(&Interval::at_least(Exact::ZERO));
    let set = match assertion.quantified {
        Quantified::Count => set.and_then(|set| set.integers()),
        Quantified::Sum | Quantified::Rate | Quantified::Share => set,
        _ => None,
    };
    set.is_some_and(|set| set.is_point() == Some(&Exact::ZERO))
}

/// What comes of a conclusion that says no more than was searched, or of which that is not known; nothing where it does
/// say more. What was searched is the set that the frame observed.
fn limited(case: &StepCase<'_>) -> Option<Outcome> {
    let about_searched = Outcome::not_applicable("the conclusion is about what was searched");
    let Some(frame) = case.frame() else {
        // Without a frame, what was searched is what the claim itself is about.
        return match relation(case, Component::Base) {
            None => Some(about_searched),
            Some(SetRelation::Unknown) => Some(fields::undecidable(case, [Component::Base].into_iter())),
            Some(SetRelation::Contains | SetRelation::Equal) => Some(Outcome::Passed),
            Some(_) => None,
        };
    };
    let concepts = &case.resolved.names().concept;
    match case.concluded().subject.base {
        Value::Unknown => Some(Outcome::missing(Field::BASE, Some(case.conclusion.id()))),
        Value::Any | Value::NotApplicable => None,
        Value::Node(base) => {
            match concepts.id(frame.name).map(|searched| concepts.relation(searched, base)) {
                Some(SetRelation::Equal) => Some(about_searched),
                Some(SetRelation::Contains) => Some(Outcome::Passed),
                Some(SetRelation::Unknown) | None => {
                    Some(fields::two_names(frame.name, concepts.name(base)).into())
                }
                Some(_) => None,
            }
        }
    }
}

/// A printed chance, of a range the lower end; nothing where it is no chance.
fn cautious(amount: &Amount) -> Result<Option<Exact>, ArithmeticError> {
    let value = match amount.figure().form() {
        Form::Range => amount.interval(Reading::Nearest)?.low_value().cloned(),
        _ => amount.value()?,
    };
    Ok(value.filter(|value| Interval::share().contains(value)))
}

/// To two decimal places, half up: "3.00", where three digits would say "3".
fn two_places(value: &Exact) -> Result<String, ArithmeticError> {
    let hundredths = ((value * &Exact::from(100))? + Exact::new(1, 2)?)?.floor();
    let whole = (&hundredths / &Exact::from(100))?.floor();
    let rest = (&hundredths - &(&whole * &Exact::from(100))?)?;
    Ok(format!("{whole}.{:0>2}", rest.to_string()))
}

#[cfg(test)]
mod tests;
