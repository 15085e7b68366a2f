//! The `batch_norm` layer.

use burn::{
    module::{Flag, Module, Param},
    tensor::{
        Tensor,
        module::{batch_norm, batch_norm_train},
    },
};

use super::{Init, Inputs, LayerError, Primitive, Running, Site, Value};

/// Batch normalisation per channel or feature (Ioffe and Szegedy 2015), `torch.nn.BatchNorm2d` and `1d`.
///
/// While the network is trained it normalises with the batch's mean and biased variance, and moves the running
/// statistics towards the batch's mean and *unbiased* variance: `running = (1 - momentum) running + momentum batch`.
/// In evaluation it normalises with the running statistics.
#[derive(Module, Debug)]
pub struct BatchNorm {
    /// `[features]`, from 1.
    weight: Option<Param<Tensor<1>>>,
    /// `[features]`, from 0.
    bias: Option<Param<Tensor<1>>>,
    running_mean: Running,
    running_var: Running,
    training: Param<Flag>,
    momentum: f64,
    epsilon: f64,
}

impl Primitive for BatchNorm {
    const NAME: &'static str = "batch_norm";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let features = site.features()?;
        let affine = site.bool("affine")?;
        Ok(Self {
            weight: affine.then(|| init.constant([features], 1.0)),
            bias: affine.then(|| init.constant([features], 0.0)),
            running_mean: Running::new(Tensor::zeros([features], init.device())),
            running_var: Running::new(Tensor::ones([features], init.device())),
            training: Param::from_bool(true),
            momentum: site.float("momentum")?,
            epsilon: site.float("epsilon")?,
        })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`, `vector[features]` or `sequence[length, features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        match inputs.one()? {
            Value::Image(it) => Ok(Value::Image(self.normalize(it))),
            Value::Vector(it) => Ok(Value::Vector(self.normalize(it))),
            Value::Sequence(it) => {
                let [batch, length, features] = it.dims();
                let rows = self.normalize(it.reshape([batch * length, features]));
                Ok(Value::Sequence(rows.reshape([batch, length, features])))
            }
            other @ Value::Tokens(_) => Err(LayerError::input("a value of real numbers", &other)),
        }
    }
}

impl BatchNorm {
    fn normalize<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        let mean = self.running_mean.value();
        let weight = self.weight.as_ref().map_or_else(|| mean.ones_like(), Param::val);
        let bias = self.bias.as_ref().map_or_else(|| mean.zeros_like(), Param::val);
        if !(input.is_autodiff() && self.training.is_enabled()) {
            return batch_norm(input, weight, bias, mean, self.running_var.value(), self.epsilon);
        }
        let count = input.shape().num_elements() / mean.dims()[0].max(1);
        let result = batch_norm_train(input, weight, bias, self.epsilon);
        self.observe(result.mean, result.variance, count);
        result.output
    }

    fn observe(&self, mean: Tensor<1>, variance: Tensor<1>, count: usize) {
        let unbiased = count as f64 / count.saturating_sub(1).max(1) as f64;
        self.running_mean.update(mean, self.momentum);
        self.running_var.update(variance.mul_scalar(unbiased), self.momentum);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unreadable_literal, reason = "as PyTorch prints them")]

    use burn::tensor::{Device, Tolerance};

    use super::*;
    use crate::layers::laws;

    #[track_caller]
    fn close<const D: usize>(found: Tensor<D>, expected: &[f32]) {
        let found = found.into_data().try_to_vec::<f32>().unwrap();
        let tensor = |it: &[f32]| burn::tensor::TensorData::new(it.to_vec(), [it.len()]);
        tensor(&found).assert_approx_eq::<f32>(&tensor(expected), Tolerance::absolute(1e-5));
    }

    // bn = torch.nn.BatchNorm2d(2, momentum=0.3); x = torch.tensor([[[[1., 2.]], [[3., 5.]]], [[[4., 8.]], [[-1., 0.]]]])
    // bn(x); bn.running_mean; bn.running_var; bn.eval(); bn(x)
    #[test]
    fn statistics_are_those_of_pytorch() {
        let example = laws::examples().into_iter().find(|it| it.operation.op == "batch_norm").unwrap();
        let mut example = example;
        example.operation.args.insert("momentum".into(), nas_compiler::ir::Scalar::Float(0.3));
        example.inputs[0].dims = vec![2, 1, 2];
        let layer = laws::with_site(&example, |site, init| BatchNorm::build(site, init).unwrap()).train();
        let device = Device::flex();
        let input = Tensor::<1>::from_floats([1., 2., 3., 5., 4., 8., -1., 0.], &device).reshape([2, 2, 1, 2]);
        let output = layer.normalize(input.clone().autodiff());
        close(output, &[-1.025755, -0.6527529, 0.524142, 1.362769, 0.09325039, 1.585257, -1.153112, -0.7337987]);
        close(layer.running_mean.value(), &[1.125, 0.525]);
        close(layer.running_var.value(), &[3.575, 2.975]);
        close(
            layer.valid().normalize(input),
            &[-0.06611061, 0.4627745, 1.434931, 2.594471, 1.520545, 3.636085, -0.8841493, -0.3043793],
        );
    }
}
