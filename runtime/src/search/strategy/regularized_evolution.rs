//! Ageing evolution.

use std::collections::VecDeque;

use nas_compiler::{
    ir::Assignment,
    sample::{Sampler, Uniform},
};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use super::{Laboratory, SearchError, Strategy, Trial, Turn};
use crate::search::Score;

/// `regularized_evolution(population, tournament)`: Real et al., AAAI 2019, algorithm 1.
///
/// The population is a queue. First it is filled with random architectures. Then each proposal is a mutation of the
/// best of `tournament` members that are drawn with replacement; what it becomes is appended on the right, and the
/// member on the left, the oldest, is discarded, however good it is. A mutation changes one decision
/// ([`Sampler::mutate`]); where none is feasible, the proposal is a random architecture.
///
/// The paper's workers are asynchronous: a proposal is due whenever one is free, and counts once it is observed. So is
/// this: proposals and observations may alternate in any order.
pub(super) struct RegularizedEvolution<'a> {
    sampler: Sampler<'a>,
    capacity: usize,
    tournament: usize,
    population: VecDeque<Member>,
    /// Random architectures proposed so far.
    founders: usize,
}

/// An architecture that is alive.
#[derive(Debug, Clone, PartialEq)]
struct Member {
    assignment: Assignment,
    score: Option<Score>,
}

pub(super) fn build<'a>(laboratory: &Laboratory<'a>) -> Result<Box<dyn Strategy + 'a>, SearchError> {
    Ok(Box::new(RegularizedEvolution::new(laboratory)?))
}

impl<'a> RegularizedEvolution<'a> {
    fn new(laboratory: &Laboratory<'a>) -> Result<Self, SearchError> {
        let problem = laboratory.problem;
        let arguments = &problem.search.strategy;
        Ok(Self {
            sampler: Sampler::new(&problem.space, Uniform::ByArchitecture)?,
            capacity: arguments.int("population").max(1) as usize,
            tournament: arguments.int("tournament").max(1) as usize,
            population: VecDeque::new(),
            founders: 0,
        })
    }

    /// The best of a sample, the first drawn of equals.
    fn parent(&self, rng: &mut ChaCha8Rng) -> Option<&Member> {
        let count = self.population.len();
        if count == 0 {
            return None;
        }
        let sample = (0..self.tournament).map(|_| &self.population[rng.random_range(0..count)]);
        sample.reduce(|best, it| if it.score > best.score { it } else { best })
    }
}

impl Strategy for RegularizedEvolution<'_> {
    fn propose(&mut self, turn: &mut Turn<'_>) -> Result<Option<Assignment>, SearchError> {
        if self.founders >= self.capacity
            && let Some(parent) = self.parent(turn.rng)
            && let Some(child) = self.sampler.mutate(&parent.assignment, turn.rng)
        {
            return Ok(Some(child));
        }
        self.founders += 1;
        Ok(Some(self.sampler.sample(turn.rng)?))
    }

    fn observe(&mut self, trial: &Trial) {
        self.population.push_back(Member { assignment: trial.assignment.clone(), score: trial.score.clone() });
        if self.population.len() > self.capacity {
            self.population.pop_front();
        }
    }
}
