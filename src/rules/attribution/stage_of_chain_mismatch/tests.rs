use crate::rules::check_one::{Judged, exact, judge, number};

const CHAIN: &str = "order = [\"precursor\", \"synthesis\", \"transit\", \"retail\", \"use\"]";
const CHINESE: &str = "which = { origin = { basis = \"shipment\", value = \"CN\" } }";

fn case(stages: &str, claim: &str, conclusion: &str) -> Judged {
    let text = format!(
        "[taxonomy.stage]\n{stages}\n[[claim]]\nid = \"seized\"\nof = \"fentanyl\"\n\
         share = {{ part = \"5 kg\", whole = \"536 kg\" }}\n{claim}\n[[conclusion]]\nid = \"source\"\n\
         from = \"seized\"\n{conclusion}\n"
    );
    judge("SC01", &text)
}

fn transit() -> String {
    format!("stage = \"transit\"\n{CHINESE}")
}

#[test]
fn an_origin_is_decided_before_the_thing_is_found() {
    let finding = case(CHAIN, &transit(), "stage = \"any\"").warned();
    assert_eq!(number(&finding, "uncovered stages"), exact("2"));
    assert_eq!(
        finding.message(),
        "the figure was taken at stage transit, the conclusion is about all stages"
    );
    assert_eq!(
        finding.reason(),
        "2 stages that the conclusion covers are not covered by the figure: precursor, synthesis"
    );
    assert_eq!(finding.question().unwrap().name(), "upstream_share");
    // A chain declared in more steps has more of them before transit: every one is named, none is guessed away.
    let finer = "order = [\"precursor\", \"synthesis\", \"bulk\", \"transit\", \"retail\", \"use\"]";
    let finding = case(finer, &transit(), "stage = \"any\"").warned();
    assert_eq!(number(&finding, "uncovered stages"), exact("3"));
    assert!(finding.reason().ends_with("precursor, synthesis, bulk"), "{}", finding.reason());
}

#[test]
fn one_stage_that_is_another() {
    let finding = case(CHAIN, &transit(), "stage = \"synthesis\"").warned();
    assert_eq!(number(&finding, "uncovered stages"), exact("1"));
    assert_eq!(
        finding.reason(),
        "1 stage that the conclusion covers is not covered by the figure: synthesis"
    );
    // Downstream no origin is decided, yet the stage is another.
    let finding = case(CHAIN, &transit(), "stage = \"use\"").warned();
    assert_eq!(finding.reason(), "what holds at one stage need not hold at another");
    assert!(finding.values().is_empty());
}

#[test]
fn without_an_origin_every_other_stage_is_uncovered() {
    let finding = case(CHAIN, "stage = \"synthesis\"", "stage = \"any\"").warned();
    assert_eq!(number(&finding, "uncovered stages"), exact("4"));
    assert_eq!(finding.question().unwrap().name(), "stage");
}

#[test]
fn a_chain_without_order_has_no_stages_to_name() {
    let finding = case("", &transit(), "stage = \"any\"").warned();
    assert_eq!(finding.reason(), "what holds at one stage need not hold at another");
}

#[test]
fn the_same_stage_or_a_part_of_it_passes() {
    case(CHAIN, &transit(), "").passed();
    case(CHAIN, &transit(), "stage = \"transit\"").passed();
    case(CHAIN, &format!("stage = \"any\"\n{CHINESE}"), "stage = \"transit\"").passed();
    case("is_a = { mail = \"transit\" }", &transit(), "stage = \"mail\"").passed();
    case("is_a = { mail = \"transit\" }", &format!("stage = \"mail\"\n{CHINESE}"), "stage = \"transit\"")
        .warned();
}

#[test]
fn silent_where_nobody_speaks_of_stages() {
    case("", CHINESE, "").not_applicable();
    case(CHAIN, &transit(), "stage = \"none\"").not_applicable();
    case(CHAIN, "stage = \"none\"", "stage = \"transit\"").not_applicable();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(CHAIN, &transit(), "stage = \"any\"\nmood = \"hedged\"").noted();
}

#[test]
fn asks_for_what_decides() {
    case(CHAIN, CHINESE, "stage = \"any\"").asks("stage", "seized");
    case(CHAIN, &transit(), "stage = \"unknown\"").asks("stage", "source");
    // A name without a place in the order may lie anywhere.
    let lab = format!("{CHAIN}\nis_a = {{ lab = \"synthesis\" }}");
    case(&lab, &transit(), "stage = \"lab\"").asks("taxonomy", "transit and lab");
}

#[test]
fn with_the_upstream_share_supposed_it_is_a_note() {
    let supposed =
        "[[assume]]\nname = \"upstream_share\"\nfor = \"seized\"\nvalue = \"1 % to 5 %\"\nsource = \"books\"";
    let finding = case(CHAIN, &transit(), &format!("stage = \"any\"\n{supposed}")).noted();
    assert!(finding.question().is_none());
    // Of a figure that is attributed to nobody it says nothing.
    case(CHAIN, "stage = \"transit\"", &format!("stage = \"any\"\n{supposed}")).warned();
}
