//! DN02: top and bottom of a ratio are of two times.

use crate::dossier::{AssumptionName, MemberShape};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Flow, Measure, PeriodValue, Slot};
use crate::rule::{
    Field, Finding, NamedValue, Outcome, QuantityCase, Severity, Style, Verdict, declare_rule,
};
use crate::rules::denominators::Fraction;
use crate::rules::step::supposed;
use crate::stats::growth_factor;
use crate::vocabulary::{Dimension, Period, SetRelation};

declare_rule! {
    /// ## What it checks
    /// Whether top and bottom of a share or rate are of one time: the offences of one year over the residents of another,
    /// the accidents of six months over the flights of twelve.
    ///
    /// ## Why it matters
    /// What grew in between is divided by too little. Of a group that grows by 8 % a year, a census two years old makes
    /// every rate a fifth too large.
    ///
    /// ## How
    /// The period of the top is the claim's, that of the bottom stands in `denominator` (or the top's in `which`). A bottom
    /// counted on one day (or a `flow = "stock"`) within the period of the top passes, as does the part of a share that lies
    /// within the period of its whole; what became later of those who entered (`flow = "flow"`) is not judged. Else the lag between the two mid-points is taken, in years of 365.25 days; with the
    /// growth `g` of what is below (`[[assume]] growth`), the ratio is off by `e^(g·lag) − 1`. More than `tolerance` is a
    /// warning, a note where only part of the supposed growth gives more. Without a growth it passes where even `fastest`
    /// keeps within the tolerance, gets a note where the two periods are equally long and share at least half (a fiscal
    /// and a calendar year), and asks for the growth else. Where both are counted over periods of unequal length (`flow =
    /// "flow"`, person-years), the ratio is off by the ratio of their lengths, a warning; whether the bottom is such a flow
    /// is asked for.
    ///
    /// ## Fires
    /// Offences of 2023, residents of the census of March 2021, and a group that grows by 8 % a year.
    /// ```toml
    /// [[claim]]
    /// id          = "offences"
    /// rate        = "608 offences per 45,500 residents"
    /// period      = "2023"
    /// denominator = { period = "2021-03", flow = "stock" }
    ///
    /// [[assume]]
    /// name   = "growth"
    /// for    = "offences"
    /// value  = "8 %"
    /// source = "population register"
    /// ```
    /// Accidents of half a year, flights of the whole.
    /// ```toml
    /// [[claim]]
    /// id          = "accidents"
    /// rate        = "31 accidents per 1,204,000 flights"
    /// period      = "2023-H1"
    /// flow        = "flow"
    /// denominator = { period = "2023" }
    /// ```
    ///
    /// ## Clean
    /// The same census, and a group that hardly grows: 1.2 %.
    /// ```toml
    /// [[claim]]
    /// id          = "offences"
    /// rate        = "608 offences per 45,500 residents"
    /// period      = "2023"
    /// denominator = { period = "2021-03", flow = "stock" }
    ///
    /// [[assume]]
    /// name   = "growth"
    /// for    = "offences"
    /// value  = "0.5 %"
    /// source = "population register"
    /// ```
    /// The population in the middle of the year.
    /// ```toml
    /// [[claim]]
    /// id          = "deaths"
    /// rate        = "1,263 deaths per 40,046 residents"
    /// period      = "2023"
    /// denominator = { period = "2023-06-30" }
    /// ```
    ///
    /// ## Limits
    /// Silent where nobody says when the bottom was counted. A stock over a flow (debt to the product of a year) is a ratio
    /// by design. Growth is taken as steady. That evidence and conclusion are of two times is listed by IN02, what that
    /// means for a cause by IN05; windows of unequal length that are compared are CT01's matter.
    ///
    /// The catalogue takes 8 % as a continuous rate, as demography does, and rounds the lag to 2.3 years, which gives 20.2 %;
    /// from the middle of March 2021 to that of 2023 it is 2.29 years, and 20.1 %.
    ///
    /// ## Sources
    /// Preston, S., Heuveline, P. & Guillot, M. (2001), *Demography*, ch. 1, Blackwell. UN (2017), *Principles and
    /// Recommendations for Population and Housing Censuses*, Rev. 3.
    "DN02", "reference-period-mismatch", "denominator", since "0.1.0", Warning,
    "top and bottom of a ratio are of two times",
    Quantity(check),
    options [
        ("tolerance", "1/50", "by how much, relative to itself, a ratio may be off"),
        ("fastest", "1/10", "the fastest growth or fall in a year that is reckoned with where nobody states one"),
    ]
}

