//! Two-dimensional transposed convolution.

use smallvec::smallvec;

use super::{
    Arity, Default, Demand, Inferred, Param, ParamType, Primitive, Problem, Rule,
    conv::{BIAS, DILATION, GROUPS, KERNEL, OUT, biases},
};
use crate::ir::{BinaryOp, ExprId, TensorKind};

const STRIDE: Param = Param {
    name: "stride",
    docs: "Distance between the places where two neighbouring pixels put the kernel, or `[height, width]`.",
    ty: ParamType::Size(1, ["stride_h", "stride_w"]),
    default: Default::Int(1),
};

const PADDING: Param = Param {
    name: "padding",
    docs: "What is left out at every edge of the result, or `[height, width]`.",
    ty: ParamType::Size(0, ["padding_h", "padding_w"]),
    default: Default::Computed("(dilation * (kernel - 1) + 1 - stride) / 2, rounded up, at least 0"),
};

const OUTPUT_PADDING: Param = Param {
    name: "output_padding",
    docs: "Rows more at the bottom and columns more at the right, or `[height, width]`.",
    ty: ParamType::Size(0, ["output_padding_h", "output_padding_w"]),
    default: Default::Computed(
        "what is missing to `stride` times the side, at most `stride - 1`; 0 where `padding` is given",
    ),
};

pub(super) const CONV_TRANSPOSE: Primitive = Primitive {
    name: "conv_transpose",
    docs: "Two-dimensional transposed convolution of an image, also called deconvolution: every pixel adds a multiple of the kernel to the result. Without paddings the sides become `stride` times as large; there is no bias, as before a norm.",
    arity: Arity::One,
    params: &[OUT, KERNEL, STRIDE, PADDING, OUTPUT_PADDING, DILATION, GROUPS, BIAS],
    rule,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [channels, height, width] = rule.input(TensorKind::Image)?[..] else { return None };
    let out = rule.arg("out");
    rule.demand_divisible("input channels", channels, "groups");
    rule.demand_divisible("output channels", out, "groups");
    let groups = rule.arg("groups");
    let per_group = rule.exprs.floor_divide(out, groups);
    let (kernel_h, kernel_w) = (rule.arg("kernel_h"), rule.arg("kernel_w"));
    let weights = rule.exprs.product([channels, per_group, kernel_h, kernel_w]);
    let biases = biases(rule);
    let params = rule.exprs.add(weights, biases);
    let macs = rule.exprs.product([weights, height, width]);
    let height = side(rule, height, &HEIGHT);
    let width = side(rule, width, &WIDTH);
    let image = rule.free(TensorKind::Image, smallvec![out, height, width]);
    Some(Inferred { params, macs, ..image })
}

/// The arguments that speak of one side.
struct Side {
    name: &'static str,
    kernel: &'static str,
    stride: &'static str,
    padding: &'static str,
    output_padding: &'static str,
}

const HEIGHT: Side = Side {
    name: "height",
    kernel: "kernel_h",
    stride: "stride_h",
    padding: "padding_h",
    output_padding: "output_padding_h",
};

const WIDTH: Side = Side {
    name: "width",
    kernel: "kernel_w",
    stride: "stride_w",
    padding: "padding_w",
    output_padding: "output_padding_w",
};

/// The size of a side of the result:
/// `(size - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1`.
fn side(rule: &mut Rule<'_>, size: ExprId, side: &Side) -> ExprId {
    let (two, stride) = (rule.exprs.int(2), rule.arg(side.stride));
    let overhang = overhang(rule, side);
    let output_padding = paddings(rule, overhang, side);
    demand_output_padding(rule, output_padding, side);
    let padding = rule.arg(side.padding);
    let left_out = rule.exprs.multiply(two, padding);
    // First what decisions seldom change, so that it is one number, and 0 without paddings.
    let gain = rule.exprs.add(overhang, output_padding);
    let gain = rule.exprs.subtract(gain, left_out);
    let steps = rule.exprs.multiply(size, stride);
    let size = rule.exprs.add(steps, gain);
    rule.demand_size(side.name, size);
    size
}

/// How much farther a kernel reaches than its step, below 0 for one that leaves gaps.
fn overhang(rule: &mut Rule<'_>, side: &Side) -> ExprId {
    let (one, dilation) = (rule.exprs.int(1), rule.arg("dilation"));
    let (kernel, stride) = (rule.arg(side.kernel), rule.arg(side.stride));
    let reach = rule.exprs.subtract(kernel, one);
    let reach = rule.exprs.multiply(dilation, reach);
    let reach = rule.exprs.add(reach, one);
    rule.exprs.subtract(reach, stride)
}

/// Completes `padding` and `output_padding`, and returns the latter.
fn paddings(rule: &mut Rule<'_>, overhang: ExprId, side: &Side) -> ExprId {
    let (zero, one, two) = (rule.exprs.int(0), rule.exprs.int(1), rule.exprs.int(2));
    let is_given = rule.optional(side.padding).is_some();
    let padding = rule.arg_or(side.padding, |rule| {
        let rounded_up = rule.exprs.add(overhang, one);
        let half = rule.exprs.floor_divide(rounded_up, two);
        rule.exprs.binary(BinaryOp::Max, zero, half)
    });
    let stride = rule.arg(side.stride);
    rule.arg_or(side.output_padding, |rule| {
        if is_given {
            return zero;
        }
        let left_out = rule.exprs.multiply(two, padding);
        let missing = rule.exprs.subtract(left_out, overhang);
        // At stride 1 a kernel without a middle loses a row, as in `conv`: no output padding may make up for it.
        let most = rule.exprs.subtract(stride, one);
        rule.exprs.binary(BinaryOp::Min, missing, most)
    })
}

/// Demands what PyTorch demands: what is added is smaller than a step or than the distance of the kernel's elements.
fn demand_output_padding(rule: &mut Rule<'_>, value: ExprId, side: &Side) {
    let (stride, dilation) = (rule.arg(side.stride), rule.arg("dilation"));
    let limit = rule.exprs.binary(BinaryOp::Max, stride, dilation);
    let condition = rule.exprs.binary(BinaryOp::Less, value, limit);
    let problem = Problem::TooLarge {
        parameter: "output_padding",
        value,
        limit,
        meaning: "the larger of `stride` and `dilation`",
    };
    rule.demands.push(Demand { condition, problem });
}
