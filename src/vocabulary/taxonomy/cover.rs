//! What exhaustive partitions entail, by search over the ways to place one thing.
//!
//! Without them a thing at a node lies in all nodes above and nowhere else it must be. An exhaustive partition adds a
//! choice: what lies in the whole lies in one of its parts. A statement follows if every choice that respects the
//! declarations confirms it (a tableau: Smullyan 1968).

use super::Taxonomy;
use super::forest::{Budget, Forest, Lists, put};
use foldhash::{HashMap, HashSet};

fn is(flags: &[bool], node: u32) -> bool {
    flags.get(node as usize).copied().unwrap_or(false)
}

#[derive(Debug, Clone, Default)]
pub(super) struct Covers {
    /// For each node the exhaustive partitions of which it is the whole.
    of_whole: Lists<u32>,
    parts: Vec<Vec<u32>>,
    /// For each node the exhaustive partitions of which it is a part.
    of_part: Lists<u32>,
    /// Whether the node, or one above it, is such a whole.
    concerned: Vec<bool>,
    /// Whether a part of an exhaustive partition lies at or below the node: no other node can follow from a choice.
    reached: Vec<bool>,
    concerned_leaves: Vec<u32>,
    /// Declared overlaps: something lies in both.
    overlaps: Vec<[u32; 2]>,
}

/// A thing being placed: the nodes it lies in so far, closed upwards.
#[derive(Clone, Default)]
struct Placed {
    nodes: HashSet<u32>,
    /// For each exclusion the member it lies in.
    member: HashMap<u32, u32>,
    /// Exhaustive partitions of wholes it lies in.
    choices: Vec<u32>,
    /// Exhaustive partitions in a part of which it lies.
    decided: HashSet<u32>,
}

