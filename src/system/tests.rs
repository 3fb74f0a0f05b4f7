//! Held against brute force over small grids, and against planted points and contradictions.

use super::*;

/// A generator with a seed (Steele, Lea and Flood 2014, SplitMix64): the tests need no more.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as u64) as i64
    }
}

fn exact(value: i64) -> Exact {
    Exact::from(value)
}

/// Whether a random small system has a solution, by Fourier–Motzkin elimination in exact numbers (Motzkin 1936): another
/// method, which shares no code with the one under test.
fn eliminates(rows: &[Row], unknowns: usize) -> bool {
    // Every row as Σ a x ≤ or < b.
    let mut all: Vec<(Vec<Exact>, bool, Exact)> = Vec::new();
    for row in rows {
        let mut dense = vec![Exact::ZERO; unknowns];
        for (unknown, factor) in &row.terms {
            dense[*unknown] = factor.clone();
        }
        let strict = row.kind == Kind::Less;
        if row.kind == Kind::Equal {
            all.push((dense.iter().map(|f| -f).collect(), false, -&row.bound));
        }
        all.push((dense, strict, row.bound.clone()));
    }
    for unknown in 0..unknowns {
        let (mut up, mut down, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for row in all {
            match row.0[unknown].signum() {
                1 => up.push(row),
                -1 => down.push(row),
                _ => rest.push(row),
            }
        }
        for (a, a_strict, a_bound) in &up {
            for (b, b_strict, b_bound) in &down {
                let (p, q) = (a[unknown].clone(), -&b[unknown]);
                let terms = a.iter().zip(b).map(|(a, b)| ((a / &p).unwrap() + (b / &q).unwrap()).unwrap());
                let bound = ((a_bound / &p).unwrap() + (b_bound / &q).unwrap()).unwrap();
                rest.push((terms.collect(), *a_strict || *b_strict, bound));
            }
        }
        rest.sort_by(|a, b| {
            format!("{:?}{}", a.0, a.1).cmp(&format!("{:?}{}", b.0, b.1)).then(a.2.cmp(&b.2))
        });
        rest.dedup_by(|b, a| a.0 == b.0 && a.1 == b.1);
        all = rest;
    }
    all.iter().all(|(_, strict, bound)| if *strict { bound.is_positive() } else { !bound.is_negative() })
}

fn random(dice: &mut Dice) -> System {
    let unknowns = dice.between(1, 4) as usize;
    let mut system = System::new(unknowns);
    for unknown in 0..unknowns {
        let low = dice.between(-3, 6);
        let high = low + dice.between(0, 5);
        let end = |dice: &mut Dice, value| match dice.below(8) {
            0 => End::Unbounded,
            1..=3 => End::Open(exact(value)),
            _ => End::Closed(exact(value)),
        };
        let (low, high) = (end(dice, low), end(dice, high));
        if let Some(within) = Interval::new(low, high) {
            system.bound(unknown, &within);
        }
    }
    for relation in 0..dice.between(1, 4) as usize {
        let mut terms = Vec::new();
        for unknown in 0..unknowns {
            let factor = dice.between(-3, 3);
            if factor != 0 && dice.below(4) > 0 {
                terms.push((unknown, Exact::new(factor, dice.between(1, 3)).unwrap()));
            }
        }
        let kind = [Kind::AtMost, Kind::AtMost, Kind::Less, Kind::Equal][dice.below(4) as usize];
        system.row(terms, kind, exact(dice.between(-6, 9)), relation);
    }
    system
}

fn cases(moderate: u64) -> u64 {
    std::env::var("SALTGRAIN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(moderate)
}

#[test]
fn verdicts_agree_with_elimination() {
    let mut dice = Dice(1);
    let (mut conflicts, mut open) = (0, 0);
    let cases = cases(4_000);
    for case in 0..cases {
        let system = random(&mut dice);
        let all: Vec<usize> = (0..system.rows().len()).collect();
        let truth = eliminates(system.rows(), system.unknowns());
        match system.part(all.clone()).verdict {
            Verdict::Consistent(point) => {
                assert!(truth, "case {case}: a point where there is none");
                assert!(system.holds_at(&all, &point), "case {case}");
            }
            Verdict::Conflict(conflict) => {
                assert!(!truth, "case {case}: a conflict in {system:?}");
                assert!(system.refutes(&conflict.multipliers), "case {case}");
                conflicts += 1;
                let reduced = system.irreducible(&conflict);
                assert!(system.refutes(&reduced.conflict.multipliers), "case {case}");
                if reduced.is_irreducible {
                    for row in reduced.conflict.rows() {
                        let rest: Vec<Row> = reduced
                            .conflict
                            .rows()
                            .filter(|other| *other != row)
                            .map(|row| system.rows()[row].clone())
                            .collect();
                        assert!(
                            eliminates(&rest, system.unknowns()),
                            "case {case}: without {row} in {system:?}"
                        );
                    }
                }
            }
            Verdict::Undecided(_) => open += 1,
        }
    }
    println!("{cases} systems: {conflicts} conflicts, {open} not decided");
    assert!(conflicts * 10 > cases, "{conflicts} conflicts of {cases}");
    assert!(open * 50 < cases, "{open} of {cases} not decided");
}

/// The range of an unknown by elimination: whether it can be below or above a value.
#[test]
fn ranges_hold_the_truth_and_are_tight() {
    let mut dice = Dice(2);
    let (mut ends, mut tight) = (0u32, 0u32);
    let cases = cases(1_500);
    for case in 0..cases {
        let system = random(&mut dice);
        let all: Vec<usize> = (0..system.rows().len()).collect();
        if !eliminates(system.rows(), system.unknowns()) {
            continue;
        }
        let found = system.range(&all, 0).unwrap_or_else(|| panic!("case {case}: no range in {system:?}"));
        assert!(found.range.is_subset(&found.outer), "case {case}");
        let can = |kind: Kind, sign: i64, bound: Exact| {
            let mut more = system.clone();
            more.row([(0, exact(sign))], kind, bound, NO_RELATION);
            eliminates(more.rows(), more.unknowns())
        };
        for (sign, end) in [(1, found.range.low()), (-1, found.range.high())] {
            // Nothing beyond the end, and where it is closed something at it; near an open end something inside.
            let Some(value) = end.value() else { continue };
            let value = (value * &exact(sign)).unwrap();
            let beyond = if end.is_closed() { Kind::Less } else { Kind::AtMost };
            assert!(!can(beyond, sign, value.clone()), "case {case}: beyond {end:?} in {system:?}");
            ends += 1;
            let near = (&value + &Exact::new(1, 1_000_000).unwrap()).unwrap();
            tight += u32::from(can(Kind::AtMost, sign, near));
        }
    }
    println!("{ends} ends, {tight} of them tight");
    assert!(tight * 100 >= ends * 99, "{tight} of {ends}");
}

#[test]
fn a_conflict_of_three_relations_is_shown_to_be_smallest() {
    // Parts 5 to 6 and 2 to 3 of a whole; the whole is also 3 to 4 times the second.
    let mut system = System::new(3);
    let within = |low, high| Interval::closed(exact(low), exact(high)).unwrap();
    system.bound(0, &within(5, 6));
    system.bound(1, &within(2, 3));
    system.bound(2, &within(0, 100));
    system.row([(0, exact(1)), (1, exact(1)), (2, exact(-1))], Kind::Equal, exact(0), 0);
    system.row([(2, exact(1)), (1, exact(-2))], Kind::AtMost, exact(0), 1);
    let parts = system.judge();
    let Verdict::Conflict(conflict) = &parts[0].verdict else { panic!("{parts:?}") };
    let found = system.smallest(&parts[0].rows, system.irreducible(conflict));
    assert!(found.is_irreducible && found.is_smallest);
    assert_eq!(found.relations, 2);
}

#[test]
fn what_is_unbounded_or_huge_does_not_panic() {
    let mut system = System::new(2);
    let huge = Exact::pow10(500).unwrap();
    system.row([(0, huge.clone()), (1, -&huge)], Kind::AtMost, -&huge, 0);
    system.row([(1, huge.clone()), (0, exact(-1))], Kind::AtMost, huge.clone(), 1);
    system.row([(0, Exact::pow10(-500).unwrap())], Kind::Less, exact(1), 2);
    let _ = system.judge();
    let _ = system.range(&[0, 1, 2], 0);
    assert_eq!(System::new(3).judge(), []);
}

/// Rows that tighten each other for ever: x ≤ y/2 and y ≤ x/2 leave only zero and below.
#[test]
fn propagation_ends_where_rows_tighten_each_other() {
    let mut system = System::new(2);
    let half = Exact::new(1, 2).unwrap();
    let positive =
        |system: &mut System, unknown| system.bound(unknown, &Interval::open(exact(0), exact(1000)).unwrap());
    positive(&mut system, 0);
    positive(&mut system, 1);
    system.row([(0, exact(1)), (1, -&half)], Kind::AtMost, exact(0), 0);
    system.row([(1, exact(1)), (0, -&half)], Kind::AtMost, exact(0), 1);
    let all: Vec<usize> = (0..system.rows().len()).collect();
    let Verdict::Conflict(conflict) = system.part(all).verdict else { panic!("not decided") };
    assert!(system.refutes(&conflict.multipliers));
    // With zero allowed, it is the only solution.
    let mut system = System::new(2);
    system.bound(0, &Interval::closed(exact(0), exact(1000)).unwrap());
    system.bound(1, &Interval::closed(exact(0), exact(1000)).unwrap());
    system.row([(0, exact(1)), (1, -&half)], Kind::AtMost, exact(0), 0);
    system.row([(1, exact(1)), (0, -&half)], Kind::AtMost, exact(0), 1);
    let all: Vec<usize> = (0..system.rows().len()).collect();
    let verdict = system.part(all.clone()).verdict;
    assert!(matches!(verdict, Verdict::Consistent(_)), "{verdict:?}");
    assert_eq!(system.range(&all, 0).unwrap().range, Interval::point(exact(0)));
}
