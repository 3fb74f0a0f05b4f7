//! SC06: what the share of an origin can be, given what was attributed to nobody.

use crate::claim::relation::MemberKind;
use crate::dossier::{Member, MemberShape, Reported, Role};
use crate::number::{ArithmeticError, Exact, Interval};
use crate::quantity::{Amount, Component, SetRelation, Sides, Value};
use crate::rule::{Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule};
use crate::rules::step::{about_step, list, open_at, percent, relation, same_share, supposed, unknown};
use crate::stats::{attribution_bounds, break_even_unattributed};
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// For the share of an origin, and a number of units of which nobody knows the origin: between which limits the
    /// share of all lies.
    ///
    /// ## Why it matters
    /// Where most was never traced, the share among what was traced says little of all of it.
    ///
    /// ## How
    /// With `a` attributed to the origin, `b` to others and `u` to nobody the share of all lies in
    /// `[a/(a + b + u), (a + u)/(a + b + u)]`; the share among the unattributed that would reach a threshold `T` is
    /// `(T·(a + b + u) − a)/u`. Exact. `unattributed` is a part of the whole of the share; what is `excluded` was left
    /// out of it. A warning where a threshold of the conclusion lies inside, or the conclusion is the share itself, and
    /// more of all is unattributed than the option `fraction` allows; a note where it is less, or where the conclusion
    /// leaves out what the figure left out.
    ///
    /// ## Fires
    /// ```toml
    /// [[claim]]
    /// id    = "origins"
    /// share = { part = "240 people", whole = "600 people", excluded = { n = "400 people", why = "origin unknown" } }
    /// of    = "asylum"
    /// base  = "refugees-of-known-origin"
    /// which = { origin = { basis = "nationality", value = "SY" } }
    ///
    /// [[conclusion]]
    /// id      = "few"
    /// from    = "origins"
    /// asserts = "share < 1/2"
    /// base    = "refugees"
    ///
    /// [taxonomy]
    /// is_a = { refugees-of-known-origin = "refugees" }
    /// ```
    ///
    /// ## Clean
    /// Hardly any origin is unknown: whatever those are, it is less than half.
    /// ```toml
    /// [[claim]]
    /// id    = "origins"
    /// share = { part = "240 people", whole = "600 people", unattributed = "20 people" }
    /// of    = "asylum"
    /// which = { origin = { basis = "nationality", value = "SY" } }
    ///
    /// [[conclusion]]
    /// id      = "few"
    /// from    = "origins"
    /// asserts = "share < 1/2"
    /// ```
    ///
    /// The conclusion says itself that it is about those whose origin is known.
    /// ```toml
    /// [[claim]]
    /// id    = "origins"
    /// share = { part = "240 people", whole = "600 people", excluded = { n = "400 people", why = "origin unknown" } }
    /// of    = "asylum"
    /// base  = "refugees-of-known-origin"
    /// which = { origin = { basis = "nationality", value = "SY" } }
    ///
    /// [[conclusion]]
    /// id      = "few"
    /// from    = "origins"
    /// asserts = "share < 1/2"
    /// base    = "refugees-of-known-origin"
    /// ```
    ///
    /// ## Limits
    /// The limits assume nothing of the unattributed. Where a test shows that they are like the rest, say so in `allow`:
    /// then the share among the attributed stands. Silent where nobody says how much was not attributed. The named parts
    /// of a `total` are not judged, only a `share`. The interval is for what was observed; the step to what exists is
    /// SA07's to SA09's, and from one basis of attribution to another SC02's.
    ///
    /// ## Sources
    /// Manski, C. F. (1989), *Journal of Human Resources* 24:343. US Government Accountability Office (2009), *Firearms
    /// Trafficking*, GAO-09-709, on guns that were never traced. Naghavi, M. et al. (2010), *Population Health Metrics*
    /// 8:9, on redistributing deaths without a usable cause.
    "SC06", "unattributed-remainder", "attribution", since "0.1.0", Warning,
    "what was attributed to nobody could reverse the conclusion",
    Step(check),
    options [("fraction", "1/10", "how much of all may be unattributed before it is a warning")]
}

/// The name of the share among the unattributed that would reach a threshold.
const NEEDED: &str = "share of the unattributed needed for {}";

