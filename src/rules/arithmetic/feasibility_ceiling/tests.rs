#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::checker::Checker;
use crate::rule::Severity;
use crate::rule::proof::verify;
use crate::rules::check_one::{dossier, exact, finding, judge, number, outcome};

/// A figure with everything that an impossibility needs, under a ceiling.
fn under(figure: &str, ceiling: &str) -> String {
    text(&format!("figure = \"{figure}\"\nstatus = \"observed\"\nplace = \"US\"\nperiod = \"2018\""), ceiling)
}

fn text(claim: &str, ceiling: &str) -> String {
    format!(
        "[[claim]]\nid = \"it\"\nof = \"gun-deaths\"\nceiling = \"all\"\n{claim}\n\n[[reference]]\nid = \"all\"\nof = \"deaths\"\nplace = \"US\"\nperiod = \"2018\"\nfigure = \"{ceiling}\"\nsource = \"register\"\n"
    )
}

fn growth(change: &str, ceiling: &str) -> String {
    text(&format!("place = \"US\"\nperiod = \"2018\"\nchange = {{ {change} }}"), ceiling)
}

#[test]
fn more_than_happened_is_impossible_and_proven() {
    let text = under("150 million deaths", "31.2 million deaths");
    let finding = judge("AR12", &text).fired(Severity::Error);
    assert_eq!(number(&finding, "times"), exact("125/26"));
    let dossier = dossier(&text);
    let proof = finding.proof().unwrap();
    assert!(verify(proof, &dossier.resolve().unwrap()).is_ok());
    // 140 million is the least that 150 million can be, 31.3 million the most that 31.2 million can be.
    assert!(proof.to_string().contains("31.2 million deaths"), "{proof}");
    assert_eq!(finding.message(), "150 million deaths is 4.81 times its ceiling, 31.2 million deaths");
}

#[test]
fn the_readings_of_the_digits_decide_how_grave_it_is() {
    for (figure, ceiling, expected) in [
        ("880 deaths", "881 deaths", "passed"),
        ("881 deaths", "881 deaths", "passed"),
        ("882 deaths", "881 deaths", "error"),
        // 890 may be 880 to 900: the zero may be no digit.
        ("890 deaths", "881 deaths", "warning"),
        // To nearest 5.1 kg is up to 5.15, and as written up to 5.2; 5.2 kg from 5.15, 5.19 kg from 5.185, as written from 5.18.
        ("5.2 kg", "5.1 kg", "passed"),
        ("5.19 kg", "5.1 kg", "note"),
        // From 5.2 on: but kilograms may be an average.
        ("5.3 kg", "5.1 kg", "warning"),
        ("5.4 kg", "5.1 kg", "warning"),
        ("0 deaths", "0 deaths", "passed"),
        ("1 deaths", "0 deaths", "error"),
        // A limit may be the limit itself; what has no upper end is no ceiling.
        ("at least 882 deaths", "881 deaths", "error"),
        ("up to 900 deaths", "881 deaths", "passed"),
        ("900 deaths", "over 881 deaths", "passed"),
        ("900 deaths", "at most 881 deaths", "warning"),
        // Vague words reach no further than a warning.
        ("about 900 deaths", "300 deaths", "warning"),
        ("tens of thousands of deaths", "881 deaths", "warning"),
        ("60 %", "40 %", "warning"),
    ] {
        assert_eq!(outcome("AR12", &under(figure, ceiling)), expected, "{figure} under {ceiling}");
    }
}

#[test]
fn what_is_not_known_to_have_happened_is_no_error() {
    let with = |fields: &str| text(&format!("figure = \"2,345 deaths\"\n{fields}"), "881 deaths");
    let all = "place = \"US\"\nperiod = \"2018\"";
    for (status, asked) in [("estimate", None), ("projection", None), ("provisional", None)] {
        let found = finding("AR12", &with(&format!("status = \"{status}\"\n{all}")));
        assert_eq!(
            (found.severity(), found.question().map(|field| field.name())),
            (Severity::Warning, asked)
        );
        assert!(found.reason().contains("evidence of its own"), "{}", found.reason());
    }
    let found = finding("AR12", &with(all));
    assert_eq!(found.severity(), Severity::Warning);
    assert_eq!(found.question().unwrap().name(), "status");
    // A margin says that it is an estimate, and may reach down to the ceiling.
    let figure = |figure: &str| under(figure, "881 deaths");
    assert_eq!(outcome("AR12", &figure("2,345 ± 100 deaths")), "warning");
    assert_eq!(outcome("AR12", &figure("1,000 ± 200 deaths")), "passed");
    // "2.3 deaths" is an average.
    assert_eq!(outcome("AR12", &under("2.3 deaths", "1 deaths")), "warning");
}

