//! DN15: a part is given as a share of what is left after others went the other way.

use std::cmp::Ordering;

use crate::claim::Relation;
use crate::claim::relation::{MemberKind, Total};
use crate::dossier::{Member, Reported, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Amount, Flow, Measure, Slot};
use crate::rule::printed::is_relative;
use crate::rule::printed::relations::single;
use crate::rule::{ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Style, Verdict, declare_rule};
use crate::rules::trend::side;

declare_rule! {
    /// ## What it checks
    /// A part of a net change that is given as a share of it: whether all parts go the same way.
    ///
    /// ## Why it matters
    /// Of 23 thousand new jobs and 21 thousand lost ones 2 thousand are left. An industry with 9 thousand new ones has "450 %
    /// of the growth", and so have two others, nearly: the share says how little is left, not how much the industry brought.
    ///
    /// ## How
    /// For the net change `t` and its parts `cᵢ` a share `c/t` is one of a whole only if every part has the sign of `t`.
    /// A total that says it is a balance (`net = true`, `flow = "net"`, a part with a minus sign) and in which a part has
    /// its share printed beside it (`stated`) fires where a part goes the other way, or where the parts listed, which
    /// exclude one another, add up to more than `t`, so that one not listed must. It gives the share of all that went the
    /// part's way, and `|t|/Σ|cᵢ|`, how much of all movement is left in the balance. A warning where the printed share is more
    /// than all, or less than `left` is left; a note otherwise. Where every part listed goes the way of `t` it passes if
    /// they are all (`exhaustive`), which is asked for a share of more than half. A share of a net figure without other
    /// parts (`flow = "net"`) is a warning above 100 % or below 0, and a note above one half.
    ///
    /// ## Fires
    /// New jobs in the United States, 2000 to 2008: less than nothing came from what is traded, and 175 % from the rest.
    /// ```toml
    /// [[claim]]
    /// id = "new-jobs"
    /// [claim.total]
    /// whole      = "4 million jobs"
    /// parts      = { not-traded = { value = "7 million jobs", stated = "175 %" }, traded = "-3 million jobs" }
    /// net        = true
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    /// ```toml
    /// [[claim]]
    /// id = "growth"
    /// [claim.total]
    /// whole      = "2 thousand jobs"
    /// net        = true
    /// exclusive  = true
    /// exhaustive = true
    /// [claim.total.parts]
    /// health  = { value = "9 thousand jobs", stated = "450 %" }
    /// trade   = "8 thousand jobs"
    /// schools = "6 thousand jobs"
    /// steel   = "-20 thousand jobs"
    /// mines   = "-1 thousand jobs"
    /// ```
    /// Others must have lost jobs.
    /// ```toml
    /// [[claim]]
    /// id    = "health"
    /// share = "180 %"
    /// of    = "jobs-in-health"
    /// base  = "new-jobs"
    /// flow  = "net"
    /// ```
    ///
    /// ## Clean
    /// From 1990 to 2008 both gained.
    /// ```toml
    /// [[claim]]
    /// id = "new-jobs"
    /// [claim.total]
    /// whole      = "27.3 million jobs"
    /// parts      = { not-traded = { value = "26.7 million jobs", stated = "98 %" }, traded = "0.62 million jobs" }
    /// net        = true
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    /// Contributions in points of the level before, and no share of their sum.
    /// ```toml
    /// [[claim]]
    /// id = "product"
    /// [claim.total]
    /// whole      = "2.1 percentage points"
    /// net        = true
    /// parts      = { consumption = "1.8 percentage points", investment = "0.6 percentage points", trade = "-0.3 percentage points" }
    /// exclusive  = true
    /// exhaustive = true
    /// ```
    ///
    /// ## Limits
    /// Nothing is wrong in the arithmetic of such a share (AR02 recomputes it). Says nothing of a total that is no balance.
    /// A part may itself be the balance of what came and went: gross flows are DN13's matter.
    ///
    /// ## Sources
    /// Ellenberg, J. (5 June 2014), How to lie with negative numbers, *Slate* (after Spence, M. & Hlatshwayo, S.), with the
    /// figures above. Gross and net: Davis, S. J., Haltiwanger, J. C. & Schuh, S. (1996), *Job Creation and Destruction*, MIT
    /// Press.
    "DN15", "share-of-net-change", "denominator", since "0.1.0", Warning,
    "a part is given as a share of what is left after others went the other way",
    Claim(check),
    options [("left", "1/2", "of all movement, how much has to be left in the balance for a note and no warning")]
}

