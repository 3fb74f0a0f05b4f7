//! What a figure can mean: the widths of every kind of figure, each with its reason.
//!
//! | printed | nearest | as written | widest |
//! |---|---|---|---|
//! | `v`, last digit `u`, loosest digit `U` | `[v − u/2, v + u/2]` | `(v − u, v + u)` | `(v − U, v + U)` |
//! | over `v` | `(v, ∞)` | `[v, ∞)` | `[v, ∞)` |
//! | at least `v` | `[v, ∞)` | the same | the same |
//! | under, at most `v` | mirrored | | |
//! | `a` to `b` | `[a, b]` | `(a − u, b + u)` | `(a − U, b + U)` |
//! | most, a minority, none | `(1/2, 1]`, `[0, 1/2)`, `{0}` | the same | the same |
//! | about `v` | `v ± max(u, 5 %)` | `v ± max(U, 5 %)` | every number |
//! | nearly, just over `v` | `max(u, 5 %)` to one side | the same | every number |
//! | `n` in `k`, `n/k` | `[n/(k + u/2), n/(k − u/2)]` | with `U` of `k` for its `u` | every number |
//! | `k`-fold, doubled | `[k − u/2, k + u/2]` | the same | every number |
//! | tens of thousands, dozens, a few | a range of usage | the same | every number |
//!
//! *Sharp* words say that the number is a limit, so its digits are not blurred; "over 25" said of 25 itself is the
//! loosest use of the word. *Vague* words have no limit anybody agreed on. Their widest reading is every number, so
//! that no figure with a vague word can ever be part of a proof.
//!
//! "About 1,000" is shown and carried as 950 to 1,050, which is what is meant; it is no false claim of what turns out to be
//! 1,300, as it may be rounded to the thousand, so only what lies beyond that is worth a warning.
//!
//! Five per cent is a convention of this crate, of the order of how people round by ear (half a step between 1, 2
//! and 5 would be far wider); as it decides notes and warnings only, it is not configurable.

use super::scan::Printed;
use super::{Qualifier, Reading};
use crate::number::{ArithmeticError, End, Exact, Interval};

/// Three readings that do not follow from the last digit alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Readings {
    pub(super) nearest: Interval,
    pub(super) as_written: Interval,
    pub(super) widest: Interval,
}

impl Readings {
    // Boxed where they are made: they are rare, and the results that carry them on the common path stay small.

    fn same(interval: Interval) -> Box<Readings> {
        Box::new(Readings { nearest: interval.clone(), as_written: interval.clone(), widest: interval })
    }

    fn vague(interval: Interval) -> Box<Readings> {
        Box::new(Readings { nearest: interval.clone(), as_written: interval, widest: Interval::all() })
    }

    pub(super) fn get(&self, reading: Reading) -> &Interval {
        match reading {
            Reading::Nearest => &self.nearest,
            Reading::AsWritten => &self.as_written,
            Reading::Widest => &self.widest,
        }
    }
}

type Made = Result<Option<Box<Readings>>, ArithmeticError>;

/// `[low, high]`, in whichever order they come.
fn between(low: Exact, high: Exact) -> Interval {
    let (low, high) = if low <= high { (low, high) } else { (high, low) };
    Interval::closed(low, high).unwrap_or(Interval::all())
}

/// `(low, high)`, or the point they share.
fn around(low: Exact, high: Exact) -> Interval {
    if low == high { Interval::point(low) } else { Interval::open(low, high).unwrap_or(Interval::all()) }
}

/// A twentieth of the size: the least width of "about" and "nearly".
fn twentieth(value: &Exact) -> Result<Exact, ArithmeticError> {
    value.abs() / Exact::from(20)
}

