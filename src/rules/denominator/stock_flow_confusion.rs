//! DN08: what comes and goes is taken for what is there, or does not lead from one stock to the next.

use crate::claim::relation::{Response, Total};
use crate::claim::{Quantified, Relation};
use crate::dossier::{Reported, Resolved, ResolvedClaim};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Amount, Component, Flow, Slot};
use crate::repair::{Search, Slip};
use crate::rule::printed::relations::{parts_of_whole, whole_and_parts};
use crate::rule::proof::{Argument, Proof, Statement};
use crate::rule::{
    ClaimCase, Field, Finding, NamedValue, Outcome, Severity, StepCase, Verdict, contradiction, declare_rule,
};
use crate::rules::repairs::{self, Elsewhere};
use crate::rules::step::about_step;

declare_rule! {
    /// ## What it checks
    /// Whether a stock, carried forward with all that came and went, is what is printed for the later day; and whether a
    /// conclusion about a stock is drawn from a flow, or the reverse.
    ///
    /// ## Why it matters
    /// A slower rise is no fall: as long as more comes than goes, there is more. And a number that was gathered over years is
    /// not this year's.
    ///
    /// ## How
    /// In a balance (a `total` with `net = true`) whose whole and one of whose parts have `flow = "stock"`, and whose other parts
    /// are flows (`"flow"`, `"gross"` or `"net"`, with a minus sign what goes), closing = opening + flows. Where the parts are said to be
    /// all (`exhaustive`) and to share nothing (`exclusive`), a closing stock that misses the sum in every reading is an error with
    /// its proof, one missed only as written a warning, one missed to nearest a note. A sum that does not fit asks for whichever of
    /// these nobody states: a text prints "487 deaths", and only `net` says that the minus sign is in the figure.
    ///
    /// Of a step the rule compares `flow`: stock, flow and cumulative are three things. A conclusion of another than the
    /// evidence's is a warning; a note where another of its claims is of the kind concluded, or between a stock and
    /// what was ever counted, from which nobody need have left. By how much a
    /// stock or a cumulative number changed is a flow; and a net flow is by how much the stock changed, so that `"change > 0"` of the
    /// stock follows from it. Of a flow that may be gross or net the rule then asks which.
    ///
    /// ## Fires
    /// The population of a town, its births and deaths, and who moved: 50,421, not 50,721.
    /// ```toml
    /// [[claim]]
    /// id   = "town"
    /// flow = "flow"
    /// [claim.total]
    /// net        = true
    /// exclusive  = true
    /// exhaustive = true
    /// whole      = { value = "50,721 people", flow = "stock" }
    /// [claim.total.parts]
    /// opening    = { value = "50,003 people", flow = "stock" }
    /// born       = "512 people"
    /// died       = "-487 people"
    /// moved-in   = "1,204 people"
    /// moved-out  = "-811 people"
    /// ```
    /// Emissions have stopped rising; what is in the air has not.
    /// ```toml
    /// [[claim]]
    /// id     = "emissions"
    /// of     = "carbon-dioxide"
    /// flow   = "flow"
    /// change = { from = "37.1 Gt", to = "37.0 Gt" }
    ///
    /// [[conclusion]]
    /// id      = "air"
    /// from    = "emissions"
    /// flow    = "stock"
    /// asserts = "change <= 0"
    /// ```
    ///
    /// ## Clean
    /// The same town, carried forward.
    /// ```toml
    /// [[claim]]
    /// id   = "town"
    /// flow = "flow"
    /// [claim.total]
    /// net        = true
    /// exclusive  = true
    /// exhaustive = true
    /// whole      = { value = "50,421 people", flow = "stock" }
    /// [claim.total.parts]
    /// opening    = { value = "50,003 people", flow = "stock" }
    /// born       = "512 people"
    /// died       = "-487 people"
    /// moved-in   = "1,204 people"
    /// moved-out  = "-811 people"
    /// ```
    /// By how much a stock changed is a flow.
    /// ```toml
    /// [[claim]]
    /// id     = "debt"
    /// of     = "public-debt"
    /// flow   = "stock"
    /// change = { from = "900 EUR", to = "950 EUR", stated = "50 EUR" }
    ///
    /// [[conclusion]]
    /// id   = "borrowed"
    /// from = "debt"
    /// flow = "flow"
    /// ```
    /// More came than went: then there are more.
    /// ```toml
    /// [[claim]]
    /// id     = "migration"
    /// of     = "migrants"
    /// flow   = "net"
    /// figure = "5,100 people"
    ///
    /// [[conclusion]]
    /// id      = "more"
    /// from    = "migration"
    /// flow    = "stock"
    /// asserts = "change > 0"
    /// ```
    ///
    /// ## Limits
    /// Revaluations and breaks of definition are flows, too: without them the parts are not all. A stock over a flow is a duration,
    /// and no confusion. Gross and net flows are DN13's. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// European Commission, IMF, OECD, United Nations & World Bank (2009), *System of National Accounts 2008*, ch. 3, on stocks and
    /// flows. Sterman, J. D. (2000), *Business Dynamics*, ch. 6, McGraw-Hill.
    "DN08", "stock-flow-confusion", "denominator", since "0.1.0", Error,
    "a flow is taken for a stock, or does not lead from one stock to the next",
    Claim(carried_forward) and Step(taken_for)
}

