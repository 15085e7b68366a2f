//! Whether a graph is a cell, and which of its operations are nodes and which lie on edges.

use std::collections::BTreeSet;

use super::{
    Cell, Node, Role,
    edges::{Slot, edges},
};
use crate::graph::{Graph, is_within};

/// Nodes above which boxes are easier to read.
const MOST: usize = 16;

/// Finds the nodes and edges of a cell. Nothing if the graph is none: if an operation belongs to no single edge, or no
/// node sums values of different nodes, so that boxes one below the other say the same.
pub fn find(graph: &Graph) -> Option<Cell> {
    let vertices = vertices(graph)?;
    let states = states(graph, &vertices);
    let slots = slots(graph, &vertices, &states)?;
    let is_joined = |vertex: usize| {
        let sources: BTreeSet<usize> = slots.iter().filter(|it| it.target == vertex).map(|it| it.source).collect();
        sources.len() > 1 && graph.ops[vertices[vertex]].name == "sum"
    };
    if !(0..vertices.len()).any(is_joined) || !is_everything(graph, &slots, &states) {
        return None;
    }
    let (edges, choices) = edges(graph, &slots);
    let mut nodes = nodes(graph, &vertices, &states);
    note_picks(graph, &slots, &mut nodes);
    Some(Cell { title: graph.title.clone(), nodes, edges, choices })
}

/// The operations that are nodes: inputs, sums outside of alternatives, and the last one.
fn vertices(graph: &Graph) -> Option<Vec<usize>> {
    let last = graph.ops.len().checked_sub(1)?;
    let is_vertex = |at: &usize| {
        let op = &graph.ops[*at];
        match op.name.as_str() {
            "input" => true,
            "sum" => op.alternative.is_none(),
            "concat" | "mean" => *at == last,
            _ => false,
        }
    };
    let vertices: Vec<usize> = (0..=last).filter(is_vertex).collect();
    (vertices.len() <= MOST && vertices.last() == Some(&last)).then_some(vertices)
}

/// What belongs to a node: the operations whose results all of its edges begin with, and the last of them.
pub(super) struct State {
    /// The operations, the node's own among them.
    pub(super) ops: BTreeSet<usize>,
    /// The one whose value edges take.
    pub(super) last: usize,
}

/// Finds out which operations are applied before a node's value goes anywhere.
fn states(graph: &Graph, vertices: &[usize]) -> Vec<State> {
    let reached = reached(graph, vertices);
    let mut states = vec![];
    for (at, vertex) in vertices.iter().enumerate() {
        let mut state = State { ops: BTreeSet::from([*vertex]), last: *vertex };
        let behind = vertex + 1..graph.ops.len();
        for op in behind.filter(|it| !vertices.contains(it)) {
            let is_next = graph.ops[op].inputs.iter().all(|it| state.ops.contains(&it.source));
            if is_next && is_shared(graph, (op, vertices, at), &reached) {
                state.ops.insert(op);
                state.last = op;
            }
        }
        states.push(state);
    }
    states
}

/// The vertices that each operation leads to.
fn reached(graph: &Graph, vertices: &[usize]) -> Vec<BTreeSet<usize>> {
    let mut reached = vec![BTreeSet::new(); graph.ops.len()];
    for at in (0..graph.ops.len()).rev() {
        let own = vertices.contains(&at).then(|| BTreeSet::from([at]));
        let targets = own.unwrap_or_else(|| reached[at].clone());
        graph.ops[at].inputs.iter().for_each(|it| reached[it.source].extend(&targets));
    }
    reached
}

/// Whether an operation belongs to the node before it and not to an edge: if it leads to several nodes, or lies outside
/// of the scope in which the next one is made.
fn is_shared(graph: &Graph, (op, vertices, at): (usize, &[usize], usize), reached: &[BTreeSet<usize>]) -> bool {
    let is_input = graph.ops[vertices[at]].name == "input";
    match reached[op].iter().collect::<Vec<_>>()[..] {
        [only] => is_input && has_scope(graph, *only) && !is_within(&graph.ops[op].scope, &graph.ops[*only].scope),
        _ => true,
    }
}

