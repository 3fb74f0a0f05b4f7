#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use crate::number::Exact;
use crate::rules::check_one::{Judged, closed, exact, judge, limits, outcome};

const DIVORCES: &str = "rate = { events = \"50,001 divorces\", exposure = \"100,002 marriages\" }";

fn text(claim: &str, conclusion: &str, assumed: &[(&str, &str)]) -> String {
    let assumed: String = assumed
        .iter()
        .map(|(name, value)| {
            format!("[[assume]]\nname = \"{name}\"\nfor = \"divorces\"\nvalue = \"{value}\"\nsource = \"supposed\"\n")
        })
        .collect();
    format!(
        "[[claim]]\nid = \"divorces\"\n{claim}\n[[conclusion]]\nid = \"half\"\nfrom = \"divorces\"\n{conclusion}\n{assumed}"
    )
}

fn case(conclusion: &str, assumed: &[(&str, &str)]) -> Judged {
    judge("DN16", &text(&format!("flow = \"flow\"\n{DIVORCES}"), conclusion, assumed))
}

const RISK: &str = "measure = \"risk\"";

#[test]
fn divorces_over_marriages_are_no_risk() {
    // Accidents over vehicles are told in the same way: who supposes no lag is asked for it.
    let so_far = case(RISK, &[]).asks("lag", "divorces");
    assert_eq!(so_far[0].interval, Some(closed("1/2", "1/2")));
    case(RISK, &[("growth", "-2 %")]).asks("lag", "divorces");
    let finding = case(RISK, &[("lag", "12 years")]).warned();
    assert_eq!(finding.question().map(crate::rule::Field::name), Some("growth"));
    assert_eq!(
        finding.message(),
        "50,001 divorces over 100,002 marriages of one period is 50 %; the conclusion is about those who enter together"
    );
    // 0.98^12 = 0.7847…, half of it 0.392.
    let finding = case(RISK, &[("growth", "-2 %"), ("lag", "12 years")]).warned();
    let power = exact("49/50").pow(12).unwrap();
    assert_eq!(limits(&finding, "cohort").is_point(), Some(&(&power / &Exact::from(2)).unwrap()));
    assert!(finding.reason().contains("39.2 %"), "{}", finding.reason());
    assert_eq!(finding.question(), None);
}

#[test]
fn between_whole_years_it_lies_between_them() {
    let finding = case(RISK, &[("growth", "-2 %"), ("lag", "11.5 years")]).warned();
    let at = |years| (&exact("49/50").pow(years).unwrap() / &Exact::from(2)).unwrap();
    assert_eq!(limits(&finding, "cohort").low_value(), Some(&at(12)));
    assert_eq!(limits(&finding, "cohort").high_value(), Some(&at(11)));
    // Growth of 1 to 3 % and a lag of 2 to 3 years: 1.01² to 1.03³, half of each.
    let finding = case(RISK, &[("growth", "1 % to 3 %"), ("lag", "2 to 3 years")]).warned();
    assert!(limits(&finding, "cohort").contains(&exact("10201/20000")));
    assert!(limits(&finding, "cohort").contains(&exact("1092727/2000000")));
}

#[test]
fn without_growth_or_lag_there_is_no_difference() {
    case(RISK, &[("growth", "0 %")]).passed();
    case(RISK, &[("lag", "0 years")]).passed();
}

#[test]
fn what_is_asserted_may_hold_all_the_same() {
    let assumed = [("growth", "-2 %"), ("lag", "12 years")];
    case("measure = \"risk\"\nasserts = \"share > 1/3\"", &assumed).passed();
    case("measure = \"risk\"\nasserts = \"share > 2/5\"", &assumed).warned();
    case("measure = \"risk\"\nasserts = \"share > 1/3\"", &assumed[1..]).warned();
    // Whoever asserts a share says as much without the measure.
    case("asserts = \"share > 1/3\"", &assumed).passed();
    case("asserts = \"share >= 1/2\"", &assumed[1..]).warned();
    case("measure = \"risk\"\nasserts = \"change > 0\"", &[]).not_applicable();
}

#[test]
fn it_asks_whether_they_are_flows() {
    judge("DN16", &text(DIVORCES, RISK, &[])).asks("flow", "divorces");
    judge("DN16", &text(&format!("flow = \"stock\"\n{DIVORCES}"), RISK, &[])).not_applicable();
}

#[test]
fn it_says_nothing_of_other_ratios() {
    for claim in [
        "rate = { events = \"77 cases\", exposure = \"6,247 person-years\" }",
        "share = \"17 of 229 busts\"",
        "share = { part = \"77 deaths\", whole = \"1,012 cases\" }",
        "rate = { events = \"77 deaths\", exposure = \"1,012 people\" }",
        "rate = { events = \"17 women\", exposure = \"229 people\" }",
        "share = { part = \"17 women\", whole = \"229 people\" }",
        "figure = \"50 %\"",
        "rate = { events = \"17 accidents\", exposure = \"1,012 cars\" }\ndenominator = { flow = \"stock\" }",
    ] {
        assert_eq!(
            outcome("DN16", &text(&format!("flow = \"flow\"\n{claim}"), RISK, &[])),
            "not applicable",
            "{claim}"
        );
    }
    case("", &[]).not_applicable();
    case("measure = \"ratio\"", &[]).not_applicable();
}

#[test]
fn absurd_suppositions_decide_nothing() {
    for assumed in [[("growth", "-100 %"), ("lag", "12 years")], [("growth", "2 %"), ("lag", "5,000 years")]]
    {
        let finding = case(RISK, &assumed).warned();
        assert_eq!(finding.interval("cohort"), None, "{assumed:?}");
    }
    case(RISK, &[("growth", "2 %"), ("lag", "12 kg")]).asks("lag", "divorces");
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case("measure = \"risk\"\nmood = \"hedged\"", &[("lag", "12 years")]).noted();
}
