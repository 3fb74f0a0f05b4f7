//! DN12: how many of those with the one have the other is taken for how many of those with the other have the one.

use crate::claim::{Assertion, Mood, Quantified};
use crate::dossier::{AssumptionName, Member, Pointer, Resolved, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Amount, Component, Measure, SetRelation, Slot, Value};
use crate::repair::Search;
use crate::rule::printed::joint::value;
use crate::rule::printed::screening::{Law, Screened, posterior, posterior_of};
use crate::rule::proof::{Argument, Proof};
use crate::rule::step::threshold;
use crate::rule::{
    ClaimCase, Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, contradiction,
    declare_rule,
};
use crate::rules::fields;
use crate::rules::repairs::{self, Elsewhere};
use crate::rules::step::{about_step, assumed, supposed};

declare_rule! {
    /// ## What it checks
    /// Two sides of one confusion. A conclusion whose `of` and `base` are those of its evidence, exchanged: how many of
    /// the guilty would match is told as how many of those who match are guilty. And a stated predictive value of a test
    /// (`screening`): whether it follows from how common the disease is and how good the test.
    ///
    /// ## Why it matters
    /// Of a thousand people ten are ill. A test that finds nine of the ten, and is wrong of one in twenty of the others, is
    /// positive of nine ill and fifty healthy. "90 % sure" is what the test finds, not what a positive result means: that is 15 %.
    ///
    /// ## How
    /// With prevalence `π`, sensitivity `e` and specificity `g` of those with a positive result `1/(1 + (1/π − 1)(1 − g)/e)` have it;
    /// of counted positives, all but the false ones. A stated value that misses this in every reading is an error with its proof,
    /// one missed only as written a warning, one missed to nearest a note; slips that would repair it are listed.
    /// It is no error where Bayes's theorem alone speaks against a value that was counted, as chance moves counts, nor of estimates.
    /// A conclusion that exchanges `of` and `base` is a warning, unless another of its claims states the share that way
    /// round. Two assumptions settle it: the `prior`, how common is what is concluded, and `misclassification`, how often the others
    /// show the same; then it is held against the share that follows.
    ///
    /// ## Fires
    /// The predictive value is the sensitivity.
    /// ```toml
    /// [frame.test]
    /// sensitivity = "90 %"
    /// specificity = "95 %"
    ///
    /// [[claim]]
    /// id        = "positive"
    /// frame     = "test"
    /// screening = { prevalence = "1.0 %", ppv = "90 %" }
    /// ```
    /// One innocent in a million would match: that is not how many of those who match are innocent.
    /// ```toml
    /// [[claim]]
    /// id      = "match"
    /// share   = "1 in 1,000,000"
    /// of      = "matching"
    /// base    = "innocent"
    ///
    /// [[conclusion]]
    /// id      = "guilty"
    /// from    = "match"
    /// of      = "innocent"
    /// base    = "matching"
    /// asserts = "share <= 1 in 1,000,000"
    /// ```
    /// The same, with 200,000 people who could have left the trace: the innocent are a sixth of those who match.
    /// ```toml
    /// [[claim]]
    /// id      = "match"
    /// share   = "1 in 1,000,000"
    /// of      = "matching"
    /// base    = "innocent"
    ///
    /// [[conclusion]]
    /// id      = "guilty"
    /// from    = "match"
    /// of      = "innocent"
    /// base    = "matching"
    /// asserts = "share <= 1 in 1,000,000"
    ///
    /// [[assume]]
    /// name   = "prior"
    /// for    = "guilty"
    /// value  = "99.9995 %"
    /// source = "one of 200,000 left it"
    ///
    /// [[assume]]
    /// name   = "misclassification"
    /// for    = "guilty"
    /// value  = "100 %"
    /// source = "who left it matches"
    /// ```
    ///
    /// ## Clean
    /// What follows from the three.
    /// ```toml
    /// [frame.test]
    /// sensitivity = "90 %"
    /// specificity = "95 %"
    ///
    /// [[claim]]
    /// id        = "positive"
    /// frame     = "test"
    /// screening = { prevalence = "1.0 %", ppv = "15 %" }
    /// ```
    /// Counted.
    /// ```toml
    /// [[claim]]
    /// id        = "programme"
    /// screening = { tested = "10,000 women", positives = "585 women", false_positives = "495 women", ppv = "15 %" }
    /// ```
    /// The figure is told as it stands.
    /// ```toml
    /// [[claim]]
    /// id      = "match"
    /// share   = "1 in 1,000,000"
    /// of      = "matching"
    /// base    = "innocent"
    ///
    /// [[conclusion]]
    /// id      = "rare"
    /// from    = "match"
    /// asserts = "share < 1 in 1,000"
    /// ```
    ///
    /// ## Limits
    /// What a screening states together, the rule takes together: sensitivity and specificity found among other people than
    /// those tested belong into another frame. Where as many have the one as the other the exchange is harmless: with the two
    /// assumptions it passes. A ratio drawn from the exchanged share is DN11's. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// Bayes, T. (1763), An essay towards solving a problem in the doctrine of chances, *Philosophical Transactions of the Royal
    /// Society* 53, 370–418. Thompson, W. C. & Schumann, E. L. (1987), Interpretation of statistical evidence in criminal trials,
    /// *Law and Human Behavior* 11, 167–187.
    "DN12", "transposed-conditional", "denominator", since "0.1.0", Error,
    "of those with the one so many have the other is told the other way round",
    Claim(screening) and Step(exchanged)
}

