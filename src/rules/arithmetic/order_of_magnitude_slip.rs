//! AR08: a figure is of another order of magnitude than such figures usually are.

use crate::claim::Yardstick;
use crate::claim::relation::MemberKind;
use crate::dossier::{Member, MemberShape, Owner, Reported, Resolved, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Flow, Measure, PeriodValue, ScopeId, Slot, Subject};
use crate::repair::Search;
use crate::rule::printed::{are_related, is_relative};
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Verdict, declare_rule};
use crate::rules::repairs;
use crate::vocabulary::{KindRelation, Unit};

declare_rule! {
    /// ## What it checks
    /// Whether a figure, or what a total comes to for each of those it is for, lies within an order of magnitude of what is
    /// said to be `usual`.
    ///
    /// ## Why it matters
    /// Thousand for million, pounds for kilograms, a slipped decimal point: the digits are right, and the figure is wrong
    /// by more than anybody would dispute. Divided by the number of people, most such slips are plain to see.
    ///
    /// ## How
    /// `usual` names a reference, or another claim, best a range: "20,000 to 60,000 EUR per officer". Each figure of the
    /// claim in that unit is compared with it, a printed ratio, and of a rate without one `events/exposure`. It fires where
    /// the lowest value that the figure as written can be is at least five times the highest usual one, or the highest at
    /// most a fifth of the lowest. With it go the slips that would bring it back among the usual ones: powers of ten, scale
    /// words, units taken for one another, cents, digits. They are never applied. (Where an identity between printed figures
    /// fails, the rule that finds it tells the slips itself.)
    ///
    /// Of a whole and its parts the one or the other is of the usual size: where either all parts or the whole are, neither
    /// is judged. A total is compared only with one over about as long a period: twelve months hold twelve times what one does. If one
    /// of the two has none, it asks, unless nobody in the dossier says when.
    ///
    /// ## Fires
    /// What 10,000 more police officers would cost, as first said on the radio on 2 May 2017: £30 for each.
    /// ```toml
    /// [[claim]]
    /// id    = "officers"
    /// rate  = { events = "£300,000", exposure = "10,000 officers" }
    /// usual = "pay"
    ///
    /// [[reference]]
    /// id     = "pay"
    /// figure = "£25,400 to £52,900 per officer"
    /// source = "Home Office, salary costs of a constable in a year (written answer HL737)"
    /// ```
    ///
    /// ## Clean
    /// What was said next, £80 million, is £8,000 for each: too little for a year, but no slip by an order of magnitude.
    /// ```toml
    /// [[claim]]
    /// id    = "officers"
    /// rate  = { events = "£80 million", exposure = "10,000 officers" }
    /// usual = "pay"
    ///
    /// [[reference]]
    /// id     = "pay"
    /// figure = "£25,400 to £52,900 per officer"
    /// source = "Home Office, salary costs of a constable in a year (written answer HL737)"
    /// ```
    /// Ten years hold ten times as much as one.
    /// ```toml
    /// [[claim]]
    /// id     = "decade"
    /// figure = "391,000 deaths"
    /// period = "2010/2019"
    /// usual  = "a-year"
    ///
    /// [[reference]]
    /// id     = "a-year"
    /// figure = "30,000 to 45,000 deaths"
    /// period = "2017"
    /// source = "register of deaths"
    /// ```
    ///
    /// ## Limits
    /// It fires only where somebody says what is usual, and what is usual is not always a limit: of amounts with a long tail
    /// (fortunes, disasters, catches) single ones are a hundred times the others. Zero and less have no order of magnitude.
    /// Of what is usual the place is not compared: whoever names it says that it serves.
    ///
    /// ## Sources
    /// Weinstein, L. & Adam, J. A. (2008), *Guesstimation*, Princeton University Press. Example: LBC, 2 May 2017, interview
    /// of the shadow home secretary; Home Office, answer to HL737 (House of Lords).
    "AR08", "order-of-magnitude-slip", "arithmetic", since "0.1.0", Warning,
    "a figure is of another order of magnitude than such figures are",
    Claim(check),
    options [("times", "5", "how many times the highest usual figure, or less than the lowest, is another order of magnitude")]
}

/// More figures beside more usual ones nobody prints in one claim.
const MOST: usize = 10_000;

