//! The pairs of quantities that are set side by side, found in time that grows with their number.
//!
//! *Same*: quantities of one subject are grouped; within a group one sorted pass pairs each figure with the one that
//! ends lowest, so that every contradiction in the group shows without comparing all with all. *Part and whole*: what a
//! relation asserts; and quantities whose scope lies within another's, found by carrying the largest lower end up the
//! taxonomy, and through nested periods by one sweep.
//!
//! Quantities are grouped by a key of 64 bits that is the sum of one part for each component (Zobrist 1970), so the key
//! of a subject without a component, or with a wider one, is a subtraction away. Two subjects of one key by accident,
//! which among a million happens less than once in ten million runs, make a pair that the rules reject, as they compare
//! the scopes themselves.

use foldhash::{HashMap, HashMapExt};
use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use crate::claim::relation::MemberKind;
use crate::dossier::{MemberShape, Reported, Resolved, Role};
use crate::number::{Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Flow, Measure, Method, PeriodValue, Slot, Subject, Value};
use crate::vocabulary::{NodeId, Taxonomy};

/// Two quantities by position, and whether the text sets them side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub first: usize,
    pub second: usize,
    pub asserted: bool,
    /// The one that a finding about them stands at.
    pub about: usize,
}

impl Pair {
    fn asserted(first: usize, second: usize) -> Self {
        Pair { first, second, asserted: true, about: first }
    }
}

/// The key of the subject of each quantity.
pub(super) struct Keys(Vec<u64>);

impl Keys {
    pub(super) fn of(resolved: &Resolved<'_>) -> Self {
        Keys(
            resolved
                .quantities()
                .iter()
                .map(|reported| key(&resolved.scope(reported.scope).subject))
                .collect(),
        )
    }
}

/// Folds what is written into 64 bits, each word through one multiplication of full width.
struct Mix(u64);

