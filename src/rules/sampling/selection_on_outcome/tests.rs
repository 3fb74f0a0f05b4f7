#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const ALIVE: &str = "design = \"by-outcome\"";
const ALL: &str = "base = \"funds\"";

fn case(frame: &str, claim: &str, conclusion: &str) -> Judged {
    judge(
        "SA11",
        &format!(
            "[frame.alive]\n{frame}\nstands_for = \"funds\"\n[[claim]]\nid = \"returns\"\nof = \"return\"\nframe = \"alive\"\n{claim}\n\
             [[conclusion]]\nid = \"good\"\nfrom = \"returns\"\n{conclusion}\n"
        ),
    )
}

const GROUPS: &str = "groups = { alive = { mean = \"9 %\", n = \"70 funds\" }, closed = { mean = \"2 %\", n = \"30 funds\" } }";
const MEAN: &str =
    "figure = { mean = \"9 %\", n = \"70 funds\", excluded = { n = \"30 funds\", why = \"closed\" } }";

#[test]
fn the_mean_of_survivors_is_not_that_of_all() {
    let finding = case(ALIVE, &format!("[claim.average]\noverall = \"9 %\"\n{GROUPS}"), ALL).warned();
    // (70·9 + 30·2)/100 = 6.9; as written (8, 10) and (1, 3): 5.9 to 7.9.
    assert_eq!(number(&finding, "mean of all"), exact("6.9"));
    assert_eq!(limits(&finding, "mean of all").low_value(), Some(&exact("5.9")));
    assert_eq!(finding.message(), "over all of them it is 6.9 %, not 9 %");
    assert!(finding.reason().ends_with("alive (70) 9 %, closed (30) 2 %"), "{}", finding.reason());
    // Counted in, and printed.
    case(ALIVE, &format!("[claim.average]\noverall = \"6.9 %\"\n{GROUPS}"), ALL).passed();
    // What rounding leaves open is no contradiction: up to 7.9.
    case(ALIVE, &format!("[claim.average]\noverall = \"7.5 %\"\n{GROUPS}"), ALL).passed();
    // About the funds that are left.
    case(ALIVE, &format!("[claim.average]\noverall = \"9 %\"\n{GROUPS}"), "").passed();
}

#[test]
fn an_assertion_that_holds_of_the_survivors_alone() {
    let compare = format!("[claim.compare]\n{GROUPS}");
    let finding = case(ALIVE, &compare, &format!("{ALL}\nasserts = \"mean > 8 %\"")).warned();
    assert_eq!(number(&finding, "mean of all"), exact("6.9"));
    assert_eq!(finding.message(), "over all of them it is 6.9 %");
    case(ALIVE, &compare, &format!("{ALL}\nasserts = \"mean > 5 %\"")).passed();
    // Within the rounding of the groups.
    case(ALIVE, &compare, &format!("{ALL}\nasserts = \"mean > 7 %\"")).passed();
    case(ALIVE, &compare, ALL).passed();
    // Shares with their counts: 60 of 70 and 6 of 30 are 66 of 100.
    let shares = "[claim.compare.groups]\nalive = \"60 of 70 funds\"\nclosed = \"6 of 30 funds\"";
    let finding = case(ALIVE, shares, &format!("{ALL}\nasserts = \"share > 3/4\"")).warned();
    assert_eq!(number(&finding, "mean of all"), exact("0.66"));
    assert_eq!(finding.message(), "over all of them it is 66 %");
    // Without a size nothing is known of all.
    let sizeless =
        "[claim.compare.groups]\nalive = { mean = \"9 %\", n = \"70 funds\" }\nclosed = { mean = \"2 %\" }";
    case(ALIVE, sizeless, &format!("{ALL}\nasserts = \"mean > 8 %\"")).asks("n", "returns");
}

#[test]
fn only_the_number_of_those_left_out_is_known() {
    let finding = case(ALIVE, MEAN, &format!("{ALL}\nasserts = \"mean > 8 %\"")).warned();
    // (8 − 9·0.7)/0.3 = 17/3.
    assert_eq!(number(&finding, "needed of those left out for 8"), exact("17/3"));
    assert_eq!(number(&finding, "left out"), exact("3/10"));
    assert_eq!(finding.message(), "the mean of all depends on those left out: 8 % if theirs is 5.67 %");
    let finding = case(ALIVE, MEAN, ALL).warned();
    assert_eq!(finding.message(), "the mean of all is 9 % only if that of those left out is");
    // One of a hundred: a note.
    let few =
        "figure = { mean = \"9 %\", n = \"99 funds\", excluded = { n = \"1 fund\", why = \"closed\" } }";
    case(ALIVE, few, ALL).noted();
    let none =
        "figure = { mean = \"9 %\", n = \"99 funds\", excluded = { n = \"0 funds\", why = \"closed\" } }";
    case(ALIVE, none, ALL).passed();
}

#[test]
fn a_share_has_bounds() {
    let share = "share = { part = \"63 funds\", whole = \"70 funds\", excluded = { n = \"30 funds\", why = \"closed\" } }";
    let finding = case(ALIVE, share, &format!("{ALL}\nasserts = \"share > 3/4\"")).warned();
    // 63 and 93 of 100; 12 of the 30 for three quarters.
    assert_eq!(limits(&finding, "share of all"), closed("63/100", "93/100"));
    assert_eq!(number(&finding, "needed of those left out for 3/4"), exact("2/5"));
    assert_eq!(finding.message(), "the share of all lies anywhere from 63 to 93 %");
    // Whatever became of the others, it is more than half.
    case(ALIVE, share, &format!("{ALL}\nasserts = \"share > 1/2\"")).passed();
    case(ALIVE, share, ALL).warned();
}

#[test]
fn it_asks_who_was_left_out_only_where_they_are_spoken_of() {
    let figure = "figure = { mean = \"9 %\", n = \"70 funds\" }";
    case(ALIVE, figure, ALL).asks("excluded", "returns");
    case(ALIVE, figure, "").passed();
    // The population is the figure's own base: then it is spoken of.
    case(ALIVE, &format!("{figure}\nbase = \"funds\""), "asserts = \"mean > 8 %\"")
        .asks("excluded", "returns");
    let without_n = "figure = { mean = \"9 %\", excluded = { n = \"30 funds\", why = \"closed\" } }";
    case(ALIVE, without_n, ALL).asks("n", "returns");
    case(ALIVE, figure, "base = \"shares\"").asks("taxonomy", "alive and shares");
}

#[test]
fn hedged_and_not_shown() {
    case(ALIVE, MEAN, &format!("{ALL}\nmood = \"hedged\"")).noted();
    case(ALIVE, MEAN, &format!("{ALL}\nmood = \"not-shown\"")).noted();
}

#[test]
fn case_control_studies_and_other_designs() {
    case("design = \"by-outcome\"\nassigned = \"matched\"", MEAN, ALL).not_applicable();
    case(ALIVE, &format!("{MEAN}\nmeasure = \"odds-ratio\""), ALL).not_applicable();
    for design in ["probability", "census", "volunteer"] {
        case(&format!("design = \"{design}\""), MEAN, ALL).not_applicable();
    }
    case(ALIVE, "figure = \"70 funds\"", ALL).not_applicable();
    case(ALIVE, MEAN, &format!("{ALL}\nasserts = \"ratio > 1\"")).not_applicable();
    // Another unit than the mean's.
    case(ALIVE, MEAN, &format!("{ALL}\nasserts = \"mean > 8 kg\"")).not_applicable();
}
