//! Scopes that are closed: one box each.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{Item, Look, Row, connect, links};
use crate::{
    cell,
    cost::Costs,
    graph::{Graph, is_main, is_within, scope_prefix, uses},
};

/// Closes the scopes that are cells, which have a picture of their own.
pub(super) fn close_cells(graph: &Graph, items: &[Item]) -> Vec<Item> {
    let cells = cells(graph);
    close_by(graph, items, |scope| cells.iter().find(|it| is_within(scope, it)).cloned())
}

/// The scopes of cells inside of a graph.
fn cells(graph: &Graph) -> BTreeSet<String> {
    let mut cells = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let sums = graph.ops.iter().filter(|it| it.name == "sum");
    for scope in sums.map(|it| it.scope.as_str()).filter(|it| !it.is_empty()) {
        for level in 1..=scope.split('.').count() {
            let prefix = scope_prefix(scope, level);
            if !cells.contains(&prefix) && seen.insert(prefix.clone()) {
                let part = graph.part(&prefix).filter(|it| it.ops.len() < graph.ops.len());
                cells.extend(part.and_then(|it| cell::find(&it)).map(|_| prefix));
            }
        }
    }
    cells
}

/// Closes the scopes that lie deeper than a depth.
pub(super) fn close(graph: &Graph, items: &[Item], depth: usize) -> Vec<Item> {
    close_by(graph, items, |scope| {
        let is_deep = !scope.is_empty() && scope.split('.').count() >= depth;
        is_deep.then(|| scope_prefix(scope, depth))
    })
}

/// Closes scopes, each by the name of the box that it goes into: boxes that stand together become one.
fn close_by(graph: &Graph, items: &[Item], into: impl Fn(&str) -> Option<String>) -> Vec<Item> {
    let mut closed: Vec<Item> = vec![];
    let mut at = 0;
    while at < items.len() {
        let Some(scope) = into(&items[at].scope) else {
            closed.push(items[at].clone());
            at += 1;
            continue;
        };
        let length = items[at..].iter().take_while(|it| into(&it.scope).as_ref() == Some(&scope)).count();
        closed.extend(closed_run(graph, (items, at..at + length), &scope));
        at += length;
    }
    connect(graph, closed)
}

fn closed_run(graph: &Graph, (items, range): (&[Item], Range<usize>), scope: &str) -> Vec<Item> {
    let run = &items[range.clone()];
    if run.len() < 2 {
        return run.to_vec();
    }
    let keys: Vec<(&str, Look, &str)> = run.iter().map(Item::key).collect();
    let guard = run[0].guard.as_ref();
    let mut rest = run;
    let boxes = uses(&keys, &links(items, &range)).into_iter().map(|length| {
        let (used, after) = rest.split_at(length);
        rest = after;
        Item { guard: guard.cloned(), ..closed_box(graph, used, scope) }
    });
    boxes.collect()
}

fn closed_box(graph: &Graph, used: &[Item], scope: &str) -> Item {
    let ops: Vec<usize> = used.iter().flat_map(|it| it.ops.clone()).collect();
    let is_known = |it: &str| is_main(it) || ["max_pool", "avg_pool"].contains(&it);
    let mut rows: Vec<Row> = vec![];
    for op in ops.iter().map(|it| &graph.ops[*it]).filter(|it| is_known(&it.name)) {
        if rows.iter().all(|it| it.text != op.label) {
            rows.push(Row { text: op.label.clone(), op: op.name.clone() });
        }
    }
    if rows.len() > 4 {
        rows.truncate(3);
    }
    rows.push(Row { text: rest(graph, &ops, &rows), op: String::new() });
    Item {
        look: Look::Closed,
        title: scope.rsplit('.').next().and_then(|it| it.split('#').next()).map(ToOwned::to_owned),
        rows,
        guard: None,
        times: 1,
        inputs: vec![],
        conditions: BTreeMap::new(),
        selects: used.iter().flat_map(|it| it.selects.clone()).collect(),
        ops,
        costs: Costs::default(),
        frames: vec![],
        scope: scope.to_owned(),
    }
}

/// How many operations there are besides those that rows name; all of them where rows name all.
fn rest(graph: &Graph, ops: &[usize], rows: &[Row]) -> String {
    let labels: Vec<&str> =
        ops.iter().map(|it| &graph.ops[*it]).filter(|it| it.name != "select").map(|it| it.label.as_str()).collect();
    let is_named = |label: &&&str| rows.iter().any(|it| it.text == **label);
    match labels.iter().filter(|it| !is_named(it)).count() {
        more if more == 0 || rows.is_empty() => format!("{} operations", labels.len()),
        1 => "… and 1 more operation".to_owned(),
        more => format!("… and {more} more operations"),
    }
}
