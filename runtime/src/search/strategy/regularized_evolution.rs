//! Ageing evolution.

use std::collections::VecDeque;

use nas_compiler::{
    ir::Assignment,
    sample::{Sampler, Uniform},
};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use super::{Built, Laboratory, SearchError, Strategy, Trial, Turn};
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

pub(super) fn build<'a>(laboratory: &Laboratory<'a>) -> Built<'a> {
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

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Assignment;
    use rand::SeedableRng;
    use tempfile::{TempDir, tempdir};

    use super::*;
    use crate::search::{Metrics, Problem, Status, example::counted, strategy::STRATEGIES};

    fn setting() -> (TempDir, Problem) {
        let folder = tempdir().unwrap();
        let problem = counted("regularized_evolution(population: 5, tournament: 2)", 9, folder.path());
        (folder, problem)
    }

    /// A trial whose score is the number of fives.
    fn trial(problem: &Problem, assignment: Assignment) -> Trial {
        let metrics = Metrics::from([("score".to_owned(), f64::from(assignment.0.iter().sum::<u32>()))]);
        let score = Score::new(&problem.search.objectives, &metrics).ok();
        Trial { number: 0, assignment, status: Status::Completed, metrics, score }
    }

    fn propose(evolution: &mut RegularizedEvolution<'_>, rng: &mut ChaCha8Rng) -> Assignment {
        let turn = &mut Turn { rng, journal: &mut (), observer: &mut () };
        evolution.propose(turn).unwrap().unwrap()
    }

    fn difference(left: &Assignment, right: &Assignment) -> usize {
        left.0.iter().zip(&right.0).filter(|it| it.0 != it.1).count()
    }

    #[test]
    fn the_oldest_dies_however_good_it_is() {
        let (_folder, problem) = setting();
        let mut evolution = RegularizedEvolution::new(&Laboratory::new(&problem, None)).unwrap();
        let best = Assignment(vec![1; 6]);
        evolution.observe(&trial(&problem, best.clone()));
        for age in 1..=5 {
            assert!(evolution.population.iter().any(|it| it.assignment == best), "it lives at age {age}");
            evolution.observe(&trial(&problem, Assignment(vec![0; 6])));
            assert!(evolution.population.len() <= 5);
        }
        assert!(evolution.population.iter().all(|it| it.assignment != best));
    }

    #[test]
    fn children_are_mutations_of_members_once_the_population_is_full() {
        let (_folder, problem) = setting();
        let mut evolution = RegularizedEvolution::new(&Laboratory::new(&problem, None)).unwrap();
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for cycle in 0..40 {
            let child = propose(&mut evolution, &mut rng);
            if cycle >= 5 {
                let has_parent = evolution.population.iter().any(|it| difference(&it.assignment, &child) == 1);
                assert!(has_parent, "{child:?} in cycle {cycle}");
            }
            evolution.observe(&trial(&problem, child));
            assert_eq!(evolution.population.len(), (cycle + 1).min(5));
        }
    }

    #[test]
    fn a_tournament_of_many_is_won_by_the_best() {
        let (_folder, problem) = setting();
        let mut evolution = RegularizedEvolution::new(&Laboratory::new(&problem, None)).unwrap();
        for fives in 0..5 {
            let indices = (0..6).map(|at| u32::from(at < fives)).collect();
            evolution.observe(&trial(&problem, Assignment(indices)));
        }
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let wins = |evolution: &RegularizedEvolution<'_>, rng: &mut ChaCha8Rng| {
            (0..2000).filter(|_| evolution.parent(rng).unwrap().assignment.0 == [1, 1, 1, 1, 0, 0]).count()
        };
        // With replacement: 1 - (4/5)^2 = 0.36 of 2,000 with a deviation of 21. Without, it would be 0.4.
        let won = wins(&evolution, &mut rng);
        assert!((720 - 65..720 + 65).contains(&won), "{won}");
        evolution.tournament = 200;
        assert_eq!(wins(&evolution, &mut rng), 2000);
    }

    #[test]
    fn proposals_may_run_ahead_of_observations() {
        let (_folder, problem) = setting();
        let mut evolution = RegularizedEvolution::new(&Laboratory::new(&problem, None)).unwrap();
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let ahead: Vec<_> = (0..8).map(|_| propose(&mut evolution, &mut rng)).collect();
        for assignment in ahead.into_iter().rev() {
            evolution.observe(&trial(&problem, assignment));
        }
        assert_eq!(evolution.population.len(), 5);
        let child = propose(&mut evolution, &mut rng);
        assert!(evolution.population.iter().any(|it| difference(&it.assignment, &child) == 1));
    }

    #[test]
    fn a_failed_trial_loses_against_any_other() {
        let (_folder, problem) = setting();
        let mut evolution = RegularizedEvolution::new(&Laboratory::new(&problem, None)).unwrap();
        evolution.observe(&Trial { score: None, ..trial(&problem, Assignment(vec![1; 6])) });
        evolution.observe(&trial(&problem, Assignment(vec![0; 6])));
        evolution.tournament = 50;
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        assert_eq!(evolution.parent(&mut rng).unwrap().assignment.0, [0; 6]);
    }

    #[test]
    fn registry_is_sorted_and_has_no_name_twice() {
        assert!(STRATEGIES.is_sorted_by(|a, b| a.name < b.name));
    }
}
