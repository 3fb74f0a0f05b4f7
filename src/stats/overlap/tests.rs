#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "tests")]

//! The bounds against every joint table of small populations, and against every corner of small ranges.

use super::*;

fn fraction(numer: u32, denom: u32) -> Exact {
    Exact::new(numer.into(), denom.into()).unwrap()
}

fn point(numer: u32, denom: u32) -> Interval {
    Interval::point(fraction(numer, denom))
}

fn closed(low: Exact, high: Exact) -> Interval {
    Interval::closed(low, high).unwrap()
}

/// Every way in which three groups can lie in a population of four: the limits are attained and never passed.
#[test]
fn every_joint_table_of_three_groups() {
    const N: u32 = 4;
    // By the sizes of the groups: least and most in all three, least and most in any.
    let mut found = std::collections::BTreeMap::new();
    for a in 0..1u32 << N {
        for b in 0..1u32 << N {
            for c in 0..1u32 << N {
                let sizes = [a, b, c].map(u32::count_ones);
                let (all, any) = ((a & b & c).count_ones(), (a | b | c).count_ones());
                let own = found.entry(sizes).or_insert([all, all, any, any]);
                *own = [own[0].min(all), own[1].max(all), own[2].min(any), own[3].max(any)];
            }
        }
    }
    assert_eq!(found.len(), 125);
    for (sizes, limits) in found {
        let shares = sizes.map(|size| point(size, N));
        let [low, high, least, most] = limits.map(|count| fraction(count, N));
        assert_eq!(frechet_intersection(&shares).unwrap(), closed(low, high), "{sizes:?}");
        assert_eq!(frechet_union(&shares).unwrap(), closed(least, most), "{sizes:?}");
    }
}

#[test]
fn ranges_span_what_their_shares_give() {
    // 55 to 65 % and 45 to 55 %: from 0.55 + 0.45 - 1 to 0.55; from 0.55 to the whole.
    let shares = [closed(fraction(55, 100), fraction(65, 100)), closed(fraction(45, 100), fraction(55, 100))];
    assert_eq!(frechet_intersection(&shares).unwrap(), closed(Exact::ZERO, fraction(11, 20)));
    assert_eq!(frechet_union(&shares).unwrap(), closed(fraction(11, 20), Exact::ONE));
    // 90 %, 80 % and 75 %: 1 - 0.1 - 0.2 - 0.25.
    let three = [point(90, 100), point(80, 100), point(75, 100)];
    assert_eq!(frechet_intersection(&three).unwrap(), closed(fraction(45, 100), fraction(75, 100)));
    assert_eq!(frechet_intersection(&[]).unwrap(), Interval::ONE);
    assert_eq!(frechet_union(&[]).unwrap(), point(0, 1));
    // What is no share is cut off; of "over 90 %" the rest is left.
    let over = [Interval::more_than(fraction(9, 10)), point(1, 2)];
    assert_eq!(frechet_intersection(&over).unwrap(), closed(fraction(4, 10), fraction(1, 2)));
}

/// Two areas of up to three people: every way in which group and outcome can lie in them.
#[test]
fn every_joint_table_of_two_areas() {
    let mut found = std::collections::BTreeMap::new();
    for sizes in [[3u32, 3], [3, 2], [1, 3]] {
        let masks = |area: usize| 0..1u32 << sizes[area];
        for (g1, y1) in masks(0).flat_map(|g| masks(0).map(move |y| (g, y))) {
            for (g2, y2) in masks(1).flat_map(|g| masks(1).map(move |y| (g, y))) {
                let group = g1.count_ones() + g2.count_ones();
                if group == 0 {
                    continue;
                }
                let share = fraction((g1 & y1).count_ones() + (g2 & y2).count_ones(), group);
                let key = (sizes, [g1, y1, g2, y2].map(u32::count_ones));
                let own = found.entry(key).or_insert((share.clone(), share.clone()));
                *own = (own.0.clone().min(share.clone()), own.1.clone().max(share));
            }
        }
    }
    for ((sizes, [g1, y1, g2, y2]), (low, high)) in found {
        let area = |size: u32, group: u32, outcome: u32| Area {
            size: point(size, 1),
            group: point(group, size),
            outcome: point(outcome, size),
        };
        let areas = [area(sizes[0], g1, y1), area(sizes[1], g2, y2)];
        assert_eq!(duncan_davis_over(&areas).unwrap(), closed(low, high), "{areas:?}");
    }
}

