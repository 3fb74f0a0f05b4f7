#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::number::Exact;
use crate::rules::check_one::{closed, dossier, exact, limits, number};
use crate::{Checker, Report, Severity};

/// SV03 on one claim, whose first figure is judged.
fn report(frame: &str, icc: &str, claim: &str) -> Report {
    let icc = match icc {
        "" => String::new(),
        icc => format!(
            "[[assume]]\nname = \"icc\"\nfor = \"classes\"\nvalue = \"{icc}\"\nsource = \"supposed\"\n"
        ),
    };
    let text = format!(
        "[frame.classes]\ndesign = \"probability\"\nstands_for = \"pupils\"\n{frame}\n{icc}[[claim]]\nid = \"readers\"\nof = \"readers\"\n\
         frame = \"classes\"\n{claim}\n"
    );
    Checker::default().select(["SV03"]).unwrap().check(&dossier(&text)).unwrap()
}

fn outcome(frame: &str, icc: &str, claim: &str) -> String {
    let report = report(frame, icc, claim);
    if let [finding] = report.findings() {
        return finding.severity().to_string();
    }
    assert!(report.findings().is_empty());
    if let [undecided] = report.undecided() {
        return undecided.missing.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    }
    let tally = report.tally("SV03").unwrap();
    if tally.passed == 1 { "passed" } else { "not applicable" }.to_string()
}

fn share(margin: &str) -> String {
    format!("[claim.share]\npart = \"375 pupils\"\nwhole = \"750 pupils\"\n{margin}")
}

const CLASSES: &str = "clusters = \"30 classes\"";

#[test]
fn classes_are_no_pupils() {
    let report = report(CLASSES, "0.15", &share("margin = \"3.6 percentage points\""));
    let [finding] = report.findings() else { panic!("{report}") };
    assert_eq!(finding.severity(), Severity::Warning);
    // 1 + 24·0.15 = 4.6; 750/4.6 = 163.04.
    assert_eq!(number(finding, "design effect"), exact("4.6"));
    assert_eq!(number(finding, "effective size"), exact("3750/23"));
    // 3.6·√4.6 = 7.7211.
    let corrected = number(finding, "corrected");
    assert!(corrected > exact("7.7211") && corrected < exact("7.7212"), "{corrected}");
    assert_eq!(
        finding.message(),
        "750 pupils tell as much as 163 drawn one by one, and the printed precision of 3.6 percentage points is that of 750"
    );
}

#[test]
fn a_margin_that_is_wide_enough_passes() {
    // At 95 % 7.7 points, at 90 % 6.44.
    assert_eq!(
        outcome(CLASSES, "0.15", &share("margin = \"7.7 percentage points\"\nlevel = \"95 %\"")),
        "passed"
    );
    assert_eq!(
        outcome(CLASSES, "0.15", &share("margin = \"3.6 percentage points\"\nlevel = \"95 %\"")),
        "warning"
    );
    assert_eq!(
        outcome(CLASSES, "0.15", &share("margin = \"6.0 percentage points\"\nlevel = \"95 %\"")),
        "warning"
    );
    assert_eq!(
        outcome(CLASSES, "0.15", &share("margin = \"6.5 percentage points\"\nlevel = \"90 %\"")),
        "passed"
    );
    // Wide enough at 90 %, not at 95 %: which is it?
    assert_eq!(outcome(CLASSES, "0.15", &share("margin = \"7.0 percentage points\"")), "level");
    // At 99 % 10.1 points.
    assert_eq!(outcome(CLASSES, "0.15", &share("margin = \"10.2 percentage points\"")), "passed");
    // As an interval: 46.4 to 53.6.
    assert_eq!(outcome(CLASSES, "0.15", &share("interval = [\"46.4 %\", \"53.6 %\"]")), "warning");
    assert_eq!(outcome(CLASSES, "0.15", &share("interval = [\"39 %\", \"61 %\"]")), "passed");
    // Narrower than even 750 independent pupils allow (2.99 at 90 %): another matter.
    assert_eq!(outcome(CLASSES, "0.15", &share("margin = \"1.5 percentage points\"")), "note");
    // A school of 800: the correction for its size is √(50/799), and 0.9 points are as wide as 750 allow.
    let school = format!("{CLASSES}\npopulation = \"800 pupils\"");
    assert_eq!(
        outcome(&school, "0.15", &share("margin = \"0.9 percentage points\"\nlevel = \"95 %\"")),
        "warning"
    );
    assert_eq!(
        outcome(&school, "0.15", &share("margin = \"2.2 percentage points\"\nlevel = \"95 %\"")),
        "passed"
    );
}

#[test]
fn without_a_printed_precision_a_note() {
    assert_eq!(outcome(CLASSES, "0.15", &share("")), "note");
    assert_eq!(outcome(CLASSES, "0.15", &share("p = \"0.03\"")), "note");
    // 1 + 24·0.01 = 1.24: 605 of 750 are more than four fifths.
    assert_eq!(outcome(CLASSES, "0.01", &share("")), "passed");
    assert_eq!(outcome(CLASSES, "exactly 0", &share("margin = \"3.6 percentage points\"")), "passed");
    // Four fifths themselves pass: 1 + cv² = 1.25.
    assert_eq!(outcome("weights_cv = \"0.5\"", "", &share("")), "passed");
    assert_eq!(outcome("weights_cv = \"0.51\"", "", &share("")), "note");
    // A range: at least 1.24, at most 4.6.
    assert_eq!(outcome(CLASSES, "0.01 to 0.15", &share("")), "passed");
    let report = report(CLASSES, "0.05 to 0.15", &share(""));
    assert_eq!(limits(report.findings().first().unwrap(), "design effect"), closed("2.2", "4.6"));
}

