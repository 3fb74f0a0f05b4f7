#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number, outcome};

/// A share of the dead and one of all occupants.
fn compared(groups: &str, conclusion: &str) -> String {
    format!(
        "[[claim]]\nid = \"belts\"\nof = \"belted\"\nbase = \"car-deaths\"\ncompare = {{ by = \"base\", groups = {{ {groups} }} }}\n\
         [[conclusion]]\nid = \"useless\"\nfrom = \"belts\"\n{conclusion}\n"
    )
}

fn case(groups: &str, conclusion: &str) -> Judged {
    judge("DN11", &compared(groups, conclusion))
}

const BELTS: &str = "car-deaths = \"70 %\", people = \"95 %\"";

/// Only the share of the dead; `more` adds claims.
fn alone(conclusion: &str, more: &str) -> String {
    format!(
        "[[claim]]\nid = \"dead\"\nof = \"belted\"\nbase = \"car-deaths\"\nshare = \"70 %\"\n{more}\n\
         [[conclusion]]\nid = \"useless\"\n{conclusion}\n"
    )
}

const TURNED: &str = "from = \"dead\"\nof = \"car-deaths\"\nbase = \"belted\"\nasserts = \"ratio >= 1\"";

#[test]
fn seat_belts() {
    let finding = case(BELTS, "asserts = \"ratio >= 1\"").warned();
    // (70/30)/(95/5) = 7/57 = 0.123; 1 - 7/57 = 50/57 = 87.7 %.
    assert_eq!(number(&finding, "relative rate"), exact("7/57"));
    assert_eq!(number(&finding, "effectiveness"), exact("50/57"));
    assert_eq!(number(&finding, "break-even"), exact("7/10"));
    // (69.5/30.5)/(95.5/4.5) = 139/61 · 9/191; (70.5/29.5)/(94.5/5.5) = 141/59 · 11/189.
    assert_eq!(limits(&finding, "relative rate"), closed("1251/11651", "1551/11151"));
    assert_eq!(
        finding.message(),
        "70 % of car-deaths and 95 % of people: whoever has it is one of the cases 0.123 times as often as the others, and \
         the ratio asserted is at least 1"
    );
    assert!(finding.reason().contains("only if 70 % of people had it"), "{}", finding.reason());
}

#[test]
fn the_right_direction_passes() {
    case(BELTS, "asserts = \"ratio < 1\"").passed();
    case("car-deaths = \"97 %\", people = \"95 %\"", "asserts = \"ratio > 1\"").passed();
    // Equal shares: rounding leaves both open.
    case("car-deaths = \"70 %\", people = \"70 %\"", "asserts = \"ratio > 1\"").passed();
    case("car-deaths = \"70 %\", people = \"70 %\"", "asserts = \"ratio < 1\"").passed();
    case("car-deaths = \"97 %\", people = \"95 %\"", "asserts = \"ratio < 1\"").warned();
}

#[test]
fn the_ladder_of_readings() {
    // Nearest: 70.5 against 70.55, apart; as written, 71 against 70.5, not.
    case("car-deaths = \"70 %\", people = \"70.6 %\"", "asserts = \"ratio > 1\"").noted();
    case("car-deaths = \"70 %\", people = \"70.5 %\"", "asserts = \"ratio > 1\"").passed();
    case("car-deaths = \"71 %\", people = \"73 %\"", "asserts = \"ratio > 1\"").warned();
    // What is more than 72 % may be anything above it.
    case("car-deaths = \"at most 71 %\", people = \"more than 72 %\"", "asserts = \"ratio > 1\"").warned();
    case("car-deaths = \"at least 71 %\", people = \"72 %\"", "asserts = \"ratio > 1\"").passed();
    // Nearly all: the odds have no upper end, and the finding stands on the lower one.
    case("car-deaths = \"50 %\", people = \"99.6 %\"", "asserts = \"ratio > 1\"").warned();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(BELTS, "asserts = \"ratio >= 1\"\nmood = \"hedged\"").noted();
    case(BELTS, "asserts = \"ratio >= 1\"\nmood = \"not-shown\"").noted();
}

