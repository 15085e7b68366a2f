//! From a space to its automaton.
//!
//! Conditions, constraints and costs become diagrams. Decisions are gone through in an order that keeps together what
//! depends on each other ([`order`]); a state is what the decisions so far leave of the diagrams that they touch.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{
    Automaton, Edge, Quantity, State,
    linear::Linear,
    order,
    require::{Kept, Requirement, requirements},
};
use crate::{
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    ir::{CostKind, DecisionId, ExprId, Scalar, Space},
    whole::Graph,
};

/// The most states that are told apart.
const STATES: usize = 400_000;
/// How often a state's diagrams are followed to the next decision: few states may carry many diagrams.
const STEPS: u64 = 60_000_000;
/// How many branches of diagrams are looked into where they are about whole architectures, and may be large.
const BRANCHES: u64 = 50_000_000;

impl Automaton {
    /// Makes the automaton of a space. Paths meet the constraints over decisions; those that bound sums of costs become
    /// quantities, next to the costs that are asked for, except for one that may exceed 2^60. See [`Automaton::within`]
    /// for the bounds.
    ///
    /// # Errors
    /// The decisions depend on each other in too many ways.
    pub fn new(space: &Space, costs: &[CostKind]) -> Result<Self, TooEntangled> {
        let mut builder = Builder::new(space, costs)?;
        builder.require(requirements(space), Kept::Bounds)?;
        builder.build()
    }

    /// As [`Automaton::new`], with other constraints than the space's.
    pub(crate) fn under(space: &Space, constraints: Vec<Requirement>) -> Result<Self, TooEntangled> {
        let mut builder = Builder::new(space, &[])?;
        builder.require(constraints, Kept::Bounds)?;
        builder.build()
    }

    /// As [`Automaton::new`], without any sum: where costs tie decisions together in too many ways, paths can still meet
    /// the constraints over decisions, and if possible those on memory and connection.
    ///
    /// # Errors
    /// As there.
    pub fn over_decisions(space: &Space) -> Result<Self, TooEntangled> {
        Self::keeping(space, Kept::Conditions).or_else(|_| Self::over_decisions_alone(space))
    }

    /// As [`Automaton::over_decisions`], whatever memory they take and whether they are connected.
    ///
    /// # Errors
    /// As there.
    pub fn over_decisions_alone(space: &Space) -> Result<Self, TooEntangled> {
        Self::keeping(space, Kept::Decisions)
    }

    fn keeping(space: &Space, kept: Kept) -> Result<Self, TooEntangled> {
        let mut builder = Builder::new(space, &[])?;
        builder.require(requirements(space), kept)?;
        builder.build()
    }

    /// As [`Automaton::new`], without any constraint.
    ///
    /// # Errors
    /// As there.
    pub fn unconstrained(space: &Space, costs: &[CostKind]) -> Result<Self, TooEntangled> {
        Builder::new(space, costs)?.build()
    }
}

/// What a diagram is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// Whether a decision is made.
    Active,
    /// What must hold.
    Constraint,
    /// What is added to a quantity. Without a value its constraint is not met.
    Term(usize),
}

/// A diagram that some decisions of the past have touched.
type Open = Vec<(u32, Diagram)>;

/// What a step leaves, and what it adds to each quantity.
type Step = (Open, Box<[i64]>);

pub(super) struct Builder<'a> {
    pub(super) space: &'a Space,
    pub(super) diagrams: Diagrams,
    functions: Vec<(Role, Diagram)>,
    /// Whether each decision is made, as a function.
    active: Vec<Diagram>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) base: Vec<i64>,
    pub(super) open: Vec<ExprId>,
    /// The constraint that each clause of bounds comes from.
    pub(super) sources: Vec<(u32, ExprId)>,
    /// The graph with conditions as diagrams, once it is needed.
    pub(super) graph: Option<Graph<'a>>,
    /// No architecture is feasible.
    broken: bool,
    /// How often a diagram may still be followed.
    steps: u64,
}

impl<'a> Builder<'a> {
    fn new(space: &'a Space, costs: &[CostKind]) -> Result<Self, TooEntangled> {
        let mut builder = Self {
            space,
            diagrams: Diagrams::new(),
            functions: vec![],
            active: vec![],
            quantities: vec![],
            base: vec![],
            open: vec![],
            sources: vec![],
            graph: None,
            broken: false,
            steps: STEPS,
        };
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        for decision in &space.decisions {
            let active = builder.diagrams.of(context, decision.active)?;
            builder.active.push(active);
        }
        for kind in costs {
            if let Some(terms) = builder.terms(&Linear::cost(*kind))? {
                builder.quantity(Quantity::Cost(*kind), terms);
            }
        }
        Ok(builder)
    }

    pub(super) fn function(&mut self, role: Role, diagram: Diagram) {
        match (role, self.diagrams.as_value(diagram)) {
            (Role::Constraint, Some(value)) => self.broken |= value.and_then(Scalar::as_bool) != Some(true),
            (Role::Term(at), Some(value)) => match value {
                Some(value) => {
                    self.base[at] = self.quantities[at].join(self.base[at], value.as_int().unwrap_or(0));
                }
                None => self.broken = true,
            },
            (Role::Active, Some(_)) => {}
            (_, None) => self.functions.push((role, diagram)),
        }
    }

