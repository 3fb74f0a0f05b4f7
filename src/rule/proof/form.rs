//! Linear forms over the true values behind figures: what the lines of a [`Linear`](super::Linear) argument say.

use std::collections::BTreeMap;
use std::fmt;

use super::{BASE_DIMENSIONS, Rejection};
use crate::number::{End, Exact};

/// A linear form that is less than, at most or equal to zero.
pub(super) struct Constraint {
    pub(super) form: Form,
    pub(super) kind: Kind,
}

impl Constraint {
    /// The value behind a figure is not beyond the low end of its range: `low − value ≤ 0`.
    pub(super) fn at_low_end(figure: &str, low: &End) -> Option<Self> {
        let (kind, low) = bound(low)?;
        let terms = BTreeMap::from([(Unknown::Value(figure.to_owned()), -Exact::ONE)]);
        Some(Constraint { form: Form { terms, constant: low.clone() }, kind })
    }

    /// The value behind a figure is not beyond the high end of its range: `value − high ≤ 0`.
    pub(super) fn at_high_end(figure: &str, high: &End) -> Option<Self> {
        let (kind, high) = bound(high)?;
        let terms = BTreeMap::from([(Unknown::Value(figure.to_owned()), Exact::ONE)]);
        Some(Constraint { form: Form { terms, constant: -high.clone() }, kind })
    }
}

fn bound(end: &End) -> Option<(Kind, &Exact)> {
    match end {
        End::Open(value) => Some((Kind::Less, value)),
        End::Closed(value) => Some((Kind::AtMost, value)),
        End::Unbounded => None,
    }
}

/// How a form compares with zero; the later, the sharper a sum that holds such a line becomes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Equal,
    AtMost,
    Less,
}

/// A sum of unknowns, each with a factor that is not zero, and a number.
#[derive(Clone)]
pub(super) struct Form {
    pub(super) terms: BTreeMap<Unknown, Exact>,
    pub(super) constant: Exact,
}

impl Default for Form {
    fn default() -> Self {
        Form::constant(Exact::ZERO)
    }
}

impl Form {
    pub(super) fn constant(constant: Exact) -> Self {
        Form { terms: BTreeMap::new(), constant }
    }

    pub(super) fn unknown(unknown: Unknown) -> Self {
        Form { terms: BTreeMap::from([(unknown, Exact::ONE)]), constant: Exact::ZERO }
    }

    pub(super) fn negated(self) -> Self {
        let terms = self.terms.into_iter().map(|(unknown, factor)| (unknown, -factor)).collect();
        Form { terms, constant: -self.constant }
    }

    /// This form and `times` the other.
    pub(super) fn plus(mut self, other: &Form, times: &Exact) -> Result<Form, Rejection> {
        self.constant = (&self.constant + &(&other.constant * times)?)?;
        for (unknown, factor) in &other.terms {
            let old = self.terms.remove(unknown).unwrap_or(Exact::ZERO);
            let new = (old + (factor * times)?)?;
            if !new.is_zero() {
                self.terms.insert(unknown.clone(), new);
            }
        }
        Ok(self)
    }
}

/// What a form can be about: the true value behind a figure, or an exponent in the dimension of its unit.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    Value(String),
    Exponent(String, usize),
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unknown::Value(at) => write!(f, "the figure at {at}"),
            Unknown::Exponent(at, base) => {
                let base = BASE_DIMENSIONS.get(*base).copied().unwrap_or("an unknown base quantity");
                write!(f, "the exponent of {base} in the unit at {at}")
            }
        }
    }
}