/// A stated predictive value against what it follows from.
fn screening(case: &ClaimCase<'_>) -> Verdict {
    let Some(screened) = Screened::of(case.resolved, case.claim) else {
        return Ok(Outcome::not_applicable("no predictive value of a test is stated"));
    };
    if value(case.resolved, screened.ppv)?.is_none() {
        return Ok(Outcome::not_applicable("the predictive value is no share"));
    }
    let mut held = false;
    for law in [Law::Counted, Law::Bayes] {
        if screened.implied(law, Reading::Nearest)?.is_none() {
            continue;
        }
        let misses = |reading| -> Result<bool, ArithmeticError> {
            let stated = case.resolved.member_interval(screened.ppv, reading)?;
            Ok(screened.implied(law, reading)?.is_some_and(|implied| implied.is_disjoint(&stated)))
        };
        match contradiction(misses)? {
            Some(severity) => return Ok(does_not_follow(case, &screened, law, severity)?.into()),
            None => held = true,
        }
    }
    if held {
        return Ok(Outcome::Passed);
    }
    let missing = match (screened.prevalence, screened.rates()) {
        (None, [None, None]) => {
            return Ok(Outcome::not_applicable("nothing is stated from which the value would follow"));
        }
        (None, _) => (Field::PREVALENCE, case.written.id()),
        (_, [None, _]) => (Field::SENSITIVITY, screened.frame.map_or(case.written.id(), |frame| frame.name)),
        (_, [_, None]) => (Field::SPECIFICITY, screened.frame.map_or(case.written.id(), |frame| frame.name)),
        _ => return Ok(Outcome::not_applicable("the prevalence is no share")),
    };
    Ok(Outcome::missing(missing.0, Some(missing.1)))
}

