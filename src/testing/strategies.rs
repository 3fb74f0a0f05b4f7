//! Strategies for figures, amounts, quantities, scopes, taxonomies, claims and dossiers.
//!
//! They make what a reader could write, sense or nonsense: claims need not be true and need not agree with each other.
//! For dossiers that are true see [`world`](super::world).

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::claim::relation::{
    Average, Change, Compare, Joint, JointKind, Named, Other, Screening, Total, Weights,
};
use crate::claim::{Assertion, Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assumption, AssumptionName, Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Adjustment, Basis, Flow, Measure, OriginSpec, Quantity, ScopeSpec, Status};
use crate::vocabulary::{Names, TaxonomiesSpec, TaxonomySpec};

/// Texts of figures as newspapers print them.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{number::{Figure, NumberFormat, Reading}, testing::strategies::figures};
/// proptest!(ProptestConfig::with_cases(8), |(text in figures())| {
///     let figure = Figure::parse(&text, &NumberFormat::default())?;
///     prop_assert!(figure.reading(Reading::Nearest).is_subset(&figure.reading(Reading::Widest)));
/// });
/// ```
pub fn figures() -> impl Strategy<Value = String> {
    let digits = || prop_oneof![0..100u64, 0..10_000_000u64, Just(0u64)];
    let grouped = |n: u64| {
        let digits = n.to_string();
        let mut text = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                text.push(',');
            }
            text.push(digit);
        }
        text
    };
    let plain = (digits(), 0..3usize, 0..100u32).prop_map(move |(n, places, fraction)| match places {
        0 => grouped(n),
        _ => format!("{}.{:0places$}", grouped(n), fraction % 10u32.pow(u32::try_from(places).unwrap_or(1))),
    });
    let word = select(vec![
        "about ",
        "over ",
        "at least ",
        "up to ",
        "nearly ",
        "fewer than ",
        "some ",
        "more than ",
    ]);
    let scale = select(vec!["", " million", "bn", " thousand"]);
    prop_oneof![
        5 => plain.clone(),
        2 => (word, plain.clone()).prop_map(|(word, figure)| format!("{word}{figure}")),
        1 => (1..100u32, scale).prop_map(|(n, scale)| format!("{n}{scale}")),
        1 => (1..50u32, 1..50u32).prop_map(|(a, b)| format!("{a} to {}", a + b)),
        1 => select(vec!["none", "most", "half", "a third", "six", "1 in 5", "tens of thousands", "12½"]).prop_map(String::from),
    ]
}

/// Texts of amounts: a figure with a unit.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{Amount, testing::strategies::amounts};
/// proptest!(ProptestConfig::with_cases(8), |(text in amounts())| {
///     // Not every figure goes with every unit.
///     if let Ok(amount) = text.parse::<Amount>() {
///         prop_assert_eq!(amount.to_string().parse::<Amount>()?, amount);
///     }
/// });
/// ```
pub fn amounts() -> impl Strategy<Value = String> {
    let unit = select(vec![
        "",
        "kg",
        "tons",
        "people",
        "busts",
        "deaths",
        "%",
        "USD",
        "per 100,000",
        "person-years",
        "°C",
    ]);
    (figures(), unit).prop_map(|(figure, unit)| format!("{figure} {unit}").trim_end().to_string())
}

