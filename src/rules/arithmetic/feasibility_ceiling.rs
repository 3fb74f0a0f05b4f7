//! AR12: more than there is, than happened, or than fits.

use crate::claim::Yardstick;
use crate::claim::relation::MemberKind;
use crate::dossier::{Reported, Role};
use crate::number::{ArithmeticError, Exact, Form, Reading};
use crate::quantity::ScopeId;
use crate::rule::printed::ceilings::{self, Lies, Open};
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    ClaimCase, Field, Finding, NamedValue, Outcome, Severity, Verdict, contradiction, declare_rule,
};
use crate::rules::fields;
use crate::rules::step::is_plain_number;
use crate::vocabulary::Unit;

declare_rule! {
    /// ## What it checks
    /// Whether a figure is above what is declared to be its `ceiling`: a population at risk, all events that occurred, a
    /// capacity. And whether growth that is said to have gone on step after step would have passed it, and when.
    ///
    /// ## Why it matters
    /// Large numbers are hard to picture. Beside all there is, an impossible one is plain to see.
    ///
    /// ## How
    /// `ceiling` names another claim of the text, or a reference with its source. The figure's lowest value is compared with
    /// the ceiling's highest, in every reading; both with their printed margins. The ceiling has to hold for the figure's
    /// place and period, or for wider ones that hold them, and has to count what the figure counts, or a wider kind.
    /// It is an error where both figures are counts or sums of observed units (the claim says `status = "observed"`) and
    /// both state place and period. It stays a warning where the two are of different releases (`vintage`), where a flow is
    /// held against a stock, and where the figure is an estimate: deaths that were averted may be
    /// more than all that occurred, but that takes evidence of its own.
    ///
    /// A change with `from` and `times` grows to `from · (1 + g)ⁿ`, of "doubled" to `from · 2ⁿ`. It is a warning where the
    /// words themselves take it past the ceiling, or every value that the figures can have; a note where only the printed
    /// digits do. Never an error: no text prints each of the steps.
    ///
    /// ## Fires
    /// Said in a debate in 2020, beside all deaths in the country in twelve years (150,000 was meant, as the speaker's
    /// campaign said afterwards).
    /// ```toml
    /// [[claim]]
    /// id      = "killed"
    /// figure  = "150 million deaths"
    /// of      = "firearm-deaths"
    /// place   = "US"
    /// period  = "2007/2018"
    /// status  = "observed"
    /// ceiling = "all-deaths"
    ///
    /// [[reference]]
    /// id     = "all-deaths"
    /// figure = "31.2 million deaths"
    /// of     = "deaths"
    /// place  = "US"
    /// period = "2007/2018"
    /// source = "National Vital Statistics Reports, Deaths: Final Data, 2007 to 2018, added up"
    /// ```
    /// The number of children gunned down, printed as doubled every year from 1950 to 1995: Best finds no worse one.
    /// ```toml
    /// [[claim]]
    /// id      = "gunned-down"
    /// change  = { from = "1 child", stated = "doubled", times = "45" }
    /// place   = "US"
    /// period  = "1950/1995"
    /// ceiling = "everybody"
    ///
    /// [[reference]]
    /// id     = "everybody"
    /// figure = "about 260 million people"
    /// of     = "people"
    /// place  = "US"
    /// period = "1950/1995"
    /// source = "census"
    /// ```
    ///
    /// ## Clean
    /// All of a hall's seats may be taken, as far as the figure was rounded.
    /// ```toml
    /// [[claim]]
    /// id      = "visitors"
    /// figure  = "about 900 visitors"
    /// place   = "NZ"
    /// ceiling = "seats"
    ///
    /// [[reference]]
    /// id     = "seats"
    /// figure = "880 visitors"
    /// place  = "NZ"
    /// source = "fire regulations"
    /// ```
    /// In ten years a hall holds more than its seats: the ceiling is of one evening.
    /// ```toml
    /// [[claim]]
    /// id      = "visitors"
    /// figure  = "60,000 visitors"
    /// period  = "2010/2019"
    /// ceiling = "seats"
    ///
    /// [[reference]]
    /// id     = "seats"
    /// figure = "880 visitors"
    /// period = "2019-05-03"
    /// source = "fire regulations"
    /// ```
    ///
    /// ## Limits
    /// It takes the ceiling for a fact: what can happen to a person several times is not limited by how many people there
    /// are, and no ceiling should say so. Where the two count things by different names ("deaths", "people"), it asks
    /// whether the one is a kind of the other (`is_a`), and of nothing else. What adds the same amount at every step is
    /// not reckoned, and neither are more than a thousand steps.
    ///
    /// ## Sources
    /// Best, J. (2001), *Damned Lies and Statistics*, introduction, University of California Press. Bartlett, A. A. (1978),
    /// *American Journal of Physics* 46:876.
    "AR12", "feasibility-ceiling", "arithmetic", since "0.1.0", Error,
    "more than there is, than happened, or than fits",
    Claim(check)
}

