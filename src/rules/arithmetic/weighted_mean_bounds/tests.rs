#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use crate::Severity;
use crate::number::Exact;
use crate::rule::Finding;
use crate::rule::proof::verify;
use crate::rules::check_one::{closed, dossier, exact, finding, judge, limits, number, outcome};
use crate::testing::{Convention, print};

const ALL: &str = "exclusive = true\nexhaustive = true";
const BY_SIZE: &str = "weights = \"size\"\nexhaustive = true";
const ALIKE: &str = "weights = \"equal\"\nexhaustive = true";

/// Groups in the syntax of a file, each the value of its key.
fn average(overall: &str, groups: &[&str], rest: &str) -> String {
    let quoted = |text: &str| if text.starts_with('{') { text.to_string() } else { format!("\"{text}\"") };
    let groups: Vec<String> =
        groups.iter().enumerate().map(|(i, group)| format!("g{i} = {}", quoted(group))).collect();
    format!(
        "[[claim]]\nid = \"a\"\n[claim.average]\noverall = {}\ngroups = {{ {} }}\n{rest}\n",
        quoted(overall),
        groups.join(", ")
    )
}

/// Of 104 funds 73 have 9.0 % and 31 have 2.0 %: (73·9 + 31·2)/104 = 719/104 = 6.913 %, and each alike 5.5 %.
fn funds(overall: &str, rest: &str) -> String {
    average(
        overall,
        &["{ mean = \"9.0 %\", n = \"73 funds\" }", "{ mean = \"2.0 %\", n = \"31 funds\" }"],
        rest,
    )
}

/// Vienna 1846: 459/4010 = 11.446 %, 105/3754 = 2.797 %; 564/7764 = 7.264 % of all, and 7.122 % in the middle.
fn clinics(overall: &str, rest: &str) -> String {
    average(overall, &["459 of 4,010 births", "105 of 3,754 births"], rest)
}

#[track_caller]
fn proven(text: &str) -> Finding {
    let found = finding("AR07", text);
    assert_eq!(found.severity(), Severity::Error, "{} {}", found.message(), found.reason());
    verify(found.proof().unwrap(), &dossier(text).resolve().unwrap()).unwrap();
    found
}

#[test]
fn no_weights_take_an_average_out_of_its_groups() {
    let two = |overall: &str| average(overall, &["11.4 %", "2.8 %"], ALL);
    for (overall, expected) in [
        ("7 %", "passed"),
        ("11 %", "passed"),
        ("12 %", "note"),  // [11.5, 12.5] is above 11.45; (11, 13) is not
        ("13 %", "error"), // (12, 14)
        ("2 %", "note"),
        ("1 %", "error"),          // (0, 2) is below (2.7, 2.9)
        ("about 13 %", "warning"), // no error of a vague word
        ("20 %", "warning"),       // as written (19, 21), at the widest (10, 30)
        ("over 11 %", "passed"),
        ("over 13 %", "error"),
    ] {
        assert_eq!(outcome("AR07", &two(overall)), expected, "{overall}");
    }
    let found = proven(&two("13 %"));
    assert_eq!(found.message(), "13 % is above every one of its groups, which have 2.75 to 11.4 %");
    assert_eq!(limits(&found, "average"), closed("11/400", "229/2000"));
    assert!(proven(&two("1 %")).message().starts_with("1 % is below every one"));
}

#[test]
fn it_asks_whether_the_groups_are_all_and_apart() {
    let two = |flags: &str| outcome("AR07", &average("13 %", &["11.4 %", "2.8 %"], flags));
    for (flags, expected) in [
        ("", "undecidable: exhaustive, exclusive"),
        ("exhaustive = true", "undecidable: exclusive"),
        ("exclusive = true", "undecidable: exhaustive"),
        ("exhaustive = false", "passed"),
        ("exclusive = false", "passed"),
        ("exclusive = false\nexhaustive = true", "passed"),
        (ALL, "error"),
        // Sizes that nobody prints are still weights.
        ("weights = \"size\"", "undecidable: exhaustive"),
        (BY_SIZE, "error"),
        ("weights = \"size\"\nexclusive = false", "passed"),
        (ALIKE, "error"),
        ("weights = \"equal\"\nexclusive = false\nexhaustive = true", "error"),
        ("weights = \"equal\"\nexhaustive = false", "passed"),
    ] {
        assert_eq!(two(flags), expected, "{flags}");
    }
    let so_far =
        judge("AR07", &average("13 %", &["11.4 %", "2.8 %"], "exclusive = true")).asks("exhaustive", "a");
    assert_eq!(so_far[0].interval, Some(closed("11/400", "229/2000")));
    // What rounding up explains needs no question.
    assert_eq!(outcome("AR07", &average("12 %", &["11.4 %", "2.8 %"], "")), "passed");
    assert_eq!(outcome("AR07", &average("7 %", &["11.4 %", "2.8 %"], "")), "passed");
}

