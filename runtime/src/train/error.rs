//! What can go wrong while a model is trained or evaluated.

use crate::{layers::LayerError, network::NetworkError};

/// A training that cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// The network cannot be run.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The loss is infinite or not a number: the learning rate is too high, or the data has such values.
    #[error("training diverged: the loss is not finite in batch {batch} of epoch {epoch}")]
    Diverged {
        /// The epoch, from 0.
        epoch: u32,
        /// The batch in the epoch, from 0.
        batch: usize,
    },
    /// The batch does not hold as many numbers as its shape says, or is of a kind that it cannot be.
    #[error("the batch: {0}")]
    Batch(LayerError),
    /// The targets do not fit the output.
    #[error("the targets: expected {expected}, found {found}")]
    Targets {
        /// What the output asks for.
        expected: String,
        /// What the batch has.
        found: String,
    },
    /// The network's output is not classes.
    #[error("the output is of the kind {0}, and classes are a vector or a sequence")]
    Output(nas_compiler::ir::TensorKind),
    /// There is nothing to train or evaluate on.
    #[error("there are no examples to {0} on")]
    NoExamples(&'static str),
    /// No entry of a registry has this name.
    #[error("there is no {registry} `{name}`")]
    Unknown {
        /// What kind of entry it would be.
        registry: &'static str,
        /// The name.
        name: String,
    },
}
