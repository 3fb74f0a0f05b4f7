//! SA01: the share of a sample is taken for the share of everybody, and chance could have decided.

use crate::claim::relation::MemberKind;
use crate::claim::{Assertion, Comparator, Mood, Quantified};
use crate::dossier::AssumptionName;
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Adjustment, Component, SetRelation, Value};
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::estimate::{Sampled, Worth, approximately, drawn_by_chance, sampled, unless_open, worth};
use crate::rules::step::{about_step, assumed, percent, percents, relation, same_share, unknown};
use crate::stats::{
    binomial_at_least, binomial_at_most, clopper_pearson_excludes, clopper_pearson_of_any, wilson,
};

declare_rule! {
    /// ## What it checks
    /// A share among units drawn by chance, from which a share of the population is concluded: whether the sample is large
    /// enough to tell on which side of the asserted threshold the population's share lies.
    ///
    /// ## Why it matters
    /// Of 20 people 12 are a majority. Of everybody, 36 % to 81 % may be what the 20 were drawn from.
    ///
    /// ## How
    /// The interval of Clopper and Pearson at 95 % (the option `level`) for `x` of `n`: no share outside it is compatible
    /// with the sample at that level. A threshold inside, while a side is asserted, is a warning; a note where it is inside
    /// only for some of the values that rounding leaves open. Wilson's interval, which is shorter and right on average,
    /// and the chance of such a sample at the threshold are shown with it. Clusters, weights and a small population change
    /// what the sample is worth: `n` is divided by the frame's `design_effect` (or by `1 + weights_cv²`, and by
    /// `1 + (n/clusters − 1)·icc`), and by `(N − n)/(N − 1)` where the frame states its `population` `N` or its `coverage`
    /// `n/N`. Nothing asserted, of fewer than 30: a note with the two intervals.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "voters"
    ///
    /// [[claim]]
    /// id    = "in-favour"
    /// share = "12 of 20 people"
    /// of    = "in-favour"
    /// frame = "poll"
    ///
    /// [[conclusion]]
    /// id      = "majority"
    /// from    = "in-favour"
    /// asserts = "share > 1/2"
    /// base    = "voters"
    /// ```
    ///
    /// ## Clean
    /// The same share of ten times as many.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "voters"
    ///
    /// [[claim]]
    /// id    = "in-favour"
    /// share = "120 of 200 people"
    /// of    = "in-favour"
    /// frame = "poll"
    ///
    /// [[conclusion]]
    /// id      = "majority"
    /// from    = "in-favour"
    /// asserts = "share > 1/2"
    /// base    = "voters"
    /// ```
    /// All members of a council voted: nobody was left to chance.
    /// ```toml
    /// [frame.vote]
    /// design     = "census"
    /// stands_for = "council"
    ///
    /// [[claim]]
    /// id    = "in-favour"
    /// share = "12 of 20 members"
    /// of    = "in-favour"
    /// frame = "vote"
    ///
    /// [[conclusion]]
    /// id      = "majority"
    /// from    = "in-favour"
    /// asserts = "share > 1/2"
    /// base    = "council"
    /// ```
    ///
    /// ## Limits
    /// Says nothing of who did not answer, was not reached or answered wrongly. Silent where the conclusion is about those
    /// who were asked, where units were not drawn by chance, and of kilograms and money, which are no draws. A share that
    /// was weighted is worth less than its number; without a design effect the rule takes the number for it, and of one with
    /// a printed margin it is silent, as that knows more than the number.
    ///
    /// ## Sources
    /// Clopper, C. & Pearson, E. (1934), *Biometrika* 26:404. Wilson, E. B. (1927), *Journal of the American Statistical
    /// Association* 22:209. Brown, L., Cai, T. & DasGupta, A. (2001), *Statistical Science* 16:101. Korn, E. & Graubard, B.
    /// (1998), *Survey Methodology* 24:193. Kish, L. (1965), *Survey Sampling*, Wiley. Cochran, W. G. (1977), *Sampling
    /// Techniques*, 3rd ed., ch. 2–3.
    "SA01", "binomial-interval", "sampling", since "0.1.0", Warning,
    "a sample is too small to tell on which side of the asserted threshold the share lies",
    Step(check),
    options [
        ("level", "19/20", "the level of the intervals"),
        ("small", "30", "the number of units below which an unasserted share gets its interval"),
    ]
}

