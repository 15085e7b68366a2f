//! Constraints as functions and bounds.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::{
    Quantity,
    build::{Builder, Role},
    clause::{Clause, Literal, Sense, clauses},
};
use crate::{
    diagram::{Context, Diagram, TooEntangled},
    ir::{BinaryOp, ExprId, Scalar, Space},
    whole,
};

/// Which constraints paths meet. Others are left to be asked of whole architectures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kept {
    /// Those over decisions.
    Decisions,
    /// Those that decisions tell of without a sum: of memory, and whether a network is connected, too.
    Conditions,
    /// Bounds of sums, too.
    Bounds,
}

/// A constraint, made ready.
#[derive(Debug, Clone)]
pub(crate) struct Requirement {
    /// The constraint.
    pub(crate) condition: ExprId,
    /// All of them are to be met; nothing where it is neither over decisions nor a bound.
    pub(crate) clauses: Option<Vec<Clause>>,
}

/// Makes the constraints of a space ready.
pub(crate) fn requirements(space: &Space) -> Vec<Requirement> {
    let conditions = space.constraints.iter().map(|it| it.condition);
    conditions.map(|condition| Requirement { condition, clauses: clauses(space, condition, Sense::Holds) }).collect()
}

impl Literal {
    /// What must be kept for it.
    fn needs(&self) -> Kept {
        match self {
            Self::Decided(..) => Kept::Decisions,
            Self::Memory(..) | Self::Connected(_) => Kept::Conditions,
            Self::Bound(_) => Kept::Bounds,
        }
    }
}

impl Builder<'_> {
    /// Adds constraints. One that cannot be turned into conditions and bounds is left open.
    pub(super) fn require(&mut self, constraints: Vec<Requirement>, kept: Kept) -> Result<(), TooEntangled> {
        for Requirement { condition, clauses } in constraints {
            let mut is_open = clauses.is_none();
            for clause in clauses.into_iter().flatten() {
                let number = self.quantities.len() as u32;
                is_open |= !self.clause(clause, kept)?;
                self.sources.push((number, condition));
            }
            if is_open {
                self.open.push(condition);
            }
        }
        Ok(())
    }

    /// Adds a clause, if that is possible; returns whether it is.
    fn clause(&mut self, clause: Clause, kept: Kept) -> Result<bool, TooEntangled> {
        if clause.iter().any(|it| it.needs() > kept) {
            return Ok(false);
        }
        let (sums, conditions): (Clause, Clause) = clause.into_iter().partition(|it| matches!(it, Literal::Bound(_)));
        let conditions = if conditions.iter().all(|it| it.needs() == Kept::Decisions) {
            self.conditions(conditions)?
        } else {
            match self.attempt(|it| it.conditions(conditions)) {
                Ok(conditions) => conditions,
                Err(TooEntangled) => return Ok(false),
            }
        };
        if sums.is_empty() {
            conditions.into_iter().for_each(|it| self.function(Role::Constraint, it));
            return Ok(true);
        }
        let met = self.all(conditions)?;
        if self.diagrams.as_bool(met) == Some(true) {
            return Ok(true);
        }
        self.bounds(met, sums)
    }

    /// Adds the bounds of a clause that is also met where a condition holds.
    fn bounds(&mut self, met: Diagram, sums: Clause) -> Result<bool, TooEntangled> {
        let mut all = vec![];
        for literal in sums {
            let Literal::Bound(linear) = literal else { continue };
            let Ok(Some(terms)) = self.terms(&linear) else { return Ok(false) };
            all.push((linear.bound, terms));
        }
        let clause = self.quantities.len() as u32;
        for (bound, terms) in all {
            self.quantity(Quantity::Bounded { bound, clause }, terms);
        }
        if self.diagrams.as_bool(met).is_none() {
            let [zero, one] = [0, 1].map(|it| self.diagrams.constant(Scalar::Int(it)));
            let term = self.diagrams.if_else(met, zero?, one?)?;
            self.quantity(Quantity::Met { clause }, vec![term]);
        }
        Ok(true)
    }

    /// Conditions that all hold exactly where any of some literals does.
    fn conditions(&mut self, literals: Clause) -> Result<Vec<Diagram>, TooEntangled> {
        let mut any = vec![self.diagrams.truth(false)?];
        for literal in literals {
            let parts = self.literal(&literal)?;
            // Many conditions of which all hold stay many, as long as only one literal is made of several.
            let (few, many) = if any.len() == 1 { (any, parts) } else { (parts, any) };
            let few = self.all(few)?;
            any = many.into_iter().map(|it| self.diagrams.or(few, it)).collect::<Result<_, _>>()?;
        }
        Ok(any)
    }

    /// Conditions that all hold exactly where a literal does.
    fn literal(&mut self, literal: &Literal) -> Result<Vec<Diagram>, TooEntangled> {
        let (parts, sense) = match literal {
            Literal::Decided(condition, sense) => (vec![self.diagram(*condition)?], sense),
            Literal::Connected(sense) => (self.whole(whole::connected)?, sense),
            Literal::Memory(op, amount, sense) => (self.memory(*op, *amount)?, sense),
            // A bound is no condition: it is met in other ways or not at all.
            Literal::Bound(_) => (vec![], &Sense::Fails),
        };
        if *sense == Sense::Holds {
            return Ok(parts);
        }
        let all = self.all(parts)?;
        Ok(vec![self.diagrams.not(all)?])
    }

    /// Conditions that compare what is alive in each step with an amount.
    fn memory(&mut self, op: BinaryOp, amount: ExprId) -> Result<Vec<Diagram>, TooEntangled> {
        let amount = self.diagram(amount)?;
        let steps = self.whole(whole::memory)?;
        let mut conditions = IndexSet::<Diagram, FxBuildHasher>::default();
        for step in steps {
            conditions.insert(self.diagrams.binary(op, step, amount)?);
        }
        Ok(conditions.into_iter().collect())
    }

    /// Whether all conditions hold.
    fn all(&mut self, conditions: Vec<Diagram>) -> Result<Diagram, TooEntangled> {
        let always = self.diagrams.truth(true)?;
        conditions.into_iter().rev().try_fold(always, |all, it| self.diagrams.and(it, all))
    }

    /// The diagram of an expression.
    pub(super) fn diagram(&mut self, expr: ExprId) -> Result<Diagram, TooEntangled> {
        self.diagrams.of(Context { exprs: &self.space.exprs, decisions: &self.space.decisions }, expr)
    }
}