impl Covers {
    pub(super) fn new(forest: &Forest, covers: Vec<(u32, Vec<u32>)>, overlaps: Vec<[u32; 2]>) -> Self {
        if covers.is_empty() {
            return Covers::default();
        }
        let wholes = covers.iter().zip(0..).map(|((whole, _), number)| (*whole, number)).collect();
        let of_whole = Lists::group(forest.len(), wholes);
        let mut concerned = vec![false; forest.len() as usize];
        for node in forest.bottom_up().iter().rev() {
            let from_above = forest.parents(node.get()).iter().any(|edge| is(&concerned, edge.parent));
            put(&mut concerned, node.get(), from_above || !of_whole.of(node.get()).is_empty());
        }
        let concerned_leaves = forest.leaves().iter().copied().filter(|&leaf| is(&concerned, leaf)).collect();
        let parts: Vec<Vec<u32>> = covers.into_iter().map(|(_, parts)| parts).collect();
        let of_part =
            (0..).zip(&parts).flat_map(|(number, parts)| parts.iter().map(move |part| (*part, number)));
        let of_part = Lists::group(forest.len(), of_part.collect());
        let mut reached = vec![false; forest.len() as usize];
        for &part in parts.iter().flatten() {
            put(&mut reached, part, true);
        }
        for node in forest.bottom_up() {
            if is(&reached, node.get()) {
                for edge in forest.parents(node.get()) {
                    put(&mut reached, edge.parent, true);
                }
            }
        }
        Covers { of_whole, parts, of_part, concerned, reached, concerned_leaves, overlaps }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    fn concerns(&self, nodes: &[u32]) -> bool {
        nodes.iter().any(|&node| is(&self.concerned, node))
    }

    /// Whether whatever lies in all of `given` lies in `goal`, as far as the budget shows.
    pub(super) fn entails(&self, taxonomy: &Taxonomy, given: &[u32], goal: u32, budget: &mut Budget) -> bool {
        if self.concerns(given) && is(&self.reached, goal) {
            self.admits(taxonomy, given, Some(goal), budget) == Some(false)
        } else {
            given.iter().any(|&node| taxonomy.forest.reaches(node, goal))
        }
    }

    /// Whether nothing can lie in all of `given`, as far as the budget shows.
    pub(super) fn is_refuted(&self, taxonomy: &Taxonomy, given: &[u32], budget: &mut Budget) -> bool {
        self.concerns(given) && self.admits(taxonomy, given, None, budget) == Some(false)
    }

    /// Whether something that is declared to exist must lie in both.
    ///
    /// What needs no choice to be seen was found before. It is enough to look at the leaves: whatever a node forces, a leaf below it forces as well.
    pub(super) fn force_overlap(&self, taxonomy: &Taxonomy, a: u32, b: u32, budget: &mut Budget) -> bool {
        if !is(&self.reached, a) && !is(&self.reached, b) {
            return false;
        }
        self.concerned_leaves.iter().any(|&leaf| {
            self.entails(taxonomy, &[leaf], a, budget) && self.entails(taxonomy, &[leaf], b, budget)
        }) || self
            .overlaps
            .iter()
            .any(|pair| self.entails(taxonomy, pair, a, budget) && self.entails(taxonomy, pair, b, budget))
    }

    /// A leaf in which nothing can lie, if the budget finds one.
    pub(super) fn empty_leaf(&self, taxonomy: &Taxonomy, budget: &mut Budget) -> Option<u32> {
        self.concerned_leaves.iter().copied().find(|&leaf| self.is_refuted(taxonomy, &[leaf], budget))
    }

    /// Whether something may lie in all of `given` and not in `barred`; `None` if the budget ends before that is known.
    fn admits(
        &self,
        taxonomy: &Taxonomy,
        given: &[u32],
        barred: Option<u32>,
        budget: &mut Budget,
    ) -> Option<bool> {
        let mut first = Placed::default();
        for &node in given {
            if !self.place(taxonomy, &mut first, node, barred, budget) {
                return (!budget.is_spent()).then_some(false);
            }
        }
        let mut open = vec![first];
        while let Some(placed) = open.pop() {
            let choice = self.narrowest_choice(taxonomy, &placed, barred, budget);
            if budget.is_spent() {
                return None;
            }
            let Some(choice) = choice else { return Some(true) };
            for part in choice {
                let mut next = placed.clone();
                if !budget.take_many(next.nodes.len()) {
                    return None;
                }
                if self.place(taxonomy, &mut next, part, barred, budget) {
                    open.push(next);
                }
                if budget.is_spent() {
                    return None;
                }
            }
        }
        Some(false)
    }

    /// Puts the thing into a node and all above; false if the declarations forbid it or the budget ends.
    fn place(
        &self,
        taxonomy: &Taxonomy,
        placed: &mut Placed,
        node: u32,
        barred: Option<u32>,
        budget: &mut Budget,
    ) -> bool {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            if !placed.nodes.insert(node) {
                continue;
            }
            if Some(node) == barred || !budget.take() {
                return false;
            }
            for &exclusion in taxonomy.exclusions.of(node) {
                if *placed.member.entry(exclusion).or_insert(node) != node {
                    return false;
                }
            }
            placed.choices.extend(self.of_whole.of(node));
            placed.decided.extend(self.of_part.of(node));
            open.extend(taxonomy.forest.parents(node).iter().map(|edge| edge.parent));
        }
        true
    }

    /// The parts still possible of the undecided partition that has the fewest; `None` if all are decided.
    fn narrowest_choice(
        &self,
        taxonomy: &Taxonomy,
        placed: &Placed,
        barred: Option<u32>,
        budget: &mut Budget,
    ) -> Option<Vec<u32>> {
        let is_possible = |&part: &u32| {
            Some(part) != barred
                && taxonomy
                    .exclusions
                    .of(part)
                    .iter()
                    .all(|set| placed.member.get(set).is_none_or(|&m| m == part))
        };
        let undecided = placed.choices.iter().filter(|cover| !placed.decided.contains(cover));
        let parts = undecided.filter_map(|&cover| self.parts.get(cover as usize));
        parts
            .take_while(|parts| budget.take_many(parts.len()))
            .map(|parts| parts.iter().copied().filter(is_possible).collect::<Vec<_>>())
            .min_by_key(Vec::len)
    }
}
