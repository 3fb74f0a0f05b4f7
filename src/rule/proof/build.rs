//! Constructors for the arguments that rules need most. They compute; whether the result holds is for the verifier.

use std::collections::BTreeSet;

use super::form::Unknown;
use super::verify::{MAX_STEPS, Reckoning};
use super::{
    Argument, Case, Cases, Cited, Enclosure, Expression, Gap, Line, Linear, Premise, Printed, Rejection,
    Split, Statement, Vector,
};
use crate::number::{End, Exact, Interval};

impl Argument {
    /// A part is larger than its whole ([`Statement::PartOfWhole`]).
    #[must_use]
    pub fn part_exceeds_whole(part: &str, whole: &str) -> Self {
        Linear::of([(1, low(part)), (1, high(whole)), (1, stated(Statement::part_of_whole(part, whole)))])
    }

    /// Parts that exclude one another add up to more than the whole ([`Statement::PartsOfWhole`], exclusive).
    #[must_use]
    pub fn parts_exceed_whole(parts: &[&str], whole: &str, exhaustive: bool) -> Self {
        let statement = parts_of_whole(parts, whole, true, exhaustive);
        let lines = parts.iter().map(|part| (1, low(part))).chain([(1, high(whole)), (1, stated(statement))]);
        Linear::of(lines)
    }

    /// Parts that leave nothing out add up to less than the whole ([`Statement::PartsOfWhole`], exhaustive).
    #[must_use]
    pub fn parts_fall_short(parts: &[&str], whole: &str, exclusive: bool) -> Self {
        let statement = parts_of_whole(parts, whole, exclusive, true);
        // The equation `sum = whole` is needed the other way round; the inequality `sum ≥ whole` stands so already.
        let times = if exclusive { -1 } else { 1 };
        let lines =
            parts.iter().map(|part| (1, high(part))).chain([(1, low(whole)), (times, stated(statement))]);
        Linear::of(lines)
    }

    /// Two figures for one quantity, one wholly below the other ([`Statement::SameQuantity`], the lower one first).
    #[must_use]
    pub fn same_quantity_differs(lower: &str, higher: &str) -> Self {
        Linear::of([
            (1, high(lower)),
            (1, low(higher)),
            (-1, stated(Statement::same_quantity(lower, higher))),
        ])
    }

    /// A figure above what is a fact to be its ceiling ([`Statement::Ceiling`]).
    #[must_use]
    pub fn exceeds_ceiling(of: &str, ceiling: &str) -> Self {
        let statement = Statement::Ceiling { of: of.to_owned(), ceiling: ceiling.to_owned() };
        Linear::of([(1, low(of)), (1, high(ceiling)), (1, stated(statement))])
    }

    /// Two figures that are compared or added have units of unequal dimension ([`Statement::SameDimension`]); `None`
    /// where the dimensions are equal or a figure is missing.
    pub fn unequal_dimensions(a: &str, b: &str, printed: &dyn Printed) -> Option<Self> {
        let (one, other) = (printed.amount(a)?.dimension, printed.amount(b)?.dimension);
        let base = one.iter().zip(&other).position(|(one, other)| one != other)?;
        let same = Premise::Stated { statement: Statement::same_dimension(a, b), relation: base };
        Some(Linear::of([
            (1, Premise::Exponent { of: a.to_owned(), base }),
            (-1, Premise::Exponent { of: b.to_owned(), base }),
            (-1, same),
        ]))
    }

    /// A stated ratio that its members cannot give ([`Statement::Ratio`]).
    #[must_use]
    pub fn ratio_disjoint(top: &str, bottom: &str, stated: &str) -> Self {
        Argument::refuted(Statement::ratio(top, bottom, stated), 0)
    }

    /// A statement whose relation no admissible values fulfil.
    #[must_use]
    pub fn refuted(statement: Statement, relation: usize) -> Self {
        Argument::Enclosure(Enclosure { statement, relation })
    }

