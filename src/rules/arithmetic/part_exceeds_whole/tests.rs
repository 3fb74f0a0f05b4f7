#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::Severity;
use crate::rules::check_one::{exact, judge, number, outcome};

fn share(part: &str, whole: &str) -> String {
    format!("[[claim]]\nid = \"a\"\nshare = {{ part = \"{part}\", whole = \"{whole}\" }}\n")
}

/// Two claims, the second about a narrower thing (a month, a state); everything is stated but what `open` leaves out.
fn nested(whole: &str, part: &str, more: &str, narrower: &str) -> String {
    format!(
        "[taxonomy.place]\npart_of = {{ ohio = \"US\" }}\n[[claim]]\nid = \"a\"\nfigure = \"{whole}\"\nof = \"x\"\nbase = \"none\"\nplace = \"US\"\nperiod = \"2019\"\nstage = \"none\"\norigin = {{ basis = \"any\", value = \"none\" }}\n{more}\n[[claim]]\nid = \"b\"\nfigure = \"{part}\"\nlike = \"a\"\n{narrower}\n"
    )
}

#[test]
fn each_rung_of_the_ladder_with_the_least_excess() {
    for (part, whole, severity, excess) in [
        // 29.5 − 5.5; round figures do not reach: (20, 40) lies above (4, 6).
        ("30 kg", "5 kg", Severity::Error, "24"),
        // 59.5 − 50.5; as written (59, 61) above (49, 51), but a round 60 and a round 50 may both be 55.
        ("60 kg", "50 kg", Severity::Warning, "9"),
        // 5.5 − 5.45; a 6 rounded up and a 5.4 cut off may both be 5.45.
        ("6 kg", "5.4 kg", Severity::Note, "1/20"),
        // Counts printed to the unit are exact.
        ("6 people", "5 people", Severity::Error, "1"),
        // At least 30 is no less; at most 5 no more.
        ("at least 30 people", "5 people", Severity::Error, "25"),
        ("31 people", "up to 30 people", Severity::Error, "1"),
        // No error rests on a vague word. About 30 are 29 to 31 people to nearest (±5 %), and 20 to 40 as it is written.
        ("about 30 people", "5 people", Severity::Warning, "24"),
        ("about 30 people", "25 people", Severity::Note, "4"),
    ] {
        let finding = judge("AR03", &share(part, whole)).fired(severity);
        assert_eq!(number(&finding, "excess"), exact(excess), "{part} of {whole}");
        assert_eq!(finding.proof().is_some(), severity == Severity::Error, "{part} of {whole}");
    }
}

#[test]
fn the_two_figures_of_one_text_are_told_apart_by_the_proof() {
    for text in ["50 of 10 people", "5 kg of 30 g"] {
        let finding =
            judge("AR03", &format!("[[claim]]\nid = \"a\"\nshare = \"{text}\"\n")).fired(Severity::Error);
        assert!(finding.proof().is_some(), "{text}");
    }
}

#[test]
fn what_looks_wrong_and_is_sound() {
    for (part, whole) in [
        ("5.2 kg", "5 kg"),
        ("1,000 g", "1 kg"),
        ("over 25 people", "30 people"),
        ("most", "100 %"),
        ("up to 40 people", "30 people"),
        ("5 people", "about 4 people"),
    ] {
        assert_eq!(outcome("AR03", &share(part, whole)), "passed", "{part} of {whole}");
    }
}

#[test]
fn not_applicable() {
    let total = |more: &str, parts: &str| {
        format!(
            "[[claim]]\nid = \"a\"\ntotal = {{ whole = \"5 kg\", parts = {{ one = \"{parts}\" }}{more} }}\n"
        )
    };
    for text in [
        share("3 cases", "5 kg"),
        share("9 deaths", "5 people"),
        total(", net = true", "9 kg"),
        total("", "-9 kg"),
        // A rate or a mean of a part may lie above that of the whole; a figure of another place is none of it.
        nested("5 kg", "9 kg", "flow = \"net\"", "period = \"2019-06\""),
    ] {
        assert_eq!(outcome("AR03", &text), "not applicable", "{text}");
    }
    assert_eq!(outcome("AR03", &total("", "9 kg")), "error");
    // Money can be negative: a profit of one branch may exceed the firm's.
    assert_eq!(outcome("AR03", &share("9 million USD", "5 million USD")), "warning");
}

#[test]
fn a_narrower_scope_is_a_part() {
    let place = "place = \"ohio\"";
    let told = "flow = \"flow\"\nmeasure = \"sum\"";
    assert_eq!(outcome("AR03", &nested("5 kg", "9 kg", told, place)), "error");
    // A balance of a country may be less than one state's.
    let finding = judge("AR03", &nested("5 kg", "9 kg", "measure = \"sum\"", place)).fired(Severity::Warning);
    assert_eq!(finding.question().unwrap().name(), "flow");
    // An average of some may exceed that of all.
    assert_eq!(outcome("AR03", &nested("5 kg", "9 kg", "", place)), "warning");
    assert_eq!(outcome("AR03", &nested("5 kg", "4 kg", "", place)), "passed");
    // A month's larger figure: an error for what flows, a question where nobody says so, nothing for a stock.
    let month = "period = \"2019-06\"";
    assert_eq!(outcome("AR03", &nested("5 kg", "9 kg", told, month)), "error");
    let finding = judge("AR03", &nested("5 kg", "9 kg", "", month)).fired(Severity::Warning);
    assert_eq!(finding.question().unwrap().name(), "flow");
    assert_eq!(outcome("AR03", &nested("5 kg", "9 kg", "flow = \"stock\"", month)), "no subject");
    // Measured in another way, or estimated: the difference may lie there.
    assert_eq!(
        outcome(
            "AR03",
            &nested("5 kg", "9 kg", "status = \"estimate\"", "status = \"observed\"\nplace = \"ohio\"")
        ),
        "warning"
    );
}

/// Found by the random tables of `tests/tables.rs`.
#[test]
fn the_only_part_of_a_partition_is_no_more_than_all_of_it() {
    let one = |part: &str| {
        let partition = "[taxonomy.place]\npartition = [{ whole = \"US\", parts = [\"mainland\"] }]\n";
        let (_, claims) = nested("1,234 deaths", part, "flow = \"flow\"", "place = \"mainland\"")
            .split_once("[[claim]]")
            .map(|(head, claims)| (head.to_string(), format!("{partition}[[claim]]{claims}")))
            .unwrap();
        claims
    };
    assert!(judge("AR03", &one("1,235 deaths")).fired(Severity::Error).proof().is_some());
    assert_eq!(outcome("AR03", &one("1,234 deaths")), "passed");
}

#[test]
fn estimates_with_a_margin_are_no_contradiction() {
    let total = |part: &str| {
        format!(
            "[[claim]]\nid = \"a\"\ntotal = {{ whole = \"11 ± 2 people\", parts = {{ young = \"{part}\" }}, exclusive = true }}\n"
        )
    };
    assert_eq!(outcome("AR03", &total("14 ± 4 people")), "passed");
    // 24 − 4 is more than 11 + 2, but a margin of 95 % is no limit.
    assert_eq!(outcome("AR03", &total("24 ± 4 people")), "warning");
    assert_eq!(outcome("AR03", &total("14 people").replace(" ± 2", "")), "error");
}