#[test]
fn nobody_in_the_dossier_says_where_and_when() {
    let text = "[[claim]]\nid = \"it\"\nfigure = \"2,345 deaths\"\nstatus = \"observed\"\nceiling = \"all\"\n\n[[claim]]\nid = \"all\"\nfigure = \"881 deaths\"\n";
    let report = Checker::default().select(["AR12"]).unwrap().check(&dossier(text)).unwrap();
    let [finding] = report.findings() else { panic!("{report:?}") };
    assert_eq!((finding.severity(), finding.question().unwrap().name()), (Severity::Warning, "place"));
}

#[test]
fn the_ceiling_has_to_hold_for_the_place_and_period() {
    let at = |place: &str, period: &str| {
        text(
            &format!(
                "figure = \"2,345 deaths\"\nstatus = \"observed\"\nplace = \"{place}\"\nperiod = \"{period}\""
            ),
            "881 deaths",
        )
    };
    assert_eq!(outcome("AR12", &at("US", "2018")), "error");
    assert_eq!(outcome("AR12", &at("US", "2018-03")), "error");
    assert_eq!(outcome("AR12", &at("US", "2018/2019")), "not applicable");
    assert_eq!(outcome("AR12", &at("MX", "2018")), "not applicable");
    judge("AR12", &at("US", "unknown")).asks("period", "it");
    judge("AR12", &at("unknown", "2018")).asks("place", "it");
    let declared = |whole: &str| {
        format!(
            "[taxonomy.place]\npart_of = {{ springfield = \"{whole}\" }}\n\n{}",
            at("springfield", "2018")
        )
    };
    judge("AR12", &declared("somewhere")).asks("taxonomy", "springfield and US");
    assert_eq!(outcome("AR12", &declared("US")), "error");
    // Nothing is asked where the figure is below.
    let below = at("unknown", "2018").replace("2,345", "23");
    assert_eq!(outcome("AR12", &below), "passed");
    let open = under("2,345 deaths", "881 deaths").replace("period = \"2018\"\nfigure", "figure");
    judge("AR12", &open).asks("period", "all");
    // A capacity holds on every day.
    let any =
        under("2,345 deaths", "881 deaths").replace("period = \"2018\"\nfigure", "period = \"any\"\nfigure");
    assert_eq!(outcome("AR12", &any), "error");
    // The average stock of a year is none for one of its days.
    let stock = under("2,345 inmates", "881 inmates").replace("source", "flow = \"stock\"\nsource");
    assert_eq!(outcome("AR12", &stock), "error");
    let day = stock.replacen("period = \"2018\"", "period = \"2018-03-01\"", 1);
    assert_eq!(outcome("AR12", &day), "warning");
}

#[test]
fn deaths_are_not_people_until_somebody_says_so() {
    let text = under("2,345 deaths", "881 people");
    let so_far = judge("AR12", &text).asks("taxonomy.is_a", "deaths and people");
    // 2,345/881
    assert_eq!(so_far.first().unwrap().exact, Some(exact("2345/881")));
    let declared = format!("[taxonomy]\nis_a = {{ gun-deaths = \"deaths\", death = \"person\" }}\n\n{text}");
    assert_eq!(outcome("AR12", &declared), "error");
    assert_eq!(outcome("AR12", &under("2,345 women", "881 people")), "error");
    assert_eq!(outcome("AR12", &under("2,345 people", "881 women")), "undecidable: taxonomy.is_a");
    assert_eq!(outcome("AR12", &under("2,345 kg", "881 people")), "not applicable");
    assert_eq!(outcome("AR12", &under("2 tonnes", "881 kg")), "warning");
}

