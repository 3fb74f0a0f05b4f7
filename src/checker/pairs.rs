//! The pairs of quantities that are set side by side, found in time that grows with their number.
//!
//! *Same*: quantities of one subject are grouped by hash; within a group one sorted pass pairs each figure with the
//! one that ends lowest, so that every contradiction in the group shows without comparing all with all. *Part and
//! whole*: what a relation asserts; and quantities whose scope lies within another's, found by carrying the largest
//! lower end up the taxonomy, and through nested periods by one sweep.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::claim::relation::MemberKind;
use crate::dossier::{MemberShape, Reported, Resolved, Role};
use crate::number::{Exact, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Measure, PeriodValue, Slot, Subject, Value};
use crate::vocabulary::NodeId;

/// Two quantities by position, and whether the text sets them side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub first: usize,
    pub second: usize,
    pub asserted: bool,
}

/// How many wider scopes in several components at once are looked up for each quantity.
const WIDER_SCOPES: usize = 48;

pub(super) fn same(resolved: &Resolved<'_>) -> Vec<Pair> {
    let quantities = resolved.quantities();
    let mut pairs = Vec::new();
    for group in by_subject(quantities) {
        sorted_pass(quantities, group, &mut pairs);
    }
    let result = |claim: u32| -> Option<usize> {
        let claim = resolved.claim(claim)?;
        let member = resolved
            .members_of(claim)
            .iter()
            .find(|member| matches!(member.kind, MemberKind::Result | MemberKind::Whole))?;
        usize::try_from(resolved.first_amount(member)).ok()
    };
    let against = resolved.against().iter().copied();
    // What one conclusion draws on is set side by side: each claim with the first.
    let drawn = resolved.conclusions().iter().flat_map(|conclusion| {
        let steps = resolved.steps_of(conclusion);
        let first = steps.first().map(|step| step.claim);
        steps.iter().skip(1).filter_map(move |step| Some((step.claim, first?)))
    });
    let single_value = |position: usize| {
        let reported = quantities.get(position)?;
        let member = resolved.member_of(reported)?;
        (member.shape == MemberShape::Value).then_some(position)
    };
    for (i, (one, other)) in against.chain(drawn).enumerate() {
        let asked_for = i < resolved.against().len();
        let pick = |claim| {
            result(claim).and_then(|position| if asked_for { Some(position) } else { single_value(position) })
        };
        if let (Some(first), Some(second)) = (pick(one), pick(other)) {
            let (first, second) = ratios_as_printed(resolved, first, second);
            pairs.push(Pair { first, second, asserted: true });
        }
    }
    pairs
}

/// Where the text sets a ratio against a fraction or another ratio, the ratios as printed: "36.5 %" against the "54 %" of
/// "1,293,669 of 2,376,523 ballots, 54 %", not against the ballots.
fn ratios_as_printed(resolved: &Resolved<'_>, first: usize, second: usize) -> (usize, usize) {
    let quantities = resolved.quantities();
    let stated = |position: usize| {
        let member = quantities.get(position)?.member;
        let own = quantities.iter().enumerate().skip(position).take_while(|(_, own)| own.member == member);
        own.into_iter().find(|(_, own)| own.role == Role::Stated).map(|(position, _)| position)
    };
    let is_fraction = |position: usize| {
        quantities.get(position).is_some_and(|reported| reported.unit().fraction().is_some())
    };
    match (stated(first), stated(second)) {
        (Some(first), Some(second)) => (first, second),
        (Some(first), None) if is_fraction(second) => (first, second),
        (None, Some(second)) if is_fraction(first) => (first, second),
        _ => (first, second),
    }
}

/// Positions of quantities that share a subject, in groups of two and more.
fn by_subject(quantities: &[Reported]) -> Vec<Vec<usize>> {
    let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(quantities.len());
    for (position, reported) in quantities.iter().enumerate() {
        // Two figures are about one thing only if somebody says what it is.
        if matches!(reported.scope.subject.of, Value::Node(_)) {
            keyed.push((hash(&reported.scope.subject), position));
        }
    }
    keyed.sort_unstable();
    let mut groups = Vec::new();
    for run in keyed.chunk_by(|a, b| a.0 == b.0) {
        if run.len() < 2 {
            continue;
        }
        let mut by_subject: HashMap<Subject, Vec<usize>> = HashMap::new();
        for (_, position) in run {
            if let Some(reported) = quantities.get(*position) {
                by_subject.entry(reported.scope.subject).or_default().push(*position);
            }
        }
        let mut split: Vec<Vec<usize>> = by_subject.into_values().filter(|group| group.len() > 1).collect();
        split.sort_unstable();
        groups.extend(split);
    }
    groups.sort_unstable();
    groups
}

