#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

fn step(claim: &str, conclusion: &str) -> Judged {
    assuming("", claim, conclusion)
}

fn assuming(completeness: &str, claim: &str, conclusion: &str) -> Judged {
    let assumed = match completeness {
        "" => String::new(),
        value => format!(
            "[[assume]]\nname = \"completeness\"\nfor = \"deaths\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
        ),
    };
    judge(
        "CT13",
        &format!(
            "{assumed}[frame.trial]\nassigned = \"randomised\"\n[[claim]]\nid = \"deaths\"\n{claim}\n\
             [[conclusion]]\nid = \"concluded\"\nfrom = \"deaths\"\n{conclusion}\n"
        ),
    )
}

const SERIES: &str =
    "change = { series = { 2016 = \"19,413 deaths\", 2017 = \"28,466 deaths\", 2018 = \"31,335 deaths\" } }";
const SINCE_MAY: &str = "because = { what = \"the control\", since = \"2019-05-01\" }";

#[test]
fn the_series_ends_before_the_control_began() {
    let finding = step(SERIES, SINCE_MAY).warned();
    // January to April 2019: 31 + 28 + 31 + 30.
    assert_eq!(number(&finding, "gap"), exact("120"));
    assert_eq!(finding.message(), "the figures end 120 days before what they are to judge began");
    assert_eq!(
        finding.reason(),
        "they run to 2018-12-31, and the control began on 2019-05-01: no figure is from after it"
    );
    step(SERIES, &format!("{SINCE_MAY}\nmood = \"hedged\"")).noted();
    step(SERIES, &format!("{SINCE_MAY}\nmood = \"not-shown\"")).noted();
}

#[test]
fn a_figure_of_any_kind_may_end_too_early() {
    let since = |since: &str| format!("because = {{ what = \"the control\", since = \"{since}\" }}");
    let figure = "figure = \"31,335 deaths\"\nperiod = \"2018\"";
    // The day after the last one.
    let finding = step(figure, &since("2019")).warned();
    assert_eq!(number(&finding, "gap"), exact("0"));
    assert_eq!(finding.message(), "the figures end on the day before what they are to judge began");
    // One day of the year lies after it.
    step(figure, &since("2018-12-31")).passed();
    step(figure, &since("2019-01-02")).warned();
    // Begun at no known time.
    step(figure, "because = { what = \"the control\" }").not_applicable();
    step(figure, &since("../2019")).not_applicable();
    step(figure, "").not_applicable();
    // Still running.
    step("figure = \"31,335 deaths\"\nperiod = \"2018/..\"", &since("2019-05")).passed();
    // When they were counted decides.
    step("figure = \"31,335 deaths\"", &since("2019-05")).asks("period", "deaths");
    step("figure = \"31,335 deaths\"\nperiod = \"none\"", &since("2019-05")).not_applicable();
    // Of a change that dates its later figure, not the claim's own period counts.
    let dated = "period = \"2017/2019\"\nchange = { from = \"9 deaths\", to = { value = \"12 deaths\", period = \"2018\" } }";
    step(dated, &since("2019-05")).warned();
    let undated = "period = \"2017/2019\"\nchange = { from = { value = \"9 deaths\", period = \"2017\" }, to = \"12 deaths\" }";
    step(undated, &since("2019-05")).passed();
}

#[test]
fn what_need_not_reach_past_the_beginning() {
    // Foretold: the status of the conclusion, or the date of the text, says so.
    step(SERIES, &format!("{SINCE_MAY}\nstatus = \"projection\"")).not_applicable();
    let text = format!(
        "date = \"2019-03-01\"\n[[claim]]\nid = \"deaths\"\n{SERIES}\n\
         [[conclusion]]\nid = \"concluded\"\nfrom = \"deaths\"\n{SINCE_MAY}\n"
    );
    judge("CT13", &text).not_applicable();
    judge("CT13", &text.replace("2019-03-01", "2019-05-01")).warned();
    // An effect that an experiment showed, or two groups side by side, is used later.
    let trial = "figure = \"12 deaths\"\nperiod = \"2015\"\nframe = \"trial\"";
    step(trial, SINCE_MAY).not_applicable();
    let groups = "period = \"2015\"\ncompare = { by = \"treatment\", groups = { mask = \"12 of 100 people\", none = \"20 of 100 people\" } }";
    step(groups, SINCE_MAY).not_applicable();
}

/// How often the rule fired, passed, did not apply and asked, of a conclusion from two figures.
fn two(first: &str, second: &str) -> [usize; 4] {
    let claim = |id: &str, period: &str| {
        format!("[[claim]]\nid = \"{id}\"\nfigure = \"31,335 deaths\"\nperiod = \"{period}\"\n")
    };
    let text = format!(
        "{}{}[[conclusion]]\nid = \"concluded\"\nfrom = [\"first\", \"second\"]\n{SINCE_MAY}\n",
        claim("first", first),
        claim("second", second)
    );
    let checker = crate::Checker::default().select(["CT13"]).unwrap();
    let report = checker.check(&crate::rules::check_one::dossier(&text)).unwrap();
    let tally = report.tally("CT13").unwrap();
    [tally.fired, tally.passed, tally.not_applicable, tally.undecidable]
}