/// How many names of flows a repair may leave out.
const TRIED: usize = 8;

fn carried_forward(case: &ClaimCase<'_>) -> Verdict {
    let (Relation::Total(total), Some(stock)) =
        (case.written.relation(), CarriedForward::of(case.resolved, case.claim))
    else {
        return Ok(Outcome::not_applicable("no stock is carried forward"));
    };
    if is_no_balance(total) {
        return Ok(Outcome::not_applicable("the flows are not all, overlap, or have no signs"));
    }
    let Some(severity) =
        contradiction(|reading| Ok(stock.sum(reading)?.is_disjoint(&stock.own(stock.closing, reading)?)))?
    else {
        return Ok(Outcome::Passed);
    };
    let values = stock.values()?;
    let stated = [
        (stock.are_flows, Field::FLOW),
        (total.net.is_some(), Field::NET),
        (total.exhaustive.is_some(), Field::EXHAUSTIVE),
        (total.exclusive.is_some(), Field::EXCLUSIVE),
    ];
    if let Some((_, field)) = stated.into_iter().find(|(is_stated, _)| !is_stated) {
        return Ok(Outcome::missing(field, Some(case.written.id())).so_far(values));
    }
    let proof = if severity == Severity::Error { proof(case, &stock)? } else { None };
    let fact = "{opening} and what came and went make {carried forward}, not {closing}";
    let finding = match (proof, severity) {
        (Some(proof), _) => Finding::error(
            fact,
            "all flows between the two days are stated: they change the stock by {change}, and the two stocks differ by {difference}",
            "{repairs}",
            proof,
        ),
        (None, Severity::Note) => Finding::note(
            fact,
            "they meet only if a figure was cut off or rounded up",
            "say how the figures were rounded",
        ),
        (None, _) => Finding::warning(
            fact,
            "the flows change the stock by {change}, and the two stocks differ by {difference}, unless a round figure stands for a wider range",
            "{repairs}",
        ),
    };
    let finding = finding
        .with_all(values)
        .word("opening", stock.opening.amount.to_string())
        .word("closing", stock.closing.amount.to_string());
    let finding =
        if severity == Severity::Note { finding } else { with_repairs(finding, case.resolved, &stock)? };
    let pointers = std::iter::once(stock.closing).chain(stock.parts()).map(|one| case.resolved.pointer(one));
    Ok(pointers.fold(finding, Finding::at).into())
}

/// The sum lies above the closing stock, or below it.
fn proof(case: &ClaimCase<'_>, stock: &CarriedForward<'_>) -> Result<Option<Proof>, ArithmeticError> {
    let Some(Statement::PartsOfWhole { parts, whole, .. }) = parts_of_whole(case.resolved, case.claim) else {
        return Ok(None);
    };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let is_above = stock.closing.interval(Reading::Widest)?.is_below(&stock.sum(Reading::Widest)?);
    let argument = match is_above {
        true => Argument::parts_exceed_whole(&parts, &whole, true),
        false => Argument::parts_fall_short(&parts, &whole, true),
    };
    Ok(Proof::new(argument, case.resolved).ok())
}

/// Whether the text says that the parts do not add up to the whole, each with its sign.
fn is_no_balance(total: &Total) -> bool {
    [total.exhaustive, total.exclusive, total.net].contains(&Some(false))
        || total.response == Some(Response::Multiple)
}

/// A stock carried forward: the closing stock, the opening one, and what came and went between the two.
struct CarriedForward<'a> {
    resolved: &'a Resolved<'a>,
    closing: &'a Reported,
    opening: &'a Reported,
    flows: Vec<&'a Reported>,
    /// Whether the text says so of each of them.
    are_flows: bool,
}

