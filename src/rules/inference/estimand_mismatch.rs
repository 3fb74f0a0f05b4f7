//! IN02: the evidence answers another question than the conclusion.

use crate::bridge::{Fit, fit_of};
use crate::claim::relation::MemberKind;
use crate::claim::{Assertion, Quantified};
use crate::dossier::MemberShape;
use crate::quantity::{
    Adjustment, Comparison, Component, Flow, Measure, PeriodValue, Scope, Sides, Slot, Value,
};
use crate::rule::{Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::denominator::missing_denominator;
use crate::rules::fields;
use crate::rules::step::{about_step, speaks_for_population};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// All components in which a conclusion goes beyond its evidence, in one line, each with the rule that judges it.
    ///
    /// ## Why it matters
    /// A change of one component is easily seen; four at once pass as "the same thing, roughly".
    ///
    /// ## How
    /// The scope of the evidence is compared with what the conclusion states of its own. A component is entailed where
    /// both are the same. Components that have a rule of their own (what is counted: DN04, place: DN03, population: SA07,
    /// stage: SC01, attribution: SC05, stock or flow: DN08, gross or net: DN13, a bare number told as a risk, rate or share:
    /// DN05, a share of cases taken for a ratio of risks: DN11, an odds ratio taken for a risk ratio: IN04) are listed in a
    /// note, with the code; so is the period, as what time changes depends on the question (causes: IN05, forecasts: IN11).
    /// A component without a rule (another measure, unit counted, adjustment, status, a transposed condition, a program's own) makes it a
    /// warning. What an assertion speaks of counts as stated:
    /// `count < 5 people` drawn from a share, or from busts, is about another number. Components that the conclusion
    /// does not state are those of the evidence, and listed as taken over.
    ///
    /// ## Fires
    /// ```toml
    /// [taxonomy.place]
    /// part_of = { London = "GB" }
    ///
    /// [[claim]]
    /// id     = "london"
    /// figure = "52 deaths"
    /// of     = "cyclist-deaths"
    /// place  = "London"
    /// period = "2019"
    ///
    /// [[conclusion]]
    /// id     = "country"
    /// from   = "london"
    /// place  = "GB"
    /// period = "2020"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [[claim]]
    /// id     = "london"
    /// figure = "52 deaths"
    /// of     = "cyclist-deaths"
    /// place  = "GB"
    /// period = "2019"
    ///
    /// [[conclusion]]
    /// id     = "same"
    /// from   = "london"
    /// period = "2019"
    /// ```
    ///
    /// ## Limits
    /// Lists; how much a component matters is for the rule of that component. A hedged conclusion gets a note.
    ///
    /// ## Sources
    /// Lundberg, I., Johnson, R. & Stewart, B. M. (2021), *American Sociological Review* 86:532. ICH E9(R1) (2019),
    /// *Addendum on estimands and sensitivity analysis in clinical trials*.
    "IN02", "estimand-mismatch", "inference", since "0.1.0", Warning,
    "the evidence answers another question than the conclusion",
    Step(check)
}

/// One component in which the conclusion goes beyond its evidence.
struct Line {
    /// None for a transposed condition, which is two components at once.
    component: Option<Component>,
    how: How,
}

/// How it is put into words.
enum How {
    /// One value becomes the other.
    Values,
    /// X among Y becomes Y among X.
    Transposed,
    /// The measure becomes the one that is asserted.
    Measure(Quantified),
    /// The unit becomes the one that is asserted.
    Unit(Box<[Unit; 2]>),
    /// The figure was made otherwise than its claim states.
    Adjusted(Adjustment),
}

