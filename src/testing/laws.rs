//! The laws as assertions on one dossier; each says on which domain it holds.

use std::collections::{BTreeMap, BTreeSet};

use super::change;
use super::slip::Slip;
use crate::bridge::{self, Bridge};
use crate::checker::Checker;
use crate::claim::Mood;
use crate::dossier::{AssumptionName, Dossier, Resolved, Step};
use crate::number::{Exact, Reading};
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

/// Law 2, power: a figure that the others rule out is found by its rule, as an error. Returns how grave the rule calls
/// it; nothing where the rule is silent, which it may be only where some reading of the digits allows the figure.
///
/// Domain: one moved figure of a true statement, whose other figures imply a range: a ratio, a part, a figure given twice.
///
/// # Panics
/// Where the rule misses it.
pub fn assert_slip_is_found(slip: &Slip) -> Option<Severity> {
    let dossier = slip.dossier();
    let report = check(&dossier);
    let mut found = report.findings().iter().filter(|finding| finding.rule().code == slip.rule());
    let severity = found.next().map(Finding::severity);
    if slip.is_impossible() && severity != Some(Severity::Error) {
        fail(&format!("{} misses what its figures rule out: {severity:?}", slip.rule()), &dossier);
    }
    severity
}

/// The rules that gave an error.
fn erring(report: &Report) -> BTreeSet<String> {
    let errors = report.findings().iter().filter(|finding| finding.severity() == Severity::Error);
    errors.map(|finding| finding.rule().code.to_string()).collect()
}

/// Law 3, first half: a figure that can mean more ("about", a digit less) never makes a rule err that did not.
///
/// Domain: any dossier, one figure of a claim at a time; by rule, as a rule names another pair of figures when the one
/// it named is no longer the clearest.
///
/// # Panics
/// Where a rule errs only after the widening.
pub fn assert_widening_never_errs(dossier: &Dossier) {
    let before = erring(&check(dossier));
    for wider in change::widened(dossier) {
        if wider.resolve().is_err() {
            continue;
        }
        if let Some(rule) = erring(&check(&wider)).difference(&before).next() {
            fail(&format!("widening makes {rule} err, from\n{dossier:#?}\nto"), &wider);
        }
    }
}

/// Law 3, second half: a further premise never widens what is carried to a conclusion.
///
/// Domain: any dossier, the assumptions it declares, each reading. Not the coverage of a complete count or a probability
/// sample, which is no further premise: it takes back that everybody was counted or could be drawn.
///
/// # Panics
/// Where an interval is wider with an assumption than without.
pub fn assert_premises_never_widen(dossier: &Dossier) {
    fn carried(resolved: &Resolved<'_>, step: &Step, reading: Reading) -> Option<Bridge> {
        let claim = resolved.claim(step.claim)?;
        let comparison = resolved.compare_step(claim, step);
        bridge::carry(resolved, step, &comparison, reading).ok().flatten()
    }
    let is_taken_back = |resolved: &Resolved<'_>, step: &Step| {
        let frame = resolved.claim(step.claim).and_then(|claim| resolved.frame_of(claim.scope));
        frame.and_then(|frame| frame.design).is_some_and(|design| !design.is_selective())
    };
    let Ok(with) = dossier.resolve() else { return };
    for left_out in 0..dossier.assume.len() {
        let mut poorer = dossier.clone();
        let name = poorer.assume.remove(left_out).name;
        let Ok(without) = poorer.resolve() else { continue };
        for (own, other) in with.steps().iter().zip(without.steps()) {
            for reading in [Reading::Nearest, Reading::AsWritten, Reading::Widest] {
                let (Some(narrow), Some(wide)) =
                    (carried(&with, own, reading), carried(&without, other, reading))
                else {
                    continue;
                };
                if name == AssumptionName::Coverage && is_taken_back(&with, own) {
                    continue;
                }
                let (narrow, wide) = (narrow.concluded(), wide.concluded());
                if !narrow.is_subset(wide) {
                    fail(
                        &format!("assumption {left_out} widens a conclusion from {wide} to {narrow}"),
                        dossier,
                    );
                }
            }
        }
    }
}

/// Every finding by rule, severity and conclusion, and by claim where that is kept; sorted.
fn found(report: &Report, by_claim: bool) -> Vec<String> {
    let line = |finding: &Finding| {
        let claim = if by_claim { finding.claim() } else { None };
        let (code, severity) = (&finding.rule().code, finding.severity());
        format!("{code} {severity} of {:?} for {:?}", claim, finding.conclusion())
    };
    let mut all: Vec<String> = report.findings().iter().map(line).collect();
    all.sort_unstable();
    all
}