#[test]
fn by_size_the_groups_give_one_average() {
    for (overall, expected) in [
        ("6.9 %", "passed"),
        ("7 %", "passed"),
        ("7.0 %", "passed"), // from 6.95, and (719 + 5.2)/104 is 6.963
        ("8.1 %", "error"),  // 73·(9.1 − 8.0) = 80.3 and 31·(2.1 − 8.0) = −182.9
        ("5.5 %", "error"),
        ("about 8 %", "note"), // from 7 %, and to nearest the groups reach 6.963
        ("9.4 %", "error"),
    ] {
        assert_eq!(outcome("AR07", &funds(overall, BY_SIZE)), expected, "{overall}");
    }
    let found = proven(&funds("8.1 %", BY_SIZE));
    assert_eq!(number(&found, "average"), exact("719/10400"));
    // 719/104 ± 0.05
    assert_eq!(limits(&found, "average"), closed("7138/104000", "7242/104000"));
    assert_eq!(found.message(), "the 2 groups have 6.91 % on average, each by its size, not 8.1 %");
    // (8.1 − 2)/(9 − 2), and 73/104.
    assert_eq!(number(&found, "implied weight"), exact("61/70"));
    assert_eq!(number(&found, "own weight"), exact("73/104"));
    assert!(
        found.reason().ends_with("; it takes 87.1 % of all in 'g0', which has 70.2 %"),
        "{}",
        found.reason()
    );
    // The average of averages is known as one.
    let found = proven(&funds("5.5 %", BY_SIZE));
    assert!(found.reason().starts_with("it is the average of the groups each alike"), "{}", found.reason());
    assert_eq!(found.advice(), "check how the groups are weighted");
    // Sizes that may be round leave more room: 70 and 30 as written, (60, 80) and (20, 40) at the widest.
    let round = ["{ mean = \"9 %\", n = \"70 funds\" }", "{ mean = \"2 %\", n = \"30 funds\" }"];
    assert_eq!(outcome("AR07", &average("6.9 %", &round, BY_SIZE)), "passed");
    assert_eq!(outcome("AR07", &average("9 %", &round, BY_SIZE)), "warning");
}

#[test]
fn ratios_carry_their_sizes() {
    for (overall, expected) in [
        ("7.3 %", "passed"),
        ("7.26 %", "passed"),
        ("7 %", "passed"),
        ("7.12 %", "error"),
        ("13 %", "error"),
        ("564 of 7,764 births", "passed"),
        ("664 of 7,764 births", "error"), // 8.55 %
    ] {
        assert_eq!(outcome("AR07", &clinics(overall, BY_SIZE)), expected, "{overall}");
    }
    let found = proven(&clinics("13 %", BY_SIZE));
    assert_eq!(number(&found, "average"), exact("564/7764"));
    assert!(found.number("implied weight").is_none()); // more than all
    // The ratio printed beside them is not what is weighted.
    let with = "{ part = \"459 births\", whole = \"4,010 births\", stated = \"11.4 %\" }";
    let text = average("7.26 %", &[with, "105 of 3,754 births"], BY_SIZE);
    assert_eq!(outcome("AR07", &text), "passed");
    proven(&average("8.3 %", &[with, "105 of 3,754 births"], BY_SIZE));
}

