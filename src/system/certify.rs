//! From suggestions in floating point to exact multipliers and exact points.

use std::collections::BTreeMap;

use super::propagate::{Problem, Side, add};
use super::{Kind, Multipliers, System};
use crate::number::{ArithmeticError, End, Exact};

/// Multipliers of a problem's rows, by their place in the problem.
pub(super) type Suggested = BTreeMap<usize, f64>;

/// How many operations on exact numbers one square system may take.
const OPERATIONS: usize = 200_000;

/// What a weighted sum of rows says, with an objective added: `factors · x ≤ bound` for all that fulfil the rows.
struct Sum {
    factors: BTreeMap<usize, Exact>,
    bound: Exact,
    strict: bool,
}

fn sum(
    problem: &Problem,
    times: &BTreeMap<usize, Exact>,
    objective: Option<(usize, &Exact)>,
) -> Result<Sum, ArithmeticError> {
    let mut sum = Sum { factors: BTreeMap::new(), bound: Exact::ZERO, strict: false };
    if let Some((unknown, factor)) = objective {
        sum.factors.insert(unknown, factor.clone());
    }
    for (local, times) in times {
        let Some(row) = problem.rows.get(*local) else { continue };
        sum.strict |= row.kind == Kind::Less && !times.is_zero();
        sum.bound = (sum.bound + (&row.bound * times)?)?;
        for (unknown, factor) in &row.terms {
            add(&mut sum.factors, *unknown, (factor * times)?)?;
        }
    }
    sum.factors.retain(|_, factor| !factor.is_zero());
    Ok(sum)
}

/// A least value, whether it is not reached, and which ends it takes how often.
type Least = (Exact, bool, BTreeMap<usize, Exact>);

/// The least value of a sum over the boxes, whether it is not reached, and which ends it takes how often.
fn least(problem: &Problem, factors: &BTreeMap<usize, Exact>) -> Result<Option<Least>, ArithmeticError> {
    let (mut least, mut open, mut ends) = (Exact::ZERO, false, BTreeMap::new());
    for (unknown, factor) in factors {
        let side = if factor.is_positive() { Side::Low } else { Side::High };
        let Some(edge) = problem.edge(*unknown, side) else { return Ok(None) };
        least = (least + (factor * edge.value)?)?;
        open |= edge.open;
        add(&mut ends, edge.found, factor.abs())?;
    }
    Ok(Some((least, open, ends)))
}

/// The multipliers, rounded to fractions that get longer, then solved for exactly: whichever serves first.
fn attempts<T>(
    problem: &Problem,
    suggested: &Suggested,
    objective: Option<(usize, &Exact)>,
    mut serves: impl FnMut(&BTreeMap<usize, Exact>) -> Option<T>,
) -> Option<T> {
    let largest = suggested.values().map(|value| value.abs()).fold(0.0, f64::max);
    let scale = if objective.is_some() { 1.0 } else { largest };
    if !(scale > 0.0 && scale.is_finite()) {
        return serves(&BTreeMap::new());
    }
    let is_equal = |local: &usize| problem.rows.get(*local).is_some_and(|row| row.kind == Kind::Equal);
    let kept: Vec<(usize, f64)> = suggested
        .iter()
        .map(|(local, value)| (*local, value / scale))
        .filter(|(local, value)| value.abs() > 1e-11 && (*value > 0.0 || is_equal(local)))
        .collect();
    let rounded = |digits: f64| -> BTreeMap<usize, Exact> {
        kept.iter().filter_map(|(local, value)| Some((*local, fraction(*value, digits)?))).collect()
    };
    for digits in [1e-7, 1e-13] {
        if let Some(found) = serves(&rounded(digits)) {
            return Some(found);
        }
    }
    let solved = solved(problem, &kept, &rounded(1e-13), objective)?;
    let honest = |(local, times): (&usize, &Exact)| !times.is_negative() || is_equal(local);
    solved.iter().all(honest).then(|| serves(&solved)).flatten()
}

