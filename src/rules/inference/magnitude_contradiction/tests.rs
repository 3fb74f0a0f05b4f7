#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::Severity;
use crate::checker::Checker;
use crate::rules::check_one::{dossier, exact, judge, limits, number, outcome};

const FULL: &str = "of = \"x\"\nbase = \"none\"\nplace = \"US\"\nperiod = \"2019\"\nstage = \"none\"\norigin = { basis = \"any\", value = \"none\" }\nflow = \"flow\"\n";

/// Two figures for one thing, every component stated.
fn two(first: &str, second: &str, of_first: &str, of_second: &str) -> String {
    format!(
        "[[claim]]\nid = \"a\"\nfigure = \"{first}\"\n{FULL}{of_first}\n[[claim]]\nid = \"b\"\nfigure = \"{second}\"\nlike = \"a\"\n{of_second}\n"
    )
}

#[test]
fn each_rung_of_the_ladder() {
    for (first, second, expected) in [
        ("52 deaths", "61 deaths", "error"),
        // A round 50 is any count from 41 to 59, a round 60 any from 51.
        ("50 deaths", "59 deaths", "warning"),
        ("50 deaths", "60 deaths", "warning"),
        ("50 deaths", "61 deaths", "error"),
        // [5.5, 6.5] and [5.35, 5.45] are disjoint, (5, 7) and (5.3, 5.5) are not.
        ("6 kg", "5.4 kg", "note"),
        ("5 kg", "5.4 kg", "passed"),
        // One may be an average, as long as nobody says that both are sums.
        ("5.0 kg", "5.4 kg", "warning"),
        ("5 kg", "5,000 g", "passed"),
        ("over 25 deaths", "61 deaths", "passed"),
        ("over 65 deaths", "61 deaths", "error"),
        ("about 30 deaths", "61 deaths", "warning"),
        ("60 to 70 deaths", "61 deaths", "passed"),
    ] {
        assert_eq!(outcome("IN03", &two(first, second, "", "")), expected, "{first} and {second}");
    }
    let finding = judge("IN03", &two("52 deaths", "61 deaths", "", "")).fired(Severity::Error);
    let sums = two("5.0 kg", "5.4 kg", "measure = \"sum\"", "measure = \"sum\"");
    assert_eq!(outcome("IN03", &sums), "error");
    assert_eq!(number(&finding, "first figure"), exact("52"));
    assert_eq!(number(&finding, "second figure"), exact("61"));
    assert!(finding.proof().is_some());
    let finding = judge("IN03", &two("6 kg", "5.4 kg", "", "")).noted();
    assert_eq!(limits(&finding, "first figure").to_string(), "[5.5, 6.5]");
}

#[test]
fn made_in_another_way_or_not_said_in_full_is_no_more_than_a_warning() {
    let frames = |design: &str, text: String| {
        format!("[frame.f]\ndesign = \"{design}\"\nstands_for = \"all\"\n{text}")
    };
    for (text, reason) in [
        (two("52 deaths", "61 deaths", "status = \"provisional\"", "status = \"observed\""), "status"),
        (two("52 deaths", "61 deaths", "", "vintage = \"2021\""), "vintage"),
        (two("52 deaths", "61 deaths", "", "adjustment = \"seasonal\""), "adjustment"),
        (two("52 deaths", "61 deaths", "status = \"estimate\"", ""), "not both are complete counts"),
        (two("52 ± 3 deaths", "61 deaths", "", ""), "not both are complete counts"),
        (
            frames("probability", two("52 deaths", "61 deaths", "frame = \"f\"", "")),
            "not both are complete counts",
        ),
        (two("52 deaths", "61 deaths", "", "").replace("stage = \"none\"\n", ""), "'stage' is not stated"),
    ] {
        let finding = judge("IN03", &text).warned();
        assert!(finding.reason().contains(reason), "{}: {text}", finding.reason());
        assert!(finding.proof().is_none());
    }
}

#[test]
fn what_would_make_it_an_error_is_asked_for() {
    let asked = |text: &str| judge("IN03", text).warned().question().map(|field| field.name().to_string());
    let unstated = |line: &str, first, second| {
        let text = two(first, second, "", "");
        assert!(text.contains(line), "{line}");
        text.replace(line, "")
    };
    assert_eq!(asked(&unstated("stage = \"none\"\n", "52 deaths", "61 deaths")).as_deref(), Some("stage"));
    // Averages may differ, sums may not.
    assert_eq!(asked(&two("5.0 kg", "6.4 kg", "", "")).as_deref(), Some("measure"));
    // Stated or not: 50 may be a round 59.
    assert_eq!(asked(&unstated("stage = \"none\"\n", "50 deaths", "59 deaths")), None);
    // No answer makes an estimate a count.
    assert_eq!(asked(&two("52 deaths", "61 deaths", "status = \"estimate\"", "")), None);
}

