//! IN04: the figures, carried to the conclusion, allow the opposite.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bridge::{
    self, Asserted, Assumed, BreakEven, Bridge, BridgeStep, Contrast, Fit, Judgement, Level, Parameter,
    Together, Unsaid, asserted_set,
};
use crate::claim::{Assertion, Comparator, Quantified};
use crate::dossier::{AssumptionName, Design, IdTable, MemberShape, Owner, Step};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Comparison, Component, Measure, SetRelation, Sides, Slot, Value};
use crate::rule::printed::conclusion_statement;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::fields;
use crate::rules::step::{about_step, percent, speaks_for_population};
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
    /// From a probability sample to its population the step is chance: Clopper and Pearson's interval (1934) at 95 % of
    /// the effective sample size (design effect, clusters, weights and a finite population where they are stated), and the
    /// result holds at that level. Claims that speak of the same thing in the conclusion's scope are taken together: what
    /// all of them allow is judged; by Bonferroni's inequality their levels add up to one. Others stand side by side. For
    /// an undetermined share the break-even values say where each step, taken alone, would bring it to the threshold.
    ///
    /// A contrast of groups is no share of those who were selected. Where lots were drawn (`assigned = "randomised"`), the
    /// groups differ by chance only, whoever took part; and the odds ratio of cases and controls (`assigned = "matched"`)
    /// is that of the population they came from, however many of either were chosen, so with its interval it speaks for
    /// the population that its frame `stands_for`. A trial's effect does where it was weighted or modelled to hold there.
    /// Limited to those who took part, it is judged as it is printed; carried further, it is no wrong conclusion but one
    /// that lacks something: the rule asks how the groups were assigned, for the interval, and whether the figure was
    /// weighted; where nothing is left to ask, whether others would respond alike gets a note. This holds of ratios of
    /// risks, odds and hazards, and of ratios and differences of groups in a `compare`; a change in time is none. An odds
    /// ratio concluded to be a ratio of risks lies between one and itself; how near, says the supposed `prior` (how common
    /// the outcome is), which is asked for where it decides: of a rare outcome they are the same.
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
    /// An assertion about another measure or unit than the figure's (a change drawn from one count) is IN02's. A
    /// probability sample is taken for a simple one where nobody states its design effect. Hedged conclusions get a note.
    ///
    /// ## Sources
    /// Kleene, S. C. (1952), *Introduction to Metamathematics*, section 64. Manski, C. F. (2003), *Partial
    /// Identification of Probability Distributions*, Springer. Clopper, C. & Pearson, E. (1934), *Biometrika* 26:404. Korn,
    /// E. & Graubard, B. (1998), *Survey Methodology* 24:193. Cornfield, J. (1951), *Journal of the National Cancer
    /// Institute* 11:1269 (cases and controls). Cole, S. & Stuart, E. (2010), *American Journal of Epidemiology* 172:107
    /// (from a trial to its target). Zhang, J. & Yu, K. (1998), *JAMA* 280:1690 (odds and risks).
    "IN04", "conclusion-not-entailed", "inference", since "0.1.0", Error,
    "the figures allow the opposite of what is concluded",
    Step(check)
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
        is_of(one, &bridge);
        one.judged = one.judge(bridge.concluded());
    }
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
    let is_asserted = !case.asserts().is_empty();
    if is_bare_sample(case, &bridge)? {
        let within_sample = case.comparison.clone().only(|component| component != Component::Base);
        let sampled = carried(&within_sample, Reading::Nearest)?;
        // What the sample decides and the population, of which nothing is assumed, does not. What holds whatever the
        // population is ("no more than all") needs no sampling theory.
        if sampled.is_some_and(|bridge| {
            let of_sample = |one: &Asserted| one.judge(bridge.concluded());
            asserted.iter().any(|one| of_sample(one) != one.judged)
                && asserted.iter().all(|one| of_sample(one) != Judgement::Undetermined)
        }) {
            return Ok(match is_asserted {
                // How many were drawn decides how far chance can move it.
                true => Outcome::missing(Field::N, Some(case.written.id())),
                // An estimate of the same share, however large its error.
                false => Outcome::Passed,
            });
        }
    }
    let all = |asserted: &[Asserted], judgement| asserted.iter().all(|one| one.judged == judgement);
    if all(&asserted, Judgement::Proven) {
        return Ok(Outcome::Passed);
    }
    let together = if is_asserted { case.together(Reading::Nearest)? } else { None };
    let mut joint = together.map(|together| Box::new(Joint::of(case, together)));
    if let Some(can_be) = together.and_then(|together| together.interval.as_ref()) {
        let before: Vec<Judgement> = asserted.iter().map(|one| one.judged).collect();
        asserted.iter_mut().for_each(|one| one.judged = one.judge(can_be));
        if all(&asserted, Judgement::Proven) {
            return Ok(Outcome::Passed);
        }
        if asserted.iter().map(|one| one.judged).eq(before) && can_be == bridge.concluded() {
            joint = None;
        }
    }
    let asserted = &*asserted;
    let is_undetermined = asserted.iter().any(|one| one.judged == Judgement::Undetermined);
    let is_open = is_undetermined || !is_asserted;
    if is_open && is_rare_enough(case, &bridge, asserted) {
        let prior = Outcome::missing(Field::PRIOR, Some(case.conclusion.id()));
        return Ok(prior.so_far(Look::of(case).carried(&bridge)));
    }
    let is_contrast = is_open
        && is_contrast(case, asserted).map_err(|open| open.so_far(Look::of(case).carried(&bridge)))?;
    let proof = if is_undetermined || joint.is_some() { None } else { proof(case, &bridge) };
    let as_written = || match joint {
        None => still_refuted(case, asserted, carried(case.comparison, Reading::AsWritten)?),
        Some(_) => still_refuted_together(case, asserted),
    };
    let excluded = together.is_some_and(|together| together.interval.is_none());
    let severity = match &proof {
        _ if is_contrast => Severity::Note,
        _ if !excluded && !is_undetermined && !as_written()? => Severity::Note,
        Some(_) => Severity::Error,
        None => Severity::Warning,
    };
    let said = match &proof {
        _ if excluded => Said::Excluded,
        _ if !is_asserted => Said::OfSomethingElse,
        _ if is_undetermined => Said::Open,
        Some(_) => Said::Impossible,
        None => Said::Opposite,
    };
    let told = Told {
        said,
        is_contrast,
        bridge,
        verdicts: Verdicts::new(case.resolved.shared_asserts(case.step.conclusion), asserted),
        look: Look::of(case),
        sides: case.sides(),
        joint,
        beside: Beside::of(case, together).map(Box::new),
    };
    let finding = Finding::told_when_read(severity, move || told.tell());
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    Ok(about_step(case, finding, if is_asserted { "asserts" } else { "" }).into())
}

