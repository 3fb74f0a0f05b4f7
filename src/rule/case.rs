//! The subjects that the engine hands to a rule.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::step::{OfConclusion, OfStep};
use crate::claim::{Assertion, Claim, Conclusion};
use crate::dossier::{
    Member, Owner, Pointer, Reported, Resolved, ResolvedClaim, ResolvedConclusion, ResolvedFrame, Role, Step,
};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Comparison, Scope, Sides};

/// The declared options of a rule, with the values a program or command gave them.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub(crate) values: BTreeMap<String, Exact>,
}

impl Settings {
    /// The value of an option; zero for one the rule never declared, which a registry test forbids.
    #[must_use]
    pub fn get(&self, name: &str) -> Exact {
        self.values.get(name).cloned().unwrap_or(Exact::ZERO)
    }
}

/// One printed quantity.
#[derive(Debug)]
pub struct QuantityCase<'d> {
    /// The dossier around it.
    pub resolved: &'d Resolved<'d>,
    /// The quantity.
    pub reported: &'d Reported,
    /// The rule's options.
    pub settings: &'d Settings,
}

impl<'d> QuantityCase<'d> {
    /// The member the quantity belongs to.
    #[must_use]
    pub fn member(&self) -> Option<&'d Member<'d>> {
        self.resolved.member_of(self.reported)
    }

    /// JSON Pointer to the quantity.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        self.resolved.pointer(self.reported)
    }
}

/// A ratio of two printed quantities: a share or a rate.
#[derive(Debug)]
pub struct RatioCase<'d> {
    /// The dossier around it.
    pub resolved: &'d Resolved<'d>,
    /// The member that is the ratio.
    pub member: &'d Member<'d>,
    /// Share or rate.
    pub kind: RatioKind,
    /// The part, or the events.
    pub top: &'d Reported,
    /// The whole, or the exposure.
    pub bottom: &'d Reported,
    /// The rule's options.
    pub settings: &'d Settings,
}

impl<'d> RatioCase<'d> {
    /// The ratio as printed.
    #[must_use]
    pub fn stated(&self) -> Option<&'d Reported> {
        self.resolved.amount_of(self.member, Role::Stated)
    }

    /// What the ratio can be, given one reading of its two figures.
    ///
    /// # Errors
    /// Where the ends are too large to decide exactly, or the bottom can only be zero.
    pub fn interval(&self, reading: Reading) -> Result<Interval, ArithmeticError> {
        self.resolved.member_interval(self.member, reading)
    }
}

/// One claim.
#[derive(Debug)]
pub struct ClaimCase<'d> {
    /// The dossier around it.
    pub resolved: &'d Resolved<'d>,
    /// The claim.
    pub claim: &'d ResolvedClaim,
    /// The claim as written.
    pub written: &'d Claim,
    /// The rule's options.
    pub settings: &'d Settings,
}

impl<'d> ClaimCase<'d> {
    /// The claim's quantities.
    #[must_use]
    pub fn members(&self) -> &'d [Member<'d>] {
        self.resolved.members_of(self.claim)
    }

    /// The frame its figures come from.
    #[must_use]
    pub fn frame(&self) -> Option<&'d ResolvedFrame<'d>> {
        self.resolved.frame_of(self.claim.scope)
    }

    /// JSON Pointer to one of the claim's fields.
    #[must_use]
    pub fn pointer(&self, field: impl Into<Cow<'static, str>>) -> Pointer {
        Pointer::to(Owner::Claim(self.claim.position), field)
    }
}

/// Why two quantities are set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PairKind {
    /// Two figures for one thing, or two claims that the text sets against each other.
    Same,
    /// A part and a whole: asserted by a relation, or one scope within the other.
    PartWhole,
}

/// Two quantities set side by side.
#[derive(Debug)]
pub struct PairCase<'d> {
    /// The dossier around them.
    pub resolved: &'d Resolved<'d>,
    /// The first; the part of a part and whole.
    pub first: &'d Reported,
    /// The second; the whole of a part and whole.
    pub second: &'d Reported,
    /// Whether a relation or the text itself sets them side by side, not the engine.
    pub asserted: bool,
    pub(crate) compared: OnceCell<Comparison>,
    /// The rule's options.
    pub settings: &'d Settings,
}

