//! IN: inference.

pub mod magnitude_contradiction;

use crate::rule::{Family, Rule};

/// Inference.
pub const FAMILY: Family = Family { prefix: "IN", name: "inference", title: "Inference" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[&magnitude_contradiction::RULE];
