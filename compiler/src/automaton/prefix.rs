//! Paths that are begun.

use super::{Automaton, Edge, State, paths::Path};
use crate::ir::{Assignment, DecisionId};

/// The beginning of a path, up to where there is something to decide.
#[derive(Debug, Clone)]
pub(crate) struct Prefix {
    state: usize,
    /// How many decisions are made.
    pub(crate) length: usize,
    /// The index of each decision that is made.
    pub(crate) taken: Vec<Option<u32>>,
    path: Path,
}

impl Automaton {
    /// The beginning of every path; nothing if there is none.
    pub(crate) fn begin(&self) -> Option<Prefix> {
        let prefix = Prefix { state: 0, length: 0, taken: vec![None; self.decisions.len()], path: self.start() };
        (!self.is_empty()).then(|| self.forced(prefix))
    }

    /// A beginning with all the ways to go on.
    pub(crate) fn continued(&self, prefix: &Prefix) -> Vec<Prefix> {
        let edges = 0..self.states[prefix.state].edges.len();
        edges.map(|it| self.forced(self.along(prefix.clone(), it))).collect()
    }

    /// The path, if it is complete.
    pub(crate) fn ended(&self, prefix: &Prefix) -> Option<Path> {
        self.states[prefix.state].edges.is_empty().then(|| prefix.path.clone())
    }

    /// What a path with this beginning weighs, given what each state adds.
    pub(crate) fn weight(&self, prefix: &Prefix, quantity: usize, behind: &[i64]) -> i64 {
        self.quantities[quantity].join(prefix.path.sums[quantity], behind[prefix.state])
    }

    /// The path of an architecture, if there is one.
    pub(crate) fn path_of(&self, assignment: &Assignment) -> Option<Path> {
        self.path(|at, decision| {
            let index = assignment.0[decision.0 as usize];
            self.states[at].edges.iter().find(|it| it.index == index)
        })
    }

    /// A path that takes a value of each decision where it can, and the first of those that it can take elsewhere.
    pub(crate) fn path_along(&self, wanted: &[Option<u32>]) -> Option<Path> {
        self.path(|at, decision| {
            let edges = &self.states[at].edges;
            edges.iter().find(|it| Some(it.index) == wanted[decision.0 as usize]).or(edges.first())
        })
    }

    /// The values that decisions take on paths with allowed values only: each is noted, perhaps several times. Returns
    /// whether there is such a path.
    pub(crate) fn through(&self, allowed: impl Fn(usize, u32) -> bool, mut note: impl FnMut(usize, u32)) -> bool {
        let decision = |state: &State| self.decisions.get(state.level as usize).map_or(0, |it| it.0 as usize);
        let mut leads = vec![false; self.states.len()];
        if let Some(last) = leads.last_mut() {
            *last = true;
        }
        for (at, state) in self.states.iter().enumerate().rev().skip(1) {
            let on = decision(state);
            leads[at] = state.edges.iter().any(|it| leads[it.target as usize] && allowed(on, it.index));
        }
        if leads.first() != Some(&true) {
            return false;
        }
        let mut reached = vec![false; self.states.len()];
        reached[0] = true;
        for (at, state) in self.states.iter().enumerate().filter(|it| leads[it.0]) {
            let on = decision(state);
            if reached[at] {
                for edge in state.edges.iter().filter(|it| leads[it.target as usize] && allowed(on, it.index)) {
                    reached[edge.target as usize] = true;
                    note(on, edge.index);
                }
            }
        }
        true
    }

    /// The decisions, in the order of paths.
    pub(crate) fn order(&self) -> impl Iterator<Item = usize> {
        self.decisions.iter().map(|it| it.0 as usize)
    }

    /// How many edges there are.
    pub(crate) fn size(&self) -> usize {
        self.states.iter().map(|it| it.edges.len()).sum()
    }

    fn path<'a>(&'a self, choose: impl Fn(usize, DecisionId) -> Option<&'a Edge>) -> Option<Path> {
        let mut path = self.start();
        let mut at = 0;
        while at + 1 < self.states.len() {
            let edge = choose(at, self.decisions[self.states[at].level as usize])?;
            self.take(&mut path, at, edge);
            at = edge.target as usize;
        }
        (!self.is_empty()).then_some(path)
    }

    /// Goes on as long as there is only one way.
    fn forced(&self, mut prefix: Prefix) -> Prefix {
        while self.states[prefix.state].edges.len() == 1 {
            prefix = self.along(prefix, 0);
        }
        prefix
    }

    fn along(&self, mut prefix: Prefix, number: usize) -> Prefix {
        let edge = &self.states[prefix.state].edges[number];
        self.take(&mut prefix.path, prefix.state, edge);
        let decision = self.decisions[self.states[prefix.state].level as usize];
        prefix.taken[decision.0 as usize] = Some(edge.index);
        prefix.state = edge.target as usize;
        prefix.length += 1;
        prefix
    }
}
