//! DN13: a figure before deductions is told as one after them, or the reverse.

use crate::claim::Relation;
use crate::dossier::ResolvedClaim;
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Component, Flow, Slot, Subject};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::about_step;

declare_rule! {
    /// ## What it checks
    /// Whether a conclusion about a net figure is drawn from a gross one, or the reverse.
    ///
    /// ## Why it matters
    /// A firm that hired 12,000 and lost 11,500 has 500 more. "We created 12,000 jobs" is how many were hired.
    ///
    /// ## How
    /// `flow` of evidence and conclusion, `"gross"` or `"net"`, are compared; a difference is a warning. By how much a stock changed
    /// is a net figure. Where another claim of the conclusion is on the basis that is concluded, it is a note; of the same
    /// thing, it tells what part of the gross figure is taken off. Of a plain `"flow"`, or where nobody says, the rule asks which
    /// it is.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id     = "hired"
    /// of     = "jobs"
    /// flow   = "gross"
    /// figure = "12,000 jobs"
    ///
    /// [[conclusion]]
    /// id   = "more-jobs"
    /// from = "hired"
    /// flow = "net"
    /// ```
    ///
    /// ## Clean
    /// By how much the staff grew is a net figure.
    /// ```toml
    /// [[claim]]
    /// id     = "staff"
    /// of     = "jobs"
    /// flow   = "stock"
    /// change = { from = "90,411 jobs", to = "90,911 jobs", stated = "500 jobs" }
    ///
    /// [[conclusion]]
    /// id   = "more-jobs"
    /// from = "staff"
    /// flow = "net"
    /// ```
    /// How many were hired is told as that.
    /// ```toml
    /// [[claim]]
    /// id     = "hired"
    /// of     = "jobs"
    /// flow   = "gross"
    /// figure = "12,000 jobs"
    ///
    /// [[conclusion]]
    /// id   = "much-hiring"
    /// from = "hired"
    /// flow = "gross"
    /// ```
    ///
    /// ## Limits
    /// Which of the two is the right one depends on the question: gross for the work of hiring, net for how many work there. Only a
    /// conclusion that states its `flow` is judged. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// European Commission, IMF, OECD, United Nations & World Bank (2009), *System of National Accounts 2008*, ch. 3, on gross and net
    /// recording.
    "DN13", "gross-net-confusion", "denominator", since "0.1.0", Warning,
    "a gross figure is told as a net one, or the reverse",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let concluded = case.concluded();
    let wanted = match concluded.subject.flow {
        Slot::Known(flow @ (Flow::Gross | Flow::Net)) if concluded.is_stated(Component::Flow) => flow,
        _ => return Ok(Outcome::not_applicable("the conclusion states no gross or net figure")),
    };
    let is_change = matches!(case.written.relation(), Relation::Change(_));
    let own = match case.evidence().subject.flow {
        Slot::Known(flow @ (Flow::Gross | Flow::Net)) => flow,
        // By how much a stock changed is what came less what went.
        Slot::Known(Flow::Stock) if is_change => Flow::Net,
        Slot::Known(Flow::Flow) | Slot::Unknown => {
            return Ok(Outcome::missing(Field::FLOW, Some(case.written.id())));
        }
        Slot::Known(_) | Slot::NotApplicable => {
            return Ok(Outcome::not_applicable("the evidence is no flow"));
        }
    };
    if own == wanted {
        return Ok(Outcome::Passed);
    }
    let is_beside = case.drawn().lies(&[wanted]);
    if let (false, Some((_, claim))) = (is_beside, case.left_open(&[Component::Flow])) {
        return Ok(Outcome::missing(Field::FLOW, Some(claim)));
    }
    let offset = match other_basis(case, wanted) {
        Some(other) => offset(case, own, other)?,
        None => None,
    };
    let severity = if is_beside { Severity::Note } else { Severity::Warning };
    let printed = case.resolved.result_member(case.claim);
    let printed = printed.and_then(|member| case.resolved.amounts_of(member).first());
    let printed = printed.map(|reported| reported.amount.to_string());
    let finding = Finding::told_when_read(severity, move || {
        let fact = match printed {
            Some(_) => "{figure} is a {own} figure; the conclusion is about a {wanted} one",
            None => "the figure is a {own} one; the conclusion is about a {wanted} one",
        };
        let reason = match &offset {
            Some(_) => {
                "{offset} of the gross figure are taken off again ({offset:range}), and another claim states the {wanted} one"
            }
            None if is_beside => "another claim states the {wanted} one",
            None if own == Flow::Gross => {
                "part of it comes back, leaves or is paid out again, and how much is not stated"
            }
            None => "something was taken off already, and how much is not stated",
        };
        let finding = Finding::warning(
            fact,
            reason,
            "conclude from the {wanted} figure, or say that it is a {own} one",
        );
        let value = offset
            .clone()
            .map(|(offset, range)| NamedValue::percent("offset", offset).within(range).style(Style::Percent));
        Ok(finding
            .with_all(value)
            .word("figure", printed.clone().unwrap_or_default())
            .word("own", own.word())
            .word("wanted", wanted.word()))
    });
    Ok(about_step(case, finding, "flow").into())
}

/// Another claim of the conclusion that is on the basis concluded about, and of the same in all else.
fn other_basis<'d>(case: &StepCase<'d>, wanted: Flow) -> Option<&'d ResolvedClaim> {
    let subject = Subject { flow: Slot::Known(wanted), ..case.evidence().subject };
    case.drawn().claim(&subject).and_then(|claim| case.resolved.claim(claim))
}

/// What part of the gross figure is taken off; none where the two are no positive numbers.
fn offset(
    case: &StepCase<'_>,
    own: Flow,
    other: &ResolvedClaim,
) -> Result<Option<(Exact, Interval)>, ArithmeticError> {
    let value = |claim: &ResolvedClaim| -> Result<Option<(Exact, Interval)>, ArithmeticError> {
        let member = case.resolved.result_member(claim);
        let Some([reported]) = member.map(|member| case.resolved.amounts_of(member)) else { return Ok(None) };
        let value = reported.amount.value()?.filter(Exact::is_positive);
        Ok(value.zip(Some(reported.interval(Reading::Nearest)?)))
    };
    let (Some(one), Some(other)) = (value(case.claim)?, value(other)?) else { return Ok(None) };
    let (gross, net) = if own == Flow::Gross { (one, other) } else { (other, one) };
    let share = (&Exact::ONE - &(&net.0 / &gross.0)?)?;
    let range = Interval::ONE.sub(&net.1.div(&gross.1)?)?;
    Ok((!share.is_negative()).then_some((share, range)))
}

#[cfg(test)]
mod tests;
