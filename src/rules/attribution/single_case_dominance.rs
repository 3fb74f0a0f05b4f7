//! SC07: one case more or less makes the share another.

use crate::claim::{Assertion, Mood, Quantified};
use crate::dossier::{Member, Reported};
use crate::number::{ArithmeticError, Exact};
use crate::quantity::{Component, PeriodValue, SetRelation, Value};
use crate::rule::step::is_plain;
use crate::rule::{
    Field, Finding, GroupCase, GroupKey, NamedValue, Outcome, Severity, Verdict, declare_rule,
};
use crate::rules::fields;
use crate::stats::{share_with_item, share_without_item};

declare_rule! {
    /// ## What it checks
    /// For a share of an amount: what it becomes with one further case of the same thing that it does not count, and
    /// without the largest item that it does.
    ///
    /// ## Why it matters
    /// Hauls, donations and floods differ in size by powers of ten. Where one of them decides the share, the share says
    /// more of that one than of the rest.
    ///
    /// ## How
    /// With part `a`, whole `w` and an item `x`: `(a + x)/(w + x)` with it, `(a − x)/(w − x)` without it (`a/(w − x)`
    /// where it is of the rest). Exact. A warning where the share changes by the factor of the option `factor` at
    /// least, or a threshold of a conclusion drawn on it lies between; a note where that depends on whether the largest
    /// item is of the part, or where the largest item is more of the whole than the option `top` allows.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.seizures]
    /// design = "enforcement"
    ///
    /// [frame.announced]
    /// design = "single-case"
    ///
    /// [[claim]]
    /// id     = "seized"
    /// share  = { part = "5 kg", whole = "536 kg" }
    /// of     = "fentanyl"
    /// place  = "US"
    /// period = "2018-10/2019-03"
    /// stage  = "transit"
    /// frame  = "seizures"
    /// which  = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[claim]]
    /// id     = "case"
    /// figure = "30 kg"
    /// of     = "fentanyl"
    /// place  = "US"
    /// period = "2019-08"
    /// stage  = "transit"
    /// frame  = "announced"
    /// origin = { basis = "shipment", value = "CN" }
    /// ```
    ///
    /// Without the largest haul less than half as much is left, whichever side it was on.
    /// ```toml
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "60 kg", whole = "100 kg", largest = "55 kg" }
    /// of    = "fentanyl"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    /// ```
    ///
    /// ## Clean
    /// A case that the share may count already.
    /// ```toml
    /// [frame.seizures]
    /// design = "enforcement"
    ///
    /// [frame.announced]
    /// design = "single-case"
    ///
    /// [[claim]]
    /// id     = "seized"
    /// share  = { part = "50 kg", whole = "536 kg" }
    /// of     = "fentanyl"
    /// place  = "US"
    /// period = "2019"
    /// stage  = "transit"
    /// frame  = "seizures"
    /// which  = { origin = { basis = "shipment", value = "CN" } }
    ///
    /// [[claim]]
    /// id     = "case"
    /// figure = "45 kg"
    /// of     = "fentanyl"
    /// place  = "US"
    /// period = "2019-08"
    /// stage  = "transit"
    /// frame  = "announced"
    /// origin = { basis = "shipment", value = "CN" }
    /// ```
    ///
    /// The largest item is one of many.
    /// ```toml
    /// [[claim]]
    /// id    = "seized"
    /// share = { part = "60 kg", whole = "100 kg", largest = "5 kg" }
    /// of    = "fentanyl"
    /// which = { origin = { basis = "shipment", value = "CN" } }
    /// ```
    ///
    /// ## Limits
    /// Sensitivity, not evidence: that a case is large does not make it wrong to count it. A case is taken to be not
    /// counted where its period lies outside the share's, or where it is more than all that the share counts of it.
    /// Amounts that are lumpy by nature (cargoes of ships) are a matter for `allow`. Only shares of two printed figures
    /// are judged, neither a total with a dominant item nor the groups of a comparison.
    ///
    /// ## Sources
    /// Quenouille, M. H. (1956), *Biometrika* 43:353, for leaving one out. Hundepool, A. et al. (2012), *Statistical
    /// Disclosure Control*, Wiley, for the (n, k) rule of dominance.
    "SC07", "single-case-dominance", "attribution", since "0.1.0", Warning,
    "one case decides the share",
    Group[GroupKey::SingleCases](check),
    options [
        ("factor", "2", "how many times larger the share must be with or without the case"),
        ("top", "1/2", "how much of the whole the largest item may be"),
    ]
}

