//! Training and evaluation of networks and supernets.

mod batch;
mod clip;
mod error;
mod evaluate;
mod fit;
mod loss;
mod metrics;
mod observer;
mod optimizer;
mod schedule;

#[cfg(test)]
pub(crate) mod tests;

pub use batch::{Batch, Batches, InputBatch, InputData, Targets};
pub use clip::{clip, global_norm};
pub use error::TrainError;
pub use evaluate::evaluate;
pub use fit::{Ending, Trained, fit};
pub use loss::{Model, Scope, gradients};
pub use metrics::{Metrics, Tally};
pub use observer::{BatchReport, EpochReport, Observer};
pub use optimizer::{Decay, Optimizer, optimizers};
pub use schedule::{Schedule, schedules};
