//! Claims that look suspicious and can be true: none may be an error, and what is wrong is found.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use saltgrain::dossier::read::{Format, read};
use saltgrain::{Checker, Dossier, Report, Severity, Source};

const SCOPE: &str = r#"
of     = "x"
place  = "US"
period = "2020"
frame  = "register"
base   = "none"
stage  = "none"
origin = { basis = "any", value = "none" }
"#;

fn check(claims: &str) -> Report {
    let frame = "[frame.register]\ndesign = \"administrative\"\nstands_for = \"all\"\n";
    let text = format!("{frame}{}", claims.replace("SCOPE", SCOPE));
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{}", problems[0]);
    Checker::default().check(&dossier.unwrap()).unwrap()
}

fn found(report: &Report) -> Vec<(&str, Severity)> {
    report.findings().iter().map(|finding| (&*finding.rule().code, finding.severity())).collect()
}

#[test]
fn a_month_may_stand_above_the_average_of_its_year() {
    let two = |flow: &str| {
        check(&format!(
            "[[claim]]\nid = 'a'\nfigure = '1,200 prisoners'\n{flow}SCOPE\n[[claim]]\nid = 'b'\nfigure = '1,350 prisoners'\nlike = 'a'\nperiod = '2020-06'\n"
        ))
    };
    let open = two("");
    assert_eq!(found(&open), [("AR03", Severity::Warning)]);
    assert!(open.to_string().contains("`flow`"), "{open}");
    assert_eq!(found(&two("flow = 'stock'\n")), []);
    assert_eq!(found(&two("flow = 'net'\n")), []);
    assert_eq!(found(&two("flow = 'flow'\n")), [("AR03", Severity::Error)]);
}

#[test]
fn a_balance_may_be_less_than_what_came_in() {
    for unit in ["thousand people", "million euros"] {
        let report = check(&format!(
            "[[claim]]\nid = 'a'\ntotal = {{ whole = '5 {unit}', parts = {{ in = '12 {unit}', out = '-7 {unit}' }} }}\nSCOPE"
        ));
        assert_eq!(found(&report), []);
    }
}

#[test]
fn a_rate_that_leaves_out_what_is_counted_on_top_is_recomputed() {
    let rate = |events: &str, exposure: &str, stated: &str| {
        check(&format!(
            "[[claim]]\nid = 'a'\nrate = {{ events = '{events}', exposure = '{exposure}', stated = '{stated}' }}\nSCOPE"
        ))
    };
    for (events, exposure, stated) in [
        ("12 cases", "4,000 person-years", "3 per 1,000 person-years"),
        ("1,263 deaths", "40,046 houses", "31.5 per 1,000 houses"),
        ("730 deaths", "365 days", "2 per day"),
        ("730 deaths", "365 days", "2 deaths per day"),
    ] {
        let report = rate(events, exposure, stated);
        assert_eq!(found(&report), [], "{stated}");
        let held = report.tallies().iter().any(|tally| tally.rule.code == "AR01" && tally.passed == 1);
        assert!(held, "{stated} was not recomputed");
    }
    for (events, exposure, stated) in [
        ("12 cases", "4,000 person-years", "31 per 1,000 person-years"),
        ("1,263 deaths", "40,046 houses", "41.5 per 1,000 houses"),
        ("730 deaths", "365 days", "7 per day"),
    ] {
        assert!(found(&rate(events, exposure, stated)).iter().any(|(code, _)| *code == "AR01"), "{stated}");
    }
}

#[test]
fn the_recomputed_rate_is_in_the_unit_of_the_printed_one() {
    let report = check(
        "[[claim]]\nid = 'a'\nrate = { events = '12 cases', exposure = '4,000 person-years', stated = '31 per 1,000 person-years' }\nSCOPE",
    );
    assert!(report.to_string().contains("is 2.99 to 3.01 per 1,000 person-years"), "{report}");
}

#[test]
fn a_minus_sign_makes_no_unit_ambiguous() {
    for figure in ["-5 million dollars", "0 tons"] {
        assert_eq!(found(&check(&format!("[[claim]]\nid = 'a'\nfigure = '{figure}'\nSCOPE"))), []);
    }
    let report = check("[[claim]]\nid = 'a'\nfigure = '-5 tons'\nSCOPE");
    assert_eq!(found(&report), [("AR09", Severity::Note)]);
    assert!(report.to_string().contains("12 % apart"), "{report}");
}

