//! What finding nothing says.

use std::sync::OnceLock;

use crate::number::{ArithmeticError, Exact, Interval};

/// Terms of the series for the logarithm: with an argument of at most 1/3 the rest is below 10⁻²⁰.
const TERMS: i64 = 20;

/// Decimal places to which the enclosure is rounded outwards.
const PLACES: i32 = 16;

/// Decimal places to which numbers are cut on the way.
const GUARD: i32 = 24;

/// The highest mean number of events that finding none does not exclude at a level: `−ln(1 − level)`, 2.9957 at 95 %
/// (the "rule of three").
///
/// Domain: `0 < level < 1`. Returns an enclosure of rationals that is right to 10⁻¹⁵, rounded outwards. The exact
/// one-sided Poisson bound for a count of zero: Garwood (1936), *Biometrika* 28:437; Hanley and Lippman-Hand (1983),
/// *JAMA* 249:1743.
///
/// ```
/// use saltgrain::{number::Exact, stats::zero_count_upper_bound};
/// let bound = zero_count_upper_bound(&Exact::new(19, 20)?)?;
/// assert!(bound.contains(&"2.995732273553991".parse().unwrap()));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] at a level of one or more.
pub fn zero_count_upper_bound(level: &Exact) -> Result<Interval, ArithmeticError> {
    let rest = (&Exact::ONE - level)?;
    if !rest.is_positive() {
        return Err(ArithmeticError::DivisionByZero);
    }
    // The customary level is asked for again and again.
    static CUSTOMARY: OnceLock<Result<Interval, ArithmeticError>> = OnceLock::new();
    if rest.to_small() == Some((1, 20)) {
        return CUSTOMARY.get_or_init(|| natural_logarithm(&Exact::from(20))).clone();
    }
    natural_logarithm(&rest.recip()?)
}

/// The highest share that finding none among `n` does not exclude at a level: `1 − (1 − level)^(1/n)`, 1.19 % for 250
/// at 95 % (the "rule of three" says 3/250 = 1.2 %).
///
/// Domain: `n` at least 1, `0 < level < 1`, each of the `n` drawn by chance. Returns an enclosure of rationals, right to
/// 10⁻¹⁴, and to the square of the share where that is less. The exact one-sided binomial bound: Clopper and Pearson (1934), *Biometrika* 26:404; Hanley and
/// Lippman-Hand (1983), *JAMA* 249:1743.
///
/// ```
/// use saltgrain::{number::Exact, stats::zero_share_upper_bound};
/// // Of one that had it with a chance of 95 %, none would be found with a chance of 5 %.
/// assert!(zero_share_upper_bound(&Exact::ONE, &Exact::new(19, 20)?)?.contains(&Exact::new(19, 20)?));
/// let bound = zero_share_upper_bound(&Exact::from(250), &Exact::new(19, 20)?)?;
/// assert_eq!(bound.high_value().unwrap().to_decimal(4), "0.01191");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::DivisionByZero`] at a level of one or more, or without anything drawn.
pub fn zero_share_upper_bound(n: &Exact, level: &Exact) -> Result<Interval, ArithmeticError> {
    if !n.is_positive() {
        return Err(ArithmeticError::DivisionByZero);
    }
    let exactly = zero_count_upper_bound(level)?.scale(&n.recip()?)?;
    let each = outwards(&exactly)?;
    let (Some(least), Some(most)) = (each.low_value(), each.high_value()) else {
        return Ok(Interval::share());
    };
    let spared = (exponential_of_minus(most)?, exponential_of_minus(least)?);
    let (Some(low), Some(high)) = (spared.1.high_value(), spared.0.low_value()) else {
        return Ok(Interval::share());
    };
    let bound = Interval::closed((&Exact::ONE - low)?, (&Exact::ONE - high)?);
    let bound = bound.and_then(|bound| bound.intersect(&Interval::share())).unwrap_or_else(Interval::share);
    // x − x²/2 ≤ 1 − e^(−x) ≤ x: the closer the smaller it is.
    let series = match (exactly.low_value(), exactly.high_value()) {
        (Some(low), Some(high)) => {
            let square = (&(high * high)? * &Exact::new(1, 2)?)?;
            Interval::closed((low - &square)?, high.clone())
        }
        _ => None,
    };
    Ok(series.and_then(|series| bound.intersect(&series)).unwrap_or(bound))
}

