#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use crate::Severity;
use crate::number::Exact;
use crate::rule::proof::verify;
use crate::rules::check_one::{closed, dossier, exact, finding, judge, limits, number, outcome};

fn change(from: &str, to: &str, stated: &str) -> String {
    format!("[[claim]]\nid = \"a\"\nchange = {{ from = \"{from}\", to = \"{to}\", stated = \"{stated}\" }}\n")
}

fn directed(from: &str, to: &str, stated: &str, direction: &str) -> String {
    format!(
        "[[claim]]\nid = \"a\"\nchange = {{ from = \"{from}\", to = \"{to}\", stated = \"{stated}\", direction = \"{direction}\" }}\n"
    )
}

fn groups(one: &str, other: &str, measure: &str, stated: &str) -> String {
    format!(
        "[[claim]]\nid = \"a\"\n[claim.compare]\ngroups = {{ x = \"{one}\", y = \"{other}\" }}\nstated = [{{ measure = \"{measure}\", value = \"{stated}\" }}]\n"
    )
}

fn series(points: &str, stated: &str) -> String {
    format!("[[claim]]\nid = \"a\"\nchange = {{ series = {{ {points} }}, stated = \"{stated}\" }}\n")
}

#[test]
fn a_change_that_the_figures_rule_out_is_an_error_with_a_proof() {
    let text = change("370,454 searches", "558,973 searches", "73 %");
    let found = finding("AR05", &text);
    assert_eq!(found.severity(), Severity::Error);
    // 558,973 − 370,454 = 188,519.
    assert_eq!(number(&found, "change"), exact("188519/370454"));
    assert_eq!(found.message(), "from 370,454 searches to 558,973 searches is a change of 50.9 %, not 73 %");
    verify(found.proof().unwrap(), &dossier(&text).resolve().unwrap()).unwrap();
    let pointers: Vec<String> = found.pointers().collect();
    assert_eq!(pointers, ["/claim/0/change/stated", "/claim/0/change/from", "/claim/0/change/to"]);
}

#[test]
fn rounding_decides_how_grave_it_is() {
    // From 2.0 to 3.0 kg: nearest 2.95/2.05 − 1 = 43.9 % to 3.05/1.95 − 1 = 56.4 %; as written (2.9/2.1 − 1, 3.1/1.9 − 1) =
    // (38.1 %, 63.2 %), as is the widest.
    for (stated, expected) in [
        ("50 %", "passed"),
        ("56 %", "passed"), // 55.5 % to 56.5 %
        ("57 %", "note"),   // from 56.5 % on
        ("63 %", "note"),   // (62 %, 64 %)
        ("65 %", "error"),
        ("35 %", "warning"), // 0.8/2.5 to 1.2/2.5 of the middle
        ("25 %", "error"),
    ] {
        assert_eq!(outcome("AR05", &change("2.0 kg", "3.0 kg", stated)), expected, "{stated}");
    }
    let found = finding("AR05", &change("2.0 kg", "3.0 kg", "57 %"));
    // 2.95/2.05 and 3.05/1.95, less 1.
    assert_eq!(limits(&found, "change"), closed("18/41", "22/39"));
    // 100 may be a round number: (0, 200) allows any rise, as written it is at most 160/99; "about" is 95 to 105 to nearest,
    // as written it reaches down to 0.
    assert_eq!(outcome("AR05", &change("100 kg", "159 kg", "90 %")), "warning");
    assert_eq!(outcome("AR05", &change("about 100 kg", "159 kg", "90 %")), "note");
}