/// A claim with this relation alone.
fn claim(relation: &str) -> Report {
    check(&format!("[[claim]]\nid = 'a'\n{relation}\nSCOPE"))
}

#[test]
fn half_of_fourteen_patients_are_seven() {
    // Read as a part of a patient, each of these would contradict the ratio beside it.
    for (part, stated) in [
        ("half", "50 %"),
        ("half", "43 %"), // 6 of 14
        ("most", "57 %"), // 8 of 14
        ("a majority of patients", "93 %"),
        ("a minority", "43 %"),
        ("more than half", "57 %"),
        ("nearly a third", "29 %"), // 4 of 14
        ("1 in 5", "21 %"),         // 3 of 14
        ("7 %", "7.1 %"),           // 1 of 14
        ("none", "0 %"),
    ] {
        let report =
            claim(&format!("share = {{ part = '{part}', whole = '14 patients', stated = '{stated}' }}"));
        assert_eq!(found(&report), [], "{part}, {stated}");
        assert_eq!(report.tally("AR01").unwrap().passed, 1, "{part}");
    }
    for (part, stated) in [("half", "80 %"), ("most", "40 %"), ("more than half", "40 %"), ("7 %", "12 %")] {
        let report =
            claim(&format!("share = {{ part = '{part}', whole = '14 patients', stated = '{stated}' }}"));
        assert_eq!(found(&report), [("AR01", Severity::Warning)], "{part}, {stated}");
        assert!(report.to_string().contains(&format!("{part} over 14 patients is")), "{report}");
    }
    for quantity in ["half of 14 patients", "7 % of 229 busts", "most of 14 patients"] {
        assert_eq!(found(&claim(&format!("share = '{quantity}'"))), [], "{quantity}");
    }
    // More than all of it is still too much.
    assert_eq!(found(&claim("share = { part = '110 %', whole = '40 kg' }")), [("AR03", Severity::Warning)]);
    // Half a kilogram is an amount, and so are dozens.
    assert_eq!(found(&claim("share = { part = '1/2 kg', whole = '5 kg', stated = '10 %' }")), []);
    assert_eq!(found(&claim("share = { part = 'dozens', whole = '500 people', stated = '10 %' }")), []);
    // Beside a fraction, a fraction is one of the same whole.
    assert_eq!(found(&claim("share = { part = '20 %', whole = '40 %', stated = '50 %' }")), []);
}

#[test]
fn a_year_is_a_year() {
    let rate = |exposure: &str, stated: &str| {
        found(&claim(&format!(
            "rate = {{ events = '1,000 deaths', exposure = '{exposure}', stated = '{stated}' }}"
        )))
        .into_iter()
        .map(|(_, severity)| severity)
        .collect::<Vec<_>>()
    };
    for (exposure, stated) in [
        ("1 year", "1,000 per year"),
        ("1 year", "2.7 per day"),
        ("one year", "83 per month"),
        ("a year", "1,000 per year"),
        ("the year", "1,000 per year"),
        ("1 week", "143 per day"),
        // Two printed years may be one and a half; a hundred and twenty-five days are counted.
        ("2 years", "660 per year"),
        ("125 days", "8 per day"),
        ("about 2 years", "450 per year"),
        // Printed to the tenth, it was measured.
        ("1.0 years", "950 per year"),
    ] {
        assert_eq!(rate(exposure, stated), [], "{exposure}, {stated}");
    }
    // Nobody means anything from half a year to a year and a half; but for ten months "a year" is said, so no error.
    for exposure in ["1 year", "one year", "a year"] {
        assert_eq!(rate(exposure, "700 per year"), [Severity::Warning], "{exposure}");
    }
    // Whatever anybody calls a year is less than two: 1,234 in it are more than 1.6 a day.
    let impossible = "rate = { events = '1,234 deaths', exposure = '1 year', stated = '1.0 per day' }";
    assert_eq!(found(&claim(impossible)), [("AR01", Severity::Error)]);
}

