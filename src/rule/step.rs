//! What every rule about a step may ask of it, computed once: the observed share and the thresholds asserted of it.

use std::cell::OnceCell;

use super::{Outcome, StepCase};
use foldhash::{HashMap, HashSet};

use crate::bridge::{self, Fit, Together};
use crate::claim::relation::MemberKind;
use crate::claim::{Assertion, Comparator, Quantified};
use crate::dossier::{Member, MemberShape, Reported, ResolvedClaim, ResolvedConclusion};
use crate::number::{Exact, Form, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Component, Flow, Measure, PeriodValue, Slot, Subject, Value};
use crate::vocabulary::{Period, ResultClass};

mod spread;

pub(crate) use spread::Spread;
use spread::Spreads;

/// What was computed for one conclusion.
#[derive(Debug, Default)]
pub(crate) struct OfConclusion {
    thresholds: OnceCell<Box<[Threshold]>>,
    /// What its claims say together, to nearest and as written.
    together: [OnceCell<Result<Groups, Outcome>>; 2],
    reach: OnceCell<Reach>,
    spreads: OnceCell<Spreads>,
    chain: OnceCell<Chain>,
    drawn: OnceCell<Drawn>,
}

/// What the claims of a conclusion are about.
#[derive(Debug, Default)]
pub(crate) struct Drawn {
    /// The first claim of each subject.
    subjects: HashMap<Subject, u32>,
    /// What is counted, and out of what.
    conditions: HashSet<(Value, Value)>,
    flows: HashSet<Flow>,
    measures: HashSet<Measure>,
    /// What is counted, and what things the units count.
    of: HashSet<Value>,
    kinds: HashSet<Value>,
    /// Of several claims, the first that leaves a component open.
    open: Vec<(Component, u32)>,
}

impl Drawn {
    /// The first claim that is about exactly this.
    pub(crate) fn claim(&self, subject: &Subject) -> Option<u32> {
        self.subjects.get(subject).copied()
    }

    /// Whether a claim counts this out of that.
    pub(crate) fn counts(&self, of: Value, base: Value) -> bool {
        self.conditions.contains(&(of, base))
    }

    /// The first claim that leaves one of these open, where there are several: it may be what another lacks.
    pub(crate) fn open(&self, components: &[Component]) -> Option<(Component, u32)> {
        self.open.iter().find(|(component, _)| components.contains(component)).copied()
    }

    /// Whether a claim's result is of such a measure.
    pub(crate) fn is_out_of(&self, is: impl Fn(Measure) -> bool) -> bool {
        self.measures.iter().any(|measure| is(*measure))
    }

    /// Whether a claim counts something else than this, or in other units.
    pub(crate) fn counts_else(&self, of: Value, kinds: impl Iterator<Item = Value>) -> bool {
        let own: HashSet<Value> = kinds.collect();
        // No more can be alike than there are: the first that is not ends the search.
        self.of.iter().any(|other| *other != of) || self.kinds.iter().any(|kind| !own.contains(kind))
    }

    /// Whether a claim lies in time in one of these ways.
    pub(crate) fn lies(&self, flows: &[Flow]) -> bool {
        flows.iter().any(|flow| self.flows.contains(flow))
    }
}

/// The groups of several claims that speak of one thing, and which group each claim is in.
#[derive(Debug)]
struct Groups {
    groups: Vec<Together>,
    of_claim: HashMap<u32, usize>,
}

/// How far along the chain of results the evidence of a conclusion reaches.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Chain {
    /// The latest class of what any of its claims counts.
    pub latest: Option<ResultClass>,
    /// The first of its claims of which the class is not known.
    pub unknown: Option<u32>,
}

/// How far the evidence of a conclusion reaches in time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reach {
    /// The period that ends last, of all its claims of which that is known.
    pub latest: Option<Period>,
    /// The first of its claims of which it is not known when its figures were taken.
    pub unknown: Option<u32>,
}

/// What was computed for one step.
#[derive(Debug, Default)]
pub(crate) struct OfStep<'d> {
    share: OnceCell<Result<Share<'d>, Outcome>>,
    fits: OnceCell<Box<[Fit]>>,
}

impl<'d> StepCase<'d> {
    /// The share behind the step; a rule about shares has nothing to say of another measure.
    pub(crate) fn share(&self) -> Result<&'d Share<'d>, Outcome> {
        self.of_step.share.get_or_init(|| share(self)).as_ref().map_err(Outcome::clone)
    }

    /// Each assertion of the conclusion, with whether it speaks of the number that is the evidence.
    pub(crate) fn fits(&self) -> impl Iterator<Item = (&'d Assertion, Fit)> {
        let fit = |assertion: &Assertion| bridge::fit(self.resolved, self.claim, assertion);
        let fits = self.of_step.fits.get_or_init(|| self.asserts().iter().map(fit).collect());
        self.asserts().iter().zip(fits.iter().copied())
    }

