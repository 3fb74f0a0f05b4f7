//! The five kinds of argument, and the figures that a proof quotes.

use serde::{Deserialize, Serialize};

use super::build::quote;
use super::verify::follows;
use super::{BASE_DIMENSIONS, Expression, Printed, Rejection, Statement};
use crate::number::{Exact, Interval};

/// Why the printed figures cannot all be true: what is quoted, and the argument drawn from it.
///
/// [`Proof::new`] quotes the figures and gives only proofs that hold; one that was read from a report must go through
/// [`verify`](super::verify) before it is believed. Its `Display` is meant for readers: each premise on a line of its own with the
/// figure as printed, then the contradiction.
///
/// ```
/// use saltgrain::number::{Figure, Interval, NumberFormat};
/// use saltgrain::rule::proof::{Argument, Excerpt, PrintedAmount, Proof, Rejection, Statement, verify};
///
/// let people = |text: &str| PrintedAmount {
///     text: format!("{text} people"),
///     figure: Figure::parse(text, &NumberFormat::default()).unwrap(),
///     factor: Interval::point(1.into()),
///     counted: true,
///     dimension: [0, 0, 0, 0, 0, 0, 1],
///     base_unit: "people".into(),
/// };
/// let text = Excerpt::default()
///     .with_amount("/claim/0/figure", people("17"))
///     .with_amount("/claim/1/figure", people("19"))
///     .with_statement(Statement::same_quantity("/claim/0/figure", "/claim/1/figure"));
/// let proof = Proof::new(Argument::same_quantity_differs("/claim/0/figure", "/claim/1/figure"), &text)?;
/// assert_eq!(
///     proof.to_string(),
///     "\
/// \"17 people\" (/claim/0/figure) is exactly 17 people
/// \"19 people\" (/claim/1/figure) is exactly 19 people
/// stated: \"17 people\" and \"19 people\" are given for one and the same quantity
/// added up:
///   \"17 people\" ≤ 17
///   19 ≤ \"19 people\"
///   \"19 people\" = \"17 people\"
/// the sum: 2 ≤ 0, which is impossible"
/// );
/// // Held against another text, the same proof is worth nothing.
/// let corrected = text.with_amount("/claim/1/figure", people("17"));
/// assert_eq!(verify(&proof, &corrected), Err(Rejection::Misquoted("/claim/1/figure".into())));
/// # Ok::<(), Rejection>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Every figure that the argument speaks of.
    pub figures: Vec<Cited>,
    /// The argument.
    pub argument: Argument,
}

impl Proof {
    /// Quotes the figures that the argument speaks of, and checks the whole.
    ///
    /// # Errors
    /// Why the argument does not hold for this text.
    pub fn new(argument: Argument, printed: &dyn Printed) -> Result<Self, Rejection> {
        let figures = quote(argument.figures(), printed)?;
        // Quoted a line above, they need not be compared with the text again.
        follows(&figures, &argument, printed)?;
        Ok(Proof { figures, argument })
    }
}

/// A figure as a proof quotes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited {
    /// Where it stands: a JSON Pointer.
    pub at: String,
    /// How it is printed, with its unit.
    pub printed: String,
    /// Every true value that could have been printed this way, in base units.
    pub range: Interval,
    /// Are only whole numbers meant?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
    /// The exponents of its dimension, in the order of [`BASE_DIMENSIONS`].
    pub dimension: [i8; BASE_DIMENSIONS.len()],
    /// The symbol of the base unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub base_unit: String,
}

/// An argument of one of five kinds.
///
/// ```
/// use saltgrain::rule::proof::{Argument, Statement};
///
/// // That no admissible values fulfil a stated ratio; whether this is so, the text decides.
/// let argument = Argument::refuted(Statement::ratio("/deaths", "/houses", "/rate"), 0);
/// assert_eq!(argument, Argument::ratio_disjoint("/deaths", "/houses", "/rate"));
/// assert_eq!(argument.figures(), ["/deaths", "/houses", "/rate"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Argument {
    /// Inequalities that add up to an impossible one.
    Linear(Linear),
    /// No whole number fits.
    Gap(Gap),
    /// A statement that no admissible values fulfil.
    Enclosure(Enclosure),
    /// Correlations that would give a negative variance.
    Vector(Vector),
    /// A finite list of cases, each contradictory.
    Cases(Cases),
}

/// Inequalities and equations that, each multiplied by a number and added up, leave no unknown and an impossible
/// inequality between numbers. By Farkas' lemma (1902) every contradiction between linear constraints has this form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linear {
    /// The premises with their multipliers.
    pub lines: Vec<Line>,
}

