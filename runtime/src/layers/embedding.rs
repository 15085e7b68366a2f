//! The `embedding` layer.

use burn::{
    module::{Module, Param},
    tensor::{
        Int, Tensor,
        module::{embedding, linear},
    },
};
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// A learned vector for each token, `torch.nn.Embedding`; of vectors, their products with all of these. Weights start normal
/// with deviation 1.
#[derive(Module, Debug)]
pub struct Embedding {
    /// `[vocabulary, features]`
    weight: Param<Tensor<2>>,
}

impl Primitive for Embedding {
    const NAME: &'static str = "embedding";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let input = site.input()?;
        let shape = [site.positive("vocabulary")?, site.positive("features")?];
        if input.kind != TensorKind::Tokens && site.features()? != shape[1] {
            return Err(LayerError::argument("features", "the features of the input"));
        }
        Ok(Self { weight: init.normal(shape, 1.0) })
    }

    /// # Shapes
    /// - input: `tokens[length]`, each below the vocabulary's size
    /// - output: `sequence[length, features]`
    ///
    /// or `sequence[length, features]` to `sequence[length, vocabulary]`, `vector[features]` to `vector[vocabulary]`.
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let weight = self.weight.val();
        let features = weight.dims()[1];
        match inputs.one()? {
            Value::Tokens(it) => look_up(it, weight),
            Value::Sequence(it) if it.dims()[2] == features => {
                Ok(Value::Sequence(linear(it, weight.transpose(), None)))
            }
            Value::Vector(it) if it.dims()[1] == features => Ok(Value::Vector(linear(it, weight.transpose(), None))),
            other => Err(LayerError::input(format!("tokens, or vectors of {features} features"), &other)),
        }
    }
}

fn look_up(tokens: Tensor<2, Int>, weight: Tensor<2>) -> Result<Value, LayerError> {
    let [vocabulary, _] = weight.dims();
    let largest = tokens.clone().into_data().iter::<i64>().max().unwrap_or(0);
    if usize::try_from(largest).is_ok_and(|it| it < vocabulary) {
        return Ok(Value::Sequence(embedding(weight, tokens)));
    }
    Err(LayerError::Input { expected: format!("tokens below {vocabulary}"), found: largest.to_string() })
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, Int, Tensor};

    use super::*;
    use crate::layers::laws;

    #[test]
    fn a_token_outside_the_vocabulary_is_an_error() {
        let example = laws::examples().into_iter().find(|it| it.operation.op == "embedding").unwrap();
        let layer = laws::build(&example).unwrap();
        let tokens = |ids: [i64; 3]| Value::Tokens(Tensor::<1, Int>::from_ints(ids, &Device::flex()).reshape([1, 3]));
        assert!(layer.forward(Inputs(vec![tokens([0, 5, 10])])).is_ok());
        let error = layer.forward(Inputs(vec![tokens([0, 11, 2])])).unwrap_err();
        assert_eq!(error.to_string(), "expected tokens below 11, found 11");
    }
}
