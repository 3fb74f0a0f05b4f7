//! DN16: those who leave this year, over those who enter this year, is told as the chance of one who enters.

use crate::claim::{Assertion, Quantified};
use crate::dossier::{AssumptionName, Member, MemberShape, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Component, Flow, Measure, Slot};
use crate::rule::printed::are_related;
use crate::rule::step::threshold;
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, assumed, is_plain_number, supposed};
use crate::vocabulary::{Dimension, TextConventions, Unit};

declare_rule! {
    /// ## What it checks
    /// A ratio of two flows of one period, whose units entered at different times (divorces over marriages, convictions over offences), from
    /// which the chance of those who enter is concluded.
    ///
    /// ## Why it matters
    /// Half as many divorces as marriages this year does not mean that half of this year's marriages will end. Those who divorce
    /// married long ago, when more or fewer did.
    ///
    /// ## How
    /// The evidence is a rate: two counts of different things in one period (`flow = "flow"`). The conclusion is about a
    /// part of those who enter: its `measure` is a `share`, `risk`, `probability` or `survival`, or it asserts a share. Where entries
    /// grow by `g` a year and who leaves does so `L` years after entering, the ratio for those who entered together is `ratio · (1 + g)^L`;
    /// between whole years it lies between those of the whole years. The rule asks for the `lag`: without it nothing tells
    /// marriages and divorces from vehicles and accidents. With it, the conclusion is a warning that asks for the `growth`. With both the
    /// step passes if what is asserted holds of the result, or, where nothing is asserted, if the result is the printed ratio; without
    /// growth or lag there is no difference.
    ///
    /// ## Fires
    /// Divorce comes after twelve years; how many married then?
    /// ```toml
    /// [[claim]]
    /// id   = "divorces"
    /// flow = "flow"
    /// rate = { events = "50,000 divorces", exposure = "100,000 marriages", stated = "50 %" }
    ///
    /// [[conclusion]]
    /// id      = "half-fail"
    /// from    = "divorces"
    /// asserts = "share >= 1/2"
    ///
    /// [[assume]]
    /// name   = "lag"
    /// for    = "divorces"
    /// value  = "12 years"
    /// source = "mean duration at divorce"
    /// ```
    /// Marriages fell by 2 % a year: 39 %.
    /// ```toml
    /// [[claim]]
    /// id   = "divorces"
    /// flow = "flow"
    /// rate = { events = "50,000 divorces", exposure = "100,000 marriages", stated = "50 %" }
    ///
    /// [[conclusion]]
    /// id      = "half-fail"
    /// from    = "divorces"
    /// measure = "risk"
    ///
    /// [[assume]]
    /// name   = "growth"
    /// for    = "divorces"
    /// value  = "-2 %"
    /// source = "marriages, last twelve years"
    ///
    /// [[assume]]
    /// name   = "lag"
    /// for    = "divorces"
    /// value  = "12 years"
    /// source = "mean duration at divorce"
    /// ```
    ///
    /// ## Clean
    /// As many married as ever: then the ratio is that of each cohort.
    /// ```toml
    /// [[claim]]
    /// id   = "divorces"
    /// flow = "flow"
    /// rate = { events = "50,000 divorces", exposure = "100,000 marriages", stated = "50 %" }
    ///
    /// [[conclusion]]
    /// id      = "half-fail"
    /// from    = "divorces"
    /// measure = "risk"
    ///
    /// [[assume]]
    /// name   = "growth"
    /// for    = "divorces"
    /// value  = "0 %"
    /// source = "marriages, last twelve years"
    /// ```
    /// The ratio is told as a ratio of one year.
    /// ```toml
    /// [[claim]]
    /// id   = "divorces"
    /// flow = "flow"
    /// rate = { events = "50,000 divorces", exposure = "100,000 marriages", stated = "50 %" }
    ///
    /// [[conclusion]]
    /// id   = "this-year"
    /// from = "divorces"
    /// ```
    /// Those who entered were followed: a share, whose part lies within its whole.
    /// ```toml
    /// [[claim]]
    /// id    = "followed"
    /// flow  = "flow"
    /// share = { part = "77 deaths", whole = "1,012 cases" }
    ///
    /// [[conclusion]]
    /// id      = "fatality"
    /// from    = "followed"
    /// measure = "risk"
    /// ```
    ///
    /// ## Limits
    /// One mean lag and one growth stand for a whole distribution; how often those who enter leave may itself change. Silent on
    /// person-time, on rates of the population, and where both figures count one kind of thing.
    /// A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// Preston, S. H., Heuveline, P. & Guillot, M. (2001), *Demography: Measuring and Modeling Population Processes*, Blackwell, on period
    /// and cohort measures. Kennedy, S. & Ruggles, S. (2014), Breaking up is hard to count: the rise of divorce in the United States,
    /// 1980–2010, *Demography* 51, 587–598.
    "DN16", "cross-cohort-ratio", "denominator", since "0.1.0", Warning,
    "exits over entries of one period are told as a chance of those who enter",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let Some(member) = ratio_of_two_counts(case) else {
        return Ok(Outcome::not_applicable(
            "the evidence is no rate of two different things that are counted",
        ));
    };
    let measure = match case.concluded().is_stated(Component::Measure) {
        true => case.concluded().subject.measure,
        false => Slot::Unknown,
    };
    let is_chance = matches!(
        measure,
        Slot::Known(Measure::Share | Measure::Risk | Measure::Probability | Measure::Survival)
    );
    let is_share = |one: &Assertion| one.quantified == Quantified::Share;
    let asserted: Vec<&Assertion> = case.asserts().iter().filter(|one| is_share(one)).collect();
    // What is asserted of something else (a change, a rank) is no chance.
    if asserted.is_empty() && !(is_chance && case.asserts().is_empty()) {
        return Ok(Outcome::not_applicable("no chance of those who enter is concluded"));
    }
    match case.evidence().subject.flow {
        Slot::Known(Flow::Flow | Flow::Gross) => {}
        flow if flow == Slot::Unknown || !case.evidence().is_stated(Component::Flow) => {
            return Ok(Outcome::missing(Field::FLOW, Some(case.written.id())));
        }
        _ => return Ok(Outcome::not_applicable("the figures are no flows")),
    }
    let growth = assumed(case, AssumptionName::Growth).map(supposed).transpose()?;
    let lag = assumed(case, AssumptionName::Lag).map(years).transpose()?.flatten();
    let is_none = |interval: &Option<Interval>| {
        interval.as_ref().and_then(Interval::is_point).is_some_and(Exact::is_zero)
    };
    if is_none(&growth) || is_none(&lag) {
        return Ok(Outcome::Passed);
    }
    let ratio = case.resolved.member_interval(member, Reading::Nearest)?;
    // Only who supposes a lag says that the one are entries and the other exits, and not accidents and vehicles.
    let Some(lag) = lag else {
        let known = NamedValue::range("ratio", ratio).style(Style::Percent);
        return Ok(Outcome::missing(Field::LAG, Some(case.written.id())).so_far(vec![known]));
    };
    let cohort = match &growth {
        Some(growth) => of_cohort(&ratio, growth, &lag)?,
        None => None,
    };
    if let Some(cohort) = &cohort {
        let holds = match asserted.is_empty() {
            true => {
                let printed = case.resolved.amount_of(member, Role::Stated);
                let printed =
                    printed.map_or(Ok(ratio.clone()), |stated| stated.interval(Reading::Nearest))?;
                !printed.is_disjoint(cohort)
            }
            false => asserted.iter().all(|one| cohort.is_subset(&one.comparator.set(threshold(one)))),
        };
        if holds {
            return Ok(Outcome::Passed);
        }
    }
    let amounts = [Role::Top, Role::Bottom].map(|role| {
        case.resolved.amount_of(member, role).map(|reported| reported.amount.to_string()).unwrap_or_default()
    });
    let told = cohort.clone();
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let reason = match &told {
            Some(_) => {
                "who leaves now entered earlier: with the growth and the lag supposed it is {cohort:range} of those who entered together"
            }
            None => {
                "who leaves now entered earlier, when more or fewer did; if entries grow by g a year and who leaves does so L years later, it is the ratio times (1 + g)^L"
            }
        };
        let finding = Finding::warning(
            "{top} over {bottom} of one period is {ratio:range}; the conclusion is about those who enter together",
            reason,
            "follow those who entered together, or tell it as a ratio of one period",
        );
        let percent =
            |name, interval: &Interval| NamedValue::range(name, interval.clone()).style(Style::Percent);
        let [top, bottom] = amounts.clone();
        Ok(finding
            .with(percent("ratio", &ratio))
            .with_all(told.as_ref().map(|cohort| percent("cohort", cohort)))
            .word("top", top)
            .word("bottom", bottom))
    });
    let finding = if growth.is_none() { finding.ask(Field::GROWTH) } else { finding };
    Ok(about_step(case, finding, "measure").into())
}

