#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::number::Exact;
use crate::rule::Severity;
use crate::rules::check_one::{closed, exact, finding, outcome};

/// A total and a share of one whole.
fn tables(whole: &str, [day, night]: [&str; 2], stated: &str) -> String {
    format!(
        r#"
[[claim]]
id     = "by-shift"
total  = {{ whole = "{whole}", parts = {{ day = "{day}", night = "{night}" }}, exclusive = true, exhaustive = true }}
of     = "staff"
base   = "none"
place  = "NZ"
period = "2019"
stage  = "none"
origin = {{ basis = "any", value = "none" }}
flow   = "stock"

[[claim]]
id     = "by-age"
share  = {{ part = "403 people", whole = "{whole}", stated = "{stated}" }}
like   = "by-shift"
which  = {{ of = "staff-under-30" }}
"#
    )
}

/// 707 + 517 = 1,224; 403 people of 1,224 are 32.925 %, and 403 / 0.337 = 1195.8 and 403 / 0.335 = 1202.99 limit a whole of
/// which they are 33.6 %.
#[test]
fn two_tables_of_one_whole() {
    let finding = finding("AR13", &tables("1,200 people", ["707 people", "517 people"], "33.6 %"));
    assert_eq!(finding.severity(), Severity::Error);
    assert_eq!(
        finding.message(),
        "403 people ('by-age'), 33.6 % ('by-age'), 707 people ('by-shift') and 517 people ('by-shift') cannot all be true"
    );
    // Let go, the part is 33.5 to 33.7 % of 1,224 (410.04 to 412.49), and each shift the rest of 1195.8 to 1202.99.
    let would_be = |figure: u32| finding.interval(&format!("figure {figure} would be")).cloned();
    assert_eq!(would_be(1), Some(closed("411", "412")));
    assert_eq!(would_be(2), Some(closed("10075/306", "10075/306")));
    assert_eq!(would_be(3), Some(closed("679", "685")));
    assert_eq!(would_be(4), Some(closed("489", "495")));
    assert!(
        finding.reason().ends_with("no fewer of these statements contradict each other"),
        "{}",
        finding.reason()
    );
    // 403 / 0.335 − 1224 = −1408/67.
    let proof = finding.proof().unwrap().to_string();
    assert!(proof.ends_with("the sum: 1408/67 ≈ 21.0149 < 0, which is impossible"), "{proof}");
    assert_eq!(finding.number("figure 1"), Some(&exact("403")));
}

/// 474 billion are 12.7 % of 3.73 trillion, 56 billion are 1.3 % of 4.31 trillion, and it is one product that nobody prints.
#[test]
fn a_figure_that_nobody_prints_is_named_by_its_place() {
    let share = |id: &str, of: &str, part: &str, stated: &str| {
        format!(
            r#"
[[claim]]
id     = "{id}"
share  = {{ part = "{part}", whole = "at least 0 EUR", stated = "{stated}" }}
of     = "{of}"
base   = "product"
place  = "DE"
period = "2021"
stage  = "none"
origin = {{ basis = "any", value = "none" }}
flow   = "flow"
"#
        )
    };
    let health = share("health", "health-spending", "474 billion EUR", "12.7 %");
    let finding =
        finding("AR13", &(health + &share("defence", "defence-spending", "56 billion EUR", "1.3 %")));
    assert_eq!(finding.severity(), Severity::Error);
    assert!(!finding.reason().contains("at least 0"), "{}", finding.reason());
    for part in [
        "1.3 % is 56 billion EUR over the whole that 'defence' does not print; ",
        "; the whole that 'defence' does not print and the whole that 'health' does not print are the same: ",
    ] {
        assert!(finding.reason().contains(part), "{}", finding.reason());
    }
}

#[test]
fn what_fits_has_passed() {
    assert_eq!(outcome("AR13", &tables("1,200 people", ["707 people", "517 people"], "32.9 %")), "passed");
}

/// 700 people may be 600 to 800, so only as written nothing fits: 403 people are 33.3 % of 1206.6 to 1213.9.
#[test]
fn round_figures_leave_a_warning() {
    let text = tables("over 1,000 people", ["700 people", "524 people"], "33.3 %");
    let finding = finding("AR13", &text);
    assert_eq!(finding.severity(), Severity::Warning);
    assert!(finding.reason().contains("unless one of the round figures stands for a wider range"));
    assert_eq!(finding.proof(), None);
}

