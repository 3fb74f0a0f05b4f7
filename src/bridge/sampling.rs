//! What chance does: from a probability sample to its population.

use crate::dossier::{AssumptionName, Member, MemberShape, Resolved, ResolvedFrame, Role, Step};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::Amount;
use crate::quantity::shape::RatioKind;
use crate::stats;

/// The level at which something holds that chance is part of.
///
/// ```
/// use saltgrain::{bridge::Level, number::Exact};
/// let [one, other] = [Level::of(Exact::new(19, 20)?), Level::of(Exact::new(19, 20)?)];
/// // Both at once hold at least nine times in ten (Bonferroni 1936).
/// assert_eq!(one.and(&other)?.stated(), Some(&Exact::new(9, 10)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level(Option<Exact>);

impl Level {
    /// A known level.
    #[must_use]
    pub fn of(level: Exact) -> Self {
        Level(Some(level))
    }

    /// The level, where it is stated.
    #[must_use]
    pub fn stated(&self) -> Option<&Exact> {
        self.0.as_ref()
    }

    /// The level at which two things hold together, whatever they have to do with each other.
    ///
    /// # Errors
    /// Where the numbers are too large to decide exactly.
    pub fn and(&self, other: &Level) -> Result<Level, ArithmeticError> {
        match (&self.0, &other.0) {
            (Some(one), Some(two)) => {
                let both = ((one + two)? - Exact::ONE)?;
                Ok(Level(Some(both.max(Exact::ZERO))))
            }
            _ => Ok(Level(None)),
        }
    }

    /// The level of a figure that is printed with a margin or an interval.
    pub(super) fn printed(member: &Member<'_>) -> Option<Level> {
        let details = member.details.as_deref()?;
        if details.margin.is_none() && details.interval.is_none() {
            return None;
        }
        let level = details.level.as_ref().and_then(|level| level.value().ok().flatten());
        Some(Level(level.filter(|level| level.is_positive() && *level < Exact::ONE)))
    }
}

/// The customary level, where a text does not choose one.
fn customary() -> Result<Exact, ArithmeticError> {
    Exact::new(19, 20)
}

/// The share in the population, of which a probability sample has the share `sample`: Clopper and Pearson's interval
/// (1934) of the effective sample size, rounded outwards, and its level. Nothing where nobody says how many were drawn.
///
/// Of a finite population the drawn units themselves are certain, which is all that is used of it: a smaller variance, as
/// textbooks take it, misses rare units in small populations far more often than the level says.
pub(super) fn carried(
    frame: Option<(&ResolvedFrame<'_>, &Resolved<'_>)>,
    step: &Step,
    member: &Member<'_>,
    sample: &Interval,
) -> Result<Option<(Interval, Exact)>, ArithmeticError> {
    let Some((frame, resolved)) = frame else { return Ok(None) };
    let Some(drawn) = drawn(resolved, member)? else { return Ok(None) };
    let effect = design_effect(frame, resolved, step, &drawn)?;
    let effective = stats::effective_size(&drawn, &effect, None)?;
    let level = customary()?;
    let successes = |share: Option<&Exact>, open: &Exact| share.unwrap_or(open) * &effective;
    let least = successes(sample.low_value(), &Exact::ZERO)?;
    let most = successes(sample.high_value(), &Exact::ONE)?;
    let by_chance = stats::clopper_pearson_of_any([&least, &most], &effective, &level)?.interval();
    let by_chance = by_chance.intersect(&Interval::share()).unwrap_or_else(Interval::share);
    let certain = match frame.amount("population").map(high).transpose()?.flatten() {
        Some(population) if population >= drawn => certain(sample, &drawn, &population)?,
        _ => Interval::share(),
    };
    Ok(Some((by_chance.intersect(&certain).unwrap_or(by_chance), level)))
}

/// What the drawn units alone say of a population: at least those found belong to the share, and at most all but those
/// found outside of it.
fn certain(sample: &Interval, drawn: &Exact, population: &Exact) -> Result<Interval, ArithmeticError> {
    let fraction = (drawn / population)?;
    stats::worst_case_bounds(sample, &Interval::point(fraction), &Interval::share())
}

/// The most that an amount can be to nearest.
fn high(amount: &Amount) -> Result<Option<Exact>, ArithmeticError> {
    Ok(amount.interval(Reading::Nearest)?.high_value().cloned())
}

/// How many units the figure is based on: the whole of a share of things counted, or the `n` beside it.
pub(crate) fn drawn(resolved: &Resolved<'_>, member: &Member<'_>) -> Result<Option<Exact>, ArithmeticError> {
    let whole = match member.shape {
        MemberShape::Ratio(RatioKind::Share) => {
            resolved.amount_of(member, Role::Bottom).map(|whole| &whole.amount)
        }
        _ => member.details.as_deref().and_then(|details| details.n.as_ref()),
    };
    let Some(whole) = whole else { return Ok(None) };
    let is_count = whole.unit().is_counted() || whole.unit().dimension().is_some_and(|one| one.is_none());
    let n = if is_count { low(whole)? } else { None };
    Ok(n.filter(|n| *n >= Exact::ONE))
}

/// The least that an amount can be to nearest.
fn low(amount: &Amount) -> Result<Option<Exact>, ArithmeticError> {
    Ok(amount.interval(Reading::Nearest)?.low_value().cloned())
}

/// How much less a unit of the sample says than one drawn by itself, at most: as the frame states it, by its weights,
/// and by its clusters, whose units are wholly alike where nobody says how alike (Kish 1965).
fn design_effect(
    frame: &ResolvedFrame<'_>,
    resolved: &Resolved<'_>,
    step: &Step,
    drawn: &Exact,
) -> Result<Exact, ArithmeticError> {
    if let Some(stated) = frame.amount("design_effect").map(high).transpose()?.flatten() {
        return Ok(stated.max(Exact::ONE));
    }
    let mut effect = Exact::ONE;
    if let Some(cv) = frame.amount("weights_cv").map(high).transpose()?.flatten() {
        effect = (&effect * &stats::weights_design_effect(&cv)?)?;
    }
    if let Some(clusters) = frame.amount("clusters").map(low).transpose()?.flatten() {
        if clusters.is_positive() && clusters < *drawn {
            let size = (drawn / &clusters)?;
            let alike = resolved.assumed(AssumptionName::Icc, step).map(high).transpose()?.flatten();
            let alike = alike.unwrap_or(Exact::ONE).min(Exact::ONE).max(Exact::ZERO);
            effect = (&effect * &stats::cluster_design_effect(&size, &alike)?)?;
        }
    }
    Ok(effect)
}
