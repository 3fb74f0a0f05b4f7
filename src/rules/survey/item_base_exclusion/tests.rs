#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const POLL: &str = "[frame.poll]\ndesign = \"probability\"\nstands_for = \"adults\"\n";
const MOST: &str = "asserts = \"share > 1/2\"\nbase = \"adults\"";
const DONT_KNOW: &str =
    "part = \"386 people\"\nwhole = \"690 people\"\nexcluded = { n = \"310 people\", why = \"don't know\" }";

fn case(claim: &str, share: &str, conclusion: &str) -> Judged {
    judge(
        "SV02",
        &format!(
            "{POLL}[[claim]]\nid = \"poll\"\nof = \"in-favour\"\nframe = \"poll\"\n{claim}\n[claim.share]\n{share}\n\
             [[conclusion]]\nid = \"most\"\nfrom = \"poll\"\n{conclusion}\n"
        ),
    )
}

/// A printed percentage with the number of people behind it.
fn percentage(share: &str, conclusion: &str) -> Judged {
    judge(
        "SV02",
        &format!(
            "{POLL}[[claim]]\nid = \"poll\"\nof = \"in-favour\"\nframe = \"poll\"\nmeasure = \"share\"\n[claim.figure]\n{share}\n\
             [[conclusion]]\nid = \"most\"\nfrom = \"poll\"\n{conclusion}\n"
        ),
    )
}

#[test]
fn most_of_those_with_an_opinion_are_a_minority_of_all() {
    let finding = case("", DONT_KNOW, MOST).warned();
    assert_eq!(number(&finding, "share"), exact("193/345"));
    // 310/(690 + 310), and 386 of 1,000.
    assert_eq!(number(&finding, "left out"), exact("31/100"));
    assert_eq!(number(&finding, "share of all"), exact("193/500"));
    assert_eq!(finding.message(), "of all it is 38.6 %, not 55.9 %: 31 % of them are not in the percentage");
    assert_eq!(
        finding.reason(),
        "310 people were left out (don't know): 55.9 % is the share of the rest, and 50 % lies between the two"
    );
    // As a percentage of all: the catalogue's 56 % · 69 %.
    let printed = "value = \"56 %\"\nexcluded = { n = \"31 %\", why = \"don't know\" }";
    let finding = percentage(printed, MOST).warned();
    assert_eq!(number(&finding, "share of all"), exact("0.3864"));
    // In the number of people behind it.
    let printed =
        "value = \"56 %\"\nn = \"690 people\"\nexcluded = { n = \"310 people\", why = \"don't know\" }";
    assert_eq!(number(&percentage(printed, MOST).warned(), "share of all"), exact("0.3864"));
}

#[test]
fn the_figure_itself_told_of_all() {
    case("", DONT_KNOW, "base = \"adults\"").warned();
    case("", DONT_KNOW, "base = \"adults\"\nasserts = \"share = 0.56\"").warned();
    // The frame's own set holds those without an opinion too, where somebody speaks of it; else the base is asked for.
    case("", DONT_KNOW, "asserts = \"share > 1/2\"\nbase = \"poll\"").warned();
    case("base = \"poll\"", DONT_KNOW, "asserts = \"share > 1/2\"").warned();
    case("", DONT_KNOW, "asserts = \"share > 1/2\"").asks("base", "poll");
    case("base = \"those-with-an-opinion\"", DONT_KNOW, "asserts = \"share > 1/2\"").passed();
    // And so does the population, stated as the figure's own base.
    case("base = \"adults\"", DONT_KNOW, "asserts = \"share > 1/2\"").warned();
}

#[test]
fn a_narrower_base_of_both_is_the_convention() {
    let text = |concluded: &str| {
        format!(
            "[taxonomy]\nis_a = {{ decided = \"adults\" }}\n{POLL}[[claim]]\nid = \"poll\"\nof = \"in-favour\"\nframe = \"poll\"\n\
             base = \"decided\"\n[claim.share]\n{DONT_KNOW}\n[[conclusion]]\nid = \"most\"\nfrom = \"poll\"\n\
             asserts = \"share > 1/2\"\n{concluded}\n"
        )
    };
    judge("SV02", &text("")).passed();
    judge("SV02", &text("base = \"decided\"")).passed();
    judge("SV02", &text("base = \"adults\"")).warned();
    // How the two lie to each other must be known.
    let so_far = judge("SV02", &text("base = \"citizens\"")).asks("taxonomy", "decided and citizens");
    assert_eq!(so_far.len(), 3);
}

