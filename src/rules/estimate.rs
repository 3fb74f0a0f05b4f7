//! What the rules about samples have in common: who was drawn by chance, what a sample is worth, and what is printed
//! beside an estimate.

use crate::dossier::{
    Assigned, Design, Details, Member, MemberShape, Pointer, Reported, Resolved, ResolvedFrame, Role,
};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Measure, Slot};
use crate::rule::step::is_plain;
use crate::rule::{Field, Name, NamedValue, Outcome};
use crate::rules::step::{percent, supposed};
use crate::stats::{cluster_design_effect, effective_size, normal_quantile, weights_design_effect};
use crate::vocabulary::Unit;

/// Whether chance decided who is in the data or in which group, as far as that is stated.
///
/// # Errors
/// Where it did not, and where nobody says.
pub(crate) fn drawn_by_chance(frame: Option<&ResolvedFrame<'_>>, claim: &str) -> Result<(), Outcome> {
    let Some(frame) = frame else { return Err(Outcome::missing(Field::FRAME, Some(claim))) };
    if frame.assigned == Some(Assigned::Randomised) {
        return Ok(());
    }
    Err(match frame.design {
        Some(Design::Probability) => return Ok(()),
        None => Outcome::missing(Field::DESIGN, Some(frame.name)),
        Some(Design::Census | Design::Administrative) => {
            Outcome::not_applicable("the data are a complete count")
        }
        Some(Design::Model) => Outcome::not_applicable("the figure was computed from a model"),
        Some(_) => Outcome::not_applicable("the units were not drawn by chance"),
    })
}

/// Whether the first of several conditions that is not met rules a finding out; one that is not known is kept for later,
/// when all else says that there is one.
pub(crate) fn unless_open(condition: Result<(), Outcome>, open: &mut Option<Outcome>) -> Result<(), Outcome> {
    match condition {
        Err(outcome @ Outcome::Undecidable { .. }) => {
            open.get_or_insert(outcome);
            Ok(())
        }
        other => other,
    }
}

/// A share of units, and of how many.
#[derive(Debug, Clone)]
pub(crate) struct Sampled {
    /// Where it is printed: the part, or the share itself.
    pub at: Pointer,
    /// The share as printed.
    pub value: Exact,
    /// All that its rounding leaves open.
    pub share: Interval,
    /// Whether part and number are printed, and exact.
    pub is_counted: bool,
    /// Of how many, all that its rounding leaves open; nothing where that is not printed.
    pub n: Option<Interval>,
    /// Whether it is known to be a share: "4 %" may be a growth rate as well.
    pub is_share: bool,
    /// What was counted: "people"; empty where only a number is printed.
    counted: String,
}

impl Sampled {
    /// Of how many, as a message says it: "20 people".
    pub(crate) fn among(&self) -> String {
        match &self.n {
            Some(n) => NamedValue::range("", n.clone()).unit(self.counted.clone()).shown_range(),
            None => self.counted.clone(),
        }
    }
}

/// The share of units that a quantity is; nothing where it is none, or only a limit ("at least 5 %").
///
/// # Errors
/// Where a figure is too large to decide exactly.
pub(crate) fn sampled(
    resolved: &Resolved<'_>,
    member: &Member<'_>,
) -> Result<Option<Sampled>, ArithmeticError> {
    match (member.shape, resolved.amounts_of(member)) {
        (MemberShape::Ratio(RatioKind::Share), [part, whole, ..]) => {
            let is_limit = [part, whole].iter().any(|one| one.amount.figure().is_sharp());
            if is_limit || !whole.unit().is_counted() || whole.amount.is_average() {
                return Ok(None);
            }
            let (Some(top), Some(bottom)) = (part.amount.value()?, whole.amount.value()?) else {
                return Ok(None);
            };
            if !bottom.is_positive() || top.is_negative() || top > bottom {
                return Ok(None);
            }
            let value = (&top / &bottom)?;
            let is_counted = [part, whole].iter().all(|one| is_plain(&one.amount)) && top.is_integer();
            let share = match is_counted {
                true => Interval::point(value.clone()),
                false => resolved.member_interval(member, Reading::Nearest)?,
            };
            let (n, counted) = (number(&whole.amount)?, whole.unit().symbol().to_string());
            let at = resolved.pointer(part);
            Ok(Some(Sampled { at, value, share, is_counted, n, is_share: true, counted }))
        }
        (MemberShape::Value, [printed, ..]) => {
            let measure = resolved.scope(member.scope).subject.measure;
            let is_share = is_share(measure);
            let is_fraction = printed.unit().fraction().is_some() && *printed.unit() != Unit::none();
            if !(is_share || measure == Slot::Unknown) || !is_fraction || printed.amount.figure().is_sharp() {
                return Ok(None);
            }
            let Some(value) = printed.amount.value()?.filter(|value| Interval::share().contains(value))
            else {
                return Ok(None);
            };
            let share = printed.interval(Reading::Nearest)?.intersect(&Interval::share());
            let share = share.unwrap_or_else(|| Interval::point(value.clone()));
            let of = member.details.as_deref().and_then(|details| details.n.as_ref());
            let n = of.map(number).transpose()?.flatten();
            let counted = of.map(|of| of.unit().symbol().to_string()).unwrap_or_default();
            let at = resolved.pointer(printed);
            Ok(Some(Sampled { at, value, share, is_counted: false, n, is_share, counted }))
        }
        _ => Ok(None),
    }
}