fn check(case: &ClaimCase<'_>) -> Verdict {
    let usual: Vec<(Owner, Size<'_>)> = case
        .resolved
        .measured_by(case.claim, Yardstick::Usual)
        .filter_map(|owner| Some((owner, usual(case.resolved, owner)?)))
        .collect();
    if usual.is_empty() {
        return Ok(Outcome::not_applicable("nobody says how large such figures usually are"));
    }
    if usual.len().saturating_mul(case.members().len()) > MOST {
        return Ok(Outcome::not_applicable("more figures than anybody prints in one claim"));
    }
    let mut held = None;
    let mut open = None;
    for (owner, usual) in &usual {
        let mut fired: [Option<Outcome>; 2] = [None, None];
        let mut passed = [false, false];
        for size in sizes(case).filter(|size| is_alike(case.resolved, size, usual)) {
            let side = usize::from(size.is_whole());
            let outcome = beside(case, &size, *owner, usual)?;
            if let (Some(passed), Outcome::Passed) = (passed.get_mut(side), &outcome) {
                *passed = true;
            }
            match outcome {
                outcome @ Outcome::Fired(_) => {
                    if let Some(first @ None) = fired.get_mut(side) {
                        *first = Some(outcome);
                    }
                }
                asking @ Outcome::Undecidable { .. } => open = open.or(Some(asking)),
                passed @ Outcome::Passed => held = Some(passed),
                Outcome::NotApplicable { .. } => {}
            }
        }
        // A part is smaller than its whole: what is usual is so of the one or of the other.
        let found = match (fired, passed) {
            ([Some(_), None], [_, true]) | ([None, Some(_)], [true, _]) => None,
            ([part, whole], _) => part.or(whole),
        };
        if let Some(fired) = found {
            return Ok(fired);
        }
    }
    let none = || Outcome::not_applicable("no figure of the claim is in the unit of what is usual");
    Ok(open.or(held).unwrap_or_else(none))
}

/// What is compared: one printed figure, or a ratio that is not printed.
struct Size<'a> {
    member: &'a Member<'a>,
    figures: Figures<'a>,
    unit: Unit,
    scope: ScopeId,
}

#[derive(Clone, Copy)]
enum Figures<'a> {
    One(&'a Reported),
    Ratio(&'a Reported, &'a Reported),
}

impl Size<'_> {
    fn interval(&self, resolved: &Resolved<'_>, reading: Reading) -> Result<Interval, ArithmeticError> {
        match self.figures {
            Figures::One(figure) => resolved.interval_with_margin(figure, reading),
            Figures::Ratio(..) => resolved.member_interval(self.member, reading),
        }
    }

    /// Whether it is a whole whose parts are printed.
    fn is_whole(&self) -> bool {
        let is_share = self.member.shape == MemberShape::Ratio(RatioKind::Share);
        match self.figures {
            Figures::One(figure) if is_share => figure.role == Role::Bottom,
            _ => self.member.kind == MemberKind::Whole,
        }
    }

    /// The printed number, or the ratio of the two, in the base unit.
    fn value(&self) -> Result<Option<Exact>, ArithmeticError> {
        match self.figures {
            Figures::One(figure) => figure.amount.value(),
            Figures::Ratio(top, bottom) => match (top.amount.value()?, bottom.amount.value()?) {
                (Some(top), Some(bottom)) if !bottom.is_zero() => Ok(Some((&top / &bottom)?)),
                _ => Ok(None),
            },
        }
    }

    fn amounts(&self) -> Vec<Amount> {
        match self.figures {
            Figures::One(figure) => vec![figure.amount.clone()],
            Figures::Ratio(top, bottom) => vec![top.amount.clone(), bottom.amount.clone()],
        }
    }
}

/// The figures of a member, and its ratio where none is printed.
fn sizes_of<'a>(resolved: &'a Resolved<'_>, member: &'a Member<'a>) -> Vec<Size<'a>> {
    let amounts = resolved.amounts_of(member);
    let one = |figure: &'a Reported| Size {
        member,
        figures: Figures::One(figure),
        unit: figure.unit().clone(),
        scope: figure.scope,
    };
    let mut sizes: Vec<Size<'a>> = amounts.iter().map(one).collect();
    if let (MemberShape::Ratio(RatioKind::Rate), [top, bottom]) = (member.shape, amounts) {
        let ratio = top.unit().quotient(bottom.unit()).ok().map(|unit| Size {
            member,
            figures: Figures::Ratio(top, bottom),
            unit,
            scope: member.scope,
        });
        sizes.extend(ratio);
    }
    sizes
}