#[test]
fn what_is_printed_back_reads_as_it_was_written() {
    for figure in [
        "hundreds of people",
        "tens of thousands of people",
        "dozens of cases",
        "a third of voters",
        "half a million people",
        "1 in 5 people",
        "dozens of tons",
        "half a tonne",
    ] {
        let amount: saltgrain::Amount = figure.parse().unwrap();
        let printed = amount.to_string();
        assert_eq!(printed, figure.replace("half a tonne", "half tonne"));
        assert_eq!(printed.parse::<saltgrain::Amount>().unwrap(), amount);
    }
}

#[test]
fn messages_can_be_printed() {
    let report = check("[[claim]]\nid = 'a'\nchange = { from = '20 %', to = '40 people' }\nSCOPE");
    assert!(report.to_string().contains("one a fraction and one an amount"), "{report}");
    let report = check(
        "[frame.poll]\ndesign = 'volunteer'\nstands_for = 'voters'\n[[claim]]\nid = 'a'\nshare = { part = '54 ballots', whole = '100 ballots' }\nof = 'ours'\nframe = 'poll'\n[[conclusion]]\nid = 'c'\nfrom = 'a'\nasserts = 'share > 1/2'\nbase = 'voters'\n",
    );
    assert!(report.to_string().contains("0.852 times as likely to be detected"), "{report}");
    assert!(!report.to_string().contains("flips if the rest is likelier"), "{report}");
}

#[test]
fn money_is_read_as_texts_write_it() {
    for (written, printed) in [
        ("$5m", "$5m"),
        ("about $5m", "about $5m"),
        ("over €1.2 billion", "over €1.2 billion"),
        ("-$1.83 trillion", "-$1.83 trillion"),
        ("−€5m", "−€5m"),
        ("US$5bn", "US$5bn"),
        ("$5 a barrel", "$5 per barrel"),
        ("$5 per barrel", "$5 per barrel"),
        ("£12 an hour", "£12 per hour"),
        ("€5,000 per person per year", "€5,000 per person per year"),
        ("$1.2 million to $1.5 million", "$1.2 million to 1.5 million"),
        ("$10-$15", "$10-15"),
        ("between $10 and $15", "between $10 and 15"),
        ("EUR 5bn", "5bn EUR"),
        ("5 million dollars", "5 million dollars"),
    ] {
        let amount: saltgrain::Amount = written.parse().unwrap();
        assert_eq!(amount.to_string(), printed);
        assert_eq!(printed.parse::<saltgrain::Amount>().unwrap(), amount, "{written}");
    }
    for text in ["$5 kg", "$5 €", "$5 to $", "$ to 5"] {
        assert!(text.parse::<saltgrain::Amount>().is_err(), "{text}");
    }
    for relation in [
        "rate = { events = '$35.3 trillion', exposure = '$28.7 trillion', stated = '123 %' }",
        "rate = { events = '-$1.83 trillion', exposure = '$28.7 trillion', stated = '-6.4 %' }",
        "rate = { events = '$35.3 trillion', exposure = '337 million people', stated = '$105,000 per person' }",
        "change = { from = '$1.2bn', to = '$1.5bn', stated = '$300m' }",
        "total = { whole = '-$5 million', parts = { in = '$7 million', out = '-$12 million' } }",
    ] {
        assert_eq!(found(&claim(relation)), [], "{relation}");
    }
    let report = claim(
        "rate = { events = '$35.3 trillion', exposure = '337 million people', stated = '$90,000 per person' }",
    );
    assert_eq!(found(&report), [("AR01", Severity::Error)]);
    assert!(report.to_string().contains("is $104,748 per person, not $90,000 per person"), "{report}");
}

/// Two claims of one scope, the second with these further lines.
fn two(first: &str, second: &str) -> Report {
    check(&format!(
        "[taxonomy.place]\npart_of = {{ US-CA = 'US' }}\n[[claim]]\nid = 'a'\n{first}\nSCOPE\n[[claim]]\nid = 'b'\nlike = 'a'\n{second}\n"
    ))
}

