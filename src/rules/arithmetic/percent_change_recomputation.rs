//! AR05: a stated change, or how many times as much one is as another, does not follow from the two figures.

mod telling;

use crate::claim::Relation;
use crate::claim::relation::{Direction, MemberKind};
use crate::dossier::{Member, MemberShape, Reported, Role};
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::{Adjustment, Amount, Measure, PeriodValue, Slot};
use crate::rule::printed::are_related;
use crate::rule::{ClaimCase, Finding, Outcome, Severity, Verdict, contradiction, declare_rule};
use crate::rules::level::Level;
use crate::rules::trend;
use crate::vocabulary::Unit;
use telling::{a_year, misses, within_series, worded};

declare_rule! {
    /// ## What it checks
    /// Whether a stated change follows from the earlier and the later figure, and whether one group is as much more, or as
    /// many times as much, as is stated: per cent, percentage points, a difference in the unit, "three times", "doubled".
    ///
    /// ## Why it matters
    /// "Up 73 %" is what is remembered and repeated; the two figures that say 51 % stand beside it.
    ///
    /// ## How
    /// From `a` in `[a₁, a₂]` to `b` in `[b₁, b₂]` the relative change lies in `[b₁/a₂ − 1, b₂/a₁ − 1]`, the difference in
    /// `[b₁ − a₂, b₂ − a₁]`, and `b` is `[b₁/a₂, b₂/a₁]` times `a`. A stated change whose widest reading misses that is an
    /// error, one missed as written a warning, one reached only by cutting off or rounding up a note. A fall may be
    /// printed without its sign, unless `direction` says that it rises. "Three times more" means three or four times as
    /// much, depending on the reader: both are accepted, with a note. So is a yearly change printed for several years.
    /// A change of the middle of the two figures, as in job flows, or of their logarithms lowers the error to a
    /// warning that names it. Of a series the stated change is that from first to last, or the last step; where only two
    /// others give it, a note says which. Of two groups nobody says which is the base: either may be, and what does not follow is
    /// at most a warning, as a comparison may be adjusted (`adjustment`) without the text saying so.
    ///
    /// ## Fires
    /// 558,973 is 50.9 % more than 370,454.
    /// ```toml
    /// [[claim]]
    /// id     = "searches"
    /// change = { from = "370,454 searches", to = "558,973 searches", stated = "73 %" }
    /// ```
    /// A fall of half and a rise by half, added up; 100 to 75 is a quarter less.
    /// ```toml
    /// [[claim]]
    /// id     = "shares"
    /// change = { series = { 2007 = "100 EUR", 2008 = "50 EUR", 2009 = "75 EUR" }, stated = "0 %" }
    /// ```
    /// 54 is nine times 6.
    /// ```toml
    /// [[claim]]
    /// id      = "stops"
    /// [claim.compare]
    /// groups = { a = "54.0 per 1,000 people", b = "6.0 per 1,000 people" }
    /// stated = [{ measure = "ratio", value = "12 times" }]
    /// ```
    ///
    /// ## Clean
    /// From 1950 to 2020 the factor is 3.07.
    /// ```toml
    /// [[claim]]
    /// id     = "world-population"
    /// change = { from = "2.536 billion people", to = "7.795 billion people", stated = "tripled" }
    /// ```
    /// A fall, printed without its sign.
    /// ```toml
    /// [[claim]]
    /// id     = "burglaries"
    /// change = { from = "1,240 burglaries", to = "930 burglaries", stated = "25 %" }
    /// ```
    /// ```toml
    /// [[claim]]
    /// id     = "fares"
    /// change = { from = "$2.75", to = "$2.90", stated = "$0.15", direction = "rising" }
    /// ```
    ///
    /// ## Limits
    /// A difference of two percentages that is printed as per cent is AR06's, a change from zero, across zero or of a
    /// temperature AR04's, a risk or odds ratio EP01's. Silent where an adjustment of the change is not that of
    /// its figures (a change in real terms of nominal figures), of modelled figures, and of more than two groups.
    ///
    /// ## Sources
    /// Relative change and its other bases: Törnqvist, L., Vartia, P. & Vartia, Y. O. (1985), How should relative changes
    /// be measured?, *The American Statistician* 39, 43–46. Interval arithmetic: Moore, R. E. (1966), *Interval
    /// Analysis*, Prentice-Hall. Population: United Nations (2019), *World Population Prospects*.
    "AR05", "percent-change-recomputation", "arithmetic", since "0.1.0", Error,
    "a stated change does not follow from the two figures",
    Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    match case.written.relation() {
        Relation::Change(_) => of_change(case),
        Relation::Compare(_) => of_groups(case),
        _ => Ok(Outcome::not_applicable("the claim states no change and compares nothing")),
    }
}

