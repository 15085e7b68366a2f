//! The `layer_norm` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::layer_norm},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Layer normalisation over the features of each position (Ba et al. 2016), `torch.nn.LayerNorm(features)`.
///
/// Of an image it normalises the channels of each pixel, as `ConvNeXt` does (Liu et al. 2022).
#[derive(Module, Debug)]
pub struct LayerNorm {
    /// `[features]`, from 1.
    weight: Param<Tensor<1>>,
    /// `[features]`, from 0.
    bias: Param<Tensor<1>>,
    epsilon: f64,
}

impl Primitive for LayerNorm {
    const NAME: &'static str = "layer_norm";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let features = site.features()?;
        Ok(Self {
            weight: init.constant([features], 1.0),
            bias: init.constant([features], 0.0),
            epsilon: site.float("epsilon")?,
        })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`, `vector[features]` or `image[channels, height, width]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        match inputs.one()? {
            Value::Sequence(it) => Ok(Value::Sequence(self.normalize(it))),
            Value::Vector(it) => Ok(Value::Vector(self.normalize(it))),
            Value::Image(it) => {
                let pixels = self.normalize(it.permute([0, 2, 3, 1]));
                Ok(Value::Image(pixels.permute([0, 3, 1, 2])))
            }
            other @ Value::Tokens(_) => Err(LayerError::input("a value of real numbers", &other)),
        }
    }
}

impl LayerNorm {
    fn normalize<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        layer_norm(input, self.weight.val(), Some(self.bias.val()), self.epsilon)
    }
}

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Scalar;

    use crate::layers::laws;

    // x = torch.sin(torch.arange(16) * 0.7).reshape(1, 4, 2, 2); F.layer_norm(x.permute(0, 2, 3, 1), (4,)).permute(0, 3, 1, 2)
    #[test]
    fn images_are_normalized_as_pytorch_does() {
        let mut example = laws::example("layer_norm", &[], &[4, 2, 2]);
        example.operation.args.insert("epsilon".into(), Scalar::Float(1e-5));
        let input: Vec<f32> = (0..16u8).map(|it| (f32::from(it) * 0.7).sin()).collect();
        let expected = [
            -0.258_841, 1.323_66, 1.177_61, 0.930_93, 0.362_37, -1.381_4, -1.295_21, -1.053_34, -1.429_48, -0.382_034,
            0.740_226, 1.065_27, 1.325_95, 0.439_775, -0.622_624, -0.942_865,
        ];
        for (found, expected) in laws::apply(&example, &input).into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-5, "{found} is not {expected}");
        }
    }
}
