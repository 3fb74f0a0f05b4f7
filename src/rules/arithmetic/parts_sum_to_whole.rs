//! AR02: the parts of a total do not add up to it, or a part is not the share of it that is printed.

use crate::claim::Relation;
use crate::claim::relation::{MemberKind, Response, Total};
use crate::dossier::{Owner, Reported, Resolved, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Adjustment, Amount, Component, Measure, Slot};
use crate::repair::{Identity, Search, Slip};
use crate::rule::printed::relations::is_all;
use crate::rule::printed::{is_kind_within, is_relative, relations};
use crate::rule::proof::{Argument, Proof, Statement};
use crate::rule::{
    ClaimCase, Field, Finding, Missing, NamedValue, Outcome, Severity, SoFar, Style, Verdict, contradiction,
    declare_rule,
};
use crate::rules::repairs::{self, Elsewhere};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// Whether the parts of a total add up to it, as far as the text says that no two of them overlap (`exclusive`) and
    /// that they leave nothing out (`exhaustive`); and whether each part is the share of the whole printed beside it.
    ///
    /// ## Why it matters
    /// A table that does not add up has a wrong figure in it, and everything computed from it is in doubt.
    ///
    /// ## How
    /// The sum of the parts lies between the sum of their lowest and the sum of their highest values: of `n` figures
    /// rounded to `u` that is `n·u/2` to either side. Exclusive and exhaustive parts must give the whole; exclusive
    /// ones not more than it, where nothing in it can be negative; exhaustive ones not less. A sum that misses the whole
    /// in the widest reading is an error, as written a warning, rounded to nearest a note. Only where parts do not
    /// fit is it asked whether they overlap or leave something out, and only for what decides it. Percentages beside an
    /// amount, or beside 100 %, are shares of all of it, which nobody rounded. Estimates are taken with the margins printed
    /// beside them, and what misses even those is a warning at most. Slips that would make an exact sum right
    /// are listed ([`crate::repair`]). A share of the parts that have
    /// one printed beside them, and not of the whole, is a note: tables of answers print shares of those who answered.
    ///
    /// ## Fires
    /// Aboard the Titanic there were 706 passengers in third class, not 760.
    /// ```toml
    /// [[claim]]
    /// id = "aboard"
    /// [claim.total]
    /// whole      = "2,201 people"
    /// parts      = { first = "325 people", second = "285 people", third = "760 people", crew = "885 people" }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    /// The parts add up, but one share is wrong: 885 of 2,201 are 40.2 %.
    /// ```toml
    /// [[claim]]
    /// id = "aboard"
    /// [claim.total]
    /// whole      = "2,201 people"
    /// parts      = { passengers = "1,316 people", crew = { value = "885 people", stated = "42.0 %" } }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    ///
    /// Shares that are said to leave nothing out.
    /// ```toml
    /// [[claim]]
    /// id = "answers"
    /// [claim.total]
    /// whole      = "1,004 people"
    /// parts      = { yes = "48 %", no = "37 %", undecided = "25 %" }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    ///
    /// ## Clean
    /// Three thirds, each rounded.
    /// ```toml
    /// [[claim]]
    /// id = "thirds"
    /// [claim.total]
    /// whole      = "100 %"
    /// parts      = { red = "33 %", green = "33 %", blue = "33 %" }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    /// Two parts of several.
    /// ```toml
    /// [[claim]]
    /// id = "two-of-four"
    /// [claim.total]
    /// whole      = "2,201 people"
    /// parts      = { first = "325 people", crew = "885 people" }
    /// exclusive  = true
    /// exhaustive = false
    /// ```
    ///
    /// ## Limits
    /// A stock that flows carry forward is DN08's. Silent for answers of which one may give several, for averages, rates and
    /// indices, and for adjusted figures: series that are each adjusted for the season, or chained at constant prices,
    /// do not add up. (Survey weights keep the sum.) So it is where parts and whole are of another frame, status or
    /// release. Of a balance, of money, which can be owed, and of a percentage that is not said to be a share, the sum
    /// says something only where parts neither overlap nor leave anything out. One part that alone is more than the whole
    /// is AR03's. Offices that round each cell at random, to hide single people, print as much: multiples of three are
    /// `"12 ± 2 people"` here.
    ///
    /// ## Sources
    /// Mosteller, F., Youtz, C. & Zahn, D. (1967), The distribution of sums of rounded percentages, *Demography* 4,
    /// 850–858. Diaconis, P. & Freedman, D. (1979), On rounding percentages, *Journal of the American Statistical
    /// Association* 74, 359–364. Figures: Dawson, R. J. M. (1995), The "unusual episode" data revisited, *Journal of
    /// Statistics Education* 3(3).
    "AR02", "parts-sum-to-whole", "arithmetic", since "0.1.0", Error,
    "the parts of a total do not add up to it",
    Claim(check)
}

