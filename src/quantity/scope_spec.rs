//! What a number is about, as written: the components somebody stated, as names.

use std::collections::BTreeMap;

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use super::keys::{Key, Text, unknown_key};
use super::texts::{Collected, Entries, TextKey, Texts};
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
    /// What the whole or the exposure of a ratio is about, where that is something else than the rest of the claim: the
    /// residents of 2021 below the offences of 2023.
    pub denominator: Option<Box<ScopeSpec>>,
}

impl ScopeSpec {
    /// The names of the components in a file.
    pub const FIELDS: [&'static str; 15] = [
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

    /// Whether nothing is stated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == ScopeSpec::default()
    }
}

impl Serialize for ScopeSpec {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Stated::from(self.clone()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ScopeSpec {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Stated::deserialize(deserializer).map(|stated| stated.components().into())
    }
}

impl From<OriginSpec> for ScopeSpec {
    fn from(origin: OriginSpec) -> Self {
        ScopeSpec { origin: Some(Box::new(origin)), ..ScopeSpec::default() }
    }
}

/// What a [`ScopeSpec`] says, as a dossier keeps it: in one allocation, and none where nothing is stated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated(Texts);

impl PartialEq for Stated {
    fn eq(&self, other: &Self) -> bool {
        ScopeSpec::from(self.components()) == other.components().into()
    }
}

impl Eq for Stated {}

/// What a [`ScopeSpec`] says, looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Components<'a> {
    pub of: Option<&'a str>,
    pub base: Option<&'a str>,
    pub place: Option<&'a str>,
    pub period: Option<&'a str>,
    pub stage: Option<&'a str>,
    pub origin: Option<(Basis, &'a str)>,
    pub measure: Option<Measure>,
    pub flow: Option<Flow>,
    pub frame: Option<&'a str>,
    pub adjustment: Option<Adjustment>,
    pub status: Option<Status>,
    pub vintage: Option<&'a str>,
    extra: Entries<'a>,
    which: Option<Entries<'a>>,
    denominator: Option<Entries<'a>>,
}

// The keys of the components, in the order they are written in.
const OF: TextKey = b'a';
const BASE: TextKey = b'b';
const PLACE: TextKey = b'c';
const PERIOD: TextKey = b'd';
const STAGE: TextKey = b'e';
const MEASURE: TextKey = b'f';
const FLOW: TextKey = b'g';
const FRAME: TextKey = b'h';
const ADJUSTMENT: TextKey = b'i';
const STATUS: TextKey = b'j';
const VINTAGE: TextKey = b'k';
const BASIS: TextKey = b'l';
const ORIGIN: TextKey = b'm';
/// Texts of their own: a name, a value, and so on.
const EXTRA: TextKey = b'n';
/// Texts of their own: a scope.
const WHICH: TextKey = b'o';
/// The same.
const DENOMINATOR: TextKey = b'p';

/// The component of that name in a file, if it is a text.
fn text_key(name: &str) -> Option<TextKey> {
    Some(match name {
        "of" => OF,
        "base" => BASE,
        "place" => PLACE,
        "period" => PERIOD,
        "stage" => STAGE,
        "frame" => FRAME,
        "vintage" => VINTAGE,
        _ => return None,
    })
}

/// Enumerations that are kept as one character: their place in their list.
fn sign<T: PartialEq>(all: &[T], word: &T) -> Option<char> {
    let place = all.iter().position(|own| own == word)?;
    Some(char::from(u8::try_from(place).ok()?.checked_add(b'0')?))
}

fn of_sign<T: Copy>(all: &[T], sign: &str) -> Option<T> {
    all.get(usize::from(sign.bytes().next()?.checked_sub(b'0')?)).copied()
}

impl Stated {
    /// What is stated.
    pub(crate) fn components(&self) -> Components<'_> {
        Components::of(self.0.entries())
    }

    /// The name stated for a component, by its name in a file.
    #[cfg(feature = "proptest")]
    pub(crate) fn get(&self, component: &str) -> Option<&str> {
        self.0.get(text_key(component)?)
    }

