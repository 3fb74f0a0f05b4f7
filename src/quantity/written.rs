//! A quantity as written: a string, or a table one level deep.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::keys::{Key, unknown_key};
use super::{Amount, Printed, ScopeSpec, Stated, StatedFields};
use crate::error::Error;
use crate::number::{Exact, Figure, NumberFormat};
use crate::vocabulary::{TextConventions, Unit, UnitReader};

/// Figures with their unit and, where they differ from the claim's, their own scope components.
///
/// As a string: `"5 kg"`, `"6 of 14 patients"`, `"77 per 6,247 person-years"`, `"-49,000 ± 90,000 people"`. As a
/// table: [`Quantity::FIELDS`] and any scope component. From a program: `(17, "busts")`, an [`Amount`], an [`Exact`].
///
/// ```
/// use saltgrain::Quantity;
/// let printed: Quantity = "6 of 14 patients".try_into()?;
/// let held: Quantity = (17, "busts").try_into()?;
/// assert_eq!(held.to_string(), "17 busts");
/// # let _ = printed;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    pub(crate) form: Form,
    pub(crate) scope: Option<Box<Stated>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    Brief(Printed),
    Table(Fields),
}

macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $name:ident: $type:ty),* $(,)?) => {
        /// A field of a quantity's table.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) enum Field { $($(#[$doc])* $field($type)),* }

        /// The fields that a quantity's table has, in the order of [`Quantity::FIELDS`]: two or three of two dozen.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub(crate) struct Fields(Box<[Field]>);

        /// The place of a field among all.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum FieldOrder { $($field),* }

        impl Field {
            fn order(&self) -> FieldOrder {
                match self { $(Field::$field(_) => FieldOrder::$field),* }
            }

            fn read<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Option<Self>, A::Error> {
                Ok(Some(match key {
                    $(stringify!($name) => Field::$field(map.next_value()?),)*
                    _ => return Ok(None),
                }))
            }

            fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                match self { $(Field::$field(value) => map.serialize_entry(stringify!($name), value)),* }
            }
        }

        #[allow(dead_code, reason = "what no rule asks for is written back all the same")]
        impl Fields {
            $($(#[$doc])* pub(crate) fn $name(&self) -> Option<&$type> {
                self.0.iter().find_map(|field| if let Field::$field(value) = field { Some(value) } else { None })
            })*
        }

        impl Quantity {
            /// The keys of a quantity's table, beside the scope components.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($name)),*];
            const ALL_FIELDS: &'static [&'static str] = &[
                $(stringify!($name),)* "of", "base", "place", "period", "stage", "origin", "measure", "flow", "frame",
                "adjustment", "status", "vintage", "extra", "which",
                "denominator",
            ];
        }
    };
}

fields! {
    /// A single amount.
    Value value: Printed,
    /// What is counted of the whole; lies within it.
    Part part: Printed,
    /// The whole of a share.
    Whole whole: Printed,
    /// Events, not necessarily within the exposure.
    Events events: Printed,
    /// Person-years, miles, hours.
    Exposure exposure: Printed,
    /// A mean of `n` values.
    Mean mean: Printed,
    /// A median of `n` values.
    Median median: Printed,
    /// Standard deviation.
    Sd sd: Printed,
    /// Standard error.
    Se se: Printed,
    /// How many values or people.
    N n: Printed,
    /// Items averaged for each person.
    Items items: Printed,
    /// Granularity of one value.
    Step step: Printed,
    /// Lowest and highest possible value.
    Scale scale: Box<[Printed; 2]>,
    /// Smallest observed value.
    Min min: Printed,
    /// Largest observed value.
    Max max: Printed,
    /// Observed quartiles.
    Quartiles quartiles: Box<[Printed]>,
    /// The ratio as printed.
    Stated stated: Printed,
    /// Half the width of the printed interval.
    Margin margin: Printed,
    /// The printed interval.
    Interval interval: Box<[Printed; 2]>,
    /// The level of margin or interval.
    Level level: Printed,
    /// How margin or interval was made.
    Method method: Box<str>,
    /// A printed P-value.
    P p: Printed,
    /// The largest single item within it: one haul, one donor, one event.
    Largest largest: Printed,
    /// How much of the whole was attributed to nobody: of unknown origin, cause or maker.
    Unattributed unattributed: Printed,
    /// Who was left out of the base, and why.
    Excluded excluded: Box<Excluded>,
}

impl FromIterator<Field> for Fields {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut fields: Vec<Field> = fields.into_iter().collect();
        fields.sort_by_key(Field::order);
        Fields(fields.into())
    }
}

impl Fields {
    /// The same fields with one more, or another in its place.
    fn with(&self, field: Field) -> Self {
        let others = self.0.iter().filter(|own| own.order() != field.order()).cloned();
        others.chain([field.clone()]).collect()
    }
}

/// Who was left out of a base: how many and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// How many.
    pub n: Printed,
    /// Why.
    pub why: Box<str>,
}

