//! Assumptions: named numbers that the checker supposes, with their source.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::quantity::{Printed, Quantity};

macro_rules! names {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// What an assumption is about: a closed list, so that a misspelt name is an error and never silently ignored.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum AssumptionName { $($(#[$doc])* $variant),* }

        impl AssumptionName {
            /// Every name.
            pub const ALL: &'static [AssumptionName] = &[$(AssumptionName::$variant),*];

            /// The word in a file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(AssumptionName::$variant => $word),* }
            }
        }
    };
}

names! {
    /// Share of the target that was observed.
    Coverage = "coverage",
    /// How many times likelier a unit of the rest is detected.
    DetectionRatio = "detection_ratio",
    /// Share of the rest that has the origin at an upstream stage.
    UpstreamShare = "upstream_share",
    /// Purity of the part.
    PurityPart = "purity_part",
    /// Purity of the rest.
    PurityRest = "purity_rest",
    /// Share counted twice.
    Overlap = "overlap",
    /// Share of a flow that is seized.
    InterdictionRate = "interdiction_rate",
    /// Growth per year.
    Growth = "growth",
    /// Time between cause and count.
    Lag = "lag",
    /// Share put into the wrong class.
    Misclassification = "misclassification",
    /// Reliability of a measurement.
    Reliability = "reliability",
    /// Probability before the evidence.
    Prior = "prior",
    /// Dependence between factors.
    Dependence = "dependence",
    /// Share of the latest period that is in.
    Completeness = "completeness",
    /// Share of events that are reported.
    ReportingRate = "reporting_rate",
    /// Share of cases that are found.
    Ascertainment = "ascertainment",
    /// Intraclass correlation.
    Icc = "icc",
}

impl fmt::Display for AssumptionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A number that the checker supposes, what it is supposed of, and where it comes from.
///
/// ```
/// use saltgrain::{Assumption, dossier::AssumptionName};
/// let coverage = Assumption::new(AssumptionName::Coverage, "us-seizures", "10 % to 25 %", "supposed")?;
/// assert_eq!(&*coverage.about, "us-seizures");
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// What is supposed.
    pub name: AssumptionName,
    /// Of which frame, claim or conclusion.
    #[serde(rename = "for")]
    pub about: Box<str>,
    /// The value or range.
    pub value: Printed,
    /// Where it comes from.
    pub source: Box<str>,
}

impl Assumption {
    /// An assumption about a frame, claim or conclusion.
    ///
    /// # Errors
    /// Where the value could not be an amount under any number format.
    pub fn new(name: AssumptionName, about: &str, value: &str, source: &str) -> Result<Self, Error> {
        Quantity::try_from(value)?;
        Ok(Assumption { name, about: about.into(), value: value.into(), source: source.into() })
    }
}
