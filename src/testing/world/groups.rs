//! Of some worlds, groups that make up a whole: how many are in each, what they weigh together, how many have a mark, and
//! what each gained or lost.
//!
//! Totals, shares, balances, averages and comparisons of them are printed as they are. What is said of the groups, that
//! they do not overlap and leave nobody out, is true or not said.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::claim::relation::{Average, Change, Compare, Direction, Named, StatedMeasure, Total, Weights};
use crate::claim::{Claim, Relation};
use crate::dossier::Dossier;
use crate::number::Exact;
use crate::quantity::{Measure, OriginSpec, Quantity};
use crate::testing::print::{Convention, print};

const NAMES: [&str; 6] = ["calves", "cows", "bulls", "heifers", "steers", "oxen"];

/// Conventions of a figure with a sign, before which no word stands.
const PLAIN: [Convention; 4] =
    [Convention::Nearest, Convention::Truncated, Convention::Up, Convention::Twice];

/// What is true of the groups.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    groups: Vec<Group>,
    told: Vec<Told>,
}

#[derive(Debug, Clone, Copy)]
struct Group {
    /// How many, and how many of them have a mark.
    size: u32,
    marked: u32,
    /// Kilograms of all together.
    weight: u32,
    /// In tens of euros.
    gain: i32,
}

/// What is said.
#[derive(Debug, Clone)]
struct Told {
    form: usize,
    how: [Convention; 2],
    plain: Convention,
    decimals: i32,
    said: [bool; 3],
    variant: usize,
}

pub(super) fn groups() -> impl Strategy<Value = Groups> {
    let size = prop_oneof![3 => 1..40u32, 2 => 1..3_000u32];
    let group = (size, 0..=100u32, 1..900u32, -400..900i32).prop_map(|(size, percent, weight, gain)| Group {
        size,
        marked: size * percent / 100,
        weight: size * weight / 7,
        gain,
    });
    let how = || select(&Convention::ALL[..]);
    let told = (0..11usize, how(), how(), select(&PLAIN[..]), 0..3i32, any::<[bool; 3]>(), 0..6usize)
        .prop_map(|(form, one, other, plain, decimals, said, variant)| Told {
            form,
            how: [one, other],
            plain,
            decimals,
            said,
            variant,
        });
    (vec(group, 2..=NAMES.len()), vec(told, 2..7)).prop_map(|(groups, told)| Groups { groups, told })
}

fn quotient(top: u32, bottom: u32) -> Option<Exact> {
    (&Exact::from(top) / &Exact::from(bottom)).ok()
}

fn percent(part: u32, whole: u32) -> Option<Exact> {
    (&quotient(part, whole)? * &Exact::from(100)).ok()
}

