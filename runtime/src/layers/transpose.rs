//! The `transpose` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Makes the positions of a sequence its features, and its features positions.
#[derive(Module, Debug)]
pub struct Transpose;

impl Primitive for Transpose {
    const NAME: &'static str = "transpose";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.sequence()?;
        Ok(Self)
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: `sequence[features, length]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(Value::Sequence(inputs.sequence()?.swap_dims(1, 2)))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use crate::layers::{Inputs, Value, laws};

    #[test]
    fn features_become_positions() {
        let layer = laws::build(&laws::example("transpose", &[], &[2, 3])).unwrap();
        let sequence = Tensor::<3>::from_floats([[[0., 1., 2.], [3., 4., 5.]]], &Device::flex());
        let Value::Sequence(output) = layer.forward(Inputs(vec![Value::Sequence(sequence)])).unwrap() else { panic!() };
        assert_eq!(output.into_data().iter::<f32>().collect::<Vec<_>>(), [0., 3., 1., 4., 2., 5.]);
    }
}
