#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use crate::rule::Severity;
use crate::rule::proof::{Rejection, verify};
use crate::rules::check_one::{Judged, closed, dossier, exact, judge, limits, number, outcome};

fn text(frame: &str, screening: &str) -> String {
    format!(
        "[frame.test]\n{frame}\n[[claim]]\nid = \"positive\"\nframe = \"test\"\n[claim.screening]\n{screening}\n"
    )
}

const TEST: &str = "sensitivity = \"90 %\"\nspecificity = \"95 %\"";

fn case(screening: &str) -> Judged {
    judge("DN12", &text(TEST, screening))
}

/// One claim and what is concluded of it.
fn step(share: &str, conclusion: &str) -> String {
    format!(
        "[[claim]]\nid = \"match\"\nof = \"matching\"\nbase = \"innocent\"\n{share}\n\
         [[conclusion]]\nid = \"guilty\"\nfrom = \"match\"\n{conclusion}\n"
    )
}

const EXCHANGED: &str = "of = \"innocent\"\nbase = \"matching\"";

fn supposed(name: &str, value: &str) -> String {
    format!("[[assume]]\nname = \"{name}\"\nfor = \"guilty\"\nvalue = \"{value}\"\nsource = \"supposed\"\n")
}

#[test]
fn the_sensitivity_is_no_predictive_value() {
    let finding = case("prevalence = \"1.0 %\"\nppv = \"90 %\"").fired(Severity::Error);
    // Of 10,000: 100 · 0.9 = 90 right, 9,900 · 0.05 = 495 wrong; 90/585 = 2/13 = 15.4 %.
    assert_eq!(number(&finding, "follows"), exact("2/13"));
    // Least: 0.0095 · 0.895 / (0.0095 · 0.895 + 0.9905 · 0.055) = 85,025/629,800 = 0.1350…; most, with 0.0105 · 0.905 and
    // 0.9895 · 0.045: 95,025/540,300 = 0.1758….
    assert_eq!(limits(&finding, "follows"), closed("3401/25192", "1267/7204"));
    assert_eq!(
        finding.message(),
        "90 % of the positive are said to have it; with a prevalence of 1.0 %, a sensitivity of 90 % and a specificity of \
         95 % it is 15.4 %"
    );
    assert!(finding.reason().starts_with("that is the sensitivity"), "{}", finding.reason());
}

#[test]
fn the_proof_holds_for_this_text_and_no_other() {
    let text = text(TEST, "prevalence = \"1.0 %\"\nppv = \"90 %\"");
    let finding = judge("DN12", &text).fired(Severity::Error);
    let proof = finding.proof().unwrap();
    let check = |text: &str| verify(proof, &dossier(text).resolve().unwrap());
    assert_eq!(check(&text), Ok(()));
    for (from, to) in [("90 %\"\nspecificity", "99 %\"\nspecificity"), ("1.0 %", "50 %"), ("95 %", "99.9 %")]
    {
        assert!(matches!(check(&text.replace(from, to)), Err(Rejection::Misquoted(_))), "{to}");
    }
    // A frame that the claim does not name states nothing of it.
    let other = text
        .replace("frame = \"test\"", "frame = \"other\"")
        .replace("[[claim]]", "[frame.other]\nsensitivity = \"90 %\"\nspecificity = \"95 %\"\n[[claim]]");
    assert!(check(&other).is_err());
}

#[test]
fn what_follows_passes() {
    case("prevalence = \"1.0 %\"\nppv = \"15 %\"").passed();
    case("prevalence = \"1.0 %\"\nppv = \"15.4 %\"").passed();
    // 1 in 100 may be anything from 1 in 100.5 to 1 in 99.5.
    case("prevalence = \"10 of 1,000 women\"\nppv = \"15 %\"").passed();
    case("tested = \"10,000 women\"\npositives = \"585 women\"\nfalse_positives = \"495 women\"\nppv = \"15 %\"").passed();
    // Where all have it, all of the positive do, however good the test.
    case("prevalence = \"100 %\"\nppv = \"100 %\"").passed();
}

#[test]
fn the_ladder_of_readings() {
    // Nearest 13.5 to 17.6: 18 % (17.5 to 18.5) touches it, 18.2 % (18.15) does not; as written 0.011·0.91 of itself and
    // 0.989·0.04: 1,001/4,957 = 20.2 %.
    case("prevalence = \"1.0 %\"\nppv = \"18 %\"").passed();
    let finding = case("prevalence = \"1.0 %\"\nppv = \"18.2 %\"").noted();
    assert!(finding.reason().ends_with("unless a figure was cut off or rounded up"), "{}", finding.reason());
    // The widest reading of the round 90 % is (80, 100), which moves the highest to 0.011 / (0.011 + 0.03956) = 21.8 %.
    case("prevalence = \"1.0 %\"\nppv = \"20.5 %\"").warned();
    case("prevalence = \"1.0 %\"\nppv = \"23 %\"").fired(Severity::Error);
    case("prevalence = \"1.0 %\"\nppv = \"about 23 %\"").warned();
    case("prevalence = \"1.0 %\"\nppv = \"at least 23 %\"").fired(Severity::Error);
    case("prevalence = \"1.0 %\"\nppv = \"at least 13 %\"").passed();
    case("prevalence = \"at least 1 %\"\nppv = \"23 %\"").passed();
}