/// An enclosure of `e^(−x)` for `x ≥ 0`, right to 10⁻¹⁴ for `x` below 4.
///
/// `e^(−x) = (e^(−x/2^k))^(2^k)` with `x/2^k` at most 1/2, where the series alternates with falling terms: two sums in a
/// row have the value between them.
pub(super) fn exponential_of_minus(x: &Exact) -> Result<Interval, ArithmeticError> {
    let half = Exact::new(1, 2)?;
    let (mut reduced, mut halvings) = (x.clone(), 0u32);
    while reduced > half && halvings < 4096 {
        reduced = (&reduced * &half)?;
        halvings += 1;
    }
    let (mut term, mut sum, mut before) = (Exact::ONE, Exact::ONE, Exact::ONE);
    let scale = Exact::pow10(GUARD)?;
    for i in 1..=TERMS {
        // Each term is cut to few digits, as the terms of a long x have ever more of them: wrong by less than two units.
        term = ((&(&(&term * &reduced)? / &Exact::from(-i))? * &scale)?.floor() / &scale)?;
        before = sum.clone();
        sum = (&sum + &term)?;
    }
    let (low, high) = if sum <= before { (sum, before) } else { (before, sum) };
    let cut = (Exact::from(2 * TERMS) / &scale)?;
    let (low, high) = ((&low - &cut)?, (&high + &cut)?);
    let mut value = outwards(&Interval::closed(low, high).unwrap_or_else(Interval::share))?;
    for _ in 0..halvings {
        value = outwards(&value.mul(&value)?)?;
    }
    Ok(value)
}

/// The chance that none of `cases` is found if each is found with probability `detection`: `(1 − d)^k`, exact.
///
/// Domain: `0 ≤ detection ≤ 1`; the cases are found independently of one another.
///
/// ```
/// use saltgrain::{number::Exact, stats::none_found_probability};
/// let chance = none_found_probability(20, &Exact::new(1, 20)?)?;
/// assert_eq!(chance.to_decimal(3), "0.358");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`] for very many cases.
pub fn none_found_probability(cases: u32, detection: &Exact) -> Result<Exact, ArithmeticError> {
    let exponent = i32::try_from(cases).map_err(|_| ArithmeticError::TooLarge)?;
    (&Exact::ONE - detection)?.pow(exponent)
}

/// An enclosure of the natural logarithm of a positive rational, right to 10⁻¹⁵ for `1 ≤ x ≤ 2⁶⁴`.
///
/// `ln x = k·ln 2 + ln m` with `x = m·2^k`, `1 ≤ m < 2`, and `ln m = 2·artanh((m − 1)/(m + 1))` by its series, whose rest
/// after `n` terms is less than the next term divided by `1 − y²` (Abramowitz & Stegun 1964, 4.1.27).
fn natural_logarithm(x: &Exact) -> Result<Interval, ArithmeticError> {
    let two = Exact::from(2);
    let (mut mantissa, mut halvings) = (x.clone(), 0i64);
    let many = two.pow(64)?;
    while mantissa >= many && halvings < 4096 {
        mantissa = (&mantissa / &many)?;
        halvings += 64;
    }
    while mantissa >= two && halvings < 4096 {
        mantissa = (&mantissa / &two)?;
        halvings += 1;
    }
    while mantissa < Exact::ONE && halvings > -4096 {
        mantissa = (&mantissa * &two)?;
        halvings -= 1;
    }
    let log_two = artanh_series(&Exact::new(1, 3)?)?.scale(&two)?;
    let y = ((&mantissa - &Exact::ONE)? / (&mantissa + &Exact::ONE)?)?;
    let log_mantissa = artanh_series(&y)?.scale(&two)?;
    outwards(&log_two.scale(&halvings.into())?.add(&log_mantissa)?)
}

/// `artanh y` for `0 ≤ y ≤ 1/3`.
fn artanh_series(y: &Exact) -> Result<Interval, ArithmeticError> {
    // Cut to few digits, outwards: the powers of a long number have ever more of them.
    let cut = |interval: Interval| outwards_to(&interval, GUARD);
    let y = cut(Interval::point(y.clone()))?;
    let square = cut(y.mul(&y)?)?;
    let (mut power, mut sum) = (y, Interval::point(Exact::ZERO));
    for i in 0..TERMS {
        sum = sum.add(&cut(power.scale(&Exact::new(1, 2 * i + 1)?)?)?)?;
        power = cut(power.mul(&square)?)?;
    }
    let rest = power.scale(&Exact::from(2 * TERMS + 1).recip()?)?.div(&Interval::ONE.sub(&square)?)?;
    sum.add(&rest.hull(&Interval::point(Exact::ZERO)))
}

/// The same interval with ends of few digits, never narrower.
fn outwards(interval: &Interval) -> Result<Interval, ArithmeticError> {
    outwards_to(interval, PLACES)
}

