//! AR07: an average over all is not one of its groups.

use crate::claim::Relation;
use crate::claim::relation::{Average, MemberKind, Weights};
use crate::dossier::{Member, Owner, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Adjustment, Amount, Component, Measure, Slot};
use crate::repair::{Identity, Search, Slip};
use crate::rule::printed::is_estimated;
use crate::rule::printed::relations::{self, have_sizes, is_averaged, size_of};
use crate::rule::proof::{Argument, Proof, Statement};
use crate::rule::{
    ClaimCase, Field, Finding, Missing, NamedValue, Outcome, Severity, SoFar, Style, Verdict, contradiction,
    declare_rule,
};
use crate::rules::level::{Level, number_of};
use crate::rules::repairs::{self, Elsewhere};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// Whether an average over all can be that of its groups: each by its size, each alike, or with whatever weights, as the
    /// text says.
    ///
    /// ## Why it matters
    /// An average of averages is that of all only where the groups are of one size, and none lies outside its groups.
    ///
    /// ## How
    /// With weights that nobody states an average lies between the lowest and the highest of its groups, if these leave
    /// nobody out (`exhaustive`) and do not overlap (`exclusive`). By size (`weights = "size"`, and the size is what a ratio
    /// is out of, else the `n` of the group) what the groups are above the average `m` and below it cancels out: the sum of
    /// `nᵢ·(mᵢ − m)`, of a ratio `topᵢ − bottomᵢ·m`, over the intervals of all figures must reach 0. Each alike, the
    /// average is the sum of the groups over their number. What fails in the widest reading is an error, as written a
    /// warning, rounded to nearest a note. Sizes without stated weights: an average that is that of the groups each
    /// alike, and not that of all, is a warning; one that is neither a note. Of two groups the weight is told that the first
    /// must have, `(m − m₂)/(m₁ − m₂)`. Slips that would make the average right are listed ([`crate::repair`]).
    ///
    /// ## Fires
    /// Vienna's two clinics in 1846: 11.4 % and 2.8 % of the mothers died, so not 13 % of all.
    /// ```toml
    /// [[claim]]
    /// id = "both-clinics"
    /// [claim.average]
    /// overall    = "13 %"
    /// groups     = { first = "459 of 4,010 births", second = "105 of 3,754 births" }
    /// weights    = "size"
    /// exhaustive = true
    /// ```
    /// 7.12 % is the middle of the two, and 7.26 % died of all.
    /// ```toml
    /// [[claim]]
    /// id = "middle"
    /// [claim.average]
    /// overall    = "7.12 %"
    /// groups     = { first = "459 of 4,010 births", second = "105 of 3,754 births" }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [[claim]]
    /// id = "both-clinics"
    /// [claim.average]
    /// overall    = "7.3 %"
    /// groups     = { first = "459 of 4,010 births", second = "105 of 3,754 births" }
    /// weights    = "size"
    /// exhaustive = true
    /// ```
    /// How many are in which group, nobody says.
    /// ```toml
    /// [[claim]]
    /// id = "wages"
    /// [claim.average]
    /// overall    = "3,120 EUR"
    /// groups     = { women = "2,900 EUR", men = "3,300 EUR" }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    ///
    /// ## Limits
    /// Silent where the groups leave somebody out, for estimates as far as their margins reach, for adjusted figures (survey weights: only between the groups), for
    /// indices, and for ratios of risks or odds, which may lie outside those of all groups. Medians lie between those of
    /// the groups, and no size says where. Groups and average must be of one frame, status and release.
    ///
    /// ## Sources
    /// Means between their terms: Hardy, G. H., Littlewood, J. E. & Pólya, G. (1952), *Inequalities*, 2nd ed., Cambridge
    /// University Press, chapter 2. Figures: Semmelweis, I. (1861), *Die Ätiologie, der Begriff und die Prophylaxis des
    /// Kindbettfiebers*.
    "AR07", "weighted-mean-bounds", "arithmetic", since "0.1.0", Error,
    "an average over all cannot be that of its groups",
    Claim(check)
}