/// Every corner and every point between, on a grid that holds the extremes.
#[test]
fn every_point_of_small_ranges() {
    let ranges = [[0u32, 2], [1, 1], [1, 3], [2, 4], [0, 0], [3, 4], [4, 4], [0, 4]];
    let sizes = [[1u32, 1], [1, 3], [2, 5]];
    let mut random = 88172645463325252u64;
    let mut pick = |n: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % n as u64) as usize
    };
    for _ in 0..400 {
        let own: Vec<_> = (0..2).map(|_| [sizes[pick(3)], ranges[pick(8)], ranges[pick(8)]]).collect();
        let (mut low, mut high) = (None::<Exact>, None::<Exact>);
        let points = |area: usize| {
            let [size, x, y] = own[area];
            (size[0]..=size[1])
                .flat_map(move |n| (x[0]..=x[1]).flat_map(move |x| (y[0]..=y[1]).map(move |y| (n, x, y))))
        };
        for (n1, x1, y1) in points(0) {
            for (n2, x2, y2) in points(1) {
                let group = n1 * x1 + n2 * x2;
                if group == 0 {
                    continue;
                }
                let most = fraction(n1 * x1.min(y1) + n2 * x2.min(y2), group);
                let least =
                    fraction(n1 * (x1 + y1).saturating_sub(4) + n2 * (x2 + y2).saturating_sub(4), group);
                high = high.max(Some(most));
                low = Some(low.map_or(least.clone(), |low| low.min(least)));
            }
        }
        let areas: Vec<_> = own
            .iter()
            .map(|[size, x, y]| Area {
                size: closed(fraction(size[0], 1), fraction(size[1], 1)),
                group: closed(fraction(x[0], 4), fraction(x[1], 4)),
                outcome: closed(fraction(y[0], 4), fraction(y[1], 4)),
            })
            .collect();
        let bounds = duncan_davis_over(&areas).unwrap();
        match low.zip(high) {
            Some((low, high)) => assert_eq!(bounds, closed(low, high), "{areas:?}"),
            None => assert_eq!(bounds, Interval::share(), "{areas:?}"),
        }
    }
}

#[test]
fn one_area_by_hand() {
    // 69.5 to 70.5 % and 59.5 to 60.5 %: (0.695 + 0.595 - 1)/0.695 and 0.605/0.695.
    let bounds = duncan_davis(
        &closed(fraction(695, 1000), fraction(705, 1000)),
        &closed(fraction(595, 1000), fraction(605, 1000)),
    );
    assert_eq!(bounds.unwrap(), closed(fraction(58, 139), fraction(121, 139)));
    // Everybody belongs to the group; nobody does; nobody has the outcome; everybody has it.
    assert_eq!(duncan_davis(&point(1, 1), &point(3, 5)).unwrap(), point(3, 5));
    assert_eq!(duncan_davis(&point(0, 1), &point(3, 5)).unwrap(), Interval::share());
    assert_eq!(duncan_davis(&point(7, 10), &point(0, 1)).unwrap(), point(0, 1));
    assert_eq!(duncan_davis(&point(7, 10), &point(1, 1)).unwrap(), point(1, 1));
}

#[test]
fn sizes_that_nobody_states() {
    let area =
        |size: Interval, group, outcome| Area { size, group: point(group, 10), outcome: point(outcome, 10) };
    let any = || Interval::at_least(Exact::ZERO);
    // Of the first 8/9 to all, of the second none to a half.
    let areas = [area(any(), 9, 9), area(any(), 4, 2)];
    assert_eq!(duncan_davis_over(&areas).unwrap(), closed(Exact::ZERO, Exact::ONE));
    assert_eq!(duncan_davis_over(&areas[..1]).unwrap(), closed(fraction(8, 9), Exact::ONE));
    // With 100 and 100 people: (80 + 0)/130 and (90 + 20)/130.
    let sized = areas.map(|own| Area { size: point(100, 1), ..own });
    assert_eq!(duncan_davis_over(&sized).unwrap(), closed(fraction(8, 13), fraction(11, 13)));
    assert_eq!(duncan_davis_over(&[]).unwrap(), Interval::share());
}