#[test]
fn another_ratio_than_one_needs_its_measure() {
    case(BELTS, "asserts = \"ratio > 1/2\"").asks("measure", "useless");
    case(BELTS, "asserts = \"ratio > 1/2\"\nmeasure = \"risk-ratio\"").warned();
    case(BELTS, "asserts = \"ratio < 1/5\"\nmeasure = \"risk-ratio\"").passed();
    // 70/95 is above 1/2: the ratio of the shares, which no risk is.
    case(BELTS, "asserts = \"ratio > 1/2\"\nmeasure = \"ratio\"").not_applicable();
}

#[test]
fn the_share_of_the_cases_alone_asks_for_the_other() {
    let so_far = judge("DN11", &alone(TURNED, "")).asks("from", "useless");
    assert_eq!(so_far[0].exact, Some(exact("7/10")));
    // The answer settles it.
    let occupants = "[[claim]]\nid = \"all\"\nlike = \"dead\"\nbase = \"occupants\"\nshare = \"95 %\"";
    let both = TURNED.replace("\"dead\"", "[\"dead\", \"all\"]");
    let named = format!("[taxonomy]\nis_a = {{ car-deaths = \"occupants\" }}\n{}", alone(&both, occupants));
    let finding = judge("DN11", &named).warned();
    assert_eq!(number(&finding, "relative rate"), exact("7/57"));
    assert!(finding.message().contains("95 % of occupants"), "{}", finding.message());
    // How the two populations lie to each other must be known.
    judge("DN11", &alone(&both, occupants)).asks("taxonomy", "useless");
    // Of another place it is no base rate.
    let other = named
        .replace("id = \"all\"", "id = \"all\"\nplace = \"NZ\"")
        .replace("id = \"dead\"", "id = \"dead\"\nplace = \"DE\"");
    assert_eq!(outcome("DN11", &other), "undecidable: from");
}

#[test]
fn nothing_is_said_where_no_risk_is_concluded() {
    for conclusion in [
        "from = \"dead\"\nasserts = \"share > 1/2\"",
        "from = \"dead\"",
        // The share itself, of the dead.
        "from = \"dead\"\nasserts = \"ratio > 1\"",
    ] {
        assert_eq!(outcome("DN11", &alone(conclusion, "")), "not applicable", "{conclusion}");
    }
    for groups in [
        "car-deaths = \"100 %\", people = \"95 %\"",
        "car-deaths = \"0 %\", people = \"95 %\"",
        "car-deaths = \"70 kg\", people = \"95 kg\"",
    ] {
        assert_eq!(
            outcome("DN11", &compared(groups, "asserts = \"ratio >= 1\"")),
            "not applicable",
            "{groups}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Law 10 of the catalogue: the relative rate is 1 iff the shares are equal; and it lies on the side of the shares.
    #[test]
    fn the_ratio_is_on_the_side_of_the_shares(s in 1..1000u32, q in 1..1000u32) {
        let percent = |n: u32| format!("{}.{} %", n / 10, n % 10);
        let groups = format!("car-deaths = \"{}\", people = \"{}\"", percent(s), percent(q));
        let above = case(&groups, "asserts = \"ratio > 1\"");
        let below = case(&groups, "asserts = \"ratio < 1\"");
        // As written each is known to less than a tenth on either side: two tenths apart are apart.
        prop_assert_eq!(matches!(above, Judged::Fired(ref finding) if finding.severity() == crate::Severity::Warning), s + 2 <= q);
        prop_assert_eq!(matches!(below, Judged::Fired(ref finding) if finding.severity() == crate::Severity::Warning), q + 2 <= s);
        if let Judged::Fired(finding) = &above {
            prop_assert_eq!(number(finding, "relative rate"), exact(&format!("{}/{}", s * (1000 - q), q * (1000 - s))));
        }
    }
}