/// 403 of 1,226 are 32.871 %: 32.88 % only if somebody rounded up.
#[test]
fn what_rounding_up_explains_is_a_note() {
    let text = tables("over 1,000 people", ["707 people", "519 people"], "32.88 %");
    assert_eq!(outcome("AR13", &text), "note");
}

/// 707 + 617 = 1,324 is no 1,200 in any reading: the total contradicts itself, and says nothing of the share.
#[test]
fn what_one_claim_contradicts_is_not_told_again() {
    let text = tables("1,200 people", ["707 people", "617 people"], "33.6 %");
    assert_eq!(outcome("AR13", &text), "not applicable");
    // The two wholes themselves are IN03's.
    let apart = tables("1,224 people", ["707 people", "517 people"], "33.6 %");
    let apart = apart.replacen("whole = \"1,224 people\", stated", "whole = \"1,199 people\", stated", 1);
    assert_eq!(outcome("AR13", &apart), "not applicable");
}

#[test]
fn figures_are_one_thing_only_where_everything_is_stated() {
    let text = tables("1,200 people", ["707 people", "517 people"], "33.6 %");
    for line in ["stage  = \"none\"\n", "flow   = \"stock\"\n", "base   = \"none\"\n"] {
        assert_eq!(outcome("AR13", &text.replace(line, "")), "not applicable", "{line}");
    }
    let later = text.replace("like   = \"by-shift\"", "like   = \"by-shift\"\nperiod = \"2020\"");
    assert_eq!(outcome("AR13", &later), "not applicable");
    let sampled = format!(
        "[frame.poll]\ndesign = \"probability\"\n{}",
        text.replace("flow   =", "frame = \"poll\"\nflow   =")
    );
    assert_eq!(outcome("AR13", &sampled), "not applicable");
    assert_eq!(outcome("AR13", "[[claim]]\nid = \"a\"\nfigure = \"5 kg\""), "not applicable");
}

/// 300 + 310 people in one region are more than the up to 600 of the whole country.
#[test]
fn a_scope_within_another_links_two_claims() {
    let text = r#"
[taxonomy.place]
part_of = { otago = "NZ" }

[[claim]]
id     = "country"
figure = "up to 600 people"
of     = "staff"
base   = "none"
place  = "NZ"
period = "2019"
stage  = "none"
origin = { basis = "any", value = "none" }
flow   = "stock"

[[claim]]
id     = "region"
like   = "country"
place  = "otago"
total  = { whole = "over 500 people", parts = { day = "301 people", night = "311 people" }, exclusive = true, exhaustive = true }
"#;
    let finding = finding("AR13", text);
    assert_eq!(finding.severity(), Severity::Error);
    // 600 − 311 and 600 − 301, and the region's total as it is.
    assert_eq!(
        finding.interval("figure 1 would be").and_then(|range| range.low_value()),
        Some(&Exact::from(612))
    );
    assert_eq!(
        finding.interval("figure 2 would be").and_then(|range| range.high_value()),
        Some(&Exact::from(289))
    );
    assert_eq!(
        finding.interval("figure 3 would be").and_then(|range| range.high_value()),
        Some(&Exact::from(299))
    );
}

/// A fall of 10 % from 1,000 leaves 890 to 910 (9 to 11 %), the next claim's parts are 950.
#[test]
fn a_change_and_a_total() {
    let text = r#"
[[claim]]
id     = "fall"
of     = "staff"
base   = "none"
place  = "NZ"
period = "2019"
stage  = "none"
origin = { basis = "any", value = "none" }
flow   = "stock"
[claim.change]
from      = { value = "1,001 people", period = "2018" }
to        = { value = "over 500 people", period = "2019" }
stated    = "9.9 %"
direction = "falling"

[[claim]]
id     = "parts"
like   = "fall"
total  = { whole = "over 500 people", parts = { day = "401 people", night = "549 people" }, exclusive = true, exhaustive = true }
"#;
    let finding = finding("AR13", text);
    assert_eq!(finding.severity(), Severity::Error);
    // 950 / 1001 − 1 = −51/1001.
    let would_be = (Exact::from(5100) / Exact::from(1001)).unwrap();
    let range = finding.interval("figure 2 would be").cloned();
    assert_eq!(range.and_then(|range| range.is_point().cloned()), Some(would_be), "{}", finding.advice());
    assert!(
        finding.reason().contains("9.9 % is the change from 1,001 people to over 500 people"),
        "{}",
        finding.reason()
    );
}
