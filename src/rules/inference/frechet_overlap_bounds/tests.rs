#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::dossier::Resolved;
use crate::rule::Severity;
use crate::rule::printed::joint::{Joint, Law};
use crate::rule::proof::{Argument, Expression, Operator, Printed, Proof, Rejection, Statement, verify};
use crate::rules::check_one::{Judged, closed, dossier, judge, limits, outcome};

const TWO: &str = "factors = { overweight = \"60 %\", inactive = \"50 %\" }";

fn text(fields: &str, joint: &str) -> String {
    format!("[[claim]]\nid = \"both\"\n{fields}\n[claim.joint]\nkind = \"shares\"\n{joint}\n")
}

fn case(joint: &str) -> Judged {
    judge("IN09", &text("base = \"adults\"", joint))
}

/// Two shares with what is stated of both, or of either.
fn two(stated: &str) -> Judged {
    case(&format!("{TWO}\n{stated}"))
}

/// Two groups that are declared as parts of the population.
fn parts(taxonomy: &str, joint: &str) -> Judged {
    let names = "is_a = { a = \"adults\", b = \"adults\" }";
    judge("IN09", &format!("[taxonomy]\n{names}\n{taxonomy}\n{}", text("base = \"adults\"", joint)))
}

#[test]
fn the_examples_of_the_catalogue() {
    // 60.5 + 50.5 are 111; as printed to the ten, 110 % is more than 100 %, and nobody is counted twice among all.
    let finding = two("union = \"110 %\"").fired(Severity::Error);
    // Both: 59.5 + 49.5 - 100 = 9 to 50.5 %. Any: 60 % at the least, less its rounding.
    assert_eq!(limits(&finding, "overlap"), closed("9/100", "101/200"));
    assert_eq!(limits(&finding, "union"), closed("119/200", "1"));
    assert_eq!(
        finding.message(),
        "110 % cannot be in at least one of overweight (60 %) and inactive (50 %): possible is 59.5 to 100 %"
    );
    assert!(finding.reason().starts_with("the shares were added up"), "{}", finding.reason());
    assert!(finding.proof().is_some());

    let finding = two("stated = \"30 %\"").warned();
    assert_eq!(
        finding.message(),
        "30 % in both of overweight (60 %) and inactive (50 %) is their product, as if the one had nothing to do with \
         the other"
    );
    assert!(
        finding.reason().starts_with("by the shares alone it can be 9 to 50.5 %"),
        "{}",
        finding.reason()
    );
}

#[test]
fn what_is_outside_in_every_reading_is_an_error() {
    for (factors, stated) in [
        // More than in the smaller: (54, 56) above (50, 52); (52, 54) above (50, 52), whose ends do not belong to them.
        ("a = \"61 %\", b = \"51 %\"", "stated = \"55 %\""),
        ("a = \"60 %\", b = \"51 %\"", "stated = \"53 %\""),
        // Less than 59.9 + 89.9 - 100 = 49.8.
        ("a = \"60.0 %\", b = \"90.0 %\"", "stated = \"49.0 %\""),
        // Less than the larger; more than 32 + 22; in three 90 + 85 + 81 - 200 = 56, less 3.
        ("a = \"61 %\", b = \"41 %\"", "union = \"58 %\""),
        ("a = \"31 %\", b = \"21 %\"", "union = \"56 %\""),
        ("a = \"91 %\", b = \"86 %\", c = \"81 %\"", "stated = \"54 %\""),
        // Each is possible: but 45 + 72 are not 61 + 51, by more than the four units.
        ("a = \"61 %\", b = \"51 %\"", "stated = \"45 %\"\nunion = \"72 %\""),
        // Of the same people.
        ("a = \"71 of 101 adults\", b = \"61 of 101 adults\"", "stated = \"66 of 101 adults\""),
    ] {
        let joint = format!("factors = {{ {factors} }}\n{stated}");
        let finding = case(&joint).fired(Severity::Error);
        let text = text("base = \"adults\"", &joint);
        let dossier = dossier(&text);
        let resolved = dossier.resolve().unwrap();
        assert_eq!(verify(finding.proof().unwrap(), &resolved), Ok(()), "{joint}");
    }
}

