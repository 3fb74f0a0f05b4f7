//! The verifier: decides whether a proof holds, from the proof and the printed text alone.
//!
//! It is meant to be read in one sitting, and uses nothing but exact numbers and intervals. What makes it sound:
//!
//! 1. Every quoted figure is compared with the text, and its range worked out anew from the printed digits.
//! 2. Every statement an argument uses must be confirmed by the text.
//! 3. Each kind of argument is then one step of arithmetic, written out below. All hold for *any* true values in the
//!    ranges, so where a proof is accepted, no true values fit the text.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::form::{Constraint, Form, Kind, Unknown};
use super::{
    Argument, BASE_DIMENSIONS, Cases, Cited, Enclosure, Expression, Gap, Line, Linear, Operator, Premise,
    Printed, Proof, Rejection, Relation, Split, Statement, Vector,
};
use crate::number::{End, Exact, Interval};

/// How many figures, terms, lines and cases a proof may have in all, so that checking a hostile one ends soon. The
/// longest honest proofs, cases over the whole numbers that a standard deviation allows, take a few thousand.
pub const MAX_STEPS: usize = 20_000;

/// How deep cases and expressions may be nested. Honest ones have three or four levels.
pub const MAX_DEPTH: usize = 48;

/// Checks a proof against the text it speaks of.
///
/// # Errors
/// The first thing that is wrong with the proof.
///
/// ```
/// use saltgrain::rule::proof::{Argument, Excerpt, Linear, Proof, Rejection, verify};
///
/// let empty = Proof { figures: vec![], argument: Argument::Linear(Linear { lines: vec![] }) };
/// assert_eq!(verify(&empty, &Excerpt::default()), Err(Rejection::NoContradiction));
/// ```
pub fn verify(proof: &Proof, printed: &dyn Printed) -> Result<(), Rejection> {
    if proof.figures.len() > MAX_STEPS {
        return Err(Rejection::TooLong);
    }
    for cited in &proof.figures {
        let amount = printed.amount(&cited.at).ok_or_else(|| Rejection::NoSuchFigure(cited.at.clone()))?;
        if amount.cite(&cited.at)? != *cited {
            return Err(Rejection::Misquoted(cited.at.clone()));
        }
    }
    follows(&proof.figures, &proof.argument, printed)
}

/// Whether a contradiction follows from figures that are quoted rightly.
pub(super) fn follows(
    figures: &[Cited],
    argument: &Argument,
    printed: &dyn Printed,
) -> Result<(), Rejection> {
    Reckoning::new(figures, &|statement| printed.asserts(statement)).refute(argument)
}

/// What an argument may use: the quoted figures, what the text states, and the case it stands in.
pub(super) struct Reckoning<'p> {
    figures: BTreeMap<&'p str, &'p Cited>,
    stated: &'p dyn Fn(&Statement) -> bool,
    /// What is supposed in the case under examination: this expression lies in this interval.
    pub(super) supposed: Vec<(Expression, Interval)>,
    pub(super) depth: Cell<usize>,
    pub(super) steps: Cell<usize>,
}

impl<'p> Reckoning<'p> {
    pub(super) fn new(figures: &'p [Cited], stated: &'p dyn Fn(&Statement) -> bool) -> Self {
        Reckoning {
            figures: figures.iter().map(|cited| (cited.at.as_str(), cited)).collect(),
            stated,
            supposed: Vec::new(),
            depth: Cell::new(0),
            steps: Cell::new(0),
        }
    }

    /// Ok exactly where the argument shows that no admissible values fulfil what is stated.
    fn refute(&mut self, argument: &Argument) -> Result<(), Rejection> {
        self.enter()?;
        match argument {
            Argument::Linear(linear) => self.refute_linear(linear),
            Argument::Gap(gap) => self.refute_gap(gap),
            Argument::Enclosure(enclosure) => self.refute_enclosure(enclosure),
            Argument::Vector(vector) => self.refute_vector(vector),
            Argument::Cases(cases) => self.refute_cases(cases),
        }?;
        self.leave();
        Ok(())
    }

    // --- Linear: the sum of the lines reads `number ≤ 0` or `number < 0`, which is false ---

    fn refute_linear(&self, linear: &Linear) -> Result<(), Rejection> {
        let sum = self.sum(linear)?;
        if let Some(unknown) = sum.form.terms.keys().next() {
            return Err(Rejection::DoesNotCancel(unknown.to_string()));
        }
        let impossible = match sum.kind {
            Kind::Less => !sum.form.constant.is_negative(),
            Kind::AtMost => sum.form.constant.is_positive(),
            Kind::Equal => !sum.form.constant.is_zero(),
        };
        contradiction_if(impossible)
    }

