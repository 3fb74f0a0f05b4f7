//! What AR05 says: the figures, what they give, and under which slips they would agree.

use super::{Meant, Two, has_other_base, logarithm, of_middle};
use crate::claim::relation::Direction;
use crate::dossier::{Member, Owner};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::Amount;
use crate::repair::{Identity, Search, Slip};
use crate::rule::printed::relations;
use crate::rule::proof::{Argument, Proof};
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Style};
use crate::rules::level::{Level, number_of};
use crate::rules::repairs::{self, Elsewhere};

fn pointers(case: &ClaimCase<'_>, two: &Two<'_>, finding: Finding) -> Finding {
    let figures = [two.stated].into_iter().chain(two.from.figures.iter().chain(&two.to.figures).copied());
    figures.fold(finding, |finding, reported| finding.at(case.resolved.pointer(reported)))
}

/// The words and the number that all findings of two figures have.
fn with_values(two: &Two<'_>, finding: Finding) -> Result<Finding, ArithmeticError> {
    let level = |level: &Level<'_>| level.interval(Reading::Nearest, two.as_digits);
    let (from, to) = (level(&two.from)?, level(&two.to)?);
    let exact = two.from.value(two.as_digits)?.zip(two.to.value(two.as_digits)?);
    let told = finding
        .word(
            "pair",
            match two.either_way {
                true => format!("{} against {}", two.to.text(), two.from.text()),
                false => format!("from {} to {}", two.from.text(), two.to.text()),
            },
        )
        .word("a change", if two.either_way { "a relative difference" } else { "a change" })
        .word("stated", two.stated.amount.to_string());
    let value = match two.meant {
        Meant::Relative if !two.is_ratio() => {
            let exact = exact.filter(|(from, _)| !from.is_zero()).map(|(from, to)| (to / from)? - Exact::ONE);
            value("change", exact.transpose()?, to.div(&from)?.sub(&Interval::ONE)?).style(Style::Percent)
        }
        Meant::Difference | Meant::Points => {
            let scale = match two.as_digits {
                true => Exact::ONE,
                false => two.stated.unit().factor().is_point().cloned().unwrap_or(Exact::ONE),
            };
            let exact = exact.map(|(from, to)| (to - from)? / scale.clone()).transpose()?;
            let unit = match two.meant {
                Meant::Points => two.stated.unit(),
                _ => two.from.unit().filter(|_| two.stated.unit().is_counted()).unwrap_or(two.stated.unit()),
            };
            value("change", exact, to.sub(&from)?.scale(&scale.recip()?)?).unit(unit.symbol().to_string())
        }
        Meant::Times(_) | Meant::Bare | Meant::Relative => {
            let exact = exact.filter(|(from, _)| !from.is_zero()).map(|(from, to)| to / from).transpose()?;
            let value = value("times", exact, to.div(&from)?);
            if two.is_ratio() { value.style(Style::Percent) } else { value }
        }
    };
    Ok(told.with(value))
}

pub(super) fn value(name: &'static str, exact: Option<Exact>, within: Interval) -> NamedValue {
    match exact {
        Some(exact) => NamedValue::new(name, exact).within(within),
        None => NamedValue::range(name, within),
    }
}

/// "Three times more": three times as many, or four?
pub(super) fn worded(case: &ClaimCase<'_>, two: &Two<'_>) -> Finding {
    let finding = Finding::note(
        "{stated}: {pair} is {times} times as much",
        "some read such words as how many times as much it is, others as how much comes on top",
        "print it as times as much, or as per cent more",
    );
    pointers(case, two, with_values(two, finding.clone()).unwrap_or(finding))
}

pub(super) fn a_year(case: &ClaimCase<'_>, two: &Two<'_>, years: u32) -> Finding {
    let finding = Finding::note(
        "{pair} is a change of {change}; {stated} is what it is a year, over {years} years",
        "beside two figures a change is read as that from the one to the other",
        "print it as a yearly change",
    );
    let finding = finding.word("years", years.to_string());
    pointers(case, two, with_values(two, finding.clone()).unwrap_or(finding))
}

