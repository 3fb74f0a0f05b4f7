//! The smallest part of a conflict that still is one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Conflict, NO_RELATION, System, Verdict};

/// A conflict from which nothing can be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Irreducible {
    /// Its rows, with multipliers.
    pub conflict: Conflict,
    /// Whether it was shown that without any one of its rows the rest can hold: there is a point for each.
    pub is_irreducible: bool,
    /// Whether it was shown that no conflict of its part has fewer relations: all connected sets of relations up to four
    /// that are smaller were solved, and each can hold.
    pub is_smallest: bool,
    /// How many relations it has; bounds are none.
    pub relations: usize,
}

/// How many rows a conflict may have to be reduced row by row.
const REDUCED: usize = 400;

/// How many sets of relations are looked through for a smaller conflict.
const SETS: usize = 2_000;

/// Up to how many relations a smaller conflict is looked for.
const LARGEST: usize = 4;

impl System {
    /// Takes one row after the other out of a conflict and keeps out those without which it remains one (the deletion
    /// filter of Chinneck and Dravnieks 1991); rows with many unknowns go first.
    ///
    /// ```
    /// use saltgrain::number::Exact;
    /// use saltgrain::system::{Kind, System, Verdict};
    ///
    /// let mut system = System::new(1);
    /// let low = system.row([(0, -Exact::ONE)], Kind::AtMost, Exact::from(-5), 0);
    /// system.row([(0, Exact::ONE)], Kind::AtMost, Exact::from(4), 1);
    /// let conflict = system.part(vec![0, 1]).verdict;
    /// let Verdict::Conflict(conflict) = conflict else { panic!("5 is more than 4") };
    /// let reduced = system.irreducible(&conflict);
    /// assert!(reduced.is_irreducible && reduced.conflict.rows().any(|row| row == low));
    /// assert_eq!(reduced.relations, 2);
    /// ```
    #[must_use]
    pub fn irreducible(&self, conflict: &Conflict) -> Irreducible {
        let mut conflict = conflict.clone();
        let mut is_irreducible = true;
        if conflict.multipliers.len() > REDUCED {
            is_irreducible = false;
        } else {
            let mut open: Vec<usize> = conflict.rows().collect();
            let length = |row: &usize| self.rows().get(*row).map_or(0, |row| row.terms.len());
            open.sort_by_key(|row| (length(row), *row));
            while let Some(row) = open.pop() {
                let rest: Vec<usize> = conflict.rows().filter(|other| *other != row).collect();
                match self.part(rest).verdict {
                    Verdict::Conflict(smaller) => {
                        open.retain(|row| smaller.multipliers.contains_key(row));
                        conflict = smaller;
                    }
                    Verdict::Consistent(_) => {}
                    Verdict::Undecided(_) => is_irreducible = false,
                }
            }
        }
        let relations = self.relations_of(conflict.rows()).len();
        Irreducible { conflict, is_irreducible, is_smallest: relations <= 1, relations }
    }

    fn relations_of(&self, rows: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let relation = |row: usize| self.rows().get(row).map(|row| row.relation);
        rows.into_iter().filter_map(relation).filter(|relation| *relation != NO_RELATION).collect()
    }

    /// An irreducible conflict with fewest relations among the rows of a part, where the search comes to an end; else the
    /// one that was found.
    #[must_use]
    pub fn smallest(&self, rows: &[usize], found: Irreducible) -> Irreducible {
        let sets = Sets::new(self, rows, &found.conflict);
        let mut left = SETS;
        let (mut found, mut shown) = (found, true);
        for size in 1..=LARGEST {
            if size >= found.relations {
                break;
            }
            let mut smaller = None;
            let all = sets.each(size, &mut |relations| {
                if left == 0 {
                    shown = false;
                    return false;
                }
                left -= 1;
                match self.part(sets.rows(relations)).verdict {
                    Verdict::Consistent(_) => true,
                    Verdict::Undecided(_) => {
                        shown = false;
                        true
                    }
                    Verdict::Conflict(conflict) => {
                        smaller = Some(conflict);
                        false
                    }
                }
            });
            if let Some(conflict) = smaller {
                found = self.irreducible(&conflict);
                break;
            }
            if !all {
                break;
            }
        }
        let is_smallest = shown && found.relations <= LARGEST + 1;
        Irreducible { is_smallest, ..found }
    }
}