fn sizes<'d>(case: &ClaimCase<'d>) -> impl Iterator<Item = Size<'d>> {
    let resolved = case.resolved;
    let members = case.members().iter();
    let amounts = members.filter(|member| member.kind != MemberKind::Trials && !member.is_stated_change());
    amounts.flat_map(move |member| sizes_of(resolved, member))
}

/// What a claim or reference says to be usual: its value, or its ratio.
fn usual<'a>(resolved: &'a Resolved<'_>, owner: Owner) -> Option<Size<'a>> {
    let members = match owner {
        Owner::Claim(position) => resolved.members_of(resolved.claim(position)?),
        Owner::Reference(position) => resolved.members_of_reference(position),
    };
    let is_result = |member: &&Member<'_>| matches!(member.kind, MemberKind::Result | MemberKind::Whole);
    let result = members.iter().find(is_result).filter(|member| !member.is_stated_change())?;
    // A share of which only part and whole are printed is a share, and not the size of either.
    let is_share = result.shape == MemberShape::Ratio(RatioKind::Share);
    let last = sizes_of(resolved, result).pop()?;
    let is_stated = matches!(last.figures, Figures::One(figure) if figure.role == Role::Stated);
    (!is_share || is_stated).then_some(last)
}

/// Whether the two are of one dimension, and of one kind.
fn is_alike(resolved: &Resolved<'_>, size: &Size<'_>, usual: &Size<'_>) -> bool {
    let relative = |size: &Size<'_>| match size.figures {
        Figures::One(figure) => is_relative(figure),
        Figures::Ratio(..) => false,
    };
    relative(size) == relative(usual)
        && match size.unit.comparable(&usual.unit) {
            KindRelation::Equal => true,
            KindRelation::SameDimensionOtherKind => are_related(resolved, &size.unit, &usual.unit),
            _ => false,
        }
}

/// One figure beside what is usual.
fn beside(case: &ClaimCase<'_>, size: &Size<'_>, owner: Owner, usual: &Size<'_>) -> Verdict {
    let own = size.interval(case.resolved, Reading::AsWritten)?;
    let range = usual.interval(case.resolved, Reading::Nearest)?;
    let positive = |end: Option<&Exact>| end.filter(|end| end.is_positive()).cloned();
    let far = case.settings.get("times");
    let above = match (positive(own.low_value()), positive(range.high_value())) {
        (Some(low), Some(high)) => low >= (&high * &far)?,
        _ => false,
    };
    let below = match (positive(own.high_value()), positive(range.low_value())) {
        (Some(high), Some(low)) => (&high * &far)? <= low && own.low_value().is_some(),
        _ => false,
    };
    if !above && !below {
        return Ok(Outcome::Passed);
    }
    match windows(case, size, usual) {
        Windows::Alike => {}
        Windows::Unlike => {
            return Ok(Outcome::not_applicable("the usual total is over another length of time"));
        }
        Windows::Open(reported) => {
            let member = case.resolved.member_of(reported);
            let owner = member.map(|member| case.resolved.owner_id(member.owner));
            return Ok(Outcome::missing(Field::PERIOD, owner));
        }
    }
    // Of "over 500" the digits are its lower end.
    let nearest = size.interval(case.resolved, Reading::Nearest)?;
    let value = size.value()?.filter(|value| nearest.contains(value));
    let end = || if above { nearest.low_value() } else { nearest.high_value() };
    let Some(value) = value.or_else(|| end().cloned()).filter(Exact::is_positive) else {
        return Ok(Outcome::Passed);
    };
    let bound = if above { range.high_value() } else { range.low_value() };
    let Some(bound) = bound.cloned() else { return Ok(Outcome::Passed) };
    let times = if above { &value / &bound } else { &bound / &value }?;

    let amounts = size.amounts();
    let each = match size.unit.factor().is_point() {
        Some(factor) => NamedValue::new("each", (&value / factor)?).unit(size.unit.symbol().to_string()),
        None => NamedValue::new("each", value),
    };
    let usual_text = match usual.figures {
        Figures::One(figure) => figure.amount.to_string(),
        Figures::Ratio(top, bottom) => format!("{} over {}", top.amount, bottom.amount),
    };
    let source = source(case.resolved, owner);
    let pointers = match (size.figures, usual.figures) {
        (Figures::One(one), Figures::One(other) | Figures::Ratio(other, _)) => vec![one, other],
        (Figures::Ratio(top, bottom), Figures::One(other) | Figures::Ratio(other, _)) => {
            vec![top, bottom, other]
        }
    };
    let is_ratio = amounts.len() > 1;
    let finding = Finding::told_when_read(Severity::Warning, move || {
        let fact = match (is_ratio, above) {
            (false, true) => "{figure} is {times} times the most that is usual, {usual}",
            (false, false) => "the least that is usual, {usual}, is {times} times {figure}",
            (true, true) => "{figure} is {each}, {times} times the most that is usual, {usual}",
            (true, false) => "{figure} is {each}; the least that is usual, {usual}, is {times} times as much",
        };
        let reason = match source {
            Some(_) => {
                "that is usual by {source}; what is so far from it is a record, or a slip in a scale word, a unit or the digits"
            }
            None => {
                "that is usual by the text itself; what is so far from it is a record, or a slip in a scale word, a unit or the digits"
            }
        };
        let figure: Vec<String> = amounts.iter().map(Amount::to_string).collect();
        let finding = Finding::warning(fact, reason, "{repairs}")
            .with_all([NamedValue::new("times", times.clone()), each.clone()])
            .word("figure", figure.join(" over "))
            .word("usual", usual_text.clone())
            .word("source", source.clone().unwrap_or_default());
        let is_usual = |of: &[Interval]| match of {
            [figure] => Ok(!figure.is_disjoint(&range)),
            [top, bottom] => Ok(!top.div(bottom)?.is_disjoint(&range)),
            _ => Ok(false),
        };
        let would = "check the scale word, the unit and every digit; it would be of the usual size if";
        let otherwise = "check the scale word, the unit and every digit, and ask where the figure is from";
        repairs::tell_as(finding, would, otherwise, &Search::new(&amounts, &is_usual))
    });
    let pointers = pointers.into_iter().map(|reported| case.resolved.pointer(reported));
    Ok(pointers.fold(finding, Finding::at).into())
}

