//! The `positions` layer.

use burn::module::Module;
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Keeps the positions of a sequence from one to before another.
#[derive(Module, Debug)]
pub struct Positions {
    from: usize,
    to: usize,
}

impl Primitive for Positions {
    const NAME: &'static str = "positions";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let (from, to) = (site.int("from")?, site.positive("to")?);
        if from >= to {
            return Err(LayerError::argument("from", "smaller than `to`"));
        }
        let input = site.input()?;
        match (input.kind, input.dims.first()) {
            (TensorKind::Sequence | TensorKind::Tokens, Some(length)) if to <= *length => Ok(Self { from, to }),
            (TensorKind::Sequence | TensorKind::Tokens, _) => {
                Err(LayerError::argument("to", "at most the length of the sequence"))
            }
            _ => Err(LayerError::shape("a sequence or tokens", input)),
        }
    }

    /// # Shapes
    /// - input: `sequence[length, features]` or `tokens[length]`
    /// - output: the same kind, with `to - from` positions
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let (from, many) = (self.from, self.to - self.from);
        match inputs.one()? {
            Value::Sequence(it) => Ok(Value::Sequence(it.narrow(1, from, many))),
            Value::Tokens(it) => Ok(Value::Tokens(it.narrow(1, from, many))),
            other => Err(LayerError::input("a sequence or tokens", &other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Tensor};

    use crate::layers::{Inputs, Value, laws};

    #[test]
    fn the_positions_between_remain() {
        let layer = laws::build(&laws::example("positions", &[("from", 1), ("to", 3)], &[4, 1])).unwrap();
        let sequence = Tensor::<3>::from_floats([[[0.], [1.], [2.], [3.]]], &Device::flex());
        let Value::Sequence(output) = layer.forward(Inputs(vec![Value::Sequence(sequence)])).unwrap() else { panic!() };
        assert_eq!(output.into_data().iter::<f32>().collect::<Vec<_>>(), [1., 2.]);
    }
}
