//! Collecting declarations, and checking them together.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::chain::{Step, write_steps};
use super::cover::Covers;
use super::cycle::untangle;
use super::exclusion::{Conflict, Exclusions};
use super::forest::{Budget, Forest, Lists, Up, id, put};
use super::{
    EdgeKind, Names, NodeId, ResultClass, Taxonomy, TaxonomyError, TaxonomySpec, find, name_at as at,
};
use crate::vocabulary::text_index::TextIndex;

/// A set of nodes that exclude each other, while it is collected; see [`TaxonomyBuilder::mutually_disjoint`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclusion(usize);

/// Who declared a list of names, and as which of its kind.
#[derive(Debug, Clone, Copy)]
enum Origin {
    Program,
    Listed(usize),
    Partition(usize),
}

impl Origin {
    fn pointer(self, field: &str) -> String {
        match self {
            Origin::Program => String::new(),
            Origin::Listed(position) => format!("/{field}/{position}"),
            Origin::Partition(position) => format!("/partition/{position}"),
        }
    }
}

/// Words with a meaning of their own wherever a scope names a node.
const RESERVED: [&str; 3] = ["unknown", "any", "none"];
/// What checking the exclusions of one taxonomy may cost, in nodes visited: some tenths of a second.
const CHECK_STEPS: u32 = 1 << 24;
/// What looking for nodes left empty by exhaustive partitions may cost.
const EMPTY_STEPS: u32 = 1 << 18;

/// Collects the declarations about one namespace; [`build`](Self::build) checks them together.
///
/// ```
/// use saltgrain::vocabulary::{SetRelation, TaxonomyBuilder};
/// let mut builder = TaxonomyBuilder::new();
/// // Any number of nodes that exclude each other cost one entry each.
/// let countries = ["CN", "MX", "US"].map(|code| builder.intern(code));
/// builder.mutually_disjoint(&countries);
/// builder.alias("China", countries[0]);
/// let places = builder.build().unwrap();
/// assert_eq!(places.relation(countries[0], countries[1]), SetRelation::Disjoint);
/// assert_eq!(places.id("China"), Some(countries[0]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct TaxonomyBuilder {
    names: Vec<Arc<str>>,
    index: TextIndex,
    aliases: HashMap<Box<str>, NodeId>,
    edges: Vec<(u32, Up)>,
    exclusions: Vec<Vec<u32>>,
    excluded_by: Vec<Origin>,
    overlaps: Vec<(u32, u32, Origin)>,
    covers: Vec<(u32, Vec<u32>)>,
    covered_by: Vec<Origin>,
    order: Vec<NodeId>,
    classes: Vec<(u32, ResultClass)>,
    at_risk: Vec<(u32, NodeId)>,
    errors: Vec<TaxonomyError>,
}

impl TaxonomyBuilder {
    /// Nothing declared yet.
    #[must_use]
    pub fn new() -> Self {
        TaxonomyBuilder::default()
    }

    /// The node of this name, new if need be. Names are told apart as written.
    pub fn intern(&mut self, name: &str) -> NodeId {
        if let Some(known) = self.id(name) {
            return known;
        }
        let node = NodeId::of(id(self.names.len()));
        let name: Arc<str> = name.into();
        self.names.push(name.clone());
        let names = &self.names;
        self.index.insert(&name, node.get(), |node| at(names, node));
        node
    }

