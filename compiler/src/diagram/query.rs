//! Questions to diagrams.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::{
    Diagram, Diagrams, Node, TooEntangled,
    run::{Run, Runs},
};
use crate::ir::{DecisionId, Scalar};

/// Some decisions and the index that each takes.
pub type Partial = Vec<(DecisionId, u32)>;

/// A decision, and what is left after its values: each with the value behind the last one after which it is.
pub(crate) type Test = (DecisionId, Vec<(u32, Diagram)>);

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
        let value = |it| match self.get(it) {
            Node::Leaf(value) => Some(value.clone()),
            Node::Branch(..) => None,
        };
        self.within(id).filter_map(value).collect()
    }

    /// Returns a diagram and all that follows in it, each once.
    pub(super) fn within(&self, id: Diagram) -> impl Iterator<Item = Diagram> {
        let mut seen = IndexSet::<Diagram, FxBuildHasher>::default();
        let mut open = vec![id];
        std::iter::from_fn(move || {
            loop {
                let next = open.pop()?;
                if seen.insert(next) {
                    if let Node::Branch(_, runs) = self.get(next) {
                        open.extend(runs.iter().rev().map(|it| it.child));
                    }
                    return Some(next);
                }
            }
        })
    }

    /// Returns the decisions that the function depends on, ascending.
    pub fn support(&self, id: Diagram) -> Vec<DecisionId> {
        let test = |it| match self.get(it) {
            Node::Leaf(_) => None,
            Node::Branch(decision, _) => Some(*decision),
        };
        let mut decisions: Vec<DecisionId> = self.within(id).filter_map(test).collect();
        decisions.sort_unstable();
        decisions.dedup();
        decisions
    }

    /// Returns the decision that is tested first, and what is left after its values.
    pub(crate) fn first(&self, id: Diagram) -> Option<Test> {
        match self.get(id) {
            Node::Leaf(_) => None,
            Node::Branch(decision, runs) => Some((*decision, runs.iter().map(|it| (it.end, it.child)).collect())),
        }
    }

    /// Returns the fewest decisions under which the function surely holds, if it can hold.
    pub fn witness(&self, id: Diagram) -> Option<Partial> {
        let mut known = IndexMap::default();
        let length = self.shortest(id, &mut known)?;
        let mut path = Vec::with_capacity(length);
        let mut at = id;
        while let Node::Branch(decision, runs) = self.get(at) {
            let length = |it: &Run| known.get(&it.child).copied().flatten().unwrap_or(usize::MAX);
            let shortest = (0..runs.len()).min_by_key(|it| length(&runs[*it]))?;
            let first = if shortest == 0 { 0 } else { runs[shortest - 1].end };
            path.push((*decision, first));
            at = runs[shortest].child;
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
            Node::Branch(_, runs) => {
                let length = |it: &Run| stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.shortest(it.child, known));
                runs.iter().filter_map(length).min().map(|it| it + 1)
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
        let (decision, runs) = match self.get(id) {
            Node::Branch(tested, _) if *tested > choice.0 => return Ok(id),
            Node::Branch(tested, _) if *tested == choice.0 => return Ok(self.run(id, choice.0, choice.1).child),
            Node::Branch(tested, runs) => (*tested, runs.clone()),
            Node::Leaf(_) => return Ok(id),
        };
        if let Some(known) = known.get(&id) {
            return Ok(*known);
        }
        self.work(runs.len())?;
        let mut restricted = Runs::default();
        for Run { end, child } in runs {
            let left = || self.restrict_with(child, choice, known);
            restricted.push(end, stacker::maybe_grow(64 * 1024, 1024 * 1024, left)?);
        }
        let result = self.branch(decision, restricted)?;
        known.insert(id, result);
        Ok(result)
    }
}
