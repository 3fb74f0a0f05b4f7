//! A simplex method in floating point that suggests: a point that fulfils all rows, multipliers that refute them, or the
//! least value of a sum. What it says is checked exactly by whoever asks.
//!
//! The primal method for bounded variables, with the sum of infeasibilities as the first objective, breakpoints passed
//! in one step, a start in the middle of the boxes, and the inverse of the basis as a product of elementary matrices that
//! is set up anew every 64 steps (Dantzig and Orchard-Hays 1954; Maros 2003, *Computational Techniques of the Simplex
//! Method*, chapters 8 and 9).

/// Values by position; what lies beyond the end is zero, so that nothing here can panic.
#[derive(Debug, Clone, Default)]
struct Dense(Vec<f64>);

impl Dense {
    fn zeros(length: usize) -> Self {
        Dense(vec![0.0; length])
    }

    fn at(&self, i: usize) -> f64 {
        self.0.get(i).copied().unwrap_or_default()
    }

    fn set(&mut self, i: usize, value: f64) {
        if let Some(slot) = self.0.get_mut(i) {
            *slot = value;
        }
    }

    fn add(&mut self, i: usize, value: f64) {
        if let Some(slot) = self.0.get_mut(i) {
            *slot += value;
        }
    }
}

/// A row: its terms, whether it is an equation, and its right side.
pub(super) type Written = (Vec<(usize, f64)>, bool, f64);

/// Rows `Σ a x + s = b` over structural variables with bounds; the slack of a row is a variable, too.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    /// The terms of each structural variable: row and factor.
    columns: Vec<Vec<(usize, f64)>>,
    low: Dense,
    high: Dense,
    right: Dense,
    rows: usize,
    value: Dense,
    /// The variable that is basic in each row.
    basic: Vec<usize>,
    /// In which row a variable is basic.
    place: Vec<Option<usize>>,
    etas: Vec<Eta>,
    steps_left: usize,
}

/// An elementary matrix: the identity but for one column.
#[derive(Debug, Clone)]
struct Eta {
    row: usize,
    pivot: f64,
    rest: Vec<(usize, f64)>,
}

/// What the method suggests.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Suggestion {
    /// Values of the structural variables that fulfil all rows, and the multipliers of the rows at the optimum.
    Point { values: Vec<f64>, duals: Vec<f64>, objective: f64 },
    /// Multipliers of the rows that refute them.
    Refuted(Vec<f64>),
    /// Cut off, or numerically at an end.
    Stuck,
}

const FEASIBLE: f64 = 1e-9;
const OPTIMAL: f64 = 1e-9;
const PIVOT: f64 = 1e-8;
const ZERO: f64 = 1e-12;
/// After how many steps the inverse is set up anew.
const FRESH: usize = 64;

/// One side of an infinite bound in ordinary numbers would be a lie: it stays infinite.
impl Program {
    /// A program over structural variables with these bounds, and rows of these terms: each compares `≤` (`false`) or `=`
    /// (`true`) with its right side.
    pub(super) fn new(bounds: &[(f64, f64)], rows: &[Written], steps: usize) -> Self {
        let (n, m) = (bounds.len(), rows.len());
        let mut program = Program {
            columns: vec![Vec::new(); n],
            low: Dense(bounds.iter().map(|(low, _)| *low).chain(rows.iter().map(|_| 0.0)).collect()),
            high: Dense(bounds.iter().map(|(_, high)| *high).collect()),
            right: Dense(rows.iter().map(|(_, _, right)| *right).collect()),
            rows: m,
            value: Dense::zeros(n + m),
            basic: (n..n + m).collect(),
            place: (0..n).map(|_| None).chain((0..m).map(Some)).collect(),
            etas: Vec::new(),
            steps_left: steps,
        };
        for (number, (terms, is_equal, _)) in rows.iter().enumerate() {
            program.high.0.push(if *is_equal { 0.0 } else { f64::INFINITY });
            for (unknown, factor) in terms {
                if let Some(column) = program.columns.get_mut(*unknown) {
                    column.push((number, *factor));
                }
            }
        }
        for j in 0..n {
            let (low, high) = (program.low.at(j), program.high.at(j));
            // In the middle most rows hold already, and a change stays near its cause; from a corner far from the end
            // that is sought, it runs through all that hangs together.
            let start = match (low.is_finite(), high.is_finite()) {
                (true, true) => low + (high - low) / 2.0,
                (true, false) => low,
                (false, true) => high,
                (false, false) => 0.0,
            };
            program.value.set(j, start);
        }
        program.refresh_values();
        program
    }

