use crate::rules::check_one::{Judged, judge};

fn origin(basis: &str) -> String {
    match basis {
        "" => String::new(),
        basis => format!("which = {{ origin = {{ basis = \"{basis}\", value = \"CN\" }} }}\n"),
    }
}

fn case(mass: &str, cases: &str, conclusion: &str) -> Judged {
    let by_case = match cases {
        "none" => String::new(),
        cases => format!("[[claim]]\nid = \"by-case\"\nshare = \"17 of 229 busts\"\n{}", origin(cases)),
    };
    let from = if cases == "none" { "\"by-mass\"" } else { "[\"by-mass\", \"by-case\"]" };
    judge(
        "SC05",
        &format!(
            "[[claim]]\nid = \"by-mass\"\nshare = {{ part = \"5 kg\", whole = \"536 kg\" }}\n{}{by_case}[[conclusion]]\n\
             id = \"minor\"\nfrom = {from}\n{conclusion}\n",
            origin(mass)
        ),
    )
}

const ANY: &str = "which = { origin = { basis = \"any\", value = \"CN\" } }\nasserts = \"share < 1/10\"";
const BELOW: &str = "asserts = \"share < 1/10\"";

#[test]
fn the_founding_example() {
    let finding = case("shipment", "nationality", ANY).warned();
    assert_eq!(
        finding.message(),
        "by-mass is attributed to CN by shipment, by-case by nationality, and the conclusion is drawn from both"
    );
    assert_eq!(
        finding.reason(),
        "what is attributed by shipment need not be attributed by nationality: the two do not count the same things"
    );
    let pointers: Vec<String> = finding.pointers().collect();
    assert_eq!(pointers, ["/conclusion/0/from", "/claim/0", "/claim/1"]);
}

#[test]
fn each_figure_for_itself_shows_it() {
    // 0.93 % and 7.4 %, both below a tenth, and the conclusion claims no basis of its own.
    let finding = case("shipment", "nationality", BELOW).noted();
    assert!(
        finding.reason().starts_with("each of the two shows it by its own basis"),
        "{}",
        finding.reason()
    );
    // Only one of them is below 5 %.
    case("shipment", "nationality", "asserts = \"share < 1/20\"").warned();
    // Nothing is asserted that each could show.
    case("shipment", "nationality", "").warned();
    case("shipment", "nationality", "asserts = \"count < 5\"").warned();
}

#[test]
fn one_basis_passes() {
    case("shipment", "shipment", BELOW).passed();
    case("shipment", "shipment", ANY).passed();
    case("shipment", "shipment", &origin("shipment")).passed();
    case("shipment", "none", &origin("shipment")).passed();
}

#[test]
fn the_conclusion_names_another_basis() {
    let finding = case("shipment", "none", &origin("manufacture")).warned();
    assert_eq!(
        finding.message(),
        "by-mass is attributed to CN by shipment, the conclusion is about manufacture"
    );
    // Of two figures the one that is on another basis; that the two differ comes first.
    let finding = case("shipment", "nationality", &origin("shipment")).warned();
    assert!(finding.message().ends_with("drawn from both"));
    assert!(case("shipment", "shipment", &origin("birth")).warned().message().ends_with("about birth"));
}

#[test]
fn hedged_is_a_note() {
    case("shipment", "nationality", &format!("{ANY}\nmood = \"hedged\"")).noted();
    case("shipment", "none", &format!("{}mood = \"not-shown\"", origin("manufacture"))).noted();
}

#[test]
fn nothing_to_compare() {
    case("shipment", "none", BELOW).not_applicable();
    case("shipment", "none", ANY).not_applicable();
    case("shipment", "", BELOW).not_applicable();
    case("", "", BELOW).not_applicable();
    // A figure on any basis is on none in particular.
    case("any", "shipment", BELOW).not_applicable();
    case("any", "none", &origin("shipment")).not_applicable();
    // About no origin at all.
    case("shipment", "nationality", "which = { origin = { basis = \"any\", value = \"any\" } }")
        .not_applicable();
}

#[test]
fn two_origins_on_two_bases() {
    let text = "[[claim]]\nid = \"a\"\nshare = \"5 of 100 parcels\"\nwhich = { origin = { basis = \"shipment\", value = \"CN\" } }\n\
        [[claim]]\nid = \"b\"\nshare = \"7 of 90 people\"\nwhich = { origin = { basis = \"nationality\", value = \"MX\" } }\n\
        [[conclusion]]\nid = \"c\"\nfrom = [\"a\", \"b\"]\n";
    let finding = judge("SC05", text).warned();
    assert_eq!(
        finding.message(),
        "a is attributed to CN by shipment, b to MX by nationality, and the conclusion is drawn from both"
    );
}
