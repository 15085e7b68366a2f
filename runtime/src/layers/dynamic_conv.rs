//! The `dynamic_conv` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::conv2d, ops::ConvOptions},
};
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Signature, Site, Value, fan_in_bound, geometry::Geometry};

/// A convolution whose kernel is mixed for every image (Chen et al. 2020, equation 3).
///
/// Weights and biases start as those of `conv`.
#[derive(Module, Debug)]
pub struct DynamicConv {
    /// `[kernels, out channels / groups kernel_h kernel_w]`
    weight: Param<Tensor<2>>,
    /// `[kernels, out]`
    bias: Option<Param<Tensor<2>>>,
    #[module(skip)]
    geometry: Geometry,
}

impl Primitive for DynamicConv {
    const NAME: &'static str = "dynamic_conv";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let (image, kernels) = shapes(site.inputs)?;
        let geometry = Geometry::new(site, image)?;
        let bound = fan_in_bound(geometry.fan_in());
        let weight = init.uniform([kernels, geometry.weight().iter().product()], bound);
        let bias = site.bool("bias")?.then(|| init.uniform([kernels, geometry.out], bound));
        Ok(Self { weight, bias, geometry })
    }

    /// # Shapes
    /// - inputs: `image[channels, height, width]` and `vector[kernels]`
    /// - output: `image[out, (height + 2 padding_h - dilation (kernel_h - 1) - 1) / stride_h + 1, …]`
    fn forward(&self, Inputs(values): Inputs) -> Result<Value, LayerError> {
        match <[Value; 2]>::try_from(values) {
            Ok([Value::Image(image), Value::Vector(mixture)]) => Ok(Value::Image(self.mixed(image, mixture))),
            Ok([Value::Image(_), other]) => Err(LayerError::input(TensorKind::Vector, &other)),
            Ok([other, _]) => Err(LayerError::input(TensorKind::Image, &other)),
            Err(values) => Err(LayerError::Arity { expected: 2, found: values.len() }),
        }
    }
}

impl DynamicConv {
    /// Convolves all images of a batch at once, as groups of the channels of one.
    fn mixed(&self, images: Tensor<4>, mixture: Tensor<2>) -> Tensor<4> {
        let [batch, channels, height, width] = images.dims();
        let [out, inward, kernel_h, kernel_w] = self.geometry.weight();
        let weight = mixture.clone().matmul(self.weight.val()).reshape([batch * out, inward, kernel_h, kernel_w]);
        let bias = self.bias.as_ref().map(|it| mixture.matmul(it.val()).reshape([batch * out]));
        let options = ConvOptions { groups: batch * self.geometry.groups, ..self.geometry.options() };
        let output = conv2d(images.reshape([1, batch * channels, height, width]), weight, bias, options);
        let [_, _, height, width] = output.dims();
        output.reshape([batch, out, height, width])
    }
}

/// The shape of the image, and how many kernels there are.
fn shapes(inputs: &[Signature]) -> Result<([usize; 3], usize), LayerError> {
    let [image, mixture] = inputs else { return Err(LayerError::Arity { expected: 2, found: inputs.len() }) };
    match (image.kind, image.dims.as_slice(), mixture.kind, mixture.dims.as_slice()) {
        (TensorKind::Image, &[channels, height, width], TensorKind::Vector, &[kernels]) => {
            Ok(([channels, height, width], kernels))
        }
        (TensorKind::Image, ..) => Err(LayerError::shape(TensorKind::Vector, mixture)),
        _ => Err(LayerError::shape(TensorKind::Image, image)),
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Distribution, Tolerance};

    use super::*;
    use crate::layers::laws;

    #[test]
    fn it_is_the_mixture_of_the_convolutions_with_each_kernel() {
        let example = laws::examples().into_iter().rfind(|it| it.operation.op == "dynamic_conv").unwrap();
        let layer = laws::with_site(&example, |site, init| DynamicConv::build(site, init).unwrap()).train();
        let device = Device::flex().autodiff();
        let images = Tensor::<4>::random([3, 4, 6, 5], Distribution::Default, &device).require_grad();
        let mixture = Tensor::<2>::random([3, 2], Distribution::Default, &device).require_grad();
        let one = |kernel: usize| {
            let weight = layer.weight.val().narrow(0, kernel, 1).reshape(layer.geometry.weight());
            let bias = layer.bias.as_ref().map(|it| it.val().narrow(0, kernel, 1).reshape([layer.geometry.out]));
            let convolved = conv2d(images.clone(), weight, bias, layer.geometry.options());
            convolved * mixture.clone().narrow(1, kernel, 1).reshape([3, 1, 1, 1])
        };
        let (found, expected) = (layer.mixed(images.clone(), mixture.clone()), one(0) + one(1));
        found.clone().into_data().assert_approx_eq::<f32>(&expected.clone().into_data(), Tolerance::default());
        let square = |it: Tensor<4>| (it.clone() * it).sum().backward();
        let (found, expected) = (square(found), square(expected));
        let close = |found: Option<burn::tensor::TensorData>, expected: Option<burn::tensor::TensorData>| {
            found.unwrap().assert_approx_eq::<f32>(&expected.unwrap(), Tolerance::relative(1e-3));
        };
        close(images.grad(&found).map(Tensor::into_data), images.grad(&expected).map(Tensor::into_data));
        close(mixture.grad(&found).map(Tensor::into_data), mixture.grad(&expected).map(Tensor::into_data));
        let weight = layer.weight.val();
        close(weight.grad(&found).map(Tensor::into_data), weight.grad(&expected).map(Tensor::into_data));
    }
}
