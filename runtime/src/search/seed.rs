//! Independent seeds from one.

/// Derives a seed for one purpose, and for one of many such purposes by its numbers.
///
/// FNV-1a over the seed, the purpose and the numbers, and the finaliser of `SplitMix64`, so that close inputs give
/// unrelated seeds. The result is part of what a seed of a search means, and never changes.
pub(crate) fn derive(seed: u64, purpose: &str, numbers: &[u32]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    let bytes =
        seed.to_le_bytes().into_iter().chain(purpose.bytes()).chain(numbers.iter().flat_map(|it| it.to_le_bytes()));
    let hash = bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_differ_by_seed_purpose_and_numbers() {
        let seeds =
            [derive(0, "a", &[]), derive(1, "a", &[]), derive(0, "b", &[]), derive(0, "a", &[0]), derive(0, "a", &[1])];
        for (at, seed) in seeds.iter().enumerate() {
            assert!(!seeds[..at].contains(seed));
        }
    }
}
