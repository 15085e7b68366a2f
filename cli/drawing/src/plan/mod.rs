//! Which boxes there are: decisions as stacks of alternatives, scopes as frames or single boxes, repetitions folded.

mod brevity;
mod decisions;
mod frames;
mod joints;
mod repeats;
mod scopes;
mod stacks;

use std::{collections::BTreeMap, ops::Range};

use crate::{Options, cost::Costs, graph::Graph};

/// Boxes above which scopes are closed when no depth is asked for.
const READABLE: usize = 32;

/// What a box stands for, and so its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Operations one after another, a row each.
    Operations,
    /// A decision, an alternative in each row.
    Decision,
    /// A scope that is closed.
    Closed,
    /// A sum, product or the like of several inputs.
    Merge,
    /// What was left out.
    Omitted,
    /// Where the ways past what may be absent meet.
    Joint,
}

/// A line of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The text.
    pub text: String,
    /// The name of the primitive that colours it; empty where nothing does.
    pub op: String,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The look.
    pub look: Look,
    /// The name above the rows.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The condition under which it exists.
    pub guard: Option<String>,
    /// How many times it is there, one after another.
    pub times: usize,
    /// Whose values it takes: an earlier box, and whether a condition applies.
    pub inputs: Vec<(usize, bool)>,
    /// Of a joint, when the ways past something are taken, by the boxes that they come from.
    pub conditions: BTreeMap<usize, String>,
    /// The operations that it stands for, by position in the graph; those of every repetition.
    pub ops: Vec<usize>,
    /// What these cost together, if that was asked for.
    pub costs: Costs,
    /// The frames around it, by position in the plan, outer ones first.
    pub frames: Vec<usize>,
    scope: String,
    /// The selects that hand on its value, or what it gets where it is absent.
    selects: Vec<usize>,
}

impl Item {
    /// What tells the end of a use of a scope. Widths may grow from use to use.
    fn key(&self) -> (&str, Look, &str) {
        (&self.scope, self.look, self.rows.last().map_or("", |it| it.op.as_str()))
    }

    fn is_input(&self) -> bool {
        self.look != Look::Joint && self.rows.iter().all(|it| it.op == "input")
    }

    /// Takes in what another box stands for.
    fn absorb(&mut self, other: &Self) {
        self.ops.extend(&other.ops);
        self.selects.extend(&other.selects);
    }
}

/// A line around the boxes of a scope that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The name of the scope.
    pub title: String,
    /// The condition under which all that is in it exists.
    pub guard: Option<String>,
    /// How many times it is there, one after another.
    pub times: usize,
}

/// The boxes of a picture, each after those whose values it takes; those of a frame stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The name of what is drawn.
    pub title: String,
    /// The boxes.
    pub items: Vec<Item>,
    /// The frames that boxes refer to.
    pub frames: Vec<Frame>,
}

/// Decides on the boxes of a picture.
pub fn plan(graph: &Graph, options: &Options) -> Plan {
    let open = decisions::with_decisions(graph);
    let open = if options.depth.is_none() { scopes::close_cells(graph, &open) } else { open };
    let deepest = graph.ops.iter().map(|it| it.scope.split('.').count()).max().unwrap_or(0);
    let at = |depth: usize| opened(graph, &open, depth);
    let (mut items, frames) = match options.depth {
        Some(depth) => at(depth + 1),
        None => {
            let readable = (1..=deepest + 1).rev().map(at).find(|it| boxes(&it.0) <= READABLE);
            readable.unwrap_or_else(|| at(1))
        }
    };
    // Where what it joins is folded or left out, a joint says nothing.
    items = joints::without_needless(&brevity::omit(items));
    brevity::refer(&mut items);
    joints::conditions(graph, &mut items);
    if options.costs {
        items.iter_mut().for_each(|it| it.costs = graph.costs(it.ops.iter().copied()));
    }
    items.iter_mut().for_each(|it| it.ops.append(&mut it.selects));
    Plan { title: graph.title.clone(), items, frames }
}

/// The boxes with scopes open that are less deep than `depth`.
fn opened(graph: &Graph, open: &[Item], depth: usize) -> (Vec<Item>, Vec<Frame>) {
    let mut items = scopes::close(graph, open, depth);
    let mut frames = frames::frames(&mut items, depth);
    let items = repeats::fold(&stacks::stack(graph, &items));
    let items = repeats::fold_frames(items, &mut frames);
    (items, frames)
}

/// How many boxes there are to read.
fn boxes(items: &[Item]) -> usize {
    items.iter().filter(|it| it.look != Look::Joint).count()
}

/// Finds out which box takes whose values, and leaves out joints that say nothing.
fn connect(graph: &Graph, mut items: Vec<Item>) -> Vec<Item> {
    let mut places = vec![0; graph.ops.len()];
    for (at, item) in items.iter().enumerate() {
        item.ops.iter().chain(&item.selects).for_each(|it| places[*it] = at);
    }
    for (at, item) in items.iter_mut().enumerate() {
        let mut inputs: BTreeMap<usize, bool> = BTreeMap::new();
        for (op, input) in item.ops.iter().flat_map(|op| graph.ops[*op].inputs.iter().map(move |it| (*op, it))) {
            let source = places[input.source];
            let is_passed = item.look == Look::Joint && joints::longest(&graph.ops[op]) != Some(input.source);
            let is_open = input.guard.is_some() && (graph.ops[op].name != "select" || is_passed);
            if source < at {
                inputs.entry(source).and_modify(|it| *it &= is_open).or_insert(is_open);
            }
        }
        item.inputs = inputs.into_iter().collect();
    }
    joints::without_needless(&items)
}

/// Which boxes of a range take the values of which others of it, by position in the range.
fn links(items: &[Item], range: &Range<usize>) -> Vec<(usize, usize)> {
    let inside = range.clone().flat_map(|at| items[at].inputs.iter().map(move |it| (it.0, at)));
    inside.filter(|it| it.0 >= range.start).map(|it| (it.0 - range.start, it.1 - range.start)).collect()
}

/// A path without the numbers of loops: `layer3.encoder#2` is `layer.encoder`.
fn without_number(path: &str) -> String {
    let segments = path.split('.').map(|it| {
        let name = it.split('#').next().unwrap_or(it).trim_end_matches(|it: char| it.is_ascii_digit());
        if name.is_empty() { it } else { name }
    });
    segments.collect::<Vec<_>>().join(".")
}
