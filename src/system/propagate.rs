//! What each unknown can be, given what the others in its rows can be: exact, and each end remembers where it comes from.

use std::collections::{BTreeMap, VecDeque};

use super::solve::magnitude;
use super::{Kind, Multipliers, System};
use crate::number::{ArithmeticError, End, Exact, Interval};

/// A few rows of a system with their unknowns numbered from zero.
#[derive(Debug)]
pub(super) struct Problem {
    /// The number in the system of each unknown.
    pub(super) unknowns: Vec<usize>,
    /// The rows of two unknowns and more.
    pub(super) rows: Vec<Local>,
    /// Every end of every unknown that was found, in the order found: those of single rows first.
    ends: Vec<Found>,
    /// For each unknown the ends found for its low side and its high side, from the loosest to the tightest.
    sides: Vec<[Vec<usize>; 2]>,
    /// The rows of each unknown.
    of: Vec<Vec<usize>>,
    /// A row without unknowns that does not hold.
    nonsense: Option<usize>,
}

/// A row with its unknowns as the problem numbers them.
#[derive(Debug)]
pub(super) struct Local {
    /// Its number in the system.
    pub(super) row: usize,
    pub(super) terms: Vec<(usize, Exact)>,
    pub(super) kind: Kind,
    pub(super) bound: Exact,
    /// The factors and the bound as doubles: most visits to a row change nothing, and are ended by these.
    near: (Box<[f64]>, f64),
}

/// An end that was found: the unknown is not beyond `value`.
#[derive(Debug)]
struct Found {
    unknown: usize,
    side: Side,
    value: Exact,
    /// The value as a double.
    near: f64,
    open: bool,
    from: From,
}

/// Where an end comes from.
#[derive(Debug)]
enum From {
    /// A row of the system that says so, taken so often.
    Single(usize, Exact),
    /// A row of the problem, turned round for an equation where needed, with the ends of its other unknowns.
    Row { local: usize, times: Exact, others: Box<[usize]> },
}

/// A side of an unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Low = 0,
    High = 1,
}

/// The end of an unknown on one side: its value, whether it is open, and which of those found it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge<'p> {
    pub(super) value: &'p Exact,
    pub(super) open: bool,
    pub(super) near: f64,
    pub(super) found: usize,
}

/// Why propagation ended.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ended {
    /// Nothing was left to tighten, or not by much.
    Still,
    /// Rows that contradict one another.
    Conflict(Multipliers),
    /// An unknown has no value left, but the multipliers are too large to write down.
    TooLarge,
}

/// How often one end is tightened: without a cap two rows can tighten each other for ever (x ≤ y/2, y ≤ x/2).
const TIGHTENED: usize = 24;

/// How often one end is tightened however little; after that only by a 1/64 of what is left.
const FREELY: usize = 2;

impl Problem {
    pub(super) fn new(system: &System, rows: &[usize]) -> Self {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut problem = Problem {
            unknowns: Vec::new(),
            rows: Vec::new(),
            ends: Vec::new(),
            sides: Vec::new(),
            of: Vec::new(),
            nonsense: None,
        };
        for number in rows {
            let Some(row) = system.rows().get(*number) else { continue };
            for (unknown, _) in &row.terms {
                numbers.entry(*unknown).or_insert_with(|| {
                    problem.unknowns.push(*unknown);
                    problem.unknowns.len() - 1
                });
            }
        }
        problem.sides = problem.unknowns.iter().map(|_| [Vec::new(), Vec::new()]).collect();
        problem.of = problem.unknowns.iter().map(|_| Vec::new()).collect();
        for number in rows {
            let Some(row) = system.rows().get(*number) else { continue };
            let local = |unknown: &usize| numbers.get(unknown).copied().unwrap_or_default();
            match row.terms.as_slice() {
                [] => {
                    let holds = match row.kind {
                        Kind::AtMost => !row.bound.is_negative(),
                        Kind::Less => row.bound.is_positive(),
                        Kind::Equal => row.bound.is_zero(),
                    };
                    if !holds {
                        problem.nonsense.get_or_insert(*number);
                    }
                }
                [(unknown, factor)] => {
                    let _ = problem.single(local(unknown), factor, row.kind, &row.bound, *number);
                }
                terms => {
                    let at = problem.rows.len();
                    let terms: Vec<(usize, Exact)> =
                        terms.iter().map(|(unknown, factor)| (local(unknown), factor.clone())).collect();
                    for (unknown, _) in &terms {
                        if let Some(of) = problem.of.get_mut(*unknown) {
                            of.push(at);
                        }
                    }
                    let near =
                        (terms.iter().map(|(_, factor)| factor.to_f64()).collect(), row.bound.to_f64());
                    let (kind, bound) = (row.kind, row.bound.clone());
                    problem.rows.push(Local { row: *number, terms, kind, bound, near });
                }
            }
        }
        problem
    }

