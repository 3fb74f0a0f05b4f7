//! saltgrain: statistical sanity checks on reported figures.

pub mod bridge;
mod checker;
pub mod claim;
pub mod dossier;
mod error;
pub mod number;
pub mod quantity;
pub mod render;
mod report;
pub mod rule;
pub mod rules;
#[cfg(any(feature = "toml", feature = "json"))]
mod source;
pub mod stats;
#[cfg(feature = "proptest")]
pub mod testing;
pub mod vocabulary;

pub use checker::{Checker, check_claim};
pub use claim::{Claim, Conclusion};
pub use dossier::{Assumption, Design, Dossier, Frame, Reference};
pub use error::{Error, Place, Problem};
pub use quantity::{Amount, Quantity};
pub use report::{FindingsOf, NotCompared, Question, Report, Tally, Undecided};
pub use rule::{Finding, Rule, Severity};
#[cfg(any(feature = "toml", feature = "json"))]
pub use source::Source;

/// The code of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