    /// What the claims behind the conclusion that speak of the same thing say together with this one, in the nearest or
    /// any wider reading; nothing where there is no other.
    pub(crate) fn together(&self, reading: Reading) -> Result<Option<&'d Together>, Outcome> {
        let Some(conclusion) = self.concluded_from() else { return Ok(None) };
        if self.resolved.steps_of(conclusion).len() < 2 {
            return Ok(None);
        }
        let [nearest, wider] = &self.of_conclusion.together;
        let (cell, reading) = match reading {
            Reading::Nearest => (nearest, reading),
            _ => (wider, Reading::AsWritten),
        };
        let groups = cell.get_or_init(|| {
            // What one claim says alone is known from its own step.
            let groups =
                bridge::groups(self.resolved, conclusion).into_iter().filter(|group| group.len() > 1);
            let groups = groups.map(|steps| bridge::of_group(self.resolved, &steps, reading));
            let groups = groups.collect::<Result<Vec<_>, _>>()?;
            let of_claim = groups
                .iter()
                .enumerate()
                .flat_map(|(at, group)| group.claims.iter().map(move |claim| (*claim, at)));
            Ok(Groups { of_claim: of_claim.collect(), groups })
        });
        let groups = groups.as_ref().map_err(Outcome::clone)?;
        Ok(groups.of_claim.get(&self.step.claim).and_then(|at| groups.groups.get(*at)))
    }

    /// What the conclusion says of its cause, and when that began.
    pub(crate) fn concluded_from(&self) -> Option<&'d ResolvedConclusion> {
        self.resolved.conclusion(self.step.conclusion)
    }

    /// The claims that the conclusion is drawn from, this one among them.
    fn claims(&self) -> impl Iterator<Item = &'d ResolvedClaim> {
        let resolved = self.resolved;
        let steps = self.concluded_from().map_or(&[][..], |conclusion| resolved.steps_of(conclusion));
        steps.iter().filter_map(move |step| resolved.claim(step.claim))
    }

    /// From how much of its place the conclusion has evidence like this claim's.
    pub(crate) fn spread(&self) -> Spread {
        self.of_conclusion.spreads.get_or_init(|| Spreads::of(self)).of_claim(self.claim, self.resolved)
    }

    /// How far the figures of all its claims reach: one may show the time before, another the time after.
    pub(crate) fn reach(&self) -> Reach {
        *self.of_conclusion.reach.get_or_init(|| {
            let mut reach = Reach::default();
            for claim in self.claims() {
                match self.resolved.last_period(claim) {
                    PeriodValue::Period(period) => {
                        let is_later = |latest: Period| period.bounds().1 > latest.bounds().1;
                        if reach.latest.is_none_or(is_later) {
                            reach.latest = Some(period);
                        }
                    }
                    PeriodValue::Unknown => reach.unknown = reach.unknown.or(Some(claim.position)),
                    PeriodValue::Any | PeriodValue::NotApplicable => {}
                }
            }
            reach
        })
    }

    /// What its claims are about: one may be what another lacks.
    pub(crate) fn drawn(&self) -> &'d Drawn {
        self.of_conclusion.drawn.get_or_init(|| {
            let mut drawn = Drawn::default();
            let is_several = self.claims().nth(1).is_some();
            for claim in self.claims() {
                let subject = self.resolved.scope(claim.scope).subject;
                let open = [
                    (Component::Of, subject.of == Value::Unknown),
                    (Component::Base, subject.base == Value::Unknown),
                    (Component::Kind, subject.kind == Value::Unknown),
                    (Component::Measure, subject.measure == Slot::Unknown),
                    (Component::Flow, subject.flow == Slot::Unknown),
                ];
                for (component, _) in open.into_iter().filter(|(_, is_open)| *is_open && is_several) {
                    if drawn.open(&[component]).is_none() {
                        drawn.open.push((component, claim.position));
                    }
                }
                drawn.subjects.entry(subject).or_insert(claim.position);
                drawn.conditions.insert((subject.of, subject.base));
                drawn.flows.extend(subject.flow.known());
                drawn.measures.extend(subject.measure.known());
                let is_named = |value: &Value| matches!(value, Value::Node(_));
                drawn.of.extend(Some(subject.of).filter(is_named));
                drawn.kinds.extend(Some(subject.kind).filter(is_named));
            }
            drawn
        })
    }

    /// What a claim leaves open that may be what another lacks, with whose it is.
    pub(crate) fn left_open(&self, components: &[Component]) -> Option<(Component, &'d str)> {
        let (component, claim) = self.drawn().open(components)?;
        let written = self.resolved.claim(claim).and_then(|claim| self.resolved.written(claim))?;
        Some((component, written.id()))
    }

    /// How far along the chain of results its claims reach: one may count what was done, another what it was for.
    pub(crate) fn chain(&self) -> Chain {
        *self.of_conclusion.chain.get_or_init(|| {
            let mut chain = Chain::default();
            for claim in self.claims() {
                let class = self.resolved.class_of(claim.scope);
                chain.latest = chain.latest.max(class);
                let of = self.resolved.scope(claim.scope).subject.of;
                if class.is_none() && matches!(of, Value::Node(_) | Value::Unknown) {
                    chain.unknown = chain.unknown.or(Some(claim.position));
                }
            }
            chain
        })
    }

    /// The thresholds asserted of a share, the highest first; customary ones for "below" where nothing is asserted.
    pub(crate) fn thresholds(&self) -> &'d [Threshold] {
        self.of_conclusion.thresholds.get_or_init(|| thresholds(self.asserts()).into())
    }
}

