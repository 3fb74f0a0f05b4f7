//! What several claims behind one conclusion say of one thing together.

use foldhash::{HashMap, HashMapExt};

use super::{Level, carry};
use crate::dossier::{Resolved, ResolvedConclusion, Step};
use crate::number::{ArithmeticError, Interval, Reading};
use crate::quantity::{Overall, Subject};

/// Claims that, carried to a conclusion, speak of the same thing there, and what they leave together.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// The claims, by position.
    pub claims: Vec<u32>,
    /// What all of them allow; nothing where they exclude one another.
    pub interval: Option<Interval>,
    /// The level at which it holds, where chance is part of it.
    pub level: Option<Level>,
}

/// The claims behind a conclusion, in groups that speak of the same thing in the conclusion's scope: equal in every
/// subject component, all of them known. Each true interval holds the true value, and so does what they have in common;
/// claims about different things (by mass, by case) stand side by side, and form groups of their own.
///
/// ```
/// use saltgrain::{Claim, Conclusion, Design, Dossier, Frame, bridge, number::Reading};
/// let dossier = Dossier::new("two registers")
///     .frame("north", Frame::new(Design::Administrative).stands_for("firms").coverage("50 %")?)
///     .frame("south", Frame::new(Design::Administrative).stands_for("firms").coverage("50 %")?)
///     .claim("few", Claim::share_of("10 of 100 firms")?.of("late").frame("north"))
///     .claim("many", Claim::share_of("90 of 100 firms")?.of("late").frame("south"))
///     .conclusion("half", Conclusion::from_claims(["few", "many"]).base("firms"));
/// let resolved = dossier.resolve()?;
/// let together = bridge::together(&resolved, &resolved.conclusions()[0], Reading::Nearest)?;
/// // [5 %, 55 %] and [45 %, 95 %], and half of them was read as 49.5 to 50.5 %.
/// let left = together[0].interval.as_ref().and_then(|left| left.low_value().zip(left.high_value()));
/// let (low, high) = left.expect("they have values in common");
/// assert!(low.to_f64() > 0.44 && high.to_f64() < 0.56);
/// # Ok::<(), saltgrain::Error>(())
/// ```
///
/// # Errors
/// Where the ends are too large to decide exactly.
pub fn together(
    resolved: &Resolved<'_>,
    conclusion: &ResolvedConclusion,
    reading: Reading,
) -> Result<Vec<Together>, ArithmeticError> {
    groups(resolved, conclusion).into_iter().map(|steps| of_group(resolved, &steps, reading)).collect()
}

/// The steps to a conclusion that speak of the same thing there; whatever is supposed, the groups are these.
pub(crate) fn groups(resolved: &Resolved<'_>, conclusion: &ResolvedConclusion) -> Vec<Vec<Step>> {
    let mut groups: Vec<Vec<Step>> = Vec::new();
    let mut found: HashMap<Subject, usize> = HashMap::new();
    for step in resolved.steps_of(conclusion) {
        let known = resolved.compare(step.scope, step.scope).overall == Overall::Equal;
        let subject = resolved.scope(step.scope).subject;
        match found.get(&subject).and_then(|at| groups.get_mut(*at)) {
            Some(group) if known => group.push(*step),
            _ => {
                if known {
                    found.insert(subject, groups.len());
                }
                groups.push(vec![*step]);
            }
        }
    }
    groups
}

/// What the claims of one group say together.
pub(crate) fn of_group(
    resolved: &Resolved<'_>,
    steps: &[Step],
    reading: Reading,
) -> Result<Together, ArithmeticError> {
    let mut together =
        Together { claims: Vec::with_capacity(steps.len()), interval: Some(Interval::all()), level: None };
    for step in steps {
        together.claims.push(step.claim);
        let Some(claim) = resolved.claim(step.claim) else { continue };
        let comparison = resolved.compare_step(claim, step);
        // Of what is not known to be the same there is no interval.
        if comparison.unknown().next().is_some() {
            continue;
        }
        let Some(way) = carry(resolved, step, &comparison, reading)? else { continue };
        together.interval = together.interval.and_then(|before| before.intersect(way.concluded()));
        together.level = match (together.level.take(), way.level) {
            (Some(one), Some(other)) => Some(one.and(&other)?),
            (one, other) => one.or(other),
        };
    }
    Ok(together)
}
