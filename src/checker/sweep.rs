//! A sweep: how the verdicts on the conclusions change along one assumption.

use std::rc::Rc;
use std::sync::Arc;

use super::Checker;
use crate::bridge::{self, Fit, Judgement};
use crate::claim::Assertion;
use crate::dossier::resolve::resolve_partly;
use crate::dossier::{Dossier, Owner, Resolved, Step, Sweep};
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
    is_cut: bool,
}

/// One assertion of one conclusion, as the claims that speak of one thing judge it.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepLine {
    /// The conclusion.
    pub conclusion: Box<str>,
    /// What it asserts.
    pub assertion: Assertion,
    /// The claims it is drawn from that speak of one thing.
    pub claims: Arc<[Box<str>]>,
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

    /// Whether the dossier has more lines than the thousand that a table holds.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }
}

/// Halvings of one step: to less than a thousandth of it.
const HALVINGS: u32 = 10;

/// Turns within one step: from refuted to proven a verdict passes through undetermined.
const TURNS: u32 = 2;

/// More lines than anybody reads: a hostile dossier may have as many conclusions as it likes.
const MOST_LINES: usize = 1_000;

impl Checker {
    /// How the verdicts on the conclusions change along one assumption; the checker's other suppositions hold. The table
    /// has the first thousand lines.
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
        let (groups, is_cut) = groups(&resolved);
        let mut lines: Vec<SweepLine> = groups.iter().flat_map(|group| group.lines(&resolved)).collect();
        for i in 0..=sweep.steps {
            let value = at(i)?;
            resolved.suppose(&sweep.of, &value)?;
            let mut line = lines.iter_mut();
            for group in &groups {
                for point in group.points(&resolved, &value)? {
                    if let Some(line) = line.next() {
                        line.points.push(point);
                    }
                }
            }
        }
        let of_line = groups.iter().flat_map(|group| group.alone());
        for (line, group) in lines.iter_mut().zip(of_line) {
            let turns = line.points.windows(2).filter_map(|pair| match pair {
                [one, other] if one.judgement != other.judgement => Some((one.clone(), other.clone())),
                _ => None,
            });
            for (mut before, last) in turns.collect::<Vec<_>>() {
                for _ in 0..TURNS {
                    let mut after = last.clone();
                    for _ in 0..HALVINGS {
                        let middle = (&(&before.value + &after.value)? / &Exact::from(2))?;
                        resolved.suppose(&sweep.of, &middle)?;
                        let Some(point) = group.points(&resolved, &middle)?.pop() else { break };
                        match point.judgement == before.judgement {
                            true => before = point,
                            false => after = point,
                        }
                    }
                    let (from, to) = (before.judgement, after.judgement);
                    line.turns.push(Turn { between: (before.value, after.value.clone()), from, to });
                    if to == last.judgement {
                        break;
                    }
                    before = after;
                }
            }
        }
        Ok(SweepTable { sweep: sweep.clone(), lines, is_cut })
    }
}

/// The claims behind a conclusion that speak of one thing, and what of it is asserted: one line each.
struct Group {
    conclusion: Box<str>,
    steps: Rc<[Step]>,
    asserts: Vec<Assertion>,
}

/// The groups of the first lines, and whether there are more.
fn groups(resolved: &Resolved<'_>) -> (Vec<Group>, bool) {
    let (mut groups, mut lines) = (Vec::new(), 0);
    for conclusion in resolved.conclusions() {
        let Some(written) = resolved.written_conclusion(conclusion.position) else { continue };
        for steps in bridge::groups(resolved, conclusion) {
            let Some(first) = steps.first().and_then(|step| resolved.claim(step.claim)) else { continue };
            let fits = |assertion: &&Assertion| bridge::fit(resolved, first, assertion) == Fit::Same;
            let mut asserts: Vec<Assertion> = conclusion.asserts.iter().filter(fits).cloned().collect();
            let room = MOST_LINES - lines;
            let is_cut = asserts.len() > room;
            asserts.truncate(room);
            lines += asserts.len();
            if !asserts.is_empty() {
                groups.push(Group { conclusion: written.id().into(), steps: steps.into(), asserts });
            }
            if is_cut {
                return (groups, true);
            }
        }
    }
    (groups, false)
}

