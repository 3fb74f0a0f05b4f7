//! IN09: what two shares say of those who are in both.

use crate::claim::relation::JointKind;
use crate::dossier::Member;
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{SetRelation, Value};
use crate::rule::printed::joint::{Joint, Law, Nesting, is_measured};
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Style, Verdict, contradiction, declare_rule,
};
use crate::rules::joint::{Computed, factors, list, one_population, printed};
use crate::stats::{frechet_intersection, frechet_union};

declare_rule! {
    /// ## What it checks
    /// Shares of one population, and what is said of those who are in all of them, or in at least one: whether it is
    /// possible at all, and whether more is said than the shares tell.
    ///
    /// ## Why it matters
    /// Two percentages do not tell how many are in both groups. 60 % and 50 % may share a tenth of the people or half of
    /// them; and 110 % of the people there never are.
    ///
    /// ## How
    /// Of shares `pᵢ` those in all of them are at least `Σpᵢ − (k − 1)` and at most the smallest, those in at least one at
    /// least the largest and at most `Σpᵢ`. A figure outside, in every reading, is an error with its proof; so is what
    /// breaks the sum of two: in either and in both. Where the names of the groups are declared within their `base`, groups
    /// within one another or disjoint narrow the limits to a point. A figure inside that is the product of the shares, to
    /// the digit, where chance would seldom put it, supposes that they are independent: a warning, unless it was counted
    /// (printed of a whole, with its `n` or margin) or `independent` says why. One that is the smallest share, or the sum,
    /// supposes that one group lies within the others, or that they exclude one another: whether they do, the rule asks.
    ///
    /// ## Fires
    /// The shares are added up, and whoever is in both is counted twice.
    /// ```toml
    /// [[claim]]
    /// id   = "at-risk"
    /// base = "adults"
    /// [claim.joint]
    /// factors = { overweight = "60 %", inactive = "50 %" }
    /// kind    = "shares"
    /// union   = "110 %"
    /// ```
    /// The shares are multiplied.
    /// ```toml
    /// [[claim]]
    /// id   = "both"
    /// base = "adults"
    /// [claim.joint]
    /// factors = { overweight = "60 %", inactive = "50 %" }
    /// kind    = "shares"
    /// stated  = "30 %"
    /// ```
    /// More are in both than in one of them.
    /// ```toml
    /// [[claim]]
    /// id = "both"
    /// [claim.joint]
    /// factors = { overweight = "61 %", inactive = "48 %" }
    /// kind    = "shares"
    /// stated  = "55 %"
    /// ```
    ///
    /// ## Clean
    /// Counted, whatever the shares would give.
    /// ```toml
    /// [[claim]]
    /// id = "both"
    /// [claim.joint]
    /// factors = { overweight = "60 %", inactive = "50 %" }
    /// kind    = "shares"
    /// stated  = "300 of 1,000 adults"
    /// ```
    /// Who has a smartphone has a telephone: then both is the smaller share.
    /// ```toml
    /// [taxonomy]
    /// is_a = { smartphone-owners = "telephone-owners" }
    ///
    /// [[claim]]
    /// id = "phones"
    /// [claim.joint]
    /// factors = { telephone-owners = "95 %", smartphone-owners = "80 %" }
    /// kind    = "shares"
    /// stated  = "80 %"
    /// ```
    /// Half of the overweight: a share of other people, which may be more than the half of all who are inactive.
    /// ```toml
    /// [[claim]]
    /// id   = "among"
    /// base = "adults"
    /// [claim.joint]
    /// factors = { overweight = "60 %", inactive = "50 %" }
    /// kind    = "shares"
    /// stated  = { value = "55 %", base = "overweight" }
    /// ```
    ///
    /// ## Limits
    /// Silent where nothing is said of all or any of them, of P-values, of several `trials`, and where the figures are not shares of one
    /// population. It is no error where one of the figures comes from a sample or model, has a margin, or was made by
    /// another method than the rest: of samples that only partly overlap anything is possible. Chances are held to the
    /// limits; that they were multiplied, IN10 judges. Whether the names of two groups tell who is in both is taken from the
    /// taxonomy only for parts of the population itself: that cats are no dogs keeps no household from having both.
    ///
    /// ## Sources
    /// Fréchet, M. (1935), Généralisation du théorème des probabilités totales, *Fundamenta Mathematicae* 25, 379–387.
    /// Boole, G. (1854), *An Investigation of the Laws of Thought*. Bonferroni, C. E. (1936), *Teoria statistica delle
    /// classi e calcolo delle probabilità*, Florence. That the limits cannot be narrowed: Rüschendorf, L. (1981), Sharpness of
    /// Fréchet-bounds, *Zeitschrift für Wahrscheinlichkeitstheorie* 57, 293–302.
    "IN09", "frechet-overlap-bounds", "inference", since "0.1.0", Error,
    "what is said of those in all of several groups, or in any, is impossible or supposed",
    Claim(check)
}

