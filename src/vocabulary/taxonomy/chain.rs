//! Walking up: the ancestors of a node, and the declared edges that show one node within another.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::VecDeque;
use std::fmt;

use super::{EdgeKind, NodeId, Taxonomy};

/// One declared edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// What lies within.
    pub child: NodeId,
    /// What it lies within.
    pub parent: NodeId,
    /// How that was said.
    pub kind: EdgeKind,
}

/// The declared edges that lead from one node up to another; the first step starts at the lower one.
///
/// Printed with the names and the words of the file: `illicit fentanyl is_a opioid part_of drugs`.
#[derive(Debug, Clone)]
pub struct Chain<'t> {
    taxonomy: &'t Taxonomy,
    steps: Vec<Step>,
}

impl<'t> Chain<'t> {
    /// The edges, bottom up; none from a node to itself.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether every edge was declared, none [taken from a claim](EdgeKind::Assumed).
    #[must_use]
    pub fn is_declared(&self) -> bool {
        self.steps.iter().all(|step| step.kind != EdgeKind::Assumed)
    }
}

/// Of a longer chain the beginning and the end are printed.
const PRINTED_STEPS: usize = 8;

/// Edges in a row, as one reads them; long rows are cut in the middle.
pub(super) fn write_steps(
    f: &mut dyn fmt::Write,
    steps: &[Step],
    name: &dyn Fn(NodeId) -> String,
) -> fmt::Result {
    let cut = if steps.len() > PRINTED_STEPS { steps.len() - PRINTED_STEPS } else { 0 };
    for (i, step) in steps.iter().enumerate() {
        if i == 0 {
            f.write_str(&name(step.child))?;
        }
        if cut > 0 && (PRINTED_STEPS / 2..PRINTED_STEPS / 2 + cut).contains(&i) {
            if i == PRINTED_STEPS / 2 {
                write!(f, " … ({cut} more) …")?;
            }
            continue;
        }
        write!(f, " {} {}", step.kind, name(step.parent))?;
    }
    Ok(())
}

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_steps(f, &self.steps, &|node| self.taxonomy.name(node).to_owned())
    }
}

/// The nodes above one, nearest first; made by [`Taxonomy::ancestors`].
#[derive(Debug)]
pub struct Ancestors<'t> {
    taxonomy: &'t Taxonomy,
    /// Along a single path, where nothing can be met twice: the next node.
    on_path: Option<NodeId>,
    open: VecDeque<NodeId>,
    seen: HashSet<NodeId>,
    left: usize,
}

impl Iterator for Ancestors<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.left == 0 {
            return None;
        }
        if let Some(node) = self.on_path {
            self.left -= 1;
            self.on_path = self.taxonomy.parents(node).next();
            return Some(node);
        }
        let node = self.open.pop_front()?;
        self.left -= 1;
        for parent in self.taxonomy.parents(node) {
            if self.seen.insert(parent) {
                self.open.push_back(parent);
            }
        }
        Some(node)
    }
}

impl Taxonomy {
    /// The nodes that a node lies within, nearest first, each once, itself not among them; at most `cap`.
    ///
    /// Lazy: costs what is taken from it. The cap keeps a walk from each of many nodes at the foot of one long chain
    /// from becoming quadratic.
    ///
    /// ```
    /// use saltgrain::vocabulary::TaxonomyBuilder;
    /// let mut builder = TaxonomyBuilder::new();
    /// let [a, b, c] = ["a", "b", "c"].map(|name| builder.intern(name));
    /// builder.is_a(a, b);
    /// builder.part_of(b, c);
    /// let taxonomy = builder.build().unwrap();
    /// assert_eq!(taxonomy.ancestors(a, usize::MAX).collect::<Vec<_>>(), [b, c]);
    /// assert_eq!(taxonomy.ancestors(a, 1).collect::<Vec<_>>(), [b]);
    /// ```
    #[must_use]
    pub fn ancestors(&self, node: NodeId, cap: usize) -> Ancestors<'_> {
        let mut above = Ancestors {
            taxonomy: self,
            on_path: None,
            open: VecDeque::new(),
            seen: HashSet::new(),
            left: cap,
        };
        if self.forest.is_path(node.get()) {
            above.on_path = self.parents(node).next();
        } else {
            above.open.extend(self.parents(node));
            above.seen.extend(self.parents(node));
        }
        above
    }

    /// A shortest row of edges that shows `a` within `b`; one without assumed edges if there is one.
    ///
    /// `None` if no edges lead there: also where only an exhaustive partition puts `a` within `b`.
    ///
    /// ```
    /// use saltgrain::vocabulary::TaxonomyBuilder;
    /// let mut builder = TaxonomyBuilder::new();
    /// let [texas, us, world] = ["Texas", "US", "world"].map(|name| builder.intern(name));
    /// builder.part_of(texas, us);
    /// builder.part_of(us, world);
    /// let places = builder.build().unwrap();
    /// assert_eq!(places.chain(texas, world).unwrap().to_string(), "Texas part_of US part_of world");
    /// assert!(places.chain(world, texas).is_none());
    /// ```
    #[must_use]
    pub fn chain(&self, a: NodeId, b: NodeId) -> Option<Chain<'_>> {
        if !self.forest.reaches(a.get(), b.get()) {
            return None;
        }
        let steps =
            self.path(a, b, |kind| kind != EdgeKind::Assumed).or_else(|| self.path(a, b, |_| true))?;
        Some(Chain { taxonomy: self, steps })
    }

    /// Breadth first, so the shortest.
    fn path(&self, a: NodeId, b: NodeId, follow: impl Fn(EdgeKind) -> bool) -> Option<Vec<Step>> {
        if self.forest.is_path(a.get()) {
            return self.only_path(a, b, follow);
        }
        let mut reached_by: HashMap<NodeId, Step> = HashMap::new();
        let mut open = VecDeque::from([a]);
        while let Some(node) = open.pop_front() {
            if node == b {
                break;
            }
            for edge in self.forest.parents(node.get()).iter().filter(|edge| follow(edge.kind)) {
                let parent = NodeId::of(edge.parent);
                reached_by.entry(parent).or_insert_with(|| {
                    open.push_back(parent);
                    Step { child: node, parent, kind: edge.kind }
                });
            }
        }
        let mut steps = Vec::new();
        let mut node = b;
        while node != a {
            let step = reached_by.get(&node)?;
            steps.push(*step);
            node = step.child;
        }
        steps.reverse();
        Some(steps)
    }

    /// Where every node from `a` up has one parent, nothing need be remembered: a hundred thousand findings along one
    /// long chain are put into words in seconds.
    fn only_path(&self, a: NodeId, b: NodeId, follow: impl Fn(EdgeKind) -> bool) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut node = a;
        while node != b {
            let edge = self.forest.parents(node.get()).first().filter(|edge| follow(edge.kind))?;
            let parent = NodeId::of(edge.parent);
            steps.push(Step { child: node, parent, kind: edge.kind });
            node = parent;
        }
        Some(steps)
    }
}
