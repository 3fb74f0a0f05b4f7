//! The vocabulary: what the words beside the figures mean, before any claim is read.
//!
//! Units and kinds of things counted ([`Unit`]), countries ([`Country`]), and the conventions of a text that settle
//! what a word leaves open ([`TextConventions`]).

mod conventions;
mod countries;
mod kinds;
mod plural;
mod quick_hash;
mod units;

pub use conventions::TextConventions;
pub use countries::Country;
pub use kinds::{kinds_is_a, lemma};
pub use units::{Definition, Dimension, KindRelation, Unit, UnitError};
