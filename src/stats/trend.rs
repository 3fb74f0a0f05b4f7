//! What would have happened: the change elsewhere, and the straight line of the time before.

use std::ops::Range;

use crate::number::{ArithmeticError, End, Exact, Interval};

/// How much more changed where a cause was at work than where it was not.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::difference_in_differences};
/// let [before, after, elsewhere] = [100, 90, 88].map(|n| Interval::point(Exact::from(n)));
/// let difference = difference_in_differences([&before, &after], [&before, &elsewhere])?;
/// // It fell by 10 %, and by 12 % where nothing was done.
/// assert_eq!(difference.relative, Interval::point(Exact::new(2, 100)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceInDifferences {
    /// In the figures' own unit: `(a₁ − a₀) − (b₁ − b₀)`.
    pub absolute: Interval,
    /// Of the relative changes: `a₁/a₀ − b₁/b₀`.
    pub relative: Interval,
}

/// The difference in differences of two figures before and after, with a cause and without.
///
/// Domain: figures before that are not zero, for the relative one; exact, over every value of the four. It is the effect
/// of the cause if both would have changed alike without it, by as much or in the same proportion: the two need not agree
/// in sign where the figures before differ. Angrist, J. D. & Pischke, J.-S. (2009), *Mostly Harmless Econometrics*,
/// section 5.2.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::difference_in_differences};
/// let point = |n: i64| Interval::point(Exact::from(n));
/// // Ten fewer of 100, and 110 fewer of 1,000: a smaller fall in per cent, a larger one in numbers.
/// let own = [point(100), point(90)];
/// let control = [point(1_000), point(890)];
/// let difference = difference_in_differences([&own[0], &own[1]], [&control[0], &control[1]])?;
/// assert_eq!(difference.absolute, point(100));
/// assert_eq!(difference.relative, Interval::point(Exact::new(1, 100)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] where a figure before can only be zero, [`ArithmeticError::TooLarge`].
pub fn difference_in_differences(
    own: [&Interval; 2],
    control: [&Interval; 2],
) -> Result<DifferenceInDifferences, ArithmeticError> {
    let moved = |[before, after]: [&Interval; 2]| after.sub(before);
    let factor = |[before, after]: [&Interval; 2]| after.div(before);
    Ok(DifferenceInDifferences {
        absolute: moved(own)?.sub(&moved(control)?)?,
        relative: factor(own)?.sub(&factor(control)?)?,
    })
}

/// The straight line through figures at their times: least squares, over every value of the figures.
///
/// The line at `t` is `Σ wᵢ·yᵢ` with the weights `wᵢ = 1/n + (t − t̄)(tᵢ − t̄)/Σ(tⱼ − t̄)²`, so each end follows exactly from
/// the ends of the figures: where the weight is positive from the same end, else from the other. In the order of time the
/// weights change sign once at most, so what is summed up over the first so many figures gives both ends at any time in
/// as many steps as it takes to find that place.
/// Legendre, A. M. (1805), *Nouvelles méthodes pour la détermination des orbites des comètes*, appendix.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::StraightLine};
/// let points: Vec<_> = [(1, 10), (2, 12), (3, 14)]
///     .map(|(time, value)| (Exact::from(time), Interval::point(Exact::from(value))))
///     .into();
/// let line = StraightLine::through(points)?;
/// assert_eq!(line.at(&Exact::from(5))?, Interval::point(Exact::from(18)));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone)]
pub struct StraightLine {
    /// `1/n`.
    level: Exact,
    /// `t̄`.
    mean: Exact,
    /// `Σ(tⱼ − t̄)²`.
    squares: Exact,
    /// The times in order, from their mean.
    apart: Vec<Exact>,
    /// Of the lower ends.
    low: Sums,
    /// Of the upper ends.
    high: Sums,
}

