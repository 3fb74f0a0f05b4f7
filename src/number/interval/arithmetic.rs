//! Arithmetic on [`Interval`]: the set of all results, ends tracked exactly.

use super::{End, Interval};
use crate::number::{ArithmeticError, Exact};

/// The product of one end of one interval with one end of another: a candidate for an end of the product.
enum Corner {
    Below,
    At(Exact, bool),
    Above,
}

/// An end, with the side on which it is unbounded.
type Sided<'a> = (&'a End, i8);

/// Zero is the delicate case: a zero that belongs to its set makes 0 a product whatever the other factor is; one
/// that does not makes 0 a limit, even against an unbounded end, where the other corners supply the rest.
fn corner((a, a_side): Sided<'_>, (b, b_side): Sided<'_>) -> Result<Corner, ArithmeticError> {
    let zero = |end: &End| end.value().is_some_and(Exact::is_zero);
    if zero(a) || zero(b) {
        let attained = (zero(a) && a.is_closed()) || (zero(b) && b.is_closed());
        return Ok(Corner::At(Exact::ZERO, attained));
    }
    if let (Some(x), Some(y)) = (a.value(), b.value()) {
        return Ok(Corner::At((x * y)?, a.is_closed() && b.is_closed()));
    }
    let sign = |end: &End, side: i8| end.value().map_or(side, Exact::signum);
    Ok(if sign(a, a_side) == sign(b, b_side) { Corner::Above } else { Corner::Below })
}

/// The value of an end after an operation on its value.
fn map(end: &End, f: impl FnOnce(&Exact) -> Result<Exact, ArithmeticError>) -> Result<End, ArithmeticError> {
    Ok(match end {
        End::Open(value) => End::Open(f(value)?),
        End::Closed(value) => End::Closed(f(value)?),
        End::Unbounded => End::Unbounded,
    })
}

/// The sum of two ends on the same side: in the set only if both are.
fn sum(a: &End, b: &End) -> Result<End, ArithmeticError> {
    match (a.value(), b.value()) {
        (Some(x), Some(y)) => Ok(End::at((x + y)?, a.is_closed() && b.is_closed())),
        _ => Ok(End::Unbounded),
    }
}

/// The reciprocal of an end of an interval that lies on one side of zero: a zero end becomes unbounded, an
/// unbounded one becomes an open zero.
fn reciprocal(end: &End) -> Result<End, ArithmeticError> {
    match end {
        End::Unbounded => Ok(End::Open(Exact::ZERO)),
        End::Open(value) | End::Closed(value) if value.is_zero() => Ok(End::Unbounded),
        _ => map(end, Exact::recip),
    }
}

impl Interval {
    /// Every sum of an element of this set and one of the other.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] beyond the cap of [`Exact`]; so for all operations here.
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    ///
    /// let over_five = Interval::more_than(Exact::from(5));
    /// let two = Interval::point(Exact::from(2));
    /// assert_eq!(over_five.add(&two)?, Interval::more_than(Exact::from(7)));
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    pub fn add(&self, other: &Interval) -> Result<Interval, ArithmeticError> {
        Ok(Interval { low: sum(&self.low, &other.low)?, high: sum(&self.high, &other.high)? })
    }

    /// Every difference of an element of this set and one of the other.
    ///
    /// The two are independent: `x.sub(&x)` is not zero unless `x` is a point.
    ///
    /// # Errors
    /// As [`Interval::add`].
    pub fn sub(&self, other: &Interval) -> Result<Interval, ArithmeticError> {
        self.add(&other.neg())
    }

    /// Every negated element.
    #[must_use]
    pub fn neg(&self) -> Interval {
        let negated = |end: &End| match end {
            End::Open(value) => End::Open(-value),
            End::Closed(value) => End::Closed(-value),
            End::Unbounded => End::Unbounded,
        };
        Interval { low: negated(&self.high), high: negated(&self.low) }
    }

