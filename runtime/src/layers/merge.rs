//! What operations that merge several values element by element have in common.

use burn::tensor::Tensor;
use nas_compiler::ir::TensorKind;

use super::{Inputs, LayerError, Signature, Site, Value};

/// An associative function of two numbers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Merge {
    Add,
    Multiply,
}

impl Merge {
    fn apply<const D: usize>(self, left: Tensor<D>, right: Tensor<D>) -> Tensor<D> {
        match self {
            Self::Add => left + right,
            Self::Multiply => left * right,
        }
    }

    /// Checks that the inputs have one shape, up to vectors that spread over images of as many channels.
    pub(super) fn check(site: &Site<'_>) -> Result<(), LayerError> {
        let target = site.inputs.iter().find(|it| it.kind == TensorKind::Image).or(site.inputs.first());
        let target = target.ok_or(LayerError::Arity { expected: 1, found: 0 })?;
        if target.kind == TensorKind::Tokens {
            return Err(LayerError::shape("a value of real numbers", target));
        }
        match site.inputs.iter().find(|it| *it != target && !spreads(it, target)) {
            Some(other) => Err(LayerError::shape(target, other)),
            None => Ok(()),
        }
    }

    /// Merges all inputs, from left to right.
    ///
    /// # Shapes
    /// - inputs: any but tokens, all of one shape; a `vector[channels]` spreads over an image
    /// - output: that of the inputs, an image if there is one among them
    pub(super) fn all(self, inputs: Inputs) -> Result<Value, LayerError> {
        let (first, mut others) = inputs.split_first()?;
        if first.kind() == TensorKind::Tokens {
            return Err(LayerError::input("a value of real numbers", &first));
        }
        others.try_fold(first, |merged, value| self.two(merged, value))
    }

    fn two(self, left: Value, right: Value) -> Result<Value, LayerError> {
        Ok(match (left, right) {
            (Value::Image(a), Value::Image(b)) => Value::Image(self.apply(a, b)),
            (Value::Sequence(a), Value::Sequence(b)) => Value::Sequence(self.apply(a, b)),
            (Value::Vector(a), Value::Vector(b)) => Value::Vector(self.apply(a, b)),
            (Value::Image(a), Value::Vector(b)) => Value::Image(self.apply(a, spread(b))),
            (Value::Vector(a), Value::Image(b)) => Value::Image(self.apply(spread(a), b)),
            (a, b) => return Err(LayerError::input(a.kind(), &b)),
        })
    }
}

fn spreads(vector: &Signature, image: &Signature) -> bool {
    vector.kind == TensorKind::Vector && image.kind == TensorKind::Image && vector.dims.first() == image.dims.first()
}

fn spread(vector: Tensor<2>) -> Tensor<4> {
    let [batch, features] = vector.dims();
    vector.reshape([batch, features, 1, 1])
}