/// A group, the number it has and how many are in it.
#[derive(Debug, Clone)]
struct Group<'d> {
    name: &'d str,
    level: Level<'d>,
    size: Option<&'d Amount>,
    /// Above and below the line, where both are printed.
    ratio: Option<[&'d Amount; 2]>,
}

/// An average over all and its groups.
struct Mixture<'d> {
    overall: Level<'d>,
    groups: Vec<Group<'d>>,
    /// Whether all are in one unit that cancels, and has several definitions or a zero of its own.
    as_digits: bool,
}

/// How the average is made of its groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    BySize,
    Alike,
    /// With whatever weights.
    Between,
}

impl Mixture<'_> {
    fn numbers(&self, reading: Reading) -> Result<Vec<Interval>, ArithmeticError> {
        self.groups.iter().map(|group| group.level.interval(reading, self.as_digits)).collect()
    }

    /// The lowest and the highest of the groups, and what lies between.
    fn span(&self, reading: Reading) -> Result<Option<Interval>, ArithmeticError> {
        Ok(self.numbers(reading)?.into_iter().reduce(|span, one| span.hull(&one)))
    }

    /// What the groups are above a number and below it, each by its size.
    fn balance(&self, overall: &Interval, reading: Reading) -> Result<Interval, ArithmeticError> {
        let mut sum = Interval::point(Exact::ZERO);
        for (group, number) in self.groups.iter().zip(self.numbers(reading)?) {
            let ratio =
                group.ratio.map(|[top, bottom]| Ok((top.interval(reading)?, bottom.interval(reading)?)));
            let size = group.size.map(|size| size.interval(reading)).transpose()?;
            let term = term(ratio.transpose()?, size, &number, overall)?;
            sum = sum.add(&term)?;
        }
        Ok(sum)
    }

    fn misses(&self, way: Way) -> Result<Option<Severity>, ArithmeticError> {
        contradiction(|reading| {
            let overall = self.overall.interval(reading, self.as_digits)?;
            Ok(match way {
                Way::BySize => !self.balance(&overall, reading)?.contains(&Exact::ZERO),
                Way::Alike => mean(&self.numbers(reading)?)?.is_disjoint(&overall),
                Way::Between => self.span(reading)?.is_some_and(|span| span.is_disjoint(&overall)),
            })
        })
    }

    /// What the groups give, rounded to nearest: the number of the digits, and where it lies.
    fn gives(&self, way: Way) -> Result<(Option<Exact>, Interval), ArithmeticError> {
        let numbers = self.numbers(Reading::Nearest)?;
        if way == Way::Between {
            return Ok((None, self.span(Reading::Nearest)?.unwrap_or_else(Interval::all)));
        }
        let (mut weighted, mut sizes) = (Interval::point(Exact::ZERO), Interval::point(Exact::ZERO));
        let mut digits = Some((Exact::ZERO, Exact::ZERO));
        for (group, number) in self.groups.iter().zip(&numbers) {
            let by_size = way == Way::BySize;
            let size = match group.size.filter(|_| by_size) {
                Some(size) => size.interval(Reading::Nearest)?,
                None => Interval::ONE,
            };
            let part = match group.ratio.filter(|_| by_size) {
                Some([top, _]) => top.interval(Reading::Nearest)?,
                None => number.mul(&size)?,
            };
            (weighted, sizes) = (weighted.add(&part)?, sizes.add(&size)?);
            let own_size = match group.size.filter(|_| by_size) {
                Some(size) => size.value()?.filter(|_| !size.figure().qualifier().is_sharp()),
                None => Some(Exact::ONE),
            };
            let own = match group.ratio.filter(|_| by_size) {
                Some([top, _]) => top.value()?.filter(|_| !top.figure().qualifier().is_sharp()),
                None => match (group.level.value(self.as_digits)?, &own_size) {
                    (Some(number), Some(size)) => Some((number * size.clone())?),
                    _ => None,
                },
            };
            digits = match (digits, own, own_size) {
                (Some((sum, all)), Some(own), Some(size)) => Some(((sum + own)?, (all + size)?)),
                _ => None,
            };
        }
        // With sizes that are only known between limits the quotient of two sums may seem to leave the groups.
        let span = numbers.into_iter().reduce(|span, one| span.hull(&one)).unwrap_or_else(Interval::all);
        let within = weighted.div(&sizes)?.intersect(&span).unwrap_or(span);
        let exact = match digits.filter(|(_, all)| !all.is_zero()) {
            Some((sum, all)) => Some((sum / all)?).filter(|exact| within.contains(exact)),
            None => None,
        };
        Ok((exact, within))
    }

    /// Of two groups, how much of all the first has to be, and how much of all it is.
    fn weight(&self) -> Result<Option<[NamedValue; 2]>, ArithmeticError> {
        let [one, other] = self.groups.as_slice() else { return Ok(None) };
        let digits = |level: &Level<'_>| level.value(self.as_digits);
        let (Some(of_one), Some(of_other), Some(overall)) =
            (digits(&one.level)?, digits(&other.level)?, digits(&self.overall)?)
        else {
            return Ok(None);
        };
        let (Some(size), Some(rest)) = (one.size, other.size) else { return Ok(None) };
        let (Some(size), Some(rest)) = (size.value()?, rest.value()?) else { return Ok(None) };
        let (apart, all) = ((&of_one - &of_other)?, (&size + &rest)?);
        if apart.is_zero() || all.is_zero() {
            return Ok(None);
        }
        let implied = ((overall - of_other)? / apart)?;
        if implied.is_negative() || implied > Exact::ONE {
            return Ok(None);
        }
        Ok(Some([
            NamedValue::percent("implied weight", implied),
            NamedValue::percent("own weight", (size / all)?),
        ]))
    }

    /// What the groups give, as a finding shows it.
    fn value(&self, name: &'static str, way: Way) -> Result<NamedValue, ArithmeticError> {
        let (exact, within) = self.gives(way)?;
        let unit = self.overall.unit();
        let is_percent = unit.map_or(self.overall.is_relative(), |unit| *unit == Unit::percent());
        let scale = match unit.and_then(|unit| unit.factor().is_point().cloned()) {
            Some(factor) if !self.as_digits && !is_percent => factor.recip()?,
            _ => Exact::ONE,
        };
        let within = within.scale(&scale)?;
        let value = match exact {
            Some(exact) => NamedValue::new(name, (exact * scale)?).within(within),
            None => NamedValue::range(name, within),
        };
        Ok(match is_percent {
            true => value.style(Style::Percent),
            false => value.unit(unit.map(|unit| unit.symbol().to_string()).unwrap_or_default()),
        })
    }
}

