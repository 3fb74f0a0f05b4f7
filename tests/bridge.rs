//! Simulated worlds: what is carried over the bridge contains the truth, every time where chance has no part in it, and
//! at least as often as its level says where it has.
//!
//! `SALTGRAIN_SEED=7 SALTGRAIN_CASES=1000000 cargo test --release --test bridge` runs other worlds, and more.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod random;

use std::io::Write as _;

use saltgrain::bridge::{self, Bridge};
use saltgrain::dossier::{Assumption, AssumptionName, Design, Frame};
use saltgrain::number::{Exact, Reading};
use saltgrain::quantity::{Adjustment, OriginSpec, ScopeSpec};
use saltgrain::{Claim, Conclusion, Dossier};

use random::{Random, cases};

/// What is counted of each world, added up.
fn over_worlds<const N: usize>(worlds: u64, world: fn(&mut Random) -> [u64; N]) -> [u64; N] {
    let add = |sums: &mut Vec<u64>, counts: Vec<u64>| {
        sums.resize(N, 0);
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    };
    let counted = random::over(worlds, |number, sums| add(sums, world(&mut Random::of(number)).into()), add);
    counted.try_into().unwrap()
}

fn tell(line: String) {
    let _ = std::io::stderr().write_all((line + "\n").as_bytes());
}

fn exact(value: u64) -> Exact {
    Exact::from(value)
}

fn ratio(top: u64, bottom: u64) -> Exact {
    (&exact(top) / &exact(bottom)).unwrap()
}

/// Something that is traded: what it weighs, whether it comes from there directly or by its ingredients, how pure it is,
/// and whether it was caught.
struct Item {
    grams: u64,
    direct: bool,
    any: bool,
    purity: u64,
    caught: bool,
}

fn items(random: &mut Random) -> Vec<Item> {
    let [direct, upstream] = [0; 2].map(|_| random.one(&[1, 5, 20, 50, 90]));
    let [catch_any, catch_rest] = [0; 2].map(|_| random.one(&[5, 20, 50, 95]));
    let heaviest = random.one(&[2, 100, 30_000]);
    let count = 1 + random.below(60);
    (0..count)
        .map(|_| {
            let direct = random.chance(direct);
            let any = direct || random.chance(upstream);
            let caught = random.chance(if any { catch_any } else { catch_rest });
            Item { grams: 1 + random.below(heaviest), direct, any, purity: 1 + random.below(100), caught }
        })
        .collect()
}

/// A range of decimals around a true value.
fn around(value: &Exact, random: &mut Random) -> String {
    let slack = random.one(&[0, 1, 50, 400]);
    let scale = exact(100_000);
    let low = (&(&(value * &scale).unwrap().floor() - &exact(slack * 10)).unwrap() / &scale).unwrap();
    let high = (&(&(value * &scale).unwrap().ceil() + &exact(slack * 10)).unwrap() / &scale).unwrap();
    let low = if low.is_negative() { Exact::ZERO } else { low };
    format!("{} to {}", low.to_decimal(12), high.to_decimal(12))
}

fn carried(dossier: &Dossier, reading: Reading) -> Bridge {
    let resolved = dossier.resolve().unwrap_or_else(|error| panic!("{error}\n{dossier:#?}"));
    let step = &resolved.steps()[0];
    let comparison = resolved.compare_step(resolved.claim(step.claim).unwrap(), step);
    bridge::carry(&resolved, step, &comparison, reading).unwrap().unwrap()
}

