//! Taxonomies: which names lie within which, which share nothing, and which nobody has related.
//!
//! Scopes point to nodes: what is counted (`fentanyl`), where (`US`), at which stage (`transit`). A [`Taxonomy`]
//! holds what is declared about the nodes of one namespace and answers how any two of them lie to each other
//! ([`Taxonomy::relation`]).
//!
//! # Meaning
//!
//! A node is a set of things, never empty. A thing is admissible if it respects what is declared:
//!
//! * `is_a` and `part_of`: what lies in the child lies in the parent;
//! * `disjoint` (any number of names that exclude each other): nothing lies in two of them;
//! * `overlaps`: something lies in both;
//! * `partition`: the parts lie within the whole; *exclusive* parts share nothing; *exhaustive* parts leave nothing of
//!   the whole out.
//!
//! The world is open: two nodes are related only if every world that respects the declarations relates them so, and
//! are [`Unknown`](SetRelation::Unknown) to each other otherwise. Siblings are not disjoint by themselves.
//!
//! # Exactness
//!
//! Without exhaustive partitions the answer is complete: everything that follows is found. What exhaustive partitions
//! add ("an adult who is not a man is a woman") is found by search; deciding it in general is NP-complete (a partition
//! into literals is a clause), so the search stops after [`Taxonomy::SEARCH_STEPS`] and then answers less, never
//! something false. The same holds for a walk that is longer than [`Taxonomy::WALK_STEPS`].
//!
//! # Cost
//!
//! Building is linear but for sorting. In a forest a comparison takes constant time and what the declared exclusions
//! above the two nodes cost; nodes with several parents add a walk over such nodes only. Nothing is stored per pair
//! and nothing recurses on the depth of the input.

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
pub(crate) mod brute_force;
mod builder;
mod chain;
mod cover;
mod cycle;
mod error;
mod exclusion;
mod forest;
mod spec;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests;

pub use builder::{Exclusion, TaxonomyBuilder};
pub use chain::{Ancestors, Chain, Step};
pub use error::TaxonomyError;
pub use spec::{Names, PartitionSpec, TaxonomiesSpec, TaxonomySpec};

use foldhash::HashMap;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::cover::Covers;
use self::exclusion::Exclusions;
use self::forest::{Budget, Forest};
use super::SetRelation;
use super::spelling;
use super::text_index::TextIndex;

/// A node of one [`Taxonomy`]. Means nothing in another taxonomy.
///
/// Three bytes, which is enough for [`Taxonomy::MAX_NODES`] and leaves a fourth to what encloses it:
/// a scope has six of them.
///
/// ```
/// use saltgrain::vocabulary::TaxonomyBuilder;
/// let mut builder = TaxonomyBuilder::new();
/// let us = builder.intern("US");
/// assert_eq!(builder.intern("US"), us);
/// assert_ne!(builder.intern("MX"), us);
/// ```
#[derive(Clone, Copy, Eq)]
pub struct NodeId([u8; 3]);

impl NodeId {
    fn of(number: u32) -> Self {
        // A number beyond the most nodes is of a taxonomy that is never built.
        let [a, b, c, 0] = number.to_le_bytes() else { return NodeId([u8::MAX; 3]) };
        NodeId([a, b, c])
    }

    fn get(self) -> u32 {
        let NodeId([a, b, c]) = self;
        u32::from_le_bytes([a, b, c, 0])
    }

    /// Its place in tables with one entry per node: from 0 to [`Taxonomy::len`] − 1, in order of interning.
    ///
    /// ```
    /// use saltgrain::vocabulary::{NodeId, TaxonomyBuilder};
    /// let mut builder = TaxonomyBuilder::new();
    /// let nodes = ["US", "MX", "US"].map(|name| builder.intern(name));
    /// assert_eq!(nodes.map(NodeId::index), [0, 1, 0]);
    /// ```
    #[must_use]
    pub fn index(self) -> usize {
        self.get() as usize
    }
}

// As one number: byte by byte they would be compared and hashed three times as slowly.
impl PartialEq for NodeId {
    fn eq(&self, other: &NodeId) -> bool {
        self.get() == other.get()
    }
}

