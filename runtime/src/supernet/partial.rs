//! Expressions under an assignment of some decisions.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use nas_compiler::ir::{BinaryOp, DecisionId, Domain, Expr, ExprId, Scalar, Space, UnaryOp};

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
            Expr::Cost(..) => None,
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
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut open = ids.to_vec();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match space.exprs.get(id) {
            Expr::Const(_) | Expr::Cost(..) => {}
            Expr::Value(decision) | Expr::Is(decision, _) | Expr::Member(decision, _) => {
                found.insert(*decision);
            }
            Expr::Unary(_, operand) => open.push(*operand),
            Expr::Binary(_, left, right) => open.extend([*left, *right]),
            Expr::All(parts) | Expr::Any(parts) | Expr::Sum(parts) => open.extend(parts),
            Expr::If(condition, yes, no) => open.extend([*condition, *yes, *no]),
        }
    }
    found
}

fn unary(op: UnaryOp, operand: &Scalar) -> Option<Scalar> {
    let whole = |it: f64| Some(Scalar::Int(it as i64)).filter(|_| it.abs() < i64::MAX as f64);
    match (op, operand) {
        (UnaryOp::Not, it) => Some(Scalar::Bool(!it.as_bool()?)),
        (UnaryOp::Negate, Scalar::Int(it)) => it.checked_neg().map(Scalar::Int),
        (UnaryOp::Abs, Scalar::Int(it)) => it.checked_abs().map(Scalar::Int),
        (UnaryOp::Floor | UnaryOp::Ceil | UnaryOp::Round, Scalar::Int(it)) => Some(Scalar::Int(*it)),
        (UnaryOp::Negate, it) => Some(Scalar::Float(-it.as_float()?)),
        (UnaryOp::Abs, it) => Some(Scalar::Float(it.as_float()?.abs())),
        (UnaryOp::Floor, it) => whole(it.as_float()?.floor()),
        (UnaryOp::Ceil, it) => whole(it.as_float()?.ceil()),
        (UnaryOp::Round, it) => whole(it.as_float()?.round()),
        (UnaryOp::Sqrt, it) => Some(Scalar::Float(it.as_float()?.sqrt())),
    }
}

fn binary(op: BinaryOp, left: &Scalar, right: &Scalar) -> Option<Scalar> {
    match (left, right) {
        (Scalar::Int(left), Scalar::Int(right)) => whole(op, *left, *right),
        _ if op == BinaryOp::Equal => Some(Scalar::Bool(equal(left, right))),
        _ => real(op, left.as_float()?, right.as_float()?),
    }
}

fn equal(left: &Scalar, right: &Scalar) -> bool {
    match (left.as_float(), right.as_float()) {
        (Some(left), Some(right)) => left.total_cmp(&right).is_eq(),
        _ => left == right,
    }
}

fn whole(op: BinaryOp, left: i64, right: i64) -> Option<Scalar> {
    let value = match op {
        BinaryOp::Add => left.checked_add(right),
        BinaryOp::Subtract => left.checked_sub(right),
        BinaryOp::Multiply => left.checked_mul(right),
        BinaryOp::Divide if right == 0 => None,
        BinaryOp::Divide if left.checked_rem(right)? != 0 => return Some(Scalar::Float(left as f64 / right as f64)),
        BinaryOp::Divide => left.checked_div(right),
        BinaryOp::FloorDivide => floor_divide(left, right),
        BinaryOp::Remainder => left.checked_sub(floor_divide(left, right)?.checked_mul(right)?),
        BinaryOp::Power if right < 0 => return real(op, left as f64, right as f64),
        BinaryOp::Power => left.checked_pow(u32::try_from(right).ok()?),
        BinaryOp::Min => Some(left.min(right)),
        BinaryOp::Max => Some(left.max(right)),
        BinaryOp::Equal => return Some(Scalar::Bool(left == right)),
        BinaryOp::Less => return Some(Scalar::Bool(left < right)),
        BinaryOp::LessEqual => return Some(Scalar::Bool(left <= right)),
    };
    value.map(Scalar::Int)
}

fn floor_divide(left: i64, right: i64) -> Option<i64> {
    let quotient = left.checked_div(right)?;
    let inexact = left.checked_rem(right)? != 0;
    Some(if inexact && (left < 0) != (right < 0) { quotient - 1 } else { quotient })
}

fn real(op: BinaryOp, left: f64, right: f64) -> Option<Scalar> {
    let value = match op {
        BinaryOp::Add => left + right,
        BinaryOp::Subtract => left - right,
        BinaryOp::Multiply => left * right,
        BinaryOp::Divide => left / right,
        BinaryOp::FloorDivide => (left / right).floor(),
        BinaryOp::Remainder => left - (left / right).floor() * right,
        BinaryOp::Power => left.powf(right),
        BinaryOp::Min => left.min(right),
        BinaryOp::Max => left.max(right),
        BinaryOp::Equal => return Some(Scalar::Bool(left.total_cmp(&right).is_eq())),
        BinaryOp::Less => return Some(Scalar::Bool(left < right)),
        BinaryOp::LessEqual => return Some(Scalar::Bool(left <= right)),
    };
    Some(Scalar::Float(value)).filter(|_| value.is_finite())
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

    #[test]
    fn numbers_follow_the_rules_of_the_language() {
        use BinaryOp::{Divide, FloorDivide, Power, Remainder};
        let int = |op, left, right| whole(op, left, right).unwrap();
        assert_eq!(int(Divide, 6, 3), Scalar::Int(2));
        assert_eq!(int(Divide, 7, 2), Scalar::Float(3.5));
        assert_eq!(int(FloorDivide, -7, 2), Scalar::Int(-4));
        assert_eq!(int(Remainder, -7, 3), Scalar::Int(2));
        assert_eq!(int(Remainder, 7, -3), Scalar::Int(-2));
        assert_eq!(int(Power, 2, -1), Scalar::Float(0.5));
        assert_eq!(whole(Divide, 1, 0), None);
        assert_eq!(whole(BinaryOp::Multiply, i64::MAX, 2), None);
        assert_eq!(unary(UnaryOp::Round, &Scalar::Float(-2.5)), Some(Scalar::Int(-3)));
    }
}