/// How the times over which two totals were counted lie to each other.
enum Windows<'a> {
    /// They are about as long, or in the whole dossier nobody says when, or it does not matter.
    Alike,
    Unlike,
    /// Nobody says that of this one.
    Open(&'a Reported),
}

/// By how many times one period may be the longer: a fiscal year of 15 months, eleven months of the year so far.
const LONGER: i64 = 2;

fn windows<'a>(case: &ClaimCase<'_>, size: &Size<'a>, usual: &Size<'a>) -> Windows<'a> {
    let (Figures::One(one), Figures::One(other)) = (size.figures, usual.figures) else {
        return Windows::Alike;
    };
    let subjects = [size.scope, usual.scope].map(|scope| case.resolved.scope(scope).subject);
    let is_total = |subject: &Subject| {
        let additive = matches!(subject.measure, Slot::Known(Measure::Count | Measure::Sum));
        additive && subject.flow != Slot::Known(Flow::Stock)
    };
    if one.role == Role::Stated || !subjects.iter().all(is_total) || size.unit.per().is_some() {
        return Windows::Alike;
    }
    match subjects.map(|subject| subject.period) {
        [PeriodValue::Period(first), PeriodValue::Period(second)] => match (first.days(), second.days()) {
            (Some(first), Some(second)) => {
                let (first, second) = (i64::from(first), i64::from(second));
                if first.max(second) > LONGER * first.min(second) { Windows::Unlike } else { Windows::Alike }
            }
            (None, None) => Windows::Alike,
            _ => Windows::Unlike,
        },
        [PeriodValue::Unknown, _] => Windows::Open(one),
        [_, PeriodValue::Unknown] => Windows::Open(other),
        _ => Windows::Alike,
    }
}

/// Where a reference is from.
fn source(resolved: &Resolved<'_>, owner: Owner) -> Option<String> {
    let Owner::Reference(position) = owner else { return None };
    let reference = resolved.dossier().reference.get(usize::try_from(position).ok()?)?;
    let source = reference.source().trim();
    (!source.is_empty()).then(|| source.to_string())
}

#[cfg(test)]
mod tests;
