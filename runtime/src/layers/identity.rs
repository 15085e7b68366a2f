//! The `identity` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Gives back what it is given.
#[derive(Module, Debug)]
pub struct Identity;

impl Primitive for Identity {
    const NAME: &'static str = "identity";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.input()?;
        Ok(Self)
    }

    /// # Shapes
    /// - input: any
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        inputs.one()
    }
}