/// Without an assertion, what is asserted is the figure itself; of a sample, but for chance.
fn is_of(asserted: &mut Asserted, bridge: &Bridge) {
    if asserted.position.is_none() {
        let is_sampled = |step: &BridgeStep| matches!(step.assumed.as_deref(), Some(Assumed::Sampling(_)));
        asserted.set = match &*bridge.steps {
            [step] if is_sampled(step) => step.after.clone(),
            _ => bridge.evidence.clone(),
        };
    }
}

/// What several claims leave together.
struct Joint {
    interval: Interval,
    level: Option<Level>,
    /// The others, by id: the first few, and how many.
    with: Vec<Box<str>>,
    count: usize,
}

/// How many of the other claims are named.
const NAMED: usize = 3;

impl Joint {
    fn of(case: &StepCase<'_>, together: &Together) -> Self {
        let others = || together.claims.iter().filter(|claim| **claim != case.step.claim);
        let id = |claim: &u32| case.resolved.owner_id(Owner::Claim(*claim)).into();
        Joint {
            interval: together.interval.clone().unwrap_or_else(Interval::all),
            level: together.level.clone(),
            with: others().take(NAMED).map(id).collect(),
            count: others().count(),
        }
    }

    fn names(&self) -> String {
        let more = self.count.saturating_sub(self.with.len());
        let names = self.with.join(", ");
        if more > 0 { format!("{names} and {more} more") } else { names }
    }
}

/// A claim behind the same conclusion that speaks of something else, and how many more there are; put into words when
/// somebody reads them.
struct Beside {
    ids: Arc<IdTable>,
    claim: u32,
    /// What is concluded of this claim, and of the other.
    sides: Sides,
    more: usize,
}

