//! A further part of a world: the register of one town, from one year's end to the next.
//!
//! Who lives in it, is born, dies and moves; who marries and who is divorced years later; whom a firm hires and who
//! leaves it; who wears a belt and dies all the same; who has a disease and is found by a test; who reads and watches what.
//! Everything is counted, so that what is printed and asserted of it is true.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::trade::{MOODS, THRESHOLDS, against};
use crate::claim::relation::{Compare, Named, Response, Screening, Total};
use crate::claim::{Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assumption, AssumptionName, Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Flow, Measure, OriginSpec, Quantity, ScopeSpec};
use crate::testing::print::{Convention, print};
use crate::vocabulary::{Names, TaxonomiesSpec};

const MEDIA: [&str; 3] = ["television", "online", "print"];

/// What the register holds.
#[derive(Debug, Clone)]
pub(super) struct Register {
    /// Inhabitants at the first year's end.
    opening: u64,
    /// Born, moved in; died, moved out.
    came: [u64; 2],
    went: [u64; 2],
    /// Marriages `lag` years ago, by how much per cent they grew in each year since, and how many per cent of those ended.
    marriages: (u64, u32, i64, u64),
    /// Hired, left, and there before.
    staff: [u64; 3],
    /// Belted and not: the dead, and the others.
    belts: [u64; 4],
    /// Ill and found, ill and missed, healthy and found all the same, healthy and not.
    tested: [u64; 4],
    /// How many use each set of media.
    media: Vec<u64>,
    told: Vec<Told>,
}

#[derive(Debug, Clone)]
struct Told {
    form: usize,
    how: [Convention; 2],
    decimals: i32,
    variant: usize,
    threshold: usize,
    mood: Mood,
}

pub(super) fn registers() -> impl Strategy<Value = Register> {
    let some = || prop_oneof![3 => 1..400u64, 1 => 1..20_000u64];
    let people = (1_000..200_000u64, [some(), some()], [1..400u64, 1..400u64]);
    let marriages = (200..90_000u64, 1..30u32, prop_oneof![1 => Just(0i64), 3 => -4..=4i64], 1..60u64);
    let plain =
        || select(&[Convention::Nearest, Convention::Nearest, Convention::Truncated, Convention::Up][..]);
    let told = (
        0..8usize,
        (plain(), select(&Convention::ALL[..])),
        0..3i32,
        0..6usize,
        0..THRESHOLDS.len(),
        select(&MOODS[..]),
    )
        .prop_map(|(form, (first, second), decimals, variant, threshold, mood)| Told {
            form,
            how: [first, second],
            decimals,
            variant,
            threshold,
            mood,
        });
    let four = || [some(), some(), some(), some()];
    (
        people,
        marriages,
        [some(), some(), some()],
        (four(), four()),
        vec(prop_oneof![0..300u64, Just(0u64)], 8),
        vec(told, 2..7),
    )
        .prop_map(|((opening, came, went), marriages, staff, (belts, tested), media, told)| Register {
            opening,
            came,
            went,
            marriages,
            staff,
            belts,
            tested,
            media,
            told,
        })
}

impl Register {
    /// Adds what is said of the town.
    pub(super) fn tell(&self, dossier: Dossier) -> Dossier {
        self.told.iter().enumerate().fold(dossier, |dossier, (i, told)| {
            let id = format!("register-{i}");
            let said = match told.form {
                0 => self.carried_forward(dossier.clone(), told, &id),
                1 => self.moved(dossier.clone(), told, &id),
                2 => self.divorces(dossier.clone(), told, &id),
                3 => self.staff(dossier.clone(), told, &id),
                4 => self.belts(dossier.clone(), told, &id),
                5 => self.test(dossier.clone(), told, &id),
                6 => self.matches(dossier.clone(), told, &id),
                _ => self.media(dossier.clone(), told, &id),
            };
            said.unwrap_or(dossier)
        })
    }

    fn closing(&self) -> u64 {
        self.opening + self.came.iter().sum::<u64>() - self.went.iter().sum::<u64>()
    }

