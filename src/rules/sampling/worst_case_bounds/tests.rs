use crate::number::Interval;
use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const ENFORCEMENT: &str = "design = \"enforcement\"\nstands_for = \"supply\"";
const KILOGRAMS: &str = "share = { part = \"5 kg\", whole = \"536 kg\" }";
const BELOW_HALF: &str = "base = \"supply\"\nasserts = \"share < 1/2\"";

fn case(frame: &str, claim: &str, coverage: &str, conclusion: &str) -> Judged {
    let assumed = match coverage {
        "" => String::new(),
        value => {
            format!(
                "[[assume]]\nname = \"coverage\"\nfor = \"seizures\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
            )
        }
    };
    let text = format!(
        "[frame.seizures]\n{frame}\n[[claim]]\nid = \"seized\"\nof = \"fentanyl\"\nframe = \"seizures\"\n{claim}\n\
         {assumed}[[conclusion]]\nid = \"minor\"\nfrom = \"seized\"\n{conclusion}\n"
    );
    judge("SA09", &text)
}

#[test]
fn both_ends_of_the_coverage() {
    let conclusion = "base = \"supply\"\nasserts = [\"share < 1/10\", \"share < 1/4\", \"share < 1/2\"]";
    let finding = case(ENFORCEMENT, KILOGRAMS, "10 % to 25 %", conclusion).warned();
    // s·f and s·f + 1 − f for s = 5/536.
    assert_eq!(limits(&finding, "bounds at 10 %"), closed("1/1072", "4829/5360"));
    assert_eq!(limits(&finding, "bounds at 25 %"), closed("5/2144", "1613/2144"));
    // (T − s·f)/(1 − f): 55.5 % and 66.4 % of the rest for a half of the whole.
    assert_eq!(number(&finding, "unobserved share needed for 1/2 at 10 %"), exact("2675/4824"));
    assert_eq!(number(&finding, "unobserved share needed for 1/2 at 25 %"), exact("1067/1608"));
    assert_eq!(number(&finding, "unobserved share needed for 1/10 at 10 %"), exact("531/4824"));
    assert_eq!(
        finding.message(),
        "the share of the whole lies anywhere from 0.0933 to 90.1 % if 10 % of the whole was observed, \
         0.233 to 75.2 % if 25 % of the whole was observed"
    );
    assert!(finding.reason().ends_with("on both sides of 50 %, 25 %, 10 %"), "{}", finding.reason());
    // The frame's own coverage serves as well.
    let frame = format!("{ENFORCEMENT}\ncoverage = \"10 %\"");
    let own = case(&frame, KILOGRAMS, "", BELOW_HALF).warned();
    assert_eq!(limits(&own, "bounds at 10 %"), closed("1/1072", "4829/5360"));
    assert_eq!(own.values().len(), 3);
}

#[test]
fn without_coverage_it_asks_and_shows_four() {
    let so_far = case(ENFORCEMENT, KILOGRAMS, "", BELOW_HALF).asks("coverage", "seizures");
    let bounds: Vec<(String, Option<Interval>)> =
        so_far.iter().map(|value| (value.name.to_string(), value.interval.clone())).collect();
    assert_eq!(
        bounds,
        [
            ("bounds at 5 %".to_string(), Some(closed("1/2144", "10189/10720"))),
            ("bounds at 10 %".to_string(), Some(closed("1/1072", "4829/5360"))),
            ("bounds at 25 %".to_string(), Some(closed("5/2144", "1613/2144"))),
            ("bounds at 50 %".to_string(), Some(closed("5/1072", "541/1072"))),
        ]
    );
    // Also where nobody says how the units were selected: the coverage alone decides.
    case("stands_for = \"supply\"", KILOGRAMS, "", BELOW_HALF).asks("coverage", "seizures");
}