fn check(case: &StepCase<'_>) -> Verdict {
    let no_remainder = || Outcome::not_applicable("nobody says how much was attributed to nobody");
    let members = case.resolved.members_of(case.claim);
    let member = members.iter().find(|member| member.kind == MemberKind::Result).ok_or_else(no_remainder)?;
    let details = member.details.as_deref().ok_or_else(no_remainder)?;
    let inside = details.other("unattributed");
    let nobodys = inside.or_else(|| details.other("excluded/n")).ok_or_else(no_remainder)?;
    let share = case.share()?;
    if !matches!(case.evidence().subject.origin, Value::Node(_)) {
        return Ok(Outcome::not_applicable("the share is attributed to no origin"));
    }
    if !is_of_one_unit(nobodys, share.at.unit(), share.at.role) {
        return Ok(Outcome::not_applicable("what was not attributed is in another unit than the share"));
    }
    let Some(count) = nobodys.value()?.filter(|count| !count.is_negative()) else {
        return Ok(Outcome::not_applicable("what was not attributed is no amount in one unit"));
    };
    same_share(case)?;
    let limited = inside.is_none() && is_limited(case)?;
    // The set that a frame observed is what its figures are of, whether or not anybody repeats it.
    let is_observed_set = case.frame().is_some_and(|frame| {
        let concepts = &case.resolved.names().concept;
        matches!(case.concluded().subject.base, Value::Node(base) if concepts.name(base) == frame.name)
    });
    if limited && (case.concluded().is_stated(Component::Base) || is_observed_set) {
        return Ok(Outcome::Passed);
    }
    if inside.is_some() {
        about_all(case)?;
    }
    let elsewhere = if inside.is_some() { (&share.rest - &count)? } else { share.rest.clone() };
    if elsewhere.is_negative() {
        return Ok(Outcome::not_applicable("what was attributed and what was not are more than all"));
    }
    let all = (&(&share.part + &elsewhere)? + &count)?;
    if !all.is_positive() {
        return Ok(Outcome::not_applicable("there is nothing of which it could be a share"));
    }
    let bounds = match bounds(case, member, nobodys, inside.is_some())? {
        Some(bounds) => bounds,
        None => attribution_bounds(
            &Interval::point(share.part.clone()),
            &Interval::point(elsewhere.clone()),
            &Interval::point(count.clone()),
        )?,
    };
    let fraction = (&count / &all)?;
    let is_large = fraction > case.settings.get("fraction");
    let asserted = case.thresholds();
    let open = open_at(asserted, &bounds);
    let severity = if case.asserts().is_empty() {
        // The conclusion is the figure itself.
        if !is_large {
            return Ok(Outcome::Passed);
        }
        Severity::Warning
    } else if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    } else if open.is_empty() {
        return Ok(Outcome::Passed);
    } else if is_large {
        Severity::Warning
    } else {
        Severity::Note
    };
    let attributed = (&share.part + &elsewhere)?;
    let told = Told {
        sides: case.sides(),
        part: share.part.clone(),
        elsewhere,
        count,
        only: if attributed.is_positive() { Some((&share.part / &attributed)?) } else { None },
        fraction,
        bounds,
        open,
        texts: [nobodys.to_string().into(), whole(case, member).into()],
        why: details.excluded_because.clone().filter(|_| inside.is_none()),
    };
    let finding = Finding::told_when_read(severity, move || told.tell());
    let finding = if limited { finding.at_most(Severity::Note) } else { finding };
    let field = if inside.is_some() { "unattributed" } else { "excluded" };
    Ok(about_step(case, finding.at(member.pointer(field)), "asserts").into())
}

/// Whether an amount can be set beside those of a share: of the same dimension, or a bare number of what is counted.
fn is_of_one_unit(amount: &Amount, unit: &Unit, role: Role) -> bool {
    let of_number = |unit: &Unit| unit.dimension().is_some_and(|dimension| dimension.is_none());
    match role {
        Role::Top if unit.is_counted() => {
            amount.unit().is_counted() || of_number(amount.unit()) && !amount.unit().is_percentage_points()
        }
        Role::Top => amount.unit().dimension().is_some() && amount.unit().dimension() == unit.dimension(),
        // Printed as one percentage: what was not attributed must be one too.
        _ => amount.unit().fraction().is_some(),
    }
}

/// Whether the conclusion, too, is only about what was attributed: it says so itself, or names no base.
fn is_limited(case: &StepCase<'_>) -> Result<bool, Outcome> {
    match relation(case, Component::Base) {
        None => Ok(true),
        Some(SetRelation::Within) => Ok(false),
        Some(SetRelation::Unknown) => Err(unknown(case, Component::Base)),
        Some(_) => Err(beside()),
    }
}

