//! The other half of a world: parcels that cross a border, of which some are seized.
//!
//! Every parcel has a sender, a carrier and a weight; some were made from what the other country sells. Customs sees
//! the seized ones. What is stated of them is true of them, and what is asserted of all imports is true of all.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::claim::{Assertion, Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assumption, AssumptionName, Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Basis, Flow, OriginSpec, Quantity};
use crate::testing::print::{Convention, print};

/// How the frame of what was seized may be described.
const DESIGNS: [Design; 7] = [
    Design::Enforcement,
    Design::Volunteer,
    Design::Convenience,
    Design::Referral,
    Design::ByOutcome,
    Design::Probability,
    Design::Administrative,
];

/// How conclusions are put; most of them flatly.
pub(super) const MOODS: [Mood; 4] = [Mood::Flat, Mood::Flat, Mood::Hedged, Mood::NotShown];

/// Shares that a text compares with.
pub(super) const THRESHOLDS: [(i64, i64); 5] = [(1, 10), (1, 4), (1, 2), (3, 4), (9, 10)];

/// What is true of the trade.
#[derive(Debug, Clone)]
pub(super) struct Trade {
    lots: Vec<Lot>,
    design: Design,
    /// Hidden arms among all imports; customs found none.
    arms: u32,
    sensitivity: u32,
    searched_all: bool,
    /// Incomes of the carriers.
    incomes: Vec<u32>,
    /// Prisoners at the end of each month.
    prisoners: Vec<u32>,
    /// The power of the customs boats' engines.
    watts: u32,
    /// The country the text is written for.
    pub(super) country: Option<&'static str>,
    told: Vec<Told>,
}

/// Parcels with one sender and carrier, seized or not.
#[derive(Debug, Clone)]
struct Lot {
    from_east: bool,
    by_easterner: bool,
    seized: bool,
    parcels: u32,
    grams_each: u32,
    /// Those made from what the east sells.
    upstream: u32,
}

/// What is said.
#[derive(Debug, Clone)]
struct Told {
    form: usize,
    concluded: usize,
    how: Convention,
    threshold: usize,
    assumed: bool,
    mood: Mood,
    month: usize,
}

pub(super) fn trades() -> impl Strategy<Value = Trade> {
    let parcels = |seized: bool| {
        if seized {
            prop_oneof![1..40u32, 1..2_000u32, Just(0u32)].boxed()
        } else {
            prop_oneof![2 => 0..10u32, 1 => 0..4_000u32, 1 => Just(0u32)].boxed()
        }
    };
    // Weights differ by little more often than by much: then both ways of counting give one picture.
    let grams = || prop_oneof![2 => 900..1_100u32, 1 => 1..50_000u32];
    let lot = move |i: usize| {
        let (from_east, by_easterner, seized) = (i & 1 == 0, i & 2 == 0, i & 4 == 0);
        (parcels(seized), grams(), 0..=100u32).prop_map(move |(parcels, grams_each, percent)| Lot {
            from_east,
            by_easterner,
            seized,
            parcels,
            grams_each,
            upstream: parcels * percent / 100,
        })
    };
    let lots: Vec<_> = (0..8).map(lot).collect();
    let incomes = prop_oneof![vec(900..1_500u32, 5..6), vec(1..100_000u32, 3..8)];
    let world = (
        lots,
        select(&DESIGNS[..]),
        (prop_oneof![2 => Just(0u32), 1 => 1..50u32], 5..=100u32, any::<bool>()),
        (incomes, vec(0..9_000u32, super::MONTHS), 1_000..900_000u32),
        select(&[None, Some("US"), Some("US"), Some("GB"), Some("CA")][..]),
        vec(told(), 1..6),
    );
    world.prop_map(
        |(lots, design, (arms, sensitivity, searched_all), (incomes, prisoners, watts), country, told)| {
            Trade { lots, design, arms, sensitivity, searched_all, incomes, prisoners, watts, country, told }
        },
    )
}

fn told() -> impl Strategy<Value = Told> {
    (
        0..7usize,
        0..6usize,
        select(&Convention::ALL[..]),
        0..THRESHOLDS.len(),
        prop::bool::weighted(0.75),
        select(&MOODS[..]),
        0..super::MONTHS,
    )
        .prop_map(|(form, concluded, how, threshold, assumed, mood, month)| Told {
            form,
            concluded,
            how,
            threshold,
            assumed,
            mood,
            month,
        })
}

