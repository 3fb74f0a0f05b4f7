//! Whether rows can all hold: propagation, then a suggestion in floating point, then its exact check.

use std::collections::BTreeMap;

use super::certify::{self, Suggested, complete, fraction};
use super::propagate::{Ended, Problem, Side};
use super::simplex::{Program, Suggestion};
use super::{Conflict, Kind, Open, System, Verdict};
use crate::number::{ArithmeticError, Exact, Interval};

/// By how much, in units of the boxes, every inequality is tightened when a point is sought: then rounding the point
/// breaks none. Each by a little more or less, so that fewer ties slow the simplex method down.
const MARGIN: f64 = 1e-7;

/// How many rows a part may have beside its bounds; what has more is not solved beyond propagation.
const ROWS: usize = 20_000;

/// How many steps of the simplex method, times rows and unknowns, one part may take: about a second.
const WORK: usize = 30_000_000;

pub(super) fn solve(system: &System, rows: &[usize]) -> (Verdict, BTreeMap<usize, Interval>) {
    let mut problem = Problem::new(system, rows);
    let ended = problem.propagate();
    let verdict = match ended {
        Ended::Conflict(multipliers) if system.refutes(&multipliers) => {
            Verdict::Conflict(Conflict { multipliers })
        }
        Ended::Conflict(_) | Ended::TooLarge => match judged(system, rows, &Problem::new(system, rows)) {
            // What propagation refuted without writing down why may still be refuted by the simplex method.
            Verdict::Consistent(_) => Verdict::Undecided(Open::Cut),
            verdict => verdict,
        },
        Ended::Still => judged(system, rows, &problem),
    };
    (verdict, outer(&problem))
}

/// Where each unknown lies, as far as it was followed; an unknown without a value left is in no range.
pub(super) fn outer(problem: &Problem) -> BTreeMap<usize, Interval> {
    let ranges = problem.unknowns.iter().enumerate();
    ranges.filter_map(|(local, unknown)| Some((*unknown, problem.range(local)?))).collect()
}

/// How an unknown is scaled: `x = from + unit · z`, with the ends of `z`.
#[derive(Debug, Clone)]
struct Scale {
    from: Exact,
    unit: f64,
    low: f64,
    high: f64,
}

/// A problem as the simplex method sees it.
#[derive(Debug)]
pub(super) struct Scaled {
    scales: Vec<Scale>,
    /// The rows that the boxes do not imply, by place in the problem, with the factor each was multiplied by.
    rows: Vec<(usize, f64)>,
    /// Where each unknown of the problem stands in the program; one with a single value stands nowhere.
    place: Vec<Option<usize>>,
    pub(super) program: Program,
}

impl Scaled {
    pub(super) fn new(problem: &Problem, margin: f64) -> Option<Scaled> {
        let scales: Vec<Scale> = (0..problem.unknowns.len()).map(|local| scale(problem, local)).collect();
        let mut unknowns = Vec::new();
        let mut place = vec![None; scales.len()];
        for (local, scale) in scales.iter().enumerate() {
            if scale.unit > 0.0 {
                if let Some(slot) = place.get_mut(local) {
                    *slot = Some(unknowns.len());
                }
                unknowns.push(local);
            }
        }
        let (mut rows, mut written) = (Vec::new(), Vec::new());
        for (local, row) in problem.rows.iter().enumerate() {
            if is_implied(problem, local).unwrap_or_default() {
                continue;
            }
            let mut right = row.bound.clone();
            let mut terms = Vec::with_capacity(row.terms.len());
            for (unknown, factor) in &row.terms {
                let scale = scales.get(*unknown)?;
                right = (right - (factor * &scale.from).ok()?).ok()?;
                if let Some(at) = place.get(*unknown).copied().flatten() {
                    terms.push((at, factor.to_f64() * scale.unit));
                }
            }
            let size = terms.iter().map(|(_, factor)| factor.abs()).fold(0.0, f64::max);
            let times = if size > 0.0 { 1.0 / size } else { 1.0 };
            if !times.is_finite() {
                return None;
            }
            terms.iter_mut().for_each(|(_, factor)| *factor *= times);
            let is_equal = row.kind == Kind::Equal;
            let tightened = if is_equal { 0.0 } else { margin * jitter(local) };
            written.push((terms, is_equal, right.to_f64() * times - tightened));
            rows.push((local, times));
        }
        let bounds: Vec<(f64, f64)> = unknowns
            .iter()
            .filter_map(|local| scales.get(*local))
            .enumerate()
            .map(|(at, scale)| {
                let by = margin * jitter(at.wrapping_add(7919));
                (scale.low + by, scale.high - by)
            })
            .collect();
        // Most end after as many steps as there are rows; one that does not is stuck. A step costs as much as there are
        // rows, so a large program has fewer.
        let size = (written.len() + bounds.len()).max(1);
        let steps = size.saturating_mul(8).saturating_add(200).min(WORK / size);
        let program = Program::new(&bounds, &written, steps);
        Some(Scaled { scales, rows, place, program })
    }

