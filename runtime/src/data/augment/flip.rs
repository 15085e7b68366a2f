//! Mirror images.

use std::sync::Arc;

use nas_compiler::ir::spec::Call;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{Augmentation, ImageAugmentation};
use crate::data::Image;

/// Mirrors every second image, left and right exchanged.
#[derive(Debug)]
struct Flip;

pub(super) fn build(_: &Call) -> Augmentation {
    Augmentation::Raw(Arc::new(Flip))
}

impl ImageAugmentation for Flip {
    fn apply(&self, image: &mut Image, rng: &mut ChaCha8Rng) {
        if rng.random_bool(0.5) {
            let width = image.shape[2].max(1);
            image.values.chunks_exact_mut(width).for_each(<[f32]>::reverse);
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn about_half_of_the_images_are_mirrored() {
        let image = Image { shape: [1, 2, 3], values: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0] };
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        let mut mirrored = 0;
        for _ in 0..1000 {
            let mut it = image.clone();
            Flip.apply(&mut it, &mut rng);
            if it != image {
                assert_eq!(it.values, [3.0, 2.0, 1.0, 6.0, 5.0, 4.0]);
                mirrored += 1;
            }
        }
        // Four standard deviations of a fair coin.
        assert!((437..=563).contains(&mirrored), "{mirrored}");
    }
}
