//! SA04: two estimates are said to differ, and their difference lies within its margin of error.

use crate::claim::Relation;
use crate::claim::relation::{Direction, Judged, MemberKind};
use crate::dossier::{Assigned, Member, Pointer, Reported};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Measure, Slot, Status};
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Verdict, declare_rule};
use crate::rules::estimate::{
    Halves, Sampled, approximately, are_comparable, drawn_by_chance, estimate, is_share, sampled, shown_in,
    told, unless_open, worth,
};
use crate::rules::step::percent;
use crate::stats::{difference_margin, lead_margin, newcombe, normal_quantile, normal_two_sided};

declare_rule! {
    /// ## What it checks
    /// Two estimates from samples of which it is said that they differ, that one leads, or that it rose or fell: whether
    /// the difference is larger than its own margin of error.
    ///
    /// ## Why it matters
    /// 44 % against 41 % in a poll of 1,000 is a lead of 3 points, give or take 5.7: the other one may be ahead. The margin
    /// printed with a poll is that of one share, not that of a lead or of a change.
    ///
    /// ## How
    /// At the level of the printed margins, else 95 % (the option `level`). Two shares of counted units: Newcombe's interval
    /// of the difference. Two printed margins, intervals or standard errors: `√(m₁² + m₂²)`. Two answers in one poll (`pool =
    /// true`): `2·m·√(p₁ + p₂ − (p₁ − p₂)²)`, where `m` is the margin at a half. Where `pool` is not stated and decides, it is
    /// asked for. Zero within the margin is a warning; a note where rounding decides, and where the same units may have
    /// been asked twice (a panel), whose difference has a smaller margin. That one result is significant and the other is
    /// not (`test = "one-significant"`) says no more about their difference than this.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "voters"
    ///
    /// [[claim]]
    /// id    = "lead"
    /// frame = "poll"
    /// [claim.compare]
    /// by     = "party"
    /// pool   = true
    /// groups = { red = { value = "44 %", n = "1,000" }, blue = { value = "41 %", n = "1,000" } }
    /// stated = [{ measure = "change", value = "3 percentage points" }]
    /// ```
    /// One effect is significant and the other is not.
    /// ```toml
    /// [[claim]]
    /// id = "effects"
    /// [claim.compare]
    /// by     = "sex"
    /// pool   = false
    /// groups = { women = { value = "0.25", se = "0.10" }, men = { value = "0.10", se = "0.10" } }
    /// test   = "one-significant"
    /// ```
    ///
    /// ## Clean
    /// Ten times as many were asked.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "voters"
    ///
    /// [[claim]]
    /// id    = "lead"
    /// frame = "poll"
    /// [claim.compare]
    /// by     = "party"
    /// pool   = true
    /// groups = { red = { value = "44 %", n = "10,000" }, blue = { value = "41 %", n = "10,000" } }
    /// stated = [{ measure = "change", value = "3 percentage points" }]
    /// ```
    /// That nothing is seen to have changed is what such a difference allows one to say.
    /// ```toml
    /// [frame.march]
    /// design = "probability"
    /// [frame.april]
    /// design = "probability"
    ///
    /// [[claim]]
    /// id = "approval"
    /// [claim.change]
    /// from   = { part = "420 people", whole = "1,000 people", frame = "march" }
    /// to     = { part = "440 people", whole = "1,000 people", frame = "april" }
    /// stated = "unchanged"
    /// ```
    ///
    /// ## Limits
    /// Within the margin is not "no difference". Counts only chance: not who was left out or how it was asked. Complete
    /// counts have no sampling error. Of shares without a printed margin it needs their number of units, drawn by chance.
    /// Three and more groups are CT09's matter, intervals that overlap SA06's.
    ///
    /// ## Sources
    /// Newcombe, R. (1998), *Statistics in Medicine* 17:873. Franklin, C. (2007), *The "Margin of Error" for Differences in
    /// Polls*. Gelman, A. & Stern, H. (2006), *The American Statistician* 60:328. Kish, L. (1965), *Survey Sampling*, 12.4.
    "SA04", "difference-within-sampling-error", "sampling", since "0.1.0", Warning,
    "two estimates are said to differ by less than the margin of error of their difference",
    Claim(check),
    options [("level", "19/20", "the level, where no margin is printed")]
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let (first, second, by_significance) = match case.written.relation() {
        Relation::Change(_) => {
            let find = |kind| case.members().iter().find(|member| member.kind == kind);
            let (Some(from), Some(to)) = (find(MemberKind::From), find(MemberKind::To)) else {
                return Ok(Outcome::not_applicable("the claim does not set two estimates side by side"));
            };
            (from, to, false)
        }
        Relation::Compare(compare) => {
            let mut groups = case.members().iter().filter(|member| member.kind == MemberKind::Group);
            let (Some(one), Some(other), None) = (groups.next(), groups.next(), groups.next()) else {
                return Ok(Outcome::not_applicable("the claim does not set two estimates side by side"));
            };
            match compare.test {
                Some(Judged::IntervalsOverlap | Judged::IntervalsApart | Judged::EstimateOutside) => {
                    return Ok(Outcome::not_applicable("the text judges by the two intervals"));
                }
                test => (one, other, test == Some(Judged::OneSignificant)),
            }
        }
        _ => return Ok(Outcome::not_applicable("the claim does not set two estimates side by side")),
    };
    if !by_significance && !says_they_differ(case)? {
        return Ok(Outcome::not_applicable("the text does not say that the two differ"));
    }
    if [first, second].iter().any(|member| is_no_estimate(case, member)) {
        return Ok(Outcome::not_applicable("the figures were not observed"));
    }
    let level = case.settings.get("level");
    let mut open = None;
    let pair = match Pair::of(case, first, second, &level, &mut open)? {
        Some(pair) => pair,
        None => {
            return Ok(Outcome::not_applicable(
                "no margin is printed, and the two are no shares of a known number",
            ));
        }
    };
    let ways = ways(case, [first, second], &pair);
    let mut judged = Vec::new();
    for way in ways.iter() {
        judged.push(pair.is_within(*way)?);
    }
    let worst = judged.iter().max().copied().unwrap_or(Within::No);
    if judged.iter().all(|within| *within == Within::No) {
        return Ok(Outcome::Passed);
    }
    let values = pair.values(&ways)?;
    if judged.contains(&Within::No) {
        return Ok(Outcome::missing(Field::POOL, Some(case.written.id())).so_far(values));
    }
    if let Some(open) = open {
        return Ok(open.so_far(values));
    }
    // Those who are asked twice answer alike: their difference has a smaller margin, and nobody says how small.
    let may_be_panel = ways.contains(&Way::Perhaps);
    let severity = match worst {
        Within::Surely if !may_be_panel && judged.iter().all(|within| *within == worst) => Severity::Warning,
        _ => Severity::Note,
    };
    let at = [pair.at.1.clone(), pair.at.0.clone()];
    let told = Told { pair, ways, by_significance, values };
    let finding = Finding::told_when_read(severity, move || told.tell());
    Ok(at.into_iter().fold(finding, Finding::at).into())
}

