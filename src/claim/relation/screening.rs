//! `screening`: how many were tested and found positive, and how many of those have what was sought.

use serde::{Deserialize, Serialize};

use super::{Member, MemberKind, Members};
use crate::quantity::{Measure, Quantity};

/// A test, and what a positive result says. How good the test is (`sensitivity`, `specificity`) stands in the frame.
///
/// ```
/// use saltgrain::claim::relation::Screening;
/// let screening: Screening = serde_json::from_str(
///     r#"{ "prevalence": "1 %", "ppv": "90 %" }"#,
/// ).unwrap();
/// assert!(screening.ppv.is_some() && screening.positives.is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Screening {
    /// How many were tested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tested: Option<Quantity>,
    /// How many of them were positive, rightly or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub positives: Option<Quantity>,
    /// How many of the positive do not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub false_positives: Option<Quantity>,
    /// How many of those tested have it, as a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prevalence: Option<Quantity>,
    /// The positive predictive value as stated: the share of the positive who have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ppv: Option<Quantity>,
}

impl Members for Screening {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        let counts = [
            ("tested", &self.tested),
            ("positives", &self.positives),
            ("false_positives", &self.false_positives),
        ];
        for (name, quantity) in counts {
            if let Some(quantity) = quantity {
                visit(Member::new(MemberKind::Named, &["screening"], Some(name), quantity));
            }
        }
        if let Some(prevalence) = &self.prevalence {
            let member = Member::new(MemberKind::Named, &["screening"], Some("prevalence"), prevalence);
            visit(member.measured(Measure::Share));
        }
        if let Some(ppv) = &self.ppv {
            let member = Member::new(MemberKind::Result, &["screening", "ppv"], None, ppv);
            visit(member.measured(Measure::Probability));
        }
    }
}
