//! From how much of the place of a conclusion its evidence is.

use foldhash::{HashMap, HashSet};

use super::StepCase;
use crate::dossier::{Resolved, ResolvedClaim};
use crate::quantity::{Component, Measure, SetRelation, Slot, Subject, Value};
use crate::vocabulary::{PartitionSpec, Taxonomy};

/// From how much of the place of a conclusion its evidence is, of one thing counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spread {
    /// From a part of it, or from elsewhere.
    Part,
    /// From several places of which nobody says whether they are all of it; with the claim that leaves open what would
    /// tell, and that component.
    Open(Option<(u32, Component)>),
    /// From all of it.
    All,
}

/// What a claim counts, and as what kind of number.
type Counted = (Value, Slot<Measure>);

/// The places of all claims of a conclusion that may lie in its place.
#[derive(Debug)]
pub(super) struct Spreads {
    of_counted: HashMap<Counted, Spread>,
    /// Of any claims, and of those of which it is not known what they count.
    any: Apart,
    unsaid: Apart,
}

/// Up to two claims of two different places.
#[derive(Debug, Default)]
struct Apart([Option<(Value, u32)>; 2]);

impl Apart {
    fn add(&mut self, place: Value, claim: u32) {
        let [first, second] = &mut self.0;
        match first {
            None => *first = Some((place, claim)),
            Some((one, _)) if *one != place => *second = second.or(Some((place, claim))),
            Some(_) => {}
        }
    }

    /// A claim of another place than this one.
    fn from(&self, place: Value) -> Option<u32> {
        self.0.iter().flatten().find(|(other, _)| *other != place).map(|(_, claim)| *claim)
    }
}

/// A declared division of the place of the conclusion.
struct Division {
    parts: HashSet<Value>,
    exhaustive: bool,
}

/// Nobody divides a place in more ways; a hostile file may.
const DIVISIONS: usize = 100;

impl Spreads {
    pub(super) fn of(case: &StepCase<'_>) -> Self {
        let names = &case.resolved.names().place;
        let target = case.concluded().subject.place;
        let mut places: HashMap<Counted, HashMap<Value, u32>> = HashMap::default();
        let (mut any, mut unsaid) = (Apart::default(), Apart::default());
        for claim in case.claims() {
            let subject = &case.resolved.scope(claim.scope).subject;
            if !may_lie_in(names, subject.place, target) {
                continue;
            }
            any.add(subject.place, claim.position);
            if open(subject).is_some() {
                unsaid.add(subject.place, claim.position);
            }
            places.entry(counted(subject)).or_default().entry(subject.place).or_insert(claim.position);
        }
        let divisions = divisions(case, names, target);
        let spread = |places: &HashMap<Value, u32>| spread(places, target, &divisions);
        let of_counted = places.into_iter().map(|(counted, places)| (counted, spread(&places))).collect();
        Spreads { of_counted, any, unsaid }
    }

    pub(super) fn of_claim(&self, claim: &ResolvedClaim, resolved: &Resolved<'_>) -> Spread {
        let subject = &resolved.scope(claim.scope).subject;
        let of_other = |claim| open(&resolved.scope(resolved.claim(claim)?.scope).subject);
        let asked = match open(subject) {
            // Two of which nobody says what they count are not known to count one thing.
            Some(component) => self.any.from(subject.place).map(|_| (claim.position, component)),
            None => match self.of_counted.get(&counted(subject)).copied().unwrap_or(Spread::Part) {
                // Another claim may be of the same thing, and of the rest of the place.
                Spread::Part => {
                    self.unsaid.from(subject.place).and_then(|other| Some((other, of_other(other)?)))
                }
                spread => return spread,
            },
        };
        asked.map_or(Spread::Part, |asked| Spread::Open(Some(asked)))
    }
}

fn counted(subject: &Subject) -> Counted {
    (subject.of, subject.measure)
}

/// What is not known of that which a claim counts.
fn open(subject: &Subject) -> Option<Component> {
    match (subject.of, subject.measure) {
        (Value::Unknown, _) => Some(Component::Of),
        (_, Slot::Unknown) => Some(Component::Measure),
        _ => None,
    }
}

fn may_lie_in(names: &Taxonomy, place: Value, target: Value) -> bool {
    match (place, target) {
        (Value::Node(place), Value::Node(target)) => names.relation(place, target) != SetRelation::Disjoint,
        (Value::Node(_) | Value::Unknown, _) => true,
        (Value::Any, _) => target == Value::Any,
        _ => false,
    }
}

fn divisions(case: &StepCase<'_>, names: &Taxonomy, target: Value) -> Vec<Division> {
    let node = |name: &String| names.id(name).map(Value::Node);
    let declared = &case.resolved.dossier().taxonomy.place.partition;
    let of_target = declared.iter().filter(|division| node(&division.whole) == Some(target));
    let division = |division: &PartitionSpec| Division {
        parts: division.parts.iter().filter_map(node).collect(),
        exhaustive: division.exhaustive,
    };
    of_target.take(DIVISIONS).map(division).filter(|division| !division.parts.is_empty()).collect()
}

/// From how much of the target these places are.
fn spread(places: &HashMap<Value, u32>, target: Value, divisions: &[Division]) -> Spread {
    let is_there = |part: &Value| places.contains_key(part);
    let covers = |division: &Division| division.exhaustive && division.parts.iter().all(is_there);
    if places.contains_key(&target) || divisions.iter().any(covers) {
        return Spread::All;
    }
    // It may be the target, or the rest of it.
    if let Some(claim) = places.get(&Value::Unknown) {
        return Spread::Open(Some((*claim, Component::Place)));
    }
    if places.len() < 2 || target == Value::Any {
        return Spread::Part;
    }
    // A division that has all of these places and does not make the whole of them.
    let falls_short = |division: &Division| places.keys().all(|place| division.parts.contains(place));
    if divisions.iter().any(falls_short) { Spread::Part } else { Spread::Open(None) }
}
