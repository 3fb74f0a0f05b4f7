//! A further part of a world: a hall, its seats, who came, what they paid, what it cost, and what was stored below it.
//!
//! Of each evening it is known how many came, never more than there are seats, and not all who bought a ticket. What is
//! stored grows by one rate every year. What is said to be usual was paid by others, some more and some less.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::claim::relation::{Change, Named, Total};
use crate::claim::{Claim, Conclusion, Quantified, Relation};
use crate::dossier::{Dossier, Reference};
use crate::number::Exact;
use crate::quantity::{Flow, Quantity, ScopeSpec, Status};
use crate::testing::print::{Convention, print};

const YEAR: &str = "2019";
const COSTS: [&str; 4] = ["2016", "2017", "2018", "2019"];
const EVENINGS: [&str; 3] = ["2019-01-05", "2019-02-02", "2019-03-02"];

/// What is true of the hall.
#[derive(Debug, Clone)]
pub(super) struct Halls {
    seats: u32,
    /// Who came, and who had bought a ticket besides, of a thousand seats each.
    came: Vec<[u32; 2]>,
    /// Kilograms stored at first, by how much per cent they grow in a year, and for how many years.
    stored: [u32; 3],
    /// How much more there is room for, in per cent.
    spare: u32,
    /// Euros paid by each who came, and the least and the most elsewhere, in per cent of that.
    paid: [u32; 3],
    /// Thousands of euros that it cost in each year.
    cost: Vec<u32>,
    told: Vec<Told>,
}

#[derive(Debug, Clone)]
struct Told {
    form: usize,
    how: Convention,
    also: Convention,
    coarseness: i32,
    evening: usize,
}

pub(super) fn halls() -> impl Strategy<Value = Halls> {
    let came = vec((0..=1_000u32, 0..200u32).prop_map(|(came, bought)| [came, bought]), EVENINGS.len());
    let stored = (1..5_000u32, 0..40u32, 1..25u32).prop_map(|(from, percent, years)| [from, percent, years]);
    let convention = || select(&Convention::ALL[..]);
    let paid = (1..200u32, 30..100u32, 100..300u32).prop_map(|(each, least, most)| [each, least, most]);
    let cost = vec(0..900u32, COSTS.len());
    let told = (0..6usize, convention(), convention(), 0..3i32, 0..EVENINGS.len())
        .prop_map(|(form, how, also, coarseness, evening)| Told { form, how, also, coarseness, evening });
    (1..3_000u32, came, stored, 0..50u32, (paid, cost), vec(told, 1..4)).prop_map(
        |(seats, came, stored, spare, (paid, cost), told)| Halls {
            cost,
            seats,
            came,
            stored,
            spare,
            paid,
            told,
        },
    )
}

impl Halls {
    /// Adds what is said of the hall.
    pub(super) fn tell(&self, mut dossier: Dossier) -> Dossier {
        for (i, told) in self.told.iter().enumerate() {
            dossier = self.said(dossier.clone(), told, i).unwrap_or(dossier);
        }
        dossier
    }

