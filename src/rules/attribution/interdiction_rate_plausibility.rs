//! SC08: what was seized says nothing of the flow without the share that is seized.

use crate::claim::relation::{Direction, MemberKind, Relation};
use crate::claim::{Assertion, Comparator, Quantified};
use crate::dossier::{AssumptionName, Design, Member, MemberShape, Reported};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Amount, Component, Measure, SetRelation, Slot, Value};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::step::{about_step, assumed, list, relation, supposed, unknown};
use crate::stats::{flow_ratio, intercepted_flow};
use crate::vocabulary::ResultClass;

declare_rule! {
    /// ## What it checks
    /// For what was seized or caught, and a conclusion about the flow it was taken from: whether the conclusion holds
    /// whatever share of the flow is seized.
    ///
    /// ## Why it matters
    /// More seizures can mean more of the goods, or better searching. The amount is the flow times the share that is
    /// seized, and one number does not tell the two apart.
    ///
    /// ## How
    /// If `k` times as much was seized, the flow became `k·i₀/i₁` times as much, with the share seized `i₀` before
    /// and `i₁` after: it is unchanged if that share rose `k` times. Of an amount `S` the flow is `S/i`, and `S/i − S`
    /// passed. Exact. Without a declared share `i` is anything up to 1; the assumption `interdiction_rate` narrows it,
    /// and holds before and after. A warning where what is asserted is then not shown.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id     = "seized"
    /// change = { from = "100 kg", to = "170 kg" }
    /// of     = "cocaine"
    /// frame  = "seizures"
    ///
    /// [[conclusion]]
    /// id      = "flood"
    /// from    = "seized"
    /// asserts = "change > 0"
    /// base    = "supply"
    /// ```
    ///
    /// ## Clean
    /// The share that is seized is known well enough: at 10 % before and 15 % after, the flow still rose.
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id     = "seized"
    /// change = { from = "100 kg", to = "170 kg" }
    /// of     = "cocaine"
    /// frame  = "seizures"
    ///
    /// [[assume]]
    /// name   = "interdiction_rate"
    /// for    = "seized"
    /// value  = "10 % to 15 %"
    /// source = "production less consumption"
    ///
    /// [[conclusion]]
    /// id      = "flood"
    /// from    = "seized"
    /// asserts = "change > 0"
    /// base    = "supply"
    /// ```
    ///
    /// There is at least as much as was seized.
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id     = "seized"
    /// figure = "536 kg"
    /// of     = "cocaine"
    /// frame  = "seizures"
    ///
    /// [[conclusion]]
    /// id      = "plenty"
    /// from    = "seized"
    /// asserts = "sum > 500 kg"
    /// base    = "supply"
    /// ```
    ///
    /// ## Limits
    /// Only for data of design `enforcement`. A conclusion drawn also from a measure of another kind (wastewater, prices,
    /// deaths) is left alone: it may rest on that. Gross weights need a share seized of gross weight. Shares of what was
    /// seized are for SA07 to SA09.
    ///
    /// ## Sources
    /// Reuter, P. (1989), *Quantity Illusions and Paradoxes of Drug Interdiction*, RAND N-2929. Reuter, P. & Greenfield,
    /// V. (2001), *World Economics* 2:159. UNODC, *World Drug Report*, methodology, on interception rates.
    "SC08", "interdiction-rate-plausibility", "attribution", since "0.1.0", Warning,
    "what was seized is taken for what there is",
    Step(check)
}

/// The rates for which a flow is shown while the real one is asked for, in percent.
const SHOWN: [i64; 3] = [5, 10, 25];

/// The name of the flow at an interdiction rate.
const FLOW: &str = "flow at {%}";

/// The name of how many times larger the interdiction rate must be for a change of the flow.
const NEEDED: &str = "times the interdiction rate for a change of {%}";

/// So many claims of a conclusion are looked at for one that is no seizure.
const BESIDE: usize = 32;

