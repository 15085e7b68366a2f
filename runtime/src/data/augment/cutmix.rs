//! Images with a window into another.

use std::{ops::Range, sync::Arc};

use nas_compiler::ir::spec::Call;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    Augmentation, BatchAugmentation,
    mixing::{draw_partners, draw_share, mix_targets},
};
use crate::data::Batch;

/// Pastes a window of another image of the batch into every image (Yun et al. 2019, equations 1 and 2).
///
/// The window takes `sqrt(1 - λ)` of each side with `λ ~ Beta(alpha, alpha)` around a uniform centre, cut at the border.
/// The targets are mixed by the areas that are really seen.
#[derive(Debug)]
struct Cutmix {
    alpha: f64,
}

pub(super) fn build(call: &Call) -> Augmentation {
    Augmentation::Batch(Arc::new(Cutmix { alpha: call.float("alpha") }))
}

impl BatchAugmentation for Cutmix {
    fn apply(&self, batch: &mut Batch, rng: &mut ChaCha8Rng) {
        let [_, _, height, width] = batch.shape;
        let side = (1.0 - draw_share(self.alpha, rng)).sqrt();
        let partners = draw_partners(batch.len(), rng);
        let rows = window(rng.random_range(0..height), side, height);
        let columns = window(rng.random_range(0..width), side, width);
        paste(batch, &partners, &rows, &columns);
        let seen = 1.0 - (rows.len() * columns.len()) as f32 / (height * width) as f32;
        mix_targets(batch, &partners, seen);
    }
}

/// The part inside the axis of a window that takes a share `side` of it.
fn window(centre: usize, side: f32, size: usize) -> Range<usize> {
    let half = (side * size as f32) as usize / 2;
    centre.saturating_sub(half)..(centre + half).min(size)
}

fn paste(batch: &mut Batch, partners: &[usize], rows: &Range<usize>, columns: &Range<usize>) {
    let [_, channels, height, width] = batch.shape;
    let old = batch.inputs.clone();
    for (image, partner) in partners.iter().enumerate() {
        for line in (0..channels).flat_map(|channel| rows.clone().map(move |row| channel * height + row)) {
            let start = |image: usize| (image * channels * height + line) * width;
            let from = &old[start(*partner)..][columns.clone()];
            batch.inputs[start(image)..][columns.clone()].copy_from_slice(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn targets_are_the_shares_of_pixels() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let mut mixed = 0;
        for _ in 0..50 {
            // All pixels of image i are i.
            let inputs = (0..3).flat_map(|it| [it as f32; 60]).collect();
            let mut batch = Batch { inputs, shape: [3, 2, 5, 6], labels: vec![0, 1, 2], soft: None, classes: 3 };
            Cutmix { alpha: 1.0 }.apply(&mut batch, &mut rng);
            let soft = batch.soft.clone().expect("mixed");
            for (image, row) in batch.inputs.chunks_exact(60).zip(soft.chunks_exact(3)) {
                for (class, share) in row.iter().enumerate() {
                    let seen = image.iter().filter(|it| **it as usize == class).count() as f32 / 60.0;
                    assert!((seen - share).abs() < 1e-6);
                }
                mixed += usize::from(row.iter().filter(|it| **it > 0.0).count() == 2);
            }
        }
        assert!(mixed > 25, "{mixed} of 150 images have a window");
    }

    #[test]
    fn windows_are_cut_at_the_border() {
        assert_eq!(window(5, 0.5, 10), 3..7);
        assert_eq!(window(0, 0.5, 10), 0..2);
        assert_eq!(window(9, 1.0, 10), 4..10);
        assert!(window(3, 0.0, 10).is_empty());
    }
}
