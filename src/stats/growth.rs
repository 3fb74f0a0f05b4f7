//! How much something has grown.

use super::absence::exponential_of_minus;
use crate::number::{ArithmeticError, Exact, Interval};

/// The most of rate times years that is computed: e¹⁰⁰ times is more than anything grows.
const MOST: i64 = 100;

/// How many times as much there is after so many years of growth at a continuous rate: an enclosure of `e^(rate·years)`.
///
/// Domain: `rate` in parts a year, of either sign; `years` of either sign (before). The rate is the one of demography,
/// `ln(P₂/P₁)/t` (Preston, S., Heuveline, P. & Guillot, M. (2001), *Demography*, 1.4), so that growth back and forth is
/// none. Exact arithmetic: the enclosure holds, and is right to 10⁻¹² of itself for rate times years between −4 and 4.
///
/// ```
/// use saltgrain::{number::Exact, stats::growth_factor};
/// // 8 % a year for 2.3 years.
/// let grown = growth_factor(&Exact::new(8, 100)?, &Exact::new(23, 10)?)?;
/// assert_eq!(grown.low_value().map(|low| low.to_decimal(6)).as_deref(), Some("1.20202"));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`] where rate times years is beyond 100 either way.
pub fn growth_factor(rate: &Exact, years: &Exact) -> Result<Interval, ArithmeticError> {
    let exponent = (rate * years)?;
    let size = exponent.abs();
    if size > Exact::from(MOST) {
        return Err(ArithmeticError::OutOfDomain);
    }
    let shrunk = exponential_of_minus(&size)?;
    if exponent.is_negative() { Ok(shrunk) } else { Interval::ONE.div(&shrunk) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn it_encloses_what_tables_say() {
        // e, 1/e, e^0.184, e^10 and e^-10, cut after the last digit.
        for (rate, years, below, above) in [
            ("1", "1", "2.718281828459", "2.718281828460"),
            ("-1", "1", "0.367879441171", "0.367879441172"),
            ("0.08", "2.3", "1.202015823", "1.202015824"),
            ("0.5", "20", "22026.4657", "22026.4659"),
            ("0.5", "-20", "0.00004539992", "0.00004539994"),
        ] {
            let grown = growth_factor(&exact(rate), &exact(years)).unwrap();
            let (low, high) = (grown.low_value().unwrap(), grown.high_value().unwrap());
            assert!(*low >= exact(below) && *high <= exact(above), "{rate} for {years}: {low} to {high}");
            assert!(low <= high);
        }
    }

    #[test]
    fn no_growth_and_no_time_change_nothing() {
        for (rate, years) in [("0", "12"), ("0.3", "0")] {
            let grown = growth_factor(&exact(rate), &exact(years)).unwrap();
            assert!(grown.contains(&Exact::ONE));
            assert!(grown.width().unwrap().unwrap() < exact("0.000000000001"));
        }
    }

    #[test]
    fn beyond_a_hundred_it_is_not_computed() {
        assert!(growth_factor(&exact("1"), &exact("100")).is_ok());
        assert_eq!(growth_factor(&exact("1"), &exact("101")), Err(ArithmeticError::OutOfDomain));
        assert_eq!(growth_factor(&exact("-1"), &exact("101")), Err(ArithmeticError::OutOfDomain));
    }
}