fn check(case: &QuantityCase<'_>) -> Verdict {
    let fraction = Fraction::of(case)?;
    let (top, bottom) = (&fraction.top.subject, &fraction.bottom.subject);
    let (PeriodValue::Period(above), PeriodValue::Period(below)) = (top.period, bottom.period) else {
        return Ok(Outcome::not_applicable("it is not known when both top and bottom were counted"));
    };
    if above == below {
        return Ok(Outcome::not_applicable("nothing says that top and bottom are of two times"));
    }
    let (Some(days), Some(days_below)) = (above.days(), below.days()) else {
        return Ok(Outcome::not_applicable("a period has no end"));
    };
    let flow = |flow: Slot<Flow>| flow.known();
    let is_stock = flow(bottom.flow) == Some(Flow::Stock) || below.is_day();
    if (flow(top.flow) == Some(Flow::Stock) || above.is_day()) && !is_stock {
        return Ok(Outcome::not_applicable("a stock over a flow is a ratio by design"));
    }
    let between = Between { above, below, days, days_below };
    if is_stock {
        return match below.relation(&above) {
            SetRelation::Within => Ok(Outcome::Passed),
            _ => lagging(case, &fraction, between),
        };
    }
    let is_share = fraction.member.shape == MemberShape::Ratio(RatioKind::Share)
        || top.measure == Slot::Known(Measure::Share);
    let is_counted_over_time = matches!(flow(bottom.flow), Some(Flow::Flow | Flow::Cumulative));
    if is_share && is_counted_over_time && above.bounds().0 >= below.bounds().0 {
        return Ok(Outcome::not_applicable("the part is what became later of those who entered the whole"));
    }
    if between.are_alike() {
        return lagging(case, &fraction, between);
    }
    if is_share && above.relation(&below) == SetRelation::Within {
        return Ok(Outcome::Passed);
    }
    let person_time = Dimension::COUNT.product(Dimension::TIME);
    let dimension = fraction.printed_bottom(case).and_then(|bottom| bottom.unit().dimension());
    if dimension == Some(Dimension::TIME) {
        return Ok(Outcome::not_applicable("it is a rate over a length of time"));
    }
    match flow(bottom.flow) {
        Some(Flow::Flow | Flow::Cumulative) => Ok(unequal(case, &fraction, between)?.into()),
        _ if dimension.is_some() && dimension == person_time => Ok(unequal(case, &fraction, between)?.into()),
        Some(_) => Ok(Outcome::not_applicable("it is not known whether the bottom is a stock or a flow")),
        None => Ok(Outcome::missing(Field::FLOW, Some(fraction.id(case)))),
    }
}

/// The periods of top and bottom, and their days.
#[derive(Debug, Clone, Copy)]
struct Between {
    above: Period,
    below: Period,
    days: u32,
    days_below: u32,
}

impl Between {
    /// Whether the two are equally long, but for leap days and the like.
    fn are_alike(self) -> bool {
        let (apart, longer) = (self.days.abs_diff(self.days_below), self.days.max(self.days_below));
        apart <= 3 || u64::from(apart) * 100 <= u64::from(longer) * 3
    }

    /// The years from the middle of the bottom's period to that of the top's.
    fn lag(self) -> Result<Exact, ArithmeticError> {
        let twice_the_middle = |period: Period| {
            let (start, end) = period.bounds();
            i64::from(start) + i64::from(end)
        };
        // 365.25 days are 1461/4.
        Exact::new(2 * (twice_the_middle(self.above) - twice_the_middle(self.below)), 1461)
    }

    /// How much of the top's period is in the bottom's.
    fn overlap(self) -> Result<Exact, ArithmeticError> {
        let common = self.above.intersection(&self.below).and_then(|common| common.days());
        Exact::new(i64::from(common.unwrap_or_default()), i64::from(self.days))
    }
}

/// One is older than the other: what grew in between?
fn lagging(case: &QuantityCase<'_>, fraction: &Fraction<'_>, between: Between) -> Verdict {
    let tolerance = case.settings.get("tolerance");
    let lag = between.lag()?;
    let off = |growth: &Exact| growth_factor(growth, &lag)?.sub(&Interval::ONE);
    let within = Interval::closed(-&tolerance, tolerance.clone()).unwrap_or_else(Interval::all);
    if let Some(growth) = case.resolved.assumed_of(AssumptionName::Growth, fraction.member) {
        let growth = supposed(growth)?;
        let (Some(low), Some(high)) = (growth.low_value(), growth.high_value()) else {
            return Ok(Outcome::not_applicable("the supposed growth has no limit"));
        };
        let off = off(low)?.hull(&off(high)?);
        if off.is_subset(&within) {
            return Ok(Outcome::Passed);
        }
        let severity = if off.is_disjoint(&within) { Severity::Warning } else { Severity::Note };
        return Ok(older(case, fraction, severity, between, lag, Some((growth, off)))?.into());
    }
    let fastest = case.settings.get("fastest");
    if off(&fastest)?.hull(&off(&-&fastest)?).is_subset(&within) {
        return Ok(Outcome::Passed);
    }
    let half = Exact::new(1, 2)?;
    if between.are_alike() && between.overlap()? >= half {
        let finding = older(case, fraction, Severity::Note, between, lag, None)?;
        return Ok(finding.ask(Field::GROWTH).into());
    }
    // ln(1 + t) lies between t − t²/2 and t − t²/2 + t³/3.
    let square = (&(&tolerance * &tolerance)? / &Exact::from(2))?;
    let low = (&tolerance - &square)?;
    let high = (&low + &(&tolerance.pow(3)? / &Exact::from(3))?)?;
    let years = lag.abs();
    let ends = ((&low / &years)?, (&high / &years)?);
    let growth = Interval::closed(ends.0, ends.1).unwrap_or_else(Interval::all);
    let known = vec![
        NamedValue::new("lag", lag).unit("years"),
        NamedValue::range("growth that shows", growth).style(Style::Percent),
    ];
    Ok(Outcome::missing(Field::GROWTH, Some(fraction.id(case))).so_far(known))
}