pub(super) fn within_series(case: &ClaimCase<'_>, two: &Two<'_>, [one, other]: [&Member<'_>; 2]) -> Finding {
    let finding = Finding::note(
        "{stated} is the change from {one} to {other}, not that from the first figure to the last",
        "beside a series a change is read as that of the whole, or of its last step",
        "print from when to when it is",
    );
    let name = |member: &Member<'_>| member.name.unwrap_or_default().to_string();
    let finding = finding
        .word("one", name(one))
        .word("other", name(other))
        .word("stated", two.stated.amount.to_string());
    let finding = finding.at(case.resolved.pointer(two.stated));
    [one, other]
        .into_iter()
        .flat_map(|member| case.resolved.amounts_of(member))
        .fold(finding, |finding, reported| finding.at(case.resolved.pointer(reported)))
}

pub(super) fn misses(
    case: &ClaimCase<'_>,
    two: Two<'_>,
    severity: Severity,
    steps: &[Level<'_>],
) -> Result<Finding, Outcome> {
    let is_of_period = !two.either_way;
    let other_base = has_other_base(&two)?;
    let severity = if other_base { severity.min(Severity::Warning) } else { severity };
    let proof = (severity == Severity::Error && is_of_period && steps.is_empty())
        .then(|| {
            let stated = relations::change(case.resolved, case.claim)
                .or_else(|| relations::size_of_change(case.resolved, case.claim))?;
            Proof::new(Argument::refuted(stated, 0), case.resolved).ok()
        })
        .flatten();
    let severity = if proof.is_some() { severity } else { severity.min(Severity::Warning) };
    let elsewhere = Elsewhere::of(case.resolved, Owner::Claim(case.claim.position));
    let tell = Tell { elsewhere, ..Tell::of(&two, severity, other_base, steps)? };
    let finding = Finding::told_when_read(severity, move || tell.tell());
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    let asks = two.either_way && severity > Severity::Note;
    let finding = if asks && case.resolved.scope(two.stated.scope).method.adjustment.is_none() {
        finding.ask(Field::ADJUSTMENT)
    } else {
        finding
    };
    Ok(pointers(case, &two, finding))
}

/// What a finding owns to be told later.
struct Tell {
    meant: Meant,
    sign: Option<bool>,
    severity: Severity,
    is_ratio: bool,
    either_way: bool,
    /// Whether the two figures are fractions.
    fractions: bool,
    /// The finding with its values and words, before its repairs.
    told: Finding,
    /// What is stated, and the figures of the earlier and the later level.
    figures: Vec<Amount>,
    from: usize,
    /// What the changes of single steps add up to.
    steps: Option<Interval>,
    elsewhere: Elsewhere,
}

impl Tell {
    fn of(
        two: &Two<'_>,
        severity: Severity,
        other_base: bool,
        steps: &[Level<'_>],
    ) -> Result<Self, ArithmeticError> {
        let fact = match two.meant {
            Meant::Relative if !two.is_ratio() => "{pair} is {a change} of {change}, not {said}",
            Meant::Relative => "{pair} is {times}, and {said} is neither that nor the relative difference",
            Meant::Difference | Meant::Points => "{pair} is a difference of {change}, not {said}",
            Meant::Times(_) => "{pair} is {times} times as much, not {said}",
            Meant::Bare => "{pair} is {times} times as much; {said} is neither that nor the change",
        };
        let value = match two.meant {
            Meant::Times(_) | Meant::Bare => "times",
            Meant::Relative if two.is_ratio() => "times",
            _ => "change",
        };
        let finding = match severity {
            Severity::Note => Finding::note(
                fact,
                format!(
                    "it is reached only by cutting off or rounding up: rounded to nearest, the figures give {{{value}:range}}"
                ),
                "say how the change was rounded",
            ),
            Severity::Warning if other_base => Finding::warning(
                fact,
                "of the first figure it is {change:range}; only of the middle of the two, or by their logarithms, it can be {said}, and a reader takes a change as a part of the first",
                "{repairs}",
            ),
            Severity::Warning => Finding::warning(
                fact,
                format!(
                    "the figures give {{{value}:range}}, unless one of them stands for a wider range than its digits say"
                ),
                "{repairs}",
            ),
            Severity::Error => Finding::warning(
                fact,
                format!(
                    "the figures give {{{value}:range}}, and no way of rounding the three makes it {{said}}"
                ),
                "{repairs}",
            ),
        };
        let said = match (two.direction, two.meant) {
            _ if two.is_said => "",
            (Some(Direction::Rising), Meant::Relative | Meant::Points | Meant::Difference) => "a rise of ",
            (Some(Direction::Falling), Meant::Relative | Meant::Points | Meant::Difference) => "a fall of ",
            _ => "",
        };
        let told = with_values(two, finding)?.word("said", format!("{said}{}", two.stated.amount));
        let figures =
            [two.stated.amount.clone()].into_iter().chain(two.from.amounts()).chain(two.to.amounts());
        Ok(Tell {
            meant: two.meant,
            sign: two.sign(),
            severity,
            is_ratio: two.is_ratio(),
            either_way: two.either_way,
            fractions: two.from.is_relative(),
            told,
            figures: figures.collect(),
            from: two.from.figures.len(),
            steps: added_up(steps).ok().flatten(),
            elsewhere: Elsewhere::default(),
        })
    }

    /// Stated, from and to, of what each figure can be.
    fn split(&self, of: &[Interval]) -> Result<Option<(Interval, Interval, Interval)>, ArithmeticError> {
        let Some((stated, levels)) = of.split_first() else { return Ok(None) };
        let Some((from, to)) = levels.split_at_checked(self.from) else { return Ok(None) };
        Ok(Some((stated.clone(), number_of(from)?, number_of(to)?)))
    }

    fn signed(&self, stated: &Interval, change: &Interval) -> bool {
        let plus = self.sign != Some(false) && !stated.is_disjoint(change);
        plus || (self.sign != Some(true) && !stated.is_disjoint(&change.neg()))
    }

    fn tell(&self) -> Result<Finding, ArithmeticError> {
        if self.severity == Severity::Note {
            return Ok(self.told.clone());
        }
        let read =
            |of: &[Interval], change: &dyn Fn(&Interval, &Interval) -> Result<Interval, ArithmeticError>| {
                let Some((stated, from, to)) = self.split(of)? else { return Ok(false) };
                Ok(self.signed(&stated, &change(&from, &to)?))
            };
        let relative = |from: &Interval, to: &Interval| to.div(from)?.sub(&Interval::ONE);
        let times = |from: &Interval, to: &Interval| to.div(from);
        let difference = |from: &Interval, to: &Interval| to.sub(from);
        let either =
            |of: &[Interval], change: &dyn Fn(&Interval, &Interval) -> Result<Interval, ArithmeticError>| {
                let turned = |from: &Interval, to: &Interval| change(to, from);
                Ok::<_, ArithmeticError>(read(of, change)? || (self.either_way && read(of, &turned)?))
            };
        let own = |of: &[Interval]| match self.meant {
            Meant::Relative if self.is_ratio => Ok(either(of, &relative)? || either(of, &times)?),
            Meant::Relative => read(of, &relative),
            Meant::Points | Meant::Difference => either(of, &difference),
            Meant::Times(_) => either(of, &times),
            Meant::Bare => Ok(either(of, &relative)? || either(of, &times)?),
        };
        let as_times = |of: &[Interval]| read(of, &times);
        let as_relative = |of: &[Interval]| read(of, &relative);
        let as_difference = |of: &[Interval]| read(of, &difference);
        let of_later = |of: &[Interval]| read(of, &|from, to| Interval::ONE.sub(&from.div(to)?));
        let of_mean = |of: &[Interval]| read(of, &of_middle);
        let of_logarithm = |of: &[Interval]| read(of, &|from, to| logarithm(&to.div(from)?));
        let as_odds = |of: &[Interval]| {
            either(of, &|from, to| {
                let odds = |share: &Interval| share.div(&Interval::ONE.sub(share)?);
                odds(to)?.div(&odds(from)?)
            })
        };
        let stepwise = |of: &[Interval]| match (of.first(), &self.steps) {
            (Some(stated), Some(steps)) => Ok(self.signed(stated, steps)),
            _ => Ok(false),
        };
        let mut readings: Vec<(Slip, &Identity<'_>)> = Vec::new();
        match self.meant {
            Meant::Relative if !self.is_ratio => {
                readings.push((Slip::FoldForIncrease, &as_times));
                readings.push((Slip::OtherBase("the later figure".into()), &of_later));
                readings.push((Slip::OtherBase("the middle of the two figures".into()), &of_mean));
                readings.push((Slip::OtherBase("their logarithmic mean".into()), &of_logarithm));
                readings.push((Slip::OtherFigure("the changes of single steps added up".into()), &stepwise));
            }
            Meant::Points => readings.push((Slip::PercentForPoints, &as_relative)),
            Meant::Times(_) if self.fractions => readings.push((Slip::OddsForShare, &as_odds)),
            Meant::Times(_) => readings.push((Slip::IncreaseForFold, &as_relative)),
            _ => {}
        }
        if self.meant == Meant::Relative && self.fractions {
            readings.push((Slip::PointsForPercent, &as_difference));
        }
        let printed = self.figures.iter().map(|figure| figure.interval(Reading::Nearest));
        let printed = printed.collect::<Result<Vec<_>, _>>()?;
        let turned = |of: &[Interval]| match of.split_first() {
            Some((stated, levels)) => own(&[&[stated.neg()], levels].concat()),
            None => Ok(false),
        };
        let finding = self.told.clone();
        if self.sign.is_some() && turned(&printed)? {
            return Ok(
                finding.word("repairs", "check which of the two figures came first, and which way it went")
            );
        }
        let otherwise = "check all three: one figure is wrong, or the change is of something else";
        let search = Search::new(&self.figures, &own);
        let search = readings.into_iter().fold(search, |search, (slip, holds)| search.reading(slip, holds));
        let is_difference = matches!(self.meant, Meant::Difference | Meant::Points);
        let derived = self.told.number("change").filter(|_| is_difference);
        let search = derived.into_iter().cloned().fold(search, Search::derived);
        repairs::tell(finding, "check all three", otherwise, search, &self.elsewhere)
    }
}

/// What the relative changes from each figure of a series to the next add up to.
fn added_up(steps: &[Level<'_>]) -> Result<Option<Interval>, ArithmeticError> {
    let mut sum: Option<Interval> = None;
    for pair in steps.windows(2) {
        let [from, to] = pair else { continue };
        let (from, to) = (from.interval(Reading::Nearest, false)?, to.interval(Reading::Nearest, false)?);
        let change = to.div(&from)?.sub(&Interval::ONE)?;
        sum = Some(sum.unwrap_or(Interval::point(Exact::ZERO)).add(&change)?);
    }
    Ok(sum)
}
