//! Operators, and what they do to types.

use nas_grammar::{
    Span,
    ast::{self, Expr},
};

use super::{
    Blame, Elaborator, Eval, Kind, Reported,
    env::Env,
    errors,
    value::{Type, Value},
};
use crate::ir::{BinaryOp, Domain, ExprId, Scalar, UnaryOp};

impl<'a> Elaborator<'a> {
    pub(super) fn unary(&mut self, env: &mut Env<'a>, span: Span, op: ast::UnaryOp, operand: &'a Expr) -> Eval<Value> {
        let (value, ty) = self.scalar(env, operand)?;
        match op {
            ast::UnaryOp::Not if ty == Type::Bool => Ok(Value::scalar(self.exprs.not(value), Type::Bool)),
            ast::UnaryOp::Negate if ty.is_number() => Ok(Value::scalar(self.exprs.unary(UnaryOp::Negate, value), ty)),
            ast::UnaryOp::Not => self.report(errors::operand(span, "not", ty.name())),
            ast::UnaryOp::Negate => self.report(errors::operand(span, "-", ty.name())),
        }
    }

    pub(super) fn binary(
        &mut self,
        env: &mut Env<'a>,
        op: ast::BinaryOp,
        left: &'a Expr,
        right: &'a Expr,
    ) -> Eval<Value> {
        let span = left.span.to(right.span);
        let first = self.expr(env, left);
        let is_operation = first.as_ref().is_ok_and(|it| matches!(it.kind, Kind::Op(_)));
        if is_operation && matches!(op, ast::BinaryOp::Equal | ast::BinaryOp::NotEqual) {
            return self.report(errors::compared_operation(span));
        }
        // What is wrong on both sides is told of both.
        let first = first.and_then(|it| self.as_scalar(&it, left.span));
        let (right, right_type) = self.scalar(env, right)?;
        let (left, left_type) = first?;
        let Some(ty) = result_type(op, left_type, right_type) else {
            let count = [left, right].into_iter().find_map(|it| self.exprs.as_int(it));
            return self.report(errors::operands(span, op.symbol(), [left_type.name(), right_type.name()], count));
        };
        let expr = self.operate(op, left, right);
        self.demand_result(op, [expr, right], span)?;
        let ty = self.exprs.as_const(expr).map_or(ty, Type::of);
        Ok(Value::scalar(expr, ty))
    }

    fn operate(&mut self, op: ast::BinaryOp, left: ExprId, right: ExprId) -> ExprId {
        let exprs = &mut self.exprs;
        match op {
            ast::BinaryOp::Add => exprs.add(left, right),
            ast::BinaryOp::Subtract => exprs.subtract(left, right),
            ast::BinaryOp::Multiply => exprs.multiply(left, right),
            ast::BinaryOp::Divide => exprs.binary(BinaryOp::Divide, left, right),
            ast::BinaryOp::Remainder => exprs.binary(BinaryOp::Remainder, left, right),
            ast::BinaryOp::Equal => exprs.equal(left, right),
            ast::BinaryOp::NotEqual => {
                let equal = exprs.equal(left, right);
                exprs.not(equal)
            }
            ast::BinaryOp::Less => exprs.binary(BinaryOp::Less, left, right),
            ast::BinaryOp::LessEqual => exprs.binary(BinaryOp::LessEqual, left, right),
            ast::BinaryOp::Greater => exprs.binary(BinaryOp::Less, right, left),
            ast::BinaryOp::GreaterEqual => exprs.binary(BinaryOp::LessEqual, right, left),
            ast::BinaryOp::And => exprs.all([left, right]),
            ast::BinaryOp::Or => exprs.any([left, right]),
            ast::BinaryOp::Implies => exprs.implies(left, right),
        }
    }

    /// A division needs a divisor that is not zero, and a calculation with known numbers must have a result.
    fn demand_result(&mut self, op: ast::BinaryOp, [result, right]: [ExprId; 2], span: Span) -> Eval<()> {
        if let crate::ir::Expr::Binary(_, left, right) = self.exprs.get(result)
            && self.exprs.as_const(*left).is_some()
            && self.exprs.as_const(*right).is_some()
        {
            return self.report(errors::no_result(span));
        }
        if matches!(op, ast::BinaryOp::Divide | ast::BinaryOp::Remainder) && self.exprs.as_const(right).is_none() {
            let zero = self.exprs.int(0);
            let is_zero = self.exprs.equal(right, zero);
            let condition = self.exprs.not(is_zero);
            self.oblige(condition, Blame::Undefined, span);
        }
        Ok(())
    }