/// More figures beside more ceilings nobody prints in one claim.
const MOST: usize = 10_000;

/// More steps nobody counts.
const STEPS: i64 = 1_000;

fn check(case: &ClaimCase<'_>) -> Verdict {
    let ceilings: Vec<&Reported> = case
        .resolved
        .measured_by(case.claim, Yardstick::Ceiling)
        .filter_map(|owner| ceilings::ceiling(case.resolved, owner))
        .collect();
    if ceilings.is_empty() {
        return Ok(Outcome::not_applicable("no figure is declared to be the ceiling of the claim's"));
    }
    if ceilings.len().saturating_mul(case.members().len()) > MOST {
        return Ok(Outcome::not_applicable("more figures and ceilings than anybody prints in one claim"));
    }
    let growth = Growth::of(case)?;
    let mut outcomes = Vec::new();
    for ceiling in ceilings {
        for figure in ceilings::limited(case.resolved, case.claim) {
            outcomes.push(exceeding(case, figure, ceiling)?);
        }
        if let Some(growth) = &growth {
            outcomes.push(outgrowing(case, growth, ceiling)?);
        }
    }
    // The gravest finding, else what is open, else what held.
    let rank = |outcome: &Outcome| match outcome {
        Outcome::Fired(finding) => (3, Some(finding.severity())),
        Outcome::Undecidable { .. } => (2, None),
        Outcome::Passed => (1, None),
        Outcome::NotApplicable { .. } => (0, None),
    };
    let none = Outcome::not_applicable("the claim prints no amount that a ceiling limits");
    Ok(outcomes.into_iter().rev().max_by_key(rank).unwrap_or(none))
}

