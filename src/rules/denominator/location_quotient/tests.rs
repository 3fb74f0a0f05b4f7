#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use crate::dossier::read::{Format, read};
use crate::number::{Exact, Interval};
use crate::rule::Severity;
use crate::{Checker, Dossier, Report};

fn check(claim: &str) -> Report {
    let (dossier, problems) = read::<Dossier>(&format!("[[claim]]\nid = \"c\"\n{claim}\n"), Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    Checker::default().select(["DN09"]).unwrap().check(&dossier.unwrap()).unwrap()
}

#[test]
fn eighty_percent_of_opioids_for_five_percent_of_people() {
    let report = check(r#"compare = { by = "of", groups = { opioids = "80 %", people = "5 %" } }"#);
    let finding = &report.findings()[0];
    assert_eq!(finding.severity(), Severity::Note);
    let exact = |n, d| Exact::new(n, d).unwrap();
    assert_eq!(finding.number("location quotient"), Some(&exact(16, 1)));
    // 79.5/5.5 and 80.5/4.5
    let range = Interval::closed(exact(159, 11), exact(161, 9));
    assert_eq!(finding.interval("location quotient"), range.as_ref());
    // (80/20) / (5/95)
    assert_eq!(finding.number("rate against the rest"), Some(&exact(76, 1)));
    // (79.5/20.5) / (5.5/94.5) and (80.5/19.5) / (4.5/95.5)
    let range = Interval::closed(exact(30_051, 451), exact(30_751, 351));
    assert_eq!(finding.interval("rate against the rest"), range.as_ref());
}

#[test]
fn two_kinds_of_people_need_a_base() {
    let groups = r#"compare = { by = "of", groups = { prisoners = "38 %", residents = "13 %" } }"#;
    assert_eq!(check(groups).undecided()[0].missing, ["base"]);
    let report = check(&format!("base = \"residents\"\n{groups}"));
    assert_eq!(report.findings()[0].number("location quotient"), Some(&Exact::new(38, 13).unwrap()));
}

#[test]
fn what_is_no_outcome_beside_a_population_does_not_apply() {
    for claim in [
        r#"compare = { by = "of", groups = { opioids = "80 %", stimulants = "5 %" } }"#,
        r#"compare = { by = "of", groups = { opioids = "80 %", people = "100 %" } }"#,
        r#"compare = { by = "of", groups = { opioids = "80 kg", people = "5 people" } }"#,
        r#"figure = "80 %""#,
    ] {
        assert_eq!(check(claim).tally("DN09").unwrap().not_applicable, 1, "{claim}");
    }
}
