//! Operations that only change the shape.

use super::{Arity, Default, Demand, Inferred, Param, ParamType, Primitive, Problem, Rule};
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

pub(super) const TRUNCATE: Primitive = Primitive {
    name: "truncate",
    docs: "The first channels of an image.",
    arity: Arity::One,
    params: &[Param {
        name: "out",
        docs: "How many; not more than there are.",
        ty: ParamType::Int(1),
        default: Default::Required,
    }],
    rule: truncate,
};

pub(super) const TO_SEQUENCE: Primitive = Primitive {
    name: "to_sequence",
    docs: "The positions of an image, row by row, as a sequence with the channels as features.",
    arity: Arity::One,
    params: &[],
    rule: to_sequence,
};

fn flatten(rule: &mut Rule<'_>) -> Option<Inferred> {
    if !matches!(rule.kind(), TensorKind::Image | TensorKind::Sequence) {
        return None;
    }
    let dims = rule.inputs[0].shape.dims.clone();
    let features = rule.exprs.product(dims);
    Some(rule.free(TensorKind::Vector, vec![features]))
}

fn crop(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Image)?;
    let [channels, height, width] = dims[..] else { return None };
    let height = without(rule, height, ["top", "bottom"]);
    let width = without(rule, width, ["left", "right"]);
    rule.demand_size("height", height);
    rule.demand_size("width", width);
    Some(rule.free(TensorKind::Image, vec![channels, height, width]))
}

fn truncate(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Image)?;
    let [channels, height, width] = dims[..] else { return None };
    let out = rule.arg("out");
    let condition = rule.exprs.binary(BinaryOp::LessEqual, out, channels);
    rule.demands.push(Demand { condition, problem: Problem::TooFew { what: "channels", wanted: out } });
    Some(rule.free(TensorKind::Image, vec![out, height, width]))
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
    Some(rule.free(TensorKind::Sequence, vec![length, channels]))
}
