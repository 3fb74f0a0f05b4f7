#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

fn step(claim: &str, conclusion: &str) -> Judged {
    judge(
        "IN05",
        &format!(
            "[frame.trial]\nassigned = \"randomised\"\n[frame.pairs]\nassigned = \"matched\"\n\
             [frame.model]\ndesign = \"model\"\n[[claim]]\nid = \"here\"\n{claim}\n\
             [[conclusion]]\nid = \"concluded\"\nfrom = \"here\"\n{conclusion}\n"
        ),
    )
}

/// The change here, and the same where there were no cameras.
fn beside(own: &str, control: &str, conclusion: &str) -> Judged {
    judge(
        "IN05",
        &format!(
            "[[claim]]\nid = \"here\"\n{own}\n[[claim]]\nid = \"there\"\n{control}\n\
             [[conclusion]]\nid = \"concluded\"\nfrom = \"here\"\n{conclusion}\n\
             because = {{ what = \"the cameras\", control = \"there\" }}\n"
        ),
    )
}

fn change(from: &str, to: &str) -> String {
    format!("change = {{ from = \"{from}\", to = \"{to}\" }}")
}

const BECAUSE: &str = "because = { what = \"the cameras\" }";
const FALL: &str = "asserts = \"change < 0\"";

#[test]
fn it_fell_more_where_nothing_was_done() {
    let own = change("100 burglaries", "90 burglaries");
    let control = change("100 burglaries", "88 burglaries");
    let finding = beside(&own, &control, FALL).warned();
    // 90/100 − 88/100 and (90 − 100) − (88 − 100).
    assert_eq!(number(&finding, "relative difference"), exact("2"));
    assert_eq!(number(&finding, "absolute difference"), exact("2"));
    assert_eq!(number(&finding, "change"), exact("-1/10"));
    assert_eq!(number(&finding, "control change"), exact("-3/25"));
    assert_eq!(finding.message(), "here the change was -10 %, and -12 % elsewhere, without the cameras");
    assert_eq!(
        finding.reason(),
        "it is said that the cameras brought a fall; set against the change elsewhere (difference in differences) there remains 2 percentage points or 2 burglaries: \
         without it as much happened, or more"
    );
    // The figures themselves, or a word, say which way.
    beside(&own, &control, "").warned();
    beside(&own, &control, &format!("{FALL}\nmood = \"hedged\"")).noted();
    beside(&own, &control, &format!("{FALL}\nmood = \"not-shown\"")).not_applicable();
    // As much: nothing is left of it.
    beside(&own, &own, FALL).warned();
    beside(&own, &change("100 burglaries", "91 burglaries"), FALL).passed();
    beside(&own, &change("100 burglaries", "104 burglaries"), FALL).passed();
    // A rise is another matter.
    beside(&change("100 kg", "110 kg"), &change("100 kg", "120 kg"), "asserts = \"change > 0\"").warned();
    beside(&change("100 kg", "130 kg"), &change("100 kg", "120 kg"), "asserts = \"change > 0\"").passed();
}

#[test]
fn numbers_and_per_cent_may_disagree() {
    // −8 % of 1,000 against −10 % of 100: 2 points the wrong way, 70 fewer the right way.
    let own = change("1,000 burglaries", "920 burglaries");
    let control = change("100 burglaries", "90 burglaries");
    let finding = beside(&own, &control, FALL).noted();
    assert_eq!(number(&finding, "relative difference"), exact("2"));
    assert_eq!(number(&finding, "absolute difference"), exact("-70"));
    assert_eq!(
        finding.reason(),
        "it is said that the cameras brought a fall; set against the change elsewhere (difference in differences) there remains 2 percentage points or -70 burglaries: \
         in per cent it points one way, and in numbers the other"
    );
    // −11 % of 1,000 is more on either scale.
    beside(&change("1,000 burglaries", "890 burglaries"), &control, FALL).passed();
    // It fell, and by less than elsewhere: a rise, if it is one that is asserted.
    let less = change("1,000 burglaries", "890 burglaries");
    beside(&control, &less, "asserts = \"change > 0\"").passed();
}

#[test]
fn what_rounding_leaves_open_is_a_note() {
    let finding = beside(&change("5.0 kg", "4.5 kg"), &change("5.0 kg", "4.6 kg"), FALL).noted();
    // (−0.5 ± 0.1) − (−0.4 ± 0.1).
    assert_eq!(limits(&finding, "absolute difference"), closed("-3/10", "1/10"));
    assert!(finding.reason().ends_with("the figures are too coarse to say which way that points"));
}

