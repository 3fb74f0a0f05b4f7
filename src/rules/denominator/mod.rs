//! DN: Denominators and definitions.

pub mod base_rate_fallacy;
pub mod category_mismatch;
pub mod cross_cohort_ratio;
pub mod cumulation_period;
pub mod gross_net_confusion;
pub mod location_quotient;
pub mod missing_denominator;
pub mod multiple_response_total;
pub mod numerator_not_in_denominator;
pub mod population_at_risk_mismatch;
pub mod reference_area_mismatch;
pub mod reference_period_mismatch;
pub mod share_of_net_change;
pub mod stock_flow_confusion;
pub mod transposed_conditional;
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
    &missing_denominator::RULE,
    &population_at_risk_mismatch::RULE,
    &unit_of_count_dependence::RULE,
    &stock_flow_confusion::RULE,
    &location_quotient::RULE,
    &multiple_response_total::RULE,
    &base_rate_fallacy::RULE,
    &transposed_conditional::RULE,
    &gross_net_confusion::RULE,
    &cumulation_period::RULE,
    &share_of_net_change::RULE,
    &cross_cohort_ratio::RULE,
];