    /// Evaluates an expression that must be a scalar.
    pub(super) fn scalar(&mut self, env: &mut Env<'a>, expr: &'a Expr) -> Eval<(ExprId, Type)> {
        let value = self.expr(env, expr)?;
        self.as_scalar(&value, expr.span)
    }

    pub(super) fn as_scalar(&mut self, value: &Value, span: Span) -> Eval<(ExprId, Type)> {
        match value.kind {
            Kind::Scalar(expr, ty) => Ok((expr, ty)),
            Kind::Poison => Err(Reported),
            Kind::Tensor(_) => self.report(errors::tensor_as_number(span)),
            Kind::List(_) | Kind::Op(_) => {
                self.report(errors::wrong_type(span, "a number or a truth value", value.describe()))
            }
        }
    }

    /// Evaluates a whole number, which may depend on decisions.
    pub(super) fn whole(&mut self, env: &mut Env<'a>, expr: &'a Expr) -> Eval<ExprId> {
        let value = self.expr(env, expr)?;
        self.as_whole(&value, expr.span)
    }

    pub(super) fn as_whole(&mut self, value: &Value, span: Span) -> Eval<ExprId> {
        let (value, ty) = self.as_scalar(value, span)?;
        match ty {
            Type::Int => Ok(value),
            Type::Number | Type::Float => self.not_whole(value, span),
            _ => self.report(errors::wrong_type(span, "int", ty.name())),
        }
    }

    /// Reports a number that should be whole.
    pub(super) fn not_whole<T>(&mut self, value: ExprId, span: Span) -> Eval<T> {
        match self.exprs.as_const(value) {
            Some(Scalar::Float(it)) if it.fract() == 0.0 => self.report(errors::whole_real(span, *it)),
            _ => self.report(errors::not_whole_count(span)),
        }
    }

    /// Evaluates a whole number that must not depend on decisions.
    pub(super) fn known_whole(&mut self, env: &mut Env<'a>, expr: &'a Expr, what: &str) -> Eval<i64> {
        let value = self.whole(env, expr)?;
        match self.exprs.as_const(value).and_then(Scalar::as_int) {
            Some(known) => Ok(known),
            None => self.report(errors::not_constant(expr.span, what)),
        }
    }

    /// `first is max_pool`
    pub(super) fn is(&mut self, env: &mut Env<'a>, value: &'a Expr, name: &'a ast::Name) -> Eval<Value> {
        let decided = self.expr(env, value)?;
        let names = decided.decision.and_then(|it| match &self.decisions[it.0 as usize].domain {
            Domain::Alternatives(names) => Some((it, names.clone())),
            Domain::Values(_) | Domain::Subset { .. } => None,
        });
        let Some((decision, names)) = names else { return self.report(errors::not_a_decision(value.span)) };
        match names.iter().position(|it| *it == name.text) {
            Some(index) => Ok(Value::scalar(self.exprs.is(decision, index as u32), Type::Bool)),
            None => self.report(errors::unknown_alternative(name, names.iter().map(String::as_str))),
        }
    }
}

/// The type of the result; nothing if the operator does not apply.
fn result_type(op: ast::BinaryOp, left: Type, right: Type) -> Option<Type> {
    use ast::BinaryOp as Op;
    match op {
        Op::And | Op::Or | Op::Implies => (left == Type::Bool && right == Type::Bool).then_some(Type::Bool),
        Op::Equal | Op::NotEqual => left.join(right).map(|_| Type::Bool),
        Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => {
            let ordered = !matches!(left, Type::Bool | Type::Str);
            left.join(right).filter(|_| ordered).map(|_| Type::Bool)
        }
        Op::Add | Op::Subtract => {
            let adds = !matches!(left, Type::Bool | Type::Str);
            left.join(right).filter(|_| adds).map(|it| number(it, left, right))
        }
        Op::Multiply | Op::Remainder => {
            (left.is_number() && right.is_number()).then(|| left.join(right).map(|it| number(it, left, right)))?
        }
        Op::Divide if left == Type::Int && right == Type::Int => Some(Type::Number),
        Op::Divide => (left.is_number() && right.is_number()).then_some(Type::Float),
    }
}

/// An operation on a whole and a real number gives a real one.
fn number(joined: Type, left: Type, right: Type) -> Type {
    if [left, right].contains(&Type::Float) { Type::Float } else { joined }
}