fn check(case: &GroupCase<'_>) -> Verdict {
    let Some((member, singles)) = case.members.split_first() else {
        return Ok(Outcome::not_applicable("there is no share"));
    };
    let share = share(case, member)?;
    let added = added(case, &share, singles)?;
    let removed = removed(case, member, &share)?;
    // The gravest, and of two the case that was not counted.
    let verdicts = [added, removed];
    let fired = |severity| {
        verdicts.iter().position(|one| matches!(one, Some(Found::Changed(own, _)) if *own == severity))
    };
    let found = fired(Severity::Warning).or_else(|| fired(Severity::Note));
    let asked = verdicts.iter().any(|one| matches!(one, Some(Found::Asks(_))));
    let held = verdicts.iter().any(|one| matches!(one, Some(Found::Held)));
    let [added, removed] = verdicts;
    let chosen = match found {
        Some(0) => added,
        Some(_) => removed,
        None if asked => added.filter(|one| matches!(one, Found::Asks(_))).or(removed),
        None if held => return Ok(Outcome::Passed),
        None => return Ok(Outcome::not_applicable("no case is known to be one that it does not count")),
    };
    match chosen {
        Some(Found::Changed(severity, told)) => {
            let finding = Finding::told_when_read(severity, move || told.tell());
            Ok(finding.at(case.resolved.pointer(share.part)).into())
        }
        Some(Found::Asks(outcome)) => Ok(outcome),
        _ => Ok(Outcome::Passed),
    }
}

/// A share of two plain figures.
struct Share<'d> {
    part: &'d Reported,
    a: Exact,
    w: Exact,
    value: Exact,
}

fn share<'d>(case: &GroupCase<'d>, member: &Member<'d>) -> Result<Share<'d>, Outcome> {
    let [part, whole, ..] = case.resolved.amounts_of(member) else {
        return Err(Outcome::not_applicable("the share is not of two figures"));
    };
    let (Some(a), Some(w)) = (plain(part)?, plain(whole)?) else {
        return Err(Outcome::not_applicable("the figures are no plain numbers in one unit"));
    };
    if a.is_negative() || !w.is_positive() || a > w {
        return Err(Outcome::not_applicable("the figures make no share between 0 and 1"));
    }
    Ok(Share { part, value: (&a / &w)?, a, w })
}

/// The number that is printed, where the text says nothing else.
fn plain(reported: &Reported) -> Result<Option<Exact>, ArithmeticError> {
    if is_plain(&reported.amount) { reported.amount.value() } else { Ok(None) }
}

/// What one of the two comparisons found.
enum Found {
    Changed(Severity, Box<Told>),
    Held,
    Asks(Outcome),
}

/// How the share changes, and the threshold that lies between.
struct Change {
    is_far: bool,
    crossed: Option<(Assertion, bool)>,
}

impl Change {
    fn severity(&self) -> Option<Severity> {
        match &self.crossed {
            _ if self.is_far => Some(Severity::Warning),
            Some((_, hedged)) => Some(if *hedged { Severity::Note } else { Severity::Warning }),
            None => None,
        }
    }
}

fn change(case: &GroupCase<'_>, before: &Exact, after: &Exact) -> Result<Change, ArithmeticError> {
    let factor = case.settings.get("factor");
    let (small, large) = if before <= after { (before, after) } else { (after, before) };
    // From none to some is no factor; from some to none is more than any.
    let is_far = !before.is_zero() && large >= &(small * &factor)? && small != large;
    let mut crossed = None;
    for (conclusion, _) in &case.conclusions {
        let Some(written) = case.resolved.written_conclusion(*conclusion) else { continue };
        for assertion in case.resolved.asserts(*conclusion) {
            if assertion.quantified != Quantified::Share {
                continue;
            }
            let Some(unit) = assertion.threshold.unit.fraction() else { continue };
            let set = assertion.comparator.set((&assertion.threshold.value * &unit)?);
            if set.contains(before) && !set.contains(after) {
                let hedged = written.mood != Mood::Flat;
                if !hedged {
                    return Ok(Change { is_far, crossed: Some((assertion.clone(), false)) });
                }
                crossed = crossed.or_else(|| Some((assertion.clone(), true)));
            }
        }
    }
    Ok(Change { is_far, crossed })
}

