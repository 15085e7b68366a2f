//! Weighted means of images.

use std::sync::Arc;

use nas_compiler::ir::spec::Call;
use rand_chacha::ChaCha8Rng;

use super::{
    Augmentation, BatchAugmentation,
    mixing::{blend, draw_partners, draw_share, mix_targets},
};
use crate::data::Batch;

/// Replaces every image and its target by a weighted mean with another of the batch (Zhang et al. 2018, section 1).
///
/// `x = λ x_i + (1 - λ) x_j`, `y = λ y_i + (1 - λ) y_j` with one `λ ~ Beta(alpha, alpha)` for the batch.
#[derive(Debug)]
struct Mixup {
    alpha: f64,
}

pub(super) fn build(call: &Call) -> Augmentation {
    Augmentation::Batch(Arc::new(Mixup { alpha: call.float("alpha") }))
}

impl BatchAugmentation for Mixup {
    fn apply(&self, batch: &mut Batch, rng: &mut ChaCha8Rng) {
        let share = draw_share(self.alpha, rng);
        let partners = draw_partners(batch.len(), rng);
        let image = batch.shape[1..].iter().product();
        blend(&mut batch.inputs, image, &partners, share);
        mix_targets(batch, &partners, share);
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn inputs_are_mixed_by_the_same_share_as_targets() {
        // Image i is the one-hot row of its class, so that mixed inputs must equal mixed targets.
        let inputs: Vec<f32> = (0..16).map(|it| f32::from(u8::from(it / 4 == it % 4))).collect();
        let mut batch = Batch { inputs, shape: [4, 1, 2, 2], labels: vec![0, 1, 2, 3], soft: None, classes: 4 };
        Mixup { alpha: 1.0 }.apply(&mut batch, &mut ChaCha8Rng::seed_from_u64(3));
        assert_eq!(Some(&batch.inputs), batch.soft.as_ref());
        assert!(batch.inputs.iter().any(|it| *it > 0.01 && *it < 0.99));
    }
}