/// Vague words are tested at these shares where the conclusion asserts none of its own.
const CUSTOMARY: [(i64, i64); 3] = [(1, 2), (1, 4), (1, 10)];

/// The share that a step's evidence is: of two printed figures, or printed as one.
#[derive(Debug)]
pub(crate) struct Share<'d> {
    /// Where it is printed: the part, or the share itself.
    pub at: &'d Reported,
    /// The part, in base units; the share itself where it is printed as one figure.
    pub part: Exact,
    /// The whole less the part.
    pub rest: Exact,
    /// The printed share, between 0 and 1.
    pub value: Exact,
    /// The same number where it is printed plainly; all it can be where the text says no more ("at least", "most").
    pub interval: Interval,
}

fn single(reported: &Reported) -> Result<Exact, Outcome> {
    reported.amount.value()?.ok_or_else(|| Outcome::not_applicable("the unit has several definitions"))
}

fn share<'d>(case: &StepCase<'d>) -> Result<Share<'d>, Outcome> {
    let no_share = || Outcome::not_applicable("the evidence is no share");
    let members = case.resolved.members_of(case.claim);
    let member = members.iter().find(|member| member.kind == MemberKind::Result).ok_or_else(no_share)?;
    let measure = |member: &Member<'_>| case.resolved.scope(member.scope).subject.measure;
    let (at, part, whole, plain) = match (member.shape, case.resolved.amounts_of(member)) {
        (MemberShape::Ratio(RatioKind::Share), [part, whole, ..]) => {
            (part, single(part)?, single(whole)?, is_plain(&part.amount) && is_plain(&whole.amount))
        }
        (MemberShape::Value, [value]) if measure(member) == Slot::Known(Measure::Share) => {
            let is_pure = value.unit().dimension().is_some_and(|dimension| dimension.is_none());
            if !is_pure || value.unit().is_counted() {
                return Err(no_share());
            }
            (value, single(value)?, Exact::ONE, is_plain(&value.amount))
        }
        _ => return Err(no_share()),
    };
    let value = (&part / &whole)?;
    if value.is_negative() || value > Exact::ONE {
        return Err(Outcome::not_applicable("the figures make no share between 0 and 1"));
    }
    let interval = if plain {
        Interval::point(value.clone())
    } else {
        let readings = case.resolved.member_interval(member, Reading::Nearest)?;
        readings.intersect(&Interval::share()).unwrap_or_else(Interval::share)
    };
    Ok(Share { at, rest: (&whole - &part)?, part, value, interval })
}

/// A number and nothing else: neither "at least" nor "about" nor a range.
pub(crate) fn is_plain(amount: &Amount) -> bool {
    let figure = amount.figure();
    figure.form() == Form::Number && !figure.is_vague() && !figure.is_sharp()
}

/// What is asserted of a share, as a pure number.
#[derive(Debug)]
pub(crate) struct Threshold {
    pub value: Exact,
    comparator: Comparator,
}

fn thresholds(asserts: &[Assertion]) -> Vec<Threshold> {
    let below = |value| Threshold { value, comparator: Comparator::Less };
    let mut thresholds: Vec<Threshold> = if asserts.is_empty() {
        CUSTOMARY.iter().filter_map(|(n, d)| Exact::new(*n, *d).ok()).map(below).collect()
    } else {
        let about_share = asserts.iter().filter(|assertion| assertion.quantified == Quantified::Share);
        about_share
            .map(|assertion| Threshold { value: threshold(assertion), comparator: assertion.comparator })
            .collect()
    };
    thresholds.retain(|threshold| threshold.value.is_positive() && threshold.value < Exact::ONE);
    thresholds.sort_by(|one, other| other.value.cmp(&one.value));
    thresholds
}

/// The threshold as a pure number.
pub(crate) fn threshold(assertion: &Assertion) -> Exact {
    let value = &assertion.threshold.value;
    match assertion.threshold.unit.factor().is_point() {
        Some(factor) => (value * factor).unwrap_or_else(|_| value.clone()),
        None => value.clone(),
    }
}

impl Threshold {
    /// Whether the assertion is true for all of the values.
    pub fn holds(&self, values: &Interval) -> bool {
        values.is_subset(&self.comparator.set(self.value.clone()))
    }

    /// Whether the assertion is true for none of the values.
    pub fn fails(&self, values: &Interval) -> bool {
        values.is_disjoint(&self.comparator.set(self.value.clone()))
    }

    /// Whether the assertion is true for some of the values and false for others.
    pub fn is_open(&self, values: &Interval) -> bool {
        let asserted = self.comparator.set(self.value.clone());
        !values.is_subset(&asserted) && !values.is_disjoint(&asserted)
    }
}