impl<'a> CarriedForward<'a> {
    /// Only where the whole and one part are said to be stocks, and no other part is.
    fn of(resolved: &'a Resolved<'a>, claim: &ResolvedClaim) -> Option<Self> {
        let (parts, closing) = whole_and_parts(resolved, claim)?;
        let flow = |reported: &Reported| resolved.scope(reported.scope).subject.flow;
        let is_stock = |reported: &Reported| flow(reported) == Slot::Known(Flow::Stock);
        let is_flow =
            |reported: &Reported| matches!(flow(reported), Slot::Known(Flow::Flow | Flow::Gross | Flow::Net));
        let is_open = |reported: &Reported| flow(reported) == Slot::Unknown;
        let (stocks, flows): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| is_stock(part));
        let [opening] = stocks.as_slice() else { return None };
        let is_one =
            is_stock(closing) && !flows.is_empty() && flows.iter().all(|flow| is_flow(flow) || is_open(flow));
        let are_flows = flows.iter().all(|flow| is_flow(flow));
        is_one.then_some(CarriedForward { resolved, closing, opening, flows, are_flows })
    }

    fn parts(&self) -> impl Iterator<Item = &'a Reported> + '_ {
        std::iter::once(self.opening).chain(self.flows.iter().copied())
    }

    fn sum(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        let zero = Interval::point(Exact::ZERO);
        self.parts().try_fold(zero, |sum, part| sum.add(&self.own(part, reading)?))
    }

    /// An estimate with the margin printed beside it.
    fn own(&self, reported: &Reported, reading: Reading) -> Result<Interval, ArithmeticError> {
        self.resolved.interval_with_margin(reported, reading)
    }

    fn values(&self) -> Result<Vec<NamedValue>, ArithmeticError> {
        let nearest = |reported: &Reported| self.own(reported, Reading::Nearest);
        let sum = self.sum(Reading::Nearest)?;
        let zero = Interval::point(Exact::ZERO);
        let change = self.flows.iter().try_fold(zero, |sum, part| sum.add(&nearest(part)?))?;
        let difference = nearest(self.closing)?.sub(&nearest(self.opening)?)?;
        let value = |reported: &Reported| reported.amount.value();
        let opening = value(self.opening)?;
        let closing = value(self.closing)?;
        let flows = self.flows.iter().map(|flow| value(flow)).collect::<Result<Option<Vec<_>>, _>>()?;
        let flows = flows.map(|all| all.iter().try_fold(Exact::ZERO, |sum, flow| &sum + flow)).transpose()?;
        let of = |one: &Option<Exact>, other: &Option<Exact>, minus: bool| match (one, other) {
            (Some(one), Some(other)) => Some(if minus { one - other } else { one + other }).transpose(),
            _ => Ok(None),
        };
        let (carried, moved) = (of(&opening, &flows, false)?, of(&closing, &opening, true)?);
        // In the unit of the closing stock.
        let unit = self.closing.unit();
        let factor = unit.factor().is_point().cloned().unwrap_or(Exact::ONE);
        let shown = |name: &'static str, exact: Option<Exact>, interval: Interval| {
            let scale = factor.recip()?;
            let interval = interval.scale(&scale)?;
            let exact =
                exact.map(|exact| &exact * &scale).transpose()?.filter(|exact| interval.contains(exact));
            let named = match exact {
                Some(exact) => NamedValue::new(name, exact).within(interval),
                None => NamedValue::range(name, interval),
            };
            Ok::<_, ArithmeticError>(named.unit(unit.symbol().to_string()))
        };
        Ok(vec![
            shown("carried forward", carried, sum)?,
            shown("change", flows, change)?,
            shown("difference", moved, difference)?,
        ])
    }
}

fn with_repairs(
    finding: Finding,
    resolved: &Resolved<'_>,
    stock: &CarriedForward<'_>,
) -> Result<Finding, ArithmeticError> {
    let figures: Vec<Amount> =
        std::iter::once(stock.closing).chain(stock.parts()).map(|one| one.amount.clone()).collect();
    let sum = |of: &[Interval], without: Option<usize>| -> Result<bool, ArithmeticError> {
        let Some((closing, parts)) = of.split_first() else { return Ok(false) };
        let zero = Interval::point(Exact::ZERO);
        let kept = parts.iter().enumerate().filter(|(at, _)| Some(*at) != without);
        let sum = kept.map(|(_, part)| part).try_fold(zero, |sum, part| sum.add(part))?;
        Ok(!sum.is_disjoint(closing))
    };
    let name =
        |flow: &Reported| resolved.member_of(flow).and_then(|member| member.name).unwrap_or_default().into();
    let left: Vec<_> = stock
        .flows
        .iter()
        .take(TRIED)
        .enumerate()
        .map(|(at, flow)| (Slip::LeftOut(name(flow)), move |of: &[Interval]| sum(of, Some(at + 1))))
        .collect();
    let all = |of: &[Interval]| sum(of, None);
    let search = left
        .iter()
        .fold(Search::new(&figures, &all), |search, (slip, without)| search.reading(slip.clone(), without));
    let otherwise = "check all of them: a figure is wrong, or something came or went that is not stated";
    repairs::tell(finding, "check all of them", otherwise, search, &Elsewhere::default())
}