fn check(case: &ClaimCase<'_>) -> Verdict {
    match case.written.relation() {
        Relation::Total(total) => of_total(case, total),
        Relation::Share(_) | Relation::Figure(_) => of_share(case),
        _ => Ok(Outcome::not_applicable("the claim gives no part as a share")),
    }
}

/// A part with what it adds to the balance.
struct Part<'d> {
    name: &'d str,
    reported: &'d Reported,
    /// Its share of the balance as printed.
    stated: Option<&'d Reported>,
    size: Size,
    side: Option<Ordering>,
}

fn of_total(case: &ClaimCase<'_>, total: &Total) -> Verdict {
    let whole = case.members().iter().find(|member| member.kind == MemberKind::Whole);
    let Some(whole) = whole.and_then(|member| single(case.resolved, member)) else {
        return Ok(Outcome::not_applicable("the whole is no single figure"));
    };
    let is_net = total.net == Some(true)
        || case.resolved.has_signs(case.claim.position)
        || case.resolved.scope(whole.scope).subject.flow == Slot::Known(Flow::Net);
    if total.net == Some(false) || !is_net {
        return Ok(Outcome::not_applicable("nothing says that the whole is a balance"));
    }
    let mut parts = Vec::new();
    for member in case.members().iter().filter(|member| member.kind == MemberKind::Part) {
        let Some(part) = part(case, member, whole)? else {
            return Ok(Outcome::not_applicable("a part is not printed in the unit of the whole"));
        };
        parts.push(part);
    }
    // The part of which the text makes most.
    let absolute = |part: &&Part<'_>| part.reported.amount.figure().value().abs();
    let given = parts.iter().filter(|part| part.stated.is_some());
    let Some(given) = given.max_by(|one, other| absolute(one).cmp(&absolute(other))) else {
        return Ok(Outcome::not_applicable("no part is given as a share of the whole"));
    };
    let balance = Size::of(whole)?;
    let way = side(&whole.interval(Reading::AsWritten)?);
    let goes_against =
        |part: &Part<'_>| part.side.is_some_and(|own| own != Ordering::Equal && Some(own) != way);
    // Of parts that exclude one another, what is missing to the balance lies in those that are not listed.
    let others = match (total.exclusive, total.exhaustive) {
        (Some(true), Some(false) | None) => {
            let listed = parts.iter().try_fold(Size::nothing(), |sum, part| sum.add(&part.size))?;
            Some(balance.less(&listed)?)
        }
        _ => None,
    };
    let against = way.map(Ordering::reverse);
    let others = others.filter(|others| against.is_some() && side(&others.interval) == against);
    if !parts.iter().any(goes_against) && others.is_none() {
        return one_way(case, total, &parts);
    }
    Ok(told(case, whole, &balance, &parts, given, others)?.into())
}

fn part<'d>(
    case: &ClaimCase<'d>,
    member: &'d Member<'d>,
    whole: &Reported,
) -> Result<Option<Part<'d>>, ArithmeticError> {
    let Some(reported) = single(case.resolved, member) else { return Ok(None) };
    let is_alike = reported.unit().dimension() == whole.unit().dimension()
        && reported.unit().dimension().is_some()
        && is_relative(reported) == is_relative(whole);
    if !is_alike {
        return Ok(None);
    }
    let stated = case.resolved.amount_of(member, Role::Stated);
    Ok(Some(Part {
        name: member.name.unwrap_or_default(),
        reported,
        stated: stated.filter(|stated| stated.unit().fraction().is_some()),
        size: Size::of(reported)?,
        side: side(&reported.interval(Reading::AsWritten)?),
    }))
}

