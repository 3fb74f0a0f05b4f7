//! The tightest range of one unknown that the rows of its part leave.

use super::System;
use super::certify;
use super::propagate::{Ended, Problem, Side};
use super::simplex::Suggestion;
use super::solve::Scaled;
use crate::number::{End, Exact, Interval};

/// Where an unknown lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Tight {
    /// By propagation; the truth is within.
    pub outer: Interval,
    /// By the multipliers that the simplex method suggests, at exact ends; the truth is within.
    pub range: Interval,
    /// Whether floating point finds nothing tighter than that, on the low side and on the high side.
    pub is_tight: [bool; 2],
}

impl System {
    /// Where an unknown lies, given the rows of a list. Nothing where they contradict one another, as far as that is found.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    /// use saltgrain::system::{Kind, System};
    ///
    /// // x + y = 10 and x − y = 2: each alone says little, together they leave one value.
    /// let mut system = System::new(2);
    /// let rows = vec![
    ///     system.row([(0, Exact::ONE), (1, Exact::ONE)], Kind::Equal, Exact::from(10), 0),
    ///     system.row([(0, Exact::ONE), (1, -Exact::ONE)], Kind::Equal, Exact::from(2), 1),
    /// ];
    /// let found = system.range(&rows, 0).unwrap();
    /// assert_eq!(found.outer, Interval::all());
    /// assert_eq!(found.range, Interval::point(Exact::from(6)));
    /// ```
    #[must_use]
    pub fn range(&self, rows: &[usize], unknown: usize) -> Option<Tight> {
        let mut problem = Problem::new(self, rows);
        let ended = problem.propagate();
        let Some(local) = problem.unknowns.iter().position(|own| *own == unknown) else {
            let all = Interval::all();
            return Some(Tight { outer: all.clone(), range: all, is_tight: [true, true] });
        };
        let outer = problem.range(local)?;
        if ended != Ended::Still {
            return None;
        }
        let loose = Tight { outer: outer.clone(), range: outer.clone(), is_tight: [false, false] };
        if outer.is_point().is_some() {
            return Some(Tight { is_tight: [true, true], ..loose });
        }
        let Some((mut scaled, place)) =
            Scaled::new(&problem, 0.0).and_then(|scaled| scaled.place(local).map(|place| (scaled, place)))
        else {
            return Some(loose);
        };
        match scaled.program.feasible() {
            Suggestion::Point { .. } => {}
            Suggestion::Refuted(duals) => {
                let suggested = scaled.multipliers(&duals);
                let refuted = certify::refuted(self, &problem, &suggested).is_some();
                return (!refuted).then_some(loose);
            }
            Suggestion::Stuck => return Some(loose),
        }
        let mut is_tight = [false, false];
        let mut ends = [outer.low().clone(), outer.high().clone()];
        for side in [Side::Low, Side::High] {
            let sign = if side == Side::Low { 1.0 } else { -1.0 };
            let exact_sign = if side == Side::Low { Exact::ONE } else { -Exact::ONE };
            // Each side from the point that was found: the other side's end is the farthest from this one.
            let Suggestion::Point { values, duals, .. } = scaled.program.clone().least(place, sign) else {
                continue;
            };
            let reached = scaled.value(local, values.get(place).copied().unwrap_or_default()) * sign;
            let unit = scaled.unit(local);
            // The objective counts in the unit of the unknown; so do the multipliers.
            let suggested =
                scaled.multipliers(&duals).into_iter().map(|(row, value)| (row, value * unit)).collect();
            let tolerance = 1e-8 * unit;
            let bound = certify::bounded(&problem, &suggested, local, &exact_sign, reached, tolerance);
            let Some(bound) = bound else { continue };
            let [low, high] = &mut ends;
            let (own, mine) = match side {
                Side::Low => (low, bound),
                Side::High => (high, turned(&bound)),
            };
            let near =
                |end: &End| end.value().is_some_and(|v| (v.to_f64() * sign - reached).abs() <= tolerance);
            let candidate = match side {
                Side::Low => Interval::new(mine.clone(), End::Unbounded),
                Side::High => Interval::new(End::Unbounded, mine.clone()),
            };
            let tighter = candidate.and_then(|candidate| candidate.intersect(&outer));
            if let Some(tighter) = tighter {
                *own = if side == Side::Low { tighter.low().clone() } else { tighter.high().clone() };
            }
            if let Some(flag) = is_tight.get_mut(usize::from(side == Side::High)) {
                *flag = near(own);
            }
        }
        let [low, high] = ends;
        let range = Interval::new(low, high).unwrap_or(outer);
        Some(Tight { range, is_tight, ..loose })
    }
}

fn turned(end: &End) -> End {
    match end {
        End::Open(value) => End::Open(-value),
        End::Closed(value) => End::Closed(-value),
        End::Unbounded => End::Unbounded,
    }
}