#[test]
fn the_ladder_of_readings() {
    // 55 % beside "50 %": the widest reading of a round 50 is (40, 60).
    let finding = two("stated = \"55 %\"").warned();
    assert!(finding.message().contains("does not fit"), "{}", finding.message());
    assert!(finding.reason().ends_with("rounded more coarsely than it is written"), "{}", finding.reason());
    // Nearest [50.5, 51.5] and [51.75, 51.85] are apart; as written (50, 52) and (51.7, 51.9) are not.
    let finding = case("factors = { a = \"61 %\", b = \"51 %\" }\nstated = \"51.8 %\"").noted();
    assert!(finding.reason().ends_with("unless a figure was cut off or rounded up"), "{}", finding.reason());
    // At the limit, on either side.
    for stated in ["51 %", "12 %"] {
        case(&format!(
            "factors = {{ a = \"61 %\", b = \"51 %\" }}\nstated = {{ value = \"{stated}\", n = \"900\" }}"
        ))
        .passed();
    }
    // A limit is no number: at most 45 % fits with everything that a smaller share leaves.
    case("factors = { a = \"at most 45 %\", b = \"61 %\" }\nstated = \"46 %\"").fired(Severity::Error);
    case("factors = { a = \"at least 45 %\", b = \"61 %\" }\nstated = { value = \"46 %\", n = \"900\" }")
        .passed();
    // Nobody agreed on what "about" means: a warning.
    case("factors = { a = \"about 21 %\", b = \"61 %\" }\nstated = \"47 %\"").warned();
}

#[test]
fn an_estimate_is_never_an_error() {
    let beyond = "factors = { a = \"61 %\", b = \"51 %\" }\nstated = \"55 %\"";
    let judged = |fields: &str, before: &str| judge("IN09", &format!("{before}\n{}", text(fields, beyond)));
    judged("base = \"adults\"", "").fired(Severity::Error);
    judged("", "").fired(Severity::Error);
    for design in ["probability", "volunteer", "convenience", "model"] {
        judged("frame = \"poll\"", &format!("[frame.poll]\ndesign = \"{design}\"")).warned();
    }
    judged("frame = \"register\"", "[frame.register]\ndesign = \"census\"").fired(Severity::Error);
    judged("status = \"projection\"", "").warned();
    for factor in [
        "{ value = \"51 %\", margin = \"3 %\" }",
        "{ value = \"51 %\", interval = [\"48 %\", \"54 %\"] }",
        "{ value = \"51 %\", status = \"estimate\" }",
    ] {
        let finding =
            case(&format!("factors = {{ a = \"61 %\", b = {factor} }}\nstated = \"55 %\"")).warned();
        assert!(finding.reason().ends_with("by different methods"), "{}", finding.reason());
    }
    // Of 1,000 who were asked 900 answered the one question.
    let answered =
        "factors = { a = { value = \"61 %\", n = \"1,000\" }, b = { value = \"51 %\", n = \"900\" } }";
    case(&format!("{answered}\nstated = \"55 %\"")).warned();
    // Of both only those who answered, of each all: 55 of 100 who did may be 45 of 100 of all.
    let excluded = "{ value = \"55 %\", excluded = { n = \"200 people\", why = \"no answer\" } }";
    let two = "factors = { a = \"61 %\", b = \"51 %\" }";
    case(&format!("{two}\nstated = {excluded}")).warned();
    case(&format!("{two}\nstated = {{ value = \"55 %\", n = \"900\" }}")).warned();
    case(&format!("{answered}\nstated = \"552 of 1,003 people\"")).warned();
    let all = answered.replace("900", "1,003").replace("1,000", "1,003");
    case(&format!("{all}\nstated = \"552 of 1,003 people\"")).fired(Severity::Error);
    case(&format!("{two}\nstated = \"552 of 1,003 people\"")).fired(Severity::Error);
}

/// In a month of days something happens with another chance than on one of them.
#[test]
fn of_several_trials_nothing_is_impossible() {
    let chances = |stated: &str| {
        let joint = "kind = \"probabilities\"\nfactors = { brakes = \"1 %\", tyres = \"2 %\" }";
        format!("[[claim]]\nid = \"car\"\nbase = \"days\"\n[claim.joint]\n{joint}\n{stated}\n")
    };
    // 1 - (0.99 · 0.98)^10 = 26.1 %.
    judge("IN09", &chances("union = \"26 %\"\ntrials = \"10 days\"")).not_applicable();
    judge("IN09", &chances("union = \"26 %\"")).fired(Severity::Error);
    let once = dossier(&chances("union = \"26 %\""));
    let resolved = once.resolve().unwrap();
    let law = Joint::of(&resolved, &resolved.claims()[0]).unwrap().law(Law::AnyAtMostSum).unwrap();
    assert!(Printed::asserts(&resolved, &law));
    let often = dossier(&chances("union = \"26 %\"\ntrials = \"10 days\""));
    assert!(!Printed::asserts(&often.resolve().unwrap(), &law));
}

