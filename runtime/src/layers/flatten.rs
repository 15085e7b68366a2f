//! The `flatten` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// All elements as one vector, in the order of the dimensions.
#[derive(Module, Debug)]
pub struct Flatten;

impl Primitive for Flatten {
    const NAME: &'static str = "flatten";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.features()?;
        Ok(Self)
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`, `sequence[length, features]` or `vector[features]`
    /// - output: `vector[the product of all dimensions]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(Value::Vector(match inputs.one()? {
            Value::Image(it) => it.flatten(1, 3),
            Value::Sequence(it) => it.flatten(1, 2),
            Value::Vector(it) => it,
            other @ Value::Tokens(_) => return Err(LayerError::input("a value of real numbers", &other)),
        }))
    }
}
