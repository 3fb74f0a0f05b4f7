//! DN07: by cases, by people and by weight the share is not the same.

use crate::dossier::{Member, Reported};
use crate::number::{Exact, Reading};
use crate::rule::{Finding, GroupCase, GroupKey, NamedValue, Outcome, Verdict, declare_rule};

declare_rule! {
    /// ## What it checks
    /// Shares of one thing that are counted in different units: cases, persons, mass, money.
    ///
    /// ## Why it matters
    /// Whoever picks the unit picks the share. A few large cases make a large share by mass and a small one by cases.
    ///
    /// ## How
    /// Shares with one scope but for the unit counted and the basis of attribution are put side by side. It fires where
    /// the largest is at least `factor` times the smallest; the ratio of the two is exact. The mean size of a unit (mass
    /// over cases) is given only where both are attributed on one basis.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "by-mass"
    /// share = { part = "5 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[claim]]
    /// id    = "by-case"
    /// share = "17 of 229 busts"
    /// like  = "by-mass"
    /// ```
    ///
    /// ## Clean
    /// ```toml
    /// [[claim]]
    /// id    = "by-mass"
    /// share = { part = "40 kg", whole = "536 kg" }
    /// of    = "fentanyl"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[claim]]
    /// id    = "by-case"
    /// share = "17 of 229 busts"
    /// like  = "by-mass"
    /// ```
    ///
    /// ## Limits
    /// Does not say which unit is the right one: that depends on the question. Whether a threshold is crossed is IN04's
    /// matter.
    ///
    /// ## Sources
    /// Best, J. (2004), *More Damned Lies and Statistics*, ch. 2, University of California Press. UNODC, *World Drug
    /// Report*, methodology, on numbers and quantities of seizures.
    "DN07", "unit-of-count-dependence", "denominator", since "0.1.0", Warning,
    "by another unit of count the share is very different",
    Group[GroupKey::ShareAcrossUnits](check),
    options [("factor", "2", "how many times larger one share must be than the other")]
}

/// One share of the group with its two figures.
struct Share<'d> {
    member: &'d Member<'d>,
    part: &'d Reported,
    whole: &'d Reported,
    value: Exact,
}

fn check(case: &GroupCase<'_>) -> Verdict {
    let mut shares = Vec::new();
    for member in &case.members {
        let [part, whole, ..] = case.resolved.amounts_of(member) else { continue };
        if whole.role != crate::dossier::Role::Bottom || part.amount.figure().is_vague() {
            continue;
        }
        let (Some(top), Some(bottom)) = (part.amount.value()?, whole.amount.value()?) else { continue };
        if top.is_positive() && bottom.is_positive() {
            shares.push(Share { member, part, whole, value: (&top / &bottom)? });
        }
    }
    let smallest = shares.iter().min_by(|a, b| a.value.cmp(&b.value));
    let largest = shares.iter().max_by(|a, b| a.value.cmp(&b.value));
    let (Some(small), Some(large)) = (smallest, largest) else {
        return Ok(Outcome::not_applicable("the shares are not of printed figures"));
    };
    let units_differ =
        shares.iter().any(|share| share.member.scope.subject.kind != small.member.scope.subject.kind);
    if !units_differ {
        return Ok(Outcome::not_applicable("all shares are counted in one unit"));
    }
    let times = (&large.value / &small.value)?;
    let values = vec![
        NamedValue::percent("larger share", large.value.clone())
            .within(case.resolved.member_interval(large.member, Reading::Nearest)?),
        NamedValue::percent("smaller share", small.value.clone())
            .within(case.resolved.member_interval(small.member, Reading::Nearest)?),
        NamedValue::new("times", times.clone()),
    ];
    if times < case.settings.get("factor")
        || large.member.scope.subject.kind == small.member.scope.subject.kind
    {
        return Ok(Outcome::Passed { values });
    }
    let mut finding = Finding::warning(
        "by {large unit} the share is {larger share}, by {small unit} {smaller share}: {times} times",
        "",
        "say which unit answers the question, and give both",
    );
    let size = sizes(large, small)?;
    let reason = match &size {
        Some(_) => {
            "the parts are of another size than the rest: {size of the part} a unit of the part, {size of the whole} of the whole"
        }
        None => {
            "{large unit} and {small unit} answer different questions; a mean size ({larger share} over {smaller share}) is not computed, the origins are on different bases"
        }
    };
    finding = finding.reason_is(reason).values(values);
    if let Some([part, whole]) = size {
        finding = finding.values([part, whole]);
    }
    let unit = |share: &Share<'_>| {
        case.resolved.names().value(crate::quantity::Component::Kind, &share.member.scope)
    };
    let finding = finding
        .word("large unit", unit(large))
        .word("small unit", unit(small))
        .at(case.resolved.pointer(large.part))
        .at(case.resolved.pointer(small.part))
        .at(case.resolved.pointer(large.whole))
        .at(case.resolved.pointer(small.whole));
    Ok(finding.into())
}

/// How much of the one unit there is to one of the other, among the part and among the whole.
fn sizes(a: &Share<'_>, b: &Share<'_>) -> Result<Option<[NamedValue; 2]>, Outcome> {
    if a.member.scope.subject.basis != b.member.scope.subject.basis {
        return Ok(None);
    }
    // Things counted are the units; what is weighed or paid is divided among them.
    let (counted, measured) = if a.whole.unit().is_counted() { (a, b) } else { (b, a) };
    let size = |top: &Reported, bottom: &Reported| -> Result<Option<Exact>, Outcome> {
        match (top.amount.value()?, bottom.amount.value()?) {
            (Some(top), Some(bottom)) => Ok(Some((&top / &bottom)?)),
            _ => Ok(None),
        }
    };
    let unit = measured.whole.unit().base_symbol();
    Ok(match (size(measured.part, counted.part)?, size(measured.whole, counted.whole)?) {
        (Some(part), Some(whole)) => Some([
            NamedValue::new("size of the part", part).unit(unit.clone()),
            NamedValue::new("size of the whole", whole).unit(unit),
        ]),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
