use crate::rules::check_one::{Judged, closed, exact, judge, limits, number, outcome};

const KILOGRAMS: &str = "share = { part = \"5 kg\", whole = \"536 kg\" }";
const BELOW: &str = "asserts = [\"share < 1/10\", \"share < 1/4\", \"share < 1/2\"]";

fn text(claim: &str, part: &str, rest: &str, conclusion: &str) -> String {
    let assumed = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!(
            "[[assume]]\nname = \"{name}\"\nfor = \"seized\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
        ),
    };
    let origin = match claim.contains("which") {
        true => "",
        false => "which = { origin = { basis = \"shipment\", value = \"CN\" } }",
    };
    format!(
        "[[claim]]\nid = \"seized\"\nof = \"fentanyl\"\n{claim}\n{origin}\n{}{}[[conclusion]]\nid = \"little\"\nfrom = \
         \"seized\"\n{conclusion}\n",
        assumed("purity_part", part),
        assumed("purity_rest", rest),
    )
}

fn case(claim: &str, part: &str, rest: &str, conclusion: &str) -> Judged {
    judge("SC04", &text(claim, part, rest, conclusion))
}

#[test]
fn the_founding_example() {
    let finding = case(KILOGRAMS, "90 %", "5 % to 10 %", BELOW).warned();
    assert_eq!(number(&finding, "gross share"), exact("5/536"));
    // 4.5/(4.5 + 53.1) = 5/64 = 7.81 %; 4.5/(4.5 + 26.55) = 10/69 = 14.5 %.
    assert_eq!(limits(&finding, "pure share"), closed("5/64", "10/69"));
    // (5/64)/(5/536) = 67/8 = 8.375; (10/69)/(5/536) = 1072/69 = 15.54.
    assert_eq!(limits(&finding, "times"), closed("67/8", "1072/69"));
    // Only 1/10 lies between: 531/5 · 1/9 = 11.8.
    assert_eq!(number(&finding, "purity ratio needed for 1/10"), exact("59/5"));
    assert!(finding.number("purity ratio needed for 1/2").is_none());
    assert_eq!(
        finding.message(),
        "by weight of the active ingredient the share is 7.81 to 14.5 %, by gross weight 0.933 %: 8.38 to 15.5 times as much"
    );
    assert_eq!(
        finding.reason(),
        "with a purity of 90 % in the part and 5 to 10 % in the rest the pure share is not surely on the side of 10 % on which the gross share is: it is 10 % if the part is 11.8 times as pure as the rest"
    );
}

#[test]
fn both_numbers_are_points() {
    let finding = case(KILOGRAMS, "90 %", "10 %", "asserts = \"share < 1/2\"").warned();
    assert_eq!(limits(&finding, "pure share"), closed("5/64", "5/64"));
    assert!(finding.reason().contains("a gross kilogram is not as much"));
}

#[test]
fn a_small_difference_passes_unless_it_decides() {
    // 20 % of 100 kg, 50 % against 40 %: 10/(10 + 32) = 5/21 = 23.8 %, 1.19 times.
    let share = "share = { part = \"20 kg\", whole = \"100 kg\" }";
    case(share, "50 %", "40 %", "asserts = \"share < 1/2\"").passed();
    let finding = case(share, "50 %", "40 %", "asserts = \"share < 2/9\"").warned();
    assert_eq!(limits(&finding, "pure share"), closed("5/21", "5/21"));
    case(share, "50 %", "50 %", BELOW).passed();
    // Of thresholds that the gross share itself does not meet nothing changes.
    case(share, "50 %", "40 %", "asserts = \"share > 1/2\"").passed();
}

#[test]
fn purities_that_may_be_far_apart_are_a_note() {
    // 20 kg of 100 kg at 20 to 80 % against 40 %: 4/36 = 1/9 to 16/48 = 1/3; 5/9 to 5/3 times.
    let share = "share = { part = \"20 kg\", whole = \"100 kg\" }";
    case(share, "20 % to 80 %", "40 %", "asserts = \"share < 1/2\"").passed();
    // At 15 %: 3/35, 3/7 times.
    let finding = case(share, "15 % to 80 %", "40 %", "asserts = \"share < 1/2\"").noted();
    assert_eq!(limits(&finding, "times"), closed("3/7", "5/3"));
    // At 15 % alone it is less than half as much: a warning.
    case(share, "15 %", "40 %", "asserts = \"share < 1/2\"").warned();
}

