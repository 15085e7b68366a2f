//! The `bias` layer.

use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Adds a learned number to every feature, or to every channel of an image. It starts from 0.
#[derive(Module, Debug)]
pub struct Bias {
    /// `[features]`
    weight: Param<Tensor<1>>,
}

impl Primitive for Bias {
    const NAME: &'static str = "bias";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        Ok(Self { weight: init.constant([site.features()?], 0.0) })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`, `sequence[length, features]` or `vector[features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let weight = self.weight.val();
        match inputs.one()? {
            Value::Image(it) => Ok(Value::Image(it + weight.reshape([1, -1, 1, 1]))),
            Value::Sequence(it) => Ok(Value::Sequence(it + weight.unsqueeze())),
            Value::Vector(it) => Ok(Value::Vector(it + weight.unsqueeze())),
            other @ Value::Tokens(_) => Err(LayerError::input("a value of real numbers", &other)),
        }
    }
}
