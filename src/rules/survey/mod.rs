//! SV: surveys.

pub mod item_base_exclusion;

use crate::rule::{Family, Rule};

/// Surveys.
pub const FAMILY: Family = Family { prefix: "SV", name: "survey", title: "Surveys" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[&item_base_exclusion::RULE];
