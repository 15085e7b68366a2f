//! Whether the tables of devices have a time for every operation that can occur.

use std::collections::BTreeSet;

use nas_grammar::Diagnostics;

use super::errors;
use crate::{
    instantiate::instantiate,
    ir::{Assignment, DecisionId, DeviceTimes, Evaluator, Expr, Node, Space},
};

/// The most variants of one operation that are looked at.
const VARIANTS: usize = 10_000;

/// Reports devices that a constraint mentions and that lack the time of an operation.
pub(super) fn check(space: &Space, diagnostics: &mut Diagnostics) {
    if space.devices.is_empty() {
        return;
    }
    let operations = operations(space);
    for device in &space.devices {
        let missing: Vec<&String> = operations.iter().filter(|it| !device.picoseconds.contains_key(*it)).collect();
        if let (Some(first), Some(span)) = (missing.first(), place(space, device)) {
            diagnostics.push(errors::untimed(span, &device.name, first, missing.len()));
        }
    }
}

/// Returns every operation that takes time in an architecture of a space, as tables of times name it: in every form that
/// it can have, where these are not too many.
pub fn operations(space: &Space) -> BTreeSet<String> {
    let mut operations = BTreeSet::new();
    for (at, node) in space.nodes.iter().enumerate() {
        operations.extend(variants(space, node).iter().filter_map(|it| operation(space, it, at)));
    }
    operations
}

/// Assignments under which a node takes all its forms: the decisions that it depends on take all their values.
fn variants(space: &Space, node: &Node) -> Vec<Assignment> {
    let mut parts = vec![node.guard];
    if let crate::ir::NodeKind::Primitive { args, .. } = &node.kind {
        parts.extend(args.iter().map(|it| it.1));
    }
    for edge in &node.inputs {
        parts.push(edge.guard);
        parts.extend(&space.node(edge.source).shape.dims);
    }
    let mut decisions: Vec<DecisionId> = parts.iter().flat_map(|it| space.exprs.decisions(*it)).collect();
    decisions.sort_unstable();
    decisions.dedup();
    let sizes = decisions.iter().map(|it| space.decision(*it).domain.size());
    let count = sizes.clone().try_fold(1_usize, |count, it| count.checked_mul(it).filter(|it| *it <= VARIANTS));
    (0..count.unwrap_or(0)).map(|number| variant(space, &decisions, number)).collect()
}

fn variant(space: &Space, decisions: &[DecisionId], mut number: usize) -> Assignment {
    let mut indices = vec![0; space.decisions.len()];
    for decision in decisions {
        let size = space.decision(*decision).domain.size();
        indices[decision.0 as usize] = (number % size) as u32;
        number /= size;
    }
    Assignment(indices)
}

/// The key of a node's operation if it exists and takes time.
fn operation(space: &Space, assignment: &Assignment, at: usize) -> Option<String> {
    if !Evaluator::new(space, assignment).holds(space.nodes[at].guard) {
        return None;
    }
    let network = instantiate(space, assignment);
    let place = network.operations.iter().position(|it| it.origin.0 as usize == at)?;
    network.takes_time(place).then(|| network.key(place))
}

/// Where a constraint mentions a device.
fn place(space: &Space, device: &DeviceTimes) -> Option<nas_grammar::Span> {
    let mentions = |it: &Expr| matches!(it, Expr::Latency(name) if *name == device.name);
    space.constraints.iter().find(|it| space.exprs.within(it.condition).any(mentions)).map(|it| it.span)
}
