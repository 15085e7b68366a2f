//! Somebody who watches a search or a training, and may end it.

use indicatif::ProgressBar;
use nas_compiler::ir::spec::Search;
use nas_runtime::{
    search::{self, MixtureReport, Trial, TrialReport},
    train::{self, BatchReport, EpochReport},
};

use crate::{
    interrupt::Interrupt,
    number::{grouped, metric},
    paint::{DIM, GOOD, paint},
    progress,
    terminal::Terminal,
};

/// Shows progress while somebody watches, and ends at Ctrl-C.
#[derive(Debug)]
pub struct Follower {
    interrupt: Interrupt,
    bar: ProgressBar,
    /// The metrics that are sought, the decisive one first.
    objectives: Vec<String>,
    /// What the bar counts.
    unit: Unit,
    /// What is said of the best trial so far.
    best: String,
}

/// What a bar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Trials of a search.
    Trials,
    /// Epochs of a supernet or of a training.
    Epochs,
}

impl Follower {
    /// Follows a search.
    pub fn of_search(search: &Search, interrupt: Interrupt, terminal: &Terminal) -> Self {
        let objectives = search.objectives.iter().map(|it| it.metric.clone()).collect();
        // Where only time is limited, the number of trials is not known.
        let bar = match search.budget.trials {
            Some(trials) => progress::bar(terminal, trials, &search.name),
            None => progress::spinner(terminal, &search.name),
        };
        Self { interrupt, bar, objectives, unit: Unit::Trials, best: String::new() }
    }

    /// Follows a training of so many epochs.
    pub fn of_training(epochs: u32, interrupt: Interrupt, terminal: &Terminal) -> Self {
        let bar = progress::bar(terminal, u64::from(epochs), "training");
        Self { interrupt, bar, objectives: vec![], unit: Unit::Epochs, best: String::new() }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn describe(&self, trial: &Trial) -> String {
        let each = self.objectives.iter().filter_map(|name| {
            let value = trial.metrics.get(name)?;
            Some(format!("{name} {}", metric(*value)))
        });
        each.collect::<Vec<_>>().join("  ")
    }
}

impl train::Observer for Follower {
    fn batch_ended(&mut self, report: &BatchReport) {
        if self.unit == Unit::Epochs {
            let at = format!("batch {}/{}", report.batch + 1, report.batches);
            self.bar.set_prefix(format!("{at}  loss {:.3}  {}", report.loss, self.best));
        }
    }

    fn epoch_ended(&mut self, report: &EpochReport) {
        match self.unit {
            Unit::Trials => self.bar.set_prefix(format!("epoch {}  {}", report.epoch + 1, self.best)),
            Unit::Epochs => {
                self.best = format!("valid accuracy {:.3}", report.valid.accuracy);
                self.bar.set_position(u64::from(report.epoch) + 1);
            }
        }
    }

    fn should_stop(&mut self) -> bool {
        self.interrupt.is_wanted()
    }
}

impl search::Observer for Follower {
    fn trial_ended(&mut self, report: &TrialReport<'_>) {
        let trial = report.trial;
        let is_best = report.best.is_some_and(|it| it.number == trial.number);
        if is_best {
            self.best = format!("best {}", self.describe(trial));
            let line = format!("trial {}  {}", grouped(trial.number), self.describe(trial));
            self.bar.println(format!("{line}  {}", paint(GOOD, "best so far")));
        }
        self.bar.set_prefix(self.best.clone());
        if self.unit == Unit::Trials {
            self.bar.set_position(report.spent);
        }
    }

    fn mixture_ended(&mut self, report: &MixtureReport) {
        self.unit = Unit::Epochs;
        self.bar.set_length(u64::from(report.epochs));
        self.bar.set_position(u64::from(report.epoch) + 1);
        let (weights, architecture) = (report.weights.accuracy, report.architecture.accuracy);
        let line =
            format!("epoch {}  accuracy {weights:.3} (weights) {architecture:.3} (architecture)", report.epoch + 1);
        self.bar.println(paint(DIM, line));
    }
}