// --- what is stated ---

/// How "times" is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wording {
    /// "Three times as many", "tripled": the quotient.
    AsMany,
    /// "Three times", "threefold".
    Plain,
    /// "Three times more", "a threefold increase".
    More,
    /// "Three times fewer".
    Fewer,
}

/// What a stated change can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// Part of the first figure.
    Relative,
    /// A difference of fractions, in points.
    Points,
    /// A difference in the unit of the figures.
    Difference,
    /// How many times as much.
    Times(Wording),
    /// A number without a unit, or "a third": so much more, or so many times as much.
    Bare,
}

/// Words that say which way a difference goes, before what is counted ("20 more people").
const SIDES: [(&str, Option<Direction>); 7] = [
    ("more ", Some(Direction::Rising)),
    ("additional ", Some(Direction::Rising)),
    ("extra ", Some(Direction::Rising)),
    ("further ", Some(Direction::Rising)),
    ("fewer ", Some(Direction::Falling)),
    ("less ", Some(Direction::Falling)),
    ("", None),
];

/// What is stated, and the direction that its unit's words say.
fn meant(case: &ClaimCase<'_>, stated: &Amount, from: &Level<'_>) -> Option<(Meant, Option<Direction>)> {
    let unit = stated.unit();
    let symbol = unit.symbol();
    let form = stated.figure().form();
    if form == Form::Fold || (unit.is_counted() && (symbol == "times" || symbol.starts_with("times "))) {
        return Some((Meant::Times(wording(stated)), None));
    }
    if unit.is_percentage_points() {
        return from.is_relative().then_some((Meant::Points, None));
    }
    if *unit == Unit::none() {
        return Some((Meant::Bare, None));
    }
    if unit.fraction().is_some() {
        return Some((Meant::Relative, None));
    }
    let own = from.unit()?;
    SIDES.into_iter().find_map(|(word, direction)| {
        let rest = symbol.strip_prefix(word)?;
        let counted;
        let unit = match word {
            "" => unit,
            _ => {
                counted = Unit::counted(rest).ok()?;
                &counted
            }
        };
        let alike = unit.dimension() == own.dimension()
            && (unit.kind() == own.kind() || are_related(case.resolved, unit, own));
        (alike && unit.dimension().is_some()).then_some((Meant::Difference, direction))
    })
}

fn wording(stated: &Amount) -> Wording {
    let (figure, unit) = (stated.figure().text().to_lowercase(), stated.unit().symbol());
    let has = |words: &[&str]| words.iter().any(|word| unit.split(' ').any(|own| own == *word));
    if has(&[
        "fewer",
        "less",
        "lower",
        "smaller",
        "shorter",
        "decrease",
        "decline",
        "drop",
        "fall",
        "reduction",
    ]) {
        Wording::Fewer
    } else if has(&["more", "higher", "larger", "greater", "bigger", "longer", "faster", "increase", "rise"])
    {
        Wording::More
    } else if has(&["as"]) || (unit.is_empty() && !figure.contains("fold")) {
        Wording::AsMany
    } else {
        Wording::Plain
    }
}

// --- two figures and what they give ---

