//! Worlds: raw data, every figure computed from it exactly and printed as a reporter would print it.
//!
//! A world counts deaths by kind, place and month, weighs goods, knows populations, and has a border at which some of
//! what is imported is seized. Its dossier states figures, shares, rates, totals, changes, means, stocks and comparisons
//! of it, from several sources, some from samples with error, each under a random convention, and concludes from them
//! what is true, whether or not they show it. Every figure is true, so no rule may say `error` (law 1).

mod answers;
mod bases;
mod chains;
mod groups;
mod halls;
mod joints;
mod register;
mod sampling;
mod towns;
mod trade;

use proptest::collection::vec;
use proptest::prelude::*;

use super::print::{Convention, print};
use crate::claim::relation::{Change, Compare, Named, Total};
use crate::claim::{Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Flow, Measure, OriginSpec, Quantity, ScopeSpec, Status};
use crate::vocabulary::{TaxonomiesSpec, TextConventions};

const REGIONS: [&str; 3] = ["north", "middle", "south"];
const KINDS: [&str; 2] = ["car-deaths", "bicycle-deaths"];
const MONTHS: usize = 12;
const CELLS: usize = REGIONS.len() * KINDS.len() * MONTHS;

/// What is true: deaths by region, kind and month, goods by region, people by region.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::testing::{assert_no_errors, world::{World, worlds}};
/// let told_backwards = |world: &World| {
///     let mut dossier = world.dossier();
///     dossier.claim.reverse();
///     dossier
/// };
/// proptest!(ProptestConfig::with_cases(8), |(world in worlds())| {
///     assert_no_errors(&told_backwards(&world));
/// });
/// ```
#[derive(Debug, Clone)]
pub struct World {
    deaths: Vec<u32>,
    grams: Vec<u32>,
    people: Vec<u32>,
    statements: Vec<Statement>,
    trade: trade::Trade,
    further: Further,
}

/// What only some worlds have.
#[derive(Debug, Clone)]
struct Further {
    answers: Option<answers::Answers>,
    bases: Option<bases::Bases>,
    chain: Option<chains::Chain>,
    groups: Option<groups::Groups>,
    halls: Option<halls::Halls>,
    joints: Option<joints::Joints>,
    polls: Option<sampling::Polls>,
    register: Option<register::Register>,
    towns: Option<towns::Towns>,
}

impl Further {
    fn tell(&self, mut dossier: Dossier) -> Dossier {
        if let Some(answers) = &self.answers {
            dossier = answers.tell(dossier);
        }
        if let Some(bases) = &self.bases {
            dossier = bases.tell(dossier);
        }
        if let Some(chain) = &self.chain {
            dossier = chain.tell(dossier);
        }
        if let Some(groups) = &self.groups {
            dossier = groups.tell(dossier);
        }
        if let Some(halls) = &self.halls {
            dossier = halls.tell(dossier);
        }
        if let Some(joints) = &self.joints {
            dossier = joints.tell(dossier);
        }
        if let Some(polls) = &self.polls {
            dossier = polls.tell(dossier);
        }
        if let Some(register) = &self.register {
            dossier = register.tell(dossier);
        }
        if let Some(towns) = &self.towns {
            dossier = towns.tell(dossier);
        }
        dossier
    }
}

fn further() -> impl Strategy<Value = Further> {
    // In one world of five each: the run stays short.
    const SOME: f64 = 0.2;
    // Each apart on the heap: together they do not fit on a test's stack.
    fn some<T: std::fmt::Debug + Clone + 'static>(
        all: impl Strategy<Value = T> + 'static,
    ) -> BoxedStrategy<Option<T>> {
        prop::option::weighted(SOME, all).boxed()
    }
    (
        some(answers::answers()),
        some(bases::bases()),
        some(chains::chains()),
        some(groups::groups()),
        some(halls::halls()),
        some(joints::joints()),
        some(sampling::polls()),
        some(register::registers()),
        some(towns::towns()),
    )
        .prop_map(|(answers, bases, chain, groups, halls, joints, polls, register, towns)| Further {
            answers,
            bases,
            chain,
            groups,
            halls,
            joints,
            polls,
            register,
            towns,
        })
}

/// One figure, or several, to be stated about the world.
#[derive(Debug, Clone)]
struct Statement {
    form: usize,
    place: usize,
    other_place: usize,
    from: usize,
    length: usize,
    kind: usize,
    how: Convention,
    also: Convention,
    coarseness: i32,
    source: usize,
    concluded: usize,
}

