#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::dossier::Dossier;
use crate::rules::check_one::{Judged, dossier, exact, judge, limits, number, outcome};

fn text(claim: &str, conclusion: &str) -> String {
    format!(
        "[[claim]]\nid = \"hired\"\nof = \"jobs\"\n{claim}\n[[conclusion]]\nid = \"more\"\nfrom = \"hired\"\n{conclusion}\n"
    )
}

fn case(flow: &str, concluded: &str) -> Judged {
    judge(
        "DN13",
        &text(&format!("flow = \"{flow}\"\nfigure = \"12,000 jobs\""), &format!("flow = \"{concluded}\"")),
    )
}

#[test]
fn hires_are_not_more_jobs() {
    let finding = case("gross", "net").warned();
    assert_eq!(finding.message(), "12,000 jobs is a gross figure; the conclusion is about a net one");
    let finding = case("net", "gross").warned();
    assert!(finding.reason().starts_with("something was taken off already"), "{}", finding.reason());
}

#[test]
fn the_same_basis_passes() {
    case("gross", "gross").passed();
    case("net", "net").passed();
}

#[test]
fn it_asks_which_it_is() {
    case("flow", "net").asks("flow", "hired");
    judge("DN13", &text("figure = \"12,000 jobs\"", "flow = \"net\"")).asks("flow", "hired");
    // Nobody states a basis, or it is no flow.
    for (flow, concluded) in [("flow", "flow"), ("gross", "flow"), ("stock", "net"), ("cumulative", "net")] {
        let text =
            text(&format!("flow = \"{flow}\"\nfigure = \"12,000 jobs\""), &format!("flow = \"{concluded}\""));
        assert_eq!(outcome("DN13", &text), "not applicable", "{flow} {concluded}");
    }
    assert_eq!(outcome("DN13", &text("flow = \"gross\"\nfigure = \"12,000 jobs\"", "")), "not applicable");
}

/// The gross and the net figure, and a conclusion from both.
fn both(net: &str) -> Dossier {
    let text = text("flow = \"gross\"\nfigure = \"12,000 jobs\"", "flow = \"net\"");
    let text = text.replace("from = \"hired\"", "from = [\"hired\", \"kept\"]");
    dossier(&format!(
        "{text}[[claim]]\nid = \"kept\"\nlike = \"hired\"\nflow = \"net\"\nfigure = \"{net}\"\n"
    ))
}

#[test]
fn beside_the_right_figure_it_is_told_how_far_apart_they_are() {
    let report = |net: &str| crate::Checker::default().select(["DN13"]).unwrap().check(&both(net)).unwrap();
    let found = report("500 jobs");
    let [finding] = found.findings() else { panic!("one finding") };
    assert_eq!(finding.severity(), crate::Severity::Note);
    // 11,500 of 12,000 = 95.8 %.
    assert_eq!(number(finding, "offset"), exact("23/24"));
    assert!(limits(finding, "offset").contains(&exact("23/24")));
    // More left over than there was: no part of it was taken off.
    let found = report("13,000 jobs");
    assert!(found.findings()[0].reason().starts_with("another claim states"), "{}", found);
    // 600 of 12,000 are the twentieth.
    for (net, notes) in [("11,400 jobs", 0), ("11,399 jobs", 1), ("12,000 jobs", 0), ("13,000 jobs", 1)] {
        assert_eq!(report(net).findings().len(), notes, "{net}");
    }
}

#[test]
fn by_how_much_a_stock_changed_is_a_net_figure() {
    let change = |flow: &str, concluded: &str| {
        let change = "change = { from = \"90,411 jobs\", to = \"90,911 jobs\", stated = \"500 jobs\" }";
        judge("DN13", &text(&format!("flow = \"{flow}\"\n{change}"), &format!("flow = \"{concluded}\"")))
    };
    change("stock", "net").passed();
    change("stock", "gross").warned();
    change("cumulative", "gross").not_applicable();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    judge("DN13", &text("flow = \"gross\"\nfigure = \"12,000 jobs\"", "flow = \"net\"\nmood = \"hedged\""))
        .noted();
}