/// What one group is above a number.
fn term(
    ratio: Option<(Interval, Interval)>,
    size: Option<Interval>,
    number: &Interval,
    overall: &Interval,
) -> Result<Interval, ArithmeticError> {
    match (ratio, size) {
        (Some((top, bottom)), _) => top.sub(&bottom.mul(overall)?),
        (None, Some(size)) => size.mul(&number.sub(overall)?),
        (None, None) => number.sub(overall),
    }
}

fn mean(numbers: &[Interval]) -> Result<Interval, ArithmeticError> {
    let mut sum = Interval::point(Exact::ZERO);
    for number in numbers {
        sum = sum.add(number)?;
    }
    let count = i64::try_from(numbers.len()).map_err(|_| ArithmeticError::TooLarge)?;
    sum.scale(&Exact::from(count).recip()?)
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Average(average) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim states no average over groups"));
    };
    let members = case.members();
    let Some(overall) = members.iter().find(|member| member.kind == MemberKind::Result) else {
        return Ok(Outcome::not_applicable("no average over all is printed"));
    };
    let groups: Vec<&Member<'_>> = members.iter().filter(|member| member.kind == MemberKind::Group).collect();
    let measure = case.resolved.scope(overall.scope).subject.measure;
    let is_median = measure == Slot::Known(Measure::Median);
    let mut is_weighted = false;
    for group in &groups {
        let own = case.resolved.scope(group.scope).subject.measure;
        if !(own == measure || (is_averaged(own) && is_averaged(measure))) || !(is_median || is_averaged(own))
        {
            return Ok(Outcome::not_applicable(
                "not all are averages of one kind that groups have in common",
            ));
        }
        let adjustments =
            [overall.scope, group.scope].map(|scope| case.resolved.scope(scope).method.adjustment);
        is_weighted |= adjustments.contains(&Some(Adjustment::Weighted));
        let is_plain = |own| matches!(own, None | Some(Adjustment::None | Adjustment::Weighted));
        if !adjustments.into_iter().all(is_plain) {
            return Ok(Outcome::not_applicable("an adjusted average need not be one of its groups"));
        }
        let method = case.resolved.compare(group.scope, overall.scope).method;
        if method.iter().any(|component| *component != Component::Adjustment) {
            return Ok(Outcome::not_applicable("groups and average were not made in one way"));
        }
    }
    // Each estimate with its margin was made for itself: then only what the margins leave out is worth a question.
    let has_margin = |member: &Member<'_>| {
        case.resolved.amounts_of(member).iter().any(|reported| is_estimated(case.resolved, reported))
    };
    if members.iter().any(has_margin) {
        if within_margins(case, overall, &groups)? {
            return Ok(Outcome::not_applicable(
                "the average may lie between its groups, as their margins are",
            ));
        }
        is_weighted = true;
    }
    let Some(mixture) = mixture(case, overall, &groups) else {
        return Ok(Outcome::not_applicable("groups and average are not numbers of one kind"));
    };
    let by_number = !is_median && !is_weighted;
    let has_sizes = have_sizes(case.resolved, &groups);
    match average.weights {
        Some(Weights::Equal) if by_number => stated(case, average, &mixture, Way::Alike),
        Some(Weights::Size) if by_number && has_sizes => stated(case, average, &mixture, Way::BySize),
        weights => match stated(case, average, &mixture, Way::Between)? {
            Outcome::Passed if by_number && has_sizes && weights.is_none() => unsaid(case, average, &mixture),
            outcome => Ok(outcome),
        },
    }
}