    /// The inhabitants of one year's end, all that came and went, and those of the next.
    fn carried_forward(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let [how, _] = told.how;
        // To the ten, or to the unit; "0 people" says that there were none.
        let coarse = |n: u64| if told.variant == 0 && n >= 10 { -1 } else { 0 };
        let stock = |n: u64, year: &str| -> Option<Quantity> {
            let quantity: Quantity =
                format!("{} people", print(&Exact::from(n), how, coarse(n))).try_into().ok()?;
            let period = Some(year.into());
            Some(quantity.scope(ScopeSpec { flow: Some(Flow::Stock), period, ..ScopeSpec::default() }))
        };
        let flow = |sign: &str, n: u64| -> Option<Quantity> {
            format!("{sign}{} people", print(&Exact::from(n), how, coarse(n))).try_into().ok()
        };
        let [born, moved_in] = self.came;
        let [died, moved_out] = self.went;
        let parts = [
            ("opening", stock(self.opening, "2018-12-31")?),
            ("born", flow("", born)?),
            ("moved-in", flow("", moved_in)?),
            ("died", flow("-", died)?),
            ("moved-out", flow("-", moved_out)?),
        ];
        let total = Total {
            whole: stock(self.closing(), "2019-12-31")?,
            parts: parts.into_iter().collect::<Named<Quantity>>(),
            exclusive: (told.variant != 1).then_some(true),
            exhaustive: (told.variant != 2).then_some(true),
            response: None,
            net: Some(true),
        };
        let claim = Claim::new(Relation::Total(Box::new(total))).of("inhabitants").flow(Flow::Flow);
        let conclusion =
            in_time(conclude(told, &[id]), if told.variant < 4 { Flow::Stock } else { Flow::Flow });
        Some(dossier.claim(id, at_town(claim)).conclusion(&format!("about-{id}"), conclusion))
    }

    /// How many came, or how many more came than went; and whether there are more.
    fn moved(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let (came, went) = (self.came.iter().sum::<u64>(), self.went.iter().sum::<u64>());
        if came <= went {
            return None;
        }
        let (number, flow) = match told.variant {
            0 => (came, Flow::Gross),
            1 => (came - went, Flow::Flow),
            _ => (came - went, Flow::Net),
        };
        let [how, _] = told.how;
        let claim = Claim::figure(format!("{} people", print(&Exact::from(number), how, 0))).ok()?;
        let claim = claim.of("newcomers").flow(flow);
        let more = in_time(conclude(told, &[id]), Flow::Stock).asserts(Quantified::Change.above(0));
        Some(dossier.claim(id, at_town(claim)).conclusion(&format!("about-{id}"), more))
    }

    /// Divorces over marriages of one year, and how many of those who married together part.
    fn divorces(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let (then, lag, growth, ended) = self.marriages;
        let factor =
            (&Exact::ONE + &Exact::new(growth, 100).ok()?).ok()?.pow(i32::try_from(lag).ok()?).ok()?;
        let now = (&Exact::from(then) * &factor).ok()?.floor();
        let divorces = then * ended / 100;
        if divorces == 0 || !now.is_positive() {
            return None;
        }
        let rate = crate::testing::strategies::rate(
            &format!("{divorces} divorces"),
            &format!("{} marriages", print(&now, Convention::Nearest, 0)),
            &format!(
                "{} %",
                print(&(&Exact::from(divorces * 100) / &now).ok()?, Convention::Nearest, told.decimals)
            ),
        )?;
        let claim = Claim::rate(rate).ok()?.of("partings").flow(Flow::Flow);
        let conclusion = told_as(conclude(told, &[id]), Measure::Share);
        let conclusion = match (told.variant, against(divorces, then, told.threshold)) {
            (0 | 1, _) | (_, None) if growth == 0 => conclusion,
            (_, Some(assertion)) => conclusion.asserts(assertion),
            _ => return None,
        };
        let dossier = dossier.claim(id, at_town(claim)).conclusion(&format!("about-{id}"), conclusion);
        // The marriages of this year were rounded down.
        let growth = match growth {
            0 => "exactly 0 %".to_string(),
            growth => format!("{} % to {growth} %", growth - 1),
        };
        let assumed =
            [(AssumptionName::Lag, format!("exactly {lag} years")), (AssumptionName::Growth, growth)];
        Some(assumed.into_iter().take(told.variant).fold(dossier, |dossier, (name, value)| {
            match Assumption::new(name, id, &value, "counted") {
                Ok(assumption) => dossier.assume(assumption),
                Err(_) => dossier,
            }
        }))
    }

