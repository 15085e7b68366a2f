//! The `to_image` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Reads the positions of a sequence as the pixels of an image, row by row.
#[derive(Module, Debug)]
pub struct ToImage {
    height: usize,
}

impl Primitive for ToImage {
    const NAME: &'static str = "to_image";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let ([length, _], height) = (site.sequence()?, site.positive("height")?);
        if !length.is_multiple_of(height) {
            return Err(LayerError::argument("height", "a divisor of the positions"));
        }
        Ok(Self { height })
    }

    /// # Shapes
    /// - input: `sequence[height width, channels]`
    /// - output: `image[channels, height, width]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [batch, length, channels] = input.dims();
        let image = input.swap_dims(1, 2).reshape([batch, channels, self.height, length / self.height]);
        Ok(Value::Image(image))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use crate::layers::{Inputs, Value, laws};

    #[test]
    fn it_takes_back_what_to_sequence_does() {
        let image = Tensor::<1>::from_floats([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.], &Device::flex());
        let image = Value::Image(image.reshape([1, 2, 2, 3]));
        let there = laws::build(&laws::example("to_sequence", &[], &[2, 2, 3])).unwrap();
        let back = laws::build(&laws::example("to_image", &[("height", 2)], &[6, 2])).unwrap();
        let sequence = there.forward(Inputs(vec![image])).unwrap();
        let Value::Image(image) = back.forward(Inputs(vec![sequence])).unwrap() else { panic!() };
        assert_eq!(image.dims(), [1, 2, 2, 3]);
        let expected: Vec<f32> = (0..12u8).map(f32::from).collect();
        assert_eq!(image.into_data().iter::<f32>().collect::<Vec<_>>(), expected);
    }
}
