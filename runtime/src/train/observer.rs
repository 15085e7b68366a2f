//! What is told about a training while it runs.

use super::Metrics;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BatchReport {
    /// The epoch, from 0.
    pub epoch: u32,
    /// The batch in the epoch, from 0.
    pub batch: usize,
    /// How many batches the epoch has.
    pub batches: usize,
    /// The mean loss of the batch, before the step.
    pub loss: f64,
    /// The learning rate of the step.
    pub rate: f64,
}

/// One pass over the training part.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EpochReport {
    /// The epoch, from 0.
    pub epoch: u32,
    /// The learning rate of its last step.
    pub rate: f64,
    /// Means over the training part, each batch before its step, with the recipe's label smoothing.
    pub train: Metrics,
    /// Means over the validation part after the epoch, in evaluation and without label smoothing.
    pub valid: Metrics,
}

/// Someone who follows a training, and may end it.
pub trait Observer {
    /// Is told of every step.
    fn batch_ended(&mut self, _report: &BatchReport) {}

    /// Is told of every epoch.
    fn epoch_ended(&mut self, _report: &EpochReport) {}

    /// Returns whether to end the training; asked before every step.
    fn should_stop(&mut self) -> bool {
        false
    }
}

/// Nobody.
impl Observer for () {}
