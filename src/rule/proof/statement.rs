//! What a text can state about its figures, and what each statement says in numbers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::number::{End, Exact, Interval};

/// Arithmetic over figures. A figure stands for one unknown true value, named by its JSON Pointer, in base units.
///
/// ```
/// use saltgrain::rule::proof::Expression;
///
/// // The relative change from one figure to another: to ÷ from − 1.
/// let change = Expression::from("/to").over("/from").minus(Expression::from(1));
/// assert_eq!(change.figures(), ["/to", "/from"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expression {
    /// The true value behind the figure at a JSON Pointer.
    Figure(String),
    /// A number that belongs to the statement, such as the 1 in a relative change.
    Constant(Exact),
    /// The sum of all terms; 0 without any.
    Sum(Vec<Expression>),
    /// The product of all factors; 1 without any.
    Product(Vec<Expression>),
    /// The first less the second.
    Difference(Box<Expression>, Box<Expression>),
    /// The first divided by the second, which is not zero.
    Quotient(Box<Expression>, Box<Expression>),
    /// A whole power.
    Power(Box<Expression>, u32),
}

impl Expression {
    /// This plus another.
    #[must_use]
    pub fn plus(self, other: impl Into<Expression>) -> Self {
        Expression::Sum(vec![self, other.into()])
    }

    /// This less another.
    #[must_use]
    pub fn minus(self, other: impl Into<Expression>) -> Self {
        Expression::Difference(Box::new(self), Box::new(other.into()))
    }

    /// This times another.
    #[must_use]
    pub fn times(self, other: impl Into<Expression>) -> Self {
        Expression::Product(vec![self, other.into()])
    }

    /// This divided by another.
    #[must_use]
    pub fn over(self, other: impl Into<Expression>) -> Self {
        Expression::Quotient(Box::new(self), Box::new(other.into()))
    }

    /// This to a whole power.
    #[must_use]
    pub fn to_the(self, exponent: u32) -> Self {
        Expression::Power(Box::new(self), exponent)
    }

    /// The sum of figures.
    #[must_use]
    pub fn sum<P: Into<Expression>>(terms: impl IntoIterator<Item = P>) -> Self {
        Expression::Sum(terms.into_iter().map(Into::into).collect())
    }

    /// The pointers of all figures in it, in the order of reading, each as often as it stands.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(expression) = open.pop() {
            match expression {
                Expression::Figure(at) => found.push(at.as_str()),
                Expression::Constant(_) => {}
                Expression::Sum(parts) | Expression::Product(parts) => open.extend(parts.iter().rev()),
                Expression::Difference(a, b) | Expression::Quotient(a, b) => open.extend([&**b, &**a]),
                Expression::Power(base, _) => open.push(base),
            }
        }
        found
    }
}

impl From<&str> for Expression {
    fn from(pointer: &str) -> Self {
        Expression::Figure(pointer.to_owned())
    }
}

impl From<String> for Expression {
    fn from(pointer: String) -> Self {
        Expression::Figure(pointer)
    }
}

impl From<Exact> for Expression {
    fn from(constant: Exact) -> Self {
        Expression::Constant(constant)
    }
}

impl From<i64> for Expression {
    fn from(constant: i64) -> Self {
        Expression::Constant(constant.into())
    }
}

/// How the left side compares with the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operator {
    /// Less than.
    #[serde(rename = "<")]
    Less,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Equal.
    #[serde(rename = "=")]
    Equal,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// More than.
    #[serde(rename = ">")]
    Greater,
}

/// What a statement says in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relation {
    /// The left side compares with the right as the operator says.
    Compare(Expression, Operator, Expression),
    /// The first lies between the least and the greatest of the others, ends included.
    Between(Expression, Vec<Expression>),
}

