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

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::dossier::{Reported, Resolved, Role};
use crate::error::{Error, Problem};
use crate::number::{ArithmeticError, Interval, Reading};
use crate::quantity::{Amount, Component};
use crate::rule::printed::linked::{Linked, Outer};
use crate::rule::{Name, NamedValue};
use crate::vocabulary::spelling::nearest;

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

/// Ranges in words, one figure a line: what [`Source::ranges`](crate::Source::ranges) gives. Its `Display` is a table.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeTable {
    /// What was solved, in a line.
    pub about: String,
    /// Figure, as printed, and range.
    pub lines: Vec<[String; 3]>,
    /// Which claims could not be held against the others, and the fields that each would have to state for that.
    pub apart: Vec<String>,
}

impl fmt::Display for RangeTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: usize| {
            let cells = self.lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let (first, second) = (width(0), width(1));
        writeln!(f, "{}", self.about)?;
        for [name, printed, range] in &self.lines {
            writeln!(f, "{name:first$}  {printed:second$}  {range}")?;
        }
        for apart in &self.apart {
            writeln!(f, "{apart}")?;
        }
        Ok(())
    }
}

impl FigureRange<'_> {
    /// The figure's name: the id of its claim, and the field below it.
    #[must_use]
    pub fn name(&self) -> String {
        let field = self.pointer.splitn(4, '/').nth(3).unwrap_or_default();
        format!("{}/{field}", self.id)
    }

    fn line(&self, printed: String) -> [String; 3] {
        let amount = &self.figure.amount;
        let is_count = amount.unit().is_counted() && amount.unit().per().is_none() && !amount.is_average();
        // Of whole things only whole numbers are shown.
        let whole = is_count.then(|| self.range.integers()).flatten();
        let range =
            in_unit("range".into(), amount, Some(whole.as_ref().unwrap_or(&self.range)), Reading::Widest);
        let shown = match range {
            Ok(_) if self.range == Interval::all() => "anything".to_owned(),
            Ok(range) => range.shown_range(),
            Err(_) => "too large to show".to_owned(),
        };
        [self.name(), printed, shown]
    }
}

