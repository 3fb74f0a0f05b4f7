#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::rules::check_one::{exact, finding, judge, number, outcome};

/// A claim beside what is usual.
fn beside(claim: &str, usual: &str) -> String {
    format!(
        "[text]\ncountry = \"GB\"\n\n[[claim]]\nid = \"it\"\nusual = \"range\"\n{claim}\n\n[[reference]]\nid = \"range\"\nsource = \"register\"\n{usual}\n"
    )
}

fn figures(figure: &str, usual: &str) -> String {
    beside(&format!("figure = \"{figure}\""), &format!("figure = \"{usual}\""))
}

#[test]
fn thirty_pounds_an_officer_are_a_slip() {
    let text = beside(
        "rate = { events = \"£300,000\", exposure = \"10,000 officers\" }",
        "figure = \"£25,400 to £52,900 per officer\"",
    );
    let finding = judge("AR08", &text).warned();
    // 300,000/10,000 = 30; 25,400/30 = 2,540/3.
    assert_eq!(number(&finding, "each"), exact("30"));
    assert_eq!(number(&finding, "times"), exact("2540/3"));
    assert_eq!(
        finding.message(),
        "£300,000 over 10,000 officers is £30 per officer; the least that is usual, £25,400 to 52,900 per officer, is 847 times as much"
    );
    assert!(finding.reason().contains("by register"), "{}", finding.reason());
    // A thousand times £300,000 is £30,000 for each.
    assert!(finding.advice().contains("£300,000,000"), "{}", finding.advice());
}

#[test]
fn five_times_the_highest_or_a_fifth_of_the_lowest() {
    for (figure, usual, expected) in [
        // As written, 500 is more than 499 and less than 501; printed to the unit, five times 99 is 495.
        ("499 kg", "10 to 99 kg", "warning"),
        ("496 kg", "10 to 99 kg", "warning"),
        // 495 may be just above 494.
        ("495 kg", "10 to 99 kg", "passed"),
        ("50 kg", "10 to 99 kg", "passed"),
        // Just below 2 kg may be all, and a fifth of 10 is 2.
        ("1 kg", "10 to 99 kg", "warning"),
        ("2 kg", "10 to 99 kg", "passed"),
        ("0.5 tonnes", "10 to 99 kg", "passed"),
        ("0.9 tonnes", "10 to 99 kg", "warning"),
        ("1,000 people", "10 to 99 people", "warning"),
        ("1,000 women", "10 to 99 people", "warning"),
        ("1,000 deaths", "10 to 99 people", "not applicable"),
        ("1,000 kg", "10 to 99 people", "not applicable"),
        ("60 %", "1 to 5 %", "warning"),
        ("60 %", "15 %", "passed"),
        ("60 %", "10 to 99 kg", "not applicable"),
        ("£1 million", "€1 to €5", "not applicable"),
        // Zero and less have no order of magnitude; what has no end has none either.
        ("0 kg", "10 to 99 kg", "passed"),
        ("-5,000 kg", "10 to 99 kg", "passed"),
        ("5,000 kg", "-99 to 0 kg", "passed"),
        ("5,000 kg", "at least 10 kg", "passed"),
        ("5,000 kg", "up to 99 kg", "warning"),
        ("over 5,000 kg", "up to 99 kg", "warning"),
        ("up to 5,000 kg", "up to 99 kg", "passed"),
        ("up to 1 kg", "10 to 99 kg", "passed"),
        ("tens of thousands of people", "10 to 99 people", "warning"),
        ("about 490 kg", "10 to 99 kg", "passed"),
    ] {
        assert_eq!(outcome("AR08", &figures(figure, usual)), expected, "{figure} beside {usual}");
    }
}

#[test]
fn the_slips_that_would_explain_it_are_told() {
    let told = |figure: &str, usual: &str| finding("AR08", &figures(figure, usual)).advice().to_string();
    assert_eq!(
        told("150 million deaths", "100,000 to 200,000 deaths"),
        "check the scale word, the unit and every digit; it would be of the usual size if 150 million deaths were 150 thousand deaths (thousand, million or billion exchanged)"
    );
    // 22,300 kg were 22,300 g.
    assert!(told("22,300 kg", "20 to 25 kg").contains("in g"), "{}", told("22,300 kg", "20 to 25 kg"));
    let none = told("5,000 kg", "97 to 98 kg");
    assert!(none.contains("ask where the figure is from"), "{none}");
}

