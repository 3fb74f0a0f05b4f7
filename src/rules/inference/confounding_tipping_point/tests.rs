#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rule::Finding;
use crate::rules::check_one::{Judged, exact, judge, number};

fn step(claim: &str, conclusion: &str) -> Judged {
    judge(
        "IN12",
        &format!(
            "[frame.cohort]\nassigned = \"self\"\n[frame.pairs]\nassigned = \"matched\"\n\
             [frame.trial]\nassigned = \"randomised\"\n[frame.open]\ndesign = \"volunteer\"\n\
             [[claim]]\nid = \"study\"\n{claim}\n\
             [[conclusion]]\nid = \"causes\"\nfrom = \"study\"\n{conclusion}\n"
        ),
    )
}

const BECAUSE: &str = "because = { what = \"red meat\" }";

fn ratio(value: &str, interval: &str, measure: &str) -> String {
    format!("figure = {{ value = \"{value}\"{interval}, measure = \"{measure}\" }}\nframe = \"cohort\"")
}

/// An E-value to so many decimals, as a pocket calculator shows it.
#[track_caller]
fn e_value(finding: &Finding, name: &str, expected: &str) {
    let (found, expected) = (number(finding, name), exact(expected));
    assert!((&found - &expected).unwrap().abs() < exact("1/1000000"), "{name}: {found} is not {expected}");
}

#[test]
fn a_small_risk_is_soon_explained() {
    let meat = ratio("1.18", ", interval = [\"1.05\", \"1.32\"]", "risk-ratio");
    let finding = step(&meat, BECAUSE).warned();
    // 1.18 + √(1.18 · 0.18) and 1.05 + √(1.05 · 0.05).
    e_value(&finding, "E-value", "1.6408687448");
    e_value(&finding, "E-value of the limit", "1.2791287847");
    assert_eq!(
        finding.message(),
        "something unmeasured that goes with red meat and with the outcome by a factor of 1.64 each could explain the \
         risk ratio of 1.18; 1.28 would do for the limit of its interval"
    );
    step(&meat, &format!("{BECAUSE}\nmood = \"hedged\"")).noted();
    step(&meat, &format!("{BECAUSE}\nmood = \"not-shown\"")).not_applicable();
    step(&meat, "").not_applicable();
}

#[test]
fn a_large_one_is_a_note() {
    let smoking = ratio("10.73", ", interval = [\"8.02\", \"14.36\"]", "risk-ratio");
    let finding = step(&smoking, BECAUSE).noted();
    e_value(&finding, "E-value", "20.9477737301");
    e_value(&finding, "E-value of the limit", "15.5233592477");
}

#[test]
fn below_one_and_on_both_sides() {
    let finding = step(&ratio("0.85", ", interval = [\"0.74\", \"0.97\"]", "risk-ratio"), BECAUSE).warned();
    e_value(&finding, "E-value", "1.6321156878");
    e_value(&finding, "E-value of the limit", "1.2094897740");
    let finding = step(&ratio("1.18", ", interval = [\"0.95\", \"1.45\"]", "risk-ratio"), BECAUSE).warned();
    assert_eq!(number(&finding, "E-value of the limit"), exact("1"));
    assert!(finding.message().contains("an interval that holds 1"), "{}", finding.message());
    // The limit is 1 itself.
    step(&ratio("1.18", ", interval = [\"1\", \"1.45\"]", "risk-ratio"), BECAUSE).warned();
    // A margin makes an interval as well.
    let finding = step(&ratio("1.18", ", margin = \"0.13\"", "risk-ratio"), BECAUSE).warned();
    e_value(&finding, "E-value of the limit", "1.2791287847");
    step(&ratio("1.18", ", margin = \"1.5\"", "risk-ratio"), BECAUSE).warned();
}

#[test]
fn the_threshold_is_decided_exactly() {
    // 9/8 + √(9/8 · 1/8) = 9/8 + 3/8 = 3/2.
    step(&ratio("1.5", ", interval = [\"1.125\", \"1.9\"]", "risk-ratio"), BECAUSE).noted();
    step(&ratio("1.5", ", interval = [\"1.124\", \"1.9\"]", "risk-ratio"), BECAUSE).warned();
    // 8/9 has the same.
    step(&ratio("0.5", ", interval = [\"0.1\", \"0.888\"]", "risk-ratio"), BECAUSE).noted();
    step(&ratio("0.5", ", interval = [\"0.1\", \"0.889\"]", "risk-ratio"), BECAUSE).warned();
}