fn check(case: &StepCase<'_>) -> Verdict {
    let members = case.resolved.members_of(case.claim);
    let Some(member) = members.iter().find(|member| member.kind == MemberKind::Result) else {
        return Ok(Outcome::not_applicable("the evidence is no share of things counted"));
    };
    // An asserted number is no side: 60 % is what was found.
    let takes_side = |assertion: &&Assertion| {
        assertion.quantified == Quantified::Share && assertion.comparator != Comparator::Equal
    };
    let sides: Box<[Side]> = case.asserts().iter().filter(takes_side).filter_map(Side::of).collect();
    if sides.is_empty() && !case.asserts().is_empty() {
        return Ok(Outcome::not_applicable("no side of a share is asserted"));
    }
    let Some(sample) = sampled(case.resolved, member)? else {
        return Ok(Outcome::not_applicable("the evidence is no share of things counted"));
    };
    if case.evidence().method.adjustment == Some(Adjustment::Model) {
        return Ok(Outcome::not_applicable("the figure was computed from a model"));
    }
    let details = member.details.as_deref();
    let is_printed = details.is_some_and(|details| details.margin.is_some() || details.interval.is_some());
    if is_printed && case.evidence().method.adjustment == Some(Adjustment::Weighted) {
        return Ok(Outcome::not_applicable("the figure was weighted, and its own margin is printed with it"));
    }
    if case.comparison.differs(Component::Measure) {
        return Ok(Outcome::not_applicable("the conclusion is about another measure"));
    }
    let mut open = None;
    unless_open(drawn_by_chance(case.frame(), case.written.id()), &mut open)?;
    unless_open(same_share(case), &mut open)?;
    unless_open(speaks_of_all(case), &mut open)?;
    let Some(n) = &sample.n else {
        return Ok(match (sides.is_empty(), open) {
            (false, None) if case.conclusion.mood != Mood::NotShown => {
                Outcome::missing(Field::N, Some(case.written.id()))
            }
            (false, None) => Outcome::Passed,
            _ => Outcome::not_applicable(
                "the share of how many is not stated, nor that they were drawn by chance",
            ),
        });
    };
    if !sample.is_share {
        open.get_or_insert_with(|| Outcome::missing(Field::MEASURE, Some(case.written.id())));
    }
    let sample = Sample {
        worth: worth(n, case.frame(), assumed(case, AssumptionName::Icc))?,
        n: n.clone(),
        level: case.settings.get("level"),
        printed: sample,
    };
    match (judged(case, &sample, &sides)?, open) {
        (Some(finding), None) => Ok(finding.into()),
        (Some(_), Some(open)) => Ok(open.so_far_when_read(move || sample.values(&sides))),
        (None, _) if sides.is_empty() => Ok(Outcome::not_applicable("nothing is asserted about the share")),
        (None, _) => Ok(Outcome::Passed),
    }
}

/// A threshold and the side of it that is asserted.
#[derive(Debug, Clone)]
struct Side {
    threshold: Exact,
    comparator: Comparator,
}

impl Side {
    fn of(assertion: &Assertion) -> Option<Side> {
        let factor = assertion.threshold.unit.factor().is_point()?;
        let threshold = (&assertion.threshold.value * factor).ok()?;
        let inside = threshold.is_positive() && threshold < Exact::ONE;
        inside.then_some(Side { threshold, comparator: assertion.comparator })
    }

    /// Whether some of the shares are on the asserted side and some are not.
    fn is_open(&self, shares: &Interval) -> bool {
        let asserted = self.comparator.set(self.threshold.clone());
        !shares.is_subset(&asserted) && !shares.is_disjoint(&asserted)
    }
}

/// A share of units drawn by chance.
#[derive(Debug, Clone)]
struct Sample {
    printed: Sampled,
    n: Interval,
    worth: Worth,
    level: Exact,
}

