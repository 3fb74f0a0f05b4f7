use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const ENFORCEMENT: &str = "design = \"enforcement\"\nstands_for = \"supply\"";
const MORE: &str = "change = { from = \"100 kg\", to = \"170 kg\" }";
const ROSE: &str = "base = \"supply\"\nasserts = \"change > 0\"";

fn case_of(frame: &str, claim: &str, rate: &str, conclusion: &str, further: &str) -> Judged {
    let rate = match rate {
        "" => String::new(),
        rate => format!(
            "[[assume]]\nname = \"interdiction_rate\"\nfor = \"seized\"\nvalue = \"{rate}\"\nsource = \"supposed\"\n"
        ),
    };
    let of = if claim.contains("of =") { "" } else { "of = \"cocaine\"" };
    judge(
        "SC08",
        &format!(
            "[frame.seizures]\n{frame}\n[[claim]]\nid = \"seized\"\nframe = \"seizures\"\n{of}\n{claim}\n{rate}\
             [[conclusion]]\nid = \"flood\"\nfrom = \"seized\"\n{conclusion}\n{further}"
        ),
    )
}

fn case(claim: &str, rate: &str, conclusion: &str) -> Judged {
    case_of(ENFORCEMENT, claim, rate, conclusion, "")
}

#[test]
fn seventy_percent_more_was_seized() {
    let finding = case(MORE, "", ROSE).warned();
    // 170/100: unchanged if the rate rose from 10 % to 17 %.
    assert_eq!(number(&finding, "times the interdiction rate for a change of 0 %"), exact("17/10"));
    assert_eq!(number(&finding, "change of what was seized"), exact("7/10"));
    assert_eq!(finding.question().unwrap().name(), "interdiction_rate");
    assert_eq!(
        finding.message(),
        "170 kg was seized after 100 kg: the flow is unchanged if the share of it that is seized became 1.7 times as large"
    );
}

#[test]
fn a_rate_between_ten_and_twenty_percent() {
    let finding = case(MORE, "10 % to 20 %", ROSE).warned();
    // 1.7 · 1/2 − 1 and 1.7 · 2 − 1.
    assert_eq!(limits(&finding, "change of the flow"), closed("-3/20", "12/5"));
    assert_eq!(
        finding.message(),
        "170 kg was seized after 100 kg: with 10 to 20 % of the flow seized, the flow changed by -15 to 240 %"
    );
    assert!(finding.question().is_none());
    // 1.7 · 10/15 = 1.13, 1.7 · 10/17 = 1: not more.
    case(MORE, "10 % to 15 %", ROSE).passed();
    case(MORE, "10 % to 17 %", ROSE).warned();
    case(MORE, "10 %", ROSE).passed();
}

#[test]
fn other_thresholds() {
    // Up by a fifth: 1.7/1.2 = 17/12.
    let finding = case(MORE, "", "base = \"supply\"\nasserts = \"change > 20 %\"").warned();
    assert_eq!(number(&finding, "times the interdiction rate for a change of 20 %"), exact("17/12"));
    assert!(
        finding.message().ends_with("became 1.7 times as large, up by 20 % if 1.42 times"),
        "{}",
        finding.message()
    );
    case(MORE, "", "base = \"supply\"\nasserts = \"ratio > 1\"").warned();
    case(MORE, "", "base = \"supply\"\nasserts = \"change > 0 kg\"").warned();
    case(MORE, "", "base = \"supply\"\nasserts = \"change > 20 kg\"").not_applicable();
    // No flow falls by more than all of it.
    case(MORE, "", "base = \"supply\"\nasserts = \"change > -100 %\"").passed();
}

#[test]
fn nothing_asserted_is_the_direction_of_the_figure() {
    case(MORE, "", "base = \"supply\"").warned();
    case(MORE, "10 % to 15 %", "base = \"supply\"").passed();
    let less = "change = { from = \"170 kg\", to = \"100 kg\" }";
    case(less, "", "base = \"supply\"").warned();
    case(less, "10 % to 15 %", "base = \"supply\"").passed();
    let same = "change = { from = \"100 kg\", to = \"100 kg\" }";
    case(same, "10 % to 15 %", "base = \"supply\"").warned();
    case(same, "10 %", "base = \"supply\"").passed();
}

#[test]
fn a_change_stated_as_a_number_or_a_word() {
    let finding = case("change = { stated = \"70 %\" }", "", ROSE).warned();
    assert_eq!(number(&finding, "times the interdiction rate for a change of 0 %"), exact("17/10"));
    assert!(finding.message().starts_with("what was seized changed: the flow is unchanged if"));
    for word in ["rising", "falling", "unchanged"] {
        let finding = case(&format!("change = {{ stated = \"{word}\" }}"), "", ROSE).warned();
        assert!(finding.message().starts_with("what was seized changed: "), "{}", finding.message());
    }
}