/// A projection or a target has no sampling error.
fn is_no_estimate(case: &ClaimCase<'_>, member: &Member<'_>) -> bool {
    matches!(case.resolved.scope(member.scope).method.status, Some(Status::Projection | Status::Target))
}

/// Whether a direction, or a difference that is not none, is stated.
fn says_they_differ(case: &ClaimCase<'_>) -> Result<bool, ArithmeticError> {
    if let Relation::Change(change) = case.written.relation() {
        match change.direction {
            Some(Direction::Rising | Direction::Falling) => return Ok(true),
            Some(Direction::Unchanged) => return Ok(false),
            None => {}
        }
    }
    for member in case.members().iter().filter(|member| member.kind == MemberKind::Result) {
        let none = match case.resolved.scope(member.scope).subject.measure {
            Slot::Known(Measure::Change) => Exact::ZERO,
            Slot::Known(Measure::Ratio | Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio) => {
                Exact::ONE
            }
            _ => continue,
        };
        // A difference with its own margin says itself what it is worth.
        let details = member.details.as_deref();
        if details.is_some_and(|details| details.margin.is_some() || details.interval.is_some()) {
            continue;
        }
        if !case.resolved.member_interval(member, Reading::Nearest)?.contains(&none) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How the two samples lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Two samples, each drawn without regard to the other.
    Independent,
    /// Two answers of one sample.
    Pool,
    /// Independent, unless the same units were asked twice.
    Perhaps,
}

/// Whether a difference lies within its margin: by no reading of the figures, as printed, by every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    No,
    Perhaps,
    Surely,
}

