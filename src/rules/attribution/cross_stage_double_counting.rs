//! SC03: parts that may hold the same units are added up to a whole.

use crate::claim::relation::{MemberKind, Relation, Response, Total};
use crate::dossier::{AssumptionName, Reported, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Component, PeriodValue, SetRelation, Subject, Value};
use crate::rule::step::is_plain;
use crate::rule::{
    ClaimCase, Field, Finding, Missing, NamedValue, Outcome, SoFar, Style, Verdict, declare_rule,
};
use crate::rules::fields;
use crate::rules::step::supposed;
use crate::stats::union_bounds;

declare_rule! {
    /// ## What it checks
    /// For a total of parts taken at different stages of a chain, or from the records of different offices: whether the
    /// total takes for granted that nothing was counted twice. And shares of causes that add up to more than all.
    ///
    /// ## Why it matters
    /// The same load is seized in a joint operation and reported by both; the same goods are counted at the farm, at the
    /// port and in the shop.
    ///
    /// ## How
    /// The total of parts that may overlap lies between the largest of them and their sum. A warning where the whole is
    /// the plain sum and nobody says that the parts exclude each other (`exclusive`) or how much they overlap (the
    /// assumption `overlap`, as a share of the sum or an amount). Parts known to be of different things, places, periods
    /// or origins exclude each other. Percentages that add up to more than 100 % without excluding each other are a
    /// note: they must not be added, nor taken from 100 %.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.police]
    /// design = "enforcement"
    ///
    /// [frame.customs]
    /// design = "enforcement"
    ///
    /// [[claim]]
    /// id = "together"
    /// of = "cocaine"
    ///
    /// [claim.total]
    /// whole = "550 kg"
    /// parts = { police = { value = "300 kg", frame = "police" }, customs = { value = "250 kg", frame = "customs" } }
    /// ```
    ///
    /// Shares of causes that overlap.
    /// ```toml
    /// [[claim]]
    /// id    = "causes"
    /// total = { whole = "100 %", parts = { alcohol = "45 %", speed = "40 %", fatigue = "30 %" } }
    /// of    = "accidents"
    /// ```
    ///
    /// ## Clean
    /// Each seizure was numbered, and counted once.
    /// ```toml
    /// [frame.police]
    /// design = "enforcement"
    ///
    /// [frame.customs]
    /// design = "enforcement"
    ///
    /// [[claim]]
    /// id = "together"
    /// of = "cocaine"
    ///
    /// [claim.total]
    /// whole     = "550 kg"
    /// parts     = { police = { value = "300 kg", frame = "police" }, customs = { value = "250 kg", frame = "customs" } }
    /// exclusive = true
    /// ```
    ///
    /// What was counted twice is taken out already.
    /// ```toml
    /// [frame.police]
    /// design = "enforcement"
    ///
    /// [frame.customs]
    /// design = "enforcement"
    ///
    /// [[claim]]
    /// id = "together"
    /// of = "cocaine"
    ///
    /// [claim.total]
    /// whole = "480 kg"
    /// parts = { police = { value = "300 kg", frame = "police" }, customs = { value = "250 kg", frame = "customs" } }
    /// ```
    ///
    /// One office for each country.
    /// ```toml
    /// [frame.british]
    /// design = "enforcement"
    ///
    /// [frame.french]
    /// design = "enforcement"
    ///
    /// [[claim]]
    /// id = "together"
    /// of = "cocaine"
    ///
    /// [claim.total.parts]
    /// british = { value = "300 kg", frame = "british", place = "GB" }
    /// french  = { value = "250 kg", frame = "french", place = "FR" }
    ///
    /// [claim.total]
    /// whole = "550 kg"
    /// ```
    ///
    /// ## Limits
    /// Only parts that say where they were taken: by name alone two parts are not known to overlap. Flows counted by the
    /// value that each stage adds do not overlap: `exclusive` says so. Of more than 200 parts the first are compared with
    /// each other; where none of those may overlap, it asks whether the others may.
    ///
    /// ## Sources
    /// Koopman, R., Wang, Z. & Wei, S.-J. (2014), *American Economic Review* 104:459, on double counting in gross trade.
    /// Rothman, K. J. & Greenland, S. (2005), *American Journal of Public Health* 95:S144, on attributable shares that
    /// add up to more than one. Fréchet, M. (1935), *Fundamenta Mathematicae* 25:379.
    "SC03", "cross-stage-double-counting", "attribution", since "0.1.0", Warning,
    "parts that may overlap are added up",
    Claim(check)
}

