#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use crate::rule::Severity;
use crate::rule::printed::crossed::crossed_statement;
use crate::rule::proof::{Expression, Operator, Printed, Statement, verify};
use crate::rules::check_one::{Judged, closed, dossier, exact, judge, limits, number};

const SHARES: &str = "groups = { group-g = \"70 %\", yes-voters = \"60 %\" }";
const MOST: &str = "asserts = \"share > 1/2\"";

/// Whoever is of the group votes there.
const VOTERS: &str = "[taxonomy]\nis_a = { group-g = \"precinct-voters\" }";

fn text(before: &str, fields: &str, groups: &str, conclusion: &str) -> String {
    format!(
        "{before}\n[[claim]]\nid = \"precinct\"\n{fields}\n[claim.compare]\nby = \"of\"\n{groups}\n\
         [[conclusion]]\nid = \"for-yes\"\nfrom = \"precinct\"\n{conclusion}\n"
    )
}

/// What is concluded of the outcome within the group.
fn case(groups: &str, asserts: &str) -> Judged {
    let conclusion = format!("of = \"yes-voters\"\nbase = \"group-g\"\n{asserts}");
    judge("IN06", &text(VOTERS, "base = \"precinct-voters\"", groups, &conclusion))
}

/// One area with these shares of group and outcome.
fn area(group: &str, outcome: &str, asserts: &str) -> Judged {
    case(&format!("groups = {{ group-g = {group}, yes-voters = {outcome} }}"), asserts)
}

#[test]
fn the_example_of_the_catalogue() {
    let finding = case(SHARES, MOST).warned();
    // As printed 30/70 to 60/70; rounded (69.5 + 59.5 - 100)/69.5 = 29/69.5 and 60.5/69.5.
    assert_eq!(limits(&finding, "bounds"), closed("58/139", "121/139"));
    assert_eq!(finding.message(), "among group-g the share of yes-voters lies anywhere from 41.7 to 87.1 %");
    assert_eq!(
        finding.reason(),
        "known are only 70 % group-g and 60 % yes-voters of precinct-voters: whether they are the same people, they do \
         not say, and the limits are on both sides of 50 %"
    );
    // Without an assertion the shares are taken for the group's own.
    let finding = case(SHARES, "").warned();
    assert!(finding.reason().ends_with("they do not say"), "{}", finding.reason());
    // Each threshold of a vague word that is open.
    let finding = case(SHARES, "asserts = [\"share > 1/4\", \"share > 1/2\", \"share > 3/4\"]").warned();
    assert!(finding.reason().ends_with("on both sides of 50 %, 75 %"), "{}", finding.reason());
}

#[test]
fn either_way_across() {
    // Of the yes-voters: (69.5 + 59.5 - 100)/59.5 = 58/119, at most all.
    let conclusion = format!("of = \"group-g\"\nbase = \"yes-voters\"\n{MOST}");
    let finding = judge("IN06", &text("", "base = \"precinct-voters\"", SHARES, &conclusion)).warned();
    assert_eq!(limits(&finding, "bounds"), closed("58/119", "1"));
    // Further groups beside the two do not matter.
    let four =
        "groups = { group-g = \"70 %\", others = \"30 %\", yes-voters = \"60 %\", no-voters = \"40 %\" }";
    case(four, MOST).warned();
}

#[test]
fn what_the_limits_decide_passes() {
    area("\"95 %\"", "\"60 %\"", MOST).passed();
    case(SHARES, "asserts = \"share > 2/5\"").passed();
    case(SHARES, "asserts = \"share < 9/10\"").passed();
    // Nearly nobody belongs to it: 0.5 of a share of 2 % or 3 % may be anything.
    area("\"2 %\"", "\"60 %\"", MOST).warned();
    // All do: their share is the printed one, whatever is said of it.
    area("\"1,000 of 1,000 voters\"", "\"60 %\"", "").passed();
    area("\"1,000 of 1,000 voters\"", "\"60 %\"", "asserts = \"share = 60 %\"").passed();
    area("\"1,000 of 1,000 voters\"", "\"60 %\"", "asserts = \"share = 3/4\"").warned();
    // Nobody voted yes, everybody did.
    area("\"70 %\"", "\"0 of 1,000 voters\"", "asserts = \"share = 0\"").passed();
    area("\"70 %\"", "\"1,000 of 1,000 voters\"", "asserts = \"share = 1\"").passed();
}

