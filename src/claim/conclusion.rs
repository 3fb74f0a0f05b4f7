//! A conclusion as written: what is asserted, of what, and from which claims it is drawn.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::spec::{Answers, OneOrMany, scope_setters};
use crate::error::Error;
use crate::number::{
    ArithmeticError, Exact, Figure, Form, Interval, NumberFormat, Qualifier, Reading, grouped,
};
use crate::quantity::keys::{Key, Text, unknown_key};
use crate::quantity::texts::{Collected, TextKey, Texts};
use crate::quantity::{Adjustment, Amount, OriginSpec, ScopeSpec, Stated, StatedFields, before_or_after};
use crate::vocabulary::{TextConventions, Unit};

/// How a conclusion is put.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mood {
    /// As a fact.
    #[default]
    Flat,
    /// With "may", "suggests", "up to".
    Hedged,
    /// "No difference was shown": less than "there is no difference".
    NotShown,
}

/// What made it so, and since when: makes the conclusion causal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Because {
    /// The asserted cause.
    pub what: Box<str>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Box<str>>,
    /// The claim that shows the same where the cause was absent: an untreated town, a placebo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Box<str>>,
}

/// What an assertion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantified {
    /// A share of a whole.
    Share,
    /// Events over an exposure.
    Rate,
    /// One figure over another.
    Ratio,
    /// A relative or absolute change.
    Change,
    /// A number of things.
    Count,
    /// A sum (mass, money…).
    Sum,
    /// A mean.
    Mean,
    /// A place in an order.
    Rank,
}

impl Quantified {
    const ALL: [(Quantified, &'static str); 8] = [
        (Quantified::Share, "share"),
        (Quantified::Rate, "rate"),
        (Quantified::Ratio, "ratio"),
        (Quantified::Change, "change"),
        (Quantified::Count, "count"),
        (Quantified::Sum, "sum"),
        (Quantified::Mean, "mean"),
        (Quantified::Rank, "rank"),
    ];

    /// Its word in a file.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, word)| word)
    }

    fn assert(self, comparator: Comparator, value: impl Into<Threshold>) -> Assertion {
        Assertion { quantified: self, comparator, threshold: value.into() }
    }

    /// Asserted to lie below a threshold.
    #[must_use]
    pub fn below(self, threshold: impl Into<Threshold>) -> Assertion {
        self.assert(Comparator::Less, threshold)
    }

    /// Asserted to lie above a threshold.
    #[must_use]
    pub fn above(self, threshold: impl Into<Threshold>) -> Assertion {
        self.assert(Comparator::Greater, threshold)
    }

    /// Asserted to be a value.
    #[must_use]
    pub fn equal(self, value: impl Into<Threshold>) -> Assertion {
        self.assert(Comparator::Equal, value)
    }
}

/// How an assertion compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `=`
    Equal,
    /// `>=`
    GreaterOrEqual,
    /// `>`
    Greater,
}

impl Comparator {
    const ALL: [(Comparator, &'static str); 5] = [
        // Longer signs first: "<=" starts with "<".
        (Comparator::LessOrEqual, "<="),
        (Comparator::GreaterOrEqual, ">="),
        (Comparator::Less, "<"),
        (Comparator::Greater, ">"),
        (Comparator::Equal, "="),
    ];

    /// Its sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        Self::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, sign)| sign)
    }

    /// The values for which the comparison with `threshold` is true.
    #[must_use]
    pub fn set(self, threshold: Exact) -> Interval {
        match self {
            Comparator::Less => Interval::less_than(threshold),
            Comparator::LessOrEqual => Interval::at_most(threshold),
            Comparator::Equal => Interval::point(threshold),
            Comparator::GreaterOrEqual => Interval::at_least(threshold),
            Comparator::Greater => Interval::more_than(threshold),
        }
    }
}

/// The value an assertion compares with: an exact number and its unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Threshold {
    /// The number as written, before the unit's factor.
    pub value: Exact,
    /// The unit; none for a share or ratio.
    pub unit: Unit,
}

impl From<Exact> for Threshold {
    fn from(value: Exact) -> Self {
        Threshold { value, unit: Unit::none() }
    }
}

