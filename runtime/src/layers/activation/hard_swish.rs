//! The `hard_swish` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `x * clamp(x / 6 + 1/2, 0, 1)` (Howard et al. 2019, section 5.2).
#[derive(Module, Debug)]
pub struct HardSwish;

impl Activation for HardSwish {
    const NAME: &'static str = "hard_swish";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::hard_swish(input)
    }
}