/// How parcels are counted.
#[derive(Debug, Clone, Copy)]
enum Counted {
    Mass,
    Parcels,
    Carriers,
}

impl Counted {
    fn of(self, lot: &Lot, parcels: u32) -> u64 {
        match self {
            Counted::Mass => u64::from(parcels) * u64::from(lot.grams_each),
            Counted::Parcels | Counted::Carriers => u64::from(parcels),
        }
    }

    fn all(self, lot: &Lot) -> u64 {
        self.of(lot, lot.parcels)
    }

    /// Whether a lot is attributed to the east.
    fn is_eastern(self, lot: &Lot) -> bool {
        match self {
            Counted::Mass | Counted::Parcels => lot.from_east,
            Counted::Carriers => lot.by_easterner,
        }
    }

    /// What of a lot comes from the east on any basis, at any stage.
    fn at_any_stage(self, lot: &Lot) -> u64 {
        if lot.from_east || lot.by_easterner { self.all(lot) } else { self.of(lot, lot.upstream) }
    }

    fn basis(self) -> Basis {
        match self {
            Counted::Mass | Counted::Parcels => Basis::Shipment,
            Counted::Carriers => Basis::Nationality,
        }
    }

    fn printed(self, amount: u64, how: Convention) -> Option<String> {
        Some(match self {
            Counted::Mass => {
                format!("{} kg", print(&(&Exact::from(amount) / &Exact::from(1_000)).ok()?, how, 1))
            }
            Counted::Parcels | Counted::Carriers => format!("{} parcels", print(&amount.into(), how, 0)),
        })
    }
}

impl Trade {
    /// Adds what is said of the trade.
    pub(super) fn tell(&self, mut dossier: Dossier) -> Dossier {
        let search = if self.searched_all { Design::Census } else { self.design };
        let search = Frame::new(search).stands_for("imports");
        let search = search.clone().sensitivity(&format!("{} %", self.sensitivity)).unwrap_or(search);
        dossier =
            dossier.frame("customs", Frame::new(self.design).stands_for("imports")).frame("search", search);
        for (i, told) in self.told.iter().enumerate() {
            dossier = self.said(dossier, told, i);
        }
        dossier
    }

    fn said(&self, dossier: Dossier, told: &Told, i: usize) -> Dossier {
        let id = |what: &str| format!("{what}-{i}");
        match told.form {
            0 | 1 => self.shares(dossier, told, &[Counted::Mass, Counted::Parcels], i),
            2 => self.shares(dossier, told, &[Counted::Carriers], i),
            3 => add(dossier, &id("arms"), self.none_found(told, &id("arms"))),
            4 => {
                let seized = self.sum(|lot| lot.seized, |lot| lot.parcels.into());
                let all = self.sum(|_| true, |lot| lot.parcels.into());
                let claim = |n: u64, base| {
                    let claim = Claim::figure(Counted::Parcels.printed(n, told.how)?).ok()?;
                    Some((at_border(claim.of("drug").base(base)).origin(OriginSpec::any("none")), None))
                };
                let dossier = add(dossier, &id("seized"), claim(seized, "customs"));
                add(dossier, &id("imported"), claim(all, "imports"))
            }
            5 => add(dossier, &id("power"), self.power(told).zip(Some(None))),
            _ => {
                let dossier = add(dossier, &id("income"), self.income(told).zip(Some(None)));
                let month = |claim: Option<Claim>, period: &str| {
                    Some((
                        claim?.of("prisoners").base("none").place("NZ").period(period).flow(Flow::Stock),
                        None,
                    ))
                };
                let claim = |n: &Exact, decimals| {
                    Claim::figure(format!("{} prisoners", print(n, told.how, decimals))).ok()
                };
                let own = self.prisoners.get(told.month).copied().unwrap_or(0);
                let mean = mean(&self.prisoners);
                let dossier = add(
                    dossier,
                    &id("month"),
                    month(claim(&u64::from(own).into(), 0), &format!("2019-{:02}", told.month + 1)),
                );
                add(dossier, &id("year"), mean.and_then(|mean| month(claim(&mean, 1), "2019")))
            }
        }
    }

    fn sum(&self, among: impl Fn(&Lot) -> bool, amount: impl Fn(&Lot) -> u64) -> u64 {
        self.lots.iter().filter(|lot| among(lot)).map(amount).sum()
    }

