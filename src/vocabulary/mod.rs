//! The words that scopes and figures are made of: units, periods, taxonomies, and their spelling.

mod period;
mod set_relation;
pub mod spelling;
mod taxonomy;

pub use period::{FiscalNaming, FiscalYear, Period, PeriodError};
pub use set_relation::SetRelation;
pub use taxonomy::{
    Ancestors, Chain, EdgeKind, Exclusion, Names, NodeId, PartitionSpec, ResultClass, Step, TaxonomiesSpec,
    Taxonomy, TaxonomyBuilder, TaxonomyError, TaxonomySpec,
};
