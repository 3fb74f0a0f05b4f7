#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, exact, judge, number};

const CHAIN: &str = "[taxonomy]\nclass = { budget = \"input\", tip = \"activity\", arrest = \"output\", supply = \"outcome\" }\n";

fn step(frame: &str, claim: &str, conclusion: &str) -> Judged {
    judge(
        "IN07",
        &format!(
            "{CHAIN}{frame}\n[[claim]]\nid = \"counted\"\n{claim}\n\
             [[conclusion]]\nid = \"concluded\"\nfrom = \"counted\"\n{conclusion}\n"
        ),
    )
}

#[test]
fn six_tips_in_nearly_eight_years() {
    let claim = "figure = \"six tips\"\nof = \"tip\"\nperiod = \"2012/2019-08\"";
    let finding = step("", claim, "of = \"supply\"").warned();
    // 1 January 2012 to 31 August 2019: 7 years of 365 or 366 days, 2 of them leap, are 2,557 days, and 243 of 2019.
    // 6 / (2,800 · 4/1461) = 6 · 1461/11200 = 8766/11200.
    assert_eq!(number(&finding, "rate"), exact("8766/11200"));
    assert_eq!(
        finding.message(),
        "tip, an activity (0.783 a year), is to show something of supply, an outcome"
    );
    assert_eq!(finding.question().unwrap().name(), "effort");
    // Put carefully, it is worth a note.
    step("", claim, "of = \"supply\"\nmood = \"hedged\"").noted();
    step("", claim, "of = \"supply\"\nmood = \"not-shown\"").noted();
}

#[test]
fn every_later_class_fires_and_no_other() {
    let names = ["budget", "tip", "arrest", "supply"];
    for (own, counted) in names.iter().enumerate() {
        for (wanted, concluded) in names.iter().enumerate() {
            let judged = step(
                "",
                &format!("figure = \"20 things\"\nof = \"{counted}\""),
                &format!("of = \"{concluded}\""),
            );
            if own < wanted { drop(judged.warned()) } else { judged.passed() }
        }
    }
    // A conclusion that says nothing of its own is about what was counted.
    step("", "figure = \"6 tips\"\nof = \"tip\"", "").passed();
}

#[test]
fn a_class_on_one_side_asks_for_the_other() {
    let asks = |claim: &str, conclusion: &str, whose: &str| {
        step("", &format!("figure = \"6 tips\"\nof = \"{claim}\""), &format!("of = \"{conclusion}\""))
            .asks("taxonomy.class", whose);
    };
    asks("tip", "stranger", "concluded");
    asks("stranger", "supply", "counted");
    // Whatever the other is, it is no later: nothing to ask.
    step("", "figure = \"6 kg\"\nof = \"supply\"", "of = \"stranger\"").passed();
    step("", "figure = \"6 tips\"\nof = \"stranger\"", "of = \"budget\"").passed();
    step("", "figure = \"6 tips\"\nof = \"stranger\"", "of = \"other\"").not_applicable();
    step("", "figure = \"6 tips\"", "of = \"supply\"").not_applicable();
}

#[test]
fn what_is_found_by_looking_everywhere_is_what_there_is() {
    let claim = "figure = \"6 arrests\"\nof = \"arrest\"\nframe = \"all\"";
    let frame = |fields: &str| format!("[frame.all]\n{fields}\n");
    step(&frame("design = \"census\"\nsensitivity = \"99 %\""), claim, "of = \"supply\"").passed();
    step(&frame("design = \"census\""), claim, "of = \"supply\"").warned();
    step(&frame("design = \"enforcement\"\nsensitivity = \"99 %\""), claim, "of = \"supply\"").warned();
}

