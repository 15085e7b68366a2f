//! What is told about a search while it runs.

use super::{MixtureReport, Trial};
use crate::train;

/// A trial that ended.
#[derive(Debug, Clone, Copy)]
pub struct TrialReport<'a> {
    /// The trial.
    pub trial: &'a Trial,
    /// The best trial so far, which may be this one; none while all failed.
    pub best: Option<&'a Trial>,
    /// How many trials were paid for from the budget so far.
    pub spent: u64,
    /// Seconds that the trial took.
    pub seconds: f64,
}

/// Someone who follows a search, and may end it. Epochs and batches of the trainings within are told too.
pub trait Observer: train::Observer {
    /// Is told that an architecture is about to be tried, by the number of the trial.
    fn trial_started(&mut self, _number: usize) {}

    /// Is told of every trial.
    fn trial_ended(&mut self, _report: &TrialReport<'_>) {}

    /// Is told of every epoch of a supernet.
    fn mixture_ended(&mut self, _report: &MixtureReport) {}
}

/// Nobody.
impl Observer for () {}
