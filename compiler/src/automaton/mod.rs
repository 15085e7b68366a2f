//! The feasible architectures of a space as the paths of an automaton.
//!
//! A state stands for what earlier decisions mean for later ones, an edge for one value of the next decision. Every path
//! from the first state to the last is one architecture that meets the constraints over decisions; costs that are sums
//! over operations lie on the edges, so what a path weighs is what its architecture costs: a multi-valued decision
//! diagram with edge costs (Andersen, Hadzic, Hooker and Tiedemann, CP 2007).
//!
//! A bound on a sum is multiplied in by [`Automaton::within`]: states are told apart by what is left of the bound, as far
//! as it can still matter. The result is an automaton again, so counting, drawing, and least and greatest costs are one
//! pass each, with and without bounds. Where exact remainders are too many, sums are rounded, down for a superset and up
//! for a subset, which bounds the count from both sides.

mod allowed;
mod best;
mod build;
mod clause;
mod conflict;
mod draw;
mod halves;
mod interval;
mod linear;
mod order;
mod paths;
mod prefix;
mod product;
mod query;
mod require;
mod split;
mod table;
mod terms;
mod walk;
mod ways;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::ir::{CostKind, DecisionId, ExprId};

pub(crate) use clause::{Clause, Literal, Sense};
pub use paths::{Path, Paths};
pub(crate) use prefix::Prefix;
pub use product::Rounding;

pub(crate) use require::{Requirement, requirements};
pub use walk::Assignments;

/// What is summed along paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A cost.
    Cost(CostKind),
    /// One side of a constraint: `sum <= bound`.
    Bounded {
        /// The greatest sum that meets the constraint.
        bound: i64,
        /// The clause, by number: of several quantities in one, it suffices that one is small enough.
        clause: u32,
    },
    /// 0 where a clause is met in another way, 1 elsewhere.
    Met {
        /// The clause, by number.
        clause: u32,
    },
}

impl Quantity {
    /// Joins what two parts of a path weigh: the greater memory counts, everything else adds up.
    fn join(self, left: i64, right: i64) -> i64 {
        if self == Self::Cost(CostKind::Memory) { left.max(right) } else { left + right }
    }

    /// The greatest sum that meets a clause, and the clause.
    fn bound(self) -> Option<(i64, u32)> {
        match self {
            Self::Cost(_) => None,
            Self::Bounded { bound, clause } => Some((bound, clause)),
            Self::Met { clause } => Some((0, clause)),
        }
    }
}

/// The value of one decision and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edge {
    /// The index of the value; 0 where the decision is not made.
    index: u32,
    /// The state after it.
    target: u32,
    /// What it adds to each quantity.
    weights: Box<[i64]>,
}

/// The values that the decision of a level may take; none in the last state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    level: u32,
    /// Whether the decision is made at all.
    made: bool,
    edges: Vec<Edge>,
}

/// How many edges a state has before it takes the room of several.
const EDGES: usize = 24;

impl State {
    /// How many states of few edges take as much room.
    fn room(&self) -> usize {
        1 + self.edges.len() / EDGES
    }

    /// The state without its edges.
    fn unlinked(&self) -> Self {
        Self { edges: vec![], ..*self }
    }
}

/// Architectures as paths. Every state lies on one.
#[derive(Debug, Clone)]
pub struct Automaton {
    /// The decision of each level.
    decisions: Vec<DecisionId>,
    quantities: Vec<Quantity>,
    /// What every architecture costs, by quantity.
    base: Box<[i64]>,
    /// Each after the states that lead to it, the last one last. None if there is no architecture.
    states: Vec<State>,
    /// Constraints that are neither over decisions nor bounds of sums. Paths do not tell whether they are met.
    open: Vec<ExprId>,
    /// The constraint that each clause of bounds comes from.
    sources: Vec<(u32, ExprId)>,
}

impl Automaton {
    /// Returns whether there is no architecture.
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Returns how many states there are.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Returns how many bounds there are.
    pub fn bounded(&self) -> usize {
        self.quantities.iter().filter(|it| it.bound().is_some()).count()
    }

    /// Returns whether paths tell of every constraint: none is left that only a whole architecture can be asked for.
    pub fn is_complete(&self) -> bool {
        self.open.is_empty()
    }

    /// Keeps the paths in which every decision that is made takes an allowed value.
    #[must_use]
    pub fn only(&self, allowed: impl Fn(DecisionId, u32) -> bool) -> Self {
        let mut reached: IndexSet<u32, FxBuildHasher> = IndexSet::from_iter((!self.is_empty()).then_some(0));
        let mut states = vec![];
        while let Some(state) = reached.get_index(states.len()).map(|it| &self.states[*it as usize]) {
            let is_allowed = |it: &&Edge| !state.made || allowed(self.decisions[state.level as usize], it.index);
            let mut edges: Vec<Edge> = state.edges.iter().filter(is_allowed).cloned().collect();
            edges.iter_mut().for_each(|it| it.target = reached.insert_full(it.target).0 as u32);
            states.push(State { edges, ..state.unlinked() });
        }
        Self { states, ..self.clone_without_states() }.with_last()
    }

    /// Everything but the states.
    fn clone_without_states(&self) -> Self {
        Self {
            decisions: self.decisions.clone(),
            quantities: self.quantities.clone(),
            base: self.base.clone(),
            states: vec![],
            open: self.open.clone(),
            sources: self.sources.clone(),
        }
    }

    /// Drops dead ends. Where the last state is not reached there is no architecture.
    fn with_last(self) -> Self {
        let levels = self.decisions.len() as u32;
        match self.states.last() {
            Some(last) if last.level == levels => self.pruned(),
            _ => Self { states: vec![], ..self },
        }
    }

    /// Drops the states from which the last one is not reached, and those that are not reached.
    fn pruned(mut self) -> Self {
        let mut useful = vec![false; self.states.len()];
        if let Some(last) = useful.last_mut() {
            *last = true;
        }
        for at in (0..self.states.len().saturating_sub(1)).rev() {
            let edges = &mut self.states[at].edges;
            edges.retain(|it| useful[it.target as usize]);
            useful[at] = !edges.is_empty();
        }
        if useful.first() != Some(&true) {
            self.states.clear();
            return self;
        }
        let mut reached = vec![false; self.states.len()];
        reached[0] = true;
        for at in 0..self.states.len() {
            if reached[at] {
                self.states[at].edges.iter().for_each(|it| reached[it.target as usize] = true);
            }
        }
        let mut places = vec![0; self.states.len()];
        let mut kept = 0;
        for (at, place) in places.iter_mut().enumerate() {
            *place = kept;
            kept += u32::from(useful[at] && reached[at]);
        }
        let mut at = 0;
        self.states.retain(|_| {
            at += 1;
            useful[at - 1] && reached[at - 1]
        });
        for edge in self.states.iter_mut().flat_map(|it| &mut it.edges) {
            edge.target = places[edge.target as usize];
        }
        self
    }
}