#[test]
fn counts_decide_by_themselves() {
    let counts = "positives = \"585 women\"\nfalse_positives = \"495 women\"\n";
    // 1 - 495/585 = 2/13 = 15.4 %.
    let finding = judge("DN12", &text("", &format!("{counts}ppv = \"85 %\""))).fired(Severity::Error);
    assert_eq!(number(&finding, "follows"), exact("2/13"));
    assert_eq!(finding.message(), "85 % of the positive are said to have it; by the counts it is 15.4 %");
    // The complement: how many of the positive do not have it.
    assert!(
        finding.advice().contains("would be right if") || finding.advice().starts_with("say how many"),
        "{}",
        finding.advice()
    );
    // Of men and women nothing is known to be one kind counted twice.
    let other = counts.replace("495 women", "495 letters");
    judge("DN12", &text("", &format!("{other}ppv = \"85 %\""))).warned();
}

#[test]
fn chance_moves_counts_so_bayes_alone_is_no_error() {
    for screening in [
        "prevalence = \"1.0 %\"\nppv = \"45 of 50 women\"",
        "prevalence = \"1.0 %\"\nppv = { value = \"90 %\", n = \"50\" }",
        "tested = \"50 women\"\nprevalence = \"1.0 %\"\nppv = \"90 %\"",
        "prevalence = \"1.0 %\"\nppv = { value = \"90 %\", status = \"estimate\" }",
        "prevalence = \"1.0 %\"\nppv = { value = \"90 %\", place = \"NZ\" }",
    ] {
        let finding = case(screening).warned();
        assert!(finding.reason().contains("unless chance moved what was counted"), "{}", finding.reason());
    }
}

#[test]
fn it_asks_for_what_is_missing() {
    case("ppv = \"90 %\"").asks("screening.prevalence", "positive");
    judge("DN12", &text("specificity = \"95 %\"", "prevalence = \"1 %\"\nppv = \"90 %\""))
        .asks("sensitivity", "test");
    judge("DN12", &text("sensitivity = \"95 %\"", "prevalence = \"1 %\"\nppv = \"90 %\""))
        .asks("specificity", "test");
    assert_eq!(outcome("DN12", &text("", "ppv = \"90 %\"")), "not applicable");
    assert_eq!(outcome("DN12", &text(TEST, "prevalence = \"1 %\"")), "not applicable");
    assert_eq!(outcome("DN12", &text(TEST, "prevalence = \"1 %\"\nppv = \"90 kg\"")), "not applicable");
}

#[test]
fn edges_decide_nothing() {
    // Without anybody who has it, or a test that never fires, there is nothing to know of the positive.
    for (frame, screening) in [
        (TEST, "prevalence = \"0 %\"\nppv = \"0 %\""),
        ("sensitivity = \"0 %\"\nspecificity = \"100 %\"", "prevalence = \"1 %\"\nppv = \"50 %\""),
        ("sensitivity = \"100 %\"\nspecificity = \"100 %\"", "prevalence = \"1 %\"\nppv = \"100 %\""),
    ] {
        assert_eq!(outcome("DN12", &text(frame, screening)), "passed", "{frame}\n{screening}");
    }
    // None of the others is ever positive: then all of the positive have it.
    judge(
        "DN12",
        &text(
            "sensitivity = \"90 %\"\nspecificity = \"100.00 %\"",
            "prevalence = \"10.0 %\"\nppv = \"50 %\"",
        ),
    )
    .fired(Severity::Error);
}

#[test]
fn the_innocent_who_match_are_not_those_of_the_matching_who_are_innocent() {
    let text =
        step("share = \"1 in 1,000,000\"", &format!("{EXCHANGED}\nasserts = \"share <= 1 in 1,000,000\""));
    let finding = judge_step(&text).warned();
    assert_eq!(
        finding.message(),
        "0.0001 % is how many of innocent are matching; the conclusion is how many of matching are innocent"
    );
    assert_eq!(finding.question().map(crate::rule::Field::name), Some("prior"));
    // It is even where p·π = 1·(1 − π): π = 1/1.000001.
    let with = format!("{text}{}", supposed("misclassification", "100 %"));
    let finding = judge_step(&with).warned();
    assert!(limits(&finding, "even").contains(&exact("1000000/1000001")));
    // With one guilty of 200,000: 199,999/200,000 · 10⁻⁶ against 1/200,000: 0.2 to 1, a sixth.
    let with = format!("{with}{}", supposed("prior", "99.9995 %"));
    let finding = judge_step(&with).warned();
    assert!(
        limits(&finding, "follows").contains(&exact("199999/1199999")),
        "{:?}",
        limits(&finding, "follows")
    );
    // Asserted only that a minority of them are innocent: that follows.
    judge_step(&with.replace("share <= 1 in 1,000,000", "share < 1/2")).passed();
}

