//! AR01: the printed ratio is not the ratio of the printed figures.

use crate::dossier::Reported;
use crate::number::{ArithmeticError, Exact, Form, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Adjustment, Amount};
use crate::repair::{Search, Slip};
use crate::rule::proof::{Argument, Proof};
use crate::rule::{
    Finding, NamedValue, Outcome, RatioCase, Severity, Style, Verdict, contradiction, declare_rule,
};
use crate::rules::repairs::{self, Elsewhere};
use crate::vocabulary::{Dimension, Unit};

declare_rule! {
    /// ## What it checks
    /// Whether a printed share, rate or other ratio is the ratio of the two figures printed with it; and, where none
    /// is printed, how far rounding alone lets the ratio lie.
    ///
    /// ## Why it matters
    /// A ratio is what readers remember. When it does not follow from its own figures, one of the three is wrong.
    ///
    /// ## How
    /// For top `a` in `[a₁, a₂]` and bottom `b` in `[b₁, b₂]` the ratio lies in `[a₁/b₂, a₂/b₁]`, in the unit of the
    /// printed ratio. A printed ratio whose widest reading misses that interval is an error, one missed only as
    /// written a warning, one reached only by cutting off or rounding up a note. Slips that would make the
    /// figures agree ([`crate::repair`]) are listed, never applied. One unit of time as the bottom ("1 year")
    /// names the period: it is not rounded, except in the widest reading. "Half" or "7 %" of a whole is so much of it.
    ///
    /// ## Fires
    /// Snow's table of 1855 prints 59 deaths in 10,000 houses; his two figures give 55.
    /// ```toml
    /// [[claim]]
    /// id   = "rest-of-london"
    /// rate = { events = "1,422 deaths", exposure = "256,423 houses", stated = "59 per 10,000" }
    /// ```
    ///
    /// ## Clean
    /// His first row, 1,263 deaths in 40,046 houses, does give 315.
    /// ```toml
    /// [[claim]]
    /// id   = "southwark-and-vauxhall"
    /// rate = { events = "1,263 deaths", exposure = "40,046 houses", stated = "315 per 10,000" }
    /// ```
    ///
    /// ## Limits
    /// Silent for adjusted, weighted and modelled figures, whose ratio is not that of the printed counts, and for a
    /// printed ratio of another dimension (AR10 judges that). The identity is the one the claim states; it is never
    /// guessed from figures that happen to be close.
    ///
    /// ## Sources
    /// Moore, R. E. (1966), *Interval Analysis*, Prentice-Hall. Rounding: ISO 80000-1:2009, Annex B. Example: Snow, J.
    /// (1855), *On the Mode of Communication of Cholera*, 2nd ed., Table IX.
    "AR01", "ratio-recomputation", "arithmetic", since "0.1.0", Error,
    "a printed ratio is not the ratio of its figures",
    Ratio(check),
    options [("spread", "1/10", "how wide, relative to itself, rounding may leave an unprinted ratio before a note says so")]
}

fn check(case: &RatioCase<'_>) -> Verdict {
    let adjustment = case.resolved.scope(case.member.scope).method.adjustment;
    if adjustment.is_some_and(|adjustment| adjustment != Adjustment::None) {
        return Ok(Outcome::not_applicable("an adjusted figure is not the ratio of the printed counts"));
    }
    let nearest = case.interval(Reading::Nearest)?;
    let value = match (case.top.amount.value()?, case.bottom.amount.value()?) {
        (Some(top), Some(bottom)) if !bottom.is_zero() => Some((&top / &bottom)?),
        _ => None,
    };
    let dimension = case.top.unit().quotient(case.bottom.unit()).ok().map(|unit| unit.dimension());
    let Some(stated) = case.stated() else {
        let is_number = dimension.is_none_or(|dimension| dimension == Some(Dimension::NONE));
        if case.kind == RatioKind::Share && !is_number {
            return Ok(Outcome::not_applicable("the two figures measure different things"));
        }
        return unprinted(case, value, nearest);
    };

    if dimension.is_some_and(|dimension| !is_of(case, dimension, stated.unit().dimension())) {
        return Ok(Outcome::not_applicable("the printed ratio has another dimension than its figures"));
    }
    let recomputed = |reading| case.interval(reading);
    let severity = contradiction(|reading| Ok(recomputed(reading)?.is_disjoint(&stated.interval(reading)?)))?;
    let Some(severity) = severity else { return Ok(Outcome::Passed) };

    let proof = match severity {
        Severity::Error => {
            let [top, bottom, stated] = [case.top, case.bottom, stated]
                .map(|reported| case.resolved.figure_pointer(reported).to_string());
            Proof::new(Argument::ratio_disjoint(&top, &bottom, &stated), case.resolved).ok()
        }
        _ => None,
    };
    let elsewhere = match severity {
        Severity::Note => Elsewhere::default(),
        _ => Elsewhere::of(case.resolved, case.member.owner),
    };
    let told =
        Printed { kind: case.kind, found: severity, is_proven: proof.is_some(), value, nearest, elsewhere };
    let severity = if proof.is_some() { severity } else { severity.min(Severity::Warning) };
    let amounts = [case.top, case.bottom, stated].map(|reported| reported.amount.clone());
    let finding = Finding::told_when_read(severity, move || told.tell(&amounts));
    let finding = match proof {
        Some(proof) => finding.proven_by(proof),
        None => finding,
    };
    let pointers = [stated, case.top, case.bottom].map(|reported| case.resolved.pointer(reported));
    Ok(pointers.into_iter().fold(finding, Finding::at).into())
}