#[test]
fn a_fall_may_be_printed_without_its_sign_unless_it_is_said_to_rise() {
    let figures = ["1,240 burglaries", "930 burglaries"]; // 930/1240 = 3/4
    for (stated, direction, expected) in [
        ("25 %", "falling", "passed"),
        ("-25 %", "falling", "passed"),
        ("25 %", "rising", "error"),
        ("+25 %", "falling", "error"),
    ] {
        let text = directed(figures[0], figures[1], stated, direction);
        assert_eq!(outcome("AR05", &text), expected, "{stated} {direction}");
    }
    for stated in ["25 %", "-25 %", "a quarter"] {
        assert_eq!(outcome("AR05", &change(figures[0], figures[1], stated)), "passed", "{stated}");
    }
    let found = finding("AR05", &directed(figures[0], figures[1], "25 %", "rising"));
    assert_eq!(
        found.message(),
        "from 1,240 burglaries to 930 burglaries is a change of -25 %, not a rise of 25 %"
    );
    assert_eq!(found.advice(), "check which of the two figures came first, and which way it went");
}

#[test]
fn words_for_folds_are_read_as_they_are_used() {
    let ten = |to: &str, stated: &str| outcome("AR05", &change("10 people", to, stated));
    for (to, stated, expected) in [
        ("30 people", "tripled", "passed"),
        ("30 people", "3 times as many", "passed"),
        ("30 people", "3 times", "passed"),
        ("30 people", "three-fold", "passed"),
        ("30 people", "3 times more", "note"),
        ("40 people", "3 times more", "note"),
        ("40 people", "3 times", "note"),
        ("40 people", "3 times as many", "warning"),
        ("40 people", "tripled", "warning"),
        ("60 people", "3 times more", "warning"),
        ("5 people", "halved", "passed"),
        ("3 people", "3 times fewer", "passed"), // 10/3
        ("30 people", "3", "passed"),
        ("15 people", "half", "passed"),
        ("5 people", "half", "passed"),
        ("20 people", "more than doubled", "note"),
        ("14 people", "more than doubled", "warning"), // "doubled" is from 1.5 on
    ] {
        assert_eq!(ten(to, stated), expected, "{to}: {stated}");
    }
    assert_eq!(
        number(&judge("AR05", &change("10 people", "40 people", "tripled")).warned(), "times"),
        exact("4")
    );
}

#[test]
fn a_difference_is_in_the_unit_of_its_figures() {
    for (from, to, stated, expected) in [
        ("$2.75", "$2.90", "$0.15", "passed"),
        ("$2.75", "$2.90", "$0.51", "error"),
        ("12 people", "15 people", "3 people", "passed"),
        ("12 people", "15 people", "3 more people", "passed"),
        ("12 people", "15 people", "3 fewer people", "warning"),
        ("12 people", "15 people", "4 people", "error"),
        ("12 people", "15 people", "4 litres", "not applicable"),
        ("12 people", "15 people", "4 dogs", "not applicable"),
        ("-5 °C", "3 °C", "8 °C", "passed"),
        ("-5.0 °C", "3.0 °C", "2.0 °C", "error"), // 8, between 7.8 and 8.2
        ("54 %", "66 %", "12 percentage points", "passed"),
        ("54.0 %", "66.0 %", "22 percentage points", "error"),
        ("10 tons", "12 tons", "2 tons", "passed"),
        ("10 tons", "12 tons", "20 %", "passed"),
        ("10.0 tons", "12.0 tons", "40 %", "warning"), // a ton has several definitions: no proof
    ] {
        assert_eq!(outcome("AR05", &change(from, to, stated)), expected, "{from} {to} {stated}");
    }
    let found = finding("AR05", &change("2.0 tonnes", "3.5 tonnes", "4.0 tonnes"));
    assert_eq!(number(&found, "change"), exact("3/2"));
    assert_eq!(limits(&found, "change"), closed("7/5", "8/5"));
}

#[test]
fn other_bases_are_named() {
    let advice = |stated: &str| finding("AR05", &change("370,454 searches", "558,973 searches", stated));
    // 188,519/558,973 = 33.73 %
    let later = advice("33.7 %");
    assert_eq!(later.severity(), Severity::Error);
    assert!(later.advice().contains("33.7 % were taken of the later figure"), "{}", later.advice());
    // 558,973/370,454 = 150.89 %
    assert!(advice("150.9 %").advice().contains("how many times as many"));
    // 188,519/464,713.5 = 40.57 %
    let middle = advice("40.6 %");
    assert_eq!(middle.severity(), Severity::Warning);
    assert!(middle.advice().contains("taken of the middle of the two figures"), "{}", middle.advice());
    // ln 1.50889 = 0.41137
    let logarithm = advice("41.1 %");
    assert_eq!(logarithm.severity(), Severity::Warning);
    assert!(logarithm.advice().contains("their logarithmic mean"), "{}", logarithm.advice());
}

