#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, exact, judge, limits, number};

const FRAMES: &str = "[frame.march]\ndesign = \"probability\"\n[frame.april]\ndesign = \"probability\"\n";

/// Two groups, `a` and `b`, of one frame unless they say otherwise.
fn compare(groups: [&str; 2], rest: &str) -> Judged {
    let [a, b] = groups;
    let text = format!(
        "{FRAMES}[[claim]]\nid = \"two\"\nframe = \"march\"\n[claim.compare]\nby = \"party\"\n\
         groups = {{ a = {{ {a}{measure} }}, b = {{ {b}{measure} }} }}\n{rest}\n",
        measure = if groups.iter().all(|group| group.contains('%')) { ", measure = \"share\"" } else { "" },
    );
    judge("SA04", &text)
}

fn change(from: &str, to: &str, rest: &str) -> Judged {
    let text = format!(
        "{FRAMES}[[claim]]\nid = \"two\"\n[claim.change]\nfrom = {{ {from} }}\nto = {{ {to} }}\n{rest}\n"
    );
    judge("SA04", &text)
}

const LEAD: &str = "stated = [{ measure = \"change\", value = \"3 percentage points\" }]";
const RED: &str = "value = \"44 %\", n = \"1,000\"";
const BLUE: &str = "value = \"41 %\", n = \"1,000\"";

#[test]
fn a_lead_of_three_points() {
    let finding = compare([RED, BLUE], &format!("pool = true\n{LEAD}")).warned();
    assert_eq!(number(&finding, "difference"), exact("-3"));
    // 1.959964·√((0.85 − 0.0009)/1000) = 0.0571120.
    assert_eq!(number(&finding, "margin of the lead").to_decimal(6), "5.7112");
    assert_eq!(
        finding.message(),
        "44 % and 41 % are 3 percentage points apart, and the margin of error of that lead is 5.71 percentage points: \
         it can be none"
    );
    // Of 10,000 it is 1.81, and rounding leaves a lead of 2 to 4.
    let many = ["value = \"44 %\", n = \"10,000\"", "value = \"41 %\", n = \"10,000\""];
    compare(many, &format!("pool = true\n{LEAD}")).passed();
    // With the margin of the poll instead: 2·3.1·√0.8491 = 5.713 points.
    let margin = ["value = \"44 %\", margin = \"3.1\"", "value = \"41 %\", margin = \"3.1\""];
    let finding = compare(margin, &format!("pool = true\n{LEAD}")).warned();
    // 2·3.1·√(0.85 − 0.03²) = 2·3.1·0.921466.
    assert_eq!(number(&finding, "margin of the lead").to_decimal(6), "5.71309");
}

#[test]
fn whether_it_is_one_poll_is_asked_where_it_decides() {
    // Two samples of 1,000: 44 % and 38 % are 6 ± 4.3 apart; two answers of one: 6 ± 5.6.
    let far = ["value = \"45.0 %\", n = \"1,000\"", "value = \"40.0 %\", n = \"1,000\""];
    compare(far, LEAD).asks("pool", "two");
    compare(far, &format!("pool = false\n{LEAD}")).passed();
    compare(far, &format!("pool = true\n{LEAD}")).warned();
    // Either way within, either way beyond.
    compare([RED, BLUE], LEAD).warned();
    compare(["value = \"64.0 %\", n = \"1,000\"", "value = \"31.0 %\", n = \"1,000\""], LEAD).passed();
    // Growth rates are no shares, and not of one poll.
    let text = |measure: &str| {
        format!(
            "{FRAMES}[[claim]]\nid = \"two\"\nframe = \"march\"\n[claim.compare]\nby = \"party\"\npool = false\n\
             groups = {{ a = {{ {RED}{measure} }}, b = {{ {BLUE}{measure} }} }}\n{LEAD}\n"
        )
    };
    judge("SA04", &text("")).asks("measure", "two");
    judge("SA04", &text(", measure = \"share\"")).warned();
    judge("SA04", &text(", measure = \"change\"")).not_applicable();
    // Subgroups of different size are no two answers.
    compare(["value = \"45.0 %\", n = \"1,000\"", "value = \"39.0 %\", n = \"1,100\""], LEAD).passed();
}