/// Strategy: worlds of up to a dozen statements.
///
/// ```
/// use proptest::prelude::*;
/// use saltgrain::testing::{assert_caution_never_raises, world::worlds};
/// proptest!(ProptestConfig::with_cases(8), |(world in worlds())| {
///     assert_caution_never_raises(&world.dossier());
/// });
/// ```
pub fn worlds() -> impl Strategy<Value = World> {
    let counts = prop_oneof![3 => 0..30u32, 1 => 0..2_000u32, 1 => Just(0u32)];
    (
        vec(counts, CELLS),
        vec(0..5_000_000u32, REGIONS.len()),
        vec(1..4_000_000u32, REGIONS.len()),
        vec(statements(), 1..8),
        trade::trades(),
        further(),
    )
        .prop_map(|(deaths, grams, people, statements, trade, further)| World {
            deaths,
            grams,
            people,
            statements,
            trade,
            further,
        })
}

fn statements() -> impl Strategy<Value = Statement> {
    let convention = || proptest::sample::select(&Convention::ALL[..]);
    let places = 0..=REGIONS.len();
    (
        (0..12usize, places.clone(), places, 0..MONTHS, 1..=MONTHS, 0..=KINDS.len()),
        (convention(), convention(), 0..3i32, 0..3usize, 0..7usize),
    )
        .prop_map(
            |((form, place, other_place, from, length, kind), (how, also, coarseness, source, concluded))| {
                Statement {
                    form,
                    place,
                    other_place,
                    from,
                    length,
                    kind,
                    how,
                    also,
                    coarseness,
                    source,
                    concluded,
                }
            },
        )
}

impl World {
    /// The dossier that states the world's figures.
    ///
    /// ```
    /// use proptest::prelude::*;
    /// use saltgrain::{Checker, Severity, testing::world::worlds};
    /// proptest!(ProptestConfig::with_cases(8), |(world in worlds())| {
    ///     prop_assert_ne!(Checker::default().check(&world.dossier())?.worst(), Some(Severity::Error));
    /// });
    /// ```
    #[must_use]
    pub fn dossier(&self) -> Dossier {
        let mut dossier = Dossier::new("a true story")
            .taxonomy(taxonomies())
            .frame("register", Frame::new(Design::Administrative).stands_for("all-deaths"))
            .frame("hospitals", Frame::new(Design::Convenience).stands_for("all-deaths"))
            .frame("survey", Frame::new(Design::Probability).stands_for("all-deaths"))
            .text(TextConventions {
                country: self.trade.country.map(str::to_string),
                ..TextConventions::default()
            });
        for (i, statement) in self.statements.iter().enumerate() {
            let id = format!("claim-{i}");
            let Some(claim) = self.claim(statement) else { continue };
            dossier = dossier.claim(&id, claim);
            if let Some(conclusion) = conclusion(statement, &id) {
                dossier = dossier.conclusion(&format!("conclusion-{i}"), conclusion);
            }
        }
        self.further.tell(self.trade.tell(dossier))
    }

