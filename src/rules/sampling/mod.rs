//! SA: sampling, selection, uncertainty.

pub mod binomial_interval;
pub mod data_defect_correlation;
pub mod difference_within_sampling_error;
pub mod differential_detection_tipping_point;
pub mod margin_of_error_recomputation;
pub mod overlapping_intervals;
pub mod poisson_count_interval;
pub mod rare_group_misclassification;
pub mod selection_frame_mismatch;
pub mod selection_on_outcome;
pub mod worst_case_bounds;
pub mod zero_numerator;

use crate::rule::{Family, Rule};

/// Sampling, selection, uncertainty.
pub const FAMILY: Family =
    Family { prefix: "SA", name: "sampling", title: "Sampling, selection, uncertainty" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &binomial_interval::RULE,
    &zero_numerator::RULE,
    &poisson_count_interval::RULE,
    &difference_within_sampling_error::RULE,
    &margin_of_error_recomputation::RULE,
    &overlapping_intervals::RULE,
    &selection_frame_mismatch::RULE,
    &differential_detection_tipping_point::RULE,
    &worst_case_bounds::RULE,
    &data_defect_correlation::RULE,
    &selection_on_outcome::RULE,
    &rare_group_misclassification::RULE,
];