/// A printed ratio that is not the ratio of its figures.
struct Printed {
    kind: RatioKind,
    /// Up to how wide a reading it is not.
    found: Severity,
    is_proven: bool,
    /// The ratio of the digits, and what it can be.
    value: Option<Exact>,
    nearest: Interval,
    /// Figures of other claims.
    elsewhere: Elsewhere,
}

impl Printed {
    fn tell(&self, [top, bottom, stated]: &[Amount; 3]) -> Result<Finding, ArithmeticError> {
        let printed = stated.interval(Reading::Nearest)?;
        // Beside "1 in 14" a share is a percentage all the same.
        let is_bare_share = self.kind == RatioKind::Share && *stated.unit() == Unit::none();
        let style = if is_bare_share { Style::Percent } else { Style::Plain };
        let shown = |name, exact: Option<Exact>, interval: &Interval| {
            Ok::<_, ArithmeticError>(in_unit(name, exact, interval, stated.unit())?.style(style))
        };
        // Of "more than half" the digits are a limit, not the ratio.
        let is_limit = [top, bottom].iter().any(|amount| amount.figure().qualifier().is_sharp());
        let value = self.value.clone().filter(|value| !is_limit && self.nearest.contains(value));
        let values = [shown("ratio", value, &self.nearest)?, shown("printed", stated.value()?, &printed)?];
        let fact = "{top} over {bottom} is {ratio}, not {stated}";
        let finding = match self.found {
            Severity::Error if self.is_proven => Finding::warning(
                fact,
                "the ratio is {ratio:range}, and no way of rounding the three figures makes it {stated}",
                "{repairs}",
            ),
            Severity::Error => Finding::warning(fact, "the ratio is {ratio:range}", "{repairs}"),
            Severity::Warning => Finding::warning(
                fact,
                "the ratio is {ratio:range}, unless one of the round figures stands for a wider range",
                "{repairs}",
            ),
            Severity::Note => Finding::note(
                "{top} over {bottom} is {ratio}; {stated} is reached only by cutting off or rounding up",
                "rounded to nearest, the figures give {ratio:range}",
                "say how the ratio was rounded",
            ),
        };
        let finding = finding
            .with_all(values)
            .word("top", top.to_string())
            .word("bottom", bottom.to_string())
            .word("stated", stated.to_string());
        if self.found == Severity::Note {
            return Ok(finding);
        }
        self.with_repairs(finding, &[stated.clone(), top.clone(), bottom.clone()])
    }

    /// The slips under which the printed ratio would be right.
    fn with_repairs(&self, finding: Finding, figures: &[Amount; 3]) -> Result<Finding, ArithmeticError> {
        let odds = |of: &[Interval]| over(of, |top, bottom| top.div(&bottom.sub(top)?));
        let rest = |of: &[Interval]| over(of, |top, bottom| Interval::ONE.sub(&top.div(bottom)?));
        let times = swapped(figures)?;
        let inverse = |of: &[Interval]| over(of, |top, bottom| bottom.div(top)?.scale(&times));
        let both = |of: &[Interval]| over(of, |top, bottom| top.div(&top.add(bottom)?));
        let ratio = |of: &[Interval]| over(of, Interval::div);
        let search = Search::new(figures, &ratio).reading(Slip::Swapped, &inverse);
        let search = match self.kind {
            RatioKind::Share => search.reading(Slip::Complement, &rest).reading(Slip::OddsForShare, &odds),
            RatioKind::Rate => search.reading(Slip::ShareForOdds, &both),
        };
        let otherwise = "check all three: one figure is wrong, or the ratio is of something else";
        repairs::tell(finding, "check all three", otherwise, search, &self.elsewhere)
    }
}