    /// The share of the east among what was seized, in one or two ways of counting, and a conclusion from them.
    fn shares(&self, mut dossier: Dossier, told: &Told, ways: &[Counted], i: usize) -> Dossier {
        let mut from = Vec::new();
        for (way, name) in ways.iter().copied().zip(["first", "second"]) {
            let part = self.sum(|lot| lot.seized && way.is_eastern(lot), |lot| way.all(lot));
            let whole = self.sum(|lot| lot.seized, |lot| way.all(lot));
            let share = || {
                let (part, whole) = (way.printed(part, told.how)?, way.printed(whole, Convention::Nearest)?);
                Claim::share(&part, &whole).ok()
            };
            let (Some(claim), true) = (share(), whole > 0) else { continue };
            let claim = claim.of("drug").frame("customs").which(OriginSpec::new(way.basis(), "east"));
            let id = format!("share-{i}-{name}");
            dossier = dossier.claim(&id, at_border(claim));
            if told.assumed {
                let rest = self.sum(|lot| lot.seized && !way.is_eastern(lot), |lot| way.all(lot));
                let upstream =
                    self.sum(|lot| lot.seized && !way.is_eastern(lot), |lot| way.at_any_stage(lot));
                let all = self.sum(|_| true, |lot| way.all(lot));
                let known =
                    [(AssumptionName::Coverage, whole, all), (AssumptionName::UpstreamShare, upstream, rest)];
                for (name, part, whole) in known.into_iter().filter(|(_, _, whole)| *whole > 0) {
                    let (low, high) = (part * 100 / whole, (part * 100).div_ceil(whole));
                    let value =
                        if low == high { format!("exactly {low} %") } else { format!("{low} % to {high} %") };
                    if let Ok(assumption) = Assumption::new(name, &id, &value, "counted") {
                        dossier = dossier.assume(assumption);
                    }
                }
            }
            from.push((id, way));
        }
        let Some((_, way)) = from.first() else { return dossier };
        match self.concluded(told, *way, from.iter().map(|(id, _)| &**id)) {
            Some(conclusion) => dossier.conclusion(&format!("about-share-{i}"), conclusion),
            None => dossier,
        }
    }

    fn concluded<'i>(
        &self,
        told: &Told,
        way: Counted,
        from: impl Iterator<Item = &'i str>,
    ) -> Option<Conclusion> {
        let conclusion = Conclusion::from_claims(from).mood(told.mood);
        let vague = |conclusion: Conclusion| {
            let thresholds = THRESHOLDS.iter().take(3).filter_map(|(n, d)| Exact::new(*n, *d).ok());
            thresholds.fold(conclusion, |conclusion, threshold| {
                conclusion.asserts(Quantified::Share.below(threshold))
            })
        };
        let any = || OriginSpec::any("east");
        Some(match told.concluded {
            0 => return None,
            // Of two ways of counting only what holds by both is asserted as one threshold.
            1 => {
                let conclusion = conclusion.of("drug").stage("transit");
                match self.true_of(told, |lot| lot.seized) {
                    Some(assertion) => conclusion.asserts(assertion),
                    None => conclusion,
                }
            }
            2 => {
                let conclusion = conclusion.base("imports");
                match self.true_of(told, |_| true) {
                    Some(assertion) => conclusion.asserts(assertion),
                    None => conclusion,
                }
            }
            3 => vague(conclusion.stage("any").which(any())),
            4 => conclusion.of("goods").mood(Mood::Hedged),
            _ => {
                let all = self.sum(|_| true, |lot| way.all(lot));
                let eastern = self.sum(|_| true, |lot| way.at_any_stage(lot));
                let conclusion = conclusion.base("imports").stage("any").which(any());
                let assertion = against(eastern, all, told.threshold);
                match assertion {
                    Some(assertion) if told.form == 2 => conclusion.asserts(assertion),
                    _ => vague(conclusion),
                }
            }
        })
    }

    /// An assertion about the share of the east that is true by every way of counting.
    fn true_of(&self, told: &Told, among: impl Fn(&Lot) -> bool) -> Option<Assertion> {
        let ways =
            if told.form == 2 { vec![Counted::Carriers] } else { vec![Counted::Mass, Counted::Parcels] };
        let mut assertions = ways.into_iter().map(|way| {
            let part = self.sum(|lot| among(lot) && way.is_eastern(lot), |lot| way.all(lot));
            against(part, self.sum(&among, |lot| way.all(lot)), told.threshold)
        });
        let first = assertions.next().flatten()?;
        assertions.all(|other| other.as_ref() == Some(&first)).then_some(first)
    }

    /// Customs found no arms.
    fn none_found(&self, told: &Told, id: &str) -> Option<(Claim, Option<Conclusion>)> {
        let claim = Claim::figure("0 parcels").ok()?.of("arms").frame("search");
        let conclusion = Conclusion::from_claims([id]).base(if told.assumed { "imports" } else { "any" });
        // Where there are some, nobody who tells the truth says flatly that there are none.
        let mood = if self.arms == 0 { told.mood } else { Mood::NotShown };
        let conclusion = conclusion.mood(mood).asserts(Quantified::Count.equal(0));
        Some((at_border(claim).origin(OriginSpec::any("none")), Some(conclusion)))
    }

    /// In the horsepower of the text's country, or of one of the kinds that other texts may mean; in tons.
    fn power(&self, told: &Told) -> Option<Claim> {
        let factor: Exact =
            if self.country == Some("US") { "745.69987158227022" } else { "735.49875" }.parse().ok()?;
        let power = (&Exact::from(u64::from(self.watts)) / &factor).ok()?;
        let claim = Claim::figure(format!("{} hp", print(&power, told.how, 1))).ok()?.of("engines");
        Some(at_border(claim).base("none").origin(OriginSpec::any("none")).flow(Flow::Stock))
    }

    /// What carriers earn: mean and median.
    fn income(&self, told: &Told) -> Option<Claim> {
        let mut sorted = self.incomes.clone();
        sorted.sort_unstable();
        let middle = |i: usize| sorted.get(i).copied().map(u64::from);
        let upper = middle(sorted.len() / 2)?;
        let lower = middle((sorted.len() - 1) / 2)?;
        let median = (&Exact::from(upper + lower) / &Exact::from(2)).ok()?;
        let euros = |value: &Exact| format!("{} EUR", print(value, told.how, 0));
        let table = [("mean", euros(&mean(&sorted)?)), ("median", euros(&median))];
        let table = table.iter().map(|(field, text)| (*field, text.as_str()));
        let quantity = Quantity::deserialize(MapDeserializer::<_, ValueError>::new(table)).ok()?;
        let claim = Claim::new(Relation::Figure(quantity.into())).of("income");
        Some(at_border(claim).base("none").origin(OriginSpec::any("none")))
    }
}

