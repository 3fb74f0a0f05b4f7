//! What needs a square root and nothing else: enclosed between two rationals.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::Zero;

use crate::number::{ArithmeticError, Exact, Interval};

/// Bits of a root.
const BITS: i64 = 64;

/// An enclosure of the square root, right to 2⁻⁶³ relative; a point where the root is rational.
pub(super) fn root(square: &Exact) -> Result<Interval, ArithmeticError> {
    if square.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let (numer, denom) = square.numer_denom();
    let (numer, denom) = (numer.into_parts().1, denom.into_parts().1);
    let roots = (numer.sqrt(), denom.sqrt());
    if &roots.0 * &roots.0 == numer && &roots.1 * &roots.1 == denom {
        return Ok(Interval::point(ratio(roots.0, roots.1)?));
    }
    let bits = |number: &BigUint| i64::try_from(number.bits()).unwrap_or(i64::MAX);
    // The square is scaled by 4^shift, so that its whole part has twice the bits.
    let shift = BITS - (bits(&numer) - bits(&denom)).div_euclid(2);
    let by = 2 * shift.unsigned_abs();
    let (numer, denom) = if shift >= 0 { (numer << by, denom) } else { (numer, denom << by) };
    let (whole, rest) = numer.div_rem(&denom);
    let low = whole.sqrt();
    let exactly = rest.is_zero() && &low * &low == whole;
    let high = if exactly { low.clone() } else { &low + 1_u32 };
    let power = BigUint::from(1_u32) << shift.unsigned_abs();
    let unscaled = |root: BigUint| {
        if shift >= 0 { ratio(root, power.clone()) } else { ratio(root * &power, 1_u32.into()) }
    };
    let low = unscaled(low)?;
    Ok(Interval::closed(low.clone(), unscaled(high)?).unwrap_or_else(|| Interval::point(low)))
}

fn ratio(numer: BigUint, denom: BigUint) -> Result<Exact, ArithmeticError> {
    BigRational::new(BigInt::from(numer), BigInt::from(denom)).try_into()
}

/// How strongly an unmeasured factor would have to be associated with both cause and effect, as a risk ratio, to
/// explain a risk ratio away: `RR + √(RR (RR − 1))`, of 1/RR where that is the greater.
///
/// Domain: `ratio > 0`. An enclosure, right to 10⁻¹⁸ relative. VanderWeele and Ding (2017), *Annals of Internal
/// Medicine* 167:268.
///
/// ```
/// use saltgrain::{number::Exact, stats::e_value};
/// let strength = e_value(&"10.7".parse().unwrap())?;
/// assert_eq!(strength.high_value().unwrap().to_decimal(3), "20.9");
/// assert_eq!(e_value(&Exact::new(1, 2)?)?, e_value(&Exact::from(2))?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`] for a ratio of zero or less; [`ArithmeticError::TooLarge`].
pub fn e_value(ratio: &Exact) -> Result<Interval, ArithmeticError> {
    if !ratio.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let ratio = if *ratio < Exact::ONE { ratio.recip()? } else { ratio.clone() };
    let excess = root(&(&ratio * &(&ratio - &Exact::ONE)?)?)?;
    Interval::point(ratio).add(&excess)
}

/// The correlation between having something and being in the data that makes a share wrong by `error` (observed minus
/// true): `error / (√((1 − f)/f) σ)`, with `σ = √(s (1 − s))` of the true share `s`.
///
/// Domain: `share` and `fraction` (of the population that is in the data) strictly between 0 and 1; what lies outside
/// [−1, 1] cannot be. An enclosure, right to 10⁻¹⁸ relative. Meng (2018), *Annals of Applied Statistics* 12:685.
///
/// ```
/// use saltgrain::{number::Exact, stats::defect_correlation};
/// // 5 points too many for a half, among a hundredth of the people: 0.05 / (√99 · 0.5).
/// let rho = defect_correlation(&Exact::new(1, 20)?, &Exact::new(1, 2)?, &Exact::new(1, 100)?)?;
/// assert_eq!(rho.high_value().unwrap().to_decimal(3), "0.0101");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`]; [`ArithmeticError::TooLarge`].
pub fn defect_correlation(
    error: &Exact,
    share: &Exact,
    fraction: &Exact,
) -> Result<Interval, ArithmeticError> {
    let [others, rest] = [(&Exact::ONE - share)?, (&Exact::ONE - fraction)?];
    if ![share, fraction, &others, &rest].iter().all(|part| part.is_positive()) {
        return Err(ArithmeticError::OutOfDomain);
    }
    let spread = (&rest * &(share * &others)?)?;
    let size = root(&(&(&(error * error)? * fraction)? / &spread)?)?;
    Ok(if error.is_negative() { size.neg() } else { size })
}

/// How large a simple random sample would be as wrong as data with a correlation between having something and being in
/// the data: `f/(1 − f)/ρ²`.
///
/// Domain: `0 < fraction < 1`, `rho` not zero and within [−1, 1]; exact. Meng (2018), *Annals of Applied Statistics*
/// 12:685.
///
/// ```
/// use saltgrain::{number::Exact, stats::defect_effective_size};
/// // 250,000 volunteers among 255 million.
/// let size = defect_effective_size(&Exact::new(5, 1000)?, &Exact::new(250_000, 255_000_000)?)?;
/// assert_eq!(size.to_decimal(2), "39");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for no correlation; [`ArithmeticError::OutOfDomain`];
/// [`ArithmeticError::TooLarge`].
pub fn defect_effective_size(rho: &Exact, fraction: &Exact) -> Result<Exact, ArithmeticError> {
    let rest = (&Exact::ONE - fraction)?;
    if rho.abs() > Exact::ONE || !fraction.is_positive() || !rest.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    (fraction / &rest)? / (rho * rho)?
}
