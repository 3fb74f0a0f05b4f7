#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use proptest::prelude::*;

use crate::dossier::read::{Format, read};
use crate::rule::{Finding, NamedValue};
use crate::rules::check_one::{exact, limits, number};
use crate::{Checker, Dossier};

const RULE: &str = "DN02";

/// What the rule says of a rate; its top and bottom are judged once.
#[derive(Debug)]
enum Said {
    Found(Box<Finding>),
    Asks(String, Vec<NamedValue>),
    Passed,
    Nothing,
}

fn said(claim: &str, growth: Option<&str>) -> Said {
    let mut text = format!("[[claim]]\nid = \"rate\"\n{claim}\n");
    if let Some(growth) = growth {
        text += &format!(
            "[[assume]]\nname = \"growth\"\nfor = \"rate\"\nvalue = \"{growth}\"\nsource = \"supposed\"\n"
        );
    }
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let report = Checker::default().select([RULE]).unwrap().check(&dossier.unwrap()).unwrap();
    match (report.findings(), report.undecided()) {
        ([finding], []) => Said::Found(Box::new(finding.clone())),
        ([], [open]) => Said::Asks(open.missing[0].to_string(), open.so_far.to_vec()),
        ([], []) if report.tally(RULE).unwrap().passed == 1 => Said::Passed,
        ([], []) => Said::Nothing,
        other => panic!("{other:?}"),
    }
}

fn word(claim: &str, growth: Option<&str>) -> String {
    match said(claim, growth) {
        Said::Found(finding) => finding.severity().to_string(),
        Said::Asks(field, _) => format!("asks for {field}"),
        Said::Passed => "passed".into(),
        Said::Nothing => "not applicable".into(),
    }
}

fn found(claim: &str, growth: Option<&str>) -> Finding {
    match said(claim, growth) {
        Said::Found(finding) => *finding,
        other => panic!("{other:?}"),
    }
}

/// Offences of one period for so many of another.
fn rate(unit: &str, above: &str, below: &str) -> String {
    format!(
        "rate = \"608 offences per 45,500 {unit}\"\nperiod = \"{above}\"\ndenominator = {{ period = \"{below}\" }}"
    )
}

fn of_census(above: &str) -> String {
    rate("residents", above, "2021-03-21")
}

/// Residents as they were in March 2021.
fn of_march() -> String {
    "rate = \"608 offences per 45,500 residents\"\nperiod = \"2023\"\n\
     denominator = { period = \"2021-03\", flow = \"stock\" }"
        .to_string()
}

#[test]
fn a_growing_group_has_outgrown_its_census() {
    // The days before 2023 since 1 March 2021 are 671, its middle 182.5 later; that of March 2021 is 15.5 after its first.
    let finding = found(&of_march(), Some("8 %"));
    assert_eq!(finding.severity(), crate::Severity::Warning);
    assert_eq!(number(&finding, "lag"), exact("3352/1461"));
    // e^(0.08·3352/1461) is 1.2014696512 to ten places.
    let off = limits(&finding, "off");
    let (low, high) = (off.low_value().unwrap().clone(), off.high_value().unwrap().clone());
    assert!(low > exact("0.201469") && high < exact("0.201470"), "{low} to {high}");
    assert_eq!(
        finding.message(),
        "the top is of 2023, what it is divided by of 2021-03, 2.29 years earlier in the middle"
    );
    assert_eq!(finding.reason(), "at a growth of 8 % a year the ratio is too large by 20.1 %");
    // e^0.01147 − 1 = 1.15 %.
    assert_eq!(word(&of_march(), Some("0.5 %")), "passed");
    // Without the word it might be residents counted over the month.
    assert_eq!(word(&rate("residents", "2023", "2021-03"), Some("8 %")), "asks for flow");
}

#[test]
fn what_shrinks_or_comes_later_is_off_the_other_way() {
    let finding = found(&of_census("2023"), Some("-8 %"));
    assert_eq!(finding.severity(), crate::Severity::Warning);
    assert!(limits(&finding, "off").high_value().unwrap().is_negative());
    let later = found(&rate("residents", "2019", "2021-03-21"), Some("8 %"));
    assert!(later.message().ends_with("later in the middle"), "{}", later.message());
    assert!(limits(&later, "off").high_value().unwrap().is_negative());
    assert!(number(&later, "lag").is_positive());
}

#[test]
fn a_supposed_range_of_growth_warns_only_where_all_of_it_does() {
    // The tolerance of 2 % is passed at 0.87 % a year.
    assert_eq!(word(&of_census("2023"), Some("1 % to 2 %")), "warning");
    assert_eq!(word(&of_census("2023"), Some("0 % to 2 %")), "note");
    assert_eq!(word(&of_census("2023"), Some("0 % to 0.5 %")), "passed");
}

#[test]
fn without_a_growth_it_is_asked_for_only_where_it_could_matter() {
    let Said::Asks(field, known) = said(&of_census("2023"), None) else { panic!() };
    assert_eq!(field, "growth");
    // From noon of 21 March 2021, 651 days before 2023, to its middle: 650.5 + 182.5 = 833 days.
    assert_eq!(known[0].exact, Some(exact("3332/1461")));
    // ln 1.02 = 0.0198026; by 2.28063 years 0.868 % a year.
    let growth = known[1].interval.clone().unwrap();
    assert!(growth.contains(&exact("0.00868296")), "{growth:?}");
    // Seventy days on, and even a tenth a year keeps within a fiftieth: 0.1·70/365.25 is less than ln 1.02.
    assert_eq!(word(&rate("residents", "2021-05-30", "2021-03-21"), None), "passed");
    assert_eq!(word(&rate("residents", "2021-06-04", "2021-03-21"), None), "asks for growth");
}

