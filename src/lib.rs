//! Statistical sanity checks on reported figures: a linter for numbers.
//!
//! A [`Dossier`] holds what an article says: [`Claim`]s with their figures and what these are about, and the
//! [`Conclusion`]s drawn from them. A [`Checker`] recomputes what can be recomputed, exactly and under every honest
//! rounding, compares what the evidence is about with what is concluded, and gives a [`Report`] of [`Finding`]s: each
//! with its fact, reason and help, its numbers, the question to ask the source and, where it is an `error`, a proof that
//! anyone can check again.
//!
//! ```
//! use saltgrain::{Checker, Claim, Dossier, Severity};
//!
//! let dossier = Dossier::new("Seizures")
//!     .claim("by-case", Claim::share_of("17 of 229 busts")?.of("china-cases").place("US").period("2019"))
//!     .claim("impossible", Claim::share("30 kg", "5 kg")?);
//! let report = Checker::default().check(&dossier)?;
//! let finding = report.of("impossible").rule("AR03").expect("a part cannot exceed its whole");
//! assert_eq!(finding.severity(), Severity::Error);
//! assert!(finding.proof().is_some());
//! # Ok::<(), saltgrain::Error>(())
//! ```
//!
//! One claim without a dossier: [`check_claim`]. One number without a claim: [`stats`]. A file:
#![cfg_attr(any(feature = "toml", feature = "json"), doc = "[`Source`].")]
#![cfg_attr(
    not(any(feature = "toml", feature = "json")),
    doc = "`Source`, with the feature `toml` or `json`."
)]
//!
//! # The rooms
//!
//! Each uses only those before it: [`number`] (exact numbers, intervals, figures as printed), [`vocabulary`] (units,
//! periods, taxonomies), [`quantity`] (amounts, and scopes with the one comparison), [`claim`] (claims, conclusions,
//! relations), [`dossier`] (the whole as written, and resolved), [`bridge`] (evidence carried to a conclusion), [`rule`]
//! (what a rule, a finding and a proof is), [`rules`] (the catalogue), the checker, and [`render`]. [`stats`] stands
//! beside `number`.
//!
//! # Two promises
//!
//! `error` means impossible under every reading of the printed figures. What a rule lacks, it asks for by name.
//! Silence is not approval: a report also says what was checked and held, and what could not be decided.
//!
//! # Crate features
//!
//! None by default. `toml`, `json`: reading dossiers from files; `json` also writes and reads reports. `render`: the line
//! of the file with a caret. `proptest`: strategies, laws and assertions for property-based test suites (`testing`).

pub mod bridge;
mod checker;
pub mod claim;
pub mod dossier;
mod error;
pub mod number;
pub mod quantity;
pub mod ranges;
pub mod render;
pub mod repair;
mod report;
pub mod rule;
pub mod rules;
#[cfg(any(feature = "toml", feature = "json"))]
mod source;
pub mod stats;
pub mod system;
#[cfg(feature = "proptest")]
pub mod testing;
pub mod vocabulary;

pub use checker::{Checker, SweepLine, SweepPoint, SweepTable, Turn, check_claim};
pub use claim::{Claim, Conclusion};
pub use dossier::{Assumption, Design, Dossier, Frame, Reference};
pub use error::{Error, Place, Problem};
pub use quantity::{Amount, Quantity};
pub use report::{FindingsOf, NotCompared, Question, Report, Silent, Tally, Undecided};
pub use rule::{Finding, Rule, Severity};
#[cfg(any(feature = "toml", feature = "json"))]
pub use source::Source;

/// The code of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