impl Ord for NodeId {
    fn cmp(&self, other: &NodeId) -> Ordering {
        self.get().cmp(&other.get())
    }
}

impl PartialOrd for NodeId {
    fn partial_cmp(&self, other: &NodeId) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for NodeId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(self.get());
    }
}

impl fmt::Debug for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeId({})", self.get())
    }
}

/// How a child was said to lie within its parent.
///
/// ```
/// use saltgrain::vocabulary::{EdgeKind, TaxonomyBuilder};
/// let mut builder = TaxonomyBuilder::new();
/// let [texas, us] = ["Texas", "US"].map(|name| builder.intern(name));
/// builder.edge(texas, us, EdgeKind::PartOf);
/// let places = builder.build().unwrap();
/// assert_eq!(places.chain(texas, us).unwrap().to_string(), "Texas part_of US");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// Every one of the child is one of the parent: `is_a`.
    IsA,
    /// The child is a piece of the parent: `part_of`.
    PartOf,
    /// A part of a declared `partition`.
    Partition,
    /// Nobody declared it: taken from how a claim uses the names. Listed as an assumption; can carry no error.
    Assumed,
}

impl fmt::Display for EdgeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EdgeKind::IsA => "is_a",
            EdgeKind::PartOf => "part_of",
            EdgeKind::Partition => "in the partition of",
            EdgeKind::Assumed => "taken to be within",
        })
    }
}

/// Where a node stands between what is put in and what comes of it (OECD, *Glossary of Key Terms in Evaluation and
/// Results Based Management*, 2nd ed. 2022): six tips followed up are activity, not outcome.
///
/// ```
/// use saltgrain::vocabulary::ResultClass;
/// assert!(ResultClass::Activity < ResultClass::Outcome);
/// assert_eq!(ResultClass::Activity.to_string(), "activity");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultClass {
    /// Money, staff, hours.
    Input,
    /// What is done with it: patrols, tips followed up.
    Activity,
    /// What the activity directly gives: seizures, arrests.
    Output,
    /// What it was for: fewer deaths.
    Outcome,
}

impl fmt::Display for ResultClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ResultClass::Input => "input",
            ResultClass::Activity => "activity",
            ResultClass::Output => "output",
            ResultClass::Outcome => "outcome",
        })
    }
}

/// The nodes of one namespace and how they lie to each other (see the [module](self)).
///
/// ```
/// use saltgrain::vocabulary::{SetRelation, TaxonomyBuilder};
///
/// let mut builder = TaxonomyBuilder::new();
/// let [opioid, prescription, illicit, fentanyl] =
///     ["opioid", "prescription opioid", "illicit opioid", "illicit fentanyl"].map(|name| builder.intern(name));
/// builder.is_a(prescription, opioid);
/// builder.is_a(illicit, opioid);
/// builder.is_a(fentanyl, illicit);
/// builder.mutually_disjoint(&[prescription, illicit]);
/// let drugs = builder.build().unwrap();
///
/// assert_eq!(drugs.relation(fentanyl, opioid), SetRelation::Within);
/// assert_eq!(drugs.relation(fentanyl, prescription), SetRelation::Disjoint);
/// assert_eq!(drugs.chain(fentanyl, opioid).unwrap().to_string(), "illicit fentanyl is_a illicit opioid is_a opioid");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    names: Vec<Arc<str>>,
    index: TextIndex,
    aliases: HashMap<Box<str>, NodeId>,
    forest: Forest,
    exclusions: Exclusions,
    /// Declared overlaps, both ways round: where the first stands in the forest, and the second. Sorted.
    overlaps: Vec<(u32, u32)>,
    covers: Covers,
    order: Vec<NodeId>,
    positions: HashMap<NodeId, usize>,
    classes: Vec<Option<ResultClass>>,
    at_risk: Vec<Option<NodeId>>,
}

fn name_at(names: &[Arc<str>], node: u32) -> &str {
    usize::try_from(node).ok().and_then(|node| names.get(node)).map_or("", |name| name)
}

