#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use crate::Severity;
use crate::number::Exact;
use crate::rule::Finding;
use crate::rule::proof::verify;
use crate::rules::check_one::{closed, dossier, exact, finding, judge, limits, number, outcome};

const BOTH: &str = "exclusive = true\nexhaustive = true";

fn total(whole: &str, parts: &[&str], flags: &str) -> String {
    let parts: Vec<String> = parts.iter().enumerate().map(|(i, part)| format!("p{i} = \"{part}\"")).collect();
    let parts = parts.join(", ");
    format!("[[claim]]\nid = \"a\"\n[claim.total]\nwhole = \"{whole}\"\nparts = {{ {parts} }}\n{flags}\n")
}

fn aboard(third: &str, flags: &str) -> String {
    total("2,201 people", &["325 people", "285 people", third, "885 people"], flags)
}

#[track_caller]
fn proven(text: &str) -> Finding {
    let found = finding("AR02", text);
    assert_eq!(found.severity(), Severity::Error, "{}", found.message());
    verify(found.proof().unwrap(), &dossier(text).resolve().unwrap()).unwrap();
    found
}

#[test]
fn a_sum_that_misses_the_whole_is_an_error_with_a_proof() {
    assert_eq!(outcome("AR02", &aboard("706 people", BOTH)), "passed");
    // 325 + 285 + 760 + 885 = 2,255; less 2,201 are 54, and 45 if 760 stands for 751.
    let found = proven(&aboard("760 people", BOTH));
    assert_eq!((number(&found, "sum"), number(&found, "gap")), (exact("2255"), exact("45")));
    assert_eq!(found.message(), "the 4 parts add up to 2255 people, not 2,201 people");
    assert_eq!(
        found.reason(),
        "parts that leave nothing out and do not overlap give the whole; they miss it by at least 45 people, and no way of rounding explains that"
    );
    assert!(
        found.advice().contains("760 people were 706 people (two digits transposed)"),
        "{}",
        found.advice()
    );
    let pointers: Vec<String> = found.pointers().collect();
    assert_eq!(pointers[..2], ["/claim/0/total/whole", "/claim/0/total/parts/p0"]);
    // Too few: 325 + 285 + 670 + 885 = 2,165, and 2,174 if 670 stands for 679.
    let found = proven(&aboard("670 people", BOTH));
    assert_eq!((number(&found, "sum"), number(&found, "gap")), (exact("2165"), exact("27")));
}

/// 3.8 + 1.7 is less than 5.7 however it was rounded, and 6.1 more than 6: rounded to nearest they would be 0.45 apart.
#[test]
fn the_gap_is_the_least_in_the_reading_that_is_told() {
    let budget = r#"
[[claim]]
id = "outlays"
total = { whole = "6.1 trillion USD", parts = { mandatory = "3.8 trillion USD", discretionary = "1.7 trillion USD" }, exclusive = true, exhaustive = true }
"#;
    let found = proven(budget);
    assert_eq!(number(&found, "gap"), exact("300000000000"));
}

#[test]
fn rounding_decides_how_grave_it_is() {
    // 2.3 + 2.3 + 2.3 = 6.9 kg: nearest [6.75, 7.05], as written (6.6, 7.2), as the widest; the whole as printed.
    for (whole, expected) in [
        ("6.9 kg", "passed"),
        ("7.1 kg", "passed"), // from 7.05 on
        ("7.2 kg", "note"),   // [7.15, 7.25]; as written from 7.1
        ("7.3 kg", "error"),  // (7.2, 7.4)
        ("7 kg", "passed"),
        ("8 kg", "note"), // [7.5, 8.5], (7, 9)
        ("9 kg", "error"),
        ("6.5 kg", "error"), // (6.4, 6.6)
        ("6.6 kg", "note"),  // [6.55, 6.65], (6.5, 6.7)
        ("over 6.5 kg", "passed"),
        ("over 7.5 kg", "error"),
        ("about 7.5 kg", "note"), // [7.125, 7.875], which as written meets (6.6, 7.2)
        ("about 8.5 kg", "warning"), // no error of a vague word
        ("10 kg", "warning"),     // (9, 11) as written, (0, 20) at widest
    ] {
        assert_eq!(outcome("AR02", &total(whole, &["2.3 kg"; 3], BOTH)), expected, "{whole}");
    }
    let found = finding("AR02", &total("9 kg", &["2.3 kg"; 3], BOTH));
    assert_eq!((number(&found, "sum"), limits(&found, "sum")), (exact("69/10"), closed("27/4", "141/20")));
    // 8 − 7.2
    assert_eq!(number(&found, "gap"), exact("4/5"));
    let found = judge("AR02", &total("10 kg", &["2.3 kg"; 3], BOTH)).warned();
    assert!(found.reason().ends_with("unless a round figure stands for a wider range"), "{}", found.reason());
    // Of counts the sum is exact; 5,000 is 5,000 as written, and may stand for 4,001.
    let round = |parts: &[&str]| outcome("AR02", &total("5,000 people", parts, BOTH));
    assert_eq!(round(&["2,001 people", "2,003 people"]), "warning"); // 4,004
    assert_eq!(round(&["2,001 people", "1,998 people"]), "error"); // 3,999
}