#[test]
fn averages_and_temperatures_are_not_parts_of_one_another() {
    // Families in one state have more children than in the country, days in June are hotter than the year.
    for (country, state) in [
        ("figure = '1.6 children'", "figure = '2.1 children'"),
        ("figure = '20 °C'", "figure = '25 °C'"),
        ("figure = '40.1 years'", "figure = '45.3 years'"),
        ("figure = '12 deaths per 100,000'", "figure = '15 deaths per 100,000'"),
        ("figure = { mean = '12 beds' }", "figure = { mean = '15 beds' }"),
    ] {
        for narrower in ["place = 'US-CA'", "period = '2020-06'"] {
            assert_eq!(found(&two(country, &format!("{state}\n{narrower}"))), [], "{state}, {narrower}");
        }
    }
    let counted = two("figure = '1,234 deaths'\nflow = 'flow'", "figure = '1,500 deaths'\nplace = 'US-CA'");
    assert_eq!(found(&counted), [("AR03", Severity::Error)]);
    assert!(
        counted.to_string().contains("1,500 deaths is more than the 1,234 deaths that it is part of"),
        "{counted}"
    );
    // "2 people" beside "2.3 people" may be an average, too.
    assert_eq!(
        found(&claim("share = { part = '2.3 people', whole = '2 people' }")),
        [("AR03", Severity::Warning)]
    );
}

#[test]
fn a_balance_a_margin_and_a_revision_are_no_contradiction() {
    assert_eq!(found(&two("figure = '-49,000 ± 90,000 people'", "figure = '20,000 people'")), []);
    assert_eq!(
        found(&two(
            "figure = { value = '49,000 people', interval = ['40,000 people', '58,000 people'] }",
            "figure = '52,123 people'"
        )),
        []
    );
    assert_eq!(
        found(&two("figure = '-49,000 ± 9,000 people'", "figure = '20,000 people'")),
        [("IN03", Severity::Warning)]
    );
    // Those who left are 412; the balance is -412.
    assert_eq!(found(&two("figure = '-412 people'", "figure = '412 people'")), [("IN03", Severity::Warning)]);
    for revised in ["vintage = '2021-02'", "status = 'provisional'"] {
        let report = two("figure = '1,234 cases'", &format!("figure = '1,250 cases'\n{revised}"));
        assert_eq!(found(&report), [("IN03", Severity::Warning)], "{revised}");
    }
    let provisional = two(
        "figure = '1,234 cases'\nstatus = 'provisional'",
        "figure = '1,250 cases'\nstatus = 'provisional'",
    );
    assert_eq!(found(&provisional), [("IN03", Severity::Warning)]);
    // Of gains and of what is left of them, both may be printed as the jobs created.
    let open = two("figure = '1,234 jobs'", "figure = '2,001 jobs'");
    assert_eq!(found(&open), [("IN03", Severity::Warning)]);
    assert!(open.to_string().contains("'flow' is not stated"), "{open}");
    let report = two("figure = '1,234 cases'\nflow = 'flow'", "figure = '1,250 cases'");
    assert_eq!(found(&report), [("IN03", Severity::Error)]);
    assert!(report.to_string().contains("`vintage`"), "{report}");
}

#[test]
fn one_text_means_one_ton() {
    assert_eq!(
        found(&claim("share = { part = '51 tons', whole = '204 tons', stated = '25 %' }")),
        [("AR09", Severity::Note)]
    );
    let wrong = claim("share = { part = '51 tons', whole = '204 tons', stated = '27 %' }");
    assert!(found(&wrong).contains(&("AR01", Severity::Warning)), "{wrong}");
}

#[test]
fn nearly_all_is_not_said_to_be_all() {
    let report = claim("share = { part = '2,999 people', whole = '3,000 people', stated = '99.9 %' }");
    assert_eq!(found(&report), [("AR01", Severity::Note)]);
    assert!(report.to_string().contains("2,999 people over 3,000 people is 99.97 %"), "{report}");
}

#[test]
fn a_ratio_that_passes_all_of_it_is_told_what_to_write() {
    for share in [
        "share = { part = '$34 trillion', whole = '$27 trillion', stated = '126 %' }",
        "share = { part = '€131 billion', whole = '€101 billion', stated = '130 %' }",
    ] {
        let report = claim(share);
        assert_eq!(found(&report), [("AR03", Severity::Warning)], "{share}");
        assert!(report.to_string().contains("write it as `rate`, with `events` and `exposure`"), "{report}");
        let rate = share.replace("share", "rate").replace("part", "events").replace("whole", "exposure");
        assert_eq!(found(&claim(&rate)), [], "{rate}");
    }
}

/// What is found of a conclusion that asserts this of a claim's figure.
fn concluded(relation: &str, asserts: &str) -> Report {
    check(&format!(
        "[[claim]]\nid = 'a'\n{relation}\nSCOPE\n[[conclusion]]\nid = 'c'\nfrom = 'a'\nasserts = '{asserts}'\n"
    ))
}

