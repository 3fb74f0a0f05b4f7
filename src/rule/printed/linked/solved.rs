//! What the system of a dossier's figures says in one reading of their digits: where it is contradictory, and what each
//! figure can be.

use foldhash::{HashMap, HashMapExt, HashSet};
use std::collections::{BTreeMap, BTreeSet};

use super::Linked;
use crate::dossier::{Owner, Reported};
use crate::number::{ArithmeticError, Exact, Interval, Qualifier, Reading};
use crate::rule::proof::{
    Argument, Cited, Expression, Line, Linear, Operator, Premise, Premises, Printed, Proof, Relation,
    Statement,
};
use crate::system::{Kind, System, Tight, Verdict};

/// How often a part is judged anew after a conflict in it turned out to be one claim's own.
const AGAIN: usize = 8;

/// Of conflicts with more figures it is not told which of them, changed, would let the rest stand.
const REPAIRED: usize = 12;

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Origin {
    Low(usize),
    High(usize),
    /// A premise of what is stated.
    Stated(usize, usize),
}

/// The system in one reading.
#[derive(Debug)]
struct Solved<'l, 'a, 'd> {
    linked: &'l Linked<'a, 'd>,
    cited: Vec<Cited>,
    system: System,
    /// What each row says.
    origin: Vec<Origin>,
}

/// What is left to other rules.
#[derive(Debug, Default)]
struct LeftOut {
    /// By number: of claims that contradict themselves, of parts that are larger than a whole, and of what is given
    /// several times by figures that have nothing in common.
    stated: HashSet<usize>,
}

/// What was found in one reading.
#[derive(Debug)]
pub(crate) struct Found {
    /// At most one for each part that hangs together, the one of the fewest relations first.
    pub(crate) conflicts: Vec<Conflict>,
    /// How many parts are not decided.
    pub(crate) open: usize,
    /// Whether something was left to the rules that judge one claim, or two figures.
    pub(crate) is_left_to_others: bool,
    /// How many parts were judged.
    pub(crate) parts: usize,
}

/// Figures and statements of several claims that cannot all be true.
#[derive(Debug)]
pub(crate) struct Conflict {
    reading: Reading,
    /// The figures in it, by number.
    figures: Vec<usize>,
    /// What is stated of them, by number.
    stated: Vec<usize>,
    /// Each row as what it says, with its multiplier.
    lines: Vec<(Origin, Exact)>,
    /// The other rows of its part.
    part: Vec<Origin>,
    /// Whether it was shown that nothing can be taken out of it.
    pub(crate) is_irreducible: bool,
    /// Whether it was shown that no conflict of its part has fewer relations.
    pub(crate) is_smallest: bool,
}

/// A figure of a conflict, and what it would have to be for the rest to stand.
#[derive(Debug)]
pub(crate) struct Repair<'a> {
    pub(crate) figure: &'a Reported,
    /// In base units.
    pub(crate) range: Interval,
}

/// Which figures of a conflict, each changed alone, would let the rest of its part stand.
#[derive(Debug)]
pub(crate) struct Repairs<'a> {
    pub(crate) found: Vec<Repair<'a>>,
    /// Whether that was decided of every figure.
    pub(crate) is_decided: bool,
}

impl Conflict {
    /// The reading of the digits in which it is one.
    pub(crate) fn reading(&self) -> Reading {
        self.reading
    }
}

impl<'l, 'a, 'd> Solved<'l, 'a, 'd> {
    fn new(linked: &'l Linked<'a, 'd>, reading: Reading, left_out: &LeftOut) -> Self {
        Solved::with_blank(linked, reading, left_out, None)
    }

    /// The same with one figure taken as not printed.
    fn with_blank(
        linked: &'l Linked<'a, 'd>,
        reading: Reading,
        left_out: &LeftOut,
        blank: Option<usize>,
    ) -> Self {
        let cited = linked.figures.iter().enumerate().map(|(at, figure)| {
            let cited = cite(linked, figure.reported, &figure.pointer, reading);
            match blank == Some(at) {
                true => Cited { range: anything(figure.reported), whole: false, ..cited },
                false => cited,
            }
        });
        let mut solved = Solved {
            linked,
            cited: cited.collect(),
            system: System::new(linked.unknowns),
            origin: Vec::new(),
        };
        solved.write(left_out);
        solved
    }

