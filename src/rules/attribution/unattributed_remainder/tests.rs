use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const LEFT_OUT: &str = "share = { part = \"240 people\", whole = \"600 people\", excluded = { n = \"400\", why = \"origin unknown\" } }";
const WITHIN: &str =
    "share = { part = \"240 people\", whole = \"1,000 people\", unattributed = \"400 people\" }";
const ALL: &str = "base = \"refugees\"\nasserts = \"share < 1/2\"";

fn case(claim: &str, conclusion: &str) -> Judged {
    let origin = match claim.contains("which") || claim.contains("origin =") {
        true => "",
        false => "which = { origin = { basis = \"nationality\", value = \"SY\" } }",
    };
    let base = if claim.contains("base =") { "" } else { "base = \"known\"" };
    judge(
        "SC06",
        &format!(
            "[taxonomy]\nis_a = {{ known = \"refugees\" }}\n[[claim]]\nid = \"origins\"\nof = \"asylum\"\n{claim}\n\
             {base}\n{origin}\n[[conclusion]]\nid = \"few\"\nfrom = \"origins\"\n{conclusion}\n"
        ),
    )
}

#[test]
fn four_hundred_of_a_thousand_are_unknown() {
    let finding = case(LEFT_OUT, ALL).warned();
    // 240/1,000 and 640/1,000; 240/600; (500 − 240)/400.
    assert_eq!(limits(&finding, "share of all"), closed("6/25", "16/25"));
    assert_eq!(number(&finding, "share of the attributed"), exact("2/5"));
    assert_eq!(number(&finding, "share of the unattributed needed for 1/2"), exact("13/20"));
    assert_eq!(number(&finding, "unattributed"), exact("2/5"));
    assert_eq!(
        finding.message(),
        "counting what was attributed to nobody, the share of SY lies between 24 % and 64 %"
    );
    assert_eq!(
        finding.reason(),
        "beside the 600 people, 400 were left out (origin unknown): 40 % of all; among the others the share is 40 %; \
         of all it is 50 % if 65 % of the unattributed is from there"
    );
}

#[test]
fn within_the_whole_it_is_the_same() {
    let finding = case(WITHIN, "asserts = \"share > 1/2\"").warned();
    assert_eq!(limits(&finding, "share of all"), closed("6/25", "16/25"));
    assert_eq!(number(&finding, "share of the attributed"), exact("2/5"));
    assert!(finding.reason().starts_with("400 people of 1,000 people were attributed to nobody: 40 %"));
}

#[test]
fn what_no_answer_changes_passes() {
    for asserted in ["share < 2/3", "share > 1/5", "share >= 6/25", "share <= 16/25"] {
        case(LEFT_OUT, &format!("base = \"refugees\"\nasserts = \"{asserted}\"")).passed();
        case(WITHIN, &format!("asserts = \"{asserted}\"")).passed();
    }
    case(WITHIN, "asserts = \"share > 6/25\"").warned();
    // Refuted either way: a matter of IN04.
    case(WITHIN, "asserts = \"share > 2/3\"").passed();
}

#[test]
fn a_conclusion_about_those_attributed() {
    case(LEFT_OUT, "base = \"known\"\nasserts = \"share < 1/2\"").passed();
    // It says nothing of the base: what it leaves out should at least be told.
    case(LEFT_OUT, "asserts = \"share < 1/2\"").noted();
    case(LEFT_OUT, "asserts = \"share < 2/3\"").passed();
    case(LEFT_OUT, "").noted();
}

#[test]
fn the_share_itself_as_the_conclusion() {
    case(LEFT_OUT, "base = \"refugees\"").warned();
    case(WITHIN, "").warned();
    // 100 of 1,000: a tenth is not more than a tenth.
    let tenth = |n| {
        format!(
            "share = {{ part = \"240 people\", whole = \"1,000 people\", unattributed = \"{n} people\" }}"
        )
    };
    case(&tenth(100), "").passed();
    case(&tenth(101), "").warned();
    case(&tenth(0), "asserts = \"share < 1/4\"").passed();
}