    /// How many a firm hired, how many more it has, and which of them is concluded.
    fn staff(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let [hired, left, before] = self.staff;
        let figure = |n: u64, flow: Flow| -> Option<Claim> {
            let [how, _] = told.how;
            let claim = Claim::figure(format!("{} jobs", print(&Exact::from(n), how, 0))).ok()?;
            Some(at_town(claim.of("jobs-of-the-firm").flow(flow)))
        };
        if hired <= left || before <= left {
            return None;
        }
        let (gross, net) = (format!("{id}-gross"), format!("{id}-net"));
        let dossier =
            dossier.claim(&gross, figure(hired, Flow::Gross)?).claim(&net, figure(hired - left, Flow::Net)?);
        let (from, flow): (&[&str], Flow) = match told.variant {
            0 => (&[&gross, &net], Flow::Net),
            1 | 2 => (&[&gross], Flow::Gross),
            _ => (&[&net], Flow::Net),
        };
        Some(dossier.conclusion(&format!("about-{id}"), in_time(conclude(told, from), flow)))
    }

    /// How many of the dead wore a belt, how many of all do, and whether the belt helps.
    fn belts(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let [belted_dead, other_dead, belted_alive, other_alive] = self.belts;
        let (belted, others) = (belted_dead + belted_alive, other_dead + other_alive);
        let percent = |part: u64, whole: u64| -> Option<String> {
            let percent = (&Exact::from(part * 100) / &Exact::from(whole)).ok()?;
            let [how, _] = told.how;
            Some(format!("{} %", print(&percent, how, told.decimals)))
        };
        let of_the_dead = percent(belted_dead, belted_dead + other_dead)?;
        let of_all = percent(belted, belted + others)?;
        let ratio = match (belted_dead * others).cmp(&(other_dead * belted)) {
            std::cmp::Ordering::Less => Quantified::Ratio.below(1),
            std::cmp::Ordering::Greater => Quantified::Ratio.above(1),
            std::cmp::Ordering::Equal => return None,
        };
        if told.variant < 2 {
            let groups = [("car-deaths", of_the_dead), ("people", of_all)];
            let groups = groups.into_iter().map(|(name, share)| Some((name, share.try_into().ok()?)));
            let compare = Compare {
                groups: groups.collect::<Option<Named<Quantity>>>()?,
                by: Some("base".into()),
                ..Compare::default()
            };
            let claim = Claim::new(Relation::Compare(Box::new(compare))).of("belted").flow(Flow::Flow);
            let conclusion = conclude(told, &[id]).asserts(ratio);
            return Some(dossier.claim(id, at_town(claim)).conclusion(&format!("about-{id}"), conclusion));
        }
        let (dead, all) = (format!("{id}-dead"), format!("{id}-all"));
        let share = |printed: &str, base: &str| -> Option<Claim> {
            let claim = Claim::share_of(printed).ok()?.of("belted").flow(Flow::Flow);
            Some(at_town(claim).base(base))
        };
        let dossier = dossier
            .claim(&dead, share(&of_the_dead, "car-deaths")?)
            .claim(&all, share(&of_all, "occupants")?);
        let from: &[&str] = if told.variant == 2 { &[&dead] } else { &[&dead, &all] };
        let conclusion = told_as(conclude(told, from), Measure::RiskRatio).asserts(ratio);
        Some(dossier.conclusion(&format!("about-{id}"), conclusion))
    }

    /// A test: how many have the disease, how good it is, and what a positive result says.
    fn test(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let [found, missed, wrongly, rightly] = self.tested;
        let (ill, all) = (found + missed, found + missed + wrongly + rightly);
        let percent = |part: u64, whole: u64, way: usize| -> Option<String> {
            let percent = (&Exact::from(part * 100) / &Exact::from(whole)).ok()?;
            Some(format!("{} %", print(&percent, *told.how.get(way)?, told.decimals)))
        };
        let people = |n: u64| -> Option<Quantity> { format!("{n} people").try_into().ok() };
        let ppv = Some(percent(found, found + wrongly, 1)?.try_into().ok()?);
        let prevalence: Quantity = percent(ill, all, 0)?.try_into().ok()?;
        let screening = match told.variant {
            0 | 1 => Screening {
                tested: Some(people(all)?),
                positives: Some(people(found + wrongly)?),
                false_positives: Some(people(wrongly)?),
                ppv,
                ..Screening::default()
            },
            _ => Screening { prevalence: Some(prevalence), ppv, ..Screening::default() },
        };
        let frame = Frame::new(Design::Administrative).stands_for("those-tested");
        let frame = frame.sensitivity(&percent(found, ill, 0)?).ok()?;
        let specificity = Some(percent(rightly, wrongly + rightly, 0)?.into());
        let frame = Frame { specificity, ..frame };
        let name = format!("{id}-test");
        let claim = Claim::new(Relation::Screening(Box::new(screening))).of("ill").flow(Flow::Stock);
        Some(dossier.frame(&name, frame).claim(id, at_town(claim).frame(&name)))
    }

