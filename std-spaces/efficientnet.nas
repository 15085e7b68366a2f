//! EfficientNet (Tan & Le, ICML 2019): one coefficient scales depth, width and resolution together.

use std::blocks::{conv_bn, inverted_residual, make_divisible, squeeze_excite}

/// The stages of EfficientNet-B0 (table 1): expansion, channels, kernel, blocks, stride of the first.
const stages = [
  [1, 16, 3, 1, 1],
  [6, 24, 3, 2, 2],
  [6, 40, 5, 2, 2],
  [6, 80, 3, 3, 2],
  [6, 112, 5, 3, 1],
  [6, 192, 5, 4, 2],
  [6, 320, 3, 1, 1],
]

/// Width, depth and resolution of the published networks B0 to B7.
const published = [
  [1.0, 1.0, 224],
  [1.0, 1.1, 240],
  [1.1, 1.2, 260],
  [1.2, 1.4, 300],
  [1.4, 1.8, 380],
  [1.6, 2.2, 456],
  [1.8, 2.6, 528],
  [2.0, 3.1, 600],
]

/// MBConv with SiLU and squeeze-and-excitation to a quarter of the channels that come in.
block mb_conv(x: image, c: int, kernel: int, stride: int, expansion: int) {
  let squeeze = squeeze_excite(floor(x.channels / 4), inner: silu())
  x
    -> inverted_residual(
      c,
      expansion * x.channels,
      kernel,
      stride: stride,
      act: silu(),
      attention: squeeze,
    )
}

/// The network with its channels times `width` and its blocks times `depth`.
op efficientnet(width: float, depth: float, classes: int) =
  conv_bn(make_divisible(32 * width), stride: 2) -> silu()
    -> for [expansion, c, kernel, n, stride] in stages {
      for i in 0..ceil(n * depth) {
        mb_conv(
          make_divisible(c * width),
          kernel,
          stride: if i == 0 { stride } else { 1 },
          expansion: expansion,
        )
      }
    }
    -> conv_bn(4 * make_divisible(320 * width), 1) -> silu()
    -> global_avg_pool() -> dropout(0.2) -> linear(classes)

/// EfficientNet-B0 to B7 by their number.
space EfficientNet(b: int = 0, classes: int = 1000) {
  let [width, depth, size] = published[b]
  input x: image[3, size, size]
  x -> efficientnet(width, depth, classes)
}

/// Compound scaling (equation 3) with the published base: the depth grows as 1.2 and the width as 1.1 to the power of
/// the coefficient.
space ScaledEfficientNet(size: int = 224, classes: int = 1000) {
  input x: image[3, size, size]
  let phi = oneof 0..=6
  x -> efficientnet(pow(1.1, phi), pow(1.2, phi), classes)
}