#[test]
fn a_printed_ratio_and_the_figures_of_a_rate_are_compared_each_in_its_unit() {
    let rate = |usual: &str| {
        beside(
            "rate = { events = \"500 deaths\", exposure = \"10,000 births\", stated = \"50 per 1,000 births\" }",
            &format!("figure = \"{usual}\""),
        )
    };
    for (usual, expected) in [
        ("2 to 6 per 1,000 births", "warning"),
        ("12 to 20 per 1,000 births", "passed"),
        ("1 to 6 deaths", "warning"),
        ("400 to 600 deaths", "passed"),
        ("90,000 to 99,000 births", "warning"),
        ("90,000 to 99,000 marriages", "not applicable"),
    ] {
        assert_eq!(outcome("AR08", &rate(usual)), expected, "{usual}");
    }
    let text = beside(
        "total = { whole = \"7,000 deaths\", parts = { a = \"40 deaths\", b = \"30 deaths\" } }",
        "figure = \"20 to 90 deaths\"",
    );
    // What is usual is so of the parts; the rest of the whole may lie in parts that are not printed.
    assert_eq!(outcome("AR08", &text), "passed");
    // The change of a figure is not its size.
    let text = beside(
        "change = { from = \"40 deaths\", to = \"41 deaths\", stated = \"1 death\" }",
        "figure = \"20 to 90 deaths\"",
    );
    assert_eq!(outcome("AR08", &text), "passed");
}

#[test]
fn another_claim_may_be_what_is_usual() {
    let text = |usual: &str| {
        format!(
            "[[claim]]\nid = \"it\"\nfigure = \"5,000 EUR per pupil\"\nusual = \"other\"\n\n[[claim]]\nid = \"other\"\n{usual}\n"
        )
    };
    let found = |usual: &str| {
        let report = crate::checker::Checker::default()
            .select(["AR08"])
            .unwrap()
            .check(&crate::rules::check_one::dossier(&text(usual)))
            .unwrap();
        report.findings().iter().map(|finding| finding.message().to_string()).collect::<Vec<_>>()
    };
    // 9,000/20 = 450, and 5,000/450 = 11.1.
    assert_eq!(
        found("rate = { events = \"9,000 EUR\", exposure = \"20 pupils\" }"),
        ["5,000 EUR per pupil is 11.1 times the most that is usual, 9,000 EUR over 20 pupils"]
    );
    assert!(found("rate = { events = \"90,000 EUR\", exposure = \"20 pupils\" }").is_empty());
    assert!(found("share = { part = \"9 EUR\", whole = \"20 EUR\" }").is_empty());
}

#[test]
fn totals_over_unlike_periods_are_not_compared() {
    let at = |own: &str, usual: &str| {
        let period = |period: &str| match period {
            "" => String::new(),
            period => format!("\nperiod = \"{period}\""),
        };
        beside(
            &format!("figure = \"391,000 deaths\"{}", period(own)),
            &format!("figure = \"30,000 to 45,000 deaths\"{}", period(usual)),
        )
    };
    assert_eq!(outcome("AR08", &at("2010/2019", "2017")), "not applicable");
    assert_eq!(outcome("AR08", &at("2018", "2017")), "warning");
    assert_eq!(outcome("AR08", &at("", "")), "warning");
    assert_eq!(outcome("AR08", &at("any", "2017")), "warning");
    judge("AR08", &at("", "2017")).asks("period", "it");
    judge("AR08", &at("2017", "")).asks("period", "range");
    // A stock is no total over a time, and nothing is asked where the sizes agree.
    let stock = at("", "2017").replacen("figure", "flow = \"stock\"\nfigure", 1);
    assert_eq!(outcome("AR08", &stock), "warning");
    assert_eq!(outcome("AR08", &at("", "2017").replace("391,000", "39,100")), "passed");
}

#[test]
fn without_what_is_usual_it_says_nothing() {
    assert_eq!(
        outcome("AR08", "[[claim]]\nid = \"it\"\nfigure = \"150 million deaths\"\n"),
        "not applicable"
    );
}

proptest! {
    /// Whole numbers without trailing zeros, printed to the unit, beside a range: the limits reckoned without the rule.
    #[test]
    fn it_fires_from_five_times_on(figure in 1..100_000i64, low in 1..900i64, width in 0..900i64) {
        let high = low + width;
        let expected = if figure > 5 * high || (figure + 1) * 5 <= low { "warning" } else { "passed" };
        let text = figures(&format!("{figure} kg"), &format!("{low}.0 kg to {high}.0 kg"));
        prop_assume!(width > 0);
        prop_assert_eq!(outcome("AR08", &text), expected, "{}", text);
    }
}

#[test]
fn a_part_need_not_be_of_the_size_of_its_whole() {
    let budget = |small: &str, usual: &str| {
        beside(
            &format!(
                "total = {{ whole = \"£4.1 billion\", parts = {{ big = \"£4.0 billion\", small = \"{small}\" }} }}"
            ),
            &format!("figure = \"{usual}\""),
        )
    };
    assert_eq!(outcome("AR08", &budget("£0.1 billion", "£3 to 5 billion")), "passed");
    // Neither the whole nor all parts.
    assert_eq!(outcome("AR08", &budget("£0.1 billion", "£30 to 50 billion")), "warning");
    let share = |part: &str| {
        beside(
            &format!("share = {{ part = \"{part}\", whole = \"83 million people\" }}"),
            "figure = \"10,000 to 15,000 people\"",
        )
    };
    assert_eq!(outcome("AR08", &share("12,000 people")), "passed");
    assert_eq!(outcome("AR08", &share("12 people")), "warning");
}
