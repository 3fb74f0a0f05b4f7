//! What is asserted, and whether all, none or some of what the figure can be makes it true (Kleene 1952).

use crate::claim::{Assertion, Comparator};
use crate::number::{ArithmeticError, Interval, Reading};

/// Whether the figures show what is asserted.
///
/// ```
/// use saltgrain::{bridge::Judgement, claim::{Assertion, Quantified}, number::{Exact, Interval}};
/// let minority = Quantified::Share.below(Exact::new(1, 2)?);
/// let judged = |low, high| -> Result<_, saltgrain::number::ArithmeticError> {
///     Judgement::of(&minority, &Interval::closed(Exact::new(low, 10)?, Exact::new(high, 10)?).unwrap())
/// };
/// assert_eq!(judged(1, 4)?, Judgement::Proven);
/// assert_eq!(judged(1, 6)?, Judgement::Undetermined);
/// assert_eq!(judged(6, 9)?, Judgement::Refuted);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Judgement {
    /// True of everything the figure can be.
    Proven,
    /// True of nothing the figure can be.
    Refuted,
    /// True of some of it.
    Undetermined,
}

impl Judgement {
    /// Judges an assertion by what the figure can be, in base units.
    ///
    /// # Errors
    /// Where the threshold is too large to decide exactly.
    pub fn of(assertion: &Assertion, can_be: &Interval) -> Result<Self, ArithmeticError> {
        let (set, or_else) = asserted_set(assertion, Reading::Nearest)?;
        let judged = Judgement::Undetermined;
        Ok(Asserted { position: None, set, or_else, judged }.judge(can_be))
    }

    /// Its word in reports.
    ///
    /// ```
    /// assert_eq!(saltgrain::bridge::Judgement::Undetermined.word(), "undetermined");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Judgement::Proven => "proven",
            Judgement::Refuted => "refuted",
            Judgement::Undetermined => "undetermined",
        }
    }
}

/// What is asserted, the values for which it is true, and whether it is.
#[derive(Debug, Clone)]
pub(crate) struct Asserted {
    /// Its position among the conclusion's assertions. None: that it is the same figure.
    pub position: Option<usize>,
    pub set: Interval,
    /// Of a threshold in a unit with several definitions: one set for each end of what it can mean.
    pub or_else: Option<Interval>,
    pub judged: Judgement,
}

impl Asserted {
    pub(crate) fn judge(&self, can_be: &Interval) -> Judgement {
        // In every meaning of the threshold, or not at all.
        let all =
            |holds: &dyn Fn(&Interval) -> bool| holds(&self.set) && self.or_else.as_ref().is_none_or(holds);
        if all(&|set| can_be.is_subset(set)) {
            Judgement::Proven
        } else if all(&|set| can_be.is_disjoint(set)) {
            Judgement::Refuted
        } else {
            Judgement::Undetermined
        }
    }
}

/// The values for which the assertion is true, in base units. What is said to *be* a number was rounded to it: "the share
/// is 7 %" is true of 7.4 %.
pub(crate) fn asserted_set(
    assertion: &Assertion,
    reading: Reading,
) -> Result<(Interval, Option<Interval>), ArithmeticError> {
    let threshold = &assertion.threshold;
    let values = match assertion.comparator {
        // A count to the unit is that number and no other.
        Comparator::Equal if assertion.is_exact_count() => Interval::point(threshold.value.clone()),
        Comparator::Equal => threshold.rounded(reading)?,
        comparator => comparator.set(threshold.value.clone()),
    };
    let factor = threshold.unit.factor();
    match (factor.low_value(), factor.high_value()) {
        (Some(least), Some(most)) if least != most => Ok((values.scale(least)?, Some(values.scale(most)?))),
        (Some(factor), _) | (_, Some(factor)) => Ok((values.scale(factor)?, None)),
        // No unit has a factor without limits.
        (None, None) => Ok((Interval::all(), None)),
    }
}