fn hash<T: Hash>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Each figure of a group with the one of the lowest upper end among those that start no higher.
fn sorted_pass(quantities: &[Reported], mut group: Vec<usize>, pairs: &mut Vec<Pair>) {
    let ends = |position: usize| -> Option<(Exact, Option<Exact>)> {
        let interval = quantities.get(position)?.interval(Reading::Nearest).ok()?;
        let low = interval.low_value().cloned();
        let high = interval.high_value().cloned();
        // An interval without a lower end starts below all others.
        Some((low.or_else(|| high.clone())?, high))
    };
    let mut placed: Vec<(Exact, Option<Exact>, usize)> = group
        .drain(..)
        .filter_map(|position| ends(position).map(|(low, high)| (low, high, position)))
        .collect();
    placed.sort();
    let mut lowest: Option<(Option<Exact>, usize)> = None;
    for (_, high, position) in placed {
        if let Some((_, first)) = &lowest {
            let (first, second) = (position.min(*first), position.max(*first));
            pairs.push(Pair { first, second, asserted: false });
        }
        let is_lower = match (&lowest, &high) {
            (None, _) | (Some((None, _)), Some(_)) => true,
            (Some((Some(lowest), _)), Some(high)) => high < lowest,
            (Some(_), None) => false,
        };
        if is_lower {
            lowest = Some((high, position));
        }
    }
}

pub(super) fn part_whole(resolved: &Resolved<'_>) -> Vec<Pair> {
    let mut pairs = asserted(resolved);
    nested(resolved, &mut pairs);
    pairs
}

/// Parts and wholes that a relation asserts.
fn asserted(resolved: &Resolved<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let position = |position: u32| usize::try_from(position).ok();
    for member in resolved.members() {
        if member.shape == MemberShape::Ratio(RatioKind::Share) {
            if let Some(first) = position(resolved.first_amount(member)) {
                pairs.push(Pair { first, second: first + 1, asserted: true });
            }
        }
    }
    for claim in resolved.claims() {
        let members = resolved.members_of(claim);
        let Some(whole) = members.iter().find(|member| member.kind == MemberKind::Whole) else { continue };
        for part in members.iter().filter(|member| member.kind == MemberKind::Part) {
            let ends = (position(resolved.first_amount(part)), position(resolved.first_amount(whole)));
            if let (Some(first), Some(second)) = ends {
                pairs.push(Pair { first, second, asserted: true });
            }
        }
    }
    pairs
}

/// A quantity that may stand as part or whole of another: how much, and where its scope lies.
#[derive(Clone)]
struct Standing {
    position: usize,
    low: Exact,
    subject: Subject,
}

/// Pairs in which one quantity's scope lies within another's: for each whole the part with the largest lower end.
fn nested(resolved: &Resolved<'_>, pairs: &mut Vec<Pair>) {
    let standing: Vec<Standing> = resolved
        .quantities()
        .iter()
        .enumerate()
        .filter_map(|(position, reported)| {
            let subject = reported.scope.subject;
            let additive = matches!(subject.measure, Slot::Known(Measure::Count | Measure::Sum));
            if !additive || reported.role == Role::Stated || !matches!(subject.of, Value::Node(_)) {
                return None;
            }
            let interval = reported.interval(Reading::Nearest).ok()?;
            let low = interval.low_value().cloned()?;
            Some(Standing { position, low, subject })
        })
        .collect();
    // A part within a whole in one component of names: the largest lower end is carried up from node to node.
    let names = resolved.names();
    for (component, taxonomy) in
        [(Axis::Of, &names.concept), (Axis::Base, &names.concept), (Axis::Place, &names.place)]
    {
        // Most subjects stand at one node only: these need no list.
        let mut several: HashMap<Subject, Option<NodeId>> = HashMap::with_capacity(standing.len());
        for one in &standing {
            let mut key = one.subject;
            if let Some(node) = component.take(&mut key) {
                let only = several.entry(key).or_insert(Some(node));
                *only = only.filter(|only| *only == node);
            }
        }
        if several.values().all(Option::is_some) {
            continue;
        }
        let mut families: HashMap<Subject, HashMap<NodeId, Vec<usize>>> = HashMap::new();
        for (i, one) in standing.iter().enumerate() {
            let mut key = one.subject;
            if let Some(node) = component.take(&mut key) {
                if several.get(&key).is_some_and(Option::is_none) {
                    families.entry(key).or_default().entry(node).or_default().push(i);
                }
            }
        }
        for family in families.into_values().filter(|family| family.len() > 1) {
            carry_up(taxonomy, &family, &standing, pairs);
        }
    }
    // In several components, or in time.
    // A wider scope matters only where some quantity has it: each group holds its own quantities and the narrower ones.
    let mut places: HashMap<Subject, Vec<(usize, bool)>> = HashMap::with_capacity(standing.len());
    for (i, one) in standing.iter().enumerate() {
        let mut own = one.subject;
        own.period = PeriodValue::Unknown;
        places.entry(own).or_default().push((i, true));
    }
    for (i, one) in standing.iter().enumerate() {
        for key in wider_keys(resolved, one.subject).iter().skip(1) {
            if let Some(place) = places.get_mut(key) {
                place.push((i, false));
            }
        }
    }
    for group in places.into_values().filter(|group| group.len() > 1) {
        sweep_periods(&group, &standing, pairs);
    }
    pairs.sort_by_key(|pair| (pair.first, pair.second, !pair.asserted));
    pairs.dedup_by_key(|pair| (pair.first, pair.second));
}

