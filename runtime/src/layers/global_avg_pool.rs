//! The `global_avg_pool` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// The mean over all positions.
#[derive(Module, Debug)]
pub struct GlobalAvgPool;

impl Primitive for GlobalAvgPool {
    const NAME: &'static str = "global_avg_pool";

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
                let mean = it.reshape([batch, channels, height * width]).mean_dim(2);
                Ok(Value::Vector(mean.reshape([batch, channels])))
            }
            Value::Sequence(it) => {
                let [batch, _, features] = it.dims();
                Ok(Value::Vector(it.mean_dim(1).reshape([batch, features])))
            }
            other => Err(LayerError::input("an image or a sequence", &other)),
        }
    }
}