impl Mix {
    fn take(&mut self, word: u64) {
        // 2⁶⁴ divided by the golden ratio, odd: consecutive words land far apart (Knuth, TAOCP 3, 6.4).
        let wide = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15_u128;
        let [low, high] = [wide & u128::from(u64::MAX), wide >> 64];
        self.0 = u64::try_from(low ^ high).unwrap_or_default().wrapping_add(word).rotate_left(23);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.take(u64::from(*byte));
        }
    }

    fn write_u8(&mut self, word: u8) {
        self.take(u64::from(word));
    }

    fn write_u16(&mut self, word: u16) {
        self.take(u64::from(word));
    }

    fn write_u32(&mut self, word: u32) {
        self.take(u64::from(word));
    }

    fn write_i32(&mut self, word: i32) {
        self.take(u64::from(word as u32));
    }

    fn write_isize(&mut self, word: isize) {
        self.take(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What one component adds to a key; `component` keeps apart the components that share a namespace.
fn part(component: u64, value: &impl Hash) -> u64 {
    let mut mix = Mix(component.wrapping_mul(0xd134_2543_de82_ef95));
    value.hash(&mut mix);
    mix.take(component);
    mix.finish()
}

/// The components of a key that are taken out of it again.
const OF: u64 = 1;
const BASE: u64 = 2;
const PLACE: u64 = 3;
const PERIOD: u64 = 4;

/// What a figure's making adds to its key, where only figures of one making are set side by side.
const METHOD: u64 = 7;

/// What a figure's dimension adds to its key: kilograms are no part of euros.
const DIMENSION: u64 = 8;

fn key(subject: &Subject) -> u64 {
    let Subject { of, base, place, stage, origin, basis, period, measure, flow, kind, extra } = subject;
    [
        part(OF, of),
        part(BASE, base),
        part(PLACE, place),
        part(PERIOD, period),
        part(5, &(stage, origin, basis)),
        part(6, &(measure, flow, kind, extra)),
    ]
    .into_iter()
    .fold(0, u64::wrapping_add)
}

/// Items of equal keys, in groups of two and more, in the order of their first items.
fn alike(mut keyed: Vec<(u64, u32)>) -> Vec<Vec<u32>> {
    retain_repeated(&mut keyed);
    keyed.sort_unstable();
    let runs = keyed.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1);
    let mut groups: Vec<Vec<u32>> = runs.map(|run| run.iter().map(|(_, item)| *item).collect()).collect();
    groups.sort_unstable();
    groups
}

/// Drops most keys that stand alone before anything is sorted: in most dossiers nearly all do.
fn retain_repeated<T>(keyed: &mut Vec<(u64, T)>) {
    let seen = Seen::of(keyed.iter().map(|(key, _)| *key), keyed.len());
    keyed.retain(|(key, _)| seen.count(*key) > 1);
}

/// How often keys were seen, never too low: none, one, or more.
struct Seen {
    counts: Vec<u8>,
    shift: u32,
}

impl Seen {
    fn of(keys: impl Iterator<Item = u64>, length: usize) -> Self {
        let bits = length.saturating_mul(4).max(2).next_power_of_two().trailing_zeros();
        let mut seen = Seen { counts: vec![0; 1 << bits], shift: 64 - bits };
        for key in keys {
            let slot = seen.slot(key);
            if let Some(count) = seen.counts.get_mut(slot) {
                *count = count.saturating_add(1);
            }
        }
        seen
    }

    fn slot(&self, key: u64) -> usize {
        usize::try_from(key >> self.shift).unwrap_or(usize::MAX)
    }

    fn count(&self, key: u64) -> u8 {
        self.counts.get(self.slot(key)).copied().unwrap_or_default()
    }
}

pub(super) fn same(resolved: &Resolved<'_>, keys: &Keys) -> Vec<Pair> {
    let quantities = resolved.quantities();
    let mut pairs = Vec::new();
    // Two figures are about one thing only if somebody says what it is.
    let named = quantities.iter().zip(&keys.0).zip(0u32..);
    let named = named
        .filter(|((reported, _), _)| matches!(resolved.scope(reported.scope).subject.of, Value::Node(_)));
    for group in alike(named.map(|((_, key), position)| (*key, position)).collect()) {
        let group: Vec<usize> = group.iter().filter_map(|position| usize::try_from(*position).ok()).collect();
        // Only figures of one making, said in full, can be an error, and only in the widest reading: among them no vague
        // or otherwise made figure may stand, with the lowest end, before one that another contradicts.
        // A balance rules out no size.
        let mut firm: HashMap<(Method, bool), Vec<usize>> = HashMap::new();
        for at in group.iter().copied() {
            let Some(reported) = quantities.get(at) else { continue };
            if resolved.is_fully_stated(reported) && resolved.is_observed(reported) {
                let is_negative = reported.amount.figure().value().is_negative();
                firm.entry((resolved.scope(reported.scope).method, is_negative)).or_default().push(at);
            }
        }
        let mut own = Vec::new();
        sorted_pass(resolved, &group, Reading::Nearest, &mut own);
        sorted_pass(resolved, &group, Reading::AsWritten, &mut own);
        for alike in firm.into_values().filter(|alike| alike.len() > 1) {
            sorted_pass(resolved, &alike, Reading::Widest, &mut own);
        }
        own.sort_by_key(|pair| (pair.first, pair.second));
        own.dedup_by_key(|pair| (pair.first, pair.second));
        pairs.extend(own);
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
            pairs.push(Pair::asserted(first, second));
        }
    }
    told_once(pairs)
}

/// Two figures of one scope that the text sets against each other, too, perhaps more than once, are one pair.
fn told_once(pairs: Vec<Pair>) -> Vec<Pair> {
    let mut places: HashMap<(usize, usize), usize> = HashMap::with_capacity(pairs.len());
    let mut once: Vec<Pair> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let at =
            *places.entry((pair.first.min(pair.second), pair.first.max(pair.second))).or_insert(once.len());
        match once.get_mut(at) {
            Some(own) => own.asserted |= pair.asserted,
            None => once.push(pair),
        }
    }
    once
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

/// Each figure of a group with the one of the lowest upper end among those that start no higher. A finding stands at the
/// figure that a lower one was sought for: if the lower one is no longer about the same thing, the next lower is found
/// there, and no figure has one that had none.
fn sorted_pass(resolved: &Resolved<'_>, group: &[usize], reading: Reading, pairs: &mut Vec<Pair>) {
    let read = |position: &usize| {
        let reported = resolved.quantities().get(*position)?;
        let interval = resolved.interval_with_margin(reported, reading).ok()?;
        Some((interval, *position))
    };
    let mut placed: Vec<(Interval, usize)> = group.iter().filter_map(read).collect();
    placed.sort_by(|(a, at), (b, other)| {
        a.low().cmp_low(b.low()).then_with(|| a.high().cmp_high(b.high())).then(at.cmp(other))
    });
    let mut lowest: Option<(&Interval, usize)> = None;
    for (interval, position) in &placed {
        if let Some((_, other)) = lowest {
            let (first, second) = (other.min(*position), other.max(*position));
            pairs.push(Pair { first, second, asserted: false, about: *position });
        }
        if lowest.is_none_or(|(lowest, _)| interval.high().cmp_high(lowest.high()).is_lt()) {
            lowest = Some((interval, *position));
        }
    }
}

