//! The `crop` layer.

use burn::module::Module;

use super::{Init, Inputs, LayerError, Primitive, Site, Value};

/// Cuts rows and columns off the edges of an image.
#[derive(Module, Debug)]
pub struct Crop {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

impl Primitive for Crop {
    const NAME: &'static str = "crop";

    fn build(site: &Site<'_>, _init: &mut Init<'_>) -> Result<Self, LayerError> {
        let [_, height, width] = site.image()?;
        let crop = Self {
            top: site.int("top")?,
            left: site.int("left")?,
            bottom: site.int("bottom")?,
            right: site.int("right")?,
        };
        if crop.top + crop.bottom >= height {
            return Err(LayerError::argument("bottom", "small enough to leave a row"));
        }
        if crop.left + crop.right >= width {
            return Err(LayerError::argument("right", "small enough to leave a column"));
        }
        Ok(crop)
    }

    /// # Shapes
    /// - input: `image[channels, height, width]`
    /// - output: `image[channels, height - top - bottom, width - left - right]`
    fn forward(&self, inputs: Inputs) -> Result<Value, LayerError> {
        let input = inputs.image()?;
        let [batch, channels, height, width] = input.dims();
        let (rows, columns) = (self.top..height - self.bottom, self.left..width - self.right);
        Ok(Value::Image(input.slice([0..batch, 0..channels, rows, columns])))
    }
}

#[cfg(test)]
mod tests {
    use crate::layers::laws;

    #[test]
    fn each_edge_loses_its_own_rows_or_columns() {
        let args = [("top", 1), ("left", 0), ("bottom", 0), ("right", 2)];
        let output = laws::apply(&laws::example("crop", &args, &[1, 2, 3]), &[0., 1., 2., 3., 4., 5.]);
        assert_eq!(output, [3.]);
    }
}