#[test]
fn alike_the_groups_give_their_mean() {
    // 10/3: nearest 9.85/3 to 10.15/3, as written (9.7/3, 10.3/3) = (3.23, 3.43), as the widest.
    let three = |overall: &str| average(overall, &["2.0 kg", "3.0 kg", "5.0 kg"], ALIKE);
    for (overall, expected) in [
        ("3.3 kg", "passed"),
        ("3.4 kg", "passed"), // from 3.35
        ("3.5 kg", "note"),   // from 3.45; (3.4, 3.6)
        ("3.6 kg", "error"),
        ("3,300 g", "passed"),
        ("30 kg", "error"),
    ] {
        assert_eq!(outcome("AR07", &three(overall)), expected, "{overall}");
    }
    let found = proven(&three("3.6 kg"));
    assert_eq!(
        (number(&found, "average"), limits(&found, "average")),
        (exact("10/3"), closed("197/60", "203/60"))
    );
    assert_eq!(found.message(), "the 3 groups have 3.33 kg on average, each alike, not 3.6 kg");
    assert_eq!(number(&finding("AR07", &three("36 kg")), "average"), exact("10/3"));
    // Without the first, (3.47 + 5.61)/2.
    let found = proven(&average("4.54 kg", &["2.13 kg", "3.47 kg", "5.61 kg"], ALIKE));
    assert!(found.advice().contains("reckoned without g0"), "{}", found.advice());
    // The average of all where each was to count alike.
    let found = proven(&funds("6.9 %", ALIKE));
    assert_eq!(number(&found, "average"), exact("11/200"));
    assert!(
        found.reason().starts_with("it is the average of the groups each by its size"),
        "{}",
        found.reason()
    );
}

#[test]
fn sizes_beside_an_average_of_averages_are_a_warning() {
    for (overall, flags, expected) in [
        ("6.9 %", ALL, "passed"),
        ("5.5 %", ALL, "warning"),
        ("6.0 %", ALL, "note"),
        ("5.5 %", "", "undecidable: exhaustive, exclusive"),
        ("5.5 %", "exhaustive = true", "undecidable: exclusive"),
        ("5.5 %", "exclusive = false", "passed"),
        ("6.0 %", "", "passed"),
        ("6 %", ALL, "passed"), // [5.5, 6.5] and [6.86, 6.96]: as written up to 7
    ] {
        assert_eq!(outcome("AR07", &funds(overall, flags)), expected, "{overall} {flags}");
    }
    let found = judge("AR07", &funds("5.5 %", ALL)).warned();
    assert_eq!(found.message(), "5.5 % is the average of the groups, each alike; over all it is 6.91 %");
    assert_eq!(
        (number(&found, "average"), number(&found, "each alike")),
        (exact("719/10400"), exact("11/200"))
    );
    let found = judge("AR07", &funds("6.0 %", ALL)).noted();
    assert_eq!(number(&found, "implied weight"), exact("4/7")); // (6 − 2)/7
    // Groups of one size: the two averages are one.
    let equal = ["{ mean = \"9.0 %\", n = \"52 funds\" }", "{ mean = \"2.0 %\", n = \"52 funds\" }"];
    assert_eq!(outcome("AR07", &average("5.5 %", &equal, ALL)), "passed");
}

#[test]
fn it_says_nothing_of_averages_that_groups_need_not_give() {
    let scoped = |text: String, scope: &str| {
        outcome("AR07", &text.replacen("[claim.average]", &format!("{scope}\n[claim.average]"), 1))
    };
    let outside = || average("13.1 %", &["11.4 %", "2.8 %"], ALL);
    for measure in ["odds-ratio", "hazard-ratio", "index", "rank", "count"] {
        assert_eq!(scoped(outside(), &format!("measure = \"{measure}\"")), "not applicable", "{measure}");
    }
    for adjustment in ["seasonal", "age-standardised", "real", "model"] {
        assert_eq!(
            scoped(outside(), &format!("adjustment = \"{adjustment}\"")),
            "not applicable",
            "{adjustment}"
        );
    }
    // Survey weights are weights, and not the printed sizes.
    assert_eq!(scoped(outside(), "adjustment = \"weighted\""), "warning");
    assert_eq!(scoped(funds("5.5 %", BY_SIZE), "adjustment = \"weighted\""), "passed");
    assert_eq!(outcome("AR07", "[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\n"), "not applicable");
    let none = "[[claim]]\nid = \"a\"\n[claim.average]\ngroups = { x = \"5 kg\" }\n";
    assert_eq!(outcome("AR07", none), "not applicable");
    assert_eq!(outcome("AR07", &average("13 kg", &["11.4 %", "2.8 %"], ALL)), "not applicable");
    let other = ["{ mean = \"11.4 %\", status = \"provisional\" }", "2.8 %"];
    assert_eq!(outcome("AR07", &average("13.1 %", &other, ALL)), "not applicable");
}