/// One figure beside one ceiling.
fn exceeding(case: &ClaimCase<'_>, figure: &Reported, ceiling: &Reported) -> Verdict {
    let own = |reported, reading| case.resolved.interval_with_margin(reported, reading);
    let exceeds = |reading| Ok(own(ceiling, reading)?.is_below(&own(figure, reading)?));
    let lies = ceilings::lies(case.resolved, figure, figure.scope, ceiling);
    if let Lies::Beside(why) = lies {
        return Ok(Outcome::not_applicable(why));
    }
    let Some(found) = contradiction(exceeds)? else { return Ok(Outcome::Passed) };
    let times = match (figure.amount.value()?, ceiling.amount.value()?) {
        (Some(figure), Some(ceiling)) if !ceiling.is_zero() => Some((&figure / &ceiling)?),
        _ => None,
    };
    if let Some(outcome) = unknown(case, lies, (figure, figure.scope), ceiling) {
        return Ok(outcome.so_far(times.into_iter().map(|times| NamedValue::new(TIMES, times)).collect()));
    }
    let open = ceilings::open(case.resolved, figure, ceiling);
    let proof = match (found, open) {
        (Severity::Error, None) if ceilings::is_sourced(case.resolved, ceiling) => {
            let [of, ceiling] = [figure, ceiling].map(|one| case.resolved.figure_pointer(one).to_string());
            Proof::new(Argument::exceeds_ceiling(&of, &ceiling), case.resolved).ok()
        }
        _ => None,
    };
    let severity = if proof.is_some() { found } else { found.min(Severity::Warning) };
    let amounts = [figure, ceiling].map(|reported| reported.amount.clone());
    let finding = Finding::told_when_read(severity, move || {
        let [figure, ceiling] = &amounts;
        let fact = match &times {
            Some(_) => "{figure} is {times} times its ceiling, {ceiling}",
            None => "{figure} is more than its ceiling, {ceiling}",
        };
        let finding = match found {
            Severity::Note => Finding::note(
                fact,
                "it is above it only if neither of the two was cut off or rounded up",
                "say how the two figures were rounded",
            ),
            _ => Finding::warning(fact, reason(found, open), ADVICE),
        };
        Ok(finding
            .with_all(times.clone().map(|times| NamedValue::new(TIMES, times)))
            .word("figure", figure.to_string())
            .word("ceiling", ceiling.to_string()))
    });
    let finding = match (proof, open) {
        (Some(proof), _) => finding.proven_by(proof),
        (None, Some(Open::Unsaid(field))) if found == Severity::Error => finding.ask(field.clone()),
        _ => finding,
    };
    let pointers = [figure, ceiling].map(|reported| case.resolved.pointer(reported));
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

const TIMES: &str = "times";

const ADVICE: &str =
    "check the figure, its unit and its scale word; and the ceiling, if one can be counted several times";

fn reason(found: Severity, open: Option<Open>) -> &'static str {
    let field = match open {
        Some(Open::NotCounted) => {
            return "one of the two is an estimate, a sample, an average or of what did not happen: then it is not impossible, and takes evidence of its own";
        }
        Some(Open::ComesAndGoes) => {
            return "the ceiling is of what is there at once, and over a time more can come than that: then it is not impossible";
        }
        Some(Open::Revised) => {
            return "the two are of different releases: what was found later may be more than what was known before";
        }
        Some(Open::Unsaid(field)) => Some(field.name()),
        None => None,
    };
    match field {
        _ if found != Severity::Error => {
            "what happened cannot be more than could happen, unless one of the round figures stands for a wider range"
        }
        None => "what happened cannot be more than could happen, however the two figures were rounded",
        Some("status") => {
            "what happened cannot be more than could happen; but what did not happen (averted, saved) and what is estimated can, and nobody says here that it was observed"
        }
        Some("measure") => {
            "what happened cannot be more than could happen; but nobody says that both are sums, and neither an average"
        }
        Some(_) => {
            "what happened cannot be more than could happen; but nobody says that both are of one place and period"
        }
    }
}

/// What has to be asked before a ceiling is known to lie over a figure that is about `scope`.
fn unknown(
    case: &ClaimCase<'_>,
    lies: Lies,
    (figure, scope): (&Reported, ScopeId),
    ceiling: &Reported,
) -> Option<Outcome> {
    let component = match lies {
        Lies::Over | Lies::Beside(_) => return None,
        Lies::OtherKind => {
            let names = format!("{} and {}", figure.unit().symbol(), ceiling.unit().symbol());
            return Some(Outcome::missing(Field::IS_A, Some(&names)));
        }
        Lies::Unknown(component) => component,
    };
    let owner = |reported: &Reported| {
        case.resolved.member_of(reported).map(|member| case.resolved.owner_id(member.owner))
    };
    let is_open = |scope| fields::is_open(component, case.resolved.scope(scope));
    Some(if is_open(scope) {
        Outcome::missing(fields::of(component), Some(case.written.id()))
    } else if is_open(ceiling.scope) {
        Outcome::missing(fields::of(component), owner(ceiling))
    } else {
        let sides = case.resolved.sides(scope, ceiling.scope);
        fields::two_names(&sides.first(component), &sides.second(component)).into()
    })
}

