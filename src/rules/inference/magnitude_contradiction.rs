//! IN03: two figures for one thing contradict each other, or cannot be compared at all.

use std::borrow::Cow;

use crate::claim::relation::MemberKind;
use crate::dossier::Reported;
use crate::number::{ArithmeticError, Form, Reading};
use crate::quantity::{Amount, Component, Overall, Scope, SetRelation, Slot};
use crate::rule::printed::is_relative;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    Field, Finding, NamedValue, Outcome, PairCase, PairKind, Reason, Severity, Verdict, contradiction,
    declare_rule,
};
use crate::rules::fields;
use crate::vocabulary::{KindRelation, Unit, kinds_is_a};

declare_rule! {
    /// ## What it checks
    /// Two figures for one thing: whether they can both be true. And two figures that the text sets against each
    /// other: whether they are about one thing at all.
    ///
    /// ## Why it matters
    /// Numbers contradict each other only where they measure the same thing. Most "contradictions" in the news do not;
    /// which component differs is what the reader needs to know.
    ///
    /// ## How
    /// Figures of equal scope are compared in every reading; disjoint even in the widest is an error, provided both
    /// scopes are stated in full, both are counts or sums of observed units (an amount such as "85.1 kg" only where
    /// `measure` says so), and frame, adjustment, status and vintage
    /// agree; otherwise a warning says what differs in the making, and of two releases of one figure, each with its
    /// `vintage`, a note. An amount and the share that it is, or rates per kilometre and per journey, are two measures of one
    /// thing, and not compared. Figures of unequal scope are never a contradiction:
    /// where the text sets them against each other, every component that differs is listed.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id     = "police"
    /// figure = "52 deaths"
    /// of     = "traffic-deaths"
    /// base   = "none"
    /// place  = "NZ"
    /// period = "2019-12"
    /// stage  = "none"
    /// origin = { basis = "any", value = "none" }
    ///
    /// [[claim]]
    /// id     = "ministry"
    /// figure = "61 deaths"
    /// like   = "police"
    /// ```
    ///
    /// ## Clean
    /// Another month is another thing.
    /// ```toml
    /// [[claim]]
    /// id      = "december"
    /// figure  = "52 deaths"
    /// of      = "traffic-deaths"
    /// place   = "NZ"
    /// period  = "2019-12"
    ///
    /// [[claim]]
    /// id      = "january"
    /// figure  = "61 deaths"
    /// like    = "december"
    /// period  = "2020-01"
    /// against = "december"
    /// ```
    /// What is taken per kilometre is another figure than what is taken per journey.
    /// ```toml
    /// [[claim]]
    /// id      = "by-distance"
    /// figure  = "0.05 deaths per billion km"
    /// of      = "air-travellers-killed"
    /// base    = "none"
    /// place   = "GB"
    /// period  = "1990/2000"
    /// stage   = "none"
    /// origin  = { basis = "any", value = "none" }
    /// measure = "rate"
    /// flow    = "flow"
    ///
    /// [[claim]]
    /// id      = "by-journey"
    /// figure  = "117 deaths per billion journeys"
    /// like    = "by-distance"
    /// against = "by-distance"
    /// ```
    ///
    /// ## Limits
    /// Two figures are set side by side only if somebody says what they count (`of`). A component that one of them
    /// leaves open is asked for, and only where the figures differ. Without `flow` nobody says that not one of them is a
    /// balance: then it is no error.
    ///
    /// ## Sources
    /// Disjoint intervals: Moore, R. E. (1966), *Interval Analysis*. One estimand as the precondition: Lundberg, I.,
    /// Johnson, R. & Stewart, B. M. (2021), *American Sociological Review* 86:532. Comparability as a dimension of
    /// quality: Eurostat (2019), *Quality Assurance Framework of the European Statistical System*, v2.0.
    "IN03", "magnitude-contradiction", "inference", since "0.1.0", Error,
    "two figures for one thing contradict each other",
    Pair[PairKind::Same](check)
}

