//! RegNet (Radosavovic et al., CVPR 2020): widths that a line gives, quantised.

use std::blocks::{conv_bn, conv_bn_relu, make_divisible, squeeze_excite, total}

/// The nearest whole number, of two the even one, as the reference implementations round.
fn round_to_even(v: float) {
  let up = floor(v + 0.5)
  if up - v == 0.5 and up % 2 == 1 { up - 1 } else { up }
}

/// The width of every block: on a line (equation 2), then the nearest power of `wm` from `w0` on (equations 3 and 4), in
/// multiples of 8 and of the width of a group.
fn block_widths(d: int, w0: int, wa: float, wm: float, g: int) {
  for j in 0..d {
    let u = w0 + wa * j
    // The logarithm of u / w0 to the base wm, rounded: how many half steps lie behind.
    let behind = for k in 1..=12 { if u >= w0 * pow(wm, k - 0.5) { 1 } else { 0 } }
    let w = 8 * round_to_even(w0 * pow(wm, total(behind)) / 8)
    make_divisible(w, min(g, w))
  }
}

/// The X block: a residual bottleneck that narrows nothing, with groups of `g` channels (figure 4).
block x_block(x: image, w: int, g: int, stride: int, attention: op = identity()) {
  let body = x -> conv_bn_relu(w, 1) -> conv_bn_relu(w, stride: stride, groups: w / min(g, w))
    -> attention -> conv_bn(w, 1)
  let same = stride == 1 and x.channels == w
  let shortcut = if same { x } else { x -> conv_bn(w, 1, stride: stride) }
  sum(shortcut, body) -> relu()
}

/// The Y block: with squeeze-and-excitation to a quarter of the channels that come in.
block y_block(x: image, w: int, g: int, stride: int) {
  x -> x_block(w, g, stride, squeeze_excite(x.channels / 4))
}

/// Stem, body and head (figure 3). A stage begins, with a stride, where the width changes.
block regnet(x: image, widths: [int], g: int, residual: op, classes: int) {
  x -> conv_bn_relu(32, stride: 2)
    -> for j in 0..widths.len {
      let begins = if j == 0 { true } else { widths[j] != widths[j - 1] }
      residual(widths[j], g, if begins { 2 } else { 1 })
    }
    -> global_avg_pool() -> linear(classes)
}

/// RegNetX, unless told otherwise with 400 million multiply-accumulates.
space RegNetX(
  d: int = 22,
  w0: int = 24,
  wa: float = 24.48,
  wm: float = 2.54,
  g: int = 16,
  size: int = 224,
  classes: int = 1000,
) {
  input x: image[3, size, size]
  x -> regnet(block_widths(d, w0, wa, wm, g), g, x_block, classes)
}

/// RegNetY, unless told otherwise with 400 million multiply-accumulates.
space RegNetY(
  d: int = 16,
  w0: int = 48,
  wa: float = 27.89,
  wm: float = 2.09,
  g: int = 8,
  size: int = 224,
  classes: int = 1000,
) {
  input x: image[3, size, size]
  x -> regnet(block_widths(d, w0, wa, wm, g), g, y_block, classes)
}