/// Two figures, the first being the base, and what is stated of them.
#[derive(Debug, Clone)]
struct Two<'d> {
    from: Level<'d>,
    to: Level<'d>,
    stated: &'d Reported,
    meant: Meant,
    direction: Option<Direction>,
    /// Whether either figure may be the base.
    either_way: bool,
    /// Whether the unit itself says which way ("20 fewer people").
    is_said: bool,
    /// Whether a percentage may be so much of the other figure.
    of_other: bool,
    /// Whether the unit has several definitions, and cancels.
    as_digits: bool,
}

/// How a stated change can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// As it says.
    Own,
    /// In words that readers understand in two ways.
    Worded,
    /// As a difference in points, which AR06 judges.
    Points,
}

impl Two<'_> {
    /// What the stated change is, to be compared with what the figures give.
    fn stated(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        match self.meant {
            // "Nine times" is a rounded ratio, not nine things.
            Meant::Times(_) => Ok(self.stated.amount.figure().reading(reading)),
            Meant::Difference if self.as_digits => Ok(self.stated.amount.figure().reading(reading)),
            _ => self.stated.interval(reading),
        }
    }

    /// Whether the stated change has the sign it was reckoned with (true), is a fall printed without one (false), or may be
    /// either.
    fn sign(&self) -> Option<bool> {
        let text = self.stated.amount.figure().text();
        if text.trim_start().starts_with(['+', '-', '−', '–']) {
            return Some(true);
        }
        match self.direction {
            Some(Direction::Rising) => Some(true),
            Some(Direction::Falling) => Some(false),
            _ => None,
        }
    }

    /// Everything that the stated change can be, if it is true, in one reading of the two figures.
    fn gives(&self, from: &Interval, to: &Interval, read: Read) -> Result<Vec<Interval>, ArithmeticError> {
        let mut given = Vec::new();
        given.extend(self.gives_one_way(from, to, read)?);
        if self.either_way {
            given.extend(self.gives_one_way(to, from, read)?);
        }
        Ok(given)
    }

    fn gives_one_way(
        &self,
        from: &Interval,
        to: &Interval,
        read: Read,
    ) -> Result<Vec<Interval>, ArithmeticError> {
        let times = || to.div(from);
        let relative = || times()?.sub(&Interval::ONE);
        let difference = || to.sub(from);
        let mut signed = Vec::new();
        let mut unsigned = Vec::new();
        match (self.meant, read) {
            (Meant::Relative, Read::Own) => {
                signed.push(relative()?);
                if self.from.is_relative() {
                    // Growth from 2 % to 4 %: the factor rises from 1.02 to 1.04.
                    signed
                        .push(to.add(&Interval::ONE)?.div(&from.add(&Interval::ONE)?)?.sub(&Interval::ONE)?);
                }
                if self.is_ratio() {
                    unsigned.push(times()?);
                }
            }
            (Meant::Relative, Read::Points) if self.from.is_relative() => signed.push(difference()?),
            (Meant::Points | Meant::Difference, Read::Own) => signed.push(difference()?),
            (Meant::Bare, Read::Own) => {
                signed.push(relative()?);
                unsigned.push(times()?);
                unsigned.push(from.div(to)?);
                if self.from.is_relative() {
                    signed.push(difference()?);
                }
            }
            (Meant::Times(wording), read) => {
                let is_more = wording == Wording::More;
                let is_less = wording == Wording::Fewer;
                if !is_less && (read == Read::Worded) == is_more && read != Read::Points {
                    unsigned.push(times()?);
                }
                if read == Read::Own && !is_more && wording != Wording::AsMany && self.sign() != Some(true) {
                    unsigned.push(from.div(to)?);
                }
                if read == Read::Worded && matches!(wording, Wording::More | Wording::Plain) {
                    unsigned.push(relative()?);
                }
            }
            _ => {}
        }
        let sign = self.sign();
        for change in signed {
            if sign != Some(true) {
                unsigned.push(change.neg());
            }
            if sign != Some(false) {
                unsigned.push(change);
            }
        }
        Ok(unsigned)
    }

    /// Whether a ratio is stated, not a change.
    fn is_ratio(&self) -> bool {
        self.of_other && self.meant == Meant::Relative
    }

    /// Whether the stated change is none of what the figures give in this reading.
    fn misses(&self, reading: Reading, reads: &[Read]) -> Result<bool, ArithmeticError> {
        let [from, to] =
            [self.from.interval(reading, self.as_digits)?, self.to.interval(reading, self.as_digits)?];
        let stated = self.stated(reading)?;
        for read in reads {
            if self.gives(&from, &to, *read)?.iter().any(|given| !given.is_disjoint(&stated)) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

// --- judging ---

/// What a pair of figures says of what is stated.
enum Judged {
    Follows,
    /// Only as one of two wordings.
    Worded,
    /// Only as a difference in points.
    Points,
    Misses(Severity),
}

fn judge(two: &Two<'_>) -> Result<Judged, ArithmeticError> {
    let against = |reads: &[Read]| contradiction(|reading| two.misses(reading, reads));
    let Some(own) = against(&[Read::Own])? else { return Ok(Judged::Follows) };
    if own > Severity::Note && !two.misses(Reading::AsWritten, &[Read::Points])? {
        return Ok(Judged::Points);
    }
    Ok(match against(&[Read::Own, Read::Worded])? {
        None => Judged::Worded,
        Some(severity) => Judged::Misses(severity),
    })
}

fn stated_of<'d>(case: &ClaimCase<'d>, member: &Member<'d>) -> Option<&'d Reported> {
    (member.shape == MemberShape::Value).then(|| case.resolved.amount_of(member, Role::Value))?
}

/// Why nothing can be recomputed from two figures, if so.
fn obstacle(case: &ClaimCase<'_>, two: &Two<'_>) -> Option<&'static str> {
    if !two.from.is_like(&two.to, case.resolved) {
        return Some("the two figures are not of one kind");
    }
    let scopes = two.from.figures.iter().chain(&two.to.figures).chain([&two.stated]);
    let adjustment = |reported: &&Reported| {
        case.resolved.scope(reported.scope).method.adjustment.unwrap_or(Adjustment::None)
    };
    let mut adjustments = scopes.map(adjustment);
    let first = adjustments.next();
    if first == Some(Adjustment::Model) || adjustments.any(|other| Some(other) != first) {
        return Some("the change is not adjusted as its figures are, or both come from a model");
    }
    if matches!(two.meant, Meant::Difference | Meant::Points) {
        return None;
    }
    if two.from.is_temperature() {
        return Some("a temperature has no natural zero: it is not in any per cent of another");
    }
    let value = |level: &Level<'_>| level.first().map(|reported| reported.amount.figure().value().clone());
    let below = |value: Option<Exact>| value.is_none_or(|value| !value.is_positive());
    let negative = |value: Option<Exact>| value.is_none_or(|value| value.is_negative());
    if below(value(&two.from)) || negative(value(&two.to)) || (two.either_way && below(value(&two.to))) {
        return Some("one of the two figures is zero or below: nothing is in a per cent of it");
    }
    None
}

fn two<'d>(
    case: &ClaimCase<'d>,
    [from, to]: [&'d Member<'d>; 2],
    stated: &'d Reported,
    direction: Option<Direction>,
    either_way: bool,
) -> Result<Two<'d>, Outcome> {
    let levels = Level::of(case.resolved, from).zip(Level::of(case.resolved, to));
    let Some((from, to)) = levels else {
        return Err(Outcome::not_applicable("one of the two figures is not printed"));
    };
    let Some((meant, said)) = meant(case, &stated.amount, &from) else {
        return Err(Outcome::not_applicable("what is stated is in another unit than the two figures give"));
    };
    let is_open = |unit: &Unit| unit.factor().is_point().is_none();
    let one_unit = from.unit().zip(to.unit()).filter(|(one, other)| one == other);
    let as_digits = one_unit
        .is_some_and(|(unit, _)| is_open(unit) && (meant != Meant::Difference || stated.unit() == unit));
    let two = Two {
        from,
        to,
        stated,
        meant,
        direction: said.or(direction),
        either_way,
        is_said: said.is_some(),
        of_other: false,
        as_digits,
    };
    match obstacle(case, &two) {
        Some(reason) => Err(Outcome::not_applicable(reason)),
        None => Ok(two),
    }
}