#[test]
fn an_upper_limit_binds_the_sum_on_one_side() {
    for (parts, whole, expected) in [
        (["over 500 people", "600 people"], "1,250 people", "passed"),
        (["over 701 people", "612 people"], "1,250 people", "error"), // 701 + 612 = 1,313
        (["up to 500 people", "612 people"], "1,250 people", "error"),
        (["up to 700 people", "612 people"], "1,250 people", "passed"),
    ] {
        let found = outcome("AR02", &total(whole, &parts, BOTH));
        assert_eq!(found, expected, "{parts:?}");
    }
    // The sum of a limit has no digits.
    let found = finding("AR02", &total("1,250 people", &["up to 500 people", "612 people"], BOTH));
    assert_eq!(found.number("sum"), None);
}

#[test]
fn only_what_decides_it_is_asked_for() {
    let over = |flags: &str| aboard("760 people", flags);
    let under = |flags: &str| aboard("670 people", flags);
    for (flags, expected) in [
        ("", "undecidable: exclusive"),
        ("exhaustive = true", "undecidable: exclusive"),
        ("exclusive = false", "passed"),
        ("exclusive = true", "error"),
        ("exclusive = true\nexhaustive = false", "error"),
    ] {
        assert_eq!(outcome("AR02", &over(flags)), expected, "{flags}");
    }
    for (flags, expected) in [
        ("", "undecidable: exhaustive"),
        ("exclusive = true", "undecidable: exhaustive"),
        ("exhaustive = false", "passed"),
        ("exhaustive = true", "error"),
        ("exclusive = false\nexhaustive = true", "error"),
    ] {
        assert_eq!(outcome("AR02", &under(flags)), expected, "{flags}");
    }
    let so_far = judge("AR02", &over("")).asks("exclusive", "a");
    assert_eq!(so_far[0].exact, Some(exact("2255")));
    assert_eq!(outcome("AR02", &aboard("706 people", "")), "passed");
    // What cutting off explains needs no question: 2.3 · 3 beside 7.2.
    assert_eq!(outcome("AR02", &total("7.2 kg", &["2.3 kg"; 3], "")), "passed");
    proven(&over("exclusive = true"));
    proven(&under("exhaustive = true"));
}

#[test]
fn of_what_can_be_negative_both_flags_decide() {
    let money = |parts: &[&str], flags: &str| outcome("AR02", &total("2.1 million EUR", parts, flags));
    let over = ["1.5 million EUR", "1.2 million EUR"];
    assert_eq!(money(&over, ""), "undecidable: exclusive, exhaustive");
    assert_eq!(money(&over, "exclusive = true"), "undecidable: exhaustive");
    assert_eq!(money(&over, "exclusive = true\nexhaustive = false"), "passed");
    assert_eq!(money(&over, BOTH), "error");
    let with_a_loss = ["1.5 million EUR", "1.2 million EUR", "-0.6 million EUR"];
    assert_eq!(money(&with_a_loss, BOTH), "passed"); // 2.1
    proven(&total("2.1 million EUR", &["1.5 million EUR", "1.2 million EUR", "-0.2 million EUR"], BOTH));
    // Growth is made up of more and less.
    let growth = |flags: &str| outcome("AR02", &total("2.1 %", &["1.9 %", "0.9 %"], flags));
    assert_eq!(growth("exclusive = true\nexhaustive = false"), "passed");
    assert_eq!(growth(BOTH), "error");
    let net =
        total("120 people", &["90 people", "80 people"], "net = true\nexclusive = true\nexhaustive = false");
    assert_eq!(outcome("AR02", &net), "passed");
    let net = net.replace("exhaustive = false", "exhaustive = true");
    assert_eq!(outcome("AR02", &net), "error");
}

