//! What premises say in numbers, for whoever looks for the multipliers of a [`Linear`](super::Linear) argument.

use super::form::{Constraint, Kind, Unknown};
use super::verify::Reckoning;
use super::{Cited, Expression, Operator, Premise};
use crate::number::{Exact, Interval};

/// A sum of figures, each with a factor that is not zero, and how it compares with a number: less, at most or equal.
#[derive(Debug)]
pub(crate) struct Inequality {
    pub(crate) terms: Vec<(String, Exact)>,
    pub(crate) operator: Operator,
    pub(crate) bound: Exact,
}

/// Works out premises over quoted figures, whose ranges may be those of any reading. That the text states them is left
/// to the verifier.
pub(crate) struct Premises<'p>(Reckoning<'p>);

impl<'p> Premises<'p> {
    pub(crate) fn new(figures: &'p [Cited]) -> Self {
        Premises(Reckoning::new(figures, &|_| true))
    }

    /// What a premise says; nothing where it is no inequality between these figures.
    pub(crate) fn inequality(&self, premise: &Premise) -> Option<Inequality> {
        self.afresh();
        let Constraint { form, kind } = self.0.constraint(premise).ok()?;
        let terms = form.terms.into_iter().map(|(unknown, factor)| match unknown {
            Unknown::Value(at) => Some((at, factor)),
            Unknown::Exponent(..) => None,
        });
        let operator = match kind {
            Kind::Equal => Operator::Equal,
            Kind::AtMost => Operator::AtMost,
            Kind::Less => Operator::Less,
        };
        Some(Inequality { terms: terms.collect::<Option<_>>()?, operator, bound: -form.constant })
    }

    /// All that an expression can be, and possibly more.
    pub(crate) fn enclosure(&self, expression: &Expression) -> Option<Interval> {
        self.afresh();
        self.0.evaluate(expression).ok()
    }

    /// Each premise may take as many steps as a proof.
    fn afresh(&self) {
        self.0.steps.set(0);
        self.0.depth.set(0);
    }
}