/// The finding that the sample gives, if it gives one.
fn judged(case: &StepCase<'_>, sample: &Sample, sides: &[Side]) -> Result<Option<Finding>, Outcome> {
    if case.conclusion.mood == Mood::NotShown {
        return Ok(None);
    }
    let small = case.settings.get("small");
    if sides.is_empty() {
        let is_small = sample.n.high_value().is_some_and(|high| *high < small);
        return Ok(is_small.then(|| told(case, sample, Box::default(), Severity::Note)));
    }
    // One tail rules out what two limits would: of most samples nothing else is asked.
    let mut ruled_out = sides.len() <= FEW;
    for side in sides {
        ruled_out = ruled_out && sample.rules_out(&side.threshold)?;
    }
    if ruled_out {
        return Ok(None);
    }
    let widest = sample.widest()?;
    let among = |shares: &Interval| -> Box<[Side]> {
        sides.iter().filter(|side| side.is_open(shares)).cloned().collect()
    };
    let possibly = among(&widest);
    if possibly.is_empty() {
        return Ok(None);
    }
    let narrowest = if sample.is_exact() { Some(widest) } else { sample.narrowest()? };
    let surely = narrowest.as_ref().map(among).unwrap_or_default();
    if surely.is_empty() && sample.worth.lacks_icc {
        let frame = case.frame().map(|frame| frame.name);
        return Err(Outcome::missing(Field::ICC, frame).so_far(sample.values(sides)?));
    }
    let (open, severity) =
        if surely.is_empty() { (possibly, Severity::Note) } else { (surely, Severity::Warning) };
    Ok(Some(told(case, sample, open, severity)))
}

/// So many thresholds are tried one by one before the limits are computed.
const FEW: usize = 4;

/// The name of how probable such a sample is at a threshold.
const CHANCE: &str = "chance at {%}";

impl Sample {
    fn ends(&self) -> (Exact, Exact) {
        let low = self.printed.share.low_value().cloned().unwrap_or(Exact::ZERO);
        let high = self.printed.share.high_value().cloned().unwrap_or(Exact::ONE);
        (low, high)
    }

    /// Every share that the sample does not rule out by some reading of its figures.
    fn widest(&self) -> Result<Interval, ArithmeticError> {
        let [low, high] = self.successes(&self.worth.least)?;
        Ok(clopper_pearson_of_any([&low, &high], &self.worth.least, &self.level)?.within_share())
    }

    /// How many successes the printed share can be among so many.
    fn successes(&self, size: &Exact) -> Result<[Exact; 2], ArithmeticError> {
        let (low, high) = self.ends();
        Ok([(&low * size)?, (&high * size)?])
    }

    /// Whether the sample rules out a share in every reading of its figures, as far as that can be told quickly.
    fn rules_out(&self, share: &Exact) -> Result<bool, ArithmeticError> {
        let [low, high] = self.successes(&self.worth.least)?;
        clopper_pearson_excludes([&low, &high], &self.worth.least, &self.level, share)
    }

    /// Whether its figures have one reading.
    fn is_exact(&self) -> bool {
        let (low, high) = self.ends();
        low == high && self.worth.most.as_ref() == Some(&self.worth.least)
    }

    /// The shares that it rules out by no reading; nothing where there is none.
    fn narrowest(&self) -> Result<Option<Interval>, ArithmeticError> {
        let Some(most) = &self.worth.most else { return Ok(None) };
        let [low, high] = self.successes(most)?;
        let of = |successes: &Exact| clopper_pearson_of_any([successes, successes], most, &self.level);
        let first = of(&low)?.within_share();
        if low == high { Ok(Some(first)) } else { Ok(first.intersect(&of(&high)?.within_share())) }
    }