impl From<i64> for Threshold {
    fn from(value: i64) -> Self {
        Exact::from(value).into()
    }
}

impl Threshold {
    /// Decimal places that are tried; what needs more is no decimal anybody wrote.
    const PLACES: i32 = 12;

    /// The last digit of the number as a decimal, trailing zeros of a whole one aside: 1 of 7, 1/10 of 7.5, 1,000 of
    /// 5,000. None of zero, which is nothing, and of a third, which is no decimal.
    fn last_digit(&self) -> Option<Exact> {
        if self.value.is_zero() {
            return None;
        }
        let is_whole = |power: i32| {
            let scaled = Exact::pow10(power).and_then(|power| &self.value * &power);
            scaled.is_ok_and(|scaled| scaled.is_integer())
        };
        let power = (-Self::PLACES..=Self::PLACES).find(|power| is_whole(*power))?;
        Exact::pow10(-power).ok()
    }

    /// What a number may be that is said to *be* this one: it was rounded, and so a figure of 7.4 % is "7 %".
    ///
    /// # Errors
    /// Where the ends are too large to decide exactly.
    pub(crate) fn rounded(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        let Some(digit) = self.last_digit() else {
            // "1 in 13" has no last digit: the number in which one is counted was rounded.
            let fraction = Figure::parse(&self.value.to_string(), &NumberFormat::default());
            return Ok(fraction
                .map_or_else(|_| Interval::point(self.value.clone()), |fraction| fraction.reading(reading)));
        };
        // Of a whole number the zeros may be digits: to nearest, 5,000 is 5,000; as written it is what rounds to it.
        let unit = digit.clone().min(Exact::ONE);
        let slack = match reading {
            Reading::Nearest => (&unit / &Exact::from(2))?,
            Reading::AsWritten => unit.max((&digit / &Exact::from(2))?),
            Reading::Widest => digit,
        };
        let ends = ((&self.value - &slack)?, (&self.value + &slack)?);
        Ok(Interval::closed(ends.0, ends.1).unwrap_or_else(Interval::all))
    }
}

/// A decimal as it would be printed, a fraction where it is none: 7.5 %, 1/3.
impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = self.unit.symbol();
        if symbol.is_empty() && !self.value.is_integer() {
            return write!(f, "{}", self.value);
        }
        let number = match self.last_digit() {
            Some(_) => grouped(self.value.to_decimal(DIGITS)),
            None => self.value.to_string(),
        };
        match symbol {
            "" => f.write_str(&number),
            symbol => f.write_str(&before_or_after(&number, " ", symbol)),
        }
    }
}

/// More digits than any threshold has.
const DIGITS: usize = 30;

/// One assertion: `share < 1/2`.
///
/// ```
/// use saltgrain::claim::{Assertion, Quantified};
/// use saltgrain::number::Exact;
/// let minority: Assertion = "share < 1/2".parse()?;
/// assert_eq!(minority, Quantified::Share.below(Exact::new(1, 2)?));
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Assertion {
    /// What it is about.
    pub quantified: Quantified,
    /// How it compares.
    pub comparator: Comparator,
    /// With what.
    pub threshold: Threshold,
}

impl FromStr for Assertion {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Assertion::parse(text, &TextConventions::default())
    }
}

impl Assertion {
    /// Whether what is asserted is a number of things, printed to the unit: none, 17, 5,012; not 5,000.
    pub(crate) fn is_exact_count(&self) -> bool {
        let value = &self.threshold.value;
        let is_round = (value / &Exact::from(10)).is_ok_and(|tenth| tenth.is_integer());
        self.quantified == Quantified::Count && value.is_integer() && (value.is_zero() || !is_round)
    }

