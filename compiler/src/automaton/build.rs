//! From a space to its automaton.
//!
//! Conditions, constraints and costs become diagrams. Decisions are gone through in an order that keeps together what
//! depends on each other ([`order`]); a state is what the decisions so far leave of the diagrams that they touch.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::{
    Automaton, Edge, Quantity, State,
    linear::{Linear, Sorted, sort},
    order,
};
use crate::{
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    ir::{CostKind, DecisionId, ExprId, Scalar, Space},
};

/// The most states that are told apart.
const STATES: usize = 400_000;
/// The largest sum of weights: differences of such sums are far from where they overflow.
const SUM: u64 = 1 << 60;

impl Automaton {
    /// Makes the automaton of a space. Paths meet the constraints over decisions; those that bound sums of costs become
    /// quantities, next to the costs that are asked for, except for one that may exceed 2^60. See [`Automaton::within`]
    /// for the bounds.
    ///
    /// # Errors
    /// The decisions depend on each other in too many ways.
    pub fn new(space: &Space, costs: &[CostKind]) -> Result<Self, TooEntangled> {
        let mut sorted = Sorted::default();
        space.constraints.iter().for_each(|it| sort(space, it.condition, &mut sorted));
        Builder::new(space, sorted, costs)?.build()
    }

    /// As [`Automaton::new`], with other constraints than the space's, sorted already.
    pub(crate) fn under(space: &Space, constraints: Sorted) -> Result<Self, TooEntangled> {
        Builder::new(space, constraints, &[])?.build()
    }

    /// As [`Automaton::new`], without any sum: where costs tie decisions together in too many ways, paths can still meet
    /// the constraints over decisions.
    ///
    /// # Errors
    /// As there.
    pub fn over_decisions(space: &Space) -> Result<Self, TooEntangled> {
        let mut sorted = Sorted::default();
        space.constraints.iter().for_each(|it| sort(space, it.condition, &mut sorted));
        sorted.open.extend(sorted.bounds.drain(..).map(|it| it.1));
        Builder::new(space, sorted, &[])?.build()
    }

    /// As [`Automaton::new`], without any constraint.
    ///
    /// # Errors
    /// As there.
    pub fn unconstrained(space: &Space, costs: &[CostKind]) -> Result<Self, TooEntangled> {
        Builder::new(space, Sorted::default(), costs)?.build()
    }
}

/// What a diagram is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
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

struct Builder<'a> {
    space: &'a Space,
    diagrams: Diagrams,
    functions: Vec<(Role, Diagram)>,
    /// Whether each decision is made, as a function.
    active: Vec<Diagram>,
    quantities: Vec<Quantity>,
    base: Vec<i64>,
    open: Vec<ExprId>,
    /// No architecture is feasible.
    broken: bool,
}

impl<'a> Builder<'a> {
    fn new(space: &'a Space, sorted: Sorted, costs: &[CostKind]) -> Result<Self, TooEntangled> {
        let mut builder = Self {
            space,
            diagrams: Diagrams::new(),
            functions: vec![],
            active: vec![],
            quantities: vec![],
            base: vec![],
            open: sorted.open,
            broken: false,
        };
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        for decision in &space.decisions {
            let active = builder.diagrams.of(context, decision.active)?;
            builder.active.push(active);
        }
        for condition in sorted.logical {
            let diagram = builder.diagrams.of(context, condition)?;
            builder.function(Role::Constraint, diagram);
        }
        for kind in costs {
            let linear = Linear { costs: vec![(*kind, 1)], ..Linear::default() };
            builder.quantity(context, Quantity::Cost(*kind), &linear)?;
        }
        for (linear, condition) in sorted.bounds {
            if !builder.quantity(context, Quantity::Bounded { bound: linear.bound, condition }, &linear)? {
                builder.open.push(condition);
            }
        }
        Ok(builder)
    }

    fn function(&mut self, role: Role, diagram: Diagram) {
        match (role, self.diagrams.as_value(diagram)) {
            (Role::Constraint, Some(value)) => self.broken |= value.and_then(Scalar::as_bool) != Some(true),
            (Role::Term(at), Some(value)) => match value {
                Some(value) => self.base[at] += value.as_int().unwrap_or(0),
                None => self.broken = true,
            },
            (Role::Active, Some(_)) => {}
            (_, None) => self.functions.push((role, diagram)),
        }
    }

    /// Adds a quantity, if it is a sum of whole numbers of a sensible size; returns whether it is.
    fn quantity(&mut self, context: Context<'_>, what: Quantity, linear: &Linear) -> Result<bool, TooEntangled> {
        let terms = self.terms(context, linear)?;
        let mut most = 0_u64;
        for term in &terms {
            let values = self.diagrams.values(*term);
            if !values.iter().flatten().all(|it| matches!(it, Scalar::Int(_))) {
                return Ok(false);
            }
            let sizes = values.iter().flatten().filter_map(Scalar::as_int).map(i64::unsigned_abs);
            most = most.saturating_add(sizes.max().unwrap_or(0));
        }
        if most > SUM {
            return Ok(false);
        }
        self.quantities.push(what);
        self.base.push(0);
        let at = self.quantities.len() - 1;
        terms.into_iter().for_each(|it| self.function(Role::Term(at), it));
        Ok(true)
    }

    /// The terms of a sum, those over the same decisions added up.
    fn terms(&mut self, context: Context<'_>, linear: &Linear) -> Result<Vec<Diagram>, TooEntangled> {
        let mut terms: IndexMap<Vec<DecisionId>, Diagram, FxBuildHasher> = IndexMap::default();
        let mut all = vec![];
        for (kind, factor) in &linear.costs {
            for node in &self.space.nodes {
                let amount = if *kind == CostKind::Params { node.params } else { node.macs };
                let amount = self.diagrams.of(context, amount)?;
                let guard = self.diagrams.of(context, node.guard)?;
                let amount = self.diagrams.amount(guard, amount)?;
                all.push(self.diagrams.times(amount, *factor)?);
            }
        }
        for (value, factor) in &linear.values {
            let value = self.diagrams.of(context, *value)?;
            all.push(self.diagrams.times(value, *factor)?);
        }
        for term in all {
            let support = self.diagrams.support(term);
            let sum = match terms.get(&support) {
                Some(sum) => self.diagrams.plus(*sum, term)?,
                None => term,
            };
            terms.insert(support, sum);
        }
        Ok(terms.into_values().collect())
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
        };
        Ok(automaton.pruned())
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
                    Some(value) => weights[at] += value,
                    None => return Ok(None),
                },
            }
        }
        Ok(Some((open, weights)))
    }
}
