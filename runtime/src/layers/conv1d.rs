//! The `conv1d` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::conv1d, ops::ConvOptions},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, fan_in_bound};

/// The zeros that a kernel needs before and behind a sequence to keep its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margins {
    before: usize,
    behind: usize,
}

impl Margins {
    /// The margins of a kernel that reaches over so many further positions.
    pub(super) fn new(site: &Site<'_>, reach: usize) -> Result<Self, LayerError> {
        let before = if site.bool("causal")? { reach } else { reach / 2 };
        Ok(Self { before, behind: reach - before })
    }

    /// From `[batch, length, features]` to `[batch, features, length and margins]`.
    pub(super) fn around(self, input: Tensor<3>) -> Tensor<3> {
        let [batch, _, features] = input.dims();
        let device = input.device();
        let zeros = |length: usize| Tensor::zeros([batch, length, features], &device);
        let [before, behind] = [self.before, self.behind].map(|it| (it > 0).then(|| zeros(it)));
        let parts = before.into_iter().chain([input]).chain(behind).collect();
        Tensor::cat(parts, 1).swap_dims(1, 2)
    }
}

/// A convolution along a sequence, `torch.nn.Conv1d`.
///
/// Weights and bias start uniform in `±1 / sqrt(fan_in)`.
#[derive(Module, Debug)]
pub struct Conv1d {
    /// `[out, features / groups, kernel]`
    weight: Param<Tensor<3>>,
    /// `[out]`
    bias: Option<Param<Tensor<1>>>,
    #[module(skip)]
    margins: Margins,
    stride: usize,
    dilation: usize,
    groups: usize,
}

impl Primitive for Conv1d {
    const NAME: &'static str = "conv1d";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [_, features] = site.sequence()?;
        let (out, kernel) = (site.positive("out")?, site.positive("kernel")?);
        let stride = site.positive("stride")?;
        let (dilation, groups) = (site.positive("dilation")?, site.positive("groups")?);
        if !features.is_multiple_of(groups) || !out.is_multiple_of(groups) {
            return Err(LayerError::argument("groups", "a divisor of the features before and after"));
        }
        let inward = features / groups;
        let bound = fan_in_bound(inward * kernel);
        Ok(Self {
            weight: init.uniform([out, inward, kernel], bound),
            bias: site.bool("bias")?.then(|| init.uniform([out], bound)),
            margins: Margins::new(site, dilation * (kernel - 1))?,
            stride,
            dilation,
            groups,
        })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: `sequence[length / stride, out]`, rounded up
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = self.margins.around(inputs.sequence()?);
        let options = ConvOptions::new([self.stride], [0], [self.dilation], self.groups);
        let output = conv1d(input, self.weight.val(), self.bias.as_ref().map(Param::val), options);
        Ok(Value::Sequence(output.swap_dims(1, 2)))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tolerance};
    use nas_compiler::ir::Scalar;

    use super::*;
    use crate::layers::laws::{self, ramp};

    fn apply(kernel: i64, stride: i64, causal: bool) -> Tensor<3> {
        let args = [("out", 4), ("kernel", kernel), ("stride", stride), ("dilation", 2), ("groups", 2)];
        let mut example = laws::example("conv1d", &args, &[5, 4]);
        example.operation.args.insert("causal".into(), Scalar::Bool(causal));
        example.operation.args.insert("bias".into(), Scalar::Bool(true));
        let mut layer = laws::with_site(&example, |site, init| Conv1d::build(site, init).unwrap());
        layer.weight = Param::from_tensor(ramp([4, 2, kernel as usize]));
        layer.bias = Some(Param::from_tensor(ramp([4])));
        let Value::Sequence(output) = layer.forward(Inputs(vec![Value::Sequence(ramp([1, 5, 4]))])).unwrap() else {
            panic!("not a sequence")
        };
        output
    }

    fn agrees(found: Tensor<3>, expected: &[f32]) {
        let expected = Tensor::<1>::from_floats(expected, &Device::flex()).reshape([1, expected.len() / 4, 4]);
        found.into_data().assert_approx_eq::<f32>(&expected.into_data(), Tolerance::absolute(1e-5));
    }

    // ramp = lambda *s: torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s); x = ramp(1, 5, 4).transpose(1, 2)
    // F.conv1d(x, ramp(4, 2, 3), ramp(4), padding="same", dilation=2, groups=2).transpose(1, 2)
    #[test]
    fn a_convolution_is_that_of_pytorch() {
        agrees(
            apply(3, 1, false),
            &[
                -0.412_174, 1.482_572, -0.396_926, 2.057_956, 0.828_527, -0.139_509, 2.347_407, -0.045_101, -0.593_044,
                1.293_584, -0.115_904, 2.143_313, 0.354_643, -0.283_607, 1.849_297, -0.509_037, -0.823_359, 1.750_585,
                0.032_723, 1.946_511,
            ],
        );
    }

    // F.conv1d(F.pad(x, (4, 0)), ramp(4, 2, 3), ramp(4), dilation=2, groups=2).transpose(1, 2)
    #[test]
    fn a_causal_convolution_sees_earlier_positions_only() {
        agrees(
            apply(3, 1, true),
            &[
                -0.225_981, 1.280_813, 0.090_721, 1.509_595, 0.453_163, 0.086_118, 1.912_155, 0.375_188, -0.412_174,
                1.482_572, -0.396_926, 2.057_956, 0.828_527, -0.139_509, 2.347_407, -0.045_101, -0.593_044, 1.293_584,
                -0.115_904, 2.143_313,
            ],
        );
    }

    // F.conv1d(x, ramp(4, 2, 2), ramp(4), padding="same", dilation=2, groups=2).transpose(1, 2)
    #[test]
    fn an_even_kernel_is_that_of_pytorch() {
        agrees(
            apply(2, 1, false),
            &[
                -0.086_994, 0.871_337, -0.000_033, 1.449_35, 0.242_685, 0.287_652, 1.918_008, 0.729_382, 0.480_318,
                0.448_890, 0.014_739, 1.135_332, -1.147_817, 1.368_866, 1.882_142, 0.484_237, 0.314_456, 0.652_379,
                0.638_848, 0.872_407,
            ],
        );
    }

    // F.conv1d(F.pad(x, (2, 2)), ramp(4, 2, 3), ramp(4), stride=2, dilation=2, groups=2).transpose(1, 2)
    #[test]
    fn a_stride_leaves_positions_out() {
        agrees(
            apply(3, 2, false),
            &[
                -0.412_174, 1.482_572, -0.396_926, 2.057_956, -0.593_044, 1.293_584, -0.115_904, 2.143_313, -0.823_359,
                1.750_585, 0.032_723, 1.946_511,
            ],
        );
    }
}
