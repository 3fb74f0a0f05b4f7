#![allow(clippy::unwrap_used, clippy::float_cmp, clippy::cast_precision_loss, reason = "tests")]

use super::*;
use num_traits::{One, Signed, ToPrimitive, Zero};
use proptest::prelude::*;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// Values near every boundary of the inline representation, and ordinary ones.
fn edge() -> impl Strategy<Value = i64> {
    prop_oneof![
        Just(0),
        Just(1),
        Just(-1),
        Just(i64::MIN),
        Just(i64::MIN + 1),
        Just(i64::MAX),
        Just(1 << 56),
        Just((1 << 56) - 1),
        Just((1 << 56) + 1),
        Just(-(1 << 56)),
        Just(1 << 32),
        (0..19_u32).prop_map(|k| 10_i64.pow(k)),
        -1000..1000_i64,
        any::<i64>(),
    ]
}

/// Values whose parts lie within two of a power of two at which a representation ends: 56 and 63 bits inline, 64 and 127
/// in the intermediates.
fn wide() -> impl Strategy<Value = BigRational> {
    let part = || {
        let power = prop_oneof![Just(0_u32), 55..58_u32, 62..66_u32, 125..130_u32];
        (power, -2..3_i64, any::<bool>()).prop_map(|(power, near, negative)| {
            let size = BigInt::from(2).pow(power) + near;
            if negative { -size } else { size }
        })
    };
    let denom = part().prop_filter("denominators are not zero", |denom| !denom.is_zero());
    (part(), denom).prop_map(|(numer, denom)| BigRational::new(numer, denom))
}

fn pair() -> impl Strategy<Value = (i64, i64)> {
    (edge(), edge().prop_filter("denominators are not zero", |d| *d != 0))
}

fn oracle((n, d): (i64, i64)) -> BigRational {
    BigRational::new(n.into(), d.into())
}

/// The float one step further from zero or nearer to it.
fn neighbour(float: f64, step: i64) -> f64 {
    f64::from_bits(float.to_bits().checked_add_signed(step).unwrap())
}

