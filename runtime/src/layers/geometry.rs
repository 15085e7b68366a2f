//! The geometry of a convolution.

use burn::tensor::ops::ConvOptions;

use super::{LayerError, Site};

/// How a kernel goes over an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    pub(super) out: usize,
    /// Channels that a group of the kernel reads.
    pub(super) inward: usize,
    pub(super) kernel: [usize; 2],
    pub(super) stride: [usize; 2],
    pub(super) padding: [usize; 2],
    pub(super) dilation: usize,
    pub(super) groups: usize,
}

impl Geometry {
    /// Reads the arguments of a convolution, and checks that they fit the image.
    pub(super) fn new(site: &Site<'_>, image: [usize; 3]) -> Result<Self, LayerError> {
        let groups = site.positive("groups")?;
        let geometry = Self {
            out: site.positive("out")?,
            inward: image[0] / groups,
            kernel: [site.positive("kernel_h")?, site.positive("kernel_w")?],
            stride: [site.positive("stride_h")?, site.positive("stride_w")?],
            padding: [site.int("padding_h")?, site.int("padding_w")?],
            dilation: site.positive("dilation")?,
            groups,
        };
        geometry.check(image)?;
        Ok(geometry)
    }

    fn check(&self, [channels, height, width]: [usize; 3]) -> Result<(), LayerError> {
        if !channels.is_multiple_of(self.groups) || !self.out.is_multiple_of(self.groups) {
            return Err(LayerError::argument("groups", "a divisor of the channels before and after"));
        }
        let fits = |axis: usize, size: usize| self.dilation * (self.kernel[axis] - 1) < size + 2 * self.padding[axis];
        match (fits(0, height), fits(1, width)) {
            (true, true) => Ok(()),
            (false, _) => Err(LayerError::argument("kernel_h", "at most as large as the padded image")),
            (true, false) => Err(LayerError::argument("kernel_w", "at most as large as the padded image")),
        }
    }

    /// Returns the shape of the weights, `[out, channels / groups, kernel_h, kernel_w]`.
    pub(super) fn weight(&self) -> [usize; 4] {
        [self.out, self.inward, self.kernel[0], self.kernel[1]]
    }

    /// Returns how many numbers an output is made of.
    pub(super) fn fan_in(&self) -> usize {
        self.inward * self.kernel[0] * self.kernel[1]
    }

    pub(super) fn is_pointwise(&self) -> bool {
        self.kernel == [1, 1] && self.padding == [0, 0] && self.groups == 1
    }

    pub(super) fn options(&self) -> ConvOptions<2> {
        ConvOptions::new(self.stride, self.padding, [self.dilation; 2], self.groups)
    }
}