    fn said(&self, dossier: Dossier, told: &Told, i: usize) -> Option<Dossier> {
        let id = |what: &str| format!("{what}-{i}");
        let visitors = |n: u64, how: Convention| {
            // Nobody rounds a number away altogether.
            let coarse = told.coarseness.min(i32::try_from(n.checked_ilog10().unwrap_or(0)).unwrap_or(0));
            format!("{} visitors", print(&Exact::from(n), how, -coarse))
        };
        let at = |of: &str, period: &str| ScopeSpec {
            of: Some(of.into()),
            place: Some("north".into()),
            period: Some(period.into()),
            ..ScopeSpec::default()
        };
        let ceiling = |figure: String, of: &str, period: &str| {
            Some(Reference::new(&id("ceiling"), figure, "the town").ok()?.scope(at(of, period)))
        };
        let evening = EVENINGS.get(told.evening).copied()?;
        let count = |per_mille: u32| u64::from(per_mille) * u64::from(self.seats) / 1_000;
        let on = |evening: usize| self.came.get(evening).map(|[came, bought]| [count(*came), count(*bought)]);
        Some(match told.form {
            // One evening: the seats hold them.
            0 | 1 => {
                let [came, _] = on(told.evening)?;
                let claim = Claim::figure(visitors(came, told.how)).ok()?;
                let claim = scoped(claim, at("visits", evening)).ceiling(&id("ceiling"));
                let claim = if told.form == 0 { claim.status(Status::Observed) } else { claim };
                let seats = visitors(self.seats.into(), told.also);
                dossier.claim(&id("came"), claim).reference(ceiling(seats, "visits", "any")?)
            }
            // One evening or all, of those who had bought a ticket for any.
            2 => {
                let all: Vec<[u64; 2]> = (0..EVENINGS.len()).filter_map(on).collect();
                let sold: u64 = all.iter().map(|[came, bought]| came + bought).sum();
                let came: u64 = all.iter().map(|[came, _]| came).sum();
                let claim = Claim::figure(visitors(came, told.how)).ok()?;
                let claim = scoped(claim, at("visits", YEAR)).ceiling(&id("sold")).status(Status::Observed);
                let sold = Claim::figure(visitors(sold, told.also)).ok()?;
                dossier.claim(&id("came"), claim).claim(&id("sold"), scoped(sold, at("tickets", YEAR)))
            }
            // What was paid, and what others pay.
            3 => {
                let [came, _] = on(told.evening)?;
                let [each, least, most] = self.paid;
                let euros = |of: u64| (&Exact::from(of) / &Exact::from(100)).ok();
                let total = print(&Exact::from(came * u64::from(each)), told.how, 0);
                let rate = Quantity::rate(&format!("{total} EUR"), &visitors(came, told.also)).ok()?;
                let claim = scoped(Claim::rate(rate).ok()?, at("receipts", evening)).usual(&id("usual"));
                let [least, most] = [(least, Convention::Truncated), (most, Convention::Up)]
                    .map(|(percent, how)| Some(print(&euros(u64::from(each) * u64::from(percent))?, how, 2)));
                let usual = format!("{} to {} EUR per visitor", least?, most?);
                let usual = Reference::new(&id("usual"), usual, "other halls").ok()?;
                dossier.claim(&id("paid"), claim).reference(usual.scope(at("receipts", "2018")))
            }
            // What it cost in all years, of all of them and of one of which it is true.
            4 => {
                let all: u64 = self.cost.iter().copied().map(u64::from).sum();
                let latest = u64::from(*self.cost.last()?);
                let euros = |n: u64| format!("{} EUR", print(&Exact::from(n * 1_000), told.how, -3));
                let part = |(year, n): (&'static str, &u32)| {
                    let scope = ScopeSpec { period: Some(year.into()), ..ScopeSpec::default() };
                    Some((year, Quantity::try_from(euros(u64::from(*n))).ok()?.scope(scope)))
                };
                let total = Total {
                    whole: Quantity::try_from(euros(all)).ok()?,
                    parts: COSTS
                        .iter()
                        .copied()
                        .zip(&self.cost)
                        .map(part)
                        .collect::<Option<Named<Quantity>>>()?,
                    exclusive: Some(true),
                    exhaustive: Some(true),
                    response: None,
                    net: None,
                };
                let claim = Claim::new(Relation::Total(Box::new(total)));
                let claim = scoped(claim, at("costs", "2016/2019")).flow(Flow::Flow);
                let conclusion = Conclusion::from_claims([&*id("cost")]);
                let conclusion = match told.evening {
                    0 => conclusion.period("2016/2019"),
                    1 => conclusion,
                    _ => conclusion
                        .period("2019")
                        .asserts(Quantified::Sum.above(Exact::from((latest * 1_000).saturating_sub(1)))),
                };
                dossier.claim(&id("cost"), claim).conclusion(&id("told"), conclusion)
            }
            // What is stored after so many years, and what there is room for.
            _ => {
                let [from, percent, years] = self.stored;
                let factor = (&Exact::from(100 + percent) / &Exact::from(100)).ok()?;
                let grown = (0..years).try_fold(Exact::from(from), |value, _| &value * &factor).ok()?;
                let room = (&(&grown * &Exact::from(100 + self.spare)).ok()? / &Exact::from(100)).ok()?;
                let kilograms = |value: &Exact, how| format!("{} kg", print(value, how, 0));
                let change = Change {
                    from: Quantity::try_from(kilograms(&Exact::from(from), told.how)).ok(),
                    stated: Quantity::try_from(format!("{percent} %")).ok(),
                    times: Quantity::try_from(years.to_string()).ok(),
                    ..Change::default()
                };
                let claim = Claim::new(Relation::Change(Box::new(change)));
                let claim = scoped(claim, at("stored", YEAR)).ceiling(&id("ceiling"));
                let room = ceiling(kilograms(&room, told.also), "stored", "any")?;
                dossier.claim(&id("stored"), claim).reference(room)
            }
        })
    }
}

fn scoped(claim: Claim, scope: ScopeSpec) -> Claim {
    let ScopeSpec { of, place, period, .. } = scope;
    let claim = claim.of(&of.unwrap_or_default()).place(&place.unwrap_or_default());
    claim.period(&period.unwrap_or_default())
}