#[test]
fn a_small_remainder_that_decides_is_a_note() {
    // 240 and 340 of 1,000.
    let small = "share = { part = \"240 people\", whole = \"1,000 people\", unattributed = \"100 people\" }";
    let finding = case(small, "asserts = \"share < 1/4\"").noted();
    assert_eq!(number(&finding, "share of the unattributed needed for 1/4"), exact("1/10"));
}

#[test]
fn hedged_is_a_note() {
    case(LEFT_OUT, &format!("{ALL}\nmood = \"hedged\"")).noted();
}

#[test]
fn nothing_or_all_attributed_to_it() {
    let none = "share = { part = \"0 people\", whole = \"600 people\", unattributed = \"400 people\" }";
    let finding = case(none, "asserts = \"share = 0\"\nbase = \"refugees\"");
    // "share = 0" is no threshold between 0 and 1.
    finding.not_applicable();
    assert_eq!(limits(&case(none, "asserts = \"share < 1/2\"").warned(), "share of all"), closed("0", "2/3"));
    let all = "share = { part = \"200 people\", whole = \"600 people\", unattributed = \"400 people\" }";
    let finding = case(all, "asserts = \"share < 1/2\"").warned();
    assert_eq!(limits(&finding, "share of all"), closed("1/3", "1"));
    assert_eq!(number(&finding, "share of the attributed"), exact("1"));
    let nobody = "share = { part = \"0 people\", whole = \"600 people\", unattributed = \"600 people\" }";
    let finding = case(nobody, "asserts = \"share < 1/2\"").warned();
    assert_eq!(limits(&finding, "share of all"), closed("0", "1"));
    assert!(finding.number("share of the attributed").is_none());
}

#[test]
fn by_weight_and_as_one_percentage() {
    let mass = "share = { part = \"5 kg\", whole = \"536 kg\", unattributed = \"200,000 g\" }";
    let finding = case(mass, "asserts = \"share < 1/4\"").warned();
    // 5/536 and 205/536.
    assert_eq!(limits(&finding, "share of all"), closed("5/536", "205/536"));
    let percent = "figure = { value = \"24 %\", unattributed = \"40 %\" }\nmeasure = \"share\"";
    let finding = case(percent, "asserts = \"share < 1/2\"").warned();
    assert_eq!(limits(&finding, "share of all"), closed("6/25", "16/25"));
    assert!(
        finding.reason().starts_with("40 % was attributed to nobody; among the others"),
        "{}",
        finding.reason()
    );
}

#[test]
fn vague_figures() {
    let vague =
        "share = { part = \"at least 240 people\", whole = \"1,000 people\", unattributed = \"400 people\" }";
    // Half of all may be from there already, so the limits reach over it: [240, 600] of 1,000 and 400 more.
    let finding = case(vague, "asserts = \"share < 1/2\"").warned();
    assert_eq!(limits(&finding, "share of all").low_value(), Some(&exact("6/25")));
}

#[test]
fn what_cannot_be_set_side_by_side() {
    for claim in [
        "share = { part = \"5 kg\", whole = \"536 kg\", excluded = { n = \"20 cases\", why = \"unknown\" } }",
        "share = { part = \"240 people\", whole = \"600 people\", unattributed = \"20 kg\" }",
        "share = { part = \"240 people\", whole = \"600 people\", unattributed = \"500 people\" }",
        "figure = { value = \"24 %\", unattributed = \"400 people\" }\nmeasure = \"share\"",
        "share = \"240 of 600 people\"",
        "figure = \"240 people\"",
        "share = { part = \"240 people\", whole = \"600 people\", unattributed = \"20 people\" }\nwhich = { place = \"US\" }",
    ] {
        case(claim, "asserts = \"share < 1/2\"").not_applicable();
    }
    case(WITHIN, "asserts = \"count < 5\"").not_applicable();
}

#[test]
fn the_base_decides_and_is_asked_for() {
    case(&format!("{LEFT_OUT}\nbase = \"unknown\""), ALL).asks("base", "origins");
    case(&format!("{LEFT_OUT}\nbase = \"others\""), ALL).asks("taxonomy", "others and refugees");
    case(&format!("{WITHIN}\nbase = \"unknown\""), ALL).asks("base", "origins");
    // About a part of it.
    case(&format!("{WITHIN}\nbase = \"refugees\""), "base = \"known\"\nasserts = \"share < 1/2\"")
        .not_applicable();
}
