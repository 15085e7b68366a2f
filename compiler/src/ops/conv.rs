//! Two-dimensional convolution.

use smallvec::smallvec;

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule, rule::Window};
use crate::ir::{ExprId, TensorKind};

pub(super) const OUT: Param =
    Param { name: "out", docs: "Output channels.", ty: ParamType::Int(1), default: Default::Required };

pub(super) const KERNEL: Param = Param {
    name: "kernel",
    docs: "Side of the kernel, or `[height, width]`.",
    ty: ParamType::Size(1, ["kernel_h", "kernel_w"]),
    default: Default::Int(3),
};

const STRIDE: Param = Param {
    name: "stride",
    docs: "Step of the kernel, or `[height, width]`.",
    ty: ParamType::Size(1, ["stride_h", "stride_w"]),
    default: Default::Int(1),
};

const PADDING: Param = Param {
    name: "padding",
    docs: "Zeros around the image, or `[height, width]`.",
    ty: ParamType::Size(0, ["padding_h", "padding_w"]),
    default: Default::Computed("dilation * (kernel - 1) / 2, rounded down"),
};

pub(super) const DILATION: Param = Param {
    name: "dilation",
    docs: "Distance between the kernel's elements.",
    ty: ParamType::Int(1),
    default: Default::Int(1),
};

pub(super) const GROUPS: Param = Param {
    name: "groups",
    docs: "Groups of channels that are convolved apart; as many as channels makes it depthwise.",
    ty: ParamType::Int(1),
    default: Default::Int(1),
};

pub(super) const BIAS: Param =
    Param { name: "bias", docs: "Whether a bias is added.", ty: ParamType::Bool, default: Default::Bool(false) };

const PARAMS: &[Param] = &[OUT, KERNEL, STRIDE, PADDING, DILATION, GROUPS, BIAS];

pub(super) const CONV: Primitive = Primitive {
    name: "conv",
    docs: "Two-dimensional convolution (cross-correlation) of an image. Padding keeps the size at stride 1, of odd kernels; there is no bias, as before a norm.",
    arity: Arity::One,
    params: PARAMS,
    rule,
};

pub(super) const DYNAMIC_CONV: Primitive = Primitive {
    name: "dynamic_conv",
    docs: "Convolution of every image with a mixture of kernels of its own (Chen et al. 2020): a vector says how much of each, and there are as many kernels as it has features. `x -> dynamic_conv(weights, 16)`.",
    arity: Arity::Two,
    params: PARAMS,
    rule: dynamic,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let (weights, inferred) = convolve(rule)?;
    let biases = biases(rule);
    let params = rule.exprs.add(weights, biases);
    Some(Inferred { params, ..inferred })
}

fn dynamic(rule: &mut Rule<'_>) -> Option<Inferred> {
    let (weights, inferred) = convolve(rule)?;
    let mixture = rule.inputs[1].shape.clone();
    if mixture.kind != TensorKind::Vector {
        return None;
    }
    let biases = biases(rule);
    let kernel = rule.exprs.add(weights, biases);
    // Every scalar of the mixed kernel is a product of the mixture with as many scalars.
    let params = rule.exprs.multiply(mixture.dims[0], kernel);
    let macs = rule.exprs.add(inferred.macs, params);
    Some(Inferred { params, macs, ..inferred })
}

/// The weights of one kernel, and what a convolution with it gives.
fn convolve(rule: &mut Rule<'_>) -> Option<(ExprId, Inferred)> {
    let dims = rule.input(TensorKind::Image)?;
    let [channels, height, width] = dims[..] else { return None };
    let out = rule.arg("out");
    let height = side(rule, height, "height", ["kernel_h", "stride_h", "padding_h"]);
    let width = side(rule, width, "width", ["kernel_w", "stride_w", "padding_w"]);
    rule.demand_divisible("input channels", channels, "groups");
    rule.demand_divisible("output channels", out, "groups");
    let groups = rule.arg("groups");
    let per_group = rule.exprs.floor_divide(channels, groups);
    let (kernel_h, kernel_w) = (rule.arg("kernel_h"), rule.arg("kernel_w"));
    let weights = rule.exprs.product([out, per_group, kernel_h, kernel_w]);
    let macs = rule.exprs.product([weights, height, width]);
    let image = rule.free(TensorKind::Image, smallvec![out, height, width]);
    Some((weights, Inferred { macs, ..image }))
}

/// The scalars of the bias, if there is one.
pub(super) fn biases(rule: &mut Rule<'_>) -> ExprId {
    let (bias, out) = (rule.flag("bias"), rule.arg("out"));
    rule.exprs.multiply(bias, out)
}

fn side(rule: &mut Rule<'_>, size: ExprId, name: &'static str, [kernel, stride, padding]: [&'static str; 3]) -> ExprId {
    let (kernel, stride, dilation) = (rule.arg(kernel), rule.arg(stride), rule.arg("dilation"));
    let padding = rule.arg_or(padding, |rule| rule.same_padding(kernel, dilation));
    let size = rule.slide(size, Window { kernel, stride, padding, dilation });
    rule.demand_size(name, size);
    size
}