/// The evidence as a rate of two counts that are of no common kind (divorces and marriages, not women and people).
fn ratio_of_two_counts<'d>(case: &StepCase<'d>) -> Option<&'d Member<'d>> {
    let members = case.resolved.members_of(case.claim);
    let result = case.resolved.result_member(case.claim)?;
    let member = members.iter().find(|member| member.position == result.position)?;
    // Of a share the claim says that the part lies within the whole.
    let MemberShape::Ratio(RatioKind::Rate) = member.shape else { return None };
    let [top, bottom, ..] = case.resolved.amounts_of(member) else { return None };
    let counted = |unit: &Unit| unit.is_counted() && unit.per().is_none() && unit.fraction().is_none();
    let both = counted(top.unit()) && counted(bottom.unit());
    // Vehicles on a day do not enter in the year of the accidents.
    let is_stock = case.resolved.scope(bottom.scope).subject.flow == Slot::Known(Flow::Stock);
    (both
        && !is_stock
        && !is_population(bottom.unit())
        && !are_related(case.resolved, top.unit(), bottom.unit()))
    .then_some(member)
}

/// Whether those who are there are counted, not those who enter.
fn is_population(unit: &Unit) -> bool {
    let kind = unit.kind().unwrap_or_default();
    matches!(kind, "person" | "household" | "resident")
}

