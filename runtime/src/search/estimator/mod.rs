//! Estimators: how good an architecture is. One file per estimator, one line in [`ESTIMATORS`].

mod table;
mod train;

use nas_compiler::ir::{Assignment, CostKind, spec::Objective};

use super::{Laboratory, Metrics, Observer, SearchError};
use crate::network::Network;

pub use table::{Table, TableError};

/// What an estimator says of an architecture.
#[derive(Debug)]
pub enum Estimate {
    /// It has metrics.
    Measured {
        /// The metrics.
        metrics: Metrics,
        /// The network, where one was trained.
        weights: Option<Box<Network>>,
    },
    /// It has none.
    Failed {
        /// Why, a sentence.
        why: String,
    },
    /// The observer ended it.
    Stopped,
}

/// What two architectures have in common if one estimate stands for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// Every decision: each architecture has an estimate of its own.
    Architecture,
    /// The network that they simplify to ([`nas_compiler::canonical`]): they differ in costs only.
    Network,
}

/// Values architectures.
pub trait Estimator {
    /// Returns which architectures share an estimate.
    fn identity(&self) -> Identity {
        Identity::Architecture
    }

    /// Returns the metrics of an architecture that are its own where another one with the same network was estimated.
    fn costs(&self, _assignment: &Assignment) -> Metrics {
        Metrics::new()
    }

    /// Checks that each objective is something the estimator measures.
    ///
    /// # Errors
    /// The first objective that is not.
    fn check(&self, objectives: &[Objective]) -> Result<(), SearchError>;

    /// Values an architecture of the space.
    ///
    /// # Errors
    /// Something is wrong that no other architecture would help.
    fn estimate(&mut self, assignment: &Assignment, observer: &mut dyn Observer) -> Result<Estimate, SearchError>;

    /// Returns the true value of an architecture, where it is known without training: it is reported, never searched on.
    fn test(&self, _assignment: &Assignment) -> Option<f64> {
        None
    }
}

/// An estimator that works in a laboratory, or why it cannot.
pub type Built<'a> = Result<Box<dyn Estimator + 'a>, SearchError>;

/// An entry of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The name in specifications.
    pub name: &'static str,
    /// Makes the estimator from checked arguments.
    pub build: for<'a> fn(&Laboratory<'a>) -> Built<'a>,
}

/// Every estimator, by name.
pub const ESTIMATORS: &[Entry] =
    &[Entry { name: "table", build: table::build }, Entry { name: "train", build: train::build }];

/// Makes the estimator of a problem.
///
/// # Errors
/// There is none of its name, or its files cannot be used.
pub fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
    let name = &laboratory.problem.search.estimator.name;
    match ESTIMATORS.iter().find(|it| it.name == name) {
        Some(entry) => (entry.build)(laboratory),
        None => Err(SearchError::Unknown { kind: "estimator", name: name.clone() }),
    }
}

/// Returns the cost that is called so.
fn cost_kind(name: &str) -> Option<CostKind> {
    CostKind::ALL.into_iter().find(|it| it.name() == name)
}

/// Checks that each objective is a cost or one of some metrics.
fn check_known<'a>(
    objectives: &[Objective],
    metrics: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), SearchError> {
    let is_known = |it: &&Objective| cost_kind(&it.metric).is_some() || metrics.clone().any(|known| known == it.metric);
    let Some(unknown) = objectives.iter().find(|it| !is_known(it)) else { return Ok(()) };
    let is_cost_only = |it: &&str| metrics.clone().all(|known| known != *it);
    let costs: Vec<&str> = CostKind::ALL.map(CostKind::name).into_iter().filter(is_cost_only).collect();
    let known: Vec<&str> = metrics.chain(costs).collect();
    Err(SearchError::Metric { metric: unknown.metric.clone(), known: known.join(", ") })
}
