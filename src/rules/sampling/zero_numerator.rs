//! SA02: none was found among so many, and how large the share can be all the same.

use crate::dossier::{Design, ResolvedFrame};
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::Status;
use crate::quantity::shape::RatioKind;
use crate::rule::step::is_plain;
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, RatioCase, Severity, Style, Verdict, declare_rule,
};
use crate::rules::estimate::number;
use crate::rules::step::{percent, supposed};
use crate::stats::{trials_needed, zero_count_upper_bound, zero_share_upper_bound};
use crate::vocabulary::{Unit, lemma};

declare_rule! {
    /// ## What it checks
    /// A share or rate whose numerator is zero: how large it can be in those who were not observed.
    ///
    /// ## Why it matters
    /// No reaction in 14 patients leaves room for one in every five. "None in 14" sounds like "none".
    ///
    /// ## How
    /// At 95 % (the option `level`), none among `n` is compatible with a share of up to `1 − 0.05^(1/n)` (exact binomial; the
    /// rule of three says `3/n`), and none in an exposure `E` with a rate of up to `−ln 0.05 / E`, 3.00 events in all that was
    /// observed (exact Poisson). Where the frame states its `sensitivity`, the limit is divided by it. The number that would
    /// have had to be seen without one to put the share below 1 in 100 and below 1 in 1,000 is shown with it.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.trial]
    /// design     = "convenience"
    /// stands_for = "patients-with-it"
    ///
    /// [[claim]]
    /// id    = "no-reactions"
    /// share = "0 of 14 patients"
    /// of    = "reaction"
    /// frame = "trial"
    /// ```
    ///
    /// ## Clean
    /// A complete count: of these, none is none.
    /// ```toml
    /// [frame.register]
    /// design     = "administrative"
    /// stands_for = "births-of-the-year"
    ///
    /// [[claim]]
    /// id    = "none-registered"
    /// share = "0 of 14 births"
    /// of    = "triplet"
    /// frame = "register"
    /// ```
    ///
    /// The limit is printed with it.
    /// ```toml
    /// [frame.trial]
    /// design     = "convenience"
    /// stands_for = "patients-with-it"
    ///
    /// [[claim]]
    /// id    = "no-reactions"
    /// of    = "reaction"
    /// frame = "trial"
    /// share = { part = "0 patients", whole = "14 patients", interval = ["0 %", "23.2 %"], level = "95 %" }
    /// ```
    ///
    /// ## Limits
    /// The limit holds for chance alone: those observed are supposed to be like the rest, each observed independently of the
    /// others. What cannot happen is not recognised: answer it with `allow`. That there is none at all, concluded of a
    /// population, is IN01's matter. Kilograms and money are no draws.
    ///
    /// ## Sources
    /// Hanley, J. & Lippman-Hand, A. (1983), *JAMA* 249:1743. Louis, T. (1981), *The American Statistician* 35:154.
    /// Jovanovic, B. & Levy, P. (1997), *The American Statistician* 51:137.
    "SA02", "zero-numerator", "sampling", since "0.1.0", Note,
    "none was found among so many: how large the share can be all the same",
    Ratio(check),
    options [("level", "19/20", "the level of the upper limit")]
}