/// What a text states about its figures, or declares as a fact. Figures are named by JSON Pointer.
///
/// A proof may use a statement only if [`Printed::asserts`](super::Printed::asserts) confirms it.
///
/// ```
/// use saltgrain::rule::proof::{Expression, Operator, Relation, Statement};
///
/// let statement = Statement::part_of_whole("/part", "/whole");
/// let says = Relation::Compare("/part".into(), Operator::AtMost, Expression::from("/whole"));
/// assert_eq!(statement.relations(), [says]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// The part lies within the whole, and nothing in the whole is negative: `part ≤ whole`.
    PartOfWhole {
        /// The part.
        part: String,
        /// The whole.
        whole: String,
    },
    /// Parts of a whole in which nothing is negative. Exclusive: `sum ≤ whole`. Exhaustive: `sum ≥ whole`. With neither
    /// it says nothing about the sum.
    PartsOfWhole {
        /// The parts.
        parts: Vec<String>,
        /// The whole.
        whole: String,
        /// Does nothing belong to two parts?
        exclusive: bool,
        /// Does everything belong to some part?
        exhaustive: bool,
    },
    /// Two figures, or expressions over figures, for one quantity.
    SameQuantity {
        /// One.
        a: Expression,
        /// The other.
        b: Expression,
    },
    /// A stated ratio: `stated = top ÷ bottom`.
    Ratio {
        /// The numerator.
        top: String,
        /// The denominator, which is not zero.
        bottom: String,
        /// The ratio as stated.
        stated: String,
    },
    /// A figure that the text derives from others, such as a relative change.
    Formula {
        /// The derived figure as stated.
        stated: String,
        /// What it is derived by.
        expression: Expression,
    },
    /// A limit that belongs to the kind of quantity: a share lies in [0, 1], a count is not negative.
    Range {
        /// The figure.
        of: String,
        /// The values it can take.
        within: Interval,
    },
    /// A sourced limit that is a fact: `of ≤ ceiling`.
    Ceiling {
        /// The figure.
        of: String,
        /// The figure it cannot exceed.
        ceiling: String,
    },
    /// An average over groups, with weights that are not negative and not known.
    Average {
        /// The average over all.
        overall: String,
        /// The averages of the groups.
        groups: Vec<String>,
    },
    /// `value × times` is a whole number: a mean of whole numbers times how many they are, a share times its base.
    Whole {
        /// The mean or share.
        value: Expression,
        /// How many.
        times: Expression,
    },
    /// The correlations of a set of variables with one another, all from the same data: above the diagonal, row by row.
    Correlations {
        /// The figures: r₁₂, r₁₃, …, r₂₃, …
        entries: Vec<String>,
    },
    /// Two figures that are added or compared, so that they must be of one dimension.
    SameDimension {
        /// One.
        a: String,
        /// The other.
        b: String,
    },
    /// What is concluded, at a threshold that the text states.
    Conclusion {
        /// The JSON Pointer of the conclusion.
        at: String,
        /// The quantity spoken of.
        left: Expression,
        /// How it is said to compare.
        operator: Operator,
        /// The threshold.
        right: Expression,
    },
    /// What holds between figures by what they are said to be: a named theorem or definition (Fréchet's bounds, opening
    /// stock and flows against closing stock).
    Law {
        /// Its name, with author and year where it has one.
        name: String,
        /// The left side.
        left: Expression,
        /// How the sides compare.
        operator: Operator,
        /// The right side.
        right: Expression,
    },
}

impl Statement {
    /// The part lies within the whole.
    #[must_use]
    pub fn part_of_whole(part: &str, whole: &str) -> Self {
        Statement::PartOfWhole { part: part.to_owned(), whole: whole.to_owned() }
    }

    /// Parts that exclude one another and make up the whole.
    #[must_use]
    pub fn parts_make_whole(parts: &[&str], whole: &str) -> Self {
        Statement::PartsOfWhole {
            parts: parts.iter().map(|&part| part.to_owned()).collect(),
            whole: whole.to_owned(),
            exclusive: true,
            exhaustive: true,
        }
    }

    /// Two figures for one quantity.
    pub fn same_quantity(a: impl Into<Expression>, b: impl Into<Expression>) -> Self {
        Statement::SameQuantity { a: a.into(), b: b.into() }
    }

    /// A stated ratio.
    #[must_use]
    pub fn ratio(top: &str, bottom: &str, stated: &str) -> Self {
        Statement::Ratio { top: top.to_owned(), bottom: bottom.to_owned(), stated: stated.to_owned() }
    }

    /// The value times a number of things is a whole number.
    pub fn whole(value: impl Into<Expression>, times: impl Into<Expression>) -> Self {
        Statement::Whole { value: value.into(), times: times.into() }
    }

    /// Two figures that must be of one dimension.
    #[must_use]
    pub fn same_dimension(a: &str, b: &str) -> Self {
        Statement::SameDimension { a: a.to_owned(), b: b.to_owned() }
    }