impl<'a, 'd: 'a> Ranges<'a, 'd> {
    /// Every range in words; or that of one figure left blank, which is named by its pointer or as [`FigureRange::name`].
    ///
    /// # Errors
    /// No such figure, or the others contradict one another.
    ///
    /// ```
    /// use saltgrain::number::Reading;
    /// use saltgrain::ranges::Ranges;
    /// use saltgrain::{Claim, Dossier, Quantity};
    ///
    /// let share = Quantity::share("403 people", "1,200 people")?.stated("33.6 %")?;
    /// let dossier = Dossier::new("staff").claim("by-age", Claim::share_of(share)?);
    /// let resolved = dossier.resolve()?;
    /// let ranges = Ranges::of(&resolved, Reading::Widest);
    /// let table = ranges.table(Some("by-age/share/whole"))?.to_string();
    /// assert!(table.ends_with("by-age/share/whole  left blank  1196 to 1202 people\n"), "{table}");
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn table(&self, blank: Option<&str>) -> Result<RangeTable, Error> {
        let consistent = match (self.outer.conflicts, self.outer.open) {
            (0, 0) => "they can all be true",
            (0, _) => "whether they can all be true is not decided",
            _ => "they cannot all be true: `saltgrain check` says why",
        };
        let reading = match self.reading {
            Reading::Nearest => "rounded to nearest",
            Reading::AsWritten => "as written",
            Reading::Widest => "in the widest reading",
        };
        let counted =
            |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let about = if self.is_empty() {
            "nothing here leads from one figure to another: averages, comparisons and changes without a sign are left out"
                .to_owned()
        } else {
            let (figures, statements) =
                (counted(self.len(), "figure"), counted(self.statements(), "statement"));
            format!("{figures} in {statements}, {reading}: {consistent}")
        };
        let figures = self.figures();
        let Some(name) = blank else {
            let lines = figures.iter().map(|found| found.line(found.figure.amount.to_string())).collect();
            return Ok(RangeTable { about, lines, apart: self.apart(&figures) });
        };
        let wrong = |message: String| Error::from_problems(vec![Problem::new("", message)]);
        let asked = figures.iter().find(|found| found.pointer == name || found.name() == name);
        let Some(asked) = asked else {
            let names: Vec<String> = figures.iter().map(FigureRange::name).collect();
            let near = nearest(name, names.iter().map(String::as_str));
            let help = near.map(|near| format!(" (did you mean '{near}'?)")).unwrap_or_default();
            return Err(wrong(format!("nothing is stated of a figure '{name}'{help}")));
        };
        let found = self.left_blank(&asked.pointer).ok_or_else(|| {
            wrong(format!("without '{name}' the other figures still contradict one another"))
        })?;
        let is_open = found.range.low_value().is_none() || found.range.high_value().is_none();
        let loose = match found.is_tight {
            [true, true] => "",
            // Where one side is open there is nothing to find on it.
            [true, false] | [false, true] if is_open => "",
            _ if found.range.is_point().is_some() => "",
            _ => ", perhaps less",
        };
        let [name, printed, range] = found.line("left blank".to_owned());
        Ok(RangeTable { about, lines: vec![[name, printed, range + loose]], apart: Vec::new() })
    }

    /// Claims of which some figure does not say all that it is about, so that no figure of another claim is known to be the
    /// same; where there is another claim.
    fn apart(&self, figures: &[FigureRange<'_>]) -> Vec<String> {
        let mut missing: BTreeMap<&str, BTreeSet<Component>> = BTreeMap::new();
        for found in figures {
            let scope = self.linked.resolved().scope(found.figure.scope);
            let needed = Component::SUBJECT.into_iter().chain([Component::Flow]);
            // A printed ratio is no figure that another claim could share.
            let open =
                needed.filter(|component| found.figure.role != Role::Stated && !scope.is_stated(*component));
            missing.entry(found.id).or_default().extend(open);
        }
        if missing.len() < 2 {
            return Vec::new();
        }
        let mut claims: BTreeMap<BTreeSet<Component>, Vec<&str>> = BTreeMap::new();
        for (id, open) in missing.into_iter().filter(|(_, open)| !open.is_empty()) {
            claims.entry(open).or_default().push(id);
        }
        let said = claims.into_iter().map(|(open, ids)| {
            let fields: Vec<String> =
                open.iter().map(|component| format!("`{}`", component.name())).collect();
            let ids = match ids.split_at_checked(NAMED) {
                Some((named, rest)) if !rest.is_empty() => {
                    format!("{} and {} more", named.join(", "), rest.len())
                }
                _ => ids.join(", "),
            };
            format!("not held against other claims, as some figure states no {}: {ids}", fields.join(", "))
        });
        said.collect()
    }
}

/// How many claims a line names.
const NAMED: usize = 8;

/// What a figure is, or a range for it in base units, in the unit it is printed in.
pub(crate) fn in_unit(
    name: Name,
    amount: &Amount,
    range: Option<&Interval>,
    reading: Reading,
) -> Result<NamedValue, ArithmeticError> {
    let unit = amount.unit();
    let scaled = |interval: &Interval| match unit.factor().is_point() {
        Some(factor) => interval.scale(&factor.recip()?),
        None => interval.div(unit.factor()),
    };
    let value = match range {
        Some(range) => NamedValue::range(name, scaled(range)?),
        None => {
            let value = NamedValue::range(name, scaled(&amount.interval(reading)?)?);
            let exact = amount.value()?.zip(unit.factor().is_point());
            let exact = exact.map(|(value, factor)| &value / factor).transpose()?;
            NamedValue { exact, ..value }
        }
    };
    Ok(value.unit(unit.symbol().to_string()))
}
