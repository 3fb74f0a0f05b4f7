//! What a quantity's text or table says once the conventions are known: one value, a ratio of two, or a summary.

use super::written::{Fields, Form};
use super::{Amount, Printed, Quantity};
use crate::error::Error;
use crate::number::{Exact, Form as Expression};
use crate::vocabulary::{Dimension, Unit, UnitReader};

/// Whether the top of a ratio lies within the bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RatioKind {
    /// Part and whole: the part lies within.
    Share,
    /// Events over an exposure that they need not lie within.
    Rate,
}

/// The amounts of one quantity, by what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    Value { value: Amount, margin: Option<Amount> },
    Ratio { kind: RatioKind, top: Amount, bottom: Amount },
}

impl Shape {
    /// Reads a text: `"5 kg"`, `"6 of 14 patients"`, `"77 per 6,247 person-years"`, `"-49,000 ± 90,000 people"`.
    pub(crate) fn read(printed: &Printed, units: &UnitReader<'_>) -> Result<Self, Error> {
        let text = match printed {
            Printed::Given(amount) => return Ok(Shape::Value { value: (**amount).clone(), margin: None }),
            Printed::Text(text) => text,
        };
        let (first, rest) = Amount::split(text, units)?;
        // Most texts end in one word, the unit, and are not searched for the words that join several.
        if !rest.contains(' ') && !rest.starts_with(['±', '+']) {
            return Ok(Shape::Value { value: first.followed_by(rest, units)?, margin: None });
        }
        if rest.contains(" to ") {
            // "10 % to 25 %": the unit stands at both ends of the range.
            if let Ok(value) = Amount::read(text, units) {
                return Ok(Shape::Value { value, margin: None });
            }
        }
        if let Some(margin) = rest.strip_prefix('±').or_else(|| rest.strip_prefix("+/-")) {
            let margin = Amount::read(margin, units)?;
            let value = adopt_unit(first, &margin);
            return Ok(Shape::Value { value, margin: Some(margin) });
        }
        if let Some(ratio) = joined(rest, " of ") {
            let (unit, whole) = ratio;
            if let Ok(whole) = Amount::read(whole, units) {
                let part = first.followed_by(unit, units)?;
                return Ok(Shape::Ratio {
                    kind: RatioKind::Share,
                    top: part_of(part, &whole)?,
                    bottom: whole,
                });
            }
        }
        if let Some((unit, exposure)) = joined(rest, " per ") {
            if let Ok(exposure) = Amount::read(exposure, units) {
                // "12.3 per 1,000 births" is a rate's unit; "77 per 6,247 person-years" counts events over an exposure.
                if !is_power_of_ten(exposure.figure().value()) {
                    let events = first.followed_by(unit, units)?;
                    let exposure = period_named(exposure);
                    return Ok(Shape::Ratio { kind: RatioKind::Rate, top: events, bottom: exposure });
                }
            }
        }
        Ok(Shape::Value { value: first.followed_by(rest, units)?, margin: None })
    }
}

/// `"busts of 229 busts"` and `"of 229 busts"`: what stands before the joining word, and after it.
fn joined<'t>(rest: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    match rest.strip_prefix(word.trim_start()) {
        Some(after) => Some(("", after)),
        None => rest.split_once(word),
    }
}

/// The part of a share as an amount: `half` and `7 %` are so much of the whole, a bare number is in its unit.
fn part_of(part: Amount, whole: &Amount) -> Result<Amount, Error> {
    let figure = part.figure();
    let size = match (part.unit(), figure.form()) {
        (unit, Expression::Fraction | Expression::Majority | Expression::Minority)
            // Nobody counts in half patients; half a kilogram of five is another matter.
            if *unit == Unit::none() || unit.is_counted() =>
        {
            Exact::ONE
        }
        // Beside another fraction it is one of the same whole: 20 % of 40 %.
        (unit, _) if *unit != Unit::none() && whole.unit().fraction().is_none() => match unit.fraction() {
            Some(size) => size,
            None => return Ok(part),
        },
        _ => return Ok(adopt_unit(part, whole)),
    };
    // In the unit of the whole; of things counted only whole numbers of it.
    let read = |reading| match whole.unit().is_counted() {
        true => whole.interval(reading),
        false => Ok(whole.figure().reading(reading)),
    };
    let figure = figure
        .of_whole(&size, (whole.figure().value(), &read), part.to_string())
        .map_err(|error| Error::message(error.to_string()))?;
    Ok(Amount::new(figure, whole.unit().clone()))
}

