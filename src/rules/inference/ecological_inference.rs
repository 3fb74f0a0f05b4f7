//! IN06: shares of places say little of the people in them.

use crate::claim::{Assertion, Comparator, Quantified};
use crate::dossier::{Reported, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Component, SetRelation, Value};
use crate::rule::printed::crossed::{Crossed, Unfit, crossed_statement};
use crate::rule::printed::joint::{Apart, value};
use crate::rule::proof::{Argument, Proof};
use crate::rule::step::threshold;
use crate::rule::{
    Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, contradiction, declare_rule,
};
use crate::rules::fields;
use crate::rules::step::{about_step, percents};
use crate::stats::{Area, duncan_davis_over};

declare_rule! {
    /// ## What it checks
    /// The share of a group and the share of an outcome, both of one place, from which the share of the outcome within the
    /// group is concluded: what that share can be at all.
    ///
    /// ## Why it matters
    /// Where 70 % belong to a group and 60 % voted yes, the group's yes may be anything from 43 to 86 %. Places with more of
    /// the one and more of the other do not show that it is the same people.
    ///
    /// ## How
    /// With the group's share `x` and the outcome's share `y`, the share of the outcome within the group lies in
    /// `[max(0, (x + y − 1)/x), min(1, y/x)]`; over several areas (`strata`), the shares of each and its size (`n`, or the
    /// whole it is printed of) give the limits of the sum. What is asserted of the group passes if it holds between the
    /// limits, as it mostly does where nearly all or nearly none belong to it; else it is a warning. Outside the limits of
    /// one area, in every reading of counted or complete shares, it is an error with its proof, provided the taxonomy has
    /// the group within the claim's `base`: of women among the voters nothing follows for the women who did not vote.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id      = "precinct"
    /// base    = "precinct-voters"
    /// [claim.compare]
    /// by      = "of"
    /// groups  = { group-g = "70 %", yes-voters = "60 %" }
    ///
    /// [[conclusion]]
    /// id      = "group-for-yes"
    /// from    = "precinct"
    /// of      = "yes-voters"
    /// base    = "group-g"
    /// asserts = "share > 1/2"
    /// ```
    /// More than all of the yes there is.
    /// ```toml
    /// [taxonomy]
    /// is_a = { group-g = "precinct-voters" }
    ///
    /// [[claim]]
    /// id      = "precinct"
    /// base    = "precinct-voters"
    /// [claim.compare]
    /// by      = "of"
    /// [claim.compare.groups]
    /// group-g    = "702 of 1,003 voters"
    /// yes-voters = "601 of 1,003 voters"
    ///
    /// [[conclusion]]
    /// id      = "nine-in-ten"
    /// from    = "precinct"
    /// of      = "yes-voters"
    /// base    = "group-g"
    /// asserts = "share > 9/10"
    /// ```
    ///
    /// ## Clean
    /// Nearly everybody belongs to the group: then its majority was for yes.
    /// ```toml
    /// [[claim]]
    /// id      = "precinct"
    /// base    = "precinct-voters"
    /// [claim.compare]
    /// by      = "of"
    /// groups  = { group-g = "95 %", yes-voters = "60 %" }
    ///
    /// [[conclusion]]
    /// id      = "group-for-yes"
    /// from    = "precinct"
    /// of      = "yes-voters"
    /// base    = "group-g"
    /// asserts = "share > 1/2"
    /// ```
    /// Of the place nothing more is said than was counted there.
    /// ```toml
    /// [[claim]]
    /// id      = "precinct"
    /// base    = "precinct-voters"
    /// [claim.compare]
    /// by      = "of"
    /// groups  = { group-g = "70 %", yes-voters = "60 %" }
    ///
    /// [[conclusion]]
    /// id      = "precinct-for-yes"
    /// from    = "precinct"
    /// of      = "yes-voters"
    /// asserts = "share > 1/2"
    /// ```
    /// Two areas, of which one is nearly all of the group.
    /// ```toml
    /// [[claim]]
    /// id      = "areas"
    /// base    = "voters"
    /// [claim.compare]
    /// by      = "of"
    /// groups  = {}
    /// [claim.compare.strata]
    /// north   = { group-g = "980 of 1,000 voters", yes-voters = "800 of 1,000 voters" }
    /// south   = { group-g = "30 of 1,000 voters", yes-voters = "500 of 1,000 voters" }
    ///
    /// [[conclusion]]
    /// id      = "group-for-yes"
    /// from    = "areas"
    /// of      = "yes-voters"
    /// base    = "group-g"
    /// asserts = "share > 3/4"
    /// ```
    ///
    /// ## Limits
    /// Judges only two shares of one `base`, and a conclusion whose `of` and `base` are the two of them; each claim alone,
    /// whatever else the conclusion is drawn from. The limits suppose nothing: what is known of how the two go together
    /// narrows them, and a model (ecological regression, King's) narrows them by what it supposes. That areas with more of
    /// the one have more of the other is not judged. Silent where the taxonomy says how the two lie to each other.
    ///
    /// ## Sources
    /// Robinson, W. S. (1950), *American Sociological Review* 15, 351–357. Duncan, O. D. & Davis, B. (1953), *American
    /// Sociological Review* 18, 665–666. King, G. (1997), *A Solution to the Ecological Inference Problem*, ch. 5,
    /// Princeton University Press. Freedman, D. A., Klein, S. P., Ostland, M. & Roberts, M. R. (1998), *Journal of the American
    /// Statistical Association* 93, 1518–1522.
    "IN06", "ecological-inference", "inference", since "0.1.0", Error,
    "shares of a place are taken for what the people of a group do",
    Step(check)
}

