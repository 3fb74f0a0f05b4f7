//! A claim as written: what it says, who says it, and one relation between its quantities.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::relation::{self, Relation};
use crate::error::Error;
use crate::quantity::keys::{Key, unknown_key};
use crate::quantity::{Adjustment, Flow, Measure, OriginSpec, Quantity, ScopeSpec, Status};

/// One claim: an id, a paraphrase, where it stands in the source, its [`Relation`], and what its figures are about.
///
/// The scope methods state a component; what is not stated is taken from the claim named in `like`.
///
/// ```
/// use saltgrain::{Claim, quantity::OriginSpec};
///
/// let claim = Claim::share("5 kg", "536 kg")?
///     .which(OriginSpec::shipment("CN"))
///     .of("fentanyl")
///     .place("US")
///     .period("2018-10/2019-03");
/// // By rounding alone, 5 kg of 536 kg is anything from 0.84 % to 1.03 %.
/// assert_eq!(saltgrain::check_claim(&claim)?.findings()[0].rule().code, "AR01");
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    pub(crate) id: Arc<str>,
    pub(crate) says: Option<Box<str>>,
    pub(crate) speaker: Option<Box<str>>,
    pub(crate) at: Option<Box<str>>,
    pub(crate) relation: Relation,
    pub(crate) scope: ScopeSpec,
    pub(crate) like: Option<Box<str>>,
    pub(crate) against: Vec<Box<str>>,
    pub(crate) allow: BTreeMap<Box<str>, Box<str>>,
}