#[test]
fn the_logarithm_lies_within_its_limits() {
    use crate::number::Interval;
    // From tables, to seven digits.
    for (quotient, low, high) in [
        ("2", "0.6931471", "0.6931472"),
        ("1/2", "-0.6931472", "-0.6931471"),
        ("3", "1.0986122", "1.0986123"),
        ("10", "2.3025850", "2.3025851"),
        ("11/10", "0.0953101", "0.0953102"),
        ("1", "0", "0"),
    ] {
        let found = super::logarithm(&Interval::point(exact(quotient))).unwrap();
        assert!(found.contains(&exact(low)) && found.contains(&exact(high)), "{quotient}: {found}");
    }
    let two = super::logarithm(&Interval::point(exact("2"))).unwrap();
    assert!(two.width().unwrap().unwrap() < exact("1/5000"), "{two}");
    assert!(super::logarithm(&Interval::point(exact("0"))).is_err());
    assert!(super::logarithm(&Interval::point(exact("11"))).is_err());
}

#[test]
fn percentages_of_percentages_are_left_to_the_rule_about_points() {
    for (from, to, stated, expected) in [
        ("54.0 %", "66.0 %", "22.2 %", "passed"),
        ("54.0 %", "66.0 %", "12 %", "not applicable"), // AR06
        ("54.0 %", "66.0 %", "18 %", "warning"),
        ("2.0 %", "4.0 %", "1.96 %", "passed"), // 1.04/1.02
        ("54 per 10,000", "66 per 10,000", "22 %", "passed"),
        ("54.0 per 10,000", "66.0 per 10,000", "40 %", "warning"),
        ("0.54", "0.66", "12 %", "not applicable"),
        ("370454", "558973", "73 %", "warning"),
    ] {
        assert_eq!(outcome("AR05", &change(from, to, stated)), expected, "{from} {to} {stated}");
    }
}

#[test]
fn what_has_no_base_is_not_judged() {
    for (from, to, stated) in [
        ("0 cases", "12 cases", "100 %"),
        ("-2 million EUR", "1 million EUR", "150 %"),
        ("10 °C", "20 °C", "100 %"),
        ("12 cases", "15 deaths", "10 %"),
        ("12 kg", "15 people", "10 %"),
        ("100 people", "200 people", "7 % a year"),
    ] {
        assert_eq!(outcome("AR05", &change(from, to, stated)), "not applicable", "{from} {to}");
    }
    let real = "[[claim]]\nid = \"a\"\nadjustment = \"real\"\nchange = { from = \"100 EUR\", to = \"120 EUR\", stated = \"5 %\" }\n";
    assert_eq!(outcome("AR05", real), "not applicable");
    assert_eq!(outcome("AR05", "[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\n"), "not applicable");
    assert_eq!(
        outcome("AR05", "[[claim]]\nid = \"a\"\nchange = { from = \"5 kg\", stated = \"5 %\" }\n"),
        "not applicable"
    );
}

#[test]
fn a_fall_to_nothing_is_one_of_a_hundred_per_cent() {
    assert_eq!(outcome("AR05", &change("12 cases", "0 cases", "100 %")), "passed");
    assert_eq!(outcome("AR05", &change("12 cases", "0 cases", "90 %")), "error");
}