fn check(case: &StepCase<'_>) -> Verdict {
    // What the two scopes show by themselves is only counted here, and found again when somebody reads it.
    let beyond = |component| lies_beyond(case.comparison, component, case.evidence(), case.concluded());
    let mut more: Vec<Line> = Vec::new();
    let mut open: Vec<Component> = case.comparison.unknown().collect();
    asserted_of_another_number(case, &beyond, &mut more, &mut open);
    made_otherwise(case, &mut more, &mut open);
    let transposed = is_transposed(case.evidence(), case.concluded());
    let shown = || differing(case.comparison).filter(|component| beyond(*component));
    let count = usize::from(transposed) + shown().count() + more.len();
    if count == 0 {
        return Ok(if open.is_empty() {
            Outcome::Passed
        } else {
            fields::undecidable(case, open.into_iter())
        });
    }
    // That a census or a random sample speaks for its population is what they are made for.
    let only_base = count == 1 && shown().next() == Some(Component::Base);
    if only_base && open.is_empty() && speaks_for_population(case) {
        return Ok(Outcome::Passed);
    }
    let values = |component| Line { component: Some(component), how: How::Values };
    let is_judged = |line: &Line| {
        line.component == Some(Component::Period)
            || line.judged_by(case.evidence(), case.concluded()).is_some()
    };
    let judged = !transposed && shown().all(|shown| is_judged(&values(shown))) && more.iter().all(is_judged);
    let severity = if judged { Severity::Note } else { Severity::Warning };
    let (more, open, sides) = (more.into_boxed_slice(), open.into_boxed_slice(), case.sides());
    let finding = Finding::told_when_read(severity, move || {
        let lines = shown_by(&sides);
        let lines: Vec<String> = lines.iter().chain(&more).map(|line| line.with_code(&sides)).collect();
        let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        let fact = match count {
            1 => "the conclusion goes beyond its evidence in {components} component: {lines}",
            _ => "the conclusion goes beyond its evidence in {components} components: {lines}",
        };
        let listed = |label: &str, components: &[Component]| {
            let labels: Vec<&str> = components.iter().map(|one| sides.label(*one)).collect();
            if labels.is_empty() { String::new() } else { format!("; {label}: {}", labels.join(", ")) }
        };
        let rest = listed("taken over from the evidence", &taken_over(&sides)) + &listed("not known", &open);
        let finding = Finding::note(
            fact,
            "a figure answers the question it was taken for, and no other without a further step{rest}",
            "say of the conclusion what it shares with the evidence, or bring evidence for the rest",
        );
        Ok(finding
            .with(NamedValue::new("components", count.into()).style(Style::Whole))
            .word("lines", lines.join("; "))
            .word("rest", rest))
    });
    Ok(about_step(case, finding, "").into())
}

/// The components that differ, decisive ones first.
fn differing(comparison: &Comparison) -> impl Iterator<Item = Component> {
    comparison.differences.iter().map(|difference| difference.component)
}

/// Whether the conclusion goes beyond its evidence in a component; a transposed condition is told as one.
fn lies_beyond(comparison: &Comparison, component: Component, evidence: &Scope, concluded: &Scope) -> bool {
    let in_swap =
        || matches!(component, Component::Of | Component::Base) && is_transposed(evidence, concluded);
    comparison.is_beyond(component) && !in_swap()
}

/// What the two scopes show by themselves.
fn shown_by(sides: &Sides) -> Vec<Line> {
    let comparison = sides.compare().only(|component| sides.other().is_stated(component));
    let transposed = is_transposed(sides.one(), sides.other());
    let swap = transposed.then_some(Line { component: None, how: How::Transposed });
    let beyond = differing(&comparison)
        .filter(|component| lies_beyond(&comparison, *component, sides.one(), sides.other()))
        .map(|component| Line { component: Some(component), how: How::Values });
    swap.into_iter().chain(beyond).collect()
}