impl Beside {
    fn of(case: &StepCase<'_>, together: Option<&Together>) -> Option<Self> {
        let conclusion = case.resolved.conclusion(case.step.conclusion)?;
        let own = together.map_or(1, |together| together.claims.len());
        let steps = case.resolved.steps_of(conclusion);
        let others = steps.len().checked_sub(own).filter(|others| *others > 0)?;
        // The first that is not about the same: nearly always one of the first two.
        let apart = |step: &&Step| {
            step.claim != case.step.claim
                && case.resolved.scope(step.scope).subject != case.resolved.scope(case.step.scope).subject
        };
        let other = steps.iter().take(NEARBY).find(apart)?;
        Some(Beside {
            ids: case.resolved.ids().clone(),
            claim: other.claim,
            sides: case.resolved.sides(case.step.scope, other.scope),
            more: others.saturating_sub(1),
        })
    }

    fn text(&self) -> String {
        let more = match self.more {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let comparison = self.sides.compare();
        let components = comparison.differences.iter().map(|difference| difference.component.name());
        let components: Vec<&str> = components.take(NAMED).collect();
        let claim = self.ids.of_owner(Owner::Claim(self.claim));
        format!("; {claim}{more} speaks of another {} and stands beside it", components.join(", "))
    }
}

/// How many of the claims behind a conclusion are looked at for one that speaks of something else.
const NEARBY: usize = 8;

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

    /// The assertions that were judged so.
    fn asserted(&self, wanted: Judgement) -> impl Iterator<Item = &Assertion> {
        let judged = self.asserts.iter().zip(self.first.iter().chain(&self.rest));
        judged.filter(move |(_, judgement)| **judgement == Some(wanted)).map(|(assertion, _)| assertion)
    }

    /// The same in words.
    fn of(&self, wanted: Judgement) -> Vec<String> {
        self.asserted(wanted).map(ToString::to_string).collect()
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
    /// The claims behind the conclusion cannot all be carried to it.
    Excluded,
}

/// All that a finding needs to be told.
struct Told {
    said: Said,
    /// Whether the figures show it of those they are about, whose groups are alike.
    is_contrast: bool,
    bridge: Bridge,
    verdicts: Verdicts,
    look: Look,
    sides: Sides,
    joint: Option<Box<Joint>>,
    beside: Option<Box<Beside>>,
}

impl Told {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let opposite = "the figures say the opposite of what is asserted: {verdict}";
        let check = "check the figure and what is concluded from it: one of the two is wrong";
        let finding = match self.said {
            _ if self.is_contrast => Finding::note(
                "the conclusion carries the figure, {evidence}, beyond those in whom it was found",
                "who was selected is not what sets the compared groups apart; but whether it is the same in others is not known{way}{beside}",
                "say in what the others differ from those compared, and why it should be the same in them",
            ),
            Said::OfSomethingElse => Finding::warning(
                "the figure, {evidence}, is concluded of something else than it is about",
                "there it can be {figure}{way}{beside}",
                LIMIT,
            ),
            Said::Open => Finding::warning(
                "the figures neither show nor rule out {verdict}",
                "carried to what is concluded, the figure can be {figure}{way}{beside}",
                format!("{LIMIT}{{settled}}"),
            ),
            Said::Opposite => Finding::warning(opposite, "the figure is {figure}{way}{beside}", check),
            Said::Impossible => Finding::warning(
                opposite,
                "the figure is {figure}, and whichever way it was rounded it stays on that side",
                check,
            ),
            Said::Excluded => Finding::warning(
                "the claims behind the conclusion, carried to it, exclude one another",
                "this one leaves {figure}{way}; nothing of that is left by {others}",
                "check the figures and what is supposed on the way: one of them is wrong",
            ),
        };
        let look = &self.look;
        let mut values = look.values(&self.bridge);
        if let (Some(joint), false) = (&self.joint, matches!(self.said, Said::Excluded)) {
            values.push(look.value("together", &joint.interval));
        }
        let settling = if matches!(self.said, Said::Open) { self.settling()? } else { Vec::new() };
        values.extend(settling.iter().map(|(threshold, one)| break_even(threshold, one)));
        Ok(finding
            .word("verdict", verdict(&self.verdicts))
            .word("figure", self.figure())
            .word("way", way(&self.bridge, look, &self.sides))
            .word("others", self.joint.as_deref().map(Joint::names).unwrap_or_default())
            .word("beside", self.beside())
            .word("settled", settled(&settling)?)
            .with_all(values))
    }

