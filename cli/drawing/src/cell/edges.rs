//! What is done on the edges of a cell.

use std::collections::BTreeSet;

use super::{Choice, Edge, letter};
use crate::{
    cost::Costs,
    graph::{Graph, Op},
    plan::Row,
    text::cut,
};

/// Characters of a label above which it is cut.
const LONGEST: usize = 28;

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

/// Writes down every edge, and what edges choose from.
pub(super) fn edges(graph: &Graph, slots: &[Slot]) -> (Vec<Edge>, Vec<Choice>) {
    let mut choices: Vec<Choice> = vec![];
    let mut chosen: Vec<Option<usize>> = vec![];
    for slot in slots {
        let rows = select(graph, slot).map(|it| alternatives(graph, slot, it));
        chosen.push(rows.map(|rows| {
            choices.iter().position(|it| have_the_same_names(&it.rows, &rows)).unwrap_or_else(|| {
                choices.push(Choice { name: None, rows });
                choices.len() - 1
            })
        }));
    }
    if choices.len() > 1 {
        choices.iter_mut().enumerate().for_each(|it| it.1.name = Some(letter(it.0)));
    }
    let edges = slots.iter().zip(chosen).map(|(slot, choice)| edge(graph, slot, choice.map(|it| &choices[it])));
    (edges.collect(), choices)
}

fn have_the_same_names(one: &[Row], other: &[Row]) -> bool {
    one.iter().map(|it| &it.text).eq(other.iter().map(|it| &it.text))
}

fn edge(graph: &Graph, slot: &Slot, choice: Option<&Choice>) -> Edge {
    let ops: Vec<usize> = slot.ops.iter().copied().collect();
    let label = match choice {
        Some(choice) => {
            let which = choice.name.as_ref().map_or(String::new(), |it| format!(" {it}"));
            Some(Row { text: format!("1 of {}{which}", choice.rows.len()), op: "select".to_owned() })
        }
        None => fixed(graph, slot),
    };
    Edge {
        ends: (slot.source, slot.target),
        label,
        is_open: graph.ops[slot.op].inputs[slot.input].guard.is_some(),
        is_gone: choice.is_none() && ops.iter().any(|it| graph.ops[*it].name == "zero"),
        costs: costs(graph, slot),
        ops,
    }
}

/// The decision that an edge ends with.
fn select<'a>(graph: &'a Graph, slot: &Slot) -> Option<&'a Op> {
    let last = &graph.ops[*slot.ops.last()?];
    (last.name == "select").then_some(last)
}

/// The operations of each alternative of a decision.
fn arms<'a>(graph: &'a Graph, slot: &Slot, select: &'a Op) -> impl Iterator<Item = BTreeSet<usize>> {
    select.inputs.iter().map(|input| {
        let mut found = BTreeSet::new();
        let mut open = vec![input.source];
        while let Some(at) = open.pop() {
            if slot.ops.contains(&at) && found.insert(at) {
                open.extend(graph.ops[at].inputs.iter().map(|it| it.source));
            }
        }
        found
    })
}

fn costs(graph: &Graph, slot: &Slot) -> Costs {
    let sum = |ops: &BTreeSet<usize>| ops.iter().map(|it| graph.ops[*it].costs).sum::<Costs>();
    match select(graph, slot) {
        Some(select) => arms(graph, slot, select).map(|it| sum(&it)).reduce(Costs::or).unwrap_or_default(),
        None => sum(&slot.ops),
    }
}

fn alternatives(graph: &Graph, slot: &Slot, select: &Op) -> Vec<Row> {
    let rows = select.inputs.iter().zip(arms(graph, slot, select)).map(|(input, ops)| {
        let text = input.alternative.as_ref().map(|it| it.name.clone()).or(input.guard.clone()).unwrap_or_default();
        Row { text: cut(&text, LONGEST), op: main_op(graph, &ops) }
    });
    rows.collect()
}

/// What is done on an edge without a decision: the name of the alternative that was taken, or the operations.
fn fixed(graph: &Graph, slot: &Slot) -> Option<Row> {
    let last = &graph.ops[*slot.ops.last()?];
    let text = last.alternative.as_ref().map_or_else(|| summary(graph, &slot.ops), |it| it.name.clone());
    Some(Row { text: cut(&text, LONGEST), op: main_op(graph, &slot.ops) })
}

fn summary(graph: &Graph, ops: &BTreeSet<usize>) -> String {
    let labels: Vec<&str> = ops.iter().map(|it| graph.ops[*it].label.as_str()).collect();
    labels.join(" · ")
}

/// The operation that colours several.
fn main_op(graph: &Graph, ops: &BTreeSet<usize>) -> String {
    let names = || ops.iter().map(|it| graph.ops[*it].name.as_str());
    let main = names().find(|it| ["conv", "linear", "attention"].contains(it));
    main.or(names().next()).unwrap_or_default().to_owned()
}