#[test]
fn ties() {
    // Between 30/70 = 3/7 and 60/70 = 6/7, ends included.
    let counted = |asserts: &str| area("\"700 of 1,000 voters\"", "\"600 of 1,000 voters\"", asserts);
    counted("asserts = \"share >= 3/7\"").passed();
    counted("asserts = \"share > 3/7\"").warned();
    counted("asserts = \"share <= 6/7\"").passed();
    counted("asserts = \"share < 6/7\"").warned();
    // Nobody belongs to the group: nothing is known of it.
    let finding = area("\"0 of 1,000 voters\"", "\"600 of 1,000 voters\"", MOST).warned();
    assert_eq!(limits(&finding, "bounds"), closed("0", "1"));
}

#[test]
fn outside_the_limits_it_is_an_error() {
    let (group, outcome) = ("\"702 of 1,003 voters\"", "\"601 of 1,003 voters\"");
    for asserts in ["share > 9/10", "share >= 87/100", "share < 2/5", "share <= 42/100"] {
        let asserts = format!("asserts = \"{asserts}\"");
        let finding = area(group, outcome, &asserts).fired(Severity::Error);
        // (702 + 601 - 1003)/702 = 300/702 and 601/702.
        assert_eq!(limits(&finding, "bounds"), closed("50/117", "601/702"));
        let conclusion = format!("of = \"yes-voters\"\nbase = \"group-g\"\n{asserts}");
        let groups = format!("groups = {{ group-g = {group}, yes-voters = {outcome} }}");
        let dossier = dossier(&text(VOTERS, "base = \"precinct-voters\"", &groups, &conclusion));
        assert_eq!(verify(finding.proof().unwrap(), &dossier.resolve().unwrap()), Ok(()));
    }
    let finding = area(group, outcome, "asserts = \"share > 9/10\"").fired(Severity::Error);
    assert_eq!(
        finding.message(),
        "among group-g the share of yes-voters is 42.7 to 85.6 %, which rules out 'share > 9/10'"
    );
    // Percentages only where it is said that they are shares; then in the widest reading, (52, 54)/(70, 72).
    area("\"71 %\"", "\"53 %\"", "asserts = \"share > 9/10\"").warned();
    let shares =
        "{ value = \"71 %\", measure = \"share\" }, yes-voters = { value = \"53 %\", measure = \"share\" }";
    case(&format!("groups = {{ group-g = {shares} }}"), "asserts = \"share > 9/10\"").fired(Severity::Error);
    // 54/70 = 77.1 %: below 0.78 in every reading. 53.5/70.5 = 75.9 %: above it only as rounded to nearest.
    case(&format!("groups = {{ group-g = {shares} }}"), "asserts = \"share > 78/100\"")
        .fired(Severity::Error);
    let finding =
        case(&format!("groups = {{ group-g = {shares} }}"), "asserts = \"share > 76/100\"").warned();
    assert!(finding.reason().ends_with("unless a figure was cut off or rounded up"), "{}", finding.reason());
}

#[test]
fn no_error_where_something_stands_between() {
    let (group, outcome) = ("\"702 of 1,003 voters\"", "\"601 of 1,003 voters\"");
    let beyond = "asserts = \"share > 9/10\"";
    let judged = |before: &str, fields: &str, asserts: &str| {
        let conclusion = format!("of = \"yes-voters\"\nbase = \"group-g\"\n{asserts}");
        let groups = format!("groups = {{ group-g = {group}, yes-voters = {outcome} }}");
        let before = format!("{before}\n{VOTERS}");
        judge("IN06", &text(&before, &format!("base = \"precinct-voters\"\n{fields}"), &groups, &conclusion))
    };
    judged("", "", beyond).fired(Severity::Error);
    judged("[frame.poll]\ndesign = \"probability\"", "frame = \"poll\"", beyond).warned();
    judged("", "status = \"estimate\"", beyond).warned();
    judged("", "", "asserts = [\"share > 9/10\", \"share > 1/2\"]").warned();
    judged("", "", "asserts = \"share = 9/10\"").warned();
    judged("", "", &format!("{beyond}\nmood = \"hedged\"")).noted();
    judged("", "", &format!("{MOST}\nmood = \"hedged\"")).noted();
    judged("", "", &format!("{MOST}\nmood = \"not-shown\"")).noted();
    area("\"about 70 %\"", "\"60 %\"", beyond).warned();
}

