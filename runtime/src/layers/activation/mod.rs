//! Activations: functions applied to every element alone.

pub(super) mod clipped_relu;
pub(super) mod gelu;
pub(super) mod hard_sigmoid;
pub(super) mod hard_swish;
pub(super) mod leaky_relu;
pub(super) mod mish;
pub(super) mod relu;
pub(super) mod relu6;
pub(super) mod sigmoid;
pub(super) mod silu;
pub(super) mod tanh;

use burn::{module::Module, tensor::Tensor};

use super::{Init, Inputs, LayerError, Primitive, Site, Transform, Value};

/// A function of one real number, applied to every element.
pub trait Activation: Module + Sized {
    /// The primitive's name in the language.
    const NAME: &'static str;

    /// Builds the activation from the operation's arguments.
    ///
    /// # Errors
    /// An argument is missing or out of range.
    fn build(site: &Site<'_>) -> Result<Self, LayerError>;

    /// Applies the function.
    ///
    /// # Shapes
    /// - input: `[batch, ...]`
    /// - output: that of the input
    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D>;
}

impl<A: Activation> Primitive for A {
    const NAME: &'static str = A::NAME;

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.features()?;
        A::build(site)
    }

    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        inputs.one()?.map(self)
    }
}

impl<A: Activation> Transform for A {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        self.apply(input)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unreadable_literal, clippy::excessive_precision, reason = "as PyTorch prints them")]

    use burn::tensor::{Device, Tensor};

    use super::{super::laws, *};

    /// What an activation gives at -4, -1, -0.1, 0, 0.5, 2, 3, 7.
    fn values(op: &str) -> Vec<f32> {
        let points = [-4.0, -1.0, -0.1, 0.0, 0.5, 2.0, 3.0, 7.0f32];
        let example = laws::examples().into_iter().find(|it| it.operation.op == op).unwrap();
        let layer = laws::build(&example).unwrap();
        let input = Value::Vector(Tensor::<1>::from_floats(points, &Device::flex()).reshape([2, 4]));
        let Value::Vector(output) = layer.forward(Inputs(vec![input])).unwrap() else { panic!("not a vector") };
        output.into_data().try_to_vec::<f32>().unwrap()
    }

    #[track_caller]
    fn check(op: &str, expected: [f32; 8]) {
        for (found, expected) in values(op).into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6 * expected.abs().max(1.0), "{op}: {found} is not {expected}");
        }
    }

    // import torch, torch.nn.functional as F
    // x = torch.tensor([-4, -1, -.1, 0, .5, 2, 3, 7]); torch.set_printoptions(precision=8)
    // for f in F.gelu, F.hardsigmoid, F.hardswish, lambda x: F.hardtanh(x, 0, 2.5), lambda x: F.leaky_relu(x, 0.2), F.mish, F.relu6, F.silu, F.sigmoid, F.tanh: print(f(x))
    #[test]
    fn activations_are_those_of_pytorch() {
        check("clipped_relu", [0.0, 0.0, 0.0, 0.0, 0.5, 2.0, 2.5, 2.5]);
        check("gelu", [-0.00012671947, -0.15865529, -0.046017211, 0.0, 0.3457312, 1.9545, 2.9959502, 7.0]);
        check("hard_sigmoid", [0.0, 0.33333334, 0.48333335, 0.5, 0.58333331, 0.83333331, 1.0, 1.0]);
        check("hard_swish", [-0.0, -0.33333334, -0.048333336, 0.0, 0.29166666, 1.6666666, 3.0, 7.0]);
        check("leaky_relu", [-0.80000001, -0.2, -0.020000001, 0.0, 0.5, 2.0, 3.0, 7.0]);
        check("mish", [-0.07259175, -0.30340144, -0.05678857, 0.0, 0.37524524, 1.943959, 2.98653507, 6.99998856]);
        check("relu", [0.0, 0.0, 0.0, 0.0, 0.5, 2.0, 3.0, 7.0]);
        check("relu6", [0.0, 0.0, 0.0, 0.0, 0.5, 2.0, 3.0, 6.0]);
        check("sigmoid", [0.01798621, 0.26894143, 0.4750208, 0.5, 0.62245935, 0.88079703, 0.95257413, 0.999089]);
        check("silu", [-0.07194484, -0.26894143, -0.047502082, 0.0, 0.31122968, 1.7615941, 2.8577225, 6.9936228]);
        check("tanh", [-0.99932933, -0.76159418, -0.099667996, 0.0, 0.46211717, 0.96402758, 0.99505478, 0.99999833]);
    }
}
