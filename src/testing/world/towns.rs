//! Two towns, one of which gets cameras, and what is said of causes, of the years to come and of counts that are not all
//! in.
//!
//! Burglaries of each year in both, the second town as the first would have been without the cameras; patrols; a trial
//! in which chance decided and a cohort in which nobody did; burglaries of the last year, of which so many were reported
//! late. What is asserted of a change is true of what happened, and what is put down to the cameras came of them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::claim::relation::{Change, Compare};
use crate::claim::{Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assigned, Assumption, AssumptionName, Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Flow, Measure, OriginSpec, Quantity, ScopeSpec, Status};
use crate::testing::print::{Convention, print};
use crate::vocabulary::{ResultClass, TaxonomiesSpec};

const MOODS: [Mood; 4] = [Mood::Flat, Mood::Flat, Mood::Hedged, Mood::NotShown];

/// The years counted; the cameras came at the beginning of the fourth, and the text appeared after the last.
const YEARS: [&str; 5] = ["2015", "2016", "2017", "2018", "2019"];
const SINCE: &str = "2018";
const DATE: &str = "2020-03";

/// What is true of the towns.
#[derive(Debug, Clone)]
pub(super) struct Towns {
    /// Burglaries in the town without cameras, by year.
    without: Vec<u32>,
    /// The same in the other town, as they would have been without cameras.
    untreated: Vec<u32>,
    /// How much per cent the cameras took away.
    effect: u32,
    patrols: u32,
    /// How many of a thousand had the outcome, exposed and not.
    exposed: [u32; 2],
    /// Of the last year's burglaries per cent that were reported late.
    late: u32,
    told: Vec<Told>,
}

#[derive(Debug, Clone)]
struct Told {
    form: usize,
    how: Convention,
    mood: Mood,
    variant: usize,
}

pub(super) fn towns() -> impl Strategy<Value = Towns> {
    // Both towns go the same way, but for a little.
    let years = (50..3_000u32, 70..130u32, vec(0..20u32, YEARS.len()), vec(0..20u32, YEARS.len()));
    let years = years.prop_map(|(first, percent, noise, other)| {
        let course = |noise: &[u32]| {
            let mut level = first;
            noise
                .iter()
                .map(|more| {
                    let own = level + more;
                    level = level * percent / 100 + 1;
                    own
                })
                .collect::<Vec<_>>()
        };
        (course(&noise), course(&other))
    });
    let told = (
        0..8usize,
        select(&[Convention::Nearest, Convention::Nearest, Convention::Truncated, Convention::About][..]),
        select(&MOODS[..]),
        0..4usize,
    )
        .prop_map(|(form, how, mood, variant)| Told { form, how, mood, variant });
    (years, 0..60u32, 1..5_000u32, (1..400u32, 1..400u32), 0..40u32, vec(told, 2..6)).prop_map(
        |((without, untreated), effect, patrols, (one, other), late, told)| Towns {
            without,
            untreated,
            effect,
            patrols,
            exposed: [one, other],
            late,
            told,
        },
    )
}

impl Towns {
    /// Adds what is said of the towns.
    pub(super) fn tell(&self, mut dossier: Dossier) -> Dossier {
        dossier.date = Some(DATE.into());
        dossier = dossier
            .frame("trial", Frame::new(Design::Volunteer).assigned(Assigned::Randomised))
            .frame("cohort", Frame::new(Design::Volunteer).assigned(Assigned::Self_));
        for (i, told) in self.told.iter().enumerate() {
            dossier = self.said(dossier.clone(), told, i).unwrap_or(dossier);
        }
        dossier
    }

    /// Burglaries with cameras, in the years in which there were any.
    fn with(&self) -> Vec<u32> {
        let treated = |(year, count): (usize, &u32)| {
            if year < 3 { *count } else { count * (100 - self.effect) / 100 }
        };
        self.untreated.iter().enumerate().map(treated).collect()
    }

