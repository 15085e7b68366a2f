//! Constraints as bounds of sums.

use num_traits::ToPrimitive as _;

use crate::ir::{BinaryOp, Built, CostKind, Expr, ExprId, Scalar, Space, UnaryOp};

/// `costs + values <= bound`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Linear {
    /// Costs with their factors.
    pub(crate) costs: Vec<(CostKind, i64)>,
    /// Expressions over decisions with their factors.
    pub(crate) values: Vec<(ExprId, i64)>,
    /// The greatest sum that meets the constraint.
    pub(crate) bound: i64,
}

/// Sorts a condition into conditions over decisions, bounds, and others.
pub(crate) fn sort(space: &Space, condition: ExprId, into: &mut Sorted) {
    match space.exprs.get(condition) {
        Expr::All(parts) => parts.iter().for_each(|it| sort(space, *it, into)),
        _ if !crate::check::has_cost(space, condition) => into.logical.push(condition),
        _ => match bounds(space, condition) {
            Some(bounds) => into.bounds.extend(bounds.into_iter().map(|it| (it, condition))),
            None => into.open.push(condition),
        },
    }
}

/// Conditions by kind.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    pub(crate) logical: Vec<ExprId>,
    /// Each with the condition it comes from.
    pub(crate) bounds: Vec<(Linear, ExprId)>,
    pub(crate) open: Vec<ExprId>,
}

fn bounds(space: &Space, condition: ExprId) -> Option<Vec<Linear>> {
    let difference = |left: ExprId, right: ExprId| {
        let mut sum = Sum::default();
        sum.add(space, left, 1)?;
        sum.add(space, right, -1)?;
        Some(sum)
    };
    match space.exprs.get(condition) {
        Expr::Binary(BinaryOp::LessEqual, left, right) => Some(vec![difference(*left, *right)?.at_most(false)?]),
        Expr::Binary(BinaryOp::Less, left, right) => Some(vec![difference(*left, *right)?.at_most(true)?]),
        Expr::Binary(BinaryOp::Equal, left, right) => {
            Some(vec![difference(*left, *right)?.at_most(false)?, difference(*right, *left)?.at_most(false)?])
        }
        Expr::Unary(UnaryOp::Not, operand) => match space.exprs.get(*operand) {
            Expr::Binary(BinaryOp::LessEqual, left, right) => Some(vec![difference(*right, *left)?.at_most(true)?]),
            Expr::Binary(BinaryOp::Less, left, right) => Some(vec![difference(*right, *left)?.at_most(false)?]),
            _ => None,
        },
        _ => None,
    }
}

/// The most that a number in a sum is: far from where sums overflow.
const MOST: f64 = 1e15;

#[derive(Debug, Default)]
struct Sum {
    costs: Vec<(CostKind, i64)>,
    values: Vec<(ExprId, i64)>,
    constant: f64,
}

impl Sum {
    /// Adds a multiple of an expression; nothing if it is no sum of costs and whole numbers.
    fn add(&mut self, space: &Space, id: ExprId, factor: i64) -> Option<()> {
        match space.exprs.get(id) {
            Expr::Const(value @ (Scalar::Int(_) | Scalar::Float(_))) => {
                self.constant += factor as f64 * value.as_float()?;
                (self.constant.abs() < MOST).then_some(())
            }
            Expr::Cost(kind @ (CostKind::Params | CostKind::Macs), Built::AsBuilt) => {
                self.costs.push((*kind, factor));
                Some(())
            }
            Expr::Cost(CostKind::Flops, Built::AsBuilt) => {
                self.costs.push((CostKind::Macs, factor.checked_mul(2)?));
                Some(())
            }
            Expr::Sum(terms) => terms.iter().try_for_each(|it| self.add(space, *it, factor)),
            Expr::Binary(BinaryOp::Add, left, right) => {
                self.add(space, *left, factor)?;
                self.add(space, *right, factor)
            }
            Expr::Binary(BinaryOp::Subtract, left, right) => {
                self.add(space, *left, factor)?;
                self.add(space, *right, factor.checked_neg()?)
            }
            Expr::Binary(BinaryOp::Multiply, left, right) => {
                match (space.exprs.as_const(*left), space.exprs.as_const(*right)) {
                    (Some(Scalar::Int(it)), _) => self.add(space, *right, factor.checked_mul(*it)?),
                    (_, Some(Scalar::Int(it))) => self.add(space, *left, factor.checked_mul(*it)?),
                    _ => None,
                }
            }
            _ if !crate::check::has_cost(space, id) => {
                self.values.push((id, factor));
                Some(())
            }
            _ => None,
        }
    }

    /// `self <= 0`, or `self < 0`.
    fn at_most(self, strictly: bool) -> Option<Linear> {
        let bound = -self.constant;
        let bound = if strictly { bound.ceil() - 1.0 } else { bound.floor() };
        let factors = self.costs.iter().map(|it| it.1).chain(self.values.iter().map(|it| it.1));
        // A factor beyond this and a large cost would overflow.
        let small = factors.into_iter().all(|it| it.abs() <= 1000);
        small.then_some(())?;
        Some(Linear { costs: self.costs, values: self.values, bound: bound.to_i64()? })
    }
}
