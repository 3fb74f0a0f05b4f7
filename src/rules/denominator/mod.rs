//! DN: Denominators and definitions.

pub mod category_mismatch;
pub mod cumulation_period;
pub mod location_quotient;
pub mod unit_of_count_dependence;

use crate::rule::{Family, Rule};

/// Denominators and definitions.
pub const FAMILY: Family =
    Family { prefix: "DN", name: "denominator", title: "Denominators and definitions" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &category_mismatch::RULE,
    &unit_of_count_dependence::RULE,
    &location_quotient::RULE,
    &cumulation_period::RULE,
];
