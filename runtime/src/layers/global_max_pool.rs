//! The `global_max_pool` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// The maximum over all positions.
#[derive(Module, Debug)]
pub struct GlobalMaxPool;

impl Primitive for GlobalMaxPool {
    const NAME: &'static str = "global_max_pool";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.features()?;
        Ok(Self)
    }

    /// # Shapes
    /// - input: `image[channels, height, width]` or `sequence[length, features]`
    /// - output: `vector[channels]` or `vector[features]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        match inputs.one()? {
            Value::Image(it) => {
                let [batch, channels, height, width] = it.dims();
                let max = it.reshape([batch, channels, height * width]).max_dim(2);
                Ok(Value::Vector(max.reshape([batch, channels])))
            }
            Value::Sequence(it) => {
                let [batch, _, features] = it.dims();
                Ok(Value::Vector(it.max_dim(1).reshape([batch, features])))
            }
            other => Err(LayerError::input("an image or a sequence", &other)),
        }
    }
}
