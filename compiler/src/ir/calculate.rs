//! Arithmetic on scalars.
//!
//! Nothing is returned where the calculation has no result: a wrong type, a division by zero, an overflow.

use std::cmp::Ordering;

use super::{BinaryOp, Scalar, UnaryOp};

/// Applies an operation to one value.
pub fn unary(op: UnaryOp, value: &Scalar) -> Option<Scalar> {
    match (op, value) {
        (UnaryOp::Not, Scalar::Bool(it)) => Some(Scalar::Bool(!it)),
        (UnaryOp::Negate, Scalar::Int(it)) => Some(Scalar::Int(it.checked_neg()?)),
        (UnaryOp::Negate, Scalar::Float(it)) => Some(Scalar::Float(-it)),
        (UnaryOp::Abs, Scalar::Int(it)) => Some(Scalar::Int(it.checked_abs()?)),
        (UnaryOp::Abs, Scalar::Float(it)) => Some(Scalar::Float(it.abs())),
        (UnaryOp::Floor | UnaryOp::Ceil | UnaryOp::Round, Scalar::Int(it)) => Some(Scalar::Int(*it)),
        (UnaryOp::Floor, Scalar::Float(it)) => whole(it.floor()),
        (UnaryOp::Ceil, Scalar::Float(it)) => whole(it.ceil()),
        (UnaryOp::Round, Scalar::Float(it)) => whole(it.round()),
        (UnaryOp::Sqrt, Scalar::Int(_) | Scalar::Float(_)) => real(value.as_float()?.sqrt()),
        _ => None,
    }
}

/// Applies an operation to two values.
pub fn binary(op: BinaryOp, left: &Scalar, right: &Scalar) -> Option<Scalar> {
    match op {
        BinaryOp::Equal => equal(left, right).map(Scalar::Bool),
        BinaryOp::Less => compare(left, right).map(|it| Scalar::Bool(it.is_lt())),
        BinaryOp::LessEqual => compare(left, right).map(|it| Scalar::Bool(it.is_le())),
        BinaryOp::Min => compare(left, right).map(|it| if it.is_le() { left.clone() } else { right.clone() }),
        BinaryOp::Max => compare(left, right).map(|it| if it.is_ge() { left.clone() } else { right.clone() }),
        _ => arithmetic(op, left, right),
    }
}

fn arithmetic(op: BinaryOp, left: &Scalar, right: &Scalar) -> Option<Scalar> {
    match (left, right) {
        (Scalar::Int(left), Scalar::Int(right)) => integers(op, *left, *right),
        (Scalar::Duration(left), Scalar::Duration(right)) => reals(op, *left, *right).map(Scalar::Duration),
        (Scalar::Bytes(left), Scalar::Bytes(right)) => match integers(op, *left, *right)? {
            Scalar::Int(it) => Some(Scalar::Bytes(it)),
            _ => None,
        },
        (Scalar::Int(_) | Scalar::Float(_), Scalar::Int(_) | Scalar::Float(_)) => {
            let result = reals(op, left.as_float()?, right.as_float()?)?;
            if op == BinaryOp::FloorDivide { whole(result) } else { real(result) }
        }
        _ => None,
    }
}

fn integers(op: BinaryOp, left: i64, right: i64) -> Option<Scalar> {
    let result = match op {
        BinaryOp::Add => left.checked_add(right),
        BinaryOp::Subtract => left.checked_sub(right),
        BinaryOp::Multiply => left.checked_mul(right),
        BinaryOp::Divide if right != 0 && left % right != 0 => return real(left as f64 / right as f64),
        BinaryOp::Divide => left.checked_div(right),
        BinaryOp::FloorDivide => floor_divide(left, right),
        BinaryOp::Remainder => left.checked_sub(floor_divide(left, right)?.checked_mul(right)?),
        BinaryOp::Power if right < 0 => return real((left as f64).powi(i32::try_from(right).ok()?)),
        BinaryOp::Power => left.checked_pow(u32::try_from(right).ok()?),
        _ => None,
    };
    result.map(Scalar::Int)
}

fn floor_divide(left: i64, right: i64) -> Option<i64> {
    let quotient = left.checked_div(right)?;
    let exact = quotient * right == left || (left < 0) == (right < 0);
    Some(if exact { quotient } else { quotient - 1 })
}

fn reals(op: BinaryOp, left: f64, right: f64) -> Option<f64> {
    let result = match op {
        BinaryOp::Add => left + right,
        BinaryOp::Subtract => left - right,
        BinaryOp::Multiply => left * right,
        BinaryOp::Divide => left / right,
        BinaryOp::FloorDivide => (left / right).floor(),
        BinaryOp::Remainder => left - (left / right).floor() * right,
        BinaryOp::Power => left.powf(right),
        _ => return None,
    };
    result.is_finite().then_some(result)
}

/// Compares two values of one type, or two numbers.
fn compare(left: &Scalar, right: &Scalar) -> Option<Ordering> {
    match (left, right) {
        (Scalar::Int(left), Scalar::Int(right)) | (Scalar::Bytes(left), Scalar::Bytes(right)) => Some(left.cmp(right)),
        (Scalar::Duration(left), Scalar::Duration(right)) => left.partial_cmp(right),
        (Scalar::Int(_) | Scalar::Float(_), Scalar::Int(_) | Scalar::Float(_)) => {
            left.as_float()?.partial_cmp(&right.as_float()?)
        }
        _ => None,
    }
}

fn equal(left: &Scalar, right: &Scalar) -> Option<bool> {
    match (left, right) {
        (Scalar::Bool(left), Scalar::Bool(right)) => Some(left == right),
        (Scalar::Str(left), Scalar::Str(right)) => Some(left == right),
        _ => compare(left, right).map(Ordering::is_eq),
    }
}

fn real(value: f64) -> Option<Scalar> {
    value.is_finite().then_some(Scalar::Float(value))
}

fn whole(value: f64) -> Option<Scalar> {
    (value.abs() <= 9.007_199_254_740_992e15).then_some(Scalar::Int(value as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_is_whole_where_it_divides_evenly() {
        assert_eq!(binary(BinaryOp::Divide, &Scalar::Int(6), &Scalar::Int(3)), Some(Scalar::Int(2)));
        assert_eq!(binary(BinaryOp::Divide, &Scalar::Int(7), &Scalar::Int(2)), Some(Scalar::Float(3.5)));
        assert_eq!(binary(BinaryOp::Divide, &Scalar::Int(7), &Scalar::Int(0)), None);
        assert_eq!(binary(BinaryOp::FloorDivide, &Scalar::Int(-7), &Scalar::Int(2)), Some(Scalar::Int(-4)));
        assert_eq!(binary(BinaryOp::Remainder, &Scalar::Int(-7), &Scalar::Int(2)), Some(Scalar::Int(1)));
    }

    #[test]
    fn overflow_has_no_result() {
        assert_eq!(binary(BinaryOp::Multiply, &Scalar::Int(i64::MAX), &Scalar::Int(2)), None);
        assert_eq!(unary(UnaryOp::Negate, &Scalar::Int(i64::MIN)), None);
        assert_eq!(binary(BinaryOp::FloorDivide, &Scalar::Int(i64::MIN), &Scalar::Int(-1)), None);
    }

    #[test]
    fn units_do_not_mix() {
        assert_eq!(binary(BinaryOp::LessEqual, &Scalar::Int(1), &Scalar::Duration(1.0)), None);
        assert_eq!(binary(BinaryOp::Less, &Scalar::Int(1), &Scalar::Float(1.5)), Some(Scalar::Bool(true)));
    }
}