#[test]
fn weights_and_a_stated_design_effect() {
    // (1 + 1)·4.6.
    let report = report("clusters = \"30 classes\"\nweights_cv = \"1\"", "0.15", &share(""));
    assert_eq!(number(report.findings().first().unwrap(), "design effect"), exact("9.2"));
    // The stated one holds for both.
    assert_eq!(outcome("clusters = \"30 classes\"\ndesign_effect = \"1.1\"", "", &share("")), "passed");
    assert_eq!(outcome("design_effect = \"2\"", "", &share("margin = \"3.6 percentage points\"")), "warning");
    assert_eq!(outcome("design_effect = \"0\"", "", &share("")), "not applicable");
    // Better than one by one.
    assert_eq!(
        outcome("design_effect = \"0.7\"", "", &share("margin = \"3.1 percentage points\"")),
        "passed"
    );
}

#[test]
fn it_asks_how_alike_they_are_only_where_that_matters() {
    let asked = report(CLASSES, "", &share("margin = \"3.6 percentage points\""));
    let [undecided] = asked.undecided() else { panic!("{asked}") };
    assert_eq!(undecided.missing.iter().map(ToString::to_string).collect::<Vec<_>>(), ["icc"]);
    let shown: Vec<Option<Exact>> = undecided.so_far.iter().map(|value| value.exact.clone()).collect();
    // 1 + 24·icc.
    assert_eq!(shown, ["1.24", "2.2", "4.6"].map(|effect| Some(exact(effect))));
    // 700 classes of 750 pupils: at most 1.07.
    assert_eq!(
        outcome("clusters = \"700 classes\"", "", &share("margin = \"3.6 percentage points\"")),
        "passed"
    );
    // More clusters than units.
    assert_eq!(outcome("clusters = \"900 classes\"", "", &share("")), "passed");
    // As wide as if the pupils of a class were one: 50 ± 47.
    assert_eq!(outcome(CLASSES, "", &share("margin = \"47 percentage points\"")), "passed");
}

#[test]
fn means_with_their_spread() {
    let mean = |fields: &str| format!("figure = {{ mean = \"100 points\", n = \"750 pupils\", {fields} }}");
    // 15·1.96/√750 = 1.07, with the design effect 2.30.
    assert_eq!(
        outcome(CLASSES, "0.15", &mean("sd = \"15 points\", margin = \"1.1 points\", level = \"95 %\"")),
        "warning"
    );
    assert_eq!(
        outcome(CLASSES, "0.15", &mean("sd = \"15 points\", margin = \"2.3 points\", level = \"95 %\"")),
        "passed"
    );
    // The standard error 0.548, with the design effect 1.17.
    assert_eq!(outcome(CLASSES, "0.15", &mean("sd = \"15 points\", se = \"0.55 points\"")), "warning");
    assert_eq!(outcome(CLASSES, "0.15", &mean("sd = \"15 points\", se = \"1.2 points\"")), "passed");
    assert_eq!(outcome(CLASSES, "0.15", &mean("margin = \"1.1 points\"")), "note");
    assert_eq!(outcome(CLASSES, "0.15", "figure = { mean = \"100 points\", margin = \"1.1 points\" }"), "n");
    assert_eq!(outcome(CLASSES, "0.15", "figure = { mean = \"100 points\" }"), "not applicable");
}

#[test]
fn silent_on_other_figures() {
    assert_eq!(outcome("", "", &share("margin = \"3.6 percentage points\"")), "not applicable");
    assert_eq!(outcome(CLASSES, "0.15", "figure = \"750 pupils\""), "not applicable");
    assert_eq!(outcome(CLASSES, "0.15", &format!("adjustment = \"model\"\n{}", share(""))), "not applicable");
    // No share at all varies.
    let none =
        "[claim.share]\npart = \"0 pupils\"\nwhole = \"750 pupils\"\nmargin = \"3.6 percentage points\"";
    assert_eq!(outcome(CLASSES, "0.15", none), "note");
    let percentage = "measure = \"share\"\nfigure = { value = \"50 %\", n = \"750 pupils\", margin = \"3.6 %\", level = \"95 %\" }";
    assert_eq!(outcome(CLASSES, "0.15", percentage), "warning");
    assert_eq!(outcome("clusters = \"dozens of classes\"", "0.15", &share("")), "not applicable");
}

#[test]
fn a_precision_is_in_the_unit_of_its_figure() {
    let text = |precision: &str| {
        format!("figure = {{ mean = \"172 cm\", sd = \"10 cm\", n = \"400 people\", {precision} }}")
    };
    // 10/√400 = 0.5 cm; with a design effect of 4, 1 cm.
    for precision in ["se = \"0.5 cm\"", "se = \"0.5\"", "margin = \"0.98\", level = \"95 %\""] {
        let report = report("design_effect = \"4\"", "", &text(precision));
        let [finding] = report.findings() else { panic!("{report}") };
        assert_eq!(finding.severity(), Severity::Warning, "{precision}");
        assert!(
            !precision.starts_with("se") || finding.reason().ends_with("0.5 cm becomes 1 cm"),
            "{}",
            finding.reason()
        );
    }
    assert_eq!(outcome("design_effect = \"4\"", "", &text("se = \"1.0\"")), "passed");
    // A bare number beside a percentage is in points: 3.1 of a half of 1,000, twice that with the effect.
    let share = |margin: &str| {
        format!(
            "measure = \"share\"\nfigure = {{ value = \"50 %\", n = \"1,000\", margin = \"{margin}\", level = \"95 %\" }}"
        )
    };
    assert_eq!(outcome("design_effect = \"4\"", "", &share("3.1")), "warning");
    assert_eq!(outcome("design_effect = \"4\"", "", &share("6.3")), "passed");
}
