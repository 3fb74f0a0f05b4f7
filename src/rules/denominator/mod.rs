//! DN: Denominators and definitions.

pub mod category_mismatch;
pub mod cumulation_period;
pub mod location_quotient;
pub mod numerator_not_in_denominator;
pub mod population_at_risk_mismatch;
pub mod reference_area_mismatch;
pub mod reference_period_mismatch;
pub mod share_of_net_change;
pub mod unit_of_count_dependence;

use crate::rule::{Family, Rule};

/// Denominators and definitions.
pub const FAMILY: Family =
    Family { prefix: "DN", name: "denominator", title: "Denominators and definitions" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &numerator_not_in_denominator::RULE,
    &reference_period_mismatch::RULE,
    &reference_area_mismatch::RULE,
    &category_mismatch::RULE,
    &population_at_risk_mismatch::RULE,
    &unit_of_count_dependence::RULE,
    &location_quotient::RULE,
    &cumulation_period::RULE,
    &share_of_net_change::RULE,
];