    /// The names of the nodes, in order of interning.
    pub(crate) fn names(&self) -> &[Arc<str>] {
        &self.names
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The node of a name or alias, if it is known.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<NodeId> {
        find(name, &self.names, &self.index, &self.aliases)
    }

    /// Another name for a node; false if the name is taken by another one.
    pub fn alias(&mut self, name: &str, node: NodeId) -> bool {
        if let Some(known) = self.id(name) {
            return known == node;
        }
        self.is_known(node) && *self.aliases.entry(name.into()).or_insert(node) == node
    }

    /// Declares that `child` lies within `parent`.
    pub fn edge(&mut self, child: NodeId, parent: NodeId, kind: EdgeKind) {
        if child == parent {
            let message =
                format!("'{0}' is declared to lie within itself: {0} {kind} {0}", self.name(child.get()));
            self.errors.push(TaxonomyError::new(self.edge_pointer(child.get(), kind), message));
        } else if self.is_known(child) && self.is_known(parent) {
            self.edges.push((child.get(), Up { parent: parent.get(), kind }));
        }
    }

    /// Declares that every one of the child is one of the parent.
    pub fn is_a(&mut self, child: NodeId, parent: NodeId) {
        self.edge(child, parent, EdgeKind::IsA);
    }

    /// Declares that the child is a piece of the parent.
    pub fn part_of(&mut self, child: NodeId, parent: NodeId) {
        self.edge(child, parent, EdgeKind::PartOf);
    }

    /// Declares that something lies in both.
    pub fn overlap(&mut self, a: NodeId, b: NodeId) {
        self.overlap_by(a, b, Origin::Program);
    }

    fn overlap_by(&mut self, a: NodeId, b: NodeId, origin: Origin) {
        if a != b && self.is_known(a) && self.is_known(b) {
            self.overlaps.push((a.get(), b.get(), origin));
        }
    }

    /// Declares that no two of these nodes share anything, at the cost of one entry per node.
    pub fn mutually_disjoint(&mut self, nodes: &[NodeId]) -> Exclusion {
        self.disjoint_by(nodes, Origin::Program)
    }

    /// Declares that a node shares nothing with those of an earlier [`mutually_disjoint`](Self::mutually_disjoint).
    pub fn disjoint_from_all(&mut self, node: NodeId, exclusion: Exclusion) {
        if self.is_known(node) {
            if let Some(set) = self.exclusions.get_mut(exclusion.0) {
                set.push(node.get());
            }
        }
    }

    fn disjoint_by(&mut self, nodes: &[NodeId], origin: Origin) -> Exclusion {
        let set = nodes.iter().filter(|&&node| self.is_known(node)).map(|node| node.get()).collect();
        self.exclusions.push(set);
        self.excluded_by.push(origin);
        Exclusion(self.exclusions.len() - 1)
    }

    /// Divides a whole into parts; see [`PartitionSpec`](super::PartitionSpec).
    pub fn partition(&mut self, whole: NodeId, parts: &[NodeId], exclusive: bool, exhaustive: bool) {
        self.partition_by(whole, parts, exclusive, exhaustive, Origin::Program);
    }

    fn partition_by(
        &mut self,
        whole: NodeId,
        parts: &[NodeId],
        exclusive: bool,
        exhaustive: bool,
        origin: Origin,
    ) {
        for &part in parts {
            self.edge(part, whole, EdgeKind::Partition);
        }
        if exclusive {
            self.disjoint_by(parts, origin);
        }
        if exhaustive && self.is_known(whole) {
            let known = parts.iter().filter(|&&part| self.is_known(part)).map(|part| part.get()).collect();
            self.covers.push((whole.get(), known));
            self.covered_by.push(origin);
        }
    }

    /// Puts nodes in a row, behind those already there.
    pub fn order(&mut self, nodes: impl IntoIterator<Item = NodeId>) {
        for node in nodes {
            if self.is_known(node) {
                self.order.push(node);
            }
        }
    }

    /// Gives a node its class.
    pub fn class(&mut self, node: NodeId, class: ResultClass) {
        if self.is_known(node) {
            self.classes.push((node.get(), class));
        }
    }

    /// Says to whom or what an event can happen.
    pub fn at_risk(&mut self, event: NodeId, population: NodeId) {
        if self.is_known(event) && self.is_known(population) {
            self.at_risk.push((event.get(), population));
        }
    }

    /// Adds what a file declares. What is wrong in it is reported by [`build`](Self::build), with the place in the
    /// file's table.
    pub fn add(&mut self, spec: &TaxonomySpec) {
        self.add_edges(EdgeKind::IsA, &spec.is_a);
        self.add_edges(EdgeKind::PartOf, &spec.part_of);
        for (i, names) in spec.overlaps.iter().enumerate() {
            let pointer = || format!("/overlaps/{i}");
            let nodes = self.all_named(names, pointer);
            match *nodes.as_slice() {
                [a, b] if a != b => self.overlap_by(a, b, Origin::Listed(i)),
                _ if nodes.len() < names.len() => {}
                _ => self.errors.push(TaxonomyError::new(
                    pointer(),
                    format!("an overlap is between two names, not {}: [\"a\", \"b\"]", listed(names)),
                )),
            }
        }
        for (i, names) in spec.disjoint.iter().enumerate() {
            let nodes = self.all_named(names, || format!("/disjoint/{i}"));
            self.disjoint_by(&nodes, Origin::Listed(i));
        }
        for (i, partition) in spec.partition.iter().enumerate() {
            let pointer = || format!("/partition/{i}");
            let parts = self.all_named(&partition.parts, pointer);
            let Some(whole) = self.named(&partition.whole, pointer) else { continue };
            if partition.parts.is_empty() {
                let message = format!("the partition of '{}' has no parts", partition.whole);
                self.errors.push(TaxonomyError::new(pointer(), message));
                continue;
            }
            let origin = Origin::Partition(i);
            self.partition_by(whole, &parts, partition.exclusive, partition.exhaustive, origin);
        }
        let order = self.all_named(&spec.order, || "/order".to_owned());
        self.order(order);
        for (name, &class) in &spec.class {
            if let Some(node) = self.named(name, || format!("/class/{}", escape(name))) {
                self.class(node, class);
            }
        }
        for (event, population) in &spec.at_risk {
            let pointer = || format!("/at_risk/{}", escape(event));
            if let (Some(event), Some(population)) =
                (self.named(event, pointer), self.named(population, pointer))
            {
                self.at_risk(event, population);
            }
        }
    }

    /// Adds only what `is_a` declares: for the kinds of things counted, where a part of something is not one of it.
    ///
    /// ```
    /// use saltgrain::vocabulary::{SetRelation, Taxonomy, TaxonomySpec};
    /// let spec: TaxonomySpec =
    ///     serde_json::from_str(r#"{ "is_a": { "woman": "person" }, "part_of": { "person": "household" } }"#).unwrap();
    /// let mut builder = Taxonomy::builder();
    /// let [woman, person, household] = ["woman", "person", "household"].map(|name| builder.intern(name));
    /// builder.add_is_a(&spec);
    /// let kinds = builder.build().unwrap();
    /// assert_eq!(kinds.relation(woman, person), SetRelation::Within);
    /// assert_eq!(kinds.relation(person, household), SetRelation::Unknown);
    /// ```
    pub fn add_is_a(&mut self, spec: &TaxonomySpec) {
        self.add_edges(EdgeKind::IsA, &spec.is_a);
    }

    fn add_edges(&mut self, kind: EdgeKind, edges: &BTreeMap<String, Names>) {
        for (child, parents) in edges {
            let pointer = || format!("/{kind}/{}", escape(child));
            let Some(child) = self.named(child, pointer) else { continue };
            for parent in &parents.0 {
                if let Some(parent) = self.named(parent, pointer) {
                    self.edge(child, parent, kind);
                }
            }
        }
    }

    fn all_named(&mut self, names: &[String], pointer: impl Fn() -> String + Copy) -> Vec<NodeId> {
        names.iter().filter_map(|name| self.named(name, pointer)).collect()
    }

    fn named(&mut self, name: &str, pointer: impl Fn() -> String) -> Option<NodeId> {
        if name.trim().is_empty() || RESERVED.contains(&name) {
            let message = format!("'{name}' cannot name a node: it has a meaning of its own in a scope");
            let message = if name.trim().is_empty() { "a node needs a name".to_owned() } else { message };
            self.errors.push(TaxonomyError::new(pointer(), message));
            return None;
        }
        Some(self.intern(name))
    }

    /// Checks everything together.
    ///
    /// # Errors
    /// All of: a circle of edges for each knot of them, a node within itself, a node within two others that exclude
    /// each other, an overlap of nodes that exclude each other, a node that an exhaustive partition leaves empty, a
    /// name twice in one list, and caps exceeded ([`Taxonomy::MAX_NODES`], [`Taxonomy::MAX_PARENTS`]).
    pub fn build(mut self) -> Result<Taxonomy, Vec<TaxonomyError>> {
        if self.names.len() > Taxonomy::MAX_NODES {
            let message = format!(
                "{} names are more than the {} of one taxonomy",
                self.names.len(),
                Taxonomy::MAX_NODES
            );
            self.errors.push(TaxonomyError::new("", message));
            return Err(self.errors);
        }
        let nodes = id(self.names.len());
        self.edges.sort_by_key(|&(child, _)| child);
        let up = self.without_doubles(nodes);
        let (circles, rest) = untangle(nodes, &up);
        let up = if circles.is_empty() { up } else { Lists::group(nodes, rest) };
        for circle in &circles {
            let pointer = circle
                .first()
                .map_or_else(String::new, |step| self.edge_pointer(step.child.get(), step.kind));
            let message = format!("these edges run in a circle: {}", self.steps(circle));
            self.errors.push(TaxonomyError::new(pointer, message));
        }
        let forest = Forest::new(nodes, up);
        self.check_lists();

        let mut overlaps: Vec<(u32, u32)> = self
            .overlaps
            .iter()
            .flat_map(|&(a, b, _)| [(forest.place(a), b), (forest.place(b), a)])
            .collect();
        overlaps.sort_unstable();
        let overlapping = self.overlaps.iter().map(|&(a, b, _)| [a, b]).collect();
        let mut taxonomy = Taxonomy {
            exclusions: Exclusions::new(&forest, &self.exclusions),
            covers: Covers::new(&forest, std::mem::take(&mut self.covers), overlapping),
            overlaps,
            positions: self.order.iter().copied().zip(0..).collect(),
            order: std::mem::take(&mut self.order),
            classes: inherited(&forest, &self.classes),
            at_risk: inherited(&forest, &self.at_risk),
            forest,
            names: self.names.clone(),
            index: TextIndex::default(),
            aliases: HashMap::new(),
        };
        self.check_exclusions(&taxonomy);
        if self.errors.is_empty() {
            self.check_covers(&taxonomy);
        }
        if self.errors.is_empty() {
            taxonomy.index = self.index;
            taxonomy.aliases = self.aliases;
            Ok(taxonomy)
        } else {
            Err(self.errors)
        }
    }

    /// The edges by child, each parent once.
    fn without_doubles(&mut self, nodes: u32) -> Lists<Up> {
        let mut edges = std::mem::take(&mut self.edges);
        // Sorted by child, and nearly every child has one parent.
        let (mut first, mut others) = (None, HashSet::new());
        edges.retain(|&(child, edge)| match first {
            Some((of, parent)) if of == child => parent != edge.parent && others.insert(edge.parent),
            _ => {
                first = Some((child, edge.parent));
                others.clear();
                true
            }
        });
        let up = Lists::group(nodes, edges);
        for node in (0..nodes).filter(|&node| up.of(node).len() > Taxonomy::MAX_PARENTS) {
            let kind = up.of(node).first().map_or(EdgeKind::IsA, |edge| edge.kind);
            let message = format!(
                "'{}' lies directly within {} nodes; at most {} are read",
                self.name(node),
                up.of(node).len(),
                Taxonomy::MAX_PARENTS
            );
            self.errors.push(TaxonomyError::new(self.edge_pointer(node, kind), message));
        }
        up
    }

    /// Names that stand twice in one list.
    fn check_lists(&mut self) {
        let mut errors = Vec::new();
        let mut twice = |node: Option<u32>, pointer: String, list: &str| {
            if let Some(node) = node {
                let message = format!("'{}' stands twice in {list}", self.name(node));
                errors.push(TaxonomyError::new(pointer, message));
            }
        };
        for (set, origin) in self.exclusions.iter().zip(&self.excluded_by) {
            twice(doubled(set.iter().copied()), origin.pointer("disjoint"), "one list of what is disjoint");
        }
        twice(doubled(self.order.iter().map(|node| node.get())), "/order".to_owned(), "the order");
        self.errors.append(&mut errors);
        for set in &mut self.exclusions {
            set.sort_unstable();
            set.dedup();
        }
    }

    /// Nodes within two others that exclude each other, and overlaps of such.
    fn check_exclusions(&mut self, taxonomy: &Taxonomy) {
        let mut budget = Budget::new(CHECK_STEPS);
        let Some(conflicts) = Exclusions::conflicts(&taxonomy.forest, &self.exclusions, &mut budget) else {
            let message = "too many nodes lie within several others for what is disjoint to be checked";
            self.errors.push(TaxonomyError::new("/disjoint", message));
            return;
        };
        for Conflict { exclusion, common, first, second } in conflicts {
            let origin = self.excluded_by.get(exclusion).copied().unwrap_or(Origin::Program);
            // The member that is itself the common node is named last.
            let (first, second) = if common == first { (second, first) } else { (first, second) };
            let way = |to| {
                taxonomy.chain(NodeId::of(common), NodeId::of(to)).map_or_else(String::new, |c| c.to_string())
            };
            let name = |node| self.name(node);
            let message = if common == second && matches!(origin, Origin::Program) {
                format!(
                    "'{0}' is declared to lie within '{1}' ({2}), but both are known by these names already, and apart from each other, as countries are: call '{0}' something else",
                    name(common),
                    name(first),
                    way(first)
                )
            } else if common == second {
                format!(
                    "'{}' lies within '{}' ({}), from which it is declared disjoint",
                    name(common),
                    name(first),
                    way(first)
                )
            } else {
                format!(
                    "nothing can be '{}': it lies within '{}' ({}) and within '{}' ({}), which are declared disjoint",
                    name(common),
                    name(first),
                    way(first),
                    name(second),
                    way(second)
                )
            };
            self.errors.push(TaxonomyError::new(origin.pointer("disjoint"), message));
        }
        for &(a, b, origin) in &self.overlaps {
            if let Some((above_a, above_b)) = taxonomy.disjoint_because(NodeId::of(a), NodeId::of(b)) {
                let message = format!(
                    "'{}' and '{}' are declared to overlap, and to be disjoint ('{}' from '{}')",
                    self.name(a),
                    self.name(b),
                    taxonomy.name(above_a),
                    taxonomy.name(above_b)
                );
                self.errors.push(TaxonomyError::new(origin.pointer("overlaps"), message));
            }
        }
    }

    /// Nodes and overlaps that exhaustive partitions leave no place.
    fn check_covers(&mut self, taxonomy: &Taxonomy) {
        let mut budget = Budget::new(EMPTY_STEPS);
        if let Some(leaf) = taxonomy.covers.empty_leaf(taxonomy, &mut budget) {
            let pointer =
                self.covered_by.first().map_or_else(String::new, |origin| origin.pointer("partition"));
            let message = format!(
                "nothing can be '{}': it is disjoint from every part that an exhaustive partition leaves for it",
                self.name(leaf)
            );
            self.errors.push(TaxonomyError::new(pointer, message));
        }
        for &(a, b, origin) in &self.overlaps {
            if taxonomy.covers.is_refuted(taxonomy, &[a, b], &mut budget) {
                let message = format!(
                    "'{}' and '{}' are declared to overlap, and exhaustive partitions leave no place for that",
                    self.name(a),
                    self.name(b)
                );
                self.errors.push(TaxonomyError::new(origin.pointer("overlaps"), message));
            }
        }
    }

    fn is_known(&self, node: NodeId) -> bool {
        node.index() < self.names.len()
    }

    fn name(&self, node: u32) -> &str {
        self.names.get(node as usize).map_or("", |name| name)
    }

    fn steps(&self, steps: &[Step]) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = write_steps(&mut text, steps, &|node| self.name(node.get()).to_owned());
        text
    }