#[test]
fn of_a_series_it_is_the_whole_or_the_last_step() {
    let three = "2007 = \"100 EUR\", 2008 = \"50 EUR\", 2009 = \"75 EUR\"";
    for (stated, expected) in [
        ("25 %", "passed"), // 100 to 75
        ("50 %", "passed"), // 50 to 75, and 100 to 50
        ("0 %", "warning"), // −50 + 50
        ("90 %", "warning"),
    ] {
        assert_eq!(outcome("AR05", &series(three, stated)), expected, "{stated}");
    }
    let found = finding("AR05", &series(three, "0 %"));
    assert!(found.advice().contains("the changes of single steps added up"), "{}", found.advice());
    let noted =
        judge("AR05", &series("2010 = \"100 EUR\", 2011 = \"105 EUR\", 2012 = \"140 EUR\"", "5 %")).noted();
    assert_eq!(
        noted.message(),
        "5 % is the change from 2010 to 2011, not that from the first figure to the last"
    );
}

#[test]
fn a_yearly_change_is_one() {
    // 1.07^10 = 1.967, and 199/101 = 1.970.
    let text = "[[claim]]\nid = \"a\"\n[claim.change]\nfrom = { value = \"101 people\", period = \"2010\" }\nto = { value = \"199 people\", period = \"2020\" }\nstated = \"7.0 %\"\n";
    let found = judge("AR05", text).noted();
    assert_eq!(
        found.message(),
        "from 101 people to 199 people is a change of 97 %; 7.0 % is what it is a year, over 10 years"
    );
    assert_eq!(outcome("AR05", &text.replace("7.0 %", "9.0 %")), "error");
    // Within one year nothing is a yearly change of several.
    assert_eq!(outcome("AR05", &text.replace("2020", "2011")), "error");
}

#[test]
fn two_groups_have_no_first() {
    for (one, other, measure, stated, expected) in [
        ("54.0 per 1,000 people", "6.0 per 1,000 people", "ratio", "9 times", "passed"),
        ("6.0 per 1,000 people", "54.0 per 1,000 people", "ratio", "9", "passed"),
        ("6.0 per 1,000 people", "54.0 per 1,000 people", "ratio", "12 times", "warning"),
        ("10.0 kg", "30.0 kg", "change", "200 %", "passed"),
        ("10.0 kg", "30.0 kg", "change", "67 %", "passed"),
        ("10.0 kg", "30.0 kg", "change", "300 %", "warning"),
        ("10.0 kg", "30.0 kg", "ratio", "300 %", "passed"),
        ("10.0 kg", "30.0 kg", "change", "20 kg", "passed"),
        ("10.0 kg", "30.0 kg", "change", "25 kg", "warning"),
        ("48 %", "42 %", "change", "6 percentage points", "passed"),
        ("48.0 %", "42.0 %", "change", "9 percentage points", "warning"),
        ("1,040 of 2,000 people", "800 of 2,000 people", "change", "12 percentage points", "passed"),
        ("1,040 of 2,000 people", "800 of 2,000 people", "ratio", "1.3", "passed"),
        ("1,040 of 2,000 people", "800 of 2,000 people", "ratio", "1.6 times", "warning"),
        ("1,040 of 2,000 people", "800 of 2,000 people", "odds-ratio", "1.6", "not applicable"),
    ] {
        assert_eq!(outcome("AR05", &groups(one, other, measure, stated)), expected, "{one} {other} {stated}");
    }
    let found = judge("AR05", &groups("6.0 kg", "54.0 kg", "ratio", "12 times")).warned();
    assert_eq!(found.message(), "54.0 kg against 6.0 kg is 9 times as much, not 12 times");
    assert_eq!(found.question().unwrap().name(), "adjustment");
    // The answer settles it.
    let adjusted = groups("6.0 kg", "54.0 kg", "ratio", "12 times") + "[claim.scope]\n";
    let adjusted =
        adjusted.replace("[claim.scope]\n", "").replace("id = \"a\"", "id = \"a\"\nadjustment = \"model\"");
    assert_eq!(outcome("AR05", &adjusted), "not applicable");
    let plain = adjusted.replace("model", "none");
    assert_eq!(judge("AR05", &plain).warned().question(), None);
    // 1,040/960 over 800/1,200 = 1.625: an odds ratio.
    let odds =
        judge("AR05", &groups("1,040 of 2,000 people", "800 of 2,000 people", "ratio", "1.6 times")).warned();
    assert!(odds.advice().contains("odds"), "{}", odds.advice());
}