macro_rules! scope_setters {
    ($($(#[$doc:meta])* $name:ident),*) => {
        $($(#[$doc])* #[must_use] pub fn $name(mut self, name: &str) -> Self {
            self.scope.$name = Some(name.into());
            self
        })*
    };
}
pub(crate) use scope_setters;

impl Claim {
    /// A claim with any relation.
    #[must_use]
    pub fn new(relation: Relation) -> Self {
        Claim {
            id: "claim".into(),
            says: None,
            speaker: None,
            at: None,
            relation,
            scope: ScopeSpec::default(),
            like: None,
            against: Vec::new(),
            allow: BTreeMap::new(),
        }
    }

    /// A part within a whole: `Claim::share("5 kg", "536 kg")`.
    ///
    /// # Errors
    /// Where a text could not be an amount under any number format.
    pub fn share(part: &str, whole: &str) -> Result<Self, Error> {
        Ok(Claim::new(Relation::Share(Quantity::share(part, whole)?.into())))
    }

    /// A share in one quantity: `"17 of 229 busts"`.
    ///
    /// # Errors
    /// Where the quantity could not be read.
    pub fn share_of<Q: TryInto<Quantity, Error: Into<Error>>>(quantity: Q) -> Result<Self, Error> {
        Ok(Claim::new(Relation::Share(quantity.try_into().map_err(Into::into)?.into())))
    }

    /// Events over an exposure: `"77 per 6,247 person-years"`.
    ///
    /// # Errors
    /// Where the quantity could not be read.
    pub fn rate<Q: TryInto<Quantity, Error: Into<Error>>>(quantity: Q) -> Result<Self, Error> {
        Ok(Claim::new(Relation::Rate(quantity.try_into().map_err(Into::into)?.into())))
    }

    /// Any other single quantity: `"25 tons"`, `(17, "busts")`.
    ///
    /// # Errors
    /// Where the quantity could not be read.
    pub fn figure<Q: TryInto<Quantity, Error: Into<Error>>>(quantity: Q) -> Result<Self, Error> {
        Ok(Claim::new(Relation::Figure(quantity.try_into().map_err(Into::into)?.into())))
    }

    scope_setters! {
        /// States what is counted or measured.
        of,
        /// States out of what: the population, the condition.
        base,
        /// States where.
        place,
        /// States when.
        period,
        /// States where in an ordered chain.
        stage,
        /// States how units got into the data: a declared frame.
        frame,
        /// States the release the figure is from.
        vintage
    }

    /// States what sets the part apart from the whole.
    #[must_use]
    pub fn which(mut self, which: impl Into<ScopeSpec>) -> Self {
        self.scope.which = Some(Box::new(which.into()));
        self
    }

    /// States to what the figure is attributed.
    #[must_use]
    pub fn origin(mut self, origin: OriginSpec) -> Self {
        self.scope.origin = Some(Box::new(origin));
        self
    }

    /// States the measure, where relation and unit do not say it.
    #[must_use]
    pub fn measure(mut self, measure: Measure) -> Self {
        self.scope.measure = Some(measure);
        self
    }

    /// States whether the figure is a stock, a flow or cumulative.
    #[must_use]
    pub fn flow(mut self, flow: Flow) -> Self {
        self.scope.flow = Some(flow);
        self
    }

    /// States how the figure was adjusted.
    #[must_use]
    pub fn adjustment(mut self, adjustment: Adjustment) -> Self {
        self.scope.adjustment = Some(adjustment);
        self
    }

    /// States whether the figure was observed, estimated or projected.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.scope.status = Some(status);
        self
    }

    /// States a component of the program's own.
    #[must_use]
    pub fn extra(mut self, component: &str, value: &str) -> Self {
        self.scope.extra.insert(component.into(), value.into());
        self
    }

    /// Says the claim in other words.
    #[must_use]
    pub fn says(mut self, says: &str) -> Self {
        self.says = Some(says.into());
        self
    }

    /// Names the speaker.
    #[must_use]
    pub fn speaker(mut self, speaker: &str) -> Self {
        self.speaker = Some(speaker.into());
        self
    }

    /// Names the claim whose scope this one takes over where it states nothing itself.
    #[must_use]
    pub fn like(mut self, id: &str) -> Self {
        self.like = Some(id.into());
        self
    }

    /// Names a claim that the text sets against this one.
    #[must_use]
    pub fn against(mut self, id: &str) -> Self {
        self.against.push(id.into());
        self
    }

    /// Answers a rule: its finding is shown as answered, with this reason.
    #[must_use]
    pub fn allow(mut self, rule: &str, because: &str) -> Self {
        self.allow.insert(rule.into(), because.into());
        self
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The relation between the claim's quantities.
    #[must_use]
    pub fn relation(&self) -> &Relation {
        &self.relation
    }

    const FIELDS: &'static [&'static str] = &[
        "id",
        "says",
        "speaker",
        "at",
        "like",
        "against",
        "allow",
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
        "share",
        "rate",
        "figure",
        "total",
        "change",
        "compare",
        "other",
    ];
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (key, value) in
            [("says", &self.says), ("speaker", &self.speaker), ("at", &self.at), ("like", &self.like)]
        {
            if let Some(value) = value {
                map.serialize_entry(key, value)?;
            }
        }
        if !self.against.is_empty() {
            map.serialize_entry("against", &self.against)?;
        }
        self.relation.write_field(&mut map)?;
        self.scope.write_fields(&mut map)?;
        if !self.allow.is_empty() {
            map.serialize_entry("allow", &self.allow)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Claim;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a claim (a table with an id and one relation)")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Claim, A::Error> {
                let mut id: Option<Box<str>> = None;
                let (mut says, mut speaker, mut at, mut like) = (None, None, None, None);
                let mut against = Vec::new();
                let mut allow = BTreeMap::new();
                let mut scope = ScopeSpec::default();
                let mut relation: Option<(&'static str, Relation)> = None;
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    match &*key {
                        "id" => id = Some(map.next_value()?),
                        "says" => says = Some(map.next_value()?),
                        "speaker" => speaker = Some(map.next_value()?),
                        "at" => at = Some(map.next_value()?),
                        "like" => like = Some(map.next_value()?),
                        "against" => against = map.next_value::<OneOrMany>()?.0,
                        "allow" => allow = map.next_value()?,
                        key => {
                            if let Some((name, read)) = Relation::read_field(key, &mut map)? {
                                if let Some((first, _)) = relation {
                                    return Err(A::Error::custom(format!(
                                        "a claim has one relation, this one has '{first}' and '{name}': write two claims"
                                    )));
                                }
                                relation = Some((name, read));
                            } else if !scope.read_field(key, &mut map)? {
                                unknown_key(&mut map, key, Claim::FIELDS)?;
                            }
                        }
                    }
                }
                let Some(id) = id else { return Err(A::Error::missing_field("id")) };
                let Some((_, relation)) = relation else {
                    return Err(A::Error::custom(format!(
                        "claim '{id}' has no relation: one of {}",
                        relation::KEYS.join(", ")
                    )));
                };
                Ok(Claim { id: id.into(), says, speaker, at, relation, scope, like, against, allow })
            }
        }
        deserializer.deserialize_struct("claim", Claim::FIELDS, Fields)
    }
}

/// One name or a list of names.
pub(crate) struct OneOrMany(pub Vec<Box<str>>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = OneOrMany;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![name.into()]))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = seq.next_element()? {
                    names.push(name);
                }
                Ok(OneOrMany(names))
            }
        }
        deserializer.deserialize_any(Names)
    }
}