#[test]
fn the_top_of_a_ratio_the_whole_of_a_total_and_dated_figures_are_limited() {
    let common = "status = \"observed\"\nplace = \"US\"\nperiod = \"2018\"";
    for (relation, expected) in [
        ("rate = \"2,345 per 6,247 person-years\"", "not applicable"),
        ("rate = { events = \"2,345 deaths\", exposure = \"6,247 person-years\" }", "error"),
        ("share = { part = \"2,345 deaths\", whole = \"9,999 deaths\" }", "error"),
        ("share = { part = \"345 deaths\", whole = \"9,999 deaths\" }", "passed"),
        ("total = { whole = \"2,345 deaths\", parts = { a = \"5 deaths\" } }", "error"),
        ("change = { series = { 2018-01 = \"5 deaths\", 2018-02 = \"2,345 deaths\" } }", "error"),
        ("change = { from = \"5 deaths\", to = \"2,345 deaths\" }", "not applicable"),
        ("change = { from = \"5 deaths\", to = \"9 deaths\", stated = \"2,345 deaths\" }", "not applicable"),
        ("compare = { groups = { a = \"2,345 deaths\", b = \"3 deaths\" } }", "not applicable"),
    ] {
        let text = text(&format!("{relation}\n{common}"), "881 deaths");
        assert_eq!(outcome("AR12", &text), expected, "{relation}");
    }
}

#[test]
fn a_figure_of_the_text_may_be_the_ceiling_and_several_may() {
    let text = "[[claim]]\nid = \"it\"\nfigure = \"61 deaths\"\nceiling = [\"all\", \"few\"]\nstatus = \"observed\"\nof = \"gun-deaths\"\nplace = \"US\"\nperiod = \"2018\"\n\n[[claim]]\nid = \"all\"\nshare = { part = \"43 deaths\", whole = \"881 deaths\" }\nof = \"deaths\"\nplace = \"US\"\nperiod = \"2018\"\n\n[[claim]]\nid = \"few\"\nlike = \"all\"\nfigure = \"53 deaths\"\n";
    let report = Checker::default().select(["AR12"]).unwrap().check(&dossier(text)).unwrap();
    let [finding] = report.findings() else { panic!("{report:?}") };
    // Below all 881, above the 53.
    assert_eq!(finding.severity(), Severity::Error);
    assert_eq!(finding.word_of("ceiling").unwrap(), "53 deaths");
}

