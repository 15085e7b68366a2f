//! Questions to automata: how many paths, which one, the cheapest.

use std::ops::SubAssign;

use num_bigint::BigUint;
use num_traits::One as _;

use super::{Automaton, Edge, Quantity, paths::Path};
use crate::ir::{Assignment, CostKind, ExprId};

impl Automaton {
    /// Returns how many paths there are.
    pub fn count(&self) -> BigUint {
        let machine = self.machine().map(|it| it.first().copied().unwrap_or(0).into());
        machine.unwrap_or_else(|| self.big().first().cloned().unwrap_or_default())
    }

    /// How many paths lead from each state to the last one, if machine numbers hold that.
    pub(super) fn machine(&self) -> Option<Vec<u128>> {
        let mut counts = vec![1_u128; self.states.len()];
        for at in (0..self.states.len().saturating_sub(1)).rev() {
            let mut targets = self.states[at].edges.iter().map(|it| counts[it.target as usize]);
            counts[at] = targets.try_fold(0_u128, u128::checked_add)?;
        }
        Some(counts)
    }

    /// As [`Automaton::machine`], however many there are.
    pub(super) fn big(&self) -> Vec<BigUint> {
        let mut counts = vec![BigUint::one(); self.states.len()];
        for at in (0..self.states.len().saturating_sub(1)).rev() {
            counts[at] = self.states[at].edges.iter().map(|it| &counts[it.target as usize]).sum();
        }
        counts
    }

    /// The path with a number, which exists, given how many paths lead on from each state.
    pub(super) fn numbered<N: PartialOrd + Clone + SubAssign>(&self, mut number: N, counts: &[N]) -> Path {
        let mut path = self.start();
        let mut at = 0;
        while let Some(edge) = self.states[at].edges.iter().find(|it| {
            let count = &counts[it.target as usize];
            let is_it = number < *count;
            if !is_it {
                number -= count.clone();
            }
            is_it
        }) {
            self.take(&mut path, at, edge);
            at = edge.target as usize;
        }
        path
    }

    /// The path without any edge.
    pub(super) fn start(&self) -> Path {
        Path { assignment: Assignment(vec![0; self.decisions.len()]), sums: self.base.to_vec() }
    }

    /// Adds an edge of a state to a path.
    pub(super) fn take(&self, path: &mut Path, state: usize, edge: &Edge) {
        let decision = self.decisions[self.states[state].level as usize];
        path.assignment.0[decision.0 as usize] = edge.index;
        self.join(&mut path.sums, &edge.weights);
    }

    /// Joins what a path weighs and what an edge does.
    fn join(&self, sums: &mut [i64], weights: &[i64]) {
        let each = self.quantities.iter().zip(sums.iter_mut().zip(weights));
        each.for_each(|(quantity, (sum, weight))| *sum = quantity.join(*sum, *weight));
    }

    /// Returns whether sums meet all bounds.
    pub fn meets_bounds(&self, sums: &[i64]) -> bool {
        let bounds = self.quantities.iter().zip(sums);
        let bounds: Vec<_> = bounds.filter_map(|(it, sum)| it.bound().map(|it| (it.1, *sum <= it.0))).collect();
        bounds.chunk_by(|left, right| left.0 == right.0).all(|clause| clause.iter().any(|it| it.1))
    }

    /// Returns, by decision, whether some path takes each of its values, up to the last that one does; nothing where no path
    /// makes the decision.
    pub fn taken(&self) -> Vec<Vec<bool>> {
        let mut taken = vec![vec![]; self.decisions.len()];
        for state in self.states.iter().filter(|it| it.made) {
            let values: &mut Vec<bool> = &mut taken[self.decisions[state.level as usize].0 as usize];
            for edge in &state.edges {
                let index = edge.index as usize;
                values.resize(values.len().max(index + 1), false);
                values[index] = true;
            }
        }
        taken
    }

    /// Returns whether it is seen at once that some path may break a constraint: it is open, or a bound of it is broken
    /// somewhere that no other bound stands in for.
    pub fn breaks(&self, constraint: ExprId) -> bool {
        let is_own = |clause: u32| self.sources.contains(&(clause, constraint));
        let is_broken = |clause: &[(u32, usize, i64)]| match *clause {
            [(_, at, bound)] => self.extremes(at, i64::max).first().is_some_and(|it| *it > bound),
            _ => false,
        };
        let bounds = self.bounds();
        let mut clauses = bounds.chunk_by(|left, right| left.0 == right.0).filter(|it| is_own(it[0].0));
        self.open.contains(&constraint) || clauses.any(is_broken)
    }

    /// Returns the position of a cost in the sums of a path.
    pub fn position(&self, kind: CostKind) -> Option<usize> {
        self.quantities.iter().position(|it| *it == Quantity::Cost(kind))
    }

    /// Returns the path with the least sum, or peak, of a quantity, the first of equals.
    pub fn least(&self, quantity: usize) -> Option<Path> {
        self.extreme(quantity, i64::min)
    }

    /// Returns the path with the greatest sum, or peak, of a quantity, the first of equals.
    pub fn greatest(&self, quantity: usize) -> Option<Path> {
        self.extreme(quantity, i64::max)
    }

    pub(super) fn extreme(&self, quantity: usize, choose: fn(i64, i64) -> i64) -> Option<Path> {
        if self.is_empty() {
            return None;
        }
        let sums = self.extremes(quantity, choose);
        let join = |weight, after| self.quantities[quantity].join(weight, after);
        let mut path = self.start();
        let mut at = 0;
        while at + 1 < self.states.len() {
            let is_best = |it: &&Edge| join(it.weights[quantity], sums[it.target as usize]) == sums[at];
            let edge = self.states[at].edges.iter().find(is_best)?;
            self.take(&mut path, at, edge);
            at = edge.target as usize;
        }
        Some(path)
    }
}
