#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

fn case(frame: &str, claim: &str, error: &str, conclusion: &str) -> Judged {
    let assumed = match error {
        "" => String::new(),
        value => format!(
            "[[assume]]\nname = \"misclassification\"\nfor = \"asked\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
        ),
    };
    judge(
        "SA12",
        &format!(
            "[frame.asked]\n{frame}\nstands_for = \"pupils\"\n{assumed}[[claim]]\nid = \"limbs\"\nof = \"limb\"\nframe = \"asked\"\n\
             {claim}\n[[conclusion]]\nid = \"found\"\nfrom = \"limbs\"\n{conclusion}\n"
        ),
    )
}

const SURVEY: &str = "design = \"probability\"";
const LIMBS: &str = "share = \"80 of 10,000 pupils\"";
const ALL: &str = "base = \"pupils\"";

#[test]
fn most_of_a_rare_group_may_be_others() {
    let finding = case(SURVEY, LIMBS, "0.5 %", ALL).warned();
    // e(1 − g)/((1 − e)g) = 0.005·0.992/(0.995·0.008) = 124/199.
    assert_eq!(number(&finding, "others"), exact("124/199"));
    assert_eq!(number(&finding, "error"), exact("1/200"));
    // (0.008 − 0.005)/0.995 and 0.008/0.995.
    assert_eq!(limits(&finding, "share with the error"), closed("3/995", "8/995"));
    assert_eq!(
        finding.message(),
        "62.3 % of those counted as limb are others, if 0.5 % of the others are put there by mistake"
    );
    // The frame's specificity says the same.
    let frame = format!("{SURVEY}\nspecificity = \"99.5 %\"");
    assert_eq!(number(&case(&frame, LIMBS, "", ALL).warned(), "others"), exact("124/199"));
    // One in ten of the group is the most that passes: g = 1/2, e = 1/11 gives exactly that.
    case(SURVEY, "share = \"50 of 100 pupils\"", "1 in 11", ALL).noted();
    case(SURVEY, "share = \"50 of 100 pupils\"", "exactly 9 %", ALL).passed();
    case(SURVEY, "share = \"50 of 100 pupils\"", "exactly 10 %", ALL).warned();
}

#[test]
fn a_range_of_errors() {
    // 0.05 to 0.5 %: 0.0005·0.992/(0.9995·0.008) = 6.2 % to 62.3 %.
    let finding = case(SURVEY, LIMBS, "0.05 % to 0.5 %", ALL).noted();
    assert_eq!(limits(&finding, "others"), closed("124/1999", "124/199"));
    case(SURVEY, LIMBS, "0.01 % to 0.05 %", ALL).passed();
    // Larger than the group: all of it may be others.
    assert_eq!(number(&case(SURVEY, LIMBS, "1 %", ALL).warned(), "others"), exact("1"));
    // No error, and an error of all.
    case(SURVEY, LIMBS, "exactly 0 %", ALL).passed();
    case(&format!("{SURVEY}\nspecificity = \"100 %\""), LIMBS, "", ALL).passed();
    case(SURVEY, LIMBS, "exactly 100 %", ALL).not_applicable();
    // Everybody is of the group: there are no others.
    case(SURVEY, "share = \"100 of 100 pupils\"", "5 %", ALL).passed();
}

#[test]
fn without_an_error_a_note_says_which_one_explains_it() {
    for design in ["probability", "volunteer", "convenience"] {
        let finding = case(&format!("design = \"{design}\""), LIMBS, "", ALL).noted();
        assert_eq!(number(&finding, "error that explains all"), exact("1/125"));
        assert!(finding.question().unwrap().question().contains("misclassification"));
        assert_eq!(finding.message(), "0.8 % of the others, counted by mistake, would explain all of limb");
    }
    // From one in fifty on it is silent.
    case(SURVEY, "share = \"199 of 10,000 pupils\"", "", ALL).noted();
    case(SURVEY, "share = \"200 of 10,000 pupils\"", "", ALL).passed();
    // A printed percentage.
    case(SURVEY, "figure = \"0.8 %\"\nmeasure = \"share\"", "", ALL).noted();
    case(SURVEY, "figure = \"at most 5 %\"\nmeasure = \"share\"", "", ALL).passed();
    // Nobody said how they were selected.
    case("", LIMBS, "", ALL).asks("design", "asked");
    case("", LIMBS, "0.5 %", ALL).warned();
}

#[test]
fn what_every_share_allowed_shows_stands() {
    for sign in ["< 1/50", "<= 0.008"] {
        case(SURVEY, LIMBS, "", &format!("{ALL}\nasserts = \"share {sign}\"")).passed();
    }
    // With half a percent of error it can be 0.30 to 0.804 %.
    case(SURVEY, LIMBS, "0.5 %", &format!("{ALL}\nasserts = \"share > 0.003\"")).passed();
    case(SURVEY, LIMBS, "0.5 %", &format!("{ALL}\nasserts = \"share > 0.005\"")).warned();
    // That there are any is what an error of their size leaves open.
    case(SURVEY, LIMBS, "", &format!("{ALL}\nasserts = \"share > 0\"")).noted();
    // Numbers grossed up from the share.
    case(SURVEY, LIMBS, "", &format!("{ALL}\nasserts = \"count > 100,000\"")).noted();
    case(SURVEY, LIMBS, "", &format!("{ALL}\nasserts = \"mean > 1\"")).not_applicable();
}

#[test]
fn the_group_itself() {
    let about = "of = \"smokers\"\nbase = \"limb\"\nasserts = \"share > 1/2\"";
    assert_eq!(number(&case(SURVEY, LIMBS, "0.5 %", about).warned(), "others"), exact("124/199"));
    case(SURVEY, LIMBS, "", about).noted();
    case(SURVEY, "share = \"5,000 of 10,000 pupils\"", "0.5 %", about).passed();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(SURVEY, LIMBS, "0.5 %", &format!("{ALL}\nmood = \"hedged\"")).noted();
    case(SURVEY, LIMBS, "0.5 %", &format!("{ALL}\nmood = \"not-shown\"")).noted();
}

#[test]
fn silent_where_nobody_was_asked() {
    for design in ["census", "administrative", "enforcement", "referral", "by-outcome", "model"] {
        case(&format!("design = \"{design}\""), LIMBS, "", ALL).not_applicable();
        // An error that somebody supposes of a register counts all the same.
        case(&format!("design = \"{design}\""), LIMBS, "0.5 %", ALL).warned();
    }
    case(SURVEY, "share = \"0 of 10,000 pupils\"", "", ALL).not_applicable();
    case(SURVEY, "share = { part = \"8 kg\", whole = \"10,000 kg\" }", "", ALL).not_applicable();
    case(SURVEY, "share = \"80 of 10,000 pupils\"\nadjustment = \"model\"", "", ALL).not_applicable();
    case(SURVEY, "figure = \"80 pupils\"", "", ALL).not_applicable();
    case(SURVEY, LIMBS, "", "base = \"teachers\"").asks("taxonomy", "asked and teachers");
    judge(
        "SA12",
        "[[claim]]\nid = \"limbs\"\nof = \"limb\"\nshare = \"80 of 10,000 pupils\"\n[[conclusion]]\nid = \"found\"\nfrom = \"limbs\"\n",
    )
    .not_applicable();
}
