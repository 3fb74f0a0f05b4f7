#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{closed, exact, judge, limits, number, outcome};

const RULE: &str = "DN06";

/// Two ways to travel, compared once for each base.
fn compared(rows: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (i, (groups, more)) in rows.iter().enumerate() {
        let scope = if i == 0 { "of = \"killed\"" } else { "like = \"base-0\"" };
        text += &format!(
            "[[claim]]\nid = \"base-{i}\"\n{scope}\n{more}\n[claim.compare]\nby = \"mode\"\ngroups = {{ {groups} }}\n"
        );
    }
    text
}

const KM: &str = r#"air = "0.05 deaths per billion km", car = "3.1 deaths per billion km""#;
const JOURNEYS: &str = r#"air = "117 deaths per billion journeys", car = "40 deaths per billion journeys""#;
const HOURS: &str = r#"air = "30.8 deaths per billion hours", car = "130 deaths per billion hours""#;

fn concluded(text: &str, from: &str, more: &str) -> String {
    format!("{text}\n[[conclusion]]\nid = \"safest\"\nfrom = {from}\n{more}\n")
}

fn all() -> String {
    compared(&[(KM, ""), (JOURNEYS, ""), (HOURS, "")])
}

#[test]
fn flying_is_safer_per_kilometre_and_not_per_journey() {
    let text = concluded(&all(), "\"base-0\"", "asserts = \"ratio < 1\"");
    let finding = judge(RULE, &text).warned();
    // 0.05/3.1; 0.045/3.15 and 0.055/3.05.
    assert_eq!(number(&finding, "ratio per km"), exact("1/62"));
    assert_eq!(limits(&finding, "ratio per km"), closed("1/70", "11/610"));
    // 117/40; 116.5/40.5 and 117.5/39.5.
    assert_eq!(number(&finding, "ratio per journey"), exact("117/40"));
    assert_eq!(limits(&finding, "ratio per journey"), closed("233/81", "235/79"));
    // 30.8/130
    assert_eq!(number(&finding, "ratio per hour"), exact("77/325"));
    assert_eq!(
        finding.message(),
        "whether air is higher or car depends on what it is taken per: \
         per km: air 0.05 (0.045 to 0.055) and car 3.1 (3.05 to 3.15) deaths per billion km, air lower; \
         per journey: air 117 (116 to 118) and car 40 (39.5 to 40.5) deaths per billion journeys, car lower; \
         per hour: air 30.8 (30.75 to 30.85) and car 130 (129.5 to 130.5) deaths per billion hours, air lower"
    );
    assert_eq!(finding.reason(), "ratio < 1 holds per km and not per journey");
}

#[test]
fn sixty_times_safer_is_a_ratio_the_other_way_round() {
    let text = concluded(&all(), "\"base-0\"", "asserts = \"ratio > 60\"");
    // 3.05/0.055 = 55.5: rounding leaves open whether 60 is reached; 50 is.
    judge(RULE, &text).noted();
    let text = concluded(&all(), "\"base-0\"", "asserts = \"ratio > 50\"");
    assert_eq!(judge(RULE, &text).warned().reason(), "ratio > 50 holds per km and not per journey");
}

#[test]
fn how_grave_it_is_depends_on_what_is_concluded() {
    let with = |from: &str, more: &str| outcome(RULE, &concluded(&all(), from, more));
    assert_eq!(outcome(RULE, &all()), "note");
    assert_eq!(with("\"base-0\"", ""), "warning");
    assert_eq!(with("[\"base-0\", \"base-1\", \"base-2\"]", "asserts = \"rank = 1\""), "warning");
    assert_eq!(with("\"base-0\"", "mood = \"hedged\""), "note");
    // Who says per what has chosen.
    assert_eq!(with("\"base-0\"", "base = \"passenger-kilometres\""), "note");
    // True on every base, and about another number.
    assert_eq!(with("\"base-0\"", "asserts = \"ratio < 5\""), "note");
    assert_eq!(with("\"base-0\"", "asserts = \"count < 5\""), "note");
}

