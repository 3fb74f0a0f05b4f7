//! Systems of linear inequalities between figures, solved exactly.
//!
//! A [`System`] has unknowns and rows, each a sum of unknowns with exact factors that is at most, less than or equal to
//! a number. What an unknown can be is a row like any other ([`System::bound`]), so that a conflict names it like any
//! other. [`System::judge`] says of each connected part whether its rows can all hold together:
//!
//! * [`Verdict::Consistent`]: there is a point, in exact numbers, that fulfils every row.
//! * [`Verdict::Conflict`]: multipliers under which the rows add up to `0 < 0` or worse (Farkas 1902), in exact numbers.
//! * [`Verdict::Undecided`]: neither was found. That happens at the edge, where rows touch in a point that floating
//!   point cannot tell from none, and where a cap on the work was reached. It is never an accusation.
//!
//! How: bounds are propagated through the rows exactly, which finds most conflicts, and each derived bound remembers
//! what it came from. What is left goes through a simplex method in floating point, in units of the boxes and with
//! scaled rows, that only *suggests* a point or multipliers. Both are rounded to short fractions and judged exactly; what
//! the rounding leaves over is absorbed by the boxes (Neumaier and Shcherbina 2004). Where that fails, the square
//! system of the support is solved exactly.
//!
//! ```
//! use saltgrain::number::{Exact, Interval};
//! use saltgrain::system::{Kind, System, Verdict};
//!
//! // Of a whole of 9 to 11 one part is 5 to 6, and the other at least twice as much.
//! let mut system = System::new(3);
//! let within = |low, high| Interval::closed(Exact::from(low), Exact::from(high)).unwrap();
//! system.bound(0, &within(9, 11));
//! system.bound(1, &within(5, 6));
//! let one = Exact::ONE;
//! let sum = system.row([(1, one.clone()), (2, one.clone()), (0, -&one)], Kind::Equal, Exact::ZERO, 0);
//! let twice = system.row([(1, Exact::from(2)), (2, -&one)], Kind::AtMost, Exact::ZERO, 1);
//! let [part] = system.judge().try_into().unwrap();
//! let Verdict::Conflict(conflict) = part.verdict else { panic!("5 and 10 are more than 11") };
//! assert!(system.refutes(&conflict.multipliers));
//! assert!(conflict.rows().any(|row| row == sum) && conflict.rows().any(|row| row == twice));
//! ```
//!
//! What it does not do: it knows nothing of whole numbers (a count may be 2.5 here), and no products of unknowns.
//!
//! Sources: Farkas, J. (1902), *Journal für die reine und angewandte Mathematik* 124:1–27. Neumaier, A. & Shcherbina, O.
//! (2004), Safe bounds in linear and mixed-integer linear programming, *Mathematical Programming* 99:283–296. Chinneck,
//! J. W. & Dravnieks, E. W. (1991), Locating minimal infeasible constraint sets in linear programs, *ORSA Journal on
//! Computing* 3:157–168 (the deletion filter of [`System::irreducible`]).

mod certify;
mod conflict;
mod propagate;
mod range;
mod simplex;
mod solve;

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "tests, with numbers of one digit"
)]
mod tests;

use std::collections::BTreeMap;

use crate::number::{ArithmeticError, End, Exact, Interval};

pub use conflict::Irreducible;
pub use range::Tight;

/// How a row compares with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// At most.
    AtMost,
    /// Less than.
    Less,
    /// Equal.
    Equal,
}

/// The relation of a row that only says what one unknown can be.
pub const NO_RELATION: usize = usize::MAX;

/// A sum of unknowns that compares with a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The unknowns, each once, with factors that are not zero.
    pub terms: Vec<(usize, Exact)>,
    /// How the sum compares.
    pub kind: Kind,
    /// With what.
    pub bound: Exact,
    /// To which relation it belongs: several rows may say one thing. [`NO_RELATION`] for a bound.
    pub relation: usize,
}

/// Rows over unknowns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct System {
    unknowns: usize,
    rows: Vec<Row>,
}

