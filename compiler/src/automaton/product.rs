//! Bounds of sums, multiplied in.
//!
//! Weights are first made relative to the least that can follow (`w + least(target) - least(source)`), so that the
//! cheapest path weighs nothing, and nothing is lost by rounding it. What a state then means under a bound depends on what
//! is left of the bound, but only on the interval in which that lies: within it the same paths lead on. States are found
//! from their last level to the first, and each is kept with its interval, so that what is left is looked up and never
//! told apart further than it matters (Abío, Nieuwenhuis, Oliveras, Rodríguez-Carbonell and Mayer-Eichberger, "A new look
//! at BDDs for pseudo-Boolean constraints", JAIR 2012, algorithm 2; here with more than two values and any automaton in
//! place of an order of variables).

use std::collections::BTreeMap;

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

impl Automaton {
    /// Keeps the paths that meet the bounds: exactly those, or, rounded, a superset or a subset of them.
    ///
    /// Nothing if that takes more states than `limit`.
    pub fn within(&self, rounding: Rounding, limit: usize) -> Option<Self> {
        let mut automaton = self.clone();
        for (at, quantity) in self.quantities.iter().enumerate() {
            if let Quantity::Bounded { bound, .. } = quantity
                && !automaton.is_empty()
            {
                automaton = automaton.bounded_by(at, bound - self.base[at], rounding, limit)?;
            }
        }
        Some(automaton)
    }

    /// Drops the edges that no path within a bound takes, each bound by itself: what is left are exactly the paths within
    /// it where there is one bound, and perhaps more where there are several. Needs no further states.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let mut states = self.states.clone();
        for (at, quantity) in self.quantities.iter().enumerate() {
            let Quantity::Bounded { bound, .. } = *quantity else { continue };
            let before = self.cheapest(|it| it.weights[at]);
            let after = self.extremes(|it| it.weights[at], i64::min);
            let room = bound - self.base[at];
            if after.first().is_some_and(|it| *it > room) {
                return self.clone_without_states();
            }
            for (state, before) in states.iter_mut().zip(before) {
                state.edges.retain(|it| before + it.weights[at] + after[it.target as usize] <= room);
            }
        }
        Self { states, ..self.clone_without_states() }.pruned()
    }

    /// The least sums of the paths from the first state to each.
    fn cheapest(&self, weight: impl Fn(&Edge) -> i64) -> Vec<i64> {
        let mut sums: Vec<Option<i64>> = vec![None; self.states.len()];
        if let Some(first) = sums.first_mut() {
            *first = Some(0);
        }
        for (at, state) in self.states.iter().enumerate() {
            let Some(before) = sums[at] else { continue };
            for edge in &state.edges {
                let sum = before + weight(edge);
                let known = &mut sums[edge.target as usize];
                *known = Some(known.map_or(sum, |it| it.min(sum)));
            }
        }
        sums.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Keeps the paths whose sum is at most `bound`.
    fn bounded_by(self, quantity: usize, bound: i64, rounding: Rounding, limit: usize) -> Option<Self> {
        let least = self.extremes(|it| it.weights[quantity], i64::min);
        let room = bound - least[0];
        if room < 0 {
            return Some(self.clone_without_states());
        }
        if self.extremes(|it| it.weights[quantity], i64::max)[0] <= bound {
            return Some(self);
        }
        let step = match rounding {
            Rounding::Exact => 1,
            Rounding::Down(steps) | Rounding::Up(steps) => (room / i64::from(steps.max(1))).max(1),
        };
        let mut product = Product {
            automaton: &self,
            quantity,
            least,
            step,
            rounding,
            limit,
            states: vec![],
            known: vec![BTreeMap::new(); self.states.len()],
        };
        product.reach(0, room / step)?;
        let states = by_level(product.states);
        Some(Self { states, ..self.clone_without_states() })
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

/// A state, for as long as what is left lies between two numbers, both included.
#[derive(Debug, Clone, Copy)]
struct Reached {
    from: i64,
    to: i64,
    state: u32,
}

struct Product<'a> {
    automaton: &'a Automaton,
    quantity: usize,
    /// The least that follows each state.
    least: Vec<i64>,
    step: i64,
    rounding: Rounding,
    limit: usize,
    /// Each before the states that lead to it.
    states: Vec<State>,
    /// What each state has become, by the first of what may be left.
    known: Vec<BTreeMap<i64, Reached>>,
}

impl Product<'_> {
    /// Finds what a state becomes with so many steps left. Since the cheapest path takes none, some path leads on.
    fn reach(&mut self, state: u32, left: i64) -> Option<Reached> {
        let below = self.known[state as usize].range(..=left).next_back();
        if let Some((_, known)) = below.filter(|it| left <= it.1.to) {
            return Some(*known);
        }
        let automaton = self.automaton;
        let source = &automaton.states[state as usize];
        let (mut from, mut to) = (0, i64::MAX);
        let mut edges = Vec::with_capacity(source.edges.len());
        for edge in &source.edges {
            let steps = self.steps(state, edge);
            if steps > left {
                to = to.min(steps - 1);
                continue;
            }
            let reached = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.reach(edge.target, left - steps))?;
            from = from.max(reached.from + steps);
            to = to.min(reached.to.saturating_add(steps));
            edges.push(Edge { target: reached.state, ..edge.clone() });
        }
        if self.states.len() >= self.limit {
            return None;
        }
        let reached = Reached { from, to, state: self.states.len() as u32 };
        self.states.push(State { edges, ..source.unlinked() });
        self.known[state as usize].insert(from, reached);
        Some(reached)
    }

    /// The steps that an edge takes.
    fn steps(&self, source: u32, edge: &Edge) -> i64 {
        let weight = edge.weights[self.quantity] + self.least[edge.target as usize] - self.least[source as usize];
        match self.rounding {
            Rounding::Up(_) => (weight + self.step - 1) / self.step,
            Rounding::Exact | Rounding::Down(_) => weight / self.step,
        }
    }
}

/// Puts states that stand before those that lead to them into the order of their levels.
fn by_level(mut states: Vec<State>) -> Vec<State> {
    states.reverse();
    let last = states.len() as u32 - 1;
    let mut order: Vec<u32> = (0..=last).collect();
    order.sort_by_key(|it| states[*it as usize].level);
    let mut places = vec![0; states.len()];
    order.iter().zip(0..).for_each(|(it, place)| places[*it as usize] = place);
    let place = |edge: Edge| Edge { target: places[(last - edge.target) as usize], ..edge };
    let mut placed = |it: u32| {
        let state = std::mem::take(&mut states[it as usize]);
        State { edges: state.edges.into_iter().map(place).collect(), ..state }
    };
    order.into_iter().map(&mut placed).collect()
}