    /// What the figure can be, by itself and with what is known beside it.
    fn figure(&self) -> String {
        let own = shown(&self.look.value("concluded", self.bridge.concluded()));
        let own = own + &at_level(self.bridge.level.as_ref());
        match &self.joint {
            Some(joint) if !matches!(self.said, Said::Excluded) => {
                let left = shown(&self.look.value("together", &joint.interval));
                format!("{own}, and together with {} {left}{}", joint.names(), at_level(joint.level.as_ref()))
            }
            _ => own,
        }
    }

    fn beside(&self) -> String {
        self.beside.as_deref().map(Beside::text).unwrap_or_default()
    }

    /// The break-even values at each open threshold of a share.
    fn settling(&self) -> Result<Vec<(Exact, BreakEven)>, ArithmeticError> {
        let mut found = Vec::new();
        let open = self.verdicts.asserted(Judgement::Undetermined);
        for threshold in open.filter_map(share_threshold) {
            let threshold = threshold?;
            if found.iter().any(|(known, _)| *known == threshold) {
                continue;
            }
            let own = self.bridge.break_even(&threshold)?;
            found.extend(own.into_iter().map(|one| (threshold.clone(), one)));
        }
        Ok(found)
    }
}

/// The threshold of an assertion about a share, as a pure number.
fn share_threshold(assertion: &Assertion) -> Option<Result<Exact, ArithmeticError>> {
    let of_share = assertion.quantified == Quantified::Share;
    let factor = assertion.threshold.unit.factor().is_point().filter(|_| of_share)?;
    Some(&assertion.threshold.value * factor)
}

/// "at 95 % confidence"; of a level that nobody states, that there is one.
fn at_level(level: Option<&Level>) -> String {
    match level.map(Level::stated) {
        None => String::new(),
        Some(Some(level)) => format!(" at {} confidence", percent(level)),
        Some(None) => " at the level of its margin".to_string(),
    }
}

/// The value at which a step, taken alone, brings the figure to a threshold.
fn break_even(threshold: &Exact, one: &BreakEven) -> NamedValue {
    let name = match (one.of, &one.observed) {
        (Parameter::PurityRatio, _) => Name::at("break-even purity ratio for {}", [threshold.clone()]),
        (Parameter::UpstreamShare, _) => Name::at("break-even upstream share for {}", [threshold.clone()]),
        (Parameter::DetectionRatio, _) => Name::at("break-even detection ratio for {}", [threshold.clone()]),
        (Parameter::UnobservedShare, Some(observed)) => {
            Name::at("break-even unobserved share for {} at {%}", [threshold.clone(), observed.clone()])
        }
        (Parameter::UnobservedShare, None) => {
            Name::at("break-even unobserved share for {}", [threshold.clone()])
        }
    };
    let style = if one.of.is_share() { Style::Percent } else { Style::Plain };
    NamedValue::range(name, one.at.clone()).style(style)
}

/// That the values say what would settle the conclusion; and of what is supposed, how far from that it is.
fn settled(settling: &[(Exact, BreakEven)]) -> Result<String, ArithmeticError> {
    if settling.is_empty() {
        return Ok(String::new());
    }
    let mut text = String::from(
        "; the break-even values say what would bring the share to a threshold, each step taken alone",
    );
    for (threshold, one) in settling {
        let Some(supposed) = &one.supposed else { continue };
        let style = if one.of.is_share() { Style::Percent } else { Style::Plain };
        let range = |interval: &Interval| NamedValue::range("", interval.clone()).style(style).shown_range();
        let (of, at, threshold) = (one.of.word(), range(&one.at), percent(threshold));
        let supposed_range = range(supposed);
        let line = match one.distance()? {
            None => format!("; for {threshold} the {of} would be {at}, within the supposed {supposed_range}"),
            Some(distance) => {
                let far = NamedValue::new("", distance).style(style).shown();
                let far = match one.of.is_share() {
                    true => format!("{} points", far.trim_end_matches(" %")),
                    false => format!("by a factor of {far}"),
                };
                let side = if supposed.is_below(&one.at) { "above" } else { "below" };
                format!(
                    "; for {threshold} the {of} would be {at}, {far} {side} the supposed {supposed_range}"
                )
            }
        };
        text.push_str(&line);
    }
    Ok(text)
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
    again.iter_mut().for_each(|one| is_of(one, &as_written));
    Ok(before.iter().zip(&again).any(|(one, again)| one.judged == Judgement::Refuted && is_refuted(again)))
}

