#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::Checker;
use crate::rules::check_one::{Judged, dossier, exact, judge, number};

fn case(frame: &str, figure: &str, rest: &str) -> Judged {
    judge(
        "SA05",
        &format!(
            "[frame.poll]\n{frame}\n[[claim]]\nid = \"share\"\nfigure = {{ {figure} }}\nframe = \"poll\"\n\
             measure = \"share\"\n{rest}\n"
        ),
    )
}

const POLL: &str = "design = \"probability\"";

fn of(value: &str, margin: &str, n: &str) -> String {
    format!("value = \"{value}\", margin = \"{margin}\", n = \"{n}\", level = \"95 %\"")
}

#[test]
fn the_margin_of_all_beside_the_share_of_a_few() {
    let finding = case(POLL, &of("50 %", "4 percentage points", "120"), "").warned();
    // 1.959964·√(0.25/120) = 0.0894597; 1.959964²·0.25/0.04² = 600.2.
    assert_eq!(number(&finding, "margin of a simple random sample").to_decimal(6), "8.94597");
    assert_eq!(number(&finding, "units needed"), exact("601"));
    assert_eq!(
        finding.message(),
        "a margin of 4 percentage points is too small for 50 % of 120: drawn by chance it is 8.95 percentage points, \
         at 95 %"
    );
    // 120 of 150 would have it.
    assert_eq!(finding.question().unwrap().name(), "population");
    // Written without a unit, and as an interval.
    case(POLL, &of("50 %", "4", "120"), "").warned();
    case(POLL, "value = \"50 %\", interval = [\"46 %\", \"54 %\"], n = \"120\"", "").warned();
}

#[test]
fn one_figure_stands_for_a_ratio() {
    let text = "[frame.poll]\ndesign = \"probability\"\n[[claim]]\nid = \"share\"\nframe = \"poll\"\n\
                share = { part = \"60 women\", whole = \"120 women\", margin = \"4 percentage points\" }\n";
    let report = Checker::default().select(["SA05"]).unwrap().check(&dossier(text)).unwrap();
    let tally = report.tally("SA05").unwrap();
    assert_eq!((tally.fired, tally.not_applicable), (1, 1));
}

#[test]
fn a_larger_margin_is_a_design_effect() {
    // 3.08 points are the simple random sample's of 1,015.
    case(POLL, &of("50 %", "4 percentage points", "1,015"), "").passed();
    case(POLL, &of("50 %", "3.1 percentage points", "1,015"), "").passed();
    // "3" may be 3.5, "3.0" no more than 3.05.
    case(POLL, &of("50 %", "3 percentage points", "1,015"), "").passed();
    let few = of("50.0 %", "3.0 percentage points", "1,015");
    case(&format!("{POLL}\ndesign_effect = \"1\""), &few, "").warned();
    // At the estimate's own share: 0.861 points of 2 %, where that of a half is 3.08.
    case(POLL, &of("2.0 %", "0.9 percentage points", "1,015"), "").passed();
    case(POLL, &of("2.0 %", "0.5 percentage points", "1,015"), "").warned();
    // None has no margin to be too small.
    case(POLL, &of("0 %", "0.1 percentage points", "1,015"), "").passed();
}

#[test]
fn what_strata_can_explain_is_asked() {
    // Of 49.5 % the least is 3.0700 by Wilson: with rounding, (2.85/3.0700)² = 0.862.
    let strata = of("50 %", "2.8 percentage points", "1,015");
    case(POLL, &strata, "").asks("design_effect", "poll");
    for (stated, warns) in [("0.8", false), ("1", true), ("1.2", true)] {
        let judged = case(&format!("{POLL}\ndesign_effect = \"{stated}\""), &strata, "");
        if warns { drop(judged.warned()) } else { judged.passed() }
    }
    // (2.15/3.0700)² = 0.490, (2.25/3.0700)² = 0.537.
    case(POLL, &of("50 %", "2.1 percentage points", "1,015"), "").warned();
    case(POLL, &of("50 %", "2.2 percentage points", "1,015"), "").asks("design_effect", "poll");
    // A large population leaves strata to be asked about.
    case(&format!("{POLL}\npopulation = \"1 million\""), &strata, "").asks("design_effect", "poll");
}

