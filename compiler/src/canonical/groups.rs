//! Decisions in groups that depend on each other.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::ir::DecisionId;

/// Decisions in groups that depend on each other: a union-find.
pub(crate) struct Groups {
    members: IndexMap<DecisionId, usize, FxBuildHasher>,
    parents: Vec<usize>,
}

impl Groups {
    pub(crate) fn new(decisions: impl Iterator<Item = DecisionId>) -> Self {
        let members: IndexMap<DecisionId, usize, FxBuildHasher> =
            decisions.enumerate().map(|(at, it)| (it, at)).collect();
        let parents = (0..members.len()).collect();
        Self { members, parents }
    }

    fn root(&self, mut at: usize) -> usize {
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    pub(crate) fn of(&self, decision: DecisionId) -> usize {
        self.members.get(&decision).map_or(0, |it| self.root(*it))
    }

    pub(crate) fn join(&mut self, decision: DecisionId, others: &[DecisionId]) {
        for other in others {
            // The smaller root wins, so that a group's root is its first decision.
            let (first, second) = (self.of(decision), self.of(*other));
            let (parent, child) = (first.min(second), first.max(second));
            self.parents[child] = parent;
        }
    }
}
