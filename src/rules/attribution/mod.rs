//! SC: Attribution and supply chain.

pub mod active_ingredient_adjustment;
pub mod attribution_basis_mismatch;
pub mod cross_stage_double_counting;
pub mod interdiction_rate_plausibility;
pub mod origin_attribution_interval;
pub mod single_case_dominance;
pub mod stage_of_chain_mismatch;
pub mod unattributed_remainder;

use crate::rule::{Family, Rule};

/// Attribution and supply chain.
pub const FAMILY: Family =
    Family { prefix: "SC", name: "attribution", title: "Attribution and supply chain" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &stage_of_chain_mismatch::RULE,
    &origin_attribution_interval::RULE,
    &cross_stage_double_counting::RULE,
    &active_ingredient_adjustment::RULE,
    &attribution_basis_mismatch::RULE,
    &unattributed_remainder::RULE,
    &single_case_dominance::RULE,
    &interdiction_rate_plausibility::RULE,
];
