//! Quantities: figures with their unit and what they are about.
//!
//! A [`Quantity`] is written as a string (`"6 of 14 patients"`) or as a table one level deep; it keeps the text until
//! the dossier's conventions are known. A [`Scope`] says what a number is about, and one comparison decides whether
//! two numbers can be set side by side.

mod amount;
pub(crate) mod keys;
mod printed;
mod scope;
mod scope_spec;
pub(crate) mod shape;
pub(crate) mod texts;
mod written;

pub use amount::Amount;
pub(crate) use amount::before_or_after;
pub use printed::Printed;
pub(crate) use scope::Scopes;
pub use scope::{
    Adjustment, Basis, Comparison, Component, Difference, ExtraId, Flow, FrameId, Measure, Method, Overall,
    PeriodValue, Sameness, Scope, ScopeId, SetRelation, Sides, Slot, Status, Subject, Taxonomies, Value,
};
pub(crate) use scope_spec::{Components, Stated, StatedFields};
pub use scope_spec::{OriginSpec, ScopeSpec};
pub use written::{Excluded, Quantity};
