//! Hauls of a powder along a chain: of different purity, traced or not, seized by one office or by two, some very large.
//!
//! Every haul has a sender, a maker, a weight and a purity; it was shipped in the first or the second half of the year,
//! and seized or not. What is stated of the hauls is true of them, and what is asserted of all shipments is true of all.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::claim::relation::{Change, Named, Total};
use crate::claim::{Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assumption, AssumptionName, Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Adjustment, Basis, Flow, OriginSpec, Quantity, ScopeSpec};
use crate::testing::print::{Convention, print};

/// How conclusions are put; most of them flatly.
const MOODS: [Mood; 4] = [Mood::Flat, Mood::Flat, Mood::Flat, Mood::Hedged];

/// Shares that a text compares with.
const THRESHOLDS: [(i64, i64); 5] = [(1, 10), (1, 4), (1, 2), (3, 4), (9, 10)];

/// What is true of the hauls.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    hauls: Vec<Haul>,
    told: Vec<Told>,
}

#[derive(Debug, Clone)]
struct Haul {
    grams: u32,
    /// In percent.
    purity: u32,
    sent_from_east: bool,
    made_in_east: bool,
    /// Whether anybody knows the maker.
    traced: bool,
    /// Shipped in the second half of the year.
    late: bool,
    seized: bool,
    by_police: bool,
    by_customs: bool,
}

#[derive(Debug, Clone)]
struct Told {
    form: usize,
    how: Convention,
    threshold: usize,
    assumed: bool,
    coin: bool,
    mood: Mood,
}

pub(super) fn chains() -> impl Strategy<Value = Chain> {
    let grams = prop_oneof![4 => 500..20_000u32, 1 => 100_000..2_000_000u32];
    let purity = prop_oneof![2 => 35..65u32, 1 => 1..=100u32];
    let flags = any::<[bool; 5]>();
    let seized = (prop::bool::weighted(0.5), prop::bool::weighted(0.8));
    let haul = (grams, purity, flags, seized).prop_map(|(grams, purity, flags, (seized, traced))| {
        let [sent_from_east, made_in_east, late, by_police, joint] = flags;
        Haul {
            grams,
            purity,
            sent_from_east,
            made_in_east,
            traced,
            late,
            seized,
            by_police,
            by_customs: !by_police || joint,
        }
    });
    (vec(haul, 4..14), vec(told(), 2..6)).prop_map(|(hauls, told)| Chain { hauls, told })
}

fn told() -> impl Strategy<Value = Told> {
    (
        0..7usize,
        prop_oneof![2 => Just(Convention::Nearest), 1 => select(&Convention::ALL[..])],
        0..THRESHOLDS.len(),
        prop::bool::weighted(0.7),
        any::<bool>(),
        select(&MOODS[..]),
    )
        .prop_map(|(form, how, threshold, assumed, coin, mood)| Told {
            form,
            how,
            threshold,
            assumed,
            coin,
            mood,
        })
}

impl Chain {
    /// Adds what is said of the hauls.
    pub(super) fn tell(&self, mut dossier: Dossier) -> Dossier {
        let frame = |design| Frame::new(design).stands_for("shipments");
        dossier = dossier
            .frame("harbour", frame(Design::Enforcement))
            .frame("police", frame(Design::Enforcement))
            .frame("coastguard", frame(Design::Enforcement))
            .frame("announced", frame(Design::SingleCase));
        for (i, told) in self.told.iter().enumerate() {
            let id = format!("haul-{i}");
            let said = match told.form {
                0 => self.purity(dossier.clone(), told, &id),
                1 => self.untraced(dossier.clone(), told, &id),
                2 => self.largest(dossier.clone(), told, &id),
                3 => self.one_more(dossier.clone(), told, &id),
                4 => self.change(dossier.clone(), told, &id),
                5 => self.amount(dossier.clone(), told, &id),
                _ => self.offices(dossier.clone(), told, &id),
            };
            dossier = said.unwrap_or(dossier);
        }
        dossier
    }

    fn sum(&self, of: impl Fn(&Haul) -> u64, among: impl Fn(&Haul) -> bool) -> u64 {
        self.hauls.iter().filter(|haul| among(haul)).map(of).sum()
    }

    fn grams(&self, among: impl Fn(&Haul) -> bool) -> u64 {
        self.sum(|haul| haul.grams.into(), among)
    }

