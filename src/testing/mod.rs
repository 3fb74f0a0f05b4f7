//! Strategies, laws and assertions for property-based test suites (feature `proptest`).
//!
//! [`strategies`] makes figures, amounts, quantities, scopes, taxonomies, claims and dossiers; [`world`] makes dossiers
//! that are true: raw data, printed as reporters print them; [`slip`] moves one figure of such. [`assert_no_errors`] and [`assert_fires`] are for a
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

mod change;
mod laws;
mod print;
pub mod slip;
pub mod strategies;
pub mod world;

#[cfg(feature = "json")]
pub use laws::assert_round_trips;
pub use laws::{
    assert_caution_never_raises, assert_complements_agree, assert_fires, assert_no_errors,
    assert_order_does_not_matter, assert_premises_never_widen, assert_proofs_verify,
    assert_scale_does_not_matter, assert_slip_is_found, assert_unit_does_not_matter,
    assert_unknown_never_raises, assert_widening_never_errs,
};
pub use print::{Convention, print};