/// One world of trade: how many conclusions were checked, and how many were narrower than anything.
fn trade(random: &mut Random) -> [u64; 2] {
    let items = items(random);
    let by_mass = random.chance(70);
    let size = |item: &Item| if by_mass { item.grams } else { 1 };
    let sum = |of: &dyn Fn(&Item) -> bool| items.iter().filter(|item| of(item)).map(size).sum::<u64>();
    let (part, whole) = (sum(&|item| item.caught && item.direct), sum(&|item| item.caught));
    if whole == 0 {
        return [0, 0];
    }
    let pure = by_mass && random.chance(30);
    let (to_all, to_any) = (!pure && random.chance(70), !pure && random.chance(60));
    // How the grams are rounded to ten (down, up, to nearest), and in which reading the figure may be taken.
    let (added, reading) = match random.below(4) {
        0 => (0, Reading::Widest),
        1 => (9, Reading::Widest),
        _ => (5, Reading::Nearest),
    };
    let amount = |grams: u64| match by_mass {
        true => format!("{}.{:02} kg", (grams + added) / 1_000, (grams + added) / 10 % 100),
        false => format!("{grams} busts"),
    };
    let (part_text, whole_text) = (amount(part), amount(whole));
    let Ok(claim) = Claim::share(&part_text, &whole_text) else { return [0, 0] };
    let mut dossier = Dossier::new("trade")
        .frame("caught", Frame::new(Design::Enforcement).stands_for("supply"))
        .claim("share", claim.of("thing").frame("caught").stage("transit").which(OriginSpec::shipment("CN")));
    dossier.taxonomy.stage.order = ["input", "making", "transit"].map(String::from).to_vec();
    let mut conclusion = Conclusion::from_claims(["share"]);
    if to_all {
        conclusion = conclusion.base("supply");
    }
    if to_any {
        conclusion = conclusion.stage("any").which(OriginSpec::any("CN"));
    }
    if pure {
        conclusion = conclusion.which(ScopeSpec {
            adjustment: Some(Adjustment::Purity),
            ..ScopeSpec::from(OriginSpec::shipment("CN"))
        });
    }
    dossier = dossier.conclusion("concluded", conclusion);
    // The truth.
    let belongs = |item: &Item| if to_any { item.any } else { item.direct };
    let truth = if pure {
        let weigh = |of: &dyn Fn(&Item) -> bool| -> u64 {
            items.iter().filter(|item| item.caught && of(item)).map(|item| item.grams * item.purity).sum()
        };
        ratio(weigh(&|item| item.direct), weigh(&|_| true))
    } else if to_all {
        ratio(sum(&belongs), sum(&|_| true))
    } else {
        ratio(sum(&|item| item.caught && belongs(item)), whole)
    };
    // What is supposed, all of it true.
    let mut supposed: Vec<(AssumptionName, Exact)> = Vec::new();
    if pure {
        let purity = |of: bool| {
            let grams = sum(&|item| item.caught && item.direct == of);
            let weight: u64 = items
                .iter()
                .filter(|item| item.caught && item.direct == of)
                .map(|item| item.grams * item.purity)
                .sum();
            (grams > 0).then(|| ratio(weight, 100 * grams))
        };
        if let (Some(part), Some(rest)) = (purity(true), purity(false)) {
            supposed.extend([(AssumptionName::PurityPart, part), (AssumptionName::PurityRest, rest)]);
        }
    }
    let rest = sum(&|item| item.caught && !item.direct);
    if to_any && rest > 0 {
        let upstream = ratio(sum(&|item| item.caught && !item.direct && item.any), rest);
        supposed.push((AssumptionName::UpstreamShare, upstream));
    }
    if to_all {
        supposed.push((AssumptionName::Coverage, ratio(whole, sum(&|_| true))));
        let caught = |of: bool| {
            let all = sum(&|item| belongs(item) == of);
            (all > 0).then(|| ratio(sum(&|item| item.caught && belongs(item) == of), all))
        };
        if let (Some(rest), Some(part)) = (caught(false), caught(true)) {
            if !part.is_zero() && !rest.is_zero() {
                supposed.push((AssumptionName::DetectionRatio, (&rest / &part).unwrap()));
            }
        }
    }
    supposed.retain(|_| random.chance(70));
    let mut before = carried(&dossier, reading);
    assert!(before.concluded().contains(&truth), "{truth} is not in {}\n{dossier:#?}", before.concluded());
    let mut checked = 1;
    for (name, value) in supposed {
        let range = around(&value, random);
        dossier = dossier.assume(Assumption::new(name, "caught", &range, "simulated").unwrap());
        let after = carried(&dossier, reading);
        assert!(after.concluded().contains(&truth), "{truth} is not in {}\n{dossier:#?}", after.concluded());
        // A further sound premise never widens it.
        assert!(
            after.concluded().is_subset(before.concluded()),
            "{} is not within {}\n{dossier:#?}",
            after.concluded(),
            before.concluded()
        );
        before = after;
        checked += 1;
    }
    [checked, u64::from(*before.concluded() != before.anything())]
}

