use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const ENFORCEMENT: &str = "design = \"enforcement\"\nstands_for = \"supply\"";
const SUPPLY: &str = "base = \"supply\"";
const KILOGRAMS: &str = "share = { part = \"5 kg\", whole = \"536 kg\" }";

fn case(frame: &str, claim: &str, assumed: &str, conclusion: &str) -> Judged {
    let assumed = match assumed {
        "" => String::new(),
        value => format!(
            "[[assume]]\nname = \"detection_ratio\"\nfor = \"seizures\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
        ),
    };
    let text = format!(
        "[frame.seizures]\n{frame}\n[[claim]]\nid = \"seized\"\nof = \"fentanyl\"\nframe = \"seizures\"\n{claim}\n\
         {assumed}[[conclusion]]\nid = \"minor\"\nfrom = \"seized\"\n{conclusion}\n"
    );
    judge("SA08", &text)
}

fn asserting(assertion: &str) -> String {
    format!("{SUPPLY}\nasserts = {assertion}")
}

#[test]
fn tipping_points_by_mass_and_by_cases() {
    // T/(1 − T) · b/a: 531/5, a third of it, a ninth of it; the same of 212/17.
    for (claim, points) in [
        (KILOGRAMS, [("1/2", "531/5"), ("1/4", "177/5"), ("1/10", "59/5")]),
        ("share = \"17 of 229 busts\"", [("1/2", "212/17"), ("1/4", "212/51"), ("1/10", "212/153")]),
    ] {
        let all = "[\"share < 1/10\", \"share < 1/4\", \"share < 1/2\"]";
        let finding = case(ENFORCEMENT, claim, "", &asserting(all)).noted();
        for (threshold, point) in points {
            assert_eq!(number(&finding, &format!("tipping point at {threshold}")), exact(point));
        }
        let named: Vec<String> = finding.values().iter().map(|value| value.name.to_string()).collect();
        assert_eq!(named, ["share", "tipping point at 1/2", "tipping point at 1/4", "tipping point at 1/10"]);
        // Without an assertion of its own, a vague word is tested at the same three.
        let vague = case(ENFORCEMENT, claim, "", SUPPLY).noted();
        assert_eq!(vague.values(), finding.values());
    }
}

#[test]
fn the_message_holds_on_either_side_of_one() {
    let below = case(ENFORCEMENT, KILOGRAMS, "", &asserting("[\"share < 1/2\", \"share < 1/4\"]")).noted();
    assert_eq!(
        below.message(),
        "the true share is 50 % if the rest is 106 times as likely to be detected, 25 % if 35.4 times"
    );
    // 60 of 100: half, if the rest is two thirds as likely to be detected.
    let above = case(ENFORCEMENT, "share = \"60 of 100 busts\"", "", &asserting("\"share > 1/2\"")).noted();
    assert_eq!(number(&above, "tipping point at 1/2"), exact("2/3"));
    assert_eq!(above.message(), "the true share is 50 % if the rest is 0.667 times as likely to be detected");
    // A threshold that was met exactly tips at one; two assertions at one threshold are one point.
    let tie = case(
        ENFORCEMENT,
        "share = \"50 of 100 busts\"",
        "",
        &asserting("[\"share <= 1/2\", \"share < 50 %\"]"),
    );
    let tie = tie.noted();
    assert_eq!(number(&tie, "tipping point at 1/2"), exact("1"));
    assert_eq!(tie.values().len(), 2);
}

#[test]
fn a_share_printed_as_one_figure_has_the_same_tipping_point() {
    let finding = case(ENFORCEMENT, "share = \"60 %\"", "", &asserting("\"share > 1/2\"")).noted();
    assert_eq!(number(&finding, "tipping point at 1/2"), exact("2/3"));
}

