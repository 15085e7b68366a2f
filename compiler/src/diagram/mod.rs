//! Decision diagrams: every function of decisions in one canonical form.
//!
//! An expression over decisions becomes a directed acyclic graph that tests one decision after another, in the order of
//! the space, and ends in a value: an algebraic decision diagram (Bahar et al. 1993) with many-valued variables. Two
//! expressions are equal under *every* assignment exactly when their diagrams are the same node. So what holds for the
//! whole space is decided without enumerating it, and a counterexample is a path.

mod apply;
mod combine;
mod convert;
mod extreme;
mod query;
mod rough;
mod run;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::ir::{DecisionId, Scalar};
use apply::Op;
pub use convert::Context;
pub use extreme::Ends;
pub use query::Partial;
pub(crate) use rough::Proofs;
use rough::Rough;
use run::Run;

/// A diagram, by position in its arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Diagram(u32);

/// A function that is too large to be held: its decisions depend on each other in too many ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooEntangled;

/// The most nodes an arena holds.
const LIMIT: usize = 2_000_000;
/// The most runs of values that the nodes of an arena tell apart.
const RUNS: usize = 20_000_000;
/// The most operations that are carried out in an arena.
const STEPS: usize = 2_000_000;
/// The most runs of values that are looked into.
const WORK: u64 = 40_000_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Node {
    /// The value; nothing where the calculation has none.
    Leaf(Option<Scalar>),
    /// What is left after each value of the decision.
    Branch(DecisionId, Box<[Run]>),
}

/// An operation and what it is applied to.
type Application = (Op, Diagram, Diagram);

/// The arena of diagrams of one space.
#[derive(Debug)]
pub struct Diagrams {
    nodes: IndexSet<Node, FxBuildHasher>,
    /// Whether all ends of each node are truth values.
    truths: Vec<bool>,
    /// How many runs of values all nodes have.
    runs: usize,
    /// Results of operations that were carried out.
    applied: IndexMap<Application, Diagram, FxBuildHasher>,
    /// Results of choices between two diagrams by a third.
    chosen: IndexMap<[Diagram; 3], Diagram, FxBuildHasher>,
    /// How many runs of values were looked into.
    work: u64,
    /// How many may be.
    allowance: u64,
    /// Diagrams of expressions, by expression.
    converted: Vec<Option<Diagram>>,
    /// How rough the diagrams are, if they are.
    rough: Option<Rough>,
}

impl Default for Diagrams {
    fn default() -> Self {
        Self {
            nodes: IndexSet::default(),
            truths: vec![],
            runs: 0,
            applied: IndexMap::default(),
            chosen: IndexMap::default(),
            work: 0,
            allowance: WORK,
            converted: vec![],
            rough: None,
        }
    }
}

impl Diagrams {
    /// Makes an empty arena.
    pub fn new() -> Self {
        Self::default()
    }

    /// Allows no more than so much further work, for what may well be too much; returns what was allowed before.
    pub(crate) fn allow(&mut self, work: u64) -> u64 {
        std::mem::replace(&mut self.allowance, self.work.saturating_add(work))
    }

    /// Allows again what was allowed before.
    pub(crate) fn restore(&mut self, allowance: u64) {
        self.allowance = allowance;
    }

    /// Asks a question that may well be too much: no more than so many further runs of values are looked into for it.
    ///
    /// # Errors
    ///
    /// Where it is too much.
    pub fn attempt<T>(
        &mut self,
        work: u64,
        question: impl FnOnce(&mut Self) -> Result<T, TooEntangled>,
    ) -> Result<T, TooEntangled> {
        let allowance = self.allow(work);
        let answer = question(self);
        self.restore(allowance);
        answer
    }

    /// Does a part of the work: looking into so many runs of values.
    fn work(&mut self, runs: usize) -> Result<(), TooEntangled> {
        self.work += runs as u64;
        if self.work <= self.allowance { Ok(()) } else { Err(TooEntangled) }
    }

    fn get(&self, id: Diagram) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Whether all that a diagram ends in are truth values.
    fn is_truth(&self, id: Diagram) -> bool {
        self.truths[id.0 as usize]
    }

    fn intern(&mut self, node: Node) -> Result<Diagram, TooEntangled> {
        let (at, is_new) = self.nodes.insert_full(node);
        if is_new {
            let (runs, is_truth) = match &self.nodes[at] {
                Node::Leaf(value) => (0, matches!(value, Some(Scalar::Bool(_)))),
                Node::Branch(_, runs) => (runs.len(), runs.iter().all(|it| self.is_truth(it.child))),
            };
            self.runs += runs;
            self.truths.push(is_truth);
        }
        if at < LIMIT && self.runs <= RUNS { Ok(Diagram(at as u32)) } else { Err(TooEntangled) }
    }

    fn leaf(&mut self, value: Option<Scalar>) -> Result<Diagram, TooEntangled> {
        self.intern(Node::Leaf(value))
    }

    /// A truth value that depends on nothing.
    pub fn truth(&mut self, value: bool) -> Result<Diagram, TooEntangled> {
        self.leaf(Some(Scalar::Bool(value)))
    }
}
