//! `average`: an average over groups, with the groups' own averages and sizes.

use serde::{Deserialize, Serialize};

use super::{Member, MemberKind, Members, Named};
use crate::quantity::{Measure, Quantity};

/// How the averages of groups were weighted into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weights {
    /// By the groups' sizes: the average over all units.
    Size,
    /// Each group alike: the average of averages.
    Equal,
}

/// An average over all, and the averages of its groups; a group's size is the `n` of its quantity.
///
/// ```
/// use saltgrain::{Claim, claim::{Relation, relation::Average}};
/// let returns: saltgrain::claim::relation::Average = serde_json::from_str(
///     r#"{ "overall": "9 %", "groups": { "alive": { "mean": "9 %", "n": "70 funds" }, "closed": { "mean": "2 %", "n": "30 funds" } } }"#,
/// ).unwrap();
/// assert_eq!(returns.groups.len(), 2);
/// let claim = Claim::new(Relation::Average(Box::new(returns)));
/// assert_eq!(claim.relation().key(), "average");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Average {
    /// The average over all, where it is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Quantity>,
    /// The averages of the groups, by name.
    pub groups: Named<Quantity>,
    /// How the groups were weighted; not said: unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Weights>,
    /// Whether no two groups overlap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusive: Option<bool>,
    /// Whether the groups are all there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhaustive: Option<bool>,
}

impl Members for Average {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        if let Some(overall) = &self.overall {
            visit(
                Member::new(MemberKind::Result, &["average", "overall"], None, overall)
                    .measured(Measure::Mean),
            );
        }
        for (name, group) in self.groups.iter() {
            visit(
                Member::new(MemberKind::Group, &["average", "groups"], Some(name), group)
                    .measured(Measure::Mean),
            );
        }
    }
}