fn hash(value: &Exact) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The representation is canonical: inline exactly when it fits.
fn assert_is(value: &Exact, expected: &BigRational) {
    assert_eq!(&BigRational::from(value), expected);
    let fits = i64::try_from(expected.numer()).is_ok() && expected.denom().bits() <= 56;
    assert_eq!(value.to_small().is_some(), fits, "{value}");
    let rebuilt = Exact::try_from(expected.clone()).unwrap();
    assert_eq!(value, &rebuilt);
    assert_eq!(hash(value), hash(&rebuilt));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn agrees_with_big_rationals(p in pair(), q in pair(), r in pair()) {
        let (a, b) = (Exact::new(p.0, p.1).unwrap(), Exact::new(q.0, q.1).unwrap());
        let (x, y) = (oracle(p), oracle(q));
        assert_is(&a, &x);
        assert_is(&(&a + &b).unwrap(), &(&x + &y));
        assert_is(&(&a - &b).unwrap(), &(&x - &y));
        assert_is(&(&a * &b).unwrap(), &(&x * &y));
        assert_is(&-&a, &-&x);
        assert_is(&a.abs(), &x.abs());
        assert_is(&a.floor(), &x.floor());
        assert_is(&a.ceil(), &x.ceil());
        if y.is_zero() {
            prop_assert_eq!(&a / &b, Err(ArithmeticError::DivisionByZero));
        } else {
            assert_is(&(&a / &b).unwrap(), &(&x / &y));
        }
        prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        prop_assert_eq!(a == b, x == y);
        prop_assert_eq!(a.is_integer(), x.is_integer());
        prop_assert_eq!((a.is_zero(), a.is_positive(), a.is_negative()), (x.is_zero(), x.is_positive(), x.is_negative()));
        // Mixed widths: a product that has outgrown the inline form meets one that has not.
        let (c, z) = (Exact::new(r.0, r.1).unwrap(), oracle(r));
        let (ab, xy) = ((&a * &b).unwrap(), &x * &y);
        assert_is(&(&ab + &c).unwrap(), &(&xy + &z));
        assert_is(&(&ab - &c).unwrap(), &(&xy - &z));
        assert_is(&(&c - &ab).unwrap(), &(&z - &xy));
        assert_is(&(&ab * &c).unwrap(), &(&xy * &z));
        prop_assert_eq!(ab.cmp(&c), xy.cmp(&z));
        if !xy.is_zero() {
            assert_is(&(&c / &ab).unwrap(), &(&z / &xy));
        }
    }

    #[test]
    fn agrees_around_the_widths_of_words(a in wide(), b in wide()) {
        let (x, y) = (Exact::try_from(a.clone()).unwrap(), Exact::try_from(b.clone()).unwrap());
        assert_is(&x, &a);
        assert_is(&(&x + &y).unwrap(), &(&a + &b));
        assert_is(&(&x - &y).unwrap(), &(&a - &b));
        assert_is(&(&x * &y).unwrap(), &(&a * &b));
        assert_is(&-&x, &-&a);
        assert_is(&x.floor(), &a.floor());
        assert_is(&x.ceil(), &a.ceil());
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
        if b.is_zero() {
            prop_assert_eq!(&x / &y, Err(ArithmeticError::DivisionByZero));
        } else {
            assert_is(&(&x / &y).unwrap(), &(&a / &b));
            // Back within the words by another way: the same representation, the same hash.
            let back = ((&x / &y).unwrap() * &y).unwrap();
            prop_assert_eq!(hash(&back), hash(&x));
            prop_assert_eq!(back, x);
        }
    }

    #[test]
    fn powers(p in pair(), k in -40..40_i32) {
        let (a, x) = (Exact::new(p.0, p.1).unwrap(), oracle(p));
        match a.pow(k) {
            Ok(power) => {
                let mut expected = BigRational::one();
                for _ in 0..k.abs() {
                    expected *= &x;
                }
                assert_is(&power, &if k < 0 { expected.recip() } else { expected });
            }
            Err(ArithmeticError::DivisionByZero) => prop_assert!(x.is_zero() && k < 0),
            Err(ArithmeticError::OutOfDomain) => prop_assert!(false, "a power is no statistic"),
            Err(ArithmeticError::TooLarge) => prop_assert!((x.numer().bits() + x.denom().bits()) * u64::from(k.unsigned_abs()) > Exact::MAX_BITS),
        }
    }

    #[test]
    fn text_round_trips(p in pair(), q in pair()) {
        let a = (Exact::new(p.0, p.1).unwrap() * Exact::new(q.0, q.1).unwrap()).unwrap();
        prop_assert_eq!(&a.to_string().parse::<Exact>().unwrap(), &a);
        let json = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(&json, &format!("\"{a}\""));
        prop_assert_eq!(serde_json::from_str::<Exact>(&json).unwrap(), a);
    }

    #[test]
    fn decimals_mean_what_they_say(mantissa in any::<i64>(), exponent in -40..40_i32) {
        let expected = BigRational::from_integer(mantissa.into())
            * BigRational::from_integer(10.into()).pow(exponent);
        assert_is(&Exact::from_decimal(mantissa, exponent).unwrap(), &expected);
        assert_is(&format!("{mantissa}e{exponent}").parse().unwrap(), &expected);
    }

    #[test]
    fn floats_are_nearest(p in pair(), q in pair()) {
        let a = (Exact::new(p.0, p.1).unwrap() * Exact::new(q.0, q.1).unwrap()).unwrap();
        let float = a.to_f64();
        let exact = BigRational::from(&a);
        let error = |f: f64| (BigRational::from_float(f).unwrap() - &exact).abs();
        if exact.is_zero() {
            prop_assert_eq!(float, 0.0);
        } else {
            prop_assert!(error(float) <= error(neighbour(float, 1)) && error(float) <= error(neighbour(float, -1)));
        }
    }

    #[test]
    fn rounded_decimals_are_within_half_a_unit(p in pair(), digits in 1..25_usize) {
        let a = Exact::new(p.0, p.1).unwrap();
        let text = a.to_decimal(digits);
        let back: Exact = text.parse().unwrap();
        let bare: String = text.chars().take_while(|c| *c != 'e').filter(char::is_ascii_digit).collect();
        let bare = bare.trim_start_matches('0').trim_end_matches('0').len();
        prop_assert!(bare <= digits, "{} has more than {} digits", text, digits);
        prop_assert!(!text.contains('.') || text.contains('e') || !text.ends_with('0'));
        if !a.is_zero() {
            // Half a unit of the last digit that is kept, from the size of the exact value.
            let mut unit = BigRational::one();
            let ten = BigRational::from_integer(10.into());
            let size = BigRational::from(&a).abs();
            while unit > size { unit /= &ten; }
            while &unit * &ten <= size { unit *= &ten; }
            unit /= ten.pow(i32::try_from(digits).unwrap() - 1);
            let error = (BigRational::from(&back) - BigRational::from(&a)).abs();
            prop_assert!(error * BigRational::from_integer(2.into()) <= unit, "{} as {}", a, text);
        }
    }

    #[test]
    fn no_text_panics(text in "[-+−0-9./eE ]{0,12}|\\PC{0,8}") {
        let _ = text.parse::<Exact>();
    }
}

