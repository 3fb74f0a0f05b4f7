#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::rule::Severity;
use crate::rules::check_one::{Judged, closed, exact, judge, limits, number, outcome};

fn text(total: &str) -> String {
    format!("[[claim]]\nid = \"news\"\nbase = \"adults\"\n[claim.total]\n{total}\n")
}

fn case(total: &str) -> Judged {
    judge("DN10", &text(total))
}

const SOURCES: &str =
    "whole = \"100 %\"\nparts = { television = \"72 %\", online = \"55 %\", print = \"38 %\" }";

#[test]
fn three_news_sources() {
    let finding = case(SOURCES).warned();
    // 72 + 55 + 38 = 165, each give or take 0.5; of 100 they are 1.65 each; 72 + 55 - 100 = 27.
    assert_eq!(number(&finding, "sum"), exact("33/20"));
    assert_eq!(limits(&finding, "sum"), closed("327/200", "333/200"));
    assert_eq!(number(&finding, "each"), exact("33/20"));
    assert_eq!(number(&finding, "both"), exact("27/100"));
    assert_eq!(limits(&finding, "both").low_value(), Some(&exact("51/200")));
    assert_eq!(
        finding.message(),
        "television (72 %), online (55 %) and print (38 %) add up to 165 %, more than 100 %"
    );
    assert_eq!(
        finding.reason(),
        "nothing says that one may be in several; if so, each is in 1.65 of them on average, and at least 27 % are in \
         both television and online"
    );
    assert_eq!(finding.question().map(crate::rule::Field::name), Some("total.response"));
}

#[test]
fn the_answer_settles_it() {
    case(&format!("{SOURCES}\nresponse = \"multiple\"")).noted();
    case(&format!("{SOURCES}\nresponse = \"single\"")).not_applicable();
    case(&format!("{SOURCES}\nexclusive = false")).noted();
    case(&format!("{SOURCES}\nexclusive = true")).not_applicable();
    let finding = case(&format!("{SOURCES}\nresponse = \"multiple\"\nexclusive = true")).warned();
    assert!(finding.reason().starts_with("they are said to exclude one another"), "{}", finding.reason());
    assert_eq!(finding.question(), None);
}

#[test]
fn counts_of_people() {
    let total = "whole = \"1,003 people\"\nparts = { car = \"622 people\", bus = \"451 people\", bicycle = \"181 people\" }";
    let finding = case(total).warned();
    // 622 + 451 + 181 = 1,254; 622 + 451 - 1,003 = 70.
    assert_eq!(number(&finding, "sum"), exact("1254"));
    assert_eq!(number(&finding, "both"), exact("70"));
    assert_eq!(number(&finding, "each"), exact("1254/1003"));
    assert!(finding.reason().contains("at least 70 people are in both car and bus"), "{}", finding.reason());
}

#[test]
fn shares_of_a_counted_whole_are_of_100_percent() {
    let total = "whole = \"1,003 people\"\nparts = { car = \"62 %\", bus = \"45 %\" }";
    let finding = case(total).warned();
    assert_eq!(number(&finding, "sum"), exact("107/100"));
    assert!(finding.message().ends_with("add up to 107 %, more than 100 %"), "{}", finding.message());
    case("whole = \"1,003 people\"\nparts = { car = \"62 %\", bus = \"38 %\" }").passed();
}

#[test]
fn no_two_parts_need_overlap_where_three_do() {
    // 40 + 40 is below 100: only the mean is told.
    let finding = case("whole = \"100 %\"\nparts = { a = \"40 %\", b = \"40 %\", c = \"40 %\" }").warned();
    assert_eq!(finding.number("both"), None);
    assert!(finding.reason().ends_with("each is in 1.2 of them on average"), "{}", finding.reason());
}