/// The reading of a number without qualifier.
pub(super) fn plain(
    value: &Exact,
    digit: &Exact,
    zeros: u8,
    reading: Reading,
) -> Result<Interval, ArithmeticError> {
    if digit.is_zero() {
        return Ok(Interval::point(value.clone()));
    }
    if *digit == Exact::ONE {
        if let Some(interval) = value.to_i64().and_then(|value| whole(value, zeros, reading)) {
            return Ok(interval);
        }
    }
    Ok(match reading {
        Reading::Nearest => {
            let half = (digit / Exact::from(2))?;
            between((value - &half)?, (value + &half)?)
        }
        Reading::AsWritten => around((value - digit)?, (value + digit)?),
        Reading::Widest => {
            let loosest = (digit * Exact::pow10(i32::from(zeros))?)?;
            around((value - &loosest)?, (value + &loosest)?)
        }
    })
}

/// As [`plain`], for a whole number printed to the unit: most figures are, and no fraction need be reduced.
fn whole(value: i64, zeros: u8, reading: Reading) -> Option<Interval> {
    if reading == Reading::Nearest {
        // An odd number of halves is in lowest terms.
        let twice = value.checked_mul(2)?;
        let half = |halves: i64| Exact::new(halves, 2).ok();
        return Interval::closed(half(twice.checked_sub(1)?)?, half(twice.checked_add(1)?)?);
    }
    let step = if reading == Reading::Widest { 10_i64.checked_pow(u32::from(zeros))? } else { 1 };
    Interval::open(value.checked_sub(step)?.into(), value.checked_add(step)?.into())
}

/// What a sharp word makes of a number: a limit; `None` for other words.
pub(super) fn limited(value: &Exact, qualifier: Qualifier) -> Option<Box<Readings>> {
    let v = || value.clone();
    let mut readings = match qualifier {
        Qualifier::Over | Qualifier::AtLeast => Readings::same(Interval::at_least(v())),
        Qualifier::Under | Qualifier::AtMost => Readings::same(Interval::at_most(v())),
        _ => return None,
    };
    match qualifier {
        Qualifier::Over => readings.nearest = Interval::more_than(v()),
        Qualifier::Under => readings.nearest = Interval::less_than(v()),
        _ => {}
    }
    Some(readings)
}

/// `[low, high]` widened by `up` and `down`, where values grow away from zero.
fn widened(
    low: Exact,
    high: Exact,
    inward: &Exact,
    outward: &Exact,
) -> Result<Box<Readings>, ArithmeticError> {
    // Nearly −5 is nearer to zero than −5, as nearly 5 is.
    let (down, up) = if high.is_negative() { (outward, inward) } else { (inward, outward) };
    Ok(Readings::vague(between((low - down)?, (high + up)?)))
}

/// One number, perhaps qualified; `None` if its digits say it all.
pub(super) fn number(printed: &Printed, qualifier: Qualifier) -> Made {
    match qualifier {
        Qualifier::Unqualified | Qualifier::Exactly => Ok(None),
        _ => range(printed, printed, qualifier),
    }
}

/// A range; a qualified number is one that ends where it begins.
pub(super) fn range(low: &Printed, high: &Printed, qualifier: Qualifier) -> Made {
    let size = || Ok(twentieth(&low.value)?.max(twentieth(&high.value)?));
    let digit = || low.digit.clone().max(high.digit.clone());
    let ends = || (low.value.clone(), high.value.clone());
    let zero = Exact::ZERO;
    Ok(Some(match qualifier {
        Qualifier::Unqualified | Qualifier::Exactly => {
            let (low_loosest, high_loosest) = (low.loosest()?, high.loosest()?);
            Box::new(Readings {
                nearest: between(low.value.clone(), high.value.clone()),
                as_written: around((&low.value - &low.digit)?, (&high.value + &high.digit)?),
                widest: around((&low.value - low_loosest)?, (&high.value + high_loosest)?),
            })
        }
        Qualifier::Over | Qualifier::AtLeast => return Ok(limited(&low.value, qualifier)),
        Qualifier::Under | Qualifier::AtMost => return Ok(limited(&high.value, qualifier)),
        Qualifier::About => {
            let width = digit().max(size()?);
            let loosest = low.loosest()?.max(high.loosest()?).max(width.clone());
            let (low, high) = ends();
            let nearest = widened(low.clone(), high.clone(), &width, &width)?.nearest;
            Box::new(Readings { nearest, ..*widened(low, high, &loosest, &loosest)? })
        }
        Qualifier::Nearly => {
            let (low, high) = ends();
            widened(low, high, &digit().max(size()?), &zero)?
        }
        Qualifier::JustOver => {
            let (low, high) = ends();
            widened(low, high, &zero, &digit().max(size()?))?
        }
    }))
}

