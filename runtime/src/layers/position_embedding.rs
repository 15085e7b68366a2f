//! The `position_embedding` layer.

use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Adds a learned vector to each position of a sequence (Dosovitskiy et al. 2021). Weights start normal with deviation 0.02.
#[derive(Module, Debug)]
pub struct PositionEmbedding {
    /// `[length, features]`
    weight: Param<Tensor<2>>,
}

impl Primitive for PositionEmbedding {
    const NAME: &'static str = "position_embedding";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        Ok(Self { weight: init.normal(site.sequence()?, 0.02) })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(Value::Sequence(inputs.sequence()? + self.weight.val().unsqueeze()))
    }
}
