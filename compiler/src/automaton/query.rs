//! Questions to automata: how many paths, which one, the cheapest.

use std::ops::SubAssign;

use num_bigint::BigUint;
use num_traits::{One as _, ToPrimitive as _};
use rand::Rng;

use super::{Automaton, Quantity, draw};
use crate::ir::{Assignment, CostKind, ExprId};

/// An architecture and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The architecture.
    pub assignment: Assignment,
    /// The sum of each quantity.
    pub sums: Vec<i64>,
}

/// An automaton whose paths are counted.
#[derive(Debug, Clone)]
pub struct Paths {
    automaton: Automaton,
    counts: Counts,
    count: BigUint,
}

/// How many paths lead from each state to the last one: as machine numbers where they fit.
#[derive(Debug, Clone)]
enum Counts {
    Machine(Vec<u128>),
    Big(Vec<BigUint>),
}

impl Counts {
    fn of(automaton: &Automaton) -> Self {
        machine(automaton).map_or_else(|| Self::Big(big(automaton)), Self::Machine)
    }

    /// How many paths there are from the first state.
    fn all(&self) -> BigUint {
        match self {
            Self::Machine(counts) => counts.first().copied().unwrap_or(0).into(),
            Self::Big(counts) => counts.first().cloned().unwrap_or_default(),
        }
    }
}

impl Paths {
    /// Counts the paths.
    pub fn new(automaton: Automaton) -> Self {
        let counts = Counts::of(&automaton);
        Self { automaton, count: counts.all(), counts }
    }

    /// Returns the automaton.
    pub fn automaton(&self) -> &Automaton {
        &self.automaton
    }

    /// Returns how many there are.
    pub fn count(&self) -> &BigUint {
        &self.count
    }

    /// Returns the path with a number, from 0. The order is fixed by the space.
    pub fn get(&self, number: BigUint) -> Option<Path> {
        if number >= self.count {
            return None;
        }
        Some(match &self.counts {
            Counts::Machine(counts) => self.numbered(number.to_u128()?, counts),
            Counts::Big(counts) => self.numbered(number, counts),
        })
    }

    /// Draws a path, each equally likely; nothing if there is none.
    pub fn draw(&self, rng: &mut impl Rng) -> Option<Path> {
        match &self.counts {
            Counts::Machine(counts) => {
                let count = *counts.first()?;
                Some(self.numbered(draw::below_machine(count, rng), counts))
            }
            Counts::Big(_) => self.get(draw::below(&self.count, rng)),
        }
    }

    /// The path with a number, which exists.
    fn numbered<N: PartialOrd + for<'a> SubAssign<&'a N>>(&self, mut number: N, counts: &[N]) -> Path {
        let mut path = self.automaton.start();
        let mut at = 0;
        for decision in &self.automaton.decisions {
            for edge in &self.automaton.states[at].edges {
                let count = &counts[edge.target as usize];
                if number < *count {
                    path.assignment.0[decision.0 as usize] = edge.index;
                    self.automaton.join(&mut path.sums, &edge.weights);
                    at = edge.target as usize;
                    break;
                }
                number -= count;
            }
        }
        path
    }
}

fn machine(automaton: &Automaton) -> Option<Vec<u128>> {
    let mut counts = vec![1_u128; automaton.states.len()];
    for at in (0..automaton.states.len().saturating_sub(1)).rev() {
        let mut targets = automaton.states[at].edges.iter().map(|it| counts[it.target as usize]);
        counts[at] = targets.try_fold(0_u128, u128::checked_add)?;
    }
    Some(counts)
}

fn big(automaton: &Automaton) -> Vec<BigUint> {
    let mut counts = vec![BigUint::one(); automaton.states.len()];
    for at in (0..automaton.states.len().saturating_sub(1)).rev() {
        counts[at] = automaton.states[at].edges.iter().map(|it| &counts[it.target as usize]).sum();
    }
    counts
}

impl Automaton {
    /// Returns how many paths there are.
    pub fn count(&self) -> BigUint {
        Counts::of(self).all()
    }

    fn start(&self) -> Path {
        Path { assignment: Assignment(vec![0; self.decisions.len()]), sums: self.base.to_vec() }
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

    fn extreme(&self, quantity: usize, choose: fn(i64, i64) -> i64) -> Option<Path> {
        if self.is_empty() {
            return None;
        }
        let sums = self.extremes(quantity, choose);
        let join = |weight, after| self.quantities[quantity].join(weight, after);
        let mut path = self.start();
        let mut at = 0;
        for decision in &self.decisions {
            let is_best = |it: &&super::Edge| join(it.weights[quantity], sums[it.target as usize]) == sums[at];
            let edge = self.states[at].edges.iter().find(is_best)?;
            path.assignment.0[decision.0 as usize] = edge.index;
            self.join(&mut path.sums, &edge.weights);
            at = edge.target as usize;
        }
        Some(path)
    }
}