#[derive(Clone, Copy)]
enum Axis {
    Of,
    Base,
    Place,
}

impl Axis {
    /// Takes the node of this component out of a key.
    fn take(self, key: &mut Subject) -> Option<NodeId> {
        let value = match self {
            Axis::Of => &mut key.of,
            Axis::Base => &mut key.base,
            Axis::Place => &mut key.place,
        };
        match *value {
            Value::Node(node) => {
                *value = Value::Unknown;
                Some(node)
            }
            _ => None,
        }
    }
}

/// Walks a family's nodes from children to parents, keeping for each the standing with the largest lower end below.
fn carry_up(
    taxonomy: &crate::vocabulary::Taxonomy,
    family: &HashMap<NodeId, Vec<usize>>,
    standing: &[Standing],
    pairs: &mut Vec<Pair>,
) {
    let mut best: HashMap<NodeId, usize> = HashMap::new();
    let larger = |a: usize, b: usize| match (standing.get(a), standing.get(b)) {
        (Some(one), Some(other)) if other.low > one.low => b,
        _ => a,
    };
    for node in taxonomy.upwards_from(family.keys().copied()) {
        let below = best.get(&node).copied();
        let own = family.get(&node);
        for whole in own.into_iter().flatten() {
            if let Some(part) = below {
                push_nested(standing, part, *whole, pairs);
            }
        }
        let carried = own.into_iter().flatten().copied().chain(below).reduce(larger);
        let Some(carried) = carried else { continue };
        for parent in taxonomy.parents(node) {
            let slot = best.entry(parent).or_insert(carried);
            *slot = larger(*slot, carried);
        }
    }
}

fn push_nested(standing: &[Standing], part: usize, whole: usize, pairs: &mut Vec<Pair>) {
    if let (Some(part), Some(whole)) = (standing.get(part), standing.get(whole)) {
        if part.position != whole.position {
            pairs.push(Pair { first: part.position, second: whole.position, asserted: false });
        }
    }
}

/// The subject without its period, and the nearest wider ones in `of`, `base` and `place`; its own comes first.
fn wider_keys(resolved: &Resolved<'_>, subject: Subject) -> Vec<Subject> {
    let names = resolved.names();
    let mut own = subject;
    own.period = PeriodValue::Unknown;
    let mut keys = vec![own];
    let mut next = 0;
    while let Some(key) = keys.get(next).copied() {
        next += 1;
        let mut widen =
            |value: Value, taxonomy: &crate::vocabulary::Taxonomy, set: &dyn Fn(&mut Subject, Value)| {
                let Value::Node(node) = value else { return };
                for parent in taxonomy.parents(node) {
                    let mut wider = key;
                    set(&mut wider, Value::Node(parent));
                    if keys.len() < WIDER_SCOPES && !keys.contains(&wider) {
                        keys.push(wider);
                    }
                }
            };
        widen(key.of, &names.concept, &|subject, value| subject.of = value);
        widen(key.base, &names.concept, &|subject, value| subject.base = value);
        widen(key.place, &names.place, &|subject, value| subject.place = value);
    }
    keys
}

/// One sweep over periods: parts in order of their start, latest first, kept by end; each whole asks for the largest
/// lower end among those that start and end within it.
fn sweep_periods(group: &[(usize, bool)], standing: &[Standing], pairs: &mut Vec<Pair>) {
    let bounds = |i: usize| match standing.get(i).map(|one| one.subject.period) {
        Some(PeriodValue::Period(period)) => Some(period.bounds()),
        Some(PeriodValue::Any) => Some((i32::MIN, i32::MAX)),
        _ => None,
    };
    let mut placed: Vec<(i32, i32, usize, bool)> =
        group.iter().filter_map(|(i, own)| bounds(*i).map(|(start, end)| (start, end, *i, *own))).collect();
    // Latest start first; of one start the earliest end first, so that the inner comes before the outer.
    placed.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut ends: Vec<i32> = placed.iter().map(|(_, end, ..)| *end).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut tree: Vec<Option<usize>> = vec![None; ends.len() + 1];
    let larger = |a: Option<usize>, b: Option<usize>| match (
        a.and_then(|a| standing.get(a)),
        b.and_then(|b| standing.get(b)),
    ) {
        (Some(one), Some(other)) => {
            if other.low > one.low {
                b
            } else {
                a
            }
        }
        (None, _) => b,
        (_, None) => a,
    };
    for (_, end, i, own) in &placed {
        let rank = ends.partition_point(|other| other < end) + 1;
        if *own {
            let (mut best, mut at) = (None, rank);
            while at > 0 {
                best = larger(best, tree.get(at).copied().flatten());
                at &= at - 1;
            }
            if let Some(part) = best {
                push_nested(standing, part, *i, pairs);
            }
        }
        let mut at = rank;
        while let Some(slot) = tree.get_mut(at) {
            *slot = larger(*slot, Some(*i));
            at += at & at.wrapping_neg();
        }
    }
}