/// A whole and its parts, with what they are given as.
struct Parts<'d> {
    resolved: &'d Resolved<'d>,
    /// None: the parts are shares of 100 %.
    whole: Option<&'d Reported>,
    parts: Vec<(&'d str, &'d Reported)>,
    /// Whether all are in one unit that has several definitions: then only the digits are added up.
    as_digits: bool,
}

impl<'d> Parts<'d> {
    fn new(
        resolved: &'d Resolved<'d>,
        whole: Option<&'d Reported>,
        parts: Vec<(&'d str, &'d Reported)>,
    ) -> Self {
        let told = Parts { resolved, whole, parts, as_digits: false };
        let is_open = told.unit().is_some_and(|unit| unit.factor().is_point().is_none());
        let as_digits = is_open && told.figures().all(|figure| Some(figure.unit()) == told.unit());
        Parts { as_digits, ..told }
    }

    fn figures(&self) -> impl Iterator<Item = &'d Reported> {
        self.whole.into_iter().chain(self.parts.iter().map(|(_, part)| *part))
    }

    /// The unit in which the sum is told.
    fn unit(&self) -> Option<&'d Unit> {
        self.figures().next().map(Reported::unit)
    }

    /// What one of that unit is in the base unit, unless digits are added up.
    fn factor(&self) -> Exact {
        let factor = self.unit().and_then(|unit| unit.factor().is_point().cloned());
        factor.filter(|_| !self.as_digits).unwrap_or(Exact::ONE)
    }

    fn interval(&self, reported: &Reported, reading: Reading) -> Result<Interval, ArithmeticError> {
        match self.as_digits {
            true => Ok(reported.amount.figure().reading(reading)),
            false => self.resolved.interval_with_margin(reported, reading),
        }
    }

    fn sum(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        let mut sum = Interval::point(Exact::ZERO);
        for (_, part) in &self.parts {
            sum = sum.add(&self.interval(part, reading)?)?;
        }
        Ok(sum)
    }

    fn whole(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        match self.whole.filter(|whole| !is_all(whole)) {
            Some(whole) => self.interval(whole, reading),
            None => Ok(Interval::ONE),
        }
    }

    /// The sum of the digits; none of limits ("over 25") and ranges.
    fn value(&self) -> Result<Option<Exact>, ArithmeticError> {
        let mut sum = Exact::ZERO;
        for (_, part) in &self.parts {
            let figure = part.amount.figure();
            let own = if self.as_digits { Some(figure.value().clone()) } else { part.amount.value()? };
            let Some(own) = own.filter(|_| !figure.qualifier().is_sharp()) else { return Ok(None) };
            sum = (sum + own)?;
        }
        Ok(Some(sum))
    }
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Total(total) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim states no total"));
    };
    let members = case.members();
    let whole = members
        .iter()
        .find(|member| member.kind == MemberKind::Whole)
        .and_then(|whole| relations::single(case.resolved, whole));
    let parts: Option<Vec<_>> = members
        .iter()
        .filter(|member| member.kind == MemberKind::Part)
        .map(|part| Some((part.name.unwrap_or_default(), relations::single(case.resolved, part)?)))
        .collect();
    let (Some(whole), Some(parts)) = (whole, parts.filter(|parts| !parts.is_empty())) else {
        return Ok(Outcome::not_applicable("whole and parts are not all single figures"));
    };
    let are_shares = parts.iter().all(|(_, part)| is_relative(part) && *part.unit() != Unit::none());
    let of_all = are_shares && !is_relative(whole);
    let told = Parts::new(case.resolved, (!of_all).then_some(whole), parts);
    if let Some(reason) = obstacle(case, whole, &told) {
        return Ok(Outcome::not_applicable(reason));
    }
    let share = if of_all || is_relative(whole) { None } else { worst_share(case, whole)? };
    let sum = match total.response {
        Some(Response::Multiple) => Ok(Outcome::not_applicable("one may give several answers")),
        _ => sum(case, &told, total),
    };
    let severity = |outcome: &Outcome| outcome.finding().map(Finding::severity);
    match (share, sum) {
        (Some(share), Ok(sum)) if severity(&sum) >= Some(share.severity()) => Ok(sum),
        (Some(share), _) => Ok(share.into()),
        (None, sum) => sum,
    }
}