impl Line {
    fn text(&self, sides: &Sides) -> String {
        let becomes =
            |component, from: &str, to: &str| format!("{}: {from} becomes {to}", sides.label(component));
        match (&self.how, self.component) {
            (How::Values, Some(component)) => {
                becomes(component, &sides.first(component), &sides.second(component))
            }
            (How::Adjusted(adjustment), Some(component)) => {
                becomes(component, adjustment.word(), &sides.second(component))
            }
            (How::Measure(asserted), _) => {
                becomes(Component::Measure, &sides.first(Component::Measure), asserted.word())
            }
            (How::Unit(units), _) => {
                let word = |unit: &Unit| match unit.symbol() {
                    "" => "no unit".to_string(),
                    symbol => symbol.to_string(),
                };
                let [from, to] = units.as_ref();
                becomes(Component::Kind, &word(from), &word(to))
            }
            (How::Transposed | How::Values | How::Adjusted(_), _) => {
                let (of, base) = (sides.first(Component::Of), sides.first(Component::Base));
                format!("condition: {of} among {base} becomes {base} among {of}")
            }
        }
    }

    /// The line with the code of the rule that judges it, where the catalogue has that rule already.
    fn with_code(&self, sides: &Sides) -> String {
        let code = self
            .judged_by(sides.one(), sides.other())
            .filter(|code| crate::rules::all().any(|rule| rule.code == **code));
        match code {
            Some(code) => format!("{} ({code})", self.text(sides)),
            None => self.text(sides),
        }
    }
}

/// What is said of X among Y concluded as what is said of Y among X.
fn is_transposed(evidence: &Scope, concluded: &Scope) -> bool {
    let (from, to) = (&evidence.subject, &concluded.subject);
    let (Value::Node(of), Value::Node(base)) = (from.of, from.base) else { return false };
    of != base && to.of == Value::Node(base) && to.base == Value::Node(of)
}

/// An assertion about another measure than the figure is, or about other things than it counts.
fn asserted_of_another_number(
    case: &StepCase<'_>,
    beyond: &impl Fn(Component) -> bool,
    lines: &mut Vec<Line>,
    open: &mut Vec<Component>,
) {
    let fits = case.fits();
    let mut stated = |component, how| {
        if !beyond(component) && lines.iter().all(|line: &Line| line.component != Some(component)) {
            lines.push(Line { component: Some(component), how });
        }
    };
    for (assertion, fit) in fits {
        match fit_of_groups(case, assertion).unwrap_or(fit) {
            Fit::Same => {}
            Fit::Unknown if open.contains(&Component::Measure) => {}
            Fit::Unknown => open.push(Component::Measure),
            Fit::OtherMeasure => {
                stated(Component::Measure, How::Measure(assertion.quantified));
            }
            Fit::OtherUnit => {
                let from =
                    case.resolved.result_member(case.claim).map(|member| case.resolved.amounts_of(member));
                let from = from.and_then(<[_]>::first).map(|reported| reported.unit().clone());
                let (from, to) = (from.unwrap_or_default(), assertion.threshold.unit.clone());
                stated(Component::Kind, How::Unit(Box::new([from, to])));
            }
        }
    }
}

/// A comparison without a result has no number but those of its groups: one of them is spoken of, which of them comes first,
/// or how many times the other one of two is.
fn fit_of_groups(case: &StepCase<'_>, assertion: &Assertion) -> Option<Fit> {
    if case.resolved.result_member(case.claim).is_some() {
        return None;
    }
    let members = case.resolved.members_of(case.claim).iter();
    let groups = members.filter(|member| matches!(member.kind, MemberKind::Group | MemberKind::Stratum));
    let fits: Vec<Fit> = groups.map(|group| fit_of(case.resolved, group, assertion)).collect();
    let is_told_by_all = match assertion.quantified {
        Quantified::Rank => fits.len() > 1,
        Quantified::Ratio => fits.len() == 2 && assertion.threshold.unit == Unit::none(),
        _ => false,
    };
    if is_told_by_all {
        return Some(Fit::Same);
    }
    [Fit::Same, Fit::Unknown].into_iter().find(|fit| fits.contains(fit))
}