/// Whether the average can lie between its groups, each with the margin printed beside it.
fn within_margins(
    case: &ClaimCase<'_>,
    overall: &Member<'_>,
    groups: &[&Member<'_>],
) -> Result<bool, ArithmeticError> {
    let own = |member: &Member<'_>| match case.resolved.amounts_of(member) {
        [figure] => case.resolved.interval_with_margin(figure, Reading::Widest),
        _ => case.resolved.member_interval(member, Reading::Widest),
    };
    let mut span: Option<Interval> = None;
    for group in groups {
        let one = own(group)?;
        span = Some(span.map_or_else(|| one.clone(), |span| span.hull(&one)));
    }
    let overall = own(overall)?;
    Ok(span.is_none_or(|span| !span.is_disjoint(&overall)))
}

fn mixture<'d>(case: &ClaimCase<'d>, overall: &Member<'_>, groups: &[&'d Member<'d>]) -> Option<Mixture<'d>> {
    let over_all = Level::of(case.resolved, overall)?;
    let of = |group: &&'d Member<'d>| {
        let ratio = [Role::Top, Role::Bottom].map(|role| case.resolved.amount_of(group, role));
        let ratio = match ratio {
            [Some(top), Some(bottom)] => Some([&top.amount, &bottom.amount]),
            _ => None,
        };
        let level =
            Level::of(case.resolved, group).filter(|level| level.is_like(&over_all, case.resolved))?;
        Some(Group {
            name: group.name.unwrap_or_default(),
            level,
            size: size_of(case.resolved, group),
            ratio,
        })
    };
    let groups: Vec<Group<'_>> = groups.iter().map(of).collect::<Option<_>>()?;
    let unit = over_all.unit();
    let is_open = |unit: &Unit| unit.factor().is_point().is_none();
    let as_digits = unit.is_some_and(is_open) || over_all.is_temperature();
    let in_one_unit = groups.iter().all(|group| unit.is_some() && group.level.unit() == unit);
    (!groups.is_empty()).then_some(Mixture { overall: over_all, groups, as_digits: as_digits && in_one_unit })
}

