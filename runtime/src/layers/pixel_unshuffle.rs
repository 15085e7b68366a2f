//! The `pixel_unshuffle` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Gathers pixels as channels, `torch.nn.PixelUnshuffle`: the inverse of `pixel_shuffle`.
#[derive(Module, Debug)]
pub struct PixelUnshuffle {
    factor: usize,
}

impl Primitive for PixelUnshuffle {
    const NAME: &'static str = "pixel_unshuffle";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let factor = site.positive("factor")?;
        let [_, height, width] = site.image()?;
        if !height.is_multiple_of(factor) || !width.is_multiple_of(factor) {
            return Err(LayerError::argument("factor", "a divisor of height and width"));
        }
        Ok(Self { factor })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[channels factor², height / factor, width / factor]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let (input, factor) = (inputs.image()?, self.factor);
        let [batch, channels, height, width] = input.dims();
        let (height, width) = (height / factor, width / factor);
        let pixels = input.reshape([batch, channels, height, factor, width, factor]);
        let gathered = pixels.permute([0, 1, 3, 5, 2, 4]);
        Ok(Value::Image(gathered.reshape([batch, channels * factor * factor, height, width])))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    // F.pixel_unshuffle(torch.arange(16.).reshape(1, 2, 2, 4), 2)
    #[test]
    fn pixels_are_gathered_as_pytorch_does() {
        let numbers: Vec<f32> = (0..16).map(|it| it as f32).collect();
        let output = laws::apply(&laws::example("pixel_unshuffle", &[("factor", 2)], &[2, 2, 4]), &numbers);
        assert_eq!(output, [0., 2., 1., 3., 4., 6., 5., 7., 8., 10., 9., 11., 12., 14., 13., 15.]);
    }

    #[test]
    fn it_takes_back_what_pixel_shuffle_does() {
        let numbers: Vec<f32> = (0..108).map(|it| it as f32).collect();
        let shuffled = laws::apply(&laws::example("pixel_shuffle", &[("factor", 3)], &[18, 2, 3]), &numbers);
        let back = laws::apply(&laws::example("pixel_unshuffle", &[("factor", 3)], &[2, 6, 9]), &shuffled);
        assert_eq!(back, numbers);
    }
}
