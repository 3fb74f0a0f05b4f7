//! Groups set beside one another: what the selection of the units leaves of their contrast.

use crate::claim::{Claim, Relation};
use crate::dossier::{Assigned, Member, Owner, Resolved};
use crate::quantity::{Adjustment, Measure, Slot};
use crate::vocabulary::Unit;

/// How the groups came about whose contrast a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contrast {
    /// By lot: they differ by chance only, whoever took part.
    Randomised,
    /// Of those who have the outcome and those who have not, and the figure is their odds ratio: that is the population's,
    /// however many of either were chosen (Cornfield 1951).
    CasesAndControls,
    /// Otherwise: how the units were selected may be what sets the groups apart.
    Confounded,
}

/// What nobody says of a figure that may be the contrast of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unsaid {
    Measure,
    Frame,
    Assigned,
}

impl Contrast {
    /// The contrast that a member of a claim is; nothing where it is the figure of one group, or a change in time.
    ///
    /// # Errors
    /// What is not said and decides.
    pub(crate) fn of(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<Option<Contrast>, Unsaid> {
        let Owner::Claim(position) = member.owner else { return Ok(None) };
        let scope = resolved.scope(member.scope);
        let frame = resolved.frame_of(member.scope);
        let assigned = frame.and_then(|frame| frame.assigned);
        let is_confounded = matches!(assigned, Some(Assigned::Self_ | Assigned::BeforeAfter));
        match scope.subject.measure {
            Slot::Known(Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio) => {}
            Slot::Known(Measure::Ratio | Measure::Change) => {
                let written = resolved.claim(position).and_then(|claim| resolved.written(claim));
                if !matches!(written.map(Claim::relation), Some(Relation::Compare(_))) {
                    return Ok(None);
                }
            }
            // A bare number may be one.
            Slot::Unknown if !is_confounded => {
                return match resolved.amounts_of(member) {
                    [figure] if *figure.unit() == Unit::none() => Err(Unsaid::Measure),
                    _ => Ok(None),
                };
            }
            _ => return Ok(None),
        }
        match (frame, assigned) {
            (None, _) => Err(Unsaid::Frame),
            (Some(_), None) => Err(Unsaid::Assigned),
            (_, Some(Assigned::Randomised)) => Ok(Some(Contrast::Randomised)),
            (_, Some(Assigned::Matched)) if scope.subject.measure == Slot::Known(Measure::OddsRatio) => {
                Ok(Some(Contrast::CasesAndControls))
            }
            _ => Ok(Some(Contrast::Confounded)),
        }
    }

    /// Whether it holds in the population that the frame stands for, as far as chance allows: by the design, or as it
    /// was weighted or modelled to hold there.
    pub(super) fn holds_in_population(resolved: &Resolved<'_>, member: &Member<'_>) -> bool {
        match Contrast::of(resolved, member) {
            Ok(Some(Contrast::CasesAndControls)) => true,
            Ok(Some(Contrast::Randomised)) => is_carried(resolved.scope(member.scope).method.adjustment),
            _ => false,
        }
    }
}

/// Whether a figure was weighted or modelled.
pub(crate) fn is_carried(adjustment: Option<Adjustment>) -> bool {
    matches!(adjustment, Some(Adjustment::Weighted | Adjustment::Model))
}
