//! IN04: the figures, carried to the conclusion, allow the opposite.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bridge::{self, Bridge, BridgeStep, Fit};
use crate::claim::{Assertion, Comparator};
use crate::dossier::{AssumptionName, Design, MemberShape};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Comparison, Component, Measure, SetRelation, Sides, Slot};
use crate::rule::printed::{conclusion_statement, is_exact_count};
use crate::rule::proof::{Argument, Proof};
use crate::rule::{Field, Finding, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::fields;
use crate::rules::step::about_step;
use crate::vocabulary::{Dimension, Unit};

declare_rule! {
    /// ## What it checks
    /// Whether what is asserted follows from the figure, once the figure is carried to the conclusion's scope: proven,
    /// refuted or undetermined, at each threshold.
    ///
    /// ## Why it matters
    /// Correct figures and a true conclusion are two things; only the step between them makes one evidence for the
    /// other.
    ///
    /// ## How
    /// The bridge carries the interval of the evidence, with the margin printed beside it, through each component in
    /// which the conclusion differs, with the declared assumption or the vacuous one. The assertion true on the whole
    /// interval is proven, false on all of it refuted, else undetermined (Kleene 1952). A refuted assertion is an error
    /// only without any step, at a single threshold that the text itself states as a fact, for counts and sums of
    /// observed units or the ratio of two printed figures; refuted only where the digits were rounded to nearest, a
    /// note. What is said to *be* a number (`share = 7 %`) is true of what rounds to it; only a count to the unit is that
    /// number and no other. Several assertions are thresholds for a vague word. Without one, the conclusion asserts the
    /// same figure in its own scope. A component that is not known is asked for where the judgement depends on it: it is
    /// tried at the values that bound what the others can lead to.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// frame = "seizures"
    ///
    /// [[conclusion]]
    /// id      = "minority"
    /// from    = "seized"
    /// asserts = "share < 1/2"
    /// base    = "supply"
    /// ```
    ///
    /// ## Clean
    /// Limited to what was seized, it is proven.
    /// ```toml
    /// [frame.seizures]
    /// design     = "enforcement"
    /// stands_for = "supply"
    ///
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// frame = "seizures"
    ///
    /// [[conclusion]]
    /// id      = "minority"
    /// from    = "seized"
    /// asserts = "share < 1/2"
    /// ```
    ///
    /// ## Limits
    /// Judges one claim's evidence at a time. An assertion about another measure or unit than the figure's (a change
    /// drawn from one count) is IN02's. A probability sample without a printed margin is not carried to its population.
    /// Hedged conclusions get a note.
    ///
    /// ## Sources
    /// Kleene, S. C. (1952), *Introduction to Metamathematics*, section 64. Manski, C. F. (2003), *Partial
    /// Identification of Probability Distributions*, Springer.
    "IN04", "conclusion-not-entailed", "inference", since "0.1.0", Error,
    "the figures allow the opposite of what is concluded",
    Step(check)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judgement {
    Proven,
    Refuted,
    Undetermined,
}

/// What is asserted, the values for which it is true, and whether it is.
struct Asserted {
    /// Its position among the conclusion's assertions. None: that it is the same figure.
    position: Option<usize>,
    set: Interval,
    /// Of a threshold in a unit with several definitions: one set for each end of what it can mean.
    or_else: Option<Interval>,
    judged: Judgement,
}

impl Asserted {
    /// Without an assertion, what is asserted is the figure itself.
    fn is_of(&mut self, bridge: &Bridge) {
        if self.position.is_none() {
            self.set = bridge.evidence.clone();
        }
    }

    fn judge(&self, can_be: &Interval) -> Judgement {
        // In every meaning of the threshold, or not at all.
        let all =
            |holds: &dyn Fn(&Interval) -> bool| holds(&self.set) && self.or_else.as_ref().is_none_or(holds);
        if all(&|set| can_be.is_subset(set)) {
            Judgement::Proven
        } else if all(&|set| can_be.is_disjoint(set)) {
            Judgement::Refuted
        } else {
            Judgement::Undetermined
        }
    }
}

fn check(case: &StepCase<'_>) -> Verdict {
    let carried =
        |comparison: &Comparison, reading| bridge::carry(case.resolved, case.step, comparison, reading);
    let no_result = || Outcome::not_applicable("the claim has no single result to conclude from");
    if case.resolved.result_member(case.claim).is_none() {
        return Ok(no_result());
    }
    let mut asserted = asserted(case, Reading::Nearest)?;
    let Some(bridge) = carried(case.comparison, Reading::Nearest)? else { return Ok(no_result()) };
    for one in &mut asserted {
        one.is_of(&bridge);
        one.judged = one.judge(bridge.concluded());
    }
    let asserted = &*asserted;
    let open: Vec<Component> = case.comparison.unknown().collect();
    if !open.is_empty() {
        let same_at = |can_be: &Interval| asserted.iter().all(|one| one.judge(can_be) == one.judged);
        let mut agreed = same_at(&bridge.anything());
        for supposed in nested(case.comparison, &open) {
            let bridge = carried(&supposed, Reading::Nearest)?;
            agreed &= bridge.is_some_and(|bridge| same_at(bridge.concluded()));
        }
        if !agreed {
            // Not what it leads to: what is not known makes no step.
            let values = Look::of(case).carried(&bridge);
            return Ok(fields::undecidable(case, open.into_iter()).so_far(values));
        }
    }
    if is_bare_sample(case) {
        let within_sample = case.comparison.clone().only(|component| component != Component::Base);
        let sampled = carried(&within_sample, Reading::Nearest)?;
        // What the sample decides and the population, of which nothing is assumed, does not. What holds whatever the
        // population is ("no more than all") needs no sampling theory.
        if sampled.is_some_and(|bridge| {
            let of_sample = |one: &Asserted| one.judge(bridge.concluded());
            asserted.iter().any(|one| of_sample(one) != one.judged)
                && asserted.iter().all(|one| of_sample(one) != Judgement::Undetermined)
        }) {
            return Ok(Outcome::not_applicable(
                "the sampling error of the figure decides, and no margin is printed",
            ));
        }
    }
    if asserted.iter().all(|one| one.judged == Judgement::Proven) {
        return Ok(Outcome::Passed);
    }
    let is_asserted = !case.asserts().is_empty();
    let is_undetermined = asserted.iter().any(|one| one.judged == Judgement::Undetermined);
    let proof = if is_undetermined { None } else { proof(case, &bridge) };
    let as_written = || still_refuted(case, asserted, carried(case.comparison, Reading::AsWritten)?);
    let severity = match &proof {
        _ if !is_undetermined && !as_written()? => Severity::Note,
        Some(_) => Severity::Error,
        None => Severity::Warning,
    };
    let said = match &proof {
        _ if !is_asserted => Said::OfSomethingElse,
        _ if is_undetermined => Said::Open,
        Some(_) => Said::Impossible,
        None => Said::Opposite,
    };
    let verdicts = Verdicts::new(case.resolved.shared_asserts(case.step.conclusion), asserted);
    let (look, sides) = (Look::of(case), case.sides());
    let finding =
        Finding::told_when_read(severity, move || Ok(tell(said, &bridge, &verdicts, &look, &sides)));
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    Ok(about_step(case, finding, if is_asserted { "asserts" } else { "" }).into())
}

const LIMIT: &str = "limit the conclusion to what the figure is about, or bring a figure for what is missing";

/// How the conclusion's assertions were judged.
struct Verdicts {
    asserts: Arc<[Assertion]>,
    /// One for each assertion; nothing for those that do not speak of the figure. Most conclusions have one or two.
    first: [Option<Judgement>; 4],
    rest: Box<[Option<Judgement>]>,
}

impl Verdicts {
    fn new(asserts: Arc<[Assertion]>, asserted: &[Asserted]) -> Self {
        let mut verdicts = Verdicts { asserts, first: [None; 4], rest: Box::default() };
        let more = verdicts.asserts.len().saturating_sub(verdicts.first.len());
        if more > 0 {
            verdicts.rest = vec![None; more].into();
        }
        // Both in the order of the assertions.
        let mut asserted = asserted.iter().peekable();
        for (position, place) in verdicts.first.iter_mut().chain(&mut verdicts.rest).enumerate() {
            *place = asserted.next_if(|one| one.position == Some(position)).map(|one| one.judged);
        }
        verdicts
    }

    /// The assertions that were judged so, in words.
    fn of(&self, wanted: Judgement) -> Vec<String> {
        let judged = self.asserts.iter().zip(self.first.iter().chain(&self.rest));
        let own = judged.filter(|(_, judgement)| **judgement == Some(wanted));
        own.map(|(assertion, _)| assertion.to_string()).collect()
    }
}

/// What there is to say.
#[derive(Clone, Copy)]
enum Said {
    /// The figure is concluded of something else, and nothing is asserted of it.
    OfSomethingElse,
    /// At least one assertion is neither proven nor refuted.
    Open,
    /// What is not proven is refuted.
    Opposite,
    /// It is refuted whichever way the figure was rounded, and there is a proof.
    Impossible,
}

fn tell(said: Said, bridge: &Bridge, verdicts: &Verdicts, look: &Look, sides: &Sides) -> Finding {
    let opposite = "the figures say the opposite of what is asserted: {verdict}";
    let check = "check the figure and what is concluded from it: one of the two is wrong";
    let finding = match said {
        Said::OfSomethingElse => Finding::warning(
            "the figure, {evidence}, is concluded of something else than it is about",
            "there it can be {figure}{way}",
            LIMIT,
        ),
        Said::Open => Finding::warning(
            "the figures neither show nor rule out {verdict}",
            "carried to what is concluded, the figure can be {figure}{way}",
            LIMIT,
        ),
        Said::Opposite => Finding::warning(opposite, "the figure is {figure}{way}", check),
        Said::Impossible => Finding::warning(
            opposite,
            "the figure is {figure}, and whichever way it was rounded it stays on that side",
            check,
        ),
    };
    finding
        .word("verdict", verdict(verdicts))
        .word("figure", shown(&look.value("concluded", bridge.concluded())))
        .word("way", way(bridge, look, sides))
        .with_all(look.values(bridge))
}

/// What is undetermined, or else refuted; then what the figures do show or rule out.
fn verdict(verdicts: &Verdicts) -> String {
    let also = |verb: &str, texts: &[String]| {
        if texts.is_empty() { String::new() } else { format!("; they do {verb} {}", texts.join(", ")) }
    };
    let [proven, refuted, undetermined] =
        [Judgement::Proven, Judgement::Refuted, Judgement::Undetermined].map(|wanted| verdicts.of(wanted));
    if undetermined.is_empty() {
        return refuted.join(", ") + &also("show", &proven);
    }
    undetermined.join(", ") + &also("show", &proven) + &also("rule out", &refuted)
}

/// Whether what is refuted stays so if the digits were cut off or rounded up.
fn still_refuted(
    case: &StepCase<'_>,
    before: &[Asserted],
    as_written: Option<Bridge>,
) -> Result<bool, Outcome> {
    let Some(as_written) = as_written else { return Ok(false) };
    let is_refuted = |one: &Asserted| one.judge(as_written.concluded()) == Judgement::Refuted;
    // Only what was said to be a number, or to be the figure, is another set in another reading.
    let is_rounded = |assertion: &Assertion| assertion.comparator == Comparator::Equal;
    if !case.asserts().is_empty() && !case.asserts().iter().any(is_rounded) {
        return Ok(before.iter().any(|one| one.judged == Judgement::Refuted && is_refuted(one)));
    }
    let mut again = asserted(case, Reading::AsWritten)?;
    again.iter_mut().for_each(|one| one.is_of(&as_written));
    Ok(before.iter().zip(&again).any(|(one, again)| one.judged == Judgement::Refuted && is_refuted(again)))
}

/// Everything that is asserted of the figure; without an assertion, that it is the same in the conclusion's scope.
fn asserted(case: &StepCase<'_>, reading: Reading) -> Result<Vec<Asserted>, Outcome> {
    let judged = Judgement::Undetermined;
    if case.asserts().is_empty() {
        return Ok(vec![Asserted { position: None, set: Interval::all(), or_else: None, judged }]);
    }
    let mut all = Vec::new();
    let mut unknown = false;
    for (position, (assertion, fit)) in case.fits().enumerate() {
        match fit {
            Fit::Same => {
                let (set, or_else) = sets(assertion, reading)?;
                if all.is_empty() {
                    all.reserve_exact(case.asserts().len() - position);
                }
                all.push(Asserted { position: Some(position), set, or_else, judged });
            }
            Fit::Unknown => unknown = true,
            Fit::OtherMeasure | Fit::OtherUnit => {}
        }
    }
    match (all.is_empty(), unknown) {
        (false, _) => Ok(all),
        (true, true) => Err(Outcome::missing(Field::MEASURE, Some(case.written.id()))),
        (true, false) => {
            Err(Outcome::not_applicable("what is asserted is not of the figure's measure and unit"))
        }
    }
}

/// The values for which the assertion is true, in base units. What is said to *be* a number was rounded to it: "the share
/// is 7 %" is true of 7.4 %.
fn sets(assertion: &Assertion, reading: Reading) -> Result<(Interval, Option<Interval>), ArithmeticError> {
    let threshold = &assertion.threshold;
    let values = match assertion.comparator {
        // A count to the unit is that number and no other.
        Comparator::Equal if is_exact_count(assertion) => Interval::point(threshold.value.clone()),
        Comparator::Equal => threshold.rounded(reading)?,
        comparator => comparator.set(threshold.value.clone()),
    };
    let factor = threshold.unit.factor();
    match (factor.low_value(), factor.high_value()) {
        (Some(least), Some(most)) if least != most => Ok((values.scale(least)?, Some(values.scale(most)?))),
        (Some(factor), _) | (_, Some(factor)) => Ok((values.scale(factor)?, None)),
        // No unit has a factor without limits.
        (None, None) => Ok((Interval::all(), None)),
    }
}

/// The comparison with an open component set to the one value at which a declared assumption moves the interval instead
/// of widening it: observed at one stage of several, or of a part of the population. At every other value the interval
/// only widens, no further than to anything, so judgements that agree at these and at the two ends agree everywhere.
fn nested(comparison: &Comparison, open: &[Component]) -> Vec<Comparison> {
    let attribution = [Component::Stage, Component::OriginBasis].into_iter().find(|one| open.contains(one));
    let base = Some(Component::Base).filter(|base| open.contains(base));
    let with = |components: &[Component]| {
        components.iter().fold(comparison.clone(), |comparison, one| comparison.supposing_within(*one))
    };
    match (attribution, base) {
        (Some(attribution), Some(base)) => {
            vec![with(&[attribution]), with(&[base]), with(&[attribution, base])]
        }
        (Some(one), None) | (None, Some(one)) => vec![with(&[one])],
        (None, None) => Vec::new(),
    }
}

/// Whether the figure comes from a probability sample of what is concluded about, printed without a margin: then the
/// rest of the population is no free choice, and what it can be is a question of sampling error.
fn is_bare_sample(case: &StepCase<'_>) -> bool {
    let sampled = case.frame().is_some_and(|frame| frame.design == Some(Design::Probability));
    let details = case.resolved.result_member(case.claim).and_then(|member| member.details.as_deref());
    let bare = details.is_none_or(|details| details.margin.is_none() && details.interval.is_none());
    sampled && bare && case.comparison.set(Component::Base) == Some(SetRelation::Within)
}

/// A proof that what is asserted is false, where the figures alone decide it.
fn proof(case: &StepCase<'_>, bridge: &Bridge) -> Option<Proof> {
    if !bridge.steps.is_empty() {
        return None;
    }
    let statement = conclusion_statement(case.resolved, &case.pointer("").to_string())?;
    Proof::new(Argument::refuted(statement, 0), case.resolved).ok()
}

/// How the figure is shown.
struct Look {
    style: Style,
    /// The unit, and what one of it is where the figure is a number: 1/1000 of "per 1,000". Most figures are plain shares.
    unit: Option<Box<(Cow<'static, str>, Exact)>>,
}

impl Look {
    fn of(case: &StepCase<'_>) -> Self {
        let member = case.resolved.result_member(case.claim);
        let measure = member.map(|member| case.resolved.scope(member.scope).subject.measure);
        let percent = matches!(
            measure,
            Some(Slot::Known(Measure::Share | Measure::Risk | Measure::Probability | Measure::Survival))
        );
        // A change "of 20 %" is printed in percents, whatever it measures.
        let in_percents = member
            .and_then(|member| case.resolved.amounts_of(member).first())
            .is_some_and(|value| *value.unit() == Unit::percent());
        let percent = percent || in_percents;
        let unit = match member.map(|member| (member.shape, case.resolved.amounts_of(member))) {
            Some((MemberShape::Ratio(_), [top, bottom, ..])) if !percent => {
                top.unit().quotient(bottom.unit()).map(|unit| unit.base_symbol()).unwrap_or_default()
            }
            Some((MemberShape::Value, [value, ..])) if value.unit().is_counted() => {
                Cow::Owned(value.unit().symbol().to_string())
            }
            Some((MemberShape::Value, [value, ..])) => value.unit().base_symbol(),
            _ => Cow::Borrowed(""),
        };
        // A number is shown in the unit it is printed or asserted in: percentage points, per 1,000.
        let printed = member.and_then(|member| match (member.shape, case.resolved.amounts_of(member)) {
            (MemberShape::Value, [value, ..]) => Some(value.unit()),
            _ => None,
        });
        let asserted = case.asserts().first().map(|assertion| &assertion.threshold.unit);
        let in_parts = [printed, asserted].into_iter().flatten().find(|unit| {
            unit.dimension() == Some(Dimension::NONE) && unit.factor().is_point() != Some(&Exact::ONE)
        });
        let style = if percent { Style::Percent } else { Style::Plain };
        match in_parts.and_then(|unit| Some((unit, unit.factor().is_point()?.clone()))) {
            Some((parts, scale)) if !percent && unit.is_empty() => {
                Look { style, unit: Some(Box::new((Cow::Owned(parts.symbol().to_string()), scale))) }
            }
            _ if unit.is_empty() => Look { style, unit: None },
            _ => Look { style, unit: Some(Box::new((unit, Exact::ONE))) },
        }
    }

    fn value(&self, name: &'static str, interval: &Interval) -> NamedValue {
        let Some((unit, scale)) = self.unit.as_deref() else {
            return NamedValue::range(name, interval.clone()).style(self.style);
        };
        let scaled = scale.recip().and_then(|scale| interval.scale(&scale));
        let value = scaled.unwrap_or_else(|_| interval.clone());
        NamedValue::range(name, value).style(self.style).unit(unit.clone())
    }

    /// The evidence, the steps, and what is left at the end.
    fn values(&self, bridge: &Bridge) -> Vec<NamedValue> {
        let mut values = self.carried(bridge);
        values.push(self.value("concluded", bridge.concluded()));
        values
    }

    /// The evidence; of each step what was supposed, and what the figure can be after it.
    fn carried(&self, bridge: &Bridge) -> Vec<NamedValue> {
        let mut values = Vec::with_capacity(2 * bridge.steps.len() + 2);
        values.push(self.value("evidence", &bridge.evidence));
        for step in &bridge.steps {
            values.extend(step.assumed.as_deref().map(|(name, interval)| supposed(*name, interval)));
            values.push(self.value(after(step.component), &step.after));
        }
        values
    }
}

/// The name of what the figure can be after a step.
fn after(component: Component) -> &'static str {
    match component {
        Component::Of => "after of",
        Component::Base => "after base",
        Component::Place => "after place",
        Component::Period => "after period",
        Component::Stage => "after stage",
        Component::Origin => "after origin",
        Component::OriginBasis => "after origin.basis",
        Component::Measure => "after measure",
        Component::Flow => "after flow",
        Component::Kind => "after unit",
        Component::Extra(_) => "after extra",
        Component::Frame => "after frame",
        Component::Adjustment => "after adjustment",
        Component::Status => "after status",
        Component::Vintage => "after vintage",
    }
}

fn shown(value: &NamedValue) -> String {
    match &value.interval {
        Some(interval) if *interval == Interval::all() => "anything".to_string(),
        _ => value.shown_range(),
    }
}

/// Each step with its interval before and after.
fn way(bridge: &Bridge, look: &Look, sides: &Sides) -> String {
    let line = |(before, step): (&Interval, &BridgeStep)| {
        let because = match step.assumed.as_deref() {
            Some((name, interval)) => {
                let supposed = supposed(*name, interval);
                format!("with {} of {}", supposed.name.text().replace('_', " "), supposed.shown_range())
            }
            None => "nothing is known of the rest".to_string(),
        };
        let [was, is] = [before, &step.after].map(|interval| shown(&look.value("", interval)));
        let change = if was == is { format!("still {is}") } else { format!("{was} becomes {is}") };
        let component = step.component;
        format!(
            "{} ({} to {}): {change}, {because}",
            sides.label(component),
            sides.first(component),
            sides.second(component),
        )
    };
    let before = std::iter::once(&bridge.evidence).chain(bridge.steps.iter().map(|step| &step.after));
    let lines: Vec<String> = before.zip(&bridge.steps).map(line).collect();
    if lines.is_empty() { String::new() } else { format!("; step by step: {}", lines.join("; ")) }
}

/// What was supposed in a step.
fn supposed(name: AssumptionName, interval: &Interval) -> NamedValue {
    // How many times likelier is a number; the others are parts of a whole.
    let style = if name == AssumptionName::DetectionRatio { Style::Plain } else { Style::Percent };
    NamedValue::range(name.word(), interval.clone()).style(style)
}

#[cfg(test)]
mod tests;
