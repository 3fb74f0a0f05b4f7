//! DN07: by cases, by people and by weight the share is not the same.

use std::borrow::Cow;

use crate::claim::{Assertion, Mood, Quantified};
use crate::dossier::{Member, Reported, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Basis, Component, FrameId, Scope, Slot, Value};
use crate::rule::{
    Field, Finding, GroupCase, GroupKey, NamedValue, Outcome, Severity, Verdict, declare_rule,
};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// Shares of one thing that are counted in different units: cases, persons, mass, money.
    ///
    /// ## Why it matters
    /// Whoever picks the unit picks the share. A few large cases make a large share by mass and a small one by cases.
    ///
    /// ## How
    /// Shares with one scope but for the unit counted and the basis of attribution are put side by side. It fires where
    /// the largest is at least `factor` times the smallest in another unit (the ratio of the two is exact), or where a
    /// threshold asserted by a conclusion that draws on both lies between them. The mean size of a unit (mass over
    /// cases), in the part and in the rest, is given only where both are attributed on one basis and come from one
    /// frame; else the finding says why not.
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
    /// Does not say which unit is the right one: that depends on the question. A share printed without its two figures
    /// has no unit that could be told: it is asked for where the shares differ so much. Two small counts can differ by
    /// the factor by chance; that is for the rules about samples.
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
    scope: &'d Scope,
    part: &'d Reported,
    whole: &'d Reported,
    value: Exact,
    interval: Interval,
}

impl Share<'_> {
    fn kind(&self) -> Value {
        self.scope.subject.kind
    }

    /// The unit in words: the plural as printed for what is counted, else what is measured.
    fn unit(&self, case: &GroupCase<'_>) -> String {
        if self.whole.unit().is_counted() {
            return self.whole.unit().symbol().to_string();
        }
        case.resolved.names().value(Component::Kind, self.scope)
    }

    fn own(&self, case: &GroupCase<'_>) -> Result<Side, ArithmeticError> {
        Ok(Side {
            name: self.unit(case).into(),
            unit: self.whole.unit().clone(),
            value: self.value.clone(),
            interval: self.interval.clone(),
            amounts: self.part.amount.value()?.zip(self.whole.amount.value()?),
            basis: self.scope.subject.basis,
            frame: self.scope.method.frame,
        })
    }
}

fn check(case: &GroupCase<'_>) -> Verdict {
    let mut shares = Vec::new();
    let mut without_unit = Vec::new();
    for member in &case.members {
        match case.resolved.amounts_of(member) {
            [part, whole, ..] if whole.role == Role::Bottom && !part.amount.figure().is_vague() => {
                let Some(value) = ratio(part, whole)? else { continue };
                let interval = case.resolved.member_interval(member, Reading::Nearest)?;
                let scope = case.resolved.scope(member.scope);
                shares.push(Share { member, scope, part, whole, value, interval });
            }
            [stated] if stated.role == Role::Value && !stated.amount.figure().is_vague() => {
                without_unit.extend(stated.amount.value()?.map(|value| (*member, value)));
            }
            _ => {}
        }
    }
    let factor = case.settings.get("factor");
    let crossing = crossing(case, &shares)?;
    let Some((large, small)) = furthest(&shares) else {
        return in_one_unit(case, &shares, &without_unit, &factor);
    };
    let far = match small.value.is_zero() {
        true => large.value.is_positive(),
        false => (&large.value / &small.value)? >= factor,
    };
    if !far && crossing.is_none() {
        return Ok(Outcome::Passed);
    }
    let hedged = !far && crossing.as_ref().is_some_and(|crossing| crossing.hedged);
    let severity = if hedged { Severity::Note } else { Severity::Warning };
    let crossed = crossing.map(|crossing| Box::new(crossing.own(case)));
    let sides = [large.own(case)?, small.own(case)?];
    let finding = Finding::told_when_read(severity, move || tell(far, crossed.as_deref(), &sides));
    let places = [large.part, small.part, large.whole, small.whole];
    Ok(places.into_iter().fold(finding, |finding, place| finding.at(case.resolved.pointer(place))).into())
}