/// What decides whether the groups give the average, and is not said; an answer by which they need not ends here.
fn unsaid_flags(average: &Average, way: Way, weights: Option<Weights>) -> Result<Vec<Field>, Outcome> {
    let overlap_matters = way != Way::Alike || weights.is_none();
    let flags = [
        (average.exhaustive, Field::EXHAUSTIVE, true),
        (average.exclusive, Field::EXCLUSIVE, overlap_matters),
    ];
    let mut missing = Vec::new();
    for (flag, field, matters) in flags {
        match flag {
            Some(false) if matters => return Err(Outcome::Passed),
            None if matters && (weights.is_none() || field == Field::EXHAUSTIVE) => missing.push(field),
            _ => {}
        }
    }
    Ok(missing)
}

fn ask(case: &ClaimCase<'_>, missing: Vec<Field>, so_far: Vec<NamedValue>) -> Outcome {
    let missing = missing.into_iter().map(|field| Missing { field, of: Some(case.written.id().into()) });
    Outcome::Undecidable { missing: missing.collect(), because: "".into(), so_far: SoFar::from(so_far) }
}

/// An average that is said to be made in this way.
fn stated(case: &ClaimCase<'_>, average: &Average, mixture: &Mixture<'_>, way: Way) -> Verdict {
    let Some(found) = mixture.misses(way)? else { return Ok(Outcome::Passed) };
    let missing = match unsaid_flags(average, way, average.weights) {
        Ok(missing) => missing,
        Err(outcome) => return Ok(outcome),
    };
    let value = mixture.value("average", way)?;
    if !missing.is_empty() {
        // Whether cut off or rounded up: nobody needs to be asked for that.
        return match found {
            Severity::Note => Ok(Outcome::Passed),
            _ => Err(ask(case, missing, vec![value])),
        };
    }
    let statement = || match way {
        Way::Between => relations::average(case.resolved, case.claim),
        Way::BySize | Way::Alike => relations::balanced_average(case.resolved, case.claim),
    };
    let proven = |statement: Statement| Proof::new(Argument::refuted(statement, 0), case.resolved).ok();
    let proof = (found == Severity::Error).then(|| statement().and_then(proven)).flatten();
    let severity = if proof.is_some() { found } else { found.min(Severity::Warning) };
    let weight = if way == Way::BySize { mixture.weight()? } else { None };
    let other = match way {
        Way::BySize => Way::Alike,
        _ => Way::BySize,
    };
    let has_sizes = mixture.groups.iter().all(|group| group.size.is_some());
    let fits_other = way != Way::Between && has_sizes && mixture.misses(other)?.is_none();
    let elsewhere = Elsewhere::of(case.resolved, Owner::Claim(case.claim.position));
    let tell = Tell { way, found, fits_other, value, weight, elsewhere, ..Tell::of(mixture, way)? };
    let finding = Finding::told_when_read(severity, move || tell.tell());
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    Ok(pointed(case, mixture, finding).into())
}

/// Sizes are printed and nobody says how the groups were weighted.
fn unsaid(case: &ClaimCase<'_>, average: &Average, mixture: &Mixture<'_>) -> Verdict {
    let Some(Severity::Warning | Severity::Error) = mixture.misses(Way::BySize)? else {
        return Ok(Outcome::Passed);
    };
    let missing = match unsaid_flags(average, Way::BySize, None) {
        Ok(missing) => missing,
        Err(outcome) => return Ok(outcome),
    };
    let is_alike = mixture.misses(Way::Alike)?.is_none();
    let values = [mixture.value("average", Way::BySize)?, mixture.value("each alike", Way::Alike)?];
    if !missing.is_empty() {
        return match is_alike {
            true => Err(ask(case, missing, values.into())),
            false => Ok(Outcome::Passed),
        };
    }
    let finding = match is_alike {
        true => Finding::warning(
            "{overall} is the average of the groups, each alike; over all it is {average}",
            "the groups are not of one size, and an average over all is that of the groups by their size: {average:range}",
            "weight the groups by their size, or say that each counts alike (`weights = \"equal\"`)",
        ),
        false => Finding::note(
            "{overall} is neither the average over all, {average}, nor that of the groups each alike, {each alike}",
            format!("the groups have other weights than their printed sizes{IMPLIED}"),
            "say which weights they have",
        ),
    };
    let weight = mixture.weight()?;
    let implied = implied(weight.as_ref(), mixture.groups.first().map(|group| group.name));
    let finding = finding.with_all(values).with_all(weight.into_iter().flatten());
    let finding = finding.word("overall", mixture.overall.text()).word("implied", implied);
    Ok(pointed(case, mixture, finding).into())
}

