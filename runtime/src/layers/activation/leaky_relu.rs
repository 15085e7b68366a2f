//! The `leaky_relu` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `max(x, 0) + slope * min(x, 0)` (Maas et al. 2013).
#[derive(Module, Debug)]
pub struct LeakyRelu {
    slope: f64,
}

impl Activation for LeakyRelu {
    const NAME: &'static str = "leaky_relu";

    fn build(site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self { slope: site.float("slope")? })
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::leaky_relu(input, self.slope)
    }
}
