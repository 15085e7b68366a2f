//! Operations on several tensors.
//!
//! Inputs may be there in some architectures only: what `pick` leaves out does not take part.

use smallvec::smallvec;

use super::{Arity, Demand, Inferred, Input, Primitive, Problem, Rule};
use crate::ir::{Dims, ExprId, TensorKind};

pub(super) const SUM: Primitive = Primitive {
    name: "sum",
    docs: "The elementwise sum of tensors of one shape.",
    arity: Arity::Many,
    params: &[],
    rule: elementwise,
};

pub(super) const MEAN: Primitive = Primitive {
    name: "mean",
    docs: "The elementwise mean of tensors of one shape.",
    arity: Arity::Many,
    params: &[],
    rule: elementwise,
};

pub(super) const MUL: Primitive = Primitive {
    name: "mul",
    docs: "The elementwise product of tensors of one shape. A vector scales the channels of an image.",
    arity: Arity::Many,
    params: &[],
    rule: mul,
};

pub(super) const CONCAT: Primitive = Primitive {
    name: "concat",
    docs: "Tensors behind each other: the channels of images of one size, the features of vectors or of sequences of one length.",
    arity: Arity::Many,
    params: &[],
    rule: concat,
};

pub(super) const APPEND: Primitive = Primitive {
    name: "append",
    docs: "Sequences of as many features behind each other in time. A vector is a sequence of one position.",
    arity: Arity::Many,
    params: &[],
    rule: append,
};

fn elementwise(rule: &mut Rule<'_>) -> Option<Inferred> {
    let kind = one_kind(rule)?;
    demand_input(rule);
    let dims: Vec<usize> = (0..rule.inputs[0].shape.dims.len()).collect();
    demand_agreement(rule, &dims);
    let dims = dims.into_iter().map(|it| present(rule, it)).collect();
    Some(rule.free(kind, dims))
}

fn mul(rule: &mut Rule<'_>) -> Option<Inferred> {
    if one_kind(rule).is_some() {
        return elementwise(rule);
    }
    let image = rule.inputs.iter().position(|it| it.shape.kind == TensorKind::Image)?;
    let vectors = rule.inputs.iter().filter(|it| it.shape.kind == TensorKind::Vector).count();
    if vectors + 1 != rule.inputs.len() {
        return None;
    }
    for vector in (0..rule.inputs.len()).filter(|it| *it != image) {
        agree(rule, (image, vector), &[0]);
    }
    let dims = rule.inputs[image].shape.dims.clone();
    Some(rule.free(TensorKind::Image, dims))
}

fn concat(rule: &mut Rule<'_>) -> Option<Inferred> {
    let kind = one_kind(rule)?;
    demand_input(rule);
    let (joined, kept): (usize, &[usize]) = match kind {
        TensorKind::Image => (0, &[1, 2]),
        TensorKind::Sequence => (1, &[0]),
        TensorKind::Vector => (0, &[]),
        TensorKind::Tokens => return None,
    };
    demand_agreement(rule, kept);
    let mut dims: Dims = (0..rule.inputs[0].shape.dims.len()).map(|it| present(rule, it)).collect();
    dims[joined] = total(rule, joined);
    Some(rule.free(kind, dims))
}

fn append(rule: &mut Rule<'_>) -> Option<Inferred> {
    let mut inputs = rule.inputs.to_vec();
    let one = rule.exprs.int(1);
    for input in &mut inputs {
        match input.shape.kind {
            TensorKind::Sequence => {}
            TensorKind::Vector => input.shape.dims.insert(0, one),
            TensorKind::Image | TensorKind::Tokens => return None,
        }
    }
    // What follows sees sequences only.
    let given = std::mem::replace(&mut rule.inputs, inputs.into());
    demand_input(rule);
    demand_agreement(rule, &[1]);
    let dims = smallvec![total(rule, 0), present(rule, 1)];
    rule.inputs = given;
    Some(rule.free(TensorKind::Sequence, dims))
}

/// Returns the kind of all inputs, if it is the same.
fn one_kind(rule: &Rule<'_>) -> Option<TensorKind> {
    rule.inputs.iter().all(|it| it.shape.kind == rule.kind()).then(|| rule.kind())
}

/// Demands that some input is there.
fn demand_input(rule: &mut Rule<'_>) {
    let guards: Vec<ExprId> = rule.inputs.iter().map(|it| it.guard).collect();
    let condition = rule.exprs.any(guards);
    rule.demands.push(Demand { condition, problem: Problem::NothingToMerge });
}

/// Demands that dimensions agree wherever two inputs are both there.
fn demand_agreement(rule: &mut Rule<'_>, dims: &[usize]) {
    let always = |it: &Input, rule: &Rule<'_>| rule.exprs.as_bool(it.guard) == Some(true);
    match rule.inputs.iter().position(|it| always(it, rule)) {
        Some(first) => (0..rule.inputs.len()).for_each(|it| agree(rule, (first, it), dims)),
        None => {
            let pairs = (0..rule.inputs.len()).flat_map(|it| (0..it).map(move |before| (before, it)));
            pairs.for_each(|it| agree(rule, it, dims));
        }
    }
}

fn agree(rule: &mut Rule<'_>, (first, second): (usize, usize), dims: &[usize]) {
    let (left, right) = (rule.inputs[first].clone(), rule.inputs[second].clone());
    let equal: Vec<ExprId> =
        dims.iter().map(|it| rule.exprs.equal(left.shape.dims[*it], right.shape.dims[*it])).collect();
    let equal = rule.exprs.all(equal);
    let both = rule.exprs.all([left.guard, right.guard]);
    let condition = rule.exprs.implies(both, equal);
    rule.demands.push(Demand { condition, problem: Problem::Disagree { first, second } });
}

/// The dimension of the first input that is there.
fn present(rule: &mut Rule<'_>, dim: usize) -> ExprId {
    let inputs: Vec<(ExprId, ExprId)> = rule.inputs.iter().map(|it| (it.guard, it.shape.dims[dim])).collect();
    let last = inputs[inputs.len() - 1].1;
    inputs.into_iter().rev().fold(last, |rest, (guard, size)| rule.exprs.choose(guard, size, rest))
}

/// The dimensions of all inputs that are there, together.
fn total(rule: &mut Rule<'_>, dim: usize) -> ExprId {
    let none = rule.exprs.int(0);
    let inputs: Vec<(ExprId, ExprId)> = rule.inputs.iter().map(|it| (it.guard, it.shape.dims[dim])).collect();
    let sizes: Vec<ExprId> = inputs.into_iter().map(|(guard, size)| rule.exprs.choose(guard, size, none)).collect();
    rule.exprs.sum(sizes)
}
