//! Evaluation.

use super::{Batches, Metrics, Model, Tally, TrainError, loss::cross_entropy};

/// Evaluates a model over the first epoch of some batches: with running statistics, without dropout, without gradients.
///
/// # Errors
/// A batch does not fit the model, or there is none.
pub fn evaluate<M: Model>(model: &M, batches: &mut dyn Batches) -> Result<Metrics, TrainError> {
    let model = model.valid();
    let device = model.device();
    let mut tally = Tally::default();
    for batch in batches.epoch(0) {
        tally.add(&cross_entropy(&model, &batch, 0.0, &device)?.1);
    }
    tally.metrics().ok_or(TrainError::NoExamples("evaluate"))
}