#[test]
fn without_chance_the_truth_is_always_inside() {
    let worlds = cases(100_000);
    let [checked, narrower] = over_worlds(worlds, trade);
    tell(format!("{worlds} worlds, {checked} conclusions, {narrower} worlds that say something"));
    assert!(checked > worlds && narrower * 4 > worlds, "the worlds say too little");
}

/// A population of which some have a mark, and a sample without replacement: whether it was drawn, and whether what is
/// carried to the population contains the truth.
fn poll(random: &mut Random) -> [u64; 2] {
    let largest = random.one(&[20, 300, 3_000]);
    let population = 5 + random.below(largest);
    let marked = match random.below(3) {
        0 => random.below(population.min(4) + 1),
        _ => random.below(population + 1),
    };
    let drawn = 1 + random.below(population.min(400));
    let (mut left, mut left_marked, mut found) = (population, marked, 0);
    for _ in 0..drawn {
        if random.below(left) < left_marked {
            left_marked -= 1;
            found += 1;
        }
        left -= 1;
    }
    let frame = Frame::new(Design::Probability).stands_for("people");
    let frame = match random.chance(50) {
        true => frame.population(&format!("{population} people")).unwrap(),
        false => frame,
    };
    sampled(&format!("{found} of {drawn} people"), frame, &ratio(marked, population))
}

/// A population in groups whose members are more or less alike, of which whole groups are drawn.
fn clusters(random: &mut Random) -> [u64; 2] {
    let (count, size) = (10 + random.below(150), 2 + random.below(20));
    let alike = random.one(&[0, 50, 90]);
    let share = random.below(101);
    let groups: Vec<u64> = (0..count)
        .map(|_| {
            let common = random.chance(share);
            let members = (0..size).filter(|_| match random.chance(alike) {
                true => common,
                false => random.chance(share),
            });
            members.count() as u64
        })
        .collect();
    let mut left: Vec<u64> = groups.clone();
    let drawn = 5 + random.below(count.min(60) - 4);
    let chosen = (0..drawn).map(|_| left.swap_remove(random.index(left.len())));
    let found: u64 = chosen.sum();
    let frame = Frame::new(Design::Probability).stands_for("people");
    let frame = frame.clusters(&format!("{drawn} classes")).unwrap();
    let truth = ratio(groups.iter().sum(), count * size);
    sampled(&format!("{found} of {} people", drawn * size), frame, &truth)
}

fn sampled(share: &str, frame: Frame, truth: &Exact) -> [u64; 2] {
    let dossier = Dossier::new("poll")
        .frame("poll", frame)
        .claim("yes", Claim::share_of(share).unwrap().of("yes").frame("poll"))
        .conclusion("all", Conclusion::from_claims(["yes"]).base("people"));
    let bridge = carried(&dossier, Reading::Nearest);
    assert!(bridge.level.is_some());
    [1, u64::from(bridge.concluded().contains(truth))]
}

/// At a coverage of just the level, fewer hits than this happen less than once in a thousand runs: three standard
/// deviations of a binomial count, and a continuity correction.
fn least_hits(worlds: u64) -> f64 {
    let worlds = exact(worlds).to_f64();
    worlds * 0.95 - 3.1 * (worlds * 0.95 * 0.05).sqrt() - 1.0
}

#[test]
fn with_chance_the_truth_is_inside_as_often_as_the_level_says() {
    for (what, world) in [("samples", poll as fn(&mut Random) -> [u64; 2]), ("clusters", clusters)] {
        let [worlds, hits] = over_worlds(cases(100_000), world);
        tell(format!("{what}: {hits} of {worlds} intervals contain the truth"));
        assert!(exact(hits).to_f64() >= least_hits(worlds), "{what}: {hits} of {worlds}");
        // An interval that always contains it would be anything.
        assert!(hits < worlds, "{what}");
    }
}
