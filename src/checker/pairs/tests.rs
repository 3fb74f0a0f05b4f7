//! What the fast ways find, beside all pairs of quantities.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::claim::Claim;
use crate::dossier::Dossier;
use crate::quantity::{Flow, OriginSpec, Overall};
use crate::vocabulary::Names;

const CONCEPTS: [&str; 5] = ["drug", "opioid", "fentanyl", "heroin", "cocaine"];
const PLACES: [&str; 5] = ["union", "west", "coast", "desert", "abroad"];
const PERIODS: [&str; 5] = ["2019", "2019-01/2019-06", "2019-03", "2019-08", "any"];

/// `fentanyl`, `heroin` is_a `opioid`, with `cocaine` a `drug`; `coast`, `desert` part of `west`, part of `union`.
fn dossier(claims: &[(usize, usize, usize, usize, u32)]) -> Dossier {
    let mut dossier = Dossier::new("pairs");
    for (child, parent) in [(1, 0), (2, 1), (3, 1), (4, 0)] {
        dossier.taxonomy.concept.is_a.insert(CONCEPTS[child].into(), Names(vec![CONCEPTS[parent].into()]));
    }
    for (child, parent) in [(1, 0), (2, 1), (3, 1)] {
        dossier.taxonomy.place.part_of.insert(PLACES[child].into(), Names(vec![PLACES[parent].into()]));
    }
    // Declared, though nothing is part of it.
    dossier.taxonomy.place.overlaps.push(vec![PLACES[4].into(), PLACES[3].into()]);
    for (i, (of, base, place, period, kilograms)) in claims.iter().enumerate() {
        let claim = Claim::figure(format!("{kilograms} kg")).unwrap();
        let claim =
            claim.of(CONCEPTS[*of]).base(CONCEPTS[*base]).place(PLACES[*place]).period(PERIODS[*period]);
        dossier = dossier.claim(&format!("c{i}"), claim);
    }
    dossier
}

fn claims() -> impl Strategy<Value = Vec<(usize, usize, usize, usize, u32)>> {
    // Few values, so that scopes often meet.
    prop::collection::vec((0..5usize, 0..2usize, 0..5usize, 0..5usize, 1..30u32), 1..24)
}

/// Whether the first wholly exceeds the second.
fn exceeds(resolved: &Resolved<'_>, part: usize, whole: usize) -> bool {
    let interval = |i: usize| resolved.quantities()[i].interval(Reading::Nearest).unwrap();
    interval(whole).is_below(&interval(part))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// For every whole that some part exceeds, such a pair is found.
    #[test]
    fn a_whole_with_a_larger_part_is_found(claims in claims()) {
        let dossier = dossier(&claims);
        let resolved = dossier.resolve().unwrap();
        let scope = |i: usize| resolved.quantities()[i].scope;
        let nested = |part: usize, whole: usize| {
            resolved.compare(scope(part), scope(whole)).overall == Overall::Within && exceeds(&resolved, part, whole)
        };
        let found: HashSet<usize> = part_whole(&resolved, &Keys::of(&resolved))
            .iter()
            .filter(|pair| nested(pair.first, pair.second))
            .map(|pair| pair.second)
            .collect();
        let all = 0..claims.len();
        let expected: HashSet<usize> =
            all.clone().filter(|whole| all.clone().any(|part| nested(part, *whole))).collect();
        prop_assert_eq!(found, expected);
    }

    /// Two figures of one scope that cannot both be right: each such figure stands in a pair that shows it, and no
    /// group without one has such a pair.
    #[test]
    fn figures_of_one_scope_that_differ_are_found(claims in claims()) {
        let dossier = dossier(&claims);
        let resolved = dossier.resolve().unwrap();
        let subject = |i: usize| &resolved.scope(resolved.quantities()[i].scope).subject;
        let differ = |a: usize, b: usize| {
            subject(a) == subject(b) && (exceeds(&resolved, a, b) || exceeds(&resolved, b, a))
        };
        let pairs = same(&resolved, &Keys::of(&resolved));
        prop_assert!(pairs.iter().all(|pair| subject(pair.first) == subject(pair.second)));
        let found: HashSet<Subject> = pairs
            .iter()
            .filter(|pair| differ(pair.first, pair.second))
            .map(|pair| *subject(pair.first))
            .collect();
        let all = 0..claims.len();
        let expected: HashSet<Subject> =
            all.clone().filter(|a| all.clone().any(|b| differ(*a, b))).map(|a| *subject(a)).collect();
        prop_assert_eq!(found, expected);
    }
}

/// What IN03 finds, and of which claims, in order.
fn contradictions(dossier: &Dossier) -> Vec<(String, crate::Severity)> {
    found_by("IN03", dossier)
}

