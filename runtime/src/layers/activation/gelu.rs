//! The `gelu` activation.

use burn::{
    module::Module,
    tensor::{Tensor, activation},
};

use super::Activation;
use crate::layers::{LayerError, Site};

/// The Gaussian error linear unit `x * Φ(x)` (Hendrycks and Gimpel 2016), exact.
#[derive(Module, Debug)]
pub struct Gelu;

impl Activation for Gelu {
    const NAME: &'static str = "gelu";

    fn build(_site: &Site<'_>) -> Result<Self, LayerError> {
        Ok(Self)
    }

    fn apply<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::gelu(input)
    }
}
