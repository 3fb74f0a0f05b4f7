//! What the figures of a dossier leave each other: ranges of true values by all that is stated, and of one figure left
//! blank the tightest.
//!
//! ```
//! use saltgrain::number::{Exact, Interval, Reading};
//! use saltgrain::ranges::Ranges;
//! use saltgrain::{Claim, Dossier, Quantity};
//!
//! let share = Quantity::share("403 people", "1,200 people")?.stated("33.6 %")?;
//! let dossier = Dossier::new("staff").claim("by-age", Claim::share_of(share)?);
//! let resolved = dossier.resolve()?;
//! let ranges = Ranges::of(&resolved, Reading::Widest);
//! assert!(ranges.is_consistent());
//! // "1,200" may be 1,101 to 1,299; but 403 are 33.5 to 33.7 % only of 1,196 to 1,202.
//! let whole = ranges.figures().into_iter().find(|figure| figure.pointer == "/claim/0/share/whole").unwrap();
//! assert_eq!(whole.range, Interval::closed(Exact::from(1_196), Exact::from(1_202)).unwrap());
//! // Left blank, the percentage is anything from 403 of 1,299 to 403 of 1,101.
//! let blank = ranges.left_blank("/claim/0/share/stated").unwrap();
//! assert_eq!(blank.range, Interval::closed(Exact::new(403, 1_299)?, Exact::new(403, 1_101)?).unwrap());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What it does not do: a count may lie between whole numbers on the way, so a range of counts can be wider than the whole
//! numbers alone would leave it. No range says that a figure in it is right.

use crate::dossier::{Reported, Resolved};
use crate::number::{Interval, Reading};
use crate::rule::printed::linked::{Linked, Outer};

/// The figures of a dossier that something is stated of, solved together in one reading of their digits.
#[derive(Debug)]
pub struct Ranges<'a, 'd> {
    linked: Linked<'a, 'd>,
    reading: Reading,
    outer: Outer,
}

/// A figure and where its true value lies.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRange<'a> {
    /// The id of the claim or reference.
    pub id: &'a str,
    /// Where the figure stands.
    pub pointer: String,
    /// The figure.
    pub figure: &'a Reported,
    /// Where its true value lies, in base units: what was printed and all that is stated leave nothing outside.
    pub range: Interval,
    /// Whether floating point finds nothing tighter at the low end and at the high end. Of the ranges of all figures that
    /// is not asked, and it is `false`.
    pub is_tight: [bool; 2],
}

impl<'a, 'd> Ranges<'a, 'd> {
    /// Solves the figures together. Figures of several claims are one unknown only where IN03 could err between them.
    #[must_use]
    pub fn of(resolved: &'a Resolved<'d>, reading: Reading) -> Self {
        let linked = Linked::all(resolved);
        let outer = linked.outer(reading);
        Ranges { linked, reading, outer }
    }

    /// Whether true values were found that fit all figures. Not so where they contradict one another, and where that was
    /// not decided.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        self.outer.conflicts == 0 && self.outer.open == 0
    }

    /// Every figure that something is stated of, with the range that propagation finds: nothing of the truth lies outside,
    /// but it may be wider than need be. Figures that contradict one another have the range they are printed with.
    #[must_use]
    pub fn figures(&self) -> Vec<FigureRange<'a>>
    where
        'd: 'a,
    {
        let figures = self.linked.figures().zip(&self.outer.ranges);
        let figures = figures.map(|((figure, id, pointer), range)| FigureRange {
            id,
            pointer: pointer.to_owned(),
            figure,
            range: range.clone(),
            is_tight: [false; 2],
        });
        figures.collect()
    }

    /// The tightest range that the other figures leave one, were it not printed. Nothing where no figure stands at the
    /// pointer of which anything is stated, or where the others contradict one another.
    #[must_use]
    pub fn left_blank(&self, pointer: &str) -> Option<FigureRange<'a>>
    where
        'd: 'a,
    {
        let number = self.linked.number(pointer)?;
        let (range, is_tight) = self.linked.tight(self.reading, number)?;
        let (figure, id, pointer) = self.linked.figures().nth(number)?;
        Some(FigureRange { id, pointer: pointer.to_owned(), figure, range, is_tight })
    }

    /// How many figures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outer.ranges.len()
    }

    /// Whether nothing is stated of any figure.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many statements there are between them.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.outer.statements
    }
}