    /// An end that a row of one unknown states.
    fn single(
        &mut self,
        unknown: usize,
        factor: &Exact,
        kind: Kind,
        bound: &Exact,
        row: usize,
    ) -> Result<(), ArithmeticError> {
        let times = factor.recip()?;
        let value = (bound * &times)?;
        let sides: &[Side] = match (kind, factor.is_negative()) {
            (Kind::Equal, _) => &[Side::Low, Side::High],
            (_, true) => &[Side::Low],
            (_, false) => &[Side::High],
        };
        for side in sides {
            // The end is `x ≤ value` or `−x ≤ −value`: the row itself, or for an equation either way round.
            let times = if *side == Side::Low { -&times } else { times.clone() };
            let found = Found {
                unknown,
                side: *side,
                value: value.clone(),
                near: value.to_f64(),
                open: kind == Kind::Less,
                from: From::Single(row, times),
            };
            if self.is_tighter(&found) {
                self.keep(found);
            }
        }
        Ok(())
    }

    /// The end of an unknown, as far as it is known.
    pub(super) fn edge(&self, unknown: usize, side: Side) -> Option<Edge<'_>> {
        let [low, high] = self.sides.get(unknown)?;
        let found = *(if side == Side::Low { low } else { high }).last()?;
        let own = self.ends.get(found)?;
        Some(Edge { value: &own.value, open: own.open, near: own.near, found })
    }

    fn count(&self, unknown: usize, side: Side) -> usize {
        self.sides
            .get(unknown)
            .map_or(0, |[low, high]| if side == Side::Low { low.len() } else { high.len() })
    }

    fn is_tighter(&self, found: &Found) -> bool {
        let Some(own) = self.edge(found.unknown, found.side) else { return true };
        let order = match found.side {
            Side::Low => found.value.cmp(own.value),
            Side::High => own.value.cmp(&found.value),
        };
        order.is_gt() || (order.is_eq() && found.open && !own.open)
    }

    fn keep(&mut self, found: Found) {
        let number = self.ends.len();
        if let Some([low, high]) = self.sides.get_mut(found.unknown) {
            (if found.side == Side::Low { low } else { high }).push(number);
            self.ends.push(found);
        }
    }

    /// Where an unknown lies, as far as it is known; nothing where it has no value left.
    pub(super) fn range(&self, unknown: usize) -> Option<Interval> {
        let end = |side| match self.edge(unknown, side) {
            None => End::Unbounded,
            Some(edge) if edge.open => End::Open(edge.value.clone()),
            Some(edge) => End::Closed(edge.value.clone()),
        };
        Interval::new(end(Side::Low), end(Side::High))
    }

    /// Whether an unknown has no value left; then the two ends that say so.
    fn emptied(&self, unknown: usize) -> Option<[usize; 2]> {
        let (low, high) = (self.edge(unknown, Side::Low)?, self.edge(unknown, Side::High)?);
        let empty = match low.value.cmp(high.value) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => low.open || high.open,
            std::cmp::Ordering::Greater => true,
        };
        empty.then_some([low.found, high.found])
    }

    /// Tightens every end by every row until little changes. Ends in a number of steps that grows with the number of rows.
    pub(super) fn propagate(&mut self) -> Ended {
        if let Some(row) = self.nonsense {
            return Ended::Conflict(Multipliers::from([(row, Exact::ONE)]));
        }
        for unknown in 0..self.unknowns.len() {
            if let Some(ends) = self.emptied(unknown) {
                return self.explained(ends);
            }
        }
        let mut waiting: VecDeque<usize> = (0..self.rows.len()).collect();
        let mut is_waiting = vec![true; self.rows.len()];
        let mut steps = self.rows.len().saturating_mul(64).saturating_add(1000);
        while let Some(local) = waiting.pop_front() {
            if let Some(mark) = is_waiting.get_mut(local) {
                *mark = false;
            }
            if steps == 0 {
                break;
            }
            steps -= 1;
            for found in self.tightened(local) {
                // Another end of the same row may have been kept in between.
                if !self.is_worthwhile(&found) {
                    continue;
                }
                let unknown = found.unknown;
                self.keep(found);
                if let Some(ends) = self.emptied(unknown) {
                    return self.explained(ends);
                }
                for other in self.of.get(unknown).into_iter().flatten() {
                    if let Some(mark) = is_waiting.get_mut(*other).filter(|mark| !**mark) {
                        *mark = true;
                        waiting.push_back(*other);
                    }
                }
            }
        }
        Ended::Still
    }

    /// The ends that one row gives for its unknowns, where they are tighter than what is known.
    fn tightened(&self, local: usize) -> Vec<Found> {
        let mut all = Vec::new();
        let Some(row) = self.rows.get(local) else { return all };
        let ways: &[bool] = if row.kind == Kind::Equal { &[false, true] } else { &[false] };
        for turned in ways {
            if !self.may_tighten(row, *turned) {
                continue;
            }
            // What is too large to decide exactly is left as it is.
            let _ = self.tightened_one_way(local, row, *turned, &mut all);
        }
        all
    }

    /// Whether a row may give a tighter end for one of its unknowns: where doubles leave that open, it may.
    fn may_tighten(&self, row: &Local, turned: bool) -> bool {
        let is_high = |factor: &Exact| factor.is_positive() != turned;
        let (factors, bound) = &row.near;
        let (mut least, mut size, mut missing) = (0.0, bound.abs(), 0usize);
        for ((unknown, factor), near) in row.terms.iter().zip(factors) {
            let side = if is_high(factor) { Side::Low } else { Side::High };
            match self.edge(*unknown, side) {
                Some(edge) => {
                    least += near * edge.near;
                    size = size.max((near * edge.near).abs());
                }
                None => missing += 1,
            }
        }
        if missing > 1 || !size.is_finite() {
            return missing <= 1;
        }
        row.terms.iter().zip(factors).any(|((unknown, factor), near)| {
            let (side, other) =
                if is_high(factor) { (Side::High, Side::Low) } else { (Side::Low, Side::High) };
            let used = self.edge(*unknown, other);
            if missing == 1 && used.is_some() {
                return false;
            }
            let Some(own) = self.edge(*unknown, side) else { return true };
            let value = (bound - (least - used.map_or(0.0, |used| near * used.near))) / near;
            let by = if side == Side::High { own.near - value } else { value - own.near };
            // A tie can still open an end.
            let slack = 1e-12 * (size / near.abs() + own.near.abs());
            by > slack || (!own.open && by > -slack)
        })
    }

    /// Whether doubles can tell that some point of the boxes breaks a row.
    pub(super) fn clearly_binds(&self, local: usize) -> bool {
        let Some(row) = self.rows.get(local) else { return false };
        let (factors, bound) = &row.near;
        let (mut most, mut size) = (0.0, bound.abs());
        for ((unknown, factor), near) in row.terms.iter().zip(factors) {
            let side = if factor.is_positive() { Side::High } else { Side::Low };
            let Some(edge) = self.edge(*unknown, side) else { return true };
            most += near * edge.near;
            size = size.max((near * edge.near).abs());
        }
        most > bound + 1e-9 * size
    }

    fn tightened_one_way(
        &self,
        local: usize,
        row: &Local,
        turned: bool,
        all: &mut Vec<Found>,
    ) -> Result<(), ArithmeticError> {
        let is_high = |factor: &Exact| factor.is_positive() != turned;
        // The least the sum can be, over the unknowns that have an end there.
        let (mut least, mut open, mut missing) = (Exact::ZERO, 0usize, None);
        let mut edges = Vec::with_capacity(row.terms.len());
        for (at, (unknown, factor)) in row.terms.iter().enumerate() {
            let side = if is_high(factor) { Side::Low } else { Side::High };
            let edge = self.edge(*unknown, side);
            match &edge {
                Some(edge) => {
                    least = (least + (factor * edge.value)?)?;
                    open += usize::from(edge.open);
                }
                None if missing.is_none() => missing = Some(at),
                None => return Ok(()),
            }
            edges.push(edge);
        }
        for (at, (unknown, factor)) in row.terms.iter().enumerate() {
            if missing.is_some_and(|missing| missing != at) {
                continue;
            }
            let own = edges.get(at).and_then(Option::as_ref);
            let rest = match own {
                Some(edge) => (&least - &(factor * edge.value)?)?,
                None => least.clone(),
            };
            let value = ((&row.bound - &rest)? / factor)?;
            let side = if is_high(factor) { Side::High } else { Side::Low };
            let others_open = open > usize::from(own.is_some_and(|own| own.open));
            let open = row.kind == Kind::Less || others_open;
            let times = factor.recip()?;
            let times = if side == Side::Low { -&times } else { times };
            let mut found = Found {
                unknown: *unknown,
                side,
                near: value.to_f64(),
                value,
                open,
                from: From::Row { local, times, others: Box::default() },
            };
            if !self.is_worthwhile(&found) {
                continue;
            }
            let others = edges.iter().enumerate().filter(|(other, _)| *other != at);
            found.from = match found.from {
                From::Row { local, times, .. } => {
                    let others =
                        others.filter_map(|(_, edge)| edge.as_ref().map(|edge| edge.found)).collect();
                    From::Row { local, times, others }
                }
                single => single,
            };
            found.round();
            if self.is_tighter(&found) {
                all.push(found);
            }
        }
        Ok(())
    }

    fn is_worthwhile(&self, found: &Found) -> bool {
        if !self.is_tighter(found) {
            return false;
        }
        let count = self.count(found.unknown, found.side);
        if count < FREELY {
            return true;
        }
        if count >= TIGHTENED {
            return false;
        }
        let own = self.edge(found.unknown, found.side);
        let other = self.edge(found.unknown, if found.side == Side::Low { Side::High } else { Side::Low });
        let (Some(own), Some(other)) = (own, other) else { return true };
        let by = (own.near - found.near).abs();
        let width = (own.near - other.near).abs();
        // An end that only opens counts, and what leaves nothing.
        by * 64.0 > width || (found.open && own.value == &found.value) || {
            match found.side {
                Side::Low => found.value >= *other.value,
                Side::High => found.value <= *other.value,
            }
        }
    }

    /// The rows behind two ends that leave nothing between them.
    fn explained(&self, ends: [usize; 2]) -> Ended {
        let weights = ends.into_iter().map(|end| (end, Exact::ONE)).collect();
        self.explain(weights, Multipliers::new()).map_or(Ended::TooLarge, Ended::Conflict)
    }

    /// Rows and ends that were found, each taken so often, as rows alone: each end is replaced by the row that gave it
    /// and the ends that row used, from the latest to the first.
    pub(super) fn explain(
        &self,
        mut ends: BTreeMap<usize, Exact>,
        mut rows: Multipliers,
    ) -> Result<Multipliers, ArithmeticError> {
        while let Some((end, weight)) = ends.pop_last() {
            let Some(found) = self.ends.get(end) else { continue };
            match &found.from {
                From::Single(row, times) => add(&mut rows, *row, (&weight * times)?)?,
                From::Row { local, times, others } => {
                    let Some(row) = self.rows.get(*local) else { continue };
                    let times = (&weight * times)?;
                    add(&mut rows, row.row, times.clone())?;
                    for other in others {
                        let Some(unknown) = self.ends.get(*other).map(|other| other.unknown) else {
                            continue;
                        };
                        let factor = row.terms.iter().find(|(own, _)| *own == unknown);
                        let Some((_, factor)) = factor else { continue };
                        add(&mut ends, *other, (factor * &times)?.abs())?;
                    }
                }
            }
        }
        rows.retain(|_, times| !times.is_zero());
        Ok(rows)
    }
}

