//! Differentiable architecture search.

mod discretize;
mod edges;
mod ranking;
mod supervise;

#[cfg(test)]
mod tests;

use indexmap::IndexMap;
use nas_compiler::ir::{Assignment, Choice, Space, spec::Call};
use serde::{Deserialize, Serialize};

use super::{Built, Laboratory, SearchError, Strategy, Turn};
use crate::{
    search::seed::derive,
    supernet::{Relaxation, Supernet},
    train,
};
use discretize::Discretization;
use supervise::Supervisor;

/// What a supernet thinks of one decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mixture {
    /// The decision.
    pub path: String,
    /// The probability of each of its values; one more, if there is, is that of `none`.
    pub probabilities: Vec<f32>,
    /// Their entropy in nats: 0 where one is certain.
    pub entropy: f64,
}

/// An epoch of a supernet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MixtureReport {
    /// The epoch, from 0.
    pub epoch: u32,
    /// How many epochs there will be.
    pub epochs: u32,
    /// The learning rate of the weights.
    pub rate: f64,
    /// Means over the half on which weights are trained, each batch before its step.
    pub weights: train::Metrics,
    /// Means over the batches on which the architecture is trained, each before its step.
    pub architecture: train::Metrics,
    /// The relaxed decisions, in the order of the space.
    pub mixtures: Vec<Mixture>,
    /// What the supernet would be discretised to, constraints left aside.
    pub choices: IndexMap<String, Choice>,
}

/// The arguments of `darts(…)`.
#[derive(Debug, Clone)]
struct Settings {
    epochs: u32,
    batch: usize,
    lr: f64,
    lr_min: f64,
    momentum: f64,
    weight_decay: f64,
    clip: f64,
    alpha_lr: f64,
    alpha_weight_decay: f64,
    none: bool,
}

impl Settings {
    fn new(call: &Call) -> Self {
        Self {
            epochs: call.int("epochs").max(1) as u32,
            batch: call.int("batch").max(1) as usize,
            lr: call.float("lr"),
            lr_min: call.float("lr_min"),
            momentum: call.float("momentum"),
            weight_decay: call.float("weight_decay"),
            clip: call.float("clip"),
            alpha_lr: call.float("alpha_lr"),
            alpha_weight_decay: call.float("alpha_weight_decay"),
            none: call.bool("none"),
        }
    }
}

/// `darts(…)`: Liu et al., ICLR 2019, algorithm 1 with ξ = 0 (first order).
///
/// The training part is halved, every class alike. In every step the logits descend on a batch of the second half, then
/// the weights on one of the first. While it is trained, all alternatives are weighed on one scale, without learned scales
/// of batch normalisations and with one behind each pooling ([`Relaxation::level`]). Afterwards the supernet is discretised (section 2.4) to the one architecture that
/// is proposed, which the estimator then values like any other; see [`Discretization`].
struct Darts<'a> {
    laboratory: Laboratory<'a>,
    settings: Settings,
    is_done: bool,
}

pub(super) fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
    let settings = Settings::new(&laboratory.problem.search.strategy);
    // Without data there would be nothing to train on.
    laboratory.data()?;
    Ok(Box::new(Darts { laboratory: laboratory.clone(), settings, is_done: false }))
}

impl Strategy for Darts<'_> {
    fn propose(&mut self, turn: &mut Turn<'_>) -> Result<Option<Assignment>, SearchError> {
        if std::mem::replace(&mut self.is_done, true) {
            return Ok(None);
        }
        let space = &self.laboratory.problem.space;
        let seed = derive(self.laboratory.problem.search.seed, "supernet", &[]);
        let device = self.laboratory.device.clone().autodiff();
        let supernet = Supernet::init(space, Relaxation { none: self.settings.none, level: true }, seed, &device)?;
        let discretization = Discretization::new(space);
        match self.train(supernet, &discretization, turn)? {
            Some(supernet) => discretization.feasible(&supernet.probabilities(), turn.rng).map(Some),
            None => Ok(None),
        }
    }
}

impl Darts<'_> {
    /// Trains the supernet; nothing if the observer ended it.
    fn train(
        &self,
        mut supernet: Supernet,
        discretization: &Discretization<'_>,
        turn: &mut Turn<'_>,
    ) -> Result<Option<Supernet>, SearchError> {
        let mut supervisor = Supervisor::new(&self.laboratory, &self.settings, &supernet)?;
        for epoch in 0..self.settings.epochs {
            let Some(progress) = supervisor.epoch(supernet, epoch, turn.observer)? else { return Ok(None) };
            supernet = progress.supernet;
            let report = MixtureReport {
                epoch,
                epochs: self.settings.epochs,
                rate: progress.rate,
                weights: progress.weights,
                architecture: progress.architecture,
                mixtures: mixtures(&self.laboratory.problem.space, &supernet),
                choices: discretization.choices(&supernet.probabilities()),
            };
            turn.journal.mixture(&report)?;
            turn.observer.mixture_ended(&report);
        }
        Ok(Some(supernet))
    }
}

fn mixtures(space: &Space, supernet: &Supernet) -> Vec<Mixture> {
    let mixture = |(id, probabilities): (_, Vec<f32>)| Mixture {
        path: space.decision(id).path.clone(),
        entropy: entropy(&probabilities),
        probabilities,
    };
    supernet.probabilities().into_iter().map(mixture).collect()
}

/// `-Σ p ln p`
fn entropy(probabilities: &[f32]) -> f64 {
    let positive = probabilities.iter().map(|it| f64::from(*it)).filter(|it| *it > 0.0);
    -positive.map(|it| it * it.ln()).sum::<f64>()
}
