//! Trials: architectures and what was found about them.

use indexmap::IndexMap;
use nas_compiler::ir::Assignment;
use serde::{Deserialize, Serialize};

use super::Score;

/// What was measured, by the name of the metric or cost.
pub type Metrics = IndexMap<String, f64>;

/// What became of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// It has metrics.
    Completed,
    /// It has no metrics, and why: its training diverged, or a metric is not a number.
    Failed {
        /// The reason, a sentence.
        why: String,
    },
    /// The architecture was tried before and not again; the trial has the metrics of the earlier one. It costs nothing
    /// of the budget.
    Repeated {
        /// The number of the earlier trial.
        of: usize,
    },
    /// The architecture is new, but its network is that of an earlier trial, which was completed, and was not trained
    /// again. The trial has what that one measured, with costs of its own. It costs nothing of the budget.
    SameNetwork {
        /// The number of the earlier trial, whose network was trained.
        of: usize,
    },
}

/// An architecture that was tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The number, from 0.
    pub number: usize,
    /// The architecture.
    pub assignment: Assignment,
    /// What became of it.
    pub status: Status,
    /// What was measured; nothing if it failed.
    pub metrics: Metrics,
    /// How good it is; none if it failed, which is worse than any.
    pub score: Option<Score>,
}

impl Trial {
    /// Returns whether it was paid for from the budget.
    pub fn is_new(&self) -> bool {
        matches!(self.status, Status::Completed | Status::Failed { .. })
    }

    /// Returns whether it is better than another; equal ones are not.
    pub fn better_than(&self, other: &Self) -> bool {
        self.score > other.score
    }
}