fn tell(far: bool, crossed: Option<&Crossed>, sides: &[Side; 2]) -> Result<Finding, ArithmeticError> {
    let [large, small] = sides;
    let times = if small.value.is_zero() { None } else { Some((&large.value / &small.value)?) };
    let percent =
        |name, side: &Side| NamedValue::percent(name, side.value.clone()).within(side.interval.clone());
    let mut values = vec![percent("larger share", large), percent("smaller share", small)];
    let fact = match (crossed, &times) {
        (Some(crossed), _) if !far => crossed.text().into(),
        (_, Some(_)) => Cow::Borrowed(
            "by {large unit} the share is {larger share}, by {small unit} {smaller share}: {times} times as much",
        ),
        (_, None) => {
            "by {large unit} the share is {larger share}, by {small unit} it is {smaller share}".into()
        }
    };
    values.extend(times.map(|times| NamedValue::new("times", times)));
    let mut reasons = Vec::new();
    if far {
        reasons.extend(crossed.map(Crossed::text));
    }
    match sizes(large, small)? {
        Size::Compared(part, rest) => {
            reasons.push(
                "the mean size is {size of the part} in the part and {size of the rest} in the rest".into(),
            );
            values.extend([part, rest]);
        }
        Size::NotComputed(what, why) => reasons.push(format!("{what} is not computed: {why}")),
        Size::None => reasons.push("the units of the part are of another size than those of the rest".into()),
    }
    let advice = "say which unit answers the question, and give both shares";
    Ok(Finding::warning(fact, reasons.join("; "), advice)
        .with_all(values)
        .word("large unit", large.name.clone())
        .word("small unit", small.name.clone()))
}

/// One of the two shares, as a finding keeps it.
struct Side {
    /// The unit in words.
    name: Box<str>,
    unit: Unit,
    value: Exact,
    interval: Interval,
    /// Part and whole, where the unit has one definition.
    amounts: Option<(Exact, Exact)>,
    basis: Slot<Basis>,
    frame: Option<FrameId>,
}

/// Part over whole; of one unit, its factor cancels, however ambiguous it is.
fn ratio(part: &Reported, whole: &Reported) -> Result<Option<Exact>, ArithmeticError> {
    let (top, bottom) = if part.unit() == whole.unit() {
        (part.amount.figure().value().clone(), whole.amount.figure().value().clone())
    } else {
        match (part.amount.value()?, whole.amount.value()?) {
            (Some(top), Some(bottom)) => (top, bottom),
            _ => return Ok(None),
        }
    };
    if top.is_negative() || !bottom.is_positive() { Ok(None) } else { (&top / &bottom).map(Some) }
}

/// The two shares in different units that lie furthest apart: one of them is the largest of all, or the smallest.
fn furthest<'s, 'd>(shares: &'s [Share<'d>]) -> Option<(&'s Share<'d>, &'s Share<'d>)> {
    let largest = shares.iter().max_by(|a, b| a.value.cmp(&b.value))?;
    let smallest = shares.iter().min_by(|a, b| a.value.cmp(&b.value))?;
    let below =
        shares.iter().filter(|share| share.kind() != largest.kind()).min_by(|a, b| a.value.cmp(&b.value));
    let above =
        shares.iter().filter(|share| share.kind() != smallest.kind()).max_by(|a, b| a.value.cmp(&b.value));
    let pairs = [below.map(|below| (largest, below)), above.map(|above| (above, smallest))];
    // a/b > c/d as a·d > c·b, so that a share of zero needs no division.
    pairs.into_iter().flatten().reduce(|(a, b), (c, d)| match (&a.value * &d.value, &c.value * &b.value) {
        (Ok(left), Ok(right)) if right > left => (c, d),
        _ => (a, b),
    })
}

