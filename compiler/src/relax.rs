//! Which decisions a differentiable search can relax.
//!
//! A relaxed decision takes all its values at once, weighted. That needs every value to give tensors of one shape, and
//! every place that joins alternatives to depend on one decision.

use std::collections::BTreeSet;

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
    let mut search = Search { space, diagrams: Diagrams::new(), obstacles: vec![] };
    search.shapes();
    search.arguments();
    search.selects();
    search.picks();
    search.obstacles.sort_by_key(|it| it.decision);
    search.obstacles
}

struct Search<'a> {
    space: &'a Space,
    diagrams: Diagrams,
    obstacles: Vec<Obstacle>,
}

impl Search<'_> {
    fn add(&mut self, decision: DecisionId, why: String, mend: &'static str) {
        if !self.is_known(decision) {
            self.obstacles.push(Obstacle { decision, why, mend });
        }
    }

    fn is_known(&self, decision: DecisionId) -> bool {
        self.obstacles.iter().any(|it| it.decision == decision)
    }

    fn shapes(&mut self) {
        for dim in self.space.nodes.iter().flat_map(|it| &it.shape.dims) {
            for decision in depends(self.space, &mut self.diagrams, *dim) {
                let why = "the shape of tensors depends on it".to_owned();
                self.add(decision, why, "keep shapes the same whatever is chosen");
            }
        }
    }

    /// An operation has a variant for each value of one decision.
    fn arguments(&mut self) {
        for node in &self.space.nodes {
            let NodeKind::Primitive { op, args } = &node.kind else { continue };
            let depends = args.iter().flat_map(|it| depends(self.space, &mut self.diagrams, it.1));
            let depends: BTreeSet<DecisionId> = depends.collect();
            let mut open = depends.into_iter().filter(|it| !self.is_known(*it));
            if let (Some(first), Some(second)) = (open.next(), open.next()) {
                let why = format!("the arguments of `{op}` also depend on `{}`", self.space.decision(first).path);
                self.add(second, why, "let the arguments of an operation depend on one decision");
            }
        }
    }

    fn selects(&mut self) {
        for edge in self.space.nodes.iter().filter(|it| it.kind == NodeKind::Select).flat_map(|it| &it.inputs) {
            if let [first, second, ..] = self.space.exprs.decisions(edge.guard)[..] {
                let why = format!("what it leads to also depends on `{}`", self.space.decision(first).path);
                self.add(second, why, "let what a choice leads to depend on no other decision");
            }
        }
    }

    fn picks(&mut self) {
        for (at, decision) in self.space.decisions.iter().enumerate() {
            if let Domain::Subset { min, max, .. } = &decision.domain
                && min != max
            {
                let why = "how many items it picks is open".to_owned();
                self.add(DecisionId(at as u32), why, "pick a fixed number of items");
            }
        }
    }
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