/// All that is listed goes the way of the balance.
fn one_way(case: &ClaimCase<'_>, total: &Total, parts: &[Part<'_>]) -> Verdict {
    let half = Exact::new(1, 2)?;
    let mut most = None;
    for part in parts {
        let Some(stated) = part.stated else { continue };
        let share = stated.interval(Reading::Nearest)?;
        if share.is_subset(&Interval::more_than(half.clone())) {
            most = Some((part, stated));
        }
    }
    let Some((part, stated)) = most.filter(|_| total.exhaustive != Some(true)) else {
        return Ok(Outcome::Passed);
    };
    if total.exhaustive.is_none() {
        return Ok(Outcome::missing(Field::EXHAUSTIVE, Some(case.written.id())));
    }
    let finding = Finding::note(
        "{part} is said to be {stated} of a balance, of which not all parts are given",
        "if others went the other way, those that went its way add up to more than the balance, and it is a smaller share of them",
        "say whether any part went the other way",
    )
    .word("part", part.name.to_string())
    .word("stated", stated.amount.to_string());
    Ok(finding.at(case.resolved.pointer(stated)).into())
}

/// Some parts go the other way.
fn told(
    case: &ClaimCase<'_>,
    whole: &Reported,
    balance: &Size,
    parts: &[Part<'_>],
    given: &Part<'_>,
    others: Option<Size>,
) -> Result<Finding, ArithmeticError> {
    let add = |sum: Size, part: &Part<'_>| sum.add(&part.size.abs());
    let mut alike = parts.iter().filter(|part| part.side == given.side && part.name != given.name);
    let alike = alike.try_fold(Size::nothing(), add)?;
    let movement = parts.iter().try_fold(Size::nothing(), add)?;
    let movement = match &others {
        Some(others) => movement.add(&others.abs())?,
        None => movement,
    };
    let left = balance.abs().over(&movement)?;
    let of_its_way = given.size.abs().among(&alike)?;
    let is_beyond = match given.stated {
        Some(stated) => {
            stated.interval(Reading::AsWritten)?.abs().is_subset(&Interval::more_than(Exact::ONE))
        }
        None => false,
    };
    let least = case.settings.get("left");
    let is_little = left.as_ref().is_none_or(|left| left.interval.is_subset(&Interval::less_than(least)));
    let severity = if is_beyond || is_little { Severity::Warning } else { Severity::Note };
    let name = given.name.to_string();
    let stated = given.stated.map(|stated| stated.amount.to_string()).unwrap_or_default();
    let amounts: [Amount; 2] = [given.reported, whole].map(|reported| reported.amount.clone());
    let are_listed = others.is_none();
    let pointers = given.stated.into_iter().chain([given.reported, whole]);
    let pointers: Vec<_> = pointers.map(|reported| case.resolved.pointer(reported)).collect();
    let finding = Finding::told_when_read(severity, move || {
        let reason = match (&of_its_way, &left, are_listed) {
            (Some(_), Some(_), true) => {
                "of all that went its way it is {share of its way}; of all movement, this way and that, {left} is left in the balance"
            }
            (Some(_), Some(_), false) => {
                "of what is listed and went its way it is {share of its way}; parts that are not listed went the other way, and of all movement at most {left} is left in the balance"
            }
            _ => "what is left in the balance may be nothing, and a share of nothing says nothing",
        };
        let finding = Finding::warning(
            "{part}, {amount}, is said to be {stated} of the {whole} that are left after other parts went the other way",
            reason,
            "give the part beside all that went its way, or as a contribution to the level before",
        );
        let values = [("share of its way", &of_its_way), ("left", &left)];
        let values = values.into_iter().filter_map(|(name, value)| {
            let value = value.clone()?;
            let range = NamedValue::range(name, value.interval).style(Style::Percent);
            Some(NamedValue { exact: value.exact, ..range })
        });
        let [amount, whole] = &amounts;
        Ok(finding
            .with_all(values.collect::<Vec<_>>())
            .word("part", name.clone())
            .word("amount", amount.to_string())
            .word("stated", stated.clone())
            .word("whole", whole.to_string()))
    });
    Ok(pointers.into_iter().fold(finding, Finding::at))
}

/// What can be, and the number of the digits where there is one.
#[derive(Debug, Clone)]
struct Size {
    interval: Interval,
    exact: Option<Exact>,
}

impl Size {
    fn nothing() -> Self {
        Size { interval: Interval::point(Exact::ZERO), exact: Some(Exact::ZERO) }
    }

    fn of(reported: &Reported) -> Result<Self, ArithmeticError> {
        Ok(Size { interval: reported.interval(Reading::Nearest)?, exact: reported.amount.value()? })
    }

    fn abs(&self) -> Self {
        Size { interval: self.interval.abs(), exact: self.exact.as_ref().map(Exact::abs) }
    }

    fn add(&self, other: &Size) -> Result<Self, ArithmeticError> {
        let exact =
            self.exact.as_ref().zip(other.exact.as_ref()).map(|(one, other)| one + other).transpose()?;
        Ok(Size { interval: self.interval.add(&other.interval)?, exact })
    }

    fn less(&self, other: &Size) -> Result<Self, ArithmeticError> {
        let exact =
            self.exact.as_ref().zip(other.exact.as_ref()).map(|(one, other)| one - other).transpose()?;
        Ok(Size { interval: self.interval.sub(&other.interval)?, exact })
    }

    /// How much of another size; nothing where that may be nought.
    fn over(&self, other: &Size) -> Result<Option<Self>, ArithmeticError> {
        if !other.interval.is_subset(&Interval::more_than(Exact::ZERO)) {
            return Ok(None);
        }
        let exact =
            self.exact.as_ref().zip(other.exact.as_ref()).map(|(one, other)| one / other).transpose()?;
        Ok(Some(Size { interval: self.interval.div(&other.interval)?, exact }))
    }

    /// How much of itself and a rest, a/(a + b) = 1/(1 + b/a); nothing where it may be nought.
    fn among(&self, rest: &Size) -> Result<Option<Self>, ArithmeticError> {
        let Some(Size { interval, exact }) = rest.over(self)? else { return Ok(None) };
        let exact = exact.map(|rest| (&Exact::ONE + &rest)?.recip()).transpose()?;
        Ok(Some(Size { interval: Interval::ONE.div(&Interval::ONE.add(&interval)?)?, exact }))
    }
}

/// A share of a net figure, without the other parts.
fn of_share(case: &ClaimCase<'_>) -> Verdict {
    let Some(member) = case.resolved.result_member(case.claim) else {
        return Ok(Outcome::not_applicable("the claim gives no part as a share"));
    };
    let subject = &case.resolved.scope(member.scope).subject;
    if subject.measure != Slot::Known(Measure::Share) || subject.flow != Slot::Known(Flow::Net) {
        return Ok(Outcome::not_applicable("nothing says that it is a share of a balance"));
    }
    let share = case.resolved.member_interval(member, Reading::AsWritten)?;
    let (severity, fact, reason) = match side(&share) {
        Some(Ordering::Less) => (
            Severity::Warning,
            "{figure} is given as a share of a balance, of what gains and losses leave",
            "the part goes the other way than the balance: as a share it says nothing",
        ),
        _ if share.is_subset(&Interval::more_than(Exact::ONE)) => (
            Severity::Warning,
            "{figure} is given as a share of a balance, of what gains and losses leave",
            "it is more than the balance, so other parts went the other way; of all that went its own way it is a smaller share",
        ),
        _ if share.is_subset(&Interval::more_than(Exact::new(1, 2)?)) => (
            Severity::Note,
            "{figure} is given as a share of a balance, of what gains and losses leave",
            "if other parts went the other way, those that went its way add up to more than the balance, and it is a smaller share of them",
        ),
        _ => return Ok(Outcome::Passed),
    };
    let amounts = case.resolved.amounts_of(member);
    let figure = match amounts {
        [part, whole, ..] => format!("{} of {}", part.amount, whole.amount),
        [one] => one.amount.to_string(),
        [] => String::new(),
    };
    let finding = Finding::warning(
        fact,
        reason,
        "give the other parts, or the part as a contribution to the level before",
    )
    .at_most(severity)
    .with(
        NamedValue::range("share", case.resolved.member_interval(member, Reading::Nearest)?)
            .style(Style::Percent),
    )
    .word("figure", figure);
    Ok(amounts.iter().fold(finding, |finding, one| finding.at(case.resolved.pointer(one))).into())
}

#[cfg(test)]
mod tests;
