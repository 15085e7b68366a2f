//! The `truncate` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Keeps the first channels of an image.
#[derive(Module, Debug)]
pub struct Truncate {
    out: usize,
}

impl Primitive for Truncate {
    const NAME: &'static str = "truncate";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let out = site.positive("out")?;
        if out > site.image()?[0] {
            return Err(LayerError::argument("out", "at most the channels that there are"));
        }
        Ok(Self { out })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[out, height, width]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.image()?;
        Ok(Value::Image(input.narrow(1, 0, self.out)))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    #[test]
    fn the_first_channels_remain() {
        let output = laws::apply(&laws::example("truncate", &[("out", 2)], &[3, 1, 2]), &[0., 1., 2., 3., 4., 5.]);
        assert_eq!(output, [0., 1., 2., 3.]);
    }
}
