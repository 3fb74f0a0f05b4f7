//! Changes to a dossier that its meaning should survive: other units, another order, fewer digits.

use crate::claim::Relation;
use crate::claim::relation::{Named, Screening, Total};
use crate::dossier::Dossier;
use crate::number::{Exact, Figure, Form};
use crate::quantity::{Amount, Printed, Quantity};
use crate::testing::print::{Convention, print};
use crate::vocabulary::{TextConventions, Unit};

/// Every printed amount of the claims, in the order written, through `change`.
pub(super) fn map_amounts(dossier: &Dossier, change: &mut dyn FnMut(&Printed) -> Printed) -> Dossier {
    map_quantities(dossier, &mut |quantity| quantity.map_amounts(change))
}

fn map_quantities(dossier: &Dossier, change: &mut dyn FnMut(&Quantity) -> Quantity) -> Dossier {
    let mut dossier = dossier.clone();
    for claim in &mut dossier.claim {
        claim.relation = match &claim.relation {
            Relation::Figure(single) => Relation::Figure(change(single.quantity()).into()),
            Relation::Share(single) => Relation::Share(change(single.quantity()).into()),
            Relation::Rate(single) => Relation::Rate(change(single.quantity()).into()),
            Relation::Total(total) => {
                let mut total = Total { whole: change(&total.whole), ..(**total).clone() };
                total.parts = total.parts.iter().map(|(name, part)| (name, change(part))).collect();
                Relation::Total(Box::new(total))
            }
            Relation::Change(moved) => {
                let mut moved = moved.clone();
                for figure in [&mut moved.from, &mut moved.to, &mut moved.stated] {
                    *figure = figure.as_ref().map(&mut *change);
                }
                moved.series = moved.series.iter().map(|(date, point)| (date, change(point))).collect();
                Relation::Change(moved)
            }
            Relation::Compare(compare) => {
                let mut compare = compare.clone();
                compare.groups = compare.groups.iter().map(|(name, group)| (name, change(group))).collect();
                let stratum = |groups: &Named<Quantity>, change: &mut dyn FnMut(&Quantity) -> Quantity| {
                    groups.iter().map(|(name, group)| (name, change(group))).collect()
                };
                compare.strata =
                    compare.strata.iter().map(|(name, groups)| (name, stratum(groups, change))).collect();
                for stated in &mut compare.stated {
                    stated.value = change(&stated.value);
                }
                Relation::Compare(compare)
            }
            Relation::Average(average) => {
                let mut average = average.clone();
                average.overall = average.overall.as_ref().map(&mut *change);
                average.groups = average.groups.iter().map(|(name, group)| (name, change(group))).collect();
                Relation::Average(average)
            }
            Relation::Joint(joint) => {
                let mut joint = joint.clone();
                joint.factors = joint.factors.iter().map(|(name, factor)| (name, change(factor))).collect();
                for figure in [&mut joint.stated, &mut joint.union, &mut joint.trials] {
                    *figure = figure.as_ref().map(&mut *change);
                }
                Relation::Joint(joint)
            }
            Relation::Screening(screening) => {
                let mut screening = screening.clone();
                let Screening { tested, positives, false_positives, prevalence, ppv } = &mut *screening;
                for figure in [tested, positives, false_positives, prevalence, ppv] {
                    *figure = figure.as_ref().map(&mut *change);
                }
                Relation::Screening(screening)
            }
            Relation::Other(other) => {
                let mut other = other.clone();
                other.quantities = other.quantities.iter().map(|(name, own)| (name, change(own))).collect();
                Relation::Other(other)
            }
        };
    }
    dossier
}

/// The dossier with one figure reprinted so that it can mean more: with "about", or with a digit less. One dossier for
/// each figure and way.
pub(super) fn widened(dossier: &Dossier) -> Vec<Dossier> {
    let mut count = 0;
    map_amounts(dossier, &mut |printed| {
        count += 1;
        printed.clone()
    });
    let mut all = Vec::new();
    for chosen in 0..count {
        for widen in [with_about, with_a_digit_less] {
            let (mut at, mut done) = (0, false);
            let changed = map_amounts(dossier, &mut |printed| {
                at += 1;
                let wider = if at == chosen + 1 { widen(printed) } else { None };
                done |= wider.is_some();
                wider.unwrap_or_else(|| printed.clone())
            });
            if done {
                all.push(changed);
            }
        }
    }
    all
}

