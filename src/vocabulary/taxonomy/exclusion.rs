//! Sets of nodes that exclude each other: one number per member, however large the set.

use super::Taxonomy;
use super::forest::{Budget, Forest, Lists, NONE, SIDE_STEP, at};
use foldhash::{HashSet, HashSetExt};

/// So many members up a single path, each of so many exclusions, are compared with each other without being listed first.
const FEW: usize = 8;

#[derive(Debug, Clone, Default)]
pub(super) struct Exclusions {
    /// For each node the exclusions it is a member of.
    of_node: Lists<u32>,
    /// The nearest node with several parents or an exclusion of its own, from the node itself up the forest.
    gate: Vec<u32>,
}

/// Members of one exclusion that have a node in common.
pub(super) struct Conflict {
    pub(super) exclusion: usize,
    /// Lies within both members; may be the second itself.
    pub(super) common: u32,
    pub(super) first: u32,
    pub(super) second: u32,
}

impl Exclusions {
    pub(super) fn new(forest: &Forest, sets: &[Vec<u32>]) -> Self {
        let pairs =
            sets.iter().zip(0..).flat_map(|(set, number)| set.iter().map(move |&node| (node, number)));
        let of_node = Lists::group(forest.len(), pairs.collect());
        let gate = forest
            .nearest_above(|forest, node| !of_node.of(node).is_empty() || forest.parents(node).len() > 1);
        Exclusions { of_node, gate }
    }

    pub(super) fn of(&self, node: u32) -> &[u32] {
        self.of_node.of(node)
    }

    /// A member at or above `a` and another one at or above `b` of the same exclusion.
    pub(super) fn between(&self, forest: &Forest, a: u32, b: u32) -> Option<(u32, u32)> {
        if self.of_node.is_empty() || at(&self.gate, a) == NONE || at(&self.gate, b) == NONE {
            return None;
        }
        let few = |node, other| {
            let mut gates = self.gates(forest, node, other);
            forest.is_path(node)
                && gates.by_ref().take(FEW).all(|member| self.of(member).len() <= FEW)
                && gates.next().is_none()
        };
        if few(a, b) && few(b, a) {
            return self.gates(forest, a, b).find_map(|member| {
                let excludes = |other: &u32| {
                    *other != member && self.of(*other).iter().any(|one| self.of(member).contains(one))
                };
                Some((member, self.gates(forest, b, a).find(excludes)?))
            });
        }
        let mut above_b = self.above(forest, b, a);
        if above_b.is_empty() {
            return None;
        }
        above_b.sort_unstable();
        self.above(forest, a, b).into_iter().find_map(|(exclusion, member)| {
            let from = above_b.partition_point(|&(other, _)| other < exclusion);
            let same = above_b.get(from..)?.iter().take_while(|&&(other, _)| other == exclusion);
            same.map(|&(_, other)| other).find(|&other| other != member).map(|other| (member, other))
        })
    }

    /// The members of exclusions at or above a node with one way up, without those that are also above `other`.
    fn gates(&self, forest: &Forest, node: u32, other: u32) -> impl Iterator<Item = u32> {
        let gate = |node| Some(at(&self.gate, node)).filter(|gate| *gate != NONE);
        std::iter::successors(gate(node), move |member| gate(forest.tree_parent(*member)))
            .take_while(move |member| !forest.in_tree(other, *member))
    }

    /// The (exclusion, member) pairs at or above `node`.
    ///
    /// What is also above `other` is left out: a member of the same exclusion above `other` would exclude it, and a
    /// taxonomy with such a node is never built.
    fn above(&self, forest: &Forest, node: u32, other: u32) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut budget = Budget::new(Taxonomy::WALK_STEPS);
        // Along a single path nothing is met twice.
        let is_branching = !forest.is_path(node);
        let step = if is_branching { SIDE_STEP } else { 1 };
        let mut open = vec![node];
        while let Some(start) = open.pop() {
            let mut gate = at(&self.gate, start);
            while gate != NONE && !forest.in_tree(other, gate) && budget.take_many(step) {
                if is_branching && !seen.insert(gate) {
                    break;
                }
                found.extend(self.of(gate).iter().map(|&exclusion| (exclusion, gate)));
                open.extend(forest.side_parents(gate).map(|edge| edge.parent));
                gate = at(&self.gate, forest.tree_parent(gate));
            }
        }
        found
    }

    /// For each set that has one, a node that lies within two of its members; `None` if the budget was not enough.
    ///
    /// What lies within the members of a set that holds lies apart, so a set costs the side edges below it, not its
    /// pairs.
    pub(super) fn conflicts(
        forest: &Forest,
        sets: &[Vec<u32>],
        budget: &mut Budget,
    ) -> Option<Vec<Conflict>> {
        let mut conflicts = Vec::new();
        for (exclusion, set) in sets.iter().enumerate() {
            let mut stretches: Vec<(u32, u32, u32)> = Vec::with_capacity(set.len());
            for &member in set {
                let (start, end) = forest.stretch(member);
                if forest.side_children(start, end).next().is_none() {
                    stretches.push((start, end, member));
                } else {
                    let below = forest.below(member, budget);
                    stretches.extend(below.into_iter().map(|(start, end)| (start, end, member)));
                }
            }
            if budget.is_spent() {
                return None;
            }
            stretches.sort_unstable();
            // Of one member they lie apart, so of two that share a place the one begins inside the other.
            let mut around: Vec<(u32, u32)> = Vec::new();
            for (start, end, member) in stretches {
                while around.last().is_some_and(|&(end, _)| end <= start) {
                    around.pop();
                }
                if let Some(&(_, other)) = around.last() {
                    let common = forest.node_at(start);
                    conflicts.push(Conflict { exclusion, common, first: other, second: member });
                    break;
                }
                around.push((end, member));
            }
        }
        Some(conflicts)
    }
}
