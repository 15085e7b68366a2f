//! Whether the output depends on every input through operations that are not `zero`.

use super::Graph;
use crate::{
    diagram::{Diagram, Diagrams, TooEntangled},
    ir::NodeKind,
};

/// Returns conditions that together say that an architecture is connected: one for each part between nodes that every path
/// goes through.
pub(crate) fn connected(graph: &Graph<'_>, diagrams: &mut Diagrams) -> Result<Vec<Diagram>, TooEntangled> {
    let always = diagrams.truth(true)?;
    let mut reached = vec![diagrams.truth(false)?; graph.uses.len()];
    let mut cuts = graph.cuts();
    cuts.pop();
    reached[graph.output()] = always;
    let mut parts = vec![];
    for at in (0..graph.uses.len()).rev() {
        if cuts.pop_if(|it| *it == at).is_some() {
            parts.push(reached[at]);
            reached[at] = always;
        }
        if graph.is_input(at) {
            let absent = diagrams.not(graph.exists[at])?;
            parts.push(diagrams.or(absent, reached[at])?);
        }
        if !is_zero(graph, at) {
            for it in &graph.uses[at] {
                let through = diagrams.and(reached[at], it.exists)?;
                reached[it.source] = diagrams.or(reached[it.source], through)?;
            }
        }
    }
    Ok(parts)
}

fn is_zero(graph: &Graph<'_>, at: usize) -> bool {
    matches!(&graph.space.nodes[at].kind, NodeKind::Primitive { op, .. } if op == "zero")
}