/// The ways that are open.
fn ways(case: &ClaimCase<'_>, members: [&Member<'_>; 2], pair: &Pair) -> Box<[Way]> {
    let frames = members.map(|member| case.resolved.scope(member.scope).method.frame);
    let are_apart = matches!(frames, [Some(one), Some(other)] if one != other);
    let frame = case.resolved.frame_of(members[0].scope);
    match case.written.relation() {
        Relation::Compare(compare) => match compare.pool {
            Some(true) if pair.can_pool() => [Way::Pool].into(),
            Some(_) => [Way::Independent].into(),
            // Answers of one sample are shares, of the same number.
            None if are_apart || !pair.can_pool() => [Way::Independent].into(),
            None => [Way::Independent, Way::Pool].into(),
        },
        _ if are_apart && frame.and_then(|frame| frame.assigned) != Some(Assigned::BeforeAfter) => {
            [Way::Independent].into()
        }
        _ => [Way::Perhaps].into(),
    }
}

/// Two estimates in base units.
struct Pair {
    at: (Pointer, Pointer),
    printed: [Box<str>; 2],
    kind: Kind,
    difference: Exact,
    /// As a message shows a difference of the two.
    in_points: Option<Exact>,
    unit: String,
    are_shares: bool,
    level: Option<Exact>,
}

enum Kind {
    /// Half widths at one level.
    Halves { values: [Exact; 2], ranges: [Interval; 2], halves: Halves },
    /// Shares, and what their numbers are worth.
    Shares { samples: [Sampled; 2], sizes: [Exact; 2] },
}

impl Pair {
    fn of(
        case: &ClaimCase<'_>,
        first: &Member<'_>,
        second: &Member<'_>,
        level: &Exact,
        open: &mut Option<Outcome>,
    ) -> Result<Option<Pair>, Outcome> {
        let resolved = case.resolved;
        if let (Some(one), Some(other)) = (estimate(resolved, first)?, estimate(resolved, second)?) {
            if !are_comparable(one.at, other.at) {
                return Ok(None);
            }
            let halves = Halves::of([&one, &other], level, case.written.id())?;
            let level = halves.level.clone();
            let values = [one.value.clone(), other.value.clone()];
            let kind = Kind::Halves { values, ranges: [one.values.clone(), other.values.clone()], halves };
            let difference = (&other.value - &one.value)?;
            return Ok(Some(Pair::new(case, [one.at, other.at], kind, difference, level)?));
        }
        let (Some(one), Some(other)) = (sampled(resolved, first)?, sampled(resolved, second)?) else {
            return Ok(None);
        };
        let frames = [first, second].map(|member| resolved.frame_of(member.scope));
        for frame in frames {
            unless_open(drawn_by_chance(frame, case.written.id()), open)?;
        }
        // Answers of one sample are shares, and so may the claim say that they are.
        let is_pool =
            matches!(case.written.relation(), Relation::Compare(compare) if compare.pool == Some(true));
        let is_claimed = is_share(resolved.scope(case.claim.scope).subject.measure);
        if !(is_pool || is_claimed || (one.is_share && other.is_share)) {
            open.get_or_insert_with(|| Outcome::missing(Field::MEASURE, Some(case.written.id())));
        }
        let (Some(of_one), Some(of_other)) = (&one.n, &other.n) else {
            return match open {
                None => Err(Outcome::missing(Field::N, Some(case.written.id()))),
                Some(_) => Ok(None),
            };
        };
        let size = |n, frame| -> Result<Exact, Outcome> {
            let most = worth(n, frame, None)?.most;
            most.ok_or_else(|| Outcome::not_applicable("the number of units has no upper limit"))
        };
        let sizes = [size(of_one, frames[0])?, size(of_other, frames[1])?];
        let difference = (&other.value - &one.value)?;
        let at = [first, second].map(|member| resolved.amounts_of(member).first());
        let [Some(first), Some(second)] = at else { return Ok(None) };
        let kind = Kind::Shares { samples: [one, other], sizes };
        Ok(Some(Pair::new(case, [first, second], kind, difference, Some(level.clone()))?))
    }

    fn new(
        case: &ClaimCase<'_>,
        at: [&Reported; 2],
        kind: Kind,
        difference: Exact,
        level: Option<Exact>,
    ) -> Result<Pair, ArithmeticError> {
        let [first, second] = at;
        let shown = shown_in("", &Exact::ONE, second)?;
        let is_share = |value: &Exact| Interval::share().contains(value);
        let are_shares = match &kind {
            Kind::Shares { .. } => true,
            Kind::Halves { values, .. } => shown.unit == "percentage points" && values.iter().all(is_share),
        };
        let printed = match &kind {
            Kind::Shares { samples, .. } => {
                [&samples[0], &samples[1]].map(|sample| percent(&sample.value).into_boxed_str())
            }
            Kind::Halves { values, .. } => [told(first, &values[0]), told(second, &values[1])],
        };
        Ok(Pair {
            at: (case.resolved.pointer(first), case.resolved.pointer(second)),
            printed,
            kind,
            difference,
            in_points: shown.exact,
            unit: shown.unit.into_owned(),
            are_shares,
            level,
        })
    }

