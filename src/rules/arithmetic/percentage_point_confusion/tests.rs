#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{closed, exact, judge, limits, number, outcome};

/// A change from one figure to another, of shares.
fn shares(from: &str, to: &str, stated: &str) -> String {
    format!("{}measure = \"share\"\n", change(from, to, stated))
}

fn change(from: &str, to: &str, stated: &str) -> String {
    format!("[[claim]]\nid = \"a\"\nchange = {{ from = \"{from}\", to = \"{to}\", stated = \"{stated}\" }}\n")
}

/// The same with a measure of the first figure and of the second.
fn measured(from: &str, to: &str) -> String {
    format!(
        "[[claim]]\nid = \"a\"\n[claim.change]\nfrom = {{ value = \"2.0 %\"{from} }}\nto = {{ value = \"4.0 %\"{to} }}\nstated = \"2.0 %\"\n"
    )
}

#[test]
fn points_printed_as_per_cent_fire_with_both_numbers() {
    let finding = judge("AR06", &shares("59.4 %", "61.4 %", "2 %")).warned();
    assert_eq!(number(&finding, "points"), exact("2"));
    // 61.35 − 59.45 and 61.45 − 59.35.
    assert_eq!(limits(&finding, "points"), closed("19/10", "21/10"));
    // 2/59.4
    assert_eq!(number(&finding, "relative change"), exact("10/297"));
    // 1.9/59.45 and 2.1/59.35.
    assert_eq!(limits(&finding, "relative change"), closed("38/1189", "42/1187"));
    assert_eq!(
        finding.message(),
        "2 % is the difference of 59.4 % and 61.4 % in percentage points; the change in per cent is 3.37 %"
    );
    assert_eq!(
        finding.reason(),
        "a change in per cent is read as a part of the first figure, and of 59.4 % it is 3.2 to 3.54 %"
    );
    assert_eq!(finding.advice(), "print the difference as 2 percentage points, or the change as 3.37 %");
    let pointers: Vec<String> = finding.pointers().collect();
    assert_eq!(pointers, ["/claim/0/change/stated", "/claim/0/change/from", "/claim/0/change/to"]);
}

#[test]
fn per_cent_printed_as_points_fire_too() {
    // 60 − 50 = 10 points, 10/50 = 20 %. No measure is needed: points are differences of whatever it is.
    let finding = judge("AR06", &change("50 %", "60 %", "20 percentage points")).warned();
    assert_eq!(number(&finding, "points"), exact("10"));
    assert_eq!(number(&finding, "relative change"), exact("1/5"));
    // 59.5/50.5 − 1 = 9/50.5 and 60.5/49.5 − 1 = 11/49.5.
    assert_eq!(limits(&finding, "relative change"), closed("18/101", "2/9"));
    assert_eq!(
        finding.message(),
        "20 percentage points is the change from 50 % to 60 % in per cent; the difference is 10 percentage points"
    );
    assert_eq!(finding.advice(), "print the change as 20 %, or the difference as 10 percentage points");
    // 1/4 = 25 % = 2,500 hundredths of a per cent; the difference is 100 of them.
    assert_eq!(outcome("AR06", &change("4.00 %", "5.00 %", "2,500 basis points")), "warning");
}

#[test]
fn a_change_in_its_own_unit_passes() {
    for stated in [
        // 61.3/59.5 − 1 to 61.5/59.3 − 1, as written: 3.03 % to 3.71 %.
        "3.4 %",
        "3 %",
        // 61.3 − 59.5 to 61.5 − 59.3, as written: 1.8 to 2.2.
        "2 percentage points",
        "2.0 percentage points",
        "200 basis points",
    ] {
        assert_eq!(outcome("AR06", &shares("59.4 %", "61.4 %", stated)), "passed", "{stated}");
        // What passes needs no measure.
        assert_eq!(outcome("AR06", &change("59.4 %", "61.4 %", stated)), "passed", "{stated}");
    }
}

#[test]
fn what_looks_wrong_and_is_sound() {
    for (from, to, stated) in [
        // Near 100 % both units give 2: 99.0/97.2 − 1 = 1.85 % to 99.2/97.0 − 1 = 2.27 %, against 1 to 3 %.
        ("97.1 %", "99.1 %", "2 %"),
        // Figures so coarse that the change may be almost anything: 1/2 − 1 to 3/0 − 1.
        ("1 %", "2 %", "1 %"),
        // 22/29 − 1 = −24.1 % to 24/27 − 1 = −11.1 %: a fall of 18 % or so, without its sign.
        ("28 %", "23 %", "18 %"),
        ("28 %", "23 %", "5 percentage points"),
        ("28 %", "23 %", "-5 percentage points"),
    ] {
        assert_eq!(outcome("AR06", &shares(from, to, stated)), "passed", "{from} to {to}, {stated}");
    }
}

#[test]
fn a_fall_fires_with_and_without_its_sign() {
    // As written −3.58 % to −2.94 %: "2 %" may be 2.94 cut off, "2.0 %" may not.
    assert_eq!(outcome("AR06", &shares("61.4 %", "59.4 %", "2 %")), "passed");
    for stated in ["2.0 %", "-2.0 %"] {
        let finding = judge("AR06", &shares("61.4 %", "59.4 %", stated)).warned();
        assert_eq!(number(&finding, "points"), exact("-2"));
        // −2/61.4
        assert_eq!(number(&finding, "relative change"), exact("-10/307"));
    }
    // A rise called a fall is another fault.
    assert_eq!(outcome("AR06", &shares("59.4 %", "61.4 %", "-2.0 %")), "not applicable");
}

