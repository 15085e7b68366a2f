//! All paths, one after another.

use super::{Automaton, State};
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

    /// Returns the architecture of every path, in the order of their numbers.
    pub fn assignments(&self) -> Assignments<'_> {
        let way = if self.is_empty() { vec![] } else { vec![(0, 0)] };
        Assignments { automaton: self, assignment: Assignment(vec![0; self.decisions.len()]), way }
    }
}

/// The architectures of all paths.
#[derive(Debug, Clone)]
pub struct Assignments<'a> {
    automaton: &'a Automaton,
    assignment: Assignment,
    /// The states on the way, and for each the number of its edge that comes next.
    way: Vec<(usize, usize)>,
}

impl Iterator for Assignments<'_> {
    type Item = Assignment;

    fn next(&mut self) -> Option<Assignment> {
        while let Some((state, next)) = self.way.last_mut() {
            let State { level, edges, .. } = &self.automaton.states[*state];
            if edges.is_empty() {
                self.way.pop();
                return Some(self.assignment.clone());
            }
            let Some(edge) = edges.get(*next) else {
                self.way.pop();
                continue;
            };
            *next += 1;
            let decision = self.automaton.decisions[*level as usize];
            self.assignment.0[decision.0 as usize] = edge.index;
            self.way.push((edge.target as usize, 0));
        }
        None
    }
}