/// So many parts are compared with each other; a hostile total has as many as it likes.
const COMPARED: usize = 200;

fn check(case: &ClaimCase<'_>) -> Verdict {
    let Relation::Total(total) = case.written.relation() else {
        return Ok(Outcome::not_applicable("the claim is no total"));
    };
    if total.net == Some(true) {
        return Ok(Outcome::not_applicable("the whole is a balance"));
    }
    if total.response == Some(Response::Multiple) {
        return Ok(Outcome::not_applicable("several answers each: the parts are known to overlap"));
    }
    let value = |kind| move |member: &&crate::dossier::Member<'_>| member.kind == kind;
    let amount = |member| case.resolved.amount_of(member, Role::Value);
    let Some(whole) = case.members().iter().find(value(MemberKind::Whole)).and_then(amount) else {
        return Ok(Outcome::not_applicable("the whole is not one amount"));
    };
    let parts: Vec<&Reported> =
        case.members().iter().filter(value(MemberKind::Part)).filter_map(amount).collect();
    if parts.len() < 2 {
        return Ok(Outcome::not_applicable("there are no two parts"));
    }
    let is_share = |part: &&Reported| part.unit().fraction().is_some() && !part.unit().is_percentage_points();
    if parts.iter().all(is_share) {
        return shares(case, total, whole, &parts);
    }
    amounts(case, total, whole, &parts)
}

/// Percentages of one whole that add up to more than all.
fn shares(case: &ClaimCase<'_>, total: &Total, whole: &Reported, parts: &[&Reported]) -> Verdict {
    if total.exclusive == Some(true) || total.response.is_some() {
        return Ok(Outcome::not_applicable("the shares exclude each other"));
    }
    let (mut least, mut sum) = (Exact::ZERO, Exact::ZERO);
    for part in parts {
        let Some(value) = part.amount.value()?.filter(|value| !value.is_negative()) else {
            return Ok(Outcome::not_applicable("a part is no share"));
        };
        let low = part.interval(Reading::AsWritten)?.low_value().cloned().unwrap_or(Exact::ZERO);
        least = (&least + &low)?;
        sum = (&sum + &value)?;
    }
    if least <= Exact::ONE {
        return Ok(Outcome::not_applicable("the shares do not add up to more than all"));
    }
    let count = i64::try_from(parts.len()).map_err(|_| ArithmeticError::TooLarge)?;
    let finding = Finding::note(
        "the {parts} shares add up to {sum}: they overlap",
        "one case may have several causes and count for each: the shares must not be added, and what one of them leaves of 100 % is not the share of the others",
        "say that they overlap, and give none of them as what is left of the others",
    );
    let finding = finding
        .with(NamedValue::percent("sum", sum))
        .with(NamedValue::new("parts", count.into()).style(Style::Whole));
    Ok(finding.at(case.resolved.pointer(whole)).into())
}

