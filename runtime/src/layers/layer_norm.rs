//! The `layer_norm` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::layer_norm},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Layer normalisation over the features of each position (Ba et al. 2016), `torch.nn.LayerNorm(features)`.
///
/// Of an image it normalises the channels of each pixel, as `ConvNeXt` does (Liu et al. 2022).
#[derive(Module, Debug)]
pub struct LayerNorm {
    /// `[features]`, from 1.
    weight: Param<Tensor<1>>,
    /// `[features]`, from 0.
    bias: Param<Tensor<1>>,
    epsilon: f64,
}

impl Primitive for LayerNorm {
    const NAME: &'static str = "layer_norm";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let features = site.features()?;
        Ok(Self {
            weight: init.constant([features], 1.0),
            bias: init.constant([features], 0.0),
            epsilon: site.float("epsilon")?,
        })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`, `vector[features]` or `image[channels, height, width]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        match inputs.one()? {
            Value::Sequence(it) => Ok(Value::Sequence(self.normalize(it))),
            Value::Vector(it) => Ok(Value::Vector(self.normalize(it))),
            Value::Image(it) => {
                let pixels = self.normalize(it.permute([0, 2, 3, 1]));
                Ok(Value::Image(pixels.permute([0, 3, 1, 2])))
            }
            other @ Value::Tokens(_) => Err(LayerError::input("a value of real numbers", &other)),
        }
    }
}

impl LayerNorm {
    fn normalize<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        layer_norm(input, self.weight.val(), Some(self.bias.val()), self.epsilon)
    }
}