    /// States a component that is a name, by its name in a file.
    pub(crate) fn set(&mut self, component: &str, name: &str) {
        if let Some(key) = text_key(component) {
            self.0.set(key, name);
        }
    }

    /// Changes what is stated.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut ScopeSpec)) {
        let mut scope = ScopeSpec::from(self.components());
        change(&mut scope);
        *self = scope.into();
    }

    /// Writes the stated components as entries of a map, so that they stand beside the claim's own keys.
    pub(crate) fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.components().write_fields(map)
    }
}

impl<'a> Components<'a> {
    fn of(entries: Entries<'a>) -> Self {
        let mut components = Components::default();
        let mut basis = None;
        for (key, text) in entries {
            match key {
                OF => components.of = Some(text),
                BASE => components.base = Some(text),
                PLACE => components.place = Some(text),
                PERIOD => components.period = Some(text),
                STAGE => components.stage = Some(text),
                MEASURE => components.measure = of_sign(Measure::ALL, text),
                FLOW => components.flow = of_sign(Flow::ALL, text),
                FRAME => components.frame = Some(text),
                ADJUSTMENT => components.adjustment = of_sign(Adjustment::ALL, text),
                STATUS => components.status = of_sign(Status::ALL, text),
                VINTAGE => components.vintage = Some(text),
                BASIS => basis = of_sign(Basis::ALL, text),
                ORIGIN => components.origin = basis.map(|basis| (basis, text)),
                EXTRA => components.extra = Entries::of(text),
                WHICH => components.which = Some(Entries::of(text)),
                _ => components.denominator = Some(Entries::of(text)),
            }
        }
        components
    }

    /// A program's own components: names and values, by name.
    pub(crate) fn extra(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (names, values) = (self.extra, self.extra.skip(1));
        names.zip(values).step_by(2).map(|((_, name), (_, value))| (name, value))
    }

    /// What sets the part apart from the whole, or one group from the next.
    pub(crate) fn which(&self) -> Option<Components<'a>> {
        self.which.map(Components::of)
    }

    /// What the whole or the exposure of a ratio is about, where that differs.
    pub(crate) fn denominator(&self) -> Option<Components<'a>> {
        self.denominator.map(Components::of)
    }

    fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        fn entry<M: SerializeMap, T: Serialize>(
            map: &mut M,
            key: &str,
            value: Option<T>,
        ) -> Result<(), M::Error> {
            value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
        }
        entry(map, "of", self.of)?;
        entry(map, "base", self.base)?;
        entry(map, "place", self.place)?;
        entry(map, "period", self.period)?;
        entry(map, "stage", self.stage)?;
        entry(map, "measure", self.measure)?;
        entry(map, "flow", self.flow)?;
        entry(map, "frame", self.frame)?;
        entry(map, "adjustment", self.adjustment)?;
        entry(map, "status", self.status)?;
        entry(map, "vintage", self.vintage)?;
        entry(map, "origin", self.origin.map(|(basis, value)| OriginSpec::new(basis, value)))?;
        let extra: BTreeMap<_, _> = self.extra().collect();
        entry(map, "extra", Some(extra).filter(|extra| !extra.is_empty()))?;
        entry(map, "which", self.which())?;
        entry(map, "denominator", self.denominator())
    }
}

impl Serialize for Components<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_fields(&mut map)?;
        map.end()
    }
}

impl Serialize for Stated {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.components().serialize(serializer)
    }
}

impl From<Components<'_>> for ScopeSpec {
    fn from(components: Components<'_>) -> Self {
        let name = |name: Option<&str>| name.map(Into::into);
        ScopeSpec {
            of: name(components.of),
            base: name(components.base),
            place: name(components.place),
            period: name(components.period),
            stage: name(components.stage),
            origin: components.origin.map(|(basis, value)| Box::new(OriginSpec::new(basis, value))),
            measure: components.measure,
            flow: components.flow,
            frame: name(components.frame),
            adjustment: components.adjustment,
            status: components.status,
            vintage: name(components.vintage),
            extra: components.extra().map(|(name, value)| (name.into(), value.into())).collect(),
            which: components.which().map(|which| Box::new(which.into())),
            denominator: components.denominator().map(|denominator| Box::new(denominator.into())),
        }
    }
}

