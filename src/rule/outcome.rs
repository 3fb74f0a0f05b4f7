//! The four outcomes of a rule, and how grave a finding is.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Field, Finding, NamedValue, SoFar};
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
    /// The frame, claim or conclusion that lacks it; of a relation of names, the two names.
    pub of: Option<Box<str>>,
}

/// Why a rule says nothing of a subject: a text, or how to put it together when somebody reads it.
///
/// ```
/// use saltgrain::rule::Reason;
/// let components = ["place", "period"];
/// let reason = Reason::made(move || format!("they differ in {}", components.join(", ")));
/// assert_eq!(reason.text(), "they differ in place, period");
/// assert_eq!(reason, Reason::from("they differ in place, period"));
/// ```
#[derive(Clone)]
pub struct Reason(Because);

#[derive(Clone)]
enum Because {
    Text(Cow<'static, str>),
    Made(Arc<dyn Fn() -> String + Send + Sync>),
}

impl Reason {
    /// A reason that is put into words when somebody reads it. What `made` needs it must own.
    #[must_use]
    pub fn made(made: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Reason(Because::Made(Arc::new(made)))
    }

    /// The reason in words.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Because::Text(text) => Cow::Borrowed(text),
            Because::Made(made) => Cow::Owned(made()),
        }
    }
}

impl From<&'static str> for Reason {
    fn from(text: &'static str) -> Self {
        Reason(Because::Text(Cow::Borrowed(text)))
    }
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Reason(Because::Text(Cow::Owned(text)))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Because::Text(text) => fmt::Debug::fmt(text, f),
            Because::Made(_) => f.write_str("made when read"),
        }
    }
}

/// Reasons are equal if they say the same, whether or not they are still to be put into words.
impl PartialEq for Reason {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for Reason {}

/// What a rule says of one subject.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Something is wrong, unsupported, or worth knowing.
    Fired(Finding),
    /// The rule applied, and what it checks held.
    Passed,
    /// The rule says nothing about this subject.
    NotApplicable {
        /// Why not.
        reason: Reason,
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
        so_far: SoFar,
    },
}

/// What a check returns. Either side of the `Result` is the outcome: `?` leaves a check early with one.
pub type Verdict = Result<Outcome, Outcome>;

impl Outcome {
    /// The rule says nothing about this subject.
    #[must_use]
    pub fn not_applicable(reason: &'static str) -> Self {
        Outcome::NotApplicable { reason: reason.into(), told: false }
    }

    /// The rule cannot say without this field.
    #[must_use]
    pub fn missing(field: Field, of: Option<&str>) -> Self {
        Missing { field, of: of.map(Into::into) }.into()
    }

    /// What can be said already, beside what is missing.
    #[must_use]
    pub fn so_far(self, values: Vec<NamedValue>) -> Self {
        self.known(values.into())
    }

    /// What can be said already and is computed when somebody reads it, as [`SoFar::when_read`].
    #[must_use]
    pub fn so_far_when_read(
        self,
        tell: impl Fn() -> Result<Vec<NamedValue>, ArithmeticError> + Send + Sync + 'static,
    ) -> Self {
        self.known(SoFar::when_read(tell))
    }

    fn known(mut self, known: SoFar) -> Self {
        if let Outcome::Undecidable { so_far, .. } = &mut self {
            *so_far = known;
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

impl From<Missing> for Outcome {
    fn from(missing: Missing) -> Self {
        Outcome::Undecidable { missing: vec![missing], because: Cow::Borrowed(""), so_far: SoFar::default() }
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
            ArithmeticError::OutOfDomain => Outcome::not_applicable(
                "the statistic is not defined, or cannot be computed, for these figures",
            ),
            // The enum may grow; whatever stops exact arithmetic leaves the rule undecided.
            _ => Outcome::Undecidable {
                missing: Vec::new(),
                because: Cow::Borrowed("too large to decide exactly"),
                so_far: SoFar::default(),
            },
        }
    }
}
