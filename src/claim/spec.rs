//! A claim as written: what it says, who says it, and one relation between its quantities.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::relation::{self, Relation};
use crate::error::Error;
use crate::quantity::keys::{Key, Text, unknown_key};
use crate::quantity::texts::{Collected, TextKey, Texts};
use crate::quantity::{
    Adjustment, Flow, Measure, OriginSpec, Quantity, ScopeSpec, Stated, StatedFields, Status,
};

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
    texts: Texts,
    pub(crate) relation: Relation,
    pub(crate) scope: Stated,
    allow: Answers,
}

const SAYS: TextKey = b'a';
const SPEAKER: TextKey = b'b';
const AT: TextKey = b'c';
const LIKE: TextKey = b'd';
const AGAINST: TextKey = b'e';
const CEILING: TextKey = b'f';
const USUAL: TextKey = b'g';

/// As what a claim names a claim or reference to measure its figures by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Yardstick {
    /// They cannot exceed it.
    Ceiling,
    /// They are usually of its size.
    Usual,
}

impl Yardstick {
    pub(crate) const ALL: [Yardstick; 2] = [Yardstick::Ceiling, Yardstick::Usual];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Yardstick::Ceiling => "ceiling",
            Yardstick::Usual => "usual",
        }
    }
}

/// Answered rules and their reasons.
#[allow(clippy::box_collection, reason = "few claims have any, and the empty map would be two words larger")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Answers(Option<Box<BTreeMap<Box<str>, Box<str>>>>);

impl Answers {
    pub(super) fn add(&mut self, rule: &str, because: &str) {
        self.0.get_or_insert_default().insert(rule.into(), because.into());
    }

    pub(super) fn of(answers: BTreeMap<Box<str>, Box<str>>) -> Self {
        Answers((!answers.is_empty()).then(|| Box::new(answers)))
    }

    pub(super) fn all(&self) -> &BTreeMap<Box<str>, Box<str>> {
        static NONE: BTreeMap<Box<str>, Box<str>> = BTreeMap::new();
        self.0.as_deref().unwrap_or(&NONE)
    }
}

