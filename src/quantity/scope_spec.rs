//! What a number is about, as written: the components somebody stated, as names.

use std::collections::BTreeMap;

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use super::keys::{Key, unknown_key};
use super::{Adjustment, Basis, Flow, Measure, Status};

/// An attribution: on which basis, to what (`{ basis = "shipment", value = "CN" }`).
///
/// ```
/// use saltgrain::quantity::{Basis, OriginSpec};
/// assert_eq!(OriginSpec::shipment("CN").basis, Basis::Shipment);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginSpec {
    /// What decides the attribution: the parcel's sender is not the smuggler's passport.
    pub basis: Basis,
    /// The place or group it is attributed to.
    pub value: Box<str>,
}

impl OriginSpec {
    /// Attributed on some basis.
    #[must_use]
    pub fn new(basis: Basis, value: &str) -> Self {
        OriginSpec { basis, value: value.into() }
    }

    /// Attributed by where the goods were sent from.
    #[must_use]
    pub fn shipment(value: &str) -> Self {
        OriginSpec::new(Basis::Shipment, value)
    }

    /// Attributed by the nationality of the person.
    #[must_use]
    pub fn nationality(value: &str) -> Self {
        OriginSpec::new(Basis::Nationality, value)
    }

    /// Attributed on whichever basis: what a conclusion says that does not limit itself to one.
    #[must_use]
    pub fn any(value: &str) -> Self {
        OriginSpec::new(Basis::Any, value)
    }
}

/// The scope components that one claim, member or conclusion states; everything else is inherited.
///
/// A component is a name from the dossier, or one of three words: `"unknown"` (stops the search), `"any"` (every
/// value), `"none"` (the component does not apply).
///
/// ```
/// use saltgrain::quantity::ScopeSpec;
/// let scope = ScopeSpec { place: Some("US".into()), ..ScopeSpec::default() };
/// assert!(!scope.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScopeSpec {
    /// What is counted or measured: the event.
    pub of: Option<Box<str>>,
    /// Out of what: the population, the condition.
    pub base: Option<Box<str>>,
    /// Where.
    pub place: Option<Box<str>>,
    /// When: `"2018-10/2019-03"`, `"2019"`, `"../2019-09-03"`.
    pub period: Option<Box<str>>,
    /// Where in an ordered chain.
    pub stage: Option<Box<str>>,
    /// To what it is attributed.
    pub origin: Option<Box<OriginSpec>>,
    /// The measure, where relation and unit do not say it.
    pub measure: Option<Measure>,
    /// Stock, flow or cumulative.
    pub flow: Option<Flow>,
    /// How units got into the data: a declared frame.
    pub frame: Option<Box<str>>,
    /// Seasonal, age-standardised, real…
    pub adjustment: Option<Adjustment>,
    /// Observed, provisional, projection…
    pub status: Option<Status>,
    /// The release the figure is from.
    pub vintage: Option<Box<str>>,
    /// A program's own components, by name.
    pub extra: BTreeMap<Box<str>, Box<str>>,
    /// What sets the part apart from the whole, or one group from the next.
    pub which: Option<Box<ScopeSpec>>,
}

impl ScopeSpec {
    /// The names of the components in a file.
    pub const FIELDS: [&'static str; 14] = [
        "of",
        "base",
        "place",
        "period",
        "stage",
        "origin",
        "measure",
        "flow",
        "frame",
        "adjustment",
        "status",
        "vintage",
        "extra",
        "which",
    ];

    /// Whether nothing is stated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == ScopeSpec::default()
    }

    /// Reads the value of one key into its component; `false` where the key is none of a scope's.
    pub(crate) fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        match key {
            "of" => self.of = Some(map.next_value()?),
            "base" => self.base = Some(map.next_value()?),
            "place" => self.place = Some(map.next_value()?),
            "period" => self.period = Some(map.next_value()?),
            "stage" => self.stage = Some(map.next_value()?),
            "origin" => self.origin = Some(map.next_value()?),
            "measure" => self.measure = Some(map.next_value()?),
            "flow" => self.flow = Some(map.next_value()?),
            "frame" => self.frame = Some(map.next_value()?),
            "adjustment" => self.adjustment = Some(map.next_value()?),
            "status" => self.status = Some(map.next_value()?),
            "vintage" => self.vintage = Some(map.next_value()?),
            "extra" => self.extra = map.next_value()?,
            "which" => self.which = Some(map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Writes the stated components as entries of a map, so that they stand beside the claim's own keys.
    pub(crate) fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        fn entry<M: SerializeMap, T: Serialize>(
            map: &mut M,
            key: &str,
            value: Option<&T>,
        ) -> Result<(), M::Error> {
            value.map_or(Ok(()), |value| map.serialize_entry(key, value))
        }
        entry(map, "of", self.of.as_ref())?;
        entry(map, "base", self.base.as_ref())?;
        entry(map, "place", self.place.as_ref())?;
        entry(map, "period", self.period.as_ref())?;
        entry(map, "stage", self.stage.as_ref())?;
        entry(map, "measure", self.measure.as_ref())?;
        entry(map, "flow", self.flow.as_ref())?;
        entry(map, "frame", self.frame.as_ref())?;
        entry(map, "adjustment", self.adjustment.as_ref())?;
        entry(map, "status", self.status.as_ref())?;
        entry(map, "vintage", self.vintage.as_ref())?;
        entry(map, "origin", self.origin.as_ref())?;
        entry(map, "extra", (!self.extra.is_empty()).then_some(&self.extra))?;
        entry(map, "which", self.which.as_ref())
    }
}

impl Serialize for ScopeSpec {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_fields(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for ScopeSpec {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> serde::de::Visitor<'de> for Fields {
            type Value = ScopeSpec;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table of scope components, such as { origin = { basis = \"shipment\", value = \"CN\" } }")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ScopeSpec, A::Error> {
                let mut scope = ScopeSpec::default();
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    if !scope.read_field(&key, &mut map)? {
                        unknown_key(&mut map, &key, &ScopeSpec::FIELDS)?;
                    }
                }
                Ok(scope)
            }
        }
        deserializer.deserialize_struct("scope", &ScopeSpec::FIELDS, Fields)
    }
}

impl From<OriginSpec> for ScopeSpec {
    fn from(origin: OriginSpec) -> Self {
        ScopeSpec { origin: Some(Box::new(origin)), ..ScopeSpec::default() }
    }
}