    fn claim(&self, statement: &Statement) -> Option<Claim> {
        let period = statement.period();
        let deaths = self.count(statement.place, statement.kind, statement.from, period.1);
        let all = self.count(statement.place, KINDS.len(), statement.from, period.1);
        let people = self.people_of(statement.place);
        let coarse = statement.coarseness;
        let how = statement.how;
        // Nobody rounds a number away altogether.
        let coarsest = |n: u64| -coarse.min(i32::try_from(n.checked_ilog10().unwrap_or(0)).unwrap_or(0));
        let count = |n: u64| format!("{} deaths", print(&whole(n), how, coarsest(n)));
        let claim = match statement.form {
            0 => Claim::figure(count(deaths)).ok()?,
            1 => {
                let mut share = Quantity::share(
                    &count(deaths),
                    &format!("{} deaths", print(&whole(all), statement.also, 0)),
                )
                .ok()?;
                if all > 0 {
                    let percent = (&whole(deaths * 100) / &whole(all)).ok()?;
                    share = share.stated(&format!("{} %", print(&percent, statement.also, coarse))).ok()?;
                }
                let which = ScopeSpec { of: Some(kind_name(statement.kind).into()), ..ScopeSpec::default() };
                Claim::share_of(share).ok()?.of("traffic-deaths").which(which)
            }
            2 => {
                let rate = (&whole(deaths * 100_000) / &whole(people)).ok()?;
                let stated = format!("{} per 100,000", print(&rate, statement.also, coarse));
                let rate: Quantity =
                    crate::testing::strategies::rate(&count(deaths), &format!("{people} people"), &stated)?;
                Claim::rate(rate).ok()?
            }
            3 => {
                let parts = (0..REGIONS.len()).map(|region| {
                    let n = self.count(region, statement.kind, statement.from, period.1);
                    Some((REGIONS.get(region).copied()?, count(n).try_into().ok()?))
                });
                let whole_of = self.count(REGIONS.len(), statement.kind, statement.from, period.1);
                let total = Total {
                    whole: format!("{} deaths", print(&whole(whole_of), statement.also, 0))
                        .try_into()
                        .ok()?,
                    parts: parts.collect::<Option<Named<Quantity>>>()?,
                    exclusive: Some(true),
                    exhaustive: Some(true),
                    response: None,
                    net: None,
                };
                return Some(self.scoped(
                    Claim::new(Relation::Total(Box::new(total))),
                    statement,
                    REGIONS.len(),
                ));
            }
            4 => {
                let before = self.count(statement.place, statement.kind, 0, 1);
                let after = self.count(statement.place, statement.kind, 1, 1);
                let dated = |n: u64, month: &str| -> Option<Quantity> {
                    let quantity: Quantity = count(n).try_into().ok()?;
                    Some(quantity.scope(ScopeSpec { period: Some(month.into()), ..ScopeSpec::default() }))
                };
                // A fall is printed with its sign.
                let percent = |from: u64, to: u64, sign: &str| -> Option<Quantity> {
                    let percent = (&whole(to.abs_diff(from) * 100) / &whole(from)).ok()?;
                    format!("{sign}{} %", print(&percent, Convention::Nearest, coarse)).try_into().ok()
                };
                let change = Change {
                    from: Some(dated(before, "2019-01")?),
                    to: Some(dated(after, "2019-02")?),
                    stated: percent(before, after, if after < before { "-" } else { "" }),
                    ..Change::default()
                };
                Claim::new(Relation::Change(Box::new(change)))
            }
            5 => {
                let share = |part: u64, of: u64| -> Option<Quantity> {
                    let percent = (&whole(part * 100) / &whole(of.max(1))).ok()?;
                    format!("{} %", print(&percent, how, coarse)).try_into().ok()
                };
                let country = REGIONS.len();
                let groups = [
                    ("deaths", share(all, self.count(country, KINDS.len(), statement.from, period.1))?),
                    ("people", share(people, self.people_of(country))?),
                ];
                let compare = Compare {
                    groups: groups.into_iter().collect(),
                    by: Some("measured".into()),
                    ..Compare::default()
                };
                Claim::new(Relation::Compare(Box::new(compare)))
            }
            6 => {
                let kilograms = (&whole(self.grams_of(statement.place)) / &whole(1_000)).ok()?;
                let text = match statement.coarseness {
                    0 => format!("{} kg", print(&kilograms, how, 1)),
                    1 => format!("{} tonnes", print(&(&kilograms / &whole(1_000)).ok()?, how, 2)),
                    _ => format!("{} kg", print(&kilograms, how, 0)),
                };
                Claim::figure(text).ok()?.of("goods")
            }
            7 => Claim::figure(format!("{} people", print(&whole(people), how, coarsest(people))))
                .ok()?
                .of("people")
                .flow(Flow::Stock),
            8 => {
                // A sample of the deaths, with error: estimates may miss the truth.
                let estimate = deaths + u64::try_from(coarse).ok()? * 7;
                Claim::figure(format!("{} deaths", print(&whole(estimate), how, 0)))
                    .ok()?
                    .frame("survey")
                    .status(Status::Estimate)
            }
            // A weight in tons: of the text's country, or any of those that another text may mean.
            9 => {
                let grams = match self.trade.country {
                    Some("US") => "907184.74",
                    Some("GB") => "1016046.9088",
                    _ => "1000000",
                };
                let tons = (&whole(self.grams_of(statement.place)) / &grams.parse().ok()?).ok()?;
                Claim::figure(format!("{} tons", print(&tons, how, coarse))).ok()?.of("goods")
            }
            // A share of one month and of the next, and their difference: in percentage points, or in per cent.
            10 => {
                let share = |month: usize| -> Option<Exact> {
                    let deaths = self.count(statement.place, statement.kind, month, 1);
                    let all = self.count(statement.place, KINDS.len(), month, 1);
                    (&whole(deaths * 100) / &whole(all)).ok()
                };
                let dated = |percent: &Exact, month: &str| -> Option<Quantity> {
                    let quantity: Quantity = format!("{} %", print(percent, how, coarse)).try_into().ok()?;
                    let (period, measure) = (Some(month.into()), Some(Measure::Share));
                    Some(quantity.scope(ScopeSpec { period, measure, ..ScopeSpec::default() }))
                };
                let (before, after) = (share(0)?, share(1)?);
                let difference = (&after - &before).ok()?;
                let (size, unit) = match statement.other_place % 2 {
                    0 => (difference.abs(), "percentage points"),
                    _ => ((&(&difference * &whole(100)).ok()? / &before).ok()?.abs(), "%"),
                };
                // A fall is printed with its sign, which no word stands before.
                let sign = if difference.is_negative() { "-" } else { "" };
                let plain = match statement.also {
                    Convention::Truncated | Convention::Up | Convention::Twice => statement.also,
                    _ => Convention::Nearest,
                };
                let change = Change {
                    from: Some(dated(&before, "2019-01")?),
                    to: Some(dated(&after, "2019-02")?),
                    stated: format!("{sign}{} {unit}", print(&size, plain, coarse)).try_into().ok(),
                    ..Change::default()
                };
                Claim::new(Relation::Change(Box::new(change)))
            }
            // A program that holds the number and never prints it.
            _ => Claim::figure((whole(deaths), "deaths")).ok()?,
        };
        Some(self.scoped(claim, statement, statement.place))
    }