    fn structurals(&self) -> usize {
        self.columns.len()
    }

    /// Looks for a point that fulfils all rows.
    pub(super) fn feasible(&mut self) -> Suggestion {
        self.run(None)
    }

    /// Looks for the least value of a structural variable, or of its negative; from where it stands.
    pub(super) fn least(&mut self, unknown: usize, sign: f64) -> Suggestion {
        self.run(Some((unknown, sign)))
    }

    fn run(&mut self, objective: Option<(usize, f64)>) -> Suggestion {
        let mut since = self.etas.len();
        loop {
            if self.steps_left == 0 {
                return Suggestion::Stuck;
            }
            self.steps_left -= 1;
            if since >= FRESH {
                if !self.invert() {
                    return Suggestion::Stuck;
                }
                self.refresh_values();
                since = 0;
            }
            // Costs of what is basic: the direction in which it is out of bounds, or the objective.
            let mut costs = Dense::zeros(self.rows);
            let mut infeasible = 0.0;
            for (place, variable) in self.basic.iter().enumerate() {
                let value = self.value.at(*variable);
                let (low, high) = (self.low.at(*variable), self.high.at(*variable));
                if value < low - FEASIBLE {
                    costs.set(place, -1.0);
                    infeasible += low - value;
                } else if value > high + FEASIBLE {
                    costs.set(place, 1.0);
                    infeasible += value - high;
                }
            }
            let is_first = infeasible > 0.0;
            if !is_first {
                match objective {
                    None => return self.point(&Dense::zeros(self.rows), 0.0),
                    Some((unknown, sign)) => {
                        if let Some(Some(place)) = self.place.get(unknown) {
                            costs.set(*place, sign);
                        }
                    }
                }
            }
            let duals = self.back(costs);
            let own_cost = |j: usize| match objective {
                Some((unknown, sign)) if !is_first && unknown == j => sign,
                _ => 0.0,
            };
            let Some((entering, direction)) = self.price(&duals, own_cost) else {
                if is_first {
                    // A fresh inverse may still see a way.
                    if since > 0 {
                        since = FRESH;
                        continue;
                    }
                    return Suggestion::Refuted(duals.0);
                }
                let value = objective.map_or(0.0, |(unknown, sign)| sign * self.value.at(unknown));
                return self.point(&duals, value);
            };
            let column = self.forward(entering);
            match self.step(entering, direction, &column, is_first) {
                Step::Flipped => {}
                Step::Pivoted => since += 1,
                Step::Unbounded => return Suggestion::Stuck,
                Step::Weak if since > 0 => since = FRESH,
                Step::Weak => return Suggestion::Stuck,
            }
        }
    }

    fn point(&self, duals: &Dense, objective: f64) -> Suggestion {
        let values = (0..self.structurals()).map(|j| self.value.at(j)).collect();
        Suggestion::Point { values, duals: duals.0.clone(), objective }
    }

    /// The nonbasic variable whose change lessens the objective most, and which way it goes.
    fn price(&self, duals: &Dense, cost: impl Fn(usize) -> f64) -> Option<(usize, f64)> {
        let n = self.structurals();
        let mut best: Option<(usize, f64)> = None;
        let mut largest = OPTIMAL;
        let mut consider = |j: usize, reduced: f64| {
            let (low, high, value) = (self.low.at(j), self.high.at(j), self.value.at(j));
            // Fixed, or already where the change would lead.
            if high - low <= 0.0 || reduced.abs() <= largest {
                return;
            }
            let can_grow = value < high;
            let can_shrink = value > low;
            if (reduced < 0.0 && can_grow) || (reduced > 0.0 && can_shrink) {
                largest = reduced.abs();
                best = Some((j, if reduced < 0.0 { 1.0 } else { -1.0 }));
            }
        };
        for (j, column) in self.columns.iter().enumerate() {
            if self.place.get(j).copied().flatten().is_none() {
                let sum: f64 = column.iter().map(|(row, factor)| factor * duals.at(*row)).sum();
                consider(j, cost(j) - sum);
            }
        }
        for row in 0..self.rows {
            if self.place.get(n + row).copied().flatten().is_none() {
                consider(n + row, -duals.at(row));
            }
        }
        best
    }