/// 952 of 1,003 voters are women, 601 voted yes: 550 women at the least. Of all 1,200 women who live there that is less
/// than half.
#[test]
fn no_error_where_the_group_may_be_larger_than_the_shares_know() {
    let groups = "groups = { women = \"952 of 1,003 voters\", yes-voters = \"601 of 1,003 voters\" }";
    let conclusion = "of = \"yes-voters\"\nbase = \"women\"\nasserts = \"share < 1/2\"";
    let judged = |names: &str| judge("IN06", &text(names, "base = \"voters\"", groups, conclusion));
    let finding = judged("").warned();
    assert!(
        finding
            .reason()
            .ends_with("between these limits, unless women are more than those of them among voters"),
        "{}",
        finding.reason()
    );
    judged("[taxonomy]\noverlaps = [[\"women\", \"voters\"]]").warned();
    judged("[taxonomy]\nis_a = { women = \"voters\" }").fired(Severity::Error);
}

const AREAS: &str = "groups = {}\n[claim.compare.strata]";

#[test]
fn areas_are_weighed_by_their_size() {
    let north = "north = { group-g = \"980 of 1,000 voters\", yes-voters = \"800 of 1,000 voters\" }";
    let south = "south = { group-g = \"300 of 1,000 voters\", yes-voters = \"500 of 1,000 voters\" }";
    let finding = case(&format!("{AREAS}\n{north}\n{south}"), "asserts = \"share > 3/4\"").warned();
    // Both: 780 + 0 to 800 + 300, of 1,280.
    assert_eq!(limits(&finding, "bounds"), closed("39/64", "55/64"));
    assert!(
        finding
            .reason()
            .starts_with("known are only the shares of group-g and yes-voters in each of 2 areas")
    );
    case(&format!("{AREAS}\n{north}\n{south}"), "asserts = \"share > 3/5\"").passed();
    // Outside is a warning: sizes and areas stand between.
    case(&format!("{AREAS}\n{north}\n{south}"), "asserts = \"share > 9/10\"").warned();
    // An area without one of the two says nothing of the group there.
    let incomplete = format!("{AREAS}\n{north}\nsouth = {{ group-g = \"300 of 1,000 voters\" }}");
    case(&incomplete, MOST).not_applicable();
}

#[test]
fn it_asks_for_sizes_only_where_they_decide() {
    let of = |north: &str, south: &str, asserts: &str| {
        let share = |own: &str| {
            let (group, outcome) = own.split_once(' ').unwrap();
            format!("{{ group-g = \"{group} %\", yes-voters = \"{outcome} %\" }}")
        };
        case(&format!("{AREAS}\nnorth = {}\nsouth = {}", share(north), share(south)), asserts)
    };
    // North decides for itself: (94.5 + 69.5 - 100)/94.5 = 64/94.5 and more; south leaves all open.
    let so_far = of("95 70", "30 50", MOST).asks("n", "precinct");
    assert_eq!(so_far[0].interval, Some(closed("0", "1")));
    // Both decide, for any sizes; neither does.
    of("95 70", "90 80", MOST).passed();
    of("70 60", "30 50", MOST).warned();
    // With sizes it is settled: 640/945 and 0 of 30 at a hundred to one.
    let sized = "north = { group-g = { value = \"95 %\", n = \"100,000\" }, yes-voters = \"70 %\" }\n\
                 south = { group-g = { value = \"30 %\", n = \"1,000\" }, yes-voters = \"50 %\" }";
    case(&format!("{AREAS}\n{sized}"), MOST).passed();
}

