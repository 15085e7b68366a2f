//! Activations: without weights, and elementwise but for `softmax`.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::TensorKind;

const fn activation(name: &'static str, docs: &'static str) -> Primitive {
    Primitive { name, docs, arity: Arity::One, params: &[], rule }
}

pub(super) const RELU: Primitive = activation("relu", "`max(0, x)`");
pub(super) const RELU6: Primitive = activation("relu6", "`min(max(0, x), 6)`");
pub(super) const GELU: Primitive =
    activation("gelu", "`x * Phi(x)` with the normal distribution function (Hendrycks & Gimpel 2016).");
pub(super) const SILU: Primitive = activation("silu", "`x * sigmoid(x)`, also called swish.");
pub(super) const MISH: Primitive = activation("mish", "`x * tanh(ln(1 + exp(x)))` (Misra 2020).");
pub(super) const HARD_SWISH: Primitive = activation("hard_swish", "`x * relu6(x + 3) / 6` (Howard et al. 2019).");
pub(super) const SIGMOID: Primitive = activation("sigmoid", "`1 / (1 + exp(-x))`");
pub(super) const HARD_SIGMOID: Primitive = activation("hard_sigmoid", "`relu6(x + 3) / 6`");
pub(super) const TANH: Primitive = activation("tanh", "Hyperbolic tangent.");

pub(super) const LEAKY_RELU: Primitive = Primitive {
    name: "leaky_relu",
    docs: "`x` where it is positive, `slope * x` elsewhere.",
    arity: Arity::One,
    params: &[Param {
        name: "slope",
        docs: "Slope of the negative side.",
        ty: ParamType::Float(0.0, 1.0),
        default: Default::Float(0.01),
    }],
    rule,
};

pub(super) const CLIPPED_RELU: Primitive = Primitive {
    name: "clipped_relu",
    docs: "`min(max(0, x), limit)` (Hannun et al. 2014).",
    arity: Arity::One,
    params: &[Param {
        name: "limit",
        docs: "What nothing exceeds.",
        ty: ParamType::Float(1e-3, 1e6),
        default: Default::Float(20.0),
    }],
    rule,
};

pub(super) const SOFTMAX: Primitive = Primitive {
    name: "softmax",
    docs: "Exponentials that add up to 1, over the features of a vector or of every position of a sequence, over the channels of every pixel of an image.",
    arity: Arity::One,
    params: &[Param {
        name: "temperature",
        docs: "What the input is divided by before: above 1 evens out.",
        ty: ParamType::Float(1e-3, 1e6),
        default: Default::Float(1.0),
    }],
    rule,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    (rule.kind() != TensorKind::Tokens).then(|| rule.unchanged())
}