    /// Reads an assertion as a text with these conventions writes it: in a German one, `count < 1.500` is about fifteen
    /// hundred.
    ///
    /// # Errors
    /// What of the text could not be read, and what is expected there.
    pub fn parse(text: &str, conventions: &TextConventions) -> Result<Self, Error> {
        let expected = || {
            let words: Vec<_> = Quantified::ALL.iter().map(|(_, word)| *word).collect();
            Error::message(format!(
                "'{}' is no assertion: expected one of {}, then <, <=, =, >= or >, then a number, as in \"share < 1/2\"",
                text.chars().take(80).collect::<String>(),
                words.join(", ")
            ))
        };
        let start = text.find(['<', '=', '>']).ok_or_else(expected)?;
        let (word, rest) = text.split_at(start);
        let word = word.trim();
        let (quantified, _) = Quantified::ALL.iter().find(|(_, own)| *own == word).ok_or_else(expected)?;
        let (comparator, sign) =
            Comparator::ALL.iter().find(|(_, sign)| rest.starts_with(sign)).ok_or_else(expected)?;
        let value = rest.get(sign.len()..).unwrap_or_default().trim();
        let end =
            value.find(|c: char| !matches!(c, '0'..='9' | '.' | '/' | '-' | '+')).unwrap_or(value.len());
        let (number, unit) = value.split_at(end);
        // A point is a decimal one only where the text says so; a fraction is one everywhere.
        let exact = if number.contains('.')
            && (conventions.format().decimal() != '.' || conventions.open_number(number).is_some())
        {
            None
        } else {
            number.parse::<Exact>().ok()
        };
        let threshold = match (exact, Unit::parse(unit.trim(), conventions)) {
            (Some(value), Ok(unit)) => Threshold { value, unit },
            // As texts print it: 1,234,567, 1.2 million people, $6 million.
            (exact, unit) => match Amount::parse(value, conventions) {
                Ok(amount) if is_threshold(amount.figure()) => {
                    Threshold { value: amount.figure().value().clone(), unit: amount.unit().clone() }
                }
                _ => Threshold { value: exact.ok_or_else(expected)?, unit: unit? },
            },
        };
        Ok(Assertion { quantified: *quantified, comparator: *comparator, threshold })
    }
}

/// Whether a figure names one number: digits without a blurring word, or a fraction, which as a limit is meant as it
/// stands ("1 in 300", "half").
fn is_threshold(figure: &Figure) -> bool {
    match figure.form() {
        Form::Number => !figure.is_vague(),
        Form::Fraction => figure.qualifier() == Qualifier::Unqualified,
        _ => false,
    }
}

impl fmt::Display for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.quantified.word(), self.comparator.sign(), self.threshold)
    }
}

impl Serialize for Assertion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Assertion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// An assertion as it stands in a dossier: a text, read once the conventions are known, or what a program made.
#[derive(Debug, Clone, Eq)]
pub(crate) enum WrittenAssertion {
    Text(Box<str>),
    Given(Box<Assertion>),
}

impl WrittenAssertion {
    /// The assertion, read under the conventions of the text.
    pub(crate) fn read(&self, conventions: &TextConventions) -> Result<Assertion, Error> {
        match self {
            WrittenAssertion::Text(text) => Assertion::parse(text, conventions),
            WrittenAssertion::Given(assertion) => Ok((**assertion).clone()),
        }
    }

    /// The text, where it is one.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            WrittenAssertion::Text(text) => Some(text),
            WrittenAssertion::Given(_) => None,
        }
    }

    /// As it is written: what a program made with its number as a fraction, which every text reads alike.
    fn text(&self) -> Cow<'_, str> {
        match self {
            WrittenAssertion::Text(text) => Cow::Borrowed(text),
            WrittenAssertion::Given(assertion) => {
                let Assertion { quantified, comparator, threshold } = &**assertion;
                let number = before_or_after(&threshold.value.to_string(), " ", threshold.unit.symbol());
                Cow::Owned(
                    format!("{} {} {number}", quantified.word(), comparator.sign()).trim_end().to_string(),
                )
            }
        }
    }
}