fn amounts(case: &ClaimCase<'_>, total: &Total, whole: &Reported, parts: &[&Reported]) -> Verdict {
    let apart = pairs(case, parts);
    if matches!(apart, Apart::No) {
        return Ok(Outcome::not_applicable(
            "no two parts are from different stages or offices and may hold the same units",
        ));
    }
    if total.exclusive == Some(true) {
        return Ok(Outcome::Passed);
    }
    let dimension = whole.unit().dimension();
    let plain = |reported: &Reported| -> Result<Exact, Outcome> {
        let is_alike = reported.unit().dimension() == dimension && is_plain(&reported.amount);
        let value = if is_alike { reported.amount.value()? } else { None };
        value
            .filter(|value| !value.is_negative())
            .ok_or_else(|| Outcome::not_applicable("parts and whole are no plain amounts in one unit"))
    };
    plain(whole)?;
    let values = parts.iter().map(|part| plain(part)).collect::<Result<Vec<_>, _>>()?;
    let union = union_bounds(&values)?;
    let (Some(largest), Some(sum)) = (union.low_value(), union.high_value()) else {
        return Ok(Outcome::not_applicable("the parts have no sum"));
    };
    let mut sums = Interval::point(Exact::ZERO);
    for part in parts {
        sums = sums.add(&part.interval(Reading::Nearest)?)?;
    }
    let printed = whole.interval(Reading::Nearest)?;
    if sums.is_below(&printed) {
        return Ok(Outcome::not_applicable("the parts are not all of the whole"));
    }
    let is_sum = !printed.is_disjoint(&sums);
    if !is_sum && printed.is_below(&Interval::point(largest.clone())) {
        return Ok(Outcome::not_applicable("the whole is less than one of its parts"));
    }
    let declared = case.resolved.result_member(case.claim);
    let declared = declared.and_then(|whole| case.resolved.assumed_of(AssumptionName::Overlap, whole));
    let known = match declared {
        None => None,
        Some(overlap) => {
            let amount = supposed(overlap)?;
            let amount = if overlap.unit().fraction().is_some() { amount.scale(sum)? } else { amount };
            let is_alike = overlap.unit().fraction().is_some() || overlap.unit().dimension() == dimension;
            let all = Interval::point(sum.clone()).sub(&amount)?;
            let all = if is_alike { all.intersect(&union) } else { None };
            let Some(all) = all else {
                return Ok(Outcome::not_applicable("the parts cannot overlap by so much"));
            };
            Some(all)
        }
    };
    let holds = match &known {
        // With the rounding that the sum has.
        Some(all) => {
            let slack = sums.sub(&Interval::point(sum.clone()))?;
            !all.add(&slack)?.is_disjoint(&printed)
        }
        None => !is_sum,
    };
    if holds {
        return Ok(Outcome::Passed);
    }
    let (one, other) = match apart {
        Apart::May(one, other) => (one, other),
        Apart::Open(missing) => {
            return Ok(Outcome::Undecidable { missing, because: "".into(), so_far: SoFar::default() });
        }
        Apart::TooMany => {
            let field = if total.exclusive.is_none() { Field::EXCLUSIVE } else { Field::OVERLAP };
            let missing = vec![Missing { field, of: Some(case.written.id().into()) }];
            let because = format!(
                "only the first {COMPARED} of its {} parts were compared with each other",
                parts.len()
            );
            return Ok(Outcome::Undecidable { missing, because: because.into(), so_far: SoFar::default() });
        }
        Apart::No => return Ok(Outcome::Passed),
    };
    Ok(told(case, total, (whole, parts), (one, other), (&union, known.as_ref()))?.into())
}

/// The finding about parts of which two may hold the same units.
fn told(
    case: &ClaimCase<'_>,
    total: &Total,
    (whole, parts): (&Reported, &[&Reported]),
    (one, other): (&Reported, &Reported),
    (union, known): (&Interval, Option<&Interval>),
) -> Result<Finding, ArithmeticError> {
    let factor = whole.unit().factor().is_point().cloned().unwrap_or(Exact::ONE).recip()?;
    let of_unit = |name, interval: &Interval| -> Result<NamedValue, ArithmeticError> {
        Ok(NamedValue::range(name, interval.scale(&factor)?).unit(whole.unit().symbol().to_string()))
    };
    let sides = case.resolved.sides(one.scope, other.scope);
    let (component, how) = match sides.first(Component::Stage) != sides.second(Component::Stage) {
        true => (Component::Stage, "{one} and {other} were taken at {one of} and {other of}"),
        false => (Component::Frame, "{one} and {other} are from {one of} and {other of}"),
    };
    let overlaps = match total.exclusive {
        Some(false) => "they are said to overlap",
        _ => "the same units may be in both",
    };
    let list = match parts.len() {
        2..=4 => parts.iter().map(|part| part.amount.to_string()).collect::<Vec<_>>().join(" + "),
        count => format!("its {count} parts"),
    };
    let fact = match known {
        None => "{whole} is the plain sum of {parts}, as if nothing were in two of them",
        Some(_) => {
            "with the overlap that is supposed the total of {parts} is {known total:range}, and not {whole}"
        }
    };
    let finding = Finding::warning(
        fact,
        format!("{how}, where {overlaps}: the total lies anywhere from {{total:range}}"),
        "say how much is counted twice, or give the parts side by side",
    );
    let finding = finding
        .with(of_unit("total", union)?)
        .word("whole", whole.amount.to_string())
        .word("parts", list)
        .word("one", one.amount.to_string())
        .word("other", other.amount.to_string())
        .word("one of", sides.first(component))
        .word("other of", sides.second(component));
    let finding = match known {
        Some(known) => finding.with(of_unit("known total", known)?),
        None => finding.ask(Field::OVERLAP),
    };
    Ok(finding
        .at(case.resolved.pointer(whole))
        .at(case.resolved.pointer(one))
        .at(case.resolved.pointer(other)))
}

