#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use proptest::prelude::*;

use crate::rule::Severity;
use crate::rule::proof::verify;
use crate::rules::check_one::{Judged, closed, dossier, exact, judge, limits, number, outcome};

/// A town carried forward.
fn town(closing: &str, flags: &str, flows: &str) -> String {
    format!(
        "[[claim]]\nid = \"town\"\nflow = \"flow\"\n[claim.total]\n{flags}\n\
         whole = {{ value = \"{closing}\", flow = \"stock\" }}\n\
         [claim.total.parts]\nopening = {{ value = \"50,003 people\", flow = \"stock\" }}\n{flows}\n"
    )
}

const ALL: &str = "net = true\nexclusive = true\nexhaustive = true";
const FLOWS: &str =
    "born = \"512 people\"\ndied = \"-487 people\"\nmoved-in = \"1,204 people\"\nmoved-out = \"-811 people\"";

fn case(closing: &str) -> Judged {
    judge("DN08", &town(closing, ALL, FLOWS))
}

#[test]
fn a_town_carried_forward() {
    // 50,003 + 512 - 487 + 1,204 - 811 = 50,421.
    case("50,421 people").passed();
    let finding = case("50,721 people").fired(Severity::Error);
    assert_eq!(number(&finding, "carried forward"), exact("50421"));
    // 512 - 487 + 1,204 - 811 = 418; 50,721 - 50,003 = 718.
    assert_eq!(number(&finding, "change"), exact("418"));
    assert_eq!(number(&finding, "difference"), exact("718"));
    assert_eq!(limits(&finding, "change"), closed("418", "418"));
    assert_eq!(
        finding.message(),
        "50,003 people and what came and went make 50,421 people, not 50,721 people"
    );
    assert!(
        finding.advice().contains("if 50,721 people were 50,421 people (one digit replaced)"),
        "{}",
        finding.advice()
    );
    let text = town("50,721 people", ALL, FLOWS);
    assert_eq!(verify(finding.proof().unwrap(), &dossier(&text).resolve().unwrap()), Ok(()));
    // Below the sum as well as above it.
    case("50,121 people").fired(Severity::Error);
}

#[test]
fn a_flow_that_was_left_out_is_a_repair() {
    // 50,421 + 811 = 51,232: without those who moved out.
    let finding = case("51,232 people").fired(Severity::Error);
    assert!(finding.advice().contains("reckoned without moved-out"), "{}", finding.advice());
}

#[test]
fn the_ladder_of_readings() {
    // Two flows to the hundred: to nearest 50 off each, as written less than 100.
    let rounded = |closing: &str| {
        judge("DN08", &town(closing, ALL, "born = \"5.1 thousand people\"\ndied = \"-4.9 thousand people\""))
    };
    // 50,003 + 200 ± 100: up to 50,303.
    rounded("50,103 people").passed();
    rounded("50,303 people").passed();
    let finding = rounded("50,304 people").noted();
    assert_eq!(limits(&finding, "carried forward"), closed("50103", "50303"));
    // 50,003 + 200 ± less than 200: below 50,403.
    rounded("50,403 people").fired(Severity::Error);
    // A round stock may stand for more: 60,000 to the ten thousand is more than 50,000.
    case("60,000 people").warned();
}

#[test]
fn it_asks_only_where_the_sum_does_not_fit() {
    for (flags, field) in [
        ("", "total.net"),
        ("exclusive = true\nexhaustive = true", "total.net"),
        ("net = true", "exhaustive"),
        ("net = true\nexhaustive = true", "exclusive"),
        ("net = true\nexclusive = true", "exhaustive"),
    ] {
        assert_eq!(outcome("DN08", &town("50,421 people", flags, FLOWS)), "passed");
        let so_far = judge("DN08", &town("50,721 people", flags, FLOWS)).asks(field, "town");
        assert_eq!(so_far.len(), 3);
    }
    for no in ["exhaustive = false", "exclusive = false", "net = false", "response = \"multiple\""]
        .map(|no| format!("{no}\n"))
    {
        assert_eq!(outcome("DN08", &town("50,721 people", &no, FLOWS)), "not applicable");
    }
    // Whether what came and went is a flow nobody says; where somebody does, it settles the outcome.
    let open = town("50,721 people", ALL, FLOWS).replace("flow = \"flow\"\n", "");
    judge("DN08", &open).asks("flow", "town");
    judge("DN08", &open.replace("50,721", "50,421")).passed();
    judge("DN08", &format!("[[claim]]\nflow = \"flow\"\n{}", open.trim_start_matches("[[claim]]\n")))
        .fired(Severity::Error);
}

