//! Shifting and scaling of inputs.

use super::{Image, View};

/// The mean and deviation of every channel, measured over a training part.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalization {
    /// The mean of every channel.
    pub mean: Vec<f32>,
    /// The standard deviation of every channel over all its pixels; 1 where a channel is constant.
    pub deviation: Vec<f32>,
}

impl Normalization {
    /// Measures the channels over some images, at the resolution of the view.
    pub fn measure(view: &View<'_>, indices: &[usize]) -> Self {
        let [channels, height, width] = view.shape();
        let mut sums = vec![(0.0, 0.0); channels];
        for &index in indices {
            let mut image = view.image(index);
            for (plane, (sum, squares)) in image.channels_mut().zip(&mut sums) {
                for value in plane.iter().map(|it| f64::from(*it)) {
                    *sum += value;
                    *squares += value * value;
                }
            }
        }
        let count = (indices.len() * height * width).max(1) as f64;
        let mean = sums.iter().map(|it| (it.0 / count) as f32).collect();
        let deviation = sums.iter().map(|it| deviation(it.0 / count, it.1 / count)).collect();
        Self { mean, deviation }
    }

    /// Brings every channel to mean 0 and deviation 1: `(x - mean) / deviation`.
    pub fn apply(&self, image: &mut Image) {
        for (plane, (mean, deviation)) in image.channels_mut().zip(self.mean.iter().zip(&self.deviation)) {
            for value in plane {
                *value = (*value - mean) / deviation;
            }
        }
    }
}

fn deviation(mean: f64, mean_square: f64) -> f32 {
    let deviation = (mean_square - mean * mean).max(0.0).sqrt();
    // What is left of a constant channel is rounding.
    if deviation < 1e-6 { 1.0 } else { deviation as f32 }
}

#[cfg(test)]
mod tests {
    use super::super::{Dataset, Pixels};
    use super::*;

    #[test]
    fn channels_are_measured_over_the_given_images_only() {
        let dataset = Dataset {
            shape: [2, 1, 2],
            pixels: Pixels::Floats(vec![0.0, 2.0, 5.0, 5.0, 4.0, 6.0, 5.0, 5.0, 1e6, 1e6, 1e6, 1e6]),
            labels: vec![0; 3],
            classes: vec!["a".into()],
            test_from: None,
        };
        let view = dataset.view(None);
        let found = Normalization::measure(&view, &[0, 1]);
        assert_eq!(found.mean, [3.0, 5.0]);
        assert_eq!(found.deviation, [5.0_f32.sqrt(), 1.0]);
        let mut image = view.image(0);
        found.apply(&mut image);
        assert_eq!(image.values, [-3.0 / 5.0_f32.sqrt(), -1.0 / 5.0_f32.sqrt(), 0.0, 0.0]);
    }
}
