//! Linear layer.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::{Shape, TensorKind};

pub(super) const LINEAR: Primitive = Primitive {
    name: "linear",
    docs: "Linear map of the features of a vector, or of every position of a sequence.",
    arity: Arity::One,
    params: &[
        Param { name: "out", docs: "Output features.", ty: ParamType::Int(1), default: Default::Required },
        Param { name: "bias", docs: "Whether a bias is added.", ty: ParamType::Bool, default: Default::Bool(true) },
    ],
    rule,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    let mut shape: Shape = rule.inputs[0].shape.clone();
    if !matches!(shape.kind, TensorKind::Vector | TensorKind::Sequence) {
        return None;
    }
    let out = rule.arg("out");
    let features = shape.dims.pop()?;
    let weights = rule.exprs.multiply(out, features);
    let positions = rule.exprs.product(shape.dims.iter().copied());
    let macs = rule.exprs.multiply(weights, positions);
    let bias = rule.flag("bias");
    let biases = rule.exprs.multiply(bias, out);
    let params = rule.exprs.add(weights, biases);
    shape.dims.push(out);
    Some(Inferred { shape, params, macs })
}
