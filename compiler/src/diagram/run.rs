//! What follows the values of a decision: neighbours after which the same is left are held together, so that a choice
//! between thousands costs no more than what it makes a difference to.

use super::{Diagram, Diagrams, Node, TooEntangled};
use crate::ir::DecisionId;

/// Neighbouring values of a decision after which the same is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Run {
    /// The value behind the last one.
    pub(super) end: u32,
    pub(super) child: Diagram,
}

/// The runs of a decision, from its first value on: no two neighbours have the same child.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    /// Adds what is left after further values up to one, if there are any.
    pub(super) fn push(&mut self, end: u32, child: Diagram) {
        match self.0.last_mut() {
            Some(last) if last.child == child => last.end = last.end.max(end),
            last if end > last.as_ref().map_or(0, |it| it.end) => self.0.push(Run { end, child }),
            _ => {}
        }
    }
}

impl Diagrams {
    /// A test of a decision, unless all its outcomes are the same.
    pub(super) fn branch(&mut self, decision: DecisionId, Runs(runs): Runs) -> Result<Diagram, TooEntangled> {
        match runs[..] {
            [Run { child, .. }] => Ok(child),
            _ => self.intern(Node::Branch(decision, runs.into())),
        }
    }

    /// The decision that any of some diagrams tests first, and how many values it has.
    pub(super) fn first_test(&self, operands: &[Diagram]) -> Option<(DecisionId, u32)> {
        let test = |it: &Diagram| match self.get(*it) {
            Node::Branch(decision, runs) => Some((*decision, runs.last()?.end)),
            Node::Leaf(_) => None,
        };
        operands.iter().filter_map(test).min()
    }

    /// What is left of a diagram in a run of a decision, if the decision is the first one tested, and up to where.
    pub(super) fn run_at(&self, id: Diagram, decision: DecisionId, at: usize) -> Run {
        match self.get(id) {
            Node::Branch(tested, runs) if *tested == decision => runs[at],
            _ => Run { end: u32::MAX, child: id },
        }
    }

    /// What is left of a diagram from a value of a decision on, if the decision is the first one tested, and up to where.
    pub(super) fn run(&self, id: Diagram, decision: DecisionId, from: u32) -> Run {
        match self.get(id) {
            Node::Branch(tested, runs) if *tested == decision => runs[runs.partition_point(|it| it.end <= from)],
            _ => Run { end: u32::MAX, child: id },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Scalar;

    #[test]
    fn neighbours_after_which_the_same_is_left_are_one_run() {
        let mut diagrams = Diagrams::new();
        let [no, yes] = [false, true].map(|it| diagrams.constant(Scalar::Bool(it)).unwrap());
        let mut test = |parts: &[(u32, Diagram)]| {
            let mut runs = Runs::default();
            parts.iter().for_each(|(end, child)| runs.push(*end, *child));
            diagrams.branch(DecisionId(0), runs).unwrap()
        };
        let few = test(&[(700, no), (701, yes), (10_000, no)]);
        let many: Vec<(u32, Diagram)> = (0..10_000).map(|it| (it + 1, if it == 700 { yes } else { no })).collect();
        assert_eq!(test(&many), few);
        assert_eq!(test(&[(0, yes), (5_000, no), (10_000, no)]), no);
        let at = |value| diagrams.run(few, DecisionId(0), value);
        assert_eq!([0, 699, 700, 701, 9_999].map(|it| at(it).child), [no, no, yes, no, no]);
        assert_eq!([0, 700, 701].map(|it| at(it).end), [700, 701, 10_000]);
        assert_eq!(diagrams.first_test(&[no, few]), Some((DecisionId(0), 10_000)));
    }
}
