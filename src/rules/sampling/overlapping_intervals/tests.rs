#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, exact, judge, number};

fn case(one: &str, other: &str, rest: &str) -> Judged {
    let text = format!(
        "[frame.x]\ndesign = \"probability\"\n[frame.y]\ndesign = \"probability\"\n[[claim]]\nid = \"two\"\n\
         [claim.compare]\nby = \"region\"\ngroups = {{ a = {{ {one} }}, b = {{ {other} }} }}\n{rest}\n"
    );
    judge("SA06", &text)
}

const OVERLAP: &str = "pool = false\ntest = \"intervals-overlap\"";
const OUTSIDE: &str = "pool = false\ntest = \"estimate-outside\"";

fn of(value: &str, margin: &str) -> String {
    format!("value = \"{value} points\", margin = \"{margin}\"")
}

#[test]
fn ten_and_thirteen_overlap_and_differ() {
    let finding = case(&of("10.0", "2.0"), &of("13.0", "2.0"), OVERLAP).warned();
    assert_eq!(number(&finding, "difference"), exact("3"));
    // √8 = 2.828427; 3/√8·1.959964 = 2.07886 at 95 %.
    assert_eq!(number(&finding, "margin of the difference").to_decimal(6), "2.82843");
    assert_eq!(
        finding.message(),
        "10.0 points and 13.0 points are 3 points apart, more than the margin of that difference, 2.83 points, though \
         their intervals overlap"
    );
    let level = |text: String| format!("{text}, level = \"95 %\"");
    let finding = case(&level(of("10.0", "2.0")), &level(of("13.0", "2.0")), OVERLAP).warned();
    assert_eq!(number(&finding, "z").to_decimal(5), "2.0789");
    assert_eq!(number(&finding, "P-value").to_decimal(2), "0.038");
    // Printed to the unit, rounding decides: 2 to 4 apart, and √(1.5² + 1.5²) to √(2.5² + 2.5²).
    case(&of("10", "2"), &of("13", "2"), OVERLAP).noted();
}

#[test]
fn overlap_without_a_difference() {
    case(&of("10.0", "2.0"), &of("12.0", "2.0"), OVERLAP).passed();
    case(&of("10.0", "2.0"), &of("10.0", "2.0"), OVERLAP).passed();
    // They do not overlap.
    case(&of("10.0", "2.0"), &of("15.0", "2.0"), OVERLAP).not_applicable();
    // They just meet: 4 apart, and 2.83 would do.
    case(&of("10.00", "2.00"), &of("14.00", "2.00"), OVERLAP).warned();
    // Points without an error differ if they differ.
    case(&of("10.0", "0"), &of("10.0", "0"), OVERLAP).passed();
}

#[test]
fn outside_is_not_enough() {
    let finding = case(&of("10.0", "2.0"), &of("12.5", "2.0"), OUTSIDE).warned();
    assert!(finding.advice().ends_with("by that, no difference is shown"), "{}", finding.advice());
    // 3 apart: outside, and they differ.
    case(&of("10.0", "2.0"), &of("13.0", "2.0"), OUTSIDE).passed();
    // 2.8 apart, where √8 = 2.83 is needed: rounding decides.
    case(&of("10.0", "2.0"), &of("12.8", "2.0"), OUTSIDE).noted();
    // Inside both intervals.
    case(&of("10.0", "2.0"), &of("11.0", "2.0"), OUTSIDE).not_applicable();
    // Outside the shorter one: 2 apart, and √(1 + 9) = 3.16.
    case(&of("10.0", "1.0"), &of("12.0", "3.0"), OUTSIDE).warned();
}

#[test]
fn intervals_apart_are_of_estimates_that_differ() {
    let apart = "pool = false\ntest = \"intervals-apart\"";
    case(&of("10.0", "2.0"), &of("15.0", "2.0"), apart).passed();
    case(&of("10.0", "2.0"), &of("13.0", "2.0"), apart).not_applicable();
}

#[test]
fn only_of_independent_samples() {
    let framed = |text: String, frame: &str| format!("{text}, frame = \"{frame}\"");
    let test = "test = \"intervals-overlap\"";
    let (one, other) = (of("10.0", "2.0"), of("13.0", "2.0"));
    case(&framed(one.clone(), "x"), &framed(other.clone(), "y"), test).warned();
    let so_far = case(&framed(one.clone(), "x"), &framed(other.clone(), "x"), test).asks("pool", "two");
    assert_eq!(so_far.len(), 2);
    case(&one, &other, test).asks("pool", "two");
    case(&one, &other, &format!("pool = true\n{test}")).not_applicable();
    // Nothing to ask where it does not decide.
    case(&one, &of("12.0", "2.0"), test).passed();
}

#[test]
fn what_it_says_nothing_of() {
    let (one, other) = (of("10.0", "2.0"), of("13.0", "2.0"));
    case(&one, &other, "pool = false").not_applicable();
    case(&one, &other, "pool = false\ntest = \"one-significant\"").not_applicable();
    case(&one, "value = \"13.0 points\"", OVERLAP).not_applicable();
    case(&one, "value = \"13.0 kg\", margin = \"2.0\"", OVERLAP).not_applicable();
    case(&one, "value = \"13.0 points\", se = \"1.0\"", OVERLAP).not_applicable();
    let level = |text: &str, level: &str| format!("{text}, level = \"{level} %\"");
    case(&level(&one, "95"), &level(&other, "90"), OVERLAP).not_applicable();
    case(&level(&one, "95"), &other, OVERLAP).asks("level", "two");
    // Even only as logarithms: 1.42·2.54 = 1.9².
    let uneven = "value = \"1.90 points\", interval = [\"1.42 points\", \"2.54 points\"]";
    case(uneven, "value = \"1.20 points\", interval = [\"1.01 points\", \"1.43 points\"]", OVERLAP)
        .not_applicable();
    judge("SA06", "[[claim]]\nid = \"two\"\nshare = \"9 of 15 deaths\"\n").not_applicable();
}
