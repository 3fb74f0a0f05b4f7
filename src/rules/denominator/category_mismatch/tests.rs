#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use crate::dossier::read::{Format, read};
use crate::rule::Severity;
use crate::{Checker, Dossier, Report};

/// A figure about `from`, and a conclusion with these lines.
fn check(taxonomy: &str, of: &str, conclusion: &str) -> Report {
    let text = format!(
        "[taxonomy]\n{taxonomy}\n[[claim]]\nid = \"figure\"\nfigure = \"80 %\"\n{of}\n[[conclusion]]\nid = \"end\"\nfrom = \"figure\"\n{conclusion}\n"
    );
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    Checker::default().select(["DN04"]).unwrap().check(&dossier.unwrap()).unwrap()
}

const DRUGS: &str = "is_a = { fentanyl = \"opioid\", illicit-fentanyl = \"fentanyl\", prescription = \"opioid\" }\ndisjoint = [[\"fentanyl\", \"prescription\"]]\noverlaps = [[\"prescription\", \"tramadol\"]]";

#[test]
fn every_relation_but_equality_is_a_warning() {
    for (from, to, reason) in [
        ("illicit-fentanyl", "opioid", "illicit-fentanyl is_a fentanyl is_a opioid"),
        ("opioid", "illicit-fentanyl", "illicit-fentanyl is_a fentanyl is_a opioid"),
        ("prescription", "illicit-fentanyl", "share nothing"),
        ("prescription", "tramadol", "share something, and neither contains the other"),
    ] {
        let report = check(DRUGS, &format!("of = \"{from}\""), &format!("of = \"{to}\""));
        assert_eq!(report.findings().len(), 1, "{from} {to}");
        let finding = &report.findings()[0];
        assert_eq!(finding.severity(), Severity::Warning);
        assert_eq!(finding.message(), format!("the figure is about {from}, the conclusion about {to}"));
        assert!(finding.reason().contains(reason), "{}", finding.reason());
        let hedged = check(DRUGS, &format!("of = \"{from}\""), &format!("mood = \"hedged\"\nof = \"{to}\""));
        assert_eq!(hedged.findings()[0].severity(), Severity::Note);
    }
}

#[test]
fn the_same_category_is_silent() {
    let stated = check(DRUGS, "of = \"opioid\"", "of = \"opioid\"");
    assert_eq!(stated.tally("DN04").unwrap().passed, 1);
    for of in ["of = \"opioid\"", ""] {
        let taken_over = check(DRUGS, of, "");
        assert_eq!(taken_over.tally("DN04").unwrap().not_applicable, 1);
        assert!(taken_over.undecided().is_empty());
    }
}

#[test]
fn what_nobody_declared_is_asked_for() {
    let unrelated = check(DRUGS, "of = \"heroin\"", "of = \"opioid\"");
    assert_eq!(unrelated.undecided()[0].missing, ["taxonomy"]);
    let unstated = check(DRUGS, "", "of = \"opioid\"");
    assert_eq!(unstated.undecided()[0].missing, ["of"]);
}
