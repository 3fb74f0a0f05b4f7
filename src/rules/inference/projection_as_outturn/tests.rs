#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

fn step(date: &str, claim: &str, conclusion: &str) -> Judged {
    let date = if date.is_empty() { String::new() } else { format!("date = \"{date}\"\n") };
    judge(
        "IN11",
        &format!(
            "{date}[[claim]]\nid = \"debt\"\n{claim}\n\
             [[conclusion]]\nid = \"concluded\"\nfrom = \"debt\"\n{conclusion}\n"
        ),
    )
}

const FORECAST: &str = "figure = { value = \"-$2.1 billion\", status = \"projection\" }\nperiod = \"2029\"";
const OBSERVED: &str = "status = \"observed\"";

#[test]
fn a_forecast_told_as_an_outturn() {
    let finding = step("2026", FORECAST, OBSERVED).warned();
    // From the end of 2026 to the end of 2029: 365 + 366 + 365 days.
    assert_eq!(number(&finding, "days"), exact("1096"));
    assert_eq!(number(&finding, "horizon"), exact("4384/1461"));
    assert_eq!(
        finding.message(),
        "-$2.1 billion is a projection for 2029, and is concluded as if it had happened"
    );
    assert_eq!(
        finding.reason(),
        "the period ends 3 years after the text, and what is expected need not come about"
    );
    step("2026", FORECAST, &format!("{OBSERVED}\nmood = \"hedged\"")).noted();
    step("2026", FORECAST, "status = \"provisional\"").warned();
    step("2026", &FORECAST.replace("projection", "target"), OBSERVED).warned();
}

#[test]
fn told_as_what_it_is() {
    for status in ["projection", "target", "estimate", "disputed"] {
        step("2026", FORECAST, &format!("status = \"{status}\"")).passed();
    }
    // What may be is no outturn.
    step("2026", FORECAST, "mood = \"hedged\"").passed();
    let so_far = step("2026", FORECAST, "").asks("status", "concluded");
    assert_eq!(so_far.first().unwrap().exact, Some(exact("4384/1461")));
    assert!(step("", FORECAST, "").asks("status", "concluded").is_empty());
}

#[test]
fn without_date_or_period_the_status_decides() {
    let finding = step("", FORECAST, OBSERVED).warned();
    assert_eq!(finding.reason(), "what is expected need not come about");
    let finding =
        step("2026", "figure = { value = \"$2.1 billion\", status = \"target\" }", OBSERVED).warned();
    assert_eq!(finding.message(), "$2.1 billion is a target, and is concluded as if it had happened");
    // A projection of a year that is over is still none of what happened.
    let finding = step("2031-05-01", FORECAST, OBSERVED).warned();
    assert!(finding.reason().starts_with("the period was over"), "{}", finding.reason());
}

#[test]
fn the_printed_interval_goes_with_it() {
    let claim = "figure = { value = \"2.1 %\", status = \"projection\", interval = [\"0.5 %\", \"3.7 %\"] }";
    let finding = step("2026", claim, OBSERVED).warned();
    assert_eq!(limits(&finding, "printed interval"), closed("1/2", "37/10"));
    assert_eq!(finding.advice(), "say that it is expected, with its printed interval: 0.5 % to 3.7 %");
    let claim = "figure = { value = \"2.1 %\", status = \"projection\", margin = \"1.6 %\" }";
    let finding = step("2026", claim, OBSERVED).warned();
    assert_eq!(finding.advice(), "say that it is expected, with its printed margin: 1.6 %");
}

#[test]
fn a_time_after_the_text_has_not_been_observed() {
    let later = "figure = \"12 deaths\"\nperiod = \"2027\"";
    let finding = step("2026-12-31", later, OBSERVED).warned();
    assert_eq!(number(&finding, "days"), exact("365"));
    assert_eq!(finding.message(), "12 deaths is for 2027, which had not begun when the text appeared");
    step("2026-12-31", later, "").asks("status", "concluded");
    step("2026-12-31", later, "status = \"projection\"").passed();
    // It begins on the day of the text.
    step("2027-01-01", later, OBSERVED).passed();
    // The conclusion's own period.
    let now = "figure = \"12 deaths\"\nperiod = \"2025\"";
    let finding = step("2026-12-31", now, "period = \"2027\"\nstatus = \"observed\"").warned();
    assert_eq!(finding.message(), "the conclusion is for 2027, which had not begun when the text appeared");
    step("2026-12-31", now, "period = \"2027\"").passed();
}

#[test]
fn a_period_that_is_not_over() {
    let running = |fields: &str| format!("figure = {{ value = \"12 deaths\"{fields} }}\nperiod = \"2026\"");
    let finding = step("2026-09-03", &running(", status = \"observed\""), "").warned();
    // September 4 to the end of the year: 27 + 31 + 30 + 31.
    assert_eq!(number(&finding, "days"), exact("119"));
    assert_eq!(finding.reason(), "of 2026 119 days were still to come");
    // Nobody says that all of the year was counted; or of what is there on one day, or since a beginning.
    step("2026-09-03", &running(""), OBSERVED).passed();
    step("2026-09-03", &running(", status = \"provisional\""), OBSERVED).passed();
    step("2026-09-03", &running(", status = \"observed\""), "status = \"provisional\"").passed();
    for flow in ["stock", "cumulative"] {
        step("2026-09-03", &running(&format!(", status = \"observed\", flow = \"{flow}\"")), "").passed();
    }
    let share =
        "figure = { value = \"3.7 %\", status = \"observed\", measure = \"share\" }\nperiod = \"2026\"";
    step("2026-09-03", share, OBSERVED).passed();
    step("2026-09-03", &running(", status = \"observed\"").replace("2026", "2020/.."), OBSERVED).passed();
    // The conclusion limits itself to what is over.
    step("2026-09-03", &running(", status = \"observed\""), "period = \"2026-08\"").passed();
}

#[test]
fn what_happened_passes() {
    let own = |status: &str| format!("figure = {{ value = \"12 deaths\"{status} }}\nperiod = \"2025\"");
    // A nowcast: its period is over.
    step("2026", &own(", status = \"estimate\""), OBSERVED).passed();
    step("2026", &own(""), "").passed();
    step("", &own(", status = \"observed\""), OBSERVED).passed();
    // Nobody says when the text appeared, and the conclusion is stated as observed.
    step("", &own(""), OBSERVED).asks("date", "concluded");
    step("", &own(""), "").not_applicable();
    step("2026", "figure = \"12 deaths\"", OBSERVED).not_applicable();
}

#[test]
fn of_a_series_only_what_is_concluded() {
    let series = "[claim.change.series]\n2024 = \"12 deaths\"\n2025 = \"13 deaths\"\n\
                  2030 = { value = \"20 deaths\", status = \"projection\" }\n";
    step("2026", series, OBSERVED).warned();
    step("2026", series, "period = \"2024/2025\"\nstatus = \"observed\"").passed();
    let unmarked = series.replace(", status = \"projection\"", "");
    let finding = step("2026", &unmarked, OBSERVED).warned();
    assert!(finding.message().starts_with("20 deaths is for 2030"), "{}", finding.message());
    step("2026", &unmarked, "period = \"2024/2025\"\nstatus = \"observed\"").passed();
    // What was projected, beside what came of it.
    let came = "[claim.change]\nfrom = { value = \"20 deaths\", status = \"projection\", period = \"2025\" }\n\
                to = { value = \"13 deaths\", status = \"observed\", period = \"2025\" }\n";
    step("2026", came, OBSERVED).passed();
}
