#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::dossier::read::{Format, read};
use crate::quantity::Value;
use crate::rules::check_one::{judge, outcome};
use crate::{Checker, Dossier};

const RULE: &str = "DN01";

/// A dossier of one rate; what is told of its two figures is judged once, with the top.
fn told(names: &str, claim: &str) -> String {
    let dossier = format!("{names}\n[[claim]]\nid = \"example\"\nof = \"offences\"\n{claim}\n");
    let (dossier, problems) = read::<Dossier>(&dossier, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    let report = Checker::default().select([RULE]).unwrap().check(&dossier.unwrap()).unwrap();
    let tally = report.tally(RULE).unwrap();
    if let [finding] = report.findings() {
        return format!("{}: {}", finding.severity(), finding.message());
    }
    if let [undecided] = report.undecided() {
        return format!("asks for {}", undecided.missing[0]);
    }
    if tally.passed == 1 { "passed".into() } else { "not applicable".into() }
}

const RATE: &str = "rate = \"608 offences per 455 residents\"";
const PRESENT: &str = "base = \"present\"\ndenominator = { base = \"residents\" }";

fn names(edges: &str) -> String {
    format!("[taxonomy]\n{edges}")
}

#[test]
fn visitors_add_to_the_top_and_are_missing_below() {
    let text = told(&names("is_a = { residents = \"present\" }"), &format!("{RATE}\n{PRESENT}"));
    assert_eq!(
        text,
        "warning: what is counted is of present, and is divided by residents, who are only some of them"
    );
}

#[test]
fn the_top_within_the_bottom_passes_and_beside_it_fires() {
    let of = |edges: &str| told(&names(edges), &format!("{RATE}\n{PRESENT}"));
    assert_eq!(of("is_a = { present = \"residents\" }"), "passed");
    let divided = "warning: what is counted is of present, and is divided by residents";
    assert_eq!(of("overlaps = [[\"present\", \"residents\"]]"), divided);
    assert_eq!(of("disjoint = [[\"present\", \"residents\"]]"), divided);
    assert_eq!(of(""), "asks for taxonomy");
}

#[test]
fn a_ratio_by_design_gets_a_note_and_is_asked_nothing() {
    let of = |edges: &str| {
        let claim = "rate = \"3 deaths per 20,001 births\"\nbase = \"mothers\"\nmeasure = \"ratio\"\n\
                     denominator = { base = \"births\" }";
        told(&names(edges), claim)
    };
    assert!(of("disjoint = [[\"mothers\", \"births\"]]").starts_with("note: "));
    assert_eq!(of(""), "not applicable");
}

#[test]
fn a_share_whose_part_is_declared_to_be_something_else_fires() {
    let share = |edges: &str, part: &str| {
        let claim = format!("share = \"{part} of 20,001 births\"\nbase = \"births\"");
        told(&names(edges), &claim)
    };
    let apart = "disjoint = [[\"offences\", \"births\"]]";
    assert_eq!(share(apart, "3"), "warning: offences are said to be a share of births");
    // None of them is: that is what the names say.
    assert_eq!(share(apart, "0"), "not applicable");
    // What is not declared the share itself says.
    assert_eq!(share("", "3"), "not applicable");
    assert_eq!(share("overlaps = [[\"offences\", \"births\"]]", "3"), "passed");
    // A rate says nothing of the kind.
    let rate = "rate = \"3 offences per 20,001 births\"\nbase = \"births\"";
    assert_eq!(told(&names(apart), rate), "not applicable");
}

#[test]
fn places_and_attributions_are_compared_as_well() {
    let places = "[taxonomy.place]\npart_of = { London = \"GB\" }";
    let of = |top: &str, bottom: &str| {
        told(places, &format!("{RATE}\nplace = \"{top}\"\ndenominator = {{ place = \"{bottom}\" }}"))
    };
    assert_eq!(of("London", "GB"), "passed");
    assert_eq!(of("GB", "London"), "warning: what is counted is of GB, and is divided by what is of London");
    assert_eq!(of("FR", "DE"), "warning: what is counted is of FR, and is divided by what is of DE");
    assert_eq!(of("FR", "any"), "passed");
    let origin = |top: &str, bottom: &str| {
        let of = |basis: &str| format!("origin = {{ basis = \"{basis}\", value = \"PL\" }}");
        told("", &format!("{RATE}\n{}\ndenominator = {{ {} }}", of(top), of(bottom)))
    };
    assert_eq!(
        origin("nationality", "birth"),
        "warning: the top is attributed by nationality, the bottom by birth"
    );
    assert_eq!(origin("birth", "birth"), "not applicable");
    assert_eq!(origin("any", "birth"), "not applicable");
}

#[test]
fn who_was_counted_completely_or_drawn_by_chance_stands_for_the_population() {
    let frame = |design: &str| format!("[frame.census]\ndesign = \"{design}\"\nstands_for = \"residents\"\n");
    let claim = format!("{RATE}\nbase = \"residents\"\ndenominator = {{ frame = \"census\" }}");
    assert_eq!(told(&frame("census"), &claim), "not applicable");
    assert!(told(&frame("volunteer"), &claim).starts_with("warning: "));
}

#[test]
fn of_a_printed_rate_the_bottom_may_be_described_as_well() {
    let claim = format!("rate = {{ value = \"1.34\" }}\n{PRESENT}");
    assert!(told(&names("is_a = { residents = \"present\" }"), &claim).starts_with("warning: "));
    // A count is divided by nothing.
    let count = format!("figure = \"608 offences\"\n{PRESENT}");
    assert_eq!(told(&names("is_a = { residents = \"present\" }"), &count), "not applicable");
}

#[test]
fn without_a_word_of_the_bottom_it_is_of_the_same_as_the_top() {
    assert_eq!(told("", &format!("{RATE}\nbase = \"residents\"\nplace = \"VA\"")), "not applicable");
}

#[test]
fn the_answer_to_its_question_settles_it() {
    let claim =
        format!("[[claim]]\nid = \"example\"\nof = \"offences\"\nrate = {{ value = \"1.34\" }}\n{PRESENT}\n");
    judge(RULE, &claim).asks("taxonomy", "present and residents");
    assert_eq!(outcome(RULE, &format!("{}\n{claim}", names("is_a = { present = \"residents\" }"))), "passed");
}

#[test]
fn what_is_said_of_the_bottom_is_its_scope_alone() {
    let text = "[[claim]]\nid = \"a\"\nof = \"deaths\"\nbase = \"here\"\nperiod = \"2023\"\n\
                rate = \"3 deaths per 455 residents\"\ndenominator = { base = \"listed\", period = \"2021\" }\n\
                [[claim]]\nid = \"b\"\nlike = \"a\"\nrate = \"4 deaths per 455 residents\"\n";
    let (dossier, problems) = read::<Dossier>(text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    let dossier = dossier.unwrap();
    let resolved = dossier.resolve().unwrap();
    let node = |name: &str| Value::Node(resolved.names().concept.id(name).unwrap());
    for claim in resolved.claims() {
        let [top, bottom] = resolved.top_and_bottom(&resolved.members_of(claim)[0]).unwrap();
        let [result, top, bottom] = [claim.scope, top, bottom].map(|id| resolved.scope(id).subject);
        assert_eq!((top.of, top.base), (node("deaths"), node("here")));
        assert_eq!((bottom.of, bottom.base), (node("listed"), node("listed")));
        assert_eq!(result.period, top.period);
        assert_ne!(result.period, bottom.period);
    }
    let again: Dossier = serde_json::from_str(&serde_json::to_string(&dossier).unwrap()).unwrap();
    assert_eq!(again, dossier);
}

#[test]
fn a_conclusion_has_no_denominator() {
    let text = "[[claim]]\nid = \"a\"\nfigure = \"3 deaths\"\n\
                [[conclusion]]\nid = \"c\"\nfrom = \"a\"\ndenominator = { base = \"listed\" }\n";
    assert_eq!(read::<Dossier>(text, Format::Toml).1.len(), 1);
    // Another deserializer does not know the keys of a table beforehand.
    let text = r#"{ "claim": [{ "id": "a", "figure": "3 deaths" }],
        "conclusion": [{ "id": "c", "from": "a", "denominator": { "base": "listed" } }] }"#;
    let error = serde_json::from_str::<Dossier>(text).unwrap().resolve().unwrap_err().to_string();
    assert!(error.contains("what a ratio was divided by stands in its claim"), "{error}");
}