    fn write(&mut self, left_out: &LeftOut) {
        let linked = self.linked;
        let number: HashMap<&str, usize> =
            linked.figures.iter().enumerate().map(|(number, figure)| (&*figure.pointer, number)).collect();
        let premises = Premises::new(&self.cited);
        let mut is_unknown = vec![false; linked.unknowns];
        for (at, stated) in linked.stated.iter().enumerate() {
            if left_out.stated.contains(&at) {
                continue;
            }
            for (which, premise) in stated.premises.iter().enumerate() {
                let Some(inequality) = premises.inequality(premise) else { continue };
                let unknown = |(pointer, factor): (String, Exact)| {
                    let figure = linked.figures.get(*number.get(pointer.as_str())?)?;
                    Some((figure.unknown, factor))
                };
                let terms = inequality.terms.into_iter().map(unknown).collect::<Option<Vec<_>>>();
                let Some(terms) = terms else { continue };
                for (unknown, _) in &terms {
                    is_unknown.get_mut(*unknown).into_iter().for_each(|slot| *slot = true);
                }
                let kind = match inequality.operator {
                    Operator::Less => Kind::Less,
                    Operator::Equal => Kind::Equal,
                    _ => Kind::AtMost,
                };
                self.system.row(terms, kind, inequality.bound, at);
                self.origin.push(Origin::Stated(at, which));
            }
        }
        for (at, (figure, cited)) in linked.figures.iter().zip(&self.cited).enumerate() {
            if !is_unknown.get(figure.unknown).copied().unwrap_or_default() {
                continue;
            }
            let [low, high] = self.system.bound(figure.unknown, &cited.range);
            self.origin.extend(low.map(|_| Origin::Low(at)));
            self.origin.extend(high.map(|_| Origin::High(at)));
        }
    }

    fn owner(&self, origin: Origin) -> Option<Owner> {
        match origin {
            Origin::Low(figure) | Origin::High(figure) => {
                self.linked.figures.get(figure).map(|figure| figure.owner)
            }
            Origin::Stated(stated, _) => self.linked.stated.get(stated).and_then(|stated| stated.owner),
        }
    }

    fn origins(&self, rows: impl IntoIterator<Item = usize>) -> Vec<Origin> {
        rows.into_iter().filter_map(|row| self.origin.get(row).copied()).collect()
    }

    fn owners(&self, origins: &[Origin]) -> HashSet<Owner> {
        origins.iter().filter_map(|origin| self.owner(*origin)).collect()
    }

    /// The rows that say one of these things.
    fn rows(&self, keep: impl Fn(Origin) -> bool) -> Vec<usize> {
        let kept = self.origin.iter().enumerate().filter(|(_, origin)| keep(**origin));
        kept.map(|(row, _)| row).collect()
    }

    /// What other rules say: of two figures for one thing (IN03), of a part beside a whole (AR03), of one claim.
    fn left_to_others(&self) -> LeftOut {
        let mut left_out = LeftOut::default();
        let mut within: Vec<Option<Interval>> = vec![Some(Interval::all()); self.linked.unknowns];
        for (figure, cited) in self.linked.figures.iter().zip(&self.cited) {
            if let Some(slot) = within.get_mut(figure.unknown) {
                *slot = slot.take().and_then(|own| own.intersect(&cited.range));
            }
        }
        let range = |figure: &usize| -> Option<&Interval> {
            within.get(self.linked.figures.get(*figure)?.unknown)?.as_ref()
        };
        for (at, stated) in self.linked.stated.iter().enumerate() {
            let is_part_larger = match (&stated.statement, &*stated.figures) {
                (Statement::PartOfWhole { .. }, [part, whole]) => {
                    range(part).zip(range(whole)).is_some_and(|(part, whole)| whole.is_below(part))
                }
                _ => false,
            };
            if is_part_larger || stated.figures.iter().any(|figure| range(figure).is_none()) {
                left_out.stated.insert(at);
            }
        }
        let mut own: HashMap<Owner, Vec<usize>> = HashMap::new();
        for (row, origin) in self.origin.iter().enumerate() {
            if let Some(owner) = self.owner(*origin) {
                own.entry(owner).or_default().push(row);
            }
        }
        for rows in own.into_values() {
            if matches!(self.system.part(rows.clone()).verdict, Verdict::Conflict(_)) {
                left_out.stated.extend(self.stated_in(&self.origins(rows)));
            }
        }
        left_out
    }

