//! Operations that pass a tensor on, or do not.

use smallvec::smallvec;

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::{BinaryOp, ExprId, TensorKind};

pub(super) const IDENTITY: Primitive =
    Primitive { name: "identity", docs: "The input itself.", arity: Arity::One, params: &[], rule: identity };

pub(super) const ZERO: Primitive = Primitive {
    name: "zero",
    docs: "Zeros in the shape of the input, or of what a stride leaves of it: no connection.",
    arity: Arity::One,
    params: &[Param {
        name: "stride",
        docs: "What an image's sides are divided by, rounded up.",
        ty: ParamType::Int(1),
        default: Default::Int(1),
    }],
    rule: zero,
};

pub(super) const CHANNEL_SHUFFLE: Primitive = Primitive {
    name: "channel_shuffle",
    docs: "Interleaves groups of channels of an image (Zhang et al. 2018).",
    arity: Arity::One,
    params: &[Param {
        name: "groups",
        docs: "How many groups are interleaved.",
        ty: ParamType::Int(1),
        default: Default::Int(2),
    }],
    rule: channel_shuffle,
};

#[expect(clippy::unnecessary_wraps, reason = "a rule says nothing for a kind that it does not take")]
fn identity(rule: &mut Rule<'_>) -> Option<Inferred> {
    Some(rule.unchanged())
}

#[expect(clippy::unnecessary_wraps, reason = "a rule says nothing for a kind that it does not take")]
fn zero(rule: &mut Rule<'_>) -> Option<Inferred> {
    let shape = rule.inputs[0].shape.clone();
    let [channels, height, width] = shape.dims[..] else { return Some(rule.unchanged()) };
    let (height, width) = (divide_up(rule, height), divide_up(rule, width));
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}

fn divide_up(rule: &mut Rule<'_>, size: ExprId) -> ExprId {
    let stride = rule.arg("stride");
    let one = rule.exprs.int(1);
    let last = rule.exprs.subtract(size, one);
    let steps = rule.exprs.binary(BinaryOp::FloorDivide, last, stride);
    rule.exprs.add(steps, one)
}

fn channel_shuffle(rule: &mut Rule<'_>) -> Option<Inferred> {
    let channels = rule.input(TensorKind::Image)?[0];
    rule.demand_divisible("channels", channels, "groups");
    Some(rule.unchanged())
}
