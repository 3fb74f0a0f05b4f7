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

/// What the product of the shares or chances can be.
pub(crate) fn product(shares: &[Interval]) -> Result<Interval, ArithmeticError> {
    shares.iter().try_fold(Interval::ONE, |product, share| product.mul(share))
}

/// Whether a stated figure is what a computation gives, and so narrowly, among all it could have been, that chance is no
/// explanation: the digits leave open at most this part of the range.
pub(crate) fn is_computed(
    joint: &Joint<'_, '_>,
    stated: &Member<'_>,
    computed: &Interval,
    possible: &Interval,
    at_most: &Exact,
) -> Result<bool, ArithmeticError> {
    if joint.interval(stated, Reading::AsWritten)?.is_disjoint(computed) {
        return Ok(false);
    }
    let own = joint.interval(stated, Reading::Nearest)?;
    let (Some(own), Some(computed), Some(possible)) = (own.width()?, computed.width()?, possible.width()?)
    else {
        return Ok(false);
    };
    Ok((&own + &computed)? <= (&possible * at_most)?)
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