    /// Moves the entering variable as far as the objective falls.
    fn step(&mut self, entering: usize, direction: f64, column: &Dense, is_first: bool) -> Step {
        // How the objective changes with the move, and where that changes: place, distance, by how much, to which bound.
        let mut slope = 0.0;
        let mut breaks: Vec<(f64, f64, usize, f64)> = Vec::new();
        let mut strongest: f64 = 0.0;
        for (place, variable) in self.basic.iter().enumerate() {
            let alpha = column.at(place);
            if alpha.abs() <= PIVOT {
                continue;
            }
            strongest = strongest.max(alpha.abs());
            let rate = -direction * alpha;
            let value = self.value.at(*variable);
            let (low, high) = (self.low.at(*variable), self.high.at(*variable));
            let size = rate.abs();
            let is_below = value < low - FEASIBLE;
            let is_above = value > high + FEASIBLE;
            if is_first && ((is_below && rate > 0.0) || (is_above && rate < 0.0)) {
                slope -= size;
            } else if is_first && (is_below || is_above) {
                slope += size;
                continue;
            }
            let (near, far) = if rate > 0.0 { (low, high) } else { (high, low) };
            if is_first && (is_below || is_above) {
                breaks.push(((near - value).abs() / size, size, place, near));
            }
            if far.is_finite() {
                let distance = if rate > 0.0 { far - value } else { value - far };
                breaks.push((distance.max(0.0) / size, size, place, far));
            }
        }
        // What is not basic lies at a bound, or still where it started.
        let here = self.value.at(entering);
        let span = if direction > 0.0 { self.high.at(entering) - here } else { here - self.low.at(entering) };
        breaks.sort_by(|a, b| a.0.total_cmp(&b.0));
        // In the second phase the first break ends the step; in the first the one at which the objective stops falling.
        let mut last = None;
        for (at, (_, size, ..)) in breaks.iter().enumerate() {
            last = Some(at);
            slope += size;
            if !is_first || slope >= -ZERO {
                break;
            }
        }
        let chosen = match last {
            None => None,
            // Of breaks that were passed, the latest with a sound pivot; in the second phase also the next ones that
            // lie no further than the tolerance.
            Some(last) if is_first => {
                let sound =
                    |at: &usize| breaks.get(*at).is_some_and(|(_, size, ..)| *size >= 1e-5 * strongest);
                Some((0..=last).rev().find(sound).unwrap_or(last))
            }
            Some(last) => {
                let limit = breaks
                    .iter()
                    .map(|(distance, size, ..)| distance + FEASIBLE / size)
                    .fold(f64::INFINITY, f64::min);
                let within = (last..breaks.len())
                    .take_while(|at| breaks.get(*at).is_some_and(|(distance, ..)| *distance <= limit));
                within.max_by(|a, b| {
                    let size = |at: &usize| breaks.get(*at).map_or(0.0, |(_, size, ..)| *size);
                    size(a).total_cmp(&size(b))
                })
            }
        };
        let chosen = chosen.and_then(|at| breaks.get(at).copied());
        match chosen {
            Some((distance, ..)) if span.is_finite() && span <= distance => {
                self.flip(entering, direction, span, column)
            }
            None if span.is_finite() => self.flip(entering, direction, span, column),
            None => Step::Unbounded,
            Some((distance, _, place, bound)) => {
                let pivot = column.at(place);
                if pivot.abs() < PIVOT {
                    return Step::Weak;
                }
                self.shift(direction * distance, column);
                let leaving = self.basic.get(place).copied().unwrap_or_default();
                self.value.set(leaving, bound);
                self.value.add(entering, direction * distance);
                if let Some(slot) = self.place.get_mut(leaving) {
                    *slot = None;
                }
                if let Some(slot) = self.place.get_mut(entering) {
                    *slot = Some(place);
                }
                if let Some(slot) = self.basic.get_mut(place) {
                    *slot = entering;
                }
                self.etas.push(Eta::new(place, column));
                Step::Pivoted
            }
        }
    }