pub(super) fn add(into: &mut BTreeMap<usize, Exact>, key: usize, more: Exact) -> Result<(), ArithmeticError> {
    let sum = into.entry(key).or_insert(Exact::ZERO);
    *sum = (&*sum + &more)?;
    Ok(())
}

impl Found {
    /// Loosens an end with many digits to one with few: what is found is as true, and stays quick to compute with.
    fn round(&mut self) {
        const NUMERATOR: i64 = 1 << 50;
        const DENOMINATOR: i64 = 1 << 30;
        let is_short = |(numer, denom): (i64, i64)| numer.abs() < NUMERATOR && denom < DENOMINATOR;
        if !self.value.to_small().is_some_and(is_short) {
            if let Some(value) = rounded(&self.value, self.side == Side::High) {
                self.open &= value == self.value;
                self.near = value.to_f64();
                self.value = value;
            }
        }
    }
}

/// A number of some twelve digits near another, above or below it.
pub(super) fn rounded(value: &Exact, up: bool) -> Option<Exact> {
    const DIGITS: i32 = 12;
    let size = value.to_f64().abs();
    if !size.is_finite() || size == 0.0 {
        return None;
    }
    let magnitude = magnitude(size);
    let scale = Exact::pow10(DIGITS.checked_sub(magnitude)?.min(16)).ok()?;
    let scaled = (value * &scale).ok()?;
    let whole = if up { scaled.ceil() } else { scaled.floor() };
    (whole / scale).ok()
}