#[test]
fn shares_are_shares_of_all() {
    let shares = |parts: &[&str], flags: &str| total("100 %", parts, flags);
    for (parts, expected) in [
        (vec!["14.8 %", "12.9 %", "32.1 %", "40.2 %"], "passed"), // 100.0
        (vec!["14.8 %", "12.9 %", "32.1 %", "40.5 %"], "note"),   // 100.3: more than 0.2, less than 0.4
        (vec!["14.8 %", "12.9 %", "32.1 %", "40.6 %"], "error"),  // 100.4 ± 0.4, without the limit
        (vec!["33 %", "33 %", "33 %"], "passed"),
        (vec!["17 %"; 6], "passed"),             // 102 ± 3
        (vec!["48 %", "37 %", "25 %"], "error"), // 110 ± 3
        (vec!["50 %", "60 %"], "warning"),       // 50 and 60 may stand for 45 and 55
        (vec!["half", "70 %"], "warning"),       // no error of a word
        (vec!["about 50 %", "65 %"], "warning"),
    ] {
        assert_eq!(outcome("AR02", &shares(&parts, BOTH)), expected, "{parts:?}");
    }
    let text = shares(&["48 %", "37 %", "25 %"], BOTH);
    let found = proven(&text);
    assert_eq!(found.message(), "the 3 parts add up to 110 %, not 100 %");
    // 110 − 3 − 100, in the base unit of a fraction.
    assert_eq!(number(&found, "sum"), exact("110"));
    assert_eq!(number(&found, "gap"), exact("7"));
    // Of an amount as well; without saying that nothing is left out no proof rests on it.
    proven(&total("1,004 people", &["48 %", "37 %", "25 %"], BOTH));
    let exclusive = total("1,004 people", &["48 %", "37 %", "25 %"], "exclusive = true\nexhaustive = false");
    judge("AR02", &exclusive).warned();
}

#[test]
fn a_share_beside_a_part_is_that_of_the_whole() {
    let text = |stated: &str| {
        format!(
            "[[claim]]\nid = \"a\"\n[claim.total]\nwhole = \"2,201 people\"\nparts = {{ crew = {{ value = \"885 people\", stated = \"{stated}\" }}, others = \"1,316 people\" }}\n"
        )
    };
    // 885/2201 = 40.209 %
    for (stated, expected) in [
        ("40.2 %", "passed"),
        ("40 %", "passed"),
        ("40.3 %", "note"),
        ("41 %", "note"),
        ("42.0 %", "error"),
        ("0.402", "passed"),
        ("about 55 %", "warning"), // from 52.25 %
    ] {
        assert_eq!(outcome("AR02", &text(stated)), expected, "{stated}");
    }
    let found = proven(&text("42.0 %"));
    assert_eq!(number(&found, "share"), exact("885/2201"));
    assert_eq!(found.message(), "885 people of 2,201 people is 40.2 %, not 42.0 %");
    // 1 − 885/2201 = 59.8 %
    let found = proven(&text("59.8 %"));
    assert!(found.advice().contains("59.8 % were the share of the rest"), "{}", found.advice());
    assert_eq!(outcome("AR02", &text("40.2 %").replace("2,201", "0")), "not applicable");
}

#[test]
fn the_graver_of_share_and_sum_is_told() {
    let text = |whole: &str, stated: &str| {
        format!(
            "[[claim]]\nid = \"a\"\n[claim.total]\nwhole = \"{whole}\"\nparts = {{ crew = {{ value = \"885 people\", stated = \"{stated}\" }}, others = \"1,316 people\" }}\n{BOTH}\n"
        )
    };
    assert!(finding("AR02", &text("2,301 people", "40.3 %")).number("sum").is_some());
    // 885/2301 = 38.5 %: both wrong, and the sum first.
    assert!(finding("AR02", &text("2,301 people", "42.0 %")).number("sum").is_some());
    assert!(finding("AR02", &text("2,201 people", "42.0 %")).number("share").is_some());
    // The share is told though it is asked for more of the sum.
    let asked = text("2,301 people", "42.0 %").replace(BOTH, "");
    assert!(finding("AR02", &asked).number("share").is_some());
}

#[test]
fn one_part_above_the_whole_is_told_once() {
    let text = total("5 kg", &["30 kg", "1 kg"], BOTH);
    assert_eq!(outcome("AR02", &text), "not applicable");
    assert!(finding("AR03", &total("5 kg", &["30 kg"], BOTH)).number("excess").is_some());
    assert_eq!(outcome("AR02", &total("5 kg", &["30 kg", "1 kg"], "")), "not applicable");
    // AR03 may only warn of money; the sum is an error.
    assert_eq!(outcome("AR02", &total("5.0 EUR", &["30.1 EUR", "1.1 EUR"], BOTH)), "error");
}