macro_rules! scope_setters {
    ($($(#[$doc:meta])* $name:ident),*) => {
        $($(#[$doc])* #[must_use] pub fn $name(mut self, name: &str) -> Self {
            self.scope.set(stringify!($name), name);
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
            texts: Texts::default(),
            relation,
            scope: Stated::default(),
            allow: Answers::default(),
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
        self.scope.change(|scope| scope.which = Some(Box::new(which.into())));
        self
    }

    /// States what the whole or the exposure of a ratio is about, where that is something else than the rest of the claim.
    ///
    /// ```
    /// use saltgrain::{Claim, quantity::ScopeSpec};
    /// let census = ScopeSpec { period: Some("2021-03-21".into()), ..ScopeSpec::default() };
    /// let claim = Claim::rate("608 offences per 455 residents")?.period("2023").denominator(census);
    /// # let _ = claim;
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn denominator(mut self, denominator: ScopeSpec) -> Self {
        self.scope.change(|scope| scope.denominator = Some(Box::new(denominator)));
        self
    }

    /// States to what the figure is attributed.
    #[must_use]
    pub fn origin(mut self, origin: OriginSpec) -> Self {
        self.scope.change(|scope| scope.origin = Some(Box::new(origin)));
        self
    }

    /// States the measure, where relation and unit do not say it.
    #[must_use]
    pub fn measure(mut self, measure: Measure) -> Self {
        self.scope.change(|scope| scope.measure = Some(measure));
        self
    }

    /// States whether the figure is a stock, a flow or cumulative.
    #[must_use]
    pub fn flow(mut self, flow: Flow) -> Self {
        self.scope.change(|scope| scope.flow = Some(flow));
        self
    }

    /// States how the figure was adjusted.
    #[must_use]
    pub fn adjustment(mut self, adjustment: Adjustment) -> Self {
        self.scope.change(|scope| scope.adjustment = Some(adjustment));
        self
    }

    /// States whether the figure was observed, estimated or projected.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.scope.change(|scope| scope.status = Some(status));
        self
    }

    /// States a component of the program's own.
    #[must_use]
    pub fn extra(mut self, component: &str, value: &str) -> Self {
        self.scope.change(|scope| _ = scope.extra.insert(component.into(), value.into()));
        self
    }

    /// Says the claim in other words.
    #[must_use]
    pub fn says(mut self, says: &str) -> Self {
        self.texts.set(SAYS, says);
        self
    }

    /// Names the speaker.
    #[must_use]
    pub fn speaker(mut self, speaker: &str) -> Self {
        self.texts.set(SPEAKER, speaker);
        self
    }

    /// Names the claim whose scope this one takes over where it states nothing itself.
    #[must_use]
    pub fn like(mut self, id: &str) -> Self {
        self.texts.set(LIKE, id);
        self
    }

    /// Names a claim that the text sets against this one.
    #[must_use]
    pub fn against(mut self, id: &str) -> Self {
        self.texts.add(AGAINST, id);
        self
    }

    /// Names a claim or reference whose figure is a fact that this one's cannot exceed: the population at risk, all events
    /// that occurred, a capacity.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, Reference};
    /// let dossier = Dossier::new("a hall")
    ///     .claim("visitors", Claim::figure("1,200 visitors")?.ceiling("seats"))
    ///     .reference(Reference::new("seats", "900 visitors", "fire regulations")?);
    /// assert!(dossier.resolve().is_ok());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn ceiling(mut self, id: &str) -> Self {
        self.texts.add(CEILING, id);
        self
    }

    /// Names a claim or reference whose figure, best a range, says how large such figures usually are.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, Reference};
    /// let dossier = Dossier::new("a pledge")
    ///     .claim("cost", Claim::figure("30 EUR per officer")?.usual("pay"))
    ///     .reference(Reference::new("pay", "20,000 to 60,000 EUR per officer", "pay scales")?);
    /// assert!(dossier.resolve().is_ok());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn usual(mut self, id: &str) -> Self {
        self.texts.add(USUAL, id);
        self
    }

    /// Answers a rule: its finding is shown as answered, with this reason.
    #[must_use]
    pub fn allow(mut self, rule: &str, because: &str) -> Self {
        self.allow.add(rule, because);
        self
    }

    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The claim named in `like`.
    pub(crate) fn claim_like(&self) -> Option<&str> {
        self.texts.get(LIKE)
    }

    /// The claims that the text sets against this one.
    pub(crate) fn set_against(&self) -> impl Iterator<Item = &str> {
        self.texts.all(AGAINST)
    }

    /// The claims and references by which this one's figures are measured as that.
    pub(crate) fn measured_by(&self, yardstick: Yardstick) -> impl Iterator<Item = &str> {
        self.texts.all(match yardstick {
            Yardstick::Ceiling => CEILING,
            Yardstick::Usual => USUAL,
        })
    }

    /// Rules answered, and the reasons.
    pub(crate) fn answers(&self) -> &BTreeMap<Box<str>, Box<str>> {
        self.allow.all()
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
        "ceiling",
        "usual",
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
        "denominator",
        "share",
        "rate",
        "figure",
        "total",
        "change",
        "compare",
        "average",
        "joint",
        "screening",
        "other",
    ];
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (name, key) in [("says", SAYS), ("speaker", SPEAKER), ("at", AT), ("like", LIKE)] {
            if let Some(text) = self.texts.get(key) {
                map.serialize_entry(name, text)?;
            }
        }
        let against: Vec<&str> = self.set_against().collect();
        if !against.is_empty() {
            map.serialize_entry("against", &against)?;
        }
        for yardstick in Yardstick::ALL {
            let ids: Vec<&str> = self.measured_by(yardstick).collect();
            if !ids.is_empty() {
                map.serialize_entry(yardstick.key(), &ids)?;
            }
        }
        self.relation.write_field(&mut map)?;
        self.scope.write_fields(&mut map)?;
        if !self.answers().is_empty() {
            map.serialize_entry("allow", self.answers())?;
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
                let mut id: Option<Text<'_>> = None;
                let mut texts = Collected::default();
                let mut allow = Answers::default();
                let mut scope = StatedFields::default();
                let mut relation: Option<(&'static str, Relation)> = None;
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    match &*key {
                        "id" => id = Some(map.next_value()?),
                        "says" => texts.set(SAYS, &map.next_value::<Text<'_>>()?),
                        "speaker" => texts.set(SPEAKER, &map.next_value::<Text<'_>>()?),
                        "at" => texts.set(AT, &map.next_value::<Text<'_>>()?),
                        "like" => texts.set(LIKE, &map.next_value::<Text<'_>>()?),
                        "against" => texts.set_all(AGAINST, &map.next_value::<OneOrMany<'_>>()?.0),
                        "ceiling" => texts.set_all(CEILING, &map.next_value::<OneOrMany<'_>>()?.0),
                        "usual" => texts.set_all(USUAL, &map.next_value::<OneOrMany<'_>>()?.0),
                        "allow" => allow = Answers::of(map.next_value()?),
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
                        "claim '{}' has no relation: one of {}",
                        &*id,
                        relation::KEYS.join(", ")
                    )));
                };
                let (texts, scope) = (texts.finish(), scope.finish());
                Ok(Claim { id: Arc::from(&*id), texts, relation, scope, allow })
            }
        }
        deserializer.deserialize_struct("claim", Claim::FIELDS, Fields)
    }
}

/// One name or a list of names.
pub(crate) struct OneOrMany<'de>(pub Vec<Text<'de>>);

impl<'de> Deserialize<'de> for OneOrMany<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = OneOrMany<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }
            fn visit_borrowed_str<E: serde::de::Error>(self, name: &'de str) -> Result<OneOrMany<'de>, E> {
                Ok(OneOrMany(vec![name.into()]))
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<OneOrMany<'de>, E> {
                Ok(OneOrMany(vec![name.to_owned().into()]))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany<'de>, A::Error> {
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
