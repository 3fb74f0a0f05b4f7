//! Printed ratios as inequalities between amounts: `1,422 of 256,423 is 59 per 10,000` says that 1,422 is at least so much
//! and at most so much of 256,423, with the printed ratio at the ends of its range.

use std::collections::BTreeMap;

use super::form::{Constraint, Form, Kind, Unknown};
use super::verify::Reckoning;
use super::{Expression, Operator, Rejection, Relation, Statement};
use crate::number::{End, Exact, Interval};

/// Figures, each times a factor that is only known to lie in an interval, and a number that is.
struct Loose {
    terms: BTreeMap<String, Interval>,
    constant: Interval,
}

/// One such sum over another, which is not zero.
struct Quotient {
    top: Loose,
    bottom: Loose,
}

impl Loose {
    fn constant(constant: Interval) -> Self {
        Loose { terms: BTreeMap::new(), constant }
    }

    fn plus(mut self, other: Loose) -> Result<Self, Rejection> {
        self.constant = self.constant.add(&other.constant)?;
        for (at, factor) in other.terms {
            let sum = match self.terms.get(&at) {
                Some(own) => own.add(&factor)?,
                None => factor,
            };
            self.terms.insert(at, sum);
        }
        Ok(self)
    }

    fn negated(self) -> Self {
        let terms = self.terms.into_iter().map(|(at, factor)| (at, factor.neg())).collect();
        Loose { terms, constant: self.constant.neg() }
    }

    /// A product, of which one side has no unknowns.
    fn times(&self, other: &Loose) -> Result<Self, Rejection> {
        let (sum, number) = match (self.terms.is_empty(), other.terms.is_empty()) {
            (_, true) => (self, &other.constant),
            (true, _) => (other, &self.constant),
            _ => return Err(Rejection::NotLinear),
        };
        let terms = sum.terms.iter().map(|(at, factor)| Ok((at.clone(), factor.mul(number)?)));
        Ok(Loose { terms: terms.collect::<Result<_, Rejection>>()?, constant: sum.constant.mul(number)? })
    }
}

impl Quotient {
    fn whole(top: Loose) -> Self {
        Quotient { top, bottom: Loose::constant(Interval::ONE) }
    }
}