#[test]
fn what_is_said_to_be_a_number_was_rounded_to_it() {
    const CASES: &str = "share = { part = '17 cases', whole = '229 cases', stated = '7 %' }";
    const PEOPLE: &str = "figure = '5,012 people'";
    for (relation, asserts) in [
        (CASES, "share = 7 %"), // 7.42 %
        (CASES, "share = 7.4 %"),
        (CASES, "share = 0.07"),
        (PEOPLE, "count = 5,012"),
        ("figure = '$5.2 million'", "sum = $5.2 million"),
        ("figure = '5 t'", "sum = 5,000 kg"),
    ] {
        let report = concluded(relation, asserts);
        let severities: Vec<_> = found(&report).into_iter().filter(|(code, _)| *code == "IN04").collect();
        assert!(severities.iter().all(|(_, severity)| *severity < Severity::Error), "{asserts}: {report}");
        assert!(!report.to_string().contains("say the opposite"), "{asserts}: {report}");
    }
    // Only by cutting off or rounding up.
    assert_eq!(found(&concluded(PEOPLE, "count = 5,000")), [("IN04", Severity::Note)]);
    assert_eq!(found(&concluded(CASES, "share = 8 %")), [("IN04", Severity::Note)]);
    assert_eq!(found(&concluded(CASES, "share = 9 %")), [("IN04", Severity::Warning)]);
    // Fifty is rounded to the ten at most: 41.5 % are not fifty.
    const HALF: &str = "share = { part = '79,088 people', whole = '190,605 people' }";
    assert_eq!(found(&concluded(HALF, "share = 40 %")), [("IN04", Severity::Note)]);
    assert_eq!(found(&concluded(HALF, "share = 50 %")), [("IN04", Severity::Warning)]);
    // A count to the unit is that number.
    assert_eq!(found(&concluded("figure = '17 people'", "count = 18")), [("IN04", Severity::Error)]);
    assert_eq!(found(&concluded("figure = '17 people'", "count = 0")), [("IN04", Severity::Error)]);
}

#[test]
fn thresholds_are_read_and_shown_as_texts_print_them() {
    for (relation, asserts, told) in [
        ("figure = '1.2 million people'", "count > 1.5 million", "count > 1,500,000"),
        ("figure = '1.2 million people'", "count > 1,500,000", "count > 1,500,000"),
        ("figure = '$5.2 million'", "sum > $6 million", "sum > $6,000,000"),
        ("figure = '5.2 t'", "sum > 7,500 kg", "sum > 7500 kg"),
        (
            "share = { part = '17 cases', whole = '229 cases' }",
            "share > 7.5 %",
            "share > 7.5 %; the figure is 7.42 %",
        ),
        (
            "share = { part = '17 cases', whole = '229 cases' }",
            "share > 1/4",
            "share > 1/4; the figure is 7.42 %",
        ),
        (
            "rate = { events = '5 deaths', exposure = '1,001 people' }",
            "rate > 6 per 1,000",
            "rate > 6 per 1,000; the figure is 5 per 1,000",
        ),
        (
            "change = { from = '12 %', to = '15 %', stated = '3 percentage points' }",
            "change < 0",
            "change < 0; the figure is 2.5 to 3.5 percentage points",
        ),
        (
            "figure = '49.8 %'\nmeasure = 'share'",
            "share > 1/2",
            "share > 1/2; the figure is 49.75 to 49.85 %",
        ),
        (
            "change = { from = '125 cases', to = '100 cases', stated = '-20 %' }",
            "change > 0",
            "change > 0; the figure is -20.5 to -19.5 %",
        ),
    ] {
        let report = concluded(relation, asserts);
        let finding = report.of("c").rule("IN04").unwrap_or_else(|| panic!("{asserts}: {report}"));
        let text = format!("{}; {}", finding.message(), finding.reason());
        assert!(text.contains(told), "{asserts}: {text}");
    }
    // What a rate counts may be left out: 1,234 in a year are more than three a day.
    let rate = "rate = { events = '1,234 deaths', exposure = '1 year' }";
    assert_eq!(found(&concluded(rate, "rate > 3 per day")), []);
    assert_eq!(found(&concluded(rate, "rate > 3 deaths per day")), []);
    assert_eq!(found(&concluded(rate, "rate > 4 per day")), [("IN04", Severity::Warning)]);
    let named: saltgrain::claim::Assertion = "sum > $6,000,000".parse().unwrap();
    assert_eq!(named.to_string().parse::<saltgrain::claim::Assertion>().unwrap(), named);
}

