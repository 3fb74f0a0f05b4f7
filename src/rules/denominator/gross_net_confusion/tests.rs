#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

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
    // 12,000 of 12,000: nothing.
    assert_eq!(number(&report("12,000 jobs").findings()[0], "offset"), exact("0"));
    // Of another thing it is a note all the same, without a number; where nobody says what it is, that is asked.
    let other = |change: [&str; 2]| {
        let text = text("flow = \"gross\"\nfigure = \"12,000 jobs\"", "flow = \"net\"")
            .replace("from = \"hired\"", "from = [\"hired\", \"kept\"]");
        let [of, flow] = change;
        let flow = if flow.is_empty() { String::new() } else { format!("flow = \"{flow}\"\n") };
        let text = format!("{text}[[claim]]\nid = \"kept\"\nof = \"{of}\"\n{flow}figure = \"500 jobs\"\n");
        crate::Checker::default().select(["DN13"]).unwrap().check(&dossier(&text)).unwrap()
    };
    let found = other(["posts", "net"]);
    assert_eq!(found.worst(), Some(crate::Severity::Note));
    assert_eq!(found.findings()[0].number("offset"), None);
    assert!(other(["jobs", ""]).findings().is_empty());
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
