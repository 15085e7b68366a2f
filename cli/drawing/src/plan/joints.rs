//! Joints: where the ways past what may be absent meet again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Look, repeats::moved};
use crate::{
    graph::{Graph, Op},
    text::cut,
};

/// Characters of a condition above which it is cut.
const LONGEST: usize = 28;

/// Leaves out joints of boxes that follow each other, each under a condition: such a box hands on what it gets where it
/// is absent, and its dashed line says so.
pub(super) fn without_needless(items: &[Item]) -> Vec<Item> {
    let mut kept: Vec<Item> = vec![];
    let mut places: Vec<usize> = Vec::with_capacity(items.len());
    for item in items {
        let item = moved(item, &places);
        match handed_on_by(&kept, &item) {
            Some(last) => {
                kept[last].selects.extend(item.ops.into_iter().chain(item.selects));
                places.push(last);
            }
            None => {
                places.push(kept.len());
                kept.push(item);
            }
        }
    }
    kept
}

/// The last of boxes one behind the other that lead from one input of a joint to the next, if there are only such.
fn handed_on_by(items: &[Item], joint: &Item) -> Option<usize> {
    if joint.look != Look::Joint {
        return None;
    }
    let last = joint.inputs.iter().find(|it| !it.1)?.0;
    let mut passed: BTreeSet<usize> = joint.inputs.iter().filter(|it| it.1).map(|it| it.0).collect();
    let mut at = last;
    while !passed.is_empty() {
        let step = &items[at];
        let is_box = step.guard.is_some() && !matches!(step.look, Look::Merge | Look::Joint);
        let before = handed_on(items, step)?;
        if !is_box || !passed.remove(&before) {
            return None;
        }
        at = before;
    }
    Some(last)
}

/// What a box hands on where it is absent: its only input, or the only one that is there without it.
fn handed_on(items: &[Item], step: &Item) -> Option<usize> {
    let is_beside = |it: &usize| step.inputs.len() > 1 && items[*it].guard == step.guard;
    match step.inputs.iter().map(|it| it.0).filter(|it| !is_beside(it)).collect::<Vec<_>>()[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Whether all sources of a select but the last are steps on the way to it, so that it only says how far to go.
pub(super) fn is_joint(graph: &Graph, select: &Op) -> bool {
    let mut steps: BTreeSet<usize> = select.inputs.iter().map(|it| it.source).collect();
    let (Some(first), Some(last)) = (steps.first().copied(), steps.pop_last()) else { return false };
    let mut passed = BTreeSet::new();
    let mut open = BTreeSet::from([last]);
    while let Some(at) = open.pop_last() {
        passed.insert(at);
        open.extend(graph.ops[at].inputs.iter().map(|it| it.source).filter(|it| *it >= first));
    }
    !steps.is_empty() && steps.is_subset(&passed)
}

/// The source of a select that all of its others are steps on the way to: it comes last.
pub(super) fn longest(select: &Op) -> Option<usize> {
    select.inputs.iter().map(|it| it.source).max()
}

/// The scope that a joint is drawn in: the deepest one that what it joins lies in, its own at least. Of two uses of the
/// same scope that is none of theirs.
pub(super) fn scope(graph: &Graph, at: usize, scopes: &BTreeMap<usize, String>) -> String {
    let select = &graph.ops[at];
    let last = longest(select);
    let scope_of = |at: usize| scopes.get(&at).unwrap_or(&graph.ops[at].scope).as_str();
    let others = select.inputs.iter().map(|it| it.source).filter(|it| Some(*it) != last).map(scope_of);
    let own = select.scope.as_str();
    let around = others.map(|it| last.map_or("", |last| around(scope_of(last), it)));
    around.chain([own]).max_by_key(|it| it.len()).unwrap_or(own).to_owned()
}

/// The part of a scope that another one begins with, too.
fn around<'a>(scope: &'a str, other: &str) -> &'a str {
    if scope == other {
        return "";
    }
    let segments = scope.split('.').zip(other.split('.')).take_while(|it| it.0 == it.1);
    let length: usize = segments.map(|it| it.0.len() + 1).sum();
    &scope[..length.saturating_sub(1)]
}

/// Writes down when which way into a joint is taken, but for the one that everything is on.
pub(super) fn conditions(graph: &Graph, items: &mut [Item]) {
    for at in 0..items.len() {
        if items[at].look == Look::Joint {
            let passed = items[at].inputs.iter().filter(|it| it.1);
            let conditions = passed.map(|it| (it.0, condition(graph, &items[at], &items[it.0]))).collect();
            items[at].conditions = conditions;
        }
    }
}

fn condition(graph: &Graph, joint: &Item, source: &Item) -> String {
    let selects: Vec<&Op> = joint.ops.iter().map(|it| &graph.ops[*it]).collect();
    // What is passed says when it is there.
    if selects.iter().all(|it| it.inputs.len() == 2) {
        return "else".to_owned();
    }
    let is_from = |it: usize| source.ops.contains(&it) || source.selects.contains(&it);
    let inputs = selects.iter().flat_map(|it| &it.inputs).filter(|it| is_from(it.source));
    let guards: Vec<&str> = inputs.filter_map(|it| it.guard.as_deref()).collect();
    let rest = if guards.len() > 1 { ", …" } else { "" };
    format!("if {}{rest}", cut(guards.first().unwrap_or(&""), LONGEST))
}