/// Of a longer series only its ends and the last step are looked at.
const FEW_POINTS: usize = 40;

fn of_change(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Change(written) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim states no change"));
    };
    if written.times.is_some() {
        return Ok(Outcome::not_applicable("the stated change is that of one step of several"));
    }
    let stated = case.members().iter().find(|member| member.kind == MemberKind::Result);
    let Some(ends) = trend::ends(case.resolved, case.claim) else {
        return Ok(Outcome::not_applicable("earlier and later figure are not both printed"));
    };
    let Some(stated) = stated else { return said_in_a_word(case, ends, written.direction) };
    let Some(stated) = stated_of(case, stated) else {
        return Ok(Outcome::not_applicable("the stated change is itself a ratio of two figures"));
    };
    let pair = |from, to| two(case, [from, to], stated, written.direction, false);
    let whole = pair(ends.first, ends.last)?;
    let severity = match judge(&whole)? {
        Judged::Follows => return Ok(Outcome::Passed),
        Judged::Points => {
            return Ok(Outcome::not_applicable(
                "it is their difference in percentage points: AR06 judges that",
            ));
        }
        Judged::Worded => return Ok(worded(case, &whole).into()),
        Judged::Misses(severity) => severity,
    };
    let mut steps = Vec::new();
    if ends.first.kind == MemberKind::Point {
        let points = trend::points(case.resolved, case.claim);
        let follows = |one, other| match pair(one, other) {
            Ok(two) => judge(&two).is_ok_and(|judged| !matches!(judged, Judged::Misses(_))),
            Err(_) => false,
        };
        if let [.., (_, before), (_, last)] = points.as_slice() {
            if follows(before, last) {
                return Ok(Outcome::Passed);
            }
        }
        if points.len() <= FEW_POINTS {
            for (at, (_, one)) in points.iter().enumerate() {
                for (_, other) in points.iter().skip(at + 1) {
                    if follows(one, other) {
                        return Ok(within_series(case, &whole, [one, other]).into());
                    }
                }
            }
            steps = points.iter().filter_map(|(_, member)| Level::of(case.resolved, member)).collect();
        }
    }
    if let Some(years) = yearly(case, &whole)? {
        return Ok(a_year(case, &whole, years).into());
    }
    Ok(misses(case, whole, severity, &steps)?.into())
}

