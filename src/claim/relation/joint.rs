//! `joint`: several chances or shares taken together.

use serde::{Deserialize, Serialize};

use super::{Member, MemberKind, Members, Named};
use crate::quantity::{Measure, Quantity};

/// What the factors of a [`Joint`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JointKind {
    /// Chances of events.
    Probabilities,
    /// Shares of one population, of which a unit may have several marks.
    Shares,
    /// P-values of several tests.
    PValues,
}

/// Chances or shares, and what is said of all of them together or of at least one.
///
/// ```
/// use saltgrain::claim::relation::{Joint, JointKind};
/// let joint: Joint = serde_json::from_str(
///     r#"{ "factors": { "overweight": "60 %", "inactive": "50 %" }, "kind": "shares", "stated": "30 %" }"#,
/// ).unwrap();
/// assert_eq!(joint.kind, JointKind::Shares);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    /// The chances or shares by name.
    pub factors: Named<Quantity>,
    /// What they are.
    pub kind: JointKind,
    /// What is stated of all of them together: the product, the overlap, the combined P-value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Quantity>,
    /// What is stated of at least one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union: Option<Quantity>,
    /// Why they are taken to be independent, where somebody shows it: "drawn by lot", "three separate laboratories".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub independent: Option<Box<str>>,
    /// How many times it could have happened: people, draws, tests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trials: Option<Quantity>,
}

impl Joint {
    fn member<'a>(
        &self,
        kind: MemberKind,
        keys: &'static [&'static str],
        name: Option<&'a str>,
        quantity: &'a Quantity,
    ) -> Member<'a> {
        let member = Member::new(kind, keys, name, quantity);
        match self.kind {
            JointKind::Shares => member.measured(Measure::Share),
            JointKind::Probabilities => member.measured(Measure::Probability),
            JointKind::PValues => member,
        }
    }
}

impl Members for Joint {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        for (name, factor) in self.factors.iter() {
            visit(self.member(MemberKind::Factor, &["joint", "factors"], Some(name), factor));
        }
        if let Some(stated) = &self.stated {
            visit(self.member(MemberKind::Result, &["joint", "stated"], None, stated));
        }
        if let Some(union) = &self.union {
            visit(self.member(MemberKind::Union, &["joint", "union"], None, union));
        }
        if let Some(trials) = &self.trials {
            visit(Member::new(MemberKind::Trials, &["joint", "trials"], None, trials));
        }
    }

    fn contrast(&self) -> Option<&str> {
        Some("of")
    }
}
