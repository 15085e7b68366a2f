//! TransNAS-Bench-101 (Duan et al., CVPR 2021): a cell space of 4,096 and a macro space of 3,256 backbones. The heads of the
//! seven tasks are replaced by a classifier.

use std::blocks::{conv_bn, factorized_reduce, relu_conv_bn}

/// Zeros, in twice as many channels where the channels change.
block none(x: image, c: int, stride: int) {
  let zeros = x -> zero(stride: stride)
  if x.channels == c { zeros } else { concat(zeros, zeros) }
}

/// The image itself; where the shape changes, what a factorized reduction leaves of it.
block skip(x: image, c: int, stride: int) {
  if stride == 1 and x.channels == c { x } else { x -> factorized_reduce(c) }
}

/// The four operations on every edge.
op edge(c: int, stride: int) = oneof {
  none:         none(c, stride)
  skip_connect: skip(c, stride)
  nor_conv_1x1: relu_conv_bn(c, kernel: 1, stride: stride)
  nor_conv_3x3: relu_conv_bn(c, kernel: 3, stride: stride)
}

/// Four nodes, an operation on each of the six edges. A stride applies to edges from the input.
cell Cell(x: image, c: int, stride: int = 1) {
  let nodes = [x]
  for node in 1..4 {
    nodes += sum(for from in 0..node { nodes[from] -> edge(c, if from == 0 { stride } else { 1 }) })
  }
  nodes.last
}

/// Convolutions that leave a quarter of the sides.
op stem(c: int) = conv_bn(c / 2, 3, stride: 2) -> relu_conv_bn(c, 3, stride: 2)

/// The classifier.
op head(classes: int) = global_avg_pool() -> linear(classes)

// allow N0906: as published
/// The cell-level space: two cells in each of five modules, every other of which halves the sides and doubles the channels.
space TransNasBenchMicro(c: int = 64, size: int = 224, classes: int = 75) {
  input x: image[3, size, size]
  let cell = Cell
  x -> stem(c)
    -> cell(2 * c, stride: 2) -> cell(2 * c)
    -> cell(2 * c) -> cell(2 * c)
    -> cell(4 * c, stride: 2) -> cell(4 * c)
    -> cell(4 * c) -> cell(4 * c)
    -> cell(8 * c, stride: 2) -> cell(8 * c)
    -> head(classes)
}

/// The macro space: four to six modules, of which one to four halve the sides and one to three double the channels.
space TransNasBenchMacro(c: int = 64, size: int = 224, classes: int = 75) {
  input x: image[3, size, size]
  let images = [x -> stem(c)]
  let depth = oneof 4..=6
  for i in 0..depth {
    let module = oneof {
      same:               residuals(1, 1)
      widened:            residuals(2, 1)
      halved:             residuals(1, 2)
      halved_and_widened: residuals(2, 2)
    }
    images += images.last -> module
  }
  images.last -> head(classes)

  require 1 <= count(halved) + count(halved_and_widened)
    and count(halved) + count(halved_and_widened) <= 4
  require 1 <= count(widened) + count(halved_and_widened)
    and count(widened) + count(halved_and_widened) <= 3
}

/// Residual block of two 3x3 convolutions, each behind a ReLU.
block basic(x: image, c: int, stride: int = 1) {
  let same = stride == 1 and x.channels == c
  let shortcut = if same { x } else { x -> conv_bn(c, 1, stride: stride) }
  sum(shortcut, x -> relu_conv_bn(c, stride: stride) -> relu_conv_bn(c))
}

/// A module: two residual blocks, with `widening` times the channels.
block residuals(x: image, widening: int, stride: int) {
  x -> basic(widening * x.channels, stride) -> basic(widening * x.channels)
}