#[test]
fn deaths_that_are_printed_without_a_minus_sign_accuse_nobody() {
    // 50,003 + 512 - 487 = 50,028, and the table prints 487.
    let flags = "exclusive = true\nexhaustive = true";
    judge("DN08", &town("50,028 people", flags, "born = \"512 people\"\ndied = \"487 people\""))
        .asks("total.net", "town");
}

#[test]
fn an_estimate_or_a_unit_of_its_own_is_no_stock_carried_forward() {
    let other = FLOWS.replace("512 people", "512 kg");
    assert_eq!(outcome("DN08", &town("50,721 people", ALL, &other)), "not applicable");
    let stocks = FLOWS.replace("\"512 people\"", "{ value = \"512 people\", flow = \"stock\" }");
    assert_eq!(outcome("DN08", &town("50,721 people", ALL, &stocks)), "not applicable");
    assert_eq!(outcome("DN08", "[[claim]]\nid = \"a\"\nfigure = \"5 kg\""), "not applicable");
    // Made in another way, opening and closing stock may differ for that reason.
    let survey = town("50,721 people", ALL, FLOWS)
        .replace("\"50,003 people\", flow", "\"50,003 people\", status = \"estimate\", flow");
    assert_eq!(outcome("DN08", &survey), "not applicable");
}

fn step(evidence: &str, concluded: &str) -> Judged {
    let text = format!(
        "[[claim]]\nid = \"air\"\nof = \"gas\"\n{evidence}\n[[conclusion]]\nid = \"less\"\nfrom = \"air\"\n{concluded}\n"
    );
    let report = crate::Checker::default().select(["DN08"]).unwrap().check(&dossier(&text)).unwrap();
    let tally = report.tally("DN08").unwrap();
    match report.findings() {
        [finding] => Judged::Fired(Box::new(finding.clone())),
        [] if tally.passed == 1 => Judged::Passed,
        [] if tally.undecidable == 1 => Judged::Asks {
            fields: report.undecided()[0].missing.iter().map(ToString::to_string).collect(),
            of: report
                .questions()
                .iter()
                .flat_map(|question| &question.of)
                .map(ToString::to_string)
                .collect(),
            so_far: Vec::new(),
        },
        _ => Judged::NotApplicable,
    }
}

#[test]
fn a_flow_that_falls_is_no_falling_stock() {
    let finding = step(
        "flow = \"flow\"\nchange = { from = \"37.1 Gt\", to = \"37.0 Gt\" }",
        "flow = \"stock\"\nasserts = \"change < 0\"",
    )
    .warned();
    assert_eq!(
        finding.message(),
        "the figure is a flow over a period; the conclusion is about a stock on a day"
    );
    assert!(finding.reason().ends_with("a slower rise, and no fall"), "{}", finding.reason());
}

#[test]
fn stock_flow_and_cumulative_are_three_things() {
    let told = |evidence: &str, concluded: &str| {
        let judged =
            step(&format!("flow = \"{evidence}\"\nfigure = \"40 Gt\""), &format!("flow = \"{concluded}\""));
        match judged {
            Judged::Fired(finding) => finding.severity().to_string(),
            Judged::Passed => "passed".to_string(),
            _ => "nothing".to_string(),
        }
    };
    for (evidence, concluded, outcome) in [
        ("flow", "flow", "passed"),
        ("stock", "stock", "passed"),
        ("flow", "stock", "warning"),
        ("stock", "flow", "warning"),
        ("cumulative", "flow", "warning"),
        ("flow", "cumulative", "warning"),
        ("cumulative", "stock", "note"),
        ("stock", "cumulative", "note"),
        ("gross", "flow", "passed"),
        ("gross", "stock", "warning"),
        ("net", "stock", "warning"),
        ("stock", "net", "warning"),
        ("gross", "net", "passed"),
    ] {
        assert_eq!(told(evidence, concluded), outcome, "{evidence} to {concluded}");
    }
    // By how much a stock changed is a flow.
    step("flow = \"stock\"\nchange = { from = \"37 Gt\", to = \"38 Gt\" }", "flow = \"flow\"").passed();
    step("flow = \"cumulative\"\nchange = { from = \"37 Gt\", to = \"38 Gt\" }", "flow = \"flow\"").passed();
    step("flow = \"cumulative\"\nchange = { from = \"37 Gt\", to = \"38 Gt\" }", "flow = \"stock\"").noted();
    step("figure = \"40 Gt\"", "flow = \"stock\"").asks("flow", "air");
    step("flow = \"flow\"\nfigure = \"40 Gt\"", "").not_applicable();
    step("flow = \"flow\"\nfigure = \"40 Gt\"", "flow = \"stock\"\nmood = \"hedged\"").noted();
}

