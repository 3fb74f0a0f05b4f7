//! A dossier as written.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::resolve::resolve;
use super::{Assumption, Frame, Reference, Resolved};
use crate::claim::{Claim, Conclusion};
use crate::error::Error;
use crate::vocabulary::{TaxonomiesSpec, TextConventions};

/// One article, one paper, one table: its claims, the conclusions drawn from them, and what the checker brings.
///
/// ```
/// use saltgrain::{Checker, Claim, Conclusion, Dossier, Design, Frame, quantity::OriginSpec};
///
/// let dossier = Dossier::new("Officials on the source of fentanyl")
///     .frame("us-seizures", Frame::new(Design::Enforcement).stands_for("us-supply"))
///     .claim("by-mass", Claim::share("5 kg", "536 kg")?.which(OriginSpec::shipment("CN"))
///         .of("fentanyl").place("US").period("2018-10/2019-03").frame("us-seizures"))
///     .conclusion("not-major", Conclusion::from_claims(["by-mass"]).base("us-supply"));
/// let report = Checker::default().check(&dossier)?;
/// assert!(report.of("not-major").rule("SA07").is_some());
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dossier {
    /// What the article is called.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub title: Box<str>,
    /// Where it can be found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Box<str>>,
    /// When it appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Box<str>>,
    /// How its numbers are written: country, language, number format.
    #[serde(skip_serializing_if = "is_default")]
    pub text: TextConventions,
    /// What is declared about the names its scopes use.
    #[serde(skip_serializing_if = "is_default")]
    pub taxonomy: TaxonomiesSpec,
    /// How units got into the data, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub frame: BTreeMap<Box<str>, Frame>,
    /// The claims.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub claim: Vec<Claim>,
    /// The figures the checker brings.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub reference: Vec<Reference>,
    /// The numbers the checker supposes.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub assume: Vec<Assumption>,
    /// The conclusions.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "list")]
    pub conclusion: Vec<Conclusion>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A list, with memory for what is there: one that doubles may in the end have three times that at once.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct List<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            // The rest is only what the text says it has: no more than so many times what could be read is believed.
            const MOST: usize = 8;
            let mut list = Vec::new();
            while let Some(element) = seq.next_element()? {
                if list.len() == list.capacity() {
                    let more = (list.len() + 1) * (MOST - 1);
                    match seq.size_hint() {
                        Some(rest) => list.reserve_exact(more.min(rest + 1)),
                        None => list.reserve(1),
                    }
                }
                list.push(element);
            }
            Ok(list)
        }
    }
    deserializer.deserialize_seq(List(PhantomData))
}

/// Who answers findings, a claim or a conclusion, by position; and what they answer.
pub(crate) type Answers<'d> = (&'static str, usize, &'d BTreeMap<Box<str>, Box<str>>);

impl Dossier {
    /// Every claim and conclusion that answers a finding with `allow`.
    pub(crate) fn answers(&self) -> Vec<Answers<'_>> {
        let claims = self.claim.iter().enumerate().map(|(i, claim)| ("claim", i, claim.answers()));
        let conclusions = self.conclusion.iter().enumerate();
        let conclusions = conclusions.map(|(i, conclusion)| ("conclusion", i, conclusion.answers()));
        claims.chain(conclusions).filter(|(_, _, answers)| !answers.is_empty()).collect()
    }

    /// An empty dossier.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Dossier { title: title.into(), ..Dossier::default() }
    }

    /// Adds a claim under an id.
    #[must_use]
    pub fn claim(mut self, id: &str, mut claim: Claim) -> Self {
        claim.id = id.into();
        self.claim.push(claim);
        self
    }

    /// Adds a conclusion under an id.
    #[must_use]
    pub fn conclusion(mut self, id: &str, mut conclusion: Conclusion) -> Self {
        conclusion.id = id.into();
        self.conclusion.push(conclusion);
        self
    }

    /// Declares how units got into the data.
    #[must_use]
    pub fn frame(mut self, name: &str, frame: Frame) -> Self {
        self.frame.insert(name.into(), frame);
        self
    }

    /// Adds a figure the checker brings.
    #[must_use]
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference.push(reference);
        self
    }

    /// Adds a number the checker supposes.
    #[must_use]
    pub fn assume(mut self, assumption: Assumption) -> Self {
        self.assume.push(assumption);
        self
    }

    /// Declares what the names mean that the scopes use.
    ///
    /// ```
    /// use saltgrain::{Dossier, vocabulary::{Names, SetRelation, TaxonomiesSpec}};
    /// let mut names = TaxonomiesSpec::default();
    /// names.concept.is_a.insert("fentanyl".to_string(), Names(vec!["opioid".to_string()]));
    /// let dossier = Dossier::new("seizures").taxonomy(names);
    /// let resolved = dossier.resolve()?;
    /// let concept = &resolved.names().concept;
    /// let [fentanyl, opioid] = ["fentanyl", "opioid"].map(|name| concept.id(name));
    /// assert_eq!(fentanyl.zip(opioid).map(|(a, b)| concept.relation(a, b)), Some(SetRelation::Within));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn taxonomy(mut self, taxonomy: TaxonomiesSpec) -> Self {
        self.taxonomy = taxonomy;
        self
    }

    /// States how the text writes its numbers.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier, number::{Exact, NumberFormat}, vocabulary::TextConventions};
    /// let german = TextConventions { numbers: Some(NumberFormat::CONTINENTAL), ..TextConventions::default() };
    /// let dossier = Dossier::new("Verkehrstote").text(german).claim("tote", Claim::figure("2.839 deaths")?);
    /// let resolved = dossier.resolve()?;
    /// assert_eq!(*resolved.quantities()[0].amount.figure().value(), Exact::from(2_839));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn text(mut self, text: TextConventions) -> Self {
        self.text = text;
        self
    }

    /// Resolves every name and completes every scope.
    ///
    /// # Errors
    /// Every unreadable figure, unresolved name, cycle and double of the dossier, together.
    ///
    /// ```
    /// use saltgrain::{Claim, Dossier};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::figure("17 busts")?);
    /// assert_eq!(dossier.resolve()?.quantities()[0].unit().symbol(), "busts");
    /// let twice = dossier.claim("cases", Claim::figure("229 busts")?);
    /// assert_eq!(twice.resolve().unwrap_err().problems()[0].pointer, "/claim/1/id");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn resolve(&self) -> Result<Resolved<'_>, Error> {
        resolve(self)
    }
}