/// How much of the possible range the digits may leave open for a figure that is taken to be computed: an eighth, as
/// shares that hardly depend on each other have about their product in common.
const LEFT_OPEN: (i64, i64) = (1, 8);

/// Beyond so many groups it is not asked whether each excludes each.
const PAIRED: usize = 8;

fn check(case: &ClaimCase<'_>) -> Verdict {
    let joint = match Joint::of(case.resolved, case.claim) {
        Some(joint) if joint.kind != JointKind::PValues => joint,
        _ => return Ok(Outcome::not_applicable("no shares or chances are taken together")),
    };
    if joint.all.is_none() && joint.any.is_none() {
        return Ok(Outcome::not_applicable("nothing is said of all of them or of any"));
    }
    if joint.is_repeated() {
        return Ok(Outcome::not_applicable(
            "with several trials it is not said whether a chance is that of one or of all",
        ));
    }
    let shares = factors(&joint)?;
    for member in [joint.all, joint.any].into_iter().flatten() {
        if joint.value(member)?.is_none() {
            return Ok(Outcome::not_applicable("what is stated is no share"));
        }
    }
    one_population(&joint, case.written.id())?;

    let readings = Readings { joint: &joint, nesting: joint.nesting() };
    let Some(limits) = readings.limits(Reading::Nearest)? else {
        return Ok(Outcome::not_applicable("the shares do not fit how the groups lie to each other"));
    };
    let mut worst: Option<(Broken, Severity)> = None;
    for broken in [Broken::All, Broken::Any, Broken::Both] {
        let grave = contradiction(|reading| readings.breaks(broken, reading))?;
        if let Some(grave) = grave.filter(|grave| worst.is_none_or(|(_, worst)| *grave > worst)) {
            worst = Some((broken, grave));
        }
    }
    if let Some((broken, severity)) = worst {
        return Ok(impossible(case, &joint, &limits, broken, severity)?.into());
    }
    supposed(case, &joint, &shares, &limits)
}

/// What is broken: the limits of those in all, of those in any, or the sum of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Broken {
    All,
    Any,
    Both,
}

/// What the shares leave open.
#[derive(Debug, Clone)]
struct Limits {
    all: Interval,
    any: Interval,
}

/// The figures under one reading.
struct Readings<'j, 'd> {
    joint: &'j Joint<'j, 'd>,
    nesting: Option<Nesting>,
}

impl Readings<'_, '_> {
    fn factors(&self, reading: Reading) -> Result<Vec<Interval>, ArithmeticError> {
        self.joint.factors.iter().map(|member| self.joint.interval(member, reading)).collect()
    }

    /// What those in all and those in any can be; none where the shares contradict how the groups lie to each other.
    fn limits(&self, reading: Reading) -> Result<Option<Limits>, ArithmeticError> {
        let shares = self.factors(reading)?;
        let (all, any) = (frechet_intersection(&shares)?, frechet_union(&shares)?);
        let point = |all: &Interval, any: &Interval, own_all: &Interval, own_any: &Interval| {
            Some(Limits { all: all.intersect(own_all)?, any: any.intersect(own_any)? })
        };
        Ok(match self.nesting {
            None => Some(Limits { all, any }),
            Some(Nesting::Within(inner, outer)) => match (shares.get(inner), shares.get(outer)) {
                (Some(inner), Some(outer)) => point(&all, &any, inner, outer),
                _ => Some(Limits { all, any }),
            },
            Some(Nesting::Exclusive) => {
                let sum =
                    shares.iter().try_fold(Interval::point(Exact::ZERO), |sum, share| sum.add(share))?;
                point(&all, &any, &Interval::point(Exact::ZERO), &sum)
            }
        })
    }

