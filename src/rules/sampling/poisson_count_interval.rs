//! SA03: two counts of events differ, and chance alone could have made the difference.

use crate::claim::Relation;
use crate::claim::relation::{Direction, MemberKind};
use crate::dossier::{Design, Member, MemberShape, Reported};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Adjustment, Flow, Measure, PeriodValue, Slot, Status};
use crate::rule::step::is_plain;
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Style, Verdict, declare_rule};
use crate::rules::estimate::approximately;
use crate::rules::step::percent;
use crate::stats::{garwood, two_counts};

declare_rule! {
    /// ## What it checks
    /// A change or difference of two counts of events (deaths, crimes, cases), or of two rates with their events and
    /// exposures: whether it is larger than chance makes it when nothing has changed.
    ///
    /// ## Why it matters
    /// Nine deaths one year and fifteen the next are "up 67 %", and what one expects now and then where nothing happened.
    ///
    /// ## How
    /// If both had the same rate, the first count would be binomial among the sum of both, with its part of the exposure:
    /// the lengths of the two periods, or the exposures of the rates. A warning where counts as different as these, or more,
    /// have a chance of more than 5 % (the option `level` is 95 %; exact, twice the smaller tail) and a change, direction or
    /// ratio is stated. Nothing stated, and a count below 20: a note with the interval of each count (Garwood).
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id = "knife-deaths"
    /// of = "knife-deaths"
    /// [claim.change]
    /// from   = { value = "9 deaths", period = "2017" }
    /// to     = { value = "15 deaths", period = "2018" }
    /// stated = "67 %"
    /// ```
    ///
    /// ## Clean
    /// The same change of ten times as many.
    /// ```toml
    /// [[claim]]
    /// id = "knife-deaths"
    /// of = "knife-deaths"
    /// [claim.change]
    /// from   = { value = "90 deaths", period = "2017" }
    /// to     = { value = "150 deaths", period = "2018" }
    /// stated = "67 %"
    /// ```
    /// Members on two days are no events: they are the same people, less those who left.
    /// ```toml
    /// [[claim]]
    /// id = "members"
    /// of = "members"
    /// flow = "stock"
    /// [claim.change]
    /// from   = { value = "9 members", period = "2017-12-31" }
    /// to     = { value = "15 members", period = "2018-12-31" }
    /// stated = "67 %"
    /// ```
    ///
    /// ## Limits
    /// Supposes that one event does not make another: outbreaks, and incidents with several victims, vary more than this, so
    /// what passes here may still be chance. Counts compared because they were the highest or lowest of many vary more, too.
    /// Silent of stocks, samples, estimates, adjusted figures and forecasts.
    ///
    /// ## Sources
    /// Przyborowski, J. & Wilenski, H. (1940), *Biometrika* 31:313. Garwood, F. (1936), *Biometrika* 28:437. Ulm, K. (1990),
    /// *American Journal of Epidemiology* 131:373.
    "SA03", "poisson-count-interval", "sampling", since "0.1.0", Warning,
    "two counts differ by no more than chance makes them differ",
    Claim(check),
    options [
        ("level", "19/20", "the level of the intervals"),
        ("small", "20", "the count below which two counts get their intervals though nothing is said of their difference"),
    ]
}