/// What the inverse is to be multiplied with to be compared with the printed ratio: who divides miles by pounds still
/// writes pounds per mile behind the number.
fn swapped([stated, top, bottom]: &[Amount; 3]) -> Result<Exact, ArithmeticError> {
    let factors = [stated, top, bottom].map(|amount| amount.unit().factor().is_point());
    let [Some(stated_in), Some(top_in), Some(bottom_in)] = factors else { return Ok(Exact::ONE) };
    if top.unit().dimension() == bottom.unit().dimension() {
        return Ok(Exact::ONE);
    }
    (stated_in * top_in)? / bottom_in
}

/// Whether a ratio of top and bottom can be the printed one, which stands before them.
fn over(
    figures: &[Interval],
    ratio: impl Fn(&Interval, &Interval) -> Result<Interval, ArithmeticError>,
) -> Result<bool, ArithmeticError> {
    let [printed, top, bottom] = figures else { return Ok(false) };
    Ok(!ratio(top, bottom)?.is_disjoint(printed))
}

/// Whether the printed ratio has the dimension of its figures. A text may leave out what is counted on top ("3 per 1,000
/// person-years" of cases).
fn is_of(case: &RatioCase<'_>, ratio: Option<Dimension>, printed: Option<Dimension>) -> bool {
    let left_out = || printed?.product(case.top.unit().dimension()?);
    ratio == printed || (case.top.unit().is_counted() && ratio.is_some() && left_out() == ratio)
}

/// No ratio is printed: the reader will compute one, and rounding may leave it wide.
fn unprinted(case: &RatioCase<'_>, value: Option<Exact>, nearest: Interval) -> Verdict {
    let of = |reported: &Reported| reported.unit().dimension();
    if case.kind == RatioKind::Share && of(case.top) != of(case.bottom) {
        return Ok(Outcome::not_applicable("part and whole are not of one dimension: they have no share"));
    }
    let Some(value) = value else { return Ok(Outcome::Passed) };
    // "Over 500" says by itself that the ratio of the digits is not meant, and "half of 14" is the ratio.
    if !nearest.contains(&value) || case.top.amount.figure().form() == Form::OfWhole {
        return Ok(Outcome::Passed);
    }
    let spread = match (nearest.low_value(), nearest.high_value()) {
        (Some(low), Some(high)) => (high - low)?,
        _ => return Ok(Outcome::Passed),
    };
    // More than all of it is AR03's matter.
    if case.kind == RatioKind::Share && value > Exact::ONE {
        return Ok(Outcome::Passed);
    }
    if value.is_zero() || (&spread / &value)? <= case.settings.get("spread") {
        return Ok(Outcome::Passed);
    }
    let style = if case.kind == RatioKind::Share { Style::Percent } else { Style::Plain };
    let amounts = [case.top, case.bottom].map(|reported| reported.amount.clone());
    let finding = Finding::told_when_read(Severity::Note, move || {
        let finding = Finding::note(
            "{top} of {bottom} is {ratio}, give or take: {ratio:range}",
            "rounding of the two figures alone leaves it that wide",
            "quote it with as few digits as that allows",
        );
        let [top, bottom] = &amounts;
        Ok(finding
            .with(NamedValue::new("ratio", value.clone()).within(nearest.clone()).style(style))
            .word("top", top.to_string())
            .word("bottom", bottom.to_string()))
    });
    Ok(finding.at(case.resolved.pointer(case.top)).at(case.resolved.pointer(case.bottom)).into())
}

/// A value in the unit of the printed ratio.
fn in_unit(
    name: &'static str,
    exact: Option<Exact>,
    interval: &Interval,
    unit: &Unit,
) -> Result<NamedValue, ArithmeticError> {
    let factor = unit.factor();
    // A year has 365 days or 366: then the value in years is a range too.
    let point = factor.is_point();
    let scaled = match point {
        Some(factor) => interval.scale(&factor.recip()?)?,
        None => interval.div(factor)?,
    };
    let value = NamedValue::range(name, scaled).unit(unit.symbol().to_string());
    Ok(match (exact, point) {
        (Some(exact), Some(factor)) => NamedValue { exact: Some((&exact / factor)?), ..value },
        _ => value,
    })
}

#[cfg(test)]
mod tests;
