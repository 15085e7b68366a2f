//! The loop of a search.

use indexmap::IndexMap;
use nas_compiler::{
    canonical::{Key, Keys},
    ir::{Assignment, spec::Budget},
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{
    Clock, Entry, Journal, Laboratory, Metrics, Observer, Score, SearchError, Status, Trial, TrialReport,
    estimator::{Estimate, Estimator, Identity},
    seed::derive,
    strategy::{self, Strategy, Turn},
};
use crate::network::Network;

/// Why a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Ending {
    /// The budget is spent.
    Finished,
    /// The strategy has nothing more to propose, as after a supernet is discretised.
    Concluded,
    /// Nearly all proposals had been tried before: the space has no more to give.
    Exhausted,
    /// The observer ended it.
    Stopped,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// All trials in order.
    pub trials: Vec<Trial>,
    /// The position of the best trial, the earliest of equals; none if no trial was completed.
    pub best: Option<usize>,
    /// The true value of the best architecture, where a table has one.
    pub test: Option<f64>,
    /// Why it ended.
    pub ending: Ending,
    /// Seconds that it took.
    pub seconds: f64,
}

impl Outcome {
    /// Returns the best trial.
    pub fn winner(&self) -> Option<&Trial> {
        self.best.and_then(|it| self.trials.get(it))
    }
}

/// Proposals for each trial of the budget, including those that cost nothing, after which a search gives up. Queries of
/// an architecture that is known cost nothing, as in the literature on tables, and so do known networks; this bounds them.
const PROPOSALS: u64 = 20;
/// Proposals in a row that cost nothing after which a search gives up that has only a limit of time.
const REPEATS: u64 = 10_000;

/// Tries what the problem's strategy proposes with an estimator, until the budget is spent.
///
/// Limits of time are checked between trials. What an interrupted trial would have found is dropped.
///
/// # Errors
/// As [`search`](super::search).
pub fn explore(
    laboratory: &Laboratory<'_>,
    estimator: &mut dyn Estimator,
    clock: &dyn Clock,
    journal: &mut dyn Journal,
    observer: &mut dyn Observer,
) -> Result<Outcome, SearchError> {
    let problem = laboratory.problem;
    estimator.check(&problem.search.objectives)?;
    let mut strategy = strategy::build(laboratory)?;
    let rng = ChaCha8Rng::seed_from_u64(derive(problem.search.seed, "strategy", &[]));
    let keys = match estimator.identity() {
        Identity::Network if !problem.space.shares_weights() => Some(Keys::new(&problem.space)),
        Identity::Network | Identity::Architecture => None,
    };
    let mut study = Study {
        laboratory,
        clock,
        journal,
        observer,
        rng,
        trials: vec![],
        known: IndexMap::new(),
        keys,
        networks: IndexMap::new(),
        spent: 0,
        best: None,
        begun: clock.seconds(),
    };
    let ending = study.run(strategy.as_mut(), estimator)?;
    let test = study.best.and_then(|it| estimator.test(&study.trials[it].assignment));
    Ok(Outcome { best: study.best, test, ending, seconds: clock.seconds() - study.begun, trials: study.trials })
}

struct Study<'a> {
    laboratory: &'a Laboratory<'a>,
    clock: &'a dyn Clock,
    journal: &'a mut dyn Journal,
    observer: &'a mut dyn Observer,
    rng: ChaCha8Rng,
    trials: Vec<Trial>,
    /// The trial of each architecture that was tried.
    known: IndexMap<Assignment, usize>,
    /// The keys of networks, where architectures with the same one share an estimate.
    keys: Option<Keys<'a>>,
    /// The completed trial of each network.
    networks: IndexMap<Key, usize>,
    /// Trials that were paid for.
    spent: u64,
    best: Option<usize>,
    begun: f64,
}