#[test]
fn where_both_are_equally_common_the_exchange_is_harmless() {
    let text = step("share = \"80 %\"", EXCHANGED);
    judge_step(&text).warned();
    // 0.8 · 0.5 = 0.4; 0.2 · 0.5 = 0.1: again 80 %.
    let with = format!("{text}{}{}", supposed("prior", "50 %"), supposed("misclassification", "20 %"));
    judge_step(&with).passed();
    judge_step(&with.replace("50 %", "1 %")).warned();
}

#[test]
fn what_is_not_exchanged_is_not_judged() {
    for conclusion in [
        "",
        "of = \"innocent\"",
        "of = \"matching\"\nbase = \"innocent\"",
        "base = \"guilty\"",
        "of = \"innocent\"\nbase = \"matching\"\nasserts = \"ratio > 1\"",
    ] {
        judge_step(&step("share = \"80 %\"", conclusion)).not_applicable();
    }
    judge_step(&step("figure = \"80 kg\"", EXCHANGED)).not_applicable();
    // Another claim says it the right way round.
    let text =
        step("share = \"80 %\"", EXCHANGED).replace("from = \"match\"", "from = [\"match\", \"counted\"]");
    let counted =
        "[[claim]]\nid = \"counted\"\nof = \"innocent\"\nbase = \"matching\"\nshare = \"3 of 4 people\"\n";
    assert_eq!(steps(&format!("{counted}{text}")), (0, 0));
}

#[test]
fn a_hedged_exchange_gets_a_note() {
    judge_step(&step("share = \"80 %\"", &format!("{EXCHANGED}\nmood = \"hedged\""))).noted();
}

/// The outcome of the step; the claim of the same dossier has nothing to say.
fn judge_step(text: &str) -> Judged {
    let report = crate::Checker::default().select(["DN12"]).unwrap().check(&dossier(text)).unwrap();
    let tally = report.tally("DN12").unwrap();
    match report.findings() {
        [finding] => Judged::Fired(Box::new(finding.clone())),
        [] if tally.passed == 1 => Judged::Passed,
        [] if tally.undecidable == 0 => Judged::NotApplicable,
        _ => panic!("more than one outcome"),
    }
}

/// How many steps fired and passed.
fn steps(text: &str) -> (usize, usize) {
    let report = crate::Checker::default().select(["DN12"]).unwrap().check(&dossier(text)).unwrap();
    let tally = report.tally("DN12").unwrap();
    (tally.fired, tally.passed)
}

fn tenths(n: u32) -> String {
    format!("{}.{} %", n / 10, n % 10)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Soundness and power: the value that follows, cut off to the tenth, is never called wrong; one moved by more than all
    /// that the readings leave open is an error whose proof verifies.
    #[test]
    fn a_value_moved_out_of_what_follows_is_found(
        prevalence in 10..900u32, sensitivity in 500..1000u32, specificity in 500..1000u32, moved in 0..1000u32,
    ) {
        let frame = format!("sensitivity = \"{}\"\nspecificity = \"{}\"", tenths(sensitivity), tenths(specificity));
        // In millionths of those tested, by counting.
        let right = prevalence * sensitivity;
        let wrong = (1000 - prevalence) * (1000 - specificity);
        let share = 1000 * right / (right + wrong);
        let told = |ppv: u32| text(&frame, &format!("prevalence = \"{}\"\nppv = \"{}\"", tenths(prevalence), tenths(ppv)));
        prop_assert!(["passed", "note"].contains(&&*outcome("DN12", &told(share))));
        // Whatever rounding does: prevalence and rates by 1 % at the most where they end in a whole or ten per cent.
        let slack = |n: u32| if n % 100 == 0 { 100 } else if n % 10 == 0 { 10 } else { 1 };
        let ends = |p: (u32, u32), e: (u32, u32), g: (u32, u32)| {
            let least = 1000.0 * f64::from(p.0) * f64::from(e.0) / (f64::from(p.0) * f64::from(e.0) + f64::from(1000 - p.0) * f64::from(1000 - g.0));
            let most = 1000.0 * f64::from(p.1) * f64::from(e.1) / (f64::from(p.1) * f64::from(e.1) + f64::from(1000 - p.1) * f64::from(1000 - g.1));
            (least, most)
        };
        let around = |n: u32| (n.saturating_sub(slack(n)), (n + slack(n)).min(1000));
        let (least, most) = ends(around(prevalence), around(sensitivity), around(specificity));
        let own = f64::from(slack(moved));
        if f64::from(moved) + own + 1.0 < least || f64::from(moved) - own - 1.0 > most {
            let text = told(moved);
            let finding = judge("DN12", &text).fired(Severity::Error);
            let dossier = dossier(&text);
            prop_assert_eq!(verify(finding.proof().unwrap(), &dossier.resolve().unwrap()), Ok(()));
        }
    }
}
