//! Proofs that printed figures cannot all be true, and the verifier that re-checks them.
//!
//! A finding of severity `error` accuses: no reading of the digits makes the figures and the stated relation true
//! together. So it carries a [`Proof`], and [`verify`] decides whether the proof holds, from the proof and the printed
//! text alone. The verifier knows no rule, recomputes every premise, and fits into one sitting of reading.
//!
//! A proof is a list of figures ([`Cited`]: where each stands, how it is printed, and every value it can stand for) and
//! an [`Argument`] of one of five kinds:
//!
//! | kind | the contradiction |
//! |---|---|
//! | [`Linear`] | inequalities between the figures, added up with multipliers, give `0 < 0` or worse (Farkas 1902) |
//! | [`Gap`] | of a whole number of things, `k` give too little and `k + 1` give too much |
//! | [`Enclosure`] | an expression over the figures cannot take any value that the stated figure allows (Moore 1966) |
//! | [`Vector`] | a weighted sum of the variables would have a negative variance under the printed correlations |
//! | [`Cases`] | each case of a finite list that leaves none out is contradictory |
//!
//! ```
//! use saltgrain::number::{Figure, Interval, NumberFormat};
//! use saltgrain::rule::proof::{Argument, Excerpt, PrintedAmount, Proof, Statement, verify};
//!
//! let kilograms = |text: &str| PrintedAmount {
//!     text: format!("{text} kg"),
//!     figure: Figure::parse(text, &NumberFormat::default()).unwrap(),
//!     factor: Interval::point(1.into()),
//!     counted: false,
//!     dimension: [1, 0, 0, 0, 0, 0, 0],
//!     base_unit: "kg".into(),
//! };
//! // "of 5 kg seized, one case alone held 30.5 kg"
//! let text = Excerpt::default()
//!     .with_amount("/claim/0/share/part", kilograms("30.5"))
//!     .with_amount("/claim/0/share/whole", kilograms("5"))
//!     .with_statement(Statement::part_of_whole("/claim/0/share/part", "/claim/0/share/whole"));
//!
//! let argument = Argument::part_exceeds_whole("/claim/0/share/part", "/claim/0/share/whole");
//! let proof = Proof::new(argument, &text)?;
//! assert_eq!(verify(&proof, &text), Ok(()));
//! assert!(proof.to_string().ends_with("the sum: 24.4 < 0, which is impossible"));
//! # Ok::<(), saltgrain::rule::proof::Rejection>(())
//! ```
//!
//! What a proof does not show: which of the figures is wrong, why, or what the right one would be.

mod argument;
mod build;
mod cleared;
mod form;
mod inequality;
mod printed;
mod rejection;
mod statement;
mod verify;
mod words;

#[cfg(test)]
mod tests;

pub use argument::{
    Argument, Case, Cases, Cited, Enclosure, Gap, Line, Linear, Premise, Proof, Split, Vector,
};
pub(crate) use inequality::Premises;
pub use printed::{BASE_DIMENSIONS, Excerpt, Printed, PrintedAmount};
pub use rejection::Rejection;
pub use statement::{Expression, Operator, Relation, Statement};
pub use verify::{MAX_DEPTH, MAX_STEPS, verify};