#[test]
fn as_written_decides() {
    // From 20 % to 24 %, up 4 %. As written 23/21 − 1 = 9.5 % to 25/19 − 1 = 31.6 %, and 3 to 5 %.
    assert_eq!(outcome("AR06", &shares("20 %", "24 %", "4 %")), "warning");
    // From 20 % to 22 %, up 2 %. As written 21/21 − 1 = 0 % to 23/19 − 1 = 21.1 %: 2 % may be right.
    assert_eq!(outcome("AR06", &shares("20 %", "22 %", "2 %")), "passed");
    // With a decimal: 21.9/20.1 − 1 = 9.0 % at least.
    assert_eq!(outcome("AR06", &shares("20.0 %", "22.0 %", "2 %")), "warning");
}

#[test]
fn growth_rates_are_no_levels_and_unstated_is_asked_for() {
    // 0.1 too much or too little of 4.0 and 2.0: the change of 100 % is far from 2 %.
    assert_eq!(outcome("AR06", &measured("", "")), "undecidable: measure");
    let so_far = judge("AR06", &measured("", "")).asks("measure", "a");
    assert_eq!(so_far.first().unwrap().exact, Some(exact("2")));
    assert_eq!(so_far.get(1).unwrap().exact, Some(exact("1")));
    let is = |measure: &str| format!(", measure = \"{measure}\"");
    for level in ["share", "rate", "ratio", "risk", "survival", "probability"] {
        assert_eq!(outcome("AR06", &measured(&is(level), &is(level))), "warning", "{level}");
    }
    // One is enough, the other is its earlier or later figure.
    assert_eq!(outcome("AR06", &measured(&is("share"), "")), "warning");
    assert_eq!(outcome("AR06", &measured("", &is("rate"))), "warning");
    for other in ["change", "index", "odds-ratio"] {
        assert_eq!(outcome("AR06", &measured(&is(other), &is(other))), "not applicable", "{other}");
        assert_eq!(outcome("AR06", &measured(&is("share"), &is(other))), "not applicable", "{other}");
    }
    // A mean may be one of growth rates; the claim can say of what.
    assert_eq!(outcome("AR06", &measured(&is("mean"), &is("median"))), "undecidable: measure");
    let means =
        measured(&is("mean"), &is("mean")).replace("[claim.change]", "measure = \"share\"\n[claim.change]");
    assert_eq!(outcome("AR06", &means), "warning");
    // Of the claim, "change" is the measure of its result.
    let text = format!("{}measure = \"change\"\n", change("2.0 %", "4.0 %", "2.0 %"));
    assert_eq!(outcome("AR06", &text), "undecidable: measure");
}

#[test]
fn not_applicable() {
    for text in [
        // Neither of the two: 2 points, 3.4 %.
        shares("59.4 %", "61.4 %", "5 %"),
        shares("59.4 %", "61.4 %", "5 percentage points"),
        // A limit may well be stated below the change.
        shares("20.0 %", "40.0 %", "over 20 %"),
        // Nothing is a part of nothing, and below zero there is no share.
        shares("0.0 %", "2.0 %", "2 %"),
        shares("-4.0 %", "2.0 %", "6 %"),
        // 1.5 to 1.8 children a woman may be an index as well: not printed as percentages.
        shares("1.5", "1.8", "30 %"),
        shares("5 kg", "8 kg", "3 %"),
        shares("59.4 %", "61.4 %", "2 points"),
        // The change is that of other, adjusted figures.
        format!("{}adjustment = \"seasonal\"\n", shares("59.4 %", "61.4 %", "2 %")),
        "[[claim]]\nid = \"a\"\nchange = { from = \"59.4 %\", to = \"61.4 %\" }\n".to_string(),
        "[[claim]]\nid = \"a\"\nchange = { series = { 2001 = \"59.4 %\", 2005 = \"61.4 %\" }, stated = \"2 %\" }\n"
            .to_string(),
        "[[claim]]\nid = \"a\"\nfigure = \"2 %\"\n".to_string(),
    ] {
        assert_eq!(outcome("AR06", &text), "not applicable", "{text}");
    }
}

#[test]
fn printed_shares_count_as_their_percentages() {
    // The percentages are printed beside the counts they come from, and are what the change is of.
    let text = "[[claim]]\nid = \"a\"\n[claim.change]\nstated = \"2 %\"\n\
        from = { part = \"26.4 million people\", whole = \"44.4 million people\", stated = \"59.4 %\" }\n\
        to = { part = \"27.1 million people\", whole = \"44.2 million people\", stated = \"61.4 %\" }\n";
    let finding = judge("AR06", text).warned();
    assert_eq!(number(&finding, "points"), exact("2"));
    // All three adjusted alike are as good as none.
    let seasonal =
        |value: &str| format!("{{ value = \"{value}\", adjustment = \"seasonal\", measure = \"rate\" }}");
    let text = format!(
        "[[claim]]\nid = \"a\"\nadjustment = \"seasonal\"\n[claim.change]\nfrom = {}\nto = {}\nstated = \"0.5 %\"\n",
        seasonal("4.5 %"),
        seasonal("5.0 %"),
    );
    assert_eq!(outcome("AR06", &text), "warning");
}

#[test]
fn a_range_has_limits_and_no_one_number() {
    // From 10–12 % to 20–22 %: 8 to 12 points, and 20/12 − 1 to 22/10 − 1.
    let finding = judge("AR06", &shares("10 to 12 %", "20 to 22 %", "10 %")).warned();
    assert_eq!(finding.number("points"), None);
    assert_eq!(limits(&finding, "points"), closed("8", "12"));
    assert_eq!(limits(&finding, "relative change"), closed("2/3", "6/5"));
}