#[test]
fn other_slips_are_named() {
    let advice = |text: &str| finding("AR02", text).advice().to_string();
    // 325 + 285 + 706 + 885 + 885 = 3,086, and 1,316 without the crew.
    assert!(
        advice(&total("1,316 people", &["325 people", "285 people", "706 people", "885 people"], BOTH))
            .contains("reckoned without p3")
    );
    assert!(
        advice(&total("3,086 people", &["325 people", "285 people", "706 people", "885 people"], BOTH))
            .contains("reckoned with p3 counted twice")
    );
    // What only has to stay below is not searched.
    assert_eq!(
        advice(&aboard("760 people", "exclusive = true")),
        "check the parts and the whole: a figure is wrong, or two of the parts overlap"
    );
}

#[test]
fn units_with_several_definitions_are_added_by_their_digits() {
    assert_eq!(outcome("AR02", &total("22.0 tons", &["10.0 tons", "12.0 tons"], BOTH)), "passed");
    let found = judge("AR02", &total("24.0 tons", &["10.0 tons", "12.0 tons"], BOTH)).warned();
    assert_eq!(number(&found, "sum"), exact("22"));
    assert_eq!(found.message(), "the 2 parts add up to 22 tons, not 24.0 tons");
    assert!(found.reason().ends_with("no way of rounding explains that"), "{}", found.reason());
}

#[test]
fn it_says_nothing_of_what_need_not_add_up() {
    let people = ["325 people", "285 people"];
    for (text, why) in [
        (
            total("2,201 people", &people, "exclusive = true\nexhaustive = true\nresponse = \"multiple\""),
            "answers",
        ),
        (total("5.2 kg", &["3 doses", "2 doses"], BOTH), "units"),
        (total("7 staff", &["3 nurses", "5 doctors"], BOTH), "kinds not known to be one"),
        (total("12 per 1,000", &["7 per 1,000", "9 per 1,000"], BOTH), "rates"),
        (total("1.9 children", &["1.7 children", "2.1 children"], BOTH), "averages"),
        ("[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\n".to_string(), "no total"),
        (total("2,201 people", &["325 of 1,000 people", "285 people"], BOTH), "a part of something else"),
    ] {
        assert_eq!(outcome("AR02", &text), "not applicable", "{why}");
    }
    let scoped = |scope: &str| {
        let text = aboard("760 people", BOTH);
        outcome("AR02", &text.replacen("[claim.total]", &format!("{scope}\n[claim.total]"), 1))
    };
    assert_eq!(scoped("adjustment = \"seasonal\""), "not applicable");
    assert_eq!(scoped("adjustment = \"real\""), "not applicable");
    assert_eq!(scoped("measure = \"mean\""), "not applicable");
    // Weights keep the sum, but who says so of the parts?
    assert_eq!(scoped("adjustment = \"weighted\""), "warning");
    assert_eq!(scoped("measure = \"count\""), "error");
}