#[test]
fn two_words() {
    assert_eq!(size_of::<Exact>(), 16);
    assert_eq!(size_of::<Option<Exact>>(), 16);
}

#[test]
fn accepted_texts() {
    for (text, numer, denom) in [
        ("12", 12, 1),
        ("+12", 12, 1),
        ("-12", -12, 1),
        ("\u{2212}12", -12, 1),
        ("-1.50", -3, 2),
        ("0.10", 1, 10),
        ("3/4", 3, 4),
        ("-6/8", -3, 4),
        ("1e6", 1_000_000, 1),
        ("1.5e-3", 3, 2000),
        ("1E+2", 100, 1),
        ("0e999999999", 0, 1),
        ("-0.000", 0, 1),
    ] {
        assert_eq!(text.parse::<Exact>(), Ok(Exact::new(numer, denom).unwrap()), "{text}");
    }
}

#[test]
fn refused_texts() {
    for text in [
        "", "-", "+-1", "1.", ".5", "1_000", "1,5", "1/", "/2", "1/-2", "1.5/2", "e5", "1e", "1e+", "NaN",
        "inf", "0x10", " 1", "1 ", "٣",
    ] {
        assert!(matches!(text.parse::<Exact>(), Err(ParseExactError::Syntax { .. })), "{text}");
    }
    let division = ParseExactError::Arithmetic(ArithmeticError::DivisionByZero);
    assert_eq!("1/0".parse::<Exact>(), Err(division));
    let large = ParseExactError::Arithmetic(ArithmeticError::TooLarge);
    for text in
        ["1e999999999", "1e-999999999", "1e99999999999999999999", &"9".repeat(100_000), &"9".repeat(1290)]
    {
        assert_eq!(text.parse::<Exact>(), Err(large.clone()), "{}", text.len());
    }
    let message = "12 %".parse::<Exact>().unwrap_err().to_string();
    assert!(message.starts_with("`12 %` is not an exact number: expected"), "{message}");
}