#[test]
fn only_of_one_population() {
    let of = |stated: &str| case(&format!("factors = {{ a = \"61 %\", b = \"51 %\" }}\n{stated}"));
    // A share of the one group, of another year, of other people.
    of("stated = { value = \"55 %\", base = \"a\" }").asks("taxonomy", "both");
    case("factors = { a = \"61 %\", b = { value = \"51 %\", base = \"any\" } }\nstated = \"55 %\"")
        .not_applicable();
    judge(
        "IN09",
        &text(
            "period = \"2019\"",
            "factors = { a = \"61 %\", b = { value = \"51 %\", period = \"2020\" } }\nstated = \"55 %\"",
        ),
    )
    .not_applicable();
    case("factors = { a = \"61 of 101 adults\", b = \"41 of 81 adults\" }\nstated = \"55 %\"")
        .not_applicable();
    case("factors = { a = \"61 %\", b = { value = \"51 %\", base = \"unknown\" } }\nstated = \"55 %\"")
        .asks("base", "both");
    // Chances are of events, which differ in time and place; but not of what is given.
    let chances = |second: &str| {
        let joint = format!(
            "factors = {{ monday = \"61 %\", tuesday = {second} }}\nkind = \"probabilities\"\nstated = \"55 %\""
        );
        judge("IN09", &format!("[[claim]]\nid = \"rain\"\nperiod = \"2020-06-01\"\n[claim.joint]\n{joint}\n"))
    };
    chances("{ value = \"51 %\", period = \"2020-06-02\" }").fired(Severity::Error);
    chances("{ value = \"51 %\", base = \"none\" }").asks("base", "rain");
}

#[test]
fn parts_of_the_population_that_are_declared() {
    let joint = |stated: &str| format!("factors = {{ a = \"61 %\", b = \"31 %\" }}\n{stated}");
    // b lies within a: all of b is in both, and nothing of it beside a.
    let nested = |stated: &str| {
        judge(
            "IN09",
            &format!(
                "[taxonomy]\nis_a = {{ b = \"a\", a = \"adults\" }}\n{}",
                text("base = \"adults\"", &joint(stated))
            ),
        )
    };
    nested("stated = \"31 %\"").passed();
    nested("union = \"61 %\"").passed();
    let finding = nested("stated = \"25 %\"").fired(Severity::Error);
    // 30.5 to 31.5 %.
    assert_eq!(limits(&finding, "overlap"), closed("61/200", "63/200"));
    assert!(
        finding.reason().starts_with("one group is declared to lie within the other"),
        "{}",
        finding.reason()
    );
    nested("union = \"75 %\"").fired(Severity::Error);
    // They exclude each other.
    let apart = |stated: &str| parts("disjoint = [[\"a\", \"b\"]]", &joint(stated));
    apart("union = \"92 %\"").passed();
    apart("stated = \"12 %\"").fired(Severity::Error);
    apart("union = \"80 %\"").fired(Severity::Error);
    apart("stated = \"0 %\"").passed();
    // The groups themselves do not fit: 71 and 61 % cannot exclude each other.
    parts("disjoint = [[\"a\", \"b\"]]", "factors = { a = \"71 %\", b = \"61 %\" }\nstated = \"40 %\"")
        .not_applicable();
    // A cat is no dog, and a household may have both.
    let pets = "[taxonomy]\ndisjoint = [[\"cats\", \"dogs\"]]\n";
    let households = "factors = { cats = \"31 %\", dogs = \"21 %\" }\nstated = \"12 %\"";
    assert_eq!(outcome("IN09", &format!("{pets}{}", text("base = \"households\"", households))), "passed");
    // An engine is no tyre, both are pieces of a car, and a car may have a fault in each.
    let pieces =
        "[taxonomy]\npart_of = { engine = \"car\", tyre = \"car\" }\ndisjoint = [[\"engine\", \"tyre\"]]\n";
    let faults = "factors = { engine = \"31 %\", tyre = \"21 %\" }\nstated = \"12 %\"";
    assert_eq!(outcome("IN09", &format!("{pieces}{}", text("base = \"car\"", faults))), "passed");
}

