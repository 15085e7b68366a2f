//! Whether a graph is a cell, and which of its operations are nodes and which lie on edges.

use std::collections::BTreeSet;

use super::{
    Cell, Node, Role,
    edges::{Slot, edges},
    work::Works,
};
use crate::{
    cost::Costs,
    graph::{Graph, is_within},
};

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
    let own: Vec<BTreeSet<usize>> = states.iter().zip(&vertices).map(|it| it.0.applied(*it.1)).collect();
    let works = Works::new(graph, slots.iter().map(|it| &it.ops), own.iter());
    let edges = edges(graph, &slots, &works);
    let nodes = nodes(graph, (&vertices, &states), (&slots, &works));
    Some(Cell { title: graph.title.clone(), nodes, edges, choices: works.choices })
}

/// The operations that are nodes: inputs, sums outside of alternatives, and the last one.
fn vertices(graph: &Graph) -> Option<Vec<usize>> {
    let last = graph.ops.len().checked_sub(1)?;
    let is_vertex = |at: &usize| {
        let op = &graph.ops[*at];
        match op.name.as_str() {
            "input" => true,
            "sum" => op.alternatives.is_empty(),
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

impl State {
    /// What is done to the node's value.
    fn applied(&self, vertex: usize) -> BTreeSet<usize> {
        self.ops.iter().copied().filter(|it| *it != vertex).collect()
    }
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

/// Whether an operation belongs to the node before it and not to an edge: if it leads to several nodes, or lies in the
/// scope of the one before it and not in that of the next.
fn is_shared(graph: &Graph, (op, vertices, at): (usize, &[usize], usize), reached: &[BTreeSet<usize>]) -> bool {
    let vertex = vertices[at];
    let is_input = graph.ops[vertex].name == "input";
    let scope = |of: usize| has_scope(graph, of).then_some(graph.ops[of].scope.as_str());
    let lies_in = |of: usize| scope(of).filter(|it| is_within(&graph.ops[op].scope, it)).map(str::len);
    match reached[op].iter().collect::<Vec<_>>()[..] {
        [only] if is_input => scope(*only).is_some() && lies_in(*only).is_none(),
        [only] => lies_in(vertex) > lies_in(*only),
        _ => true,
    }
}

/// Whether a sum was made in a scope of its own.
fn has_scope(graph: &Graph, at: usize) -> bool {
    let sums = graph.ops.iter().filter(|it| it.name == "sum" && it.alternatives.is_empty());
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

fn nodes(graph: &Graph, (vertices, states): (&[usize], &[State]), (slots, works): (&[Slot], &Works<'_>)) -> Vec<Node> {
    let roles = roles(graph, vertices, states);
    let inputs = roles.iter().filter(|it| **it == Role::Input).count();
    let mut count = 0..;
    let nodes = vertices.iter().zip(states).enumerate().map(|(at, (vertex, state))| {
        let name = match roles[at] {
            Role::Input => format!("k-{}", inputs - at),
            Role::Output => "k".to_owned(),
            Role::Inner => count.next().map_or_else(String::new, |it: usize| it.to_string()),
        };
        let own = state.applied(*vertex);
        // What prepares an input is left to the text, as in the papers.
        let label = works.label(&own).filter(|_| graph.ops[*vertex].name != "input");
        Node {
            role: roles[at],
            name,
            label,
            picked: picked(graph, slots.iter().filter(|it| it.target == at)),
            shape: graph.ops[state.last].shape.clone(),
            ops: state.ops.iter().copied().collect(),
            costs: Costs::default(),
        }
    });
    nodes.collect()
}

/// A cell with a single input, sums only, and operations on its edges counts its nodes from the input on.
fn roles(graph: &Graph, vertices: &[usize], states: &[State]) -> Vec<Role> {
    let is_input = |it: &usize| graph.ops[*it].name == "input";
    let are_sums = vertices.iter().all(|it| is_input(it) || graph.ops[*it].name == "sum");
    let are_plain = states.iter().zip(vertices).all(|it| is_input(it.1) || it.0.ops.len() == 1);
    let is_counted = are_sums && are_plain && vertices.iter().filter(|it| is_input(it)).count() == 1;
    let roles = vertices.iter().map(|it| match it {
        _ if is_counted => Role::Inner,
        it if is_input(it) => Role::Input,
        it if Some(it) == vertices.last() => Role::Output,
        _ => Role::Inner,
    });
    let mut roles: Vec<Role> = roles.collect();
    // Of sums that are counted the last one is one of them.
    if are_sums
        && are_plain
        && let Some(last) = roles.last_mut()
    {
        *last = Role::Inner;
    }
    roles
}

/// How many edges of a node are taken, where that is not all.
fn picked<'a>(graph: &Graph, edges: impl Iterator<Item = &'a Slot>) -> Option<String> {
    let each: Option<Vec<&String>> = edges.map(|it| graph.ops[it.op].inputs[it.input].picked.as_ref()).collect();
    let each = each?;
    let (first, rest) = each.split_first()?;
    let is_some = rest.iter().all(|it| it == first) && **first != each.len().to_string();
    is_some.then(|| format!("{first} of {}", each.len()))
}