fn check(case: &StepCase<'_>) -> Verdict {
    if case.frame().and_then(|frame| frame.design) != Some(Design::Enforcement) {
        return Ok(Outcome::not_applicable("the figure is no seizure or catch"));
    }
    let Some(evidence) = evidence(case)? else {
        return Ok(Outcome::not_applicable("the figure is neither an amount seized nor a change of it"));
    };
    if let Some(outcome) = beside_the_flow(case)? {
        return Ok(outcome);
    }
    if has_other_measure(case) {
        return Ok(Outcome::not_applicable("the conclusion is drawn from a measure of another kind as well"));
    }
    let declared = assumed(case, AssumptionName::InterdictionRate);
    let rate = declared.map(supposed).transpose()?;
    match evidence {
        Evidence::Change { times, figures } => changed(case, times, figures, declared, rate),
        Evidence::Amount(seized) => amount(case, seized, declared, rate),
    }
}

/// What the evidence says was seized.
enum Evidence<'d> {
    /// How many times as much as before, and the two figures, where they are printed.
    Change { times: Interval, figures: Option<[&'d Reported; 2]> },
    /// How much.
    Amount(&'d Reported),
}

fn evidence<'d>(case: &StepCase<'d>) -> Result<Option<Evidence<'d>>, Outcome> {
    let members = case.resolved.members_of(case.claim);
    let value = |member: &Member<'_>| match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Value, [value, ..]) => Some(value),
        _ => None,
    };
    let of_kind = |kind| members.iter().find(|member| member.kind == kind).and_then(value);
    match case.written.relation() {
        Relation::Change(change) => {
            if let (Some(from), Some(to)) = (of_kind(MemberKind::From), of_kind(MemberKind::To)) {
                if !is_amount(case, from) || !is_amount(case, to) {
                    return Ok(None);
                }
                let [before, after] = [supposed(&from.amount)?, supposed(&to.amount)?];
                if !is_some(from, &before) || !is_some(to, &after) {
                    return Ok(None);
                }
                return Ok(Some(Evidence::Change { times: after.div(&before)?, figures: Some([from, to]) }));
            }
            let times = match change.direction {
                Some(Direction::Rising) => Interval::more_than(Exact::ONE),
                Some(Direction::Falling) => {
                    let Some(less) = Interval::open(Exact::ZERO, Exact::ONE) else { return Ok(None) };
                    less
                }
                Some(Direction::Unchanged) => Interval::point(Exact::ONE),
                None => {
                    let Some(stated) = of_kind(MemberKind::Result) else { return Ok(None) };
                    if stated.unit().fraction().is_none() || stated.unit().is_percentage_points() {
                        return Ok(None);
                    }
                    let times = supposed(&stated.amount)?.add(&Interval::point(Exact::ONE))?;
                    if !times.low_value().is_some_and(Exact::is_positive) {
                        return Ok(None);
                    }
                    times
                }
            };
            Ok(Some(Evidence::Change { times, figures: None }))
        }
        Relation::Figure(_) => {
            let seized = of_kind(MemberKind::Result).filter(|seized| is_amount(case, seized));
            let Some(seized) = seized else { return Ok(None) };
            let is_some = is_some(seized, &supposed(&seized.amount)?);
            Ok(is_some.then_some(Evidence::Amount(seized)))
        }
        _ => Ok(None),
    }
}

/// Whether something was seized, and no less than nothing.
fn is_some(reported: &Reported, value: &Interval) -> bool {
    let is_negative = value.low_value().is_none_or(Exact::is_negative);
    reported.amount.figure().value().is_positive() && !is_negative
}

/// A count or a sum, in one unit.
fn is_amount(case: &StepCase<'_>, reported: &Reported) -> bool {
    let measure = case.resolved.scope(reported.scope).subject.measure;
    let is_sum = matches!(measure, Slot::Known(Measure::Count | Measure::Sum));
    let unit = reported.unit();
    is_sum && !unit.is_ambiguous() && unit.fraction().is_none() && unit.per().is_none()
}

