//! `change`: an earlier and a later figure, or a series.

use serde::{Deserialize, Serialize};

use super::{Member, MemberKind, Members, Named};
use crate::quantity::Quantity;

/// From one figure to another, or a dated series, with the change as stated.
///
/// ```
/// use saltgrain::claim::relation::Change;
/// let change = Change {
///     from: Some("2.536 billion people".try_into()?),
///     to: Some("7.795 billion people".try_into()?),
///     ..Change::default()
/// };
/// # let _ = change;
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Change {
    /// The earlier figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Quantity>,
    /// The later figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Quantity>,
    /// Figures by period.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub series: Named<Quantity>,
    /// The change as stated, as a quantity (`"12 %"`, `"2 percentage points"`, `"three-fold"`). In a file also in a
    /// word (`"rising"`, `"falling"`, `"unchanged"`), which is the [direction](Change::direction).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Quantity>,
    /// The change as stated in a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// How many times the stated change is said to have taken place one after the other: 36 of "doubled every month for
    /// three years". Without it, `stated` is the whole change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Quantity>,
}

/// A change as a file may write it: `stated` takes the words of [`Direction`] as well.
#[derive(Deserialize)]
#[serde(rename = "Change", deny_unknown_fields)]
struct Written {
    from: Option<Quantity>,
    to: Option<Quantity>,
    #[serde(default)]
    series: Named<Quantity>,
    stated: Option<Quantity>,
    direction: Option<Direction>,
    times: Option<Quantity>,
}

impl TryFrom<Written> for Change {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { from, to, series, mut stated, mut direction, times } = written;
        if let Some(word) = stated.as_ref().and_then(Quantity::text).and_then(Direction::of_word) {
            if direction.is_some_and(|other| other != word) {
                return Err("`stated` and `direction` say two different directions");
            }
            (stated, direction) = (None, Some(word));
        }
        Ok(Change { from, to, series, stated, direction, times })
    }
}

/// Which way a change is said to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Up.
    Rising,
    /// Down.
    Falling,
    /// Neither.
    Unchanged,
}

impl Direction {
    fn of_word(word: &str) -> Option<Self> {
        match word.trim() {
            "rising" => Some(Direction::Rising),
            "falling" => Some(Direction::Falling),
            "unchanged" => Some(Direction::Unchanged),
            _ => None,
        }
    }
}

impl Members for Change {
    fn members<'a>(&'a self, visit: &mut dyn FnMut(Member<'a>)) {
        if let Some(from) = &self.from {
            visit(Member::new(MemberKind::From, &["change", "from"], None, from));
        }
        if let Some(to) = &self.to {
            visit(Member::new(MemberKind::To, &["change", "to"], None, to));
        }
        for (date, point) in self.series.iter() {
            visit(Member::new(MemberKind::Point, &["change", "series"], Some(date), point));
        }
        if let Some(stated) = &self.stated {
            visit(Member::new(MemberKind::Result, &["change", "stated"], None, stated));
        }
        if let Some(times) = &self.times {
            visit(Member::new(MemberKind::Trials, &["change", "times"], None, times));
        }
    }

    fn contrast(&self) -> Option<&str> {
        Some("period")
    }
}
