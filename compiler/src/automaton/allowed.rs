//! Paths on which decisions take certain values.

use super::{Automaton, Edge, State, paths::Path};
use crate::ir::{Assignment, DecisionId};

impl Automaton {
    /// The path of an architecture, if there is one.
    pub(crate) fn path_of(&self, assignment: &Assignment) -> Option<Path> {
        self.path(|state, decision| state.edges.iter().find(|it| it.index == assignment.0[decision.0 as usize]))
    }

    /// A path that takes a value of each decision where it can, and the first of those that it can take elsewhere.
    pub(crate) fn path_along(&self, wanted: &[Option<u32>]) -> Option<Path> {
        self.path(|state, decision| {
            let wanted = wanted[decision.0 as usize];
            state.edges.iter().find(|it| Some(it.index) == wanted).or(state.edges.first())
        })
    }

    fn path<'a>(&'a self, choose: impl Fn(&'a State, DecisionId) -> Option<&'a Edge>) -> Option<Path> {
        let mut path = self.start();
        let mut at = 0;
        while at + 1 < self.states.len() {
            let state = &self.states[at];
            let edge = choose(state, self.decisions[state.level as usize])?;
            self.take(&mut path, at, edge);
            at = edge.target as usize;
        }
        (!self.is_empty()).then_some(path)
    }

    /// The values that decisions take on paths with allowed values only: each is noted, perhaps several times. Returns
    /// whether there is such a path.
    pub(crate) fn through(&self, allowed: impl Fn(usize, u32) -> bool, mut note: impl FnMut(usize, u32)) -> bool {
        let mut leads = vec![false; self.states.len()];
        if let Some(last) = leads.last_mut() {
            *last = true;
        }
        for (at, state) in self.states.iter().enumerate().rev().skip(1) {
            let on = self.decision(state);
            leads[at] = state.edges.iter().any(|it| leads[it.target as usize] && allowed(on, it.index));
        }
        let mut reached = vec![false; self.states.len()];
        let Some(first) = reached.first_mut().filter(|_| leads[0]) else { return false };
        *first = true;
        for (at, state) in self.states.iter().enumerate() {
            let on = self.decision(state);
            let is_way = |it: &&Edge| leads[it.target as usize] && allowed(on, it.index);
            if reached[at] {
                for edge in state.edges.iter().filter(is_way) {
                    reached[edge.target as usize] = true;
                    note(on, edge.index);
                }
            }
        }
        true
    }

    /// The least or the greatest that paths with allowed values weigh; nothing if there is none.
    pub(crate) fn extreme_within(
        &self,
        quantity: usize,
        choose: fn(i64, i64) -> i64,
        allowed: impl Fn(usize, u32) -> bool,
    ) -> Option<i64> {
        let join = |left, right| self.quantities[quantity].join(left, right);
        let mut behind: Vec<Option<i64>> = vec![None; self.states.len()];
        // Nothing is joined behind the last state.
        *behind.last_mut()? = Some(0);
        for (at, state) in self.states.iter().enumerate().rev().skip(1) {
            let edges = state.edges.iter().filter(|it| allowed(self.decision(state), it.index));
            let sums = edges.filter_map(|it| Some(join(it.weights[quantity], behind[it.target as usize]?)));
            behind[at] = sums.reduce(choose);
        }
        Some(join(self.base[quantity], behind[0]?))
    }

    /// The position of the decision of a state's level; 0 for the last state.
    fn decision(&self, state: &State) -> usize {
        self.decisions.get(state.level as usize).map_or(0, |it| it.0 as usize)
    }

    /// The decisions, in the order of paths.
    pub(crate) fn order(&self) -> impl Iterator<Item = usize> {
        self.decisions.iter().map(|it| it.0 as usize)
    }

    /// How many edges there are.
    pub(crate) fn edges(&self) -> usize {
        self.states.iter().map(|it| it.edges.len()).sum()
    }
}
