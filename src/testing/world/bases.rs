//! Two districts of a county, and what is counted there: per resident and per person present, by the census of another
//! year, per kilometre and per journey, of one district and of both, what fell and by how much, and what was left of it.
//!
//! Every figure is computed from the counts, and what is concluded is true, whether or not the figure shows it.

use proptest::array::uniform2;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::claim::relation::{Change, Compare, Direction, Total};
use crate::claim::{Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assumption, AssumptionName, Dossier};
use crate::number::Exact;
use crate::quantity::{Flow, Measure, OriginSpec, Quantity, ScopeSpec};
use crate::testing::print::{Convention, print};
use crate::vocabulary::{Names, PartitionSpec, TaxonomiesSpec};

const DISTRICTS: [&str; 2] = ["Northby", "Southby"];
const COUNTY: &str = "Midshire";
const MOODS: [Mood; 3] = [Mood::Flat, Mood::Flat, Mood::Hedged];

/// What is true of the county.
#[derive(Debug, Clone)]
pub(super) struct Bases {
    residents: [u32; 2],
    visitors: [u32; 2],
    offences: [u32; 2],
    /// Of the residents' number, in per cent a year.
    growth: u32,
    /// Killed, by two ways of travel; and how far and how often people went.
    killed: [u32; 2],
    kilometres: [u32; 2],
    journeys: [u32; 2],
    /// Jobs that came in each of some industries, or went.
    jobs: Vec<i32>,
    /// Of a hundred offences, those that are no longer committed.
    fewer: u32,
    told: Vec<Told>,
}

#[derive(Debug, Clone)]
struct Told {
    form: usize,
    how: Convention,
    mood: Mood,
    variant: usize,
    district: usize,
}

pub(super) fn bases() -> impl Strategy<Value = Bases> {
    let how = select(
        &[Convention::Nearest, Convention::Nearest, Convention::Truncated, Convention::Up, Convention::About]
            [..],
    );
    let told = (0..6usize, how, select(&MOODS[..]), 0..4usize, 0..DISTRICTS.len());
    let told =
        told.prop_map(|(form, how, mood, variant, district)| Told { form, how, mood, variant, district });
    let people = (uniform2(100..200_000u32), uniform2(0..50_000u32), uniform2(0..5_000u32), 0..10u32);
    let travel = (uniform2(1..500u32), uniform2(1..500u32), uniform2(1..500u32));
    // In every other county no industry lost any.
    let jobs = prop_oneof![vec(-5_000..5_000i32, 2..5), vec(0..5_000i32, 2..5)];
    (people, travel, jobs, 0..=100u32, vec(told, 2..6)).prop_map(
        |((residents, visitors, offences, growth), (killed, kilometres, journeys), jobs, fewer, told)| {
            Bases { residents, visitors, offences, growth, killed, kilometres, journeys, jobs, fewer, told }
        },
    )
}

impl Bases {
    /// Adds what is said of the county.
    pub(super) fn tell(&self, mut dossier: Dossier) -> Dossier {
        for (i, told) in self.told.iter().enumerate() {
            dossier = self.said(dossier.clone(), told, i).unwrap_or(dossier);
        }
        dossier
    }

    fn said(&self, dossier: Dossier, told: &Told, i: usize) -> Option<Dossier> {
        let id = |what: &str| format!("{what}-of-{i}");
        let conclude =
            |claims: &[String]| Conclusion::from_claims(claims.iter().map(String::as_str)).mood(told.mood);
        let place = DISTRICTS.get(told.district).copied()?;
        let offences = *self.offences.get(told.district)?;
        Some(match told.form {
            0 => self.per_head(dossier, told, &id("per-head"))?,
            1 => self.travelled(dossier, told, i)?,
            // Of one district or of both, and concluded of the county.
            2 => {
                let claims: Vec<(&str, u32)> = match told.variant {
                    0 | 1 => vec![(place, offences)],
                    _ => DISTRICTS.into_iter().zip(self.offences).collect(),
                };
                let mut dossier = dossier;
                let mut ids = Vec::new();
                for (place, n) in &claims {
                    let own = id(place);
                    let claim = Claim::figure(format!("{} offences", print(&Exact::from(*n), told.how, 0)));
                    dossier = dossier.claim(&own, about(claim.ok()?, "offences").place(place).period("2019"));
                    ids.push(own);
                }
                let conclusion = match told.variant {
                    0 => conclude(&ids).asserts(Quantified::Count.above(i64::from(offences) / 2 - 1)),
                    1 => conclude(&ids),
                    // What each district shows by itself.
                    _ => conclude(&ids).asserts(Quantified::Count.above(-1)),
                };
                dossier.conclusion(&id("county"), conclusion.place(COUNTY))
            }
            // The chance of being the victim, and what became of the offences.
            3 => {
                let people = u64::from(*self.residents.get(told.district)?);
                let percent = (&Exact::from(u64::from(offences) * 100) / &Exact::from(people)).ok()?;
                // More offences than residents are no chance.
                if percent > Exact::from(100) {
                    return None;
                }
                let measure = if told.variant < 2 { Measure::Risk } else { Measure::Probability };
                let claim =
                    Claim::figure(format!("{} %", print(&percent, told.how, 0))).ok()?.measure(measure);
                dossier.claim(&id("risk"), about(claim, "victims").place(place).period("2019"))
            }
            4 => self.fallen(dossier, told, &id("fall"))?,
            _ => self.left(dossier, &id("jobs"))?,
        })
    }