    /// Whether the two may be answers of one sample: shares that are no more than all, of one number or margin.
    fn can_pool(&self) -> bool {
        let is_all = |one: &Exact, other: &Exact| (one + other).is_ok_and(|sum| sum <= Exact::ONE);
        self.are_shares
            && match &self.kind {
                Kind::Halves { values, .. } => is_all(&values[0], &values[1]),
                Kind::Shares { samples, .. } => {
                    samples[0].n == samples[1].n && is_all(&samples[0].value, &samples[1].value)
                }
            }
    }

    /// Whether none is within the margin of the difference.
    fn is_within(&self, way: Way) -> Result<Within, ArithmeticError> {
        let nearest = self.largest_difference()?;
        let within = |size: &Exact, margin: &Interval| margin.high_value().is_none_or(|high| size <= high);
        Ok(match self.margins(way)? {
            Some((least, printed)) => {
                match (within(&nearest, &least), within(&self.difference.abs(), &printed)) {
                    (true, _) => Within::Surely,
                    (false, true) => Within::Perhaps,
                    (false, false) => Within::No,
                }
            }
            None => {
                let none = Exact::ZERO;
                let contains = |shares: [&Exact; 2]| Ok(self.newcombe(shares)?.contains(&none));
                let Kind::Shares { samples, .. } = &self.kind else { return Ok(Within::No) };
                let [one, other] = [&samples[0], &samples[1]];
                let far = |sample: &Sampled, up: bool| {
                    let end = if up { sample.share.high_value() } else { sample.share.low_value() };
                    end.cloned().unwrap_or_else(|| sample.value.clone())
                };
                let rises = !self.difference.is_negative();
                match (
                    contains([&far(one, !rises), &far(other, rises)])?,
                    contains([&one.value, &other.value])?,
                ) {
                    (true, _) => Within::Surely,
                    (false, true) => Within::Perhaps,
                    (false, false) => Within::No,
                }
            }
        })
    }

    /// The size of the difference, as large as rounding leaves it.
    fn largest_difference(&self) -> Result<Exact, ArithmeticError> {
        let [one, other] = match &self.kind {
            Kind::Halves { ranges, .. } => [&ranges[0], &ranges[1]],
            Kind::Shares { samples, .. } => [&samples[0].share, &samples[1].share],
        };
        Ok(other.sub(one)?.abs().high_value().cloned().unwrap_or_else(|| self.difference.abs()))
    }

    /// The margin of the difference: the least that rounding leaves, and as printed; nothing where there is an interval
    /// instead, which is not symmetrical.
    fn margins(&self, way: Way) -> Result<Option<(Interval, Interval)>, ArithmeticError> {
        let none = Interval::point(Exact::ZERO);
        Ok(match (&self.kind, way) {
            (Kind::Halves { values, halves, .. }, Way::Pool) => {
                // Two answers of one poll with the margin at a half: correlated so that the variance is the lead's.
                let correlation = Interval::point((&Exact::ONE - &(&spread(values)? * &Exact::from(2))?)?);
                let of = |half: &Exact| difference_margin(half, half, &correlation);
                let smaller =
                    |one: &Exact, other: &Exact| if one < other { one.clone() } else { other.clone() };
                let least = halves.ranges.iter().filter_map(Interval::low_value).min().cloned();
                let printed = smaller(&halves.values[0], &halves.values[1]);
                Some((of(&least.unwrap_or_else(|| printed.clone()))?, of(&printed)?))
            }
            (Kind::Halves { halves, .. }, _) => {
                let low = |range: &Interval| range.low_value().cloned().unwrap_or(Exact::ZERO);
                let [ones, others] = [&halves.ranges[0], &halves.ranges[1]];
                let least = difference_margin(&low(ones), &low(others), &none)?;
                Some((least, difference_margin(&halves.values[0], &halves.values[1], &none)?))
            }
            (Kind::Shares { samples, sizes }, Way::Pool) => {
                let level = self.level.clone().unwrap_or(Exact::new(19, 20)?);
                let lead = lead_margin(&samples[0].value, &samples[1].value, &sizes[0], &level)?.interval();
                Some((lead.clone(), lead))
            }
            (Kind::Shares { .. }, _) => None,
        })
    }

