//! saltgrain: statistical sanity checks on reported figures.

pub mod bridge;
mod checker;
pub mod claim;
pub mod dossier;
mod error;
pub mod number;
pub mod quantity;
mod report;
pub mod rule;
pub mod rules;
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
