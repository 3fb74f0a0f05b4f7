#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const MOST: &str = "asserts = \"share > 1/2\"\nbase = \"adults\"";
const YES: &str = "share = \"580 of 1,000 people\"";

fn case(frame: &str, claim: &str, conclusion: &str) -> Judged {
    judge(
        "SV01",
        &format!(
            "[frame.poll]\n{frame}\nstands_for = \"adults\"\n[[claim]]\nid = \"yes\"\nof = \"in-favour\"\nframe = \"poll\"\n{claim}\n\
             [[conclusion]]\nid = \"most\"\nfrom = \"yes\"\n{conclusion}\n"
        ),
    )
}

fn answered(design: &str, response: &str) -> String {
    format!("design = \"{design}\"\nresponse = \"{response}\"")
}

#[test]
fn the_silent_decide() {
    let finding = case(&answered("probability", "9 %"), YES, MOST).noted();
    // 0.09·0.58 and that plus 0.91; (0.5 − 0.0522)/0.91 = 0.4478/0.91.
    assert_eq!(limits(&finding, "share of all"), closed("0.0522", "0.9622"));
    assert_eq!(number(&finding, "share of the silent needed for 1/2"), exact("2239/4550"));
    assert_eq!(
        finding.message(),
        "with those who did not answer, the share lies anywhere from 5.22 to 96.2 %"
    );
    assert!(
        finding.reason().ends_with("50 % if 49.2 % of the silent are of this kind"),
        "{}",
        finding.reason()
    );
}

#[test]
fn a_warning_where_hardly_anything_is_needed() {
    // Volunteers.
    case(&answered("volunteer", "9 %"), YES, MOST).warned();
    case(&answered("convenience", "9 %"), YES, MOST).warned();
    // 52 %, and the silent need (0.5 − 0.052)/0.9 = 49.8 %: 2.2 points off, within 3.1.
    case(&answered("probability", "10 %"), "share = \"520 of 1,000 people\"", MOST).warned();
    // Of 10,000 the margin is one point.
    case(&answered("probability", "10 %"), "share = \"5,200 of 10,000 people\"", MOST).noted();
    // A printed margin goes before, whatever the number: 3 points.
    let printed = "figure = { value = \"52 %\", margin = \"3 percentage points\" }\nmeasure = \"share\"";
    case(&answered("probability", "10 %"), printed, MOST).warned();
    let printed = "figure = { value = \"52 %\", interval = [\"51 %\", \"53 %\"] }\nmeasure = \"share\"";
    case(&answered("probability", "10 %"), printed, MOST).noted();
    // Neither margin nor number.
    case(&answered("probability", "10 %"), "figure = \"52 %\"\nmeasure = \"share\"", MOST).noted();
    // Weighted to the population: a note at most.
    case(&answered("volunteer", "9 %"), &format!("{YES}\nadjustment = \"weighted\""), MOST).noted();
}

#[test]
fn decided_whatever_the_silent_say() {
    // 0.8·0.7 = 56 % at least.
    case(&answered("probability", "80 %"), "share = \"700 of 1,000 people\"", MOST).passed();
    case(&answered("probability", "100 %"), YES, MOST).passed();
    case(&answered("census", "80 %"), "share = \"700 of 1,000 people\"", MOST).passed();
    // Both ends of a rate: at 60 % it is open.
    case(&answered("probability", "60 % to 80 %"), "share = \"700 of 1,000 people\"", MOST).noted();
    case(&answered("probability", "120 %"), YES, MOST).not_applicable();
    // Nobody answered, as far as it is known.
    assert_eq!(
        limits(&case(&answered("probability", "0 %"), YES, MOST).noted(), "share of all"),
        closed("0", "1")
    );
    // A tie: half of all at least, which is not above.
    case(&answered("probability", "80 %"), "share = \"625 of 1,000 people\"", MOST).noted();
    case(
        &answered("probability", "80 %"),
        "share = \"625 of 1,000 people\"",
        "asserts = \"share >= 1/2\"\nbase = \"adults\"",
    )
    .passed();
    // None and all of those who answered.
    case(&answered("probability", "40 %"), "share = \"0 of 1,000 people\"", MOST).noted();
    case(&answered("probability", "60 %"), "share = \"0 of 1,000 people\"", MOST).passed();
    // A limit: at least 30 % of 10 %.
    let finding =
        case(&answered("probability", "10 %"), "figure = \"at least 30 %\"\nmeasure = \"share\"", MOST)
            .noted();
    assert_eq!(limits(&finding, "share of all"), closed("0.03", "1"));
}

#[test]
fn it_asks_for_the_response_of_a_sample() {
    let so_far = case("design = \"probability\"", YES, MOST).asks("response", "poll");
    assert_eq!(so_far.len(), 3);
    assert_eq!(so_far.first().unwrap().interval, Some(closed("0.029", "0.979")));
    // Nobody was selected to volunteer.
    case("design = \"volunteer\"", YES, MOST).not_applicable();
    case("", YES, MOST).not_applicable();
    // What the conclusion leaves to those who answered needs no rate.
    case("design = \"probability\"", YES, "asserts = \"share > 1/2\"").not_applicable();
    // Nor does a figure of which nothing is asserted; with a rate, what they leave open is told.
    case("design = \"probability\"", YES, "base = \"adults\"").not_applicable();
    case(&answered("probability", "9 %"), YES, "base = \"adults\"").noted();
    case("design = \"probability\"", YES, "asserts = \"mean > 1/2\"\nbase = \"adults\"").not_applicable();
}

#[test]
fn hedged_and_other_data() {
    case(&answered("volunteer", "9 %"), YES, &format!("{MOST}\nmood = \"hedged\"")).noted();
    case(&answered("volunteer", "9 %"), YES, &format!("{MOST}\nmood = \"not-shown\"")).noted();
    for design in ["enforcement", "administrative", "model", "by-outcome", "referral"] {
        case(&answered(design, "9 %"), YES, MOST).not_applicable();
    }
    let mass = "share = { part = \"5 kg\", whole = \"536 kg\" }";
    case(&answered("probability", "9 %"), mass, MOST).not_applicable();
    case(&answered("probability", "9 %"), YES, "asserts = \"share > 1/2\"\nbase = \"women\"")
        .asks("taxonomy", "poll and women");
}
