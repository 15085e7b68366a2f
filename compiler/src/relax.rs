//! Which decisions a differentiable search can relax.
//!
//! A relaxed decision takes all its values at once, weighted. That needs every value to give tensors of one shape, and
//! every place that joins alternatives to depend on one decision.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::ir::{DecisionId, Domain, Expr, ExprId, NodeKind, Space};

/// A decision that cannot be relaxed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The decision.
    pub decision: DecisionId,
    /// Why not, as the end of a sentence.
    pub why: String,
}

/// Returns every decision that cannot be relaxed; a space without any has a supernet.
pub fn obstacles(space: &Space) -> Vec<Obstacle> {
    let mut obstacles: Vec<Obstacle> = vec![];
    let mut add = |decision: DecisionId, why: String| {
        if obstacles.iter().all(|it| it.decision != decision) {
            obstacles.push(Obstacle { decision, why });
        }
    };
    for node in &space.nodes {
        for dim in &node.shape.dims {
            for decision in decisions(space, *dim) {
                add(decision, "the shape of tensors depends on it".to_owned());
            }
        }
        if node.kind != NodeKind::Select {
            continue;
        }
        for edge in &node.inputs {
            if let [first, second, ..] = decisions(space, edge.guard)[..] {
                let other = &space.decision(first).path;
                add(second, format!("what it leads to also depends on `{other}`"));
            }
        }
    }
    for (at, decision) in space.decisions.iter().enumerate() {
        if let Domain::Subset { min, max, .. } = &decision.domain
            && min != max
        {
            add(DecisionId(at as u32), "how many items it picks is open".to_owned());
        }
    }
    obstacles.sort_by_key(|it| it.decision);
    obstacles
}

/// Returns the decisions that an expression mentions, in order of mention.
pub fn decisions(space: &Space, expr: ExprId) -> Vec<DecisionId> {
    let mut found = IndexSet::<DecisionId, FxBuildHasher>::default();
    let mut seen = IndexSet::<ExprId, FxBuildHasher>::default();
    let mut open = vec![expr];
    while let Some(next) = open.pop() {
        if !seen.insert(next) {
            continue;
        }
        match space.exprs.get(next) {
            Expr::Const(_) | Expr::Cost(..) | Expr::Connected => {}
            Expr::Value(decision) | Expr::Is(decision, _) | Expr::Member(decision, _) => drop(found.insert(*decision)),
            Expr::Unary(_, operand) => open.push(*operand),
            Expr::Binary(_, left, right) => open.extend([*right, *left]),
            Expr::All(parts) | Expr::Any(parts) | Expr::Sum(parts) => open.extend(parts.iter().rev()),
            Expr::If(condition, then, otherwise) => open.extend([*otherwise, *then, *condition]),
        }
    }
    found.into_iter().collect()
}
