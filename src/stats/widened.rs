//! Margins of samples whose units are not independent.

use super::roots::root;
use crate::number::{ArithmeticError, Exact, Interval};

/// The margin of error with a design effect, from the one without: `m·√deff`.
///
/// Domain: `margin ≥ 0`, `design_effect ≥ 0`. An enclosure, right to 10⁻¹⁸ relative. Kish (1965), *Survey Sampling*,
/// section 8.2.
///
/// ```
/// use saltgrain::{number::Exact, stats::widened_margin};
/// // 3.6 points for 750 pupils; 7.7 with a design effect of 4.6.
/// let margin = widened_margin(&Exact::new(36, 1_000)?, &Exact::new(46, 10)?)?;
/// assert_eq!(margin.low_value().unwrap().to_decimal(3), "0.0772");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`] for a negative margin or design effect; [`ArithmeticError::TooLarge`].
pub fn widened_margin(margin: &Exact, design_effect: &Exact) -> Result<Interval, ArithmeticError> {
    if margin.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    root(&(&(margin * margin)? * design_effect)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn four_times_the_variance_is_twice_the_margin() {
        assert_eq!(widened_margin(&3.into(), &4.into()).unwrap(), Interval::point(6.into()));
        assert_eq!(widened_margin(&3.into(), &Exact::ONE).unwrap(), Interval::point(3.into()));
        assert_eq!(widened_margin(&Exact::ZERO, &4.into()).unwrap(), Interval::point(Exact::ZERO));
        // √2 lies between its decimals.
        let root = widened_margin(&Exact::ONE, &2.into()).unwrap();
        assert!(root.is_subset(
            &Interval::closed("1.41421356".parse().unwrap(), "1.41421357".parse().unwrap()).unwrap()
        ));
        assert!(widened_margin(&Exact::from(-1), &2.into()).is_err());
        assert!(widened_margin(&Exact::ONE, &Exact::from(-2)).is_err());
    }
}