impl Quantity {
    /// A share: `part` lies within `whole`.
    ///
    /// # Errors
    /// Where a text could not be an amount under any number format.
    pub fn share(part: &str, whole: &str) -> Result<Self, Error> {
        Ok(Quantity::table([Field::Part(checked(part)?), Field::Whole(checked(whole)?)]))
    }

    /// A rate: `events` need not lie within the `exposure`.
    ///
    /// # Errors
    /// Where a text could not be an amount under any number format.
    pub fn rate(events: &str, exposure: &str) -> Result<Self, Error> {
        Ok(Quantity::table([Field::Events(checked(events)?), Field::Exposure(checked(exposure)?)]))
    }

    /// A share of values that a program holds: the part lies within the whole.
    ///
    /// ```
    /// use saltgrain::Quantity;
    /// let share = Quantity::share_of((17, "busts"), (229, "busts"))?;
    /// # let _ = share;
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where a value is no single amount.
    pub fn share_of<P, W>(part: P, whole: W) -> Result<Self, Error>
    where
        P: TryInto<Quantity, Error: Into<Error>>,
        W: TryInto<Quantity, Error: Into<Error>>,
    {
        Ok(Quantity::table([Field::Part(single(part)?), Field::Whole(single(whole)?)]))
    }

    /// A rate of values that a program holds: the events need not lie within the exposure.
    ///
    /// ```
    /// use saltgrain::Quantity;
    /// let rate = Quantity::rate_of((1_422, "deaths"), (256_423, "houses"))?.stated("59 per 10,000")?;
    /// # let _ = rate;
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where a value is no single amount.
    pub fn rate_of<E, X>(events: E, exposure: X) -> Result<Self, Error>
    where
        E: TryInto<Quantity, Error: Into<Error>>,
        X: TryInto<Quantity, Error: Into<Error>>,
    {
        Ok(Quantity::table([Field::Events(single(events)?), Field::Exposure(single(exposure)?)]))
    }

    /// The same quantity with its own scope components.
    #[must_use]
    pub fn scope(mut self, scope: ScopeSpec) -> Self {
        self.scope = Some(Box::new(scope.into()));
        self
    }

    /// The same quantity with the ratio or value the text states beside it.
    ///
    /// # Errors
    /// Where the text could not be an amount under any number format.
    pub fn stated(mut self, stated: &str) -> Result<Self, Error> {
        let stated = Field::Stated(checked(stated)?);
        self.form = Form::Table(match self.form {
            Form::Brief(value) => [Field::Value(value), stated].into_iter().collect(),
            Form::Table(fields) => fields.with(stated),
        });
        Ok(self)
    }

    fn table<const N: usize>(fields: [Field; N]) -> Self {
        Quantity { form: Form::Table(fields.into_iter().collect()), scope: None }
    }
}

/// The one amount of a quantity that stands for no more.
fn single<Q: TryInto<Quantity, Error: Into<Error>>>(quantity: Q) -> Result<Printed, Error> {
    let quantity = quantity.try_into().map_err(Into::into)?;
    match quantity.form {
        Form::Brief(printed) if quantity.scope.is_none() => Ok(printed),
        _ => {
            Err(Error::message("a part, whole, events or exposure is one amount without a scope of its own"))
        }
    }
}

/// Rejects at once what no number format can read; the dossier's conventions decide the rest when it is resolved.
fn checked(text: &str) -> Result<Printed, Error> {
    let printed = Printed::from(text);
    let mut first = None;
    for numbers in NumberFormat::all() {
        match super::shape::Shape::read(
            &printed,
            &UnitReader::new(&TextConventions { numbers: Some(numbers), ..TextConventions::default() }),
        ) {
            Ok(_) => return Ok(printed),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.unwrap_or_else(|| Error::message("no number format is known")))
}

impl From<Printed> for Quantity {
    fn from(value: Printed) -> Self {
        Quantity { form: Form::Brief(value), scope: None }
    }
}

impl From<Amount> for Quantity {
    fn from(amount: Amount) -> Self {
        Printed::from(amount).into()
    }
}

impl From<Exact> for Quantity {
    fn from(value: Exact) -> Self {
        Printed::from(value).into()
    }
}

impl TryFrom<&str> for Quantity {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        checked(text).map(Quantity::from)
    }
}

impl TryFrom<String> for Quantity {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.as_str().try_into()
    }
}

macro_rules! from_number_and_unit {
    ($($number:ty),*) => {$(
        impl TryFrom<($number, &str)> for Quantity {
            type Error = Error;

            fn try_from((value, unit): ($number, &str)) -> Result<Self, Error> {
                let unit = Unit::parse(unit, &TextConventions::default())?;
                Ok(Amount::new(Figure::exact(Exact::from(value)), unit).into())
            }
        }
    )*};
}

