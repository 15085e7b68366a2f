//! TransNAS-Bench-101 (Duan et al., CVPR 2021): a cell space of 4,096 and a macro space of 3,256 backbones. What is
//! decided, and the outline; the heads of the seven tasks are replaced by a classifier.

use std::blocks::{conv_bn, conv_bn_relu, relu_conv_bn}

/// The four operations on every edge.
op edge(c: int) = oneof {
  none:         zero()
  skip_connect: identity()
  nor_conv_1x1: relu_conv_bn(c, kernel: 1)
  nor_conv_3x3: relu_conv_bn(c, kernel: 3)
}

/// Four nodes, an operation on each of the six edges.
cell Cell(x: image, c: int) {
  let nodes = [x]
  for node in 1..4 {
    nodes += sum(for from in nodes { from -> edge(c) })
  }
  nodes.last
}

/// Residual block of two 3x3 convolutions, the unit of the macro skeleton.
block basic(x: image, c: int, stride: int) {
  let same = stride == 1 and x.channels == c
  let shortcut = if same { x } else { x -> conv_bn(c, 1, stride: stride) }
  sum(shortcut, x -> conv_bn_relu(c, stride: stride) -> conv_bn(c)) -> relu()
}

/// The cell-level space: one cell within a fixed outline.
space TransNasBenchMicro(c: int = 16, size: int = 256, classes: int = 75) {
  input x: image[3, size, size]
  let cell = Cell
  x -> conv_bn_relu(c, 3, stride: 2) -> conv_bn_relu(c, 3, stride: 2)
    -> for stage in 0..3 {
      let width = c * pow(2, stage + 1)
      [basic(floor(width), if stage == 0 { 1 } else { 2 }), cell(floor(width)), cell(floor(width))]
    }
    -> global_avg_pool() -> linear(classes)
}

/// The macro space: four to six modules, of which one to four halve the sides and one to three double the channels.
space TransNasBenchMacro(c: int = 64, size: int = 256, classes: int = 75) {
  input x: image[3, size, size]
  let images = [x -> conv_bn_relu(c / 2, 3, stride: 2) -> conv_bn_relu(c, 3, stride: 2)]
  let depth = oneof 4..=6
  for i in 0..depth {
    let module = oneof { same: plain, halved: halve, widened: widen, halved_and_widened: both }
    images += images.last -> module
  }
  images.last -> global_avg_pool() -> linear(classes)

  require 1 <= count(halved) + count(halved_and_widened)
    and count(halved) + count(halved_and_widened) <= 4
  require 1 <= count(widened) + count(halved_and_widened)
    and count(widened) + count(halved_and_widened) <= 3
}

/// A module that keeps the shape: two residual blocks.
block plain(x: image) {
  x -> basic(x.channels, 1) -> basic(x.channels, 1)
}

/// A module that halves the sides.
block halve(x: image) {
  x -> basic(x.channels, 2) -> basic(x.channels, 1)
}

/// A module that doubles the channels.
block widen(x: image) {
  x -> basic(2 * x.channels, 1) -> basic(2 * x.channels, 1)
}

/// A module that halves the sides and doubles the channels.
block both(x: image) {
  x -> basic(2 * x.channels, 2) -> basic(2 * x.channels, 1)
}
