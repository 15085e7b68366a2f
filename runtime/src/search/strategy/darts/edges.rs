//! Which mixtures feed the items that a `pick` takes from.

use std::collections::{BTreeMap, BTreeSet};

use nas_compiler::ir::{DecisionId, Edge, Expr, ExprId, NodeId, NodeKind, Space};

/// An item of a `pick`.
pub(super) type Item = (DecisionId, u32);

/// What the graph says of mixtures and picks.
#[derive(Debug, Clone, Default)]
pub(super) struct Edges {
    /// The decisions over the mixture that gives each item.
    pub(super) feeders: BTreeMap<Item, BTreeSet<DecisionId>>,
    /// The values of such decisions whose alternative is purely `zero`.
    pub(super) zeros: BTreeMap<DecisionId, BTreeSet<u32>>,
}

impl Edges {
    pub(super) fn new(space: &Space) -> Self {
        let mut edges = Self::default();
        for node in &space.nodes {
            for edge in &node.inputs {
                let implied = conjuncts(space, node.guard);
                for item in edges_items(space, *edge).into_iter().filter(|it| !implied.contains(&it.0)) {
                    edges.feed(space, item.1, edge.source);
                }
            }
        }
        edges
    }

    /// Records the mixture behind an item: the nearest choice on the way back through operations of one input.
    fn feed(&mut self, space: &Space, item: Item, mut node: NodeId) {
        while space.node(node).kind != NodeKind::Select {
            match space.node(node).inputs.as_slice() {
                [only] => node = only.source,
                _ => return,
            }
        }
        for edge in &space.node(node).inputs {
            let conditions = conjuncts(space, edge.guard);
            let taken = conditions.into_iter().find_map(|it| match space.exprs.get(it) {
                Expr::Is(decision, index) => Some((*decision, *index)),
                _ => None,
            });
            let Some((decision, index)) = taken else { continue };
            self.feeders.entry(item).or_default().insert(decision);
            if matches!(&space.node(edge.source).kind, NodeKind::Primitive { op, .. } if op == "zero") {
                self.zeros.entry(decision).or_default().insert(index);
            }
        }
    }
}

/// The items of picks without which an edge does not exist, each with its condition.
fn edges_items(space: &Space, edge: Edge) -> Vec<(ExprId, Item)> {
    let conditions = conjuncts(space, edge.guard).into_iter().chain(conjuncts(space, space.node(edge.source).guard));
    let member = |it: ExprId| match space.exprs.get(it) {
        Expr::Member(decision, item) => Some((it, (*decision, *item))),
        _ => None,
    };
    conditions.filter_map(member).collect()
}

fn conjuncts(space: &Space, guard: ExprId) -> Vec<ExprId> {
    match space.exprs.get(guard) {
        Expr::All(parts) => parts.clone(),
        _ => vec![guard],
    }
}
