//! Ratios of odds and of risks.

use super::within_share;
use crate::number::{ArithmeticError, End, Exact, Interval};

/// The ratio of two risks whose odds have the ratio `odds`, where `risk` of both groups together have the outcome:
/// between the odds ratio `o` and `o/(1 − p + p·o)` where it is above one, `o·(1 − p) + p` where it is below.
///
/// The outcome cannot be more common among the group that has it less often than among both, and Zhang and Yu's identity
/// (1998, *JAMA* 280:1690), solved for the risk of that group, is monotone in it. Of an outcome of which nothing is known
/// the ratio lies between the odds ratio and one, of a rare one it is the odds ratio. Domain: `odds > 0`, `risk` within
/// [0, 1]; exact.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::risk_ratio};
/// let three = Interval::point(Exact::from(3));
/// // Of an outcome that one in ten have: 3/(0.9 + 0.3) and more.
/// let common = risk_ratio(&three, &Interval::point(Exact::new(1, 10)?))?;
/// assert_eq!(common.low_value(), Some(&Exact::new(5, 2)?));
/// assert_eq!(common.high_value(), Some(&Exact::from(3)));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn risk_ratio(odds: &Interval, risk: &Interval) -> Result<Interval, ArithmeticError> {
    let risk = within_share(risk);
    let most = risk.high_value().unwrap_or(&Exact::ONE);
    let rest = (&Exact::ONE - most)?;
    // Both groups have somebody: the risk in one is less than in both, and what it would be in both is not reached.
    let low = match odds.low_value() {
        Some(low) if *low > Exact::ONE && most.is_zero() => odds.low().clone(),
        Some(low) if *low > Exact::ONE => End::Open((low / &(&rest + &(most * low)?)?)?),
        _ => odds.low().clone(),
    };
    let high = match odds.high_value() {
        Some(high) if *high < Exact::ONE && most.is_zero() => odds.high().clone(),
        Some(high) if *high < Exact::ONE => End::Open((&(high * &rest)? + most)?),
        _ => odds.high().clone(),
    };
    // Never crossed: each end moves towards one and not past it.
    Ok(Interval::new(low, high).unwrap_or_else(|| odds.clone()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Two groups of any sizes: the ratio of their risks lies where their odds and the risk in both together say.
        #[test]
        fn the_ratio_of_risks_lies_within(a in 1..50i64, b in 1..50i64, c in 1..50i64, d in 1..50i64) {
            let ratio = |top: i64, bottom: i64| Exact::new(top, bottom).unwrap_or(Exact::ONE);
            let odds = ratio(a * d, b * c);
            let risks = ratio(a * (c + d), (a + b) * c);
            let risk = ratio(a + c, a + b + c + d);
            for risk in [Interval::point(risk), Interval::share()] {
                let can_be = risk_ratio(&Interval::point(odds.clone()), &risk).unwrap_or_else(|_| Interval::less_than(Exact::ZERO));
                prop_assert!(can_be.contains(&risks), "{} in {:?}", risks, can_be);
            }
        }
    }
}
