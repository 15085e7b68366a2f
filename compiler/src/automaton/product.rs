//! Bounds of sums, multiplied in.
//!
//! Weights are first made relative to the least that can follow (`w + least(target) - least(source)`, so that the
//! cheapest path weighs nothing, and nothing is lost by rounding it). What is left of a bound is then part of a state, up
//! to the most that can still be needed: whatever exceeds it makes no difference.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{Automaton, Edge, State};

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

/// What is left of a bound that a path breaks.
const BROKEN: i64 = -1;

/// A bound, made ready.
struct Bound {
    quantity: usize,
    /// Of the bounds of one clause it suffices that one is met; they stand behind each other.
    clause: u32,
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
                let mut after: Box<[i64]> =
                    bounds.iter().zip(&left).map(|(it, left)| it.after(state, edge, *left)).collect();
                if !settle(&bounds, edge.target, &mut after) {
                    continue;
                }
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

    /// The bounds of the clauses that can be broken; nothing if one always is.
    fn bounds(&self, rounding: Rounding) -> Option<Vec<Bound>> {
        if self.is_empty() {
            return Some(vec![]);
        }
        let bounds = self.quantities.iter().enumerate().filter_map(|(at, it)| Some((at, it.bound()?)));
        let bounds: Vec<_> = bounds.collect();
        let mut found = vec![];
        for clause in bounds.chunk_by(|(_, left), (_, right)| left.1 == right.1) {
            let before = found.len();
            let mut is_met = false;
            for (at, (bound, clause)) in clause {
                let bound = bound - self.base[*at];
                let least = self.extremes(*at, i64::min);
                let room = bound - least[0];
                is_met |= self.extremes(*at, i64::max)[0] <= bound;
                if room >= 0 && !is_met {
                    found.push(Bound::new(self, (*at, *clause), least, room, rounding));
                }
            }
            if is_met {
                found.truncate(before);
            } else if found.len() == before {
                return None;
            }
        }
        Some(found)
    }

    /// Folds what all paths from each state to the last one weigh.
    pub(super) fn extremes(&self, quantity: usize, choose: fn(i64, i64) -> i64) -> Vec<i64> {
        let join = |it: &Edge, after| self.quantities[quantity].join(it.weights[quantity], after);
        let mut sums = vec![0; self.states.len()];
        for at in (0..self.states.len()).rev() {
            let ends = self.states[at].edges.iter().map(|it| join(it, sums[it.target as usize]));
            sums[at] = ends.reduce(choose).unwrap_or(0);
        }
        sums
    }
}

impl Bound {
    fn new(
        automaton: &Automaton,
        (quantity, clause): (usize, u32),
        least: Vec<i64>,
        room: i64,
        rounding: Rounding,
    ) -> Self {
        let step = match rounding {
            Rounding::Exact => 1,
            Rounding::Down(steps) | Rounding::Up(steps) => (room / i64::from(steps.max(1))).max(1),
        };
        let mut bound = Self { quantity, clause, least, most: vec![], step, rounding, steps: room / step };
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

    /// What is left behind an edge.
    fn after(&self, source: u32, edge: &Edge, left: i64) -> i64 {
        if left == BROKEN {
            return BROKEN;
        }
        self.left(edge.target, left - self.steps(source, edge)).max(BROKEN)
    }

    /// Whether a bound is met whatever follows a state.
    fn is_met(&self, state: u32, left: i64) -> bool {
        left >= self.most[state as usize]
    }
}

/// Sees which clauses are met whatever follows: by which of their bounds makes no difference then. Returns whether none is
/// broken.
fn settle(bounds: &[Bound], state: u32, left: &mut [i64]) -> bool {
    let mut rest = left;
    for clause in bounds.chunk_by(|first, second| first.clause == second.clause) {
        let own;
        (own, rest) = rest.split_at_mut(clause.len());
        if clause.iter().zip(&*own).any(|(it, left)| it.is_met(state, *left)) {
            own.iter_mut().zip(clause).for_each(|(left, it)| *left = it.most[state as usize]);
        }
        if own.iter().all(|it| *it == BROKEN) {
            return false;
        }
    }
    true
}
