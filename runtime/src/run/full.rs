//! Full training of what a search found.

use std::path::Path;

use burn::tensor::Device;
use nas_compiler::{instantiate::instantiate, ir::Architecture, point::resolve};
use serde::{Deserialize, Serialize};

use super::{FORMAT, Run, files};
use crate::{
    network::Network,
    search::{Problem, SearchError, seed::derive},
    task::{Part, TaskData},
    train::{Ending, Metrics, Observer, TrainError, Trained, evaluate, fit},
};

/// What came of full training.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Final {
    /// The version of this form, [`FORMAT`].
    pub format: u32,
    /// The number of the trial that found the architecture.
    pub trial: usize,
    /// What it chooses.
    pub architecture: Architecture,
    /// The recipe it was trained by.
    pub recipe: String,
    /// Epochs that were trained.
    pub epochs: u32,
    /// Why training ended.
    pub ending: Ending,
    /// On the validation part, after the epoch whose weights were kept.
    pub valid: Metrics,
    /// On the test part, which was looked at once.
    pub test: Metrics,
    /// Trainable scalars.
    pub params: u64,
    /// Multiply-accumulates for one input.
    pub macs: u64,
}

/// Trains the best architecture of a run from scratch by the search's `full` recipe on the training part, evaluates it
/// once on the test part, and writes `final.ron` and `weights/final.safetensors`.
///
/// The validation part is not trained on: it decides when a recipe with `early_stop` ends. Nothing is returned, or
/// written, if the observer ended the training.
///
/// # Errors
/// No trial was completed, the search has no task, its data cannot be used or have no test part, or training diverges.
pub fn train_best(run: &Run, data: &Path, observer: &mut dyn Observer) -> Result<Option<Final>, SearchError> {
    let best = run.best()?;
    let problem = run.problem(data);
    let data = problem.load_task()?;
    if data.part(Part::Test).is_empty() {
        return Err(TrainError::NoExamples("evaluate").into());
    }
    let assignment = resolve(&problem.space, &best.architecture)?;
    let architecture = instantiate(&problem.space, &assignment);
    let seed = derive(problem.search.seed, "full training", &assignment.0);
    let network = Network::init(&architecture, seed, &Device::flex().autodiff())?;
    let trained = train_fully(&problem, &data, (network, seed), observer)?;
    if trained.ending == Ending::Stopped {
        return Ok(None);
    }
    let valid = match problem.search.full.early_stop {
        Some(_) => trained.best(),
        None => trained.history.last().map(|it| it.valid),
    };
    let outcome = Final {
        format: FORMAT,
        trial: best.trial,
        architecture: best.architecture,
        recipe: problem.search.full.name.clone(),
        epochs: trained.history.len() as u32,
        ending: trained.ending,
        valid: valid.ok_or(TrainError::NoExamples("train"))?,
        test: evaluate(&trained.model, &mut data.examples(None).evaluation(Part::Test))?,
        params: architecture.params(),
        macs: architecture.macs(),
    };
    files::write_weights(&run.final_weights(), &trained.model)?;
    files::write(&run.folder().join(files::FINAL), &files::pretty(&outcome))?;
    Ok(Some(outcome))
}

fn train_fully(
    problem: &Problem,
    data: &TaskData,
    (network, seed): (Network, u64),
    observer: &mut dyn Observer,
) -> Result<Trained<Network>, SearchError> {
    let examples = data.examples(None);
    let recipe = &problem.search.full;
    let mut batches = examples.training(recipe, 1.0, seed)?;
    Ok(fit(network, &mut batches, &mut examples.evaluation(Part::Valid), recipe, observer)?)
}

/// Evaluates an architecture with weights from a file on a part of the task's data.
///
/// # Errors
/// The architecture is none of the space, the weights are not its, or the data cannot be used.
pub fn evaluate_weights(
    problem: &Problem,
    architecture: &Architecture,
    weights: &Path,
    part: Part,
) -> Result<Metrics, SearchError> {
    let data = problem.load_task()?;
    let assignment = resolve(&problem.space, architecture)?;
    let network = Network::init(&instantiate(&problem.space, &assignment), 0, &Device::flex())?.load(weights)?;
    Ok(evaluate(&network, &mut data.examples(None).evaluation(part))?)
}