#[test]
fn two_polls_of_a_thousand() {
    let of =
        |n: u32, frame: &str| format!("part = \"{n} people\", whole = \"1,000 people\", frame = \"{frame}\"");
    let rising = "stated = \"rising\"";
    let finding = change(&of(420, "march"), &of(440, "april"), rising).warned();
    // Newcombe by mpmath: −0.0233589468 to 0.0632528705.
    let interval = limits(&finding, "interval of the difference");
    assert_eq!(interval.low_value().unwrap().to_decimal(6), "-2.33589");
    assert_eq!(interval.high_value().unwrap().to_decimal(6), "6.32529");
    assert_eq!(
        finding.message(),
        "42 % and 44 % are 2 percentage points apart, and by these samples the difference is -2.34 to 6.33 percentage \
         points: it can be none"
    );
    // 0.0164 to 0.103.
    change(&of(420, "march"), &of(480, "april"), rising).passed();
    // In one survey the same people may have been asked twice.
    change(&of(420, "march"), &of(440, "march"), rising).noted();
    change(&of(420, "march"), &of(480, "march"), rising).passed();
    change(&of(420, "march"), &of(440, "april"), "stated = \"unchanged\"").not_applicable();
    change(&of(420, "march"), &of(440, "april"), "").not_applicable();
    change(&of(420, "march"), &of(440, "april"), "stated = \"2 percentage points\"").warned();
    // None and all.
    change(&of(0, "march"), &of(2, "april"), rising).warned();
    change(&of(0, "march"), &of(1_000, "april"), rising).passed();
}

#[test]
fn significant_and_not_significant() {
    let effects = ["value = \"0.25\", se = \"0.10\"", "value = \"0.10\", se = \"0.10\""];
    let finding = compare(effects, "pool = false\ntest = \"one-significant\"").warned();
    // 0.15/√0.02 = 1.06066; 1.959964·√0.02 = 0.277181.
    assert_eq!(number(&finding, "z").to_decimal(6), "1.06066");
    assert_eq!(number(&finding, "margin of the difference").to_decimal(6), "0.277181");
    assert!(finding.reason().starts_with("that one is significant"), "{}", finding.reason());
    // 0.90 against 0.10: z = 5.66.
    let apart = ["value = \"0.90\", se = \"0.10\"", "value = \"0.10\", se = \"0.10\""];
    compare(apart, "pool = false\ntest = \"one-significant\"").passed();
    for test in ["intervals-overlap", "intervals-apart", "estimate-outside"] {
        compare(effects, &format!("pool = false\ntest = \"{test}\"")).not_applicable();
    }
}

#[test]
fn printed_margins_of_means_and_totals() {
    let rising = "stated = \"rising\"";
    // √(3² + 4²) = 5.
    let of = |value: &str, margin: &str, frame: &str| {
        format!("value = \"{value} EUR\", margin = \"{margin}\", frame = \"{frame}\"")
    };
    let finding = change(&of("100.0", "3.0", "march"), &of("104.0", "4.0", "april"), rising).warned();
    assert_eq!(number(&finding, "margin of the difference"), exact("5"));
    // As printed within, but 2.95² + 3.95² is less than 5.0².
    change(&of("100.0", "3.0", "march"), &of("105.0", "4.0", "april"), rising).noted();
    change(&of("100.0", "3.0", "march"), &of("106.0", "4.0", "april"), rising).passed();
    // A census has no margin; a figure without one is no estimate.
    change("value = \"100 EUR\"", "value = \"104 EUR\"", rising).not_applicable();
    change(&of("100.0", "3.0", "march"), "value = \"104 people\", margin = \"4\"", rising).not_applicable();
    // Intervals count as margins where they lie evenly.
    let interval = |value: &str, low: &str, high: &str, frame: &str| {
        format!("value = \"{value}\", interval = [\"{low}\", \"{high}\"], frame = \"{frame}\"")
    };
    let even = (interval("1.00", "0.70", "1.30", "march"), interval("1.40", "1.00", "1.80", "april"));
    assert_eq!(number(&change(&even.0, &even.1, rising).warned(), "margin of the difference"), exact("1/2"));
    let uneven = (interval("1.00", "0.70", "1.30", "march"), interval("1.40", "1.00", "1.96", "april"));
    change(&uneven.0, &uneven.1, rising).not_applicable();
}