fn does_not_follow(
    case: &ClaimCase<'_>,
    screened: &Screened<'_, '_>,
    law: Law,
    severity: Severity,
) -> Result<Finding, ArithmeticError> {
    let resolved = case.resolved;
    let proof = match screened.law(law).filter(|_| severity == Severity::Error) {
        Some(statement) => Proof::new(Argument::refuted(statement, 0), resolved).ok(),
        None => None,
    };
    let implied = screened.implied(law, Reading::Nearest)?.unwrap_or_else(Interval::share);
    let exact = exactly(resolved, screened, law)?.filter(|exact| implied.contains(exact));
    let implied = match exact {
        Some(exact) => NamedValue::percent("follows", exact).within(implied),
        None => NamedValue::range("follows", implied).style(Style::Percent),
    };
    let fact = match law {
        Law::Counted => "{ppv} of the positive are said to have it; by the counts it is {follows}",
        Law::Bayes => {
            "{ppv} of the positive are said to have it; with a prevalence of {prevalence}, a sensitivity of {sensitivity} and a specificity of {specificity} it is {follows}"
        }
    };
    let reason = match (law, severity, proof.is_some()) {
        (Law::Counted, Severity::Error, true) => {
            "the positive who have it are all but the false ones: {follows:range}, however the figures were rounded"
        }
        (Law::Counted, ..) => "the positive who have it are all but the false ones: {follows:range}{unless}",
        (Law::Bayes, ..) => {
            "{taken}most of those tested may not have it, and those of them who are positive count as well: {follows:range}{unless}"
        }
    };
    let unless = match (severity, proof.is_some()) {
        (_, true) => "",
        (Severity::Note, _) => ", unless a figure was cut off or rounded up",
        (Severity::Warning, _) => ", unless a round figure stands for a wider range",
        (Severity::Error, _) => {
            ", unless chance moved what was counted, or the figures are of different people"
        }
    };
    let finding = match (proof, severity) {
        (Some(proof), _) => Finding::error(fact, reason, "{repairs}", proof),
        (None, Severity::Note) => Finding::note(fact, reason, "say how the figures were rounded"),
        (None, _) => Finding::warning(fact, reason, "{repairs}"),
    };
    let [sensitivity, specificity] = screened.rates();
    let amount = |amount: Option<&Amount>| amount.map(Amount::to_string).unwrap_or_default();
    let prevalence = screened.prevalence.map(|member| printed(resolved, member)).transpose()?;
    let taken = taken_for(resolved.member_interval(screened.ppv, Reading::AsWritten)?, screened)?;
    let mut finding = finding
        .with(implied)
        .word("unless", unless)
        .word("ppv", printed(resolved, screened.ppv)?)
        .word("prevalence", prevalence.unwrap_or_default())
        .word("sensitivity", amount(sensitivity))
        .word("specificity", amount(specificity))
        .word("taken", taken);
    if severity != Severity::Note {
        finding = with_repairs(finding, case, screened, law)?;
    }
    let ppv = resolved.amounts_of(screened.ppv).first().map(|reported| resolved.pointer(reported));
    let others: Vec<Pointer> = match law {
        Law::Counted => screened.counted.iter().flatten().map(|one| resolved.pointer(one)).collect(),
        Law::Bayes => {
            let prevalence = screened.prevalence.and_then(|member| resolved.amounts_of(member).first());
            let rates = ["sensitivity", "specificity"].map(|field| screened.rate_pointer(field));
            let rates = rates.into_iter().flatten().map(|pointer| Pointer::from(&*pointer));
            prevalence.map(|reported| resolved.pointer(reported)).into_iter().chain(rates).collect()
        }
    };
    Ok(ppv.into_iter().chain(others).fold(finding, Finding::at))
}

