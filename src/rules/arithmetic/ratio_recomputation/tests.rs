#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{closed, exact, finding, judge, limits, number, outcome};

fn ratio(key: &str, fields: &str) -> String {
    format!("[[claim]]\nid = \"a\"\n{key} = {{ {fields} }}\n")
}

fn share(part: &str, whole: &str, stated: &str) -> String {
    ratio("share", &format!("part = \"{part}\", whole = \"{whole}\", stated = \"{stated}\""))
}

#[test]
fn missed_in_every_reading_is_an_error_that_carries_its_numbers() {
    let text = ratio(
        "rate",
        "events = \"1,422 deaths\", exposure = \"256,423 houses\", stated = \"59 per 10,000 houses\"",
    );
    let finding = judge("AR01", &text).fired(crate::Severity::Error);
    // 1,422/256,423, shown per 10,000; counts printed to the unit are exact.
    assert_eq!(number(&finding, "ratio"), exact("14220000/256423"));
    assert_eq!(limits(&finding, "ratio"), closed("14220000/256423", "14220000/256423"));
    assert_eq!(limits(&finding, "printed"), closed("117/2", "119/2"));
    assert!(finding.proof().is_some());
}

#[test]
fn each_rung_of_the_ladder() {
    for (part, whole, stated, expected) in [
        // 2/3 = 66.67 %: rounded, in [66.5, 67.5]; cut off, in (65, 67) only; 64 % leaves (63, 65).
        ("2 people", "3 people", "67 %", "passed"),
        ("2 people", "3 people", "66 %", "note"),
        ("2 people", "3 people", "64 %", "error"),
        // 17/30 = 56.7 %: "50 %" as written is (49, 51), but a round 50 reaches from 40 to 60.
        ("17 people", "30 people", "50 %", "warning"),
        // 17/31 = 54.8 % lies in (40, 60); 20/31 = 64.5 % does not.
        ("17 people", "31 people", "50 %", "warning"),
        ("20 people", "31 people", "50 %", "warning"),
        ("21 people", "31 people", "50 %", "error"),
        // Trailing zeros of decimals are digits: 50.0 is not round.
        ("17 people", "31 people", "50.0 %", "error"),
        // 4.5/536.5 to 5.5/535.5 is 0.84 % to 1.03 %.
        ("5 kg", "536 kg", "0.93 %", "passed"),
        ("5 kg", "536 kg", "1 %", "passed"),
    ] {
        assert_eq!(outcome("AR01", &share(part, whole, stated)), expected, "{part} of {whole}, {stated}");
    }
}

#[test]
fn what_looks_wrong_and_is_sound() {
    for (part, whole, stated) in [
        // A limit on one side: more than 500 of 1,000 may be any share above a half.
        ("over 500 people", "1,000 people", "73 %"),
        // Vague words hold nobody: 210/1000 against [2/11, 2/9].
        ("210 people", "1,000 people", "one in five"),
        // 999.5/3000.5 to 1000.5/2999.5: a third.
        ("1,000 kg", "3,000 kg", "33.3 %"),
        ("499 people", "1,000 people", "nearly half"),
    ] {
        assert_eq!(outcome("AR01", &share(part, whole, stated)), "passed", "{part} of {whole}, {stated}");
    }
}

#[test]
fn an_unprinted_ratio_is_a_note_where_rounding_leaves_it_wide() {
    let finding = judge("AR01", "[[claim]]\nid = \"a\"\nshare = \"5 of 536 kg\"\n").noted();
    assert_eq!(number(&finding, "ratio"), exact("5/536"));
    // 4.5/536.5 and 5.5/535.5.
    assert_eq!(limits(&finding, "ratio"), closed("9/1073", "11/1071"));
    // (550.5/1000.5 … wide by 0.2 %) is narrower than a tenth of itself.
    assert_eq!(outcome("AR01", "[[claim]]\nid = \"a\"\nshare = \"550 of 1,001 kg\"\n"), "passed");
    assert_eq!(outcome("AR01", "[[claim]]\nid = \"a\"\nshare = \"17 of 229 busts\"\n"), "passed");
}

#[test]
fn not_applicable() {
    for text in [
        format!("{}adjustment = \"weighted\"\n", share("2 people", "3 people", "1 %")),
        // A printed ratio of another dimension is AR10's.
        share("5 kg", "536 kg", "3 kg"),
        // Kilograms have no share in people.
        "[[claim]]\nid = \"a\"\nshare = \"5 kg of 11 people\"\n".to_string(),
    ] {
        assert_eq!(outcome("AR01", &text), "not applicable", "{text}");
    }
}

/// Among 42,514 deaths a digit may be missing at dozens of places.
#[test]
fn of_one_slip_no_more_figures_are_told_than_named() {
    let text = r#"
[text]
country = "US"
[[claim]]
id   = "roads"
rate = { events = "42,514 deaths", exposure = "3.196 trillion miles", stated = "13.3 per 100 million miles" }
"#;
    let finding = finding("AR01", text);
    assert!(finding.advice().contains(" or so (one digit missing)"), "{}", finding.advice());
    let names: Vec<String> = finding.values().iter().map(|value| value.name.to_string()).collect();
    assert!(names.iter().any(|name| name.ends_with("figure 3")), "{names:?}");
    assert!(!names.iter().any(|name| name.ends_with("figure 4")), "{names:?}");
}

#[test]
fn repairs_are_offered_and_never_applied() {
    // 251/1004 = 1/4, stated as 75 %: the share of the rest. as 33.3 %: 1/3, the odds. as 250 %: ten times.
    for (stated, repair) in [
        ("75 %", "the share of the rest"),
        ("33.3 %", "odds"),
        ("250 %", "250 % were 25 % or 251 people were 2510 people (the decimal point moved)"),
        ("400 %", "inverse"),
    ] {
        let finding =
            judge("AR01", &share("251 people", "1,004 people", stated)).fired(crate::Severity::Error);
        assert!(finding.advice().contains(repair), "{stated}: {}", finding.advice());
        assert_eq!(number(&finding, "ratio"), exact("25"), "the recomputed ratio stays: 25 %");
    }
}

/// The correction of 20 August 2014 in The Guardian: the average was that of all, contract staff counted in.
#[test]
fn a_figure_of_another_claim_that_was_meant() {
    let text = "
        [[claim]]
        id = \"pay\"
        rate = { events = \"£4.4 million\", exposure = \"£16,412\", stated = \"1,500\" }
        [[claim]]
        id = \"with-contractors\"
        figure = \"£2,968\"
    ";
    let finding = finding("AR01", text);
    assert!(
        finding.advice().ends_with("£16,412 were £2968 (another figure in its place: with-contractors)"),
        "{}",
        finding.advice()
    );
    assert_eq!(finding.number("repair 1"), Some(&2968.into()));
}