/// At one border, in one year.
fn at_border(claim: Claim) -> Claim {
    claim.place("NZ").period("2019").stage("transit").flow(Flow::Flow)
}

fn add(dossier: Dossier, id: &str, said: Option<(Claim, Option<Conclusion>)>) -> Dossier {
    let Some((claim, conclusion)) = said else { return dossier };
    let claim = if claim.scope.components().stage.is_none() {
        claim.stage("none").origin(OriginSpec::any("none"))
    } else {
        claim
    };
    let dossier = dossier.claim(id, claim);
    match conclusion {
        Some(conclusion) => dossier.conclusion(&format!("about-{id}"), conclusion),
        None => dossier,
    }
}

/// On which side of a threshold a share lies; nothing where it lies on it.
pub(super) fn against(part: u64, whole: u64, threshold: usize) -> Option<Assertion> {
    let (n, d) = THRESHOLDS.get(threshold).copied()?;
    let (left, right) = (i128::from(part) * i128::from(d), i128::from(whole) * i128::from(n));
    let threshold = Exact::new(n, d).ok()?;
    match left.cmp(&right) {
        std::cmp::Ordering::Less => Some(Quantified::Share.below(threshold)),
        std::cmp::Ordering::Greater => Some(Quantified::Share.above(threshold)),
        std::cmp::Ordering::Equal => None,
    }
}

fn mean(values: &[u32]) -> Option<Exact> {
    let sum: u64 = values.iter().copied().map(u64::from).sum();
    (&Exact::from(sum) / &Exact::from(u64::try_from(values.len()).ok()?)).ok()
}

/// What the names of the trade mean.
pub(super) fn declare(taxonomies: &mut crate::vocabulary::TaxonomiesSpec) {
    let under = |parent: &str| crate::vocabulary::Names(vec![parent.to_string()]);
    taxonomies.concept.is_a.insert("drug".into(), under("goods"));
    taxonomies.origin.disjoint.push(["east", "west"].map(String::from).to_vec());
    taxonomies.stage.order = ["precursor", "synthesis", "transit", "retail"].map(String::from).to_vec();
}
