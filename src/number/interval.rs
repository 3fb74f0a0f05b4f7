//! Intervals of exact numbers whose ends are closed, open or absent.
//!
//! What a printed figure can mean is such a set, and arithmetic on figures is arithmetic on these sets: every
//! operation returns exactly the set of results (Moore 1966, *Interval Analysis*), with no outward rounding, as
//! the ends are exact. The one exception is stated at [`Interval::div`].
//!
//! Whether an end is open decides verdicts: a figure of 12 means values *above* 11 and *below* 13, so 13 itself
//! contradicts it.

mod arithmetic;
#[cfg(test)]
mod tests;
mod text;

use super::Exact;
use std::cmp::Ordering;

/// One end of an [`Interval`].
///
/// ```
/// use saltgrain::number::{End, Exact};
///
/// let end = End::Open(Exact::from(25));
/// assert_eq!(end.value(), Some(&Exact::from(25)));
/// assert_eq!(End::Unbounded.value(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum End {
    /// The value is not in the set, though everything near it on one side is.
    Open(Exact),
    /// The value is in the set.
    Closed(Exact),
    /// The set has no bound on this side.
    Unbounded,
}

impl End {
    /// The value at the end, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Exact> {
        match self {
            End::Open(value) | End::Closed(value) => Some(value),
            End::Unbounded => None,
        }
    }

    /// Whether the value at the end belongs to the set.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        matches!(self, End::Closed(_))
    }

    /// An end at `value`.
    fn at(value: Exact, closed: bool) -> End {
        if closed { End::Closed(value) } else { End::Open(value) }
    }

    /// The order of ends as lower bounds: the least admits most.
    pub(crate) fn cmp_low(&self, other: &End) -> Ordering {
        match (self.value(), other.value()) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(a), Some(b)) => a.cmp(b).then(other.is_closed().cmp(&self.is_closed())),
        }
    }

    /// The order of ends as upper bounds: the greatest admits most.
    pub(crate) fn cmp_high(&self, other: &End) -> Ordering {
        match (self.value(), other.value()) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => a.cmp(b).then(self.is_closed().cmp(&other.is_closed())),
        }
    }

    fn lowest<'a>(a: &'a End, b: &'a End) -> &'a End {
        if a.cmp_low(b).is_le() { a } else { b }
    }

    fn tightest_low<'a>(a: &'a End, b: &'a End) -> &'a End {
        if a.cmp_low(b).is_ge() { a } else { b }
    }

    fn highest<'a>(a: &'a End, b: &'a End) -> &'a End {
        if a.cmp_high(b).is_ge() { a } else { b }
    }

    fn tightest_high<'a>(a: &'a End, b: &'a End) -> &'a End {
        if a.cmp_high(b).is_le() { a } else { b }
    }
}

/// A connected, non-empty set of exact numbers.
///
/// ```
/// use saltgrain::number::{Exact, Interval};
///
/// // 5 kg of 536 kg, each rounded to the nearest kilogram.
/// let part = Interval::closed(Exact::new(9, 2)?, Exact::new(11, 2)?).unwrap();
/// let whole = Interval::closed(Exact::new(1071, 2)?, Exact::new(1073, 2)?).unwrap();
/// let share = part.div(&whole)?;
/// assert_eq!(share.low_value(), Some(&Exact::new(9, 1073)?));
/// assert_eq!(share.high_value(), Some(&Exact::new(11, 1071)?));
/// assert_eq!(format!("{share:.3}"), "[0.00839, 0.0103]");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interval {
    low: End,
    high: End,
}

impl Interval {
    /// The set whose only element is 1: the factor of a unit that is its own base.
    pub const ONE: Interval = Interval { low: End::Closed(Exact::ONE), high: End::Closed(Exact::ONE) };

    /// Where every share and probability lies: [0, 1].
    #[must_use]
    pub fn share() -> Self {
        Interval { low: End::Closed(Exact::ZERO), high: End::Closed(Exact::ONE) }
    }

    /// The set between two ends; `None` if nothing lies between them.
    ///
    /// ```
    /// use saltgrain::number::{End, Exact, Interval};
    ///
    /// let three = Exact::from(3);
    /// assert!(Interval::new(End::Closed(three.clone()), End::Closed(three.clone())).is_some());
    /// assert!(Interval::new(End::Closed(three.clone()), End::Open(three)).is_none());
    /// ```
    #[must_use]
    pub fn new(low: End, high: End) -> Option<Interval> {
        if let (Some(a), Some(b)) = (low.value(), high.value()) {
            match a.cmp(b) {
                Ordering::Less => {}
                Ordering::Equal if low.is_closed() && high.is_closed() => {}
                _ => return None,
            }
        }
        Some(Interval { low, high })
    }

    /// The set whose only element is `value`.
    #[must_use]
    pub fn point(value: Exact) -> Interval {
        Interval { low: End::Closed(value.clone()), high: End::Closed(value) }
    }

    /// `[low, high]`; `None` if `low > high`.
    #[must_use]
    pub fn closed(low: Exact, high: Exact) -> Option<Interval> {
        Interval::new(End::Closed(low), End::Closed(high))
    }

    /// `(low, high)`; `None` if `low ≥ high`.
    #[must_use]
    pub fn open(low: Exact, high: Exact) -> Option<Interval> {
        Interval::new(End::Open(low), End::Open(high))
    }