fn check(case: &PairCase<'_>) -> Verdict {
    let (first, second) = (case.first, case.second);
    match case.comparison().overall {
        Overall::Equal => {}
        // What is known to differ differs, whatever else is not known.
        Overall::Unknown if !differs(case) => return undecided(case),
        _ if case.asserted => return Ok(not_comparable(case)),
        _ => return Ok(Outcome::not_applicable("the two figures are about different things")),
    }
    if are_of_one_total(case) {
        return Ok(Outcome::not_applicable(
            "the two are figures of one total, whatever they say of what they are",
        ));
    }
    if let Some(reason) = measured_otherwise(first, second) {
        return Ok(Outcome::NotApplicable { reason: reason.into(), told: false });
    }
    let disjoint = |reading| -> Result<bool, ArithmeticError> {
        let own = |reported| case.resolved.interval_with_margin(reported, reading);
        Ok(own(first)?.is_disjoint(&own(second)?))
    };
    let Some(disjoint) = contradiction(disjoint)? else { return Ok(Outcome::Passed) };

    let why = why(case);
    let severity = match why {
        Why::Same => disjoint,
        Why::Revised => Severity::Note,
        _ => disjoint.min(Severity::Warning),
    };
    let proof = if severity == Severity::Error { proof(case)? } else { None };
    let is_proven = proof.is_some();
    let asked = if disjoint == Severity::Error { why.asked() } else { None };
    let severity = if is_proven { severity } else { severity.min(Severity::Warning) };
    let amounts = [first, second].map(|reported| reported.amount.clone());
    let finding = Finding::told_when_read(severity, move || {
        let reason = why.text(disjoint);
        let finding = match severity {
            _ if why == Why::Revised => Finding::note(
                "{first} and {second} are two releases of one figure",
                reason,
                "quote the later one, or say that it was revised",
            ),
            Severity::Note => Finding::note(
                "{first} and {second} differ unless one of them was cut off or rounded up",
                reason,
                "say how the two figures were rounded",
            ),
            _ => Finding::warning(
                if is_proven {
                    "{first} and {second} cannot both be right"
                } else {
                    "{first} and {second} are given for the same thing, and differ"
                },
                reason,
                "ask both sources what exactly they counted, and when; where one figure revises the other, give each its `vintage`",
            ),
        };
        let [first, second] = &amounts;
        let symbol = first.unit().base_symbol();
        let value = |name, amount: &Amount| -> Result<NamedValue, ArithmeticError> {
            let value = NamedValue::range(name, amount.interval(Reading::Nearest)?).unit(symbol.clone());
            Ok(NamedValue { exact: amount.value()?, ..value })
        };
        Ok(finding
            .with_all([value("first figure", first)?, value("second figure", second)?])
            .word("first", first.to_string())
            .word("second", second.to_string()))
    });
    let finding = match (proof, asked) {
        (Some(proof), _) => finding.proven_by(proof),
        (None, Some(field)) => finding.ask(field),
        (None, None) => finding,
    };
    // The higher one first: it is the one that the other was sought for.
    let nearest = |reported: &Reported| reported.interval(Reading::Nearest);
    let is_second_higher = nearest(first)?.is_below(&nearest(second)?);
    let figures = if is_second_higher { [second, first] } else { [first, second] };
    let pointers = figures.map(|reported| case.resolved.pointer(reported));
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

/// A proof that not both can be right.
fn proof(case: &PairCase<'_>) -> Result<Option<Proof>, ArithmeticError> {
    let (first, second) = (case.first, case.second);
    let below = first.interval(Reading::Widest)?.is_below(&second.interval(Reading::Widest)?);
    let (lower, higher) = if below { (first, second) } else { (second, first) };
    let [lower, higher] = [lower, higher].map(|reported| case.resolved.figure_pointer(reported).to_string());
    Ok(Proof::new(Argument::same_quantity_differs(&lower, &higher), case.resolved).ok())
}

/// Why two figures of equal scope contradict each other, or may not.
#[derive(Debug, PartialEq, Eq)]
enum Why {
    Same,
    Revised,
    MeasuredDifferently(Box<[Component]>),
    NotObserved,
    OneNegative,
    NotStated(Component),
    NotFullyStated,
}

fn why(case: &PairCase<'_>) -> Why {
    let (first, second) = (case.first, case.second);
    let method = &case.comparison().method;
    let vintage = |reported: &Reported| case.resolved.scope(reported.scope).method.vintage;
    // A first release is provisional, and a later one no longer.
    let revised = || {
        method.contains(&Component::Vintage)
            && method.iter().all(|one| matches!(one, Component::Vintage | Component::Status))
            && [first, second].into_iter().all(|reported| vintage(reported).is_some())
    };
    if revised() {
        Why::Revised
    } else if !method.is_empty() {
        Why::MeasuredDifferently(method.as_slice().into())
    } else if !(case.resolved.is_observed(first) && case.resolved.is_observed(second)) {
        Why::NotObserved
    } else if first.amount.figure().value().is_negative() != second.amount.figure().value().is_negative() {
        Why::OneNegative
    } else if let Some(component) =
        [first, second].into_iter().find_map(|reported| unstated(case.resolved.scope(reported.scope)))
    {
        Why::NotStated(component)
    } else if !(case.resolved.is_fully_stated(first) && case.resolved.is_fully_stated(second)) {
        Why::NotFullyStated
    } else {
        Why::Same
    }
}

impl Why {
    /// The field that would make it an error, were it stated alike of both.
    fn asked(&self) -> Option<Field> {
        match self {
            Why::NotStated(component) => Some(fields::of(*component)),
            Why::NotFullyStated => Some(Field::MEASURE),
            _ => None,
        }
    }

    /// In words, of figures that are disjoint up to so wide a reading.
    fn text(&self, disjoint: Severity) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Why::Same if disjoint == Severity::Error => {
                "both are about the same thing, so at most one of them is right"
            }
            Why::Same => {
                "both are about the same thing: one of them is wrong, unless one was rounded more coarsely than it is written"
            }
            Why::Revised => "each has its vintage: the later one revises the earlier",
            Why::MeasuredDifferently(components) => {
                let differing: Vec<&str> = components.iter().map(|component| component.name()).collect();
                return Cow::Owned(format!(
                    "they are two figures for one thing, measured differently: they differ in {}",
                    differing.join(", ")
                ));
            }
            Why::NotObserved => {
                "as described, both are about the same thing, but not both are complete counts or sums of observed units"
            }
            // "-400 people" is a change or a balance, and so may "400 people" be, of those who left.
            Why::OneNegative => {
                "both are about the same thing, as described, and one has a minus sign: it is a change or a balance, and the other may be its size"
            }
            Why::NotStated(component) => {
                return Cow::Owned(format!(
                    "both are about the same thing, as far as the claims say it ('{}' is not stated)",
                    component.name()
                ));
            }
            Why::NotFullyStated => {
                "as described, both are about the same thing; but whether each is a sum or an average (`measure`), or what sets the one apart, is not stated"
            }
        })
    }
}