/// Whether a measure is that of a part of units.
pub(crate) fn is_share(measure: Slot<Measure>) -> bool {
    matches!(measure, Slot::Known(Measure::Share | Measure::Risk | Measure::Probability))
}

/// A number of units, as printed or as vague as it is printed; nothing where it is none.
pub(crate) fn number(amount: &Amount) -> Result<Option<Interval>, ArithmeticError> {
    if !amount.unit().is_counted() && *amount.unit() != Unit::none() {
        return Ok(None);
    }
    let value = amount.figure().value();
    let number = match is_plain(amount) {
        true => value.is_integer().then(|| Interval::point(value.clone())),
        false => amount.interval(Reading::Nearest)?.integers(),
    };
    Ok(number.filter(|number| number.low_value().is_some_and(|low| *low >= Exact::ONE)))
}

/// How many independent draws a sample is worth (Kish 1965).
#[derive(Debug, Clone)]
pub(crate) struct Worth {
    /// At least, and at most; without a limit where the number is not limited, or all were drawn.
    pub least: Exact,
    pub most: Option<Exact>,
    /// How many times larger the variance is than that of independent draws.
    pub effect: Interval,
    /// Whether units came in clusters of which nobody says how alike they are.
    pub lacks_icc: bool,
}

/// What `n` drawn units of a frame are worth.
///
/// # Errors
/// Where everyone was drawn, or a number is too large to decide.
pub(crate) fn worth(
    n: &Interval,
    frame: Option<&ResolvedFrame<'_>>,
    icc: Option<&Amount>,
) -> Result<Worth, Outcome> {
    let amount = |field| frame.and_then(|frame| frame.amount(field)).map(supposed).transpose();
    let (low, high) = (n.low_value().cloned().unwrap_or(Exact::ONE), n.high_value().cloned());
    let (mut effect, mut lacks_icc) = (Interval::ONE, false);
    match amount("design_effect")?.filter(is_positive) {
        Some(stated) => effect = stated,
        None => {
            if let Some(cv) = amount("weights_cv")? {
                effect = effect.mul(&at_ends(&cv.abs(), weights_design_effect)?)?;
            }
            if let Some(clusters) = amount("clusters")?.filter(is_positive) {
                let size = n.div(&clusters)?;
                let icc = icc.map(supposed).transpose()?.and_then(|icc| icc.intersect(&Interval::share()));
                lacks_icc = icc.is_none();
                let icc = icc.unwrap_or_else(Interval::share);
                let alike = |size: &Exact| at_ends(&icc, |icc| cluster_design_effect(size, icc));
                let sizes = [size.low_value(), size.high_value()].into_iter().flatten();
                let sizes = sizes.map(|size| alike(&size.clone().max(Exact::ONE)));
                let of_clusters = sizes.collect::<Result<Vec<_>, _>>()?;
                let of_clusters = of_clusters.into_iter().reduce(|one, other| one.hull(&other));
                effect = effect.mul(&of_clusters.unwrap_or(Interval::ONE))?;
            }
        }
    }
    let population = match amount("population")?.filter(is_positive) {
        Some(population) => Some(population),
        None => match amount("coverage")?.and_then(|share| share.intersect(&Interval::share())) {
            Some(share) if is_positive(&share) => Some(n.div(&share)?),
            _ => None,
        },
    };
    let (fewest, all) = match &population {
        Some(population) => (population.low_value().cloned(), population.high_value().cloned()),
        None => (None, None),
    };
    if all.as_ref().is_some_and(|all| *all <= low) {
        return Err(Outcome::not_applicable("everyone of the population is in the data"));
    }
    let most_effect = effect.high_value().cloned().unwrap_or(Exact::ONE);
    let least_effect = effect.low_value().cloned().filter(Exact::is_positive).unwrap_or(Exact::ONE);
    let least = effective_size(&low, &most_effect, all.as_ref())?;
    let most = match high {
        Some(high) if fewest.as_ref().is_none_or(|fewest| *fewest > high) => {
            Some(effective_size(&high, &least_effect, fewest.as_ref())?)
        }
        _ => None,
    };
    Ok(Worth { least, most, effect, lacks_icc })
}

