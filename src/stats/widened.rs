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