    /// The share, its intervals, and how probable such a sample is at each threshold.
    fn values(&self, sides: &[Side]) -> Result<Vec<NamedValue>, ArithmeticError> {
        let (share, least) = (&self.printed.value, &self.worth.least);
        let successes = (share * least)?;
        let wilson = wilson(&successes, least, &self.level)?.within_share();
        let mut values = vec![
            NamedValue::percent("share", share.clone()),
            NamedValue::range("units", self.n.clone()).style(Style::Whole),
            NamedValue::range("Clopper–Pearson interval", self.widest()?).style(Style::Percent),
            NamedValue::range("Wilson interval", wilson).style(Style::Percent),
        ];
        if self.worth.effect != Interval::ONE {
            values.push(NamedValue::range("design effect", self.worth.effect.clone()));
        }
        let drawn = self.n.is_point().filter(|size| *size == least);
        if drawn.is_none() {
            values.push(NamedValue::new("effective size", least.clone()));
        }
        let Some(size) = drawn.filter(|_| self.printed.is_counted) else { return Ok(values) };
        for Side { threshold, .. } in sides {
            let tail = if share >= threshold { binomial_at_least } else { binomial_at_most };
            let chance = tail(&successes, size, threshold)?.within_share();
            let name = Name::at(CHANCE, [threshold.clone()]);
            values.push(approximately(name, chance).style(Style::Percent));
        }
        Ok(values)
    }

    fn tell(&self, open: &[Side]) -> Result<Finding, ArithmeticError> {
        let values = self.values(open)?;
        let thresholds: Vec<Exact> = open.iter().map(|side| side.threshold.clone()).collect();
        let first = thresholds.first();
        let chance = values.iter().find(|value| value.name.pattern() == CHANCE);
        let chance = chance.map(NamedValue::shown);
        let (fact, advice) = match first {
            None => (
                "{share} of {among} can come from a population with {Clopper–Pearson interval:range}, at {level} confidence",
                "give the interval with the share",
            ),
            Some(_) => (
                "{share} of {among} can come from a population with {Clopper–Pearson interval:range}, at {level} confidence: on both sides of {open}",
                "say that it is not shown, or give the interval with the share",
            ),
        };
        let reason = match chance {
            Some(_) => {
                "were it {first} of everybody, {as many} {share} of {among} would turn up with a chance of {chance}; by Wilson's method, right on average, the limits are {Wilson interval:range}"
            }
            None => "by Wilson's method, right on average, the limits are {Wilson interval:range}",
        };
        let above = first.is_some_and(|first| self.printed.value >= *first);
        Ok(Finding::warning(fact, reason, advice)
            .with_all(values)
            .word("among", self.printed.among())
            .word("level", percent(&self.level))
            .word("open", percents(&thresholds))
            .word("first", first.map(percent).unwrap_or_default())
            .word("chance", chance.unwrap_or_default())
            .word("as many", if above { "at least" } else { "at most" }))
    }
}

fn told(case: &StepCase<'_>, sample: &Sample, open: Box<[Side]>, severity: Severity) -> Finding {
    let (at, sample) = (sample.printed.at.clone(), sample.clone());
    let finding = Finding::told_when_read(severity, move || sample.tell(&open));
    about_step(case, finding, if case.asserts().is_empty() { "" } else { "asserts" }).at(at)
}

/// Whether the conclusion is about the population that the sample was drawn from, and not about those drawn.
fn speaks_of_all(case: &StepCase<'_>) -> Result<(), Outcome> {
    let concepts = &case.resolved.names().concept;
    let Some(frame) = case.frame() else { return Ok(()) };
    let target = match case.concluded().subject.base {
        Value::Node(target) => target,
        Value::Unknown => return Err(Outcome::missing(Field::BASE, Some(case.conclusion.id()))),
        _ => return Err(Outcome::not_applicable("the conclusion is about no population")),
    };
    if concepts.id(frame.name) == Some(target) {
        return Err(Outcome::not_applicable("the conclusion is about those who were asked"));
    }
    if matches!(relation(case, Component::Base), None | Some(SetRelation::Equal)) {
        return Ok(());
    }
    let Some(population) = frame.stands_for else {
        return Err(Outcome::missing(Field::STANDS_FOR, Some(frame.name)));
    };
    match concepts.id(population).map(|population| concepts.relation(population, target)) {
        Some(SetRelation::Equal) => Ok(()),
        Some(SetRelation::Unknown) | None => Err(unknown(case, Component::Base)),
        Some(_) => {
            Err(Outcome::not_applicable("the conclusion is about others than the sample was drawn from"))
        }
    }
}

#[cfg(test)]
mod tests;
