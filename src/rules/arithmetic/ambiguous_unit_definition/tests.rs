#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use crate::number::{Exact, Interval};
use crate::rule::{Field, Severity};
use crate::{Checker, Claim, Dossier, Report};

fn check_in(country: Option<&str>, claims: &[&str]) -> Report {
    let mut dossier = Dossier::new("tons");
    dossier.text.country = country.map(str::to_string);
    for (i, text) in claims.iter().enumerate() {
        dossier = dossier.claim(&format!("claim-{i}"), Claim::figure(*text).unwrap());
    }
    Checker::default().select(["AR09"]).unwrap().check(&dossier).unwrap()
}

fn check(text: &str) -> Report {
    check_in(None, &[text])
}

fn message(text: &str) -> String {
    let report = check(text);
    assert_eq!(report.findings().len(), 1, "{text}");
    report.findings()[0].message()
}

fn is_silent(report: &Report) -> bool {
    report.findings().is_empty() && report.undecided().is_empty()
}

#[test]
fn twenty_five_tons_have_three_weights() {
    let report = check("25 tons");
    let finding = &report.findings()[0];
    assert_eq!(finding.severity(), Severity::Note);
    // 25 × 2000 lb, 25 × 1000 kg, 25 × 2240 lb, at 0.45359237 kg to the pound.
    let pound = Exact::new(45_359_237, 100_000_000).unwrap();
    let short = (&pound * &Exact::from(50_000)).unwrap();
    let long = (&pound * &Exact::from(56_000)).unwrap();
    assert_eq!(finding.number("short ton"), Some(&short));
    assert_eq!(finding.number("tonne"), Some(&Exact::from(25_000)));
    assert_eq!(finding.number("long ton"), Some(&long));
    // 2240/2000 − 1
    assert_eq!(finding.number("spread"), Some(&Exact::new(3, 25).unwrap()));
    // Printed to the ton: 24.5 to 25.5 tonnes.
    assert_eq!(finding.interval("tonne"), Interval::closed(24_500.into(), 25_500.into()).as_ref());
    assert_eq!(
        finding.message(),
        "25 tons can be 22,680 kg (short ton), 25,000 kg (tonne) or 25,401 kg (long ton)"
    );
    assert_eq!(finding.reason(), "the definitions are 12 % apart, and the text does not say which is meant");
    assert_eq!(finding.question(), Some(&Field::UNIT_DEFINITION));
}

#[test]
fn country_narrows_and_settles() {
    assert!(is_silent(&check_in(Some("US"), &["25 tons"])));
    let british = check_in(Some("GB"), &["25 tons"]);
    assert_eq!(british.findings()[0].message(), "25 tons can be 25,000 kg (tonne) or 25,401 kg (long ton)");
    // A troy ounce differs from an avoirdupois one in every country: 480/437.5 − 1 = 17/175.
    let gold = check_in(Some("US"), &["400 ounces"]);
    assert_eq!(gold.findings()[0].number("spread"), Some(&Exact::new(17, 175).unwrap()));
}

#[test]
fn a_unit_of_one_definition_does_not_apply() {
    for text in ["25 tonnes", "25 short tons", "25 kg", "229 busts", "80 %", "25"] {
        let report = check(text);
        assert!(is_silent(&report), "{text}");
        assert_eq!(report.tally("AR09").unwrap().not_applicable, 1, "{text}");
    }
}

#[test]
fn none_is_none_in_every_unit() {
    let report = check("0 tons");
    assert!(is_silent(&report));
    assert_eq!(report.tally("AR09").unwrap().passed, 1);
}

#[test]
fn definitions_nearer_than_the_spread_pass() {
    let dossier = Dossier::new("energy").claim("food", Claim::figure("25 tons").unwrap());
    let lenient = Checker::default().select(["AR09"]).unwrap().option("AR09", "spread", "3/25").unwrap();
    let report = lenient.check(&dossier).unwrap();
    assert!(is_silent(&report));
    assert_eq!(report.tally("AR09").unwrap().passed, 1);
}

#[test]
fn what_a_unit_measures_is_taken_to_be_plain() {
    // Weight or sterling: the reader sees which; within each there is one definition.
    assert!(is_silent(&check("5 pounds")));
    // An exchange rate is no definition.
    assert!(is_silent(&check("$5 million")));
}

#[test]
fn limits_and_ranges_stay_what_they_are() {
    assert_eq!(
        message("over 25 tons"),
        "over 25 tons can be at least 22,680 kg (short ton), at least 25,000 kg (tonne) or at least 25,401 kg (long ton)"
    );
    let report = check("10 to 12 tons");
    let finding = &report.findings()[0];
    assert_eq!(finding.number("tonne"), None);
    assert_eq!(finding.interval("tonne"), Interval::closed(10_000.into(), 12_000.into()).as_ref());
    // Below zero the order of the definitions turns round, their distance does not.
    assert_eq!(check("-25 tons").findings()[0].number("spread"), Some(&Exact::new(3, 25).unwrap()));
}

