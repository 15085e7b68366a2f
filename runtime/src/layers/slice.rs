//! The `slice` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Keeps the channels of an image, or the features of a vector or a sequence, from one to before another.
#[derive(Module, Debug)]
pub struct Slice {
    from: usize,
    to: usize,
}

impl Primitive for Slice {
    const NAME: &'static str = "slice";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let (from, to) = (site.int("from")?, site.positive("to")?);
        if from >= to {
            return Err(LayerError::argument("from", "smaller than `to`"));
        }
        if to > site.features()? {
            return Err(LayerError::argument("to", "at most the channels or features that there are"));
        }
        Ok(Self { from, to })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`, `vector[features]` or `sequence[length, features]`
    /// - output: the same kind, with `to - from` channels or features
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let (from, many) = (self.from, self.to - self.from);
        match inputs.one()? {
            Value::Image(it) => Ok(Value::Image(it.narrow(1, from, many))),
            Value::Vector(it) => Ok(Value::Vector(it.narrow(1, from, many))),
            Value::Sequence(it) => Ok(Value::Sequence(it.narrow(2, from, many))),
            other @ Value::Tokens(_) => Err(LayerError::input("an image, a vector or a sequence", &other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use crate::layers::{Inputs, Value, laws};

    #[test]
    fn the_channels_between_remain() {
        let example = laws::example("slice", &[("from", 1), ("to", 3)], &[4, 1, 2]);
        assert_eq!(laws::apply(&example, &[0., 1., 2., 3., 4., 5., 6., 7.]), [2., 3., 4., 5.]);
    }

    #[test]
    fn every_position_keeps_the_features_between() {
        let layer = laws::build(&laws::example("slice", &[("from", 1), ("to", 2)], &[2, 3])).unwrap();
        let sequence = Tensor::<3>::from_floats([[[0., 1., 2.], [3., 4., 5.]]], &Device::flex());
        let Value::Sequence(output) = layer.forward(Inputs(vec![Value::Sequence(sequence)])).unwrap() else { panic!() };
        assert_eq!(output.into_data().iter::<f32>().collect::<Vec<_>>(), [1., 4.]);
    }
}
