//! The `resize` layer.

use burn::{
    module::Module,
    tensor::{
        module::interpolate,
        ops::{InterpolateMode, InterpolateOptions},
    },
};
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// An image at another resolution, `torch.nn.functional.interpolate`. A vector is an image of one pixel.
#[derive(Module, Debug)]
pub struct Resize {
    size: [usize; 2],
    bilinear: bool,
    align_corners: bool,
}

impl Primitive for Resize {
    const NAME: &'static str = "resize";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let input = site.input()?;
        if !matches!(input.kind, TensorKind::Image | TensorKind::Vector) {
            return Err(LayerError::shape("an image or a vector", input));
        }
        Ok(Self {
            size: [site.positive("height")?, site.positive("width")?],
            bilinear: site.bool("bilinear")?,
            align_corners: site.bool("align_corners")?,
        })
    }

    /// # Shapes
    /// - input: `image[channels, _, _]` or `vector[channels]`
    /// - output: `image[channels, height, width]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let image = match inputs.one()? {
            Value::Image(it) => it,
            Value::Vector(it) => {
                let [batch, channels] = it.dims();
                it.reshape([batch, channels, 1, 1])
            }
            other => return Err(LayerError::input("an image or a vector", &other)),
        };
        Ok(Value::Image(interpolate(image, self.options())))
    }
}

impl Resize {
    fn options(&self) -> InterpolateOptions {
        let mode = if self.bilinear { InterpolateMode::Bilinear } else { InterpolateMode::Nearest };
        InterpolateOptions::new(mode).with_align_corners(self.align_corners).with_output_size(self.size)
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};
    use nas_compiler::ir::Scalar;

    use crate::layers::{Inputs, Value, laws};

    fn example([height, width]: [i64; 2], [bilinear, align_corners]: [bool; 2], input: &[usize]) -> laws::Example {
        let mut example = laws::example("resize", &[("height", height), ("width", width)], input);
        example.operation.args.insert("bilinear".into(), Scalar::Bool(bilinear));
        example.operation.args.insert("align_corners".into(), Scalar::Bool(align_corners));
        example
    }

    #[track_caller]
    fn check(size: [i64; 2], how: [bool; 2], expected: &[f32]) {
        let found = laws::apply(&example(size, how, &[1, 2, 3]), &[0., 3., 6., 9., 18., 30.]);
        assert_eq!(found.len(), expected.len());
        let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-5);
        assert!(near, "{found:?} is not {expected:?}");
    }

    // x = torch.tensor([[[[0., 3., 6.], [9., 18., 30.]]]])
    // F.interpolate(x, (3, 4)), F.interpolate(x, (1, 2))
    #[test]
    fn the_nearest_pixel_is_that_of_pytorch() {
        check([3, 4], [false, false], &[0., 0., 3., 6., 0., 0., 3., 6., 9., 9., 18., 30.]);
        check([1, 2], [false, false], &[0., 3.]);
    }

    // F.interpolate(x, (3, 4), mode="bilinear", align_corners=...)
    #[test]
    fn interpolation_is_that_of_pytorch() {
        check([3, 4], [true, true], &[0., 2., 4., 6., 4.5, 8.5, 13., 18., 9., 15., 22., 30.]);
        check([3, 4], [true, false], &[0., 1.875, 4.125, 6., 4.5, 8.25, 13.3125, 18., 9., 14.625, 22.5, 30.]);
    }

    #[test]
    fn a_vector_fills_an_image() {
        let layer = laws::build(&example([1, 2], [false, false], &[2])).unwrap();
        let vector = Value::Vector(Tensor::<2>::from_floats([[5., 7.]], &Device::flex()));
        let Value::Image(output) = layer.forward(Inputs(vec![vector])).unwrap() else { panic!() };
        assert_eq!(output.into_data().iter::<f32>().collect::<Vec<_>>(), [5., 5., 7., 7.]);
    }
}
