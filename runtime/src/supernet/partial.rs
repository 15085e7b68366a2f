//! Expressions under an assignment of some decisions.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use nas_compiler::ir::{BinaryOp, DecisionId, Domain, Expr, ExprId, Scalar, Space, binary, unary};

/// The values of expressions where at most one decision is made. What other decisions determine is unknown.
pub(super) struct Partial<'a> {
    space: &'a Space,
    made: Option<(DecisionId, u32)>,
    known: RefCell<BTreeMap<ExprId, Option<Scalar>>>,
}

impl<'a> Partial<'a> {
    /// Makes no decision.
    pub(super) fn none(space: &'a Space) -> Self {
        Self { space, made: None, known: RefCell::default() }
    }

    /// Makes one decision, by the index of its value.
    pub(super) fn one(space: &'a Space, decision: DecisionId, index: u32) -> Self {
        Self { space, made: Some((decision, index)), known: RefCell::default() }
    }

    /// Evaluates an expression; `None` if the decision made does not determine it.
    pub(super) fn value(&self, id: ExprId) -> Option<Scalar> {
        if let Some(known) = self.known.borrow().get(&id) {
            return known.clone();
        }
        let value = self.compute(self.space.exprs.get(id));
        self.known.borrow_mut().insert(id, value.clone());
        value
    }

    /// Evaluates a condition; `None` if the decision made does not determine it.
    pub(super) fn holds(&self, id: ExprId) -> Option<bool> {
        self.value(id)?.as_bool()
    }

    /// Whether all conditions hold; known as soon as one does not.
    pub(super) fn all(&self, conditions: &[ExprId]) -> Option<bool> {
        self.each(conditions, false)
    }

    fn compute(&self, expr: &Expr) -> Option<Scalar> {
        match expr {
            Expr::Const(it) => Some(it.clone()),
            Expr::Value(decision) => self.chosen(*decision),
            Expr::Is(decision, index) => Some(Scalar::Bool(self.index(*decision)? == *index)),
            Expr::Member(decision, item) => self.member(*decision, *item),
            Expr::Unary(op, operand) => unary(*op, &self.value(*operand)?),
            Expr::Binary(op, left, right) => binary(*op, &self.value(*left)?, &self.value(*right)?),
            Expr::All(parts) => self.each(parts, false).map(Scalar::Bool),
            Expr::Any(parts) => self.each(parts, true).map(Scalar::Bool),
            Expr::Sum(parts) => self.sum(parts),
            Expr::If(condition, yes, no) => self.value(if self.holds(*condition)? { *yes } else { *no }),
            Expr::Cost(..) | Expr::Latency(_) | Expr::Connected => None,
        }
    }

    fn index(&self, decision: DecisionId) -> Option<u32> {
        self.made.filter(|it| it.0 == decision).map(|it| it.1)
    }

    fn chosen(&self, decision: DecisionId) -> Option<Scalar> {
        match &self.space.decision(decision).domain {
            Domain::Values(values) => values.get(self.index(decision)? as usize).cloned(),
            Domain::Alternatives(_) | Domain::Subset { .. } => None,
        }
    }

    fn member(&self, decision: DecisionId, item: u32) -> Option<Scalar> {
        match &self.space.decision(decision).domain {
            Domain::Subset { subsets, .. } => {
                let subset = subsets.get(self.index(decision)? as usize)?;
                Some(Scalar::Bool(subset.contains(&item)))
            }
            Domain::Values(_) | Domain::Alternatives(_) => None,
        }
    }

    /// Looks for a part with the value that decides; without one, all have to be known.
    fn each(&self, parts: &[ExprId], decisive: bool) -> Option<bool> {
        let values: Vec<_> = parts.iter().map(|it| self.holds(*it)).collect();
        if values.contains(&Some(decisive)) {
            return Some(decisive);
        }
        values.iter().all(Option::is_some).then_some(!decisive)
    }

    fn sum(&self, parts: &[ExprId]) -> Option<Scalar> {
        parts.iter().try_fold(Scalar::Int(0), |sum, it| binary(BinaryOp::Add, &sum, &self.value(*it)?))
    }
}

/// Returns the decisions that expressions mention.
pub(super) fn mentions(space: &Space, ids: &[ExprId]) -> BTreeSet<DecisionId> {
    ids.iter().flat_map(|it| space.exprs.decisions(*it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::supernet::example::Builder;

    #[test]
    fn one_decision_determines_what_others_do_not_touch() {
        let mut builder = Builder::new(&[4]);
        let kernel = builder.values("kernel", &[3, 5]);
        let other = builder.values("other", &[1, 2]);
        let value = builder.expr(Expr::Value(kernel));
        let three = builder.int(3);
        let is_small = builder.expr(Expr::Binary(BinaryOp::LessEqual, value, three));
        let unknown = builder.expr(Expr::Is(other, 1));
        let both = builder.expr(Expr::All(vec![is_small, unknown]));
        let either = builder.expr(Expr::Any(vec![is_small, unknown]));
        let space = builder.space;
        let (small, large) = (Partial::one(&space, kernel, 0), Partial::one(&space, kernel, 1));
        assert_eq!((small.holds(is_small), large.holds(is_small)), (Some(true), Some(false)));
        assert_eq!((small.holds(both), large.holds(both)), (None, Some(false)));
        assert_eq!((small.holds(either), large.holds(either)), (Some(true), None));
        assert_eq!(Partial::none(&space).value(value), None);
        assert_eq!(mentions(&space, &[both]), BTreeSet::from([kernel, other]));
    }
}
