//! The edges of a cell.

use std::collections::BTreeSet;

use super::{Edge, work::Works};
use crate::{cost::Costs, graph::Graph};

/// What an input of a node comes from.
pub(super) struct Slot {
    /// The node whose value it is made from.
    pub(super) source: usize,
    /// The node that takes it.
    pub(super) target: usize,
    /// The operation that takes it.
    pub(super) op: usize,
    /// Which of that operation's inputs it is.
    pub(super) input: usize,
    /// The operations in between.
    pub(super) ops: BTreeSet<usize>,
}

/// Writes down every edge.
pub(super) fn edges(graph: &Graph, slots: &[Slot], works: &Works<'_>) -> Vec<Edge> {
    let edges = slots.iter().map(|slot| Edge {
        ends: (slot.source, slot.target),
        label: works.label(&slot.ops),
        is_open: graph.ops[slot.op].inputs[slot.input].guard.is_some(),
        is_gone: works.is_fixed(&slot.ops) && slot.ops.iter().any(|it| graph.ops[*it].name == "zero"),
        costs: Costs::default(),
        ops: slot.ops.iter().copied().collect(),
    });
    edges.collect()
}
