//! The `unfold` layer.

use burn::{
    module::Module,
    tensor::{module::unfold4d, ops::UnfoldOptions},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// The windows of an image as a sequence, `torch.nn.functional.unfold` with its last dimensions exchanged.
#[derive(Module, Debug)]
pub struct Unfold {
    kernel: usize,
    stride: usize,
    padding: usize,
}

impl Primitive for Unfold {
    const NAME: &'static str = "unfold";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [_, height, width] = site.image()?;
        let (kernel, stride, padding) = (site.positive("kernel")?, site.positive("stride")?, site.int("padding")?);
        if kernel > height.min(width) + 2 * padding {
            return Err(LayerError::argument("kernel", "at most as large as the padded image"));
        }
        Ok(Self { kernel, stride, padding })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `sequence[windows, channels kernel kernel]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let options = UnfoldOptions::new([self.stride; 2], [self.padding; 2], [1, 1]);
        Ok(Value::Sequence(unfold4d(inputs.image()?, [self.kernel; 2], options).swap_dims(1, 2)))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use crate::layers::{Inputs, Value, laws};

    // F.unfold(torch.arange(12.).reshape(1, 2, 2, 3), 2, padding=1, stride=2).transpose(1, 2)
    #[test]
    fn windows_are_those_of_pytorch() {
        let layer = laws::build(&laws::example("unfold", &[("kernel", 2), ("stride", 2), ("padding", 1)], &[2, 2, 3]));
        let image = Tensor::<1>::from_floats([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.], &Device::flex());
        let image = Value::Image(image.reshape([1, 2, 2, 3]));
        let Value::Sequence(output) = layer.unwrap().forward(Inputs(vec![image])).unwrap() else { panic!() };
        assert_eq!(output.dims(), [1, 4, 8]);
        assert_eq!(
            output.into_data().iter::<f32>().collect::<Vec<_>>(),
            [
                0., 0., 0., 0., 0., 0., 0., 6., 0., 0., 1., 2., 0., 0., 7., 8., 0., 3., 0., 0., 0., 9., 0., 0., 4., 5.,
                0., 0., 10., 11., 0., 0.,
            ]
        );
    }
}
