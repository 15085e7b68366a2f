//! Which decisions a differentiable search can relax.
//!
//! A relaxed decision takes all its values at once, weighted. That needs every value to give tensors of one shape, and
//! every place that joins alternatives to depend on one decision.

use crate::{
    diagram::{Context, Diagrams, TooEntangled},
    ir::{DecisionId, Domain, ExprId, NodeKind, Space},
};

/// A decision that cannot be relaxed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The decision.
    pub decision: DecisionId,
    /// Why not, as the end of a sentence.
    pub why: String,
    /// What to change, as a request.
    pub mend: &'static str,
}

/// Returns every decision that cannot be relaxed; a space without any has a supernet.
pub fn obstacles(space: &Space) -> Vec<Obstacle> {
    let mut obstacles: Vec<Obstacle> = vec![];
    let mut add = |decision: DecisionId, why: String, mend| {
        if obstacles.iter().all(|it| it.decision != decision) {
            obstacles.push(Obstacle { decision, why, mend });
        }
    };
    let mut diagrams = Diagrams::new();
    for node in &space.nodes {
        for dim in &node.shape.dims {
            for decision in depends(space, &mut diagrams, *dim) {
                let why = "the shape of tensors depends on it".to_owned();
                add(decision, why, "keep shapes the same whatever is chosen");
            }
        }
        if node.kind != NodeKind::Select {
            continue;
        }
        for edge in &node.inputs {
            if let [first, second, ..] = space.exprs.decisions(edge.guard)[..] {
                let other = &space.decision(first).path;
                let why = format!("what it leads to also depends on `{other}`");
                add(second, why, "let what a choice leads to depend on no other decision");
            }
        }
    }
    for (at, decision) in space.decisions.iter().enumerate() {
        if let Domain::Subset { min, max, .. } = &decision.domain
            && min != max
        {
            add(DecisionId(at as u32), "how many items it picks is open".to_owned(), "pick a fixed number of items");
        }
    }
    obstacles.sort_by_key(|it| it.decision);
    obstacles
}

/// The decisions on which the value of an expression really depends: a kernel may be mentioned and yet, thanks to its
/// padding, make no difference.
fn depends(space: &Space, diagrams: &mut Diagrams, expr: ExprId) -> Vec<DecisionId> {
    let context = Context { exprs: &space.exprs, decisions: &space.decisions };
    match diagrams.of(context, expr) {
        Ok(diagram) => diagrams.support(diagram),
        Err(TooEntangled) => space.exprs.decisions(expr),
    }
}