impl PartialEq for WrittenAssertion {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl From<Assertion> for WrittenAssertion {
    fn from(assertion: Assertion) -> Self {
        WrittenAssertion::Given(Box::new(assertion))
    }
}

impl Serialize for WrittenAssertion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// What is concluded, of what, and from which claims.
///
/// Without `asserts` the conclusion is *the same figure, in the conclusion's scope*. One assertion is what the text
/// says; several are thresholds the checker chose for a vague word ("major"), and no error rests on them. The scope
/// methods state only what differs from the evidence.
///
/// ```
/// use saltgrain::{Conclusion, claim::Quantified, number::Exact, quantity::OriginSpec};
/// let conclusion = Conclusion::from_claims(["by-mass"])
///     .asserts(Quantified::Share.below(Exact::new(1, 2)?))
///     .which(OriginSpec::any("CN"))
///     .base("us-supply")
///     .stage("any");
/// # let _ = conclusion;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conclusion {
    pub(crate) id: Arc<str>,
    texts: Texts,
    pub(crate) asserts: Box<[WrittenAssertion]>,
    pub(crate) mood: Mood,
    because: Option<Box<Because>>,
    pub(crate) scope: Stated,
    allow: Answers,
}

const SAYS: TextKey = b'a';
const SPEAKER: TextKey = b'b';
const AT: TextKey = b'c';
const FROM: TextKey = b'd';

impl Conclusion {
    /// A conclusion drawn from claims, by their ids.
    #[must_use]
    pub fn from_claims<'a>(claims: impl IntoIterator<Item = &'a str>) -> Self {
        let mut texts = Collected::default();
        claims.into_iter().for_each(|claim| texts.add(FROM, claim));
        Conclusion { texts: texts.finish(), ..Conclusion::default() }
    }

    scope_setters! {
        /// States of what, where that differs from the evidence.
        of,
        /// States out of what, where that differs from the evidence.
        base,
        /// States where, where that differs from the evidence.
        place,
        /// States when, where that differs from the evidence.
        period,
        /// States at which stage, where that differs from the evidence.
        stage
    }

    /// Adds an assertion; several are thresholds for one vague word.
    #[must_use]
    pub fn asserts(mut self, assertion: Assertion) -> Self {
        let mut asserts = std::mem::take(&mut self.asserts).into_vec();
        asserts.push(assertion.into());
        self.asserts = asserts.into();
        self
    }

    /// States what sets the part apart from the whole.
    #[must_use]
    pub fn which(mut self, which: impl Into<ScopeSpec>) -> Self {
        self.scope.change(|scope| scope.which = Some(Box::new(which.into())));
        self
    }

    /// States to what the figure is attributed.
    #[must_use]
    pub fn origin(mut self, origin: OriginSpec) -> Self {
        self.scope.change(|scope| scope.origin = Some(Box::new(origin)));
        self
    }

    /// States how the figure that is concluded is adjusted: nothing of how the evidence was made is taken over.
    ///
    /// ```
    /// use saltgrain::{Conclusion, quantity::Adjustment};
    /// let pure = Conclusion::from_claims(["seized"]).adjustment(Adjustment::Purity);
    /// # let _ = pure;
    /// ```
    #[must_use]
    pub fn adjustment(mut self, adjustment: Adjustment) -> Self {
        self.scope.change(|scope| scope.adjustment = Some(adjustment));
        self
    }

    /// States how the conclusion is put.
    #[must_use]
    pub fn mood(mut self, mood: Mood) -> Self {
        self.mood = mood;
        self
    }

    /// States the asserted cause.
    #[must_use]
    pub fn because(mut self, what: &str, since: Option<&str>) -> Self {
        let (what, since) = (what.into(), since.map(Into::into));
        self.because = Some(Box::new(Because { what, since, control: None }));
        self
    }

    /// Names the claim that shows the same where the asserted cause was absent.
    ///
    /// ```
    /// use saltgrain::Conclusion;
    /// let cameras = Conclusion::from_claims(["with-cameras"])
    ///     .because("cameras", Some("2019-05"))
    ///     .control("without-cameras");
    /// # let _ = cameras;
    /// ```
    #[must_use]
    pub fn control(mut self, claim: &str) -> Self {
        if let Some(because) = &mut self.because {
            because.control = Some(claim.into());
        }
        self
    }

    /// The asserted cause.
    pub(crate) fn cause(&self) -> Option<&Because> {
        self.because.as_deref()
    }

    /// Says the conclusion in other words.
    #[must_use]
    pub fn says(mut self, says: &str) -> Self {
        self.texts.set(SAYS, says);
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

    /// The claims that it is drawn from.
    pub(crate) fn drawn_from(&self) -> impl Iterator<Item = &str> {
        self.texts.all(FROM)
    }

    /// Rules answered, and the reasons.
    pub(crate) fn answers(&self) -> &BTreeMap<Box<str>, Box<str>> {
        self.allow.all()
    }

    const FIELDS: &'static [&'static str] = &[
        "id",
        "says",
        "speaker",
        "at",
        "from",
        "asserts",
        "mood",
        "because",
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
    ];
}

