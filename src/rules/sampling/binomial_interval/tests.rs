#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::number::Interval;
use crate::rules::check_one::{Judged, exact, judge, limits, number};

/// A dossier with a frame `poll`, one share of it and one conclusion.
fn case(frame: &str, claim: &str, conclusion: &str) -> Judged {
    judge("SA01", &dossier(frame, claim, "", conclusion))
}

fn dossier(frame: &str, claim: &str, assumed: &str, conclusion: &str) -> String {
    format!(
        "[frame.poll]\n{frame}\n[[claim]]\nid = \"in-favour\"\nof = \"in-favour\"\nframe = \"poll\"\n{claim}\n\
         {assumed}\n[[conclusion]]\nid = \"majority\"\nfrom = \"in-favour\"\n{conclusion}\n"
    )
}

const POLL: &str = "design = \"probability\"\nstands_for = \"voters\"";
const TWELVE: &str = "share = \"12 of 20 people\"";
const MANY: &str = "share = \"120 of 200 people\"";
const MAJORITY: &str = "asserts = \"share > 1/2\"\nbase = \"voters\"";

fn is_near(interval: &Interval, low: &str, high: &str) {
    let (own_low, own_high) = (interval.low_value().unwrap(), interval.high_value().unwrap());
    let is_near =
        |own: &crate::number::Exact, other: &str| (own.to_f64() - exact(other).to_f64()).abs() < 1e-7;
    assert!(is_near(own_low, low) && is_near(own_high, high), "{interval}");
}

#[test]
fn twelve_of_twenty_are_no_majority() {
    // Beta and normal quantiles by mpmath with 30 digits.
    let finding = case(POLL, TWELVE, MAJORITY).warned();
    is_near(&limits(&finding, "Clopper–Pearson interval"), "0.36054259", "0.80880994");
    is_near(&limits(&finding, "Wilson interval"), "0.38658150", "0.78119347");
    assert_eq!(number(&finding, "share"), exact("3/5"));
    // Σ C(20, k) from 12 to 20 over 2^20 = 131975/524288.
    assert!(limits(&finding, "chance at 50 %").contains(&exact("131975/524288")));
    assert_eq!(
        finding.message(),
        "60 % of 20 people can come from a population with 36.1 to 80.9 %, at 95 % confidence: on both sides of 50 %"
    );
    assert_eq!(
        finding.reason(),
        "were it 50 % of everybody, at least 60 % of 20 people would turn up with a chance of 25.2 %; by Wilson's \
         method, right on average, the limits are 38.7 to 78.1 %"
    );
}

#[test]
fn decided_on_either_side_it_passes() {
    // Clopper–Pearson: 52.9 % to 66.8 %.
    case(POLL, MANY, MAJORITY).passed();
    case(POLL, MANY, "asserts = \"share < 1/2\"\nbase = \"voters\"").passed();
    // None and all: 0 to 16.8 %, 83.2 % to 100 %.
    case(POLL, "share = \"0 of 20 people\"", "asserts = \"share < 17/100\"\nbase = \"voters\"").passed();
    case(POLL, "share = \"20 of 20 people\"", "asserts = \"share > 83/100\"\nbase = \"voters\"").passed();
    case(POLL, "share = \"0 of 20 people\"", "asserts = \"share < 1/10\"\nbase = \"voters\"").warned();
    let all =
        case(POLL, "share = \"20 of 20 people\"", "asserts = \"share > 9/10\"\nbase = \"voters\"").warned();
    // At least 20 of 20 at 90 %: 0.9^20.
    assert!(limits(&all, "chance at 90 %").contains(&exact("9/10").pow(20).unwrap()));
    // One person: 2.5 % to 100 %.
    case(POLL, "share = \"1 of 1 people\"", MAJORITY).warned();
}

