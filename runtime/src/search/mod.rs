//! Searches: a strategy proposes architectures, an estimator values them, until the budget is spent.
//!
//! [`search`] is the loop. What a search is made of is named in the program and found in the registries
//! [`STRATEGIES`] and [`ESTIMATORS`]. With equal problems, everything but times repeats bit for bit.

mod clock;
mod error;
pub mod estimator;
mod fit;
mod journal;
mod objective;
mod observer;
mod problem;
pub mod regret;
pub(crate) mod seed;
pub mod strategy;
mod study;
mod trial;

#[cfg(test)]
pub(crate) mod example;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use burn::tensor::Device;

pub use clock::Clock;
pub use error::SearchError;
pub use estimator::ESTIMATORS;
pub use journal::{Entry, Journal};
pub use objective::Score;
pub use observer::{Observer, TrialReport};
pub use problem::Problem;
pub use strategy::{Mixture, MixtureReport, STRATEGIES};
pub use study::{Ending, Outcome, explore};
pub use trial::{Metrics, Status, Trial};

use crate::task::TaskData;

/// What strategies and estimators work with.
#[derive(Debug, Clone)]
pub struct Laboratory<'a> {
    /// What is to be solved.
    pub problem: &'a Problem,
    /// The data of the task, where networks are trained.
    pub data: Option<&'a TaskData>,
    /// Where networks are trained.
    pub device: Device,
}

impl<'a> Laboratory<'a> {
    /// Works on the processor.
    pub fn new(problem: &'a Problem, data: Option<&'a TaskData>) -> Self {
        Self { problem, data, device: Device::flex() }
    }

    /// Returns the data of the task.
    ///
    /// # Errors
    /// The search has no task.
    pub fn data(&self) -> Result<&'a TaskData, SearchError> {
        self.data.ok_or(SearchError::NoTask)
    }
}

/// Solves a problem: reads its data, and tries what its strategy proposes with its estimator until the budget is spent.
///
/// # Errors
/// The data or the table cannot be used, the space has no architecture or no supernet, or the journal cannot be written.
/// A training that diverges is a failed trial, not an error.
pub fn search(
    problem: &Problem,
    clock: &dyn Clock,
    journal: &mut dyn Journal,
    observer: &mut dyn Observer,
) -> Result<Outcome, SearchError> {
    let data = problem.load()?;
    let laboratory = Laboratory::new(problem, data.as_ref());
    let mut estimator = estimator::build(&laboratory)?;
    explore(&laboratory, estimator.as_mut(), clock, journal, observer)
}