/// The outcome where the conclusion is not about the flow of which this was seized.
fn beside_the_flow(case: &StepCase<'_>) -> Result<Option<Outcome>, Outcome> {
    let other = || Outcome::not_applicable("the conclusion is about something else than what was seized");
    let class = |value| match value {
        Value::Node(node) => case.resolved.names().concept.class(node),
        _ => None,
    };
    let (own, concluded) = (class(case.evidence().subject.of), class(case.concluded().subject.of));
    let of = relation(case, Component::Of);
    if of.is_some() && concluded == Some(ResultClass::Outcome) && own != Some(ResultClass::Outcome) {
        return Ok(None);
    }
    match (relation(case, Component::Base), of) {
        (Some(SetRelation::Within), None) => Ok(None),
        (Some(SetRelation::Within), Some(SetRelation::Unknown)) => Err(unknown(case, Component::Of)),
        (Some(SetRelation::Unknown), None) => Err(unknown(case, Component::Base)),
        (None, None) => Ok(Some(Outcome::Passed)),
        _ => Ok(Some(other())),
    }
}

/// Whether the conclusion is drawn from a figure, too, that does not depend on what is seized.
fn has_other_measure(case: &StepCase<'_>) -> bool {
    let position = usize::try_from(case.step.conclusion).ok();
    let Some(conclusion) = position.and_then(|at| case.resolved.conclusions().get(at)) else { return false };
    let steps = case.resolved.steps_of(conclusion).iter().take(BESIDE);
    steps.filter_map(|step| case.resolved.claim(step.claim)).any(|claim| {
        let design = case.resolved.frame_of(claim.scope).and_then(|frame| frame.design);
        design.is_some_and(|design| !matches!(design, Design::Enforcement | Design::SingleCase))
    })
}

/// Whether a rate is one that something can have been seized at.
fn is_possible(rate: &Interval) -> bool {
    rate.is_subset(&Interval::share()) && rate.high_value().is_some_and(Exact::is_positive)
}

/// What is asserted of the change of the flow, as sets of the change; nothing asserted: that it went as the seizures did.
fn asserted_changes(case: &StepCase<'_>, times: &Interval) -> Vec<(Comparator, Exact)> {
    if case.asserts().is_empty() {
        let one = Interval::point(Exact::ONE);
        return match () {
            () if *times == one => vec![(Comparator::Equal, Exact::ZERO)],
            () if one.is_below(times) => vec![(Comparator::Greater, Exact::ZERO)],
            () if times.is_below(&one) => vec![(Comparator::Less, Exact::ZERO)],
            () => Vec::new(),
        };
    }
    let change = |assertion: &Assertion| {
        let (value, unit) = (&assertion.threshold.value, &assertion.threshold.unit);
        // Nothing in whatever unit is nothing; another difference says no share of what there was before.
        if value.is_zero() && assertion.quantified == Quantified::Change {
            return Some((assertion.comparator, Exact::ZERO));
        }
        let fraction = unit.fraction().filter(|_| !unit.is_percentage_points())?;
        let value = (value * &fraction).ok()?;
        match assertion.quantified {
            Quantified::Change => Some((assertion.comparator, value)),
            Quantified::Ratio => Some((assertion.comparator, (&value - &Exact::ONE).ok()?)),
            _ => None,
        }
    };
    case.asserts().iter().filter_map(change).collect()
}

fn changed(
    case: &StepCase<'_>,
    times: Interval,
    figures: Option<[&Reported; 2]>,
    declared: Option<&Amount>,
    rate: Option<Interval>,
) -> Verdict {
    let asserted = asserted_changes(case, &times);
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted of the change of the flow"));
    }
    let impossible = rate.as_ref().is_some_and(|rate| !is_possible(rate));
    let flow = match &rate {
        Some(rate) if !impossible => flow_ratio(&times, rate, rate)?,
        _ => Interval::more_than(Exact::ZERO),
    };
    let change = flow.sub(&Interval::point(Exact::ONE))?;
    let open = |(comparator, value): &&(Comparator, Exact)| {
        let set = comparator.set(value.clone());
        !change.is_subset(&set) && !change.is_disjoint(&set)
    };
    let mut open: Vec<Exact> = asserted.iter().filter(open).map(|(_, value)| value.clone()).collect();
    open.dedup();
    if open.is_empty() {
        return Ok(Outcome::Passed);
    }
    let told = Changed {
        seized: times.sub(&Interval::point(Exact::ONE))?,
        times,
        figures: figures.map(|figures| figures.map(|figure| figure.amount.to_string().into())),
        open: open.into(),
        change: if rate.is_some() && !impossible { Some(change) } else { None },
        rate: declared.map(|declared| declared.to_string().into()),
        impossible,
    };
    let asks = declared.is_none();
    let finding = Finding::told_when_read(Severity::Warning, move || told.tell());
    let finding = if asks { finding.ask(Field::INTERDICTION_RATE) } else { finding };
    let finding = match figures {
        Some([_, to]) => finding.at(case.resolved.pointer(to)),
        None => finding,
    };
    Ok(about_step(case, finding, "base").into())
}

