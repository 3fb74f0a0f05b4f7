//! A level as a text gives it: one printed number, or the ratio of two where the ratio itself is not printed.

use crate::dossier::{Member, MemberShape, Reported, Resolved, Role};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Amount, Measure, Slot};
use crate::rule::printed::{are_related, is_relative};
use crate::vocabulary::{Dimension, Unit};

/// One figure, or top and bottom of a ratio.
#[derive(Debug, Clone)]
pub(crate) struct Level<'d> {
    pub(crate) figures: Vec<&'d Reported>,
    kind: Option<RatioKind>,
    /// "2 children" on average may be 2.3 of them.
    is_average: bool,
}

impl<'d> Level<'d> {
    /// The number that a member is: as printed, else the ratio of its two figures.
    pub(crate) fn of(resolved: &'d Resolved<'_>, member: &Member<'_>) -> Option<Self> {
        let amount = |role| resolved.amount_of(member, role);
        let (figures, kind) = match member.shape {
            MemberShape::Value => (vec![amount(Role::Value)?], None),
            MemberShape::Ratio(kind) => match amount(Role::Stated) {
                Some(stated) => (vec![stated], None),
                None => (vec![amount(Role::Top)?, amount(Role::Bottom)?], Some(kind)),
            },
        };
        let measure = resolved.scope(figures.first()?.scope).subject.measure;
        let is_average = matches!(measure, Slot::Known(Measure::Mean | Measure::Median));
        Some(Level { figures, kind, is_average })
    }

    /// The figure that carries the scope.
    pub(crate) fn first(&self) -> Option<&'d Reported> {
        self.figures.first().copied()
    }

    pub(crate) fn amounts(&self) -> impl Iterator<Item = Amount> {
        self.figures.iter().map(|reported| reported.amount.clone())
    }

    /// Whether it is the number of its figure, not the ratio of two.
    pub(crate) fn is_single(&self) -> bool {
        self.kind.is_none()
    }

    /// The unit of its figure; of a ratio of two, none.
    pub(crate) fn unit(&self) -> Option<&'d Unit> {
        self.is_single().then(|| self.first().map(|reported| reported.unit()))?
    }

    /// Whether it is a fraction, of which a percentage may be a part or a difference in points.
    pub(crate) fn is_relative(&self) -> bool {
        match self.kind {
            None => self.first().is_some_and(is_relative),
            Some(kind) => kind == RatioKind::Share,
        }
    }

    pub(crate) fn is_temperature(&self) -> bool {
        self.unit().is_some_and(|unit| unit.dimension() == Some(Dimension::TEMPERATURE))
    }

    /// Whether one less the other, and one over the other, mean something.
    pub(crate) fn is_like(&self, other: &Level<'_>, resolved: &Resolved<'_>) -> bool {
        let pairs = || self.figures.iter().zip(&other.figures);
        let alike = |one: &Unit, other: &Unit| {
            one.dimension() == other.dimension()
                && one.dimension().is_some()
                && (one.kind() == other.kind() || are_related(resolved, one, other))
        };
        if self.kind == other.kind {
            return self.is_relative() == other.is_relative()
                && pairs().all(|(one, other)| alike(one.unit(), other.unit()));
        }
        self.is_relative() && other.is_relative()
    }

    /// What it can be. `as_digits`: in its own unit, where the unit has several definitions and cancels.
    pub(crate) fn interval(&self, reading: Reading, as_digits: bool) -> Result<Interval, ArithmeticError> {
        let is_counted = |reported: &Reported| reported.unit().is_counted();
        let intervals = self.figures.iter().map(|reported| {
            match as_digits || (self.is_average && is_counted(reported)) {
                true => Ok(reported.amount.figure().reading(reading)),
                false => reported.interval(reading),
            }
        });
        number_of(&intervals.collect::<Result<Vec<_>, _>>()?)
    }

    /// The number of its digits; none of a limit ("over 25"), a range or an open unit.
    pub(crate) fn value(&self, as_digits: bool) -> Result<Option<Exact>, ArithmeticError> {
        let value = |reported: &Reported| match as_digits {
            true => Ok(Some(reported.amount.figure().value().clone())),
            false => reported.amount.value(),
        };
        let value = match self.figures.as_slice() {
            [one] => value(one)?,
            [top, bottom] => match (value(top)?, value(bottom)?) {
                (Some(top), Some(bottom)) if !bottom.is_zero() => Some((&top / &bottom)?),
                _ => None,
            },
            _ => None,
        };
        let nearest = self.interval(Reading::Nearest, as_digits)?;
        let is_limit = self.figures.iter().any(|reported| reported.amount.figure().qualifier().is_sharp());
        Ok(value.filter(|value| !is_limit && nearest.contains(value)))
    }

    /// As it stands in the text: "5 kg", "17 of 229 busts".
    pub(crate) fn text(&self) -> String {
        match (self.figures.as_slice(), self.kind) {
            ([top, bottom], Some(kind)) => {
                let joint = if kind == RatioKind::Share { "of" } else { "per" };
                format!("{} {joint} {}", top.amount, bottom.amount)
            }
            ([one, ..], _) => one.amount.to_string(),
            _ => String::new(),
        }
    }
}

/// The number of one figure or of two, from what each can be.
pub(crate) fn number_of(figures: &[Interval]) -> Result<Interval, ArithmeticError> {
    match figures {
        [one] => Ok(one.clone()),
        [top, bottom] => top.div(bottom),
        _ => Ok(Interval::all()),
    }
}
