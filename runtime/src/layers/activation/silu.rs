//! The `silu` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `x / (1 + exp(-x))`, also called swish (Ramachandran et al. 2017).
#[derive(Module, Debug)]
pub struct Silu;

impl Activation for Silu {
    const NAME: &'static str = "silu";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::silu(input)
    }
}