/// Why the parts need not add up, if so.
fn obstacle(case: &ClaimCase<'_>, whole: &Reported, told: &Parts<'_>) -> Option<&'static str> {
    let parts: Vec<_> = told.parts.iter().map(|(_, part)| *part).collect();
    if relations::carries_forward(case.resolved, &parts, whole) {
        return Some("a stock is carried forward by what came and went");
    }
    let all = || parts.iter().copied().chain([whole]);
    let scope = |reported: &Reported| case.resolved.scope(reported.scope);
    // Weights are those of people: who is weighted stands in one part and in the whole with the same weight.
    let adds_up_adjusted = |reported: &Reported| {
        matches!(scope(reported).method.adjustment, None | Some(Adjustment::None | Adjustment::Weighted))
    };
    if !all().all(adds_up_adjusted) {
        return Some("figures that are each adjusted need not add up");
    }
    let apart = |(_, part): &(&str, &Reported)| {
        let method = case.resolved.compare(part.scope, whole.scope).method;
        method.iter().any(|component| *component != Component::Adjustment)
    };
    if told.parts.iter().any(apart) {
        return Some("parts and whole were not made in one way");
    }
    let adds_up = |reported: &Reported| {
        let measure = match scope(reported).subject.measure {
            Slot::Known(measure) => {
                matches!(measure, Measure::Count | Measure::Sum | Measure::Share | Measure::Change)
            }
            // "5 per 1,000" is a rate.
            Slot::Unknown => {
                let unit = reported.unit();
                unit.fraction().is_none() || *unit == Unit::percent() || *unit == Unit::none()
            }
            Slot::NotApplicable => false,
        };
        measure && reported.unit().per().is_none() && !reported.amount.is_average()
    };
    if !all().all(adds_up) {
        return Some("averages and rates do not add up");
    }
    let alike = |part: &Reported| {
        told.whole.is_none_or(|whole| {
            part.unit().dimension() == whole.unit().dimension()
                && (told.as_digits || part.unit().dimension().is_some())
                && is_relative(part) == is_relative(whole)
                && is_kind_within(case.resolved, part, whole)
        })
    };
    let alike = told.parts.iter().all(|(_, part)| alike(part));
    (!alike).then_some("parts and whole are not given in one unit")
}

// --- the sum ---

/// Which way the parts miss the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Miss {
    Over,
    Under,
}