fn pointed(case: &ClaimCase<'_>, mixture: &Mixture<'_>, finding: Finding) -> Finding {
    let groups = mixture.groups.iter().flat_map(|group| &group.level.figures);
    let figures = mixture.overall.figures.iter().chain(groups).take(SHOWN);
    figures.fold(finding, |finding, figure| finding.at(case.resolved.pointer(figure)))
}

/// To how many figures a finding points.
const SHOWN: usize = 8;

/// Of more groups nobody would look for a slip in one of them.
const REPAIRED: usize = 24;

const IMPLIED: &str = "{implied}";

/// Of two groups, what the average says of the first.
fn implied(weight: Option<&[NamedValue; 2]>, name: Option<&str>) -> String {
    match (weight, name) {
        (Some([implied, own]), Some(name)) => {
            format!("; it takes {} of all in '{name}', which has {}", implied.shown(), own.shown())
        }
        _ => String::new(),
    }
}

/// What a finding owns to be told later.
struct Tell {
    way: Way,
    /// Up to how wide a reading the average is missed.
    found: Severity,
    /// Whether it is the average by size where each was to count alike, or the reverse.
    fits_other: bool,
    is_above: bool,
    value: NamedValue,
    weight: Option<[NamedValue; 2]>,
    overall: String,
    first: Box<str>,
    as_digits: bool,
    /// Those of the average, then those of each group.
    figures: Vec<Amount>,
    groups: Vec<Told>,
    elsewhere: Elsewhere,
}

/// A group, and which of the figures are its own.
struct Told {
    name: Box<str>,
    figures: usize,
    size: Option<Interval>,
    is_ratio: bool,
}