    /// Adds the lines up, each taken as often as it says.
    pub(super) fn sum(&self, linear: &Linear) -> Result<Constraint, Rejection> {
        let mut sum = Constraint { form: Form::default(), kind: Kind::Equal };
        for (number, Line { times, premise }) in linear.lines.iter().enumerate() {
            let line = self.constraint(premise)?;
            if times.is_negative() && line.kind != Kind::Equal {
                return Err(Rejection::NegativeMultiplier(number));
            }
            sum.form = sum.form.plus(&line.form, times)?;
            if !times.is_zero() {
                sum.kind = sum.kind.max(line.kind);
            }
        }
        Ok(sum)
    }

    /// What a premise says, as a form that is less than, at most or equal to zero.
    pub(super) fn constraint(&self, premise: &Premise) -> Result<Constraint, Rejection> {
        self.step()?;
        match premise {
            Premise::Low(at) => {
                let range = self.range(at)?;
                Constraint::at_low_end(at, range.low()).ok_or_else(|| Rejection::Unbounded(at.clone()))
            }
            Premise::High(at) => {
                let range = self.range(at)?;
                Constraint::at_high_end(at, range.high()).ok_or_else(|| Rejection::Unbounded(at.clone()))
            }
            Premise::Exponent { of, base } => {
                let exponent =
                    *self.figure(of)?.dimension.get(*base).ok_or(Rejection::NoSuchDimension(*base))?;
                let unknown = Form::unknown(Unknown::Exponent(of.clone(), *base));
                let form = unknown.plus(&Form::constant(i64::from(exponent).into()), &-Exact::ONE)?;
                Ok(Constraint { form, kind: Kind::Equal })
            }
            Premise::Stated { statement: statement @ Statement::SameDimension { a, b }, relation: base } => {
                self.require(statement)?;
                if *base >= BASE_DIMENSIONS.len() {
                    return Err(Rejection::NoSuchDimension(*base));
                }
                let exponent = |of: &String| Form::unknown(Unknown::Exponent(of.clone(), *base));
                Ok(Constraint { form: exponent(a).plus(&exponent(b), &-Exact::ONE)?, kind: Kind::Equal })
            }
            Premise::Cleared { statement, relation, fixed, turned } => {
                self.cleared(statement, *relation, fixed, *turned)
            }
            Premise::Stated { statement, relation } => {
                self.require(statement)?;
                let Some(Relation::Compare(left, operator, right)) =
                    statement.relations().into_iter().nth(*relation)
                else {
                    return Err(Rejection::NoSuchRelation(*relation));
                };
                let difference = self.form(&left)?.plus(&self.form(&right)?, &-Exact::ONE)?;
                let (form, kind) = match operator {
                    Operator::Less => (difference, Kind::Less),
                    Operator::AtMost => (difference, Kind::AtMost),
                    Operator::Equal => (difference, Kind::Equal),
                    Operator::AtLeast => (difference.negated(), Kind::AtMost),
                    Operator::Greater => (difference.negated(), Kind::Less),
                };
                Ok(Constraint { form, kind })
            }
        }
    }

    /// An expression as a linear form. A factor or divisor that has only one admissible value counts as that number;
    /// what is added stays an unknown, whatever it is.
    fn form(&self, expression: &Expression) -> Result<Form, Rejection> {
        self.enter()?;
        let form = match expression {
            Expression::Figure(at) => {
                self.figure(at)?;
                Form::unknown(Unknown::Value(at.clone()))
            }
            Expression::Constant(value) => Form::constant(value.clone()),
            Expression::Sum(terms) => {
                terms.iter().try_fold(Form::default(), |sum, term| -> Result<_, Rejection> {
                    sum.plus(&self.form(term)?, &Exact::ONE)
                })?
            }
            Expression::Difference(a, b) => self.form(a)?.plus(&self.form(b)?, &-Exact::ONE)?,
            Expression::Product(factors) => {
                let (mut number, mut unknown) = (Exact::ONE, None);
                for factor in factors {
                    match self.evaluate(factor)?.is_point() {
                        Some(value) => number = (&number * value)?,
                        None if unknown.is_none() => unknown = Some(self.form(factor)?),
                        None => return Err(Rejection::NotLinear),
                    }
                }
                let unknown = unknown.unwrap_or_else(|| Form::constant(Exact::ONE));
                Form::default().plus(&unknown, &number)?
            }
            Expression::Quotient(a, b) => match self.evaluate(b)?.is_point() {
                Some(divisor) => Form::default().plus(&self.form(a)?, &divisor.recip()?)?,
                None => return Err(Rejection::NotLinear),
            },
            Expression::Power(..) => match self.evaluate(expression)?.is_point() {
                Some(value) => Form::constant(value.clone()),
                None => return Err(Rejection::NotLinear),
            },
        };
        self.leave();
        Ok(form)
    }