/// A change of what was seized, as a finding keeps it.
struct Changed {
    times: Interval,
    seized: Interval,
    /// Before and after, as printed.
    figures: Option<[Box<str>; 2]>,
    /// The changes of the flow that are asserted and not decided.
    open: Box<[Exact]>,
    /// How the flow changed at the supposed rates.
    change: Option<Interval>,
    /// As declared.
    rate: Option<Box<str>>,
    impossible: bool,
}

impl Changed {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let mut values = Vec::new();
        if self.times.is_bounded() && self.times.high_value() != Some(&Exact::ONE) {
            let named = |interval: &Interval, name| match interval.is_point() {
                Some(point) => NamedValue::percent(name, point.clone()),
                None => NamedValue::range(name, interval.clone()).style(Style::Percent),
            };
            values.push(named(&self.seized, "change of what was seized"));
        }
        // A word alone ("rising") has no number.
        let is_known =
            self.figures.is_some() || self.times.is_bounded() && self.times.low_value() != Some(&Exact::ZERO);
        if is_known {
            let none = Some(Exact::ZERO).filter(|zero| !self.open.contains(zero));
            for change in none.iter().chain(self.open.iter()) {
                let flow = (&Exact::ONE + change)?;
                if !flow.is_positive() {
                    continue;
                }
                let needed = self.times.scale(&flow.recip()?)?;
                let name = Name::at(NEEDED, [change.clone()]);
                values.push(match needed.is_point() {
                    Some(point) => NamedValue::new(name, point.clone()),
                    None => NamedValue::range(name, needed),
                });
            }
        }
        values.extend(
            self.change
                .clone()
                .map(|change| NamedValue::range("change of the flow", change).style(Style::Percent)),
        );
        let seized = match &self.figures {
            Some(_) => "{to} was seized after {from}",
            None => "what was seized changed",
        };
        let fact = match (&self.change, is_known) {
            _ if self.impossible => {
                "an interdiction rate of {rate} is no share of a flow of which something was seized".into()
            }
            (Some(_), _) => format!(
                "{seized}: with {{rate}} of the flow seized, the flow changed by {{change of the flow:range}}"
            ),
            (None, true) => format!("{seized}: the flow is {{list}}"),
            (None, false) => format!("{seized}: that does not say how the flow changed"),
        };
        let finding = Finding::warning(
            fact,
            "what is seized is the flow times the share of it that is seized, and either may have changed",
            "say what share is seized, before and after, or limit the conclusion to what was seized",
        );
        let list = |finding: &Finding| {
            list(finding, NEEDED, |i, at, value| {
                let change = match at {
                    "0 %" => "unchanged".to_string(),
                    at if at.starts_with(['-', '−']) => {
                        format!("down by {}", at.trim_start_matches(['-', '−']))
                    }
                    at => format!("up by {at}"),
                };
                match i {
                    0 => format!(
                        "{change} if the share of it that is seized became {} times as large",
                        value.shown()
                    ),
                    _ => format!("{change} if {} times", value.shown()),
                }
            })
        };
        let [from, to] = self.figures.clone().unwrap_or_default();
        Ok(finding
            .with_all(values)
            .made("list", list)
            .word("from", from)
            .word("to", to)
            .word("rate", self.rate.clone().unwrap_or_default()))
    }
}

