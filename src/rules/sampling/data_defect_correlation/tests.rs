#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, exact, judge, limits, number};

const MOST: &str = "asserts = \"share > 1/2\"\nbase = \"adults\"";
const SHARE: &str = "share = \"132,500 of 250,000 people\"";

fn case(design: &str, population: &str, claim: &str, conclusion: &str) -> Judged {
    let population = match population {
        "" => String::new(),
        population => format!("population = \"{population}\"\n"),
    };
    judge(
        "SA10",
        &format!(
            "[frame.came]\n{design}\nstands_for = \"adults\"\n{population}[[claim]]\nid = \"share\"\nof = \"vaccinated\"\nframe = \"came\"\n\
             {claim}\n[[conclusion]]\nid = \"most\"\nfrom = \"share\"\n{conclusion}\n"
        ),
    )
}

const VOLUNTEERS: &str = "design = \"volunteer\"";

#[test]
fn a_small_correlation_turns_a_large_sample() {
    let finding = case(VOLUNTEERS, "255 million people", SHARE, MOST).warned();
    // f = 1/1020, error 0.03: ρ² = 0.0009/(1019·0.25), so ρ = 0.03·2/√1019 = 0.0018796.
    let rho = limits(&finding, "correlation for 1/2");
    assert!(
        rho.low_value().unwrap() > &exact("0.0018795") && rho.high_value().unwrap() < &exact("0.0018797")
    );
    // 1/1019/0.005² = 40,000/1019.
    assert_eq!(number(&finding, "worth at 1/200"), exact("40000/1019"));
    assert_eq!(number(&finding, "worth at 1/1000"), exact("1000000/1019"));
    assert_eq!(
        finding.message(),
        "the true share would be 50 % at a correlation of 0.00188 between belonging to it and being in the data"
    );
    assert!(finding.reason().ends_with("they tell as much as 39.3 drawn by chance"), "{}", finding.reason());
}

#[test]
fn a_larger_correlation_or_fraction_is_a_note() {
    // n = 100 of 10,000, error 0.2: ρ = 0.2·2/√99 = 0.0402.
    case(VOLUNTEERS, "10,000 people", "share = \"70 of 100 people\"", MOST).noted();
    // 0.04·2/√99 = 0.00804, but of 100 of 990 people 0.02·2/√8.9 and more than a tenth is in the data.
    case(VOLUNTEERS, "10,000 people", "share = \"54 of 100 people\"", MOST).warned();
    case(VOLUNTEERS, "990 people", "share = \"51 of 100 people\"", MOST).noted();
    // One hundredth exactly is not below: 0.05·2/√(1/f − 1) with f = 1/101.
    case(VOLUNTEERS, "10,100 people", "share = \"55 of 100 people\"", MOST).noted();
    // What is false of the data can be true of all, at the same correlation.
    case(VOLUNTEERS, "255 million people", "share = \"117,500 of 250,000 people\"", MOST).warned();
}

#[test]
fn nearly_everybody_is_in_the_data() {
    // 700 of 900 of 1,000: at least 70 %.
    case(VOLUNTEERS, "1,000 people", "share = \"700 of 900 people\"", MOST).passed();
    // 500 of 900: as few as half of all, which is not above.
    case(VOLUNTEERS, "1,000 people", "share = \"500 of 900 people\"", MOST).noted();
    case(VOLUNTEERS, "900 people", "share = \"500 of 900 people\"", MOST).passed();
    case(VOLUNTEERS, "800 people", "share = \"500 of 900 people\"", MOST).not_applicable();
    // None, all.
    case(VOLUNTEERS, "255 million people", "share = \"0 of 250,000 people\"", MOST).noted();
    case(VOLUNTEERS, "255 million people", "share = \"250,000 of 250,000 people\"", MOST).noted();
}

#[test]
fn it_asks_only_where_something_is_asserted_of_more() {
    case(VOLUNTEERS, "", SHARE, MOST).asks("population", "came");
    case(VOLUNTEERS, "over 200 million people", SHARE, MOST).asks("population", "came");
    let percentage = "figure = \"53 %\"\nmeasure = \"share\"";
    case(VOLUNTEERS, "255 million people", percentage, MOST).asks("n", "share");
    let with_n = "figure = { value = \"53 %\", n = \"250,000 people\" }\nmeasure = \"share\"";
    case(VOLUNTEERS, "255 million people", with_n, MOST).warned();
    case("", "255 million people", SHARE, MOST).asks("design", "came");
    case(VOLUNTEERS, "", SHARE, "base = \"adults\"").not_applicable();
    case(VOLUNTEERS, "", SHARE, "asserts = \"share > 1/2\"").not_applicable();
    case(VOLUNTEERS, "", SHARE, "asserts = \"mean > 1/2\"\nbase = \"adults\"").not_applicable();
    case(VOLUNTEERS, "255 million people", SHARE, "asserts = \"share > 1/2\"\nbase = \"women\"")
        .asks("taxonomy", "came and women");
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(VOLUNTEERS, "255 million people", SHARE, &format!("{MOST}\nmood = \"hedged\"")).noted();
    case(VOLUNTEERS, "255 million people", SHARE, &format!("{MOST}\nmood = \"not-shown\"")).noted();
}

#[test]
fn silent_on_samples_masses_and_limits() {
    for design in ["probability", "census", "administrative", "model", "by-outcome", "single-case"] {
        case(&format!("design = \"{design}\""), "255 million people", SHARE, MOST).not_applicable();
    }
    for design in ["convenience", "enforcement", "referral"] {
        case(&format!("design = \"{design}\""), "255 million people", SHARE, MOST).warned();
    }
    // How many were not caught nobody knows; how many adults there are somebody does.
    case("design = \"enforcement\"", "", SHARE, MOST).not_applicable();
    case("design = \"convenience\"", "", SHARE, MOST).asks("population", "came");
    let mass = "share = { part = \"5 kg\", whole = \"536 kg\" }";
    case(VOLUNTEERS, "10,000 kg", mass, MOST).not_applicable();
    case(VOLUNTEERS, "10,000 people", "share = \"at least 70 of 100 people\"", MOST).not_applicable();
    case(VOLUNTEERS, "10,000 people", "share = \"50 of 100 people\"", MOST).not_applicable();
    case(VOLUNTEERS, "255 million people", &format!("{SHARE}\nadjustment = \"weighted\""), MOST)
        .not_applicable();
}