    // --- Gap: k / n lies below every admissible value, (k + 1) / n above ---

    fn refute_gap(&self, gap: &Gap) -> Result<(), Rejection> {
        self.require(&Statement::Whole { value: gap.value.clone(), times: gap.times.clone() })?;
        let times = self.evaluate(&gap.times)?;
        if times.is_point() != Some(&gap.n) || !gap.n.is_positive() {
            return Err(Rejection::WrongNumber(gap.n.to_string()));
        }
        if !gap.k.is_integer() {
            return Err(Rejection::NotWhole(gap.k.to_string()));
        }
        let too_little = Interval::point((&gap.k / &gap.n)?);
        let too_much = Interval::point(((&gap.k + &Exact::ONE)? / &gap.n)?);
        let value = self.evaluate(&gap.value)?;
        contradiction_if(too_little.is_below(&value) && value.is_below(&too_much))
    }

    // --- Enclosure: no value of the left side compares with any of the right as stated ---

    fn refute_enclosure(&self, enclosure: &Enclosure) -> Result<(), Rejection> {
        let Enclosure { statement, relation } = enclosure;
        self.require(statement)?;
        let relation =
            statement.relations().into_iter().nth(*relation).ok_or(Rejection::NoSuchRelation(*relation))?;
        let impossible = match relation {
            Relation::Compare(left, operator, right) => {
                let (left, right) = (self.evaluate(&left)?, self.evaluate(&right)?);
                match operator {
                    Operator::Less => never_less(&left, &right),
                    Operator::AtMost => right.is_below(&left),
                    Operator::Equal => left.is_disjoint(&right),
                    Operator::AtLeast => left.is_below(&right),
                    Operator::Greater => never_less(&right, &left),
                }
            }
            Relation::Between(value, among) => {
                let value = self.evaluate(&value)?;
                let among = among.iter().map(|one| self.evaluate(one)).collect::<Result<Vec<_>, _>>()?;
                let outside = among.iter().all(|one| value.is_below(one))
                    || among.iter().all(|one| one.is_below(&value));
                outside && !among.is_empty() // no text means an average over nothing
            }
        };
        contradiction_if(impossible)
    }

    /// Every admissible value of an expression, and possibly more: where a figure occurs twice, its two occurrences are
    /// taken to vary on their own. A superset can hide a contradiction, never feign one.
    pub(super) fn evaluate(&self, expression: &Expression) -> Result<Interval, Rejection> {
        self.enter()?;
        let mut value = match expression {
            Expression::Figure(at) => self.figure(at)?.range.clone(),
            Expression::Constant(value) => Interval::point(value.clone()),
            Expression::Sum(terms) => {
                let zero = Interval::point(Exact::ZERO);
                terms.iter().try_fold(zero, |sum, term| -> Result<_, Rejection> {
                    Ok(sum.add(&self.evaluate(term)?)?)
                })?
            }
            Expression::Product(factors) => {
                let one = Interval::point(Exact::ONE);
                factors.iter().try_fold(one, |product, factor| -> Result<_, Rejection> {
                    Ok(product.mul(&self.evaluate(factor)?)?)
                })?
            }
            Expression::Difference(a, b) => self.evaluate(a)?.sub(&self.evaluate(b)?)?,
            Expression::Quotient(a, b) => self.evaluate(a)?.div(&self.evaluate(b)?)?,
            Expression::Power(base, exponent) => self.evaluate(base)?.pow(*exponent)?,
        };
        for (supposed, within) in &self.supposed {
            if supposed == expression {
                value = value.intersect(within).ok_or_else(|| Rejection::EmptyCase(within.to_string()))?;
            }
        }
        self.leave();
        Ok(value)
    }

    // --- Vector: the variance of the weighted sum, Σ wᵢ² + 2 Σ wᵢ wⱼ rᵢⱼ, is negative ---

    fn refute_vector(&self, vector: &Vector) -> Result<(), Rejection> {
        contradiction_if(self.variance(vector)?.is_below(&Interval::point(Exact::ZERO)))
    }