    fn stated_in(&self, origins: &[Origin]) -> BTreeSet<usize> {
        let stated = |origin: &Origin| match origin {
            Origin::Stated(at, _) => Some(*at),
            _ => None,
        };
        origins.iter().filter_map(stated).collect()
    }

    /// The figures in some rows: those that bound an unknown, and the printed ratios.
    fn figures_in(&self, origins: &[Origin]) -> BTreeSet<usize> {
        let figure = |origin: &Origin| match origin {
            Origin::Low(figure) | Origin::High(figure) => Some(*figure),
            Origin::Stated(at, _) => self.linked.stated.get(*at).and_then(|stated| stated.fixed),
        };
        origins.iter().filter_map(figure).collect()
    }

    fn judge(&self, reading: Reading, is_left_to_others: bool) -> Found {
        let mut found = Found { conflicts: Vec::new(), open: 0, is_left_to_others, parts: 0 };
        for mut rows in self.system.parts() {
            let origins = self.origins(rows.iter().copied());
            let is_stated = origins.iter().any(|origin| matches!(origin, Origin::Stated(..)));
            if !is_stated || self.owners(&origins).len() < 2 {
                continue;
            }
            found.parts += 1;
            for again in 0..=AGAIN {
                let conflict = match self.system.part(rows.clone()).verdict {
                    Verdict::Consistent(_) => break,
                    Verdict::Undecided(_) => {
                        found.open += 1;
                        break;
                    }
                    Verdict::Conflict(conflict) => conflict,
                };
                let reduced = self.system.smallest(&rows, self.system.irreducible(&conflict));
                let lines: Vec<(Origin, Exact)> = reduced
                    .conflict
                    .multipliers
                    .iter()
                    .filter_map(|(row, times)| Some((*self.origin.get(*row)?, times.clone())))
                    .collect();
                let in_it: Vec<Origin> = lines.iter().map(|(origin, _)| *origin).collect();
                let stated = self.stated_in(&in_it);
                if self.owners(&in_it).len() > 1 {
                    found.conflicts.push(Conflict {
                        reading,
                        figures: self.figures_in(&in_it).into_iter().collect(),
                        stated: stated.into_iter().collect(),
                        lines,
                        part: self.origins(rows),
                        is_irreducible: reduced.is_irreducible,
                        is_smallest: reduced.is_smallest,
                    });
                    break;
                }
                // One claim's own, which its own rows did not show.
                found.is_left_to_others = true;
                if again == AGAIN {
                    found.open += 1;
                }
                rows.retain(|row| match self.origin.get(*row) {
                    Some(Origin::Stated(at, _)) => !stated.contains(at),
                    _ => true,
                });
            }
        }
        found.conflicts.sort_by_key(|conflict| conflict.stated.len());
        found
    }
}

/// What a figure can be of which only the unit is known.
fn anything(reported: &Reported) -> Interval {
    match reported.unit().is_nonnegative() {
        true => Interval::at_least(Exact::ZERO),
        false => Interval::all(),
    }
}

/// A figure as a proof quotes it, with what it can be in one reading.
fn cite(linked: &Linked<'_, '_>, reported: &Reported, pointer: &str, reading: Reading) -> Cited {
    let amount = linked.resolved.amount(pointer);
    let cited = amount.and_then(|amount| amount.cite(pointer).ok());
    let nothing = || Cited {
        at: pointer.to_owned(),
        printed: String::new(),
        range: Interval::all(),
        whole: false,
        dimension: [0; 7],
        base_unit: String::new(),
    };
    let cited = cited.unwrap_or_else(nothing);
    let own = || -> Result<Interval, ArithmeticError> {
        Ok(match reading {
            Reading::Widest => cited.range.clone(),
            reading => reported.interval(reading)?,
        })
    };
    // What is too large to decide can be anything.
    let range = own().unwrap_or_else(|_| Interval::all());
    Cited { range, ..cited }
}

impl<'a, 'd> Linked<'a, 'd> {
    /// What of the figures contradicts one another in a reading of the digits, and takes more than one claim to do so.
    pub(crate) fn judge(&self, reading: Reading) -> Found {
        let all = Solved::new(self, reading, &LeftOut::default());
        let left_out = all.left_to_others();
        match left_out.stated.is_empty() {
            true => all.judge(reading, false),
            false => Solved::new(self, reading, &left_out).judge(reading, true),
        }
    }

    /// Whether claims share any figure of which something is stated.
    pub(crate) fn is_empty(&self) -> bool {
        self.stated.is_empty()
    }