    fn breaks(&self, broken: Broken, reading: Reading) -> Result<bool, ArithmeticError> {
        let stated = |member: Option<&Member<'_>>| {
            member.map(|member| self.joint.interval(member, reading)).transpose()
        };
        let (all, any) = (stated(self.joint.all)?, stated(self.joint.any)?);
        Ok(match (broken, all, any) {
            (Broken::All, Some(all), _) => self.limits(reading)?.is_some_and(|own| own.all.is_disjoint(&all)),
            (Broken::Any, _, Some(any)) => self.limits(reading)?.is_some_and(|own| own.any.is_disjoint(&any)),
            (Broken::Both, Some(all), Some(any)) if self.joint.factors.len() == 2 => {
                let sum = self
                    .factors(reading)?
                    .iter()
                    .try_fold(Interval::point(Exact::ZERO), |sum, share| sum.add(share))?;
                all.add(&any)?.is_disjoint(&sum)
            }
            _ => false,
        })
    }
}

fn impossible(
    case: &ClaimCase<'_>,
    joint: &Joint<'_, '_>,
    limits: &Limits,
    broken: Broken,
    grave: Severity,
) -> Result<Finding, ArithmeticError> {
    let proof = match grave {
        Severity::Error => proof(case, joint, broken)?,
        _ => None,
    };
    let sum = joint
        .factors
        .iter()
        .try_fold(Exact::ZERO, |sum, member| &sum + &joint.value(member)?.unwrap_or_default())?;
    let is_sum = match joint.any {
        Some(any) => joint.interval(any, Reading::AsWritten)?.contains(&sum),
        None => false,
    };
    let fact = match (broken, proof.is_some()) {
        (Broken::All, true) => "{all} cannot be {in all} of {groups}: possible is {overlap:range}",
        (Broken::All, false) => "{all} {in all} of {groups} does not fit: possible is {overlap:range}",
        (Broken::Any, true) => "{any} cannot be in at least one of {groups}: possible is {union:range}",
        (Broken::Any, false) => "{any} in at least one of {groups} does not fit: possible is {union:range}",
        (Broken::Both, _) => "{all} in both of {groups} and {any} in at least one of them do not go together",
    };
    let unless = match grave {
        Severity::Note => "; unless a figure was cut off or rounded up",
        Severity::Warning => "; unless a figure was rounded more coarsely than it is written",
        Severity::Error if proof.is_none() => {
            "; unless they were estimated from different people, or by different methods"
        }
        Severity::Error => "",
    };
    let reason = match (broken, is_sum) {
        (Broken::Any, true) => {
            "the shares were added up, which counts more than once whoever is in more than one of the groups; in at least one of them are at least as many as in the largest, and never more than all there are{unless}"
        }
        (Broken::Any, false) => {
            "in at least one of the groups are at least as many as in the largest, and at most as many as in all of them added up{unless}"
        }
        (Broken::All, _) if joint.nesting().is_some() => {
            "one group is declared to lie within the other, or to exclude it: then the two shares say how many are in both{unless}"
        }
        (Broken::All, _) => {
            "no more can be in all of the groups than in the smallest, and no fewer than they share when they overlap as little as they can{unless}"
        }
        (Broken::Both, _) => {
            "those in at least one and those in both add up to the two shares, since whoever is in both is counted in each of them{unless}"
        }
    };
    let advice = "check the figures, and of whom each of them is a share";
    let finding = match (proof, grave) {
        (Some(proof), _) => Finding::error(fact, reason, advice, proof),
        (None, Severity::Note) => Finding::note(fact, reason, "say how the figures were rounded"),
        (None, _) => Finding::warning(fact, reason, advice),
    };
    let finding = about(case, joint, limits, finding).word("unless", unless);
    let (all, any) = (stated_at(joint, broken, true), stated_at(joint, broken, false));
    Ok([all, any].into_iter().flatten().fold(finding, |finding, member| {
        let pointer =
            case.resolved.amounts_of(member).first().map(|reported| case.resolved.pointer(reported));
        pointer.into_iter().fold(finding, Finding::at)
    }))
}

/// The stated figure that a finding is about.
fn stated_at<'a, 'd>(joint: &Joint<'a, 'd>, broken: Broken, all: bool) -> Option<&'a Member<'d>> {
    match broken {
        Broken::All => joint.all.filter(|_| all),
        Broken::Any => joint.any.filter(|_| !all),
        Broken::Both => {
            if all {
                joint.all
            } else {
                joint.any
            }
        }
    }
}

