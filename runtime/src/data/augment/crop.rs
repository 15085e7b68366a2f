//! Random crops of padded images.

use std::sync::Arc;

use nas_compiler::ir::spec::Call;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{Augmentation, ImageAugmentation};
use crate::data::Image;

/// Pads every side with black pixels and cuts out a random window of the old size (He et al. 2016, section 4.2).
#[derive(Debug)]
struct Crop {
    padding: usize,
}

pub(super) fn build(call: &Call) -> Augmentation {
    // More padding than a byte counts would leave next to no image.
    Augmentation::Raw(Arc::new(Crop { padding: call.int("padding").clamp(0, 255) as usize }))
}

impl ImageAugmentation for Crop {
    fn apply(&self, image: &mut Image, rng: &mut ChaCha8Rng) {
        let down = rng.random_range(0..=2 * self.padding);
        let right = rng.random_range(0..=2 * self.padding);
        let [_, height, width] = image.shape;
        let rows = moved(height, down, self.padding);
        let columns = moved(width, right, self.padding);
        for plane in image.channels_mut() {
            let old = plane.to_vec();
            for (at, value) in plane.iter_mut().enumerate() {
                let source = rows[at / width].zip(columns[at % width]);
                *value = source.map_or(0.0, |(row, column)| old[row * width + column]);
            }
        }
    }
}

/// For every position of a window that starts at `start` of the padded axis, the position in the image, if inside.
fn moved(size: usize, start: usize, padding: usize) -> Vec<Option<usize>> {
    (0..size).map(|at| (at + start).checked_sub(padding).filter(|it| *it < size)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;

    use super::*;

    #[test]
    fn every_window_of_the_padded_image_appears_and_nothing_else() {
        let image = Image { shape: [1, 2, 2], values: vec![1.0, 2.0, 3.0, 4.0] };
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let mut seen = BTreeSet::new();
        for _ in 0..300 {
            let mut it = image.clone();
            Crop { padding: 1 }.apply(&mut it, &mut rng);
            seen.insert(it.values.iter().map(|it| *it as u8).collect::<Vec<_>>());
        }
        let windows = [
            [0, 0, 0, 1],
            [0, 0, 1, 2],
            [0, 0, 2, 0],
            [0, 1, 0, 3],
            [1, 2, 3, 4],
            [2, 0, 4, 0],
            [0, 3, 0, 0],
            [3, 4, 0, 0],
            [4, 0, 0, 0],
        ];
        assert_eq!(seen, windows.into_iter().map(Vec::from).collect());
    }

    #[test]
    fn channels_move_together() {
        let mut image = Image { shape: [2, 1, 3], values: vec![1.0, 2.0, 3.0, 1.0, 2.0, 3.0] };
        Crop { padding: 3 }.apply(&mut image, &mut ChaCha8Rng::seed_from_u64(4));
        assert_eq!(image.values[..3], image.values[3..]);
    }
}