    fn said(&self, dossier: Dossier, told: &Told, i: usize) -> Option<Dossier> {
        let id = |what: &str| format!("{what}-{i}");
        let number = |n: u32| print(&Exact::from(n), told.how, 0);
        let burglaries = |n: u32| -> Option<Quantity> { format!("{} burglaries", number(n)).try_into().ok() };
        let with = self.with();
        let (before, after) = (*with.get(2)?, *with.last()?);
        let conclude = |claim: &str| Conclusion::from_claims([claim]).mood(told.mood);
        let fell = |conclusion: Conclusion| conclusion.asserts(Quantified::Change.below(0));
        Some(match told.form {
            // A fall that the cameras brought about, beside the other town, or alone.
            0 | 1 => {
                if after >= before || self.effect == 0 {
                    return None;
                }
                let change = |counts: [u32; 2]| -> Option<Relation> {
                    let [from, to] = counts;
                    let dated = |n: u32, year: &str| Some(burglaries(n)?.scope(of_year(year)));
                    Some(Relation::Change(Box::new(Change {
                        from: Some(dated(from, "2017")?),
                        to: Some(dated(to, "2019")?),
                        ..Change::default()
                    })))
                };
                let own = Claim::new(change([before, after])?);
                let other = Claim::new(change([*self.without.get(2)?, *self.without.last()?])?);
                let dossier = dossier
                    .claim(&id("cameras"), about_claim(own, "burglary").place("Ashton"))
                    .claim(&id("none"), about_claim(other, "burglary").place("Byford"));
                let conclusion = fell(conclude(&id("cameras"))).because("the cameras", Some(SINCE));
                let conclusion = if told.variant == 0 { conclusion } else { conclusion.control(&id("none")) };
                dossier.conclusion(&id("they-work"), conclusion)
            }
            // The series, before and after.
            2 => {
                let points = YEARS.iter().zip(&with).map(|(year, n)| Some((*year, burglaries(*n)?)));
                let series = points.collect::<Option<_>>()?;
                let claim = Claim::new(Relation::Change(Box::new(Change { series, ..Change::default() })));
                let dossier = dossier.claim(&id("series"), about_claim(claim, "burglary").place("Ashton"));
                let conclusion = conclude(&id("series"));
                let conclusion = if *with.last()? < *with.first()? { fell(conclusion) } else { conclusion };
                match self.effect {
                    0 => dossier.conclusion(&id("development"), conclusion),
                    _ => dossier.conclusion(&id("effect"), conclusion.because("the cameras", Some(SINCE))),
                }
            }
            // Patrols are counted, and so are burglaries; both are behind the conclusion, or one of them.
            3 => {
                let patrols = Claim::figure(format!("{} patrols", number(self.patrols))).ok()?;
                let counted = Claim::figure(burglaries(after)?).ok()?;
                let dossier = dossier
                    .claim(&id("patrols"), about_claim(patrols, "patrol").place("Ashton").period("2019"))
                    .claim(&id("counted"), about_claim(counted, "burglary").place("Ashton").period("2019"));
                let both = [id("patrols"), id("counted")];
                let from = both.iter().map(String::as_str).take(if told.variant == 0 { 1 } else { 2 });
                // True of every count.
                let conclusion = Conclusion::from_claims(from).mood(told.mood).of("burglary");
                dossier.conclusion(&id("security"), conclusion.asserts(Quantified::Count.above(-1)))
            }
            // What is expected of a later year, told as what it is or with nothing said; and what was counted.
            4 => {
                let expected = (told.variant < 2).then_some(Status::Projection);
                let claim = Claim::figure(burglaries(after)?).ok()?.place("Ashton");
                let claim = match expected {
                    Some(status) => about_claim(claim, "burglary").period("2025").status(status),
                    None => about_claim(claim, "burglary").period("2019"),
                };
                let mut conclusion = conclude(&id("expected"));
                let status = match told.variant {
                    0 => Some(Status::Projection),
                    2 => Some(Status::Observed),
                    _ => None,
                };
                conclusion.scope.change(|scope| scope.status = status);
                dossier.claim(&id("expected"), claim).conclusion(&id("in-years"), conclusion)
            }
            // Of the last year so many are in; the fall or rise is that of all.
            5 => {
                let all = after;
                let counted = all - all * self.late / 100;
                if counted == 0 || all == before {
                    return None;
                }
                let mut latest = of_year("2019");
                latest.status = Some(Status::Provisional);
                let change = Change {
                    from: Some(burglaries(before)?.scope(of_year("2017"))),
                    to: Some(burglaries(counted)?.scope(latest)),
                    ..Change::default()
                };
                let claim = Claim::new(Relation::Change(Box::new(change)));
                let mut dossier = dossier.claim(&id("late"), about_claim(claim, "burglary").place("Ashton"));
                if told.variant != 0 {
                    let (low, high) = (counted * 100 / all, (counted * 100).div_ceil(all));
                    let value =
                        if low == high { format!("exactly {low} %") } else { format!("{low} % to {high} %") };
                    dossier = dossier.assume(
                        Assumption::new(AssumptionName::Completeness, &id("late"), &value, "counted").ok()?,
                    );
                }
                let way =
                    if all < before { Quantified::Change.below(0) } else { Quantified::Change.above(0) };
                dossier.conclusion(&id("all-in"), conclude(&id("late")).asserts(way))
            }
            // A trial and a cohort: the same groups, of which chance decided in one.
            6 => {
                let [one, other] = self.exposed;
                let group = |n: u32| -> Option<Quantity> { format!("{n} of 1,000 people").try_into().ok() };
                let compare = Compare {
                    groups: [("treated", group(one)?), ("others", group(other)?)].into_iter().collect(),
                    by: Some("treatment".into()),
                    ..Compare::default()
                };
                let frame = if told.variant < 2 { "trial" } else { "cohort" };
                let claim = Claim::new(Relation::Compare(Box::new(compare)));
                let claim = about_claim(claim, "illness").frame(frame).period("2019").place("Ashton");
                let conclusion = conclude(&id("groups")).because("the treatment", None);
                dossier.claim(&id("groups"), claim).conclusion(&id("it-works"), conclusion)
            }
            // Their ratio, with a margin.
            _ => {
                let [one, other] = self.exposed;
                let ratio = (&Exact::from(one) / &Exact::from(other)).ok()?;
                let margin = (&ratio / &Exact::from(if told.variant < 2 { 10 } else { 3 })).ok()?;
                let texts = [ratio, margin].map(|value| print(&value, Convention::Nearest, 3));
                let [ratio, margin] = &texts;
                let table = [("value", ratio.as_str()), ("margin", margin.as_str())];
                let quantity =
                    Quantity::deserialize(MapDeserializer::<_, ValueError>::new(table.into_iter())).ok()?;
                let claim = Claim::new(Relation::Figure(quantity.into())).measure(Measure::RiskRatio);
                let claim = about_claim(claim, "illness").frame("cohort").period("2019").place("Ashton");
                let conclusion = conclude(&id("ratio")).because("the treatment", None);
                dossier.claim(&id("ratio"), claim).conclusion(&id("it-harms"), conclusion)
            }
        })
    }
}

