//! The `avg_pool` layer.

use burn::{module::Module, tensor::module::avg_pool2d};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, window::Window};

/// The average over a sliding window. Padding is not counted (`count_include_pad = False`).
#[derive(Module, Debug)]
pub struct AvgPool {
    #[module(skip)]
    window: Window,
}

impl Primitive for AvgPool {
    const NAME: &'static str = "avg_pool";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        Ok(Self { window: Window::new(site)? })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[channels, (height + 2 padding - kernel) / stride + 1, …]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(Value::Image(avg_pool2d(inputs.image()?, self.window.average())))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    // F.avg_pool2d(torch.arange(9.).reshape(1, 1, 3, 3), 3, 2, 1, count_include_pad=False)
    #[test]
    fn padding_is_not_counted() {
        let example = laws::example("avg_pool", &[("kernel", 3), ("stride", 2), ("padding", 1)], &[1, 3, 3]);
        let output = laws::apply(&example, &[0., 1., 2., 3., 4., 5., 6., 7., 8.]);
        assert_eq!(output, [2.0, 3.0, 5.0, 6.0]);
    }
}