/// No two shares of known and different units: a share of an unknown one may still be the other.
fn in_one_unit(
    case: &GroupCase<'_>,
    shares: &[Share<'_>],
    without_unit: &[(&Member<'_>, Exact)],
    factor: &Exact,
) -> Verdict {
    let known = shares.iter().map(|share| &share.value).chain(without_unit.iter().map(|(_, value)| value));
    let (low, high) = (known.clone().min(), known.max());
    let (Some(low), Some(high), Some((member, _))) = (low, high, without_unit.first()) else {
        return Ok(Outcome::not_applicable("the shares are counted in one unit"));
    };
    if *high < (low * factor)? || shares.len() + without_unit.len() < 2 {
        return Ok(Outcome::not_applicable("the shares agree, whatever they are counted in"));
    }
    Ok(Outcome::missing(Field::KIND, Some(case.resolved.owner_id(member.owner))))
}

/// An asserted threshold that lies between two shares.
struct Crossing<'s, 'd> {
    assertion: &'s Assertion,
    holds: &'s Share<'d>,
    fails: &'s Share<'d>,
    hedged: bool,
}

impl Crossing<'_, '_> {
    fn own(&self, case: &GroupCase<'_>) -> Crossed {
        let by = |share: &Share<'_>| (share.unit(case).into(), share.value.clone());
        Crossed { assertion: self.assertion.clone(), holds: by(self.holds), fails: by(self.fails) }
    }
}

/// An asserted threshold and the shares on either side, as a finding keeps them: the unit in words, and the share.
struct Crossed {
    assertion: Assertion,
    holds: (Box<str>, Exact),
    fails: (Box<str>, Exact),
}

impl Crossed {
    fn text(&self) -> String {
        let (holds, fails) = (&self.holds, &self.fails);
        let percent = |share: &Exact| NamedValue::percent("", share.clone()).shown();
        format!(
            "{} holds by {} ({}) and not by {} ({})",
            self.assertion,
            holds.0,
            percent(&holds.1),
            fails.0,
            percent(&fails.1)
        )
    }
}

/// The first threshold of a conclusion on whose two sides the shares it draws on lie, whichever way they were rounded
/// to nearest; a conclusion put as a fact first.
fn crossing<'s, 'd>(
    case: &'s GroupCase<'d>,
    shares: &'s [Share<'d>],
) -> Result<Option<Crossing<'s, 'd>>, ArithmeticError> {
    let mut found: Option<Crossing<'_, '_>> = None;
    // The members stand in the order of the dossier, and so do the shares.
    let place = |member: &Member<'_>| case.resolved.first_amount(member);
    let of_member = |member: &Member<'_>| {
        shares
            .binary_search_by_key(&place(member), |share| place(share.member))
            .ok()
            .and_then(|at| shares.get(at))
    };
    for (conclusion, members) in &case.conclusions {
        let asserts = case.resolved.asserts(*conclusion);
        let Some(conclusion) = case.resolved.written_conclusion(*conclusion) else { continue };
        let about_share = asserts.iter().filter(|assertion| assertion.quantified == Quantified::Share);
        for assertion in about_share {
            let Some(unit) = assertion.threshold.unit.fraction() else { continue };
            let set = assertion.comparator.set((&assertion.threshold.value * &unit)?);
            let drawn = || members.iter().filter_map(|member| of_member(member));
            // Of those for which it holds, one of each of two units is enough to find a partner for any other.
            let mut holding = drawn().filter(|share| share.interval.is_subset(&set));
            let Some(first) = holding.next() else { continue };
            let second = holding.find(|share| share.kind() != first.kind());
            let partner = |fails: &Share<'_>| if fails.kind() == first.kind() { second } else { Some(first) };
            let mut failing = drawn().filter(|share| share.interval.is_disjoint(&set));
            let Some((holds, fails)) = failing.find_map(|fails| Some((partner(fails)?, fails))) else {
                continue;
            };
            let hedged = conclusion.mood != Mood::Flat;
            let crossing = Crossing { assertion, holds, fails, hedged };
            if !hedged {
                return Ok(Some(crossing));
            }
            found = found.or(Some(crossing));
        }
    }
    Ok(found)
}

/// How much of the one unit there is to one of the other.
#[expect(clippy::large_enum_variant, reason = "one at a time, and taken apart at once")]
enum Size {
    /// In the part, and in the rest.
    Compared(NamedValue, NamedValue),
    /// What would be compared, and why it cannot be.
    NotComputed(String, String),
    /// There is nothing to divide by.
    None,
}

fn sizes(a: &Side, b: &Side) -> Result<Size, ArithmeticError> {
    // Things counted are the units; what is weighed or paid is divided among them.
    let (counted, measured) = if a.unit.is_counted() { (a, b) } else { (b, a) };
    let unit = match counted.unit.kind() {
        Some(kind) => format!("{} per {kind}", measured.unit.base_symbol()),
        None => format!("{} per {}", measured.unit.base_symbol(), counted.unit.base_symbol()),
    };
    let why = match (a.basis, b.basis) {
        (Slot::Known(one), Slot::Known(other)) if one != other => {
            Some(format!("the origins are on different bases, {one} and {other}"))
        }
        (Slot::Unknown, _) | (_, Slot::Unknown) => {
            Some("on which basis the origins are attributed is not stated".to_string())
        }
        _ if a.frame != b.frame => Some("the two shares are not from one frame".to_string()),
        _ => None,
    };
    if let Some(why) = why {
        return Ok(Size::NotComputed(unit, why));
    }
    let (Some((top, above)), Some((bottom, below))) = (&measured.amounts, &counted.amounts) else {
        return Ok(Size::None);
    };
    let (top_rest, bottom_rest) = ((above - top)?, (below - bottom)?);
    if !bottom.is_positive() || !bottom_rest.is_positive() || top_rest.is_negative() {
        return Ok(Size::None);
    }
    let value = |name, size: Exact| NamedValue::new(name, size).unit(unit.clone());
    let (part, rest) = ((top / bottom)?, (&top_rest / &bottom_rest)?);
    Ok(Size::Compared(value("size of the part", part), value("size of the rest", rest)))
}

#[cfg(test)]
mod tests;
