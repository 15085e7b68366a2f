//! The space of DARTS (Liu et al., ICLR 2019) with one cell for layers of both kinds.

use std::blocks::{conv_bn}
use std::darts::{Cell}

/// One cell for all layers, also those that reduce: 1,037,664,180 architectures, where two cells have the square of that.
space DartsOneCell(
  c: int = 16,
  layers: int = 8,
  channels: int = 3,
  size: int = 32,
  classes: int = 10,
) {
  input x: image[channels, size, size]
  let normal = Cell
  let stem = x -> conv_bn(3 * c)
  let states = [stem, stem]
  let [third, two_thirds] = [floor(layers / 3), floor(2 * layers / 3)]
  for layer in 0..layers {
    let width = if layer < third { c } else if layer < two_thirds { 2 * c } else { 4 * c }
    let [before, last] = states[layer..]
    let stride = if layer == third or layer == two_thirds { 2 } else { 1 }
    states += normal(before, last, width, stride: stride)
  }
  states.last -> global_avg_pool() -> linear(classes)
}
