use crate::rules::check_one::{Judged, exact, judge, number, outcome};

const SCOPE: &str = "of = \"fentanyl\"\nplace = \"US\"\nstage = \"transit\"";
const CHINA: &str = "{ basis = \"shipment\", value = \"CN\" }";

fn text(share: &str, period: &str, single: &str, further: &str) -> String {
    let single = match single {
        "" => String::new(),
        single => {
            format!("[[claim]]\nid = \"case\"\n{SCOPE}\nframe = \"announced\"\norigin = {CHINA}\n{single}\n")
        }
    };
    format!(
        "[frame.seizures]\ndesign = \"enforcement\"\n[frame.announced]\ndesign = \"single-case\"\n[[claim]]\nid = \
         \"seized\"\n{SCOPE}\nframe = \"seizures\"\nwhich = {{ origin = {CHINA} }}\n{share}\nperiod = \
         \"{period}\"\n{single}{further}"
    )
}

fn concluded(asserts: &str) -> String {
    format!("[[conclusion]]\nid = \"small\"\nfrom = \"seized\"\nasserts = \"{asserts}\"\n")
}

const KILOGRAMS: &str = "share = { part = \"5 kg\", whole = \"536 kg\" }";
const HALF_YEAR: &str = "2018-10/2019-03";

fn case(share: &str, period: &str, single: &str, further: &str) -> Judged {
    judge("SC07", &text(share, period, single, further))
}

#[test]
fn the_founding_example() {
    let finding = case(KILOGRAMS, HALF_YEAR, "figure = \"30 kg\"\nperiod = \"2019-08\"", "").warned();
    // 35/566 = 6.18 %; over 5/536: 35·536/(566·5) = 1876/283 = 6.63.
    assert_eq!(number(&finding, "share with the case"), exact("35/566"));
    assert_eq!(number(&finding, "times"), exact("1876/283"));
    assert_eq!(
        finding.message(),
        "with one further case of 30 kg the share is 6.18 % and not 0.933 %: 6.63 times as much"
    );
    assert_eq!(finding.reason(), "case is not among the 5 kg of 536 kg");
}

#[test]
fn a_threshold_between_is_told() {
    // 100 of 536 = 18.7 %, with 30 more 130/566 = 23 %: only the threshold makes it a warning.
    let share = "share = { part = \"100 kg\", whole = \"536 kg\" }";
    let single = "figure = \"30 kg\"\nperiod = \"2019-08\"";
    case(share, HALF_YEAR, single, "").passed();
    case(share, HALF_YEAR, single, &concluded("share < 1/2")).passed();
    let finding = case(share, HALF_YEAR, single, &concluded("share < 20 %")).warned();
    assert_eq!(number(&finding, "share with the case"), exact("65/283"));
    assert!(finding.reason().ends_with("share < 20 % holds for the one share and not for the other"));
    case(share, HALF_YEAR, single, &format!("{}mood = \"hedged\"\n", concluded("share < 1/5"))).noted();
    // What is refuted by the share itself is another rule's.
    case(share, HALF_YEAR, single, &concluded("share > 1/5")).passed();
}

#[test]
fn twice_as_much_is_far() {
    // 10/100 and 20/110 = 18.2 %; 25/115 = 21.7 %: 1.82 and 2.17 times. Twice: (10 + x)/(100 + x) = 1/5 at x = 12.5.
    let share = "share = { part = \"10 kg\", whole = \"100 kg\" }";
    let single = |x| format!("figure = \"{x} kg\"\nperiod = \"2019-08\"");
    case(share, HALF_YEAR, &single("10"), "").passed();
    case(share, HALF_YEAR, &single("12.5"), "").warned();
}

#[test]
fn what_may_be_counted_already() {
    let within = "period = \"2019-01\"\nfigure = ";
    case("share = { part = \"50 kg\", whole = \"536 kg\" }", HALF_YEAR, &format!("{within}\"50 kg\""), "")
        .not_applicable();
    // More than all that was seized of it cannot be among it.
    case(KILOGRAMS, HALF_YEAR, &format!("{within}\"30 kg\""), "").warned();
}

#[test]
fn it_asks_only_for_what_would_change_the_outcome() {
    let share = "share = { part = \"50 kg\", whole = \"536 kg\" }";
    let single = |x| format!("figure = \"{x} kg\"\nperiod = \"unknown\"");
    // 50/536 = 9.33 %, 90/576 = 15.6 %: on the other side of a tenth.
    case(share, HALF_YEAR, &single(40), &concluded("share < 1/10")).asks("period", "case");
    case(share, HALF_YEAR, &single(40), "").passed();
    // More than all of it, whenever it was.
    case(KILOGRAMS, HALF_YEAR, &single(40), "").warned();
    let nowhere = |text: String| text.replace("place = \"US\"", "place = \"unknown\"");
    let text = text(KILOGRAMS, HALF_YEAR, "figure = \"30 kg\"\nperiod = \"2019-08\"", "");
    assert_eq!(outcome("SC07", &nowhere(text)), "undecidable: place");
}

