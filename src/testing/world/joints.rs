//! Of some worlds, what several marks of the same people have in common: three areas, and who in them has which.
//!
//! Everybody is counted with all marks, so that every share of one mark, of both, of any, and of one within another is
//! known. Beside them stand draws by lot and combined P-values.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::trade::{MOODS, THRESHOLDS, against};
use crate::claim::relation::{Compare, Joint, JointKind, Named};
use crate::claim::{Claim, Conclusion, Mood, Relation};
use crate::dossier::Dossier;
use crate::number::Exact;
use crate::quantity::{Measure, Quantity, ScopeSpec};
use crate::stats::fisher_combination;
use crate::testing::print::{Convention, print};

const AREAS: [&str; 3] = super::REGIONS;

/// Marks of the people; who has the last has the first, too.
const MARKS: [&str; 4] = ["tenants", "yes-voters", "smokers", "young-tenants"];

/// How many sets of the first three marks there are, and who of the tenants is young.
const CELLS: usize = 16;

/// What is true of the people.
#[derive(Debug, Clone)]
pub(super) struct Joints {
    /// How many people of each area have each set of marks.
    people: Vec<u32>,
    told: Vec<Told>,
}

/// What is said.
#[derive(Debug, Clone)]
struct Told {
    form: usize,
    area: usize,
    marks: [usize; 2],
    three: bool,
    how: [Convention; 3],
    decimals: i32,
    counted: [bool; 2],
    shown: bool,
    numbers: Vec<u32>,
    threshold: usize,
    mood: Mood,
}

pub(super) fn joints() -> impl Strategy<Value = Joints> {
    let people = prop_oneof![3 => 0..300u32, 1 => 0..20u32, 2 => Just(0u32)];
    // Half of the worlds have hardly anybody who is no tenant: there the shares decide more.
    let others = select(&[1u32, 40][..]);
    (vec(people, AREAS.len() * CELLS), others, vec(told(), 2..7)).prop_map(|(people, others, told)| {
        let thinned = |(cell, n): (usize, u32)| if has(cell, 0) { n } else { n / others };
        Joints { people: people.into_iter().enumerate().map(thinned).collect(), told }
    })
}

fn told() -> impl Strategy<Value = Told> {
    let how = || select(&Convention::ALL[..]);
    (
        (0..8usize, 0..=AREAS.len(), 0..MARKS.len(), 0..MARKS.len(), any::<bool>()),
        (how(), how(), how(), 0..3i32),
        (any::<bool>(), prop::bool::weighted(0.3), prop::bool::weighted(0.6)),
        (vec(1..1_000u32, 6), 0..THRESHOLDS.len(), select(&MOODS[..])),
    )
        .prop_map(|((form, area, one, other, three), (a, b, c, decimals), (x, y, shown), rest)| {
            let (numbers, threshold, mood) = rest;
            Told {
                form,
                area,
                marks: [one, other],
                three,
                how: [a, b, c],
                decimals,
                counted: [x, y],
                shown,
                numbers,
                threshold,
                mood,
            }
        })
}

/// Whether a set of marks has one of them.
fn has(cell: usize, mark: usize) -> bool {
    match mark {
        3 => cell & 1 != 0 && cell & 8 != 0,
        mark => cell & (1 << mark) != 0,
    }
}

impl Joints {
    /// Adds what is said of the people.
    pub(super) fn tell(&self, dossier: Dossier) -> Dossier {
        self.told.iter().enumerate().fold(dossier, |dossier, (i, told)| {
            let id = format!("joint-{i}");
            let said = match told.form {
                0..=2 => self.shares(told).zip(Some(None)),
                3 | 4 => self.crossed(told, &id).map(|(claim, about)| (claim, Some(about))),
                5 => draws(told).zip(Some(None)),
                6 => chain(told).zip(Some(None)),
                _ => p_values(told).zip(Some(None)),
            };
            let Some((claim, about)) = said else { return dossier };
            let dossier = dossier.claim(&id, claim);
            match about {
                Some(about) => dossier.conclusion(&format!("about-{id}"), about),
                None => dossier,
            }
        })
    }

