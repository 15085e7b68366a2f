//! What of a space stands one after another.
//!
//! A node that is there in every architecture, and past which no edge leads, is a cut of the space. The nodes from behind
//! one cut up to the next are a *segment*. Segments that are alike but for where they stand, as the cells of a stack are,
//! have one *pattern*.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::ir::{DecisionId, ExprId, NodeId, NodeKind, Space};

/// A part of a space between two cuts.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// The cut before it; nothing for the first one, which has the inputs.
    pub(super) entry: Option<NodeId>,
    /// Its nodes, the last of which is the cut that ends it.
    pub(super) nodes: Vec<NodeId>,
    /// The decisions that its operations depend on.
    pub(super) decisions: Vec<DecisionId>,
    /// The number of its pattern.
    pub(super) pattern: usize,
}

/// A node with its operands by distance. Equal expressions have equal ids.
#[derive(PartialEq, Eq, Hash)]
struct Relative {
    kind: NodeKind,
    inputs: Vec<(usize, ExprId)>,
    guard: ExprId,
    shape: Vec<ExprId>,
}

/// Returns the segments of a space, in order.
pub(super) fn segments(space: &Space) -> Vec<Segment> {
    let alive = alive(space);
    let mut segments = vec![];
    let mut patterns = IndexSet::<Vec<Relative>, FxBuildHasher>::default();
    let mut entry = None;
    let mut start = 0;
    for cut in cuts(space, &alive) {
        let nodes = alive[start..=cut].to_vec();
        let pattern = patterns.insert_full(relative(space, entry, &nodes)).0;
        let decisions = decisions(space, &nodes);
        start = cut + 1;
        let exit = nodes.last().copied();
        segments.push(Segment { entry, nodes, decisions, pattern });
        entry = exit;
    }
    segments
}

/// The nodes that the output may depend on, in order.
fn alive(space: &Space) -> Vec<NodeId> {
    let mut alive = vec![false; space.nodes.len()];
    let mut open = vec![space.output];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut alive[id.0 as usize], true) {
            open.extend(space.node(id).inputs.iter().map(|it| it.source));
        }
    }
    (0..space.nodes.len()).filter(|it| alive[*it]).map(|it| NodeId(it as u32)).collect()
}

/// The places of the cuts among the nodes; the output is the last one.
fn cuts(space: &Space, alive: &[NodeId]) -> Vec<usize> {
    let places: IndexMap<NodeId, usize, FxBuildHasher> = alive.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut furthest: Vec<usize> = (0..alive.len()).collect();
    for (at, id) in alive.iter().enumerate() {
        space.node(*id).inputs.iter().for_each(|it| furthest[places[&it.source]] = at);
    }
    let is_input = |it: &NodeId| matches!(space.node(*it).kind, NodeKind::Input { .. });
    let inputs = alive.iter().rposition(is_input).unwrap_or(0);
    let mut reach = 0;
    let mut cuts = vec![];
    for (at, id) in alive.iter().enumerate() {
        let always = space.exprs.as_bool(space.node(*id).guard) == Some(true);
        if (always && reach <= at && at >= inputs) || *id == space.output {
            cuts.push(at);
        }
        reach = reach.max(furthest[at]);
    }
    cuts
}

fn relative(space: &Space, entry: Option<NodeId>, nodes: &[NodeId]) -> Vec<Relative> {
    let places: IndexMap<NodeId, usize, FxBuildHasher> =
        entry.iter().chain(nodes).enumerate().map(|(at, id)| (*id, at)).collect();
    let relative = |id: &NodeId| {
        let node = space.node(*id);
        let inputs = node.inputs.iter().map(|it| (places[&it.source], it.guard)).collect();
        Relative { kind: node.kind.clone(), inputs, guard: node.guard, shape: node.shape.dims.to_vec() }
    };
    nodes.iter().map(relative).collect()
}

/// What the normal form of some nodes depends on. Shapes are part of it only as shapes of zeros.
fn decisions(space: &Space, nodes: &[NodeId]) -> Vec<DecisionId> {
    let makes_zeros = |id: &NodeId| matches!(&space.node(*id).kind, NodeKind::Primitive { op, .. } if op == "zero");
    let has_zeros = nodes.iter().any(makes_zeros);
    let mut exprs = IndexSet::<ExprId, FxBuildHasher>::default();
    for id in nodes {
        let node = space.node(*id);
        exprs.insert(node.guard);
        exprs.extend(node.inputs.iter().map(|it| it.guard));
        if let NodeKind::Primitive { args, .. } = &node.kind {
            exprs.extend(args.iter().map(|it| it.1));
        }
        if has_zeros || matches!(node.kind, NodeKind::Input { .. }) {
            exprs.extend(node.shape.dims.iter().copied());
        }
    }
    let mut decisions: Vec<DecisionId> = exprs.into_iter().flat_map(|it| space.exprs.decisions(it)).collect();
    decisions.sort_unstable();
    decisions.dedup();
    decisions
}