/// A figure that is said to have changed by one factor, several times over.
struct Growth<'d> {
    from: &'d Reported,
    stated: &'d Reported,
    /// By how much each step multiplies it, as printed and at the least.
    factor: Exact,
    least: Exact,
    steps: u32,
}

impl<'d> Growth<'d> {
    fn of(case: &ClaimCase<'d>) -> Result<Option<Self>, ArithmeticError> {
        let amount = |kind| {
            let member = case.members().iter().find(|member| member.kind == kind)?;
            case.resolved.amount_of(member, Role::Value)
        };
        let figures = [MemberKind::From, MemberKind::Result, MemberKind::Trials].map(amount);
        let [Some(from), Some(stated), Some(times)] = figures else { return Ok(None) };
        let steps = times.amount.value()?.filter(|_| is_plain_number(&times.amount));
        let steps = steps.as_ref().and_then(Exact::to_i64).filter(|steps| (1..=STEPS).contains(steps));
        let Some(steps) = steps.and_then(|steps| u32::try_from(steps).ok()) else { return Ok(None) };
        let Some(value) = stated.amount.value()? else { return Ok(None) };
        let interval = stated.interval(Reading::Nearest)?;
        let Some(least) = interval.low_value() else { return Ok(None) };
        let is_fold = stated.amount.figure().form() == Form::Fold;
        let (factor, least) = match (is_fold, stated.unit().fraction()) {
            (true, _) => (value, least.clone()),
            (false, Some(_)) if !stated.unit().is_percentage_points() => {
                ((&value + &Exact::ONE)?, (least + &Exact::ONE)?)
            }
            _ => return Ok(None),
        };
        let grows = factor > Exact::ONE && least.is_positive();
        Ok(grows.then_some(Growth { from, stated, factor, least, steps }))
    }
}

/// What a start comes to after so many steps, or a little less: of long numbers thirty decimals are kept, so that daily
/// growth over a year stays within what can be decided.
fn grown(start: &Exact, factor: &Exact, steps: u32) -> Result<Exact, ArithmeticError> {
    const KEPT: i32 = 30;
    const LONG: u64 = 512;
    let cut = |value: Exact| {
        let (numerator, denominator) = value.numer_denom();
        if numerator.bits() + denominator.bits() <= LONG {
            return Ok(value);
        }
        let scale = Exact::pow10(KEPT)?;
        (&value * &scale)?.floor() / &scale
    };
    let mut power = Exact::ONE;
    for bit in (0..u32::BITS - steps.leading_zeros()).rev() {
        power = cut((&power * &power)?)?;
        if steps >> bit & 1 == 1 {
            power = cut((&power * factor)?)?;
        }
    }
    start * &power
}

