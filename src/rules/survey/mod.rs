//! SV: surveys.

pub mod effective_sample_size;
pub mod item_base_exclusion;
pub mod nonresponse_bounds;

use crate::rule::{Family, Rule};

/// Surveys.
pub const FAMILY: Family = Family { prefix: "SV", name: "survey", title: "Surveys" };

/// The rules, in code order.
pub static RULES: &[&Rule] =
    &[&nonresponse_bounds::RULE, &item_base_exclusion::RULE, &effective_sample_size::RULE];
