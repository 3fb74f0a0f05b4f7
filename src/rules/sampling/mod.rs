//! SA: sampling, selection, uncertainty.

use crate::rule::{Family, Rule};

/// Sampling, selection, uncertainty.
pub const FAMILY: Family = Family { prefix: "SA", name: "sampling", title: "Sampling, selection, uncertainty" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[];