    /// Multipliers of the problem's rows.
    pub(super) fn multipliers(&self, duals: &[f64]) -> Suggested {
        let scaled = self.rows.iter().zip(duals).map(|((local, times), dual)| (*local, -dual * times));
        scaled.filter(|(_, value)| *value != 0.0).collect()
    }

    /// Where an unknown of the problem stands in the program.
    pub(super) fn place(&self, local: usize) -> Option<usize> {
        self.place.get(local).copied().flatten()
    }

    /// The unit of an unknown, in which its value in the program counts.
    pub(super) fn unit(&self, local: usize) -> f64 {
        self.scales.get(local).map_or(0.0, |scale| scale.unit)
    }

    pub(super) fn value(&self, local: usize, scaled: f64) -> f64 {
        self.scales.get(local).map_or(0.0, |scale| scale.from.to_f64() + scale.unit * scaled)
    }

    /// An exact point near one that the program found. `at_the_ends` takes what lies at an end for that end.
    fn point(&self, problem: &Problem, values: &[f64], at_the_ends: bool) -> Option<BTreeMap<usize, Exact>> {
        let mut point: BTreeMap<usize, Exact> = BTreeMap::new();
        let mut inside: BTreeMap<usize, f64> = BTreeMap::new();
        for (local, scale) in self.scales.iter().enumerate() {
            let Some(scaled) = self.place(local).and_then(|at| values.get(at)).copied() else {
                point.insert(local, scale.from.clone());
                continue;
            };
            inside.insert(local, (scaled - scale.low).min(scale.high - scaled));
            let is_low = at_the_ends && scaled - scale.low < 1e-7;
            let is_high = at_the_ends && scale.high - scaled < 1e-7;
            let ends = [Side::Low, Side::High].map(|side| problem.edge(local, side));
            let value = match (is_low, is_high, ends) {
                (true, _, [Some(low), _]) => low.value.clone(),
                (_, true, [_, Some(high)]) => high.value.clone(),
                _ => short(scale, scaled)?,
            };
            point.insert(local, value);
        }
        let tight = |local: usize| -> bool {
            let Some(row) = problem.rows.get(local) else { return false };
            let mut left = row.bound.to_f64();
            let mut size = left.abs();
            for (unknown, factor) in &row.terms {
                let value = point.get(unknown).map_or(0.0, Exact::to_f64);
                left -= factor.to_f64() * value;
                size = size.max((factor.to_f64() * self.unit(*unknown)).abs());
            }
            left.abs() <= 1e-7 * size
        };
        let equations: Vec<(BTreeMap<usize, Exact>, Exact)> = problem
            .rows
            .iter()
            .enumerate()
            .filter(|(local, row)| row.kind == Kind::Equal || (at_the_ends && tight(*local)))
            .map(|(_, row)| row)
            .map(|row| {
                let mut right = row.bound.clone();
                let mut terms = BTreeMap::new();
                for (unknown, factor) in &row.terms {
                    match (self.place(*unknown), point.get(unknown)) {
                        (None, Some(value)) => {
                            right = (factor * value).and_then(|part| &right - &part)?;
                        }
                        _ => drop(terms.insert(*unknown, factor.clone())),
                    }
                }
                Ok((terms, right))
            })
            .collect::<Result<_, ArithmeticError>>()
            .ok()?;
        if !equations.is_empty() {
            let score = |local: usize| inside.get(&local).copied().unwrap_or(f64::NEG_INFINITY);
            let solved = complete(equations, score, |local| point.get(&local).cloned()).ok().flatten()?;
            point.extend(solved);
        }
        let named = point.into_iter();
        Some(named.filter_map(|(local, value)| Some((*problem.unknowns.get(local)?, value))).collect())
    }
}

/// A number between a half and one and a half that depends on the place alone.
fn jitter(place: usize) -> f64 {
    let mixed = u64::try_from(place).unwrap_or_default().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
    0.5 + f64::from(u16::try_from(mixed).unwrap_or_default()) / 65_536.0
}