/// The largest of the cases that the share does not count.
fn added(case: &GroupCase<'_>, share: &Share<'_>, singles: &[&Member<'_>]) -> Result<Option<Found>, Outcome> {
    let mut largest: Option<(Exact, &Reported)> = None;
    let mut open: Option<(Exact, &Reported)> = None;
    for single in singles {
        let [value, ..] = case.resolved.amounts_of(single) else { continue };
        let Some(x) = plain(value)?.filter(Exact::is_positive) else { continue };
        let slot = match is_outside(case, share, value, &x) {
            Some(true) => &mut largest,
            Some(false) => continue,
            None => &mut open,
        };
        if slot.as_ref().is_none_or(|(largest, _)| x > *largest) {
            *slot = Some((x, value));
        }
    }
    let of = |(x, value): &(Exact, &Reported)| -> Result<Found, Outcome> {
        let with = share_with_item(&share.a, &share.w, x)?;
        let change = change(case, &share.value, &with)?;
        let Some(severity) = change.severity() else { return Ok(Found::Held) };
        if let Some(outcome) = leaves_open(case, share, value) {
            return Ok(Found::Asks(outcome));
        }
        let whose = case.resolved.member_of(value).map(|single| case.resolved.owner_id(single.owner));
        Ok(Found::Changed(
            severity,
            Box::new(Told {
                kind: Kind::Added { with, whose: whose.unwrap_or_default().into() },
                share: share.value.clone(),
                amounts: texts(case, share),
                item: value.amount.to_string().into(),
                crossed: change.crossed.map(|(assertion, _)| assertion),
                top: None,
            }),
        ))
    };
    let found = largest.as_ref().map(of).transpose()?;
    if matches!(found, Some(Found::Changed(..) | Found::Asks(_))) {
        return Ok(found);
    }
    match open.as_ref().map(of).transpose()? {
        Some(Found::Changed(..)) => {
            let value = open.map(|(_, value)| value);
            Ok(value.and_then(|value| asks_period(case, share, value)).map(Found::Asks).or(found))
        }
        Some(Found::Asks(outcome)) => Ok(Some(Found::Asks(outcome))),
        Some(Found::Held) => Ok(Some(Found::Held)),
        None => Ok(found),
    }
}

/// Whether the share does not count a case: nothing where it depends on a period that nobody states.
fn is_outside(case: &GroupCase<'_>, share: &Share<'_>, single: &Reported, x: &Exact) -> Option<bool> {
    // More than all that is counted of it is not among it.
    if *x > share.a {
        return Some(true);
    }
    match case.resolved.compare(share.part.scope, single.scope).set(Component::Period) {
        Some(SetRelation::Disjoint) => Some(true),
        Some(SetRelation::Unknown) => None,
        _ => Some(false),
    }
}

fn owner<'d>(case: &GroupCase<'d>, reported: &Reported) -> Option<&'d str> {
    case.resolved.member_of(reported).map(|member| case.resolved.owner_id(member.owner))
}

fn asks_period(case: &GroupCase<'_>, share: &Share<'_>, single: &Reported) -> Option<Outcome> {
    let lacks =
        |reported: &&&Reported| case.resolved.scope(reported.scope).subject.period == PeriodValue::Unknown;
    let lacking = [share.part, single];
    let lacking = lacking.iter().find(lacks)?;
    Some(Outcome::missing(Field::PERIOD, owner(case, lacking)))
}

/// What both leave open alike may still be two things.
fn leaves_open(case: &GroupCase<'_>, share: &Share<'_>, single: &Reported) -> Option<Outcome> {
    let [one, other] = [share.part, single].map(|reported| &case.resolved.scope(reported.scope).subject);
    let open = [
        (Component::Place, one.place, other.place),
        (Component::Stage, one.stage, other.stage),
        (Component::Origin, one.origin, other.origin),
    ];
    let (component, one, _) =
        open.into_iter().find(|(_, one, other)| *one == Value::Unknown || *other == Value::Unknown)?;
    let whose = if one == Value::Unknown { share.part } else { single };
    Some(Outcome::missing(fields::of(component), owner(case, whose)))
}

