//! The cells of NASNet (Zoph et al., CVPR 2018) with the operations of AmoebaNet (Real et al., AAAI 2019), in the outline
//! that DARTS compares all three in.

use std::blocks::{among, conv_bn, factorized_reduce, relu_conv_bn}
use std::darts::{dil_conv, sep_conv, skip}

/// A 1x7 and a 7x1 convolution, each with the stride along its side.
op conv_7x1_1x7(c: int, stride: int) =
  relu() -> conv(c, [1, 7], stride: [1, stride]) -> conv(c, [7, 1], stride: [stride, 1])
    -> batch_norm()

/// The eight operations on an edge.
op edge(c: int, stride: int) = oneof {
  skip_connect: skip(c, stride)
  max_pool_3x3: max_pool(3, stride: stride)
  avg_pool_3x3: avg_pool(3, stride: stride)
  sep_conv_3x3: sep_conv(c, 3, stride)
  sep_conv_5x5: sep_conv(c, 5, stride)
  sep_conv_7x7: sep_conv(c, 7, stride)
  dil_conv_3x3: dil_conv(c, 3, stride)
  conv_7x1_1x7: conv_7x1_1x7(c, stride)
}

/// Two inputs, the outputs of the two cells before, and five nodes that each sum two edges. An edge may be from any earlier
/// node. The output joins the nodes that no edge is from.
cell Cell(before: image, last: image, c: int, stride: int) {
  let older = if before.height > last.height { factorized_reduce(c) } else { relu_conv_bn(c, 1) }
  let nodes = [before -> older, last -> relu_conv_bn(c, 1)]
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
  for node in 2..7 { if not among(node, used) { loose += nodes[node] } }
  concat(loose)
}

/// Normal cells, and a reduction cell at a third and at two thirds of the depth, on small images.
space NasNet(c: int = 36, layers: int = 20, channels: int = 3, size: int = 32, classes: int = 10) {
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