#[test]
fn a_constant_effort_keeps_a_change() {
    let change = "of = \"arrest\"\n[claim.change]\nfrom = { value = \"20 arrests\", frame = \"before\" }\n\
                  to = { value = \"40 arrests\", frame = \"after\" }";
    let frames = |before: &str, after: &str| {
        format!("[frame.before]\neffort = \"{before}\"\n[frame.after]\neffort = \"{after}\"\n")
    };
    step(&frames("100 patrols", "100 patrols"), change, "of = \"supply\"").passed();
    step(&frames("100 patrols", "200 patrols"), change, "of = \"supply\"").warned();
    step(&frames("100 patrols", "100 hours"), change, "of = \"supply\"").warned();
    // One effort for both figures together says nothing of each.
    let one = "of = \"arrest\"\nframe = \"before\"\nchange = { from = \"20 arrests\", to = \"40 arrests\" }";
    let finding = step(&frames("100 patrols", "100 patrols"), one, "of = \"supply\"").warned();
    assert!(finding.question().is_none());
}

#[test]
fn the_rate_is_of_counts_over_a_closed_period() {
    let rate = |claim: &str| step("", claim, "of = \"supply\"").warned().number("rate").cloned();
    assert_eq!(rate("figure = \"6 tips\"\nof = \"tip\"\nperiod = \"2012/..\""), None);
    assert_eq!(rate("figure = \"6 tips\"\nof = \"tip\""), None);
    assert_eq!(rate("figure = \"over 6 tips\"\nof = \"tip\"\nperiod = \"2012\""), None);
    assert_eq!(rate("figure = \"6 tips\"\nof = \"tip\"\nperiod = \"2012\"\nflow = \"stock\""), None);
    assert_eq!(rate("figure = \"6 kg\"\nof = \"tip\"\nperiod = \"2012\""), None);
    // 366 days.
    assert_eq!(rate("figure = \"0 tips\"\nof = \"tip\"\nperiod = \"2012\""), Some(exact("0")));
    assert_eq!(rate("figure = \"6 tips\"\nof = \"tip\"\nperiod = \"2016/2019\""), Some(exact("3/2")));
}

#[test]
fn classes_come_down_the_taxonomy() {
    let text = "[taxonomy]\nis_a = { \"phone tip\" = \"tip\" }\nclass = { tip = \"activity\", supply = \"outcome\" }\n\
                [[claim]]\nid = \"counted\"\nfigure = \"6 calls\"\nof = \"phone tip\"\n\
                [[conclusion]]\nid = \"concluded\"\nfrom = \"counted\"\nof = \"supply\"\n";
    judge("IN07", text).warned();
    judge("IN07", &text.replace("of = \"supply\"", "of = \"tip\"")).passed();
}

/// Of a conclusion from two claims, how the step from the first one is judged.
#[test]
fn another_claim_may_count_what_is_concluded() {
    let counts = |of: &str| {
        let text = format!(
            "{CHAIN}[[claim]]\nid = \"first\"\nfigure = \"6 tips\"\nof = \"tip\"\n\
             [[claim]]\nid = \"second\"\nfigure = \"6 things\"\nof = \"{of}\"\n\
             [[conclusion]]\nid = \"concluded\"\nfrom = [\"first\", \"second\"]\nof = \"supply\"\n"
        );
        let report = crate::Checker::default().select(["IN07"]).unwrap();
        let report = report.check(&crate::rules::check_one::dossier(&text)).unwrap();
        let asked: Vec<String> =
            report.questions().iter().flat_map(|question| &question.of).map(ToString::to_string).collect();
        let tally = report.tally("IN07").unwrap();
        (tally.fired, tally.passed, tally.not_applicable, tally.undecidable, asked)
    };
    let nobody = Vec::<String>::new;
    assert_eq!(counts("supply"), (0, 2, 0, 0, nobody()));
    // Two of them count what was done.
    assert_eq!(counts("arrest"), (2, 0, 0, 0, nobody()));
    // Whatever the second counts, only one with its class is an answer.
    assert_eq!(counts("stranger"), (0, 0, 0, 2, vec!["second".to_string()]));
    assert_eq!(counts("unknown"), (0, 0, 1, 1, vec!["second".to_string()]));
    assert_eq!(counts("none"), (1, 0, 1, 0, nobody()));
}
