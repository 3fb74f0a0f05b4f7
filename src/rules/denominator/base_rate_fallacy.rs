//! DN11: from how many of the cases have something a raised or lowered risk is concluded.

use foldhash::{HashMap, HashMapExt};

use crate::claim::relation::MemberKind;
use crate::claim::{Assertion, Comparator, Mood, Quantified, Relation};
use crate::dossier::{Member, ResolvedClaim, Step};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Component, Measure, Scope, SetRelation, Slot, Value};
use crate::rule::printed::joint::value;
use crate::rule::step::threshold;
use crate::rule::{
    ConclusionCase, Field, Finding, NamedValue, Outcome, Severity, Style, Verdict, contradiction,
    declare_rule,
};
use crate::rules::fields;
use crate::rules::represented::{odds, odds_of, represented};

declare_rule! {
    /// ## What it checks
    /// A conclusion that something raises or lowers a risk (`asserts = "ratio > 1"`), drawn from how many of the cases have
    /// it: whether that holds against how many of the whole population have it.
    ///
    /// ## Why it matters
    /// Most of the dead wore seat belts because most people in cars do. A majority among the cases says nothing of the
    /// risk; the share in the population turns it.
    ///
    /// ## How
    /// With a share `s` of the cases and `q` of the population, those who have it are cases `(s/(1 − s)) / (q/(1 − q))` times
    /// as often as the others (the screening method; 1 less that is the effectiveness). The break-even is `q = s`. Over the
    /// rounding of both shares: a ratio that is asserted and cannot be so is a warning, one missed only to nearest a note. The shares are the two groups
    /// of a `compare` (told apart as in DN09), or two claims of one conclusion with one `of`, the `base` of the one within that of
    /// the other. Where only the share of the cases is given, and the conclusion turns it round (its `of` is the claim's
    /// `base`, or its `measure` a risk or odds ratio), the rule asks for the other share. A ratio other than 1 needs the
    /// `measure`: it may be the ratio of the two shares.
    ///
    /// ## Fires
    /// 70 % of the dead wore a belt, and 95 % of those in cars do.
    /// ```toml
    /// [[claim]]
    /// id      = "belts"
    /// of      = "belted"
    /// base    = "car-deaths"
    /// compare = { by = "base", groups = { car-deaths = "70 %", people = "95 %" } }
    ///
    /// [[conclusion]]
    /// id      = "useless"
    /// from    = "belts"
    /// asserts = "ratio >= 1"
    /// ```
    /// The same in two claims.
    /// ```toml
    /// [taxonomy]
    /// is_a = { car-deaths = "occupants" }
    ///
    /// [[claim]]
    /// id    = "of-the-dead"
    /// share = "70 %"
    /// of    = "belted"
    /// base  = "car-deaths"
    ///
    /// [[claim]]
    /// id    = "of-all"
    /// share = "95 %"
    /// like  = "of-the-dead"
    /// base  = "occupants"
    ///
    /// [[conclusion]]
    /// id      = "useless"
    /// from    = ["of-the-dead", "of-all"]
    /// of      = "car-deaths"
    /// base    = "belted"
    /// asserts = "ratio >= 1"
    /// ```
    ///
    /// ## Clean
    /// From the same shares the belt is concluded to help.
    /// ```toml
    /// [[claim]]
    /// id      = "belts"
    /// of      = "belted"
    /// base    = "car-deaths"
    /// compare = { by = "base", groups = { car-deaths = "70 %", people = "95 %" } }
    ///
    /// [[conclusion]]
    /// id      = "useful"
    /// from    = "belts"
    /// asserts = "ratio < 1"
    /// ```
    /// Nothing is concluded of the risk.
    /// ```toml
    /// [[claim]]
    /// id    = "of-the-dead"
    /// share = "70 %"
    /// of    = "belted"
    /// base  = "car-deaths"
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "of-the-dead"
    /// asserts = "share > 1/2"
    /// ```
    ///
    /// ## Limits
    /// The population must be that from which the cases came: of the same age, place and time. The rule sets no shares side
    /// by side that are known to be of different places or periods, and knows nothing of age; a ratio that passes may still be
    /// confounded. Silent on shares of none or all. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// Farrington, C. P. (1993), Estimation of vaccine effectiveness using the screening method, *International Journal of
    /// Epidemiology* 22, 742–746. Bar-Hillel, M. (1980), The base-rate fallacy in probability judgments, *Acta Psychologica* 44,
    /// 211–233.
    "DN11", "base-rate-fallacy", "denominator", since "0.1.0", Warning,
    "a risk is concluded from the share of the cases, against the share of the population",
    Conclusion(check)
}

