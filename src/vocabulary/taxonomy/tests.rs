use std::collections::BTreeMap;

use super::brute_force::{Declared, Random};
use super::*;

fn compare_with_brute_force(seed: u64, with_partitions: bool, at_least: usize) {
    let mut random = Random(seed);
    let mut seen: BTreeMap<SetRelation, usize> = BTreeMap::new();
    let (mut pairs, mut inconsistent) = (0, 0);
    while pairs < at_least {
        let declared = Declared::random(&mut random, 7, with_partitions);
        let atoms = declared.atoms();
        let built = declared.builder().build();
        assert_eq!(built.is_ok(), declared.is_consistent(&atoms), "{declared:?}\n{built:?}");
        let Ok(taxonomy) = built else {
            inconsistent += 1;
            continue;
        };
        for a in 0..declared.nodes {
            for b in 0..declared.nodes {
                let expected = declared.expected(&atoms, a, b);
                let found = taxonomy.relation(NodeId::of(id(a)), NodeId::of(id(b)));
                assert_eq!(found, expected, "n{a} to n{b} in {declared:?}");
                *seen.entry(found).or_default() += 1;
                pairs += 1;
            }
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
    assert!(seen.values().all(|&count| count > pairs / 100), "{seen:?}");
    assert!(inconsistent > 100);
}

fn id(node: usize) -> u32 {
    u32::try_from(node).unwrap()
}

#[test]
fn complete_without_exhaustive_partitions() {
    compare_with_brute_force(1, false, 100_000);
}

#[test]
fn complete_with_exhaustive_partitions() {
    compare_with_brute_force(2, true, 100_000);
}

#[test]
fn laws() {
    let mut random = Random(3);
    for _ in 0..300 {
        let declared = Declared::random(&mut random, 12, true);
        let Ok(taxonomy) = declared.builder().build() else { continue };
        let nodes: Vec<NodeId> = taxonomy.nodes().collect();
        for &a in &nodes {
            assert_eq!(taxonomy.relation(a, a), SetRelation::Equal);
            for &b in &nodes {
                let ab = taxonomy.relation(a, b);
                assert_eq!(ab.mirror(), taxonomy.relation(b, a));
                for &c in &nodes {
                    let bc = taxonomy.relation(b, c);
                    if ab.is_inside() && bc.is_inside() {
                        assert!(taxonomy.relation(a, c).is_inside(), "transitive: {declared:?}");
                    }
                    if ab.is_inside() && bc == SetRelation::Disjoint {
                        assert_eq!(taxonomy.relation(a, c), SetRelation::Disjoint, "inherited: {declared:?}");
                    }
                }
            }
        }
    }
}

/// Larger graphs than atoms can be listed for, against the closure of the edges.
#[test]
fn agrees_with_the_closure_of_larger_graphs() {
    const NODES: usize = 60;
    let mut random = Random(4);
    let mut built = 0;
    while built < 150 {
        let mut declared = Declared { nodes: NODES, ..Declared::default() };
        let side_edges = random.below(60);
        for child in 1..NODES {
            declared.edges.push((child, random.below(child)));
        }
        for _ in 0..side_edges {
            let child = 1 + random.below(NODES - 1);
            declared.edges.push((child, random.below(child)));
        }
        for _ in 0..random.below(6) {
            declared.disjoint.push(random.some_of(NODES, 2));
        }
        for _ in 0..random.below(4) {
            declared.overlaps.push((random.below(NODES), random.below(NODES)));
        }
        declared.overlaps.retain(|(a, b)| a != b);
        let mut above = vec![0_u64; NODES];
        for child in 0..NODES {
            above[child] = declared
                .edges
                .iter()
                .filter(|edge| edge.0 == child)
                .fold(1 << child, |set, edge| set | above[edge.1]);
        }
        let excluded = |a: usize, b: usize| {
            let hits = |set: &Vec<usize>, node: usize| {
                set.iter().fold(0_u64, |bits, &m| bits | 1 << m) & above[node]
            };
            declared.disjoint.iter().any(|set| {
                let (x, y) = (hits(set, a), hits(set, b));
                x != 0 && y != 0 && (x | y).count_ones() > 1
            })
        };
        let is_consistent = (0..NODES).all(|node| !excluded(node, node))
            && declared.overlaps.iter().all(|&(a, b)| !excluded(a, b));
        let taxonomy = declared.builder().build();
        assert_eq!(taxonomy.is_ok(), is_consistent);
        let Ok(taxonomy) = taxonomy else { continue };
        built += 1;
        for a in 0..NODES {
            for b in 0..NODES {
                let both = 1_u64 << a | 1 << b;
                let joint = |set: u64| set & both == both;
                let expected = if a == b {
                    SetRelation::Equal
                } else if above[a] >> b & 1 == 1 {
                    SetRelation::Within
                } else if above[b] >> a & 1 == 1 {
                    SetRelation::Contains
                } else if excluded(a, b) {
                    SetRelation::Disjoint
                } else if above.iter().any(|&set| joint(set))
                    || declared.overlaps.iter().any(|&(x, y)| joint(above[x] | above[y]))
                {
                    SetRelation::Overlaps
                } else {
                    SetRelation::Unknown
                };
                assert_eq!(
                    taxonomy.relation(NodeId::of(id(a)), NodeId::of(id(b))),
                    expected,
                    "n{a} n{b} {declared:?}"
                );
            }
        }
        let walked = |node: usize| {
            taxonomy.ancestors(NodeId::of(id(node)), usize::MAX).fold(0, |set, n| set | 1_u64 << n.get())
        };
        for (node, &set) in above.iter().enumerate().take(NODES) {
            assert_eq!(walked(node) | 1 << node, set);
            assert_eq!(
                taxonomy.ancestors(NodeId::of(id(node)), 3).count(),
                3.min(set.count_ones() as usize - 1)
            );
        }
        let from: Vec<NodeId> =
            random.some_of(NODES, 4).into_iter().map(|node| NodeId::of(id(node))).collect();
        let reached = from.iter().fold(0, |set, node| set | above[node.index()]);
        let mut upwards: Vec<NodeId> =
            (0..NODES).filter(|node| reached >> node & 1 == 1).map(|node| NodeId::of(id(node))).collect();
        taxonomy.sort_bottom_up(&mut upwards);
        for order in [taxonomy.bottom_up(), &upwards] {
            let place: HashMap<NodeId, usize> = order.iter().copied().zip(0..).collect();
            assert_eq!(place.len(), order.len());
            assert!(
                order.iter().all(|&node| taxonomy.parents(node).all(|parent| place[&node] < place[&parent]))
            );
        }
    }
}

fn spec(json: &str) -> TaxonomySpec {
    serde_json::from_str(json).unwrap()
}

fn errors(json: &str) -> Vec<String> {
    let mut builder = Taxonomy::builder();
    builder.add(&spec(json));
    let errors = builder.build().unwrap_err();
    errors.iter().map(|error| format!("{}: {error}", error.pointer())).collect()
}

fn built(json: &str) -> Taxonomy {
    let mut builder = Taxonomy::builder();
    builder.add(&spec(json));
    builder.build().unwrap()
}

fn relation(taxonomy: &Taxonomy, a: &str, b: &str) -> SetRelation {
    taxonomy.relation(taxonomy.id(a).unwrap(), taxonomy.id(b).unwrap())
}

#[test]
fn errors_name_the_edges() {
    assert_eq!(
        errors(r#"{ "is_a": { "a": "b", "b": "c" }, "part_of": { "c": "a", "x": "x" } }"#),
        [
            "/part_of/x: 'x' is declared to lie within itself: x part_of x",
            "/is_a/a: these edges run in a circle: a is_a b is_a c part_of a",
        ]
    );
    assert_eq!(
        errors(r#"{ "is_a": { "a": "b", "b": "a", "c": "d", "d": "c" } }"#).len(),
        2,
        "every circle is told in one run"
    );
    assert_eq!(
        errors(r#"{ "is_a": { "b": "m", "m": "a" }, "disjoint": [["x", "y"], ["a", "b"]] }"#),
        ["/disjoint/1: 'b' lies within 'a' (b is_a m is_a a), from which it is declared disjoint"]
    );
    assert_eq!(
        errors(r#"{ "is_a": { "x": ["a", "b"] }, "disjoint": [["a", "b", "c"]] }"#),
        [
            "/disjoint/0: nothing can be 'x': it lies within 'a' (x is_a a) and within 'b' (x is_a b), which are declared disjoint"
        ]
    );
    assert_eq!(
        errors(r#"{ "is_a": { "x": "a" }, "disjoint": [["a", "b"]], "overlaps": [["b", "x"]] }"#),
        ["/overlaps/0: 'b' and 'x' are declared to overlap, and to be disjoint ('b' from 'a')"]
    );
    assert_eq!(
        errors(
            r#"{ "partition": [{ "whole": "w", "parts": ["a", "b"] }], "is_a": { "x": "w" }, "disjoint": [["x", "a"], ["x", "b"]] }"#
        ),
        [
            "/partition/0: nothing can be 'x': it is disjoint from every part that an exhaustive partition leaves for it"
        ]
    );
    assert_eq!(
        errors(
            r#"{ "order": ["a", "b", "a"], "overlaps": [["a"]], "is_a": { "any": "b", "c/d": "" }, "partition": [{ "whole": "w", "parts": [] }] }"#
        ),
        [
            "/is_a/any: 'any' cannot name a node: it has a meaning of its own in a scope",
            "/is_a/c~1d: a node needs a name",
            "/overlaps/0: an overlap is between two names, not 'a': [\"a\", \"b\"]",
            "/partition/0: the partition of 'w' has no parts",
            "/order: 'a' stands twice in the order",
        ]
    );
    assert_eq!(
        errors(r#"{ "disjoint": [["a", "a"]] }"#),
        ["/disjoint/0: 'a' stands twice in one list of what is disjoint"]
    );
    let parents: Vec<String> = (0..65).map(|i| format!("\"p{i}\"")).collect();
    assert_eq!(
        errors(&format!(r#"{{ "is_a": {{ "x": [{}] }} }}"#, parents.join(","))),
        ["/is_a/x: 'x' lies directly within 65 nodes; at most 64 are read"]
    );
}

#[test]
fn long_circles_are_cut_short() {
    let mut builder = Taxonomy::builder();
    let nodes: Vec<NodeId> = (0..100_000).map(|i| builder.intern(&format!("n{i}"))).collect();
    for (child, parent) in nodes.iter().zip(nodes.iter().cycle().skip(1)) {
        builder.is_a(*child, *parent);
    }
    let errors = builder.build().unwrap_err();
    assert_eq!(
        errors[0].to_string(),
        "these edges run in a circle: n0 is_a n1 is_a n2 is_a n3 is_a n4 … (99992 more) … is_a n99997 is_a n99998 \
         is_a n99999 is_a n0"
    );
}

#[test]
fn partitions_say_what_they_say() {
    let people = built(
        r#"{ "partition": [{ "whole": "person", "parts": ["adult", "child"] }],
             "is_a": { "voter": "person", "pupil": "child" }, "disjoint": [["voter", "child"]] }"#,
    );
    assert_eq!(relation(&people, "adult", "child"), SetRelation::Disjoint);
    assert_eq!(relation(&people, "pupil", "adult"), SetRelation::Disjoint);
    // Who is no child is an adult: nothing but the exhaustive partition says so.
    assert_eq!(relation(&people, "voter", "adult"), SetRelation::Within);
    let loose = built(
        r#"{ "partition": [{ "whole": "drug", "parts": ["a", "b"], "exclusive": false, "exhaustive": false }] }"#,
    );
    assert_eq!(relation(&loose, "a", "b"), SetRelation::Unknown);
    assert_eq!(relation(&loose, "a", "drug"), SetRelation::Within);
}

#[test]
fn siblings_are_not_disjoint_by_themselves() {
    let drugs = built(r#"{ "is_a": { "heroin": "opioid", "fentanyl": "opioid" } }"#);
    assert_eq!(relation(&drugs, "heroin", "fentanyl"), SetRelation::Unknown);
    let stages = built(r#"{ "order": ["transit", "retail"] }"#);
    assert_eq!(relation(&stages, "transit", "retail"), SetRelation::Unknown);
    assert_eq!(stages.position(stages.id("retail").unwrap()), Some(1));
}

#[test]
fn chains_prefer_what_was_declared() {
    let mut builder = Taxonomy::builder();
    let [a, b, c] = ["a", "b", "c"].map(|name| builder.intern(name));
    builder.edge(a, c, EdgeKind::Assumed);
    builder.is_a(a, b);
    builder.part_of(b, c);
    let taxonomy = builder.build().unwrap();
    let chain = taxonomy.chain(a, c).unwrap();
    assert_eq!(chain.to_string(), "a is_a b part_of c");
    assert!(chain.is_declared());
    assert!(taxonomy.chain(c, a).is_none());
    assert!(taxonomy.chain(a, a).unwrap().steps().is_empty());

    let mut builder = Taxonomy::builder();
    let [a, b] = ["a", "b"].map(|name| builder.intern(name));
    builder.edge(a, b, EdgeKind::Assumed);
    let taxonomy = builder.build().unwrap();
    assert!(!taxonomy.chain(a, b).unwrap().is_declared());
}

#[test]
fn classes_come_down_where_parents_agree() {
    let taxonomy = built(
        r#"{ "is_a": { "phone tip": "tip", "letter": "tip", "mixed": ["tip", "arrest"], "plain": ["tip", "text"] },
             "class": { "tip": "activity", "letter": "input", "arrest": "output" } }"#,
    );
    let class = |name| taxonomy.class(taxonomy.id(name).unwrap());
    assert_eq!(class("phone tip"), Some(ResultClass::Activity));
    assert_eq!(class("letter"), Some(ResultClass::Input));
    assert_eq!(class("mixed"), None);
    assert_eq!(class("plain"), Some(ResultClass::Activity));
    assert_eq!(class("text"), None);
}

#[test]
fn names_aliases_and_near_misses() {
    let mut builder = Taxonomy::builder();
    let china = builder.intern("CN");
    assert!(builder.alias("China", china));
    let mexico = builder.intern("Mexico");
    assert!(!builder.alias("China", mexico));
    assert!(!builder.alias("nowhere", NodeId::of(99)));
    let taxonomy = builder.build().unwrap();
    assert_eq!(taxonomy.id("China"), Some(china));
    assert_eq!(taxonomy.name(china), "CN");
    assert_eq!(taxonomy.name(NodeId::of(99)), "");
    assert_eq!(taxonomy.nearest("Mexiko"), Some("Mexico"));
    assert_eq!(taxonomy.disjoint_because(china, mexico), None);
}

#[test]
fn a_node_of_another_taxonomy_is_unrelated() {
    let taxonomy = built(r#"{ "is_a": { "a": "b" }, "disjoint": [["b", "c"]], "overlaps": [["a", "d"]] }"#);
    let (a, stranger) = (taxonomy.id("a").unwrap(), NodeId::of(1_000));
    assert_eq!(taxonomy.relation(a, stranger), SetRelation::Unknown);
    assert_eq!(taxonomy.ancestors(stranger, 9).count(), 0);
    assert_eq!(taxonomy.position(stranger), None);
    assert_eq!(taxonomy.class(stranger), None);
    let mut builder = Taxonomy::builder();
    let own = builder.intern("own");
    builder.is_a(own, stranger);
    builder.mutually_disjoint(&[own, stranger]);
    builder.partition(stranger, &[own], true, true);
    builder.order([stranger]);
    assert!(builder.build().is_ok());
}

#[test]
fn serde_keeps_what_is_written() {
    let text = r#"{"is_a":{"a":"b","c":["b","d"]},"overlaps":[["a","c"]],"partition":[{"whole":"d","parts":["c"],"exhaustive":false}],"order":["a"],"class":{"a":"outcome"},"at_risk":{"a":"e"},"stage":{"order":["x"]},"extra":{"colour":{"disjoint":[["red","green"]]}}}"#;
    let spec: TaxonomiesSpec = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&spec).unwrap(), text);
    assert_eq!(spec.concept.names(), ["a", "b", "c", "d", "e"]);
    assert!(serde_json::from_str::<TaxonomiesSpec>(r#"{ "isa": {} }"#).is_err());
    assert!(serde_json::from_str::<TaxonomySpec>(r#"{ "place": {} }"#).is_err());
    assert_eq!(serde_json::to_string(&TaxonomiesSpec::default()).unwrap(), "{}");
}

/// A chain, a broad tree, a tangle, many exclusions: built and asked within seconds even without optimisation.
#[test]
fn large_taxonomies() {
    let mut builder = Taxonomy::builder();
    let chain: Vec<NodeId> = (0..100_000).map(|i| builder.intern(&format!("n{i}"))).collect();
    for pair in chain.windows(2) {
        builder.is_a(pair[0], pair[1]);
    }
    // Beside every tenth node hangs one that excludes it.
    let beside: Vec<NodeId> = (0..10_000).map(|i| builder.intern(&format!("m{i}"))).collect();
    for (i, &node) in beside.iter().enumerate() {
        builder.mutually_disjoint(&[node, chain[i * 10]]);
        builder.is_a(node, chain[i * 10 + 1]);
    }
    let all: Vec<NodeId> = (0..50_000).map(|i| builder.intern(&format!("country {i}"))).collect();
    builder.mutually_disjoint(&all);
    let taxonomy = builder.build().unwrap();
    for i in 0..9_999 {
        assert_eq!(taxonomy.relation(chain[i], chain[99_999 - i]), SetRelation::Within);
        assert_eq!(taxonomy.relation(all[i], all[i + 1]), SetRelation::Disjoint);
    }
    for i in (0..9_999).step_by(100) {
        assert_eq!(taxonomy.relation(beside[i], chain[0]), SetRelation::Disjoint);
    }
    assert_eq!(taxonomy.chain(chain[0], chain[99_999]).unwrap().steps().len(), 99_999);
    assert_eq!(taxonomy.ancestors(chain[0], usize::MAX).count(), 99_999);

    let mut random = Random(5);
    let mut builder = Taxonomy::builder();
    let nodes: Vec<NodeId> = (0..100_000).map(|i| builder.intern(&format!("n{i}"))).collect();
    for (i, &node) in nodes.iter().enumerate().skip(1) {
        for _ in 0..=usize::from(random.chance(30)) {
            builder.is_a(node, nodes[random.below(i)]);
        }
    }
    let taxonomy = builder.build().unwrap();
    for _ in 0..1_000 {
        let (a, b) = (nodes[random.below(nodes.len())], nodes[random.below(nodes.len())]);
        let found = taxonomy.relation(a, b);
        assert_eq!(found.is_inside(), taxonomy.chain(a, b).is_some() || a == b);
    }
}

/// A partition into literals is a clause, so an adversary can ask for anything that is NP-complete.
#[test]
fn hard_partitions_end_without_an_answer() {
    let mut builder = Taxonomy::builder();
    let world = builder.intern("w");
    let groups: Vec<NodeId> = (0..10).map(|i| builder.intern(&format!("group {i}"))).collect();
    for &group in &groups {
        builder.is_a(world, group);
    }
    let mut random = Random(6);
    let literals: Vec<[NodeId; 2]> =
        (0..60).map(|i| [format!("v{i}"), format!("not v{i}")].map(|name| builder.intern(&name))).collect();
    for pair in &literals {
        builder.mutually_disjoint(pair);
    }
    for clause in 0..250 {
        let node = builder.intern(&format!("clause {clause}"));
        builder.is_a(groups[clause % 10], node);
        let picked = random.some_of(60, 3);
        let parts: Vec<NodeId> = picked.into_iter().map(|v| literals[v][random.below(2)]).collect();
        builder.partition(node, &parts, false, true);
    }
    // Too hard to refute within the budget, so accepted; and every answer comes.
    let taxonomy = builder.build().unwrap();
    for pair in &literals {
        assert_ne!(taxonomy.relation(world, pair[0]), SetRelation::Equal);
    }
}
