//! IN: inference.

pub mod absence_of_evidence;
pub mod conclusion_not_entailed;
pub mod confounding_tipping_point;
pub mod ecological_inference;
pub mod estimand_mismatch;
pub mod frechet_overlap_bounds;
pub mod independence_assumption;
pub mod magnitude_contradiction;
pub mod mean_as_typical;
pub mod process_indicator_as_outcome;
pub mod projection_as_outturn;
pub mod trend_as_cause;

use crate::rule::{Family, Rule};

/// Inference.
pub const FAMILY: Family = Family { prefix: "IN", name: "inference", title: "Inference" };

/// The rules, in code order.
pub static RULES: &[&Rule] = &[
    &absence_of_evidence::RULE,
    &estimand_mismatch::RULE,
    &magnitude_contradiction::RULE,
    &conclusion_not_entailed::RULE,
    &trend_as_cause::RULE,
    &ecological_inference::RULE,
    &process_indicator_as_outcome::RULE,
    &mean_as_typical::RULE,
    &frechet_overlap_bounds::RULE,
    &independence_assumption::RULE,
    &projection_as_outturn::RULE,
    &confounding_tipping_point::RULE,
];
