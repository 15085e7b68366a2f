//! The `embedding` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::embedding},
};
use nas_compiler::ir::TensorKind;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// A learned vector for each token, `torch.nn.Embedding`. Weights start normal with deviation 1.
#[derive(Module, Debug)]
pub struct Embedding {
    /// `[vocabulary, features]`
    weight: Param<Tensor<2>>,
}

impl Primitive for Embedding {
    const NAME: &'static str = "embedding";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let input = site.input()?;
        if input.kind != TensorKind::Tokens {
            return Err(LayerError::shape(TensorKind::Tokens, input));
        }
        let shape = [site.positive("vocabulary")?, site.positive("features")?];
        Ok(Self { weight: init.normal(shape, 1.0) })
    }

    /// # Shapes
    /// - input: `tokens[length]`, each below the vocabulary's size
    /// - output: `sequence[length, features]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(Value::Sequence(embedding(self.weight.val(), inputs.tokens()?)))
    }
}
