//! The words that scopes are made of: periods and taxonomies.

mod period;
mod set_relation;

pub use period::{FiscalNaming, FiscalYear, Period, PeriodError};
pub use set_relation::SetRelation;
