//! The laws as assertions on one dossier; each says on which domain it holds.

use std::collections::BTreeMap;

use crate::checker::Checker;
use crate::claim::Mood;
use crate::dossier::Dossier;
use crate::quantity::ScopeSpec;
use crate::report::Report;
use crate::rule::proof::verify;
use crate::rule::{Finding, Severity};

fn check(dossier: &Dossier) -> Report {
    match Checker::default().check(dossier) {
        Ok(report) => report,
        Err(error) => fail(&format!("the dossier cannot be read:\n{error}"), dossier),
    }
}

#[expect(clippy::panic, reason = "an assertion fails by panicking")]
fn fail(what: &str, dossier: &Dossier) -> ! {
    panic!("{what}\n{dossier:#?}")
}

/// Law 1, soundness: a dossier whose figures are true gives no `error`. Returns the report for counting outcomes.
///
/// Domain: dossiers that print true data under any convention of the widest reading.
///
/// # Panics
/// Where an error is found; the message has the finding, its proof and the dossier.
pub fn assert_no_errors(dossier: &Dossier) -> Report {
    let report = check(dossier);
    if let Some(finding) = report.findings().iter().find(|finding| finding.severity() == Severity::Error) {
        fail(
            &format!(
                "{}: {}: {}\n{:?}",
                finding.rule().code,
                finding.message(),
                finding.reason(),
                finding.proof()
            ),
            dossier,
        );
    }
    report
}

/// Law 2, power: a rule fires on this dossier. Returns its first finding.
///
/// # Panics
/// Where it does not.
#[must_use]
pub fn assert_fires(dossier: &Dossier, rule: &str) -> Finding {
    let report = check(dossier);
    let fired = |finding: &&Finding| finding.rule().code == rule || finding.rule().name == rule;
    match report.findings().iter().find(fired) {
        Some(finding) => finding.clone(),
        None => fail(&format!("{rule} does not fire"), dossier),
    }
}

/// Law 7: every error's proof verifies against the dossier, by a check that shares no code with the rule.
///
/// # Panics
/// Where one does not.
pub fn assert_proofs_verify(dossier: &Dossier) {
    let Ok(resolved) = dossier.resolve() else { return };
    for finding in check(dossier).findings().iter().filter(|finding| finding.severity() == Severity::Error) {
        match finding.proof() {
            None => fail(&format!("an error of {} without a proof", finding.rule().code), dossier),
            Some(proof) => {
                if let Err(rejection) = verify(proof, &resolved) {
                    fail(&format!("the proof of {} is rejected: {rejection}", finding.rule().code), dossier);
                }
            }
        }
    }
}

/// The gravest finding of each rule on each claim and conclusion.
fn gravest(report: &Report) -> BTreeMap<(String, Option<String>, Option<String>), Severity> {
    let mut gravest = BTreeMap::new();
    for finding in report.findings() {
        let key = (
            finding.rule().code.to_string(),
            finding.claim().map(str::to_string),
            finding.conclusion().map(str::to_string),
        );
        let severity = gravest.entry(key).or_insert(finding.severity());
        *severity = finding.severity().max(*severity);
    }
    gravest
}

fn assert_not_raised(before: &Report, after: &Report, what: &str, dossier: &Dossier) {
    let before = gravest(before);
    for (key, severity) in gravest(after) {
        if before.get(&key).is_none_or(|before| *before < severity) {
            fail(&format!("{what} raises {key:?} to {severity}"), dossier);
        }
    }
}

/// A component of a scope as written.
type Slot = fn(&mut ScopeSpec) -> &mut Option<Box<str>>;

/// Law 5, first half: a scope component replaced by `"unknown"` never raises a severity.
///
/// Domain: components that a claim or conclusion states itself.
///
/// # Panics
/// Where a severity rises.
pub fn assert_unknown_never_raises(dossier: &Dossier) {
    let before = check(dossier);
    let blank: [Slot; 5] = [
        |scope| &mut scope.of,
        |scope| &mut scope.base,
        |scope| &mut scope.place,
        |scope| &mut scope.period,
        |scope| &mut scope.stage,
    ];
    for (i, component) in blank.iter().enumerate() {
        for claim in 0..dossier.claim.len() {
            let mut changed = dossier.clone();
            let Some(scope) = changed.claim.get_mut(claim).map(|claim| &mut claim.scope) else { continue };
            let slot = component(scope);
            if slot.is_none() {
                continue;
            }
            *slot = Some("unknown".into());
            assert_not_raised(
                &before,
                &check(&changed),
                &format!("an unknown component {i} of claim {claim}"),
                dossier,
            );
        }
    }
}

/// Law 5, second half: hedging a conclusion never raises a severity.
///
/// # Panics
/// Where a severity rises.
pub fn assert_hedging_never_raises(dossier: &Dossier) {
    let before = check(dossier);
    for conclusion in 0..dossier.conclusion.len() {
        let mut changed = dossier.clone();
        if let Some(conclusion) = changed.conclusion.get_mut(conclusion) {
            conclusion.mood = Mood::Hedged;
        }
        assert_not_raised(&before, &check(&changed), &format!("hedging conclusion {conclusion}"), dossier);
    }
}

/// Law 6: what is written reads back as itself, and is judged the same.
///
/// # Panics
/// Where it does not.
#[cfg(feature = "json")]
pub fn assert_round_trips(dossier: &Dossier) {
    let text = match serde_json::to_string(dossier) {
        Ok(text) => text,
        Err(error) => fail(&format!("cannot be written: {error}"), dossier),
    };
    let (read, problems) = crate::dossier::read::read::<Dossier>(&text, crate::dossier::read::Format::Json);
    match read {
        Some(read) if problems.is_empty() && read == *dossier => {}
        _ => fail(&format!("does not read back:\n{text}\n{problems:?}\n{read:#?}"), dossier),
    }
}