fn check(case: &RatioCase<'_>) -> Verdict {
    let figure = case.top.amount.figure();
    let is_number = is_plain(&case.top.amount);
    if (is_number && !figure.value().is_zero())
        || case.top.interval(Reading::Nearest)?.is_point() != Some(&Exact::ZERO)
    {
        return Ok(Outcome::not_applicable("the numerator is not zero"));
    }
    if !case.top.unit().is_counted() || case.top.amount.is_average() {
        return Ok(Outcome::not_applicable("the numerator counts no things"));
    }
    let method = &case.resolved.scope(case.member.scope).method;
    if matches!(method.status, Some(Status::Target | Status::Projection)) {
        return Ok(Outcome::not_applicable("the figure was not observed"));
    }
    let level = case.settings.get("level");
    let frame = case.resolved.frame_of(case.member.scope);
    let sensitivity = frame.and_then(|frame| frame.amount("sensitivity"));
    let sensitivity = sensitivity.map(supposed).transpose()?.and_then(|found| found.low_value().cloned());
    let none = NoneAmong {
        among: case.bottom.amount.printed().into(),
        bound: match (case.kind, number(&case.bottom.amount)?) {
            (RatioKind::Share, Some(n)) => {
                let least = n.low_value().cloned().unwrap_or(Exact::ONE);
                Bound::Share { limit: zero_share_upper_bound(&least, &level)?, n: least }
            }
            (RatioKind::Share, None) => {
                return Ok(Outcome::not_applicable("the whole is not a number of things"));
            }
            (RatioKind::Rate, _) => {
                let exposure = case.bottom.amount.figure().reading(Reading::Nearest);
                let Some(least) = exposure.low_value().cloned().filter(Exact::is_positive) else {
                    return Ok(Outcome::not_applicable("the exposure is not a positive number"));
                };
                let least = match case.bottom.amount.figure().form() {
                    Form::Number if is_plain(&case.bottom.amount) => {
                        case.bottom.amount.figure().value().clone()
                    }
                    _ => least,
                };
                let unit = format!("{} per {}", case.top.unit().symbol(), lemma(case.bottom.unit().symbol()));
                Bound::Rate { events: zero_count_upper_bound(&level)?, exposure: least, unit }
            }
        },
        sensitivity: sensitivity.filter(|found| found.is_positive() && *found < Exact::ONE),
        level,
    };
    // What cannot be computed makes no finding.
    let limit = none.limit()?;
    if limit_is_printed(case, &none)? {
        return Ok(Outcome::Passed);
    }
    match design(frame, case.resolved.owner_id(case.member.owner)) {
        Ok(()) => {}
        Err(outcome) => return Ok(outcome.so_far(vec![limit])),
    }
    let finding = Finding::told_when_read(Severity::Note, move || none.tell());
    Ok(finding.at(case.resolved.pointer(case.top)).into())
}

/// Whether there is anybody who was not observed.
fn design(frame: Option<&ResolvedFrame<'_>>, claim: &str) -> Result<(), Outcome> {
    let Some(frame) = frame else { return Err(Outcome::missing(Field::FRAME, Some(claim))) };
    match frame.design {
        None => Err(Outcome::missing(Field::DESIGN, Some(frame.name))),
        Some(Design::Census | Design::Administrative) => {
            Err(Outcome::not_applicable("the data are a complete count"))
        }
        Some(Design::Model) => Err(Outcome::not_applicable("the figure was computed from a model")),
        Some(_) => Ok(()),
    }
}

/// Whether an interval is printed with it that reaches as far as chance does.
fn limit_is_printed(case: &RatioCase<'_>, none: &NoneAmong) -> Result<bool, ArithmeticError> {
    let interval = case.member.details.as_deref().and_then(|details| details.interval.as_ref());
    let (Some([_, printed]), Bound::Share { limit, .. }) = (interval, &none.bound) else { return Ok(false) };
    let bare = *printed.unit() == Unit::none() && printed.figure().form() != Form::Fraction;
    // "[0, 19.3]" beside a share is in per cent.
    let factor = Exact::new(1, if bare { 100 } else { 1 })?;
    let reaches = printed.interval(Reading::Nearest)?.scale(&factor)?;
    let needed = none.found(limit)?.min(Exact::ONE);
    Ok(reaches.high_value().is_none_or(|high| *high >= needed))
}

/// None, and among how many.
struct NoneAmong {
    among: Box<str>,
    bound: Bound,
    sensitivity: Option<Exact>,
    level: Exact,
}

enum Bound {
    /// A share, of `n`.
    Share { limit: Interval, n: Exact },
    /// So many events in an exposure, and the unit of their rate.
    Rate { events: Interval, exposure: Exact, unit: String },
}