#[test]
fn an_interval_by_the_score_method_is_no_smaller_margin() {
    let ratio = |part: &str, whole: &str, low: &str, high: &str| {
        let text = format!(
            "[frame.poll]\n{POLL}\n[[claim]]\nid = \"x\"\nframe = \"poll\"\nshare = {{ part = \"{part}\", \
             whole = \"{whole}\", interval = [\"{low}\", \"{high}\"], level = \"95 %\" }}\n"
        );
        let report = Checker::default().select(["SA05"]).unwrap().check(&dossier(&text)).unwrap();
        let tally = report.tally("SA05").unwrap();
        (tally.passed, tally.fired)
    };
    // 5 of 10 by Wilson: 23.7 to 76.3 %, ± 26.3 points, where 1.96·√(0.25/10) is 31.0.
    assert_eq!(ratio("5 people", "10 people", "23.7 %", "76.3 %"), (1, 0));
    assert_eq!(ratio("2 people", "4 people", "15.0 %", "85.0 %"), (1, 0));
    // The interval of a counted share lies around the share, not around the number of its part.
    assert_eq!(ratio("60 women", "120 women", "46 %", "54 %"), (0, 1));
}

#[test]
fn without_a_level_the_smallest_customary_one() {
    let of = |margin: &str| format!("value = \"50.0 %\", margin = \"{margin}\", n = \"120\"");
    // 1.644854·√(0.25/120) = 0.0750770.
    case(POLL, &of("7.6"), "").passed();
    let finding = case(&format!("{POLL}\ndesign_effect = \"1\""), &of("7.3"), "").warned();
    assert!(finding.message().ends_with("7.51 percentage points, even at 90 %"), "{}", finding.message());
}

#[test]
fn a_small_population_and_a_vague_number() {
    // 120 of 150: 120·149/30 = 596 draws' worth: 4.01 points.
    case(&format!("{POLL}\npopulation = \"150\""), &of("50 %", "4 percentage points", "120"), "").passed();
    case(&format!("{POLL}\npopulation = \"150,000\""), &of("50 %", "4 percentage points", "120"), "")
        .warned();
    case(POLL, &of("50 %", "4 percentage points", "at least 120"), "").passed();
    // A design effect makes it no smaller, and a sample with one is no worse than a simple one for this.
    case(&format!("{POLL}\ndesign_effect = \"2\""), &of("50 %", "4 percentage points", "1,015"), "").passed();
    case(POLL, "value = \"50 %\", margin = \"4 percentage points\"", "").asks("n", "share");
    // Strata: 120/0.2 = 600 draws' worth.
    case(&format!("{POLL}\ndesign_effect = \"0.2\""), &of("50 %", "4 percentage points", "120"), "").passed();
}

#[test]
fn nothing_was_drawn() {
    let website = of("50 %", "1 percentage point", "12,000");
    let finding = case("design = \"volunteer\"", &website, "").warned();
    assert_eq!(
        finding.message(),
        "a margin of error of 1 percentage point is printed for whoever came forward"
    );
    case("design = \"convenience\"", &website, "").warned();
    case("design = \"convenience\"", &website, "adjustment = \"weighted\"").warned();
    case("design = \"volunteer\"", &website, "adjustment = \"model\"").not_applicable();
    case("design = \"volunteer\"\nassigned = \"randomised\"", &website, "").passed();
    // Whatever the number.
    case("design = \"volunteer\"", "value = \"50 %\", margin = \"1\"", "").warned();
}

#[test]
fn what_it_says_nothing_of() {
    let few = of("50 %", "4 percentage points", "120");
    for design in ["census", "administrative", "enforcement", "referral", "model", "by-outcome"] {
        case(&format!("design = \"{design}\""), &few, "").not_applicable();
    }
    case(POLL, &few, "adjustment = \"weighted\"").not_applicable();
    // Wages that grew by 50 %, give or take 4, have no such margin.
    case(POLL, &format!("{few}, measure = \"change\""), "").not_applicable();
    let unsaid = |design: &str, n: &str| {
        judge(
            "SA05",
            &format!(
                "[frame.poll]\ndesign = \"{design}\"\n[[claim]]\nid = \"x\"\nframe = \"poll\"\nfigure = {{ value = \"50 %\", margin = \"4\", n = \"{n}\" }}\n"
            ),
        )
    };
    unsaid("probability", "120").asks("measure", "x");
    unsaid("probability", "1,015").passed();
    unsaid("volunteer", "1,015").warned();
    case(POLL, &few, "status = \"target\"").not_applicable();
    case(POLL, "value = \"50 %\", n = \"120\"", "").not_applicable();
    judge("SA05", "[frame.poll]\ndesign = \"probability\"\n[[claim]]\nid = \"x\"\nframe = \"poll\"\nfigure = { value = \"50 kg\", margin = \"4 kg\", n = \"120\" }\n").not_applicable();
    case("stands_for = \"women\"", &few, "").asks("design", "poll");
    judge(
        "SA05",
        "[[claim]]\nid = \"x\"\nmeasure = \"share\"\nfigure = { value = \"50 %\", margin = \"4\", n = \"120\" }\n",
    )
    .asks("frame", "x");
}
