//! A space of small networks for 8x8 images, and a search in it.
//!
//! `nas check` says what is in it, `nas search` runs it, `nas list` shows what else there is.

use std::blocks::{bn_relu, sep_conv}

/// One layer: its operation is searched at every place where it is used.
op layer(c: int) = oneof {
  conv: conv(c, 3) -> bn_relu
  sep:  sep_conv(c, 3)
  skip: identity()
}

space Tiny {
  input x: image[1, 8, 8]
  let width = oneof [8, 12, 16]  // one decision, used wherever `width` stands
  let depth = oneof 1..=3        // the third layer is only there where `depth` is 3
  x -> conv(width, 3) -> bn_relu
    -> repeat(depth) { layer(width) }
    -> global_avg_pool() -> linear(10)

  require params <= 5k  // anything larger is never built
}

task digits = classification {
  data: digits()  // 1,797 handwritten digits, embedded
  split: { train: 70%, valid: 15%, test: 15% }
}

search quick {
  space: Tiny
  task: digits
  strategy: regularized_evolution(population: 8, tournament: 3)
  estimator: train(epochs: 2)
  maximize accuracy
  minimize params
  budget: 24 trials
  seed: 0
}