fn outwards_to(interval: &Interval, places: i32) -> Result<Interval, ArithmeticError> {
    let scale = Exact::pow10(places)?;
    let low = interval.low_value().cloned().unwrap_or(Exact::ZERO);
    let high = interval.high_value().cloned().unwrap_or_else(|| low.clone());
    let low = ((&low * &scale)?.floor() / &scale)?;
    let high = ((&high * &scale)?.ceil() / &scale)?;
    Ok(Interval::closed(low.clone(), high).unwrap_or_else(|| Interval::point(low)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn known_logarithms_lie_inside() {
        // OEIS A016643 (ln 20), A002162 (ln 2), A002392 (ln 10), truncated; the next digit up is the other end.
        for (level, low, high) in [
            ("19/20", "2.99573227355399099343522357614254", "2.99573227355399099343522357614255"),
            ("1/2", "0.69314718055994530941723212145817", "0.69314718055994530941723212145818"),
            ("9/10", "2.30258509299404568401799145468436", "2.30258509299404568401799145468437"),
        ] {
            let bound = zero_count_upper_bound(&number(level)).unwrap();
            assert!(bound.contains(&number(low)) && bound.contains(&number(high)), "{level}: {bound}");
            assert!(bound.width().unwrap().unwrap() <= Exact::pow10(-15).unwrap(), "{level}: {bound}");
        }
    }

    #[test]
    fn a_level_of_many_digits_is_a_level() {
        // ln 10 = 2.302585092994045684…
        let far = (&Exact::ONE - &Exact::pow10(-300).unwrap()).unwrap();
        let bound = zero_count_upper_bound(&far).unwrap();
        assert!(bound.contains(&number("690.7755278982137052053974364053")), "{bound}");
        assert!(zero_count_upper_bound(&Exact::pow10(-300).unwrap()).unwrap().contains(&Exact::ZERO));
        assert!(zero_share_upper_bound(&14.into(), &far).unwrap().high_value().unwrap() <= &Exact::ONE);
    }

    #[test]
    fn ends_of_the_domain() {
        let zero = zero_count_upper_bound(&Exact::ZERO).unwrap();
        assert!(zero.contains(&Exact::ZERO));
        assert_eq!(zero_count_upper_bound(&Exact::ONE), Err(ArithmeticError::DivisionByZero));
        assert_eq!(none_found_probability(0, &Exact::ONE).unwrap(), Exact::ONE);
        assert_eq!(none_found_probability(3, &Exact::ONE).unwrap(), Exact::ZERO);
        assert_eq!(none_found_probability(3, &Exact::ZERO).unwrap(), Exact::ONE);
        assert_eq!(none_found_probability(u32::MAX, &number("1/3")), Err(ArithmeticError::TooLarge));
    }

    /// 1 − 0.05^(1/n), cut off after 26 digits, and the next number of as many: by Python's decimal with 60 digits.
    const SHARES: [(i64, &str, &str); 7] = [
        (1, "0.95", "0.95"),
        (2, "0.77639320225002103035908263", "0.77639320225002103035908264"),
        (3, "0.63159685013596133942201771", "0.63159685013596133942201772"),
        (14, "0.19263617565013532849086232", "0.19263617565013532849086233"),
        (250, "0.01191141971498063722017503", "0.01191141971498063722017504"),
        (1000, "0.00299124954509529624432183", "0.00299124954509529624432184"),
        (1000000, "0.00000299572778635254440613", "0.00000299572778635254440614"),
    ];

    #[test]
    fn none_of_so_many_leaves_room_for_a_share() {
        let bound = |n: i64| zero_share_upper_bound(&n.into(), &number("19/20")).unwrap();
        for (n, low, high) in SHARES {
            let bound = bound(n);
            assert!(bound.contains(&number(low)) && bound.contains(&number(high)), "{n}: {bound}");
            assert!(bound.width().unwrap().unwrap() <= Exact::pow10(-14).unwrap(), "{n}: {bound}");
        }
        // Of very many, 3/n to as many digits as anybody reads: ln 20 = 2.99573227355…
        for zeros in [12, 17, 100] {
            let n = Exact::pow10(zeros).unwrap();
            let bound = zero_share_upper_bound(&n, &number("19/20")).unwrap().scale(&n).unwrap();
            let (low, high) = (bound.low_value().unwrap(), bound.high_value().unwrap());
            assert!(*low > number("2.9957322735") && *high < number("2.9957322736"), "{zeros}: {bound}");
        }
        for nothing in ["0", "-250"] {
            let bound = zero_share_upper_bound(&number(nothing), &number("1/2"));
            assert_eq!(bound, Err(ArithmeticError::DivisionByZero), "{nothing}");
        }
    }

    proptest! {
        /// The double is right to one unit in its last place: far coarser than the enclosure.
        #[test]
        fn it_encloses_the_logarithm(numer in 1i64..1_000_000, more in 1i64..1_000_000) {
            let level = Exact::new(numer, numer + more).unwrap();
            let bound = zero_count_upper_bound(&level).unwrap();
            let (low, high) = (bound.low_value().unwrap().to_f64(), bound.high_value().unwrap().to_f64());
            let rest = (&Exact::ONE - &level).unwrap().to_f64();
            let expected = -rest.ln();
            prop_assert!(low - 1e-11 <= expected && expected <= high + 1e-11, "{bound} {expected}");
            prop_assert!(bound.width().unwrap().unwrap() <= Exact::pow10(-15).unwrap());
        }
    }
}