/// Multipliers of rows, by the number of the row: not negative for inequalities.
pub type Multipliers = BTreeMap<usize, Exact>;

/// Rows that cannot all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// How often each row is taken; a row that is not taken is not in the conflict.
    pub multipliers: Multipliers,
}

impl Conflict {
    /// The rows in it, in order.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.multipliers.keys().copied()
    }
}

/// Whether rows can all hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// They can, for instance where each unknown has this value.
    Consistent(BTreeMap<usize, Exact>),
    /// They cannot.
    Conflict(Conflict),
    /// Not decided, and why.
    Undecided(Open),
}

/// Why a system is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Open {
    /// What fulfils all rows and what does not touch, within the precision of a double.
    AtTheEdge,
    /// The work was cut off: too many rows, too many steps, or numbers too large to decide exactly.
    Cut,
}

/// Unknowns that hang together through rows, and whether their rows can all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its rows, in order.
    pub rows: Vec<usize>,
    /// Whether they can all hold.
    pub verdict: Verdict,
    /// Where each unknown lies, by propagation: its true range is within. In a conflict, as far as it was followed.
    pub outer: BTreeMap<usize, Interval>,
}

impl System {
    /// A system over so many unknowns, without rows.
    #[must_use]
    pub fn new(unknowns: usize) -> Self {
        System { unknowns, rows: Vec::new() }
    }

    /// Another unknown; returns its number.
    pub fn unknown(&mut self) -> usize {
        self.unknowns += 1;
        self.unknowns - 1
    }

