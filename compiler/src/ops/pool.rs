//! Pooling.

use smallvec::smallvec;

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule, rule::Window};
use crate::ir::{ExprId, TensorKind};

const PARAMS: &[Param] = &[
    Param { name: "kernel", docs: "Side of the window.", ty: ParamType::Int(1), default: Default::Required },
    Param { name: "stride", docs: "Step of the window.", ty: ParamType::Int(1), default: Default::Int(1) },
    Param {
        name: "padding",
        docs: "Elements added around the image, which no window counts.",
        ty: ParamType::Int(0),
        default: Default::Computed("(kernel - 1) / 2, rounded down"),
    },
];

pub(super) const MAX_POOL: Primitive = Primitive {
    name: "max_pool",
    docs: "Maximum over a sliding window of an image.",
    arity: Arity::One,
    params: PARAMS,
    rule: window,
};

pub(super) const AVG_POOL: Primitive = Primitive {
    name: "avg_pool",
    docs: "Mean over a sliding window of an image; padding does not count.",
    arity: Arity::One,
    params: PARAMS,
    rule: window,
};

pub(super) const GLOBAL_AVG_POOL: Primitive = Primitive {
    name: "global_avg_pool",
    docs: "Mean over all positions of an image or a sequence: a vector.",
    arity: Arity::One,
    params: &[],
    rule: global,
};

pub(super) const GLOBAL_MAX_POOL: Primitive = Primitive {
    name: "global_max_pool",
    docs: "Maximum over all positions of an image or a sequence: a vector.",
    arity: Arity::One,
    params: &[],
    rule: global,
};

fn window(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Image)?;
    let [channels, height, width] = dims[..] else { return None };
    let height = side(rule, "height", height);
    let width = side(rule, "width", width);
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}

/// The size of a side behind the window of the arguments.
pub(super) fn side(rule: &mut Rule<'_>, name: &'static str, size: ExprId) -> ExprId {
    let (kernel, stride) = (rule.arg("kernel"), rule.arg("stride"));
    let dilation = rule.exprs.int(1);
    let padding = rule.arg_or("padding", |rule| rule.same_padding(kernel, dilation));
    let size = rule.slide(size, Window { kernel, stride, padding, dilation });
    rule.demand_size(name, size);
    size
}

fn global(rule: &mut Rule<'_>) -> Option<Inferred> {
    let features = match rule.kind() {
        TensorKind::Image => rule.inputs[0].shape.dims[0],
        TensorKind::Sequence => rule.inputs[0].shape.dims[1],
        TensorKind::Tokens | TensorKind::Vector => return None,
    };
    Some(rule.free(TensorKind::Vector, smallvec![features]))
}
