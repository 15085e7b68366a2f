//! DARTS (Liu et al., ICLR 2019): two cells of four nodes with two inputs each.

use std::blocks::{conv_bn, depthwise_conv, factorized_reduce, relu_conv_bn}

/// Separable convolution, applied twice; only the first has a stride.
op sep_conv(c: int, kernel: int, stride: int) =
  relu() -> depthwise_conv(kernel, stride: stride) -> conv_bn(c, 1)
    -> relu() -> depthwise_conv(kernel) -> conv_bn(c, 1)

/// Separable convolution with dilation 2.
op dil_conv(c: int, kernel: int, stride: int) =
  relu() -> depthwise_conv(kernel, stride: stride, dilation: 2) -> conv_bn(c, 1)

/// The image itself; with a stride, what a factorized reduction leaves of it.
op skip(c: int, stride: int) = if stride == 1 { identity() } else { factorized_reduce(c) }

/// The seven operations on an edge.
op edge(c: int, stride: int) = oneof {
  max_pool_3x3: max_pool(3, stride: stride)
  avg_pool_3x3: avg_pool(3, stride: stride)
  skip_connect: skip(c, stride: stride)
  sep_conv_3x3: sep_conv(c, 3, stride: stride)
  sep_conv_5x5: sep_conv(c, 5, stride: stride)
  dil_conv_3x3: dil_conv(c, 3, stride: stride)
  dil_conv_5x5: dil_conv(c, 5, stride: stride)
}

/// Two inputs, the outputs of the two cells before, and four nodes that each sum two edges from earlier nodes. A stride
/// applies to edges from the inputs.
cell Cell(before: image, last: image, c: int, stride: int) {
  // Behind a reduction cell the older input is twice as large as the newer one.
  let older = if before.height > last.height { factorized_reduce(c) } else { relu_conv_bn(c, 1) }
  let nodes = [before -> older, last -> relu_conv_bn(c, 1)]
  for node in 2..6 {
    let edges = pick 2 of for from in 0..node {
      nodes[from] -> edge(c, stride: if from < 2 { stride } else { 1 })
    }
    nodes += sum(edges)
  }
  concat(nodes[2..])
}

/// Normal cells, and a reduction cell at a third and at two thirds of the depth, on small images. The published network
/// has `c: 36, layers: 20`; the published search ran with `c: 16, layers: 8`.
space Darts(c: int = 16, layers: int = 8, channels: int = 3, size: int = 32, classes: int = 10) {
  input x: image[channels, size, size]
  let normal = Cell
  let reduce = Cell
  let stem = x -> conv_bn(3 * c)
  let states = [stem, stem]
  let [third, two_thirds] = [floor(layers / 3), floor(2 * layers / 3)]
  for layer in 0..layers {
    let width = if layer < third { c } else if layer < two_thirds { 2 * c } else { 4 * c }
    let [before, last] = states[layer..]
    states += if layer == third or layer == two_thirds {
      reduce(before, last, width, stride: 2)
    } else {
      normal(before, last, width, stride: 1)
    }
  }
  states.last -> global_avg_pool() -> linear(classes)
}
