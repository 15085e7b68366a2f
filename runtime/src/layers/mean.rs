//! The `mean` layer.

use burn::{module::Module, tensor::Tensor};

use super::{Init, Inputs, LayerError, Primitive, Site, Transform, Value, merge::Merge};

/// The mean of all inputs.
#[derive(Module, Debug)]
pub struct Mean;

impl Primitive for Mean {
    const NAME: &'static str = "mean";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        Merge::check(site)?;
        Ok(Self)
    }

    /// # Shapes
    /// - inputs: any but tokens, all of one shape; a `vector[channels]` spreads over an image
    /// - output: that of the inputs, an image if there is one among them
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let count = inputs.0.len() as f64;
        Merge::Add.all(inputs)?.map(&Divide(count))
    }
}

struct Divide(f64);

impl Transform for Divide {
    fn transform<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        input / self.0
    }
}
