//! The `sum` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value, merge::Merge};

/// The sum of all inputs.
#[derive(Module, Debug)]
pub struct Sum;

impl Primitive for Sum {
    const NAME: &'static str = "sum";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        Merge::check(site)?;
        Ok(Self)
    }

    /// # Shapes
    /// - inputs: any but tokens, all of one shape; a `vector[channels]` spreads over an image
    /// - output: that of the inputs, an image if there is one among them
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Merge::Add.all(inputs)
    }
}