/// "Rising" or "falling" without a number, of two figures that go the other way.
fn said_in_a_word(case: &ClaimCase<'_>, ends: trend::Ends<'_>, direction: Option<Direction>) -> Verdict {
    let Some(direction @ (Direction::Rising | Direction::Falling)) = direction else {
        return Ok(Outcome::not_applicable("how large the change is nobody states"));
    };
    if ends.first.kind == MemberKind::Point {
        return Ok(Outcome::not_applicable("a series may go up and down between its ends"));
    }
    let levels = Level::of(case.resolved, ends.first).zip(Level::of(case.resolved, ends.last));
    let Some((from, to)) = levels.filter(|(from, to)| from.is_like(to, case.resolved)) else {
        return Ok(Outcome::not_applicable("the two figures are not of one kind"));
    };
    let own = case.resolved.scope(case.claim.scope).method.adjustment.unwrap_or(Adjustment::None);
    let is_other = |reported: &&Reported| {
        case.resolved.scope(reported.scope).method.adjustment.unwrap_or(Adjustment::None) != own
    };
    let negative = |reported: &&Reported| reported.amount.figure().value().is_negative();
    let figures = || from.figures.iter().chain(&to.figures).copied();
    if figures().any(|reported| is_other(&reported)) {
        return Ok(Outcome::not_applicable("the change is not adjusted as its figures are"));
    }
    if figures().any(|reported| negative(&reported)) {
        return Ok(Outcome::not_applicable("of what is below zero nobody knows whether its size is meant"));
    }
    let against = |reading| {
        let [from, to] = [from.interval(reading, false)?, to.interval(reading, false)?];
        Ok(if direction == Direction::Rising { to.is_below(&from) } else { from.is_below(&to) })
    };
    let Some(severity) = contradiction(against)? else { return Ok(Outcome::Passed) };
    let (said, goes) = match direction {
        Direction::Rising => ("rise", "less"),
        _ => ("fall", "more"),
    };
    let fact = "from {from} to {to} is said to be a {said}, and {to} is {goes} than {from}";
    let finding = match severity {
        Severity::Note => {
            Finding::note(fact, "rounding alone may have turned them round", "say how the two were rounded")
        }
        _ => Finding::warning(
            fact,
            "earlier and later figure say the opposite",
            "check which of the two came first",
        ),
    };
    let finding = finding
        .word("from", from.text())
        .word("to", to.text())
        .word("said", said)
        .word("goes", goes)
        .at(case.pointer("change/direction"));
    Ok(figures().fold(finding, |finding, reported| finding.at(case.resolved.pointer(reported))).into())
}

