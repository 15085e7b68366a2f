//! The `tanh` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// The hyperbolic tangent.
#[derive(Module, Debug)]
pub struct Tanh;

impl Activation for Tanh {
    const NAME: &'static str = "tanh";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::tanh(input)
    }
}