    /// The share that was sent from the east, and how pure it and the rest were.
    fn purity(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let eastern = |haul: &Haul| haul.seized && haul.sent_from_east;
        let western = |haul: &Haul| haul.seized && !haul.sent_from_east;
        let (part, rest) = (self.grams(eastern), self.grams(western));
        let pure = |haul: &Haul| u64::from(haul.grams) * u64::from(haul.purity);
        let (pure_part, pure_rest) = (self.sum(pure, eastern), self.sum(pure, western));
        let claim = self.share(told, part, part + rest, &[])?.which(OriginSpec::shipment("east"));
        let mut dossier = dossier.claim(id, seized(claim));
        if told.assumed {
            // In percent of the gross weight.
            let known = [
                (AssumptionName::PurityPart, pure_part, part),
                (AssumptionName::PurityRest, pure_rest, rest),
            ];
            for (name, pure, gross) in known.into_iter().filter(|(_, _, gross)| *gross > 0) {
                dossier = assume(dossier, name, id, (pure / gross, pure.div_ceil(gross)));
            }
        }
        let conclusion = concluded(told, id);
        let (conclusion, part, rest) = match told.coin {
            true => (conclusion.adjustment(Adjustment::Purity), pure_part, pure_rest),
            false => (conclusion, part, rest),
        };
        let conclusion = against(conclusion, part, part + rest, told.threshold);
        Some(dossier.conclusion(&format!("about-{id}"), conclusion))
    }

    /// The share that is known to have been made in the east, of all or of what was traced.
    fn untraced(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let known = |haul: &Haul| haul.seized && haul.traced && haul.made_in_east;
        let (part, all) = (self.grams(known), self.grams(|haul| haul.seized));
        let nobodys = self.grams(|haul| haul.seized && !haul.traced);
        let nobodys = kilograms(nobodys, Convention::Nearest)?;
        let claim = self.share(told, part, all, &[("unattributed", nobodys)])?;
        let dossier = dossier.claim(id, seized(claim.which(OriginSpec::new(Basis::Manufacture, "east"))));
        let of_all = self.grams(|haul| haul.seized && haul.made_in_east);
        // What is asserted holds for the figure and for all: a conclusion in the figure's own scope is about the figure.
        let [of_figure, conclusion] =
            [part, of_all].map(|part| against(concluded(told, id), part, all, told.threshold));
        let conclusion = if of_figure == conclusion { conclusion } else { concluded(told, id) };
        Some(dossier.conclusion(&format!("about-{id}"), conclusion))
    }

    /// The share that was sent from the east, and the largest haul.
    fn largest(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let part = self.grams(|haul| haul.seized && haul.sent_from_east);
        let largest = self.hauls.iter().filter(|haul| haul.seized).map(|haul| haul.grams).max()?;
        let largest = kilograms(largest.into(), Convention::Nearest)?;
        let all = self.grams(|haul| haul.seized);
        let claim = self.share(told, part, all, &[("largest", largest)])?;
        let dossier = dossier.claim(id, seized(claim.which(OriginSpec::shipment("east"))));
        let conclusion = against(concluded(told, id), part, all, told.threshold);
        Some(dossier.conclusion(&format!("about-{id}"), conclusion))
    }

    /// The share that was sent from the east, and a haul of the year after.
    fn one_more(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let part = self.grams(|haul| haul.seized && haul.sent_from_east);
        let claim = self.share(told, part, self.grams(|haul| haul.seized), &[])?;
        let dossier = dossier.claim(id, seized(claim.which(OriginSpec::shipment("east"))));
        let further = self.hauls.iter().find(|haul| !haul.seized)?;
        let further = Claim::figure(kilograms(further.grams.into(), told.how)?).ok()?;
        let further = seized(further).frame("announced").period("2020").origin(OriginSpec::shipment("east"));
        Some(dossier.claim(&format!("further-{id}"), further))
    }

    /// How much was seized in both halves of the year, and whether more or less was shipped.
    fn change(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let halves = [false, true].map(|late| {
            (self.grams(|haul| haul.seized && haul.late == late), self.grams(|haul| haul.late == late))
        });
        let [(before, all_before), (after, all_after)] = halves;
        if before == 0 || after == 0 {
            return None;
        }
        let dated = |grams, period: &str| -> Option<Quantity> {
            let quantity: Quantity = kilograms(grams, told.how)?.try_into().ok()?;
            Some(quantity.scope(ScopeSpec { period: Some(period.into()), ..ScopeSpec::default() }))
        };
        let change = Change {
            from: Some(dated(before, "2019-01/2019-06")?),
            to: Some(dated(after, "2019-07/2019-12")?),
            ..Change::default()
        };
        let claim = seized(Claim::new(Relation::Change(Box::new(change)))).origin(OriginSpec::any("none"));
        let mut dossier = dossier.claim(id, claim);
        if told.assumed {
            let low = (before * 100 / all_before).min(after * 100 / all_after);
            let high = (before * 100).div_ceil(all_before).max((after * 100).div_ceil(all_after));
            dossier = assume(dossier, AssumptionName::InterdictionRate, id, (low, high));
        }
        let conclusion = concluded(told, id).base(if told.coin { "shipments" } else { "harbour" });
        let (one, other) = if told.coin { (all_before, all_after) } else { (before, after) };
        let conclusion = match one.cmp(&other) {
            std::cmp::Ordering::Less => conclusion.asserts(Quantified::Change.above(0)),
            std::cmp::Ordering::Greater => conclusion.asserts(Quantified::Change.below(0)),
            std::cmp::Ordering::Equal => return Some(dossier),
        };
        Some(dossier.conclusion(&format!("about-{id}"), conclusion))
    }

