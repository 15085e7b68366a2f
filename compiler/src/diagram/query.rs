//! Questions to diagrams.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::{Diagram, Diagrams, Node, TooEntangled};
use crate::ir::{DecisionId, Scalar};

/// Some decisions and the index that each takes.
pub type Partial = Vec<(DecisionId, u32)>;

impl Diagrams {
    /// Returns the truth value, if it is the same under every assignment; no value counts as false.
    pub fn as_bool(&self, id: Diagram) -> Option<bool> {
        match self.get(id) {
            Node::Leaf(value) => Some(value.as_ref().and_then(Scalar::as_bool).unwrap_or(false)),
            Node::Branch(..) => None,
        }
    }

    /// Returns the value, if it is the same under every assignment; the inner nothing stands for no value.
    pub fn as_value(&self, id: Diagram) -> Option<Option<&Scalar>> {
        match self.get(id) {
            Node::Leaf(value) => Some(value.as_ref()),
            Node::Branch(..) => None,
        }
    }

    /// Returns every value that the function takes, in order of finding; nothing stands for no value.
    pub fn values(&self, id: Diagram) -> Vec<Option<Scalar>> {
        let mut seen = IndexSet::<Diagram, FxBuildHasher>::default();
        let mut open = vec![id];
        let mut values = vec![];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.get(next) {
                Node::Leaf(value) => values.push(value.clone()),
                Node::Branch(_, children) => open.extend(children.iter().rev()),
            }
        }
        values
    }

    /// Returns the decisions that the function depends on, ascending.
    pub fn support(&self, id: Diagram) -> Vec<DecisionId> {
        let mut seen = IndexSet::<Diagram, FxBuildHasher>::default();
        let mut open = vec![id];
        let mut decisions = vec![];
        while let Some(next) = open.pop() {
            if let Node::Branch(decision, children) = self.get(next)
                && seen.insert(next)
            {
                decisions.push(*decision);
                open.extend(children.iter());
            }
        }
        decisions.sort_unstable();
        decisions.dedup();
        decisions
    }

    /// Returns the fewest decisions under which the function surely holds, if it can hold.
    pub fn witness(&self, id: Diagram) -> Option<Partial> {
        let mut known = IndexMap::default();
        let length = self.shortest(id, &mut known)?;
        let mut path = Vec::with_capacity(length);
        let mut at = id;
        while let Node::Branch(decision, children) = self.get(at) {
            let lengths = children.iter().enumerate();
            let (index, next) =
                lengths.min_by_key(|(_, it)| known.get(*it).copied().flatten().unwrap_or(usize::MAX))?;
            path.push((*decision, index as u32));
            at = *next;
        }
        Some(path)
    }

    /// Returns the length of the shortest path to `true`, and remembers it for every node on the way.
    fn shortest(&self, id: Diagram, known: &mut IndexMap<Diagram, Option<usize>, FxBuildHasher>) -> Option<usize> {
        if let Some(known) = known.get(&id) {
            return *known;
        }
        let length = match self.get(id) {
            Node::Leaf(_) => (self.as_bool(id) == Some(true)).then_some(0),
            Node::Branch(_, children) => {
                let lengths = children
                    .iter()
                    .filter_map(|it| stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.shortest(*it, known)));
                lengths.min().map(|it| it + 1)
            }
        };
        known.insert(id, length);
        length
    }

    /// Returns the function once a decision has taken a value.
    pub fn restrict(&mut self, id: Diagram, decision: DecisionId, index: u32) -> Result<Diagram, TooEntangled> {
        let mut known = IndexMap::default();
        self.restrict_with(id, (decision, index), &mut known)
    }

    fn restrict_with(
        &mut self,
        id: Diagram,
        choice: (DecisionId, u32),
        known: &mut IndexMap<Diagram, Diagram, FxBuildHasher>,
    ) -> Result<Diagram, TooEntangled> {
        let (decision, children) = match self.get(id) {
            Node::Branch(tested, _) if *tested > choice.0 => return Ok(id),
            Node::Branch(tested, children) if *tested == choice.0 => return Ok(children[choice.1 as usize]),
            Node::Branch(tested, children) => (*tested, children.clone()),
            Node::Leaf(_) => return Ok(id),
        };
        if let Some(known) = known.get(&id) {
            return Ok(*known);
        }
        self.work(children.len())?;
        let mut restricted = Vec::with_capacity(children.len());
        for child in children {
            restricted.push(stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.restrict_with(child, choice, known))?);
        }
        let result = self.branch(decision, restricted)?;
        known.insert(id, result);
        Ok(result)
    }
}