#[test]
fn levels() {
    let of = |value: &str, level: &str, frame: &str| {
        format!("value = \"{value} EUR\", margin = \"3.0\", frame = \"{frame}\"{level}")
    };
    let at = |one: &str, other: &str| {
        change(&of("100.0", one, "march"), &of("104.4", other, "april"), "stated = \"rising\"")
    };
    let (ninety, most) = (", level = \"90 %\"", ", level = \"95 %\"");
    // 4.4 against √18 = 4.24; the second at 90 % is 3·1.644854/1.959964 = 2.518: √(9 + 6.339) = 3.917.
    at(most, most).passed();
    at(ninety, most).passed();
    // The second at 95 % is 3·1.959964/1.644854 = 3.5747: √(9 + 12.779) = 4.667.
    let finding = at(most, ninety).warned();
    assert_eq!(number(&finding, "margin of the difference").to_decimal(5), "4.6668");
    at(most, "").asks("level", "two");
}

#[test]
fn only_of_samples_that_chance_drew() {
    let of = |n: u32| format!("part = \"{n} people\", whole = \"1,000 people\"");
    for (frame, expected) in [
        ("design = \"census\"", "not applicable"),
        ("design = \"volunteer\"", "not applicable"),
        ("stands_for = \"voters\"", "undecidable: design"),
        ("design = \"volunteer\"\nassigned = \"randomised\"", "warning"),
    ] {
        let text = format!(
            "[frame.f]\n{frame}\n[[claim]]\nid = \"two\"\nframe = \"f\"\n[claim.compare]\nby = \"arm\"\npool = false\n\
             groups = {{ a = {{ {} }}, b = {{ {} }} }}\nstated = [{{ measure = \"ratio\", value = \"1.05\" }}]\n",
            of(420),
            of(440)
        );
        assert_eq!(crate::rules::check_one::outcome("SA04", &text), expected, "{frame}");
    }
    // How many, is asked of a sample.
    compare(["value = \"44 %\"", "value = \"41 %\""], LEAD).asks("n", "two");
    compare([RED, BLUE], "pool = true\nstated = [{ measure = \"ratio\", value = \"1\" }]").not_applicable();
    compare(["value = \"44 %\", n = \"1,000\", status = \"projection\"", BLUE], LEAD).not_applicable();
    judge("SA04", "[[claim]]\nid = \"two\"\nshare = \"9 of 15 deaths\"\n").not_applicable();
}

#[test]
fn counted_shares_with_intervals_are_told_as_shares() {
    let wave = |part: &str, low: &str, high: &str, frame: &str| {
        format!(
            "part = \"{part} people\", whole = \"1,000 people\", interval = [\"{low} %\", \"{high} %\"], level = \"95 %\", \
             frame = \"{frame}\""
        )
    };
    let (march, april) = (wave("420", "38.9", "45.1", "march"), wave("440", "40.9", "47.1", "april"));
    // 3.1·√2 = 4.384.
    let finding = change(&march, &april, "stated = \"rising\"").warned();
    assert_eq!(
        finding.message(),
        "42 % and 44 % are 2 percentage points apart, and the margin of error of that difference is 4.38 percentage \
         points: it can be none"
    );
}