impl From<ScopeSpec> for Stated {
    fn from(scope: ScopeSpec) -> Self {
        let mut fields = StatedFields::default();
        let texts = [
            (OF, scope.of),
            (BASE, scope.base),
            (PLACE, scope.place),
            (PERIOD, scope.period),
            (STAGE, scope.stage),
            (FRAME, scope.frame),
            (VINTAGE, scope.vintage),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                fields.0.set(key, &text);
            }
        }
        fields.origin(scope.origin.map(|origin| *origin));
        fields.sign(MEASURE, scope.measure.and_then(|word| sign(Measure::ALL, &word)));
        fields.sign(FLOW, scope.flow.and_then(|word| sign(Flow::ALL, &word)));
        fields.sign(ADJUSTMENT, scope.adjustment.and_then(|word| sign(Adjustment::ALL, &word)));
        fields.sign(STATUS, scope.status.and_then(|word| sign(Status::ALL, &word)));
        fields.extra(&scope.extra);
        if let Some(which) = scope.which {
            fields.nested(WHICH, &Stated::from(*which));
        }
        if let Some(denominator) = scope.denominator {
            fields.nested(DENOMINATOR, &Stated::from(*denominator));
        }
        fields.finish()
    }
}

/// The scope components of a table while it is read.
#[derive(Debug, Default)]
pub(crate) struct StatedFields(Collected);

impl StatedFields {
    /// Reads the value of one key into its component; `false` where the key is none of a scope's.
    pub(crate) fn read_field<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<bool, A::Error> {
        if let Some(key) = text_key(key) {
            self.0.set(key, &map.next_value::<Text<'_>>()?);
            return Ok(true);
        }
        match key {
            "origin" => self.origin(Some(map.next_value()?)),
            "measure" => self.sign(MEASURE, sign(Measure::ALL, &map.next_value()?)),
            "flow" => self.sign(FLOW, sign(Flow::ALL, &map.next_value()?)),
            "adjustment" => self.sign(ADJUSTMENT, sign(Adjustment::ALL, &map.next_value()?)),
            "status" => self.sign(STATUS, sign(Status::ALL, &map.next_value()?)),
            "extra" => self.extra(&map.next_value()?),
            "which" => self.nested(WHICH, &map.next_value()?),
            "denominator" => self.nested(DENOMINATOR, &map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn origin(&mut self, origin: Option<OriginSpec>) {
        if let Some(OriginSpec { basis, value }) = origin {
            self.sign(BASIS, sign(Basis::ALL, &basis));
            self.0.set(ORIGIN, &value);
        }
    }

    fn sign(&mut self, key: TextKey, sign: Option<char>) {
        if let Some(sign) = sign {
            self.0.set(key, sign.encode_utf8(&mut [0; 4]));
        }
    }

    fn extra(&mut self, extra: &BTreeMap<Box<str>, Box<str>>) {
        let mut pairs = Collected::default();
        for (name, value) in extra {
            pairs.add(EXTRA, name);
            pairs.add(EXTRA, value);
        }
        if !extra.is_empty() {
            self.0.set(EXTRA, pairs.finish().entries().as_str());
        }
    }

    fn nested(&mut self, key: TextKey, scope: &Stated) {
        self.0.set(key, scope.0.entries().as_str());
    }

    /// Whether nothing is stated.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn finish(self) -> Stated {
        Stated(self.0.finish())
    }
}

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> serde::de::Visitor<'de> for Fields {
            type Value = Stated;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table of scope components, such as { origin = { basis = \"shipment\", value = \"CN\" } }")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stated, A::Error> {
                let mut fields = StatedFields::default();
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    if !fields.read_field(&key, &mut map)? {
                        unknown_key(&mut map, &key, &ScopeSpec::FIELDS)?;
                    }
                }
                Ok(fields.finish())
            }
        }
        deserializer.deserialize_struct("scope", &ScopeSpec::FIELDS, Fields)
    }
}