    /// What it says in numbers, numbered from 0. [`Statement::Whole`], [`Statement::Correlations`] and
    /// [`Statement::SameDimension`] say something else than an order of two expressions, and have no relation.
    #[must_use]
    pub fn relations(&self) -> Vec<Relation> {
        let figure = |at: &String| Expression::Figure(at.clone());
        let relation = match self {
            Statement::PartOfWhole { part, whole } => {
                Relation::Compare(figure(part), Operator::AtMost, figure(whole))
            }
            Statement::PartsOfWhole { parts, whole, exclusive, exhaustive } => {
                let operator = match (exclusive, exhaustive) {
                    (true, true) => Operator::Equal,
                    (true, false) => Operator::AtMost,
                    (false, true) => Operator::AtLeast,
                    (false, false) => return Vec::new(),
                };
                Relation::Compare(
                    Expression::Sum(parts.iter().map(figure).collect()),
                    operator,
                    figure(whole),
                )
            }
            Statement::SameQuantity { a, b } => Relation::Compare(a.clone(), Operator::Equal, b.clone()),
            Statement::Ratio { top, bottom, stated } => {
                Relation::Compare(figure(stated), Operator::Equal, figure(top).over(figure(bottom)))
            }
            Statement::Formula { stated, expression } => {
                Relation::Compare(figure(stated), Operator::Equal, expression.clone())
            }
            Statement::Range { of, within } => return range(of, within),
            Statement::Ceiling { of, ceiling } => {
                Relation::Compare(figure(of), Operator::AtMost, figure(ceiling))
            }
            Statement::Average { overall, groups } => {
                Relation::Between(figure(overall), groups.iter().map(figure).collect())
            }
            Statement::Conclusion { left, operator, right, .. }
            | Statement::Law { left, operator, right, .. } => {
                Relation::Compare(left.clone(), *operator, right.clone())
            }
            Statement::Whole { .. } | Statement::Correlations { .. } | Statement::SameDimension { .. } => {
                return Vec::new();
            }
        };
        vec![relation]
    }

    /// The pointers of all figures it speaks of.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        match self {
            Statement::PartOfWhole { part, whole } => vec![part, whole],
            Statement::PartsOfWhole { parts, whole, .. } => {
                parts.iter().chain([whole]).map(String::as_str).collect()
            }
            Statement::SameQuantity { a, b } | Statement::Whole { value: a, times: b } => {
                [a.figures(), b.figures()].concat()
            }
            Statement::Ratio { top, bottom, stated } => vec![top, bottom, stated],
            Statement::Formula { stated, expression } => {
                let mut found = vec![stated.as_str()];
                found.extend(expression.figures());
                found
            }
            Statement::Range { of, .. } => vec![of],
            Statement::Ceiling { of, ceiling } => vec![of, ceiling],
            Statement::Average { overall, groups } => {
                [overall].into_iter().chain(groups).map(String::as_str).collect()
            }
            Statement::Correlations { entries } => entries.iter().map(String::as_str).collect(),
            Statement::SameDimension { a, b } => vec![a, b],
            Statement::Conclusion { left, right, .. } | Statement::Law { left, right, .. } => {
                [left.figures(), right.figures()].concat()
            }
        }
    }
}

/// The kind of statement and the pointers it speaks of; a proof's own text puts it in words.
impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Enough to tell statements apart, without pages for a hostile one.
        const SHOWN: usize = 4;
        f.write_str(match self {
            Statement::PartOfWhole { .. } => "a part of a whole",
            Statement::PartsOfWhole { .. } => "the parts of a whole",
            Statement::SameQuantity { .. } => "one quantity given twice",
            Statement::Ratio { .. } => "a ratio",
            Statement::Formula { .. } => "a derived figure",
            Statement::Range { .. } => "the range of a figure",
            Statement::Ceiling { .. } => "a ceiling",
            Statement::Average { .. } => "an average over groups",
            Statement::Whole { .. } => "a whole number of things",
            Statement::Correlations { .. } => "the correlations of a set of variables",
            Statement::SameDimension { .. } => "figures that are compared or added",
            Statement::Conclusion { .. } => "a conclusion",
            Statement::Law { .. } => "a law",
        })?;
        let figures = self.figures();
        for (number, at) in figures.iter().take(SHOWN).enumerate() {
            write!(f, "{}{at}", if number == 0 { ": " } else { ", " })?;
        }
        if figures.len() > SHOWN { f.write_str(", …") } else { Ok(()) }
    }
}

/// The low end first, then the high end, so far as there are any.
fn range(of: &str, within: &Interval) -> Vec<Relation> {
    let bound = |end: &End, open, closed| {
        let (operator, value) = match end {
            End::Open(value) => (open, value),
            End::Closed(value) => (closed, value),
            End::Unbounded => return None,
        };
        Some(Relation::Compare(of.into(), operator, Expression::Constant(value.clone())))
    };
    [
        bound(within.low(), Operator::Greater, Operator::AtLeast),
        bound(within.high(), Operator::Less, Operator::AtMost),
    ]
    .into_iter()
    .flatten()
    .collect()
}