    /// The figures of a conflict, in order, each with the id of its claim.
    pub(crate) fn figures_of(&self, conflict: &Conflict) -> Vec<(&'a Reported, &'d str)> {
        let figures = conflict.figures.iter().filter_map(|at| self.figures.get(*at));
        figures.map(|figure| (figure.reported, self.resolved.owner_id(figure.owner))).collect()
    }

    /// What is stated of the figures of a conflict, in words.
    pub(crate) fn told(&self, conflict: &Conflict) -> Vec<String> {
        let stated: Vec<&Statement> =
            conflict.stated.iter().filter_map(|at| self.stated.get(*at)).map(|one| &one.statement).collect();
        let mut told: Vec<String> = stated.iter().map(|statement| self.in_words(statement)).collect();
        // That two printed figures are one thing shows in their being alike; of what nobody printed nothing shows.
        let pointers: BTreeSet<&str> = stated.iter().flat_map(|statement| statement.figures()).collect();
        let mut blanks = BTreeMap::<usize, Vec<String>>::new();
        for figure in &self.figures {
            if pointers.contains(&*figure.pointer) && is_blank(figure.reported) {
                blanks.entry(figure.unknown).or_default().push(self.printed(&figure.pointer));
            }
        }
        let alike = blanks.into_values().filter(|names| names.len() > 1);
        told.extend(alike.map(|names| format!("{} are the same", enumerated(&names))));
        told
    }

    /// A figure as printed; of what nobody printed, where it would stand.
    fn printed(&self, pointer: &str) -> String {
        let figure = self.figures.iter().find(|figure| figure.pointer == pointer);
        let Some(figure) = figure else { return String::new() };
        if !is_blank(figure.reported) {
            return figure.reported.amount.to_string();
        }
        let place = pointer.strip_suffix("/value").unwrap_or(pointer);
        let place = place.rsplit('/').next().unwrap_or_default();
        format!("the {place} that '{}' does not print", self.resolved.owner_id(figure.owner))
    }

    fn in_words(&self, statement: &Statement) -> String {
        let list = |parts: &[String]| -> String {
            const SHOWN: usize = 4;
            let mut shown: Vec<String> = parts.iter().take(SHOWN).map(|part| self.printed(part)).collect();
            match parts.len().checked_sub(SHOWN) {
                Some(rest) if rest > 0 => shown.push(format!("{rest} more")),
                _ => {}
            }
            enumerated(&shown)
        };
        match statement {
            Statement::PartOfWhole { part, whole } => {
                format!("{} is part of {}", self.printed(part), self.printed(whole))
            }
            Statement::PartsOfWhole { parts, whole, exclusive, exhaustive } => {
                let verb = match (exclusive, exhaustive) {
                    (true, true) => "make up",
                    (true, false) => "are apart from each other within",
                    _ => "leave nothing out of",
                };
                format!("{} {verb} {}", list(parts), self.printed(whole))
            }
            Statement::Ratio { top, bottom, stated } => {
                format!("{} is {} over {}", self.printed(stated), self.printed(top), self.printed(bottom))
            }
            Statement::Formula { stated, expression } => {
                let figures = expression.figures();
                let named = |at: Option<&&str>| at.map(|at| self.printed(at)).unwrap_or_default();
                let (to, from) = (named(figures.first()), named(figures.last()));
                format!("{} is the change from {from} to {to}", self.printed(stated))
            }
            other => other.to_string(),
        }
    }

