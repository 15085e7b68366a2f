//! Sizes and costs are numbers of 64 bits. An operation of which one would be larger, in any architecture, is refused:
//! it would count for nothing.

use super::{
    Checker, errors,
    witness::{Example, Witness},
};
use crate::{
    diagram::TooEntangled,
    ir::{BinaryOp, ExprId, Node, NodeKind},
};

/// Below this a number is far from where calculations overflow.
const SMALL: f64 = 1e15;

impl Checker<'_> {
    /// Reports the first operation that is too large. Those behind it are hardly smaller.
    pub(super) fn sizes(&mut self) {
        let mut seen = vec![false; self.elaborated.space.exprs.len()];
        for at in 0..self.elaborated.space.nodes.len() {
            let node = &self.elaborated.space.nodes[at];
            let NodeKind::Primitive { op, .. } = &node.kind else { continue };
            let (op, span) = (op.clone(), node.span);
            for (what, expr) in quantities(node) {
                if std::mem::replace(&mut seen[expr.0 as usize], true) || self.is_small(expr) {
                    continue;
                }
                // Where it cannot be told, nothing is said.
                let Ok(Some(found)) = self.without_value(at, expr) else { continue };
                let witness = Witness::of(&self.elaborated.space, found);
                return self.diagnostics.push(errors::too_large(span, &op, what, &witness));
            }
        }
    }

    fn is_small(&mut self, expr: ExprId) -> bool {
        let bounds = self.intervals.number(&self.elaborated.space, expr);
        bounds.is_some_and(|(low, high)| low.abs().max(high.abs()) < SMALL)
    }

    /// Returns the fewest choices under which a number of an operation has no value.
    fn without_value(&mut self, node: usize, expr: ExprId) -> Result<Option<Example>, TooEntangled> {
        let guard = self.elaborated.space.nodes[node].guard;
        self.possible(|diagrams, context| {
            let value = diagrams.of(context, expr)?;
            // What has no value does not equal itself.
            let has_value = diagrams.binary(BinaryOp::Equal, value, value)?;
            let has_none = diagrams.not(has_value)?;
            if diagrams.as_bool(has_none) == Some(false) {
                return Ok(has_none);
            }
            let guard = diagrams.of(context, guard)?;
            diagrams.and(guard, has_none)
        })
    }
}

/// The sizes and costs of an operation, each with what it is.
fn quantities(node: &Node) -> Vec<(&'static str, ExprId)> {
    let dims = node.shape.dims.iter().map(|it| ("the size of its result", *it));
    dims.chain([("the number of its parameters", node.params), ("the number of its products", node.macs)]).collect()
}