#[test]
fn what_cannot_be_set_side_by_side() {
    let own = change("100 burglaries", "90 burglaries");
    // In other units only the relative changes compare.
    let finding = beside(&own, &change("100 kg", "80 kg"), FALL).warned();
    assert!(finding.number("absolute difference").is_none());
    // From zero there is no relative change.
    let finding =
        beside(&change("0 burglaries", "3 burglaries"), &change("0 burglaries", "4 burglaries"), "").warned();
    assert_eq!(number(&finding, "absolute difference"), exact("-1"));
    assert!(finding.number("relative difference").is_none());
    beside(&own, "figure = \"88 burglaries\"", FALL).not_applicable();
    beside(&change("100 burglaries", "90 kg"), &own, FALL).not_applicable();
    // Printed changes: −10 % and −12 %.
    let stated = |text: &str| format!("change = {{ stated = \"{text}\" }}");
    beside(&stated("-10 %"), &stated("-12 %"), FALL).warned();
    beside(&stated("-12 %"), &stated("-10 %"), FALL).passed();
    beside(&stated("10 %"), &stated("12 %"), FALL).not_applicable();
    let falling = "change = { stated = \"12 %\", direction = \"falling\" }";
    beside(&stated("-10 %"), falling, FALL).warned();
    // Of another time.
    let of = |period: &str| format!("{own}\nperiod = \"{period}\"");
    beside(&of("2018"), &of("2019"), FALL).not_applicable();
    beside(&of("2018"), &of("2018"), FALL).warned();
    // Unchanged here, and changed there: that may be an effect.
    let same = change("100 burglaries", "100 burglaries");
    beside(&same, &own, "asserts = \"change = 0\"").passed();
    beside(&same, &same, "asserts = \"change = 0\"").warned();
}

#[test]
fn nothing_shows_what_happened_without_it() {
    let finding = step(&change("100 burglaries", "90 burglaries"), BECAUSE).warned();
    assert_eq!(
        finding.message(),
        "the change from 100 burglaries to 90 burglaries is put down to the cameras, and nothing shows what happened \
         without it"
    );
    assert_eq!(finding.question().unwrap().name(), "because.control");
    step(&change("100 burglaries", "90 burglaries"), &format!("{BECAUSE}\nmood = \"hedged\"")).noted();
    let finding = step("change = { stated = \"-10 %\" }", BECAUSE).warned();
    assert!(finding.message().starts_with("the change of -10 % is put down to"), "{}", finding.message());
    step("figure = { value = \"-10 %\", measure = \"change\" }", BECAUSE).warned();
    let periods =
        "compare = { by = \"period\", groups = { before = \"100 burglaries\", after = \"90 burglaries\" } }";
    let finding = step(periods, BECAUSE).warned();
    assert!(finding.message().starts_with("the change is put down to"), "{}", finding.message());
}

#[test]
fn designs_that_show_it_and_evidence_that_is_no_trend() {
    let framed = |frame: &str| format!("{}\nframe = \"{frame}\"", change("100 burglaries", "90 burglaries"));
    step(&framed("trial"), BECAUSE).passed();
    step(&framed("pairs"), BECAUSE).warned();
    step(&framed("model"), BECAUSE).not_applicable();
    step(&format!("{}\nadjustment = \"model\"", change("9 kg", "8 kg")), BECAUSE).not_applicable();
    let groups = "compare = { by = \"treatment\", groups = { yes = \"12 of 100 people\", no = \"20 of 100 people\" } }";
    step(groups, BECAUSE).not_applicable();
    step(&format!("{groups}\nframe = \"pairs\""), BECAUSE).passed();
    step(&format!("{groups}\nframe = \"trial\""), BECAUSE).passed();
    step("figure = \"90 burglaries\"", BECAUSE).not_applicable();
    step(&change("100 burglaries", "90 burglaries"), "").not_applicable();
    step(&change("100 burglaries", "90 burglaries"), &format!("{BECAUSE}\nstatus = \"projection\""))
        .not_applicable();
}

/// Burglaries from 2015 on.
fn series(values: &[&str]) -> String {
    let points: Vec<String> = (2015..)
        .zip(values)
        .map(|(year, value): (i32, _)| format!("{year} = \"{value} burglaries\""))
        .collect();
    format!("change = {{ series = {{ {} }} }}", points.join(", "))
}

const SINCE: &str = "asserts = \"change < 0\"\nbecause = { what = \"the cameras\", since = \"2018\" }";

#[test]
fn it_fell_before_as_fast_as_after() {
    let finding = step(&series(&["130", "120", "110", "100"]), SINCE).warned();
    // 120 at the middle year, 10 less each year, on to the second year after it.
    assert_eq!(number(&finding, "projection"), exact("100"));
    assert_eq!(number(&finding, "departure"), exact("0"));
    assert_eq!(
        finding.message(),
        "the straight line of the time before the cameras leads to 100 burglaries, and the last figure is 100 burglaries"
    );
    // Slower than before.
    let finding = step(&series(&["130", "120", "110", "104"]), SINCE).warned();
    assert_eq!(number(&finding, "departure"), exact("4"));
    // 130, 118, 112: mean 120, slope −9; 102 two years on.
    let finding = step(&series(&["130", "118", "112", "103"]), SINCE).warned();
    assert_eq!(number(&finding, "projection"), exact("102"));
    // Days that are no months: as far apart as they are.
    let days = "change = { series = { 2018-01-01 = \"13 burglaries\", 2018-01-02 = \"12 burglaries\", \
                2018-01-03 = \"11 burglaries\", 2018-01-05 = \"9 burglaries\" } }";
    let finding = step(days, &SINCE.replace("2018", "2018-01-04")).warned();
    assert_eq!(number(&finding, "projection"), exact("9"));
}