fn sum(case: &ClaimCase<'_>, told: &Parts<'_>, total: &Total) -> Verdict {
    let misses = |miss| {
        contradiction(|reading| {
            let (sum, whole) = (told.sum(reading)?, told.whole(reading)?);
            Ok(if miss == Miss::Over { whole.is_below(&sum) } else { sum.is_below(&whole) })
        })
    };
    let (miss, found) = match (misses(Miss::Over)?, misses(Miss::Under)?) {
        (Some(severity), _) => (Miss::Over, severity),
        (_, Some(severity)) => (Miss::Under, severity),
        _ => return Ok(Outcome::Passed),
    };
    let signed = total.net == Some(true) || told.figures().any(|figure| may_be_negative(case, told, figure));
    // Which flag decides it, once no figure can be negative; of what has signs both do.
    let (exclusive, exhaustive) =
        ((total.exclusive, Field::EXCLUSIVE), (total.exhaustive, Field::EXHAUSTIVE));
    let deciding = match (miss, signed) {
        (Miss::Over, false) => vec![exclusive],
        (Miss::Under, false) => vec![exhaustive],
        (_, true) => vec![exclusive, exhaustive],
    };
    if deciding.iter().any(|(flag, _)| *flag == Some(false)) {
        return Ok(Outcome::Passed);
    }
    if miss == Miss::Over && !signed && a_part_exceeds(told, found)? {
        return Ok(Outcome::not_applicable("one part alone is more than the whole: AR03 judges that"));
    }
    let missing: Vec<Missing> = deciding
        .into_iter()
        .filter(|(flag, _)| flag.is_none())
        .map(|(_, field)| Missing { field, of: Some(case.written.id().into()) })
        .collect();
    if !missing.is_empty() {
        // Whether cut off or rounded up: nobody needs to be asked for that.
        if found == Severity::Note {
            return Ok(Outcome::Passed);
        }
        let so_far = SoFar::from(vec![value(told)?]);
        return Err(Outcome::Undecidable { missing, because: "".into(), so_far });
    }
    let proof = (found == Severity::Error)
        .then(|| {
            let whole = || proven(case, relations::parts_of_whole(case.resolved, case.claim)?);
            let all = || proven(case, relations::shares_of_all(case.resolved, case.claim)?);
            whole().or_else(all)
        })
        .flatten();
    let severity = if proof.is_some() { found } else { found.min(Severity::Warning) };
    let flags = [total.exclusive, total.exhaustive].map(|flag| flag == Some(true));
    let tell = Tell {
        miss,
        found,
        is_exact_sum: flags == [true, true],
        exclusive: flags[0],
        sum: value(told)?,
        gap: gap(told, found)?,
        whole: told.whole.filter(|whole| !is_all(whole)).map(|whole| whole.amount.clone()),
        parts: told.parts.iter().map(|(name, part)| ((*name).into(), part.amount.clone())).collect(),
        elsewhere: Elsewhere::of(case.resolved, Owner::Claim(case.claim.position)),
    };
    let finding = Finding::told_when_read(severity, move || tell.tell());
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    // Of a long table the first parts show where it stands.
    let shown = told.figures().take(SHOWN);
    Ok(shown.fold(finding, |finding, figure| finding.at(case.resolved.pointer(figure))).into())
}

/// Whether something in the whole may be below zero, so that a part or several may be more than it.
fn may_be_negative(case: &ClaimCase<'_>, told: &Parts<'_>, figure: &Reported) -> bool {
    let measure = case.resolved.scope(figure.scope).subject.measure;
    if figure.amount.figure().value().is_negative() || measure == Slot::Known(Measure::Change) {
        return true;
    }
    // "2.1 %" of growth may be made up of 3 and -0.9, but nothing is less than none of all.
    let is_share = measure == Slot::Known(Measure::Share) || told.whole.is_none_or(is_all);
    let is_at_least_none = figure.unit().is_nonnegative() || (is_relative(figure) && is_share);
    !is_at_least_none
}

