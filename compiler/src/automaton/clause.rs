//! Constraints as clauses: each is met where any of its literals is.

use super::linear::Linear;
use crate::{
    check::has_cost,
    ir::{BinaryOp, Built, CostKind, Expr, ExprId, Space, UnaryOp},
};

/// The most clauses that a constraint becomes.
const CLAUSES: usize = 64;

/// Whether something is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Holds,
    Fails,
}

impl Sense {
    fn opposite(self) -> Self {
        if self == Self::Holds { Self::Fails } else { Self::Holds }
    }
}

/// One of the ways to meet a clause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    /// A condition over decisions.
    Decided(ExprId, Sense),
    /// The bound of a sum.
    Bound(Linear),
    /// The memory, compared with an amount that decisions determine, from the left.
    Memory(BinaryOp, ExprId, Sense),
    /// Whether the network is connected.
    Connected(Sense),
}

/// What is met where any of some literals is.
pub(crate) type Clause = Vec<Literal>;

/// Turns a condition into clauses that all are to be met. Nothing where a part of it is neither over decisions nor a bound.
pub(crate) fn clauses(space: &Space, condition: ExprId, sense: Sense) -> Option<Vec<Clause>> {
    if !has_cost(space, condition) {
        return Some(vec![vec![Literal::Decided(condition, sense)]]);
    }
    let of = |it: ExprId| clauses(space, it, sense);
    match (space.exprs.get(condition), sense) {
        (Expr::Connected, _) => Some(vec![vec![Literal::Connected(sense)]]),
        (Expr::Unary(UnaryOp::Not, operand), _) => clauses(space, *operand, sense.opposite()),
        (Expr::All(parts), Sense::Holds) | (Expr::Any(parts), Sense::Fails) => {
            Some(parts.iter().map(|it| of(*it)).collect::<Option<Vec<_>>>()?.concat())
        }
        (Expr::Any(parts), Sense::Holds) | (Expr::All(parts), Sense::Fails) => {
            parts.iter().try_fold(vec![vec![]], |any, it| either(&any, &of(*it)?))
        }
        (Expr::If(condition, then, otherwise), _) => {
            let then = either(&clauses(space, *condition, Sense::Fails)?, &of(*then)?)?;
            let otherwise = either(&clauses(space, *condition, Sense::Holds)?, &of(*otherwise)?)?;
            Some([then, otherwise].concat())
        }
        (Expr::Binary(op, left, right), _) => comparison(space, (*op, sense), [*left, *right]),
        _ => None,
    }
}

/// The clauses of a disjunction.
fn either(first: &[Clause], second: &[Clause]) -> Option<Vec<Clause>> {
    let both = first.iter().flat_map(|it| second.iter().map(move |other| [it.as_slice(), other].concat()));
    (first.len() * second.len() <= CLAUSES).then(|| both.collect())
}

fn comparison(space: &Space, comparison: (BinaryOp, Sense), [left, right]: [ExprId; 2]) -> Option<Vec<Clause>> {
    use BinaryOp::{Equal, Less, LessEqual};
    let of = |op, left, right| literal(space, op, [left, right]);
    let literal = match comparison {
        (LessEqual, Sense::Holds) => of(LessEqual, left, right)?,
        (LessEqual, Sense::Fails) => of(Less, right, left)?,
        (Less, Sense::Holds) => of(Less, left, right)?,
        (Less, Sense::Fails) => of(LessEqual, right, left)?,
        (Equal, Sense::Holds) => {
            return Some(vec![vec![of(LessEqual, left, right)?], vec![of(LessEqual, right, left)?]]);
        }
        (Equal, Sense::Fails) => return Some(vec![vec![of(Less, left, right)?, of(Less, right, left)?]]),
        _ => return None,
    };
    Some(vec![vec![literal]])
}

/// `left <= right`, or `left < right`.
fn literal(space: &Space, op: BinaryOp, [left, right]: [ExprId; 2]) -> Option<Literal> {
    let is_memory = |it| matches!(space.exprs.get(it), Expr::Cost(CostKind::Memory, Built::AsBuilt));
    let converse = if op == BinaryOp::Less { BinaryOp::LessEqual } else { BinaryOp::Less };
    if is_memory(left) && !has_cost(space, right) {
        return Some(Literal::Memory(op, right, Sense::Holds));
    }
    if is_memory(right) && !has_cost(space, left) {
        return Some(Literal::Memory(converse, left, Sense::Fails));
    }
    Linear::of(space, op, [left, right]).map(Literal::Bound)
}
