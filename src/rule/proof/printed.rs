//! What a proof is checked against: the figures as printed, and what the text itself states about them.

use std::collections::BTreeMap;

use super::{Cited, Statement};
use crate::number::{ArithmeticError, Exact, Figure, Interval, Reading};

/// The base quantities whose exponents make up a dimension, in the order of [`PrintedAmount::dimension`].
///
/// Source: mass, length, time and temperature from the SI Brochure (BIPM 2019, 2.3.3); information from IEC 80000-13;
/// money and the number of counted things are added because reported figures are mostly these two.
pub const BASE_DIMENSIONS: [&str; 7] =
    ["mass", "length", "time", "temperature", "information", "money", "number of things"];

/// The text that a proof speaks about. A resolved dossier implements it; [`Excerpt`] is the smallest example.
///
/// Soundness rests on the implementation: [`Printed::asserts`] must hold only for what the text states, or what is a
/// declared fact in it. An assumption, an inherited scope or a sampling interval is neither.
pub trait Printed {
    /// The figure that stands at a JSON Pointer (RFC 6901), with its unit; `None` where no figure stands.
    fn amount(&self, pointer: &str) -> Option<PrintedAmount>;

    /// Does the text itself state this, or declare it as a fact?
    fn asserts(&self, statement: &Statement) -> bool;
}

/// One figure as printed, with what its unit means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedAmount {
    /// The figure and its unit as they stand in the text: `"5 kg"`.
    pub text: String,
    /// The figure without its unit.
    pub figure: Figure,
    /// Coherent base units in one printed unit; an interval where the unit has several definitions (ton, mile).
    pub factor: Interval,
    /// Is this a number of whole things, so that only whole numbers can be true? Never for a mean or a rate.
    pub counted: bool,
    /// The exponents of the unit's dimension, in the order of [`BASE_DIMENSIONS`].
    pub dimension: [i8; BASE_DIMENSIONS.len()],
    /// The symbol of the coherent base unit, for readers of the proof; empty for a plain number.
    pub base_unit: String,
}

impl PrintedAmount {
    /// Every true value that could have been printed this way, in base units: the widest reading times the unit's
    /// factor. The flag says whether only whole numbers are meant; then the ends are whole, too.
    ///
    /// A count is tightened to whole numbers where it is printed to the unit or coarser: "2.5 people" and "3.0
    /// children" are averages, whatever their unit says.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] where the ends are too large to decide exactly.
    pub fn widest(&self) -> Result<(Interval, bool), ArithmeticError> {
        let printed = self.figure.reading(Reading::Widest);
        let to_the_unit = self.figure.last_digit().is_none_or(|digit| digit.is_integer());
        if self.counted && to_the_unit && self.factor.is_point() == Some(&Exact::ONE) {
            if let Some(whole) = printed.integers() {
                return Ok((whole, true));
            }
        }
        Ok((printed.mul(&self.factor)?, false))
    }

    /// The figure as a proof quotes it.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`] where the ends are too large to decide exactly.
    pub fn cite(&self, pointer: &str) -> Result<Cited, ArithmeticError> {
        let (range, whole) = self.widest()?;
        Ok(Cited {
            at: pointer.to_owned(),
            printed: self.text.clone(),
            range,
            whole,
            dimension: self.dimension,
            base_unit: self.base_unit.clone(),
        })
    }
}

/// A few figures and statements taken out of a text: enough to check a proof without a dossier.
///
/// ```
/// use saltgrain::number::{Figure, Interval, NumberFormat};
/// use saltgrain::rule::proof::{Excerpt, Printed, PrintedAmount, Statement};
///
/// let cases = PrintedAmount {
///     text: "17 busts".into(),
///     figure: Figure::parse("17", &NumberFormat::default()).unwrap(),
///     factor: Interval::point(1.into()),
///     counted: true,
///     dimension: [0, 0, 0, 0, 0, 0, 1],
///     base_unit: "busts".into(),
/// };
/// let (range, whole) = cases.widest()?;
/// assert_eq!((range, whole), (Interval::point(17.into()), true));
///
/// let text = Excerpt::default().with_amount("/a", cases).with_statement(Statement::part_of_whole("/a", "/b"));
/// assert!(text.amount("/a").is_some());
/// assert!(!text.asserts(&Statement::part_of_whole("/b", "/a")));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Excerpt {
    amounts: BTreeMap<String, PrintedAmount>,
    statements: Vec<Statement>,
}

impl Excerpt {
    /// Adds a figure, or replaces the one that stands at the pointer.
    #[must_use]
    pub fn with_amount(mut self, pointer: &str, amount: PrintedAmount) -> Self {
        self.amounts.insert(pointer.to_owned(), amount);
        self
    }

    /// Adds what the text states.
    #[must_use]
    pub fn with_statement(mut self, statement: Statement) -> Self {
        self.statements.push(statement);
        self
    }

    /// What the text states, in the order it was added.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }
}

impl Printed for Excerpt {
    fn amount(&self, pointer: &str) -> Option<PrintedAmount> {
        self.amounts.get(pointer).cloned()
    }

    fn asserts(&self, statement: &Statement) -> bool {
        self.statements.contains(statement)
    }
}