fn of_year(year: &str) -> ScopeSpec {
    ScopeSpec { period: Some(year.into()), ..ScopeSpec::default() }
}

fn about_claim(claim: Claim, of: &str) -> Claim {
    let is_framed = claim.scope.components().frame.is_some();
    let claim = claim.of(of).stage("none").origin(OriginSpec::any("none")).flow(Flow::Flow);
    if is_framed { claim } else { claim.base("none") }
}

/// What the names of the towns mean.
pub(super) fn declare(taxonomies: &mut TaxonomiesSpec) {
    for (name, class) in [
        ("patrol", ResultClass::Activity),
        ("burglary", ResultClass::Outcome),
        ("illness", ResultClass::Outcome),
    ] {
        taxonomies.concept.class.insert(name.to_string(), class);
    }
    taxonomies.place.disjoint.push(["Ashton", "Byford"].map(String::from).to_vec());
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::checker::Checker;
    use crate::rule::Severity;
    use crate::testing::{
        assert_caution_never_raises, assert_no_errors, assert_order_does_not_matter,
        assert_premises_never_widen, assert_widening_never_errs,
    };

    fn dossiers() -> impl Strategy<Value = Dossier> {
        towns().prop_map(|towns| {
            let mut taxonomies = TaxonomiesSpec::default();
            declare(&mut taxonomies);
            let under = crate::vocabulary::Names(vec!["NZ".to_string()]);
            taxonomies.place.part_of.insert("Ashton".into(), under);
            towns.tell(Dossier::new("two towns").taxonomy(taxonomies))
        })
    }

    /// How grave each rule that only these dossiers try, and the one about two figures, finds each step.
    fn steps(dossier: &Dossier) -> BTreeMap<String, Severity> {
        let rules = ["CT13", "IN03", "IN05", "IN07", "IN11", "IN12"];
        let report = Checker::default().select(rules).unwrap().check(dossier).unwrap();
        let step = |finding: &crate::Finding| {
            format!("{} {:?} {:?}", finding.rule().code, finding.claim(), finding.conclusion())
        };
        report.findings().iter().map(|finding| (step(finding), finding.severity())).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

        /// Causes, forecasts and late counts are in no other generated dossier.
        #[test]
        fn the_laws_hold_of_causes_and_forecasts(dossier in dossiers()) {
            assert_no_errors(&dossier);
            assert_caution_never_raises(&dossier);
            assert_order_does_not_matter(&dossier);
            assert_premises_never_widen(&dossier);
            assert_widening_never_errs(&dossier);
        }

        /// Of a step; also where another claim of its conclusion is the one that says less.
        #[test]
        fn what_is_unknown_never_makes_it_graver(dossier in dossiers()) {
            let before = steps(&dossier);
            for component in ["of", "place", "period"] {
                for claim in 0..dossier.claim.len() {
                    let mut changed = dossier.clone();
                    let scope = &mut changed.claim[claim].scope;
                    if scope.get(component).is_none() {
                        continue;
                    }
                    scope.set(component, "unknown");
                    for (step, severity) in steps(&changed) {
                        let was = before.get(&step);
                        prop_assert!(was.is_some_and(|was| *was >= severity), "{component} of {claim}: {step}");
                    }
                }
            }
        }
    }
}