    /// How much was seized, and a limit of what was shipped.
    fn amount(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let (part, all) = (self.grams(|haul| haul.seized), self.grams(|_| true));
        if part == 0 {
            return None;
        }
        let claim = seized(Claim::figure(kilograms(part, told.how)?).ok()?).origin(OriginSpec::any("none"));
        let mut dossier = dossier.claim(id, claim);
        if told.assumed {
            let rate = (part * 100 / all, (part * 100).div_ceil(all));
            dossier = assume(dossier, AssumptionName::InterdictionRate, id, rate);
        }
        let whole = |grams: u64| -> Option<crate::claim::Assertion> {
            let text = if told.coin { "sum >" } else { "sum <" };
            format!("{text} {} kg", grams / 1_000).parse().ok()
        };
        let limit = if told.coin { part * 9 / 10 } else { all * 2 + 1_000 };
        let conclusion = concluded(told, id).base("shipments").asserts(whole(limit)?);
        Some(dossier.conclusion(&format!("about-{id}"), conclusion))
    }

    /// What two offices seized, some of it together, and how much that was in all.
    fn offices(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let police = self.grams(|haul| haul.seized && haul.by_police);
        let coastguard = self.grams(|haul| haul.seized && haul.by_customs);
        let (all, sum) = (self.grams(|haul| haul.seized), police + coastguard);
        if sum == 0 {
            return None;
        }
        let part = |grams, frame: &str| -> Option<Quantity> {
            let quantity: Quantity = kilograms(grams, told.how)?.try_into().ok()?;
            Some(quantity.scope(ScopeSpec { frame: Some(frame.into()), ..ScopeSpec::default() }))
        };
        let parts = [("police", part(police, "police")), ("coastguard", part(coastguard, "coastguard"))];
        let parts = parts.into_iter().map(|(name, part)| Some((name, part?)));
        let total = Total {
            whole: kilograms(all, Convention::Nearest)?.try_into().ok()?,
            parts: parts.collect::<Option<Named<Quantity>>>()?,
            exclusive: (told.coin && all == sum).then_some(true),
            exhaustive: None,
            response: None,
            net: None,
        };
        let claim = Claim::new(Relation::Total(Box::new(total))).of("powder");
        let claim = at_harbour(claim).origin(OriginSpec::any("none")).base("shipments");
        let dossier = dossier.claim(id, claim);
        Some(match told.assumed {
            true => {
                let twice = sum - all;
                let share = (twice * 100 / sum, (twice * 100).div_ceil(sum));
                assume(dossier, AssumptionName::Overlap, id, share)
            }
            false => dossier,
        })
    }

    /// A share by weight, with further fields.
    fn share(&self, told: &Told, part: u64, whole: u64, further: &[(&str, String)]) -> Option<Claim> {
        if whole == 0 {
            return None;
        }
        let figures =
            [("part", kilograms(part, told.how)?), ("whole", kilograms(whole, Convention::Nearest)?)];
        let fields = figures.iter().chain(further).map(|(field, text)| (*field, text.as_str()));
        Claim::share_of(Quantity::deserialize(MapDeserializer::<_, ValueError>::new(fields)).ok()?).ok()
    }
}

fn kilograms(grams: u64, how: Convention) -> Option<String> {
    let kilograms = (&Exact::from(grams) / &Exact::from(1_000)).ok()?;
    Some(format!("{} kg", print(&kilograms, how, 1)))
}

/// Of the powder that was seized at one harbour in one year.
fn seized(claim: Claim) -> Claim {
    at_harbour(claim.of("powder").frame("harbour"))
}

fn at_harbour(claim: Claim) -> Claim {
    claim.place("NZ").period("2019").stage("transit").flow(Flow::Flow)
}

/// A range in percent that holds the true value.
fn assume(dossier: Dossier, name: AssumptionName, id: &str, (low, high): (u64, u64)) -> Dossier {
    let value = if low == high { format!("exactly {low} %") } else { format!("{low} % to {high} %") };
    match Assumption::new(name, id, &value, "counted") {
        Ok(assumption) => dossier.assume(assumption),
        Err(_) => dossier,
    }
}

fn concluded(told: &Told, id: &str) -> Conclusion {
    Conclusion::from_claims([id]).mood(told.mood)
}

/// On which side of a threshold the share lies; where it lies on it, nothing is asserted.
fn against(conclusion: Conclusion, part: u64, whole: u64, threshold: usize) -> Conclusion {
    let Some((n, d)) = THRESHOLDS.get(threshold).copied() else { return conclusion };
    let (left, right) = (i128::from(part) * i128::from(d), i128::from(whole) * i128::from(n));
    let Ok(value) = Exact::new(n, d) else { return conclusion };
    match left.cmp(&right) {
        std::cmp::Ordering::Less => conclusion.asserts(Quantified::Share.below(value)),
        std::cmp::Ordering::Greater => conclusion.asserts(Quantified::Share.above(value)),
        std::cmp::Ordering::Equal => conclusion,
    }
}