/// A share as it is printed; of part and whole, the share.
fn printed(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<String, ArithmeticError> {
    let amount = [Role::Value, Role::Stated].into_iter().find_map(|role| resolved.amount_of(member, role));
    Ok(match (amount, value(resolved, member)?) {
        (Some(reported), _) => reported.amount.to_string(),
        (None, Some(share)) => NamedValue::percent("", share).shown(),
        (None, None) => String::new(),
    })
}

/// What follows from the printed digits, where each figure is one number.
fn exactly(
    resolved: &Resolved<'_>,
    screened: &Screened<'_, '_>,
    law: Law,
) -> Result<Option<Exact>, ArithmeticError> {
    match law {
        Law::Counted => {
            let Some([positives, wrong]) = screened.counted else { return Ok(None) };
            match (positives.amount.value()?, wrong.amount.value()?) {
                (Some(positives), Some(wrong)) if !positives.is_zero() => {
                    Ok(Some((&Exact::ONE - &(&wrong / &positives)?)?))
                }
                _ => Ok(None),
            }
        }
        Law::Bayes => {
            let prevalence = match screened.prevalence {
                Some(member) => value(resolved, member)?,
                None => None,
            };
            let number = |amount: Option<&Amount>| amount.map_or(Ok(None), Amount::value);
            let [sensitivity, specificity] = screened.rates();
            match (prevalence, number(sensitivity)?, number(specificity)?) {
                (Some(prevalence), Some(sensitivity), Some(specificity)) => {
                    Ok(posterior_of(&prevalence, &sensitivity, &specificity).ok())
                }
                _ => Ok(None),
            }
        }
    }
}

/// For which other share the stated value was taken, as the beginning of a sentence.
fn taken_for(stated: Interval, screened: &Screened<'_, '_>) -> Result<&'static str, ArithmeticError> {
    let is = |amount: Option<&Amount>| -> Result<bool, ArithmeticError> {
        Ok(match amount.map(Amount::value).transpose()?.flatten() {
            Some(value) => stated.contains(&value),
            None => false,
        })
    };
    let [sensitivity, specificity] = screened.rates();
    Ok(if is(sensitivity)? {
        "that is the sensitivity, how many of those who have it are positive; "
    } else if is(specificity)? {
        "that is the specificity, how many of those who do not have it are negative; "
    } else {
        ""
    })
}

fn with_repairs(
    finding: Finding,
    case: &ClaimCase<'_>,
    screened: &Screened<'_, '_>,
    law: Law,
) -> Result<Finding, ArithmeticError> {
    let one = |member| match case.resolved.amounts_of(member) {
        [only] => Some(only.amount.clone()),
        _ => None,
    };
    let [sensitivity, specificity] = screened.rates();
    let figures: Option<Vec<Amount>> = match law {
        Law::Counted => {
            let counted = screened.counted.map(|counted| counted.map(|one| one.amount.clone()));
            counted.and_then(|[positives, wrong]| Some(vec![one(screened.ppv)?, positives, wrong]))
        }
        Law::Bayes => {
            let others = [screened.prevalence.and_then(one), sensitivity.cloned(), specificity.cloned()];
            [one(screened.ppv)].into_iter().chain(others).collect()
        }
    };
    let follows = |of: &[Interval]| -> Result<bool, ArithmeticError> {
        let implied = match of {
            [_, positives, wrong] => Interval::ONE.sub(&wrong.div(positives)?)?,
            [_, prevalence, sensitivity, specificity] => {
                posterior(prevalence, &[sensitivity.clone(), specificity.clone()])?
            }
            _ => return Ok(false),
        };
        Ok(of.first().is_some_and(|stated| !stated.is_disjoint(&implied)))
    };
    let check = "say how many of the positive have it, and check the figures";
    match figures {
        Some(figures) => {
            repairs::tell(finding, check, check, Search::new(&figures, &follows), &Elsewhere::default())
        }
        None => Ok(finding.word("repairs", check)),
    }
}

