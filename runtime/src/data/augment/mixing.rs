//! What augmentations that mix images in pairs have in common: the shares, the partners, the targets.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution};

use crate::data::Batch;

/// Draws the share of the first image of a pair, `Beta(alpha, alpha)`; 1 where `alpha` is not positive.
pub(super) fn draw_share(alpha: f64, rng: &mut ChaCha8Rng) -> f32 {
    let share = Beta::new(alpha, alpha).map_or(1.0, |it| it.sample(rng));
    // The quotient of two numbers that vanish, where alpha is next to 0, is not a number.
    if share.is_finite() { share as f32 } else { 1.0 }
}

/// Draws the second image of every pair: a random order of the batch.
pub(super) fn draw_partners(count: usize, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..count).collect();
    partners.shuffle(rng);
    partners
}

/// Mixes the targets of all pairs: `share * first + (1 - share) * second`.
pub(super) fn mix_targets(batch: &mut Batch, partners: &[usize], share: f32) {
    let mut targets = batch.targets();
    blend(&mut targets, batch.classes, partners, share);
    batch.soft = Some(targets);
}

/// Mixes rows of `width` values in pairs: `share * first + (1 - share) * second`.
pub(super) fn blend(values: &mut [f32], width: usize, partners: &[usize], share: f32) {
    let old = values.to_vec();
    for (row, partner) in values.chunks_exact_mut(width.max(1)).zip(partners) {
        for (value, other) in row.iter_mut().zip(&old[partner * width..]) {
            *value = share * *value + (1.0 - share) * other;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    /// Mean and variance of 20,000 shares.
    fn moments(alpha: f64) -> (f64, f64) {
        let mut rng = ChaCha8Rng::seed_from_u64(11);
        let shares: Vec<f64> = (0..20_000).map(|_| f64::from(draw_share(alpha, &mut rng))).collect();
        assert!(shares.iter().all(|it| (0.0..=1.0).contains(it)));
        let mean = shares.iter().sum::<f64>() / 20_000.0;
        (mean, shares.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / 20_000.0)
    }

    #[test]
    fn shares_have_the_moments_of_the_beta_distribution() {
        // Beta(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)).
        for alpha in [0.2, 1.0, 4.0] {
            let (mean, variance) = moments(alpha);
            assert!((mean - 0.5).abs() < 0.015, "{alpha}: mean {mean}");
            assert!((variance - 0.25 / (2.0 * alpha + 1.0)).abs() < 0.005, "{alpha}: variance {variance}");
        }
    }

    #[test]
    fn without_a_positive_alpha_nothing_is_mixed() {
        let mut rng = ChaCha8Rng::seed_from_u64(0);
        for alpha in [0.0, -1.0, f64::NAN] {
            assert!((draw_share(alpha, &mut rng) - 1.0).abs() < f32::EPSILON);
        }
        assert!((0..100).all(|_| draw_share(1e-300, &mut rng).is_finite()));
    }

    #[test]
    fn targets_that_are_soft_already_are_mixed_again() {
        let mut batch = Batch {
            inputs: vec![0.0; 2],
            shape: [2, 1, 1, 1],
            labels: vec![0, 1],
            soft: Some(vec![0.5, 0.5, 0.0, 1.0]),
            classes: 2,
        };
        mix_targets(&mut batch, &[1, 0], 0.75);
        assert_eq!(batch.soft, Some(vec![0.375, 0.625, 0.125, 0.875]));
    }
}
