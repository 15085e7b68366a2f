//! The `softmax` layer.

use burn::{
    module::Module,
    tensor::{Tensor, activation::softmax},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Transform, Value};

/// Exponentials of the features that add up to 1, `torch.softmax(x / temperature, dim)`.
#[derive(Module, Debug)]
pub struct Softmax {
    temperature: f64,
}

impl Primitive for Softmax {
    const NAME: &'static str = "softmax";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.features()?;
        let temperature = site.float("temperature")?;
        if temperature <= 0.0 {
            return Err(LayerError::argument("temperature", "a number above 0"));
        }
        Ok(Self { temperature })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`, `sequence[length, features]` or `vector[features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        inputs.one()?.map(self)
    }
}

impl Transform for Softmax {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        // The features of a sequence come last, `[batch, length, features]`; channels and other features behind the batch.
        let features = if D == 3 { 2 } else { 1 };
        softmax(input / self.temperature, features)
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};
    use nas_compiler::ir::Scalar;

    use crate::layers::{Inputs, Value, laws};

    fn example(input: &[usize]) -> laws::Example {
        let mut example = laws::example("softmax", &[], input);
        example.operation.args.insert("temperature".into(), Scalar::Float(2.0));
        example
    }

    #[track_caller]
    fn check(found: &[f32], expected: &[f32]) {
        assert_eq!(found.len(), expected.len());
        let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-6);
        assert!(near, "{found:?} is not {expected:?}");
    }

    // torch.softmax(torch.tensor([[0., 1., 3.], [2., 2., -1.]]) / 2, 1)
    const EXPECTED: [f32; 6] = [0.140_244, 0.231_224, 0.628_532, 0.449_816, 0.449_816, 0.100_367];

    #[test]
    fn every_position_of_a_sequence_adds_up_to_one() {
        let layer = laws::build(&example(&[2, 3])).unwrap();
        let sequence = Tensor::<3>::from_floats([[[0., 1., 3.], [2., 2., -1.]]], &Device::flex());
        let Value::Sequence(output) = layer.forward(Inputs(vec![Value::Sequence(sequence)])).unwrap() else { panic!() };
        check(&output.into_data().iter::<f32>().collect::<Vec<_>>(), &EXPECTED);
    }

    #[test]
    fn every_pixel_of_an_image_adds_up_to_one_over_its_channels() {
        let expected = [0, 3, 1, 4, 2, 5].map(|it: usize| EXPECTED[it]);
        check(&laws::apply(&example(&[3, 1, 2]), &[0., 2., 1., 2., 3., -1.]), &expected);
    }
}
