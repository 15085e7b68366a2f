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

// The outline. What all right-hand sides of a rule begin with is written once, in front of the choice between them.

/// Two or three cells.
block cells(x: image) {
  let two = x -> cell() -> cell()
  oneof {
    linear2:   two
    linear3:   two -> cell()
    residual2: sum(two, x -> cell())
  }
}

/// Cells and a reduction.
block down(x: image) {
  let one = x -> cell()
  oneof {
    linear2:   one -> half()
    linear3:   one -> cell() -> half()
    residual2: sum(one -> half(), x -> half())
  }
}

/// A part that keeps the shape.
block d0(x: image) {
  let two = x -> cells() -> cells()
  oneof {
    linear3:   two -> cell()
    linear4:   two -> cells() -> cell()
    residual3: sum(two -> cell(), x -> cell())
  }
}

/// A part that halves the sides.
block d1(x: image) {
  let two = x -> cells() -> cells()
  oneof {
    linear3:   two -> down()
    linear4:   two -> cells() -> down()
    residual3: sum(two -> down(), x -> down())
  }
}

/// Two parts that halve the sides, among one or two that do not.
block d2(x: image) {
  let order = oneof { last: 1, first: 0, twice_last: 2 }
  let front = if order is first { x -> d0() } else { x }
  let two = front -> d1() -> d1()
  two -> repeat(order) { d0() }
}

// allow N0906: as published
/// The whole between a convolution and a classifier.
space HierarchicalNasBench201(channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  x -> conv_bn(16) -> d2()
    -> batch_norm() -> relu() -> global_avg_pool() -> linear(classes)
}