#[test]
fn parts_of_another_release_need_not_add_up() {
    let text = "[[claim]]\nid = \"a\"\n[claim.total]\nwhole = \"2,201 people\"\nexclusive = true\nexhaustive = true\nparts.x = { value = \"1,400 people\", status = \"provisional\" }\nparts.y = \"885 people\"\n";
    assert_eq!(outcome("AR02", text), "not applicable");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// Counts that add up pass in any order; moved by one or more they fail with a proof, in both directions, for the
    /// whole and for a part; and one flag decides.
    #[test]
    fn counts_add_up_or_are_refuted(parts in proptest::collection::vec(1u32..9_999, 2..9), by in 1u32..99, at in 0usize..9) {
        // Without zeros at the end, which may be rounded.
        let parts: Vec<u32> = parts.into_iter().map(|part| part - part % 10 + 7).collect();
        let texts = |parts: &[u32]| parts.iter().map(|part| format!("{part} people")).collect::<Vec<_>>();
        let judged = |whole: u32, parts: &[u32], flags: &str| {
            let texts = texts(parts);
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let text = total(&format!("{whole} people"), &texts, flags);
            (outcome("AR02", &text), text)
        };
        let sum: u32 = parts.iter().sum();
        prop_assert_eq!(judged(sum, &parts, BOTH).0, "passed");
        let reversed: Vec<u32> = parts.iter().rev().copied().collect();
        prop_assert_eq!(judged(sum, &reversed, BOTH).0, "passed");
        let largest = *parts.iter().max().unwrap();
        for wrong in [sum + by, sum.saturating_sub(by)] {
            if wrong % 10 == 0 || wrong < largest {
                continue;
            }
            let (judged_as, text) = judged(wrong, &parts, BOTH);
            prop_assert_eq!(judged_as, "error");
            let found = proven(&text);
            prop_assert_eq!(number(&found, "sum"), Exact::from(sum));
            prop_assert_eq!(number(&found, "gap"), Exact::from(by));
            let (deciding, other) = if wrong < sum { ("exclusive", "exhaustive") } else { ("exhaustive", "exclusive") };
            prop_assert_eq!(judged(wrong, &parts, &format!("{deciding} = true")).0, "error");
            prop_assert_eq!(judged(wrong, &parts, &format!("{deciding} = false\n{other} = true")).0, "passed");
            prop_assert_eq!(judged(wrong, &parts, &format!("{other} = true")).0, format!("undecidable: {deciding}"));
        }
        let mut moved = parts.clone();
        let at = at % moved.len();
        moved[at] += 10 * by;
        let moved_sum: u32 = moved.iter().sum();
        if sum % 10 != 0 && moved[at] <= sum {
            prop_assert_eq!(judged(sum, &moved, BOTH).0, "error", "{} {}", moved_sum, sum);
        }
    }

    /// Shares of one whole, each rounded to nearest, never fail as written, whatever their number.
    #[test]
    fn shares_rounded_one_by_one_are_no_contradiction(parts in proptest::collection::vec(0u64..5_000, 1..12), decimals in 0i32..3) {
        let sum: u64 = parts.iter().sum();
        prop_assume!(sum > 0);
        let share = |part: &u64| {
            let percent = (&Exact::from(part * 100) / &Exact::from(sum)).unwrap();
            format!("{} %", crate::testing::print(&percent, crate::testing::Convention::Nearest, decimals))
        };
        let texts: Vec<String> = parts.iter().map(share).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        prop_assert_eq!(outcome("AR02", &total("100 %", &texts, BOTH)), "passed");
    }
}

/// 50,003 + 512 − 487 + 1,204 − 811 = 50,421; tables print the deaths without a sign.
#[test]
fn a_stock_carried_forward_is_not_the_sum_of_what_came_and_went() {
    let town = |whole_is: &str| {
        format!(
            "[[claim]]\nid = \"town\"\nflow = \"flow\"\n[claim.total]\nexclusive = true\nexhaustive = true\n\
             whole = {{ value = \"50,421 people\"{whole_is} }}\n\
             parts = {{ opening = {{ value = \"50,003 people\", flow = \"stock\" }}, born = \"512 people\", died = \"487 people\", \
             moved-in = \"1,204 people\", moved-out = \"811 people\" }}\n"
        )
    };
    assert_eq!(outcome("AR02", &town(", flow = \"stock\"")), "not applicable");
    // As a flow it is the sum of flows, whatever one of them was.
    assert_eq!(outcome("AR02", &town("")), "error");
}

#[test]
fn estimates_add_up_within_their_margins() {
    let estimates = |last: &str| total("412,000 ± 9,000 people", &["201,000 ± 7,000 people", last], BOTH);
    assert_eq!(outcome("AR02", &estimates("215,000 ± 8,000 people")), "passed");
    // 201 − 7 and 245 − 8 are 431, more than 412 + 9; but a margin of 95 % is no limit.
    assert_eq!(outcome("AR02", &estimates("245,000 ± 8,000 people")), "warning");
    // One estimate among counts is enough.
    assert_eq!(
        outcome("AR02", &total("50,721 people", &["50,003 people", "500 ± 300 people"], BOTH)),
        "passed"
    );
    assert_eq!(outcome("AR02", &total("100 %", &["48 ± 3 %", "55 ± 3 %"], BOTH)), "passed");
}

#[test]
fn shares_of_those_who_answered_are_a_note() {
    let answers = |yes: &str| {
        format!(
            "[[claim]]\nid = \"a\"\n[claim.total]\nwhole = \"1,004 people\"\nparts = {{ yes = {{ value = \"480 people\", stated = \"{yes}\" }}, no = {{ value = \"300 people\", stated = \"38.5 %\" }}, none = \"224 people\" }}\n{BOTH}\n"
        )
    };
    // 480 of 780 and 300 of 780; of all 1,004 they are 47.8 % and 29.9 %.
    let found = finding("AR02", &answers("61.5 %"));
    assert_eq!(found.severity(), Severity::Note);
    assert_eq!(found.message(), "480 people of 1,004 people is 47.8 %, not 61.5 %");
    assert_eq!(outcome("AR02", &answers("67.5 %")), "error");
}
