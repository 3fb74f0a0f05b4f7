#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::rule::Severity;
use crate::rule::proof::verify;
use crate::rules::check_one::{closed, dossier, exact, finding, judge, limits, number, outcome};

const RULE: &str = "AR04";

fn claim(fields: &str) -> String {
    format!("[[claim]]\nid = \"example\"\n{fields}\n")
}

fn figure(value: &str, measure: &str) -> String {
    claim(&format!("figure = \"{value}\"\nmeasure = \"{measure}\""))
}

fn change(fields: &str) -> String {
    claim(&format!("change = {{ {fields} }}"))
}

#[test]
fn a_chance_lies_between_none_and_certain() {
    for measure in ["probability", "risk", "survival"] {
        assert_eq!(outcome(RULE, &figure("100 %", measure)), "passed");
        assert_eq!(outcome(RULE, &figure("0 %", measure)), "passed");
        // 100.4 to nearest is 100.35 and more; as written 100.3 and more, and no zero at its end is loose.
        // Relative to that of others of the same age a survival may be more than all.
        let beyond = if measure == "survival" { "warning" } else { "error" };
        assert_eq!(outcome(RULE, &figure("100.4 %", measure)), beyond);
        assert_eq!(outcome(RULE, &figure("-3 %", measure)), "error");
        assert_eq!(outcome(RULE, &figure("1,250 per 1,000", measure)), beyond);
        // 95 % to 105 %, and all that is more than 100 %, its limit included.
        assert_eq!(outcome(RULE, &figure("about 100 %", measure)), "passed");
        assert_eq!(outcome(RULE, &figure("0.93", measure)), "passed");
        // Perhaps per cent.
        assert_eq!(outcome(RULE, &figure("93", measure)), "not applicable");
    }
    let text = figure("112 %", "risk");
    let finding = judge(RULE, &text).fired(Severity::Error);
    assert_eq!(finding.message(), "112 % is given as a risk");
    assert_eq!(finding.reason(), "a risk lies between 0 and 100 %, and this can only be 111.5 to 112.5 %");
    assert_eq!(limits(&finding, "share"), closed("1115/1000", "1125/1000"));
    assert_eq!(verify(finding.proof().unwrap(), &dossier(&text).resolve().unwrap()), Ok(()));
    // Held against another figure, the proof is worth nothing.
    let other = dossier(&figure("112 %", "ratio"));
    assert!(verify(finding.proof().unwrap(), &other.resolve().unwrap()).is_err());
}

#[test]
fn a_share_may_be_one_of_a_balance() {
    judge(RULE, &figure("130 %", "share")).warned();
    judge(RULE, &claim("share = \"130 %\"")).warned();
    assert_eq!(
        outcome(RULE, &figure("130 %", "share").replace("measure", "flow = \"net\"\nmeasure")),
        "not applicable"
    );
    assert_eq!(outcome(RULE, &claim("share = \"99.6 %\"")), "passed");
    let total = |net: &str| {
        claim(&format!(
            "[claim.total]\nwhole = {{ value = \"100 %\", measure = \"share\" }}\nparts = {{ a = {{ value = \"130 %\", measure = \"share\" }} }}{net}"
        ))
    };
    assert_eq!(outcome(RULE, &total("")), "warning");
    assert_eq!(outcome(RULE, &total("\nnet = true")), "not applicable");
    // The two figures are for the rules about them.
    assert_eq!(outcome(RULE, &claim("share = \"130 of 100 people\"")), "not applicable");
}

#[test]
fn what_is_no_share_may_pass_all() {
    for measure in ["ratio", "rate", "change", "index", "risk-ratio"] {
        let judged = outcome(RULE, &figure("130 %", measure));
        assert!(["passed", "not applicable"].contains(&judged.as_str()), "{measure}: {judged}");
    }
    judge(RULE, &claim("figure = \"130 %\"")).asks("measure", "example");
    assert_eq!(outcome(RULE, &claim("figure = \"80 %\"")), "not applicable");
    assert_eq!(outcome(RULE, &claim("figure = \"130 people\"")), "not applicable");
}

#[test]
fn of_what_was_counted_all_can_be_gone_and_no_more() {
    let text = change("from = \"412 accidents\", stated = \"-250 %\"");
    let finding = judge(RULE, &text).fired(Severity::Error);
    // 2.5/3.5, and 2.495/3.495 to 2.505/3.505.
    assert_eq!(number(&finding, "swapped"), exact("5/7"));
    assert_eq!(limits(&finding, "swapped"), closed("2495/3495", "2505/3505"));
    assert!(
        finding.advice().ends_with("the earlier one is 250 % more than the later, by 71.4 %"),
        "{}",
        finding.advice()
    );
    assert_eq!(verify(finding.proof().unwrap(), &dossier(&text).resolve().unwrap()), Ok(()));
    // Without a sign, the direction says that it is a fall; the later figure will do as well.
    let told = change("to = \"12 accidents\", stated = \"250 %\", direction = \"falling\"");
    assert_eq!(outcome(RULE, &told), "error");
    assert_eq!(outcome(RULE, &told.replace("falling", "rising")), "not applicable");
    assert_eq!(outcome(RULE, &told.replace("250 %", "100 %")), "passed");
    // What "over" leaves out may have been meant as well.
    assert_eq!(outcome(RULE, &told.replace("250 %", "over 100 %")), "note");
    assert_eq!(outcome(RULE, &told.replace("accidents", "kg")), "error");
}

