#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::collection::vec;
use proptest::prelude::*;

use crate::number::Exact;
use crate::rules::check_one::{closed, exact, finding, judge, limits, number, outcome};

const RULE: &str = "DN15";

/// A balance of so many jobs, its parts, and what else is said of it.
fn total(whole: &str, parts: &str, more: &str) -> String {
    format!(
        "[[claim]]\nid = \"growth\"\n[claim.total]\nwhole = \"{whole} jobs\"\nparts = {{ {parts} }}\n{more}\n"
    )
}

const ALL: &str = "net = true\nexclusive = true\nexhaustive = true";

fn share(fields: &str) -> String {
    format!("[[claim]]\nid = \"health\"\n{fields}\n")
}

#[test]
fn of_what_is_left_a_part_is_many_times_all() {
    let text = total(
        "2",
        r#"a = { value = "9 jobs", stated = "450 %" }, b = "8 jobs", c = "6 jobs", d = "-20 jobs", e = "-1 jobs""#,
        ALL,
    );
    let finding = judge(RULE, &text).warned();
    // 9 of 9 + 8 + 6; 2 of 9 + 8 + 6 + 20 + 1.
    assert_eq!(number(&finding, "share of its way"), exact("9/23"));
    assert_eq!(number(&finding, "left"), exact("1/22"));
    assert_eq!(
        finding.message(),
        "a, 9 jobs, is said to be 450 % of the 2 jobs that are left after other parts went the other way"
    );
    assert_eq!(
        finding.reason(),
        "of all that went its way it is 39.1 %; of all movement, this way and that, 4.55 % is left in the balance"
    );
}

#[test]
fn how_grave_it_is_depends_on_how_much_is_left() {
    let growth = |whole: &str, stated: &str, down: &str| {
        let parts = format!(
            r#"a = {{ value = "18.0 tonnes", stated = "{stated} %" }}, b = "6.0 tonnes", c = "{down} tonnes""#
        );
        outcome(RULE, &total(whole, &parts, ALL).replace(" jobs", " tonnes"))
    };
    // 21 of 27 are left.
    assert_eq!(growth("21.0", "86", "-3.0"), "note");
    // 8 of 40 are left, and the part is more than all of them.
    assert_eq!(growth("8.0", "225", "-16.0"), "warning");
    // 12 of 36, though the printed share is wrong.
    assert_eq!(growth("12.0", "86", "-12.0"), "warning");
    assert_eq!(growth("24.0", "75", "0.0"), "passed");
}

#[test]
fn what_was_rounded_is_carried() {
    let parts = r#"a = { value = "18.0 tonnes", stated = "86 %" }, b = "6.0 tonnes", c = "-3.0 tonnes""#;
    let finding = judge(RULE, &total("21.0", parts, ALL).replace(" jobs", " tonnes")).noted();
    // 17.95 of 17.95 + 6.05, 18.05 of 18.05 + 5.95; and 20.95 of 27.15, 21.05 of 26.85.
    assert_eq!(limits(&finding, "share of its way"), closed("1795/2400", "1805/2400"));
    assert_eq!(limits(&finding, "left"), closed("2095/2715", "2105/2685"));
}

#[test]
fn what_is_not_listed_may_have_gone_the_other_way() {
    let parts = r#"a = { value = "12 jobs", stated = "60 %" }, b = "10 jobs""#;
    let of = |whole: &str, more: &str| total(whole, parts, &format!("net = true\n{more}"));
    // 22 are more than 20, so two went elsewhere: 20 of 24 are left.
    let finding = judge(RULE, &of("20", "exclusive = true\nexhaustive = false")).noted();
    assert_eq!(number(&finding, "left"), exact("5/6"));
    assert!(
        finding.reason().contains("parts that are not listed went the other way"),
        "{}",
        finding.reason()
    );
    // 22 are less than 30.
    judge(RULE, &of("30", "exclusive = true")).asks("exhaustive", "growth");
    judge(RULE, &of("30", "exclusive = true\nexhaustive = false")).noted();
    assert_eq!(outcome(RULE, &of("30", "exclusive = true\nexhaustive = true")), "passed");
    // Less than half is no matter of who else there is.
    assert_eq!(outcome(RULE, &of("30", "exclusive = true").replace("60 %", "40 %")), "passed");
}