fn check(case: &ConclusionCase<'_>) -> Verdict {
    let asserted = case.resolved.asserts(case.conclusion.position);
    let Some(assertion) = asserted.iter().find(|assertion| assertion.quantified == Quantified::Ratio) else {
        return Ok(Outcome::not_applicable("no ratio is asserted"));
    };
    let shares = shares(case)?;
    let limit = threshold(assertion);
    if limit != Exact::ONE && !shares.is_risk {
        // It may be the ratio of the two shares as well.
        return match shares.measure {
            Slot::Known(measure) if measure != Measure::Share => {
                Ok(Outcome::not_applicable("the ratio asserted is not that of two risks"))
            }
            _ => Ok(Outcome::missing(Field::MEASURE, Some(case.written.id()))),
        };
    }
    let Some(population) = shares.population else {
        let own = NamedValue::percent("break-even", shares.value);
        return Ok(Outcome::missing(Field::POPULATION_SHARE, Some(case.written.id())).so_far(vec![own]));
    };
    let (Some(s), Some(q)) = (value(case.resolved, shares.cases)?, value(case.resolved, population)?) else {
        return Ok(Outcome::not_applicable("the figures are not two shares"));
    };
    let is_some = |share: &Exact| share.is_positive() && *share < Exact::ONE;
    if !is_some(&s) || !is_some(&q) {
        return Ok(Outcome::not_applicable("a share of none or all gives no such ratio"));
    }
    let ratio = |reading| -> Result<Interval, ArithmeticError> {
        let within = |member| {
            let shares = case.resolved.member_interval(member, reading)?;
            Ok::<_, ArithmeticError>(shares.intersect(&Interval::share()).unwrap_or_else(Interval::share))
        };
        odds_of(&within(shares.cases)?)?.div(&odds_of(&within(population)?)?)
    };
    let set = assertion.comparator.set(limit);
    let Some(severity) = contradiction(|reading| Ok(ratio(reading)?.is_disjoint(&set)))? else {
        return Ok(Outcome::Passed);
    };
    let severity = match case.written.mood {
        Mood::Flat => severity.min(Severity::Warning),
        Mood::Hedged | Mood::NotShown => Severity::Note,
    };
    let exact = (&odds(&s)? / &odds(&q)?)?;
    let finding = finding(severity, &exact, ratio(Reading::Nearest)?, [s, q])?
        .word("cases", shares.names[0].clone())
        .word("population", shares.names[1].clone())
        .word("asserted", in_words(assertion));
    let pointers = [shares.cases, population].map(|member| {
        case.resolved.amounts_of(member).first().map(|reported| case.resolved.pointer(reported))
    });
    let finding = finding.at(case.pointer("asserts"));
    Ok(pointers.into_iter().flatten().fold(finding, Finding::at).into())
}

fn finding(
    severity: Severity,
    exact: &Exact,
    nearest: Interval,
    [s, q]: [Exact; 2],
) -> Result<Finding, ArithmeticError> {
    let fact = "{share} of {cases} and {population share} of {population}: whoever has it is one of the cases {relative rate} times as often as the others, and the ratio asserted is {asserted}";
    let reason = "how many of {cases} have it depends on how many have it at all: only if {break-even} of {population} had it would there be no difference";
    let advice = "compare the rates of those who have it and those who do not, at one age, place and time";
    let finding = match severity {
        Severity::Note => Finding::note(fact, reason, advice),
        _ => Finding::warning(fact, reason, advice),
    };
    let mut values = vec![
        NamedValue::new("relative rate", exact.clone()).within(nearest.clone()),
        NamedValue::percent("share", s.clone()),
        NamedValue::percent("population share", q),
        NamedValue::percent("break-even", s),
    ];
    if *exact < Exact::ONE {
        let effectiveness = NamedValue::new("effectiveness", (&Exact::ONE - exact)?);
        values.push(effectiveness.within(Interval::ONE.sub(&nearest)?).style(Style::Percent));
    }
    Ok(finding.with_all(values))
}

fn in_words(assertion: &Assertion) -> String {
    let word = match assertion.comparator {
        Comparator::Less => "below ",
        Comparator::LessOrEqual => "at most ",
        Comparator::Equal => "",
        Comparator::GreaterOrEqual => "at least ",
        Comparator::Greater => "above ",
    };
    format!("{word}{}", assertion.threshold)
}

/// The share of the cases, and that of the population.
struct Shares<'d> {
    cases: &'d Member<'d>,
    population: Option<&'d Member<'d>>,
    /// The share of the cases as a number.
    value: Exact,
    /// Whether the conclusion says that its ratio is one of risks.
    is_risk: bool,
    measure: Slot<Measure>,
    names: [String; 2],
}

/// A claim of the conclusion that is a share.
struct Share<'d> {
    claim: &'d ResolvedClaim,
    step: &'d Step,
    member: &'d Member<'d>,
    value: Exact,
}

/// With how many shares of one thing each of them is compared: enough for a text, and a bound for the time it takes.
const BESIDE: usize = 48;

