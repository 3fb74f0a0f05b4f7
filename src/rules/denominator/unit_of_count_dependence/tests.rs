#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::Severity;
use crate::number::Exact;
use crate::rules::check_one::{finding, outcome};

const RULE: &str = "DN07";

/// Two shares of one thing: the first by mass, the second like it but for what is given.
fn pair(first: &str, second: &str) -> String {
    format!(
        r#"
        [frame.seizures]
        design = "enforcement"
        [frame.courts]
        design = "administrative"

        [[claim]]
        id    = "one"
        of    = "fentanyl"
        place = "US"
        base  = "drugs"
        {first}

        [[claim]]
        id    = "other"
        like  = "one"
        {second}
        "#
    )
}

const MASS: &str = r#"share = { part = "5 kg", whole = "536 kg" }
which = { origin = { basis = "shipment", value = "CN" } }"#;

fn number(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn by_cases_the_share_is_eight_times_that_by_mass() {
    let by_nationality = r#"share = "17 of 229 busts"
which = { origin = { basis = "nationality", value = "CN" } }"#;
    let finding = finding(RULE, &pair(MASS, by_nationality));
    assert_eq!(finding.severity(), Severity::Warning);
    assert_eq!(finding.number("larger share"), Some(&number("17/229")));
    assert_eq!(finding.number("smaller share"), Some(&number("5/536")));
    // 17/229 × 536/5
    assert_eq!(finding.number("times"), Some(&number("9112/1145")));
    assert_eq!(finding.message(), "by busts the share is 7.42 %, by mass 0.933 %: 7.96 times as much");
    assert!(finding.reason().starts_with("kg per bust is not computed: the origins are on different bases"));
    assert!(finding.reason().contains("nationality") && finding.reason().contains("shipment"));
    assert!(finding.number("size of the part").is_none());
}

#[test]
fn on_one_basis_the_mean_size_is_given_for_part_and_rest() {
    let finding = finding(RULE, &pair(MASS, r#"share = "17 of 229 busts""#));
    assert_eq!(finding.number("size of the part"), Some(&number("5/17")));
    // (536 − 5)/(229 − 17)
    assert_eq!(finding.number("size of the rest"), Some(&number("531/212")));
    assert_eq!(
        finding.reason(),
        "the mean size is 0.294 kg per bust in the part and 2.5 kg per bust in the rest"
    );
}

#[test]
fn from_two_frames_the_mean_size_is_not_given() {
    let first = format!("{MASS}\nframe = \"seizures\"");
    let finding =
        finding(RULE, &pair(&first, "share = \"17 of 229 busts\"\nframe = \"courts\"\nbase = \"drugs\""));
    assert!(finding.reason().contains("the two shares are not from one frame"), "{}", finding.reason());
}

#[test]
fn a_factor_of_exactly_two_fires_and_less_passes() {
    let by_mass = r#"share = { part = "5 kg", whole = "100 kg" }"#;
    assert_eq!(outcome(RULE, &pair(by_mass, r#"share = "10 of 100 busts""#)), "warning");
    assert_eq!(outcome(RULE, &pair(by_mass, r#"share = "10 of 101 busts""#)), "passed");
    assert_eq!(outcome(RULE, &pair(by_mass, r#"share = "5 of 100 busts""#)), "passed");
}

#[test]
fn a_share_of_zero_is_no_multiple() {
    let finding = finding(RULE, &pair(MASS, r#"share = "0 of 229 busts""#));
    assert_eq!(finding.message(), "by mass the share is 0.933 %, by busts it is 0 %");
    assert!(finding.number("times").is_none());
    let none = r#"share = { part = "0 kg", whole = "536 kg" }"#;
    assert_eq!(outcome(RULE, &pair(none, r#"share = "0 of 229 busts""#)), "passed");
}

#[test]
fn the_furthest_pair_counts_even_where_the_extremes_share_a_unit() {
    let three = |cases: &str| {
        pair(
            r#"share = { part = "10 kg", whole = "100 kg" }"#,
            r#"share = { part = "30 kg", whole = "100 kg" }"#,
        ) + &format!("\n[[claim]]\nid = \"cases\"\nlike = \"one\"\nshare = \"{cases} of 100 busts\"")
    };
    // 30 % and 10 % are both by mass; against 14 % by cases, 30 % is 15/7 times as much.
    assert_eq!(finding(RULE, &three("14")).number("times"), Some(&number("15/7")));
    assert_eq!(outcome(RULE, &three("16")), "passed");
}

#[test]
fn one_unit_is_not_its_subject() {
    let grams = r#"share = { part = "6000 g", whole = "100 kg" }"#;
    assert_eq!(outcome(RULE, &pair(MASS, grams)), "not applicable");
}

#[test]
fn a_share_without_figures_has_no_unit_to_tell() {
    assert_eq!(outcome(RULE, &pair(MASS, r#"share = "20 %""#)), "undecidable: unit");
    // Whatever it is counted in, it is not twice the other.
    assert_eq!(outcome(RULE, &pair(MASS, r#"share = "1 %""#)), "not applicable");
}

#[test]
fn shares_of_different_things_are_no_group() {
    assert_eq!(outcome(RULE, &pair(MASS, "share = \"17 of 229 busts\"\nplace = \"MX\"")), "no subject");
}

#[test]
fn a_threshold_between_the_shares_fires_below_the_factor() {
    let conclude = |mass: &str, from: &str, mood: &str| {
        let first = format!("share = {{ part = \"{mass} kg\", whole = \"100.0 kg\" }}");
        pair(&first, r#"share = "12 of 100 busts""#)
            + &format!(
                "\n[[conclusion]]\nid = \"minor\"\nfrom = {from}\nasserts = \"share < 1/10\"\nmood = \"{mood}\""
            )
    };
    let both = r#"["one", "other"]"#;
    let finding = finding(RULE, &conclude("9.0", both, "flat"));
    assert_eq!(finding.severity(), Severity::Warning);
    assert_eq!(finding.message(), "share < 1/10 holds by mass (9 %) and not by busts (12 %)");
    assert_eq!(outcome(RULE, &conclude("9.0", both, "hedged")), "note");
    // Drawn from one of them only, the conclusion has chosen its unit.
    assert_eq!(outcome(RULE, &conclude("9.0", r#""one""#, "flat")), "passed");
    // 9.95 to 10.05 kg: rounding leaves the side open.
    assert_eq!(outcome(RULE, &conclude("10.0", both, "flat")), "passed");
    assert_eq!(outcome(RULE, &conclude("11.0", both, "flat")), "passed");
}