    /// Offences per so many people, who are those that the top is of, or others.
    fn per_head(&self, mut dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let place = DISTRICTS.get(told.district).copied()?;
        let (residents, visitors) = (*self.residents.get(told.district)?, *self.visitors.get(told.district)?);
        let offences = *self.offences.get(told.district)?;
        let earlier = residents - residents / 100 * (2 * self.growth);
        let below = |base: &str, period: &str| ScopeSpec {
            base: Some(base.into()),
            period: Some(period.into()),
            ..ScopeSpec::default()
        };
        let (people, base, denominator) = match told.variant {
            // By residents, of all who are there.
            0 => (residents + visitors, "residents", below("people-present", "2019-06-30")),
            // By all who are there, of residents.
            1 => (residents, "people-present", below("residents", "2019-06-30")),
            // By the census of two years before.
            2 => (earlier, "residents", below("residents", "2017-06-30")),
            // Of the whole county.
            _ => {
                let mut county = below("residents", "2019");
                county.place = Some(COUNTY.into());
                (self.residents.iter().sum(), "residents", county)
            }
        };
        let rate: Quantity = format!("{offences} offences per {people} people").try_into().ok()?;
        let mut claim = about(Claim::rate(rate).ok()?, "offences").base(base).place(place).period("2019");
        claim = claim.denominator(denominator);
        dossier = dossier.claim(id, claim);
        if told.variant == 2 && told.mood == Mood::Flat {
            let growth = format!("{} %", self.growth);
            dossier = dossier.assume(Assumption::new(AssumptionName::Growth, id, &growth, "register").ok()?);
        }
        Some(dossier)
    }

    /// Killed per kilometre and per journey, and which way of travel is the safer one.
    fn travelled(&self, mut dossier: Dossier, told: &Told, i: usize) -> Option<Dossier> {
        let [one, other] = self.killed;
        let compare = |unit: &str, [below_one, below_other]: [u32; 2]| -> Option<Claim> {
            let rate = |killed: u32, below: u32| -> Option<Quantity> {
                let rate = (&Exact::from(killed) / &Exact::from(below)).ok()?;
                format!("{} deaths per billion {unit}", print(&rate, told.how, 3)).try_into().ok()
            };
            let compare = Compare {
                groups: [("bus", rate(one, below_one)?), ("car", rate(other, below_other)?)]
                    .into_iter()
                    .collect(),
                by: Some("mode".into()),
                ..Compare::default()
            };
            let claim = Claim::new(Relation::Compare(Box::new(compare)));
            Some(about(claim, &format!("killed-{i}")).place(COUNTY).period("2019"))
        };
        let bases = [("km", self.kilometres), ("journeys", self.journeys)];
        let ids = bases.map(|(unit, _)| format!("by-{unit}-{i}"));
        for ((unit, below), id) in bases.into_iter().zip(&ids) {
            dossier = dossier.claim(id, compare(unit, below)?);
        }
        let [first, _] = &ids;
        let [km_one, km_other] = self.kilometres.map(u64::from);
        // Crosswise: which of the two rates is the lower one.
        let (own, against) = (u64::from(one) * km_other, u64::from(other) * km_one);
        let conclusion = Conclusion::from_claims([first.as_str()]).mood(told.mood);
        let conclusion = match told.variant {
            0 => return Some(dossier),
            1 => conclusion.base("kilometres"),
            _ if own < against => conclusion.asserts(Quantified::Ratio.below(1)),
            _ if own > against => conclusion.asserts(Quantified::Ratio.above(1)),
            _ => return Some(dossier),
        };
        Some(dossier.conclusion(&format!("safer-{i}"), conclusion))
    }

    /// By how much offences fell, with the earlier figure or without any.
    fn fallen(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let offences = *self.offences.get(told.district)?;
        let stated = print(&Exact::from(self.fewer), told.how, 0);
        let from = (told.variant < 2).then(|| format!("{offences} offences").try_into().ok()).flatten();
        let is_plain = !stated.starts_with(char::is_alphabetic);
        let (stated, direction) = match is_plain && told.variant % 2 == 0 {
            true => (format!("-{stated} %"), None),
            false => (format!("{stated} %"), Some(Direction::Falling)),
        };
        let change = Change { from, stated: Some(stated.try_into().ok()?), direction, ..Change::default() };
        let claim = Claim::new(Relation::Change(Box::new(change)));
        let place = DISTRICTS.get(told.district).copied()?;
        Some(dossier.claim(id, about(claim, "offences").place(place).period("2019")))
    }

