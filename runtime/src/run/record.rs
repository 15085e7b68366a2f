//! What is written down.

use indexmap::IndexMap;
use nas_compiler::{
    ir::{
        Architecture, Choice,
        spec::{Search, Task},
    },
    point::fingerprint,
};
use serde::{Deserialize, Serialize};

use super::FORMAT;
use crate::search::{Metrics, Problem, Status};

/// What was searched, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form, [`FORMAT`].
    pub format: u32,
    /// The version of the tool that wrote it.
    pub tool: String,
    /// The name of the space.
    pub space: String,
    /// The space's fingerprint.
    pub fingerprint: String,
    /// Where all randomness came from.
    pub seed: u64,
    /// The search.
    pub search: Search,
    /// The task, if there is one.
    pub task: Option<Task>,
}

impl Manifest {
    /// Writes down a problem.
    pub(super) fn new(problem: &Problem) -> Self {
        Self {
            format: FORMAT,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            space: problem.space.name.clone(),
            fingerprint: fingerprint(&problem.space),
            seed: problem.search.seed,
            search: problem.search.clone(),
            task: problem.task.clone(),
        }
    }

    /// Names an architecture of the space by its choices.
    pub(super) fn architecture(&self, choices: IndexMap<String, Choice>) -> Architecture {
        Architecture {
            format: nas_compiler::ir::FORMAT,
            space: self.space.clone(),
            fingerprint: Some(self.fingerprint.clone()),
            choices,
        }
    }
}

/// A trial as a line of `trials.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialRecord {
    /// The number, from 0.
    pub trial: usize,
    /// What became of it.
    #[serde(flatten)]
    pub status: Status,
    /// What was measured.
    pub metrics: Metrics,
    /// What each active decision chose, by path.
    pub architecture: IndexMap<String, Choice>,
}

/// How long a trial took, as a line of `times.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct TimeRecord {
    pub(super) trial: usize,
    pub(super) seconds: f64,
}

/// The best architecture of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Best {
    /// The version of this form, [`FORMAT`].
    pub format: u32,
    /// The number of its trial.
    pub trial: usize,
    /// What it chooses.
    pub architecture: Architecture,
    /// What was measured.
    pub metrics: Metrics,
    /// Its true value, where a table has one; known once the search is over.
    pub test: Option<f64>,
}
