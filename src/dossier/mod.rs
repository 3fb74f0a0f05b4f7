//! One article, one paper, one table, as written; and the same with every name resolved and every scope complete.

mod assumption;
mod frame;
mod ids;
mod pointer;
#[cfg(any(feature = "toml", feature = "json"))]
pub mod read;
mod reference;
pub(crate) mod resolve;
mod resolved;
mod supposition;
mod written;

pub use assumption::{Assumption, AssumptionName};
pub use frame::{Assigned, Design, Frame};
pub(crate) use ids::{IdTable, Named};
pub use pointer::Pointer;
pub use reference::Reference;
pub use resolved::{
    Details, Member, MemberShape, Owner, Reported, Resolved, ResolvedClaim, ResolvedConclusion,
    ResolvedFrame, Role, Step,
};
pub(crate) use supposition::Supposed;
pub use supposition::{Supposition, Sweep};
pub(crate) use written::Answers;
pub use written::Dossier;