/// A premise and how often it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The multiplier: not negative for an inequality, anything for an equation.
    pub times: Exact,
    /// The premise.
    pub premise: Premise,
}

/// A linear constraint, by the place it comes from. The verifier works the constraint out from the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Premise {
    /// The low end of what the figure at this pointer can stand for.
    Low(String),
    /// The high end.
    High(String),
    /// A relation that the text states.
    Stated {
        /// The statement.
        statement: Statement,
        /// Which of [`Statement::relations`]; for [`Statement::SameDimension`], which of [`BASE_DIMENSIONS`].
        #[serde(default)]
        relation: usize,
    },
    /// A relation with quotients or products as an inequality between amounts that are not negative: multiplied by what
    /// stands below the line, the figures of `fixed` at the end of their range that leaves most room.
    Cleared {
        /// The statement.
        statement: Statement,
        /// Which of [`Statement::relations`].
        #[serde(default)]
        relation: usize,
        /// The figures that are no unknowns: the printed ratio of two amounts, the averages beside their sizes.
        fixed: Vec<String>,
        /// Whether the left side is at least the right, rather than at most.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        turned: bool,
    },
    /// The exponent of one base quantity in the dimension of a figure's unit.
    Exponent {
        /// The figure.
        of: String,
        /// Which of [`BASE_DIMENSIONS`].
        base: usize,
    },
}

/// `value × times` must be a whole number ([`Statement::Whole`]), but `k` of `n` is less than every admissible value
/// and `k + 1` of `n` more (the GRIM test of Brown and Heathers 2017, for any quotient of whole numbers).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The mean or share.
    pub value: Expression,
    /// How many; must have one admissible value, which is positive.
    pub times: Expression,
    /// That one value.
    pub n: Exact,
    /// The largest whole number that gives too little.
    pub k: Exact,
}

/// A statement that no admissible values of its figures fulfil, shown by interval arithmetic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclosure {
    /// The statement.
    pub statement: Statement,
    /// Which of [`Statement::relations`].
    #[serde(default)]
    pub relation: usize,
}

/// Weights under which the weighted sum of standardised variables would have a negative variance, vᵀRv < 0, wherever in
/// their intervals the correlations lie. A correlation matrix allows none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// The correlations of [`Statement::Correlations`].
    pub entries: Vec<String>,
    /// One weight for each variable.
    pub weights: Vec<Exact>,
}

/// A finite list of cases that leaves none out, and a contradiction in each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// By what the cases are told apart.
    pub by: Split,
    /// The cases, from the lowest values to the highest.
    pub cases: Vec<Case>,
}

/// What is split into cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Split {
    /// The true value behind the figure at a JSON Pointer; only whole numbers need a case where it is a count.
    Figure(String),
    /// The whole number `value × times` of [`Statement::Whole`].
    Whole {
        /// The mean or share.
        value: Expression,
        /// How many.
        times: Expression,
    },
}

impl Split {
    /// What is split, as an expression: within a case, it lies in the interval of the case wherever it occurs.
    #[must_use]
    pub fn expression(&self) -> Expression {
        match self {
            Split::Figure(at) => Expression::Figure(at.clone()),
            Split::Whole { value, times } => value.clone().times(times.clone()),
        }
    }
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The values of what is split.
    pub when: Interval,
    /// Why the case is contradictory.
    pub because: Argument,
}

impl Argument {
    /// The pointers of all figures it speaks of; some more than once.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        match self {
            Argument::Linear(linear) => linear.figures(),
            Argument::Gap(gap) => [gap.value.figures(), gap.times.figures()].concat(),
            Argument::Enclosure(enclosure) => enclosure.statement.figures(),
            Argument::Vector(vector) => vector.entries.iter().map(String::as_str).collect(),
            Argument::Cases(cases) => {
                let mut found = match &cases.by {
                    Split::Figure(at) => vec![at.as_str()],
                    Split::Whole { value, times } => [value.figures(), times.figures()].concat(),
                };
                found.extend(cases.cases.iter().flat_map(|case| case.because.figures()));
                found
            }
        }
    }
}

impl Linear {
    pub(super) fn figures(&self) -> Vec<&str> {
        self.lines.iter().flat_map(|line| line.premise.figures()).collect()
    }
}

impl Premise {
    fn figures(&self) -> Vec<&str> {
        match self {
            Premise::Low(at) | Premise::High(at) | Premise::Exponent { of: at, .. } => vec![at],
            Premise::Stated { statement, .. } | Premise::Cleared { statement, .. } => statement.figures(),
        }
    }
}