#[test]
fn one_claim_may_show_the_time_before_and_another_the_time_after() {
    assert_eq!(two("2018", "2019"), [0, 2, 0, 0]);
    assert_eq!(two("2019", "2018"), [0, 2, 0, 0]);
    // Told once, of the one that reaches further.
    assert_eq!(two("2017", "2018"), [1, 0, 1, 0]);
    assert_eq!(two("2018", "unknown"), [0, 0, 0, 2]);
    assert_eq!(two("unknown", "2019"), [0, 2, 0, 0]);
    assert_eq!(two("2018", "none"), [1, 0, 1, 0]);
}

fn change(from: &str, to: &str, fields: &str) -> String {
    format!("[claim.change]\nfrom = \"{from}\"\nto = {{ value = \"{to}\"{fields} }}\n")
}

const PROVISIONAL: &str = ", status = \"provisional\"";
const FALL: &str = "asserts = \"change < 0\"";

#[test]
fn a_fall_in_figures_that_are_not_all_in() {
    let fall = change("1,000 deaths", "900 deaths", PROVISIONAL);
    let finding = assuming("80 % to 85 %", &fall, FALL).warned();
    assert_eq!(number(&finding, "change"), exact("-1/10"));
    // 900/0.85 = 1058.8 and 900/0.8 = 1125.
    assert_eq!(limits(&finding, "adjusted change"), closed("1/17", "1/8"));
    assert_eq!(number(&finding, "completeness at which the change is gone"), exact("9/10"));
    assert_eq!(
        finding.message(),
        "with 80 to 85 % of the latest period in, the change is 5.88 to 12.5 %, not -10 %"
    );
    assert_eq!(
        finding.reason(),
        "a fall is asserted; of a latest figure that is only 90 % complete nothing of it is left"
    );
    // Some of what is supposed leaves a fall, some does not.
    assuming("85 % to 95 %", &fall, FALL).warned();
    // Exactly complete enough for no change at all.
    assuming("90 %", &fall, FALL).warned();
    // 900/0.91 = 989.
    assuming("91 % to 100 %", &fall, FALL).passed();
    assuming("100 %", &fall, FALL).passed();
    // Supposed of the claim, though it says nothing of its status.
    assuming("80 %", &change("1,000 deaths", "900 deaths", ""), FALL).warned();
    assuming("80 %", &fall, &format!("{FALL}\nmood = \"hedged\"")).noted();
    // The claim's word, or the figures themselves, say which way.
    assuming("80 %", &format!("{fall}stated = \"falling\""), "").warned();
    assuming("80 %", &fall, "").warned();
}

#[test]
fn it_asks_how_much_is_in_where_that_decides() {
    let fall = change("1,000 deaths", "900 deaths", PROVISIONAL);
    let so_far = step(&fall, FALL).asks("completeness", "deaths");
    assert_eq!(so_far.first().unwrap().exact, Some(exact("9/10")));
    // What is still to come only adds to a rise.
    step(&change("1,000 deaths", "1,100 deaths", PROVISIONAL), "asserts = \"change > 0\"").passed();
    // None that goes the other way is meant.
    step(&change("1,000 deaths", "1,100 deaths", PROVISIONAL), FALL).not_applicable();
    let same = change("1,000 deaths", "1,000 deaths", PROVISIONAL);
    step(&same, "asserts = \"change = 0\"").asks("completeness", "deaths");
    let finding = assuming("80 %", &same, "asserts = \"change = 0\"").warned();
    assert_eq!(finding.reason(), "no change is asserted; whatever is still to come is a rise");
}

#[test]
fn final_adjusted_and_estimated_figures() {
    let with = |fields: &str| step(&change("1,000 deaths", "900 deaths", fields), FALL);
    with(", status = \"observed\"").passed();
    with("").not_applicable();
    with(", status = \"estimate\"").not_applicable();
    with(", status = \"provisional\", adjustment = \"model\"").not_applicable();
    // Late reports may move these either way.
    step(&change("12 %", "9 %", ", status = \"provisional\", measure = \"share\""), FALL).not_applicable();
    step(&change("12 %", "9 %", PROVISIONAL), FALL).not_applicable();
    // Nothing to divide.
    step(&change("1,000 deaths", "0 deaths", PROVISIONAL), FALL).not_applicable();
    step(&change("0 deaths", "9 deaths", PROVISIONAL), "asserts = \"change > 0\"").not_applicable();
    step(&change("1,000 deaths", "9 kg", PROVISIONAL), FALL).not_applicable();
    step("change = { to = { value = \"9 deaths\", status = \"provisional\" }, stated = \"-10 %\" }", FALL)
        .not_applicable();
}

#[test]
fn the_latest_of_a_series_counts() {
    let series = "[claim.change.series]\n2018 = { value = \"800 deaths\", status = \"provisional\" }\n\
                  2016 = \"1,000 deaths\"\n2017 = \"1,200 deaths\"\n";
    let finding = assuming("75 %", series, FALL).warned();
    assert_eq!(number(&finding, "change"), exact("-1/5"));
    // 800/0.75/1000 − 1.
    assert_eq!(number(&finding, "adjusted change"), exact("1/15"));
    // A limit and a range are taken with all they can be: 900 to 950 of 1,000.
    let range = change("1,000 deaths", "900 to 950 deaths", PROVISIONAL);
    let finding = assuming("92 %", &range, FALL).warned();
    // 900/920 − 1 and 950/920 − 1.
    assert_eq!(limits(&finding, "adjusted change"), closed("-1/46", "3/92"));
    assuming("96 %", &range, FALL).passed();
}
