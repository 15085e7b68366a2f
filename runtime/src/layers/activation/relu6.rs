//! The `relu6` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `min(max(x, 0), 6)` (Krizhevsky 2010).
#[derive(Module, Debug)]
pub struct Relu6;

impl Activation for Relu6 {
    const NAME: &'static str = "relu6";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::relu6(input)
    }
}
