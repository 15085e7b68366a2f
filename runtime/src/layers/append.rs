//! The `append` layer.

use burn::{module::Module, tensor::Tensor};
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Signature, Site, Value};

/// Puts sequences behind each other in time; a vector is a sequence of one position.
#[derive(Module, Debug)]
pub struct Append;

impl Primitive for Append {
    const NAME: &'static str = "append";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let first = site.inputs.first().ok_or(LayerError::Arity { expected: 1, found: 0 })?;
        let agrees = |it: &Signature| {
            matches!(it.kind, TensorKind::Sequence | TensorKind::Vector) && it.dims.last() == first.dims.last()
        };
        match site.inputs.iter().find(|it| !agrees(it)) {
            Some(other) => Err(LayerError::shape("a sequence or a vector with the features of the first", other)),
            None => Ok(Self),
        }
    }

    /// # Shapes
    /// - inputs: `sequence[length_i, features]` or `vector[features]`
    /// - output: `sequence[length, features]`, the sum of the lengths
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        if inputs.0.is_empty() {
            return Err(LayerError::Arity { expected: 1, found: 0 });
        }
        let parts = inputs.0.into_iter().map(|it| match it {
            Value::Sequence(it) => Ok(it),
            Value::Vector(it) => Ok(it.unsqueeze_dim(1)),
            other => Err(LayerError::input("a sequence or a vector", &other)),
        });
        Ok(Value::Sequence(Tensor::cat(parts.collect::<Result<_, _>>()?, 1)))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use super::*;

    #[test]
    fn a_vector_is_one_more_position() {
        let device = Device::flex();
        let sequence = Value::Sequence(Tensor::from_floats([[[0., 1.], [2., 3.]]], &device));
        let vector = Value::Vector(Tensor::from_floats([[4., 5.]], &device));
        let Value::Sequence(output) = Append.forward(Inputs(vec![sequence, vector])).unwrap() else { panic!() };
        assert_eq!(output.into_data().iter::<f32>().collect::<Vec<_>>(), [0., 1., 2., 3., 4., 5.]);
    }
}