fn is_positive(interval: &Interval) -> bool {
    interval.low_value().is_some_and(Exact::is_positive)
}

/// A rising function at both ends.
fn at_ends(
    interval: &Interval,
    function: impl Fn(&Exact) -> Result<Exact, ArithmeticError>,
) -> Result<Interval, ArithmeticError> {
    let end = |value: Option<&Exact>| function(value.unwrap_or(&Exact::ZERO));
    let (low, high) = (end(interval.low_value())?, end(interval.high_value().or(interval.low_value()))?);
    Ok(Interval::closed(low.clone(), high).unwrap_or_else(|| Interval::point(low)))
}

/// An estimate with what is printed of its error.
#[derive(Debug)]
pub(crate) struct Estimate<'d> {
    /// Where it is printed.
    pub at: &'d Reported,
    /// In base units, as printed, and all that its rounding leaves open.
    pub value: Exact,
    pub values: Interval,
    /// Half the width of its interval, in base units.
    pub half: Half,
}

/// An estimate as a message says it: a share of counted units as a percentage, all else as printed.
pub(crate) fn told(at: &Reported, value: &Exact) -> Box<str> {
    match at.role {
        Role::Top => percent(value).into(),
        _ => at.amount.printed().into(),
    }
}

/// Half the width of a printed interval, or a standard error.
#[derive(Debug)]
pub(crate) struct Half {
    pub value: Exact,
    pub values: Interval,
    pub level: Option<Exact>,
    pub is_standard_error: bool,
}

/// The estimate that a quantity is, if a margin, an interval or a standard error is printed with it. Nothing, too, of an
/// interval that does not lie evenly around its estimate.
///
/// # Errors
/// Where a figure is too large to decide exactly.
pub(crate) fn estimate<'d>(
    resolved: &'d Resolved<'d>,
    member: &Member<'_>,
) -> Result<Option<Estimate<'d>>, ArithmeticError> {
    let Some(details) = member.details.as_deref() else { return Ok(None) };
    let (at, share) = match (member.shape, resolved.amount_of(member, Role::Stated)) {
        (MemberShape::Value, _) => (resolved.amount_of(member, Role::Value), None),
        (MemberShape::Ratio(_), Some(stated)) => (Some(stated), None),
        (MemberShape::Ratio(RatioKind::Share), None) => {
            (resolved.amount_of(member, Role::Top), sampled(resolved, member)?)
        }
        _ => (None, None),
    };
    let Some(at) = at.filter(|at| !at.amount.figure().is_sharp()) else { return Ok(None) };
    let (value, values) = match share {
        Some(share) => (Some(share.value), share.share),
        None => (at.amount.value()?, at.interval(Reading::Nearest)?),
    };
    // A share of counted units has no unit, whatever its part is counted in.
    let none = Unit::percent();
    let unit = if at.role == Role::Top { &none } else { at.unit() };
    let (Some(value), Some(half)) = (value, half(details, unit, at, &values)?) else { return Ok(None) };
    Ok(Some(Estimate { at, value, values, half }))
}

fn half(
    details: &Details,
    unit: &Unit,
    at: &Reported,
    estimate: &Interval,
) -> Result<Option<Half>, ArithmeticError> {
    let level = details.level.as_ref().map(Amount::value).transpose()?.flatten();
    let level = level.filter(|level| level.is_positive() && *level < Exact::ONE);
    if let Some(margin) = &details.margin {
        return Ok(in_unit(margin, unit, at, Reading::Nearest)?.map(|(value, values)| Half {
            value: value.abs(),
            values: values.abs(),
            level,
            is_standard_error: false,
        }));
    }
    if let Some([low, high]) = &details.interval {
        let (Some((low, lows)), Some((high, highs))) =
            (in_unit(low, unit, at, Reading::Nearest)?, in_unit(high, unit, at, Reading::Nearest)?)
        else {
            return Ok(None);
        };
        let two = Exact::from(2);
        let value = (&(&high - &low)? / &two)?;
        let values = highs.sub(&lows)?.scale(&two.recip()?)?;
        let middle = highs.add(&lows)?.scale(&two.recip()?)?;
        if value.is_negative() || estimate.is_disjoint(&middle) {
            return Ok(None);
        }
        return Ok(Some(Half { value, values, level, is_standard_error: false }));
    }
    let Some(error) = details.other("se") else { return Ok(None) };
    Ok(in_unit(error, unit, at, Reading::Nearest)?.map(|(value, values)| Half {
        value,
        values,
        level: None,
        is_standard_error: true,
    }))
}

