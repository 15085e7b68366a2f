//! Embeddings.

use smallvec::smallvec;

use super::{Arity, Default, Inferred, Param, ParamType, Primitive, Rule};
use crate::ir::{ExprId, Shape, TensorKind};

pub(super) const EMBEDDING: Primitive = Primitive {
    name: "embedding",
    docs: "A learned vector for every token. Of vectors it gives the product with every token's, the scores by which a tied table predicts (Press & Wolf 2017).",
    arity: Arity::One,
    params: &[
        Param {
            name: "vocabulary",
            docs: "How many tokens there are.",
            ty: ParamType::Int(1),
            default: Default::Required,
        },
        Param { name: "features", docs: "Features of a token.", ty: ParamType::Int(1), default: Default::Required },
    ],
    rule: embedding,
};

pub(super) const POSITION_EMBEDDING: Primitive = Primitive {
    name: "position_embedding",
    docs: "Adds a learned vector for every position of a sequence.",
    arity: Arity::One,
    params: &[],
    rule: position_embedding,
};

pub(super) const CLASS_TOKEN: Primitive = Primitive {
    name: "class_token",
    docs: "Puts a learned vector before the first position of a sequence (Devlin et al. 2019).",
    arity: Arity::One,
    params: &[],
    rule: class_token,
};

fn embedding(rule: &mut Rule<'_>) -> Option<Inferred> {
    let (vocabulary, features) = (rule.arg("vocabulary"), rule.arg("features"));
    let params = rule.exprs.multiply(vocabulary, features);
    if let Some(tokens) = rule.input(TensorKind::Tokens) {
        let macs = rule.exprs.int(0);
        let shape = Shape { kind: TensorKind::Sequence, dims: smallvec![tokens[0], features] };
        return Some(Inferred { shape, params, macs });
    }
    scores(rule, vocabulary, params)
}

/// The scores of all tokens at every position, or for a vector.
fn scores(rule: &mut Rule<'_>, vocabulary: ExprId, params: ExprId) -> Option<Inferred> {
    let mut shape = rule.inputs[0].shape.clone();
    let (found, positions) = match (shape.kind, &shape.dims[..]) {
        (TensorKind::Sequence, &[length, features]) => (features, length),
        (TensorKind::Vector, &[features]) => (features, rule.exprs.int(1)),
        _ => return None,
    };
    rule.demand_equal("features", found, "features");
    if let Some(last) = shape.dims.last_mut() {
        *last = vocabulary;
    }
    let macs = rule.exprs.multiply(positions, params);
    Some(Inferred { shape, params, macs })
}

fn position_embedding(rule: &mut Rule<'_>) -> Option<Inferred> {
    let dims = rule.input(TensorKind::Sequence)?;
    let params = rule.exprs.product(dims);
    Some(Inferred { params, ..rule.unchanged() })
}

fn class_token(rule: &mut Rule<'_>) -> Option<Inferred> {
    let [length, features] = rule.input(TensorKind::Sequence)?[..] else { return None };
    let (one, macs) = (rule.exprs.int(1), rule.exprs.int(0));
    let dims = smallvec![rule.exprs.add(length, one), features];
    Some(Inferred { shape: Shape { kind: TensorKind::Sequence, dims }, params: features, macs })
}