#[test]
fn what_can_be_less_than_nothing_can_lose_more_than_all() {
    let fell = |end: &str| outcome(RULE, &change(&format!("{end} stated = \"-250 %\"")));
    assert_eq!(fell("from = \"EUR 4 million\","), "note");
    assert_eq!(fell(""), "note");
    // Points may be those of a balance of answers.
    assert_eq!(fell("from = \"40 points\","), "note");
    assert_eq!(fell("from = { value = \"412 accidents\", flow = \"net\" },"), "note");
    assert_eq!(outcome(RULE, &claim("figure = \"-250 %\"\nmeasure = \"change\"")), "note");
    let net = claim("figure = \"-250 %\"\nmeasure = \"change\"\nflow = \"net\"");
    assert_eq!(outcome(RULE, &net), "not applicable");
    // With both figures it is recomputed.
    assert_eq!(fell("from = \"412 accidents\", to = \"103 accidents\","), "passed");
}

#[test]
fn ten_degrees_are_no_half_of_twenty() {
    let two = |unit: &str, measure: &str, stated: &str| {
        change(&format!(
            "from = {{ value = \"10 {unit}\"{measure} }}, to = {{ value = \"20 {unit}\"{measure} }}, stated = \"{stated}\""
        ))
    };
    let mean = ", measure = \"mean\"";
    let finding = judge(RULE, &two("°C", mean, "100 %")).warned();
    // 293.15/283.15.
    assert_eq!(number(&finding, "ratio"), exact("5863/5663"));
    assert_eq!(finding.message(), "10 °C and 20 °C are set in proportion: 100 %");
    // (20 + 459.67)/(10 + 459.67).
    let finding = judge(RULE, &two("°F", mean, "doubled")).warned();
    assert_eq!(number(&finding, "ratio"), exact("47967/46967"));
    assert_eq!(outcome(RULE, &two("K", mean, "100 %")), "passed");
    assert_eq!(outcome(RULE, &two("°C", mean, "10 °C")), "not applicable");
    // A warming of one degree is twice one of half a degree.
    assert_eq!(outcome(RULE, &two("°C", ", measure = \"change\"", "100 %")), "passed");
    judge(RULE, &two("°C", "", "100 %")).asks("measure", "example");
    let compared = claim(
        "[claim.compare]\ngroups = { athens = { value = \"30 °C\", measure = \"mean\" }, oslo = \"15 °C\" }\nstated = [{ measure = \"ratio\", value = \"2 times\" }]",
    );
    // 288.15/303.15.
    assert_eq!(number(&judge(RULE, &compared).warned(), "ratio"), exact("5763/6063"));
}

#[test]
fn a_percentage_is_of_something() {
    let from_to = |from: &str, to: &str, stated: &str| {
        outcome(RULE, &change(&format!("from = \"{from}\", to = \"{to}\", stated = \"{stated}\"")))
    };
    assert_eq!(from_to("0 cases", "5 cases", "500 %"), "warning");
    assert_eq!(from_to("no cases", "5 cases", "fivefold"), "warning");
    assert_eq!(from_to("0 cases", "5 cases", "5 cases"), "not applicable");
    // Not less than half a tonne may have been printed as nought.
    assert_eq!(from_to("0 tonnes", "5 tonnes", "500 %"), "not applicable");
    assert_eq!(from_to("EUR -2 million", "EUR 1 million", "+150 %"), "warning");
    assert_eq!(from_to("EUR 2 million", "EUR -1 million", "-150 %"), "note");
    assert_eq!(from_to("EUR -2 million", "EUR -3 million", "50 %"), "not applicable");
    assert_eq!(from_to("EUR 2 million", "EUR 3 million", "50 %"), "passed");
    // Points, perhaps.
    assert_eq!(from_to("-2 %", "1 %", "3 %"), "undecidable: measure");
}

#[test]
fn the_gravest_of_several_figures_is_told() {
    let groups = claim(
        "[claim.compare]\ngroups = { a = { value = \"120 %\", measure = \"share\" }, b = { value = \"130 %\", measure = \"risk\" } }",
    );
    assert_eq!(finding(RULE, &groups).message(), "130 % is given as a risk");
}

proptest! {
    /// Power: a chance moved beyond its limits is an error, and the proof holds; within them it passes.
    #[test]
    fn what_lies_beyond_is_an_error_with_a_proof(tenths in -3_000i64..3_000) {
        let value = format!("{}{}.{} %", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
        let text = figure(&value, "probability");
        // All that could be printed like this lies within a tenth of it.
        match tenths {
            0..=1_000 => prop_assert_eq!(outcome(RULE, &text), "passed"),
            ..=-2 | 1_002.. => {
                let finding = judge(RULE, &text).fired(Severity::Error);
                prop_assert_eq!(verify(finding.proof().unwrap(), &dossier(&text).resolve().unwrap()), Ok(()));
            }
            _ => {}
        }
    }

    /// The fall is the one that takes the later figure back to the earlier: 1 − 1/(1 + p).
    #[test]
    fn a_fall_beyond_all_is_told_the_other_way_round(percent in 101u32..100_000) {
        let finding = finding(RULE, &change(&format!("from = \"412 accidents\", stated = \"-{percent} %\"")));
        let swapped = exact(&format!("{percent}/{}", percent + 100));
        prop_assert_eq!(number(&finding, "swapped"), swapped);
    }
}
