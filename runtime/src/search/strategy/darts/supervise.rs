//! The training of a supernet (Liu et al. 2019, algorithm 1).

use std::f64::consts::PI;

use burn::module::ParamId;

use super::{Laboratory, SearchError, Settings};
use crate::{
    data::{DataError, LastBatch, Training, augmentations, subset},
    search::{Observer, seed::derive},
    supernet::Supernet,
    task::Feed,
    train::{self, Batch, BatchReport, Batches, Optimizer, Scope, Tally, TrainError, clip, gradients},
};

/// What came of an epoch.
#[derive(Debug)]
pub(super) struct Progress {
    pub(super) supernet: Supernet,
    pub(super) rate: f64,
    pub(super) weights: train::Metrics,
    pub(super) architecture: train::Metrics,
}

/// Trains weights and logits in turn, each on its half of the training part.
pub(super) struct Supervisor<'a> {
    settings: &'a Settings,
    weights: Descent,
    architecture: Descent,
    /// The batches for the weights, and at least as many for the architecture.
    feeds: [Feed<'a>; 2],
}

/// What moves some of a supernet's parameters.
struct Descent {
    optimizer: Optimizer,
    parameters: Vec<ParamId>,
    /// The largest norm of the gradients, if they are clipped.
    clip: Option<f64>,
}

impl<'a> Supervisor<'a> {
    pub(super) fn new(
        laboratory: &Laboratory<'a>,
        settings: &'a Settings,
        supernet: &Supernet,
    ) -> Result<Self, SearchError> {
        let weights = Descent {
            optimizer: Optimizer::momentum(settings.momentum, settings.weight_decay),
            parameters: supernet.weight_ids(),
            clip: Some(settings.clip),
        };
        let architecture = Descent {
            // The decay is part of the gradient, as in the published code.
            optimizer: Optimizer::adam([0.5, 0.999], settings.alpha_weight_decay),
            parameters: supernet.alpha_ids(),
            clip: None,
        };
        Ok(Self { settings, weights, architecture, feeds: halves(laboratory, settings)? })
    }

    /// Trains one epoch over the first half; nothing if the observer ended it.
    pub(super) fn epoch(
        &mut self,
        mut supernet: Supernet,
        epoch: u32,
        observer: &mut dyn Observer,
    ) -> Result<Option<Progress>, SearchError> {
        let rate = self.rate(epoch);
        let [first, second] = &mut self.feeds;
        let batches = first.len();
        let mut tallies = [Tally::default(); 2];
        for (batch, (own, other)) in first.epoch(epoch).zip(second.epoch(epoch)).enumerate() {
            if observer.should_stop() {
                return Ok(None);
            }
            let steps = [(&mut self.architecture, &other, self.settings.alpha_lr), (&mut self.weights, &own, rate)];
            for ((descent, examples, rate), sum) in steps.into_iter().zip(&mut tallies) {
                let tally;
                (supernet, tally) = descent.step(supernet, examples, rate)?;
                if !tally.loss().is_finite() {
                    return Err(TrainError::Diverged { epoch, batch }.into());
                }
                sum.add(&tally);
            }
            observer.batch_ended(&BatchReport { epoch, batch, batches, loss: tallies[1].loss(), rate });
        }
        let [architecture, weights] = tallies.map(|it| it.metrics().ok_or(TrainError::NoExamples("train")));
        Ok(Some(Progress { supernet, rate, weights: weights?, architecture: architecture? }))
    }

    /// The learning rate of the weights in an epoch: half a cosine from `lr` to `lr_min`, one step an epoch.
    fn rate(&self, epoch: u32) -> f64 {
        let Settings { epochs, lr, lr_min, .. } = self.settings;
        let share = f64::from(epoch) / f64::from(*epochs);
        lr_min + (lr - lr_min) * (1.0 + (PI * share).cos()) / 2.0
    }
}

impl Descent {
    fn step(&mut self, supernet: Supernet, examples: &Batch, rate: f64) -> Result<(Supernet, Tally), TrainError> {
        let (mut gradients, tally) = gradients(&supernet, examples, 0.0, Scope::Only(&self.parameters))?;
        if let Some(limit) = self.clip {
            clip(&supernet, &mut gradients, limit);
        }
        Ok((self.optimizer.step(rate, supernet, gradients), tally))
    }
}

/// Halves the training part, every class alike: one half for the weights, the other for the architecture.
fn halves<'a>(laboratory: &Laboratory<'a>, settings: &Settings) -> Result<[Feed<'a>; 2], SearchError> {
    let data = laboratory.data()?;
    let search = &laboratory.problem.search;
    let examples = data.examples(None);
    let seed = derive(search.seed, "halves", &[]);
    let first = subset(&data.dataset, &data.splits.train, 0.5, seed);
    let second: Vec<usize> = data.splits.train.iter().copied().filter(|it| first.binary_search(it).is_err()).collect();
    let calls = search.recipe.augment.as_ref().unwrap_or(&data.task.augment);
    let feed = |indices: &[usize], purpose: &str| -> Result<Feed<'a>, DataError> {
        let seed = derive(search.seed, purpose, &[]);
        let augment = augmentations(calls)?;
        let training = Training { batch: settings.batch, fraction: 1.0, augment, last: LastBatch::Keep, seed };
        Ok(examples.training_on(indices, training))
    };
    let mut halves = [first, second];
    halves.sort_by_key(Vec::len);
    Ok([feed(&halves[0], "weight batches")?, feed(&halves[1], "architecture batches")?])
}
