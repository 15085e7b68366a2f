//! The `linear` layer.

use burn::{
    module::{Module, Param},
    tensor::{Tensor, module::linear},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, fan_in_bound};

/// A linear map of the features, `torch.nn.Linear`.
///
/// Weights and bias start uniform in `±1 / sqrt(features)`.
#[derive(Module, Debug)]
pub struct Linear {
    /// `[features, out]`
    weight: Param<Tensor<2>>,
    /// `[out]`
    bias: Option<Param<Tensor<1>>>,
}

impl Primitive for Linear {
    const NAME: &'static str = "linear";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let (features, out) = (site.features()?, site.positive("out")?);
        let bound = fan_in_bound(features);
        let weight = init.uniform([features, out], bound);
        let bias = site.bool("bias")?.then(|| init.uniform([out], bound));
        Ok(Self { weight, bias })
    }

    /// # Shapes
    /// - input: `vector[features]` or `sequence[length, features]`
    /// - output: `vector[out]` or `sequence[length, out]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let (weight, bias) = (self.weight.val(), self.bias.as_ref().map(Param::val));
        match inputs.one()? {
            Value::Vector(it) => Ok(Value::Vector(linear(it, weight, bias))),
            Value::Sequence(it) => Ok(Value::Sequence(linear(it, weight, bias))),
            other => Err(LayerError::input("a vector or a sequence", &other)),
        }
    }
}