pub(super) fn part_whole(resolved: &Resolved<'_>, keys: &Keys) -> Vec<Pair> {
    let mut pairs = asserted(resolved);
    nested(resolved, keys, &mut pairs);
    pairs.sort_unstable_by_key(|pair| (pair.first, pair.second, !pair.asserted));
    pairs.dedup_by_key(|pair| (pair.first, pair.second));
    pairs
}

/// Parts and wholes that a relation asserts.
fn asserted(resolved: &Resolved<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let position = |position: u32| usize::try_from(position).ok();
    for member in resolved.members() {
        if member.shape == MemberShape::Ratio(RatioKind::Share) {
            if let Some(first) = position(resolved.first_amount(member)) {
                pairs.push(Pair::asserted(first, first + 1));
            }
        }
    }
    for claim in resolved.claims() {
        let members = resolved.members_of(claim);
        let Some(whole) = members.iter().find(|member| member.kind == MemberKind::Whole) else { continue };
        for part in members.iter().filter(|member| member.kind == MemberKind::Part) {
            let ends = (position(resolved.first_amount(part)), position(resolved.first_amount(whole)));
            if let (Some(first), Some(second)) = ends {
                pairs.push(Pair::asserted(first, second));
            }
        }
    }
    pairs
}

/// A quantity that may stand as part or whole of another: how much, and where its scope lies.
struct Standing<'d> {
    position: usize,
    reported: &'d Reported,
    subject: &'d Subject,
    key: u64,
    reading: Reading,
    /// The lower end, read when first asked for: most quantities stand beside no other.
    low: OnceCell<Option<Low>>,
}

/// The lower end of an interval: its value, and whether that is left out, which makes it the larger of two.
type Low = (Exact, bool);

impl<'d> Standing<'d> {
    fn in_reading(&self, reading: Reading) -> Standing<'d> {
        Standing { reading, low: OnceCell::new(), ..*self }
    }

    fn low(&self) -> Option<&Low> {
        let read = || {
            let interval = self.reported.interval(self.reading).ok()?;
            Some((interval.low_value()?.clone(), !interval.low().is_closed()))
        };
        self.low.get_or_init(read).as_ref()
    }

    fn subject(&self) -> &Subject {
        self.subject
    }
}

/// The one with the larger lower end; of equals the first.
fn larger(standing: &[Standing<'_>], one: u32, other: u32) -> u32 {
    let low = |i: u32| standing.get(usize::try_from(i).ok()?).and_then(Standing::low);
    if low(other) > low(one) { other } else { one }
}

/// Pairs in which one quantity's scope lies within another's: for each whole the part with the largest lower end, among
/// all, and among those of one making that can be an error.
fn nested(resolved: &Resolved<'_>, keys: &Keys, pairs: &mut Vec<Pair>) {
    let additive = |reported: &Reported| {
        let subject = &resolved.scope(reported.scope).subject;
        matches!(subject.measure, Slot::Known(Measure::Count | Measure::Sum))
            && reported.role != Role::Stated
            && matches!(subject.of, Value::Node(_))
    };
    let quantities = resolved.quantities().iter().zip(&keys.0).enumerate();
    let standing =
        quantities.filter(|(_, (reported, _))| additive(reported)).map(|(position, (reported, key))| {
            Standing {
                position,
                reported,
                subject: &resolved.scope(reported.scope).subject,
                key: key.wrapping_add(part(DIMENSION, &reported.unit().dimension())),
                reading: Reading::Nearest,
                low: OnceCell::new(),
            }
        });
    let standing: Vec<Standing<'_>> = standing.collect();
    within_all(resolved, &standing, pairs);
    // A coarse figure with the larger end to nearest may have the smaller one as it is written.
    let as_written: Vec<Standing<'_>> =
        standing.iter().map(|one| one.in_reading(Reading::AsWritten)).collect();
    within_all(resolved, &as_written, pairs);
    // As in `same`: before a figure that can be an error no vague or otherwise made one may stand, and before a count no
    // average. How each was made is one component more of its key, so that all are found in one pass.
    let firm = standing
        .iter()
        .filter(|one| resolved.is_fully_stated(one.reported) && resolved.is_observed(one.reported));
    let firm = firm.map(|one| {
        let making = (&resolved.scope(one.reported.scope).method, one.reported.amount.may_be_average());
        Standing { key: one.key.wrapping_add(part(METHOD, &making)), ..one.in_reading(Reading::Widest) }
    });
    let firm: Vec<Standing<'_>> = firm.collect();
    if firm.len() > 1 {
        within_all(resolved, &firm, pairs);
    }
}

fn within_all(resolved: &Resolved<'_>, standing: &[Standing<'_>], pairs: &mut Vec<Pair>) {
    let names = resolved.names();
    within_one(standing, OF, |subject| subject.of, &names.concept, pairs);
    within_one(standing, BASE, |subject| subject.base, &names.concept, pairs);
    within_one(standing, PLACE, |subject| subject.place, &names.place, pairs);
    within_several(resolved, standing, pairs);
}