    /// How many people of an area, or of all, have a mark set that fits.
    fn count(&self, area: usize, fits: impl Fn(usize) -> bool) -> u64 {
        let own = self
            .people
            .iter()
            .enumerate()
            .filter(|(i, _)| (area == AREAS.len() || area == i / CELLS) && fits(i % CELLS));
        own.map(|(_, n)| u64::from(*n)).sum()
    }

    /// A share as a percentage, or as counted.
    fn share(&self, told: &Told, way: usize, area: usize, fits: impl Fn(usize) -> bool) -> Option<Quantity> {
        let (part, whole) = (self.count(area, fits), self.count(area, |_| true));
        let how = told.how.get(way).copied()?;
        // What stands apart from the factors is counted more seldom than they.
        if told.counted.get(usize::from(way > 0)).copied()? && told.decimals != 1 {
            return Quantity::share_of(
                (i64::try_from(part).ok()?, "residents"),
                (i64::try_from(whole).ok()?, "residents"),
            )
            .ok();
        }
        let percent = (&Exact::from(part * 100) / &Exact::from(whole)).ok()?;
        let quantity: Quantity = format!("{} %", print(&percent, how, told.decimals)).try_into().ok()?;
        match told.shown {
            true => Some(quantity.scope(ScopeSpec { measure: Some(Measure::Share), ..ScopeSpec::default() })),
            false => Some(quantity),
        }
    }

    /// Two or three marks, and how many have all of them, or any.
    fn shares(&self, told: &Told) -> Option<Claim> {
        let mut marks = told.marks.to_vec();
        if told.three {
            marks.push(2);
        }
        marks.sort_unstable();
        marks.dedup();
        if marks.len() < 2 {
            return None;
        }
        let factors = marks.iter().map(|mark| {
            let name = MARKS.get(*mark).copied()?;
            Some((name, self.share(told, 0, told.area, |cell| has(cell, *mark))?))
        });
        let joint = Joint {
            factors: factors.collect::<Option<Named<Quantity>>>()?,
            kind: JointKind::Shares,
            stated: match told.form {
                1 => None,
                _ => Some(self.share(told, 1, told.area, |cell| marks.iter().all(|mark| has(cell, *mark)))?),
            },
            union: match told.form {
                0 => None,
                _ => Some(self.share(told, 2, told.area, |cell| marks.iter().any(|mark| has(cell, *mark)))?),
            },
            independent: None,
            trials: None,
        };
        Some(of_residents(Claim::new(Relation::Joint(Box::new(joint))), told.area))
    }

    /// The shares of two marks, in one area or in each, and what is true of the one among those who have the other.
    fn crossed(&self, told: &Told, id: &str) -> Option<(Claim, Conclusion)> {
        let [mut group, outcome] = told.marks;
        if told.shown && outcome != 3 {
            group = 0;
        }
        if group == outcome {
            return None;
        }
        let pair = |area: usize| -> Option<Named<Quantity>> {
            let share = |mark: usize, way| {
                Some((MARKS.get(mark).copied()?, self.share(told, way, area, |cell| has(cell, mark))?))
            };
            Some([share(group, 0)?, share(outcome, 0)?].into_iter().collect())
        };
        let mut compare = Compare { by: Some("of".into()), ..Compare::default() };
        let mut area = told.area;
        if told.three {
            let inhabited = (0..AREAS.len()).filter(|area| self.count(*area, |_| true) > 0);
            let strata = inhabited.map(|area| Some((AREAS.get(area).copied()?, pair(area)?)));
            compare.strata = strata.collect::<Option<Named<_>>>()?;
            area = AREAS.len();
        } else {
            compare.groups = pair(area)?;
        }
        let members = self.count(area, |cell| has(cell, group));
        let both = self.count(area, |cell| has(cell, group) && has(cell, outcome));
        if members == 0 {
            return None;
        }
        let assertion = if told.form == 3 { against(both, members, told.threshold) } else { None };
        let conclusion = Conclusion::from_claims([id])
            .of(MARKS.get(outcome).copied()?)
            .base(MARKS.get(group).copied()?)
            .mood(told.mood);
        let conclusion = match assertion {
            Some(assertion) => conclusion.asserts(assertion),
            None => conclusion,
        };
        Some((of_residents(Claim::new(Relation::Compare(Box::new(compare))), area), conclusion))
    }
}

