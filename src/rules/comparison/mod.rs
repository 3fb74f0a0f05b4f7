//! CT: comparison and trend.

pub mod incomplete_recent_period;

use crate::rule::{Family, Rule};

/// Comparison and trend.
pub const FAMILY: Family = Family { prefix: "CT", name: "comparison", title: "Comparison and trend" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[&incomplete_recent_period::RULE];