#[test]
fn a_loss_has_its_own_way() {
    let parts = r#"a = { value = "-30 jobs", stated = "150 %" }, b = "-10 jobs", c = "20 jobs""#;
    let finding = judge(RULE, &total("-20", parts, ALL)).warned();
    // 30 of 40 that were lost; 20 of 60.
    assert_eq!(number(&finding, "share of its way"), exact("3/4"));
    assert_eq!(number(&finding, "left"), exact("1/3"));
}

#[test]
fn of_nothing_left_there_is_no_share() {
    let parts = r#"a = { value = "30 jobs", stated = "90 %" }, b = "-30 jobs""#;
    let finding = judge(RULE, &total("0", parts, ALL)).warned();
    assert_eq!(number(&finding, "left"), Exact::ZERO);
}

#[test]
fn what_is_no_balance_or_no_share_is_not_judged() {
    let parts = r#"a = { value = "30 jobs", stated = "60 %" }, b = "20 jobs""#;
    assert_eq!(outcome(RULE, &total("50", parts, "")), "not applicable");
    assert_eq!(outcome(RULE, &total("50", parts, "net = false")), "not applicable");
    let shown = r#"a = "30 jobs", b = "-10 jobs""#;
    assert_eq!(outcome(RULE, &total("20", shown, ALL)), "not applicable");
    assert_eq!(outcome(RULE, &share("share = \"180 %\"")), "not applicable");
    assert_eq!(outcome(RULE, &share("figure = \"180 jobs\"\nflow = \"net\"")), "not applicable");
    // In points of the level before, beside jobs.
    let points = r#"a = { value = "1.2 percentage points", stated = "60 %" }, b = "-10 jobs""#;
    assert_eq!(outcome(RULE, &total("20", points, ALL)), "not applicable");
}

#[test]
fn a_share_alone_says_something_of_the_others() {
    let net = |share: &str| outcome(RULE, &self::share(&format!("share = \"{share}\"\nflow = \"net\"")));
    assert_eq!(net("180 %"), "warning");
    assert_eq!(net("60 %"), "note");
    // "50 %" may be less.
    assert_eq!(net("50 %"), "passed");
    assert_eq!(net("9 of 2 jobs"), "warning");
    assert_eq!(net("-9 of 2 jobs"), "warning");
    assert_eq!(net("9 of 20 jobs"), "passed");
    let finding = finding(RULE, &share("figure = \"180 %\"\nmeasure = \"share\"\nflow = \"net\""));
    assert_eq!(limits(&finding, "share"), closed("1795/1000", "1805/1000"));
}

#[test]
fn part_and_balance_are_no_contradiction() {
    assert_eq!(outcome("AR03", &share("share = \"9 of 2 jobs\"\nflow = \"net\"")), "not applicable");
    assert_eq!(outcome("AR03", &share("share = \"9 of 2 jobs\"")), "error");
}

proptest! {
    /// Parts of both signs, whose sum is printed: the numbers are those of the definitions.
    #[test]
    fn the_numbers_are_those_of_the_definitions(parts in vec(-5_000i64..5_000, 2..8)) {
        let whole: i64 = parts.iter().sum();
        // 1 job printed as such is one job: counts are exact.
        let most = parts.iter().map(|part| part.abs()).max().unwrap();
        let given = parts.iter().rposition(|part| part.abs() == most).unwrap();
        let mut names = String::new();
        for (i, part) in parts.iter().enumerate() {
            let stated = if i == given { ", stated = \"90 %\"" } else { "" };
            names += &format!("p{i} = {{ value = \"{part} jobs\"{stated} }}, ");
        }
        let text = total(&whole.to_string(), names.trim_end_matches(", "), ALL);
        let way = whole.signum();
        let against = parts.iter().any(|part| part.signum() != 0 && part.signum() != way);
        let movement: i64 = parts.iter().map(|part| part.abs()).sum();
        prop_assume!(movement > 0);
        if !against {
            prop_assert_eq!(outcome(RULE, &text), "passed");
            return Ok(());
        }
        let finding = finding(RULE, &text);
        let alike: i64 = parts.iter().filter(|part| part.signum() == parts[given].signum()).map(|part| part.abs()).sum();
        let part = &Exact::from(parts[given].abs()) / &Exact::from(alike);
        prop_assert_eq!(number(&finding, "share of its way"), part.unwrap());
        prop_assert_eq!(number(&finding, "left"), (&Exact::from(whole.abs()) / &Exact::from(movement)).unwrap());
    }
}