/// What the conclusion states of how its number is made, where the evidence was made otherwise.
fn made_otherwise(case: &StepCase<'_>, lines: &mut Vec<Line>, open: &mut Vec<Component>) {
    let (made, wanted) = (&case.evidence().method, &case.concluded().method);
    // Where the two figures of a ratio are printed beside it, it is their plain quotient.
    let plain =
        case.resolved.result_member(case.claim).is_some_and(|member| member.shape != MemberShape::Value);
    let adjustment = made.adjustment.or(plain.then_some(Adjustment::None));
    let differing = [
        (Component::Adjustment, adjustment.is_some(), adjustment != wanted.adjustment),
        (Component::Status, made.status.is_some(), made.status != wanted.status),
        (Component::Vintage, made.vintage.is_some(), made.vintage != wanted.vintage),
    ];
    for (component, known, differs) in differing {
        // The method is not taken over: only what the conclusion states of it can differ.
        if !case.concluded().is_stated(component) {
            continue;
        }
        if !known {
            open.push(component);
        } else if differs {
            let how = match (component, adjustment) {
                (Component::Adjustment, Some(adjustment)) => How::Adjusted(adjustment),
                _ => How::Values,
            };
            lines.push(Line { component: Some(component), how });
        }
    }
}

/// The components of the subject that the conclusion does not state, and the evidence does.
fn taken_over(sides: &Sides) -> Vec<Component> {
    let subject = sides.one().subject;
    let sets = [
        (Component::Of, subject.of),
        (Component::Base, subject.base),
        (Component::Place, subject.place),
        (Component::Stage, subject.stage),
        (Component::Origin, subject.origin),
    ];
    let named = sets.into_iter().filter(|(_, value)| matches!(value, Value::Node(_) | Value::Any));
    let mut known: Vec<Component> = named.map(|(component, _)| component).collect();
    if matches!(subject.period, PeriodValue::Period(_) | PeriodValue::Any) {
        known.push(Component::Period);
    }
    known.retain(|component| !sides.other().is_stated(*component));
    known.sort_unstable();
    known
}

impl Line {
    /// The rule that judges this difference; another release of the same series is for the reader to know.
    fn judged_by(&self, evidence: &Scope, concluded: &Scope) -> Option<&'static str> {
        let asserted = match &self.how {
            How::Measure(quantified) => Some(*quantified),
            _ => None,
        };
        let is_account = |scope: &Scope| matches!(scope.subject.flow, Slot::Known(Flow::Gross | Flow::Net));
        let measures = [evidence, concluded].map(|scope| scope.subject.measure);
        match self.component? {
            Component::Of => Some("DN04"),
            Component::Base => Some("SA07"),
            Component::Place => Some("DN03"),
            Component::Stage => Some("SC01"),
            Component::Origin | Component::OriginBasis => Some("SC05"),
            Component::Flow if is_account(evidence) && is_account(concluded) => Some("DN13"),
            Component::Flow => Some("DN08"),
            Component::Vintage => Some("IN03"),
            // How far an odds ratio is from a ratio of risks can be computed.
            Component::Measure if measures == [Measure::OddsRatio, Measure::RiskRatio].map(Slot::Known) => {
                Some("IN04")
            }
            // With how many of all have it, the share of the cases gives a ratio of risks.
            Component::Measure
                if evidence.subject.measure == Slot::Known(Measure::Share)
                    && matches!(
                        concluded.subject.measure,
                        Slot::Known(Measure::RiskRatio | Measure::OddsRatio)
                    ) =>
            {
                Some("DN11")
            }
            Component::Measure => {
                missing_denominator::is_judged(evidence, concluded, asserted).then_some("DN05")
            }
            Component::Period
            | Component::Kind
            | Component::Extra(_)
            | Component::Frame
            | Component::Adjustment
            | Component::Status => None,
        }
    }
}

#[cfg(test)]
mod tests;
