//! The `max_pool` layer.

use burn::{module::Module, tensor::module::max_pool2d};

use super::{Init, Inputs, LayerError, Primitive, Site, Value, window::Window};

/// The maximum over a sliding window.
#[derive(Module, Debug)]
pub struct MaxPool {
    #[module(skip)]
    window: Window,
}

impl Primitive for MaxPool {
    const NAME: &'static str = "max_pool";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        Ok(Self { window: Window::new(site)? })
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[channels, (height + 2 padding - kernel) / stride + 1, …]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        Ok(Value::Image(max_pool2d(inputs.image()?, self.window.max())))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    // F.max_pool2d(-torch.arange(9.).reshape(1, 1, 3, 3) - 1, 3, 2, 1)
    #[test]
    fn padding_is_never_the_maximum() {
        let example = laws::example("max_pool", &[("kernel", 3), ("stride", 2), ("padding", 1)], &[1, 3, 3]);
        let output = laws::apply(&example, &[-1., -2., -3., -4., -5., -6., -7., -8., -9.]);
        assert_eq!(output, [-1.0, -2.0, -4.0, -5.0]);
    }
}
