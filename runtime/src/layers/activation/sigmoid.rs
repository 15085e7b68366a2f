//! The `sigmoid` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// The logistic function `1 / (1 + exp(-x))`.
#[derive(Module, Debug)]
pub struct Sigmoid;

impl Activation for Sigmoid {
    const NAME: &'static str = "sigmoid";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::sigmoid(input)
    }
}
