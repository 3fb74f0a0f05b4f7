//! Ranges of fractions, reckoned without the crate.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

pub type Q = BigRational;

pub fn whole(n: i128) -> Q {
    Q::from_integer(BigInt::from(n))
}

pub fn ratio(top: i128, bottom: i128) -> Q {
    Q::new(BigInt::from(top), BigInt::from(bottom))
}

pub fn power(exponent: usize) -> Q {
    whole(10i128.pow(u32::try_from(exponent).unwrap()))
}

/// One end: the value, and whether it belongs to the range.
pub type End = Option<(Q, bool)>;

/// Everything between two ends, of which either may be missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    pub low: End,
    pub high: End,
}

impl Range {
    pub fn open(low: Q, high: Q) -> Self {
        Range { low: Some((low, false)), high: Some((high, false)) }
    }

    pub fn closed(low: Q, high: Q) -> Self {
        Range { low: Some((low, true)), high: Some((high, true)) }
    }

    pub fn point(value: Q) -> Self {
        Range::closed(value.clone(), value)
    }

    pub fn all() -> Self {
        Range { low: None, high: None }
    }

    /// The whole numbers in it, between the first and the last.
    pub fn whole_numbers(self) -> Self {
        let inward = |(value, closed): (Q, bool), up: bool| {
            let next = if up { value.ceil() } else { value.floor() };
            let step = if up { Q::one() } else { -Q::one() };
            if next == value && !closed { (next + step, true) } else { (next, true) }
        };
        Range { low: self.low.map(|end| inward(end, true)), high: self.high.map(|end| inward(end, false)) }
    }

    pub fn plus(&self, other: &Range) -> Range {
        let sum = |one: &End, other: &End| {
            let ((a, in_a), (b, in_b)) = (one.as_ref()?, other.as_ref()?);
            Some((a + b, *in_a && *in_b))
        };
        Range { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    pub fn minus(&self, other: &Range) -> Range {
        let negative = |end: &End| end.as_ref().map(|(value, closed)| (-value, *closed));
        self.plus(&Range { low: negative(&other.high), high: negative(&other.low) })
    }

    /// Times a positive number.
    pub fn times(&self, factor: &Q) -> Range {
        let scaled = |end: &End| end.as_ref().map(|(value, closed)| (value * factor, *closed));
        Range { low: scaled(&self.low), high: scaled(&self.high) }
    }

    /// The quotient of a range without negative numbers and one of positive ones; none where they are others.
    pub fn quotient(&self, other: &Range) -> Option<Range> {
        let (least, _) = self.low.as_ref().filter(|(low, _)| !low.is_negative())?;
        let is_positive = other.low.as_ref().is_some_and(|(low, _)| low.is_positive());
        if !is_positive {
            return None;
        }
        let end = |one: &End, other: &End| {
            let ((a, in_a), (b, in_b)) = (one.as_ref()?, other.as_ref()?);
            // Nothing is nothing of whatever.
            Some((a / b, *in_a && (*in_b || a.is_zero())))
        };
        let low = match (&other.high, least.is_zero()) {
            (Some(_), _) => end(&self.low, &other.high),
            (None, true) => self.low.clone(),
            (None, false) => Some((Q::zero(), false)),
        };
        Some(Range { low, high: end(&self.high, &other.low) })
    }

    /// The lowest of both ends, and the highest.
    pub fn hull(&self, other: &Range) -> Range {
        let outer = |one: &End, other: &End, up: bool| {
            let ((a, in_a), (b, in_b)) = (one.clone()?, other.clone()?);
            Some(match a.cmp(&b) {
                std::cmp::Ordering::Equal => (a, in_a || in_b),
                order if (order == std::cmp::Ordering::Greater) == up => (a, in_a),
                _ => (b, in_b),
            })
        };
        Range { low: outer(&self.low, &other.low, false), high: outer(&self.high, &other.high, true) }
    }

    /// How far the one is from the other; zero where they touch and share nothing, none where they share a value.
    pub fn gap(&self, other: &Range) -> Option<Q> {
        let above = |low: &End, high: &End| {
            let ((low, in_low), (high, in_high)) = (low.as_ref()?, high.as_ref()?);
            (low > high || (low == high && !(*in_low && *in_high))).then(|| low - high)
        };
        above(&self.low, &other.high).or_else(|| above(&other.low, &self.high))
    }

    pub fn contains(&self, value: &Q) -> bool {
        self.gap(&Range::point(value.clone())).is_none()
    }
}