    fn edge_pointer(&self, child: u32, kind: EdgeKind) -> String {
        match kind {
            EdgeKind::IsA | EdgeKind::PartOf => format!("/{kind}/{}", escape(self.name(child))),
            EdgeKind::Partition => "/partition".to_owned(),
            EdgeKind::Assumed => String::new(),
        }
    }
}

/// The first node that was there before.
fn doubled(mut nodes: impl Iterator<Item = u32>) -> Option<u32> {
    let mut seen = HashSet::new();
    nodes.find(|&node| !seen.insert(node))
}

/// As RFC 6901 wants it.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 4;
    let mut text = names.iter().take(SHOWN).map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    if text.is_empty() { "none".to_owned() } else { text }
}

/// Declared, or agreed on by all parents that have one.
fn inherited<T: Copy + PartialEq>(forest: &Forest, declared: &[(u32, T)]) -> Vec<Option<T>> {
    if declared.is_empty() {
        return Vec::new();
    }
    let mut of_nodes = vec![None; forest.len() as usize];
    for &(node, own) in declared {
        put(&mut of_nodes, node, Some(own));
    }
    for node in forest.bottom_up().iter().rev() {
        if of_nodes.get(node.index()).copied().flatten().is_some() {
            continue;
        }
        let above = |edge: &Up| of_nodes.get(edge.parent as usize).copied().flatten();
        let mut from_parents = forest.parents(node.get()).iter().filter_map(above);
        let first = from_parents.next();
        let agreed = from_parents.all(|own| Some(own) == first);
        put(&mut of_nodes, node.get(), first.filter(|_| agreed));
    }
    of_nodes
}
