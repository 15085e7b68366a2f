//! What the operations of an edge or of a node do together.

use std::collections::BTreeSet;

use super::{Choice, letter};
use crate::{
    graph::{Graph, Op, is_main},
    plan::Row,
    text::cut,
};

/// Characters of a label above which it is cut.
const LONGEST: usize = 28;

/// What is done, and what is decided about it.
pub(super) struct Works<'a> {
    graph: &'a Graph,
    pub(super) choices: Vec<Choice>,
}

impl<'a> Works<'a> {
    /// Finds out what edges and nodes choose from.
    pub(super) fn new<'b>(
        graph: &'a Graph,
        edges: impl Iterator<Item = &'b BTreeSet<usize>>,
        nodes: impl Iterator<Item = &'b BTreeSet<usize>>,
    ) -> Self {
        let mut works = Self { graph, choices: vec![] };
        let subjects = edges.map(|it| ("edge", it)).chain(nodes.map(|it| ("node", it)));
        subjects.for_each(|(subject, ops)| works.note(subject, ops));
        if works.choices.len() > 1 {
            works.choices.iter_mut().enumerate().for_each(|it| it.1.name = Some(letter(it.0)));
        }
        works
    }

    fn note(&mut self, subject: &'static str, ops: &BTreeSet<usize>) {
        let Some(rows) = select(self.graph, ops).map(|it| alternatives(self.graph, ops, it)) else { return };
        match self.choices.iter_mut().find(|it| have_the_same_names(&it.rows, &rows)) {
            Some(known) if !known.subjects.contains(&subject) => known.subjects.push(subject),
            Some(_) => {}
            None => self.choices.push(Choice { name: None, subjects: vec![subject], rows }),
        }
    }

    /// What is written where operations are: how many there are to choose from, the name of the alternative that was
    /// taken, or the operations; nothing if there are none.
    pub(super) fn label(&self, ops: &BTreeSet<usize>) -> Option<Row> {
        ops.last()?;
        let Some(select) = select(self.graph, ops) else {
            let text = taken(self.graph, ops).unwrap_or_else(|| summary(self.graph, ops));
            return Some(Row { text: cut(&text, LONGEST), op: main_op(self.graph, ops) });
        };
        let rows = alternatives(self.graph, ops, select);
        let choice = self.choices.iter().find(|it| have_the_same_names(&it.rows, &rows));
        let name = choice.and_then(|it| it.name.as_ref()).map_or(String::new(), |it| format!(" {it}"));
        Some(Row { text: format!("1 of {}{name}", rows.len()), op: "select".to_owned() })
    }

    /// Whether nothing is decided about some operations.
    pub(super) fn is_fixed(&self, ops: &BTreeSet<usize>) -> bool {
        select(self.graph, ops).is_none()
    }
}

fn have_the_same_names(one: &[Row], other: &[Row]) -> bool {
    one.iter().map(|it| &it.text).eq(other.iter().map(|it| &it.text))
}

/// The decision that some operations end with.
fn select<'a>(graph: &'a Graph, ops: &BTreeSet<usize>) -> Option<&'a Op> {
    let last = &graph.ops[*ops.last()?];
    (last.name == "select").then_some(last)
}

/// The operations of each alternative of a decision.
fn arms(graph: &Graph, ops: &BTreeSet<usize>, select: &Op) -> impl Iterator<Item = BTreeSet<usize>> {
    select.inputs.iter().map(|input| {
        let mut found = BTreeSet::new();
        let mut open = vec![input.source];
        while let Some(at) = open.pop() {
            if ops.contains(&at) && found.insert(at) {
                open.extend(graph.ops[at].inputs.iter().map(|it| it.source));
            }
        }
        found
    })
}

fn alternatives(graph: &Graph, ops: &BTreeSet<usize>, select: &Op) -> Vec<Row> {
    let rows = select.inputs.iter().zip(arms(graph, ops, select)).map(|(input, ops)| {
        let text = input.alternative.as_ref().map(|it| it.name.clone()).or(input.guard.clone()).unwrap_or_default();
        Row { text: cut(&text, LONGEST), op: main_op(graph, &ops) }
    });
    rows.collect()
}

/// The names of the alternatives that were taken, outer ones first: `conv.relu`; nothing if not all was decided about.
fn taken(graph: &Graph, ops: &BTreeSet<usize>) -> Option<String> {
    let mut names = vec![];
    let mut decisions = vec![];
    for op in ops.iter().map(|it| &graph.ops[*it]) {
        if op.alternatives.is_empty() {
            return None;
        }
        for it in &op.alternatives {
            if !decisions.contains(&&it.decision) {
                decisions.push(&it.decision);
                names.push(it.name.as_str());
            }
        }
    }
    Some(names.join("."))
}

fn summary(graph: &Graph, ops: &BTreeSet<usize>) -> String {
    let labels: Vec<&str> = ops.iter().map(|it| graph.ops[*it].label.as_str()).collect();
    labels.join(" · ")
}

/// The operation that colours several.
fn main_op(graph: &Graph, ops: &BTreeSet<usize>) -> String {
    let names = || ops.iter().map(|it| graph.ops[*it].name.as_str());
    let main = names().find(|it| is_main(it));
    main.or(names().next()).unwrap_or_default().to_owned()
}
