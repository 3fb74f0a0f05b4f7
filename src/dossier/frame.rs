//! Frames: how units got into the data.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::quantity::{Printed, Quantity};

/// How the units of a data set were selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Design {
    /// Everyone of the target.
    Census,
    /// A register kept for another purpose.
    Administrative,
    /// A sample with known, positive chances of selection.
    Probability,
    /// Whoever was at hand.
    Convenience,
    /// Whoever came forward.
    Volunteer,
    /// Whatever was caught.
    Enforcement,
    /// Whoever was sent on.
    Referral,
    /// Units chosen by their outcome (only failures, only winners).
    ByOutcome,
    /// One case.
    SingleCase,
    /// Computed from a model.
    Model,
}

impl Design {
    /// The word in a file and in messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Design::Census => "census",
            Design::Administrative => "administrative",
            Design::Probability => "probability",
            Design::Convenience => "convenience",
            Design::Volunteer => "volunteer",
            Design::Enforcement => "enforcement",
            Design::Referral => "referral",
            Design::ByOutcome => "by-outcome",
            Design::SingleCase => "single-case",
            Design::Model => "model",
        }
    }

    /// Whether being in the data says nothing known about the units outside it: neither a complete count nor a sample
    /// with known chances of selection.
    #[must_use]
    pub fn is_selective(self) -> bool {
        !matches!(self, Design::Census | Design::Administrative | Design::Probability | Design::Model)
    }
}

/// How units were assigned to groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assigned {
    /// By chance.
    Randomised,
    /// Matched on known factors.
    Matched,
    /// By the units themselves.
    #[serde(rename = "self")]
    Self_,
    /// The same units before and after.
    BeforeAfter,
}

/// How units got into the data, and for which population they are meant to speak.
///
/// The frame's name is also the node of the set it observed, which lies within `stands_for`.
///
/// ```
/// use saltgrain::{Design, Frame};
/// let seizures = Frame::new(Design::Enforcement).stands_for("us-supply").coverage("10 % to 25 %")?;
/// assert_eq!(seizures.design, Some(Design::Enforcement));
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Frame {
    /// How the units were selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub design: Option<Design>,
    /// The population the data are meant to speak of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<Box<str>>,
    /// How units were assigned to groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned: Option<Assigned>,
    /// The share of those selected who answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Printed>,
    /// The design effect (Kish 1965).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub design_effect: Option<Printed>,
    /// How many units the population has for which the data are meant to speak.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<Printed>,
    /// How many clusters the units came in: classes, villages, clinics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clusters: Option<Printed>,
    /// The coefficient of variation of the weights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights_cv: Option<Printed>,
    /// The share of the target that was observed, as the source states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Printed>,
    /// How much was searched, tested or asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<Printed>,
    /// The chance that a unit that is there is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Printed>,
    /// The chance that a unit that is not there is not reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specificity: Option<Printed>,
    /// Where this is known from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Box<str>>,
}

macro_rules! amounts {
    ($($(#[$doc:meta])* $name:ident),*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// Where the text could not be an amount under any number format.
        pub fn $name(mut self, text: &str) -> Result<Self, Error> {
            Quantity::try_from(text)?;
            self.$name = Some(text.into());
            Ok(self)
        }
    )*};
}

impl Frame {
    /// A frame with a design.
    #[must_use]
    pub fn new(design: Design) -> Self {
        Frame { design: Some(design), ..Frame::default() }
    }

    /// Names the population the data are meant to speak of.
    #[must_use]
    pub fn stands_for(mut self, population: &str) -> Self {
        self.stands_for = Some(population.into());
        self
    }

    /// States how units were assigned to groups.
    ///
    /// ```
    /// use saltgrain::{Design, Frame, dossier::Assigned};
    /// let trial = Frame::new(Design::Volunteer).assigned(Assigned::Randomised);
    /// assert_eq!(trial.assigned, Some(Assigned::Randomised));
    /// ```
    #[must_use]
    pub fn assigned(mut self, assigned: Assigned) -> Self {
        self.assigned = Some(assigned);
        self
    }

    amounts! {
        /// States the share of the target that was observed.
        coverage,
        /// States how much was searched, tested or asked.
        effort,
        /// States the chance that a unit that is there is found.
        sensitivity,
        /// States the share of those selected who answered.
        response,
        /// States the design effect (Kish 1965).
        design_effect,
        /// States how many units the population has for which the data are meant to speak.
        population,
        /// States how many clusters the units came in.
        clusters
    }

    /// The fields that hold an amount, by name.
    pub(crate) fn amounts(&self) -> [(&'static str, Option<&Printed>); 9] {
        [
            ("response", self.response.as_ref()),
            ("design_effect", self.design_effect.as_ref()),
            ("population", self.population.as_ref()),
            ("clusters", self.clusters.as_ref()),
            ("weights_cv", self.weights_cv.as_ref()),
            ("coverage", self.coverage.as_ref()),
            ("effort", self.effort.as_ref()),
            ("sensitivity", self.sensitivity.as_ref()),
            ("specificity", self.specificity.as_ref()),
        ]
    }
}