/// What is concluded about must hold all of what the share is of: of a part of it the unattributed may be no part.
fn about_all(case: &StepCase<'_>) -> Result<(), Outcome> {
    match relation(case, Component::Base) {
        None | Some(SetRelation::Within) => Ok(()),
        Some(SetRelation::Unknown) => Err(unknown(case, Component::Base)),
        Some(_) => Err(beside()),
    }
}

fn beside() -> Outcome {
    Outcome::not_applicable("the conclusion is about a part of it, or about something else")
}

/// The limits where a figure says no more than "at least" or "about"; nothing where all are plain numbers.
fn bounds(
    case: &StepCase<'_>,
    member: &Member<'_>,
    nobodys: &Amount,
    inside: bool,
) -> Result<Option<Interval>, Outcome> {
    let amounts = case.resolved.amounts_of(member);
    let value = |reported: &Reported| supposed(&reported.amount);
    let (part, whole) = match (member.shape, amounts) {
        (MemberShape::Ratio(_), [part, whole, ..]) => (value(part)?, value(whole)?),
        (_, [share, ..]) => (value(share)?, Interval::point(Exact::ONE)),
        _ => return Ok(None),
    };
    let count = supposed(nobodys)?;
    if [&part, &whole, &count].into_iter().all(|amount| amount.is_point().is_some()) {
        return Ok(None);
    }
    let rest = whole.sub(&part)?;
    let rest = if inside { rest.sub(&count)? } else { rest };
    Ok(Some(attribution_bounds(&part, &rest, &count)?))
}

/// The whole as printed; empty where the share is printed as one figure.
fn whole(case: &StepCase<'_>, member: &Member<'_>) -> String {
    let whole = case.resolved.amount_of(member, Role::Bottom);
    whole.map(|whole| whole.amount.to_string()).unwrap_or_default()
}

/// What was attributed and what was not, as a finding keeps it.
struct Told {
    sides: Sides,
    part: Exact,
    elsewhere: Exact,
    count: Exact,
    /// The share among what was attributed.
    only: Option<Exact>,
    /// The unattributed of all.
    fraction: Exact,
    bounds: Interval,
    open: Box<[Exact]>,
    /// As printed: what was not attributed, and the whole of the share.
    texts: [Box<str>; 2],
    /// Why it was left out of the whole.
    why: Option<Box<str>>,
}

impl Told {
    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let [nobodys, whole] = &self.texts;
        let mut values = vec![
            NamedValue::range("share of all", self.bounds.clone()).style(Style::Percent),
            NamedValue::percent("unattributed", self.fraction.clone()),
        ];
        values.extend(self.only.clone().map(|only| NamedValue::percent("share of the attributed", only)));
        for threshold in &self.open {
            let needed = break_even_unattributed(&self.part, &self.elsewhere, &self.count, threshold)?;
            if !needed.is_negative() && needed <= Exact::ONE {
                values.push(NamedValue::percent(Name::at(NEEDED, [threshold.clone()]), needed));
            }
        }
        let mut reason = match (&self.why, whole.is_empty()) {
            (Some(_), true) => "{count} were left out ({why}): {unattributed} of all".to_string(),
            (Some(_), false) => {
                "beside the {whole}, {count} were left out ({why}): {unattributed} of all".to_string()
            }
            (None, true) => "{count} was attributed to nobody".to_string(),
            (None, false) => "{count} of {whole} were attributed to nobody: {unattributed}".to_string(),
        };
        if self.only.is_some() {
            reason.push_str("; among the others the share is {share of the attributed}");
        }
        let list = |finding: &Finding| {
            list(finding, NEEDED, |i, at, value| match i {
                0 => format!("{at} if {} of the unattributed is from there", value.shown()),
                _ => format!("{at} if {}", value.shown()),
            })
        };
        if values.iter().any(|value| value.name.pattern() == NEEDED) {
            reason.push_str("; of all it is {list}");
        }
        let end = |value: Option<&Exact>| value.map(percent).unwrap_or_default();
        let finding = Finding::warning(
            "counting what was attributed to nobody, the share of {origin} lies between {low} and {high}",
            reason,
            "give both limits, or say why the unattributed should be divided like the rest",
        );
        Ok(finding
            .with_all(values)
            .made("list", list)
            .word("origin", self.sides.first(Component::Origin))
            .word("low", end(self.bounds.low_value()))
            .word("high", end(self.bounds.high_value()))
            .word("count", nobodys.clone())
            .word("whole", whole.clone())
            .word("why", self.why.clone().unwrap_or_default()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
