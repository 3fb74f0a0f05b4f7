//! Laws of the bounds, each against its own definition.

use proptest::prelude::*;

use super::*;
use crate::number::{Exact, Interval};

fn fraction(numer: i64, denom: i64) -> Exact {
    Exact::new(numer, denom).unwrap()
}

/// A share with both ends possible.
fn shares() -> impl Strategy<Value = Exact> {
    (1i64..500).prop_flat_map(|denom| (0..=denom).prop_map(move |numer| fraction(numer, denom)))
}

/// A share strictly between 0 and 1.
fn inner_shares() -> impl Strategy<Value = Exact> {
    (2i64..500).prop_flat_map(|denom| (1..denom).prop_map(move |numer| fraction(numer, denom)))
}

fn ranges() -> impl Strategy<Value = Interval> {
    (shares(), shares()).prop_map(|(a, b)| Interval::closed(a.clone().min(b.clone()), a.max(b)).unwrap())
}

/// Some share between the ends of a range.
fn inside(range: &Interval, at: &Exact) -> Exact {
    let (low, high) = (range.low_value().unwrap(), range.high_value().unwrap());
    (low + &((high - low).unwrap() * at).unwrap()).unwrap()
}

proptest! {
    /// Whatever each argument is inside its range, the result lies within the bounds.
    #[test]
    fn bounds_contain_every_case(s in ranges(), f in ranges(), u in ranges(), at in prop::array::uniform3(shares())) {
        let [share, observed, unobserved] = [(&s, &at[0]), (&f, &at[1]), (&u, &at[2])].map(|(range, at)| inside(range, at));
        let whole = ((&share * &observed).unwrap() + (&unobserved * &(&Exact::ONE - &observed).unwrap()).unwrap()).unwrap();
        prop_assert!(worst_case_bounds(&s, &f, &u).unwrap().contains(&whole));
        let any = (&share + &((&Exact::ONE - &share).unwrap() * &observed).unwrap()).unwrap();
        prop_assert!(any_stage_share(&s, &f).unwrap().contains(&any));
    }

    /// No wider than they need be: the ends are the extremes over the corners of the ranges.
    #[test]
    fn bounds_are_reached(s in ranges(), f in ranges(), u in ranges()) {
        let ends = |range: &Interval| [range.low_value().unwrap().clone(), range.high_value().unwrap().clone()];
        let hull = |values: Vec<Exact>| {
            Interval::closed(values.iter().min().unwrap().clone(), values.iter().max().unwrap().clone()).unwrap()
        };
        let (mut whole, mut any) = (Vec::new(), Vec::new());
        for share in ends(&s) {
            for observed in ends(&f) {
                let rest = (&Exact::ONE - &observed).unwrap();
                for unobserved in ends(&u) {
                    whole.push(((&share * &observed).unwrap() + (&unobserved * &rest).unwrap()).unwrap());
                }
                any.push((&share + &((&Exact::ONE - &share).unwrap() * &observed).unwrap()).unwrap());
            }
        }
        prop_assert_eq!(worst_case_bounds(&s, &f, &u).unwrap(), hull(whole));
        prop_assert_eq!(any_stage_share(&s, &f).unwrap(), hull(any));
    }

    /// Law 5 of the catalogue: what is observed of more, or supposed of less, is nested.
    #[test]
    fn bounds_nest(s in shares(), f in shares(), g in shares(), wide in ranges(), at in prop::array::uniform2(shares())) {
        let (fewer, more) = (f.clone().min(g.clone()), f.max(g));
        let bounds = |observed: Exact| {
            worst_case_bounds(&Interval::point(s.clone()), &Interval::point(observed), &Interval::share()).unwrap()
        };
        prop_assert!(bounds(more).is_subset(&bounds(fewer)));
        let (a, b) = (inside(&wide, &at[0]), inside(&wide, &at[1]));
        let narrow = Interval::closed(a.clone().min(b.clone()), a.max(b)).unwrap();
        let share = |upstream: &Interval| any_stage_share(&Interval::point(s.clone()), upstream).unwrap();
        prop_assert!(share(&narrow).is_subset(&share(&wide)));
    }

    /// A break-even put back gives the threshold.
    #[test]
    fn break_evens_break_even(s in inner_shares(), f in inner_shares(), threshold in inner_shares()) {
        let rest = break_even_unobserved(&s, &f, &threshold).unwrap();
        let whole = ((&s * &f).unwrap() + (&rest * &(&Exact::ONE - &f).unwrap()).unwrap()).unwrap();
        prop_assert_eq!(&whole, &threshold);
        let upstream = break_even_upstream(&s, &threshold).unwrap();
        let any = (&s + &((&Exact::ONE - &s).unwrap() * &upstream).unwrap()).unwrap();
        prop_assert_eq!(&any, &threshold);
    }

    /// At the tipping point the true share is the threshold; the complement tips at the inverse (law 3).
    #[test]
    fn tipping_points_tip(part in 1i64..1000, rest in 1i64..1000, threshold in inner_shares()) {
        let (part, rest) = (Exact::from(part), Exact::from(rest));
        let tipping = detection_tipping_point(&part, &rest, &threshold).unwrap();
        let observed = (&part / &(&part + &rest).unwrap()).unwrap();
        let share = share_at_detection_ratio(&Interval::point(observed), &Interval::point(tipping.clone())).unwrap();
        prop_assert_eq!(share, Interval::point(threshold.clone()));
        let other = detection_tipping_point(&rest, &part, &(&Exact::ONE - &threshold).unwrap()).unwrap();
        prop_assert_eq!((tipping * other).unwrap(), Exact::ONE);
    }

    /// A wider range of detection never narrows the share; a ratio of one leaves it as it is.
    #[test]
    fn detection_is_monotone(s in shares(), k in inner_shares(), l in inner_shares()) {
        let point = Interval::point(s.clone());
        prop_assert_eq!(share_at_detection_ratio(&point, &Interval::point(Exact::ONE)).unwrap(), point.clone());
        let range = Interval::closed(k.clone().min(l.clone()), k.clone().max(l)).unwrap();
        let wide = share_at_detection_ratio(&point, &range).unwrap();
        prop_assert!(share_at_detection_ratio(&point, &Interval::point(k)).unwrap().is_subset(&wide));
    }
}

#[test]
fn edges_of_detection() {
    let at = |share: (i64, i64), ratio: Interval| {
        share_at_detection_ratio(&Interval::point(fraction(share.0, share.1)), &ratio).unwrap()
    };
    // None or all stays none or all under every positive ratio.
    assert_eq!(at((0, 1), Interval::at_least(Exact::from(2))), Interval::point(Exact::ZERO));
    assert_eq!(at((1, 1), Interval::point(Exact::from(2))), Interval::point(Exact::ONE));
    // Without limits, or with a ratio that cannot be, nothing is known.
    assert_eq!(at((1, 2), Interval::all()), Interval::share());
    assert_eq!(at((1, 2), Interval::point(Exact::ZERO)), Interval::share());
    assert_eq!(
        at((1, 2), Interval::at_most(Exact::ONE)),
        Interval::closed(Exact::ZERO, fraction(1, 2)).unwrap()
    );
}

#[test]
fn what_divides_by_nothing_is_an_error() {
    let half = fraction(1, 2);
    assert!(detection_tipping_point(&Exact::ZERO, &Exact::ONE, &half).is_err());
    assert!(detection_tipping_point(&Exact::ONE, &Exact::ONE, &Exact::ONE).is_err());
    assert!(break_even_unobserved(&half, &Exact::ONE, &half).is_err());
    assert!(break_even_upstream(&Exact::ONE, &half).is_err());
}
