//! `total`: named parts and their whole.

use serde::{Deserialize, Serialize};

use super::{Member, MemberKind, Members, Named};
use crate::quantity::Quantity;

/// How answers were given, where the parts are answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// One answer each.
    Single,
    /// Several answers each: the parts may add up to more than the whole.
    Multiple,
}

/// A whole and its named parts.
///
/// ```
/// use saltgrain::{Claim, Quantity, claim::{Relation, relation::Total}};
/// let aboard = Total {
///     whole: "2,201 people".try_into()?,
///     parts: [("first", "325 people"), ("second", "285 people"), ("third", "706 people"), ("crew", "885 people")]
///         .into_iter()
///         .map(|(name, text)| Ok((name, text.try_into()?)))
///         .collect::<Result<_, saltgrain::Error>>()?,
///     exclusive: Some(true),
///     exhaustive: Some(true),
///     response: None,
///     net: None,
/// };
/// let claim = Claim::new(Relation::Total(Box::new(aboard)));
/// # let _ = claim;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// The whole.
    pub whole: Quantity,
    /// The parts by name, each with its own stated share where one is printed.
    #[serde(default)]
    pub parts: Named<Quantity>,
    /// Whether no two parts overlap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive: Option<bool>,
    /// Whether the parts are all there is of the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhaustive: Option<bool>,
    /// How answers were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// Whether the whole is a balance whose parts have signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net: Option<bool>,
}

impl Members for Total {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        visit(Member::new(MemberKind::Whole, &["total", "whole"], None, &self.whole));
        for (name, part) in self.parts.iter() {
            visit(Member::new(MemberKind::Part, &["total", "parts"], Some(name), part));
        }
    }
}
