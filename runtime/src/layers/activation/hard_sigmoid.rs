//! The `hard_sigmoid` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `clamp(x / 6 + 1/2, 0, 1)` (Howard et al. 2019, section 5.2).
#[derive(Module, Debug)]
pub struct HardSigmoid;

impl Activation for HardSigmoid {
    const NAME: &'static str = "hard_sigmoid";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::hard_sigmoid(input, 1.0 / 6.0, 0.5)
    }
}