/// An amount beside a figure, in the figure's base unit, and all that a reading leaves open: "± 3" of a percentage is three
/// points, "± 5 %" of people a part of their number.
pub(crate) fn in_unit(
    amount: &Amount,
    unit: &Unit,
    at: &Reported,
    reading: Reading,
) -> Result<Option<(Exact, Interval)>, ArithmeticError> {
    let Some(factor) = unit.factor().is_point() else { return Ok(None) };
    let (figure, own) = (amount.figure(), amount.unit());
    if figure.is_sharp() {
        return Ok(None);
    }
    if *own == Unit::none() {
        return Ok(Some(((figure.value() * factor)?, figure.reading(reading).scale(factor)?)));
    }
    let Some(value) = amount.value()? else { return Ok(None) };
    let values = amount.interval(reading)?;
    if own.fraction().is_some() && unit.fraction().is_none() {
        let Some(base) = at.amount.value()? else { return Ok(None) };
        return Ok(Some(((&value * &base.abs())?, values.scale(&base.abs())?)));
    }
    Ok((own.dimension() == unit.dimension()).then_some((value, values)))
}

/// Half widths of two estimates at one level.
#[derive(Debug)]
pub(crate) struct Halves {
    pub values: [Exact; 2],
    pub ranges: [Interval; 2],
    /// The level; nothing where the text does not say it, of either.
    pub level: Option<Exact>,
}

impl Halves {
    /// Brings what is printed of two estimates to one level: the stated one, or, of two standard errors, `level`.
    ///
    /// # Errors
    /// Where only one of two levels is stated; and where a number is too large.
    pub(crate) fn of(estimates: [&Estimate<'_>; 2], level: &Exact, claim: &str) -> Result<Halves, Outcome> {
        let [one, other] = estimates.map(|estimate| &estimate.half);
        let asks = || Outcome::missing(Field::LEVEL, Some(claim));
        let common = match (one.is_standard_error, other.is_standard_error) {
            (true, true) => Some(level.clone()),
            (true, false) => Some(other.level.clone().ok_or_else(asks)?),
            (false, true) => Some(one.level.clone().ok_or_else(asks)?),
            (false, false) => match (&one.level, &other.level) {
                (None, None) => None,
                (Some(one), Some(_)) => Some(one.clone()),
                _ => return Err(asks()),
            },
        };
        let at_level = |half: &Half| -> Result<(Exact, Interval), ArithmeticError> {
            let Some(level) = &common else { return Ok((half.value.clone(), half.values.clone())) };
            if !half.is_standard_error && half.level.as_ref() == Some(level) {
                return Ok((half.value.clone(), half.values.clone()));
            }
            let z = normal_quantile(level)?.interval();
            let factor = match (half.is_standard_error, &half.level) {
                (false, Some(own)) => z.div(&normal_quantile(own)?.interval())?,
                _ => z,
            };
            let shown = factor.low_value().cloned().unwrap_or(Exact::ONE);
            Ok(((&half.value * &shown)?, half.values.mul(&factor)?))
        };
        let ((first, firsts), (second, seconds)) = (at_level(one)?, at_level(other)?);
        Ok(Halves { values: [first, second], ranges: [firsts, seconds], level: common })
    }

    /// The square of the margin of the difference of two independent estimates: as printed; and the least and the most
    /// that rounding leaves open.
    pub(crate) fn square(&self) -> Result<(Exact, Interval), ArithmeticError> {
        let [one, other] = &self.values;
        let [ones, others] = &self.ranges;
        Ok(((&(one * one)? + &(other * other)?)?, ones.pow(2)?.add(&others.pow(2)?)?))
    }
}

/// Whether two figures are of one unit, so that their difference means something.
pub(crate) fn are_comparable(one: &Reported, other: &Reported) -> bool {
    let alike =
        |unit: &Unit| (unit.dimension(), unit.kind().map(str::to_string), unit.base_symbol().into_owned());
    let are_parts = one.role == Role::Top && other.role == Role::Top;
    are_parts || (one.unit().dimension().is_some() && alike(one.unit()) == alike(other.unit()))
}

/// A number that is known up to an error too small to show.
pub(crate) fn approximately(name: impl Into<Name>, interval: Interval) -> NamedValue {
    let value = interval.low_value().cloned().unwrap_or(Exact::ZERO);
    NamedValue::new(name, value).within(interval)
}

/// A difference as a message shows it: of shares in percentage points, of all else in the unit of the figures.
pub(crate) fn shown_in(
    name: &'static str,
    value: &Exact,
    at: &Reported,
) -> Result<NamedValue, ArithmeticError> {
    if at.role == Role::Top || at.unit().fraction().is_some_and(|fraction| fraction < Exact::ONE) {
        let points = (value * &Exact::from(100))?;
        let unit = if points == Exact::ONE { "percentage point" } else { "percentage points" };
        return Ok(NamedValue::new(name, points).unit(unit));
    }
    let factor = at.unit().factor().is_point().cloned().unwrap_or(Exact::ONE);
    Ok(NamedValue::new(name, (value / &factor)?).unit(at.unit().symbol().to_string()))
}
