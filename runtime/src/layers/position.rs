//! The `position` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// The features at one position of a sequence.
#[derive(Module, Debug)]
pub struct Position {
    index: usize,
}

impl Primitive for Position {
    const NAME: &'static str = "position";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let index = site.int("index")?;
        if index >= site.sequence()?[0] {
            return Err(LayerError::argument("index", "less than the length of the sequence"));
        }
        Ok(Self { index })
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: `vector[features]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [batch, _, features] = input.dims();
        Ok(Value::Vector(input.narrow(1, self.index, 1).reshape([batch, features])))
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use crate::layers::{Inputs, Value, laws};

    #[test]
    fn the_features_are_those_at_the_position() {
        let layer = laws::build(&laws::example("position", &[("index", 1)], &[2, 2])).unwrap();
        let batch = Tensor::<3>::from_floats([[[0., 1.], [2., 3.]], [[4., 5.], [6., 7.]]], &Device::flex());
        let Value::Vector(output) = layer.forward(Inputs(vec![Value::Sequence(batch)])).unwrap() else { panic!() };
        assert_eq!(output.into_data().iter::<f32>().collect::<Vec<_>>(), [2., 3., 6., 7.]);
    }
}