/// Multipliers that make the unknowns cancel which nearly do.
fn solved(
    problem: &Problem,
    kept: &[(usize, f64)],
    rounded: &BTreeMap<usize, Exact>,
    objective: Option<(usize, &Exact)>,
) -> Option<BTreeMap<usize, Exact>> {
    let mut columns: BTreeMap<usize, (BTreeMap<usize, Exact>, f64, f64)> = BTreeMap::new();
    for (local, value) in kept {
        for (unknown, factor) in &problem.rows.get(*local)?.terms {
            let (column, sum, size) = columns.entry(*unknown).or_default();
            column.insert(*local, factor.clone());
            *sum += value * factor.to_f64();
            *size += (value * factor.to_f64()).abs();
        }
    }
    let mut equations = Vec::new();
    for (unknown, (column, mut sum, mut size)) in columns {
        let own = objective.filter(|(own, _)| *own == unknown).map(|(_, factor)| factor);
        if let Some(own) = own {
            sum += own.to_f64();
            size += own.to_f64().abs();
        }
        if sum.abs() <= 1e-6 * size {
            equations.push((column, own.map_or(Exact::ZERO, |own| -own)));
        }
    }
    // Without an objective multipliers are free up to a factor: the largest stays as it is, so it is solved for last.
    let size: BTreeMap<usize, f64> = kept.iter().map(|(local, value)| (*local, value.abs())).collect();
    let preference = |local: usize| -size.get(&local).copied().unwrap_or_default();
    complete(equations, preference, |local| rounded.get(&local).cloned()).ok().flatten().map(|mut found| {
        for (local, times) in rounded {
            found.entry(*local).or_insert_with(|| times.clone());
        }
        found
    })
}

/// The rows of the system that refute it, if the suggestion leads to some.
pub(super) fn refuted(system: &System, problem: &Problem, suggested: &Suggested) -> Option<Multipliers> {
    attempts(problem, suggested, None, |times| {
        let found = || -> Result<Option<Multipliers>, ArithmeticError> {
            let sum = sum(problem, times, None)?;
            let Some((least, open, ends)) = least(problem, &sum.factors)? else { return Ok(None) };
            if least < sum.bound || (least == sum.bound && !open && !sum.strict) {
                return Ok(None);
            }
            let mut rows = Multipliers::new();
            for (local, times) in times {
                if let Some(row) = problem.rows.get(*local) {
                    add(&mut rows, row.row, times.clone())?;
                }
            }
            problem.explain(ends, rows).map(Some)
        };
        found().ok().flatten().filter(|multipliers| system.refutes(multipliers))
    })
}

/// A bound below `sign · x`, exact, from suggested multipliers; `wanted` is what the suggestion promises.
pub(super) fn bounded(
    problem: &Problem,
    suggested: &Suggested,
    unknown: usize,
    sign: &Exact,
    wanted: f64,
    tolerance: f64,
) -> Option<End> {
    let mut best: Option<End> = None;
    let exact = attempts(problem, suggested, Some((unknown, sign)), |times| {
        let found = || -> Result<Option<(End, bool)>, ArithmeticError> {
            // x ≥ x + Σ times (row − bound)
            let sum = sum(problem, times, Some((unknown, sign)))?;
            let Some((least, open, _)) = least(problem, &sum.factors)? else { return Ok(None) };
            let value = (least - &sum.bound)?;
            let near = (value.to_f64() - wanted).abs() <= tolerance;
            let open = open || sum.strict;
            Ok(Some((if open { End::Open(value) } else { End::Closed(value) }, near)))
        };
        let (end, near) = found().ok().flatten()?;
        let is_better = match (best.as_ref().and_then(End::value), end.value()) {
            (Some(own), Some(value)) => value > own,
            _ => true,
        };
        if is_better {
            best = Some(end.clone());
        }
        near.then_some(end)
    });
    match (exact, best) {
        // A later attempt that misses what was promised may still be better than an earlier one that met it nearly.
        (Some(_), best) => best,
        (None, best) => best,
    }
}

