//! The catalogue: one rule per file, one folder per family.

pub mod arithmetic;
pub mod attribution;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
pub(crate) mod check_one;
pub mod comparison;
pub mod denominator;
pub(crate) mod denominators;
pub(crate) mod estimate;
pub(crate) mod fields;
pub mod inference;
pub(crate) mod joint;
pub(crate) mod level;
pub(crate) mod observed;
pub(crate) mod repairs;
pub(crate) mod represented;
pub mod sampling;
pub(crate) mod step;
pub mod survey;
pub(crate) mod trend;

use crate::rule::{Family, Rule};

/// The families, in the order of the catalogue, each with its rules in code order.
pub(crate) static FAMILIES: &[(Family, &[&Rule])] = &[
    (arithmetic::FAMILY, arithmetic::RULES),
    (denominator::FAMILY, denominator::RULES),
    (sampling::FAMILY, sampling::RULES),
    (comparison::FAMILY, comparison::RULES),
    (attribution::FAMILY, attribution::RULES),
    (inference::FAMILY, inference::RULES),
    (survey::FAMILY, survey::RULES),
];

/// The families, in the order of the catalogue, each with its rules in code order.
///
/// ```
/// assert_eq!(saltgrain::rules::families().next().unwrap().0.prefix, "AR");
/// ```
pub fn families() -> impl Iterator<Item = (Family, &'static [&'static Rule])> {
    FAMILIES.iter().copied()
}

/// Every built-in rule, family by family, in code order.
///
/// ```
/// assert!(saltgrain::rules::all().any(|rule| rule.code == "AR01"));
/// ```
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|(_, rules)| rules.iter().copied())
}
