//! The `channel_shuffle` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Deals the channels of each group out over all groups (Zhang et al. 2018, figure 1), `torch.nn.ChannelShuffle`.
#[derive(Module, Debug)]
pub struct ChannelShuffle {
    groups: usize,
}

impl Primitive for ChannelShuffle {
    const NAME: &'static str = "channel_shuffle";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let groups = site.positive("groups")?;
        if !site.image()?[0].is_multiple_of(groups) {
            return Err(LayerError::argument("groups", "a divisor of the channels"));
        }
        Ok(Self { groups })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.image()?;
        let shape @ [batch, channels, height, width] = input.dims();
        let grouped = input.reshape([batch, self.groups, channels / self.groups, height * width]);
        Ok(Value::Image(grouped.swap_dims(1, 2).reshape(shape)))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    // F.channel_shuffle(torch.arange(8.).reshape(1, 4, 1, 2), 2)
    #[test]
    fn channels_are_dealt_as_pytorch_does() {
        let example = laws::example("channel_shuffle", &[("groups", 2)], &[4, 1, 2]);
        let output = laws::apply(&example, &[0., 1., 2., 3., 4., 5., 6., 7.]);
        assert_eq!(output, [0., 1., 4., 5., 2., 3., 6., 7.]);
    }
}
