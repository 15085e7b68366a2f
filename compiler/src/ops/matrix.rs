//! Sequences as matrices: a row for each position, a column for each feature.

use smallvec::smallvec;

use super::{Arity, Default, Demand, Inferred, Param, ParamType, Primitive, Problem, Rule};
use crate::ir::TensorKind;

pub(super) const MATMUL: Primitive = Primitive {
    name: "matmul",
    docs: "The product of two sequences as matrices: the features of the first are the positions of the second. `a -> matmul(b)`.",
    arity: Arity::Two,
    params: &[Param {
        name: "scaled",
        docs: "Whether it is divided by the square root of these, as in attention.",
        ty: ParamType::Bool,
        default: Default::Bool(false),
    }],
    rule: matmul,
};

pub(super) const TRANSPOSE: Primitive = Primitive {
    name: "transpose",
    docs: "A sequence with its positions as features and its features as positions.",
    arity: Arity::One,
    params: &[],
    rule: transpose,
};

fn matmul(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [rows, inner] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let other = rule.inputs[1].shape.clone();
    let (TensorKind::Sequence, &[positions, columns]) = (other.kind, &other.dims[..]) else { return None };
    let condition = rule.exprs.equal(inner, positions);
    rule.demands.push(Demand { condition, problem: Problem::Disagree { first: 0, second: 1 } });
    let macs = rule.exprs.product([rows, inner, columns]);
    Some(Inferred { macs, ..rule.free(TensorKind::Sequence, smallvec![rows, columns]) })
}

fn transpose(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    Some(rule.free(TensorKind::Sequence, smallvec![features, length]))
}