/// A proof that no shares printed like this fit: by the first law that they break.
fn proof(
    case: &ClaimCase<'_>,
    joint: &Joint<'_, '_>,
    broken: Broken,
) -> Result<Option<Proof>, ArithmeticError> {
    // The factors whose widest reading is the tightest limit.
    let mut least: Option<(usize, Exact)> = None;
    let mut most: Option<(usize, Exact)> = None;
    for (at, member) in joint.factors.iter().enumerate() {
        let range = joint.interval(member, Reading::Widest)?;
        if let Some(high) = range.high_value() {
            if least.as_ref().is_none_or(|(_, least)| high < least) {
                least = Some((at, high.clone()));
            }
        }
        if let Some(low) = range.low_value() {
            if most.as_ref().is_none_or(|(_, most)| low > most) {
                most = Some((at, low.clone()));
            }
        }
    }
    let mut laws = match broken {
        Broken::All => vec![Law::AllAtLeast, Law::NoneInBoth, Law::AllHoldsInner(0), Law::AllHoldsInner(1)],
        Broken::Any => {
            vec![
                Law::AnyAtMostWhole,
                Law::AnyAtMostSum,
                Law::AnyIsSum,
                Law::AnyIsOuter(0),
                Law::AnyIsOuter(1),
            ]
        }
        Broken::Both => vec![Law::AnyAndAll],
    };
    laws.extend(match broken {
        Broken::All => least.map(|(at, _)| Law::AllAtMost(at)),
        Broken::Any => most.map(|(at, _)| Law::AnyAtLeast(at)),
        Broken::Both => None,
    });
    let statements = laws.into_iter().filter_map(|law| joint.law(law));
    let mut proofs = statements.filter_map(|law| Proof::new(Argument::refuted(law, 0), case.resolved).ok());
    Ok(proofs.next())
}

/// Whether a possible figure is one that only a supposition gives.
fn supposed(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, shares: &[Exact], limits: &Limits) -> Verdict {
    if joint.kind != JointKind::Shares || case.is_independent() {
        return Ok(Outcome::Passed);
    }
    let ranges = joint.factors.iter().map(|member| joint.interval(member, Reading::Nearest));
    let ranges = ranges.collect::<Result<Vec<_>, _>>()?;
    let counted = |member: &&Member<'_>| !is_measured(member);
    if let Some(all) = joint.all.filter(counted) {
        if Computed::product(shares, &ranges)?.is_stated(joint, all, &limits.all, LEFT_OPEN)? {
            let finding = Finding::warning(
                "{all} {in all} of {groups} is their product, as if the one had nothing to do with the other",
                "by the shares alone it can be {overlap:range}; they may be multiplied only where the groups are independent, and nothing says that they are",
                "print the limits, or say how those {in all} were counted; where it is known that the groups are independent, say why (`independent`)",
            );
            return Ok(told(case, joint, limits, finding, all).into());
        }
        let least = Computed {
            value: shares.iter().min().cloned().unwrap_or_default(),
            range: ranges.iter().fold(Interval::ONE, |least, own| least.min(own)),
        };
        if least.is_stated(joint, all, &limits.all, LEFT_OPEN)? {
            match lies_within_the_others(case, joint, shares) {
                Lie::AsSupposed => {}
                Lie::Otherwise => {
                    let finding = Finding::warning(
                        "{all} {in all} of {groups} is the smallest of them, as if it lay within the others",
                        "by the shares alone it can be {overlap:range}, and the smallest group is declared not to lie within the others",
                        "print the limits, or say how those {in all} were counted",
                    );
                    return Ok(told(case, joint, limits, finding, all).into());
                }
                Lie::Unknown => return Ok(asks(case, limits)),
            }
        }
    }
    if let Some(any) = joint.any.filter(counted) {
        if Computed::any(shares, &ranges)?.is_stated(joint, any, &limits.any, LEFT_OPEN)? {
            let finding = Finding::warning(
                "{any} in at least one of {groups} is what comes out if the one has nothing to do with the other",
                "by the shares alone it can be {union:range}; more is known only where the groups are independent, and nothing says that they are",
                "print the limits, or say how they were counted; where it is known that the groups are independent, say why (`independent`)",
            );
            return Ok(told(case, joint, limits, finding, any).into());
        }
        let sum = Computed {
            value: shares.iter().try_fold(Exact::ZERO, |sum, share| &sum + share)?,
            range: ranges.iter().try_fold(Interval::point(Exact::ZERO), |sum, range| sum.add(range))?,
        };
        if sum.is_stated(joint, any, &limits.any, LEFT_OPEN)? {
            match exclude_one_another(case, joint) {
                Lie::AsSupposed => {}
                Lie::Otherwise => {
                    let finding = Finding::warning(
                        "{any} in at least one of {groups} is their sum, as if nobody were in two of them",
                        "by the shares alone it can be {union:range}, and the groups are declared to overlap",
                        "print the limits, or say how they were counted",
                    );
                    return Ok(told(case, joint, limits, finding, any).into());
                }
                Lie::Unknown => return Ok(asks(case, limits)),
            }
        }
    }
    Ok(Outcome::Passed)
}

