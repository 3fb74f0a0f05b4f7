//! Strategies, laws and assertions for property-based test suites (feature `proptest`).
//!
//! [`strategies`] makes figures, amounts, quantities, scopes, taxonomies, claims and dossiers; [`world`] makes dossiers
//! that are true: raw data, printed as reporters print them. [`assert_no_errors`] and [`assert_fires`] are for a
//! program's own dossiers and rules.
//!
//! ```
//! use proptest::prelude::*;
//! use saltgrain::testing::{assert_no_errors, world};
//!
//! proptest!(ProptestConfig::with_cases(8), |(world in world::worlds())| {
//!     assert_no_errors(&world.dossier());
//! });
//! ```

mod laws;
mod print;
pub mod strategies;
pub mod world;

#[cfg(feature = "json")]
pub use laws::assert_round_trips;
pub use laws::{
    assert_fires, assert_hedging_never_raises, assert_no_errors, assert_proofs_verify,
    assert_unknown_never_raises,
};
pub use print::{Convention, print};