    /// The proof that the figures of a conflict cannot all be true; none in another than the widest reading.
    pub(crate) fn proof(&self, conflict: &Conflict) -> Option<Proof> {
        if conflict.reading != Reading::Widest {
            return None;
        }
        let cited: Vec<Cited> = self
            .figures
            .iter()
            .map(|figure| cite(self, figure.reported, &figure.pointer, Reading::Widest))
            .collect();
        let premises = Premises::new(&cited);
        let pointer = |figure: usize| self.figures.get(figure).map(|figure| figure.pointer.clone());
        let (mut lines, mut sum) = (Vec::new(), BTreeMap::<String, Exact>::new());
        for (origin, times) in &conflict.lines {
            let premise = match *origin {
                Origin::Low(figure) => Premise::Low(pointer(figure)?),
                Origin::High(figure) => Premise::High(pointer(figure)?),
                Origin::Stated(at, which) => self.stated.get(at)?.premises.get(which)?.clone(),
            };
            for (at, factor) in premises.inequality(&premise)?.terms {
                let own = sum.entry(at).or_insert(Exact::ZERO);
                *own = (&*own + &(&factor * times).ok()?).ok()?;
            }
            lines.push(Line { times: times.clone(), premise });
        }
        // Figures that are one thing cancel only once it is said that they are.
        let mut first: HashMap<usize, &str> = HashMap::new();
        for figure in &self.figures {
            let Some(left) = sum.get(&figure.pointer).filter(|left| !left.is_zero()) else { continue };
            match first.get(&figure.unknown) {
                None => drop(first.insert(figure.unknown, &figure.pointer)),
                Some(other) => {
                    let statement = Statement::same_quantity(&*figure.pointer, *other);
                    lines.push(Line { times: -left, premise: Premise::Stated { statement, relation: 0 } });
                }
            }
        }
        // Premises first, then what is one thing, then the ends, as in all proofs.
        lines.sort_by_key(|line| matches!(line.premise, Premise::Low(_) | Premise::High(_)));
        Proof::new(Argument::Linear(Linear { lines }), self.resolved).ok()
    }

    /// Which figures of a conflict, each changed alone, would let the rest of its part stand, and to what (Fellegi and
    /// Holt 1976: change as little as possible).
    pub(crate) fn repairs(&self, conflict: &Conflict) -> Repairs<'a> {
        let mut repairs = Repairs { found: Vec::new(), is_decided: conflict.figures.len() <= REPAIRED };
        if !repairs.is_decided {
            return repairs;
        }
        let solved = Solved::new(self, conflict.reading, &LeftOut::default());
        let part: HashSet<Origin> = conflict.part.iter().copied().collect();
        for figure in &conflict.figures {
            let Some(own) = self.figures.get(*figure) else { continue };
            let is_fixed_in =
                |at: usize| self.stated.get(at).is_some_and(|stated| stated.fixed == Some(*figure));
            let rows = solved.rows(|origin| {
                part.contains(&origin)
                    && match origin {
                        Origin::Low(at) | Origin::High(at) => at != *figure,
                        Origin::Stated(at, _) => !is_fixed_in(at),
                    }
            });
            let range = match solved.system.part(rows.clone()).verdict {
                Verdict::Conflict(_) => continue,
                Verdict::Undecided(_) => {
                    repairs.is_decided = false;
                    continue;
                }
                Verdict::Consistent(_) => {
                    let fixed = self.stated.iter().find(|stated| stated.fixed == Some(*figure));
                    match fixed {
                        Some(stated) => solved.implied(&stated.statement, &stated.figures, &rows),
                        None => solved.tight(&rows, own.unknown).map(|tight| tight.range),
                    }
                }
            };
            // Of whole things there may be none between the ends.
            let is_whole = solved.cited.get(*figure).is_some_and(|cited| cited.whole);
            let range = range.and_then(|range| if is_whole { range.integers() } else { Some(range) });
            if let Some(range) = range {
                repairs.found.push(Repair { figure: own.reported, range });
            }
        }
        repairs
    }
}

/// "At least 0 people": written where nobody printed the figure.
fn is_blank(reported: &Reported) -> bool {
    let figure = reported.amount.figure();
    figure.qualifier() == Qualifier::AtLeast && figure.value().is_zero()
}

impl Solved<'_, '_, '_> {
    fn tight(&self, rows: &[usize], unknown: usize) -> Option<Tight> {
        self.system.range(rows, unknown)
    }

    /// The rows that hang together with an unknown: the others say nothing of it.
    fn together_with(&self, unknown: usize) -> Vec<usize> {
        let holds = |rows: &Vec<usize>| {
            let terms = rows.iter().filter_map(|row| self.system.rows().get(*row)).flat_map(|row| &row.terms);
            terms.into_iter().any(|(own, _)| *own == unknown)
        };
        self.system.parts().into_iter().find(holds).unwrap_or_default()
    }

    /// What a printed ratio or change would be, given the other rows.
    fn implied(&self, statement: &Statement, figures: &[usize], rows: &[usize]) -> Option<Interval> {
        let expression = derived(statement)?;
        let mut cited = self.cited.clone();
        for at in figures {
            let unknown = self.linked.figures.get(*at)?.unknown;
            if let Some(tight) = self.tight(rows, unknown) {
                cited.get_mut(*at)?.range = tight.range;
            }
        }
        Premises::new(&cited).enclosure(&expression)
    }
}