#[test]
fn a_ceiling_is_a_claim_or_a_reference_by_name() {
    for (id, problem) in [("al", "did you mean 'all'?"), ("it", "cannot be measured by itself")] {
        let text = under("5 deaths", "6 deaths").replace("ceiling = \"all\"", &format!("ceiling = \"{id}\""));
        let error = Checker::default().check(&dossier(&text)).unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
}

#[test]
fn doubling_passes_every_ceiling() {
    let text = growth("from = \"1 child\", stated = \"doubled\", times = \"45\"", "260 million people");
    let finding = judge("AR12", &text).warned();
    // 2^45; 2^27 = 134,217,728 and 2^28 = 268,435,456 lie about 260.5 million.
    assert_eq!(number(&finding, "reached"), exact("35184372088832"));
    assert_eq!(number(&finding, "crossed"), exact("28"));
    // 1.53^45 = 204 million, 1.54^45 = 274 million.
    assert_eq!(number(&finding, "fits"), exact("53/100"));
    // From 10, doubled each month for three years: 10 · 2^29 = 5.4 billion, 10 · 2^30 = 10.7 billion.
    let text = growth("from = \"10 people\", stated = \"doubled\", times = \"36\"", "8.1 billion people");
    assert_eq!(number(&finding_of(&text), "crossed"), exact("30"));
    assert_eq!(number(&finding_of(&text), "reached"), exact("687194767360"));
}

fn finding_of(text: &str) -> crate::rule::Finding {
    finding("AR12", text)
}

#[test]
fn growth_in_per_cent_is_as_sure_as_its_digits() {
    let grown = |stated: &str, ceiling: &str| {
        growth(&format!("from = \"100 people\", stated = \"{stated}\", times = \"2\""), ceiling)
    };
    // 100 · 1.1² = 121; with 9.5 % it is 119.9025.
    assert_eq!(outcome("AR12", &grown("10 %", "121 people")), "passed");
    assert_eq!(outcome("AR12", &grown("10 %", "120 people")), "note");
    assert_eq!(outcome("AR12", &grown("10 %", "119 people")), "warning");
    assert_eq!(outcome("AR12", &grown("-10 %", "119 people")), "not applicable");
    assert_eq!(outcome("AR12", &grown("10 percentage points", "119 people")), "not applicable");
    assert_eq!(outcome("AR12", &grown("10 people", "119 people")), "not applicable");
    assert_eq!(outcome("AR12", &grown("10 %", "99 people")), "not applicable");
    assert_eq!(outcome("AR12", &grown("10 %", "119 deaths")), "undecidable: taxonomy.is_a");
}

#[test]
fn what_is_said_of_each_step_is_not_the_change_over_all() {
    let text =
        |times: &str| growth(&format!("from = \"10 %\", to = \"40 %\", stated = \"doubled\"{times}"), "99 %");
    // "Doubled" is a word, and carries no error.
    assert_eq!(outcome("AR05", &text("")), "warning");
    assert_eq!(outcome("AR05", &text(", times = \"2\"")), "not applicable");
    let points = |times: &str| {
        let measured = "measure = \"share\"\nplace";
        text(times).replace("doubled", "30 %").replacen("place", measured, 1)
    };
    assert_eq!(outcome("AR06", &points(", times = \"1\"")), "not applicable");
}

/// 1.01^365 = 37.78: 4,000 bits and more as a fraction.
#[test]
fn daily_growth_over_a_year_is_reckoned() {
    let grown = |ceiling: &str| growth("from = \"100 people\", stated = \"1 %\", times = \"365\"", ceiling);
    assert_eq!(outcome("AR12", &grown("3,779 people")), "passed");
    assert_eq!(outcome("AR12", &grown("3,777 people")), "note");
    let finding = finding_of(&grown("2,718 people"));
    // ln 27.18 / ln 1.01 = 331.8.
    assert_eq!(number(&finding, "crossed"), exact("332"));
    assert_eq!(number(&finding, "fits"), exact("0"));
    let steps = |times: &str| {
        outcome(
            "AR12",
            &growth(&format!("from = \"1 people\", stated = \"doubled\", times = \"{times}\""), "9 people"),
        )
    };
    assert_eq!(steps("1000"), "warning");
    for times in ["1001", "about 36", "2.5", "0", "-3"] {
        assert_eq!(steps(times), "not applicable", "{times}");
    }
}

proptest! {
    /// Power: a count moved above what the ceiling's digits allow is an error with a proof that verifies, and one that
    /// they allow is none; the limits in whole numbers, without the rule.
    #[test]
    fn a_count_moved_above_its_ceiling_is_found(ceiling in 1..5_000i64, by in -50..5_000i64) {
        let figure = (ceiling + by).max(0);
        // What ends in zeros may stand for all that is less than one of them away.
        let limits = |count: i64| {
            let mut digit = 1;
            while count != 0 && count % (digit * 10) == 0 {
                digit *= 10;
            }
            if digit == 1 { (count, count) } else { (count - digit + 1, count + digit - 1) }
        };
        let text = under(&format!("{figure} deaths"), &format!("{ceiling} deaths"));
        let dossier = dossier(&text);
        let report = Checker::default().select(["AR12"]).unwrap().check(&dossier).unwrap();
        let is_error = report.worst() == Some(Severity::Error);
        prop_assert_eq!(is_error, limits(figure).0 > limits(ceiling).1, "{} under {}", figure, ceiling);
        for finding in report.findings().iter().filter(|finding| finding.severity() == Severity::Error) {
            let resolved = dossier.resolve().unwrap();
            prop_assert!(verify(finding.proof().unwrap(), &resolved).is_ok());
        }
    }
}

#[test]
fn a_later_release_and_a_flow_may_exceed_what_was_known_or_is_there_at_once() {
    let text = under("1,002 deaths", "998 deaths");
    assert_eq!(outcome("AR12", &text), "error");
    let released = |later: &str| {
        text.replace("status = \"observed\"", &format!("status = \"observed\"\nvintage = \"{later}\""))
            .replace("source =", "vintage = \"2020\"\nsource =")
    };
    let found = finding("AR12", &released("2021"));
    assert_eq!(found.severity(), Severity::Warning);
    assert!(found.reason().contains("releases"), "{}", found.reason());
    assert_eq!(outcome("AR12", &released("2020")), "error");
    // In a year more can come than there are seats.
    let seats = text.replace("deaths", "visitors").replace("source =", "flow = \"stock\"\nsource =");
    let found = finding("AR12", &seats.replace("status =", "flow = \"flow\"\nstatus ="));
    assert_eq!(found.severity(), Severity::Warning);
    assert!(found.reason().contains("at once"), "{}", found.reason());
}
