//! The `drop_path` layer.

use burn::{
    module::{Flag, Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Map, Noise, Primitive, Site, Value};

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

impl Map for DropPath {
    fn map<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        if self.rate == 0.0 || !(input.is_autodiff() && self.training.is_enabled()) {
            return input;
        }
        let mut shape = [1; D];
        shape[0] = input.dims()[0];
        let mask = self.noise.mask(shape, self.rate, &input.device());
        input * mask
    }
}
