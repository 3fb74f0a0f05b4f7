//! The founding example: every number of the model's section 9 that the rules of this version produce, exactly.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use saltgrain::number::Exact;
use saltgrain::render::Style;
use saltgrain::{Checker, Finding, Report, Severity, Source};

fn source() -> Source {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/fentanyl.toml");
    Source::toml("examples/fentanyl.toml", std::fs::read_to_string(path).unwrap())
}

fn report() -> Report {
    source().check(&Checker::default()).unwrap()
}

fn find(report: &Report, rule: &str, claim: &str, conclusion: Option<&str>) -> Finding {
    let found = report.findings().iter().find(|finding| {
        finding.rule().code == rule && finding.claim() == Some(claim) && finding.conclusion() == conclusion
    });
    found.unwrap_or_else(|| panic!("no {rule} on {claim} and {conclusion:?}")).clone()
}

fn fraction(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Asserts a severity and named exact numbers; the fractions are worked out by hand.
fn expect(finding: &Finding, severity: Severity, numbers: &[(&str, &str)]) {
    assert_eq!(finding.severity(), severity, "{}", finding.message());
    for (name, number) in numbers {
        assert_eq!(finding.number(name), Some(&fraction(number)), "{} of {}", name, finding.rule().code);
    }
}

fn ends(finding: &Finding, name: &str) -> (Exact, Exact) {
    let interval = finding.interval(name).unwrap_or_else(|| panic!("no limits of {name}"));
    (interval.low_value().unwrap().clone(), interval.high_value().unwrap().clone())
}

#[test]
fn nothing_is_an_error() {
    assert!(report().findings().iter().all(|finding| finding.severity() < Severity::Error));
}

#[test]
fn the_share_by_mass_and_by_cases() {
    let report = report();
    let share = find(&report, "AR01", "by-mass", None);
    expect(&share, Severity::Note, &[("ratio", "5/536")]);
    assert_eq!(ends(&share, "ratio"), (fraction("9/1073"), fraction("11/1071")));
    let units = find(&report, "DN07", "by-mass", None);
    expect(
        &units,
        Severity::Warning,
        &[("larger share", "17/229"), ("smaller share", "5/536"), ("times", "9112/1145")],
    );
    assert!(units.reason().contains("different bases"));
}

#[test]
fn selection() {
    let report = report();
    for claim in ["by-mass", "by-case"] {
        expect(&find(&report, "SA07", claim, Some("not-major")), Severity::Warning, &[]);
    }
    let by_mass = [
        ("tipping point at 1/2", "531/5"),
        ("tipping point at 1/4", "177/5"),
        ("tipping point at 1/10", "59/5"),
    ];
    expect(&find(&report, "SA08", "by-mass", Some("not-major")), Severity::Note, &by_mass);
    let by_case = [
        ("tipping point at 1/2", "212/17"),
        ("tipping point at 1/4", "212/51"),
        ("tipping point at 1/10", "212/153"),
    ];
    expect(&find(&report, "SA08", "by-case", Some("not-major")), Severity::Note, &by_case);
    let bounds = find(&report, "SA09", "by-mass", Some("not-major"));
    expect(&bounds, Severity::Warning, &[]);
    assert_eq!(ends(&bounds, "bounds at 10 %"), (fraction("1/1072"), fraction("4829/5360")));
    assert_eq!(ends(&bounds, "bounds at 25 %"), (fraction("5/2144"), fraction("1613/2144")));
}

#[test]
fn stages_and_origins() {
    let report = report();
    let stages = find(&report, "SC01", "by-mass", Some("not-major"));
    expect(&stages, Severity::Warning, &[("uncovered stages", "2")]);
    assert!(stages.reason().contains("precursor, synthesis"), "{}", stages.reason());
    let upstream = [
        ("upstream share needed for 1/2", "263/531"),
        ("upstream share needed for 1/4", "43/177"),
        ("upstream share needed for 1/10", "27/295"),
    ];
    expect(&find(&report, "SC02", "by-mass", Some("not-major")), Severity::Warning, &upstream);
}

#[test]
fn purity_bases_and_one_case() {
    let report = report();
    let pure = find(&report, "SC04", "by-mass", Some("not-major"));
    expect(&pure, Severity::Warning, &[("gross share", "5/536")]);
    // 5·0.9/(5·0.9 + 531·0.1) and 5·0.9/(5·0.9 + 531·0.05), each over 5/536.
    assert_eq!(ends(&pure, "pure share"), (fraction("5/64"), fraction("10/69")));
    assert_eq!(ends(&pure, "times"), (fraction("67/8"), fraction("1072/69")));
    let bases = report
        .findings()
        .iter()
        .find(|finding| finding.rule().code == "SC05" && finding.conclusion() == Some("not-major"));
    let bases = bases.unwrap();
    assert_eq!(bases.severity(), Severity::Warning);
    assert!(["shipment", "nationality"].iter().all(|basis| bases.message().contains(basis)));
    // (5 + 30)/(536 + 30)
    let case = find(&report, "SC07", "by-mass", None);
    expect(&case, Severity::Warning, &[("share with the case", "35/566"), ("times", "1876/283")]);
}

#[test]
fn tips_and_deaths() {
    let report = report();
    let tips = find(&report, "IN07", "tips", Some("no-suppliers"));
    expect(&tips, Severity::Warning, &[]);
    // Six in the 2,800 days from 2012-01-01 to 2019-08-31.
    let a_year = (&fraction("6") * &fraction("365.25")).and_then(|days| days / Exact::from(2_800));
    assert_eq!(tips.number("rate"), Some(&a_year.unwrap()));
    for rule in ["IN05", "CT13"] {
        let early = find(&report, rule, "deaths", Some("control-useless"));
        expect(&early, Severity::Warning, &[("gap", "120")]);
    }
}

#[test]
fn none_found() {
    let report = report();
    let none = find(&report, "IN01", "none-since", Some("it-stopped"));
    expect(&none, Severity::Warning, &[("days", "125")]);
    let bound = none.interval("upper bound").unwrap();
    assert!(bound.contains(&fraction("2.99573227355399099343522357614")));
    assert!(bound.width().unwrap().unwrap() < fraction("0.000000000000001"));
    assert_eq!(none.number("upper bound a year").unwrap().to_decimal(3), "8.75");
    let missed = Exact::new(19, 20).unwrap().pow(20).unwrap();
    assert_eq!(none.number("chance of finding none"), Some(&missed));
    assert_eq!(missed.to_decimal(2), "0.36");
}

#[test]
fn consumption() {
    let report = report();
    let quotient = find(&report, "DN09", "consumption", None);
    expect(&quotient, Severity::Note, &[("location quotient", "16"), ("rate against the rest", "76")]);
    let (low, high) = ends(&quotient, "location quotient");
    assert_eq!((low, high), (fraction("159/11"), fraction("161/9")));
    expect(&find(&report, "DN04", "prescriptions", Some("own-demand")), Severity::Warning, &[]);
}

#[test]
fn tons_and_what_cannot_be_compared() {
    let report = report();
    let tons = find(&report, "AR09", "mexico", None);
    // 25 × 2000 × 0.45359237 kg, 25 × 1000 kg, 25 × 2240 × 0.45359237 kg
    expect(
        &tons,
        Severity::Note,
        &[("short ton", "22679.6185"), ("tonne", "25000"), ("long ton", "25401.17272")],
    );
    let reasons: Vec<String> = report.not_compared().iter().map(|pair| pair.reason.to_string()).collect();
    let against = |start: &str| {
        reasons.iter().find(|reason| reason.starts_with(start)).unwrap_or_else(|| panic!("{reasons:?}"))
    };
    for component in ["place", "period", "base", "origin"] {
        assert!(against("25 tons and 536 kg").contains(component), "{component}");
    }
    for component in ["period", "base"] {
        assert!(against("30 kg and 5 kg").contains(component), "{component}");
    }
    assert!(report.of("mexico").rule("IN03").is_none());
}

#[test]
fn the_conclusion() {
    let report = report();
    for claim in ["by-mass", "by-case"] {
        let open = find(&report, "IN04", claim, Some("not-major"));
        expect(&open, Severity::Warning, &[]);
        assert!(["1/10", "1/4", "1/2"].iter().all(|threshold| open.message().contains(threshold)));
        assert_eq!(ends(&open, "concluded"), (Exact::ZERO, Exact::ONE));
        expect(&find(&report, "IN02", claim, Some("not-major")), Severity::Note, &[("components", "4")]);
        // Limited to what was seized it is proven: nothing fires.
        let limited = |finding: &&Finding| {
            finding.claim() == Some(claim) && finding.conclusion() == Some("little-of-what-was-seized")
        };
        assert!(report.findings().iter().find(limited).is_none());
    }
    assert!(report.tally("IN04").unwrap().passed >= 2);
}

#[test]
fn the_report_as_reviewed() {
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("fentanyl", report().render(&source(), Style::Plain));
    });
}

#[test]
fn the_report_reads_back_from_json() {
    let report = report();
    let read = Report::from_json(&report.to_json()).unwrap();
    assert_eq!(read, report);
    assert_eq!(read.render(&source(), Style::Plain), report.render(&source(), Style::Plain));
    assert_eq!(read.to_string(), report.to_string());
}
