//! What shares of one whole say about those that are in several of them, and what shares of areas say about people.

use super::within_share;
use crate::number::{ArithmeticError, Exact, Interval};

/// What the share of those who are in all of several groups can be, where only the share of each is known:
/// `[max(0, Σ pᵢ − (k − 1)), min pᵢ]`, over every value of the shares.
///
/// Domain: shares of one whole, or chances of events, within [0, 1] (what lies outside is cut off); exact, and as narrow
/// as the shares allow. Without any share it is the whole. Fréchet, M. (1935), *Fundamenta Mathematicae* 25:379; the lower
/// limit is Bonferroni's (1936).
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::frechet_intersection};
/// let shares = [60, 50].map(|percent| Interval::point(Exact::new(percent, 100).unwrap()));
/// let both = frechet_intersection(&shares)?;
/// assert_eq!(Some(both), Interval::closed(Exact::new(1, 10)?, Exact::new(1, 2)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn frechet_intersection(shares: &[Interval]) -> Result<Interval, ArithmeticError> {
    let (mut missing, mut least) = (Exact::ZERO, Exact::ONE);
    for share in shares {
        let share = within_share(share);
        // What the others must take up if each share is at its lowest.
        missing = (&missing + &(&Exact::ONE - low(&share))?)?;
        least = least.min(high(&share).clone());
    }
    let low = (&Exact::ONE - &missing)?.max(Exact::ZERO);
    Ok(Interval::closed(low, least).unwrap_or_else(Interval::share))
}

/// What the share of those who are in at least one of several groups can be, where only the share of each is known:
/// `[max pᵢ, min(1, Σ pᵢ)]`, over every value of the shares.
///
/// Domain: as [`frechet_intersection`]; exact, and as narrow as the shares allow. Without any share it is nothing. The
/// upper limit is Boole's (1854); Fréchet, M. (1935), *Fundamenta Mathematicae* 25:379.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::frechet_union};
/// let shares = [60, 50].map(|percent| Interval::point(Exact::new(percent, 100).unwrap()));
/// assert_eq!(Some(frechet_union(&shares)?), Interval::closed(Exact::new(3, 5)?, Exact::ONE));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn frechet_union(shares: &[Interval]) -> Result<Interval, ArithmeticError> {
    let (mut sum, mut most) = (Exact::ZERO, Exact::ZERO);
    for share in shares {
        let share = within_share(share);
        sum = (&sum + high(&share))?;
        most = most.max(low(&share).clone());
    }
    Ok(Interval::closed(most, sum.min(Exact::ONE)).unwrap_or_else(Interval::share))
}

/// What is known of one area: how many live there, what share of them belongs to a group, and what share of them has an
/// outcome.
///
/// ```
/// use saltgrain::{number::Interval, stats::Area};
/// let area = Area { size: Interval::point(1_200.into()), group: Interval::share(), outcome: Interval::share() };
/// # let _ = area;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// How many units it has; from 0 to infinity where nobody says.
    pub size: Interval,
    /// The share of them that belongs to the group.
    pub group: Interval,
    /// The share of them that has the outcome.
    pub outcome: Interval,
}

/// What the share of an outcome among a group can be, where only the share `x` of the group and the share `y` of the
/// outcome are known of the whole: `[max(0, (x + y − 1)/x), min(1, y/x)]`, over every value of the two.
///
/// Domain: shares of one whole within [0, 1] (what lies outside is cut off); exact. Of a group that has nobody, anything:
/// [0, 1]. Duncan, O. D. & Davis, B. (1953), *American Sociological Review* 18:665.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::duncan_davis};
/// let [group, outcome] = [70, 60].map(|percent| Interval::point(Exact::new(percent, 100).unwrap()));
/// // Of the 70 % between 30 and 60 points have the outcome.
/// let bounds = duncan_davis(&group, &outcome)?;
/// assert_eq!(Some(bounds), Interval::closed(Exact::new(3, 7)?, Exact::new(6, 7)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn duncan_davis(group: &Interval, outcome: &Interval) -> Result<Interval, ArithmeticError> {
    let size = Interval::point(Exact::ONE);
    duncan_davis_over(&[Area { size, group: group.clone(), outcome: outcome.clone() }])
}