/// Solves equations exactly. An unknown that no equation settles has the value that `free` gives; of those in one
/// equation the one of the highest score, and the rarest, is solved for. `None` where they contradict one another or
/// the work is too much.
pub(super) fn complete(
    equations: Vec<(BTreeMap<usize, Exact>, Exact)>,
    score: impl Fn(usize) -> f64,
    free: impl Fn(usize) -> Option<Exact>,
) -> Result<Option<BTreeMap<usize, Exact>>, ArithmeticError> {
    let mut open: Vec<Option<(BTreeMap<usize, Exact>, Exact)>> = equations.into_iter().map(Some).collect();
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, equation) in open.iter().enumerate() {
        for unknown in equation.iter().flat_map(|(terms, _)| terms.keys()) {
            of.entry(*unknown).or_default().push(at);
        }
    }
    let mut order: Vec<(usize, BTreeMap<usize, Exact>, Exact)> = Vec::new();
    let mut left = OPERATIONS;
    // Equations by how many unknowns they have, the shortest first; a place may stand there with an old length.
    let length =
        |equation: &Option<(BTreeMap<usize, Exact>, Exact)>| equation.as_ref().map(|(terms, _)| terms.len());
    let mut queue: std::collections::BTreeSet<(usize, usize)> =
        open.iter().enumerate().filter_map(|(at, equation)| Some((length(equation)?, at))).collect();
    while let Some((size, at)) = queue.pop_first() {
        let Some(slot) = open.get_mut(at) else { continue };
        if length(slot) != Some(size) {
            continue;
        }
        let Some((terms, right)) = slot.take() else { continue };
        let rarity = |unknown: &usize| of.get(unknown).map_or(0, Vec::len);
        let pivot = terms
            .keys()
            .copied()
            .min_by(|a, b| rarity(a).cmp(&rarity(b)).then(score(*b).total_cmp(&score(*a))).then(a.cmp(b)));
        let Some(pivot) = pivot else {
            if right.is_zero() {
                continue;
            }
            return Ok(None);
        };
        let Some(factor) = terms.get(&pivot) else { continue };
        for other in of.remove(&pivot).unwrap_or_default() {
            let Some(Some((others, other_right))) = open.get_mut(other) else { continue };
            let Some(own) = others.remove(&pivot) else { continue };
            let times = (&own / factor)?;
            *other_right = (&*other_right - &(&right * &times)?)?;
            for (unknown, own) in terms.iter().filter(|(unknown, _)| **unknown != pivot) {
                left = left.saturating_sub(1);
                if left == 0 {
                    return Ok(None);
                }
                let was_there = others.contains_key(unknown);
                let less = (own * &times)?;
                let new = match others.get(unknown) {
                    Some(old) => (old - &less)?,
                    None => -less,
                };
                if new.is_zero() {
                    others.remove(unknown);
                } else {
                    others.insert(*unknown, new);
                    if !was_there {
                        of.entry(*unknown).or_default().push(other);
                    }
                }
            }
            queue.insert((others.len(), other));
        }
        order.push((pivot, terms, right));
    }
    let mut values: BTreeMap<usize, Exact> = BTreeMap::new();
    for (pivot, terms, right) in order.into_iter().rev() {
        let mut rest = right;
        for (unknown, factor) in terms.iter().filter(|(unknown, _)| **unknown != pivot) {
            let value = match values.get(unknown) {
                Some(value) => value.clone(),
                None => {
                    let Some(value) = free(*unknown) else { return Ok(None) };
                    values.insert(*unknown, value.clone());
                    value
                }
            };
            rest = (rest - (factor * &value)?)?;
        }
        let Some(factor) = terms.get(&pivot) else { continue };
        values.insert(pivot, (rest / factor)?);
    }
    Ok(Some(values))
}

/// A fraction near a double, the shortest within a relative tolerance, by its continued fraction.
pub(super) fn fraction(value: f64, tolerance: f64) -> Option<Exact> {
    if !value.is_finite() || value.abs() > 1e15 {
        return None;
    }
    if value.abs() < 1e-12 {
        return Some(Exact::ZERO);
    }
    let size = value.abs();
    let (mut before, mut now) = ((0i64, 1i64), (1i64, 0i64));
    let mut rest = size;
    for _ in 0..40 {
        let whole = whole(rest)?;
        let next = (
            whole.checked_mul(now.0)?.checked_add(before.0)?,
            whole.checked_mul(now.1)?.checked_add(before.1)?,
        );
        (before, now) = (now, next);
        let found = Exact::new(now.0, now.1).ok()?;
        if (found.to_f64() - size).abs() <= tolerance * size || now.1 > 100_000_000_000_000 {
            return Some(if value < 0.0 { -found } else { found });
        }
        let left = rest - rest.floor();
        if left <= 0.0 {
            return Some(if value < 0.0 { -found } else { found });
        }
        rest = 1.0 / left;
    }
    None
}

#[expect(clippy::cast_possible_truncation, reason = "below 10¹⁵ by the test before it")]
fn whole(value: f64) -> Option<i64> {
    (value.abs() < 1e15).then(|| value.floor() as i64)
}