    /// How many unknowns there are.
    #[must_use]
    pub fn unknowns(&self) -> usize {
        self.unknowns
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Adds a row, and returns its number. Terms of one unknown are added up where that can be done exactly, else the
    /// row says nothing (`0 ≤ 0`): a row that is left out never makes a conflict.
    pub fn row(
        &mut self,
        terms: impl IntoIterator<Item = (usize, Exact)>,
        kind: Kind,
        bound: Exact,
        relation: usize,
    ) -> usize {
        let mut summed: BTreeMap<usize, Exact> = BTreeMap::new();
        let mut too_large = false;
        for (unknown, factor) in terms {
            self.unknowns = self.unknowns.max(unknown.saturating_add(1));
            match summed.get(&unknown).map_or(Ok(factor.clone()), |own| own + &factor) {
                Ok(factor) => drop(summed.insert(unknown, factor)),
                Err(_) => too_large = true,
            }
        }
        let row = match too_large {
            true => Row { terms: Vec::new(), kind: Kind::AtMost, bound: Exact::ZERO, relation },
            false => {
                let terms = summed.into_iter().filter(|(_, factor)| !factor.is_zero()).collect();
                Row { terms, kind, bound, relation }
            }
        };
        self.rows.push(row);
        self.rows.len() - 1
    }

    /// Says within which values an unknown lies; returns the numbers of the rows that say so, low end first.
    pub fn bound(&mut self, unknown: usize, within: &Interval) -> [Option<usize>; 2] {
        let mut add = |end: &End, sign: Exact| {
            let (value, kind) = match end {
                End::Open(value) => (value, Kind::Less),
                End::Closed(value) => (value, Kind::AtMost),
                End::Unbounded => return None,
            };
            let bound = if sign.is_negative() { -value } else { value.clone() };
            Some(self.row([(unknown, sign)], kind, bound, NO_RELATION))
        };
        let low = add(within.low(), -Exact::ONE);
        [low, add(within.high(), Exact::ONE)]
    }

    /// Whether the rows, each taken as often as it says, add up to an impossibility without unknowns. This is all that a
    /// conflict rests on, and it is exact.
    ///
    /// ```
    /// use saltgrain::number::Exact;
    /// use saltgrain::system::{Kind, System};
    ///
    /// let mut system = System::new(1);
    /// let over = system.row([(0, -Exact::ONE)], Kind::Less, Exact::from(-5), 0);
    /// let up_to = system.row([(0, Exact::ONE)], Kind::AtMost, Exact::from(5), 1);
    /// let once = |rows: &[usize]| rows.iter().map(|row| (*row, Exact::ONE)).collect();
    /// assert!(system.refutes(&once(&[over, up_to])));
    /// assert!(!system.refutes(&once(&[up_to])));
    /// ```
    #[must_use]
    pub fn refutes(&self, multipliers: &Multipliers) -> bool {
        self.sums_to_nonsense(multipliers).unwrap_or_default()
    }

    fn sums_to_nonsense(&self, multipliers: &Multipliers) -> Result<bool, ArithmeticError> {
        let mut sum: BTreeMap<usize, Exact> = BTreeMap::new();
        let (mut bound, mut strict, mut all_equal) = (Exact::ZERO, false, true);
        for (number, times) in multipliers {
            let Some(row) = self.rows.get(*number) else { return Ok(false) };
            if times.is_negative() && row.kind != Kind::Equal {
                return Ok(false);
            }
            if times.is_zero() {
                continue;
            }
            strict |= row.kind == Kind::Less;
            all_equal &= row.kind == Kind::Equal;
            bound = (bound + (&row.bound * times)?)?;
            for (unknown, factor) in &row.terms {
                let more = (factor * times)?;
                let sum = sum.entry(*unknown).or_insert(Exact::ZERO);
                *sum = (&*sum + &more)?;
            }
        }
        let cancels = sum.values().all(Exact::is_zero);
        let impossible = match (all_equal, strict) {
            (true, _) => !bound.is_zero(),
            (false, true) => !bound.is_positive(),
            (false, false) => bound.is_negative(),
        };
        Ok(cancels && impossible)
    }

    /// Whether every row of a list holds at a point; an unknown without a value is zero there.
    #[must_use]
    pub fn holds_at(&self, rows: &[usize], point: &BTreeMap<usize, Exact>) -> bool {
        let holds = |row: &Row| -> Result<bool, ArithmeticError> {
            let mut sum = Exact::ZERO;
            for (unknown, factor) in &row.terms {
                if let Some(value) = point.get(unknown) {
                    sum = (sum + (factor * value)?)?;
                }
            }
            Ok(match row.kind {
                Kind::AtMost => sum <= row.bound,
                Kind::Less => sum < row.bound,
                Kind::Equal => sum == row.bound,
            })
        };
        rows.iter().all(|row| self.rows.get(*row).is_some_and(|row| holds(row).unwrap_or_default()))
    }

    /// The parts that hang together, each with its verdict, in the order of their first unknowns. Unknowns without a row
    /// are in none.
    #[must_use]
    pub fn judge(&self) -> Vec<Part> {
        self.parts().into_iter().map(|rows| self.part(rows)).collect()
    }

    /// Whether the rows of a list can all hold.
    #[must_use]
    pub fn part(&self, rows: Vec<usize>) -> Part {
        let (verdict, outer) = solve::solve(self, &rows);
        Part { rows, verdict, outer }
    }

    /// The rows of each part that hangs together.
    #[must_use]
    pub fn parts(&self) -> Vec<Vec<usize>> {
        let mut parent: Vec<usize> = (0..self.unknowns).collect();
        for row in &self.rows {
            if let Some((first, _)) = row.terms.first() {
                for (other, _) in &row.terms {
                    let (one, other) = (find(&mut parent, *first), find(&mut parent, *other));
                    // The smaller number leads, so that parts stand in the order of their first unknowns.
                    let (low, high) = (one.min(other), one.max(other));
                    if let Some(slot) = parent.get_mut(high) {
                        *slot = low;
                    }
                }
            }
        }
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            let root = row.terms.first().map_or(usize::MAX, |(first, _)| find(&mut parent, *first));
            parts.entry(root).or_default().push(number);
        }
        parts.into_values().collect()
    }
}

fn find(parent: &mut [usize], mut at: usize) -> usize {
    loop {
        let up = parent.get(at).copied().unwrap_or(at);
        if up == at {
            return at;
        }
        let above = parent.get(up).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at) {
            *slot = above;
        }
        at = up;
    }
}