    /// Adds up statements, each with its multiplier and the number of its relation, and cancels every figure that is left
    /// in the sum by the end of its range that hurts most. For contradictions that lie in several statements together.
    ///
    /// # Errors
    /// Why there is no such sum: no such figure, a relation that is not linear, a figure without the end that is needed.
    ///
    /// ```
    /// use saltgrain::number::{Figure, Interval, NumberFormat};
    /// use saltgrain::rule::proof::{Argument, Excerpt, PrintedAmount, Proof, Statement};
    ///
    /// let people = |text: &str| PrintedAmount {
    ///     text: format!("{text} people"),
    ///     figure: Figure::parse(text, &NumberFormat::default()).unwrap(),
    ///     factor: Interval::point(1.into()),
    ///     counted: true,
    ///     dimension: [0, 0, 0, 0, 0, 0, 1],
    ///     base_unit: "people".into(),
    /// };
    /// // Of 9 people 7 have a and 6 have b, so at least 4 have both.
    /// let both = Statement::Law {
    ///     name: "an overlap holds at least what does not fit beside the other part (Fréchet 1935)".into(),
    ///     left: "/both".into(),
    ///     operator: saltgrain::rule::proof::Operator::AtLeast,
    ///     right: saltgrain::rule::proof::Expression::from("/a").plus("/b").minus("/all"),
    /// };
    /// let text = [("/all", "9"), ("/a", "7"), ("/b", "6"), ("/both", "3")]
    ///     .into_iter()
    ///     .fold(Excerpt::default(), |text, (at, figure)| text.with_amount(at, people(figure)))
    ///     .with_statement(both.clone());
    /// let proof = Proof::new(Argument::added_up([(1, both, 0)], &text)?, &text)?;
    /// assert!(proof.to_string().ends_with("the sum: 1 ≤ 0, which is impossible"));
    /// # Ok::<(), saltgrain::rule::proof::Rejection>(())
    /// ```
    pub fn added_up<T: Into<Exact>>(
        statements: impl IntoIterator<Item = (T, Statement, usize)>,
        printed: &dyn Printed,
    ) -> Result<Self, Rejection> {
        let lines = statements
            .into_iter()
            .map(|(times, statement, relation)| (times.into(), Premise::Stated { statement, relation }));
        Argument::balanced(lines, printed)
    }

    /// As [`Argument::added_up`], of premises of any kind: a printed ratio, for one, is a pair of inequalities
    /// ([`Premise::Cleared`]).
    ///
    /// # Errors
    /// As [`Argument::added_up`].
    ///
    /// ```
    /// use saltgrain::number::{Figure, Interval, NumberFormat};
    /// use saltgrain::rule::proof::{Argument, Excerpt, Premise, PrintedAmount, Proof, Statement};
    ///
    /// let amount = |text: &str, unit: &str, factor: (i64, i64)| PrintedAmount {
    ///     text: format!("{text} {unit}"),
    ///     figure: Figure::parse(text, &NumberFormat::default()).unwrap(),
    ///     factor: Interval::point(factor.try_into().unwrap()),
    ///     counted: false,
    ///     dimension: [0; 7],
    ///     base_unit: String::new(),
    /// };
    /// // A is 41 % of B, and B 51 % of C: then A is not 14.0 of 60.0.
    /// let ratios = [Statement::ratio("/a", "/b", "/s"), Statement::ratio("/b", "/c", "/t")];
    /// let text = Excerpt::default()
    ///     .with_amount("/a", amount("14.0", "", (1, 1)))
    ///     .with_amount("/b", amount("25 to 35", "", (1, 1)))
    ///     .with_amount("/c", amount("60.0", "", (1, 1)))
    ///     .with_amount("/s", amount("41", "%", (1, 100)))
    ///     .with_amount("/t", amount("51", "%", (1, 100)));
    /// let text = ratios.iter().cloned().fold(text, Excerpt::with_statement);
    /// let at_most = |statement: &Statement, fixed: &str| Premise::Cleared {
    ///     statement: statement.clone(),
    ///     relation: 0,
    ///     fixed: vec![fixed.into()],
    ///     turned: true,
    /// };
    /// let [first, second] = [at_most(&ratios[0], "/s"), at_most(&ratios[1], "/t")];
    /// // A is at most 42 % of B, and 42 % of B is at most 42 % of 52 % of C.
    /// let lines = [(1.into(), first), ("42/100".parse().unwrap(), second)];
    /// let proof = Proof::new(Argument::balanced(lines, &text)?, &text)?;
    /// assert!(proof.to_string().contains("\"14.0 \" < 0.42 × \"25 to 35 \""));
    /// # Ok::<(), saltgrain::rule::proof::Rejection>(())
    /// ```
    pub fn balanced(
        lines: impl IntoIterator<Item = (Exact, Premise)>,
        printed: &dyn Printed,
    ) -> Result<Self, Rejection> {
        let lines = lines.into_iter().map(|(times, premise)| Line { times, premise });
        let mut linear = Linear { lines: lines.collect() };
        let figures = quote(linear.figures(), printed)?;
        let sum = Reckoning::new(&figures, &|_| true).sum(&linear)?;
        for (unknown, factor) in sum.form.terms {
            let premise = match unknown {
                // Already a fixed number: there is only one way to cancel it.
                Unknown::Exponent(of, base) => {
                    linear.lines.push(Line { times: -factor, premise: Premise::Exponent { of, base } });
                    continue;
                }
                Unknown::Value(at) if factor.is_positive() => Premise::Low(at),
                Unknown::Value(at) => Premise::High(at),
            };
            linear.lines.push(Line { times: factor.abs(), premise });
        }
        Ok(Argument::Linear(linear))
    }

