//! `other`: a relation of a program's own, read by that program's rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Member, MemberKind, Members, Named};
use crate::quantity::Quantity;

/// A relation that saltgrain's rules know nothing of: its quantities are read, resolved and checked one by one, and a
/// program's own rules recompute what it says.
///
/// ```
/// use saltgrain::{Claim, claim::{Relation, relation::Other}};
/// let elasticity = Other {
///     name: "elasticity".into(),
///     quantities: [("price", "10 %".try_into()?), ("demand", "-5 %".try_into()?)].into_iter().collect(),
///     words: Default::default(),
/// };
/// let claim = Claim::new(Relation::Other(Box::new(elasticity)));
/// assert_eq!(claim.relation().key(), "other");
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// What the relation is called.
    pub name: Box<str>,
    /// Its quantities by name.
    #[serde(default)]
    pub quantities: Named<Quantity>,
    /// Its words by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<Box<str>, Box<str>>,
}

impl Members for Other {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        for (name, quantity) in self.quantities.iter() {
            visit(Member::new(MemberKind::Named, &["other", "quantities"], Some(name), quantity));
        }
    }
}
