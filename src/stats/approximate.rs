//! Numbers that are known up to an error, and what arithmetic does to the error.

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::number::{ArithmeticError, Exact, Interval};

/// A number that is known up to an error: `|true − value| ≤ error`.
///
/// What the functions of [`stats`](crate::stats) return whose result is not rational. Rules decide by
/// [`Approximate::interval`], which has the true number inside.
///
/// ```
/// use saltgrain::{number::Exact, stats::normal_quantile};
/// let z = normal_quantile(&Exact::new(19, 20)?)?;
/// assert!((z.value() - 1.959_963_984_540_054).abs() <= z.error() + 1e-15);
/// assert!(z.interval().contains(&"1.95996398454005423552".parse().unwrap()));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Approximate {
    value: f64,
    error: f64,
}

/// Twice the relative error of one rounding to nearest.
pub(super) const ROUNDING: f64 = f64::EPSILON;

/// Added where a result may have lost bits below the range of doubles.
pub(super) const TINY: f64 = 1e-307;

impl Approximate {
    /// The number 0, exactly.
    pub(super) const ZERO: Approximate = Approximate { value: 0.0, error: 0.0 };

    /// The number 1, exactly.
    pub(super) const ONE: Approximate = Approximate { value: 1.0, error: 0.0 };

    /// A value and its error, if both are numbers.
    pub(super) fn new(value: f64, error: f64) -> Result<Approximate, ArithmeticError> {
        if value.is_finite() && error.is_finite() {
            Ok(Approximate { value, error: error.abs() })
        } else {
            Err(ArithmeticError::OutOfDomain)
        }
    }

    /// The nearest double to a rational.
    pub(super) fn of(number: &Exact) -> Result<Approximate, ArithmeticError> {
        let value = number.to_f64();
        if number.to_i64().is_some_and(|whole| whole.unsigned_abs() <= 1 << 53) {
            return Approximate::new(value, 0.0);
        }
        Approximate::new(value, value.abs() * ROUNDING + TINY)
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The most by which the value differs from the true number.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.error
    }

    /// The closed interval of rationals that has the true number inside: from `value − error` to `value + error`,
    /// rounded outwards.
    ///
    /// ```
    /// use saltgrain::{number::Exact, stats::poisson_at_most};
    /// // e^(−1) = 0.36787944117144232159…
    /// let none = poisson_at_most(&Exact::ZERO, &Exact::ONE)?;
    /// assert!(none.interval().contains(&"0.36787944117144232159".parse().unwrap()));
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.enclosure().unwrap_or_else(|_| Interval::all())
    }

    /// [`Approximate::interval`], cut to [0, 1]: for shares and probabilities.
    ///
    /// ```
    /// use saltgrain::{number::{Exact, Interval}, stats::binomial_at_least};
    /// let some = binomial_at_least(&Exact::ONE, &Exact::from(1_000_000), &Exact::new(1, 2)?)?;
    /// assert!(some.within_share().is_subset(&Interval::share()));
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn within_share(&self) -> Interval {
        super::within_share(&self.interval()).into_owned()
    }

    fn enclosure(&self) -> Result<Interval, ArithmeticError> {
        if self.error > 0.0 {
            // The subtraction may round inwards, by less than is added.
            let margin = (self.value.abs() + self.error) * ROUNDING + f64::MIN_POSITIVE;
            let (low, high) = (self.value - self.error - margin, self.value + self.error + margin);
            return Ok(Interval::closed(exact(low)?, exact(high)?).unwrap_or_else(Interval::all));
        }
        Ok(Interval::point(exact(self.value)?))
    }

    pub(super) fn add(self, other: Approximate) -> Result<Approximate, ArithmeticError> {
        let value = self.value + other.value;
        Approximate::new(value, self.error + other.error + value.abs() * ROUNDING)
    }

    pub(super) fn sub(self, other: Approximate) -> Result<Approximate, ArithmeticError> {
        self.add(Approximate { value: -other.value, error: other.error })
    }

    pub(super) fn mul(self, other: Approximate) -> Result<Approximate, ArithmeticError> {
        let value = self.value * other.value;
        let error = self.value.abs() * other.error + (other.value.abs() + other.error) * self.error;
        Approximate::new(value, error * (1.0 + 4.0 * ROUNDING) + value.abs() * ROUNDING + TINY)
    }

    pub(super) fn div(self, other: Approximate) -> Result<Approximate, ArithmeticError> {
        let least = other.value.abs() - other.error;
        if least <= 0.0 {
            return Err(ArithmeticError::DivisionByZero);
        }
        let value = self.value / other.value;
        let error = (self.error + value.abs() * other.error) / least;
        Approximate::new(value, error * (1.0 + 4.0 * ROUNDING) + value.abs() * ROUNDING + TINY)
    }

    /// The root of a number that is not negative, whatever its error allows.
    pub(super) fn sqrt(self) -> Result<Approximate, ArithmeticError> {
        let value = self.value.max(0.0).sqrt();
        // |√a − √b| = |a − b| / (√a + √b), and is at most √|a − b|.
        let error = if self.error > 0.0 { (self.error / value).min(self.error.sqrt()) } else { 0.0 };
        Approximate::new(value, error * (1.0 + 4.0 * ROUNDING) + value * ROUNDING)
    }

    /// `1 − self`.
    pub(super) fn complement(self) -> Approximate {
        let value = 1.0 - self.value;
        Approximate { value, error: self.error + value.abs() * ROUNDING }
    }

    /// Twice the number, exactly.
    pub(super) fn double(self) -> Approximate {
        Approximate { value: 2.0 * self.value, error: 2.0 * self.error }
    }

    /// A probability computed as more than one is one at most.
    pub(super) fn at_most_one(self) -> Approximate {
        if self.value > 1.0 { Approximate { value: 1.0, error: self.error } } else { self }
    }
}

/// The lower and upper limit of a confidence interval.
///
/// ```
/// use saltgrain::{number::Exact, stats::wilson};
/// let bounds = wilson(&Exact::from(12), &Exact::from(20), &Exact::new(19, 20)?)?;
/// assert_eq!(format!("{:.3} to {:.3}", bounds.low.value(), bounds.high.value()), "0.387 to 0.781");
/// assert!(bounds.interval().contains(&Exact::new(1, 2)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lower limit.
    pub low: Approximate,
    /// The upper limit.
    pub high: Approximate,
}

impl Bounds {
    /// From the low end of the lower limit to the high end of the upper one: what lies outside is outside the true
    /// confidence interval, whatever the errors.
    #[must_use]
    pub fn interval(&self) -> Interval {
        self.low.interval().hull(&self.high.interval())
    }

    /// [`Bounds::interval`], cut to [0, 1].
    #[must_use]
    pub fn within_share(&self) -> Interval {
        super::within_share(&self.interval()).into_owned()
    }
}

/// A double as the rational that it is.
pub(super) fn exact(value: f64) -> Result<Exact, ArithmeticError> {
    if !value.is_finite() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let bits = value.to_bits();
    let (biased, fraction) = ((bits >> 52) & 0x7ff, bits & ((1 << 52) - 1));
    let (mantissa, shift) = if biased == 0 {
        (fraction, 1074)
    } else {
        (fraction | (1 << 52), 1075 - i64::try_from(biased).unwrap_or(0))
    };
    let mantissa = if value.is_sign_negative() { -BigInt::from(mantissa) } else { BigInt::from(mantissa) };
    let power = BigInt::from(1) << shift.unsigned_abs();
    if shift > 0 { BigRational::new(mantissa, power).try_into() } else { (mantissa * power).try_into() }
}