fn asks(case: &ClaimCase<'_>, limits: &Limits) -> Outcome {
    Outcome::missing(Field::RELATION_OF_NAMES, Some(case.written.id())).so_far(values(limits).into())
}

/// How groups lie to each other, against how a figure supposes that they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    AsSupposed,
    Otherwise,
    Unknown,
}

impl Lie {
    fn of(
        relations: impl Iterator<Item = Option<SetRelation>>,
        supposed: impl Fn(SetRelation) -> bool,
    ) -> Lie {
        let mut lie = Lie::AsSupposed;
        for relation in relations {
            match relation {
                Some(SetRelation::Unknown) | None => lie = Lie::Unknown,
                Some(relation) if supposed(relation) => {}
                Some(_) => return Lie::Otherwise,
            }
        }
        lie
    }
}

fn group(case: &ClaimCase<'_>, member: &Member<'_>) -> Value {
    case.resolved.scope(member.scope).subject.of
}

fn lie(case: &ClaimCase<'_>, one: Value, other: Value) -> Option<SetRelation> {
    match (one, other) {
        (Value::Node(one), Value::Node(other)) => Some(case.resolved.names().concept.relation(one, other)),
        _ => None,
    }
}

/// Whether the smallest of the groups is declared to lie within each other one.
fn lies_within_the_others(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, shares: &[Exact]) -> Lie {
    let smallest = shares.iter().enumerate().min_by(|one, other| one.1.cmp(other.1)).map(|(at, _)| at);
    let Some(inner) = smallest.and_then(|at| joint.factors.get(at)) else { return Lie::Unknown };
    let others = joint.factors.iter().enumerate().filter(|(at, _)| Some(*at) != smallest);
    let relations = others.map(|(_, other)| lie(case, group(case, inner), group(case, other)));
    Lie::of(relations, |relation| matches!(relation, SetRelation::Within | SetRelation::Equal))
}

/// Whether each of the groups is declared to exclude each other one.
fn exclude_one_another(case: &ClaimCase<'_>, joint: &Joint<'_, '_>) -> Lie {
    if joint.factors.len() > PAIRED {
        return Lie::AsSupposed;
    }
    let pairs = joint
        .factors
        .iter()
        .enumerate()
        .flat_map(|(at, one)| joint.factors.iter().skip(at + 1).map(move |other| (one, other)));
    let relations = pairs.map(|(one, other)| lie(case, group(case, one), group(case, other)));
    Lie::of(relations, |relation| relation == SetRelation::Disjoint)
}

fn told(
    case: &ClaimCase<'_>,
    joint: &Joint<'_, '_>,
    limits: &Limits,
    finding: Finding,
    at: &Member<'_>,
) -> Finding {
    let finding = about(case, joint, limits, finding).ask(Field::INDEPENDENT);
    let pointer = case.resolved.amounts_of(at).first().map(|reported| case.resolved.pointer(reported));
    pointer.into_iter().fold(finding, Finding::at)
}

fn values(limits: &Limits) -> [NamedValue; 2] {
    [
        NamedValue::range("overlap", limits.all.clone()).style(Style::Percent),
        NamedValue::range("union", limits.any.clone()).style(Style::Percent),
    ]
}

fn about(case: &ClaimCase<'_>, joint: &Joint<'_, '_>, limits: &Limits, finding: Finding) -> Finding {
    let word = |member: Option<&Member<'_>>| {
        member.map(|member| printed(case.resolved, joint, member)).unwrap_or_default()
    };
    let in_all = match joint.factors.len() {
        2 => "in both".to_string(),
        n => format!("in all {n}"),
    };
    finding
        .with_all(values(limits))
        .word("all", word(joint.all))
        .word("any", word(joint.any))
        .word("in all", in_all)
        .word("groups", list(case.resolved, joint))
}

#[cfg(test)]
mod tests;
