//! NATS-Bench (Dong et al., TPAMI 2021), the size space: 32,768 widths of one cell on CIFAR-10. Its topology space is
//! NAS-Bench-201.

use std::blocks::{conv_bn, relu_conv_bn, residual_reduction}

/// The image itself; where the channels change, a pointwise convolution.
block skip(x: image, c: int) {
  if x.channels == c { x } else { x -> conv_bn(c, 1) }
}

/// The cell that is best on CIFAR-100 in NAS-Bench-201. Edges from its input change the channels.
block fixed_cell(x: image, c: int) {
  let first = x -> relu_conv_bn(c)
  let second = sum(x -> relu_conv_bn(c), first -> relu_conv_bn(c))
  sum(x -> skip(c), first -> relu_conv_bn(c), second -> relu_conv_bn(c))
}

/// Channels of the five layers: a cell, a reduction, a cell, a reduction, a cell.
space NatsBenchSize(channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  let widths = for layer in 0..5 {
    let width = oneof 8..=64 step 8
    width
  }
  x -> conv_bn(widths[0])
    -> fixed_cell(widths[0])
    -> residual_reduction(widths[1])
    -> fixed_cell(widths[2])
    -> residual_reduction(widths[3])
    -> fixed_cell(widths[4])
    -> batch_norm() -> relu() -> global_avg_pool() -> linear(classes)
}
