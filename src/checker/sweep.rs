//! A sweep: how the verdicts on the conclusions change along one assumption.

use super::Checker;
use crate::bridge::{self, Fit, Judgement, Together};
use crate::claim::Assertion;
use crate::dossier::resolve::resolve_partly;
use crate::dossier::{Dossier, Owner, Resolved, Supposed, Sweep};
use crate::error::Error;
use crate::number::{ArithmeticError, Exact, Interval, Reading};

/// How the verdicts change along one assumption, conclusion by conclusion.
///
/// ```
/// use saltgrain::{Checker, Claim, Conclusion, Design, Dossier, Frame, claim::Quantified, number::Exact};
/// let dossier = Dossier::new("busts")
///     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
///     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
///     .conclusion("minority", Conclusion::from_claims(["cases"])
///         .asserts(Quantified::Share.below(Exact::new(1, 2)?)).base("supply"));
/// let table = Checker::default().sweep(&dossier, &"coverage=10%..100%".parse()?)?;
/// let line = &table.lines()[0];
/// // From what coverage on is it shown? 17/229·f + 1 - f < 1/2 from 54 % on.
/// assert_eq!(line.points.first().map(|point| point.judgement.word()), Some("undetermined"));
/// assert_eq!(line.points.last().map(|point| point.judgement.word()), Some("proven"));
/// assert!((line.turns[0].between.0.to_f64() - 0.54).abs() < 0.001);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SweepTable {
    sweep: Sweep,
    lines: Vec<SweepLine>,
}

/// One assertion of one conclusion, as the claims that speak of one thing judge it.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepLine {
    /// The conclusion.
    pub conclusion: Box<str>,
    /// What it asserts.
    pub assertion: Assertion,
    /// The claims it is drawn from that speak of one thing.
    pub claims: Vec<Box<str>>,
    /// The verdict at each value.
    pub points: Vec<SweepPoint>,
    /// Where the verdict turns, between two values a thousandth of the range or less apart.
    pub turns: Vec<Turn>,
}

/// The verdict at one value of the assumption.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepPoint {
    /// The value.
    pub value: Exact,
    /// What the figure can be in the conclusion's scope; nothing where the claims exclude one another.
    pub can_be: Option<Interval>,
    /// Whether that shows what is asserted.
    pub judgement: Judgement,
}

/// Where a verdict turns.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The last value with the first verdict, and the first found with the second.
    pub between: (Exact, Exact),
    /// The verdict before.
    pub from: Judgement,
    /// The verdict after.
    pub to: Judgement,
}

impl SweepTable {
    /// What was moved, and from where to where.
    #[must_use]
    pub fn sweep(&self) -> &Sweep {
        &self.sweep
    }

    /// One line for each assertion and the claims that speak of one thing.
    #[must_use]
    pub fn lines(&self) -> &[SweepLine] {
        &self.lines
    }
}

/// Halvings of one step: to less than a thousandth of it.
const HALVINGS: u32 = 10;

/// More lines than anybody reads: a hostile dossier may have as many conclusions as it likes.
const MOST_LINES: usize = 1_000;

impl Checker {
    /// How the verdicts on the conclusions change along one assumption; the checker's other suppositions hold.
    ///
    /// # Errors
    /// What of the dossier cannot be read, an assumption about nobody, and numbers too large to decide exactly.
    pub fn sweep(&self, dossier: &Dossier, sweep: &Sweep) -> Result<SweepTable, Error> {
        let (mut resolved, problems) = resolve_partly(dossier, &self.supposed);
        if !problems.is_empty() {
            return Err(Error::from_problems(problems));
        }
        let width = (&sweep.to - &sweep.from)?;
        let at = |i: u32| -> Result<Exact, ArithmeticError> {
            &sweep.from + &(&width * &(&Exact::from(i) / &Exact::from(sweep.steps))?)?
        };
        let mut lines: Vec<SweepLine> = Vec::new();
        for i in 0..=sweep.steps {
            let value = at(i)?;
            let judged = judged(&mut resolved, &sweep.of, &value)?;
            if i == 0 {
                lines = judged.iter().map(|line| line.key.clone()).collect();
            }
            for (line, judged) in lines.iter_mut().zip(judged) {
                let (can_be, judgement) = (judged.can_be, judged.judgement);
                line.points.push(SweepPoint { value: value.clone(), can_be, judgement });
            }
        }
        for (position, line) in lines.iter_mut().enumerate() {
            let turns = line.points.windows(2).filter_map(|pair| match pair {
                [one, other] if one.judgement != other.judgement => Some((one.clone(), other.clone())),
                _ => None,
            });
            for (mut before, mut after) in turns.collect::<Vec<_>>() {
                for _ in 0..HALVINGS {
                    let middle = (&(&before.value + &after.value)? / &Exact::from(2))?;
                    let judged = judged(&mut resolved, &sweep.of, &middle)?.into_iter().nth(position);
                    let Some(Judged { can_be, judgement, .. }) = judged else { break };
                    let point = SweepPoint { value: middle, can_be, judgement };
                    match point.judgement == before.judgement {
                        true => before = point,
                        false => after = point,
                    }
                }
                let (from, to) = (before.judgement, after.judgement);
                line.turns.push(Turn { between: (before.value, after.value), from, to });
            }
        }
        Ok(SweepTable { sweep: sweep.clone(), lines })
    }
}

/// One line's verdict at one value.
struct Judged {
    key: SweepLine,
    can_be: Option<Interval>,
    judgement: Judgement,
}

fn judged(resolved: &mut Resolved<'_>, of: &Supposed, value: &Exact) -> Result<Vec<Judged>, Error> {
    resolved.suppose(of, value)?;
    let mut lines = Vec::new();
    for conclusion in resolved.conclusions() {
        let Some(written) = resolved.written_conclusion(conclusion.position) else { continue };
        if lines.len() >= MOST_LINES {
            break;
        }
        for Together { claims, interval, .. } in bridge::together(resolved, conclusion, Reading::Nearest)? {
            let Some(first) = claims.first().and_then(|claim| resolved.claim(*claim)) else { continue };
            for assertion in conclusion.asserts.iter() {
                if bridge::fit(resolved, first, assertion) != Fit::Same {
                    continue;
                }
                let judgement = match &interval {
                    Some(can_be) => Judgement::of(assertion, can_be)?,
                    None => Judgement::Undetermined,
                };
                let names = claims.iter().map(|claim| resolved.owner_id(Owner::Claim(*claim)).into());
                let key = SweepLine {
                    conclusion: written.id().into(),
                    assertion: assertion.clone(),
                    claims: names.collect(),
                    points: Vec::new(),
                    turns: Vec::new(),
                };
                lines.push(Judged { key, can_be: interval.clone(), judgement });
            }
        }
    }
    Ok(lines)
}
