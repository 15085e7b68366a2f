//! Independent streams of random numbers from one seed, one for each use.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What random numbers are drawn for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// Which part an image belongs to.
    Split,
    /// Which images belong to a subset.
    Subset,
    /// The order of the images in an epoch.
    Order(u64),
    /// What is done to the images in an epoch.
    Augment(u64),
}

/// Returns the stream of one purpose: no draw of another purpose shifts it.
pub(super) fn stream(seed: u64, purpose: Purpose) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(match purpose {
        Purpose::Split => 0,
        Purpose::Subset => 1,
        Purpose::Order(epoch) => epoch.wrapping_mul(2).wrapping_add(2),
        Purpose::Augment(epoch) => epoch.wrapping_mul(2).wrapping_add(3),
    });
    rng
}