impl Serialize for Conclusion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (name, key) in [("says", SAYS), ("speaker", SPEAKER), ("at", AT)] {
            if let Some(text) = self.texts.get(key) {
                map.serialize_entry(name, text)?;
            }
        }
        map.serialize_entry("from", &self.drawn_from().collect::<Vec<_>>())?;
        if !self.asserts.is_empty() {
            map.serialize_entry("asserts", &self.asserts)?;
        }
        if self.mood != Mood::Flat {
            map.serialize_entry("mood", &self.mood)?;
        }
        if let Some(because) = &self.because {
            map.serialize_entry("because", because)?;
        }
        self.scope.write_fields(&mut map)?;
        if !self.answers().is_empty() {
            map.serialize_entry("allow", self.answers())?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Conclusion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Conclusion;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a conclusion (a table with an id and the claims it is drawn 'from')")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Conclusion, A::Error> {
                let mut conclusion = Conclusion::default();
                let mut texts = Collected::default();
                let mut scope = StatedFields::default();
                let (mut has_id, mut has_from) = (false, false);
                while let Some(key) = map.next_key::<Key<'_>>()? {
                    match &*key {
                        "id" => (conclusion.id, has_id) = (map.next_value()?, true),
                        "says" => texts.set(SAYS, &map.next_value::<Text<'_>>()?),
                        "speaker" => texts.set(SPEAKER, &map.next_value::<Text<'_>>()?),
                        "at" => texts.set(AT, &map.next_value::<Text<'_>>()?),
                        "from" => {
                            texts.set_all(FROM, &map.next_value::<OneOrMany<'_>>()?.0);
                            has_from = true;
                        }
                        "asserts" => conclusion.asserts = map.next_value::<OneOrManyAssertions>()?.0,
                        "mood" => conclusion.mood = map.next_value()?,
                        "because" => conclusion.because = Some(map.next_value()?),
                        "allow" => conclusion.allow = Answers::of(map.next_value()?),
                        key => {
                            if !scope.read_field(key, &mut map)? {
                                unknown_key(&mut map, key, Conclusion::FIELDS)?;
                            }
                        }
                    }
                }
                match (has_id, has_from) {
                    (false, _) => Err(A::Error::missing_field("id")),
                    (_, false) => Err(A::Error::missing_field("from")),
                    _ => Ok(Conclusion { texts: texts.finish(), scope: scope.finish(), ..conclusion }),
                }
            }
        }
        deserializer.deserialize_struct("conclusion", Conclusion::FIELDS, Fields)
    }
}

struct OneOrManyAssertions(Box<[WrittenAssertion]>);

impl<'de> Deserialize<'de> for OneOrManyAssertions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = OneOrMany::deserialize(deserializer)?;
        let written = texts.0.into_iter().map(|text| {
            // What no number format can read is told where it stands; the rest waits for the conventions.
            let read = |numbers: &NumberFormat| {
                Assertion::parse(
                    &text,
                    &TextConventions { numbers: Some(*numbers), ..TextConventions::default() },
                )
            };
            match read(&NumberFormat::ENGLISH) {
                Err(error) if NumberFormat::all().all(|numbers| read(&numbers).is_err()) => {
                    Err(D::Error::custom(error))
                }
                _ => Ok(WrittenAssertion::Text((&*text).into())),
            }
        });
        Ok(OneOrManyAssertions(written.collect::<Result<_, _>>()?))
    }
}