#[test]
fn within_the_range_supposed_it_is_a_warning() {
    let all = asserting("[\"share < 1/10\", \"share < 1/2\"]");
    // 5·100/(5·100 + 531) and 5·120/(5·120 + 531).
    let finding = case(ENFORCEMENT, KILOGRAMS, "100 to 120", &all).warned();
    assert_eq!(limits(&finding, "true share"), closed("500/1031", "200/377"));
    assert!(finding.message().ends_with("on both sides of 50 %"), "{}", finding.message());
    // Outside the range it stays a note, however near to one: 1.39 for a tenth of the cases.
    let finding = case(ENFORCEMENT, KILOGRAMS, "2 to 3", &all).noted();
    assert_eq!(limits(&finding, "true share"), closed("10/541", "5/182"));
    case(ENFORCEMENT, "share = \"17 of 229 busts\"", "", &asserting("\"share < 1/10\"")).noted();
    // "At least" leaves every larger ratio possible.
    let open = case(ENFORCEMENT, KILOGRAMS, "at least 2", &asserting("\"share < 1/2\"")).warned();
    assert_eq!(limits(&open, "true share"), closed("10/541", "1"));
    // Exactly the tipping point: the share is a half, and "below a half" is decided.
    case(ENFORCEMENT, "share = \"20 of 100 busts\"", "4", &asserting("\"share < 1/2\"")).noted();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    let hedged = format!("{}\nmood = \"hedged\"", asserting("\"share < 1/2\""));
    case(ENFORCEMENT, KILOGRAMS, "100 to 120", &hedged).noted();
}

#[test]
fn silent_where_nothing_tips() {
    let below = asserting("\"share < 1/2\"");
    // Limited to what was seized; nothing about a share; no share; another origin's share.
    case(ENFORCEMENT, KILOGRAMS, "", "asserts = \"share < 1/2\"").not_applicable();
    case(ENFORCEMENT, KILOGRAMS, "", &asserting("\"sum < 100 kg\"")).not_applicable();
    case(ENFORCEMENT, KILOGRAMS, "", &asserting("\"share < 1\"")).not_applicable();
    case(ENFORCEMENT, "figure = \"5 kg\"", "", &below).not_applicable();
    let chinese = format!("{KILOGRAMS}\nwhich = {{ origin = {{ basis = \"shipment\", value = \"CN\" }} }}");
    let mexican = format!("{below}\nwhich = {{ origin = {{ basis = \"shipment\", value = \"MX\" }} }}");
    case(ENFORCEMENT, &chinese, "", &mexican).not_applicable();
    // None or all of it: no ratio of detection makes it anything else.
    case(ENFORCEMENT, "share = \"0 of 229 busts\"", "", &below).not_applicable();
    case(ENFORCEMENT, "share = \"229 of 229 busts\"", "", &below).not_applicable();
    // Nothing was selected by being detected.
    for design in ["census", "probability", "administrative", "model"] {
        let frame = format!("design = \"{design}\"\nstands_for = \"supply\"");
        case(&frame, KILOGRAMS, "", &below).not_applicable();
    }
}

#[test]
fn asks_for_what_decides_and_says_what_it_can() {
    let below = asserting("\"share < 1/2\"");
    let so_far = case("stands_for = \"supply\"", KILOGRAMS, "", &below).asks("design", "seizures");
    assert_eq!(so_far[1].exact, Some(exact("531/5")));
    case(ENFORCEMENT, KILOGRAMS, "", "base = \"exports\"").asks("taxonomy", "seizures and exports");
    case(ENFORCEMENT, KILOGRAMS, "", "base = \"unknown\"").asks("base", "minor");
    let without_frame = judge(
        "SA08",
        "[taxonomy]\nis_a = { seizures = \"supply\" }\n[[claim]]\nid = \"seized\"\nbase = \"seizures\"\n\
         share = { part = \"5 kg\", whole = \"536 kg\" }\n[[conclusion]]\nid = \"minor\"\nfrom = \"seized\"\nbase = \"supply\"\n",
    );
    without_frame.asks("frame", "seized");
}
