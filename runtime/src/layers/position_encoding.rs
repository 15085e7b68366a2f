//! The `position_encoding` layer.

use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData},
};

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Adds sines and cosines of the position (Vaswani et al. 2017, section 3.5): feature `2i` has the sine, feature `2i + 1`
/// the cosine of `position / 10000^(2i / features)`.
#[derive(Module, Debug)]
pub struct PositionEncoding;

impl Primitive for PositionEncoding {
    const NAME: &'static str = "position_encoding";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        site.sequence()?;
        Ok(Self)
    }

    /// # Shapes
    /// - input: `sequence[length, features]`
    /// - output: that of the input
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.sequence()?;
        let [_, length, features] = input.dims();
        let encoding = encoding([length, features], &input.device());
        Ok(Value::Sequence(input + encoding.unsqueeze()))
    }
}

fn encoding([length, features]: [usize; 2], device: &Device) -> Tensor<2> {
    let value = |position: usize, feature: usize| {
        let even = feature - feature % 2;
        let angle = position as f64 / 10_000_f64.powf(even as f64 / features as f64);
        (if feature == even { angle.sin() } else { angle.cos() }) as f32
    };
    let values = (0..length).flat_map(|position| (0..features).map(move |feature| value(position, feature)));
    Tensor::from_data(TensorData::new(values.collect::<Vec<f32>>(), [length, features]), device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines_and_cosines_alternate() {
        let found: Vec<f32> = encoding([2, 4], &Device::flex()).into_data().iter::<f32>().collect();
        let expected = [0.0, 1.0, 0.0, 1.0, 1_f32.sin(), 1_f32.cos(), 0.01_f32.sin(), 0.01_f32.cos()];
        assert!(found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-6), "{found:?}");
    }
}
