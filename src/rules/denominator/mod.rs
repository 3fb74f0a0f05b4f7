//! DN: Denominators and definitions.

use crate::rule::{Family, Rule};

/// Denominators and definitions.
pub const FAMILY: Family = Family { prefix: "DN", name: "denominator", title: "Denominators and definitions" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[];