#[test]
fn the_smallest_and_the_sum_depend_on_the_names() {
    let smallest = "factors = { a = \"61 %\", b = \"31 %\" }\nstated = \"31 %\"";
    let so_far = case(smallest).asks("taxonomy", "both");
    assert_eq!(so_far[0].interval, Some(closed("0", "63/200")));
    let sum = "factors = { a = \"41 %\", b = \"31 %\" }\nunion = \"72 %\"";
    case(sum).asks("taxonomy", "both");
    let told =
        |taxonomy: &str, joint: &str| judge("IN09", &format!("[taxonomy]\n{taxonomy}\n{}", text("", joint)));
    told("is_a = { b = \"a\" }", smallest).passed();
    told("disjoint = [[\"a\", \"b\"]]", sum).passed();
    // The other way round, or overlapping.
    told("is_a = { a = \"b\" }", smallest).warned();
    told("overlaps = [[\"a\", \"b\"]]", smallest).warned();
    told("overlaps = [[\"a\", \"b\"]]", sum).warned();
    told("is_a = { a = \"b\" }", sum).warned();
}

#[test]
fn a_product_may_be_counted_or_shown() {
    for stated in [
        "stated = \"300 of 1,000 adults\"",
        "stated = { value = \"30 %\", n = \"1,000\" }",
        "stated = { value = \"30 %\", margin = \"3 %\" }",
        "stated = \"30 %\"\nindependent = \"drawn by lot\"",
        // Another number.
        "stated = \"35 %\"",
        "stated = \"20 %\"",
    ] {
        two(stated).passed();
    }
    // 1 - 0.4 · 0.5 = 80 %.
    two("union = \"80 %\"").warned();
    two("union = { value = \"80 %\", n = \"1,000\" }").passed();
    // Of 95 and 90 % both lie in 85 to 90 %: that 86 % is 85.5 is no wonder.
    case("factors = { a = \"95 %\", b = \"90 %\" }\nstated = \"86 %\"").passed();
    // To more digits it is: 95.0 % · 90.0 % = 85.50 %; 94.95 · 89.95 to 95.05 · 90.05 leave 0.185 of 5.1 points open.
    case("factors = { a = \"95.0 %\", b = \"90.0 %\" }\nstated = \"85.5 %\"").warned();
    // All and none: the product is the only number there is.
    case("factors = { a = \"100 %\", b = \"50 %\" }\nstated = { value = \"50 %\", n = \"10\" }").passed();
    case("factors = { a = \"0.0 %\", b = \"50 %\" }\nstated = \"0.0 %\"").passed();
    // "A third of a half" leaves open what it is.
    case("factors = { a = \"a third\", b = \"half\" }\nstated = \"a sixth\"").passed();
}

#[test]
fn it_says_nothing_of_what_it_is_not_about() {
    two("").not_applicable();
    case("factors = { overweight = \"60 %\" }\nstated = \"60 %\"").not_applicable();
    case("factors = { a = \"60 people\", b = \"50 people\" }\nstated = \"30 people\"").not_applicable();
    case("factors = { a = \"120 %\", b = \"50 %\" }\nstated = \"60 %\"").not_applicable();
    // A per cent forgotten.
    two("union = \"110\"").not_applicable();
    two("stated = \"55 people\"").not_applicable();
    let values = "[[claim]]\nid = \"p\"\n[claim.joint]\nkind = \"p-values\"\nfactors = { a = \"0.05\", b = \"0.2\" }\nstated = \"0.01\"";
    judge("IN09", values).not_applicable();
    // That chances were multiplied, another rule judges.
    let chances = values.replace("p-values", "probabilities");
    judge("IN09", &chances).passed();
    judge("IN09", "[[claim]]\nid = \"x\"\nfigure = \"30 %\"").not_applicable();
}

fn law(resolved: &Resolved<'_>, law: Law) -> Statement {
    Joint::of(resolved, &resolved.claims()[0]).unwrap().law(law).unwrap()
}