    /// Every product of an element of this set and one of the other.
    ///
    /// # Errors
    /// As [`Interval::add`].
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    ///
    /// let a = Interval::closed(Exact::ZERO, Exact::ONE).unwrap();
    /// let b = Interval::more_than(Exact::from(2));
    /// // Zero is reached, as 0 is in `a`.
    /// assert_eq!(a.mul(&b)?, Interval::at_least(Exact::ZERO));
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    pub fn mul(&self, other: &Interval) -> Result<Interval, ArithmeticError> {
        let positive = |i: &Interval| i.low_value().is_some_and(|low| !low.is_negative());
        // `{0}` is its own mirror, and would be mirrored forever.
        let negative = |i: &Interval| !positive(i) && i.high_value().is_some_and(|high| !high.is_positive());
        // Most quantities have one sign, and then two corners are enough.
        if positive(self) && positive(other) {
            let end = |corner| match corner {
                Corner::At(value, closed) => End::at(value, closed),
                Corner::Below | Corner::Above => End::Unbounded,
            };
            let low = corner((&self.low, -1), (&other.low, -1))?;
            let high = corner((&self.high, 1), (&other.high, 1))?;
            return Ok(Interval { low: end(low), high: end(high) });
        }
        if negative(self) {
            return Ok(self.neg().mul(other)?.neg());
        }
        if negative(other) {
            return Ok(self.mul(&other.neg())?.neg());
        }
        let mut low: Option<End> = None;
        let mut high: Option<End> = None;
        for a in [(&self.low, -1), (&self.high, 1)] {
            for b in [(&other.low, -1), (&other.high, 1)] {
                let (as_low, as_high) = match corner(a, b)? {
                    Corner::Below => (Some(End::Unbounded), None),
                    Corner::Above => (None, Some(End::Unbounded)),
                    Corner::At(value, closed) => {
                        (Some(End::at(value.clone(), closed)), Some(End::at(value, closed)))
                    }
                };
                low = match (low, as_low) {
                    (Some(old), Some(new)) => Some(if new.cmp_low(&old).is_lt() { new } else { old }),
                    (old, new) => old.or(new),
                };
                high = match (high, as_high) {
                    (Some(old), Some(new)) => Some(if new.cmp_high(&old).is_gt() { new } else { old }),
                    (old, new) => old.or(new),
                };
            }
        }
        // Both ends of a product have a candidate: were every corner `Above`, both factors would be the whole
        // line, which has corners `Below` as well.
        Ok(Interval { low: low.unwrap_or(End::Unbounded), high: high.unwrap_or(End::Unbounded) })
    }

    /// Every reciprocal of a non-zero element.
    ///
    /// If zero lies strictly inside, the reciprocals are two rays, and the answer is their hull: every number.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] for the set `{0}`; else as [`Interval::add`].
    pub fn recip(&self) -> Result<Interval, ArithmeticError> {
        let sign = |end: &End, side: i8| end.value().map_or(side, Exact::signum);
        match (sign(&self.low, -1), sign(&self.high, 1)) {
            (0, 0) => Err(ArithmeticError::DivisionByZero),
            (-1, 1) => Ok(Interval::all()),
            _ => Ok(Interval { low: reciprocal(&self.high)?, high: reciprocal(&self.low)? }),
        }
    }

