//! ENAS (Pham et al., ICML 2018): the macro space of whole networks and the micro space of cells, in the outlines that
//! its code builds a found architecture in.

use std::blocks::{among, conv_bn, depthwise_conv, factorized_reduce, relu_conv_bn}
use std::darts::{sep_conv}

/// Halves the sides without an activation.
op reduction(c: int) = factorized_reduce(c, act: identity())

/// The classifier.
op head(rate: float, classes: int) =
  global_avg_pool() -> dropout(rate) -> linear(classes, bias: false)

// Macro (section 2.3)

/// A pointwise convolution and a depthwise separable one.
op separable(c: int, kernel: int) =
  relu_conv_bn(c, 1) -> relu() -> depthwise_conv(kernel) -> conv_bn(c, 1)

/// The six operations of a layer.
op layer(c: int) = oneof {
  conv_3x3:     relu_conv_bn(c, 1) -> relu_conv_bn(c, 3)
  conv_5x5:     relu_conv_bn(c, 1) -> relu_conv_bn(c, 5)
  sep_conv_3x3: separable(c, 3)
  sep_conv_5x5: separable(c, 5)
  avg_pool_3x3: relu_conv_bn(c, 1) -> avg_pool(3)
  max_pool_3x3: relu_conv_bn(c, 1) -> max_pool(3)
}

/// An operation for every layer, and any earlier layers that it also sees. At a third and at two thirds all earlier layers
/// are halved, and the channels double.
space EnasMacro(c: int = 36, layers: int = 12, size: int = 32, classes: int = 10) {
  input x: image[3, size, size]
  let stages = [[x -> conv_bn(c)]]
  let third = floor(layers / 3)
  for i in 0..layers {
    let width = if i < third { c } else if i < 2 * third { 2 * c } else { 4 * c }
    let halves = i == third or i == 2 * third
    let seen = for it in stages.last { if halves { it -> reduction(width) } else { it } }
    let result = seen.last -> layer(width)
    let joined = [result]
    for from in 0..i {
      let skip = oneof [false, true]
      if skip { joined += seen[from] }
    }
    let output = if i == 0 { result } else { concat(joined) -> relu_conv_bn(width, 1) }
    stages += [for it in 0..=i + 1 { if it <= i { seen[it] } else { output } }]
  }
  stages.last.last -> head(0.1, classes)
}

// Micro (section 2.4)

/// The five operations on an edge.
op edge(c: int, stride: int) = oneof {
  sep_conv_3x3: sep_conv(c, 3, stride)
  sep_conv_5x5: sep_conv(c, 5, stride)
  avg_pool_3x3: avg_pool(3, stride: stride)
  max_pool_3x3: max_pool(3, stride: stride)
  skip_connect: if stride == 1 { identity() } else { reduction(c) }
}

/// Fits an input to the channels of a cell.
block fitted(x: image, c: int) {
  if x.channels == c { x } else { x -> relu_conv_bn(c, 1) }
}

/// Two inputs, the outputs of the two cells before, and five nodes that each sum two edges. An edge may be from any earlier
/// node. The output joins all that no edge is from, also an input.
cell Cell(before: image, last: image, c: int, stride: int) {
  let older = if before.height > last.height { factorized_reduce(c) } else { fitted(c) }
  let nodes = [before -> older, last -> fitted(c) -> relu_conv_bn(c, 1)]
  let used = []
  for node in 2..7 {
    let ends = for side in 0..2 {
      let from = oneof 0..node
      used += from
      let taken = []
      for earlier in 0..node { if from == earlier { taken += nodes[earlier] } }
      taken.last -> edge(c, if from < 2 { stride } else { 1 })
    }
    nodes += sum(ends)
  }
  let loose = []
  for node in 0..7 {
    let fits = if node < 2 and stride == 2 { reduction(c) } else { identity() }
    if not among(node, used) { loose += nodes[node] -> fits }
  }
  concat(loose)
}

/// `layers` normal cells in three stages, with a reduction cell before the second and the third.
space EnasMicro(c: int = 36, layers: int = 15, size: int = 32, classes: int = 10) {
  input x: image[3, size, size]
  let normal = Cell
  let reduce = Cell
  let stem = x -> conv_bn(3 * c)
  let states = [stem, stem]
  let third = floor(layers / 3)
  let [first, second] = [third, 2 * third + 1]
  for layer in 0..layers + 2 {
    let width = if layer < first { c } else if layer < second { 2 * c } else { 4 * c }
    let [before, last] = states[layer..]
    states += if layer == first or layer == second {
      reduce(before, last, width, stride: 2)
    } else {
      normal(before, last, width, stride: 1)
    }
  }
  states.last -> relu() -> head(0.1, classes)
}
