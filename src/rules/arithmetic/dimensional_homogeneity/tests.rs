#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use crate::dossier::read::{Format, read};
use crate::rule::proof::{Argument, verify};
use crate::rule::{Finding, Severity};
use crate::{Checker, Dossier, Report};

fn check(text: &str) -> Report {
    let (dossier, problems) = read::<Dossier>(text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    Checker::default().select(["AR10"]).unwrap().check(&dossier.unwrap()).unwrap()
}

/// One claim `c` with this relation.
fn claim(relation: &str) -> Report {
    check(&format!("[[claim]]\nid = \"c\"\n{relation}\n"))
}

fn fires(relation: &str, severity: Severity) -> Finding {
    let report = claim(relation);
    assert_eq!(report.findings().len(), 1, "{relation}");
    let finding = report.findings()[0].clone();
    assert_eq!(finding.severity(), severity, "{relation}: {}", finding.message());
    finding
}

fn passes(relation: &str) {
    let report = claim(relation);
    let tally = report.tally("AR10").unwrap();
    assert_eq!(
        (tally.passed, tally.fired, tally.undecidable),
        (1, 0, 0),
        "{relation}: {:?}",
        report.undecided()
    );
}

fn asks(relation: &str, field: &str) {
    let report = claim(relation);
    assert_eq!(report.undecided().len(), 1, "{relation}");
    assert_eq!(report.undecided()[0].missing, [field], "{relation}");
    assert_eq!(report.undecided()[0].claim.as_deref(), Some("c"));
}

#[test]
fn kilograms_are_no_part_of_people() {
    let finding = fires(r#"share = { part = "5 kg", whole = "229 people" }"#, Severity::Error);
    assert_eq!(finding.message(), "5 kg and 229 people are set side by side as if they measured the same");
    assert!(finding.reason().contains("mass") && finding.reason().contains("count"), "{}", finding.reason());
    assert_eq!(finding.pointers().collect::<Vec<_>>(), ["/claim/0/share/part", "/claim/0/share/whole"]);
    assert!(matches!(finding.proof().unwrap().argument, Argument::Linear(_)));
}

#[test]
fn every_error_verifies_against_the_text() {
    for relation in [
        r#"share = { part = "5 kg", whole = "229 people" }"#,
        r#"total = { whole = "536 kg", parts = { a = "500 kg", b = "36 busts" } }"#,
        r#"total = { whole = "536", parts = { a = "500 kg", b = "36 busts" } }"#,
        r#"change = { from = "5 kg", to = "7 litres" }"#,
        r#"change = { series = { 2018 = "5 kg", 2019 = "6 kg", 2020 = "7 days" } }"#,
        r#"compare = { by = "of", groups = { seized = "536 kg", tips = "6 tips" } }"#,
        r#"change = { from = "12 deaths per 1,000 births", to = "7 kg per day" }"#,
    ] {
        let text = format!("[[claim]]\nid = \"c\"\n{relation}\n");
        let dossier = read::<Dossier>(&text, Format::Toml).0.unwrap();
        let report = Checker::default().select(["AR10"]).unwrap().check(&dossier).unwrap();
        assert_eq!(report.findings().len(), 1, "{relation}");
        let finding = &report.findings()[0];
        assert_eq!(finding.severity(), Severity::Error, "{relation}");
        assert_eq!(verify(finding.proof().unwrap(), &dossier.resolve().unwrap()), Ok(()), "{relation}");
    }
}

#[test]
fn what_is_divided_may_be_of_anything() {
    let report = check(
        "[[claim]]\nid = \"c\"\nrate = { events = \"536 kg\", exposure = \"229 busts\" }\n[[claim]]\nid = \"d\"\nfigure = \"5 kg\"\n",
    );
    assert_eq!(report.tally("AR10").unwrap().not_applicable, 2);
    assert!(report.undecided().is_empty());
}

#[test]
fn nurses_and_doctors_are_staff() {
    passes(r#"total = { whole = "7 staff", parts = { a = "3 nurses", b = "4 doctors" } }"#);
    passes(r#"share = { part = "3 women", whole = "7 adults" }"#);
    // Declared for this text alone.
    let declared = check(
        "[taxonomy]\nis_a = { bust = \"event\", tip = \"event\" }\n[[claim]]\nid = \"c\"\nchange = { from = \"6 tips\", to = \"17 busts\" }\n",
    );
    assert_eq!(declared.tally("AR10").unwrap().passed, 1);
    // Excluding each other does not bring two kinds together.
    let apart = check(
        "[taxonomy]\ndisjoint = [[\"bust\", \"tip\"]]\n[[claim]]\nid = \"c\"\nchange = { from = \"6 tips\", to = \"17 busts\" }\n",
    );
    assert_eq!(apart.undecided()[0].missing, ["taxonomy.is_a"]);
}

#[test]
fn unrelated_kinds_are_asked_about() {
    asks(r#"share = { part = "17 smugglers", whole = "229 busts" }"#, "taxonomy.is_a");
    asks(r#"change = { from = "5 cases", to = "7 deaths" }"#, "taxonomy.is_a");
    asks(
        r#"compare = { groups = { a = "12 deaths per 1,000 births", b = "9 deaths per 1,000 people" } }"#,
        "taxonomy.is_a",
    );
}

#[test]
fn names_that_leave_open_what_they_measure_are_asked_about() {
    asks(r#"change = { from = "5 pounds", to = "7 kg" }"#, "text.country");
    asks(r#"change = { from = "$5", to = "7 USD" }"#, "text.country");
    asks(r#"change = { from = "20 sacks", to = "7 kg" }"#, "unit");
}

#[test]
fn units_of_one_dimension_pass() {
    for relation in [
        r#"share = { part = "5 kg", whole = "25 tons" }"#,
        r#"share = "17 of 229 busts""#,
        r#"change = { from = "12 %", to = "0.2" }"#,
        r#"change = { from = "12 %", to = "120 per 1,000" }"#,
        r#"change = { from = "5 kg", to = "7 kg", stated = "40 %" }"#,
        r#"compare = { groups = { a = "6 of 14 patients", b = "9 of 20 patients" } }"#,
        r#"change = { from = "12 deaths per 100,000", to = "13 deaths per 100,000 people" }"#,
    ] {
        passes(relation);
    }
}

#[test]
fn a_bare_number_is_in_the_unit_beside_it() {
    passes(r#"total = { whole = "2,201 people", parts = { first = "325", crew = "885 men" } }"#);
    passes(r#"change = { from = "5", to = "7 kg" }"#);
}

#[test]
fn a_fraction_beside_an_amount() {
    // "536 kg, 20 % of them heroin": part of the whole.
    passes(r#"total = { whole = "536 kg", parts = { heroin = "20 %", rest = "80 %" } }"#);
    passes(r#"share = { part = "5 %", whole = "536 kg" }"#);
    for relation in [
        r#"change = { from = "100 kg", to = "20 %" }"#,
        r#"compare = { groups = { men = "12 %", women = "300 women" } }"#,
    ] {
        assert!(fires(relation, Severity::Warning).proof().is_none());
    }
}

#[test]
fn currencies_prices_and_scales_are_warnings() {
    let finding = fires(r#"change = { from = "5 million USD", to = "7 million EUR" }"#, Severity::Warning);
    assert_eq!(finding.message(), "5 million USD and 7 million EUR are set side by side, in two currencies");
    let finding =
        fires(r#"change = { from = "5 million 2015 USD", to = "7 million 2020 USD" }"#, Severity::Warning);
    assert!(finding.message().contains("prices"), "{}", finding.message());
    let finding = fires(r#"change = { from = "20 °C", to = "68 °F" }"#, Severity::Warning);
    assert!(finding.message().contains("scales"), "{}", finding.message());
    passes(r#"change = { from = "5 million USD", to = "7 USD" }"#);
}

#[test]
fn a_printed_share_is_a_number() {
    let finding = fires(r#"share = { part = "5 kg", whole = "536 kg", stated = "5 kg" }"#, Severity::Warning);
    assert_eq!(finding.pointers().last().as_deref(), Some("/claim/0/share/stated"));
    passes(r#"share = { part = "5 kg", whole = "536 kg", stated = "1 %" }"#);
}

#[test]
fn ratios_side_by_side_are_no_error() {
    let relation = r#"compare = { groups = { a = "77 deaths per 6,247 person-years", b = "50 deaths per 5,120 people" } }"#;
    let finding = fires(relation, Severity::Warning);
    assert!(finding.proof().is_none());
    // A share and a single figure are not held against each other.
    let report = claim(r#"change = { from = "6 of 14 patients", to = "43 %" }"#);
    assert_eq!(report.tally("AR10").unwrap().passed, 1);
}

#[test]
fn the_gravest_is_told_and_the_order_does_not_matter() {
    let parts = [r#"a = "5 EUR""#, r#"b = "7 kg""#, r#"c = "3 nurses""#];
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let listed: Vec<&str> = order.iter().map(|i| parts[*i]).collect();
        let relation = format!(r#"total = {{ whole = "9 USD", parts = {{ {} }} }}"#, listed.join(", "));
        fires(&relation, Severity::Error);
    }
    // A warning comes before a question.
    fires(r#"total = { whole = "9 USD", parts = { a = "$5", b = "7 EUR" } }"#, Severity::Warning);
}

#[test]
fn no_proof_rests_on_what_the_text_does_not_set_side_by_side() {
    use crate::rule::proof::Proof;
    let text = "[[claim]]\nid = \"c\"\n[claim.change]\nfrom = \"77 deaths per 6,247 person-years\"\nto = \"5 kg per 20 houses\"\n";
    let dossier = read::<Dossier>(text, Format::Toml).0.unwrap();
    let resolved = dossier.resolve().unwrap();
    let pointers: Vec<Box<str>> =
        resolved.quantities().iter().map(|figure| resolved.pointer(figure).to_string().into()).collect();
    for one in &pointers {
        for other in &pointers {
            let forged = Argument::unequal_dimensions(one, other, &resolved);
            assert!(forged.is_none_or(|forged| Proof::new(forged, &resolved).is_err()), "{one} {other}");
        }
    }
}

#[test]
fn whichever_figure_is_printed_first() {
    for groups in [
        "a = '58 million USD', b = '0.73 kg', c = '26.4 %'",
        "c = '26.4 %', b = '0.73 kg', a = '58 million USD'",
    ] {
        let text = format!("[[claim]]\nid = 'a'\ncompare = {{ groups = {{ {groups} }} }}\n");
        assert_eq!(crate::rules::check_one::outcome("AR10", &text), "error", "{groups}");
    }
    // "Pounds" may be money or weight: it hides neither from the other.
    let text = "[[claim]]\nid = 'a'\ncompare = { groups = { a = '5 pounds', b = '3 kg', c = '7 USD' } }\n";
    assert_eq!(crate::rules::check_one::outcome("AR10", text), "error");
}