#[test]
fn a_long_series_is_carried_on_as_a_short_one() {
    // From January 1990 one fewer each month, of 1,000; from 2010 on, after 240 months, ten fewer each.
    let months = |fewer: i32| -> String {
        let month = |i: i32| {
            let count = if i < 240 { 1_000 - i } else { 761 - fewer * (i - 239) };
            format!("{}-{:02} = \"{count} burglaries\"", 1990 + i / 12, i % 12 + 1)
        };
        let points: Vec<String> = (0..300).map(month).collect();
        format!("change = {{ series = {{ {} }} }}", points.join(", "))
    };
    let since = SINCE.replace("2018", "2010");
    let finding = step(&months(10), &since).noted();
    // In December 2014, 299 months on: 1,000 − 299 by the line, 761 − 600 as printed.
    assert_eq!(number(&finding, "projection"), exact("701"));
    assert_eq!(number(&finding, "departure"), exact("-540"));
    step(&months(1), &since).warned();
}

#[test]
fn a_departure_from_the_line_is_a_note() {
    let finding = step(&series(&["130", "120", "110", "80"]), SINCE).noted();
    assert_eq!(number(&finding, "departure"), exact("-20"));
    assert_eq!(finding.question().unwrap().name(), "because.control");
    // One of two later figures is none.
    step(&series(&["130", "120", "110", "80", "95"]), SINCE).warned();
    step(&series(&["130", "120", "110", "80", "60"]), SINCE).noted();
    // Two figures before make no line.
    let since = SINCE.replace("2018", "2017");
    let finding = step(&series(&["130", "120", "110", "80"]), &since).warned();
    assert!(finding.number("projection").is_none());
    // Where it began decides.
    step(&series(&["130", "120", "110", "80"]), &format!("{FALL}\n{BECAUSE}"))
        .asks("because.since", "concluded");
    step(&series(&["130", "120", "110"]), &format!("{FALL}\n{BECAUSE}")).warned();
}

#[test]
fn the_change_before_the_cause() {
    let since = |since: &str| format!("because = {{ what = \"the cameras\", since = \"{since}\" }}");
    let finding = step(&series(&["130", "120", "110"]), &since("2018-05-01")).warned();
    // January to April 2018.
    assert_eq!(number(&finding, "gap"), exact("120"));
    assert_eq!(
        finding.message(),
        "the change is put down to the cameras, which began 120 days after the figures end"
    );
    let finding = step(&series(&["130", "120", "110"]), &since("2018")).warned();
    assert_eq!(
        finding.message(),
        "the change is put down to the cameras, which began the day after the figures end"
    );
    let undated = change("100 burglaries", "90 burglaries");
    step(&undated, &since("2018")).asks("period", "here");
    step(&format!("{undated}\nperiod = \"2018\""), &since("2018-05")).warned();
}

/// How often the rule fired, passed, did not apply and asked, of a conclusion from two changes.
fn two(first: &str, second: &str) -> [usize; 4] {
    let claim = |id: &str, period: &str| {
        format!(
            "[[claim]]\nid = \"{id}\"\n{}\nperiod = \"{period}\"\n",
            change("100 burglaries", "90 burglaries")
        )
    };
    let text = format!(
        "{}{}[[conclusion]]\nid = \"concluded\"\nfrom = [\"first\", \"second\"]\n\
         because = {{ what = \"the cameras\", since = \"2019-05\" }}\n",
        claim("first", first),
        claim("second", second)
    );
    let checker = crate::Checker::default().select(["IN05"]).unwrap();
    let report = checker.check(&crate::rules::check_one::dossier(&text)).unwrap();
    let tally = report.tally("IN05").unwrap();
    [tally.fired, tally.passed, tally.not_applicable, tally.undecidable]
}

#[test]
fn what_shows_the_time_before_is_not_blamed_for_it() {
    assert_eq!(two("2018", "2019"), [1, 0, 1, 0]);
    assert_eq!(two("2019", "2019"), [2, 0, 0, 0]);
    assert_eq!(two("2017", "2018"), [1, 0, 1, 0]);
    assert_eq!(two("2019", "unknown"), [1, 0, 0, 1]);
    assert_eq!(two("2018", "unknown"), [0, 0, 0, 2]);
}
