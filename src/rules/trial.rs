//! One rule on one dossier, for the rules' tests.

use crate::dossier::read::{Format, read};
use crate::{Checker, Dossier, Finding, Report};

/// A dossier read from TOML.
pub(crate) fn dossier(toml: &str) -> Dossier {
    let (dossier, problems) = read::<Dossier>(toml, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}\n{toml}");
    dossier.unwrap()
}

/// What one rule says of a dossier.
pub(crate) fn report(rule: &str, toml: &str) -> Report {
    Checker::default().select([rule]).unwrap().check(&dossier(toml)).unwrap()
}

/// The outcome of one rule on its only subject in a dossier: `"warning"`, `"passed"`, `"not applicable"`,
/// `"undecidable: place, period"`; `"no subject"` where there is none.
pub(crate) fn outcome(rule: &str, toml: &str) -> String {
    let report = report(rule, toml);
    let tally = report.tally(rule).unwrap();
    match (tally.fired, tally.passed, tally.not_applicable, tally.undecidable) {
        (0, 0, 0, 0) => "no subject".into(),
        (1, 0, 0, 0) => report.findings()[0].severity().to_string(),
        (0, 1, 0, 0) => "passed".into(),
        (0, 0, 1, 0) => "not applicable".into(),
        (0, 0, 0, 1) => format!("undecidable: {}", report.undecided()[0].missing.join(", ")),
        counts => panic!("{rule} has more than one subject: {counts:?}"),
    }
}

/// The only finding of one rule on a dossier.
pub(crate) fn finding(rule: &str, toml: &str) -> Finding {
    let report = report(rule, toml);
    assert_eq!(report.findings().len(), 1, "{:#?}", report.findings());
    report.findings()[0].clone()
}