#[test]
fn caps() {
    let two = Exact::from(2);
    assert!(two.pow(4094).is_ok());
    assert_eq!(two.pow(4096), Err(ArithmeticError::TooLarge));
    assert_eq!(two.pow(i32::MAX), Err(ArithmeticError::TooLarge));
    assert_eq!(Exact::new(1, 2).unwrap().pow(i32::MIN), Err(ArithmeticError::TooLarge));
    assert_eq!(two.pow(i32::MIN), Err(ArithmeticError::TooLarge));
    assert_eq!(Exact::ONE.pow(i32::MIN), Ok(Exact::ONE));
    assert_eq!((-Exact::ONE).pow(i32::MAX), Ok(-Exact::ONE));
    assert_eq!(Exact::ZERO.pow(0), Ok(Exact::ONE));
    assert_eq!(Exact::ZERO.pow(-1), Err(ArithmeticError::DivisionByZero));
    let big = two.pow(4000).unwrap();
    assert_eq!(&big * &big, Err(ArithmeticError::TooLarge));
    assert_eq!((&big - &big), Ok(Exact::ZERO));
    assert_eq!((&big / &big), Ok(Exact::ONE));
    assert_eq!(big.to_f64(), f64::INFINITY);
    assert_eq!((-&big).to_f64(), f64::NEG_INFINITY);
    assert_eq!(big.recip().unwrap().to_f64(), 0.0);
    let denom = (&Exact::ONE + &big).unwrap().recip().unwrap();
    assert_eq!((&denom + &denom.pow(1).unwrap()).map(|_| ()), Ok(()));
    assert!(Exact::try_from(BigInt::from(7).pow(1000)).is_ok());
    assert_eq!(Exact::try_from(BigInt::from(7).pow(2000)), Err(ArithmeticError::TooLarge));
    assert_eq!(
        Exact::try_from(BigRational::new_raw(1.into(), 0.into())),
        Err(ArithmeticError::DivisionByZero)
    );
    assert_eq!(Exact::try_from(BigRational::new_raw(2.into(), (-4).into())), Exact::new(-1, 2));
}

#[test]
fn floats_at_the_edges_of_their_range() {
    let ten = Exact::from(10);
    assert_eq!(ten.pow(308).unwrap().to_f64(), 1e308);
    assert_eq!(ten.pow(-307).unwrap().to_f64(), 1e-307);
    assert_eq!(ten.pow(-323).unwrap().to_f64(), 1e-323);
    assert_eq!(ten.pow(-330).unwrap().to_f64(), 0.0);
    assert_eq!(Exact::from(u64::MAX).to_f64(), u64::MAX.to_f64().unwrap());
}

#[test]
fn decimals_as_messages_show_them() {
    for (numer, denom, digits, text) in [
        (5, 536, 3, "0.00933"),
        (531, 5, 6, "106.2"),
        (-531, 5, 2, "-110"),
        (0, 1, 3, "0"),
        (9995, 10, 3, "1000"), // 999.5 rounds half to even, upwards
        (9985, 10, 3, "998"),
        (1, 8, 2, "0.12"),
        (3, 8, 2, "0.38"),
        (25, 1, 1, "20"),
        (35, 1, 1, "40"),
        (99_999, 100_000, 2, "1"),
        (1, 1, 10, "1"),
        (12_345_678, 1, 20, "12345678"),
        (1, 3, 0, "0.3"),
        (2, 3, 5, "0.66667"),
    ] {
        assert_eq!(Exact::new(numer, denom).unwrap().to_decimal(digits), text, "{numer}/{denom} to {digits}");
    }
    assert_eq!(Exact::pow10(21).unwrap().to_decimal(3), "1000000000000000000000");
    assert_eq!(Exact::pow10(22).unwrap().to_decimal(3), "1e22");
    assert_eq!((Exact::pow10(22).unwrap() * Exact::from(15)).unwrap().to_decimal(3), "1.5e23");
    assert_eq!(Exact::pow10(-21).unwrap().to_decimal(3), "0.000000000000000000001");
    assert_eq!(Exact::from(2).pow(4000).unwrap().to_decimal(usize::MAX).len(), 1205 + 1 + 5);
}