impl PairCase<'_> {
    /// How their scopes compare; compared when first asked for.
    #[must_use]
    pub fn comparison(&self) -> &Comparison {
        self.compared.get_or_init(|| self.resolved.compare(self.first.scope, self.second.scope))
    }
}

/// One conclusion with everything it is drawn from.
#[derive(Debug)]
pub struct ConclusionCase<'d> {
    /// The dossier around it.
    pub resolved: &'d Resolved<'d>,
    /// The conclusion.
    pub conclusion: &'d ResolvedConclusion,
    /// The conclusion as written.
    pub written: &'d Conclusion,
    /// The rule's options.
    pub settings: &'d Settings,
}

impl<'d> ConclusionCase<'d> {
    /// The steps that lead to it, one from each claim.
    #[must_use]
    pub fn steps(&self) -> &'d [Step] {
        self.resolved.steps_of(self.conclusion)
    }

    /// JSON Pointer to one of the conclusion's fields.
    #[must_use]
    pub fn pointer(&self, field: impl Into<Cow<'static, str>>) -> Pointer {
        Pointer::to_conclusion(self.conclusion.position, field)
    }
}

/// By what quantities are put into one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// Shares of one thing, whatever the unit they are counted in and the basis of attribution.
    ShareAcrossUnits,
    /// A share of an amount, and single cases of the same thing that it does not hold; the share alone where its largest
    /// single item is printed.
    SingleCases,
    /// Rates and shares of one thing, whatever they are taken per and out of whom: groups side by side, on one base in
    /// each claim; and of an event whose population at risk is declared, every rate.
    AcrossBases,
}

/// Quantities with one key.
#[derive(Debug, Clone)]
pub struct GroupCase<'d> {
    /// The dossier around them.
    pub resolved: &'d Resolved<'d>,
    /// The members of the group, in the order written.
    pub members: Vec<&'d Member<'d>>,
    /// The conclusions drawn from more than one of them, by position, each with those members. Of single cases: those
    /// drawn from the share; across bases: those drawn from any.
    pub conclusions: Vec<(u32, Vec<&'d Member<'d>>)>,
    /// The rule's options.
    pub settings: &'d Settings,
}

/// One claim to one conclusion.
#[derive(Debug)]
pub struct StepCase<'d> {
    /// The dossier around them.
    pub resolved: &'d Resolved<'d>,
    /// The evidence.
    pub claim: &'d ResolvedClaim,
    /// The evidence as written.
    pub written: &'d Claim,
    /// The conclusion as written.
    pub conclusion: &'d Conclusion,
    /// The step.
    pub step: &'d Step,
    /// How the evidence's scope compares with the conclusion's.
    pub comparison: &'d Comparison,
    pub(crate) of_step: &'d OfStep<'d>,
    pub(crate) of_conclusion: &'d OfConclusion,
    /// The rule's options.
    pub settings: &'d Settings,
}

impl<'d> StepCase<'d> {
    /// What the evidence is about.
    #[must_use]
    pub fn evidence(&self) -> &'d Scope {
        self.resolved.scope(self.claim.scope)
    }

    /// What the conclusion is about, completed from this evidence.
    #[must_use]
    pub fn concluded(&self) -> &'d Scope {
        self.resolved.scope(self.step.scope)
    }

    /// What the conclusion asserts; nothing: the same figure, in its own scope.
    #[must_use]
    pub fn asserts(&self) -> &'d [Assertion] {
        self.resolved.asserts(self.step.conclusion)
    }

    /// Both scopes with the names in them, for words that are made when somebody reads the finding.
    #[must_use]
    pub fn sides(&self) -> Sides {
        self.resolved.sides(self.claim.scope, self.step.scope)
    }

    /// The frame the evidence comes from.
    #[must_use]
    pub fn frame(&self) -> Option<&'d ResolvedFrame<'d>> {
        self.resolved.frame_of(self.claim.scope)
    }

    /// JSON Pointer to one of the conclusion's fields.
    #[must_use]
    pub fn pointer(&self, field: impl Into<Cow<'static, str>>) -> Pointer {
        Pointer::to_conclusion(self.step.conclusion, field)
    }
}

/// The dossier as a whole.
#[derive(Debug)]
pub struct DossierCase<'d> {
    /// The dossier.
    pub resolved: &'d Resolved<'d>,
    /// The rule's options.
    pub settings: &'d Settings,
}
