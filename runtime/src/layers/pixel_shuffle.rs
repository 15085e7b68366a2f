//! The `pixel_shuffle` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Lays channels out as pixels (Shi et al. 2016, equation 4), `torch.nn.PixelShuffle`.
#[derive(Module, Debug)]
pub struct PixelShuffle {
    factor: usize,
}

impl Primitive for PixelShuffle {
    const NAME: &'static str = "pixel_shuffle";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let factor = site.positive("factor")?;
        if !site.image()?[0].is_multiple_of(factor * factor) {
            return Err(LayerError::argument("factor", "a number whose square divides the channels"));
        }
        Ok(Self { factor })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[channels / factor², height factor, width factor]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let (input, factor) = (inputs.image()?, self.factor);
        let [batch, channels, height, width] = input.dims();
        let channels = channels / (factor * factor);
        let pixels = input.reshape([batch, channels, factor, factor, height, width]);
        let laid_out = pixels.permute([0, 1, 4, 2, 5, 3]);
        Ok(Value::Image(laid_out.reshape([batch, channels, height * factor, width * factor])))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    // F.pixel_shuffle(torch.arange(16.).reshape(1, 8, 1, 2), 2)
    #[test]
    fn channels_are_laid_out_as_pytorch_does() {
        let numbers: Vec<f32> = (0..16).map(|it| it as f32).collect();
        let output = laws::apply(&laws::example("pixel_shuffle", &[("factor", 2)], &[8, 1, 2]), &numbers);
        assert_eq!(output, [0., 2., 1., 3., 4., 6., 5., 7., 8., 10., 9., 11., 12., 14., 13., 15.]);
    }
}