#[test]
fn more_than_forty_per_cent_of_suspects() {
    let text = include_str!("../examples/crime-2023.toml");
    let (dossier, problems) = read::<Dossier>(text, Format::Toml);
    assert!(problems.is_empty(), "{}", problems[0]);
    let report = Checker::default().check(&dossier.unwrap()).unwrap();
    assert!(report.findings().iter().all(|finding| finding.severity() < Severity::Error), "{report}");
    let of = |conclusion: &str, rule: &str| report.of(conclusion).rule(rule).cloned();
    // Of the suspects it is shown.
    assert!(report.of("of-the-suspects").iter().next().is_none(), "{report}");
    assert_eq!(of("of-all-offenders", "SA07").unwrap().severity(), Severity::Warning);
    assert_eq!(of("of-all-offenders", "IN04").unwrap().severity(), Severity::Warning);
    // (2/5)/(3/5) · (2,246,767 − 923,269)/923,269: one in twenty more reported, and the conclusion tips.
    let tipping = of("of-all-offenders", "SA08").unwrap();
    assert_eq!(tipping.number("tipping point at 2/5").unwrap().to_string(), "882332/923269");
    // 41.1 % and 34.4 % are of different suspects.
    let [pair] = report.not_compared() else { panic!("{report}") };
    let reason = pair.reason.text();
    assert!(reason.starts_with("34,4 % and 41,1 % are not comparable: "), "{reason}");
    assert!(reason.contains("base: suspects-beyond-immigration-law within suspects"), "{reason}");
    for rule in ["AR01", "AR03", "AR10"] {
        let tally = report.tally(rule).unwrap();
        assert!(tally.passed > 0 && tally.fired == 0, "{rule}");
    }
}

#[test]
fn an_average_by_weight_or_score_is_no_sum() {
    // Men weigh more than people do, and the pupils of one state score higher than those of all.
    for (all, some) in [
        ("72.5 kg", "85.1 kg"),
        ("345 points", "391 points"),
        ("105 litres", "123 litres"),
        ("2,345 kcal", "2,711 kcal"),
        ("123 dB", "145 dB"),
    ] {
        let narrower = format!("figure = '{some}'\nplace = 'US-CA'");
        assert_eq!(
            found(&two(&format!("figure = '{all}'"), &narrower)),
            [("AR03", Severity::Warning)],
            "{all}"
        );
        let both = two(&format!("figure = '{all}'"), &format!("figure = '{some}'"));
        assert_eq!(found(&both), [("IN03", Severity::Warning)], "{all}");
    }
    // Said to be sums, or known to be counted, they are held to it.
    for (all, some) in [
        ("figure = '72.5 kg'\nmeasure = 'sum'\nflow = 'stock'", "figure = '85.1 kg'"),
        ("figure = '1,234 road deaths'\nflow = 'flow'", "figure = '1,511 road deaths'"),
    ] {
        let report = two(all, &format!("{some}\nplace = 'US-CA'"));
        assert_eq!(found(&report), [("AR03", Severity::Error)], "{all}");
    }
}

#[test]
fn members_of_ratios_are_compared_only_where_they_are_told_apart() {
    // Two shares of one text: whose scopes do not say what makes the part one.
    let shares = check(
        "[[claim]]\nid = 'x'\nfigure = '101 people'\nSCOPE\n[[claim]]\nid = 'a'\nlike = 'x'\nbase = 'x'\nshare = { part = '15 people', whole = '101 people' }\n[[claim]]\nid = 'b'\nlike = 'a'\nshare = { part = '17 people', whole = '101 people' }\n",
    );
    assert!(found(&shares).iter().all(|(_, severity)| *severity < Severity::Error), "{shares}");
    // The events of a month in the country, and of a year in one of its states.
    for (exposure, longer) in [("1 month", "1 year"), ("101 people", "2,011 people")] {
        let report = two(
            &format!("rate = {{ events = '15 deaths', exposure = '{exposure}' }}"),
            &format!("rate = {{ events = '16 deaths', exposure = '{longer}' }}\nplace = 'US-CA'"),
        );
        assert!(found(&report).iter().all(|(_, severity)| *severity < Severity::Error), "{report}");
    }
}

