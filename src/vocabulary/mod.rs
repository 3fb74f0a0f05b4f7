//! The vocabulary: what the words beside the figures mean, before any claim is read.
//!
//! Units and kinds of things counted ([`Unit`]), countries ([`Country`]), periods ([`Period`]), taxonomies
//! ([`Taxonomy`]), the spelling of names, and the conventions of a text that settle what a word leaves open
//! ([`TextConventions`]).

mod conventions;
mod countries;
mod kinds;
pub mod period;
mod plural;
mod set_relation;
pub mod spelling;
pub mod taxonomy;
pub(crate) mod text_index;
#[cfg(test)]
pub(crate) use taxonomy::brute_force;
mod units;

pub use conventions::TextConventions;
pub use countries::Country;
pub use kinds::{kinds_is_a, lemma};
pub use period::{FiscalNaming, FiscalYear, Period, PeriodError};
pub use set_relation::SetRelation;
pub use taxonomy::{
    Ancestors, Chain, EdgeKind, Exclusion, Names, NodeId, PartitionSpec, ResultClass, Step, TaxonomiesSpec,
    Taxonomy, TaxonomyBuilder, TaxonomyError, TaxonomySpec,
};
pub(crate) use units::UnitReader;
pub use units::{Definition, Dimension, KindRelation, Unit, UnitError};
