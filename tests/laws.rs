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

/// Law 1. Prints how often each rule had each outcome: one that hardly ever passed has not been tested.
#[test]
fn true_stories_give_no_error() {
    let outcomes: std::cell::RefCell<BTreeMap<String, [usize; 4]>> = Default::default();
    let mut runner = TestRunner::new(cases(100_000));
    let result = runner.run(&world::worlds(), |world| {
        let report = assert_no_errors(&world.dossier());
        let mut outcomes = outcomes.borrow_mut();
        for tally in report.tallies() {
            let counts = outcomes.entry(tally.rule.code.to_string()).or_default();
            let own = [tally.fired, tally.passed, tally.not_applicable, tally.undecidable];
            counts.iter_mut().zip(own).for_each(|(count, own)| *count += own);
        }
        Ok(())
    });
    println!("rule    fired   passed  n/a     undecided");
    for (rule, [fired, passed, not_applicable, undecidable]) in outcomes.borrow().iter() {
        println!("{rule}    {fired:<7} {passed:<7} {not_applicable:<7} {undecidable}");
    }
    if let Err(error) = result {
        panic!("{error}");
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
