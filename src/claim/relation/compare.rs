//! `compare`: named groups side by side.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Member, MemberKind, Members, Named};
use crate::quantity::{Measure, Quantity};

/// Named groups, what they differ in, and what is stated of their comparison.
///
/// ```
/// use saltgrain::claim::relation::Compare;
/// let over_represented = Compare {
///     groups: [("opioids", "80 %".try_into()?), ("people", "5 %".try_into()?)].into_iter().collect(),
///     by: Some("of".into()),
///     ..Compare::default()
/// };
/// # let _: Compare = over_represented;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// The groups by name.
    pub groups: Named<Quantity>,
    /// What the groups differ in: a scope component, or a factor such as `treatment`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Box<str>>,
    /// What is stated of the comparison, by measure.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "measures")]
    pub stated: Vec<StatedMeasure>,
    /// Whether the groups are answers of one and the same sample, such as two parties in one poll: what one gains
    /// another may lose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<bool>,
    /// The same groups within each stratum: by area, by age.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub strata: Named<Named<Quantity>>,
    /// By what the text judges whether the groups differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<Judged>,
}

/// The stated measures; in their place a share has a lone number, so what is wanted is shown.
fn measures<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<StatedMeasure>, D::Error> {
    struct Measures;
    impl<'de> Visitor<'de> for Measures {
        type Value = Vec<StatedMeasure>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list such as [{ measure = \"ratio\", value = \"9 times\" }]")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(seq))
        }
    }
    deserializer.deserialize_seq(Measures)
}

/// By what a text judges whether groups differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// Their intervals overlap: so it is said that they do not differ.
    IntervalsOverlap,
    /// Their intervals do not overlap: so it is said that they differ.
    IntervalsApart,
    /// One estimate lies outside the other's interval: so it is said that they differ.
    EstimateOutside,
    /// One is significant and the other is not: so it is said that they differ.
    OneSignificant,
}

/// A measure of comparison as printed: a ratio, a difference, a risk ratio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedMeasure {
    /// Which measure.
    pub measure: Measure,
    /// Its printed value.
    pub value: Quantity,
}

macro_rules! stated {
    ($($index:literal)*) => { [$(["compare", "stated", $index, "value"]),*] };
}

/// The keys of the first stated measures.
const STATED: [[&str; 4]; 16] =
    stated!["0" "1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12" "13" "14" "15"];

impl Members for Compare {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        for (name, group) in self.groups.iter() {
            visit(Member::new(MemberKind::Group, &["compare", "groups"], Some(name), group));
        }
        for (stratum, groups) in self.strata.iter() {
            for (name, group) in groups.iter() {
                let keys = &["compare", "strata"];
                visit(Member::new(MemberKind::Stratum, keys, Some(name), group).within(stratum));
            }
        }
        for (index, stated) in self.stated.iter().enumerate() {
            // Nobody states as many measures of one comparison; of more the list is named as a whole.
            let keys: &[&str] = STATED.get(index).map_or(&["compare", "stated"], |keys| keys);
            visit(Member::new(MemberKind::Result, keys, None, &stated.value).measured(stated.measure));
        }
    }

    fn contrast(&self) -> Option<&str> {
        self.by.as_deref()
    }
}

#[cfg(all(test, feature = "toml"))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use crate::dossier::read::{Format, read};
    use crate::{Dossier, dossier::read::Problem};

    fn problems(stated: &str) -> Vec<Problem> {
        let groups = r#"{ a = "54 per 1,000 people", b = "6 per 1,000 people" }"#;
        let text =
            format!("[[claim]]\nid = \"stops\"\ncompare = {{ groups = {groups}, stated = {stated} }}\n");
        read::<Dossier>(&text, Format::Toml).1
    }

    #[test]
    fn for_a_lone_number_stated_of_a_comparison_it_is_told_how_it_is_written() {
        let list = r#"[{ measure = "ratio", value = "9 times" }]"#;
        assert_eq!(
            problems("\"nine times\"")[0].message,
            format!("the text \"nine times\" where a list such as {list} should stand")
        );
        assert!(problems(list).is_empty());
    }
}
