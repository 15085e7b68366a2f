//! A search written into its folder.

use nas_compiler::point;

use super::{
    Best, FORMAT, Run, RunError, files,
    record::{TimeRecord, TrialRecord},
    summary,
};
use crate::search::{Entry, Journal, MixtureReport, Outcome, Trial};

impl Journal for Run {
    fn trial(&mut self, entry: &Entry<'_>) -> Result<(), RunError> {
        let trial = entry.trial;
        if entry.is_best {
            // The weights come first: those that a best architecture names are there. One whose network was trained as
            // that of another architecture has none.
            match entry.weights {
                Some(network) => files::write_weights(&self.best_weights(), network)?,
                None => files::remove(&self.best_weights())?,
            }
            self.write_best(trial, None)?;
        }
        let record = TrialRecord {
            trial: trial.number,
            status: trial.status.clone(),
            metrics: trial.metrics.clone(),
            architecture: point::choices(&self.space, &trial.assignment),
        };
        files::append(&self.folder.join(files::TRIALS), &record)?;
        let time = TimeRecord { trial: trial.number, seconds: entry.seconds };
        files::append(&self.folder.join(files::TIMES), &time)
    }

    fn mixture(&mut self, report: &MixtureReport) -> Result<(), RunError> {
        files::append(&self.folder.join(files::MIXTURES), report)
    }
}

impl Run {
    /// Writes down what a search came to.
    pub(super) fn conclude(&self, outcome: &Outcome) -> Result<(), RunError> {
        if let Some(winner) = outcome.winner() {
            self.write_best(winner, outcome.test)?;
        }
        files::write(&self.folder.join(files::SUMMARY), &summary::render(self, outcome))
    }

    fn write_best(&self, trial: &Trial, test: Option<f64>) -> Result<(), RunError> {
        let best = Best {
            format: FORMAT,
            trial: trial.number,
            architecture: self.manifest.architecture(point::choices(&self.space, &trial.assignment)),
            metrics: trial.metrics.clone(),
            test,
        };
        files::write(&self.folder.join(files::BEST), &files::pretty(&best))
    }
}