#[test]
fn without_an_interval_it_asks_where_that_decides() {
    let so_far = step(&ratio("2.0", "", "risk-ratio"), BECAUSE).asks("interval", "study");
    assert_eq!(so_far.len(), 2);
    let e = so_far.iter().find(|value| value.name == "E-value").unwrap();
    // 2 + √2.
    assert!((e.exact.as_ref().unwrap() - &exact("3.4142135624")).unwrap().abs() < exact("1/1000000"));
    // The limit is nearer to 1 than the ratio.
    let finding = step(&ratio("1.1", "", "risk-ratio"), BECAUSE).warned();
    assert!(finding.number("E-value of the limit").is_none());
    step(&ratio("1", "", "risk-ratio"), BECAUSE).warned();
}

#[test]
fn who_was_exposed() {
    let meat = ratio("1.18", ", interval = [\"1.05\", \"1.32\"]", "risk-ratio");
    let framed = |frame: &str| meat.replace("frame = \"cohort\"", frame);
    step(&framed("frame = \"trial\""), BECAUSE).not_applicable();
    step(&framed("frame = \"pairs\""), BECAUSE).warned();
    let so_far = step(&framed("frame = \"open\""), BECAUSE).asks("assigned", "open");
    assert_eq!(so_far.len(), 3);
    step(&framed(""), BECAUSE).asks("frame", "study");
}

#[test]
fn odds_and_hazard_ratios() {
    let finding = step(&ratio("2.0", ", interval = [\"1.5\", \"2.7\"]", "odds-ratio"), BECAUSE).noted();
    assert!(finding.message().contains("by a factor of at most 3.41 each could explain the odds ratio of 2"));
    step(&ratio("2.0", ", interval = [\"1.05\", \"2.7\"]", "hazard-ratio"), BECAUSE).warned();
    let compared = |one: &str, other: &str| {
        format!(
            "frame = \"cohort\"\n[claim.compare]\nby = \"diet\"\n\
             stated = [{{ measure = \"odds-ratio\", value = {{ value = \"2.0\", interval = [\"1.5\", \"2.7\"] }} }}]\n\
             groups = {{ meat = \"{one}\", none = \"{other}\" }}\n"
        )
    };
    // 10 % and 5 %: rare. 40 % and 25 %: common. 20 % and 10 %: it may be.
    let rare = step(&compared("100 of 1,000 people", "50 of 1,000 people"), BECAUSE).noted();
    assert!(!rare.message().contains("at most"), "{}", rare.message());
    step(&compared("400 of 1,000 people", "250 of 1,000 people"), BECAUSE).not_applicable();
    let either = step(&compared("200 of 1,000 people", "100 of 1,000 people"), BECAUSE).noted();
    assert!(either.message().contains("at most"), "{}", either.message());
}

#[test]
fn two_groups_make_a_ratio() {
    let compared = |by: &str, one: &str, other: &str| {
        format!(
            "frame = \"cohort\"\n[claim.compare]\nby = \"{by}\"\ngroups = {{ meat = \"{one}\", none = \"{other}\" }}\n"
        )
    };
    let so_far =
        step(&compared("diet", "20 of 100 people", "12 of 100 people"), BECAUSE).asks("interval", "study");
    assert_eq!(so_far.first().unwrap().exact, Some(exact("5/3")));
    // Whichever is named first.
    let finding = step(&compared("diet", "100 of 1,000 people", "105 of 1,000 people"), BECAUSE).warned();
    assert_eq!(number(&finding, "ratio"), exact("21/20"));
    let rates = compared("diet", "50 per 1,013 person-years", "52 per 1,013 person-years");
    let finding = step(&rates, BECAUSE).warned();
    assert!(finding.message().contains("rate ratio of 1.04"), "{}", finding.message());
    step(&compared("diet", "0 of 100 people", "12 of 100 people"), BECAUSE).not_applicable();
    // Shares of two things are no two risks of one.
    step(&compared("of", "20 of 100 people", "12 of 100 people"), BECAUSE).not_applicable();
    step(&compared("diet", "20 kg", "12 kg"), BECAUSE).not_applicable();
}

#[test]
fn what_is_no_ratio_of_risks() {
    step("figure = \"18 deaths\"\nframe = \"cohort\"", BECAUSE).not_applicable();
    step(&ratio("1.18", "", "ratio"), BECAUSE).not_applicable();
    step(&ratio("over 2", "", "risk-ratio"), BECAUSE).not_applicable();
    step(&ratio("0", "", "risk-ratio"), BECAUSE).not_applicable();
    // Outside its own interval: a misprint, of which another rule may speak.
    step(&ratio("1.18", ", interval = [\"1.2\", \"1.4\"]", "risk-ratio"), BECAUSE).not_applicable();
}
