//! What a sample says about the whole.

use statrs::distribution::{Beta, ContinuousCDF as _};

/// How sure an interval is.
pub const CONFIDENCE: f64 = 0.95;

/// An interval that holds the true share in at least 95 % of all samples, whatever the share is (Clopper & Pearson,
/// Biometrika 1934).
pub fn clopper_pearson(hits: u64, draws: u64) -> (f64, f64) {
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let misses = draws - hits;
    let low = if hits == 0 { 0.0 } else { quantile(hits, misses + 1, tail) };
    let high = if misses == 0 { 1.0 } else { quantile(hits + 1, misses, 1.0 - tail) };
    (low, high)
}

/// A quantile of the beta distribution; both parameters are positive.
fn quantile(alpha: u64, beta: u64, share: f64) -> f64 {
    Beta::new(alpha as f64, beta as f64).map_or(f64::NAN, |it| it.inverse_cdf(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    // from scipy.stats import binomtest
    // binomtest(k, n).proportion_ci(0.95, "exact")
    #[test]
    fn the_interval_is_that_of_scipy() {
        for (hits, draws, low, high) in
            [(5, 100, 0.016_431_879_181_728_278, 0.112_834_911_105_462_88), (0, 50, 0.0, 0.071_121_736_464_204_58)]
        {
            let (found_low, found_high) = clopper_pearson(hits, draws);
            assert!((found_low - low).abs() < 1e-9, "{found_low}");
            assert!((found_high - high).abs() < 1e-9, "{found_high}");
        }
    }

    #[test]
    fn the_interval_is_symmetric() {
        let (low, high) = clopper_pearson(3, 20);
        let (other_low, other_high) = clopper_pearson(17, 20);
        assert!((low - (1.0 - other_high)).abs() < 1e-6 && (high - (1.0 - other_low)).abs() < 1e-6);
    }
}