impl Tell {
    fn of(mixture: &Mixture<'_>, way: Way) -> Result<Self, ArithmeticError> {
        let overall = mixture.overall.interval(Reading::Nearest, mixture.as_digits)?;
        let span = mixture.span(Reading::Nearest)?.unwrap_or_else(Interval::all);
        let told = |group: &Group<'_>| {
            // Where top and bottom are printed, the ratio beside them is not what is weighted.
            let figures = match group.ratio {
                Some([top, bottom]) if way == Way::BySize => vec![top.clone(), bottom.clone()],
                _ => group.level.amounts().collect(),
            };
            let size = group.size.map(|size| size.interval(Reading::Nearest)).transpose()?;
            let is_ratio = figures.len() == 2;
            let told = Told { name: group.name.into(), figures: figures.len(), size, is_ratio };
            Ok::<_, ArithmeticError>((told, figures))
        };
        let mut figures: Vec<Amount> = mixture.overall.amounts().collect();
        let mut groups = Vec::new();
        for group in &mixture.groups {
            let (told, own) = told(group)?;
            groups.push(told);
            figures.extend(own);
        }
        Ok(Tell {
            way,
            found: Severity::Note,
            fits_other: false,
            is_above: span.is_below(&overall),
            value: NamedValue::range("average", span),
            weight: None,
            overall: mixture.overall.text(),
            first: mixture.groups.first().map(|group| group.name).unwrap_or_default().into(),
            as_digits: mixture.as_digits,
            figures,
            groups,
            elsewhere: Elsewhere::default(),
        })
    }

    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let fact = match self.way {
            Way::BySize => "{groups} {average} on average, each by its size, not {overall}",
            Way::Alike => "{groups} {average} on average, each alike, not {overall}",
            Way::Between if self.is_above => {
                "{overall} is above every one of its groups, which have {average}"
            }
            Way::Between => "{overall} is below every one of its groups, which have {average}",
        };
        let must = match self.way {
            Way::Between => "an average over groups that leave nobody out lies between theirs",
            _ if self.fits_other && self.way == Way::BySize => {
                "it is the average of the groups each alike, and they are not of one size"
            }
            _ if self.fits_other => {
                "it is the average of the groups each by its size, which is not said to count"
            }
            _ => "the figures give {average:range}",
        };
        let finding = match self.found {
            Severity::Note => Finding::note(
                fact,
                "it is reached only by cutting off or rounding up",
                "say how the figures were rounded",
            ),
            Severity::Warning => Finding::warning(
                fact,
                format!("{must}, unless a round figure stands for a wider range{IMPLIED}"),
                "{repairs}",
            ),
            Severity::Error => Finding::warning(
                fact,
                format!("{must}, and no way of rounding closes the gap{IMPLIED}"),
                "{repairs}",
            ),
        };
        let groups = match self.groups.len() {
            1 => "the only group has".to_string(),
            n => format!("the {n} groups have"),
        };
        let finding = finding
            .with(self.value.clone())
            .with_all(self.weight.iter().flatten().cloned())
            .word("groups", groups)
            .word("implied", implied(self.weight.as_ref(), Some(&self.first)))
            .word("overall", self.overall.clone());
        match self.found {
            Severity::Note => Ok(finding),
            _ => self.with_repairs(finding),
        }
    }

    fn with_repairs(&self, finding: Finding) -> Result<Finding, ArithmeticError> {
        let otherwise = match self.way {
            Way::Between => "check the average and its groups: a figure is wrong, or a group is missing",
            _ if self.fits_other => "check how the groups are weighted",
            _ => "check the average and its groups: a figure is wrong, or the groups have other weights",
        };
        // What only has to lie between two figures fits too easily, and digits of a temperature do not add up in kelvin.
        if self.way == Way::Between || self.fits_other || self.as_digits || self.groups.len() > REPAIRED {
            return Ok(finding.word("repairs", otherwise));
        }
        let own = |of: &[Interval]| self.fits(of, None);
        let without: Vec<Box<Identity<'_>>> = (0..self.groups.len())
            .map(|at| Box::new(move |of: &[Interval]| self.fits(of, Some(at))) as Box<Identity<'_>>)
            .collect();
        // Of two groups, one without the other is no average.
        let left_out = self.groups.iter().zip(&without).filter(|_| self.groups.len() > 2);
        let search = left_out.fold(Search::new(&self.figures, &own), |search, (group, holds)| {
            search.reading(Slip::LeftOut(group.name.clone()), &**holds)
        });
        repairs::tell(finding, "check the average and its groups", otherwise, search, &self.elsewhere)
    }

    /// Whether the groups, but for one, give the average.
    fn fits(&self, of: &[Interval], without: Option<usize>) -> Result<bool, ArithmeticError> {
        let of_groups: usize = self.groups.iter().map(|group| group.figures).sum();
        let Some((overall, mut rest)) = of.split_at_checked(of.len().saturating_sub(of_groups)) else {
            return Ok(false);
        };
        let overall = number_of(overall)?;
        let mut balance = Interval::point(Exact::ZERO);
        for (at, group) in self.groups.iter().enumerate() {
            let Some((own, others)) = rest.split_at_checked(group.figures) else { return Ok(false) };
            rest = others;
            if Some(at) == without {
                continue;
            }
            let by_size = self.way == Way::BySize;
            let ratio = match own {
                [top, bottom] if by_size && group.is_ratio => Some((top.clone(), bottom.clone())),
                _ => None,
            };
            let size = group.size.clone().filter(|_| by_size);
            balance = balance.add(&term(ratio, size, &number_of(own)?, &overall)?)?;
        }
        Ok(balance.contains(&Exact::ZERO))
    }
}

#[cfg(test)]
mod tests;
