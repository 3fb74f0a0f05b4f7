//! Why a proof is not accepted.

use thiserror::Error;

use super::{MAX_DEPTH, MAX_STEPS};
use crate::number::ArithmeticError;

/// Why a proof is not accepted. It says nothing about the figures: they may be wrong for another reason.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Rejection {
    /// No figure stands at this pointer.
    #[error("no figure stands at {0}")]
    NoSuchFigure(String),
    /// The proof quotes the figure at this pointer otherwise than it is printed or can be read.
    #[error("the figure at {0} is quoted otherwise than it is printed")]
    Misquoted(String),
    /// The argument speaks of a figure that the proof does not quote.
    #[error("the argument uses the figure at {0}, which the proof does not quote")]
    NotQuoted(String),
    /// The text does not state this.
    #[error("the text does not state what the proof takes from it: {0}")]
    NotStated(String),
    /// The statement has no relation of this number, or none that this kind of argument can use.
    #[error("the statement has no relation {0} that an argument of this kind can use")]
    NoSuchRelation(usize),
    /// There is no base quantity of this number.
    #[error("there is no base quantity {0}")]
    NoSuchDimension(usize),
    /// The figure has no end on this side: nothing bounds it.
    #[error("nothing bounds the figure at {0} on that side")]
    Unbounded(String),
    /// An inequality was multiplied by a negative number, which would turn it round.
    #[error("line {0} multiplies an inequality by a negative number")]
    NegativeMultiplier(usize),
    /// A product or quotient of two unknowns has no place in a linear argument.
    #[error("the relation is not linear in its figures")]
    NotLinear,
    /// Only what is not negative can be multiplied with an end of a range instead of the true value.
    #[error("the figure at {0} may be negative, so its ratio is not an inequality")]
    MayBeNegative(String),
    /// The unknown named here is still in the sum.
    #[error("{0} does not cancel out of the sum")]
    DoesNotCancel(String),
    /// The number of things is not the one stated, is not certain, or is not positive.
    #[error("the number of things is not certainly the {0} that the proof counts with")]
    WrongNumber(String),
    /// Where a whole number is needed there is another.
    #[error("{0} is not a whole number")]
    NotWhole(String),
    /// There must be one weight for each variable, and one correlation for each pair.
    #[error("{weights} weights need {needed} correlations, but there are {entries}")]
    WrongShape {
        /// How many weights.
        weights: usize,
        /// How many correlations they need.
        needed: usize,
        /// How many there are.
        entries: usize,
    },
    /// These values belong to no case, or stand out of order.
    #[error("no case covers {0}")]
    MissingCase(String),
    /// A case holds none of the values that are left.
    #[error("the case {0} holds no value that is possible and not yet covered")]
    EmptyCase(String),
    /// All premises hold, but they can be true together as far as this argument shows.
    #[error("the premises do not contradict one another")]
    NoContradiction,
    /// The argument or an expression is nested too deeply.
    #[error("the argument is nested more than {MAX_DEPTH} deep")]
    TooDeep,
    /// The argument is too long to check.
    #[error("the argument takes more than {MAX_STEPS} steps to check")]
    TooLong,
    /// A number is too large to compute with exactly, or something is divided by zero.
    #[error("{0}")]
    Arithmetic(ArithmeticError),
}

impl From<ArithmeticError> for Rejection {
    fn from(error: ArithmeticError) -> Self {
        Rejection::Arithmetic(error)
    }
}
