//! How two sets lie to each other: the one answer that periods, taxonomies and scopes give.

use std::fmt;

/// How one set of things lies to another.
///
/// The sets are never empty. [`Unknown`](Self::Unknown) is an answer of its own: nothing that is declared settles
/// it, and a rule that needs it must ask.
///
/// ```
/// use saltgrain::vocabulary::{Period, SetRelation};
/// let march: Period = "2019-03".parse()?;
/// let year: Period = "2019".parse()?;
/// assert_eq!(march.relation(&year), SetRelation::Within);
/// assert_eq!(march.relation(&year).mirror(), year.relation(&march));
/// # Ok::<(), saltgrain::vocabulary::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SetRelation {
    /// The same set.
    Equal,
    /// All of the first lies in the second, which is not known to be equal.
    Within,
    /// All of the second lies in the first, which is not known to be equal.
    Contains,
    /// They share something, and neither is known to lie within the other.
    Overlaps,
    /// They share nothing.
    Disjoint,
    /// Nothing that is declared decides it.
    Unknown,
}

impl SetRelation {
    /// The relation read from the other side: *within* becomes *contains*, all others stay.
    #[must_use]
    pub fn mirror(self) -> Self {
        match self {
            SetRelation::Within => SetRelation::Contains,
            SetRelation::Contains => SetRelation::Within,
            same => same,
        }
    }

    /// Whether all of the first is known to lie in the second: equal or within.
    #[must_use]
    pub fn is_inside(self) -> bool {
        matches!(self, SetRelation::Equal | SetRelation::Within)
    }
}

/// A verb phrase that stands between the two names: "lies within".
impl fmt::Display for SetRelation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SetRelation::Equal => "is the same as",
            SetRelation::Within => "lies within",
            SetRelation::Contains => "contains",
            SetRelation::Overlaps => "overlaps",
            SetRelation::Disjoint => "shares nothing with",
            SetRelation::Unknown => "has no declared relation to",
        })
    }
}
