#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::Severity;
use crate::number::Exact;
use crate::rules::check_one::{finding, outcome};

const RULE: &str = "IN01";

/// None found in 125 days of controls, and what is concluded of it.
fn story(frame: &str, claim: &str, conclusion: &str) -> String {
    format!(
        r#"
        [frame.controls]
        stands_for = "traffic"
        {frame}

        [[claim]]
        id     = "none-since"
        of     = "fentanyl"
        period = "2019-05-01/2019-09-02"
        {claim}

        [[conclusion]]
        id   = "it-stopped"
        from = "none-since"
        {conclusion}
        "#
    )
}

const NONE: &str = "figure = \"0 cases\"\nframe = \"controls\"";
const STOPPED: &str = "asserts = \"count = 0\"\nbase = \"traffic\"";
const SEIZED: &str = "design = \"enforcement\"";

fn number(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn none_in_125_days_leaves_room_for_three() {
    let finding = finding(RULE, &story(SEIZED, NONE, STOPPED));
    assert_eq!(finding.severity(), Severity::Warning);
    assert_eq!(
        finding.message(),
        "none found in 125 days leaves room for at most 3.00 detectable cases (8.75 a year), at 95 % confidence"
    );
    // −ln 0.05 = 2.995732273553990993435223576142540775676601622989028…, a year of it × 365.25/125
    assert!(finding.interval("upper bound").unwrap().contains(&number("2.99573227355399099343522357614254")));
    assert!(
        finding
            .interval("upper bound a year")
            .unwrap()
            .contains(&number("8.75352970332476168281772328948850"))
    );
    // (19/20)^20
    assert_eq!(
        finding.number("chance of finding none"),
        Some(&number("37589973457545958193355601/104857600000000000000000000"))
    );
    assert!(finding.reason().contains("35.8 %"), "{}", finding.reason());
    assert_eq!(finding.question().unwrap().name(), "effort");
}

#[test]
fn what_is_not_stated_of_the_search_is_asked_for() {
    let asked = |frame: &str| {
        finding(RULE, &story(frame, NONE, STOPPED)).question().map(|field| field.name().to_string())
    };
    assert_eq!(asked("effort = \"10,000 containers\"").as_deref(), Some("sensitivity"));
    assert_eq!(asked("effort = \"10,000 containers\"\nsensitivity = \"5 %\"").as_deref(), Some("coverage"));
    assert_eq!(asked("effort = \"10,000 containers\"\nsensitivity = \"5 %\"\ncoverage = \"100 %\""), None);
}

#[test]
fn a_search_that_would_hardly_have_missed_them_gives_a_note() {
    // 0.87^20 = 6.2 %, 0.86^20 = 4.9 %
    let found = |chance: &str| outcome(RULE, &story(&format!("sensitivity = \"{chance}\""), NONE, STOPPED));
    assert_eq!(found("13 %"), "warning");
    assert_eq!(found("14 %"), "note");
    // Of a range the lower end counts.
    assert_eq!(found("13 % to 90 %"), "warning");
    let finding = finding(RULE, &story("sensitivity = \"1/2\"", NONE, STOPPED));
    assert_eq!(finding.number("chance of finding none"), Some(&number("1/1048576")));
}

#[test]
fn a_complete_and_sensitive_search_does_show_that_there_is_none() {
    let searched = |frame: &str| outcome(RULE, &story(frame, NONE, STOPPED));
    assert_eq!(searched("sensitivity = \"99 %\"\ncoverage = \"100 %\""), "passed");
    assert_eq!(searched("sensitivity = \"99 %\"\ndesign = \"census\""), "passed");
    assert_eq!(searched("sensitivity = \"99 %\"\ncoverage = \"50 %\""), "note");
    // Opening every parcel finds what can be seen.
    assert_eq!(searched("coverage = \"100 %\""), "warning");
}

#[test]
fn only_the_conclusion_that_there_is_none_is_judged() {
    let concluded = |conclusion: &str| outcome(RULE, &story(SEIZED, NONE, conclusion));
    assert_eq!(concluded("base = \"traffic\""), "warning");
    assert_eq!(concluded("asserts = \"count < 1\"\nbase = \"traffic\""), "warning");
    assert_eq!(concluded("asserts = \"share <= 0\"\nbase = \"any\""), "warning");
    assert_eq!(concluded("asserts = \"count < 100\"\nbase = \"traffic\""), "not applicable");
    assert_eq!(concluded("asserts = \"count >= 0\"\nbase = \"traffic\""), "not applicable");
}

#[test]
fn a_conclusion_limited_to_what_was_searched_is_not_judged() {
    let concluded = |conclusion: &str| outcome(RULE, &story(SEIZED, NONE, conclusion));
    assert_eq!(concluded("asserts = \"count = 0\""), "not applicable");
    assert_eq!(concluded("asserts = \"count = 0\"\nbase = \"controls\""), "not applicable");
    assert_eq!(concluded(&format!("{STOPPED}\nmood = \"not-shown\"")), "passed");
    assert_eq!(concluded(&format!("{STOPPED}\nmood = \"hedged\"")), "note");
}

#[test]
fn a_claim_about_the_population_is_still_only_what_was_searched() {
    // The claim itself says "in the traffic"; the frame says what was looked at.
    let claim = format!("{NONE}\nbase = \"traffic\"");
    assert_eq!(outcome(RULE, &story(SEIZED, &claim, "asserts = \"count = 0\"")), "warning");
}

#[test]
fn without_a_frame_the_claim_is_what_was_searched() {
    let taxonomy = "\n[taxonomy]\nis_a = { parcels = \"post\" }\n";
    let concluded = |conclusion: &str| {
        let text = story("", "figure = \"0 cases\"\nbase = \"parcels\"", conclusion) + taxonomy;
        outcome(RULE, &text)
    };
    assert_eq!(concluded("asserts = \"count = 0\""), "not applicable");
    assert_eq!(concluded("asserts = \"count = 0\"\nbase = \"post\""), "warning");
}

#[test]
fn what_is_not_known_is_asked() {
    let concluded = |conclusion: &str| outcome(RULE, &story(SEIZED, NONE, conclusion));
    assert_eq!(concluded("asserts = \"count = 0\"\nbase = \"unknown\""), "undecidable: base");
    let elsewhere = "asserts = \"count = 0\"\nbase = \"people\"\nof = \"people\"";
    assert_eq!(concluded(elsewhere), "undecidable: taxonomy");
    let bare = "figure = \"none\"\nframe = \"controls\"";
    assert_eq!(
        outcome(RULE, &story(SEIZED, bare, "asserts = \"count = 0\"\nbase = \"traffic\"")),
        "undecidable: measure"
    );
}

#[test]
fn something_found_is_no_absence() {
    for figure in [
        "figure = \"1 case\"",
        "figure = \"about 3 cases\"",
        "figure = \"0 kg\"",
        "share = \"1 of 14 parcels\"",
        "share = \"0 kg of 14 kg\"",
    ] {
        let claim = format!("{figure}\nframe = \"controls\"");
        assert_eq!(outcome(RULE, &story(SEIZED, &claim, STOPPED)), "not applicable", "{figure}");
    }
}

#[test]
fn none_of_250_leaves_room_for_one_in_84() {
    const NONE_OF: &str = "share = \"0 of 250 patients\"\nframe = \"controls\"";
    const SAFE: &str = "asserts = \"share = 0\"\nbase = \"traffic\"";
    let open = finding(RULE, &story(SEIZED, NONE_OF, SAFE));
    assert_eq!(open.severity(), Severity::Warning);
    assert_eq!(
        open.message(),
        "none found among 250 patients leaves room for a share of up to 1.19 %, at 95 % confidence"
    );
    // 1 − 0.05^(1/250)
    assert!(open.interval("upper bound").unwrap().contains(&number("0.01191141971498067463722")));
    assert_eq!(open.question().unwrap().name(), "sensitivity");
    // Half of those that are there are found: twice the share.
    let half = finding(RULE, &story("design = \"probability\"\nsensitivity = \"50 %\"", NONE_OF, SAFE));
    assert_eq!(half.number("upper bound").unwrap().to_decimal(4), "0.02382");
    assert!(half.reason().contains("2.38 %") && half.reason().contains("50 %"), "{}", half.reason());
    assert!(half.question().is_none());
    // Whoever looked at all, and sees what there is, may say that there is none; and so of what was looked at.
    let searched = |frame: &str, conclusion: &str| outcome(RULE, &story(frame, NONE_OF, conclusion));
    assert_eq!(searched("sensitivity = \"99 %\"\ndesign = \"census\"", SAFE), "passed");
    assert_eq!(searched(SEIZED, "asserts = \"share = 0\""), "not applicable");
    assert_eq!(searched(SEIZED, "asserts = \"share < 1/10\"\nbase = \"traffic\""), "not applicable");
    assert_eq!(searched(SEIZED, "base = \"traffic\""), "warning");
    assert_eq!(searched(SEIZED, STOPPED), "warning");
    assert_eq!(searched(SEIZED, &format!("{SAFE}\nmood = \"hedged\"")), "note");
    assert_eq!(searched(SEIZED, &format!("{SAFE}\nmood = \"not-shown\"")), "passed");
    // Of "about 250", 238 to 262, the fewest count.
    let about = story(SEIZED, &NONE_OF.replace("250", "about 250"), SAFE);
    assert_eq!(finding(RULE, &about).number("searched"), Some(&number("238")));
    // Kilograms are no searches, and "none" alone says of no number.
    for claim in ["share = \"none of 536 kg\"", "figure = \"none\"\nmeasure = \"share\""] {
        let text = story(SEIZED, &format!("{claim}\nframe = \"controls\""), SAFE);
        assert_eq!(outcome(RULE, &text), "undecidable: effort", "{claim}");
    }
    let known =
        "figure = { value = \"none\", n = \"250 patients\" }\nmeasure = \"share\"\nframe = \"controls\"";
    assert_eq!(outcome(RULE, &story(SEIZED, known, SAFE)), "warning");
}

#[test]
fn without_a_period_there_is_no_rate() {
    let claim = format!("{NONE}\n").replace("figure", "figure");
    let text = story(SEIZED, &claim, STOPPED)
        .replace("period = \"2019-05-01/2019-09-02\"", "period = \"../2019-09-02\"");
    let open = finding(RULE, &text);
    assert!(open.number("upper bound a year").is_none());
    assert_eq!(
        open.message(),
        "none found leaves room for at most 3.00 detectable cases, at 95 % confidence"
    );
    let text = story("effort = \"10,000 containers\"", &claim, STOPPED).replace("2019-05-01/", "../");
    assert!(finding(RULE, &text).message().starts_with("none found among 10,000 containers leaves room"));
}