/// Growth beside one ceiling.
fn outgrowing(case: &ClaimCase<'_>, growth: &Growth<'_>, ceiling: &Reported) -> Verdict {
    let from = growth.from;
    let lies = ceilings::lies(case.resolved, from, case.claim.scope, ceiling);
    if let Lies::Beside(why) = lies {
        return Ok(Outcome::not_applicable(why));
    }
    let limit = case.resolved.interval_with_margin(ceiling, Reading::Nearest)?;
    let (Some(start), Some(highest)) = (from.amount.value()?, limit.high_value()) else {
        return Ok(Outcome::not_applicable("the growth has no printed start, or the ceiling no upper end"));
    };
    if !start.is_positive() || start > *highest {
        return Ok(Outcome::not_applicable("the growth does not begin below the ceiling"));
    }
    let reached = grown(&start, &growth.factor, growth.steps)?;
    if reached <= *highest {
        return Ok(Outcome::Passed);
    }
    let least = match from.interval(Reading::Nearest)?.low_value() {
        Some(start) => grown(start, &growth.least, growth.steps)?,
        None => Exact::ZERO,
    };
    if let Some(outcome) = unknown(case, lies, (from, case.claim.scope), ceiling) {
        return Ok(outcome);
    }
    let is_word = growth.stated.amount.figure().form() == Form::Fold;
    let severity = if is_word || least > *highest { Severity::Warning } else { Severity::Note };
    let crossed = smallest(growth.steps, |steps| Ok(grown(&start, &growth.factor, steps)? > *highest))?;
    let fits = fitting(&start, highest, growth)?;
    let amounts = [from, growth.stated, ceiling].map(|reported| reported.amount.clone());
    let (steps, unit) = (growth.steps, ceiling.unit().clone());
    let finding = Finding::told_when_read(severity, move || {
        let fact = match is_word {
            true => "{from}, {stated} {steps} times over, comes to {reached}: more than {ceiling}",
            false => "{from}, and {stated} more {steps} times over, comes to {reached}: more than {ceiling}",
        };
        let advice = "check how long it went on, and how fast; a change over the whole time has no `times`";
        let reason = match severity {
            Severity::Note => {
                "it passes that ceiling at step {crossed} of {steps}, unless the change was a little less than its printed digits; a change of up to {fits} a step stays below it"
            }
            _ => {
                "it passes that ceiling at step {crossed} of {steps}; a change of up to {fits} a step stays below it"
            }
        };
        let finding = match severity {
            Severity::Note => Finding::note(fact, reason, advice),
            _ => Finding::warning(fact, reason, advice),
        };
        let [from, stated, ceiling] = &amounts;
        Ok(finding
            .with_all([
                in_unit("reached", &reached, &unit)?,
                NamedValue::new("crossed", crossed.into()),
                NamedValue::new("steps", steps.into()),
                NamedValue::percent("fits", fits.clone()),
            ])
            .word("from", from.to_string())
            .word("stated", stated.to_string())
            .word("ceiling", ceiling.to_string()))
    });
    let pointers = [growth.stated, from, ceiling].map(|reported| case.resolved.pointer(reported));
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

/// The smallest number from 1 to `most` for which something holds that goes on holding, and holds for `most`.
fn smallest(most: u32, holds: impl Fn(u32) -> Result<bool, ArithmeticError>) -> Result<u32, ArithmeticError> {
    let (mut below, mut at) = (0, most);
    while at - below > 1 {
        let middle = below + (at - below) / 2;
        if holds(middle)? {
            at = middle;
        } else {
            below = middle;
        }
    }
    Ok(at)
}

/// The largest change in whole per cent of which as many steps stay at or below the ceiling.
fn fitting(start: &Exact, highest: &Exact, growth: &Growth<'_>) -> Result<Exact, ArithmeticError> {
    let percent = |percent: u32| Exact::new(i64::from(percent), 100);
    // Above the printed change even one step of more would be too much.
    let printed = ((&growth.factor - &Exact::ONE)? * &Exact::from(100))?.ceil();
    let most = printed.to_i64().and_then(|most| u32::try_from(most).ok()).unwrap_or(u32::MAX).max(1);
    let is_too_much = |own: u32| {
        let factor = (&Exact::ONE + &percent(own)?)?;
        Ok(grown(start, &factor, growth.steps)? > *highest)
    };
    percent(smallest(most, is_too_much)? - 1)
}

/// An amount in the unit of another one.
fn in_unit(name: &'static str, base: &Exact, unit: &Unit) -> Result<NamedValue, ArithmeticError> {
    Ok(match unit.factor().is_point() {
        Some(factor) => NamedValue::new(name, (base / factor)?).unit(unit.symbol().to_string()),
        None => NamedValue::new(name, base.clone()),
    })
}

#[cfg(test)]
mod tests;