impl StraightLine {
    /// The line through figures at their times, in any order; the unit of time does not matter.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] for fewer than two different times, [`ArithmeticError::TooLarge`].
    pub fn through(mut points: Vec<(Exact, Interval)>) -> Result<Self, ArithmeticError> {
        let count = u64::try_from(points.len()).map_err(|_| ArithmeticError::TooLarge)?;
        let level = Exact::from(count).recip()?;
        let mut sum = Exact::ZERO;
        for (time, _) in &points {
            sum = (&sum + time)?;
        }
        let mean = (&sum * &level)?;
        points.sort_by(|(one, _), (other, _)| one.cmp(other));
        let apart = points.iter().map(|(time, _)| time - &mean).collect::<Result<Vec<_>, _>>()?;
        let mut squares = Exact::ZERO;
        for apart in &apart {
            squares = (&squares + &(apart * apart)?)?;
        }
        if squares.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        let low = Sums::of(points.iter().map(|(_, value)| value.low_value()), &apart)?;
        let high = Sums::of(points.iter().map(|(_, value)| value.high_value()), &apart)?;
        Ok(StraightLine { level, mean, squares, apart, low, high })
    }

    /// Where it leads at a time; the ends belong to it.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`].
    pub fn at(&self, time: &Exact) -> Result<Interval, ArithmeticError> {
        let slope = (&(time - &self.mean)? / &self.squares)?;
        let (all, none) = (0..self.apart.len(), 0..0);
        let (same, opposite) = if slope.is_zero() {
            (all, none)
        } else {
            let zero = -(&self.level / &slope)?;
            let before = 0..self.apart.partition_point(|apart| *apart < zero);
            let after = self.apart.partition_point(|apart| *apart <= zero)..self.apart.len();
            if slope.is_negative() { (before, after) } else { (after, before) }
        };
        let end = |own: &Sums, other: &Sums| -> Result<Option<Exact>, ArithmeticError> {
            let parts =
                (own.weighed(&same, &self.level, &slope)?, other.weighed(&opposite, &self.level, &slope)?);
            let (Some(own), Some(other)) = parts else { return Ok(None) };
            (own + other).map(Some)
        };
        let closed = |end: Option<Exact>| end.map_or(End::Unbounded, End::Closed);
        let (low, high) = (end(&self.low, &self.high)?, end(&self.high, &self.low)?);
        Ok(Interval::new(closed(low), closed(high)).unwrap_or_else(Interval::all))
    }
}

/// What is summed up of one end over the first so many figures, from none to all.
#[derive(Debug, Clone)]
struct Sums(Vec<Sum>);

#[derive(Debug, Clone)]
struct Sum {
    ends: Exact,
    /// Of the ends times their time from the mean.
    moments: Exact,
    /// How many figures have no such end.
    unbounded: usize,
}