    /// Every quotient of an element of this set and a non-zero element of the other.
    ///
    /// The quotients are an interval, and this is exactly that interval, except where zero lies strictly inside
    /// the divisor and not in the dividend: then they are two rays, and the answer is their hull, every number.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`] if the divisor is the set `{0}`; else as [`Interval::add`].
    ///
    /// ```
    /// use saltgrain::number::{ArithmeticError, Exact, Interval};
    ///
    /// let one = Interval::point(Exact::ONE);
    /// let up_to_four = Interval::closed(Exact::ZERO, Exact::from(4)).unwrap();
    /// assert_eq!(one.div(&up_to_four)?, Interval::at_least(Exact::new(1, 4)?));
    /// assert_eq!(one.div(&Interval::point(Exact::ZERO)), Err(ArithmeticError::DivisionByZero));
    /// # Ok::<(), ArithmeticError>(())
    /// ```
    pub fn div(&self, other: &Interval) -> Result<Interval, ArithmeticError> {
        // Most quantities are positive and have two limits, and then two divisions are enough.
        let quotient = |top: &End, bottom: &End| match (top.value(), bottom.value()) {
            (Some(a), Some(b)) if a.is_positive() && b.is_positive() => {
                Some((a / b).map(|value| End::at(value, top.is_closed() && bottom.is_closed())))
            }
            _ => None,
        };
        if let (Some(low), Some(high)) = (quotient(&self.low, &other.high), quotient(&self.high, &other.low))
        {
            return Ok(Interval { low: low?, high: high? });
        }
        self.mul(&other.recip()?)
    }

    /// Every element times `factor`.
    ///
    /// # Errors
    /// As [`Interval::add`].
    pub fn scale(&self, factor: &Exact) -> Result<Interval, ArithmeticError> {
        let (low, high) = match factor.signum() {
            0 => return Ok(Interval::point(Exact::ZERO)),
            1 => (&self.low, &self.high),
            _ => (&self.high, &self.low),
        };
        Ok(Interval { low: map(low, |value| value * factor)?, high: map(high, |value| value * factor)? })
    }

    /// The absolute value of every element.
    #[must_use]
    pub fn abs(&self) -> Interval {
        if self.low_value().is_some_and(|low| !low.is_negative()) {
            return self.clone();
        }
        let mirrored = self.neg();
        if self.high_value().is_some_and(|high| !high.is_positive()) {
            return mirrored;
        }
        Interval { low: End::Closed(Exact::ZERO), high: End::highest(&self.high, &mirrored.high).clone() }
    }

    /// Every element raised to the same whole power. (`x.pow(2)` is not `x.mul(&x)`, whose factors are independent.)
    ///
    /// # Errors
    /// As [`Interval::add`].
    ///
    /// ```
    /// use saltgrain::number::{Exact, Interval};
    ///
    /// let x = Interval::closed(Exact::from(-1), Exact::from(2)).unwrap();
    /// assert_eq!(x.pow(2)?.to_string(), "[0, 4]");
    /// assert_eq!(x.mul(&x)?.to_string(), "[-2, 4]");
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    pub fn pow(&self, exponent: u32) -> Result<Interval, ArithmeticError> {
        if exponent == 0 {
            return Ok(Interval::point(Exact::ONE));
        }
        let power = i32::try_from(exponent).map_err(|_| ArithmeticError::TooLarge)?;
        let base = if exponent % 2 == 0 { self.abs() } else { self.clone() };
        Ok(Interval { low: map(&base.low, |v| v.pow(power))?, high: map(&base.high, |v| v.pow(power))? })
    }

    /// The lesser of an element of this set and one of the other, for every pair.
    #[must_use]
    pub fn min(&self, other: &Interval) -> Interval {
        Interval {
            low: End::lowest(&self.low, &other.low).clone(),
            high: End::tightest_high(&self.high, &other.high).clone(),
        }
    }

    /// The greater of an element of this set and one of the other, for every pair.
    #[must_use]
    pub fn max(&self, other: &Interval) -> Interval {
        Interval {
            low: End::tightest_low(&self.low, &other.low).clone(),
            high: End::highest(&self.high, &other.high).clone(),
        }
    }

    /// The difference of the ends; `None` if the set is unbounded.
    ///
    /// # Errors
    /// As [`Interval::add`].
    pub fn width(&self) -> Result<Option<Exact>, ArithmeticError> {
        match (self.low_value(), self.high_value()) {
            (Some(low), Some(high)) => (high - low).map(Some),
            _ => Ok(None),
        }
    }
}