#[test]
fn the_population_of_a_day_within_the_period_passes() {
    for day in ["2021-01-01", "2021-06-30", "2021-12-31"] {
        assert_eq!(word(&rate("residents", "2021", day), None), "passed");
    }
    assert_eq!(word(&rate("residents", "2021", "2022-01-01"), Some("8 %")), "warning");
    // An average of a year within several years is of one of their days.
    let stock = "rate = \"608 offences per 45,500 residents\"\nperiod = \"2020/2023\"\n\
                 denominator = { period = \"2022\", flow = \"stock\" }";
    assert_eq!(word(stock, None), "passed");
}

#[test]
fn a_fiscal_and_a_calendar_year_are_noted() {
    let finding = found(&rate("births", "2018-10/2019-09", "2019"), None);
    assert_eq!(finding.severity(), crate::Severity::Note);
    // January to September: 273 of 365 days.
    assert_eq!(number(&finding, "overlap"), exact("273/365"));
    assert_eq!(word(&rate("births", "2018-10/2019-09", "2019"), Some("1 %")), "passed");
    assert_eq!(word(&rate("births", "2018-10/2019-09", "2019"), Some("9 %")), "warning");
    // A leap year is as long as any other; a year later nothing is shared.
    assert_eq!(word(&rate("births", "2019", "2020"), None), "asks for growth");
}

#[test]
fn events_of_half_a_year_for_flights_of_the_whole() {
    let flights = |flow: &str| format!("{}\n{flow}", rate("flights", "2023-H1", "2023"));
    let finding = found(&flights("flow = \"flow\""), None);
    assert_eq!(finding.severity(), crate::Severity::Warning);
    assert_eq!(number(&finding, "times"), exact("181/365"));
    assert_eq!(word(&flights(""), None), "asks for flow");
    // A stock of a year is of its middle: 0.25 years on.
    assert_eq!(word(&flights("flow = \"stock\""), None), "asks for growth");
    // Person-years are counted over time, whatever is said.
    assert_eq!(word(&rate("person-years", "2023-H1", "2023"), None), "warning");
    // "608 offences per 12 months" names a period.
    let named = "rate = { events = \"608 offences\", exposure = \"1 year\" }\nperiod = \"2023-H1\"\n\
                 denominator = { period = \"2023\" }";
    assert_eq!(word(named, None), "not applicable");
}

#[test]
fn a_share_of_a_year_may_be_that_of_a_month() {
    let share = |above: &str| {
        format!("share = \"608 of 45,500 births\"\nperiod = \"2023\"\nwhich = {{ period = \"{above}\" }}")
    };
    assert_eq!(word(&share("2023-02"), None), "passed");
    assert_eq!(word(&share("2022-12/2023-02"), None), "asks for flow");
}

#[test]
fn a_debt_is_of_a_day_and_what_is_earned_of_a_year() {
    let debt = "rate = { events = \"608 million EUR\", exposure = \"45,500 million EUR\" }\nperiod = \"2023-12-31\"\n\
                denominator = { period = \"2023\" }";
    assert_eq!(word(debt, None), "not applicable");
}

#[test]
fn without_two_times_there_is_nothing_to_judge() {
    let one = "rate = \"608 offences per 45,500 residents\"\nperiod = \"2023\"";
    assert_eq!(word(one, Some("8 %")), "not applicable");
    assert_eq!(word(&rate("residents", "2023", "unknown"), Some("8 %")), "not applicable");
    assert_eq!(word(&rate("residents", "2012/..", "2021-03-21"), Some("8 %")), "not applicable");
    // Of a printed rate as well.
    let printed = "rate = \"13.4 offences per 1,000 residents\"\nperiod = \"2023\"\n\
                   denominator = { period = \"2021-03-21\" }";
    assert_eq!(word(printed, Some("8 %")), "warning");
    // Faster than anything grows: e^(90·2.28) is not computed.
    assert_eq!(word(&of_census("2023"), Some("9,000 %")), "not applicable");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Who was counted n days before the middle of a year is off as e to the growth says, computed in floating point.
    #[test]
    fn it_warns_as_the_exponential_says(ago in 200i64..20_000, tenths in -99i64..99) {
        let day = jiff::civil::date(2023, 7, 2).checked_sub(jiff::SignedDuration::from_hours(24 * ago)).unwrap();
        let growth = format!("{}{}.{} %", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10);
        let off = ((tenths as f64 / 1_000.0) * (ago as f64 / 365.25)).exp() - 1.0;
        prop_assume!((off.abs() - 0.02).abs() > 1e-6);
        let expected = if off.abs() > 0.02 { "warning" } else { "passed" };
        prop_assert_eq!(word(&rate("residents", "2023", &day.to_string()), Some(&growth)), expected);
    }
}

#[test]
fn what_became_of_a_cohort_is_no_mismatch() {
    let followed = |period: &str| {
        format!(
            "share = \"12 of 300 patients\"\nperiod = \"{period}\"\nflow = \"flow\"\ndenominator = {{ period = \"2015\" }}"
        )
    };
    for period in ["2015/2020", "2020", "2016/2018"] {
        assert_eq!(word(&followed(period), None), "not applicable", "{period}");
    }
    // Nobody who entered in 2015 had left before.
    assert_eq!(word(&followed("2012/2014"), None), "warning");
    // Of a rate nobody says that those above are some of those below.
    let rate = followed("2015/2020").replace("share", "rate").replace("12 of 300", "12 deaths per 300");
    assert_eq!(word(&rate, None), "warning");
}