#[test]
fn of_three_groups_only_who_is_first_is_known() {
    let of = |unit: &str, air: &str, bus: &str, car: &str| {
        format!(
            r#"air = "{air} deaths per billion {unit}", bus = "{bus} deaths per billion {unit}", car = "{car} deaths per billion {unit}""#
        )
    };
    let km = of("km", "1", "20", "40");
    let with = |other: &str, asserts: &str| {
        outcome(RULE, &concluded(&compared(&[(&km, ""), (other, "")]), "\"base-0\"", asserts))
    };
    // Bus and car change places: flying is first on both bases.
    let below = of("journeys", "1", "40", "20");
    assert_eq!(with(&below, "asserts = \"rank = 1\""), "note");
    assert_eq!(with(&below, ""), "note");
    // Air and car change places: whichever end counts as the first, another group stands there.
    let ends = of("journeys", "40", "20", "1");
    assert_eq!(with(&ends, "asserts = \"rank = 1\""), "warning");
    assert_eq!(with(&ends, "asserts = \"rank = 2\""), "note");
    assert_eq!(with(&ends, ""), "note");
    let text = concluded(&compared(&[(&km, ""), (&ends, "")]), "\"base-0\"", "asserts = \"rank = 1\"");
    assert_eq!(
        judge(RULE, &text).warned().reason(),
        "the conclusion does not say per what: per km car is highest and air lowest, and per journey neither is"
    );
}

#[test]
fn one_order_on_every_base_passes_and_far_apart_is_noted() {
    let bus = |journeys: &str, hours: &str| {
        compared(&[
            (
                &format!(
                    r#"bus = "{journeys} deaths per billion journeys", car = "40.0 deaths per billion journeys""#
                ),
                "",
            ),
            (
                &format!(
                    r#"bus = "{hours} deaths per billion hours", car = "40.0 deaths per billion hours""#
                ),
                "",
            ),
        ])
    };
    assert_eq!(outcome(RULE, &bus("10.0", "10.0")), "passed");
    // 19.95/40.05 = 0.498 is not twice 10.05/39.95 = 0.2516; 20.25/40.05 = 0.5056 is.
    assert_eq!(outcome(RULE, &bus("10.0", "20.0")), "passed");
    let finding = judge(RULE, &bus("10.0", "20.3")).noted();
    assert_eq!(number(&finding, "ratio per hour"), exact("203/400"));
    assert!(finding.message().starts_with("how far bus and car are apart depends on what it is taken per"));
}

#[test]
fn what_rounding_leaves_open_turns_nothing() {
    // 3 and 4 as whole numbers: 2.5 to 3.5 and 3.5 to 4.5 touch.
    let touching = r#"air = "4 deaths per billion journeys", car = "3 deaths per billion journeys""#;
    let near = r#"air = "3.0 deaths per billion hours", car = "4.0 deaths per billion hours""#;
    assert_eq!(outcome(RULE, &compared(&[(near, ""), (touching, "")])), "passed");
    let apart = r#"air = "5 deaths per billion journeys", car = "3 deaths per billion journeys""#;
    assert_eq!(outcome(RULE, &compared(&[(near, ""), (apart, "")])), "note");
}

