use crate::rules::check_one::{Judged, closed, exact, judge, limits, number};

const OFFICES: &str = "[claim.total.parts]\npolice = { value = \"300 kg\", frame = \"police\" }\ncustoms = { value = \"250 \
                       kg\", frame = \"customs\" }";

fn case_of(parts: &str, whole: &str, total: &str, claim: &str, further: &str) -> Judged {
    judge(
        "SC03",
        &format!(
            "[frame.police]\ndesign = \"enforcement\"\n[frame.customs]\ndesign = \"enforcement\"\n{further}\n[[claim]]\nid = \
             \"together\"\n{claim}\n{parts}\n[claim.total]\nwhole = \"{whole}\"\n{total}\n"
        ),
    )
}

fn case(parts: &str, whole: &str, total: &str) -> Judged {
    case_of(parts, whole, total, "of = \"cocaine\"", "")
}

fn overlap(value: &str) -> String {
    format!(
        "[[assume]]\nname = \"overlap\"\nfor = \"together\"\nvalue = \"{value}\"\nsource = \"joint operations\"\n"
    )
}

#[test]
fn two_offices_and_their_sum() {
    let finding = case(OFFICES, "550 kg", "").warned();
    assert_eq!(limits(&finding, "total"), closed("300", "550"));
    assert_eq!(finding.question().unwrap().name(), "overlap");
    assert_eq!(
        finding.message(),
        "550 kg is the plain sum of 300 kg + 250 kg, as if nothing were in two of them"
    );
    assert_eq!(
        finding.reason(),
        "300 kg and 250 kg are from police and customs, where the same units may be in both: the total lies anywhere from 300 to 550 kg"
    );
}

#[test]
fn two_stages_and_their_sum() {
    let stages = "[claim.total.parts]\ngrown = { value = \"10 tonnes\", stage = \"farm\" }\nsold = { value = \"4 tonnes\", \
                  stage = \"shop\" }";
    let finding = case(stages, "14 tonnes", "exclusive = false").warned();
    // In the unit of the whole.
    assert_eq!(limits(&finding, "total"), closed("10", "14"));
    assert_eq!(
        finding.reason(),
        "10 tonnes and 4 tonnes were taken at farm and shop, where they are said to overlap: the total lies anywhere from 10 to 14 tonnes"
    );
}

#[test]
fn a_sum_that_is_allowed() {
    case(OFFICES, "550 kg", "exclusive = true").passed();
    // 70 kg are counted twice and taken out.
    case(OFFICES, "480 kg", "").passed();
    case(OFFICES, "300 kg", "").passed();
    case(OFFICES, "549 kg", "").warned();
    // 300 and 250 can be 549 to 551: to the nearest a kilogram less is the sum yet; two kilograms are not.
    case(OFFICES, "547 kg", "").passed();
}

#[test]
fn a_declared_overlap_decides() {
    let with = |value, whole| case_of(OFFICES, whole, "", "of = \"cocaine\"", &overlap(value));
    with("exactly 0 %", "550 kg").passed();
    // A tenth of 550 kg: 495 kg.
    with("10 %", "495 kg").passed();
    let finding = with("10 %", "550 kg").warned();
    assert_eq!(limits(&finding, "known total"), closed("495", "495"));
    assert!(
        finding
            .message()
            .starts_with("with the overlap that is supposed the total of 300 kg + 250 kg is 495 kg")
    );
    with("50 kg", "500 kg").passed();
    with("0 to 20 %", "550 kg").passed();
    with("5 to 20 %", "550 kg").warned();
    // More than the smaller part cannot be in both.
    with("300 kg", "550 kg").not_applicable();
    with("5 cases", "550 kg").not_applicable();
}

#[test]
fn parts_that_cannot_overlap() {
    let parts = |one: &str, other: &str| {
        format!(
            "[claim.total.parts]\npolice = {{ value = \"300 kg\", frame = \"police\", {one} }}\ncustoms = {{ value = \"250 kg\", \
             frame = \"customs\", {other} }}"
        )
    };
    case(&parts("place = \"GB\"", "place = \"FR\""), "550 kg", "").not_applicable();
    case(&parts("period = \"2018\"", "period = \"2019\""), "550 kg", "").not_applicable();
    case_of(OFFICES, "550 kg", "", "of = \"cocaine\"", "[taxonomy]\ndisjoint = [[\"police\", \"customs\"]]")
        .not_applicable();
    case(&parts("place = \"GB\"", "place = \"GB\""), "550 kg", "").warned();
    case(&parts("place = \"GB\"", "place = \"any\""), "550 kg", "").warned();
}