fn shares<'d>(case: &ConclusionCase<'d>) -> Result<Shares<'d>, Outcome> {
    let resolved = case.resolved;
    let mut shares: Vec<Share<'d>> = Vec::new();
    let mut open = None;
    for step in case.steps() {
        let (Some(claim), concluded) = (resolved.claim(step.claim), resolved.scope(step.scope)) else {
            continue;
        };
        let (is_risk, measure) = (is_risk(concluded), concluded.subject.measure);
        if matches!(resolved.written(claim).map(crate::Claim::relation), Some(Relation::Compare(_))) {
            match represented(resolved, claim) {
                Ok(found) => {
                    let name = |member: &Member<'_>| member.name.unwrap_or_default().to_string();
                    let (cases, population) = (found.outcome.0, found.population.0);
                    let names = [name(cases), name(population)];
                    let value = value(resolved, cases)?.unwrap_or_default();
                    return Ok(Shares {
                        cases,
                        population: Some(population),
                        value,
                        is_risk,
                        measure,
                        names,
                    });
                }
                Err(outcome) => open = open.or(Some(outcome)),
            }
            continue;
        }
        let is_share = |member: &&Member<'_>| {
            let measure = resolved.scope(member.scope).subject.measure;
            member.kind == MemberKind::Result && measure == Slot::Known(Measure::Share)
        };
        let Some(member) = resolved.members_of(claim).iter().find(is_share) else { continue };
        if let Some(value) = value(resolved, member)? {
            shares.push(Share { claim, step, member, value });
        }
    }
    if let Some(open) = open {
        return Err(open);
    }
    let concept = &resolved.names().concept;
    let relation = |one: Value, other: Value| match (one, other) {
        (Value::Node(one), Value::Node(other)) => Some(concept.relation(one, other)),
        _ => None,
    };
    let mut beside: HashMap<Value, Vec<&Share<'d>>> = HashMap::new();
    for share in &shares {
        let of = resolved.scope(share.claim.scope).subject.of;
        if matches!(of, Value::Node(_)) {
            let alike = beside.entry(of).or_default();
            if alike.len() < BESIDE {
                alike.push(share);
            }
        }
    }
    let mut alone = None;
    for own in &shares {
        let (evidence, concluded) = (resolved.scope(own.claim.scope), resolved.scope(own.step.scope));
        let turned = relation(concluded.subject.of, evidence.subject.base) == Some(SetRelation::Equal);
        if !turned && !is_risk(concluded) {
            continue;
        }
        let mut unknown = false;
        let alike = beside.get(&evidence.subject.of).into_iter().flatten();
        for other in alike.filter(|other| other.claim.position != own.claim.position) {
            let base = resolved.scope(other.claim.scope).subject.base;
            let comparison = resolved.compare(own.claim.scope, other.claim.scope);
            let sets = [Component::Place, Component::Period].map(|one| (one, comparison.set(one)));
            if sets.iter().any(|(_, relation)| *relation == Some(SetRelation::Disjoint)) {
                continue;
            }
            let open = sets.into_iter().find(|(_, relation)| *relation == Some(SetRelation::Unknown));
            match relation(evidence.subject.base, base) {
                Some(SetRelation::Within) => match open {
                    // Of another place or period it would be no population of these cases.
                    Some((component, _)) => {
                        return Err(missing(case, component, [own.claim, other.claim]));
                    }
                    None => return Ok(found(case, own, Some(other))),
                },
                Some(SetRelation::Unknown) => unknown = true,
                _ => {}
            }
        }
        if unknown {
            return Err(Outcome::missing(Field::RELATION_OF_NAMES, Some(case.written.id())));
        }
        alone = alone.or(Some(own));
    }
    match alone {
        Some(own) if own.value.is_positive() && own.value < Exact::ONE => Ok(found(case, own, None)),
        Some(_) => Err(Outcome::not_applicable("a share of none or all gives no such ratio")),
        None => Err(Outcome::not_applicable("no share of the cases is turned round")),
    }
}

/// Whichever of two claims leaves the component open is asked for it; where both say it, how the names lie to each other.
fn missing(case: &ConclusionCase<'_>, component: Component, claims: [&ResolvedClaim; 2]) -> Outcome {
    let open = claims.into_iter().find(|claim| fields::is_open(component, case.resolved.scope(claim.scope)));
    match open.and_then(|claim| case.resolved.written(claim)) {
        Some(written) => Outcome::missing(fields::of(component), Some(written.id())),
        None => Outcome::missing(Field::RELATION_OF_NAMES, Some(case.written.id())),
    }
}

fn found<'d>(case: &ConclusionCase<'d>, own: &Share<'d>, other: Option<&Share<'d>>) -> Shares<'d> {
    let concluded = case.resolved.scope(own.step.scope);
    let base = |share: &Share<'_>| match case.resolved.scope(share.claim.scope).subject.base {
        Value::Node(node) => case.resolved.names().concept.name(node).to_string(),
        _ => String::new(),
    };
    Shares {
        cases: own.member,
        population: other.map(|other| other.member),
        value: own.value.clone(),
        is_risk: is_risk(concluded),
        measure: concluded.subject.measure,
        names: [base(own), other.map(base).unwrap_or_default()],
    }
}

/// Whether a conclusion says that its ratio compares risks.
fn is_risk(concluded: &Scope) -> bool {
    matches!(concluded.subject.measure, Slot::Known(Measure::RiskRatio | Measure::OddsRatio))
}

#[cfg(test)]
mod tests;
