//! All architectures of a space: how many there are, and the one with a number.
//!
//! Counting goes decision by decision. What is left after some decisions is a set of further decisions, each with the
//! condition under which it is made, and constraints, all as diagrams; equal remainders are counted once. A remainder
//! that falls into parts which share no condition and no constraint is counted part by part, and the counts multiplied.
//! So the cost follows how far decisions depend on each other, not how many architectures there are.

use indexmap::IndexMap;
use num_bigint::BigUint;
use num_traits::{One as _, Zero as _};
use rustc_hash::FxBuildHasher;

use crate::{
    check::has_cost,
    diagram::{Context, Diagram, Diagrams, TooEntangled},
    ir::{Assignment, DecisionId, Space},
};

/// The most remainders that are told apart.
const REMAINDERS: usize = 500_000;

/// Decisions that are still open, with the condition under which each is made, and what they must meet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Remainder {
    decisions: Vec<(DecisionId, Diagram)>,
    constraints: Vec<Diagram>,
}

/// The architectures of a space under its constraints over decisions. Constraints over costs are left out of account:
/// [`crate::cost::is_feasible`] says whether an architecture meets them.
#[derive(Debug)]
pub struct Architectures<'a> {
    space: &'a Space,
    diagrams: Diagrams,
    parts: Vec<Remainder>,
    counted: IndexMap<Remainder, BigUint, FxBuildHasher>,
    count: BigUint,
}

impl<'a> Architectures<'a> {
    /// Counts the architectures that meet the constraints over decisions.
    pub fn new(space: &'a Space) -> Result<Self, TooEntangled> {
        let conditions = space.constraints.iter().map(|it| it.condition).filter(|it| !has_cost(space, *it)).collect();
        Self::under(space, conditions)
    }

    /// Counts the architectures without any constraint.
    pub fn unconstrained(space: &'a Space) -> Result<Self, TooEntangled> {
        Self::under(space, vec![])
    }

    fn under(space: &'a Space, conditions: Vec<crate::ir::ExprId>) -> Result<Self, TooEntangled> {
        let mut diagrams = Diagrams::new();
        let context = Context { exprs: &space.exprs, decisions: &space.decisions };
        let mut decisions = Vec::with_capacity(space.decisions.len());
        for (at, decision) in space.decisions.iter().enumerate() {
            decisions.push((DecisionId(at as u32), diagrams.of(context, decision.active)?));
        }
        let mut constraints = vec![];
        for condition in conditions {
            constraints.push(diagrams.of(context, condition)?);
        }
        let empty = Self { space, diagrams, parts: vec![], counted: IndexMap::default(), count: BigUint::zero() };
        empty.begin(Remainder { decisions, constraints })
    }

    fn begin(mut self, whole: Remainder) -> Result<Self, TooEntangled> {
        let Some(parts) = self.split(whole) else { return Ok(self) };
        self.count = self.product(&parts)?;
        self.parts = parts;
        Ok(self)
    }

    /// Returns how many there are.
    pub fn count(&self) -> &BigUint {
        &self.count
    }

    /// Returns the architecture with a number, from 0. The order is fixed by the space.
    pub fn get(&mut self, number: &BigUint) -> Result<Option<Assignment>, TooEntangled> {
        if *number >= self.count {
            return Ok(None);
        }
        let mut assignment = Assignment(vec![0; self.space.decisions.len()]);
        let parts = self.parts.clone();
        self.find_product(&parts, number.clone(), &mut assignment)?;
        Ok(Some(assignment))
    }

    // Counting

    fn product(&mut self, parts: &[Remainder]) -> Result<BigUint, TooEntangled> {
        let mut product = BigUint::one();
        for part in parts {
            product *= self.count_part(part)?;
        }
        Ok(product)
    }

