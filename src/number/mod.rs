//! Numbers as printed, and the exact sets of true values that could have been printed that way.
//!
//! Three types, each built on the one before:
//!
//! * [`Exact`], a rational number. Nothing in the crate that decides anything uses binary floating point, so
//!   a contradiction is a fact about the figures and never an artefact of rounding in the machine;
//! * [`Interval`], a set of them whose ends are open, closed or absent, with exact arithmetic;
//! * [`Figure`], a number as printed (`5.0`, `1.2 million`, `over 25`, `about 40`) in a [`NumberFormat`], which answers
//!   with one interval for each [`Reading`].
//!
//! This module does not know units, percentages or currencies: `%` and `kg` belong to the
//! unit, not to the figure.
//!
//! ```
//! use saltgrain::number::Exact;
//!
//! let share = (Exact::from(5) / Exact::from(536))?;
//! assert_eq!(share.to_string(), "5/536");
//! assert_eq!(share.to_decimal(3), "0.00933");
//! # Ok::<(), saltgrain::number::ArithmeticError>(())
//! ```

mod exact;
mod figure;
mod format;
mod interval;

pub(crate) use exact::decimal::grouped;
pub use exact::{ArithmeticError, Exact, ParseExactError};
pub use figure::{Figure, FigureError, Form, Qualifier, Reading};
pub use format::{NumberFormat, ParseNumberFormatError};
pub use interval::{End, Interval};
