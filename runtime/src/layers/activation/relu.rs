//! The `relu` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// The rectified linear unit `max(x, 0)`.
#[derive(Module, Debug)]
pub struct Relu;

impl Activation for Relu {
    const NAME: &'static str = "relu";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::relu(input)
    }
}