    fn flip(&mut self, entering: usize, direction: f64, span: f64, column: &Dense) -> Step {
        self.shift(direction * span, column);
        let to = if direction > 0.0 { self.high.at(entering) } else { self.low.at(entering) };
        self.value.set(entering, to);
        Step::Flipped
    }

    fn shift(&mut self, by: f64, column: &Dense) {
        for (place, variable) in self.basic.iter().enumerate() {
            let alpha = column.at(place);
            if alpha.abs() > ZERO {
                self.value.add(*variable, -by * alpha);
            }
        }
    }

    /// The column of a variable in terms of the basis.
    fn forward(&self, variable: usize) -> Dense {
        let mut column = Dense::zeros(self.rows);
        match self.columns.get(variable) {
            Some(terms) => terms.iter().for_each(|(row, factor)| column.add(*row, *factor)),
            None => column.set(variable - self.structurals(), 1.0),
        }
        self.apply(&mut column);
        column
    }

    fn apply(&self, column: &mut Dense) {
        for eta in &self.etas {
            let value = column.at(eta.row);
            if value.abs() <= ZERO {
                continue;
            }
            let value = value / eta.pivot;
            column.set(eta.row, value);
            for (row, factor) in &eta.rest {
                column.add(*row, -factor * value);
            }
        }
    }

    /// Costs of the basis in terms of the rows.
    fn back(&self, mut costs: Dense) -> Dense {
        for eta in self.etas.iter().rev() {
            let sum: f64 = eta.rest.iter().map(|(row, factor)| factor * costs.at(*row)).sum();
            let value = (costs.at(eta.row) - sum) / eta.pivot;
            costs.set(eta.row, value);
        }
        costs
    }

