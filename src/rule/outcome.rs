//! The four outcomes of a rule, and how grave a finding is.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Field, Finding, NamedValue};
use crate::number::ArithmeticError;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What the reader should know: repairs, tipping points, context.
    Note,
    /// The figures may be right; the step, or one honest reading, is not supported.
    Warning,
    /// The figures and the relation as printed cannot all be true under any reading of the digits.
    Error,
}

impl Severity {
    /// The word in a report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A field whose value would change an outcome, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The field and the question that asks for it.
    pub field: Field,
    /// The frame, claim or conclusion that lacks it.
    pub of: Option<Box<str>>,
}

/// What a rule says of one subject.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Something is wrong, unsupported, or worth knowing.
    Fired(Finding),
    /// The rule applied, and what it checks held.
    Passed {
        /// What was recomputed.
        values: Vec<NamedValue>,
    },
    /// The rule says nothing about this subject.
    NotApplicable {
        /// Why not.
        reason: Cow<'static, str>,
        /// Whether the reader should be told: two figures that the text sets against each other and that cannot be
        /// compared.
        told: bool,
    },
    /// The outcome depends on what the dossier does not say.
    Undecidable {
        /// The fields whose values would decide it.
        missing: Vec<Missing>,
        /// Why, where no field would help.
        because: Cow<'static, str>,
        /// What can be said already.
        so_far: Vec<NamedValue>,
    },
}

/// What a check returns. Either side of the `Result` is the outcome: `?` leaves a check early with one.
pub type Verdict = Result<Outcome, Outcome>;

impl Outcome {
    /// Held, with nothing to show.
    #[must_use]
    pub fn passed() -> Self {
        Outcome::Passed { values: Vec::new() }
    }

    /// The rule says nothing about this subject.
    #[must_use]
    pub fn not_applicable(reason: &'static str) -> Self {
        Outcome::NotApplicable { reason: Cow::Borrowed(reason), told: false }
    }

    /// The rule cannot say without this field.
    #[must_use]
    pub fn missing(field: Field, of: Option<&str>) -> Self {
        Outcome::Undecidable {
            missing: vec![Missing { field, of: of.map(Into::into) }],
            because: Cow::Borrowed(""),
            so_far: Vec::new(),
        }
    }

    /// What can be said already, beside what is missing.
    #[must_use]
    pub fn so_far(mut self, values: Vec<NamedValue>) -> Self {
        if let Outcome::Undecidable { so_far, .. } = &mut self {
            *so_far = values;
        }
        self
    }

    /// The finding, where the rule fired.
    #[must_use]
    pub fn finding(&self) -> Option<&Finding> {
        match self {
            Outcome::Fired(finding) => Some(finding),
            _ => None,
        }
    }
}

impl From<Finding> for Outcome {
    fn from(finding: Finding) -> Self {
        Outcome::Fired(finding)
    }
}

impl From<ArithmeticError> for Outcome {
    fn from(error: ArithmeticError) -> Self {
        match error {
            ArithmeticError::DivisionByZero => Outcome::not_applicable("a denominator is zero"),
            // The enum may grow; whatever stops exact arithmetic leaves the rule undecided.
            _ => Outcome::Undecidable {
                missing: Vec::new(),
                because: Cow::Borrowed("too large to decide exactly"),
                so_far: Vec::new(),
            },
        }
    }
}