fn with_about(printed: &Printed) -> Option<Printed> {
    let Printed::Text(text) = printed else { return None };
    text.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("about {text}").into())
}

fn with_a_digit_less(printed: &Printed) -> Option<Printed> {
    let Printed::Text(text) = printed else { return None };
    let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    // A range and "1 in 5" have their digits elsewhere, too.
    if !(rest.is_empty() || rest.starts_with([' ', '%']))
        || rest.starts_with(" in ")
        || rest.starts_with(" to ")
    {
        return None;
    }
    let digits = digits.replace(',', "");
    let places = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let value: Exact = digits.parse().ok()?;
    if places == 0 && value < Exact::from(10) {
        return None;
    }
    // Without its only decimal an average ("2.0 children") is a count: another figure, not a wider one.
    let is_average = printed.amount(&TextConventions::default()).is_ok_and(|amount| amount.is_average());
    if places == 1 && is_average {
        return None;
    }
    let shorter = print(&value, Convention::Nearest, i32::try_from(places).ok()? - 1);
    Some(format!("{shorter}{rest}").into())
}

/// The dossier with every plain weight in kilograms held as a value: in kilograms, or in grams where `in_grams` says so
/// of its position among them.
pub(super) fn weighed(dossier: &Dossier, in_grams: fn(usize) -> bool) -> Dossier {
    let conventions = dossier.text.clone();
    let mut count = 0;
    map_amounts(dossier, &mut |printed| match kilograms(printed, &conventions) {
        Some((value, unit)) => {
            count += 1;
            let grams = in_grams(count)
                .then(|| Some(((&value * &Exact::from(1_000)).ok()?, Unit::parse("g", &conventions).ok()?)))
                .flatten();
            let (value, unit) = grams.unwrap_or((value, unit));
            Amount::new(Figure::exact(value), unit).into()
        }
        None => printed.clone(),
    })
}

fn kilograms(printed: &Printed, conventions: &TextConventions) -> Option<(Exact, Unit)> {
    let amount = printed.amount(conventions).ok()?;
    let figure = amount.figure();
    let plain = figure.form() == Form::Number && !figure.is_vague() && !figure.is_sharp();
    (plain && amount.unit().symbol() == "kg").then(|| (figure.value().clone(), amount.unit().clone()))
}

/// The dossier with every value that a program holds multiplied.
pub(super) fn scaled(dossier: &Dossier, factor: &Exact) -> Dossier {
    map_amounts(dossier, &mut |printed| match printed {
        Printed::Given(amount) => match amount.figure().value() * factor {
            Ok(value) => Amount::new(Figure::exact(value), amount.unit().clone()).into(),
            Err(_) => printed.clone(),
        },
        Printed::Text(_) => printed.clone(),
    })
}

/// The dossier with its claims in the reverse order.
pub(super) fn claims_reversed(dossier: &Dossier) -> Dossier {
    let mut dossier = dossier.clone();
    dossier.claim.reverse();
    dossier
}

/// The dossier with the parts, groups and quantities of each claim in the reverse order.
pub(super) fn parts_reversed(dossier: &Dossier) -> Dossier {
    fn reversed(named: &Named<Quantity>) -> Named<Quantity> {
        let mut all: Vec<(&str, Quantity)> =
            named.iter().map(|(name, quantity)| (name, quantity.clone())).collect();
        all.reverse();
        all.into_iter().collect()
    }
    let mut dossier = dossier.clone();
    for claim in &mut dossier.claim {
        match &mut claim.relation {
            Relation::Total(total) => total.parts = reversed(&total.parts),
            Relation::Compare(compare) => compare.groups = reversed(&compare.groups),
            Relation::Average(average) => average.groups = reversed(&average.groups),
            Relation::Joint(joint) => joint.factors = reversed(&joint.factors),
            Relation::Other(other) => other.quantities = reversed(&other.quantities),
            Relation::Figure(_)
            | Relation::Share(_)
            | Relation::Rate(_)
            | Relation::Change(_)
            | Relation::Screening(_) => {}
        }
    }
    dossier
}