#[test]
fn decided_at_the_lowest_coverage_it_passes() {
    // At most 5/536 · 95 % + 5 %: 5.9 %.
    case(ENFORCEMENT, KILOGRAMS, "95 % to 99 %", "base = \"supply\"\nasserts = \"share < 1/10\"").passed();
    // Decided against the assertion: nothing the unobserved could change.
    case(ENFORCEMENT, KILOGRAMS, "95 %", "base = \"supply\"\nasserts = \"share > 1/2\"").passed();
    // A limit on the threshold itself: 4/5 · 1/2 + 1/2 · 1/5 … the lowest share is 2/5.
    let from_two_fifths = |sign| format!("base = \"supply\"\nasserts = \"share {sign} 2/5\"");
    case(ENFORCEMENT, "share = \"80 of 100 busts\"", "50 %", &from_two_fifths(">=")).passed();
    case(ENFORCEMENT, "share = \"80 of 100 busts\"", "50 %", &from_two_fifths("<")).passed();
    case(ENFORCEMENT, "share = \"80 of 100 busts\"", "50 %", &from_two_fifths(">")).warned();
    // Everything was observed: the share is what it is, and a tie is no open question.
    for sign in ["<", ">=", "="] {
        let tie = format!("base = \"supply\"\nasserts = \"share {sign} 1/2\"");
        case(ENFORCEMENT, "share = \"50 of 100 busts\"", "100 %", &tie).passed();
    }
}

#[test]
fn edges_of_coverage_and_share() {
    // Nothing was observed: everything is possible, and the whole is what the rest is.
    let finding = case(ENFORCEMENT, KILOGRAMS, "0 %", BELOW_HALF).warned();
    assert_eq!(limits(&finding, "bounds at 0 %"), closed("0", "1"));
    assert_eq!(number(&finding, "unobserved share needed for 1/2 at 0 %"), exact("1/2"));
    // More than everything cannot have been observed.
    case(ENFORCEMENT, KILOGRAMS, "120 %", BELOW_HALF).not_applicable();
    // A share that is itself a limit keeps all it can be: 3/10 · 1/10 to 1.
    let finding = case(ENFORCEMENT, "share = \"at least 30 %\"", "10 %", BELOW_HALF).warned();
    assert_eq!(limits(&finding, "bounds at 10 %"), closed("3/100", "1"));
    // None found, all found.
    let none = case(ENFORCEMENT, "share = \"0 of 229 busts\"", "10 %", BELOW_HALF).warned();
    assert_eq!(limits(&none, "bounds at 10 %"), closed("0", "9/10"));
    let all = case(ENFORCEMENT, "share = \"229 of 229 busts\"", "10 %", BELOW_HALF).warned();
    assert_eq!(limits(&all, "bounds at 10 %"), closed("1/10", "1"));
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(ENFORCEMENT, KILOGRAMS, "10 %", &format!("{BELOW_HALF}\nmood = \"hedged\"")).noted();
}

#[test]
fn silent_where_nobody_was_left_out_or_chance_decided_who() {
    for design in ["census", "administrative", "probability", "model"] {
        let frame = format!("design = \"{design}\"\nstands_for = \"supply\"");
        case(&frame, KILOGRAMS, "", BELOW_HALF).not_applicable();
        // A declared coverage says that somebody was left out after all.
        case(&frame, KILOGRAMS, "10 %", BELOW_HALF).warned();
    }
    case(ENFORCEMENT, KILOGRAMS, "10 %", "asserts = \"share < 1/2\"").not_applicable();
    case(ENFORCEMENT, KILOGRAMS, "10 %", "base = \"supply\"\nasserts = \"count = 0\"").not_applicable();
    case(ENFORCEMENT, "figure = \"5 kg\"", "10 %", BELOW_HALF).not_applicable();
    let about_another = format!("{BELOW_HALF}\nof = \"heroin\"");
    case(ENFORCEMENT, KILOGRAMS, "10 %", &about_another).asks("taxonomy", "fentanyl and heroin");
}

#[test]
fn asks_how_the_populations_lie_to_each_other() {
    let so_far =
        case(ENFORCEMENT, KILOGRAMS, "10 %", "base = \"exports\"").asks("taxonomy", "seizures and exports");
    assert_eq!(so_far.len(), 4);
    case(ENFORCEMENT, KILOGRAMS, "10 %", "base = \"unknown\"").asks("base", "minor");
}

#[test]
fn a_threshold_that_only_the_limit_reaches() {
    let at_least = "share = { part = \"at least 5 kg\", whole = \"536 kg\" }";
    // All of it was observed: the share is open, but not for what nobody saw.
    case(ENFORCEMENT, at_least, "100 %", BELOW_HALF).passed();
    let finding = case(ENFORCEMENT, at_least, "90 %", BELOW_HALF).warned();
    // (T - s·f)/(1 - f) = (1/2 - 9/1072)/(1/10) is more than all of the rest.
    assert!(finding.number("unobserved share needed").is_none());
    assert_eq!(finding.advice(), "say what is known of the rest");
}
