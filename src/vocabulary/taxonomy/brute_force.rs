//! Random declarations and their meaning spelt out, to test comparisons against.

use super::{EdgeKind, NodeId, SetRelation, Taxonomy, TaxonomyBuilder};

/// SplitMix64 (Steele, Lea and Flood 2014): the same taxonomies on every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn some_of(&mut self, nodes: usize, count: usize) -> Vec<usize> {
        let mut picked: Vec<usize> = (0..count).map(|_| self.below(nodes)).collect();
        picked.sort_unstable();
        picked.dedup();
        picked
    }
}

/// Declarations over the nodes 0 to `nodes` − 1, and their meaning spelt out: a thing is the set of nodes it lies in.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub(crate) nodes: usize,
    pub(crate) edges: Vec<(usize, usize)>,
    pub(crate) disjoint: Vec<Vec<usize>>,
    pub(crate) overlaps: Vec<(usize, usize)>,
    /// whole, parts, exclusive, exhaustive
    pub(crate) partitions: Vec<(usize, Vec<usize>, bool, bool)>,
}

impl Declared {
    pub(crate) fn random(random: &mut Random, most: usize, with_partitions: bool) -> Self {
        let nodes = 2 + random.below(most - 1);
        let mut declared = Declared { nodes, ..Declared::default() };
        // A random numbering, so that parents are not always interned after their children.
        let mut rank: Vec<usize> = (0..nodes).collect();
        for i in (1..nodes).rev() {
            rank.swap(i, random.below(i + 1));
        }
        let density = 5 + random.below(40);
        for child in 0..nodes {
            for parent in 0..nodes {
                if rank[child] < rank[parent] && random.chance(density) {
                    declared.edges.push((child, parent));
                }
            }
        }
        for _ in 0..random.below(4) {
            let count = 2 + random.below(3);
            declared.disjoint.push(random.some_of(nodes, count));
        }
        for _ in 0..random.below(3) {
            let pair = (random.below(nodes), random.below(nodes));
            if pair.0 != pair.1 {
                declared.overlaps.push(pair);
            }
        }
        if with_partitions {
            for _ in 0..1 + random.below(2) {
                let whole = random.below(nodes);
                let count = 1 + random.below(3);
                let mut parts = random.some_of(nodes, count);
                parts.retain(|&part| rank[part] < rank[whole]);
                if !parts.is_empty() {
                    declared.partitions.push((whole, parts, random.chance(50), random.chance(70)));
                }
            }
        }
        declared
    }

    fn name(node: usize) -> String {
        format!("n{node}")
    }

    pub(crate) fn builder(&self) -> TaxonomyBuilder {
        let mut builder = Taxonomy::builder();
        let ids: Vec<NodeId> = (0..self.nodes).map(|node| builder.intern(&Self::name(node))).collect();
        for &(child, parent) in &self.edges {
            let kind = if child % 2 == 0 { EdgeKind::IsA } else { EdgeKind::PartOf };
            builder.edge(ids[child], ids[parent], kind);
        }
        for set in &self.disjoint {
            let set: Vec<NodeId> = set.iter().map(|&node| ids[node]).collect();
            builder.mutually_disjoint(&set);
        }
        for &(a, b) in &self.overlaps {
            builder.overlap(ids[a], ids[b]);
        }
        for (whole, parts, exclusive, exhaustive) in &self.partitions {
            let parts: Vec<NodeId> = parts.iter().map(|&node| ids[node]).collect();
            builder.partition(ids[*whole], &parts, *exclusive, *exhaustive);
        }
        builder
    }

    /// Every set of nodes that something may lie in.
    pub(crate) fn atoms(&self) -> Vec<usize> {
        let admissible = |&atom: &usize| {
            let lies_in = |node: usize| atom >> node & 1 == 1;
            let in_one = |set: &[usize]| set.iter().filter(|&&node| lies_in(node)).count() <= 1;
            self.edges.iter().all(|&(child, parent)| !lies_in(child) || lies_in(parent))
                && self.disjoint.iter().all(|set| in_one(set))
                && self.partitions.iter().all(|(whole, parts, exclusive, exhaustive)| {
                    parts.iter().all(|&part| !lies_in(part) || lies_in(*whole))
                        && (!exclusive || in_one(parts))
                        && (!exhaustive || !lies_in(*whole) || parts.iter().any(|&part| lies_in(part)))
                })
        };
        (0..1 << self.nodes).filter(admissible).collect()
    }

    /// What must exist: something in every node, something in every declared overlap.
    pub(crate) fn existing(&self) -> Vec<usize> {
        let nodes = (0..self.nodes).map(|node| 1 << node);
        nodes.chain(self.overlaps.iter().map(|&(a, b)| 1 << a | 1 << b)).collect()
    }

    pub(crate) fn is_consistent(&self, atoms: &[usize]) -> bool {
        self.existing().iter().all(|&all| atoms.iter().any(|atom| atom & all == all))
    }

    pub(crate) fn expected(&self, atoms: &[usize], a: usize, b: usize) -> SetRelation {
        let (a, b) = (1 << a, 1 << b);
        let follows =
            |given: usize, then: usize| atoms.iter().all(|atom| atom & given != given || atom & then == then);
        match (follows(a, b), follows(b, a)) {
            (true, true) => SetRelation::Equal,
            (true, false) => SetRelation::Within,
            (false, true) => SetRelation::Contains,
            _ if atoms.iter().all(|atom| atom & (a | b) != a | b) => SetRelation::Disjoint,
            // Worlds are closed under union, so one world avoids the overlap unless a single existing thing forces it.
            _ if self.existing().iter().any(|&given| follows(given, a | b)) => SetRelation::Overlaps,
            _ => SetRelation::Unknown,
        }
    }
}