fn scale(problem: &Problem, local: usize) -> Scale {
    let ends = [Side::Low, Side::High].map(|side| problem.edge(local, side).map(|edge| edge.value));
    match ends {
        [Some(low), Some(high)] => {
            let unit = (high - low).map_or(0.0, |width| width.to_f64());
            Scale { from: low.clone(), unit: unit.max(0.0), low: 0.0, high: 1.0 }
        }
        [Some(low), None] => {
            Scale { from: low.clone(), unit: low.to_f64().abs().max(1.0), low: 0.0, high: f64::INFINITY }
        }
        [None, Some(high)] => Scale {
            from: high.clone(),
            unit: high.to_f64().abs().max(1.0),
            low: f64::NEG_INFINITY,
            high: 0.0,
        },
        [None, None] => Scale { from: Exact::ZERO, unit: 1.0, low: f64::NEG_INFINITY, high: f64::INFINITY },
    }
}

/// A short number near a scaled value: a decimal of as many digits as a double has, and no more than twelve in the unit
/// of the scale.
fn short(scale: &Scale, scaled: f64) -> Option<Exact> {
    const DIGITS: i32 = 12;
    let value = scale.from.to_f64() + scale.unit * scaled;
    let finest = magnitude(value.abs().max(f64::MIN_POSITIVE)).saturating_sub(14);
    let exponent = magnitude(scale.unit).saturating_sub(DIGITS).max(finest);
    let steps = value / 10f64.powi(exponent);
    if let Some(steps) = whole(steps.round()) {
        return Exact::from_decimal(steps, exponent).ok();
    }
    let steps = fraction((scaled * 1e10).round() / 1e10, 1e-12)?;
    let unit = fraction(scale.unit, 1e-15).or_else(|| fraction(scale.unit, 1e-9))?;
    (&scale.from + &(&steps * &unit).ok()?).ok()
}

/// How many digits a positive number has before its point, less one.
#[expect(clippy::cast_possible_truncation, reason = "the logarithm of a double is below 400")]
pub(super) fn magnitude(size: f64) -> i32 {
    size.log10().floor() as i32
}

/// A whole double below 2⁵³.
#[expect(clippy::cast_possible_truncation, reason = "below 2⁵³ by the test before it")]
fn whole(value: f64) -> Option<i64> {
    (value.abs() < 9_007_199_254_740_992.0).then_some(value as i64)
}

/// Whether every point of the boxes fulfils a row.
fn is_implied(problem: &Problem, local: usize) -> Result<bool, ArithmeticError> {
    let Some(row) = problem.rows.get(local) else { return Ok(true) };
    if problem.clearly_binds(local) {
        return Ok(false);
    }
    let most = |turned: bool| -> Result<Option<(Exact, bool)>, ArithmeticError> {
        let (mut most, mut open) = (Exact::ZERO, false);
        for (unknown, factor) in &row.terms {
            let side = if factor.is_positive() == turned { Side::Low } else { Side::High };
            let Some(edge) = problem.edge(*unknown, side) else { return Ok(None) };
            most = (most + (factor * edge.value)?)?;
            open |= edge.open;
        }
        Ok(Some((most, open)))
    };
    let Some((high, open)) = most(false)? else { return Ok(false) };
    Ok(match row.kind {
        Kind::AtMost => high <= row.bound,
        Kind::Less => high < row.bound || (high == row.bound && open),
        Kind::Equal => high == row.bound && most(true)?.is_some_and(|(low, _)| low == row.bound),
    })
}

fn judged(system: &System, rows: &[usize], problem: &Problem) -> Verdict {
    if problem.rows.len() > ROWS {
        return Verdict::Undecided(Open::Cut);
    }
    let mut open = Open::AtTheEdge;
    for margin in [MARGIN, 0.0] {
        let Some(mut scaled) = Scaled::new(problem, margin) else { return Verdict::Undecided(Open::Cut) };
        match scaled.program.feasible() {
            Suggestion::Point { values, .. } => {
                let point = scaled.point(problem, &values, margin == 0.0);
                if let Some(point) = point.filter(|point| system.holds_at(rows, point)) {
                    return Verdict::Consistent(point);
                }
            }
            Suggestion::Refuted(duals) => {
                let suggested = scaled.multipliers(&duals);
                if let Some(multipliers) = certify::refuted(system, problem, &suggested) {
                    return Verdict::Conflict(Conflict { multipliers });
                }
            }
            Suggestion::Stuck => open = Open::Cut,
        }
    }
    Verdict::Undecided(open)
}
