//! The training loop.

use nas_compiler::ir::spec::Train;

use super::{
    Batch, BatchReport, Batches, Decay, EpochReport, Metrics, Model, Observer, Optimizer, Schedule, Scope, Tally,
    TrainError, clip, evaluate, gradients,
};

/// Why a training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ending {
    /// All epochs are over.
    Finished,
    /// The validation score did not improve for the recipe's `early_stop` epochs.
    Early,
    /// The observer ended it.
    Stopped,
}

/// A trained model and how it got there.
#[derive(Debug)]
pub struct Trained<M> {
    /// The model, in training form: of the best epoch if the recipe stops early, of the last one otherwise.
    pub model: M,
    /// Every epoch that was completed.
    pub history: Vec<EpochReport>,
    /// Why it ended.
    pub ending: Ending,
}

impl<M> Trained<M> {
    /// Returns the metrics of the best epoch on the validation part, the earliest of equals; none before the first.
    pub fn best(&self) -> Option<Metrics> {
        best(&self.history).map(|it| it.valid)
    }
}

fn best(history: &[EpochReport]) -> Option<&EpochReport> {
    history.iter().reduce(|best, it| if it.valid.better_than(&best.valid) { it } else { best })
}

/// Trains a model by a recipe.
///
/// The learning rate moves with every step. Weight decay leaves biases and norms alone ([`Decay::Weights`]). With
/// equal models, batches and recipes, the trained weights are equal bit for bit.
///
/// # Errors
/// The recipe names an unknown optimiser or schedule, a batch does not fit the model, there are no examples, or the
/// loss is not finite ([`TrainError::Diverged`]).
pub fn fit<M: Model>(
    model: M,
    batches: &mut dyn Batches,
    valid: &mut dyn Batches,
    recipe: &Train,
    observer: &mut dyn Observer,
) -> Result<Trained<M>, TrainError> {
    let model = model.train();
    let optimizer = Optimizer::new(&recipe.optimizer, &model, Decay::Weights)?;
    let mut run = Run { recipe, schedule: Schedule::new(recipe)?, optimizer, observer };
    let mut progress =
        Progress { kept: None, trained: Trained { model, history: Vec::new(), ending: Ending::Finished } };
    for epoch in 0..recipe.epochs {
        let (model, outcome) = run.epoch(progress.trained.model, epoch, batches)?;
        progress.trained.model = model;
        let Some(Outcome { train, rate }) = outcome else {
            progress.trained.ending = Ending::Stopped;
            break;
        };
        let report = EpochReport { epoch, rate, train, valid: evaluate(&progress.trained.model, valid)? };
        run.observer.epoch_ended(&report);
        if progress.record(report, recipe.early_stop) {
            break;
        }
    }
    Ok(progress.finish())
}

/// What came of an epoch, but for its validation.
struct Outcome {
    train: Metrics,
    rate: f64,
}

/// What stays the same over a training.
struct Run<'a> {
    recipe: &'a Train,
    schedule: Schedule,
    optimizer: Optimizer,
    observer: &'a mut dyn Observer,
}

impl Run<'_> {
    /// Trains one epoch; no outcome if the observer ended it.
    fn epoch<M: Model>(
        &mut self,
        mut model: M,
        epoch: u32,
        batches: &mut dyn Batches,
    ) -> Result<(M, Option<Outcome>), TrainError> {
        let (mut tally, mut rate) = (Tally::default(), 0.0);
        let count = batches.len();
        for (index, batch) in batches.epoch(epoch).enumerate() {
            if self.observer.should_stop() {
                return Ok((model, None));
            }
            rate = self.schedule.rate(f64::from(epoch) + index as f64 / count.max(1) as f64);
            let loss;
            (model, loss) = self.step(model, &batch, rate)?;
            if !loss.loss().is_finite() {
                return Err(TrainError::Diverged { epoch, batch: index });
            }
            tally.add(&loss);
            let report = BatchReport { epoch, batch: index, batches: count, loss: loss.loss(), rate };
            self.observer.batch_ended(&report);
        }
        let train = tally.metrics().ok_or(TrainError::NoExamples("train"))?;
        Ok((model, Some(Outcome { train, rate })))
    }

    fn step<M: Model>(&mut self, model: M, batch: &Batch, rate: f64) -> Result<(M, Tally), TrainError> {
        let (mut gradients, tally) = gradients(&model, batch, self.recipe.label_smoothing, Scope::All)?;
        if let Some(limit) = self.recipe.clip {
            clip(&model, &mut gradients, limit);
        }
        Ok((self.optimizer.step(rate, model, gradients), tally))
    }
}

/// What has been reached.
struct Progress<M> {
    /// The model of the best epoch, if the recipe stops early.
    kept: Option<M>,
    trained: Trained<M>,
}

impl<M: Model> Progress<M> {
    /// Records an epoch, and returns whether to stop early.
    fn record(&mut self, report: EpochReport, early_stop: Option<u32>) -> bool {
        self.trained.history.push(report);
        let Some(patience) = early_stop else { return false };
        let best = best(&self.trained.history).map_or(report.epoch, |it| it.epoch);
        if best == report.epoch {
            self.kept = Some(self.trained.model.clone());
        }
        let over = report.epoch - best >= patience.max(1);
        if over {
            self.trained.ending = Ending::Early;
        }
        over
    }

    fn finish(self) -> Trained<M> {
        let Trained { model, history, ending } = self.trained;
        Trained { model: self.kept.unwrap_or(model), history, ending }
    }
}