fn check(case: &StepCase<'_>) -> Verdict {
    let crossed = match Crossed::of(case.resolved, case.claim, case.step) {
        None => return Ok(Outcome::not_applicable("no share is concluded of one group within another")),
        Some(Err(Unfit::Incomplete)) => {
            return Ok(Outcome::not_applicable("not every area has the share of both"));
        }
        Some(Err(Unfit::NoShare)) => return Ok(Outcome::not_applicable("the two figures are no shares")),
        Some(Err(Unfit::Apart(Apart::Several))) => {
            return Ok(Outcome::not_applicable("the two are not shares of one population"));
        }
        Some(Err(Unfit::Apart(Apart::Names))) => {
            return Err(Outcome::missing(Field::RELATION_OF_NAMES, Some(case.written.id())));
        }
        Some(Err(Unfit::Apart(Apart::Unknown(component)))) => {
            return Err(Outcome::missing(fields::of(component), Some(case.written.id())));
        }
        Some(Err(Unfit::NoBase)) => return Err(Outcome::missing(Field::BASE, Some(case.written.id()))),
        Some(Ok(crossed)) => crossed,
    };
    same_place(case)?;
    if is_declared(case) {
        return Ok(Outcome::not_applicable("how the two lie to each other is declared"));
    }
    let asserted: Vec<&Assertion> =
        case.asserts().iter().filter(|one| one.quantified == Quantified::Share).collect();
    if asserted.is_empty() && !case.asserts().is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }

    let (areas, sized) = crossed.read(Reading::Nearest)?;
    let bounds = duncan_davis_over(&areas)?;
    let judged = Judged::of(&asserted, &bounds, &areas);
    let open = match judged {
        Judged::Proven => return Ok(Outcome::Passed),
        Judged::Refuted(refuted) => {
            return refuted_by(case, &crossed, &asserted, refuted, bounds);
        }
        Judged::Open(open) => open,
    };
    // Whichever the sizes, the limits lie between those of the areas: where one of them decides, they matter.
    if !sized {
        for area in &areas {
            let own = duncan_davis_over(std::slice::from_ref(area))?;
            if !matches!(Judged::of(&asserted, &own, std::slice::from_ref(area)), Judged::Open(_)) {
                let so_far = vec![named(bounds)];
                return Err(Outcome::missing(Field::N, Some(case.written.id())).so_far(so_far));
            }
        }
    }
    let known = known(case, &crossed)?;
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let reason = match open.is_empty() {
            true => "known are only {shares}: whether they are the same people, they do not say",
            false => {
                "known are only {shares}: whether they are the same people, they do not say, and the limits are on both sides of {open}"
            }
        };
        let finding = Finding::warning(
            "among {group} the share of {outcome} lies anywhere from {bounds:range}",
            reason,
            "ask or count {group} by itself, or print the limits",
        );
        Ok(known.tell(finding.with(named(bounds.clone()))).word("open", percents(&open)))
    });
    Ok(at_figures(case, &crossed, about_step(case, finding, "asserts")).into())
}