#[test]
fn medians_lie_between_those_of_their_groups() {
    let medians = |overall: &str, rest: &str| {
        let groups = ["{ median = \"5.0 kg\", n = \"73 dogs\" }", "{ median = \"8.0 kg\", n = \"31 dogs\" }"];
        outcome("AR07", &average(&format!("{{ median = \"{overall}\" }}"), &groups, rest))
    };
    // By size it would be 5.9, and each alike 6.5: no median has to be.
    assert_eq!(medians("5.1 kg", BY_SIZE), "passed");
    assert_eq!(medians("7.9 kg", ALL), "passed");
    assert_eq!(medians("9.0 kg", ALL), "error");
    let mixed = average("9.0 kg", &["{ median = \"5.0 kg\" }", "8.0 kg"], ALL);
    assert_eq!(outcome("AR07", &mixed), "not applicable");
}

#[test]
fn units_of_several_definitions_and_temperatures_are_averaged_by_their_digits() {
    for (overall, groups, expected) in [
        ("15.0 °C", ["20.0 °C", "10.0 °C"], "passed"),
        ("19.0 °C", ["20.0 °C", "10.0 °C"], "error"),
        ("0.5 °C", ["6.0 °C", "-5.0 °C"], "passed"),
        ("15.0 tons", ["20.0 tons", "10.0 tons"], "passed"),
        ("15.4 tons", ["20.0 tons", "10.0 tons"], "warning"), // the definitions alone differ by a tenth
    ] {
        assert_eq!(outcome("AR07", &average(overall, &groups, ALIKE)), expected, "{overall}");
    }
    assert_eq!(
        number(&finding("AR07", &average("19.0 °C", &["20.0 °C", "10.0 °C"], ALIKE)), "average"),
        exact("15")
    );
    assert_eq!(
        number(&finding("AR07", &average("15.4 tons", &["20.0 tons", "10.0 tons"], ALIKE)), "average"),
        exact("15")
    );
}

