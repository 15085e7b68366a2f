//! Operators between two operands: a chain of one strength breaks as a whole, before its operators.

use super::{
    Formatter,
    doc::{Doc, concat, line},
};
use crate::ast::{BinaryOp, Expr, ExprKind};

impl Formatter<'_> {
    pub(super) fn binary(&mut self, expr: &Expr) -> Doc {
        let (first, rest) = operands(expr);
        let first = self.expr(first);
        let mut docs = vec![];
        for (op, operand) in rest {
            docs.push(line(" "));
            docs.push(op.symbol().into());
            docs.push(" ".into());
            docs.push(self.expr(operand));
        }
        concat([first, concat(docs).indent()]).group()
    }
}

/// The first operand, and the others with the operator before each.
type Chain<'a> = (&'a Expr, Vec<(BinaryOp, &'a Expr)>);

/// Returns the operands of a chain in source order, each but the first with the operator before it.
fn operands(expr: &Expr) -> Chain<'_> {
    let ExprKind::Binary { op, .. } = &*expr.kind else { return (expr, vec![]) };
    if *op == BinaryOp::Implies { to_the_right(expr) } else { to_the_left(expr, strength(*op)) }
}

fn to_the_left(expr: &Expr, wanted: u8) -> Chain<'_> {
    let (mut first, mut rest) = (expr, vec![]);
    while let ExprKind::Binary { op, left, right } = &*first.kind
        && strength(*op) == wanted
    {
        rest.push((*op, right));
        first = left;
    }
    rest.reverse();
    (first, rest)
}

fn to_the_right(expr: &Expr) -> Chain<'_> {
    let ExprKind::Binary { op: BinaryOp::Implies, left, right } = &*expr.kind else { return (expr, vec![]) };
    let (second, mut rest) = to_the_right(right);
    rest.insert(0, (BinaryOp::Implies, second));
    (left, rest)
}

fn strength(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Implies => 0,
        BinaryOp::Or => 1,
        BinaryOp::And => 2,
        BinaryOp::Add | BinaryOp::Subtract => 4,
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Remainder => 5,
        _ => 3,
    }
}