/// A conclusion of a stock from a flow, or the reverse.
fn taken_for(case: &StepCase<'_>) -> Verdict {
    let concluded = match case.concluded().subject.flow {
        Slot::Known(flow) if case.concluded().is_stated(Component::Flow) => flow,
        _ => return Ok(Outcome::not_applicable("the conclusion takes over how the figure lies in time")),
    };
    let evidence = match case.evidence().subject.flow {
        Slot::Known(flow) => flow,
        Slot::Unknown => return Ok(Outcome::missing(Field::FLOW, Some(case.written.id()))),
        Slot::NotApplicable => {
            return Ok(Outcome::not_applicable("the evidence is no stock, flow or cumulative number"));
        }
    };
    let is_change = matches!(case.written.relation(), Relation::Change(_));
    let asserts_change = || {
        let asserted = case.asserts();
        !asserted.is_empty() && asserted.iter().all(|one| one.quantified == Quantified::Change)
    };
    match (evidence, in_time(concluded)) {
        (evidence, concluded) if in_time(evidence) == concluded => return Ok(Outcome::Passed),
        (Flow::Stock | Flow::Cumulative, Flow::Flow) if is_change => return Ok(Outcome::Passed),
        (Flow::Net, Flow::Stock) if !is_change && asserts_change() => return Ok(Outcome::Passed),
        (Flow::Flow, Flow::Stock) if !is_change && asserts_change() => {
            return Ok(Outcome::missing(Field::FLOW, Some(case.written.id())));
        }
        _ => {}
    }
    let (evidence, concluded) = (in_time(evidence), in_time(concluded));
    let beside: &[Flow] = match concluded {
        Flow::Flow => &[Flow::Flow, Flow::Gross, Flow::Net],
        Flow::Stock => &[Flow::Stock],
        _ => &[Flow::Cumulative],
    };
    let is_beside = case.drawn().lies(beside);
    if let (false, Some((_, claim))) = (is_beside, case.left_open(&[Component::Flow])) {
        return Ok(Outcome::missing(Field::FLOW, Some(claim)));
    }
    let severity = match (evidence, concluded) {
        (Flow::Cumulative, Flow::Stock) | (Flow::Stock, Flow::Cumulative) => Severity::Note,
        // The conclusion may rest on the other figure.
        _ if is_beside => Severity::Note,
        _ => Severity::Warning,
    };
    let reason = match (evidence, concluded) {
        (Flow::Flow, Flow::Stock) if is_change => {
            "as long as more comes than goes there is more of it: a flow that falls is a slower rise, and no fall"
        }
        (Flow::Flow, Flow::Stock) => {
            "how many are there depends on how many were there before, and how many left"
        }
        (Flow::Cumulative, Flow::Flow) => {
            "it was gathered since a beginning, and is not the number of one period"
        }
        (Flow::Flow, Flow::Cumulative) => "what came in one period is not all that ever came",
        (Flow::Stock, Flow::Flow) => {
            "how many are there does not tell how many came in a period, or for how long they stay"
        }
        _ => "what was ever counted is still there only if nothing left",
    };
    let (evidence, concluded) = (as_told(evidence), as_told(concluded));
    let printed = case.resolved.result_member(case.claim);
    let printed = printed.and_then(|member| case.resolved.amounts_of(member).first());
    let printed = printed.map(|reported| reported.amount.to_string());
    let finding = Finding::told_when_read(severity, move || {
        let fact = match printed {
            Some(_) => "the figure, {figure}, is {evidence}; the conclusion is about {concluded}",
            None => "the figure is {evidence}; the conclusion is about {concluded}",
        };
        let finding =
            Finding::warning(fact, reason, "conclude of what the figure is, or bring a figure of the other");
        Ok(finding
            .word("figure", printed.clone().unwrap_or_default())
            .word("evidence", evidence)
            .word("concluded", concluded))
    });
    Ok(about_step(case, finding, "flow").into())
}

/// A gross or net figure is one of a period.
fn in_time(flow: Flow) -> Flow {
    match flow {
        Flow::Gross | Flow::Net => Flow::Flow,
        other => other,
    }
}

fn as_told(flow: Flow) -> &'static str {
    match flow {
        Flow::Stock => "a stock on a day",
        Flow::Cumulative => "a number gathered since a beginning",
        Flow::Flow | Flow::Gross | Flow::Net => "a flow over a period",
    }
}

#[cfg(test)]
mod tests;