#[test]
fn none_before_is_no_factor() {
    let none = "share = { part = \"0 kg\", whole = \"536 kg\" }";
    let single = "figure = \"30 kg\"\nperiod = \"2019-08\"";
    case(none, HALF_YEAR, single, "").passed();
    // 30/566 = 5.3 %.
    let finding = case(none, HALF_YEAR, single, &concluded("share < 1/20")).warned();
    assert_eq!(finding.message(), "with one further case of 30 kg the share is 5.3 % and not 0 %");
}

#[test]
fn what_is_not_of_the_same_thing_has_no_subject() {
    for (single, change) in [
        (
            "figure = \"30 kg\"",
            (
                "fentanyl\"\nplace = \"US\"\nstage = \"transit\"\nframe = \"announced",
                "heroin\"\nframe = \"announced",
            ),
        ),
        ("figure = \"30 cases\"", ("", "")),
    ] {
        let text = text(KILOGRAMS, HALF_YEAR, single, "");
        let text = if change.0.is_empty() { text } else { text.replace(change.0, change.1) };
        assert_eq!(outcome("SC07", &text), "no subject", "{text}");
    }
}

#[test]
fn vague_figures_are_left_alone() {
    let single = "figure = \"30 kg\"\nperiod = \"2019-08\"";
    case("share = { part = \"at least 5 kg\", whole = \"536 kg\" }", HALF_YEAR, single, "").not_applicable();
    case(KILOGRAMS, HALF_YEAR, "figure = \"about 30 kg\"\nperiod = \"2019-08\"", "").not_applicable();
    case("share = { part = \"5 tons\", whole = \"536 tons\" }", HALF_YEAR, "figure = \"30 tons\"", "")
        .not_applicable();
}

#[test]
fn the_largest_item_within() {
    let largest = |part, x| {
        case(
            &format!("share = {{ part = \"{part} kg\", whole = \"100 kg\", largest = \"{x} kg\" }}"),
            HALF_YEAR,
            "",
            "",
        )
    };
    // Of 60 kg of 100 kg, 55 kg in one haul: more than the other 40 kg, so of the part. 5/45 = 1/9.
    let finding = largest(60, 55).warned();
    assert_eq!(number(&finding, "share without it, of the part"), exact("1/9"));
    assert_eq!(number(&finding, "largest of all"), exact("11/20"));
    assert!(finding.number("share without it, of the rest").is_none());
    assert_eq!(finding.message(), "without its largest item, 55 kg, the share of 60 % is 11.1 %");
    // 20 kg, of 30 kg or of 70 kg: 10/80 or 30/80, 2.4 or 1.25 times.
    let finding = largest(30, 20).noted();
    assert_eq!(number(&finding, "share without it, of the part"), exact("1/8"));
    assert_eq!(number(&finding, "share without it, of the rest"), exact("3/8"));
    // Of the rest alone: 10/40, 2.5 times.
    let finding = largest(10, 60).warned();
    assert_eq!(number(&finding, "share without it, of the rest"), exact("1/4"));
    largest(60, 5).passed();
    // All of the part: nothing is left of it. 10 of 100, or of the other 90: 10/90.
    largest(10, 10).noted();
    // Dominates without changing much: 55 of the 90, 35/45 = 7/9 against 9/10.
    largest(90, 55).noted();
}

#[test]
fn what_fits_no_share() {
    for largest in ["100 kg", "120 kg", "0 kg", "5 cases", "about 55 kg"] {
        let share = format!("share = {{ part = \"60 kg\", whole = \"100 kg\", largest = \"{largest}\" }}");
        case(&share, HALF_YEAR, "", "").not_applicable();
    }
    // More than either side: 45 and 55.
    case("share = { part = \"45 kg\", whole = \"100 kg\", largest = \"60 kg\" }", HALF_YEAR, "", "")
        .not_applicable();
}

#[test]
fn the_larger_of_two_cases() {
    let second = format!(
        "[[claim]]\nid = \"second\"\n{SCOPE}\nframe = \"announced\"\norigin = {CHINA}\nfigure = \"50 kg\"\nperiod = \
         \"2019-09\"\n"
    );
    let finding = case(KILOGRAMS, HALF_YEAR, "figure = \"30 kg\"\nperiod = \"2019-08\"", &second).warned();
    assert_eq!(number(&finding, "share with the case"), exact("55/586"));
    // A case that was not counted comes before the largest that was, where both are as grave.
    let both = "share = { part = \"60 kg\", whole = \"100 kg\", largest = \"55 kg\" }";
    assert!(
        case(both, HALF_YEAR, "figure = \"30 kg\"\nperiod = \"2019-08\"", "")
            .warned()
            .message()
            .starts_with("without")
    );
}
