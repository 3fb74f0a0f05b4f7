//! References: figures that the checker brings, with their source.

use std::fmt;
use std::sync::Arc;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Error;
use crate::quantity::keys::{Key, unknown_key};
use crate::quantity::{Quantity, ScopeSpec, Stated, StatedFields};

/// A figure from another source, and which claim of the text it answers.
///
/// It takes from that claim the scope components it does not state; no `error` rests on what it took over.
///
/// ```
/// use saltgrain::Reference;
/// let population = Reference::new("census", "331 million people", "US Census 2020")?.for_claim("rate");
/// # let _ = population;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub(crate) id: Arc<str>,
    pub(crate) figure: Quantity,
    pub(crate) source: Box<str>,
    pub(crate) about: Option<Box<str>>,
    pub(crate) scope: Stated,
}

impl Reference {
    /// A figure with its source.
    ///
    /// # Errors
    /// Where the figure could not be read.
    pub fn new<Q: TryInto<Quantity, Error: Into<Error>>>(
        id: &str,
        figure: Q,
        source: &str,
    ) -> Result<Self, Error> {
        let figure = figure.try_into().map_err(Into::into)?;
        Ok(Reference { id: id.into(), figure, source: source.into(), about: None, scope: Stated::default() })
    }

    /// Names the claim that it answers.
    #[must_use]
    pub fn for_claim(mut self, id: &str) -> Self {
        self.about = Some(id.into());
        self
    }

    /// States what the figure is about.
    #[must_use]
    pub fn scope(mut self, scope: ScopeSpec) -> Self {
        self.scope = scope.into();
        self
    }

    /// Where the figure comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    const FIELDS: &'static [&'static str] = &[
        "id",
        "figure",
        "source",
        "for",
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
        "denominator",
    ];
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("source", &self.source)?;
        if let Some(about) = &self.about {
            map.serialize_entry("for", about)?;
        }
        map.serialize_entry("figure", &self.figure)?;
        self.scope.write_fields(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Reference;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a reference (a table with id, figure and source)")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reference, A::Error> {
                let (mut id, mut figure, mut source, mut about) = (None, None, None, None);
                let mut scope = StatedFields::default();
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    match &*key {
                        "id" => id = Some(map.next_value()?),
                        "figure" => figure = Some(map.next_value()?),
                        "source" => source = Some(map.next_value()?),
                        "for" => about = Some(map.next_value()?),
                        key => {
                            if !scope.read_field(key, &mut map)? {
                                unknown_key(&mut map, key, Reference::FIELDS)?;
                            }
                        }
                    }
                }
                let id = id.ok_or_else(|| A::Error::missing_field("id"))?;
                let figure = figure.ok_or_else(|| A::Error::missing_field("figure"))?;
                let source = source.ok_or_else(|| A::Error::missing_field("source"))?;
                Ok(Reference { id, figure, source, about, scope: scope.finish() })
            }
        }
        deserializer.deserialize_struct("reference", Reference::FIELDS, Fields)
    }
}