/// Whether two parts are from different stages or offices.
enum Apart<'d> {
    /// None that could hold the same units.
    No,
    /// Two that may.
    May(&'d Reported, &'d Reported),
    /// It is not known of any two.
    Open(Vec<Missing>),
    /// None of the first, and the others were not compared.
    TooMany,
}

fn pairs<'d>(case: &ClaimCase<'d>, parts: &[&'d Reported]) -> Apart<'d> {
    if !are_from_several(case, parts) {
        return Apart::No;
    }
    let mut open = Vec::new();
    for (i, one) in parts.iter().enumerate().take(COMPARED) {
        for other in parts.iter().take(COMPARED).skip(i + 1) {
            match may_overlap(case, one, other) {
                Some(true) => return Apart::May(one, other),
                Some(false) => {}
                None if open.is_empty() => open = missing(case, one, other),
                None => {}
            }
        }
    }
    match open.is_empty() {
        true if parts.len() > COMPARED => Apart::TooMany,
        true => Apart::No,
        false => Apart::Open(open),
    }
}

/// Whether the parts are from more than one stage or office: if not, no two need be compared.
fn are_from_several(case: &ClaimCase<'_>, parts: &[&Reported]) -> bool {
    let scopes = || parts.iter().map(|part| case.resolved.scope(part.scope));
    let mut stages =
        scopes().map(|scope| scope.subject.stage).filter(|stage| matches!(stage, Value::Node(_)));
    let mut frames = scopes().filter_map(|scope| scope.method.frame);
    let (stage, frame) = (stages.next(), frames.next());
    stages.any(|other| Some(other) != stage) || frames.any(|other| Some(other) != frame)
}

/// What tells two parts apart for good, if it differs.
const TELLS_APART: [Component; 4] = [Component::Of, Component::Place, Component::Period, Component::Origin];

/// Whether two parts are taken at different stages or by different offices and nothing keeps them apart; nothing where
/// that is not known.
fn may_overlap(case: &ClaimCase<'_>, one: &Reported, other: &Reported) -> Option<bool> {
    let [a, b] = [one, other].map(|part| case.resolved.scope(part.scope));
    let nodes = matches!((a.subject.stage, b.subject.stage), (Value::Node(_), Value::Node(_)));
    let stages = nodes && a.subject.stage != b.subject.stage;
    let frames = matches!((a.method.frame, b.method.frame), (Some(one), Some(other)) if one != other);
    if !stages && !frames {
        return Some(false);
    }
    let comparison = case.resolved.compare(one.scope, other.scope);
    let is_disjoint = |component| comparison.set(component) == Some(SetRelation::Disjoint);
    if comparison.differs(Component::Kind)
        || is_disjoint(Component::Base)
        || TELLS_APART.into_iter().any(is_disjoint)
    {
        return Some(false);
    }
    let is_open = |component| {
        comparison.set(component) == Some(SetRelation::Unknown)
            && !(is_unknown(&a.subject, component) && is_unknown(&b.subject, component))
    };
    if TELLS_APART.into_iter().any(is_open) { None } else { Some(true) }
}

/// Whether nobody says it: then what both parts inherit is one and the same.
fn is_unknown(subject: &Subject, component: Component) -> bool {
    match component {
        Component::Of => subject.of == Value::Unknown,
        Component::Place => subject.place == Value::Unknown,
        Component::Origin => subject.origin == Value::Unknown,
        Component::Period => subject.period == PeriodValue::Unknown,
        _ => false,
    }
}

/// What would tell whether two parts hold the same units.
fn missing(case: &ClaimCase<'_>, one: &Reported, other: &Reported) -> Vec<Missing> {
    let comparison = case.resolved.compare(one.scope, other.scope);
    let scopes = [one, other].map(|part| case.resolved.scope(part.scope));
    let open = TELLS_APART.into_iter().find(|component| {
        comparison.set(*component) == Some(SetRelation::Unknown)
            && !scopes.iter().all(|scope| is_unknown(&scope.subject, *component))
    });
    let field = match open {
        Some(component) if scopes.iter().any(|scope| is_unknown(&scope.subject, component)) => {
            fields::of(component)
        }
        _ => Field::RELATION_OF_NAMES,
    };
    vec![Missing { field, of: Some(case.written.id().into()) }]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
