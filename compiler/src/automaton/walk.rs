//! All paths, one after another.

use super::Automaton;
use crate::ir::{Assignment, DecisionId};

impl Automaton {
    /// Returns the values that a decision takes on some path, ascending: 0 where it is not made.
    pub fn values(&self, decision: DecisionId) -> Vec<u32> {
        let states = self.states.iter().filter(|it| self.decisions.get(it.level as usize) == Some(&decision));
        let mut values: Vec<u32> = states.flat_map(|it| &it.edges).map(|it| it.index).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// Visits the architecture of every path, in the order of their numbers, until a visit fails.
    pub fn each<E>(&self, mut visit: impl FnMut(&Assignment) -> Result<(), E>) -> Result<(), E> {
        if self.is_empty() {
            return Ok(());
        }
        let mut assignment = Assignment(vec![0; self.decisions.len()]);
        // The states on the way, and for each the number of its edge that comes next.
        let mut way = vec![(0_usize, 0_usize)];
        while let Some((state, next)) = way.last_mut() {
            let edges = &self.states[*state].edges;
            let Some(edge) = edges.get(*next) else {
                if edges.is_empty() {
                    visit(&assignment)?;
                }
                way.pop();
                continue;
            };
            *next += 1;
            let decision = self.decisions[self.states[*state].level as usize];
            assignment.0[decision.0 as usize] = edge.index;
            way.push((edge.target as usize, 0));
        }
        Ok(())
    }
}
