//! Circles of declared edges: found all at once, and taken out so that the rest can still be checked.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::VecDeque;

use super::NodeId;
use super::chain::Step;
use super::forest::{Lists, NONE, Up, at, put};

/// For each node its strongly connected component (Tarjan 1972, with an explicit stack); components are numbered from
/// 0 and a node on no circle has one of its own.
fn components(nodes: u32, up: &Lists<Up>) -> Vec<u32> {
    let count = nodes as usize;
    let mut index = vec![NONE; count];
    let mut low = vec![NONE; count];
    let mut component = vec![NONE; count];
    let mut stack = Vec::new();
    let (mut next_index, mut next_component) = (0_u32, 0_u32);
    for root in 0..nodes {
        if at(&index, root) != NONE {
            continue;
        }
        // (node, how many of its edges were followed)
        let mut walk: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some(&(node, followed)) = walk.last() {
            if followed == 0 {
                put(&mut index, node, next_index);
                put(&mut low, node, next_index);
                next_index += 1;
                stack.push(node);
            }
            if let Some(edge) = up.of(node).get(followed) {
                if let Some(top) = walk.last_mut() {
                    top.1 += 1;
                }
                if at(&index, edge.parent) == NONE {
                    walk.push((edge.parent, 0));
                } else if at(&component, edge.parent) == NONE {
                    let lower = at(&low, node).min(at(&index, edge.parent));
                    put(&mut low, node, lower);
                }
                continue;
            }
            walk.pop();
            if let Some(&(below, _)) = walk.last() {
                let lower = at(&low, below).min(at(&low, node));
                put(&mut low, below, lower);
            }
            if at(&low, node) == at(&index, node) {
                while let Some(member) = stack.pop() {
                    put(&mut component, member, next_component);
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
        }
    }
    component
}

/// One shortest circle per knot of edges, and the graph without the edges of the knots.
pub(super) fn untangle(nodes: u32, up: &Lists<Up>) -> (Vec<Vec<Step>>, Vec<(u32, Up)>) {
    let component = components(nodes, up);
    let mut circles = Vec::new();
    let mut reported = HashSet::new();
    let mut rest = Vec::new();
    for node in 0..nodes {
        for &edge in up.of(node) {
            let knot = at(&component, node);
            if knot != at(&component, edge.parent) {
                rest.push((node, edge));
            } else if reported.insert(knot) {
                circles.push(circle(node, up, &component));
            }
        }
    }
    (circles, rest)
}

/// A shortest way from a node back to itself inside its component.
fn circle(start: u32, up: &Lists<Up>, component: &[u32]) -> Vec<Step> {
    let mut reached_by: HashMap<u32, Step> = HashMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for edge in up.of(node).iter().filter(|edge| at(component, edge.parent) == at(component, start)) {
            if reached_by.contains_key(&edge.parent) {
                continue;
            }
            reached_by.insert(
                edge.parent,
                Step { child: NodeId::of(node), parent: NodeId::of(edge.parent), kind: edge.kind },
            );
            if edge.parent == start {
                open.clear();
                break;
            }
            open.push_back(edge.parent);
        }
    }
    let mut steps: Vec<Step> = Vec::new();
    let mut node = start;
    while let Some(step) = reached_by.get(&node) {
        steps.push(*step);
        node = step.child.get();
        if node == start {
            break;
        }
    }
    steps.reverse();
    steps
}
