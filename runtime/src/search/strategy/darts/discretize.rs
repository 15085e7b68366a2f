//! From a supernet to an architecture (Liu et al. 2019, section 2.4).

use std::collections::BTreeMap;

use indexmap::IndexMap;
use nas_compiler::{
    cost::is_feasible,
    ir::{Assignment, Choice, DecisionId, Domain, Evaluator, Space},
    point,
    sample::{Sampler, Uniform},
};
use rand_chacha::ChaCha8Rng;

use super::{
    SearchError,
    edges::Edges,
    ranking::{Ranking, Rankings},
};

/// Probabilities per decision, as a supernet gives them.
type Probabilities = [(DecisionId, Vec<f32>)];

/// The architectures that are looked at in the order of their probability, before some are drawn instead.
const LOOKED_AT: usize = 10_000;
/// The architectures that are then drawn.
const DRAWN: usize = 1_000;

/// How the supernets of a space are discretised.
///
/// - A `pick` keeps the items with the strongest edges. An edge is as strong as the most probable of its operations;
///   `none` and operations that are purely `zero` do not count. An item behind which nothing is mixed has strength 1.
/// - A decision over such an edge takes its most probable operation, again without `none` and `zero`.
/// - Every other decision takes its most probable value, `zero` included: that is how a space means it that offers
///   `zero` where nothing is picked, as NAS-Bench-201 does.
///
/// If that architecture breaks a constraint, the most probable feasible one is taken: architectures are looked at in
/// the order of the product of their values' probabilities (of a `pick`, of its edges' strengths). Among 10,000 without
/// a feasible one, the most probable of 1,000 random feasible architectures is taken.
pub(super) struct Discretization<'a> {
    space: &'a Space,
    edges: Edges,
}

impl<'a> Discretization<'a> {
    pub(super) fn new(space: &'a Space) -> Self {
        Self { space, edges: Edges::new(space) }
    }

    /// What the supernet would be discretised to without constraints.
    pub(super) fn choices(&self, probabilities: &Probabilities) -> IndexMap<String, Choice> {
        let rankings = self.rankings(probabilities);
        let strongest = rankings.in_order(|it| self.active(it)).next();
        strongest.map(|it| point::choices(self.space, &self.assign(&it))).unwrap_or_default()
    }

    /// What the supernet is discretised to.
    pub(super) fn feasible(
        &self,
        probabilities: &Probabilities,
        rng: &mut ChaCha8Rng,
    ) -> Result<Assignment, SearchError> {
        let rankings = self.rankings(probabilities);
        let mut probable = rankings.in_order(|it| self.active(it)).take(LOOKED_AT).map(|it| self.assign(&it));
        match probable.find(|it| is_feasible(self.space, it)) {
            Some(assignment) => Ok(assignment),
            None => self.most_probable_of_drawn(&rankings, rng),
        }
    }

    fn most_probable_of_drawn(&self, rankings: &Rankings, rng: &mut ChaCha8Rng) -> Result<Assignment, SearchError> {
        let mut sampler = Sampler::new(self.space, Uniform::ByArchitecture)?;
        let mut best = sampler.sample(rng)?;
        let mut least = self.loss(rankings, &best);
        for _ in 1..DRAWN {
            let drawn = sampler.sample(rng)?;
            let loss = self.loss(rankings, &drawn);
            if loss < least {
                (best, least) = (drawn, loss);
            }
        }
        Ok(best)
    }

    /// How much less probable an architecture is than the most probable one, as a logarithm.
    fn loss(&self, rankings: &Rankings, assignment: &Assignment) -> f64 {
        let made = self.active(&assignment.0).into_iter().enumerate().filter(|it| it.1);
        made.map(|(at, _)| rankings.0[at].loss(assignment.0[at])).sum()
    }

    /// Which decisions are made under some values.
    fn active(&self, values: &[u32]) -> Vec<bool> {
        let mut active = vec![false; values.len()];
        Evaluator::assign(self.space, |id, _| {
            active[id.0 as usize] = true;
            values[id.0 as usize]
        });
        active
    }

    /// Makes an assignment of indices, in which decisions that are not made have 0.
    fn assign(&self, indices: &[u32]) -> Assignment {
        Evaluator::assign(self.space, |id, _| indices[id.0 as usize])
    }

    /// Ranks the values of every decision by what a supernet thinks of them.
    fn rankings(&self, probabilities: &Probabilities) -> Rankings {
        let relaxed: BTreeMap<DecisionId, &[f32]> = probabilities.iter().map(|it| (it.0, it.1.as_slice())).collect();
        let rank = |(at, decision): (usize, &nas_compiler::ir::Decision)| {
            let id = DecisionId(at as u32);
            match (&decision.domain, relaxed.get(&id)) {
                (Domain::Subset { subsets, .. }, _) => {
                    let strength = |item: &u32| self.strength((id, *item), &relaxed).ln();
                    Ranking::new(subsets.iter().map(|it| it.iter().map(strength).sum()).enumerate())
                }
                (_, Some(probabilities)) => {
                    Ranking::new(self.alternatives(id, probabilities).map(|(at, it)| (at, it.ln())))
                }
                (domain, None) => Ranking::new((0..domain.size()).map(|it| (it, 0.0))),
            }
        };
        Rankings(self.space.decisions.iter().enumerate().map(rank).collect())
    }

    /// The strength of an item's edge.
    fn strength(&self, item: (DecisionId, u32), relaxed: &BTreeMap<DecisionId, &[f32]>) -> f64 {
        let feeders = self.edges.feeders.get(&item).into_iter().flatten();
        let mixed = feeders.filter_map(|it| Some((*it, *relaxed.get(it)?)));
        let strongest = mixed.flat_map(|(id, it)| self.alternatives(id, it).map(|it| it.1));
        strongest.reduce(f64::max).unwrap_or(1.0)
    }

    /// The values that a decision may take with their probabilities.
    fn alternatives<'b>(&self, id: DecisionId, probabilities: &'b [f32]) -> impl Iterator<Item = (usize, f64)> + 'b {
        let size = self.space.decision(id).domain.size();
        // A value that is purely `zero` is out, unless all are.
        let zeros = self.edges.zeros.get(&id).filter(|it| it.len() < size).cloned().unwrap_or_default();
        let values = probabilities.iter().take(size).enumerate().filter(move |it| !zeros.contains(&(it.0 as u32)));
        values.map(|(at, it)| (at, f64::from(*it).max(f64::MIN_POSITIVE)))
    }
}
