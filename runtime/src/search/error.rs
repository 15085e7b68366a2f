//! Why a search cannot go on.

use nas_compiler::{point::Mismatch, sample::SampleError};

use super::estimator::TableError;
use crate::{data::DataError, network::NetworkError, run::RunError, supernet::RelaxError, train::TrainError};

/// A search that cannot begin or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// Something is named that there is not.
    #[error("there is no {kind} `{name}`")]
    Unknown {
        /// What it would be.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// Networks would be trained, but the search names no task.
    #[error("the search names no task to train networks for")]
    NoTask,
    /// The images have another size than the space takes.
    #[error("the space takes image{takes:?}, the data are image{given:?}")]
    Images {
        /// Channels, height and width that the space takes.
        takes: Vec<usize>,
        /// Those of the data.
        given: [usize; 3],
    },
    /// The network does not give one number per class.
    #[error("the space gives {gives} numbers, the data have {classes} classes")]
    Classes {
        /// How many numbers the space gives.
        gives: usize,
        /// How many classes the data have.
        classes: usize,
    },
    /// An objective is a metric that the estimator does not produce.
    #[error("the objective `{metric}` is no metric: there are {known}")]
    Metric {
        /// The objective.
        metric: String,
        /// What there is.
        known: String,
    },
    /// No architecture can be drawn.
    #[error("no architecture can be drawn: {}", sample_error(*.0))]
    Sample(SampleError),
    /// No architecture near the strongest one of a supernet meets the constraints.
    #[error("none of the {tried} most probable architectures of the supernet meets the constraints")]
    Infeasible {
        /// How many were looked at.
        tried: usize,
    },
    /// An architecture is none of the space.
    #[error("the architecture: {0}")]
    Architecture(#[from] Mismatch),
    /// The data cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The table cannot be used.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A network cannot be built.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// A training cannot go on.
    #[error(transparent)]
    Train(#[from] TrainError),
    /// The space has no supernet.
    #[error(transparent)]
    Relax(#[from] RelaxError),
    /// The run folder cannot be written.
    #[error(transparent)]
    Run(#[from] RunError),
}

impl From<SampleError> for SearchError {
    fn from(error: SampleError) -> Self {
        Self::Sample(error)
    }
}

fn sample_error(error: SampleError) -> &'static str {
    match error {
        SampleError::Empty => "the constraints exclude every one",
        SampleError::Rare => "none of 100,000 draws met the constraints",
        SampleError::TooEntangled => "the decisions depend on each other in too many ways to be counted",
    }
}