/// What the limits say of all that is asserted.
#[derive(Debug, PartialEq)]
enum Judged {
    Proven,
    /// The assertion at this position is false whatever the shares go together.
    Refuted(usize),
    /// Those thresholds are open; none where nothing is asserted.
    Open(Box<[Exact]>),
}

impl Judged {
    fn of(asserted: &[&Assertion], bounds: &Interval, areas: &[Area]) -> Judged {
        // Where the limits say no less than the printed share of the outcome, the group's share is that.
        let is_tight = match areas {
            [area] => bounds.is_subset(&area.outcome),
            _ => bounds.is_point().is_some(),
        };
        if asserted.is_empty() {
            return if is_tight { Judged::Proven } else { Judged::Open([].into()) };
        }
        let mut open = Vec::new();
        for (at, assertion) in asserted.iter().enumerate() {
            let value = threshold(assertion);
            let set = assertion.comparator.set(value.clone());
            if bounds.is_disjoint(&set) {
                return Judged::Refuted(at);
            }
            let holds = bounds.is_subset(&set) || (assertion.comparator == Comparator::Equal && is_tight);
            if !holds && !open.contains(&value) {
                open.push(value);
            }
        }
        if open.is_empty() { Judged::Proven } else { Judged::Open(open.into()) }
    }
}

/// What is asserted lies outside the limits.
fn refuted_by(
    case: &StepCase<'_>,
    crossed: &Crossed<'_, '_>,
    asserted: &[&Assertion],
    refuted: usize,
    bounds: Interval,
) -> Verdict {
    let Some(assertion) = asserted.get(refuted) else { return Ok(Outcome::Passed) };
    let set = assertion.comparator.set(threshold(assertion));
    let outside = |reading| -> Result<bool, ArithmeticError> {
        Ok(duncan_davis_over(&crossed.read(reading)?.0)?.is_disjoint(&set))
    };
    let grave = contradiction(outside)?;
    let proof = match grave {
        Some(Severity::Error) => crossed_statement(case.resolved, &case.pointer("").to_string())
            .and_then(|law| Proof::new(Argument::refuted(law, 0), case.resolved).ok()),
        _ => None,
    };
    let (known, text) = (known(case, crossed)?, assertion.to_string());
    let severity = if proof.is_some() { Severity::Error } else { Severity::Warning };
    let unless = match grave {
        Some(Severity::Error) if crossed.holds_all_of(case.concluded().subject.base) => String::new(),
        Some(Severity::Error) => {
            format!(", unless {} are more than those of them among {}", known.group, known.base)
        }
        Some(Severity::Warning) => ", unless a figure was rounded more coarsely than it is written".into(),
        _ => ", unless a figure was cut off or rounded up".into(),
    };
    let finding = Finding::told_when_read(severity, move || {
        let finding = Finding::warning(
            "among {group} the share of {outcome} is {bounds:range}, which rules out '{asserted}'",
            "known are {shares}: whether all who can be of both are, or only those who must be, it lies between these limits{unless}",
            "check the two shares, and of whom each of them is a share",
        );
        Ok(known
            .tell(finding.with(named(bounds.clone())))
            .word("asserted", text.clone())
            .word("unless", unless.clone()))
    });
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    Ok(at_figures(case, crossed, about_step(case, finding, "asserts")).into())
}

