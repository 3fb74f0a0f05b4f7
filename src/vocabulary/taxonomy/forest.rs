//! The graph of declared edges as a spanning forest with a few side edges, labelled so that "lies within" is a
//! comparison of two numbers wherever nodes have one parent (Agrawal, Borgida and Jagadish, *Efficient management of
//! transitive relationships*, SIGMOD 1989, without storing their closure).

use foldhash::{HashSet, HashSetExt};
use std::collections::BTreeMap;

use super::{EdgeKind, NodeId};

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// The entry of a table with one number per node.
pub(super) fn at(table: &[u32], node: u32) -> u32 {
    table.get(node as usize).copied().unwrap_or(NONE)
}

pub(super) fn put<T>(table: &mut [T], node: u32, value: T) {
    if let Some(entry) = table.get_mut(node as usize) {
        *entry = value;
    }
}

/// Ids are handed out below `Taxonomy::MAX_NODES`, so positions fit.
pub(super) fn id(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}

/// What a side edge costs: it has to be remembered, which a step up a single path has not.
pub(super) const SIDE_STEP: usize = 8;

/// What a walk may still cost.
pub(super) struct Budget(u32);

impl Budget {
    pub(super) fn new(steps: u32) -> Self {
        Budget(steps)
    }

    /// Pays for one step; false once all is spent.
    pub(super) fn take(&mut self) -> bool {
        self.take_many(1)
    }

