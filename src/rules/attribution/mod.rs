//! SC: Attribution and supply chain.

use crate::rule::{Family, Rule};

/// Attribution and supply chain.
pub const FAMILY: Family = Family { prefix: "SC", name: "attribution", title: "Attribution and supply chain" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[];