#[test]
fn the_ladder_of_readings() {
    // Nearest: three halves of a tenth make up for a tenth.
    case("whole = \"100 %\"\nparts = { a = \"33.4 %\", b = \"33.4 %\", c = \"33.3 %\" }").passed();
    // Exactly at the end of what rounding to nearest allows: 50.5 + 49.5 is 100.
    case("whole = \"100 %\"\nparts = { a = \"51 %\", b = \"50 %\" }").passed();
    // 102 is not reached by rounding to nearest (101), but by rounding up three figures.
    let finding = case("whole = \"100.0 %\"\nparts = { a = \"35 %\", b = \"34 %\", c = \"33 %\" }").noted();
    assert_eq!(finding.reason(), "they fit only if they were rounded up");
    // 103 is not: three parts rounded up lose less than three.
    case("whole = \"100.0 %\"\nparts = { a = \"35 %\", b = \"35 %\", c = \"34 %\" }").warned();
    // Where several answers were possible nothing follows from what rounding may be.
    case(
        "response = \"multiple\"\nwhole = \"100.0 %\"\nparts = { a = \"35 %\", b = \"34 %\", c = \"33 %\" }",
    )
    .passed();
}

#[test]
fn vague_and_sharp_words() {
    case("whole = \"100 %\"\nparts = { a = \"more than 70 %\", b = \"55 %\" }").warned();
    case("whole = \"100 %\"\nparts = { a = \"at most 70 %\", b = \"55 %\" }").passed();
    case("whole = \"100 %\"\nparts = { a = \"about 70 %\", b = \"about 70 %\" }").warned();
    case("whole = \"at least 100 people\"\nparts = { a = \"70 people\", b = \"71 people\" }").passed();
}

#[test]
fn it_says_nothing_of_what_is_no_answer() {
    for total in [
        "whole = \"100 kg\"\nparts = { a = \"70 kg\", b = \"60 kg\" }",
        "net = true\nwhole = \"100 people\"\nparts = { a = \"170 people\", b = \"-60 people\" }",
        "whole = \"100 people\"\nparts = { a = \"170 people\", b = \"-60 people\" }",
        "whole = \"100 people\"\nparts = { a = \"170 people\", b = \"60 people\" }",
        "whole = { value = \"100 %\", measure = \"change\" }\nparts = { a = \"70 %\", b = \"60 %\" }",
        "whole = \"100 people\"",
    ] {
        assert_eq!(outcome("DN10", &text(total)), "not applicable", "{total}");
    }
    assert_eq!(outcome("DN10", "[[claim]]\nid = \"a\"\nfigure = \"72 %\""), "not applicable");
}

#[test]
fn huge_and_empty_parts() {
    case("whole = \"100 %\"\nparts = { a = \"0 %\", b = \"0 %\" }").passed();
    let finding = case(
        "whole = \"900,000,000,001 people\"\nparts = { a = \"899,999,999,999 people\", b = \"7 people\" }",
    )
    .warned();
    // 899,999,999,999 + 7 - 900,000,000,001 = 5.
    assert_eq!(number(&finding, "both"), exact("5"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Everybody has one to three marks; the least overlap is never more than the true one.
    #[test]
    fn the_least_overlap_is_least(people in prop::collection::vec(1..8u8, 1..60)) {
        let count = |mark: u8| people.iter().filter(|own| *own & mark != 0).count();
        let parts = [1, 2, 4].map(|mark| (mark, count(mark)));
        let total = format!(
            "whole = \"{} people\"\nresponse = \"multiple\"\nparts = {{ a = \"{} people\", b = \"{} people\", c = \"{} people\" }}",
            people.len(), parts[0].1, parts[1].1, parts[2].1
        );
        if let Judged::Fired(finding) = case(&total) {
            prop_assert_eq!(finding.severity(), Severity::Note);
            let mut sorted = parts;
            sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let both = people.iter().filter(|own| *own & sorted[0].0 != 0 && *own & sorted[1].0 != 0).count();
            if let Some(least) = finding.number("both") {
                prop_assert!(*least <= exact(&both.to_string()) || sorted[1].1 == sorted[2].1);
            }
        }
    }
}

#[test]
fn contributions_to_a_growth_are_no_answers() {
    // Energy and food made prices rise by 1.9 and 1.2, and something else made them fall.
    let growth = "whole = \"2.1 %\"\nparts = { energy = \"1.9 %\", food = \"1.2 %\" }";
    assert_eq!(outcome("DN10", &text(growth)), "not applicable");
    let points = growth.replace('%', "percentage points");
    assert_eq!(outcome("DN10", &text(&points)), "not applicable");
    assert_eq!(outcome("DN10", &text(growth).replace("base =", "measure = \"share\"\nbase =")), "warning");
}
