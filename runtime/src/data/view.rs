//! The images of a data set at one resolution.

use super::{Dataset, resize::resize};

/// One image.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Channels, height and width.
    pub shape: [usize; 3],
    /// The values, `[channels, height, width]`.
    pub values: Vec<f32>,
}

impl Image {
    /// Returns the channels one by one, each `[height, width]`.
    pub fn channels_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let plane = self.shape[1] * self.shape[2];
        self.values.chunks_exact_mut(plane.max(1))
    }
}

/// A data set seen at one resolution. Lower resolutions make cheap proxy tasks.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The data set.
    pub dataset: &'a Dataset,
    /// The height and width of every image; its own where unset.
    pub resolution: Option<usize>,
}

impl View<'_> {
    /// Returns channels, height and width of every image.
    pub fn shape(&self) -> [usize; 3] {
        let [channels, height, width] = self.dataset.shape;
        match self.resolution {
            Some(size) => [channels, size, size],
            None => [channels, height, width],
        }
    }

    /// Returns one image at this resolution.
    pub fn image(&self, index: usize) -> Image {
        let image = self.dataset.image(index);
        match self.resolution {
            Some(size) => resize(&image, size, size),
            None => image,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Pixels;
    use super::*;

    #[test]
    fn an_image_is_scaled_and_resized() {
        let dataset = Dataset {
            shape: [1, 2, 2],
            pixels: Pixels::Bytes { values: vec![0, 0, 0, 0, 16, 8, 4, 0], white: 16 },
            labels: vec![0, 0],
            classes: vec!["a".into()],
            test_from: None,
        };
        assert_eq!(dataset.view(None).image(1).values, [1.0, 0.5, 0.25, 0.0]);
        assert_eq!(dataset.view(None).shape(), [1, 2, 2]);
        assert_eq!(dataset.view(Some(1)).image(1), Image { shape: [1, 1, 1], values: vec![0.4375] });
        assert_eq!(dataset.view(Some(1)).shape(), [1, 1, 1]);
    }
}
