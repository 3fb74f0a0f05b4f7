#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, exact, judge, limits, number, outcome};

fn case(frame: &str, claim: &str) -> Judged {
    judge("SA02", &dossier(frame, claim))
}

fn dossier(frame: &str, claim: &str) -> String {
    format!(
        "[frame.trial]\n{frame}\n[[claim]]\nid = \"none\"\nof = \"reaction\"\nframe = \"trial\"\n{claim}\n"
    )
}

const TRIAL: &str = "design = \"convenience\"";

#[test]
fn none_of_fourteen() {
    let finding = case(TRIAL, "share = \"0 of 14 patients\"").noted();
    // 1 − 0.05^(1/14) by mpmath; ⌈ln 0.05/ln 0.99⌉ = 299, ⌈ln 0.05/ln 0.999⌉ = 2995.
    assert!(limits(&finding, "upper limit").contains(&exact("0.19263617565013532849")));
    assert_eq!(number(&finding, "rule of three"), exact("3/14"));
    assert_eq!(number(&finding, "needed for 1 in 100"), exact("299"));
    assert_eq!(number(&finding, "needed for 1 in 1000"), exact("2995"));
    assert_eq!(
        finding.message(),
        "none among 14 patients leaves room for a share of up to 19.3 %, at 95 % confidence"
    );
    assert_eq!(
        finding.reason(),
        "if the share were that large, 14 patients drawn by chance would still show none one time in 20; none among \
         299 would put it below 1 in 100, none among 2995 below 1 in 1,000"
    );
    // Of one: 95 %. "About 14" is 13 at least.
    assert!(
        limits(&case(TRIAL, "share = \"0 of 1 patients\"").noted(), "upper limit").contains(&exact("19/20"))
    );
}

#[test]
fn a_limit_that_is_printed_needs_no_other() {
    let of = |interval: &str| {
        let claim = format!(
            "share = {{ part = \"0 patients\", whole = \"14 patients\", interval = {interval}, level = \"95 %\" }}"
        );
        case(TRIAL, &claim)
    };
    // Two-sided by Clopper and Pearson: 1 − 0.025^(1/14) = 23.2 %; one-sided 19.3 %, as the rule has it.
    of("[\"0 %\", \"23.2 %\"]").passed();
    of("[\"0\", \"23.2\"]").passed();
    of("[\"0 %\", \"19.3 %\"]").passed();
    of("[\"0 %\", \"5 %\"]").noted();
    of("[\"0 %\", \"0 %\"]").noted();
}

#[test]
fn what_was_reached_is_not_asked_of_more() {
    let reason =
        |n: &str| case(TRIAL, &format!("share = \"0 of {n} patients\"")).noted().reason().to_string();
    assert!(reason("298").contains("none among 299 would"));
    assert!(reason("299").ends_with("none among 2995 would put it below 1 in 1,000"), "{}", reason("299"));
    assert!(reason("2,995").ends_with("one time in 20"), "{}", reason("2,995"));
}

#[test]
fn a_test_that_misses_some() {
    let frame = format!("{TRIAL}\nsensitivity = \"exactly 50 %\"");
    let finding = case(&frame, "share = \"0 of 14 patients\"").noted();
    // Twice as much: 38.5 %; and never more than all.
    assert_eq!(number(&finding, "upper limit").to_decimal(3), "0.385");
    let few = case(&frame, "share = \"0 of 2 patients\"").noted();
    assert_eq!(number(&few, "upper limit"), exact("1"));
    assert!(
        finding.message().ends_with("as 50 % of those that are there are found"),
        "{}",
        finding.message()
    );
}

#[test]
fn none_in_an_exposure() {
    let finding = case(TRIAL, "rate = { events = \"0 deaths\", exposure = \"1,000 person-years\" }").noted();
    // −ln 0.05/1000 = 0.0029957.
    assert_eq!(number(&finding, "upper limit").to_decimal(4), "0.002996");
    assert_eq!(
        finding.message(),
        "none in 1,000 person-years leaves room for a rate of up to 0.003 deaths per person-year, at 95 % confidence"
    );
}

#[test]
fn silent_where_it_is_no_sample_or_no_zero() {
    for design in ["census", "administrative", "model"] {
        case(&format!("design = \"{design}\""), "share = \"0 of 14 patients\"").not_applicable();
    }
    case(TRIAL, "share = \"1 of 14 patients\"").not_applicable();
    case(TRIAL, "share = { part = \"0 kg\", whole = \"14 kg\" }").not_applicable();
    case(TRIAL, "share = \"0 of 14 patients\"\nstatus = \"target\"").not_applicable();
    case(TRIAL, "rate = { events = \"0 kg\", exposure = \"14 days\" }").not_applicable();
    case(TRIAL, "rate = { events = \"1 death\", exposure = \"14 days\" }").not_applicable();
    assert_eq!(outcome("SA02", &dossier(TRIAL, "figure = \"0 patients\"")), "no subject");
}

#[test]
fn whether_all_were_counted_is_asked_with_the_limit() {
    let so_far = case("stands_for = \"patients\"", "share = \"0 of 14 patients\"").asks("design", "trial");
    assert_eq!(so_far.first().map(|value| value.shown()), Some("19.3 %".to_string()));
    let text = "[[claim]]\nid = \"none\"\nshare = \"0 of 14 patients\"\n";
    judge("SA02", text).asks("frame", "none");
}
