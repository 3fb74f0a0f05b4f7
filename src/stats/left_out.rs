//! Shares and means of all, where some were left out.

use super::within_share;
use crate::number::{ArithmeticError, Exact, Interval};

/// The fraction of all that was left out, if `left_out` were left out of a figure for `kept`: `x/(k + x)` over every value.
///
/// Domain: `kept > 0`, `left_out ≥ 0` (what lies below is cut off); exact, as it rises with those left out.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::left_out_fraction};
/// let fraction = left_out_fraction(&690.into(), &Interval::point(310.into()))?;
/// assert_eq!(fraction, Interval::point(Exact::new(31, 100)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] where nobody was kept and nobody left out; [`ArithmeticError::TooLarge`].
pub fn left_out_fraction(kept: &Exact, left_out: &Interval) -> Result<Interval, ArithmeticError> {
    let at = |left_out: &Exact| left_out / &(kept + left_out)?;
    let low = match left_out.low_value() {
        Some(low) if low.is_positive() => at(low)?,
        _ => Exact::ZERO,
    };
    let high = left_out.high_value().filter(|high| !high.is_negative()).map(at).transpose()?;
    Ok(Interval::closed(low, high.unwrap_or(Exact::ONE)).unwrap_or_else(Interval::share))
}

/// The share of all, if `share` is that of the rest, and `left_out` of all was left out and is counted as not of this kind:
/// `s·(1 − e)` over every value of the two.
///
/// Domain: both within [0, 1] (what lies outside is cut off); exact. AAPOR, *Code of Professional Ethics and Practices*
/// (2021), asks that a base other than the whole sample be told. The other end, where all of those left out are of this
/// kind, is that of [`worst_case_bounds`](super::worst_case_bounds).
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::share_of_all};
/// let (share, left_out) = (Interval::point(Exact::new(56, 100)?), Interval::point(Exact::new(31, 100)?));
/// assert_eq!(share_of_all(&share, &left_out)?, Interval::point("0.3864".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn share_of_all(share: &Interval, left_out: &Interval) -> Result<Interval, ArithmeticError> {
    Interval::ONE.sub(&within_share(left_out))?.mul(&within_share(share))
}

/// The mean of all units of some groups: `Σ n·m / Σ n` over every value of the groups' means.
///
/// Domain: sizes of zero and more, one above zero; exact, as it rises with each mean.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::mean_of_all};
/// // 70 funds at 9 %, 30 closed ones at 2 %.
/// let groups = [(Interval::point(9.into()), 70.into()), (Interval::point(2.into()), 30.into())];
/// assert_eq!(mean_of_all(&groups)?, Interval::point("6.9".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] without any unit; [`ArithmeticError::TooLarge`].
pub fn mean_of_all(groups: &[(Interval, Exact)]) -> Result<Interval, ArithmeticError> {
    let (mut sum, mut units) = (Interval::point(Exact::ZERO), Exact::ZERO);
    for (mean, size) in groups {
        sum = sum.add(&mean.scale(size)?)?;
        units = (&units + size)?;
    }
    sum.scale(&units.recip()?)
}

/// What the mean of those left out must be for the mean of all to be `threshold`: `(T − m·(1 − e))/e`.
///
/// Domain: `0 < left_out ≤ 1`, the fraction of all that was left out; exact.
///
/// ```
/// use saltgrain::{number::Exact, stats::needed_mean_of_left_out};
/// // 70 of 100 funds at 9 %: for 8 % of all, the others need 5.67 %.
/// let needed = needed_mean_of_left_out(&9.into(), &Exact::new(3, 10)?, &8.into())?;
/// assert_eq!(needed, Exact::new(17, 3)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] where nobody was left out.
pub fn needed_mean_of_left_out(
    mean: &Exact,
    left_out: &Exact,
    threshold: &Exact,
) -> Result<Exact, ArithmeticError> {
    &(threshold - &(mean * &(&Exact::ONE - left_out)?)?)? / left_out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn exact(n: i64, d: i64) -> Exact {
        Exact::new(n, d).unwrap()
    }

    #[test]
    fn fractions_left_out() {
        let of = |low: i64, high: i64| {
            let left_out = Interval::closed(low.into(), high.into()).unwrap();
            left_out_fraction(&90.into(), &left_out).unwrap()
        };
        assert_eq!(of(10, 10), Interval::point(exact(1, 10)));
        assert_eq!(of(0, 60), Interval::closed(Exact::ZERO, exact(2, 5)).unwrap());
        assert_eq!(of(-5, 10), Interval::closed(Exact::ZERO, exact(1, 10)).unwrap());
        let any = left_out_fraction(&90.into(), &Interval::at_least(10.into())).unwrap();
        assert_eq!(any, Interval::closed(exact(1, 10), Exact::ONE).unwrap());
    }

    #[test]
    fn the_mean_of_all_is_that_of_the_groups_and_of_those_left_out() {
        // 1, 2, 3 and 10: mean 4, of the first three 2.
        let groups = [(Interval::point(2.into()), 3.into()), (Interval::point(10.into()), 1.into())];
        assert_eq!(mean_of_all(&groups).unwrap(), Interval::point(4.into()));
        assert_eq!(needed_mean_of_left_out(&2.into(), &exact(1, 4), &4.into()).unwrap(), 10.into());
        assert!(needed_mean_of_left_out(&2.into(), &Exact::ZERO, &4.into()).is_err());
        assert!(mean_of_all(&[]).is_err());
        let all = share_of_all(&Interval::point(exact(3, 5)), &Interval::point(exact(1, 3))).unwrap();
        assert_eq!(all, Interval::point(exact(2, 5)));
    }
}