#[test]
fn only_two_shares_of_one_population() {
    let judged =
        |fields: &str, groups: &str, conclusion: &str| judge("IN06", &text("", fields, groups, conclusion));
    let across = format!("of = \"yes-voters\"\nbase = \"group-g\"\n{MOST}");
    judged("", SHARES, &across).asks("base", "precinct");
    judged("base = \"unknown\"", SHARES, &across).asks("base", "precinct");
    let turnout =
        "groups = { group-g = \"70 %\", yes-voters = { value = \"60 %\", base = \"those-who-voted\" } }";
    judged("base = \"adults\"", turnout, &across).asks("taxonomy", "precinct");
    let none = "groups = { group-g = \"70 %\", yes-voters = { value = \"60 %\", base = \"any\" } }";
    judged("base = \"adults\"", none, &across).not_applicable();
    let people = "groups = { group-g = \"70 people\", yes-voters = \"60 people\" }";
    judged("base = \"adults\"", people, &across).not_applicable();
    let growth = "groups = { group-g = { value = \"70 %\", measure = \"change\" }, yes-voters = \"60 %\" }";
    judged("base = \"adults\"", growth, &across).not_applicable();
    // Of the place itself, of a third group, of another year, in another relation.
    judged("base = \"adults\"", SHARES, &format!("of = \"yes-voters\"\n{MOST}")).not_applicable();
    judged("base = \"adults\"", SHARES, &format!("of = \"yes-voters\"\nbase = \"others\"\n{MOST}"))
        .not_applicable();
    judged("base = \"adults\"\nperiod = \"2019\"", SHARES, &format!("{across}\nperiod = \"2020\""))
        .not_applicable();
    judged("base = \"adults\"", SHARES, &format!("{across}\nperiod = \"2020\"")).asks("period", "precinct");
    judged("base = \"adults\"", SHARES, &across.replace("share > 1/2", "count > 5")).not_applicable();
    judged("base = \"adults\"", &SHARES.replace("groups", "stated = []\ngroups"), &across).warned();
}

/// Young group members are group members: the shares need not say so.
#[test]
fn names_that_say_who_is_in_both() {
    let across = format!("of = \"yes-voters\"\nbase = \"group-g\"\n{MOST}");
    for taxonomy in [
        "is_a = { group-g = \"yes-voters\" }",
        "is_a = { yes-voters = \"group-g\" }",
        "disjoint = [[\"group-g\", \"yes-voters\"]]",
    ] {
        let text = text(&format!("[taxonomy]\n{taxonomy}"), "base = \"adults\"", SHARES, &across);
        judge("IN06", &text).not_applicable();
    }
    let overlapping = "[taxonomy]\noverlaps = [[\"group-g\", \"yes-voters\"]]";
    judge("IN06", &text(overlapping, "base = \"adults\"", SHARES, &across)).warned();
}

#[test]
fn forged_laws_are_rejected() {
    let groups = "groups = { group-g = \"702 of 1,003 voters\", yes-voters = \"601 of 1,003 voters\" }";
    let conclusion = |mood: &str| {
        format!("of = \"yes-voters\"\nbase = \"group-g\"\nasserts = \"share > 9/10\"\nmood = \"{mood}\"")
    };
    let told = dossier(&text(VOTERS, "base = \"precinct-voters\"", groups, &conclusion("flat")));
    let resolved = told.resolve().unwrap();
    let law = crossed_statement(&resolved, "/conclusion/0").unwrap();
    assert!(Printed::asserts(&resolved, &law));
    let Statement::Law { name, left, operator, right } = law.clone() else { panic!() };
    let swapped = Statement::Law { name: name.clone(), left: right.clone(), operator, right: left.clone() };
    let bolder = Statement::Law {
        name: name.clone(),
        left: left.clone(),
        operator,
        right: right.clone().plus(exact("1/10")),
    };
    let other =
        Statement::Law { name: name.replace("/0", "/1"), left: left.clone(), operator, right: right.clone() };
    let renamed = Statement::Law { name: "as everybody knows".into(), left: left.clone(), operator, right };
    let false_law = Statement::Law { name, left, operator: Operator::Less, right: Expression::from(0) };
    for forged in [swapped, bolder, other, renamed, false_law] {
        assert!(!Printed::asserts(&resolved, &forged), "{forged:?}");
    }
    // Where women may live there who did not vote, the shares of voters say nothing of them.
    let unknown = dossier(&text("", "base = \"precinct-voters\"", groups, &conclusion("flat")));
    assert!(!Printed::asserts(&unknown.resolve().unwrap(), &law));
    // What is only suggested states nothing.
    let hedged = dossier(&text(VOTERS, "base = \"precinct-voters\"", groups, &conclusion("hedged")));
    let resolved = hedged.resolve().unwrap();
    assert!(!Printed::asserts(&resolved, &law));
    assert_eq!(crossed_statement(&resolved, "/conclusion/7"), None);
    assert_eq!(crossed_statement(&resolved, "/claim/0"), None);
}

#[test]
fn the_shares_are_among_its_numbers() {
    let finding = case(SHARES, MOST).warned();
    assert_eq!(number(&finding, "share of the group"), exact("7/10"));
    assert_eq!(number(&finding, "share of the outcome"), exact("3/5"));
}