/// The node of a name or alias.
fn find(
    name: &str,
    names: &[Arc<str>],
    index: &TextIndex,
    aliases: &HashMap<Box<str>, NodeId>,
) -> Option<NodeId> {
    let node = index.find(name, |node| name_at(names, node)).map(NodeId::of);
    // Most taxonomies have no aliases.
    node.or_else(|| if aliases.is_empty() { None } else { aliases.get(name).copied() })
}

impl Taxonomy {
    /// The most nodes of one taxonomy: more than any classification in use (SNOMED CT has 360,000 concepts).
    pub const MAX_NODES: usize = 1 << 20;
    /// The most parents of one node.
    pub const MAX_PARENTS: usize = 64;
    /// After so many declared exclusions up a single path, or an eighth as many edges beyond a node's first, a
    /// comparison stops walking.
    pub const WALK_STEPS: u32 = 1 << 15;
    /// After so many nodes visited, a comparison stops to search what exhaustive partitions entail.
    pub const SEARCH_STEPS: u32 = 1 << 11;

    /// Collects declarations; the same as [`TaxonomyBuilder::new`].
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let us = builder.intern("US");
    /// assert_eq!(builder.build().unwrap().id("US"), Some(us));
    /// ```
    #[must_use]
    pub fn builder() -> TaxonomyBuilder {
        TaxonomyBuilder::new()
    }

