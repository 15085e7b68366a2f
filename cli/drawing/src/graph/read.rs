//! Spaces and networks as graphs.

use nas_compiler::{
    Intervals, expression,
    ir::{Domain, Expr, ExprId, Network, Node, NodeId, NodeKind, Space, TensorKind},
};

use super::{
    Alternative, Graph, Input, Op,
    label::{Values, label, shape},
    nested::flatten,
    price::Prices,
};
use crate::cost::{Costs, Range};

impl Graph {
    /// Reads a space: every alternative of every decision.
    pub fn of_space(space: &Space) -> Self {
        let mut intervals = Intervals::default();
        let mut values = Values::new(space);
        let nodes = (0..).map(NodeId).zip(&space.nodes);
        let ops = nodes.map(|it| of_node(space, it, (&mut intervals, &mut values)));
        let ops = flatten(ops.collect());
        Self { title: space.name.clone(), ops, prices: Some(Prices::of(space)) }
    }

    /// Reads one architecture of a space.
    pub fn of_network(space: &Space, network: &Network) -> Self {
        let mut ops = vec![];
        for it in &network.operations {
            let args: Vec<(String, String)> = it.args.iter().map(|(k, v)| (k.clone(), v.to_string())).collect();
            let inputs = it.inputs.iter();
            let inputs = inputs.map(|it| Input { source: *it, guard: None, alternative: None, picked: None }).collect();
            let origin = space.node(it.origin);
            ops.push(Op {
                label: label(&it.op, &args, takes(space, origin)),
                name: it.op.clone(),
                inputs,
                scope: origin.scope.to_string(),
                guard: None,
                alternatives: named_alternatives(space, origin.guard),
                shape: shape(it.shape.iter().map(ToString::to_string)),
                costs: Costs { params: Some(Range::exactly(it.params)), macs: Some(Range::exactly(it.macs)) },
                node: None,
            });
        }
        Self { title: network.space.clone(), ops, prices: None }
    }
}

fn of_node(space: &Space, (id, node): (NodeId, &Node), (intervals, values): (&mut Intervals, &mut Values<'_>)) -> Op {
    let (name, label) = match &node.kind {
        NodeKind::Input { name } => ("input".to_owned(), name.clone()),
        NodeKind::Select => ("select".to_owned(), "select".to_owned()),
        NodeKind::Primitive { op, args } => {
            let args: Vec<(String, String)> = args.iter().map(|it| (it.0.to_string(), values.write(it.1))).collect();
            (op.to_string(), label(op, &args, takes(space, node)))
        }
    };
    let mut condition = |it: ExprId| (values.truth(it) != Some(true)).then(|| expression::brief(space, it));
    let inputs: Vec<Input> = node
        .inputs
        .iter()
        .map(|it| Input {
            source: it.source.0 as usize,
            guard: condition(it.guard),
            alternative: alternative(space, it.guard),
            picked: picked(space, it.guard),
        })
        .collect();
    let guard = condition(node.guard);
    let mut range = |cost: ExprId| intervals.number(space, cost).map(|it| Range::at_most(it.1));
    Op {
        name,
        label,
        inputs,
        scope: node.scope.to_string(),
        guard,
        alternatives: named_alternatives(space, node.guard),
        shape: shape(node.shape.dims.iter().map(|it| values.write(*it))),
        costs: Costs { params: range(node.params), macs: range(node.macs) },
        node: Some(id),
    }
}

/// The kind of what an operation takes first.
fn takes(space: &Space, node: &Node) -> Option<TensorKind> {
    node.inputs.first().map(|it| space.node(it.source).shape.kind)
}

/// The value that a condition asks a decision for: the last one where it asks for several.
fn alternative(space: &Space, guard: ExprId) -> Option<Alternative> {
    match space.exprs.get(guard) {
        Expr::Is(decision, index) => {
            let decision = space.decision(*decision);
            Some(Alternative { name: decision.domain.render(*index), decision: decision.path.clone() })
        }
        Expr::All(parts) => parts.iter().rev().find_map(|it| alternative(space, *it)),
        _ => None,
    }
}

/// The values that a condition asks decisions for whose alternatives have names, outer ones first.
fn named_alternatives(space: &Space, guard: ExprId) -> Vec<Alternative> {
    match space.exprs.get(guard) {
        Expr::Is(decision, _) => {
            let has_names = matches!(space.decision(*decision).domain, Domain::Alternatives(_));
            alternative(space, guard).filter(|_| has_names).into_iter().collect()
        }
        Expr::All(parts) => parts.iter().flat_map(|it| named_alternatives(space, *it)).collect(),
        _ => vec![],
    }
}

fn picked(space: &Space, guard: ExprId) -> Option<String> {
    match space.exprs.get(guard) {
        Expr::Member(decision, _) => match &space.decision(*decision).domain {
            Domain::Subset { min, max, .. } if min == max => Some(min.to_string()),
            Domain::Subset { min, max, .. } => Some(format!("{min} to {max}")),
            _ => None,
        },
        Expr::All(parts) => parts.iter().find_map(|it| picked(space, *it)),
        _ => None,
    }
}
