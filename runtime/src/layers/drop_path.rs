//! The `drop_path` layer.

use burn::{
    module::{Flag, Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Noise, Primitive, Site, Transform, Value};

/// Stochastic depth (Huang et al. 2016) per sample: while the network is trained, zeroes all of a sample's value with
/// probability `rate` and scales the others by `1 / (1 - rate)`.
#[derive(Module, Debug)]
pub struct DropPath {
    rate: f64,
    training: Param<Flag>,
    #[module(skip)]
    noise: Noise,
}

impl Primitive for DropPath {
    const NAME: &'static str = "drop_path";

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

impl Transform for DropPath {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        if self.rate == 0.0 || !(input.is_autodiff() && self.training.is_enabled()) {
            return input;
        }
        let mut shape = [1; D];
        shape[0] = input.dims()[0];
        let mask = self.noise.mask(shape, self.rate, &input.device());
        input * mask
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::layers::laws;

    #[test]
    fn it_drops_whole_samples_in_training_only() {
        let example = laws::examples().into_iter().find(|it| it.operation.op == "drop_path").unwrap();
        let layer = laws::with_site(&example, |site, init| DropPath::build(site, init).unwrap());
        let ones = Tensor::<2>::ones([50, 4], &Device::flex());
        let output: Vec<f32> = layer.transform(ones.clone().autodiff()).into_data().iter().collect();
        let samples: Vec<_> = output.chunks(4).collect();
        assert!(samples.iter().all(|it| it.iter().all(|other| other.total_cmp(&it[0]).is_eq())));
        let dropped = samples.iter().filter(|it| it[0] == 0.0).count();
        // 50 draws with probability 0.3: four deviations around 15.
        assert!((2..=28).contains(&dropped), "{dropped}");
        let kept: Vec<f32> = layer.valid().transform(ones).into_data().iter().collect();
        assert_eq!(kept, vec![1.0; kept.len()]);
    }
}
