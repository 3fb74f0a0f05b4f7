//! Plain numerics on exact numbers; no knowledge of claims. Every function states domain, method, error and source.

mod attribution;
mod selection;

pub use attribution::{any_stage_share, break_even_upstream};
pub use selection::{break_even_unobserved, detection_tipping_point, worst_case_bounds};