fn table<const N: usize>(fields: [(&'static str, String); N]) -> Option<Quantity> {
    Quantity::deserialize(MapDeserializer::<_, ValueError>::new(fields.into_iter())).ok()
}

impl Groups {
    /// Adds what is said of them.
    pub(super) fn tell(&self, dossier: Dossier) -> Dossier {
        self.told.iter().enumerate().fold(dossier, |dossier, (i, told)| match self.relation(told) {
            Some(relation) => {
                // Each of another herd: "cows" in one text are not those of the next.
                let id = format!("herd-{i}");
                let claim = Claim::new(relation).of(&id).place("NZ").period("2019").base("none");
                dossier.claim(&id, claim.stage("none").origin(OriginSpec::any("none")))
            }
            None => dossier,
        })
    }

    fn named(&self, quantity: impl Fn(&Group) -> Option<Quantity>) -> Option<Named<Quantity>> {
        NAMES.into_iter().zip(&self.groups).map(|(name, group)| Some((name, quantity(group)?))).collect()
    }

    fn relation(&self, told: &Told) -> Option<Relation> {
        let [one, other] = told.how;
        // What is true may be said or left open.
        let [exclusive, exhaustive, further] = told.said.map(|said| said.then_some(true));
        let size: u32 = self.groups.iter().map(|group| group.size).sum();
        let marked: u32 = self.groups.iter().map(|group| group.marked).sum();
        let weight: u32 = self.groups.iter().map(|group| group.weight).sum();
        let cattle = |n: u32, how| -> Option<Quantity> {
            format!("{} cattle", print(&Exact::from(n), how, 0)).try_into().ok()
        };
        let number = |value: &Exact, how| print(value, how, told.decimals);
        let total = |whole: Option<Quantity>, parts: Option<Named<Quantity>>, flags: [Option<bool>; 3]| {
            let [exclusive, exhaustive, net] = flags;
            let (whole, parts) = (whole?, parts?);
            Some(Relation::Total(Box::new(Total {
                whole,
                parts,
                exclusive,
                exhaustive,
                response: None,
                net,
            })))
        };
        let average =
            |overall: Option<Quantity>, groups: Option<Named<Quantity>>, weights: Option<Weights>| {
                let (overall, groups) = (overall?, groups?);
                Some(Relation::Average(Box::new(Average {
                    overall: Some(overall),
                    groups,
                    weights,
                    exclusive,
                    exhaustive,
                })))
            };
        let kilograms = |value: &Exact, how| format!("{} kg", number(value, how));
        let mean = |group: &Group| quotient(group.weight, group.size);
        let with_n = |group: &Group| {
            table([("mean", kilograms(&mean(group)?, one)), ("n", format!("{} cattle", group.size))])
        };
        match told.form {
            // All of them, and the share of each; the share is printed beside one that is not rounded otherwise.
            0 => {
                let share = |part: u32| Some(format!("{} %", number(&percent(part, size)?, other)));
                let part = |group: &Group| match further {
                    Some(_) => table([
                        ("value", format!("{} cattle", print(&Exact::from(group.size), one, 0))),
                        ("stated", share(group.size)?),
                    ]),
                    None => cattle(group.size, one),
                };
                total(cattle(size, other), self.named(part), [exclusive, exhaustive, None])
            }
            // Without the first.
            1 => {
                let parts = self.named(|group| cattle(group.size, one))?;
                let parts = parts.iter().skip(1).map(|(name, part)| (name, part.clone())).collect();
                total(cattle(size, other), Some(parts), [exclusive, further.map(|_| false), None])
            }
            // Each with half of the next.
            2 => {
                let with_next = self.groups.iter().zip(self.groups.iter().cycle().skip(1));
                let parts = NAMES.into_iter().zip(with_next);
                let parts =
                    parts.map(|(name, (own, next))| Some((name, cattle(own.size + next.size / 2, one)?)));
                total(cattle(size, other), parts.collect(), [further.map(|_| false), exhaustive, None])
            }
            // Shares of all, beside 100 % or beside how many there are.
            3 => {
                let share = |group: &Group| -> Option<Quantity> {
                    format!("{} %", number(&percent(group.size, size)?, one)).try_into().ok()
                };
                let whole = if told.variant < 3 { "100 %".try_into().ok() } else { cattle(size, other) };
                total(whole, self.named(share), [exclusive, exhaustive, None])
            }
            // Gains and losses.
            4 => {
                let euros = |tens: i32, coarse: i32| -> Option<Quantity> {
                    let sign = if tens < 0 { "-" } else { "" };
                    let size = print(&Exact::from(tens.unsigned_abs() * 10), told.plain, -coarse);
                    format!("{sign}{size} EUR").try_into().ok()
                };
                let sum: i32 = self.groups.iter().map(|group| group.gain).sum();
                let coarse = if sum.unsigned_abs() < 100 { 0 } else { told.decimals };
                let parts = self.named(|group| euros(group.gain, 0));
                total(euros(sum, coarse), parts, [exclusive, exhaustive, further])
            }
            // What one weighs on average, by size.
            5 => {
                let overall = kilograms(&quotient(weight, size)?, other).try_into().ok();
                average(overall, self.named(with_n), further.map(|_| Weights::Size))
            }
            // The average of the averages.
            6 => {
                let mut sum = Exact::ZERO;
                for group in &self.groups {
                    sum = (sum + mean(group)?).ok()?;
                }
                let overall = (sum / Exact::from(u32::try_from(self.groups.len()).ok()?)).ok()?;
                let overall = kilograms(&overall, other).try_into().ok();
                average(overall, self.named(with_n), Some(Weights::Equal))
            }
            // How many of each have the mark, and of all.
            7 => {
                let overall = format!("{} %", number(&percent(marked, size)?, other)).try_into().ok();
                let groups =
                    self.named(|group| format!("{} of {} cattle", group.marked, group.size).try_into().ok());
                average(overall, groups, further.map(|_| Weights::Size))
            }
            // The average of all beside some of the groups, whose sizes nobody prints.
            8 => {
                let overall = kilograms(&quotient(weight, size)?, other).try_into().ok()?;
                let plain = |group: &Group| kilograms(&mean(group)?, one).try_into().ok();
                let groups = self.named(plain)?;
                let left_out = usize::from(further.is_none());
                let groups = groups.iter().skip(left_out).map(|(name, one)| (name, one.clone())).collect();
                let is_all = if further.is_some() { exhaustive } else { None };
                Some(Relation::Average(Box::new(Average {
                    overall: Some(overall),
                    groups,
                    weights: None,
                    exclusive,
                    exhaustive: is_all,
                })))
            }
            // From one to the other: per cent, a difference, or how many times as many.
            9 => {
                let [first, second, ..] = self.groups.as_slice() else { return None };
                let (from, to) = (first.size, second.size);
                let falls = to < from;
                let direction = further.map(|_| if falls { Direction::Falling } else { Direction::Rising });
                let sign = if falls && direction.is_none() { "-" } else { "" };
                let apart = from.abs_diff(to);
                let stated = match told.variant {
                    0 | 1 => format!("{sign}{} %", print(&percent(apart, from)?, told.plain, told.decimals)),
                    2 | 3 => format!("{sign}{} cattle", print(&Exact::from(apart), told.plain, 0)),
                    _ if falls || direction.is_some() => return None,
                    _ => format!("{} times as many", print(&quotient(to, from)?, one, told.decimals)),
                };
                Some(Relation::Change(Box::new(Change {
                    from: Some(cattle(from, one)?),
                    to: Some(cattle(to, other)?),
                    stated: Some(stated.try_into().ok()?),
                    direction,
                    ..Change::default()
                })))
            }
            // One beside the other.
            _ => {
                let [first, second, ..] = self.groups.as_slice() else { return None };
                let (less, more) = (first.size.min(second.size), first.size.max(second.size));
                let (measure, stated) = match told.variant {
                    0 | 1 => (Measure::Ratio, format!("{} times", number(&quotient(more, less)?, one))),
                    2 | 3 => (Measure::Change, format!("{} %", number(&percent(more - less, less)?, one))),
                    _ => (Measure::Count, format!("{} cattle", print(&Exact::from(more - less), one, 0))),
                };
                let groups = [("calves", cattle(first.size, one)?), ("cows", cattle(second.size, other)?)];
                Some(Relation::Compare(Box::new(Compare {
                    groups: groups.into_iter().collect(),
                    by: Some("sort".into()),
                    stated: vec![StatedMeasure { measure, value: stated.try_into().ok()? }],
                    ..Compare::default()
                })))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{
        assert_caution_never_raises, assert_no_errors, assert_order_does_not_matter,
        assert_widening_never_errs,
    };

    proptest! {
        #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

        /// Totals of shares, balances and averages are in no other generated dossier.
        #[test]
        fn the_laws_hold_of_groups(groups in groups()) {
            let dossier = groups.tell(Dossier::new("groups"));
            assert_no_errors(&dossier);
            assert_caution_never_raises(&dossier);
            assert_order_does_not_matter(&dossier);
            assert_widening_never_errs(&dossier);
        }
    }
}
