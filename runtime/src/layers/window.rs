//! Windows that slide over images.

use burn::tensor::ops::{AvgPoolOptions, MaxPoolOptions};

use super::{LayerError, Site};

/// A square window of a pooling layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    kernel: usize,
    stride: usize,
    padding: usize,
}

impl Window {
    /// Reads `kernel`, `stride` and `padding`, and checks that the window fits the image.
    pub(super) fn new(site: &Site<'_>) -> Result<Self, LayerError> {
        let [_, height, width] = site.image()?;
        let (kernel, stride, padding) = (site.positive("kernel")?, site.positive("stride")?, site.int("padding")?);
        if 2 * padding > kernel {
            return Err(LayerError::argument("padding", "at most half the kernel"));
        }
        if kernel > height.min(width) + 2 * padding {
            return Err(LayerError::argument("kernel", "at most as large as the padded image"));
        }
        Ok(Self { kernel, stride, padding })
    }

    /// Returns the options of a maximum over the window.
    pub(super) fn max(self) -> MaxPoolOptions<2> {
        MaxPoolOptions::new([self.kernel; 2]).with_stride([self.stride; 2]).with_padding([self.padding; 2])
    }

    /// Returns the options of an average over those elements of the window that are inside the image.
    pub(super) fn average(self) -> AvgPoolOptions<2> {
        AvgPoolOptions::new([self.kernel; 2])
            .with_stride([self.stride; 2])
            .with_padding([self.padding; 2])
            .with_count_include_pad(false)
    }
}