#[test]
fn a_word_that_its_figures_belie() {
    let text = |from: &str, to: &str, word: &str| {
        format!(
            "[[claim]]\nid = \"a\"\nchange = {{ from = \"{from}\", to = \"{to}\", stated = \"{word}\" }}\n"
        )
    };
    for (from, to, word, expected) in [
        ("10 people", "12 people", "rising", "passed"),
        ("10.0 kg", "12.0 kg", "falling", "warning"),
        ("10 people", "12 people", "unchanged", "not applicable"),
        ("-5 EUR", "-8 EUR", "rising", "not applicable"), // of a deficit it is right
        ("4.2 kg", "4.2 kg", "rising", "passed"),
    ] {
        assert_eq!(outcome("AR05", &text(from, to, word)), expected, "{from} {to} {word}");
    }
}

#[test]
fn huge_numbers_are_undecided_or_judged_and_never_panic() {
    let huge = format!("1{} people", "0".repeat(90));
    let text = change(&huge, "12 people", "40 %");
    assert!(
        ["warning", "undecidable: ", "error", "passed", "not applicable"].contains(&&*outcome("AR05", &text))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Power: a change moved out of what the two counts allow, reckoned in whole numbers, is an error that verifies.
    #[test]
    fn a_moved_change_is_found(from in 11..5_000i64, to in 1..5_000i64, percent in 1..900i64) {
        // Odd counts are not round; the percentage is printed to the unit, so the true one is within (p − U, p + U).
        let (from, to) = (from * 10 + 1, to * 10 + 3);
        let round = if percent % 100 == 0 { 100 } else if percent % 10 == 0 { 10 } else { 1 };
        let true_size = 100 * (to - from).abs();
        let impossible = true_size <= (percent - round) * from || true_size >= (percent + round) * from;
        let text = change(&format!("{from} people"), &format!("{to} people"), &format!("{percent} %"));
        let expected = outcome("AR05", &text);
        if impossible {
            // Where another base gives the figure, a warning that names it.
            let found = finding("AR05", &text);
            let named = found.reason().contains("by their logarithms");
            prop_assert!(found.severity() == Severity::Error || named, "{} {}", expected, text);
            if let Some(proof) = found.proof() {
                prop_assert!(verify(proof, &dossier(&text).resolve().unwrap()).is_ok());
            }
        } else {
            prop_assert_ne!(expected, "error", "{}", text);
        }
    }

    /// Soundness: what is rounded to nearest from true figures follows.
    #[test]
    fn a_true_change_follows(from in 1..5_000i64, to in 0..5_000i64, places in 0..3usize) {
        let true_size = (&Exact::from(100 * (to - from).abs()) / &Exact::from(from)).unwrap();
        let places = i32::try_from(places).unwrap();
        let printed = crate::testing::print(&true_size, crate::testing::Convention::Nearest, places);
        let text = change(&format!("{from} people"), &format!("{to} people"), &format!("{printed} %"));
        prop_assert_eq!(outcome("AR05", &text), "passed");
    }
}

#[test]
fn more_than_halved_is_less_than_half() {
    for (to, stated, expected) in [
        ("902 burglaries", "more than halved", "passed"),
        ("402 burglaries", "more than halved", "passed"),
        ("402 burglaries", "at least halved", "passed"),
        ("962 burglaries", "almost halved", "passed"),
        ("902 burglaries", "just over halved", "passed"),
        ("1,402 burglaries", "more than halved", "warning"),
        ("4,402 burglaries", "more than doubled", "passed"),
        ("2,402 burglaries", "more than doubled", "warning"),
    ] {
        assert_eq!(outcome("AR05", &change("1,842 burglaries", to, stated)), expected, "{stated}: {to}");
    }
}
