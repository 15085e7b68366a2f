//! Training from scratch.

use nas_compiler::{
    cost::cost,
    instantiate::instantiate,
    ir::{
        self, Assignment, CostKind,
        spec::{Objective, Train},
    },
    vocabulary::TASKS,
};

use super::{Built, Estimate, Estimator, Identity, Laboratory, Metrics, Observer, SearchError, check_known, cost_kind};
use crate::{
    network::{Network, NetworkError, at_resolution},
    search::seed::derive,
    task::{Examples, Part},
    train::{self, Ending, TrainError, Trained, fit},
};

/// `train(epochs, fraction, resolution)`: trains the network by the search's recipe, for these epochs on this share of
/// the training part at this resolution, and measures the validation part.
///
/// Where the recipe stops early the metrics are those of the best epoch, otherwise those of the last. Initial weights
/// come from the search's seed and the architecture, so that a trial does not depend on those before it. Costs are
/// those of the architecture at its own resolution.
///
/// Architectures with the same network share an estimate. Each alone would be another draw of one distribution: it
/// begins with other weights, since they come from the architecture, and operations that the output does not depend on
/// draw some too.
struct FromScratch<'a> {
    laboratory: Laboratory<'a>,
    examples: Examples<'a>,
    recipe: Train,
    fraction: f64,
    resolution: Option<usize>,
}

pub(super) fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
    let search = &laboratory.problem.search;
    let arguments = &search.estimator;
    let resolution = arguments.optional_int("resolution").map(|it| it as usize);
    let data = laboratory.data()?;
    Ok(Box::new(FromScratch {
        laboratory: laboratory.clone(),
        examples: data.examples(resolution),
        recipe: Train { epochs: arguments.int("epochs") as u32, ..search.recipe.clone() },
        fraction: arguments.float("fraction"),
        resolution,
    }))
}

impl Estimator for FromScratch<'_> {
    fn identity(&self) -> Identity {
        Identity::Network
    }

    fn costs(&self, assignment: &Assignment) -> Metrics {
        self.costs_of(&instantiate(&self.laboratory.problem.space, assignment))
    }

    fn check(&self, objectives: &[Objective]) -> Result<(), SearchError> {
        let task = TASKS.find(&self.examples.data().task.kind);
        check_known(objectives, task.map_or(&[][..], |it| it.facts.metrics).iter().copied())
    }

    fn estimate(&mut self, assignment: &Assignment, observer: &mut dyn Observer) -> Result<Estimate, SearchError> {
        let network = instantiate(&self.laboratory.problem.space, assignment);
        match self.train(assignment, &network, observer) {
            Ok(Trained { ending: Ending::Stopped, .. }) => Ok(Estimate::Stopped),
            Ok(trained) => self.measured(trained, &network),
            Err(error) if is_of_architecture(&error) => Ok(Estimate::Failed { why: error.to_string() }),
            Err(error) => Err(error),
        }
    }
}

/// Whether another architecture might do better.
fn is_of_architecture(error: &SearchError) -> bool {
    matches!(
        error,
        SearchError::Train(TrainError::Diverged { .. }) | SearchError::Network(NetworkError::Resolution { .. })
    )
}

impl FromScratch<'_> {
    fn train(
        &self,
        assignment: &Assignment,
        network: &ir::Network,
        observer: &mut dyn Observer,
    ) -> Result<Trained<Network>, SearchError> {
        let seed = self.laboratory.problem.search.seed;
        let resized = self.resolution.map(|it| at_resolution(network, it)).transpose()?;
        let weights = derive(seed, "weights", &assignment.0);
        let device = self.laboratory.device.clone().autodiff();
        let model = Network::init(resized.as_ref().unwrap_or(network), weights, &device)?;
        let mut batches = self.examples.training(&self.recipe, self.fraction, derive(seed, "batches", &[]))?;
        let observer: &mut dyn train::Observer = observer;
        Ok(fit(model, &mut batches, &mut self.examples.evaluation(Part::Valid), &self.recipe, observer)?)
    }

    fn measured(&self, trained: Trained<Network>, network: &ir::Network) -> Result<Estimate, SearchError> {
        let measured = match self.recipe.early_stop {
            Some(_) => trained.best(),
            None => trained.history.last().map(|it| it.valid),
        };
        let measured = measured.ok_or(TrainError::NoExamples("train"))?;
        if !measured.loss.is_finite() {
            return Ok(Estimate::Failed { why: "the loss on the validation part is not finite".to_owned() });
        }
        let named = [("accuracy", measured.accuracy), ("loss", measured.loss), ("top5", measured.top5)];
        let mut metrics: Metrics = named.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        metrics.extend(self.costs_of(network));
        Ok(Estimate::Measured { metrics, weights: Some(Box::new(trained.model)) })
    }

    fn costs_of(&self, network: &ir::Network) -> Metrics {
        let wanted = self.laboratory.problem.search.objectives.iter().filter_map(|it| cost_kind(&it.metric));
        let kinds = [CostKind::Params, CostKind::Macs].into_iter().chain(wanted);
        kinds.map(|it| (it.name().to_owned(), cost(network, it) as f64)).collect()
    }
}