/// The relations of a part, numbered so that those of a conflict come first, and which share an unknown.
struct Sets {
    /// The rows of each.
    rows: Vec<Vec<usize>>,
    /// The unknowns of each.
    unknowns: Vec<BTreeSet<usize>>,
    /// Those that share an unknown with each.
    beside: Vec<BTreeSet<usize>>,
    /// The bounds of each unknown.
    bounds: BTreeMap<usize, Vec<usize>>,
}

impl Sets {
    fn new(system: &System, rows: &[usize], conflict: &Conflict) -> Self {
        let mut number: BTreeMap<usize, usize> = BTreeMap::new();
        let first = system.relations_of(conflict.rows());
        let all = system.relations_of(rows.iter().copied());
        for relation in first.iter().chain(all.difference(&first)) {
            let next = number.len();
            number.insert(*relation, next);
        }
        let mut sets = Sets {
            rows: vec![Vec::new(); number.len()],
            unknowns: vec![BTreeSet::new(); number.len()],
            beside: vec![BTreeSet::new(); number.len()],
            bounds: BTreeMap::new(),
        };
        let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in rows {
            let Some(row) = system.rows().get(*at) else { continue };
            match (number.get(&row.relation), row.terms.as_slice()) {
                (Some(relation), terms) => {
                    sets.rows.get_mut(*relation).into_iter().for_each(|rows| rows.push(*at));
                    for (unknown, _) in terms {
                        if sets.unknowns.get_mut(*relation).is_some_and(|own| own.insert(*unknown)) {
                            of.entry(*unknown).or_default().push(*relation);
                        }
                    }
                }
                (None, [(unknown, _)]) => sets.bounds.entry(*unknown).or_default().push(*at),
                (None, _) => {}
            }
        }
        for relations in of.values() {
            // Where very many share one unknown, not all pairs are set down: then the search ends at its cap anyway.
            for (at, one) in relations.iter().enumerate() {
                for other in relations.iter().skip(at + 1).take(SETS) {
                    sets.beside.get_mut(*one).into_iter().for_each(|beside| beside.extend([*other]));
                    sets.beside.get_mut(*other).into_iter().for_each(|beside| beside.extend([*one]));
                }
                if at > SETS {
                    break;
                }
            }
        }
        sets
    }

    /// The rows of some relations, with the bounds of their unknowns.
    fn rows(&self, relations: &[usize]) -> Vec<usize> {
        let mut rows: Vec<usize> =
            relations.iter().filter_map(|relation| self.rows.get(*relation)).flatten().copied().collect();
        let unknowns: BTreeSet<usize> =
            relations.iter().filter_map(|relation| self.unknowns.get(*relation)).flatten().copied().collect();
        rows.extend(unknowns.iter().filter_map(|unknown| self.bounds.get(unknown)).flatten());
        rows.sort_unstable();
        rows
    }

    /// Calls `visit` with each connected set of so many relations, once, until it says no (Wernicke 2006, *IEEE/ACM
    /// Transactions on Computational Biology and Bioinformatics* 3:347–359). Whether all were visited.
    fn each(&self, size: usize, visit: &mut dyn FnMut(&[usize]) -> bool) -> bool {
        (0..self.rows.len()).all(|root| {
            let beside = self.beside.get(root).into_iter().flatten();
            let open: BTreeSet<usize> = beside.copied().filter(|other| *other > root).collect();
            let mut seen = open.clone();
            seen.insert(root);
            self.extend(&mut vec![root], open, &seen, size, visit)
        })
    }

    fn extend(
        &self,
        set: &mut Vec<usize>,
        mut open: BTreeSet<usize>,
        seen: &BTreeSet<usize>,
        size: usize,
        visit: &mut dyn FnMut(&[usize]) -> bool,
    ) -> bool {
        if set.len() == size {
            return visit(set);
        }
        let root = set.first().copied().unwrap_or_default();
        while let Some(next) = open.pop_first() {
            let beside = self.beside.get(next).into_iter().flatten();
            let fresh: Vec<usize> =
                beside.copied().filter(|other| *other > root && !seen.contains(other)).collect();
            let mut open = open.clone();
            let mut seen = seen.clone();
            open.extend(&fresh);
            seen.extend(fresh);
            set.push(next);
            let go_on = self.extend(set, open, &seen, size, visit);
            set.pop();
            if !go_on {
                return false;
            }
        }
        true
    }
}
