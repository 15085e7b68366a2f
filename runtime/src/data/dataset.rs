//! A data set in memory.

use super::{Image, View};

/// Labelled images of one size, all in memory.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// Channels, height and width of every image.
    pub shape: [usize; 3],
    /// The images one after the other, each `[channels, height, width]`.
    pub pixels: Pixels,
    /// The class of every image, an index into `classes`.
    pub labels: Vec<u32>,
    /// The names of the classes.
    pub classes: Vec<String>,
    /// The first image of the official test part, which reaches to the end, if the data set brings one.
    pub test_from: Option<usize>,
}

/// The values of all images of a data set.
#[derive(Debug, Clone, PartialEq)]
pub enum Pixels {
    /// Bytes, a quarter of the memory of numbers.
    Bytes {
        /// The values, 0 to `white`.
        values: Vec<u8>,
        /// The value that networks see as 1.
        white: u8,
    },
    /// Numbers that networks see as they are.
    Floats(Vec<f32>),
}

impl Dataset {
    /// Returns the number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Returns whether there is no image.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Returns one image, bytes scaled to 0 to 1.
    pub fn image(&self, index: usize) -> Image {
        let size: usize = self.shape.iter().product();
        let range = index * size..(index + 1) * size;
        let values = match &self.pixels {
            Pixels::Bytes { values, white } => {
                let white = f32::from(*white);
                values[range].iter().map(|it| f32::from(*it) / white).collect()
            }
            Pixels::Floats(values) => values[range].to_vec(),
        };
        Image { shape: self.shape, values }
    }

    /// Returns the images as networks see them, at their own resolution or at `resolution` x `resolution` pixels.
    ///
    /// A resolution of 0 counts as 1.
    pub fn view(&self, resolution: Option<usize>) -> View<'_> {
        View { dataset: self, resolution: resolution.map(|it| it.max(1)) }
    }

    /// Returns the number of images of every class among `indices`.
    pub fn class_counts(&self, indices: &[usize]) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        for &index in indices {
            counts[self.labels[index] as usize] += 1;
        }
        counts
    }
}