#[test]
fn what_is_not_known_of_two_parts() {
    let parts = |one: &str, other: &str| {
        format!(
            "[claim.total.parts]\npolice = {{ value = \"300 kg\", frame = \"police\", place = \"{one}\" }}\ncustoms = {{ value = \
             \"250 kg\", frame = \"customs\", place = \"{other}\" }}"
        )
    };
    let places = "[taxonomy.place]\npart_of = { north = \"GB\", south = \"GB\" }";
    let case = |parts: &str, whole, total| case_of(parts, whole, total, "of = \"cocaine\"", places);
    case(&parts("north", "south"), "550 kg", "").asks("taxonomy", "together");
    case(&parts("GB", "unknown"), "550 kg", "").asks("place", "together");
    // Whatever they are, the sum is not what is printed, or they are said to exclude each other.
    case(&parts("north", "south"), "480 kg", "").passed();
    case(&parts("north", "south"), "550 kg", "exclusive = true").passed();
    // Nobody says it of either.
    case(&parts("unknown", "unknown"), "550 kg", "").warned();
}

#[test]
fn ordinary_totals_are_left_alone() {
    let crew = "[claim.total.parts]\nfirst = \"325 people\"\nsecond = \"285 people\"";
    case(crew, "610 people", "").not_applicable();
    let one = "[claim.total.parts]\npolice = { value = \"300 kg\", frame = \"police\" }\ncustoms = { value = \"250 kg\", frame \
               = \"police\" }";
    case(one, "550 kg", "").not_applicable();
    case(OFFICES, "700 kg", "").not_applicable();
    case(OFFICES, "200 kg", "").not_applicable();
    case(OFFICES, "550 kg", "net = true").not_applicable();
    case(OFFICES, "550 kg", "response = \"multiple\"").not_applicable();
    case("[claim.total.parts]\npolice = { value = \"550 kg\", frame = \"police\" }", "550 kg", "")
        .not_applicable();
    assert!(matches!(judge("SC03", "[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\n"), Judged::NotApplicable));
}

#[test]
fn figures_that_are_no_plain_amounts() {
    let parts = |one: &str, other: &str| {
        format!(
            "[claim.total.parts]\npolice = {{ value = \"{one}\", frame = \"police\" }}\ncustoms = {{ value = \"{other}\", frame = \
             \"customs\" }}"
        )
    };
    case(&parts("about 300 kg", "250 kg"), "550 kg", "").not_applicable();
    case(&parts("300 kg", "17 cases"), "550 kg", "").not_applicable();
    case(&parts("300 tons", "250 tons"), "550 tons", "").not_applicable();
    case(&parts("300 kg", "250,000 g"), "550 kg", "").warned();
    case(&parts("0 kg", "550 kg"), "550 kg", "").warned();
}

#[test]
fn shares_of_causes_that_add_up_to_more_than_all() {
    let causes = |fatigue: &str| {
        format!("[claim.total.parts]\nalcohol = \"45 %\"\nspeed = \"40 %\"\nfatigue = \"{fatigue}\"")
    };
    let finding = case(&causes("30 %"), "100 %", "").noted();
    assert_eq!(number(&finding, "sum"), exact("23/20"));
    assert_eq!(finding.message(), "the 3 shares add up to 115 %: they overlap");
    case(&causes("30 %"), "100 %", "exclusive = false").noted();
    case(&causes("30 %"), "1,000 accidents", "").noted();
    case(&causes("30 %"), "100 %", "exclusive = true").not_applicable();
    case(&causes("30 %"), "100 %", "response = \"single\"").not_applicable();
    case(&causes("15 %"), "100 %", "").not_applicable();
    // 101 % is rounding.
    case(&causes("16 %"), "100 %", "").not_applicable();
}

/// As many parts as told, each of one kilogram; the last two are of one place and two offices.
fn many(count: usize, fields: &str, frames: bool) -> String {
    let mut text = format!(
        "[[claim]]\nid = \"all\"\nof = \"cocaine\"\n[claim.total]\nwhole = \"{count} kg\"\n{fields}\n"
    );
    text.push_str("[claim.total.parts]\n");
    let mut taxonomy = String::from("[taxonomy.place]\ndisjoint = [[");
    for i in 0..count {
        let place = i.min(count - 2);
        let frame = if frames { format!("frame = \"f{}\", ", i % 2) } else { String::new() };
        text.push_str(&format!("p{i} = {{ value = \"1 kg\", {frame}place = \"x{place}\" }}\n"));
        if place == i {
            taxonomy.push_str(&format!("\"x{i}\", "));
        }
    }
    taxonomy.push_str("]]\n[frame.f0]\ndesign = \"enforcement\"\n[frame.f1]\ndesign = \"enforcement\"\n");
    taxonomy + &text
}

#[test]
fn parts_that_were_not_compared_are_not_passed_over() {
    // All but the last two are of different places.
    judge("SC03", &many(150, "", true)).warned();
    judge("SC03", &many(300, "", true)).asks("exclusive", "all");
    judge("SC03", &many(300, "exclusive = true", true)).passed();
    judge("SC03", &many(300, "exclusive = false", true)).asks("overlap", "all");
    // Of one office there is nothing to compare.
    judge("SC03", &many(300, "", false)).not_applicable();
}