/// Quantities: strings and tables.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{Claim, check_claim, testing::strategies::quantities};
/// proptest!(ProptestConfig::with_cases(8), |(quantity in quantities())| {
///     prop_assert!(check_claim(&Claim::figure(quantity)?).is_ok());
/// });
/// ```
pub fn quantities() -> impl Strategy<Value = Quantity> {
    let part = (0..2_000u64, 0..2_000u64, select(vec!["busts", "people", "kg"]));
    prop_oneof![
        4 => amounts().prop_filter_map("an amount that reads", |text| Quantity::try_from(text).ok()),
        2 => part.clone().prop_filter_map("a share that reads", |(part, whole, unit)| {
            Quantity::try_from(format!("{part} of {whole} {unit}")).ok()
        }),
        2 => (part, figures()).prop_filter_map("a stated share that reads", |((part, whole, unit), stated)| {
            Quantity::share(&format!("{part} {unit}"), &format!("{whole} {unit}")).ok()?.stated(&format!("{stated} %")).ok()
        }),
        1 => (0..500u64, 1..90_000u64).prop_filter_map("a rate that reads", |(events, exposure)| {
            rate(&format!("{events} cases"), &format!("{exposure} person-years"), "12 per 1,000 person-years")
        }),
        1 => (any::<i32>(), 1..10_000i64, select(vec!["busts", "kg", ""])).prop_filter_map("a value that reads", |(n, d, unit)| {
            Quantity::try_from((Exact::new(i64::from(n), d).ok()?, unit)).ok()
        }),
    ]
    // Of ten relations with up to five quantities each, all together do not fit on a test's stack.
    .boxed()
}

/// Events over an exposure, with the rate as printed.
pub(super) fn rate(events: &str, exposure: &str, stated: &str) -> Option<Quantity> {
    Quantity::rate(events, exposure).ok()?.stated(stated).ok()
}

const CONCEPTS: [&str; 6] = ["opioid", "fentanyl", "heroin", "seized", "supply", "world"];
const STAGES: [&str; 4] = ["precursor", "synthesis", "transit", "use"];
const PLACES: [&str; 6] = ["US", "CN", "MX", "texas", "north-america", "any"];
const PERIODS: [&str; 6] = ["2018", "2019", "2018-10/2019-03", "../2019-09-03", "2019-02-03", "unknown"];

/// What is stated about a scope, of the names that [`taxonomies`] declare.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{Claim, Design, Dossier, Frame, Quantity, testing::strategies::{scopes, taxonomies}};
/// proptest!(ProptestConfig::with_cases(8), |(scope in scopes(), names in taxonomies())| {
///     let figure = Quantity::try_from("25 tons")?.scope(scope);
///     let dossier = Dossier::new("one figure")
///         .taxonomy(names)
///         .frame("seized-frame", Frame::new(Design::Enforcement))
///         .claim("seized", Claim::figure(figure)?);
///     prop_assert!(dossier.resolve().is_ok());
/// });
/// ```
pub fn scopes() -> impl Strategy<Value = ScopeSpec> {
    let name = |names: &'static [&'static str]| option::of(select(names).prop_map(Into::<Box<str>>::into));
    let origin = option::of((select(Basis::ALL), select(&["CN", "MX", "US"][..])));
    (
        (name(&CONCEPTS), name(&CONCEPTS), name(&PLACES), name(&PERIODS), name(&STAGES), origin),
        (
            option::weighted(0.1, select(Measure::ALL)),
            option::weighted(0.2, select(Flow::ALL)),
            option::weighted(0.5, Just("seized-frame")),
            option::weighted(0.1, select(Adjustment::ALL)),
            option::weighted(0.1, select(Status::ALL)),
        ),
    )
        .prop_map(|((of, base, place, period, stage, origin), (measure, flow, frame, adjustment, status))| {
            ScopeSpec {
                of,
                base,
                place,
                period,
                stage,
                origin: origin.map(|(basis, value)| Box::new(OriginSpec::new(basis, value))),
                measure,
                flow,
                frame: frame.map(Into::into),
                adjustment,
                status,
                ..ScopeSpec::default()
            }
        })
        .boxed()
}

