//! The `concat` layer.

use burn::{module::Module, tensor::Tensor};
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Signature, Site, Value};

/// Joins all inputs along the channels or features.
#[derive(Module, Debug)]
pub struct Concat;

/// The dimensions that have to agree: all but channels or features.
fn rest(signature: &Signature) -> &[usize] {
    match (signature.kind, signature.dims.as_slice()) {
        (TensorKind::Image, [_, rest @ ..]) | (TensorKind::Sequence, [rest @ .., _]) => rest,
        _ => &[],
    }
}

impl Primitive for Concat {
    const NAME: &'static str = "concat";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let first = site.inputs.first().ok_or(LayerError::Arity { expected: 1, found: 0 })?;
        let agrees = |it: &Signature| it.kind == first.kind && it.kind != TensorKind::Tokens && rest(it) == rest(first);
        match site.inputs.iter().find(|it| !agrees(it)) {
            Some(other) => Err(LayerError::shape(format!("a value that joins {first}"), other)),
            None => Ok(Self),
        }
    }

    /// # Shapes
    /// - inputs: `image[channels_i, height, width]`, `sequence[length, features_i]` or `vector[features_i]`
    /// - output: the same with the sum of the channels or features
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let (first, others) = inputs.split_first()?;
        match first {
            Value::Image(it) => join(it, others, |value| match value {
                Value::Image(it) => Ok(it),
                other => Err(LayerError::input(TensorKind::Image, &other)),
            })
            .map(|all| Value::Image(Tensor::cat(all, 1))),
            Value::Sequence(it) => join(it, others, |value| match value {
                Value::Sequence(it) => Ok(it),
                other => Err(LayerError::input(TensorKind::Sequence, &other)),
            })
            .map(|all| Value::Sequence(Tensor::cat(all, 2))),
            Value::Vector(it) => join(it, others, |value| match value {
                Value::Vector(it) => Ok(it),
                other => Err(LayerError::input(TensorKind::Vector, &other)),
            })
            .map(|all| Value::Vector(Tensor::cat(all, 1))),
            other @ Value::Tokens(_) => Err(LayerError::input("a value of real numbers", &other)),
        }
    }
}

fn join<const D: usize>(
    first: Tensor<D>,
    others: impl Iterator<Item = Value>,
    tensor: impl Fn(Value) -> Result<Tensor<D>, LayerError>,
) -> Result<Vec<Tensor<D>>, LayerError> {
    std::iter::once(Ok(first)).chain(others.map(tensor)).collect()
}
