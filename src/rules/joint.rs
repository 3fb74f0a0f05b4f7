//! What the rules about shares and chances taken together have in common.

use crate::claim::Relation;
use crate::dossier::{Member, Resolved, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::rule::printed::joint::{Apart, Joint};
use crate::rule::{ClaimCase, Field, NamedValue, Outcome};
use crate::rules::fields;

/// How many names a message lists.
const LISTED: usize = 6;

/// The factors as numbers between 0 and 1; not applicable where one is none, or fewer than two are given.
pub(crate) fn factors(joint: &Joint<'_, '_>) -> Result<Vec<Exact>, Outcome> {
    let mut values = Vec::with_capacity(joint.factors.len());
    for member in &joint.factors {
        match joint.value(member)? {
            Some(value) if value <= Exact::ONE => values.push(value),
            _ => return Err(Outcome::not_applicable("not every factor is a number between 0 and 1")),
        }
    }
    if values.len() < 2 {
        return Err(Outcome::not_applicable("fewer than two are taken together"));
    }
    Ok(values)
}

/// All figures must be shares of one population, or chances under one condition.
pub(crate) fn one_population(joint: &Joint<'_, '_>, id: &str) -> Result<(), Outcome> {
    match joint.population() {
        Ok(()) => Ok(()),
        Err(Apart::Several) => Err(Outcome::not_applicable("the figures are not shares of one population")),
        Err(Apart::Unknown(component)) => Err(Outcome::missing(fields::of(component), Some(id))),
        Err(Apart::Names) => Err(Outcome::missing(Field::RELATION_OF_NAMES, Some(id))),
    }
}

/// What a computation gives from the printed numbers, and all that it can be given how they were rounded.
#[derive(Debug, Clone)]
pub(crate) struct Computed {
    pub(crate) value: Exact,
    pub(crate) range: Interval,
}

impl Computed {
    /// The product of the shares or chances.
    pub(crate) fn product(values: &[Exact], ranges: &[Interval]) -> Result<Self, ArithmeticError> {
        Ok(Computed {
            value: values.iter().try_fold(Exact::ONE, |product, value| &product * value)?,
            range: ranges.iter().try_fold(Interval::ONE, |product, range| product.mul(range))?,
        })
    }

    /// 1 less the product of 1 less each: the share in any of them, the chance of at least one.
    pub(crate) fn any(values: &[Exact], ranges: &[Interval]) -> Result<Self, ArithmeticError> {
        let values = values.iter().map(|value| &Exact::ONE - value).collect::<Result<Vec<_>, _>>()?;
        let ranges = ranges.iter().map(|range| Interval::ONE.sub(range)).collect::<Result<Vec<_>, _>>()?;
        let none = Computed::product(&values, &ranges)?;
        Ok(Computed { value: (&Exact::ONE - &none.value)?, range: Interval::ONE.sub(&none.range)? })
    }

    /// Whether a stated figure is this number, and so narrowly, among all it could have been, that chance is no
    /// explanation: the digits leave open at most this part of the possible range.
    ///
    /// It is this number rounded to nearest, whatever the factors were rounded from, or the number of the printed factors
    /// rounded in any way.
    pub(crate) fn is_stated(
        &self,
        joint: &Joint<'_, '_>,
        stated: &Member<'_>,
        possible: &Interval,
        left_open: (i64, i64),
    ) -> Result<bool, ArithmeticError> {
        let own = joint.interval(stated, Reading::Nearest)?;
        if own.is_disjoint(&self.range) && !joint.interval(stated, Reading::AsWritten)?.contains(&self.value)
        {
            return Ok(false);
        }
        let (Some(own), Some(range), Some(possible)) = (own.width()?, self.range.width()?, possible.width()?)
        else {
            return Ok(false);
        };
        Ok((&own + &range)? <= (&possible * &Exact::new(left_open.0, left_open.1)?)?)
    }
}

/// The factors by name with what is printed of them: "overweight (60 %) and inactive (50 %)".
pub(crate) fn list(resolved: &Resolved<'_>, joint: &Joint<'_, '_>) -> String {
    let mut texts: Vec<String> = joint
        .factors
        .iter()
        .take(LISTED)
        .map(|member| format!("{} ({})", member.name.unwrap_or_default(), printed(resolved, joint, member)))
        .collect();
    if joint.factors.len() > LISTED {
        texts.push(format!("{} more", joint.factors.len() - LISTED));
    }
    match texts.pop() {
        Some(last) if texts.is_empty() => last,
        Some(last) => format!("{} and {last}", texts.join(", ")),
        None => String::new(),
    }
}

/// A figure as printed; of part and whole, the share.
pub(crate) fn printed(resolved: &Resolved<'_>, joint: &Joint<'_, '_>, member: &Member<'_>) -> String {
    match resolved.amount_of(member, Role::Value) {
        Some(value) => value.amount.to_string(),
        None => match joint.value(member) {
            Ok(Some(share)) => NamedValue::percent("", share).shown(),
            _ => String::new(),
        },
    }
}

impl ClaimCase<'_> {
    /// Whether the claim says why its factors are taken to be independent.
    pub(crate) fn is_independent(&self) -> bool {
        matches!(self.written.relation(), Relation::Joint(joint) if joint.independent.is_some())
    }
}