impl Sums {
    fn of<'i>(
        ends: impl Iterator<Item = Option<&'i Exact>>,
        apart: &[Exact],
    ) -> Result<Self, ArithmeticError> {
        let mut sum = Sum { ends: Exact::ZERO, moments: Exact::ZERO, unbounded: 0 };
        let mut sums = vec![sum.clone()];
        for (end, apart) in ends.zip(apart) {
            match end {
                Some(end) => {
                    sum.ends = (&sum.ends + end)?;
                    sum.moments = (&sum.moments + &(end * apart)?)?;
                }
                None => sum.unbounded += 1,
            }
            sums.push(sum.clone());
        }
        Ok(Sums(sums))
    }

    /// The ends of some figures with their weights, added up; nothing where one has none.
    fn weighed(
        &self,
        figures: &Range<usize>,
        level: &Exact,
        slope: &Exact,
    ) -> Result<Option<Exact>, ArithmeticError> {
        let (Some(before), Some(all)) = (self.0.get(figures.start), self.0.get(figures.end)) else {
            return Ok(None);
        };
        if all.unbounded > before.unbounded {
            return Ok(None);
        }
        let ends = (level * &(&all.ends - &before.ends)?)?;
        (&ends + &(slope * &(&all.moments - &before.moments)?)?).map(Some)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn straight_line(points: &[(Exact, Interval)], time: &Exact) -> Result<Interval, ArithmeticError> {
        StraightLine::through(points.to_vec())?.at(time)
    }

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn closed(low: &str, high: &str) -> Interval {
        Interval::closed(exact(low), exact(high)).unwrap()
    }

    fn point(text: &str) -> Interval {
        Interval::point(exact(text))
    }

    #[test]
    fn differences_over_what_the_figures_can_be() {
        // 89.5/100.5 − 88.5/99.5 and 90.5/99.5 − 87.5/100.5, in Python's fractions.
        let before = closed("99.5", "100.5");
        let (after, elsewhere) = (closed("89.5", "90.5"), closed("87.5", "88.5"));
        let found = difference_in_differences([&before, &after], [&before, &elsewhere]).unwrap();
        assert_eq!(found.relative, closed("44/39999", "1556/39999"));
        assert_eq!(found.absolute, closed("0", "4"));
        let zero = point("0");
        assert_eq!(
            difference_in_differences([&zero, &after], [&before, &elsewhere]),
            Err(ArithmeticError::DivisionByZero)
        );
    }

    #[test]
    fn the_line_of_points_that_lie_on_none() {
        // 10, 13, 11 at 1, 2, 3: mean 34/3, slope 1/2, so at 6 it is 34/3 + 4/2 = 40/3.
        let points = |values: [&str; 3]| -> Vec<_> {
            (1..).zip(values).map(|(time, value): (i64, _)| (Exact::from(time), point(value))).collect()
        };
        assert_eq!(straight_line(&points(["10", "13", "11"]), &exact("6")).unwrap(), point("40/3"));
        assert_eq!(straight_line(&points(["7", "7", "7"]), &exact("100")).unwrap(), point("7"));
        // In days rather than years, and from another beginning, it is the same line.
        let days: Vec<_> = points(["10", "13", "11"])
            .into_iter()
            .map(|(time, value)| (((&time * &exact("365.25")).unwrap() + exact("17000")).unwrap(), value))
            .collect();
        let at = ((&exact("6") * &exact("365.25")).unwrap() + exact("17000")).unwrap();
        assert_eq!(straight_line(&days, &at).unwrap(), point("40/3"));
    }

    #[test]
    fn each_figure_counts_with_its_weight() {
        // At 4, of figures at 1, 2, 3: weights 1/3 − 1, 1/3, 1/3 + 1.
        let near = |value: &str, slack: &str| {
            let (value, slack) = (exact(value), exact(slack));
            Interval::closed((&value - &slack).unwrap(), (&value + &slack).unwrap()).unwrap()
        };
        let points = [
            (exact("1"), near("10", "1/2")),
            (exact("2"), near("12", "1/2")),
            (exact("3"), near("14", "1/2")),
        ];
        // 16 ± (2/3 + 1/3 + 4/3)/2.
        assert_eq!(straight_line(&points, &exact("4")).unwrap(), near("16", "7/6"));
    }

    #[test]
    fn one_time_makes_no_line() {
        let one = [(exact("1"), point("10"))];
        assert_eq!(straight_line(&one, &exact("2")), Err(ArithmeticError::DivisionByZero));
        assert_eq!(straight_line(&[], &exact("2")), Err(ArithmeticError::DivisionByZero));
        let same = [(exact("1"), point("10")), (exact("1"), point("12"))];
        assert_eq!(straight_line(&same, &exact("2")), Err(ArithmeticError::DivisionByZero));
    }

    proptest! {
        /// As by the weights themselves, figure for figure.
        #[test]
        fn the_sums_give_what_the_weights_give(
            points in prop::collection::vec((0..9i64, -20..20i64, 0..4i64), 2..9),
            time in -4..15i64,
        ) {
            // A figure of the greatest width has no upper end.
            let points: Vec<(Exact, Interval)> = points.iter().map(|(time, value, width)| {
                let low = Exact::from(*value);
                let own = match width {
                    3 => Interval::at_least(low),
                    _ => Interval::closed(low, Exact::from(value + width)).unwrap(),
                };
                (Exact::from(*time), own)
            }).collect();
            let count = Exact::from(u64::try_from(points.len()).unwrap());
            let sum = points.iter().try_fold(Exact::ZERO, |sum, (time, _)| &sum + time).unwrap();
            let mean = (&sum / &count).unwrap();
            let square = |time: &Exact| { let apart = (time - &mean).unwrap(); (&apart * &apart).unwrap() };
            let squares = points.iter().try_fold(Exact::ZERO, |sum, (time, _)| sum + square(time)).unwrap();
            prop_assume!(!squares.is_zero());
            let mut expected = Interval::point(Exact::ZERO);
            for (own, value) in &points {
                let moved = (&(Exact::from(time) - &mean).unwrap() * &(own - &mean).unwrap()).unwrap();
                let weight = (count.recip().unwrap() + (moved / squares.clone()).unwrap()).unwrap();
                expected = expected.add(&value.scale(&weight).unwrap()).unwrap();
            }
            prop_assert_eq!(straight_line(&points, &Exact::from(time)).unwrap(), expected);
        }
    }
}