fn push_nested(standing: &[Standing<'_>], part: u32, whole: u32, pairs: &mut Vec<Pair>) {
    let get = |i: u32| standing.get(usize::try_from(i).ok()?);
    if let (Some(part), Some(whole)) = (get(part), get(whole)) {
        if part.position != whole.position {
            // A finding stands at the whole: where the largest part is no longer known to be one, the next is found there,
            // and no figure has one that had none.
            let (first, second) = (part.position, whole.position);
            pairs.push(Pair { first, second, asserted: false, about: second });
        }
    }
}

/// A part within a whole in one component of names alone: the largest lower end is carried up from node to node.
fn within_one(
    standing: &[Standing<'_>],
    component: u64,
    value: impl Fn(&Subject) -> Value,
    taxonomy: &Taxonomy,
    pairs: &mut Vec<Pair>,
) {
    let node = |i: u32| match standing.get(usize::try_from(i).ok()?).map(|one| value(one.subject())) {
        Some(Value::Node(node)) => Some(node),
        _ => None,
    };
    let keyed = standing.iter().zip(0u32..).filter_map(|(one, i)| {
        let value = value(one.subject());
        matches!(value, Value::Node(_)).then(|| (one.key.wrapping_sub(part(component, &value)), i))
    });
    let mut sweep = None;
    for mut family in alike(keyed.collect()) {
        let first = family.first().and_then(|i| node(*i));
        if family.iter().all(|i| node(*i) == first) {
            continue;
        }
        family.sort_by_key(|i| node(*i));
        let sweep = sweep.get_or_insert_with(|| Sweep::new(taxonomy));
        sweep.carry_up(
            &family,
            node,
            |one, other| larger(standing, one, other),
            |part, whole| {
                push_nested(standing, part, whole, pairs);
            },
        );
    }
}

/// Room for sweeps up one taxonomy, taken once and wiped after each.
struct Sweep<'t> {
    taxonomy: &'t Taxonomy,
    /// For each node that a sweep has reached: its own items, by where they stand in the family.
    own: Vec<Option<(u32, u32)>>,
    /// For each node: the item with the largest lower end below it.
    best: Vec<Option<u32>>,
    reached: Vec<NodeId>,
}

impl<'t> Sweep<'t> {
    fn new(taxonomy: &'t Taxonomy) -> Self {
        let nodes = taxonomy.len();
        Sweep { taxonomy, own: vec![None; nodes], best: vec![None; nodes], reached: Vec::new() }
    }

    /// Walks the nodes of a family, whose items are sorted by node, from children to parents, and pairs each item with
    /// the one below it that has the largest lower end.
    fn carry_up(
        &mut self,
        family: &[u32],
        node: impl Fn(u32) -> Option<NodeId>,
        larger: impl Fn(u32, u32) -> u32,
        mut pair: impl FnMut(u32, u32),
    ) {
        let mut start = 0;
        for run in family.chunk_by(|a, b| node(*a) == node(*b)) {
            let end = start + u32::try_from(run.len()).unwrap_or(u32::MAX);
            if let Some(node) = run.first().and_then(|item| node(*item)) {
                if let Some(own) = self.own.get_mut(node.index()) {
                    *own = Some((start, end));
                    self.reached.push(node);
                }
            }
            start = end;
        }
        let (mut next, mut is_nested) = (0, false);
        while let Some(&node) = self.reached.get(next) {
            next += 1;
            for parent in self.taxonomy.parents(node) {
                match self.own.get_mut(parent.index()) {
                    Some(own @ None) => {
                        *own = Some((0, 0));
                        self.reached.push(parent);
                    }
                    Some(Some((start, end))) => is_nested |= start < end,
                    None => {}
                }
            }
        }
        if !is_nested {
            for node in self.reached.drain(..) {
                if let Some(own) = self.own.get_mut(node.index()) {
                    *own = None;
                }
            }
            return;
        }
        self.taxonomy.sort_bottom_up(&mut self.reached);
        for node in self.reached.drain(..) {
            let own = self.own.get_mut(node.index()).and_then(Option::take);
            let below = self.best.get_mut(node.index()).and_then(Option::take);
            let items = own.and_then(|(start, end)| {
                family.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
            });
            let items = items.unwrap_or_default();
            if let Some(below) = below {
                items.iter().for_each(|item| pair(below, *item));
            }
            let Some(carried) = items.iter().copied().chain(below).reduce(&larger) else { continue };
            for parent in self.taxonomy.parents(node) {
                if let Some(slot) = self.best.get_mut(parent.index()) {
                    *slot = Some(slot.map_or(carried, |best| larger(best, carried)));
                }
            }
        }
    }
}

/// How many wider scopes in several components at once are looked up for each quantity.
const WIDER_SCOPES: usize = 48;

/// A part within a whole in several components at once, or in time: each group holds the quantities of one subject
/// but for the period, and those with a narrower one; of stocks, which are no parts of one another in time, only those of
/// one period.
fn within_several(resolved: &Resolved<'_>, standing: &[Standing<'_>], pairs: &mut Vec<Pair>) {
    let own = |one: &Standing<'_>| match one.subject().flow {
        Slot::Known(Flow::Stock) => one.key,
        _ => one.key.wrapping_sub(part(PERIOD, &one.subject().period)),
    };
    let mut keyed: Vec<(u64, (u32, bool))> =
        standing.iter().zip(0u32..).map(|(one, i)| (own(one), (i, true))).collect();
    let seen = Seen::of(keyed.iter().map(|(key, _)| *key), keyed.len());
    let names = resolved.names();
    let subjects = || standing.iter().map(Standing::subject);
    let mut of = Above::new(&names.concept, OF, subjects().map(|subject| subject.of));
    let mut base = Above::new(&names.concept, BASE, subjects().map(|subject| subject.base));
    let mut place = Above::new(&names.place, PLACE, subjects().map(|subject| subject.place));
    for (one, i) in standing.iter().zip(0u32..) {
        let subject = one.subject();
        let axes = [of.of(subject.of), base.of(subject.base), place.of(subject.place)];
        nearest_first(axes, |wider| {
            let key = wider.into_iter().fold(own(one), u64::wrapping_add);
            if seen.count(key) > 0 {
                keyed.push((key, (i, false)));
            }
        });
    }
    retain_repeated(&mut keyed);
    keyed.sort_unstable();
    for group in keyed.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        sweep_periods(group, standing, pairs);
    }
}

