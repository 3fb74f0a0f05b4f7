#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::rules::check_one::{exact, judge, number, outcome};

/// A claim and what is concluded from it, each with its own fields.
fn told(claim: &str, conclusion: &str) -> String {
    format!(
        "[text]\ncountry = \"GB\"\n\n[[conclusion]]\nid = \"told\"\nfrom = \"it\"\n{conclusion}\n\n[[claim]]\nid = \"it\"\n{claim}\n"
    )
}

fn package(figure: &str, own: &str, told_of: &str) -> String {
    told(
        &format!("figure = \"{figure}\"\nflow = \"flow\"\nperiod = \"{own}\""),
        &format!("period = \"{told_of}\""),
    )
}

#[test]
fn four_years_are_told_of_one() {
    let finding = judge("DN14", &package("£10 billion", "2025/2028", "2025")).warned();
    // 1,461 days of 365.
    assert_eq!(number(&finding, "times"), exact("1461/365"));
    assert_eq!(number(&finding, "average"), exact("3650000000000/1461"));
    assert_eq!(
        finding.message(),
        "£10 billion is what came together in 2025/2028, and is concluded for 2025"
    );
}

#[test]
fn the_parts_printed_for_the_shorter_time_stand_beside_the_average() {
    let claim = |third: &str| {
        format!(
            "flow = \"flow\"\nperiod = \"2020-04/2023-03\"\n[claim.total]\nwhole = \"£14 billion\"\n[claim.total.parts]\na = {{ value = \"£2.6 billion\", period = \"2020-04/2021-03\" }}\nb = {{ value = \"£4.8 billion\", period = \"2021-04/2022-03\" }}\nc = {third}"
        )
    };
    let text = told(
        &claim("{ value = \"£7.1 billion\", period = \"2022-04/2023-03\" }"),
        "period = \"2022-04/2023-03\"",
    );
    let finding = judge("DN14", &text).warned();
    // 1,095 days of 365.
    assert_eq!(number(&finding, "times"), exact("3"));
    assert_eq!(number(&finding, "average"), exact("14000000000/3"));
    assert_eq!(number(&finding, "parts"), exact("7100000000"));
    // Two of the three years are 3/2 times as short, which is no longer than a season.
    let two = text.replacen("period = \"2022-04/2023-03\"", "period = \"2021-04/2023-03\"", 1);
    assert_eq!(outcome("DN14", &two), "passed");
    // What the part of that year bears out is no step too far.
    let asserts = |asserts: &str| text.replacen("from = ", &format!("asserts = \"{asserts}\"\nfrom = "), 1);
    assert_eq!(outcome("DN14", &asserts("sum > 7 billion GBP")), "passed");
    assert_eq!(outcome("DN14", &asserts("sum > 8 billion GBP")), "warning");
    // Of parts without periods nobody knows which they are.
    let finding = judge("DN14", &told(&claim("\"£7.1 billion\""), "period = \"2022-04/2023-03\"")).warned();
    assert_eq!(finding.number("parts"), None);
}

#[test]
fn only_a_shorter_time_that_the_conclusion_states_itself() {
    for (own, told_of, expected) in [
        ("2025/2028", "2025/2028", "passed"),
        ("2025/2028", "2024/2029", "passed"),
        ("2025/2028", "2031", "warning"),
        ("2025", "2025/2028", "passed"),
        // 457 days of 365 are 1.25 times as long.
        ("2025-01/2026-03", "2025", "passed"),
        ("2025-01/2026-07", "2025", "warning"),
        ("../2028", "2025", "not applicable"),
        ("2025/2028", "../2025", "not applicable"),
        ("any", "2025", "not applicable"),
        ("2025/2028", "any", "not applicable"),
    ] {
        assert_eq!(
            outcome("DN14", &package("£10 billion", own, told_of)),
            expected,
            "{own} told of {told_of}"
        );
    }
    let inherited =
        told("figure = \"£10 billion\"\nflow = \"flow\"\nperiod = \"2025/2028\"", "place = \"GB\"");
    assert_eq!(outcome("DN14", &inherited), "not applicable");
}

#[test]
fn it_asks_for_the_time_and_whether_it_is_a_stock() {
    let text = |claim: &str| told(&format!("figure = \"£10 billion\"\n{claim}"), "period = \"2025\"");
    judge("DN14", &text("flow = \"flow\"")).asks("period", "it");
    judge("DN14", &text("period = \"2025/2028\"")).asks("flow", "it");
    for (flow, expected) in [
        ("stock", "not applicable"),
        ("flow", "warning"),
        ("cumulative", "warning"),
        ("gross", "warning"),
        ("net", "warning"),
    ] {
        let text = text(&format!("period = \"2025/2028\"\nflow = \"{flow}\""));
        assert_eq!(outcome("DN14", &text), expected, "{flow}");
    }
    // Nothing where no answer would change it.
    assert_eq!(outcome("DN14", &text("period = \"2025\"")), "passed");
    assert_eq!(outcome("DN14", &text("flow = \"stock\"")), "not applicable");
}