#[test]
fn it_asks_for_the_purity_that_is_missing() {
    let values = case(KILOGRAMS, "90 %", "", "asserts = \"share < 1/2\"").asks("purity_rest", "seized");
    assert_eq!(values[0].exact, Some(exact("5/536")));
    assert_eq!(values[1].exact, Some(exact("531/5")));
    case(KILOGRAMS, "", "5 % to 10 %", BELOW).asks("purity_part", "seized");
    case(KILOGRAMS, "", "", &format!("{BELOW}\nadjustment = \"purity-adjusted\""))
        .asks("purity_part", "seized");
}

#[test]
fn a_conclusion_about_the_pure_substance() {
    let pure = "asserts = \"share < 1/10\"\nadjustment = \"purity-adjusted\"";
    case(KILOGRAMS, "90 %", "5 % to 10 %", pure).warned();
    case(KILOGRAMS, "10 %", "5 % to 10 %", "asserts = \"share < 1/10\"\nadjustment = \"none\"")
        .not_applicable();
}

#[test]
fn a_hedged_conclusion_is_a_note() {
    case(KILOGRAMS, "90 %", "5 % to 10 %", &format!("{BELOW}\nmood = \"hedged\"")).noted();
    case(KILOGRAMS, "90 %", "5 % to 10 %", &format!("{BELOW}\nmood = \"not-shown\"")).noted();
}

#[test]
fn nobody_speaks_of_purity() {
    case(KILOGRAMS, "", "", BELOW).not_applicable();
}

#[test]
fn what_is_not_a_share_of_weight() {
    for claim in [
        "share = \"17 of 229 busts\"",
        "share = { part = \"5 EUR\", whole = \"536 EUR\" }",
        "figure = \"5 kg\"",
        "figure = \"5 %\"\nmeasure = \"share\"",
    ] {
        case(claim, "90 %", "10 %", BELOW).not_applicable();
    }
    case("share = { part = \"5 l\", whole = \"536 l\" }", "90 %", "10 %", BELOW).warned();
    case(KILOGRAMS, "90 %", "10 %", "asserts = \"count = 0\"").not_applicable();
}

#[test]
fn all_or_nothing() {
    case("share = { part = \"0 kg\", whole = \"536 kg\" }", "90 %", "10 %", BELOW).not_applicable();
    case("share = { part = \"536 kg\", whole = \"536 kg\" }", "90 %", "", BELOW).not_applicable();
    // Neither holds any: nothing is known of the share.
    let finding = case(KILOGRAMS, "0 %", "0 %", "asserts = \"share < 1/2\"").warned();
    assert_eq!(limits(&finding, "pure share"), closed("0", "1"));
    case(KILOGRAMS, "120 %", "10 %", BELOW).not_applicable();
}

#[test]
fn vague_and_ambiguous_figures() {
    // "At least 5 kg" reaches over every threshold by itself: nothing is decided that purity could change.
    let least = "share = { part = \"at least 5 kg\", whole = \"536 kg\" }";
    case(least, "40 %", "40 %", "asserts = \"share < 1/2\"").passed();
    assert_eq!(number(&case(least, "90 %", "10 %", BELOW).warned(), "gross share"), exact("5/536"));
    // Tons of one text are of one kind, but which?
    case("share = { part = \"5 tons\", whole = \"536 tons\" }", "90 %", "10 %", BELOW).not_applicable();
}

#[test]
fn weights_that_are_adjusted_already() {
    for adjustment in ["purity-adjusted", "weighted", "model"] {
        case(&format!("{KILOGRAMS}\nadjustment = \"{adjustment}\""), "90 %", "10 %", BELOW).not_applicable();
    }
}

#[test]
fn a_share_of_something_else() {
    assert_eq!(outcome("SC04", &text(KILOGRAMS, "90 %", "10 %", "of = \"heroin\"")), "undecidable: taxonomy");
}
