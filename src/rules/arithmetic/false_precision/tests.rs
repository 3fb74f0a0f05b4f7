#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::checker::Checker;
use crate::rule::{Finding, Severity};
use crate::rules::check_one::{dossier, exact, judge, number, outcome};

fn figure(table: &str) -> String {
    format!("[[claim]]\nid = \"it\"\nfigure = {{ {table} }}\n")
}

/// What it found of the figures of a share, of which only the printed ratio can have too many digits.
fn of_share(share: &str) -> Vec<Finding> {
    let text = format!("[[claim]]\nid = \"it\"\nshare = {{ {share} }}\n");
    Checker::default().select(["AR11"]).unwrap().check(&dossier(&text)).unwrap().findings().to_vec()
}

#[test]
fn the_example_of_the_guide_is_rounded_as_it_says() {
    // GUM 7.2.6: 10.057 62 with 27 thousandths should be rounded to 10.058.
    let finding = judge("AR11", &figure("value = \"10.05762\", se = \"0.027\"")).noted();
    assert_eq!(number(&finding, "supported"), exact("10058/1000"));
    assert_eq!(finding.message(), "10.05762 is printed to 0.00001, and its standard error is 0.027");
    assert!(finding.advice().contains("no more than 10.058;"), "{}", finding.advice());
    assert_eq!(outcome("AR11", &figure("value = \"10.058\", se = \"0.027\"")), "passed");
}

#[test]
fn an_odds_ratio_with_a_wide_interval() {
    let table = |value: &str| {
        figure(&format!("value = \"{value}\", interval = [\"7.51\", \"73.67\"], level = \"95 %\""))
    };
    let finding = judge("AR11", &table("22.68")).noted();
    // (73.67 − 7.51)/2 = 33.08: two digits of it are 33, so whole numbers.
    assert_eq!(number(&finding, "uncertainty"), exact("33.08"));
    assert_eq!(number(&finding, "supported"), exact("23"));
    // 33.08 is 331 tenths, and 33 ones.
    assert_eq!(outcome("AR11", &table("22.7")), "note");
    assert_eq!(outcome("AR11", &table("23")), "passed");
}

#[test]
fn the_last_digit_is_a_hundredth_of_the_margin() {
    for (table, expected) in [
        ("value = \"52.34 %\", margin = \"3.1 percentage points\"", "note"),
        ("value = \"52.3 %\", margin = \"3.1 percentage points\"", "passed"),
        ("value = \"52.34 %\", margin = \"0.7 percentage points\"", "passed"),
        // "1 point" may be half a point, 50 hundredths.
        ("value = \"52.34 %\", margin = \"1 percentage point\"", "passed"),
        ("value = \"52.34 %\", margin = \"1.05 percentage points\"", "note"),
        // 900 of 1: the zeros of the margin are digits where it is printed to the unit, and those of the figure are none.
        ("value = \"12,345 people\", margin = \"900 people\"", "note"),
        ("value = \"49,000 people\", margin = \"90,000 people\"", "passed"),
        ("value = \"49,123 people\", margin = \"90,000 people\"", "note"),
        ("value = \"-49,123 people\", margin = \"90,000 people\"", "note"),
        ("value = \"12.345 million people\", margin = \"200,000 people\"", "note"),
        ("value = \"12.3 million people\", margin = \"200,000 people\"", "passed"),
        ("value = \"about 12,345 people\", margin = \"900 people\"", "not applicable"),
        ("value = \"12,345 to 12,999 people\", margin = \"900 people\"", "not applicable"),
        ("value = \"0.0000 kg\", margin = \"5 kg\"", "not applicable"),
        ("value = \"5.0000 kg\", margin = \"0 kg\"", "not applicable"),
        ("value = \"5.0000 kg\", n = \"7\"", "not applicable"),
        ("value = \"7,500.00 kg\", margin = \"0.2 tonnes\"", "note"),
    ] {
        assert_eq!(outcome("AR11", &figure(table)), expected, "{table}");
    }
}

