//! Claims that look suspicious and can be true: none may be an error, and what is wrong is found.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use saltgrain::dossier::read::{Format, read};
use saltgrain::{Checker, Dossier, Report, Severity};

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
