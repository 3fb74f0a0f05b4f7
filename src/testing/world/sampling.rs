//! A third part of some worlds: voters in two months, of whom a few are drawn and asked.
//!
//! Everybody has an answer, in each month, and some have a rare trait. Polls draw without replacement, by a fixed
//! generator; what they print is what they found, with the margin of error that belongs to it. What is asserted of all
//! voters is true of all.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::claim::relation::{Change, Compare, Direction, Judged, Named, StatedMeasure};
use crate::claim::{Assertion, Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Measure, Quantity, ScopeSpec};
use crate::stats::margin;
use crate::testing::print::{Convention, print};

/// Shares that a text compares with.
const THRESHOLDS: [(i64, i64); 5] = [(1, 10), (1, 4), (1, 2), (3, 4), (9, 10)];

/// How conclusions are put; most of them flatly.
const MOODS: [Mood; 4] = [Mood::Flat, Mood::Flat, Mood::Hedged, Mood::NotShown];

/// What is true of the voters, and what is said.
#[derive(Debug, Clone)]
pub(super) struct Polls {
    voters: u32,
    /// For and against, in per mille of the voters, in each of two months; the rest do not know.
    months: [(u32, u32); 2],
    /// Voters with a rare trait.
    rare: u32,
    told: Vec<Told>,
}

#[derive(Debug, Clone)]
struct Told {
    form: usize,
    asked: [u32; 2],
    seed: u64,
    /// How the frame is described.
    design: Option<Design>,
    states_population: bool,
    states_level: bool,
    pool: Option<bool>,
    threshold: usize,
    mood: Mood,
    how: Convention,
    decimals: i32,
}

pub(super) fn polls() -> impl Strategy<Value = Polls> {
    let month = || {
        (prop_oneof![0..=1_000u32, 400..600u32], 0..=1_000u32)
            .prop_map(|(for_it, of_rest)| (for_it, (1_000 - for_it) * of_rest / 1_000))
    };
    let months = prop_oneof![
        1 => month().prop_map(|month| [month, month]),
        2 => (month(), month()).prop_map(|(one, other)| [one, other]),
    ];
    let rare = prop_oneof![Just(0u32), 0..20u32];
    (2_000..60_000u32, months, rare, vec(told(), 1..5)).prop_map(|(voters, months, rare, told)| Polls {
        voters,
        months,
        rare,
        told,
    })
}

fn told() -> impl Strategy<Value = Told> {
    let asked = || prop_oneof![5..60u32, 60..1_900u32];
    let design = select(
        &[
            Some(Design::Probability),
            Some(Design::Probability),
            Some(Design::Probability),
            Some(Design::Probability),
            Some(Design::Volunteer),
            None,
        ][..],
    );
    (
        (0..6usize, [asked(), asked()], any::<u64>(), design, any::<bool>(), any::<bool>()),
        (
            select(&[None, Some(true), Some(false)][..]),
            0..THRESHOLDS.len(),
            select(&MOODS[..]),
            select(&Convention::ALL[..]),
            0..3i32,
        ),
    )
        .prop_map(
            |(
                (form, asked, seed, design, states_population, states_level),
                (pool, threshold, mood, how, decimals),
            )| Told {
                form,
                asked,
                seed,
                design,
                states_population,
                states_level,
                pool,
                threshold,
                mood,
                how,
                decimals,
            },
        )
}

/// SplitMix64 (Steele, Lea and Flood 2014): chance that can be repeated.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// How many of each kind are among `asked` drawn without replacement from so many of each kind.
    fn drawn(&mut self, mut left: [u32; 3], asked: u32) -> [u32; 3] {
        let mut found = [0; 3];
        for _ in 0..asked {
            let total = u64::from(left.iter().sum::<u32>());
            let mut at = self.next().checked_rem(total).unwrap_or(0);
            for (left, found) in left.iter_mut().zip(&mut found) {
                if at < u64::from(*left) {
                    (*left, *found) = (*left - 1, *found + 1);
                    break;
                }
                at -= u64::from(*left);
            }
        }
        found
    }
}

/// What a poll found: for, against, of how many.
struct Found {
    for_it: u32,
    against: u32,
    asked: u32,
}

impl Polls {
    /// For, against and neither, in one month.
    fn voters(&self, month: usize) -> [u32; 3] {
        let (for_it, against) = self.months.get(month).copied().unwrap_or_default();
        let part = |per_mille: u32| self.voters / 1_000 * per_mille;
        let (for_it, against) = (part(for_it), part(against));
        [for_it, against, self.voters - for_it - against]
    }

    fn asked(&self, month: usize, told: &Told) -> Found {
        let asked = told.asked.get(month).copied().unwrap_or(100);
        let [for_it, against, _] = Chance(told.seed ^ month as u64).drawn(self.voters(month), asked);
        Found { for_it, against, asked }
    }

    /// Adds what is said of the polls.
    pub(super) fn tell(&self, mut dossier: Dossier) -> Dossier {
        for (i, told) in self.told.iter().enumerate() {
            let frame = Frame {
                design: told.design,
                population: told.states_population.then(|| self.voters.to_string().as_str().into()),
                ..Frame::default()
            };
            let names = [format!("poll-{i}"), format!("later-poll-{i}")];
            for name in &names {
                dossier = dossier.frame(name, frame.clone().stands_for("voters"));
            }
            let id = format!("asked-{i}");
            let Some((claim, conclusion)) = self.said(told, &id, &names) else { continue };
            dossier = dossier.claim(&id, claim.of("for-it").place("NZ").period("2019-03"));
            if let Some(conclusion) = conclusion {
                dossier = dossier.conclusion(&format!("all-voters-{i}"), conclusion);
            }
        }
        dossier
    }