/// A time in years; none where it is no time. "12 years" are twelve, however long a year is.
fn years(lag: &Amount) -> Result<Option<Interval>, Outcome> {
    if lag.unit().dimension() != Some(Dimension::TIME) {
        return Ok(None);
    }
    let Ok(year) = Unit::parse("years", &TextConventions::default()) else { return Ok(None) };
    let figure = lag.figure();
    Ok(Some(match lag.unit().factor() == year.factor() {
        true if is_plain_number(lag) => Interval::point(figure.value().clone()),
        true => figure.reading(Reading::Nearest),
        false => supposed(lag)?.div(year.factor())?,
    }))
}

/// The longest lag that is reckoned with: nobody leaves later than a lifetime or two after entering.
const LONGEST: u32 = 200;

/// `ratio · (1 + g)^L`; between whole years, between those of the whole years. None where growth or lag are beyond what
/// can be meant.
fn of_cohort(
    ratio: &Interval,
    growth: &Interval,
    lag: &Interval,
) -> Result<Option<Interval>, ArithmeticError> {
    let base = Interval::ONE.add(growth)?;
    let is_positive = base.low_value().is_some_and(Exact::is_positive) && base.high_value().is_some();
    let whole = |value: Option<&Exact>, up: bool| -> Option<u32> {
        let value =
            value.filter(|value| !value.is_negative() && **value <= Exact::from(i64::from(LONGEST)))?;
        let whole = if up { value.ceil() } else { value.floor() };
        (0..=LONGEST).find(|own| Exact::from(i64::from(*own)) == whole)
    };
    let (Some(least), Some(most), true) =
        (whole(lag.low_value(), false), whole(lag.high_value(), true), is_positive)
    else {
        return Ok(None);
    };
    // The power is monotone in the base, and in the exponent for each base.
    let powers = base.pow(least)?.hull(&base.pow(most)?);
    Ok(Some(ratio.mul(&powers)?))
}

#[cfg(test)]
mod tests;
