//! What a network is fed.

/// Some images of one size with their classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// The values of all images.
    pub inputs: Vec<f32>,
    /// Images, channels, height and width of `inputs`.
    pub shape: [usize; 4],
    /// The class of every image; where images were mixed, the class of the first of the two.
    pub labels: Vec<u32>,
    /// The probability of every class for every image, `[images, classes]`, where images were mixed.
    pub soft: Option<Vec<f32>>,
    /// The number of classes of the data set.
    pub classes: usize,
}

impl Batch {
    /// Returns the number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Returns whether there is no image.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Returns the probability of every class for every image, `[images, classes]`: 1 for its label where it is not mixed.
    pub fn targets(&self) -> Vec<f32> {
        self.soft.clone().unwrap_or_else(|| {
            let mut targets = vec![0.0; self.len() * self.classes];
            for (row, label) in self.labels.iter().enumerate() {
                targets[row * self.classes + *label as usize] = 1.0;
            }
            targets
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_of_unmixed_images_are_certain() {
        let batch = Batch { inputs: vec![0.0; 2], shape: [2, 1, 1, 1], labels: vec![2, 0], soft: None, classes: 3 };
        assert_eq!(batch.targets(), [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
    }
}
