//! Operations that only change the shape.

use smallvec::smallvec;

use super::{Arity, Default, Demand, Inferred, Param, ParamType, Primitive, Problem, Rule, pool};
use crate::ir::{BinaryOp, ExprId, TensorKind};

pub(super) const FLATTEN: Primitive = Primitive {
    name: "flatten",
    docs: "All elements of an image or a sequence in one row: a vector.",
    arity: Arity::One,
    params: &[],
    rule: flatten,
};

const fn edge(name: &'static str, docs: &'static str) -> Param {
    Param { name, docs, ty: ParamType::Int(0), default: Default::Int(0) }
}

pub(super) const CROP: Primitive = Primitive {
    name: "crop",
    docs: "The image without some rows and columns at its edges.",
    arity: Arity::One,
    params: &[
        edge("top", "Rows left out at the top."),
        edge("left", "Columns left out at the left."),
        edge("bottom", "Rows left out at the bottom."),
        edge("right", "Columns left out at the right."),
    ],
    rule: crop,
};

const RANGE: &[Param] = &[
    Param {
        name: "from",
        docs: "The first that is kept, counted from 0.",
        ty: ParamType::Int(0),
        default: Default::Int(0),
    },
    Param {
        name: "to",
        docs: "The first behind it that is not.",
        ty: ParamType::Int(1),
        default: Default::Computed("as many as there are"),
    },
];

pub(super) const SLICE: Primitive = Primitive {
    name: "slice",
    docs: "Some of the channels of an image, or of the features of a vector or a sequence: takes apart what `concat` joins.",
    arity: Arity::One,
    params: RANGE,
    rule: slice,
};

pub(super) const POSITION: Primitive = Primitive {
    name: "position",
    docs: "The features at one position of a sequence: a vector.",
    arity: Arity::One,
    params: &[Param {
        name: "index",
        docs: "The position, counted from 0.",
        ty: ParamType::Int(0),
        default: Default::Int(0),
    }],
    rule: position,
};

pub(super) const POSITIONS: Primitive = Primitive {
    name: "positions",
    docs: "Some of the positions of a sequence: takes apart what `append` joins.",
    arity: Arity::One,
    params: RANGE,
    rule: positions,
};

pub(super) const TO_SEQUENCE: Primitive = Primitive {
    name: "to_sequence",
    docs: "The positions of an image, row by row, as a sequence with the channels as features.",
    arity: Arity::One,
    params: &[],
    rule: to_sequence,
};

pub(super) const TO_IMAGE: Primitive = Primitive {
    name: "to_image",
    docs: "The positions of a sequence as the pixels of an image, row by row: takes back what `to_sequence` does.",
    arity: Arity::One,
    params: &[Param {
        name: "height",
        docs: "How many rows the image has.",
        ty: ParamType::Int(1),
        default: Default::Required,
    }],
    rule: to_image,
};

pub(super) const UNFOLD: Primitive = Primitive {
    name: "unfold",
    docs: "The windows of an image as a sequence, row by row: the pixels of each, channel by channel, are its features.",
    arity: Arity::One,
    params: &[
        Param { name: "kernel", docs: "Side of the window.", ty: ParamType::Int(1), default: Default::Required },
        Param { name: "stride", docs: "Step of the window.", ty: ParamType::Int(1), default: Default::Int(1) },
        Param {
            name: "padding",
            docs: "Zeros around the image.",
            ty: ParamType::Int(0),
            default: Default::Computed("(kernel - 1) / 2, rounded down"),
        },
    ],
    rule: unfold,
};

fn flatten(rule: &mut Rule<'_>) -> Option<Inferred> {
    if !matches!(rule.kind(), TensorKind::Image | TensorKind::Sequence) {
        return None;
    }
    let dims = rule.inputs[0].shape.dims.clone();
    let features = rule.exprs.product(dims);
    Some(rule.free(TensorKind::Vector, smallvec![features]))
}

fn crop(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Image)?;
    let [channels, height, width] = dims[..] else { return None };
    let height = without(rule, height, ["top", "bottom"]);
    let width = without(rule, width, ["left", "right"]);
    rule.demand_size("height", height);
    rule.demand_size("width", width);
    Some(rule.free(TensorKind::Image, smallvec![channels, height, width]))
}

fn slice(rule: &mut Rule<'_>) -> Option<Inferred> {
    let (what, axis) = match rule.kind() {
        TensorKind::Image => ("channels", 0),
        TensorKind::Vector => ("features", 0),
        TensorKind::Sequence => ("features", 1),
        TensorKind::Tokens => return None,
    };
    Some(part(rule, what, axis))
}

fn positions(rule: &mut Rule<'_>) -> Option<Inferred> {
    let axis = match rule.kind() {
        TensorKind::Sequence | TensorKind::Tokens => 0,
        TensorKind::Image | TensorKind::Vector => return None,
    };
    Some(part(rule, "positions", axis))
}

/// What is left of a dimension between two places.
fn part(rule: &mut Rule<'_>, what: &'static str, axis: usize) -> Inferred {
    let mut shape = rule.inputs[0].shape.clone();
    let all = shape.dims[axis];
    let to = rule.arg_or("to", |_| all);
    demand_at_most(rule, to, what, all);
    let from = rule.arg("from");
    shape.dims[axis] = rule.exprs.subtract(to, from);
    rule.demand_size(what, shape.dims[axis]);
    rule.free(shape.kind, shape.dims)
}

fn position(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let (index, one) = (rule.arg("index"), rule.exprs.int(1));
    let needed = rule.exprs.add(index, one);
    demand_at_most(rule, needed, "positions", length);
    Some(rule.free(TensorKind::Vector, smallvec![features]))
}

fn demand_at_most(rule: &mut Rule<'_>, wanted: ExprId, what: &'static str, there: ExprId) {
    let condition = rule.exprs.binary(BinaryOp::LessEqual, wanted, there);
    rule.demands.push(Demand { condition, problem: Problem::TooFew { what, wanted } });
}

fn without(rule: &mut Rule<'_>, size: ExprId, edges: [&str; 2]) -> ExprId {
    edges.iter().fold(size, |size, edge| {
        let edge = rule.arg(edge);
        rule.exprs.subtract(size, edge)
    })
}

fn to_sequence(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Image)?;
    let [channels, height, width] = dims[..] else { return None };
    let length = rule.exprs.multiply(height, width);
    Some(rule.free(TensorKind::Sequence, smallvec![length, channels]))
}

fn to_image(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    rule.demand_divisible("positions", length, "height");
    let height = rule.arg("height");
    let width = rule.exprs.floor_divide(length, height);
    Some(rule.free(TensorKind::Image, smallvec![features, height, width]))
}

fn unfold(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [channels, height, width] = rule.input(TensorKind::Image)?[..] else { return None };
    let sides = [("height", height), ("width", width)].map(|(name, size)| pool::side(rule, name, size));
    let kernel = rule.arg("kernel");
    let features = rule.exprs.product([channels, kernel, kernel]);
    let length = rule.exprs.product(sides);
    Some(rule.free(TensorKind::Sequence, smallvec![length, features]))
}
