//! Operations along a sequence.

use smallvec::smallvec;

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::{Shape, TensorKind};

const KERNEL: Param = Param {
    name: "kernel",
    docs: "How many positions the kernel covers.",
    ty: ParamType::Int(1),
    default: Default::Int(3),
};

const CAUSAL: Param = Param {
    name: "causal",
    docs: "Whether a position sees itself and earlier ones only.",
    ty: ParamType::Bool,
    default: Default::Bool(false),
};

pub(super) const CONV1D: Primitive = Primitive {
    name: "conv1d",
    docs: "Convolution (cross-correlation) along a sequence. Zeros around it keep its length at stride 1, before it alone where the convolution is causal; there is no bias, as before a norm.",
    arity: Arity::One,
    params: &[
        Param { name: "out", docs: "Output features.", ty: ParamType::Int(1), default: Default::Required },
        KERNEL,
        Param { name: "stride", docs: "Step of the kernel.", ty: ParamType::Int(1), default: Default::Int(1) },
        Param {
            name: "dilation",
            docs: "Distance between the kernel's elements.",
            ty: ParamType::Int(1),
            default: Default::Int(1),
        },
        Param {
            name: "groups",
            docs: "Groups of features that are convolved apart; as many as features makes it depthwise.",
            ty: ParamType::Int(1),
            default: Default::Int(1),
        },
        CAUSAL,
        Param { name: "bias", docs: "Whether a bias is added.", ty: ParamType::Bool, default: Default::Bool(false) },
    ],
    rule: conv1d,
};

pub(super) const LIGHTWEIGHT_CONV: Primitive = Primitive {
    name: "lightweight_conv",
    docs: "Depthwise convolution along a sequence whose kernels are positive, add up to 1 and are shared by neighbouring features (Wu et al. 2019).",
    arity: Arity::One,
    params: &[
        KERNEL,
        Param { name: "heads", docs: "How many kernels there are.", ty: ParamType::Int(1), default: Default::Required },
        CAUSAL,
    ],
    rule: lightweight_conv,
};

pub(super) const POSITION_ENCODING: Primitive = Primitive {
    name: "position_encoding",
    docs: "Adds sines and cosines of the position to a sequence (Vaswani et al. 2017, section 3.5).",
    arity: Arity::One,
    params: &[],
    rule: position_encoding,
};

fn conv1d(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let (out, stride) = (rule.arg("out"), rule.arg("stride"));
    // A position for every first one of as many as a step is long.
    let one = rule.exprs.int(1);
    let before = rule.exprs.subtract(length, one);
    let steps = rule.exprs.floor_divide(before, stride);
    let length = rule.exprs.add(steps, one);
    rule.demand_divisible("input features", features, "groups");
    rule.demand_divisible("output features", out, "groups");
    let (groups, kernel) = (rule.arg("groups"), rule.arg("kernel"));
    let per_group = rule.exprs.floor_divide(features, groups);
    let weights = rule.exprs.product([out, per_group, kernel]);
    let macs = rule.exprs.multiply(weights, length);
    let bias = rule.flag("bias");
    let biases = rule.exprs.multiply(bias, out);
    let params = rule.exprs.add(weights, biases);
    Some(Inferred { shape: Shape { kind: TensorKind::Sequence, dims: smallvec![length, out] }, params, macs })
}

fn lightweight_conv(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    rule.demand_divisible("features", features, "heads");
    let (kernel, heads) = (rule.arg("kernel"), rule.arg("heads"));
    let params = rule.exprs.multiply(kernel, heads);
    let macs = rule.exprs.product([length, features, kernel]);
    Some(Inferred { params, macs, ..rule.unchanged() })
}

fn position_encoding(rule: &mut Rule<'_>) -> Option<Inferred> {
    rule.input(TensorKind::Sequence)?;
    Some(rule.unchanged())
}
