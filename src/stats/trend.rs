//! What would have happened: the change elsewhere, and the straight line of the time before.

use crate::number::{ArithmeticError, Exact, Interval};

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

/// Where the straight line through earlier figures leads at a later time: least squares, over every value of the figures.
///
/// Domain: at least two figures at two different times; the unit of time does not matter. Exact: the line at `t` is
/// `Σ wᵢ·yᵢ` with the weights `wᵢ = 1/n + (t − t̄)(tᵢ − t̄)/Σ(tⱼ − t̄)²`, so each end follows from the ends of the figures.
/// Legendre, A. M. (1805), *Nouvelles méthodes pour la détermination des orbites des comètes*, appendix.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::straight_line};
/// let points: Vec<_> = [(1, 10), (2, 12), (3, 14)]
///     .map(|(time, value)| (Exact::from(time), Interval::point(Exact::from(value))))
///     .into();
/// assert_eq!(straight_line(&points, &Exact::from(5))?, Interval::point(Exact::from(18)));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for fewer than two different times, [`ArithmeticError::TooLarge`].
pub fn straight_line(points: &[(Exact, Interval)], time: &Exact) -> Result<Interval, ArithmeticError> {
    let count = Exact::from(u64::try_from(points.len()).map_err(|_| ArithmeticError::TooLarge)?);
    let mut sum = Exact::ZERO;
    for (own, _) in points {
        sum = (&sum + own)?;
    }
    let mean = (&sum / &count)?;
    let mut squares = Exact::ZERO;
    for (own, _) in points {
        let apart = (own - &mean)?;
        squares = (&squares + &(&apart * &apart)?)?;
    }
    let slope = (&(time - &mean)? / &squares)?;
    let level = count.recip()?;
    let mut line = Interval::point(Exact::ZERO);
    for (own, value) in points {
        let weight = (&level + &(&slope * &(own - &mean)?)?)?;
        line = line.add(&value.scale(&weight)?)?;
    }
    Ok(line)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

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
}