/// A figure made of vague words: an interval of usage around the value it names.
///
/// A limit set by such a word is as blurred as the word: "more than a third" is above a third in the nearest
/// reading, above what a third can mean in the next, anything in the widest.
pub(super) fn vague(
    value: &Exact,
    mut usage: Box<Readings>,
    qualifier: Qualifier,
) -> Result<Box<Readings>, ArithmeticError> {
    usage.widest = Interval::all();
    if let Some(limit) = limited(value, qualifier) {
        let ends = match qualifier {
            Qualifier::Over | Qualifier::AtLeast => (usage.as_written.low().clone(), End::Unbounded),
            _ => (End::Unbounded, usage.as_written.high().clone()),
        };
        usage.as_written = Interval::new(ends.0, ends.1).unwrap_or(Interval::all());
        usage.nearest = limit.nearest;
        return Ok(usage);
    }
    let width = twentieth(value)?;
    let slack = match qualifier {
        Qualifier::Nearly => between(-width, Exact::ZERO),
        Qualifier::JustOver => between(Exact::ZERO, width),
        Qualifier::About => between(-&width, width),
        _ => return Ok(usage),
    };
    usage.nearest = usage.nearest.add(&slack)?;
    usage.as_written = usage.as_written.add(&slack)?;
    Ok(usage)
}

/// `n` in `k`: the nearest such ratio with the same `n`, so `k` is right to half of its last digit; where it ends in
/// open zeros, it was chosen to, and as written it is right to half of its loosest digit.
pub(super) fn one_in(n: &Exact, k: &Printed) -> Result<Box<Readings>, ArithmeticError> {
    let ratio = |digit: &Exact| -> Result<Interval, ArithmeticError> {
        let half = (digit / Exact::from(2))?;
        let (most, least) = ((&k.value + &half)?, (&k.value - &half)?);
        let low = (n / most)?;
        if least.is_positive() { Ok(between(low, (n / least)?)) } else { Ok(Interval::at_least(low)) }
    };
    let mut readings = Readings::vague(ratio(&k.digit)?);
    readings.as_written = ratio(&k.loosest()?)?;
    Ok(readings)
}

/// `k`-fold: right to half of its last digit.
pub(super) fn fold(k: &Printed) -> Result<Box<Readings>, ArithmeticError> {
    Ok(Readings::vague(plain(&k.value, &k.digit, 0, Reading::Nearest)?))
}

/// A range of usage.
pub(super) fn usage(low: Exact, high: Exact) -> Box<Readings> {
    Readings::vague(between(low, high))
}

/// A range of usage in units of `factor`.
pub(super) fn scaled(mut readings: Box<Readings>, factor: &Exact) -> Result<Box<Readings>, ArithmeticError> {
    readings.nearest = readings.nearest.scale(factor)?;
    readings.as_written = readings.as_written.scale(factor)?;
    Ok(readings)
}

/// More than half of something, which cannot be more than all of it.
pub(super) fn majority(half: Exact) -> Box<Readings> {
    Readings::same(Interval::new(End::Open(half), End::Closed(Exact::ONE)).unwrap_or(Interval::all()))
}

/// Less than half of something, perhaps nothing.
pub(super) fn minority(half: Exact) -> Box<Readings> {
    Readings::same(Interval::new(End::Closed(Exact::ZERO), End::Open(half)).unwrap_or(Interval::all()))
}

/// Nothing at all.
pub(super) fn nothing() -> Box<Readings> {
    Readings::same(Interval::point(Exact::ZERO))
}

/// Nothing can be said: "almost none", "about most".
pub(super) fn anything() -> Box<Readings> {
    Readings::same(Interval::all())
}