impl NoneAmong {
    /// The end of a limit, if some of those that are there are not found.
    fn found(&self, limit: &Interval) -> Result<Exact, ArithmeticError> {
        let high = limit.high_value().cloned().unwrap_or(Exact::ONE);
        self.sensitivity.as_ref().map_or(Ok(high.clone()), |found| &high / found)
    }

    fn limit(&self) -> Result<NamedValue, ArithmeticError> {
        Ok(match &self.bound {
            Bound::Share { limit, .. } => {
                NamedValue::percent("upper limit", self.found(limit)?.min(Exact::ONE)).within(limit.clone())
            }
            Bound::Rate { events, exposure, unit } => {
                NamedValue::new("upper limit", (&self.found(events)? / exposure)?).unit(unit.clone())
            }
        })
    }

    fn tell(&self) -> Result<Finding, ArithmeticError> {
        let mut values = vec![self.limit()?];
        let needed = |one_in: i64, values: &[NamedValue]| {
            let own = values.iter().find(|value| value.name.numbers() == [Exact::from(one_in)])?;
            own.exact.clone()
        };
        let reason = match &self.bound {
            Bound::Share { n, .. } => {
                values.push(NamedValue::percent("rule of three", (&Exact::from(3) / n)?.min(Exact::ONE)));
                for one_in in [100, 1_000] {
                    let threshold = Exact::new(1, one_in)?;
                    let needed = trials_needed(&threshold, &self.level)?;
                    let name = Name::at("needed for 1 in {}", [Exact::from(one_in)]);
                    values.push(NamedValue::new(name, needed).style(Style::Whole));
                }
                match [100, 1_000].map(|one_in| needed(one_in, &values).is_some_and(|needed| needed > *n)) {
                    [true, _] => {
                        "if the share were that large, {among} drawn by chance would still show none one time in {times}; none among {hundred} would put it below 1 in 100, none among {thousand} below 1 in 1,000"
                    }
                    [_, true] => {
                        "if the share were that large, {among} drawn by chance would still show none one time in {times}; none among {thousand} would put it below 1 in 1,000"
                    }
                    _ => {
                        "if the share were that large, {among} drawn by chance would still show none one time in {times}"
                    }
                }
            }
            Bound::Rate { events, .. } => {
                let events = events.high_value().cloned().unwrap_or(Exact::ZERO);
                values.push(NamedValue::new("events expected at most", events));
                "if {events expected at most} were to be expected in {among}, none would still occur one time in {times}"
            }
        };
        let fact = match (&self.bound, &self.sensitivity) {
            (Bound::Share { .. }, None) => {
                "none among {among} leaves room for a share of up to {upper limit}, at {level} confidence"
            }
            (Bound::Share { .. }, Some(_)) => {
                "none among {among} leaves room for a share of up to {upper limit}, at {level} confidence, as {detection} of those that are there are found"
            }
            (Bound::Rate { .. }, None) => {
                "none in {among} leaves room for a rate of up to {upper limit}, at {level} confidence"
            }
            (Bound::Rate { .. }, Some(_)) => {
                "none in {among} leaves room for a rate of up to {upper limit}, at {level} confidence, as {detection} of those that occur are found"
            }
        };
        if let Some(found) = &self.sensitivity {
            values.push(NamedValue::percent("detection", found.clone()));
        }
        let times = (&Exact::ONE - &self.level)?.recip()?;
        let shown = |one_in: i64| {
            let pattern = |value: &&NamedValue| value.name.numbers() == [Exact::from(one_in)];
            values.iter().find(pattern).map(NamedValue::shown).unwrap_or_default()
        };
        let (hundred, thousand) = (shown(100), shown(1_000));
        Ok(Finding::note(fact, reason, "say among how many none was found, and give the limit with it")
            .with_all(values)
            .word("among", self.among.clone())
            .word("level", percent(&self.level))
            .word("times", times.to_decimal(3))
            .word("hundred", hundred)
            .word("thousand", thousand))
    }
}

#[cfg(test)]
mod tests;
