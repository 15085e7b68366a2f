//! The `mul` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value, merge::Merge};

/// The product of all inputs: a `vector[channels]` gates an image, as in squeeze-and-excitation (Hu et al. 2018).
#[derive(Module, Debug)]
pub struct Mul;

impl Primitive for Mul {
    const NAME: &'static str = "mul";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        Merge::check(site)?;
        Ok(Self)
    }

    /// # Shapes
    /// - inputs: any but tokens, all of one shape; a `vector[channels]` spreads over an image
    /// - output: that of the inputs, an image if there is one among them
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Merge::Multiply.all(inputs)
    }
}
