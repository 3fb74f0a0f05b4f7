#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{exact, judge, number, outcome};

const RULE: &str = "DN03";

const PLACES: &str = "[taxonomy.place]\npart_of = { London = \"GB\", Wessex = \"GB\" }\noverlaps = [[\"Wessex\", \"South\"], [\"Anglia\", \"South\"]]\n\
                      disjoint = [[\"London\", \"Wessex\"]]";

fn step(claim: &str, conclusion: &str) -> String {
    format!(
        "{PLACES}\n[[claim]]\nid = \"figure\"\nof = \"offence\"\n{claim}\n\
         [[conclusion]]\nid = \"end\"\nfrom = \"figure\"\n{conclusion}\n"
    )
}

fn rate(from: &str, to: &str) -> String {
    step(
        &format!("rate = \"12.1 offences per 10,000 people\"\nplace = \"{from}\""),
        &format!("place = \"{to}\""),
    )
}

#[test]
fn every_relation_but_equality_is_a_warning() {
    for (from, to, reason) in [
        ("London", "GB", "what holds in a part of GB need not hold in the rest (London part_of GB)"),
        ("GB", "London", "what holds in all of GB need not hold in a part of it (London part_of GB)"),
        ("London", "Wessex", "the two share nothing"),
        ("FR", "London", "the two share nothing (FR and GB were declared to exclude each other)"),
        ("Wessex", "South", "the two share something, and neither contains the other"),
    ] {
        let finding = judge(RULE, &rate(from, to)).warned();
        assert_eq!(finding.message(), format!("the figure is for {from}, the conclusion about {to}"));
        assert_eq!(finding.reason(), reason);
        let hedged = rate(from, to) + "mood = \"hedged\"\n";
        judge(RULE, &hedged).noted();
    }
    assert_eq!(outcome(RULE, &rate("London", "London")), "passed");
    assert_eq!(outcome(RULE, &rate("any", "London")), "warning");
    assert_eq!(outcome(RULE, &rate("none", "London")), "not applicable");
    assert_eq!(outcome(RULE, &step("figure = \"12 offences\"\nplace = \"London\"", "")), "not applicable");
}

#[test]
fn how_much_of_the_place_it_is_from_is_told() {
    let assume =
        "[[assume]]\nname = \"coverage\"\nfor = \"figure\"\nvalue = \"14.8 %\"\nsource = \"census\"\n";
    let finding = judge(RULE, &(rate("London", "GB") + assume)).warned();
    assert_eq!(number(&finding, "coverage"), exact("0.148"));
    assert_eq!(
        finding.reason(),
        "what holds in a part of GB, here 14.8 %, need not hold in the rest (London part_of GB)"
    );
}

#[test]
fn a_part_is_a_floor_and_a_whole_a_ceiling() {
    let count = |from: &str, to: &str, asserts: &str| {
        let claim = format!("figure = \"10,733 offences\"\nplace = \"{from}\"");
        outcome(RULE, &step(&claim, &format!("place = \"{to}\"\nasserts = {asserts}")))
    };
    assert_eq!(count("London", "GB", "\"count > 10000\""), "passed");
    assert_eq!(count("London", "GB", "\"count < 12000\""), "warning");
    assert_eq!(count("London", "GB", "[\"count > 10000\", \"count < 12000\"]"), "warning");
    assert_eq!(count("GB", "London", "\"count < 12000\""), "passed");
    assert_eq!(count("GB", "London", "\"count > 10000\""), "warning");
    assert_eq!(count("FR", "GB", "\"count > 10000\""), "warning");
    // What may be negative is no floor, and no rate is one.
    let balance = "figure = \"10,733 offences\"\nplace = \"London\"\nflow = \"net\"";
    assert_eq!(outcome(RULE, &step(balance, "place = \"GB\"\nasserts = \"count > 10000\"")), "warning");
    let money = "figure = \"10,733 USD\"\nplace = \"London\"";
    assert_eq!(outcome(RULE, &step(money, "place = \"GB\"\nasserts = \"sum > 10000 USD\"")), "warning");
}

#[test]
fn what_is_not_known_is_asked_for() {
    judge(RULE, &rate("Anglia", "GB")).asks("taxonomy", "Anglia and GB");
    judge(RULE, &rate("unknown", "GB")).asks("place", "figure");
    judge(RULE, &step("figure = \"12 offences\"", "place = \"GB\"")).asks("place", "figure");
}