/// Things counted that happen: singulars. Any other kind may be a stock, and is asked for.
const EVENTS: &[&str] = &[
    "abortion",
    "accident",
    "admission",
    "arrest",
    "arson",
    "assault",
    "attack",
    "birth",
    "breach",
    "burglary",
    "bust",
    "case",
    "collision",
    "complaint",
    "conviction",
    "crash",
    "crime",
    "death",
    "diagnosis",
    "earthquake",
    "eviction",
    "execution",
    "explosion",
    "failure",
    "fatality",
    "fire",
    "flood",
    "homicide",
    "hospitalisation",
    "hospitalization",
    "incident",
    "infection",
    "injury",
    "killing",
    "miscarriage",
    "murder",
    "offense",
    "outage",
    "overdose",
    "raid",
    "rape",
    "robbery",
    "seizure",
    "shooting",
    "stabbing",
    "stillbirth",
    "suicide",
    "theft",
    "wildfire",
];

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Some((first, second)) = two_members(case) else {
        return Ok(Outcome::not_applicable("the claim does not set two counts side by side"));
    };
    let (Some(one), Some(other)) = (count(case, first), count(case, second)) else {
        return Ok(Outcome::not_applicable("the two are no plain counts of things, or rates of them"));
    };
    let kinds = [one.events, other.events].map(|events| events.unit().kind());
    if kinds[0] != kinds[1] {
        return Ok(Outcome::not_applicable("the two count different things"));
    }
    if let Some(reason) = [first, second].into_iter().find_map(|member| unsuited(case, member)) {
        return Ok(Outcome::not_applicable(reason));
    }
    let stated = states_difference(case)?;
    if stated == Some(false) {
        return Ok(Outcome::not_applicable("the text does not say that the two differ"));
    }
    let small = case.settings.get("small");
    if stated.is_none() && one.value >= small && other.value >= small {
        return Ok(Outcome::not_applicable("nothing is said of the difference"));
    }
    if one.value.is_zero() && other.value.is_zero() {
        return Ok(Outcome::not_applicable("there was no event"));
    }
    if one.value == other.value && one.exposure.is_none() && other.exposure.is_none() {
        return Ok(Outcome::not_applicable("the two counts are the same"));
    }
    let level = case.settings.get("level");
    // Equal ones stand for exposures that nobody states: what they decide is asked for before it is said.
    let (exposures, open) = exposures(case, [first, second], [&one, &other])?;
    let [before, after] = &exposures;
    let compared = two_counts(&one.value, before, &other.value, after, &level)?;
    let rest = (&Exact::ONE - &level)?;
    if compared.p.interval().high_value().is_some_and(|p| *p <= rest) {
        return Ok(Outcome::Passed);
    }
    let open = open.or_else(|| flow(case, [first, second], one.events));
    let counts = Counts {
        printed: [(&one, before), (&other, after)].map(|(count, days)| count.told(days, before != after)),
        counts: [one.value, other.value],
        exposures,
        level,
        is_stated: stated.is_some(),
    };
    if let Some(open) = open {
        return Ok(open.so_far(counts.values()?));
    }
    let severity = if stated.is_some() { Severity::Warning } else { Severity::Note };
    let finding = Finding::told_when_read(severity, move || counts.tell());
    Ok(finding.at(case.resolved.pointer(other.events)).at(case.resolved.pointer(one.events)).into())
}

