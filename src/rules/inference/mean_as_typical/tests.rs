#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::dossier::Dossier;
use crate::dossier::read::{Format, read};
use crate::number::{Exact, Interval};
use crate::{Checker, Report, Severity};

fn report(body: &str) -> Report {
    let text = format!("[[claim]]\nid = \"c\"\n{body}\n");
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{:?}", problems.iter().map(ToString::to_string).collect::<Vec<_>>());
    Checker::default().select(["IN08"]).unwrap().check(&dossier.unwrap()).unwrap()
}

fn figure(mean: &str, median: &str) -> Report {
    report(&format!("figure = {{ mean = \"{mean}\", median = \"{median}\" }}"))
}

fn exact(top: i64, bottom: i64) -> Exact {
    Exact::new(top, bottom).unwrap()
}

/// Fired, and held.
fn counts(report: &Report) -> (usize, usize) {
    (report.findings().len(), report.tally("IN08").map_or(0, |tally| tally.passed))
}

#[test]
fn household_income_fires_with_its_exact_ratio() {
    let report = figure("106,400 dollars", "74,580 dollars");
    let [finding] = report.findings() else { panic!("{:?}", report.findings()) };
    assert_eq!(finding.severity(), Severity::Warning);
    assert_eq!(finding.number("ratio"), Some(&exact(5320, 3729)));
    assert_eq!(finding.number("mean"), Some(&exact(106_400, 1)));
    assert_eq!(finding.number("median"), Some(&exact(74_580, 1)));
    // Printed to the dollar: 106,399.5 to 106,400.5 over 74,579.5 to 74,580.5, each twice over.
    let limits = Interval::closed(exact(212_799, 149_161), exact(212_801, 149_159)).unwrap();
    assert_eq!(finding.interval("ratio"), Some(&limits));
    assert_eq!(finding.message(), "the mean of 106,400 dollars is 1.43 times the median of 74,580 dollars");
    assert_eq!(
        finding.reason(),
        "half are at or below 74,580 dollars; a few far above the middle pull the mean up"
    );
    let pointers: Vec<String> = finding.pointers().collect();
    assert_eq!(pointers, ["/claim/0/figure/mean", "/claim/0/figure/median"]);
}

#[test]
fn a_mean_far_below_its_median_fires_too() {
    let report = figure("66 years", "82 years");
    let [finding] = report.findings() else { panic!("{:?}", report.findings()) };
    assert_eq!(finding.number("ratio"), Some(&exact(33, 41)));
    assert!(finding.reason().contains("pull the mean down"), "{}", finding.reason());
}

#[test]
fn at_the_factor_itself_it_holds_on_both_sides() {
    assert_eq!(counts(&figure("12 kg", "10 kg")), (0, 1));
    assert_eq!(counts(&figure("12.01 kg", "10 kg")), (1, 0));
    assert_eq!(counts(&figure("10 kg", "12 kg")), (0, 1));
    assert_eq!(counts(&figure("10 kg", "12.01 kg")), (1, 0));
}

#[test]
fn units_of_one_dimension_are_converted() {
    let report = figure("2 kg", "1,000 g");
    assert_eq!(report.findings().first().and_then(|finding| finding.number("ratio")), Some(&exact(2, 1)));
    assert_eq!(counts(&figure("1 kg", "1,000 g")), (0, 1));
}

#[test]
fn it_says_nothing_without_both_in_units_that_convert() {
    for body in [
        "figure = \"106,400 dollars\"",
        "figure = { mean = \"106,400 dollars\" }",
        "figure = { median = \"74,580 dollars\" }",
        "share = { part = \"5 kg\", whole = \"536 kg\" }",
        "figure = { mean = \"106,400 dollars\", median = \"74,580 kg\" }",
        "figure = { mean = \"2 tons\", median = \"1,000 kg\" }",
        "figure = { mean = \"-5 kg\", median = \"10 kg\" }",
        "figure = { mean = \"5 kg\", median = \"0 kg\" }",
        "figure = { value = \"9 kg\", mean = \"5 kg\", median = \"1 kg\" }",
    ] {
        assert_eq!(counts(&report(body)), (0, 0), "{body}");
    }
}

#[test]
fn every_quantity_of_a_claim_is_judged() {
    let report = report(
        "compare = { by = \"place\", groups = { US = { mean = \"30 kg\", median = \"20 kg\" }, FR = { mean = \"21 kg\", median = \"20 kg\" } } }",
    );
    assert_eq!(counts(&report), (1, 1));
    let pointers: Vec<String> = report.findings().iter().flat_map(|finding| finding.pointers()).collect();
    assert_eq!(pointers, ["/claim/0/compare/groups/US/mean", "/claim/0/compare/groups/US/median"]);
}

#[test]
fn the_factor_can_be_chosen() {
    let text = "[[claim]]\nid = \"c\"\nfigure = { mean = \"12 kg\", median = \"10 kg\" }\n";
    let (dossier, _) = read::<Dossier>(text, Format::Toml);
    let strict = Checker::default().select(["IN08"]).unwrap().option("IN08", "factor", "11/10").unwrap();
    assert_eq!(strict.check(&dossier.unwrap()).unwrap().findings().len(), 1);
}