/// Taxonomies without contradictions over the names that [`scopes`] uses.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{Dossier, testing::strategies::taxonomies};
/// proptest!(ProptestConfig::with_cases(8), |(names in taxonomies())| {
///     prop_assert!(Dossier::new("names").taxonomy(names).resolve().is_ok());
/// });
/// ```
pub fn taxonomies() -> impl Strategy<Value = TaxonomiesSpec> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(disjoint, chain, places)| {
        let edge = |child: &str, parent: &str| (child.to_string(), Names(vec![parent.to_string()]));
        let mut concept = TaxonomySpec {
            is_a: [edge("fentanyl", "opioid"), edge("heroin", "opioid")].into_iter().collect(),
            ..TaxonomySpec::default()
        };
        if disjoint {
            concept.disjoint.push(vec!["fentanyl".into(), "heroin".into()]);
        }
        let order: Vec<String> = STAGES.map(String::from).to_vec();
        let mut place = TaxonomySpec {
            part_of: [edge("texas", "US"), edge("US", "north-america")].into_iter().collect(),
            ..TaxonomySpec::default()
        };
        if places {
            place.part_of.insert("MX".into(), Names(vec!["north-america".into()]));
        }
        TaxonomiesSpec {
            concept,
            place,
            stage: if chain {
                TaxonomySpec { order, ..TaxonomySpec::default() }
            } else {
                TaxonomySpec { disjoint: vec![order], ..TaxonomySpec::default() }
            },
            ..TaxonomiesSpec::default()
        }
    })
}

const JOINT: [JointKind; 3] = [JointKind::Probabilities, JointKind::Shares, JointKind::PValues];

fn named() -> impl Strategy<Value = Named<Quantity>> {
    btree_map("[a-e]", quantities(), 1..4).prop_map(|map| map.into_iter().collect())
}

fn times() -> impl Strategy<Value = Option<Quantity>> {
    option::weighted(0.2, prop_oneof![(0..2_000u32).prop_map(|n| n.to_string()), figures()])
        .prop_map(|times| times.and_then(|times| Quantity::try_from(times).ok()))
}

/// Claims of every relation, true or not.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::{Checker, Design, Dossier, Frame, testing::strategies::{claims, taxonomies}};
/// proptest!(ProptestConfig::with_cases(8), |(claim in claims(), names in taxonomies())| {
///     let dossier = Dossier::new("one claim").taxonomy(names).claim("claim", claim);
///     let dossier = dossier.frame("seized-frame", Frame::new(Design::Enforcement));
///     prop_assert!(Checker::default().check(&dossier).is_ok());
/// });
/// ```
pub fn claims() -> impl Strategy<Value = Claim> {
    let flag = || option::of(any::<bool>());
    let relation = prop_oneof![
        3 => quantities().prop_map(|quantity| Relation::Figure(quantity.into())),
        2 => quantities().prop_map(|quantity| Relation::Share(quantity.into())),
        1 => quantities().prop_map(|quantity| Relation::Rate(quantity.into())),
        1 => (quantities(), named(), flag(), flag(), flag()).prop_map(|(whole, parts, exclusive, exhaustive, net)| {
            Relation::Total(Box::new(Total { whole, parts, exclusive, exhaustive, response: None, net }))
        }),
        1 => (option::of(quantities()), option::of(quantities()), option::of(quantities()), times()).prop_map(|(from, to, stated, times)| {
            Relation::Change(Box::new(Change { from, to, stated, times, ..Change::default() }))
        }),
        1 => (named(), option::of(select(&["treatment", "sex"][..]))).prop_map(|(groups, by)| {
            Relation::Compare(Box::new(Compare { groups, by: by.map(Into::into), ..Compare::default() }))
        }),
        1 => (option::of(quantities()), named(), flag(), flag(), option::of(select(&[Weights::Size, Weights::Equal][..]))).prop_map(
            |(overall, groups, exclusive, exhaustive, weights)| {
                Relation::Average(Box::new(Average { overall, groups, weights, exclusive, exhaustive }))
            },
        ),
        1 => (named(), select(&JOINT[..]), option::of(quantities()), option::of(quantities())).prop_map(|(factors, kind, stated, union)| {
            Relation::Joint(Box::new(Joint { factors, kind, stated, union, independent: None, trials: None }))
        }),
        1 => prop::array::uniform5(option::of(quantities())).prop_map(|[tested, positives, false_positives, prevalence, ppv]| {
            Relation::Screening(Box::new(Screening { tested, positives, false_positives, prevalence, ppv }))
        }),
        1 => named().prop_map(|quantities| {
            Relation::Other(Box::new(Other { name: "own".into(), quantities, words: Default::default() }))
        }),
    ];
    let which = option::weighted(0.3, select(&["CN", "MX"][..]));
    let denominator = option::weighted(0.2, scopes());
    (relation, scopes(), which, denominator).prop_map(|(relation, scope, which, denominator)| {
        let mut claim = Claim::new(relation);
        claim.scope = scope.into();
        if let Some(denominator) = denominator {
            claim = claim.denominator(denominator);
        }
        if let Some(value) = which {
            claim = claim.which(OriginSpec::shipment(value));
        }
        claim
    })
}