#[test]
fn what_is_no_amount_does_not_add_up() {
    for (claim, expected) in [
        ("figure = \"391,000 deaths\"", "warning"),
        ("figure = \"12 tonnes\"", "warning"),
        ("figure = \"5 GWh\"", "warning"),
        ("figure = \"12 %\"", "not applicable"),
        ("figure = \"12 tonnes\"\nmeasure = \"mean\"", "not applicable"),
        ("figure = \"12 years\"", "not applicable"),
        ("figure = \"12 °C\"", "not applicable"),
        ("figure = \"12 kg per year\"", "not applicable"),
        ("share = \"17 of 229 busts\"", "not applicable"),
        ("rate = { events = \"12 deaths\", exposure = \"6,000 person-years\" }", "not applicable"),
        // What there is for each may be an average of the years.
        ("figure = \"2,094 GBP per household\"", "not applicable"),
        ("rate = { events = \"£38.5 billion\", exposure = \"18.4 million households\" }", "not applicable"),
        ("compare = { groups = { a = \"12 deaths\", b = \"13 deaths\" } }", "not applicable"),
    ] {
        let text = told(&format!("flow = \"flow\"\nperiod = \"2015/2018\"\n{claim}"), "period = \"2018\"");
        assert_eq!(outcome("DN14", &text), expected, "{claim}");
    }
    for claim in [
        "figure = \"2,094 GBP per household\"",
        "rate = { events = \"£38.5 billion\", exposure = \"18.4 million households\" }",
        "rate = { events = \"£38.5 billion\", exposure = \"18.4 million households\", stated = \"2,094 GBP per household\" }",
    ] {
        let text =
            told(&format!("flow = \"cumulative\"\nperiod = \"2015/2018\"\n{claim}"), "period = \"2018\"");
        assert_eq!(outcome("DN14", &text), "warning", "{claim}");
    }
}

#[test]
fn what_the_average_bears_out_is_no_step_too_far() {
    let asserts = |asserts: &str| {
        told(
            "figure = \"1,784 deaths\"\nflow = \"flow\"\nperiod = \"2010/2019\"",
            &format!("period = \"2019\"\nasserts = \"{asserts}\""),
        )
    };
    // 3,652 days of 365: 1,784/10.005 = 178.3.
    assert_eq!(outcome("DN14", &asserts("count > 150")), "passed");
    assert_eq!(outcome("DN14", &asserts("count > 200")), "warning");
    assert_eq!(outcome("DN14", &asserts("count > 1000")), "warning");
    assert_eq!(outcome("DN14", &asserts("share > 1/2")), "not applicable");
    let caused = told(
        "figure = \"1,784 deaths\"\nflow = \"flow\"\nperiod = \"2010/2019\"",
        "period = \"2019\"\nbecause = { what = \"speed\" }",
    );
    assert_eq!(outcome("DN14", &caused), "not applicable");
}

#[test]
fn a_hedged_conclusion_is_a_note() {
    let text = package("£10 billion", "2025/2028", "2025").replacen("from", "mood = \"hedged\"\nfrom", 1);
    judge("DN14", &text).noted();
}

/// Whichever ton it is, a year has a quarter of it.
#[test]
fn the_average_is_in_the_unit_of_the_amount() {
    let text = package("1,461 tons", "2025/2028", "2025").replacen("country = \"GB\"", "", 1);
    assert_eq!(number(&judge("DN14", &text).warned(), "average"), exact("365"));
}

proptest! {
    /// So many whole years, told of the first of them: it fires from two on, and the average times the years is the amount.
    #[test]
    fn so_many_years_hold_so_many_times_as_much(years in 1..12i32, amount in 1..1_000_000i64) {
        let text = package(&format!("{amount} kg"), &format!("2001/{}", 2000 + years), "2001");
        if years == 1 {
            prop_assert_eq!(outcome("DN14", &text), "passed");
        } else {
            let finding = judge("DN14", &text).warned();
            let whole = (&number(&finding, "average") * &number(&finding, "times")).unwrap();
            prop_assert_eq!(whole, crate::number::Exact::from(amount));
            let days = 365 * years + (years / 4);
            prop_assert_eq!(number(&finding, "times"), crate::number::Exact::new(i64::from(days), 365).unwrap());
        }
    }
}

#[test]
fn none_in_four_years_is_none_in_one_of_them() {
    assert_eq!(outcome("DN14", &package("0 deaths", "2020/2023", "2022")), "passed");
    assert_eq!(outcome("DN14", &package("4 deaths", "2020/2023", "2022")), "warning");
    // As many may have gone as came.
    let net = package("0 people", "2020/2023", "2022").replace("flow = \"flow\"", "flow = \"net\"");
    assert_eq!(outcome("DN14", &net), "warning");
}

#[test]
fn what_had_come_together_by_the_last_day_is_told_of_that_day() {
    let by = |day: &str| {
        told(
            "figure = \"1,204 deaths\"\nflow = \"cumulative\"\nperiod = \"2020/2023\"",
            &format!("period = \"{day}\""),
        )
    };
    assert_eq!(outcome("DN14", &by("2023-12-31")), "not applicable");
    assert_eq!(outcome("DN14", &by("2022-12-31")), "warning");
    assert_eq!(outcome("DN14", &by("2023-12-31").replace("cumulative", "flow")), "warning");
}
