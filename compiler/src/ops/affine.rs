//! Scaling and shifting.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::TensorKind;

pub(super) const SCALE: Primitive = Primitive {
    name: "scale",
    docs: "The product with a number.",
    arity: Arity::One,
    params: &[Param { name: "by", docs: "The number.", ty: ParamType::Float(-1e6, 1e6), default: Default::Required }],
    rule: scale,
};

pub(super) const BIAS: Primitive = Primitive {
    name: "bias",
    docs: "Adds a learned number to every feature, or to every channel of an image.",
    arity: Arity::One,
    params: &[],
    rule: bias,
};

fn scale(rule: &mut Rule<'_>) -> Option<Inferred> {
    (rule.kind() != TensorKind::Tokens).then(|| rule.unchanged())
}

fn bias(rule: &mut Rule<'_>) -> Option<Inferred> {
    let params = rule.features()?;
    Some(Inferred { params, ..rule.unchanged() })
}
