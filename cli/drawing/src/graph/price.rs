//! What operations cost together.

use std::sync::{Arc, Mutex, PoisonError};

use nas_compiler::{
    diagram::{Context, Diagrams},
    ir::{ExprId, Node, NodeId, Space},
};

use super::{Graph, Op};
use crate::cost::{Costs, Range};

/// The most runs of values that are looked into for the ends of one range.
const WORK: u64 = 200_000;

/// A space that is asked what its operations cost, and what it has been asked so far.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    space: Arc<Space>,
    diagrams: Arc<Mutex<Diagrams>>,
}

impl Prices {
    pub(super) fn of(space: &Space) -> Self {
        Self { space: Arc::new(space.clone()), diagrams: Arc::default() }
    }

    /// The least and the most that one cost of some nodes is in an architecture that has any of them.
    fn exactly(&self, nodes: &[NodeId], cost: impl Fn(&Node) -> ExprId) -> Option<Range> {
        let nodes = || nodes.iter().map(|it| self.space.node(*it));
        let amounts: Vec<(ExprId, ExprId)> = nodes().map(|it| (it.guard, cost(it))).collect();
        let guards: Vec<ExprId> = nodes().map(|it| it.guard).collect();
        let context = Context { exprs: &self.space.exprs, decisions: &self.space.decisions };
        let mut diagrams = self.diagrams.lock().unwrap_or_else(PoisonError::into_inner);
        let (least, most) = diagrams.attempt(WORK, |it| it.ends(context, &amounts, &guards)).ok()??;
        Some(Range::between(least as f64, most as f64))
    }
}

impl Graph {
    /// Returns what some operations cost together in an architecture that has any of them.
    pub fn costs(&self, ops: impl IntoIterator<Item = usize>) -> Costs {
        let ops: Vec<&Op> = ops.into_iter().map(|it| &self.ops[it]).collect();
        let roughly: Costs = ops.iter().map(|it| it.costs).sum();
        let Some(prices) = &self.prices else { return roughly };
        let nodes: Vec<NodeId> = ops.iter().filter_map(|it| it.node).collect();
        Costs {
            params: prices.exactly(&nodes, |it| it.params).or(roughly.params),
            macs: prices.exactly(&nodes, |it| it.macs).or(roughly.macs),
        }
    }
}
