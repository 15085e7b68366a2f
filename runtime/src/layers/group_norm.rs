//! The `group_norm` layer.

use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Normalisation of each group of channels over all its elements (Wu and He 2018), `torch.nn.GroupNorm`.
#[derive(Module, Debug)]
pub struct GroupNorm {
    /// `[channels]`, from 1.
    weight: Param<Tensor<1>>,
    /// `[channels]`, from 0.
    bias: Param<Tensor<1>>,
    groups: usize,
    epsilon: f64,
}

impl Primitive for GroupNorm {
    const NAME: &'static str = "group_norm";

    fn build(site: &Site<'_>, init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [channels, _, _] = site.image()?;
        let groups = site.positive("groups")?;
        if !channels.is_multiple_of(groups) {
            return Err(LayerError::argument("groups", "a divisor of the channels"));
        }
        let (weight, bias) = (init.constant([channels], 1.0), init.constant([channels], 0.0));
        Ok(Self { weight, bias, groups, epsilon: site.float("epsilon")? })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.image()?;
        let shape @ [batch, channels, height, width] = input.dims();
        let grouped = input.reshape([batch, self.groups, channels / self.groups * height * width]);
        let centered = grouped.clone() - grouped.mean_dim(2);
        let variance = (centered.clone() * centered.clone()).mean_dim(2);
        let normal = (centered / (variance + self.epsilon).sqrt()).reshape(shape);
        let per_channel = [1, channels, 1, 1];
        Ok(Value::Image(normal * self.weight.val().reshape(per_channel) + self.bias.val().reshape(per_channel)))
    }
}