    fn said(&self, told: &Told, id: &str, frames: &[String; 2]) -> Option<(Claim, Option<Conclusion>)> {
        let [frame, later] = frames;
        let (first, second) = (self.asked(0, told), self.asked(1, told));
        Some(match told.form {
            0 => {
                let claim = Claim::share_of(format!("{} of {} voters", first.for_it, first.asked)).ok()?;
                (claim.frame(frame), Some(self.concluded(told, id)?))
            }
            1 => {
                let quantity = told.estimate(first.for_it, first.asked)?;
                let claim = Claim::new(Relation::Figure(quantity.into())).measure(Measure::Share);
                (claim.frame(frame), Some(self.concluded(told, id)?))
            }
            2 => {
                // Which is ahead among those who were asked, and by how much.
                let lead = told.percent(first.for_it.abs_diff(first.against), first.asked)?;
                let groups = [("for-it", first.for_it), ("against", first.against)];
                let groups = groups.into_iter().map(|(name, n)| Some((name, told.estimate(n, first.asked)?)));
                let value = format!("{} percentage points", print(&lead, Convention::Nearest, told.decimals));
                let compare = Compare {
                    groups: groups.collect::<Option<Named<Quantity>>>()?,
                    by: Some("answer".into()),
                    stated: vec![StatedMeasure { measure: Measure::Change, value: value.try_into().ok()? }],
                    pool: told.pool.filter(|pool| *pool),
                    ..Compare::default()
                };
                (Claim::new(Relation::Compare(Box::new(compare))).frame(frame), None)
            }
            3 => {
                let [before, after] = [0, 1].map(|month| self.voters(month)[0]);
                let direction = match before.cmp(&after) {
                    std::cmp::Ordering::Less => Direction::Rising,
                    std::cmp::Ordering::Greater => Direction::Falling,
                    std::cmp::Ordering::Equal => Direction::Unchanged,
                };
                let point = |found: &Found, frame: &str| {
                    let quantity =
                        Quantity::try_from(format!("{} of {} voters", found.for_it, found.asked)).ok()?;
                    Some(quantity.scope(framed(frame)))
                };
                let change = Change {
                    from: point(&first, frame),
                    to: point(&second, later),
                    direction: Some(direction),
                    ..Change::default()
                };
                (Claim::new(Relation::Change(Box::new(change))), None)
            }
            4 => {
                let [of_first, of_second] =
                    [&first, &second].map(|found| told.estimate(found.for_it, found.asked));
                let groups =
                    [("march", of_first?.scope(framed(frame))), ("april", of_second?.scope(framed(later)))];
                // What is said of all voters is true of them, whatever it is read off.
                let differ = self.voters(0)[0] != self.voters(1)[0];
                let compare = Compare {
                    groups: groups.into_iter().collect(),
                    by: Some("month".into()),
                    pool: told.pool.filter(|pool| !*pool),
                    test: Some(if differ { Judged::EstimateOutside } else { Judged::IntervalsOverlap }),
                    ..Compare::default()
                };
                (Claim::new(Relation::Compare(Box::new(compare))), None)
            }
            _ => {
                let [rare, ..] =
                    Chance(told.seed).drawn([self.rare, 0, self.voters - self.rare], first.asked);
                let claim = Claim::share_of(format!("{rare} of {} voters", first.asked)).ok()?;
                (claim.frame(frame), None)
            }
        })
    }

    /// That the share of all voters lies on the side of a threshold on which it does lie.
    fn concluded(&self, told: &Told, id: &str) -> Option<Conclusion> {
        let (n, d) = THRESHOLDS.get(told.threshold).copied()?;
        let threshold = Exact::new(n, d).ok()?;
        let [for_it, ..] = self.voters(0);
        let share = Exact::new(for_it.into(), self.voters.into()).ok()?;
        let assertion: Assertion = match share.cmp(&threshold) {
            std::cmp::Ordering::Less => Quantified::Share.below(threshold),
            std::cmp::Ordering::Greater => Quantified::Share.above(threshold),
            std::cmp::Ordering::Equal => return None,
        };
        Some(Conclusion::from_claims([id]).asserts(assertion).base("voters").mood(told.mood))
    }
}

impl Told {
    fn percent(&self, part: u32, whole: u32) -> Option<Exact> {
        (&Exact::from(u64::from(part) * 100) / &Exact::from(u64::from(whole))).ok()
    }

    /// A share with its number and the margin of error that belongs to it.
    fn estimate(&self, part: u32, asked: u32) -> Option<Quantity> {
        let percent = self.percent(part, asked)?;
        let share = Exact::new(part.into(), asked.into()).ok()?;
        let own = margin(&share, &Exact::from(u64::from(asked)), &Exact::new(19, 20).ok()?).ok()?;
        let points = (own.interval().high_value()? * &Exact::from(100)).ok()?;
        let mut table = vec![
            ("value", format!("{} %", print(&percent, self.how, self.decimals))),
            ("margin", format!("{} percentage points", print(&points, Convention::Nearest, 1))),
            ("n", asked.to_string()),
        ];
        if self.states_level {
            table.push(("level", "95 %".to_string()));
        }
        let table = table.iter().map(|(field, text)| (*field, text.as_str()));
        let quantity = Quantity::deserialize(MapDeserializer::<_, ValueError>::new(table)).ok()?;
        Some(quantity)
    }
}

fn framed(frame: &str) -> ScopeSpec {
    ScopeSpec { frame: Some(frame.into()), ..ScopeSpec::default() }
}