fn older(
    case: &QuantityCase<'_>,
    fraction: &Fraction<'_>,
    severity: Severity,
    between: Between,
    lag: Exact,
    growth: Option<(Interval, Interval)>,
) -> Result<Finding, ArithmeticError> {
    let overlap = between.overlap()?;
    let finding = Finding::told_when_read(severity, move || {
        let fact = match lag.is_negative() {
            false => "the top is of {above}, what it is divided by of {below}, {lag} earlier in the middle",
            true => "the top is of {above}, what it is divided by of {below}, {lag} later in the middle",
        };
        let (reason, values) = match &growth {
            None => (
                "{overlap} of the one period lies in the other; by how much the ratio is off depends on the growth in between",
                vec![NamedValue::percent("overlap", overlap.clone())],
            ),
            Some((growth, off)) => {
                let reason = match off.low_value().is_some_and(|low| !low.is_negative()) {
                    true => "at a growth of {growth text} a year the ratio is too large by {off text}",
                    false => "at a growth of {growth text} a year the ratio is off by {off text}",
                };
                (reason, vec![one_or_range("growth", growth)?, one_or_range("off", off)?])
            }
        };
        let text = |name: &str| {
            let value = values.iter().find(|value| value.name.is(name));
            value.map(|value| if value.exact.is_some() { value.shown() } else { value.shown_range() })
        };
        let (growth_text, off_text) = (text("growth"), text("off"));
        Ok(Finding::warning(fact, reason, "divide by what there was in {above}, or say how much it changed")
            .with(NamedValue::new("lag", lag.abs()).unit("years"))
            .with_all(values)
            .word("growth text", growth_text.unwrap_or_default())
            .word("off text", off_text.unwrap_or_default())
            .word("above", between.above.to_string())
            .word("below", between.below.to_string()))
    });
    Ok(at(case, fraction, finding))
}

/// A percentage within its limits: one number, where they are closer than anybody prints.
fn one_or_range(name: &'static str, range: &Interval) -> Result<NamedValue, ArithmeticError> {
    let value = NamedValue::range(name, range.clone()).style(Style::Percent);
    let (Some(low), Some(high)) = (range.low_value(), range.high_value()) else { return Ok(value) };
    let middle = (&(low + high)? / &Exact::from(2))?;
    let is_narrow = (high - low)? <= Exact::pow10(-9)?;
    Ok(if is_narrow { NamedValue { exact: Some(middle), ..value } } else { value })
}

/// Both are counted over time, the one longer than the other.
fn unequal(
    case: &QuantityCase<'_>,
    fraction: &Fraction<'_>,
    between: Between,
) -> Result<Finding, ArithmeticError> {
    let times = Exact::new(between.days.into(), between.days_below.into())?;
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let days = |name, days: u32| NamedValue::new(name, i64::from(days).into()).unit("days");
        Ok(Finding::warning(
            "the top is counted over {days above} ({above}), what it is divided by over {days below} ({below})",
            "of what comes in steadily, the ratio is {times} times what one period for both gives",
            "take top and bottom from one period",
        )
        .with_all([days("days above", between.days), days("days below", between.days_below)])
        .with(NamedValue::new("times", times.clone()))
        .word("above", between.above.to_string())
        .word("below", between.below.to_string()))
    });
    Ok(at(case, fraction, finding))
}

fn at(case: &QuantityCase<'_>, fraction: &Fraction<'_>, finding: Finding) -> Finding {
    let finding = finding.at(case.pointer());
    match fraction.printed_bottom(case) {
        Some(below) => finding.at(case.resolved.pointer(below)),
        None => finding,
    }
}

#[cfg(test)]
mod tests;