/// Whether one of the parts is more than the whole, as far as the sum is.
fn a_part_exceeds(told: &Parts<'_>, found: Severity) -> Result<bool, ArithmeticError> {
    for (_, part) in &told.parts {
        let exceeds = |reading| Ok(told.whole(reading)?.is_below(&told.interval(part, reading)?));
        if told.whole.is_some() && contradiction(exceeds)? >= Some(found) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn proven(case: &ClaimCase<'_>, statement: Statement) -> Option<Proof> {
    Proof::new(Argument::refuted(statement, 0), case.resolved).ok()
}

/// How many figures a finding points to.
const SHOWN: usize = 8;

/// Of more parts nobody would look for a slip in one of them.
const REPAIRED: usize = 24;

fn value(told: &Parts<'_>) -> Result<NamedValue, ArithmeticError> {
    let scale = told.factor().recip()?;
    let nearest = told.sum(Reading::Nearest)?.scale(&scale)?;
    let sum = told.value()?.map(|sum| sum * scale).transpose()?.filter(|sum| nearest.contains(sum));
    let value = match sum {
        Some(sum) => NamedValue::new("sum", sum).within(nearest),
        None => NamedValue::range("sum", nearest),
    };
    Ok(value.unit(told.unit().map(|unit| unit.symbol().to_string()).unwrap_or_default()))
}

/// By how much sum and whole differ at least, read as loosely as the finding says that they miss each other.
fn gap(told: &Parts<'_>, found: Severity) -> Result<Option<NamedValue>, ArithmeticError> {
    let reading = match found {
        Severity::Error => Reading::Widest,
        Severity::Warning => Reading::AsWritten,
        Severity::Note => Reading::Nearest,
    };
    let (sum, whole) = (told.sum(reading)?, told.whole(reading)?);
    let (low, high) = if whole.is_below(&sum) { (whole, sum) } else { (sum, whole) };
    let (Some(from), Some(to)) = (low.high_value(), high.low_value()) else { return Ok(None) };
    let gap = ((to - from)? / told.factor())?;
    let is_relative = told.figures().any(is_relative);
    let symbol = told.unit().filter(|_| !is_relative).map(|unit| unit.symbol().to_string());
    Ok(Some(NamedValue::new("gap", gap).unit(symbol.unwrap_or_else(|| "percentage points".into()))))
}

/// What a finding owns to be told later.
struct Tell {
    miss: Miss,
    /// Up to how wide a reading they miss it.
    found: Severity,
    is_exact_sum: bool,
    exclusive: bool,
    sum: NamedValue,
    gap: Option<NamedValue>,
    /// None: 100 %, which is no figure that somebody mistyped.
    whole: Option<Amount>,
    parts: Vec<(Box<str>, Amount)>,
    elsewhere: Elsewhere,
}

impl Tell {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let fact = match (self.is_exact_sum, self.miss) {
            (true, _) => "{the parts add up to} {sum}, not {whole}",
            (_, Miss::Over) => "{the parts add up to} {sum}, which is more than {whole}",
            (_, Miss::Under) => "{the parts add up to} {sum}, which is less than {whole}",
        };
        let must = match (self.is_exact_sum, self.exclusive) {
            (true, _) => "parts that leave nothing out and do not overlap give the whole",
            (_, true) => "parts that do not overlap are together no more than the whole",
            _ => "parts that leave nothing out are together no less than the whole",
        };
        let least = if self.gap.is_some() { " by at least {gap}" } else { "" };
        let finding = match self.found {
            Severity::Note => Finding::note(
                fact,
                "rounding each figure to nearest does not explain it, cutting off or rounding up may",
                "say how the figures were rounded",
            ),
            Severity::Warning => Finding::warning(
                fact,
                format!("{must}; they miss it{least}, unless a round figure stands for a wider range"),
                "{repairs}",
            ),
            Severity::Error => Finding::warning(
                fact,
                format!("{must}; they miss it{least}, and no way of rounding explains that"),
                "{repairs}",
            ),
        };
        let parts = match self.parts.len() {
            1 => "the only part is".to_string(),
            n => format!("the {n} parts add up to"),
        };
        let whole = self.whole.as_ref().map_or_else(|| "100 %".to_string(), ToString::to_string);
        let finding = finding.with(self.sum.clone()).with_all(self.gap.clone());
        let finding = finding.word("the parts add up to", parts).word("whole", whole);
        match self.found {
            Severity::Note => Ok(finding),
            _ => self.with_repairs(finding),
        }
    }

    fn with_repairs(&self, finding: Finding) -> Result<Finding, ArithmeticError> {
        let otherwise = match (self.is_exact_sum, self.miss) {
            (true, _) => {
                "check the parts and the whole: a figure is wrong, or a part is missing or listed twice"
            }
            (_, Miss::Over) => {
                "check the parts and the whole: a figure is wrong, or two of the parts overlap"
            }
            (_, Miss::Under) => "check the parts and the whole: a figure is wrong, or a part is missing",
        };
        // What only has to stay below or above fits too easily.
        if !self.is_exact_sum || self.parts.len() > REPAIRED {
            return Ok(finding.word("repairs", otherwise));
        }
        let whole = self.whole.clone();
        let has_whole = usize::from(whole.is_some());
        let figures: Vec<Amount> =
            whole.into_iter().chain(self.parts.iter().map(|(_, amount)| amount.clone())).collect();
        let fits = |of: &[Interval], times: &dyn Fn(usize) -> i64| {
            let (whole, parts) = of.split_at_checked(has_whole).unwrap_or((&[], of));
            let mut sum = Interval::point(Exact::ZERO);
            for (at, part) in parts.iter().enumerate() {
                sum = sum.add(&part.scale(&Exact::from(times(at)))?)?;
            }
            Ok::<_, ArithmeticError>(!sum.is_disjoint(whole.first().unwrap_or(&Interval::ONE)))
        };
        let own = |of: &[Interval]| fits(of, &|_| 1);
        let mut listed: Vec<(Slip, Box<Identity<'_>>)> = Vec::new();
        for (at, (name, _)) in self.parts.iter().enumerate() {
            let without = move |of: &[Interval]| fits(of, &|part| i64::from(part != at));
            let twice = move |of: &[Interval]| fits(of, &|part| 1 + i64::from(part == at));
            listed.push((Slip::LeftOut(name.clone()), Box::new(without)));
            listed.push((Slip::CountedTwice(name.clone()), Box::new(twice)));
        }
        let search = Search::new(&figures, &own);
        let search =
            listed.iter().fold(search, |search, (slip, holds)| search.reading(slip.clone(), &**holds));
        repairs::tell(finding, "check the parts and the whole", otherwise, search, &self.elsewhere)
    }
}

// --- the shares ---

/// What the parts come to that have a share printed beside them, where others have none: in a table of answers the
/// percentages are often of those who gave one.
fn answered(case: &ClaimCase<'_>) -> Result<Option<Interval>, ArithmeticError> {
    let mut sum = Interval::point(Exact::ZERO);
    let (mut with, mut without) = (false, false);
    for member in case.members().iter().filter(|member| member.kind == MemberKind::Part) {
        let amount = |role| case.resolved.amount_of(member, role);
        match (amount(Role::Value), amount(Role::Stated)) {
            (Some(part), Some(_)) if !is_relative(part) => {
                with = true;
                sum = sum.add(&part.interval(Reading::Nearest)?)?;
            }
            _ => without = true,
        }
    }
    let is_some = sum.is_subset(&Interval::more_than(Exact::ZERO));
    Ok((with && without && is_some).then_some(sum))
}

/// The gravest of what is wrong with the shares that are printed beside parts.
fn worst_share(case: &ClaimCase<'_>, whole: &Reported) -> Result<Option<Finding>, Outcome> {
    let mut worst: Option<Finding> = None;
    if whole.amount.figure().value().is_zero() {
        return Ok(None);
    }
    let answered = answered(case)?;
    for member in case.members().iter().filter(|member| member.kind == MemberKind::Part) {
        let amount = |role| case.resolved.amount_of(member, role);
        let (Some(part), Some(stated)) = (amount(Role::Value), amount(Role::Stated)) else { continue };
        if stated.unit().fraction().is_none() || is_relative(part) {
            continue;
        }
        let share = |reading| part.interval(reading)?.div(&whole.interval(reading)?);
        let Some(severity) =
            contradiction(|reading| Ok(share(reading)?.is_disjoint(&stated.interval(reading)?)))?
        else {
            continue;
        };
        let of_answered = match &answered {
            Some(answered) if severity > Severity::Note => {
                let share = part.interval(Reading::Nearest)?.div(answered)?;
                !share.is_disjoint(&stated.interval(Reading::Nearest)?)
            }
            _ => false,
        };
        let severity = if of_answered { Severity::Note } else { severity };
        let proof = (severity == Severity::Error)
            .then(|| relations::share_of_part(case.resolved, case.claim, member))
            .flatten()
            .and_then(|statement| proven(case, statement));
        let severity = if proof.is_some() { severity } else { severity.min(Severity::Warning) };
        if worst.as_ref().is_some_and(|worst| worst.severity() >= severity) {
            continue;
        }
        let nearest = share(Reading::Nearest)?;
        let exact = match (part.amount.value()?, whole.amount.value()?) {
            (Some(part), Some(whole)) if !whole.is_zero() => Some((&part / &whole)?),
            _ => None,
        };
        let amounts = [stated, part, whole].map(|reported| reported.amount.clone());
        let elsewhere = Elsewhere::of(case.resolved, member.owner);
        let finding = Finding::told_when_read(severity, move || {
            let fact = "{part} of {whole} is {share}, not {stated}";
            let finding = match severity {
                Severity::Note if of_answered => Finding::note(
                    fact,
                    "it is a share of the parts that have one printed beside them, without the others",
                    "say of whom it is a share",
                ),
                Severity::Note => Finding::note(
                    fact,
                    "the printed share is reached only by cutting off or rounding up",
                    "say how the shares were rounded",
                ),
                _ => Finding::warning(
                    fact,
                    "the share printed beside a part is that of the whole, and it is {share:range}",
                    "{repairs}",
                ),
            };
            let value = match exact.clone().filter(|exact| nearest.contains(exact)) {
                Some(exact) => NamedValue::new("share", exact).within(nearest.clone()),
                None => NamedValue::range("share", nearest.clone()),
            };
            let [stated, part, whole] = &amounts;
            let finding = finding
                .with(value.style(Style::Percent))
                .word("part", part.to_string())
                .word("whole", whole.to_string())
                .word("stated", stated.to_string());
            if severity == Severity::Note {
                return Ok(finding);
            }
            let own = |of: &[Interval]| match of {
                [stated, part, whole] => Ok(!part.div(whole)?.is_disjoint(stated)),
                _ => Ok(false),
            };
            let rest = |of: &[Interval]| match of {
                [stated, part, whole] => Ok(!Interval::ONE.sub(&part.div(whole)?)?.is_disjoint(stated)),
                _ => Ok(false),
            };
            let search = Search::new(&amounts, &own).reading(Slip::Complement, &rest);
            let otherwise = "check all three: one figure is wrong, or the share is of something else";
            repairs::tell(finding, "check all three", otherwise, search, &elsewhere)
        });
        let finding = match proof {
            Some(proof) => finding.proven_by(proof),
            None => finding,
        };
        let pointers = [stated, part, whole].map(|reported| case.resolved.pointer(reported));
        worst = Some(pointers.into_iter().fold(finding, Finding::at));
    }
    Ok(worst)
}

#[cfg(test)]
mod tests;
