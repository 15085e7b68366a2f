//! The longest path in operations with parameters.

use super::Graph;
use crate::{
    diagram::{Diagram, Diagrams, TooEntangled},
    ir::{BinaryOp, Scalar},
};

/// Returns functions that add up to the depth: the longest paths between nodes that every path goes through.
pub(crate) fn depth(graph: &Graph<'_>, diagrams: &mut Diagrams) -> Result<Vec<Diagram>, TooEntangled> {
    let none = diagrams.constant(Scalar::Int(0))?;
    let cuts = graph.cuts();
    let mut cuts = cuts.into_iter().peekable();
    let mut depths = vec![none; graph.uses.len()];
    let mut parts = vec![];
    for at in graph.live() {
        depths[at] = at_node(graph, diagrams, at, &depths)?;
        // Behind a node that every path goes through all begins anew.
        if cuts.next_if_eq(&at).is_some() {
            parts.push(std::mem::replace(&mut depths[at], none));
        }
    }
    Ok(parts)
}

/// The longest path to a node, the node included; 0 where it does not exist.
fn at_node(graph: &Graph<'_>, diagrams: &mut Diagrams, at: usize, depths: &[Diagram]) -> Result<Diagram, TooEntangled> {
    let (none, one) = (diagrams.constant(Scalar::Int(0))?, diagrams.constant(Scalar::Int(1))?);
    let mut before = none;
    for it in &graph.uses[at] {
        let through = diagrams.if_else(it.exists, depths[it.source], none)?;
        before = diagrams.binary(BinaryOp::Max, before, through)?;
    }
    // Shared weights count wherever they are used.
    let holder = graph.space.nodes[at].tied.map_or(at, |it| it.0 as usize);
    let params = graph.diagram(diagrams, graph.space.nodes[holder].params)?;
    let params = diagrams.amount(graph.exists[at], params)?;
    let counts = diagrams.binary(BinaryOp::Min, params, one)?;
    diagrams.plus(before, counts)
}
