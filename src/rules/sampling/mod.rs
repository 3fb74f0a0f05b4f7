//! SA: sampling, selection, uncertainty.

pub mod data_defect_correlation;
pub mod differential_detection_tipping_point;
pub mod rare_group_misclassification;
pub mod selection_frame_mismatch;
pub mod selection_on_outcome;
pub mod worst_case_bounds;

use crate::rule::{Family, Rule};

/// Sampling, selection, uncertainty.
pub const FAMILY: Family =
    Family { prefix: "SA", name: "sampling", title: "Sampling, selection, uncertainty" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &selection_frame_mismatch::RULE,
    &differential_detection_tipping_point::RULE,
    &worst_case_bounds::RULE,
    &data_defect_correlation::RULE,
    &selection_on_outcome::RULE,
    &rare_group_misclassification::RULE,
];
