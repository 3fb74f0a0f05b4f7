#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, exact, judge, limits, number};

/// A change of two counts, each with its own fields.
fn change(from: &str, to: &str, rest: &str) -> Judged {
    let text = format!(
        "[[claim]]\nid = \"deaths\"\n[claim.change]\nfrom = {{ {from}, period = \"2017\" }}\n\
         to = {{ {to}, period = \"2018\" }}\n{rest}\n"
    );
    judge("SA03", &text)
}

fn compare(claim: &str, one: &str, other: &str, rest: &str) -> Judged {
    let text = format!(
        "[[claim]]\nid = \"deaths\"\n{claim}\n[claim.compare]\nby = \"town\"\ngroups = {{ a = {one}, b = {other} }}\n{rest}\n"
    );
    judge("SA03", &text)
}

const RISING: &str = "stated = \"rising\"";

#[test]
fn nine_then_fifteen() {
    let finding = change("value = \"9 deaths\"", "value = \"15 deaths\"", "stated = \"67 %\"").warned();
    // 2·Σ C(24, k) from 0 to 9 over 2^24 = 1289565/4194304; gamma quantiles by mpmath.
    assert!(limits(&finding, "P-value").contains(&exact("1289565/4194304")));
    assert_eq!(number(&finding, "rate ratio"), exact("5/3"));
    assert!(limits(&finding, "interval of the second count").contains(&exact("8.3953862")));
    assert!(!limits(&finding, "interval of the second count").contains(&exact("8.3953850")));
    assert_eq!(
        finding.message(),
        "chance alone makes two counts as different as 9 deaths and 15 deaths, or more, with a chance of 30.7 %"
    );
    assert!(
        finding.reason().contains("where 4.12 to 17.1 are to be expected, the second where 8.4 to 24.7 are"),
        "{}",
        finding.reason()
    );
    // 90 then 150: P = 0.00013.
    change("value = \"90 deaths\"", "value = \"150 deaths\"", "stated = \"67 %\"").passed();
}

#[test]
fn words_say_it_as_well_and_unchanged_does_not() {
    let counts = ("value = \"9 deaths\"", "value = \"15 deaths\"");
    change(counts.0, counts.1, RISING).warned();
    change(counts.0, counts.1, "stated = \"falling\"").warned();
    change(counts.0, counts.1, "stated = \"unchanged\"").not_applicable();
    change(counts.0, counts.1, "stated = \"0 %\"").not_applicable();
    // Nothing said: a note, of small counts only; equal ones are no news.
    change(counts.0, counts.1, "").noted();
    change("value = \"90 deaths\"", "value = \"95 deaths\"", "").not_applicable();
    change("value = \"9 deaths\"", "value = \"9 deaths\"", "").not_applicable();
}

#[test]
fn none_is_a_count_too() {
    // 2/2^5 = 1/16; 2/2^6 = 1/32.
    let finding = change("value = \"0 deaths\"", "value = \"5 deaths\"", RISING).warned();
    assert!(limits(&finding, "P-value").contains(&exact("1/16")));
    assert!(finding.number("rate ratio").is_none());
    change("value = \"0 deaths\"", "value = \"6 deaths\"", RISING).passed();
    change("value = \"0 deaths\"", "value = \"0 deaths\"", RISING).not_applicable();
}

#[test]
fn over_different_times() {
    let over = |from: &str, to: &str| {
        let text = format!(
            "[[claim]]\nid = \"deaths\"\n[claim.change]\nfrom = {{ value = \"9 deaths\"{from} }}\n\
             to = {{ value = \"25 deaths\"{to} }}\nstated = \"rising\"\n"
        );
        judge("SA03", &text)
    };
    // In as long a time: 2·P(at most 9 of 34) = 0.009. In twice the time 18 were to be expected.
    over(", period = \"2017\"", ", period = \"2018\"").passed();
    let finding = over(", period = \"2017\"", ", period = \"2018/2019\"").warned();
    assert_eq!(number(&finding, "first exposure"), exact("365"));
    assert_eq!(number(&finding, "second exposure"), exact("730"));
    // A leap year is a year.
    over(", period = \"2015\"", ", period = \"2016\"").passed();
    // Of times that nobody states nothing is said before they are.
    change_without_periods("15 deaths").asks("period", "deaths");
    change_without_periods("150 deaths").passed();
}

fn change_without_periods(to: &str) -> Judged {
    judge(
        "SA03",
        &format!(
            "[[claim]]\nid = \"deaths\"\nchange = {{ from = \"9 deaths\", to = \"{to}\", stated = \"rising\" }}\n"
        ),
    )
}