    /// Every number.
    #[must_use]
    pub const fn all() -> Interval {
        Interval { low: End::Unbounded, high: End::Unbounded }
    }

    /// `[value, ∞)`.
    #[must_use]
    pub const fn at_least(value: Exact) -> Interval {
        Interval { low: End::Closed(value), high: End::Unbounded }
    }

    /// `(value, ∞)`.
    #[must_use]
    pub const fn more_than(value: Exact) -> Interval {
        Interval { low: End::Open(value), high: End::Unbounded }
    }

    /// `(−∞, value]`.
    #[must_use]
    pub const fn at_most(value: Exact) -> Interval {
        Interval { low: End::Unbounded, high: End::Closed(value) }
    }

    /// `(−∞, value)`.
    #[must_use]
    pub const fn less_than(value: Exact) -> Interval {
        Interval { low: End::Unbounded, high: End::Open(value) }
    }

    /// The lower end.
    #[must_use]
    pub fn low(&self) -> &End {
        &self.low
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> &End {
        &self.high
    }

    /// The greatest lower bound, if there is one; it need not be in the set.
    #[must_use]
    pub fn low_value(&self) -> Option<&Exact> {
        self.low.value()
    }

    /// The least upper bound, if there is one; it need not be in the set.
    #[must_use]
    pub fn high_value(&self) -> Option<&Exact> {
        self.high.value()
    }

    /// Whether `value` is in the set.
    #[must_use]
    pub fn contains(&self, value: &Exact) -> bool {
        let above = match &self.low {
            End::Open(low) => value > low,
            End::Closed(low) => value >= low,
            End::Unbounded => true,
        };
        above
            && match &self.high {
                End::Open(high) => value < high,
                End::Closed(high) => value <= high,
                End::Unbounded => true,
            }
    }

    /// Its only element, if it has only one.
    #[must_use]
    pub fn is_point(&self) -> Option<&Exact> {
        match (&self.low, &self.high) {
            (End::Closed(low), End::Closed(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// Whether it is bounded on both sides.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.low_value().is_some() && self.high_value().is_some()
    }

    /// The elements of both, if there are any.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    ///
    /// let over = Interval::more_than(Exact::from(25));
    /// let up_to = Interval::at_most(Exact::from(30));
    /// assert_eq!(over.intersect(&up_to).unwrap().to_string(), "(25, 30]");
    /// assert_eq!(over.intersect(&Interval::at_most(Exact::from(25))), None);
    /// ```
    #[must_use]
    pub fn intersect(&self, other: &Interval) -> Option<Interval> {
        Interval::new(
            End::tightest_low(&self.low, &other.low).clone(),
            End::tightest_high(&self.high, &other.high).clone(),
        )
    }

    /// The smallest interval that contains both.
    #[must_use]
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval {
            low: End::lowest(&self.low, &other.low).clone(),
            high: End::highest(&self.high, &other.high).clone(),
        }
    }

    /// Whether the two have no element in common.
    #[must_use]
    pub fn is_disjoint(&self, other: &Interval) -> bool {
        self.is_below(other) || other.is_below(self)
    }

    /// Whether every element of this set is in the other.
    #[must_use]
    pub fn is_subset(&self, other: &Interval) -> bool {
        self.low.cmp_low(&other.low).is_ge() && self.high.cmp_high(&other.high).is_le()
    }

    /// Whether every element of this set is less than every element of the other.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    ///
    /// let seven = Exact::from(7);
    /// assert!(Interval::less_than(seven.clone()).is_below(&Interval::at_least(seven.clone())));
    /// assert!(!Interval::at_most(seven.clone()).is_below(&Interval::at_least(seven)));
    /// ```
    #[must_use]
    pub fn is_below(&self, other: &Interval) -> bool {
        match (self.high.value(), other.low.value()) {
            (Some(high), Some(low)) => match high.cmp(low) {
                Ordering::Less => true,
                Ordering::Equal => !(self.high.is_closed() && other.low.is_closed()),
                Ordering::Greater => false,
            },
            _ => false,
        }
    }

    /// The closed interval from the least to the greatest whole number inside; unbounded where this one is.
    /// `None` if it contains no whole number.
    ///
    /// This is how a count of whole things is tightened: the only whole number in (16, 18) is 17.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    ///
    /// let as_written = Interval::open(Exact::from(16), Exact::from(18)).unwrap();
    /// assert_eq!(as_written.integers(), Some(Interval::point(Exact::from(17))));
    /// assert_eq!(Interval::open(Exact::ZERO, Exact::ONE).unwrap().integers(), None);
    /// ```
    #[must_use]
    pub fn integers(&self) -> Option<Interval> {
        let low = match &self.low {
            End::Open(value) => End::Closed(value.next_integer()),
            End::Closed(value) => End::Closed(value.ceil()),
            End::Unbounded => End::Unbounded,
        };
        let high = match &self.high {
            End::Open(value) => End::Closed(-(-value).next_integer()),
            End::Closed(value) => End::Closed(value.floor()),
            End::Unbounded => End::Unbounded,
        };
        Interval::new(low, high)
    }
}

impl From<Exact> for Interval {
    /// The point, as [`Interval::point`].
    fn from(value: Exact) -> Interval {
        Interval::point(value)
    }
}
