//! Bounds of sums, multiplied in.
//!
//! Weights are first made relative to the least that can follow (`w + least(target) - least(source)`, so that the
//! cheapest path weighs nothing, and nothing is lost by rounding it). What is left of a bound is then part of a state, up
//! to the most that can still be needed: whatever exceeds it makes no difference.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{Automaton, Edge, Quantity, State};

/// How exactly sums are held against their bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Exactly.
    Exact,
    /// In so many steps up to each bound, rounded down: some architectures beyond a bound are kept.
    Down(u32),
    /// In so many steps up to each bound, rounded up: some architectures within the bounds are lost.
    Up(u32),
}

/// A bound, made ready.
struct Bound {
    quantity: usize,
    /// The least that follows each state.
    least: Vec<i64>,
    /// The most steps that follow each state.
    most: Vec<i64>,
    step: i64,
    rounding: Rounding,
    /// How many steps a path may take.
    steps: i64,
}

/// A state, and the steps that are left of every bound.
type Key = (u32, Box<[i64]>);

impl Automaton {
    /// Keeps the paths that meet the bounds: exactly those, or, rounded, a superset or a subset of them.
    ///
    /// Nothing if that takes more states than `limit`.
    pub fn within(&self, rounding: Rounding, limit: usize) -> Option<Self> {
        let Some(bounds) = self.bounds(rounding) else { return Some(self.clone_without_states()) };
        if bounds.is_empty() || self.is_empty() {
            return Some(self.clone());
        }
        let start = bounds.iter().map(|it| it.left(0, it.steps)).collect();
        let mut keys: IndexSet<Key, FxBuildHasher> = IndexSet::from_iter([(0, start)]);
        let mut states: Vec<State> = vec![];
        // Every state of a level comes before those of the next, as it did.
        while let Some((state, left)) = keys.get_index(states.len()).cloned() {
            let mut edges = vec![];
            for edge in &self.states[state as usize].edges {
                let after: Option<Box<[i64]>> =
                    bounds.iter().zip(&left).map(|(it, left)| it.after(state, edge, *left)).collect();
                let Some(after) = after else { continue };
                let (target, _) = keys.insert_full((edge.target, after));
                edges.push(Edge { target: target as u32, ..edge.clone() });
            }
            if keys.len() > limit {
                return None;
            }
            states.push(State { edges, ..self.states[state as usize].unlinked() });
        }
        Some(Self { states, ..self.clone_without_states() }.with_last())
    }

    /// The bounds that can be broken; nothing if one always is.
    fn bounds(&self, rounding: Rounding) -> Option<Vec<Bound>> {
        let mut bounds = vec![];
        for (at, quantity) in self.quantities.iter().enumerate() {
            let Quantity::Bounded { bound } = *quantity else { continue };
            let bound = bound - self.base[at];
            if self.is_empty() {
                continue;
            }
            let least = self.extremes(|it| it.weights[at], i64::min);
            let room = bound - least[0];
            if room < 0 {
                return None;
            }
            let greatest = self.extremes(|it| it.weights[at], i64::max);
            if greatest[0] > bound {
                bounds.push(Bound::new(self, at, least, room, rounding));
            }
        }
        Some(bounds)
    }

    /// Folds the sums of all paths from each state to the last one.
    pub(super) fn extremes(&self, weight: impl Fn(&Edge) -> i64, choose: fn(i64, i64) -> i64) -> Vec<i64> {
        let mut sums = vec![0; self.states.len()];
        for at in (0..self.states.len()).rev() {
            let ends = self.states[at].edges.iter().map(|it| weight(it) + sums[it.target as usize]);
            sums[at] = ends.reduce(choose).unwrap_or(0);
        }
        sums
    }
}

impl Bound {
    fn new(automaton: &Automaton, quantity: usize, least: Vec<i64>, room: i64, rounding: Rounding) -> Self {
        let step = match rounding {
            Rounding::Exact => 1,
            Rounding::Down(steps) | Rounding::Up(steps) => (room / i64::from(steps.max(1))).max(1),
        };
        let mut bound = Self { quantity, least, most: vec![], step, rounding, steps: room / step };
        let mut most = vec![0; automaton.states.len()];
        for at in (0..automaton.states.len()).rev() {
            let ends =
                automaton.states[at].edges.iter().map(|it| bound.steps(at as u32, it) + most[it.target as usize]);
            most[at] = ends.max().unwrap_or(0);
        }
        bound.most = most;
        bound
    }

    /// The steps that an edge takes.
    fn steps(&self, source: u32, edge: &Edge) -> i64 {
        let weight = edge.weights[self.quantity] + self.least[edge.target as usize] - self.least[source as usize];
        match self.rounding {
            Rounding::Up(_) => (weight + self.step - 1) / self.step,
            Rounding::Exact | Rounding::Down(_) => weight / self.step,
        }
    }

    /// What is left in a state, as far as it matters.
    fn left(&self, state: u32, left: i64) -> i64 {
        left.min(self.most[state as usize])
    }

    /// What is left behind an edge; nothing if the bound is broken.
    fn after(&self, source: u32, edge: &Edge, left: i64) -> Option<i64> {
        let left = left - self.steps(source, edge);
        (left >= 0).then(|| self.left(edge.target, left))
    }
}
