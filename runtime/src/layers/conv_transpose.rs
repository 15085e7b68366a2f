//! The `conv_transpose` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::conv_transpose2d, ops::ConvTransposeOptions},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, fan_in_bound};

/// A transposed convolution over an image, `torch.nn.ConvTranspose2d`.
///
/// Weights and bias start uniform in `±1 / sqrt(fan_in)`, where PyTorch takes the fan-in from the second dimension of the
/// weights: `out / groups` times the kernel's elements.
#[derive(Module, Debug)]
pub struct ConvTranspose {
    /// `[channels, out / groups, kernel_h, kernel_w]`
    weight: Param<Tensor<4>>,
    /// `[out]`
    bias: Option<Param<Tensor<1>>>,
    #[module(skip)]
    options: ConvTransposeOptions<2>,
}

impl Primitive for ConvTranspose {
    const NAME: &'static str = "conv_transpose";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [channels, height, width] = site.image()?;
        let (out, options) = (site.positive("out")?, options(site)?);
        if !channels.is_multiple_of(options.groups) || !out.is_multiple_of(options.groups) {
            return Err(LayerError::argument("groups", "a divisor of the channels before and after"));
        }
        let kernel = [site.positive("kernel_h")?, site.positive("kernel_w")?];
        check_padding(&options, 0, (height, kernel[0]), "padding_h")?;
        check_padding(&options, 1, (width, kernel[1]), "padding_w")?;
        let outward = out / options.groups;
        let bound = fan_in_bound(outward * kernel[0] * kernel[1]);
        let weight = init.uniform([channels, outward, kernel[0], kernel[1]], bound);
        let bias = site.bool("bias")?.then(|| init.uniform([out], bound));
        Ok(Self { weight, bias, options })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[out, (height - 1) stride_h - 2 padding_h + dilation (kernel_h - 1) + output_padding_h + 1, …]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let bias = self.bias.as_ref().map(Param::val);
        Ok(Value::Image(conv_transpose2d(inputs.image()?, self.weight.val(), bias, self.options.clone())))
    }
}

/// Reads how the kernel is put down.
fn options(site: &Site<'_>) -> Result<ConvTransposeOptions<2>, LayerError> {
    let stride = [site.positive("stride_h")?, site.positive("stride_w")?];
    let padding = [site.int("padding_h")?, site.int("padding_w")?];
    let output_padding = [site.int("output_padding_h")?, site.int("output_padding_w")?];
    let (dilation, groups) = (site.positive("dilation")?, site.positive("groups")?);
    Ok(ConvTransposeOptions::new(stride, padding, output_padding, [dilation; 2], groups))
}