impl Reckoning<'_> {
    /// A relation between sums and quotients as one inequality between amounts that are not negative. Both sides are
    /// multiplied by what stands below the line, which is positive: it is not negative, and the statement itself says that
    /// it is not zero. The figures in `fixed` are not unknowns: each stands with whichever end of its range leaves most
    /// room, which holds whatever the true value, as what it is multiplied with is not negative either.
    pub(super) fn cleared(
        &self,
        statement: &Statement,
        relation: usize,
        fixed: &[String],
        turned: bool,
    ) -> Result<Constraint, Rejection> {
        self.require(statement)?;
        let Some(Relation::Compare(left, operator, right)) = statement.relations().into_iter().nth(relation)
        else {
            return Err(Rejection::NoSuchRelation(relation));
        };
        let strict = match (operator, turned) {
            (Operator::Equal, _) | (Operator::AtMost, false) | (Operator::AtLeast, true) => false,
            (Operator::Less, false) | (Operator::Greater, true) => true,
            _ => return Err(Rejection::NoSuchRelation(relation)),
        };
        let (left, right) = (self.quotient(&left, fixed)?, self.quotient(&right, fixed)?);
        for bottom in [&left.bottom, &right.bottom] {
            self.not_negative(bottom)?;
        }
        let difference = left.top.times(&right.bottom)?.plus(right.top.times(&left.bottom)?.negated())?;
        let difference = if turned { difference.negated() } else { difference };

        // Σ [factor] figure + [constant] ≤ 0, hence Σ low(factor) figure + low(constant) ≤ 0.
        let low = |interval: &Interval| match interval.low() {
            End::Closed(value) => Some((value.clone(), false)),
            End::Open(value) => Some((value.clone(), true)),
            End::Unbounded => None,
        };
        let (constant, mut is_less) =
            low(&difference.constant).ok_or_else(|| Rejection::Unbounded(statement.to_string()))?;
        is_less |= strict;
        let (mut terms, mut open) = (BTreeMap::new(), BTreeMap::new());
        for (at, factor) in &difference.terms {
            let (value, is_open) = low(factor).ok_or_else(|| Rejection::Unbounded(at.clone()))?;
            if factor.is_point().is_none() {
                self.figure_not_negative(at)?;
                // With an open end the inequality is strict where the figure is not zero.
                is_less |= is_open && is_positive(&self.range(at)?);
                open.insert(at, is_open);
            }
            if !value.is_zero() {
                terms.insert(Unknown::Value(at.clone()), value);
            }
        }
        // What stands below the line is not zero, so one of its figures is not: whichever it is, its end is open.
        is_less |= [&left.bottom, &right.bottom].into_iter().any(|bottom| {
            bottom.constant.is_point().is_some_and(Exact::is_zero)
                && bottom.terms.keys().all(|at| open.get(at).copied().unwrap_or_default())
        });
        let kind = if is_less { Kind::Less } else { Kind::AtMost };
        Ok(Constraint { form: Form { terms, constant }, kind })
    }

    fn quotient(&self, expression: &Expression, fixed: &[String]) -> Result<Quotient, Rejection> {
        self.enter()?;
        let quotient = match expression {
            Expression::Figure(at) if fixed.contains(at) => Quotient::whole(Loose::constant(self.range(at)?)),
            Expression::Figure(at) => {
                self.range(at)?;
                let terms = BTreeMap::from([(at.clone(), Interval::ONE)]);
                Quotient::whole(Loose { terms, constant: Interval::point(Exact::ZERO) })
            }
            Expression::Constant(value) => Quotient::whole(Loose::constant(Interval::point(value.clone()))),
            Expression::Sum(terms) => {
                let zero = Quotient::whole(Loose::constant(Interval::point(Exact::ZERO)));
                terms.iter().try_fold(zero, |sum, term| added(sum, self.quotient(term, fixed)?))?
            }
            Expression::Difference(a, b) => {
                let (a, b) = (self.quotient(a, fixed)?, self.quotient(b, fixed)?);
                added(a, Quotient { top: b.top.negated(), bottom: b.bottom })?
            }
            Expression::Product(factors) => {
                let one = Quotient::whole(Loose::constant(Interval::ONE));
                factors.iter().try_fold(one, |product, factor| -> Result<_, Rejection> {
                    let factor = self.quotient(factor, fixed)?;
                    let (top, bottom) =
                        (product.top.times(&factor.top)?, product.bottom.times(&factor.bottom)?);
                    Ok(Quotient { top, bottom })
                })?
            }
            Expression::Quotient(a, b) => {
                let (a, b) = (self.quotient(a, fixed)?, self.quotient(b, fixed)?);
                Quotient { top: a.top.times(&b.bottom)?, bottom: a.bottom.times(&b.top)? }
            }
            Expression::Power(..) => return Err(Rejection::NotLinear),
        };
        self.leave();
        Ok(quotient)
    }

    fn not_negative(&self, sum: &Loose) -> Result<(), Rejection> {
        let zero = Interval::at_least(Exact::ZERO);
        for (at, factor) in &sum.terms {
            if !factor.is_subset(&zero) {
                return Err(Rejection::MayBeNegative(at.clone()));
            }
            self.figure_not_negative(at)?;
        }
        if sum.constant.is_subset(&zero) { Ok(()) } else { Err(Rejection::NotLinear) }
    }

    fn figure_not_negative(&self, at: &str) -> Result<(), Rejection> {
        match self.range(at)?.is_subset(&Interval::at_least(Exact::ZERO)) {
            true => Ok(()),
            false => Err(Rejection::MayBeNegative(at.to_owned())),
        }
    }
}

fn added(a: Quotient, b: Quotient) -> Result<Quotient, Rejection> {
    let top = a.top.times(&b.bottom)?.plus(b.top.times(&a.bottom)?)?;
    Ok(Quotient { top, bottom: a.bottom.times(&b.bottom)? })
}

fn is_positive(range: &Interval) -> bool {
    range.is_subset(&Interval::more_than(Exact::ZERO))
}
