//! A space of small networks for small images such as the 8x8 digits. Each trains in less than a second.

use std::blocks::{conv_bn_relu, sep_conv}

/// Two stages of layers with pooling in between.
space Tiny(channels: int = 1, size: int = 8, classes: int = 10) {
  input x: image[channels, size, size]
  let width = oneof [4, 8, 12, 16]
  let pool = oneof { max: max_pool(2, stride: 2), avg: avg_pool(2, stride: 2) }
  let stages = for stage in 0..2 {
    let depth = oneof 1..=2
    for layer in 0..depth {
      oneof {
        conv: conv_bn_relu(width, 3)
        wide: conv_bn_relu(width, 5)
        sep:  sep_conv(width, 3)
        skip: identity()
      }
    }
  }
  x -> conv_bn_relu(width) -> stages[0] -> pool -> stages[1] -> global_avg_pool() -> linear(classes)

  require params <= 12k
  require macs <= 400k
}
