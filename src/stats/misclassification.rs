//! What wrong answers can do to a small group.

use super::within_share;
use crate::number::{ArithmeticError, Exact, Interval};

/// Of those who are counted in a group, the share that does not belong to it, if `error` of all others is put into it by
/// mistake and nobody who belongs to it is missed: `e·(1 − g) / ((1 − e)·g)`, at most 1.
///
/// Domain: `0 < share ≤ 1`, `0 ≤ error < 1`; exact. The true share is `t = (g − e)/(1 − e)`, the estimator of Rogan and
/// Gladen (1978), *American Journal of Epidemiology* 107:71, at a sensitivity of one; `e·(1 − t)` are counted by mistake.
/// From an error as large as the group, all of it may be a mistake. Where members are missed as well, the true group is
/// larger, and fewer are left to be put into it by mistake.
///
/// ```
/// use saltgrain::{number::Exact, stats::false_member_share};
/// // 0.8 % of pupils are said to have an artificial limb, and one in 200 of the others ticks it at random.
/// let phi = false_member_share(&Exact::new(8, 1_000)?, &Exact::new(5, 1_000)?)?;
/// assert_eq!(phi.to_decimal(3), "0.623");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for a share of zero or an error of one.
pub fn false_member_share(share: &Exact, error: &Exact) -> Result<Exact, ArithmeticError> {
    let wrong = (error * &(&Exact::ONE - share)?)?;
    let counted = (&(&Exact::ONE - error)? * share)?;
    Ok((&wrong / &counted)?.min(Exact::ONE))
}

/// What a share can be in truth, if at most the fraction `error` of those counted were not of the population or not truly
/// classified, and nothing is known of them: `[(g − e)/(1 − e), g/(1 − e)]`, cut to [0, 1].
///
/// Domain: both within [0, 1] (what lies outside is cut off), of each all values; exact. The bounds for contaminated
/// sampling of Horowitz and Manski (1995), *Econometrica* 63:281.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::contamination_bounds};
/// let (share, error) = (Interval::point(Exact::new(8, 1_000)?), Interval::point(Exact::new(5, 1_000)?));
/// let bounds = contamination_bounds(&share, &error)?;
/// assert_eq!(bounds, Interval::closed(Exact::new(3, 995)?, Exact::new(8, 995)?).unwrap());
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn contamination_bounds(share: &Interval, error: &Interval) -> Result<Interval, ArithmeticError> {
    let [share, error] = [share, error].map(within_share);
    let most = error.high_value().cloned().unwrap_or(Exact::ONE);
    let rest = (&Exact::ONE - &most)?;
    if rest.is_zero() {
        return Ok(Interval::share());
    }
    // A larger error widens both ends.
    let low = match share.low_value() {
        Some(low) if *low > most => (&(low - &most)? / &rest)?,
        _ => Exact::ZERO,
    };
    let high = match share.high_value() {
        Some(high) => (high / &rest)?.min(Exact::ONE),
        None => Exact::ONE,
    };
    Ok(Interval::closed(low, high).unwrap_or_else(Interval::share))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn exact(n: i64, d: i64) -> Exact {
        Exact::new(n, d).unwrap()
    }

    #[test]
    fn members_and_others_counted_one_by_one() {
        // Of 1,000 people 30 belong to the group; of the 970 others every tenth is put into it: 97 of 127.
        assert_eq!(false_member_share(&exact(127, 1_000), &exact(1, 10)).unwrap(), exact(97, 127));
        assert_eq!(false_member_share(&exact(127, 1_000), &Exact::ZERO).unwrap(), Exact::ZERO);
        assert_eq!(false_member_share(&Exact::ONE, &exact(1, 10)).unwrap(), Exact::ZERO);
        // An error as large as the group, and a larger one.
        assert_eq!(false_member_share(&exact(1, 10), &exact(1, 10)).unwrap(), Exact::ONE);
        assert_eq!(false_member_share(&exact(1, 10), &exact(1, 5)).unwrap(), Exact::ONE);
        assert!(false_member_share(&Exact::ZERO, &exact(1, 5)).is_err());
        assert!(false_member_share(&exact(1, 5), &Exact::ONE).is_err());
    }

    #[test]
    fn bounds_hold_every_way_of_contaminating() {
        // Ten observed, two of them not of the population, k of those two in the group: the rest has (3 − k) of 8.
        let bounds =
            contamination_bounds(&Interval::point(exact(3, 10)), &Interval::point(exact(1, 5))).unwrap();
        assert_eq!(bounds, Interval::closed(exact(1, 8), exact(3, 8)).unwrap());
        for k in 0..=2 {
            assert!(bounds.contains(&exact(3 - k, 8)));
        }
        let all = contamination_bounds(&Interval::point(exact(3, 10)), &Interval::ONE).unwrap();
        assert_eq!(all, Interval::share());
        // More than there are in the group: none of it need be true, and all of the rest may be.
        let much =
            contamination_bounds(&Interval::point(exact(3, 10)), &Interval::point(exact(4, 5))).unwrap();
        assert_eq!(much, Interval::share());
    }
}
