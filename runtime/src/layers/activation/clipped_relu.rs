//! The `clipped_relu` activation.

use burn::{module::Module, tensor::Tensor};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `min(max(x, 0), limit)` (Hannun et al. 2014).
#[derive(Module, Debug)]
pub struct ClippedRelu {
    limit: f64,
}

impl Activation for ClippedRelu {
    const NAME: &'static str = "clipped_relu";

    fn build(site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self { limit: site.float("limit")? })
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        input.clamp(0.0, self.limit)
    }
}