#[test]
fn three_crates_may_hold_a_fifth_of_forty_bottles() {
    let share = |part: &str, whole: &str, stated: &str| {
        let report = claim(&format!("share = {{ part = '{part}', whole = '{whole}', stated = '{stated}' }}"));
        report
            .findings()
            .iter()
            .map(|finding| (finding.rule().code.to_string(), finding.severity()))
            .collect::<Vec<_>>()
    };
    assert_eq!(share("3 crates", "40 bottles", "20 %"), [("AR01".to_string(), Severity::Warning)]);
    assert_eq!(share("3 crates", "40 bottles", "61 %"), [("AR01".to_string(), Severity::Warning)]);
    // Cyclists are people.
    assert_eq!(share("446 cyclists", "2,839 people", "17 %"), [("AR01".to_string(), Severity::Error)]);
    assert_eq!(
        found(&claim("share = { part = '5,001 women', whole = '4,123 people' }")),
        [("AR03", Severity::Error)]
    );
    assert_eq!(found(&claim("share = { part = '5,001 crates', whole = '4,123 bottles' }")), []);
    let asserts = |part: &str, whole: &str| {
        let report = concluded(&format!("share = {{ part = '{part}', whole = '{whole}' }}"), "share > 1/2");
        report.of("c").rule("IN04").map(saltgrain::Finding::severity)
    };
    assert_eq!(asserts("3 crates", "48 bottles"), Some(Severity::Warning));
    assert_eq!(asserts("3 cyclists", "48 people"), Some(Severity::Error));
}

#[test]
fn numbers_of_other_languages_and_of_two_units_are_not_nouns() {
    let german = |share: &str| {
        check(&format!("[text]\nnumbers = '1.234,5'\n[[claim]]\nid = 'a'\nshare = {share}\nSCOPE"))
    };
    for (part, whole, stated) in [
        ("1.200.000 Menschen", "3,6 Millionen Menschen", "33,3 %"),
        ("12 Tsd. Menschen", "48 tausend Menschen", "25 %"),
        ("1,5 Milliarden Euro", "6.000 Mio. Euro", "25 %"),
    ] {
        let share = format!("{{ part = '{part}', whole = '{whole}', stated = '{stated}' }}");
        assert_eq!(found(&german(&share)), [], "{share}");
    }
    for figure in
        ["1 hour 50 minutes", "5 ft 10 in", "2 years and 3 months", "1 hour and a half", "8 pounds, 4 ounces"]
    {
        let text = format!("[[claim]]\nid = 'a'\nfigure = '{figure}'\n");
        let (dossier, _) = read::<Dossier>(&text, Format::Toml);
        let error = Checker::default().check(&dossier.unwrap()).unwrap_err().to_string();
        assert!(error.contains("goes on with a second figure"), "{figure}: {error}");
    }
    for noun in ["second half goals", "day trips", "pound coins", "18-year-olds"] {
        assert!(format!("5 {noun}").parse::<saltgrain::Amount>().is_ok(), "{noun}");
    }
}

#[test]
fn a_change_is_evidence_of_a_change() {
    let report = concluded("change = { from = '104 people', to = '125 people' }", "change > 0");
    assert_eq!(report.tally("IN02").unwrap().fired, 0, "{report}");
}

#[test]
fn los_angeles_is_not_laos() {
    let text =
        "[taxonomy.place]\npart_of = { LA = 'US' }\n[[claim]]\nid = 'a'\nfigure = '5 people'\nplace = 'LA'\n";
    let (dossier, _) = read::<Dossier>(text, Format::Toml);
    let error = Checker::default().check(&dossier.unwrap()).unwrap_err().to_string();
    assert!(error.contains("call 'LA' something else"), "{error}");
}