/// Whether the names say who is in both: then it is not the two shares that have to say it.
fn is_declared(case: &StepCase<'_>) -> bool {
    use SetRelation::{Contains, Disjoint, Within};
    let concluded = case.concluded().subject;
    match (concluded.base, concluded.of) {
        (Value::Node(group), Value::Node(outcome)) => {
            let relation = case.resolved.names().concept.relation(group, outcome);
            matches!(relation, Within | Contains | Disjoint)
        }
        _ => false,
    }
}

/// Of another place or year the shares give no limits at all.
fn same_place(case: &StepCase<'_>) -> Result<(), Outcome> {
    let crossed = |component| {
        matches!(component, Component::Of | Component::Base | Component::Measure | Component::Kind)
    };
    let others = || case.comparison.differences.iter().filter(|one| !crossed(one.component));
    if others().any(|one| case.comparison.is_beyond(one.component)) {
        return Err(Outcome::not_applicable("the conclusion is about another place or time"));
    }
    match others().next() {
        None => Ok(()),
        Some(_) => Err(fields::undecidable(case, others().map(|one| one.component))),
    }
}

fn named(bounds: Interval) -> NamedValue {
    NamedValue::range("bounds", bounds).style(Style::Percent)
}

/// What is known, for the finding's words.
struct Known {
    group: Box<str>,
    outcome: Box<str>,
    base: Box<str>,
    /// The two shares of one area; else how many areas there are.
    shares: Result<[Exact; 2], usize>,
}

fn known(case: &StepCase<'_>, crossed: &Crossed<'_, '_>) -> Result<Known, ArithmeticError> {
    let concept = &case.resolved.names().concept;
    let name = |name: Value| match name {
        Value::Node(node) => concept.name(node).into(),
        _ => Box::from(""),
    };
    let concluded = case.concluded().subject;
    let base = crossed.areas.first().map(|[group, _]| case.resolved.scope(group.scope).subject.base);
    let shares = match crossed.areas.as_slice() {
        [[group, outcome]] if !crossed.is_stratified => {
            let share = |member| Ok(value(case.resolved, member)?.unwrap_or_default());
            Ok([share(group)?, share(outcome)?])
        }
        areas => Err(areas.len()),
    };
    let base = base.map(name).unwrap_or_default();
    Ok(Known { group: name(concluded.base), outcome: name(concluded.of), base, shares })
}

impl Known {
    fn tell(&self, finding: Finding) -> Finding {
        let Known { group, outcome, base, shares } = self;
        let (finding, shares) = match shares {
            Ok([x, y]) => {
                let (x, y) = (
                    NamedValue::percent("share of the group", x.clone()),
                    NamedValue::percent("share of the outcome", y.clone()),
                );
                let shares = format!("{} {group} and {} {outcome} of {base}", x.shown(), y.shown());
                (finding.with_all([x, y]), shares)
            }
            Err(1) => (finding, format!("the shares of {group} and {outcome} in one area")),
            Err(areas) => (finding, format!("the shares of {group} and {outcome} in each of {areas} areas")),
        };
        finding.word("group", group.clone()).word("outcome", outcome.clone()).word("shares", shares)
    }
}

/// The figures of the first area.
fn at_figures(case: &StepCase<'_>, crossed: &Crossed<'_, '_>, finding: Finding) -> Finding {
    let figure = |member| -> Option<&Reported> {
        case.resolved.amount_of(member, Role::Value).or_else(|| case.resolved.amount_of(member, Role::Top))
    };
    let figures = crossed.areas.first().into_iter().flatten().copied().filter_map(figure);
    figures.fold(finding, |finding, reported| finding.at(case.resolved.pointer(reported)))
}

#[cfg(test)]
mod tests;