    /// How many of the one have the other, told the other way round, with what has to be supposed for it.
    fn matches(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let [both, only_base, only_of, neither] = self.tested;
        let (base, of) = (both + only_base, both + only_of);
        let claim = Claim::share(&format!("{both} people"), &format!("{base} people")).ok()?;
        let claim = at_town(claim.of("matching").flow(Flow::Stock)).base("related");
        let conclusion = conclude(told, &[id]).of("related").base("matching");
        let conclusion = conclusion.asserts(against(both, of, told.threshold)?);
        let dossier = dossier.claim(id, claim).conclusion(&format!("about-{id}"), conclusion);
        let all = base + only_of + neither;
        let known = [
            (AssumptionName::Prior, base, all),
            (AssumptionName::Misclassification, only_of, only_of + neither),
        ];
        Some(known.into_iter().take(told.variant).fold(dossier, |dossier, (name, part, whole)| {
            let (low, high) = (part * 1_000 / whole, (part * 1_000).div_ceil(whole));
            let tenths = |n: u64| format!("{}.{} %", n / 10, n % 10);
            let value = match low == high {
                true => format!("exactly {}", tenths(low)),
                false => format!("{} to {}", tenths(low), tenths(high)),
            };
            match Assumption::new(name, &format!("about-{id}"), &value, "counted") {
                Ok(assumption) => dossier.assume(assumption),
                Err(_) => dossier,
            }
        }))
    }

    /// How many use which media, of which one may use several.
    fn media(&self, dossier: Dossier, told: &Told, id: &str) -> Option<Dossier> {
        let users = |medium: usize| -> u64 {
            let own = self.media.iter().enumerate().filter(|(set, _)| set & (1 << medium) != 0);
            own.map(|(_, n)| n).sum()
        };
        let all: u64 = self.media.iter().sum();
        let counted = told.variant < 3;
        let printed = |n: u64| -> Option<Quantity> {
            let [_, how] = told.how;
            if counted {
                return format!("{n} people").try_into().ok();
            }
            let percent = (&Exact::from(n * 100) / &Exact::from(all)).ok()?;
            format!("{} %", print(&percent, how, told.decimals)).try_into().ok()
        };
        let parts = MEDIA.iter().enumerate().map(|(i, medium)| Some((*medium, printed(users(i))?)));
        let total = Total {
            whole: if counted { printed(all)? } else { "100 %".try_into().ok()? },
            parts: parts.collect::<Option<Named<Quantity>>>()?,
            exclusive: (told.variant % 3 == 0).then_some(false),
            exhaustive: None,
            response: (told.variant % 3 == 1).then_some(Response::Multiple),
            net: None,
        };
        let claim = Claim::new(Relation::Total(Box::new(total))).of("media-users").flow(Flow::Stock);
        Some(dossier.claim(id, at_town(claim)))
    }
}

fn conclude(told: &Told, from: &[&str]) -> Conclusion {
    Conclusion::from_claims(from.iter().copied()).mood(told.mood)
}

fn in_time(mut conclusion: Conclusion, flow: Flow) -> Conclusion {
    conclusion.scope.change(|scope| scope.flow = Some(flow));
    conclusion
}

fn told_as(mut conclusion: Conclusion, measure: Measure) -> Conclusion {
    conclusion.scope.change(|scope| scope.measure = Some(measure));
    conclusion
}

/// In one town, in one year.
fn at_town(claim: Claim) -> Claim {
    claim.place("Ashton").period("2019").base("none").stage("none").origin(OriginSpec::any("none"))
}

/// What the names mean.
pub(super) fn declare(taxonomies: &mut TaxonomiesSpec) {
    taxonomies.concept.is_a.insert("car-deaths".into(), Names(vec!["occupants".to_string()]));
}