fn found_by(rule: &str, dossier: &Dossier) -> Vec<(String, crate::Severity)> {
    let report = crate::Checker::default().select([rule]).unwrap().check(dossier).unwrap();
    let mut found: Vec<_> =
        report.findings().iter().map(|one| (one.claim().unwrap().to_string(), one.severity())).collect();
    found.sort();
    found
}

/// Figures by claim, all of one thing, fully described.
fn of_one_thing(figures: &[(&str, &str)]) -> Dossier {
    figures.iter().fold(Dossier::new("pairs"), |dossier, (id, text)| {
        let claim = Claim::figure(*text).unwrap().of("drug").base("none").place("NZ").period("2019");
        dossier.claim(id, claim.stage("none").origin(OriginSpec::any("none")).flow(Flow::Net))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A claim that no longer says what it is about moves no contradiction to a claim that had none so grave.
    #[test]
    fn what_is_unknown_moves_no_contradiction(kilograms in prop::collection::vec(1..30u32, 3..8)) {
        let claims: Vec<_> = kilograms.iter().map(|kilograms| (0, 0, 0, 0, *kilograms)).collect();
        let dossier = dossier(&claims);
        let before = contradictions(&dossier);
        for claim in 0..claims.len() {
            let mut changed = dossier.clone();
            changed.claim[claim].scope.set("of", "unknown");
            for (of, severity) in contradictions(&changed) {
                let was = before.iter().any(|(own, before)| *own == of && *before >= severity);
                prop_assert!(was, "{severity} of {of} without c{claim}");
            }
        }
    }
}

/// A figure in one of the forms in which figures are printed, of a few numbers, so that they often meet.
fn printed() -> impl Strategy<Value = String> {
    (0..12usize, 1..30u32).prop_map(|(form, n)| match form {
        0 => format!("{n}.5 kg"),
        1 => format!("{n}.40 kg"),
        2 => format!("about {n} kg"),
        3 => format!("more than {n} kg"),
        4 => format!("at least {n} kg"),
        5 => format!("at most {n} kg"),
        6 => format!("{n}0 kg"),
        7 => format!("{n} births"),
        8 => format!("{n}.5 births"),
        9 => format!("{n} EUR"),
        _ => format!("{n} kg"),
    })
}

/// What nested figures are about (place and period), how each is printed, and how it is described.
type Nested = (usize, usize, String, usize);

fn nested_dossier(claims: &[Nested], flow: Flow) -> Dossier {
    let mut dossier = dossier(&[]);
    for (i, (place, period, figure, described)) in claims.iter().enumerate() {
        let claim = Claim::figure(figure.as_str()).unwrap().of("drug").base("none").period(PERIODS[*period]);
        let claim = claim.place(PLACES[*place]).flow(flow).measure(Measure::Sum);
        let claim = if figure.ends_with("births") { claim.measure(Measure::Count) } else { claim };
        let claim = match described {
            0 => claim,
            1 => claim.status(crate::quantity::Status::Estimate),
            _ => claim.stage("none").origin(OriginSpec::any("none")),
        };
        dossier = dossier.claim(&format!("c{i}"), claim);
    }
    dossier
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A part of which it is no longer known what or where it is moves no excess to a claim that had none so grave.
    #[test]
    fn what_is_unknown_moves_no_excess(
        claims in prop::collection::vec((0..4usize, 0..4usize, printed(), 0..5usize), 3..9),
        flow in prop::sample::select(vec![Flow::Flow, Flow::Stock, Flow::Gross]),
    ) {
        let dossier = nested_dossier(&claims, flow);
        for rule in ["AR03", "IN03"] {
            let before = found_by(rule, &dossier);
            for claim in 0..claims.len() {
                for component in ["of", "place", "period"] {
                    let mut changed = dossier.clone();
                    changed.claim[claim].scope.set(component, "unknown");
                    for (of, severity) in found_by(rule, &changed) {
                        let was = before.iter().any(|(own, before)| *own == of && *before >= severity);
                        prop_assert!(was, "{rule}: {severity} of {of} without the {component} of c{claim}: {before:?}");
                    }
                }
            }
        }
    }
}

/// 100 ± 50 has room for both; they have none for each other.
#[test]
fn a_margin_hides_no_contradiction() {
    let figures = [("estimate", "100 ± 50 people"), ("b", "111 people"), ("c", "122 people")];
    assert_eq!(contradictions(&of_one_thing(&figures)), [("c".to_string(), crate::Severity::Error)]);
    // Nor where nothing more is said of them than what they count.
    let dossier = figures.iter().fold(Dossier::new("pairs"), |dossier, (id, text)| {
        dossier.claim(id, Claim::figure(*text).unwrap().of("drug"))
    });
    assert_eq!(contradictions(&dossier), [("c".to_string(), crate::Severity::Warning)]);
}

/// A balance of -412 rules out no size; 412 rules out 533.
#[test]
fn a_minus_sign_hides_no_contradiction() {
    use crate::Severity::{Error, Warning};
    let balance = of_one_thing(&[("balance", "-412 people"), ("b", "412 people"), ("c", "533 people")]);
    let found: Vec<_> = contradictions(&balance).into_iter().map(|(_, severity)| severity).collect();
    assert_eq!(found, [Warning, Warning, Error]);
}

/// 100.0 kg is apart from 99 kg only as rounded to nearest; from 99.55 kg, whose reading to nearest ends higher, as
/// written, too.
#[test]
fn a_coarse_figure_hides_no_contradiction() {
    use crate::Severity::{Note, Warning};
    let weights = of_one_thing(&[("a", "99 kg"), ("b", "99.55 kg"), ("c", "100.0 kg")]);
    let of_c = contradictions(&weights).into_iter().filter(|(of, _)| of == "c").map(|(_, severity)| severity);
    assert_eq!(of_c.collect::<Vec<_>>(), [Note, Warning]);
}

/// The same two figures set against each other by the text, and drawn on by one conclusion, contradict each other once.
#[test]
fn a_contradiction_is_told_once() {
    let mut dossier = of_one_thing(&[("one", "101 people"), ("other", "112 people")]);
    dossier.claim[1] = dossier.claim[1].clone().against("one");
    let conclusion = crate::Conclusion::from_claims(["one", "other"]);
    let dossier = dossier.conclusion("both", conclusion);
    assert_eq!(contradictions(&dossier), [("other".to_string(), crate::Severity::Error)]);
}

/// A vague figure does not stand before one that the whole rules out.
#[test]
fn a_firm_part_is_found_beside_a_vague_one() {
    let full = |claim: Claim, place: &str| {
        let claim = claim.of("drug").base("none").place(place).period("2019").stage("none");
        claim.origin(OriginSpec::any("none")).flow(Flow::Gross)
    };
    let mut dossier = Dossier::new("pairs");
    for place in ["coast", "desert"] {
        dossier.taxonomy.place.part_of.insert(place.into(), Names(vec!["west".into()]));
    }
    for (id, text, place) in [
        ("whole", "101 births", "west"),
        ("firm", "153 births", "coast"),
        ("vague", "about 400 births", "desert"),
    ] {
        dossier = dossier.claim(id, full(Claim::figure(text).unwrap(), place));
    }
    let resolved = dossier.resolve().unwrap();
    let pairs = part_whole(&resolved, &Keys::of(&resolved));
    let found: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.first, pair.second)).collect();
    assert_eq!(found, [(1, 0), (2, 0)]);
    let report = crate::Checker::default().check(&dossier).unwrap();
    let error = report.of("whole").rule("AR03").unwrap();
    assert_eq!(error.severity(), crate::Severity::Error);
}

