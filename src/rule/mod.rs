//! What a rule is: one question asked of one subject, with four possible outcomes.
//!
//! The engine enumerates subjects, a rule judges one of them: no rule loops over claims or reads another rule's
//! outcome. A program's own rules are values of the same [`Rule`] type and run on the same terms.

mod case;
mod declare;
mod field;
mod finding;
mod ladder;
mod outcome;
pub(crate) mod printed;
pub mod proof;
mod so_far;
pub(crate) mod step;
mod value;

pub(crate) use declare::{also, declare_rule};
pub(crate) use printed::is_relative;

pub use case::{
    ClaimCase, ConclusionCase, DossierCase, GroupCase, GroupKey, PairCase, PairKind, QuantityCase, RatioCase,
    Settings, StepCase,
};
pub use declare::{Check, Family, Handler, Rule, RuleOption};
pub use field::Field;
#[cfg(feature = "json")]
pub(crate) use finding::{About, Told, verbatim};
pub use finding::{At, Finding, RuleId, Word};
pub use ladder::contradiction;
pub use outcome::{Missing, Outcome, Reason, Severity, Verdict};
pub use so_far::SoFar;
pub use value::{Name, NamedValue, Style};