/// What the figures of a dossier leave each other, in one reading.
#[derive(Debug)]
pub(crate) struct Outer {
    /// By the number of the figure, as far as propagation tells.
    pub(crate) ranges: Vec<Interval>,
    /// How many statements hang together with them.
    pub(crate) statements: usize,
    /// How many parts have no true values that fit, and how many are not decided.
    pub(crate) conflicts: usize,
    pub(crate) open: usize,
}

impl<'a, 'd> Linked<'a, 'd> {
    /// Where every figure lies, by propagation.
    pub(crate) fn outer(&self, reading: Reading) -> Outer {
        let solved = Solved::new(self, reading, &LeftOut::default());
        let mut outer = Outer { ranges: Vec::new(), statements: self.stated.len(), conflicts: 0, open: 0 };
        let mut of_unknown: HashMap<usize, Interval> = HashMap::new();
        for part in solved.system.judge() {
            outer.conflicts += usize::from(matches!(part.verdict, Verdict::Conflict(_)));
            outer.open += usize::from(matches!(part.verdict, Verdict::Undecided(_)));
            // Of what contradicts itself nothing follows.
            if !matches!(part.verdict, Verdict::Conflict(_)) {
                of_unknown.extend(part.outer);
            }
        }
        let mut cited = solved.cited.clone();
        for (figure, cited) in self.figures.iter().zip(&mut cited) {
            if let Some(range) =
                of_unknown.get(&figure.unknown).and_then(|range| range.intersect(&cited.range))
            {
                cited.range = range;
            }
        }
        let mut ranges: Vec<Interval> = cited.iter().map(|cited| cited.range.clone()).collect();
        let premises = Premises::new(&cited);
        for stated in &self.stated {
            let implied = derived(&stated.statement).and_then(|derived| premises.enclosure(&derived));
            if let (Some(implied), Some(fixed)) = (implied, stated.fixed.and_then(|at| ranges.get_mut(at))) {
                *fixed = fixed.intersect(&implied).unwrap_or_else(|| fixed.clone());
            }
        }
        let whole = ranges.iter().zip(&solved.cited).map(|(range, cited)| match cited.whole {
            true => range.integers().unwrap_or_else(|| range.clone()),
            false => range.clone(),
        });
        Outer { ranges: whole.collect(), ..outer }
    }

    /// What the others leave a figure that is taken as not printed: its range, and whether each end of it is the tightest
    /// as far as floating point sees. Nothing where the others contradict one another.
    pub(crate) fn tight(&self, reading: Reading, figure: usize) -> Option<(Interval, [bool; 2])> {
        let solved = Solved::with_blank(self, reading, &LeftOut::default(), Some(figure));
        let unknown = self.figures.get(figure)?.unknown;
        let free = solved.cited.get(figure)?.range.clone();
        match self.stated.iter().find(|stated| stated.fixed == Some(figure)) {
            Some(stated) => {
                let rows = solved.together_with(self.figures.get(*stated.figures.first()?)?.unknown);
                if matches!(solved.system.part(rows.clone()).verdict, Verdict::Conflict(_)) {
                    return None;
                }
                let implied = solved.implied(&stated.statement, &stated.figures, &rows)?;
                // Two ranges over each other are no tightest range of the ratio, unless they are points.
                let is_tight = implied.is_point().is_some();
                Some((implied.intersect(&free)?, [is_tight; 2]))
            }
            None => {
                let tight = solved.tight(&solved.together_with(unknown), unknown)?;
                Some((tight.range.intersect(&free)?, tight.is_tight))
            }
        }
    }

    /// The number of the figure that a pointer leads to.
    pub(crate) fn number(&self, pointer: &str) -> Option<usize> {
        self.figures.iter().position(|figure| figure.pointer == pointer)
    }

    /// The figures, each with the id of its claim and its pointer.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (&'a Reported, &'d str, &str)> {
        self.figures
            .iter()
            .map(|figure| (figure.reported, self.resolved.owner_id(figure.owner), &*figure.pointer))
    }
}

/// What a printed ratio or change is derived by.
fn derived(statement: &Statement) -> Option<Expression> {
    match statement.relations().into_iter().next()? {
        Relation::Compare(_, Operator::Equal, expression) => Some(expression),
        _ => None,
    }
}

/// "a, b and c".
pub(crate) fn enumerated(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