/// The nodes above each node at which some quantity stands: only there a whole can be.
struct Above<'t> {
    taxonomy: &'t Taxonomy,
    component: u64,
    stands: Vec<bool>,
    /// For each node asked for: what each node above adds to a key, nearest first; nothing for itself.
    found: Vec<Option<Box<[u64]>>>,
}

impl<'t> Above<'t> {
    fn new(taxonomy: &'t Taxonomy, component: u64, values: impl Iterator<Item = Value>) -> Self {
        let mut stands = vec![false; taxonomy.len()];
        for value in values {
            if let Value::Node(node) = value {
                if let Some(stands) = stands.get_mut(node.index()) {
                    *stands = true;
                }
            }
        }
        Above { taxonomy, component, stands, found: vec![None; taxonomy.len()] }
    }

    fn of(&mut self, value: Value) -> &[u64] {
        let Value::Node(node) = value else { return &[] };
        if self.taxonomy.parents(node).next().is_none() {
            return &[];
        }
        let Some(found) = self.found.get_mut(node.index()) else { return &[] };
        found.get_or_insert_with(|| {
            let own = part(self.component, &value);
            let ancestors = self.taxonomy.ancestors(node, WIDER_SCOPES);
            let standing = ancestors.filter(|node| self.stands.get(node.index()) == Some(&true));
            standing.map(|node| part(self.component, &Value::Node(node)).wrapping_sub(own)).collect()
        })
    }
}