    pub(super) fn take_many(&mut self, steps: usize) -> bool {
        let left = self.0 > 0;
        self.0 = self.0.saturating_sub(u32::try_from(steps).unwrap_or(u32::MAX));
        left
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// One list per node, stored end to end.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists { starts: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Groups items by owner; within one owner the order is kept.
    pub(super) fn group(owners: u32, mut pairs: Vec<(u32, T)>) -> Self {
        pairs.sort_by_key(|&(owner, _)| owner);
        let mut starts = Vec::with_capacity(owners as usize + 1);
        let mut items = Vec::with_capacity(pairs.len());
        let mut pairs = pairs.into_iter().peekable();
        starts.push(0);
        for owner in 0..owners {
            while let Some((_, item)) = pairs.next_if(|&(of, _)| of <= owner) {
                items.push(item);
            }
            starts.push(id(items.len()));
        }
        Lists { starts, items }
    }

    pub(super) fn of(&self, owner: u32) -> &[T] {
        let start = at(&self.starts, owner) as usize;
        let end = self.starts.get(owner as usize + 1).map_or(start, |&end| end as usize);
        self.items.get(start..end).unwrap_or_default()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// One declared edge, seen from the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Up {
    pub(super) parent: u32,
    pub(super) kind: EdgeKind,
}

/// Stretches of places in the forest: sorted, none touching another's inside.
pub(super) type Stretches = Vec<(u32, u32)>;

#[derive(Debug, Clone, Default)]
pub(super) struct Forest {
    nodes: u32,
    up: Lists<Up>,
    bottom_up: Vec<NodeId>,
    /// For each node its place in `bottom_up`.
    rank: Vec<u32>,
    /// The first parent declared: the forest's edge. All others are side edges.
    tree_parent: Vec<u32>,
    /// Place in a depth-first walk, and the place after the last node below in the forest.
    place: Vec<u32>,
    end: Vec<u32>,
    /// The node at each place.
    by_place: Vec<u32>,
    /// The longest way down: strictly less than that of any parent.
    height: Vec<u32>,
    /// The nearest node with several parents, from the node itself up the forest.
    fork: Vec<u32>,
    /// Side edges as (place of the parent, child), sorted.
    side: Vec<(u32, u32)>,
    /// Nodes that nothing was said to lie within.
    leaves: Vec<u32>,
}

impl Forest {
    /// Labels an acyclic graph; of a cyclic one the nodes on and above cycles are left out of `bottom_up`.
    pub(super) fn new(nodes: u32, up: Lists<Up>) -> Self {
        let count = nodes as usize;
        let tree_parent: Vec<u32> =
            (0..nodes).map(|n| up.of(n).first().map_or(NONE, |edge| edge.parent)).collect();
        let mut waiting = vec![0_u32; count];
        for parent in (0..nodes).flat_map(|n| up.of(n)).map(|edge| edge.parent) {
            let children = at(&waiting, parent);
            put(&mut waiting, parent, children.saturating_add(1));
        }
        let leaves: Vec<u32> = (0..nodes).filter(|&n| at(&waiting, n) == 0).collect();

        // Kahn 1962, from the leaves up.
        let mut bottom_up: Vec<NodeId> = Vec::with_capacity(count);
        let mut height = vec![0_u32; count];
        let mut ready = leaves.clone();
        while let Some(node) = ready.pop() {
            bottom_up.push(NodeId::of(node));
            for edge in up.of(node) {
                let above = at(&height, node).saturating_add(1).max(at(&height, edge.parent));
                put(&mut height, edge.parent, above);
                let left = at(&waiting, edge.parent).saturating_sub(1);
                put(&mut waiting, edge.parent, left);
                if left == 0 {
                    ready.push(edge.parent);
                }
            }
        }

        let mut rank = vec![NONE; count];
        for (position, node) in bottom_up.iter().enumerate() {
            put(&mut rank, node.get(), id(position));
        }

        let mut forest =
            Forest { nodes, up, bottom_up, rank, tree_parent, height, leaves, ..Forest::default() };
        forest.number();
        forest.mark_side_edges();
        forest
    }

    /// Places in a depth-first walk of the forest, without walking: sizes from the bottom up, then places from the
    /// top down, each child behind its elder siblings.
    fn number(&mut self) {
        let count = self.nodes as usize;
        let mut size = vec![1_u32; count];
        for node in &self.bottom_up {
            let parent = at(&self.tree_parent, node.get());
            let sum = at(&size, parent).saturating_add(at(&size, node.get()));
            put(&mut size, parent, sum);
        }
        let mut next_root = 0_u32;
        let mut next_child = vec![0_u32; count];
        self.place = vec![0; count];
        self.end = vec![0; count];
        self.by_place = vec![NONE; count];
        for node in self.bottom_up.iter().rev() {
            let parent = at(&self.tree_parent, node.get());
            let place = if parent == NONE { next_root } else { at(&next_child, parent) };
            let end = place.saturating_add(at(&size, node.get()));
            if parent == NONE {
                next_root = end;
            } else {
                put(&mut next_child, parent, end);
            }
            put(&mut next_child, node.get(), place.saturating_add(1));
            put(&mut self.place, node.get(), place);
            put(&mut self.end, node.get(), end);
            put(&mut self.by_place, place, node.get());
        }
    }

    fn mark_side_edges(&mut self) {
        self.fork = self.nearest_above(|forest, node| forest.up.of(node).len() > 1);
        self.side = (0..self.nodes)
            .flat_map(|child| self.side_parents(child).map(move |edge| (edge.parent, child)))
            .map(|(parent, child)| (self.place(parent), child))
            .collect();
        self.side.sort_unstable();
    }

    /// For each node the nearest of a kind, from the node itself up the forest.
    pub(super) fn nearest_above(&self, is_one: impl Fn(&Self, u32) -> bool) -> Vec<u32> {
        let mut nearest = vec![NONE; self.nodes as usize];
        for node in self.bottom_up.iter().rev() {
            let above = at(&nearest, at(&self.tree_parent, node.get()));
            put(&mut nearest, node.get(), if is_one(self, node.get()) { node.get() } else { above });
        }
        nearest
    }

    pub(super) fn len(&self) -> u32 {
        self.nodes
    }

    pub(super) fn parents(&self, node: u32) -> &[Up] {
        self.up.of(node)
    }

    pub(super) fn tree_parent(&self, node: u32) -> u32 {
        at(&self.tree_parent, node)
    }

    pub(super) fn side_parents(&self, node: u32) -> impl Iterator<Item = &Up> {
        self.up.of(node).iter().skip(1)
    }

    pub(super) fn bottom_up(&self) -> &[NodeId] {
        &self.bottom_up
    }

    pub(super) fn rank(&self, node: u32) -> u32 {
        at(&self.rank, node)
    }

    pub(super) fn leaves(&self) -> &[u32] {
        &self.leaves
    }

    pub(super) fn place(&self, node: u32) -> u32 {
        at(&self.place, node)
    }

    pub(super) fn node_at(&self, place: u32) -> u32 {
        at(&self.by_place, place)
    }

    /// The places of a node and all below it in the forest, from the first to before the second.
    pub(super) fn stretch(&self, node: u32) -> (u32, u32) {
        (self.place(node), at(&self.end, node))
    }

    /// The children over side edges of the nodes in a stretch.
    pub(super) fn side_children(&self, start: u32, end: u32) -> impl Iterator<Item = u32> {
        let from = self.side.partition_point(|&(place, _)| place < start);
        let side = self.side.get(from..).unwrap_or_default();
        side.iter().take_while(move |edge| edge.0 < end).map(|edge| edge.1)
    }

    /// Whether no node has several parents.
    pub(super) fn is_forest(&self) -> bool {
        self.side.is_empty()
    }

    /// Whether `node` has one way up only.
    pub(super) fn is_path(&self, node: u32) -> bool {
        at(&self.fork, node) == NONE
    }

    /// Whether `node` is `above`, or lies below it in the forest.
    pub(super) fn in_tree(&self, node: u32, above: u32) -> bool {
        let place = self.place(node);
        self.place(above) <= place && place < at(&self.end, above)
    }

    /// Whether the declared edges lead from `node` up to `above`.
    pub(super) fn reaches(&self, node: u32, above: u32) -> bool {
        if self.in_tree(node, above) {
            return true;
        }
        let goal = at(&self.height, above);
        if self.is_path(node) || at(&self.height, node) >= goal {
            return false;
        }
        let mut budget = Budget::new(super::Taxonomy::WALK_STEPS);
        let mut seen = HashSet::new();
        let mut open = vec![node];
        while let Some(start) = open.pop() {
            let mut fork = at(&self.fork, start);
            // What is as high as the goal has the goal not above it; what was seen has been walked from.
            while fork != NONE && at(&self.height, fork) < goal && seen.insert(fork) {
                if !budget.take_many(SIDE_STEP) {
                    return false;
                }
                for edge in self.side_parents(fork) {
                    if self.in_tree(edge.parent, above) {
                        return true;
                    }
                    open.push(edge.parent);
                }
                fork = at(&self.fork, self.tree_parent(fork));
            }
        }
        false
    }

    /// The places of all nodes that lie within `node`, itself included; fewer if the budget ends.
    pub(super) fn below(&self, node: u32, budget: &mut Budget) -> Stretches {
        let (start, end) = self.stretch(node);
        if self.side_children(start, end).next().is_none() {
            return vec![(start, end)];
        }
        // Stretches of a forest nest or lie apart; only outermost ones are kept.
        let mut kept: BTreeMap<u32, u32> = BTreeMap::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            let (start, end) = self.stretch(node);
            if kept.range(..=start).next_back().is_some_and(|(_, &kept_end)| start < kept_end) {
                continue;
            }
            let inside: Vec<u32> = kept.range(start..end).map(|(&start, _)| start).collect();
            for start in inside {
                kept.remove(&start);
            }
            kept.insert(start, end);
            open.extend(self.side_children(start, end).take_while(|_| budget.take_many(SIDE_STEP)));
        }
        kept.into_iter().collect()
    }
}

/// Whether a place lies in one of the stretches.
pub(super) fn covers(stretches: &Stretches, place: u32) -> bool {
    let behind = stretches.partition_point(|&(start, _)| start <= place);
    behind.checked_sub(1).and_then(|i| stretches.get(i)).is_some_and(|&(_, end)| place < end)
}

/// Whether two lists of stretches share a place.
pub(super) fn intersect(a: &Stretches, b: &Stretches) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.1 <= y.0 {
            i += 1;
        } else if y.1 <= x.0 {
            j += 1;
        } else {
            return true;
        }
    }
    false
}