    fn scoped(&self, claim: Claim, statement: &Statement, place: usize) -> Claim {
        let unscoped = claim.scope.components().of.is_none();
        let mut claim = claim
            .place(place_name(place))
            .period(&statement.period_text())
            .stage("none")
            .origin(OriginSpec::any("none"));
        if unscoped {
            claim = claim.of(kind_name(statement.kind));
        }
        if claim.scope.components().flow.is_none() {
            claim = claim.flow(Flow::Flow);
        }
        if claim.scope.components().frame.is_some() {
            return claim;
        }
        match statement.source {
            0 => claim.base("none"),
            1 => claim.frame("register"),
            _ => claim.frame("hospitals"),
        }
    }

    fn count(&self, place: usize, kind: usize, from: usize, months: usize) -> u64 {
        let cells = self.deaths.iter().enumerate().filter(|(i, _)| {
            let (region, rest) = (i / (KINDS.len() * MONTHS), i % (KINDS.len() * MONTHS));
            let (own, month) = (rest / MONTHS, rest % MONTHS);
            (place == REGIONS.len() || place == region)
                && (kind == KINDS.len() || kind == own)
                && (from..from + months).contains(&month)
        });
        cells.map(|(_, n)| u64::from(*n)).sum()
    }

    fn people_of(&self, place: usize) -> u64 {
        self.of_place(&self.people, place)
    }

    fn grams_of(&self, place: usize) -> u64 {
        self.of_place(&self.grams, place)
    }

    fn of_place(&self, list: &[u32], place: usize) -> u64 {
        let own = list.iter().enumerate().filter(|(region, _)| place == REGIONS.len() || place == *region);
        own.map(|(_, n)| u64::from(*n)).sum()
    }
}

impl Statement {
    /// The first month and how many.
    fn period(&self) -> (usize, usize) {
        match self.form {
            6 | 7 | 9 => (0, MONTHS),
            _ => (self.from, self.length.min(MONTHS - self.from)),
        }
    }

    fn period_text(&self) -> String {
        let (from, length) = self.period();
        format!("2019-{:02}/2019-{:02}", from + 1, from + length)
    }
}

/// What the text concludes from a claim: the same, a wider population, another place or kind, or that there is something.
fn conclusion(statement: &Statement, id: &str) -> Option<Conclusion> {
    let conclusion = Conclusion::from_claims([id]);
    match statement.concluded {
        0 => None,
        1 => Some(conclusion.base("all-deaths")),
        2 => Some(conclusion.place(place_name(statement.other_place)).period("2019")),
        3 => Some(conclusion),
        4 => Some(conclusion.place(place_name(statement.place)).asserts(Quantified::Count.above(-1))),
        5 => Some(conclusion.of(kind_name(statement.kind)).mood(Mood::Hedged)),
        _ => Some(conclusion.asserts(Quantified::Count.above(-1)).stage("any")),
    }
}

fn whole(n: u64) -> Exact {
    Exact::from(n)
}

fn place_name(place: usize) -> &'static str {
    REGIONS.get(place).copied().unwrap_or("NZ")
}

fn kind_name(kind: usize) -> &'static str {
    KINDS.get(kind).copied().unwrap_or("traffic-deaths")
}

fn taxonomies() -> TaxonomiesSpec {
    let mut taxonomies = TaxonomiesSpec::default();
    for kind in KINDS {
        taxonomies
            .concept
            .is_a
            .insert(kind.to_string(), crate::vocabulary::Names(vec!["traffic-deaths".to_string()]));
    }
    for region in REGIONS {
        taxonomies.place.part_of.insert(region.to_string(), crate::vocabulary::Names(vec!["NZ".to_string()]));
    }
    taxonomies.place.disjoint.push(REGIONS.map(String::from).to_vec());
    trade::declare(&mut taxonomies);
    towns::declare(&mut taxonomies);
    joints::declare(&mut taxonomies);
    answers::declare(&mut taxonomies);
    register::declare(&mut taxonomies);
    bases::declare(&mut taxonomies);
    taxonomies
}
