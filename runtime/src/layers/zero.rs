//! The `zero` layer.

use burn::{module::Module, tensor::Tensor};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Zeros in the shape of the input, for an image with height and width divided by `stride`, rounded up.
#[derive(Module, Debug)]
pub struct Zero {
    stride: usize,
}

impl Primitive for Zero {
    const NAME: &'static str = "zero";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.features()?;
        Ok(Self { stride: site.positive("stride")? })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`, or any but tokens
    /// - output: `image[channels, height / stride, width / stride]` rounded up, or that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(match inputs.one()? {
            Value::Image(it) => {
                let [batch, channels, height, width] = it.dims();
                let shape = [batch, channels, height.div_ceil(self.stride), width.div_ceil(self.stride)];
                Value::Image(Tensor::zeros(shape, &it.device()))
            }
            Value::Sequence(it) => Value::Sequence(it.zeros_like()),
            Value::Vector(it) => Value::Vector(it.zeros_like()),
            other @ Value::Tokens(_) => return Err(LayerError::input("a value of real numbers", &other)),
        })
    }
}