fn of_groups(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Compare(written) = case.written.relation() else {
        return Ok(Outcome::not_applicable("nothing is compared"));
    };
    let groups: Vec<_> =
        case.members().iter().filter(|member| member.kind == MemberKind::Group).take(3).collect();
    let [one, other] = groups.as_slice() else {
        return Ok(Outcome::not_applicable("not two groups: which of them are compared nobody says"));
    };
    if !written.strata.is_empty() {
        return Ok(Outcome::not_applicable("what is stated may be put together from the strata"));
    }
    // The smaller first, so that a ratio is told as one above 1.
    let value = |member| Level::of(case.resolved, member).and_then(|level| level.value(false).ok().flatten());
    let pair = match (value(one), value(other)) {
        (Some(first), Some(second)) if first > second => [*other, *one],
        _ => [*one, *other],
    };
    let stated = case.members().iter().filter(|member| member.kind == MemberKind::Result);
    let mut worst: Option<Finding> = None;
    let mut passed = false;
    let mut silent = Outcome::not_applicable("no ratio and no difference is stated");
    for member in stated {
        let measure = case.resolved.scope(member.scope).subject.measure;
        if !matches!(measure, Slot::Known(Measure::Ratio | Measure::Change | Measure::Count | Measure::Sum)) {
            continue;
        }
        let Some(stated) = stated_of(case, member) else { continue };
        let of_other = measure == Slot::Known(Measure::Ratio);
        let two = match two(case, pair, stated, None, true) {
            Ok(two) => Two { of_other, ..two },
            Err(outcome) => {
                silent = outcome;
                continue;
            }
        };
        let finding = match judge(&two)? {
            Judged::Follows | Judged::Points => {
                passed = true;
                continue;
            }
            Judged::Worded => worded(case, &two),
            Judged::Misses(severity) => misses(case, two, severity.min(Severity::Warning), &[])?,
        };
        if worst.as_ref().is_none_or(|worst| worst.severity() < finding.severity()) {
            worst = Some(finding);
        }
    }
    Ok(match worst {
        Some(finding) => finding.into(),
        None if passed => Outcome::Passed,
        None => silent,
    })
}

// --- other readings ---

