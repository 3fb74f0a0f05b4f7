#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use crate::rule::{Field, Severity};
use crate::rules::check_one::{Judged, dossier, judge, outcome};

fn text(claim: &str, conclusion: &str) -> String {
    format!(
        "[[claim]]\nid = \"deaths\"\nof = \"road-deaths\"\n{claim}\n[[conclusion]]\nid = \"danger\"\nfrom = \"deaths\"\n{conclusion}\n"
    )
}

fn case(claim: &str, conclusion: &str) -> Judged {
    judge("DN05", &text(claim, conclusion))
}

const GROUPS: &str = "compare = { by = \"vehicle\", groups = { bicycle = \"445 deaths\", motorcycle = \"612 deaths\", car = \"731 deaths\" } }";
const NUMBER: &str = "figure = \"445 deaths\"";

#[test]
fn numbers_of_deaths_are_no_danger() {
    let finding = case(GROUPS, "measure = \"risk-ratio\"\nasserts = \"ratio > 1\"").warned();
    assert_eq!(
        finding.message(),
        "445 deaths and 612 deaths stand without saying out of how many; the conclusion is about a risk ratio"
    );
    assert_eq!(finding.question(), Some(&Field::OUT_OF_HOW_MANY));
    case(
        "change = { from = \"312 deaths\", to = \"445 deaths\" }",
        "measure = \"risk\"\nasserts = \"change > 0\"",
    )
    .warned();
    case("figure = \"536 kg\"", "asserts = \"share < 1/10\"").warned();
    case(NUMBER, "measure = \"odds-ratio\"").warned();
}

#[test]
fn what_has_a_denominator_passes() {
    case("share = \"445 of 7,211,000 people\"", "measure = \"risk\"").passed();
    case("rate = \"77 per 6,247 person-years\"", "measure = \"rate\"").passed();
    case("share = \"0.4 %\"", "asserts = \"share < 1/10\"").passed();
    case("figure = { value = \"445 deaths\", n = \"7,211,000 people\" }", "measure = \"risk\"").passed();
    let groups = GROUPS.replace(" deaths\"", " of 9,001 people\"");
    case(&groups, "measure = \"risk-ratio\"\nasserts = \"ratio > 1\"").passed();
    let framed = format!(
        "[frame.register]\ndesign = \"administrative\"\npopulation = \"7,211,000 people\"\n{}",
        text(&format!("{NUMBER}\nframe = \"register\""), "measure = \"risk\"")
    );
    assert_eq!(outcome("DN05", &framed), "passed");
}

#[test]
fn a_number_of_a_period_is_a_rate_a_year() {
    let dated = "figure = \"445 deaths\"\nperiod = \"2019\"";
    case(dated, "measure = \"rate\"").passed();
    case(dated, "asserts = \"rate > 1 per year\"").passed();
    // Not one out of those who ride.
    case(dated, "measure = \"rate\"\nbase = \"cyclists\"").warned();
    case(dated, "measure = \"risk\"").warned();
    case(NUMBER, "measure = \"rate\"").warned();
}

#[test]
fn a_number_told_as_a_number_is_left_alone() {
    for conclusion in [
        "",
        "asserts = \"count > 400\"",
        "asserts = \"rank = 1\"",
        "measure = \"mean\"",
        "asserts = \"ratio > 1\"",
    ] {
        assert_eq!(outcome("DN05", &text(GROUPS, conclusion)), "not applicable", "{conclusion}");
    }
    // The measure that is stated is what an assertion is about.
    case(NUMBER, "measure = \"count\"\nasserts = \"share < 1/10\"").not_applicable();
    // The parts of a total have their whole.
    let total = "total = { whole = \"1,788 deaths\", parts = { bicycle = \"445 deaths\" } }";
    case(total, "measure = \"share\"").not_applicable();
    case("figure = { mean = \"1.6 children\" }", "measure = \"risk\"").not_applicable();
}

#[test]
fn a_claim_beside_it_may_say_out_of_how_many() {
    let beside = |claim: &str| {
        let text =
            text(NUMBER, "measure = \"risk\"").replace("from = \"deaths\"", "from = [\"deaths\", \"other\"]");
        let text = format!("{text}[[claim]]\nid = \"other\"\n{claim}\n");
        let report = crate::Checker::default().select(["DN05"]).unwrap().check(&dossier(&text)).unwrap();
        report
            .findings()
            .iter()
            .map(|finding| finding.claim().unwrap_or_default().to_string())
            .collect::<Vec<_>>()
    };
    // Both numbers are the denominator of the other; which it is other rules ask.
    assert!(beside("of = \"cyclists\"\nfigure = \"7.2 million people\"").is_empty());
    assert!(beside("of = \"road-deaths\"\nfigure = \"7.2 million trips\"").is_empty());
    assert!(beside("of = \"road-deaths\"\nshare = \"0.4 %\"").is_empty());
    assert_eq!(beside("of = \"road-deaths\"\nfigure = \"612 deaths\""), ["deaths", "other"]);
}

#[test]
fn a_claim_that_does_not_say_what_it_counts_is_asked() {
    let text =
        text(NUMBER, "measure = \"risk\"").replace("from = \"deaths\"", "from = [\"deaths\", \"other\"]");
    let text = format!("{text}[[claim]]\nid = \"other\"\nof = \"unknown\"\nfigure = \"612 deaths\"\n");
    let report = crate::Checker::default().select(["DN05"]).unwrap().check(&dossier(&text)).unwrap();
    assert!(report.findings().is_empty());
    let asked = &report.questions()[0];
    assert_eq!((&*asked.field, asked.of[0].to_string()), ("of", "other".to_string()));
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(NUMBER, "measure = \"risk\"\nmood = \"hedged\"").fired(Severity::Note);
}
