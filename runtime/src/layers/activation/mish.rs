//! The `mish` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// `x tanh(ln(1 + exp(x)))` (Misra 2020).
#[derive(Module, Debug)]
pub struct Mish;

impl Activation for Mish {
    const NAME: &'static str = "mish";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::mish(input)
    }
}