#[test]
fn an_amount_and_the_flow_behind_it() {
    let supply = "base = \"supply\"\nasserts = \"sum < 1,000 kg\"";
    let finding = case("figure = \"536 kg\"", "", supply).warned();
    assert_eq!(number(&finding, "flow at 10 %"), exact("5360"));
    assert_eq!(
        finding.message(),
        "536 kg was seized: the flow is 10,720 kg if 5 % of it is seized, 5360 kg if 10 %, 2144 kg if 25 %"
    );
    let finding = case("figure = \"536 kg\"", "10 % to 25 %", supply).warned();
    assert_eq!(limits(&finding, "flow"), closed("2144", "5360"));
    assert_eq!(limits(&finding, "not seized"), closed("1608", "4824"));
    assert_eq!(
        finding.message(),
        "536 kg was seized: with 10 to 25 % of the flow seized, the flow is 2144 to 5360 kg"
    );
    case("figure = \"536 kg\"", "10 % to 25 %", "base = \"supply\"\nasserts = \"sum > 2 tonnes\"").passed();
    case("figure = \"536 kg\"", "10 % to 25 %", "base = \"supply\"\nasserts = \"sum > 3 tonnes\"").warned();
    case("figure = \"536 kg\"", "", "base = \"supply\"\nasserts = \"sum >= 536 kg\"").passed();
    // Printed in grams it is in grams.
    let finding = case("figure = \"500 g\"", "", "base = \"supply\"").warned();
    assert!(finding.message().contains("the flow is 10,000 g if 5 %"), "{}", finding.message());
}

#[test]
fn the_amount_itself_as_the_flow() {
    case("figure = \"536 kg\"", "", "base = \"supply\"").warned();
    case("figure = \"536 kg\"", "10 % to 25 %", "base = \"supply\"").warned();
    case("figure = \"536 kg\"", "100 %", "base = \"supply\"").passed();
    case("figure = \"17 parcels\"", "", "base = \"supply\"\nasserts = \"count < 20\"").warned();
    case("figure = \"17 parcels\"", "", "base = \"supply\"\nasserts = \"count > 15\"").passed();
}

#[test]
fn a_rate_that_is_none() {
    let finding = case(MORE, "120 %", ROSE).warned();
    assert_eq!(
        finding.message(),
        "an interdiction rate of 120 % is no share of a flow of which something was seized"
    );
    case("figure = \"536 kg\"", "120 %", "base = \"supply\"").warned();
    case("figure = \"536 kg\"", "0 %", "base = \"supply\"\nasserts = \"sum > 500 kg\"").warned();
}

#[test]
fn hedged_is_a_note() {
    case(MORE, "", &format!("{ROSE}\nmood = \"hedged\"")).noted();
    case("figure = \"536 kg\"", "", "base = \"supply\"\nmood = \"not-shown\"").noted();
}

#[test]
fn limited_to_what_was_seized() {
    case(MORE, "", "asserts = \"change > 0\"").passed();
    case(MORE, "", "base = \"seizures\"\nasserts = \"change > 0\"").passed();
    case(MORE, "", "base = \"unknown\"\nasserts = \"change > 0\"").asks("base", "flood");
}

#[test]
fn an_outcome_is_not_the_activity() {
    let classes = "[taxonomy]\nclass = { cocaine = \"activity\", use = \"outcome\" }\n";
    case_of(ENFORCEMENT, MORE, "", "of = \"use\"\nasserts = \"change > 0\"", classes).warned();
    case(MORE, "", "of = \"heroin\"\nasserts = \"change > 0\"").not_applicable();
    case(MORE, "", &format!("of = \"heroin\"\n{ROSE}")).asks("taxonomy", "cocaine and heroin");
}

#[test]
fn other_measures_of_the_flow() {
    for design in ["probability", "administrative", "volunteer", "single-case"] {
        case_of(&format!("design = \"{design}\"\nstands_for = \"supply\""), MORE, "", ROSE, "")
            .not_applicable();
    }
    case_of("stands_for = \"supply\"", MORE, "", ROSE, "").not_applicable();
}

#[test]
fn what_is_no_amount() {
    for claim in [
        "share = { part = \"5 kg\", whole = \"536 kg\" }",
        "figure = \"5 %\"\nmeasure = \"share\"",
        "figure = \"0 kg\"",
        "figure = \"536 tons\"",
        "change = { from = \"0 kg\", to = \"170 kg\" }",
        "change = { from = \"10 %\", to = \"17 %\" }",
        "change = { stated = \"-100 %\" }",
        "change = { series = { 2018 = \"100 kg\", 2019 = \"170 kg\" } }",
    ] {
        case(claim, "", "base = \"supply\"").not_applicable();
    }
    case("figure = \"536 kg\"", "", "base = \"supply\"\nasserts = \"share < 1/2\"").not_applicable();
    case(MORE, "", "base = \"supply\"\nasserts = \"count < 5\"").not_applicable();
}

#[test]
fn vague_figures() {
    // "About 100 kg" may be much less: only that it is not known matters.
    let finding = case("change = { from = \"about 100 kg\", to = \"170 kg\" }", "", ROSE).warned();
    let needed = limits(&finding, "times the interdiction rate for a change of 0 %");
    assert!(needed.contains(&exact("17/10")));
    case("figure = \"at least 536 kg\"", "", "base = \"supply\"\nasserts = \"sum > 500 kg\"").passed();
}