/// What is left without the largest item of the share.
fn removed(case: &GroupCase<'_>, member: &Member<'_>, share: &Share<'_>) -> Result<Option<Found>, Outcome> {
    let Some(largest) = member.details.as_deref().and_then(|details| details.other("largest")) else {
        return Ok(None);
    };
    let is_alike = largest.unit().dimension() == share.part.unit().dimension();
    let x = if is_plain(largest) && is_alike { largest.value()? } else { None };
    let Some(x) = x.filter(|x| x.is_positive() && *x < share.w) else { return Ok(None) };
    let rest = (&share.w - &share.a)?;
    let of_part = if x <= share.a { Some(share_without_item(&share.a, &share.w, &x)?) } else { None };
    let of_rest = if x <= rest { Some((&share.a / &(&share.w - &x)?)?) } else { None };
    let mut severities = Vec::new();
    let mut crossed = None;
    for without in [&of_part, &of_rest].into_iter().flatten() {
        let change = change(case, &share.value, without)?;
        severities.push(change.severity());
        crossed = crossed.or(change.crossed.map(|(assertion, _)| assertion));
    }
    // More than either side holds: the figures do not fit, and another rule says so.
    let Some(least) = severities.iter().min().copied() else { return Ok(None) };
    let top = (&x / &share.w)?;
    let dominates = top > case.settings.get("top");
    let most = severities.iter().max().copied().flatten();
    let severity = match (least, most) {
        (Some(severity), _) => severity,
        (None, Some(_)) => Severity::Note,
        (None, None) if dominates => Severity::Note,
        (None, None) => return Ok(Some(Found::Held)),
    };
    Ok(Some(Found::Changed(
        severity,
        Box::new(Told {
            kind: Kind::Removed { of_part, of_rest },
            share: share.value.clone(),
            amounts: texts(case, share),
            item: largest.to_string().into(),
            crossed,
            top: Some(top),
        }),
    )))
}

/// Part and whole as printed.
fn texts(case: &GroupCase<'_>, share: &Share<'_>) -> [Box<str>; 2] {
    let member = case.resolved.member_of(share.part);
    let amounts = member.map(|member| case.resolved.amounts_of(member)).unwrap_or_default();
    let text = |i: usize| amounts.get(i).map(|reported| reported.amount.to_string()).unwrap_or_default();
    [text(0).into(), text(1).into()]
}

/// What one item does to a share, as a finding keeps it.
struct Told {
    kind: Kind,
    share: Exact,
    /// Part and whole as printed.
    amounts: [Box<str>; 2],
    /// The item as printed.
    item: Box<str>,
    /// An assertion that holds for the share and not for the other.
    crossed: Option<Assertion>,
    /// The largest item of the whole.
    top: Option<Exact>,
}

enum Kind {
    /// The share with a case of this claim.
    Added { with: Exact, whose: Box<str> },
    /// The share without the largest item: if it is of the part, if it is of the rest.
    Removed { of_part: Option<Exact>, of_rest: Option<Exact> },
}

impl Told {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let mut values = vec![NamedValue::percent("share", self.share.clone())];
        let crossed = match &self.crossed {
            Some(_) => "; {assertion} holds for the one share and not for the other",
            None => "",
        };
        let finding = match &self.kind {
            Kind::Added { with, .. } => {
                values.push(NamedValue::percent("share with the case", with.clone()));
                let times = if self.share.is_zero() { None } else { Some((with / &self.share)?) };
                let fact = match &times {
                    Some(_) => {
                        "with one further case of {item} the share is {share with the case} and not {share}: {times} times as much"
                    }
                    None => {
                        "with one further case of {item} the share is {share with the case} and not {share}"
                    }
                };
                values.extend(times.map(|times| NamedValue::new("times", times)));
                Finding::warning(
                    fact,
                    format!("{{whose}} is not among the {{part}} of {{whole}}{crossed}"),
                    "say that one case decides the share, and give it with and without",
                )
            }
            Kind::Removed { of_part, of_rest } => {
                values.extend(
                    of_part.clone().map(|share| NamedValue::percent("share without it, of the part", share)),
                );
                values.extend(
                    of_rest.clone().map(|share| NamedValue::percent("share without it, of the rest", share)),
                );
                let fact = match (of_part, of_rest) {
                    (Some(_), Some(_)) => {
                        "without its largest item, {item}, the share of {share} is {share without it, of the part} if that was of the part, {share without it, of the rest} if not"
                    }
                    (Some(_), None) => {
                        "without its largest item, {item}, the share of {share} is {share without it, of the part}"
                    }
                    _ => {
                        "without its largest item, {item}, the share of {share} is {share without it, of the rest}"
                    }
                };
                Finding::warning(
                    fact,
                    format!("one item is {{largest of all}} of the {{whole}}{crossed}"),
                    "say that one item decides the share, and give it with and without",
                )
            }
        };
        values.extend(self.top.clone().map(|top| NamedValue::percent("largest of all", top)));
        let whose = match &self.kind {
            Kind::Added { whose, .. } => whose.clone(),
            Kind::Removed { .. } => "".into(),
        };
        let [part, whole] = &self.amounts;
        Ok(finding
            .with_all(values)
            .word("whose", whose)
            .word("item", self.item.clone())
            .word("part", part.clone())
            .word("whole", whole.clone())
            .word("assertion", self.crossed.as_ref().map(ToString::to_string).unwrap_or_default()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