#[test]
fn an_assertion_that_holds_on_both_bases() {
    // 90 % of 900, a tenth left out: 81 % of all.
    let share = "part = \"810 people\"\nwhole = \"900 people\"\nexcluded = { n = \"100 people\", why = \"no answer\" }";
    let finding = case("", share, MOST).noted();
    assert_eq!(number(&finding, "share of all"), exact("81/100"));
    assert!(!finding.reason().contains("between"), "{}", finding.reason());
    // Below a half it is all the more, with those left out.
    case("", DONT_KNOW, "asserts = \"share < 1/2\"\nbase = \"adults\"").passed();
    // False of both: no matter of who was left out.
    case("", DONT_KNOW, "asserts = \"share > 3/4\"\nbase = \"adults\"").passed();
}

#[test]
fn few_left_out_pass_unless_they_turn_it() {
    // 5 of 100: not more than a twentieth.
    let share = |part, whole, excluded| {
        format!(
            "part = \"{part} people\"\nwhole = \"{whole} people\"\nexcluded = {{ n = \"{excluded} people\", why = \"no answer\" }}"
        )
    };
    case("", &share(60, 95, 5), "base = \"adults\"").passed();
    case("", &share(60, 94, 6), "base = \"adults\"").warned();
    // 48 of 95 are 50.5 %, of 100 they are 48 %.
    case("", &share(48, 95, 5), MOST).warned();
    // Nobody was left out.
    case("", &share(60, 95, 0), "base = \"adults\"").passed();
    // A tie is not above.
    case("", &share(50, 99, 1), MOST).warned();
    // None of this kind, all of this kind.
    case("", &share(0, 60, 40), MOST).passed();
    assert_eq!(
        number(&case("", &share(60, 60, 40), "base = \"adults\"").warned(), "share of all"),
        exact("3/5")
    );
    // Everybody but one.
    assert_eq!(number(&case("", &share(1, 1, 9), MOST).warned(), "left out"), exact("9/10"));
}

#[test]
fn vague_figures_keep_all_they_can_be() {
    let printed = |share: &str, n: &str| {
        percentage(&format!("value = \"{share}\"\nexcluded = {{ n = \"{n}\", why = \"don't know\" }}"), MOST)
    };
    // At least 56 %: up to 69 % of all.
    printed("at least 56 %", "31 %").passed();
    // 30 to 40 % left out: 33.6 to 39.2 %.
    let finding = printed("56 %", "30 % to 40 %").warned();
    assert_eq!(limits(&finding, "share of all"), closed("0.336", "0.392"));
    // More than everybody cannot have been left out.
    printed("56 %", "140 %").not_applicable();
}

#[test]
fn it_asks_how_many_the_percentage_is_of() {
    let printed = "value = \"56 %\"\nexcluded = { n = \"310 people\", why = \"don't know\" }";
    percentage(printed, MOST).asks("n", "poll");
    // Households and people do not add up, and may be the same.
    let printed =
        "value = \"56 %\"\nn = \"690 households\"\nexcluded = { n = \"310 people\", why = \"away\" }";
    percentage(printed, MOST).asks("unit", "poll");
}

#[test]
fn hedged_weighted_and_adjusted() {
    case("", DONT_KNOW, &format!("{MOST}\nmood = \"hedged\"")).noted();
    case("", DONT_KNOW, &format!("{MOST}\nmood = \"not-shown\"")).noted();
    case("adjustment = \"weighted\"", DONT_KNOW, MOST).noted();
    case("adjustment = \"model\"", DONT_KNOW, MOST).not_applicable();
}

#[test]
fn silent_on_other_figures() {
    case("", "part = \"386 people\"\nwhole = \"690 people\"", MOST).not_applicable();
    case("", "part = \"5 kg\"\nwhole = \"536 kg\"\nexcluded = { n = \"20 kg\", why = \"lost\" }", MOST)
        .not_applicable();
    case("origin = { basis = \"shipment\", value = \"CN\" }", DONT_KNOW, MOST).not_applicable();
    case("", DONT_KNOW, "asserts = \"count > 100\"\nbase = \"adults\"").not_applicable();
    // A part of what was observed.
    judge(
        "SV02",
        &format!(
            "[taxonomy]\nis_a = {{ women = \"poll\" }}\n{POLL}[[claim]]\nid = \"poll\"\nof = \"in-favour\"\nframe = \"poll\"\n[claim.share]\n\
             {DONT_KNOW}\n[[conclusion]]\nid = \"most\"\nfrom = \"poll\"\nasserts = \"share > 1/2\"\nbase = \"women\"\n"
        ),
    )
    .not_applicable();
}