/// Subjects of one key would be taken for one: among all that differ in few components there are none.
#[test]
fn keys_of_different_subjects_differ() {
    let mut keys: Vec<(u64, Subject)> = Vec::new();
    let mut names = Taxonomy::builder();
    let nodes: Vec<NodeId> = (0..13).map(|i| names.intern(&format!("n{i}"))).collect();
    let values = |i: usize| [Value::Unknown, Value::Any, Value::NotApplicable, Value::Node(nodes[i])];
    for i in 0..12 {
        for of in values(i) {
            for base in values(i + 1) {
                for place in values(i) {
                    for stage in values(i) {
                        let subject = Subject { of, base, place, stage, ..Subject::default() };
                        keys.push((key(&subject), subject));
                    }
                }
            }
        }
    }
    let subjects: HashSet<Subject> = keys.iter().map(|(_, subject)| *subject).collect();
    let different: HashSet<u64> = keys.iter().map(|(key, _)| *key).collect();
    assert!(subjects.len() > 2_000);
    assert_eq!(different.len(), subjects.len());
    // A component taken out and another put in is the key of the other subject.
    for pair in keys.windows(2) {
        let [(key_a, a), (_, b)] = pair else { continue };
        let moved = Subject { of: b.of, ..*a };
        assert_eq!(key_a.wrapping_sub(part(OF, &a.of)).wrapping_add(part(OF, &b.of)), key(&moved));
    }
}

#[test]
fn combinations_come_nearest_first() {
    let mut seen = Vec::new();
    nearest_first([&[10, 20], &[100], &[]], |wider| seen.push(wider.iter().sum::<u64>()));
    assert_eq!(seen, [100, 10, 110, 20, 120]);
    let long: Vec<u64> = (1..=100).collect();
    let mut count = 0;
    nearest_first([&long, &long, &long], |_| count += 1);
    assert_eq!(count, WIDER_SCOPES);
    nearest_first([&[], &[], &[]], |_| panic!("nothing is above"));
}
