//! From expressions to diagrams.

use super::{Diagram, Diagrams, TooEntangled, apply::Op, run::Runs};
use crate::ir::{BinaryOp, Decision, DecisionId, Expr, ExprId, Exprs, Scalar, UnaryOp, is_member, value_of};

/// What a conversion reads.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The arena of expressions.
    pub exprs: &'a Exprs,
    /// The decisions that the expressions mention.
    pub decisions: &'a [Decision],
}

impl Diagrams {
    /// Returns the diagram of an expression. A cost of the whole architecture has no value.
    pub fn of(&mut self, context: Context<'_>, id: ExprId) -> Result<Diagram, TooEntangled> {
        if let Some(known) = self.converted.get(id.0 as usize).copied().flatten() {
            return Ok(known);
        }
        let diagram = stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.convert(context, id))?;
        if self.converted.len() <= id.0 as usize {
            self.converted.resize(context.exprs.len(), None);
        }
        self.converted[id.0 as usize] = Some(diagram);
        Ok(diagram)
    }

    fn convert(&mut self, context: Context<'_>, id: ExprId) -> Result<Diagram, TooEntangled> {
        match context.exprs.get(id) {
            Expr::Const(value) => self.leaf(Some(value.clone())),
            Expr::Value(decision) => self.test(context, *decision, value_of),
            Expr::Is(decision, index) => self.is(context, *decision, *index),
            Expr::Member(decision, item) => {
                self.test(context, *decision, |decision, taken| Some(Scalar::Bool(is_member(decision, taken, *item))))
            }
            Expr::Unary(UnaryOp::Not, operand) => {
                let operand = self.of(context, *operand)?;
                self.not(operand)
            }
            Expr::Unary(op, operand) => {
                let operand = self.of(context, *operand)?;
                self.apply(Op::One(*op), operand, operand)
            }
            Expr::Binary(op, left, right) => {
                let (left, right) = (self.of(context, *left)?, self.of(context, *right)?);
                self.apply(Op::Two(*op), left, right)
            }
            Expr::All(parts) => self.fold(context, Op::And, Scalar::Bool(true), parts),
            Expr::Any(parts) => self.fold(context, Op::Or, Scalar::Bool(false), parts),
            Expr::Sum(terms) => self.fold(context, Op::Two(BinaryOp::Add), Scalar::Int(0), terms),
            Expr::If(condition, then, otherwise) => {
                // A choice between what is the same needs no condition, which may be the most entangled of the three.
                let (then, otherwise) = (self.of(context, *then)?, self.of(context, *otherwise)?);
                if then == otherwise {
                    return Ok(then);
                }
                let condition = self.of(context, *condition)?;
                let choice = self.if_else(condition, then, otherwise)?;
                self.roughly(choice)
            }
            Expr::Cost(..) | Expr::Latency(_) | Expr::Connected => self.leaf(None),
        }
    }

    fn fold(&mut self, context: Context<'_>, op: Op, start: Scalar, parts: &[ExprId]) -> Result<Diagram, TooEntangled> {
        let mut result = self.leaf(Some(start))?;
        // From the last: later decisions stand lower, so that small diagrams are joined under them first.
        for part in parts.iter().rev() {
            if self.is_decided(op, result) {
                break;
            }
            let part = self.of(context, *part)?;
            result = self.apply(op, part, result)?;
        }
        Ok(result)
    }

    fn test(
        &mut self,
        context: Context<'_>,
        decision: DecisionId,
        value: impl Fn(&Decision, u32) -> Option<Scalar>,
    ) -> Result<Diagram, TooEntangled> {
        let it = &context.decisions[decision.0 as usize];
        let mut runs = Runs::default();
        for index in 0..it.domain.size() as u32 {
            runs.push(index + 1, self.leaf(value(it, index))?);
        }
        self.branch(decision, runs)
    }

    /// Whether a decision takes a value. There is one such test per alternative, so none looks at all of them.
    fn is(&mut self, context: Context<'_>, decision: DecisionId, index: u32) -> Result<Diagram, TooEntangled> {
        let size = context.decisions[decision.0 as usize].domain.size() as u32;
        let (no, yes) = (self.truth(false)?, self.truth(true)?);
        let mut runs = Runs::default();
        [(index, no), (index + 1, yes), (size, no)].into_iter().for_each(|(end, leaf)| runs.push(end, leaf));
        self.branch(decision, runs)
    }
}
