//! Whether an assertion speaks of the number that the evidence is.

use crate::claim::{Assertion, Quantified};
use crate::dossier::{Member, MemberShape, Resolved, ResolvedClaim};
use crate::quantity::{Measure, Slot};
use crate::vocabulary::{Dimension, Unit};

/// Whether an assertion speaks of the number that is the evidence.
///
/// ```
/// use saltgrain::{Claim, Dossier, bridge::{Fit, fit}, quantity::Measure};
/// let dossier = Dossier::new("weights").claim("seized", Claim::figure("25 kg")?.measure(Measure::Sum));
/// let resolved = dossier.resolve()?;
/// let fits = |text: &str| Ok::<_, saltgrain::Error>(fit(&resolved, &resolved.claims()[0], &text.parse()?));
/// assert_eq!(fits("sum > 20 kg")?, Fit::Same);
/// assert_eq!(fits("mean > 20 kg")?, Fit::OtherMeasure);
/// assert_eq!(fits("sum > 20 litres")?, Fit::OtherUnit);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It does: a number of the same measure, in a comparable unit.
    Same,
    /// It speaks of another measure.
    OtherMeasure,
    /// It speaks of another kind of thing, or of another dimension.
    OtherUnit,
    /// The claim does not say what measure its figure is.
    Unknown,
}

/// Whether an assertion speaks of the number that the claim's result is.
///
/// ```
/// use saltgrain::{Claim, Dossier, bridge::{Fit, fit}, claim::Quantified};
/// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
/// let resolved = dossier.resolve()?;
/// let claim = &resolved.claims()[0];
/// assert_eq!(fit(&resolved, claim, &Quantified::Share.above(0)), Fit::Same);
/// assert_eq!(fit(&resolved, claim, &Quantified::Count.above(0)), Fit::OtherMeasure);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[must_use]
pub fn fit(resolved: &Resolved<'_>, claim: &ResolvedClaim, assertion: &Assertion) -> Fit {
    let Some(member) = resolved.result_member(claim) else {
        // Two figures and no printed difference: it is their change, whose size nothing here computes.
        let is_change = resolved.scope(claim.scope).subject.measure == Slot::Known(Measure::Change);
        let asserted = assertion.quantified == Quantified::Change;
        return if is_change && asserted { Fit::Same } else { Fit::OtherMeasure };
    };
    fit_of(resolved, member, assertion)
}

/// Whether an assertion speaks of the number that a member of a claim is.
pub(crate) fn fit_of(resolved: &Resolved<'_>, member: &Member<'_>, assertion: &Assertion) -> Fit {
    let measure = match resolved.scope(member.scope).subject.measure {
        Slot::Known(measure) => measure,
        Slot::Unknown => return Fit::Unknown,
        Slot::NotApplicable => return Fit::OtherMeasure,
    };
    let same_measure = match assertion.quantified {
        Quantified::Share => {
            matches!(measure, Measure::Share | Measure::Probability | Measure::Risk | Measure::Survival)
        }
        Quantified::Rate => measure == Measure::Rate,
        Quantified::Ratio => {
            matches!(measure, Measure::Ratio | Measure::RiskRatio | Measure::OddsRatio | Measure::HazardRatio)
        }
        Quantified::Change => measure == Measure::Change,
        Quantified::Count => measure == Measure::Count,
        Quantified::Sum => measure == Measure::Sum,
        Quantified::Mean => measure == Measure::Mean,
        Quantified::Rank => measure == Measure::Rank,
    };
    if !same_measure {
        return Fit::OtherMeasure;
    }
    let threshold = &assertion.threshold.unit;
    let own = match (member.shape, resolved.amounts_of(member)) {
        (MemberShape::Ratio(_), [top, bottom, ..]) => top.unit().quotient(bottom.unit()).ok(),
        (_, [value, ..]) => Some(value.unit().clone()),
        (_, []) => None,
    };
    let Some(own) = own else { return Fit::OtherUnit };
    // Zero is zero in every unit, and a bare number of things needs none.
    let bare = *threshold == Unit::none()
        && (assertion.threshold.value.is_zero()
            || assertion.quantified == Quantified::Count
            // "Nine times as many" is a ratio of nine.
            || assertion.quantified == Quantified::Ratio && own.is_counted() && own.symbol() == "times");
    let share = assertion.quantified == Quantified::Share && threshold.fraction().is_some();
    // "59 per 10,000" says of a rate of deaths to houses no more than a bare fraction does.
    let same_kind = threshold.kind() == own.kind()
        || assertion.quantified == Quantified::Rate && threshold.fraction().is_some();
    let comparable = threshold.dimension().is_some() && threshold.dimension() == own.dimension() && same_kind;
    // "More than 3 a day", of deaths: what is counted on top is left out.
    let with_count = threshold.dimension().and_then(|dimension| dimension.product(Dimension::COUNT));
    let left_out = assertion.quantified == Quantified::Rate
        && threshold.kind().is_none()
        && own.numerator().is_counted()
        && with_count.is_some()
        && with_count == own.dimension();
    if bare || share || comparable || left_out { Fit::Same } else { Fit::OtherUnit }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::{Claim, Dossier};

    #[test]
    fn times_as_many_is_a_ratio_without_a_unit() {
        for (figure, expected) in
            [("nine times", Fit::Same), ("9 times", Fit::Same), ("9 cases", Fit::OtherUnit)]
        {
            let claim = Claim::figure(figure).unwrap().measure(Measure::Ratio);
            let dossier = Dossier::new("ratios").claim("one", claim);
            let resolved = dossier.resolve().unwrap();
            let asserted = "ratio > 2".parse().unwrap();
            assert_eq!(fit(&resolved, &resolved.claims()[0], &asserted), expected, "{figure}");
        }
    }
}