#[test]
fn a_count_with_an_interval_is_asked_whether_it_was_counted() {
    // (12,565 − 12,128)/2 = 218.
    let with = |more: &str| {
        format!(
            "{}{more}",
            figure("value = \"12,345 deaths\", interval = [\"12,128 deaths\", \"12,565 deaths\"]")
        )
    };
    judge("AR11", &with("")).asks("status", "it");
    assert_eq!(outcome("AR11", &with("status = \"observed\"\n")), "not applicable");
    assert_eq!(outcome("AR11", &with("status = \"estimate\"\n")), "note");
    let sampled = with("frame = \"survey\"\n\n[frame.survey]\ndesign = \"probability\"\n");
    assert_eq!(outcome("AR11", &sampled), "note");
}

#[test]
fn a_percentage_of_a_few_moves_in_steps() {
    let found = of_share("part = \"17 cases\", whole = \"229 cases\", stated = \"7.4236 %\"");
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.severity(), Severity::Note);
    // One of 229 is 0.4367 %: two digits of it are 0.44 %.
    assert_eq!(number(finding, "uncertainty"), exact("100/229"));
    assert_eq!(number(finding, "supported"), exact("7.42"));
    assert_eq!(
        finding.message(),
        "7.4236 % is printed to 0.0001 %, and one of 229 cases more or less is 0.437 %"
    );
    for (share, fires) in [
        ("part = \"17 cases\", whole = \"229 cases\", stated = \"7.42 %\"", false),
        ("part = \"17 cases\", whole = \"229 cases\", stated = \"7.424 %\"", true),
        ("part = \"17 cases\", whole = \"43 cases\", stated = \"39.5 %\"", false),
        ("part = \"17 cases\", whole = \"43 cases\", stated = \"39.53 %\"", true),
        // A hundredth of one of a hundred.
        ("part = \"17 cases\", whole = \"99 cases\", stated = \"17.17 %\"", true),
        ("part = \"17 cases\", whole = \"101 cases\", stated = \"16.83 %\"", false),
        ("part = \"17 cases\", whole = \"229 cases\", stated = \"0.074236\"", true),
        // Of a weight nothing is counted.
        ("part = \"17 kg\", whole = \"229 kg\", stated = \"7.4236 %\"", false),
        ("part = \"2.3 children\", whole = \"229 children\", stated = \"1.0044 %\"", false),
        ("part = \"17 cases\", whole = \"229 cases\", stated = \"about 7.4236 %\"", false),
    ] {
        assert_eq!(!of_share(share).is_empty(), fires, "{share}");
    }
    let adjusted = "[[claim]]\nid = \"it\"\nshare = \"7.4236 %\"\n";
    assert_eq!(outcome("AR11", adjusted), "not applicable");
}

#[test]
fn a_share_with_the_number_of_those_asked() {
    let with =
        |value: &str, more: &str| format!("{}{more}\n", figure(&format!("value = \"{value}\", n = \"400\"")));
    // One of 400 is 0.25 %.
    assert_eq!(outcome("AR11", &with("41.125 %", "measure = \"share\"")), "note");
    assert_eq!(outcome("AR11", &with("41.13 %", "measure = \"share\"")), "passed");
    assert_eq!(outcome("AR11", &with("41.125 %", "measure = \"mean\"")), "not applicable");
    let weighted = "measure = \"share\"\nadjustment = \"weighted\"";
    assert_eq!(outcome("AR11", &with("41.125 %", weighted)), "not applicable");
}

proptest! {
    /// In whole thousandths: the last digit against the margin, and what remains differs from the figure by less than the
    /// uncertainty.
    #[test]
    fn what_remains_is_within_the_uncertainty(value in 1..10_000_000i64, margin in 1..1_000_000i64) {
        let thousandths = |n: i64| format!("{}.{:03}", n / 1_000, n % 1_000);
        let text = figure(&format!("value = \"{} kg\", margin = \"{} kg\"", thousandths(value), thousandths(margin)));
        // The margin may be half a thousandth less.
        let expected = 2 * margin > 200;
        let report = Checker::default().select(["AR11"]).unwrap().check(&dossier(&text)).unwrap();
        prop_assert_eq!(report.findings().len(), usize::from(expected), "{}", text);
        for finding in report.findings() {
            let value = crate::number::Exact::new(value, 1_000).unwrap();
            let margin = crate::number::Exact::new(margin, 1_000).unwrap();
            let off = (&value - &number(finding, "supported")).unwrap().abs();
            prop_assert!((&off * &crate::number::Exact::from(20)).unwrap() <= margin, "{} off, {}", off, text);
        }
    }
}