#[test]
fn other_things_are_no_contradiction() {
    for other in ["place = \"CA\"", "period = \"2020\"", "of = \"y\"", "stage = \"s\"", "measure = \"mean\""]
    {
        let silent = two("52 deaths", "61 deaths", "", other);
        assert!(["no subject", "not applicable"].contains(&&*outcome("IN03", &silent)), "{other}");
        let asserted = two("52 deaths", "61 deaths", "", &format!("{other}\nagainst = \"a\""));
        // How "x" and "y" lie to each other nobody declared: that is asked, not supposed.
        let expected = if other.starts_with("of") { "undecidable: taxonomy" } else { "not applicable" };
        assert_eq!(outcome("IN03", &asserted), expected, "{other}");
    }
}

#[test]
fn an_unknown_component_is_asked_for_where_the_figures_differ() {
    for (line, field) in [
        ("stage = \"unknown\"", "stage"),
        ("place = \"unknown\"", "place"),
        ("period = \"unknown\"", "period"),
    ] {
        let other = format!("{line}\nagainst = \"a\"");
        judge("IN03", &two("52 deaths", "61 deaths", "", &other)).asks(field, "b");
        judge("IN03", &two("52 deaths", "52 deaths", "", &other)).not_applicable();
        // Whichever side leaves it open is asked.
        let (open, stated) =
            (format!("{line}\nagainst = \"b\""), FULL.lines().find(|own| own.starts_with(field)));
        let text = two("52 deaths", "61 deaths", "", stated.unwrap());
        let whole = FULL.lines().find(|own| own.starts_with(field)).unwrap();
        judge("IN03", &text.replacen(whole, &open, 1)).asks(field, "a");
    }
}

#[test]
fn no_third_figure_hides_an_error_from_the_sorted_pass() {
    // 12 and 30 deaths, or 52 and 59, contradict each other, whatever stands below them: a vague figure, one made in
    // another way, or a round one (50 is any count from 41 to 59, and says nothing against 59).
    for (low, lines, high, higher) in [
        ("about 7 deaths", "", "12 deaths", "30 deaths"),
        ("under 8 deaths", "status = \"estimate\"", "12 deaths", "30 deaths"),
        ("7 deaths", "vintage = \"2021\"", "12 deaths", "30 deaths"),
        ("50 deaths", "", "52 deaths", "59 deaths"),
    ] {
        let claim = |id: &str, figure: &str, lines: &str| {
            format!("[[claim]]\nid = \"{id}\"\nfigure = \"{figure}\"\n{FULL}{lines}\n")
        };
        let claims = [claim("a", low, lines), claim("b", high, ""), claim("c", higher, "")];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]] {
            let text: String = order.iter().map(|at| claims[*at].as_str()).collect();
            let report = crate::Checker::default().select(["IN03"]).unwrap().check(&dossier(&text)).unwrap();
            assert_eq!(report.worst(), Some(Severity::Error), "{low}, {high}, {higher}: {report}");
        }
    }
}

#[test]
fn a_rate_per_journey_is_no_other_figure_for_one_per_hour() {
    let of = |first: &str, second: &str| outcome("IN03", &two(first, second, "", ""));
    assert_eq!(of("4.3 deaths per billion journeys", "11.1 deaths per billion hours"), "not applicable");
    assert_eq!(of("4.3 deaths per billion journeys", "11.1 deaths per billion flights"), "not applicable");
    assert_eq!(of("4.3 deaths per billion journeys", "11.1 deaths per billion journeys"), "warning");
    // 120 a year and 10 a month are one figure.
    assert_eq!(of("120 deaths per year", "10 deaths per month"), "passed");
}

#[test]
fn the_share_printed_beside_a_part_is_no_other_figure_for_it() {
    let text = "[[claim]]\nid = \"aboard\"\nof = \"aboard\"\nbase = \"none\"\nplace = \"GB\"\nperiod = \"1912\"\nflow = \"stock\"\n\
                [claim.total]\nwhole = \"2,201 people\"\nparts = { passengers = \"1,316 people\", crew = { value = \"885 people\", stated = \"40.2 %\" } }\n";
    let report = crate::Checker::default().select(["IN03"]).unwrap().check(&dossier(text)).unwrap();
    assert!(report.findings().is_empty(), "{report}");
}

#[test]
fn two_measures_of_one_thing_are_not_compared() {
    let rate = "measure = \"rate\"";
    for (first, second, expected) in [
        ("0.05 deaths per billion km", "117 deaths per billion journeys", "not applicable"),
        ("0.05 deaths per billion km", "30.8 deaths per billion hours", "not applicable"),
        // 117 per billion is 117,000 per million million.
        ("0.05 deaths per billion km", "117 deaths per billion miles", "warning"),
        ("5 deaths per 1,000 births", "9 deaths per 1,000 births", "warning"),
        ("5 deaths per 1,000 births", "5.0 deaths per 1,000 births", "passed"),
        // Residents are people.
        ("5 deaths per 1,000 people", "9 deaths per 1,000 residents", "warning"),
    ] {
        assert_eq!(outcome("IN03", &two(first, second, rate, rate)), expected, "{first} and {second}");
    }
    // The share of the whole that a part is stands beside it, and is no second count of it.
    let total = |stated: &str| {
        format!(
            "[[claim]]\nid = \"t\"\n{FULL}[claim.total]\nwhole = \"200 people\"\nparts = {{ a = {{ value = \"50 people\"{stated} }}, b = \"150 people\" }}\n"
        )
    };
    assert_eq!(outcome("IN03", &total(", stated = \"25 %\"")), "no subject");
    assert_eq!(outcome("IN03", &total("")), "no subject");
}

