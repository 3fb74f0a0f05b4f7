//! How many independent ones a sample counts as.

use crate::number::{ArithmeticError, Exact};

/// The size of the simple random sample, drawn with replacement, that is as precise: `n / deff / fpc`, with
/// `fpc = (N − n)/(N − 1)` in a population of `N`.
///
/// Domain: `n > 0`, `design_effect > 0`, `n ≤ N` and `N > 1` where there is a population; exact, in general not whole.
/// Kish (1965), *Survey Sampling*, sections 2.2 and 8.2; Cochran (1977), *Sampling Techniques*, 3rd ed., section 3.2.
///
/// ```
/// use saltgrain::{number::Exact, stats::effective_size};
/// // 30 classes of 25 with a design effect of 4.6.
/// let pupils = effective_size(&Exact::from(750), &Exact::new(46, 10)?, None)?;
/// assert_eq!(pupils.to_decimal(3), "163");
/// // 51 of all 101 people tell as much as 102 drawn with replacement.
/// let half = effective_size(&Exact::from(51), &Exact::ONE, Some(&Exact::from(101)))?;
/// assert_eq!(half, Exact::from(102));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] for a complete census (`n = N`), which has no sampling error;
/// [`ArithmeticError::OutOfDomain`]; [`ArithmeticError::TooLarge`].
pub fn effective_size(
    n: &Exact,
    design_effect: &Exact,
    population: Option<&Exact>,
) -> Result<Exact, ArithmeticError> {
    if !n.is_positive() || !design_effect.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    let size = (n / design_effect)?;
    let Some(population) = population else {
        return Ok(size);
    };
    if n > population || *population <= Exact::ONE && n != population {
        return Err(ArithmeticError::OutOfDomain);
    }
    (size * (population - &Exact::ONE)?)? / (population - n)?
}

/// The design effect of unequal weights: `1 + cv²`, with the coefficient of variation of the weights.
///
/// Domain: `cv ≥ 0`; exact. The weights have nothing to do with what is measured. Kish (1965), *Survey Sampling*,
/// section 11.7; Kish (1992), *Journal of Official Statistics* 8:183.
///
/// ```
/// use saltgrain::{number::Exact, stats::weights_design_effect};
/// assert_eq!(weights_design_effect(&Exact::new(1, 2)?)?, Exact::new(5, 4)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`]; [`ArithmeticError::TooLarge`].
pub fn weights_design_effect(cv: &Exact) -> Result<Exact, ArithmeticError> {
    if cv.is_negative() {
        return Err(ArithmeticError::OutOfDomain);
    }
    Exact::ONE + (cv * cv)?
}

/// The design effect of clusters: `1 + (b − 1) icc`, with `b` members each that are alike by the intraclass
/// correlation.
///
/// Domain: `size ≥ 1`, `icc ≤ 1` and not so negative that the effect would be (`−1/(b − 1)` or less); exact. Kish
/// (1965), *Survey Sampling*, section 5.4; Donner and Klar (2000), *Design and Analysis of Cluster Randomization
/// Trials*.
///
/// ```
/// use saltgrain::{number::Exact, stats::cluster_design_effect};
/// assert_eq!(cluster_design_effect(&Exact::from(25), &Exact::new(15, 100)?)?, Exact::new(46, 10)?);
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::OutOfDomain`]; [`ArithmeticError::TooLarge`].
pub fn cluster_design_effect(size: &Exact, icc: &Exact) -> Result<Exact, ArithmeticError> {
    let effect = (Exact::ONE + ((size - &Exact::ONE)? * icc)?)?;
    if *size < Exact::ONE || *icc > Exact::ONE || !effect.is_positive() {
        return Err(ArithmeticError::OutOfDomain);
    }
    Ok(effect)
}
