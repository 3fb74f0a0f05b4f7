#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use super::*;
use crate::number::ArithmeticError;
use proptest::prelude::*;

fn x(value: i64) -> Exact {
    Exact::from(value)
}

/// Every interval with ends among these values, open, closed and unbounded.
fn family(values: &[i64]) -> Vec<Interval> {
    let ends = || {
        let mut ends = vec![End::Unbounded];
        for v in values {
            ends.push(End::Open(x(*v)));
            ends.push(End::Closed(x(*v)));
        }
        ends
    };
    let mut all = Vec::new();
    for low in ends() {
        for high in ends() {
            all.extend(Interval::new(low.clone(), high));
        }
    }
    all
}

/// Elements of an interval: ends if they belong to it, points very near the ends, points far out, and a grid.
fn samples(interval: &Interval) -> Vec<Exact> {
    let near = Exact::new(1, 1_000_000).unwrap();
    let mut points: Vec<Exact> = (-16..=16).map(|k| Exact::new(k, 4).unwrap()).collect();
    points.extend([x(1_000_000), x(-1_000_000), near.clone(), -&near]);
    for end in [interval.low(), interval.high()] {
        if let Some(v) = end.value() {
            points.extend([v.clone(), (v + &near).unwrap(), (v - &near).unwrap()]);
        }
    }
    points.retain(|p| interval.contains(p));
    points.sort();
    points.dedup();
    assert!(!points.is_empty(), "{interval}");
    points
}

/// `result` is the hull of all `f(a, b)`: it contains every sampled value; each bounded end is approached, and
/// reached exactly when it is closed; each unbounded end is approached by values beyond 1000.
fn assert_image(
    what: &str,
    a: &Interval,
    b: &Interval,
    result: &Interval,
    f: impl Fn(&Exact, &Exact) -> Option<Exact>,
) {
    let close = Exact::new(1, 1000).unwrap();
    let mut values: Vec<Exact> = Vec::new();
    for p in samples(a) {
        for q in samples(b) {
            values.extend(f(&p, &q));
        }
    }
    values.sort();
    let (least, greatest) = (values.first().unwrap(), values.last().unwrap());
    let say = || format!("{a} {what} {b} = {result}; sampled {least} to {greatest}");
    for v in &values {
        assert!(result.contains(v), "{v} missing: {}", say());
    }
    match result.low() {
        End::Closed(v) => assert_eq!(least, v, "{}", say()),
        End::Open(v) => assert!(least > v && (least - v).unwrap() < close, "{}", say()),
        End::Unbounded => assert!(*least < x(-1000), "{}", say()),
    }
    match result.high() {
        End::Closed(v) => assert_eq!(greatest, v, "{}", say()),
        End::Open(v) => assert!(greatest < v && (v - greatest).unwrap() < close, "{}", say()),
        End::Unbounded => assert!(*greatest > x(1000), "{}", say()),
    }
}

#[test]
fn arithmetic_by_brute_force() {
    let family = family(&[-2, 0, 1, 3]);
    for a in &family {
        for b in &family {
            assert_image("+", a, b, &a.add(b).unwrap(), |p, q| (p + q).ok());
            assert_image("-", a, b, &a.sub(b).unwrap(), |p, q| (p - q).ok());
            assert_image("*", a, b, &a.mul(b).unwrap(), |p, q| (p * q).ok());
            assert_image("min", a, b, &a.min(b), |p, q| Some(p.min(q).clone()));
            assert_image("max", a, b, &a.max(b), |p, q| Some(p.max(q).clone()));
            let quotient = a.div(b);
            if b.is_point() == Some(&Exact::ZERO) {
                assert_eq!(quotient, Err(ArithmeticError::DivisionByZero));
            } else {
                assert_image("/", a, b, &quotient.unwrap(), |p, q| (p / q).ok());
            }
        }
    }
}

#[test]
fn powers_signs_and_scales_by_brute_force() {
    let one = Interval::point(Exact::ONE);
    for a in &family(&[-2, -1, 0, 1, 3]) {
        assert_image("neg", a, &one, &a.neg(), |p, _| Some(-p));
        assert_image("abs", a, &one, &a.abs(), |p, _| Some(p.abs()));
        for k in 0..5 {
            assert_image("^", a, &Interval::point(x(k.into())), &a.pow(k).unwrap(), |p, _| {
                p.pow(i32::try_from(k).unwrap()).ok()
            });
        }
        for k in [-3, 0, 2] {
            assert_image("scaled", a, &Interval::point(x(k)), &a.scale(&x(k)).unwrap(), |p, q| (p * q).ok());
        }
    }
}

#[test]
fn sets_by_brute_force() {
    // Every order of ends is seen at quarter points between neighbouring whole numbers.
    let grid: Vec<Exact> = (-12..=16).map(|k| Exact::new(k, 4).unwrap()).collect();
    let members = |i: &Interval| grid.iter().map(|p| i.contains(p)).collect::<Vec<bool>>();
    let family = family(&[-2, 0, 1, 3]);
    for a in &family {
        for b in &family {
            let (in_a, in_b) = (members(a), members(b));
            let both: Vec<bool> = in_a.iter().zip(&in_b).map(|(p, q)| *p && *q).collect();
            assert_eq!(a.is_disjoint(b), !both.contains(&true), "{a} {b}");
            match a.intersect(b) {
                Some(common) => assert_eq!(members(&common), both, "{a} {b}"),
                None => assert!(!both.contains(&true), "{a} {b}"),
            }
            assert_eq!(a.is_subset(b), both == in_a, "{a} {b}");
            let last = |m: &[bool]| m.iter().rposition(|p| *p).unwrap();
            let first = |m: &[bool]| m.iter().position(|p| *p).unwrap();
            assert_eq!(a.is_below(b), last(&in_a) < first(&in_b), "{a} {b}");
            let hull: Vec<bool> = (0..grid.len())
                .map(|k| k >= first(&in_a).min(first(&in_b)) && k <= last(&in_a).max(last(&in_b)))
                .collect();
            assert_eq!(members(&a.hull(b)), hull, "{a} {b}");
        }
    }
}