/// Whether a sum was made in a scope of its own.
fn has_scope(graph: &Graph, at: usize) -> bool {
    let sums = graph.ops.iter().filter(|it| it.name == "sum" && it.alternative.is_none());
    sums.filter(|it| it.scope == graph.ops[at].scope).count() == 1
}

/// What each input of each node comes from.
fn slots(graph: &Graph, vertices: &[usize], states: &[State]) -> Option<Vec<Slot>> {
    let mut slots = vec![];
    let mut owned = BTreeSet::new();
    for (target, op) in vertices.iter().enumerate() {
        for input in 0..graph.ops[*op].inputs.len() {
            let (source, ops) = way_back(graph, graph.ops[*op].inputs[input].source, states)?;
            if ops.iter().any(|it| !owned.insert(*it)) {
                return None;
            }
            slots.push(Slot { source, target, op: *op, input, ops });
        }
    }
    Some(slots)
}

/// The operations between a value and the only node that it is made from.
fn way_back(graph: &Graph, value: usize, states: &[State]) -> Option<(usize, BTreeSet<usize>)> {
    let mut sources = BTreeSet::new();
    let mut ops = BTreeSet::new();
    let mut open = vec![value];
    while let Some(op) = open.pop() {
        match states.iter().position(|it| it.ops.contains(&op)) {
            Some(source) if states[source].last == op => drop(sources.insert(source)),
            Some(_) => return None,
            None if ops.insert(op) => open.extend(graph.ops[op].inputs.iter().map(|it| it.source)),
            None => {}
        }
    }
    match sources.into_iter().collect::<Vec<_>>()[..] {
        [only] => Some((only, ops)),
        _ => None,
    }
}

fn is_everything(graph: &Graph, slots: &[Slot], states: &[State]) -> bool {
    let count =
        slots.iter().map(|it| it.ops.len()).sum::<usize>() + states.iter().map(|it| it.ops.len()).sum::<usize>();
    count == graph.ops.len()
}

// Nodes

fn nodes(graph: &Graph, vertices: &[usize], states: &[State]) -> Vec<Node> {
    let inputs = vertices.iter().filter(|it| graph.ops[**it].name == "input").count();
    let has_output = vertices.last().is_some_and(|it| graph.ops[*it].name != "sum");
    // A cell with a single input and sums only counts its nodes from the input on.
    let is_counted = inputs == 1 && !has_output;
    let mut count = 0;
    let nodes = vertices.iter().zip(states).enumerate().map(|(at, (vertex, state))| {
        let role = match graph.ops[*vertex].name.as_str() {
            _ if is_counted => Role::Inner,
            "input" => Role::Input,
            _ if at + 1 == vertices.len() && has_output => Role::Output,
            _ => Role::Inner,
        };
        let name = match role {
            Role::Input => format!("k-{}", inputs - at),
            Role::Output => "k".to_owned(),
            Role::Inner => {
                count += 1;
                (count - 1).to_string()
            }
        };
        let ops: Vec<usize> = state.ops.iter().copied().collect();
        let costs = ops.iter().map(|it| graph.ops[*it].costs).sum();
        let shape = graph.ops[state.last].shape.clone();
        Node { role, name, notes: applied(graph, *vertex, &ops), shape, ops, costs }
    });
    nodes.collect()
}

/// What is applied to a sum; what prepares an input is left to the text, as in the papers.
fn applied(graph: &Graph, vertex: usize, ops: &[usize]) -> Vec<String> {
    let is_sum = graph.ops[vertex].name != "input";
    let others = ops.iter().filter(|it| **it != vertex && is_sum);
    others.map(|it| graph.ops[*it].label.clone()).collect()
}

/// Says how many edges of a node are taken where that is not all.
fn note_picks(graph: &Graph, slots: &[Slot], nodes: &mut [Node]) {
    for (at, node) in nodes.iter_mut().enumerate() {
        let own: Vec<&Slot> = slots.iter().filter(|it| it.target == at).collect();
        let picked: Option<Vec<&String>> =
            own.iter().map(|it| graph.ops[it.op].inputs[it.input].picked.as_ref()).collect();
        if let Some([first, rest @ ..]) = picked.as_deref()
            && rest.iter().all(|it| it == first)
            && **first != own.len().to_string()
        {
            node.notes.push(format!("{first} of {}", own.len()));
        }
    }
}