#[test]
fn two_figures_for_one_base_or_for_two_peoples_are_no_two_bases() {
    let other = r#"air = "9 deaths per billion km", car = "2 deaths per billion km""#;
    assert_eq!(outcome(RULE, &compared(&[(KM, ""), (other, "")])), "not applicable");
    let of = |kind: &str, boys: &str, girls: &str| {
        format!(r#"boys = "{boys} accidents per 1,000 {kind}", girls = "{girls} accidents per 1,000 {kind}""#)
    };
    let ages = compared(&[(&of("children", "20", "10"), ""), (&of("adults", "10", "20"), "")]);
    assert_eq!(outcome(RULE, &ages), "not applicable");
    // Other people, and so other events.
    let bases = compared(&[
        (&of("people", "20", "10"), "base = \"children\""),
        (&of("people", "10", "20"), "base = \"adults\""),
    ]);
    assert_eq!(outcome(RULE, &bases), "no subject");
}

#[test]
fn rates_with_their_two_figures_are_computed() {
    let of = |unit: &str, air: &str, car: &str| {
        format!(
            r#"air = {{ events = "10 deaths", exposure = "{air} {unit}" }}, car = {{ events = "100 deaths", exposure = "{car} {unit}" }}"#
        )
    };
    let text = compared(&[(&of("flights", "201", "1,999"), ""), (&of("km", "1,000,001", "2,000,001"), "")]);
    // 10/201 and 100/1,999 are 0.04975 and 0.05003; 10 of a million km are less than 100 of two.
    let finding = judge(RULE, &text).noted();
    assert_eq!(number(&finding, "ratio per flight"), exact("1999/2010"));
    let turned = compared(&[(&of("flights", "101", "1,999"), ""), (&of("km", "1,000,001", "2,000,001"), "")]);
    let finding = judge(RULE, &turned).noted();
    assert!(finding.message().starts_with("whether air is higher or car depends"), "{}", finding.message());
    // An exposure of none has no rate.
    let none = compared(&[(&of("flights", "0", "1,999"), ""), (&of("km", "1,000,001", "2,000,001"), "")]);
    assert_eq!(outcome(RULE, &none), "not applicable");
}

/// A rate of a cancer that only some women can have, and what is declared of them.
fn risk(edges: &str, claims: &[(&str, &str)]) -> String {
    let mut text = format!("[taxonomy]\nat_risk = {{ cancer = \"with-a-cervix\" }}\n{edges}\n");
    for (i, (base, rate)) in claims.iter().enumerate() {
        text += &format!(
            "[[claim]]\nid = \"rate-{i}\"\nrate = \"{rate} deaths per 100,000 women\"\nof = \"cancer\"\n{base}\n"
        );
    }
    text
}

const WOMEN: &str = "base = \"women\"";
const CORRECTED: &str = "base = \"with-a-cervix\"";
const SOME: &str = "is_a = { with-a-cervix = \"women\" }";

#[test]
fn among_those_at_risk_the_rate_is_higher() {
    let finding = judge(RULE, &risk(SOME, &[(WOMEN, "5.7"), (CORRECTED, "10.1")])).noted();
    // 10.1/5.7; 10.05/5.75 and 10.15/5.65.
    assert_eq!(number(&finding, "times"), exact("101/57"));
    assert_eq!(limits(&finding, "times"), closed("201/115", "203/113"));
    assert_eq!(finding.reason(), "among with-a-cervix alone the rate is 1.77 times as high (1.75 to 1.8)");
    let alone = judge(RULE, &risk(SOME, &[(WOMEN, "5.7")])).noted();
    assert!(alone.reason().ends_with("by as much as the others are many"));
}

#[test]
fn of_those_at_risk_alone_it_passes_and_of_nobody_at_risk_it_warns() {
    assert_eq!(outcome(RULE, &risk("", &[(CORRECTED, "10.1")])), "passed");
    assert_eq!(
        outcome(RULE, &risk("is_a = { old = \"with-a-cervix\" }", &[("base = \"old\"", "37.2")])),
        "passed"
    );
    let apart = "disjoint = [[\"men\", \"with-a-cervix\"]]";
    judge(RULE, &risk(apart, &[("base = \"men\"", "5.7")])).warned();
    judge(RULE, &risk("", &[("base = \"any\"", "5.7")])).noted();
}

#[test]
fn where_it_would_tell_the_population_is_asked_for() {
    judge(RULE, &risk("", &[(WOMEN, "5.7")])).asks("taxonomy", "women and with-a-cervix");
    judge(RULE, &risk("", &[("base = \"unknown\"", "5.7")])).asks("base", "rate-0");
    // Nobody in the dossier says of whom.
    assert_eq!(outcome(RULE, &risk("", &[("", "5.7")])), "not applicable");
    // To whom another event can happen is not declared.
    assert_eq!(
        outcome(RULE, &risk("", &[(WOMEN, "5.7")]).replace("of = \"cancer\"", "of = \"flu\"")),
        "no subject"
    );
}

#[test]
fn a_comparison_may_turn_among_those_at_risk() {
    let text = "[taxonomy]\nis_a = { with = \"women\" }\nat_risk = { killed = \"with\" }\n".to_string()
        + &compared(&[
            (r#"young = "5.1 deaths per 100,000 women", old = "3.2 deaths per 100,000 women""#, WOMEN),
            (
                r#"young = "5.3 deaths per 100,000 women", old = "7.7 deaths per 100,000 women""#,
                "base = \"with\"",
            ),
        ]);
    let finding = judge(RULE, &concluded(&text, "\"base-0\"", "asserts = \"ratio > 1\"")).warned();
    assert!(finding.message().contains("per woman of with (those at risk)"), "{}", finding.message());
}