    /// How many nodes there are.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [china, _] = ["CN", "US"].map(|name| builder.intern(name));
    /// // A second name is no second node.
    /// builder.alias("China", china);
    /// assert_eq!(builder.build().unwrap().len(), 2);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.forest.len() as usize
    }

    /// Whether there is no node.
    ///
    /// ```
    /// assert!(saltgrain::vocabulary::Taxonomy::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forest.len() == 0
    }

    /// The node of a name or alias, as written.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let china = builder.intern("CN");
    /// builder.alias("China", china);
    /// let places = builder.build().unwrap();
    /// assert_eq!((places.id("China"), places.id("china")), (Some(china), None));
    /// ```
    #[must_use]
    pub fn id(&self, name: &str) -> Option<NodeId> {
        find(name, &self.names, &self.index, &self.aliases)
    }

    /// The name of a node; empty for a node of another taxonomy.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let china = builder.intern("CN");
    /// builder.alias("China", china);
    /// assert_eq!(builder.build().unwrap().name(china), "CN");
    /// ```
    #[must_use]
    pub fn name(&self, node: NodeId) -> &str {
        self.names.get(node.index()).map_or("", |name| name)
    }

    /// All nodes, in order of interning.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let countries = ["US", "CN", "MX"].map(|name| builder.intern(name));
    /// assert!(builder.build().unwrap().nodes().eq(countries));
    /// ```
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.forest.len()).map(NodeId::of)
    }

    /// The known name nearest to a misspelt one.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// builder.intern("fentanyl");
    /// let drugs = builder.build().unwrap();
    /// assert_eq!(drugs.nearest("fentanly"), Some("fentanyl"));
    /// assert_eq!(drugs.nearest("heroin"), None);
    /// ```
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        spelling::nearest(name, self.names.iter().map(|known| &**known))
    }

    /// How `a` lies to `b`: what follows from the declarations in every world that respects them.
    ///
    /// Reflexive, mirrored, and transitive for [`Within`](SetRelation::Within); what is disjoint from a node is
    /// disjoint from everything within it. (Where a walk or search ends early, an answer may be missing, so the last two
    /// then hold only for what was found.)
    ///
    /// ```
    /// use saltgrain::vocabulary::{SetRelation, Taxonomy};
    /// let mut builder = Taxonomy::builder();
    /// let [opioid, fentanyl, heroin] = ["opioid", "fentanyl", "heroin"].map(|name| builder.intern(name));
    /// builder.is_a(fentanyl, opioid);
    /// builder.is_a(heroin, opioid);
    /// let drugs = builder.build().unwrap();
    /// assert_eq!(drugs.relation(opioid, fentanyl), SetRelation::Contains);
    /// // A mixture is both: nobody declared the two disjoint.
    /// assert_eq!(drugs.relation(fentanyl, heroin), SetRelation::Unknown);
    /// ```
    #[must_use]
    pub fn relation(&self, a: NodeId, b: NodeId) -> SetRelation {
        if a == b {
            return SetRelation::Equal;
        }
        // One order for both directions, so that the answers mirror each other even where a budget ends the search.
        if b < a {
            return self.relation(b, a).mirror();
        }
        let (a, b) = (a.get(), b.get());
        let declared = self.without_covers(a, b);
        if matches!(declared, SetRelation::Disjoint) || self.covers.is_empty() {
            return declared;
        }
        self.with_covers(a, b, declared)
    }

    /// All that follows without exhaustive partitions.
    fn without_covers(&self, a: u32, b: u32) -> SetRelation {
        if self.forest.reaches(a, b) {
            SetRelation::Within
        } else if self.forest.reaches(b, a) {
            SetRelation::Contains
        } else if self.exclusions.between(&self.forest, a, b).is_some() {
            SetRelation::Disjoint
        } else if self.share_a_node(a, b) {
            SetRelation::Overlaps
        } else {
            SetRelation::Unknown
        }
    }

    /// Whether some node, or some declared overlap, lies within both.
    fn share_a_node(&self, a: u32, b: u32) -> bool {
        if self.overlaps.is_empty() && self.forest.is_forest() {
            return false;
        }
        let mut budget = Budget::new(Self::WALK_STEPS);
        let (below_a, below_b) = (self.forest.below(a, &mut budget), self.forest.below(b, &mut budget));
        if forest::intersect(&below_a, &below_b) {
            return true;
        }
        below_a.iter().any(|&(start, end)| {
            let from = self.overlaps.partition_point(|&(place, _)| place < start);
            let pairs = self.overlaps.get(from..).unwrap_or_default();
            pairs
                .iter()
                .take_while(|&&(place, _)| place < end)
                .any(|&(_, partner)| budget.take() && forest::covers(&below_b, self.forest.place(partner)))
        })
    }

    /// What exhaustive partitions add to what is declared without them.
    fn with_covers(&self, a: u32, b: u32, declared: SetRelation) -> SetRelation {
        let mut budget = Budget::new(Self::SEARCH_STEPS);
        let mut within = |x, y| self.covers.entails(self, &[x], y, &mut budget);
        let inside = declared == SetRelation::Within || within(a, b);
        let outside = declared == SetRelation::Contains || within(b, a);
        match (inside, outside) {
            (true, true) => SetRelation::Equal,
            (true, false) => SetRelation::Within,
            (false, true) => SetRelation::Contains,
            (false, false) if declared == SetRelation::Overlaps => declared,
            (false, false) => {
                if self.covers.is_refuted(self, &[a, b], &mut budget) {
                    SetRelation::Disjoint
                } else if self.covers.force_overlap(self, a, b, &mut budget) {
                    SetRelation::Overlaps
                } else {
                    SetRelation::Unknown
                }
            }
        }
    }

    /// The two nodes, one above (or at) `a` and one above (or at) `b`, that were declared to share nothing, if that is
    /// why `a` and `b` are disjoint.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [us, mexico, texas, sonora] = ["US", "MX", "Texas", "Sonora"].map(|name| builder.intern(name));
    /// builder.part_of(texas, us);
    /// builder.part_of(sonora, mexico);
    /// builder.mutually_disjoint(&[us, mexico]);
    /// assert_eq!(builder.build().unwrap().disjoint_because(sonora, texas), Some((mexico, us)));
    /// ```
    #[must_use]
    pub fn disjoint_because(&self, a: NodeId, b: NodeId) -> Option<(NodeId, NodeId)> {
        self.exclusions.between(&self.forest, a.get(), b.get()).map(|(a, b)| (NodeId::of(a), NodeId::of(b)))
    }

    /// The nodes that it was said to lie directly within, in the order they were declared.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [fentanyl, opioid, anaesthetic, drug] =
    ///     ["fentanyl", "opioid", "anaesthetic", "drug"].map(|name| builder.intern(name));
    /// builder.is_a(fentanyl, opioid);
    /// builder.is_a(fentanyl, anaesthetic);
    /// builder.is_a(opioid, drug);
    /// assert!(builder.build().unwrap().parents(fentanyl).eq([opioid, anaesthetic]));
    /// ```
    pub fn parents(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.forest.parents(node.get()).iter().map(|edge| NodeId::of(edge.parent))
    }

    /// Every node once, each before the nodes it lies within: for sums and sweeps from the bottom up.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [us, texas] = ["US", "Texas"].map(|name| builder.intern(name));
    /// builder.part_of(texas, us);
    /// let places = builder.build().unwrap();
    /// let mut deaths = [10, 7]; // by node, those of Texas not among those of the US
    /// for node in places.bottom_up() {
    ///     let own = deaths[node.index()];
    ///     places.parents(*node).for_each(|parent| deaths[parent.index()] += own);
    /// }
    /// assert_eq!(deaths, [17, 7]);
    /// ```
    #[must_use]
    pub fn bottom_up(&self) -> &[NodeId] {
        self.forest.bottom_up()
    }

    /// Puts nodes in an order in which each stands before the nodes it lies within.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    ///
    /// let mut builder = Taxonomy::builder();
    /// let [world, us, texas] = ["world", "US", "Texas"].map(|name| builder.intern(name));
    /// builder.part_of(us, world);
    /// builder.part_of(texas, us);
    /// let mut nodes = [world, texas, us];
    /// builder.build().unwrap().sort_bottom_up(&mut nodes);
    /// assert_eq!(nodes, [texas, us, world]);
    /// ```
    pub fn sort_bottom_up(&self, nodes: &mut [NodeId]) {
        nodes.sort_unstable_by_key(|node| self.forest.rank(node.get()));
    }

    /// The nodes of `order`, first to last.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [retail, transit] = ["retail", "transit"].map(|name| builder.intern(name));
    /// builder.order([transit, retail]);
    /// assert_eq!(builder.build().unwrap().order(), [transit, retail]);
    /// ```
    #[must_use]
    pub fn order(&self) -> &[NodeId] {
        &self.order
    }

    /// Where the node stands in `order`, from 0. Standing apart there says nothing about sharing members.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [transit, retail, lost] = ["transit", "retail", "lost"].map(|name| builder.intern(name));
    /// builder.order([transit, retail]);
    /// let stages = builder.build().unwrap();
    /// assert_eq!([transit, retail, lost].map(|stage| stages.position(stage)), [Some(0), Some(1), None]);
    /// ```
    #[must_use]
    pub fn position(&self, node: NodeId) -> Option<usize> {
        self.positions.get(&node).copied()
    }

    /// Its class: declared for it, else what the classes of all its classed parents agree on.
    ///
    /// ```
    /// use saltgrain::vocabulary::{ResultClass, Taxonomy};
    /// let mut builder = Taxonomy::builder();
    /// let [patrols, night] = ["patrols", "night patrols"].map(|name| builder.intern(name));
    /// builder.class(patrols, ResultClass::Activity);
    /// builder.is_a(night, patrols);
    /// assert_eq!(builder.build().unwrap().class(night), Some(ResultClass::Activity));
    /// ```
    #[must_use]
    pub fn class(&self, node: NodeId) -> Option<ResultClass> {
        self.classes.get(node.index()).copied().flatten()
    }

    /// To whom or what an event can happen: declared for it, else what its parents agree on.
    ///
    /// ```
    /// use saltgrain::vocabulary::Taxonomy;
    /// let mut builder = Taxonomy::builder();
    /// let [births, twins, women] = ["births", "twin births", "women of 15 to 49"].map(|name| builder.intern(name));
    /// builder.is_a(twins, births);
    /// builder.at_risk(births, women);
    /// assert_eq!(builder.build().unwrap().at_risk(twins), Some(women));
    /// ```
    #[must_use]
    pub fn at_risk(&self, event: NodeId) -> Option<NodeId> {
        self.at_risk.get(event.index()).copied().flatten()
    }
}
