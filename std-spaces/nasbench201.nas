//! NAS-Bench-201 (Dong & Yang, ICLR 2020): 15,625 cells on CIFAR-10.

use std::blocks::{relu_conv_bn, residual_reduction}

/// The five operations on every edge.
op edge(c: int) = oneof {
  none:         zero()
  skip_connect: identity()
  nor_conv_1x1: relu_conv_bn(c, kernel: 1)
  nor_conv_3x3: relu_conv_bn(c, kernel: 3)
  avg_pool_3x3: avg_pool(3, padding: 1)
}

/// Four nodes, an operation on each of the six edges.
cell Cell(x: image, c: int) {
  let nodes = [x]
  for node in 1..4 {
    nodes += sum(for from in nodes { from -> edge(c) })
  }
  nodes.last
}

// allow N0906: as published
/// The published network: three stages of `n` cells.
space NasBench201(c: int = 16, n: int = 5, channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  let cell = Cell  // one set of decisions, used at every place below
  x -> conv(c, 3) -> batch_norm()
    -> repeat(n) { cell(c) }
    -> residual_reduction(2 * c)
    -> repeat(n) { cell(2 * c) }
    -> residual_reduction(4 * c)
    -> repeat(n) { cell(4 * c) }
    -> batch_norm() -> relu() -> global_avg_pool() -> linear(classes)
}
