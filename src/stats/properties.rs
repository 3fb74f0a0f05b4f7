//! No input makes a function hang, panic or be silently wrong.

use proptest::prelude::*;

use super::*;
use crate::number::{ArithmeticError, Exact};

fn number(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Numbers of every size, sensible and absurd.
fn anything() -> impl Strategy<Value = Exact> {
    let special = [
        "0",
        "1",
        "-1",
        "1/2",
        "0.95",
        "0.05",
        "2",
        "1e-300",
        "1e-250",
        "1e300",
        "1e12",
        "1e18",
        "1e19",
        "999999999999",
        "1e-12",
        "1/3",
        "0.999999999999",
        "1e-308",
        "1e-600",
        "1e600",
        "330000000",
        "27",
    ];
    prop_oneof![
        prop::sample::select(special.to_vec()).prop_map(number),
        (-320i32..320, -3i64..1000)
            .prop_map(|(exponent, mantissa)| Exact::from_decimal(mantissa, exponent).unwrap()),
        (0i64..1_000_000, 1i64..1_000_000).prop_map(|(numer, denom)| Exact::new(numer, denom).unwrap()),
        // Almost one, and almost something else.
        (1i32..320).prop_map(|exponent| (Exact::ONE - Exact::pow10(-exponent).unwrap()).unwrap()),
        (0i64..50, 1i32..200)
            .prop_map(|(whole, exponent)| (Exact::from(whole) + Exact::pow10(-exponent).unwrap()).unwrap()),
    ]
}

/// An error, or a value with an error that is a number.
fn sound(result: Result<Approximate, ArithmeticError>) -> Result<(), TestCaseError> {
    if let Ok(value) = result {
        prop_assert!(
            value.value().is_finite() && value.error().is_finite() && value.error() >= 0.0,
            "{value:?}"
        );
        prop_assert!(value.interval().is_bounded());
    }
    Ok(())
}

/// A probability as well.
fn probable(result: Result<Approximate, ArithmeticError>) -> Result<(), TestCaseError> {
    if let Ok(p) = result {
        prop_assert!((0.0..=1.0).contains(&p.value()), "{p:?}");
    }
    sound(result)
}

fn ordered(result: Result<Bounds, ArithmeticError>) -> Result<(), TestCaseError> {
    if let Ok(bounds) = result {
        let slack = bounds.low.error() + bounds.high.error();
        prop_assert!(bounds.low.value() <= bounds.high.value() + slack, "{bounds:?}");
        sound(Ok(bounds.low))?;
        sound(Ok(bounds.high))?;
        prop_assert!(bounds.interval().is_bounded());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_hangs_or_panics(a in anything(), b in anything(), c in anything(), d in anything(), e in anything()) {
        let _ = growth_factor(&a, &b);
        sound(normal_quantile(&a))?;
        probable(normal_two_sided(&a))?;
        probable(binomial_at_most(&a, &b, &c))?;
        probable(binomial_at_least(&a.floor(), &b.floor(), &c))?;
        probable(poisson_at_most(&a.floor(), &b))?;
        probable(poisson_at_least(&a, &b))?;
        ordered(wilson(&a, &b, &c))?;
        ordered(clopper_pearson(&a, &b, &c))?;
        ordered(mid_p(&a, &b, &c))?;
        ordered(agresti_coull(&a, &b, &c))?;
        ordered(garwood(&a, &c))?;
        if let Ok(compared) = two_counts(&a.floor(), &b, &c.floor(), &d, &e) {
            probable(Ok(compared.p))?;
            prop_assert!(compared.ratio().low_value().is_some());
        }
        ordered(newcombe(&a, &b, &c, &d, &e))?;
        sound(margin(&a, &b, &c))?;
        sound(lead_margin(&a, &b, &c, &d))?;
        probable(detection_power(&a, &b))?;
        probable(fisher_combination(&[a.clone(), b.clone(), c.clone()]))?;
        let _ = effective_size(&a, &b, Some(&c));
        let _ = weights_design_effect(&a);
        let _ = cluster_design_effect(&a, &b);
        let _ = trials_needed(&a, &b);
        let _ = e_value(&a);
        let _ = defect_correlation(&a, &b, &c);
        let _ = defect_effective_size(&a, &b);
        let _ = difference_margin(&a, &b, &Interval::closed(c.clone().min(d.clone()), c.max(d)).unwrap());
    }

    /// Whatever is within the domain has an answer.
    #[test]
    fn within_the_domain_there_is_an_answer(
        n in 1i64..1_000_000_000_000, part in 0.0..=1.0f64, broken in 1i64..1000, rest in 1i32..300, nearly in 0i64..4,
    ) {
        let n = Exact::from(n);
        // A count anywhere, or within three of an end.
        let x = (&n * &approximate::exact(part).unwrap()).unwrap().floor();
        let near = Exact::from(nearly).min(n.clone());
        let level = (Exact::ONE - Exact::pow10(-rest).unwrap()).unwrap();
        let scale = Exact::new(broken, 1000).unwrap();
        for x in [x, near.clone(), (&n - &near).unwrap()] {
            for (x, n) in [(x.clone(), n.clone()), ((&x * &scale).unwrap(), (&n * &scale).unwrap())] {
                for interval in [wilson, clopper_pearson, mid_p, agresti_coull] {
                    let bounds = interval(&x, &n, &level);
                    prop_assert!(bounds.is_ok(), "{x} {n} {level:?}");
                    let bounds = bounds.unwrap();
                    let error = bounds.high.error() / bounds.high.value();
                    prop_assert!(error < 1e-12, "{x} {n} {bounds:?}");
                    let share = (&x / &n).unwrap();
                    prop_assert!(bounds.interval().contains(&share), "{x} {n} {bounds:?}");
                }
                prop_assert!(garwood(&x, &level).is_ok());
            }
        }
    }

    /// A limit put back gives the tail; the tails of all outcomes and of none are 1.
    #[test]
    fn tails_and_limits_agree(n in 1i64..1_000_000_000_000, part in 0.0..=1.0f64, rest in 1i64..1000) {
        let n = Exact::from(n);
        let x = (&n * &approximate::exact(part).unwrap()).unwrap().floor();
        let rest = Exact::new(rest, 1001).unwrap();
        let bounds = clopper_pearson(&x, &n, &(&Exact::ONE - &rest).unwrap()).unwrap();
        let half = rest.to_f64() / 2.0;
        if x.is_positive() {
            let at = bounds.low.interval();
            let tails = [at.low_value(), at.high_value()].map(|p| binomial_at_least(&x, &n, p.unwrap()).unwrap());
            prop_assert!(tails[0].value() <= half + tails[0].error() && half <= tails[1].value() + tails[1].error());
        }
        if x < n {
            let at = bounds.high.interval();
            let tails = [at.high_value(), at.low_value()].map(|p| binomial_at_most(&x, &n, &p.unwrap().clone().min(Exact::ONE)).unwrap());
            prop_assert!(tails[0].value() <= half + tails[0].error() && half <= tails[1].value() + tails[1].error());
        }
    }

    /// The two tails of a law have the sum 1, and grow with the chance.
    #[test]
    fn tails_are_tails(k in 0i64..1000, more in 1i64..1_000_000_000, p in 1i64..1000, q in 1i64..1000) {
        let (k, n) = (Exact::from(k), Exact::from(k + more));
        let (p, q) = (Exact::new(p.min(q), 1000).unwrap(), Exact::new(p.max(q), 1000).unwrap());
        let next = (&k + &Exact::ONE).unwrap();
        let (below, above) = (binomial_at_most(&k, &n, &p).unwrap(), binomial_at_least(&next, &n, &p).unwrap());
        prop_assert!((below.value() + above.value() - 1.0).abs() <= below.error() + above.error() + 1e-15);
        let later = binomial_at_least(&next, &n, &q).unwrap();
        prop_assert!(above.value() - above.error() <= later.value() + later.error());
        let mean = (&n * &p).unwrap();
        let (below, above) = (poisson_at_most(&k, &mean).unwrap(), poisson_at_least(&next, &mean).unwrap());
        prop_assert!((below.value() + above.value() - 1.0).abs() <= below.error() + above.error() + 1e-15);
    }

    /// The needed number is needed, and enough.
    #[test]
    fn trials_are_needed(threshold in 1i64..400, rest in 1i64..400) {
        let (threshold, rest) = (Exact::new(threshold, 400).unwrap(), Exact::new(rest, 401).unwrap());
        let n = trials_needed(&threshold, &(&Exact::ONE - &rest).unwrap()).unwrap();
        let spared = (&Exact::ONE - &threshold).unwrap();
        let n = i32::try_from(n.to_i64().unwrap()).unwrap();
        if let Ok(none) = spared.pow(n) {
            prop_assert!(none < rest);
            prop_assert!(n == 1 || spared.pow(n - 1).unwrap() >= rest);
        }
    }
}

#[test]
fn what_is_no_chance_is_certain() {
    let half = number("1/2");
    for (k, n, p, most) in [
        ("0", "0", "1/2", 1.0),
        ("3", "3", "1/2", 1.0),
        ("-1", "3", "1/2", 0.0),
        ("1", "3", "0", 1.0),
        ("1", "3", "1", 0.0),
        ("5", "3", "1", 1.0),
    ] {
        let [k, n, p] = [k, n, p].map(number);
        let below = binomial_at_most(&k, &n, &p).unwrap();
        assert_eq!((below.value(), below.error()), (most, 0.0), "{k} {n} {p}");
        let above = binomial_at_least(&(&k + &Exact::ONE).unwrap(), &n, &p).unwrap();
        assert_eq!((above.value(), above.error()), (1.0 - most, 0.0), "{k} {n} {p}");
    }
    assert_eq!(poisson_at_least(&Exact::ZERO, &half).unwrap(), Approximate::ONE);
    assert_eq!(poisson_at_most(&Exact::ZERO, &Exact::ZERO).unwrap(), Approximate::ONE);
    assert_eq!(poisson_at_least(&Exact::ONE, &Exact::ZERO).unwrap(), Approximate::ZERO);
    assert_eq!(detection_power(&Exact::ZERO, &Exact::ONE).unwrap(), Approximate::ZERO);
    assert_eq!(detection_power(&Exact::ONE, &Exact::ONE).unwrap(), Approximate::ONE);
    let level = number("0.95");
    let bounds = clopper_pearson(&Exact::ZERO, &Exact::ONE, &level).unwrap();
    assert_eq!((bounds.low.interval(), bounds.low.error()), (Interval::point(Exact::ZERO), 0.0));
    // No event at all: nothing is known of the ratio.
    let compared = two_counts(&Exact::ZERO, &half, &Exact::ZERO, &half, &level).unwrap();
    assert_eq!((compared.p, compared.ratio()), (Approximate::ONE, Interval::at_least(Exact::ZERO)));
}

#[test]
fn what_lies_outside_is_an_error() {
    let [zero, half, one, two, level] = ["0", "1/2", "1", "2", "0.95"].map(number);
    let outside = Err(ArithmeticError::OutOfDomain);
    for level in ["0", "1", "-0.95", "95"].map(number) {
        assert_eq!(normal_quantile(&level), outside);
        assert_eq!(clopper_pearson(&one, &two, &level).map(|_| ()), Err(ArithmeticError::OutOfDomain));
        assert_eq!(garwood(&one, &level).map(|_| ()), Err(ArithmeticError::OutOfDomain));
        assert_eq!(trials_needed(&half, &level), Err(ArithmeticError::OutOfDomain));
    }
    assert_eq!(binomial_at_most(&half, &one, &half), outside);
    assert_eq!(binomial_at_most(&one, &one, &two), outside);
    assert_eq!(binomial_at_most(&one, &number("-1"), &half), outside);
    assert_eq!(binomial_at_most(&number("1e300"), &number("2e300"), &half), outside);
    assert_eq!(poisson_at_most(&half, &one), outside);
    assert_eq!(poisson_at_most(&one, &number("-1")), outside);
    assert_eq!(normal_two_sided(&number("-1")), outside);
    assert_eq!(margin(&two, &one, &level), outside);
    assert_eq!(margin(&half, &zero, &level), outside);
    assert_eq!(fisher_combination(&[]), outside);
    assert_eq!(fisher_combination(std::slice::from_ref(&zero)), outside);
    for interval in [wilson, clopper_pearson, mid_p, agresti_coull] {
        for (x, n) in [(&two, &one), (&zero, &zero), (&number("-1"), &one)] {
            assert_eq!(interval(x, n, &level).map(|_| ()), Err(ArithmeticError::OutOfDomain));
        }
    }
    // A census has no sampling error.
    assert_eq!(effective_size(&two, &one, Some(&two)), Err(ArithmeticError::DivisionByZero));
    assert_eq!(effective_size(&two, &one, Some(&one)), Err(ArithmeticError::OutOfDomain));
    assert_eq!(e_value(&zero), Err(ArithmeticError::OutOfDomain));
    assert_eq!(defect_effective_size(&zero, &half), Err(ArithmeticError::DivisionByZero));
}

#[test]
fn absurd_figures_have_an_answer_or_an_error() {
    let [one, many, tiny] = ["1", "1e300", "1e-300"].map(number);
    let level = (Exact::ONE - &tiny).unwrap();
    assert!(normal_quantile(&level).unwrap().error() < 1e-13);
    assert!(normal_quantile(&tiny).unwrap().error() < 1e-306);
    assert!(normal_quantile(&(Exact::ONE - number("1e-301")).unwrap()).is_err());
    assert!(clopper_pearson(&one, &many, &level).is_err());
    assert!(wilson(&one, &many, &level).is_err());
    let bounds = clopper_pearson(&one, &number("1e18"), &level).unwrap();
    assert!(bounds.low.value() <= 1e-298 && bounds.high.error() < 1e-9 * bounds.high.value());
    assert!(garwood(&many, &level).is_err());
    // So small that only a bound is told.
    let p = binomial_at_least(&Exact::from(1000), &number("1e12"), &tiny).unwrap();
    assert!(p.value() < 1e-300 && p.error() < 1e-306 && p.interval().contains(&Exact::ZERO));
    let p = poisson_at_most(&one, &many).unwrap();
    assert!(p.value() < 1e-300 && p.error() < 1e-306);
    assert_eq!(trials_needed(&tiny, &number("0.95")), Err(ArithmeticError::TooLarge));
    assert_eq!(detection_power(&many, &number("1/2")).unwrap().value(), 1.0);
    let rare = detection_power(&one, &tiny).unwrap();
    assert!((rare.value() - 1e-300).abs() <= rare.error());
    assert!(e_value(&many).unwrap().is_bounded());
}

/// Without a success the upper mid-P limit is 1 − (1 − level)^(1/n), at any level.
#[test]
fn mid_p_of_none_at_low_levels() {
    for level in ["1e-290", "1e-12", "0.3", "1/2", "0.51"].map(number) {
        let [none, all] = [0, 20].map(|x| mid_p(&Exact::from(x), &Exact::from(20), &level).unwrap());
        let expected = -((-level.to_f64()).ln_1p() / 20.0).exp_m1();
        assert!((none.high.value() / expected - 1.0).abs() < 1e-14, "{level} {none:?}");
        assert!(none.high.error() < 1e-12 * expected);
        assert!((all.low.value() - (1.0 - expected)).abs() < 1e-15, "{level} {all:?}");
    }
}

#[test]
fn large_numbers_have_wide_bounds() {
    // Beyond 10¹⁵ trials the error grows with their number, and is told.
    for (n, allowed) in [("1e13", 1e-13), ("1e15", 1e-12), ("1e18", 1e-9)] {
        let n = number(n);
        let half = (&n / &Exact::from(2)).unwrap();
        let below = binomial_at_most(&half, &n, &number("1/2")).unwrap();
        // One half and half of the chance of exactly a half, 1/√(2πn) of it.
        let expected = 0.5 + 0.5 * (2.0 / std::f64::consts::PI / n.to_f64()).sqrt();
        assert!((below.value() - expected).abs() <= below.error(), "{below:?}");
        assert!(below.error() <= allowed, "{below:?}");
    }
}

#[test]
fn needed_trials() {
    for (threshold, level, n) in [
        ("1/1000", "0.95", "2995"),
        ("1e-6", "0.95", "2995731"),
        ("1", "0.95", "1"),
        ("0.95", "0.95", "2"),
        ("0.96", "0.95", "1"),
        ("1/2", "3/4", "3"),
        // ln 20 = 2.995732273553990993435223576142540775676601622989028…, less 10⁻²⁰/2 of it.
        ("1e-20", "0.95", "299573227355399099343"),
    ] {
        assert_eq!(trials_needed(&number(threshold), &number(level)).unwrap(), number(n), "{threshold}");
    }
    assert_eq!(trials_needed(&number("1e-40"), &number("0.95")), Err(ArithmeticError::TooLarge));
}

#[test]
fn what_one_tail_rules_out_lies_beyond_the_limits() {
    let level = Exact::new(19, 20).unwrap();
    let samples = [
        ("0", "10"),
        ("10", "10"),
        ("1", "3"),
        ("17", "229"),
        ("120", "200"),
        ("1e6", "1e12"),
        ("2.5", "40.7"),
    ];
    for (x, n) in samples.map(|(x, n)| (number(x), number(n))) {
        let bounds = clopper_pearson(&x, &n, &level).unwrap();
        let excludes = |share: f64| {
            clopper_pearson_excludes([&x, &x], &n, &level, &approximate::exact(share).unwrap()).unwrap()
        };
        // A thousandth of the way to the nearer end, on both sides of each limit.
        let (low, high) = (bounds.low.value(), bounds.high.value());
        let near = |limit: f64| limit.min(1.0 - limit) / 1000.0;
        if low > 0.0 {
            assert!(!excludes(low + near(low)) && excludes(low - near(low)), "{x} of {n}: from {low}");
        }
        if high < 1.0 {
            assert!(!excludes(high - near(high)) && excludes(high + near(high)), "{x} of {n}: to {high}");
        }
    }
}
