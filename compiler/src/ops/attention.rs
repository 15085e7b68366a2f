//! Multi-head attention.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::{ExprId, TensorKind};

const HEADS: Param =
    Param { name: "heads", docs: "How many heads attend.", ty: ParamType::Int(1), default: Default::Required };

const HEAD_DIM: Param = Param {
    name: "head_dim",
    docs: "Features of one head.",
    ty: ParamType::Int(1),
    default: Default::Computed("features / heads, which must divide"),
};

const BIAS: Param = Param {
    name: "bias",
    docs: "Whether the projections add a bias.",
    ty: ParamType::Bool,
    default: Default::Bool(true),
};

pub(super) const ATTENTION: Primitive = Primitive {
    name: "attention",
    docs: "Multi-head scaled dot-product self-attention of a sequence (Vaswani et al. 2017), with the projections to queries, keys and values and back.",
    arity: Arity::One,
    params: &[
        HEADS,
        HEAD_DIM,
        BIAS,
        Param {
            name: "causal",
            docs: "Whether a position attends to itself and earlier ones only.",
            ty: ParamType::Bool,
            default: Default::Bool(false),
        },
    ],
    rule,
};

pub(super) const CROSS_ATTENTION: Primitive = Primitive {
    name: "cross_attention",
    docs: "Multi-head attention of a sequence to another, which gives the keys and values (Vaswani et al. 2017): `x -> cross_attention(memory, heads: 8)`.",
    arity: Arity::Two,
    params: &[HEADS, HEAD_DIM, BIAS],
    rule: cross_attention,
};

pub(super) const RELATIVE_ATTENTION: Primitive = Primitive {
    name: "relative_attention",
    docs: "Self-attention of a class token and the patches of an image that knows how many rows and columns apart two patches are: learned vectors are added to keys and values (Shaw et al. 2018), as in AutoFormer (Chen et al. 2021).",
    arity: Arity::One,
    params: &[
        HEADS,
        HEAD_DIM,
        BIAS,
        Param {
            name: "width",
            docs: "How many patches are in a row.",
            ty: ParamType::Int(1),
            default: Default::Required,
        },
        Param {
            name: "reach",
            docs: "The largest distance that is told from larger ones.",
            ty: ParamType::Int(1),
            default: Default::Int(14),
        },
    ],
    rule: relative_attention,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let (inner, _) = inner(rule, features);
    let (two, three, four) = (rule.exprs.int(2), rule.exprs.int(3), rule.exprs.int(4));
    // Queries, keys, values and the way back: four projections between `features` and `inner`.
    let weights = rule.exprs.product([four, features, inner]);
    let biases = rule.exprs.multiply(three, inner);
    let params = with_biases(rule, weights, biases, features);
    // Scores and weighted values are products of `length x length` per inner feature.
    let projections = rule.exprs.multiply(length, weights);
    let products = rule.exprs.product([two, length, length, inner]);
    let macs = rule.exprs.add(projections, products);
    Some(Inferred { params, macs, ..rule.unchanged() })
}

fn cross_attention(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let memory = rule.inputs[1].shape.clone();
    let [memory_length, memory_features] = memory.dims[..] else { return None };
    if memory.kind != TensorKind::Sequence {
        return None;
    }
    let (inner, _) = inner(rule, features);
    let (two, three) = (rule.exprs.int(2), rule.exprs.int(3));
    // Queries and the way back lie between `features` and `inner`, keys and values between the memory's and `inner`.
    let here = rule.exprs.product([two, features, inner]);
    let there = rule.exprs.product([two, memory_features, inner]);
    let weights = rule.exprs.add(here, there);
    let biases = rule.exprs.multiply(three, inner);
    let params = with_biases(rule, weights, biases, features);
    let projections = [rule.exprs.multiply(length, here), rule.exprs.multiply(memory_length, there)];
    let products = rule.exprs.product([two, length, memory_length, inner]);
    let macs = rule.exprs.sum([projections[0], projections[1], products]);
    Some(Inferred { params, macs, ..rule.unchanged() })
}

fn relative_attention(rule: &mut Rule<'_>) -> Option<Inferred> {
    let plain = self::rule(rule)?;
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let one = rule.exprs.int(1);
    let patches = rule.exprs.subtract(length, one);
    rule.demand_divisible("patches", patches, "width");
    let (inner, head_dim) = inner(rule, features);
    // Two tables, of rows and of columns, for the keys and for the values: every distance, and one for the class token.
    let (two, four) = (rule.exprs.int(2), rule.exprs.int(4));
    let reach = rule.arg("reach");
    let distances = rule.exprs.multiply(two, reach);
    let distances = rule.exprs.add(distances, two);
    let tables = rule.exprs.product([four, distances, head_dim]);
    let params = rule.exprs.add(plain.params, tables);
    let products = rule.exprs.product([two, length, length, inner]);
    let macs = rule.exprs.add(plain.macs, products);
    Some(Inferred { params, macs, ..plain })
}

/// The features of all heads, and of one.
fn inner(rule: &mut Rule<'_>, features: ExprId) -> (ExprId, ExprId) {
    let heads = rule.arg("heads");
    let head_dim = rule.arg_or("head_dim", |rule| {
        rule.demand_divisible("features", features, "heads");
        rule.exprs.floor_divide(features, heads)
    });
    (rule.exprs.multiply(heads, head_dim), head_dim)
}

/// Weights with the biases of the projections to heads and of the one back, if they have some.
fn with_biases(rule: &mut Rule<'_>, weights: ExprId, inner: ExprId, features: ExprId) -> ExprId {
    let biases = rule.exprs.add(inner, features);
    let bias = rule.flag("bias");
    let biases = rule.exprs.multiply(bias, biases);
    rule.exprs.add(weights, biases)
}