    /// The decisions in an order that keeps few diagrams open.
    fn order(&self) -> Vec<DecisionId> {
        let before: Vec<Vec<DecisionId>> = self.active.iter().map(|it| self.diagrams.support(*it)).collect();
        let made = before.iter().enumerate().filter(|it| !it.1.is_empty());
        let made = made.map(|(at, support)| support.iter().copied().chain([DecisionId(at as u32)]).collect());
        let functions = self.functions.iter().map(|it| self.diagrams.support(it.1));
        order::order(&before, &functions.chain(made).collect::<Vec<_>>())
    }

    fn build(mut self) -> Result<Automaton, TooEntangled> {
        if self.graph.is_some() {
            self.diagrams.allow(BRANCHES);
        }
        let order = self.order();
        let mut states = vec![State::default()];
        if !self.broken {
            let mut layer: IndexSet<Open, FxBuildHasher> = IndexSet::from_iter([vec![]]);
            let starting = self.starting(&order);
            for (level, decision) in order.iter().enumerate() {
                layer = self.level(&mut states, (level as u32, *decision), layer, &starting[level])?;
            }
        }
        let automaton = Automaton {
            decisions: order,
            quantities: self.quantities,
            base: self.base.into(),
            states: if self.broken { vec![] } else { states },
            open: self.open,
            sources: self.sources,
        };
        Ok(automaton.with_last())
    }

    /// The functions by the level of the first decision that they depend on.
    fn starting(&self, order: &[DecisionId]) -> Vec<Open> {
        let mut levels = vec![0; order.len()];
        order.iter().enumerate().for_each(|(level, it)| levels[it.0 as usize] = level);
        let first_level = |it| self.diagrams.support(it).iter().map(|it| levels[it.0 as usize]).min();
        let mut starting = vec![vec![]; order.len()];
        for (decision, active) in self.active.iter().enumerate() {
            if let Some(level) = first_level(*active) {
                starting[level].push((decision as u32, *active));
            }
        }
        let first = self.active.len() as u32;
        for (at, (_, diagram)) in self.functions.iter().enumerate() {
            starting[first_level(*diagram).unwrap_or(0)].push((first + at as u32, *diagram));
        }
        starting
    }

    /// Adds the edges of a level's states and returns the states that they lead to.
    fn level(
        &mut self,
        states: &mut Vec<State>,
        (level, decision): (u32, DecisionId),
        layer: IndexSet<Open, FxBuildHasher>,
        starting: &[(u32, Diagram)],
    ) -> Result<IndexSet<Open, FxBuildHasher>, TooEntangled> {
        let first = states.len() - layer.len();
        let mut next: IndexSet<Open, FxBuildHasher> = IndexSet::default();
        for (at, open) in layer.into_iter().enumerate() {
            let active = open.iter().find(|it| it.0 == decision.0).map_or(self.active[decision.0 as usize], |it| it.1);
            let made = self.diagrams.as_bool(active) == Some(true);
            let values = if made { self.space.decision(decision).domain.size() as u32 } else { 1 };
            let functions: Open = open.iter().chain(starting).copied().filter(|it| it.0 != decision.0).collect();
            let steps = u64::from(values) * functions.len() as u64;
            self.steps = self.steps.checked_sub(steps).ok_or(TooEntangled)?;
            for index in 0..values {
                let Some((open, weights)) = self.step(&functions, decision, index)? else { continue };
                let (place, _) = next.insert_full(open);
                states[first + at].edges.push(Edge { index, target: place as u32, weights });
            }
            states[first + at].made = made;
        }
        let after = states.len() as u32;
        states[first..].iter_mut().flat_map(|it| &mut it.edges).for_each(|it| it.target += after);
        if states.len() + next.len() > STATES {
            return Err(TooEntangled);
        }
        states.resize_with(states.len() + next.len(), || State { level: level + 1, ..State::default() });
        Ok(next)
    }

    /// What is left of functions once a decision takes a value, and what that adds to each quantity; nothing if it
    /// breaks a constraint.
    fn step(&mut self, functions: &Open, decision: DecisionId, index: u32) -> Result<Option<Step>, TooEntangled> {
        let mut open = Vec::with_capacity(functions.len());
        let mut weights = vec![0; self.quantities.len()].into_boxed_slice();
        for (function, diagram) in functions {
            let left = self.diagrams.restrict(*diagram, decision, index)?;
            let role = match (*function as usize).checked_sub(self.active.len()) {
                Some(at) => self.functions[at].0,
                None => Role::Active,
            };
            match (role, self.diagrams.as_value(left)) {
                (Role::Active, _) | (_, None) => open.push((*function, left)),
                (Role::Constraint, Some(value)) => {
                    if value.and_then(Scalar::as_bool) != Some(true) {
                        return Ok(None);
                    }
                }
                (Role::Term(at), Some(value)) => match value.and_then(Scalar::as_int) {
                    Some(value) => weights[at] = self.quantities[at].join(weights[at], value),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some((open, weights)))
    }
}
