//! The hierarchical NAS-Bench-201 (Schrodi et al., NeurIPS 2023): a grammar of networks, from the outline down to what a
//! convolution is made of. Every rule of the grammar is an operation here.

use std::blocks::{conv_bn, depthwise_conv, residual_reduction}

// Convolution blocks

/// The activations.
op activation = oneof { relu, hard_swish, mish }

/// The convolutions.
op convolution(c: int) = oneof {
  conv_3x3:  conv(c)
  conv_1x1:  conv(c, 1)
  dconv_3x3: depthwise_conv()
}

/// The norms. An instance norm is a group norm with a group per channel.
op normalization(c: int) = oneof {
  batch:    batch_norm()
  instance: group_norm(c)
  layer:    layer_norm()
}

/// An activation, a convolution and a norm.
op conv_block(c: int) = activation -> convolution(c) -> normalization(c)

// Cells

/// What is on an edge. The grammar has two equal rules for a convolution block, in place of the two convolutions of
/// NAS-Bench-201, and counts them as two.
op edge(c: int) = oneof {
  id:         identity()
  zero:       zero()
  conv_block: conv_block(c)
  conv_again: conv_block(c)
  avg_pool:   avg_pool(3)
}

/// Four nodes, and something on each of the six edges.
block cell(x: image) {
  let nodes = [x]
  for node in 1..4 { nodes += sum(for from in nodes { from -> edge(x.channels) }) }
  nodes.last
}

/// Halves the sides and doubles the channels.
block half(x: image) {
  x -> residual_reduction(2 * x.channels)
}

// The outline

/// Two or three cells.
block c(x: image) {
  x -> oneof {
    linear2:   cell() -> cell()
    linear3:   cell() -> cell() -> cell()
    residual2: residual2(cell, cell, cell)
  }
}

/// Cells and a reduction.
block down(x: image) {
  x -> oneof {
    linear2:   cell() -> half()
    linear3:   cell() -> cell() -> half()
    residual2: residual2(cell, half, half)
  }
}

/// A part that keeps the shape.
block d0(x: image) {
  x -> oneof {
    linear3:   c() -> c() -> cell()
    linear4:   c() -> c() -> c() -> cell()
    residual3: residual3(c, c, cell, cell)
  }
}

/// A part that halves the sides.
block d1(x: image) {
  x -> oneof {
    linear3:   c() -> c() -> down()
    linear4:   c() -> c() -> c() -> down()
    residual3: residual3(c, c, down, down)
  }
}

/// The whole.
block d2(x: image) {
  x -> oneof {
    late:    d1() -> d1() -> d0()
    early:   d0() -> d1() -> d1()
    linear4: d1() -> d1() -> d0() -> d0()
  }
}

/// Two operations in a row, beside another.
block residual2(x: image, first: op, beside: op, last: op) {
  sum(x -> first -> last, x -> beside)
}

/// Three operations in a row, beside another.
block residual3(x: image, first: op, second: op, beside: op, last: op) {
  sum(x -> first -> second -> last, x -> beside)
}

/// The whole between a convolution and a classifier.
space HierarchicalNasBench201(channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  x -> conv_bn(16) -> d2()
    -> batch_norm() -> relu() -> global_avg_pool() -> linear(classes)
}
