//! Claims, and the conclusions drawn from them.

mod conclusion;
pub mod relation;
mod spec;

pub use conclusion::{Assertion, Because, Comparator, Conclusion, Mood, Quantified, Threshold};
pub use relation::Relation;
pub use spec::Claim;
pub(crate) use spec::Yardstick;