#[test]
fn one_in_three_hundred_is_a_threshold() {
    let rate = "rate = { events = '12 cases', exposure = '4,001 people' }";
    for (asserts, rule) in [("rate < 1 in 300", None), ("rate > 1 in 100", Some(Severity::Error))] {
        let report = concluded(rate, asserts);
        assert_eq!(
            report.of("c").rule("IN04").map(saltgrain::Finding::severity),
            rule,
            "{asserts}: {report}"
        );
    }
    // 7.42 % is 1 in 13.47.
    let cases = "share = { part = '17 cases', whole = '229 cases' }";
    for asserts in ["share = 1 in 13", "share = one in 13", "share = 1/13"] {
        assert_eq!(found(&concluded(cases, asserts)), [], "{asserts}");
    }
    assert_eq!(found(&concluded(cases, "share = 1 in 11")), [("IN04", Severity::Warning)]);
    for (words, digits) in [("share > half", "share > 1/2"), ("share < a third", "share < 1/3")] {
        let read = |text: &str| text.parse::<saltgrain::claim::Assertion>().unwrap();
        assert_eq!(read(words), read(digits));
    }
}

/// A threshold is read as the text writes its numbers: fifteen hundred in a German one.
#[test]
fn a_threshold_is_in_the_numbers_of_its_text() {
    let dossier = |asserts: &str| {
        format!(
            "[text]\nnumbers = \"1.234,5\"\n[[claim]]\nid = \"a\"\nfigure = \"1.234 deaths\"\nof = \"deaths\"\n\
             [[conclusion]]\nid = \"c\"\nfrom = \"a\"\nasserts = \"{asserts}\"\n"
        )
    };
    let said = |asserts: &str| {
        let (dossier, problems) = read::<Dossier>(&dossier(asserts), Format::Toml);
        assert!(problems.is_empty(), "{}", problems[0]);
        let report = Checker::default().check(&dossier.unwrap()).unwrap();
        report
            .findings()
            .iter()
            .map(|finding| (finding.rule().code.to_string(), finding.severity()))
            .collect::<Vec<_>>()
    };
    assert_eq!(said("count < 1.500"), []);
    assert_eq!(said("count < 1.500,5"), []);
    assert_eq!(said("count > 1.500"), [("IN04".to_string(), Severity::Error)]);
    assert_eq!(said("count < 1/2"), [("IN04".to_string(), Severity::Error)]);
    // What that format cannot read is told at its place.
    let (read, _) = read::<Dossier>(&dossier("count < 1,500.5"), Format::Toml);
    let error = Checker::default().check(&read.unwrap()).unwrap_err();
    assert!(
        error.problems().iter().any(|problem| problem.pointer.starts_with("/conclusion/0/asserts")),
        "{error}"
    );
}

/// "1.024 Personen" are a thousand and more in a German text, of which half are 512: what is not said is asked, not guessed.
#[test]
fn a_number_that_is_two_numbers_is_no_figure_to_judge() {
    let dossier = |text: &str, whole: &str| {
        format!(
            "[text]\n{text}\n[[claim]]\nid = \"a\"\nshare = {{ part = \"512 Personen\", whole = \"{whole} Personen\", stated = \"50 %\" }}\n"
        )
    };
    let checked = |text: &str| Source::toml("a", dossier(text, "1.024")).check(&Checker::default());
    let error = checked("language = \"de-DE\"").unwrap_err();
    assert!(error.to_string().contains("expected `numbers` in [text]"), "{error}");
    assert_eq!(error.problems()[0].pointer, "/claim/0/share/whole");
    let found = |text: &str| checked(text).unwrap().findings().len();
    assert_eq!(found("language = \"de-DE\"\nnumbers = \"1.234,5\""), 0);
    // As somebody says: 512 of one and a bit.
    assert!(found("language = \"de-DE\"\nnumbers = \"1,234.5\"") > 0);
}

/// A country may have gained fewer jobs than one of its states: others lost some.
#[test]
fn a_balance_of_which_nobody_says_so_is_asked_about() {
    for unit in ["jobs", "people", "deaths"] {
        let report =
            two(&format!("figure = '1,234 {unit}'"), &format!("figure = '2,001 {unit}'\nplace = 'US-CA'"));
        assert_eq!(found(&report), [("AR03", Severity::Warning)], "{unit}");
        assert!(report.to_string().contains("`flow`"), "{report}");
        let net = two(
            &format!("figure = '1,234 {unit}'\nflow = 'net'"),
            &format!("figure = '2,001 {unit}'\nplace = 'US-CA'"),
        );
        assert_eq!(found(&net), [], "{unit}");
    }
}
