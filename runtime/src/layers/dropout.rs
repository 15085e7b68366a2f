//! The `dropout` layer.

use burn::{
    module::{Flag, Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Map, Noise, Primitive, Site, Value};

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

impl Map for Dropout {
    fn map<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        if self.rate == 0.0 || !(input.is_autodiff() && self.training.is_enabled()) {
            return input;
        }
        let mask = self.noise.mask(input.dims(), self.rate, &input.device());
        input * mask
    }
}