#[test]
fn a_revision_is_a_note_where_both_figures_say_which_release_they_are_from() {
    let released = |first: &str, second: &str| {
        two("210,000 jobs", "249,000 jobs", first, &format!("{second}\nagainst = \"a\""))
    };
    let (before, after) = ("vintage = \"2021-12-03\"", "vintage = \"2022-01-07\"");
    let finding = judge("IN03", &released(before, after)).noted();
    assert!(finding.message().contains("two releases of one figure"), "{}", finding.message());
    let provisional = format!("{before}\nstatus = \"provisional\"");
    judge("IN03", &released(&provisional, after)).noted();
    // Made in another way as well, from one release, or from nobody knows which.
    judge("IN03", &released(before, &format!("{after}\nadjustment = \"seasonal\""))).warned();
    judge("IN03", &released(before, before)).fired(Severity::Error);
    judge("IN03", &released("", after)).warned();
}

#[test]
fn parts_are_told_apart_by_their_names_unless_they_say_of_what_they_are() {
    let total = |a: &str, b: &str| {
        format!(
            "[[claim]]\nid = \"t\"\n{FULL}[claim.total]\nwhole = {{ value = \"1,124 people\", adjustment = \"seasonal\" }}\nparts = {{ young = {{ value = \"291 people\", {a} }}, older = {{ value = \"833 people\", {b} }} }}\n"
        )
    };
    for made in
        ["adjustment = \"seasonal\"", "status = \"estimate\"", "flow = \"stock\"", "measure = \"count\""]
    {
        assert_eq!(outcome("IN03", &total(made, made)), "no subject", "{made}");
    }
    // Two parts of one place are two parts all the same.
    assert_eq!(outcome("IN03", &total("place = \"CA\"", "place = \"CA\"")), "not applicable");
    // Another claim's figure of all is no figure of a part, however the part was made.
    let part = total("adjustment = \"seasonal\"", "adjustment = \"seasonal\"");
    let other = "[[claim]]\nid = \"o\"\nfigure = \"1,124 people\"\nlike = \"t\"\nadjustment = \"seasonal\"\n";
    assert_eq!(outcome("IN03", &format!("{part}{other}")), "passed");
}

/// A table often prints both; found by the random tables of `tests/tables.rs`.
#[test]
fn a_share_beside_a_part_is_no_second_figure_for_it() {
    let table = |share: &str| {
        format!(
            "[claim.total]\nwhole = \"2,201 people\"\nparts = {{ crew = {{ value = \"885 people\", stated = \"{share}\", of = \"crew\" }}, rest = \"1,316 people\" }}\n"
        )
    };
    let claim = |share: &str| format!("[[claim]]\nid = \"a\"\n{FULL}{}", table(share));
    let checker = Checker::default().select(["IN03"]).unwrap();
    let findings = |text: &str| checker.check(&dossier(text)).unwrap().findings().len();
    for share in ["40.2 %", "two fifths", "402 per 1,000"] {
        assert_eq!(findings(&claim(share)), 0, "{share}");
    }
}

/// Case 715703 of the random tables: per head of those of middle age, and of the old.
#[test]
fn exposures_of_two_rates_are_not_known_to_be_of_one_population() {
    let rates = |base: [&str; 2]| {
        let rate = |id: &str, of: &str, exposure: &str, base: &str| {
            format!(
                "[[claim]]\nid = \"{id}\"\nrate = {{ events = \"5 people\", exposure = \"{exposure} residents\" }}\nof = \"{of}\"\n{base}\n\
                 place = \"NZ\"\nperiod = \"2015\"\nstage = \"none\"\norigin = {{ basis = \"any\", value = \"none\" }}\nflow = \"flow\"\nframe = \"register\"\n"
            )
        };
        format!(
            "[frame.register]\ndesign = \"census\"\nstands_for = \"everything\"\n{}{}",
            rate("a", "arrivals", "9,894,321", base[0]),
            rate("b", "departures", "4,036,121", base[1])
        )
    };
    // Only the frame says of whom they are: a question to ask, and no proof.
    assert_eq!(outcome("IN03", &rates(["", ""])), "warning");
    let of_all = "base = \"residents\"";
    assert_eq!(outcome("IN03", &rates([of_all, of_all])), "error");
}
