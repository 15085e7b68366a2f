//! The peak of the activations that are alive together.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Graph;
use crate::{
    cost::ELEMENT,
    diagram::{Diagram, Diagrams, TooEntangled},
    ir::{NodeKind, Scalar},
};

/// The most pairs of a step and a value that may be alive in it.
const PAIRS: usize = 1_000_000;

/// The operations whose value a node may forward or take, each with the condition under which it does.
type Sources = IndexMap<usize, Diagram, FxBuildHasher>;

/// The positions of operations that use a value, each with the condition under which it does.
type Users = Vec<(usize, Diagram)>;

/// Returns functions whose greatest is the memory in bytes: what is alive while each operation runs, nothing where it does
/// not exist.
pub(crate) fn memory(graph: &Graph<'_>, diagrams: &mut Diagrams) -> Result<Vec<Diagram>, TooEntangled> {
    let operations = (0..graph.uses.len()).filter(|it| graph.space.nodes[*it].kind != NodeKind::Select);
    let operations: Vec<usize> = operations.collect();
    let users = users(graph, diagrams)?;
    let none = diagrams.constant(Scalar::Bytes(0))?;
    let mut alive = vec![none; graph.uses.len()];
    let mut pairs = 0;
    for at in &operations {
        let bytes = bytes(graph, diagrams, *at)?;
        alive[*at] = diagrams.plus(alive[*at], bytes)?;
        let mut waiting = users[*at].iter().rev().peekable();
        let Some((last, _)) = waiting.peek() else { continue };
        let steps = operations[..operations.partition_point(|it| it <= last)].iter().rev();
        let mut is_used = diagrams.truth(false)?;
        for step in steps.take_while(|it| *it > at) {
            while let Some((_, condition)) = waiting.next_if(|it| it.0 >= *step) {
                is_used = diagrams.or(is_used, *condition)?;
            }
            let kept = diagrams.if_else(is_used, bytes, none)?;
            alive[*step] = diagrams.plus(alive[*step], kept)?;
            pairs += 1;
        }
        if pairs > PAIRS {
            return Err(TooEntangled);
        }
    }
    operations.into_iter().map(|it| diagrams.if_else(graph.exists[it], alive[it], none)).collect()
}

/// The operations that use each operation's value, in order, each with the condition under which it does. The output is
/// used behind all of them.
fn users(graph: &Graph<'_>, diagrams: &mut Diagrams) -> Result<Vec<Users>, TooEntangled> {
    let mut users = vec![vec![]; graph.uses.len()];
    let mut forwarded: Vec<Sources> = vec![];
    for (at, node) in graph.space.nodes.iter().enumerate() {
        let mut sources = Sources::default();
        for it in &graph.uses[at] {
            for (source, given) in &forwarded[it.source] {
                let taken = diagrams.and(it.exists, *given)?;
                let before = match sources.get(source) {
                    Some(before) => diagrams.or(*before, taken)?,
                    None => taken,
                };
                sources.insert(*source, before);
            }
        }
        if node.kind == NodeKind::Select {
            forwarded.push(sources);
            continue;
        }
        sources.into_iter().for_each(|(source, condition)| users[source].push((at, condition)));
        forwarded.push(Sources::from_iter([(at, graph.exists[at])]));
    }
    for (source, condition) in &forwarded[graph.output()] {
        users[*source].push((graph.uses.len(), *condition));
    }
    Ok(users)
}

/// The size of an operation's value.
fn bytes(graph: &Graph<'_>, diagrams: &mut Diagrams, at: usize) -> Result<Diagram, TooEntangled> {
    let mut sizes = vec![graph.exists[at]];
    for dim in &graph.space.nodes[at].shape.dims {
        sizes.push(graph.diagram(diagrams, *dim)?);
    }
    diagrams.combine(&sizes, &mut |values| {
        let (exists, dims) = values.split_first()?;
        if exists.and_then(Scalar::as_bool) != Some(true) {
            return Some(Scalar::Bytes(0));
        }
        let size = |it: Option<&Scalar>| it.and_then(Scalar::as_int).unwrap_or(0).max(0);
        let bytes = dims.iter().try_fold(ELEMENT as i64, |product, it| product.checked_mul(size(*it)));
        bytes.map(Scalar::Bytes)
    })
}