    /// No whole number of things gives this value ([`Statement::Whole`]). `supposed` is what the case around the argument
    /// supposes; empty where there is none.
    ///
    /// # Errors
    /// Why there is no gap: no such figure, the number of things is not certain, or a whole number fits.
    pub fn gap(
        value: impl Into<Expression>,
        times: impl Into<Expression>,
        supposed: &[(Expression, Interval)],
        printed: &dyn Printed,
    ) -> Result<Self, Rejection> {
        let (value, times) = (value.into(), times.into());
        let figures = quote([value.figures(), times.figures()].concat(), printed)?;
        let mut reckoning = Reckoning::new(&figures, &|_| true);
        reckoning.supposed = supposed.to_vec();
        let number = reckoning.evaluate(&times)?;
        let n = number.is_point().ok_or_else(|| Rejection::WrongNumber(number.to_string()))?.clone();
        let k = match reckoning.evaluate(&value)?.low() {
            End::Open(low) => (low * &n)?.floor(),
            End::Closed(low) => ((low * &n)?.ceil() - Exact::ONE)?,
            End::Unbounded => return Err(Rejection::NoContradiction),
        };
        Ok(Argument::Gap(Gap { value, times, n, k }))
    }

    /// Weights for which the printed correlations give a negative variance ([`Statement::Correlations`]).
    #[must_use]
    pub fn vector(entries: &[&str], weights: Vec<Exact>) -> Self {
        Argument::Vector(Vector { entries: entries.iter().map(|&at| at.to_owned()).collect(), weights })
    }

    /// One case for each whole number that what is split can be. `because` gets the number, and what its case supposes;
    /// the first number that it cannot refute ends the search with its rejection.
    ///
    /// # Errors
    /// That rejection; or what is split is no whole number, or unbounded, or has too many values to list.
    pub fn each_whole_number(
        by: Split,
        printed: &dyn Printed,
        mut because: impl FnMut(&Exact, (Expression, Interval)) -> Result<Argument, Rejection>,
    ) -> Result<Self, Rejection> {
        let expression = by.expression();
        let figures = quote(expression.figures(), printed)?;
        let range = Reckoning::new(&figures, &|_| true).evaluate(&expression)?;
        let not_listed = || Rejection::MissingCase(range.to_string());
        let whole = range.integers().ok_or_else(not_listed)?;
        let (first, last) = whole.low_value().zip(whole.high_value()).ok_or_else(not_listed)?;
        let mut cases = Vec::new();
        let mut number = first.clone();
        while number <= *last {
            if cases.len() == MAX_STEPS {
                return Err(Rejection::TooLong);
            }
            let when = Interval::point(number.clone());
            let because = because(&number, (expression.clone(), when.clone()))?;
            cases.push(Case { when, because });
            number = (number + Exact::ONE)?;
        }
        Ok(Argument::Cases(Cases { by, cases }))
    }
}

impl Linear {
    /// An argument from premises with whole multipliers.
    fn of(lines: impl IntoIterator<Item = (i64, Premise)>) -> Argument {
        let lines = lines.into_iter().map(|(times, premise)| Line { times: times.into(), premise }).collect();
        Argument::Linear(Linear { lines })
    }
}

fn low(at: &str) -> Premise {
    Premise::Low(at.to_owned())
}

fn high(at: &str) -> Premise {
    Premise::High(at.to_owned())
}

fn stated(statement: Statement) -> Premise {
    Premise::Stated { statement, relation: 0 }
}

fn parts_of_whole(parts: &[&str], whole: &str, exclusive: bool, exhaustive: bool) -> Statement {
    let parts = parts.iter().map(|&part| part.to_owned()).collect();
    Statement::PartsOfWhole { parts, whole: whole.to_owned(), exclusive, exhaustive }
}

/// The figures at these pointers, each once and in the order of first use, as a proof quotes them.
pub(super) fn quote(pointers: Vec<&str>, printed: &dyn Printed) -> Result<Vec<Cited>, Rejection> {
    let mut known = BTreeSet::new();
    pointers
        .into_iter()
        .filter(|at| known.insert(*at))
        .map(|at| {
            let amount = printed.amount(at).ok_or_else(|| Rejection::NoSuchFigure(at.to_owned()))?;
            Ok(amount.cite(at)?)
        })
        .collect()
}