/// A conclusion about a country, drawn from figures of these places.
fn from_several(names: &str, places: &[&str]) -> String {
    let mut text = format!("[taxonomy.place]\npart_of = {{ north = \"NZ\", south = \"NZ\" }}\n{names}\n");
    let mut ids = Vec::new();
    for place in places {
        text += &format!(
            "[[claim]]\nid = \"of-{place}\"\nof = \"offence\"\nrate = \"12.1 offences per 10,000 people\"\nplace = \"{place}\"\n"
        );
        ids.push(format!("\"of-{place}\""));
    }
    text + &format!("[[conclusion]]\nid = \"end\"\nfrom = [{}]\nplace = \"NZ\"\n", ids.join(", "))
}

fn report(text: &str) -> (usize, usize, usize) {
    let dossier = crate::rules::check_one::dossier(text);
    let report = crate::Checker::default().select([RULE]).unwrap().check(&dossier).unwrap();
    let tally = report.tally(RULE).unwrap();
    (tally.fired, tally.passed, tally.undecidable)
}

#[test]
fn figures_of_all_parts_are_one_of_the_whole() {
    let all = "partition = [{ whole = \"NZ\", parts = [\"north\", \"south\"] }]";
    assert_eq!(report(&from_several(all, &["north", "south"])), (0, 2, 0));
    assert_eq!(report(&from_several(all, &["north"])), (1, 0, 0));
    // Whether the two are all of it nobody says.
    assert_eq!(report(&from_several("", &["north", "south"])), (0, 0, 2));
    // That of the whole stands beside it.
    assert_eq!(report(&from_several("", &["NZ", "south"])), (0, 2, 0));
    // What is not exhaustive leaves something out.
    let some = "partition = [{ whole = \"NZ\", parts = [\"north\", \"south\"], exhaustive = false }]";
    assert_eq!(report(&from_several(some, &["north", "south"])), (2, 0, 0));
    let three = "partition = [{ whole = \"NZ\", parts = [\"north\", \"south\", \"islands\"] }]";
    assert_eq!(report(&from_several(three, &["north", "south"])), (2, 0, 0));
    assert_eq!(report(&from_several(three, &["north", "south", "islands"])), (0, 3, 0));
    // What lies elsewhere completes nothing.
    assert_eq!(report(&from_several("", &["north", "FR"])), (2, 0, 0));
}

#[test]
fn a_claim_that_leaves_open_what_it_is_of_may_be_the_rest() {
    let all = "partition = [{ whole = \"NZ\", parts = [\"north\", \"south\"] }]";
    let text = from_several(all, &["north", "south"]);
    // Both steps ask the claim that does not say.
    let unplaced = text.replace("place = \"south\"", "place = \"unknown\"");
    assert_eq!(report(&unplaced), (0, 0, 2));
    let (before, after) = text.rsplit_once("of = \"offence\"").unwrap();
    let uncounted = format!("{before}of = \"unknown\"{after}");
    assert_eq!(report(&uncounted), (0, 0, 2));
    // It may be the place itself, whatever lies elsewhere.
    let abroad = from_several("", &["NZ", "FR"]);
    assert_eq!(report(&abroad), (0, 2, 0));
    assert_eq!(report(&abroad.replacen("place = \"NZ\"", "place = \"unknown\"", 1)), (0, 0, 2));
    // Of another thing, it is no evidence like the first.
    assert_eq!(report(&format!("{before}of = \"theft\"{after}")), (2, 0, 0));
}

#[test]
fn places_side_by_side_and_trials_are_other_matters() {
    let compared =
        "compare = { by = \"place\", groups = { London = \"12 offences\", Wessex = \"9 offences\" } }";
    assert_eq!(outcome(RULE, &step(compared, "place = \"GB\"")), "not applicable");
    let trial = "[frame.trial]\ndesign = \"volunteer\"\nassigned = \"randomised\"\n".to_string()
        + &step(
            "figure = \"0.8\"\nmeasure = \"risk-ratio\"\nframe = \"trial\"\nplace = \"FR\"",
            "place = \"GB\"",
        );
    judge(RULE, &trial).noted();
}
