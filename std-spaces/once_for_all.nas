//! Once-for-all (Cai et al., ICLR 2020) in the outline of MobileNetV3-Large: 7371^5 networks.

use std::blocks::{inverted_residual, make_divisible, squeeze_excite}

/// The five units: channels, stride of the first layer, and whether there is attention and a hard swish.
const units = [
  [24, 2, false, false],
  [40, 2, true, false],
  [80, 2, false, true],
  [112, 1, true, true],
  [160, 2, true, true],
]

/// Squeeze-and-excitation to a quarter of the channels, with a hard gate.
block squeeze(x: image) {
  x -> squeeze_excite(make_divisible(x.channels / 4), gate: hard_sigmoid())
}

/// A layer with its kernel and expansion.
block layer(x: image, c: int, stride: int, act: op, attention: op) {
  let kernel = oneof [3, 5, 7]
  let expansion = oneof [3, 4, 6]
  x
    -> inverted_residual(
      c,
      make_divisible(expansion * x.channels),
      kernel,
      stride: stride,
      act: act,
      attention: attention,
    )
}

/// Depth of every unit, kernel and expansion of every layer (section 3.1).
space OnceForAll(width: float = 1.0, size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let first = make_divisible(16 * width)
  x -> conv(first, stride: 2) -> batch_norm() -> hard_swish()
    -> inverted_residual(first, first, 3, act: relu())
    -> for unit in 0..5 {
      let [c, stride, attends, swishes] = units[unit]
      let depth = oneof 2..=4
      for i in 0..depth {
        layer(
          make_divisible(c * width),
          if i == 0 { stride } else { 1 },
          if swishes { hard_swish() } else { relu() },
          if attends { squeeze } else { identity() },
        )
      }
    }
    -> conv(make_divisible(960 * width), 1) -> batch_norm() -> hard_swish()
    -> global_avg_pool() -> linear(make_divisible(1280 * width), bias: false) -> hard_swish()
    -> dropout(0.2) -> linear(classes)
}