    fn newcombe(&self, shares: [&Exact; 2]) -> Result<Interval, ArithmeticError> {
        let Kind::Shares { sizes, .. } = &self.kind else { return Ok(Interval::all()) };
        let level = self.level.clone().unwrap_or(Exact::new(19, 20)?);
        let [one, other] = [&sizes[0], &sizes[1]];
        let bounds = newcombe(&(shares[0] * one)?, one, &(shares[1] * other)?, other, &level)?;
        Ok(bounds.interval())
    }

    fn shown(&self, name: &'static str, value: &Exact) -> Result<NamedValue, ArithmeticError> {
        let factor = self.in_points.clone().unwrap_or(Exact::ONE);
        Ok(NamedValue::new(name, (value * &factor)?).unit(self.unit.clone()))
    }

    fn shown_range(&self, name: &'static str, range: &Interval) -> Result<NamedValue, ArithmeticError> {
        let factor = self.in_points.clone().unwrap_or(Exact::ONE);
        Ok(NamedValue::range(name, range.scale(&factor)?).unit(self.unit.clone()))
    }

    /// The difference, with its margin or interval in each of the ways.
    fn values(&self, ways: &[Way]) -> Result<Vec<NamedValue>, ArithmeticError> {
        let mut values = vec![self.shown("difference", &self.difference)?];
        for way in ways {
            let name = match way {
                Way::Pool => "margin of the lead",
                _ => "margin of the difference",
            };
            match self.margins(*way)? {
                Some((_, margin)) => {
                    let high = margin.high_value().cloned().unwrap_or(Exact::ZERO);
                    values.push(self.shown(name, &high)?);
                    if let (Some(level), true) = (&self.level, high.is_positive()) {
                        // At the level's own quantile: how many standard errors the difference is.
                        let quantile = normal_quantile(level)?.interval();
                        let z = quantile.scale(&(&self.difference.abs() / &high)?)?;
                        let z = z.low_value().cloned().unwrap_or(Exact::ZERO);
                        values.push(NamedValue::new("z", z.clone()));
                        let chance = normal_two_sided(&z)?.within_share();
                        values.push(approximately("P-value", chance));
                    }
                }
                None => {
                    if let Kind::Shares { samples, .. } = &self.kind {
                        let interval = self.newcombe([&samples[0].value, &samples[1].value])?;
                        values.push(self.shown_range("interval of the difference", &interval)?);
                    }
                }
            }
        }
        Ok(values)
    }
}

/// `p₁ + p₂ − (p₁ − p₂)²`.
fn spread(shares: &[Exact; 2]) -> Result<Exact, ArithmeticError> {
    let [one, other] = shares;
    let difference = (one - other)?;
    (one + other)? - (&difference * &difference)?
}

struct Told {
    pair: Pair,
    ways: Box<[Way]>,
    by_significance: bool,
    values: Vec<NamedValue>,
}

impl Told {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let has_margin = |name: &str| self.values.iter().any(|value| value.name.is(name));
        let fact = if has_margin("margin of the lead")
            && !has_margin("margin of the difference")
            && !has_margin("interval of the difference")
        {
            "{first} and {second} are {size} apart, and the margin of error of that lead is {margin of the lead}: it can be none"
        } else if has_margin("margin of the difference") {
            "{first} and {second} are {size} apart, and the margin of error of that difference is {margin of the difference}: it can be none"
        } else {
            "{first} and {second} are {size} apart, and by these samples the difference is {interval of the difference:range}: it can be none"
        };
        let reason = if self.by_significance {
            "that one is significant and the other is not does not make them different: their difference itself has to be"
        } else if self.ways.contains(&Way::Perhaps) {
            "so it is for two samples; if the same ones were asked twice, the margin is smaller, and has to be given"
        } else if self.ways.as_ref() == [Way::Pool] {
            "in one poll what one gains the other may lose: a lead varies more than either share"
        } else {
            "both estimates vary, so their difference varies more than either"
        };
        let size = self.pair.shown("", &self.pair.difference.abs())?.shown();
        Ok(Finding::warning(fact, reason, "say that a difference is not shown, or give it with its margin")
            .with_all(self.values.iter().cloned())
            .word("first", self.pair.printed[0].clone())
            .word("second", self.pair.printed[1].clone())
            .word("size", size))
    }
}

#[cfg(test)]
mod tests;