/// Visits the combinations of what each axis adds, those with the fewest steps up first; an axis that adds nothing stays
/// where it is, and that all do is left out.
fn nearest_first([of, base, place]: [&[u64]; 3], mut visit: impl FnMut([u64; 3])) {
    let add = |axis: &[u64], steps: usize| match steps.checked_sub(1) {
        None => Some(0),
        Some(above) => axis.get(above).copied(),
    };
    let mut left = WIDER_SCOPES;
    for steps in 1..=of.len() + base.len() + place.len() {
        for up in steps.saturating_sub(base.len() + place.len())..=steps.min(of.len()) {
            let rest = steps - up;
            for along in rest.saturating_sub(place.len())..=rest.min(base.len()) {
                if left == 0 {
                    return;
                }
                left -= 1;
                if let (Some(of), Some(base), Some(place)) =
                    (add(of, up), add(base, along), add(place, rest - along))
                {
                    visit([of, base, place]);
                }
            }
        }
    }
}

/// One sweep over periods: parts in order of their start, latest first, kept by end; each whole asks for the largest
/// lower end among those that start and end within it.
fn sweep_periods(group: &[(u64, (u32, bool))], standing: &[Standing<'_>], pairs: &mut Vec<Pair>) {
    let period = |i: u32| Some(standing.get(usize::try_from(i).ok()?)?.subject().period);
    let first = group.first().and_then(|(_, (i, _))| period(*i));
    if group.iter().all(|(_, (i, own))| *own && period(*i) == first) {
        return;
    }
    let bounds = |i: u32| match period(i) {
        Some(PeriodValue::Period(period)) => Some(period.bounds()),
        Some(PeriodValue::Any) => Some((i32::MIN, i32::MAX)),
        _ => None,
    };
    let mut placed: Vec<Placed> = group
        .iter()
        .filter_map(|(_, (item, own))| {
            let (start, end) = bounds(*item)?;
            Some(Placed { start, end, item: *item, own: *own, of_end: 0, of_low: 0 })
        })
        .collect();
    // Ranks instead of the numbers themselves: the sweep compares them many times.
    let low = |one: &Placed| standing.get(usize::try_from(one.item).ok()?).and_then(Standing::low);
    placed.sort_unstable_by(|a, b| low(a).cmp(&low(b)));
    let (mut rank, mut before) = (0, None);
    for one in &mut placed {
        let low = low(one);
        rank += u32::from(low != before);
        (one.of_low, before) = (rank, low);
    }
    placed.sort_unstable_by_key(|one| one.end);
    let (mut rank, mut before) = (0, None);
    for one in &mut placed {
        rank += usize::from(Some(one.end) != before);
        (one.of_end, before) = (rank, Some(one.end));
    }
    // Latest start first; of one start the earliest end first, so that the inner comes before the outer.
    placed.sort_unstable_by_key(|one| (std::cmp::Reverse(one.start), one.end, one.item));
    // A Fenwick tree (1994) of the item with the largest lower end, by end.
    let mut tree: Vec<(u32, u32)> = vec![(0, 0); rank + 1];
    let keep = |tree: &mut Vec<(u32, u32)>, one: &Placed| {
        let mut at = one.of_end;
        while let Some(slot) = tree.get_mut(at) {
            if slot.0 < one.of_low {
                *slot = (one.of_low, one.item);
            }
            at += at & at.wrapping_neg();
        }
    };
    for alike in placed.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
        // Figures of one scope are no part and whole: each asks before any of them is kept.
        alike.iter().filter(|one| !one.own).for_each(|one| keep(&mut tree, one));
        for one in alike.iter().filter(|one| one.own) {
            let (mut best, mut at) = ((0, 0), one.of_end);
            while at > 0 {
                let there = tree.get(at).copied().unwrap_or_default();
                if there.0 > best.0 {
                    best = there;
                }
                at &= at - 1;
            }
            if best.0 > 0 {
                push_nested(standing, best.1, one.item, pairs);
            }
        }
        alike.iter().filter(|one| one.own).for_each(|one| keep(&mut tree, one));
    }
}

/// An item of a sweep over periods.
struct Placed {
    start: i32,
    end: i32,
    item: u32,
    own: bool,
    /// The rank of its end among all, from 1.
    of_end: usize,
    /// The rank of its lower end among all, from 1; 0 where it has none.
    of_low: u32,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;