    /// Sets up the inverse anew. Rows with one unknown left come first, as they fill nothing in.
    fn invert(&mut self) -> bool {
        let n = self.structurals();
        let structural: Vec<usize> = self.basic.iter().copied().filter(|variable| *variable < n).collect();
        // Rows whose slack is basic keep it.
        let mut is_open = vec![true; self.rows];
        for variable in &self.basic {
            if let Some(slot) = variable.checked_sub(n).and_then(|row| is_open.get_mut(row)) {
                *slot = false;
            }
        }
        self.etas.clear();
        let mut basic: Vec<usize> = (n..n + self.rows).collect();
        let open = |is_open: &[bool], row: usize| is_open.get(row).copied().unwrap_or_default();
        // How many unplaced columns each open row has, and which.
        let mut of_row: Vec<Vec<usize>> = vec![Vec::new(); self.rows];
        for variable in &structural {
            for (row, _) in self.columns.get(*variable).into_iter().flatten() {
                if let Some(list) = of_row.get_mut(*row) {
                    list.push(*variable);
                }
            }
        }
        let mut counts: Vec<usize> = of_row.iter().map(Vec::len).collect();
        let mut is_left = vec![false; n];
        for variable in &structural {
            if let Some(slot) = is_left.get_mut(*variable) {
                *slot = true;
            }
        }
        let mut ordered: Vec<(usize, Option<usize>)> = Vec::with_capacity(structural.len());
        let mut singles: Vec<usize> =
            (0..self.rows).filter(|row| open(&is_open, *row) && counts.get(*row) == Some(&1)).collect();
        let mut claimed = is_open.clone();
        while let Some(row) = singles.pop() {
            if !open(&claimed, row) {
                continue;
            }
            let left = |j: &&usize| is_left.get(**j).copied().unwrap_or_default();
            let Some(variable) = of_row.get(row).into_iter().flatten().find(left).copied() else { continue };
            let strength = self.columns.get(variable).into_iter().flatten();
            let largest = strength.clone().map(|(_, factor)| factor.abs()).fold(0.0, f64::max);
            if strength.clone().any(|(own, factor)| *own == row && factor.abs() < 1e-3 * largest) {
                continue;
            }
            ordered.push((variable, Some(row)));
            if let Some(slot) = is_left.get_mut(variable) {
                *slot = false;
            }
            if let Some(slot) = claimed.get_mut(row) {
                *slot = false;
            }
            for (other, _) in self.columns.get(variable).into_iter().flatten() {
                if let Some(count) = counts.get_mut(*other) {
                    *count -= 1;
                    if *count == 1 && open(&claimed, *other) {
                        singles.push(*other);
                    }
                }
            }
        }
        let mut rest: Vec<usize> = structural
            .iter()
            .copied()
            .filter(|variable| is_left.get(*variable).copied().unwrap_or_default())
            .collect();
        rest.sort_by_key(|variable| {
            let column = self.columns.get(*variable).into_iter().flatten();
            (column.filter(|(row, _)| open(&claimed, *row)).count(), *variable)
        });
        ordered.extend(rest.into_iter().map(|variable| (variable, None)));
        let mut ok = true;
        for (variable, row) in ordered {
            let column = self.forward(variable);
            let row = row.filter(|row| column.at(*row).abs() > PIVOT).or_else(|| {
                let candidates = (0..self.rows).filter(|row| open(&claimed, *row));
                let largest = candidates.clone().map(|row| column.at(row).abs()).fold(0.0, f64::max);
                let sound = candidates.filter(|row| column.at(*row).abs() >= 0.1 * largest.max(PIVOT));
                sound.min_by_key(|row| (counts.get(*row).copied().unwrap_or_default(), *row))
            });
            let Some(row) = row else {
                // The basis is singular: what has no row goes to a bound, and a slack takes its place.
                self.put_at_bound(variable);
                ok = false;
                continue;
            };
            self.etas.push(Eta::new(row, &column));
            if let Some(slot) = claimed.get_mut(row) {
                *slot = false;
            }
            if let Some(slot) = basic.get_mut(row) {
                *slot = variable;
            }
        }
        self.place = vec![None; n + self.rows];
        for (row, variable) in basic.iter().enumerate() {
            if let Some(slot) = self.place.get_mut(*variable) {
                *slot = Some(row);
            }
        }
        self.basic = basic;
        let _ = ok;
        true
    }

    fn put_at_bound(&mut self, variable: usize) {
        let (low, high, value) = (self.low.at(variable), self.high.at(variable), self.value.at(variable));
        let to = if value - low <= high - value { low } else { high };
        self.value.set(variable, if to.is_finite() { to } else { 0.0 });
    }

    /// The values of what is basic, from those of the rest.
    fn refresh_values(&mut self) {
        let mut right = self.right.clone();
        for (j, column) in self.columns.iter().enumerate() {
            if self.place.get(j).copied().flatten().is_none() {
                let value = self.value.at(j);
                column.iter().for_each(|(row, factor)| right.add(*row, -factor * value));
            }
        }
        let n = self.structurals();
        for row in 0..self.rows {
            if self.place.get(n + row).copied().flatten().is_none() {
                right.add(row, -self.value.at(n + row));
            }
        }
        self.apply(&mut right);
        for (place, variable) in self.basic.iter().enumerate() {
            self.value.set(*variable, right.at(place));
        }
    }
}

enum Step {
    /// The entering variable went to its other bound.
    Flipped,
    Pivoted,
    Unbounded,
    /// No sound pivot.
    Weak,
}

impl Eta {
    fn new(row: usize, column: &Dense) -> Self {
        let rest = column.0.iter().enumerate().filter(|(at, value)| *at != row && value.abs() > ZERO);
        Eta { row, pivot: column.at(row), rest: rest.map(|(at, value)| (at, *value)).collect() }
    }
}