/// The earlier and the later figure, or the two groups.
fn two_members<'d>(case: &ClaimCase<'d>) -> Option<(&'d Member<'d>, &'d Member<'d>)> {
    let find = |kind| case.members().iter().find(move |member: &&Member<'_>| member.kind == kind);
    match case.written.relation() {
        Relation::Change(_) => find(MemberKind::From).zip(find(MemberKind::To)),
        Relation::Compare(_) => {
            let mut groups = case.members().iter().filter(|member| member.kind == MemberKind::Group);
            match (groups.next(), groups.next(), groups.next()) {
                (Some(one), Some(other), None) => Some((one, other)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A count of events, and over what.
struct Count<'d> {
    events: &'d Reported,
    value: Exact,
    exposure: Option<&'d Reported>,
}

impl Count<'_> {
    /// As a message says it; where the two exposures differ, with its own: else nobody sees what is compared.
    fn told(&self, days: &Exact, differ: bool) -> Box<str> {
        let events = self.events.amount.printed();
        match self.exposure {
            _ if !differ => events.into(),
            Some(exposure) => format!("{events} in {}", exposure.amount.printed()).into(),
            None => format!("{events} in {days} days").into(),
        }
    }
}

fn count<'d>(case: &ClaimCase<'d>, member: &Member<'_>) -> Option<Count<'d>> {
    let (events, exposure) = match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Value, [events]) => (events, None),
        (MemberShape::Ratio(RatioKind::Rate), [events, exposure, ..]) => (events, Some(exposure)),
        _ => return None,
    };
    let value = events.amount.figure().value();
    let is_count = events.unit().is_counted() && is_plain(&events.amount) && value.is_integer();
    (is_count && !value.is_negative()).then(|| Count { events, value: value.clone(), exposure })
}

/// Why chance is not all that moves a figure, or moves it otherwise.
fn unsuited(case: &ClaimCase<'_>, member: &Member<'_>) -> Option<&'static str> {
    let scope = case.resolved.scope(member.scope);
    let details = member.details.as_deref();
    if details
        .is_some_and(|details| details.margin.is_some() || details.interval.is_some() || details.n.is_some())
    {
        return Some("the figures are estimates, with a margin of their own");
    }
    if !matches!(scope.method.adjustment, None | Some(Adjustment::None)) {
        return Some("the figures were adjusted");
    }
    if !matches!(scope.method.status, None | Some(Status::Observed | Status::Provisional)) {
        return Some("the figures were not observed");
    }
    match case.resolved.frame_of(member.scope).and_then(|frame| frame.design) {
        Some(Design::Probability) => return Some("the figures come from a sample"),
        Some(Design::Model | Design::ByOutcome | Design::SingleCase) => {
            return Some("the figures do not count what happened in a period");
        }
        _ => {}
    }
    match scope.subject.flow {
        Slot::Known(Flow::Stock | Flow::Cumulative | Flow::Net) => {
            Some("the figures are no events of a period")
        }
        _ => None,
    }
}

/// Whether the text says that the two differ, or that they do not; nothing where it says neither.
fn states_difference(case: &ClaimCase<'_>) -> Result<Option<bool>, ArithmeticError> {
    if let Relation::Change(change) = case.written.relation() {
        match change.direction {
            Some(Direction::Rising | Direction::Falling) => return Ok(Some(true)),
            Some(Direction::Unchanged) => return Ok(Some(false)),
            None => {}
        }
    }
    let mut says = None;
    for member in case.members().iter().filter(|member| member.kind == MemberKind::Result) {
        let none = match case.resolved.scope(member.scope).subject.measure {
            Slot::Known(Measure::Change) => Exact::ZERO,
            Slot::Known(Measure::Ratio | Measure::RiskRatio) => Exact::ONE,
            _ => continue,
        };
        let differs = !case.resolved.member_interval(member, Reading::Nearest)?.contains(&none);
        says = Some(says.unwrap_or(false) || differs);
    }
    Ok(says)
}

/// What each of the two was counted over, and the question that is open if that is not known.
fn exposures(
    case: &ClaimCase<'_>,
    members: [&Member<'_>; 2],
    counts: [&Count<'_>; 2],
) -> Result<([Exact; 2], Option<Outcome>), Outcome> {
    let equal = || [Exact::ONE, Exact::ONE];
    match (counts[0].exposure, counts[1].exposure) {
        (Some(one), Some(other)) => {
            let alike = one.unit().dimension().is_some()
                && one.unit().dimension() == other.unit().dimension()
                && one.unit().kind() == other.unit().kind();
            // A year is as long in the one as in the other.
            let values = match one.unit() == other.unit() {
                true => [one, other].map(|exposure| Some(exposure.amount.figure().value().clone())).into(),
                false => (one.amount.value()?, other.amount.value()?),
            };
            return match values {
                (Some(one), Some(other)) if alike && one.is_positive() && other.is_positive() => {
                    Ok(([one, other], None))
                }
                _ => Err(Outcome::not_applicable("the exposures do not compare")),
            };
        }
        (None, None) => {}
        _ => return Err(Outcome::not_applicable("only one of the two has an exposure")),
    }
    let periods = members.map(|member| case.resolved.scope(member.scope).subject.period);
    let days = periods.map(|period| match period {
        PeriodValue::Period(period) => period.days().map(i64::from),
        _ => None,
    });
    Ok(match (days, periods) {
        // Of years and of quarters one is a day longer than the next: nobody means that.
        ([Some(one), Some(other)], _)
            if one.abs_diff(other) * 20 <= one.unsigned_abs().min(other.unsigned_abs()) =>
        {
            (equal(), None)
        }
        ([Some(one), Some(other)], _) => ([one.into(), other.into()], None),
        // Groups of one period, whichever it is.
        (_, [one, other]) if one == other && !matches!(case.written.relation(), Relation::Change(_)) => {
            (equal(), None)
        }
        _ => (equal(), Some(Outcome::missing(Field::PERIOD, Some(case.written.id())))),
    })
}

/// Whether the two are events of a period: by what is counted, or as stated.
fn flow(case: &ClaimCase<'_>, members: [&Member<'_>; 2], events: &Reported) -> Option<Outcome> {
    let is_flow = |member: &Member<'_>| {
        matches!(case.resolved.scope(member.scope).subject.flow, Slot::Known(Flow::Flow | Flow::Gross))
    };
    let noun = events.unit().kind().unwrap_or_default();
    let head = noun.rsplit(' ').next().unwrap_or_default();
    let known = EVENTS.contains(&head) || members.into_iter().all(is_flow);
    (!known).then(|| Outcome::missing(Field::FLOW, Some(case.written.id())))
}

/// Two counts of events.
struct Counts {
    printed: [Box<str>; 2],
    counts: [Exact; 2],
    exposures: [Exact; 2],
    level: Exact,
    is_stated: bool,
}

impl Counts {
    fn values(&self) -> Result<Vec<NamedValue>, ArithmeticError> {
        let ([first, second], [before, after]) = (&self.counts, &self.exposures);
        let compared = two_counts(first, before, second, after, &self.level)?;
        let [of_first, of_second] = [first, second].map(|count| garwood(count, &self.level));
        let not_negative = |interval: Interval| {
            let zero = Interval::at_least(Exact::ZERO);
            interval.intersect(&zero).unwrap_or(zero)
        };
        let mut values = vec![
            approximately("P-value", compared.p.within_share()),
            NamedValue::range("interval of the first count", not_negative(of_first?.interval())),
            NamedValue::range("interval of the second count", not_negative(of_second?.interval())),
        ];
        if first.is_positive() {
            let ratio = (&(second * before)? / &(first * after)?)?;
            values.push(NamedValue::new("rate ratio", ratio).within(not_negative(compared.ratio())));
        }
        if before != after {
            values.push(NamedValue::new("first exposure", before.clone()).style(Style::Whole));
            values.push(NamedValue::new("second exposure", after.clone()).style(Style::Whole));
        }
        Ok(values)
    }

    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let values = self.values()?;
        let chance = values.first().and_then(|value| value.exact.as_ref()).map(percent).unwrap_or_default();
        let fact = if self.is_stated {
            "chance alone makes two counts as different as {first} and {second}, or more, with a chance of {chance}"
        } else {
            "{first} and {second} are small counts: where nothing changes, two counts are as different as these, or more, with a chance of {chance}"
        };
        let finding = Finding::warning(
            fact,
            "at {level} confidence the first can come about where {interval of the first count:range} are to be expected, the second where {interval of the second count:range} are; events that come in clusters vary more",
            "give the two counts, and say that chance alone can make this difference",
        );
        Ok(finding
            .with_all(values)
            .word("first", self.printed[0].clone())
            .word("second", self.printed[1].clone())
            .word("chance", chance)
            .word("level", percent(&self.level)))
    }
}

#[cfg(test)]
mod tests;