fn conclusions(claims: usize) -> impl Strategy<Value = Conclusion> {
    let assertion = (
        select(&[Quantified::Share, Quantified::Count, Quantified::Sum, Quantified::Change][..]),
        any::<bool>(),
        -2..5i64,
    )
        .prop_map(|(quantified, below, threshold)| -> Assertion {
            let threshold = Exact::new(threshold, 4).unwrap_or(Exact::ZERO);
            if below { quantified.below(threshold) } else { quantified.above(threshold) }
        });
    let mood = select(&[Mood::Flat, Mood::Hedged, Mood::NotShown][..]);
    (vec(0..claims, 1..=claims.min(3)), vec(assertion, 0..3), scopes(), mood).prop_map(
        |(mut from, asserts, scope, mood)| {
            from.sort_unstable();
            from.dedup();
            let ids: Vec<String> = from.iter().map(|i| format!("claim-{i}")).collect();
            let mut conclusion = Conclusion::from_claims(ids.iter().map(String::as_str)).mood(mood);
            conclusion.asserts = asserts.into_iter().map(Into::into).collect();
            conclusion.scope = ScopeSpec { frame: None, ..scope }.into();
            conclusion
        },
    )
}

/// What the checker may suppose: bounds that widen what is carried to a conclusion, and bounds that move it.
const ASSUMED: [(AssumptionName, &str); 6] = [
    (AssumptionName::Coverage, "10 % to 25 %"),
    (AssumptionName::DetectionRatio, "2 to 100"),
    (AssumptionName::UpstreamShare, "40 % to 60 %"),
    (AssumptionName::PurityPart, "80 % to 90 %"),
    (AssumptionName::PurityRest, "5 % to 10 %"),
    (AssumptionName::Ascertainment, "20 % to 50 %"),
];

/// Dossiers of a few claims and conclusions, true or not; every name resolves.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::testing::{assert_proofs_verify, strategies::dossiers};
/// proptest!(ProptestConfig::with_cases(8), |(dossier in dossiers())| {
///     assert_proofs_verify(&dossier);
/// });
/// ```
pub fn dossiers() -> impl Strategy<Value = Dossier> {
    let designs = select(&[Design::Enforcement, Design::Probability, Design::Census, Design::Volunteer][..]);
    vec(claims(), 1..6)
        .prop_flat_map(move |claims| {
            let count = claims.len();
            let links = vec((any::<bool>(), any::<prop::sample::Index>()), count);
            let assumed = subsequence(&ASSUMED[..], 0..=3);
            (Just(claims), links, vec(conclusions(count), 0..3), taxonomies(), designs.clone(), assumed)
        })
        .prop_map(|(claims, links, conclusions, taxonomies, design, assumed)| {
            let mut dossier = Dossier::new("generated")
                .taxonomy(taxonomies)
                .frame("seized-frame", Frame::new(design).stands_for("supply"));
            for (i, (mut claim, (linked, index))) in claims.into_iter().zip(links).enumerate() {
                if linked && i > 0 {
                    let other = format!("claim-{}", index.index(i));
                    claim = if i % 2 == 0 {
                        claim.like(&other)
                    } else {
                        claim.against(&other).ceiling(&other).usual(&other)
                    };
                }
                dossier = dossier.claim(&format!("claim-{i}"), claim);
            }
            for (i, conclusion) in conclusions.into_iter().enumerate() {
                dossier = dossier.conclusion(&format!("conclusion-{i}"), conclusion);
            }
            for (name, value) in assumed {
                if let Ok(assumption) = Assumption::new(name, "seized-frame", value, "supposed") {
                    dossier = dossier.assume(assumption);
                }
            }
            dossier
        })
}
