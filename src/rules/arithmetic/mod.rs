//! AR: arithmetic and units.

pub mod ambiguous_unit_definition;
pub mod dimensional_homogeneity;
pub mod false_precision;
pub mod feasibility_ceiling;
pub mod impossible_percentage;
pub mod inconsistent_figures;
pub mod order_of_magnitude_slip;
pub mod part_exceeds_whole;
pub mod parts_sum_to_whole;
pub mod percent_change_recomputation;
pub mod percentage_point_confusion;
pub mod ratio_recomputation;
pub mod weighted_mean_bounds;

use crate::rule::{Family, Rule};

/// Arithmetic and units.
pub const FAMILY: Family = Family { prefix: "AR", name: "arithmetic", title: "Arithmetic and units" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &ratio_recomputation::RULE,
    &parts_sum_to_whole::RULE,
    &part_exceeds_whole::RULE,
    &impossible_percentage::RULE,
    &percent_change_recomputation::RULE,
    &percentage_point_confusion::RULE,
    &weighted_mean_bounds::RULE,
    &order_of_magnitude_slip::RULE,
    &ambiguous_unit_definition::RULE,
    &dimensional_homogeneity::RULE,
    &false_precision::RULE,
    &feasibility_ceiling::RULE,
    &inconsistent_figures::RULE,
];