#[test]
fn a_net_flow_is_by_how_much_the_stock_changed() {
    let from = |flow: &str, asserts: &str| {
        step(
            &format!("flow = \"{flow}\"\nfigure = \"5.1 Gt\""),
            &format!("flow = \"stock\"\nasserts = \"{asserts}\""),
        )
    };
    from("net", "change > 0").passed();
    from("net", "sum > 5 Gt").warned();
    from("gross", "change > 0").warned();
    // Gross or net: either settles it.
    from("flow", "change > 0").asks("flow", "air");
    from("flow", "sum > 5 Gt").warned();
    // A net flow that fell is no stock that fell.
    step(
        "flow = \"net\"\nchange = { from = \"5.1 Gt\", to = \"4.9 Gt\" }",
        "flow = \"stock\"\nasserts = \"change < 0\"",
    )
    .warned();
}

#[test]
fn beside_a_figure_of_the_other_kind_it_is_a_note() {
    let text = "[[claim]]\nid = \"emitted\"\nof = \"gas\"\nflow = \"gross\"\nfigure = \"37.1 Gt\"\n\
                [[claim]]\nid = \"in-the-air\"\nlike = \"emitted\"\nflow = \"stock\"\nfigure = \"3,210 Gt\"\n\
                [[conclusion]]\nid = \"much\"\nfrom = [\"emitted\", \"in-the-air\"]\nflow = \"stock\"\n";
    let report = crate::Checker::default().select(["DN08"]).unwrap().check(&dossier(text)).unwrap();
    let found: Vec<_> =
        report.findings().iter().map(|finding| (finding.claim(), finding.severity())).collect();
    assert_eq!(found, [(Some("emitted"), Severity::Note)]);
    assert_eq!(report.tally("DN08").unwrap().passed, 1);
}

#[test]
fn the_closing_stock_of_a_balance_is_a_stock() {
    let concluded = |flow: &str| {
        format!(
            "{}[[conclusion]]\nid = \"c\"\nfrom = \"town\"\nflow = \"{flow}\"\n",
            town("50,421 people", ALL, FLOWS)
        )
    };
    let report = |flow: &str| {
        let report =
            crate::Checker::default().select(["DN08"]).unwrap().check(&dossier(&concluded(flow))).unwrap();
        (report.findings().len(), report.tally("DN08").unwrap().passed)
    };
    assert_eq!(report("stock"), (0, 2));
    assert_eq!(report("flow"), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Counted to the unit, only the sum itself is not called wrong; and each error has its proof.
    #[test]
    fn a_closing_stock_that_is_moved_is_found(opening in 1..90_000i64, flows in prop::collection::vec(-900..900i64, 1..6), moved in -9..=9i64) {
        let sum = opening + flows.iter().sum::<i64>();
        // Round counts may stand for more.
        let is_plain = |n: i64| n % 10 != 0;
        prop_assume!(is_plain(opening) && is_plain(sum + moved) && sum + moved > 0 && flows.iter().all(|flow| is_plain(*flow)));
        let named: String = flows.iter().enumerate().map(|(at, flow)| format!("flow-{at} = \"{flow} people\"\n")).collect();
        let text = town(&format!("{} people", sum + moved), ALL, &named).replace("50,003", &opening.to_string());
        if moved == 0 {
            prop_assert_eq!(outcome("DN08", &text), "passed");
        } else {
            let finding = judge("DN08", &text).fired(Severity::Error);
            let dossier = dossier(&text);
            prop_assert_eq!(verify(finding.proof().unwrap(), &dossier.resolve().unwrap()), Ok(()));
        }
    }
}

#[test]
fn a_flow_that_was_estimated_is_taken_with_its_margin() {
    let flows = "natural = \"25 people\"\nmoved = \"500 ± 300 people\"";
    judge("DN08", &town("50,721 people", ALL, flows)).passed();
    // 50,003 + 25 + 500 + 300 = 50,828.
    judge("DN08", &town("50,921 people", ALL, flows)).fired(Severity::Warning);
}