/// A share of one condition, concluded the other way round.
fn exchanged(case: &StepCase<'_>) -> Verdict {
    let (evidence, concluded) = (case.evidence(), case.concluded());
    let concept = &case.resolved.names().concept;
    let same = |one: Value, other: Value| match (one, other) {
        (Value::Node(one), Value::Node(other)) => concept.relation(one, other) == SetRelation::Equal,
        _ => false,
    };
    let (of, base) = (evidence.subject.of, evidence.subject.base);
    let is_stated = concluded.is_stated(Component::Of) && concluded.is_stated(Component::Base);
    let is_exchanged =
        same(of, concluded.subject.base) && same(base, concluded.subject.of) && !same(of, base);
    if !is_stated || !is_exchanged {
        return Ok(Outcome::not_applicable(
            "the conclusion does not exchange what is counted and out of what",
        ));
    }
    let member = case.resolved.result_member(case.claim);
    let is_share =
        |measure| matches!(measure, Slot::Known(Measure::Share | Measure::Probability | Measure::Risk));
    let member = member.filter(|member| is_share(case.resolved.scope(member.scope).subject.measure));
    let share = match member {
        Some(member) => value(case.resolved, member)?.zip(Some(member)),
        None => None,
    };
    let Some((share, member)) = share.filter(|(share, _)| *share <= Exact::ONE) else {
        return Ok(Outcome::not_applicable("the evidence is no share"));
    };
    let asserted: Vec<&Assertion> = case.asserts().iter().collect();
    if !asserted.is_empty() && asserted.iter().all(|assertion| assertion.quantified != Quantified::Share) {
        return Ok(Outcome::not_applicable("no share is asserted"));
    }
    if case.drawn().counts(concluded.subject.of, concluded.subject.base) {
        return Ok(Outcome::not_applicable("another claim states the share that way round"));
    }
    if let Some((component, claim)) = case.left_open(&[Component::Of, Component::Base]) {
        return Ok(Outcome::missing(fields::of(component), Some(claim)));
    }
    let prior = assumed(case, AssumptionName::Prior).map(supposed).transpose()?;
    let others = assumed(case, AssumptionName::Misclassification).map(supposed).transpose()?;
    let interval = case.resolved.member_interval(member, Reading::Nearest)?;
    let follows = match (&prior, &others) {
        (Some(prior), Some(others)) => {
            Some(posterior(prior, &[interval.clone(), Interval::ONE.sub(others)?])?)
        }
        _ => None,
    };
    if let Some(follows) = &follows {
        if holds(&asserted, &interval, follows) {
            return Ok(Outcome::Passed);
        }
    }
    let finding = told(case, share, interval, follows, others.as_ref())?;
    let finding = match prior.is_none() {
        true => finding.ask(Field::PRIOR),
        false if others.is_none() => finding.ask(Field::MISCLASSIFICATION),
        false => finding,
    };
    Ok(about_step(case, finding, "base").into())
}

/// Whether what is concluded holds of all that the share can be; nothing asserted: the same figure.
fn holds(asserted: &[&Assertion], figure: &Interval, follows: &Interval) -> bool {
    if asserted.is_empty() {
        return !figure.is_disjoint(follows);
    }
    asserted
        .iter()
        .filter(|assertion| assertion.quantified == Quantified::Share)
        .all(|assertion| follows.is_subset(&assertion.comparator.set(threshold(assertion))))
}

fn told(
    case: &StepCase<'_>,
    share: Exact,
    interval: Interval,
    follows: Option<Interval>,
    others: Option<&Interval>,
) -> Result<Finding, ArithmeticError> {
    let sides = case.sides();
    let even = match others {
        // p·π = f·(1 − π) at π = f/(f + p).
        Some(others) if follows.is_none() => others.div(&others.add(&interval)?).ok(),
        _ => None,
    };
    let mood = if case.conclusion.mood == Mood::Flat { Severity::Warning } else { Severity::Note };
    Ok(Finding::told_when_read(mood, move || {
        let reason = match (&follows, &even) {
            (Some(_), _) => {
                "with what is supposed of how common {condition} is, and how often the others show {evidence}, it is {follows:range}"
            }
            (None, Some(_)) => {
                "the two are the same only where as many are {condition} as are {evidence}; it is even where {even:range} of all are {condition}"
            }
            (None, None) => {
                "the two are the same only where as many are {condition} as are {evidence}; else it depends on how many are {condition} at all"
            }
        };
        let finding = Finding::warning(
            "{share} is how many of {condition} are {evidence}; the conclusion is how many of {evidence} are {condition}",
            reason,
            "tell the figure as it stands, or bring how common {condition} is",
        );
        let percent =
            |name, interval: &Interval| NamedValue::range(name, interval.clone()).style(Style::Percent);
        let mut values = vec![NamedValue::percent("share", share.clone()).within(interval.clone())];
        values.extend(follows.as_ref().map(|follows| percent("follows", follows)));
        values.extend(even.as_ref().map(|even| percent("even", even)));
        Ok(finding
            .with_all(values)
            .word("condition", sides.first(Component::Base))
            .word("evidence", sides.first(Component::Of)))
    }))
}

#[cfg(test)]
mod tests;