/// A unit of time in an exposure: "1 year" says what the rate is per, not how long somebody measured.
fn period_named(exposure: Amount) -> Amount {
    if exposure.unit().dimension() != Some(Dimension::TIME) {
        return exposure;
    }
    Amount::new(exposure.figure().clone().defining(), exposure.unit().clone())
}

/// `a year` is one year.
fn once(exposure: &Printed, units: &UnitReader<'_>) -> Option<Amount> {
    let Printed::Text(text) = exposure else { return None };
    let unit = ["a ", "an ", "the "].into_iter().find_map(|article| text.trim().strip_prefix(article))?;
    let amount = Amount::read(&format!("1 {unit}"), units).ok()?;
    (amount.unit().dimension() == Some(Dimension::TIME)).then_some(amount)
}

fn adopt_unit(amount: Amount, other: &Amount) -> Amount {
    if *amount.unit() == Unit::none() { amount.with_unit(other.unit().clone()) } else { amount }
}

fn is_power_of_ten(value: &Exact) -> bool {
    let mut power = Exact::from(1);
    while power < *value {
        match &power * &Exact::from(10) {
            Ok(next) => power = next,
            Err(_) => return false,
        }
    }
    power == *value && *value != Exact::from(1)
}

impl Quantity {
    /// What this quantity's own text or table says, with the name of the field it stands in where that is known.
    pub(crate) fn shape(&self, units: &UnitReader<'_>) -> Result<Shape, (&'static str, Error)> {
        match &self.form {
            Form::Brief(printed) => Shape::read(printed, units).map_err(|error| ("", error)),
            Form::Table(fields) => table_shape(fields, units),
        }
    }
}

fn table_shape(fields: &Fields, units: &UnitReader<'_>) -> Result<Shape, (&'static str, Error)> {
    let read =
        |name: &'static str, printed: &Printed| printed.amount_in(units).map_err(|error| (name, error));
    let incomplete = |name, text: &str| Err((name, Error::message(text)));
    let lacking = |name, text: &str| {
        incomplete(
            name,
            &format!("{text}; where nobody printed it, 'at least 0' with its unit stands for it"),
        )
    };
    let ratio = match (fields.part(), fields.whole(), fields.events(), fields.exposure()) {
        (None, None, None, None) => None,
        (Some(top), Some(bottom), None, None) => Some((RatioKind::Share, ("part", top), ("whole", bottom))),
        (None, None, Some(top), Some(bottom)) => {
            Some((RatioKind::Rate, ("events", top), ("exposure", bottom)))
        }
        (Some(_), None, ..) => return lacking("part", "a part needs its 'whole' beside it"),
        (None, Some(_), ..) => return lacking("whole", "a whole needs its 'part' beside it"),
        (_, _, Some(_), None) => return lacking("events", "events need their 'exposure' beside them"),
        (_, _, None, Some(_)) => return lacking("exposure", "an exposure needs its 'events' beside it"),
        _ => return incomplete("part", "part and whole, or events and exposure, not both"),
    };
    let single = [("value", fields.value()), ("mean", fields.mean()), ("median", fields.median())];
    let mut single = single.into_iter().filter_map(|(name, printed)| Some((name, printed?)));
    match (ratio, single.next()) {
        (Some(_), Some((name, _))) => {
            incomplete(name, "a ratio has no value beside it; the printed ratio is 'stated'")
        }
        (Some((kind, top, bottom)), None) => {
            let below = match read(bottom.0, bottom.1) {
                Err(error) if kind == RatioKind::Rate => once(bottom.1, units).ok_or(error)?,
                below => below?,
            };
            let above = read(top.0, top.1)?;
            Ok(match kind {
                RatioKind::Share => {
                    let part = part_of(above, &below).map_err(|error| (top.0, error))?;
                    Shape::Ratio { kind, top: part, bottom: below }
                }
                RatioKind::Rate => Shape::Ratio { kind, top: above, bottom: period_named(below) },
            })
        }
        (None, Some((name, printed))) => match Shape::read(printed, units).map_err(|error| (name, error))? {
            Shape::Value { value, margin: None } => {
                let margin = fields.margin().map(|printed| read("margin", printed)).transpose()?;
                Ok(Shape::Value { value, margin })
            }
            shape => Ok(shape),
        },
        (None, None) => incomplete(
            "value",
            "a quantity needs 'value', 'part' and 'whole', 'events' and 'exposure', 'mean' or 'median'",
        ),
    }
}
