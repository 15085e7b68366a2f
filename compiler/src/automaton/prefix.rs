//! Paths that are begun.

use super::{Automaton, paths::Path};

/// The beginning of a path, up to where there is something to decide.
#[derive(Debug, Clone)]
pub(crate) struct Prefix {
    state: usize,
    /// How many decisions are gone through.
    pub(crate) length: usize,
    /// The index of each decision that is gone through.
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
