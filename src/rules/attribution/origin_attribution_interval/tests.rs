use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const KILOGRAMS: &str = "share = { part = \"5 kg\", whole = \"536 kg\" }\nstage = \"transit\"";
const ANY_STAGE: &str = "stage = \"any\"\nasserts = \"share < 1/2\"";

fn shipped_from(country: &str) -> String {
    format!("which = {{ origin = {{ basis = \"shipment\", value = \"{country}\" }} }}")
}

fn case(claim: &str, upstream: &str, conclusion: &str) -> Judged {
    let claim =
        if claim.contains("which") { claim.to_string() } else { format!("{claim}\n{}", shipped_from("CN")) };
    let assumed = match upstream {
        "" => String::new(),
        value => {
            format!(
                "[[assume]]\nname = \"upstream_share\"\nfor = \"seized\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
            )
        }
    };
    let text = format!(
        "[taxonomy.stage]\norder = [\"precursor\", \"synthesis\", \"transit\"]\n[[claim]]\nid = \"seized\"\n\
         of = \"fentanyl\"\n{claim}\n{assumed}[[conclusion]]\nid = \"source\"\nfrom = \"seized\"\n{conclusion}\n"
    );
    judge("SC02", &text)
}

#[test]
fn from_the_direct_share_to_all_of_it() {
    let all = "stage = \"any\"\nasserts = [\"share < 1/10\", \"share < 1/4\", \"share < 1/2\"]";
    let finding = case(KILOGRAMS, "", all).warned();
    assert_eq!(limits(&finding, "share of any stage"), closed("5/536", "1"));
    // (T − s)/(1 − s): (268 − 5)/531, (134 − 5)/531, (53.6 − 5)/531.
    assert_eq!(number(&finding, "upstream share needed for 1/2"), exact("263/531"));
    assert_eq!(number(&finding, "upstream share needed for 1/4"), exact("43/177"));
    assert_eq!(number(&finding, "upstream share needed for 1/10"), exact("27/295"));
    assert_eq!(finding.question().unwrap().name(), "upstream_share");
    assert_eq!(finding.message(), "counted at every stage, the share of CN lies between 0.933 % and 100 %");
    assert!(
        finding.reason().contains("50 % if 49.5 %, 25 % if 24.3 %, 10 % if 9.15 %"),
        "{}",
        finding.reason()
    );
}

#[test]
fn an_assumption_narrows_it() {
    // 5/536 + 531/536 · 1/10
    case(KILOGRAMS, "0 to 10 %", ANY_STAGE).passed();
    let finding =
        case(KILOGRAMS, "0 to 10 %", "stage = \"any\"\nasserts = [\"share < 1/10\", \"share < 1/2\"]")
            .warned();
    assert_eq!(limits(&finding, "share of any stage"), closed("5/536", "581/5360"));
    // Only the threshold that is still open is spoken of.
    assert!(finding.number("upstream share needed for 1/2").is_none());
    // One number leaves one share: decided, whichever way.
    case(KILOGRAMS, "60 %", ANY_STAGE).passed();
    // The break-even itself makes it exactly a half, which is not below it.
    case(KILOGRAMS, "3 to 5 %", "stage = \"any\"\nasserts = \"share < 5/536\"").passed();
}

#[test]
fn a_threshold_below_the_direct_share_is_decided() {
    case(
        "share = \"60 of 100 busts\"\nstage = \"transit\"",
        "",
        "stage = \"any\"\nasserts = \"share > 1/2\"",
    )
    .passed();
    case(
        "share = \"50 of 100 busts\"\nstage = \"transit\"",
        "",
        "stage = \"any\"\nasserts = \"share >= 1/2\"",
    )
    .passed();
    case(
        "share = \"50 of 100 busts\"\nstage = \"transit\"",
        "",
        "stage = \"any\"\nasserts = \"share > 1/2\"",
    )
    .warned();
}

#[test]
fn on_any_basis_as_at_any_stage() {
    let any_basis = "which = { origin = { basis = \"any\", value = \"CN\" } }\nasserts = \"share < 1/2\"";
    let finding = case("share = \"17 of 229 busts\"", "", any_basis).warned();
    assert!(finding.message().starts_with("counted on every basis"), "{}", finding.message());
    // (1/2 − 17/229)/(212/229)
    assert_eq!(number(&finding, "upstream share needed for 1/2"), exact("195/424"));
    // A share printed as one figure.
    let finding = case("share = \"20 %\"", "", any_basis).warned();
    assert_eq!(number(&finding, "upstream share needed for 1/2"), exact("3/8"));
}

#[test]
fn at_another_stage_or_basis_altogether_the_direct_share_bounds_nothing() {
    case(KILOGRAMS, "", "stage = \"precursor\"\nasserts = \"share < 1/2\"").not_applicable();
    let made = "which = { origin = { basis = \"manufacture\", value = \"CN\" } }\nasserts = \"share < 1/2\"";
    case("share = \"17 of 229 busts\"", "", made).not_applicable();
    // Nor does a figure for all stages say how much is at one.
    let any = "share = \"17 of 229 busts\"\nstage = \"any\"";
    case(any, "", "stage = \"transit\"\nasserts = \"share < 1/2\"").not_applicable();
    // Nor that of one country for another.
    case(KILOGRAMS, "", &format!("{ANY_STAGE}\n{}", shipped_from("MX"))).not_applicable();
}

#[test]
fn silent_where_there_is_no_such_step() {
    case(KILOGRAMS, "", "asserts = \"share < 1/2\"").not_applicable();
    case(KILOGRAMS, "", "stage = \"any\"\nasserts = \"sum < 10 kg\"").not_applicable();
    case("figure = \"5 kg\"\nstage = \"transit\"", "", ANY_STAGE).not_applicable();
    case("share = \"5 of 5 busts\"\nstage = \"transit\"", "", ANY_STAGE).not_applicable();
    let no_origin = "[[claim]]\nid = \"seized\"\nof = \"fentanyl\"\nshare = \"17 of 229 busts\"\nstage = \"transit\"\n\
                     [[conclusion]]\nid = \"source\"\nfrom = \"seized\"\nstage = \"any\"\n";
    judge("SC02", no_origin).not_applicable();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    case(KILOGRAMS, "", &format!("{ANY_STAGE}\nmood = \"hedged\"")).noted();
}

#[test]
fn asks_for_what_decides() {
    case("share = \"17 of 229 busts\"", "", ANY_STAGE).asks("stage", "seized");
    case(KILOGRAMS, "", "stage = \"unknown\"\nasserts = \"share < 1/2\"").asks("stage", "source");
}