impl Study<'_> {
    fn run(&mut self, strategy: &mut dyn Strategy, estimator: &mut dyn Estimator) -> Result<Ending, SearchError> {
        let mut repeats = 0;
        loop {
            if let Some(ending) = self.ending(repeats) {
                return Ok(ending);
            }
            let turn = &mut Turn { rng: &mut self.rng, journal: &mut *self.journal, observer: &mut *self.observer };
            let Some(assignment) = strategy.propose(turn)? else {
                let stopped = self.observer.should_stop();
                return Ok(if stopped { Ending::Stopped } else { Ending::Concluded });
            };
            let Some(is_new) = self.attempt(assignment, estimator)? else { return Ok(Ending::Stopped) };
            repeats = if is_new { 0 } else { repeats + 1 };
            if let Some(trial) = self.trials.last() {
                strategy.observe(trial);
            }
        }
    }

    /// Returns why the search is over, if it is.
    fn ending(&mut self, repeats: u64) -> Option<Ending> {
        if self.observer.should_stop() {
            return Some(Ending::Stopped);
        }
        let Budget { trials, seconds } = self.laboratory.problem.search.budget;
        if trials.is_some_and(|it| self.spent >= it) || seconds.is_some_and(|it| self.elapsed() >= it) {
            return Some(Ending::Finished);
        }
        let given_up = match trials {
            Some(trials) => self.trials.len() as u64 >= trials.saturating_mul(PROPOSALS),
            None => repeats >= REPEATS,
        };
        given_up.then_some(Ending::Exhausted)
    }

    fn elapsed(&self) -> f64 {
        self.clock.seconds() - self.begun
    }

    /// Tries an architecture and returns whether that was paid for; nothing if the observer ended it.
    fn attempt(&mut self, assignment: Assignment, estimator: &mut dyn Estimator) -> Result<Option<bool>, SearchError> {
        if let Some(of) = self.known.get(&assignment).copied() {
            let earlier = self.trials[of].clone();
            self.finish(Trial { status: Status::Repeated { of }, ..earlier }, None, 0.0)?;
            return Ok(Some(false));
        }
        let number = self.trials.len();
        let key = self.keys.as_mut().map(|it| it.of(&assignment));
        if let Some(of) = key.and_then(|it| self.networks.get(&it).copied()) {
            let mut metrics = self.trials[of].metrics.clone();
            metrics.extend(estimator.costs(&assignment));
            let trial = self.scored(assignment, Status::SameNetwork { of }, metrics);
            self.known.insert(trial.assignment.clone(), number);
            self.finish(trial, None, 0.0)?;
            return Ok(Some(false));
        }
        let begun = self.clock.seconds();
        self.observer.trial_started(number);
        let (status, metrics, weights) = match estimator.estimate(&assignment, self.observer)? {
            Estimate::Measured { metrics, weights } => (Status::Completed, metrics, weights),
            Estimate::Failed { why } => (Status::Failed { why }, Metrics::new(), None),
            Estimate::Stopped => return Ok(None),
        };
        let trial = self.scored(assignment, status, metrics);
        self.known.insert(trial.assignment.clone(), number);
        if let Some(key) = key.filter(|_| trial.status == Status::Completed) {
            self.networks.insert(key, number);
        }
        self.spent += 1;
        self.finish(trial, weights.as_deref(), self.clock.seconds() - begun)?;
        Ok(Some(true))
    }

    fn scored(&self, assignment: Assignment, status: Status, metrics: Metrics) -> Trial {
        let trial = Trial { number: self.trials.len(), assignment, status, metrics, score: None };
        if let Status::Failed { .. } = trial.status {
            return trial;
        }
        match Score::new(&self.laboratory.problem.search.objectives, &trial.metrics) {
            Ok(score) => Trial { score: Some(score), ..trial },
            Err(metric) => {
                let why = format!("`{metric}` is not a finite number");
                Trial { status: Status::Failed { why }, metrics: Metrics::new(), ..trial }
            }
        }
    }

    /// Records a trial and tells of it.
    fn finish(&mut self, trial: Trial, weights: Option<&Network>, seconds: f64) -> Result<(), SearchError> {
        let number = self.trials.len();
        let trial = Trial { number, ..trial };
        let is_best = match self.best {
            Some(best) => trial.better_than(&self.trials[best]),
            None => trial.score.is_some(),
        };
        self.journal.trial(&Entry { trial: &trial, seconds, is_best, weights })?;
        self.trials.push(trial);
        self.best = if is_best { Some(number) } else { self.best };
        let best = self.best.map(|it| &self.trials[it]);
        let report = TrialReport { trial: &self.trials[number], best, spent: self.spent, seconds };
        self.observer.trial_ended(&report);
        Ok(())
    }
}