/// The same of what several claims leave together.
fn still_refuted_together(case: &StepCase<'_>, before: &[Asserted]) -> Result<bool, Outcome> {
    let Some(together) = case.together(Reading::AsWritten)? else { return Ok(false) };
    let Some(can_be) = &together.interval else { return Ok(true) };
    let again = asserted(case, Reading::AsWritten)?;
    let mut both = before.iter().zip(&again);
    Ok(both.any(|(one, again)| one.judged == Judgement::Refuted && again.judge(can_be) == Judgement::Refuted))
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
                let (set, or_else) = asserted_set(assertion, reading)?;
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

/// Whether the figure comes from a probability sample of what is concluded about, and nobody says how large its error
/// is, nor how many were drawn: then the rest of the population is no free choice, and what it can be is a question of
/// sampling error.
fn is_bare_sample(case: &StepCase<'_>, bridge: &Bridge) -> Result<bool, Outcome> {
    let Some(frame) = case.frame().filter(|frame| frame.design == Some(Design::Probability)) else {
        return Ok(false);
    };
    if bridge.level.is_some() || case.comparison.set(Component::Base) != Some(SetRelation::Within) {
        return Ok(false);
    }
    let Some(member) = case.resolved.result_member(case.claim) else { return Ok(false) };
    let is_for_others = frame.stands_for.is_some() && !speaks_for_population(case);
    Ok(!is_for_others && bridge::drawn(case.resolved, member)?.is_none())
}

/// Whether the figure is a contrast of groups that the conclusion carries to others than those compared. Who took part in
/// a trial, and how many cases were chosen, does not set the groups apart: what is shown of those compared is no wrong
/// conclusion about others, but one that lacks something; what that is, is asked for where a field can say it.
fn is_contrast(case: &StepCase<'_>, asserted: &[Asserted]) -> Result<bool, Outcome> {
    let is_elsewhere =
        |component| matches!(component, Component::Base | Component::Place | Component::Period);
    let differs = |component: &Component| is_elsewhere(*component) && case.comparison.is_beyond(*component);
    let mut beyond = Component::SUBJECT.into_iter().filter(differs);
    let Some(first) = beyond.next() else { return Ok(false) };
    let within = case.comparison.clone().only(|component| !is_elsewhere(component));
    let Some(within) = bridge::carry(case.resolved, case.step, &within, Reading::Nearest)? else {
        return Ok(false);
    };
    let is_shown = |one: &Asserted| match one.position {
        Some(_) => one.judge(within.concluded()) == Judgement::Proven,
        None => within.steps.is_empty(),
    };
    let open = |one: &&Asserted| one.judged == Judgement::Undetermined || one.position.is_none();
    if !asserted.iter().filter(open).all(is_shown) {
        return Ok(false);
    }
    let Some(member) = case.resolved.result_member(case.claim) else { return Ok(false) };
    let ask = |field, whose| Err(Outcome::missing(field, Some(whose)));
    let id = case.written.id();
    let contrast = match Contrast::of(case.resolved, member) {
        Ok(Some(contrast)) if contrast != Contrast::Confounded => contrast,
        Ok(_) => return Ok(false),
        Err(Unsaid::Measure) => return ask(Field::MEASURE, id),
        Err(Unsaid::Frame) => return ask(Field::FRAME, id),
        Err(Unsaid::Assigned) => return ask(Field::ASSIGNED, case.frame().map_or(id, |frame| frame.name)),
    };
    // Of another outcome it shows nothing.
    let mut open = case.comparison.unknown().filter(|component| !is_elsewhere(*component)).peekable();
    if open.peek().is_some() {
        return Err(fields::undecidable(case, open));
    }
    // In the population that the data are meant to speak of, what is missing can be said.
    let concepts = &case.resolved.names().concept;
    let population = case.frame().and_then(|frame| concepts.id(frame.stands_for?));
    let is_of_population = population.is_some_and(|own| case.concluded().subject.base == Value::Node(own));
    let is_further = first != Component::Base || beyond.next().is_some() || !is_of_population;
    let adjustment = case.evidence().method.adjustment;
    match contrast {
        _ if is_further => Ok(true),
        Contrast::Randomised if adjustment.is_none() => ask(Field::ADJUSTMENT, id),
        Contrast::Randomised if !bridge::is_carried(adjustment) => Ok(true),
        _ => ask(Field::INTERVAL, id),
    }
}

/// Whether an odds ratio is concluded to be a ratio of risks, which it is of a rare outcome, and only how rare that is
/// decides what is asserted.
fn is_rare_enough(case: &StepCase<'_>, bridge: &Bridge, asserted: &[Asserted]) -> bool {
    let (last, before) = match &*bridge.steps {
        [.., before, last] => (last, &before.after),
        [last] => (last, &bridge.evidence),
        [] => return false,
    };
    let is_odds = case.evidence().subject.measure == Slot::Known(Measure::OddsRatio)
        && case.concluded().subject.measure == Slot::Known(Measure::RiskRatio);
    is_odds
        && last.component == Component::Measure
        && last.assumed.is_none()
        && asserted.iter().all(|one| one.position.is_none() || one.judge(before) != Judgement::Undetermined)
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
    /// What is asserted of it: on which side of that the figure lies shows in every number.
    asserts: Arc<[Assertion]>,
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
        let asserts = case.resolved.shared_asserts(case.step.conclusion);
        match in_parts.and_then(|unit| Some((unit, unit.factor().is_point()?.clone()))) {
            Some((parts, scale)) if !percent && unit.is_empty() => {
                Look { style, unit: Some(Box::new((Cow::Owned(parts.symbol().to_string()), scale))), asserts }
            }
            _ if unit.is_empty() => Look { style, unit: None, asserts },
            _ => Look { style, unit: Some(Box::new((unit, Exact::ONE))), asserts },
        }
    }

    fn value(&self, name: &'static str, interval: &Interval) -> NamedValue {
        let Some((unit, scale)) = self.unit.as_deref() else {
            let value = NamedValue::range(name, interval.clone()).style(self.style);
            return value.beside(self.thresholds().flatten());
        };
        let scaled = scale.recip().and_then(|by| Ok((interval.scale(&by)?, by)));
        let (value, by) = scaled.unwrap_or_else(|_| (interval.clone(), Exact::ONE));
        let thresholds = self.thresholds().flatten().filter_map(|threshold| (&threshold * &by).ok());
        NamedValue::range(name, value).style(self.style).unit(unit.clone()).beside(thresholds)
    }

    /// The ends of what is asserted, in base units.
    fn thresholds(&self) -> impl Iterator<Item = Vec<Exact>> {
        let ends = |set: &Interval| [set.low_value().cloned(), set.high_value().cloned()];
        let sets = self.asserts.iter().filter_map(|assertion| asserted_set(assertion, Reading::Nearest).ok());
        sets.map(move |(set, or_else)| {
            let sets = std::iter::once(set).chain(or_else);
            sets.flat_map(|set| ends(&set)).flatten().collect()
        })
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
            values.extend(step.assumed.as_deref().map(supposed));
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
            Some(Assumed::Sampling(level)) => {
                format!("as chance drew the sample, at {} confidence", percent(level))
            }
            Some(Assumed::Purity(ratio)) => {
                let ratio = NamedValue::range("", ratio.clone()).shown_range();
                format!("with a part {ratio} times as pure as the rest")
            }
            Some(assumed) => {
                let supposed = supposed(assumed);
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
fn supposed(assumed: &Assumed) -> NamedValue {
    match assumed {
        Assumed::Sampling(level) => NamedValue::percent("level", level.clone()),
        Assumed::Purity(ratio) => NamedValue::range("purity ratio", ratio.clone()),
        Assumed::Declared(name, interval) => {
            // How many times likelier is a number; the others are parts of a whole.
            let style = if *name == AssumptionName::DetectionRatio { Style::Plain } else { Style::Percent };
            NamedValue::range(name.word(), interval.clone()).style(style)
        }
    }
}

#[cfg(test)]
mod tests;
