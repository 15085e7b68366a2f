//! Masked squares.

use std::{ops::Range, sync::Arc};

use nas_compiler::ir::spec::Call;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{Augmentation, ImageAugmentation};
use crate::data::Image;

/// Sets a square around a random pixel to 0, the mean of normalised images (`DeVries` & Taylor 2017, section 3.2).
///
/// The centre is uniform over the image, so the square may reach over the border: most masks are smaller.
#[derive(Debug)]
struct Cutout {
    size: usize,
}

pub(super) fn build(call: &Call) -> Augmentation {
    Augmentation::Normalized(Arc::new(Cutout { size: usize::try_from(call.int("size")).unwrap_or(0) }))
}

impl ImageAugmentation for Cutout {
    fn apply(&self, image: &mut Image, rng: &mut ChaCha8Rng) {
        let [_, height, width] = image.shape;
        let rows = interval(rng.random_range(0..height), self.size, height);
        let columns = interval(rng.random_range(0..width), self.size, width);
        for plane in image.channels_mut() {
            for row in rows.clone() {
                plane[row * width..][columns.clone()].fill(0.0);
            }
        }
    }
}

/// The part inside `0..limit` of `size` positions around a centre.
fn interval(centre: usize, size: usize, limit: usize) -> Range<usize> {
    let end = centre.saturating_add(size.div_ceil(2)).min(limit);
    centre.saturating_sub(size / 2).min(end)..end
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn intervals_are_cut_at_the_border() {
        assert_eq!(interval(5, 4, 10), 3..7);
        assert_eq!(interval(5, 3, 10), 4..7);
        assert_eq!(interval(0, 4, 10), 0..2);
        assert_eq!(interval(9, 4, 10), 7..10);
        assert_eq!(interval(2, 100, 10), 0..10);
        assert!(interval(2, 0, 10).is_empty());
    }

    #[test]
    fn masks_are_squares_that_may_reach_over_the_border() {
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let mut areas = std::collections::BTreeSet::new();
        for _ in 0..500 {
            let mut image = Image { shape: [2, 6, 6], values: vec![1.0; 72] };
            Cutout { size: 4 }.apply(&mut image, &mut rng);
            assert_eq!(image.values[..36], image.values[36..], "channels share the mask");
            areas.insert(image.values[..36].iter().filter(|it| **it == 0.0).count());
        }
        // Sides of 2, 3 and 4 pixels are left inside.
        assert_eq!(areas.into_iter().collect::<Vec<_>>(), [4, 6, 8, 9, 12, 16]);
    }
}