fn amount(
    case: &StepCase<'_>,
    seized: &Reported,
    declared: Option<&Amount>,
    rate: Option<Interval>,
) -> Verdict {
    let caught = supposed(&seized.amount)?;
    let impossible = rate.as_ref().is_some_and(|rate| !is_possible(rate));
    let possible = rate.clone().filter(|_| !impossible);
    let flow = intercepted_flow(&caught, possible.as_ref().unwrap_or(&Interval::share()))?;
    let dimension = seized.unit().dimension();
    let set = |assertion: &Assertion| {
        let unit = &assertion.threshold.unit;
        // A bare number is of the unit of the figure.
        let factor = if unit.symbol().is_empty() {
            seized.unit().factor()
        } else if unit.dimension() == dimension {
            unit.factor()
        } else {
            return None;
        };
        let value = (&assertion.threshold.value * factor.is_point()?).ok()?;
        match assertion.quantified {
            Quantified::Sum | Quantified::Count => Some(assertion.comparator.set(value)),
            _ => None,
        }
    };
    let shown = if case.asserts().is_empty() {
        // There is as much as was seized.
        flow.is_subset(&caught)
    } else {
        let sets: Vec<Interval> = case.asserts().iter().filter_map(set).collect();
        if sets.is_empty() {
            return Ok(Outcome::not_applicable("nothing is asserted of the size of the flow"));
        }
        sets.iter().all(|set| flow.is_subset(set))
    };
    if shown && !impossible {
        return Ok(Outcome::Passed);
    }
    let factor = seized.unit().factor().is_point().cloned().unwrap_or(Exact::ONE);
    let printed = factor.recip()?;
    let told = Caught {
        amount: seized.amount.to_string().into(),
        seized: caught.scale(&printed)?,
        flow: if possible.is_some() { Some(flow.scale(&printed)?) } else { None },
        unit: seized.unit().symbol().into(),
        rate: declared.map(|declared| declared.to_string().into()),
        impossible,
    };
    let asks = declared.is_none();
    let finding = Finding::told_when_read(Severity::Warning, move || told.tell());
    let finding = if asks { finding.ask(Field::INTERDICTION_RATE) } else { finding };
    Ok(about_step(case, finding.at(case.resolved.pointer(seized)), "base").into())
}

/// An amount that was seized, as a finding keeps it.
struct Caught {
    /// As printed.
    amount: Box<str>,
    /// The same in its unit.
    seized: Interval,
    /// The flow at the supposed rates.
    flow: Option<Interval>,
    unit: Box<str>,
    /// As declared.
    rate: Option<Box<str>>,
    impossible: bool,
}

impl Caught {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let mut values = Vec::new();
        let of_unit = |value: NamedValue| value.unit(self.unit.to_string());
        match &self.flow {
            Some(flow) => {
                values.push(of_unit(NamedValue::range("flow", flow.clone())));
                let passed = flow.sub(&self.seized)?.max(&Interval::point(Exact::ZERO));
                values.push(of_unit(NamedValue::range("not seized", passed)));
            }
            None => {
                for percent in SHOWN {
                    let rate = Exact::new(percent, 100)?;
                    let flow = intercepted_flow(&self.seized, &Interval::point(rate.clone()))?;
                    let name = Name::at(FLOW, [rate]);
                    values.push(of_unit(match flow.is_point() {
                        Some(point) => NamedValue::new(name, point.clone()),
                        None => NamedValue::range(name, flow),
                    }));
                }
            }
        }
        let fact = match &self.flow {
            _ if self.impossible => {
                "an interdiction rate of {rate} is no share of a flow of which something was seized"
            }
            Some(_) => "{amount} was seized: with {rate} of the flow seized, the flow is {flow:range}",
            None => "{amount} was seized: the flow is {list}",
        };
        let finding = Finding::warning(
            fact,
            "what is seized is only a share of the flow, and how large a share decides",
            "say what share is seized, or limit the conclusion to what was seized",
        );
        Ok(finding
            .with_all(values)
            .made("list", |finding| {
                list(finding, FLOW, |i, at, value| match i {
                    0 => format!("{} if {at} of it is seized", value.shown()),
                    _ => format!("{} if {at}", value.shown()),
                })
            })
            .word("amount", self.amount.clone())
            .word("rate", self.rate.clone().unwrap_or_default()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