impl Group {
    fn lines(&self, resolved: &Resolved<'_>) -> impl Iterator<Item = SweepLine> {
        let names = self.steps.iter().map(|step| resolved.owner_id(Owner::Claim(step.claim)).into());
        let claims: Arc<[Box<str>]> = names.collect();
        self.asserts.iter().map(move |assertion| SweepLine {
            conclusion: self.conclusion.clone(),
            assertion: assertion.clone(),
            claims: claims.clone(),
            points: Vec::new(),
            turns: Vec::new(),
        })
    }

    /// The verdicts on its assertions under what is supposed now.
    fn points(&self, resolved: &Resolved<'_>, value: &Exact) -> Result<Vec<SweepPoint>, Error> {
        let can_be = bridge::of_group(resolved, &self.steps, Reading::Nearest)?.interval;
        let point = |assertion: &Assertion| {
            let judgement = match &can_be {
                Some(can_be) => Judgement::of(assertion, can_be)?,
                None => Judgement::Undetermined,
            };
            Ok(SweepPoint { value: value.clone(), can_be: can_be.clone(), judgement })
        };
        self.asserts.iter().map(point).collect()
    }

    /// A group for each of its assertions.
    fn alone(&self) -> impl Iterator<Item = Group> {
        self.asserts.iter().map(|assertion| Group {
            conclusion: self.conclusion.clone(),
            steps: self.steps.clone(),
            asserts: vec![assertion.clone()],
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::{Claim, Conclusion, Design, Frame, claim::Quantified};

    #[test]
    fn a_verdict_that_turns_twice_within_one_step_is_told_twice() {
        let share = Claim::share("960,400 people", "1.68 million people").unwrap().frame("seizures");
        let most =
            Conclusion::from_claims(["share"]).asserts(Quantified::Share.above(Exact::new(1, 2).unwrap()));
        let dossier = Dossier::new("rounded")
            .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
            .claim("share", share)
            .conclusion("most", most.base("supply"));
        let table = Checker::default().sweep(&dossier, &"detection_ratio=0.1..2".parse().unwrap()).unwrap();
        let turns = &table.lines()[0].turns;
        let told: Vec<_> = turns.iter().map(|turn| (turn.from.word(), turn.to.word())).collect();
        assert_eq!(told, [("refuted", "undetermined"), ("undetermined", "proven")]);
        // s·k/(s·k + 1 − s) = 1/2 at k = 1/s − 1, for s = 960.4/1675 and 960.4/1685.
        for (turn, k) in turns.iter().zip([1675.0 / 960.4 - 1.0, 1685.0 / 960.4 - 1.0]) {
            assert!((turn.between.1.to_f64() - k).abs() < 0.001, "{turn:?}");
        }
    }

    #[test]
    fn a_thousand_lines_are_swept_each_by_itself_and_what_is_left_out_is_told() {
        let half = Exact::new(1, 2).unwrap();
        let mut dossier =
            Dossier::new("many").frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"));
        for i in 0..=MOST_LINES {
            let (claim, conclusion) = (format!("c{i}"), format!("d{i}"));
            let share = Claim::share_of(format!("{} of 229 busts", 17 + i % 60)).unwrap();
            let drawn = Conclusion::from_claims([&*claim]).asserts(Quantified::Share.below(half.clone()));
            dossier = dossier.claim(&claim, share.frame("seizures"));
            dossier = dossier.conclusion(&conclusion, drawn.base("supply"));
        }
        let table = Checker::default().sweep(&dossier, &"coverage=0%..100%".parse().unwrap()).unwrap();
        assert_eq!((table.lines().len(), table.is_cut()), (MOST_LINES, true));
        assert!(table.to_string().ends_with("only the first 1000 lines.\n"));
        // s·f + 1 − f < 1/2 from f = 1/(2 − 2s) on: s = 17/229 and 76/229.
        for (line, share) in [(0, 17.0 / 229.0), (59, 76.0 / 229.0)] {
            let turn = &table.lines()[line].turns[0];
            assert!((turn.between.1.to_f64() - 0.5 / (1.0 - share)).abs() < 0.001, "{line}: {turn:?}");
        }
    }
}