/// The number of years after which a stated yearly change gives the later figure.
fn yearly(case: &ClaimCase<'_>, two: &Two<'_>) -> Result<Option<u32>, ArithmeticError> {
    const MOST_YEARS: i64 = 100;
    if two.meant != Meant::Relative {
        return Ok(None);
    }
    let middle = |level: &Level<'_>| match case.resolved.scope(level.first()?.scope).subject.period {
        PeriodValue::Period(period) => {
            let (start, end) = period.bounds();
            (start > i32::MIN && end < i32::MAX).then(|| i64::from(start) + i64::from(end))
        }
        _ => None,
    };
    let Some((before, after)) = middle(&two.from).zip(middle(&two.to)) else { return Ok(None) };
    // Twice the days of the Gregorian year, 365.2425, in whole numbers.
    let years = ((after - before) * 10_000 + 3_652_425) / 7_304_850;
    if !(2..=MOST_YEARS).contains(&years) {
        return Ok(None);
    }
    let Ok(years) = u32::try_from(years) else { return Ok(None) };
    let stated = two.stated.interval(Reading::AsWritten)?;
    let [from, to] = [&two.from, &two.to].map(|level| level.interval(Reading::AsWritten, two.as_digits));
    let times = to?.div(&from?)?;
    let mut signed = vec![stated.clone()];
    if two.sign() != Some(true) {
        signed.push(stated.neg());
    }
    for yearly in signed {
        let after = yearly.add(&Interval::ONE)?.pow(years);
        // Too long a time for exact numbers is no reading that anybody meant.
        if after.is_ok_and(|after| !after.is_disjoint(&times)) {
            return Ok(Some(years));
        }
    }
    Ok(None)
}

/// Limits of the logarithm of a quotient between 1/10 and 10: `2 (z + z³/3 + …)` with `z = (x − 1)/(x + 1)`, whose rest
/// is less than its first term over `1 − z²`.
fn logarithm(quotient: &Interval) -> Result<Interval, ArithmeticError> {
    let (Some(low), Some(high)) = (quotient.low_value(), quotient.high_value()) else {
        return Err(ArithmeticError::OutOfDomain);
    };
    let of = |x: &Exact| -> Result<(Exact, Exact), ArithmeticError> {
        if *x < Exact::new(1, 10)? || *x > Exact::from(10) {
            return Err(ArithmeticError::OutOfDomain);
        }
        // To six digits, so that the powers stay small; the millionth is added to the rest.
        let million = Exact::pow10(6)?;
        let x = ((x * &million)?.floor() / &million)?;
        let z = ((&x - &Exact::ONE)? / (&x + &Exact::ONE)?)?;
        let square = (&z * &z)?;
        let (mut power, mut sum) = (z, Exact::ZERO);
        for odd in [1, 3, 5, 7, 9] {
            sum = (sum + (&power / &Exact::from(odd))?)?;
            power = (&power * &square)?;
        }
        let rest = (power.abs() / (Exact::from(11) * (Exact::ONE - square)?)?)?;
        let sum = (sum * Exact::from(2))?;
        Ok((sum, ((rest * Exact::from(2))? + Exact::new(1, 50_000)?)?))
    };
    let ((low, below), (high, above)) = (of(low)?, of(high)?);
    Interval::closed((low - below)?, (high + above)?).ok_or(ArithmeticError::OutOfDomain)
}

/// The relative change of the middle of the two figures.
fn of_middle(from: &Interval, to: &Interval) -> Result<Interval, ArithmeticError> {
    let quotient = to.div(from)?;
    // 2 (q − 1)/(q + 1) = 2 − 4/(q + 1), in which the quotient stands once.
    let four = Interval::point(4.into());
    Interval::point(2.into()).sub(&four.div(&quotient.add(&Interval::ONE)?)?)
}

fn is_size_of(stated: &Interval, change: &Interval) -> bool {
    !stated.is_disjoint(change) || !stated.neg().is_disjoint(change)
}

/// Whether the stated change is that of the middle of the figures, or of their logarithms: a base that some fields use.
fn has_other_base(two: &Two<'_>) -> Result<bool, ArithmeticError> {
    if two.meant != Meant::Relative {
        return Ok(false);
    }
    let [from, to] = [&two.from, &two.to].map(|level| level.interval(Reading::AsWritten, two.as_digits));
    let (from, to, stated) = (from?, to?, two.stated(Reading::AsWritten)?);
    let middle = of_middle(&from, &to).is_ok_and(|change| is_size_of(&stated, &change));
    let logarithmic = || to.div(&from).and_then(|quotient| logarithm(&quotient));
    Ok(middle || logarithmic().is_ok_and(|change| is_size_of(&stated, &change)))
}

#[cfg(test)]
mod tests;