#[test]
fn whole_numbers_by_brute_force() {
    let quarter = |k: i64| Exact::new(k, 4).unwrap();
    for low in -9..9 {
        for high in low..9 {
            for (l, h) in [(false, false), (false, true), (true, false), (true, true)] {
                let Some(interval) = Interval::new(End::at(quarter(low), l), End::at(quarter(high), h))
                else {
                    continue;
                };
                let inside: Vec<i64> = (-4..=4).filter(|k| interval.contains(&x(*k))).collect();
                let expected = inside
                    .first()
                    .map(|first| Interval::closed(x(*first), x(*inside.last().unwrap())).unwrap());
                assert_eq!(interval.integers(), expected, "{interval}");
            }
        }
    }
    assert_eq!(Interval::all().integers(), Some(Interval::all()));
    assert_eq!(Interval::more_than(x(2)).integers(), Some(Interval::at_least(x(3))));
    assert_eq!(Interval::less_than(quarter(1)).integers(), Some(Interval::at_most(x(0))));
    assert!(Interval::more_than(x(i64::MAX)).integers().is_some());
    assert!(Interval::less_than(x(i64::MIN)).integers().is_some());
}

#[test]
fn empty_sets_do_not_exist() {
    assert_eq!(Interval::closed(x(2), x(1)), None);
    assert_eq!(Interval::open(x(1), x(1)), None);
    assert_eq!(Interval::new(End::Open(x(1)), End::Closed(x(1))), None);
    assert_eq!(Interval::closed(x(1), x(1)), Some(Interval::point(x(1))));
}

#[test]
fn sizes() {
    assert!(size_of::<Interval>() <= 48);
    assert_eq!(size_of::<Option<Interval>>(), size_of::<Interval>());
}

#[test]
fn printed() {
    let closed = |a, b, c, d| Interval::closed(Exact::new(a, b).unwrap(), Exact::new(c, d).unwrap()).unwrap();
    assert_eq!(closed(9, 1073, 11, 1071).to_string(), "[0.0083877, 0.0102708]");
    assert_eq!(format!("{:.2}", closed(9, 1073, 11, 1071)), "[0.0084, 0.01]");
    assert_eq!(closed(1_999_999, 2, 2_000_001, 2).to_string(), "[999999.5, 1000000.5]");
    assert_eq!(Interval::more_than(x(25)).to_string(), "(25, ∞)");
    assert_eq!(Interval::at_most(x(-25)).to_string(), "(−∞, -25]");
    assert_eq!(Interval::all().to_string(), "(−∞, ∞)");
}

#[test]
fn files() {
    for interval in family(&[-2, 0, 3]) {
        let json = serde_json::to_string(&interval).unwrap();
        assert_eq!(serde_json::from_str::<Interval>(&json).unwrap(), interval, "{json}");
    }
    let json = serde_json::to_string(&Interval::open(Exact::new(1, 2).unwrap(), x(3)).unwrap()).unwrap();
    assert_eq!(json, r#"{"low":"1/2","high":"3","low_open":true,"high_open":true}"#);
    assert_eq!(serde_json::to_string(&Interval::all()).unwrap(), "{}");
    for (json, message) in [
        (r#"{"low":"3","high":"2"}"#, "the interval is empty"),
        (r#"{"low":"3","high":"3","low_open":true}"#, "the interval is empty"),
        (r#"{"low_open":true}"#, "`low_open` says nothing where `low` is absent"),
        (r#"{"lo":"3"}"#, "unknown field `lo`"),
    ] {
        let error = serde_json::from_str::<Interval>(json).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}

fn interval() -> impl Strategy<Value = Interval> {
    let end = || (-20..20_i64, 1..6_i64, 0..5_u8);
    (end(), end()).prop_filter_map("not empty", |((a, b, k), (c, d, l))| {
        let end = |n, d, kind| match kind {
            0 => End::Unbounded,
            1 | 2 => End::Open(Exact::new(n, d).unwrap()),
            _ => End::Closed(Exact::new(n, d).unwrap()),
        };
        Interval::new(end(a, b, k), end(c, d, l))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn laws(a in interval(), b in interval(), c in interval()) {
        prop_assert_eq!(a.add(&b), b.add(&a));
        prop_assert_eq!(a.mul(&b), b.mul(&a));
        prop_assert_eq!(a.mul(&b).unwrap().mul(&c), a.mul(&b.mul(&c).unwrap()));
        prop_assert_eq!(a.add(&b).unwrap().add(&c), a.add(&b.add(&c).unwrap()));
        prop_assert_eq!(a.neg().neg(), a.clone());
        prop_assert!(a.is_subset(&a.hull(&b)));
        // Widening an input never narrows a result.
        let wide = a.hull(&c);
        prop_assert!(a.add(&b).unwrap().is_subset(&wide.add(&b).unwrap()));
        prop_assert!(a.mul(&b).unwrap().is_subset(&wide.mul(&b).unwrap()));
        if let (Ok(narrow), Ok(wider)) = (b.div(&a), b.div(&wide)) {
            prop_assert!(narrow.is_subset(&wider));
        }
        prop_assert_eq!(a.scale(&Exact::from(-3)), a.mul(&Interval::point(Exact::from(-3))));
    }
}
