//! A quantity as written: a string, or a table one level deep.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::keys::{Key, unknown_key};
use super::{Amount, Printed, ScopeSpec};
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
    pub(crate) scope: Option<Box<ScopeSpec>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    Brief(Printed),
    Table(Box<Fields>),
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $kind:ident),* $(,)?) => {
        /// The fields of a quantity's table.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub(crate) struct Fields { $($(#[$doc])* pub $name: Option<fields!(@type $kind)>,)* }

        impl Quantity {
            /// The keys of a quantity's table, beside the scope components.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($name)),*];
            const ALL_FIELDS: &'static [&'static str] = &[
                $(stringify!($name),)* "of", "base", "place", "period", "stage", "origin", "measure", "flow", "frame",
                "adjustment", "status", "vintage", "extra", "which",
            ];
        }

        impl Fields {
            fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
                match key {
                    $(stringify!($name) => self.$name = Some(map.next_value()?),)*
                    _ => return Ok(false),
                }
                Ok(true)
            }

            fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(if let Some(value) = &self.$name { map.serialize_entry(stringify!($name), value)?; })*
                Ok(())
            }
        }
    };
    (@type amount) => { Printed };
    (@type pair) => { [Printed; 2] };
    (@type list) => { Vec<Printed> };
    (@type word) => { Box<str> };
    (@type excluded) => { Excluded };
}

fields! {
    /// A single amount.
    value: amount,
    /// What is counted of the whole; lies within it.
    part: amount,
    /// The whole of a share.
    whole: amount,
    /// Events, not necessarily within the exposure.
    events: amount,
    /// Person-years, miles, hours.
    exposure: amount,
    /// A mean of `n` values.
    mean: amount,
    /// A median of `n` values.
    median: amount,
    /// Standard deviation.
    sd: amount,
    /// Standard error.
    se: amount,
    /// How many values or people.
    n: amount,
    /// Items averaged for each person.
    items: amount,
    /// Granularity of one value.
    step: amount,
    /// Lowest and highest possible value.
    scale: pair,
    /// Smallest observed value.
    min: amount,
    /// Largest observed value.
    max: amount,
    /// Observed quartiles.
    quartiles: list,
    /// The ratio as printed.
    stated: amount,
    /// Half the width of the printed interval.
    margin: amount,
    /// The printed interval.
    interval: pair,
    /// The level of margin or interval.
    level: amount,
    /// How margin or interval was made.
    method: word,
    /// A printed P-value.
    p: amount,
    /// Who was left out of the base, and why.
    excluded: excluded,
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
        let fields = Fields { part: Some(checked(part)?), whole: Some(checked(whole)?), ..Fields::default() };
        Ok(Quantity { form: Form::Table(Box::new(fields)), scope: None })
    }

    /// A rate: `events` need not lie within the `exposure`.
    ///
    /// # Errors
    /// Where a text could not be an amount under any number format.
    pub fn rate(events: &str, exposure: &str) -> Result<Self, Error> {
        let fields = Fields {
            events: Some(checked(events)?),
            exposure: Some(checked(exposure)?),
            ..Fields::default()
        };
        Ok(Quantity { form: Form::Table(Box::new(fields)), scope: None })
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
        let fields = Fields { part: Some(single(part)?), whole: Some(single(whole)?), ..Fields::default() };
        Ok(Quantity { form: Form::Table(Box::new(fields)), scope: None })
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
        let fields =
            Fields { events: Some(single(events)?), exposure: Some(single(exposure)?), ..Fields::default() };
        Ok(Quantity { form: Form::Table(Box::new(fields)), scope: None })
    }

    /// The same quantity with its own scope components.
    #[must_use]
    pub fn scope(mut self, scope: ScopeSpec) -> Self {
        self.scope = Some(Box::new(scope));
        self
    }

    /// The same quantity with the ratio or value the text states beside it.
    ///
    /// # Errors
    /// Where the text could not be an amount under any number format.
    pub fn stated(mut self, stated: &str) -> Result<Self, Error> {
        let stated = checked(stated)?;
        self.fields_mut().stated = Some(stated);
        Ok(self)
    }

    fn fields_mut(&mut self) -> &mut Fields {
        if let Form::Brief(value) = &self.form {
            self.form = Form::Table(Box::new(Fields { value: Some(value.clone()), ..Fields::default() }));
        }
        match &mut self.form {
            Form::Table(fields) => fields,
            Form::Brief(_) => unreachable!("made a table just above"),
        }
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
            &UnitReader::new(&TextConventions { numbers, ..TextConventions::default() }),
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
            Form::Table(fields) => match (&fields.part, &fields.whole, &fields.events, &fields.exposure) {
                (Some(part), Some(whole), ..) => write!(f, "{part} of {whole}"),
                (_, _, Some(events), Some(exposure)) => write!(f, "{events} per {exposure}"),
                _ => match [&fields.value, &fields.mean, &fields.median, &fields.stated]
                    .into_iter()
                    .flatten()
                    .next()
                {
                    Some(printed) => write!(f, "{printed}"),
                    None => Ok(()),
                },
            },
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
            Form::Table(fields) => fields.write(&mut map)?,
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
                let mut fields = Fields::default();
                let mut scope = ScopeSpec::default();
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    if !fields.read(&key, &mut map)? && !scope.read_field(&key, &mut map)? {
                        unknown_key(&mut map, &key, Quantity::ALL_FIELDS)?;
                    }
                }
                let scope = (!scope.is_empty()).then(|| Box::new(scope));
                Ok(Quantity { form: Form::Table(Box::new(fields)), scope })
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
                let mut fields = fields.clone();
                for field in [
                    &mut fields.value,
                    &mut fields.part,
                    &mut fields.whole,
                    &mut fields.events,
                    &mut fields.exposure,
                    &mut fields.mean,
                    &mut fields.median,
                    &mut fields.stated,
                ] {
                    *field = field.as_ref().map(&mut *change);
                }
                Form::Table(fields)
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
            Form::Table(fields) => match (&fields.value, &fields.mean, &fields.median) {
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
            ("sd", &self.sd),
            ("se", &self.se),
            ("items", &self.items),
            ("step", &self.step),
            ("min", &self.min),
            ("max", &self.max),
        ];
        let median = self.mean.as_ref().and(self.median.as_ref()).map(|median| ("median", median));
        let scale = self.scale.iter().flat_map(|[low, high]| [("scale/0", low), ("scale/1", high)]);
        let excluded = self.excluded.iter().map(|excluded| ("excluded/n", &excluded.n));
        let quartiles = self.quartiles.iter().flatten().map(|quartile| ("quartiles", quartile));
        let amounts =
            amounts.into_iter().filter_map(|(name, amount)| amount.as_ref().map(|amount| (name, amount)));
        amounts.chain(median).chain(scale).chain(excluded).chain(quartiles)
    }
}
