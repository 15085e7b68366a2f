//! Noise that only training sees.

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::TensorKind;

const RATE: &[Param] = &[Param {
    name: "rate",
    docs: "The probability of dropping.",
    ty: ParamType::Float(0.0, 1.0),
    default: Default::Required,
}];

pub(super) const DROPOUT: Primitive = Primitive {
    name: "dropout",
    docs: "Drops elements in training and scales up the rest (Srivastava et al. 2014).",
    arity: Arity::One,
    params: RATE,
    rule,
};

pub(super) const DROP_PATH: Primitive = Primitive {
    name: "drop_path",
    docs: "Drops whole samples in training and scales up the rest (stochastic depth, Huang et al. 2016).",
    arity: Arity::One,
    params: RATE,
    rule,
};

fn rule(rule: &mut Rule<'_>) -> Option<Inferred> {
    (rule.kind() != TensorKind::Tokens).then(|| rule.unchanged())
}