#[test]
fn rates_with_their_exposures() {
    let rate =
        |events: &str, exposure: &str| format!("{{ events = \"{events}\", exposure = \"{exposure}\" }}");
    let stated = "stated = [{ measure = \"ratio\", value = \"2.5\" }]";
    // 5 of 15 where 1 of 2 is to be expected: 2·P(at most 5 of 15 at 1/2) = 2·4944/32768.
    let finding = compare(
        "",
        &rate("5 deaths", "1,000 person-years"),
        &rate("10 deaths", "1,000 person-years"),
        stated,
    );
    assert!(limits(&finding.warned(), "P-value").contains(&exact("9888/32768")));
    compare("", &rate("5 deaths", "1,000 person-years"), &rate("50 deaths", "1,000 person-years"), stated)
        .passed();
    // Ten times as many in ten times the exposure.
    compare("", &rate("5 deaths", "1,000 person-years"), &rate("50 deaths", "10,000 person-years"), stated)
        .warned();
    compare("", &rate("5 deaths", "1,000 person-years"), "\"50 deaths\"", stated).not_applicable();
    compare("", &rate("5 deaths", "1,000 person-years"), &rate("50 deaths", "1,000 km"), stated)
        .not_applicable();
    // Two towns in one year, by their counts.
    compare("period = \"2018\"", "\"9 deaths\"", "\"15 deaths\"", stated).warned();
}

#[test]
fn what_is_no_event_of_a_period() {
    let members = |claim: &str| {
        let text = format!(
            "[[claim]]\nid = \"members\"\n{claim}\n[claim.change]\nfrom = {{ value = \"9 members\", period = \"2017\" }}\n\
             to = {{ value = \"15 members\", period = \"2018\" }}\nstated = \"rising\"\n"
        );
        judge("SA03", &text)
    };
    members("").asks("flow", "members");
    members("flow = \"flow\"").warned();
    members("flow = \"stock\"").not_applicable();
    members("flow = \"cumulative\"").not_applicable();
}

#[test]
fn samples_estimates_and_other_figures_are_not_its_matter() {
    let fields = |fields: &str| {
        change(&format!("value = \"9 deaths\"{fields}"), &format!("value = \"15 deaths\"{fields}"), RISING)
    };
    for other in
        ["status = \"projection\"", "status = \"estimate\"", "adjustment = \"seasonal\"", "margin = \"3\""]
    {
        fields(&format!(", {other}")).not_applicable();
    }
    fields(", status = \"provisional\"").warned();
    change("value = \"9 kg\"", "value = \"15 kg\"", RISING).not_applicable();
    change("value = \"9 %\"", "value = \"15 %\"", RISING).not_applicable();
    change("value = \"about 9 deaths\"", "value = \"15 deaths\"", RISING).not_applicable();
    change("value = \"9 deaths\"", "value = \"15 murders\"", RISING).not_applicable();
    for (design, expected) in
        [("probability", false), ("model", false), ("administrative", true), ("enforcement", true)]
    {
        let text = format!(
            "[frame.f]\ndesign = \"{design}\"\n[[claim]]\nid = \"deaths\"\nframe = \"f\"\n[claim.change]\n\
             from = {{ value = \"9 deaths\", period = \"2017\" }}\nto = {{ value = \"15 deaths\", period = \"2018\" }}\n\
             stated = \"rising\"\n"
        );
        match expected {
            true => drop(judge("SA03", &text).warned()),
            false => judge("SA03", &text).not_applicable(),
        }
    }
    let share = "[[claim]]\nid = \"deaths\"\nshare = \"9 of 15 deaths\"\n";
    judge("SA03", share).not_applicable();
}

#[test]
fn different_exposures_are_told() {
    let quarter = "[[claim]]\nid = \"deaths\"\n[claim.change]\nfrom = { value = \"4 deaths\", period = \"2018-01/2018-03\" }\n\
                   to = { value = \"10 deaths\", period = \"2018-04/2018-12\" }\nstated = \"rising\"\n";
    // A quarter of 90 days, and 275 days: P by mpmath.
    assert_eq!(
        judge("SA03", quarter).warned().message(),
        "chance alone makes two counts as different as 4 deaths in 90 days and 10 deaths in 275 days, or more, with a \
         chance of 93.3 %"
    );
    let rates = [
        "{ events = \"4 deaths\", exposure = \"1,000 person-years\" }",
        "{ events = \"10 deaths\", exposure = \"1,500 person-years\" }",
    ];
    let finding =
        compare("", rates[0], rates[1], "stated = [{ measure = \"ratio\", value = \"1.67\" }]").warned();
    assert!(
        finding.message().contains("4 deaths in 1,000 person-years and 10 deaths in 1,500 person-years"),
        "{}",
        finding.message()
    );
}