fn assert_same(one: &Dossier, other: &Dossier, what: &str, by_claim: bool, rules: fn(&str) -> bool) {
    let kept = |dossier: &Dossier| {
        let mut all = found(&check(dossier), by_claim);
        all.retain(|line| rules(line));
        all
    };
    let (before, after) = (kept(one), kept(other));
    if before != after {
        fail(
            &format!("{what} changes the findings, from\n{before:#?}\nto\n{after:#?}\nof\n{one:#?}\nto"),
            other,
        );
    }
}

/// Law 4: neither the order of the claims nor that of the parts and groups of a claim changes what is found.
///
/// Domain: any dossier. With other claims first, a finding about two of them may stand at the other.
///
/// # Panics
/// Where the findings differ.
pub fn assert_order_does_not_matter(dossier: &Dossier) {
    assert_same(dossier, &change::parts_reversed(dossier), "the order of parts", true, |_| true);
    assert_same(dossier, &change::claims_reversed(dossier), "the order of claims", false, |_| true);
}

/// Law 4: weights that a program holds in kilograms give the same findings in grams, all of them or some.
///
/// Domain: any dossier, after its plain weights in kilograms are taken as exact values: printed, another unit has other
/// digits.
///
/// # Panics
/// Where the findings differ.
pub fn assert_unit_does_not_matter(dossier: &Dossier) {
    let kilograms = change::weighed(dossier, |_| false);
    let in_grams: [fn(usize) -> bool; 3] = [|_| true, |i| i % 2 == 0, |i| i % 2 == 1];
    for in_grams in in_grams {
        let grams = change::weighed(dossier, in_grams);
        assert_same(&kilograms, &grams, "grams for kilograms", true, |_| true);
    }
}

/// Law 4: both members of a ratio multiplied by one number give the same findings of AR, DN, SC and IN.
///
/// Domain: dossiers of which every value that a program holds is a member of a ratio, and whose conclusions assert
/// ratios only. The SA family is left out: 12 of 20 and 120 of 200 differ in sampling.
///
/// # Panics
/// Where the findings differ.
pub fn assert_scale_does_not_matter(dossier: &Dossier, factor: &Exact) {
    let of_family = |line: &str| !line.starts_with("SA");
    assert_same(dossier, &change::scaled(dossier, factor), "scaling", true, of_family);
}

/// Law 4: of a share and of its complement, AR01, SA08, SA09 and IN04 find the same.
///
/// Domain: two dossiers that state part and rest of one whole exactly, the printed percentages with one number of
/// decimals, and assert `share < t` and `share > 1 - t`. Not SC02: that the rest can come from there further up the
/// chain adds to the share of an origin, and from the share of all others it takes; the interval is no mirror image.
///
/// # Panics
/// Where the findings differ.
pub fn assert_complements_agree(share: &Dossier, complement: &Dossier) {
    let of_rule = |line: &str| ["AR01", "SA08", "SA09", "IN04"].iter().any(|code| line.starts_with(code));
    assert_same(share, complement, "the complement", true, of_rule);
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

/// Law 5, first half: a scope component replaced by `"unknown"` never raises a severity.
///
/// Domain: components that a claim or conclusion states itself.
///
/// # Panics
/// Where a severity rises.
pub fn assert_unknown_never_raises(dossier: &Dossier) {
    let before = check(dossier);
    for component in ["of", "base", "place", "period", "stage"] {
        for claim in 0..dossier.claim.len() {
            let mut changed = dossier.clone();
            let Some(scope) = changed.claim.get_mut(claim).map(|claim| &mut claim.scope) else { continue };
            if scope.get(component).is_none() {
                continue;
            }
            scope.set(component, "unknown");
            assert_not_raised(
                &before,
                &check(&changed),
                &format!("an unknown {component} of claim {claim}"),
                dossier,
            );
        }
    }
}

/// Law 5, second half: a conclusion put more carefully, hedged or as "not shown", never raises a severity.
///
/// # Panics
/// Where a severity rises.
pub fn assert_caution_never_raises(dossier: &Dossier) {
    // From the boldest to the most careful: "perhaps there is none" still says more than "none was shown".
    const MOODS: [Mood; 3] = [Mood::Flat, Mood::Hedged, Mood::NotShown];
    let before = check(dossier);
    for (i, conclusion) in dossier.conclusion.iter().enumerate() {
        let bolder = |mood: &&Mood| **mood != conclusion.mood;
        for mood in MOODS.iter().skip_while(bolder).skip(1) {
            let mut changed = dossier.clone();
            if let Some(conclusion) = changed.conclusion.get_mut(i) {
                conclusion.mood = *mood;
            }
            let what = format!("putting conclusion {i} as {mood:?}");
            assert_not_raised(&before, &check(&changed), &what, dossier);
        }
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
