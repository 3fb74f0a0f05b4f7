//! SV02: those without an answer were left out of a percentage that is told of all.

use crate::claim::{Comparator, Quantified};
use crate::dossier::Details;
use crate::number::{Exact, Interval};
use crate::quantity::{Adjustment, Value};
use crate::rule::{Finding, NamedValue, Outcome, Severity, StepCase, Verdict, declare_rule};
use crate::rules::observed::{covers_left_out, left_out, one_or_range};
use crate::rules::step::{about_step, percents, same_share};
use crate::stats::share_of_all;

declare_rule! {
    /// ## What it checks
    /// A share from whose base some were left out (`excluded`: don't know, no answer, did not vote), and that is concluded
    /// of a base to which they belong: what it is of all.
    ///
    /// ## Why it matters
    /// "56 % are for it" of those with an opinion may be 39 % of everybody.
    ///
    /// ## How
    /// With `s` among the rest and `e` of all left out, `s·(1 − e)` of all are known to be of this kind. It fires where `e`
    /// is above `least`, or an assertion that is true of `s` is not of `s·(1 − e)`; it passes where the assertion is the
    /// better supported by it. A note where more than `least` were left out and the assertion is true of both. Where the
    /// base of conclusion and figure is one, those left out belong to it if it is what the frame observed or
    /// `stands_for`; a narrower base, stated for both, says that they do not. Where neither states one, it is asked for.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id    = "for-it"
    /// of    = "in-favour"
    /// frame = "poll"
    /// [claim.share]
    /// part     = "386 people"
    /// whole    = "690 people"
    /// stated   = "56 %"
    /// excluded = { n = "310 people", why = "don't know" }
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "for-it"
    /// asserts = "share > 1/2"
    /// base    = "adults"
    /// ```
    ///
    /// ## Clean
    /// The base is named, and the conclusion keeps to it.
    /// ```toml
    /// [taxonomy]
    /// is_a = { adults-with-an-opinion = "adults" }
    ///
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id    = "for-it"
    /// of    = "in-favour"
    /// base  = "adults-with-an-opinion"
    /// frame = "poll"
    /// [claim.share]
    /// part     = "386 people"
    /// whole    = "690 people"
    /// excluded = { n = "310 people", why = "don't know" }
    ///
    /// [[conclusion]]
    /// id      = "most-with-an-opinion"
    /// from    = "for-it"
    /// asserts = "share > 1/2"
    /// ```
    /// Few were left out, and it is most people with or without them.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    ///
    /// [[claim]]
    /// id    = "for-it"
    /// of    = "in-favour"
    /// frame = "poll"
    /// [claim.share]
    /// part     = "686 people"
    /// whole    = "980 people"
    /// excluded = { n = "20 people", why = "don't know" }
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "for-it"
    /// asserts = "share > 1/2"
    /// base    = "adults"
    /// ```
    ///
    /// ## Limits
    /// Of those left out nothing is known but that nobody saw them to be of this kind: with them it may be as much as
    /// `s·(1 − e) + e`. Only who belongs to the population can be left out of it: test entries and doubles, or people to
    /// whom a question does not apply, are not `excluded`. Silent where an origin sets the part apart (what was attributed
    /// to nobody is another rule's), and on standardised and modelled figures; a weighted share beside an unweighted
    /// count of those left out gives a note at most.
    ///
    /// ## Sources
    /// AAPOR (2021), *Code of Professional Ethics and Practices*, section III. ESOMAR & WAPOR (2014), *Guideline on
    /// Opinion Polls and Published Surveys*. Cochran, W. G. (1977), *Sampling Techniques*, 3rd ed., section 13.2, Wiley.
    "SV02", "item-base-exclusion", "survey", since "0.1.0", Warning,
    "those without an answer were left out of a percentage that is told of all",
    Step(check),
    options [("least", "1/20", "which share of all may be left out without a word")]
}

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    let none = || Outcome::not_applicable("nobody is said to have been left out of the share");
    let member = case.resolved.member_of(share.at).ok_or_else(none)?;
    let details = member.details.as_deref().ok_or_else(none)?;
    let excluded = details.other("excluded/n").ok_or_else(none)?;
    if matches!(case.evidence().subject.origin, Value::Node(_) | Value::Any) {
        return Ok(Outcome::not_applicable("the share is that of an origin"));
    }
    let weighted = match case.evidence().method.adjustment {
        None | Some(Adjustment::None) => false,
        Some(Adjustment::Weighted) => true,
        Some(_) => {
            return Ok(Outcome::not_applicable("the share was adjusted in another way than by weights"));
        }
    };
    let asserts = case.asserts();
    let about_share = || asserts.iter().filter(|assertion| assertion.quantified == Quantified::Share);
    if !asserts.is_empty() && about_share().next().is_none() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    same_share(case)?;
    let left_out = left_out(case, member, excluded)?;
    let all = share_of_all(&share.interval, &left_out)?;
    // Without an assertion it is the figure itself that is concluded.
    let thresholds = if asserts.is_empty() { &[] } else { case.thresholds() };
    let crossed = thresholds.iter().filter(|one| one.holds(&share.interval) && one.fails(&all));
    let mut crossed: Vec<Exact> = crossed.map(|one| one.value.clone()).collect();
    crossed.dedup();
    let many = left_out.low_value().is_some_and(|low| *low > case.settings.get("least"));
    let is_figure = asserts.is_empty() || about_share().any(|one| one.comparator == Comparator::Equal);
    let holds = thresholds.iter().any(|one| one.holds(&share.interval) && one.holds(&all));
    let severity = match (crossed.is_empty(), many) {
        (false, _) => Severity::Warning,
        (true, true) if is_figure => Severity::Warning,
        (true, true) if holds => Severity::Note,
        _ => return Ok(Outcome::Passed),
    };
    let unweighted = weighted && excluded.unit().fraction().is_none();
    let severity = if unweighted { Severity::Note } else { severity };
    let values = values(&share.interval, &left_out, all);
    match covers_left_out(case, true) {
        Ok(true) => {}
        Ok(false) => return Ok(Outcome::Passed),
        Err(outcome @ Outcome::Undecidable { .. }) => return Ok(outcome.so_far(values)),
        Err(outcome) => return Ok(outcome),
    }
    let (excluded, why) = (excluded.clone(), reason(details));
    let (at, crossed) = (share.at, Box::<[Exact]>::from(crossed));
    let finding = Finding::told_when_read(severity, move || {
        let fact = "of all it is {share of all}, not {share}: {left out} of them are not in the percentage";
        let reason = if crossed.is_empty() {
            "{printed} were left out ({why}): {share} is the share of the rest"
        } else {
            "{printed} were left out ({why}): {share} is the share of the rest, and {open} lies between the two"
        };
        let advice = "give the share of all, or say of whom it is the share";
        Ok(Finding::warning(fact, reason, advice)
            .with_all(values.iter().cloned())
            .word("printed", excluded.to_string())
            .word("why", why.clone())
            .word("open", percents(&crossed)))
    });
    let finding = about_step(case, finding, "asserts");
    Ok(finding.at(case.resolved.pointer(at)).at(member.pointer("excluded")).into())
}

fn reason(details: &Details) -> Box<str> {
    details.excluded_because.clone().unwrap_or_default()
}

fn values(share: &Interval, left_out: &Interval, all: Interval) -> Vec<NamedValue> {
    vec![one_or_range("share", share), one_or_range("left out", left_out), one_or_range("share of all", &all)]
}

#[cfg(test)]
mod tests;