    /// What is left of the jobs that came and went, and an industry's share of it.
    fn left(&self, dossier: Dossier, id: &str) -> Option<Dossier> {
        let jobs: Vec<i64> = self.jobs.iter().map(|n| i64::from(*n)).collect();
        let whole: i64 = jobs.iter().sum();
        let mut parts = Vec::new();
        for (industry, n) in ["health", "trade", "steel", "mines"].into_iter().zip(&jobs) {
            let amount = format!("{n} jobs");
            let share = (&Exact::from(n * 100) / &Exact::from(whole)).ok()?;
            let sign = if share.is_negative() { "-" } else { "" };
            let share = format!("{sign}{} %", print(&share.abs(), Convention::Nearest, 0));
            let table = [("value", amount.as_str()), ("stated", share.as_str())];
            let shown = if industry == "health" { 2 } else { 1 };
            let table = table.into_iter().take(shown);
            let part = Quantity::deserialize(MapDeserializer::<_, ValueError>::new(table)).ok()?;
            parts.push((industry, part));
        }
        let total = Total {
            whole: format!("{whole} jobs").try_into().ok()?,
            parts: parts.into_iter().collect(),
            exclusive: Some(true),
            exhaustive: Some(true),
            response: None,
            net: Some(true),
        };
        let claim = Claim::new(Relation::Total(Box::new(total)));
        let claim = claim.of("jobs").stage("none").origin(OriginSpec::any("none")).base("none");
        Some(dossier.claim(id, claim.flow(Flow::Net).place(COUNTY).period("2019")))
    }
}

fn about(claim: Claim, of: &str) -> Claim {
    claim.of(of).stage("none").origin(OriginSpec::any("none")).flow(Flow::Flow).base("none")
}

/// What the names of the county mean.
pub(super) fn declare(taxonomies: &mut TaxonomiesSpec) {
    let residents = Names(vec!["people-present".to_string()]);
    taxonomies.concept.is_a.insert("residents".into(), residents);
    taxonomies.place.partition.push(PartitionSpec {
        whole: COUNTY.into(),
        parts: DISTRICTS.map(String::from).to_vec(),
        exclusive: true,
        exhaustive: true,
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use proptest::strategy::ValueTree;

    use super::*;
    use crate::checker::Checker;
    use crate::rule::Severity;
    use crate::testing::{
        assert_caution_never_raises, assert_no_errors, assert_order_does_not_matter,
        assert_premises_never_widen, assert_widening_never_errs,
    };

    const RULES: [&str; 6] = ["AR04", "DN01", "DN02", "DN03", "DN06", "DN15"];

    fn dossiers() -> impl Strategy<Value = Dossier> {
        bases().prop_map(|bases| {
            let mut taxonomies = TaxonomiesSpec::default();
            declare(&mut taxonomies);
            bases.tell(Dossier::new("a county").taxonomy(taxonomies))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        /// Tops and bottoms of two kinds, places and times, and balances, are in no other generated dossier.
        #[test]
        fn the_laws_hold_of_bases(dossier in dossiers()) {
            assert_no_errors(&dossier);
            assert_caution_never_raises(&dossier);
            assert_order_does_not_matter(&dossier);
            assert_premises_never_widen(&dossier);
            assert_widening_never_errs(&dossier);
        }

        /// Also where another claim of a conclusion, or of a comparison, is the one that says less.
        #[test]
        fn what_is_unknown_never_makes_it_graver(dossier in dossiers()) {
            let before = findings(&dossier);
            for component in ["of", "base", "place", "period"] {
                for claim in 0..dossier.claim.len() {
                    let mut changed = dossier.clone();
                    changed.claim[claim].scope.set(component, "unknown");
                    for (what, severity) in findings(&changed) {
                        let was = before.get(&what);
                        prop_assert!(was.is_some_and(|was| *was >= severity), "{component} of {claim}: {what}");
                    }
                }
            }
        }
    }

    /// How grave each of the rules finds each claim and step.
    fn findings(dossier: &Dossier) -> BTreeMap<String, Severity> {
        let report = Checker::default().select(RULES).unwrap().check(dossier).unwrap();
        let what = |finding: &crate::Finding| {
            format!("{} {:?} {:?}", finding.rule().code, finding.claim(), finding.conclusion())
        };
        report.findings().iter().map(|finding| (what(finding), finding.severity())).collect()
    }

    /// Each of the rules they are for passes often, and finds something in some.
    #[test]
    fn the_rules_are_tried() {
        let mut outcomes: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..300 {
            let dossier = dossiers().new_tree(&mut runner).unwrap().current();
            let report = Checker::default().select(RULES).unwrap().check(&dossier).unwrap();
            for tally in report.tallies() {
                let [fired, passed] = outcomes.entry(tally.rule.code.to_string()).or_default();
                *fired += tally.fired;
                *passed += tally.passed;
            }
        }
        for rule in RULES {
            // A true chance and a true fall are never beyond their limits.
            let [fired, passed] = outcomes[rule];
            assert!(
                (fired >= 10 || rule == "AR04") && passed >= 20,
                "{rule}: {fired} fired, {passed} passed"
            );
        }
    }
}
