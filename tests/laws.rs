//! The laws of the model, over generated dossiers.
//!
//! `SALTGRAIN_CASES=1000000 cargo test --release --test laws` runs the long version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use saltgrain::testing::{
    assert_hedging_never_raises, assert_no_errors, assert_proofs_verify, assert_round_trips,
    assert_unknown_never_raises, strategies, world,
};

fn cases(default: u32) -> ProptestConfig {
    let cases = std::env::var("SALTGRAIN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default);
    ProptestConfig { cases, max_shrink_iters: 4_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Rules that never say "held", with the reason: of them it is demanded that they fire.
const NEVER_PASSES: [(&str, &str); 2] = [
    (
        "DN09",
        "two shares of one group always make a quotient: the rule computes it or has nothing to compute",
    ),
    ("SA08", "every share of a selection has its tipping points: the rule shows them or does not apply"),
];

/// Below so many worlds the proportions are left to chance.
const ENOUGH_WORLDS: usize = 2_000;

type Outcomes = BTreeMap<String, [usize; 4]>;

/// So many worlds, each free of errors; how often each rule had each outcome.
fn outcomes_of_worlds(config: ProptestConfig) -> Outcomes {
    let outcomes: std::cell::RefCell<Outcomes> = Default::default();
    let result = TestRunner::new(config).run(&world::worlds(), |world| {
        let report = assert_no_errors(&world.dossier());
        let mut outcomes = outcomes.borrow_mut();
        for tally in report.tallies() {
            let counts = outcomes.entry(tally.rule.code.to_string()).or_default();
            let own = [tally.fired, tally.passed, tally.not_applicable, tally.undecidable];
            counts.iter_mut().zip(own).for_each(|(count, own)| *count += own);
        }
        Ok(())
    });
    match result {
        Ok(()) => outcomes.into_inner(),
        Err(error) => panic!("{error}"),
    }
}

/// Law 1. A rule that passed in fewer than 10 % of its runs has not been tested.
#[test]
fn true_stories_give_no_error() {
    let all = cases(100_000);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let each = ProptestConfig { cases: all.cases.div_ceil(threads.try_into().unwrap()), ..all };
    let worlds = each.cases as usize * threads;
    let mut outcomes = Outcomes::new();
    std::thread::scope(|scope| {
        let running: Vec<_> =
            (0..threads).map(|_| scope.spawn(|| outcomes_of_worlds(each.clone()))).collect();
        for one in running {
            let one = one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            for (rule, counts) in one {
                outcomes.entry(rule).or_default().iter_mut().zip(counts).for_each(|(sum, own)| *sum += own);
            }
        }
    });
    println!("rule    fired    passed   n/a      undecided  passed of runs");
    let mut untested = Vec::new();
    for (rule, [fired, passed, not_applicable, undecidable]) in &outcomes {
        let runs = fired + passed + undecidable;
        let percent = 100 * passed / runs.max(1);
        println!("{rule}    {fired:<8} {passed:<8} {not_applicable:<8} {undecidable:<10} {percent} %");
        let never = NEVER_PASSES.iter().find(|(code, _)| code == rule);
        let held = if never.is_some() { *fired } else { *passed };
        if never.is_some() && *passed > 0 {
            untested.push(format!("{rule} passed after all: strike it from the list"));
        }
        // And often enough in absolute numbers: in one world of a hundred.
        if held * 10 < runs || held * 100 < worlds {
            untested.push(format!("{rule}: {held} of {runs} runs"));
        }
    }
    if worlds >= ENOUGH_WORLDS {
        assert!(
            untested.is_empty(),
            "a rule that held in fewer than 10 % of its runs has not been tested: {untested:?}"
        );
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    /// Law 7, and nothing panics.
    #[test]
    fn every_error_has_a_proof_that_verifies(dossier in strategies::dossiers()) {
        assert_proofs_verify(&dossier);
    }

    /// Law 5.
    #[test]
    fn an_unknown_component_never_raises_a_severity(dossier in strategies::dossiers()) {
        assert_unknown_never_raises(&dossier);
    }

    /// Law 5.
    #[test]
    fn hedging_never_raises_a_severity(dossier in strategies::dossiers()) {
        assert_hedging_never_raises(&dossier);
    }

    /// Law 6.
    #[test]
    fn what_is_written_reads_back(dossier in strategies::dossiers()) {
        assert_round_trips(&dossier);
    }
}
