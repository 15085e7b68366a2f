//! From a space and an assignment to a network.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::ir::{Assignment, Evaluator, FORMAT, Network, Node, NodeId, NodeKind, Operation, Scalar, Space};

/// Builds the network of an architecture. Operations that do not exist in it are left out, what a `select` forwards
/// takes its place; nothing else is simplified.
pub fn instantiate(space: &Space, assignment: &Assignment) -> Network {
    let mut builder = Builder {
        evaluator: Evaluator::new(space, assignment),
        places: vec![None; space.nodes.len()],
        names: BTreeMap::new(),
        holders: BTreeMap::new(),
        operations: vec![],
    };
    for (at, node) in space.nodes.iter().enumerate() {
        builder.places[at] = builder.place(NodeId(at as u32), node);
    }
    let output = builder.places[space.output.0 as usize].unwrap_or_default();
    Network { format: FORMAT, space: space.name.clone(), operations: builder.operations, output }
}

/// Builds the part of an architecture that some nodes make, in order. The value of `entry`, a node before them, is an
/// input without a name. Nothing where the last node does not exist.
pub(crate) fn instantiate_part(
    space: &Space,
    assignment: &Assignment,
    entry: Option<NodeId>,
    nodes: &[NodeId],
) -> Option<Network> {
    let mut builder = Builder {
        evaluator: Evaluator::new(space, assignment),
        places: vec![None; space.nodes.len()],
        names: BTreeMap::new(),
        holders: BTreeMap::new(),
        operations: vec![],
    };
    if let Some(entry) = entry {
        builder.enter(entry, space.node(entry));
    }
    for id in nodes {
        builder.places[id.0 as usize] = builder.place(*id, space.node(*id));
    }
    let output = builder.places[nodes.last()?.0 as usize]?;
    Some(Network { format: FORMAT, space: space.name.clone(), operations: builder.operations, output })
}

struct Builder<'a> {
    evaluator: Evaluator<'a>,
    /// Where the value of each node is, by node.
    places: Vec<Option<usize>>,
    /// How many operations there are so far by scope and primitive.
    names: BTreeMap<(&'a str, &'a str), u32>,
    /// The operation that has the weights of tied nodes, by the node that they are tied to, where that does not exist.
    holders: BTreeMap<NodeId, usize>,
    operations: Vec<Operation>,
}

impl<'a> Builder<'a> {
    fn place(&mut self, id: NodeId, node: &'a Node) -> Option<usize> {
        if !self.evaluator.holds(node.guard) {
            return None;
        }
        let inputs = node.inputs.iter().filter(|it| self.evaluator.holds(it.guard));
        let inputs: Vec<usize> = inputs.filter_map(|it| self.places[it.source.0 as usize]).collect();
        let (op, args) = match &node.kind {
            NodeKind::Select => return inputs.first().copied(),
            NodeKind::Input { name } => {
                ("input", IndexMap::from_iter([("name".to_owned(), Scalar::Str(name.clone()))]))
            }
            NodeKind::Primitive { op, args } => {
                let mut values = IndexMap::with_capacity(args.len());
                values.extend(args.iter().filter_map(|it| Some((it.0.to_string(), self.evaluator.value(it.1)?))));
                (&**op, values)
            }
        };
        let shape = node.shape.dims.iter().map(|it| self.evaluator.size(*it) as usize).collect();
        let operation = Operation {
            op: op.to_owned(),
            args,
            tied: self.tied(node),
            inputs,
            kind: node.shape.kind,
            shape,
            params: self.evaluator.size(node.params),
            macs: self.evaluator.size(node.macs),
            name: self.name(&node.scope, op),
            origin: id,
        };
        self.operations.push(operation);
        Some(self.operations.len() - 1)
    }

    /// Puts an input in the place of a node.
    fn enter(&mut self, id: NodeId, node: &Node) {
        self.places[id.0 as usize] = Some(self.operations.len());
        self.operations.push(Operation {
            op: "input".to_owned(),
            args: IndexMap::new(),
            tied: None,
            inputs: vec![],
            kind: node.shape.kind,
            shape: vec![],
            params: 0,
            macs: 0,
            name: String::new(),
            origin: id,
        });
    }

    /// The operation that already has the weights of a tied node.
    fn tied(&mut self, node: &Node) -> Option<usize> {
        let holder = node.tied?;
        let first = self.places[holder.0 as usize];
        if first.is_some() {
            return first;
        }
        let next = self.operations.len();
        let first = *self.holders.entry(holder).or_insert(next);
        (first != next).then_some(first)
    }

    /// A name that no other operation of the network has.
    fn name(&mut self, scope: &'a str, op: &'a str) -> String {
        let count = self.names.entry((scope, op)).or_default();
        *count += 1;
        let slash = if scope.is_empty() { "" } else { "/" };
        if *count == 1 { format!("{scope}{slash}{op}") } else { format!("{scope}{slash}{op}#{count}") }
    }
}
