//! Numbers below a bound, each equally likely.

use num_bigint::BigUint;
use rand::{Rng, RngExt as _};

/// Draws a number below a bound that is not 0: bits are drawn until they are below it.
pub(super) fn below(bound: &BigUint, rng: &mut impl Rng) -> BigUint {
    let bits = bound.bits();
    loop {
        let words: Vec<u32> = (0..bits.div_ceil(32)).map(|_| rng.random()).collect();
        let mut number = BigUint::new(words);
        number >>= bits.div_ceil(32) * 32 - bits;
        if number < *bound {
            return number;
        }
    }
}

/// As [`below`], with the same numbers.
pub(super) fn below_machine(bound: u128, rng: &mut impl Rng) -> u128 {
    let bits = u128::BITS - bound.leading_zeros();
    let words = bits.div_ceil(32);
    loop {
        let number = (0..words).fold(0, |number, word| number | u128::from(rng.random::<u32>()) << (32 * word));
        let number = number >> (32 * words - bits);
        if number < bound {
            return number;
        }
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng as _};

    use super::*;

    #[test]
    fn both_draw_the_same_numbers() {
        for bound in [1, 2, 5, 1 << 32, (1 << 32) + 1, 21_758_655_492_572_485_851, u128::MAX] {
            let [mut one, mut other] = [0; 2].map(ChaCha8Rng::seed_from_u64);
            for _ in 0..20 {
                let number = below_machine(bound, &mut one);
                assert!(number < bound);
                assert_eq!(BigUint::from(number), below(&bound.into(), &mut other));
            }
        }
    }
}
