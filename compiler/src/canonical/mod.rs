//! When two architectures are the same network, and how many different ones there are.
//!
//! # The same network
//!
//! Two networks are the same if they compute the same function with the same trainable weights, up to the names and the
//! order of operations. Precisely: each is brought to a normal form by the laws below, and they are the same if there is
//! an isomorphism of the normal forms, one to one between operations, that keeps every operation's primitive, all its
//! arguments and its operands: in order, or as a multiset where order makes no difference.
//!
//! | law | |
//! |---|---|
//! | `identity(x) = x` | |
//! | `sum(x) = mean(x) = mul(x) = concat(x) = x` | merges of one tensor |
//! | `zero() = 0`, and `f(0) = 0` | `f` without a bias: a convolution, a pool, `relu` and the like, but no norm, whose shift is learned |
//! | `sum(x, 0) = x` | likewise for any number of operands |
//! | `mul(x, 0) = 0` | |
//! | `sum`, `mean` and `mul` commute | |
//! | `sum(sum(x, y), z) = sum(x, y, z)` | where the inner sum is used nowhere else; likewise `mul`, and `concat` in its order |
//! | what the output does not depend on is not there | |
//!
//! It follows that
//!
//! - a tensor that is an operand twice counts twice: `sum(x, x)` is not `x`;
//! - `mean` divides by the number of its operands, so `mean(x, 0)` keeps its zeros, and `mean(x, 0)` is not `x`;
//! - `concat` keeps its order, and zeros in it keep their place and their shape;
//! - two applications of one operation to one tensor are two, whether they have weights or not: each is computed;
//! - sums are the same up to the rounding of floating point numbers, which depends on their order.
//!
//! So equal keys mean the same network. The reverse holds for the laws above, not for all of mathematics: that an average
//! of a sum is the sum of averages, say, is not looked for.
//!
//! # Keys
//!
//! A [`Key`] is invariant under isomorphism and exact up to a hash. A normal form falls into *parts* at its cuts: the
//! operations through which everything passes from the inputs to the output. The parts of a normal form are unique, so two
//! are isomorphic exactly if their parts are, one by one. Each part is given its canonical labelling by colour refinement
//! and individualisation, the whole of which is hashed, and a key is the hash of those hashes: the first 128
//! bits of SHA-256. Among `n` different networks the probability that any two share a key is at most `n² / 2^129`:
//! below 10^-20 for a billion.

mod block;
mod graph;
mod groups;
mod keys;
mod label;
mod part;
mod segment;
#[cfg(test)]
mod tests;
mod unique;
mod word;

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use keys::Keys;
pub use unique::{Infeasible, Method, Unique, unique};

use crate::ir::Network;
use graph::Graph;
use label::PartKey;

/// What two networks share if they are the same, and otherwise do not. The module's documentation says when they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(u128);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Returns the key of a network.
pub fn key(network: &Network) -> Key {
    key_of(&part::keys(&Graph::of(network)))
}

/// The key of a network with these parts.
fn key_of(parts: &[PartKey]) -> Key {
    let mut digest = Sha256::new();
    parts.iter().for_each(|it| digest.update(it.0.to_be_bytes()));
    Key(first_bits(digest))
}

fn first_bits(digest: Sha256) -> u128 {
    let bytes = digest.finalize();
    u128::from_be_bytes(bytes.first_chunk().copied().unwrap_or_default())
}