/// Whether the two stand in one total, as two parts, or a part and the whole: then they are not of the same.
fn are_of_one_total(case: &PairCase<'_>) -> bool {
    let [one, other] = [case.first, case.second].map(|reported| case.resolved.member_of(reported));
    let (Some(one), Some(other)) = (one, other) else { return false };
    let in_total = |kind| matches!(kind, MemberKind::Part | MemberKind::Whole);
    one.owner == other.owner
        && case.first.member != case.second.member
        && in_total(one.kind)
        && in_total(other.kind)
}

/// Why two figures of one scope are two measures of it, and neither more nor less than the other: an amount and the share
/// that it is, or rates taken per one thing and per another.
fn measured_otherwise(first: &Reported, second: &Reported) -> Option<&'static str> {
    // "1 in 5 people" is a fraction of people, and a bare number may be either.
    let is_amount = |reported: &Reported| {
        let is_number = matches!(reported.amount.figure().form(), Form::Number | Form::Range | Form::Usage);
        !is_relative(reported) && is_number && *reported.unit() != Unit::none()
    };
    if is_relative(first) && is_amount(second) || is_amount(first) && is_relative(second) {
        return Some("one is a fraction, and the other an amount");
    }
    let (Some((_, one)), Some((_, other))) = (first.unit().per(), second.unit().per()) else { return None };
    let relation = one.comparable(other);
    // "Per 100,000" may leave out what it is of, and residents are people.
    let is_bare = *one == Unit::none() || *other == Unit::none();
    let alike = relation == KindRelation::Equal || is_bare || is_person(one) && is_person(other);
    (!alike).then_some("the two are rates per different things")
}

fn is_person(unit: &Unit) -> bool {
    unit.kind().is_some_and(|kind| kind == "person" || kinds_is_a().iter().any(|(own, _)| *own == kind))
}

/// Whether a component is known not to be the same.
fn differs(case: &PairCase<'_>) -> bool {
    Component::SUBJECT.into_iter().any(|component| {
        matches!(
            case.comparison().set(component),
            Some(SetRelation::Within | SetRelation::Contains | SetRelation::Overlaps | SetRelation::Disjoint)
        )
    })
}

/// Not known to be about one thing: worth a question only where the figures differ.
fn undecided(case: &PairCase<'_>) -> Verdict {
    let nearest = |reported: &Reported| reported.interval(Reading::Nearest);
    if !nearest(case.first)?.is_disjoint(&nearest(case.second)?) {
        return Ok(Outcome::not_applicable("the figures agree, whether or not they are about one thing"));
    }
    Ok(fields::undecidable_pair(case))
}

fn not_comparable(case: &PairCase<'_>) -> Outcome {
    let [first, second] = [case.first, case.second].map(|reported| reported.amount.printed());
    let figures = [&*first, " and ", &*second].concat().into_boxed_str();
    let sides = case.resolved.sides(case.first.scope, case.second.scope);
    let reason =
        Reason::made(move || format!("{figures} are not comparable: {}", sides.explain().join("; ")));
    Outcome::NotApplicable { reason, told: true }
}

fn unstated(scope: &Scope) -> Option<Component> {
    // Of gains and of what is left of them after the losses, both may be printed as the jobs created.
    let flow = !matches!(scope.subject.flow, Slot::Known(_));
    let stated = |component: &Component| scope.is_stated(*component);
    Component::SUBJECT.into_iter().find(|component| !stated(component)).or(flow.then_some(Component::Flow))
}

#[cfg(test)]
mod tests;