/// What the share of an outcome among a group can be over several areas, of each of which only the two shares are known:
/// from `Σ nᵢ·max(0, xᵢ + yᵢ − 1) / Σ nᵢ·xᵢ` to `Σ nᵢ·min(xᵢ, yᵢ) / Σ nᵢ·xᵢ`, over every value of sizes and shares.
///
/// Domain: as [`duncan_davis`], sizes of 0 or more; exact, and as narrow as they allow. Where a size has no upper limit,
/// the areas' own limits are spanned: any of them may outweigh the rest. King, G. (1997), *A Solution to the Ecological
/// Inference Problem*, section 5.2.2.
///
/// The upper limit rises with `yᵢ`. As `xᵢ` grows it rises up to `xᵢ = yᵢ` and falls from there, whatever the other areas
/// are; and it rises with the size of those areas whose own limit lies above it. The lower limit is 1 less the upper limit
/// of not having the outcome.
///
/// ```
/// use saltgrain::{number::{Exact, Interval}, stats::{Area, duncan_davis_over}};
/// let percent = |n: i64| Interval::point(Exact::new(n, 100).unwrap());
/// // In one all belong to the group, in the other none do.
/// let areas = [(300, 100, 60), (100, 0, 10)];
/// let areas = areas.map(|(size, group, outcome)| Area {
///     size: Interval::point(size.into()),
///     group: percent(group),
///     outcome: percent(outcome),
/// });
/// assert_eq!(duncan_davis_over(&areas)?, Interval::point(Exact::new(3, 5)?));
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
///
/// # Errors
/// [`ArithmeticError::TooLarge`].
pub fn duncan_davis_over(areas: &[Area]) -> Result<Interval, ArithmeticError> {
    let with = |outcome: &Interval| Ok(high(outcome).clone());
    let without = |outcome: &Interval| &Exact::ONE - low(outcome);
    let (Some(most), Some(most_without)) = (highest(areas, with)?, highest(areas, without)?) else {
        return Ok(Interval::share());
    };
    Ok(Interval::closed((&Exact::ONE - &most_without)?, most).unwrap_or_else(Interval::share))
}

/// An area with the group's share that gives the highest share of the outcome among it.
struct Extreme {
    /// The highest share of the outcome among the group there.
    own: Exact,
    /// Members of the group with and without regard to the outcome, for one unit of size.
    both: Exact,
    group: Exact,
    size: Interval,
}

/// The highest share of the outcome among the group; none where nobody can belong to it.
fn highest(
    areas: &[Area],
    outcome: impl Fn(&Interval) -> Result<Exact, ArithmeticError>,
) -> Result<Option<Exact>, ArithmeticError> {
    let mut extremes = Vec::with_capacity(areas.len());
    for area in areas {
        let group = within_share(&area.group);
        if !high(&group).is_positive() {
            continue;
        }
        let outcome = outcome(&within_share(&area.outcome))?;
        let group = outcome.clone().clamp(low(&group).clone(), high(&group).clone());
        let both = outcome.min(group.clone());
        // At zero both are zero: of however few there may be, none has the outcome.
        let own = if group.is_zero() { Exact::ZERO } else { (&both / &group)? };
        extremes.push(Extreme { own, both, group, size: area.size.clone() });
    }
    let Some(most) = extremes.iter().map(|extreme| &extreme.own).max().cloned() else { return Ok(None) };
    if extremes.iter().any(|extreme| extreme.size.high_value().is_none()) {
        return Ok(Some(most));
    }
    extremes.sort_by(|one, other| other.own.cmp(&one.own));
    let (mut both, mut group) = (Exact::ZERO, Exact::ZERO);
    let weighed = |extreme: &Extreme, size: &Exact| -> Result<_, ArithmeticError> {
        Ok(((&extreme.both * size)?, (&extreme.group * size)?))
    };
    let least = |extreme: &Extreme| extreme.size.low_value().cloned().unwrap_or_default().max(Exact::ZERO);
    for extreme in &extremes {
        let (own_both, own_group) = weighed(extreme, &least(extreme))?;
        (both, group) = ((&both + &own_both)?, (&group + &own_group)?);
    }
    let ratio = |both: &Exact, group: &Exact| -> Result<Option<Exact>, ArithmeticError> {
        if group.is_positive() { Ok(Some((both / group)?)) } else { Ok(None) }
    };
    // The areas with the highest limits as large as they can be, the others as small.
    let mut best = ratio(&both, &group)?;
    for extreme in &extremes {
        let least = least(extreme);
        let more = (extreme.size.high_value().unwrap_or(&least) - &least)?;
        if !more.is_positive() {
            continue;
        }
        let (own_both, own_group) = weighed(extreme, &more)?;
        (both, group) = ((&both + &own_both)?, (&group + &own_group)?);
        best = best.max(ratio(&both, &group)?);
    }
    Ok(Some(best.unwrap_or(most)))
}

fn low(share: &Interval) -> &Exact {
    share.low_value().unwrap_or(&Exact::ZERO)
}

fn high(share: &Interval) -> &Exact {
    share.high_value().unwrap_or(&Exact::ONE)
}

#[cfg(test)]
mod tests;
