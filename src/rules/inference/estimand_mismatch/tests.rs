#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::Severity;
use crate::rules::check_one::{finding, outcome};

const RULE: &str = "IN02";

fn step(claim: &str, conclusion: &str) -> String {
    format!(
        r#"
        [taxonomy]
        is_a     = {{ cyclist-deaths = "deaths", riders = "people" }}
        disjoint = [["deaths", "injuries"]]
        [taxonomy.place]
        part_of = {{ London = "GB" }}

        [[claim]]
        id     = "evidence"
        of     = "cyclist-deaths"
        place  = "London"
        period = "2019"
        {claim}

        [[conclusion]]
        id   = "concluded"
        from = "evidence"
        {conclusion}
        "#
    )
}

const COUNT: &str = "figure = \"52 people\"";

#[test]
fn components_with_a_rule_of_their_own_are_listed_in_a_note() {
    let finding = finding(RULE, &step(COUNT, "place = \"GB\"\nof = \"deaths\""));
    assert_eq!(finding.severity(), Severity::Note);
    assert_eq!(finding.number("components"), Some(&2.into()));
    assert!(finding.message().starts_with("the conclusion goes beyond its evidence in 2 components: "));
    assert!(finding.message().contains("of: cyclist-deaths becomes deaths (DN04)"), "{}", finding.message());
    // DN03 does not exist yet: a code that nobody can look up is not printed.
    assert!(finding.message().contains("place: London becomes GB"), "{}", finding.message());
    assert!(finding.reason().ends_with("taken over from the evidence: period"), "{}", finding.reason());
}

#[test]
fn what_is_narrower_is_not_entailed_either() {
    let narrower = step(COUNT, "place = \"London\"").replace("place  = \"London\"", "place  = \"GB\"");
    assert_eq!(outcome(RULE, &narrower), "note");
}

/// Of the shares that a comparison prints a share is asserted: that it states no result is no other measure.
#[test]
fn a_comparison_is_asked_for_what_its_groups_are() {
    let compared = |groups: &str, asserts: &str| {
        outcome(
            RULE,
            &format!(
                "[[claim]]\nid = \"precinct\"\nbase = \"voters\"\n[claim.compare]\nby = \"of\"\n{groups}\n\
                 [[conclusion]]\nid = \"yes\"\nfrom = \"precinct\"\nof = \"yes-voters\"\nasserts = \"{asserts}\"\n"
            ),
        )
    };
    let counted = "groups = { women = \"950 of 1,000 voters\", yes-voters = \"600 of 1,000 voters\" }";
    assert_eq!(compared(counted, "share > 1/2"), "undecidable: of");
    assert_eq!(compared(counted, "count > 500"), "warning");
    // Nobody says that these percentages are shares.
    let printed = "groups = { women = \"95 %\", yes-voters = \"60 %\" }";
    assert_eq!(compared(printed, "share > 1/2"), "undecidable: of, measure");
    let areas = "groups = {}\n[claim.compare.strata]\nnorth = { women = \"950 of 1,000 voters\" }";
    assert_eq!(compared(areas, "share > 1/2"), "undecidable: of");
}

#[test]
fn the_same_question_passes() {
    assert_eq!(outcome(RULE, &step(COUNT, "")), "passed");
    assert_eq!(outcome(RULE, &step(COUNT, "place = \"London\"\nperiod = \"2019\"")), "passed");
    assert_eq!(outcome(RULE, &step(COUNT, "asserts = \"count < 100\"")), "passed");
    assert_eq!(outcome(RULE, &step(COUNT, "asserts = \"count < 100 people\"")), "passed");
    // Two figures printed side by side are their plain quotient.
    assert_eq!(outcome(RULE, &step("share = \"52 of 100 people\"", "adjustment = \"none\"")), "passed");
}

#[test]
fn a_number_told_as_a_rate_or_share_has_a_rule() {
    let line = |conclusion: &str| {
        let finding = finding(RULE, &step(COUNT, conclusion));
        assert_eq!(finding.severity(), Severity::Note, "{}", finding.message());
        finding.message()
    };
    assert!(line("asserts = \"share < 1/2\"").ends_with("measure: count becomes share (DN05)"));
    assert!(line("measure = \"rate\"").ends_with("measure: count becomes rate (DN05)"));
}