#[test]
fn forged_laws_are_rejected() {
    let text = text(
        "base = \"adults\"",
        "factors = { a = \"61 %\", b = \"51 %\", c = \"90 %\" }\nstated = \"55 %\"\nunion = \"95 %\"",
    );
    let dossier = dossier(&text);
    let resolved = dossier.resolve().unwrap();
    let own = [Law::AllAtMost(0), Law::AllAtMost(1), Law::AllAtLeast, Law::AnyAtLeast(2), Law::AnyAtMostSum];
    for law in own.map(|own| self::law(&resolved, own)) {
        assert!(Printed::asserts(&resolved, &law), "{law:?}");
        let Statement::Law { name, left, operator, right } = law.clone() else { panic!() };
        let forged = [
            // The other way round, another operator, another name, another figure, a wrong number of groups.
            Statement::Law { name: name.clone(), left: right.clone(), operator, right: left.clone() },
            Statement::Law {
                name: name.clone(),
                left: left.clone(),
                operator: Operator::Equal,
                right: right.clone(),
            },
            Statement::Law {
                name: "by common sense".into(),
                left: left.clone(),
                operator,
                right: right.clone(),
            },
            Statement::Law {
                name: name.clone(),
                left: "/claim/0/joint/factors/b".into(),
                operator,
                right: right.clone(),
            },
            Statement::Law {
                name: name.clone(),
                left: left.clone(),
                operator,
                right: right.clone().minus(1),
            },
            Statement::Law {
                name: name.clone(),
                left: left.clone(),
                operator,
                right: "/claim/1/figure".into(),
            },
            Statement::Law { name, left: Expression::from(1), operator, right: Expression::from(0) },
        ];
        for forged in forged.into_iter().filter(|forged| *forged != law) {
            assert!(!Printed::asserts(&resolved, &forged), "{forged:?}");
        }
    }
    // Only of two is what is in either and in both the sum.
    assert!(Joint::of(&resolved, &resolved.claims()[0]).unwrap().law(Law::AnyAndAll).is_none());
    let forged = Statement::Law {
        name: "what lies within the other is in both".into(),
        left: "/claim/0/joint/stated".into(),
        operator: Operator::AtLeast,
        right: "/claim/0/joint/factors/a".into(),
    };
    let proof = Proof::new(Argument::refuted(forged, 0), &resolved);
    assert!(matches!(proof, Err(Rejection::NotStated(_))), "{proof:?}");
    // The figures fit, so a true law proves nothing.
    let proof = Proof::new(Argument::refuted(law(&resolved, Law::AnyAtMostSum), 0), &resolved);
    assert_eq!(proof, Err(Rejection::NoContradiction));
}

/// A law is stated only of figures that cannot be an estimate, and of one population.
#[test]
fn laws_are_stated_of_firm_shares_alone() {
    for (fields, joint) in [
        ("status = \"estimate\"", "factors = { a = \"61 %\", b = \"51 %\" }\nstated = \"55 %\""),
        ("", "factors = { a = \"61 %\", b = { value = \"51 %\", margin = \"2 %\" } }\nstated = \"55 %\""),
        ("", "factors = { a = \"61 %\", b = { value = \"51 %\", base = \"none\" } }\nstated = \"55 %\""),
        ("", "factors = { a = \"61 %\", b = \"51 %\" }\nstated = \"55 people\""),
    ] {
        let dossier = dossier(&text(fields, joint));
        let resolved = dossier.resolve().unwrap();
        assert!(!Printed::asserts(&resolved, &law(&resolved, Law::AllAtMost(1))), "{joint}");
    }
}

/// A share of the cases is no share of the weight, whatever numbers they are of.
#[test]
fn shares_by_number_and_by_weight_are_of_two_wholes() {
    let shares = |a: &str, b: &str, stated: &str| {
        case(&format!("factors = {{ a = \"{a}\", b = \"{b}\" }}\nstated = \"{stated}\""))
    };
    // Of 101 cases 71 and 21 have not 41 in both; of 101 kg, they may weigh what they like.
    shares("71 of 101 cases", "21 of 101 cases", "41 of 101 cases").fired(Severity::Error);
    shares("71 of 101 cases", "21 kg of 101 kg", "41 of 101 cases").not_applicable();
    shares("71 of 101 cases", "21 of 101 cases", "41 kg of 101 kg").not_applicable();
    shares("71 kg of 101 kg", "21 EUR of 101 EUR", "41 kg of 101 kg").not_applicable();
    shares("71 of 101 cases", "21 of 101 households", "41 of 101 cases").not_applicable();
    // Another unit of the same weight is the same whole.
    shares("71 kg of 101 kg", "21 kg of 101 kg", "41 kg of 101 kg").fired(Severity::Error);
    shares("71 kg of 101 kg", "21,000 g of 101,000 g", "41 kg of 101 kg").fired(Severity::Error);
    // Cases are no part of kilograms.
    shares("71 cases of 101 kg", "21 cases of 101 kg", "41 cases of 101 kg").not_applicable();
}

/// A percentage says nothing of what is counted, but busts and kilograms are of two wholes in any order.
#[test]
fn the_order_of_the_figures_does_not_matter() {
    for factors in ["a = \"55.77 %\", b = \"157 of 998 busts\"", "b = \"157 of 998 busts\", a = \"55.77 %\""]
    {
        let text = format!(
            "[[claim]]\nid = \"c\"\n[claim.joint]\nkind = \"probabilities\"\nfactors = {{ {factors} }}\n\
             union = {{ part = \"74 kg\", whole = \"767 kg\" }}\n"
        );
        assert_eq!(outcome("IN09", &text), "not applicable", "{factors}");
    }
}
