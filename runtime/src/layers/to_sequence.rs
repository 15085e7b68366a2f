//! The `to_sequence` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Reads the pixels of an image row by row as a sequence.
#[derive(Module, Debug)]
pub struct ToSequence;

impl Primitive for ToSequence {
    const NAME: &'static str = "to_sequence";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.image()?;
        Ok(Self)
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `sequence[height width, channels]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.image()?;
        let [batch, channels, height, width] = input.dims();
        Ok(Value::Sequence(input.reshape([batch, channels, height * width]).swap_dims(1, 2)))
    }
}
