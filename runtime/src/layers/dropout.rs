//! The `dropout` layer.

use burn::{
    module::{Flag, Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Noise, Primitive, Site, Transform, Value};

/// While the network is trained, zeroes each element with probability `rate` and scales the others by `1 / (1 - rate)`
/// (Srivastava et al. 2014).
#[derive(Module, Debug)]
pub struct Dropout {
    rate: f64,
    training: Param<Flag>,
    #[module(skip)]
    noise: Noise,
}

impl Primitive for Dropout {
    const NAME: &'static str = "dropout";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.features()?;
        Ok(Self { rate: site.rate("rate")?, training: Param::from_bool(true), noise: init.noise() })
    }

    /// # Shapes
    /// - input: any but tokens
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        inputs.one()?.map(self)
    }
}

impl Transform for Dropout {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        if self.rate == 0.0 || !(input.is_autodiff() && self.training.is_enabled()) {
            return input;
        }
        let mask = self.noise.mask(input.dims(), self.rate, &input.device());
        input * mask
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::layers::laws;

    #[test]
    fn it_drops_its_share_and_keeps_the_mean_in_training_only() {
        let example = laws::examples().into_iter().find(|it| it.operation.op == "dropout").unwrap();
        let layer = laws::with_site(&example, |site, init| Dropout::build(site, init).unwrap());
        let ones = Tensor::<3>::ones([100, 3, 8], &Device::flex());
        let output: Vec<f32> = layer.transform(ones.clone().autodiff()).into_data().iter().collect();
        assert!(output.iter().all(|it| *it == 0.0 || (it - 1.0 / 0.7).abs() < 1e-6));
        let dropped = output.iter().filter(|it| **it == 0.0).count();
        // 2400 draws with probability 0.3: five deviations around 720.
        assert!((720 - 112..=720 + 112).contains(&dropped), "{dropped}");
        let kept: Vec<f32> = layer.valid().transform(ones).into_data().iter().collect();
        assert_eq!(kept, vec![1.0; kept.len()]);
    }
}
