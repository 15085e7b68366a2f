//! The time on a device.

use super::Graph;
use crate::{
    diagram::{Diagram, Diagrams, TooEntangled},
    ir::{DeviceTimes, NodeKind, Scalar, TensorKind, operation_key, takes_time},
};

/// Returns functions that add up to the time on a device in picoseconds; without a value where an operation was not
/// measured.
pub(crate) fn latency(
    graph: &Graph<'_>,
    diagrams: &mut Diagrams,
    device: &DeviceTimes,
) -> Result<Vec<Diagram>, TooEntangled> {
    let mut parts = vec![];
    for (at, node) in graph.space.nodes.iter().enumerate() {
        if matches!(&node.kind, NodeKind::Primitive { op, .. } if takes_time(op)) {
            parts.push(of_operation(graph, diagrams, at, device)?);
        }
    }
    Ok(parts)
}

/// The time of an operation, 0 where it does not exist. It depends on the arguments and on the shapes of the inputs.
fn of_operation(
    graph: &Graph<'_>,
    diagrams: &mut Diagrams,
    at: usize,
    device: &DeviceTimes,
) -> Result<Diagram, TooEntangled> {
    let NodeKind::Primitive { op, args } = &graph.space.nodes[at].kind else {
        return diagrams.constant(Scalar::Int(0));
    };
    let mut operands = vec![graph.exists[at]];
    for (_, value) in args.iter() {
        operands.push(graph.diagram(diagrams, *value)?);
    }
    for it in &graph.uses[at] {
        operands.push(it.exists);
        for dim in &graph.space.nodes[it.source].shape.dims {
            operands.push(graph.diagram(diagrams, *dim)?);
        }
    }
    diagrams.combine(&operands, &mut |values| {
        let (exists, values) = values.split_first()?;
        if !holds(*exists) {
            return Some(Scalar::Int(0));
        }
        let (given, rest) = values.split_at(args.len());
        let given = args.iter().zip(given).filter_map(|((name, _), value)| Some((&**name, (*value)?)));
        let key = operation_key(op, given, inputs(graph, at, rest).iter().map(|it| (it.0, it.1.as_slice())));
        device.picoseconds.get(&key).map(|it| Scalar::Int(i64::try_from(*it).unwrap_or(i64::MAX)))
    })
}

fn holds(value: Option<&Scalar>) -> bool {
    value.and_then(Scalar::as_bool) == Some(true)
}

/// The kinds and shapes of the inputs that exist.
fn inputs(graph: &Graph<'_>, at: usize, mut values: &[Option<&Scalar>]) -> Vec<(TensorKind, Vec<usize>)> {
    let mut inputs = vec![];
    for it in &graph.uses[at] {
        let shape = &graph.space.nodes[it.source].shape;
        let (own, rest) = values.split_at(shape.dims.len() + 1);
        values = rest;
        if holds(own[0]) {
            let size = |it: Option<&Scalar>| it.and_then(Scalar::as_int).and_then(|it| usize::try_from(it).ok());
            inputs.push((shape.kind, own[1..].iter().map(|it| size(*it).unwrap_or(0)).collect()));
        }
    }
    inputs
}
