//! saltgrain: statistical sanity checks on reported figures.

pub mod number;
pub mod rule;
