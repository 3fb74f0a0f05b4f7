//! Stories from other fields than the founding example's: each report as reviewed, and its numbers worked out by hand.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use saltgrain::number::Exact;
use saltgrain::render::Style;
use saltgrain::{Checker, Finding, Report, Severity, Source};

fn source(name: &str) -> Source {
    let file = format!("examples/{name}.toml");
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    Source::toml(&file, std::fs::read_to_string(path).unwrap())
}

fn checked(name: &str) -> Report {
    let source = source(name);
    source.check(&Checker::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn find(report: &Report, rule: &str, about: &str) -> Finding {
    let found = report.of(about).rule(rule).cloned();
    found.unwrap_or_else(|| panic!("no {rule} on {about} in\n{report}"))
}

fn is(finding: &Finding, name: &str, number: &str) {
    let expected: Exact = number.parse().unwrap();
    assert_eq!(finding.number(name), Some(&expected), "{name} of {}", finding.rule().code);
}

fn limits(finding: &Finding, name: &str, low: &str, high: &str) {
    let interval = finding.interval(name).unwrap_or_else(|| panic!("no limits of {name}"));
    let ends = [low, high].map(|end| end.parse::<Exact>().unwrap());
    assert_eq!(interval.low_value().zip(interval.high_value()), Some((&ends[0], &ends[1])), "{name}");
}

/// To three digits, as a message shows it.
fn near(finding: &Finding, name: &str, shown: &str) {
    assert_eq!(finding.number(name).unwrap().to_decimal(3), shown, "{name} of {}", finding.rule().code);
}

#[test]
fn no_story_is_an_error() {
    for name in ["digest-1936", "guns-2008", "shuttle-1986", "literacy-1930", "collins-1968", "estrogen-1985"]
    {
        assert!(checked(name).worst() < Some(Severity::Error), "{name}");
    }
}

/// Elections: who sends a ballot back is no sample of who votes.
#[test]
fn a_volunteer_survey_read_as_the_voters() {
    let report = checked("digest-1936");
    assert_eq!(find(&report, "SA07", "landon-wins").severity(), Severity::Warning);
    let tipping = find(&report, "SA08", "landon-wins");
    is(&tipping, "tipping point at 1/2", "1082854/1293669");
    assert_eq!(find(&report, "IN04", "landon-wins").severity(), Severity::Warning);
    assert!(report.of("ahead-in-the-poll").iter().all(|finding| finding.severity() == Severity::Note));
}

/// Arms trade: a share of the traced items read as a share of all.
#[test]
fn a_share_of_the_traced_guns() {
    let report = checked("guns-2008");
    let remainder = find(&report, "SC06", "ninety-percent");
    assert_eq!(remainder.severity(), Severity::Warning);
    // 6,700/30,000 and 29,500/30,000; (24,000 - 6,700)/22,800 of the rest for four fifths.
    limits(&remainder, "share of all", "67/300", "59/60");
    is(&remainder, "share of the unattributed needed for 4/5", "173/228");
    assert_eq!(find(&report, "SA07", "ninety-percent").severity(), Severity::Warning);
    assert!(report.of("of-the-traced").iter().next().is_none());
}

/// Spaceflight: none lost so far, and a chance of one in a hundred thousand.
#[test]
fn no_shuttle_was_lost() {
    let report = checked("shuttle-1986");
    // 1 - 0.05^(1/24)
    near(&find(&report, "SA02", "none-lost"), "upper limit", "0.117");
    near(&find(&report, "IN01", "no-risk"), "upper bound", "0.117");
    assert_eq!(find(&report, "IN04", "one-in-100000").severity(), Severity::Warning);
}

/// Sociology: what holds of states need not hold of the people in them.
#[test]
fn immigrants_and_illiteracy() {
    let report = checked("literacy-1930");
    let ecological = find(&report, "IN06", "immigrants-read");
    assert_eq!(ecological.severity(), Severity::Warning);
    // From none of the 13,217 thousand foreign-born to all of the 3,918 thousand illiterate among them.
    limits(&ecological, "bounds", "0", "3918/13217");
}

/// Law: six chances, multiplied.
#[test]
fn one_in_twelve_million() {
    let report = checked("collins-1968");
    let product = find(&report, "IN10", "couple");
    is(&product, "product", "1/12000000");
    is(&product, "largest joint chance", "1/1000");
    is(&product, "dependence factor", "12000");
    is(&product, "expected", "5/12");
    // (1 - e^-m (1 + m))/(1 - e^-m) for m = 5/12, to three digits.
    near(&product, "chance of another", "0.194");
}

/// Medicine: what would have to be unmeasured to explain it.
#[test]
fn estrogen_and_the_heart() {
    let report = checked("estrogen-1985");
    let confounding = find(&report, "IN12", "protects");
    // 2 + sqrt(2), and 5/4 + sqrt(5/16).
    near(&confounding, "E-value", "3.41");
    near(&confounding, "E-value of the limit", "1.81");
    assert_eq!(find(&report, "SA07", "protects").severity(), Severity::Warning);
}

fn as_reviewed(name: &str) -> String {
    checked(name).render(&source(name), Style::Plain)
}

#[test]
fn the_reports_as_reviewed() {
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("digest-1936", as_reviewed("digest-1936"));
        insta::assert_snapshot!("guns-2008", as_reviewed("guns-2008"));
        insta::assert_snapshot!("shuttle-1986", as_reviewed("shuttle-1986"));
        insta::assert_snapshot!("literacy-1930", as_reviewed("literacy-1930"));
        insta::assert_snapshot!("collins-1968", as_reviewed("collins-1968"));
        insta::assert_snapshot!("estrogen-1985", as_reviewed("estrogen-1985"));
    });
}