#[test]
fn a_tie_is_open_whichever_side_is_asserted() {
    for sign in ["<", "<=", ">", ">="] {
        let conclusion = format!("asserts = \"share {sign} 1/2\"\nbase = \"voters\"");
        case(POLL, "share = \"100 of 200 people\"", &conclusion).warned();
    }
    // That it is a number is no side.
    case(POLL, TWELVE, "asserts = \"share = 60 %\"\nbase = \"voters\"").not_applicable();
    case(POLL, TWELVE, "asserts = \"share > 0\"\nbase = \"voters\"").not_applicable();
    case(POLL, TWELVE, "asserts = \"count > 10\"\nbase = \"voters\"").not_applicable();
}

#[test]
fn nothing_asserted_of_few() {
    let finding = case(POLL, TWELVE, "base = \"voters\"").noted();
    assert_eq!(
        finding.message(),
        "60 % of 20 people can come from a population with 36.1 to 80.9 %, at 95 % confidence"
    );
    case(POLL, MANY, "base = \"voters\"").not_applicable();
}

#[test]
fn the_rounding_of_a_printed_share_may_decide() {
    let of = |share: &str, n: &str| {
        format!("figure = {{ value = \"{share}\", n = \"{n}\" }}\nmeasure = \"share\"")
    };
    // 51.5 % to 52.5 % of 1,000: at most 49.4 % and 55.6 %, with 50 % inside by every reading.
    case(POLL, &of("52 %", "1,000"), MAJORITY).warned();
    // 53.5 % alone would be decided (50.35 %), 52.5 % (49.35 %) would not.
    case(POLL, &of("53 %", "1,000"), MAJORITY).noted();
    case(POLL, &of("54.0 %", "1,000"), MAJORITY).passed();
    // "At least 1,000" may be so many that all is decided.
    case(POLL, &of("52 %", "at least 1,000"), MAJORITY).noted();
    // A share of whom?
    case(POLL, "figure = \"52 %\"\nmeasure = \"share\"", MAJORITY).asks("n", "in-favour");
}

#[test]
fn clusters_weights_and_small_populations() {
    // 200/4 = 50, of them 30: 45.2 % to 73.6 %.
    let finding = case(&format!("{POLL}\ndesign_effect = \"4\""), MANY, MAJORITY).warned();
    is_near(&limits(&finding, "Clopper–Pearson interval"), "0.45179403", "0.73592160");
    assert_eq!(number(&finding, "effective size"), exact("50"));
    // 1 + cv² = 4 of a coefficient of variation of √3 (1.75 is a little more).
    case(&format!("{POLL}\nweights_cv = \"1.75\""), MANY, MAJORITY).warned();
    case(&format!("{POLL}\nweights_cv = \"0.3\""), MANY, MAJORITY).passed();
    // 20 clusters of 10: not at all alike they are worth 200, all alike 20. Which, nobody says.
    let clusters = format!("{POLL}\nclusters = \"20\"");
    let so_far = case(&clusters, MANY, MAJORITY).asks("icc", "poll");
    assert!(so_far.iter().any(|value| value.name == "design effect"));
    let assumed = |icc: &str| {
        let assumed = format!(
            "[[assume]]\nname = \"icc\"\nfor = \"poll\"\nvalue = \"{icc}\"\nsource = \"similar polls\""
        );
        judge("SA01", &dossier(&clusters, MANY, &assumed, MAJORITY))
    };
    // 1 + 9/3 = 4; 1 + 9/1000.
    assumed("exactly 1/3").warned();
    assumed("0.001").passed();
    // 12 of 20 among 24: 20·23/4 = 115 draws' worth; 69 of 115 are 50.5 % to 69 %.
    case(&format!("{POLL}\npopulation = \"24\""), TWELVE, MAJORITY).passed();
    case(&format!("{POLL}\ncoverage = \"83 %\""), TWELVE, MAJORITY).passed();
    case(&format!("{POLL}\npopulation = \"24,000\""), TWELVE, MAJORITY).warned();
    case(&format!("{POLL}\npopulation = \"20\""), TWELVE, MAJORITY).not_applicable();
}

