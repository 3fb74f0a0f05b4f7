//! A taxonomy as written in a file.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::ResultClass;

/// One name or several: `is_a = { fentanyl = "opioid" }` or `{ fentanyl = ["opioid", "anaesthetic"] }`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names(pub Vec<String>);

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_str(one),
            several => several.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Names;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names(vec![name.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_yes(value: &bool) -> bool {
    *value
}

/// How a whole is divided into parts.
///
/// As in the mathematician's and the statistician's partition (UN, *Best Practice Guidelines for Developing
/// International Statistical Classifications*, 2013: mutually exclusive and jointly exhaustive), the parts share
/// nothing and leave nothing out, unless it is said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartitionSpec {
    /// What is divided.
    pub whole: String,
    /// What it is divided into; each lies within the whole.
    pub parts: Vec<String>,
    /// Whether nothing lies in two parts.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub exclusive: bool,
    /// Whether everything of the whole lies in a part.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub exhaustive: bool,
}

/// What is declared about the names of one namespace, as written: `[taxonomy.place]` and its siblings.
///
/// ```
/// use saltgrain::vocabulary::{SetRelation, TaxonomyBuilder, TaxonomySpec};
/// let spec: TaxonomySpec = serde_json::from_str(
///     r#"{ "is_a": { "fentanyl": "opioid", "heroin": ["opioid", "street drug"] }, "disjoint": [["fentanyl", "heroin"]] }"#,
/// ).unwrap();
/// let mut builder = TaxonomyBuilder::new();
/// builder.add(&spec);
/// let drugs = builder.build().unwrap();
/// let [fentanyl, street] = ["fentanyl", "street drug"].map(|name| drugs.id(name).unwrap());
/// assert_eq!(drugs.relation(fentanyl, street), SetRelation::Unknown);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TaxonomySpec {
    /// What each name is a kind of.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub is_a: BTreeMap<String, Names>,
    /// What each name is a piece of.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub part_of: BTreeMap<String, Names>,
    /// Pairs that share something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<Vec<String>>,
    /// Lists of names of which no two share anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disjoint: Vec<Vec<String>>,
    /// Wholes and their parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partition: Vec<PartitionSpec>,
    /// Names in a row, such as the stages of a supply chain. Says nothing about what they share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<String>,
    /// What is put in, done, produced and achieved.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub class: BTreeMap<String, ResultClass>,
    /// To whom or what an event can happen: the population at risk.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub at_risk: BTreeMap<String, String>,
}

impl TaxonomySpec {
    /// Every name that stands in it, sorted, each once.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let edges = self.is_a.iter().chain(&self.part_of);
        let of_edges = edges.flat_map(|(child, parents)| std::iter::once(child).chain(&parents.0));
        let of_lists = self.overlaps.iter().chain(&self.disjoint).flatten().chain(&self.order);
        let of_partitions = self.partition.iter().flat_map(|p| std::iter::once(&p.whole).chain(&p.parts));
        let of_risks = self.at_risk.iter().flat_map(|(event, population)| [event, population]);
        let all = of_edges.chain(of_lists).chain(of_partitions).chain(self.class.keys()).chain(of_risks);
        let mut names: Vec<&str> = all.map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether nothing is declared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == TaxonomySpec::default()
    }
}

/// The table `[taxonomy]`: what is declared about what is counted and out of what, and in tables below it the other
/// namespaces.
///
/// ```
/// use saltgrain::vocabulary::TaxonomiesSpec;
/// let spec: TaxonomiesSpec = serde_json::from_str(
///     r#"{ "is_a": { "heroin": "opioid" }, "stage": { "order": ["transit", "retail"] } }"#,
/// ).unwrap();
/// assert_eq!(spec.concept.names(), ["heroin", "opioid"]);
/// assert_eq!(spec.stage.order, ["transit", "retail"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Table", into = "Table")]
pub struct TaxonomiesSpec {
    /// For `of` and `base`: what stands directly in `[taxonomy]`.
    pub concept: TaxonomySpec,
    /// For `place`; the countries of ISO 3166-1 are known without.
    pub place: TaxonomySpec,
    /// For `stage`.
    pub stage: TaxonomySpec,
    /// For the values of `origin`.
    pub origin: TaxonomySpec,
    /// For components that a program brings, by their name.
    pub extra: BTreeMap<Box<str>, TaxonomySpec>,
}

impl TaxonomiesSpec {
    /// Whether nothing is declared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == TaxonomiesSpec::default()
    }
}

/// `[taxonomy]` key by key: serde's `flatten` would lose the places of its values.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    is_a: BTreeMap<String, Names>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    part_of: BTreeMap<String, Names>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    overlaps: Vec<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disjoint: Vec<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    partition: Vec<PartitionSpec>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    order: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    class: BTreeMap<String, ResultClass>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    at_risk: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "TaxonomySpec::is_empty")]
    place: TaxonomySpec,
    #[serde(skip_serializing_if = "TaxonomySpec::is_empty")]
    stage: TaxonomySpec,
    #[serde(skip_serializing_if = "TaxonomySpec::is_empty")]
    origin: TaxonomySpec,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: BTreeMap<Box<str>, TaxonomySpec>,
}

impl From<Table> for TaxonomiesSpec {
    fn from(table: Table) -> Self {
        let Table {
            is_a,
            part_of,
            overlaps,
            disjoint,
            partition,
            order,
            class,
            at_risk,
            place,
            stage,
            origin,
            extra,
        } = table;
        let concept = TaxonomySpec { is_a, part_of, overlaps, disjoint, partition, order, class, at_risk };
        TaxonomiesSpec { concept, place, stage, origin, extra }
    }
}

impl From<TaxonomiesSpec> for Table {
    fn from(spec: TaxonomiesSpec) -> Self {
        let TaxonomySpec { is_a, part_of, overlaps, disjoint, partition, order, class, at_risk } =
            spec.concept;
        let TaxonomiesSpec { place, stage, origin, extra, .. } = spec;
        Table {
            is_a,
            part_of,
            overlaps,
            disjoint,
            partition,
            order,
            class,
            at_risk,
            place,
            stage,
            origin,
            extra,
        }
    }
}
