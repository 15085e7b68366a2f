//! Multi-head self-attention.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::TensorKind;

pub(super) const ATTENTION: Primitive = Primitive {
    name: "attention",
    docs: "Multi-head scaled dot-product self-attention of a sequence (Vaswani et al. 2017), with the projections to queries, keys and values and back.",
    arity: Arity::One,
    params: &[
        Param { name: "heads", docs: "How many heads attend.", ty: ParamType::Int(1), default: Default::Required },
        Param {
            name: "head_dim",
            docs: "Features of one head.",
            ty: ParamType::Int(1),
            default: Default::Computed("features / heads, which must divide"),
        },
        Param {
            name: "bias",
            docs: "Whether the projections add a bias.",
            ty: ParamType::Bool,
            default: Default::Bool(true),
        },
        Param {
            name: "causal",
            docs: "Whether a position attends to itself and earlier ones only.",
            ty: ParamType::Bool,
            default: Default::Bool(false),
        },
    ],
    rule,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Sequence)?;
    let [length, features] = dims[..] else { return None };
    let heads = rule.arg("heads");
    let head_dim = rule.arg_or("head_dim", |rule| {
        rule.demand_divisible("features", features, "heads");
        rule.exprs.floor_divide(features, heads)
    });
    let inner = rule.exprs.multiply(heads, head_dim);
    let (two, three, four) = (rule.exprs.int(2), rule.exprs.int(3), rule.exprs.int(4));
    // Queries, keys, values and the way back: four projections between `features` and `inner`.
    let weights = rule.exprs.product([four, features, inner]);
    let inner_biases = rule.exprs.multiply(three, inner);
    let biases = rule.exprs.add(inner_biases, features);
    let bias = rule.flag("bias");
    let biases = rule.exprs.multiply(bias, biases);
    let params = rule.exprs.add(weights, biases);
    // Scores and weighted values are products of `length x length` per inner feature.
    let projections = rule.exprs.multiply(length, weights);
    let products = rule.exprs.product([two, length, length, inner]);
    let macs = rule.exprs.add(projections, products);
    Some(Inferred { params, macs, ..rule.unchanged() })
}
