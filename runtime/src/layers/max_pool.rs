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
