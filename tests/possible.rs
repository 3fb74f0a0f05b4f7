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

#[test]
fn messages_can_be_printed() {
    let report = check("[[claim]]\nid = 'a'\nshare = { part = '20 %', whole = '40 people' }\nSCOPE");
    assert!(report.to_string().contains("the one is a pure number"), "{report}");
    let report = check(
        "[frame.poll]\ndesign = 'volunteer'\nstands_for = 'voters'\n[[claim]]\nid = 'a'\nshare = { part = '54 ballots', whole = '100 ballots' }\nof = 'ours'\nframe = 'poll'\n[[conclusion]]\nid = 'c'\nfrom = 'a'\nasserts = 'share > 1/2'\nbase = 'voters'\n",
    );
    assert!(
        report.to_string().contains("less likely to be detected: 0.852 times as likely for a share of 50 %"),
        "{report}"
    );
    assert!(!report.to_string().contains("flips if the rest is likelier"), "{report}");
}
