//! An automaton without the states that tell nothing of their own.
//!
//! A state with one edge that leads to it adds nothing to what the state before it tells, nor does one with one edge that
//! leads on to what the state behind it tells. So ways lead through them. There are never more ways than edges.

use smallvec::SmallVec;

use super::{Automaton, paths::Path};

/// Edges behind each other, with states between them that are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) source: usize,
    pub(super) target: usize,
    /// What it weighs of the quantity that counts.
    pub(super) weight: i64,
    /// The number of each edge among those of its source.
    edges: SmallVec<[u32; 4]>,
}

impl Way {
    /// What it weighs of another quantity.
    pub(super) fn weight_of(&self, automaton: &Automaton, quantity: usize) -> i64 {
        let mut state = self.source;
        let mut weight: Option<i64> = None;
        for edge in &self.edges {
            let edge = &automaton.states[state].edges[*edge as usize];
            let own = edge.weights[quantity];
            weight = Some(weight.map_or(own, |it| automaton.quantities[quantity].join(it, own)));
            state = edge.target as usize;
        }
        weight.unwrap_or(0)
    }

    /// Adds it to a path.
    pub(super) fn take(&self, automaton: &Automaton, path: &mut Path) {
        let mut state = self.source;
        for edge in &self.edges {
            let edge = &automaton.states[state].edges[*edge as usize];
            automaton.take(path, state, edge);
            state = edge.target as usize;
        }
    }
}

/// The ways between the states that are kept.
#[derive(Debug, Clone)]
pub(super) struct Ways {
    /// The states that are kept, in their order.
    pub(super) states: Vec<usize>,
    /// The ways to each state.
    pub(super) incoming: Vec<Vec<Way>>,
    /// The ways from each state.
    pub(super) outgoing: Vec<Vec<Way>>,
}

impl Ways {
    /// Finds them; a quantity counts.
    pub(super) fn new(automaton: &Automaton, quantity: usize) -> Self {
        let size = automaton.states.len();
        let is_left_out = left_out(automaton);
        let states: Vec<usize> = (0..size).filter(|it| !is_left_out[*it]).collect();
        let (mut incoming, mut outgoing) = (vec![vec![]; size], vec![vec![]; size]);
        for source in &states {
            let mut open = vec![Way { source: *source, target: *source, weight: 0, edges: SmallVec::new() }];
            while let Some(way) = open.pop() {
                for (number, edge) in (0..).zip(&automaton.states[way.target].edges) {
                    let mut next = way.clone();
                    next.edges.push(number);
                    next.target = edge.target as usize;
                    next.weight += edge.weights[quantity];
                    if is_left_out[next.target] {
                        open.push(next);
                    } else {
                        incoming[next.target].push(next.clone());
                        outgoing[*source].push(next);
                    }
                }
            }
        }
        Self { states, incoming, outgoing }
    }
}

/// Whether each state is left out; the first and the last are not.
fn left_out(automaton: &Automaton) -> Vec<bool> {
    let mut arrivals = vec![0; automaton.states.len()];
    automaton.states.iter().flat_map(|it| &it.edges).for_each(|it| arrivals[it.target as usize] += 1);
    let is_told = |(at, state): (usize, &super::State)| match state.edges.as_slice() {
        [] => false,
        [only] => arrivals[at] == 1 || at > 0 && arrivals[only.target as usize] > 1,
        _ => arrivals[at] == 1,
    };
    automaton.states.iter().enumerate().map(is_told).collect()
}