    pub(super) fn variance(&self, vector: &Vector) -> Result<Interval, Rejection> {
        self.require(&Statement::Correlations { entries: vector.entries.clone() })?;
        let (weights, entries) = (vector.weights.len(), vector.entries.len());
        let needed = weights.saturating_mul(weights.saturating_sub(1)) / 2;
        if needed != entries {
            return Err(Rejection::WrongShape { weights, needed, entries });
        }
        let mut variance = Interval::point(Exact::ZERO);
        let mut entries = vector.entries.iter();
        for (i, first) in vector.weights.iter().enumerate() {
            self.step()?;
            variance = variance.add(&Interval::point((first * first)?))?;
            for (second, entry) in vector.weights.iter().skip(i + 1).zip(&mut entries) {
                let correlation = self.evaluate(&Expression::Figure(entry.clone()))?;
                let weight = ((first * second)? * Exact::from(2))?;
                variance = variance.add(&correlation.scale(&weight)?)?;
            }
        }
        Ok(variance)
    }

    // --- Cases: every admissible value belongs to a case, and every case is contradictory ---

    fn refute_cases(&mut self, cases: &Cases) -> Result<(), Rejection> {
        let whole = match &cases.by {
            Split::Figure(at) => self.figure(at)?.whole,
            Split::Whole { value, times } => {
                self.require(&Statement::Whole { value: value.clone(), times: times.clone() })?;
                true
            }
        };
        // Where only whole numbers count, an interval without any holds nothing.
        let tighten = |interval: Interval| if whole { interval.integers() } else { Some(interval) };
        let by = cases.by.expression();
        let mut left = tighten(self.evaluate(&by)?);
        for case in &cases.cases {
            self.step()?;
            let empty = || Rejection::EmptyCase(case.when.to_string());
            let rest = left.ok_or_else(empty)?;
            if let Some(missed) = below(&case.when).and_then(|below| rest.intersect(&below)).and_then(tighten)
            {
                return Err(Rejection::MissingCase(missed.to_string()));
            }
            let when = rest.intersect(&case.when).and_then(tighten).ok_or_else(empty)?;
            self.supposed.push((by.clone(), when));
            self.refute(&case.because)?;
            self.supposed.pop();
            left = above(&case.when).and_then(|above| rest.intersect(&above)).and_then(tighten);
        }
        match left {
            None => Ok(()),
            Some(left) => Err(Rejection::MissingCase(left.to_string())),
        }
    }

    // --- What all kinds need ---

    fn figure(&self, at: &str) -> Result<&'p Cited, Rejection> {
        self.figures.get(at).copied().ok_or_else(|| Rejection::NotQuoted(at.to_owned()))
    }

    /// Every admissible value of a figure.
    pub(super) fn range(&self, at: &str) -> Result<Interval, Rejection> {
        match self.supposed.is_empty() {
            true => Ok(self.figure(at)?.range.clone()),
            false => self.evaluate(&Expression::Figure(at.to_owned())),
        }
    }

    pub(super) fn require(&self, statement: &Statement) -> Result<(), Rejection> {
        self.step()?;
        if (self.stated)(statement) { Ok(()) } else { Err(Rejection::NotStated(statement.to_string())) }
    }

    fn step(&self) -> Result<(), Rejection> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MAX_STEPS { Err(Rejection::TooLong) } else { Ok(()) }
    }

    pub(super) fn enter(&self) -> Result<(), Rejection> {
        self.step()?;
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > MAX_DEPTH { Err(Rejection::TooDeep) } else { Ok(()) }
    }

    pub(super) fn leave(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }
}

fn contradiction_if(impossible: bool) -> Result<(), Rejection> {
    if impossible { Ok(()) } else { Err(Rejection::NoContradiction) }
}

/// No element of `a` is less than any of `b`. Whether the ends belong to the intervals does not matter.
fn never_less(a: &Interval, b: &Interval) -> bool {
    a.low_value().zip(b.high_value()).is_some_and(|(low, high)| low >= high)
}

/// The numbers below every element of an interval.
fn below(interval: &Interval) -> Option<Interval> {
    match interval.low() {
        End::Open(value) => Some(Interval::at_most(value.clone())),
        End::Closed(value) => Some(Interval::less_than(value.clone())),
        End::Unbounded => None,
    }
}

/// The numbers above every element of an interval.
fn above(interval: &Interval) -> Option<Interval> {
    match interval.high() {
        End::Open(value) => Some(Interval::at_least(value.clone())),
        End::Closed(value) => Some(Interval::more_than(value.clone())),
        End::Unbounded => None,
    }
}