from_number_and_unit!(i32, i64, u32, u64, Exact);

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Brief(printed) => write!(f, "{printed}"),
            Form::Table(fields) => {
                match (fields.part(), fields.whole(), fields.events(), fields.exposure()) {
                    (Some(part), Some(whole), ..) => write!(f, "{part} of {whole}"),
                    (_, _, Some(events), Some(exposure)) => write!(f, "{events} per {exposure}"),
                    _ => match [fields.value(), fields.mean(), fields.median(), fields.stated()]
                        .into_iter()
                        .flatten()
                        .next()
                    {
                        Some(printed) => write!(f, "{printed}"),
                        None => Ok(()),
                    },
                }
            }
        }
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let (Form::Brief(printed), None) = (&self.form, &self.scope) {
            return printed.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        match &self.form {
            Form::Brief(printed) => map.serialize_entry("value", printed)?,
            Form::Table(Fields(fields)) => {
                for field in fields {
                    field.write(&mut map)?;
                }
            }
        }
        if let Some(scope) = &self.scope {
            scope.write_fields(&mut map)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StringOrTable;
        impl<'de> Visitor<'de> for StringOrTable {
            type Value = Quantity;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a quantity (a text such as \"6 of 14 patients\" or a table such as { part = \"5 kg\", whole = \"536 kg\" })")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Quantity, E> {
                Printed::read(text).map(Quantity::from).map_err(E::custom)
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Quantity, E> {
                self.visit_str(&value.to_string())
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Quantity, E> {
                self.visit_str(&value.to_string())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Quantity, A::Error> {
                let mut fields: Vec<Field> = Vec::new();
                let mut scope = StatedFields::default();
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    if let Some(field) = Field::read(&key, &mut map)? {
                        fields.retain(|own| own.order() != field.order());
                        fields.push(field);
                    } else if !scope.read_field(&key, &mut map)? {
                        unknown_key(&mut map, &key, Quantity::ALL_FIELDS)?;
                    }
                }
                let scope = (!scope.is_empty()).then(|| Box::new(scope.finish()));
                Ok(Quantity { form: Form::Table(fields.into_iter().collect()), scope })
            }
        }
        deserializer.deserialize_any(StringOrTable)
    }
}

impl Quantity {
    /// The text, where it is nothing but one.
    pub(crate) fn text(&self) -> Option<&str> {
        match (&self.form, &self.scope) {
            (Form::Brief(Printed::Text(text)), None) => Some(text),
            _ => None,
        }
    }

    /// Whether it is written as a table: then its amounts stand in fields of their own.
    pub(crate) fn is_table(&self) -> bool {
        matches!(self.form, Form::Table(_)) || self.scope.is_some()
    }

    /// The same quantity with its figures changed; what is printed beside them stays.
    #[cfg(feature = "proptest")]
    pub(crate) fn map_amounts(&self, change: &mut dyn FnMut(&Printed) -> Printed) -> Self {
        let form = match &self.form {
            Form::Brief(printed) => Form::Brief(change(printed)),
            Form::Table(fields) => {
                let change = |field: &Field| match field {
                    Field::Value(printed) => Field::Value(change(printed)),
                    Field::Part(printed) => Field::Part(change(printed)),
                    Field::Whole(printed) => Field::Whole(change(printed)),
                    Field::Events(printed) => Field::Events(change(printed)),
                    Field::Exposure(printed) => Field::Exposure(change(printed)),
                    Field::Mean(printed) => Field::Mean(change(printed)),
                    Field::Median(printed) => Field::Median(change(printed)),
                    Field::Stated(printed) => Field::Stated(change(printed)),
                    other => other.clone(),
                };
                Form::Table(fields.0.iter().map(change).collect())
            }
        };
        Quantity { form, scope: self.scope.clone() }
    }

    /// The fields of the table.
    pub(crate) fn fields(&self) -> Option<&Fields> {
        match &self.form {
            Form::Brief(_) => None,
            Form::Table(fields) => Some(fields),
        }
    }

    /// The field below which a single value stands in the table.
    pub(crate) fn value_field(&self) -> &'static str {
        match &self.form {
            Form::Brief(_) => "value",
            Form::Table(fields) => match (fields.value(), fields.mean(), fields.median()) {
                (Some(_), ..) => "value",
                (None, Some(_), _) => "mean",
                (None, None, Some(_)) => "median",
                _ => "",
            },
        }
    }
}

impl Fields {
    /// The amounts beside value, ratio, interval and level, by field.
    pub(crate) fn others(&self) -> impl Iterator<Item = (&'static str, &Printed)> {
        let amounts = [
            ("sd", self.sd()),
            ("se", self.se()),
            ("items", self.items()),
            ("step", self.step()),
            ("min", self.min()),
            ("max", self.max()),
            ("largest", self.largest()),
            ("unattributed", self.unattributed()),
        ];
        let median = self.mean().and(self.median()).map(|median| ("median", median));
        let scale =
            self.scale().into_iter().flat_map(|scale| ["scale/0", "scale/1"].into_iter().zip(&**scale));
        let excluded = self.excluded().map(|excluded| ("excluded/n", &excluded.n));
        let quartiles =
            self.quartiles().into_iter().flat_map(|list| list.iter().map(|quartile| ("quartiles", quartile)));
        let amounts = amounts.into_iter().filter_map(|(name, amount)| Some((name, amount?)));
        amounts.chain(median).chain(scale).chain(excluded).chain(quartiles)
    }
}