#[test]
fn a_component_without_a_rule_makes_it_a_warning() {
    let line = |claim: &str, conclusion: &str| {
        let finding = finding(RULE, &step(claim, conclusion));
        assert_eq!(finding.severity(), Severity::Warning, "{}", finding.message());
        finding.message()
    };
    assert!(line(COUNT, "asserts = \"change < 0\"").ends_with("measure: count becomes change"));
    assert!(line(COUNT, "asserts = \"count < 5 helmets\"").ends_with("unit: people becomes helmets"));
    assert!(line("figure = \"52 kg\"", "asserts = \"sum < 5 EUR\"").ends_with("unit: kg becomes EUR"));
    assert!(line(COUNT, "measure = \"index\"").ends_with("measure: count becomes index"));
    let projected = format!("{COUNT}\nstatus = \"projection\"");
    assert!(line(&projected, "status = \"observed\"").ends_with("status: projection becomes observed"));
    let plain = "share = \"52 of 100 people\"";
    assert!(
        line(plain, "adjustment = \"age-standardised\"")
            .ends_with("adjustment: none becomes age-standardised")
    );
}

#[test]
fn one_measure_is_named_once() {
    let finding =
        finding(RULE, &step(COUNT, "measure = \"share\"\nasserts = [\"share < 1/2\", \"share < 1/4\"]"));
    assert_eq!(finding.number("components"), Some(&1.into()), "{}", finding.message());
}

#[test]
fn a_transposed_condition_is_one_line() {
    let claim = "share = \"80 of 100 people\"\nbase = \"riders\"";
    let finding = finding(RULE, &step(claim, "of = \"riders\"\nbase = \"cyclist-deaths\""));
    assert_eq!(finding.severity(), Severity::Warning);
    assert_eq!(finding.number("components"), Some(&1.into()));
    assert!(
        finding
            .message()
            .ends_with("condition: cyclist-deaths among riders becomes riders among cyclist-deaths"),
        "{}",
        finding.message()
    );
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    let hedged = "asserts = \"share < 1/2\"\nmood = \"hedged\"";
    assert_eq!(outcome(RULE, &step(COUNT, hedged)), "note");
}

#[test]
fn what_is_not_known_is_asked_where_nothing_differs() {
    let open = |claim: &str, conclusion: &str| outcome(RULE, &step(claim, conclusion));
    let unknown = step(COUNT, "place = \"GB\"").replace("place  = \"London\"", "place  = \"unknown\"");
    assert_eq!(outcome(RULE, &unknown), "undecidable: place");
    // Nobody has said how a street lies to London.
    assert_eq!(open(COUNT, "of = \"injuries\"\nbase = \"people\"").as_str(), "note");
    assert_eq!(open("figure = \"52\"", "asserts = \"count < 100\""), "undecidable: measure");
    assert_eq!(open(COUNT, "status = \"observed\""), "undecidable: status");
    assert_eq!(
        open("figure = \"5.2 %\"\nmeasure = \"rate\"", "adjustment = \"seasonal\""),
        "undecidable: adjustment"
    );
    // What differs is said, and what is not known beside it.
    let both = step(COUNT, "place = \"GB\"\nstatus = \"observed\"");
    assert!(finding(RULE, &both).reason().ends_with("not known: status"));
}

#[test]
fn two_names_that_nobody_has_related_are_asked_about() {
    let text = step(COUNT, "of = \"accidents\"")
        + "\n[[claim]]\nid = \"b\"\nfigure = \"9 people\"\nof = \"accidents\"";
    assert_eq!(outcome(RULE, &text), "undecidable: taxonomy");
}

#[test]
fn which_group_comes_first_and_how_two_compare_is_what_a_comparison_tells() {
    let compared = |groups: &str, asserts: &str| {
        format!(
            "[[claim]]\nid = \"a\"\nof = \"killed\"\n[claim.compare]\nby = \"mode\"\ngroups = {{ {groups} }}\n\
             [[conclusion]]\nid = \"b\"\nfrom = \"a\"\nasserts = \"{asserts}\"\n"
        )
    };
    let two = "air = \"0.05 deaths per billion km\", car = \"3.1 deaths per billion km\"";
    let three = format!("{two}, bus = \"0.4 deaths per billion km\"");
    for (groups, asserts, expected) in [
        (two, "ratio < 1", "passed"),
        (two, "rank = 1", "passed"),
        (&three, "rank = 1", "passed"),
        // Of which two?
        (&three, "ratio < 1", "warning"),
        ("air = \"0.05 deaths per billion km\"", "rank = 1", "warning"),
    ] {
        assert_eq!(outcome(RULE, &compared(groups, asserts)), expected, "{groups}: {asserts}");
    }
}
