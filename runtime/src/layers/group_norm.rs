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

#[cfg(test)]
mod tests {
    use nas_compiler::ir::Scalar;

    use crate::layers::laws;

    // x = torch.sin(torch.arange(16) * 0.7).reshape(1, 4, 2, 2); F.group_norm(x, 2)
    #[test]
    fn images_are_normalized_as_pytorch_does() {
        let mut example = laws::example("group_norm", &[("groups", 2)], &[4, 2, 2]);
        example.operation.args.insert("epsilon".into(), Scalar::Float(1e-5));
        let input: Vec<f32> = (0..16u8).map(|it| (f32::from(it) * 0.7).sin()).collect();
        let expected = [
            -0.109_555, 0.796_656, 1.276_66, 1.104_71, 0.361_668, -0.602_996, -1.335_59, -1.491_56, -1.146_58,
            -0.157_19, 0.820_126, 1.325_72, 1.121_81, 0.304_292, -0.742_342, -1.525_84,
        ];
        for (found, expected) in laws::apply(&example, &input).into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-5, "{found} is not {expected}");
        }
    }
}