/// Checks that a padding leaves something of a side.
fn check_padding(
    options: &ConvTransposeOptions<2>,
    axis: usize,
    (size, kernel): (usize, usize),
    parameter: &str,
) -> Result<(), LayerError> {
    let whole = (size - 1) * options.stride[axis] + options.dilation[axis] * (kernel - 1) + 1;
    if 2 * options.padding[axis] < whole + options.padding_out[axis] {
        return Ok(());
    }
    Err(LayerError::argument(parameter, "less than half of what is padded"))
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tolerance, module::conv2d, ops::ConvOptions};
    use nas_compiler::ir::Scalar;

    use super::*;
    use crate::layers::laws::{self, ramp};

    /// Kernel 3 x 2, stride 2 x 3, padding 1 x 0 and output padding 1 x 2 in two groups.
    const ARGS: [(&str, i64); 11] = [
        ("out", 2),
        ("kernel_h", 3),
        ("kernel_w", 2),
        ("stride_h", 2),
        ("stride_w", 3),
        ("padding_h", 1),
        ("padding_w", 0),
        ("output_padding_h", 1),
        ("output_padding_w", 2),
        ("dilation", 1),
        ("groups", 2),
    ];

    fn example() -> laws::Example {
        let mut example = laws::example("conv_transpose", &ARGS, &[4, 2, 3]);
        example.operation.args.insert("bias".into(), Scalar::Bool(true));
        example
    }

    fn layer() -> ConvTranspose {
        let mut layer = laws::with_site(&example(), |site, init| ConvTranspose::build(site, init).unwrap());
        layer.weight = Param::from_tensor(ramp([4, 1, 3, 2]));
        layer.bias = Some(Param::from_tensor(ramp([2])));
        layer
    }

    fn on<const D: usize>(device: &Device, shape: [usize; D]) -> Tensor<D> {
        Tensor::from_data(ramp(shape).into_data(), device).require_grad()
    }

    fn agrees<const D: usize>(found: Tensor<D>, expected: &[f32]) {
        let expected = Tensor::<1>::from_floats(expected, &Device::flex()).reshape(found.dims());
        found.into_data().assert_approx_eq::<f32>(&expected.into_data(), Tolerance::absolute(1e-5));
    }

    // ramp = lambda *s: torch.sin(torch.arange(math.prod(s)) * 0.7).reshape(s)
    // x, w, b = [ramp(*it).requires_grad_() for it in [(1, 4, 2, 3), (4, 1, 3, 2), (2,)]]
    // y = F.conv_transpose2d(x, w, b, stride=(2, 3), padding=(1, 0), output_padding=(1, 2), groups=2)
    #[test]
    fn a_transposed_convolution_is_that_of_pytorch() {
        let Value::Image(output) = layer().forward(Inputs(vec![Value::Image(ramp([1, 4, 2, 3]))])).unwrap() else {
            panic!("not an image")
        };
        assert_eq!(output.dims(), [1, 2, 4, 10]);
        agrees(
            output,
            &[
                0.550_197, -0.014_654, 0., 1.255_034, 0.539_576, 0., 1.369_609, 0.840_036, 0., 0., -0.587_268,
                -0.321_687, 0., -1.002_266, -1.626_462, 0., -0.945_883, -2.166_286, 0., 0., 0.840_036, 0.745_413, 0.,
                -0.084_62, 0.300_211, 0., -0.969_477, -0.286_185, 0., 0., 0.300_211, -0.286_185, 0., 0.543_848,
                0.531_705, 0., 0.531_705, 1.099_525, 0., 0., 0.364_331, -0.079_133, 0.644_218, 1.190_555, 0.929_794,
                0.644_218, 1.759_828, 1.804_411, 0.644_218, 0.644_218, -0.905_746, 0.388_689, 0.644_218, -0.291_891,
                0.081_652, 0.644_218, 0.762_232, 0.039_198, 0.644_218, 0.644_218, 1.804_411, 2.133_37, 0.644_218,
                1.303_338, 1.761_958, 0.644_218, 0.492_269, 0.864_855, 0.644_218, 0.644_218, 1.761_958, 0.864_855,
                0.644_218, 1.694_888, 1.133_671, 0.644_218, 1.133_671, 1.172_29, 0.644_218, 0.644_218,
            ],
        );
    }

    // (y * ramp(*y.shape)).sum().backward(); x.grad, w.grad, b.grad
    #[test]
    fn its_gradients_are_those_of_pytorch() {
        let device = Device::flex().autodiff();
        let (input, weight, bias) = (on(&device, [1, 4, 2, 3]), on(&device, [4, 1, 3, 2]), on(&device, [2]));
        let output = conv_transpose2d(input.clone(), weight.clone(), Some(bias.clone()), layer().options);
        let gradients = (output * on(&device, [1, 2, 4, 10])).sum().backward();
        agrees(
            input.grad(&gradients).unwrap(),
            &[
                0.429_545, 1.375_264, -1.818_137, 2.522_422, -1.337_748, -1.171_711, 1.418_939, -0.691_783, -0.720_452,
                -1.321_231, -1.240_231, 2.573_483, 1.245_535, 1.352_767, -2.611_412, 1.788_133, -2.477_893, 0.713_775,
                0.136_898, -1.656_621, 1.535_78, -2.426_567, 0.624_622, 1.795_889,
            ],
        );
        agrees(
            weight.grad(&gradients).unwrap(),
            &[
                1.017_491, 0.947_062, 0.636_478, -0.337_307, -0.360_605, -1.166_491, -0.746_902, -0.834_981,
                -1.129_903, -0.789_478, -0.775_638, -0.058_686, 0.312_212, 0.202_172, -0.138_04, -0.910_625, -0.925_07,
                -1.256_037, -0.914_204, -1.047_523, -0.983_719, -0.088_296, -0.064_37, 0.867_783,
            ],
        );
        agrees(bias.grad(&gradients).unwrap(), &[2.552_837, -2.091_008]);
    }

    #[test]
    fn it_is_the_transpose_of_a_convolution() {
        for (kernel, stride, padding, added, dilation, groups) in [
            ([3, 3], [2, 2], [1, 1], [1, 1], 1, 1),
            ([4, 2], [2, 3], [1, 0], [0, 2], 1, 2),
            ([3, 1], [1, 2], [0, 1], [0, 1], 3, 4),
        ] {
            let weight = ramp([4, 4 / groups, kernel[0], kernel[1]]);
            let options = ConvTransposeOptions::new(stride, padding, added, [dilation; 2], groups);
            let small = ramp([2, 4, 5, 3]);
            let large = conv_transpose2d(small.clone(), weight.clone(), None, options);
            let other = ramp(large.dims()).cos();
            let back = conv2d(other.clone(), weight, None, ConvOptions::new(stride, padding, [dilation; 2], groups));
            let (one, two) = ((large * other).sum(), (small * back).sum());
            one.into_data().assert_approx_eq::<f32>(&two.into_data(), Tolerance::absolute(1e-3));
        }
    }

    #[test]
    fn a_padding_that_leaves_nothing_is_an_error() {
        let mut example = example();
        laws::argue(&mut example, &[("padding_h", 3)]);
        let error = laws::build(&example).unwrap_err();
        assert!(matches!(error, LayerError::Argument { ref parameter, .. } if parameter == "padding_h"), "{error}");
    }
}
