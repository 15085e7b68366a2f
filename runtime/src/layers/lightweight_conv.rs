//! The `lightweight_conv` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, activation::softmax, module::conv1d, ops::ConvOptions},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, conv1d::Margins, xavier_bound};

/// A lightweight convolution (Wu et al. 2019, section 3): a depthwise one whose kernels went through a softmax over
/// positions, one for every `features / heads` neighbouring features.
///
/// Weights start uniform in the bounds of Glorot and Bengio, as in the published code.
#[derive(Module, Debug)]
pub struct LightweightConv {
    /// `[heads, kernel]`
    weight: Param<Tensor<2>>,
    #[module(skip)]
    margins: Margins,
}

impl Primitive for LightweightConv {
    const NAME: &'static str = "lightweight_conv";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [_, features] = site.sequence()?;
        let (kernel, heads) = (site.positive("kernel")?, site.positive("heads")?);
        if !features.is_multiple_of(heads) {
            return Err(LayerError::argument("heads", "a divisor of the features"));
        }
        let weight = init.uniform([heads, kernel], xavier_bound(kernel, heads * kernel));
        Ok(Self { weight, margins: Margins::new(site, kernel - 1)? })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [_, _, features] = input.dims();
        let [heads, kernel] = self.weight.dims();
        let weight = softmax(self.weight.val(), 1).reshape([heads, 1, kernel]);
        let weight = weight.expand([heads, features / heads, kernel]).reshape([features, 1, kernel]);
        let output = conv1d(self.margins.around(input), weight, None, ConvOptions::new([1], [0], [1], features));
        Ok(Value::Sequence(output.swap_dims(1, 2)))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tolerance};
    use nas_compiler::ir::Scalar;

    use super::*;
    use crate::layers::laws::{self, ramp};

    // ramp = lambda *s: torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s)
    // w = ramp(2, 3).softmax(1).repeat_interleave(2, 0).reshape(4, 1, 3)
    // F.conv1d(ramp(1, 4, 4).transpose(1, 2), w, padding=1, groups=4).transpose(1, 2)
    #[test]
    fn neighbouring_features_share_a_kernel_that_adds_up_to_one() {
        let mut example = laws::example("lightweight_conv", &[("kernel", 3), ("heads", 2)], &[4, 4]);
        example.operation.args.insert("causal".into(), Scalar::Bool(false));
        let mut layer = laws::with_site(&example, |site, init| LightweightConv::build(site, init).unwrap());
        layer.weight = Param::from_tensor(ramp([2, 3]));
        let output = layer.forward(Inputs(vec![Value::Sequence(ramp([1, 4, 4]))])).unwrap();
        let Value::Sequence(output) = output else { panic!("not a sequence") };
        let expected = Tensor::<1>::from_floats(
            [
                0.160_730, 0.051_429, 0.170_782, 0.115_122, -0.188_625, 0.003_796, 0.353_351, 0.306_042, 0.254_719,
                0.096_017, -0.314_327, -0.350_383, 0.178_439, 0.111_854, 0.233_688, 0.248_827,
            ],
            &Device::flex(),
        );
        let expected = expected.reshape([1, 4, 4]).into_data();
        output.into_data().assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-5));
    }
}