#[test]
fn rates_keep_the_rest_of_their_unit() {
    let report = check("25 tons per day");
    assert_eq!(report.findings()[0].value("tonne").unwrap().shown(), "25,000 kg per day");
    assert_eq!(report.findings()[0].number("short ton"), check("25 tons").findings()[0].number("short ton"));
    let report = check("70 EUR per gallon");
    // 1 US gallon = 231 cubic inches of 0.0254 m.
    let gallon = (&Exact::from(231) * &Exact::new(127, 5_000).unwrap().pow(3).unwrap()).unwrap();
    let finding = &report.findings()[0];
    assert_eq!(finding.number("US gallon"), Some(&(&Exact::from(70) / &gallon).unwrap()));
    assert!(finding.value("US gallon").unwrap().shown().ends_with("EUR per m³"), "{}", finding.message());
}

#[test]
fn degrees_are_not_converted() {
    assert_eq!(message("20 degrees"), "20 degrees can be 20 degrees Celsius or 20 degrees Fahrenheit");
    // Unlike 0 tons, 0 degrees is not one thing.
    assert_eq!(check("0 degrees").findings().len(), 1);
    assert!(is_silent(&check_in(Some("US"), &["70 degrees"])));
}

#[test]
fn a_claim_hears_it_once_and_the_next_claim_again() {
    let dossier = Dossier::new("share").claim("share", Claim::share("5 tons", "20 tons").unwrap());
    let report = Checker::default().select(["AR09"]).unwrap().check(&dossier).unwrap();
    assert_eq!(report.findings().len(), 1);
    assert_eq!(report.findings()[0].pointers().collect::<Vec<_>>(), ["/claim/0/share/part"]);
    let mixed = Dossier::new("share").claim("share", Claim::share("5 tons", "20 gallons").unwrap());
    assert_eq!(Checker::default().select(["AR09"]).unwrap().check(&mixed).unwrap().findings().len(), 2);
    assert_eq!(check_in(None, &["25 tons", "30 tons"]).findings().len(), 2);
}

#[test]
fn it_is_said_once_wherever_the_figure_stands() {
    let notes = |groups: &str| {
        let text = format!("[[claim]]\nid = 'a'\ncompare = {{ groups = {{ {groups} }} }}\n");
        let (dossier, problems) =
            crate::dossier::read::read::<Dossier>(&text, crate::dossier::read::Format::Toml);
        assert!(problems.is_empty(), "{problems:?}");
        let checker = Checker::default().select(["AR09"]).unwrap();
        checker.check(&dossier.unwrap()).unwrap().findings().len()
    };
    assert_eq!(notes("a = '8 tons', b = '6 tons', c = '5 deaths'"), 1);
    assert_eq!(notes("c = '5 deaths', b = '6 tons', a = '8 tons'"), 1);
    // None of anything says nothing of the unit.
    assert_eq!(notes("a = '0 tons', b = '6 tons'"), 1);
    assert_eq!(notes("b = '6 tons', a = '0 tons'"), 1);
}

#[test]
fn each_outcome() {
    use crate::rules::check_one::outcome;
    let tons = |country: &str, figure: &str| {
        format!("[text]\ncountry = \"{country}\"\n[[claim]]\nid = \"a\"\nfigure = \"{figure}\"\n")
    };
    assert_eq!(outcome("AR09", &tons("GB", "25 tons")), "note");
    // The country settles which ton; a tonne and a bust were never in doubt.
    assert_ne!(outcome("AR09", &tons("US", "25 tons")), "note");
    for figure in ["25 tonnes", "25 busts", "25 metric tons"] {
        assert_eq!(outcome("AR09", &tons("GB", figure)), "not applicable", "{figure}");
    }
}

/// What the miles of a rate are asked to be, the miles that it was divided by were asked to be before.
#[test]
fn a_rate_does_not_ask_again_what_its_exposure_asked() {
    let rate = crate::Quantity::rate("42,514 deaths", "3.196 trillion miles").unwrap();
    let rate = rate.stated("1.33 per 100 million miles").unwrap();
    let dossier = Dossier::new("roads").claim("deaths", Claim::rate(rate).unwrap());
    let report = Checker::default().select(["AR09"]).unwrap().check(&dossier).unwrap();
    let messages: Vec<String> = report.findings().iter().map(crate::rule::Finding::message).collect();
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("3.196 trillion miles can be"), "{messages:?}");
}