fn of_residents(claim: Claim, area: usize) -> Claim {
    claim.base("residents").place(super::place_name(area)).period("2019").stage("none")
}

/// So many of so many, drawn by lot: the chances, and that of all.
fn draws(told: &Told) -> Option<Claim> {
    let draws = if told.three { 3 } else { 2 };
    let chances = told.numbers.chunks(2).take(draws).map(|pair| {
        let (one, other) = (pair.first()?, pair.get(1)?);
        (&Exact::from(u64::from(*one.min(other))) / &Exact::from(u64::from(*one.max(other)))).ok()
    });
    let chances = chances.collect::<Option<Vec<_>>>()?;
    let all = chances.iter().try_fold(Exact::ONE, |all, chance| &all * chance).ok()?;
    joint(told, JointKind::Probabilities, &chances, &all, |told, chance, way| {
        let percent = (chance * &Exact::from(100)).ok()?;
        // Of one in a thousand enough digits are printed to see them.
        format!("{} %", print(&percent, told.how.get(way).copied()?, told.decimals + 2)).try_into().ok()
    })
}

/// Drawn without putting back: the second chance is that given the first.
fn chain(told: &Told) -> Option<Claim> {
    let (one, other) = (u64::from(*told.numbers.first()?), u64::from(*told.numbers.get(1)?));
    let (some, all) = (one.min(other), one.max(other) + 1);
    let chance = |some: u64, all: u64| (&Exact::from(some) / &Exact::from(all)).ok();
    let (first, second) = (chance(some, all)?, chance(some - 1, all - 1)?);
    let printed = |chance: &Exact| -> Option<Quantity> {
        let percent = (chance * &Exact::from(100)).ok()?;
        format!("{} %", print(&percent, told.how.first().copied()?, told.decimals + 1)).try_into().ok()
    };
    let given = ScopeSpec { base: Some("first-draws".into()), ..ScopeSpec::default() };
    let factors = [("first", printed(&first)?), ("second", printed(&second)?.scope(given))];
    let stated = Some(printed(&(&first * &second).ok()?)?);
    let joint = Joint {
        factors: factors.into_iter().collect(),
        kind: JointKind::Probabilities,
        stated,
        union: None,
        independent: None,
        trials: None,
    };
    Some(Claim::new(Relation::Joint(Box::new(joint))).base("none"))
}

/// P-values of separate tests, combined as Fisher did.
fn p_values(told: &Told) -> Option<Claim> {
    let thousandths = told.numbers.iter().take(if told.three { 3 } else { 2 });
    let values = thousandths.map(|n| (&Exact::from(u64::from(*n)) / &Exact::from(1_000)).ok());
    let values = values.collect::<Option<Vec<_>>>()?;
    let combined = fisher_combination(&values).ok()?.interval();
    // Known to far more digits than are printed.
    let combined = combined.low_value()?.clone();
    joint(told, JointKind::PValues, &values, &combined, |told, value, _| {
        print(value, told.how.get(1).copied()?, 3).try_into().ok()
    })
}

fn joint(
    told: &Told,
    kind: JointKind,
    values: &[Exact],
    all: &Exact,
    printed: impl Fn(&Told, &Exact, usize) -> Option<Quantity>,
) -> Option<Claim> {
    let names = ["first", "second", "third"];
    let factors = names.into_iter().zip(values).map(|(name, value)| Some((name, printed(told, value, 0)?)));
    let joint = Joint {
        factors: factors.collect::<Option<Named<Quantity>>>()?,
        kind,
        stated: Some(printed(told, all, 1)?),
        union: None,
        independent: told.shown.then(|| "each by itself".into()),
        trials: None,
    };
    Some(Claim::new(Relation::Joint(Box::new(joint))))
}

/// What the names of the people mean.
pub(super) fn declare(taxonomies: &mut crate::vocabulary::TaxonomiesSpec) {
    let under =
        |parents: &[&str]| crate::vocabulary::Names(parents.iter().map(ToString::to_string).collect());
    for mark in MARKS.iter().take(3) {
        taxonomies.concept.is_a.insert((*mark).to_string(), under(&["residents"]));
    }
    taxonomies.concept.is_a.insert("young-tenants".into(), under(&["tenants"]));
}
