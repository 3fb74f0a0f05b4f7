//! Why a text is not a figure.

use super::super::NumberFormat;
use crate::number::ArithmeticError;

/// The longest excerpt of a text in a message, in characters.
const EXCERPT: usize = 40;

/// Why a text is not a figure.
///
/// ```
/// use saltgrain::number::{Figure, NumberFormat};
///
/// let error = Figure::parse("1,23", &NumberFormat::default()).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`1,23` does not fit the number format 1,234.5: groups have three digits (is `,` the decimal sign here?)"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// Nothing is written.
    #[error("nothing is written where a figure is expected, such as 12.5, about 40 or 1 in 5")]
    Empty,
    /// The text does not begin with a number, in digits or words.
    #[error("`{found}` is not a figure: expected a number such as 12.5, about 40, 1 in 5 or 1.2 million")]
    NotAFigure {
        /// The start of the text.
        found: String,
    },
    /// The digits are grouped in a way the number format does not know.
    #[error("`{found}` does not fit the number format {format}: {reason}")]
    Format {
        /// The digits with their separators.
        found: String,
        /// The format that was expected.
        format: NumberFormat,
        /// What does not fit.
        reason: &'static str,
    },
    /// The figure is followed by something else, where only a figure is expected.
    #[error("`{rest}` after the figure `{figure}` is not part of it: expected the figure alone")]
    Trailing {
        /// The figure.
        figure: String,
        /// What follows it.
        rest: String,
    },
    /// More digits or a larger exponent than any figure has.
    #[error(
        "`{found}` is no figure that could be checked: expected at most {digits} digits and an exponent within ±{exponent}"
    )]
    TooLarge {
        /// The start of the text.
        found: String,
        /// The most digits that are read.
        digits: usize,
        /// The largest exponent that is read.
        exponent: i32,
    },
    /// A fraction whose denominator is zero.
    #[error("`{found}` divides by zero: expected a denominator of 1 or more")]
    DivisionByZero {
        /// The fraction.
        found: String,
    },
    /// A range whose first end is the higher.
    #[error("the range `{found}` runs downwards: expected the lower end first")]
    Descending {
        /// The range.
        found: String,
    },
}

impl FigureError {
    pub(super) fn not_a_figure(text: &str) -> FigureError {
        FigureError::NotAFigure { found: excerpt(text) }
    }

    pub(super) fn format(found: &str, format: &NumberFormat, reason: &'static str) -> FigureError {
        FigureError::Format { found: excerpt(found), format: *format, reason }
    }

    pub(super) fn too_large(found: &str) -> FigureError {
        let (digits, exponent) = (super::scan::MAX_DIGITS, super::scan::MAX_EXPONENT);
        FigureError::TooLarge { found: excerpt(found), digits, exponent }
    }

    /// What arithmetic on the parts of `text` failed with.
    pub(super) fn arithmetic(error: ArithmeticError, text: &str) -> FigureError {
        match error {
            // Reading a figure computes no statistic.
            ArithmeticError::TooLarge | ArithmeticError::OutOfDomain => FigureError::too_large(text),
            ArithmeticError::DivisionByZero => FigureError::DivisionByZero { found: excerpt(text) },
        }
    }
}

/// The start of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let mut start: String = text.trim().chars().take(EXCERPT).collect();
    if start.len() < text.trim().len() {
        start.push('…');
    }
    start
}
