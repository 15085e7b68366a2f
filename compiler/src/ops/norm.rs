//! Normalisation.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::TensorKind;

const EPSILON: Param = Param {
    name: "epsilon",
    docs: "Added to the variance.",
    ty: ParamType::Float(0.0, 1.0),
    default: Default::Float(1e-5),
};

pub(super) const BATCH_NORM: Primitive = Primitive {
    name: "batch_norm",
    docs: "Normalises every channel over the batch (Ioffe & Szegedy 2015). Running statistics are no parameters.",
    arity: Arity::One,
    params: &[
        Param {
            name: "affine",
            docs: "Whether a learned scale and shift follow.",
            ty: ParamType::Bool,
            default: Default::Bool(true),
        },
        Param {
            name: "momentum",
            docs: "Weight of the newest batch in the running statistics.",
            ty: ParamType::Float(0.0, 1.0),
            default: Default::Float(0.1),
        },
        EPSILON,
    ],
    rule: batch_norm,
};

pub(super) const LAYER_NORM: Primitive = Primitive {
    name: "layer_norm",
    docs: "Normalises over the features of every position (Ba et al. 2016); over the channels of an image.",
    arity: Arity::One,
    params: &[EPSILON],
    rule: layer_norm,
};

pub(super) const GROUP_NORM: Primitive = Primitive {
    name: "group_norm",
    docs: "Normalises groups of channels of an image (Wu & He 2018).",
    arity: Arity::One,
    params: &[
        Param {
            name: "groups",
            docs: "How many groups the channels form.",
            ty: ParamType::Int(1),
            default: Default::Required,
        },
        EPSILON,
    ],
    rule: group_norm,
};

fn batch_norm(rule: &mut Rule<'_>) -> Option<Inferred> {
    let affine = rule.arg("affine");
    let features = rule.features()?;
    let (two, none) = (rule.exprs.int(2), rule.exprs.int(0));
    let params = rule.exprs.multiply(two, features);
    let params = rule.exprs.choose(affine, params, none);
    Some(Inferred { params, ..rule.unchanged() })
}

fn layer_norm(rule: &mut Rule<'_>) -> Option<Inferred> {
    let features = rule.features()?;
    let two = rule.exprs.int(2);
    let params = rule.exprs.multiply(two, features);
    Some(Inferred { params, ..rule.unchanged() })
}

fn group_norm(rule: &mut Rule<'_>) -> Option<Inferred> {
    let channels = rule.input(TensorKind::Image)?[0];
    rule.demand_divisible("channels", channels, "groups");
    layer_norm(rule)
}