    fn count_part(&mut self, part: &Remainder) -> Result<BigUint, TooEntangled> {
        if let Some(known) = self.counted.get(part) {
            return Ok(known.clone());
        }
        let count = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.count_first(part))?;
        if self.counted.len() >= REMAINDERS {
            return Err(TooEntangled);
        }
        self.counted.insert(part.clone(), count.clone());
        Ok(count)
    }

    /// Counts for every value of the first decision.
    fn count_first(&mut self, part: &Remainder) -> Result<BigUint, TooEntangled> {
        if let [(only, _)] = part.decisions[..]
            && part.constraints.is_empty()
        {
            return Ok(self.values(part, only).into());
        }
        let mut count = BigUint::zero();
        for index in 0..self.values(part, part.decisions[0].0) {
            if let Some(parts) = self.after(part, index)? {
                count += self.product(&parts)?;
            }
        }
        Ok(count)
    }

    /// How many values the first decision has: one, that means nothing, if it is not made.
    fn values(&self, part: &Remainder, first: DecisionId) -> u32 {
        // Conditions mention earlier decisions only, and those are all decided.
        let made = self.diagrams.as_bool(part.decisions[0].1) == Some(true);
        if made { self.space.decision(first).domain.size() as u32 } else { 1 }
    }

    /// What remains once the first decision takes a value; nothing if that breaks a constraint.
    fn after(&mut self, part: &Remainder, index: u32) -> Result<Option<Vec<Remainder>>, TooEntangled> {
        let (first, _) = part.decisions[0];
        let mut decisions = Vec::with_capacity(part.decisions.len() - 1);
        for (decision, active) in &part.decisions[1..] {
            decisions.push((*decision, self.diagrams.restrict(*active, first, index)?));
        }
        let mut constraints = Vec::with_capacity(part.constraints.len());
        for constraint in &part.constraints {
            constraints.push(self.diagrams.restrict(*constraint, first, index)?);
        }
        Ok(self.split(Remainder { decisions, constraints }))
    }

    /// Splits a remainder into parts that have nothing to do with each other; nothing if a constraint is broken.
    fn split(&self, whole: Remainder) -> Option<Vec<Remainder>> {
        let mut groups = Groups::new(whole.decisions.iter().map(|it| it.0));
        for (decision, active) in &whole.decisions {
            groups.join(*decision, &self.diagrams.support(*active));
        }
        let mut supports = vec![];
        for constraint in whole.constraints {
            match self.diagrams.as_bool(constraint) {
                Some(true) => {}
                Some(false) => return None,
                None => {
                    let support = self.diagrams.support(constraint);
                    groups.join(support[0], &support);
                    supports.push((constraint, support[0]));
                }
            }
        }
        let mut parts: IndexMap<usize, Remainder, FxBuildHasher> = IndexMap::default();
        let empty = || Remainder { decisions: vec![], constraints: vec![] };
        for (decision, active) in whole.decisions {
            parts.entry(groups.of(decision)).or_insert_with(empty).decisions.push((decision, active));
        }
        for (constraint, member) in supports {
            parts.entry(groups.of(member)).or_insert_with(empty).constraints.push(constraint);
        }
        Some(parts.into_values().collect())
    }

    // Finding

    fn find_product(
        &mut self,
        parts: &[Remainder],
        mut number: BigUint,
        found: &mut Assignment,
    ) -> Result<(), TooEntangled> {
        for part in parts {
            let count = self.count_part(part)?;
            let within = &number % &count;
            number /= count;
            self.find(part, within, found)?;
        }
        Ok(())
    }

    fn find(&mut self, part: &Remainder, mut number: BigUint, found: &mut Assignment) -> Result<(), TooEntangled> {
        let (first, _) = part.decisions[0];
        for index in 0..self.values(part, first) {
            let Some(parts) = self.after(part, index)? else { continue };
            let count = self.product(&parts)?;
            if number < count {
                found.0[first.0 as usize] = index;
                return stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.find_product(&parts, number, found));
            }
            number -= count;
        }
        Ok(())
    }
}

/// Decisions in groups that depend on each other: a union-find.
struct Groups {
    members: IndexMap<DecisionId, usize, FxBuildHasher>,
    parents: Vec<usize>,
}

impl Groups {
    fn new(decisions: impl Iterator<Item = DecisionId>) -> Self {
        let members: IndexMap<DecisionId, usize, FxBuildHasher> =
            decisions.enumerate().map(|(at, it)| (it, at)).collect();
        let parents = (0..members.len()).collect();
        Self { members, parents }
    }

    fn root(&self, mut at: usize) -> usize {
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    fn of(&self, decision: DecisionId) -> usize {
        self.members.get(&decision).map_or(0, |it| self.root(*it))
    }

    fn join(&mut self, decision: DecisionId, others: &[DecisionId]) {
        for other in others {
            // The smaller root wins, so that a group's root is its first decision.
            let (first, second) = (self.of(decision), self.of(*other));
            let (parent, child) = (first.min(second), first.max(second));
            self.parents[child] = parent;
        }
    }
}
