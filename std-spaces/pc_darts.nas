//! PC-DARTS (Xu et al., ICLR 2020): the cells of DARTS, searched with operations on a part of the channels.
//!
//! Its architectures are those of `std::darts`, by the same names: what is found here is built there, with all channels. Edge
//! normalisation, which weighs the edges into a node, belongs to the strategy and not to the space.

use std::blocks::{conv_bn, factorized_reduce, relu_conv_bn}
use std::darts::{edge}

/// One of `k` parts of the channels takes the operation, the others are passed on, and the channels are shuffled so that
/// the next edge takes others (section 3.1).
block partial(x: image, operation: op, stride: int, k: int) {
  let part = x.channels / k
  let passed = x -> slice(part)
  let rest = if stride == 1 { passed } else { passed -> max_pool(2, stride: 2) }
  concat(x -> slice(to: part) -> operation, rest) -> channel_shuffle(k)
}

/// The cell of DARTS with partial edges.
cell Cell(before: image, last: image, c: int, stride: int, k: int) {
  let older = if before.height > last.height { factorized_reduce(c) } else { relu_conv_bn(c, 1) }
  let nodes = [before -> older, last -> relu_conv_bn(c, 1)]
  for node in 2..6 {
    let edges = pick 2 of for from in 0..node {
      let step = if from < 2 { stride } else { 1 }
      let edge = edge(c / k, stride: step)
      nodes[from] -> partial(edge, step, k)
    }
    nodes += sum(edges)
  }
  concat(nodes[2..])
}

/// The network of the published search, with a quarter of the channels on the edges.
space PcDarts(
  c: int = 16,
  layers: int = 8,
  k: int = 4,
  channels: int = 3,
  size: int = 32,
  classes: int = 10,
) {
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
      reduce(before, last, width, stride: 2, k: k)
    } else {
      normal(before, last, width, stride: 1, k: k)
    }
  }
  states.last -> global_avg_pool() -> linear(classes)
}