#[test]
fn caution_is_heard() {
    case(POLL, TWELVE, &format!("{MAJORITY}\nmood = \"hedged\"")).noted();
    case(POLL, TWELVE, &format!("{MAJORITY}\nmood = \"not-shown\"")).passed();
}

#[test]
fn only_what_chance_selected_and_only_of_whom_it_was_drawn() {
    for design in ["census", "administrative", "volunteer", "convenience", "enforcement", "model"] {
        case(&format!("design = \"{design}\"\nstands_for = \"voters\""), TWELVE, MAJORITY).not_applicable();
    }
    case("design = \"convenience\"\nassigned = \"randomised\"\nstands_for = \"voters\"", TWELVE, MAJORITY)
        .warned();
    case("stands_for = \"voters\"", TWELVE, MAJORITY).asks("design", "poll");
    case("stands_for = \"voters\"", MANY, MAJORITY).passed();
    // About those who were asked.
    case(POLL, TWELVE, "asserts = \"share > 1/2\"").not_applicable();
    case(POLL, TWELVE, "asserts = \"share > 1/2\"\nbase = \"none\"").not_applicable();
    case(POLL, TWELVE, "asserts = \"share > 1/2\"\nbase = \"unknown\"").asks("base", "majority");
    case("design = \"probability\"", TWELVE, MAJORITY).asks("stands_for", "poll");
    case(POLL, TWELVE, "asserts = \"share > 1/2\"\nbase = \"adults\"").asks("taxonomy", "poll and adults");
    // The share of voters, as the claim itself says.
    case(POLL, &format!("{TWELVE}\nbase = \"voters\""), "asserts = \"share > 1/2\"").warned();
    // Of something else.
    case(POLL, TWELVE, &format!("{MAJORITY}\nof = \"against\"")).asks("taxonomy", "in-favour and against");
    // Kilograms are no draws.
    case(POLL, "share = { part = \"12 kg\", whole = \"20 kg\" }", MAJORITY).not_applicable();
    case(POLL, "figure = \"12 people\"", MAJORITY).not_applicable();
    // A limit is no share: what it leaves open, chance does not.
    case(POLL, "share = \"at least 12 of 20 people\"", MAJORITY).not_applicable();
    case(POLL, "figure = { value = \"over 40 %\", n = \"1,000\" }\nmeasure = \"share\"", MAJORITY)
        .not_applicable();
    case(POLL, &format!("{TWELVE}\nadjustment = \"model\""), MAJORITY).not_applicable();
}

#[test]
fn without_a_frame_it_asks_how_they_were_selected() {
    let text = |share: &str| {
        format!(
            "[[claim]]\nid = \"in-favour\"\nshare = \"{share}\"\n[[conclusion]]\nid = \"majority\"\n\
             from = \"in-favour\"\nasserts = \"share > 1/2\"\n"
        )
    };
    judge("SA01", &text("12 of 20 people")).asks("frame", "in-favour");
    judge("SA01", &text("120 of 200 people")).passed();
    // Nothing says that it is of a sample.
    judge("SA01", &text("60 %")).not_applicable();
}

#[test]
fn a_weighted_figure_with_its_own_margin_knows_more_than_its_number() {
    let figure = |margin: &str, rest: &str| {
        format!(
            "measure = \"share\"\nfigure = {{ value = \"52.0 %\", n = \"1,000 people\"{margin} }}\n{rest}"
        )
    };
    let margin = ", margin = \"1.5 percentage points\", level = \"95 %\"";
    case(POLL, &figure(margin, "adjustment = \"weighted\""), MAJORITY).not_applicable();
    case(POLL, &figure("", "adjustment = \"weighted\""), MAJORITY).warned();
    case(POLL, &figure(margin, ""), MAJORITY).warned();
}