#[test]
fn empty_and_huge_groups_are_no_trouble() {
    assert_eq!(outcome("AR07", &average("11.4 %", &["11.4 %"], ALL)), "passed");
    assert_eq!(outcome("AR07", &average("13.0 %", &["11.4 %"], ALL)), "error");
    let none = ["{ mean = \"9.0 %\", n = \"0 funds\" }", "{ mean = \"2.0 %\", n = \"31 funds\" }"];
    assert_eq!(outcome("AR07", &average("2.0 %", &none, BY_SIZE)), "passed");
    let huge = format!("{} kg", "9".repeat(90));
    assert_eq!(outcome("AR07", &average(&huge, &[&huge, "1 kg"], ALL)), "passed");
    let many: Vec<String> = (0..90).map(|i| format!("{}.5 kg", i + 1)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    // The middle of 1.5 and 90.5 is 46.0; of more than 64 groups nothing is proven.
    assert_eq!(outcome("AR07", &average("46.0 kg", &many, ALIKE)), "passed");
    assert_eq!(outcome("AR07", &average("49.0 kg", &many, ALIKE)), "warning");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is pooled, printed in any convention, is never an error; a figure that the others rule out is one, with a proof.
    #[test]
    fn pooled_rates_hold_and_moved_ones_are_refuted(
        groups in proptest::collection::vec((0u32..900, 100u32..999), 2..6),
        how in proptest::sample::select(&Convention::ALL[..]),
        beyond in 1u32..30,
    ) {
        // Bottoms that do not end in zeros, and no part above its whole.
        let groups: Vec<(u32, u32)> = groups.into_iter().map(|(top, of)| (top.min(of), of - of % 10 + 7)).map(|(top, of)| (top.min(of), of)).collect();
        let top: u32 = groups.iter().map(|(top, _)| top).sum();
        let of: u32 = groups.iter().map(|(_, of)| of).sum();
        let texts: Vec<String> = groups.iter().map(|(top, of)| format!("{top} of {of} births")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let percent = (&Exact::from(100 * top) / &Exact::from(of)).unwrap();
        let told = format!("{} %", print(&percent, how, 1));
        let sound = outcome("AR07", &average(&told, &texts, BY_SIZE));
        prop_assert!(sound == "passed" || sound == "note", "{} {:?}: {}", told, texts, sound);
        // By hand: between (Σ(top − 10))/(Σof) and (Σ(top + 10))/(Σof) as tops with a zero at the end may be rounded to ten
        // and hundreds to a hundred; two points beyond all of it, and beyond what 0.1 leaves.
        let round = |top: u32| if top == 0 { 0 } else if top % 100 == 0 { 100 } else if top % 10 == 0 { 10 } else { 0 };
        let slack: u32 = groups.iter().map(|(top, _)| round(*top)).sum();
        let wrong = (&Exact::from(100 * (top + slack)) / &Exact::from(of)).unwrap();
        let wrong = (wrong + Exact::from(beyond)).unwrap();
        let told = format!("{}7 %", print(&wrong, Convention::Nearest, 1));
        let found = finding("AR07", &average(&told, &texts, BY_SIZE));
        prop_assert_eq!(found.severity(), Severity::Error);
        proven(&average(&told, &texts, BY_SIZE));
        prop_assert_eq!(number(&found, "average"), Exact::new(i64::from(top), i64::from(of)).unwrap());
    }

    /// The weight that an average implies lies between none and all exactly where the average lies between its groups.
    #[test]
    fn the_implied_weight_is_told_where_there_is_one(one in 1u32..99, other in 1u32..99, m in 1u32..99) {
        let odd = |n: u32| format!("{n}.13 kg");
        let groups = [(one, 11), (other, 29)].map(|(mean, n)| format!("{{ mean = \"{}\", n = \"{n} dogs\" }}", odd(mean)));
        let text = average(&odd(m), &[&groups[0], &groups[1]], BY_SIZE);
        if let crate::rules::check_one::Judged::Fired(found) = judge("AR07", &text) {
            let between = one.min(other) <= m && m <= one.max(other) && one != other;
            prop_assert_eq!(found.number("implied weight").is_some(), between);
        }
    }
}

/// 1,377 of things that are counted whole is 1,376.5 to 1,377.5 where it is an average; found by `tests/tables.rs`.
#[test]
fn an_average_of_whole_things_is_no_whole_number() {
    let with = |overall: &str| {
        format!(
            "[[claim]]\nid = \"a\"\n[claim.average]\noverall = {{ mean = \"{overall} crashes\" }}\nweights = \"size\"\n\
             exhaustive = true\ngroups = {{ young = {{ mean = \"1377 crashes\", n = \"80 residents\" }} }}\n"
        )
    };
    assert_eq!(outcome("AR07", &with("1,377.34")), "passed");
    assert_eq!(outcome("AR07", &with("1,377.54")), "note"); // 1,377.5 is open above
    assert_eq!(outcome("AR07", &with("1,379.34")), "error");
}

#[test]
fn estimates_are_taken_with_their_margins() {
    let ages = |overall: &str, rest: &str| {
        let groups = [
            "{ value = \"40.0 years\", margin = \"0.8 years\", n = \"500\" }",
            "{ value = \"40.9 years\", margin = \"0.7 years\", n = \"510\" }",
        ];
        let overall = format!("{{ value = \"{overall}\", margin = \"0.5 years\" }}");
        format!("{}measure = \"mean\"\n", average(&overall, &groups, "").replace("[claim.average]", ""))
            .replace("overall", "average.overall")
            .replace("groups", "average.groups")
            + &rest.lines().map(|line| format!("average.{line}\n")).collect::<String>()
    };
    for rest in [ALL, BY_SIZE] {
        assert_eq!(outcome("AR07", &ages("41.2 years", rest)), "not applicable");
        // 40.9 + 0.7 are 41.6, and 43 − 0.5 are 42.5; but a margin of 95 % is no limit.
        assert_eq!(outcome("AR07", &ages("43.0 years", rest)), "warning");
    }
}
