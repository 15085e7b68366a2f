//! Comparisons as bounds of sums.

use num_traits::ToPrimitive as _;

use crate::{
    cost::seconds,
    ir::{BinaryOp, Built, CostKind, Expr, ExprId, Scalar, Space},
};

/// `costs + times + values <= bound`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Linear {
    /// Costs with their factors.
    pub(crate) costs: Vec<(CostKind, i64)>,
    /// Times in picoseconds on devices, by position, with their factors.
    pub(crate) times: Vec<(usize, i64)>,
    /// Expressions over decisions with their factors.
    pub(crate) values: Vec<(ExprId, i64)>,
    /// The greatest sum that meets the constraint.
    pub(crate) bound: i64,
}

impl Linear {
    /// A cost alone.
    pub(super) fn cost(kind: CostKind) -> Self {
        Self { costs: vec![(kind, 1)], ..Self::default() }
    }

    /// `left <= right` or `left < right`, if both are sums of costs and whole numbers, or one is a time and the other known.
    pub(super) fn of(space: &Space, op: BinaryOp, [left, right]: [ExprId; 2]) -> Option<Self> {
        if let Some(time) = time(space, op, [left, right]) {
            return Some(time);
        }
        let mut sum = Sum::default();
        sum.add(space, left, 1)?;
        sum.add(space, right, -1)?;
        sum.at_most(op)
    }
}

/// A bound of a time: in whole picoseconds it is met by exactly those times that meet it in seconds.
fn time(space: &Space, op: BinaryOp, [left, right]: [ExprId; 2]) -> Option<Linear> {
    let meets = |left: f64, right: f64| if op == BinaryOp::Less { left < right } else { left <= right };
    match [left, right].map(|it| space.exprs.get(it)) {
        [Expr::Latency(device), Expr::Const(Scalar::Duration(most))] => {
            let bound = boundary(*most, |it| meets(it, *most))?;
            Some(Linear { times: vec![(position(space, device)?, 1)], bound, ..Linear::default() })
        }
        [Expr::Const(Scalar::Duration(least)), Expr::Latency(device)] => {
            let below = boundary(*least, |it| !meets(*least, it))?;
            Some(Linear { times: vec![(position(space, device)?, -1)], bound: -below - 1, ..Linear::default() })
        }
        _ => None,
    }
}

fn position(space: &Space, device: &str) -> Option<usize> {
    space.devices.iter().position(|it| it.name == device)
}

/// The greatest number of picoseconds that is small enough, near a number of seconds; -1 if none is.
fn boundary(near: f64, is_small_enough: impl Fn(f64) -> bool) -> Option<i64> {
    /// Beyond this two numbers of picoseconds may be the same number of seconds.
    const MOST: f64 = 4e15;
    let mut picoseconds = (near * 1e12).round().clamp(0.0, MOST) as u64;
    while is_small_enough(seconds(picoseconds + 1)) {
        picoseconds += 1;
        if picoseconds as f64 > MOST {
            return None;
        }
    }
    while !is_small_enough(seconds(picoseconds)) {
        let Some(less) = picoseconds.checked_sub(1) else { return Some(-1) };
        picoseconds = less;
    }
    Some(picoseconds as i64)
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
            Expr::Cost(kind @ (CostKind::Params | CostKind::Macs | CostKind::Depth), Built::AsBuilt) => {
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
    fn at_most(self, op: BinaryOp) -> Option<Linear> {
        let bound = -self.constant;
        let bound = if op == BinaryOp::Less { bound.ceil() - 1.0 } else { bound.floor() };
        let factors = self.costs.iter().map(|it| it.1).chain(self.values.iter().map(|it| it.1));
        // A factor beyond this and a large cost would overflow.
        let small = factors.into_iter().all(|it| it.abs() <= 1000);
        small.then_some(())?;
        Some(Linear { costs: self.costs, times: vec![], values: self.values, bound: bound.to_i64()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_in_seconds_is_one_in_picoseconds() {
        assert_eq!(boundary(0.005, |it| it <= 0.005), Some(5_000_000_000));
        assert_eq!(boundary(0.005, |it| it < 0.005), Some(4_999_999_999));
        // 0.1 + 0.2 is a little more than 0.3.
        assert_eq!(boundary(0.1 + 0.2, |it| it < 0.1 + 0.2), Some(300_000_000_000));
        assert_eq!(boundary(0.0, |it| it < 0.0), Some(-1));
        assert_eq!(boundary(2000.0, |it| it <= 2000.0), Some(2_000_000_000_000_000));
        assert_eq!(boundary(1e6, |it| it <= 1e6), None);
    }
}
